//! The stories that the demonstration tells: absences of every length, and what was, or was not yet, done about them.

use super::tale::{Seen, Tale, Told};
use super::{at, on};
use crate::domain::contact::{Reached, Reason};
use crate::domain::leave::LeaveKind;
use crate::domain::mark::Mark::{Early, Late, Official, Truant, Unknown};
use crate::domain::people::Standing;
use crate::domain::roll::SessionCode;
use crate::domain::visit::Outcome;

pub(super) fn all() -> Vec<Tale> {
    let mut tales = vec![
        away_since_yesterday(),
        nothing_done_since_monday(),
        half_afternoons(),
        back_after_a_notice(),
        away_for_a_funeral(),
        leave_ended_yesterday(),
        a_long_illness(),
        half_days_in_september(),
        two_days_after_leave(),
        a_grandchild_left_behind(),
        three_days_and_a_word_from_the_principal(),
        four_days_and_a_missing_roll(),
        five_days(),
        six_days_at_work(),
        eight_days_behind_a_screen(),
        a_family_gone(),
        around_the_typhoon(),
    ];
    tales.extend(comings_and_goings());
    tales.extend(the_choir());
    tales
}

/// One day; called, to be visited today.
fn away_since_yesterday() -> Tale {
    Tale::of(703, 7)
        .away_in(SessionCode::AM, on(10, 22), Late)
        .away(on(11, 18), Unknown)
        .tried(at(11, 18, 8, 12), 0, Reached::NoAnswer)
        .spoke(
            at(11, 18, 8, 19),
            1,
            Told {
                reason: Some(Reason::Weary),
                said: "早上叫了几次不肯起床，说不想上学，家长正在劝",
                whereabouts: "家中",
                returns: Some(on(11, 19)),
                next: "今天未到校就上门家访",
            },
        )
}

/// Two days; one call on the first, none answered on the second, no visit: everything is overdue.
fn nothing_done_since_monday() -> Tale {
    Tale::of(703, 27)
        .away(on(11, 17), Unknown)
        .spoke(
            at(11, 17, 8, 26),
            0,
            Told {
                reason: Some(Reason::Unclear),
                said: "早上六点多出门，老人以为已经到校，放下电话去找，八点五十回电说在镇上亲戚家",
                whereabouts: "镇上亲戚家",
                next: "联系在外务工的家长",
                ..Told::default()
            },
        )
        .away(on(11, 18), Unknown)
        .tried(at(11, 18, 8, 31), 0, Reached::NoAnswer)
        .tried(at(11, 18, 14, 22), 1, Reached::Off)
}

/// Every other afternoon: no streak, but a pattern.
fn half_afternoons() -> Tale {
    let missed =
        [(10, 20), (10, 22), (10, 24), (10, 29), (11, 3), (11, 5), (11, 7), (11, 10), (11, 12), (11, 14), (11, 17)];
    let tale = missed
        .into_iter()
        .fold(Tale::of(703, 31), |tale, (month, day)| tale.away_in(SessionCode::PM, on(month, day), Truant));
    let told = |said| Told { reason: Some(Reason::Internet), said, whereabouts: "镇上", ..Told::default() };
    tale.spoke(at(10, 20, 14, 31), 0, told("家长以为孩子在学校，马上去找，三点在镇上找到"))
        .spoke(at(10, 24, 14, 25), 0, told("又没到校，家长说中午出门上学的，晚上一定问清楚"))
        .spoke(at(10, 29, 14, 40), 1, told("家长刚知道不是第一次，晚上回来和孩子谈"))
        .spoke(at(11, 5, 14, 28), 0, told("孩子承认下午去看别人打游戏，家长答应中午接送"))
        .spoke(at(11, 12, 14, 33), 0, told("接送了两天，今天家长有事没接"))
        .spoke(at(11, 14, 14, 29), 0, told("家长说周末带孩子到校和老师谈"))
        .spoke(at(11, 17, 14, 35), 0, told("又没有到，家长请学校一起想办法"))
}

/// Three days with a sports day and a weekend between; visited, reported, acknowledged, back.
fn back_after_a_notice() -> Tale {
    Tale::of(703, 33)
        .away(on(11, 5), Unknown)
        .spoke(
            at(11, 5, 8, 15),
            0,
            Told {
                reason: Some(Reason::LearningDifficulty),
                said: "孩子转来后跟不上，昨晚说不想读了，今天躲在房间里",
                whereabouts: "家中",
                next: "明天运动会放假，星期五到校",
                ..Told::default()
            },
        )
        .away(on(11, 7), Truant)
        .spoke(
            at(11, 7, 8, 11),
            1,
            Told {
                reason: Some(Reason::LearningDifficulty),
                said: "还是不肯来，家长在工地走不开，请老师到家里",
                whereabouts: "家中",
                ..Told::default()
            },
        )
        .visited(
            at(11, 7, 11, 20),
            Outcome::MetGuardian,
            Seen {
                found: "孩子一人在家，数学和英语落下较多，愿意和老师说话",
                agreed: "学校安排两位老师课后补课，家长周末陪读",
                returns: Some(on(11, 10)),
                ..Seen::default()
            },
        )
        .reported(at(11, 7, 16, 40))
        .acknowledged(at(11, 10, 8, 30), "当面送达。批示：同意补课安排，年级组跟进")
        .away(on(11, 10), Truant)
        .spoke(
            at(11, 10, 8, 17),
            0,
            Told {
                reason: Some(Reason::LearningDifficulty),
                said: "孩子答应明天来，家长亲自送",
                whereabouts: "家中",
                returns: Some(on(11, 11)),
                ..Told::default()
            },
        )
        .spoke(
            at(11, 17, 17, 10),
            0,
            Told {
                said: "返校一周，情绪稳定，补课坚持得不错", whereabouts: "学校", ..Told::default()
            },
        )
}

/// On leave yesterday, today and tomorrow.
fn away_for_a_funeral() -> Tale {
    Tale::of(703, 36).on_leave(on(11, 18), on(11, 20), LeaveKind::Personal, "外公去世，随父母回老家")
}

/// Whose leave ended yesterday: if she is not back today, it is no longer leave.
fn leave_ended_yesterday() -> Tale {
    Tale::of(703, 38).on_leave(on(11, 14), on(11, 18), LeaveKind::Personal, "随父母到外省参加亲戚婚礼")
}

/// A broken leg: a month away, called every week, visited once.
fn a_long_illness() -> Tale {
    let told = |said| Told { reason: Some(Reason::Illness), said, whereabouts: "家中休养", ..Told::default() };
    Tale::of(703, 6)
        .on_leave(on(10, 20), on(11, 28), LeaveKind::Sick, "左小腿骨折，医院证明休息六周")
        .spoke(at(10, 22, 17, 5), 0, Told { whereabouts: "医院", ..told("昨天做了手术，一切顺利") })
        .spoke(at(10, 29, 17, 12), 0, told("已出院回家，能在床上看书"))
        .visited(
            at(11, 4, 17, 0),
            Outcome::MetGuardian,
            Seen {
                found: "孩子恢复得好，打着石膏，想念同学",
                agreed: "每周由同学带作业，周三下午线上补课",
                ..Seen::default()
            },
        )
        .spoke(at(11, 12, 17, 20), 0, told("复查恢复良好，预计月底拆石膏"))
}

/// Long over: some mornings in September, until the bus pass was settled.
fn half_days_in_september() -> Tale {
    Tale::of(703, 41)
        .away_in(SessionCode::AM, on(9, 9), Truant)
        .away_in(SessionCode::AM, on(9, 12), Truant)
        .away_in(SessionCode::AM, on(9, 19), Late)
        .spoke(
            at(9, 9, 8, 24),
            0,
            Told {
                reason: Some(Reason::Overslept),
                said: "住得远，没赶上早班车，干脆没来，下午到",
                whereabouts: "家中",
                ..Told::default()
            },
        )
        .spoke(
            at(9, 12, 8, 20),
            0,
            Told {
                reason: Some(Reason::Overslept),
                said: "又没赶上车，家长已申请校车",
                whereabouts: "家中",
                ..Told::default()
            },
        )
}

/// Leave to Friday, not back on Monday: two days.
fn two_days_after_leave() -> Tale {
    Tale::of(906, 30)
        .on_leave(on(11, 12), on(11, 14), LeaveKind::Personal, "回老家看望生病的祖父")
        .away_until(on(11, 17), on(11, 18), Unknown)
        .spoke(
            at(11, 17, 8, 20),
            0,
            Told {
                reason: Some(Reason::FamilyMatter),
                said: "家长说过两天再说，没有续假，也没说清原因",
                whereabouts: "老家",
                ..Told::default()
            },
        )
        .spoke(
            at(11, 18, 8, 14),
            0,
            Told {
                reason: Some(Reason::FamilyMatter),
                said: "今晚的车回来，明天到校",
                whereabouts: "老家",
                returns: Some(on(11, 19)),
                ..Told::default()
            },
        )
}

/// One day; the grandmother reached, the visit owed.
fn a_grandchild_left_behind() -> Tale {
    Tale::of(801, 20)
        .away(on(10, 15), Truant)
        .spoke(
            at(10, 15, 8, 33),
            0,
            Told {
                reason: Some(Reason::Weary), said: "老人劝不动，请老师来", whereabouts: "家中", ..Told::default()
            },
        )
        .visited(
            at(10, 15, 17, 0),
            Outcome::MetGuardian,
            Seen {
                found: "老人一人带三个孩子，晚上没人管手机",
                agreed: "手机交给老人保管，老师每周联系一次",
                returns: Some(on(10, 16)),
                ..Seen::default()
            },
        )
        .away(on(11, 18), Unknown)
        .spoke(
            at(11, 18, 8, 29),
            0,
            Told {
                reason: Some(Reason::Weary),
                said: "昨晚和在外的父亲通话吵了一架，早上不肯出门",
                whereabouts: "家中",
                returns: Some(on(11, 19)),
                ..Told::default()
            },
        )
}

/// Three days; everything done inside the school, the papers to the outside due today.
fn three_days_and_a_word_from_the_principal() -> Tale {
    let told = |said| Told { reason: Some(Reason::Conflict), said, whereabouts: "家中", ..Told::default() };
    Tale::of(802, 14)
        .away(on(11, 14), Unknown)
        .spoke(at(11, 14, 8, 22), 0, told("和同桌打架后觉得丢脸，不愿到校"))
        .away_until(on(11, 17), on(11, 18), Truant)
        .spoke(at(11, 17, 8, 13), 0, told("家长劝了一个周末没有用"))
        .visited(
            at(11, 17, 12, 10),
            Outcome::MetGuardian,
            Seen {
                found: "孩子怕同学笑话，要求换座位",
                agreed: "换座位，由心理老师谈一次",
                returns: Some(on(11, 18)),
                ..Seen::default()
            },
        )
        .reported(at(11, 17, 16, 50))
        .acknowledged(at(11, 18, 8, 40), "当面送达。批示：德育处今日约双方家长到校")
        .spoke(at(11, 18, 8, 16), 1, told("早上送到校门口又跑回家"))
}

/// Four days with a day of no rolls between; the notice has not been answered.
fn four_days_and_a_missing_roll() -> Tale {
    let told = |said| Told { reason: Some(Reason::Internet), said, whereabouts: "家中", ..Told::default() };
    Tale::of(706, 9)
        .away_until(on(11, 12), on(11, 13), Unknown)
        .spoke(at(11, 12, 8, 27), 0, told("连续几晚上网到半夜，早上叫不醒"))
        .visited(
            at(11, 13, 17, 30),
            Outcome::MetGuardian,
            Seen {
                found: "孩子把自己关在房间里，隔着门答应明天到校",
                agreed: "家长晚上断网，早上送到学校",
                returns: Some(on(11, 14)),
                ..Seen::default()
            },
        )
        .away_until(on(11, 14), on(11, 18), Truant)
        .spoke(at(11, 14, 8, 15), 0, told("昨天答应得好，今早又起不来"))
        .spoke(at(11, 17, 8, 18), 1, told("家长请假在家陪着，仍不肯出门"))
        .reported(at(11, 17, 17, 5))
        .spoke(at(11, 18, 8, 21), 0, told("请学校安排心理老师上门"))
}

fn five_days() -> Tale {
    let told = |said| Told { reason: Some(Reason::Hardship), said, whereabouts: "家中", ..Told::default() };
    Tale::of(705, 19)
        .away(on(11, 12), Unknown)
        .spoke(at(11, 12, 8, 9), 0, told("家里老人住院，让孩子在家照看弟弟"))
        .away_until(on(11, 13), on(11, 18), Truant)
        .spoke(at(11, 13, 8, 20), 0, told("家长说再帮几天"))
        .visited(
            at(11, 13, 12, 0),
            Outcome::MetGuardian,
            Seen {
                found: "母亲在医院陪护，家中只有孩子和五岁的弟弟",
                agreed: "学校联系社区帮忙照看弟弟，家长同意尽快送孩子返校",
                returns: Some(on(11, 17)),
                ..Seen::default()
            },
        )
        .reported(at(11, 13, 16, 35))
        .acknowledged(at(11, 14, 9, 5), "当面送达。批示：联系社区，落实困难补助")
        .spoke(at(11, 14, 8, 17), 0, told("还要看这两天医院的情况"))
        .spoke(at(11, 17, 8, 12), 0, told("社区还没有安排好人"))
        .spoke(at(11, 18, 8, 25), 0, told("社区明天来人，孩子这两天就能上学"))
}

/// At work with a relative: fifteen years old, and still of compulsory age.
fn six_days_at_work() -> Tale {
    let told =
        |said| Told { reason: Some(Reason::Working), said, whereabouts: "邻县亲戚的修车店", ..Told::default() };
    Tale::of(904, 22)
        .away(on(11, 11), Unknown)
        .tried(at(11, 11, 8, 14), 0, Reached::NoAnswer)
        .spoke(at(11, 11, 8, 37), 1, told("孩子说读不进去，跟亲戚去学修车了"))
        .away_until(on(11, 12), on(11, 18), Truant)
        .visited(
            at(11, 12, 11, 50),
            Outcome::Refused,
            Seen {
                found: "家长认为早点学手艺也好，老师说明义务教育阶段必须在校读完",
                agreed: "家长考虑两天",
                next: "请村委会一起做工作",
                ..Seen::default()
            },
        )
        .reported(at(11, 12, 16, 45))
        .acknowledged(at(11, 13, 8, 50), "当面送达。批示：德育处与村委会同去")
        .spoke(at(11, 13, 8, 30), 0, told("家长答应打电话叫孩子回来"))
        .visited(
            at(11, 14, 16, 20),
            Outcome::MetGuardian,
            Seen {
                found: "村委会干部同去，家长态度松动，孩子仍在邻县",
                agreed: "家长星期天去接孩子",
                returns: Some(on(11, 17)),
                ..Seen::default()
            },
        )
        .spoke(at(11, 17, 8, 22), 0, told("去接了，孩子不肯回"))
        .spoke(at(11, 18, 8, 24), 1, told("亲戚也答应劝，过两天送回来"))
}

fn eight_days_behind_a_screen() -> Tale {
    let told = |said| Told { reason: Some(Reason::Internet), said, whereabouts: "家中", ..Told::default() };
    Tale::of(804, 25)
        .away(on(11, 7), Unknown)
        .spoke(at(11, 7, 8, 19), 0, told("整夜玩游戏，白天睡觉"))
        .away_until(on(11, 10), on(11, 18), Truant)
        .spoke(at(11, 10, 8, 23), 0, told("没收手机后大吵一场，不肯出门"))
        .visited(
            at(11, 10, 12, 15),
            Outcome::MetGuardian,
            Seen {
                found: "孩子不开门，母亲在门口哭，父亲常年跑车",
                agreed: "请心理老师和父亲一起谈",
                ..Seen::default()
            },
        )
        .reported(at(11, 10, 16, 55))
        .acknowledged(at(11, 11, 8, 45), "当面送达。批示：心理老师介入，班主任每天联系")
        .spoke(at(11, 11, 8, 30), 0, told("父亲今晚回来"))
        .spoke(at(11, 12, 8, 28), 1, told("父亲到家，和孩子谈了，还是不肯"))
        .visited(
            at(11, 13, 17, 10),
            Outcome::MetGuardian,
            Seen {
                found: "心理老师同去，孩子开了门，说怕进教室",
                agreed: "先到心理辅导室，每天半天",
                returns: Some(on(11, 17)),
                ..Seen::default()
            },
        )
        .spoke(at(11, 14, 8, 26), 0, told("周末再谈一次"))
        .spoke(at(11, 17, 8, 20), 0, told("到了校门口，没有进来"))
        .spoke(at(11, 18, 8, 33), 1, told("父亲说再给两天时间"))
}

/// A migrant family that left without a word.
fn a_family_gone() -> Tale {
    Tale::of(805, 11)
        .away_until(on(11, 3), on(11, 18), Unknown)
        .tried(at(11, 3, 8, 12), 0, Reached::Off)
        .tried(at(11, 3, 8, 15), 1, Reached::Off)
        .visited(
            at(11, 3, 10, 30),
            Outcome::Nobody,
            Seen {
                met: Some("房东"),
                found: "房东说一家人十月三十一日晚上退租，孩子跟父母一起走的，说回老家",
                next: "向校领导报告，核查户籍地",
                ..Seen::default()
            },
        )
        .reported(at(11, 3, 15, 10))
        .acknowledged(at(11, 3, 15, 40), "当面送达。批示：学籍管理员联系户籍地，德育处继续联系家长")
        .tried(at(11, 4, 8, 20), 0, Reached::Off)
        .tried(at(11, 6, 12, 30), 1, Reached::WrongNumber)
        .tried(at(11, 10, 8, 35), 0, Reached::Off)
        .spoke(
            at(11, 13, 19, 5),
            0,
            Told {
                reason: Some(Reason::AwayWithParents),
                said: "换了号码打来，说孩子在老家，想在镇上的学校就读，还没有办转学",
                whereabouts: "户籍地老家，与父母在一起",
                next: "请家长提供就读学校的证明",
                ..Told::default()
            },
        )
        .tried(at(11, 17, 8, 40), 0, Reached::NoAnswer)
}

/// September: three days with the typhoon day between; the streak did not see it.
fn around_the_typhoon() -> Tale {
    let told = |said| Told { reason: Some(Reason::Conflict), said, whereabouts: "祖父家", ..Told::default() };
    Tale::of(903, 17)
        .away_until(on(9, 22), on(9, 25), Truant)
        .spoke(at(9, 22, 8, 25), 0, told("和家里吵架，跑到祖父家去了"))
        .visited(
            at(9, 23, 12, 20),
            Outcome::MetOther,
            Seen {
                met: Some("祖父"),
                found: "孩子在祖父家，情绪已经平复",
                agreed: "祖父送孩子上学",
                returns: Some(on(9, 25)),
                next: "已当面向校领导说明",
            },
        )
        .spoke(at(9, 23, 8, 20), 0, told("台风要来，家长想等过后再接回"))
        .spoke(at(9, 25, 8, 32), 0, told("路上有积水，明天一定到校"))
        .away_in(SessionCode::PM, on(10, 30), Early)
}

/// Who left the class in the course of the term.
fn comings_and_goings() -> [Tale; 2] {
    [
        // Moved with the parents: transfer out, effective that day.
        Tale::of(702, 40).stands(on(10, 27), Standing::Gone),
        // Ill since the second week, suspended until the next school year.
        Tale::of(901, 3)
            .on_leave(on(9, 8), on(10, 31), LeaveKind::Sick, "住院治疗，医院证明")
            .spoke(
                at(9, 10, 16, 30),
                0,
                Told {
                    reason: Some(Reason::Illness),
                    said: "已住院，家长准备申请休学",
                    whereabouts: "医院",
                    ..Told::default()
                },
            )
            .stands(on(10, 13), Standing::Suspended),
    ]
}

/// The city's choir contest: an afternoon of official leave for some of each seventh class.
fn the_choir() -> Vec<Tale> {
    let singers = [(701, 6), (701, 17), (702, 9), (703, 8), (703, 18), (704, 21), (704, 22), (705, 3), (706, 30)];
    let sings = |(class, seat)| Tale::of(class, seat).away_in(SessionCode::PM, on(10, 30), Official);
    singers.into_iter().map(sings).collect()
}

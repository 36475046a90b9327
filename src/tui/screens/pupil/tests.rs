use crate::domain::class::{Class, Grade};
use crate::domain::contact::{Contact, ContactRecord, Means, Reached, Reason};
use crate::domain::ids::{ContactId, LeaveId, PupilId, StaffId, VisitId};
use crate::domain::leave::{Leave, LeaveKind, LeaveNote};
use crate::domain::mark::Mark;
use crate::domain::numbers::{IdNo, Phone, StudentNo};
use crate::domain::people::{Guardian, KeyGroup, Post, Standing};
use crate::domain::roll::SessionCode;
use crate::domain::school::Books;
use crate::domain::visit::{Outcome, Visit, VisitRecord};
use crate::tui::harness::{Story, date, desk, desk_in, seat};
use crate::tui::screens::Route;
use crate::words::Lang;
use uuid::Uuid;

const AM: SessionCode = SessionCode::AM;
const PM: SessionCode = SessionCode::PM;
const ID_NO: &str = "110101201203070016";
const STUDENT_NO: &str = "G110101201203070016";
const PHONE: &str = "13800010001";

fn contact(pupil: PupilId, nth: u128, day: &str, said: &str) -> Contact {
    let record = ContactRecord {
        pupil,
        at: date(day).and_hms_opt(8, 10, 0).unwrap(),
        by: Means::Phone,
        reached: Reached::Yes,
        guardian: "母亲 林月华".into(),
        phone: Some(Phone::parse(PHONE).unwrap()),
        reason: Some(Reason::Weary),
        said: said.into(),
        whereabouts: "在家".into(),
        returns: Some(date("2026-03-19")),
        next: "明天家访".into(),
    };
    Contact { id: ContactId(Uuid::from_u128(nth)), record, recorded_by: StaffId(Uuid::from_u128(1)) }
}

fn visit(pupil: PupilId, day: &str) -> Visit {
    let record = VisitRecord {
        pupil,
        at: date(day).and_hms_opt(16, 30, 0).unwrap(),
        who: "陈老师、王老师".into(),
        met: "奶奶".into(),
        outcome: Outcome::MetOther,
        place: "登记住址".into(),
        found: "孩子在家玩手机，不肯开门。".into(),
        agreed: "周四返校".into(),
        returns: None,
        next: String::new(),
        attachments: Vec::new(),
    };
    Visit { id: VisitId(Uuid::from_u128(1)), record, recorded_by: StaffId(Uuid::from_u128(1)) }
}

fn numbers(books: &mut Books) {
    let record = &mut books.pupils[1].record;
    record.id_no = Some(IdNo::parse(ID_NO).unwrap());
    record.student_no = Some(StudentNo::parse(STUDENT_NO).unwrap());
    record.hukou = "福建省厦门市同安区".into();
    record.address = "福建省厦门市同安区祥平街道凤祥社区凤祥路88号3号楼1203室".into();
    record.street = "祥平街道".into();
    record.groups = [KeyGroup::LeftBehind, KeyGroup::Dibao].into();
    record.guardians = vec![
        Guardian { name: "林月华".into(), relation: "母亲".into(), phones: vec![Phone::parse(PHONE).unwrap()] },
        Guardian { name: "林大山".into(), relation: "爷爷".into(), phones: Vec::new() },
    ];
}

/// 林𬭎 in seat 2: a sick leave in early March, then two days unexcused, calls and a visit.
fn file() -> Story {
    let mut story = desk(50).with(|books| {
        numbers(books);
        let note = LeaveNote {
            pupil: seat(2),
            from: date("2026-03-03"),
            from_session: None,
            to: date("2026-03-04"),
            to_session: Some(AM),
            kind: LeaveKind::Sick,
            reason: "发热".into(),
            approved_by: "陈老师".into(),
            handed_in: None,
        };
        books.leaves.push(Leave { id: LeaveId(Uuid::from_u128(1)), note });
        books.contacts.push(contact(seat(2), 1, "2026-03-16", "说是不想上学，再做做工作"));
        books.contacts.push(contact(seat(2), 2, "2026-03-17", "仍不想来"));
        books.visits.push(visit(seat(2), "2026-03-17"));
        books.rolls.retain(|roll| roll.key.date != date("2026-03-11"));
    });
    for day in ["2026-03-03", "2026-03-04"] {
        story = story.with_roll(day, AM, &[(2, Mark::Sick)]);
    }
    for day in ["2026-03-16", "2026-03-17"] {
        story = story.with_roll(day, AM, &[(2, Mark::Unknown)]).with_roll(day, PM, &[(2, Mark::Truant)]);
    }
    story = story.with_roll("2026-03-06", AM, &[(2, Mark::Late)]).with_roll("2026-03-06", PM, &[(2, Mark::Early)]);
    story.opened(Route::Pupil(seat(2)))
}

#[test]
fn facts_and_figures_at_80_by_24() {
    insta::assert_snapshot!(file().lines_up().screen());
}

#[test]
fn the_term_at_80_by_24() {
    insta::assert_snapshot!(file().press("Tab").lines_up().screen());
}

#[test]
fn the_time_line_at_80_by_24() {
    insta::assert_snapshot!(file().press("3").screen());
}

#[test]
fn all_side_by_side_at_120_by_40() {
    insta::assert_snapshot!(file().sized(120, 40).screen());
}

#[test]
fn in_english() {
    let story = desk_in(Lang::En, 50).with(numbers).with_roll("2026-03-17", AM, &[(2, Mark::Official)]);
    insta::assert_snapshot!(story.sized(120, 40).opened(Route::Pupil(seat(2))).screen());
}

#[test]
fn numbers_are_masked_until_asked_for_and_the_journal_knows() {
    let hidden = [ID_NO, STUDENT_NO, PHONE];
    let mut story = file().sized(120, 40);
    for number in hidden {
        story = story.sees_no(number);
    }
    story = story.sees("138****0001").sees("****0016").press("x").recorded(1).sees("记入操作日志");
    for number in hidden {
        story = story.sees(number);
    }
    story = story.press("F8").recorded(1);
    for number in hidden {
        story = story.sees_no(number);
    }
}

#[test]
fn what_the_journal_cannot_keep_is_not_shown() {
    file().failing("磁盘已满").press("x Enter").recorded(0).sees_no(PHONE).sees("138****0001");
}

#[test]
fn leaving_the_file_masks_the_numbers_again() {
    let story = desk(50).with(numbers).press("F2").paste("林𬭎").press("Enter").on("pupil");
    story.press("x").sees(PHONE).press("Esc F2").paste("林𬭎").press("Enter").on("pupil").sees_no(PHONE);
}

#[test]
fn pages_turn_by_tab_and_digits_with_an_input_method_on() {
    file()
        .sees("学籍号")
        .press("Tab")
        .sees("周次")
        .sees_no("学籍号")
        .press("Tab")
        .sees("仍不想来")
        .press("Tab")
        .sees("学籍号")
        .press("３")
        .sees("仍不想来")
        .press("２")
        .sees("周次")
        .press("Shift+Tab")
        .sees("学籍号");
}

#[test]
fn enter_opens_what_happened() {
    let story = file().press("3").press("Enter").on("read").sees("奶奶").sees("孩子在家玩手机");
    let story = story.press("Enter").on("pupil").press("Down Down Enter").on("read").sees("138****0001").sees_no(PHONE);
    story.press("Esc Up Enter").on("roll").sees("2026-03-17");
}

#[test]
fn figures_tell_what_the_absence_has_come_to() {
    file().sees("2 天，自 03-16 起").sees("! 报告单 逾1日").sees("累计旷课  2 天").sees("81.25%").sees("长期缺勤");
}

#[test]
fn a_pupil_with_nothing_at_all() {
    let nothing = |books: &mut Books| {
        books.rolls.clear();
        books.pupils[0].record.guardians.clear();
        books.pupils[0].record.sex = None;
        books.pupils[0].record.boarder = None;
    };
    let story = || desk(1).with(nothing).opened(Route::Pupil(seat(1)));
    insta::assert_snapshot!(story().lines_up().screen());
    story().press("n").on("pupil").reads("没有可报告的内容");
    story().press("x").recorded(0).press("3").sees("还没有记录").press("Enter").sees("这里还没有记录");
    story().sized(120, 40).lines_up().sees("还没有记录");
}

#[test]
fn a_pupil_who_has_gone_keeps_the_file() {
    let gone = |books: &mut Books| books.pupils[1].standings.push((date("2026-03-10"), Standing::Gone));
    file().with(gone).opened(Route::Pupil(seat(2))).sees("不在册").press("n").sees("家校联系记录");
}

#[test]
fn a_long_time_line_scrolls_and_long_texts_are_read_whole() {
    let long = "妈妈说孩子昨晚没有睡好，今天早上怎么叫也不起来，".repeat(30);
    let story = file().with(|books| {
        for nth in 0..60 {
            let day = format!("2026-03-{:02}", nth % 17 + 1);
            books.contacts.push(contact(seat(2), nth + 10, &day, &long));
        }
    });
    let story = story.opened(Route::Pupil(seat(2))).press("3").press("End").sees(">").sees("03-01");
    let story = story.press("Enter").on("read").sees("母亲 林月华").sees_no("记录人");
    story.press("PgDn PgDn PgDn PgDn").sees("记录人").sees("陈老师").press("Home").sees("母亲 林月华");
}

#[test]
fn rare_characters_and_long_names_line_up() {
    for at in [2, 49, 55, 59] {
        let story = desk(60).opened(Route::Pupil(seat(at))).lines_up().press("2").lines_up();
        story.sized(120, 40).lines_up().sees("周次");
    }
}

#[test]
fn every_key_of_the_footer_does_something() {
    for (width, height) in [(80, 24), (120, 40)] {
        for keys in ["", "x", "3"] {
            let story = || file().sized(width, height).press(keys);
            story().footer_is_true(story);
        }
    }
}

#[test]
fn six_sessions_a_day_scroll_on_a_small_screen() {
    let sessions = |books: &mut Books| {
        if let Some(profile) = &mut books.profile {
            let first = profile.sessions[0].clone();
            for code in ["s3", "s4", "s5", "s6"] {
                profile.sessions.push(crate::domain::roll::Session {
                    code: SessionCode::new(code).unwrap(),
                    name: format!("晚自习{code}"),
                    starts: first.starts,
                });
            }
        }
    };
    let story = desk(2).with(sessions).opened(Route::Pupil(seat(1))).press("2");
    story
        .sees("周一")
        .sees_no("周六")
        .press("End")
        .sees("周六")
        .sees("旷课")
        .sees_no("周一")
        .press("Home")
        .sees("周一");
}

/// Who need not know of key groups is offered no key for them.
#[test]
fn a_key_group_is_entered_from_the_file_by_whoever_may() {
    let file = || desk(6).opened(Route::Pupil(seat(2)));
    let story = file().press("6").on("group-form").sees("林𬭎").press("1 Tab").paste("区民政局2026年名单");
    let story = story.press("F2").recorded(1).on("pupil");
    assert_eq!(story.books.memberships[0].record.pupil, seat(2));
    let story = desk(6).with(|books| {
        let mut stranger = books.staff[0].clone();
        stranger.id = StaffId(Uuid::from_u128(99));
        stranger.record.posts = [Post::Homeroom(Class::new(Grade::new(9).unwrap(), 1).unwrap())].into();
        books.staff[0].record.posts.insert(Post::Leadership);
        books.staff.push(stranger);
    });
    let mut story = story;
    story.model.cx.who = StaffId(Uuid::from_u128(99));
    story.opened(Route::Pupil(seat(2))).press("6 g").on("pupil").sees_no("重点群体");
    let english = desk_in(Lang::En, 6).sized(120, 40).opened(Route::Pupil(seat(2)));
    english.press("g").on("group-form").press("F2").sees("Which").recorded(0);
}

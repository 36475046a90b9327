//! Help at the made-up school: plans with what was done of them, a child who is taught at home and has had half of
//! November's visits, responsibility letters of which a few are not signed, and the year's meetings.

use super::people::{Person, Staffroom, Teacher};
use super::step::Step;
use super::{Dice, YEAR, at, on};
use crate::desk::{Clock, new_id};
use crate::domain::class::Class;
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{HelpId, PlanId, WorkId};
use crate::domain::off_roll::OffRoll;
use crate::domain::people::Standing;
use crate::domain::plan::{Help, HelpRecord, Lesson, Place, PlanKind, PlanRecord};
use crate::domain::pledge::{Party, PledgeKey, PledgeLevel, Signed};
use crate::domain::work_log::{WorkKind, WorkRecord};
use rand::SeedableRng;
use std::collections::BTreeSet;

/// A class and a seat; a month and a day.
type Seat = (u16, u16);
type Day = (u32, u32);

/// Class and seat of the child who is taught at home, and of those with other plans.
const TAUGHT_AT_HOME: Seat = (701, 47);
const INCLUSIVE: Seat = (703, 11);
const PATTERN: Seat = (703, 31);
const FAMILY: Seat = (703, 44);

/// Homeroom teachers who have not signed yet.
const UNSIGNED: [u16; 3] = [706, 805, 904];

/// Days of visits, with what was taught and how the child took it.
const VISITS: &[(Day, &str, &str)] = &[
    ((9, 5), "认识同学照片，练习握笔", "一开始躲开，后来愿意握笔"),
    ((9, 12), "数数到五，手部按摩", "跟着数到三"),
    ((9, 22), "听儿歌，指认身体部位", "听到儿歌会笑"),
    ((10, 10), "自己用勺吃饭，数数到五", "能自己吃几口"),
    ((10, 17), "指认水果，上肢伸展", "认得苹果、香蕉"),
    ((10, 28), "听故事，学说短句", "能说“我要”"),
    ((11, 7), "自己用勺吃饭，学说短句", "能吃完半碗，主动要勺子"),
];

/// What was done of the other plans: whose, when, a review or not, what, and what came of it.
const HELPED: &[(Seat, Day, bool, &str, &str)] = &[
    (PATTERN, (10, 24), false, "谈话：下午犯困、听不懂，约定午休和座位调到前排", "愿意试一周"),
    (PATTERN, (11, 3), false, "数学课后辅导四十分钟，补分数运算", "能独立完成基础题"),
    (PATTERN, (11, 14), true, "一个月来下午缺课减少", "继续，辅导改为每周一次"),
    (INCLUSIVE, (9, 18), false, "资源教室训练：书写和专注", "能坚持十五分钟"),
    (INCLUSIVE, (10, 30), false, "语文作业减半，单独讲解", "按时完成"),
    (FAMILY, (9, 26), false, "与村委会、外婆见面，落实生活补助申请", "材料已交"),
    (FAMILY, (10, 15), true, "补助已批，外婆能照管", "继续每月走访"),
    (FAMILY, (11, 13), true, "生活稳定，到校正常", "继续"),
];

const WORK: &[(WorkKind, Day, &str, &str, &str)] = &[
    (WorkKind::Meeting, (9, 3), "二楼会议室", "领导小组全体", "部署本学期控辍保学工作，明确点名、家访、报告的责任"),
    (WorkKind::TeachersTalk, (9, 4), "德育处", "送教教师、班主任", "送教教师座谈：评估结论、课表、每月不少于三次"),
    (WorkKind::Training, (9, 12), "电教室", "学籍管理员、班主任", "学籍异动手续和材料"),
    (WorkKind::Publicity, (10, 16), "校门口、各班", "德育处、班主任", "宣讲义务教育法、未成年人保护法"),
];

/// Everything of it, in no order.
pub(super) fn steps(people: &[Person], staff: &Staffroom) -> Vec<Step> {
    let mut dice = Dice::seed_from_u64(7);
    let mut steps = Vec::new();
    let kinds = [
        (TAUGHT_AT_HOME, PlanKind::HomeTeaching, (9, 1)),
        (INCLUSIVE, PlanKind::Inclusive, (9, 8)),
        (PATTERN, PlanKind::Pupil, (10, 20)),
        (FAMILY, PlanKind::Family, (9, 15)),
    ];
    for (seat, kind, (month, day)) in kinds {
        let Some(person) = people.iter().find(|person| (person.class.code(), person.seat) == seat) else { continue };
        let from = on(month, day);
        let id = PlanId(new_id(&mut dice, &Clock::Stopped(from.into())));
        let owner = staff.of(person.class);
        let record = plan(person, kind, owner, staff);
        let mut changes = vec![Change::Plan { id, to: Some(Box::new(PlanRecord { from, ..record })) }];
        if kind == PlanKind::HomeTeaching {
            let away = Standing::OffRoll { class: person.class, why: OffRoll::HomeTeaching };
            changes.push(Change::Standing { pupil: person.id, from, to: Some(away) });
        }
        steps.push(Step::record(at(month, day, 16, 20), owner, Why::Plan, changes));
        let helps = helped(id, seat, &staff.visitors(person.class), &owner.name);
        steps.extend(helps.into_iter().map(|record| {
            let written = record.at.date().and_hms_opt(17, 10, 0).unwrap_or_default();
            let id = HelpId(new_id(&mut dice, &Clock::Stopped(written)));
            Step::record(written, owner, Why::Help, vec![Change::Help { id, to: Some(Box::new(record)) }])
        }));
    }
    steps.push(pledges(staff));
    steps.extend(WORK.iter().map(|(kind, (month, day), place, who, what)| {
        let written = at(*month, *day, 16, 45);
        let record = WorkRecord {
            kind: *kind,
            on: on(*month, *day),
            place: (*place).into(),
            who: (*who).into(),
            what: (*what).into(),
            attachments: Vec::new(),
        };
        let id = WorkId(new_id(&mut dice, &Clock::Stopped(written)));
        Step::record(written, &staff.affairs, Why::LogWork, vec![Change::Work { id, to: Some(Box::new(record)) }])
    }));
    steps
}

/// A plan of a kind; its first day is set by the caller.
fn plan(person: &Person, kind: PlanKind, owner: &Teacher, staff: &Staffroom) -> PlanRecord {
    let (situation, goal, measures) = match kind {
        PlanKind::HomeTeaching => {
            ("专家委员会评估：不能到校，宜送教上门", "能自己吃饭，说短句", "每月送教三次，每次两课时，家长配合练习")
        }
        PlanKind::Inclusive => ("能跟班学习，书写慢、专注短", "跟上语文、数学基础要求", "资源教室每周两次，作业分层"),
        PlanKind::Pupil => ("下午缺课多，数学跟不上", "下午不再缺课，数学达到基础要求", "每周一次谈话，每周两次辅导"),
        PlanKind::Family => ("父母不能照管，外婆年纪大", "生活有人照管，按时到校", "申请生活补助，每月走访一次"),
        PlanKind::Learning => ("", "", ""),
    };
    PlanRecord {
        pupil: person.id,
        kind,
        owner: owner.id,
        helpers: staff.visitors(person.class),
        from: person.from,
        situation: situation.into(),
        goal: goal.into(),
        measures: measures.into(),
        subjects: if kind == PlanKind::Inclusive { "语文、数学".into() } else { String::new() },
        causes: BTreeSet::new(),
        place: (kind == PlanKind::HomeTeaching).then_some(Place::Home),
        review: kind.reviewed(),
        closing: None,
        attachments: Vec::new(),
    }
}

fn helped(plan: PlanId, seat: Seat, two: &str, owner: &str) -> Vec<HelpRecord> {
    if seat == TAUGHT_AT_HOME {
        let visit = |((month, day), what, reaction): &(Day, &str, &str)| HelpRecord {
            plan,
            at: at(*month, *day, 9, 0),
            help: Help::Lesson(Lesson {
                place: Place::Home,
                until: at(*month, *day, 10, 30).time().into(),
                lessons: 2,
                reaction: (*reaction).into(),
                confirmed_by: "祖母".into(),
                photos_agreed: false,
            }),
            who: two.to_owned(),
            what: (*what).into(),
            result: String::new(),
            attachments: Vec::new(),
        };
        return VISITS.iter().map(visit).collect();
    }
    let of_pupil = HELPED.iter().filter(|(whose, ..)| *whose == seat);
    let record = |(_, (month, day), is_review, what, result): &(Seat, Day, bool, &str, &str)| HelpRecord {
        plan,
        at: on(*month, *day).into(),
        help: if *is_review { Help::Review } else { Help::Session },
        who: owner.to_owned(),
        what: (*what).into(),
        result: (*result).into(),
        attachments: Vec::new(),
    };
    of_pupil.map(record).collect()
}

/// Everybody signed on one afternoon, but a few.
fn pledges(staff: &Staffroom) -> Step {
    let signed = |level, teacher: &Teacher| Change::Pledge {
        key: PledgeKey { year: YEAR, level, party: Party::Staff(teacher.id) },
        to: Some(Signed { on: on(9, 5), by: String::new(), attachments: Vec::new() }),
    };
    let has_signed = |class: &Class| !UNSIGNED.contains(&class.code());
    let homerooms = staff.homerooms.iter().filter(|(class, _)| has_signed(class));
    let mut changes = vec![signed(PledgeLevel::School, &staff.principal), signed(PledgeLevel::Grade, &staff.affairs)];
    changes.extend(homerooms.map(|(_, teacher)| signed(PledgeLevel::Class, teacher)));
    Step::record(at(9, 5, 17, 30), &staff.affairs, Why::SignPledge, changes)
}

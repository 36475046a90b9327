//! Stories of the domain handbook, section 10, told from the first empty seat to the closed case by the keys that a
//! teacher presses, and the papers that come of them against kept texts.

use super::harness::{Story, class, desk, seat};
use super::screens::Route;
use crate::desk::printed;
use crate::domain::case::{Case, Exit, Stage};
use crate::domain::flags::Scope;
use crate::domain::ids::StaffId;
use crate::domain::letter::LetterKind;
use crate::domain::mark::Mark;
use crate::domain::people::{Post, Staff, StaffRecord};
use crate::domain::roll::SessionCode;
use crate::domain::school::Books;
use crate::domain::step::StepKind;
use uuid::Uuid;

const AM: SessionCode = SessionCode::AM;
const PM: SessionCode = SessionCode::PM;

const LEADERSHIP: StaffId = StaffId(Uuid::from_u128(10));

/// A leadership and an office beside the homeroom teacher; the pupil lives in the school's own district.
fn colleagues(books: &mut Books) {
    for (at, (name, post)) in [("林校长", Post::Leadership), ("周主任", Post::Affairs)].into_iter().enumerate() {
        let record = StaffRecord { name: name.into(), posts: [post].into(), until: None };
        books.staff.push(Staff { id: StaffId(Uuid::from_u128(10 + at as u128)), record });
    }
    if let Some(profile) = &mut books.profile {
        profile.bureau = "厦门市同安区教育局".into();
    }
    for pupil in &mut books.pupils {
        pupil.record.hukou = "福建省厦门市同安区".into();
        pupil.record.address = "同安区大同街道凤山路12号".into();
    }
}

fn school() -> Story {
    desk(10).with(colleagues)
}

fn case(story: &Story) -> Case {
    let cx = &story.model.cx;
    cx.school.case(seat(2), cx.today).expect("a case of the pupil in seat 2")
}

fn stage(story: Story, expected: Stage) -> Story {
    assert_eq!(case(&story).stage, expected, "{}", story.model.cx.now);
    story
}

fn calls(story: Story, keys: &str) -> Story {
    story.going_to(&Route::Contact { pupil: seat(2), queue: Vec::new() }).press(keys)
}

fn issues(story: Story, kind: LetterKind) -> Story {
    let before = story.books.letters.len();
    let story = story.going_to(&Route::Letter(kind, seat(2))).press("F2 1");
    assert_eq!(story.books.letters.len(), before + 1, "{kind:?}: {}", story.screen());
    story
}

/// Every paper of the story, one below the other.
fn papers(story: &Story) -> String {
    let papers = story.books.letters.iter().map(|letter| printed(&letter.record.paper, 76).join("\n"));
    papers.collect::<Vec<_>>().join("\n=================================\n")
}

/// S1: he left on his bike and never came; on the fourth day he is back.
#[test]
fn a_truant_back_on_day_four() {
    let story = school().at("2026-03-18 07:52").press("02 Enter Enter 1 4 Enter");
    let story = story.rolled("2026-03-18", AM, &[(2, Mark::Truant)]);
    let story = stage(story, Stage::Contacted);
    let story = story.at("2026-03-18 14:02").press("02 h Enter").rolled("2026-03-18", PM, &[(2, Mark::Truant)]);

    let story = story.at("2026-03-19 07:52").press("02 h Enter");
    let story = calls(story, "1 Enter").at("2026-03-19 14:02").press("02 h Enter").at("2026-03-19 17:00");
    let story = story.going_to(&Route::Visit(seat(2))).press("1 妈妈 Tab 沉迷手机游戏 Enter");
    let story = stage(issues(story, LetterKind::Escalation), Stage::Escalated);

    let story = story.at("2026-03-20 07:52").press("02 h Enter").at("2026-03-20 08:40");
    let no = story.books.letters[0].record.no;
    let story = story.going_to(&Route::Receipt(no)).press("林校长 F2").at("2026-03-20 15:00");
    let story = issues(issues(story, LetterKind::ReportBureau), LetterKind::LetterStreet);
    let story = stage(story, Stage::Reported);

    // Monday: everybody is there.
    let story = story.at("2026-03-23 07:52").press("Enter").rolled("2026-03-23", AM, &[]);
    assert_eq!(case(&story).proposes, Some(Exit::E1));
    let story = story.going_to(&Route::Case(seat(2))).press("F3").sees("续报");
    let story = issues(story.at("2026-03-23 09:00"), LetterKind::FollowUp);
    // The leadership confirms what the leadership was told.
    let mut story = story;
    story.model.cx.who = LEADERSHIP;
    let story = story.going_to(&Route::Case(seat(2))).press("F3");
    let story = stage(story, Stage::Watch);
    insta::assert_snapshot!(papers(&story));
}

/// S5: no number answers, the door is locked; the police find the child with an aunt.
#[test]
fn a_family_nobody_can_reach() {
    let story = school().at("2026-03-18 08:00").press("02 Enter");
    let story = calls(story, "2 Enter").at("2026-03-18 10:30");
    let story = story.going_to(&Route::Visit(seat(2))).press("3 Tab Tab 邻居说周六起没见到 Enter");
    let story = story.going_to(&Route::CaseStep(seat(2), StepKind::Danger)).press("1 Enter");
    assert!(case(&story).danger.is_some(), "{}", story.screen());
    let story = story.opened(Route::Todo).sees("报警110");
    let story = story.going_to(&Route::CaseStep(seat(2), StepKind::Police)).press("城关所110-3号 Enter");
    let story = issues(story.at("2026-03-18 10:50"), LetterKind::Escalation);
    let story = story.going_to(&Route::CaseStep(seat(2), StepKind::Found)).press("民警 Tab 姑姑家 Enter");
    assert!(case(&story).danger.is_none(), "{}", story.screen());
    insta::assert_snapshot!(papers(&story));
}

/// S6: three with fever on one morning; the report takes the duty off the list.
#[test]
fn three_pupils_with_fever() {
    let fever = |nth: u8| format!("{nth:02} . 1 Enter");
    let story = school().at("2026-03-18 08:05").press(&[fever(2), fever(3), fever(4)].join(" ")).press("Enter");
    let story = story.sees("病假   3  02 03 04").opened(Route::Todo).sees("疫情报告：发热 3 人");
    let story = story.press("Enter").on("report-illness").press("F2").on("todo").sees_no("疫情报告：");
    assert!(story.model.cx.school.clusters(story.model.cx.now, Scope::Class(class()))[0].reported.is_some());
}

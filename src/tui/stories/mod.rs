//! Stories of the domain handbook, section 10, told from the first empty seat to the closed case by the keys that a
//! teacher presses, and the papers that come of them against kept texts.

mod cases;
mod status;

use super::harness::{Story, class, date, desk, seat};
use super::screens::Route;
use crate::desk::{printed, register_lines, register_paper};
use crate::domain::calendar::Term;
use crate::domain::case::{Case, Stage};
use crate::domain::flags::Scope;
use crate::domain::ids::StaffId;
use crate::domain::letter::LetterKind;
use crate::domain::mark::Mark;
use crate::domain::paper::Paper;
use crate::domain::people::{Post, Staff, StaffRecord};
use crate::domain::register::{Register, RegisterKind, Span};
use crate::domain::roll::SessionCode;
use crate::domain::school::Books;
use crate::domain::step::StepKind;
use uuid::Uuid;

const AM: SessionCode = SessionCode::AM;
const PM: SessionCode = SessionCode::PM;

const HOMEROOM: StaffId = StaffId(Uuid::from_u128(1));
const LEADERSHIP: StaffId = StaffId(Uuid::from_u128(10));
const AFFAIRS: StaffId = StaffId(Uuid::from_u128(11));

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
    let before = story.books.contacts.len();
    let story = story.going_to(&Route::Contact { pupil: seat(2), queue: Vec::new() }).press(keys);
    assert_eq!(story.books.contacts.len(), before + 1, "{}", story.screen());
    story
}

fn issues(story: Story, kind: LetterKind) -> Story {
    let before = story.books.letters.len();
    let story = story.going_to(&Route::Letter(kind, seat(2))).press("F2 1");
    assert_eq!(story.books.letters.len(), before + 1, "{kind:?}: {}", story.screen());
    story
}

fn step(story: Story, kind: StepKind, keys: &str) -> Story {
    let before = story.books.steps.len();
    let story = story.going_to(&Route::CaseStep(seat(2), kind)).press(keys);
    assert_eq!(story.books.steps.len(), before + 1, "{kind:?}: {}", story.screen());
    story
}

/// The leadership signs for the last paper.
fn signed_for(story: Story) -> Story {
    let no = story.books.letters.last().expect("a paper").record.no;
    story.going_to(&Route::Receipt(no)).press("林校长 F2")
}

/// From now on this person sits at the desk.
fn by(mut story: Story, who: StaffId) -> Story {
    story.model.cx.who = who;
    story
}

/// Both rolls of a day: the pupil of seat 2 is the one marked, as the roll suggests it or by these keys.
fn missing(story: Story, day: &str, keys: &str, mark: Mark) -> Story {
    let story = story.at(&format!("{day} 07:52")).press(keys).rolled(day, AM, &[(2, mark)]);
    story.at(&format!("{day} 14:02")).press(keys).rolled(day, PM, &[(2, mark)])
}

/// The autumn term of 2025.
fn term() -> Span {
    Span { from: date("2025-09-01"), to: date("2026-01-30") }
}

/// That term before its first roll.
fn autumn() -> Story {
    school().with(|books| {
        let term = term();
        books.terms = vec![Term { first: term.from, last: term.to, name: "第一学期".into() }];
        for pupil in &mut books.pupils {
            pupil.standings.iter_mut().for_each(|(since, _)| *since = term.from);
        }
        books.rolls.clear();
    })
}

/// Papers one below the other.
fn below_another<'a>(papers: impl IntoIterator<Item = &'a Paper>) -> String {
    let papers = papers.into_iter().map(|paper| printed(paper, 76).join("\n"));
    papers.collect::<Vec<_>>().join("\n=================================\n")
}

/// Every letter of the story.
fn papers(story: &Story) -> String {
    below_another(story.books.letters.iter().map(|letter| &letter.record.paper))
}

/// A register of the whole school, as it is printed.
fn register(story: &Story, kind: RegisterKind, span: Span) -> Paper {
    let (cx, register) = (&story.model.cx, Register { kind, scope: Scope::School, span });
    register_paper(&cx.school, register, &register_lines(&cx.school, register, cx.today))
}

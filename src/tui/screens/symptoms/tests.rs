use crate::domain::ids::LeaveId;
use crate::domain::leave::{Leave, LeaveKind, LeaveNote};
use crate::domain::mark::Mark;
use crate::domain::roll::{Marked, RollKey, SessionCode};
use crate::domain::step::{About, Step};
use crate::domain::symptom::{Symptom, Symptoms};
use crate::tui::harness::{Story, class, date, desk, desk_in, seat};
use crate::words::Lang;

const DAY: &str = "2026-03-18";
const AM: SessionCode = SessionCode::AM;

/// What the saved roll says of a pupil.
fn saved(story: &Story, pupil: u128) -> Option<Marked> {
    let key = RollKey { class: class(), date: date(DAY), session: AM };
    let roll = story.books.rolls.iter().find(|roll| roll.key == key).unwrap();
    roll.marked(seat(pupil)).cloned()
}

fn symptoms(of: &[Symptom]) -> Symptoms {
    of.iter().copied().collect()
}

#[test]
fn one_key_more_asks_for_the_symptoms() {
    let story = desk(50).press("23 b .").on("symptoms").press("1 2 Enter").on("roll").sees("症状：发热、咳嗽");
    let story = story.press("Enter").recorded(1);
    let marked = saved(&story, 23).unwrap();
    assert_eq!((marked.mark, marked.symptoms), (Mark::Sick, symptoms(&[Symptom::Fever, Symptom::Cough])));
}

#[test]
fn the_keypad_is_enough_and_who_has_symptoms_is_sick() {
    let story = desk(50).press("２３ 。 １ ２ ２ Enter Enter").recorded(1);
    assert_eq!(saved(&story, 23).unwrap().symptoms, symptoms(&[Symptom::Fever]));
    let story = desk(50).press("23 . Down Down Space Enter Enter").recorded(1);
    assert_eq!(saved(&story, 23).unwrap().symptoms, symptoms(&[Symptom::Rash]));
}

#[test]
fn nothing_picked_or_left_changes_nothing() {
    desk(50).press("23 . Enter Enter").rolled(DAY, AM, &[(23, Mark::Unknown)]);
    desk(50).press("23 . 1 Esc Enter").rolled(DAY, AM, &[(23, Mark::Unknown)]);
    desk(50).press(". Enter").on("roll").sees("未点名");
}

#[test]
fn who_is_not_sick_after_all_has_no_symptoms() {
    let story = desk(50).press("23 . 1 Enter c Enter").recorded(1);
    assert_eq!(saved(&story, 23), Some(Marked::new(seat(23), Mark::Late)));
    let story = desk(50).press("23 . 1 Enter u Enter").recorded(1);
    assert_eq!(saved(&story, 23), Some(Marked::new(seat(23), Mark::Unknown)));
}

#[test]
fn a_sick_mark_without_symptoms_stays_on_the_list_of_the_day() {
    let story = desk(50).press("23 b Enter").recorded(1).sees("问症状 叶子涵");
    story.press(". 4 Enter Enter").recorded(2).sees_no("问症状");
}

/// Three weeks of chickenpox, back today.
fn back_from_chickenpox() -> Story {
    desk(50).with(|books| {
        let note = LeaveNote {
            pupil: seat(7),
            from: date("2026-03-09"),
            from_session: None,
            to: date("2026-03-17"),
            to_session: None,
            kind: LeaveKind::Sick,
            reason: "水痘".into(),
            approved_by: "陈老师".into(),
            handed_in: None,
        };
        books.leaves.push(Leave { id: LeaveId(uuid::Uuid::from_u128(9)), note });
    })
}

#[test]
fn who_comes_back_without_a_certificate_is_warned_about() {
    let story = back_from_chickenpox()
        .press("Down Down Down Down Down Down")
        .sees("水痘（03-09）未见复课证明")
        .sees("复课证 纪静静");
    let story = story.press("k").on("ask").paste("区医院 3月17日").press("Enter").recorded(1).sees_no("未见复课证明");
    let step = &story.books.steps[0].record;
    assert_eq!(step.about, About::Pupil(seat(7)));
    assert_eq!(step.step, Step::Certificate { said: "区医院 3月17日".into() });
    // Who is still away needs none yet.
    back_from_chickenpox().press("07 b").sees_no("未见复课证明").sees_no("复课证");
}

#[test]
fn at_80_by_24() {
    insta::assert_snapshot!(desk(50).press("23 b . 1 3").lines_up().screen());
    insta::assert_snapshot!("saved_at_80_by_24", desk(50).press("23 . 1 3 Enter 24 b Enter").lines_up().screen());
}

#[test]
fn at_120_by_40() {
    insta::assert_snapshot!(desk(50).sized(120, 40).press("23 . 1 3 Enter 24 b").lines_up().screen());
}

#[test]
fn in_english() {
    desk_in(Lang::En, 50).press("23 . 1 Enter").sees("symptoms: fever");
}

#[test]
fn every_key_of_the_footer_does_something() {
    let story = || desk(50).press("23 .");
    story().footer_is_true(story);
    let story = || back_from_chickenpox().press("Down Down Down Down Down Down");
    story().footer_is_true(story);
}

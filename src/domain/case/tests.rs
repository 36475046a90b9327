//! What holds of every history: no case is lost, none is open beside another, and what was so stays so.

use super::*;
use crate::domain::class::Class;
use crate::domain::contact::{Contact, ContactRecord, Means, Reached};
use crate::domain::ids::{ContactId, EntryId, LetterId, StaffId, StepId, VisitId};
use crate::domain::letter::{Letter, LetterNo, LetterRecord};
use crate::domain::made_up::{self, date};
use crate::domain::mark::Mark;
use crate::domain::people::{Post, Staff, StaffRecord};
use crate::domain::roll::SessionCode;
use crate::domain::school::Books;
use crate::domain::step::{About, Danger, Persuasion, StepRecord, Taken, Verified};
use crate::domain::visit::{Outcome, Visit, VisitRecord};
use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

const DAYS: i64 = 40;

fn day(offset: i64) -> NaiveDate {
    date("2025-09-08") + TimeDelta::days(offset)
}

fn persuasion() -> Step {
    let text = || "见面".to_owned();
    Step::Persuasion(Persuasion {
        place: text(),
        who: text(),
        met: text(),
        said: text(),
        guardian_says: text(),
        pupil_says: text(),
        result: text(),
    })
}

fn closed(exit: Exit) -> Step {
    Step::Closed(Closing { exit, evidence: "佐证".into(), second: None })
}

fn any_step() -> impl Strategy<Value = Step> {
    let text = String::new;
    prop_oneof![
        3 => proptest::sample::select(Exit::ALL.to_vec()).prop_map(closed),
        3 => Just(closed(Exit::E1)),
        1 => Just(persuasion()),
        1 => Just(Step::Danger { how: Danger::Unreachable, said: text() }),
        1 => Just(Step::Found { place: text(), by: text() }),
        1 => Just(Step::Clue { said: text(), source: text(), gone: true }),
        1 => Just(Step::Talk { with: text(), said: text() }),
        1 => Just(Step::Entered { ledger: Ledger::Suspected, said: text() }),
        1 => Just(Step::Entered { ledger: Ledger::Dropout, said: text() }),
        1 => proptest::sample::select(Stage::ALL[..7].to_vec())
            .prop_map(|stage| Step::Override { stage, why: "核实".into() }),
    ]
}

fn pupil() -> PupilId {
    PupilId(Uuid::from_u128(1))
}

fn taken(nth: usize, at: NaiveDateTime, step: Step) -> Taken {
    let record = StepRecord { about: About::Pupil(pupil()), at, step, attachments: Vec::new() };
    Taken { id: StepId(Uuid::from_u128(nth as u128 + 1)), record, recorded_by: StaffId::NEW }
}

fn letter(nth: usize, on: NaiveDate, kind: LetterKind) -> Letter {
    let no = LetterNo { series: kind.series(), year: 2025, number: nth as u32 + 1 };
    let (paper, to) = (made_up::paper(), String::new());
    let record = LetterRecord { kind, no, pupil: pupil(), issued_on: on, to, paper, corrects: None };
    Letter { id: LetterId(Uuid::from_u128(nth as u128 + 1)), record, issued_by: StaffId::NEW, receipt: None }
}

fn visit(nth: usize, at: NaiveDateTime, outcome: Outcome) -> Visit {
    let record = VisitRecord {
        pupil: pupil(),
        at,
        who: String::new(),
        met: String::new(),
        outcome,
        place: String::new(),
        found: String::new(),
        agreed: String::new(),
        returns: None,
        next: String::new(),
        attachments: Vec::new(),
    };
    Visit { id: VisitId(Uuid::from_u128(nth as u128 + 1)), record, recorded_by: StaffId::NEW }
}

fn contact(nth: usize, at: NaiveDateTime, reached: Reached) -> Contact {
    let record = ContactRecord {
        pupil: pupil(),
        at,
        by: Means::Phone,
        reached,
        guardian: String::new(),
        phone: None,
        reason: None,
        said: String::new(),
        whereabouts: String::new(),
        returns: None,
        next: String::new(),
    };
    Contact { id: ContactId(Uuid::from_u128(nth as u128 + 1)), record, recorded_by: StaffId::NEW }
}

/// Forty days of one pupil: rolls most of which were taken, and steps, papers, visits and calls at any time of day,
/// also at none.
fn any_books() -> impl Strategy<Value = Books> {
    let mark = prop::option::weighted(0.4, proptest::sample::select(vec![Mark::Unknown, Mark::Truant, Mark::Sick]));
    let rolls = prop::collection::vec(prop::option::weighted(0.8, mark), (DAYS * 2) as usize);
    let at = (0..DAYS, 0..24u32).prop_map(|(offset, hour)| day(offset).and_hms_opt(hour, 0, 0).unwrap());
    let steps = prop::collection::vec((at.clone(), any_step()), 0..12);
    let kind = proptest::sample::select(LetterKind::ALL.to_vec());
    let letters = prop::collection::vec((0..DAYS, kind), 0..6);
    let outcome = proptest::sample::select(vec![Outcome::Nobody, Outcome::MetGuardian]);
    let visits = prop::collection::vec((at.clone(), outcome), 0..4);
    let reached = proptest::sample::select(vec![Reached::Yes, Reached::Off]);
    let contacts = prop::collection::vec((at, reached), 0..6);
    (rolls, steps, letters, visits, contacts).prop_map(|(rolls, steps, letters, visits, contacts)| {
        let (mut books, class) = made_up::class_of(1);
        for (nth, roll) in rolls.into_iter().enumerate() {
            let Some(mark) = roll else { continue };
            let marks: Vec<_> = mark.map(|mark| (pupil(), mark)).into_iter().collect();
            let session = if nth % 2 == 0 { SessionCode::AM } else { SessionCode::PM };
            let on = day(nth as i64 / 2).to_string();
            books.rolls.push(made_up::roll(class, &on, session, &marks, EntryId::NEW));
        }
        books.steps = steps.into_iter().enumerate().map(|(nth, (at, step))| taken(nth, at, step)).collect();
        books.letters = letters.into_iter().enumerate().map(|(nth, (on, kind))| letter(nth, day(on), kind)).collect();
        books.visits = visits.into_iter().enumerate().map(|(nth, (at, outcome))| visit(nth, at, outcome)).collect();
        books.contacts =
            contacts.into_iter().enumerate().map(|(nth, (at, reached))| contact(nth, at, reached)).collect();
        books
    })
}

/// The books as they were at the end of a day.
fn until(books: &Books, on: NaiveDate) -> Books {
    let mut books = books.clone();
    books.rolls.retain(|roll| roll.key.date <= on);
    books.steps.retain(|taken| taken.record.at.date() <= on);
    books.letters.retain(|letter| letter.record.issued_on <= on);
    books.visits.retain(|visit| visit.record.at.date() <= on);
    books.contacts.retain(|contact| contact.record.at.date() <= on);
    books
}

/// No stage stands without the fact that it rests on.
fn rests_on_its_fact(school: &School, case: &Case, as_of: NaiveDate) {
    let issued = |kind| {
        let of_kind = school.letters_of(pupil()).filter(|letter| letter.record.kind == kind);
        of_kind.into_iter().any(|letter| case.opened <= letter.record.issued_on && letter.record.issued_on <= as_of)
    };
    let entered = |wanted: Ledger| {
        school.steps_of(pupil()).iter().any(|taken| {
            matches!(taken.record.step, Step::Entered { ledger, .. } if ledger == wanted)
                && taken.record.at.date() <= as_of
        })
    };
    let both = issued(LetterKind::ReportBureau) && issued(LetterKind::LetterStreet);
    match case.reached {
        Stage::Dropout => assert!(entered(Ledger::Dropout)),
        Stage::Suspected => assert!(entered(Ledger::Suspected)),
        Stage::Reported => assert!(both),
        Stage::Escalated => assert!(
            issued(LetterKind::Escalation) || issued(LetterKind::ReportBureau) || issued(LetterKind::LetterStreet)
        ),
        Stage::Open | Stage::Contacted | Stage::Visiting => {}
        Stage::Watch | Stage::Closed => panic!("facts alone reach {:?}", case.reached),
    }
    assert_eq!(case.ending.is_some(), matches!(case.stage, Stage::Watch | Stage::Closed), "{case:?}");
}

proptest! {
    #[test]
    fn cases_are_never_lost_nor_two_at_once(books in any_books()) {
        let school = School::from_books(books.clone());
        let mut before: Vec<NaiveDate> = Vec::new();
        for as_of in (0..DAYS).map(day) {
            let cases = school.cases(pupil(), as_of);
            let open = cases.iter().filter(|case| case.is_open()).count();
            prop_assert!(open <= 1, "{open} open on {as_of}");
            let opened: Vec<NaiveDate> = cases.iter().map(|case| case.opened).collect();
            prop_assert!(opened.starts_with(&before), "{opened:?} after {before:?}");
            before = opened;
            if let Some(last) = cases.last() {
                rests_on_its_fact(&school, last, as_of);
            }
        }
    }

    #[test]
    fn later_facts_change_nothing_of_an_earlier_day(books in any_books(), offset in 0..DAYS) {
        let as_of = day(offset);
        let then = School::from_books(until(&books, as_of));
        let now = School::from_books(books);
        prop_assert_eq!(then.cases(pupil(), as_of), now.cases(pupil(), as_of));
        prop_assert_eq!(then.flag(pupil(), as_of), now.flag(pupil(), as_of));
    }
}

/// A homeroom teacher, and the principal who began the books, in a school of one pupil who has missed so many days from
/// 2025-09-08 on and is back on the day after.
fn escalated(days: usize, papers: &[LetterKind]) -> (Books, [StaffId; 2], NaiveDate) {
    let (mut books, class) = made_up::class_of(1);
    let ids = [2, 1].map(|nth| StaffId(Uuid::from_u128(nth)));
    let posts = [Post::Homeroom(class), Post::Leadership];
    for ((id, post), name) in ids.into_iter().zip(posts).zip(["陈老师", "林校长"]) {
        let record = StaffRecord { name: name.into(), posts: [post].into(), until: None };
        books.staff.push(Staff { id, record });
    }
    let missed: Vec<NaiveDate> = (0..40).map(day).filter(|on| is_weekday(*on)).take(days + 1).collect();
    for (nth, on) in missed.iter().enumerate() {
        let marks: &[_] = if nth < days { &[(pupil(), Mark::Truant)] } else { &[] };
        put(&mut books, class, *on, marks);
    }
    books.letters = papers.iter().enumerate().map(|(nth, kind)| letter(nth, missed[days - 1], *kind)).collect();
    (books, ids, missed[days])
}

fn is_weekday(on: NaiveDate) -> bool {
    use chrono::Datelike;
    on.weekday().number_from_monday() < 6
}

fn put(books: &mut Books, class: Class, on: NaiveDate, marks: &[(PupilId, Mark)]) {
    for session in [SessionCode::AM, SessionCode::PM] {
        books.rolls.push(made_up::roll(class, &on.to_string(), session, marks, EntryId::NEW));
    }
}

fn closing(exit: Exit, evidence: &str) -> Closing {
    Closing { exit, evidence: evidence.into(), second: None }
}

#[test]
fn a_return_is_confirmed_by_who_may_and_on_what_proves_it() {
    let e1 = closing(Exit::E1, "点名已到");
    let (books, [teacher, principal], back) = escalated(1, &[]);
    let school = School::from_books(books);
    let yesterday = back.pred_opt().unwrap();
    assert_eq!(school.may_close(pupil(), &e1, 0, teacher, yesterday), Err(CannotClose::NotBack));
    assert_eq!(school.may_close(pupil(), &e1, 0, teacher, back), Ok(()));
    assert_eq!(school.may_close(pupil(), &closing(Exit::E1, " "), 0, teacher, back), Err(CannotClose::NoEvidence));
    assert_eq!(
        school.may_close(pupil(), &closing(Exit::E2, "假条"), 0, teacher, back),
        Err(CannotClose::StillUnexcused)
    );
    assert_eq!(
        school.may_close(pupil(), &closing(Exit::E5, "回执"), 0, principal, back),
        Err(CannotClose::NotEscalated)
    );
    assert_eq!(
        school.may_close(pupil(), &closing(Exit::E12, "批准"), 0, principal, back),
        Err(CannotClose::NotForPupils)
    );

    let (mut books, [teacher, principal], back) =
        escalated(3, &[LetterKind::Escalation, LetterKind::ReportBureau, LetterKind::LetterStreet]);
    let school = School::from_books(books.clone());
    assert_eq!(school.may_close(pupil(), &e1, 0, principal, back), Err(CannotClose::NotReported));
    books.letters.push(letter(9, back, LetterKind::FollowUp));
    let school = School::from_books(books);
    assert_eq!(
        school.may_close(pupil(), &e1, 0, teacher, back),
        Err(CannotClose::NotBy(&[crate::domain::people::Role::Leadership]))
    );
    assert_eq!(school.may_close(pupil(), &e1, 0, principal, back), Ok(()));
}

/// One person holds every role: somebody else must have looked at it, and is named.
#[test]
fn four_eyes() {
    let (mut books, [_, principal], back) = escalated(2, &[LetterKind::Escalation]);
    books.staff.retain(|staff| staff.id == principal);
    books.staff[0].record.posts.clear();
    let school = School::from_books(books);
    let with =
        |second: Option<&str>| Closing { second: second.map(str::to_owned), ..closing(Exit::E1, "点名已到") };
    for (second, may) in [(None, false), (Some("林校长"), false), (Some(" "), false), (Some("王主任"), true)] {
        let expected = if may { Ok(()) } else { Err(CannotClose::SecondPerson) };
        assert_eq!(school.may_close(pupil(), &with(second), 0, principal, back), expected, "{second:?}");
    }
}

/// Setting a lower stage does not open the homeroom teacher's way round the leadership.
#[test]
fn a_stage_that_was_set_changes_nothing_of_who_may_close() {
    let (mut books, [teacher, _], back) = escalated(2, &[LetterKind::Escalation]);
    let at = back.and_hms_opt(8, 0, 0).unwrap();
    books.steps.push(taken(0, at, Step::Override { stage: Stage::Open, why: "误报".into() }));
    let school = School::from_books(books);
    let case = school.case(pupil(), back).unwrap();
    assert_eq!((case.stage, case.reached), (Stage::Open, Stage::Escalated));
    assert_eq!(case.signs(), [Sign::Overridden]);
    let refused = school.may_close(pupil(), &closing(Exit::E1, "点名已到"), 0, teacher, back);
    assert!(matches!(refused, Err(CannotClose::NotBy(_))), "{refused:?}");
    let to_watch = Step::Override { stage: Stage::Watch, why: "已返校".into() };
    assert_eq!(school.may_take(pupil(), &to_watch, 0, teacher, back), Err(CannotTake::EndsByExit));
}

#[test]
fn of_a_transfer_both_papers_are_named_or_one_is_attached() {
    let (books, [_, principal], back) = escalated(2, &[LetterKind::Escalation]);
    let school = School::from_books(books);
    let table = [
        ("家长说转走了", 0, false),
        ("转学申请已交", 0, false),
        ("某校接收函；学籍系统核准 12-01", 0, true),
        ("见附件", 1, true),
    ];
    for (evidence, attached, may) in table {
        let expected = if may { Ok(()) } else { Err(CannotClose::PapersNotNamed) };
        let told = school.may_close(pupil(), &closing(Exit::E3, evidence), attached, principal, back);
        assert_eq!(told, expected, "{evidence}");
    }
}

#[test]
fn a_register_is_entered_in_its_turn() {
    let outside = [LetterKind::ReportBureau, LetterKind::LetterStreet];
    let (mut books, [teacher, principal], back) = escalated(23, &[]);
    let last = back.pred_opt().unwrap();
    let enter = |books: &Books, ledger, by, on| School::from_books(books.clone()).may_enter(pupil(), ledger, by, on);
    let third = day(2);
    assert_eq!(enter(&books, Ledger::Suspected, principal, third), Err(CannotEnter::PapersFirst));
    books.letters = outside.iter().enumerate().map(|(nth, kind)| letter(nth, third, *kind)).collect();
    assert_eq!(enter(&books, Ledger::Suspected, teacher, third), Err(CannotEnter::TooEarly));
    assert_eq!(enter(&books, Ledger::Suspected, principal, third), Ok(()), "the leadership may decide earlier");
    assert_eq!(enter(&books, Ledger::Suspected, teacher, last), Ok(()));
    assert_eq!(enter(&books, Ledger::Dropout, principal, last), Err(CannotEnter::SuspectedFirst));
    let at = |on: NaiveDate| on.and_hms_opt(9, 0, 0).unwrap();
    books.steps.push(taken(0, at(day(8)), Step::Entered { ledger: Ledger::Suspected, said: String::new() }));
    assert_eq!(enter(&books, Ledger::Dropout, principal, day(9)), Err(CannotEnter::TooEarly));
    books.steps.push(taken(1, at(day(10)), persuasion()));
    let on = day(31);
    for offset in 24..=31 {
        put_if_weekday(&mut books, day(offset));
    }
    assert_eq!(enter(&books, Ledger::Dropout, principal, on), Err(CannotEnter::Persuasions { have: 1, need: 2 }));
    books.steps.push(taken(2, at(day(17)), persuasion()));
    assert_eq!(enter(&books, Ledger::Dropout, principal, on), Ok(()));
    assert_eq!(enter(&books, Ledger::LongLeave, teacher, third), Ok(()));
}

#[test]
fn a_step_without_what_it_speaks_of_is_refused() {
    let (mut books, [teacher, principal], back) = escalated(2, &[LetterKind::Escalation]);
    let on = back.pred_opt().unwrap();
    let at = on.and_hms_opt(9, 0, 0).unwrap();
    let may = |books: &Books, step: Step, by| School::from_books(books.clone()).may_take(pupil(), &step, 0, by, on);
    let police = || Step::PoliceTold { number: "110-3".into(), said: String::new() };
    let found = || Step::Found { place: "姑姑家".into(), by: "民警".into() };
    let safe = || Step::Safe { source: "民警".into() };
    let reminded = || Step::Reminded { said: "电话".into() };
    let answered = || Step::Answered { verified: Verified::NotFound, said: String::new() };
    let handed_over = || Step::HandedOver { to: "区教育局".into() };
    assert_eq!(may(&books, police(), teacher), Err(CannotTake::NoDanger));
    assert_eq!(may(&books, found(), teacher), Err(CannotTake::NoDanger));
    assert_eq!(may(&books, safe(), principal), Err(CannotTake::NoDanger));
    assert_eq!(may(&books, reminded(), teacher), Err(CannotTake::NoVerification));
    assert_eq!(may(&books, answered(), teacher), Err(CannotTake::NoVerification));
    assert_eq!(may(&books, handed_over(), teacher), Err(CannotTake::NotGone));

    books.steps.push(taken(0, at, Step::Danger { how: Danger::BoarderMissing, said: String::new() }));
    assert_eq!(may(&books, police(), teacher), Ok(()));
    assert_eq!(may(&books, found(), teacher), Ok(()));
    assert_eq!(may(&books, safe(), principal), Ok(()));
    // The receipt comes when the child has been found.
    books.steps.push(taken(1, at + TimeDelta::hours(1), found()));
    assert_eq!(may(&books, police(), teacher), Ok(()));
    books.letters.push(letter(7, on, LetterKind::Verification));
    for step in [reminded(), answered(), handed_over()] {
        assert_eq!(may(&books, step, teacher), Ok(()));
    }
}

/// Missing on a day that the made-up month has not told yet.
fn put_if_weekday(books: &mut Books, on: NaiveDate) {
    let class = books.rolls[0].key.class;
    books.rolls.retain(|roll| roll.key.date != on);
    if is_weekday(on) {
        put(books, class, on, &[(pupil(), Mark::Truant)]);
    }
}

use super::*;
use crate::domain::calendar::{DayKey, DayKind, SetDay};
use crate::domain::case::Exit;
use crate::domain::class::Class;
use crate::domain::contact::{Contact, ContactRecord, Means, Reached, Reason};
use crate::domain::ids::{ContactId, EntryId, PupilId, StaffId, StepId, VisitId};
use crate::domain::made_up::{self, date, roll};
use crate::domain::mark::{Counts, Mark};
use crate::domain::people::Standing;
use crate::domain::review::{Review, ReviewRecord};
use crate::domain::roll::SessionCode;
use crate::domain::school::Books;
use crate::domain::step::{About, Closing, Step, StepRecord, Taken};
use crate::domain::visit::{Outcome, Visit, VisitRecord};
use proptest::prelude::*;
use uuid::Uuid;

const SESSIONS: [SessionCode; 2] = [SessionCode::AM, SessionCode::PM];

/// Monday of the week that the tests look at: 2025-W47.
const MONDAY: &str = "2025-11-17";

fn week() -> Week {
    Week::of(date(MONDAY))
}

fn evening(day: &str) -> NaiveDateTime {
    date(day).and_hms_opt(18, 0, 0).unwrap()
}

/// Both rolls of each day, with the marks of these pupils by seat at both sessions.
fn rolls(books: &mut Books, class: Class, days: &[(&str, &[(u128, Mark)])]) {
    for (day, marks) in days {
        let marks: Vec<_> = marks.iter().map(|(seat, mark)| (PupilId(Uuid::from_u128(*seat)), *mark)).collect();
        for session in SESSIONS {
            books.rolls.push(roll(class, day, session, &marks, EntryId::NEW));
        }
    }
}

fn contact(books: &mut Books, seat: u128, at: NaiveDateTime, reached: Reached) {
    let record = ContactRecord {
        pupil: PupilId(Uuid::from_u128(seat)),
        at,
        by: Means::Phone,
        reached,
        guardian: "母亲".into(),
        phone: None,
        reason: Some(Reason::Weary),
        said: "不想上学".into(),
        whereabouts: String::new(),
        returns: None,
        next: String::new(),
    };
    let id = ContactId(Uuid::from_u128(books.contacts.len() as u128 + 1));
    books.contacts.push(Contact { id, record, recorded_by: StaffId::NEW });
}

fn visit(books: &mut Books, seat: u128, at: NaiveDateTime) {
    let record = VisitRecord {
        pupil: PupilId(Uuid::from_u128(seat)),
        at,
        who: "陈老师、李老师".into(),
        met: "奶奶".into(),
        outcome: Outcome::MetOther,
        place: String::new(),
        found: "父母外出".into(),
        agreed: String::new(),
        returns: None,
        next: String::new(),
        attachments: Vec::new(),
    };
    books.visits.push(Visit { id: VisitId(Uuid::from_u128(1)), record, recorded_by: StaffId::NEW });
}

fn reviewed(books: &mut Books, seat: u128, record: ReviewRecord, at: NaiveDateTime) {
    let pupil = PupilId(Uuid::from_u128(seat));
    books.reviews.push(Review { week: Week::of(at.date()), pupil, record, by: StaffId::NEW, at });
}

/// Percent, rolls taken, rolls due.
fn days(class: &ClassWeek) -> Vec<(Option<u32>, u16, u16)> {
    class.days.iter().map(|day| (day.rate().map(|rate| rate.0 / 100), day.taken, day.due)).collect()
}

#[test]
fn a_roll_not_taken_is_a_gap_and_never_100() {
    let (mut books, class) = made_up::class_of(4);
    let away: &[(u128, Mark)] = &[(1, Mark::Truant)];
    rolls(&mut books, class, &[("2025-11-14", &[]), (MONDAY, away), ("2025-11-18", &[]), ("2025-11-20", away)]);
    books.rolls.retain(|roll| roll.key.date != date("2025-11-20") || roll.key.session != SessionCode::AM);
    let sheet = School::from_books(books).week(week(), Scope::School, evening("2025-11-20"));
    let [of_class] = sheet.classes.as_slice() else { panic!("{sheet:?}") };
    let expected = [(Some(75), 2, 2), (Some(100), 2, 2), (None, 0, 2), (Some(75), 1, 2), (None, 0, 0)];
    assert_eq!(days(of_class)[..5], expected);
    assert_eq!((of_class.gaps(), of_class.unexcused_pupils), (3, 1));
    assert_eq!(of_class.rate().unwrap().as_f64(), 0.85);
    assert_eq!(sheet.as_of, date("2025-11-20"));
    assert_eq!(sheet.school_days(), week().days().take(5).collect::<Vec<_>>());
}

#[test]
fn today_is_due_when_its_session_has_begun() {
    let (mut books, class) = made_up::class_of(2);
    rolls(&mut books, class, &[("2025-11-14", &[])]);
    let school = School::from_books(books);
    for (hour, due) in [(7, 0), (9, 1), (15, 2)] {
        let sheet = school.week(week(), Scope::School, date(MONDAY).and_hms_opt(hour, 0, 0).unwrap());
        assert_eq!((sheet.classes[0].gaps(), sheet.classes[0].rate()), (due, None), "{hour}");
    }
}

#[test]
fn a_typhoon_day_is_no_gap_and_no_rate() {
    let (mut books, class) = made_up::class_of(2);
    rolls(&mut books, class, &[(MONDAY, &[]), ("2025-11-18", &[(1, Mark::Truant)]), ("2025-11-19", &[])]);
    let typhoon = SetDay { kind: DayKind::Off, note: "台风停课".into() };
    books.days.push((DayKey { date: date("2025-11-18"), grade: None }, typhoon));
    let sheet = School::from_books(books).week(week(), Scope::School, evening("2025-11-19"));
    let expected = [(Some(100), 2, 2), (None, 0, 0), (Some(100), 2, 2)];
    assert_eq!(days(&sheet.classes[0])[..3], expected);
    assert!(!sheet.classes[0].days[1].school_day);
    assert_eq!(sheet.pupils, []);
    assert_eq!(sheet.school_days().len(), 4);
}

#[test]
fn a_class_that_begins_in_the_week_owes_nothing_before() {
    let (mut books, class) = made_up::class_of(3);
    let other = Class::new(class.grade, 9).unwrap();
    books.pupils[2].standings.push((date("2025-11-19"), Standing::InClass { class: other, seat: Some(1) }));
    rolls(&mut books, class, &[(MONDAY, &[]), ("2025-11-18", &[]), ("2025-11-19", &[]), ("2025-11-20", &[])]);
    rolls(&mut books, other, &[("2025-11-19", &[(3, Mark::Sick)])]);
    let school = School::from_books(books);
    let sheet = school.week(week(), Scope::Grade(class.grade), evening("2025-11-20"));
    assert_eq!(sheet.classes.iter().map(|it| it.class).collect::<Vec<_>>(), [class, other]);
    let of_other = [(None, 0, 0), (None, 0, 0), (Some(0), 2, 2), (None, 0, 2)];
    assert_eq!(days(&sheet.classes[1])[..4], of_other);
    assert_eq!(sheet.classes[0].figures.expected, 6 + 6 + 4 + 4);
    let only = school.week(week(), Scope::Class(other), evening("2025-11-20"));
    assert_eq!(only.classes, sheet.classes[1..]);
}

#[test]
fn each_pupil_is_held_against_the_week_before() {
    let (mut books, class) = made_up::class_of(7);
    let truant = |seats: &[u128]| seats.iter().map(|seat| (*seat, Mark::Truant)).collect::<Vec<_>>();
    let table = [
        ("2025-11-13", truant(&[1])),
        ("2025-11-14", truant(&[1, 3, 4])),
        (MONDAY, [truant(&[1, 2, 4, 5]), vec![(3, Mark::Sick)]].concat()),
        ("2025-11-18", [truant(&[1, 2]), vec![(3, Mark::Sick)]].concat()),
    ];
    for (day, marks) in &table {
        rolls(&mut books, class, &[(*day, marks)]);
    }
    let sheet = School::from_books(books).week(week(), Scope::School, evening("2025-11-18"));
    let turns: Vec<_> = sheet.pupils.iter().map(|row| (row.pupil.0.as_u128(), row.turn, row.streak)).collect();
    // Seat 3 was away and is now excused, so its streak goes on; 4 and 5 have come back.
    let expected = [(1, Turn::Worse, 4), (3, Turn::Same, 1), (2, Turn::New, 2), (4, Turn::Back, 0), (5, Turn::Back, 0)];
    assert_eq!(turns, expected);
}

/// Confirmed in the week, a return is a case closed, whatever watch follows; a week later nothing is left to look at.
#[test]
fn a_case_that_was_closed_is_told_once() {
    let (mut books, class) = made_up::class_of(2);
    let truant: &[(u128, Mark)] = &[(1, Mark::Truant)];
    rolls(&mut books, class, &[("2025-11-13", truant), ("2025-11-14", truant), (MONDAY, &[]), ("2025-11-18", &[])]);
    let turn = |books: &Books, day: &str| {
        let now = evening(day);
        let sheet = School::from_books(books.clone()).week(Week::of(now.date()), Scope::School, now);
        sheet.pupils.iter().map(|row| row.turn).collect::<Vec<_>>()
    };
    assert_eq!(turn(&books, "2025-11-18"), [Turn::Back]);
    let closing = Closing { exit: Exit::E1, evidence: "点名佐证".into(), second: None };
    let about = About::Pupil(PupilId(Uuid::from_u128(1)));
    let step = Step::Closed(closing);
    let record = StepRecord { about, at: evening("2025-11-18"), step, attachments: Vec::new() };
    books.steps.push(Taken { id: StepId(Uuid::from_u128(1)), record, recorded_by: StaffId::NEW });
    assert_eq!(turn(&books, "2025-11-18"), [Turn::Closed]);
    rolls(&mut books, class, &[("2025-11-19", &[]), ("2025-11-20", &[]), ("2025-11-21", &[]), ("2025-11-24", &[])]);
    let next = School::from_books(books.clone()).week(week().after(), Scope::School, evening("2025-11-24"));
    assert!(next.pupils.iter().all(|row| row.turn != Turn::Closed), "{next:?}");
    assert_eq!(next.changes().iter().map(|(_, count)| count).sum::<usize>(), next.pupils.len());
}

#[test]
fn what_was_found_is_the_last_word_and_what_was_done_is_counted() {
    let (mut books, class) = made_up::class_of(2);
    rolls(&mut books, class, &[(MONDAY, &[(1, Mark::Truant)]), ("2025-11-18", &[(1, Mark::Truant)])]);
    contact(&mut books, 1, date(MONDAY).and_hms_opt(8, 0, 0).unwrap(), Reached::NoAnswer);
    contact(&mut books, 1, date(MONDAY).and_hms_opt(9, 0, 0).unwrap(), Reached::Yes);
    let rows = |books: &Books| {
        let sheet = School::from_books(books.clone()).week(week(), Scope::School, evening("2025-11-18"));
        sheet.pupils
    };
    let row = &rows(&books)[0];
    let told = Found::Told { on: date(MONDAY), reason: Some(Reason::Weary), said: "不想上学".into() };
    assert_eq!((&row.found, row.done.contacts, row.done.reached), (&Some(told), 2, 1));
    visit(&mut books, 1, date("2025-11-18").and_hms_opt(17, 0, 0).unwrap());
    let row = &rows(&books)[0];
    assert!(matches!(row.found, Some(Found::Visited { outcome: Outcome::MetOther, .. })), "{:?}", row.found);
    assert_eq!(row.done.visits, 1);
}

#[test]
fn a_question_is_open_until_something_is_recorded() {
    let (mut books, class) = made_up::class_of(2);
    rolls(&mut books, class, &[(MONDAY, &[(1, Mark::Truant)])]);
    let asked_at = date("2025-11-18").and_hms_opt(15, 0, 0).unwrap();
    contact(&mut books, 1, date("2025-11-18").and_hms_opt(9, 0, 0).unwrap(), Reached::Yes);
    reviewed(&mut books, 1, ReviewRecord::Asked { question: "家访了吗？".into() }, asked_at);
    reviewed(&mut books, 2, ReviewRecord::Seen { remark: String::new(), question: None }, asked_at);
    let open = |books: &Books, on: &str| School::from_books(books.clone()).questions(date(on));
    let [question] = open(&books, "2025-11-18").try_into().unwrap();
    assert_eq!((question.week, question.question.as_str()), (week(), "家访了吗？"));
    assert_eq!(open(&books, "2025-11-16"), []);
    visit(&mut books, 1, date("2025-11-19").and_hms_opt(17, 0, 0).unwrap());
    assert_eq!(open(&books, "2025-11-18").len(), 1);
    assert_eq!(open(&books, "2025-11-19"), []);
    let sheet = School::from_books(books).week(week(), Scope::School, evening("2025-11-19"));
    assert!(sheet.pupils[0].answered);
}

#[test]
fn who_looks_at_a_pupil_keeps_the_open_question() {
    let (mut books, class) = made_up::class_of(1);
    rolls(&mut books, class, &[(MONDAY, &[(1, Mark::Truant)])]);
    let asked_at = date("2025-11-18").and_hms_opt(15, 0, 0).unwrap();
    reviewed(&mut books, 1, ReviewRecord::Asked { question: "家访了吗？".into() }, asked_at);
    let school = |books: &Books| School::from_books(books.clone());
    let sheet = |books: &Books, on: &str| school(books).week(week(), Scope::School, evening(on));
    assert_eq!(sheet(&books, "2025-11-18").left(), Left { ahead: 0, asked: 1 });
    let pupil = books.pupils[0].id;
    let seen = school(&books).seen(week(), pupil, "先看了".into(), date("2025-11-18"));
    assert_eq!(seen.question(), Some("家访了吗？"));
    books.reviews.clear();
    reviewed(&mut books, 1, seen, asked_at);
    let looked = sheet(&books, "2025-11-18");
    assert_eq!((looked.left().all(), looked.asked_about().count()), (0, 1));
    assert_eq!(school(&books).questions(date("2025-11-18")).len(), 1);
    // It is answered after the week, and then the week says so too.
    visit(&mut books, 1, date("2025-11-25").and_hms_opt(17, 0, 0).unwrap());
    assert_eq!(sheet(&books, "2025-11-25").asked_about().count(), 0);
    let seen = school(&books).seen(week(), pupil, String::new(), date("2025-11-25"));
    assert_eq!(seen, ReviewRecord::Seen { remark: String::new(), question: None });
}

#[test]
fn a_week_knows_its_term() {
    let (books, _) = made_up::class_of(1);
    let school = School::from_books(books);
    let term = |on: &str| school.week(Week::of(date(on)), Scope::School, evening(on)).term;
    assert_eq!((term(MONDAY).is_some(), term("2025-07-15")), (true, None));
}

/// Much is noted for a day gone by: the name of the record tells when.
#[test]
fn what_is_noted_later_for_a_day_before_answers_too() {
    let (mut books, class) = made_up::class_of(1);
    rolls(&mut books, class, &[(MONDAY, &[(1, Mark::Truant)])]);
    let asked_at = date("2025-11-18").and_hms_opt(15, 0, 0).unwrap();
    reviewed(&mut books, 1, ReviewRecord::Asked { question: "？".into() }, asked_at);
    for (noted, open) in [("2025-11-18T14:00:00", 1), ("2025-11-18T16:00:00", 0)] {
        let mut books = books.clone();
        contact(&mut books, 1, date(MONDAY).and_hms_opt(0, 0, 0).unwrap(), Reached::Yes);
        let noted: NaiveDateTime = noted.parse().unwrap();
        let millis = u64::try_from(noted.and_utc().timestamp_millis()).unwrap();
        books.contacts[0].id = ContactId(uuid::Builder::from_unix_timestamp_millis(millis, &[7; 10]).into_uuid());
        assert_eq!(School::from_books(books).questions(date("2025-11-18")).len(), open, "{noted}");
    }
}

#[test]
fn a_wider_signature_holds_for_the_grade() {
    let (mut books, class) = made_up::class_of(1);
    let signed =
        |scope| SignedWeek { week: week(), scope, remark: String::new(), by: StaffId::NEW, at: evening(MONDAY) };
    books.signed_weeks.push(signed(Scope::Grade(class.grade)));
    let school = School::from_books(books);
    let is_signed = |scope| school.week(week(), scope, evening(MONDAY)).signed.is_some();
    assert!(is_signed(Scope::Grade(class.grade)) && is_signed(Scope::Class(class)));
    assert!(!is_signed(Scope::School));
}

proptest! {
    /// Read out literally: every pupil at every taken roll of a school day, counted one by one.
    #[test]
    fn rates_are_attended_over_expected(
        marks in prop::collection::vec((0u64..7, 0usize..2, 0u128..4, 0usize..7), 0..40),
        taken in prop::collection::vec(any::<bool>(), 14),
        typhoon in 0u64..7,
    ) {
        let (mut books, class) = made_up::class_of(4);
        let off = SetDay { kind: DayKind::Off, note: String::new() };
        let day = |nth: u64| date(MONDAY) + chrono::Days::new(nth);
        books.days.push((DayKey { date: day(typhoon), grade: None }, off));
        let (mut expected, mut attended) = (0, 0);
        for (nth, is_taken) in taken.iter().enumerate().filter(|(_, is_taken)| **is_taken) {
            let (nth, session) = ((nth / 2) as u64, nth % 2);
            let mut of_roll: Vec<(PupilId, Mark)> = Vec::new();
            for (on, at, seat, mark) in &marks {
                let pupil = PupilId(Uuid::from_u128(seat + 1));
                if (*on, *at) == (nth, session) && of_roll.iter().all(|(known, _)| *known != pupil) {
                    of_roll.push((pupil, Mark::ALL[*mark]));
                }
            }
            books.rolls.push(roll(class, &day(nth).to_string(), SESSIONS[session], &of_roll, EntryId::NEW));
            if nth < 5 && nth != typhoon && *is_taken {
                expected += 4;
                let missed = of_roll.iter().filter(|(_, mark)| mark.counts() != Counts::Attended).count();
                attended += 4 - missed as u32;
            }
        }
        let sheet = School::from_books(books).week(week(), Scope::School, evening("2025-11-23"));
        let of_class = &sheet.classes[0];
        prop_assert_eq!((of_class.figures.expected, of_class.figures.attended), (expected, attended));
        prop_assert_eq!(of_class.rate().is_none(), expected == 0);
        for day in &of_class.days {
            prop_assert_eq!(day.rate().is_some(), day.taken > 0);
            prop_assert!(day.taken <= day.due && (day.school_day || day.due == 0));
        }
    }

    /// Only what is owed, away or was so a week ago stands on the list, and the most urgent stand first.
    #[test]
    fn the_list_goes_by_urgency(away in prop::collection::vec((0u64..14, 1u128..6), 0..40)) {
        let (mut books, class) = made_up::class_of(5);
        for nth in 0..14 {
            let day = date("2025-11-10") + chrono::Days::new(nth);
            let mut marks: Vec<(u128, Mark)> =
                away.iter().filter(|(on, _)| *on == nth).map(|(_, seat)| (*seat, Mark::Unknown)).collect();
            marks.sort_unstable_by_key(|(seat, _)| *seat);
            marks.dedup();
            rolls(&mut books, class, &[(&day.to_string(), &marks)]);
        }
        let school = School::from_books(books);
        let sheet = school.week(week(), Scope::School, evening("2025-11-23"));
        let urgency = |row: &PupilWeek| (row.danger, row.late(), row.streak);
        prop_assert!(sheet.pupils.windows(2).all(|pair| urgency(&pair[0]) >= urgency(&pair[1])));
        for flag in school.flags(sheet.as_of, Scope::School) {
            let row = sheet.pupils.iter().find(|row| row.pupil == flag.pupil);
            prop_assert!(row.is_some() || (flag.streak.days() == 0 && flag.owed.is_empty()));
            if let Some(row) = row {
                prop_assert_eq!(row.streak, flag.streak.days());
                prop_assert!(row.turn != Turn::Back || row.streak == 0);
            }
        }
    }
}

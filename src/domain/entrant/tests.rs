//! Children on a list: each in one column, nobody twice, nobody accounted for without evidence.

use super::*;
use crate::domain::class::Class;
use crate::domain::entry::Change;
use crate::domain::made_up::{self, class_of, date, entrant, roll};
use crate::domain::mark::Mark;
use crate::domain::people::{Pupil, Standing};
use crate::domain::roll::SessionCode;
use crate::domain::school::Books;
use crate::domain::status::Proof;
use crate::domain::todo::Task;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

const LAST_DAY: &str = "2025-07-08";

fn books_of(entrants: Vec<Entrant>, traces: Vec<Trace>) -> Books {
    let (mut books, _) = class_of(2);
    (books.entrants, books.traces) = (entrants, traces);
    books
}

fn told() -> School {
    let (entrants, traces) = made_up::entrants();
    School::from_books(books_of(entrants, traces))
}

fn outcome(outcome: Outcome) -> OutcomeRecord {
    OutcomeRecord::new(outcome, date("2025-09-10"))
}

/// Folds changes into the books as the store does, and refuses what it refuses.
fn record(books: &mut Books, changes: &[Change]) -> bool {
    let is_registered =
        |id: EntrantId| books.entrants.iter().any(|entrant| entrant.id == id && entrant.registration.is_some());
    if changes
        .iter()
        .any(|change| matches!(change, Change::Registration { entrant, to: Some(_) } if is_registered(*entrant)))
    {
        return false;
    }
    for change in changes.iter().cloned() {
        match change {
            Change::Registration { entrant: id, to } => {
                let entrant = books.entrants.iter_mut().find(|entrant| entrant.id == id).unwrap();
                entrant.registration = to.map(|record| Registration { record, by: StaffId::NEW });
            }
            Change::EntryOutcome { entrant: id, to } => {
                let entrant = books.entrants.iter_mut().find(|entrant| entrant.id == id).unwrap();
                entrant.outcome = to.map(|record| Settled { record: *record, by: StaffId::NEW });
            }
            Change::Pupil { id, to: Some(record) } => {
                books.pupils.retain(|pupil| pupil.id != id);
                books.pupils.push(Pupil { id, record, standings: Vec::new() });
            }
            Change::Standing { pupil: id, from, to: Some(standing) } => {
                let pupil = books.pupils.iter_mut().find(|pupil| pupil.id == id).unwrap();
                pupil.standings.push((from, standing));
            }
            other => panic!("{other:?}"),
        }
    }
    true
}

fn registration() -> RegistrationRecord {
    RegistrationRecord { on: date("2025-07-05"), papers: BTreeSet::new() }
}

fn class(number: u8) -> Class {
    Class::new(Grade::new(7).unwrap(), number).unwrap()
}

#[test]
fn states_follow_from_the_facts() {
    let school = told();
    let states = |day: &str| school.entrant_states(2025, date(day)).iter().map(|(_, state)| state.code()).collect();
    let in_july: Vec<&str> = states(LAST_DAY);
    assert_eq!(in_july, ["reported", "elsewhere", "listed", "not-found"]);
    let after: Vec<&str> = states("2025-07-09");
    assert_eq!(after, ["reported", "elsewhere", "tracing", "not-found"]);
    assert_eq!(school.last_registration_day(2025), date(LAST_DAY));
    assert_eq!(school.next_entry_no(2025).to_string(), "入学通知〔2025〕5号");
}

#[test]
fn the_figures_close_and_say_the_rate() {
    let figures = told().entrant_figures(2025, date("2025-09-30")).unwrap();
    assert_eq!((figures.listed, figures.issued, figures.delivered, figures.registered), (4, 4, 1, 1));
    assert_eq!((figures.traced, figures.not_found, figures.of(Destination::Open)), (2, 1, 2));
    // One here and one elsewhere of four.
    assert_eq!(figures.entry_rate.map(|rate| rate.percent(2)), Some("50.00".to_owned()));
    let nobody = told().entrant_figures(2031, date("2025-09-30")).unwrap();
    assert_eq!((nobody.listed, nobody.entry_rate), (0, None));
    let wrong = EntrantFigures { listed: 5, ..figures };
    assert_eq!(wrong.closed(), Err(DoesNotClose { listed: 5, sum: 4 }));
}

#[test]
fn an_outcome_stands_on_its_evidence() {
    let school = told();
    let child = &school.entrants[2];
    let settle = |record: OutcomeRecord| school.settle_entrant(child, record);
    let lacks = |record| match settle(record) {
        Err(CannotEnter::Lacks(lacks)) => lacks,
        other => panic!("{other:?}"),
    };
    let at_school: &[Proof] = &[Proof::Attendance, Proof::Acceptance];
    assert_eq!(lacks(outcome(Outcome::Elsewhere)), [Lack::Paper(at_school), Lack::Place]);
    assert_eq!(lacks(outcome(Outcome::NotFound)), [Lack::Note, Lack::Searched], "a call is no search");
    for kind in Outcome::ALL {
        assert!(!outcome(kind).lacks(2025, true).is_empty(), "{kind:?} stands on nothing");
    }
    let mut deferred = outcome(Outcome::Deferred);
    deferred.papers = [(Proof::Application, None), (Proof::Hospital, None)].into();
    deferred.approved_by = "同安区教育局".into();
    for (until, stands) in [("2025-09-10", false), ("2026-08-31", true), ("2026-09-11", false)] {
        deferred.until = Some(date(until));
        assert_eq!(deferred.lacks(2025, true).is_empty(), stands, "{until}");
    }
    deferred.until = Some(date("2026-08-31"));
    let changes = settle(deferred).unwrap();
    let again = changes.iter().find_map(|change| match change {
        Change::Entrant { to: Some(record), .. } => Some((record.year, record.source)),
        _ => None,
    });
    assert_eq!(again, Some((2026, Source::Deferred)), "who is put off is listed again");
}

#[test]
fn who_comes_late_is_here_whatever_was_recorded() {
    let mut books = books_of(made_up::entrants().0, Vec::new());
    let school = School::from_books(books.clone());
    let changes = school.register_entrant(&school.entrants[3], registration(), None, date("2025-09-15")).unwrap();
    assert!(record(&mut books, &changes));
    let school = School::from_books(books);
    assert_eq!(school.entrant_state(&school.entrants[3], date("2025-09-16")), EntrantState::Reported);
    assert!(school.entrants[3].outcome.is_none());
}

#[test]
fn a_class_is_of_the_grade_that_is_entered_and_follows_the_desk() {
    let mut books = books_of(vec![entrant(1, "罗小满")], Vec::new());
    let school = School::from_books(books.clone());
    let child = &school.entrants[0];
    let eighth = Class::new(Grade::new(8).unwrap(), 1).unwrap();
    let register = |school: &School, class| {
        school.register_entrant(&school.entrants[0], registration(), class, date("2025-07-05"))
    };
    assert_eq!(register(&school, Some((eighth, None))), Err(CannotEnter::OtherGrade(child.record.grade)));
    assert!(record(&mut books, &register(&school, None).unwrap()));
    let school = School::from_books(books.clone());
    assert_eq!(register(&school, None), Err(CannotEnter::Registered(date("2025-07-05"))));
    let changes = register(&school, Some((class(3), Some(7)))).unwrap();
    assert!(record(&mut books, &changes));
    let school = School::from_books(books);
    let pupil = school.pupil(school.entrants[0].pupil()).unwrap();
    assert_eq!(pupil.standings, [(date("2025-09-01"), Standing::InClass { class: class(3), seat: Some(7) })]);
    assert_eq!(register(&school, Some((class(4), None))), Err(CannotEnter::OnTheBooks));
    assert_eq!(school.settle_entrant(&school.entrants[0], outcome(Outcome::Wrong)), Err(CannotEnter::OnTheBooks));
}

#[test]
fn nobody_who_has_come_or_is_accounted_for_is_sent_a_notice() {
    let (mut entrants, _) = made_up::entrants();
    entrants.iter_mut().for_each(|entrant| entrant.notice = None);
    let school = School::from_books(books_of(entrants, Vec::new()));
    let changes = school.issue_notices(&school.entrants, &school.entry_days(2025), date("2025-06-25"));
    let [Change::EntryNotice { to, .. }] = &changes[..] else { panic!("{changes:?}") };
    assert_eq!((to.name.as_str(), to.no.number), ("唐一诺", 1));
    assert_eq!((to.days.from, to.days.to), (date("2025-07-01"), date("2025-07-10")));
}

#[test]
fn the_registrar_is_told_who_has_not_come() {
    let mut books = books_of(vec![entrant(1, "罗小满"), entrant(2, "孙若曦")], Vec::new());
    let staff = |id| crate::domain::people::Staff {
        id: StaffId(Uuid::from_u128(id)),
        record: crate::domain::people::StaffRecord::new("老师", None),
    };
    books.staff = vec![staff(1), staff(2)];
    let school = School::from_books(books.clone());
    let tasks = |school: &School, day: &str, who| {
        let now = date(day).and_hms_opt(9, 0, 0).unwrap();
        school.todo(now, who).into_iter().map(|todo| (todo.task, todo.due)).collect::<Vec<_>>()
    };
    assert!(tasks(&school, "2025-08-31", None).is_empty(), "without notices August's end is the last day");
    let open = tasks(&school, "2025-09-01", None);
    assert_eq!(open[0].0, Task::NameTracers { year: 2025, children: 2 });
    // One school day to list, five to trace, the first of September being one.
    assert_eq!((open[0].1, open[1].1), (Some(date("2025-09-02")), Some(date("2025-09-08"))));
    assert_eq!(open.len(), 3);
    let trace = |entrant: &Entrant, step| Trace {
        id: TraceId(Uuid::from_u128(9)),
        record: TraceRecord {
            entrant: entrant.id,
            at: date("2025-09-01").and_hms_opt(9, 0, 0).unwrap(),
            step,
            with: String::new(),
            said: String::new(),
        },
        recorded_by: StaffId(Uuid::from_u128(1)),
    };
    let other = StaffId(Uuid::from_u128(2));
    books.traces = vec![trace(&school.entrants[0], TraceStep::Owner(other))];
    let school = School::from_books(books.clone());
    assert_eq!(tasks(&school, "2025-09-01", Some(other)).len(), 1, "the owner has it on the own list");
    books.traces[0] = trace(&school.entrants[0], TraceStep::Call);
    let school = School::from_books(books);
    assert_eq!(tasks(&school, "2025-09-01", None).len(), 2, "what was done takes it off");
}

/// D7: missed on the first days of the term and not seen since.
#[test]
fn pupils_who_never_appear_are_on_the_same_list() {
    let (mut books, of) = class_of(3);
    let ids: Vec<PupilId> = books.pupils.iter().map(|pupil| pupil.id).collect();
    let all = [(ids[0], Mark::Unknown), (ids[1], Mark::Truant), (ids[2], Mark::Sick)];
    books.rolls.push(roll(of, "2025-09-01", SessionCode::AM, &all, crate::domain::ids::EntryId::NEW));
    let names = |books: &Books, day: &str| -> Vec<PupilId> {
        let school = School::from_books(books.clone());
        school
            .tracing(2025, date(day))
            .iter()
            .filter_map(|traced| match traced.whom {
                Whom::Pupil(pupil, _) => Some(pupil.id),
                Whom::Entrant(..) => None,
            })
            .collect()
    };
    assert_eq!(names(&books, "2025-09-01"), [ids[0], ids[1]], "who is ill is no such case");
    books.rolls.push(roll(of, "2025-09-03", SessionCode::AM, &all[..1], crate::domain::ids::EntryId::NEW));
    assert_eq!(names(&books, "2025-09-10"), [ids[0]], "who has come since is not");
}

/// A notice that goes out in August to one family makes nobody else awaited until then.
#[test]
fn each_child_is_awaited_by_its_own_notice() {
    let (list, _) = made_up::entrants();
    let invited = |(nth, to): (u128, &str)| {
        let mut child = entrant(nth, "某");
        child.notice = list[0].notice.clone();
        if let Some(notice) = &mut child.notice {
            notice.days.to = date(to);
        }
        child
    };
    let children = [(1, LAST_DAY), (2, LAST_DAY), (3, "2025-08-25")].map(invited).to_vec();
    let school = School::from_books(books_of(children, Vec::new()));
    assert_eq!(school.last_registration_day(2025), date(LAST_DAY));
    let awaited = |on: &str| school.tracing(2025, date(on)).len();
    assert_eq!(["2025-07-08", "2025-07-09", "2025-08-25", "2025-08-26"].map(awaited), [0, 2, 2, 3]);
}

fn any_outcome() -> impl Strategy<Value = Option<Outcome>> {
    of(select(Outcome::ALL.to_vec()))
}

proptest! {
    /// Whatever was recorded of whom, on whichever machine: each child is counted once.
    #[test]
    fn the_sum_closes(
        facts in prop::collection::vec((any::<bool>(), any::<bool>(), any_outcome(), any::<bool>(), any::<bool>()), 0..12),
        day in 0..120u64,
    ) {
        let mut books = books_of(Vec::new(), Vec::new());
        for ((notified, registered, settled, traced, in_class), nth) in facts.into_iter().zip(1u128..) {
            let (list, _) = made_up::entrants();
            let mut child = entrant(nth, "某");
            child.notice = list[0].notice.clone().filter(|_| notified);
            child.delivery = list[0].delivery.clone().filter(|_| notified);
            child.registration = list[0].registration.clone().filter(|_| registered);
            child.outcome = settled.map(|it| Settled { record: outcome(it), by: StaffId::NEW });
            if traced {
                let record = TraceRecord {
                    entrant: child.id,
                    at: date("2025-07-20").and_hms_opt(9, 0, 0).unwrap(),
                    step: TraceStep::Visit,
                    with: String::new(),
                    said: String::new(),
                };
                books.traces.push(Trace { id: TraceId(Uuid::from_u128(nth)), record, recorded_by: StaffId::NEW });
            }
            if in_class {
                let standings = vec![(date("2025-09-01"), Standing::InClass { class: class(1), seat: None })];
                books.pupils.push(Pupil { id: child.pupil(), record: child.record.as_pupil(), standings });
            }
            books.entrants.push(child);
        }
        let listed = books.entrants.len();
        let school = School::from_books(books);
        let on = date("2025-06-25") + chrono::Days::new(day);
        let figures = school.entrant_figures(2025, on);
        prop_assert!(figures.is_ok(), "{figures:?}");
        let figures = figures.unwrap();
        let sum: usize = Destination::ALL.iter().map(|destination| figures.of(*destination)).sum();
        prop_assert_eq!((figures.listed, sum), (listed, listed));
        // Once every day is past, the list says what the figures say.
        let after = date("2025-12-31");
        let open = school.entrant_states(2025, after).iter().filter(|(_, state)| state.is_open()).count();
        prop_assert_eq!(Ok(open), school.entrant_figures(2025, after).map(|figures| figures.of(Destination::Open)));
    }

    /// Two desks that see each other's work late: nobody is registered twice, nobody becomes two pupils.
    #[test]
    fn registering_twice_never_doubles(
        acts in prop::collection::vec((0..2usize, 0..3usize, of(1..4u8), any::<bool>()), 1..24),
    ) {
        let children = (1..=3).map(|nth| entrant(nth, ["罗小满", "孙若曦", "唐一诺"][nth as usize - 1])).collect();
        let mut books = books_of(children, Vec::new());
        let before = books.pupils.len();
        let mut desks = [School::from_books(books.clone()), School::from_books(books.clone())];
        let mut registered = 0;
        for (desk, child, number, looks) in acts {
            if looks {
                desks[desk] = School::from_books(books.clone());
            }
            let school = &desks[desk];
            let class = number.map(|number| (class(number), None));
            let changes = school.register_entrant(&school.entrants[child], registration(), class, date("2025-07-05"));
            let Ok(changes) = changes else { continue };
            let counts = changes.iter().any(|change| matches!(change, Change::Registration { to: Some(_), .. }));
            if record(&mut books, &changes) {
                registered += usize::from(counts);
            }
            // Recorded or overtaken: the desk sees the books as they are.
            desks[desk] = School::from_books(books.clone());
        }
        let here = books.entrants.iter().filter(|entrant| entrant.registration.is_some()).count();
        prop_assert_eq!(here, registered);
        prop_assert!(books.pupils.len() <= before + here);
        let names: std::collections::BTreeSet<&str> =
            books.pupils[before..].iter().map(|pupil| pupil.record.name.as_str()).collect();
        prop_assert_eq!(names.len(), books.pupils.len() - before);
        let figures = School::from_books(books).entrant_figures(2025, date("2025-09-01")).unwrap();
        prop_assert_eq!((figures.listed, figures.registered), (3, here));
    }
}

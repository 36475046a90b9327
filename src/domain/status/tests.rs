//! Changes of status: what they need, what stands in their way, and that they never overlap.

use super::*;
use crate::domain::calendar::days_between;
use crate::domain::class::Grade;
use crate::domain::contact::{Contact, ContactRecord, Means, Reached};
use crate::domain::entry::Change;
use crate::domain::ids::{ContactId, EntryId};
use crate::domain::ladder::Rule;
use crate::domain::made_up::{class_of, date, roll};
use crate::domain::mark::Mark;
use crate::domain::numbers::StudentNo;
use crate::domain::people::{Post, PupilRecord, Role, Staff, StaffRecord};
use crate::domain::roll::SessionCode;
use crate::domain::school::Books;
use crate::domain::todo::{Task, Todo};
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

/// One pupil, truant for three days of the first week.
fn books() -> (Books, PupilId, Class) {
    let (mut books, class) = class_of(2);
    let pupil = books.pupils[0].id;
    for day in ["2025-09-08", "2025-09-09", "2025-09-10"] {
        books.rolls.push(roll(class, day, SessionCode::AM, &[(pupil, Mark::Truant)], EntryId::NEW));
    }
    (books, pupil, class)
}

fn school() -> (School, PupilId, Class) {
    let (books, pupil, class) = books();
    (School::from_books(books), pupil, class)
}

fn record(pupil: PupilId, kind: StatusKind, on: &str) -> StatusRecord {
    StatusRecord::new(pupil, kind, date(on), date(on))
}

/// With everything that it asks for but a class and a last day.
fn complete(pupil: PupilId, kind: StatusKind, on: &str) -> StatusRecord {
    StatusRecord {
        papers: kind.proofs().iter().map(|proof| (*proof, None)).collect(),
        approvals: vec![Approval { by: "区教育局".into(), on: date(on) }],
        counterpart: "赣县中学".into(),
        ..record(pupil, kind, on)
    }
}

/// The books after a change was recorded.
fn recorded(books: &Books, record: StatusRecord, today: &str) -> Books {
    let planned = School::from_books(books.clone()).plan_status(StatusId::NEW, record, date(today)).unwrap();
    after(books, planned.changes)
}

fn after(books: &Books, changes: Vec<Change>) -> Books {
    let mut books = books.clone();
    for change in changes {
        match change {
            Change::Status { to: Some(record), .. } => {
                let id = StatusId(Uuid::from_u128(books.statuses.len() as u128 + 1));
                books.statuses.push(Status { id, record: *record, recorded_by: StaffId::NEW });
            }
            Change::Status { id, to: None } => books.statuses.retain(|status| status.id != id),
            Change::Standing { pupil, from, to } => {
                let pupil = books.pupils.iter_mut().find(|known| known.id == pupil).unwrap();
                pupil.standings.retain(|(since, _)| *since != from);
                pupil.standings.extend(to.map(|to| (from, to)));
                pupil.standings.sort_by_key(|(from, _)| *from);
            }
            other => panic!("{other:?}"),
        }
    }
    books
}

fn eight(class: Class) -> Class {
    Class { grade: Grade::new(8).unwrap(), number: class.number }
}

#[test]
fn every_paper_the_other_school_and_the_approval_are_asked_for() {
    let (_, pupil, _) = school();
    let mut record = record(pupil, StatusKind::TransferOut, "2025-09-10");
    let (application, acceptance) = (Lack::Paper(Proof::Application), Lack::Paper(Proof::Acceptance));
    assert_eq!(record.lacks(), [application, acceptance, Lack::Counterpart, Lack::Approval]);
    record.papers.insert(Proof::Application, None);
    record.papers.insert(Proof::Acceptance, Some("接收.pdf".into()));
    record.counterpart = "赣县中学".into();
    assert_eq!(record.lacks(), [Lack::Approval]);
    record.approvals.push(Approval { by: "区教育局".into(), on: date("2025-09-10") });
    assert!(record.is_in_effect());
    for kind in StatusKind::ALL {
        let codes: Vec<Proof> = kind.proofs().iter().filter_map(|proof| Proof::from_code(proof.code())).collect();
        assert_eq!(codes, kind.proofs(), "{kind:?}");
    }
}

/// The next level approves what holds already; nothing of what holds moves by it.
#[test]
fn a_change_in_effect_takes_further_approvals_and_papers_and_nothing_else() {
    let (books, pupil, _) = books();
    let books = recorded(&books, complete(pupil, StatusKind::TransferOut, "2025-09-10"), "2025-09-10");
    let school = School::from_books(books.clone());
    let known = school.last_in_effect(pupil, StatusKind::TransferOut).unwrap();
    assert_eq!(school.last_in_effect(pupil, StatusKind::Suspend), None);
    let further = |change: &dyn Fn(&mut StatusRecord)| {
        let mut record = known.record.clone();
        change(&mut record);
        school.plan_status(known.id, record, date("2025-09-12"))
    };
    let planned = further(&|record| record.approvals.push(approval("2025-09-12"))).unwrap();
    let [Change::Status { id, to: Some(record) }] = &planned.changes[..] else { panic!("{:?}", planned.changes) };
    assert_eq!((*id, record.approvals.len(), record.takes_effect()), (known.id, 2, date("2025-09-10")));
    assert!(
        further(&|record| {
            record.papers.insert(Proof::Acceptance, Some("接收.pdf".into()));
        })
        .is_ok()
    );
    let holds = Err(CannotChange::HoldsAlready { from: date("2025-09-10") });
    assert_eq!(further(&|record| record.on = date("2025-09-11")), holds);
    assert_eq!(further(&|record| record.approvals.clear()), holds);
    assert_eq!(further(&|record| record.counterpart.clear()), holds);
    let early = further(&|record| record.approvals.push(approval("2025-09-09")));
    assert_eq!(early, Err(CannotChange::ApprovedTooEarly));
    // A suspension would begin later by it.
    let until = Some(date("2026-01-30"));
    let suspended = StatusRecord { until, ..complete(pupil, StatusKind::Suspend, "2025-09-10") };
    let school = School::from_books(recorded(&self::books().0, suspended, "2025-09-10"));
    let known = school.last_in_effect(pupil, StatusKind::Suspend).unwrap();
    let mut record = known.record.clone();
    record.approvals.push(approval("2025-09-12"));
    assert_eq!(school.plan_status(known.id, record, date("2025-09-12")), holds);
}

/// A renewal goes on where the suspension ends: neither a day later nor a day sooner.
#[test]
fn a_renewal_neither_overlaps_nor_leaves_a_gap() {
    let (books, pupil, _) = books();
    let first = StatusRecord { until: Some(date("2025-12-31")), ..complete(pupil, StatusKind::Suspend, "2025-09-11") };
    let school = School::from_books(recorded(&books, first, "2025-09-11"));
    let renewed = |on: &str| {
        let more = StatusRecord { until: Some(date("2026-06-30")), ..complete(pupil, StatusKind::Suspend, on) };
        school.plan_status(StatusId::NEW, more, date(on)).map(|planned| planned.in_force.is_some())
    };
    let gap = Err(CannotChange::Gap { until: date("2025-12-31") });
    assert_eq!(renewed("2025-11-03"), gap);
    assert_eq!(renewed("2026-01-02"), gap);
    assert_eq!(renewed("2026-01-01"), Ok(true));
}

/// A change of class that is recorded late takes nothing back: what the old class's roll says of the pupil stays, though
/// the new class's roll, which did not list the pupil, is silent.
#[test]
fn a_late_change_of_class_leaves_the_streak_unbroken() {
    let (mut books, pupil, class) = books();
    let beside = Class { number: class.number + 1, ..class };
    for day in ["2025-09-08", "2025-09-09", "2025-09-10"] {
        books.rolls.push(roll(beside, day, SessionCode::AM, &[], EntryId::NEW));
    }
    let moved = StatusRecord { class: Some(beside), ..complete(pupil, StatusKind::Class, "2025-09-09") };
    let planned = School::from_books(books.clone()).plan_status(StatusId::NEW, moved.clone(), date("2025-09-10"));
    let put_right = planned.unwrap().in_force.unwrap().put_right;
    assert_eq!((put_right.unexcused, put_right.joined), (0, 0), "nothing of what was found is undone");
    let school = School::from_books(recorded(&books, moved, "2025-09-10"));
    let flag = school.flag(pupil, date("2025-09-10")).unwrap();
    assert_eq!((flag.streak.days(), flag.class), (3, beside));
}

/// Back within the year into a grade above is 跳级; a year later it is where those are who were in class together.
#[test]
fn a_return_above_the_own_year_is_warned_of() {
    let (books, pupil, class) = books();
    let suspended =
        StatusRecord { until: Some(date("2026-08-31")), ..complete(pupil, StatusKind::Suspend, "2025-09-11") };
    let school = School::from_books(recorded(&books, suspended, "2025-09-11"));
    let warns = |on: &str, class: Class| {
        let back = StatusRecord { class: Some(class), ..complete(pupil, StatusKind::Resume, on) };
        let planned = school.plan_status(StatusId::NEW, back, date(on)).unwrap();
        planned.cautions.contains(&Caution::OtherGrade)
    };
    assert!(!warns("2025-12-01", class));
    assert!(warns("2025-12-01", eight(class)));
    assert!(!warns("2026-09-02", eight(class)));
}

#[test]
fn nobody_is_entered_twice_or_at_an_age_that_cannot_be() {
    let (mut books, pupil, class) = books();
    books.pupils[0].record.birth = Some(date("2013-05-15"));
    books.pupils[0].record.student_no = StudentNo::parse("G350212201305150024").ok();
    let name = books.pupils[0].record.name.clone();
    let school = School::from_books(books);
    let on = date("2025-09-10");
    let asked = |name: &str, birth: Option<&str>, student_no: Option<&str>| {
        let student_no = student_no.and_then(|no| StudentNo::parse(no).ok());
        let newcomer = PupilRecord { birth: birth.map(date), student_no, ..PupilRecord::named(name) };
        school.is_newcomer(&newcomer, Some(class), on)
    };
    let namesake = Err(CannotChange::Namesake { name: name.clone(), class: Some(class) });
    assert_eq!(asked(&name, Some("2013-05-15"), None), namesake);
    assert_eq!(asked(&name, Some("2013-05-16"), None), Ok(()));
    assert_eq!(asked(&name, None, None), Ok(()));
    assert_eq!(asked(&name, Some("2013-05-15"), Some("G350212201305150040")), Ok(()));
    let known = Err(CannotChange::Known { name: name.clone() });
    assert_eq!(asked("林小满", None, Some("G350212201305150024")), known);
    assert_eq!(asked(" ", None, None), Err(CannotChange::Nameless));
    let says = Err(CannotChange::NumberSays { born: date("2013-05-15") });
    assert_eq!(asked("林小满", Some("2013-02-01"), Some("G350212201305150040")), says);
    for (born, is_of_age) in [
        ("2013-01-01", true),
        ("2015-08-31", true),
        ("2015-09-01", false),
        ("2023-03-01", false),
        ("2026-03-01", false),
        ("2003-08-31", true),
        ("2002-08-31", false),
    ] {
        assert_eq!(asked("林小满", Some(born), None).is_ok(), is_of_age, "{born}");
    }
    assert_eq!(school.pupil(pupil).unwrap().record.name, name);
}

#[test]
fn what_cannot_be_is_refused() {
    let (school, pupil, class) = school();
    let may = |change: &dyn Fn(&mut StatusRecord), kind, on: &str| {
        let mut record = record(pupil, kind, on);
        change(&mut record);
        school.may_change(&record, date("2025-09-10"))
    };
    let day = "2025-09-10";
    let first = school.pupil(pupil).unwrap().standings[0].0;
    assert_eq!(may(&|_| {}, StatusKind::TransferOut, day), Ok(()));
    assert_eq!(may(&|_| {}, StatusKind::TransferIn, day), Err(CannotChange::StillHere { since: first }));
    assert_eq!(may(&|_| {}, StatusKind::Resume, day), Err(CannotChange::NotSuspended));
    let no_end = Err(CannotChange::NoEnd { longest: date("2026-09-10") });
    assert_eq!(may(&|_| {}, StatusKind::Suspend, day), no_end);
    for (until, expected) in
        [("2025-09-09", no_end.clone()), ("2026-09-10", Ok(())), ("2026-09-11", no_end.clone()), ("2027-09-09", no_end)]
    {
        let suspended = |record: &mut StatusRecord| record.until = Some(date(until));
        assert_eq!(may(&suspended, StatusKind::Suspend, day), expected, "{until}");
    }
    assert_eq!(may(&|record| record.class = Some(class), StatusKind::Class, day), Err(CannotChange::SameClass));
    assert_eq!(may(&|_| {}, StatusKind::Class, day), Err(CannotChange::NoClass));
    let unapproved = CannotChange::UnapprovedGrade { from: class.grade, to: eight(class).grade };
    assert_eq!(may(&|record| record.class = Some(eight(class)), StatusKind::Class, day), Err(unapproved));
    let rises = |record: &mut StatusRecord| {
        record.class = Some(eight(class));
        record.approvals.push(approval(day));
    };
    assert_eq!(may(&rises, StatusKind::Class, day), Ok(()));
    let overlaps = CannotChange::Overlaps(Obstacle {
        from: first,
        standing: school.pupil(pupil).unwrap().standings[0].1,
        kind: None,
        turned: None,
    });
    let first = first.to_string();
    assert_eq!(may(&|_| {}, StatusKind::TransferOut, &first), Err(overlaps));
    let approved = |on: &'static str| move |record: &mut StatusRecord| record.approvals.push(approval(on));
    assert_eq!(may(&approved("2025-09-09"), StatusKind::TransferOut, day), Err(CannotChange::ApprovedTooEarly));
    let ahead = Err(CannotChange::ApprovedAhead(date("2025-09-11")));
    assert_eq!(may(&approved("2025-09-11"), StatusKind::TransferOut, day), ahead);
    let ahead = Err(CannotChange::AppliedAhead(date("2025-09-12")));
    assert_eq!(may(&|record| record.applied_on = date("2025-09-12"), StatusKind::TransferOut, "2025-09-12"), ahead);
}

fn approval(on: &str) -> Approval {
    Approval { by: "区教育局".into(), on: date(on) }
}

#[test]
fn a_change_recorded_late_says_what_it_puts_right() {
    let (school, pupil, _) = school();
    let late = record(pupil, StatusKind::TransferOut, "2025-09-09");
    assert_eq!(school.put_right(&late), PutRight { rolls: 2, unexcused: 2, joined: 0 });
    let coming = record(pupil, StatusKind::TransferOut, "2025-09-11");
    assert!(school.put_right(&coming).is_nothing());
}

#[test]
fn a_seat_is_never_taken_twice() {
    let (books, pupil, class) = books();
    let other = books.pupils[1].id;
    let suspended =
        StatusRecord { until: Some(date("2025-12-31")), ..complete(pupil, StatusKind::Suspend, "2025-09-11") };
    let books = recorded(&books, suspended, "2025-09-11");
    let back =
        |seat, class| StatusRecord { class: Some(class), seat, ..complete(pupil, StatusKind::Resume, "2025-10-09") };
    let plan = |books: &Books, record| {
        School::from_books(books.clone()).plan_status(StatusId::NEW, record, date("2025-10-09"))
    };
    let seated = |books: &Books, record| plan(books, record).unwrap().in_force.unwrap().seated;
    assert_eq!(seated(&books, back(None, class)), Some(Seated::Kept(1)));
    assert_eq!(seated(&books, back(Some(7), class)), Some(Seated::Asked(7)));
    assert_eq!(seated(&books, back(None, eight(class))), None, "nobody has a seat there");
    let name = books.pupils.iter().find(|pupil| pupil.id == other).unwrap().record.name.clone();
    let taken = CannotChange::SeatTaken { class, seat: 2, by: name };
    assert_eq!(plan(&books, back(Some(2), class)), Err(taken));
    // Somebody else was put into the seat meanwhile.
    let into = StatusRecord { class: Some(class), seat: Some(1), ..complete(other, StatusKind::Class, "2025-09-15") };
    let books = recorded(&books, into, "2025-09-15");
    assert_eq!(seated(&books, back(None, class)), Some(Seated::Next(2)));
}

#[test]
fn a_suspension_holds_from_its_approval() {
    let (books, pupil, class) = books();
    let mut late =
        StatusRecord { until: Some(date("2025-12-31")), ..complete(pupil, StatusKind::Suspend, "2025-09-08") };
    late.approvals = vec![approval("2025-09-10")];
    let school = School::from_books(books.clone());
    let planned = school.plan_status(StatusId::NEW, late, date("2025-09-10")).unwrap();
    assert_eq!(planned.cautions, [Caution::SickUntilApproved { from: date("2025-09-10") }]);
    assert_eq!(planned.in_force.unwrap().put_right, PutRight { rolls: 1, unexcused: 1, joined: 0 });
    let school = School::from_books(after(&books, planned.changes));
    let known = school.pupil(pupil).unwrap();
    assert_eq!((known.class(date("2025-09-09")), known.class(date("2025-09-10"))), (Some(class), None));
}

#[test]
fn a_suspension_is_renewed_once_and_without_a_gap() {
    let (books, pupil, _) = books();
    let suspended =
        |on: &str, until: &str| StatusRecord { until: Some(date(until)), ..complete(pupil, StatusKind::Suspend, on) };
    let plan = |books: &Books, record: StatusRecord| {
        let today = record.on;
        School::from_books(books.clone()).plan_status(StatusId::NEW, record, today).map(|_| ())
    };
    let books = recorded(&books, suspended("2025-09-11", "2026-01-30"), "2025-09-11");
    let gap = CannotChange::Gap { until: date("2026-01-30") };
    assert_eq!(plan(&books, suspended("2026-02-20", "2026-06-30")), Err(gap));
    let books = recorded(&books, suspended("2026-01-31", "2026-06-30"), "2026-01-31");
    let again = suspended("2026-07-01", "2026-12-31");
    assert_eq!(plan(&books, again.clone()), Err(CannotChange::RenewedEnough { times: 1 }));
    let limits = StatusLimits { renewals: 2, ..StatusLimits::default() };
    assert_eq!(plan(&Books { status_limits: Some(limits), ..books.clone() }, again), Ok(()));
    let school = School::from_books(books);
    let ends: Vec<NaiveDate> =
        school.ending(date("2026-02-01"), chrono::Days::new(200)).map(|ends| ends.until).collect();
    assert_eq!(ends, [date("2026-06-30")], "the renewal counts");
}

#[test]
fn a_child_that_never_came_is_deferred_from_its_first_day() {
    let (mut books, pupil, class) = books();
    let begins = date("2026-02-23");
    books.pupils[0].standings = vec![(begins, Standing::InClass { class, seat: Some(1) })];
    books.rolls.clear();
    let deferred =
        |on: &str| StatusRecord { until: Some(date("2027-01-31")), ..complete(pupil, StatusKind::Defer, on) };
    let books = recorded(&books, deferred("2026-01-20"), "2026-01-20");
    let school = School::from_books(books.clone());
    let known = school.pupil(pupil).unwrap();
    assert_eq!(known.standings, [(begins, Standing::Deferred)]);
    assert!(!known.is_enrolled(begins));
    assert_eq!(school.stand(pupil, begins).unwrap().by.unwrap().class, Some(class));
    // It comes a year later, by a change of class; a return would be that of somebody who was here.
    let comes = |kind| StatusRecord { class: Some(class), ..complete(pupil, kind, "2027-02-22") };
    let plan = |record| school.plan_status(StatusId::NEW, record, date("2027-02-22"));
    assert_eq!(plan(comes(StatusKind::Resume)), Err(CannotChange::IsDeferred));
    assert_eq!(plan(comes(StatusKind::Class)).unwrap().in_force.unwrap().seated, Some(Seated::Next(3)));
    // Withdrawn, the first day is what it was.
    let id = school.statuses[0].id;
    let back = School::from_books(after(&books, school.withdrawing(id).unwrap()));
    assert_eq!(back.pupil(pupil).unwrap().standings, [(begins, Standing::InClass { class, seat: Some(1) })]);
}

#[test]
fn who_has_begun_is_not_deferred() {
    let (mut books, pupil, class) = books();
    let deferred = StatusRecord { until: Some(date("2026-08-31")), ..complete(pupil, StatusKind::Defer, "2025-09-11") };
    let plan = |books: &Books| {
        School::from_books(books.clone()).plan_status(StatusId::NEW, deferred.clone(), date("2025-09-11")).map(|_| ())
    };
    assert_eq!(plan(&books), Ok(()), "missing on every roll");
    books.rolls.push(roll(class, "2025-09-11", SessionCode::AM, &[], EntryId::NEW));
    assert_eq!(plan(&books), Err(CannotChange::HasBegun));
}

#[test]
fn a_roster_pupil_gets_the_papers_of_its_transfer_in() {
    let (mut books, pupil, class) = books();
    books.pupils[0].standings = vec![(date("2025-09-05"), Standing::InClass { class, seat: Some(1) })];
    let books = recorded(&books, complete(pupil, StatusKind::TransferIn, "2025-09-05"), "2025-09-10");
    let school = School::from_books(books);
    let record = &school.statuses[0].record;
    assert_eq!((record.class, record.seat), (Some(class), Some(1)));
    assert_eq!(school.pupil(pupil).unwrap().standings.len(), 1);
}

#[test]
fn the_exit_of_a_case_follows_the_kind() {
    let (books, pupil, _) = books();
    for (kind, exit) in [
        (StatusKind::Died, Exit::E9),
        (StatusKind::LeaveCountry, Exit::E6),
        (StatusKind::SpecialSchool, Exit::E7),
        (StatusKind::TransferOut, Exit::E3),
    ] {
        let school = School::from_books(recorded(&books, complete(pupil, kind, "2025-09-11"), "2025-09-11"));
        let case = school.case(pupil, date("2025-09-12")).unwrap();
        assert_eq!(case.proposes, Some(exit), "{kind:?}");
    }
    let mut unknown = books;
    unknown.pupils[0].standings.push((date("2025-09-11"), Standing::Gone));
    let school = School::from_books(unknown);
    let case = school.case(pupil, date("2025-09-12")).unwrap();
    assert_eq!(case.proposes, Some(Exit::E3));
    // Nobody calls the pupil's name any more: the list alone says that the case is still open.
    let list = school.todo(date("2025-09-15").and_hms_opt(17, 0, 0).unwrap(), None);
    assert!(list.iter().any(|todo| matches!(todo.task, Task::ConfirmExit { exit: Exit::E3, .. })), "{list:?}");
}

#[test]
fn the_last_term_of_a_graduating_grade_is_warned_of_or_refused() {
    let (mut books, pupil, class) = books();
    let nine = Class { grade: Grade::new(9).unwrap(), number: class.number };
    books.pupils[0].standings = vec![(date("2025-09-01"), Standing::InClass { class: nine, seat: None })];
    let spring = complete(pupil, StatusKind::TransferOut, "2026-03-10");
    let plan = |books: &Books, record| {
        School::from_books(books.clone()).plan_status(StatusId::NEW, record, date("2026-03-10"))
    };
    assert_eq!(plan(&books, spring.clone()).unwrap().cautions, [Caution::LastTerm]);
    assert_eq!(plan(&books, complete(pupil, StatusKind::TransferOut, "2025-10-10")).unwrap().cautions, []);
    assert_eq!(plan(&books, complete(pupil, StatusKind::Died, "2026-03-10")).unwrap().cautions, []);
    let limits = StatusLimits { last_term: LastTerm::Refuse, ..StatusLimits::default() };
    books.status_limits = Some(limits);
    assert_eq!(plan(&books, spring), Err(CannotChange::LastTerm));
}

#[test]
fn the_seat_of_a_transfer_under_way_is_looked_at_again() {
    let (school, pupil, _) = school();
    let mut out = record(pupil, StatusKind::TransferOut, "2025-09-09");
    let today = date("2025-09-10");
    assert_eq!(school.leave_of_transfer(&out, date("2025-09-12"), today), Err(CannotChange::LeaveWithoutSchool));
    out.counterpart = "赣县中学".into();
    let note = school.leave_of_transfer(&out, date("2025-09-23"), today).unwrap();
    assert_eq!(
        (note.from, note.to, note.reason.as_str()),
        (date("2025-09-09"), date("2025-09-23"), "转学办理中：赣县中学")
    );
    let latest = date("2025-09-23");
    assert_eq!(school.leave_of_transfer(&out, date("2025-09-24"), today), Err(CannotChange::LeaveTooLong { latest }));
}

#[test]
fn a_return_is_asked_about_twice_and_then_missed() {
    let (books, pupil, _) = books();
    let suspended =
        StatusRecord { until: Some(date("2025-12-31")), ..complete(pupil, StatusKind::Suspend, "2025-09-11") };
    let mut books = recorded(&books, suspended, "2025-09-11");
    let asked = |books: &Books, day: &str| {
        let school = School::from_books(books.clone());
        let list = school.todo(date(day).and_hms_opt(17, 0, 0).unwrap(), None);
        list.into_iter().find(|todo| matches!(todo.task, Task::AskAboutReturn { .. })).map(|todo| todo.due.unwrap())
    };
    assert_eq!(asked(&books, "2025-11-30"), None);
    assert_eq!(asked(&books, "2025-12-01"), Some(date("2025-12-24")));
    books.contacts.push(Contact {
        id: ContactId(Uuid::from_u128(1)),
        record: ContactRecord {
            pupil,
            at: date("2025-12-02").and_hms_opt(9, 0, 0).unwrap(),
            by: Means::Phone,
            reached: Reached::Yes,
            guardian: String::new(),
            phone: None,
            reason: None,
            said: "元旦后回来".into(),
            whereabouts: String::new(),
            returns: None,
            next: String::new(),
        },
        recorded_by: StaffId::NEW,
    });
    assert_eq!(asked(&books, "2025-12-03"), None);
    assert_eq!(asked(&books, "2025-12-24"), Some(date("2025-12-31")));
    assert_eq!(asked(&books, "2026-01-05"), Some(date("2025-12-31")), "not back: nobody has to be asked to see that");

    // R14: at the first session after it the homeroom teacher asks the same day, until a guardian was reached.
    let missed = |books: &Books, day: &str| {
        let school = School::from_books(books.clone());
        let list = school.todo(date(day).and_hms_opt(17, 0, 0).unwrap(), None);
        let r14 = |todo: &Todo| matches!(&todo.task, Task::Owed { owed, .. } if owed.rule == Rule::R14);
        list.into_iter().find(r14).map(|todo| (todo.role, todo.since, todo.due))
    };
    let first = date("2026-01-04");
    assert_eq!(missed(&books, "2025-12-31"), None);
    assert_eq!(missed(&books, "2026-01-05"), Some((Role::Homeroom, first, Some(first))));
    let mut call = books.contacts[0].clone();
    (call.id, call.record.at) = (ContactId(Uuid::from_u128(2)), date("2026-01-05").and_hms_opt(10, 0, 0).unwrap());
    books.contacts.push(call);
    assert_eq!(missed(&books, "2026-01-06"), None);
}

#[test]
fn nothing_follows_a_death_and_none_is_foretold() {
    let (books, pupil, class) = books();
    let plan = |books: &Books, record: StatusRecord, today: &str| {
        School::from_books(books.clone()).plan_status(StatusId::NEW, record, date(today)).map(|_| ())
    };
    let on = date("2025-09-20");
    let ahead = complete(pupil, StatusKind::Died, "2025-09-20");
    assert_eq!(plan(&books, ahead, "2025-09-11"), Err(CannotChange::DeathAhead { on }));
    let died = recorded(&books, complete(pupil, StatusKind::Died, "2025-09-11"), "2025-09-11");
    let comes = StatusRecord { class: Some(class), ..complete(pupil, StatusKind::TransferIn, "2025-09-20") };
    assert_eq!(plan(&died, comes, "2025-09-20"), Err(CannotChange::HasDied { on: date("2025-09-11") }));
}

#[test]
fn a_second_application_of_the_kind_goes_on_with_the_first() {
    let (books, pupil, _) = books();
    let applied = record(pupil, StatusKind::TransferOut, "2025-09-11");
    let school = School::from_books(recorded(&books, applied.clone(), "2025-09-11"));
    let again = school.plan_status(StatusId::NEW, applied.clone(), date("2025-09-11")).unwrap_err();
    assert_eq!(again, CannotChange::AppliedAlready { applied_on: applied.applied_on });
    assert!(school.plan_status(school.statuses[0].id, applied, date("2025-09-11")).is_ok());
}

#[test]
fn what_is_too_long_for_a_register_is_refused() {
    let (school, pupil, _) = school();
    let mut out = complete(pupil, StatusKind::TransferOut, "2025-09-11");
    out.counterpart = "校".repeat(LONGEST_NAME + 1);
    let refused = school.plan_status(StatusId::NEW, out, date("2025-09-11")).unwrap_err();
    assert_eq!(refused, CannotChange::TooLong { longest: LONGEST_NAME });
}

#[test]
fn a_day_of_application_that_nobody_said_follows_the_day_that_is_mended() {
    let (_, pupil, _) = books();
    let (wrong, today) = (date("2025-08-20"), date("2025-11-20"));
    let mut unsaid = StatusRecord::new(pupil, StatusKind::TransferOut, wrong, wrong);
    let mut said = StatusRecord { applied_said: true, ..unsaid.clone() };
    unsaid.moved_to(date("2025-11-25"), today);
    assert_eq!((unsaid.on, unsaid.applied_on), (date("2025-11-25"), today));
    said.moved_to(date("2025-11-25"), today);
    assert_eq!(said.applied_on, wrong);
}

#[test]
fn a_ledger_holds_what_was_applied_for_waited_or_took_effect() {
    let (books, pupil, _) = books();
    let ahead =
        StatusRecord { applied_on: date("2025-09-08"), ..complete(pupil, StatusKind::TransferOut, "2025-10-09") };
    let school = School::from_books(recorded(&books, ahead, "2025-10-09"));
    let of = |from: &str, to: &str| school.statuses_in(Scope::School, Span { from: date(from), to: date(to) }).len();
    assert_eq!(of("2025-09-01", "2025-09-11"), 1, "approved, and not in effect yet");
    assert_eq!(
        (of("2025-10-01", "2025-10-31"), of("2025-08-01", "2025-09-01"), of("2025-11-01", "2025-11-30")),
        (1, 0, 0)
    );
}

/// Roles are those of the domain handbook 2.4.
#[test]
fn who_records_a_change_and_who_only_applies() {
    let (mut books, pupil, class) = books();
    let person = |nth: u128, name: &str, posts: &[Post]| Staff {
        id: StaffId(Uuid::from_u128(nth)),
        record: StaffRecord { posts: posts.iter().copied().collect(), ..StaffRecord::new(name, None) },
    };
    let other = Class { number: class.number + 1, ..class };
    books.staff = vec![
        person(1, "郑校长", &[]),
        person(2, "学籍员", &[Post::Registrar]),
        person(3, "陈老师", &[Post::Homeroom(class)]),
        person(4, "林老师", &[Post::Homeroom(other)]),
    ];
    let school = School::from_books(books);
    let today = date("2025-09-11");
    let may = |record: StatusRecord, nth: u128| {
        let planned = school.plan_status(StatusId::NEW, record, today).unwrap();
        school.may_record_status(&planned, StaffId(Uuid::from_u128(nth)), today)
    };
    let effect = || complete(pupil, StatusKind::Died, "2025-09-11");
    let applies = || record(pupil, StatusKind::TransferOut, "2025-09-11");
    assert_eq!((may(effect(), 1), may(effect(), 2)), (Ok(()), Ok(())));
    assert_eq!((may(effect(), 3), may(applies(), 3)), (Err(CannotChange::OnlyApplies), Ok(())));
    assert_eq!((may(effect(), 4), may(applies(), 4)), (Err(CannotChange::NotYours), Err(CannotChange::NotYours)));
}

#[test]
fn a_renewal_is_no_new_suspension() {
    let (books, pupil, _) = books();
    let suspended =
        |on: &str, until: &str| StatusRecord { until: Some(date(until)), ..complete(pupil, StatusKind::Suspend, on) };
    let books = recorded(&books, suspended("2025-09-11", "2025-12-31"), "2025-09-11");
    let books = recorded(&books, suspended("2026-01-01", "2026-06-30"), "2026-01-01");
    let school = School::from_books(books);
    let renews: Vec<bool> = school.statuses_of(pupil).map(|status| school.renews(&status.record)).collect();
    assert_eq!(renews, [false, true]);
    let counted = |year| {
        let figures = school.inspection(year, date(&format!("{year}-12-31"))).figures;
        figures.into_iter().find(|it| it.kind == crate::domain::inspection::FigureKind::SuspendedSince).unwrap()
    };
    assert_eq!((counted(2025).behind.len(), counted(2026).behind.len()), (1, 0));
}

/// What somebody may try to record: a kind, on which day of the term, approved how many days later, in which class.
fn attempt() -> impl Strategy<Value = (StatusKind, u64, u64, u8, bool)> {
    (select(StatusKind::ALL.to_vec()), 0..60u64, 0..10u64, 1..4u8, any::<bool>())
}

proptest! {
    #[test]
    fn changes_never_overlap_and_expectation_follows_their_date(attempts in prop::collection::vec(attempt(), 1..14)) {
        let (mut books, class) = class_of(2);
        let pupil = books.pupils[0].id;
        let first = books.terms[0].first;
        let today = first + chrono::Days::new(80);
        for (kind, day, later, number, is_withdrawn) in attempts {
            let on = first + chrono::Days::new(day);
            let mut record = complete(pupil, kind, &on.to_string());
            record.approvals[0].on = on + chrono::Days::new(later);
            record.class = kind.needs_class().then_some(Class { number, ..class });
            record.until = kind.needs_until().then(|| on + chrono::Days::new(60));
            let school = School::from_books(books.clone());
            let Ok(planned) = school.plan_status(StatusId::NEW, record, today) else { continue };
            let before = books.clone();
            books = after(&books, planned.changes);
            if is_withdrawn {
                let id = books.statuses.last().unwrap().id;
                let taken_back = School::from_books(books.clone()).withdrawing(id).unwrap();
                books = after(&books, taken_back);
                prop_assert_eq!(&books, &before);
            }
        }
        let (school, began) = (School::from_books(books.clone()), class_of(2).0.pupils[0].standings[0]);
        let mut held: Vec<(NaiveDate, Option<Class>)> = vec![(began.0, began.1.class())];
        held.extend(school.statuses_of(pupil).map(|status| {
            (status.record.takes_effect(), status.record.standing().and_then(Standing::class))
        }));
        // The slow, obvious twin: of the changes that have taken effect by a day, the last.
        held.sort_by_key(|(from, _)| *from);
        let known = school.pupil(pupil).unwrap();
        for day in days_between(first, today) {
            let expected = held.iter().rev().find(|(from, _)| *from <= day).and_then(|(_, class)| *class);
            prop_assert_eq!(known.class(day), expected, "{}", day);
        }
        let ahead = |from: &NaiveDate| *from > began.0;
        let mut days: Vec<NaiveDate> = held.iter().map(|(from, _)| *from).filter(ahead).collect();
        let count = days.len();
        days.dedup();
        prop_assert_eq!(days.len(), count, "two changes hold from one day: {:?}", held);
    }
}

/// A child who has not come and a child on the books are put off on the same papers.
#[test]
fn a_paper_of_hospital_or_disability_proves_the_condition_of_a_deferral() {
    use crate::domain::entrant::Outcome;
    for proof in Outcome::Deferred.proofs().iter().copied().flatten() {
        let taken = StatusKind::Defer.takes(*proof);
        assert!(taken.is_some_and(|taken| StatusKind::Defer.proofs().contains(&taken)), "{proof:?}");
    }
    assert_eq!(StatusKind::Defer.takes(Proof::Hospital), Some(Proof::Condition));
    assert_eq!(StatusKind::Suspend.takes(Proof::Hospital), Some(Proof::Hospital));
    assert_eq!(StatusKind::TransferOut.takes(Proof::Hospital), None);
}

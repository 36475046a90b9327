use super::*;
use crate::domain::calendar::Term;
use crate::domain::flags::Scope;
use crate::domain::made_up::{class_of, date, roll};
use crate::domain::mark::Mark;
use crate::domain::people::{PupilRecord, StaffRecord};
use crate::domain::roll::SessionCode;
use crate::domain::school::Books;
use chrono::NaiveDateTime;
use uuid::Uuid;

fn class(code: u16) -> Class {
    Class::from_code(code).unwrap()
}

fn id(nth: u128) -> PupilId {
    PupilId(Uuid::from_u128(nth))
}

fn pupil(nth: u128, code: u16) -> Pupil {
    let standing = Standing::InClass { class: class(code), seat: Some(nth as u16) };
    Pupil {
        id: id(nth),
        record: PupilRecord::named(&format!("学生{nth}")),
        standings: vec![(date("2025-09-01"), standing)],
    }
}

fn staff(nth: u128, name: &str, posts: &[Post]) -> Staff {
    let record = StaffRecord { name: name.into(), posts: posts.iter().copied().collect(), until: None };
    Staff { id: StaffId(Uuid::from_u128(nth)), record }
}

/// A school with one pupil in each of these classes; its two terms of 2025—2026 are known.
fn books(classes: &[u16]) -> Books {
    let (books, _) = class_of(0);
    let spring = Term { first: date("2026-02-26"), last: date("2026-07-03"), name: "第二学期".into() };
    let terms = books.terms.into_iter().chain([spring]).collect();
    let pupils = (1..).zip(classes).map(|(nth, code)| pupil(nth, *code)).collect();
    Books { terms, pupils, ..books }
}

fn july() -> NaiveDateTime {
    date("2026-07-10").and_hms_opt(9, 0, 0).unwrap()
}

fn turn(books: &Books, ask: &Ask) -> Turn {
    School::from_books(books.clone()).turn(ask, july()).unwrap()
}

/// The books with these changes, as the store folds them.
fn folded(mut books: Books, changes: Vec<Change>) -> Books {
    let mut fresh = 9000;
    for change in changes {
        fresh += 1;
        match change {
            Change::Standing { pupil, from, to } => {
                let pupil = books.pupils.iter_mut().find(|known| known.id == pupil).unwrap();
                pupil.standings.retain(|(known, _)| *known != from);
                pupil.standings.extend(to.map(|to| (from, to)));
            }
            Change::Status { id, to } => {
                let id = if id.is_new() { StatusId(Uuid::from_u128(fresh)) } else { id };
                books.statuses.retain(|status| status.id != id);
                books.statuses.extend(to.map(|record| Status { id, record: *record, recorded_by: StaffId::NEW }));
            }
            Change::Staff { id, to } => {
                let id = if id.is_new() { StaffId(Uuid::from_u128(fresh)) } else { id };
                books.staff.retain(|staff| staff.id != id);
                books.staff.extend(to.map(|record| Staff { id, record }));
            }
            Change::Term { first, to } => {
                books.terms.retain(|term| term.first != first);
                books.terms.extend(to);
            }
            Change::YearTurned { year, to } => {
                books.year_turns.extend(to.map(|turn| TurnedYear { year, turn, entry: EntryId::NEW }));
            }
            other => panic!("no part of a turn: {other:?}"),
        }
    }
    books
}

fn turned(books: Books, ask: &Ask) -> School {
    let changes = turn(&books, ask).changes();
    School::from_books(folded(books, changes))
}

fn goes(turn: &Turn) -> Vec<(u16, Option<u16>)> {
    turn.moves.iter().map(|moved| (moved.from.code(), moved.to.map(|(class, _)| class.code()))).collect()
}

#[test]
fn the_last_grade_is_that_of_each_school() {
    let none = Ask::default();
    assert_eq!(goes(&turn(&books(&[101, 502, 603]), &none)), [(101, Some(201)), (502, Some(602)), (603, None)]);
    assert_eq!(goes(&turn(&books(&[703, 801, 902]), &none)), [(703, Some(803)), (801, Some(901)), (902, None)]);
    let nine_years = goes(&turn(&books(&[101, 603, 902]), &none));
    assert_eq!(nine_years, [(101, Some(201)), (603, Some(703)), (902, None)], "from six to seven within the school");
    let five_four = Ask { last_grades: Some(Grade::new(5).into_iter().collect()), ..Ask::default() };
    assert_eq!(goes(&turn(&books(&[401, 502]), &five_four)), [(401, Some(501)), (502, None)]);
}

#[test]
fn it_begins_with_the_first_term_of_the_year_and_proposes_terms_that_are_lacking() {
    let mut books = books(&[703]);
    let first = turn(&books, &Ask::default());
    assert_eq!((first.frame.year, first.frame.on), (2026, date("2026-09-01")));
    assert_eq!(first.terms.len(), 2);
    books.terms.push(Term { first: date("2026-08-31"), last: date("2027-01-22"), name: "第一学期".into() });
    let known = turn(&books, &Ask::default());
    assert_eq!((known.frame.on, known.terms.len()), (date("2026-08-31"), 0));
    let asked = Ask { on: Some(date("2026-09-02")), ..Ask::default() };
    assert_eq!(turn(&books, &asked).frame.on, date("2026-09-02"));
}

#[test]
fn a_year_is_turned_once_and_not_before_its_time() {
    let cannot = |school: &School, on: Option<&str>, today: &str| {
        let ask = Ask { on: on.map(date), ..Ask::default() };
        school.turn(&ask, date(today).and_hms_opt(9, 0, 0).unwrap()).map(|turn| turn.frame.year).unwrap_err()
    };
    let before = School::from_books(books(&[703]));
    assert_eq!(cannot(&before, None, "2025-11-20"), CannotTurn::TooEarly { year: 2026 });
    let wrong = Some("2027-09-01");
    assert_eq!(cannot(&before, wrong, "2026-07-10"), CannotTurn::NotDue { asked: 2027, due: 2026 });
    let spring = date("2026-03-01");
    assert_eq!(cannot(&before, Some("2026-03-01"), "2026-07-10"), CannotTurn::OutOfSeason { on: spring });
    let winter = date("2026-12-31");
    assert_eq!(cannot(&before, Some("2026-12-31"), "2026-07-10"), CannotTurn::OutOfSeason { on: winter });
    let after = turned(books(&[703]), &Ask::default());
    let done = CannotTurn::Turned { year: 2026, on: date("2026-09-01") };
    for today in ["2026-07-10", "2026-08-20", "2026-09-01", "2026-12-20"] {
        assert_eq!(cannot(&after, None, today), done, "{today}");
        assert_eq!(cannot(&after, Some("2026-09-05"), today), done, "{today}");
    }
    let next = after.turn(&Ask::default(), date("2027-07-10").and_hms_opt(9, 0, 0).unwrap()).unwrap();
    assert_eq!((next.frame.year, goes(&next)), (2027, vec![(803, Some(903))]));
    let nobody = School::from_books(books(&[]));
    assert_eq!(cannot(&nobody, None, "2026-07-10"), CannotTurn::Nobody);
}

#[test]
fn last_year_keeps_its_classes_and_teachers() {
    let mut books = books(&[703, 903]);
    books.staff = vec![
        staff(1, "陈老师", &[Post::Homeroom(class(703)), Post::Registrar]),
        staff(2, "林老师", &[Post::Homeroom(class(903))]),
        staff(3, "李组长", &[Post::GradeLead(class(703).grade)]),
    ];
    let free = turn(&books, &Ask::default());
    assert_eq!(free.free, ["林老师"]);
    let school = turned(books, &Ask::default());
    let (eve, on) = (date("2026-08-31"), date("2026-09-01"));
    let teacher = |code, on| school.homeroom_teacher_on(class(code), on).map(|staff| staff.record.name.as_str());
    assert_eq!((teacher(703, eve), teacher(803, eve)), (Some("陈老师"), None));
    assert_eq!((teacher(703, on), teacher(803, on)), (None, Some("陈老师")));
    assert_eq!((teacher(903, eve), teacher(903, on)), (Some("林老师"), None));
    assert_eq!(school.homeroom_of(StaffId(Uuid::from_u128(1)), eve), Some(class(703)));
    assert_eq!((school.classes(eve), school.classes(on)), (vec![class(703), class(903)], vec![class(803)]));
    assert!(!school.pupil(id(2)).unwrap().is_enrolled(on));
    let [graduated] = school.statuses_of(id(2)).collect::<Vec<_>>()[..] else { panic!() };
    assert_eq!((graduated.record.kind, graduated.record.is_in_effect()), (StatusKind::Graduate, true));
    assert!(!school.vacant_roles(on).contains(&crate::domain::people::Role::GradeLead), "keeps the grade");
}

#[test]
fn class_lists_say_who_goes_where_and_who_teaches() {
    let mut books = books(&[703, 703, 704]);
    books.staff =
        vec![staff(1, "陈老师", &[Post::Homeroom(class(703))]), staff(2, "林老师", &[Post::Homeroom(class(704))])];
    let lists = ClassLists {
        pupils: [(id(1), (class(804), Some(9)))].into(),
        teachers: [(class(804), ["陈老师".to_owned(), "新老师".to_owned()].into())].into(),
    };
    let ask = Ask { lists, ..Ask::default() };
    let plan = turn(&books, &ask);
    assert_eq!(plan.not_listed, [id(2), id(3)]);
    assert!(plan.warnings.contains(&Warning::NoTeacher { class: class(803) }));
    assert_eq!(plan.teachers_of(class(804)), ["陈老师", "新老师"]);
    let seats: Vec<Option<u16>> = plan.moves.iter().map(|moved| moved.to.unwrap().1).collect();
    assert_eq!(seats, [Some(9), Some(2), None], "old seats of a class put together anew are no more");
    assert_eq!(turned(books, &ask).staff.len(), 3);
}

#[test]
fn classes_that_become_one_are_told() {
    let lists = ClassLists { pupils: [(id(2), (class(803), None))].into(), ..ClassLists::default() };
    let plan = turn(&books(&[703, 704, 705]), &Ask { lists, ..Ask::default() });
    let merged = Warning::Merged { into: class(803), from: vec![class(703), class(704)] };
    assert!(plan.warnings.contains(&merged), "{:?}", plan.warnings);
    assert!(plan.warnings.contains(&Warning::NoNewPupils { grade: class(701).grade }));
}

#[test]
fn the_suspended_stay_so_and_those_who_leave_that_day_leave() {
    let mut books = books(&[703, 703, 703, 703]);
    books.pupils[1].standings.push((date("2026-03-01"), Standing::Suspended));
    books.pupils[2].standings.push((date("2026-09-01"), Standing::Gone));
    books.pupils[3].standings.push((date("2026-09-10"), Standing::Suspended));
    let plan = turn(&books, &Ask::default());
    let moved: Vec<PupilId> = plan.moves.iter().map(|moved| moved.pupil).collect();
    assert_eq!(moved, [id(1), id(4)]);
    assert!(plan.warnings.contains(&Warning::Suspended { pupil: id(2) }));
    let school = turned(books, &Ask::default());
    assert_eq!(school.pupil(id(2)).unwrap().standing(date("2026-09-05")), Some(Standing::Suspended));
    assert_eq!(school.pupil(id(4)).unwrap().class(date("2026-09-05")), Some(class(803)));
}

#[test]
fn contradictions_stand_against_it() {
    let mut books = books(&[703, 703]);
    let repeats = Standing::InClass { class: class(704), seat: None };
    books.pupils[1].standings.push((date("2026-09-01"), repeats));
    books.rolls.push(roll(class(703), "2026-09-02", SessionCode::AM, &[], EntryId::NEW));
    let school = School::from_books(books);
    let plan = school.turn(&Ask::default(), date("2026-09-03").and_hms_opt(9, 0, 0).unwrap()).unwrap();
    assert_eq!(
        plan.against,
        [
            Against::Placed { pupil: id(2), class: class(704), from: date("2026-09-01") },
            Against::RollsSince { rolls: 1, last: date("2026-09-02") },
        ]
    );
}

/// A streak walks back over school days: neither the summer nor another class ends it.
#[test]
fn a_streak_reaches_over_the_summer_and_the_turn() {
    let mut books = books(&[703]);
    let truant = [(id(1), Mark::Truant)];
    for day in ["2026-07-02", "2026-07-03"] {
        books.rolls.push(roll(class(703), day, SessionCode::AM, &truant, EntryId::NEW));
    }
    // The class above was called later: its rolls are not the pupil's.
    books.rolls.push(roll(class(803), "2026-07-03", SessionCode::PM, &[], EntryId::NEW));
    books.rolls.push(roll(class(803), "2026-09-01", SessionCode::AM, &truant, EntryId::NEW));
    let changes = School::from_books(books.clone()).turn(&Ask::default(), july()).unwrap().changes();
    let school = School::from_books(folded(books, changes));
    let flag = |on: &str| school.flag(id(1), date(on)).unwrap();
    assert_eq!(flag("2026-08-31").streak.days(), 2);
    assert!(school.now_missing(id(1), date("2026-08-31")), "nobody has seen the pupil since");
    let over = flag("2026-09-01");
    assert_eq!((over.streak.days(), over.streak.from(), over.class), (3, Some(date("2026-07-02")), class(803)));
    assert_eq!(school.flags(date("2026-09-01"), Scope::Class(class(803))).len(), 1);
    assert_eq!(school.case(id(1), date("2026-09-01")).map(|case| case.opened), Some(date("2026-07-02")));
}

#[test]
fn it_cannot_be_taken_back_once_the_new_classes_are_called() {
    let mut before = books(&[703]);
    assert_eq!(School::from_books(before.clone()).turn_to_undo().unwrap_err(), CannotUndo::NeverTurned);
    let changes = turn(&before, &Ask::default()).changes();
    before = folded(before, changes);
    assert_eq!(School::from_books(before.clone()).turn_to_undo().unwrap().year, 2026);
    before.rolls.push(roll(class(803), "2026-09-01", SessionCode::AM, &[], EntryId::NEW));
    assert_eq!(School::from_books(before).turn_to_undo().unwrap_err(), CannotUndo::Called { rolls: 1 });
}

/// A change of status from before the turn, recorded after it: the turn follows.
#[test]
fn who_has_gone_before_the_turn_does_not_rise() {
    let school = turned(books(&[703, 903]), &Ask::default());
    let record = |pupil, kind, on: &str, class| {
        let Change::Status { to: Some(record), .. } = graduate(pupil, date(on)) else { unreachable!() };
        StatusRecord { kind, class, ..*record }
    };
    let on = date("2026-09-01");
    let left = record(id(1), StatusKind::Died, "2026-07-20", None);
    assert_eq!(school.may_change(&left, left.on), Ok(()));
    assert_eq!(school.turn_follows(&left), [Change::Standing { pupil: id(1), from: on, to: None }]);
    let other = record(id(1), StatusKind::Class, "2026-07-20", Some(class(705)));
    let risen = Standing::InClass { class: class(805), seat: None };
    assert_eq!(school.turn_follows(&other), [Change::Standing { pupil: id(1), from: on, to: Some(risen) }]);
    let from_that_day = record(id(1), StatusKind::Died, "2026-09-01", None);
    assert_eq!(
        (school.may_change(&from_that_day, from_that_day.on), school.turn_follows(&from_that_day).len()),
        (Ok(()), 0)
    );
    let graduated = school.statuses_of(id(2)).next().unwrap().id;
    let died = record(id(2), StatusKind::Died, "2026-08-01", None);
    let withdrawn = Change::Status { id: graduated, to: None };
    assert_eq!(
        school.turn_follows(&died),
        [Change::Standing { pupil: id(2), from: on, to: None }, withdrawn],
        "who has died did not graduate"
    );
    let later = record(id(1), StatusKind::Class, "2026-09-10", Some(class(805)));
    assert_eq!((school.may_change(&later, later.on), school.turn_follows(&later).len()), (Ok(()), 0));
}

#[test]
fn class_lists_that_come_in_after_it_are_next_years() {
    let school = turned(books(&[703]), &Ask::default());
    assert_eq!(school.lists_hold_from(date("2026-08-20")), date("2026-09-01"));
    assert_eq!(school.lists_hold_from(date("2026-09-20")), date("2026-09-20"));
}

/// A roster that gives the true first day at the school (入学日期) names this year's classes all the same.
#[test]
fn the_year_to_turn_comes_from_the_classes_and_not_from_the_first_day_at_the_school() {
    let mut books = books(&[703, 801, 902]);
    books.pupils[1].standings[0].0 = date("2024-09-01");
    books.pupils[2].standings[0].0 = date("2023-09-01");
    books.rolls.push(roll(class(801), "2026-07-02", SessionCode::AM, &[], EntryId::NEW));
    let school = School::from_books(books.clone());
    for (today, on) in
        [("2026-02-26", None), ("2026-07-10", None), ("2026-07-31", Some("2026-09-01")), ("2026-08-20", None)]
    {
        let ask = Ask { on: on.map(date), ..Ask::default() };
        let turn = school.turn(&ask, date(today).and_hms_opt(9, 0, 0).unwrap()).unwrap();
        assert_eq!((turn.frame.year, turn.frame.on), (2026, date("2026-09-01")), "{today}");
        assert_eq!((turn.rising(), turn.graduates(), turn.against.len()), (2, 1, 0), "{today}");
    }
    let autumn = school.turn(&Ask::default(), date("2025-11-20").and_hms_opt(9, 0, 0).unwrap());
    assert_eq!(autumn.unwrap_err(), CannotTurn::TooEarly { year: 2026 });
    let late = school.turn(&Ask::default(), date("2026-09-03").and_hms_opt(9, 0, 0).unwrap()).unwrap();
    assert_eq!(late.frame.on, date("2026-09-01"), "forgotten until term has begun");
}

fn change(of: PupilId, kind: StatusKind, on: &str, to: Option<u16>) -> StatusRecord {
    let mut record = StatusRecord::new(of, kind, date(on), date(on));
    record.papers = kind.proofs().iter().map(|proof| (*proof, None)).collect();
    record.counterpart = "赣县中学".into();
    record.class = to.map(class);
    if kind.needs_approval() {
        record.approvals.push(crate::domain::status::Approval { by: "校长".into(), on: date(on) });
    }
    record
}

fn recorded(books: Books, record: StatusRecord, today: &str) -> Books {
    let planned = School::from_books(books.clone()).plan_status(StatusId::NEW, record, date(today)).unwrap();
    folded(books, planned.changes)
}

fn withdrawn(books: Books, kind: StatusKind) -> Books {
    let school = School::from_books(books.clone());
    let id = school.statuses.iter().find(|status| status.record.kind == kind).unwrap().id;
    let changes = school.withdrawing(id).unwrap();
    folded(books, changes)
}

/// Where everybody stands from the turn on, and who is said to have graduated.
fn stand_on(books: &Books, on: &str) -> Vec<Option<Standing>> {
    books
        .pupils
        .iter()
        .map(|pupil| {
            let mut standings = pupil.standings.clone();
            standings.sort_by_key(|(from, _)| *from);
            standings.iter().rev().find(|(from, _)| *from <= date(on)).map(|(_, standing)| *standing)
        })
        .collect()
}

/// What was recorded by mistake in the summer is withdrawn, and the pupil is where the turn had led it.
#[test]
fn a_change_of_the_summer_that_is_withdrawn_gives_back_what_the_turn_had_given() {
    let lists = ClassLists { pupils: [(id(2), (class(801), Some(9)))].into(), ..ClassLists::default() };
    let ask = Ask { lists, ..Ask::default() };
    let before = books(&[703, 703, 903]);
    let turned = folded(before.clone(), turn(&before, &ask).changes());
    for (nth, kind, to) in [
        (1, StatusKind::TransferOut, None),
        (2, StatusKind::TransferOut, None),
        (2, StatusKind::Class, Some(704)),
        (3, StatusKind::Died, None),
    ] {
        let after = recorded(turned.clone(), change(id(nth), kind, "2026-07-15", to), "2026-07-20");
        assert_ne!(after.pupils, turned.pupils, "{kind:?}");
        let back = withdrawn(after, kind);
        for day in ["2026-07-20", "2026-09-01"] {
            assert_eq!(stand_on(&back, day), stand_on(&turned, day), "{nth} {kind:?} {day}");
        }
        assert_eq!(back.statuses.len(), turned.statuses.len(), "{nth} {kind:?}");
    }
}

/// The mistake of before the turn is withdrawn after it: the turn is what it had been without it.
#[test]
fn a_change_of_before_the_turn_can_be_withdrawn_after_it() {
    let plain = books(&[703, 903]);
    let right = folded(plain.clone(), turn(&plain, &Ask::default()).changes());
    for (nth, kind, to) in
        [(1, StatusKind::TransferOut, None), (1, StatusKind::Class, Some(705)), (2, StatusKind::LeaveCountry, None)]
    {
        let wrong = recorded(plain.clone(), change(id(nth), kind, "2026-06-10", to), "2026-06-10");
        let wrong = folded(wrong.clone(), turn(&wrong, &Ask::default()).changes());
        let back = withdrawn(wrong, kind);
        assert_eq!(stand_on(&back, "2026-09-01"), stand_on(&right, "2026-09-01"), "{nth} {kind:?}");
        assert_eq!(back.statuses.len(), right.statuses.len(), "{nth} {kind:?}");
    }
}

#[test]
fn a_turn_taken_back_names_what_stands_in_its_way() {
    let before = books(&[703, 703]);
    let led = turn(&before, &Ask::default()).changes();
    let turned = folded(before, led.clone());
    let untie = |books: Books| {
        let school = School::from_books(books);
        school.untie_turn(school.turn_to_undo().unwrap(), &led)
    };
    assert_eq!(untie(turned.clone()), Ok(Vec::new()));
    let tied = recorded(turned.clone(), change(id(1), StatusKind::Class, "2026-07-15", Some(705)), "2026-07-20");
    assert_eq!(untie(tied), Ok(vec![Change::Standing { pupil: id(1), from: date("2026-09-01"), to: None }]));
    let own = recorded(turned, change(id(2), StatusKind::TransferOut, "2026-09-01", None), "2026-09-01");
    let moved =
        CannotUndo::Moved { name: "学生2".into(), kind: Some(StatusKind::TransferOut), standing: Standing::Gone };
    assert_eq!(untie(own), Err(moved));
}

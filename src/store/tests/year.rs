//! The year's turn over random schools: nobody is lost or doubled, and taken back it has never been.

use super::*;
use crate::domain::entry::Thing;
use crate::domain::ids::StatusId;
use crate::domain::people::{Post, StaffRecord, Standing};
use crate::domain::school::School;
use crate::domain::status::{Approval, StatusKind, StatusRecord};
use crate::domain::year::{Against, Ask, ClassLists, Turn};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeSet;

/// A school's classes, of any stage.
fn class() -> impl Strategy<Value = Class> {
    (1..10u8, 1..4u8).prop_map(|(grade, number)| Class::new(Grade::new(grade).unwrap(), number).unwrap())
}

fn standing() -> impl Strategy<Value = Standing> {
    prop_oneof![
        6 => (class(), of(1..50u16)).prop_map(|(class, seat)| Standing::InClass { class, seat }),
        1 => Just(Standing::Suspended),
        1 => Just(Standing::Gone),
    ]
}

/// Since when somebody is here, and what became of it later.
fn standings() -> impl Strategy<Value = Vec<(NaiveDate, Standing)>> {
    let first = (select(vec!["2025-09-01", "2026-03-02", "2026-09-01"]), standing());
    let later = (select(vec!["2026-03-20", "2026-08-31", "2026-09-01", "2026-09-10"]), standing());
    (first, prop::collection::vec(later, 0..2)).prop_map(|(first, later)| {
        let days = std::iter::once(first).chain(later);
        days.map(|(on, standing)| (day(on), standing)).collect()
    })
}

/// The changes that make up a school: pupils, teachers, a change of status applied for, and what was asked of the turn.
fn school() -> impl Strategy<Value = (Vec<Change>, ClassLists)> {
    let pupils = prop::collection::vec(standings(), 1..25);
    let teachers = prop::collection::vec(prop::collection::btree_set(class().prop_map(Post::Homeroom), 0..3), 0..8);
    let lists = (prop::collection::btree_map(0..25u128, (class(), of(1..50u16)), 0..6), class(), 0..12u128);
    (pupils, teachers, lists).prop_map(|(pupils, teachers, (listed, class, teacher))| {
        let mut changes = Vec::new();
        for (nth, standings) in (0..).zip(pupils) {
            changes.push(pupil(100 + nth, &format!("学生{nth}")));
            let id = PupilId(Uuid::from_u128(100 + nth));
            changes.extend(standings.into_iter().map(|(from, to)| Change::Standing { pupil: id, from, to: Some(to) }));
        }
        for (nth, posts) in (0..).zip(teachers) {
            let record = StaffRecord { name: format!("老师{nth}"), posts, until: None };
            changes.push(Change::Staff { id: StaffId(Uuid::from_u128(500 + nth)), to: Some(record) });
        }
        let (leaves, asked, on) = (PupilId(Uuid::from_u128(100)), day("2026-06-01"), day("2026-06-20"));
        let applied = StatusRecord::new(leaves, StatusKind::TransferOut, asked, on);
        changes.push(Change::Status { id: StatusId(Uuid::from_u128(900)), to: Some(Box::new(applied)) });
        let pupils = listed.into_iter().map(|(nth, goal)| (PupilId(Uuid::from_u128(100 + nth)), goal)).collect();
        (changes, ClassLists { pupils, teachers: [(class, BTreeSet::from([format!("老师{teacher}")]))].into() })
    })
}

/// A change of status that may be recorded after the turn, from before it, from its day or later.
fn change_of_status() -> impl Strategy<Value = StatusKind> {
    select(vec![StatusKind::TransferOut, StatusKind::Died, StatusKind::Class, StatusKind::Class, StatusKind::Resume])
}

/// A row a line, without the entry from which it comes and without rows of what was taken back.
fn facts(store: &Store) -> BTreeSet<String> {
    let without_entry = |line: &str| {
        let words = line.split(' ').filter(|word| !word.starts_with("entry="));
        words.collect::<Vec<_>>().join(" ")
    };
    let marks = [" name=- ", " state=- ", " record=-", " last=- "];
    let dump = store.dump().unwrap();
    let lines = dump.lines().map(|line| without_entry(line) + " ");
    lines.filter(|line| !marks.iter().any(|mark| line.contains(mark))).collect()
}

fn named(changes: Vec<Change>) -> Vec<Change> {
    named_from(7000, changes)
}

fn named_from(first: u128, changes: Vec<Change>) -> Vec<Change> {
    let name = |(mut change, nth): (Change, u128)| {
        change.name_new_thing(|| Uuid::from_u128(nth));
        change
    };
    changes.into_iter().zip(first..).map(name).collect()
}

fn turn(school: &School, lists: ClassLists) -> Option<Turn> {
    let ask = Ask { lists, ..Ask::default() };
    school.turn(&ask, "2026-07-10T09:00:00".parse().unwrap()).ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_turn_and_its_undo_leave_the_books_as_they_were(
        (changes, lists) in school(),
        later in prop::collection::vec((0..25u128, change_of_status(), 0..25u64, class()), 0..6),
    ) {
        let mut store = Store::in_memory(MACHINE).unwrap();
        record(&mut store, act(Why::ImportRoster, changes));
        let (before, facts_before) = (store.load(NaiveDate::MIN).unwrap(), facts(&store));
        let old = School::from_books(before.clone());
        let Some(turn) = turn(&old, lists) else { return Ok(()) };
        let (eve, on) = (turn.frame.eve(), turn.frame.on);

        // Everybody goes one way, and one only.
        let moved: BTreeSet<PupilId> = turn.moves.iter().chain(&turn.placed).map(|moved| moved.pupil).collect();
        prop_assert_eq!(moved.len(), turn.moves.len() + turn.placed.len());
        let stands = |pupil: PupilId| {
            turn.against.iter().any(|it| match it {
                Against::Placed { pupil: id, .. } | Against::LeavesLater { pupil: id, .. } => *id == pupil,
                Against::RollsSince { .. } => false,
            })
        };
        for pupil in old.pupils.iter().filter(|pupil| pupil.class(eve).is_some()) {
            let leaves = pupil.standings.iter().any(|(from, it)| *from == on && it.class().is_none());
            let ways = [moved.contains(&pupil.id), leaves, stands(pupil.id)];
            prop_assert_eq!(ways.iter().filter(|way| **way).count(), 1, "{:?}", pupil);
        }
        let counted: usize = turn.lines().iter().map(|line| line.pupils).sum();
        prop_assert_eq!(counted, moved.len() + turn.newcomers.len());

        let entry = record(&mut store, act(Why::TurnYear, named(turn.changes())));
        let new = School::from_books(store.load(NaiveDate::MIN).unwrap());
        for moved in &turn.moves {
            let pupil = new.pupil(moved.pupil).unwrap();
            prop_assert_eq!(pupil.class(eve), Some(moved.from), "last year as it was");
            prop_assert_eq!(pupil.class(on), moved.to.map(|(class, _)| class));
            prop_assert_eq!(pupil.is_enrolled(on), moved.to.is_some());
        }
        for (old, new) in old.pupils.iter().zip(&new.pupils).filter(|(old, _)| !moved.contains(&old.id)) {
            prop_assert_eq!(old, new);
        }
        for class in old.classes(eve) {
            let name = |school: &School| school.homeroom_teacher_on(class, eve).map(|staff| staff.id);
            prop_assert_eq!(name(&old), name(&new), "{} of last year keeps its teacher", class);
        }
        prop_assert!(store.verify().unwrap().is_sound());

        // Whatever is recorded since and withdrawn, the last first, leaves everybody where the turn had led them.
        let turned = store.load(NaiveDate::MIN).unwrap();
        let mut since: Vec<StatusId> = Vec::new();
        for (nth, (who, kind, days, class)) in (0..).zip(later) {
            let school = School::from_books(store.load(NaiveDate::MIN).unwrap());
            let pupil = PupilId(Uuid::from_u128(100 + who));
            let day = day("2026-08-20") + chrono::Days::new(days);
            let mut status = StatusRecord::new(pupil, kind, day, day);
            status.counterpart = "赣县中学".into();
            status.papers = kind.proofs().iter().map(|proof| (*proof, None)).collect();
            status.approvals = vec![Approval { by: "区教育局".into(), on: day }];
            status.class = kind.needs_class().then_some(class);
            let id = StatusId(Uuid::from_u128(9000 + nth));
            let Ok(planned) = school.plan_status(id, status, day) else { continue };
            record(&mut store, act(Why::ChangeStatus, named_from(9500 + 10 * nth, planned.changes)));
            since.push(id);
        }
        for id in since.iter().rev() {
            let school = School::from_books(store.load(NaiveDate::MIN).unwrap());
            let changes = school.withdrawing(*id).unwrap();
            record(&mut store, act(Why::ChangeStatus, named_from(8000 + 10 * since.len() as u128, changes)));
        }
        let school = School::from_books(store.load(NaiveDate::MIN).unwrap());
        prop_assert_eq!(&school.pupils, &School::from_books(turned).pupils, "each is where the turn had led it");

        let turned_year = school.turn_to_undo().unwrap().clone();
        let led = store.entry(entry.id).unwrap().changes;
        let tied = school.untie_turn(&turned_year, &led).unwrap();
        let may_stay = |thing: Thing| matches!(thing, Thing::Term(_) | Thing::Standing(..) | Thing::Status(_));
        let mut changes = store.undoing_but(entry.id, may_stay).unwrap();
        changes.extend(tied);
        record(&mut store, act(Why::Undo(entry.id), changes));
        prop_assert_eq!(store.load(NaiveDate::MIN).unwrap(), before);
        prop_assert_eq!(facts(&store), facts_before);
        prop_assert!(store.verify().unwrap().is_sound());
    }
}

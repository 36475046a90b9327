//! Taking a step back says again what stood before it.

use super::*;

fn undo(store: &mut Store, id: EntryId) -> Entry {
    let changes = store.undoing(id).unwrap();
    record(store, act(Why::Undo(id), changes))
}

fn marks(store: &Store) -> Option<Vec<Marked>> {
    store.load(NaiveDate::MIN).unwrap().rolls.into_iter().next().map(|roll| roll.marks)
}

#[test]
fn steps_are_taken_back_one_after_the_other() {
    let mut store = Store::in_memory(MACHINE).unwrap();
    let key = roll_key(3, "2026-03-18");
    let (one, two) = (vec![marked(1, Mark::Unknown)], vec![marked(1, Mark::Late)]);
    let first = record(&mut store, roll(key, None, one.clone()));
    let second = record(&mut store, roll(key, Some(first.id), two.clone()));
    let back = undo(&mut store, second.id);
    assert_eq!(marks(&store), Some(one));
    undo(&mut store, first.id);
    assert_eq!(marks(&store), None);
    let stale = store.undoing(back.id);
    assert!(matches!(stale, Err(StoreError::ChangedSince { .. })), "{stale:?}");
    assert!(store.verify().unwrap().is_sound());
}

#[test]
fn a_step_taken_back_can_be_taken_back() {
    let mut store = Store::in_memory(MACHINE).unwrap();
    let taken = record(&mut store, roll(roll_key(3, "2026-03-18"), None, vec![]));
    let back = undo(&mut store, taken.id);
    assert_eq!(marks(&store), None);
    undo(&mut store, back.id);
    assert_eq!(marks(&store), Some(vec![]));
}

#[test]
fn a_step_with_many_changes_goes_back_whole() {
    let mut store = Store::in_memory(MACHINE).unwrap();
    record(&mut store, act(Why::ImportRoster, vec![pupil(1, "王小明")]));
    let before = store.load(NaiveDate::MIN).unwrap();
    let import =
        record(&mut store, act(Why::ImportRoster, vec![pupil(1, "王晓明"), pupil(2, "李雷"), pupil(2, "李蕾")]));
    undo(&mut store, import.id);
    assert_eq!(store.load(NaiveDate::MIN).unwrap(), before);
}

#[test]
fn what_has_become_something_else_since_stays() {
    let mut store = Store::in_memory(MACHINE).unwrap();
    let import = record(&mut store, act(Why::ImportRoster, vec![pupil(1, "王小明")]));
    let mended = record(&mut store, act(Why::ImportRoster, vec![pupil(1, "王晓明")]));
    let refused = store.undoing(import.id);
    assert!(matches!(refused, Err(StoreError::ChangedSince { by, .. }) if by == mended.id), "{refused:?}");
}

#[test]
fn evidence_and_unknown_entries_are_not_taken_back() {
    let mut store = Store::in_memory(MACHINE).unwrap();
    let what = crate::domain::entry::Disclosure::BackedUp;
    let shown = record(&mut store, act(Why::Disclose, vec![Change::Disclosed { what }]));
    assert!(matches!(store.undoing(shown.id), Err(StoreError::NotUndoable { .. })));
    let nobody = EntryId(Uuid::from_u128(99));
    assert!(matches!(store.undoing(nobody), Err(StoreError::NoSuchEntry { .. })));
}

//! Two programs on the same books.

use super::*;

#[test]
fn two_at_once_never_break_the_chain() {
    let folder = tempfile::tempdir().unwrap();
    drop(create(folder.path()));
    let start = std::sync::Barrier::new(2);
    let write = |number: u8| {
        let mut store = open(folder.path());
        start.wait();
        let day = |at: u64| day("2026-03-01") + chrono::Days::new(at);
        let mut ids = Vec::new();
        for at in 0..30 {
            let key = RollKey { date: day(at), ..roll_key(number, "2026-03-01") };
            ids.push(record(&mut store, roll(key, None, vec![])).id);
        }
        ids
    };
    let (mut one, two) = std::thread::scope(|scope| {
        let (one, two) = (scope.spawn(|| write(1)), scope.spawn(|| write(2)));
        (one.join().unwrap(), two.join().unwrap())
    });
    one.extend(two);
    one.sort_unstable();
    one.dedup();
    assert_eq!(one.len(), 60);
    let store = open(folder.path());
    assert_eq!(store.verify().unwrap(), Verified { entries: 60, faults: vec![] });
    assert_eq!(store.load(NaiveDate::MIN).unwrap().rolls.len(), 60);
}

#[test]
fn the_other_programs_roll_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let mut mine = create(folder.path());
    let mut theirs = open(folder.path());
    let key = roll_key(3, "2026-03-18");
    let version = mine.data_version().unwrap();
    record(&mut mine, act(Why::SetUp, vec![pupil(1, "王小明")]));
    assert_eq!(mine.data_version().unwrap(), version);

    let first = record(&mut theirs, roll(key, None, vec![marked(1, Mark::Sick)]));
    assert_ne!(mine.data_version().unwrap(), version);
    let refused = mine.record(roll(key, None, vec![]), &[], next);
    assert!(matches!(refused, Err(StoreError::RollChanged { now, .. }) if now == Some(first.id)), "{refused:?}");
    record(&mut mine, roll(key, Some(first.id), vec![]));
    assert!(theirs.verify().unwrap().is_sound());
}

#[test]
fn a_database_kept_locked_says_busy() {
    let folder = tempfile::tempdir().unwrap();
    let mut mine = create(folder.path());
    let theirs = open(folder.path());
    theirs.db.execute_batch("BEGIN IMMEDIATE").unwrap();
    mine.db.busy_timeout(std::time::Duration::ZERO).unwrap();
    assert!(matches!(mine.record(act(Why::SetUp, vec![]), &[], next), Err(StoreError::Busy)));
    theirs.db.execute_batch("ROLLBACK").unwrap();
    record(&mut mine, act(Why::SetUp, vec![]));
}

/// What was worked out from books that somebody else has changed since is not written; after reading anew it is.
#[test]
fn what_was_worked_out_from_older_books_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    drop(create(folder.path()));
    let (mut here, mut there) = (open(folder.path()), open(folder.path()));
    let seen = here.data_version().unwrap();
    let rolled = |number| roll(roll_key(number, "2026-03-18"), None, vec![]);
    record(&mut there, rolled(1));
    assert!(matches!(here.record_over(Some(seen), rolled(2), &[], next), Err(StoreError::BooksChanged)));
    let seen = here.data_version().unwrap();
    assert!(here.record_over(Some(seen), rolled(2), &[], next).is_ok());
    assert!(here.record_over(Some(seen), rolled(3), &[], next).is_ok(), "one's own recording changes nothing");
}

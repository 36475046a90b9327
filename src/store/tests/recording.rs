//! What is recorded lasts; what the books refuse leaves no trace.

use super::history::signed_report;
use super::*;
use crate::domain::entry::SchoolProfile;
use crate::domain::ids::{LetterId, VisitId};
use crate::domain::monthly::Month;
use crate::domain::visit::VisitRecord;

#[test]
fn what_is_recorded_is_there_after_opening_anew() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = create(folder.path());
    let key = roll_key(3, "2026-03-18");
    let school: SchoolProfile =
        serde_json::from_str(r#"{"name":"凤栖","sessions":[],"notice_prefix":"校内"}"#).unwrap();
    record(&mut store, act(Why::SetUp, vec![Change::School { to: Some(school.clone()) }, pupil(7, "王小明")]));
    let taken = record(&mut store, roll(key, None, vec![marked(7, Mark::Unknown)]));
    drop(store);

    let store = open(folder.path());
    let books = store.load(key.date).unwrap();
    assert_eq!(books.profile, Some(school));
    assert_eq!(books.pupils[0].record.name, "王小明");
    assert_eq!((books.rolls[0].entry, books.rolls[0].taken_at), (taken.id, taken.at));
    assert_eq!(store.entries(None, 1).unwrap(), std::slice::from_ref(&taken));
    assert_eq!(store.entries(Some(taken.id), 9).unwrap().len(), 1);
    assert_eq!(store.last_entry().unwrap(), Some(taken.id));
    assert_eq!(store.machine(), MACHINE);
    assert_eq!(store.verify().unwrap(), Verified { entries: 2, faults: vec![] });
}

#[test]
fn rolls_before_the_date_asked_for_are_not_loaded() {
    let mut store = Store::in_memory(MACHINE).unwrap();
    for date in ["2025-08-31", "2025-09-01", "2026-03-18"] {
        record(&mut store, roll(roll_key(1, date), None, vec![]));
    }
    let dates = |from| store.load(day(from)).unwrap().rolls.iter().map(|roll| roll.key.date).collect::<Vec<_>>();
    assert_eq!(dates("2025-09-01"), [day("2025-09-01"), day("2026-03-18")]);
    assert_eq!(dates("2026-03-19"), []);
}

#[test]
fn whoever_saves_a_roll_second_is_told() {
    let mut store = Store::in_memory(MACHINE).unwrap();
    let key = roll_key(3, "2026-03-18");
    let first = record(&mut store, roll(key, None, vec![]));
    let before = (store.dump().unwrap(), store.last_entry().unwrap());
    for seen in [None, Some(EntryId(Uuid::from_u128(77)))] {
        let refused = store.record(roll(key, seen, vec![marked(1, Mark::Late)]), &[], next);
        assert!(matches!(refused, Err(StoreError::RollChanged { now, .. }) if now == Some(first.id)), "{refused:?}");
    }
    assert_eq!((store.dump().unwrap(), store.last_entry().unwrap()), before);
    let back = act(Why::Undo(first.id), vec![Change::Roll { key, seen: Some(first.id), to: None }]);
    let back = record(&mut store, back);
    let refused = store.record(roll(key, Some(back.id), vec![]), &[], next);
    assert!(matches!(refused, Err(StoreError::RollChanged { now: None, .. })), "taken back is not taken: {refused:?}");
    record(&mut store, roll(key, None, vec![]));
}

#[test]
fn one_step_may_speak_of_a_roll_twice() {
    let mut store = Store::in_memory(MACHINE).unwrap();
    let key = roll_key(3, "2026-03-18");
    let twice = [vec![], vec![marked(1, Mark::Sick)]].map(|to| Change::Roll { key, seen: None, to: Some(to) });
    record(&mut store, act(Why::ImportAttendance, twice.to_vec()));
    assert_eq!(store.load(key.date).unwrap().rolls[0].marks, [marked(1, Mark::Sick)]);
}

fn issue(id: u128, year: u16, number: u32) -> Act {
    let mut to = letter(internal(number));
    to.no.year = year;
    act(Why::IssueLetter, vec![Change::Letter { id: LetterId(Uuid::from_u128(id)), to: Box::new(to) }])
}

#[test]
fn notices_are_numbered_without_gaps_or_doubles() {
    let mut store = Store::in_memory(MACHINE).unwrap();
    let gap = store.record(issue(1, 2026, 2), &[], next);
    assert!(matches!(gap, Err(StoreError::NumberGap { next: 1, .. })), "{gap:?}");
    record(&mut store, issue(1, 2026, 1));
    let taken = store.record(issue(2, 2026, 1), &[], next);
    assert!(matches!(taken, Err(StoreError::NumberTaken { no: LetterNo { year: 2026, number: 1, .. } })), "{taken:?}");
    let frozen = store.record(issue(1, 2026, 2), &[], next);
    assert!(matches!(frozen, Err(StoreError::LetterFrozen { .. })), "{frozen:?}");
    record(&mut store, issue(2, 2026, 2));
    record(&mut store, issue(3, 2027, 1));
    assert_eq!(store.verify().unwrap(), Verified { entries: 3, faults: vec![] });
}

#[test]
fn files_are_kept_with_the_records_that_name_them() {
    let mut store = Store::in_memory(MACHINE).unwrap();
    let (bytes, file) = (b"photograph".to_vec(), attachment("门口.jpg", b"photograph"));
    let record: VisitRecord = serde_json::from_value(serde_json::json!({
        "pupil": Uuid::nil(), "at": "2026-03-18T18:00:00", "who": "", "met": "", "outcome": "nobody", "found": "",
        "attachments": [file],
    }))
    .unwrap();
    let visit = act(Why::Visit, vec![Change::Visit { id: VisitId(Uuid::from_u128(1)), to: Some(record) }]);
    let missing = store.record(visit.clone(), &[], next);
    assert!(matches!(missing, Err(StoreError::AttachmentMissing { .. })), "{missing:?}");
    assert!(matches!(store.attachment(&file), Err(StoreError::AttachmentMissing { .. })));
    store.record(visit.clone(), std::slice::from_ref(&bytes), next).unwrap();
    store.record(visit, &[], next).unwrap();
    assert_eq!(store.attachment(&file).unwrap(), bytes);
}

#[test]
fn an_entry_must_come_after_the_last() {
    let mut store = Store::in_memory(MACHINE).unwrap();
    let first = record(&mut store, act(Why::SetUp, vec![]));
    let refused = store.record(act(Why::SetUp, vec![]), &[], |_| first.id);
    assert!(matches!(refused, Err(StoreError::NotLater { .. })), "{refused:?}");
}

#[test]
fn drafts_outlast_closing_and_are_no_facts() {
    let folder = tempfile::tempdir().unwrap();
    let store = create(folder.path());
    store.keep_draft("visit/7", "一").unwrap();
    store.keep_draft("contact/7", "电话打了一半").unwrap();
    store.keep_draft("visit/7", "二").unwrap();
    drop(store);
    let store = open(folder.path());
    assert_eq!(store.drafts().unwrap(), ["contact/7", "visit/7"]);
    assert_eq!(store.draft("visit/7").unwrap().as_deref(), Some("二"));
    store.drop_draft("visit/7").unwrap();
    assert_eq!(store.draft("visit/7").unwrap(), None);
    assert_eq!((store.dump().unwrap(), store.last_entry().unwrap()), (String::new(), None));
}

#[test]
fn what_cannot_be_written_says_why_and_leaves_no_trace() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = create(folder.path());
    let many = || act(Why::ImportRoster, (1..2000).map(|id| pupil(id, "王小明")).collect());
    store.db.pragma_update_and_check(None, "max_page_count", 60, |_| Ok(())).unwrap();
    assert!(matches!(store.record(many(), &[], next), Err(StoreError::DiskFull)));
    store.db.pragma_update(None, "query_only", true).unwrap();
    assert!(matches!(store.record(many(), &[], next), Err(StoreError::ReadOnly)));
    drop(store);
    let mut store = open(folder.path());
    assert_eq!((store.dump().unwrap(), store.last_entry().unwrap()), (String::new(), None));
    record(&mut store, many());
    assert!(store.verify().unwrap().is_sound());
}

#[test]
fn a_signed_report_is_never_signed_anew_and_no_version_is_passed_over() {
    let mut store = Store::in_memory(MACHINE).unwrap();
    let month = Month::new(2026, 2).unwrap();
    let sign = |version: u32, why: &str| {
        let report = signed_report(month, version, why);
        act(Why::SignMonth, vec![Change::MonthSigned { month, version, to: Box::new(report) }])
    };
    let gap = store.record(sign(2, ""), &[], next);
    assert!(matches!(gap, Err(StoreError::VersionTaken { last: 0, .. })), "{gap:?}");
    let first = record(&mut store, sign(1, ""));
    let again = store.record(sign(1, "anew"), &[], next);
    assert!(matches!(again, Err(StoreError::VersionTaken { last: 1, .. })), "{again:?}");
    record(&mut store, sign(2, "转出一人漏登"));
    assert!(matches!(store.undoing(first.id), Err(StoreError::NotUndoable { .. })));
    let signed = store.load(NaiveDate::MIN).unwrap().monthly.signed;
    assert_eq!(signed.iter().map(|it| it.record.report.why.as_str()).collect::<Vec<_>>(), ["", "转出一人漏登"]);
}

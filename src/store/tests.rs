//! Stories about the books as a whole.

use super::*;
use crate::domain::class::{Class, Grade};
use crate::domain::entry::{Change, SchoolProfile, Why};
use crate::domain::ids::{PupilId, StaffId};
use crate::domain::mark::Mark;
use crate::domain::people::{PupilRecord, Standing};
use crate::domain::roll::{Marked, RollKey, Session, SessionCode};
use chrono::{NaiveDateTime, NaiveTime};
use rand::SeedableRng;
use rand::rngs::ChaCha20Rng;
use uuid::Uuid;

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

fn act(why: Why, changes: Vec<Change>) -> Act {
    Act { at: at("2026-03-18T07:52:00.123456"), who: StaffId(Uuid::from_u128(5)), why, changes }
}

fn next(last: Option<EntryId>) -> EntryId {
    EntryId(Uuid::from_u128(1)).after(last)
}

#[test]
fn what_is_recorded_is_loaded_after_opening_anew() {
    let folder = tempfile::tempdir().unwrap();
    let mut rng = ChaCha20Rng::seed_from_u64(1);
    let machine = MachineId(Uuid::from_u128(9));
    let mut store = Store::create(folder.path(), "开门", KdfCost::CHEAPEST, machine, &mut rng).unwrap();
    let pupil = PupilId(Uuid::from_u128(7));
    let class = Class::new(Grade::new(7).unwrap(), 3).unwrap();
    let key = RollKey { class, date: NaiveDate::from_ymd_opt(2026, 3, 18).unwrap(), session: SessionCode::AM };
    let record: PupilRecord = serde_json::from_str(r#"{"name":"王小明","guardians":[{"name":"王大明","relation":"父亲","phones":["13812345678"]}],"groups":["orphan","left_behind"]}"#).unwrap();
    let marks = vec![Marked { pupil, mark: Mark::Unknown, note: None }];
    let school = SchoolProfile {
        name: "凤栖".to_owned(),
        sessions: vec![Session {
            code: SessionCode::AM,
            name: "上午".into(),
            starts: NaiveTime::from_hms_opt(7, 50, 0).unwrap(),
        }],
        notice_prefix: "校内".into(),
    };
    store
        .record(
            act(
                Why::SetUp,
                vec![
                    Change::School { to: Some(school) },
                    Change::Pupil { id: pupil, to: Some(record.clone()) },
                    Change::Standing { pupil, from: key.date, to: Some(Standing::InClass { class, seat: Some(3) }) },
                ],
            ),
            &[],
            next,
        )
        .unwrap();
    let roll = store
        .record(act(Why::TakeRoll, vec![Change::Roll { key, seen: None, to: Some(marks.clone()) }]), &[], next)
        .unwrap();
    drop(store);

    let store = Store::open(folder.path(), "开门").unwrap();
    let books = store.load(key.date).unwrap();
    assert_eq!(books.pupils[0].record, record);
    assert_eq!(books.pupils[0].seat(key.date), Some(3));
    assert_eq!(books.rolls[0].marks, marks);
    assert_eq!(books.rolls[0].entry, roll.id);
    assert_eq!(books.rolls[0].taken_at, roll.at);
    assert_eq!(store.entries(None, 10).unwrap()[0], roll);
    assert_eq!(store.verify().unwrap(), Verified { entries: 2, faults: vec![] });
    assert!(matches!(Store::open(folder.path(), "开们"), Err(StoreError::WrongPassphrase)));
}

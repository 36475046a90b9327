//! Stories about the books as a whole.

mod backup;
mod damage;
mod evidence;
mod folding;
mod history;
mod killed;
mod recording;
mod together;
mod undo;
mod year;

use super::*;
use crate::domain::class::{Class, Grade};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{PupilId, StaffId};
use crate::domain::letter::{LetterKind, LetterNo, LetterRecord, Series};
use crate::domain::made_up;
use crate::domain::mark::Mark;
use crate::domain::people::PupilRecord;
use crate::domain::roll::{Marked, RollKey, SessionCode};
use rand::SeedableRng;
use rand::rngs::ChaCha20Rng;
use std::path::Path;
use uuid::Uuid;

const PASSPHRASE: &str = "知春路 7:50";
const MACHINE: MachineId = MachineId(Uuid::from_u128(0xba0));

/// New books in the folder, cheaply locked.
fn create(folder: &Path) -> Store {
    Store::create(folder, PASSPHRASE, KdfCost::CHEAPEST, MACHINE, &mut ChaCha20Rng::seed_from_u64(1)).unwrap()
}

fn open(folder: &Path) -> Store {
    Store::open(folder, PASSPHRASE).unwrap()
}

fn act(why: Why, changes: Vec<Change>) -> Act {
    Act { at: "2026-03-18T07:52:00.25".parse().unwrap(), who: StaffId(Uuid::from_u128(5)), why, changes }
}

/// A clock that stands still: every id comes right after the last.
fn next(last: Option<EntryId>) -> EntryId {
    EntryId(Uuid::from_u128(1)).after(last)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn roll_key(number: u8, date: &str) -> RollKey {
    RollKey { class: Class::new(Grade::new(7).unwrap(), number).unwrap(), date: day(date), session: SessionCode::AM }
}

fn marked(pupil: u128, mark: Mark) -> Marked {
    Marked::new(PupilId(Uuid::from_u128(pupil)), mark)
}

fn roll(key: RollKey, seen: Option<EntryId>, marks: Vec<Marked>) -> Act {
    act(Why::TakeRoll, vec![Change::Roll { key, seen, to: Some(marks) }])
}

fn pupil(id: u128, name: &str) -> Change {
    Change::Pupil { id: PupilId(Uuid::from_u128(id)), to: Some(PupilRecord::named(name)) }
}

/// A paper with this number.
fn letter(no: LetterNo) -> LetterRecord {
    LetterRecord {
        kind: LetterKind::Escalation,
        no,
        pupil: PupilId(Uuid::nil()),
        issued_on: day("2026-03-18"),
        to: "校领导".to_owned(),
        paper: made_up::paper(),
        corrects: None,
    }
}

fn internal(number: u32) -> LetterNo {
    LetterNo { series: Series::Internal, year: 2026, number }
}

fn record(store: &mut Store, act: Act) -> Entry {
    store.record(act, &[], next).unwrap()
}

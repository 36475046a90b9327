//! What the books refuse of somebody sitting at this machine. Entries that arrive from elsewhere have happened already
//! and are folded as they are.

use super::columns::day;
use super::error::StoreError;
use crate::domain::entrant::EntryNotice;
use crate::domain::entry::{Change, Entry, Why};
use crate::domain::ids::{EntrantId, EntryId, LetterId};
use crate::domain::letter::LetterRecord;
use crate::domain::monthly::Month;
use crate::domain::roll::RollKey;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

/// Looks at the tables as the earlier changes of the same entry have left them.
pub(super) fn allow(db: &Connection, entry: &Entry, change: &Change) -> Result<(), StoreError> {
    match change {
        Change::Roll { key, seen, .. } => roll_is_as_seen(db, entry.id, *key, *seen),
        Change::Letter { id, to } => letter_is_next(db, *id, to),
        // Papers that are brought later go with the registration that is there.
        Change::Registration { to: Some(_), .. } if entry.why == Why::EntryPapers => Ok(()),
        Change::Registration { entrant, to: Some(_) } if entry.why.undoes().is_none() => {
            is_not_registered(db, *entrant)
        }
        Change::EntryNotice { entrant, to } => notice_is_next(db, *entrant, to),
        Change::MonthSigned { month, version, .. } => version_is_next(db, *month, *version),
        _ => Ok(()),
    }
}

fn roll_is_as_seen(db: &Connection, entry: EntryId, key: RollKey, seen: Option<EntryId>) -> Result<(), StoreError> {
    let mut last = db.prepare_cached(
        "SELECT entry FROM roll WHERE date = ?1 AND class = ?2 AND session = ?3 AND marks IS NOT NULL",
    )?;
    let now: Option<[u8; 16]> =
        last.query_row(params![day(key.date), key.class.code(), key.session.as_str()], |row| row.get(0)).optional()?;
    let now = now.map(|id| EntryId(Uuid::from_bytes(id)));
    if now == seen || now == Some(entry) { Ok(()) } else { Err(StoreError::RollChanged { key, now }) }
}

fn letter_is_next(db: &Connection, id: LetterId, record: &LetterRecord) -> Result<(), StoreError> {
    let no = record.no;
    let mut issued = db.prepare_cached("SELECT 1 FROM letter WHERE id = ?1")?;
    if issued.exists([id.0.as_bytes()])? {
        return Err(StoreError::LetterFrozen { id });
    }
    let series = no.series.code();
    let mut taken = db.prepare_cached("SELECT 1 FROM letter WHERE series = ?1 AND year = ?2 AND number = ?3")?;
    if taken.exists(params![series, no.year, no.number])? {
        return Err(StoreError::NumberTaken { no });
    }
    let mut last = db.prepare_cached("SELECT coalesce(max(number), 0) FROM letter WHERE series = ?1 AND year = ?2")?;
    let last: u32 = last.query_row(params![series, no.year], |row| row.get(0))?;
    if no.number == last + 1 { Ok(()) } else { Err(StoreError::NumberGap { no, next: last + 1 }) }
}

/// At two desks on one database a child is registered once: the second is told.
fn is_not_registered(db: &Connection, id: EntrantId) -> Result<(), StoreError> {
    let mut there = db.prepare_cached("SELECT 1 FROM registration WHERE entrant = ?1 AND record IS NOT NULL")?;
    if there.exists([id.0.as_bytes()])? { Err(StoreError::EntrantChanged { id }) } else { Ok(()) }
}

fn notice_is_next(db: &Connection, id: EntrantId, notice: &EntryNotice) -> Result<(), StoreError> {
    let mut issued = db.prepare_cached("SELECT 1 FROM entry_notice WHERE entrant = ?1")?;
    if issued.exists([id.0.as_bytes()])? {
        return Err(StoreError::EntrantChanged { id });
    }
    let no = notice.no;
    let mut last = db.prepare_cached("SELECT coalesce(max(number), 0) FROM entry_notice WHERE year = ?1")?;
    let last: u32 = last.query_row([no.year], |row| row.get(0))?;
    if no.number == last + 1 { Ok(()) } else { Err(StoreError::EntryNumber { no }) }
}

/// A signed version is never said anew, and none is passed over.
fn version_is_next(db: &Connection, month: Month, version: u32) -> Result<(), StoreError> {
    let mut last = db.prepare_cached("SELECT coalesce(max(version), 0) FROM month_signed WHERE month = ?1")?;
    let last: u32 = last.query_row([month.code()], |row| row.get(0))?;
    if version == last + 1 { Ok(()) } else { Err(StoreError::VersionTaken { month, last }) }
}

//! The journal: every entry ever recorded, each machine's entries chained by their digests.

use super::columns::{json, moment};
use super::error::StoreError;
use crate::domain::entry::Entry;
use crate::domain::ids::{EntryId, MachineId, StaffId};
use chrono::DateTime;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};
use uuid::Uuid;

pub(super) type EntryDigest = [u8; 32];

/// What the first entry of a chain names as the digest before it.
pub(super) const BEFORE_THE_FIRST: EntryDigest = [0; 32];

/// The end of a machine's chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) seq: i64,
    pub(super) digest: EntryDigest,
}

impl Head {
    pub(super) const NONE: Head = Head { seq: 0, digest: BEFORE_THE_FIRST };
}

/// An entry as it lies in the journal, not yet taken at its word: bytes that may have been altered.
pub(super) struct Written<'row> {
    pub(super) id: &'row [u8],
    pub(super) machine: &'row [u8],
    pub(super) seq: i64,
    pub(super) at: i64,
    pub(super) who: &'row [u8],
    pub(super) why: &'row [u8],
    pub(super) body: &'row [u8],
    pub(super) prev: &'row [u8],
    pub(super) digest: &'row [u8],
}

/// In the order in which [`Written::read`] reads them.
pub(super) const COLUMNS: &str = "id, machine, seq, at, who, why, body, prev, digest";

impl<'row> Written<'row> {
    pub(super) fn read(row: &'row Row<'_>) -> Result<Written<'row>, StoreError> {
        let bytes = |at: usize| -> Result<&'row [u8], StoreError> {
            match row.get_ref(at)? {
                ValueRef::Blob(bytes) | ValueRef::Text(bytes) => Ok(bytes),
                _ => Ok(&[]),
            }
        };
        Ok(Written {
            id: bytes(0)?,
            machine: bytes(1)?,
            seq: row.get(2)?,
            at: row.get(3)?,
            who: bytes(4)?,
            why: bytes(5)?,
            body: bytes(6)?,
            prev: bytes(7)?,
            digest: bytes(8)?,
        })
    }

    /// SHA-256 over a fixed word and then every column but the digest, each with its length in front: no two entries
    /// have the same encoding.
    pub(super) fn worked_out_digest(&self) -> EntryDigest {
        let mut hash = Sha256::new_with_prefix(b"baoxue journal 1");
        let (seq, at) = (self.seq.to_be_bytes(), self.at.to_be_bytes());
        for part in [self.prev, self.id, self.machine, &seq, &at, self.who, self.why, self.body] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        hash.finalize().into()
    }

    /// # Errors
    /// `Unreadable` when a part is not what this program writes.
    pub(super) fn entry(&self) -> Result<Entry, StoreError> {
        let uuid = |bytes| Uuid::from_slice(bytes).map_err(StoreError::unreadable("journal"));
        let at = DateTime::from_timestamp_millis(self.at)
            .ok_or_else(|| StoreError::Unreadable { place: "journal", what: format!("moment {}", self.at) })?;
        Ok(Entry {
            id: EntryId(uuid(self.id)?),
            machine: MachineId(uuid(self.machine)?),
            at: at.naive_utc(),
            who: StaffId(uuid(self.who)?),
            why: serde_json::from_slice(self.why).map_err(StoreError::unreadable("journal"))?,
            changes: serde_json::from_slice(self.body).map_err(StoreError::unreadable("journal"))?,
        })
    }
}

/// Puts the entry at the end of its machine's chain.
pub(super) fn append(db: &Connection, entry: &Entry) -> Result<(), StoreError> {
    let head = head(db, entry.machine)?;
    let (why, body) = (json(&entry.why)?, json(&entry.changes)?);
    let mut written = Written {
        id: entry.id.0.as_bytes(),
        machine: entry.machine.0.as_bytes(),
        seq: head.seq + 1,
        at: moment(entry.at),
        who: entry.who.0.as_bytes(),
        why: why.as_bytes(),
        body: body.as_bytes(),
        prev: &head.digest,
        digest: &[],
    };
    let digest = written.worked_out_digest();
    written.digest = &digest;
    let mut insert = db.prepare_cached(
        "INSERT INTO journal (id, machine, seq, at, who, why, body, prev, digest)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    insert.execute(params![
        written.id,
        written.machine,
        written.seq,
        written.at,
        written.who,
        why,
        body,
        written.prev,
        written.digest
    ])?;
    let mut advance = db.prepare_cached(
        "INSERT INTO head (machine, seq, digest) VALUES (?1, ?2, ?3)
         ON CONFLICT DO UPDATE SET seq = excluded.seq, digest = excluded.digest",
    )?;
    advance.execute(params![written.machine, written.seq, written.digest])?;
    Ok(())
}

pub(super) fn head(db: &Connection, machine: MachineId) -> Result<Head, StoreError> {
    let mut head = db.prepare_cached("SELECT seq, digest FROM head WHERE machine = ?1")?;
    let head = head.query_row([machine.0.as_bytes()], |row| Ok(Head { seq: row.get(0)?, digest: row.get(1)? }));
    Ok(head.optional()?.unwrap_or(Head::NONE))
}

/// The greatest id of any machine's entries.
pub(super) fn last(db: &Connection) -> Result<Option<EntryId>, StoreError> {
    let mut last = db.prepare_cached("SELECT id FROM journal ORDER BY id DESC LIMIT 1")?;
    let last: Option<[u8; 16]> = last.query_row([], |row| row.get(0)).optional()?;
    Ok(last.map(|id| EntryId(Uuid::from_bytes(id))))
}

/// Hands over every entry, earliest id first.
pub(super) fn each(db: &Connection, mut take: impl FnMut(Entry) -> Result<(), StoreError>) -> Result<(), StoreError> {
    let mut all = db.prepare(&format!("SELECT {COLUMNS} FROM journal ORDER BY id"))?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        take(Written::read(row)?.entry()?)?;
    }
    Ok(())
}

/// The newest entries before that one, or of all, newest first.
pub(super) fn newest(db: &Connection, before: Option<EntryId>, limit: u32) -> Result<Vec<Entry>, StoreError> {
    let mut page = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM journal WHERE ?1 IS NULL OR id < ?1 ORDER BY id DESC LIMIT ?2"
    ))?;
    let mut rows = page.query(params![before.map(|id| *id.0.as_bytes()), limit])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(Written::read(row)?.entry()?);
    }
    Ok(entries)
}

pub(super) fn entry(db: &Connection, id: EntryId) -> Result<Option<Entry>, StoreError> {
    let mut one = db.prepare_cached(&format!("SELECT {COLUMNS} FROM journal WHERE id = ?1"))?;
    let mut rows = one.query([id.0.as_bytes()])?;
    match rows.next()? {
        Some(row) => Ok(Some(Written::read(row)?.entry()?)),
        None => Ok(None),
    }
}

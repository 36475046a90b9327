//! Whether the books are what the journal says, and the journal is whole.

use super::Store;
use super::dump::{self, TABLES};
use super::error::StoreError;
use super::journal::{self, BEFORE_THE_FIRST, Head, Written};
use super::{attachments, fold, hex};
use crate::domain::entry::Entry;
use crate::domain::ids::{EntryId, MachineId};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// What `verify` found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// How many entries there are.
    pub entries: u64,
    pub faults: Vec<Fault>,
}

impl Verified {
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }
}

/// One thing that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The entry does not match its digest, or cannot be read.
    Altered { id: EntryId, seq: i64 },
    /// Entries of a machine's chain are not there.
    Missing { machine: MachineId, from: i64, to: i64 },
    /// The entry does not follow the one before it.
    ChainBroken { id: EntryId, seq: i64 },
    /// The machine's chain does not end where it was last seen to end.
    HeadDiffers { machine: MachineId, seq: i64 },
    /// The table is not what the journal comes to.
    TableDiffers { table: &'static str },
    /// The bytes of a kept file are not those that were kept.
    AttachmentAltered { digest: String },
    /// An entry names a file that is not there.
    AttachmentMissing { id: EntryId, digest: String },
    /// The database's own check of its pages and indexes.
    Pages { what: String },
}

impl Store {
    /// Reads everything: the chain of every machine, the tables against a replay of the journal, the kept files, and
    /// every page of the database.
    ///
    /// # Errors
    /// Only when it cannot be read at all; what is wrong in it are the faults.
    pub fn verify(&self) -> Result<Verified, StoreError> {
        // One reading transaction: another program may go on recording.
        let db = self.db.unchecked_transaction()?;
        let entries: u32 = db.query_row("SELECT count(*) FROM journal", [], |row| row.get(0))?;
        Ok(Verified { entries: entries.into(), faults: faults(&db, self.machine)? })
    }
}

pub(super) fn faults(db: &Connection, machine: MachineId) -> Result<Vec<Fault>, StoreError> {
    let mut faults = pages(db)?;
    let mut chains = Chains::default();
    let mut named = BTreeMap::new();
    let replayed = Store::in_memory(machine)?;
    let replay = replayed.db.unchecked_transaction()?;
    each_written(db, |written| {
        let entry = written.entry();
        chains.follow(written, entry.is_ok());
        if let Ok(entry) = entry {
            note_files(&entry, &mut named);
            for change in &entry.changes {
                fold::fold(&replay, &entry, change)?;
            }
        }
        Ok(())
    })?;
    faults.extend(chains.ended(db)?);
    faults.extend(tables(db, &replay)?);
    faults.extend(files(db, named)?);
    Ok(faults)
}

/// Each machine's entries in the order of its chain.
fn each_written(
    db: &Connection,
    mut take: impl FnMut(&Written<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut all = db.prepare(&format!("SELECT {} FROM journal ORDER BY machine, seq", journal::COLUMNS))?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        take(&Written::read(row)?)?;
    }
    Ok(())
}

/// The chains as they are followed, entry by entry.
#[derive(Default)]
struct Chains {
    ends: BTreeMap<Uuid, Head>,
    faults: Vec<Fault>,
}

impl Chains {
    fn follow(&mut self, written: &Written<'_>, readable: bool) {
        let id = EntryId(Uuid::from_slice(written.id).unwrap_or_default());
        let machine = Uuid::from_slice(written.machine).unwrap_or_default();
        let seq = written.seq;
        let before = self.ends.get(&machine).copied().unwrap_or(Head::NONE);
        let digest = written.worked_out_digest();
        if digest.as_slice() != written.digest || !readable {
            self.faults.push(Fault::Altered { id, seq });
        }
        if seq > before.seq + 1 {
            self.faults.push(Fault::Missing { machine: MachineId(machine), from: before.seq + 1, to: seq - 1 });
        } else if seq != before.seq + 1 || written.prev != before.digest {
            self.faults.push(Fault::ChainBroken { id, seq });
        }
        // The chain goes on from what the entry itself says, so that one altered entry is one fault and not two.
        let digest = written.digest.try_into().unwrap_or(BEFORE_THE_FIRST);
        self.ends.insert(machine, Head { seq, digest });
    }

    fn ended(mut self, db: &Connection) -> Result<Vec<Fault>, StoreError> {
        let mut heads = db.prepare("SELECT machine, seq, digest FROM head")?;
        let mut rows = heads.query([])?;
        while let Some(row) = rows.next()? {
            let machine: [u8; 16] = row.get(0)?;
            let machine = Uuid::from_bytes(machine);
            let head = Head { seq: row.get(1)?, digest: row.get(2)? };
            let end = self.ends.remove(&machine).unwrap_or(Head::NONE);
            if end.seq < head.seq {
                self.faults.push(Fault::Missing { machine: MachineId(machine), from: end.seq + 1, to: head.seq });
            } else if end != head {
                self.faults.push(Fault::HeadDiffers { machine: MachineId(machine), seq: end.seq });
            }
        }
        let without_head = self.ends.iter().map(|(&machine, end)| (MachineId(machine), end.seq));
        self.faults.extend(without_head.map(|(machine, seq)| Fault::HeadDiffers { machine, seq }));
        Ok(self.faults)
    }
}

fn note_files(entry: &Entry, named: &mut BTreeMap<String, EntryId>) {
    for file in attachments::named(entry) {
        named.entry(file.digest.clone()).or_insert(entry.id);
    }
}

fn tables(db: &Connection, replay: &Connection) -> Result<Vec<Fault>, StoreError> {
    let mut faults = Vec::new();
    for table in TABLES {
        if dump::digest(db, table)? != dump::digest(replay, table)? {
            faults.push(Fault::TableDiffers { table: table.name });
        }
    }
    Ok(faults)
}

fn files(db: &Connection, named: BTreeMap<String, EntryId>) -> Result<Vec<Fault>, StoreError> {
    let mut faults = Vec::new();
    let mut there = BTreeSet::new();
    let mut all = db.prepare("SELECT digest, bytes FROM attachment ORDER BY digest")?;
    let mut rows = all.query([])?;
    while let Some(row) = rows.next()? {
        let digest: Vec<u8> = row.get(0)?;
        let bytes: Vec<u8> = row.get(1)?;
        let hex = hex::encode(&digest);
        if attachments::digest(&bytes).as_slice() != digest {
            faults.push(Fault::AttachmentAltered { digest: hex.clone() });
        }
        there.insert(hex);
    }
    let missing = named.into_iter().filter(|(digest, _)| !there.contains(digest));
    faults.extend(missing.map(|(digest, id)| Fault::AttachmentMissing { id, digest }));
    Ok(faults)
}

fn pages(db: &Connection) -> Result<Vec<Fault>, StoreError> {
    let mut faults = Vec::new();
    // The first answers a row for each page whose seal is broken, the second `ok` when all is well.
    for pragma in ["PRAGMA cipher_integrity_check", "PRAGMA integrity_check"] {
        let mut check = db.prepare(pragma)?;
        let said = check.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        faults.extend(said.into_iter().filter(|what| what != "ok").map(|what| Fault::Pages { what }));
    }
    Ok(faults)
}

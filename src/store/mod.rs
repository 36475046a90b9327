//! The books on disk: an encrypted SQLite database and the key file beside it.
//!
//! There is one way to write facts, [`Store::record`]: the entry joins the journal, chained to the one before, and is
//! folded into the tables, in one transaction. There is one way to read them, [`Store::load`]: everything, as one
//! plain value. The tables are what the journal comes to; [`Store::verify`] holds one against the other.

mod attachments;
mod backup;
mod columns;
mod drafts;
mod dump;
mod entrants;
mod error;
mod fold;
mod folder;
mod guard;
mod hex;
mod journal;
mod load;
mod marks;
mod migrate;
mod open;
mod swap;
mod undo;
mod vault;
mod verify;

pub use attachments::attachment;
pub use backup::{Overwrite, Restored};
pub use error::StoreError;
pub use vault::{KdfCost, Key};
pub use verify::{Fault, Verified};

use crate::domain::entry::{Act, Entry};
use crate::domain::ids::{EntryId, MachineId};
use crate::domain::school::Books;
use chrono::NaiveDate;
use folder::Hold;
use rusqlite::{Connection, TransactionBehavior};
use std::path::PathBuf;

/// A school's books, open.
pub struct Store {
    db: Connection,
    machine: MachineId,
    /// None for books in memory.
    folder: Option<PathBuf>,
    _hold: Hold,
}

impl Store {
    /// The machine whose entries are recorded here.
    pub fn machine(&self) -> MachineId {
        self.machine
    }

    /// Records what somebody did: wholly, and lasting, or not at all. `files` are the bytes of the attachments that the
    /// records name. `next_id` names the entry; it is asked while no other program can write, is told the last entry's
    /// id, and must answer with a greater one (see [`EntryId::after`]).
    ///
    /// # Errors
    /// `RollChanged`, `NumberTaken`, `NumberGap`, `LetterFrozen`, `AttachmentMissing` and `NotLater` when the books
    /// refuse it; `Busy`, `DiskFull`, `ReadOnly` and the like when it could not be written.
    pub fn record(
        &mut self,
        act: Act,
        files: &[Vec<u8>],
        next_id: impl FnOnce(Option<EntryId>) -> EntryId,
    ) -> Result<Entry, StoreError> {
        self.record_over(None, act, files, next_id)
    }

    /// The same, where `seen` is still the books' `data_version`: nobody else has recorded anything since.
    ///
    /// # Errors
    /// As of `record`, and `BooksChanged`.
    pub fn record_over(
        &mut self,
        seen: Option<i64>,
        act: Act,
        files: &[Vec<u8>],
        next_id: impl FnOnce(Option<EntryId>) -> EntryId,
    ) -> Result<Entry, StoreError> {
        let db = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let now: i64 = db.pragma_query_value(None, "data_version", |row| row.get(0))?;
        if seen.is_some_and(|seen| seen != now) {
            return Err(StoreError::BooksChanged);
        }
        let last = journal::last(&db)?;
        let id = next_id(last);
        if let Some(last) = last.filter(|&last| last >= id) {
            return Err(StoreError::NotLater { id, last });
        }
        let entry = act.named(id, self.machine);
        attachments::keep(&db, files)?;
        attachments::all_there(&db, &entry)?;
        journal::append(&db, &entry)?;
        for change in &entry.changes {
            guard::allow(&db, &entry, change)?;
            fold::fold(&db, &entry, change)?;
        }
        db.commit()?;
        Ok(entry)
    }

    /// Closes the books; the last program to do so leaves one file.
    pub fn close(self) -> Result<(), StoreError> {
        self.db.close().map_err(|(_, error)| StoreError::from(error))
    }

    /// The greatest id in the journal.
    pub fn last_entry(&self) -> Result<Option<EntryId>, StoreError> {
        journal::last(&self.db)
    }

    /// # Errors
    /// `NoSuchEntry`.
    pub fn entry(&self, id: EntryId) -> Result<Entry, StoreError> {
        journal::entry(&self.db, id)?.ok_or(StoreError::NoSuchEntry { id })
    }

    /// The newest entries before that one, or of all, newest first.
    pub fn entries(&self, before: Option<EntryId>, limit: u32) -> Result<Vec<Entry>, StoreError> {
        journal::newest(&self.db, before, limit)
    }

    /// Everything the books hold, of rolls those from that date on.
    pub fn load(&self, from: NaiveDate) -> Result<Books, StoreError> {
        load::load(&self.db, from)
    }

    /// A number that is another one after another program has recorded something; one's own recording leaves it.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        Ok(self.db.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }
}

#[cfg(test)]
mod tests;

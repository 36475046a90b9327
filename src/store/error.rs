//! What can go wrong with the books. Sentences for people are made elsewhere, from the fields.

use super::verify::Fault;
use crate::domain::entrant::EntryNo;
use crate::domain::ids::{EntrantId, EntryId, LetterId};
use crate::domain::letter::LetterNo;
use crate::domain::monthly::Month;
use crate::domain::roll::RollKey;
use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};
use thiserror::Error;

#[derive(Debug, Error)]
pub enum StoreError {
    /// Books, or a part of them, already lie where new ones were to be made.
    #[error("{} is already there", path.display())]
    AlreadyThere { path: PathBuf },
    #[error("there is no database at {}", path.display())]
    DatabaseMissing { path: PathBuf },
    #[error("there is no key file at {}", path.display())]
    KeyFileMissing { path: PathBuf },
    /// The key file is not as it was written; the passphrase may well be right.
    #[error("the key file {} is damaged", path.display())]
    KeyFileDamaged { path: PathBuf },
    #[error("no slot of the key file opens with this passphrase")]
    WrongPassphrase,
    /// The key is right, but what it opens is no sound database.
    #[error("the database is damaged")]
    DatabaseDamaged,
    /// A later version of the program wrote these files.
    #[error("version {found} is newer than {known}, the newest this program knows")]
    TooNew { found: u32, known: u32 },
    /// Another program has these books open, and what was asked needs them alone.
    #[error("another program has the books in {} open", folder.display())]
    InUse { folder: PathBuf },

    /// The roll is no longer what the writer had seen. `now` is the entry whose state stands, none when untaken.
    #[error("roll {key:?} has changed since it was read")]
    RollChanged { key: RollKey, now: Option<EntryId> },
    #[error("another notice bears the number {no}")]
    NumberTaken { no: LetterNo },
    /// Numbers have no gaps: the year's next one is another.
    #[error("the number {no} leaves a gap, next is {next}")]
    NumberGap { no: LetterNo, next: u32 },
    #[error("notice {id:?} is issued and no longer changes")]
    LetterFrozen { id: LetterId },
    /// Somebody else has registered the child, or issued its notice, since the list was read.
    #[error("something was recorded of the entrant {id:?} since it was read")]
    EntrantChanged { id: EntrantId },
    #[error("the notice {no} bears a number that is taken or leaves a gap")]
    EntryNumber { no: EntryNo },
    /// Something was recorded by another program since the books were read from which this was worked out.
    #[error("the books have changed since they were read")]
    BooksChanged,
    /// A signed version of a month's report no longer changes, and the next one follows the last.
    #[error("version {last} of {month} is signed already")]
    VersionTaken { month: Month, last: u32 },
    /// The record names a file whose bytes are not in the books.
    #[error("the file with digest {digest} was not handed in")]
    AttachmentMissing { digest: String },
    /// Entry ids must grow; this one does not come after the last.
    #[error("entry {id:?} does not come after {last:?}")]
    NotLater { id: EntryId, last: EntryId },

    #[error("there is no entry {id:?}")]
    NoSuchEntry { id: EntryId },
    /// It issued a paper or is evidence of a disclosure, which stays.
    #[error("entry {id:?} cannot be taken back")]
    NotUndoable { id: EntryId },
    /// What the entry changed has since become something else, by the entry `by`.
    #[error("what entry {id:?} changed was changed again by {by:?}")]
    ChangedSince { id: EntryId, by: EntryId },

    /// These books are in memory only: there is nothing to back up.
    #[error("the books are in memory only")]
    InMemory,
    #[error("the backup {} is damaged: {part}", path.display())]
    BackupDamaged { path: PathBuf, part: String },
    /// What the backup holds is no sound set of books.
    #[error("the books are not sound: {} faults", faults.len())]
    Unsound { faults: Vec<Fault> },

    #[error("another program kept the database locked for too long")]
    Busy,
    #[error("the disk is full")]
    DiskFull,
    #[error("the disk cannot be read or written: it may be full")]
    DiskFailed,
    #[error("the database cannot be written to")]
    ReadOnly,
    /// A row, or an entry's text, says something this program cannot read.
    #[error("{place} cannot be read: {what}")]
    Unreadable { place: &'static str, what: String },
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: std::io::Error },
    #[error(transparent)]
    Sql(rusqlite::Error),
}

impl StoreError {
    /// For `map_err` on the file at this path.
    pub(super) fn io(path: &Path) -> impl FnOnce(std::io::Error) -> StoreError + '_ {
        move |source| match source.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => StoreError::DiskFull,
            std::io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
            _ => StoreError::Io { path: path.to_owned(), source },
        }
    }

    /// For `map_err` where a value does not fit its type.
    pub(super) fn unreadable<E: std::fmt::Display>(place: &'static str) -> impl FnOnce(E) -> StoreError {
        move |what| StoreError::Unreadable { place, what: what.to_string() }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
            // Without room not even the files beside the database can be made, which reading needs as well.
            Some(ErrorCode::DiskFull) => StoreError::DiskFull,
            Some(ErrorCode::SystemIoFailure) => StoreError::DiskFailed,
            Some(ErrorCode::ReadOnly) => StoreError::ReadOnly,
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => StoreError::DatabaseDamaged,
            _ => StoreError::Sql(error),
        }
    }
}

//! Files kept with records: their bytes lie in the database once for each content, under their SHA-256.

use super::Store;
use super::error::StoreError;
use super::hex;
use crate::domain::entry::{Change, Entry};
use crate::domain::visit::Attachment;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

/// What a record says of a file with these bytes.
pub fn attachment(name: &str, bytes: &[u8]) -> Attachment {
    Attachment { name: name.to_owned(), size: bytes.len() as u64, digest: hex::encode(&digest(bytes)) }
}

pub(super) fn digest(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The files that an entry's records name.
pub(super) fn named(entry: &Entry) -> impl Iterator<Item = &Attachment> {
    entry.changes.iter().flat_map(Change::attachments)
}

pub(super) fn keep(db: &Connection, files: &[Vec<u8>]) -> Result<(), StoreError> {
    let mut insert =
        db.prepare_cached("INSERT INTO attachment (digest, bytes) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?;
    for bytes in files {
        insert.execute(params![digest(bytes), bytes])?;
    }
    Ok(())
}

/// # Errors
/// `AttachmentMissing` when a record of the entry names a file that the books do not hold.
pub(super) fn all_there(db: &Connection, entry: &Entry) -> Result<(), StoreError> {
    for file in named(entry) {
        if !is_there(db, &file.digest)? {
            return Err(StoreError::AttachmentMissing { digest: file.digest.clone() });
        }
    }
    Ok(())
}

pub(super) fn is_there(db: &Connection, digest: &str) -> Result<bool, StoreError> {
    let Some(digest) = hex::decode::<32>(digest) else { return Ok(false) };
    Ok(db.prepare_cached("SELECT 1 FROM attachment WHERE digest = ?1")?.exists([digest])?)
}

impl Store {
    /// The bytes of a file kept with a record.
    ///
    /// # Errors
    /// `AttachmentMissing` when the books do not hold it.
    pub fn attachment(&self, file: &Attachment) -> Result<Vec<u8>, StoreError> {
        let missing = || StoreError::AttachmentMissing { digest: file.digest.clone() };
        let digest = hex::decode::<32>(&file.digest).ok_or_else(missing)?;
        let sql = "SELECT bytes FROM attachment WHERE digest = ?1";
        self.db.query_row(sql, [digest], |row| row.get(0)).optional()?.ok_or_else(missing)
    }
}

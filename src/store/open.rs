//! Opening and making books: the key first, then how the database is to behave.

use super::error::StoreError;
use super::folder::{self, DATABASE, Hold, KEY_FILE};
use super::vault::{KdfCost, Key, Vault};
use super::{Store, migrate, swap};
use crate::domain::ids::MachineId;
use rand::CryptoRng;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::path::Path;
use std::time::Duration;
use uuid::Uuid;
use zeroize::Zeroizing;

impl Store {
    /// Makes new, empty books in the folder (and the folder): wholly or not at all.
    ///
    /// # Errors
    /// `AlreadyThere` when a database or a key file lies there; otherwise what the disk says.
    pub fn create(
        folder: &Path,
        passphrase: &str,
        cost: KdfCost,
        machine: MachineId,
        rng: &mut (impl CryptoRng + ?Sized),
    ) -> Result<Store, StoreError> {
        std::fs::create_dir_all(folder).map_err(StoreError::io(folder))?;
        let alone = Hold::alone(folder)?;
        swap::finish(folder)?;
        for path in [folder::database(folder), folder::key_file(folder)] {
            if path.exists() {
                return Err(StoreError::AlreadyThere { path });
            }
        }
        let beside = tempfile::Builder::new().prefix(".new-").tempdir_in(folder).map_err(StoreError::io(folder))?;
        let key = Key::random(rng);
        Vault::new(&key, "", passphrase, cost, rng)?.write(&folder::key_file(beside.path()))?;
        write_empty(&folder::database(beside.path()), &key, machine)?;
        // The database last: with it the books are there.
        for file in [KEY_FILE, DATABASE] {
            let path = folder.join(file);
            std::fs::rename(beside.path().join(file), &path).map_err(StoreError::io(&path))?;
        }
        folder::sync(folder)?;
        drop(alone);
        Store::open_with_key(folder, &key)
    }

    /// Opens the books in the folder.
    ///
    /// # Errors
    /// `DatabaseMissing`, `KeyFileMissing`, `KeyFileDamaged`, `WrongPassphrase`, `DatabaseDamaged`, `TooNew`, `InUse`.
    pub fn open(folder: &Path, passphrase: &str) -> Result<Store, StoreError> {
        let key = Store::unlock(folder, passphrase)?;
        Store::open_with_key(folder, &key)
    }

    /// The books' key: dear on purpose, and apart from opening so that the two can be timed apart.
    pub fn unlock(folder: &Path, passphrase: &str) -> Result<Key, StoreError> {
        finish_restoring(folder)?;
        let database = folder::database(folder);
        if !database.exists() {
            return Err(StoreError::DatabaseMissing { path: database });
        }
        let path = folder::key_file(folder);
        Vault::read(&path)?.unlock(passphrase, &path)
    }

    /// Whether a folder holds books, or a part of them.
    pub fn is_there(folder: &Path) -> bool {
        [folder::database(folder), folder::key_file(folder)].iter().any(|path| path.exists())
    }

    /// Opens the books with a key from [`Store::unlock`].
    pub fn open_with_key(folder: &Path, key: &Key) -> Result<Store, StoreError> {
        finish_restoring(folder)?;
        let database = folder::database(folder);
        if !database.exists() {
            return Err(StoreError::DatabaseMissing { path: database });
        }
        let hold = Hold::shared(folder)?;
        let db = connect(&database, key, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        let journal: String = db.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get(0))?;
        if journal != "wal" {
            return Err(StoreError::ReadOnly);
        }
        migrate::migrate(&db)?;
        let machine = machine(&db)?;
        Ok(Store { db, machine, folder: Some(folder.to_owned()), _hold: hold })
    }

    /// Empty books in memory, for the made-up school and for tests: no files, no encryption.
    pub fn in_memory(machine: MachineId) -> Result<Store, StoreError> {
        let db = Connection::open_in_memory()?;
        behave(&db)?;
        migrate::migrate(&db)?;
        name_machine(&db, machine)?;
        Ok(Store { db, machine, folder: None, _hold: Hold::NONE })
    }

    /// Changes the passphrase of the person who bears the old one. The database's key stays the same.
    pub fn change_passphrase(
        folder: &Path,
        old: &str,
        new: &str,
        cost: KdfCost,
        rng: &mut (impl CryptoRng + ?Sized),
    ) -> Result<(), StoreError> {
        finish_restoring(folder)?;
        let path = folder::key_file(folder);
        let mut vault = Vault::read(&path)?;
        vault.rewrap(old, new, cost, rng, &path)?;
        vault.write(&path)
    }
}

/// A restore that was cut off halfway is finished by whoever comes next.
fn finish_restoring(folder: &Path) -> Result<(), StoreError> {
    if swap::is_staged(folder) {
        let _alone = Hold::alone(folder)?;
        swap::finish(folder)?;
    }
    Ok(())
}

/// How SQLCipher seals pages. These are the defaults of the whole process, because the copy that a backup makes is
/// sealed by the defaults. Pages of twice the usual size, and a seal for which processors have instructions, are a
/// quarter of the time that reading a year takes. And SQLCipher is told not to write its own account of damaged pages
/// over the screens.
const CIPHER: &str = "
    PRAGMA cipher_log_level = NONE;
    PRAGMA cipher_default_page_size = 8192;
    PRAGMA cipher_default_hmac_algorithm = HMAC_SHA256;
";

/// A keyed connection. The key must come before anything else is asked of the database.
fn connect(path: &Path, key: &Key, flags: OpenFlags) -> Result<Connection, StoreError> {
    let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    db.execute_batch(CIPHER)?;
    let hex = key.hex();
    let statement = Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", hex.as_str()));
    db.execute_batch(&statement)?;
    behave(&db)?;
    // The first page is read here: with another key, or damaged, it is no database.
    db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    Ok(db)
}

/// `synchronous = FULL`: what was reported as saved outlasts a power cut.
fn behave(db: &Connection) -> Result<(), StoreError> {
    db.busy_timeout(Duration::from_secs(5))?;
    db.set_prepared_statement_cache_capacity(64);
    db.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA fullfsync = ON;
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;
         PRAGMA cache_size = -8000;",
    )?;
    Ok(())
}

/// An empty database, closed again, so that it is one file.
fn write_empty(path: &Path, key: &Key, machine: MachineId) -> Result<(), StoreError> {
    let db = connect(path, key, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    folder::keep_private(path)?;
    migrate::migrate(&db)?;
    name_machine(&db, machine)?;
    db.close().map_err(|(_, error)| StoreError::from(error))
}

fn name_machine(db: &Connection, machine: MachineId) -> Result<(), StoreError> {
    let sql = "INSERT INTO meta (name, value) VALUES ('machine', ?1) ON CONFLICT DO UPDATE SET value = excluded.value";
    db.execute(sql, [machine.0.as_bytes()])?;
    Ok(())
}

fn machine(db: &Connection) -> Result<MachineId, StoreError> {
    let sql = "SELECT value FROM meta WHERE name = 'machine'";
    let machine: Option<[u8; 16]> = db.query_row(sql, [], |row| row.get(0)).optional()?;
    machine.map(|machine| MachineId(Uuid::from_bytes(machine))).ok_or(StoreError::DatabaseDamaged)
}

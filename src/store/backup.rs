//! A backup is one file, a zip that is only stored: the encrypted database, its key file, and a manifest with their
//! digests. It opens with the passphrase of the day on which it was made.

use super::error::StoreError;
use super::folder::{self, DATABASE, Hold, KEY_FILE};
use super::{Store, hex, swap};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const MANIFEST: &str = "manifest.json";
const VERSION: u32 = 1;
/// A manifest is a few hundred bytes; more than this is none.
const LONGEST_MANIFEST: u64 = 64 << 10;

#[derive(Serialize, Deserialize)]
struct Manifest {
    version: u32,
    files: Vec<Packed>,
}

#[derive(Serialize, Deserialize)]
struct Packed {
    name: String,
    size: u64,
    sha256: String,
}

/// What may stand in the way of a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overwrite {
    No,
    Yes,
}

/// What a restore came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// How many entries the books now have.
    pub entries: u64,
    /// Where the books that lay there before are now.
    pub former: Option<PathBuf>,
}

impl Store {
    /// Writes a backup: a consistent copy of the books as they are now, wholly or not at all.
    ///
    /// # Errors
    /// `AlreadyThere` unless told to overwrite; `InMemory`; otherwise what the disk says.
    pub fn backup(&self, file: &Path, overwrite: Overwrite) -> Result<(), StoreError> {
        let folder = self.folder.as_deref().ok_or(StoreError::InMemory)?;
        let taken = || StoreError::AlreadyThere { path: file.to_owned() };
        if overwrite == Overwrite::No && file.exists() {
            return Err(taken());
        }
        let beside = tempfile::Builder::new().prefix(".backup-").tempdir_in(folder).map_err(StoreError::io(folder))?;
        let copy = beside.path().join(DATABASE);
        self.copy_database(&copy)?;
        let target = match file.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let mut written = tempfile::NamedTempFile::new_in(target).map_err(StoreError::io(target))?;
        pack(written.as_file_mut(), file, &[(DATABASE, &copy), (KEY_FILE, &folder::key_file(folder))])?;
        written.as_file().sync_all().map_err(StoreError::io(file))?;
        match overwrite {
            Overwrite::Yes => written.persist(file),
            Overwrite::No => written.persist_noclobber(file),
        }
        .map_err(|error| match error.error.kind() {
            std::io::ErrorKind::AlreadyExists => taken(),
            _ => StoreError::io(file)(error.error),
        })?;
        folder::sync(target)
    }

    /// The database as one file under the same key, without what is still in its write-ahead log elsewhere.
    fn copy_database(&self, to: &Path) -> Result<(), StoreError> {
        let to = to.to_str().ok_or_else(|| StoreError::Io {
            path: to.to_owned(),
            source: std::io::Error::new(std::io::ErrorKind::InvalidFilename, "the folder's name is no Unicode"),
        })?;
        self.db.execute("VACUUM INTO ?1", [to])?;
        Ok(())
    }

    /// Puts the books of a backup in place of those in the folder, which are kept in a folder named for the day:
    /// wholly or not at all. The backup is opened and verified before anything is moved.
    ///
    /// # Errors
    /// `BackupDamaged`, `WrongPassphrase`, `Unsound` and what opening may say, of the backup; `InUse` while any program
    /// has the books in the folder open.
    pub fn restore(file: &Path, folder: &Path, passphrase: &str, today: NaiveDate) -> Result<Restored, StoreError> {
        std::fs::create_dir_all(folder).map_err(StoreError::io(folder))?;
        let _alone = Hold::alone(folder)?;
        swap::finish(folder)?;
        let beside = tempfile::Builder::new().prefix(".restore-").tempdir_in(folder).map_err(StoreError::io(folder))?;
        unpack(file, beside.path())?;
        let entries = verified(beside.path(), passphrase)?;
        swap::stage(beside, folder, today)?;
        let former = swap::finish(folder)?;
        Ok(Restored { entries, former })
    }
}

fn verified(folder: &Path, passphrase: &str) -> Result<u64, StoreError> {
    let store = Store::open(folder, passphrase)?;
    let verified = store.verify()?;
    store.close()?;
    let database = folder::database(folder);
    File::open(&database).and_then(|file| file.sync_all()).map_err(StoreError::io(&database))?;
    if verified.is_sound() { Ok(verified.entries) } else { Err(StoreError::Unsound { faults: verified.faults }) }
}

fn pack(zip: &mut File, path: &Path, files: &[(&str, &Path)]) -> Result<(), StoreError> {
    let mut zip = ZipWriter::new(zip);
    let mut manifest = Manifest { version: VERSION, files: Vec::new() };
    for (name, from) in files {
        start(&mut zip, name, path)?;
        let mut from = File::open(from).map_err(StoreError::io(from))?;
        let (size, sha256) = copy(&mut from, &mut zip).map_err(StoreError::io(path))?;
        manifest.files.push(Packed { name: (*name).to_owned(), size, sha256 });
    }
    start(&mut zip, MANIFEST, path)?;
    let manifest = serde_json::to_string_pretty(&manifest).map_err(StoreError::unreadable("manifest"))?;
    zip.write_all(manifest.as_bytes()).map_err(StoreError::io(path))?;
    zip.finish().map_err(|error| StoreError::io(path)(error.into()))?;
    Ok(())
}

fn start<W: Write + Seek>(zip: &mut ZipWriter<W>, name: &str, path: &Path) -> Result<(), StoreError> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored).large_file(true);
    zip.start_file(name, options).map_err(|error| StoreError::io(path)(error.into()))
}

/// Lays the backup's files in the folder.
///
/// # Errors
/// `BackupDamaged` when it is no backup, or a file is not as it was packed.
pub(super) fn unpack(file: &Path, folder: &Path) -> Result<(), StoreError> {
    let damaged = |part: &str| StoreError::BackupDamaged { path: file.to_owned(), part: part.to_owned() };
    let zip = File::open(file).map_err(StoreError::io(file))?;
    let mut zip = ZipArchive::new(zip).map_err(|_| damaged("zip"))?;
    let mut text = String::new();
    let manifest = zip.by_name(MANIFEST).map_err(|_| damaged(MANIFEST))?;
    manifest.take(LONGEST_MANIFEST).read_to_string(&mut text).map_err(|_| damaged(MANIFEST))?;
    let manifest: Manifest = serde_json::from_str(&text).map_err(|_| damaged(MANIFEST))?;
    if manifest.version > VERSION {
        return Err(StoreError::TooNew { found: manifest.version, known: VERSION });
    }
    for name in [DATABASE, KEY_FILE] {
        let said = manifest.files.iter().find(|packed| packed.name == name).ok_or_else(|| damaged(name))?;
        let packed = zip.by_name(name).map_err(|_| damaged(name))?;
        let path = folder.join(name);
        let mut to = File::create_new(&path).map_err(StoreError::io(&path))?;
        // One byte more than was said is enough to tell.
        let (size, sha256) =
            copy(&mut packed.take(said.size.saturating_add(1)), &mut to).map_err(|error| match error.kind() {
                std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof => damaged(name),
                _ => StoreError::io(&path)(error),
            })?;
        if size != said.size || sha256 != said.sha256 {
            return Err(damaged(name));
        }
        to.sync_all().map_err(StoreError::io(&path))?;
        folder::keep_private(&path)?;
    }
    Ok(())
}

/// Copies to the end; answers how many bytes, and their SHA-256 in hex.
fn copy(from: &mut impl Read, to: &mut impl Write) -> std::io::Result<(u64, String)> {
    let mut hash = Sha256::new();
    let mut size = 0;
    let mut buffer = vec![0; 64 << 10];
    loop {
        let count = from.read(&mut buffer)?;
        if count == 0 {
            return Ok((size, hex::encode(&hash.finalize())));
        }
        hash.update(&buffer[..count]);
        to.write_all(&buffer[..count])?;
        size += count as u64;
    }
}

//! The data folder: which files lie in it, who has them open, and what it takes for a change to outlast a power cut.

use super::error::StoreError;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

pub(super) const DATABASE: &str = "baoxue.db";
pub(super) const KEY_FILE: &str = "baoxue.key";
const LOCK: &str = "baoxue.lock";

pub(super) fn database(folder: &Path) -> PathBuf {
    folder.join(DATABASE)
}

pub(super) fn key_file(folder: &Path) -> PathBuf {
    folder.join(KEY_FILE)
}

/// Says that these books are open, as long as it lives. Many may have them open together; who replaces them is alone.
#[derive(Debug)]
pub(super) struct Hold {
    file: Option<File>,
}

impl Hold {
    /// No file: for books in memory.
    pub(super) const NONE: Hold = Hold { file: None };

    /// # Errors
    /// `InUse` while another program replaces the books.
    pub(super) fn shared(folder: &Path) -> Result<Hold, StoreError> {
        Hold::take(folder, File::try_lock_shared)
    }

    /// # Errors
    /// `InUse` while another program has the books open.
    pub(super) fn alone(folder: &Path) -> Result<Hold, StoreError> {
        Hold::take(folder, File::try_lock)
    }

    fn take(folder: &Path, lock: impl FnOnce(&File) -> Result<(), TryLockError>) -> Result<Hold, StoreError> {
        let path = folder.join(LOCK);
        let file =
            File::options().create(true).truncate(false).write(true).open(&path).map_err(StoreError::io(&path))?;
        match lock(&file) {
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse { folder: folder.to_owned() }),
            // Some network drives know no locks: then the database's own must do.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Hold { file: Some(file) }),
        }
    }
}

/// A child process that has just been started bears every open file until it becomes its own program, and a lock lasts
/// as long as the last that bears its file: so the lock is laid down, not only let go of.
impl Drop for Hold {
    fn drop(&mut self) {
        if let Some(file) = &self.file {
            // Where there are no locks there is none to lay down.
            let _ = file.unlock();
        }
    }
}

/// Makes renames in the folder last. Windows has no such call for folders and keeps renames in its own journal.
pub(super) fn sync(folder: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(StoreError::io(folder))?;
    }
    Ok(())
}

/// To be read and written by its owner only, where the system knows such a thing.
pub(super) fn keep_private(path: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let owner_only = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(path, owner_only).map_err(StoreError::io(path))?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `create` failed with `InUse` where another thread was starting a program.
    #[test]
    fn a_hold_laid_down_is_nobodys_whoever_still_bears_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let hold = Hold::alone(folder.path()).unwrap();
        let borne_by_a_child = hold.file.as_ref().unwrap().try_clone().unwrap();
        assert!(matches!(Hold::shared(folder.path()), Err(StoreError::InUse { .. })));
        drop(hold);
        Hold::shared(folder.path()).unwrap();
        drop(borne_by_a_child);
    }
}

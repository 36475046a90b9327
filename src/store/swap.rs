//! Other books in place of those in a folder. A power cut may fall anywhere: the new books are first laid complete
//! into a folder with a known name, in one step, and from then on whoever comes next finishes the work.

use super::error::StoreError;
use super::folder::{self, DATABASE, KEY_FILE};
use chrono::NaiveDate;
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Where the new books lie while they are put in place.
const STAGED: &str = "restoring";
/// Says in there what the folder of the former books is called.
const FORMER: &str = "former";

/// A new file, and all that the old books have in its place.
const FILES: [(&str, &[&str]); 2] =
    [(KEY_FILE, &[KEY_FILE]), (DATABASE, &[DATABASE, "baoxue.db-wal", "baoxue.db-shm"])];

/// From here on the new books hold. `new` lies in the folder itself and is complete.
pub(super) fn stage(new: TempDir, folder: &Path, today: NaiveDate) -> Result<(), StoreError> {
    let path = new.path().join(FORMER);
    let mut former = std::fs::File::create_new(&path).map_err(StoreError::io(&path))?;
    former.write_all(name_for(folder, today).as_bytes()).map_err(StoreError::io(&path))?;
    former.sync_all().map_err(StoreError::io(&path))?;
    folder::sync(new.path())?;
    let staged = folder.join(STAGED);
    std::fs::rename(new.path(), &staged).map_err(StoreError::io(&staged))?;
    // It is not there any more under its old name, and is not to be taken away.
    let _ = new.keep();
    folder::sync(folder)
}

pub(super) fn is_staged(folder: &Path) -> bool {
    folder.join(STAGED).exists()
}

/// Puts staged books in place, however far that had come; without any it does nothing. Answers where the former books
/// lie, if there were any. The caller holds the folder alone.
pub(super) fn finish(folder: &Path) -> Result<Option<PathBuf>, StoreError> {
    if !is_staged(folder) {
        return Ok(None);
    }
    let staged = folder.join(STAGED);
    let named = staged.join(FORMER);
    let former = folder.join(std::fs::read_to_string(&named).map_err(StoreError::io(&named))?);
    for (new, olds) in FILES {
        if !staged.join(new).exists() {
            continue;
        }
        for old in olds {
            set_aside(&folder.join(old), &former)?;
        }
        folder::sync(folder)?;
        rename(&staged.join(new), &folder.join(new))?;
    }
    folder::sync(folder)?;
    std::fs::remove_dir_all(&staged).map_err(StoreError::io(&staged))?;
    Ok(former.exists().then_some(former))
}

fn set_aside(old: &Path, former: &Path) -> Result<(), StoreError> {
    let Some(name) = old.file_name().filter(|_| old.exists()) else { return Ok(()) };
    std::fs::create_dir_all(former).map_err(StoreError::io(former))?;
    rename(old, &former.join(name))?;
    folder::sync(former)
}

fn rename(from: &Path, to: &Path) -> Result<(), StoreError> {
    std::fs::rename(from, to).map_err(StoreError::io(to))
}

/// `before-2026-03-18`, or the first with a number behind it that is free.
fn name_for(folder: &Path, today: NaiveDate) -> String {
    let names = (1..).map(|number| match number {
        1 => format!("before-{today}"),
        _ => format!("before-{today}-{number}"),
    });
    names.into_iter().find(|name| !folder.join(name).exists()).unwrap_or_else(|| format!("before-{today}"))
}

//! What a folder holds, so that a person can pick a file in it.

use super::Problem;
use super::clock::BEIJING;
use chrono::{DateTime, NaiveDateTime};
use directories::UserDirs;
use std::cmp::Reverse;
use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// Which folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The person's own folder, where one is known; else the program's working folder.
    Home,
    At(PathBuf),
    /// Above all folders: the drives of Windows.
    Drives,
}

/// A folder as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    pub place: Place,
    /// The folder above; none at the very top.
    pub above: Option<Place>,
    /// Folders by name, then files, the newest first. Hidden ones are left out.
    pub items: Vec<Item>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub name: String,
    pub path: PathBuf,
    /// Bytes of a file; none for a folder.
    pub size: Option<u64>,
    /// When it was last written, in Beijing time, where the system says.
    pub written: Option<NaiveDateTime>,
}

/// Reads what a folder holds.
///
/// # Errors
/// When the folder cannot be read. A file in it that cannot be asked about is left out.
pub fn list_folder(place: &Place) -> Result<Folder, Problem> {
    let path = match place {
        Place::Home => UserDirs::new().map_or_else(|| PathBuf::from("."), |dirs| dirs.home_dir().to_owned()),
        Place::At(path) => path.clone(),
        Place::Drives => return Ok(Folder { place: Place::Drives, above: None, items: drives() }),
    };
    let unread = |source| Problem::Read { file: path.clone(), source };
    let path = std::path::absolute(&path).map_err(unread)?;
    let read = fs::read_dir(&path).map_err(unread)?;
    let mut items: Vec<Item> = read.filter_map(|entry| item(&entry.ok()?)).collect();
    items.sort_by(|a, b| order(a).cmp(&order(b)));
    Ok(Folder { above: above(&path), place: Place::At(path), items })
}

fn order(item: &Item) -> (bool, Reverse<Option<NaiveDateTime>>, &str) {
    let written = item.size.and(item.written);
    (item.size.is_some(), Reverse(written), &item.name)
}

fn item(entry: &DirEntry) -> Option<Item> {
    let name = entry.file_name().to_string_lossy().into_owned();
    // Links are followed: what they lead to counts.
    let about = fs::metadata(entry.path()).ok()?;
    let size = if about.is_dir() { None } else { Some(about.len()) };
    let written = about.modified().ok().and_then(in_beijing);
    (!name.starts_with('.')).then(|| Item { name, path: entry.path(), size, written })
}

/// A moment that the file system tells; none where it is beyond reason.
fn in_beijing(moment: SystemTime) -> Option<NaiveDateTime> {
    let seconds = moment.duration_since(UNIX_EPOCH).ok()?.as_secs();
    let utc = DateTime::from_timestamp(i64::try_from(seconds).ok()?, 0)?;
    utc.naive_utc().checked_add_signed(BEIJING)
}

fn above(path: &Path) -> Option<Place> {
    match path.parent() {
        Some(parent) => Some(Place::At(parent.to_owned())),
        None if cfg!(windows) => Some(Place::Drives),
        None => None,
    }
}

/// The drives that are there.
fn drives() -> Vec<Item> {
    let named = ('A'..='Z').map(|letter| format!("{letter}:\\"));
    let there = named.filter(|name| Path::new(name).exists());
    there.map(|name| Item { path: PathBuf::from(&name), name, size: None, written: None }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_first_and_hidden_ones_are_left_out() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("照片")).unwrap();
        fs::write(folder.path().join("承诺书.jpg"), [0; 7]).unwrap();
        fs::write(folder.path().join(".hidden"), []).unwrap();
        let read = list_folder(&Place::At(folder.path().to_owned())).unwrap();
        let seen: Vec<(&str, Option<u64>)> = read.items.iter().map(|item| (item.name.as_str(), item.size)).collect();
        assert_eq!(seen, [("照片", None), ("承诺书.jpg", Some(7))]);
        assert!(read.items.iter().all(|item| item.written.is_some()));
        assert_eq!(read.above, folder.path().parent().map(|above| Place::At(above.to_owned())));
    }

    #[test]
    fn a_folder_that_is_gone_is_a_problem() {
        let folder = tempfile::tempdir().unwrap();
        let gone = folder.path().join("gone");
        assert!(matches!(list_folder(&Place::At(gone)), Err(Problem::Read { .. })));
    }
}

//! What a folder holds, so that a person can pick a file in it.

use super::Problem;
use crate::domain::day::BEIJING;
use chrono::{DateTime, NaiveDateTime};
use directories::UserDirs;
use std::cmp::Reverse;
use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// Which folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The person's own folder, where one is known and there; else the program's working folder.
    Home,
    At(PathBuf),
    /// As a person typed or pasted it: a folder, or a file in one; `~` is the person's own.
    Typed(String),
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
    /// The file in it that was asked for by its whole path.
    pub asked: Option<Item>,
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
        Place::Home => home(),
        Place::At(path) => path.clone(),
        Place::Typed(typed) => meant(typed),
        Place::Drives => return Ok(Folder { place: Place::Drives, above: None, items: drives(), asked: None }),
    };
    let unread = |source| Problem::Read { file: path.clone(), source };
    let path = std::path::absolute(&path).map_err(unread)?;
    if let (Place::Typed(_), Some(folder)) = (place, path.parent().filter(|_| path.is_file())) {
        let item = item(&path).ok_or_else(|| unread(std::io::ErrorKind::NotFound.into()))?;
        return Ok(Folder { asked: Some(item), ..list_folder(&Place::At(folder.to_owned()))? });
    }
    let read = fs::read_dir(&path).map_err(unread)?;
    let mut items: Vec<Item> = read.filter_map(|entry| shown(&entry.ok()?)).collect();
    items.sort_by(|a, b| order(a).cmp(&order(b)));
    Ok(Folder { above: above(&path), place: Place::At(path), items, asked: None })
}

fn home() -> PathBuf {
    let own = UserDirs::new().map(|dirs| dirs.home_dir().to_owned());
    own.filter(|home| home.is_dir()).unwrap_or_else(|| PathBuf::from("."))
}

/// Whether what was typed is a whole path, and no part of a name.
pub fn is_path(typed: &str) -> bool {
    let typed = bare(typed);
    let mut chars = typed.chars();
    let is_drive = chars.next().is_some_and(|first| first.is_ascii_alphabetic()) && chars.next() == Some(':');
    is_drive || typed.starts_with(['/', '~', '\\'])
}

/// The path that was typed, `~` spelled out.
fn meant(typed: &str) -> PathBuf {
    let typed = bare(typed);
    let below = typed.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(['/', '\\']));
    below.map_or_else(|| PathBuf::from(typed), |rest| home().join(rest.trim_start_matches(['/', '\\'])))
}

/// Without the quotation marks that file managers put around what they copy.
fn bare(typed: &str) -> &str {
    typed.trim().trim_matches(['"', '\''])
}

fn order(item: &Item) -> (bool, Reverse<Option<NaiveDateTime>>, &str) {
    let written = item.size.and(item.written);
    (item.size.is_some(), Reverse(written), &item.name)
}

fn shown(entry: &DirEntry) -> Option<Item> {
    item(&entry.path()).filter(|item| !item.name.starts_with('.'))
}

fn item(path: &Path) -> Option<Item> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    // Links are followed: what they lead to counts.
    let about = fs::metadata(path).ok()?;
    let size = if about.is_dir() { None } else { Some(about.len()) };
    let written = about.modified().ok().and_then(in_beijing);
    Some(Item { name, path: path.to_owned(), size, written })
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
    fn a_typed_path_is_a_folder_or_a_file_in_one() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("花名册.xlsx");
        fs::write(&file, [0; 7]).unwrap();
        let typed = |path: &Path| list_folder(&Place::Typed(format!(" \"{}\"", path.display()))).unwrap();
        assert_eq!(typed(folder.path()).asked, None);
        let read = typed(&file);
        assert_eq!(read.place, Place::At(folder.path().to_owned()));
        assert_eq!(read.asked.map(|item| (item.path, item.size)), Some((file, Some(7))));
        assert_eq!(meant("~/表"), home().join("表"));
    }

    #[test]
    fn a_path_is_told_from_a_part_of_a_name() {
        let table =
            [("/srv/表/", true), ("~", true), (r"D:\表", true), (r"\\host\表", true), ("花名册", false), ("d", false)];
        for (typed, expected) in table {
            assert_eq!(is_path(typed), expected, "{typed}");
        }
    }

    #[test]
    fn a_folder_that_is_gone_is_a_problem() {
        let folder = tempfile::tempdir().unwrap();
        let gone = folder.path().join("gone");
        assert!(matches!(list_folder(&Place::At(gone)), Err(Problem::Read { .. })));
    }
}

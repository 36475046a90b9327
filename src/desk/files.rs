//! Files that leave the program: where they go, that each is there wholly or not at all, and that no file is ever lost
//! by one that is written.

use super::Problem;
use directories::UserDirs;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What becomes of a file of that name that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and the new one stands beside it under the next number, such as `2026-3 (2).docx`.
    Keep,
    /// The new one takes its place. A folder that holds anything stays all the same.
    Replace,
}

/// Where a file goes that a person named on a screen: a name alone into the person's folder of documents.
pub fn in_documents(named: &Path) -> PathBuf {
    let folder = UserDirs::new().map(|dirs| match dirs.document_dir().filter(|folder| folder.is_dir()) {
        Some(documents) => documents.to_owned(),
        None => dirs.home_dir().to_owned(),
    });
    folder.unwrap_or_default().join(named)
}

/// The same, and where that is taken already beside it under the next number.
pub fn place_of_paper(named: &Path) -> PathBuf {
    free(&in_documents(named), is_there)
}

/// The file, or where it is taken the first of its numbered twins that is not.
pub(super) fn free(file: &Path, is_taken: impl Fn(&Path) -> bool) -> PathBuf {
    let name = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned());
    let (stem, ending) = (name(file.file_stem()).unwrap_or_default(), name(file.extension()));
    let ending = ending.map(|ending| format!(".{ending}")).unwrap_or_default();
    let twins = (2..).map(|nth: u32| file.with_file_name(format!("{stem} ({nth}){ending}")));
    std::iter::once(file.to_owned()).chain(twins).find(|file| !is_taken(file)).unwrap_or_else(|| file.to_owned())
}

/// Where a folder that was asked for comes to stand. An empty one of that name was made for it; one that holds anything
/// stays as it is.
pub(super) fn place_of_folder(asked: &Path) -> PathBuf {
    let is_empty = |place: &Path| fs::read_dir(place).is_ok_and(|mut held| held.next().is_none());
    free(asked, |place| is_there(place) && !is_empty(place))
}

/// How the name of a folder begins that is being filled.
const BESIDE: &str = ".baoxue-";
/// The file in it that says whose it is. It is held as long as the folder is being filled.
const MAKING: &str = ".baoxue-making";

/// A folder beside the place that it is to stand in, being filled.
pub(super) struct Beside {
    folder: TempDir,
    making: File,
}

impl Beside {
    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// A folder beside the place that one is to stand in, to be filled; it goes with the value, unless it is put there. What
/// a program left of such folders that was ended while it filled them is cleared away.
pub(super) fn folder_beside(place: &Path) -> io::Result<Beside> {
    let parent = folder_of(place);
    clear_leftovers(parent);
    let folder = tempfile::Builder::new().prefix(BESIDE).tempdir_in(parent)?;
    let making = File::create_new(folder.path().join(MAKING))?;
    // Where a drive knows no locks, nothing is ever cleared away there either.
    let _ = making.try_lock();
    Ok(Beside { folder, making })
}

/// Removes the folders that nobody fills any more: their own file is in them, and no program holds it.
fn clear_leftovers(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.filter_map(Result::ok) {
        let is_named_so = entry.file_name().to_string_lossy().starts_with(BESIDE);
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_named_so && is_folder && is_left_over(&entry.path()) {
            // What cannot be removed now is tried again at the next export.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn is_left_over(folder: &Path) -> bool {
    let making = File::options().write(true).open(folder.join(MAKING));
    making.is_ok_and(|making| making.try_lock().is_ok())
}

/// Puts a folder that was filled beside its place there, now that it is whole.
pub(super) fn put_folder(beside: Beside, place: &Path) -> io::Result<()> {
    let Beside { folder: beside, making } = beside;
    if place.exists() {
        // Only an empty one can be removed so.
        fs::remove_dir(place)?;
    }
    drop(making);
    fs::remove_file(beside.path().join(MAKING))?;
    #[cfg(unix)]
    readable_folder(beside.path())?;
    fs::rename(beside.path(), place)?;
    // It is no longer there to be cleared away.
    let _ = beside.keep();
    Ok(())
}

/// The folder that a file lies in.
fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether something bears the name, also a link that leads nowhere.
pub(super) fn is_there(place: &Path) -> bool {
    place.symlink_metadata().is_ok()
}

/// Where a file that was asked for comes to stand.
///
/// # Errors
/// Where its name is a folder's, or no folder is there to hold it.
pub(super) fn place_of_file(asked: &Path, existing: Existing) -> Result<PathBuf, Problem> {
    let problem = |source: io::Error| Problem::Write { file: asked.to_owned(), source };
    if asked.is_dir() || asked.file_name().is_none() {
        return Err(problem(io::ErrorKind::IsADirectory.into()));
    }
    if !fs::metadata(folder_of(asked)).map_err(problem)?.is_dir() {
        return Err(problem(io::ErrorKind::NotADirectory.into()));
    }
    Ok(match existing {
        Existing::Keep => free(asked, is_there),
        Existing::Replace => asked.to_owned(),
    })
}

/// Writes a file; gives where it came to stand.
pub(super) fn write_file(asked: &Path, existing: Existing, bytes: &[u8]) -> Result<PathBuf, Problem> {
    let file = place_of_file(asked, existing)?;
    write_whole(&file, bytes)?;
    Ok(file)
}

/// Writes a file beside its place and then into it, so that a half-written one is never left.
pub(super) fn write_whole(file: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let folder = folder_of(file);
    let problem = |source: io::Error| {
        // Some file systems say of a folder that takes no files that it is not there.
        let takes_none = source.kind() == io::ErrorKind::NotFound && folder.is_dir();
        let source = if takes_none { io::ErrorKind::PermissionDenied.into() } else { source };
        Problem::Write { file: file.to_owned(), source }
    };
    let mut beside = tempfile::NamedTempFile::new_in(folder).map_err(problem)?;
    beside.write_all(bytes).and_then(|()| beside.as_file().sync_all()).map_err(problem)?;
    beside.persist(file).map_err(|error| problem(error.error))?;
    #[cfg(unix)]
    readable(file).map_err(problem)?;
    Ok(())
}

/// Temporary files are for their owner alone; a paper is for whoever may read the folder.
#[cfg(unix)]
fn readable(file: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file, fs::Permissions::from_mode(0o644))
}

/// The same of folders.
#[cfg(unix)]
fn readable_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn a_file_is_never_lost_unless_it_is_told_to_give_way() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("2026-3.docx");
        assert_eq!(write_file(&file, Existing::Keep, b"first").unwrap(), file);
        let second = folder.path().join("2026-3 (2).docx");
        assert_eq!(write_file(&file, Existing::Keep, b"second").unwrap(), second);
        assert_eq!(write_file(&file, Existing::Keep, b"third").unwrap(), folder.path().join("2026-3 (3).docx"));
        assert_eq!(fs::read(&file).unwrap(), b"first");
        assert_eq!(write_file(&file, Existing::Replace, b"fourth").unwrap(), file);
        assert_eq!(fs::read(&file).unwrap(), b"fourth");
    }

    #[test]
    fn what_cannot_be_written_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let said = |file: &Path| {
            let problem = write_file(file, Existing::Keep, b"").unwrap_err();
            [Lang::Zh, Lang::En].map(|lang| problem.say(lang.words()))
        };
        let [zh, en] = said(folder.path());
        assert!(zh.contains("这是文件夹") && en.contains("it is a folder"), "{zh} {en}");
        let [zh, en] = said(&folder.path().join("没有/2026-3.docx"));
        let named = folder.path().join("没有").display().to_string();
        assert!(zh.contains(&format!("没有文件夹 {named}")) && en.contains(&format!("no folder {named}")), "{zh} {en}");
        let file = folder.path().join("a");
        fs::write(&file, "").unwrap();
        let [zh, en] = said(&file.join("b.docx"));
        assert!(zh.contains("不是文件夹") && en.contains("is no folder"), "{zh} {en}");
    }

    /// What an ended program left is cleared away at the next export; what another fills, or a person made, is not.
    #[test]
    fn leftovers_of_ended_programs_are_cleared_away_and_nothing_else() {
        let home = tempfile::tempdir().unwrap();
        let place = home.path().join("佐证材料");
        let left = home.path().join(".baoxue-left");
        let own = home.path().join(".baoxue-own");
        for folder in [&left, &own] {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("名单.pdf"), "made up").unwrap();
        }
        fs::write(left.join(MAKING), "").unwrap();
        let filled = folder_beside(&place).unwrap();
        assert!(!left.exists() && own.exists(), "only what bears the program's own file");
        let other = folder_beside(&place).unwrap();
        assert!(filled.path().exists(), "what is being filled stays");
        fs::write(filled.path().join("a.pdf"), "made up").unwrap();
        put_folder(filled, &place).unwrap();
        let held: Vec<_> = fs::read_dir(&place).unwrap().map(|it| it.unwrap().file_name()).collect();
        assert_eq!(held, ["a.pdf"]);
        let path = other.path().to_owned();
        drop(other);
        assert!(!path.exists());
    }

    /// A folder that takes no files, whoever asks: where a test runs as root, rights alone keep nobody out.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_that_takes_no_files_is_not_said_to_be_missing() {
        let problem = write_file(Path::new("/proc/baoxue.docx"), Existing::Keep, b"").unwrap_err();
        let said = problem.say(Lang::Zh.words());
        assert!(said.contains("没有权限"), "{said}");
    }
}

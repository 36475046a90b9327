//! Photographs and papers that go into the books with a record.

use super::files::{Existing, write_file};
use super::{Desk, Problem};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::EntryId;
use crate::domain::plain::unsteered;
use crate::domain::visit::Attachment;
use crate::store;
use std::fs;
use std::path::{Path, PathBuf};

/// Larger files make the books unwieldy; a photograph has a few megabytes.
pub const LARGEST: u64 = 20 * 1024 * 1024;

/// A file that was read, to be kept with a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    pub attachment: Attachment,
    pub bytes: Vec<u8>,
}

impl Desk {
    /// Reads the files that are to be attached.
    pub fn read_attachments(&self, paths: &[PathBuf]) -> Result<Vec<File>, Problem> {
        paths.iter().map(|path| read(path)).collect()
    }

    /// Records changes as one step, with the files at these paths attached to the records among them.
    pub fn commit_with_files(
        &mut self,
        why: Why,
        mut changes: Vec<Change>,
        paths: &[PathBuf],
    ) -> Result<EntryId, Problem> {
        let files = self.attach(&mut changes, paths)?;
        self.commit_with(why, changes, files)
    }

    /// Attaches the files at these paths to the records among the changes.
    pub(super) fn attach(&self, changes: &mut [Change], paths: &[PathBuf]) -> Result<Vec<File>, Problem> {
        let files = self.read_attachments(paths)?;
        let names: Vec<Attachment> = files.iter().map(|file| file.attachment.clone()).collect();
        for change in changes {
            change.attach(&names);
        }
        Ok(files)
    }

    /// The bytes of an attachment, out of the encrypted books.
    pub fn attachment(&self, attachment: &Attachment) -> Result<Vec<u8>, Problem> {
        Ok(self.store.attachment(attachment)?)
    }

    /// Takes it out of the books into a file, to be looked at. The journal keeps that it was.
    pub fn write_attachment(
        &mut self,
        attachment: &Attachment,
        file: &Path,
        existing: Existing,
    ) -> Result<PathBuf, Problem> {
        let file = write_file(file, existing, &self.attachment(attachment)?)?;
        self.exported(&attachment.name, 1)?;
        Ok(file)
    }
}

fn read(path: &Path) -> Result<File, Problem> {
    let io = |source| Problem::Read { file: path.to_owned(), source };
    let size = fs::metadata(path).map_err(io)?.len();
    if size > LARGEST {
        return Err(Problem::TooLarge { file: path.to_owned(), largest: LARGEST });
    }
    let bytes = fs::read(path).map_err(io)?;
    let name = path.file_name().map(|name| unsteered(&name.to_string_lossy()).into_owned()).unwrap_or_default();
    Ok(File { attachment: store::attachment(&name, &bytes), bytes })
}

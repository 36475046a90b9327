//! Papers: drafted from the facts, issued under the next number, written as files.

use super::{Desk, Problem};
use crate::documents::letter::LetterDraft;
use crate::documents::render;
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{LetterId, PupilId};
use crate::domain::letter::{Letter, LetterKind, LetterNo};
use crate::domain::paper::{Paper, Sheet};
use crate::store::StoreError;
use chrono::NaiveDate;
use directories::UserDirs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// How many cells wide a paper is as plain text: a letter, and a register with its many columns.
fn text_width(paper: &Paper) -> u16 {
    match paper.sheet {
        Sheet::Letter | Sheet::Overview => 76,
        Sheet::Register | Sheet::Ledger => 112,
    }
}

/// How often another program may take the number before it is said.
const TRIES: u32 = 5;

/// In what form a paper is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Docx,
    Pdf,
    Text,
    /// The tables of a register.
    Xlsx,
}

/// The lines of a paper as they are printed, each at most so many cells wide.
pub fn printed(paper: &Paper, width: u16) -> Vec<String> {
    render::text(paper, width)
}

/// Where a paper goes that a person named: a name alone into the person's folder of documents, and never over a file
/// that is there already, but beside it under the next number, such as `2026-3 (2).docx`.
pub fn place_of_paper(named: &Path) -> PathBuf {
    free(&own_documents().join(named), Path::exists)
}

/// The person's folder of documents.
pub(super) fn own_documents() -> PathBuf {
    let folder = UserDirs::new().map(|dirs| match dirs.document_dir().filter(|folder| folder.is_dir()) {
        Some(documents) => documents.to_owned(),
        None => dirs.home_dir().to_owned(),
    });
    folder.unwrap_or_default()
}

/// The file, or where it is taken the first of its numbered twins that is not.
pub(super) fn free(file: &Path, is_taken: impl Fn(&Path) -> bool) -> PathBuf {
    let name = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned());
    let (stem, ending) = (name(file.file_stem()).unwrap_or_default(), name(file.extension()));
    let ending = ending.map(|ending| format!(".{ending}")).unwrap_or_default();
    let twins = (2..).map(|nth: u32| file.with_file_name(format!("{stem} ({nth}){ending}")));
    std::iter::once(file.to_owned()).chain(twins).find(|file| !is_taken(file)).unwrap_or_else(|| file.to_owned())
}

impl Desk {
    /// A paper about a pupil, filled from the facts as of a date.
    pub fn draft_letter(&self, kind: LetterKind, pupil: PupilId, as_of: NaiveDate) -> Result<LetterDraft, Problem> {
        let draft = LetterDraft::new(&self.school, kind, pupil, as_of, self.who).map_err(Problem::LetterLacks)?;
        Ok(self.templates.word(draft))
    }

    /// A correction of an issued paper, written on a day.
    pub fn draft_correction(&self, first: &Letter, on: NaiveDate) -> Result<LetterDraft, Problem> {
        let draft = LetterDraft::correcting(&self.school, first, on, self.who).map_err(Problem::LetterLacks)?;
        Ok(self.templates.word(draft))
    }

    /// Issues a paper and freezes it. Where another program took the number meanwhile, it bears the next.
    pub fn issue_letter(&mut self, mut draft: LetterDraft) -> Result<LetterNo, Problem> {
        for _ in 0..TRIES {
            let record = draft.record();
            match self.commit(Why::IssueLetter, vec![Change::Letter { id: LetterId::NEW, to: Box::new(record) }]) {
                Ok(_) => return Ok(draft.no),
                Err(Problem::Store(StoreError::NumberTaken { .. } | StoreError::NumberGap { .. })) => {
                    self.reload()?;
                    draft.renumber(&self.school);
                }
                Err(problem) => return Err(problem),
            }
        }
        Err(Problem::Store(StoreError::NumberTaken { no: draft.no }))
    }

    /// An issued paper as plain text.
    pub fn letter_text(&self, letter: &Letter) -> String {
        text(&letter.record.paper)
    }

    /// Writes an issued paper beside its place and then into it, so that a half-written file is never left.
    pub fn write_letter(&mut self, no: LetterNo, format: Format, file: &Path) -> Result<(), Problem> {
        let letter = self.school.letter(no).ok_or_else(|| Problem::UnknownLetter { asked: no.to_string() })?;
        self.write_paper(&letter.record.paper, format, file)?;
        self.exported(&no.to_string(), 1)
    }

    pub(super) fn write_paper(&self, paper: &Paper, format: Format, file: &Path) -> Result<(), Problem> {
        let bytes = match format {
            Format::Docx => render::docx(paper)?,
            Format::Pdf => render::pdf(paper, self.fonts()?)?,
            Format::Text => (text(paper) + "\n").into_bytes(),
            Format::Xlsx => render::xlsx(&render::Workbook::of(paper, self.today())?)?,
        };
        write_whole(file, &bytes)
    }

    /// The fonts of this machine, looked for once.
    pub(super) fn fonts(&self) -> Result<&render::Fonts, Problem> {
        match self.fonts.get() {
            Some(fonts) => Ok(fonts),
            None => {
                let found = render::Fonts::find(self.font.as_deref())?;
                Ok(self.fonts.get_or_init(|| found))
            }
        }
    }
}

pub(super) fn text(paper: &Paper) -> String {
    render::text(paper, text_width(paper)).join("\n")
}

/// Writes a file wholly or not at all.
pub(super) fn write_whole(file: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let problem = |source| Problem::Write { file: file.to_owned(), source };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = tempfile::NamedTempFile::new_in(folder).map_err(problem)?;
    beside.write_all(bytes).and_then(|()| beside.as_file().sync_all()).map_err(problem)?;
    beside.persist(file).map_err(|error| problem(error.error))?;
    #[cfg(unix)]
    readable(file).map_err(problem)?;
    Ok(())
}

/// Temporary files are for their owner alone; a paper is for whoever may read the folder.
#[cfg(unix)]
fn readable(file: &Path) -> std::io::Result<()> {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file, fs::Permissions::from_mode(0o644))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_is_never_written_over_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("2026-3.docx");
        assert_eq!(place_of_paper(&file), file);
        write_whole(&file, b"first").unwrap();
        let second = folder.path().join("2026-3 (2).docx");
        assert_eq!(place_of_paper(&file), second);
        write_whole(&second, b"second").unwrap();
        assert_eq!(place_of_paper(&file), folder.path().join("2026-3 (3).docx"));
    }
}

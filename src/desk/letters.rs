//! Papers: drafted from the facts, issued under the next number, written as files.

use super::files::{Existing, write_file};
use super::{Desk, Problem};
use crate::documents::letter::LetterDraft;
use crate::documents::render;
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{LetterId, PupilId};
use crate::domain::letter::{Letter, LetterKind, LetterNo};
use crate::domain::paper::{Paper, Sheet};
use crate::domain::people::Role;
use crate::store::StoreError;
use chrono::NaiveDate;
use std::collections::BTreeSet;
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
        let kind = draft.record().kind;
        if !self.school.may_issue(kind, self.who, self.today()) {
            let may = [Role::Leadership, Role::Affairs].map(|role| self.school.holders(role, None, self.today()));
            let names: BTreeSet<String> = may.iter().flatten().map(|staff| staff.record.name.clone()).collect();
            return Err(Problem::NotYoursToIssue { names: names.into_iter().collect() });
        }
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

    /// Writes an issued paper; gives the file that was written.
    pub fn write_letter(
        &mut self,
        no: LetterNo,
        format: Format,
        file: &Path,
        existing: Existing,
    ) -> Result<PathBuf, Problem> {
        let letter = self.school.letter(no).ok_or_else(|| Problem::UnknownLetter { asked: no.to_string() })?;
        let file = self.write_paper(&letter.record.paper, format, file, existing)?;
        self.exported(&no.to_string(), 1)?;
        Ok(file)
    }

    pub(super) fn write_paper(
        &self,
        paper: &Paper,
        format: Format,
        file: &Path,
        existing: Existing,
    ) -> Result<PathBuf, Problem> {
        write_file(file, existing, &self.paper_bytes(paper, format)?)
    }

    /// A paper as a file of this format.
    pub(super) fn paper_bytes(&self, paper: &Paper, format: Format) -> Result<Vec<u8>, Problem> {
        Ok(match format {
            Format::Docx => render::docx(paper)?,
            Format::Pdf => render::pdf(paper, self.fonts()?)?,
            Format::Text => (text(paper) + "\n").into_bytes(),
            Format::Xlsx => render::xlsx(&render::Workbook::of(paper, self.today())?)?,
        })
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

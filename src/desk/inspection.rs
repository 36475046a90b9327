//! The yearly self-inspection: its figures, its words, the paper, and the folder of evidence.

use super::files::{Existing, write_whole};
use super::letters::text;
use super::{Desk, Format, Problem};
use crate::documents::evidence::{self, Content, Piece, Written};
use crate::documents::inspection::{self, chapter};
use crate::documents::render::{self, Fonts};
use crate::domain::entry::{Change, Why};
use crate::domain::inspection::{Inspection, Section};
use crate::domain::paper::Paper;
use crate::store;
use chrono::{Datelike, NaiveDate};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// One thing of the evidence was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filed {
    pub done: usize,
    pub of: usize,
}

/// What came of writing the evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evidence {
    /// So many things are there, and their list.
    Whole(usize),
    /// Somebody put an end to it: nothing is there.
    Left,
}

/// The list beside the chapters.
const LIST: &str = "佐证材料目录.xlsx";

impl Desk {
    /// The self-inspection of a year, up to a day of it or to the last that has gone.
    pub fn inspection(&self, year: i32, to: Option<NaiveDate>) -> Result<Inspection, Problem> {
        let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX);
        let to = self.day_on(Some(to.unwrap_or(last.min(self.today()))))?;
        if to.year() == year {
            Ok(self.school().inspection(year, to))
        } else {
            Err(Problem::NotOfYear { date: to, year })
        }
    }

    /// The report as one paper.
    pub fn inspection_paper(&self, inspection: &Inspection) -> Paper {
        inspection::paper(self.school(), inspection)
    }

    /// The report as plain text.
    pub fn inspection_text(&self, inspection: &Inspection) -> String {
        text(&self.inspection_paper(inspection))
    }

    /// Writes the report, never over a file that is there already, but beside it; gives the file that was written.
    pub fn write_inspection(
        &mut self,
        inspection: &Inspection,
        format: Format,
        file: &Path,
    ) -> Result<PathBuf, Problem> {
        let file = self.write_paper(&self.inspection_paper(inspection), format, file, Existing::Keep)?;
        self.exported(inspection::NAME, 0)?;
        Ok(file)
    }

    /// The school's own words of a section; empty ones take it back to none.
    pub fn write_prose(&mut self, year: i32, section: Section, words: &str) -> Result<(), Problem> {
        let to = Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        self.commit(Why::WriteProse, vec![Change::Prose { year, section, to }])?;
        Ok(())
    }

    /// Writes the evidence of a year into a new folder, by chapter and numbered, with a list of all: wholly or not at
    /// all. Tells of each thing; whoever is told may put an end to it.
    pub fn write_evidence(
        &mut self,
        inspection: &Inspection,
        folder: &Path,
        tell: &mut dyn FnMut(Filed) -> ControlFlow<()>,
    ) -> Result<Evidence, Problem> {
        let failed = |source| Problem::Write { file: folder.to_owned(), source };
        if !self.school.may_take_whole_school(self.who, self.today()) {
            return Err(Problem::NotYoursToTake);
        }
        if fs::read_dir(folder).is_ok_and(|mut held| held.next().is_some()) || folder.is_file() {
            return Err(Problem::IsThere { place: folder.to_owned() });
        }
        let above = folder.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let beside = tempfile::Builder::new().prefix(".baoxue-").tempdir_in(above).map_err(failed)?;
        let pieces = evidence::pieces(self.school(), inspection, self.who());
        let fonts = self.fonts()?;
        let mut written: Vec<Written> = Vec::new();
        for piece in &pieces {
            let nth = written.iter().filter(|it| it.section == piece.section).count() + 1;
            written.push(self.file(piece, nth, beside.path(), fonts)?);
            let filed = Filed { done: written.len(), of: pieces.len() };
            if tell(filed).is_break() {
                return Ok(Evidence::Left);
            }
        }
        let list = render::xlsx(&evidence::list(&written, self.today()))?;
        write_whole(&beside.path().join(LIST), &list)?;
        if folder.exists() {
            // Only an empty one can be removed so.
            fs::remove_dir(folder).map_err(failed)?;
        }
        fs::rename(beside.path(), folder).map_err(failed)?;
        // It is no longer there to be cleared away.
        let _ = beside.keep();
        #[cfg(unix)]
        open_to_readers(folder).map_err(failed)?;
        self.exported(evidence::NAME, written.len())?;
        Ok(Evidence::Whole(written.len()))
    }

    /// Writes one thing under its chapter.
    fn file(&self, piece: &Piece, nth: usize, folder: &Path, fonts: &Fonts) -> Result<Written, Problem> {
        let chapter_no = Section::ALL.into_iter().zip(1..).find(|(section, _)| *section == piece.section);
        let chapter_no: usize = chapter_no.map_or(0, |(_, nth)| nth);
        let number = format!("{chapter_no:02}-{nth:03}");
        let (bytes, original) = match &piece.content {
            Content::Paper(paper) => (render::pdf(paper, fonts)?, String::new()),
            Content::Original(attachment) => (self.attachment(attachment)?, attachment.name.clone()),
        };
        let of_chapter = format!("{chapter_no:02} {}", chapter(piece.section));
        let name = format!("{number} {}{}", piece.name, piece.ending());
        let place: PathBuf = folder.join(&of_chapter);
        fs::create_dir_all(&place).map_err(|source| Problem::Write { file: place.clone(), source })?;
        write_whole(&place.join(&name), &bytes)?;
        Ok(Written {
            number,
            section: piece.section,
            name: piece.name.clone(),
            on: piece.on,
            original,
            way: format!("{of_chapter}/{name}"),
            digest: store::attachment(&name, &bytes).digest,
        })
    }
}

/// Temporary folders are for their owner alone; evidence is for whoever may read the folder above.
#[cfg(unix)]
fn open_to_readers(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

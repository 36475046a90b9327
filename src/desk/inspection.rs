//! The yearly self-inspection: its figures, its words, the paper, and the folder of evidence.

use super::files::{Beside, Existing, folder_beside, place_of_folder, put_folder, write_whole};
use super::letters::text;
use super::{Desk, Format, Problem};
use crate::documents::evidence::{self, Content, Piece, Written};
use crate::documents::inspection::{self, chapter};
use crate::documents::render::{self, Fonts};
use crate::domain::entry::{Change, Why};
use crate::domain::inspection::{Inspection, LeftOut, Section};
use crate::domain::paper::Paper;
use crate::store;
use chrono::{Datelike, NaiveDate};
use std::fs;
use std::path::{Path, PathBuf};

/// So many things of the evidence are written, of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filed {
    pub done: usize,
    pub of: usize,
}

/// The evidence as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The folder: beside the one that was asked for, where that held anything.
    pub place: PathBuf,
    pub papers: usize,
    /// What was attached, as it was.
    pub originals: usize,
    pub left_out: Vec<LeftOut>,
}

/// Evidence on its way: in a folder beside its place until it is whole. Let go of, nothing of it stays.
pub struct BegunEvidence {
    asked: PathBuf,
    beside: Beside,
    pieces: Vec<Piece>,
    written: Vec<Written>,
    left_out: Vec<LeftOut>,
}

impl BegunEvidence {
    pub fn filed(&self) -> Filed {
        Filed { done: self.written.len(), of: self.pieces.len() }
    }
}

/// Under which number a thing is filed: `05-018`, and what was attached to it `05-018-1`.
struct Numbered {
    chapter: usize,
    number: String,
    /// The number of its paper; empty for what stands alone.
    attached_to: String,
}

impl Numbered {
    fn after(written: &[Written], piece: &Piece) -> Numbered {
        let chapter = Section::ALL.into_iter().zip(1..).find(|(section, _)| *section == piece.section);
        let chapter = chapter.map_or(0, |(_, nth)| nth);
        let of_chapter = || written.iter().filter(|it| it.section == piece.section);
        let mut papers = of_chapter().filter(|it| it.attached_to.is_empty());
        match papers.next_back().filter(|_| piece.is_attached) {
            Some(paper) => {
                let nth = of_chapter().filter(|it| it.attached_to == paper.number).count() + 1;
                let number = format!("{}-{nth}", paper.number);
                Numbered { chapter, number, attached_to: paper.number.clone() }
            }
            None => {
                let nth = of_chapter().filter(|it| it.attached_to.is_empty()).count() + 1;
                Numbered { chapter, number: format!("{chapter:02}-{nth:03}"), attached_to: String::new() }
            }
        }
    }
}

/// The list beside the chapters.
const LIST: &str = "佐证材料目录.xlsx";

impl Desk {
    /// The self-inspection of a year, up to a day of it or to the last that has gone.
    pub fn inspection(&mut self, year: i32, to: Option<NaiveDate>) -> Result<Inspection, Problem> {
        let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX);
        let to = self.day_on(Some(to.unwrap_or(last.min(self.today()))))?;
        if to.year() != year {
            return Err(Problem::NotOfYear { date: to, year });
        }
        self.reach_back_to(NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(to))?;
        Ok(self.school().inspection(year, to))
    }

    /// The report as one paper.
    pub fn inspection_paper(&self, inspection: &Inspection) -> Paper {
        inspection::paper(self.school(), inspection)
    }

    /// The report as plain text.
    pub fn inspection_text(&self, inspection: &Inspection) -> String {
        text(&self.inspection_paper(inspection))
    }

    /// Writes the report; gives the file that was written.
    pub fn write_inspection(
        &mut self,
        inspection: &Inspection,
        format: Format,
        file: &Path,
        existing: Existing,
    ) -> Result<PathBuf, Problem> {
        let file = self.write_paper(&self.inspection_paper(inspection), format, file, existing)?;
        self.exported(inspection::NAME, 0)?;
        Ok(file)
    }

    /// The school's own words of a section; empty ones take it back to none.
    pub fn write_prose(&mut self, year: i32, section: Section, words: &str) -> Result<(), Problem> {
        let to = Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        self.commit(Why::WriteProse, vec![Change::Prose { year, section, to }])?;
        Ok(())
    }

    /// Begins to write the evidence of a year into a folder, by chapter and numbered.
    pub fn begin_evidence(&self, inspection: &Inspection, folder: &Path) -> Result<BegunEvidence, Problem> {
        let failed = |source| Problem::Write { file: folder.to_owned(), source };
        if !self.school.acts_for_school(self.who, self.today()) {
            return Err(Problem::NotYoursToTake);
        }
        let (pieces, left_out) = evidence::pieces(self.school(), inspection, self.who());
        let beside = folder_beside(folder).map_err(failed)?;
        Ok(BegunEvidence { asked: folder.to_owned(), beside, pieces, written: Vec::new(), left_out })
    }

    /// Writes the next few things of it, so many at most.
    pub fn file_evidence(&self, begun: &mut BegunEvidence, at_most: usize) -> Result<Filed, Problem> {
        let fonts = self.fonts()?;
        for piece in begun.pieces.iter().skip(begun.written.len()).take(at_most) {
            let place = Numbered::after(&begun.written, piece);
            begun.written.push(self.file(piece, place, begun.beside.path(), fonts)?);
        }
        Ok(begun.filed())
    }

    /// Adds the list of all and puts the folder in its place.
    pub fn end_evidence(&mut self, begun: BegunEvidence) -> Result<Evidence, Problem> {
        let BegunEvidence { asked, beside, written, left_out, .. } = begun;
        let place = place_of_folder(&asked);
        let list = render::xlsx(&evidence::list(&written, self.today()))?;
        write_whole(&beside.path().join(LIST), &list)?;
        put_folder(beside, &place).map_err(|source| Problem::Write { file: place.clone(), source })?;
        self.exported(evidence::NAME, written.len())?;
        let originals = written.iter().filter(|it| !it.original.is_empty()).count();
        Ok(Evidence { place, papers: written.len() - originals, originals, left_out })
    }

    /// Writes one thing under its chapter.
    fn file(&self, piece: &Piece, place: Numbered, folder: &Path, fonts: &Fonts) -> Result<Written, Problem> {
        let Numbered { chapter: chapter_no, number, attached_to } = place;
        let (bytes, original) = match &piece.content {
            Content::Paper(paper) => (render::pdf(paper, fonts)?, String::new()),
            Content::Original(attachment) => (self.attachment(attachment)?, attachment.name.clone()),
            papers => (render::pdf_of_many(&papers.papers(&self.school), fonts)?, String::new()),
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
            whom: piece.whom.clone(),
            attached_to,
            original,
            way: format!("{of_chapter}/{name}"),
            digest: store::attachment(&name, &bytes).digest,
        })
    }
}

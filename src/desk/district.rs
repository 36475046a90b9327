//! A district's desk: the schools' files come in, the roll-ups go out.

use super::files::{Existing, write_file};
use super::letters::text;
use super::undo::REACH;
use super::{Desk, Format, Problem};
use crate::documents::{district, render};
use crate::domain::district::DistrictReport;
use crate::domain::district::fault::{Fault, Place, Wrong};
use crate::domain::district::month::DistrictMonth;
use crate::domain::district::receive::{Incoming, Reception, receive};
use crate::domain::district::year::DistrictYear;
use crate::domain::entry::{Change, Entry, Why};
use crate::domain::ids::EntryId;
use crate::domain::monthly::Month;
use crate::domain::paper::Paper;
use crate::domain::school::School;
use crate::exchange::monthly_file;
use chrono::NaiveDate;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Folders within folders are looked into so deep.
const DEEPEST: usize = 8;

/// Files as they were read, and what of them would go in; recorded only by `Desk::receive_reports`.
#[derive(Debug, Clone)]
pub struct ReportsRead {
    /// The files, and the folders, that were asked for.
    pub paths: Vec<PathBuf>,
    /// The last entry of the books over which it was worked out.
    over: Option<EntryId>,
    pub reception: Reception,
}

impl Desk {
    /// Reads the files, and those in the folders, and works out what would go in. Writes nothing.
    pub fn preview_reports(&self, paths: &[PathBuf]) -> ReportsRead {
        let mut files = Vec::new();
        for path in paths {
            gather(path, DEEPEST, &mut files);
        }
        let incoming = files.iter().map(|path| incoming(path)).collect();
        let reception = receive(&self.school.district, &self.school.name, self.today(), incoming);
        ReportsRead { paths: paths.to_vec(), over: self.last, reception }
    }

    /// Records what a preview showed, as one entry; nothing where there is nothing to do.
    ///
    /// # Errors
    /// Where something was recorded since: what goes in depends on what is there. It is to be previewed anew.
    pub fn receive_reports(&mut self, read: &ReportsRead) -> Result<Option<EntryId>, Problem> {
        if read.reception.changes.is_empty() {
            return Ok(None);
        }
        self.commit_after(read.over, Why::ReceiveReports, &read.reception.changes).map(Some)
    }

    /// Reads and records in one go, by the books as they are when it is written.
    pub fn receive_files(&mut self, paths: &[PathBuf]) -> Result<(Reception, Option<EntryId>), Problem> {
        self.as_the_books_are(|desk| {
            let read = desk.preview_reports(paths);
            let recorded = desk.receive_reports(&read)?;
            Ok((read.reception, recorded))
        })
    }

    /// Nothing of a school is done in a bureau's books.
    ///
    /// # Errors
    /// In a bureau's books.
    pub fn must_be_a_school(&self) -> Result<(), Problem> {
        if self.school.is_bureau() { Err(Problem::OfABureau) } else { Ok(()) }
    }

    /// Schools send to a bureau, not to a school; but what a school's books hold of an earlier program they still tell.
    ///
    /// # Errors
    /// In the books of a school that has received nothing.
    pub fn must_be_a_bureau(&self) -> Result<(), Problem> {
        let has_received = !self.school.district.is_empty();
        if self.school.is_bureau() || has_received { Ok(()) } else { Err(Problem::OfASchool) }
    }

    /// Whether there can be anything to see of a month.
    ///
    /// # Errors
    /// When it has not begun.
    pub fn month_has_begun(&self, month: Month) -> Result<(), Problem> {
        let from = month.first_day();
        if from > self.today() { Err(Problem::NotYet { from }) } else { Ok(()) }
    }

    /// Takes the last reception back that stands, whoever received: so many files are out again.
    ///
    /// # Errors
    /// Where there is none, or where what it changed has been changed again since.
    pub fn undo_reception(&mut self) -> Result<usize, Problem> {
        self.refresh()?;
        self.as_the_books_are(Desk::undo_last_reception)
    }

    fn undo_last_reception(&mut self) -> Result<usize, Problem> {
        let mut taken_back = HashSet::new();
        let mut last: Option<Entry> = None;
        // The last that nothing has taken back since: of those who take back, too, the last word counts.
        for entry in self.store.entries(None, REACH)? {
            match entry.why.undoes() {
                _ if taken_back.contains(&entry.id) => {}
                Some(undone) => {
                    taken_back.insert(undone);
                }
                None if entry.why == Why::ReceiveReports => {
                    last = Some(entry);
                    break;
                }
                None => {}
            }
        }
        let entry = last.ok_or(Problem::NothingToUndo)?;
        let files = entry.changes.iter().filter(|change| matches!(change, Change::Received { .. })).count();
        let changes = self.store.undoing(entry.id)?;
        self.commit_over(Why::Undo(entry.id), changes, Vec::new())?;
        Ok(files)
    }

    /// The roll-up of a month, with all that has come in by now.
    pub fn district_month(&self, month: Month) -> DistrictMonth {
        self.school.district.month(month, &self.school.name, self.today())
    }

    /// A year's figures up to a report date.
    pub fn district_year(&self, to: NaiveDate) -> DistrictYear {
        self.school.district.year(to, &self.school.name)
    }

    /// A report as it is printed.
    pub fn district_paper(&self, report: DistrictReport) -> Paper {
        district_paper(&self.school, report, self.today())
    }

    pub fn district_text(&self, report: DistrictReport) -> String {
        text(&self.district_paper(report))
    }

    /// Writes a report; gives the file that was written.
    pub fn write_district(
        &mut self,
        report: DistrictReport,
        format: Format,
        file: &Path,
        existing: Existing,
    ) -> Result<PathBuf, Problem> {
        match (format, report) {
            (Format::Xlsx, DistrictReport::Month(month)) => {
                let workbook = district::month_workbook(&self.district_month(month));
                write_file(file, existing, &render::xlsx(&workbook)?)
            }
            (Format::Xlsx, DistrictReport::Year(to)) => {
                let workbook = district::year_workbook(&self.district_year(to));
                write_file(file, existing, &render::xlsx(&workbook)?)
            }
            _ => self.write_paper(&self.district_paper(report), format, file, existing),
        }
    }
}

/// A report of the district as it is printed on a day.
pub fn district_paper(school: &School, report: DistrictReport, today: NaiveDate) -> Paper {
    let bureau = &school.name;
    match report {
        DistrictReport::Month(month) => district::month_paper(bureau, &school.district.month(month, bureau, today)),
        DistrictReport::Year(to) => district::year_paper(bureau, &school.district.year(to, bureau)),
    }
}

/// The file, or the JSON files in the folder and below it, by name.
fn gather(path: &Path, deep: usize, files: &mut Vec<PathBuf>) {
    if !path.is_dir() {
        files.push(path.to_owned());
        return;
    }
    let Ok(entries) = fs::read_dir(path) else {
        // Told as a file that cannot be opened.
        files.push(path.to_owned());
        return;
    };
    let mut inside: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    inside.sort();
    let is_hidden = |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let is_json = |path: &Path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    for path in inside.iter().filter(|path| !is_hidden(path)) {
        if path.is_dir() && deep > 0 {
            gather(path, deep - 1, files);
        } else if is_json(path) {
            files.push(path.clone());
        }
    }
}

fn incoming(path: &Path) -> Incoming {
    let unopened = |error: io::Error| vec![Fault { place: Place::File, wrong: Wrong::Unopened(error.to_string()) }];
    let read = fs::read(path).map_err(unopened).and_then(|bytes| monthly_file::read(&bytes));
    Incoming { file: path.display().to_string(), read }
}

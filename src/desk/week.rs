//! The grade lead's week: read, reviewed, signed, written.

use super::files::{Existing, write_file};
use super::{Desk, Format, Problem};
use crate::documents::{render, week};
use crate::domain::entry::{Change, Why};
use crate::domain::flags::Scope;
use crate::domain::ids::PupilId;
use crate::domain::paper::Paper;
use crate::domain::review::{ReviewRecord, Week};
use crate::domain::trend::Trend;
use crate::domain::week::WeekSheet;
use std::path::{Path, PathBuf};

/// The pupils of the chart of those who miss most.
const RUNS: usize = 10;

impl Desk {
    /// The week of a scope, as of now or as it stood on its last day.
    pub fn week(&self, week: Week, scope: Scope) -> WeekSheet {
        self.school().week(week, scope, self.now())
    }

    /// The same as it is printed.
    pub fn week_paper(&self, week: Week, scope: Scope) -> Paper {
        week::paper(self.school(), &self.week(week, scope), None)
    }

    /// How attendance goes over the term, up to the day of a week's sheet.
    fn trend_of(&self, sheet: &WeekSheet) -> Trend {
        self.school().trend(sheet.scope, sheet.as_of, RUNS)
    }

    /// A pupil is looked at in a week, or asked about.
    pub fn review(&mut self, week: Week, pupil: PupilId, record: ReviewRecord) -> Result<(), Problem> {
        self.must_have_begun(week)?;
        self.commit(Why::Review, vec![Change::Review { week, pupil, to: Some(record) }])?;
        Ok(())
    }

    /// A pupil is looked at in a week; a question that is open is kept.
    pub fn see(&mut self, week: Week, pupil: PupilId, remark: &str) -> Result<(), Problem> {
        let record = self.school.seen(week, pupil, remark.to_owned(), self.today());
        self.review(week, pupil, record)
    }

    /// Signs a week off, once every pupil on its list has been looked at.
    pub fn sign_week(&mut self, week: Week, scope: Scope, remark: &str) -> Result<(), Problem> {
        self.must_have_begun(week)?;
        self.refresh()?;
        self.reach_back_to(week.monday())?;
        // Somebody may have been put on the list since it was shown here.
        self.as_the_books_are(|desk| {
            let left = desk.week(week, scope).left();
            if left.all() > 0 {
                return Err(Problem::NotReviewed { left });
            }
            let signed = Change::WeekSigned { week, scope, to: Some(remark.to_owned()) };
            desk.commit_over(Why::SignWeek, vec![signed], Vec::new())?;
            Ok(())
        })
    }

    fn must_have_begun(&self, week: Week) -> Result<(), Problem> {
        if week.monday() > self.today() { Err(Problem::WeekAhead { week }) } else { Ok(()) }
    }

    /// Writes the week as a paper, or as a workbook with a sheet for the classes and one for the pupils; gives the file
    /// that was written.
    pub fn write_week(
        &mut self,
        week: Week,
        scope: Scope,
        format: Format,
        file: &Path,
        existing: Existing,
    ) -> Result<PathBuf, Problem> {
        self.reach_back_to(week.monday())?;
        let sheet = self.week(week, scope);
        let file = match format {
            Format::Xlsx => write_file(file, existing, &render::xlsx(&week::workbook(self.school(), &sheet))?)?,
            Format::Pdf => {
                let paper = week::paper(self.school(), &sheet, Some(&self.trend_of(&sheet)));
                self.write_paper(&paper, format, file, existing)?
            }
            // There nothing can be drawn.
            Format::Docx | Format::Text => {
                self.write_paper(&week::paper(self.school(), &sheet, None), format, file, existing)?
            }
        };
        self.exported(&format!("{} {week}", week::NAME), sheet.pupils.len())?;
        Ok(file)
    }
}

//! Files that come in: read, planned, shown, then recorded wholly or not at all.

use super::files::{Existing, write_file};
use super::{Desk, Problem};
use crate::domain::entry::Why;
use crate::domain::ids::EntryId;
use crate::exchange::plan::{Fault, Plan};
use crate::exchange::sheet::Sheet;
use crate::exchange::{attendance, calendar, district_schools, entrants, faulty, file, group, roster, staff};
use std::fs;
use std::path::{Path, PathBuf};

/// What a file is imported as.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportKind {
    /// 花名册
    Roster,
    /// 考勤: a long table, or the teacher's monthly sheet.
    Attendance(attendance::Options),
    /// 校历: the school's own days, or the nation's.
    Calendar(calendar::Whose),
    /// 教职工名单
    Staff,
    /// 重点群体名单
    Group(group::Listing),
    /// 适龄儿童名单
    Entrants(entrants::Options),
    /// 区县的学校名单
    DistrictSchools,
}

impl ImportKind {
    fn why(&self) -> Why {
        match self {
            ImportKind::Roster => Why::ImportRoster,
            ImportKind::Attendance(_) => Why::ImportAttendance,
            ImportKind::Calendar(_) => Why::ImportCalendar,
            ImportKind::Staff => Why::ImportStaff,
            ImportKind::Group(_) => Why::ImportGroup,
            ImportKind::Entrants(_) => Why::ImportEntrants,
            ImportKind::DistrictSchools => Why::ImportDistrictSchools,
        }
    }
}

/// What an import would do; recorded only by `Desk::import`.
#[derive(Debug, Clone)]
pub struct Preview {
    kind: ImportKind,
    /// The last entry of the books over which it was worked out.
    over: Option<EntryId>,
    sheets: Vec<Sheet>,
    pub plan: Plan,
}

impl Desk {
    /// Reads a file and works out what it would change. Writes nothing.
    pub fn preview(&mut self, kind: ImportKind, path: &Path) -> Result<Preview, Problem> {
        if let ImportKind::Group(listing) = &kind {
            let may = self.school.may_import_group(self.who, listing.kind, self.today());
            may.map_err(Problem::GroupRefused)?;
        }
        let bytes = fs::read(path).map_err(|source| Problem::Read { file: path.to_owned(), source })?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let unreadable = |source| Problem::Import { file: path.to_owned(), source };
        let sheets = file::read(&name, &bytes).map_err(unreadable)?;
        let (today, school) = (self.clock.today(), &self.school);
        let mut fresh = || self.ids.fresh(&self.clock);
        let plan = match &kind {
            ImportKind::Roster => roster::plan(&sheets, school, school.lists_hold_from(today), &mut fresh),
            ImportKind::Attendance(options) => {
                let options = attendance::Options { file_name: name, ..options.clone() };
                attendance::plan(&sheets, school, today, &options)
            }
            ImportKind::Calendar(whose) => calendar::plan(&sheets, school, *whose),
            ImportKind::Staff => staff::plan(&sheets, school, today),
            ImportKind::Group(listing) => group::plan(&sheets, school, today, listing),
            ImportKind::Entrants(options) => entrants::plan(&sheets, school, today, *options, &mut fresh),
            ImportKind::DistrictSchools => district_schools::plan(&sheets, school),
        };
        Ok(Preview { kind, over: self.last, sheets, plan: plan.map_err(unreadable)? })
    }

    /// Records what a preview showed, as one entry; nothing where there is nothing to do.
    ///
    /// # Errors
    /// Where something was recorded since: a plan says whole records, and would overwrite it. It is to be previewed anew.
    pub fn import(&mut self, preview: Preview) -> Result<Option<EntryId>, Problem> {
        if preview.plan.is_nothing_to_do() {
            return Ok(None);
        }
        self.commit_after(preview.over, preview.kind.why(), &preview.plan.changes).map(Some)
    }

    /// Writes the faulty rows into a table of their own, to be mended and imported again; gives the file that
    /// was written, where there were any.
    pub fn write_faulty_rows(
        &self,
        preview: &Preview,
        file: &Path,
        reason: impl Fn(&Fault) -> String,
    ) -> Result<Option<PathBuf>, Problem> {
        let rows = faulty::write(&preview.sheets, &preview.plan, reason);
        rows.map(|bytes| write_file(file, Existing::Keep, &bytes)).transpose()
    }
}

//! Changes of status: recorded as far as they have come; once nothing is missing the pupil's standing follows.

use super::{Desk, Problem, new_id};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{PupilId, StatusId};
use crate::domain::people::PupilRecord;
use crate::domain::status::{CannotChange, Limit, Planned, StatusLimits, StatusRecord};
use chrono::NaiveDate;
use std::path::PathBuf;

/// A change of status as it is handed in.
#[derive(Debug, Clone, PartialEq)]
pub struct Filing {
    /// Of a change that has begun already; else a new one.
    pub id: StatusId,
    pub record: StatusRecord,
    /// Papers, to be kept in the books.
    pub files: Vec<PathBuf>,
    /// The last day of leave while a transfer out is under way (转学办理中).
    pub leave_until: Option<NaiveDate>,
    /// Somebody whom the books do not know yet, who is transferred in.
    pub newcomer: Option<PupilRecord>,
}

impl Filing {
    pub fn new(record: StatusRecord) -> Filing {
        Filing { id: StatusId::NEW, record, files: Vec::new(), leave_until: None, newcomer: None }
    }
}

impl Desk {
    /// Records a change of status, new or further on. What it puts right of rolls that were taken since its date is
    /// told; nothing while it is only applied for.
    ///
    /// # Errors
    /// What stands against such a change.
    pub fn change_status(&mut self, filing: Filing) -> Result<Planned, Problem> {
        let Filing { id, mut record, files, leave_until, newcomer } = filing;
        let mut changes = Vec::new();
        if let Some(newcomer) = newcomer {
            record.pupil = self.enters(newcomer, &mut changes)?;
        }
        let today = self.today();
        let planned = self.school.plan_status(id, record, today).map_err(Problem::StatusRefused)?;
        if let Some(until) = leave_until {
            let note = self.school.leave_of_transfer(&planned.record, until, today).map_err(Problem::StatusRefused)?;
            changes.extend(self.school.note_leave(note));
        }
        changes.extend(planned.changes.iter().cloned());
        self.commit_with_files(Why::ChangeStatus, changes, &files)?;
        Ok(planned)
    }

    /// Somebody whom the books do not know yet, without a standing until the change is in effect.
    fn enters(&mut self, newcomer: PupilRecord, changes: &mut Vec<Change>) -> Result<PupilId, Problem> {
        let bears = |known: &&crate::domain::people::Pupil| {
            newcomer.student_no.is_some() && known.record.student_no == newcomer.student_no
        };
        let refused = match self.school.pupils.iter().find(bears) {
            Some(known) => Some(CannotChange::Known { name: known.record.name.clone() }),
            None => newcomer.name.trim().is_empty().then_some(CannotChange::Nameless),
        };
        if let Some(why) = refused {
            return Err(Problem::StatusRefused(why));
        }
        let id = PupilId(new_id(&mut self.random, &self.clock));
        changes.push(Change::Pupil { id, to: Some(newcomer) });
        Ok(id)
    }

    /// Takes a change of status back: one that was applied for, or one in effect after which nothing holds.
    ///
    /// # Errors
    /// What holds after it.
    pub fn withdraw_status(&mut self, id: StatusId) -> Result<(), Problem> {
        let changes = self.school.withdrawing(id).map_err(Problem::StatusRefused)?;
        self.commit(Why::ChangeStatus, changes)?;
        Ok(())
    }

    /// The limits with what is written, such as `within=10`.
    ///
    /// # Errors
    /// When there is no such limit, or it cannot be so.
    pub fn read_limits(&self, written: &[String]) -> Result<StatusLimits, Problem> {
        let mut limits = self.school.limits;
        for said in written {
            let unknown = || Problem::UnknownLimit { asked: said.clone() };
            let (code, value) = said.split_once('=').ok_or_else(unknown)?;
            let limit = Limit::from_code(code.trim()).ok_or_else(unknown)?;
            limits = limits.with(limit, value).ok_or_else(unknown)?;
        }
        Ok(limits)
    }

    pub fn set_limits(&mut self, limits: StatusLimits) -> Result<(), Problem> {
        self.commit(Why::SetPolicy, vec![Change::StatusLimits { to: Some(limits) }])?;
        Ok(())
    }
}

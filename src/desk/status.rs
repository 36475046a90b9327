//! Changes of status: recorded as far as they have come; once nothing is missing the pupil's standing follows.

use super::{Desk, Problem};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{PupilId, StatusId};
use crate::domain::people::PupilRecord;
use crate::domain::status::{Limit, Planned, StatusLimits, StatusRecord};
use chrono::NaiveDate;
use std::path::PathBuf;

/// A change of status as it is handed in.
#[derive(Debug, Clone, PartialEq)]
pub struct Filing {
    /// Of a change that has begun already; else a new one.
    pub id: StatusId,
    pub record: StatusRecord,
    /// As it stood before the writer's eyes, of one that has begun already.
    pub seen: Option<StatusRecord>,
    /// Papers, to be kept in the books.
    pub files: Vec<PathBuf>,
    /// The last day of leave while a transfer out is under way (转学办理中).
    pub leave_until: Option<NaiveDate>,
    /// Somebody whom the books do not know yet, who is transferred in.
    pub newcomer: Option<PupilRecord>,
}

impl Filing {
    pub fn new(record: StatusRecord) -> Filing {
        Filing { id: StatusId::NEW, record, seen: None, files: Vec::new(), leave_until: None, newcomer: None }
    }
}

impl Desk {
    /// Records a change of status, new or further on. What it puts right of rolls that were taken since its date is
    /// told; nothing while it is only applied for.
    ///
    /// # Errors
    /// What stands against such a change.
    pub fn change_status(&mut self, filing: Filing) -> Result<Planned, Problem> {
        self.refresh()?;
        self.as_the_books_are(|desk| {
            let Filing { id, mut record, seen, files, leave_until, newcomer } = filing.clone();
            let stands = desk.school.status(id).map(|status| &status.record);
            if !id.is_new() && stands != seen.as_ref() {
                return Err(Problem::StatusOvertaken);
            }
            let mut changes = Vec::new();
            if let Some(newcomer) = newcomer {
                let newcomer = newcomer.told_by_number();
                desk.school.is_newcomer(&newcomer, record.class, record.on).map_err(Problem::StatusRefused)?;
                record.pupil = PupilId(desk.ids.fresh(&desk.clock));
                changes.push(Change::Pupil { id: record.pupil, to: Some(newcomer) });
            }
            let today = desk.today();
            let planned = desk.school.plan_status(id, record, today).map_err(Problem::StatusRefused)?;
            desk.school.may_record_status(&planned, desk.who, today).map_err(Problem::StatusRefused)?;
            if let Some(until) = leave_until {
                let note = desk.school.leave_of_transfer(&planned.record, until, today);
                changes.extend(desk.school.note_leave(note.map_err(Problem::StatusRefused)?));
            }
            changes.extend(planned.changes.iter().cloned());
            let files = desk.attach(&mut changes, &files)?;
            desk.commit_over(Why::ChangeStatus, changes, files)?;
            Ok(planned)
        })
    }

    /// Takes a change of status back: one that was applied for, or one in effect after which nothing holds.
    ///
    /// # Errors
    /// What holds after it.
    pub fn withdraw_status(&mut self, id: StatusId) -> Result<(), Problem> {
        self.refresh()?;
        self.as_the_books_are(|desk| {
            let changes = desk.school.withdrawing(id).map_err(Problem::StatusRefused)?;
            let may = desk.school.status(id).map(|it| desk.school.may_withdraw_status(it, desk.who, desk.today()));
            may.unwrap_or(Ok(())).map_err(Problem::StatusRefused)?;
            desk.commit_over(Why::ChangeStatus, changes, Vec::new())?;
            Ok(())
        })
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

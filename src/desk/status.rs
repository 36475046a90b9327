//! Changes of status: recorded as far as they have come; once nothing is missing the pupil's standing follows.

use super::{Desk, Problem};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::StatusId;
use crate::domain::status::{PutRight, StatusRecord};
use std::path::PathBuf;

impl Desk {
    /// Records a change of status, new or further on, with the files at these paths. What it puts right of rolls that
    /// were taken since its date is told; nothing while it is only applied for.
    ///
    /// # Errors
    /// What stands against such a change.
    pub fn change_status(
        &mut self,
        id: StatusId,
        record: StatusRecord,
        files: &[PathBuf],
    ) -> Result<Option<PutRight>, Problem> {
        self.school.may_change(&record).map_err(Problem::StatusRefused)?;
        let standing = record.standing().filter(|_| record.is_in_effect());
        let put_right = standing.map(|_| self.school.put_right(&record));
        let follows = standing.map(|_| self.school.turn_follows(&record)).unwrap_or_default();
        let (pupil, from) = (record.pupil, record.on);
        let mut changes = vec![Change::Status { id, to: Some(Box::new(record)) }];
        changes.extend(standing.map(|standing| Change::Standing { pupil, from, to: Some(standing) }));
        changes.extend(follows);
        self.commit_with_files(Why::ChangeStatus, changes, files)?;
        Ok(put_right)
    }
}

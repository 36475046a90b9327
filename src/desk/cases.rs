//! Steps of a case: recorded once it is clear that they may be.

use super::{Desk, Problem};
use crate::domain::case::Stage;
use crate::domain::ids::{EntryId, PupilId};
use crate::domain::step::{Closing, Step};
use chrono::NaiveDateTime;
use std::path::PathBuf;

impl Desk {
    /// Records a step about a pupil, with the files at these paths.
    ///
    /// # Errors
    /// What must come first, or who may.
    pub fn take_step(
        &mut self,
        pupil: PupilId,
        at: NaiveDateTime,
        step: Step,
        files: &[PathBuf],
    ) -> Result<EntryId, Problem> {
        let may = self.school.may_take(pupil, &step, files.len(), self.who, at.date());
        may.map_err(Problem::StepRefused)?;
        // E5 and E8 leave the pupil on the books, and on no roll.
        let off_roll = match &step {
            Step::Closed(closing) => self.school.off_roll_after(pupil, closing.exit, at.date()),
            _ => None,
        };
        let (why, change) = step.recorded(pupil, at);
        self.commit_with_files(why, std::iter::once(change).chain(off_roll).collect(), files)
    }

    /// Closes a case by an exit with its evidence.
    ///
    /// # Errors
    /// What is missing, or who may.
    pub fn close_case(
        &mut self,
        pupil: PupilId,
        at: NaiveDateTime,
        closing: Closing,
        files: &[PathBuf],
    ) -> Result<EntryId, Problem> {
        self.take_step(pupil, at, Step::Closed(closing), files)
    }

    /// Sets a case's stage against what the facts say.
    ///
    /// # Errors
    /// Where there is no open case, or the stage is one that an exit alone leads to.
    pub fn override_stage(
        &mut self,
        pupil: PupilId,
        at: NaiveDateTime,
        stage: Stage,
        why: String,
    ) -> Result<EntryId, Problem> {
        self.take_step(pupil, at, Step::Override { stage, why }, &[])
    }
}

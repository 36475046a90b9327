//! The year's turn: class lists are read, the turn is worked out and recorded as one step, or taken back as one.

use super::files::{Existing, write_file};
use super::{Desk, Problem};
use crate::domain::entry::{Thing, Why};
use crate::domain::year::{Ask, Turn, TurnedYear};
use crate::exchange::classes::{self, ClassSheet};
use crate::exchange::plan::Fault;
use crate::exchange::sheet::Sheet;
use crate::exchange::{faulty, file};
use std::fs;
use std::path::{Path, PathBuf};

/// Next year's class lists, read from a file; nothing is recorded yet.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadClasses {
    pub file: PathBuf,
    sheets: Vec<Sheet>,
    pub sheet: ClassSheet,
}

impl Desk {
    /// Reads next year's class lists for the turn that is asked for.
    pub fn read_classes(&self, path: &Path, ask: &Ask) -> Result<ReadClasses, Problem> {
        let frame = self.school.frame(ask, self.today()).map_err(Problem::CannotTurn)?;
        let bytes = fs::read(path).map_err(|source| Problem::Read { file: path.to_owned(), source })?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let unreadable = |source| Problem::Import { file: path.to_owned(), source };
        let sheets = file::read(&name, &bytes).map_err(unreadable)?;
        let sheet = classes::read(&sheets, &self.school, &frame).map_err(unreadable)?;
        Ok(ReadClasses { file: path.to_owned(), sheets, sheet })
    }

    /// The turn as it would be recorded.
    ///
    /// # Errors
    /// Why there is none to be worked out.
    pub fn turn(&self, ask: &Ask) -> Result<Turn, Problem> {
        self.school.turn(ask, self.now()).map_err(Problem::CannotTurn)
    }

    /// Turns the year, as one step, by the books as they are now.
    ///
    /// # Errors
    /// When something stands against it: nothing is recorded.
    pub fn turn_year(&mut self, ask: &Ask) -> Result<Turn, Problem> {
        self.refresh()?;
        self.as_the_books_are(|desk| {
            let turn = desk.turn(ask)?;
            match turn.against.len() {
                0 => {
                    desk.must_act_for_school()?;
                    desk.commit_over(Why::TurnYear, turn.changes(), Vec::new())?;
                    Ok(turn)
                }
                count => Err(Problem::TurnRefused { count }),
            }
        })
    }

    /// Takes the last turn back, as one step, whoever made it. Which it was.
    ///
    /// # Errors
    /// When rolls were called in the new classes, or something that it changed has been changed again since.
    pub fn undo_turn(&mut self) -> Result<TurnedYear, Problem> {
        self.refresh()?;
        self.must_act_for_school()?;
        self.as_the_books_are(Desk::undo_last_turn)
    }

    fn undo_last_turn(&mut self) -> Result<TurnedYear, Problem> {
        let turned = self.school.turn_to_undo().map_err(Problem::CannotUndoTurn)?.clone();
        let led = self.store.entry(turned.entry)?.changes;
        self.school
            .rests_on_turn(&turned, &led, &self.store.changed_since(turned.entry)?)
            .map_err(Problem::CannotUndoTurn)?;
        let tied = self.school.untie_turn(&turned, &led).map_err(Problem::CannotUndoTurn)?;
        // A term that was proposed and has been put right since is the school's own; a change of status from before the
        // turn took along where it had led the pupil.
        let may_stay = |thing: Thing| matches!(thing, Thing::Term(_) | Thing::Standing(..) | Thing::Status(_));
        let mut changes = self.store.undoing_but(turned.entry, may_stay)?;
        changes.extend(tied);
        self.commit_over(Why::Undo(turned.entry), changes, Vec::new())?;
        Ok(turned)
    }

    /// Writes the faulty rows of class lists into a table of their own; gives the file, none where no row is faulty.
    pub fn write_faulty_classes(
        &self,
        read: &ReadClasses,
        file: &Path,
        reason: impl Fn(&Fault) -> String,
    ) -> Result<Option<PathBuf>, Problem> {
        let rows = faulty::write(&read.sheets, &read.sheet.plan, reason);
        rows.map(|bytes| write_file(file, Existing::Keep, &bytes)).transpose()
    }
}

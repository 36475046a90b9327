//! Taking the last step back: a new fact that says again what stood before.

use super::{Desk, Problem};
use crate::domain::entry::{Entry, Why};
use crate::domain::ids::EntryId;
use std::collections::HashSet;

/// How far back the last step is looked for, in entries.
pub(super) const REACH: u32 = 200;

impl Desk {
    /// The last step of the person at this desk that can still be taken back.
    pub fn undoable(&self) -> Result<Option<Entry>, Problem> {
        let entries = self.store.entries(None, REACH)?;
        let taken_back: HashSet<EntryId> = entries.iter().filter_map(|entry| entry.why.undoes()).collect();
        let mine =
            |entry: &Entry| entry.who == self.who && entry.why.can_be_undone() && !taken_back.contains(&entry.id);
        Ok(entries.into_iter().find(mine))
    }

    /// Takes that step back. What it was.
    pub fn undo(&mut self) -> Result<Entry, Problem> {
        self.refresh()?;
        let entry = self.undoable()?.ok_or(Problem::NothingToUndo)?;
        if self.school.year_turns.last().is_some_and(|turned| turned.entry == entry.id) {
            self.undo_turn()?;
            return Ok(entry);
        }
        // What stood before is said as of the books that are written over.
        self.as_the_books_are(|desk| {
            let changes = desk.store.undoing(entry.id)?;
            desk.commit_over(Why::Undo(entry.id), changes, Vec::new())
        })?;
        Ok(entry)
    }
}

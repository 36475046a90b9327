//! What happens to the screens.

use super::key::Key;
use crate::desk::Folder;
use crate::domain::entry::Why;
use crate::domain::school::School;
use chrono::NaiveDateTime;
use ratatui::layout::Size;

pub enum Event {
    Key(Key),
    /// Text that came in one piece.
    Paste(String),
    Resize(Size),
    /// The clock went on.
    Tick(NaiveDateTime),
    /// Another program has recorded something.
    Reloaded(Box<School>),
    /// An effect was performed for the layer with this ticket.
    Done(Ticket, Outcome),
}

/// Which layer asked. An outcome whose layer has been left changes no screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ticket(pub u64);

/// How an effect ended.
pub enum Outcome {
    /// Recorded; the school as it is now.
    Recorded { school: Box<School> },
    /// A step was taken back: which kind it was.
    TakenBack { what: Why, school: Box<School> },
    /// Not recorded: somebody saved the same roll since it was opened. The school as it is now.
    Overtaken { school: Box<School> },
    /// A folder was read.
    Listed(Folder),
    /// Nothing was changed, and what was typed is still there.
    Failed(Problem),
}

/// What went wrong, and the way out, in the language in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub what: String,
    pub way_out: String,
}

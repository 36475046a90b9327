//! What happens to the screens.

use super::effect::{Compared, Previewed, ReadLists, ReportsShown};
use super::key::Key;
use crate::desk::{Evidence, Filed, Folder, Templates};
use crate::domain::class::Class;
use crate::domain::entry::{Entry, Why};
use crate::domain::ids::{EntryId, PupilId, StaffId};
use crate::domain::letter::LetterNo;
use crate::domain::school::School;
use chrono::NaiveDateTime;
use ratatui::layout::Size;
use std::collections::BTreeMap;
use std::path::PathBuf;

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
    /// The books are open.
    Opened(Box<Opened>),
    /// No slot of the key file opens with what was typed.
    WrongPassphrase,
    /// Recorded; the school as it is now.
    Recorded { school: Box<School> },
    /// A notice was issued under this number.
    Issued { no: LetterNo, school: Box<School> },
    /// Rolls were read further back; the school with them.
    Reached { school: Box<School> },
    /// A step was taken back: which kind it was.
    TakenBack { what: Why, school: Box<School> },
    /// Not recorded: somebody saved the same roll since it was opened. The school as it is now.
    Overtaken { school: Box<School> },
    /// What a screen asked to be told, beside the school.
    Told(Told),
    /// Nothing was changed, and what was typed is still there.
    Failed(Problem),
}

/// What the screens know once the books are open.
pub struct Opened {
    pub school: School,
    pub who: StaffId,
    /// The class whose homeroom teacher sits here.
    pub class: Option<Class>,
    pub drafts: BTreeMap<String, String>,
    pub templates: Templates,
}

/// What a screen asked to be told: read, worked out or written for it, without a change of the school.
#[derive(Debug, Clone, PartialEq)]
pub enum Told {
    Journal(Journal),
    Folder(Folder),
    /// What importing a file would change.
    Previewed(Previewed),
    /// What next year's class lists say.
    Lists(ReadLists),
    /// Nothing can be imported from the file: why.
    Unreadable(String),
    /// Where the books and a file disagree.
    Compared(Compared),
    /// What of schools' monthly files would go into the books.
    Reception(ReportsShown),
    /// A file was written.
    Written(PathBuf),
    /// A few dossiers of many were written.
    DossiersMade(DossiersMade),
    /// A few things of the evidence were written; nothing stands in its place yet.
    EvidenceFiled(Filed),
    /// All of it stands in its place.
    EvidenceWritten(Evidence),
}

/// What came of a few dossiers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossiersMade {
    /// Where they are.
    pub folder: PathBuf,
    pub made: usize,
    /// Whose could not be made, and why.
    pub not_made: Vec<(PupilId, String)>,
}

/// The end of the journal (操作日志).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Journal {
    /// Newest first.
    pub entries: Vec<Entry>,
    /// The step that undo would take back.
    pub undoable: Option<EntryId>,
}

/// What went wrong, and the way out, in the language in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub what: String,
    pub way_out: String,
}

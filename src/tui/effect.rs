//! What screens ask for, as data.

use super::event::Ticket;
use super::screens::Route;
use crate::desk::{
    self, DossierFormat, Filing, Format, HelpPaper, ImportKind, LetterDraft, MonthFormat, NewSchool, Place, Preview,
    ReadClasses, ReportsRead, Signing,
};
use crate::domain::district::DistrictReport;
use crate::domain::entry::{Change, Why};
use crate::domain::flags::Scope;
use crate::domain::ids::{EntrantId, PupilId};
use crate::domain::letter::LetterNo;
use crate::domain::monthly::Month;
use crate::domain::register::Register;
use crate::domain::review::Week;
use crate::domain::symptom::Symptoms;
use crate::domain::visit::Attachment;
use crate::domain::year::Ask;
use crate::words::Lang;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;
use zeroize::Zeroizing;

#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Open the books with this passphrase.
    Unlock(Passphrase),
    /// Begin the books of a school, and speak this language from now on.
    SetUp {
        passphrase: Passphrase,
        school: NewSchool,
        lang: Lang,
    },
    /// Speak this language.
    Speak(Lang),
    /// Record these changes as one step.
    Commit {
        why: Why,
        changes: Vec<Change>,
    },
    /// Record these changes as one step, with these files attached to the visit among them.
    CommitWithFiles {
        why: Why,
        changes: Vec<Change>,
        files: Vec<PathBuf>,
    },
    /// Issue this notice under the next number. It can never be changed again.
    IssueLetter(Box<LetterDraft>),
    /// Write an issued notice. A file's name alone means the person's folder of documents.
    WriteLetter {
        no: LetterNo,
        format: Format,
        file: PathBuf,
    },
    /// Take a file that is kept with a record out of the books.
    WriteAttachment {
        attachment: Attachment,
        file: PathBuf,
    },
    /// Write a register.
    WriteRegister {
        register: Register,
        format: Format,
        file: PathBuf,
    },
    /// Write the notices of these children into one file.
    WriteEntryNotices {
        entrants: Vec<EntrantId>,
        format: Format,
        file: PathBuf,
    },
    /// Write a plan, its records, letters to be signed, the work log.
    WriteHelp {
        paper: HelpPaper,
        format: Format,
        file: PathBuf,
    },
    /// Write one pupil's dossier. A name alone means the person's folder of documents.
    WriteDossier {
        pupil: PupilId,
        format: DossierFormat,
        place: PathBuf,
    },
    /// Write a few pupils' dossiers into a folder, beside what is there.
    WriteDossiers {
        pupils: Vec<PupilId>,
        format: DossierFormat,
        folder: PathBuf,
    },
    /// Write a week of a scope, as it is printed or as a workbook.
    WriteWeek {
        week: Week,
        scope: Scope,
        format: Format,
        file: PathBuf,
    },
    /// Write the self-inspection of a year.
    WriteInspection {
        year: i32,
        format: Format,
        file: PathBuf,
    },
    /// Begin to write the evidence of a year into a folder.
    BeginEvidence {
        year: i32,
        folder: PathBuf,
    },
    /// Write the next few things of it; after the last it is put in its place.
    FileEvidence,
    /// Let go of what was begun: nothing of it stays.
    DropEvidence,
    /// Sign a month's report, or a correction of it: it is frozen as it stands.
    SignMonth {
        month: Month,
        signing: Signing,
    },
    /// Write a month's report: this version, or the last.
    WriteMonth {
        month: Month,
        version: Option<u32>,
        format: MonthFormat,
        file: PathBuf,
    },
    /// Write a report of the district.
    WriteDistrict {
        report: DistrictReport,
        format: Format,
        file: PathBuf,
    },
    /// Read schools' monthly files and work out what would go in.
    PreviewReports(Vec<PathBuf>),
    /// Record what a reading of schools' files has shown.
    ReceiveReports(ReportsShown),
    /// Read what a folder holds.
    ListFolder(Place),
    /// Read rolls further back, for a look at this day.
    ReachBack(NaiveDate),
    /// Take the last recorded step back, as a new one.
    Undo,
    /// Read the newest entries of the journal, so many at most.
    ReadJournal {
        last: usize,
    },
    /// Record a change of status, new or further on.
    ChangeStatus(Box<Filing>),
    /// Compare the books with the national system's export.
    Compare {
        file: PathBuf,
    },
    /// Write a comparison, to be printed.
    WriteComparison {
        compared: Compared,
        format: Format,
        file: PathBuf,
    },
    /// Read a file and work out what importing it would change.
    Preview {
        kind: ImportKind,
        file: PathBuf,
    },
    /// Record what a preview showed, wholly or not at all.
    Import(Previewed),
    /// Write the faulty rows of a preview into a table beside the file that they come from.
    WriteFaulty {
        preview: Previewed,
        beside: PathBuf,
    },
    /// Read next year's class lists for a turn.
    ReadLists {
        file: PathBuf,
        ask: Box<Ask>,
    },
    /// Write the faulty rows of class lists into a table beside the file that they come from.
    WriteFaultyLists(ReadLists),
    /// Turn the year, wholly or not at all.
    TurnYear(Box<Ask>),
    /// Take the last turn of the year back, as a new step.
    UndoTurn,
    /// Keep what was typed, so that it outlives a crash.
    KeepDraft {
        key: String,
        body: String,
    },
    DropDraft {
        key: String,
    },
    /// Leave every screen, the first one too, and begin with this one.
    Start(Route),
    /// Put a screen on top of this one.
    Open(Route),
    /// Put a screen in the place of this one.
    Switch(Route),
    /// Leave everything down to the first screen, then open.
    Go(Route),
    /// Leave this screen.
    Back,
    /// Leave this screen and tell the one below what was answered.
    Answer(Answer),
    /// Say it in the line above the footer, until the next key.
    Say(String),
    /// End the program; asks where something is unsaved.
    Quit,
    /// End the program.
    QuitNow,
}

/// A passphrase on its way: wiped from memory afterwards, shown by no debugging text.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    pub fn new(text: &str) -> Passphrase {
        Passphrase(Zeroizing::new(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase")
    }
}

/// A file as it was picked; it has not been read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PickedFile {
    pub path: PathBuf,
    /// Bytes.
    pub size: u64,
}

/// Something as large as a file on its way between desk and screen: shared, and shown by no debugging text, since it is
/// full of pupils.
pub struct Shared<T>(Arc<T>);

/// A preview of an import.
pub type Previewed = Shared<Preview>;
/// Schools' files, and what of them would go in.
pub type ReportsShown = Shared<ReportsRead>;
/// The books against an export.
pub type Compared = Shared<desk::Compared>;
/// Class lists of a new year.
pub type ReadLists = Shared<ReadClasses>;

impl<T> Shared<T> {
    pub fn new(whole: T) -> Shared<T> {
        Shared(Arc::new(whole))
    }
}

impl<T: Clone> Shared<T> {
    pub fn into_inner(self) -> T {
        Arc::unwrap_or_clone(self.0)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Shared<T> {
        Shared(Arc::clone(&self.0))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// The same one, not an equal one.
impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Shared<T>) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Shared")
    }
}

/// What a screen that asks (`Choose`, `Find`, `Ask`, `PickFile`) tells the one below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The row chosen, by its place in the rows asked with.
    Chosen(usize),
    Text(String),
    File(PickedFile),
    Symptoms(Symptoms),
    /// Left with Esc.
    Left,
}

/// An effect that only the shell can perform, and the layer that waits for its outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    pub ticket: Ticket,
    pub effect: Effect,
}

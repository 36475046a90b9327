//! Facts: who, when, on which machine, and what changed.
//!
//! Every change is about one thing, named by its key, and says the thing's whole new state; `None` takes it back.
//! So the later change about the same thing wins, whatever the order in which entries arrive, and undoing an entry is
//! saying again what stood before it.

use super::calendar::{DayKey, SetDay, Term};
use super::contact::ContactRecord;
use super::ids::{ContactId, EntryId, LeaveId, MachineId, NoticeId, PupilId, StaffId, VisitId};
use super::ladder::{Excused, Rule, Rung};
use super::leave::LeaveNote;
use super::notice::{NoticeRecord, Receipt};
use super::people::{PupilRecord, StaffRecord, Standing};
use super::roll::{Marked, RollKey, Session};
use super::visit::VisitRecord;
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// One step of somebody's work: recorded wholly or not at all, taken back wholly or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub id: EntryId,
    pub machine: MachineId,
    /// Beijing time by this machine's clock, whatever date the person acted for.
    pub at: NaiveDateTime,
    pub who: StaffId,
    pub why: Why,
    pub changes: Vec<Change>,
}

/// What kind of step it was: how the journal names it and what undo calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    SetUp,
    ImportRoster,
    ImportAttendance,
    ImportCalendar,
    TakeRoll,
    /// 请假
    NoteLeave,
    /// 联系
    Contact,
    /// 家访
    Visit,
    /// Marks put right by what a contact or visit explained.
    Explain,
    IssueNotice,
    RecordReceipt,
    SetPolicy,
    /// Personal data shown or taken out: evidence only.
    Disclose,
    /// Takes the named entry back.
    Undo(EntryId),
}

/// The school as a whole (学校).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolProfile {
    pub name: String,
    /// In the order of the day; one to six.
    pub sessions: Vec<Session>,
    /// What stands before 〔year〕number号 on notices, such as 校内.
    pub notice_prefix: String,
}

/// Days of a year that the nation sets (国务院办公厅节假日安排), for years that are not built in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NationalYear {
    pub days: Vec<(NaiveDate, SetDay)>,
}

/// What personal data left the screen's mask or the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disclosure {
    /// Numbers of one pupil were shown unmasked.
    Shown {
        pupil: PupilId,
    },
    /// A file was written: what it holds, for how many pupils.
    Exported {
        what: String,
        pupils: u32,
    },
    BackedUp,
}

/// A change of one thing. See the module's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "thing", rename_all = "snake_case")]
pub enum Change {
    School {
        to: Option<SchoolProfile>,
    },
    /// A term is named by its first day.
    Term {
        first: NaiveDate,
        to: Option<Term>,
    },
    Day {
        key: DayKey,
        to: Option<SetDay>,
    },
    NationalYear {
        year: i32,
        to: Option<NationalYear>,
    },
    /// From this date on excused days act so.
    Excused {
        from: NaiveDate,
        to: Option<Excused>,
    },
    /// From this date on the rung is so.
    Rung {
        rule: Rule,
        from: NaiveDate,
        to: Option<Rung>,
    },
    Staff {
        id: StaffId,
        to: Option<StaffRecord>,
    },
    Pupil {
        id: PupilId,
        to: Option<PupilRecord>,
    },
    Standing {
        pupil: PupilId,
        from: NaiveDate,
        to: Option<Standing>,
    },
    /// `seen` is the entry whose state of the roll the writer had before their eyes, none for a roll not yet taken;
    /// the store refuses the change when that is no longer the last.
    Roll {
        key: RollKey,
        seen: Option<EntryId>,
        to: Option<Vec<Marked>>,
    },
    Leave {
        id: LeaveId,
        to: Option<LeaveNote>,
    },
    Contact {
        id: ContactId,
        to: Option<ContactRecord>,
    },
    Visit {
        id: VisitId,
        to: Option<VisitRecord>,
    },
    /// Issued papers are never taken back.
    Notice {
        id: NoticeId,
        to: NoticeRecord,
    },
    Receipt {
        notice: NoticeId,
        to: Option<Receipt>,
    },
    /// Evidence only: changes no table.
    Disclosed {
        what: Disclosure,
    },
}

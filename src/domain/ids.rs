//! Names that never change for the things that facts are about.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Stands for "new": `Desk::commit` puts a fresh id in its place.
            pub const NEW: Self = Self(Uuid::nil());

            pub fn is_new(self) -> bool {
                self.0.is_nil()
            }
        }
    )*};
}

ids! {
    /// One entry of the journal. Time-ordered (UUID v7): of two facts about the same thing the greater id wins.
    EntryId
    /// One computer's copy of the program; its entries form a chain of their own.
    MachineId
    /// A person who works at the school (教职工).
    StaffId
    /// A pupil (学生).
    PupilId
    /// A leave note (请假条).
    LeaveId
    /// A contact with a guardian (家校联系).
    ContactId
    /// A home visit (家访).
    VisitId
    /// A numbered paper (文书): a notice, a report, a letter, a record.
    LetterId
    /// A step of a case (个案过程记录).
    StepId
    /// A change of status (学籍异动).
    StatusId
    /// That a pupil belongs to a key group (重点群体认定).
    MembershipId
    /// A kind of aid (资助项目).
    AidKindId
    /// Aid that a pupil gets (资助).
    AidId
    /// A child on a list of those who should come (适龄儿童). Once on the books the child is the pupil of the same id, so
    /// that no second pupil can come of one child.
    EntrantId
    /// One step of the tracing of a child who has not come (追踪记录).
    TraceId
    /// A plan of help (帮扶方案).
    PlanId
    /// What was done of a plan (落实记录、送教记录).
    HelpId
    /// An entry of the work log (工作记录).
    WorkId
    /// A school of a district (区县的一所学校).
    DistrictSchoolId
}

impl EntryId {
    /// This id, or where the clock stood behind the last entry the id right after that: names only grow.
    pub fn after(self, last: Option<EntryId>) -> EntryId {
        match last {
            Some(last) if last >= self => EntryId(Uuid::from_u128(last.0.as_u128().saturating_add(1))),
            _ => self,
        }
    }
}

//! Leave notes (请假条).

use super::ids::{LeaveId, PupilId};
use super::mark::Mark;
use super::roll::SessionCode;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeaveKind {
    /// 病假
    Sick,
    /// 事假
    Personal,
}

impl LeaveKind {
    pub fn mark(self) -> Mark {
        match self {
            LeaveKind::Sick => Mark::Sick,
            LeaveKind::Personal => Mark::Leave,
        }
    }
}

/// A leave note (请假条): from which session to which, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveNote {
    pub pupil: PupilId,
    pub from: NaiveDate,
    /// First session of the first day; none: the whole day.
    #[serde(default)]
    pub from_session: Option<SessionCode>,
    pub to: NaiveDate,
    /// Last session of the last day; none: the whole day.
    #[serde(default)]
    pub to_session: Option<SessionCode>,
    pub kind: LeaveKind,
    pub reason: String,
    /// 批准人
    #[serde(default)]
    pub approved_by: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leave {
    pub id: LeaveId,
    pub note: LeaveNote,
}

//! School days: terms, the school's own days, the national table, weekdays, in that order.

use super::class::Grade;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A term (学期), first and last day included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub name: String,
}

/// Whether there is school on a day (放假 or 上课).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// 放假
    Off,
    /// 上课
    On,
}

/// A day that the school, or the nation, has set itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetDay {
    pub kind: DayKind,
    pub note: String,
}

/// Which day an entry of the school's own calendar is for: a date, for everybody or for one grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DayKey {
    pub date: NaiveDate,
    pub grade: Option<Grade>,
}

/// Every date's answer to "is there school?".
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// Earliest first.
    pub terms: Vec<Term>,
    pub own: std::collections::BTreeMap<DayKey, SetDay>,
    pub national: std::collections::BTreeMap<NaiveDate, SetDay>,
    /// Years whose national table is known, built in or entered.
    pub years: std::collections::BTreeSet<i32>,
}

//! The ladder (台阶): what a run of absence obliges whom to do, and by when. Rows of the policy, never numbers in code.

use serde::{Deserialize, Serialize};

/// The rules of the domain handbook, section 1.6. The ladder has R1 to R5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rule {
    R1,
    R2,
    R3,
    R4,
    R5,
}

/// What is counted (触发条件).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// Unexcused sessions of a day, the latest of them not yet followed by an attended one.
    UnexcusedSessions,
    /// Unexcused streak, in school days.
    Streak,
}

/// What must be done (应办事项).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// 联系监护人
    ContactGuardian,
    /// 家访
    HomeVisit,
    /// 报告单报校领导
    NoticeToLeadership,
    /// 报告区教育局、函告街道
    ReportOutside,
    /// 返校告知书、联合家访
    NoticeToGuardian,
}

/// Who owes it (责任人).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 班主任
    Homeroom,
    /// 德育处
    Affairs,
    /// 校领导
    Leadership,
}

/// One row of the ladder: from this count on, this is owed by this role within so many school days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rung {
    pub rule: Rule,
    pub trigger: Trigger,
    /// "or more" (以上): the number itself is included.
    pub at_least: u16,
    pub action: Action,
    pub owes: Role,
    /// School days after the trigger day; 0 is the same day.
    pub within: u16,
}

/// How excused days act on the unexcused streak (design: passed over unless the policy says otherwise).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Excused {
    /// Neither adds nor ends.
    Pass,
    /// Ends the streak.
    End,
}

/// The school's policy (规则): every row with the date from which it holds.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// Earliest first.
    pub excused: Vec<(chrono::NaiveDate, Excused)>,
    pub rungs: Vec<(chrono::NaiveDate, Rule, Rung)>,
}

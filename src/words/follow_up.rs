//! What the forms about one pupil say alike: the situation beside them, marks put right, drafts.

use crate::domain::calendar::DayWhy;
use crate::domain::mark::Mark;
use chrono::NaiveDate;

/// The forms of contact, visit and leave.
pub struct FollowUp {
    // The situation beside the form.
    pub situation: &'static str,
    /// Days, and the first of them.
    pub streak: fn(u16, NaiveDate) -> String,
    pub no_streak: &'static str,
    /// Where the last roll before today stands: day and session, and the mark.
    pub last_roll: fn(&str, &str) -> String,
    pub present: &'static str,
    pub in_term: &'static str,
    pub never_missed: &'static str,
    pub strip: &'static str,
    pub leave_over: fn(NaiveDate) -> String,
    pub contacts: &'static str,
    pub visits: &'static str,
    pub none_yet: &'static str,
    pub boards: fn(bool) -> &'static str,

    // Marks put right.
    /// How many marks are unexplained: the field's label, eight cells at most in Chinese.
    pub unexplained: fn(usize) -> String,
    /// The mark that `unknown` is turned into.
    pub becomes: fn(Mark) -> String,
    pub stays: &'static str,
    /// Which rolls would be put right, and whose word it takes.
    pub becomes_hint: fn(&str) -> String,
    pub overtaken: &'static str,

    // Dates.
    pub no_date: &'static str,
    pub no_time: &'static str,
    pub in_future: &'static str,
    pub in_past: &'static str,
    pub before_begin: &'static str,
    pub off: fn(&DayWhy<'_>) -> String,

    // Drafts.
    pub restored: &'static str,
    pub kept: &'static str,
    pub later: &'static str,
}

//! The flags screen.

use crate::domain::letter::LetterNo;
use crate::domain::owed::Owed;
use crate::domain::visit::Outcome;
use chrono::NaiveDate;

/// The flags screen.
pub struct Flags {
    pub seat: &'static str,
    pub name: &'static str,
    pub class: &'static str,
    pub streak: &'static str,
    pub since: &'static str,
    pub sum: &'static str,
    pub last_contact: &'static str,
    pub last_visit: &'static str,
    pub strip: &'static str,
    pub owed: &'static str,
    /// What the letters of the strip mean.
    pub legend: &'static str,
    pub as_of: fn(&str) -> String,
    pub pupils: fn(usize) -> String,
    pub at_least: fn(u16) -> String,
    pub by_urgency: &'static str,
    pub by_class: &'static str,
    pub by_streak: &'static str,
    pub by_sum: &'static str,
    pub due_today: &'static str,
    pub late: fn(u16) -> String,
    pub date_open: &'static str,
    /// Two cells: whether somebody answered.
    pub reached: fn(bool) -> &'static str,
    /// First day and school days of the streak.
    pub away: fn(NaiveDate, u16) -> String,
    /// Ill or on leave; since when something is to be done about it.
    pub excused_since: fn(NaiveDate) -> String,
    pub missing_since: fn(NaiveDate) -> String,
    pub no_guardian: &'static str,
    /// Made, failed, and the last one's date.
    pub contacts: fn(usize, usize, Option<NaiveDate>) -> String,
    pub visits: fn(usize, Option<(NaiveDate, Outcome)>) -> String,
    /// Number, date, and when it was received.
    pub notice: fn(LetterNo, NaiveDate, Option<NaiveDate>) -> String,
    pub no_notice: &'static str,
    pub next_step: &'static str,
    pub step: fn(&Owed) -> String,
    /// Between two steps.
    pub between: &'static str,
    pub nothing_owed: &'static str,
    pub empty_books: &'static str,
    pub import_first: &'static str,
    pub empty_rolls: &'static str,
    pub roll_first: &'static str,
    pub nobody: fn(&str) -> String,
    pub look_wider: &'static str,
    pub fill_gaps: fn(usize) -> String,
    pub nobody_at_least: fn(u16) -> String,
    pub show_all: fn(usize) -> String,
    pub no_row: &'static str,
    pub open: &'static str,
    pub keep: &'static str,
    pub clear: &'static str,
    pub contact: &'static str,
    pub visit: &'static str,
    pub issue: &'static str,
    pub find: &'static str,
    pub sort: &'static str,
    pub longer: &'static str,
}

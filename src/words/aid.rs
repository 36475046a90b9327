//! Aid (资助): who should get what, who got it, who is left out.

use crate::domain::aid::{AidKindRecord, AidTotal, CannotAid, Yuan};
use chrono::NaiveDate;

pub struct AidWords {
    pub title: &'static str,
    pub form_title: &'static str,
    /// Why it cannot be recorded, and what to do.
    pub cannot: fn(CannotAid) -> String,
    pub unknown_kind: fn(&str, &[String]) -> String,
    pub no_term: &'static str,
    /// Who should get a kind.
    pub rule: fn(&AidKindRecord) -> String,
    pub kinds_headings: [&'static str; 3],
    pub list_headings: [&'static str; 5],
    pub totals_headings: [&'static str; 6],
    pub headcount_headings: [&'static str; 4],
    pub nobody: &'static str,
    pub no_rolls: &'static str,
    pub given: fn(NaiveDate, Option<NaiveDate>, Option<Yuan>) -> String,
    pub left_out: &'static str,
    pub recorded: fn(&str, NaiveDate) -> String,
    /// A kind, for how many, from when.
    pub recorded_all: fn(&str, usize, NaiveDate) -> String,
    /// Everybody who should get it does already.
    pub none_left: &'static str,
    pub marked: fn(usize) -> String,
    pub mark: &'static str,
    pub unmark: &'static str,
    pub mark_all: &'static str,
    /// For whom a form is, where it is for several.
    pub all_of: fn(usize) -> String,
    /// For whom of several it cannot be recorded, and why.
    pub cannot_one: fn(&str, &str) -> String,
    pub ended: fn(&str, NaiveDate) -> String,
    pub kind_set: fn(&AidKindRecord) -> String,

    /// What stands over the list: a kind's name and what its lines come to.
    pub total: fn(&AidTotal) -> String,
    pub how_to: &'static str,
    pub give: &'static str,
    pub end: &'static str,
    pub file: &'static str,
    pub next_kind: &'static str,
    pub kind_before: &'static str,
    pub only_left_out: &'static str,
    pub everybody: &'static str,
    pub nothing_chosen: &'static str,
    pub not_yours: &'static str,
    pub gets_none: &'static str,
    /// The question for the last day: pupil, kind.
    pub last_day: fn(&str, &str) -> String,
    pub field_from: &'static str,
    pub field_until: &'static str,
    pub field_amount: &'static str,
    pub field_paper: &'static str,
    pub no_amount: &'static str,
}

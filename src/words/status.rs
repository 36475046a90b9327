//! Changes of status (学籍异动).

use crate::domain::status::{
    CannotChange, Caution, Lack, Limit, PutRight, Reach, Seated, Stand, Stands, StatusKind, StatusRecord,
};
use chrono::NaiveDate;

pub struct StatusWords {
    /// Why a change cannot be so, and what to do.
    pub cannot: fn(&CannotChange) -> String,
    /// A paper that its kind does not ask for.
    pub unknown_proof: fn(&str, &[&str]) -> String,
    /// What is asked for is none of the limits, or cannot be set so.
    pub unknown_limit: fn(&str, &[&str]) -> String,
    /// What is missing, with the option that gives it.
    pub lack: fn(StatusKind, Lack) -> String,
    /// Somebody else was first.
    pub overtaken: &'static str,
    /// What is missing, in a word or two.
    pub lack_short: fn(Lack) -> &'static str,
    pub in_effect: fn(StatusKind, NaiveDate) -> String,
    /// Complete, from a day that is still to come.
    pub ahead: fn(StatusKind, NaiveDate) -> String,
    /// It stands as applied for; what is missing.
    pub applied_for: fn(StatusKind, &str) -> String,
    pub put_right: fn(PutRight) -> String,
    pub caution: fn(Caution) -> String,
    pub seated: fn(Seated) -> String,
    /// The leave of a transfer under way, up to this day.
    pub on_leave: fn(NaiveDate) -> String,
    pub withdrawn: fn(StatusKind, &str) -> String,
    /// What was added to a change in effect: the kind, since when it holds, and as it stands now.
    pub supplemented: fn(StatusKind, NaiveDate, &StatusRecord) -> String,
    pub not_on_the_books: &'static str,
    pub nothing_to_withdraw: &'static str,
    pub between: &'static str,
    pub kinds_headings: [&'static str; 4],
    pub approval_needed: &'static str,
    pub counterpart_needed: &'static str,
    pub class_needed: &'static str,
    pub until_needed: &'static str,
    pub list_headings: [&'static str; 7],
    pub reach: fn(Reach) -> &'static str,
    /// Applied for, ahead or in effect.
    pub stands: fn(Stands) -> &'static str,
    /// How far a change has come, and what is missing.
    pub state: fn(Stands, &StatusRecord) -> String,
    /// Where a pupil stands, since when and through what.
    pub stand: fn(&Stand, NaiveDate) -> String,
    /// A change that is complete and holds from a later day.
    pub to_come: fn(&StatusRecord) -> String,
    /// A change that waits, in a word.
    pub applying: fn(StatusKind) -> String,
    /// A change that waits, and what it lacks.
    pub pending: fn(&StatusRecord) -> String,
    pub standing: &'static str,
    pub until: &'static str,
    pub papers: &'static str,
    pub approvals: &'static str,
    pub missing: &'static str,
    /// Of a new pupil.
    pub sex_unknown: &'static str,
    pub no_changes: &'static str,
    pub limits_headings: [&'static str; 3],
    pub limit: fn(Limit) -> &'static str,
    pub limits_set: &'static str,
}

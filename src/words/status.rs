//! Changes of status (学籍异动).

use crate::domain::status::{CannotChange, Lack, PutRight, StatusKind};
use chrono::NaiveDate;

pub struct StatusWords {
    /// Why a change cannot be so, and what to do.
    pub cannot: fn(CannotChange) -> String,
    /// A paper that its kind does not ask for.
    pub unknown_proof: fn(&str, &[&str]) -> String,
    pub lack: fn(Lack) -> String,
    pub in_effect: fn(StatusKind, NaiveDate) -> String,
    /// It stands as applied for; what is missing.
    pub applied_for: fn(StatusKind, &str) -> String,
    pub put_right: fn(PutRight) -> String,
    pub between: &'static str,
    pub kinds_headings: [&'static str; 4],
    pub approval_needed: &'static str,
    pub counterpart_needed: &'static str,
    pub list_headings: [&'static str; 7],
    /// In effect, or what is missing.
    pub state: fn(&[Lack]) -> String,
    pub until: &'static str,
    pub papers: &'static str,
    pub approvals: &'static str,
    pub missing: &'static str,
    pub no_changes: &'static str,
}

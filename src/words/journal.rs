//! The journal's screen.

use chrono::NaiveDateTime;

/// The journal's screen.
pub struct Journal {
    pub at: &'static str,
    pub who: &'static str,
    pub what: &'static str,
    pub reading: &'static str,
    pub unread: &'static str,
    pub total: fn(usize) -> String,
    /// There are older ones.
    pub last: fn(usize) -> String,
    /// Two cells: the entry was taken back.
    pub gone: &'static str,
    /// Two cells: the key that takes it back.
    pub can_go: &'static str,
    pub was_taken_back: &'static str,
    pub can_be_taken_back: &'static str,
    pub nobody: &'static str,
    pub empty: &'static str,
    pub kept: &'static str,
    /// When it was done, and what.
    pub took_back: fn(NaiveDateTime, &str) -> String,
    pub undo: &'static str,
    pub ask: fn(&str) -> String,
    pub ask_more: &'static str,
    pub take_back: &'static str,
    pub leave: &'static str,
    pub nothing_to_undo: &'static str,
}

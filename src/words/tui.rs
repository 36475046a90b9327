//! What all screens say alike, and what keys do.

use crate::domain::entry::Why;

/// What keys do, where several screens say it alike.
pub struct Keys {
    pub up: &'static str,
    pub down: &'static str,
    pub page_up: &'static str,
    pub page_down: &'static str,
    pub first: &'static str,
    pub last: &'static str,
    pub next_field: &'static str,
    pub previous_field: &'static str,
    pub next_option: &'static str,
    pub previous_option: &'static str,
    pub choose: &'static str,
    pub column_before: &'static str,
    pub next_column: &'static str,
    pub take: &'static str,
    pub close: &'static str,
    pub back: &'static str,
    pub menu: &'static str,
    pub find: &'static str,
    pub help: &'static str,
    pub quit: &'static str,
    pub undo: &'static str,
    pub save: &'static str,
    /// My class, its grade, the school, and round again.
    pub next_scope: &'static str,
    pub pick_scope: &'static str,
}

/// The frame around the screens: the menu, questions, what went wrong.
pub struct Tui {
    /// Its columns and rows.
    pub too_small: fn(u16, u16) -> String,
    /// Text was typed where a digit chooses.
    pub choose_by_digit: &'static str,
    pub roll: &'static str,
    pub flags: &'static str,
    pub gaps: &'static str,
    pub notices: &'static str,
    pub import: &'static str,
    pub import_of_bureau: &'static str,
    pub journal: &'static str,
    pub choose: &'static str,
    pub find: &'static str,
    pub ask: &'static str,
    pub nothing_found: &'static str,
    pub hits: fn(usize) -> String,
    pub not_there: &'static str,
    pub books_first: &'static str,
    pub keys_of: fn(&str) -> String,
    pub unsaved: &'static str,
    pub unsaved_text: &'static str,
    /// Esc where something was typed and is kept nowhere.
    pub typed_is_lost: &'static str,
    pub leave_typed: &'static str,
    /// What was done a moment ago is being written.
    pub is_saving: &'static str,
    pub reaching_back: &'static str,
    pub stay: &'static str,
    pub quit_unsaved: &'static str,
    pub failed: &'static str,
    pub understood: &'static str,
    pub taken_back: fn(Why) -> String,
    /// Characters that fit, characters left out.
    pub field_full: fn(usize, usize) -> String,
    pub whole_school: &'static str,
    pub manual_title: &'static str,
    pub manual_everywhere: &'static str,
    pub manual_key: &'static str,
    pub manual_does: &'static str,
}

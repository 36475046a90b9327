//! Keys declared once: one row is the keys, what they do, and what they are called. Dispatch, footer, help and the
//! manual's page of keys all read these rows.

use super::key::{self, Key};
use crate::words::Words;

/// Picks a text out of the language in use.
pub type Says = fn(&'static Words) -> &'static str;

/// One row of a screen's table of keys.
#[derive(Debug, Clone, Copy)]
pub struct Binding<Act: 'static> {
    /// The first is the one that the footer shows.
    pub keys: &'static [Key],
    pub act: Act,
    pub says: Says,
    /// Who stays when the footer is narrow: the smallest first. `HELP_ONLY` stands in the help alone.
    pub rank: u8,
}

/// For keys that everybody guesses (arrows) or that are rarely needed.
pub const HELP_ONLY: u8 = u8::MAX;

/// Whether an act makes sense just now. Dispatch, footer and help ask the same question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowed {
    Yes,
    /// Not now, and why: said when the key is pressed.
    No(&'static str),
    /// As if the key were not bound: the next row with that key is asked.
    Hidden,
}

impl Allowed {
    /// Shown only where it applies.
    pub fn when(applies: bool) -> Allowed {
        if applies { Allowed::Yes } else { Allowed::Hidden }
    }
}

/// A row of keys as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    pub keys: Vec<String>,
    pub says: String,
    pub rank: u8,
    pub allowed: Allowed,
}

/// The rows of a table in the language in use.
pub fn hints<Act: Copy>(table: &[Binding<Act>], words: &'static Words, allows: impl Fn(Act) -> Allowed) -> Vec<Hint> {
    let hint = |row: &Binding<Act>| Hint {
        keys: key::names(row.keys),
        says: (row.says)(words).to_owned(),
        rank: row.rank,
        allowed: allows(row.act),
    };
    table.iter().map(hint).collect()
}

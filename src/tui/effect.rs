//! What screens ask for, as data.

use super::event::Ticket;
use super::screens::Route;
use crate::domain::entry::{Change, Why};

#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Record these changes as one step.
    Commit {
        why: Why,
        changes: Vec<Change>,
    },
    /// Take the last recorded step back, as a new one.
    Undo,
    /// Read the newest entries of the journal, so many at most.
    ReadJournal {
        last: usize,
    },
    /// Keep what was typed, so that it outlives a crash.
    KeepDraft {
        key: String,
        body: String,
    },
    DropDraft {
        key: String,
    },
    /// Put a screen on top of this one.
    Open(Route),
    /// Put a screen in the place of this one.
    Switch(Route),
    /// Leave everything down to the first screen, then open.
    Go(Route),
    /// Leave this screen.
    Back,
    /// Leave this screen and tell the one below what was answered.
    Answer(Answer),
    /// Say it in the line above the footer, until the next key.
    Say(String),
    /// End the program; asks where something is unsaved.
    Quit,
    /// End the program.
    QuitNow,
}

/// What a screen that asks (`Choose`, `Find`, `Ask`) tells the one below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The row chosen, by its place in the rows asked with.
    Chosen(usize),
    Text(String),
    /// Left with Esc.
    Left,
}

/// An effect that only the shell can perform, and the layer that waits for its outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    pub ticket: Ticket,
    pub effect: Effect,
}

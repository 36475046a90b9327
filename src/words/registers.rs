//! The registers: which there are, and what is said around them.

use crate::domain::register::{RegisterKind, Span};
use chrono::NaiveDate;

pub struct Registers {
    pub title: &'static str,
    pub register: &'static str,
    pub name: fn(RegisterKind) -> &'static str,
    /// From what its lines come: none of them is typed.
    pub comes_of: fn(RegisterKind) -> &'static str,
    pub headings: [&'static str; 2],
    pub kinds_headings: [&'static str; 3],
    pub open: &'static str,
    pub write: &'static str,
    pub earlier: &'static str,
    pub later: &'static str,
    pub span: fn(Span) -> String,
    pub lines: fn(usize) -> String,
    pub empty: &'static str,
    /// What comes of its own, and how to see more.
    pub how_to: fn(&str) -> String,
    /// A file's name without its ending: register, scope where it is not the school, day up to which.
    pub file: fn(RegisterKind, Option<&str>, NaiveDate) -> String,
}

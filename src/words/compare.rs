//! The books against the national system's export (学籍核对).

use crate::domain::compare::{Comparison, Differs};
use crate::exchange::plan::Fault;
use chrono::NaiveDate;

pub struct Compare {
    pub title: &'static str,
    /// What differs, name, number, as the books have it, as the export has it, what may explain it.
    pub headings: [&'static str; 6],
    pub cells: fn(&Differs) -> [String; 6],
    pub summary: fn(&Comparison) -> String,
    /// What one must know before trusting it: pupils were known by the name alone.
    pub warning: fn(&Comparison) -> Option<String>,
    /// A cell of the export that could not be read, in the order of the headings.
    pub unread_cells: fn(&Fault) -> [String; 6],
    pub pick: &'static str,
    pub pick_file: &'static str,
    pub write: &'static str,
    pub write_as: &'static str,
    pub formats: [&'static str; 3],
    pub file: fn(NaiveDate) -> String,
    pub is_reading: &'static str,
    pub is_writing: &'static str,
    pub agrees: &'static str,
    pub how_to: &'static str,
    pub unread: fn(usize) -> String,
    pub unread_label: &'static str,
    pub open: &'static str,
    pub not_here: &'static str,
    pub nothing: &'static str,
}

//! The dossier (一生一案): on the command line, and its small screen.

use crate::domain::dossier::{Item, Lack};
use chrono::NaiveDate;

pub struct Dossier {
    pub item: fn(Item) -> &'static str,
    /// One thing that is lacking, in a line.
    pub lack: fn(&Lack) -> String,
    pub missing_headings: [&'static str; 3],
    pub nothing_lacks: &'static str,
    pub no_open_case: &'static str,
    /// Class and name.
    pub is_not_made: fn(&str) -> String,

    /// The popup, and the key that leads to it.
    pub dossier: &'static str,
    /// Name of the pupil.
    pub title: fn(&str) -> String,
    pub title_of_all: &'static str,
    /// So many things are lacking.
    pub lacking: fn(usize) -> String,
    /// So many more than fit.
    pub and_more: fn(usize) -> String,
    /// So many cases on the list.
    pub open_cases: fn(usize) -> String,
    pub format: &'static str,
    pub format_hint: &'static str,
    pub formats: [&'static str; 2],
    pub file: &'static str,
    pub file_hint: &'static str,
    pub folder: &'static str,
    pub folder_hint: &'static str,
    /// The folder for the dossiers of a day.
    pub folder_of_all: fn(NaiveDate) -> String,
    pub write: &'static str,
    pub stop: &'static str,
    pub name_the_file: &'static str,
    pub is_writing: &'static str,
    pub progress: fn(usize, usize) -> String,
    pub how_to_stop: &'static str,
    pub is_stopping: &'static str,
    pub written: &'static str,
    /// Made, of so many.
    pub made: fn(usize, usize) -> String,
}

//! A district: what is said of the schools' files, and its screens.

use crate::domain::district::DistrictReport;
use crate::domain::district::fault::Fault;
use crate::domain::district::receive::{Note, Outcome};
use crate::domain::monthly::Month;
use std::path::Path;

pub struct DistrictWords {
    pub title: &'static str,
    /// The books of a bureau were begun in this folder.
    pub initialised: fn(&Path) -> String,
    /// What is wrong, where, and what to do; without the file's name.
    pub fault: fn(&Fault) -> String,
    pub note: fn(&Note) -> String,
    pub outcome: fn(Outcome) -> &'static str,
    /// File, school, month and version in a row, so far as they could be read.
    pub arrived: fn(&str, &str, Option<Month>, Option<u32>) -> String,
    /// New, replacing, unchanged, kept out.
    pub counts: fn([usize; 4]) -> String,
    pub dry_run: &'static str,
    pub recorded: &'static str,
    pub nothing_to_do: &'static str,
    /// None of the files came in, so many were kept out while others came in, and the books have changed since a preview.
    pub none_came_in: &'static str,
    pub some_kept_out: fn(usize) -> String,
    pub changed_since: &'static str,
    /// Schools met for the first time: not on any list.
    pub new_schools: fn(usize) -> String,
    /// Codes and names of schools that no list has, and that were kept out.
    pub unknown_schools: fn(&[String]) -> String,
    /// A reception was taken back: so many files are out again.
    pub undone: fn(usize) -> String,
    pub nothing_received: &'static str,
    /// A school's command in a bureau's books, and the other way round, with the way out.
    pub of_a_bureau: &'static str,
    pub of_a_school: &'static str,
    /// A file's name without its ending.
    pub file: fn(DistrictReport) -> String,
    /// Within how many calendar days a transfer must turn up.
    pub match_within: fn(u16) -> String,

    pub report: &'static str,
    pub report_name: fn(DistrictReport) -> String,
    /// Of the list of months.
    pub headings: [&'static str; 6],
    pub months: fn(usize) -> String,
    pub nothing_yet: &'static str,
    pub how_to: &'static str,
    pub open: &'static str,
    pub year: &'static str,
    pub receive: &'static str,
    pub pick: &'static str,
    /// One file, or all in its folder.
    pub what_to_take: &'static str,
    pub this_file: &'static str,
    pub whole_folder: &'static str,
    pub reading: &'static str,
    pub take_in: &'static str,
    pub leave: &'static str,
    /// So many more faults than have room.
    pub more_faults: fn(usize) -> String,
    pub write: &'static str,
    pub next_part: &'static str,
    pub earlier: &'static str,
    pub later: &'static str,
}

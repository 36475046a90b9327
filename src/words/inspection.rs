//! The yearly self-inspection: what its figures and sections are called, and how each figure is counted.

use crate::domain::inspection::{Behind, FigureKind, LeftOut, Note, Section};
use crate::domain::register::Span;
use crate::domain::school::School;
use chrono::NaiveDate;

pub struct InspectionWords {
    pub title: &'static str,
    pub section: fn(Section) -> &'static str,
    pub figure: fn(FigureKind) -> String,
    /// How it is counted.
    pub formula: fn(FigureKind) -> &'static str,
    /// What must be known of a figure beside how much it is.
    pub note: fn(Note) -> String,
    /// A year of which the books hold nothing, and the day on which they begin.
    pub before_the_books: fn(i32, NaiveDate) -> String,
    pub headings: [&'static str; 4],
    /// A fact behind a figure, as of the last day that is counted.
    pub fact: fn(&School, &Behind, NaiveDate) -> [String; 3],
    pub behind_headings: [&'static str; 3],
    /// So many of so many.
    pub share: fn(u64, u64) -> String,
    pub unwritten: fn(&[&str]) -> String,
    pub all_written: &'static str,
    pub no_behind: &'static str,
    /// Somebody else has saved the same words in between.
    pub rewritten: &'static str,
    pub prose_kept: fn(&str, i32) -> String,
    pub prose_gone: fn(&str, i32) -> String,
    /// A file's name without its ending.
    pub file: fn(i32) -> String,
    pub filed: fn(usize, usize) -> String,
    /// Where the evidence is, with how many papers and how many files that were attached.
    pub evidence: fn(&std::path::Path, usize, usize) -> String,
    /// What is not among it, and why.
    pub left_out: fn(LeftOut) -> String,
    /// The box in which a section's words are written.
    pub write: &'static str,
    pub words_of: fn(&str) -> String,
    pub words_hint: &'static str,
    pub export: &'static str,
    pub evidence_export: &'static str,
    pub earlier: &'static str,
    pub later: &'static str,
    pub look_behind: &'static str,
    pub how_to: &'static str,
    /// Somebody put an end to writing evidence: so many things were done of so many, and none is kept.
    pub stopped: fn(usize, usize) -> String,
    pub how_to_stop: &'static str,
    /// A section for which nothing is written.
    pub no_words: &'static str,
    /// The first section, while the school has not worded it.
    pub usual_words: &'static str,
    pub span: fn(Span) -> String,
    pub behind: &'static str,
    pub open_fact: &'static str,
    pub folder: &'static str,
    pub folder_hint: &'static str,
    pub folder_name: fn(i32) -> String,
}

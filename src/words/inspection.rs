//! The yearly self-inspection: what its figures and sections are called, and how each figure is counted.

use crate::domain::inspection::{FigureKind, Section};
use crate::domain::register::Span;

pub struct InspectionWords {
    pub title: &'static str,
    pub section: fn(Section) -> &'static str,
    pub figure: fn(FigureKind) -> String,
    /// How it is counted.
    pub formula: fn(FigureKind) -> &'static str,
    pub headings: [&'static str; 4],
    pub behind_headings: [&'static str; 3],
    /// So many of so many.
    pub share: fn(u64, u64) -> String,
    pub unwritten: fn(&[&str]) -> String,
    pub all_written: &'static str,
    pub no_behind: &'static str,
    pub prose_kept: fn(&str, i32) -> String,
    pub prose_gone: fn(&str, i32) -> String,
    /// A file's name without its ending.
    pub file: fn(i32) -> String,
    pub filed: fn(usize, usize) -> String,
    pub evidence: fn(usize, &std::path::Path) -> String,
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
    pub left: &'static str,
    /// A section for which nothing is written.
    pub no_words: &'static str,
    /// The first section, while the school has not worded it.
    pub usual_words: &'static str,
    pub span: fn(Span) -> String,
    pub behind: &'static str,
    pub open_pupil: &'static str,
    pub folder: &'static str,
    pub folder_hint: &'static str,
    pub folder_name: fn(i32) -> String,
}

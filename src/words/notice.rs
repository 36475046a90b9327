//! Papers on the screen: which to write, drafting one, the issued paper, the register, writing files, receipts.

use crate::domain::letter::Part;
use chrono::NaiveDate;

/// Papers on the screen.
pub struct Notices {
    pub draft: &'static str,
    pub issued: &'static str,
    /// The number that the draft would bear.
    pub would_bear: fn(&str) -> String,
    pub preview: &'static str,
    pub edit: &'static str,
    /// A part of a paper that is the writer's: its label and its hint.
    pub part: fn(Part) -> (&'static str, &'static str),
    pub facts_stand: &'static str,
    /// How many parts are the writer's own.
    pub edited: fn(usize) -> String,
    pub start_over: &'static str,
    pub started_over: &'static str,
    /// The marks were put right while the draft was open.
    pub nothing_left: &'static str,
    pub issue: &'static str,
    pub is_issuing: &'static str,
    /// Form, document number and pupil.
    pub ask_issue: fn(&str, &str, &str) -> String,
    /// Which paper is to be written about a pupil.
    pub which: fn(&str) -> String,
    /// What the ladder owes: by when, and how many school days late.
    pub is_owed: fn(Option<NaiveDate>, u16) -> String,
    /// Number and day of the last paper of the kind about the same pupil.
    pub issued_before: fn(&str, NaiveDate) -> String,
    pub issue_now: &'static str,
    pub look_again: &'static str,

    pub headings: [&'static str; 8],
    /// A kind whose paper corrects another.
    pub correcting: fn(&str) -> String,
    pub correct: &'static str,
    pub count: fn(usize) -> String,
    pub none_yet: &'static str,
    pub how_to: &'static str,
    pub open: &'static str,
    pub write: &'static str,
    pub write_register: &'static str,
    pub receipt: &'static str,
    pub no_receipt: &'static str,
    pub received: fn(NaiveDate, &str) -> String,
    pub nothing_chosen: &'static str,

    pub write_title: fn(&str) -> String,
    pub format: &'static str,
    pub format_hint: &'static str,
    pub formats: [&'static str; 4],
    pub file: &'static str,
    pub file_hint: &'static str,
    /// Before the folder in which a file will be.
    pub goes_into: &'static str,
    pub written: &'static str,
    pub is_writing: &'static str,
    pub name_the_file: &'static str,

    pub receipt_title: fn(&str) -> String,
    pub received_by: &'static str,
    pub received_by_hint: &'static str,
    pub received_on: &'static str,
    pub received_on_hint: &'static str,
    pub instruction: &'static str,
    pub instruction_hint: &'static str,
    pub who_received: &'static str,
    pub no_date: &'static str,
    /// Before the notice was issued, or in the future.
    pub date_out_of_range: fn(NaiveDate) -> String,
    pub receipt_saved: &'static str,
}

//! What went wrong, where, and the way out.

use crate::domain::amend::Allowed;
use crate::domain::class::Class;
use crate::domain::find::Namesake;
use crate::domain::ladder::Bound;
use crate::domain::letter::Lacking;
use crate::domain::monthly::Month;
use crate::domain::review::Week;
use crate::domain::week::Left;
use crate::exchange::ExchangeError;
use crate::store;
use chrono::{NaiveDate, NaiveDateTime};
use std::io;
use std::path::Path;

/// What went wrong, where, and the way out.
pub struct Problems {
    pub import: fn(&Path, &ExchangeError) -> String,
    pub no_chinese_font: fn(&[&str]) -> String,
    pub missing_glyphs: fn(&str) -> String,
    pub pdf_left_out: &'static str,
    pub no_table: &'static str,
    pub week_ahead: fn(Week) -> String,
    pub not_of_year: fn(NaiveDate, i32) -> String,
    pub unknown_figure: fn(&str) -> String,
    pub backup_not_sound: fn(usize) -> String,
    pub not_reviewed: fn(Left) -> String,
    pub not_for_the_school: &'static str,
    /// Who changed the same thing at another desk, when, and by what step.
    pub overtaken: fn(&str, NaiveDateTime, &str) -> String,
    pub nothing_to_report: &'static str,
    pub never_in_class: fn(&str) -> String,
    /// So many dossiers; which and why was said before.
    pub not_made: fn(usize) -> String,
    pub letter_lacks: fn(Lacking) -> &'static str,
    pub journal_fault: fn(&store::Fault) -> String,
    pub no_random: &'static str,
    pub no_home: &'static str,
    pub unknown_pupil: fn(&str) -> String,
    /// Who bears the name, and what is to be written to mean one of them.
    pub several_pupils: fn(&str, &[Namesake]) -> String,
    pub unknown_class: fn(&str, &[Class]) -> String,
    pub unknown_grade: fn(&str) -> String,
    pub unknown_session: fn(&str, &[String]) -> String,
    pub unknown_seat: fn(u16, Class) -> String,
    pub seat_twice: fn(u16) -> String,
    pub empty_class: fn(Class, NaiveDate) -> String,
    pub no_school_day: fn(NaiveDate, &str) -> String,
    pub future_date: fn(NaiveDate) -> String,
    /// Of a date to come there is nothing to be seen.
    pub not_yet: fn(NaiveDate) -> String,
    pub dates_reversed: fn(NaiveDate, NaiveDate) -> String,
    pub unknown_guardian: fn(usize, usize) -> String,
    pub unknown_policy: fn(&str) -> String,
    /// As it was asked for, and what the value can be.
    pub rule_value: fn(&str, &Allowed) -> String,
    pub not_counted: fn(&str) -> String,
    pub name_too_long: fn(usize) -> String,
    pub demo_kept_by_nobody: &'static str,
    pub unknown_letter: fn(&str) -> String,
    /// What was asked for, and the parts that the paper has.
    pub unknown_part: fn(&str, &[&str]) -> String,
    /// The number of a paper that cannot be corrected so.
    pub corrects_another: fn(&str) -> String,
    pub has_left: fn(&str) -> String,
    pub unknown_staff: fn(&str, &[String]) -> String,
    /// Person, role.
    pub no_such_post: fn(&str, &str) -> String,
    pub no_name: &'static str,
    /// The rule, and the units in which it is counted.
    pub unfit_unit: fn(&str, &[&str]) -> String,
    /// The rule, and between which numbers one of its numbers must lie.
    pub unfit_number: fn(&str, &Bound) -> String,
    pub nothing_to_undo: &'static str,
    pub nothing_to_call: &'static str,
    pub cannot_read: fn(&Path, &io::Error) -> String,
    pub cannot_write: fn(&Path, &io::Error) -> String,
    /// A file to write whose name ends otherwise than in one of these.
    pub wrong_ending: fn(&Path, &[&str]) -> String,
    pub too_large: fn(&Path, u64) -> String,
    pub output: fn(&io::Error) -> String,
    pub passphrase_file: fn(&Path, &io::Error) -> String,
    pub no_terminal: &'static str,
    pub empty_passphrase: &'static str,
    pub passphrases_differ: &'static str,
    pub not_sound: fn(usize) -> String,

    pub already_there: fn(&Path) -> String,
    pub no_books: fn(&Path) -> String,
    /// The key is there, the database is not.
    pub database_missing: fn(&Path) -> String,
    pub session_twice: fn(&str) -> String,
    /// The first day of the term that begins within another.
    pub terms_overlap: fn(NaiveDate) -> String,
    pub key_file_missing: fn(&Path) -> String,
    pub key_file_damaged: fn(&Path) -> String,
    pub wrong_passphrase: &'static str,
    pub database_damaged: &'static str,
    pub too_new: &'static str,
    pub in_use: fn(&Path) -> String,
    pub roll_changed: fn(Class, NaiveDate) -> String,
    pub number_taken: &'static str,
    pub letter_frozen: &'static str,
    pub version_taken: fn(Month) -> String,
    pub not_undoable: &'static str,
    pub changed_since: &'static str,
    pub in_memory: &'static str,
    pub backup_damaged: fn(&Path) -> String,
    /// Something was recorded since it was worked out what to record.
    pub books_changed: &'static str,
    pub busy: &'static str,
    pub disk_full: &'static str,
    pub disk_failed: &'static str,
    pub read_only: &'static str,
    /// A fault of the program or of the files: the developers' words follow.
    pub internal: fn(&str) -> String,
}

//! What the command line says.

use crate::domain::class::Class;
use crate::domain::ladder::Rule;
use crate::domain::letter::Receipt;
use chrono::NaiveDate;
use std::path::Path;

/// What the command line says. Headings stand in the order of the columns.
pub struct Cli {
    pub passphrase: &'static str,
    pub passphrase_again: &'static str,
    pub new_passphrase: &'static str,
    pub passphrase_changed: &'static str,
    pub tries_left: fn(u32) -> String,
    /// A sentence, and the option or the command that is the way out.
    pub way: fn(&str, &str) -> String,
    pub settings_fault: fn(&str) -> String,
    pub unnamed_person: &'static str,
    pub initialised: fn(&Path) -> String,
    /// Said first: a thousand entries, each as lasting as any other, take some seconds.
    pub demo_begun: &'static str,
    /// The folder, its passphrase, and the date for which the made-up school is told.
    pub demo_kept: fn(&Path, &str, NaiveDate) -> String,
    pub flags_headings: [&'static str; 7],
    pub no_flags: fn(NaiveDate, u16) -> String,
    pub roll_headings: [&'static str; 4],
    pub roll_taken: fn(Class, usize, usize, usize) -> String,
    /// The roll had been taken: whom it said otherwise of.
    pub roll_replaced: fn(&[String]) -> String,
    pub is_there: &'static str,
    pub roll_not_taken: &'static str,
    pub everyone_there: &'static str,
    pub contact_recorded: &'static str,
    pub visit_recorded: fn(usize) -> String,
    pub leave_recorded: fn(usize) -> String,
    pub pupils_headings: [&'static str; 6],
    pub no_pupils: &'static str,
    /// What an export of pupils with their numbers is called in the journal.
    pub pupils_with_numbers: &'static str,
    pub pupil_figures: fn(u16, Option<NaiveDate>, f64) -> String,
    pub todo_headings: [&'static str; 4],
    pub nothing_owed: &'static str,
    pub gaps_headings: [&'static str; 3],
    pub no_gaps: &'static str,
    pub calendar_headings: [&'static str; 3],
    pub school_day: &'static str,
    pub no_school: &'static str,
    pub policy_headings: [&'static str; 5],
    pub policy_set: fn(Option<NaiveDate>) -> String,
    /// A later version of a rule that was set goes on to hold.
    pub policy_later: fn(Rule, NaiveDate) -> String,
    pub notices_headings: [&'static str; 7],
    pub no_notices: &'static str,
    pub letters_headings: [&'static str; 8],
    pub no_letters: &'static str,
    pub kinds_headings: [&'static str; 4],
    /// The number of the paper that one corrects, behind its own.
    pub corrects: fn(&str) -> String,
    pub no_receipt: &'static str,
    /// A receipt that was recorded before has been replaced.
    pub receipt_replaced: fn(&Receipt) -> String,
    pub receipt_recorded: &'static str,
    pub written: fn(&Path) -> String,
    /// It was asked for under a name that was taken.
    pub written_beside: fn(asked: &Path, file: &Path) -> String,
    pub backed_up: fn(&Path) -> String,
    pub restored: fn(Option<&Path>) -> String,
    pub verified: fn(u64) -> String,
}

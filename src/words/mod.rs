//! Every text a person reads, once for each language: the list is here, the texts in `zh` and `en`.
//! A language that lacks an entry does not compile.

mod en;
mod zh;

use crate::domain::calendar::{DayKind, DayWhy};
use crate::domain::class::Class;
use crate::domain::contact::{Means, Reached, Reason};
use crate::domain::entry::{Entry, Why};
use crate::domain::ladder::{Action, Excused, Role, Trigger};
use crate::domain::mark::Mark;
use crate::domain::people::{KeyGroup, Sex};
use crate::domain::school::School;
use crate::domain::timeline::What;
use crate::domain::visit::Outcome;
use crate::exchange::plan::{Counts, Difference, Item, Note, Subject};
use crate::exchange::{self, ExchangeError};
use crate::store;
use chrono::NaiveDate;
use std::io;
use std::path::Path;

/// The language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    #[default]
    Zh,
    En,
}

impl Lang {
    pub fn words(self) -> &'static Words {
        match self {
            Lang::Zh => &zh::WORDS,
            Lang::En => &en::WORDS,
        }
    }
}

/// All texts, one group for each place where they are read. A text with gaps to fill is a function.
pub struct Words {
    pub lang: Lang,
    pub common: Common,
    pub domain: Domain,
    pub cli: Cli,
    pub import: Import,
    pub problems: Problems,
}

/// What several places say alike.
pub struct Common {
    pub app: &'static str,
    /// 2025-11-19 周三
    pub date: fn(NaiveDate) -> String,
    /// A rate of nothing.
    pub no_rate: &'static str,
    /// No table of holidays is known for this year.
    pub table_missing: fn(i32) -> String,
}

/// Terms of the field.
pub struct Domain {
    pub mark: fn(Mark) -> &'static str,
    /// Two cells wide, for columns that must align.
    pub mark_short: fn(Mark) -> &'static str,
    pub sex: fn(Sex) -> &'static str,
    pub group: fn(KeyGroup) -> &'static str,
    pub day_why: fn(&DayWhy) -> String,
    pub means: fn(Means) -> &'static str,
    pub reached: fn(Reached) -> &'static str,
    pub reason: fn(Reason) -> &'static str,
    pub outcome: fn(Outcome) -> &'static str,
    pub trigger: fn(Trigger, u16) -> String,
    pub action: fn(Action) -> &'static str,
    pub role: fn(Role) -> &'static str,
    pub within: fn(u16) -> String,
    pub excused: fn(Excused) -> &'static str,
    /// What is owed, by when, and by how many school days it is late.
    pub owed: fn(Action, Option<NaiveDate>, u16) -> String,
    /// One line of a pupil's time line.
    pub happened: fn(&School, &What) -> String,
    pub why: fn(Why) -> &'static str,
    /// One line of the journal.
    pub entry: fn(&School, &Entry) -> String,
}

/// What the command line says. Headings stand in the order of the columns.
pub struct Cli {
    pub passphrase: &'static str,
    pub passphrase_again: &'static str,
    pub tries_left: fn(u32) -> String,
    pub settings_fault: fn(&str) -> String,
    pub unnamed_person: &'static str,
    pub initialised: fn(&Path) -> String,
    pub flags_headings: [&'static str; 7],
    pub no_flags: fn(NaiveDate, u16) -> String,
    pub roll_headings: [&'static str; 4],
    pub roll_taken: fn(Class, usize, usize, usize) -> String,
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
    pub gaps_too: fn(usize) -> String,
    pub gaps_headings: [&'static str; 3],
    pub no_gaps: &'static str,
    pub calendar_headings: [&'static str; 3],
    pub school_day: &'static str,
    pub no_school: &'static str,
    pub policy_headings: [&'static str; 5],
    pub policy_set: fn(Option<NaiveDate>) -> String,
    pub notices_headings: [&'static str; 7],
    pub no_notices: &'static str,
    pub no_receipt: &'static str,
    pub receipt_recorded: &'static str,
    pub written: fn(&Path) -> String,
    pub backed_up: fn(&Path) -> String,
    pub restored: fn(Option<&Path>) -> String,
    pub verified: fn(u64) -> String,
}

/// What a preview of an import says.
pub struct Import {
    pub counts: fn(&Counts) -> String,
    /// What is new, changed or missing, by name.
    pub subject: fn(&Subject) -> String,
    /// One field that differs.
    pub difference: fn(&Difference) -> String,
    pub missing: fn(&Item) -> String,
    /// Why a row is kept out.
    pub fault: fn(&exchange::plan::Fault) -> String,
    pub unread_columns: fn(&[String]) -> String,
    pub note: fn(&Note) -> String,
    pub dry_run: &'static str,
    pub recorded: &'static str,
    pub nothing_to_do: &'static str,
}

impl Import {
    /// A changed thing, field by field.
    pub fn changed(&self, item: &Item) -> String {
        let differences: Vec<String> =
            item.differences.iter().map(|difference| (self.difference)(difference)).collect();
        format!("{}  {}", (self.subject)(&item.subject), differences.join("; "))
    }
}

/// What went wrong, where, and the way out.
pub struct Problems {
    pub import: fn(&Path, &ExchangeError) -> String,
    pub no_chinese_font: fn(&[&str]) -> String,
    pub missing_glyphs: fn(&str) -> String,
    pub pdf_left_out: &'static str,
    pub nothing_to_report: &'static str,
    pub journal_fault: fn(&store::Fault) -> String,
    pub no_random: &'static str,
    pub no_home: &'static str,
    pub unknown_pupil: fn(&str) -> String,
    pub several_pupils: fn(&str, &[String]) -> String,
    pub unknown_class: fn(&str, &[Class]) -> String,
    pub unknown_grade: fn(&str) -> String,
    pub unknown_session: fn(&str, &[String]) -> String,
    pub unknown_seat: fn(u16, Class) -> String,
    pub seat_twice: fn(u16) -> String,
    pub empty_class: fn(Class, NaiveDate) -> String,
    pub no_school_day: fn(NaiveDate, &str) -> String,
    pub future_date: fn(NaiveDate) -> String,
    pub dates_reversed: fn(NaiveDate, NaiveDate) -> String,
    pub unknown_guardian: fn(usize, usize) -> String,
    pub unknown_policy: fn(&str) -> String,
    pub unknown_notice: fn(&str) -> String,
    pub unknown_staff: fn(&str, &[String]) -> String,
    pub nothing_to_undo: &'static str,
    pub cannot_read: fn(&Path, &io::Error) -> String,
    pub cannot_write: fn(&Path, &io::Error) -> String,
    pub too_large: fn(&Path, u64) -> String,
    pub output: fn(&io::Error) -> String,
    pub passphrase_file: fn(&Path, &io::Error) -> String,
    pub no_terminal: &'static str,
    pub empty_passphrase: &'static str,
    pub passphrases_differ: &'static str,
    pub not_sound: fn(usize) -> String,

    pub already_there: fn(&Path) -> String,
    pub no_books: fn(&Path) -> String,
    pub key_file_missing: fn(&Path) -> String,
    pub key_file_damaged: fn(&Path) -> String,
    pub wrong_passphrase: &'static str,
    pub database_damaged: &'static str,
    pub too_new: &'static str,
    pub in_use: fn(&Path) -> String,
    pub roll_changed: fn(Class, NaiveDate) -> String,
    pub number_taken: &'static str,
    pub notice_frozen: &'static str,
    pub not_undoable: &'static str,
    pub changed_since: &'static str,
    pub in_memory: &'static str,
    pub backup_damaged: fn(&Path) -> String,
    pub busy: &'static str,
    pub disk_full: &'static str,
    pub read_only: &'static str,
    /// A fault of the program or of the files: the developers' words follow.
    pub internal: fn(&str) -> String,
}

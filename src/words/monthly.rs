//! The monthly report: on screen, on the command line, and what goes wrong with it.

use crate::domain::monthly::{
    CannotCount, CannotSign, Changed, Doubt, Figure, IntakeFigure, Month, Owing, Recipient, Stage,
};
use crate::domain::register::Span;
use chrono::NaiveDate;

pub struct Monthly {
    pub title: &'static str,
    pub figure: fn(Figure) -> &'static str,
    /// A figure of the new entrants.
    pub intake: fn(IntakeFigure) -> &'static str,
    pub recipient: fn(Recipient) -> &'static str,
    pub to_do: fn(Owing) -> String,
    /// How far it has come, and which version.
    pub stage: fn(Stage, u32) -> String,
    /// A contradiction; with the name of the pupil whom it is about.
    pub doubt: fn(Doubt, &str) -> String,
    pub cannot_sign: fn(CannotSign) -> String,
    pub cannot_count: fn(CannotCount) -> String,
    /// What was asked for, and which kinds there are.
    pub unknown_doubt: fn(&str, &[&str]) -> String,
    pub unknown_figure: fn(&str) -> String,

    /// A figure that has changed: from what to what.
    pub changed: fn(Changed) -> String,
    /// What the books give otherwise than what was signed: how many figures, and the first of them.
    pub differs: fn(&[Changed]) -> String,
    /// By which key it is corrected.
    pub differs_key: &'static str,
    /// Said before what follows: the text that was typed names a child, the report does not.
    pub names_hidden: &'static str,

    pub item: &'static str,
    /// (10) what is due less what was counted.
    pub difference: &'static str,
    pub total: &'static str,
    pub not_counted: &'static str,
    /// Month, its days, how far it has come, when it is due.
    pub head: fn(Month, Span, &str, NaiveDate) -> String,
    /// Number, what does not agree, why it stands, where it is mended.
    pub doubts_headings: [&'static str; 4],
    /// Class, name, day, times.
    pub names_headings: [&'static str; 4],
    /// Version, signed on, by, why, sent to the bureau, to the street office.
    pub versions_headings: [&'static str; 6],
    /// Class, day, by the books, counted, note.
    pub counts_headings: [&'static str; 5],
    pub no_doubts: &'static str,
    /// Contradictions, of which neither mended nor explained.
    pub doubts: fn(usize, usize) -> String,
    pub unexplained: &'static str,
    pub nobody: &'static str,
    pub signed: fn(Month, u32) -> String,
    pub explained: &'static str,
    pub counted: fn(usize, u16) -> String,
    pub sent: fn(Recipient) -> String,
    /// When and how it was sent, and whether a receipt came.
    pub sending: fn(&str, &str, bool) -> String,
    pub not_sent: &'static str,
    pub saved: &'static str,
    /// School code, first day, district key, August.
    pub settings_labels: [&'static str; 4],
    pub settings_hints: [&'static str; 4],
    pub key_given: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub not_said: &'static str,
    pub first_day: fn(u8) -> String,
    pub wrong_first_day: &'static str,
    /// What was written is no 学校标识码.
    pub wrong_code: fn(&str) -> String,

    pub figures: &'static str,
    pub versions: &'static str,
    pub empty: &'static str,
    pub how_it_goes: &'static str,
    pub no_versions: &'static str,
    pub pupils: &'static str,
    /// The title of the list behind a figure: figure, month, how many.
    pub behind: fn(&str, Month, usize) -> String,
    pub no_list: &'static str,
    pub nothing_chosen: &'static str,
    pub who: &'static str,
    pub mend: &'static str,
    pub read: &'static str,
    pub explain: &'static str,
    pub explain_hint: &'static str,
    /// The same of all that are alike.
    pub explain_alike: &'static str,
    /// The title: one of them, and how many there are.
    pub alike_title: fn(&str, usize) -> String,
    pub sign: &'static str,
    pub correct: &'static str,
    pub correct_hint: &'static str,
    pub filled_by: &'static str,
    pub filled_by_hint: fn(&str) -> String,
    pub send: &'static str,
    pub write: &'static str,
    /// The file that the district reads.
    pub write_file: &'static str,
    pub settings: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    pub next_view: &'static str,
    pub first_month: &'static str,
    pub ahead: &'static str,
    pub file_of_pupil: &'static str,
    /// Counting a class: its name, what is asked.
    pub count_title: fn(&str) -> String,
    pub count_hint: fn(usize) -> String,
    pub no_number: &'static str,
    pub send_title: fn(Month, u32) -> String,
    /// Recipient, day, how, who received it, on which day.
    pub send_labels: [&'static str; 5],
    pub send_hints: [&'static str; 5],
    pub say_how: &'static str,
    pub no_date: &'static str,
    pub not_signed: &'static str,
    /// A file's name without its ending.
    pub file: fn(Month, u32) -> String,
}

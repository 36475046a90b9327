//! The grade lead's week, on the screen and on the command line.

use crate::domain::review;
use crate::domain::week::{Done, Found, Left, Look, Turn};
use chrono::{NaiveDate, Weekday};

/// The grade lead's week.
pub struct Week {
    pub title: &'static str,
    /// 2025年第47周 11-17 至 11-23
    pub named: fn(review::Week) -> String,
    /// Four cells in Chinese.
    pub weekday: fn(Weekday) -> &'static str,
    pub turn: fn(Turn) -> &'static str,
    /// How many stand how against the week before; empty where there is nobody.
    pub changes: fn(&[(Turn, usize)]) -> String,
    /// What was found out, in a few words.
    pub found: fn(&Found) -> String,
    /// What was done, in counts; empty where nothing was.
    pub done: fn(&Done) -> String,
    pub nothing_done: &'static str,
    pub nothing_found: &'static str,
    /// Two cells.
    pub review: fn(Look) -> &'static str,
    pub no_school: &'static str,

    pub class: &'static str,
    pub rate: &'static str,
    pub unexcused: &'static str,
    pub gaps: &'static str,
    pub reviewed: &'static str,
    pub pupil: &'static str,
    pub streak: &'static str,
    pub against: &'static str,
    pub found_title: &'static str,
    pub done_title: &'static str,
    pub owed: &'static str,
    pub legend: &'static str,
    /// Which of how many classes are in sight.
    pub in_sight: fn(usize, usize, usize) -> String,

    /// Looked at, of all.
    pub state: fn(usize, usize) -> String,
    pub unsigned: &'static str,
    pub signed: fn(&str, NaiveDate) -> String,
    /// By whom, when, what.
    pub seen_with: fn(&str, NaiveDate, &str) -> String,
    pub asked: fn(&str, NaiveDate, &str) -> String,
    pub asked_and_answered: fn(&str, NaiveDate, &str) -> String,
    /// Looked at, while the question waits: the remark, the question.
    pub seen_and_asked: fn(&str, NaiveDate, &str, &str) -> String,
    /// Whose question waits, with its text.
    pub still_asked: fn(&str, &str) -> String,
    /// So many questions wait.
    pub asked_about: fn(usize) -> String,
    /// No term covers the week.
    pub no_term: fn(review::Week) -> String,
    /// A question that waits, on the homeroom teacher's list; before the pupil's name.
    pub to_answer: &'static str,
    /// The same with its text and who asks.
    pub question: fn(&str, &str) -> String,

    pub open: &'static str,
    pub see: &'static str,
    pub ask: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    pub write: &'static str,
    pub sign: &'static str,
    pub more_classes: &'static str,
    pub next_view: &'static str,
    pub view_before: &'static str,

    pub see_title: fn(&str) -> String,
    pub see_hint: &'static str,
    pub ask_title: fn(&str) -> String,
    pub ask_hint: &'static str,
    pub ask_something: &'static str,
    pub sign_title: fn(&str) -> String,
    /// What changed, and how many questions wait.
    pub sign_hint: fn(&str, usize) -> String,
    pub still: fn(Left) -> String,
    pub is_signed: &'static str,
    pub is_seen: fn(&str) -> String,
    pub is_asked: fn(&str) -> String,
    pub this_week: &'static str,
    pub first_week: &'static str,
    pub no_row: &'static str,
    pub no_classes: [&'static str; 2],
    pub nobody: fn(&str) -> String,
    pub file: fn(review::Week, &str) -> String,

    pub by_class: &'static str,
    pub by_weekday: &'static str,
    pub runs: &'static str,
    pub year_before: &'static str,
    /// Weeks of the term across.
    pub weeks: &'static str,
    pub now: &'static str,
    pub whole: &'static str,
    pub runs_legend: &'static str,
    /// The same where bars are drawn.
    pub runs_bars: &'static str,
    /// Figures of a class by week.
    pub by_class_legend: &'static str,
    /// The letters before the pupils, and the sign of what presses.
    pub looks_legend: &'static str,
    pub no_rolls: &'static str,
    pub no_runs: &'static str,
    pub no_year_before: [&'static str; 2],

    pub pupils_headings: [&'static str; 8],
    pub nobody_to_look_at: &'static str,
    pub recorded: &'static str,
}

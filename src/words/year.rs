//! The year's turn (升级): review, warnings, command line and screen.

use crate::domain::calendar::Term;
use crate::domain::year::{Against, CannotTurn, CannotUndo, Turn, Warning};
use chrono::NaiveDate;

pub struct YearWords {
    pub title: &'static str,
    /// Old class, new class, pupils, homeroom teachers.
    pub headings: [&'static str; 4],
    /// In the place of a new class: those who leave.
    pub graduate: &'static str,
    /// In the place of an old class: those who come new.
    pub newcomer: &'static str,
    pub between: &'static str,
    /// Which school year, from which day on.
    pub year: fn(i32, NaiveDate) -> String,
    /// How many rise, graduate, stay suspended, are new.
    pub sums: fn(&Turn) -> String,
    pub term: fn(&Term) -> String,
    /// Homeroom teachers without a class in the new year.
    pub free: fn(&[String]) -> String,
    /// What is to be known, about whom where it is about a pupil.
    pub warning: fn(&Warning, &str) -> String,
    /// What stands against it, and the way out; about whom.
    pub against: fn(&Against, &str) -> String,
    pub new_pupils_by_roster: &'static str,
    pub cannot_turn: fn(CannotTurn) -> String,
    pub cannot_undo: fn(&CannotUndo) -> String,
    pub refused: fn(usize) -> String,
    pub faulty: fn(usize) -> String,
    pub dry_run: &'static str,
    pub recorded: fn(i32, NaiveDate) -> String,
    pub undone: fn(i32) -> String,

    pub page_classes: &'static str,
    pub page_warnings: &'static str,
    pub page_faults: &'static str,
    pub turn: &'static str,
    pub undo: &'static str,
    pub pupils: &'static str,
    pub pick_lists: &'static str,
    pub last_grade: &'static str,
    pub next_page: &'static str,
    pub page: &'static str,
    pub write_faulty: &'static str,
    pub pick_title: &'static str,
    pub no_lists: &'static str,
    pub lists_of: fn(&str) -> String,
    pub reading: &'static str,
    pub nothing_here: &'static str,
    pub date: &'static str,
    pub date_hint: &'static str,
    /// What was typed is no date.
    pub no_date: &'static str,
    /// Why it cannot be taken back any more.
    pub called: &'static str,
    pub meaning: [&'static str; 2],
    pub confirm: &'static str,
    pub yes_turn: &'static str,
    pub yes_undo: &'static str,
    pub leave_it: &'static str,
    pub undo_title: &'static str,
    pub undo_text: fn(i32, NaiveDate) -> String,
    pub mend_first: &'static str,
    pub faults_first: &'static str,
    pub pupils_of: fn(&str, &str) -> String,
    /// Seat in the new class, name.
    pub pupil_line: fn(Option<u16>, &str) -> String,
    pub written: fn(&str) -> String,
}

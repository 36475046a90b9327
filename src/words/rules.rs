//! The rules: table, form, command line.

use crate::domain::ladder::{Compare, Rule, Unit};
use crate::domain::profile::Profile;
use chrono::NaiveDate;

/// The rules.
pub struct Rules {
    pub title: &'static str,
    /// Rule, trigger, action, by whom, within, from, basis, remarks.
    pub headings: [&'static str; 8],
    pub between: &'static str,
    /// Owed again after so many school days.
    pub again: fn(u16) -> String,
    /// What should be known of a rule beside its row.
    pub note: fn(Rule) -> Option<&'static str>,
    pub later: &'static str,
    pub profile: fn(Profile) -> &'static str,

    pub from: fn(NaiveDate) -> String,
    pub basis_is: fn(&str) -> String,
    /// How many rows will be otherwise later.
    pub will_change: fn(usize) -> String,
    pub change: &'static str,
    pub adopt: &'static str,
    pub none: &'static str,

    /// Rule and what it asks for.
    pub form_title: fn(&str, &str) -> String,
    pub number: &'static str,
    pub number_hint: &'static str,
    pub compare: &'static str,
    pub compare_hint: &'static str,
    pub compares: fn(Compare) -> &'static str,
    pub unit: &'static str,
    pub unit_hint: &'static str,
    pub units: fn(Unit) -> &'static str,
    pub owes: &'static str,
    pub owes_hint: &'static str,
    pub within_days: &'static str,
    pub within_hours: &'static str,
    pub within_hint: &'static str,
    pub repeat: &'static str,
    pub repeat_hint: &'static str,
    pub basis: &'static str,
    pub basis_hint: &'static str,
    pub holds_from: &'static str,
    pub holds_from_hint: &'static str,
    pub say_number: &'static str,
    pub say_days: &'static str,
    pub say_date: &'static str,
    pub nothing_changed: &'static str,

    pub adopt_title: &'static str,
    pub adopt_text: fn(NaiveDate) -> String,
    /// Profile, rows that would change.
    pub adopt_row: fn(&str, usize) -> String,
    pub keep: &'static str,

    pub set: fn(NaiveDate) -> String,
    /// Between which numbers what was typed must lie.
    pub say_between: fn(u16, u16) -> String,
    /// Profile, from when, how many rows were changed.
    pub adopted: fn(&str, NaiveDate, usize) -> String,
}

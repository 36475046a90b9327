//! Responsibility letters (责任书): the command line and the screen.

use crate::domain::pledge::{Capacity, PledgeLevel, Side};
use chrono::NaiveDate;

pub struct PledgeWords {
    pub level: fn(PledgeLevel) -> &'static str,
    pub capacity: fn(&Capacity) -> String,
    pub side: fn(&Side) -> String,
    /// Who has signed already, on which day, and who recorded it.
    pub signed_already: fn(&str, NaiveDate, &str) -> String,
    pub no_letter: fn(&str) -> String,
    pub unknown_level: fn(u8) -> String,
    pub headings: [&'static str; 4],
    pub signed: fn(NaiveDate, &str) -> String,
    pub missing: &'static str,
    /// Letters, of which signed.
    pub count: fn(usize, usize) -> String,
    pub none: &'static str,
    pub recorded: fn(&str, NaiveDate) -> String,
    pub made: fn(usize, &str) -> String,

    pub title: &'static str,
    pub year: fn(i32) -> String,
    pub how_to: &'static str,
    pub sign: &'static str,
    pub sign_title: &'static str,
    pub make: &'static str,
    pub family: &'static str,
    pub staff_only: &'static str,
    pub nothing_chosen: &'static str,
    pub who: &'static str,
    pub who_hint: &'static str,
    pub on: &'static str,
    pub on_hint: &'static str,
    pub file: &'static str,
}

//! Days that are written out in full, and how far they may lie from now. Whatever is read as a date anywhere (an argument, a
//! field, a cell) is bounded here: what is worked out from it, a year on or a school year back, never leaves the calendar.

use chrono::{Datelike, NaiveDate, TimeDelta};
use std::ops::Range;
use thiserror::Error;

/// Beijing time (北京时间), eight hours ahead of UTC all year. Every school that keeps these books lives by it, so a
/// machine with a wrong time zone still writes the right day.
pub const BEIJING: TimeDelta = TimeDelta::hours(8);

/// Years in which pupils, teachers and papers lie; another one is a slip of the finger.
pub const YEARS: Range<i32> = 1900..2200;

/// Why a text is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NoDay {
    #[error("no date: such as 2026-03-18")]
    NotADate,
    #[error("a year from {} to {}", YEARS.start, YEARS.end - 1)]
    OutOfReach,
}

/// Reads `2026-03-18`.
///
/// # Errors
/// When there is no such day, or it lies beyond [`YEARS`].
pub fn parse(text: &str) -> Result<NaiveDate, NoDay> {
    match text.trim().parse::<NaiveDate>() {
        Ok(day) if YEARS.contains(&day.year()) => Ok(day),
        Ok(_) => Err(NoDay::OutOfReach),
        Err(_) => Err(NoDay::NotADate),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_within_reach() {
        let table = [
            ("2026-03-18", Ok("2026-03-18")),
            (" 1900-01-01 ", Ok("1900-01-01")),
            ("2199-12-31", Ok("2199-12-31")),
            ("2200-01-01", Err(NoDay::OutOfReach)),
            ("0001-01-01", Err(NoDay::OutOfReach)),
            ("+262142-12-31", Err(NoDay::OutOfReach)),
            ("-262143-01-01", Err(NoDay::OutOfReach)),
            ("-0001-01-01", Err(NoDay::OutOfReach)),
            ("99999999999-01-01", Err(NoDay::NotADate)),
            ("2026-02-30", Err(NoDay::NotADate)),
            ("明天", Err(NoDay::NotADate)),
            ("", Err(NoDay::NotADate)),
        ];
        for (text, wanted) in table {
            assert_eq!(parse(text).map(|day| day.to_string()), wanted.map(str::to_owned), "{text}");
        }
    }
}

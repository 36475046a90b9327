//! Dates in cells, in the forms that people and spreadsheets write them.

use super::sheet::Cell;
use crate::domain::day::YEARS;
use crate::domain::plain::plain;
use chrono::{Datelike, NaiveDate, TimeDelta};

/// What a cell says of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    Day(NaiveDate),
    /// Year and month only: 入学年月, 出生年月.
    Month(i32, u32),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDate {
    /// Written as a date, and there is no such day.
    Impossible,
    NotADate,
}

impl Written {
    /// The day, or the first of the month.
    pub fn first_day(self) -> Option<NaiveDate> {
        match self {
            Written::Day(date) => Some(date),
            Written::Month(year, month) => NaiveDate::from_ymd_opt(year, month, 1),
        }
    }
}

/// Reads a date cell, a spreadsheet's day count, `20250901`, `2025-09-01`, `2025/9/1`, `2025.9.1`, `2025年9月1日`,
/// each with or without a time of day after it.
pub fn read(cell: &Cell) -> Result<Written, NoDate> {
    match cell {
        Cell::Date(date) if YEARS.contains(&date.year()) => Ok(Written::Day(*date)),
        Cell::Number(number) => of_number(*number),
        Cell::Text(text) => of_text(text),
        Cell::Formula(_, result) => read(result),
        _ => Err(NoDate::NotADate),
    }
}

fn of_number(number: f64) -> Result<Written, NoDate> {
    const DAY_COUNTS: std::ops::Range<f64> = 10_000.0..100_000.0;
    if DAY_COUNTS.contains(&number) {
        let first = NaiveDate::from_ymd_opt(1899, 12, 30).ok_or(NoDate::NotADate)?;
        return Ok(Written::Day(first + TimeDelta::days(number as i64)));
    }
    if number.fract() != 0.0 || !(100_000.0..1e9).contains(&number) {
        return Err(NoDate::NotADate);
    }
    of_text(&(number as i64).to_string())
}

pub fn of_text(text: &str) -> Result<Written, NoDate> {
    let folded = plain(text);
    let text = folded.trim().trim_start_matches('\'');
    let text = without_time(text).ok_or(NoDate::NotADate)?;
    let figures = figures(text).ok_or(NoDate::NotADate)?;
    match figures[..] {
        [whole] if text.len() == 8 => day(whole / 10_000, whole / 100 % 100, whole % 100),
        [whole] if text.len() == 6 => month(whole / 100, whole % 100),
        [year, month_of] => month(year, month_of),
        [year, month, of_month] => day(year, month, of_month),
        _ => Err(NoDate::NotADate),
    }
}

/// A date's text without the time of day behind it; none when anything else stands there.
fn without_time(text: &str) -> Option<&str> {
    let date = text.split(['T', ' ']).next()?;
    let rest = text[date.len()..].trim_start_matches('T').trim();
    (rest.is_empty() || rest.contains(':')).then_some(date)
}

/// The numbers of a date's text; none when anything else stands there.
fn figures(date: &str) -> Option<Vec<u32>> {
    let date = date.strip_suffix(['日', '月', '号']).unwrap_or(date);
    let parts = date.split(['-', '/', '.', '年', '月']);
    let read = |part: &str| {
        let sound = (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if sound { part.parse().ok() } else { None }
    };
    parts.map(read).collect()
}

fn day(year: u32, month: u32, day: u32) -> Result<Written, NoDate> {
    let year = school_time(year)?;
    NaiveDate::from_ymd_opt(year, month, day).map(Written::Day).ok_or(NoDate::Impossible)
}

fn month(year: u32, month: u32) -> Result<Written, NoDate> {
    let year = school_time(year)?;
    if (1..=12).contains(&month) { Ok(Written::Month(year, month)) } else { Err(NoDate::Impossible) }
}

/// Years of four figures only: nobody can tell what `03/04/05` means.
fn school_time(year: u32) -> Result<i32, NoDate> {
    match i32::try_from(year) {
        Ok(year) if YEARS.contains(&year) => Ok(year),
        _ => Err(NoDate::NotADate),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_write_them() {
        let day = |text: &str| Ok(Written::Day(text.parse().unwrap()));
        let table = [
            ("20250901", day("2025-09-01")),
            ("2025-09-01", day("2025-09-01")),
            ("2025/9/1", day("2025-09-01")),
            ("2025.9.1", day("2025-09-01")),
            ("２０２５年９月１日", day("2025-09-01")),
            ("2025-09-01 00:00:00", day("2025-09-01")),
            ("2025/9/1 8:05", day("2025-09-01")),
            ("20250901 08:00", day("2025-09-01")),
            ("20250901T08:00:00", day("2025-09-01")),
            ("20250901 八点", Err(NoDate::NotADate)),
            ("202509", Ok(Written::Month(2025, 9))),
            ("2025年9月", Ok(Written::Month(2025, 9))),
            ("2025-09-31", Err(NoDate::Impossible)),
            ("20250230", Err(NoDate::Impossible)),
            ("2025-13-01", Err(NoDate::Impossible)),
            ("昨天", Err(NoDate::NotADate)),
            ("", Err(NoDate::NotADate)),
            ("25/9/1", Err(NoDate::NotADate)),
            ("9月1日", Err(NoDate::NotADate)),
        ];
        for (text, wanted) in table {
            assert_eq!(of_text(text), wanted, "{text}");
        }
        assert_eq!(read(&Cell::Number(45901.0)), day("2025-09-01"));
        assert_eq!(read(&Cell::Number(20250901.0)), day("2025-09-01"));
        assert_eq!(read(&Cell::Number(3.0)), Err(NoDate::NotADate));
    }
}

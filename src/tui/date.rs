//! Dates as people type them into a field.

use crate::domain::day::YEARS;
use chrono::{Datelike, NaiveDate, TimeDelta};

/// Reads `2026-03-18`, `20260318`, `3-18`, `0318`, `3.18`, `3月18日`, `18` (of today's month) or `+2`, `-1` (days from
/// today). Without a year it is the day of that name that lies nearest to today.
pub fn parse(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim();
    if let Some(days) = text.strip_prefix('+').or(text.strip_prefix('-')) {
        let days: i64 = days.parse().ok().filter(|days| (0..=400).contains(days))?;
        return today.checked_add_signed(TimeDelta::days(if text.starts_with('-') { -days } else { days }));
    }
    let digits = |text: &str| text.parse::<u32>().ok();
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let year = whole_year(digits(&text[..4])?)?;
        return NaiveDate::from_ymd_opt(year, digits(&text[4..6])?, digits(&text[6..])?);
    }
    if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return nearest(digits(&text[..2])?, digits(&text[2..])?, today);
    }
    let separates = |char: char| matches!(char, '-' | '/' | '.' | '年' | '月' | '日' | '号' | ' ');
    if !text.chars().all(|char| char.is_ascii_digit() || separates(char)) {
        return None;
    }
    let parts: Vec<u32> = text.split(separates).filter(|part| !part.is_empty()).map_while(digits).collect();
    match parts[..] {
        [year, month, day] => NaiveDate::from_ymd_opt(whole_year(year)?, month, day),
        [month, day] => nearest(month, day, today),
        [day] => today.with_day(day),
        _ => None,
    }
}

/// Two digits are a year of this century.
fn whole_year(year: u32) -> Option<i32> {
    let year = if year < 100 { 2000 + year } else { year };
    i32::try_from(year).ok().filter(|year| YEARS.contains(year))
}

fn nearest(month: u32, day: u32, today: NaiveDate) -> Option<NaiveDate> {
    let years = today.year() - 1..=today.year() + 1;
    let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    days.min_by_key(|date| (*date - today).num_days().abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_type_them() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 18).unwrap();
        let table = [
            ("2026-03-17", Some("2026-03-17")),
            ("20251119", Some("2025-11-19")),
            ("2025年11月19日", Some("2025-11-19")),
            ("3.2", Some("2026-03-02")),
            ("9", Some("2026-03-09")),
            ("-1", Some("2026-03-17")),
            ("+14", Some("2026-04-01")),
            ("0317", Some("2026-03-17")),
            ("1208", Some("2025-12-08")),
            ("12-30", Some("2025-12-30")),
            ("25-9-1", Some("2025-09-01")),
            ("0025-09-01", Some("2025-09-01")),
            ("1825-09-01", None),
            ("7.1 7火星", None),
            ("凤栖实验学校7.1", None),
            ("1340", None),
            ("2-30", None),
            ("", None),
            ("明天", None),
            ("二零二六年", None),
        ];
        for (typed, meant) in table {
            assert_eq!(parse(typed, today).map(|date| date.to_string()).as_deref(), meant, "{typed}");
        }
    }
}

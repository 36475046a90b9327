//! School years (学年): by them grades are called, quotas are counted, letters are signed and cohorts are followed.

use chrono::{Datelike, NaiveDate};

/// The school year that a date lies in, by the year in which it began: from August on the new one.
pub fn school_year(date: NaiveDate) -> i32 {
    if date.month() >= 8 { date.year() } else { date.year() - 1 }
}

/// First and last day of the school year that began in a year.
pub fn days_of_school_year(year: i32) -> (NaiveDate, NaiveDate) {
    let first =
        |year| NaiveDate::from_ymd_opt(year, 8, 1).unwrap_or(if year < 0 { NaiveDate::MIN } else { NaiveDate::MAX });
    (first(year), first(year + 1).pred_opt().unwrap_or(NaiveDate::MAX))
}

//! Dates and times as official papers write them: Arabic numerals without leading zeros (GB/T 9704-2012).

use crate::domain::timeline::time_of_day;
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike, Weekday};

/// `2025年9月9日`
pub fn full(date: NaiveDate) -> String {
    format!("{}年{}", date.year(), day(date))
}

/// `9月9日`
pub fn day(date: NaiveDate) -> String {
    format!("{}月{}日", date.month(), date.day())
}

/// `星期二`
pub fn weekday(date: NaiveDate) -> &'static str {
    name_of(date.weekday())
}

pub fn name_of(weekday: Weekday) -> &'static str {
    const NAMES: [&str; 7] = ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"];
    NAMES[weekday.num_days_from_monday() as usize]
}

/// `9月8日8时10分`, or `9月8日` where no time was noted.
pub fn moment(at: NaiveDateTime) -> String {
    let time = time_of_day(at).map(|time| format!("{}时{}分", time.hour(), time.minute()));
    format!("{}{}", day(at.date()), time.unwrap_or_default())
}

/// `2025年9月8日8时10分`, or without the time where none was noted.
pub fn moment_of_year(at: NaiveDateTime) -> String {
    format!("{}年{}", at.year(), moment(at))
}

/// From how many days in a row on only the first and the last are named.
const RUN: usize = 4;

/// `9月29日、30日、10月9日至17日`: the month once for each run of days within it, and long runs by their ends.
pub fn days(dates: &[NaiveDate]) -> String {
    let mut month = None;
    let mut name = |date: NaiveDate| {
        let of = (date.year(), date.month());
        let same = month.replace(of) == Some(of);
        if same { format!("{}日", date.day()) } else { day(date) }
    };
    let mut said = Vec::new();
    for run in dates.chunk_by(|a, b| a.succ_opt() == Some(*b)) {
        match run {
            [first, .., last] if run.len() >= RUN => said.push(format!("{}至{}", name(*first), name(*last))),
            few => said.extend(few.iter().map(|date| name(*date))),
        }
    }
    said.join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn no_leading_zeros() {
        assert_eq!(full(date("2025-09-09")), "2025年9月9日");
        assert_eq!(moment(date("2025-09-08").and_hms_opt(8, 5, 0).unwrap()), "9月8日8时5分");
    }

    #[test]
    fn the_month_is_said_once() {
        let dates = ["2025-09-29", "2025-09-30", "2025-10-09", "2025-10-10"].map(date);
        assert_eq!(days(&dates), "9月29日、30日、10月9日、10日");
        assert_eq!(days(&[]), "");
        let run: Vec<NaiveDate> = date("2025-09-29").iter_days().take(4).chain([date("2025-10-09")]).collect();
        assert_eq!(days(&run), "9月29日至10月2日、9日");
        assert_eq!(days(&run[..3]), "9月29日、30日、10月1日");
    }

    #[test]
    fn the_week_begins_on_monday() {
        assert_eq!(weekday(date("2025-09-08")), "星期一");
        assert_eq!(weekday(date("2025-09-28")), "星期日");
    }
}

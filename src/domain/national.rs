//! Holidays and make-up workdays of 2024, 2025 and 2026, as announced by the State Council's office:
//! 国办发明电〔2023〕7号, 国办发明电〔2024〕12号 and the notice of 4 November 2025 (domain handbook, 8.1).
//! Later years are not guessed: the school enters them (`import calendar --national`).

use super::calendar::{DayKind, SetDay, days_between};
use chrono::NaiveDate;
use std::ops::RangeInclusive;

pub const YEARS: RangeInclusive<i32> = 2024..=2026;

/// A holiday: its name, first and last day off, and the weekend days worked to make up for it, as (year, month, day).
struct Holiday {
    name: &'static str,
    off: [(i32, u32, u32); 2],
    on: &'static [(i32, u32, u32)],
}

const fn holiday(
    name: &'static str,
    first: (i32, u32, u32),
    last: (i32, u32, u32),
    on: &'static [(i32, u32, u32)],
) -> Holiday {
    Holiday { name, off: [first, last], on }
}

const HOLIDAYS: &[Holiday] = &[
    holiday("元旦", (2024, 1, 1), (2024, 1, 1), &[]),
    holiday("春节", (2024, 2, 10), (2024, 2, 17), &[(2024, 2, 4), (2024, 2, 18)]),
    holiday("清明节", (2024, 4, 4), (2024, 4, 6), &[(2024, 4, 7)]),
    holiday("劳动节", (2024, 5, 1), (2024, 5, 5), &[(2024, 4, 28), (2024, 5, 11)]),
    holiday("端午节", (2024, 6, 8), (2024, 6, 10), &[]),
    holiday("中秋节", (2024, 9, 15), (2024, 9, 17), &[(2024, 9, 14)]),
    holiday("国庆节", (2024, 10, 1), (2024, 10, 7), &[(2024, 9, 29), (2024, 10, 12)]),
    holiday("元旦", (2025, 1, 1), (2025, 1, 1), &[]),
    holiday("春节", (2025, 1, 28), (2025, 2, 4), &[(2025, 1, 26), (2025, 2, 8)]),
    holiday("清明节", (2025, 4, 4), (2025, 4, 6), &[]),
    holiday("劳动节", (2025, 5, 1), (2025, 5, 5), &[(2025, 4, 27)]),
    holiday("端午节", (2025, 5, 31), (2025, 6, 2), &[]),
    holiday("国庆节、中秋节", (2025, 10, 1), (2025, 10, 8), &[(2025, 9, 28), (2025, 10, 11)]),
    holiday("元旦", (2026, 1, 1), (2026, 1, 3), &[(2026, 1, 4)]),
    holiday("春节", (2026, 2, 15), (2026, 2, 23), &[(2026, 2, 14), (2026, 2, 28)]),
    holiday("清明节", (2026, 4, 4), (2026, 4, 6), &[]),
    holiday("劳动节", (2026, 5, 1), (2026, 5, 5), &[(2026, 5, 9)]),
    holiday("端午节", (2026, 6, 19), (2026, 6, 21), &[]),
    holiday("中秋节", (2026, 9, 25), (2026, 9, 27), &[]),
    holiday("国庆节", (2026, 10, 1), (2026, 10, 7), &[(2026, 9, 20), (2026, 10, 10)]),
];

/// Every day that the built-in table speaks of.
pub fn days() -> impl Iterator<Item = (NaiveDate, SetDay)> {
    HOLIDAYS.iter().flat_map(|holiday| {
        let [first, last] = holiday.off.map(date);
        let off = days_between(first, last).map(|day| (day, DayKind::Off, holiday.name.to_owned()));
        let on = holiday.on.iter().map(|day| (date(*day), DayKind::On, format!("{}调休上班", holiday.name)));
        off.chain(on).map(|(day, kind, note)| (day, SetDay { kind, note }))
    })
}

/// The table above holds real dates only; a test reads every one of them.
fn date((year, month, day): (i32, u32, u32)) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike, Weekday};

    #[test]
    fn every_date_is_real_and_only_weekends_are_worked_to_make_up() {
        for (day, set) in days() {
            assert!(YEARS.contains(&day.year()), "{day}");
            if set.kind == DayKind::On {
                assert!(matches!(day.weekday(), Weekday::Sat | Weekday::Sun), "{day}");
            }
        }
    }

    #[test]
    fn each_year_has_its_days() {
        let count = |year, kind| days().filter(|(day, set)| day.year() == year && set.kind == kind).count();
        assert_eq!([count(2024, DayKind::Off), count(2024, DayKind::On)], [30, 8]);
        assert_eq!([count(2025, DayKind::Off), count(2025, DayKind::On)], [28, 5]);
        assert_eq!([count(2026, DayKind::Off), count(2026, DayKind::On)], [33, 6]);
    }
}

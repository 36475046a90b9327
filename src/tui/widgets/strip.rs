//! The last school days of a pupil in one letter each.

use crate::domain::attendance::{PupilDay, Verdict};
use chrono::NaiveDate;

/// `.` there, `x` unexcused, `h` a part of the day unexcused, `s` excused, `-` no roll taken.
pub fn letters(days: &[(NaiveDate, Option<PupilDay>)]) -> String {
    days.iter().map(|(_, day)| letter(day.as_ref())).collect()
}

pub fn letter(day: Option<&PupilDay>) -> char {
    match day.map(|day| (day.verdict(), day.unexcused)) {
        None | Some((Verdict::NoData, _)) => '-',
        Some((Verdict::Unexcused, _)) => 'x',
        Some((_, unexcused)) if unexcused > 0 => 'h',
        Some((Verdict::Excused, _)) => 's',
        Some((Verdict::Attended, _)) => '.',
    }
}

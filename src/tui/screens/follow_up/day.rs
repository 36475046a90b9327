//! Days and times of day as the forms ask for them.

use crate::domain::ids::PupilId;
use crate::tui::context::Context;
use crate::tui::date;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};

/// A promised day: none where nothing was typed.
///
/// # Errors
/// What is wrong with it, in words.
pub fn ahead(cx: &Context, text: &str) -> Result<Option<NaiveDate>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    match typed(cx, text)? {
        day if day < cx.today => Err(format!("{day}: {}", cx.words.follow_up.in_past)),
        day => Ok(Some(day)),
    }
}

/// Any day.
///
/// # Errors
/// What is wrong with it, in words.
pub fn typed(cx: &Context, text: &str) -> Result<NaiveDate, String> {
    date::parse(text, cx.today).ok_or_else(|| cx.words.follow_up.no_date.to_owned())
}

/// `16:30`, `16.30`, `1630` or `16`.
///
/// # Errors
/// What is wrong with it, in words.
pub fn time(cx: &Context, text: &str) -> Result<NaiveTime, String> {
    read_time(text).ok_or_else(|| cx.words.follow_up.no_time.to_owned())
}

/// When something was that is being recorded: never in the future. Day and time as typed, each with its field.
///
/// # Errors
/// The field that is at fault, and what is wrong with it, in words.
pub fn past(cx: &Context, typed: [(usize, &str); 2]) -> Result<NaiveDateTime, (usize, String)> {
    let [(day_at, day), (time_at, time_of_day)] = typed;
    let date = self::typed(cx, day).map_err(|fault| (day_at, fault))?;
    let time = time(cx, time_of_day).map_err(|fault| (time_at, fault))?;
    let ahead = cx.words.follow_up.in_future;
    if date > cx.today {
        return Err((day_at, format!("{date}: {ahead}")));
    }
    let this_minute = (cx.now.hour(), cx.now.minute());
    if date == cx.today && (time.hour(), time.minute()) > this_minute {
        return Err((time_at, format!("{}: {ahead}", time.format("%H:%M"))));
    }
    Ok(date.and_time(time))
}

fn read_time(text: &str) -> Option<NaiveTime> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let parted = text.trim().split(|char: char| !char.is_ascii_digit()).filter(|part| !part.is_empty());
    let parts: Vec<u32> = parted.map_while(|part| part.parse().ok()).collect();
    match (parts[..].len(), digits.len()) {
        (2, _) => NaiveTime::from_hms_opt(parts[0], parts[1], 0),
        (1, 1 | 2) => NaiveTime::from_hms_opt(parts[0], 0, 0),
        (1, 3 | 4) => NaiveTime::from_hms_opt(parts[0] / 100, parts[0] % 100, 0),
        _ => None,
    }
}

/// The weekday of a typed date, and why there is no school then; nothing where it is no date.
pub fn beside(cx: &Context, pupil: PupilId, text: &str) -> String {
    let Some(day) = date::parse(text, cx.today) else { return String::new() };
    let grade = cx.school.pupil(pupil).and_then(|pupil| pupil.class(day)).map(|class| class.grade);
    let told = cx.school.calendar.day(day, grade);
    let off = if told.school_day { String::new() } else { (cx.words.follow_up.off)(&told.why) };
    format!("{} {off}", (cx.words.common.date)(day)).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_people_type_them() {
        let table = [
            ("16:30", Some("16:30")),
            ("1630", Some("16:30")),
            ("16.05", Some("16:05")),
            ("16：30", Some("16:30")),
            ("930", Some("09:30")),
            ("8", Some("08:00")),
            ("2460", None),
            ("", None),
            ("下午", None),
        ];
        for (text, time) in table {
            let read = read_time(text).map(|time| time.format("%H:%M").to_string());
            assert_eq!(read.as_deref(), time, "{text}");
        }
    }
}

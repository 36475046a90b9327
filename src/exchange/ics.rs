//! An iCalendar of holidays as a sheet of the columns that a calendar has.

use super::error::ExchangeError;
use super::sheet::{Cell, Row, Sheet};
use crate::domain::day::BEIJING;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use icalendar::parser::{Component, read_calendar, unfold};

/// The days off and make-up days of a calendar: all-day events whose summary says 休 or 放假, or 班 or 上课. Other
/// events (festivals, the sun's terms) are counted and passed over. Rows are numbered by event.
///
/// # Errors
/// When the text is no iCalendar.
pub fn sheet(text: &str) -> Result<Sheet, ExchangeError> {
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded)
        .map_err(|error| ExchangeError::BrokenCalendar(error.lines().next().unwrap_or_default().to_owned()))?;
    let headings = ["日期", "类型", "说明"].map(|heading| Cell::Text(heading.into())).to_vec();
    let mut sheet = Sheet { rows: vec![Row { number: 0, cells: headings }], ..Sheet::default() };
    let events = calendar.components.iter().filter(|component| component.name == "VEVENT");
    for (event, number) in events.zip(1..) {
        match row(event) {
            Some(cells) => sheet.rows.push(Row { number, cells: cells.to_vec() }),
            None => sheet.passed_over += 1,
        }
    }
    Ok(sheet)
}

fn row(event: &Component<'_>) -> Option<[Cell; 3]> {
    let value = |name: &str| event.find_prop(name).map(|property| property.val.to_string());
    let summary = value("SUMMARY")?.replace("\\,", ",").replace("\\;", ";").replace("\\n", " ");
    let kind = if ["班", "上课"].iter().any(|word| summary.contains(word)) {
        "上课"
    } else if ["休", "放假"].iter().any(|word| summary.contains(word)) {
        "放假"
    } else {
        return None;
    };
    let begin = moment(&value("DTSTART")?)?;
    // The end of an event is the moment after it: of an all-day event the day after its last.
    let end = value("DTEND").as_deref().and_then(moment).filter(|end| *end > begin);
    let (first, last) = (begin.date(), end.map_or(begin, |end| end - TimeDelta::seconds(1)).date());
    let days = if last > first { format!("{first}~{last}") } else { first.to_string() };
    Some([days, kind.to_owned(), summary].map(|text| Cell::Text(text.into())))
}

/// A day (`20270501`, its first moment) or a moment, in Beijing time.
fn moment(text: &str) -> Option<NaiveDateTime> {
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y%m%d") {
        return Some(day.and_time(NaiveTime::MIN));
    }
    let universal = text.strip_suffix('Z');
    let moment = NaiveDateTime::parse_from_str(universal.unwrap_or(text), "%Y%m%dT%H%M%S").ok()?;
    if universal.is_some() { moment.checked_add_signed(BEIJING) } else { Some(moment) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        let date = |text: &str| moment(text).map(|moment| moment.to_string());
        assert_eq!(date("20270501").as_deref(), Some("2027-05-01 00:00:00"));
        assert_eq!(date("20270430T160000Z").as_deref(), Some("2027-05-01 00:00:00"));
        assert_eq!(date("20270501T080000").as_deref(), Some("2027-05-01 08:00:00"));
        assert_eq!(date("1. Mai"), None);
    }
}

//! An iCalendar of holidays as a sheet of the columns that a calendar has.

use super::error::ExchangeError;
use super::sheet::{Cell, Row, Sheet};
use chrono::NaiveDate;
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
    let first = value("DTSTART")?;
    let days = match value("DTEND").as_deref().and_then(day) {
        // The end of an all-day event is the day after its last.
        Some(end) => match (day(&first), end.pred_opt()) {
            (Some(first), Some(last)) if last > first => format!("{first}~{last}"),
            _ => first,
        },
        None => first,
    };
    Some([days, kind.to_owned(), summary].map(|text| Cell::Text(text.into())))
}

fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.get(..8)?, "%Y%m%d").ok()
}

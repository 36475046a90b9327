//! A pupil's term at a glance: weeks across, weekdays and sessions down. Letters say it, colour adds to them.

use super::cells;
use crate::domain::mark::Mark;
use crate::domain::school::School;
use crate::domain::term_map::{MapRow, SessionState, TermMap};
use crate::tui::theme::{Role, Theme};
use crate::words::Words;
use chrono::{Datelike, NaiveDate, TimeDelta};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::ops::Range;

/// Rows above the sessions: months, weeks.
const ABOVE: u16 = 2;
/// Free cells before the first week.
const GAP: usize = 1;

/// What a map is drawn with.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    pub theme: Theme,
    pub words: &'static Words,
    pub school: &'a School,
    pub today: NaiveDate,
}

/// How many rows the whole map takes, legend apart.
pub fn height(map: &TermMap) -> usize {
    map.rows.len() + usize::from(ABOVE)
}

/// Draws the map, the rows of the sessions from `skip` on where it does not fit.
pub fn draw(buf: &mut Buffer, area: Rect, look: Look, map: &TermMap, skip: usize) {
    let label = label_width(look);
    let room = usize::from(area.width).saturating_sub(label + GAP);
    let cell = if map.weeks.len() * 3 <= room { 3 } else { 2 };
    let weeks = weeks_in_sight(map, look.today, room / cell);
    draw_heading(buf, area, look, map, (weeks.clone(), label + GAP, cell));
    let room = usize::from(area.height.saturating_sub(ABOVE));
    for (line, row) in map.rows.iter().skip(skip).take(room).enumerate() {
        let line = line as u16 + ABOVE;
        let text = label_of(look, row, line == ABOVE);
        cells::put(buf, area, 0, line, &text, look.theme.style(Role::Quiet));
        for (nth, state) in row.states[weeks.clone()].iter().enumerate() {
            let (letter, style) = letter(look, *state);
            cells::put(buf, area, (label + GAP + nth * cell) as u16, line, letter, style);
        }
    }
}

/// `. 到  - 没点名  ? 未到  旷课 …`, in lines of so many cells. A term that begins with its letter stands alone.
pub fn legend(words: &'static Words, width: usize) -> Vec<String> {
    let mark = |mark: Mark| match ((words.domain.mark_short)(mark).trim_end(), (words.roll.mark)(mark).trim()) {
        (letter, term) if term.starts_with(letter) => term.to_owned(),
        (letter, term) => format!("{letter} {term}"),
    };
    let states = [format!(". {}", words.pupil.there), format!("- {}", words.pupil.not_taken)];
    let parts = states.into_iter().chain(Mark::ALL.map(mark)).chain([words.pupil.no_school.to_owned()]);
    let mut lines: Vec<String> = vec![String::new()];
    for part in parts {
        match lines.last_mut() {
            Some(line) if line.is_empty() => *line = part,
            Some(line) if cells::width(line) + 2 + cells::width(&part) <= width => *line += &format!("  {part}"),
            _ => lines.push(part),
        }
    }
    lines
}

/// All weeks, or where they do not fit those up to this one and what fits after it.
fn weeks_in_sight(map: &TermMap, today: NaiveDate, fit: usize) -> Range<usize> {
    let begun = map.weeks.partition_point(|monday| *monday <= today);
    let last = map.weeks.len().min(begun.max(fit));
    last.saturating_sub(fit)..last
}

fn draw_heading(buf: &mut Buffer, area: Rect, look: Look, map: &TermMap, place: (Range<usize>, usize, usize)) {
    let (weeks, left, cell) = place;
    let quiet = look.theme.style(Role::Quiet);
    cells::put(buf, area, 0, 0, look.words.pupil.months, quiet);
    cells::put(buf, area, 0, 1, look.words.pupil.weeks, quiet);
    let mut month = 0;
    for (nth, week) in weeks.enumerate() {
        let (monday, column) = (map.weeks[week], (left + nth * cell) as u16);
        let friday = monday + TimeDelta::days(4);
        if friday.month() != month {
            month = friday.month();
            cells::put(buf, area, column, 0, &month.to_string(), quiet);
        }
        let is_this = monday <= look.today && look.today < monday + TimeDelta::days(7);
        let style = if is_this { look.theme.style(Role::Selected) } else { quiet };
        cells::put(buf, area, column, 1, &(week + 1).to_string(), style);
    }
}

fn label_width(look: Look) -> usize {
    let weekday = look.words.roll.weekday.iter().map(|day| cells::width(day)).max().unwrap_or(0);
    let session = look.school.sessions.iter().map(|session| cells::width(&session.name)).max().unwrap_or(0);
    weekday + 1 + session
}

/// The weekday stands before its first session, and at the top.
fn label_of(look: Look, row: &MapRow, is_top: bool) -> String {
    let days = &look.words.roll.weekday;
    let day = days[row.weekday.num_days_from_monday() as usize];
    let shown = if is_top || row.session == 0 { day } else { "" };
    let width = days.iter().map(|day| cells::width(day)).max().unwrap_or(0);
    let session = look.school.sessions.get(row.session).map_or("", |session| &session.name);
    format!("{} {}", cells::pad(shown, width), cells::steady(session))
}

fn letter(look: Look, state: SessionState) -> (&'static str, Style) {
    match state {
        SessionState::NotExpected | SessionState::Ahead => ("", Style::new()),
        SessionState::NotTaken => ("-", look.theme.style(Role::Plain)),
        SessionState::There => (".", look.theme.style(Role::Quiet)),
        SessionState::Marked(mark) => ((look.words.domain.mark_short)(mark), look.theme.mark(mark)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_week_is_always_in_sight() {
        let first: NaiveDate = "2026-02-23".parse().unwrap();
        let map = TermMap { weeks: first.iter_weeks().take(30).collect(), rows: Vec::new() };
        for (today, fit, seen) in [
            ("2026-02-24", 10, 0..10),
            ("2026-03-18", 10, 0..10),
            ("2026-06-01", 10, 5..15),
            ("2026-03-18", 40, 0..30),
            ("2026-12-30", 10, 20..30),
        ] {
            assert_eq!(weeks_in_sight(&map, today.parse().unwrap(), fit), seen, "{today} {fit}");
        }
    }
}

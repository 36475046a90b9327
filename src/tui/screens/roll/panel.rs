//! The panel beside the class: counts, what is owed today, rolls that are missing.

use super::facts::{Due, Facts};
use crate::domain::mark::{Counts, Mark};
use crate::tui::context::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::cells;
use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Draws the panel; `mark` gives the mark of the seat at a place.
pub fn draw(cx: &Context, facts: &Facts, mark: impl Fn(usize) -> Option<Mark>, buf: &mut Buffer, area: Rect) {
    let theme = cx.theme;
    for row in 0..area.height {
        cells::put(buf, area, 0, row, &theme.vertical().to_string(), theme.style(Role::Quiet));
    }
    let inside = Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area };
    let marks: Vec<Option<Mark>> = (0..facts.seats.len()).map(mark).collect();
    let counted = draw_counts(cx, facts, &marks, buf, inside);
    let back = |at: usize| marks[at].is_none_or(|mark| mark.counts() == Counts::Attended);
    let uncertified = (facts.seats.iter().enumerate()).filter(|(at, seat)| seat.uncertified.is_some() && back(*at));
    let certificates = uncertified.map(|(_, seat)| {
        let (what, name) = (cx.words.health.certificate_short, seat.name.clone());
        Due { what, name, late: 0 }
    });
    let certificates: Vec<Due> = certificates.collect();
    let duties: Vec<&Due> = facts.owed.iter().chain(&certificates).collect();
    draw_duties(cx, facts, &duties, counted + 1, buf, inside);
}

/// Expected, here, and each kind of exception with its seats; gives the row after.
fn draw_counts(cx: &Context, facts: &Facts, marks: &[Option<Mark>], buf: &mut Buffer, area: Rect) -> u16 {
    let (words, theme) = (&cx.words.roll, cx.theme);
    let here = marks.iter().filter(|mark| mark.is_none_or(|mark| matches!(mark, Mark::Late | Mark::Early))).count();
    let label = Mark::ALL.into_iter().map(|kind| cells::width((words.mark)(kind))).max().unwrap_or(0);
    let plain = theme.style(Role::Plain);
    cells::put(buf, area, 0, 0, &format!("{} {:>3}", cells::pad(words.expected, label), facts.seats.len()), plain);
    cells::put(buf, area, 0, 1, &format!("{} {here:>3}", cells::pad(words.here, label)), plain);
    let mut row = 2;
    for kind in Mark::ALL {
        let numbers: Vec<String> = (facts.seats.iter().zip(marks))
            .filter(|(_, mark)| **mark == Some(kind))
            .map(|(seat, _)| if seat.number.is_some() { seat.label(2) } else { seat.name.clone() })
            .collect();
        if numbers.is_empty() {
            continue;
        }
        let text = format!("{} {:>3}  {}", cells::pad((words.mark)(kind), label), numbers.len(), numbers.join(" "));
        cells::put(buf, area, 0, row, &text, theme.mark(kind));
        row += 1;
    }
    row
}

fn draw_duties(cx: &Context, facts: &Facts, duties: &[&Due], row: u16, buf: &mut Buffer, area: Rect) {
    let (words, theme) = (&cx.words.roll, cx.theme);
    let last = area.height.saturating_sub(u16::from(!facts.gaps.is_empty()));
    if !duties.is_empty() && row + 1 < last {
        cells::put(buf, area, 0, row, words.owed_today, theme.style(Role::Title));
        let room = usize::from(last - row - 1);
        let shown = if duties.len() > room { room - 1 } else { duties.len() };
        for (line, due) in duties.iter().take(shown).enumerate() {
            let role = if due.late > 0 { Role::Overdue } else { Role::Owed };
            cells::put(buf, area, 0, row + 1 + line as u16, &duty(cx, due, usize::from(area.width)), theme.style(role));
        }
        if shown < duties.len() {
            let more = (words.more)(duties.len() - shown);
            cells::put(buf, area, 0, row + 1 + shown as u16, &more, theme.style(Role::Owed));
        }
    }
    if let (Some(gap), Some(bottom)) = (facts.gaps.last(), area.height.checked_sub(1)) {
        let session = cx.school.session(gap.session).map_or("", |session| &session.name);
        let text = (words.missing_roll)(&month_day(gap.date), session, facts.gaps.len());
        cells::put(buf, area, 0, bottom, &text, theme.style(Role::Overdue));
    }
}

/// `! 家访 张䶮 逾1日`
fn duty(cx: &Context, due: &Due, width: usize) -> String {
    let sign = if due.late > 0 { "!" } else { " " };
    let late = if due.late > 0 { (cx.words.roll.late)(due.late) } else { String::new() };
    let what = due.what;
    // How late it is must be seen, whatever the length of the name.
    let room = width.saturating_sub(cells::width(what) + cells::width(&late) + 4);
    format!("{sign} {what} {} {late}", cells::fit(&cells::steady(&due.name), room))
}

pub fn month_day(date: NaiveDate) -> String {
    format!("{:02}-{:02}", date.month(), date.day())
}

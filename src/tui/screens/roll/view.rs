//! The picture of the roll screen.

use super::RollScreen;
use super::exceptions;
use super::facts::{Facts, Seat};
use super::grid::Plan;
use super::panel::{self, month_day};
use crate::domain::mark::Mark;
use crate::tui::context::Context;
use crate::tui::theme::Role;
use crate::tui::view::body;
use crate::tui::widgets::cells;
use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Rows above the class: header and rule.
const ABOVE: u16 = 2;
/// Rows under it: rule, two lines about the pupil, the line where digits are typed.
const BELOW: u16 = 4;

/// Where things stand.
struct Places {
    class: Rect,
    panel: Rect,
    under: Rect,
}

fn places(area: Rect) -> Places {
    let panel = (area.width / 4).clamp(20, 32);
    let height = area.height.saturating_sub(ABOVE + BELOW);
    let class = Rect { x: area.x, y: area.y + ABOVE, width: area.width - panel, height };
    Places {
        class,
        panel: Rect { x: class.right(), width: panel, ..class },
        under: Rect { y: class.bottom(), height: BELOW, ..area },
    }
}

/// How the seats lie on the screen as it is: what Left and Right go by.
pub fn plan(cx: &Context, facts: &Facts) -> Plan {
    plan_in(places(body(cx.size)).class, facts)
}

fn plan_in(area: Rect, facts: &Facts) -> Plan {
    let longest = facts.seats.iter().map(|seat| cells::width(&seat.name)).max().unwrap_or(0);
    Plan::of(area, facts.seats.len(), facts.digits.max(2), longest)
}

pub fn draw(screen: &RollScreen, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let places = places(area);
    draw_header(screen, cx, area, buf);
    let mark = |seat: &Seat| screen.sheet.mark(seat.pupil);
    let plan = plan_in(places.class, &screen.facts);
    if screen.facts.seats.is_empty() {
        cells::put(buf, places.class, 1, 1, cx.words.roll.nobody, cx.theme.style(Role::Plain));
    }
    plan.draw(buf, places.class, (cx.theme, cx.words), &screen.facts.seats, screen.cursor, mark);
    let rows = (plan.rows as u16).min(places.class.height);
    let rest = Rect { y: places.class.y + rows, height: places.class.height - rows, ..places.class };
    exceptions::draw(cx, &screen.facts.seats, &screen.sheet, buf, rest);
    panel::draw(cx, &screen.facts, |at| mark(&screen.facts.seats[at]), buf, places.panel);
    draw_under(screen, cx, places.under, buf)
}

fn draw_header(screen: &RollScreen, cx: &Context, area: Rect, buf: &mut Buffer) {
    let (words, theme, key) = (&cx.words.roll, cx.theme, screen.sheet.key);
    let class = key.class.to_string();
    let teacher = cx.school.homeroom_teacher_on(key.class, key.date).map_or("", |staff| &staff.record.name);
    let title = theme.style(Role::Title);
    let left = [(" ", title), (cx.words.tui.roll, title), ("  ", title), (&class, title), ("  ", title)];
    let end = cells::put_all(buf, area, 0, 0, left);
    let session = cx.school.session(key.session).map_or(key.session.as_str(), |session| &session.name);
    let day = words.weekday[key.date.weekday().num_days_from_monday() as usize];
    let week = screen.facts.week.map(words.week).unwrap_or_default();
    let (state, role) = state(screen, cx);
    let right = format!("{} {day} {week}  {session}   {state} ", key.date);
    let room = usize::from(area.width - end).saturating_sub(cells::width(&right) + 1);
    cells::put(buf, area, end, 0, cells::cut(teacher, room), theme.style(Role::Plain));
    cells::put_right(buf, area, 0, &right, theme.style(Role::Plain));
    cells::put_right(buf, area, 0, &format!("{state} "), theme.style(role));
    cells::rule(buf, area, 1, theme.horizontal(), theme.style(Role::Quiet));
}

/// Whether this roll is in the books.
fn state(screen: &RollScreen, cx: &Context) -> (&'static str, Role) {
    let words = &cx.words.roll;
    match (screen.sheet.is_changed(), screen.sheet.is_taken()) {
        (true, _) => (words.is_unsaved, Role::Owed),
        (false, true) => (words.is_saved, Role::Good),
        (false, false) if screen.facts.off.is_some() => (words.no_school, Role::Quiet),
        (false, false) => (words.is_not_taken, Role::Owed),
    }
}

fn draw_under(screen: &RollScreen, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let theme = cx.theme;
    cells::rule(buf, area, 0, theme.horizontal(), theme.style(Role::Quiet));
    if let Some(seat) = screen.seat() {
        cells::put(buf, area, 1, 1, &about(screen, cx, seat), theme.style(Role::Plain));
        let strip = format!("{} {}", cx.words.roll.strip, seat.strip);
        let end = cells::put(buf, area, 1, 2, &strip, theme.style(Role::Plain));
        let hints = hints(screen, cx, seat).join("  ");
        cells::put(buf, area, end + 2, 2, &hints, theme.style(Role::Overdue));
    }
    let follow = screen.to_follow();
    if screen.digits.is_empty() && !follow.is_empty() {
        let banner = (cx.words.roll.follow_up)(follow.len());
        cells::put(buf, area, 1, 3, &banner, theme.style(Role::Owed));
        return None;
    }
    let text = format!("> {}", screen.digits);
    let end = cells::put(buf, area, 1, 3, &text, theme.style(Role::Title));
    if let (true, Some(off)) = (screen.digits.is_empty() && !screen.sheet.is_taken(), &screen.facts.off) {
        cells::put(buf, area, end + 2, 3, off, theme.style(Role::Quiet));
    }
    Some(Position::new(area.x + end, area.y + 3))
}

/// `23 叶子涵  女  住校  母亲 138****5678   上次 到   本学期 旷0 病1 迟2`
fn about(screen: &RollScreen, cx: &Context, seat: &Seat) -> String {
    let words = &cx.words.roll;
    let before = match seat.before {
        None => String::new(),
        Some(mark) => format!("   {} {}", words.last_time, mark.map_or(words.present, |mark| (words.mark)(mark))),
    };
    let total = |mark: Mark| format!(" {}{}", (words.mark_letter)(mark), seat.totals[mark as usize]);
    let totals: String = Mark::ALL.into_iter().filter(|mark| seat.totals[*mark as usize] > 0).map(total).collect();
    let totals = if totals.is_empty() { format!(" {}", words.never_missed) } else { totals };
    let digits = screen.facts.digits.max(2);
    let number = if seat.number.is_some() { seat.label(digits) + " " } else { String::new() };
    format!("{number}{}  {}{before}   {}{totals}", seat.name, seat.about, words.in_term)
}

/// What to know of the pupil just now: a streak, leave, a note.
fn hints(screen: &RollScreen, cx: &Context, seat: &Seat) -> Vec<String> {
    let words = &cx.words.roll;
    let mut hints = Vec::new();
    hints.extend(seat.number.is_none().then(|| words.no_seat.to_owned()));
    hints.extend((seat.streak > 0).then(|| (words.streak)(seat.streak)));
    hints.extend(seat.vanished.then(|| words.vanished.to_owned()));
    hints.extend(seat.watched.map(cx.words.cases.watched));
    if screen.sheet.mark(seat.pupil).is_none_or(|mark| mark.counts() == crate::domain::mark::Counts::Unexcused) {
        hints.extend(seat.leave_over.map(|to| (words.leave_over)(&month_day(to))));
    }
    let symptoms = screen.sheet.symptoms(seat.pupil);
    hints.extend((!symptoms.is_empty()).then(|| (cx.words.health.has)(symptoms)));
    hints.extend(screen.uncertified(seat).map(cx.words.health.uncertified));
    hints.extend(seat.leave.clone());
    hints.extend(screen.sheet.note(seat.pupil).map(|note| (words.noted)(note)));
    hints
}

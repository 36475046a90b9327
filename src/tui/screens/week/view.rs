//! The picture of the week: classes by days, then the pupils, then what there is to say of the one under the cursor.

use super::{Shows, WeekScreen, charts};
use crate::domain::figures::TenThousandths;
use crate::domain::review::ReviewRecord;
use crate::domain::week::{ClassDay, ClassWeek, Found, Look, PupilWeek};
use crate::tui::context::Context;
use crate::tui::scope;
use crate::tui::theme::Role;
use crate::tui::view::body;
use crate::tui::widgets::cells::{self, steady};
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{duties, header};
use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Rows under the lists: rule and two lines about the pupil under the cursor; on a tall screen four.
const BELOW: u16 = 3;
const BELOW_TALL: u16 = 5;
/// From so many rows on a screen is tall.
const TALL: u16 = 30;
/// Pupils that keep their place when there are many classes.
const PUPILS: u16 = 5;
/// From so many cells every column has room.
const WIDE: u16 = 120;

/// Below these a rate is looked at twice.
const LOW: TenThousandths = TenThousandths(9_000);
const LOWISH: TenThousandths = TenThousandths(9_500);

pub fn draw(screen: &WeekScreen, cx: &Context, area: Rect, buf: &mut Buffer) {
    let words = &cx.words.week;
    let about = format!("{}  {}  {}", words.title, scope::name(screen.scope, cx), (words.named)(screen.week()));
    let state = (words.state)(screen.sheet.reviewed(), screen.sheet.pupils.len());
    let (signature, role) = match &screen.sheet.signed {
        Some(signed) => {
            let by = cx.school.staff(signed.by).map_or("", |staff| &staff.record.name);
            ((words.signed)(&steady(by), signed.at.date()), Role::Good)
        }
        None => (words.unsigned.to_owned(), Role::Plain),
    };
    let inside = header::draw(buf, area, cx.theme, &about, (&format!("{state}  {signature}"), role));
    match screen.shows {
        _ if screen.sheet.classes.is_empty() => draw_lines(cx, inside, buf, &words.no_classes.map(str::to_owned)),
        Shows::Week => draw_week(screen, cx, inside, buf),
        shows => charts::draw(shows, &screen.trend, cx, inside, buf),
    }
}

/// Why there is nothing to show, and what to do next.
pub fn draw_lines(cx: &Context, area: Rect, buf: &mut Buffer, lines: &[String]) {
    let width = usize::from(area.width.saturating_sub(4));
    for (row, line) in lines.iter().flat_map(|line| cells::wrap(line, width)).enumerate() {
        cells::put(buf, area, 2, 1 + row as u16, &line, cx.theme.style(Role::Plain));
    }
}

fn draw_week(screen: &WeekScreen, cx: &Context, area: Rect, buf: &mut Buffer) {
    let (words, theme) = (&cx.words.week, cx.theme);
    let below = below(area.height);
    let classes = screen.sheet.classes.len();
    let shown = classes_shown(screen, area.height);
    let first = classes_in_sight(screen, shown);
    draw_classes(screen, cx, Rect { height: 1 + shown as u16, ..area }, buf, first);
    let under = Rect { y: area.y + 1 + shown as u16, height: area.height.saturating_sub(1 + shown as u16), ..area };
    cells::rule(buf, under, 0, theme.horizontal(), theme.style(Role::Quiet));
    let sight = (words.in_sight)(first + 1, first + shown, classes);
    let note = if shown < classes { format!(" {sight}  {} ", words.legend) } else { format!(" {} ", words.legend) };
    cells::put_right(buf, under, 0, &note, theme.style(Role::Quiet));
    let changes = (words.changes)(&screen.sheet.changes());
    let beside = usize::from(area.width).saturating_sub(cells::width(&note) + 4);
    if !changes.is_empty() && cells::width(&changes) <= beside {
        cells::put(buf, under, 1, 0, &format!(" {changes} "), theme.style(Role::Plain));
    }
    let list = Rect { y: under.y + 1, height: under.height.saturating_sub(1 + below), ..under };
    if screen.rows.is_empty() {
        let why = match screen.sheet.term {
            Some(_) => (words.nobody)(&scope::name(screen.scope, cx)),
            None => (words.no_term)(screen.sheet.week),
        };
        draw_lines(cx, list, buf, &[why]);
    } else {
        draw_pupils(screen, cx, list, buf);
    }
    let detail = Rect { y: list.bottom(), height: below, ..area };
    cells::rule(buf, detail, 0, theme.horizontal(), theme.style(Role::Quiet));
    if !screen.rows.is_empty() {
        cells::put_right(buf, detail, 0, &format!(" {} ", words.looks_legend), theme.style(Role::Quiet));
    }
    if let Some(row) = screen.row() {
        draw_detail(row, cx, screen.sheet.as_of, detail, buf);
    }
}

/// Rows about the pupil under the cursor, in a body so high.
fn below(height: u16) -> u16 {
    if height < TALL { BELOW } else { BELOW_TALL }
}

/// Classes that find room in a body so high.
fn classes_shown(screen: &WeekScreen, height: u16) -> usize {
    // Headings and the rule between the lists.
    let room = height.saturating_sub(below(height) + 3 + PUPILS.min(screen.rows.len().max(2) as u16));
    screen.sheet.classes.len().min(usize::from(room.max(1)))
}

/// Whether some classes are out of sight.
pub fn hides_classes(screen: &WeekScreen, cx: &Context) -> bool {
    classes_shown(screen, body(cx.size).height.saturating_sub(header::HEIGHT)) < screen.sheet.classes.len()
}

/// The first class in sight, where so many fit: page by page from the first class on, the last page full.
fn classes_in_sight(screen: &WeekScreen, fit: usize) -> usize {
    let (classes, fit) = (screen.sheet.classes.len(), fit.max(1));
    let pages = classes.div_ceil(fit).max(1);
    (screen.turned % pages * fit).min(classes.saturating_sub(fit))
}

/// Cells of a class's name, of the figures behind the days.
const NAME: u16 = 13;
const FIGURES: [u16; 3] = [8, 8, 6];

fn draw_classes(screen: &WeekScreen, cx: &Context, area: Rect, buf: &mut Buffer, first: usize) {
    let (words, theme) = (&cx.words.week, cx.theme);
    let days = screen.sheet.school_days();
    let wide = area.width >= WIDE;
    let cell: u16 = if wide {
        10
    } else if days.len() > 5 {
        6
    } else {
        8
    };
    let quiet = theme.style(Role::Quiet);
    cells::put(buf, area, 1, 0, words.class, quiet);
    let of_day = |nth: usize| 1 + NAME + nth as u16 * cell;
    for (nth, date) in days.iter().enumerate() {
        let weekday = (words.weekday)(date.weekday());
        let title = if cell >= 8 { format!("{weekday} {}", date.format("%d")) } else { weekday.to_owned() };
        cells::put(buf, area, of_day(nth), 0, &title, quiet);
    }
    let mut behind = [of_day(days.len()); 3];
    for at in 1..behind.len() {
        behind[at] = behind[at - 1] + FIGURES[at - 1];
    }
    for (column, title) in behind.into_iter().zip([words.rate, words.unexcused, words.gaps]) {
        cells::put(buf, area, column, 0, title, quiet);
    }
    let fit = usize::from(area.height.saturating_sub(1));
    for (line, class) in (1..).zip(screen.sheet.classes.iter().skip(first).take(fit)) {
        cells::put(buf, area, 1, line, &class.class.to_string(), theme.style(Role::Plain));
        for (nth, date) in days.iter().enumerate() {
            let (text, role) = class.on(*date).map_or((String::new(), Role::Quiet), |day| of_one_day(day, cx));
            cells::put(buf, area, of_day(nth), line, &text, theme.style(role));
        }
        for (column, (text, role)) in behind.into_iter().zip(of_the_week(class)) {
            cells::put(buf, area, column, line, &text, theme.style(role));
        }
    }
}

/// `98`, `98-` where a roll of the day is missing, `--` where all are, nothing where the day is still to come.
fn of_one_day(day: &ClassDay, cx: &Context) -> (String, Role) {
    match day.rate() {
        _ if !day.school_day => (cx.words.week.no_school.to_owned(), Role::Quiet),
        Some(rate) => (format!("{}{}", rate.percent(0), if day.gaps() > 0 { "-" } else { "" }), heat(rate)),
        None if day.due > 0 => ("--".to_owned(), Role::Overdue),
        None => (String::new(), Role::Quiet),
    }
}

fn of_the_week(class: &ClassWeek) -> [(String, Role); 3] {
    let role = |count: usize, role: Role| if count > 0 { role } else { Role::Quiet };
    let gaps = usize::from(class.gaps());
    [
        class.rate().map_or_else(|| ("--".to_owned(), Role::Quiet), |rate| (rate.percent(1), heat(rate))),
        (class.unexcused_pupils.to_string(), role(class.unexcused_pupils, Role::Unexcused)),
        (gaps.to_string(), role(gaps, Role::Overdue)),
    ]
}

/// How a rate looks: low ones warm.
pub fn heat(rate: TenThousandths) -> Role {
    match rate {
        rate if rate < LOW => Role::Overdue,
        rate if rate < LOWISH => Role::Owed,
        _ => Role::Plain,
    }
}

fn draw_pupils(screen: &WeekScreen, cx: &Context, area: Rect, buf: &mut Buffer) {
    let (words, theme) = (&cx.words.week, cx.theme);
    let wide = area.width >= WIDE;
    let columns = [
        Column::left(words.reviewed, 2),
        Column::left(words.pupil, if wide { 17 } else { 9 }),
        Column::left(words.class, 12),
        Column::right(words.streak, 4),
        Column::left(words.against, 6),
        Column::left(words.found_title, if wide { 24 } else { 10 }),
        Column::left(words.done_title, if wide { 22 } else { 11 }),
        Column::left(words.owed, 0),
    ];
    let used: u16 = 1 + columns.iter().rev().skip(1).map(|column| column.width + 1).sum::<u16>();
    let room = usize::from(area.width.saturating_sub(used));
    table::draw(buf, area, theme, &columns, &screen.rows, |at| {
        cells_of(&screen.sheet.pupils[at], cx, screen.sheet.as_of, room)
    });
}

fn cells_of(row: &PupilWeek, cx: &Context, as_of: NaiveDate, room: usize) -> Vec<(String, Style)> {
    let (words, theme) = (&cx.words.week, cx.theme);
    let presses = row.late() > 0 || row.danger;
    let name = cx.school.pupil(row.pupil).map_or("", |pupil| &pupil.record.name);
    let named = format!("{}{}", if presses { '!' } else { ' ' }, steady(name));
    let found = row.found.as_ref().map(words.found).unwrap_or_default();
    let role = |role: Role| theme.style(role);
    vec![
        ((words.review)(row.look()).to_owned(), role(if row.look() == Look::Asked { Role::Owed } else { Role::Good })),
        (named, role(if presses { Role::Overdue } else { Role::Plain })),
        (row.class.to_string(), role(Role::Plain)),
        (row.streak.to_string(), role(if row.streak > 0 { Role::Unexcused } else { Role::Quiet })),
        ((words.turn)(row.turn).to_owned(), role(Role::Plain)),
        (steady(&found).into_owned(), role(Role::Plain)),
        ((words.done)(&row.done), role(Role::Plain)),
        (
            duties::fitting(row.danger, &row.owed, cx.words, as_of, room),
            role(duties::role(row.danger, &row.owed, as_of)),
        ),
    ]
}

/// Who and since when, with what was found; then the review, else what comes next; on a tall screen everything.
fn draw_detail(row: &PupilWeek, cx: &Context, as_of: NaiveDate, area: Rect, buf: &mut Buffer) {
    let (words, theme) = (&cx.words.week, cx.theme);
    let name = cx.school.pupil(row.pupil).map_or("", |pupil| &pupil.record.name);
    let since = row.streak_from.map(|from| (cx.words.flags.away)(from, row.streak));
    let who = [Some(row.class.to_string()), since, Some(found(row, cx))];
    let who = who.into_iter().flatten().collect::<Vec<_>>().join("  ");
    let pieces = [(&*steady(name), theme.style(Role::Title)), ("  ", theme.style(Role::Plain))];
    let column = cells::put_all(buf, area, 1, 1, pieces);
    cells::put(buf, area, column, 1, &steady(&who), theme.style(Role::Plain));
    let review = review(row, cx).map(|text| (text, Role::Title));
    let done = Some((words.done)(&row.done)).filter(|done| !done.is_empty());
    let done = (done.unwrap_or_else(|| words.nothing_done.to_owned()), Role::Plain);
    let owed = (owed(row, cx), duties::role(row.danger, &row.owed, as_of));
    let lines = match area.height {
        BELOW => vec![review.unwrap_or(owed)],
        _ => [Some(done), Some(owed), review].into_iter().flatten().collect(),
    };
    for (line, (text, role)) in (2..).zip(lines) {
        cells::put(buf, area, 1, line, &steady(&text), theme.style(role));
    }
}

/// `查明 11-18 厌学：不想上学`
fn found(row: &PupilWeek, cx: &Context) -> String {
    let words = &cx.words.week;
    let Some(found) = &row.found else { return words.nothing_found.to_owned() };
    let (short, whole) = ((words.found)(found), whole(found));
    let on: NaiveDate = found.on();
    let more = if whole.is_empty() || whole == short { String::new() } else { format!("：{whole}") };
    format!("{} {} {short}{more}", words.found_title, on.format("%m-%d"))
}

fn whole(found: &Found) -> &str {
    match found {
        Found::Told { said, .. } => said.trim(),
        Found::Visited { found, .. } => found.trim(),
    }
}

fn review(row: &PupilWeek, cx: &Context) -> Option<String> {
    let (words, review) = (&cx.words.week, row.review.as_ref()?);
    let by = cx.school.staff(review.by).map_or("", |staff| &staff.record.name);
    let on = review.at.date();
    match &review.record {
        ReviewRecord::Seen { remark, question: Some(question) } if !row.answered => {
            Some((words.seen_and_asked)(by, on, remark, question))
        }
        ReviewRecord::Seen { remark, .. } if remark.is_empty() => None,
        ReviewRecord::Seen { remark, .. } => Some((words.seen_with)(by, on, remark)),
        ReviewRecord::Asked { question } if row.answered => Some((words.asked_and_answered)(by, on, question)),
        ReviewRecord::Asked { question } => Some((words.asked)(by, on, question)),
    }
}

fn owed(row: &PupilWeek, cx: &Context) -> String {
    let words = &cx.words.flags;
    let steps: Vec<String> = row.owed.iter().map(words.step).collect();
    let steps = if steps.is_empty() { "-".to_owned() } else { steps.join(words.between) };
    format!("{}{steps}", words.next_step)
}

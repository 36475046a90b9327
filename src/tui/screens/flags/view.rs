//! The picture of the flags screen.

use super::FlagsScreen;
use super::list::Row;
use crate::domain::calendar::Term;
use crate::domain::figures::TenThousandths;
use crate::domain::flags::Scope;
use crate::tui::context::Context;
use crate::tui::scope;
use crate::tui::theme::Role;
use crate::tui::widgets::cells::{self, steady};
use crate::tui::widgets::duties;
use crate::tui::widgets::table::{self, Column};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// Rows above the list: header, and rule or search.
const ABOVE: u16 = 2;
/// At most so many rows between them for clusters of illness: they come before any list.
const ILLNESS: u16 = 3;
/// Rows under it: rule and five lines about the pupil under the cursor.
const BELOW: u16 = 6;
/// On a tall screen two more: the last contact and the last visit in words.
const BELOW_TALL: u16 = 8;
/// From so many rows on a screen is tall.
const TALL: u16 = 30;
/// Lines for what comes next.
const NEXT: usize = 3;
/// From so many cells on every column has room.
const WIDE: u16 = 120;

pub fn draw(screen: &FlagsScreen, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
    draw_header(screen, cx, area, buf);
    let cursor = draw_search(screen, cx, Rect { y: area.y + 1, height: 1, ..area }, buf);
    let below = if area.height < TALL { BELOW } else { BELOW_TALL };
    let above = ABOVE + draw_illness(screen, cx, Rect { y: area.y + ABOVE, height: ILLNESS, ..area }, buf);
    let list = Rect { y: area.y + above, height: area.height.saturating_sub(above + below), ..area };
    if screen.shown.is_empty() {
        draw_empty(screen, cx, list, buf);
    } else {
        draw_list(screen, cx, list, buf);
    }
    let under = Rect { y: list.bottom(), height: below, ..area };
    cells::rule(buf, under, 0, cx.theme.horizontal(), cx.theme.style(Role::Quiet));
    if let Some(row) = screen.row() {
        cells::put_right(buf, under, 0, &format!(" {} ", cx.words.flags.legend), cx.theme.style(Role::Quiet));
        draw_detail(row, cx, under, buf);
    }
    cursor
}

fn draw_header(screen: &FlagsScreen, cx: &Context, area: Rect, buf: &mut Buffer) {
    let (words, theme) = (&cx.words.flags, cx.theme);
    let mut about = vec![scope::name(screen.scope, cx)];
    about.extend((screen.at_least > 0).then(|| (words.at_least)(screen.at_least)));
    about.push((words.pupils)(screen.shown.len()));
    about.push(screen.sort.says(cx.words).to_owned());
    let title = theme.style(Role::Title);
    let about = about.join("  ");
    let pieces = [(" ", title), (cx.words.tui.flags, title), ("  ", title), (about.as_str(), theme.style(Role::Plain))];
    cells::put_all(buf, area, 0, 0, pieces);
    let day = (words.as_of)(&(cx.words.common.date)(cx.today));
    cells::put_right(buf, area, 0, &format!(" {day} "), theme.style(Role::Plain));
}

/// A rule, or what is looked for and how many are found.
fn draw_search(screen: &FlagsScreen, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let theme = cx.theme;
    if !screen.typing && screen.field.text().is_empty() {
        cells::rule(buf, area, 0, theme.horizontal(), theme.style(Role::Quiet));
        return None;
    }
    let hits = format!("{} ", (cx.words.tui.hits)(screen.shown.len()));
    cells::put(buf, area, 1, 0, "/", theme.style(Role::Key));
    cells::put_right(buf, area, 0, &hits, theme.style(Role::Quiet));
    let taken = 4 + cells::width(&hits) as u16;
    let field = Rect { x: area.x + 3, width: area.width.saturating_sub(taken), ..area };
    screen.field.draw(buf, field, theme.style(Role::Plain)).filter(|_| screen.typing)
}

/// Clusters of illness in plain words, what is owed first; gives how many rows they take.
fn draw_illness(screen: &FlagsScreen, cx: &Context, area: Rect, buf: &mut Buffer) -> u16 {
    let words = &cx.words.health;
    let many = screen.clusters.len();
    let shown = if many > usize::from(ILLNESS) { usize::from(ILLNESS) - 1 } else { many };
    for (row, cluster) in screen.clusters.iter().take(shown).enumerate() {
        let is_late = cluster.is_late(cx.now);
        let (sign, role) = match (cluster.owed, is_late) {
            (None, _) => (' ', Role::Quiet),
            (Some(_), false) => (' ', Role::Owed),
            (Some(_), true) => ('!', Role::Overdue),
        };
        let text = format!("{sign}{}", steady(&(words.cluster_told)(cluster, is_late)));
        cells::put(buf, area, 0, row as u16, &text, cx.theme.style(role));
    }
    if shown == many {
        return shown as u16;
    }
    cells::put(buf, area, 1, shown as u16, &(words.more_clusters)(many - shown), cx.theme.style(Role::Owed));
    ILLNESS
}

/// Why the list is empty, and what to do next.
fn draw_empty(screen: &FlagsScreen, cx: &Context, area: Rect, buf: &mut Buffer) {
    let theme = cx.theme;
    for (line, (text, role)) in empty(screen, cx).iter().zip([Role::Plain, Role::Quiet, Role::Quiet]).enumerate() {
        cells::put(buf, area, 2, 1 + line as u16, text, theme.style(role));
    }
}

fn empty(screen: &FlagsScreen, cx: &Context) -> Vec<String> {
    let words = &cx.words.flags;
    if !screen.field.text().is_empty() {
        return vec![cx.words.tui.nothing_found.to_owned()];
    }
    if !screen.all.is_empty() {
        return vec![(words.nobody_at_least)(screen.at_least), (words.show_all)(screen.all.len())];
    }
    if cx.school.pupils.is_empty() {
        return vec![words.empty_books.to_owned(), words.import_first.to_owned()];
    }
    let term = cx.school.calendar.term_of(cx.today);
    let in_term = |date: NaiveDate, term: &Term| term.first <= date && date <= cx.today;
    if !cx.school.rolls.iter().any(|roll| term.is_some_and(|term| in_term(roll.key.date, term))) {
        return vec![words.empty_rolls.to_owned(), words.roll_first.to_owned()];
    }
    let mut lines = vec![(words.nobody)(&scope::name(screen.scope, cx))];
    lines.extend((screen.gaps > 0).then(|| (words.fill_gaps)(screen.gaps)));
    lines.extend((screen.scope != Scope::School).then(|| words.look_wider.to_owned()));
    lines
}

fn draw_list(screen: &FlagsScreen, cx: &Context, area: Rect, buf: &mut Buffer) {
    let columns = columns(screen, cx, area.width);
    let shown: Vec<Column<'_>> = columns.iter().map(|(_, column)| *column).collect();
    let used: u16 = 1 + shown.iter().rev().skip(1).map(|column| column.width + 1).sum::<u16>();
    let room = usize::from(area.width.saturating_sub(used));
    table::draw(buf, area, cx.theme, &shown, &screen.rows, |at| {
        let row = &screen.all[screen.shown[at]];
        columns.iter().map(|(what, _)| cell(*what, row, cx, room)).collect()
    });
}

#[derive(Clone, Copy)]
enum What {
    Name,
    Seat,
    Class,
    Streak,
    From,
    Sum,
    LastContact,
    LastVisit,
    Strip,
    Owed,
}

/// What there is room for: a class of one's own needs no column for the class.
fn columns<'a>(screen: &FlagsScreen, cx: &Context, width: u16) -> Vec<(What, Column<'a>)> {
    let words = &cx.words.flags;
    let wide = width >= WIDE;
    let one_class = matches!(screen.scope, Scope::Class(_));
    let mut columns = vec![
        (What::Name, Column::left(words.name, if wide { 17 } else { 9 })),
        (What::Class, Column::left(words.class, 12)),
        (What::Seat, Column::right(words.seat, 2)),
        (What::Streak, Column::right(words.streak, 4)),
        (What::From, Column::left(words.since, 5)),
        (What::Sum, Column::right(words.sum, 4)),
        (What::LastContact, Column::left(words.last_contact, 8)),
        (What::LastVisit, Column::left(words.last_visit, 5)),
        (What::Strip, Column::left(words.strip, 20)),
        (What::Owed, Column::left(words.owed, 0)),
    ];
    columns.retain(|(what, _)| match what {
        What::Seat => wide || one_class,
        What::Class => wide || !one_class,
        What::LastContact | What::LastVisit => wide || one_class,
        _ => true,
    });
    columns
}

fn cell(what: What, row: &Row, cx: &Context, room: usize) -> (String, Style) {
    let (words, theme) = (&cx.words.flags, cx.theme);
    let plain = |text: String| (text, theme.style(Role::Plain));
    match what {
        What::Name => {
            let presses = row.late > 0 || row.danger;
            let (sign, role) = if presses { ('!', Role::Overdue) } else { (' ', Role::Plain) };
            (format!("{sign}{}", steady(&row.name)), theme.style(role))
        }
        What::Class => plain(row.class.to_string()),
        What::Seat => plain(row.seat.map(|seat| seat.to_string()).unwrap_or_default()),
        What::Streak => {
            let role = if row.streak > 0 { Role::Unexcused } else { Role::Quiet };
            (row.streak.to_string(), theme.style(role))
        }
        What::From => plain(row.from.map(month_day).unwrap_or_default()),
        What::Sum => plain(days(row.sum)),
        What::LastContact => match row.last_contact {
            Some((on, reached)) => {
                let role = if reached { Role::Plain } else { Role::Owed };
                (format!("{} {}", month_day(on), (words.reached)(reached)), theme.style(role))
            }
            None => ("-".to_owned(), theme.style(Role::Quiet)),
        },
        What::LastVisit => match row.last_visit {
            Some((on, _)) => plain(month_day(on)),
            None => ("-".to_owned(), theme.style(Role::Quiet)),
        },
        What::Strip => plain(row.strip.clone()),
        What::Owed => {
            let owed = duties::fitting(row.danger, &row.owed, cx.words, cx.today, room);
            (owed, theme.style(duties::role(row.danger, &row.owed, cx.today)))
        }
    }
}

/// About a pupil: who and since when, what was done, what comes next, what was said last.
fn draw_detail(row: &Row, cx: &Context, area: Rect, buf: &mut Buffer) {
    let (words, theme) = (&cx.words.flags, cx.theme);
    let seat = row.seat.map(|seat| format!(" {seat:02}")).unwrap_or_default();
    let since = match row.from {
        Some(from) => (words.away)(from, row.streak),
        None if row.is_excused => (words.excused_since)(row.since),
        None => (words.missing_since)(row.since),
    };
    let guardian = row.guardian.as_deref().unwrap_or(words.no_guardian);
    let who = format!("  {}{seat}  {since}  {guardian}", row.class);
    let pieces = [(&*steady(&row.name), theme.style(Role::Title)), (&*who, theme.style(Role::Plain))];
    cells::put_all(buf, area, 1, 1, pieces);
    let notice = match row.notice {
        Some((no, on, received)) => (words.notice)(no, on, received),
        None => words.no_notice.to_owned(),
    };
    let last_contact = row.last_contact.map(|(on, _)| on);
    let contacts = (words.contacts)(row.contacts, row.failed, last_contact);
    let done = [contacts, (words.visits)(row.visits, row.last_visit), notice].join("  ");
    cells::put(buf, area, 1, 2, &done, theme.style(Role::Plain));
    let steps: Vec<String> = row.owed.iter().map(words.step).collect();
    let style = theme.style(duties::role(row.danger, &row.owed, cx.today));
    let width = usize::from(area.width.saturating_sub(2));
    let asked = row.asked.as_deref().map(|question| (question, theme.style(Role::Owed)));
    let next = next_lines(&steps, cx, width, NEXT - usize::from(asked.is_some()));
    let next = asked.into_iter().chain(next.iter().map(|line| (line.as_str(), style)));
    let last_words = row.last_words.iter().map(|line| (line.as_str(), theme.style(Role::Quiet)));
    for (line, (text, style)) in next.chain(last_words).enumerate() {
        cells::put(buf, area, 1, 3 + line as u16, cells::cut(text, width), style);
    }
}

/// What comes next in so many lines at most, broken between steps; what finds no room is counted.
fn next_lines(steps: &[String], cx: &Context, width: usize, most: usize) -> Vec<String> {
    let words = &cx.words.flags;
    let mut lines = vec![words.next_step.to_owned()];
    if steps.is_empty() {
        lines[0].push_str(words.nothing_owed);
    }
    for (at, step) in steps.iter().enumerate() {
        let last = lines.len() - 1;
        if at == 0 {
            lines[last].push_str(step);
        } else if cells::width(&lines[last]) + cells::width(words.between) + cells::width(step) <= width {
            lines[last].push_str(words.between);
            lines[last].push_str(step);
        } else if lines.len() < most {
            lines.push(step.clone());
        } else {
            lines[last].push_str(&format!(" +{}", steps.len() - at));
            break;
        }
    }
    lines
}

/// `2.5`; from a hundred days on without the half.
fn days(sum: TenThousandths) -> String {
    let days = sum.as_f64();
    if days < 99.95 { format!("{days:.1}") } else { format!("{days:.0}") }
}

fn month_day(date: NaiveDate) -> String {
    date.format("%m-%d").to_string()
}

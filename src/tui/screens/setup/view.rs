//! One page: the question, why it is asked, where it is answered, and what is wrong.

use super::SetupScreen;
use super::answers::{self, Question};
use crate::tui::context::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::cells;
use crate::words::{Page, Words};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Cells to the left of everything.
const MARGIN: u16 = 4;
/// Widest line, in cells.
const WIDEST: u16 = 72;
/// Where the question stands.
const TOP: u16 = 3;

pub fn draw(screen: &SetupScreen, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let (words, theme) = (&cx.words.setup, cx.theme);
    let page = screen.at.page();
    cells::put(buf, area, 1, 0, words.title, theme.style(Role::Title));
    cells::put_right(buf, area, 0, &format!("{page}/{} ", Question::PAGES), theme.style(Role::Plain));
    cells::rule(buf, area, 1, theme.horizontal(), theme.style(Role::Quiet));
    let width = WIDEST.min(area.width.saturating_sub(2 * MARGIN));
    let inside = Rect { x: area.x + MARGIN, y: area.y + TOP, width, height: area.height.saturating_sub(TOP) };
    let Page { question, why, .. } = page_words(page, cx.words);
    let ends_a_bureau = screen.at == Question::Summary && screen.answers.is_bureau();
    let why = if ends_a_bureau { words.bureau_goes_on } else { why };
    cells::put(buf, inside, 0, 0, question, theme.style(Role::Title));
    let mut row = 2;
    for line in cells::wrap(why, usize::from(width)) {
        cells::put(buf, inside, 0, row, &line, theme.style(Role::Plain));
        row += 1;
    }
    let rest = Rect { y: inside.y + row + 1, height: inside.height.saturating_sub(row + 1), ..inside };
    let (cursor, row) = match screen.at {
        Question::Summary => (None, draw_summary(screen, cx, rest, buf)),
        at if screen.answers.rows(at).is_some() => (None, draw_options(screen, cx, rest, buf)),
        _ => draw_fields(screen, cx, rest, buf),
    };
    draw_remark(screen, cx, Rect { y: rest.y + row, height: rest.height.saturating_sub(row), ..rest }, buf);
    cursor
}

fn page_words(page: usize, words: &'static Words) -> &'static Page {
    let words = &words.setup;
    match page {
        1 => &words.language,
        2 => &words.passphrase,
        3 => &words.school,
        4 => &words.term,
        5 => &words.sessions,
        6 => &words.person,
        7 => &words.class,
        _ => &words.summary,
    }
}

fn label(question: Question, words: &'static Words) -> &'static str {
    let words = &words.setup;
    match question {
        Question::Passphrase => words.passphrase_once,
        Question::Again => words.passphrase_again,
        Question::School => words.school.name,
        Question::FirstDay => words.first_day,
        Question::LastDay => words.last_day,
        Question::Person => words.your_name,
        Question::Class => words.class_label,
        Question::Language | Question::Sessions | Question::Summary => "",
    }
}

/// The fields of the page, the one that has the keys with `>`; an empty one shows its default in brackets.
fn draw_fields(screen: &SetupScreen, cx: &Context, area: Rect, buf: &mut Buffer) -> (Option<Position>, u16) {
    let labels = |question| cells::width(label(question, cx.words));
    let widest = Question::on_page(screen.at.page()).map(labels).max().unwrap_or(0);
    let (mut cursor, mut row) = (None, 0);
    for question in Question::on_page(screen.at.page()) {
        let Some(field) = screen.answers.field(question) else { continue };
        let here = question == screen.at;
        let style = cx.theme.style(if here { Role::Title } else { Role::Plain });
        cells::put(buf, area, 0, row, if here { ">" } else { " " }, style);
        cells::put(buf, area, 2, row, label(question, cx.words), style);
        let left = widest as u16 + 4;
        let place = Rect { x: area.x + left, y: area.y + row, width: area.width.saturating_sub(left), height: 1 };
        let at = field.draw(buf, place.intersection(area), cx.theme.style(Role::Plain));
        if let (true, Some(default)) = (field.is_empty(), screen.answers.default(question, cx)) {
            cells::put(buf, area, left, row, &format!("[{default}]"), cx.theme.style(Role::Quiet));
        }
        cursor = cursor.or(at.filter(|_| here));
        row += 2;
    }
    (cursor, row)
}

fn draw_options(screen: &SetupScreen, cx: &Context, area: Rect, buf: &mut Buffer) -> u16 {
    let options = answers::options(screen.at);
    let chosen = screen.answers.rows(screen.at).and_then(|rows| rows.at());
    let widest = options.iter().map(|option| cells::width(option)).max().unwrap_or(0);
    for (at, option) in options.iter().enumerate() {
        let here = chosen == Some(at);
        let text = format!("{} {} {} ", if here { ">" } else { " " }, at + 1, cells::pad(option, widest));
        let role = if here { Role::Selected } else { Role::Plain };
        cells::put(buf, area, 0, at as u16, &text, cx.theme.style(role));
    }
    options.len() as u16 + 1
}

fn draw_summary(screen: &SetupScreen, cx: &Context, area: Rect, buf: &mut Buffer) -> u16 {
    let rows = answers::summary(&screen.answers, cx);
    let widest = rows.iter().map(|(name, _)| cells::width(name)).max().unwrap_or(0);
    for (at, (name, value)) in rows.iter().enumerate() {
        let left = format!("{} {}  ", at + 1, cells::pad(name, widest));
        let (quiet, plain) = (cx.theme.style(Role::Quiet), cx.theme.style(Role::Plain));
        cells::put_all(buf, area, 0, at as u16, [(left.as_str(), quiet), (&cells::steady(value), plain)]);
    }
    rows.len() as u16 + 1
}

/// What is wrong, or what is going on, or what to know.
fn draw_remark(screen: &SetupScreen, cx: &Context, area: Rect, buf: &mut Buffer) {
    let (words, theme) = (&cx.words.setup, cx.theme);
    if screen.creating {
        cells::put(buf, area, 0, 0, words.creating, theme.style(Role::Title));
        return;
    }
    if let Some(fault) = screen.fault {
        cells::put(buf, area, 0, 0, fault, theme.style(Role::Problem));
        return;
    }
    let remark = screen.answers.remark(screen.at, cx);
    let takes_default = screen.answers.field(screen.at).is_some_and(|field| field.is_empty())
        && screen.answers.default(screen.at, cx).is_some();
    let default = takes_default.then(|| words.enter_takes_default.to_owned());
    for (row, text) in remark.into_iter().chain(default).enumerate() {
        cells::put(buf, area, 0, row as u16, &text, theme.style(Role::Quiet));
    }
}

//! The picture of the year's turn.

use super::{Page, YearScreen};
use crate::domain::year::Turn;
use crate::tui::context::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows above the list: sums, pages, a blank one.
const ABOVE: u16 = 3;
/// Rows under it: a rule, which lists, and two lines that say what a turn is.
const BELOW: u16 = 4;
/// Lines in which the chosen row of a page of texts stands whole, under a rule.
const DETAIL: u16 = 3;

pub fn draw(screen: &YearScreen, cx: &Context, area: Rect, buf: &mut Buffer) {
    let (words, theme) = (&cx.words.year, cx.theme);
    match &screen.turn {
        Ok(turn) => {
            let year = (words.year)(turn.frame.year, turn.frame.on);
            let inside = header::draw(buf, area, theme, words.title, (&year, Role::Plain));
            draw_turn(screen, turn, cx, inside, buf);
        }
        Err(why) => {
            let inside = header::draw(buf, area, theme, words.title, ("", Role::Plain));
            let text = (words.cannot_turn)(*why);
            for (row, line) in cells::wrap(&text, usize::from(area.width.saturating_sub(4))).iter().enumerate() {
                cells::put(buf, inside, 2, row as u16 + 1, line, theme.style(Role::Title));
            }
        }
    }
}

fn draw_turn(screen: &YearScreen, turn: &Turn, cx: &Context, inside: Rect, buf: &mut Buffer) {
    let (words, theme) = (&cx.words.year, cx.theme);
    cells::put(buf, inside, 1, 0, &(words.sums)(turn), theme.style(Role::Plain));
    draw_tabs(screen, turn, cx, inside, buf);
    let height = inside.height.saturating_sub(ABOVE + BELOW);
    let list = Rect { y: inside.y + ABOVE, height, ..inside };
    match screen.page {
        Page::Classes => draw_classes(screen, turn, cx, list, buf),
        Page::Remarks => draw_texts(screen, cx, list, buf, |at| screen.remarks[at].clone()),
        Page::Faults => draw_texts(screen, cx, list, buf, |at| fault(screen, cx, at)),
    }
    let under = Rect { y: list.bottom(), height: BELOW, ..inside };
    cells::rule(buf, under, 0, theme.horizontal(), theme.style(Role::Quiet));
    let lists = match (&screen.lists, screen.reading) {
        (_, 1..) => words.reading.to_owned(),
        (Some(read), _) => {
            let name = read.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            (words.lists_of)(&cells::steady(&name))
        }
        (None, _) => words.no_lists.to_owned(),
    };
    cells::put(buf, under, 1, 1, &lists, theme.style(Role::Title));
    for (row, line) in words.meaning.iter().enumerate() {
        cells::put(buf, under, 1, 2 + row as u16, line, theme.style(Role::Plain));
    }
}

/// The text of a fault, behind the name of its sheet where the file has several.
fn fault(screen: &YearScreen, cx: &Context, at: usize) -> String {
    let Some(plan) = screen.lists.as_ref().map(|read| &read.sheet.plan) else { return String::new() };
    let say = if plan.tables.len() > 1 { cx.words.import.fault_in_sheet } else { cx.words.import.fault };
    plan.faults.get(at).map(say).unwrap_or_default()
}

/// `[1 班级 12]  2 提示 3   3 有误 `
fn draw_tabs(screen: &YearScreen, turn: &Turn, cx: &Context, area: Rect, buf: &mut Buffer) {
    let words = &cx.words.year;
    let mut column = 1;
    for (at, page) in Page::ALL.into_iter().enumerate() {
        let name = match page {
            Page::Classes => words.page_classes,
            Page::Remarks => words.page_warnings,
            Page::Faults => words.page_faults,
        };
        let text = format!("{} {name} {}", at + 1, screen.len(page));
        let here = page == screen.page;
        let text = if here { format!("[{text}]") } else { format!(" {text} ") };
        let is_wrong = match page {
            Page::Classes => false,
            Page::Remarks => !turn.against.is_empty(),
            Page::Faults => screen.faults() > 0,
        };
        let role = match (here, is_wrong) {
            (true, _) => Role::Selected,
            (false, true) => Role::Problem,
            (false, false) => Role::Plain,
        };
        column = cells::put(buf, area, column, 1, &text, cx.theme.style(role)) + 1;
    }
}

fn draw_classes(screen: &YearScreen, turn: &Turn, cx: &Context, area: Rect, buf: &mut Buffer) {
    let (words, theme) = (&cx.words.year, cx.theme);
    let [from, to, pupils, teacher] = words.headings;
    let columns = [
        Column::left(from, 15),
        Column::left(to, 15),
        Column::right(pupils, 6),
        Column::right(words.page_warnings, 7),
        Column::left("", 1),
        Column::left(teacher, 0),
    ];
    table::draw(buf, area, theme, &columns, &screen.rows, |at| {
        let line = &screen.lines[at];
        let teachers = line.to.map(|class| turn.teachers_of(class).join(words.between)).unwrap_or_default();
        let warned = screen.warned[at];
        let texts = [
            line.from.map_or_else(|| words.newcomer.to_owned(), |class| class.to_string()),
            line.to.map_or_else(|| words.graduate.to_owned(), |class| class.to_string()),
            line.pupils.to_string(),
            if warned > 0 { warned.to_string() } else { String::new() },
            String::new(),
            cells::steady(&teachers).into_owned(),
        ];
        let role = if warned > 0 { Role::Owed } else { Role::Plain };
        texts.into_iter().map(|text| (text, theme.style(role))).collect()
    });
}

/// Texts a line each, and under them the chosen one with nothing cut off.
fn draw_texts(screen: &YearScreen, cx: &Context, area: Rect, buf: &mut Buffer, text: impl Fn(usize) -> String) {
    let theme = cx.theme;
    let Some(chosen) = screen.rows.at() else {
        cells::put(buf, area, 2, 0, cx.words.year.nothing_here, theme.style(Role::Quiet));
        return;
    };
    let height = area.height.saturating_sub(DETAIL + 1);
    for (line, at) in screen.rows.window(usize::from(height)).enumerate() {
        let (sign, role) = if at == chosen { ('>', Role::Selected) } else { (' ', Role::Plain) };
        let width = usize::from(area.width);
        let text = format!("{sign} {}", cells::steady(&text(at)));
        cells::put(buf, area, 0, line as u16, &cells::pad(cells::cut(&text, width), width), theme.style(role));
    }
    cells::rule(buf, area, height, theme.horizontal(), theme.style(Role::Quiet));
    let lines = cells::wrap(&cells::steady(&text(chosen)), usize::from(area.width.saturating_sub(4)));
    for (row, line) in lines.iter().take(usize::from(DETAIL)).enumerate() {
        cells::put(buf, area, 2, height + 1 + row as u16, line, theme.style(Role::Plain));
    }
}

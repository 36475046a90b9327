//! The picture of the import screen.

use super::preview::{Page, Shown};
use super::{ImportScreen, Kind, LEGENDS, Stage};
use crate::tui::context::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::cells;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::path::Path;

/// Lines in which the chosen row stands whole, under a rule.
const DETAIL: u16 = 3;

/// Rows above a preview's list: header, rule, counts, pages, a blank one.
const ABOVE: u16 = 5;

pub fn draw(screen: &ImportScreen, cx: &Context, area: Rect, buf: &mut Buffer) {
    draw_header(screen, cx, area, buf);
    let rest = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    match &screen.stage {
        Stage::Choosing => draw_kinds(screen, cx, rest, buf),
        Stage::Reading(file) => draw_reading(file, cx, rest, buf),
        Stage::Shown(shown) | Stage::Importing(shown) => draw_preview(screen, shown, cx, area, buf),
    }
}

fn draw_header(screen: &ImportScreen, cx: &Context, area: Rect, buf: &mut Buffer) {
    let (words, theme) = (&cx.words.import_screen, cx.theme);
    let title = theme.style(Role::Title);
    let end = match screen.shown() {
        Some(_) => cells::put_all(buf, area, 1, 0, [(screen.kind().words(cx.words).name, title), ("  ", title)]),
        None => cells::put_all(buf, area, 1, 0, [(cx.words.tui.import, title), ("  ", title)]),
    };
    cells::rule(buf, area, 1, theme.horizontal(), theme.style(Role::Quiet));
    let Some(shown) = screen.shown() else { return };
    let (state, role) =
        if screen.is_importing() { (words.importing, Role::Title) } else { (words.is_preview, Role::Owed) };
    let state = format!("{state} ");
    let room = usize::from(area.width.saturating_sub(end)).saturating_sub(cells::width(&state) + 1);
    let name = name(&shown.file);
    cells::put(buf, area, end, 0, cells::cut(&name, room), theme.style(Role::Plain));
    cells::put_right(buf, area, 0, &state, theme.style(role));
}

fn name(file: &Path) -> String {
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    cells::steady(&name).into_owned()
}

fn draw_kinds(screen: &ImportScreen, cx: &Context, area: Rect, buf: &mut Buffer) {
    let (words, theme) = (&cx.words.import_screen, cx.theme);
    cells::put(buf, area, 4, 1, words.what, theme.style(Role::Title));
    let mut row = 3;
    // A free line between two kinds, where there is room.
    let step = if usize::from(area.height) > 4 + 3 * screen.kinds.len() { 3 } else { 2 };
    for (at, kind) in screen.kinds.iter().enumerate() {
        let here = screen.rows.at() == Some(at);
        let kind = kind.words(cx.words);
        let role = if here { Role::Selected } else { Role::Plain };
        let text = format!("{} {} {} ", if here { ">" } else { " " }, at + 1, kind.name);
        cells::put(buf, area, 4, row, &text, theme.style(role));
        cells::put(buf, area, 8, row + 1, kind.about, theme.style(Role::Quiet));
        row += step;
    }
    cells::put(buf, area, 4, row + 3 - step, words.nothing_before_preview, theme.style(Role::Plain));
}

fn draw_reading(file: &Path, cx: &Context, area: Rect, buf: &mut Buffer) {
    let words = &cx.words.import_screen;
    cells::put(buf, area, 4, 1, &(words.reading)(&name(file)), cx.theme.style(Role::Title));
    cells::put(buf, area, 4, 3, words.may_leave, cx.theme.style(Role::Quiet));
}

fn draw_preview(screen: &ImportScreen, shown: &Shown, cx: &Context, area: Rect, buf: &mut Buffer) {
    let counts = (cx.words.import.counts)(&shown.plan().counts());
    cells::put(buf, area, 1, 2, &counts, cx.theme.style(Role::Plain));
    draw_tabs(shown, cx, area, buf);
    let list = Rect { y: area.y + ABOVE, height: area.height.saturating_sub(ABOVE), ..area };
    match shown.page {
        Page::Overview => draw_overview(screen, shown, cx, list, buf),
        _ => draw_list(shown, cx, list, buf),
    }
}

/// ` 1 概要  [2 新增 48]  3 变更 2 ` …
fn draw_tabs(shown: &Shown, cx: &Context, area: Rect, buf: &mut Buffer) {
    let mut column = 1;
    for (at, page) in Page::ALL.into_iter().enumerate() {
        let count = shown.count(page).map(|count| format!(" {count}")).unwrap_or_default();
        let text = format!("{} {}{count}", at + 1, page.name(cx.words));
        let here = page == shown.page;
        let text = if here { format!("[{text}]") } else { format!(" {text} ") };
        let role = match (here, page) {
            (true, _) => Role::Selected,
            (false, Page::Faulty) if shown.count(page) > Some(0) => Role::Problem,
            (false, Page::Kept) if shown.count(page) > Some(0) => Role::Owed,
            _ => Role::Plain,
        };
        column = cells::put(buf, area, column, 3, &text, cx.theme.style(role)) + 1;
    }
}

fn draw_overview(screen: &ImportScreen, shown: &Shown, cx: &Context, area: Rect, buf: &mut Buffer) {
    let words = &cx.words.import_screen;
    let mut remarks = shown.remarks(cx.words);
    if screen.kind() == Kind::Attendance {
        let (preset, letter) = LEGENDS[screen.legend];
        remarks.push((words.legend)(if preset.is_some() { letter } else { words.legend_of_sheet }));
    }
    let mut row = 0;
    for (at, remark) in remarks.iter().enumerate() {
        let role = if at == 0 { Role::Title } else { Role::Plain };
        for line in cells::wrap(&cells::steady(remark), usize::from(area.width.saturating_sub(4))) {
            cells::put(buf, area, 2, row, &line, cx.theme.style(role));
            row += 1;
        }
    }
}

/// The list, and under it the chosen row with nothing cut off.
fn draw_list(shown: &Shown, cx: &Context, area: Rect, buf: &mut Buffer) {
    let theme = cx.theme;
    let Some(chosen) = shown.rows.at() else {
        cells::put(buf, area, 2, 0, cx.words.import_screen.nothing_here, theme.style(Role::Quiet));
        return;
    };
    let height = area.height.saturating_sub(DETAIL + 1);
    for (line, at) in shown.rows.window(usize::from(height)).enumerate() {
        let text = shown.row(at, cx.words);
        let (sign, role) = if at == chosen { ('>', Role::Selected) } else { (' ', Role::Plain) };
        let text = cells::pad(&format!("{sign} {}", cells::steady(&text)), usize::from(area.width));
        cells::put(buf, area, 0, line as u16, &text, theme.style(role));
    }
    cells::rule(buf, area, height, theme.horizontal(), theme.style(Role::Quiet));
    let whole = shown.row(chosen, cx.words);
    let lines = cells::wrap(&cells::steady(&whole), usize::from(area.width.saturating_sub(4)));
    for (row, line) in lines.iter().take(usize::from(DETAIL)).enumerate() {
        cells::put(buf, area, 2, height + 1 + row as u16, line, theme.style(Role::Plain));
    }
}

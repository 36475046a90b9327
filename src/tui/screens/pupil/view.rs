//! The picture of the pupil file.

use super::facts::{Entry, Figure};
use super::{Numbers, Page, PupilFile};
use crate::domain::term_map::TermMap;
use crate::tui::context::Context;
use crate::tui::theme::Role;
use crate::tui::view::body;
use crate::tui::widgets::{cells, header, heat_map, scroll};
use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

/// From this size on everything stands side by side.
const WIDE: Size = Size { width: 110, height: 34 };
/// Cells of the facts where all stands side by side, and of the figures beside them where not.
const FACTS: u16 = 42;
const FIGURES: u16 = 34;

pub fn is_wide(cx: &Context) -> bool {
    cx.size.width >= WIDE.width && cx.size.height >= WIDE.height
}

/// Where things stand; on a small screen only some are drawn.
struct Places {
    facts: Rect,
    figures: Rect,
    map: Rect,
    time_line: Rect,
}

fn places(area: Rect, cx: &Context, screen: &PupilFile) -> Places {
    let area = Rect { y: area.y + header::HEIGHT, height: area.height.saturating_sub(header::HEIGHT), ..area };
    let whole = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    if !is_wide(cx) {
        let facts = Rect { width: whole.width.saturating_sub(FIGURES + 3), ..whole };
        let figures = Rect { x: facts.right() + 3, width: FIGURES, ..whole };
        return Places { facts, figures, map: whole, time_line: whole };
    }
    let facts_height = fact_lines(screen, usize::from(FACTS)).len() as u16 + 1;
    let facts = Rect { width: FACTS, height: facts_height.min(whole.height), ..whole };
    let figures = Rect { y: facts.bottom(), height: whole.height - facts.height, ..facts };
    let right = Rect { x: facts.right() + 3, width: whole.width - FACTS - 3, ..whole };
    let map_height = map_height(cx, screen, right.width).min(right.height / 2);
    let map = Rect { height: map_height, ..right };
    let time_line = Rect { y: map.bottom() + 2, height: (right.height - map_height).saturating_sub(2), ..right };
    Places { facts, figures, map, time_line }
}

fn map_height(cx: &Context, screen: &PupilFile, width: u16) -> u16 {
    let legend = heat_map::legend(cx.words, usize::from(width)).len();
    screen.facts.map.as_ref().map_or(1, |map| (heat_map::height(map) + legend) as u16)
}

/// Lines of what scrolls on the page in sight, and the rows that there are for them.
pub fn extent(screen: &PupilFile, cx: &Context) -> (usize, u16) {
    let places = places(body(cx.size), cx, screen);
    match screen.page {
        Page::Facts => (fact_lines(screen, usize::from(places.facts.width)).len(), places.facts.height),
        Page::Term => (usize::from(map_height(cx, screen, places.map.width)), places.map.height),
        Page::TimeLine => (0, 0),
    }
}

pub fn draw(screen: &PupilFile, cx: &Context, area: Rect, buf: &mut Buffer) {
    draw_header(screen, cx, area, buf);
    let places = places(area, cx, screen);
    if is_wide(cx) {
        draw_facts(screen, cx, places.facts, buf);
        draw_figures(screen, cx, places.figures, buf);
        let bar = Rect { x: places.facts.right() + 1, y: area.y + header::HEIGHT, width: 1, ..area };
        draw_bar(cx, Rect { height: area.height - header::HEIGHT, ..bar }, buf);
        draw_map(screen, cx, places.map, buf);
        let rule = Rect { y: places.map.bottom(), height: 1, ..places.map };
        cells::rule(buf, rule, 0, cx.theme.horizontal(), cx.theme.style(Role::Quiet));
        let title = Rect { y: rule.y + 1, ..rule };
        cells::put(buf, title, 0, 0, cx.words.pupil.time_line, cx.theme.style(Role::Title));
        let count = (cx.words.pupil.count)(screen.lines.len());
        cells::put_right(buf, title, 0, &count, cx.theme.style(Role::Quiet));
        return draw_time_line(screen, cx, places.time_line, buf);
    }
    match screen.page {
        Page::Facts => {
            draw_facts(screen, cx, places.facts, buf);
            draw_bar(cx, Rect { x: places.facts.right() + 1, width: 1, ..places.facts }, buf);
            draw_figures(screen, cx, places.figures, buf);
        }
        Page::Term => draw_map(screen, cx, places.map, buf),
        Page::TimeLine => draw_time_line(screen, cx, places.time_line, buf),
    }
}

fn draw_header(screen: &PupilFile, cx: &Context, area: Rect, buf: &mut Buffer) {
    let words = &cx.words.pupil;
    let left = format!("{}  {}  {}", words.title, screen.facts.name, screen.facts.place);
    let right = match is_wide(cx) {
        true => (cx.words.common.date)(cx.today),
        false => {
            let title = match screen.page {
                Page::Facts => words.facts,
                Page::Term => words.term,
                Page::TimeLine => words.time_line,
            };
            let at = Page::ALL.iter().position(|page| *page == screen.page).unwrap_or(0);
            format!("{title}  {}", (words.page)(at + 1, Page::ALL.len()))
        }
    };
    header::draw(buf, area, cx.theme, &left, (&right, Role::Plain));
}

fn draw_bar(cx: &Context, area: Rect, buf: &mut Buffer) {
    for row in 0..area.height {
        cells::put(buf, area, 0, row, &cx.theme.vertical().to_string(), cx.theme.style(Role::Quiet));
    }
}

/// A label in its column before each text, the text wrapped beside it.
fn labelled(label: &str, text: &str, column: usize, width: usize) -> Vec<String> {
    let lines = cells::wrap(&cells::steady(text), width.saturating_sub(column).max(1));
    let label = |nth| if nth == 0 { label } else { "" };
    lines.iter().enumerate().map(|(nth, line)| cells::pad(label(nth), column) + line).collect()
}

fn fact_lines(screen: &PupilFile, width: usize) -> Vec<String> {
    let entries = &screen.facts.entries;
    let column = entries.iter().map(|entry| cells::width(entry.label)).max().unwrap_or(0) + 2;
    let shown = screen.numbers == Numbers::Shown;
    let lines = |entry: &Entry| labelled(entry.label, entry.text.read(shown), column, width);
    entries.iter().flat_map(lines).collect()
}

fn draw_facts(screen: &PupilFile, cx: &Context, area: Rect, buf: &mut Buffer) {
    let plain = cx.theme.style(Role::Plain);
    let lines = fact_lines(screen, usize::from(area.width));
    let skip = if is_wide(cx) { 0 } else { screen.offset.at().unwrap_or(0) };
    scroll::draw(buf, area, lines.iter().map(|line| (line.as_str(), plain)), skip);
}

fn draw_figures(screen: &PupilFile, cx: &Context, area: Rect, buf: &mut Buffer) {
    let figures = &screen.facts.figures;
    let column = figures.iter().map(|figure| cells::width(figure.label)).max().unwrap_or(0) + 2;
    let lines = |figure: &Figure| -> Vec<_> {
        let style = cx.theme.style(figure.role);
        let lines = labelled(figure.label, &figure.text, column, usize::from(area.width));
        lines.into_iter().map(|line| (line, style)).collect()
    };
    let lines: Vec<_> = figures.iter().flat_map(lines).collect();
    scroll::draw(buf, area, lines.iter().map(|(line, style)| (line.as_str(), *style)), 0);
}

fn draw_map(screen: &PupilFile, cx: &Context, area: Rect, buf: &mut Buffer) {
    let quiet = cx.theme.style(Role::Quiet);
    let Some(map) = &screen.facts.map else {
        cells::put(buf, area, 0, 0, cx.words.pupil.no_term, quiet);
        return;
    };
    let look = heat_map::Look { theme: cx.theme, words: cx.words, school: &cx.school, today: cx.today };
    let legend = heat_map::legend(cx.words, usize::from(area.width));
    let room = area.height.saturating_sub(legend.len() as u16);
    let height = room.min(heat_map::height(map) as u16);
    let skip = if is_wide(cx) { 0 } else { screen.offset.at().unwrap_or(0) };
    heat_map::draw(buf, Rect { height, ..area }, look, map, skip.min(hidden(map, height)));
    let below = Rect { y: area.y + height, height: area.height - height, ..area };
    scroll::draw(buf, below, legend.iter().map(|line| (line.as_str(), quiet)), 0);
}

/// Rows of the map that do not fit.
fn hidden(map: &TermMap, height: u16) -> usize {
    heat_map::height(map).saturating_sub(usize::from(height))
}

fn draw_time_line(screen: &PupilFile, cx: &Context, area: Rect, buf: &mut Buffer) {
    let theme = cx.theme;
    if screen.lines.is_empty() {
        for (row, line) in cells::wrap(cx.words.pupil.nothing_happened, usize::from(area.width)).iter().enumerate() {
            cells::put(buf, area, 0, row as u16, line, theme.style(Role::Quiet));
        }
        return;
    }
    let of_this_year = screen.lines.iter().all(|line| line.at.year() == cx.today.year());
    let date = if of_this_year { "%m-%d" } else { "%Y-%m-%d" };
    for (row, at) in screen.at.window(usize::from(area.height)).enumerate() {
        let (line, row) = (&screen.lines[at], row as u16);
        let chosen = screen.at.at() == Some(at);
        let day = cx.words.roll.weekday[line.at.date().weekday().num_days_from_monday() as usize];
        let front = format!("{} {} {day} ", if chosen { ">" } else { " " }, line.at.format(date));
        let end = cells::put(buf, area, 0, row, &front, theme.style(Role::Plain));
        cells::put(buf, area, end, row, &cells::steady(&line.text), theme.style(line.role));
        if chosen {
            buf.set_style(Rect { y: area.y + row, height: 1, ..area }, theme.style(Role::Selected));
        }
    }
}

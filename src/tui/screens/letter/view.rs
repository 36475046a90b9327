//! The picture of a paper in the making: form and preview side by side, or one at a time on a small screen.

use super::{Draft, Half};
use crate::desk::TemplateState;
use crate::tui::context::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::{cells, header, scroll};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// From this width on both stand side by side.
const WIDE: u16 = 118;
/// Cells of the preview's line beside the form: the 28 characters of a printed line.
const PRINTED: u16 = 56;
/// Cells of the preview's line alone: those of the plain text file.
const ALONE: u16 = 76;
/// Lines that may say what is wrong with the school's template; the question before issuing says all.
const AMISS: usize = 6;
/// Free cells on each side.
const MARGIN: u16 = 2;

/// What is left under the header.
fn under(area: Rect) -> Rect {
    Rect { y: area.y + header::HEIGHT, height: area.height.saturating_sub(header::HEIGHT), ..area }
}

pub fn body(cx: &Context) -> Rect {
    crate::tui::view::body(cx.size)
}

/// Where the preview stands.
pub fn preview(area: Rect) -> Rect {
    let inside = under(area);
    let width = match area.width >= WIDE {
        true => PRINTED,
        false => inside.width.saturating_sub(2 * MARGIN).min(ALONE),
    };
    Rect { x: inside.right().saturating_sub(width + MARGIN), width, ..inside }
}

fn form(area: Rect) -> Rect {
    let inside = under(area);
    let right = if area.width >= WIDE { preview(area).x.saturating_sub(2 * MARGIN) } else { inside.right() };
    Rect { x: inside.x + 1, width: right.saturating_sub(inside.x + 1), ..inside }
}

pub fn draw(screen: &Draft, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let is_wide = area.width >= WIDE;
    draw_header(screen, cx, area, buf);
    if is_wide || screen.half == Half::Preview {
        let plain = cx.theme.style(Role::Plain);
        let lines = screen.lines.iter().map(|line| (line.as_str(), plain));
        scroll::draw(buf, preview(area), lines, screen.offset.at().unwrap_or(0));
    }
    if is_wide {
        let bar = Rect { x: preview(area).x.saturating_sub(MARGIN), width: 1, ..under(area) };
        for row in 0..bar.height {
            cells::put(buf, bar, 0, row, &cx.theme.vertical().to_string(), cx.theme.style(Role::Quiet));
        }
    }
    if !is_wide && screen.half == Half::Preview {
        return None;
    }
    draw_form(screen, cx, form(area), buf)
}

fn draw_header(screen: &Draft, cx: &Context, area: Rect, buf: &mut Buffer) {
    let words = &cx.words.notices;
    let name = cx.school.pupil(screen.pupil).map_or("", |pupil| &pupil.record.name);
    let (state, role) = match &screen.filled {
        _ if screen.issuing => (words.is_issuing.to_owned(), Role::Owed),
        Some(draft) => ((words.would_bear)(draft.number()), Role::Owed),
        None => (words.nothing_left.to_owned(), Role::Problem),
    };
    let edited = screen.edits.count();
    let edited = if edited > 0 { (words.edited)(edited) } else { String::new() };
    let amiss = match cx.templates.state(screen.kind) {
        TemplateState::Amiss => format!("!{}", cx.words.template.amiss_sign),
        TemplateState::Own | TemplateState::BuiltIn => String::new(),
    };
    let said = [(cx.words.domain.letter)(screen.kind), name, &amiss, &edited];
    let said: Vec<&str> = said.into_iter().filter(|text| !text.is_empty()).collect();
    header::draw(buf, area, cx.theme, &said.join("  "), (&state, role));
}

/// The fields over what is said of them: that the facts are not theirs to change, and that an old draft is back.
fn draw_form(screen: &Draft, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let wrapped =
        |text: &str, role| cells::wrap(text, usize::from(area.width)).into_iter().map(move |line| (line, role));
    let amiss = cx.templates.warnings(screen.kind, cx.words);
    let mut note: Vec<(String, Role)> =
        amiss.iter().flat_map(|line| wrapped(line, Role::Problem)).take(AMISS).collect();
    note.extend(wrapped(cx.words.notices.facts_stand, Role::Quiet));
    let height = area.height.saturating_sub(note.len() as u16 + 1);
    for (row, (line, role)) in note.iter().enumerate() {
        cells::put(buf, area, 0, height + 1 + row as u16, line, cx.theme.style(*role));
    }
    let cursor = screen.form.draw(buf, Rect { height, ..area }, cx.theme);
    cursor.filter(|_| screen.half == Half::Form)
}

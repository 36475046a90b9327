//! Something written down, read whole: a contact, a visit, a leave note, each field under its name.

use super::Route;
use crate::tui::binding::{Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::view::body;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::{cells, header, scroll};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub title: String,
    /// A label and what stands under it; what is empty is left out.
    pub parts: Vec<(&'static str, String)>,
}

pub struct Read {
    reading: Reading,
    lines: Vec<String>,
    offset: Rows,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Close,
}

/// Free cells on each side.
const MARGIN: u16 = 2;
/// Longer lines are hard to read.
const WIDEST: u16 = 76;

pub fn place(area: Rect) -> Rect {
    let width = area.width.saturating_sub(2 * MARGIN).min(WIDEST);
    Rect { x: area.x + MARGIN, y: area.y + header::HEIGHT, width, height: area.height.saturating_sub(header::HEIGHT) }
}

/// The labels in a column, the texts beside them in wrapped lines.
pub fn lay_out(parts: &[(&str, String)], width: usize) -> Vec<String> {
    let label = parts.iter().map(|(label, _)| cells::width(label)).max().unwrap_or(0) + 2;
    let mut lines = Vec::new();
    for (name, text) in parts.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let wrapped = text.lines().flat_map(|line| cells::wrap(line, width.saturating_sub(label).max(1)));
        for (nth, line) in wrapped.enumerate() {
            let name = if nth == 0 { name } else { "" };
            lines.push(cells::pad(name, label) + &line);
        }
    }
    lines
}

impl Screen for Read {
    type Act = Act;
    const NAME: &'static str = "read";
    const TITLE: Says = |words| words.pupil.record;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter], act: Act::Close, says: |words| words.keys.close, rank: 10 }];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        let Route::Read(reading) = route else { return None };
        Some(Read { reading: reading.clone(), lines: Vec::new(), offset: Rows::default() })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.offset)
    }

    fn refresh(&mut self, cx: &Context) {
        let place = place(body(cx.size));
        self.lines = lay_out(&self.reading.parts, usize::from(place.width));
        scroll::fit(&mut self.offset, self.lines.len(), place.height);
    }

    fn act(&mut self, act: Act, _key: Key, _cx: &Context) -> Vec<Effect> {
        match act {
            Act::Close => vec![Effect::Back],
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        header::draw(buf, area, cx.theme, &self.reading.title, ("", Role::Plain));
        let plain = cx.theme.style(Role::Plain);
        let lines = self.lines.iter().map(|line| (line.as_str(), plain));
        scroll::draw(buf, place(area), lines, self.offset.at().unwrap_or(0));
        None
    }
}

//! Every key of the screen below, from its table.

use super::Route;
use crate::tui::binding::{Allowed, Binding, Hint};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::{cells, popup};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// The keys of one screen.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub title: String,
    pub rows: Vec<Hint>,
}

pub struct Help {
    table: Table,
    rows: Rows,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Close,
}

/// Cells of the box, and of the keys in it.
const WIDTH: u16 = 56;
const KEYS_WIDTH: usize = 18;

impl Screen for Help {
    type Act = Act;
    const NAME: &'static str = "help";
    const TITLE: crate::tui::binding::Says = |words| words.keys.help;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter], act: Act::Close, says: |words| words.keys.close, rank: 10 }];
    const STEERS: Steers = Steers::Rows;
    const POPUP: bool = true;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        let Route::Help(table) = route else { return None };
        Some(Help { rows: Rows::new(table.rows.len()), table: table.clone() })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn act(&mut self, act: Act, _key: Key, _cx: &Context) -> Vec<Effect> {
        match act {
            Act::Close => vec![Effect::Back],
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let height = (self.table.rows.len() as u16).min(area.height.saturating_sub(2));
        let inside = popup::frame(buf, area, cx.theme, &self.table.title, WIDTH, height);
        for (line, at) in self.rows.window(usize::from(inside.height)).enumerate() {
            let hint = &self.table.rows[at];
            let chosen = self.rows.at() == Some(at);
            let role = match hint.allowed {
                _ if chosen => Role::Selected,
                Allowed::Yes => Role::Plain,
                Allowed::No(_) | Allowed::Hidden => Role::Quiet,
            };
            let keys = cells::pad(&hint.keys.join(" "), KEYS_WIDTH);
            let text = cells::pad(&format!("{keys} {}", hint.says), usize::from(inside.width));
            cells::put(buf, inside, 0, line as u16, &text, cx.theme.style(role));
        }
        None
    }
}

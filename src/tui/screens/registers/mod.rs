//! The registers (登记表、台账): which there are, and from what each is filled; Enter shows one.

pub mod sheet;
#[cfg(test)]
mod tests;

use super::Route;
use crate::domain::register::RegisterKind;
use crate::tui::binding::{Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct RegistersScreen {
    rows: Rows,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Open,
}

/// Cells of a register's name; where it comes from takes what is left.
const NAME: u16 = 24;

impl Screen for RegistersScreen {
    type Act = Act;
    const NAME: &'static str = "registers";
    const TITLE: Says = |words| words.registers.title;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter], act: Act::Open, says: |words| words.registers.open, rank: 10 }];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        matches!(route, Route::Registers).then(|| RegistersScreen { rows: Rows::new(RegisterKind::ALL.len()) })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn act(&mut self, act: Act, _key: Key, _cx: &Context) -> Vec<Effect> {
        match act {
            Act::Open => {
                let kind = self.rows.at().and_then(|at| RegisterKind::ALL.get(at));
                kind.map(|kind| Effect::Open(Route::Register(*kind))).into_iter().collect()
            }
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.registers, cx.theme);
        let inside = header::draw(buf, area, theme, words.title, ("", Role::Plain));
        let [name, comes_of] = words.headings;
        let columns = [Column::left(name, NAME), Column::left(comes_of, 0)];
        table::draw(buf, inside, theme, &columns, &self.rows, |at| {
            let kind = RegisterKind::ALL[at];
            let texts = [((words.name)(kind), Role::Plain), ((words.comes_of)(kind), Role::Quiet)];
            texts.map(|(text, role)| (cells::steady(text).into_owned(), theme.style(role))).into()
        });
        None
    }
}

//! Before the first class list: the first screen says what to do next.

use super::{Route, import};
use crate::tui::binding::{Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::Screen;
use crate::tui::theme::Role;
use crate::tui::widgets::cells;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct Nobody;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Import,
}

impl Screen for Nobody {
    type Act = Act;
    const NAME: &'static str = "nobody";
    const TITLE: Says = |words| words.setup.nobody;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter], act: Act::Import, says: |words| words.setup.import_list, rank: 1 }];

    /// Stands in for the roll while the school has no pupils.
    fn open(route: &Route, cx: &Context) -> Option<Self> {
        (matches!(route, Route::Roll(None)) && cx.school.pupils.is_empty()).then_some(Nobody)
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            // Another program may have brought a class list in.
            Act::Import if cx.school.pupils.is_empty() => import::first_class_list(cx),
            Act::Import => vec![Effect::Start(Route::Roll(None))],
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.setup, cx.theme);
        let school = &cx.school.name;
        cells::put(buf, area, 1, 0, words.nobody, theme.style(Role::Title));
        cells::put_right(buf, area, 0, &format!("{school} "), theme.style(Role::Plain));
        cells::rule(buf, area, 1, theme.horizontal(), theme.style(Role::Quiet));
        for (row, line) in words.nobody_text.iter().enumerate() {
            cells::put(buf, area, 4, row as u16 + 3, line, theme.style(Role::Plain));
        }
        None
    }
}

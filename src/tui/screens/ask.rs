//! Ask for one line of text: a date, a note, a file's name.

use super::Route;
use crate::tui::binding::Binding;
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::screen::Screen;
use crate::tui::theme::Role;
use crate::tui::widgets::input::{Input, Kind};
use crate::tui::widgets::{cells, popup};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub title: String,
    /// What is expected.
    pub hint: String,
    /// What stands there already.
    pub text: String,
    pub kind: Kind,
    /// Characters.
    pub limit: usize,
}

pub struct Ask {
    question: Question,
    field: Input,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Take,
}

/// Cells of the box.
const WIDTH: u16 = 60;
/// Cells of the frame around it.
const FRAME: u16 = 4;

impl Screen for Ask {
    type Act = Act;
    const NAME: &'static str = "ask";
    const TITLE: crate::tui::binding::Says = |words| words.tui.ask;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter], act: Act::Take, says: |words| words.keys.take, rank: 10 }];
    const POPUP: bool = true;
    const LOSES_TYPED: bool = true;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        let Route::Ask(question) = route else { return None };
        let field = Input::new(question.kind, question.limit).with(&question.text);
        Some(Ask { question: question.clone(), field })
    }

    fn field_mut(&mut self) -> Option<&mut Input> {
        Some(&mut self.field)
    }

    fn act(&mut self, act: Act, _key: Key, _cx: &Context) -> Vec<Effect> {
        match act {
            Act::Take => vec![Effect::Answer(Answer::Text(self.field.text().trim().to_owned()))],
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let hint = cells::wrap(&self.question.hint, usize::from(WIDTH.min(area.width.saturating_sub(FRAME))));
        let rows = u16::try_from(hint.len()).unwrap_or(1).max(1);
        let inside = popup::frame(buf, area, cx.theme, &self.question.title, WIDTH, rows + 3);
        for (row, line) in (0..).zip(&hint) {
            cells::put(buf, inside, 0, row, line, cx.theme.style(Role::Quiet));
        }
        cells::put(buf, inside, 0, rows + 1, ">", cx.theme.style(Role::Key));
        let width = inside.width.saturating_sub(2);
        let field = Rect { x: inside.x + 2, y: inside.y + rows + 1, width, height: 2 };
        let role = if self.field.is_proposed() { Role::Selected } else { Role::Plain };
        self.field.draw(buf, field.intersection(inside), cx.theme.style(role))
    }
}

//! The finder: type a few characters, pinyin or initials of a name; what fits stands under it.

use super::Route;
use crate::domain::people::Pupil;
use crate::domain::pinyin::{Query, Readings};
use crate::tui::binding::{Allowed, Binding};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::screen::{Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::view::main_screens;
use crate::tui::whom;
use crate::tui::widgets::input::{Input, Kind};
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::{cells, popup};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Characters that one looks for at most.
pub const LONGEST: usize = 40;

/// Where to look, and what was typed already.
#[derive(Debug, Clone, PartialEq)]
pub struct Finds {
    pub title: String,
    pub rows: Vec<Found>,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What is looked through.
    pub name: String,
    /// Shown beside it.
    pub detail: String,
    /// What choosing does; none answers the screen below.
    pub does: Option<Effect>,
}

/// Everything that one can go to: the pupils, those still to come among them, and the screens.
pub fn everything(cx: &Context, text: String) -> Finds {
    let comes = |pupil: &&Pupil| cx.school.pending_of(pupil.id).next().is_some();
    let here = cx.school.pupils.iter().filter(|pupil| pupil.is_enrolled(cx.today) || comes(pupil));
    let pupils = whom::found(cx, &whom::sorted(cx, here), |id| Some(Effect::Open(Route::Pupil(id))));
    let screens = main_screens(cx).into_iter().map(|(name, route)| Found {
        name: name.to_owned(),
        detail: String::new(),
        does: Some(Effect::Go(route)),
    });
    Finds { title: cx.words.tui.find.to_owned(), rows: pupils.into_iter().chain(screens).collect(), text }
}

pub struct Find {
    finds: Finds,
    readings: Vec<Readings>,
    field: Input,
    /// Places in `finds.rows`.
    hits: Vec<usize>,
    rows: Rows,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Take,
}

/// Rows of the list.
const HEIGHT: u16 = 12;
/// Cells of the box.
const WIDTH: u16 = 50;

impl Find {
    /// Names that begin with what was typed come first; otherwise the order of the rows is kept.
    fn look(&mut self) {
        let query = Query::new(self.field.text());
        let fits = |(at, readings): (usize, &Readings)| Some((readings.place(&query)?, at));
        let mut hits: Vec<(usize, usize)> = self.readings.iter().enumerate().filter_map(fits).collect();
        hits.sort_by_key(|(place, at)| (*place > 0, *at));
        self.hits = hits.into_iter().map(|(_, at)| at).collect();
        self.rows = Rows::new(self.hits.len());
    }
}

impl Screen for Find {
    type Act = Act;
    const NAME: &'static str = "find";
    const TITLE: crate::tui::binding::Says = |words| words.tui.find;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter], act: Act::Take, says: |words| words.keys.take, rank: 10 }];
    const STEERS: Steers = Steers::Rows;
    const POPUP: bool = true;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        let Route::Find(finds) = route else { return None };
        let mut field = Input::new(Kind::Text, LONGEST);
        field.restore(&finds.text);
        let mut find = Find {
            readings: finds.rows.iter().map(|row| Readings::of(&row.name)).collect(),
            field,
            hits: Vec::new(),
            rows: Rows::default(),
            finds: finds.clone(),
        };
        find.look();
        Some(find)
    }

    fn field_mut(&mut self) -> Option<&mut Input> {
        Some(&mut self.field)
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn edited(&mut self, _cx: &Context) -> Vec<Effect> {
        let at = self.rows.at();
        let before = std::mem::take(&mut self.hits);
        self.look();
        if before == self.hits {
            self.rows.go(at.unwrap_or(0));
        }
        Vec::new()
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Take if self.hits.is_empty() => Allowed::No(cx.words.tui.nothing_found),
            Act::Take => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, _cx: &Context) -> Vec<Effect> {
        match act {
            Act::Take => {
                let Some(&at) = self.rows.at().and_then(|at| self.hits.get(at)) else { return Vec::new() };
                match &self.finds.rows[at].does {
                    Some(effect) => vec![Effect::Back, effect.clone()],
                    None => vec![Effect::Answer(Answer::Chosen(at))],
                }
            }
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let inside = popup::frame(buf, area, cx.theme, &self.finds.title, WIDTH, HEIGHT + 2);
        let count = (cx.words.tui.hits)(self.hits.len());
        cells::put(buf, inside, 0, 0, "/", cx.theme.style(Role::Key));
        cells::put_right(buf, inside, 0, &count, cx.theme.style(Role::Quiet));
        let room = inside.width.saturating_sub(3 + cells::width(&count) as u16);
        let field = Rect { x: inside.x + 2, width: room, height: 1, ..inside };
        let cursor = self.field.draw(buf, field.intersection(inside), cx.theme.style(Role::Plain));
        if self.hits.is_empty() {
            cells::put(buf, inside, 0, 2, cx.words.tui.nothing_found, cx.theme.style(Role::Quiet));
        }
        for (line, at) in self.rows.window(usize::from(inside.height.saturating_sub(2))).enumerate() {
            let found = &self.finds.rows[self.hits[at]];
            let role = if self.rows.at() == Some(at) { Role::Selected } else { Role::Plain };
            let detail = cells::width(&found.detail);
            let name = cells::pad(&cells::steady(&found.name), usize::from(inside.width).saturating_sub(detail + 2));
            let text = format!(" {name}{} ", found.detail);
            cells::put(buf, inside, 0, line as u16 + 2, &text, cx.theme.style(role));
        }
        cursor
    }
}

//! The registration desk (新生报到台): type a few letters of a name, Enter, registered; with a running count. Another desk
//! on the same books is seen at the next look, and no child is registered twice.

pub mod deliver;
pub mod issue;
pub mod register;
pub mod settle;
#[cfg(test)]
mod tests;
pub mod trace;
pub mod tracing;

use super::Route;
use crate::domain::entrant::{Entrant, EntrantState};
use crate::domain::ids::EntrantId;
use crate::domain::pinyin::{Query, Readings};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::screen::{Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::input::{Input, Kind};
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct EntrantsScreen {
    field: Input,
    /// Every child on the list, those still to come first.
    children: Vec<Child>,
    /// Places in `children` of those who bear what was typed.
    hits: Vec<usize>,
    rows: Rows,
    /// Who was opened, to be told whether the field can be cleared for the next family.
    opened: Option<EntrantId>,
    count: String,
    /// How many have not come though the last day is over.
    to_trace: usize,
}

/// A child on the list.
struct Child {
    id: EntrantId,
    state: EntrantState,
    /// Seen at the desk.
    registered: bool,
    noticed: bool,
    delivered: bool,
    readings: Readings,
    /// In the order of the headings.
    cells: [String; 7],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Register,
    /// Of a child who has registered: what was seen, and what is brought later.
    Papers,
    Deliver,
    Tracing,
    Notices,
}

/// Characters that one looks for at most.
const LONGEST: usize = 40;
/// Rows above the table: the field, and one free.
const ABOVE: u16 = 2;
/// Which of the headings have a column at 80 and at 120 cells, and how wide; the last takes what is left.
const NARROW: [(usize, u16); 6] = [(0, 16), (2, 10), (3, 14), (4, 14), (5, 6), (6, 0)];
const BROAD: [(usize, u16); 7] = [(0, 22), (1, 4), (2, 12), (3, 22), (4, 20), (5, 8), (6, 0)];

fn child(cx: &Context, entrant: &Entrant, state: EntrantState) -> Child {
    let record = &entrant.record;
    let cells = [
        record.name.clone(),
        record.sex.map_or("", |sex| (cx.words.domain.sex)(sex)).to_owned(),
        record.born().map(|born| born.to_string()).unwrap_or_default(),
        record.village.clone(),
        record.guardians.first().map(|guardian| guardian.name.clone()).unwrap_or_default(),
        entrant.notice.as_ref().map(|notice| notice.no.number.to_string()).unwrap_or_default(),
        match entrant.missing_papers().len() {
            missing if missing > 0 && state == EntrantState::Reported => (cx.words.entrants.here_without)(missing),
            _ => (cx.words.entrants.state)(state).to_owned(),
        },
    ];
    Child {
        id: entrant.id,
        state,
        registered: entrant.registration.is_some(),
        noticed: entrant.notice.is_some(),
        delivered: entrant.delivery.is_some(),
        readings: Readings::of(&record.name),
        cells: cells.map(|cell| cells::steady(&cell).into_owned()),
    }
}

impl EntrantsScreen {
    fn chosen(&self) -> Option<&Child> {
        self.rows.at().and_then(|at| self.hits.get(at)).and_then(|at| self.children.get(*at))
    }

    /// Names that begin with what was typed come first; otherwise the order of the list is kept.
    fn look(&mut self) {
        let query = Query::new(self.field.text());
        let fits = |(at, child): (usize, &Child)| Some((child.readings.place(&query)?, at));
        let mut hits: Vec<(usize, usize)> = self.children.iter().enumerate().filter_map(fits).collect();
        hits.sort_by_key(|(place, at)| (*place > 0, *at));
        self.hits = hits.into_iter().map(|(_, at)| at).collect();
        self.rows.resize(self.hits.len());
    }

    fn draw_empty(&self, cx: &Context, area: Rect, buf: &mut Buffer) {
        let (words, theme) = (&cx.words.entrants, cx.theme);
        let place = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
        cells::put(buf, place, 0, 1, words.none_yet, theme.style(Role::Title));
        for (row, line) in cells::wrap(&cells::steady(words.how_to), usize::from(place.width)).iter().enumerate() {
            cells::put(buf, place, 0, row as u16 + 3, line, theme.style(Role::Plain));
        }
    }
}

impl Screen for EntrantsScreen {
    type Act = Act;
    const NAME: &'static str = "entrants";
    const TITLE: Says = |words| words.entrants.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Register, says: |words| words.entrants.register, rank: 10 },
        Binding { keys: &[Key::Enter], act: Act::Papers, says: |words| words.entrants.papers, rank: 10 },
        Binding { keys: &[Key::F(4)], act: Act::Deliver, says: |words| words.entrants.deliver, rank: 11 },
        Binding { keys: &[Key::F(5)], act: Act::Tracing, says: |words| words.entrants.to_tracing, rank: 12 },
        Binding { keys: &[Key::F(6)], act: Act::Notices, says: |words| words.entrants.notices, rank: 13 },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        matches!(route, Route::Entrants).then(|| EntrantsScreen {
            field: Input::new(Kind::Text, LONGEST),
            children: Vec::new(),
            hits: Vec::new(),
            rows: Rows::default(),
            opened: None,
            count: String::new(),
            to_trace: 0,
        })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn field_mut(&mut self) -> Option<&mut Input> {
        (!self.children.is_empty()).then_some(&mut self.field)
    }

    fn edited(&mut self, _cx: &Context) -> Vec<Effect> {
        let before = self.hits.clone();
        self.look();
        if before != self.hits {
            self.rows.go(0);
        }
        Vec::new()
    }

    fn refresh(&mut self, cx: &Context) {
        let chosen = self.chosen().map(|child| child.id);
        let year = cx.school.entry_year(cx.today);
        let states = cx.school.entrant_states(year, cx.today);
        let count = |is: fn(&Entrant, EntrantState) -> bool| states.iter().filter(|(it, state)| is(it, *state)).count();
        self.count = (cx.words.entrants.count)(
            states.len(),
            count(|entrant, _| entrant.delivery.is_some()),
            count(|_, state| state == EntrantState::Reported),
            count(|_, state| state.is_open()),
        );
        self.to_trace = cx.school.tracing(year, cx.today).len();
        self.children = states.iter().map(|(entrant, state)| child(cx, entrant, *state)).collect();
        // Who is still to come stands before those who have.
        self.children.sort_by_key(|child| !child.state.is_open());
        self.look();
        if let Some(at) = self.hits.iter().position(|at| Some(self.children[*at].id) == chosen) {
            self.rows.go(at);
        }
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        let words = &cx.words.entrants;
        match (act, self.chosen()) {
            (Act::Tracing, _) => Allowed::Yes,
            (Act::Notices, _) => Allowed::when(!self.children.is_empty()),
            (Act::Papers, child) if !child.is_some_and(|child| child.registered) => Allowed::Hidden,
            (Act::Register | Act::Deliver | Act::Papers, None) => Allowed::No(words.nothing_chosen),
            (Act::Register, Some(child)) if child.registered => Allowed::Hidden,
            // In a class without ever having been seen at the desk.
            (Act::Register, Some(child)) if child.state == EntrantState::Reported => Allowed::No(words.is_here),
            (Act::Deliver, Some(child)) if !child.noticed => Allowed::No(words.has_no_notice),
            (Act::Deliver, Some(child)) if child.delivered => Allowed::No(words.is_delivered),
            (Act::Register | Act::Papers | Act::Deliver, Some(_)) => Allowed::Yes,
        }
    }

    fn counts(&self, act: Act) -> Option<usize> {
        (act == Act::Tracing && self.to_trace > 0).then_some(self.to_trace)
    }

    fn act(&mut self, act: Act, _key: Key, _cx: &Context) -> Vec<Effect> {
        let chosen = self.chosen().map(|child| child.id);
        let route = match (act, chosen) {
            (Act::Tracing, _) => Route::Tracing,
            (Act::Notices, _) => Route::EntryNotices,
            (Act::Register | Act::Papers, Some(id)) => {
                self.opened = Some(id);
                Route::RegisterEntrant(id)
            }
            (Act::Deliver, Some(id)) => Route::DeliverNotice(id),
            (Act::Register | Act::Papers | Act::Deliver, None) => return Vec::new(),
        };
        vec![Effect::Open(route)]
    }

    /// Once the child is registered the field is free for the next family.
    fn answered(&mut self, _answer: Answer, cx: &Context) -> Vec<Effect> {
        let opened = self.opened.take().and_then(|id| cx.school.entrant(id));
        if opened.is_some_and(|entrant| entrant.registration.is_some()) {
            self.field.set("");
            self.look();
            self.rows.go(0);
        }
        Vec::new()
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.entrants, cx.theme);
        let inside = header::draw(buf, area, theme, words.title, (&self.count, Role::Plain));
        if self.children.is_empty() {
            self.draw_empty(cx, inside, buf);
            return None;
        }
        cells::put(buf, inside, 1, 0, "/", theme.style(Role::Key));
        if self.field.is_empty() {
            cells::put(buf, inside, 4, 0, words.type_a_name, theme.style(Role::Quiet));
        }
        let field = Rect { x: inside.x + 3, width: inside.width.saturating_sub(4), height: 1, ..inside };
        let cursor = self.field.draw(buf, field, theme.style(Role::Plain));
        let below = Rect { y: inside.y + ABOVE, height: inside.height.saturating_sub(ABOVE), ..inside };
        if self.hits.is_empty() {
            for (row, line) in
                cells::wrap(words.nobody_found, usize::from(below.width.saturating_sub(4))).iter().enumerate()
            {
                cells::put(buf, below, 2, row as u16, line, theme.style(Role::Quiet));
            }
            return cursor;
        }
        let shown: &[(usize, u16)] = if area.width >= 110 { &BROAD } else { &NARROW };
        let columns: Vec<Column<'_>> =
            shown.iter().map(|(at, width)| Column::left(words.desk_headings[*at], *width)).collect();
        table::draw(buf, below, theme, &columns, &self.rows, |at| {
            let child = &self.children[self.hits[at]];
            let state = match child.state {
                EntrantState::Reported => Role::Good,
                state if state.is_open() => Role::Owed,
                _ => Role::Quiet,
            };
            let role = |column| if column == child.cells.len() - 1 { state } else { Role::Plain };
            shown.iter().map(|(at, _)| (child.cells[*at].clone(), theme.style(role(*at)))).collect()
        });
        cursor
    }
}

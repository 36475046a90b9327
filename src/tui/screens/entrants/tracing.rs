//! Who has not come (未报到追踪): children of the list, and pupils who have not appeared since the term began. Whose matter
//! each is, what was done, and where it led.

use super::super::Route;
use crate::domain::entrant::{TraceRecord, TraceStep, Traced, Whom};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{EntrantId, PupilId, TraceId};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

#[derive(Default)]
pub struct TracingScreen {
    lines: Vec<Line>,
    rows: Rows,
    unowned: usize,
}

/// Whom a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Entrant(EntrantId),
    Pupil(PupilId),
}

struct Line {
    about: About,
    /// Nothing was done yet.
    untouched: bool,
    /// In the order of the headings.
    cells: [String; 7],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Trace,
    Lead,
    Settle,
    Own,
    Register,
}

/// Which of the headings have a column at 80 and at 120 cells, and how wide; the last takes what is left.
const NARROW: [(usize, u16); 6] = [(0, 14), (1, 14), (2, 6), (3, 8), (4, 20), (6, 0)];
const BROAD: [(usize, u16); 7] = [(0, 22), (1, 20), (2, 8), (3, 12), (4, 24), (5, 8), (6, 0)];

fn line(cx: &Context, traced: &Traced<'_>) -> Line {
    let words = &cx.words.entrants;
    let (about, name, place, state) = match traced.whom {
        Whom::Entrant(entrant, state) => {
            let record = &entrant.record;
            (About::Entrant(entrant.id), &record.name, record.village.clone(), (words.state)(state))
        }
        Whom::Pupil(pupil, class) => {
            (About::Pupil(pupil.id), &pupil.record.name, class.to_string(), words.never_appeared)
        }
    };
    let owner = traced.owner.and_then(|id| cx.school.staff(id)).map(|staff| staff.record.name.as_str());
    let cells = [
        name.clone(),
        place,
        (words.since)(traced.since),
        owner.unwrap_or(words.no_owner).to_owned(),
        (words.done)(traced.calls, traced.visits, traced.asked),
        traced.last.map(words.since).unwrap_or_default(),
        state.to_owned(),
    ];
    Line { about, untouched: traced.last.is_none(), cells: cells.map(|cell| cells::steady(&cell).into_owned()) }
}

impl TracingScreen {
    fn chosen(&self) -> Option<About> {
        self.rows.at().and_then(|at| self.lines.get(at)).map(|line| line.about)
    }

    fn chosen_entrant(&self) -> Option<EntrantId> {
        match self.chosen()? {
            About::Entrant(id) => Some(id),
            About::Pupil(_) => None,
        }
    }
}

impl Screen for TracingScreen {
    type Act = Act;
    const NAME: &'static str = "tracing";
    const TITLE: Says = |words| words.entrants.tracing;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Trace, says: |words| words.entrants.trace, rank: 10 },
        Binding { keys: &[Key::Enter], act: Act::Lead, says: |words| words.entrants.lead, rank: 10 },
        Binding { keys: &[Key::F(4), Key::Char('s')], act: Act::Settle, says: |words| words.entrants.settle, rank: 11 },
        Binding { keys: &[Key::F(5), Key::Char('m')], act: Act::Own, says: |words| words.entrants.own_it, rank: 12 },
        Binding {
            keys: &[Key::F(6), Key::Char('r')],
            act: Act::Register,
            says: |words| words.entrants.register,
            rank: 13,
        },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        matches!(route, Route::Tracing).then(TracingScreen::default)
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn refresh(&mut self, cx: &Context) {
        let chosen = self.chosen();
        let list = cx.school.tracing(cx.school.entry_year(cx.today), cx.today);
        self.unowned = list.iter().filter(|traced| traced.owner.is_none()).count();
        self.lines = list.iter().map(|traced| line(cx, traced)).collect();
        self.rows.resize(self.lines.len());
        if let Some(at) = self.lines.iter().position(|line| Some(line.about) == chosen) {
            self.rows.go(at);
        }
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match (act, self.chosen()) {
            (_, None) => Allowed::No(cx.words.entrants.all_have_come),
            (Act::Lead, Some(about)) => Allowed::when(matches!(about, About::Pupil(_))),
            (_, Some(about)) => Allowed::when(matches!(about, About::Entrant(_))),
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        let route = match (act, self.chosen(), self.chosen_entrant()) {
            (Act::Lead, Some(About::Pupil(pupil)), _) => Route::Case(pupil),
            (Act::Trace, _, Some(id)) => Route::TraceEntrant(id),
            (Act::Settle, _, Some(id)) => Route::SettleEntrant(id),
            (Act::Register, _, Some(id)) => Route::RegisterEntrant(id),
            (Act::Own, _, Some(entrant)) => {
                let (at, step) = (cx.today.and_time(cx.now.time()), TraceStep::Owner(cx.who));
                let record = TraceRecord { entrant, at, step, with: String::new(), said: String::new() };
                let changes = vec![Change::Trace { id: TraceId::NEW, to: Some(record) }];
                return vec![Effect::Commit { why: Why::TraceEntrant, changes }];
            }
            _ => return Vec::new(),
        };
        vec![Effect::Open(route)]
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        match ended {
            Ended::Recorded => vec![Effect::Say(cx.words.entrants.owned.to_owned())],
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.entrants, cx.theme);
        let count = (words.count_to_trace)(self.lines.len(), self.unowned);
        let role = if self.unowned > 0 { Role::Owed } else { Role::Plain };
        let inside = header::draw(buf, area, theme, words.tracing, (&count, role));
        if self.lines.is_empty() {
            let place = Rect { x: inside.x + 2, width: inside.width.saturating_sub(4), ..inside };
            cells::put(buf, place, 0, 1, words.nobody_to_trace, theme.style(Role::Title));
            return None;
        }
        let shown: &[(usize, u16)] = if area.width >= 110 { &BROAD } else { &NARROW };
        let columns: Vec<Column<'_>> =
            shown.iter().map(|(at, width)| Column::left(words.tracing_headings[*at], *width)).collect();
        table::draw(buf, inside, theme, &columns, &self.rows, |at| {
            let line = &self.lines[at];
            let owed = if line.untouched { Role::Owed } else { Role::Plain };
            let role = |column| if column == 4 { owed } else { Role::Plain };
            shown.iter().map(|(at, _)| (line.cells[*at].clone(), theme.style(role(*at)))).collect()
        });
        None
    }
}

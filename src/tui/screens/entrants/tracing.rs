//! Who has not come (未报到追踪): children of the list, and pupils who have not appeared since the term began. Whose matter
//! each is, what was done, and where it led.

use super::super::Route;
use super::super::find::{Finds, Found};
use crate::domain::entrant::{TraceRecord, TraceStep, Traced, Whom, names_apart};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{EntrantId, PupilId, StaffId, TraceId};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::collections::BTreeSet;

#[derive(Default)]
pub struct TracingScreen {
    lines: Vec<Line>,
    rows: Rows,
    unowned: usize,
    /// Those that are to be given to somebody together.
    marked: BTreeSet<EntrantId>,
    /// The question to whom: the children, and the staff in the order of the rows.
    asking: Option<(Vec<EntrantId>, Vec<StaffId>)>,
    /// So many are being given to whom.
    giving: Option<(usize, StaffId)>,
}

/// Whom a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Entrant(EntrantId),
    Pupil(PupilId),
}

struct Line {
    about: About,
    unowned: bool,
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
    Mark,
    Assign,
}

/// Which of the headings have a column at 80 and at 120 cells, and how wide; the last takes what is left.
const NARROW: [(usize, u16); 6] = [(0, 14), (1, 14), (2, 6), (3, 8), (4, 20), (6, 0)];
const BROAD: [(usize, u16); 7] = [(0, 22), (1, 20), (2, 8), (3, 12), (4, 24), (5, 8), (6, 0)];

fn line(cx: &Context, name: String, traced: &Traced<'_>) -> Line {
    let words = &cx.words.entrants;
    let (about, place, state) = match traced.whom {
        Whom::Entrant(entrant, state) => {
            let record = &entrant.record;
            (About::Entrant(entrant.id), record.village.clone(), (words.state)(state))
        }
        Whom::Pupil(pupil, class) => (About::Pupil(pupil.id), class.to_string(), words.never_appeared),
    };
    let owner = traced.owner.and_then(|id| cx.school.staff(id)).map(|staff| staff.record.name.as_str());
    let cells = [
        name,
        place,
        (words.since)(traced.since),
        owner.unwrap_or(words.no_owner).to_owned(),
        (words.done)(traced.calls, traced.visits, traced.asked),
        traced.last.map(words.since).unwrap_or_default(),
        state.to_owned(),
    ];
    let cells = cells.map(|cell| cells::steady(&cell).into_owned());
    Line { about, unowned: traced.owner.is_none(), untouched: traced.last.is_none(), cells }
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

    /// Whom the owner is named for: those marked, where nobody is all who have none.
    fn to_assign(&self) -> Vec<EntrantId> {
        let entrant = |line: &Line| match line.about {
            About::Entrant(id) => Some((id, line.unowned)),
            About::Pupil(_) => None,
        };
        let is_meant = |(id, unowned): &(EntrantId, bool)| match self.marked.is_empty() {
            true => *unowned,
            false => self.marked.contains(id),
        };
        self.lines.iter().filter_map(entrant).filter(is_meant).map(|(id, _)| id).collect()
    }

    fn ask_whom(&mut self, cx: &Context) -> Vec<Effect> {
        let children = self.to_assign();
        let here = cx.school.staff.iter().filter(|staff| staff.record.is_here(cx.today));
        let (staff, rows): (Vec<StaffId>, Vec<Found>) = here
            .map(|staff| (staff.id, Found { name: staff.record.name.clone(), detail: String::new(), does: None }))
            .unzip();
        let title = (cx.words.entrants.assign_title)(children.len());
        self.asking = Some((children, staff));
        vec![Effect::Open(Route::Find(Finds { title, rows, text: String::new() }))]
    }

    fn mark(&mut self) {
        let Some(id) = self.chosen_entrant() else { return };
        if !self.marked.remove(&id) {
            self.marked.insert(id);
        }
        self.rows.go(self.rows.at().map_or(0, |at| at + 1));
    }
}

/// The step that makes the tracing of these children somebody's matter.
fn give(cx: &Context, children: &[EntrantId], owner: StaffId) -> Effect {
    let (at, step) = (cx.today.and_time(cx.now.time()), TraceStep::Owner(owner));
    let record =
        |entrant: &EntrantId| TraceRecord { entrant: *entrant, at, step, with: String::new(), said: String::new() };
    let change = |entrant| Change::Trace { id: TraceId::NEW, to: Some(record(entrant)) };
    Effect::Commit { why: Why::TraceEntrant, changes: children.iter().map(change).collect() }
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
        Binding {
            keys: &[Key::Char('+'), Key::Char(' ')],
            act: Act::Mark,
            says: |words| words.entrants.mark,
            rank: 15,
        },
        Binding { keys: &[Key::F(8), Key::Char('a')], act: Act::Assign, says: |words| words.entrants.assign, rank: 14 },
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
        self.lines = names_apart(&list).into_iter().zip(&list).map(|(name, traced)| line(cx, name, traced)).collect();
        self.marked.retain(|id| self.lines.iter().any(|line| line.about == About::Entrant(*id)));
        self.rows.resize(self.lines.len());
        if let Some(at) = self.lines.iter().position(|line| Some(line.about) == chosen) {
            self.rows.go(at);
        }
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match (act, self.chosen()) {
            (_, None) => Allowed::No(cx.words.entrants.all_have_come),
            (Act::Assign, _) if self.to_assign().is_empty() => Allowed::No(cx.words.entrants.nobody_unowned),
            (Act::Assign, _) => Allowed::Yes,
            (Act::Lead, Some(about)) => Allowed::when(matches!(about, About::Pupil(_))),
            (_, Some(about)) => Allowed::when(matches!(about, About::Entrant(_))),
        }
    }

    fn counts(&self, act: Act) -> Option<usize> {
        (act == Act::Assign).then(|| self.to_assign().len()).filter(|count| *count > 0)
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        let route = match (act, self.chosen(), self.chosen_entrant()) {
            (Act::Lead, Some(About::Pupil(pupil)), _) => Route::Case(pupil),
            (Act::Trace, _, Some(id)) => Route::TraceEntrant(id),
            (Act::Settle, _, Some(id)) => Route::SettleEntrant(id),
            (Act::Register, _, Some(id)) => Route::RegisterEntrant(id),
            (Act::Own, _, Some(entrant)) => return vec![give(cx, &[entrant], cx.who)],
            (Act::Assign, ..) => return self.ask_whom(cx),
            (Act::Mark, ..) => {
                self.mark();
                return Vec::new();
            }
            _ => return Vec::new(),
        };
        vec![Effect::Open(route)]
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        let (Some((children, staff)), Answer::Chosen(at)) = (self.asking.take(), answer) else { return Vec::new() };
        let Some(owner) = staff.get(at).copied() else { return Vec::new() };
        self.giving = Some((children.len(), owner));
        vec![give(cx, &children, owner)]
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        let given = self.giving.take();
        match (ended, given) {
            (Ended::Recorded, Some((count, owner))) => {
                self.marked.clear();
                let name = cx.school.staff(owner).map_or("", |staff| &staff.record.name);
                vec![Effect::Say((cx.words.entrants.assigned)(count, name))]
            }
            (Ended::Recorded, None) => vec![Effect::Say(cx.words.entrants.owned.to_owned())],
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
            let is_marked = matches!(line.about, About::Entrant(id) if self.marked.contains(&id));
            let text = |column: usize| match column {
                0 if is_marked => format!("*{}", line.cells[0]),
                column => line.cells[column].clone(),
            };
            shown.iter().map(|(at, _)| (text(*at), theme.style(role(*at)))).collect()
        });
        None
    }
}

//! Help and home teaching (帮扶与送教): the plans, each with its owner, its next review, and of teaching at home what the
//! month still owes.

pub mod close;
pub mod file;
pub mod new;
pub mod quota;
pub mod record;
#[cfg(test)]
mod tests;

use super::Route;
use super::find::Finds;
use crate::domain::ids::{PlanId, PupilId};
use crate::domain::people::Pupil;
use crate::domain::plan::{Place, Plan};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::whom;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

#[derive(Default)]
pub struct PlansScreen {
    lines: Vec<Line>,
    rows: Rows,
    /// Closed plans too.
    all: bool,
    count: String,
}

struct Line {
    plan: PlanId,
    pupil: PupilId,
    /// In the order of the headings.
    cells: [String; 7],
    role: Role,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Open,
    New,
    File,
    All,
    Running,
    Quota,
}

/// Which of the headings have a column at 80 and at 120 cells, and how wide; the last takes what is left.
const NARROW: [(usize, u16); 6] = [(0, 12), (1, 10), (2, 16), (4, 8), (5, 8), (6, 0)];
const BROAD: [(usize, u16); 7] = [(0, 14), (1, 14), (2, 20), (3, 12), (4, 12), (5, 8), (6, 0)];

impl PlansScreen {
    fn chosen(&self) -> Option<&Line> {
        self.rows.at().and_then(|at| self.lines.get(at))
    }
}

fn line(cx: &Context, plan: &Plan) -> Option<Line> {
    let (words, record) = (&cx.words.plan, &plan.record);
    let pupil = cx.school.pupil(record.pupil)?;
    let class = cx.school.last_class(record.pupil, cx.today);
    let due = cx.school.review_due(plan);
    let state = cx.school.quota_state(plan, cx.today, cx.today).filter(|_| record.runs(cx.today));
    let (says, role) = match (&record.closing, &state) {
        (Some(closing), _) => ((words.closed)(closing.on), Role::Quiet),
        (None, Some(state)) => {
            let missing = state.in_month.missing() > 0 || state.behind > 0;
            let bar = state.in_month.bar(6);
            let says = format!("{bar} {}/{}", state.in_month.given, state.in_month.owed);
            (says, if missing { Role::Owed } else { Role::Good })
        }
        (None, None) if due.is_some_and(|due| due < cx.today) => (words.running.to_owned(), Role::Owed),
        (None, None) => (words.running.to_owned(), Role::Plain),
    };
    let owner = cx.school.staff(record.owner).map_or("", |owner| &owner.record.name);
    let cells = [
        class.map(|class| class.to_string()).unwrap_or_default(),
        pupil.record.name.clone(),
        (words.kind)(record.kind).to_owned(),
        record.from.to_string(),
        owner.to_owned(),
        due.map_or(words.no_review.to_owned(), words.review_on),
        says,
    ];
    let cells = cells.map(|cell| cells::steady(&cell).into_owned());
    Some(Line { plan: plan.id, pupil: record.pupil, cells, role })
}

/// The pupils on the books for whom the person who sits here may begin a plan.
fn plannable(cx: &Context) -> impl Iterator<Item = &Pupil> {
    let enrolled = cx.school.pupils.iter().filter(|pupil| pupil.is_enrolled(cx.today));
    enrolled.filter(|pupil| cx.school.may_plan_for(cx.who, pupil.id, cx.today))
}

/// For whom a plan is to be.
fn ask_for_whom(cx: &Context) -> Effect {
    let rows = whom::found(cx, &whom::sorted(cx, plannable(cx)), |id| Some(Effect::Open(Route::NewPlan(id))));
    let title = cx.words.plan.choose_pupil.to_owned();
    Effect::Open(Route::Find(Finds { title, rows, text: String::new() }))
}

impl Screen for PlansScreen {
    type Act = Act;
    const NAME: &'static str = "plans";
    const TITLE: Says = |words| words.plan.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Open, says: |words| words.plan.open, rank: 10 },
        Binding { keys: &[Key::Char('n'), Key::F(4)], act: Act::New, says: |words| words.plan.new, rank: 11 },
        Binding { keys: &[Key::Char('f'), Key::F(5)], act: Act::File, says: |words| words.plan.pupil_file, rank: 13 },
        Binding { keys: &[Key::Char('q'), Key::F(7)], act: Act::Quota, says: |words| words.plan.set_quota, rank: 14 },
        Binding { keys: &[Key::Tab], act: Act::All, says: |words| words.plan.all, rank: 12 },
        Binding { keys: &[Key::Tab], act: Act::Running, says: |words| words.plan.only_running, rank: 12 },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        matches!(route, Route::Plans).then(PlansScreen::default)
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn refresh(&mut self, cx: &Context) {
        let chosen = self.chosen().map(|line| line.plan);
        let is_shown = |plan: &&Plan| cx.school.may_see_plan(cx.who, plan, cx.today);
        let mut plans: Vec<&Plan> = cx.school.plans.iter().filter(is_shown).collect();
        let running = plans.iter().filter(|plan| plan.record.closing.is_none()).count();
        self.count = (cx.words.plan.count)(running, plans.len());
        plans.retain(|plan| self.all || plan.record.closing.is_none());
        plans.sort_by_key(|plan| {
            let class = cx.school.last_class(plan.record.pupil, cx.today);
            (plan.record.closing.is_some(), class, plan.record.kind, plan.record.from, plan.id)
        });
        self.lines = plans.into_iter().filter_map(|plan| line(cx, plan)).collect();
        self.rows.resize(self.lines.len());
        if let Some(at) = self.lines.iter().position(|line| Some(line.plan) == chosen) {
            self.rows.go(at);
        }
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::New if plannable(cx).next().is_none() => Allowed::No(cx.words.plan.not_yours),
            Act::New | Act::Quota => Allowed::Yes,
            Act::All => Allowed::when(!self.all),
            Act::Running => Allowed::when(self.all),
            Act::Open | Act::File if self.lines.is_empty() => Allowed::No(cx.words.plan.nothing_chosen),
            Act::Open | Act::File => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::New => vec![ask_for_whom(cx)],
            // The place of the chosen plan is the one that one has in mind.
            Act::Quota => {
                let plan = self.chosen().and_then(|line| cx.school.plan(line.plan));
                let place = plan.and_then(|plan| plan.record.taught()).unwrap_or(Place::Home);
                vec![Effect::Open(Route::Quota(place.counts_as()))]
            }
            Act::All | Act::Running => {
                self.all = act == Act::All;
                self.refresh(cx);
                Vec::new()
            }
            Act::Open => self.chosen().map(|line| Effect::Open(Route::Plan(line.plan))).into_iter().collect(),
            Act::File => self.chosen().map(|line| Effect::Open(Route::Pupil(line.pupil))).into_iter().collect(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.plan, cx.theme);
        let inside = header::draw(buf, area, theme, words.title, (&self.count, Role::Plain));
        if self.lines.is_empty() {
            let place = Rect { x: inside.x + 2, width: inside.width.saturating_sub(4), ..inside };
            cells::put(buf, place, 0, 1, words.none_yet, theme.style(Role::Title));
            for (row, line) in cells::wrap(words.how_to, usize::from(place.width)).iter().enumerate() {
                cells::put(buf, place, 0, row as u16 + 3, line, theme.style(Role::Plain));
            }
            return None;
        }
        let shown: &[(usize, u16)] = if area.width >= 110 { &BROAD } else { &NARROW };
        let columns: Vec<Column<'_>> =
            shown.iter().map(|(at, width)| Column::left(words.list_headings[*at], *width)).collect();
        let widest = |at: usize| cells::widest(self.lines.iter().map(|line| &line.cells[shown[at].0]));
        let columns = table::fitted(columns, inside.width, widest);
        table::draw(buf, inside, theme, &columns, &self.rows, |at| {
            let line = &self.lines[at];
            let last = line.cells.len() - 1;
            let role = |column| if column == last { line.role } else { Role::Plain };
            shown.iter().map(|(at, _)| (line.cells[*at].clone(), theme.style(role(*at)))).collect()
        });
        None
    }
}

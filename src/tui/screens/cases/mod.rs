//! Cases (个案): the list of the open ones, what presses most first; the screen of one, and the forms of a step and of
//! closing.

pub mod close;
pub mod file;
pub mod step;

#[cfg(test)]
mod tests;

use super::Route;
use crate::domain::case::{Listed, Stage};
use crate::domain::class::Class;
use crate::domain::flags::Scope;
use crate::domain::ids::PupilId;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::scope;
use crate::tui::screen::{Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct CasesScreen {
    scope: Scope,
    /// Only cases at this stage; none shows every one.
    stage: Option<Stage>,
    lines: Vec<Line>,
    /// Open cases of the scope, at whatever stage.
    open: usize,
    rows: Rows,
    /// The scopes that one was asked to pick from.
    asked: Vec<Scope>,
}

/// A case in the list.
struct Line {
    pupil: PupilId,
    class: Class,
    /// In the order of the headings.
    cells: Vec<String>,
    role: Role,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Open,
    NextScope,
    PickScope,
    NextStage,
    Dossiers,
}

/// Cells of the columns at 80 and at 120 cells; the last takes what is left.
const NARROW: [u16; 6] = [9, 12, 16, 5, 12, 0];
const BROAD: [u16; 6] = [17, 14, 18, 10, 24, 0];

/// Stages that an open case can be at.
const STAGES: &[Stage] = Stage::ALL.split_at(Stage::ALL.len() - 1).0;

fn line(cx: &Context, listed: &Listed, broad: bool) -> Line {
    let (words, case) = (&cx.words.domain, &listed.case);
    let name = cx.school.pupil(case.pupil).map_or("", |pupil| &pupil.record.name);
    let signs: Vec<&str> = case.signs().into_iter().map(|sign| (cx.words.cases.sign)(sign)).collect();
    let mut owed: Vec<String> = listed.owed.iter().map(|owed| (words.owed)(owed.what, owed.due, owed.late)).collect();
    owed.extend(case.proposes.map(cx.words.cases.to_confirm));
    let role = match listed.late() {
        _ if case.danger.is_some() => Role::Overdue,
        0 => Role::Plain,
        _ => Role::Overdue,
    };
    let sign = if role == Role::Overdue { '!' } else { ' ' };
    let opened = if broad { case.opened.to_string() } else { case.opened.format("%m-%d").to_string() };
    let cells = [
        format!("{sign}{name}"),
        listed.class.to_string(),
        (words.stage)(case.stage).to_owned(),
        opened,
        signs.join(" "),
        owed.join("  "),
    ];
    let cells = cells.map(|cell| cells::steady(&cell).into_owned()).to_vec();
    Line { pupil: case.pupil, class: listed.class, cells, role }
}

impl CasesScreen {
    fn chosen(&self) -> Option<&Line> {
        self.rows.at().and_then(|at| self.lines.get(at))
    }

    /// The cursor stays on its pupil, or where that one has left the list, on who stands there now.
    fn read(&mut self, cx: &Context) {
        let pupil = self.chosen().map(|line| line.pupil);
        let mut open = cx.school.case_list(cx.today, self.scope);
        open.retain(|listed| listed.case.is_open());
        self.open = open.len();
        let wanted = open.iter().filter(|listed| self.stage.is_none_or(|stage| listed.case.stage == stage));
        self.lines = wanted.map(|listed| line(cx, listed, is_broad(cx.size.width))).collect();
        self.rows.resize(self.lines.len());
        if let Some(at) = self.lines.iter().position(|line| Some(line.pupil) == pupil) {
            self.rows.go(at);
        }
    }

    fn look_at(&mut self, scope: Scope, cx: &Context) {
        self.scope = scope;
        self.read(cx);
    }

    /// Every stage, then one after the other.
    fn next_stage(&mut self) {
        let at = STAGES.iter().position(|stage| Some(*stage) == self.stage);
        self.stage = STAGES.get(at.map_or(0, |at| at + 1)).copied();
    }

    fn draw_empty(&self, cx: &Context, inside: Rect, buf: &mut Buffer) {
        let (words, theme) = (&cx.words.cases, cx.theme);
        let place = Rect { x: inside.x + 2, width: inside.width.saturating_sub(4), ..inside };
        let (title, text) = match self.stage {
            Some(_) if self.open > 0 => (words.none_of_stage, ""),
            _ => (words.none_open, words.how_to),
        };
        cells::put(buf, place, 0, 1, title, theme.style(Role::Title));
        for (row, line) in cells::wrap(text, usize::from(place.width)).iter().enumerate() {
            cells::put(buf, place, 0, row as u16 + 3, &cells::steady(line), theme.style(Role::Plain));
        }
    }
}

fn is_broad(width: u16) -> bool {
    width >= 110
}

impl Screen for CasesScreen {
    type Act = Act;
    const NAME: &'static str = "cases";
    const TITLE: Says = |words| words.cases.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Open, says: |words| words.cases.open, rank: 10 },
        Binding {
            keys: &[Key::Char('s'), Key::F(9)],
            act: Act::NextStage,
            says: |words| words.cases.next_stage,
            rank: 11,
        },
        Binding {
            keys: &[Key::Char('g'), Key::F(7)],
            act: Act::NextScope,
            says: |words| words.keys.next_scope,
            rank: 12,
        },
        Binding {
            keys: &[Key::Char('f'), Key::F(8)],
            act: Act::PickScope,
            says: |words| words.keys.pick_scope,
            rank: 13,
        },
        Binding {
            keys: &[Key::Char('e'), Key::F(6)],
            act: Act::Dossiers,
            says: |words| words.dossier.dossier,
            rank: 85,
        },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::Cases = route else { return None };
        let has_open = |scope| cx.school.case_list(cx.today, scope).iter().any(|listed| listed.case.is_open());
        Some(CasesScreen {
            scope: scope::at_first(cx, has_open),
            stage: None,
            lines: Vec::new(),
            open: 0,
            rows: Rows::default(),
            asked: Vec::new(),
        })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn refresh(&mut self, cx: &Context) {
        self.read(cx);
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Open | Act::Dossiers if self.lines.is_empty() => Allowed::No(cx.words.cases.nothing_chosen),
            Act::NextStage if self.open == 0 => Allowed::No(cx.words.cases.none_open),
            _ => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Open => return self.chosen().map(|line| Effect::Open(Route::Case(line.pupil))).into_iter().collect(),
            Act::NextScope => self.look_at(scope::next(self.scope, cx, self.chosen().map(|line| line.class)), cx),
            Act::PickScope => {
                self.asked = scope::all(cx);
                return vec![Effect::Open(Route::Find(scope::question(&self.asked, cx)))];
            }
            Act::Dossiers => {
                let pupils = self.lines.iter().map(|line| line.pupil).collect();
                return vec![Effect::Open(Route::Dossiers(pupils))];
            }
            Act::NextStage => {
                self.next_stage();
                self.read(cx);
            }
        }
        Vec::new()
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        let asked = std::mem::take(&mut self.asked);
        if let Answer::Chosen(at) = answer
            && let Some(scope) = asked.get(at)
        {
            self.look_at(*scope, cx);
        }
        Vec::new()
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.cases, cx.theme);
        let stage = self.stage.map_or(words.every_stage, cx.words.domain.stage);
        let left = format!("{}  {}  {stage}", words.title, scope::name(self.scope, cx));
        let inside = header::draw(buf, area, theme, &left, (&(words.count)(self.open), Role::Plain));
        if self.lines.is_empty() {
            self.draw_empty(cx, inside, buf);
            return None;
        }
        let widths = if is_broad(area.width) { BROAD } else { NARROW };
        let columns: Vec<Column<'_>> =
            words.list_headings.iter().zip(widths).map(|(title, width)| Column::left(title, width)).collect();
        let columns =
            table::fitted(columns, inside.width, |at| cells::widest(self.lines.iter().map(|it| &it.cells[at])));
        table::draw(buf, inside, theme, &columns, &self.rows, |at| {
            let line = &self.lines[at];
            line.cells.iter().cloned().map(|cell| (cell, theme.style(line.role))).collect()
        });
        None
    }
}

//! The to-do list (应办事项): mine, or everybody's; Enter goes to where the thing is done, and what is recorded there
//! takes it off the list.

#[cfg(test)]
mod tests;

use super::Route;
use super::status::form::StatusOf;
use crate::domain::flags::Scope;
use crate::domain::ids::PupilId;
use crate::domain::ladder::Action;
use crate::domain::letter::LetterKind;
use crate::domain::plan::PlanKind;
use crate::domain::status::StatusKind;
use crate::domain::step::StepKind;
use crate::domain::todo::{Task, Todo};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

#[derive(Default)]
pub struct TodoScreen {
    /// Everybody's, not only that of who sits here.
    all: bool,
    lines: Vec<Line>,
    rows: Rows,
}

/// A line of the list.
struct Line {
    todo: Todo,
    /// Where it is done.
    leads_to: Route,
    /// In the order of the headings.
    cells: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Do,
    File,
    All,
    Mine,
}

/// Cells of the columns at 80 and at 120 cells; the last takes what is left.
const NARROW: [u16; 5] = [12, 10, 20, 12, 0];
const BROAD: [u16; 5] = [14, 18, 30, 14, 0];

/// The plan of a kind that runs, where what is owed of it is recorded.
fn plan_of(cx: &Context, pupil: PupilId, kind: PlanKind) -> Route {
    cx.school.running_plan(pupil, kind, cx.today).map_or(Route::Pupil(pupil), |plan| Route::Plan(plan.id))
}

/// Where a thing is done: the form for a call, a visit or a step, the draft of a paper, else the pupil's case.
fn leads_to(cx: &Context, task: &Task) -> Route {
    match task {
        Task::TakeRoll { first, .. } => Route::Roll(Some(*first)),
        Task::LookAfter { scope, .. } => Route::KeyGroupRound(*scope),
        Task::KeyGroupRound { class, .. } => Route::KeyGroupRound(Scope::Class(*class)),
        Task::GrantAid { .. } => Route::Aid,
        Task::ReportIllness { class, .. } => Route::ReportIllness(Scope::Class(*class)),
        Task::FinishStatus { pupil, kind, .. } => Route::StatusForm(StatusOf::Pupil(*pupil, Some(*kind))),
        // Who was reached has been asked; once it has ended, what is missing is the return itself.
        Task::AskAboutReturn { pupil, until, .. } if cx.today <= *until => {
            Route::Contact { pupil: *pupil, queue: Vec::new() }
        }
        Task::AskAboutReturn { pupil, from, .. } => {
            let comes = if *from == StatusKind::Defer { StatusKind::Class } else { StatusKind::Resume };
            Route::StatusForm(StatusOf::Pupil(*pupil, Some(comes)))
        }
        Task::Teach { pupil, .. } => plan_of(cx, *pupil, PlanKind::HomeTeaching),
        Task::ReviewPlan { pupil, kind } => plan_of(cx, *pupil, *kind),
        Task::RecordHelp { pupil } => plan_of(cx, *pupil, PlanKind::Learning),
        Task::SeeToPlans { .. } => Route::Plans,
        Task::ConfirmExit { pupil, exit } => Route::CloseCase(*pupil, Some(*exit)),
        Task::NameTracers { .. } => Route::Tracing,
        Task::TraceEntrant { entrant } => Route::TraceEntrant(*entrant),
        Task::ReportMonth(owing) => Route::Monthly(Some(owing.month)),
        // Whatever is recorded there answers it.
        Task::Answer(question) => Route::Pupil(question.pupil),
        Task::Owed { pupil, owed } => match owed.what {
            Action::ContactGuardian | Action::AskAfterLeave | Action::FollowIllness => {
                Route::Contact { pupil: *pupil, queue: Vec::new() }
            }
            Action::HomeVisit => Route::Visit(*pupil),
            Action::AcknowledgeNotice => {
                let notices = cx.school.letters_of(*pupil).filter(|it| it.record.kind == LetterKind::Escalation);
                let open = notices.rev().find(|notice| notice.receipt.is_none());
                open.map_or(Route::Case(*pupil), |notice| Route::Receipt(notice.record.no))
            }
            Action::ReportOutside => Route::Letter(unsent(cx, *pupil, owed.since), *pupil),
            action => match (StepKind::answering(action), LetterKind::answering(action)) {
                (Some(step), _) => Route::CaseStep(*pupil, step),
                (None, [paper, ..]) => Route::Letter(*paper, *pupil),
                (None, []) => Route::Case(*pupil),
            },
        },
    }
}

/// Of the two papers that go outside, the one that is still to be written.
fn unsent(cx: &Context, pupil: PupilId, since: NaiveDate) -> LetterKind {
    let is_sent = |kind| cx.school.letters_of(pupil).any(|it| it.record.kind == kind && it.record.issued_on >= since);
    if is_sent(LetterKind::ReportBureau) { LetterKind::LetterStreet } else { LetterKind::ReportBureau }
}

fn line(cx: &Context, todo: Todo) -> Line {
    let words = &cx.words.todo;
    let entrant = match todo.task {
        Task::TraceEntrant { entrant } => cx.school.entrant(entrant).map(|entrant| &entrant.record),
        _ => None,
    };
    let pupil = todo.pupil().and_then(|id| cx.school.pupil(id)).map(|pupil| &pupil.record.name);
    let name = pupil.or(entrant.map(|record| &record.name)).map_or("", String::as_str);
    let class = todo.class.map(|class| class.to_string());
    let class = class.or(entrant.map(|record| record.grade.to_string())).unwrap_or_else(|| words.of_all.to_owned());
    let staff = todo.who.iter().filter_map(|id| cx.school.staff(*id)).map(|staff| staff.record.name.as_str());
    let who = format!(
        "{} {}",
        words.lies_with(cx.words, &cx.school, &todo, cx.today),
        staff.collect::<Vec<_>>().join(cx.words.staff.between)
    );
    let texts = [class, name.to_owned(), (words.what)(&todo.task), (words.when)(todo.due, todo.due_at, todo.late), who];
    let cells = texts.iter().map(|text| cells::steady(text).into_owned()).collect();
    Line { leads_to: leads_to(cx, &todo.task), cells, todo }
}

impl TodoScreen {
    fn chosen(&self) -> Option<&Line> {
        self.rows.at().and_then(|at| self.lines.get(at))
    }

    fn look_at(&mut self, all: bool, cx: &Context) {
        self.all = all;
        self.rows.go(0);
        Screen::refresh(self, cx);
    }

    fn draw_empty(&self, cx: &Context, area: Rect, buf: &mut Buffer) {
        let (words, theme) = (&cx.words.todo, cx.theme);
        let place = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
        let nothing = if self.all { words.nothing } else { words.nothing_mine };
        cells::put(buf, place, 0, 1, nothing, theme.style(Role::Title));
        for (row, line) in cells::wrap(words.how_it_goes, usize::from(place.width)).iter().enumerate() {
            cells::put(buf, place, 0, row as u16 + 3, line, theme.style(Role::Plain));
        }
    }
}

impl Screen for TodoScreen {
    type Act = Act;
    const NAME: &'static str = "todo";
    const TITLE: Says = |words| words.todo.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Do, says: |words| words.todo.act, rank: 10 },
        Binding { keys: &[Key::Tab], act: Act::All, says: |words| words.todo.all, rank: 11 },
        Binding { keys: &[Key::Tab], act: Act::Mine, says: |words| words.todo.mine, rank: 12 },
        Binding { keys: &[Key::F(5), Key::Char('o')], act: Act::File, says: |words| words.todo.file, rank: 13 },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        matches!(route, Route::Todo).then(TodoScreen::default)
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    /// The cursor stays on its line, or where that was done, on what comes next.
    fn refresh(&mut self, cx: &Context) {
        let chosen = self.chosen().map(|line| line.todo.task.clone());
        let list =
            cx.school.todo_seen(cx.today.and_time(cx.now.time()), if self.all { None } else { Some(cx.who) }, cx.who);
        self.lines = list.into_iter().map(|todo| line(cx, todo)).collect();
        self.rows.resize(self.lines.len());
        if let Some(at) = self.lines.iter().position(|line| Some(&line.todo.task) == chosen.as_ref()) {
            self.rows.go(at);
        }
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::All => Allowed::when(!self.all),
            Act::Mine => Allowed::when(self.all),
            Act::Do | Act::File if self.lines.is_empty() => Allowed::No(cx.words.todo.nothing_chosen),
            Act::Do if self.chosen().is_some_and(|line| matches!(line.todo.task, Task::SeeToPlans { .. })) => {
                Allowed::No(cx.words.todo.plans_of_others)
            }
            Act::Do => Allowed::Yes,
            Act::File => Allowed::when(self.chosen().is_some_and(|line| line.todo.pupil().is_some())),
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Do => self.chosen().map(|line| Effect::Open(line.leads_to.clone())).into_iter().collect(),
            Act::File => {
                let pupil = self.chosen().and_then(|line| line.todo.pupil());
                pupil.map(|pupil| Effect::Open(Route::Pupil(pupil))).into_iter().collect()
            }
            Act::All | Act::Mine => {
                self.look_at(act == Act::All, cx);
                Vec::new()
            }
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.todo, cx.theme);
        let whose = if self.all { words.of_all.to_owned() } else { (words.of)(cx.who_name()) };
        let late = self.lines.iter().filter(|line| line.todo.late > 0).count();
        let count = (words.count)(self.lines.len(), late);
        let role = if late > 0 { Role::Overdue } else { Role::Plain };
        let inside = header::draw(buf, area, theme, &format!("{}  {whose}", words.title), (&count, role));
        if self.lines.is_empty() {
            self.draw_empty(cx, inside, buf);
            return None;
        }
        let widths = if area.width >= 110 { BROAD } else { NARROW };
        let columns: Vec<Column<'_>> =
            words.headings.iter().zip(widths).map(|(title, width)| Column::left(title, width)).collect();
        let columns =
            table::fitted(columns, inside.width, |at| cells::widest(self.lines.iter().map(|it| &it.cells[at])));
        table::draw(buf, inside, theme, &columns, &self.rows, |at| {
            let Line { todo, cells, .. } = &self.lines[at];
            let role = match todo.late {
                _ if todo.is_danger() => Role::Problem,
                0 => Role::Owed,
                _ => Role::Overdue,
            };
            let style = |column| theme.style(if [2, 3].contains(&column) { role } else { Role::Plain });
            cells.iter().cloned().enumerate().map(|(at, cell)| (cell, style(at))).collect()
        });
        None
    }
}

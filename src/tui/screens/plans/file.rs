//! One plan: what it says, of teaching at home the quota as bars, and what was done of it.

use super::super::Route;
use super::super::read::Reading;
use super::super::write::Printed;
use crate::desk::HelpPaper;
use crate::domain::ids::PlanId;
use crate::domain::plan::{Help, Helped, Plan};
use crate::domain::quota::{QuotaState, Tally};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Screen, Steers};
use crate::tui::screens::follow_up::frame;
use crate::tui::theme::Role;
use crate::tui::widgets::cells;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct PlanFile {
    id: PlanId,
    /// What stands above the records, wrapped when drawn.
    said: Vec<(String, Role)>,
    lines: Vec<[String; 5]>,
    rows: Rows,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Read,
    Record,
    Amend,
    Close,
    Paper,
    Sheet,
}

/// Cells of the columns at 80 and at 120 cells; the last takes what is left.
const NARROW: [(usize, u16); 4] = [(0, 6), (1, 16), (2, 16), (3, 0)];
const BROAD: [(usize, u16); 5] = [(0, 6), (1, 18), (2, 22), (3, 44), (4, 0)];

/// Cells of a bar.
const BAR: usize = 20;
/// The records keep so many lines at the least.
const RECORDS: u16 = 6;

impl PlanFile {
    fn plan<'a>(&self, cx: &'a Context) -> Option<&'a Plan> {
        cx.school.plan(self.id)
    }

    fn chosen<'a>(&self, cx: &'a Context) -> Option<&'a Helped> {
        let at = self.rows.at()?;
        // The newest stands first.
        cx.school.helped(self.id).rev().nth(at)
    }
}

/// The quota in lines: a label, the bar, and what is said of it.
/// Cells of what stands before a bar.
const LABEL: usize = 11;

fn bars(cx: &Context, state: &QuotaState) -> Vec<(String, Role)> {
    let words = &cx.words.plan;
    let unit = state.quota.unit();
    let to_date = Tally { owed: state.owed_to_date, given: state.in_year.given };
    let lines = [
        ((words.this_month)(state.month.0), state.in_month, (words.tally)(state.in_month, unit)),
        (words.to_date.to_owned(), to_date, (words.lessons_of)(to_date.given, to_date.owed)),
        (words.school_year.to_owned(), state.in_year, (words.lessons_of)(state.in_year.given, state.in_year.owed)),
    ];
    let mut said = vec![(format!("{}: {}", words.quota, (words.quota_says)(&state.quota)), Role::Title)];
    said.extend(lines.map(|(label, tally, says)| {
        let role = if tally.missing() == 0 { Role::Good } else { Role::Owed };
        (format!("{} {} {says}", cells::pad(&label, LABEL), tally.bar(BAR)), role)
    }));
    said.extend((words.remarks)(state).into_iter().map(|remark| (remark, Role::Owed)));
    said
}

fn about(cx: &Context, plan: &Plan) -> Vec<(String, Role)> {
    let (words, record) = (&cx.words.plan, &plan.record);
    let owner = cx.school.staff(record.owner).map_or("", |owner| &owner.record.name);
    let due = cx.school.review_due(plan).map(|due| format!("{} {due}", words.list_headings[5]));
    let state = match &record.closing {
        Some(closing) => (words.closed)(closing.on),
        None => due.unwrap_or_else(|| words.running.to_owned()),
    };
    let mut first = format!("{}  {}  {}  {state}", (words.kind)(record.kind), record.from, owner);
    // The heading names the class of those who are on its rolls.
    if let Some((class, _)) = cx.school.off_roll(record.pupil, cx.today) {
        first = format!("{class}  {first}");
    }
    let causes: Vec<&str> = record.causes.iter().map(|cause| (words.cause)(*cause)).collect();
    let parts = [
        (words.helpers, record.helpers.clone()),
        (words.situation, record.situation.clone()),
        (words.subjects, record.subjects.clone()),
        (words.causes, causes.join(" ")),
        (words.goal, record.goal.clone()),
        (words.measures, record.measures.clone()),
        (words.result, record.closing.as_ref().map(|closing| closing.result.clone()).unwrap_or_default()),
    ];
    let told = parts.into_iter().filter(|(_, text)| !text.trim().is_empty());
    let mut said = vec![(first, Role::Title)];
    said.extend(told.map(|(label, text)| (format!("{label}: {}", cells::steady(text.trim())), Role::Plain)));
    let state = cx.school.quota_state(plan, cx.today, cx.today).filter(|_| record.runs(cx.today));
    said.extend(state.iter().flat_map(|state| bars(cx, state)));
    said
}

fn cells_of(cx: &Context, helped: &Helped) -> [String; 5] {
    let (words, record) = (&cx.words.plan, &helped.record);
    let what = match &record.help {
        Help::Lesson(lesson) => (words.taught)(lesson.place, lesson.lessons),
        other => (words.help)(other).to_owned(),
    };
    let cells =
        [record.at.format("%m-%d").to_string(), what, record.who.clone(), record.what.clone(), record.result.clone()];
    cells.map(|cell| cells::steady(&cell).into_owned())
}

/// A record with each field under its name.
fn reading(cx: &Context, helped: &Helped) -> Reading {
    let (words, record) = (&cx.words.plan, &helped.record);
    let lesson = record.help.lesson();
    let text = |of: fn(&crate::domain::plan::Lesson) -> String| lesson.map(of).unwrap_or_default();
    let files: Vec<&str> = record.attachments.iter().map(|file| file.name.as_str()).collect();
    let parts = vec![
        (words.on_day, (cx.words.common.date)(record.at.date())),
        (words.lessons, text(|lesson| lesson.lessons.to_string())),
        (words.at_place, lesson.map(|lesson| (words.place)(lesson.place).to_owned()).unwrap_or_default()),
        (words.who, record.who.clone()),
        (words.what, record.what.clone()),
        (words.result, record.result.clone()),
        (words.reaction, text(|lesson| lesson.reaction.clone())),
        (words.confirmed, text(|lesson| lesson.confirmed_by.clone())),
        (cx.words.visit.attachments, files.join("\n")),
    ];
    Reading { title: (words.help)(&record.help).to_owned(), parts }
}

impl Screen for PlanFile {
    type Act = Act;
    const NAME: &'static str = "plan";
    const TITLE: Says = |words| words.plan.file_title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Read, says: |words| words.plan.open, rank: 12 },
        Binding { keys: &[Key::Char('r'), Key::F(2)], act: Act::Record, says: |words| words.plan.record, rank: 10 },
        Binding { keys: &[Key::Char('p'), Key::F(6)], act: Act::Paper, says: |words| words.plan.paper, rank: 13 },
        Binding { keys: &[Key::Char('s'), Key::F(7)], act: Act::Sheet, says: |words| words.plan.sheet, rank: 14 },
        Binding { keys: &[Key::Char('e'), Key::F(4)], act: Act::Amend, says: |words| words.plan.edit, rank: 11 },
        Binding { keys: &[Key::Char('x'), Key::F(9)], act: Act::Close, says: |words| words.plan.close, rank: 15 },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::Plan(id) = *route else { return None };
        cx.school.plan(id).filter(|plan| cx.school.may_see_plan(cx.who, plan, cx.today))?;
        Some(PlanFile { id, said: Vec::new(), lines: Vec::new(), rows: Rows::default() })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn refresh(&mut self, cx: &Context) {
        self.said = self.plan(cx).map(|plan| about(cx, plan)).unwrap_or_default();
        self.lines = cx.school.helped(self.id).rev().map(|helped| cells_of(cx, helped)).collect();
        self.rows.resize(self.lines.len());
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        let is_open = self.plan(cx).is_some_and(|plan| plan.record.closing.is_none());
        match act {
            Act::Close | Act::Amend
                if !self.plan(cx).is_some_and(|plan| cx.school.may_change_plan(cx.who, plan, cx.today)) =>
            {
                Allowed::No(cx.words.plan.not_yours)
            }
            Act::Record | Act::Amend | Act::Close if !is_open => Allowed::No(cx.words.plan.is_closed),
            Act::Read if self.lines.is_empty() => Allowed::No(cx.words.plan.no_records),
            _ => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        let route = match act {
            Act::Read => self.chosen(cx).map(|helped| Route::Read(reading(cx, helped))),
            Act::Record => Some(Route::PlanRecord(self.id)),
            Act::Amend => Some(Route::AmendPlan(self.id)),
            Act::Close => Some(Route::ClosePlan(self.id)),
            Act::Paper => Some(Route::Write(Printed::Help(HelpPaper::Plan(self.id)))),
            // Of teaching at home each time has a sheet of its own; of the others there is one list.
            Act::Sheet => Some(match self.chosen(cx).filter(|helped| helped.record.help.lesson().is_some()) {
                Some(helped) => Route::Write(Printed::Help(HelpPaper::Lesson(helped.id))),
                None => Route::Write(Printed::Help(HelpPaper::Records(self.id))),
            }),
        };
        route.map(Effect::Open).into_iter().collect()
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.plan, cx.theme);
        let plan = self.plan(cx)?;
        let rest = frame::heading(cx, words.file_title, plan.record.pupil, "", buf, area);
        let inside = Rect { x: rest.x + 1, width: rest.width.saturating_sub(2), ..rest };
        let room = rest.height.saturating_sub(RECORDS);
        let wide = usize::from(inside.width).max(1);
        let lines = self.said.iter().flat_map(|(text, role)| cells::wrap(text, wide).into_iter().map(|it| (it, *role)));
        let mut row = 0;
        for (line, role) in lines.take(usize::from(room)) {
            cells::put(buf, inside, 0, row, &line, theme.style(role));
            row += 1;
        }
        let below = frame::below(rest, row + 1);
        if self.lines.is_empty() {
            cells::put(buf, frame::below(inside, row + 1), 0, 0, words.no_records, theme.style(Role::Quiet));
            return None;
        }
        let shown: &[(usize, u16)] = if area.width >= 110 { &BROAD } else { &NARROW };
        let columns: Vec<Column<'_>> =
            shown.iter().map(|(at, width)| Column::left(words.records_headings[*at], *width)).collect();
        table::draw(buf, below, theme, &columns, &self.rows, |at| {
            shown.iter().map(|(cell, _)| (self.lines[at][*cell].clone(), theme.style(Role::Plain))).collect()
        });
        None
    }
}

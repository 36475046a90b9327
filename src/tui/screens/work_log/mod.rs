//! The work log (工作记录): meetings, training and publicity of the school year, the newest first.

pub mod add;
#[cfg(test)]
mod tests;

use super::Route;
use super::read::Reading;
use super::write::Printed;
use crate::desk::HelpPaper;
use crate::domain::ids::WorkId;
use crate::domain::school_year::{days_of_school_year, school_year};
use crate::domain::work_log::{Work, WorkKind};
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
pub struct WorkLogScreen {
    lines: Vec<(WorkId, [String; 6])>,
    rows: Rows,
    kind: Option<WorkKind>,
    count: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Read,
    Add,
    Write,
    Kind,
}

/// Which of the headings have a column at 80 and at 120 cells, and how wide; the last takes what is left.
const NARROW: [(usize, u16); 4] = [(0, 11), (1, 15), (3, 18), (4, 0)];
const BROAD: [(usize, u16); 6] = [(0, 12), (1, 16), (2, 16), (3, 24), (5, 5), (4, 0)];

fn span(cx: &Context) -> (NaiveDate, NaiveDate) {
    (days_of_school_year(school_year(cx.today)).0, cx.today)
}

impl WorkLogScreen {
    fn chosen<'a>(&self, cx: &'a Context) -> Option<&'a Work> {
        let (id, _) = self.rows.at().and_then(|at| self.lines.get(at))?;
        cx.school.work.iter().find(|work| work.id == *id)
    }
}

fn cells_of(cx: &Context, work: &Work) -> [String; 6] {
    let record = &work.record;
    let attached = if record.attachments.is_empty() { String::new() } else { record.attachments.len().to_string() };
    let cells = [
        record.on.to_string(),
        (cx.words.work_log.kind)(record.kind).to_owned(),
        record.place.clone(),
        record.who.clone(),
        record.what.clone(),
        attached,
    ];
    cells.map(|cell| cells::steady(&cell).into_owned())
}

fn reading(cx: &Context, work: &Work) -> Reading {
    let (words, record) = (&cx.words.work_log, &work.record);
    let files: Vec<&str> = record.attachments.iter().map(|file| file.name.as_str()).collect();
    let parts = vec![
        (words.on, (cx.words.common.date)(record.on)),
        (words.place, record.place.clone()),
        (words.who, record.who.clone()),
        (words.what, record.what.clone()),
        (cx.words.visit.attachments, files.join("\n")),
    ];
    Reading { title: (words.kind)(record.kind).to_owned(), parts }
}

impl Screen for WorkLogScreen {
    type Act = Act;
    const NAME: &'static str = "work_log";
    const TITLE: Says = |words| words.work_log.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Read, says: |words| words.work_log.read, rank: 11 },
        Binding { keys: &[Key::Char('n'), Key::F(4)], act: Act::Add, says: |words| words.work_log.add, rank: 10 },
        Binding { keys: &[Key::Char('p'), Key::F(6)], act: Act::Write, says: |words| words.work_log.write, rank: 12 },
        Binding { keys: &[Key::Tab], act: Act::Kind, says: |words| words.work_log.next_kind, rank: 13 },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        matches!(route, Route::WorkLog).then(WorkLogScreen::default)
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn refresh(&mut self, cx: &Context) {
        let (from, to) = span(cx);
        let work = cx.school.work_done(self.kind, from, to).rev();
        self.lines = work.map(|work| (work.id, cells_of(cx, work))).collect();
        self.rows.resize(self.lines.len());
        let words = &cx.words.work_log;
        let kind = self.kind.map_or(words.all_kinds, |kind| (words.kind)(kind));
        self.count = format!("{kind}  {}", (words.count)(self.lines.len()));
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Read | Act::Write if self.lines.is_empty() => Allowed::No(cx.words.work_log.nothing_chosen),
            Act::Read | Act::Write | Act::Add | Act::Kind => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Read => self.chosen(cx).map(|work| Effect::Open(Route::Read(reading(cx, work)))).into_iter().collect(),
            Act::Add => vec![Effect::Open(Route::LogWork)],
            Act::Write => {
                let (from, to) = span(cx);
                let paper = HelpPaper::WorkLog { kind: self.kind, from, to };
                vec![Effect::Open(Route::Write(Printed::Help(paper)))]
            }
            Act::Kind => {
                self.kind = match self.kind {
                    None => WorkKind::ALL.first().copied(),
                    Some(kind) => WorkKind::ALL.iter().copied().skip_while(|it| *it != kind).nth(1),
                };
                self.refresh(cx);
                Vec::new()
            }
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.work_log, cx.theme);
        let inside = header::draw(buf, area, theme, words.title, (&self.count, Role::Plain));
        if self.lines.is_empty() {
            let place = Rect { x: inside.x + 2, width: inside.width.saturating_sub(4), ..inside };
            cells::put(buf, place, 0, 1, words.none, theme.style(Role::Title));
            for (row, line) in cells::wrap(words.how_to, usize::from(place.width)).iter().enumerate() {
                cells::put(buf, place, 0, row as u16 + 3, line, theme.style(Role::Plain));
            }
            return None;
        }
        let shown: &[(usize, u16)] = if area.width >= 110 { &BROAD } else { &NARROW };
        let columns: Vec<Column<'_>> =
            shown.iter().map(|(at, width)| Column::left(words.headings[*at], *width)).collect();
        let widest = |at: usize| cells::widest(self.lines.iter().map(|(_, cells)| &cells[shown[at].0]));
        let columns = table::fitted(columns, inside.width, widest);
        table::draw(buf, inside, theme, &columns, &self.rows, |at| {
            shown.iter().map(|(cell, _)| (self.lines[at].1[*cell].clone(), theme.style(Role::Plain))).collect()
        });
        None
    }
}

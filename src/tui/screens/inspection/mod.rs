//! The yearly self-inspection (自查报告): every figure with how it is counted, by the sections of the report; Enter shows
//! who stands behind one, the words of a section are the school's own.

pub mod behind;
pub mod folder;
pub mod prose;
#[cfg(test)]
mod tests;

use super::Route;
use super::write::Printed;
use crate::domain::inspection::{Amount, Figure, Inspection, Section};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct InspectionScreen {
    year: i32,
    inspection: Option<Inspection>,
    lines: Vec<Line>,
    rows: Rows,
}

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Section(Section),
    /// The figure at this place.
    Figure(usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Behind,
    Words,
    Write,
    Evidence,
    Earlier,
    Later,
}

/// Cells of a figure's name and of its amount; how it is counted takes what is left.
const NAME: u16 = 24;
const AMOUNT: u16 = 22;

/// How much a figure is, as it is shown.
fn amount(figure: &Figure, cx: &Context) -> String {
    match figure.amount {
        Amount::Count(count) => count.to_string(),
        Amount::Share { of, among } => {
            let rate = figure.amount.rate().map_or_else(|| "-".to_owned(), |rate| rate.percent(2) + "%");
            format!("{rate}  {}", (cx.words.inspection.share)(of, among))
        }
        Amount::Untold => "-".to_owned(),
    }
}

/// What must be known of a figure, else how it is counted.
fn said_of(figure: &Figure, cx: &Context) -> String {
    let words = &cx.words.inspection;
    figure.note.map_or_else(|| (words.formula)(figure.kind).to_owned(), words.note)
}

impl InspectionScreen {
    fn line(&self) -> Option<Line> {
        self.rows.at().and_then(|at| self.lines.get(at)).copied()
    }

    fn figure(&self) -> Option<&Figure> {
        match self.line()? {
            Line::Figure(at) => self.inspection.as_ref()?.figures.get(at),
            Line::Section(_) => None,
        }
    }

    fn section(&self) -> Option<Section> {
        match self.line()? {
            Line::Section(section) => Some(section),
            Line::Figure(_) => self.figure().map(|figure| figure.kind.section()),
        }
    }

    fn read(&mut self, cx: &Context) {
        let last = NaiveDate::from_ymd_opt(self.year, 12, 31).unwrap_or(cx.today).min(cx.today);
        let inspection = cx.school.inspection(self.year, last);
        self.lines = Vec::new();
        for section in Section::ALL {
            self.lines.push(Line::Section(section));
            let figures = inspection.figures.iter().enumerate().filter(|(_, figure)| figure.kind.section() == section);
            self.lines.extend(figures.map(|(at, _)| Line::Figure(at)));
        }
        self.inspection = Some(inspection);
        self.rows.resize(self.lines.len());
    }

    fn draw_line(&self, at: usize, cx: &Context) -> Vec<(String, ratatui::style::Style)> {
        let (words, theme) = (&cx.words.inspection, cx.theme);
        let style = |role| theme.style(role);
        let Some(inspection) = &self.inspection else { return Vec::new() };
        match self.lines.get(at) {
            Some(Line::Section(section)) => {
                let text = inspection.prose.iter().find(|(of, _)| of == section).and_then(|(_, text)| text.as_deref());
                let name = ((words.section)(*section).to_owned(), style(Role::Title));
                let state = match (section, text) {
                    (Section::Basics, _) => String::new(),
                    (Section::Basis, None) => words.usual_words.to_owned(),
                    (_, None) => words.no_words.to_owned(),
                    (_, Some(text)) => cells::steady(text.lines().next().unwrap_or_default()).into_owned(),
                };
                vec![name, (String::new(), style(Role::Plain)), (state, style(Role::Quiet))]
            }
            Some(Line::Figure(figure)) => {
                let Some(figure) = inspection.figures.get(*figure) else { return Vec::new() };
                vec![
                    (format!("  {}", cells::steady(&(words.figure)(figure.kind))), style(Role::Plain)),
                    (amount(figure, cx), style(Role::Plain)),
                    (cells::steady(&said_of(figure, cx)).into_owned(), style(Role::Quiet)),
                ]
            }
            None => Vec::new(),
        }
    }
}

impl Screen for InspectionScreen {
    type Act = Act;
    const NAME: &'static str = "inspection";
    const TITLE: Says = |words| words.inspection.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Behind, says: |words| words.inspection.look_behind, rank: 10 },
        Binding { keys: &[Key::Char('e'), Key::F(2)], act: Act::Words, says: |words| words.inspection.write, rank: 11 },
        Binding {
            keys: &[Key::Char('w'), Key::F(4)],
            act: Act::Write,
            says: |words| words.inspection.export,
            rank: 12,
        },
        Binding {
            keys: &[Key::Char('z'), Key::F(5)],
            act: Act::Evidence,
            says: |words| words.inspection.evidence_export,
            rank: 13,
        },
        Binding { keys: &[Key::Left], act: Act::Earlier, says: |words| words.inspection.earlier, rank: 14 },
        Binding { keys: &[Key::Right], act: Act::Later, says: |words| words.inspection.later, rank: 15 },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let year = cx.today.year();
        matches!(route, Route::Inspection).then(|| InspectionScreen {
            year,
            inspection: None,
            lines: Vec::new(),
            rows: Rows::default(),
        })
    }

    fn reaches_back_to(&self, _cx: &Context) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, 1, 1)
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn refresh(&mut self, cx: &Context) {
        self.read(cx);
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Behind => match self.figure() {
                Some(figure) if figure.behind.is_empty() => Allowed::No(cx.words.inspection.no_behind),
                figure => Allowed::when(figure.is_some()),
            },
            Act::Words if !cx.acts_for_school() => Allowed::No(cx.words.problems.not_for_the_school),
            Act::Words => Allowed::when(self.section().is_some_and(|section| section != Section::Basics)),
            Act::Later => Allowed::when(self.year < cx.today.year()),
            Act::Evidence if !cx.acts_for_school() => Allowed::No(cx.words.groups.not_yours_to_take),
            Act::Write | Act::Evidence | Act::Earlier => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        let route = match act {
            Act::Behind => self.figure().map(|figure| Route::Behind(self.year, figure.kind)),
            Act::Words => self.section().map(|section| Route::Prose(self.year, section)),
            Act::Write => Some(Route::Write(Printed::Inspection(self.year))),
            Act::Evidence => Some(Route::Evidence(self.year)),
            Act::Earlier | Act::Later => {
                self.year += if act == Act::Later { 1 } else { -1 };
                self.read(cx);
                None
            }
        };
        route.map(Effect::Open).into_iter().collect()
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.inspection, cx.theme);
        let Some(inspection) = &self.inspection else { return None };
        let left = format!("{}  {}", words.title, self.year);
        let span = (words.span)(inspection.span);
        let inside = header::draw(buf, area, theme, &left, (&span, Role::Plain));
        let [below, list] = [3.min(inside.height), inside.height.saturating_sub(3)];
        let place = Rect { height: list, ..inside };
        let [_, figure, how_much, formula] = words.headings;
        let columns = [Column::left(figure, NAME), Column::left(how_much, AMOUNT), Column::left(formula, 0)];
        table::draw(buf, place, theme, &columns, &self.rows, |at| self.draw_line(at, cx));
        let foot = Rect { x: inside.x + 1, y: place.bottom(), width: inside.width.saturating_sub(2), height: below };
        // The column of formulas is narrow: that of the line in hand stands here whole.
        let said = match self.figure() {
            Some(figure) => format!("{}: {}", (words.figure)(figure.kind), (words.formula)(figure.kind)),
            None => words.how_to.to_owned(),
        };
        for (row, line) in (0..).zip(cells::wrap(&cells::steady(&said), usize::from(foot.width))) {
            cells::put(buf, foot, 0, row, &line, theme.style(Role::Quiet));
        }
        None
    }
}

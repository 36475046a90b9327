//! A report of the district as it is printed: a month, or the year so far. Tab goes from part to part, Left and Right from
//! month to month or year to year; it can be written into a file.

use crate::desk;
use crate::domain::district::DistrictReport;
use crate::domain::monthly::Month;
use crate::domain::paper::Block;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Screen, Steers};
use crate::tui::screens::Route;
use crate::tui::screens::write::Printed;
use crate::tui::theme::Role;
use crate::tui::view::body;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::{cells, header, scroll};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct DistrictSheet {
    report: DistrictReport,
    /// The paper as it is shown, and the lines at which its parts begin.
    lines: Vec<String>,
    parts: Vec<usize>,
    offset: Rows,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    NextPart,
    Earlier,
    Later,
    Write,
}

/// Free cells on each side.
const MARGIN: u16 = 2;
/// Longer lines are hard to read.
const WIDEST: u16 = 112;

fn place(area: Rect) -> Rect {
    let width = area.width.saturating_sub(2 * MARGIN).min(WIDEST);
    let left = (area.width - width) / 2;
    Rect { x: area.x + left, y: area.y + header::HEIGHT, width, height: area.height.saturating_sub(header::HEIGHT) }
}

impl DistrictSheet {
    fn read(&mut self, cx: &Context) {
        let place = place(body(cx.size));
        let paper = desk::district_paper(&cx.school, self.report, cx.today);
        let printed = desk::printed(&paper, place.width);
        self.lines = printed.iter().map(|line| cells::steady(line).into_owned()).collect();
        let headings: Vec<&str> = paper
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading { text, .. } => Some(text.as_str()),
                _ => None,
            })
            .collect();
        let begins = |line: &str| headings.contains(&line.trim_matches(['　', ' ']));
        let parts = self.lines.iter().enumerate().filter(|(_, line)| begins(line)).map(|(at, _)| at);
        self.parts = parts.collect();
        scroll::fit(&mut self.offset, self.lines.len(), place.height);
    }

    /// The month or year beside this one, where anything of it was received.
    fn beside(&self, act: Act, cx: &Context) -> Option<DistrictReport> {
        let months = cx.school.district.months();
        match self.report {
            DistrictReport::Month(of) => {
                let mut earlier = months.iter().copied().filter(|month| *month < of);
                let mut later = months.iter().rev().copied().filter(|month| *month > of);
                let beside = if act == Act::Earlier { earlier.next() } else { later.next() };
                beside.map(DistrictReport::Month)
            }
            DistrictReport::Year(to) => {
                let year = Month::of(to).year + if act == Act::Earlier { -1 } else { 1 };
                let last = NaiveDate::from_ymd_opt(year, 12, 31)?.min(cx.today);
                let is_told = months.iter().any(|month| month.year == year);
                is_told.then_some(DistrictReport::Year(last))
            }
        }
    }

    /// To the first part below what stands at the top; from the end to the beginning.
    fn go_to_next_part(&mut self) {
        let top = self.offset.at().unwrap_or(0);
        self.offset.go(self.parts.iter().copied().find(|at| *at > top).unwrap_or(0));
        if self.offset.at() == Some(top) {
            self.offset.go(0);
        }
    }
}

impl Screen for DistrictSheet {
    type Act = Act;
    const NAME: &'static str = "district-report";
    const TITLE: Says = |words| words.district.report;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Tab], act: Act::NextPart, says: |words| words.district.next_part, rank: 10 },
        Binding { keys: &[Key::Left], act: Act::Earlier, says: |words| words.district.earlier, rank: 11 },
        Binding { keys: &[Key::Right], act: Act::Later, says: |words| words.district.later, rank: 12 },
        Binding { keys: &[Key::Char('w'), Key::F(4)], act: Act::Write, says: |words| words.district.write, rank: 13 },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        let Route::DistrictReport(report) = *route else { return None };
        Some(DistrictSheet { report, lines: Vec::new(), parts: Vec::new(), offset: Rows::default() })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.offset)
    }

    fn refresh(&mut self, cx: &Context) {
        self.read(cx);
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Earlier | Act::Later => Allowed::when(self.beside(act, cx).is_some()),
            Act::NextPart => Allowed::when(self.offset.len() > 1),
            Act::Write => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Write => return vec![Effect::Open(Route::Write(Printed::District(self.report)))],
            Act::NextPart => self.go_to_next_part(),
            Act::Earlier | Act::Later => {
                self.report = self.beside(act, cx).unwrap_or(self.report);
                self.offset.go(0);
                self.read(cx);
            }
        }
        Vec::new()
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let words = &cx.words.district;
        header::draw(buf, area, cx.theme, &(words.report_name)(self.report), (&cx.school.name, Role::Plain));
        let plain = cx.theme.style(Role::Plain);
        let lines = self.lines.iter().map(|line| (line.as_str(), plain));
        scroll::draw(buf, place(area), lines, self.offset.at().unwrap_or(0));
        None
    }
}

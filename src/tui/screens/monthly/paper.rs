//! A version of a month's report as it is printed. Nothing of it can be changed; it can be written into a file.

use crate::desk;
use crate::domain::monthly::Month;
use crate::tui::binding::{Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Screen, Steers};
use crate::tui::screens::Route;
use crate::tui::screens::write::Printed;
use crate::tui::theme::Role;
use crate::tui::view::body;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::{header, scroll};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct MonthPaper {
    month: Month,
    version: Option<u32>,
    lines: Vec<String>,
    offset: Rows,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Write,
}

/// Free cells on each side.
const MARGIN: u16 = 2;
/// Cells of the line: those of the plain text file.
const WIDEST: u16 = 112;

fn place(area: Rect) -> Rect {
    let width = area.width.saturating_sub(2 * MARGIN).min(WIDEST);
    let left = (area.width - width) / 2;
    Rect { x: area.x + left, y: area.y + header::HEIGHT, width, height: area.height.saturating_sub(header::HEIGHT) }
}

impl Screen for MonthPaper {
    type Act = Act;
    const NAME: &'static str = "month_paper";
    const TITLE: Says = |words| words.monthly.title;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Char('w'), Key::F(4)], act: Act::Write, says: |words| words.monthly.write, rank: 10 }];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        let Route::MonthPaper(month, version) = *route else { return None };
        Some(MonthPaper { month, version, lines: Vec::new(), offset: Rows::default() })
    }

    fn reaches_back_to(&self, cx: &Context) -> Option<NaiveDate> {
        Some(cx.school.report_looks_back_to(self.month))
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.offset)
    }

    fn refresh(&mut self, cx: &Context) {
        let place = place(body(cx.size));
        let report = desk::month_report(&cx.school, self.month, self.version, super::now(cx));
        let paper = report.map(|report| desk::month_paper(&report, cx.today, super::now(cx), cx.who_name()));
        self.lines = paper.map(|paper| desk::printed(&paper, place.width)).unwrap_or_default();
        scroll::fit(&mut self.offset, self.lines.len(), place.height);
    }

    fn act(&mut self, act: Act, _key: Key, _cx: &Context) -> Vec<Effect> {
        match act {
            Act::Write => vec![Effect::Open(Route::Write(Printed::Month(self.month, self.version)))],
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let title = format!("{} {}", cx.words.monthly.title, self.month);
        header::draw(buf, area, cx.theme, &title, (&super::stage(cx, self.month), Role::Plain));
        let plain = cx.theme.style(Role::Plain);
        let lines = self.lines.iter().map(|line| (line.as_str(), plain));
        scroll::draw(buf, place(area), lines, self.offset.at().unwrap_or(0));
        None
    }
}

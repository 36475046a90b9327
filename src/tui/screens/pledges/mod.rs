//! Responsibility letters (责任书): who must sign in this school year at each level, and who has.

pub mod sign;
#[cfg(test)]
mod tests;

use super::Route;
use super::write::Printed;
use crate::desk::HelpPaper;
use crate::domain::pledge::{Pledge, PledgeKey, PledgeLevel};
use crate::domain::school_year::school_year;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

#[derive(Default)]
pub struct PledgesScreen {
    lines: Vec<Line>,
    rows: Rows,
    /// The families' letters as well.
    families: bool,
    count: String,
}

struct Line {
    key: PledgeKey,
    /// In the order of the headings.
    cells: [String; 4],
    is_signed: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Sign,
    Make,
    Families,
    StaffOnly,
}

/// Cells of the columns at 80 and at 120 cells; the last takes what is left.
const NARROW: [u16; 4] = [14, 27, 20, 0];
const BROAD: [u16; 4] = [18, 44, 36, 0];

impl PledgesScreen {
    fn levels(&self) -> &'static [PledgeLevel] {
        if self.families { &PledgeLevel::ALL } else { &PledgeLevel::OF_STAFF }
    }

    fn chosen(&self) -> Option<PledgeKey> {
        self.rows.at().and_then(|at| self.lines.get(at)).map(|line| line.key)
    }
}

fn line(cx: &Context, pledge: &Pledge) -> Line {
    let words = &cx.words.pledge;
    let signed = pledge.signed.as_ref().map(|signed| (words.signed)(signed.on, &signed.by));
    let cells = [
        (words.level)(pledge.key.level).to_owned(),
        (words.side)(&pledge.second),
        (words.side)(&pledge.first),
        signed.unwrap_or_else(|| words.missing.to_owned()),
    ];
    let cells = cells.map(|cell| cells::steady(&cell).into_owned());
    Line { key: pledge.key, cells, is_signed: pledge.signed.is_some() }
}

impl Screen for PledgesScreen {
    type Act = Act;
    const NAME: &'static str = "pledges";
    const TITLE: Says = |words| words.pledge.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Sign, says: |words| words.pledge.sign, rank: 10 },
        Binding { keys: &[Key::Char('p'), Key::F(6)], act: Act::Make, says: |words| words.pledge.make, rank: 11 },
        Binding { keys: &[Key::Tab], act: Act::Families, says: |words| words.pledge.family, rank: 12 },
        Binding { keys: &[Key::Tab], act: Act::StaffOnly, says: |words| words.pledge.staff_only, rank: 12 },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        matches!(route, Route::Pledges).then(PledgesScreen::default)
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn refresh(&mut self, cx: &Context) {
        let chosen = self.chosen();
        let year = school_year(cx.today);
        let pledges = cx.school.pledges(year, self.levels(), cx.today);
        let signed = pledges.iter().filter(|pledge| pledge.signed.is_some()).count();
        let words = &cx.words.pledge;
        self.count = format!("{}  {}", (words.year)(year), (words.count)(pledges.len(), signed));
        self.lines = pledges.iter().map(|pledge| line(cx, pledge)).collect();
        self.rows.resize(self.lines.len());
        if let Some(at) = self.lines.iter().position(|line| Some(line.key) == chosen) {
            self.rows.go(at);
        }
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Families => Allowed::when(!self.families),
            Act::StaffOnly => Allowed::when(self.families),
            Act::Sign if self.chosen().is_some_and(|key| !cx.school.may_sign_pledge(cx.who, key, cx.today)) => {
                Allowed::No(cx.words.problems.not_for_the_school)
            }
            Act::Sign | Act::Make if self.lines.is_empty() => Allowed::No(cx.words.pledge.nothing_chosen),
            Act::Sign | Act::Make => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Families | Act::StaffOnly => {
                self.families = act == Act::Families;
                self.refresh(cx);
                Vec::new()
            }
            Act::Sign => self.chosen().map(|key| Effect::Open(Route::SignPledge(key))).into_iter().collect(),
            Act::Make => {
                let paper = HelpPaper::Pledges { year: school_year(cx.today), levels: self.levels() };
                vec![Effect::Open(Route::Write(Printed::Help(paper)))]
            }
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.pledge, cx.theme);
        let inside = header::draw(buf, area, theme, words.title, (&self.count, Role::Plain));
        if self.lines.is_empty() {
            let place = Rect { x: inside.x + 2, width: inside.width.saturating_sub(4), ..inside };
            cells::put(buf, place, 0, 1, words.none, theme.style(Role::Title));
            for (row, line) in cells::wrap(words.how_to, usize::from(place.width)).iter().enumerate() {
                cells::put(buf, place, 0, row as u16 + 3, line, theme.style(Role::Plain));
            }
            return None;
        }
        let widths = if area.width >= 110 { BROAD } else { NARROW };
        let columns = words.headings.iter().zip(widths).map(|(heading, width)| Column::left(heading, width));
        let widest = |at: usize| cells::widest(self.lines.iter().map(|line| &line.cells[at]));
        let columns = table::fitted(columns.collect(), inside.width, widest);
        table::draw(buf, inside, theme, &columns, &self.rows, |at| {
            let line = &self.lines[at];
            let last = line.cells.len() - 1;
            let role = |column| match column == last {
                true if line.is_signed => Role::Good,
                true => Role::Owed,
                false => Role::Plain,
            };
            line.cells.iter().enumerate().map(|(at, cell)| (cell.clone(), theme.style(role(at)))).collect()
        });
        None
    }
}

//! The rules (规则): the rows that hold today, each to be changed from a date on, and whole profiles.

mod row;
#[cfg(test)]
mod tests;

pub use row::RowForm;

use super::Route;
use super::choose::Choices;
use crate::domain::entry::Why;
use crate::domain::ladder::{Rule, Rung};
use crate::domain::profile::Profile;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

#[derive(Default)]
pub struct RulesScreen {
    lines: Vec<Line>,
    /// How many rows will be otherwise later.
    to_come: usize,
    rows: Rows,
    /// The words have no room in every column.
    is_tight: bool,
    /// Rows under the list: the rule line, and what else is to be known of the row that has most to say.
    below: u16,
    /// What is said once it is recorded.
    saving: Option<String>,
}

/// A row that holds today, or one that will hold later.
struct Line {
    rule: Rule,
    /// From when it holds, where that is still to come.
    later: Option<NaiveDate>,
    /// In the order of the headings on the screen.
    cells: [String; 6],
    /// What else is to be known of the row.
    detail: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Change,
    Adopt,
}

/// Cells of the columns at 80 and at 120 cells; the last takes what is left.
const NARROW: [u16; 6] = [4, 27, 16, 10, 12, 0];
const BROAD: [u16; 6] = [5, 40, 20, 14, 16, 0];

/// Where words are too long for these: fewer columns, and the line below tells the rest.
const NARROW_TIGHT: [u16; 3] = [4, 45, 0];
const BROAD_TIGHT: [u16; 5] = [5, 44, 28, 18, 0];

/// Cells from which on every column has room.
const WIDE: u16 = 110;

/// Cells left free beside the detail.
const MARGIN: u16 = 2;

fn line(cx: &Context, (from, rung): &(NaiveDate, Rung)) -> Line {
    let (words, domain) = (&cx.words.rules, &cx.words.domain);
    let later = Some(*from).filter(|from| *from > cx.today);
    let cells = [
        rung.rule.code().to_owned(),
        (domain.trigger)(rung),
        (domain.action)(rung.action).to_owned(),
        (domain.role)(rung.owes).to_owned(),
        (domain.within)(rung.within),
        from.to_string(),
    ];
    let mut about = vec![(words.from)(*from)];
    about.extend((rung.again > 0).then(|| (words.again)(rung.again)));
    about.extend((!rung.basis.is_empty()).then(|| (words.basis_is)(&rung.basis)));
    let whole = format!("{} {}", rung.rule.code(), (domain.trigger)(rung));
    let mut detail = vec![whole, about.join(words.between)];
    detail.extend((words.note)(rung.rule).map(str::to_owned));
    Line { rule: rung.rule, later, cells, detail }
}

impl Line {
    /// Whom and when, where the list has no column for them.
    fn tell_the_rest(&mut self, between: &str) {
        let rest = format!("{} {}{between}", self.cells[3], self.cells[4]);
        if let Some(about) = self.detail.get_mut(1) {
            about.insert_str(0, &rest);
        }
    }

    /// The detail in lines of so many cells.
    fn wrapped(&self, width: u16) -> Vec<String> {
        self.detail.iter().flat_map(|line| cells::wrap(line, usize::from(width))).collect()
    }
}

impl RulesScreen {
    fn chosen(&self) -> Option<&Line> {
        self.rows.at().and_then(|at| self.lines.get(at))
    }

    fn ask_to_adopt(&self, cx: &Context) -> Vec<Effect> {
        let words = &cx.words.rules;
        let row = |profile: &Profile| {
            let many = cx.school.policy.adopting(*profile, cx.today).len();
            (words.adopt_row)((words.profile)(*profile), many)
        };
        let rows: Vec<String> = Profile::ALL.iter().map(row).collect();
        let mut rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        rows.push(words.keep);
        let mut question = Choices::question(words.adopt_title, vec![(words.adopt_text)(cx.today)], &rows);
        // A slip of Enter changes nothing.
        question.at = Profile::ALL.len();
        vec![Effect::Open(Route::Choose(question))]
    }

    fn adopt(&mut self, profile: Profile, cx: &Context) -> Vec<Effect> {
        let changes = cx.school.policy.adopting(profile, cx.today);
        let words = &cx.words.rules;
        let said = (words.adopted)((words.profile)(profile), cx.today, changes.len());
        if changes.is_empty() {
            return vec![Effect::Say(said)];
        }
        self.saving = Some(said);
        vec![Effect::Commit { why: Why::SetPolicy, changes }]
    }
}

impl Screen for RulesScreen {
    type Act = Act;
    const NAME: &'static str = "rules";
    const TITLE: Says = |words| words.rules.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Change, says: |words| words.rules.change, rank: 10 },
        Binding { keys: &[Key::F(6), Key::Char('p')], act: Act::Adopt, says: |words| words.rules.adopt, rank: 11 },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        matches!(route, Route::Rules).then(RulesScreen::default)
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn refresh(&mut self, cx: &Context) {
        let policy = &cx.school.policy;
        let later = policy.later(cx.today);
        self.to_come = later.len();
        self.lines = policy.held(cx.today).into_iter().chain(later).map(|row| line(cx, row)).collect();
        self.rows.resize(self.lines.len());
        let widths = if cx.size.width < WIDE { NARROW } else { BROAD };
        let is_cut = |cell: &String, room: u16| room > 0 && cells::width(cell) > usize::from(room);
        let is_cut = |line: &Line| line.cells.iter().zip(widths).any(|(cell, room)| is_cut(cell, room));
        self.is_tight = self.lines.iter().any(is_cut);
        if self.is_tight {
            self.lines.iter_mut().for_each(|line| line.tell_the_rest(cx.words.rules.between));
        }
        let rows = |line: &Line| line.wrapped(cx.size.width.saturating_sub(MARGIN)).len();
        self.below = self.lines.iter().map(rows).max().unwrap_or(0) as u16 + 1;
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            _ if self.saving.is_some() => Allowed::No(cx.words.tui.is_saving),
            Act::Change if self.lines.is_empty() => Allowed::No(cx.words.rules.none),
            _ if !cx.acts_for_school() => Allowed::No(cx.words.problems.not_for_the_school),
            Act::Change | Act::Adopt => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Change => {
                let route = |line: &Line| Route::Rule(line.rule, line.later.unwrap_or(cx.today));
                self.chosen().map(|line| Effect::Open(route(line))).into_iter().collect()
            }
            Act::Adopt => self.ask_to_adopt(cx),
        }
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        match answer {
            Answer::Chosen(at) => Profile::ALL.get(at).map(|profile| self.adopt(*profile, cx)).unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    fn done(&mut self, ended: Ended, _cx: &Context) -> Vec<Effect> {
        match (ended, self.saving.take()) {
            (Ended::Recorded, Some(said)) => vec![Effect::Say(said)],
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.rules, cx.theme);
        let left = format!("{}  {}", words.title, (cx.words.common.date)(cx.today));
        let to_come = if self.to_come > 0 { (words.will_change)(self.to_come) } else { String::new() };
        let inside = header::draw(buf, area, theme, &left, (&to_come, Role::Owed));
        let list = Rect { height: inside.height.saturating_sub(self.below), ..inside };
        if self.lines.is_empty() {
            cells::put(buf, list, 2, 1, words.none, theme.style(Role::Title));
            return None;
        }
        let broad = area.width >= WIDE;
        let widths: &[u16] = match (broad, self.is_tight) {
            (true, false) => &BROAD,
            (true, true) => &BROAD_TIGHT,
            (false, false) => &NARROW,
            (false, true) => &NARROW_TIGHT,
        };
        let columns: Vec<Column<'_>> =
            words.headings.iter().zip(widths).map(|(title, width)| Column::left(title, *width)).collect();
        table::draw(buf, list, theme, &columns, &self.rows, |at| {
            let line = &self.lines[at];
            let role = if line.later.is_some() { Role::Owed } else { Role::Plain };
            let fits = |text: &str| match text.parse::<NaiveDate>() {
                // Of a date the year is the first to go: the line below has it.
                Ok(date) if !broad => date.format("%m-%d").to_string(),
                _ => text.to_owned(),
            };
            line.cells.iter().take(widths.len()).map(|text| (fits(text), theme.style(role))).collect()
        });
        let under =
            Rect { x: area.x + 1, y: list.bottom(), height: self.below, width: area.width.saturating_sub(MARGIN) };
        cells::rule(
            buf,
            Rect { x: area.x, width: area.width, ..under },
            0,
            theme.horizontal(),
            theme.style(Role::Quiet),
        );
        let detail = self.chosen().map(|line| line.wrapped(under.width)).unwrap_or_default();
        for (row, text) in detail.iter().enumerate() {
            cells::put(buf, under, 0, 1 + row as u16, text, theme.style(Role::Plain));
        }
        None
    }
}

//! Flags (缺勤预警): everyone with a running streak or something owed, worst first, and what is to be done next.

mod list;
#[cfg(test)]
mod tests;
mod view;

use super::Route;
use super::find::LONGEST;
use super::letter::kinds;
use crate::domain::flags::Scope;
use crate::domain::health::Cluster;
use crate::domain::ids::PupilId;
use crate::domain::pinyin::Query;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::{DIGITS, Key};
use crate::tui::scope;
use crate::tui::screen::{Screen, Steers};
use crate::tui::widgets::input::{Input, Kind};
use crate::tui::widgets::rows::Rows;
use list::{Row, Sort};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct FlagsScreen {
    scope: Scope,
    sort: Sort,
    /// Shorter streaks are left out; 0 shows also those who owe something without one.
    at_least: u16,
    /// What is looked for; all are shown while it is empty.
    field: Input,
    /// The field has the keys.
    typing: bool,
    /// Everyone of the scope, sorted.
    all: Vec<Row>,
    /// Places in `all` of those in the list.
    shown: Vec<usize>,
    rows: Rows,
    /// Rolls of the scope that are missing.
    gaps: usize,
    /// Clusters of illness that are running or still to be reported: what is owed first.
    clusters: Vec<Cluster>,
    /// The scopes that one was asked to pick from.
    asked: Vec<Scope>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Keep,
    Clear,
    Open,
    Contact,
    Visit,
    Notice,
    ReportIllness,
    Gaps,
    Week,
    Find,
    NextScope,
    PickScope,
    Sort,
    AtLeast,
}

impl FlagsScreen {
    fn row(&self) -> Option<&Row> {
        self.rows.at().and_then(|at| self.shown.get(at)).map(|at| &self.all[*at])
    }

    /// Puts those into the list who fit, with the cursor on the same pupil, or on the first where that one does not fit.
    fn narrow(&mut self) {
        let pupil = self.row().map(|row| row.pupil);
        let query = Query::new(self.field.text());
        let fits = |row: &Row| row.streak >= self.at_least && row.matches(&query);
        self.shown = (0..self.all.len()).filter(|at| fits(&self.all[*at])).collect();
        self.rows.resize(self.shown.len());
        if let Some(pupil) = pupil {
            self.rows.go(self.place(pupil).unwrap_or(0));
        }
    }

    fn place(&self, pupil: PupilId) -> Option<usize> {
        self.shown.iter().position(|at| self.all[*at].pupil == pupil)
    }

    fn sort(&mut self, by: Sort) {
        let pupil = self.row().map(|row| row.pupil);
        self.sort = by;
        self.all.sort_by(|a, b| by.compare(a, b));
        self.narrow();
        if let Some(at) = pupil.and_then(|pupil| self.place(pupil)) {
            self.rows.go(at);
        }
    }

    fn look_at(&mut self, scope: Scope, cx: &Context) {
        let pupil = self.row().map(|row| row.pupil);
        self.scope = scope;
        self.read(cx);
        self.rows.go(pupil.and_then(|pupil| self.place(pupil)).unwrap_or(0));
    }

    fn read(&mut self, cx: &Context) {
        self.all = list::of(cx, self.scope);
        self.gaps = cx.school.gaps(cx.now, self.scope).len();
        self.clusters = cx.school.clusters(cx.now, self.scope);
        self.shown.clear();
        self.sort(self.sort);
    }

    fn open(&self, route: impl FnOnce(PupilId) -> Route) -> Vec<Effect> {
        self.row().map(|row| Effect::Open(route(row.pupil))).into_iter().collect()
    }

    fn pick_scope(&mut self, cx: &Context) -> Vec<Effect> {
        self.asked = scope::all(cx);
        vec![Effect::Open(Route::Find(scope::question(&self.asked, cx)))]
    }
}

impl Screen for FlagsScreen {
    type Act = Act;
    const NAME: &'static str = "flags";
    const TITLE: Says = |words| words.tui.flags;
    const STEERS: Steers = Steers::Rows;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Keep, says: |words| words.flags.keep, rank: 1 },
        Binding { keys: &[Key::Esc], act: Act::Clear, says: |words| words.flags.clear, rank: 2 },
        Binding { keys: &[Key::Enter], act: Act::Open, says: |words| words.flags.open, rank: 3 },
        Binding { keys: &[Key::Char('l'), Key::F(4)], act: Act::Contact, says: |words| words.flags.contact, rank: 4 },
        Binding { keys: &[Key::Char('v'), Key::F(5)], act: Act::Visit, says: |words| words.flags.visit, rank: 5 },
        Binding { keys: &[Key::Char('n'), Key::F(6)], act: Act::Notice, says: |words| words.flags.issue, rank: 6 },
        Binding {
            keys: &[Key::Char('y'), Key::F(11)],
            act: Act::ReportIllness,
            says: |words| words.health.report,
            rank: 4,
        },
        Binding { keys: &[Key::Tab], act: Act::Gaps, says: |words| words.tui.gaps, rank: 7 },
        Binding { keys: &[Key::Char('/')], act: Act::Find, says: |words| words.flags.find, rank: 8 },
        Binding { keys: &[Key::Char('s'), Key::F(9)], act: Act::Sort, says: |words| words.flags.sort, rank: 10 },
        Binding {
            keys: &[Key::Char('g'), Key::F(7)],
            act: Act::NextScope,
            says: |words| words.keys.next_scope,
            rank: 9,
        },
        Binding { keys: &[Key::Char('w'), Key::F(12)], act: Act::Week, says: |words| words.week.title, rank: 91 },
        Binding { keys: DIGITS, act: Act::AtLeast, says: |words| words.flags.longer, rank: 11 },
        Binding {
            keys: &[Key::Char('f'), Key::F(8)],
            act: Act::PickScope,
            says: |words| words.keys.pick_scope,
            rank: 12,
        },
    ];

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::Flags = route else { return None };
        Some(FlagsScreen {
            scope: scope::at_first(cx, |scope| !list::of(cx, scope).is_empty()),
            sort: Sort::default(),
            at_least: 0,
            field: Input::new(Kind::Text, LONGEST),
            typing: false,
            all: Vec::new(),
            shown: Vec::new(),
            rows: Rows::default(),
            gaps: 0,
            clusters: Vec::new(),
            asked: Vec::new(),
        })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn field_mut(&mut self) -> Option<&mut Input> {
        self.typing.then_some(&mut self.field)
    }

    fn edited(&mut self, _cx: &Context) -> Vec<Effect> {
        self.narrow();
        Vec::new()
    }

    fn counts(&self, act: Act) -> Option<usize> {
        (act == Act::Gaps).then_some(self.gaps)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Keep => Allowed::when(self.typing),
            Act::Clear => Allowed::when(self.typing || !self.field.text().is_empty()),
            _ if self.typing => Allowed::Hidden,
            Act::ReportIllness => Allowed::when(self.clusters.iter().any(|cluster| cluster.owed.is_some())),
            Act::Open | Act::Contact | Act::Visit | Act::Notice if self.rows.is_empty() => {
                Allowed::No(cx.words.flags.no_row)
            }
            Act::Find | Act::Sort | Act::AtLeast if self.all.is_empty() => Allowed::No(cx.words.flags.no_row),
            _ => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Open => return self.open(Route::Pupil),
            Act::Contact => return self.open(|pupil| Route::Contact { pupil, queue: Vec::new() }),
            Act::Visit => return self.open(Route::Visit),
            Act::Notice => return self.row().map(|row| kinds::ask(cx, row.pupil)).into_iter().collect(),
            Act::ReportIllness => return vec![Effect::Open(Route::ReportIllness(self.scope))],
            Act::Gaps => return vec![Effect::Open(Route::Gaps(Some(self.scope)))],
            Act::Week => return vec![Effect::Open(Route::Week(Some(self.scope)))],
            Act::PickScope => return self.pick_scope(cx),
            Act::NextScope => self.look_at(scope::next(self.scope, cx, self.row().map(|row| row.class)), cx),
            Act::Sort => self.sort(self.sort.next()),
            Act::Find => self.typing = true,
            Act::Keep => self.typing = false,
            Act::Clear => {
                self.typing = false;
                self.field.set("");
                self.narrow();
            }
            Act::AtLeast => {
                let Key::Char(digit) = key else { return Vec::new() };
                self.at_least = digit.to_digit(10).and_then(|days| u16::try_from(days).ok()).unwrap_or(0);
                self.narrow();
            }
        }
        Vec::new()
    }

    /// The cursor stays on its pupil, or where that one has left the list, on who stands there now.
    fn refresh(&mut self, cx: &Context) {
        let pupil = self.row().map(|row| row.pupil);
        self.read(cx);
        if let Some(at) = pupil.and_then(|pupil| self.place(pupil)) {
            self.rows.go(at);
        }
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

    /// A name committed by an input method narrows the list to it.
    fn look_for(&mut self, text: String, _cx: &Context) -> Vec<Effect> {
        self.field.restore(&text);
        self.typing = true;
        self.narrow();
        Vec::new()
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        view::draw(self, cx, area, buf)
    }
}

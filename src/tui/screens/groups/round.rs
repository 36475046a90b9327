//! The monthly round (排查): the pupils of a class who belong to a key group, one key each; beside each the attendance of the
//! month, the open case and the last contact.

use super::super::Route;
use super::super::ask::Question;
use crate::domain::class::Class;
use crate::domain::entry::{Change, Why};
use crate::domain::flags::Scope;
use crate::domain::groups::CannotJoin;
use crate::domain::groups::round::{Beside, CheckRecord, Finding};
use crate::domain::ids::PupilId;
use crate::domain::monthly::Month;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::scope;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::input::Kind;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct RoundScreen {
    month: Month,
    scope: Scope,
    lines: Vec<Line>,
    /// The pupils as they stood in the list when it was opened: it keeps its order while it is gone through.
    order: Vec<PupilId>,
    rows: Rows,
    /// Whose note was asked for, and what was found.
    noting: Option<(PupilId, Finding)>,
    /// What is said once it is recorded.
    saving: Option<(Finding, String)>,
}

struct Line {
    pupil: PupilId,
    class: Class,
    found: Option<CheckRecord>,
    /// Since when a look is due beside the round.
    due: Option<NaiveDate>,
    /// In the order of the headings.
    cells: [String; 8],
}

impl Line {
    /// Still to be looked at in this month, or again already.
    fn is_left(&self) -> bool {
        self.found.is_none() || self.due.is_some()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Seen,
    NotSeen,
    Changed,
    Note,
    Open,
    Earlier,
    Later,
    NextScope,
}

impl Act {
    fn finding(self) -> Option<Finding> {
        match self {
            Act::Seen => Some(Finding::Seen),
            Act::NotSeen => Some(Finding::NotSeen),
            Act::Changed => Some(Finding::Changed),
            Act::Note | Act::Open | Act::Earlier | Act::Later | Act::NextScope => None,
        }
    }
}

/// Which of the headings have a column at 80 and at 120 cells, and how wide; the last takes what is left.
const NARROW: [(usize, u16); 7] = [(1, 10), (2, 15), (3, 6), (4, 4), (5, 10), (6, 8), (7, 0)];
const BROAD: [(usize, u16); 8] = [(0, 14), (1, 14), (2, 24), (3, 8), (4, 6), (5, 12), (6, 12), (7, 0)];

/// Columns of numbers.
const NUMBERS: [usize; 2] = [3, 4];
const FOUND: usize = 7;

/// Characters of a note.
const NOTE: usize = 200;

impl RoundScreen {
    fn chosen(&self) -> Option<&Line> {
        self.rows.at().and_then(|at| self.lines.get(at))
    }

    fn checked(&self) -> usize {
        self.lines.iter().filter(|line| line.found.is_some()).count()
    }

    fn look_at(&mut self, month: Month, scope: Scope, cx: &Context) {
        (self.month, self.scope) = (month, scope);
        self.rows.go(0);
        self.order.clear();
        Screen::refresh(self, cx);
        self.go_to_left();
    }

    /// From somebody who is at school and well on to the next who is still to be looked at: a class is one key a pupil.
    /// Of whom there is more to say the cursor stays: what is noted next is of the pupil just looked at.
    fn go_to_next_left(&mut self) {
        let from = self.rows.at().map_or(0, |at| at + 1).min(self.lines.len());
        let mut order = (from..self.lines.len()).chain(0..from);
        if let Some(next) = order.find(|at| self.lines[*at].is_left()) {
            self.rows.go(next);
        }
    }

    /// The cursor begins at the first pupil who is still to be looked at.
    fn go_to_left(&mut self) {
        if let Some(at) = self.lines.iter().position(Line::is_left) {
            self.rows.go(at);
        }
    }

    /// Records a finding; where a word is needed with it, it is asked for first.
    fn find(&mut self, pupil: PupilId, record: CheckRecord, cx: &Context) -> Vec<Effect> {
        match cx.school.may_check(pupil, self.month, &record, cx.who, cx.today) {
            Err(CannotJoin::OpenCase) => self.ask_note(pupil, record, cx),
            Ok(_) | Err(_) => self.record(pupil, record, cx),
        }
    }

    fn record(&mut self, pupil: PupilId, record: CheckRecord, cx: &Context) -> Vec<Effect> {
        let words = &cx.words.groups;
        match cx.school.may_check(pupil, self.month, &record, cx.who, cx.today) {
            Ok(on) => {
                let name = cx.school.pupil(pupil).map_or("", |pupil| pupil.record.name.as_str());
                self.saving = Some((record.finding, (words.look_recorded)(name, record.finding)));
                let change = Change::GroupCheck { pupil, on, to: Some(record) };
                vec![Effect::Commit { why: Why::CheckGroup, changes: vec![change] }]
            }
            Err(why) => vec![Effect::Say((words.cannot)(why))],
        }
    }

    /// The question for a note on what was found.
    fn ask_note(&mut self, pupil: PupilId, found: CheckRecord, cx: &Context) -> Vec<Effect> {
        self.noting = Some((pupil, found.finding));
        let name = cx.school.pupil(pupil).map_or("", |pupil| pupil.record.name.as_str());
        let title = (cx.words.groups.note_of)(name);
        vec![Effect::Open(Route::Ask(Question {
            title,
            hint: (cx.words.groups.finding)(found.finding).to_owned(),
            text: found.note,
            kind: Kind::Prose,
            limit: NOTE,
        }))]
    }
}

fn line(cx: &Context, month: Month, line: &crate::domain::groups::round::RoundLine<'_>) -> Line {
    let words = &cx.words.groups;
    let Beside { figures, open_case, last_contact } = cx.school.beside_in_round(line.pupil.id, month, cx.today);
    let groups: Vec<&str> = line.groups.iter().map(|it| (cx.words.domain.group)(it.kind)).collect();
    let rate = figures.attendance_rate();
    let found = line.check.map(|check| check.record.clone());
    let due = cx.school.look_due(line.pupil, cx.today).filter(|_| month == Month::of(cx.today));
    let said = match &found {
        None => words.to_look_at.to_owned(),
        Some(CheckRecord { finding, note }) if note.is_empty() => (words.finding)(*finding).to_owned(),
        Some(CheckRecord { finding, note }) => format!("{} {note}", (words.finding)(*finding)),
    };
    let said = due.map_or(said.clone(), |by| format!("{}  {said}", (words.look_due)(by)));
    let cells = [
        line.class.to_string(),
        line.pupil.record.name.clone(),
        groups.join(" "),
        rate.map_or(cx.words.common.no_rate.to_owned(), |rate| format!("{}%", rate.percent(0))),
        figures.unexcused.to_string(),
        open_case.map_or("", |case| (cx.words.domain.stage)(case.stage)).to_owned(),
        last_contact.map(|on| on.format("%m-%d").to_string()).unwrap_or_default(),
        said,
    ];
    let cells = cells.map(|cell| cells::steady(&cell).into_owned());
    Line { pupil: line.pupil.id, class: line.class, found, due, cells }
}

impl Screen for RoundScreen {
    type Act = Act;
    const NAME: &'static str = "group-round";
    const TITLE: Says = |words| words.groups.round_title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Char('1')], act: Act::Seen, says: |words| words.groups.is_seen, rank: 10 },
        Binding { keys: &[Key::Char('2')], act: Act::NotSeen, says: |words| words.groups.is_not_seen, rank: 11 },
        Binding { keys: &[Key::Char('3')], act: Act::Changed, says: |words| words.groups.is_changed, rank: 12 },
        Binding { keys: &[Key::F(5), Key::Char('n')], act: Act::Note, says: |words| words.groups.note, rank: 13 },
        Binding { keys: &[Key::Enter], act: Act::Open, says: |words| words.groups.file, rank: 14 },
        Binding { keys: &[Key::Left], act: Act::Earlier, says: |words| words.groups.earlier, rank: 16 },
        Binding { keys: &[Key::Right], act: Act::Later, says: |words| words.groups.later, rank: 17 },
        Binding {
            keys: &[Key::Char('g'), Key::F(7)],
            act: Act::NextScope,
            says: |words| words.keys.next_scope,
            rank: 15,
        },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::KeyGroupRound(scope) = *route else { return None };
        let mut screen = RoundScreen {
            month: Month::of(cx.today),
            scope,
            lines: Vec::new(),
            order: Vec::new(),
            rows: Rows::default(),
            noting: None,
            saving: None,
        };
        screen.look_at(screen.month, scope, cx);
        Some(screen)
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn refresh(&mut self, cx: &Context) {
        let chosen = self.chosen().map(|line| line.pupil);
        let round = cx.school.key_group_round(self.month, self.scope);
        let mine = round.lines.iter().filter(|it| cx.school.may_see_need(cx.who, it.class, cx.today));
        self.lines = mine.map(|it| line(cx, self.month, it)).collect();
        // Those whose look is due come first, the longest due before all; whoever comes in later stands at the end.
        self.lines.sort_by_key(|line| (line.due.is_none(), line.due));
        let place = |pupil| self.order.iter().position(|known| *known == pupil).unwrap_or(usize::MAX);
        self.lines.sort_by_key(|line| place(line.pupil));
        self.order = self.lines.iter().map(|line| line.pupil).collect();
        self.rows.resize(self.lines.len());
        if let Some(at) = self.lines.iter().position(|line| Some(line.pupil) == chosen) {
            self.rows.go(at);
        }
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        let words = &cx.words.groups;
        match act {
            Act::Later if self.month >= Month::of(cx.today) => Allowed::No(words.ahead),
            Act::Earlier | Act::Later | Act::NextScope => Allowed::Yes,
            _ if self.lines.is_empty() => Allowed::No(words.nothing_chosen),
            Act::Note if self.chosen().is_some_and(|line| line.found.is_none()) => Allowed::No(words.not_looked_at),
            _ => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Open => self.chosen().map(|line| Effect::Open(Route::Pupil(line.pupil))).into_iter().collect(),
            Act::Note => match self.chosen() {
                Some(Line { pupil, found: Some(found), .. }) => self.ask_note(*pupil, found.clone(), cx),
                _ => Vec::new(),
            },
            Act::Earlier | Act::Later => {
                let month = if act == Act::Earlier { self.month.before() } else { self.month.after() };
                self.look_at(month, self.scope, cx);
                Vec::new()
            }
            Act::NextScope => {
                let in_sight = self.chosen().map(|line| line.class);
                self.look_at(self.month, scope::next(self.scope, cx, in_sight), cx);
                Vec::new()
            }
            Act::Seen | Act::NotSeen | Act::Changed => match (self.chosen(), act.finding()) {
                (Some(line), Some(finding)) => {
                    // What was noted stays where only the finding is another.
                    let note = line.found.as_ref().map(|found| found.note.clone()).unwrap_or_default();
                    self.find(line.pupil, CheckRecord { finding, note }, cx)
                }
                _ => Vec::new(),
            },
        }
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        match (self.noting.take(), answer) {
            (Some((pupil, finding)), Answer::Text(note)) => self.record(pupil, CheckRecord { finding, note }, cx),
            _ => Vec::new(),
        }
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        let saved = self.saving.take().filter(|_| ended == Ended::Recorded);
        let Some((finding, said)) = saved else { return Vec::new() };
        if finding == Finding::Seen {
            self.go_to_next_left();
        }
        let all_in = self.checked() == self.lines.len();
        vec![Effect::Say(if all_in { cx.words.groups.round_closed.to_owned() } else { said })]
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.groups, cx.theme);
        let title = format!("{}  {}  {}", words.round_title, (words.month)(self.month), scope::name(self.scope, cx));
        let (pupils, checked) = (self.lines.len(), self.checked());
        let role = if pupils == checked { Role::Good } else { Role::Owed };
        let inside = header::draw(buf, area, theme, &title, (&(words.round_count)(pupils, checked), role));
        if self.lines.is_empty() {
            let place = Rect { x: inside.x + 2, width: inside.width.saturating_sub(4), ..inside };
            cells::put(buf, place, 0, 1, words.round_empty, theme.style(Role::Title));
            for (row, line) in cells::wrap(words.round_how_to, usize::from(place.width)).iter().enumerate() {
                cells::put(buf, place, 0, row as u16 + 3, line, theme.style(Role::Plain));
            }
            return None;
        }
        let shown: &[(usize, u16)] = if area.width >= 110 { &BROAD } else { &NARROW };
        let column = |(at, width): &(usize, u16)| match NUMBERS.contains(at) {
            true => Column::right(words.columns[*at], *width),
            false => Column::left(words.columns[*at], *width),
        };
        let columns: Vec<Column<'_>> = shown.iter().map(column).collect();
        table::draw(buf, inside, theme, &columns, &self.rows, |at| {
            let line = &self.lines[at];
            let role = |column| match line.found.as_ref().map(|found| found.finding) {
                _ if column != FOUND => Role::Plain,
                _ if line.due.is_some() => Role::Overdue,
                None => Role::Owed,
                Some(Finding::Seen) => Role::Good,
                Some(Finding::NotSeen) => Role::Overdue,
                Some(Finding::Changed) => Role::Attended,
            };
            shown.iter().map(|(at, _)| (line.cells[*at].clone(), theme.style(role(*at)))).collect()
        });
        None
    }
}

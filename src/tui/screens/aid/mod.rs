//! Aid (资助): a kind at a time, who should get it in the term, who got it, who is left out.

pub mod form;
#[cfg(test)]
mod tests;

use super::Route;
use super::ask::Question;
use crate::domain::aid::{Aid, AidKind, AidLine, AidRecord, AidTotal};
use crate::domain::class::Class;
use crate::domain::entry::{Change, Why};
use crate::domain::flags::Scope;
use crate::domain::ids::{AidKindId, PupilId};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::scope;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::input::Kind;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::collections::BTreeSet;

pub struct AidScreen {
    scope: Scope,
    kinds: Vec<AidKind>,
    /// Place in the kinds.
    at: usize,
    only_left_out: bool,
    lines: Vec<Line>,
    total: Option<AidTotal>,
    rows: Rows,
    /// Those to whom the same is given in one go; of the kind and the classes that are shown.
    marked: BTreeSet<PupilId>,
    /// Whose last day was asked for.
    ending: Option<PupilId>,
    /// What is said once it is recorded.
    saving: Option<String>,
}

struct Line {
    pupil: PupilId,
    class: Class,
    left_out: bool,
    /// In the order of the headings.
    cells: [String; 4],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Give,
    Mark,
    Unmark,
    MarkAll,
    End,
    Open,
    LeftOut,
    Everybody,
    NextKind,
    KindBefore,
    NextScope,
}

/// Cells of the columns at 80 and at 120 cells; the last takes what is left.
const NARROW: [u16; 4] = [10, 12, 20, 0];
const BROAD: [u16; 4] = [16, 16, 32, 0];

/// Cells of the mark before a name.
const MARK: u16 = 1;

/// Characters of a date.
const DATE: usize = 16;

impl AidScreen {
    fn chosen(&self) -> Option<&Line> {
        self.rows.at().and_then(|at| self.lines.get(at))
    }

    fn kind(&self) -> Option<&AidKind> {
        self.kinds.get(self.at)
    }

    fn ask_end(&mut self, cx: &Context) -> Vec<Effect> {
        let (Some(line), Some(kind)) = (self.chosen(), self.kind()) else { return Vec::new() };
        let name = cx.school.pupil(line.pupil).map_or("", |pupil| pupil.record.name.as_str());
        let title = (cx.words.aid.last_day)(name, &kind.record.name);
        self.ending = Some(line.pupil);
        let text = cx.today.to_string();
        vec![Effect::Open(Route::Ask(Question { title, hint: String::new(), text, kind: Kind::Plain, limit: DATE }))]
    }

    fn end(&mut self, pupil: PupilId, typed: &str, cx: &Context) -> Vec<Effect> {
        let Some(kind) = self.kind() else { return Vec::new() };
        let Some(last) = date::parse(typed, cx.today) else {
            return vec![Effect::Say(cx.words.groups.no_date.to_owned())];
        };
        match cx.school.aid_to_end((pupil, kind.id), last, cx.who, cx.today) {
            Ok(Aid { id, record, .. }) => {
                self.saving = Some((cx.words.aid.ended)(&kind.record.name, last));
                let record = AidRecord { until: Some(last), ..record.clone() };
                let change = Change::Aid { id: *id, to: Some(record) };
                vec![Effect::Commit { why: Why::GiveAid, changes: vec![change] }]
            }
            Err(why) => vec![Effect::Say((cx.words.aid.cannot)(why))],
        }
    }

    /// For whom aid is recorded: those who are marked, else the chosen one.
    fn meant(&self) -> Vec<PupilId> {
        let marked = self.lines.iter().map(|line| line.pupil).filter(|pupil| self.marked.contains(pupil));
        let marked: Vec<PupilId> = marked.collect();
        if marked.is_empty() { self.chosen().map(|line| line.pupil).into_iter().collect() } else { marked }
    }

    /// Marks the chosen one, or takes the mark away, and goes on to the next.
    fn mark_chosen(&mut self, is: bool) {
        let (Some(pupil), Some(at)) = (self.chosen().map(|line| line.pupil), self.rows.at()) else { return };
        if is {
            self.marked.insert(pupil);
        } else {
            self.marked.remove(&pupil);
        }
        self.rows.go(at + 1);
    }

    fn is_marked(&self) -> bool {
        self.chosen().is_some_and(|line| self.marked.contains(&line.pupil))
    }

    fn begin_again(&mut self, cx: &Context) {
        self.marked.clear();
        self.rows.go(0);
        Screen::refresh(self, cx);
    }
}

fn line(cx: &Context, line: &AidLine<'_>) -> Line {
    let words = &cx.words.aid;
    let grounds: Vec<&str> = line.grounds.iter().map(|group| (cx.words.domain.group)(*group)).collect();
    let given = line.given.last().map(|aid| {
        let AidRecord { from, until, amount, ref paper, .. } = aid.record;
        format!("{} {paper}", (words.given)(from, until, amount)).trim_end().to_owned()
    });
    let cells = [
        line.pupil.record.name.clone(),
        line.class.to_string(),
        grounds.join(" "),
        given.unwrap_or_else(|| words.left_out.to_owned()),
    ];
    let cells = cells.map(|cell| cells::steady(&cell).into_owned());
    Line { pupil: line.pupil.id, class: line.class, left_out: line.is_left_out(), cells }
}

impl Screen for AidScreen {
    type Act = Act;
    const NAME: &'static str = "aid";
    const TITLE: Says = |words| words.aid.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::F(5), Key::Char('n')], act: Act::Give, says: |words| words.aid.give, rank: 10 },
        Binding { keys: &[Key::Char(' ')], act: Act::Mark, says: |words| words.aid.mark, rank: 18 },
        Binding { keys: &[Key::Char(' ')], act: Act::Unmark, says: |words| words.aid.unmark, rank: 18 },
        Binding { keys: &[Key::Char('a'), Key::F(6)], act: Act::MarkAll, says: |words| words.aid.mark_all, rank: 19 },
        Binding { keys: &[Key::Tab], act: Act::LeftOut, says: |words| words.aid.only_left_out, rank: 11 },
        Binding { keys: &[Key::Tab], act: Act::Everybody, says: |words| words.aid.everybody, rank: 12 },
        Binding { keys: &[Key::Right], act: Act::NextKind, says: |words| words.aid.next_kind, rank: 13 },
        Binding { keys: &[Key::Left], act: Act::KindBefore, says: |words| words.aid.kind_before, rank: 17 },
        Binding { keys: &[Key::F(9), Key::Char('e')], act: Act::End, says: |words| words.aid.end, rank: 14 },
        Binding { keys: &[Key::Enter], act: Act::Open, says: |words| words.aid.file, rank: 15 },
        Binding {
            keys: &[Key::Char('g'), Key::F(7)],
            act: Act::NextScope,
            says: |words| words.keys.next_scope,
            rank: 16,
        },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        matches!(route, Route::Aid).then(|| AidScreen {
            scope: scope::at_first(cx, |_| true),
            kinds: Vec::new(),
            at: 0,
            only_left_out: false,
            lines: Vec::new(),
            total: None,
            rows: Rows::default(),
            marked: BTreeSet::new(),
            ending: None,
            saving: None,
        })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn refresh(&mut self, cx: &Context) {
        let chosen = self.chosen().map(|line| line.pupil);
        self.kinds = cx.school.aid_kinds();
        self.at = self.at.min(self.kinds.len().saturating_sub(1));
        let kind: Option<AidKindId> = self.kind().map(|kind| kind.id);
        let term = cx.school.calendar.term_of(cx.today);
        let mut lines = term.map(|term| cx.school.aid_lines(term, cx.today, self.scope)).unwrap_or_default();
        lines.retain(|line| cx.school.may_see_need(cx.who, line.class, cx.today));
        self.total = cx.school.aid_totals(&lines).into_iter().find(|total| Some(total.kind) == kind);
        let of_kind = lines.iter().filter(|line| Some(line.kind) == kind);
        let shown = of_kind.filter(|line| !self.only_left_out || line.is_left_out());
        self.lines = shown.map(|it| line(cx, it)).collect();
        // Who has been given meanwhile is not given again.
        self.marked.retain(|pupil| self.lines.iter().any(|line| line.pupil == *pupil && line.left_out));
        self.rows.resize(self.lines.len());
        if let Some(at) = self.lines.iter().position(|line| Some(line.pupil) == chosen) {
            self.rows.go(at);
        }
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        let words = &cx.words.aid;
        match act {
            Act::LeftOut => Allowed::when(!self.only_left_out),
            Act::Everybody => Allowed::when(self.only_left_out),
            Act::NextKind | Act::KindBefore | Act::NextScope => Allowed::Yes,
            _ if self.lines.is_empty() => Allowed::No(words.nothing_chosen),
            Act::Open => Allowed::Yes,
            Act::MarkAll if !self.lines.iter().any(|line| line.left_out) => Allowed::Hidden,
            Act::Unmark => Allowed::when(self.is_marked()),
            Act::Mark if self.is_marked() => Allowed::Hidden,
            Act::Give | Act::End | Act::Mark | Act::MarkAll => match self.chosen() {
                Some(line) if !cx.school.may_grant_aid(cx.who, line.class, cx.today) => Allowed::No(words.not_yours),
                Some(line) if act == Act::End && line.left_out => Allowed::No(words.gets_none),
                _ => Allowed::Yes,
            },
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Open => return self.chosen().map(|line| Effect::Open(Route::Pupil(line.pupil))).into_iter().collect(),
            Act::Give => {
                let kind = self.kind().map(|kind| kind.id).filter(|_| self.chosen().is_some());
                return kind.map(|kind| Effect::Open(Route::AidForm(self.meant(), kind))).into_iter().collect();
            }
            Act::Mark | Act::Unmark => {
                self.mark_chosen(act == Act::Mark);
                return Vec::new();
            }
            Act::MarkAll => {
                self.marked = self.lines.iter().filter(|line| line.left_out).map(|line| line.pupil).collect();
                return Vec::new();
            }
            Act::End => return self.ask_end(cx),
            Act::LeftOut | Act::Everybody => self.only_left_out = act == Act::LeftOut,
            Act::NextKind | Act::KindBefore => {
                let steps = if act == Act::NextKind { 1 } else { self.kinds.len().saturating_sub(1) };
                self.at = (self.at + steps) % self.kinds.len().max(1);
            }
            Act::NextScope => {
                let in_sight = self.chosen().map(|line| line.class);
                self.scope = scope::next(self.scope, cx, in_sight);
            }
        }
        self.begin_again(cx);
        Vec::new()
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        match (self.ending.take(), answer) {
            (Some(pupil), Answer::Text(typed)) => self.end(pupil, &typed, cx),
            _ => Vec::new(),
        }
    }

    fn done(&mut self, ended: Ended, _cx: &Context) -> Vec<Effect> {
        let said = self.saving.take().filter(|_| ended == Ended::Recorded);
        said.map(Effect::Say).into_iter().collect()
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.aid, cx.theme);
        let kind = self.kind().map_or("", |kind| kind.record.name.as_str());
        let title = format!("{}  {}  {kind}", words.title, scope::name(self.scope, cx));
        let title = match self.marked.len() {
            0 => title,
            count => format!("{title}  {}", (words.marked)(count)),
        };
        let total = self.total.as_ref().map(words.total).unwrap_or_default();
        let is_open = self.total.is_some_and(|total| total.left_out > 0);
        let role = if is_open { Role::Owed } else { Role::Plain };
        let inside = header::draw(buf, area, theme, &title, (&total, role));
        if self.lines.is_empty() {
            let place = Rect { x: inside.x + 2, width: inside.width.saturating_sub(4), ..inside };
            cells::put(buf, place, 0, 1, words.nobody, theme.style(Role::Title));
            for (row, line) in cells::wrap(words.how_to, usize::from(place.width)).iter().enumerate() {
                cells::put(buf, place, 0, row as u16 + 3, line, theme.style(Role::Plain));
            }
            return None;
        }
        let widths = if area.width >= 110 { BROAD } else { NARROW };
        let [class, name, _, grounds, given] = words.list_headings;
        let named = [name, class, grounds, given].into_iter().zip(widths).map(|(t, w)| Column::left(t, w));
        // The marks have a column while there are any.
        let mark = (!self.marked.is_empty()).then_some(Column::left("", MARK));
        let columns: Vec<Column<'_>> = mark.into_iter().chain(named).collect();
        table::draw(buf, inside, theme, &columns, &self.rows, |at| {
            let line = &self.lines[at];
            let last = line.cells.len() - 1;
            let role = |column| match column == last {
                true if line.left_out => Role::Owed,
                true => Role::Good,
                false => Role::Plain,
            };
            let mark = if self.marked.contains(&line.pupil) { "*" } else { "" };
            let mark = (!self.marked.is_empty()).then(|| (mark.to_owned(), theme.style(Role::Title)));
            let cells = line.cells.iter().cloned().enumerate().map(|(at, cell)| (cell, theme.style(role(at))));
            mark.into_iter().chain(cells).collect()
        });
        None
    }
}

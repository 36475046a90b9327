//! The key groups (重点群体): who belongs to which, as far as the person who sits here may know; entered, ended, brought in
//! as a list. What is for the leadership alone reads "see the leadership" for everybody else.

mod entering;
pub mod form;
pub mod list;
pub mod round;
#[cfg(test)]
mod tests;

use super::Route;
use crate::domain::class::Class;
use crate::domain::entry::Why;
use crate::domain::flags::Scope;
use crate::domain::groups::{Belonging, SaidBy, Seen};
use crate::domain::ids::PupilId;
use crate::domain::people::KeyGroup;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::scope;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use entering::Asking;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct GroupsScreen {
    scope: Scope,
    /// Only this one.
    kind: Option<KeyGroup>,
    /// Those that anybody in sight belongs to: gone through by key.
    kinds: Vec<KeyGroup>,
    lines: Vec<Line>,
    rows: Rows,
    asking: Option<Asking>,
    /// The scopes that one was asked to pick from.
    asked: Vec<Scope>,
    /// What is said once it is recorded.
    saving: Option<String>,
}

/// A pupil and one group.
struct Line {
    pupil: PupilId,
    class: Class,
    /// None where only the leadership may know.
    kind: Option<KeyGroup>,
    /// In the order of the headings.
    cells: [String; 6],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Open,
    Add,
    Import,
    Round,
    End,
    NextKind,
    KindBefore,
    NextScope,
    PickScope,
}

/// Cells of the columns at 80 and at 120 cells; the last takes what is left.
const NARROW: [u16; 6] = [10, 11, 15, 10, 10, 0];
const BROAD: [u16; 6] = [14, 16, 20, 12, 12, 0];

fn line(cx: &Context, name: &str, class: Class, seen: Seen<'_>) -> [String; 6] {
    let words = &cx.words.groups;
    let (from, until, source) = match seen {
        Seen::SeeLeadership => Default::default(),
        Seen::Group(Belonging { from, until, by, .. }) => {
            let source = match by {
                SaidBy::Fact(fact) => fact.record.source.as_str(),
                SaidBy::Roster => words.by_roster,
                SaidBy::Case => words.by_case,
            };
            (from.to_string(), until.map(|until| until.to_string()).unwrap_or_default(), source)
        }
    };
    let (class, kind) = (class.to_string(), (words.seen)(&seen));
    [name, class.as_str(), kind, &from, &until, source].map(|cell| cells::steady(cell).into_owned())
}

impl GroupsScreen {
    fn chosen(&self) -> Option<&Line> {
        self.rows.at().and_then(|at| self.lines.get(at))
    }

    fn look_at(&mut self, kind: Option<KeyGroup>, scope: Scope, cx: &Context) {
        (self.kind, self.scope) = (kind, scope);
        self.rows.go(0);
        Screen::refresh(self, cx);
    }

    /// The kind after this one in the round of all and each, or before it.
    fn beside(&self, act: Act) -> Option<KeyGroup> {
        let at = self.kind.and_then(|kind| self.kinds.iter().position(|it| *it == kind)).map_or(0, |at| at + 1);
        let steps = if act == Act::NextKind { 1 } else { self.kinds.len() };
        ((at + steps) % (self.kinds.len() + 1)).checked_sub(1).and_then(|at| self.kinds.get(at)).copied()
    }

    /// The question for the last day of the chosen belonging.
    fn ask_end(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(Line { pupil, kind: Some(kind), .. }) = self.chosen() else { return Vec::new() };
        let (pupil, kind) = (*pupil, *kind);
        self.asking = Some(Asking::LastDay(pupil, kind));
        let name = cx.school.pupil(pupil).map_or("", |pupil| pupil.record.name.as_str());
        vec![entering::ask_day((cx.words.groups.last_day)(name, kind), cx)]
    }

    fn end(&mut self, pupil: PupilId, kind: KeyGroup, typed: &str, cx: &Context) -> Vec<Effect> {
        let words = &cx.words.groups;
        let Some(last) = date::parse(typed, cx.today) else { return vec![Effect::Say(words.no_date.to_owned())] };
        match cx.school.ending_of((pupil, kind), last, cx.who, cx.today) {
            Ok(changes) => {
                self.saving = Some((words.ended)(kind, last));
                vec![Effect::Commit { why: Why::EnterGroup, changes }]
            }
            Err(why) => vec![Effect::Say((words.cannot)(why))],
        }
    }
}

impl Screen for GroupsScreen {
    type Act = Act;
    const NAME: &'static str = "groups";
    const TITLE: Says = |words| words.groups.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Open, says: |words| words.groups.file, rank: 15 },
        Binding { keys: &[Key::F(4), Key::Char('r')], act: Act::Round, says: |words| words.groups.round, rank: 10 },
        Binding { keys: &[Key::F(5), Key::Char('a')], act: Act::Add, says: |words| words.groups.add, rank: 11 },
        Binding { keys: &[Key::F(6), Key::Char('i')], act: Act::Import, says: |words| words.groups.import, rank: 12 },
        Binding { keys: &[Key::F(9), Key::Char('e')], act: Act::End, says: |words| words.groups.end, rank: 13 },
        Binding { keys: &[Key::Right], act: Act::NextKind, says: |words| words.groups.next_kind, rank: 14 },
        Binding { keys: &[Key::Left], act: Act::KindBefore, says: |words| words.groups.kind_before, rank: 18 },
        Binding {
            keys: &[Key::Char('g'), Key::F(7)],
            act: Act::NextScope,
            says: |words| words.keys.next_scope,
            rank: 16,
        },
        Binding {
            keys: &[Key::Char('f'), Key::F(8)],
            act: Act::PickScope,
            says: |words| words.keys.pick_scope,
            rank: 17,
        },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        matches!(route, Route::KeyGroups).then(|| GroupsScreen {
            scope: scope::at_first(cx, |_| true),
            kind: None,
            kinds: Vec::new(),
            lines: Vec::new(),
            rows: Rows::default(),
            asking: None,
            asked: Vec::new(),
            saving: None,
        })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn refresh(&mut self, cx: &Context) {
        let chosen = self.chosen().map(|line| (line.pupil, line.kind));
        let all = cx.school.key_group_list(cx.who, None, self.scope, cx.today);
        let kind_of = |seen: &Seen<'_>| match seen {
            Seen::Group(belonging) => Some(belonging.kind),
            Seen::SeeLeadership => None,
        };
        self.kinds = all.iter().filter_map(|(_, _, seen)| kind_of(seen)).collect();
        self.kinds.sort_unstable();
        self.kinds.dedup();
        let shown = all.into_iter().filter(|(_, _, seen)| self.kind.is_none() || kind_of(seen) == self.kind);
        let lines = shown.map(|(pupil, class, seen)| Line {
            pupil: pupil.id,
            class,
            kind: kind_of(&seen),
            cells: line(cx, &pupil.record.name, class, seen),
        });
        self.lines = lines.collect();
        self.rows.resize(self.lines.len());
        if let Some(at) = self.lines.iter().position(|line| Some((line.pupil, line.kind)) == chosen) {
            self.rows.go(at);
        }
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        let words = &cx.words.groups;
        match act {
            Act::Open | Act::End if self.lines.is_empty() => Allowed::No(words.nothing_chosen),
            Act::End if self.chosen().is_some_and(|line| line.kind.is_none()) => Allowed::No(words.sealed),
            Act::NextKind | Act::KindBefore => Allowed::when(!self.kinds.is_empty()),
            _ => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Open => self.chosen().map(|line| Effect::Open(Route::Pupil(line.pupil))).into_iter().collect(),
            Act::Round => vec![Effect::Open(Route::KeyGroupRound(self.scope))],
            Act::Add => {
                let (pupils, effect) = entering::ask_whom(self.scope, cx);
                self.asking = Some(Asking::Whom(pupils));
                vec![effect]
            }
            Act::Import => {
                self.asking = Some(Asking::Which);
                vec![entering::ask_which(cx)]
            }
            Act::End => self.ask_end(cx),
            Act::NextKind | Act::KindBefore => {
                self.look_at(self.beside(act), self.scope, cx);
                Vec::new()
            }
            Act::NextScope => {
                let in_sight = self.chosen().map(|line| line.class);
                self.look_at(self.kind, scope::next(self.scope, cx, in_sight), cx);
                Vec::new()
            }
            Act::PickScope => {
                (self.asked, self.asking) = (scope::all(cx), Some(Asking::Scope));
                vec![Effect::Open(Route::Find(scope::question(&self.asked, cx)))]
            }
        }
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        match (self.asking.take(), answer) {
            (Some(Asking::Scope), Answer::Chosen(at)) => {
                if let Some(scope) = self.asked.get(at).copied() {
                    self.look_at(self.kind, scope, cx);
                }
                Vec::new()
            }
            (Some(Asking::Whom(pupils)), Answer::Chosen(at)) => {
                pupils.get(at).map(|pupil| Effect::Open(Route::GroupForm(*pupil))).into_iter().collect()
            }
            (Some(Asking::Which), Answer::Chosen(at)) => match entering::enterable().nth(at) {
                Some(kind) => {
                    self.asking = Some(Asking::Source(kind));
                    vec![entering::ask_source(cx)]
                }
                None => Vec::new(),
            },
            (Some(Asking::Source(kind)), Answer::Text(source)) if !source.is_empty() => list::begin(kind, source, cx),
            (Some(Asking::Source(_)), Answer::Text(_)) => {
                vec![Effect::Say(cx.words.groups.source_missing.to_owned())]
            }
            (Some(Asking::LastDay(pupil, kind)), Answer::Text(typed)) => self.end(pupil, kind, &typed, cx),
            _ => Vec::new(),
        }
    }

    fn done(&mut self, ended: Ended, _cx: &Context) -> Vec<Effect> {
        let said = self.saving.take().filter(|_| ended == Ended::Recorded);
        said.map(Effect::Say).into_iter().collect()
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.groups, cx.theme);
        let kind = self.kind.map_or(words.every_kind, cx.words.domain.group);
        let title = format!("{}  {}  {kind}", words.title, scope::name(self.scope, cx));
        let inside = header::draw(buf, area, theme, &title, (&(words.count)(self.lines.len()), Role::Plain));
        if self.lines.is_empty() {
            let place = Rect { x: inside.x + 2, width: inside.width.saturating_sub(4), ..inside };
            cells::put(buf, place, 0, 1, words.nobody, theme.style(Role::Title));
            for (row, line) in cells::wrap(words.how_to, usize::from(place.width)).iter().enumerate() {
                cells::put(buf, place, 0, row as u16 + 3, line, theme.style(Role::Plain));
            }
            return None;
        }
        let widths = if area.width >= 110 { BROAD } else { NARROW };
        let [class, name, kind, from, until, source] = words.list_headings;
        let columns: Vec<Column<'_>> =
            [name, class, kind, from, until, source].into_iter().zip(widths).map(|(t, w)| Column::left(t, w)).collect();
        let columns =
            table::fitted(columns, inside.width, |at| cells::widest(self.lines.iter().map(|it| &it.cells[at])));
        table::draw(buf, inside, theme, &columns, &self.rows, |at| {
            let line = &self.lines[at];
            let role = |column| if column == 2 && line.kind.is_none() { Role::Quiet } else { Role::Plain };
            line.cells.iter().cloned().enumerate().map(|(at, cell)| (cell, theme.style(role(at)))).collect()
        });
        None
    }
}

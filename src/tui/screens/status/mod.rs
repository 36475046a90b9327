//! Changes of status (学籍异动): those that wait first, with what they lack and by when; then those of a span.

pub mod compare;
pub mod details;
pub mod form;
pub mod limits;
#[cfg(test)]
mod tests;

use super::Route;
use super::choose::Choices;
use super::find::{Finds, Found};
use super::write::Printed;
use crate::domain::entry::Why;
use crate::domain::flags::Scope;
use crate::domain::ids::{PupilId, StatusId};
use crate::domain::register::{Register, RegisterKind, Span};
use crate::domain::status::{Stands, Status, StatusKind};
use crate::tui::binding::{Allowed, Binding, HELP_ONLY, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::whom;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use chrono::NaiveDate;
use form::StatusOf;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct StatusList {
    span: Span,
    /// None: every kind.
    kind: Option<StatusKind>,
    lines: Vec<Line>,
    rows: Rows,
    asked: Asked,
    withdrawing: bool,
}

/// What was asked of the person last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Nothing,
    Withdraw(StatusId),
}

struct Line {
    id: StatusId,
    pupil: PupilId,
    kind: StatusKind,
    stands: Stands,
    late: u16,
    /// By when it is to be settled, of one that waits.
    due: Option<NaiveDate>,
    /// In the order of the headings.
    cells: [String; 7],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Open,
    New,
    File,
    NextKind,
    Earlier,
    Later,
    Write,
    Compare,
    Limits,
    Withdraw,
}

/// Which of the headings have a column at 80 and at 120 cells, and how wide; the last takes what is left.
const NARROW: [(usize, u16); 6] = [(0, 9), (1, 10), (2, 11), (3, 12), (4, 10), (6, 0)];
const BROAD: [(usize, u16); 7] = [(0, 9), (1, 14), (2, 13), (3, 13), (4, 10), (5, 24), (6, 0)];

fn line(cx: &Context, status: &Status) -> Line {
    let (words, record) = (&cx.words.status, &status.record);
    let stands = record.stands(cx.today);
    let name = cx.school.pupil(record.pupil).map_or("", |pupil| &pupil.record.name);
    let class = cx.school.class_of_status(record).map(|class| class.to_string()).unwrap_or_default();
    let leads = record.class.filter(|_| record.kind.needs_class() && record.counterpart.is_empty());
    let place = leads.map_or_else(|| record.counterpart.clone(), |class| class.to_string());
    let (due, late) = cx.school.settled_by(record, cx.today);
    let lacks: Vec<&str> = record.lacks().into_iter().map(words.lack_short).collect();
    let lacks = match stands {
        Stands::AppliedFor => format!("{} {}", (cx.words.status_screen.due)(due, late), lacks.join(words.between)),
        Stands::Ahead | Stands::InEffect => String::new(),
    };
    let cells = [
        (words.stands)(stands).to_owned(),
        name.to_owned(),
        class,
        (cx.words.domain.status)(record.kind).to_owned(),
        record.takes_effect().to_string(),
        place,
        lacks,
    ];
    let cells = cells.map(|cell| cells::steady(&cell).into_owned());
    let waits = stands == Stands::AppliedFor;
    let (late, due) = if waits { (late, due) } else { (0, None) };
    Line { id: status.id, pupil: record.pupil, kind: record.kind, stands, late, due, cells }
}

impl StatusList {
    fn chosen(&self) -> Option<&Line> {
        self.rows.at().and_then(|at| self.lines.get(at))
    }

    /// The span before this one, or after it.
    fn beside(&self, act: Act, cx: &Context) -> Option<Span> {
        let spans = cx.school.register_spans(cx.today);
        let at = spans.iter().position(|span| *span == self.span)?;
        let beside = if act == Act::Earlier { at.checked_sub(1)? } else { at + 1 };
        spans.get(beside).copied()
    }

    /// The next kind of which there is a change; after the last all of them.
    fn next_kind(&mut self, cx: &Context) {
        let is_there = |kind: &StatusKind| cx.school.statuses.iter().any(|status| status.record.kind == *kind);
        let kinds: Vec<StatusKind> = StatusKind::ALL.into_iter().filter(is_there).collect();
        self.kind = match self.kind {
            None => kinds.first().copied(),
            Some(kind) => kinds.into_iter().skip_while(|known| *known != kind).nth(1),
        };
    }

    /// Whose status changes: anybody whom the books know, or somebody new.
    fn of_whom(cx: &Context) -> Finds {
        let words = &cx.words.status_screen;
        let newcomer = Found {
            name: words.newcomer.to_owned(),
            detail: words.newcomer_detail.to_owned(),
            does: Some(Effect::Open(Route::StatusForm(StatusOf::Newcomer))),
        };
        let pupils = whom::sorted(cx, cx.school.pupils.iter());
        let form = |id| Some(Effect::Open(Route::StatusForm(StatusOf::Pupil(id, None))));
        let pupils = whom::found(cx, &pupils, form);
        Finds {
            title: words.of_whom.to_owned(),
            rows: std::iter::once(newcomer).chain(pupils).collect(),
            text: String::new(),
        }
    }

    fn ask_to_withdraw(&mut self, cx: &Context) -> Vec<Effect> {
        let words = &cx.words.status_screen;
        let Some(line) = self.chosen() else { return Vec::new() };
        let in_effect = line.stands != Stands::AppliedFor;
        let (id, text) = (line.id, (words.withdrawing)(&line.cells[1], line.kind, in_effect));
        self.asked = Asked::Withdraw(id);
        let choices = Choices::question(words.withdraw, vec![text], &[words.withdraw_it, words.keep_it]);
        vec![Effect::Open(Route::Choose(Choices { at: 1, ..choices }))]
    }
}

impl Screen for StatusList {
    type Act = Act;
    const NAME: &'static str = "status";
    const TITLE: Says = |words| words.status_screen.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Open, says: |words| words.status_screen.open, rank: 10 },
        Binding { keys: &[Key::F(4), Key::Char('n')], act: Act::New, says: |words| words.status_screen.new, rank: 11 },
        Binding { keys: &[Key::Tab], act: Act::NextKind, says: |words| words.status_screen.next_kind, rank: 12 },
        Binding { keys: &[Key::Left], act: Act::Earlier, says: |words| words.registers.earlier, rank: 16 },
        Binding { keys: &[Key::Right], act: Act::Later, says: |words| words.registers.later, rank: HELP_ONLY },
        Binding {
            keys: &[Key::F(5), Key::Char('o')],
            act: Act::File,
            says: |words| words.status_screen.file,
            rank: 18,
        },
        Binding {
            keys: &[Key::F(6), Key::Char('p')],
            act: Act::Write,
            says: |words| words.status_screen.write,
            rank: 14,
        },
        Binding { keys: &[Key::F(7), Key::Char('b')], act: Act::Compare, says: |words| words.compare.title, rank: 13 },
        Binding {
            keys: &[Key::F(8), Key::Char('t')],
            act: Act::Limits,
            says: |words| words.status_screen.limits,
            rank: 17,
        },
        Binding {
            keys: &[Key::F(9), Key::Char('-')],
            act: Act::Withdraw,
            says: |words| words.status_screen.withdraw,
            rank: 15,
        },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::Statuses = route else { return None };
        Some(StatusList {
            span: cx.school.term_so_far(cx.today),
            kind: None,
            lines: Vec::new(),
            rows: Rows::default(),
            asked: Asked::Nothing,
            withdrawing: false,
        })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    /// As the ledger has it: what waited in the span or took effect in it; what waits first, by when it is to be settled.
    fn refresh(&mut self, cx: &Context) {
        let chosen = self.chosen().map(|line| line.id);
        let of_kind = |status: &&Status| self.kind.is_none_or(|kind| kind == status.record.kind);
        let listed = cx.school.statuses_in(Scope::School, self.span).into_iter().filter(of_kind);
        let mut lines: Vec<Line> = listed.map(|status| line(cx, status)).collect();
        lines.sort_by(|a, b| {
            let order = |line: &Line| {
                let waits = line.stands == Stands::AppliedFor;
                (!waits, std::cmp::Reverse(line.late), line.due.is_none(), line.due)
            };
            order(a).cmp(&order(b)).then_with(|| b.cells[4].cmp(&a.cells[4])).then_with(|| a.cells[1].cmp(&b.cells[1]))
        });
        self.lines = lines;
        self.rows.resize(self.lines.len());
        if let Some(at) = self.lines.iter().position(|line| Some(line.id) == chosen) {
            self.rows.go(at);
        }
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::New | Act::Compare | Act::Limits | Act::Write => Allowed::Yes,
            Act::NextKind => Allowed::when(!cx.school.statuses.is_empty()),
            Act::Earlier | Act::Later => Allowed::when(self.beside(act, cx).is_some()),
            Act::Withdraw if self.withdrawing => Allowed::No(cx.words.tui.is_saving),
            Act::Open | Act::File | Act::Withdraw if self.lines.is_empty() => {
                Allowed::No(cx.words.status_screen.nothing_chosen)
            }
            Act::Open | Act::File | Act::Withdraw => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        let chosen = self.chosen().map(|line| (line.pupil, line.kind, line.stands));
        let route = match (act, chosen) {
            (Act::New, _) => Route::Find(StatusList::of_whom(cx)),
            (Act::Compare, _) => Route::Compare,
            (Act::Limits, _) => Route::StatusLimits,
            (Act::Write, _) => Route::Write(Printed::Register(Register {
                kind: RegisterKind::StatusChanges,
                scope: Scope::School,
                span: self.span,
            })),
            (Act::Open, Some((pupil, kind, Stands::AppliedFor))) => {
                Route::StatusForm(StatusOf::Pupil(pupil, Some(kind)))
            }
            (Act::Open, Some(_)) => match self.chosen() {
                Some(line) => Route::StatusDetails(line.id),
                None => return Vec::new(),
            },
            (Act::File, Some((pupil, ..))) => Route::Pupil(pupil),
            (Act::Withdraw, _) => return self.ask_to_withdraw(cx),
            (Act::NextKind, _) => {
                self.next_kind(cx);
                Screen::refresh(self, cx);
                return Vec::new();
            }
            (Act::Earlier | Act::Later, _) => {
                self.span = self.beside(act, cx).unwrap_or(self.span);
                Screen::refresh(self, cx);
                return Vec::new();
            }
            (Act::Open | Act::File, None) => return Vec::new(),
        };
        vec![Effect::Open(route)]
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        let asked = std::mem::replace(&mut self.asked, Asked::Nothing);
        let (Asked::Withdraw(id), Answer::Chosen(0)) = (asked, answer) else { return Vec::new() };
        let may = cx.school.status(id).map(|status| cx.school.may_withdraw_status(status, cx.who, cx.today));
        match may.unwrap_or(Ok(())).and_then(|()| cx.school.withdrawing(id)) {
            Ok(changes) => {
                self.withdrawing = true;
                vec![Effect::Commit { why: Why::ChangeStatus, changes }]
            }
            Err(why) => vec![Effect::Say((cx.words.status.cannot)(&why))],
        }
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        let was_withdrawing = std::mem::take(&mut self.withdrawing);
        match ended {
            Ended::Recorded if was_withdrawing => vec![Effect::Say(cx.words.status_screen.is_withdrawn.to_owned())],
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.status_screen, cx.theme);
        let kind = self.kind.map_or(words.all_kinds, cx.words.domain.status);
        let left = format!("{}  {kind}  {}", words.title, (cx.words.registers.span)(self.span));
        let pending = self.lines.iter().filter(|line| line.stands == Stands::AppliedFor).count();
        let late = self.lines.iter().filter(|line| line.late > 0).count();
        let count = (words.count)(pending, late, self.lines.len());
        let role = if late > 0 { Role::Overdue } else { Role::Plain };
        let inside = header::draw(buf, area, theme, &left, (&count, role));
        if self.lines.is_empty() {
            let place = Rect { x: inside.x + 2, width: inside.width.saturating_sub(4), ..inside };
            cells::put(buf, place, 0, 1, words.none_yet, theme.style(Role::Title));
            for (row, line) in cells::wrap(words.how_to, usize::from(place.width)).iter().enumerate() {
                cells::put(buf, place, 0, row as u16 + 3, line, theme.style(Role::Plain));
            }
            return None;
        }
        let shown: &[(usize, u16)] = if area.width >= 110 { &BROAD } else { &NARROW };
        let columns: Vec<Column<'_>> =
            shown.iter().map(|(at, width)| Column::left(words.headings[*at], *width)).collect();
        table::draw(buf, inside, theme, &columns, &self.rows, |at| {
            let line = &self.lines[at];
            let state = match line.stands {
                Stands::AppliedFor if line.late > 0 => Role::Overdue,
                Stands::AppliedFor => Role::Owed,
                Stands::Ahead => Role::Title,
                Stands::InEffect => Role::Good,
            };
            let role = |column| if [0, 6].contains(&column) { state } else { Role::Plain };
            shown.iter().map(|(at, _)| (line.cells[*at].clone(), theme.style(role(*at)))).collect()
        });
        None
    }
}

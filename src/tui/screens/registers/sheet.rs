//! One register as it is printed: of a class, a grade or the school, of a month or a term. Nothing of it can be typed; it
//! can be written into a file.

use crate::desk;
use crate::domain::flags::Scope;
use crate::domain::register::{Register, RegisterKind, Span};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::scope;
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

pub struct RegisterSheet {
    kind: RegisterKind,
    scope: Scope,
    span: Span,
    /// Whether the person who sits here may see it.
    is_mine: bool,
    /// The lines of the register.
    count: usize,
    /// The paper as it is shown.
    lines: Vec<String>,
    offset: Rows,
    /// The scopes that one was asked to pick from.
    asked: Vec<Scope>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Write,
    NextScope,
    PickScope,
    Earlier,
    Later,
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

/// The books of a class begin with my own class and this month; the ledgers are those of the school, for the term.
fn at_first(kind: RegisterKind, cx: &Context) -> (Scope, Span) {
    match kind {
        RegisterKind::KeyGroups => (scope::at_first(cx, |_| true), cx.school.term_so_far(cx.today)),
        RegisterKind::Absence | RegisterKind::Illness => {
            let spans = cx.school.register_spans(cx.today);
            let month = spans.into_iter().find(|span| span.is_month() && span.has(cx.today));
            (scope::at_first(cx, |_| true), month.unwrap_or(cx.school.term_so_far(cx.today)))
        }
        RegisterKind::Pupils => (scope::at_first(cx, |_| true), cx.school.term_so_far(cx.today)),
        RegisterKind::SuspectedDropout
        | RegisterKind::Dropout
        | RegisterKind::PersuadedBack
        | RegisterKind::Papers
        | RegisterKind::StatusChanges
        | RegisterKind::Transfers
        | RegisterKind::Aid
        | RegisterKind::Entrants => (Scope::School, cx.school.term_so_far(cx.today)),
    }
}

impl RegisterSheet {
    fn register(&self) -> Register {
        Register { kind: self.kind, scope: self.scope, span: self.span }
    }

    fn read(&mut self, cx: &Context) {
        let place = place(body(cx.size));
        self.is_mine = cx.school.may_see_register(cx.who, self.register(), cx.today);
        let lines = match self.is_mine {
            true => desk::register_lines(&cx.school, self.register(), cx.today),
            false => Vec::new(),
        };
        self.count = lines.len();
        self.lines = match lines.is_empty() {
            true => Vec::new(),
            false => desk::printed(&desk::register_paper(&cx.school, self.register(), &lines), place.width),
        };
        scroll::fit(&mut self.offset, self.lines.len(), place.height);
    }

    fn look_at(&mut self, scope: Scope, span: Span, cx: &Context) {
        (self.scope, self.span) = (scope, span);
        self.offset.go(0);
        self.read(cx);
    }

    /// The span before this one, or after it.
    fn beside(&self, act: Act, cx: &Context) -> Option<Span> {
        let spans = cx.school.register_spans(cx.today);
        let at = spans.iter().position(|span| *span == self.span)?;
        let beside = if act == Act::Earlier { at.checked_sub(1)? } else { at + 1 };
        spans.get(beside).copied()
    }

    fn draw_empty(&self, cx: &Context, inside: Rect, buf: &mut Buffer) {
        let (words, theme) = (&cx.words.registers, cx.theme);
        let place = Rect { x: inside.x + 2, width: inside.width.saturating_sub(4), ..inside };
        let why = if self.is_mine { words.empty } else { cx.words.groups.not_yours };
        cells::put(buf, place, 0, 1, why, theme.style(Role::Title));
        let how_to = (words.how_to)((words.comes_of)(self.kind));
        for (row, line) in cells::wrap(&cells::steady(&how_to), usize::from(place.width)).iter().enumerate() {
            cells::put(buf, place, 0, row as u16 + 3, line, theme.style(Role::Plain));
        }
    }
}

impl Screen for RegisterSheet {
    type Act = Act;
    const NAME: &'static str = "register";
    const TITLE: Says = |words| words.registers.register;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Char('w'), Key::F(4)], act: Act::Write, says: |words| words.registers.write, rank: 10 },
        Binding { keys: &[Key::Left], act: Act::Earlier, says: |words| words.registers.earlier, rank: 11 },
        Binding { keys: &[Key::Right], act: Act::Later, says: |words| words.registers.later, rank: 12 },
        Binding {
            keys: &[Key::Char('g'), Key::F(7)],
            act: Act::NextScope,
            says: |words| words.keys.next_scope,
            rank: 13,
        },
        Binding {
            keys: &[Key::Char('f'), Key::F(8)],
            act: Act::PickScope,
            says: |words| words.keys.pick_scope,
            rank: 14,
        },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::Register(kind) = *route else { return None };
        let (scope, span) = at_first(kind, cx);
        let (lines, asked) = (Vec::new(), Vec::new());
        Some(RegisterSheet { kind, scope, span, is_mine: true, count: 0, lines, offset: Rows::default(), asked })
    }

    fn reaches_back_to(&self, _cx: &Context) -> Option<NaiveDate> {
        Some(self.span.from)
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
            Act::Write if !self.is_mine => Allowed::No(cx.words.groups.not_yours),
            Act::Write | Act::NextScope | Act::PickScope => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Write => return vec![Effect::Open(Route::Write(Printed::Register(self.register())))],
            Act::PickScope => {
                self.asked = scope::all(cx);
                return vec![Effect::Open(Route::Find(scope::question(&self.asked, cx)))];
            }
            Act::NextScope => {
                let first = cx.school.classes(cx.today).first().copied();
                self.look_at(scope::next(self.scope, cx, first), self.span, cx);
            }
            Act::Earlier | Act::Later => {
                let span = self.beside(act, cx).unwrap_or(self.span);
                self.look_at(self.scope, span, cx);
            }
        }
        Vec::new()
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        let asked = std::mem::take(&mut self.asked);
        if let Answer::Chosen(at) = answer
            && let Some(scope) = asked.get(at)
        {
            self.look_at(*scope, self.span, cx);
        }
        Vec::new()
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let words = &cx.words.registers;
        let left = format!("{}  {}  {}", (words.name)(self.kind), scope::name(self.scope, cx), (words.span)(self.span));
        let inside = header::draw(buf, area, cx.theme, &left, (&(words.lines)(self.count), Role::Plain));
        if self.lines.is_empty() {
            self.draw_empty(cx, inside, buf);
            return None;
        }
        let plain = cx.theme.style(Role::Plain);
        let lines = self.lines.iter().map(|line| (line.as_str(), plain));
        scroll::draw(buf, place(area), lines, self.offset.at().unwrap_or(0));
        None
    }
}

//! Missing rolls (缺点名): due and not taken, class by class, the newest first. A missing roll is unknown, never
//! "everyone present".

#[cfg(test)]
mod tests;

use super::Route;
use crate::domain::class::Class;
use crate::domain::flags::Scope;
use crate::domain::roll::RollKey;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::scope;
use crate::tui::screen::{Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::cells::{self, steady};
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

/// Rows above the list: header and rule.
const ABOVE: u16 = 2;
/// Rows under it: rule and two lines that say what a missing roll means.
const BELOW: u16 = 3;

pub struct GapsScreen {
    scope: Scope,
    /// Class by class, the newest first.
    gaps: Vec<Gap>,
    rows: Rows,
    /// The scopes that one was asked to pick from.
    asked: Vec<Scope>,
}

struct Gap {
    roll: RollKey,
    /// Homeroom teacher of the class.
    teacher: String,
    day: String,
    session: String,
    /// School days since, today included.
    ago: u16,
    /// Missing rolls of the class.
    of_class: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Take,
    Flags,
    NextScope,
    PickScope,
}

fn gaps(cx: &Context, scope: Scope) -> Vec<Gap> {
    let school = &cx.school;
    let mut rolls = school.gaps(cx.now, scope);
    // Latest session first within a day; the sort keeps that order.
    rolls.reverse();
    rolls.sort_by_key(|roll| (roll.class, std::cmp::Reverse(roll.date)));
    let gap = |roll: &RollKey, of_class: usize| Gap {
        roll: *roll,
        teacher: school
            .homeroom_teacher_on(roll.class, roll.date)
            .map(|staff| staff.record.name.clone())
            .unwrap_or_default(),
        day: (cx.words.common.date)(roll.date),
        session: school.session(roll.session).map_or(roll.session.to_string(), |session| session.name.clone()),
        ago: school.calendar.school_days_late(roll.date, cx.today, Some(roll.class.grade)),
        of_class,
    };
    let classes = rolls.chunk_by(|a, b| a.class == b.class);
    classes.flat_map(|rolls| rolls.iter().map(|roll| gap(roll, rolls.len()))).collect()
}

impl GapsScreen {
    fn gap(&self) -> Option<&Gap> {
        self.rows.at().and_then(|at| self.gaps.get(at))
    }

    fn look_at(&mut self, scope: Scope, cx: &Context) {
        self.scope = scope;
        Screen::refresh(self, cx);
    }

    /// Whether the class's name stands in this row: in its first, and in the first in sight.
    fn names_class(&self, at: usize, first_in_sight: usize) -> bool {
        let class = |at: usize| self.gaps[at].roll.class;
        at == first_in_sight || at.checked_sub(1).is_none_or(|before| class(before) != class(at))
    }

    fn draw_list(&self, cx: &Context, area: Rect, buf: &mut Buffer) {
        let (words, theme) = (&cx.words.gaps, cx.theme);
        let columns = [
            Column::left(words.class, 12),
            Column::left(words.teacher, 10),
            Column::left(words.count, 8),
            Column::left(words.day, 16),
            Column::left(words.session, 10),
            Column::left(words.ago, 0),
        ];
        let first_in_sight = self.rows.window(usize::from(area.height.saturating_sub(1))).start;
        let (plain, quiet) = (theme.style(Role::Plain), theme.style(Role::Quiet));
        table::draw(buf, area, theme, &columns, &self.rows, |at| {
            let gap = &self.gaps[at];
            let of_class: [(String, Style); 3] = if self.names_class(at, first_in_sight) {
                let count = ((words.rolls)(gap.of_class), theme.style(Role::Overdue));
                [
                    (gap.roll.class.to_string(), theme.style(Role::Title)),
                    (steady(&gap.teacher).into_owned(), plain),
                    count,
                ]
            } else {
                Default::default()
            };
            let ago = if gap.ago == 0 { words.today.to_owned() } else { (words.school_days_ago)(gap.ago) };
            let of_roll = [(gap.day.clone(), plain), (steady(&gap.session).into_owned(), plain), (ago, quiet)];
            of_class.into_iter().chain(of_roll).collect()
        });
    }

    /// Nothing is missing, or nothing can be: said, with what comes next.
    fn draw_empty(&self, cx: &Context, area: Rect, buf: &mut Buffer) {
        let (words, theme) = (&cx.words.gaps, cx.theme);
        let term = cx.school.calendar.term_of(cx.today);
        let began = |roll: &crate::domain::roll::Roll| term.is_some_and(|term| term.first <= roll.key.date);
        let lines = if cx.school.rolls.iter().any(began) {
            [(words.none)(&scope::name(self.scope, cx)), words.none_meaning.to_owned()]
        } else {
            [words.empty_rolls.to_owned(), String::new()]
        };
        let lines = lines.iter().flat_map(|line| cells::wrap(line, usize::from(area.width.saturating_sub(4))));
        for (row, line) in lines.enumerate() {
            cells::put(buf, area, 2, 1 + row as u16, &line, theme.style(Role::Plain));
        }
    }
}

impl Screen for GapsScreen {
    type Act = Act;
    const NAME: &'static str = "gaps";
    const TITLE: Says = |words| words.tui.gaps;
    const STEERS: Steers = Steers::Rows;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Take, says: |words| words.gaps.take, rank: 1 },
        Binding { keys: &[Key::Tab], act: Act::Flags, says: |words| words.tui.flags, rank: 2 },
        Binding {
            keys: &[Key::Char('g'), Key::F(7)],
            act: Act::NextScope,
            says: |words| words.keys.next_scope,
            rank: 3,
        },
        Binding {
            keys: &[Key::Char('f'), Key::F(8)],
            act: Act::PickScope,
            says: |words| words.keys.pick_scope,
            rank: 4,
        },
    ];

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::Gaps(scope) = route else { return None };
        let scope = scope.unwrap_or_else(|| scope::at_first(cx, |scope| !cx.school.gaps(cx.now, scope).is_empty()));
        Some(GapsScreen { scope, gaps: Vec::new(), rows: Rows::default(), asked: Vec::new() })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Take if self.gaps.is_empty() => Allowed::No(cx.words.gaps.nothing_missing),
            _ => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Take => self.gap().map(|gap| Effect::Open(Route::Roll(Some(gap.roll)))).into_iter().collect(),
            Act::Flags => vec![Effect::Go(Route::Flags)],
            Act::NextScope => {
                let in_sight: Option<Class> = self.gap().map(|gap| gap.roll.class);
                self.look_at(scope::next(self.scope, cx, in_sight), cx);
                Vec::new()
            }
            Act::PickScope => {
                self.asked = scope::all(cx);
                vec![Effect::Open(Route::Find(scope::question(&self.asked, cx)))]
            }
        }
    }

    /// The cursor stays on its roll, or where that is taken now, on the next that is missing.
    fn refresh(&mut self, cx: &Context) {
        let roll = self.gap().map(|gap| gap.roll);
        self.gaps = gaps(cx, self.scope);
        self.rows.resize(self.gaps.len());
        if let Some(at) = self.gaps.iter().position(|gap| Some(gap.roll) == roll) {
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

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.gaps, cx.theme);
        let title = theme.style(Role::Title);
        let classes = self.gaps.chunk_by(|a, b| a.roll.class == b.roll.class).count();
        let about = format!("{}  {}", scope::name(self.scope, cx), (words.total)(self.gaps.len(), classes));
        let pieces =
            [(" ", title), (cx.words.tui.gaps, title), ("  ", title), (about.as_str(), theme.style(Role::Plain))];
        cells::put_all(buf, area, 0, 0, pieces);
        let day = (cx.words.flags.as_of)(&(cx.words.common.date)(cx.today));
        cells::put_right(buf, area, 0, &format!(" {day} "), theme.style(Role::Plain));
        cells::rule(buf, area, 1, theme.horizontal(), theme.style(Role::Quiet));
        let list = Rect { y: area.y + ABOVE, height: area.height.saturating_sub(ABOVE + BELOW), ..area };
        if self.gaps.is_empty() {
            self.draw_empty(cx, list, buf);
        } else {
            self.draw_list(cx, list, buf);
        }
        let under = Rect { y: list.bottom(), height: BELOW, ..area };
        cells::rule(buf, under, 0, theme.horizontal(), theme.style(Role::Quiet));
        for (row, line) in words.meaning.iter().enumerate() {
            cells::put(buf, under, 1, 1 + row as u16, line, theme.style(Role::Plain));
        }
        None
    }
}

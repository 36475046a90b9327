//! 报到 of one child: the papers that were shown, ticked by digit, and Enter. No missing paper holds it up.

use super::super::Route;
use crate::domain::entrant::{EntryPaper, RegistrationRecord};
use crate::domain::entry::Why;
use crate::domain::ids::EntrantId;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::{Key, digits_from_one};
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::{cells, popup};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::collections::BTreeSet;

pub struct RegisterForm {
    entrant: EntrantId,
    papers: &'static [EntryPaper],
    seen: BTreeSet<EntryPaper>,
    rows: Rows,
    saving: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
    Tick,
    TickHere,
}

/// Cells of the box, and the rows beside those of the papers.
const WIDTH: u16 = 50;
const OTHER_ROWS: u16 = 4;

impl RegisterForm {
    fn tick(&mut self, at: usize) {
        let Some(paper) = self.papers.get(at) else { return };
        if !self.seen.remove(paper) {
            self.seen.insert(*paper);
        }
        self.rows.go(at);
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(entrant) = cx.school.entrant(self.entrant) else { return Vec::new() };
        let record = RegistrationRecord { on: cx.today, papers: self.seen.clone() };
        match cx.school.register_entrant(entrant, record, None, cx.today) {
            Ok(changes) => {
                self.saving = true;
                vec![Effect::Commit { why: Why::RegisterEntrant, changes }]
            }
            Err(why) => vec![Effect::Say((cx.words.entrants.cannot)(&why))],
        }
    }
}

impl Screen for RegisterForm {
    type Act = Act;
    const NAME: &'static str = "register-entrant";
    const TITLE: Says = |words| words.entrants.register;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.entrants.register, rank: 10 },
        Binding {
            keys: digits_from_one(EntryPaper::ALL.len()),
            act: Act::Tick,
            says: |words| words.entrants.tick,
            rank: 11,
        },
        Binding {
            keys: &[Key::Char(' '), Key::Char('+')],
            act: Act::TickHere,
            says: |words| words.health.toggle_here,
            rank: 12,
        },
    ];
    const STEERS: Steers = Steers::Rows;
    const POPUP: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::RegisterEntrant(entrant) = *route else { return None };
        let papers = EntryPaper::asked(cx.school.entrant(entrant)?.record.grade);
        Some(RegisterForm { entrant, papers, seen: BTreeSet::new(), rows: Rows::new(papers.len()), saving: false })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Save if self.saving => Allowed::No(cx.words.entrants.is_saving),
            Act::Save | Act::Tick | Act::TickHere => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, key: Key, cx: &Context) -> Vec<Effect> {
        match (act, key) {
            (Act::Save, _) => return self.save(cx),
            (Act::Tick, Key::Char(digit)) => {
                if let Some(at) = digit.to_digit(10).and_then(|digit| (digit as usize).checked_sub(1)) {
                    self.tick(at);
                }
            }
            _ => {
                if let Some(at) = self.rows.at() {
                    self.tick(at);
                }
            }
        }
        Vec::new()
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        self.saving = false;
        let words = &cx.words.entrants;
        let name = cx.school.entrant(self.entrant).map_or("", |entrant| &entrant.record.name);
        match ended {
            Ended::Recorded => vec![Effect::Back, Effect::Say((words.just_registered)(name))],
            // The other desk was first: the child is here, and the list says so by now.
            Ended::Overtaken => vec![Effect::Back, Effect::Say(words.other_desk.to_owned())],
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.entrants, cx.theme);
        let name = cx.school.entrant(self.entrant).map_or("", |entrant| &entrant.record.name);
        let title = (words.register_title)(&cells::steady(name));
        let inside = popup::frame(buf, area, theme, &title, WIDTH, self.papers.len() as u16 + OTHER_ROWS);
        cells::put(buf, inside, 0, 0, words.papers_seen, theme.style(Role::Quiet));
        for (at, paper) in self.papers.iter().enumerate() {
            let sign = if self.seen.contains(paper) { '*' } else { ' ' };
            let text = format!(" {} [{sign}] {}", at + 1, (words.paper)(*paper));
            let role = if self.rows.at() == Some(at) { Role::Selected } else { Role::Plain };
            cells::put(buf, inside, 0, at as u16 + 1, &cells::pad(&text, usize::from(inside.width)), theme.style(role));
        }
        let below = self.papers.len() as u16 + 2;
        for (row, line) in cells::wrap(words.none_is_a_ground, usize::from(inside.width)).iter().enumerate() {
            cells::put(buf, inside, 0, below + row as u16, line, theme.style(Role::Quiet));
        }
        None
    }
}

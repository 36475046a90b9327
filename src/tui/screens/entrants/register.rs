//! 报到 of one child: the papers that were shown, ticked by digit, and Enter. No missing paper holds it up; of a child who
//! has registered what is brought later is ticked likewise.

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
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::collections::BTreeSet;

pub struct RegisterForm {
    entrant: EntrantId,
    papers: &'static [EntryPaper],
    seen: BTreeSet<EntryPaper>,
    /// The day of the registration, of a child who has registered already.
    registered: Option<NaiveDate>,
    rows: Rows,
    saving: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
    SavePapers,
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

    fn save_papers(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(entrant) = cx.school.entrant(self.entrant) else { return Vec::new() };
        match cx.school.entry_papers(entrant, self.seen.clone()) {
            Ok(change) => {
                self.saving = true;
                vec![Effect::Commit { why: Why::EntryPapers, changes: vec![change] }]
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
            keys: &[Key::Enter, Key::F(2)],
            act: Act::SavePapers,
            says: |words| words.entrants.save_papers,
            rank: 10,
        },
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
        let child = cx.school.entrant(entrant)?;
        let papers = EntryPaper::asked(child.record.grade);
        let registration = child.registration.as_ref().map(|registration| &registration.record);
        Some(RegisterForm {
            entrant,
            papers,
            seen: registration.map(|record| record.papers.clone()).unwrap_or_default(),
            registered: registration.map(|record| record.on),
            rows: Rows::new(papers.len()),
            saving: false,
        })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Save if self.registered.is_some() => Allowed::Hidden,
            Act::SavePapers if self.registered.is_none() => Allowed::Hidden,
            Act::Save | Act::SavePapers if self.saving => Allowed::No(cx.words.tui.is_saving),
            Act::Save | Act::SavePapers | Act::Tick | Act::TickHere => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, key: Key, cx: &Context) -> Vec<Effect> {
        match (act, key) {
            (Act::Save, _) => return self.save(cx),
            (Act::SavePapers, _) => return self.save_papers(cx),
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
            Ended::Recorded => {
                let said = if self.registered.is_some() { words.papers_saved } else { words.just_registered };
                vec![Effect::Back, Effect::Say(said(name))]
            }
            // The other desk was first: the child is here. What was ticked here stays, to be saved as papers seen since.
            Ended::Overtaken => {
                let known = cx.school.entrant(self.entrant).and_then(|entrant| entrant.registration.as_ref());
                let Some(known) = known.map(|registration| &registration.record) else { return vec![Effect::Back] };
                self.registered = Some(known.on);
                let brings_more = !self.seen.is_subset(&known.papers);
                self.seen.extend(known.papers.iter().copied());
                match brings_more {
                    true => vec![Effect::Say(words.other_desk_papers.to_owned())],
                    false => vec![Effect::Back, Effect::Say(words.other_desk.to_owned())],
                }
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.entrants, cx.theme);
        let name = cx.school.entrant(self.entrant).map_or("", |entrant| &entrant.record.name);
        let name = cells::steady(name);
        let title = match self.registered {
            Some(on) => (words.papers_title)(&name, on),
            None => (words.register_title)(&name),
        };
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

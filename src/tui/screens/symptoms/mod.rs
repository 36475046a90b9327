//! Which symptoms a pupil has: nine digits, as many of them as there are, then Enter.

#[cfg(test)]
mod tests;

use super::Route;
use crate::domain::symptom::{Symptom, Symptoms};
use crate::tui::binding::{Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::{Key, digits_from_one};
use crate::tui::screen::{Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::{cells, popup};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Of whom, and what is noted already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picking {
    pub title: String,
    pub symptoms: Symptoms,
}

pub struct PickSymptoms {
    picking: Picking,
    rows: Rows,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Take,
    Toggle,
    ToggleHere,
}

/// Cells of the box.
const WIDTH: u16 = 30;

impl PickSymptoms {
    fn toggle(&mut self, at: usize) {
        let Some(symptom) = Symptom::ALL.get(at) else { return };
        let now = self.picking.symptoms;
        self.picking.symptoms = match now.has(*symptom) {
            true => now.iter().filter(|other| other != symptom).collect(),
            false => now.with(*symptom),
        };
        self.rows.go(at);
    }
}

impl Screen for PickSymptoms {
    type Act = Act;
    const NAME: &'static str = "symptoms";
    const TITLE: Says = |words| words.health.symptoms;
    const KEYS: &'static [Binding<Act>] = &[
        Binding {
            keys: digits_from_one(Symptom::ALL.len()),
            act: Act::Toggle,
            says: |words| words.health.toggle,
            rank: 10,
        },
        Binding { keys: &[Key::Enter], act: Act::Take, says: |words| words.health.note_down, rank: 11 },
        Binding {
            keys: &[Key::Char(' '), Key::Char('+')],
            act: Act::ToggleHere,
            says: |words| words.health.toggle_here,
            rank: 12,
        },
    ];
    const STEERS: Steers = Steers::Rows;
    const POPUP: bool = true;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        let Route::Symptoms(picking) = route else { return None };
        Some(PickSymptoms { picking: picking.clone(), rows: Rows::new(Symptom::ALL.len()) })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn act(&mut self, act: Act, key: Key, _cx: &Context) -> Vec<Effect> {
        match (act, key) {
            (Act::Take, _) => return vec![Effect::Answer(Answer::Symptoms(self.picking.symptoms))],
            (Act::Toggle, Key::Char(digit)) => {
                if let Some(at) = digit.to_digit(10).and_then(|digit| (digit as usize).checked_sub(1)) {
                    self.toggle(at);
                }
            }
            _ => {
                if let Some(at) = self.rows.at() {
                    self.toggle(at);
                }
            }
        }
        Vec::new()
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let inside = popup::frame(buf, area, cx.theme, &self.picking.title, WIDTH, Symptom::ALL.len() as u16);
        for (at, symptom) in Symptom::ALL.into_iter().enumerate() {
            let sign = if self.picking.symptoms.has(symptom) { '*' } else { ' ' };
            let text = format!(" {} [{sign}] {}", at + 1, (cx.words.domain.symptom)(symptom));
            let role = if self.rows.at() == Some(at) { Role::Selected } else { Role::Plain };
            let text = cells::pad(&text, usize::from(inside.width));
            cells::put(buf, inside, 0, at as u16, &text, cx.theme.style(role));
        }
        None
    }
}

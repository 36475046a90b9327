//! 去向 of a child who has not come. Only what the outcome needs is asked; without its evidence it is not recorded.

use super::super::Route;
use crate::domain::entrant::{Outcome, OutcomeRecord};
use crate::domain::entry::Why;
use crate::domain::ids::EntrantId;
use crate::domain::status::Proof;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct SettleForm {
    entrant: EntrantId,
    form: Form,
    /// The outcome whose papers are asked.
    asked: Option<Outcome>,
    saving: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Next,
    Save,
}

const OUTCOME: usize = 0;
/// One for each group of papers of which one is needed: no outcome has more.
const PAPERS: [usize; 2] = [1, 2];
const PLACE: usize = 3;
const APPROVED_BY: usize = 4;
const UNTIL: usize = 5;
const NOTE: usize = 6;

/// Characters.
const NAME: usize = 80;
const LONG: usize = 300;
const DATE: usize = 12;

/// Cells of the box.
const WIDTH: u16 = 72;
const HEIGHT: u16 = 13;

impl SettleForm {
    fn outcome(&self) -> Option<Outcome> {
        self.form.chosen(OUTCOME).and_then(|at| Outcome::ALL.get(at)).copied()
    }

    /// Shows what the chosen outcome needs; a note may be written on any.
    fn settle(&mut self, cx: &Context) {
        let outcome = self.outcome();
        if outcome != self.asked {
            self.asked = outcome;
            let words = &cx.words.entrants;
            for (nth, at) in PAPERS.into_iter().enumerate() {
                let group = outcome.and_then(|outcome| outcome.proofs().get(nth)).copied().unwrap_or_default();
                let names = group.iter().map(|proof| (cx.words.domain.proof)(*proof).to_owned()).collect();
                if let Some(field) = self.form.get_mut(at) {
                    *field = Field::choice(words.evidence, words.evidence_hint, names, None);
                    field.hidden = group.is_empty();
                }
            }
        }
        let needs = |is: fn(Outcome) -> bool| outcome.is_some_and(is);
        let shown = [
            (PLACE, needs(Outcome::needs_place)),
            (APPROVED_BY, needs(Outcome::needs_approval)),
            (UNTIL, outcome == Some(Outcome::Deferred)),
        ];
        for (at, is_shown) in shown {
            if let Some(field) = self.form.get_mut(at) {
                field.hidden = !is_shown;
            }
        }
    }

    fn record(&self, cx: &Context) -> Result<OutcomeRecord, (usize, String)> {
        let words = &cx.words.entrants;
        let outcome = self.outcome().ok_or((OUTCOME, words.which_outcome.to_owned()))?;
        let text = |at: usize| self.form.text(at).trim().to_owned();
        let chosen = |(nth, at): (usize, usize)| -> Option<Proof> {
            outcome.proofs().get(nth)?.get(self.form.chosen(at)?).copied()
        };
        let papers = PAPERS.into_iter().enumerate().filter_map(chosen).map(|proof| (proof, None)).collect();
        let until = match (outcome, text(UNTIL)) {
            (Outcome::Deferred, said) if !said.is_empty() => {
                Some(date::parse(&said, cx.today).ok_or((UNTIL, words.no_date.to_owned()))?)
            }
            _ => None,
        };
        let of = |needed: bool, at| if needed { text(at) } else { String::new() };
        Ok(OutcomeRecord {
            papers,
            place: of(outcome.needs_place(), PLACE),
            approved_by: of(outcome.needs_approval(), APPROVED_BY),
            until,
            note: text(NOTE),
            ..OutcomeRecord::new(outcome, cx.today)
        })
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(entrant) = cx.school.entrant(self.entrant) else { return Vec::new() };
        let record = match self.record(cx) {
            Ok(record) => record,
            Err((field, fault)) => {
                self.form.blame(field, fault);
                return Vec::new();
            }
        };
        match cx.school.settle_entrant(entrant, record) {
            Ok(changes) => {
                self.saving = true;
                vec![Effect::Commit { why: Why::SettleEntrant, changes }]
            }
            Err(why) => {
                self.form.blame(OUTCOME, (cx.words.entrants.cannot)(&why));
                Vec::new()
            }
        }
    }
}

impl Screen for SettleForm {
    type Act = Act;
    const NAME: &'static str = "settle-entrant";
    const TITLE: Says = |words| words.entrants.settle;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Next, says: |words| words.keys.next_field, rank: 10 },
        Binding { keys: &[Key::F(2), Key::Enter], act: Act::Save, says: |words| words.keys.save, rank: 11 },
    ];
    const STEERS: Steers = Steers::Form;
    const POPUP: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::SettleEntrant(entrant) = *route else { return None };
        cx.school.entrant(entrant)?;
        let words = &cx.words.entrants;
        let outcomes = Outcome::ALL.map(|outcome| (words.outcome)(outcome).to_owned()).to_vec();
        let form = Form::new(vec![
            Field::choice(words.which_outcome, "", outcomes, None),
            Field::choice(words.evidence, words.evidence_hint, Vec::new(), None),
            Field::choice(words.evidence, words.evidence_hint, Vec::new(), None),
            Field::text(words.where_to, words.where_to_hint, NAME),
            Field::text(words.approved_by, words.approved_by_hint, NAME),
            Field::plain(words.until, words.until_hint, DATE),
            Field::text(words.note, words.note_hint, LONG),
        ]);
        let mut settle = SettleForm { entrant, form, asked: None, saving: false };
        for at in PAPERS {
            if let Some(field) = settle.form.get_mut(at) {
                field.hidden = true;
            }
        }
        settle.settle(cx);
        Some(settle)
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn edited(&mut self, cx: &Context) -> Vec<Effect> {
        self.settle(cx);
        Vec::new()
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Next => Allowed::when(!self.form.is_last()),
            Act::Save if self.saving => Allowed::No(cx.words.entrants.is_saving),
            Act::Save => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Save => self.save(cx),
            Act::Next => {
                self.form.next();
                Vec::new()
            }
        }
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        self.saving = false;
        match ended {
            Ended::Recorded => vec![Effect::Back, Effect::Say(cx.words.entrants.recorded.to_owned())],
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let name = cx.school.entrant(self.entrant).map_or("", |entrant| &entrant.record.name);
        let inside = popup::frame(buf, area, cx.theme, &(cx.words.entrants.settle_title)(name), WIDTH, HEIGHT);
        self.form.draw(buf, inside, cx.theme)
    }
}

//! One step of tracing: called, visited, written, or asked the street office; who, and what came of it.

use super::super::Route;
use crate::domain::entrant::{TraceRecord, TraceStep};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{EntrantId, TraceId};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::popup;
use chrono::NaiveTime;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct TraceForm {
    entrant: EntrantId,
    form: Form,
    saving: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
}

const STEP: usize = 0;
const WITH: usize = 1;
const SAID: usize = 2;
const ON: usize = 3;

/// Characters.
const NAME: usize = 60;
const LONG: usize = 300;
const DATE: usize = 12;

/// Cells of the box.
const WIDTH: u16 = 68;
const HEIGHT: u16 = 12;

impl TraceForm {
    fn record(&self, cx: &Context) -> Result<TraceRecord, (usize, String)> {
        let words = &cx.words.entrants;
        let step = self.form.chosen(STEP).and_then(|at| TraceStep::DEEDS.get(at)).copied();
        let step = step.ok_or((STEP, words.what_was_done.to_owned()))?;
        let on = date::parse(self.form.text(ON), cx.today).ok_or((ON, words.no_date.to_owned()))?;
        if on > cx.today {
            return Err((ON, words.future_date.to_owned()));
        }
        let text = |at| self.form.text(at).trim().to_owned();
        let (with, said) = (text(WITH), text(SAID));
        for (at, typed, hint) in [(WITH, &with, words.with_hint), (SAID, &said, words.said_hint)] {
            if typed.is_empty() {
                return Err((at, hint.to_owned()));
            }
        }
        // Of a past day no time is made up.
        let time = if on == cx.today { cx.now.time() } else { NaiveTime::MIN };
        Ok(TraceRecord { entrant: self.entrant, at: on.and_time(time), step, with, said })
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        match self.record(cx) {
            Ok(record) => {
                self.saving = true;
                let changes = vec![Change::Trace { id: TraceId::NEW, to: Some(record) }];
                vec![Effect::Commit { why: Why::TraceEntrant, changes }]
            }
            Err((field, fault)) => {
                self.form.blame(field, fault);
                Vec::new()
            }
        }
    }
}

impl Screen for TraceForm {
    type Act = Act;
    const NAME: &'static str = "trace-entrant";
    const TITLE: Says = |words| words.entrants.trace;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.keys.save, rank: 10 }];
    const STEERS: Steers = Steers::Form;
    const POPUP: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::TraceEntrant(entrant) = *route else { return None };
        let words = &cx.words.entrants;
        let child = cx.school.entrant(entrant)?;
        let steps = TraceStep::DEEDS.map(|step| (words.step)(step).to_owned()).to_vec();
        let guardian = child.record.guardians.first().map_or("", |guardian| guardian.name.as_str());
        let form = Form::new(vec![
            Field::choice(words.what_was_done, "", steps, None),
            Field::text(words.with, words.with_hint, NAME).with(guardian),
            Field::text(words.said, words.said_hint, LONG),
            Field::plain(words.on, words.on_hint, DATE).with(&cx.today.to_string()),
        ]);
        Some(TraceForm { entrant, form, saving: false })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Save if self.saving => Allowed::No(cx.words.tui.is_saving),
            Act::Save => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Save => self.save(cx),
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
        let inside = popup::frame(buf, area, cx.theme, &(cx.words.entrants.trace_title)(name), WIDTH, HEIGHT);
        self.form.draw(buf, inside, cx.theme)
    }
}

//! One step of tracing: called, visited, written, or asked the street office; who, and what came of it.

use super::super::Route;
use crate::domain::entrant::{TraceRecord, TraceStep};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{EntrantId, TraceId};
use crate::tui::binding::Says;
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::effect::Effect;
use crate::tui::forms::Fault;
use crate::tui::forms::entry::Entry;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::popup;
use chrono::NaiveTime;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct TraceForm {
    entrant: EntrantId,
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
    fn record(&self, form: &Form, cx: &Context) -> Result<TraceRecord, Fault> {
        let words = &cx.words.entrants;
        let step = form.chosen(STEP).and_then(|at| TraceStep::DEEDS.get(at)).copied();
        let step = step.ok_or((STEP, words.what_was_done.to_owned()))?;
        let on = date::parse(form.text(ON), cx.today).ok_or((ON, words.no_date.to_owned()))?;
        if on > cx.today {
            return Err((ON, words.future_date.to_owned()));
        }
        let text = |at| form.text(at).trim().to_owned();
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
}

impl Entry for TraceForm {
    const NAME: &'static str = "trace-entrant";
    const TITLE: Says = |words| words.entrants.trace;

    fn open(route: &Route, cx: &Context) -> Option<(Self, Form)> {
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
        Some((TraceForm { entrant }, form))
    }

    fn recorded(&mut self, form: &Form, cx: &Context) -> Result<Effect, Fault> {
        let record = self.record(form, cx)?;
        let changes = vec![Change::Trace { id: TraceId::NEW, to: Some(record) }];
        Ok(Effect::Commit { why: Why::TraceEntrant, changes })
    }

    fn said(&self, _form: &Form, cx: &Context) -> String {
        cx.words.entrants.recorded.to_owned()
    }

    fn view(&self, form: &Form, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let name = cx.school.entrant(self.entrant).map_or("", |entrant| &entrant.record.name);
        let inside = popup::frame(buf, area, cx.theme, &(cx.words.entrants.trace_title)(name), WIDTH, HEIGHT);
        form.draw(buf, inside, cx.theme)
    }
}

//! The limits of changes of status (时限): a number each, and what becomes of a change in the last term.

use crate::domain::entry::{Change, Why};
use crate::domain::status::{LastTerm, Limit, StatusLimits};
use crate::tui::binding::Says;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::forms::Fault;
use crate::tui::forms::entry::Entry;
use crate::tui::screens::Route;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::{cells, popup};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct LimitsForm;

/// Characters of a number; cells of the box.
const NUMBER: usize = 4;
const WIDTH: u16 = 70;
const HEIGHT: u16 = 12;

impl LimitsForm {
    /// The limits as typed, or which field is wrong.
    fn limits(form: &Form, cx: &Context) -> Result<StatusLimits, usize> {
        let mut limits = cx.school.limits;
        for (at, limit) in Limit::ALL.into_iter().enumerate() {
            let written = match limit {
                Limit::LastTerm => form.chosen(at).and_then(|at| LastTerm::ALL.get(at)).map(|how| how.code()),
                _ => Some(form.text(at)),
            };
            limits = written.and_then(|written| limits.with(limit, written)).ok_or(at)?;
        }
        Ok(limits)
    }
}

impl Entry for LimitsForm {
    const NAME: &'static str = "status_limits";
    const TITLE: Says = |words| words.status_screen.limits;
    const FOR_THE_SCHOOL: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<(Self, Form)> {
        let Route::StatusLimits = route else { return None };
        let (words, limits) = (cx.words, cx.school.limits);
        let field = |limit: Limit| {
            let label = cells::steady((words.status.limit)(limit));
            let label = label.as_ref();
            match limit {
                Limit::LastTerm => {
                    let options = LastTerm::ALL.map(|how| (words.status_screen.last_term)(how).to_owned()).into();
                    let at = LastTerm::ALL.iter().position(|how| *how == limits.last_term);
                    let label = label.split(['：', ':']).next().unwrap_or(label);
                    Field::choice(label, words.status_screen.kind_hint, options, at)
                }
                _ => Field::plain(label, words.status_screen.limit_hint, NUMBER).with(&limits.written(limit)),
            }
        };
        Some((LimitsForm, Form::new(Limit::ALL.map(field).into())))
    }

    fn recorded(&mut self, form: &Form, cx: &Context) -> Result<Effect, Fault> {
        let limits = Self::limits(form, cx).map_err(|at| (at, cx.words.status_screen.no_number.to_owned()))?;
        Ok(Effect::Commit { why: Why::SetPolicy, changes: vec![Change::StatusLimits { to: Some(limits) }] })
    }

    fn said(&self, _form: &Form, cx: &Context) -> String {
        cx.words.status.limits_set.to_owned()
    }

    fn view(&self, form: &Form, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let inside = popup::frame(buf, area, cx.theme, cx.words.status_screen.limits, WIDTH, HEIGHT);
        form.draw(buf, inside, cx.theme)
    }
}

//! The limits of changes of status (时限): a number each, and what becomes of a change in the last term.

use crate::domain::entry::{Change, Why};
use crate::domain::status::{LastTerm, Limit, StatusLimits};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::screens::Route;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::{cells, popup};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct LimitsForm {
    form: Form,
    saving: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
}

/// Characters of a number; cells of the box.
const NUMBER: usize = 4;
const WIDTH: u16 = 70;
const HEIGHT: u16 = 12;

impl LimitsForm {
    /// The limits as typed, or which field is wrong.
    fn limits(&self, cx: &Context) -> Result<StatusLimits, usize> {
        let mut limits = cx.school.limits;
        for (at, limit) in Limit::ALL.into_iter().enumerate() {
            let written = match limit {
                Limit::LastTerm => self.form.chosen(at).and_then(|at| LastTerm::ALL.get(at)).map(|how| how.code()),
                _ => Some(self.form.text(at)),
            };
            limits = written.and_then(|written| limits.with(limit, written)).ok_or(at)?;
        }
        Ok(limits)
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        match self.limits(cx) {
            Ok(limits) => {
                self.saving = true;
                let change = Change::StatusLimits { to: Some(limits) };
                vec![Effect::Commit { why: Why::SetPolicy, changes: vec![change] }]
            }
            Err(at) => {
                self.form.blame(at, cx.words.status_screen.no_number.to_owned());
                Vec::new()
            }
        }
    }
}

impl Screen for LimitsForm {
    type Act = Act;
    const NAME: &'static str = "status_limits";
    const TITLE: Says = |words| words.status_screen.limits;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.keys.save, rank: 10 }];
    const STEERS: Steers = Steers::Form;
    const POPUP: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
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
        Some(LimitsForm { form: Form::new(Limit::ALL.map(field).into()), saving: false })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Save if self.saving => Allowed::No(cx.words.tui.is_saving),
            Act::Save if !cx.acts_for_school() => Allowed::No(cx.words.problems.not_for_the_school),
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
            Ended::Recorded => vec![Effect::Back, Effect::Say(cx.words.status.limits_set.to_owned())],
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let inside = popup::frame(buf, area, cx.theme, cx.words.status_screen.limits, WIDTH, HEIGHT);
        self.form.draw(buf, inside, cx.theme)
    }
}

//! A form that is filled in and saved at once, most often in a box over the screen that it belongs to.

use super::Fault;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::screens::Route;
use crate::tui::widgets::form::Form;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What one form asks for and records.
pub trait Entry: Sized + 'static {
    const NAME: &'static str;
    const TITLE: Says;
    const POPUP: bool = true;
    /// Saved only by who acts for the whole school.
    const FOR_THE_SCHOOL: bool = false;

    /// The form, where the route leads to it.
    fn open(route: &Route, cx: &Context) -> Option<(Self, Form)>;

    /// Brings the fields into line with what was chosen and typed: whenever that or the school has changed.
    fn settle(&mut self, _form: &mut Form, _cx: &Context) {}

    /// What records it, or what is at fault.
    fn recorded(&mut self, form: &Form, cx: &Context) -> Result<Effect, Fault>;

    /// What is said once it is recorded. By then `Context` holds the school as it is now.
    fn said(&self, form: &Form, cx: &Context) -> String;

    fn view(&self, form: &Form, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position>;
}

/// The screen of such a form.
pub struct EntryScreen<E> {
    entry: E,
    form: Form,
    saving: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
}

impl<E: Entry> Screen for EntryScreen<E> {
    type Act = Act;
    const NAME: &'static str = E::NAME;
    const TITLE: Says = E::TITLE;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.keys.save, rank: 10 }];
    const STEERS: Steers = Steers::Form;
    const POPUP: bool = E::POPUP;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let (entry, form) = E::open(route, cx)?;
        Some(EntryScreen { entry, form, saving: false })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Save if self.saving => Allowed::No(cx.words.tui.is_saving),
            Act::Save if E::FOR_THE_SCHOOL && !cx.acts_for_school() => {
                Allowed::No(cx.words.problems.not_for_the_school)
            }
            Act::Save => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Save => match self.entry.recorded(&self.form, cx) {
                Ok(effect) => {
                    // What only says something is done with at once.
                    self.saving = !matches!(effect, Effect::Say(_));
                    vec![effect]
                }
                Err((at, fault)) => {
                    self.form.blame(at, fault);
                    Vec::new()
                }
            },
        }
    }

    fn edited(&mut self, cx: &Context) -> Vec<Effect> {
        self.entry.settle(&mut self.form, cx);
        Vec::new()
    }

    fn refresh(&mut self, cx: &Context) {
        self.entry.settle(&mut self.form, cx);
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        self.saving = false;
        match ended {
            Ended::Recorded => vec![Effect::Back, Effect::Say(self.entry.said(&self.form, cx))],
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.entry.view(&self.form, cx, area, buf)
    }
}

//! A form with attachments whose draft outlives Esc and a crash, recorded as one: what every such form does alike. What
//! one asks for, and what comes of it, its `Record` says.

use super::Fault;
use super::draft::Draft;
use super::files::Files;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers, say_left_out};
use crate::tui::screens::Route;
use crate::tui::widgets::form::Form;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What is being written.
pub struct Sheet {
    pub form: Form,
    pub files: Files,
    draft: Draft,
}

impl Sheet {
    /// The form as given, or as it was left under this key.
    pub fn begin(cx: &Context, key: String, mut form: Form) -> Sheet {
        let (draft, kept) = Draft::begin(cx, key, &mut form);
        Sheet { form, files: Files::kept(&kept), draft }
    }

    pub fn is_restored(&self) -> bool {
        self.draft.restored
    }

    /// Says over the form that it was found half filled.
    pub fn restored(&self, cx: &Context) -> &'static str {
        if self.draft.restored { cx.words.follow_up.restored } else { "" }
    }

    /// Shows a text behind each of these fields.
    pub fn put_beside<const N: usize>(&mut self, texts: [(usize, String); N]) {
        for (at, text) in texts {
            if let Some(field) = self.form.get_mut(at) {
                field.beside = text;
            }
        }
    }

    fn is_changed(&self) -> bool {
        self.draft.is_changed(&self.form, &self.files.to_keep())
    }
}

/// What one kind of form asks for and records.
pub trait Record: Sized + 'static {
    const NAME: &'static str;
    const TITLE: Says;
    /// What Enter does, for the footer.
    const SAVES: Says = |words| words.keys.save;

    /// The form, where the route leads to it.
    fn open(route: &Route, cx: &Context) -> Option<(Self, Sheet)>;

    /// Works out anew what stands beside the form: when it opens, and whenever the school has changed.
    fn refresh(&mut self, _cx: &Context) {}

    /// Brings the fields into line with what was chosen and typed, and with the school as it is now.
    fn settle(&mut self, sheet: &mut Sheet, cx: &Context);

    /// What records it, or what is at fault.
    fn recorded(&mut self, sheet: &Sheet, cx: &Context) -> Result<Effect, Fault>;

    /// What is said once it is recorded. By then `Context` holds the school as it is now.
    fn said(&self, sheet: &Sheet, cx: &Context) -> String;

    /// Where to go once it is recorded.
    fn then(&self, _sheet: &Sheet, _cx: &Context) -> Effect {
        Effect::Back
    }

    /// The text field for what is typed while a choice has the keys.
    fn first_text(&self) -> usize;

    fn view(&self, sheet: &Sheet, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position>;
}

/// The screen of such a form.
pub struct RecordScreen<R> {
    record: R,
    sheet: Sheet,
    saving: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
    Attach,
    Detach,
    Leave,
}

impl<R: Record> RecordScreen<R> {
    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        match self.record.recorded(&self.sheet, cx) {
            Ok(effect) => {
                self.saving = true;
                vec![effect]
            }
            Err((at, fault)) => {
                self.sheet.form.blame(at, fault);
                Vec::new()
            }
        }
    }
}

impl<R: Record> Screen for RecordScreen<R> {
    type Act = Act;
    const NAME: &'static str = R::NAME;
    const TITLE: Says = R::TITLE;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: R::SAVES, rank: 10 },
        Binding { keys: &[Key::F(6), Key::Char('+')], act: Act::Attach, says: |words| words.visit.attach, rank: 20 },
        Binding { keys: &[Key::F(7), Key::Char('-')], act: Act::Detach, says: |words| words.visit.detach, rank: 67 },
        Binding { keys: &[Key::Esc], act: Act::Leave, says: |words| words.follow_up.later, rank: 66 },
    ];
    const STEERS: Steers = Steers::Form;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let (record, sheet) = R::open(route, cx)?;
        Some(RecordScreen { record, sheet, saving: false })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.sheet.form)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            _ if self.saving => Allowed::No(cx.words.tui.is_saving),
            Act::Save | Act::Attach => Allowed::Yes,
            Act::Detach if self.sheet.files.is_empty() => Allowed::No(cx.words.visit.nothing_attached),
            Act::Detach => Allowed::Yes,
            Act::Leave => Allowed::when(self.is_unsaved()),
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Save => self.save(cx),
            Act::Attach => self.sheet.files.pick(cx),
            Act::Detach => {
                self.sheet.files.drop_last();
                self.edited(cx)
            }
            Act::Leave => Draft::leave(cx),
        }
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        let Answer::File(file) = answer else { return Vec::new() };
        match self.sheet.files.add(file) {
            true => self.edited(cx),
            false => vec![Effect::Say(cx.words.visit.is_attached.to_owned())],
        }
    }

    fn edited(&mut self, cx: &Context) -> Vec<Effect> {
        self.record.settle(&mut self.sheet, cx);
        self.sheet.draft.keep(&self.sheet.form, &self.sheet.files.to_keep())
    }

    fn refresh(&mut self, cx: &Context) {
        self.record.refresh(cx);
        self.record.settle(&mut self.sheet, cx);
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        self.saving = false;
        match ended {
            Ended::Recorded => {
                let mut effects = self.sheet.draft.forget();
                effects.push(self.record.then(&self.sheet, cx));
                effects.push(Effect::Say(self.record.said(&self.sheet, cx)));
                effects
            }
            Ended::Overtaken => vec![Effect::Say(cx.words.follow_up.overtaken.to_owned())],
            _ => Vec::new(),
        }
    }

    fn is_unsaved(&self) -> bool {
        self.sheet.is_changed()
    }

    fn look_for(&mut self, text: String, cx: &Context) -> Vec<Effect> {
        let at = self.record.first_text();
        if !self.sheet.form.leads_to(at) {
            return vec![Effect::Say(cx.words.tui.choose_by_digit.to_owned())];
        }
        self.sheet.form.go(at);
        if let Some(field) = self.sheet.form.field_mut() {
            field.paste(&text);
        }
        let mut effects = self.edited(cx);
        effects.extend(say_left_out(self.sheet.form.field_mut(), cx));
        effects
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        self.record.view(&self.sheet, cx, area, buf)
    }
}

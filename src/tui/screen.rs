//! The seam: what a screen is, and the one way from a key to its act.

use super::binding::{self, Allowed, Binding, Hint, Says};
use super::context::Context;
use super::effect::{Answer, Effect};
use super::event::Told;
use super::key::Key;
use super::screens::choose::{Choice, Choices};
use super::screens::{Route, find};
use super::widgets::form::{self, Form};
use super::widgets::input::Input;
use super::widgets::rows::{self, Rows};
use crate::domain::letter::LetterNo;
use crate::words::Words;
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// A part of a screen that moves by keys of its own, the same on every screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Steers {
    Nothing,
    /// A list with a cursor: arrows, PgUp, PgDn, Home, End.
    Rows,
    /// A form: Up and Down between fields, digits and arrows within a choice.
    Form,
}

/// How an effect of this screen ended. By then `Context` holds the school as it is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The books were opened.
    Opened,
    /// The books were not opened: the passphrase is another.
    WrongPassphrase,
    Recorded,
    /// The notice was issued under this number.
    Issued(LetterNo),
    /// Not recorded: somebody else saved the same roll first.
    Overtaken,
    /// Not recorded; the problem is being shown.
    Failed,
}

/// A screen: state, a table of keys, acts, a picture.
pub trait Screen: Sized + 'static {
    type Act: Copy + PartialEq + 'static;
    /// Language-neutral, for the manual's anchors and for tests.
    const NAME: &'static str;
    const TITLE: Says;
    const KEYS: &'static [Binding<Self::Act>];
    const STEERS: Steers = Steers::Nothing;
    /// Drawn over the screen below it.
    const POPUP: bool = false;
    /// What was typed here is gone once the screen is left: Esc asks first. A form that keeps a draft answers Esc itself.
    const LOSES_TYPED: bool = matches!(Self::STEERS, Steers::Form);

    /// This screen, where the route leads to it.
    fn open(route: &Route, cx: &Context) -> Option<Self>;

    /// Whether the act makes sense just now.
    fn allows(&self, _act: Self::Act, _cx: &Context) -> Allowed {
        Allowed::Yes
    }

    /// How many things the act leads to: the footer tells it behind the act's name.
    fn counts(&self, _act: Self::Act) -> Option<usize> {
        None
    }

    /// Does it. `key` is the plain key that was pressed, for rows that bind several.
    fn act(&mut self, act: Self::Act, key: Key, cx: &Context) -> Vec<Effect>;

    /// Draws, and says where the terminal's cursor stands: where text is typed, so that the input method's window
    /// opens there; none hides it.
    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position>;

    /// The form that `Steers::Form` moves in.
    fn form_mut(&mut self) -> Option<&mut Form> {
        None
    }

    /// Whether there is something to move in just now; where not, the footer names no key for it.
    fn is_steered(&self) -> bool {
        true
    }

    /// The list that `Steers::Rows` moves in.
    fn rows_mut(&mut self) -> Option<&mut Rows> {
        None
    }

    /// The text field that has the keys now. It gets characters, pasted text and editing keys before `KEYS` is asked.
    fn field_mut(&mut self) -> Option<&mut Input> {
        self.form_mut().and_then(Form::field_mut)
    }

    /// Whether a person has typed something that is not recorded.
    fn has_typed(&mut self) -> bool {
        match self.form_mut() {
            Some(form) => form.is_typed(),
            None => self.field_mut().is_some_and(|field| field.is_typed()),
        }
    }

    /// A text field was edited, or the form or the list steered.
    fn edited(&mut self, _cx: &Context) -> Vec<Effect> {
        Vec::new()
    }

    /// Works out anew what `view` shows of the school: when the screen opens, and whenever the school or the terminal's
    /// size has changed.
    fn refresh(&mut self, _cx: &Context) {}

    /// The clock went on.
    fn ticked(&mut self, _cx: &Context) -> Vec<Effect> {
        Vec::new()
    }

    /// The first day that is looked at, where that may be an old one: rolls are read from there on before they count.
    fn reaches_back_to(&self, _cx: &Context) -> Option<NaiveDate> {
        None
    }

    /// What the screen shows that is not in the school, to be read whenever `refresh` is called; it comes by `told`.
    fn reads(&self) -> Option<Effect> {
        None
    }

    /// What was asked for has come.
    fn told(&mut self, _told: Told, _cx: &Context) -> Vec<Effect> {
        Vec::new()
    }

    /// A screen opened from here has answered.
    fn answered(&mut self, _answer: Answer, _cx: &Context) -> Vec<Effect> {
        Vec::new()
    }

    /// An effect asked for from here has ended.
    fn done(&mut self, _ended: Ended, _cx: &Context) -> Vec<Effect> {
        Vec::new()
    }

    /// Whether leaving the program now would lose something.
    fn is_unsaved(&self) -> bool {
        false
    }

    /// Text came outside any field, such as a name committed by an input method: look for it.
    fn look_for(&mut self, text: String, cx: &Context) -> Vec<Effect> {
        vec![Effect::Open(Route::Find(find::everything(cx, text)))]
    }
}

/// What became of a key.
#[derive(Debug, PartialEq)]
pub enum Pressed {
    Acted(Vec<Effect>),
    /// Bound, but not allowed now: why.
    Refused(&'static str),
    Unbound,
}

/// Any screen, storable. The way from key to act is written here and nowhere else.
pub trait AnyScreen {
    fn name(&self) -> &'static str;
    fn title(&self, words: &'static Words) -> &'static str;
    fn is_popup(&self) -> bool;
    fn press(&mut self, key: Key, cx: &Context) -> Pressed;
    fn paste(&mut self, text: &str, cx: &Context) -> Vec<Effect>;
    fn hints(&self, cx: &Context) -> Vec<Hint>;
    fn refresh(&mut self, cx: &Context);
    fn ticked(&mut self, cx: &Context) -> Vec<Effect>;
    fn reaches_back_to(&self, cx: &Context) -> Option<NaiveDate>;
    fn reads(&self) -> Option<Effect>;
    fn told(&mut self, told: Told, cx: &Context) -> Vec<Effect>;
    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect>;
    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect>;
    fn is_unsaved(&self) -> bool;
    fn look_for(&mut self, text: String, cx: &Context) -> Vec<Effect>;
    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position>;
}

impl<S: Screen> AnyScreen for S {
    fn name(&self) -> &'static str {
        S::NAME
    }

    fn title(&self, words: &'static Words) -> &'static str {
        (S::TITLE)(words)
    }

    fn is_popup(&self) -> bool {
        S::POPUP
    }

    fn press(&mut self, key: Key, cx: &Context) -> Pressed {
        if self.field_mut().is_some_and(|field| field.press(key)) {
            let mut effects = self.edited(cx);
            effects.extend(say_left_out(self.field_mut(), cx));
            return Pressed::Acted(effects);
        }
        let key = key.plain();
        for row in S::KEYS.iter().filter(|row| row.keys.contains(&key)) {
            match self.allows(row.act, cx) {
                Allowed::Yes => return Pressed::Acted(self.act(row.act, key, cx)),
                Allowed::No(why) => return Pressed::Refused(why),
                Allowed::Hidden => {}
            }
        }
        let steered = match S::STEERS {
            _ if !self.is_steered() => false,
            Steers::Nothing => false,
            Steers::Rows => self.rows_mut().is_some_and(|rows| rows.press(key)),
            Steers::Form => self.form_mut().is_some_and(|form| form.press(key)),
        };
        match key {
            _ if steered => Pressed::Acted(self.edited(cx)),
            Key::Esc if S::LOSES_TYPED && self.has_typed() => Pressed::Acted(vec![ask_to_leave(cx)]),
            _ => Pressed::Unbound,
        }
    }

    fn paste(&mut self, text: &str, cx: &Context) -> Vec<Effect> {
        match self.field_mut() {
            Some(field) => field.paste(text),
            None => return Screen::look_for(self, text.to_owned(), cx),
        }
        let mut effects = self.edited(cx);
        effects.extend(say_left_out(self.field_mut(), cx));
        effects
    }

    fn hints(&self, cx: &Context) -> Vec<Hint> {
        let mut hints = binding::hints(S::KEYS, cx.words, |act| self.allows(act, cx));
        for (hint, row) in hints.iter_mut().zip(S::KEYS) {
            if let Some(count) = self.counts(row.act) {
                hint.says = format!("{}({count})", hint.says);
            }
        }
        if self.is_steered() {
            hints.extend(steering_hints(S::STEERS, cx.words));
        }
        hints
    }

    fn refresh(&mut self, cx: &Context) {
        Screen::refresh(self, cx);
    }

    fn ticked(&mut self, cx: &Context) -> Vec<Effect> {
        Screen::ticked(self, cx)
    }

    fn reaches_back_to(&self, cx: &Context) -> Option<NaiveDate> {
        Screen::reaches_back_to(self, cx)
    }

    fn reads(&self) -> Option<Effect> {
        Screen::reads(self)
    }

    fn told(&mut self, told: Told, cx: &Context) -> Vec<Effect> {
        Screen::told(self, told, cx)
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        Screen::answered(self, answer, cx)
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        Screen::done(self, ended, cx)
    }

    fn is_unsaved(&self) -> bool {
        Screen::is_unsaved(self)
    }

    fn look_for(&mut self, text: String, cx: &Context) -> Vec<Effect> {
        Screen::look_for(self, text, cx)
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        Screen::view(self, cx, area, buf)
    }
}

/// Whether what was typed is to be thrown away. A slip of Enter keeps it.
fn ask_to_leave(cx: &Context) -> Effect {
    let words = &cx.words.tui;
    let stay = Choice::new(words.stay, Some(Effect::Say(String::new())));
    let rows = vec![stay, Choice::new(words.leave_typed, Some(Effect::Back))];
    let title = words.typed_is_lost.to_owned();
    Effect::Open(Route::Choose(Choices { title, text: Vec::new(), rows, at: 0 }))
}

/// Says so where the last key or paste did not fit into its field.
pub fn say_left_out(field: Option<&mut Input>, cx: &Context) -> Option<Effect> {
    let field = field?;
    let left_out = field.take_left_out();
    (left_out > 0).then(|| Effect::Say((cx.words.tui.field_full)(field.limit(), left_out)))
}

/// The keys that move in a list or in a form.
pub fn steering_hints(steers: Steers, words: &'static Words) -> Vec<Hint> {
    match steers {
        Steers::Nothing => Vec::new(),
        Steers::Rows => binding::hints(rows::KEYS, words, |_| Allowed::Yes),
        Steers::Form => binding::hints(form::KEYS, words, |_| Allowed::Yes),
    }
}

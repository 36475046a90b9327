//! Set-up: begins a school's books. One question after another, each with a default that Enter takes; Esc goes back
//! one step, and every answer stays.

mod answers;
#[cfg(test)]
mod tests;
mod view;

use super::Route;
use super::choose::{Choice, Choices};
use super::import;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Passphrase};
use crate::tui::key::{Key, digits_from_one};
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::widgets::form::option_of;
use crate::tui::widgets::input::Input;
use crate::tui::widgets::rows::Rows;
use answers::{Answers, Question};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct SetupScreen {
    answers: Answers,
    at: Question,
    /// Why the answer was not taken.
    fault: Option<&'static str>,
    /// One answer is being changed from the summary, and leads back there.
    changing: bool,
    /// The books are being made; deriving the key takes a moment.
    creating: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Next,
    Create,
    Previous,
    Choose,
    /// The same where there are but two.
    ChooseOfTwo,
    Change,
}

impl SetupScreen {
    fn next(&mut self, cx: &Context) -> Vec<Effect> {
        self.fault = self.answers.fault(self.at, cx);
        if self.fault.is_some() {
            // What was typed as stars cannot be mended, only typed again.
            if self.at == Question::Again
                && let Some(field) = self.answers.field_mut(self.at)
            {
                field.set("");
            }
            return Vec::new();
        }
        // A page of two questions, such as the passphrase, is gone through to its end.
        let next = self.answers.after(self.at).unwrap_or(self.at);
        let same_page = Question::on_page(self.at.page()).any(|question| question == next);
        self.at = if self.changing && !same_page { Question::Summary } else { next };
        self.changing &= self.at != Question::Summary;
        Vec::new()
    }

    fn previous(&mut self, cx: &Context) -> Vec<Effect> {
        self.fault = None;
        match self.answers.before(self.at) {
            Some(before) => {
                // Stars cannot be mended, only typed again.
                if self.at == Question::Again && self.answers.passphrases_differ() {
                    self.answers.forget_passphrase();
                }
                self.at = before;
                Vec::new()
            }
            None => vec![Effect::Open(Route::Choose(ask_to_leave(cx)))],
        }
    }

    /// A digit chooses and goes on.
    fn choose(&mut self, key: Key, cx: &Context) -> Vec<Effect> {
        let Key::Char(digit) = key else { return Vec::new() };
        let chosen = option_of(digit);
        let Some((rows, at)) = self.answers.rows_mut(self.at).zip(chosen).filter(|(rows, at)| *at < rows.len()) else {
            return Vec::new();
        };
        rows.go(at);
        let mut effects = self.chosen();
        effects.extend(self.next(cx));
        effects
    }

    /// The language chosen is spoken at once.
    fn chosen(&self) -> Vec<Effect> {
        match self.at {
            Question::Language => vec![Effect::Speak(self.answers.lang())],
            _ => Vec::new(),
        }
    }

    /// From the summary back to the page with that number.
    fn change(&mut self, key: Key) -> Vec<Effect> {
        let page = match key {
            Key::Char(digit) => digit.to_digit(10).unwrap_or(0) as usize,
            _ => 0,
        };
        if let Some(question) = Question::on_page(page).next().filter(|question| self.answers.asks(*question)) {
            self.at = question;
            self.changing = question != Question::Summary;
        }
        Vec::new()
    }

    fn create(&mut self, cx: &Context) -> Vec<Effect> {
        self.creating = true;
        let passphrase = Passphrase::new(self.answers.passphrase.text());
        vec![Effect::SetUp { passphrase, school: self.answers.school(cx), lang: self.answers.lang() }]
    }
}

fn ask_to_leave(cx: &Context) -> Choices {
    let words = &cx.words.setup;
    let row = |text: &str, does| Choice::new(text, Some(does));
    Choices {
        title: words.leave.to_owned(),
        text: vec![words.leave_text.to_owned()],
        rows: vec![row(words.leave_stay, Effect::Say(String::new())), row(words.leave_now, Effect::QuitNow)],
        at: 0,
    }
}

impl Screen for SetupScreen {
    type Act = Act;
    const NAME: &'static str = "setup";
    const TITLE: Says = |words| words.setup.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Create, says: |words| words.setup.create, rank: 1 },
        Binding { keys: &[Key::Enter, Key::Tab], act: Act::Next, says: |words| words.setup.next, rank: 2 },
        Binding { keys: &[Key::Esc, Key::BackTab], act: Act::Previous, says: |words| words.setup.previous, rank: 3 },
        Binding { keys: digits_from_one(2), act: Act::ChooseOfTwo, says: |words| words.keys.choose, rank: 4 },
        Binding { keys: digits_from_one(6), act: Act::Choose, says: |words| words.keys.choose, rank: 4 },
        Binding { keys: digits_from_one(7), act: Act::Change, says: |words| words.setup.digits_change, rank: 5 },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        matches!(route, Route::Setup).then(|| SetupScreen {
            answers: Answers::new(cx.words.lang),
            at: Question::Language,
            fault: None,
            changing: false,
            creating: false,
        })
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        let at_summary = self.at == Question::Summary;
        match act {
            _ if self.creating => Allowed::No(cx.words.setup.creating),
            Act::Create | Act::Change => Allowed::when(at_summary),
            Act::Next => Allowed::when(!at_summary),
            Act::ChooseOfTwo => Allowed::when(self.answers.rows(self.at).is_some_and(|rows| rows.len() == 2)),
            Act::Choose => Allowed::when(self.answers.rows(self.at).is_some_and(|rows| rows.len() > 2)),
            Act::Previous => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Next => self.next(cx),
            Act::Create => self.create(cx),
            Act::Previous => self.previous(cx),
            Act::Choose | Act::ChooseOfTwo => self.choose(key, cx),
            Act::Change => self.change(key),
        }
    }

    fn field_mut(&mut self) -> Option<&mut Input> {
        self.answers.field_mut(self.at)
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        self.answers.rows_mut(self.at)
    }

    fn edited(&mut self, _cx: &Context) -> Vec<Effect> {
        self.fault = None;
        self.chosen()
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        self.creating = false;
        match ended {
            Ended::Opened if cx.school.is_bureau() => vec![Effect::Start(cx.first_screen())],
            Ended::Opened => {
                let mut effects = vec![Effect::Start(Route::Roll(None))];
                effects.extend(import::first_class_list(cx));
                effects
            }
            _ => Vec::new(),
        }
    }

    /// There is nothing to look through yet.
    fn look_for(&mut self, _text: String, cx: &Context) -> Vec<Effect> {
        vec![Effect::Say(cx.words.tui.books_first.to_owned())]
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        view::draw(self, cx, area, buf)
    }
}

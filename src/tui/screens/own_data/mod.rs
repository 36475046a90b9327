//! The school's own data (学校信息): its name, its bureau, and what stands before its document numbers.

#[cfg(test)]
mod tests;

use super::Route;
use crate::domain::entry::{Change, SchoolProfile, Why};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::{cells, header};
use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct OwnDataForm {
    form: Form,
    saving: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
}

const NAME: usize = 0;
const BUREAU: usize = 1;
const OUTSIDE: usize = 2;
const WITHIN: usize = 3;

/// Characters of a name, and of what stands before a number.
const LONG: usize = 40;
const SHORT: usize = 12;

/// Rows of the form with its hint.
const ROWS: u16 = 8;

impl OwnDataForm {
    fn typed(&self, cx: &Context) -> SchoolProfile {
        let text = |at| self.form.text(at).trim().to_owned();
        SchoolProfile {
            name: text(NAME),
            bureau: text(BUREAU),
            letter_prefix: text(OUTSIDE),
            notice_prefix: text(WITHIN),
            ..cx.school.profile()
        }
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        let profile = self.typed(cx);
        if profile.name.is_empty() {
            self.form.blame(NAME, cx.words.own_data.say_name.to_owned());
            return Vec::new();
        }
        self.saving = true;
        vec![Effect::Commit { why: Why::SetSchool, changes: vec![Change::School { to: Some(profile) }] }]
    }
}

impl Screen for OwnDataForm {
    type Act = Act;
    const NAME: &'static str = "school";
    const TITLE: Says = |words| words.own_data.title;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.keys.save, rank: 10 }];
    const STEERS: Steers = Steers::Form;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        if !matches!(route, Route::OwnData) {
            return None;
        }
        let words = &cx.words.own_data;
        let known = cx.school.profile();
        let texts = [known.name, known.bureau, known.letter_prefix, known.notice_prefix];
        let limits = [LONG, LONG, SHORT, SHORT];
        let labels = words.labels.iter().zip(words.hints).zip(texts.iter().zip(limits));
        let fields = labels.map(|((label, hint), (text, limit))| Field::text(label, hint, limit).with(text));
        Some(OwnDataForm { form: Form::new(fields.collect()), saving: false })
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
            Ended::Recorded => vec![Effect::Back, Effect::Say(cx.words.own_data.saved.to_owned())],
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.own_data, cx.theme);
        let inside = header::draw(buf, area, theme, words.title, ("", Role::Plain));
        let place = Rect {
            x: inside.x + 1,
            y: inside.y + 1,
            width: inside.width.saturating_sub(2),
            height: ROWS.min(inside.height),
        };
        let cursor = self.form.draw(buf, place, theme);
        let typed = self.typed(cx);
        let outside = if typed.letter_prefix.is_empty() { &typed.name } else { &typed.letter_prefix };
        let year = cx.today.year();
        let number = |prefix: &str| format!("{prefix}〔{year}〕1号");
        let below = Rect { y: place.bottom() + 1, height: inside.bottom().saturating_sub(place.bottom() + 1), ..place };
        let like = (words.numbers)(&number(&typed.notice_prefix), &number(outside));
        cells::put(buf, below, 2, 0, &like, theme.style(Role::Plain));
        cells::put(buf, below, 2, 1, words.frozen, theme.style(Role::Quiet));
        cursor
    }
}

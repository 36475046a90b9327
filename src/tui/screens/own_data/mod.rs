//! The school's own data (学校信息): its name, its bureau, and what stands before its document numbers.

#[cfg(test)]
mod tests;

use super::Route;
use crate::domain::entry::{Change, SchoolProfile, Why};
use crate::tui::binding::Says;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::forms::Fault;
use crate::tui::forms::entry::Entry;
use crate::tui::theme::Role;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::{cells, header};
use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct OwnDataForm;

const NAME: usize = 0;
const BUREAU: usize = 1;
const OUTSIDE: usize = 2;
const WITHIN: usize = 3;

/// Characters of a name, and of what stands before a number.
const LONG: usize = 40;
const SHORT: usize = 12;

/// Rows of the form with its hint.
const ROWS: u16 = 8;

/// The school's own data as they stand in the fields.
fn typed(form: &Form, cx: &Context) -> SchoolProfile {
    let text = |at| form.text(at).trim().to_owned();
    SchoolProfile {
        name: text(NAME),
        bureau: text(BUREAU),
        letter_prefix: text(OUTSIDE),
        notice_prefix: text(WITHIN),
        ..cx.school.profile()
    }
}

impl Entry for OwnDataForm {
    const NAME: &'static str = "school";
    const TITLE: Says = |words| words.own_data.title;
    const POPUP: bool = false;
    const FOR_THE_SCHOOL: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<(Self, Form)> {
        if !matches!(route, Route::OwnData) {
            return None;
        }
        let words = &cx.words.own_data;
        let known = cx.school.profile();
        let texts = [known.name, known.bureau, known.letter_prefix, known.notice_prefix];
        let limits = [LONG, LONG, SHORT, SHORT];
        let labels = words.labels.iter().zip(words.hints).zip(texts.iter().zip(limits));
        let fields = labels.map(|((label, hint), (text, limit))| Field::text(label, hint, limit).with(text));
        Some((OwnDataForm, Form::new(fields.collect())))
    }

    fn recorded(&mut self, form: &Form, cx: &Context) -> Result<Effect, Fault> {
        let profile = typed(form, cx);
        if profile.name.is_empty() {
            return Err((NAME, cx.words.own_data.say_name.to_owned()));
        }
        Ok(Effect::Commit { why: Why::SetSchool, changes: vec![Change::School { to: Some(profile) }] })
    }

    fn said(&self, _form: &Form, cx: &Context) -> String {
        cx.words.own_data.saved.to_owned()
    }

    fn view(&self, form: &Form, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.own_data, cx.theme);
        let inside = header::draw(buf, area, theme, words.title, ("", Role::Plain));
        let place = Rect {
            x: inside.x + 1,
            y: inside.y + 1,
            width: inside.width.saturating_sub(2),
            height: ROWS.min(inside.height),
        };
        let cursor = form.draw(buf, place, theme);
        let typed = typed(form, cx);
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

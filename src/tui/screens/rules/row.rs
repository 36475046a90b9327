//! One row of the rules: its number and unit, who owes what it asks for, within what time, and from when it is so.

use super::super::Route;
use crate::domain::amend::LONGEST_BASIS;
use crate::domain::entry::{Change, Why};
use crate::domain::ladder::{Bound, Compare, Part, Rule, Rung, Within};
use crate::domain::people::Role;
use crate::tui::binding::Says;
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::effect::Effect;
use crate::tui::forms::Fault;
use crate::tui::forms::entry::Entry;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::popup;
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct RowForm {
    rule: Rule,
    /// From when what is being recorded holds.
    from: NaiveDate,
}

const NUMBER: usize = 0;
const COMPARE: usize = 1;
const UNIT: usize = 2;
const OWES: usize = 3;
const WITHIN: usize = 4;
const AGAIN: usize = 5;
const BASIS: usize = 6;
const FROM: usize = 7;

/// Characters of a number and of a date.
const DIGITS: usize = 3;
const DATE: usize = 12;

/// Cells of the box.
const WIDTH: u16 = 72;
const HEIGHT: u16 = 15;

impl RowForm {
    fn number(form: &Form, at: usize) -> Option<u16> {
        form.text(at).trim().parse().ok()
    }

    /// The row as typed and from when it holds, or which field is wrong and why.
    fn row(&self, form: &Form, cx: &Context) -> Result<(NaiveDate, Rung), Fault> {
        let words = &cx.words.rules;
        let Some(from) = date::parse(form.text(FROM), cx.today) else {
            return Err((FROM, words.say_date.to_owned()));
        };
        let row = cx.school.policy.row(self.rule, from);
        let number = match row.trigger.is_counted() {
            true => {
                Self::number(form, NUMBER).filter(|number| *number > 0).ok_or((NUMBER, words.say_number.to_owned()))?
            }
            false => row.number,
        };
        let days = |at| Self::number(form, at).ok_or((at, words.say_days.to_owned()));
        let chosen = |at| form.chosen(at);
        let row = Rung {
            number,
            compare: chosen(COMPARE).and_then(|at| Compare::ALL.get(at)).copied().unwrap_or(row.compare),
            unit: chosen(UNIT).and_then(|at| row.trigger.units().get(at)).copied().unwrap_or(row.unit),
            owes: chosen(OWES).and_then(|at| Role::ALL.get(at)).copied().unwrap_or(row.owes),
            within: row.within.of(days(WITHIN)?),
            again: days(AGAIN)?,
            basis: form.text(BASIS).trim().to_owned(),
            ..row
        };
        match row.out_of_bounds() {
            None => Ok((from, row)),
            Some(Bound { part, least, most }) => {
                let field = match part {
                    Part::Number(_) | Part::DayOfMonth => NUMBER,
                    Part::Within => WITHIN,
                    Part::Again => AGAIN,
                };
                Err((field, (words.say_between)(least, most)))
            }
        }
    }
}

fn blank(cx: &Context, row: &Rung, from: NaiveDate) -> Form {
    let words = &cx.words.rules;
    let place = |at: Option<usize>| at.or(Some(0));
    let compares = Compare::ALL.iter().map(|compare| (words.compares)(*compare).to_owned()).collect();
    let units = row.trigger.units().iter().map(|unit| (words.units)(*unit).to_owned()).collect();
    let roles = Role::ALL.iter().map(|role| (cx.words.domain.role)(*role).to_owned()).collect();
    let (within, time) = match row.within {
        Within::SchoolDays(days) => (words.within_days, days),
        Within::Hours(hours) => (words.within_hours, hours),
    };
    let mut fields = vec![
        Field::plain(words.number, words.number_hint, DIGITS).with(&row.number.to_string()),
        Field::choice(
            words.compare,
            words.compare_hint,
            compares,
            place(Compare::ALL.iter().position(|compare| *compare == row.compare)),
        ),
        Field::choice(
            words.unit,
            words.unit_hint,
            units,
            place(row.trigger.units().iter().position(|unit| *unit == row.unit)),
        ),
        Field::choice(words.owes, words.owes_hint, roles, place(Role::ALL.iter().position(|it| *it == row.owes))),
        Field::plain(within, words.within_hint, DIGITS).with(&time.to_string()),
        Field::plain(words.repeat, words.repeat_hint, DIGITS).with(&row.again.to_string()),
        Field::text(words.basis, words.basis_hint, LONGEST_BASIS).with(&row.basis),
        Field::plain(words.holds_from, words.holds_from_hint, DATE).with(&from.to_string()),
    ];
    fields[NUMBER].hidden = !row.trigger.is_counted();
    fields[COMPARE].hidden = !row.trigger.is_compared();
    fields[UNIT].hidden = row.trigger.units().len() < 2;
    let mut form = Form::new(fields);
    if !row.trigger.is_counted() {
        form.go(OWES);
    }
    form
}

impl Entry for RowForm {
    const NAME: &'static str = "rule";
    const TITLE: Says = |words| words.rules.change;
    const FOR_THE_SCHOOL: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<(Self, Form)> {
        let Route::Rule(rule, on) = *route else { return None };
        let form = blank(cx, &cx.school.policy.row(rule, on), on);
        Some((RowForm { rule, from: on }, form))
    }

    fn recorded(&mut self, form: &Form, cx: &Context) -> Result<Effect, Fault> {
        let (from, row) = self.row(form, cx)?;
        if cx.school.policy.rung(self.rule, from) == Some(&row) {
            return Ok(Effect::Say(cx.words.rules.nothing_changed.to_owned()));
        }
        self.from = from;
        let change = Change::Rung { rule: self.rule, from, to: Some(row) };
        Ok(Effect::Commit { why: Why::SetPolicy, changes: vec![change] })
    }

    fn said(&self, _form: &Form, cx: &Context) -> String {
        let later = cx.school.policy.next_of(self.rule, self.from);
        let later = later.map(|later| (cx.words.cli.policy_later)(self.rule, later));
        [Some((cx.words.rules.set)(self.from)), later].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn view(&self, form: &Form, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let action = (cx.words.domain.action)(cx.school.policy.row(self.rule, cx.today).action);
        let title = (cx.words.rules.form_title)(self.rule.code(), action);
        let inside = popup::frame(buf, area, cx.theme, &title, WIDTH, HEIGHT);
        form.draw(buf, inside, cx.theme)
    }
}

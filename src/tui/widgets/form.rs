//! A form: labelled fields under one another, one of them with the keys.

use super::cells;
use super::input::{Input, Kind};
use crate::tui::binding::{Binding, HELP_ONLY};
use crate::tui::key::{Key, ORDINALS};
use crate::tui::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub enum Value {
    Text(Input),
    /// One of several, by digit or arrows; `at` is none while nothing is chosen.
    Choice {
        options: Vec<String>,
        at: Option<usize>,
    },
}

pub struct Field {
    pub label: String,
    /// What is expected here: shown while the field has the keys.
    pub hint: String,
    pub value: Value,
    /// What is wrong with it: shown in place of the hint.
    pub fault: Option<String>,
    /// What the value comes to, such as the weekday of a date: shown behind it.
    pub beside: String,
    /// Neither shown nor reached, as other fields stand now.
    pub hidden: bool,
    /// A digit chosen here goes on to the next field, where that is a choice too.
    leads_on: bool,
}

impl Field {
    /// For a name, a place, a path.
    pub fn text(label: &str, hint: &str, limit: usize) -> Field {
        Field::new(label, hint, Value::Text(Input::new(Kind::Text, limit)))
    }

    /// For sentences, or several names.
    pub fn prose(label: &str, hint: &str, limit: usize) -> Field {
        Field::new(label, hint, Value::Text(Input::new(Kind::Prose, limit)))
    }

    /// For dates, numbers and codes.
    pub fn plain(label: &str, hint: &str, limit: usize) -> Field {
        Field::new(label, hint, Value::Text(Input::new(Kind::Plain, limit)))
    }

    pub fn secret(label: &str, hint: &str, limit: usize) -> Field {
        Field::new(label, hint, Value::Text(Input::new(Kind::Secret, limit)))
    }

    pub fn choice(label: &str, hint: &str, options: Vec<String>, at: Option<usize>) -> Field {
        Field::new(label, hint, Value::Choice { options, at })
    }

    fn new(label: &str, hint: &str, value: Value) -> Field {
        Field {
            label: label.into(),
            hint: hint.into(),
            value,
            fault: None,
            beside: String::new(),
            hidden: false,
            leads_on: false,
        }
    }

    /// A digit chosen here goes on to the next field, where that is a choice too.
    pub fn leading_on(mut self) -> Field {
        self.leads_on = true;
        self
    }

    /// With a text in it.
    pub fn with(mut self, text: &str) -> Field {
        if let Value::Text(input) = &mut self.value {
            input.set(text);
        }
        self
    }

    /// What was typed, or the chosen option.
    pub fn shown(&self) -> &str {
        match &self.value {
            Value::Text(input) => input.text(),
            Value::Choice { options, at } => at.and_then(|at| options.get(at)).map_or("", String::as_str),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Next,
    Previous,
    NextOption,
    PreviousOption,
    Option,
}

pub const KEYS: &[Binding<Step>] = &[
    Binding { keys: &[Key::Tab, Key::Down], act: Step::Next, says: |words| words.keys.next_field, rank: 60 },
    Binding {
        keys: &[Key::BackTab, Key::Up],
        act: Step::Previous,
        says: |words| words.keys.previous_field,
        rank: HELP_ONLY,
    },
    Binding { keys: ORDINALS, act: Step::Option, says: |words| words.keys.choose, rank: 61 },
    Binding {
        keys: &[Key::Right, Key::Char(' ')],
        act: Step::NextOption,
        says: |words| words.keys.next_option,
        rank: HELP_ONLY,
    },
    Binding {
        keys: &[Key::Left],
        act: Step::PreviousOption,
        says: |words| words.keys.previous_option,
        rank: HELP_ONLY,
    },
];

/// Lines that a long text may take, and a hint.
const LINES: usize = 4;
const HINT_LINES: usize = 3;

#[derive(Default)]
pub struct Form {
    fields: Vec<Field>,
    at: usize,
}

impl Form {
    pub fn new(fields: Vec<Field>) -> Form {
        Form { fields, at: 0 }
    }

    /// The place of the field that has the keys.
    pub fn at(&self) -> usize {
        self.at
    }

    pub fn len(&self) -> usize {
        self.fields.len()
    }

    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    pub fn is_last(&self) -> bool {
        self.after().is_none()
    }

    pub fn go(&mut self, at: usize) {
        self.at = at.min(self.fields.len().saturating_sub(1));
    }

    /// Whether text typed here may go to the field at a place: one that is still to come, or has nothing in it.
    pub fn leads_to(&self, at: usize) -> bool {
        self.at <= at || self.text(at).is_empty()
    }

    pub fn next(&mut self) {
        self.at = self.after().unwrap_or(self.at);
    }

    pub fn previous(&mut self) {
        self.at = (0..self.at).rev().find(|at| !self.fields[*at].hidden).unwrap_or(self.at);
    }

    /// The next field that is shown.
    fn after(&self) -> Option<usize> {
        (self.at + 1..self.fields.len()).find(|at| !self.fields[*at].hidden)
    }

    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    pub fn get_mut(&mut self, at: usize) -> Option<&mut Field> {
        self.fields.get_mut(at)
    }

    /// Whether a person has typed into any of the fields that are shown.
    pub fn is_typed(&self) -> bool {
        let typed = |field: &Field| matches!(&field.value, Value::Text(input) if !field.hidden && input.is_typed());
        self.fields.iter().any(typed)
    }

    /// What every field holds, as a draft keeps it.
    pub fn values(&self) -> Vec<String> {
        self.fields.iter().map(|field| field.shown().to_owned()).collect()
    }

    /// Fills the form from a draft; an option that is no longer offered stays unchosen.
    pub fn fill(&mut self, values: &[String]) {
        for (field, text) in self.fields.iter_mut().zip(values) {
            match &mut field.value {
                Value::Text(input) => input.restore(text),
                Value::Choice { options, at } => *at = options.iter().position(|option| option == text),
            }
        }
    }

    /// The name of the field at a place.
    pub fn label(&self, at: usize) -> &str {
        self.fields.get(at).map_or("", |field| &field.label)
    }

    /// What was typed into the field at a place.
    pub fn text(&self, at: usize) -> &str {
        self.fields.get(at).map_or("", Field::shown)
    }

    /// The option chosen in the field at a place.
    pub fn chosen(&self, at: usize) -> Option<usize> {
        match self.fields.get(at)?.value {
            Value::Choice { at, .. } => at,
            Value::Text(_) => None,
        }
    }

    pub fn set_text(&mut self, at: usize, text: &str) {
        if let Some(Field { value: Value::Text(input), .. }) = self.fields.get_mut(at) {
            input.set(text);
        }
    }

    pub fn choose(&mut self, at: usize, option: Option<usize>) {
        if let Some(Field { value: Value::Choice { options, at }, .. }) = self.fields.get_mut(at) {
            *at = option.filter(|option| *option < options.len());
        }
    }

    /// Says what is wrong with a field and gives it the keys.
    pub fn blame(&mut self, at: usize, fault: String) {
        if let Some(field) = self.fields.get_mut(at) {
            field.fault = Some(fault);
            self.at = at;
        }
    }

    /// The text field that has the keys.
    pub fn field_mut(&mut self) -> Option<&mut Input> {
        let field = self.fields.get_mut(self.at)?;
        field.fault = None;
        match &mut field.value {
            Value::Text(input) => Some(input),
            Value::Choice { .. } => None,
        }
    }

    /// Whether the key moved in the form or chose an option.
    pub fn press(&mut self, key: Key) -> bool {
        let Some(row) = KEYS.iter().find(|row| row.keys.contains(&key)) else { return false };
        match row.act {
            Step::Next => self.next(),
            Step::Previous => self.previous(),
            Step::NextOption => return self.step(|at, len| (at + 1) % len),
            Step::PreviousOption => return self.step(|at, len| (at + len - 1) % len),
            Step::Option => return self.choose_by_digit(key),
        }
        true
    }

    fn step(&mut self, to: impl Fn(usize, usize) -> usize) -> bool {
        let Some(Field { value: Value::Choice { options, at }, .. }) = self.fields.get_mut(self.at) else {
            return false;
        };
        if !options.is_empty() {
            *at = Some(at.map_or(0, |at| to(at, options.len())));
        }
        true
    }

    fn choose_by_digit(&mut self, key: Key) -> bool {
        let Key::Char(digit) = key else { return false };
        let Some(option) = option_of(digit) else { return false };
        match self.fields.get(self.at) {
            Some(Field { value: Value::Choice { options, .. }, .. }) if option < options.len() => {
                self.choose(self.at, Some(option));
                self.lead_on();
                true
            }
            _ => false,
        }
    }

    fn lead_on(&mut self) {
        let Some(next) = self.after() else { return };
        if self.fields[self.at].leads_on && matches!(self.fields[next].value, Value::Choice { .. }) {
            self.at = next;
        }
    }

    /// Draws the fields, with the hint of the one that has the keys in the last rows; gives the cursor's place.
    pub fn draw(&self, buf: &mut Buffer, area: Rect, theme: Theme) -> Option<Position> {
        let label =
            self.fields.iter().filter(|field| !field.hidden).map(|field| cells::width(&field.label)).max().unwrap_or(0)
                + 1;
        let width = usize::from(area.width).saturating_sub(label + 3).max(1);
        let heights: Vec<usize> = (0..self.fields.len()).map(|at| self.height(at, width)).collect();
        let hint = self.hint(usize::from(area.width).saturating_sub(2));
        let room = usize::from(area.height).saturating_sub(hint.len());
        let before: usize = heights.iter().take(self.at + 1).sum();
        let mut skip = before.saturating_sub(room);
        let (mut row, mut cursor) = (0u16, None);
        for (at, field) in self.fields.iter().enumerate() {
            if skip > 0 {
                skip = skip.saturating_sub(heights[at]);
                continue;
            }
            if usize::from(row) + heights[at] > room {
                break;
            }
            if field.hidden {
                continue;
            }
            let here = at == self.at;
            let style = theme.style(if here { Role::Title } else { Role::Plain });
            cells::put(buf, area, 0, row, if here { ">" } else { " " }, style);
            cells::put(buf, area, 2, row, &field.label, style);
            let value =
                Rect { x: area.x + label as u16 + 3, y: area.y + row, width: width as u16, height: heights[at] as u16 };
            let value = value.intersection(area);
            let placed = draw_value(field, here, buf, value, theme);
            cursor = cursor.or(placed.filter(|_| here));
            row += heights[at] as u16;
        }
        let role = if self.fields.get(self.at).is_some_and(|field| field.fault.is_some()) {
            Role::Problem
        } else {
            Role::Quiet
        };
        for (line, text) in hint.iter().enumerate() {
            cells::put(buf, area, 2, (room + line) as u16, text, theme.style(role));
        }
        cursor
    }

    /// The fault or the hint of the field that has the keys, in lines of so many cells.
    fn hint(&self, width: usize) -> Vec<String> {
        let Some(field) = self.fields.get(self.at) else { return Vec::new() };
        let mut lines = cells::wrap(field.fault.as_ref().unwrap_or(&field.hint), width.max(1));
        lines.truncate(HINT_LINES);
        lines
    }

    fn height(&self, at: usize, width: usize) -> usize {
        match &self.fields[at].value {
            _ if self.fields[at].hidden => 0,
            Value::Text(input) => (cells::width(input.text()) / width + 1).min(LINES),
            Value::Choice { options, .. } if options.is_empty() => beside_lines(&self.fields[at], width).len().max(1),
            Value::Choice { options, .. } if at == self.at => option_lines(options, None, width).len(),
            Value::Choice { .. } => 1,
        }
    }
}

fn draw_value(field: &Field, here: bool, buf: &mut Buffer, area: Rect, theme: Theme) -> Option<Position> {
    draw_beside(field, here, buf, area, theme);
    match &field.value {
        Value::Text(input) => {
            let role = if here && input.is_proposed() { Role::Selected } else { Role::Plain };
            input.draw(buf, area, theme.style(role))
        }
        Value::Choice { .. } if !here => {
            cells::put(buf, area, 0, 0, field.shown(), theme.style(Role::Plain));
            None
        }
        Value::Choice { options, at } => {
            for (row, line) in option_lines(options, *at, usize::from(area.width)).iter().enumerate() {
                let mut column = 0;
                for (text, chosen) in line {
                    let role = if *chosen { Role::Selected } else { Role::Plain };
                    column = cells::put(buf, area, column, row as u16, text, theme.style(role)) + 1;
                }
            }
            None
        }
    }
}

/// What the value comes to: behind it, or in its place where the field has no options of its own.
fn draw_beside(field: &Field, here: bool, buf: &mut Buffer, area: Rect, theme: Theme) {
    let style = theme.style(Role::Quiet);
    match &field.value {
        Value::Choice { options, .. } if options.is_empty() => {
            for (row, line) in beside_lines(field, usize::from(area.width)).iter().enumerate() {
                cells::put(buf, area, 0, row as u16, line, style);
            }
        }
        Value::Choice { .. } if here => {}
        _ if area.height == 1 && !field.beside.is_empty() => {
            let column = cells::width(field.shown()) as u16 + 2;
            cells::put(buf, area, column, 0, &field.beside, style);
        }
        _ => {}
    }
}

fn beside_lines(field: &Field, width: usize) -> Vec<String> {
    field.beside.lines().flat_map(|line| cells::wrap(line, width)).take(LINES).collect()
}

/// The options as ` 1 生病 `, the chosen one as `[1 生病]`, in lines of so many cells.
fn option_lines(options: &[String], chosen: Option<usize>, width: usize) -> Vec<Vec<(String, bool)>> {
    let mut lines = vec![Vec::new()];
    let mut taken = 0;
    for (at, option) in options.iter().enumerate() {
        let digit = digit_of(at).map_or(String::new(), |digit| format!("{digit} "));
        let here = chosen == Some(at);
        let text = if here { format!("[{digit}{option}]") } else { format!(" {digit}{option} ") };
        let cells = cells::width(&text) + 1;
        if taken > 0 && taken + cells > width + 1 {
            lines.push(Vec::new());
            taken = 0;
        }
        taken += cells;
        if let Some(line) = lines.last_mut() {
            line.push((text, here));
        }
    }
    lines
}

/// 1 to 9 for the first nine, 0 for the tenth; further ones are reached by arrows.
pub fn digit_of(at: usize) -> Option<char> {
    match at {
        0..=8 => char::from_digit(at as u32 + 1, 10),
        9 => Some('0'),
        _ => None,
    }
}

/// The option under a digit: see `digit_of`.
pub fn option_of(digit: char) -> Option<usize> {
    match digit.to_digit(10)? {
        0 => Some(9),
        digit => Some(digit as usize - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        let reasons = ["生病", "厌学", "家中有事"].map(String::from).to_vec();
        Form::new(vec![
            Field::choice("原因", "", reasons, None),
            Field::text("说明", "家长怎么说", 100),
            Field::plain("返校", "如 3-18", 10),
        ])
    }

    fn press(form: &mut Form, keys: &str) {
        for word in keys.split(' ') {
            let keys = Key::named(word).map_or_else(|| word.chars().map(Key::Char).collect(), |key| vec![key]);
            for key in keys {
                let in_field = form.field_mut().is_some_and(|field| field.press(key));
                let _ = in_field || form.press(key.plain());
            }
        }
    }

    #[test]
    fn digits_choose_and_text_is_text() {
        let mut form = form();
        press(&mut form, "2 Tab 发热38度 Down ３－１８");
        assert_eq!([form.text(0), form.text(1), form.text(2)], ["厌学", "发热38度", "3-18"]);
        press(&mut form, "Up Up Right");
        assert_eq!(form.chosen(0), Some(2));
        press(&mut form, "9");
        assert_eq!(form.chosen(0), Some(2), "there is no ninth option");
    }

    #[test]
    fn a_draft_fills_the_same_form() {
        let mut filled = form();
        press(&mut filled, "3 Tab 在外地");
        let mut empty = form();
        empty.fill(&filled.values());
        assert_eq!((empty.chosen(0), empty.text(1)), (Some(2), "在外地"));
    }

    #[test]
    fn a_date_is_typed_over_the_proposed_one_and_a_half_typed_one_is_gone_on_with() {
        let dated = || Form::new(vec![Field::plain("日期", "如 3-18", 12).with("2026-03-18")]);
        let mut filled = dated();
        press(&mut filled, "2026-04");
        assert_eq!(filled.text(0), "2026-04");
        let mut again = dated();
        again.fill(&filled.values());
        press(&mut again, "-01");
        assert_eq!(again.text(0), "2026-04-01");
        let mut untouched = dated();
        untouched.fill(&dated().values());
        press(&mut untouched, "3-20");
        assert_eq!(untouched.text(0), "3-20");
    }

    #[test]
    fn the_field_with_the_keys_is_in_sight_with_its_hint() {
        let mut form = form();
        let area = Rect::new(0, 0, 40, 3);
        for at in 0..form.len() {
            form.go(at);
            let mut buf = Buffer::empty(area);
            let cursor = form.draw(&mut buf, area, Theme::default());
            let screen = crate::tui::harness::print(&buf);
            assert!(screen.contains(&format!("> {}", form.fields()[at].label)), "{screen}");
            assert_eq!(cursor.is_some(), at > 0);
        }
    }
}

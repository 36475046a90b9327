//! Choose one of a few: a question with its answers, or the menu. A digit chooses at once; what has no digit left, a letter.
//! With an input method on, letters do not arrive: arrows and Enter reach every row.

use super::Route;
use crate::tui::binding::{Allowed, Binding, HELP_ONLY};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::{DIGITS, Key, LETTERS, ORDINALS};
use crate::tui::screen::{Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::view::body;
use crate::tui::widgets::form::{digit_of, option_of};
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::{cells, popup};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// What to choose from.
#[derive(Debug, Clone, PartialEq)]
pub struct Choices {
    pub title: String,
    /// Said above the rows.
    pub text: Vec<String>,
    pub rows: Vec<Choice>,
    /// The row that Enter chooses at first.
    pub at: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    pub text: String,
    /// What choosing does; none answers the screen below.
    pub does: Option<Effect>,
    /// Chosen by its digit too. Not so where a seat number typed by mistake would do harm.
    pub by_digit: bool,
    /// A letter of its own.
    pub letter: Option<char>,
}

impl Choice {
    pub fn new(text: &str, does: Option<Effect>) -> Choice {
        Choice { text: text.to_owned(), does, by_digit: true, letter: None }
    }

    /// Instead of its digit.
    pub fn with_letter(self, letter: char) -> Choice {
        Choice { by_digit: false, letter: Some(letter), ..self }
    }
}

impl Choices {
    /// A question whose answer goes to the screen that asks; the first row is the default.
    pub fn question(title: &str, text: Vec<String>, rows: &[&str]) -> Choices {
        let rows = rows.iter().map(|row| Choice::new(row, None)).collect();
        Choices { title: title.to_owned(), text, rows, at: 0 }
    }
}

pub struct Choose {
    choices: Choices,
    rows: Rows,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Take,
    TakeByDigit,
    TakeByLetter,
    ColumnBefore,
    NextColumn,
}

/// Widest text in a box, in cells.
const WIDEST: usize = 68;

/// Rows that a box has room for, its borders left out.
fn room_of(cx: &Context) -> usize {
    usize::from(body(cx.size).height).saturating_sub(2)
}

impl Choose {
    /// Answers that stand under each other: what one column has no room for stands in several.
    fn lines(&self, room: usize) -> usize {
        let rows = self.choices.rows.len();
        rows.div_ceil(rows.div_ceil(room.max(1)).max(1))
    }

    /// Into the column before or after, on the same line; where that one is shorter, on its last.
    fn go_beside(&mut self, act: Act, lines: usize) {
        let Some(at) = self.rows.at() else { return };
        let last = self.rows.len() - 1;
        match act {
            Act::ColumnBefore => self.rows.go(at.checked_sub(lines).unwrap_or(at)),
            _ if at / lines < last / lines => self.rows.go(at + lines),
            _ => {}
        }
    }

    /// The letter of a row: its own, or the next in the alphabet for what has no digit left and whose letter is free.
    fn letter(&self, at: usize) -> Option<char> {
        let row = self.choices.rows.get(at)?;
        let next = || {
            let nth = at.checked_sub(ORDINALS.len()).filter(|_| row.by_digit)?;
            let is_own = |letter: &char| self.choices.rows.iter().any(|row| row.letter == Some(*letter));
            ('a'..='z').filter(|letter| !is_own(letter)).nth(nth)
        };
        row.letter.or_else(next)
    }

    fn key(&self, at: usize) -> char {
        let by_digit = self.choices.rows.get(at).is_some_and(|row| row.by_digit);
        digit_of(at).filter(|_| by_digit).or_else(|| self.letter(at)).unwrap_or(' ')
    }

    fn take(&self, at: usize) -> Vec<Effect> {
        match self.choices.rows.get(at) {
            Some(Choice { does: Some(effect), .. }) => vec![Effect::Back, effect.clone()],
            Some(Choice { does: None, .. }) => vec![Effect::Answer(Answer::Chosen(at))],
            None => Vec::new(),
        }
    }
}

impl Screen for Choose {
    type Act = Act;
    const NAME: &'static str = "choose";
    const TITLE: crate::tui::binding::Says = |words| words.tui.choose;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Take, says: |words| words.keys.take, rank: 10 },
        Binding { keys: DIGITS, act: Act::TakeByDigit, says: |words| words.keys.choose, rank: 11 },
        Binding { keys: LETTERS, act: Act::TakeByLetter, says: |words| words.keys.choose, rank: 12 },
        Binding { keys: &[Key::Left], act: Act::ColumnBefore, says: |words| words.keys.column_before, rank: HELP_ONLY },
        Binding { keys: &[Key::Right], act: Act::NextColumn, says: |words| words.keys.next_column, rank: HELP_ONLY },
    ];
    const STEERS: Steers = Steers::Rows;
    const POPUP: bool = true;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        let Route::Choose(choices) = route else { return None };
        let mut rows = Rows::new(choices.rows.len());
        rows.go(choices.at);
        Some(Choose { choices: choices.clone(), rows })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::ColumnBefore | Act::NextColumn => Allowed::when(self.lines(room_of(cx)) < self.rows.len()),
            Act::TakeByLetter => Allowed::when((0..self.rows.len()).any(|at| self.letter(at).is_some())),
            Act::Take | Act::TakeByDigit => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, key: Key, cx: &Context) -> Vec<Effect> {
        let at = match (act, key) {
            (Act::ColumnBefore | Act::NextColumn, _) => {
                self.go_beside(act, self.lines(room_of(cx)));
                return Vec::new();
            }
            (Act::TakeByDigit, Key::Char(digit)) => {
                option_of(digit).filter(|at| self.choices.rows.get(*at).is_some_and(|row| row.by_digit))
            }
            (Act::TakeByLetter, Key::Char(letter)) => (0..self.rows.len()).find(|at| self.letter(*at) == Some(letter)),
            _ => self.rows.at(),
        };
        at.map(|at| self.take(at)).unwrap_or_default()
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let mut text: Vec<String> = self.choices.text.iter().flat_map(|line| cells::wrap(line, WIDEST)).collect();
        let rows: Vec<String> =
            self.choices.rows.iter().enumerate().map(|(at, row)| format!(" {} {} ", self.key(at), row.text)).collect();
        let gap = usize::from(!text.is_empty());
        let room = usize::from(area.height).saturating_sub(2);
        // Answers that one column has no room for stand in several; all stay in sight, of a long text its beginning.
        let lines = self.lines(room);
        let columns = rows.len().div_ceil(lines.max(1)).max(1);
        text.truncate(room.saturating_sub(lines + gap));
        let column = rows.iter().map(|line| cells::width(line)).max().unwrap_or(0).min(WIDEST / columns);
        let widest = text.iter().map(|line| cells::width(line)).max().unwrap_or(0).max(column * columns);
        let widest = widest.max(cells::width(&self.choices.title) + 4).min(WIDEST);
        let column = if columns == 1 { widest } else { column };
        let height = text.len() + gap + lines;
        let inside = popup::frame(buf, area, cx.theme, &self.choices.title, widest as u16, height as u16);
        for (row, line) in text.iter().enumerate() {
            cells::put(buf, inside, 0, row as u16, line, cx.theme.style(Role::Plain));
        }
        let top = (text.len() + gap) as u16;
        for (at, row) in rows.iter().enumerate() {
            let role = if self.rows.at() == Some(at) { Role::Selected } else { Role::Plain };
            let (left, line) = (at / lines * column, at % lines);
            cells::put(buf, inside, left as u16, top + line as u16, &cells::pad(row, column), cx.theme.style(role));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::harness::desk;

    /// What has no digit left is under a letter, the way out under one of its own; typed with full width it is the same.
    #[test]
    fn every_entry_of_the_menu_has_a_key() {
        insta::assert_snapshot!(desk(3).press("F10").lines_up().screen());
        desk(3).press("F10 a").on("week");
        desk(3).press("F10 ｂ").on("status");
        desk(3).press("F10 q").has_ended();
    }
}

//! A text field. It owns its cursor, in cells on the screen, so that an input method's window opens beside it.

use super::cells;
use crate::domain::plain::{plain_char, unsteered};
use crate::tui::key::Key;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use tui_input::InputRequest;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What may be typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A name, a place, a path: anything that can be printed.
    Text,
    /// Sentences, or several names: what stands there already is gone on with.
    Prose,
    /// Dates, numbers, codes: full-width characters become their plain twins.
    Plain,
    /// A passphrase: shown as stars.
    Secret,
}

#[derive(Debug, Clone)]
pub struct Input {
    inner: tui_input::Input,
    kind: Kind,
    /// Characters.
    limit: usize,
    /// Characters for which there was no room, since there last was some.
    left_out: usize,
    /// Some of them came with the last key or paste.
    is_full: bool,
    /// What the program put there; what differs from it a person has typed.
    given: String,
    /// What stands there is the program's proposal, which nobody has touched: what is typed takes its place.
    is_proposed: bool,
}

impl Input {
    /// An empty field for at most `limit` characters.
    pub fn new(kind: Kind, limit: usize) -> Input {
        Input {
            inner: tui_input::Input::default(),
            kind,
            limit,
            left_out: 0,
            is_full: false,
            given: String::new(),
            is_proposed: false,
        }
    }

    /// With a text in it and the cursor behind.
    pub fn with(mut self, text: &str) -> Input {
        self.set(text);
        self
    }

    pub fn text(&self) -> &str {
        self.inner.value()
    }

    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Puts a text there. A name, a date, a number is a proposal: whoever means another one types it, and need not take this
    /// one away first. Sentences are gone on with.
    pub fn set(&mut self, text: &str) {
        let kept: String = self.cleaned(text).into_iter().take(self.limit).collect();
        self.given.clone_from(&kept);
        self.is_proposed = self.kind != Kind::Prose && !kept.is_empty();
        self.inner = tui_input::Input::new(kept);
        self.left_out = 0;
    }

    /// Puts back what a person had typed, to be gone on with; what stands there already stays what it is.
    pub fn restore(&mut self, text: &str) {
        if text != self.text() {
            self.set(text);
            self.is_proposed = false;
        }
    }

    /// Whether the next that is typed takes the place of what stands there.
    pub fn is_proposed(&self) -> bool {
        self.is_proposed
    }

    /// Whether a person has typed what stands there, or changed it.
    pub fn is_typed(&self) -> bool {
        self.text().trim() != self.given.trim()
    }

    /// Characters that fit.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// How many characters were left out since the field was full, where the last key or paste was among them; asked
    /// once. A terminal that knows no pasting sends the letters one by one, and the last alone would tell little.
    pub fn take_left_out(&mut self) -> usize {
        if std::mem::take(&mut self.is_full) { self.left_out } else { 0 }
    }

    /// Puts text in at the cursor, or in the place of a proposal: line breaks become spaces, control characters go, what is
    /// too long is left out.
    pub fn paste(&mut self, text: &str) {
        if std::mem::take(&mut self.is_proposed) {
            self.inner = tui_input::Input::default();
        }
        let room = self.limit.saturating_sub(self.text().chars().count());
        let piece: String = self.cleaned(text).into_iter().take(room).collect();
        let beyond = self.cleaned(text).len().saturating_sub(room);
        self.is_full = beyond > 0;
        self.left_out = if self.is_full && room == 0 { self.left_out + beyond } else { beyond };
        let at = self.inner.cursor();
        let mut whole: String = self.text().chars().take(at).collect();
        whole.push_str(&piece);
        whole.extend(self.text().chars().skip(at));
        self.inner = tui_input::Input::new(whole).with_cursor(at + piece.chars().count());
    }

    /// Whether the key was for the field: characters always are, keys that move or delete only where there is text.
    pub fn press(&mut self, key: Key) -> bool {
        let request = match key {
            Key::Char(char) => {
                self.paste(char.encode_utf8(&mut [0; 4]));
                return true;
            }
            _ if self.is_empty() => return false,
            Key::Backspace => InputRequest::DeletePrevChar,
            Key::Delete => InputRequest::DeleteNextChar,
            Key::Left => InputRequest::GoToPrevChar,
            Key::Right => InputRequest::GoToNextChar,
            Key::Home => InputRequest::GoToStart,
            Key::End => InputRequest::GoToEnd,
            Key::Ctrl('u') => InputRequest::DeleteLine,
            Key::Ctrl('w') => InputRequest::DeletePrevWord,
            _ => return false,
        };
        self.inner.handle(request);
        self.is_proposed = false;
        self.left_out = 0;
        true
    }

    fn cleaned(&self, text: &str) -> Vec<char> {
        let plain = |char: char| match (char, self.kind) {
            ('\n' | '\t', _) => ' ',
            (char, Kind::Plain) => plain_char(char),
            (char, Kind::Text | Kind::Prose | Kind::Secret) => char,
        };
        unsteered(text).chars().map(plain).collect()
    }

    /// Draws the text into the area, wrapped over its rows and scrolled so that the cursor is in sight; gives the
    /// cursor's place.
    pub fn draw(&self, buf: &mut Buffer, area: Rect, style: Style) -> Option<Position> {
        if area.is_empty() {
            return None;
        }
        let shown = match self.kind {
            Kind::Secret => "*".repeat(self.text().chars().count()),
            Kind::Text | Kind::Prose | Kind::Plain => self.text().to_owned(),
        };
        let (lines, cursor) = lay_out(&shown, self.inner.cursor(), usize::from(area.width));
        let top = (usize::from(cursor.1) + 1).saturating_sub(usize::from(area.height));
        for (row, line) in lines.iter().skip(top).take(usize::from(area.height)).enumerate() {
            cells::put(buf, area, 0, row as u16, line, style);
        }
        let column = cursor.0.min(area.width - 1);
        Some(Position::new(area.x + column, area.y + (usize::from(cursor.1) - top) as u16))
    }
}

/// The text in lines of so many cells, and the column and line of the cursor that stands after so many characters.
fn lay_out(text: &str, cursor: usize, cells: usize) -> (Vec<String>, (u16, u16)) {
    let mut lines = vec![String::new()];
    let (mut column, mut passed) = (0, 0);
    let mut at = None;
    for grapheme in text.graphemes(true) {
        if column + grapheme.width() > cells && column > 0 {
            lines.push(String::new());
            column = 0;
        }
        if at.is_none() && passed >= cursor {
            at = Some((column as u16, (lines.len() - 1) as u16));
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(grapheme);
        }
        column += grapheme.width();
        passed += grapheme.chars().count();
    }
    if at.is_none() && column >= cells {
        lines.push(String::new());
        column = 0;
    }
    let end = (column as u16, (lines.len() - 1) as u16);
    (lines, at.unwrap_or(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cursor(input: &Input, width: u16, height: u16) -> (u16, u16) {
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        let at = input.draw(&mut buf, area, Style::new()).unwrap();
        (at.x, at.y)
    }

    #[test]
    fn the_cursor_stands_after_the_cells_not_the_characters() {
        let mut input = Input::new(Kind::Text, 100).with("王小明");
        assert_eq!(cursor(&input, 20, 1), (6, 0));
        input.press(Key::Left);
        assert_eq!(cursor(&input, 20, 1), (4, 0));
        input.press(Key::Home);
        input.press(Key::Char('𬭎'));
        assert_eq!((input.text(), cursor(&input, 20, 1)), ("𬭎王小明", (2, 0)));
        input.press(Key::End);
        input.press(Key::Right);
        input.press(Key::Backspace);
        assert_eq!(input.text(), "𬭎王小");
    }

    #[test]
    fn long_text_scrolls_and_wraps() {
        let input = Input::new(Kind::Text, 100).with("一二三四五六七八九十");
        assert_eq!(cursor(&input, 8, 1), (4, 0));
        assert_eq!(cursor(&input, 8, 3), (4, 2));
        assert_eq!(cursor(&Input::new(Kind::Text, 9).with("一二三四"), 8, 1), (0, 0));
    }

    #[test]
    fn ten_thousand_pasted_characters_are_cut_to_the_limit() {
        let mut input = Input::new(Kind::Text, 200);
        input.paste(&"张\u{1b}[2J\r\n".repeat(10_000));
        assert_eq!(input.text().chars().count(), 200);
        assert!(!input.text().contains(char::is_control) && !input.text().contains("[2J"));
        assert!(input.take_left_out() > 9_000);
        assert_eq!(input.take_left_out(), 0);
    }

    /// As a terminal sends it that knows no pasting.
    #[test]
    fn what_comes_letter_by_letter_is_counted_until_there_is_room_again() {
        let mut input = Input::new(Kind::Text, 3);
        let told: Vec<usize> = "一二三四五"
            .chars()
            .map(|letter| {
                input.press(Key::Char(letter));
                input.take_left_out()
            })
            .collect();
        assert_eq!((told, input.text()), (vec![0, 0, 0, 1, 2], "一二三"));
        input.press(Key::Backspace);
        assert_eq!(input.take_left_out(), 0);
        input.paste("六七");
        assert_eq!((input.take_left_out(), input.text()), (1, "一二六"));
    }

    #[test]
    fn what_the_program_put_there_was_not_typed() {
        let mut input = Input::new(Kind::Text, 10).with("陈老师");
        assert!(!input.is_typed());
        input.press(Key::Backspace);
        assert!(input.is_typed());
        input.press(Key::Char('师'));
        assert!(!input.is_typed());
    }

    #[test]
    fn a_proposed_date_gives_way_to_the_first_that_is_typed() {
        let mut input = Input::new(Kind::Plain, 12).with("2026-03-18");
        for char in "3-20".chars() {
            input.press(Key::Char(char));
        }
        assert_eq!((input.take_left_out(), input.text()), (0, "3-20"));
        input.set("2026-03-18");
        input.paste("2026-03-20");
        assert_eq!(input.text(), "2026-03-20");
        // Who goes into it mends it.
        for key in [Key::Backspace, Key::End, Key::Left] {
            input.set("2026-03-18");
            input.press(key);
            input.press(Key::Char('9'));
            assert!(input.text().starts_with("2026-03-1") && input.text().len() > 9, "{}", input.text());
        }
        // So does who comes back to a draft.
        input.restore("2026-0");
        input.press(Key::Char('4'));
        assert_eq!(input.text(), "2026-04");
    }

    #[test]
    fn what_is_typed_goes_before_a_proposed_name_and_goes_on_with_sentences() {
        let typed = |kind, keys: &[Key]| {
            let mut input = Input::new(kind, 20).with("王大山");
            keys.iter().for_each(|key| assert!(input.press(*key)));
            input.paste("、李静");
            input.text().to_owned()
        };
        assert_eq!(typed(Kind::Text, &[]), "、李静");
        assert_eq!(typed(Kind::Text, &[Key::End]), "王大山、李静");
        assert_eq!(typed(Kind::Prose, &[]), "王大山、李静");
    }

    #[test]
    fn plain_fields_fold_full_width() {
        let mut input = Input::new(Kind::Plain, 10);
        for char in "２０２６－３".chars() {
            input.press(Key::Char(char));
        }
        assert_eq!(input.text(), "2026-3");
    }
}

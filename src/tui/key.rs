//! Keys, as people name them: `Enter`, `F2`, `7`. What an input method makes of a key is read as the plain key.

use crate::domain::plain::plain_char;
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::fmt;

/// One key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    Char(char),
    Ctrl(char),
    F(u8),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
}

/// The ten digits, of the upper row or of the numeric keypad.
pub const DIGITS: &[Key] = &[
    Key::Char('0'),
    Key::Char('1'),
    Key::Char('2'),
    Key::Char('3'),
    Key::Char('4'),
    Key::Char('5'),
    Key::Char('6'),
    Key::Char('7'),
    Key::Char('8'),
    Key::Char('9'),
];

/// The digits from 1 on, so many: for a choice of so many.
pub const fn digits_from_one(count: usize) -> &'static [Key] {
    DIGITS.split_at(1).1.split_at(count).0
}

/// The digits as they name the options of a choice: 1 to 9, then 0 for the tenth.
pub const ORDINALS: &[Key] = &[
    Key::Char('1'),
    Key::Char('2'),
    Key::Char('3'),
    Key::Char('4'),
    Key::Char('5'),
    Key::Char('6'),
    Key::Char('7'),
    Key::Char('8'),
    Key::Char('9'),
    Key::Char('0'),
];

/// The letters, as they name what has no digit left.
pub const LETTERS: &[Key] = &[
    Key::Char('a'),
    Key::Char('b'),
    Key::Char('c'),
    Key::Char('d'),
    Key::Char('e'),
    Key::Char('f'),
    Key::Char('g'),
    Key::Char('h'),
    Key::Char('i'),
    Key::Char('j'),
    Key::Char('k'),
    Key::Char('l'),
    Key::Char('m'),
    Key::Char('n'),
    Key::Char('o'),
    Key::Char('p'),
    Key::Char('q'),
    Key::Char('r'),
    Key::Char('s'),
    Key::Char('t'),
    Key::Char('u'),
    Key::Char('v'),
    Key::Char('w'),
    Key::Char('x'),
    Key::Char('y'),
    Key::Char('z'),
];

const NAMED: [(Key, &str); 14] = [
    (Key::Char(' '), "Space"),
    (Key::Enter, "Enter"),
    (Key::Esc, "Esc"),
    (Key::Tab, "Tab"),
    (Key::BackTab, "Shift+Tab"),
    (Key::Backspace, "Backspace"),
    (Key::Delete, "Del"),
    (Key::Up, "Up"),
    (Key::Down, "Down"),
    (Key::Left, "Left"),
    (Key::Right, "Right"),
    (Key::Home, "Home"),
    (Key::End, "End"),
    (Key::PageUp, "PgUp"),
];

impl Key {
    /// The key of a terminal's event; none for a release (Windows reports them) and for keys that have no meaning here.
    pub fn from_terminal(event: KeyEvent) -> Option<Key> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let held = event.modifiers;
        Some(match event.code {
            KeyCode::Char(char) if held.contains(KeyModifiers::CONTROL) && !held.contains(KeyModifiers::ALT) => {
                Key::Ctrl(char.to_ascii_lowercase())
            }
            KeyCode::Char(char) => Key::Char(char),
            KeyCode::F(number) => Key::F(number),
            KeyCode::Enter => Key::Enter,
            KeyCode::Esc => Key::Esc,
            KeyCode::Tab if held.contains(KeyModifiers::SHIFT) => Key::BackTab,
            KeyCode::Tab => Key::Tab,
            KeyCode::BackTab => Key::BackTab,
            KeyCode::Backspace => Key::Backspace,
            KeyCode::Delete => Key::Delete,
            KeyCode::Up => Key::Up,
            KeyCode::Down => Key::Down,
            KeyCode::Left => Key::Left,
            KeyCode::Right => Key::Right,
            KeyCode::Home => Key::Home,
            KeyCode::End => Key::End,
            KeyCode::PageUp => Key::PageUp,
            KeyCode::PageDown => Key::PageDown,
            _ => return None,
        })
    }

    /// The key that was meant: full-width digits and letters, and the signs that a Chinese input method puts in the
    /// place of `/ [ ]`, become their plain twins; letters become small.
    pub fn plain(self) -> Key {
        match self {
            Key::Char(char) => Key::Char(meant(char).to_ascii_lowercase()),
            other => other,
        }
    }

    /// Reads a key by its name; a single character is itself.
    pub fn named(name: &str) -> Option<Key> {
        let mut chars = name.chars();
        match (chars.next(), chars.next()) {
            (Some(char), None) => return Some(Key::Char(char)),
            (None, _) => return None,
            _ => {}
        }
        if name == "PgDn" {
            return Some(Key::PageDown);
        }
        if let Some((key, _)) = NAMED.iter().find(|(_, known)| *known == name) {
            return Some(*key);
        }
        if let Some(number) = name.strip_prefix('F').and_then(|number| number.parse().ok()) {
            return Some(Key::F(number));
        }
        let held = name.strip_prefix("Ctrl+")?;
        held.chars().next().filter(|_| held.chars().count() == 1).map(|char| Key::Ctrl(char.to_ascii_lowercase()))
    }
}

/// The plain twin of a character, or the key under a Chinese punctuation mark.
fn meant(char: char) -> char {
    match char {
        '、' => '/',
        '。' => '.',
        '【' | '「' => '[',
        '】' | '」' => ']',
        other => plain_char(other),
    }
}

/// `Enter`, `F2`, `Ctrl+C`, `7`: words, not signs that a terminal may lack.
impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((_, name)) = NAMED.iter().find(|(key, _)| key == self) {
            return f.pad(name);
        }
        match self {
            Key::Char(char) => f.pad(char.encode_utf8(&mut [0; 4])),
            Key::Ctrl(char) => f.pad(&format!("Ctrl+{}", char.to_ascii_uppercase())),
            Key::F(number) => f.pad(&format!("F{number}")),
            _ => f.pad("PgDn"),
        }
    }
}

/// Keys as the footer and the help show them: digits or letters that follow each other as one, `1-2` or `0-9`, so that the footer,
/// which has room for one name, tells of all of them; others one by one.
pub fn names(keys: &[Key]) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = keys;
    while let Some((first, others)) = rest.split_first() {
        let run = rest.windows(2).take_while(|pair| follows(pair[0], pair[1])).count();
        if run >= 1 {
            names.push(format!("{first}-{}", rest[run]));
            rest = &rest[run + 1..];
        } else {
            names.push(first.to_string());
            rest = others;
        }
    }
    names
}

fn follows(a: Key, b: Key) -> bool {
    match (a, b) {
        (Key::Char(a), Key::Char(b)) => {
            let alike = a.is_ascii_digit() == b.is_ascii_digit() && a.is_ascii_alphanumeric();
            alike && u32::from(a) + 1 == u32::from(b)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for name in ["Enter", "Esc", "Space", "F1", "F12", "Ctrl+C", "PgUp", "PgDn", "Shift+Tab", "7", "/", "张"] {
            assert_eq!(Key::named(name).map(|key| key.to_string()).as_deref(), Some(name));
        }
        assert_eq!(Key::named("07"), None);
        assert_eq!(Key::named(""), None);
    }

    #[test]
    fn an_input_method_does_not_stand_in_the_way() {
        for (typed, meant) in
            [('７', '7'), ('Ｈ', 'h'), ('？', '?'), ('、', '/'), ('。', '.'), ('【', '['), ('＋', '+'), ('　', ' ')]
        {
            assert_eq!(Key::Char(typed).plain(), Key::Char(meant));
        }
        assert_eq!(Key::Char('张').plain(), Key::Char('张'));
    }

    #[test]
    fn digits_are_shown_as_one() {
        assert_eq!(names(DIGITS), ["0-9"]);
        assert_eq!(names(LETTERS), ["a-z"]);
        assert_eq!(names(ORDINALS), ["1-9", "0"]);
        assert_eq!(names(digits_from_one(2)), ["1-2"]);
        assert_eq!(names(&[Key::Enter, Key::F(2)]), ["Enter", "F2"]);
    }

    #[test]
    fn a_release_is_no_press() {
        let mut event = KeyEvent::from(KeyCode::Char('a'));
        assert_eq!(Key::from_terminal(event), Some(Key::Char('a')));
        event.kind = KeyEventKind::Release;
        assert_eq!(Key::from_terminal(event), None);
    }
}

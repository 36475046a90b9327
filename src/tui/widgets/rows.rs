//! A list's cursor: which row of how many, and which rows are in sight. The offset follows from selection and height.

use crate::tui::binding::{Binding, HELP_ONLY};
use crate::tui::key::Key;
use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rows {
    at: usize,
    len: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Up,
    Down,
    PageUp,
    PageDown,
    First,
    Last,
}

pub const KEYS: &[Binding<Step>] = &[
    Binding { keys: &[Key::Up], act: Step::Up, says: |words| words.keys.up, rank: HELP_ONLY },
    Binding { keys: &[Key::Down], act: Step::Down, says: |words| words.keys.down, rank: HELP_ONLY },
    Binding { keys: &[Key::PageUp], act: Step::PageUp, says: |words| words.keys.page_up, rank: HELP_ONLY },
    Binding { keys: &[Key::PageDown], act: Step::PageDown, says: |words| words.keys.page_down, rank: HELP_ONLY },
    Binding { keys: &[Key::Home], act: Step::First, says: |words| words.keys.first, rank: HELP_ONLY },
    Binding { keys: &[Key::End], act: Step::Last, says: |words| words.keys.last, rank: HELP_ONLY },
];

/// Rows that PgUp and PgDn go.
const PAGE: usize = 10;

impl Rows {
    pub fn new(len: usize) -> Rows {
        Rows { at: 0, len }
    }

    /// The chosen row; none in an empty list.
    pub fn at(&self) -> Option<usize> {
        (self.len > 0).then_some(self.at)
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn go(&mut self, at: usize) {
        self.at = at.min(self.len.saturating_sub(1));
    }

    /// The list is now so long; the cursor stays where it can.
    pub fn resize(&mut self, len: usize) {
        self.len = len;
        self.go(self.at);
    }

    /// Whether the key moved in the list.
    pub fn press(&mut self, key: Key) -> bool {
        let Some(row) = KEYS.iter().find(|row| row.keys.contains(&key)) else { return false };
        let at = self.at;
        self.go(match row.act {
            Step::Up => at.saturating_sub(1),
            Step::Down => at + 1,
            Step::PageUp => at.saturating_sub(PAGE),
            Step::PageDown => at + PAGE,
            Step::First => 0,
            Step::Last => self.len,
        });
        true
    }

    /// The rows in sight where so many fit, the chosen one among them.
    pub fn window(&self, height: usize) -> Range<usize> {
        let top = (self.at + 1 + height / 3).min(self.len).saturating_sub(height);
        let top = top.min(self.at);
        top..(top + height).min(self.len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_row_is_always_in_sight() {
        for len in 0..30 {
            for at in 0..len {
                for height in 1..12 {
                    let mut rows = Rows::new(len);
                    rows.go(at);
                    let window = rows.window(height);
                    assert!(window.contains(&at), "{at} of {len} in {height}: {window:?}");
                    assert!(window.len() == height.min(len), "no row is left empty");
                }
            }
        }
    }

    #[test]
    fn moving_stops_at_the_ends() {
        let mut rows = Rows::new(3);
        for (key, at) in
            [(Key::Up, 0), (Key::Down, 1), (Key::PageDown, 2), (Key::Down, 2), (Key::Home, 0), (Key::End, 2)]
        {
            assert!(rows.press(key));
            assert_eq!(rows.at(), Some(at));
        }
        assert!(!rows.press(Key::Char('x')));
        assert_eq!(Rows::new(0).at(), None);
    }
}

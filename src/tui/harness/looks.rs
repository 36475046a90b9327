//! What is seen of a story: the screen, and where it has come to.

use super::{Story, class, date, seat};
use crate::domain::mark::Mark;
use crate::domain::roll::{Marked, RollKey, SessionCode};
use crate::tui::event::Event;
use crate::tui::key::Key;
use crate::tui::update::hints;
use crate::tui::view::view;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

impl Story {
    pub fn is_over(&self) -> bool {
        self.over
    }

    /// The screen as a person sees it, with the place of the cursor.
    pub fn screen(&self) -> String {
        let area = Rect::from((ratatui::layout::Position::ORIGIN, self.model.cx.size));
        let mut buf = Buffer::empty(area);
        let cursor = view(&self.model, area, &mut buf);
        let mut lines = print(&buf);
        if let Some(at) = cursor {
            lines.push_str(&format!("cursor {},{}\n", at.x, at.y));
        }
        lines
    }

    #[track_caller]
    pub fn sees(self, text: &str) -> Story {
        let screen = self.screen();
        assert!(screen.contains(text), "{text:?} is not on the screen:\n{screen}");
        self
    }

    /// The text is read on the screen, wherever a line ends within it.
    #[track_caller]
    pub fn reads(self, text: &str) -> Story {
        let screen = self.screen();
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        assert!(bare(&screen).contains(&bare(text)), "{text:?} is not read on the screen:\n{screen}");
        self
    }

    #[track_caller]
    pub fn sees_no(self, text: &str) -> Story {
        let screen = self.screen();
        assert!(!screen.contains(text), "{text:?} is on the screen:\n{screen}");
        self
    }

    /// No character whose width depends on the terminal stands where columns must align.
    #[track_caller]
    pub fn lines_up(self) -> Story {
        let screen = self.screen();
        for line in screen.lines() {
            assert_eq!(line.width(), line.width_cjk(), "{line}");
        }
        self
    }

    /// The screen that has the keys, by its name.
    #[track_caller]
    pub fn on(self, name: &str) -> Story {
        assert_eq!(self.model.on(), name, "\n{}", self.screen());
        self
    }

    /// How many steps were recorded so far.
    #[track_caller]
    pub fn recorded(self, steps: usize) -> Story {
        assert_eq!(self.recorded, steps, "\n{}", self.screen());
        self
    }

    /// The marks of a saved roll, by seat.
    #[track_caller]
    pub fn rolled(self, day: &str, session: SessionCode, marks: &[(u128, Mark)]) -> Story {
        let key = RollKey { class: class(), date: date(day), session };
        let mut saved = self.books.rolls.iter().find(|roll| roll.key == key).map(|roll| roll.marks.clone());
        if let Some(marks) = &mut saved {
            marks.sort_by_key(|marked| marked.pupil);
            marks.iter_mut().for_each(|marked| marked.note = None);
        }
        let marked = |(at, mark): &(u128, Mark)| Marked::new(seat(*at), *mark);
        assert_eq!(saved, Some(marks.iter().map(marked).collect()), "\n{}", self.screen());
        self
    }

    #[track_caller]
    pub fn has_ended(self) -> Story {
        assert!(self.over, "still running:\n{}", self.screen());
        self
    }

    /// Every key that the footer names does something, in a copy of the story made by `again`.
    #[track_caller]
    pub fn footer_is_true(self, again: impl Fn() -> Story) -> Story {
        let shown = hints(&self.model);
        for hint in crate::tui::widgets::footer::fitting(&shown, self.model.cx.size.width) {
            let key = hint.keys[0].split('-').next().filter(|key| !key.is_empty()).unwrap_or(&hint.keys[0]).to_owned();
            let mut copy = again();
            let before = (copy.screen(), copy.recorded, copy.over);
            copy.happens(Event::Key(Key::named(&key).unwrap()));
            assert_ne!((copy.screen(), copy.recorded, copy.over), before, "{key} {} does nothing", hint.says);
        }
        self
    }
}

/// The cells as text: the cell after a wide character is skipped.
pub fn print(buf: &Buffer) -> String {
    let mut text = String::new();
    for row in buf.area.rows() {
        let mut line = String::new();
        let mut skip = 0;
        for at in row.positions() {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buf[at].symbol();
            skip = symbol.width().saturating_sub(1);
            line.push_str(symbol);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

//! How meaning looks. Only the sixteen ANSI colours on the terminal's own background, so that light and dark both
//! read well; letters say everything that colours say.

use crate::domain::mark::{Counts, Mark};
use ratatui::style::{Color, Modifier, Style};

/// How lines are drawn. Box-drawing characters take one cell or two, as the terminal likes: ASCII is the safe choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lines {
    #[default]
    Ascii,
    Box,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    pub colour: bool,
    pub lines: Lines,
}

impl Default for Theme {
    fn default() -> Self {
        Theme { colour: true, lines: Lines::Ascii }
    }
}

/// What a piece of text is, for the eye.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Plain,
    Title,
    /// Beside the point: rules, empty cells, hints.
    Quiet,
    /// Where the cursor of a list stands.
    Selected,
    /// A key's name.
    Key,
    Unexcused,
    Excused,
    /// Late, early, on an errand.
    Attended,
    /// Must be done today.
    Owed,
    Overdue,
    Good,
    Problem,
}

impl Theme {
    pub fn style(self, role: Role) -> Style {
        let (colour, modifier) = match role {
            Role::Plain => (None, Modifier::empty()),
            Role::Title | Role::Key => (None, Modifier::BOLD),
            Role::Quiet => (None, Modifier::DIM),
            Role::Selected => (None, Modifier::REVERSED),
            Role::Unexcused => (Some(Color::Red), Modifier::BOLD),
            Role::Excused => (Some(Color::Blue), Modifier::empty()),
            Role::Attended => (Some(Color::Magenta), Modifier::empty()),
            Role::Owed => (Some(Color::Magenta), Modifier::BOLD),
            Role::Overdue | Role::Problem => (Some(Color::Red), Modifier::BOLD),
            Role::Good => (Some(Color::Green), Modifier::empty()),
        };
        let style = Style::new().add_modifier(modifier);
        match colour.filter(|_| self.colour) {
            Some(colour) => style.fg(colour),
            None => style,
        }
    }

    pub fn mark(self, mark: Mark) -> Style {
        self.style(match mark.counts() {
            Counts::Unexcused => Role::Unexcused,
            Counts::Excused => Role::Excused,
            Counts::Attended => Role::Attended,
        })
    }

    pub fn horizontal(self) -> char {
        match self.lines {
            Lines::Ascii => '-',
            Lines::Box => '─',
        }
    }

    pub fn vertical(self) -> char {
        match self.lines {
            Lines::Ascii => '|',
            Lines::Box => '│',
        }
    }

    /// Top left, top right, bottom left, bottom right.
    pub fn corners(self) -> [char; 4] {
        match self.lines {
            Lines::Ascii => ['+'; 4],
            Lines::Box => ['┌', '┐', '└', '┘'],
        }
    }
}

//! Keys that mean the same on every screen. A screen's own table is asked first.

use super::binding::{Allowed, Binding, HELP_ONLY};
use super::context::Context;
use super::key::Key;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Help,
    Find,
    Todo,
    Menu,
    Back,
    Quit,
}

pub const KEYS: &[Binding<Act>] = &[
    Binding { keys: &[Key::Esc], act: Act::Back, says: |words| words.keys.back, rank: 80 },
    Binding { keys: &[Key::F(10)], act: Act::Menu, says: |words| words.keys.menu, rank: 90 },
    Binding { keys: &[Key::F(2)], act: Act::Find, says: |words| words.keys.find, rank: 95 },
    Binding { keys: &[Key::F(3)], act: Act::Todo, says: |words| words.todo.title, rank: HELP_ONLY },
    Binding { keys: &[Key::F(1), Key::Char('?')], act: Act::Help, says: |words| words.keys.help, rank: 0 },
    Binding { keys: &[Key::Ctrl('c')], act: Act::Quit, says: |words| words.keys.quit, rank: HELP_ONLY },
];

/// Before the books are open there is nothing to go to or to look for.
pub fn allows(act: Act, cx: &Context) -> Allowed {
    match act {
        Act::Find | Act::Todo | Act::Menu if !cx.is_open => Allowed::No(cx.words.tui.books_first),
        // A bureau has no pupils to find, and nothing that is owed about them.
        Act::Find | Act::Todo if cx.school.is_bureau() => Allowed::Hidden,
        Act::Help | Act::Find | Act::Todo | Act::Menu | Act::Back | Act::Quit => Allowed::Yes,
    }
}

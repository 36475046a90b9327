//! The door: the passphrase is asked for, three times at most.

use super::Route;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Effect, Passphrase};
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen};
use crate::tui::theme::Role;
use crate::tui::widgets::cells;
use crate::tui::widgets::input::{Input, Kind};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// How often a wrong passphrase may be given.
const TRIES: u32 = 3;

/// Characters of a passphrase.
const LONGEST: usize = 128;

pub struct UnlockScreen {
    field: Input,
    tries_left: u32,
    /// The books are being opened; deriving the key takes a moment.
    opening: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    End,
    Open,
    Leave,
}

impl UnlockScreen {
    fn is_over(&self) -> bool {
        self.tries_left == 0
    }

    fn was_wrong(&self) -> bool {
        self.tries_left < TRIES
    }
}

impl Screen for UnlockScreen {
    type Act = Act;
    const NAME: &'static str = "unlock";
    const TITLE: Says = |words| words.unlock.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter, Key::Esc], act: Act::End, says: |words| words.keys.quit, rank: 1 },
        Binding { keys: &[Key::Enter], act: Act::Open, says: |words| words.unlock.open, rank: 2 },
        Binding { keys: &[Key::Esc], act: Act::Leave, says: |words| words.keys.quit, rank: 3 },
    ];

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        let field = Input::new(Kind::Secret, LONGEST);
        matches!(route, Route::Unlock).then_some(UnlockScreen { field, tries_left: TRIES, opening: false })
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::End => Allowed::when(self.is_over()),
            Act::Leave => Allowed::when(!self.is_over()),
            Act::Open if self.opening => Allowed::No(cx.words.unlock.opening),
            Act::Open if self.field.is_empty() => Allowed::No(cx.words.unlock.ask),
            Act::Open => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, _cx: &Context) -> Vec<Effect> {
        match act {
            Act::End | Act::Leave => vec![Effect::QuitNow],
            Act::Open => {
                self.opening = true;
                let passphrase = Passphrase::new(self.field.text());
                self.field.set("");
                vec![Effect::Unlock(passphrase)]
            }
        }
    }

    fn field_mut(&mut self) -> Option<&mut Input> {
        (!self.opening && !self.is_over()).then_some(&mut self.field)
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        self.opening = false;
        match ended {
            Ended::Opened => return vec![Effect::Start(cx.first_screen())],
            Ended::WrongPassphrase => self.tries_left = self.tries_left.saturating_sub(1),
            // Damaged or in use: the problem is being shown, and no try was spent.
            _ => {}
        }
        Vec::new()
    }

    /// There is nothing to look through yet.
    fn look_for(&mut self, _text: String, cx: &Context) -> Vec<Effect> {
        vec![Effect::Say(cx.words.tui.books_first.to_owned())]
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.unlock, cx.theme);
        cells::put(buf, area, 1, 0, words.title, theme.style(Role::Title));
        cells::rule(buf, area, 1, theme.horizontal(), theme.style(Role::Quiet));
        let inside = Rect { x: area.x + 4, y: area.y + 3, width: area.width - 8, height: area.height - 3 };
        if self.is_over() {
            cells::put(buf, inside, 0, 0, words.no_more_tries, theme.style(Role::Problem));
            for (row, line) in words.way_out.iter().enumerate() {
                cells::put(buf, inside, 0, row as u16 + 2, line, theme.style(Role::Plain));
            }
            return None;
        }
        cells::put(buf, inside, 0, 0, words.ask, theme.style(Role::Title));
        cells::put(buf, inside, 0, 2, ">", theme.style(Role::Key));
        let place = Rect { x: inside.x + 2, y: inside.y + 2, width: inside.width - 2, height: 1 };
        let cursor = self.field.draw(buf, place, theme.style(Role::Plain));
        let wrong = (words.wrong)(self.tries_left);
        let (text, role) = match (self.opening, self.was_wrong()) {
            (true, _) => (words.opening, Role::Title),
            (false, true) => (wrong.as_str(), Role::Problem),
            (false, false) => (words.hint, Role::Quiet),
        };
        for (row, line) in cells::wrap(text, usize::from(inside.width)).iter().enumerate() {
            cells::put(buf, inside, 0, row as u16 + 4, line, theme.style(role));
        }
        cursor.filter(|_| !self.opening)
    }
}

#[cfg(test)]
mod tests {
    use crate::tui::harness::{Story, before};
    use crate::tui::screens::Route;
    use crate::words::Lang;
    use std::fs;
    use std::path::Path;
    use tempfile::tempdir;

    const SECRET: &str = "correct-horse";

    fn set_up(folder: &Path) {
        let keys = format!("Enter {SECRET} Enter {SECRET} Enter Enter Enter Enter Enter Enter Enter Enter");
        before(folder, Lang::Zh, &Route::Setup).press(&keys).on("pick_file").recorded(0);
    }

    fn door(folder: &Path) -> Story {
        before(folder, Lang::Zh, &Route::Unlock)
    }

    #[test]
    fn the_right_passphrase_opens_and_the_door_is_gone() {
        let folder = tempdir().unwrap();
        set_up(folder.path());
        let opening = door(folder.path()).press(SECRET).sees_no(SECRET).slow().press("Enter").sees("正在打开");
        let opening = opening.press("Enter x").sees("正在打开");
        let open = opening.done_at_last().on("nobody").sees("先导入花名册");
        open.press("Esc").on("choose").press("Esc").on("nobody").press("F2").on("find").sees_no(SECRET).recorded(0);
    }

    #[test]
    fn three_tries_then_the_program_ends_saying_what_to_do() {
        let folder = tempdir().unwrap();
        set_up(folder.path());
        let wrong = door(folder.path()).press("wrong Enter").sees("还可再试 2 次").press("again Enter").sees("1 次");
        let _ = wrong.press(&format!("{SECRET} Enter")).on("nobody");
        let over = door(folder.path()).press("a Enter b Enter c Enter").sees("口令无法找回").sees("baoxue restore");
        over.press(SECRET).sees("三次口令都不对").press("Enter").has_ended();
    }

    #[test]
    fn a_damaged_file_is_no_wrong_passphrase() {
        let folder = tempdir().unwrap();
        set_up(folder.path());
        fs::write(folder.path().join("baoxue.key"), b"{ torn").unwrap();
        let door = door(folder.path()).press(&format!("{SECRET} Enter")).on("choose").sees("不是口令错误");
        door.press("Enter").on("unlock").sees_no("口令不对").sees("请输入口令").recorded(0);
    }

    #[test]
    fn nothing_can_be_found_before_the_door() {
        let folder = tempdir().unwrap();
        for key in ["F2", "F10"] {
            door(folder.path()).press(key).on("unlock").sees("要先打开数据");
        }
        door(folder.path()).press("Enter").on("unlock").sees("请输入口令").press("Esc").has_ended();
    }

    #[test]
    fn the_footer_is_true() {
        let folder = tempdir().unwrap();
        set_up(folder.path());
        for keys in ["a", "a Enter a Enter a Enter"] {
            let again = || door(folder.path()).press(keys);
            let _ = again().footer_is_true(again);
        }
    }

    #[test]
    fn at_80_by_24() {
        let folder = tempdir().unwrap();
        set_up(folder.path());
        insta::assert_snapshot!(door(folder.path()).press("wrong Enter secret").lines_up().screen());
    }

    #[test]
    fn in_english_at_120_by_40() {
        let folder = tempdir().unwrap();
        set_up(folder.path());
        let door = before(folder.path(), Lang::En, &Route::Unlock).sized(120, 40);
        insta::assert_snapshot!(door.press("a Enter a Enter a Enter").lines_up().screen());
    }
}

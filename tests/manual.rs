//! The keys and pictures in docs/ are those of the program, on the made-up school.
//! `BAOXUE_UPDATE_MANUAL=1 cargo test --test manual` makes them anew.

use baoxue::desk;
use baoxue::tui::clerk::{self, Clerk};
use baoxue::tui::event::Event;
use baoxue::tui::key::Key;
use baoxue::tui::manual;
use baoxue::tui::model::Model;
use baoxue::tui::run::{self, Look};
use baoxue::tui::screens::Route;
use baoxue::tui::theme::Theme;
use baoxue::tui::update::update;
use baoxue::tui::view::view;
use baoxue::words::Lang;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The program at the made-up school, without a terminal.
struct Program {
    model: Model,
    clerk: Clerk,
}

impl Program {
    fn begins() -> Program {
        let desk = desk::demo(None).unwrap();
        let look = Look { words: Lang::Zh.words(), theme: Theme::default() };
        let mut cx = run::context(desk.clock(), look);
        cx.open(clerk::opened(&desk).unwrap());
        let model = Model::new(cx, &Route::Roll(None)).unwrap();
        Program { model, clerk: Clerk::at(desk, look.words) }
    }

    fn happens(&mut self, event: Event) {
        for task in update(&mut self.model, event) {
            if let Some(outcome) = self.clerk.perform(task.effect) {
                self.happens(Event::Done(task.ticket, outcome));
            }
        }
    }

    fn presses(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            self.happens(Event::Key(Key::named(key).unwrap()));
        }
    }

    fn picture(&mut self, width: u16, height: u16) -> String {
        self.happens(Event::Resize(Size { width, height }));
        let area = Rect::new(0, 0, width, height);
        let mut buffer = Buffer::empty(area);
        let cursor = view(&self.model, area, &mut buffer);
        manual::picture(&buffer, cursor)
    }
}

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

/// Compares a made file with the one in docs/, or puts it there where that was asked for.
fn stands(file: &Path, made: &str) {
    if env::var_os("BAOXUE_UPDATE_MANUAL").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, made).unwrap();
    }
    let kept = fs::read_to_string(file).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        kept == made,
        "{} is not what the program shows: BAOXUE_UPDATE_MANUAL=1 cargo test --test manual",
        file.display()
    );
}

#[test]
fn the_page_of_keys_is_the_programs() {
    stands(&docs().join("keys.md"), &manual::keys(Lang::Zh));
}

#[test]
fn the_pictures_are_the_programs() {
    let mut program = Program::begins();
    let walk = [
        ("roll", ""),
        ("roll-marked", "0 7 2 3 3 1"),
        ("roll-saved", "Enter"),
        ("contact", "Enter 1"),
        ("flags", "Esc F10 2"),
        ("pupil", "Enter"),
        ("term", "Tab"),
        ("visit", "Esc v"),
        ("leave", "Esc Enter q"),
        ("notice", "Esc Esc n 1"),
        ("gaps", "Esc Tab"),
        ("register", "F10 4"),
        ("todo", "F3"),
        ("case", "F10 8 Enter"),
        ("rules", "F10 0"),
        ("staff", "F10 9"),
        ("journal", "F10 6"),
        // The menu has no digit for it.
        ("week", "F10 2 w g"),
    ];
    for (name, keys) in walk {
        program.presses(keys);
        stands(&docs().join(format!("pictures/{name}.svg")), &program.picture(80, 24));
    }
}

#[test]
fn every_picture_of_the_handbook_is_made_here() {
    let handbook = fs::read_to_string(docs().join("handbook.md")).unwrap();
    let shown: Vec<&str> = handbook.split("](pictures/").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert!(shown.len() >= 10, "{shown:?}");
    for picture in shown {
        assert!(docs().join("pictures").join(picture).exists(), "{picture}");
    }
}

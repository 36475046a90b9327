//! English.

mod case;
mod cli;
mod contact;
mod domain;
mod flags;
mod follow_up;
mod gaps;
mod health;
mod help;
mod import;
mod import_screen;
mod journal;
mod leave;
mod notice;
mod own_data;
mod pick_file;
mod problems;
mod pupil;
mod registers;
mod roll;
mod rules;
mod setup;
mod staff;
mod todo;
mod tui;
mod unlock;
mod visit;
mod week;

use super::{Lang, Words};

pub static WORDS: Words = Words {
    lang: Lang::En,
    common: domain::COMMON,
    domain: domain::DOMAIN,
    cli: cli::CLI,
    help: help::HELP,
    import: import::IMPORT,
    import_screen: import_screen::IMPORT_SCREEN,
    problems: problems::PROBLEMS,
    keys: tui::KEYS,
    tui: tui::TUI,
    roll: roll::ROLL_CALL,
    flags: flags::FLAGS,
    gaps: gaps::GAPS,
    journal: journal::JOURNAL,
    pick_file: pick_file::PICK_FILE,
    setup: setup::SETUP,
    unlock: unlock::UNLOCK,
    pupil: pupil::PUPIL_FILE,
    notices: notice::NOTICES,
    follow_up: follow_up::FOLLOW_UP,
    contact: contact::CONTACT,
    visit: visit::VISIT,
    leave: leave::LEAVE,
    week: week::WEEK,
    health: health::HEALTH,
    registers: registers::REGISTERS,
    cases: case::CASES,
    staff: staff::STAFF,
    rules: rules::RULES,
    todo: todo::TODO,
    own_data: own_data::OWN_DATA,
};

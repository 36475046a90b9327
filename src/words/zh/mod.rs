//! 中文.

mod cli;
mod domain;
mod help;
mod import;
mod problems;
mod roll;
mod setup;
mod tui;
mod unlock;

use super::{Lang, Words};

pub static WORDS: Words = Words {
    lang: Lang::Zh,
    common: domain::COMMON,
    domain: domain::DOMAIN,
    cli: cli::CLI,
    help: help::HELP,
    import: import::IMPORT,
    problems: problems::PROBLEMS,
    keys: tui::KEYS,
    tui: tui::TUI,
    roll: roll::ROLL_CALL,
    setup: setup::SETUP,
    unlock: unlock::UNLOCK,
};

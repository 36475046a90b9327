//! 中文.

mod cli;
mod domain;
mod flags;
mod gaps;
mod help;
mod import;
mod journal;
mod problems;
mod roll;
mod tui;

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
    flags: flags::FLAGS,
    gaps: gaps::GAPS,
    journal: journal::JOURNAL,
};

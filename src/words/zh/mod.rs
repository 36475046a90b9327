//! 中文.

mod cli;
mod domain;
mod help;
mod import;
mod notice;
mod problems;
mod pupil;
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
    pupil: pupil::PUPIL_FILE,
    notices: notice::NOTICES,
};

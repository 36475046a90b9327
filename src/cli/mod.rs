//! The command line: one file a command. It asks the desk and prints rows; it knows no rule and no SQL.

mod aid;
mod args;
mod backup;
mod bounds;
mod calendar;
mod case;
mod case_step;
mod coded;
mod compare;
mod complaint;
mod completions;
mod contact;
mod demo;
mod district;
mod dossier;
mod entrants;
mod flags;
mod gaps;
mod groups;
mod help;
mod illness;
mod import;
mod import_group;
mod init;
mod inspection;
mod journal;
mod leave;
mod letter;
mod log;
mod month;
mod new_passphrase;
mod notice;
mod output;
mod own_data;
mod passphrase;
mod plan;
mod pledge;
mod policy;
mod pupils;
mod quota;
mod register;
mod report;
mod roll;
mod rules;
mod scope;
mod setting;
mod staff;
mod status;
mod template;
mod todo;
mod visit;
pub mod ways;
mod week;
mod year;

pub use args::{Cli, Command};
pub use output::Output;
pub use passphrase::Passphrase;
pub use setting::Setting;

use crate::desk::{self, Desk, Problem};
use crate::domain::plain::unsteered;
use clap::{CommandFactory, FromArgMatches};
use std::ffi::OsString;

/// Reads the command line; its help and complaints come in the language that was asked for or set.
pub fn parse() -> Cli {
    let asked = setting::language_of(std::env::args_os());
    let command = help::in_words(bounds::bounded(Cli::command()), asked.words());
    let matches = command.try_get_matches_from(printable(std::env::args_os()));
    matches
        .and_then(|matches| Cli::from_arg_matches(&matches))
        .unwrap_or_else(|error| complaint::exit(&error, asked.words()))
}

/// The option whose value is written paragraph by paragraph.
const PROSE: &str = "--text";

/// Arguments without what would steer a terminal, each on one line but what is written in paragraphs.
fn printable(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut is_prose = false;
    let mut one = |argument: OsString| match argument.into_string() {
        Ok(text) => {
            let is_paragraphs = is_prose || text.strip_prefix(PROSE).is_some_and(|rest| rest.starts_with('='));
            is_prose = text == PROSE;
            let lines = unsteered(&text).replace('\t', " ");
            if is_paragraphs { lines.into() } else { lines.replace('\n', " ").into() }
        }
        Err(argument) => {
            is_prose = false;
            argument
        }
    };
    arguments.map(&mut one).collect()
}

/// Carries out a command.
pub fn run(command: &Command, setting: &Setting, out: &mut Output) -> Result<(), Problem> {
    match command {
        Command::Completions(args) => completions::run(args, out),
        Command::Demo(args) => demo::run(args, setting, out),
        Command::Init(args) => init::run(args, setting, out),
        Command::Restore(args) => backup::restore(args, setting, out),
        Command::Passphrase(args) => new_passphrase::run(args, setting, out),
        Command::Import(command) => import::run(command, &mut open_school(setting, out)?, out),
        Command::Roll(command) => roll::run(command, &mut open_school(setting, out)?, out),
        Command::Contact(args) => contact::run(args, &mut open_school(setting, out)?, out),
        Command::Visit(args) => visit::run(args, &mut open_school(setting, out)?, out),
        Command::Leave(args) => leave::run(args, &mut open_school(setting, out)?, out),
        Command::Pupils(args) => pupils::run(args, &mut open_school(setting, out)?, out),
        Command::Pupil(args) => pupils::show(args, &mut open_school(setting, out)?, out),
        Command::Todo(args) => todo::run(args, &open_school(setting, out)?, out),
        Command::Gaps(args) => gaps::run(args, &open_school(setting, out)?, out),
        Command::Flags(args) => flags::run(args, &mut open_school(setting, out)?, out),
        Command::Week(args) => week::run(args, &mut open_school(setting, out)?, out),
        Command::Illness(command) => illness::run(command, &mut open_school(setting, out)?, out),
        Command::Case(command) => case::run(command, &mut open_school(setting, out)?, out),
        Command::Notice(command) => notice::run(command, &mut open_school(setting, out)?, out),
        Command::Dossier(args) => dossier::run(args, &mut open_school(setting, out)?, out),
        Command::Template(command) => template::run(command, setting, out),
        Command::Letter(command) => letter::run(command, &mut open_school(setting, out)?, out),
        Command::Register(args) => register::run(args, &mut open_school(setting, out)?, out),
        Command::Report(command) => report::run(command, &mut open_school(setting, out)?, out),
        Command::Evidence(command) => inspection::evidence(command, &mut open_school(setting, out)?, out),
        Command::Calendar(args) => calendar::run(args, &open_school(setting, out)?, out),
        Command::Policy(command) => policy::run(command, &mut open(setting, out)?, out),
        Command::Rules(command) => rules::run(command, &mut open_school(setting, out)?, out),
        Command::Staff(command) => staff::run(command, &mut open(setting, out)?, out),
        Command::Entrants(command) => entrants::run(command, &mut open_school(setting, out)?, out),
        Command::Status(args) => status::run(args, &mut open_school(setting, out)?, out),
        Command::Compare(args) => compare::run(args, &mut open_school(setting, out)?, out),
        Command::Year(command) => year::run(command, &mut open_school(setting, out)?, out),
        Command::Groups(command) => groups::run(command, &mut open_school(setting, out)?, out),
        Command::Aid(command) => aid::run(command, &mut open_school(setting, out)?, out),
        Command::Plan(command) => plan::run(command, &mut open_school(setting, out)?, out),
        Command::Quota(args) => quota::run(args, &mut open_school(setting, out)?, out),
        Command::Pledge(command) => pledge::run(command, &mut open_school(setting, out)?, out),
        Command::Log(command) => log::run(command, &mut open_school(setting, out)?, out),
        Command::District(command) => district::run(command, &mut open(setting, out)?, out),
        Command::School(command) => own_data::run(command, &mut open(setting, out)?, out),
        Command::Backup(args) => backup::run(args, &mut open(setting, out)?, out),
        Command::Verify(args) => journal::verify(args, &open(setting, out)?, out),
        Command::Journal(args) => journal::run(args, &open(setting, out)?, out),
    }
}

/// Opens the books for what only a school does.
fn open_school(setting: &Setting, out: &mut Output) -> Result<Desk, Problem> {
    let desk = open(setting, out)?;
    desk.must_be_a_school()?;
    Ok(desk)
}

/// Opens the books.
pub fn open(setting: &Setting, out: &mut Output) -> Result<Desk, Problem> {
    let folder = &setting.paths()?.data;
    desk::must_be_there(folder)?;
    let opened = setting.passphrase.tried(setting.words, out, |tried| desk::open(folder, tried, &setting.opening));
    let (_, mut desk) = opened?;
    desk.use_templates(desk::read_templates(&setting.paths()?.config));
    Ok(desk)
}

/// Says for which years of the terms no national table is known, instead of guessing silently.
fn warn_of_missing_tables(desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    for year in desk.school().calendar.missing_years() {
        out.say((out.words.common.table_missing)(year))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_written_in_paragraphs_keeps_its_lines() {
        let given = ["plan", "--goal", "一\n二", "--text", "一段\n\u{1b}[2J二段", "--text=甲\n乙", "尾\t页"];
        let read = printable(given.into_iter().map(OsString::from));
        assert_eq!(read, ["plan", "--goal", "一 二", "--text", "一段\n二段", "--text=甲\n乙", "尾 页"]);
    }
}

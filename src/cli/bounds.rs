//! How far a date or a year may lie from now: asked of every argument that is one, wherever it stands.

use crate::domain::day::{self, YEARS};
use chrono::NaiveDate;
use clap::{Arg, Command, value_parser};
use std::any::TypeId;

/// The command line with every date and every year bounded: what is reckoned from them must not leave the calendar.
pub fn bounded(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let command = command.mut_args(bound);
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, bounded))
}

/// Whole numbers of more than two bytes are years.
fn bound(arg: Arg) -> Arg {
    let kind = arg.get_value_parser().type_id();
    if kind == TypeId::of::<NaiveDate>() {
        arg.value_parser(day::parse)
    } else if kind == TypeId::of::<i32>() {
        arg.value_parser(value_parser!(i32).range(i64::from(YEARS.start)..i64::from(YEARS.end)))
    } else {
        arg
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Cli;
    use clap::CommandFactory;

    #[test]
    fn no_command_takes_a_day_beyond_the_calendar() {
        let refused = [
            "baoxue todo --today +262142-12-31",
            "baoxue --today 0001-01-01 todo",
            "baoxue leave 1 --kind sick --from 2026-01-01 --to +262142-12-31",
            "baoxue flags --as-of 9999-01-01",
            "baoxue report self-inspection --year 2147483647",
            "baoxue year turn --on +262142-12-31",
        ];
        for line in refused {
            let read = |line: &str| bounded(Cli::command()).try_get_matches_from(line.split(' ')).map(drop);
            let error = read(line).unwrap_err();
            assert!(
                matches!(error.kind(), clap::error::ErrorKind::ValueValidation | clap::error::ErrorKind::InvalidValue),
                "{line}: {error}"
            );
        }
        let sound = "baoxue flags --as-of 2026-03-18 --today 2026-03-19";
        assert!(bounded(Cli::command()).try_get_matches_from(sound.split(' ')).is_ok());
    }
}

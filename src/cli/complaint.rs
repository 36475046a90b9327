//! What clap says of a command line that it does not understand, in the language of the interface. English is as clap
//! has it.

use crate::words::{Complaint, Words};
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::process;

/// Says what is wrong and how the command is used, and ends the program with 2; help and version are no complaints.
pub fn exit(error: &Error, words: &Words) -> ! {
    match (words.help.complaint, complaint(error)) {
        (Some(say), Some(complaint)) => {
            let usage = error.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
            let usage = usage.trim_start_matches("Usage:").trim();
            eprintln!("{}", say(&complaint, Some(usage).filter(|usage| !usage.is_empty())));
            process::exit(2)
        }
        _ => error.exit(),
    }
}

/// None where it is none of those that can be told apart.
fn complaint(error: &Error) -> Option<Complaint> {
    let all = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    };
    let first = |kind: ContextKind| all(kind).into_iter().next();
    let argument = || first(ContextKind::InvalidArg).unwrap_or_default();
    Some(match error.kind() {
        ErrorKind::UnknownArgument => {
            Complaint::UnknownArgument { argument: argument(), perhaps: first(ContextKind::SuggestedArg) }
        }
        ErrorKind::InvalidSubcommand => Complaint::UnknownCommand {
            command: first(ContextKind::InvalidSubcommand).unwrap_or_default(),
            perhaps: all(ContextKind::SuggestedSubcommand),
        },
        ErrorKind::MissingSubcommand => Complaint::NoCommand { known: all(ContextKind::ValidSubcommand) },
        ErrorKind::MissingRequiredArgument => Complaint::Missing { arguments: all(ContextKind::InvalidArg) },
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match first(ContextKind::InvalidValue) {
            Some(value) if !value.is_empty() => Complaint::InvalidValue {
                argument: argument(),
                value,
                known: all(ContextKind::ValidValue),
                perhaps: first(ContextKind::SuggestedValue),
            },
            _ => Complaint::NoValue { argument: argument() },
        },
        ErrorKind::ArgumentConflict => match all(ContextKind::PriorArg) {
            with if with.is_empty() || with == [argument()] => Complaint::Twice { argument: argument() },
            with => Complaint::Conflict { argument: argument(), with },
        },
        ErrorKind::NoEquals | ErrorKind::TooFewValues => Complaint::NoValue { argument: argument() },
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => Complaint::WrongCount { argument: argument() },
        ErrorKind::InvalidUtf8 => Complaint::NotUnicode,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Cli;
    use clap::CommandFactory;

    fn of(arguments: &str) -> Complaint {
        let error = Cli::command().try_get_matches_from(arguments.split(' ')).unwrap_err();
        complaint(&error).unwrap_or_else(|| panic!("{arguments}: {error}"))
    }

    #[test]
    fn what_is_wrong_is_told_apart() {
        let strings = |of: &[&str]| of.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let argument = |text: &str| text.to_owned();
        let unknown = |text: &str, perhaps: Option<&str>| Complaint::UnknownArgument {
            argument: text.into(),
            perhaps: perhaps.map(str::to_owned),
        };
        let table = [
            ("baoxue flags --jsno", unknown("--jsno", Some("--json"))),
            ("baoxue flags --no-such-option", unknown("--no-such-option", None)),
            ("baoxue falgs", Complaint::UnknownCommand { command: "falgs".into(), perhaps: strings(&["flags"]) }),
            ("baoxue notice show", Complaint::Missing { arguments: strings(&["<NUMBER>"]) }),
            ("baoxue flags --today", Complaint::NoValue { argument: argument("--today <DATE>") }),
            ("baoxue week --overwrite --overwrite", Complaint::Twice { argument: argument("--overwrite") }),
            (
                "baoxue week --format pdf --json",
                Complaint::Conflict { argument: argument("--format <FORMAT>"), with: strings(&["--json"]) },
            ),
            (
                "baoxue week --format odf",
                Complaint::InvalidValue {
                    argument: argument("--format <FORMAT>"),
                    value: "odf".into(),
                    known: strings(&["docx", "pdf", "xlsx", "text"]),
                    perhaps: Some("pdf".into()),
                },
            ),
            (
                "baoxue week 2026-12",
                Complaint::InvalidValue {
                    argument: argument("[WEEK]"),
                    value: "2026-12".into(),
                    known: Vec::new(),
                    perhaps: None,
                },
            ),
        ];
        for (arguments, complaint) in table {
            assert_eq!(of(arguments), complaint, "{arguments}");
        }
        assert!(matches!(of("baoxue roll take"), Complaint::Missing { .. }));
    }
}

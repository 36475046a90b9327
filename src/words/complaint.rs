//! What is wrong with a command line, told apart so that it can be said in any language.

/// Why a command line was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Complaint {
    /// What is meant perhaps stands second.
    UnknownArgument {
        argument: String,
        perhaps: Option<String>,
    },
    UnknownCommand {
        command: String,
        perhaps: Vec<String>,
    },
    /// A command that has commands of its own, and none was named.
    NoCommand {
        known: Vec<String>,
    },
    Missing {
        arguments: Vec<String>,
    },
    /// An option such as `--today <DATE>` without its value.
    NoValue {
        argument: String,
    },
    /// Which values can be, where that is a list.
    InvalidValue {
        argument: String,
        value: String,
        known: Vec<String>,
        perhaps: Option<String>,
    },
    Conflict {
        argument: String,
        with: Vec<String>,
    },
    /// An option that stands once only.
    Twice {
        argument: String,
    },
    /// More values, or fewer, than the option has.
    WrongCount {
        argument: String,
    },
    NotUnicode,
}

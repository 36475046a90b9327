//! The help of the command line, and its complaints.

use super::Complaint;

/// Texts laid over the English ones, which stand in the code as doc comments.
pub struct Help {
    /// What a command (`roll take`) or an option (`roll take/unknown`, or `/json` of any command) is for.
    pub text: fn(&str) -> Option<&'static str>,
    /// Over the list of commands, of arguments, of options.
    pub commands: Option<&'static str>,
    pub arguments: Option<&'static str>,
    pub options: Option<&'static str>,
    /// How a page of help is laid out.
    pub template: Option<&'static str>,
    /// What is wrong with a command line, and how the command is used; none where clap's own words do.
    pub complaint: Option<fn(&Complaint, Option<&str>) -> String>,
}

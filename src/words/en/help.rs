use crate::words::help::Help;

pub const HELP: Help =
    Help { text: |_| None, commands: None, arguments: None, options: None, template: None, complaint: None };

//! `baoxue completions`: a script that completes commands and options in a shell.

use super::args::Cli;
use super::output::Output;
use crate::desk::Problem;
use clap::{Args, CommandFactory};
use clap_complete::Shell;

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    #[arg(value_enum)]
    shell: Shell,
}

pub fn run(args: &CompletionsArgs, out: &mut Output) -> Result<(), Problem> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "baoxue", &mut script);
    out.bytes(&script)
}

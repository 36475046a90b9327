//! Reads the arguments, calls one face, returns the exit code: 0 done, 1 could not, 2 wrong usage.

use baoxue::cli::{self, Cli, Output, Setting};
use clap::Parser;
use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let setting = Setting::of(&cli.common);
    let (mut data, mut messages) = (io::stdout(), io::stderr());
    let mut out = Output::new(setting.words, &mut data, &mut messages);
    let done = setting.complain(&mut out).and_then(|()| match &cli.command {
        Some(command) => cli::run(command, &setting, &mut out),
        None => Ok(()),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            // Nowhere is left to say it where even this cannot be written.
            let _ = out.say(problem.say(setting.words));
            ExitCode::FAILURE
        }
    }
}

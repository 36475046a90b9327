//! Reads the arguments, calls one face, returns the exit code: 0 done, 1 could not, 2 wrong usage.

use baoxue::cli::{self, Command, Output, Passphrase, Setting};
use baoxue::desk::{self, Desk, Problem};
use baoxue::settings::Borders;
use baoxue::tui;
use baoxue::tui::run::Look;
use baoxue::tui::theme::{Lines, Theme};
use std::env;
use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = cli::parse();
    let setting = Setting::of(&cli.common);
    let (mut data, mut messages) = (io::stdout(), io::stderr());
    let mut out = Output::new(setting.words, &mut data, &mut messages);
    let done = setting.complain(&mut out).and_then(|()| match &cli.command {
        Some(Command::Demo(demo)) if demo.is_for_the_screens() => {
            let act_as = |desk: &mut Desk| setting.opening.act_as.as_deref().map_or(Ok(()), |name| desk.act_as(name));
            desk::demo(setting.settings.font.clone()).and_then(|mut desk| {
                act_as(&mut desk)?;
                tui::run::at(desk, look(&setting))
            })
        }
        Some(command) => cli::run(command, &setting, &mut out),
        None => screens(&setting, &mut out),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read the data has had enough of it, as `head` does.
        Err(Problem::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(problem) => {
            // Nowhere is left to say it where even this cannot be written.
            let _ = out.say(cli::ways::told(&problem, setting.words));
            ExitCode::FAILURE
        }
    }
}

/// The screens: at the desk where a file holds the passphrase, else they ask for it themselves; and where there are no books
/// yet they begin them.
fn screens(setting: &Setting, out: &mut Output) -> Result<(), Problem> {
    let has_books = desk::must_be_there(&setting.paths()?.data).is_ok();
    match setting.passphrase {
        Passphrase::File(_) if has_books => tui::run::at(cli::open(setting, out)?, look(setting)),
        Passphrase::File(_) | Passphrase::Ask => {
            tui::run::before(setting.paths()?, &setting.opening, &setting.settings, look(setting))
        }
    }
}

/// What the settings file and `NO_COLOR` make of the screens.
fn look(setting: &Setting) -> Look {
    let lines = match setting.settings.borders {
        Borders::Ascii => Lines::Ascii,
        Borders::Line => Lines::Box,
    };
    let colour = env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    Look { words: setting.words, theme: Theme { colour, lines } }
}

//! `baoxue passphrase`: another passphrase for the same books.

use super::output::Output;
use super::passphrase::Passphrase;
use super::setting::Setting;
use crate::desk::{self, Problem};
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct NewPassphraseArgs {
    /// File whose first line is the new passphrase; without it the terminal asks, twice
    #[arg(long, value_name = "FILE")]
    new_passphrase_file: Option<PathBuf>,
}

/// The old one is tried before anybody is asked for a new one.
pub fn run(args: &NewPassphraseArgs, setting: &Setting, out: &mut Output) -> Result<(), Problem> {
    let (folder, words) = (&setting.paths()?.data, setting.words);
    desk::must_be_there(folder)?;
    let (old, ()) = setting.passphrase.tried(words, out, |passphrase| desk::must_fit(folder, passphrase))?;
    let new = args.new_passphrase_file.clone().map_or(Passphrase::Ask, Passphrase::File).choose_new(words)?;
    desk::change_passphrase(folder, &old, &new)?;
    out.say(words.cli.passphrase_changed)
}

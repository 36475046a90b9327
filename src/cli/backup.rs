//! `baoxue backup` and `baoxue restore`: the books and their key in one file, and back.

use super::output::Output;
use super::setting::Setting;
use crate::desk::{self, Desk, Problem};
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The file to write
    file: PathBuf,
    /// Put it in the place of a file that is already there
    #[arg(long)]
    overwrite: bool,
}

#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// The backup
    file: PathBuf,
}

pub fn run(args: &BackupArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    desk.backup(&args.file, args.overwrite)?;
    out.say((out.words.cli.backed_up)(&args.file))
}

/// The books that were there before are kept beside.
pub fn restore(args: &RestoreArgs, setting: &Setting, out: &mut Output) -> Result<(), Problem> {
    let passphrase = setting.passphrase.get(setting.words)?;
    let kept = desk::restore(&args.file, &setting.paths()?.data, &passphrase, setting.opening.clock)?;
    out.say((out.words.cli.restored)(kept.as_deref()))
}

//! `baoxue backup` and `baoxue restore`: the books and their key in one file, and back.

use super::args::Overwrite;
use super::output::Output;
use super::setting::Setting;
use crate::desk::{self, Desk, Problem};
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct BackupArgs {
    /// The file to write
    file: PathBuf,
    #[command(flatten)]
    overwrite: Overwrite,
}

#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// The backup
    file: PathBuf,
}

pub fn run(args: &BackupArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let file = desk.backup(&args.file, args.overwrite.existing())?;
    out.say((out.words.cli.backed_up)(&file))
}

/// The books that were there before are kept beside.
pub fn restore(args: &RestoreArgs, setting: &Setting, out: &mut Output) -> Result<(), Problem> {
    let passphrase = setting.passphrase.get(setting.words)?;
    let kept = desk::restore(&args.file, &setting.paths()?.data, &passphrase, setting.opening.clock)?;
    out.say((out.words.cli.restored)(kept.as_deref()))
}

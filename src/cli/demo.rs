//! `baoxue demo`: the made-up school. Without `--keep` it is opened on the screens, which is not this face's to do.

use super::output::Output;
use super::setting::Setting;
use crate::desk::{self, Problem};
use clap::Args;
use std::path::PathBuf;

/// The passphrase of a made-up school that is kept. It guards nobody's data, and is told.
const PASSPHRASE: &str = "demo";

#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Keep the made-up school as books in this folder, instead of opening the screens and leaving nothing behind
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
}

impl DemoArgs {
    /// Whether it is the screens that are asked for.
    pub fn is_for_the_screens(&self) -> bool {
        self.keep.is_none()
    }
}

/// Writes the made-up school into its folder, and says how to open it.
pub fn run(args: &DemoArgs, setting: &Setting, out: &mut Output) -> Result<(), Problem> {
    let Some(folder) = &args.keep else { return Ok(()) };
    if setting.opening.act_as.is_some() {
        return Err(Problem::DemoKeptByNobody);
    }
    desk::must_be_empty(folder)?;
    out.say(setting.words.cli.demo_begun)?;
    let kept = desk::demo_into(folder, PASSPHRASE)?;
    out.say((setting.words.cli.demo_kept)(folder, PASSPHRASE, kept.today()))
}

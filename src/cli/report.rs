//! `baoxue report`: what the school reports.

use super::inspection::{self, InspectionArgs};
use super::output::Output;
use crate::desk::{Desk, Problem};
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// The yearly self-inspection: its figures, its words, the paper
    SelfInspection(InspectionArgs),
}

pub fn run(command: &ReportCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match command {
        ReportCommand::SelfInspection(args) => inspection::run(args, desk, out),
    }
}

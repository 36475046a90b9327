//! `baoxue report`: what the school reports.

use super::inspection::{self, InspectionArgs};
use super::month;
use super::output::Output;
use crate::desk::{Desk, Problem};
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// The yearly self-inspection: its figures, its words, the paper
    SelfInspection(InspectionArgs),
    /// A month's figures, contradictions and versions; sign it, correct it, note that it was sent, write it
    Month(month::MonthArgs),
    /// How many pupils of a class are in their seats, counted once a month; without a class what has been counted
    Headcount(month::HeadcountArgs),
    /// How the school reports: its code, the days of a period, the district's key
    Settings(month::SettingsArgs),
}

pub fn run(command: &ReportCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match command {
        ReportCommand::SelfInspection(args) => inspection::run(args, desk, out),
        ReportCommand::Month(args) => month::run(args, desk, out),
        ReportCommand::Headcount(args) => month::headcount(args, desk, out),
        ReportCommand::Settings(args) => month::settings(args, desk, out),
    }
}

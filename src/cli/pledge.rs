//! `baoxue pledge`: responsibility letters: who must sign, who has, make them, record a signature.

use super::args::{Json, Overwrite};
use super::coded::PaperFormat;
use super::output::Output;
use super::plan::write_paper;
use crate::desk::{Desk, HelpPaper, Problem};
use crate::domain::pledge::{Party, Pledge, PledgeLevel, Side, Signed};
use crate::domain::school_year::school_year;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde::Serialize;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum PledgeCommand {
    /// Who must sign in a school year, and who has
    List(ListArgs),
    /// Make everybody's letters in one go, as one file or a folder
    Make(MakeArgs),
    /// Record that somebody signed
    Sign(SignArgs),
}

#[derive(Debug, Clone, Copy, Args)]
struct WhichArgs {
    /// The school year, by the year in which it began; without it the running one
    #[arg(long, value_name = "YEAR")]
    year: Option<i32>,
    /// The families' letters as well
    #[arg(long)]
    families: bool,
}

#[derive(Debug, Args)]
pub struct ListArgs {
    #[command(flatten)]
    which: WhichArgs,
    /// Only those that nobody has signed
    #[arg(long)]
    missing: bool,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct MakeArgs {
    #[command(flatten)]
    which: WhichArgs,
    /// In what form
    #[arg(long, value_enum, default_value = "docx", conflicts_with = "folder")]
    format: PaperFormat,
    /// The file; without it one in this folder
    #[arg(long, value_name = "FILE", conflicts_with = "folder")]
    out: Option<PathBuf>,
    /// A DOCX each into this folder instead
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    #[command(flatten)]
    overwrite: Overwrite,
}

#[derive(Debug, Args)]
pub struct SignArgs {
    /// Who signs; of the families' letters the pupil
    name: String,
    /// At which level, 1 to 5; needed where somebody signs at several
    #[arg(long, value_name = "NUMBER")]
    level: Option<u8>,
    /// When; without it today
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
    /// The school year, by the year in which it began; without it that of the date
    #[arg(long, value_name = "YEAR")]
    year: Option<i32>,
    /// Which guardian signed
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// The signed letter, kept in the encrypted books
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
}

/// A letter, as scripts read it.
#[derive(Serialize)]
struct Row {
    year: i32,
    level: u8,
    first: String,
    second: String,
    signed_on: Option<NaiveDate>,
    signed_by: Option<String>,
}

impl WhichArgs {
    fn levels(self) -> &'static [PledgeLevel] {
        if self.families { &PledgeLevel::ALL } else { &PledgeLevel::OF_STAFF }
    }

    fn year(self, desk: &Desk) -> i32 {
        self.year.unwrap_or(school_year(desk.today()))
    }
}

pub fn run(command: &PledgeCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match command {
        PledgeCommand::List(args) => list(args, desk, out),
        PledgeCommand::Make(args) => make(args, desk, out),
        PledgeCommand::Sign(args) => sign(args, desk, out),
    }
}

fn list(args: &ListArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let words = &out.words.pledge;
    let pledges = desk.school().pledges(args.which.year(desk), args.which.levels(), desk.today());
    let row = |pledge: &Pledge| Row {
        year: pledge.key.year,
        level: pledge.key.level.number(),
        first: (words.side)(&pledge.first),
        second: (words.side)(&pledge.second),
        signed_on: pledge.signed.as_ref().map(|signed| signed.on),
        signed_by: pledge.signed.as_ref().map(|signed| signed.by.clone()),
    };
    let shown: Vec<&Pledge> = pledges.iter().filter(|pledge| !args.missing || pledge.signed.is_none()).collect();
    if args.json.json {
        return out.json(&shown.into_iter().map(row).collect::<Vec<_>>());
    }
    if pledges.is_empty() {
        return out.say(words.none);
    }
    let cells = |pledge: &&Pledge| {
        let signed = pledge.signed.as_ref().map(|signed| (words.signed)(signed.on, &signed.by));
        vec![
            (words.level)(pledge.key.level).to_owned(),
            (words.side)(&pledge.second),
            (words.side)(&pledge.first),
            signed.unwrap_or_else(|| words.missing.to_owned()),
        ]
    };
    out.table(&words.headings, &shown.iter().map(cells).collect::<Vec<_>>())?;
    let signed = pledges.iter().filter(|pledge| pledge.signed.is_some()).count();
    out.say((words.count)(pledges.len(), signed))
}

fn make(args: &MakeArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let (year, levels) = (args.which.year(desk), args.which.levels());
    match &args.folder {
        Some(folder) => {
            let (count, place) = desk.write_pledges(year, levels, folder)?;
            out.say((out.words.pledge.made)(count, &place.display().to_string()))
        }
        None => {
            let file = (args.out.clone(), args.overwrite);
            write_paper(HelpPaper::Pledges { year, levels }, args.format, file, desk, out)
        }
    }
}

fn sign(args: &SignArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let on = desk.day_on(args.on)?;
    let level = args.level.map(|asked| PledgeLevel::from_number(asked).ok_or(Problem::UnknownLevel { asked }));
    let level = level.transpose()?;
    let year = args.year.unwrap_or(school_year(on));
    let pledges = match level {
        Some(level) => desk.school().pledges(year, &[level], on),
        None => desk.school().pledges(year, &PledgeLevel::OF_STAFF, on),
    };
    let pupil = if level == Some(PledgeLevel::Family) { Some(desk.find_pupil(&args.name)?) } else { None };
    let is_meant = |pledge: &&Pledge| match (&pledge.second, pledge.key.party) {
        (Side::Staff { name, .. }, _) => name == args.name.trim(),
        (_, Party::GuardianOf(of)) => Some(of) == pupil,
        _ => false,
    };
    let key = pledges.iter().find(is_meant).map(|pledge| pledge.key);
    let key = key.ok_or_else(|| Problem::NoPledge { name: args.name.clone() })?;
    let signed = Signed { on, by: args.by.clone().unwrap_or_default(), attachments: Vec::new() };
    desk.sign_pledge(key, &args.name, signed, &args.attach)?;
    out.say((out.words.pledge.recorded)(&args.name, on))
}

//! `baoxue district`: the schools' monthly files come in, and come together.

use super::args::{Json, Overwrite};
use super::import::{self, FileArgs};
use super::output::Output;
use crate::desk::{Desk, Format, ImportKind, Problem};
use crate::domain::district::DistrictReport;
use crate::domain::district::fault::{Fault, Place, Wrong};
use crate::domain::district::receive::{Arrived, Note, Outcome, Reception};
use crate::domain::monthly::Month;
use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum DistrictCommand {
    /// Take in the schools' monthly files (JSON), or folders of them
    Receive(ReceiveArgs),
    /// The list of schools: code, school, kind, and who is expected to send
    Schools(FileArgs),
    /// What the schools' files come to: a month, or a year's figures for the self-inspection
    Report(ReportArgs),
}

#[derive(Debug, Args)]
pub struct ReceiveArgs {
    /// Files, or folders whose JSON files are all taken
    #[arg(required_unless_present = "undo", conflicts_with = "undo", value_name = "FILES")]
    files: Vec<PathBuf>,
    /// Show what would happen, and record nothing
    #[arg(long, conflicts_with = "undo")]
    dry_run: bool,
    /// Take the last reception back: its files are out again, wholly
    #[arg(long)]
    undo: bool,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct ReportArgs {
    /// The month, such as 2026-09
    #[arg(long, value_name = "YYYY-MM", required_unless_present = "year", conflicts_with = "year")]
    month: Option<Month>,
    /// The calendar year, from 1 January on
    #[arg(long, value_name = "YYYY", value_parser = clap::value_parser!(i32).range(1900..=9999))]
    year: Option<i32>,
    /// The report date of a year, included; without it today, or the last day of a year that is over
    #[arg(long, value_name = "DATE", requires = "year")]
    to: Option<NaiveDate>,
    /// Write it as a file
    #[arg(long, value_enum, conflicts_with = "json")]
    format: Option<FormatArg>,
    /// Where to; without it into this folder
    #[arg(long, value_name = "FILE", requires = "format")]
    out: Option<PathBuf>,
    #[command(flatten)]
    overwrite: Overwrite,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatArg {
    Xlsx,
    Docx,
    Pdf,
}

impl FormatArg {
    fn read(self) -> (Format, &'static str) {
        match self {
            FormatArg::Xlsx => (Format::Xlsx, "xlsx"),
            FormatArg::Docx => (Format::Docx, "docx"),
            FormatArg::Pdf => (Format::Pdf, "pdf"),
        }
    }
}

/// What was received, as scripts read it.
#[derive(Serialize)]
struct Answer<'a> {
    recorded: bool,
    new: usize,
    replaced: usize,
    unchanged: usize,
    kept_out: usize,
    files: Vec<FileRow<'a>>,
    unknown_schools: Vec<SchoolRow<'a>>,
}

/// So many files are out again.
#[derive(Serialize)]
struct Undone {
    undone: usize,
}

#[derive(Serialize)]
struct FileRow<'a> {
    file: &'a str,
    school: &'a str,
    school_code: &'a str,
    month: Option<Month>,
    version: Option<u32>,
    outcome: Outcome,
    faults: Vec<FaultRow<'a>>,
    notes: Vec<NoteRow<'a>>,
}

#[derive(Serialize)]
struct FaultRow<'a> {
    place: &'a Place,
    kind: &'static str,
    reason: String,
}

#[derive(Serialize)]
struct NoteRow<'a> {
    #[serde(flatten)]
    note: &'a Note,
    says: String,
}

#[derive(Serialize)]
struct SchoolRow<'a> {
    school_code: &'a str,
    school: &'a str,
}

pub fn run(command: &DistrictCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    desk.must_be_a_bureau()?;
    match command {
        DistrictCommand::Receive(args) if args.undo => undo(args, desk, out),
        DistrictCommand::Receive(args) => receive(args, desk, out),
        DistrictCommand::Schools(args) => import::file(ImportKind::DistrictSchools, args, desk, out),
        DistrictCommand::Report(args) => report(args, desk, out),
    }
}

fn receive(args: &ReceiveArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let words = &out.words.district;
    let (reception, recorded) = match args.dry_run {
        true => (desk.preview_reports(&args.files).reception, false),
        false => desk.receive_files(&args.files).map(|(reception, entry)| (reception, entry.is_some()))?,
    };
    if args.json.json {
        out.json(&answer(&reception, recorded, words))?;
    } else {
        tell(&reception, recorded, args.dry_run, out)?;
    }
    match (reception.came_in(), reception.count(Outcome::KeptOut)) {
        (0, _) => Err(Problem::NothingReceived),
        (_, 0) => Ok(()),
        (_, kept_out) => out.say((words.some_kept_out)(kept_out)),
    }
}

/// What became of each file, then of all.
fn tell(reception: &Reception, recorded: bool, is_dry_run: bool, out: &mut Output) -> Result<(), Problem> {
    let words = &out.words.district;
    for arrived in &reception.arrived {
        let named = (words.arrived)(&arrived.file, &arrived.school, arrived.month, arrived.version);
        out.line(format!("{}  {named}", (words.outcome)(arrived.outcome)))?;
        for fault in &arrived.faults {
            out.line(format!("      {}", (words.fault)(fault)))?;
        }
        for note in arrived.notes.iter().filter(|note| !matches!(note, Note::NewSchool)) {
            out.line(format!("      {}", (words.note)(note)))?;
        }
    }
    let unknown: Vec<String> = unknown(reception).map(|it| format!("{} {}", it.code, it.school)).collect();
    if !unknown.is_empty() {
        out.line((words.unknown_schools)(&unknown))?;
    }
    out.line((words.counts)(counts(reception)))?;
    let is_new = |arrived: &&Arrived| arrived.notes.contains(&Note::NewSchool);
    match reception.arrived.iter().filter(is_new).count() {
        0 => {}
        new => out.say((words.new_schools)(new))?,
    }
    out.say(match (is_dry_run, recorded) {
        (true, _) => words.dry_run,
        (false, true) => words.recorded,
        (false, false) => words.nothing_to_do,
    })
}

fn undo(args: &ReceiveArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let files = desk.undo_reception()?;
    if args.json.json {
        return out.json(&Undone { undone: files });
    }
    out.say((out.words.district.undone)(files))
}

fn counts(reception: &Reception) -> [usize; 4] {
    [Outcome::New, Outcome::Replaces, Outcome::Unchanged, Outcome::KeptOut].map(|outcome| reception.count(outcome))
}

/// The files of schools that no list has.
fn unknown(reception: &Reception) -> impl Iterator<Item = &Arrived> {
    let is_unknown = |fault: &Fault| matches!(fault.wrong, Wrong::UnknownSchool | Wrong::CodeOfAnother { .. });
    reception.arrived.iter().filter(move |arrived| arrived.faults.iter().any(is_unknown))
}

fn answer<'a>(reception: &'a Reception, recorded: bool, words: &'static crate::words::DistrictWords) -> Answer<'a> {
    let [new, replaced, unchanged, kept_out] = counts(reception);
    let fault =
        |fault: &'a Fault| FaultRow { place: &fault.place, kind: fault.wrong.code(), reason: (words.fault)(fault) };
    let row = |arrived: &'a Arrived| FileRow {
        file: &arrived.file,
        school: &arrived.school,
        school_code: &arrived.code,
        month: arrived.month,
        version: arrived.version,
        outcome: arrived.outcome,
        faults: arrived.faults.iter().map(fault).collect(),
        notes: arrived.notes.iter().map(|note| NoteRow { note, says: (words.note)(note) }).collect(),
    };
    Answer {
        recorded,
        new,
        replaced,
        unchanged,
        kept_out,
        files: reception.arrived.iter().map(row).collect(),
        unknown_schools: unknown(reception)
            .map(|arrived| SchoolRow { school_code: &arrived.code, school: &arrived.school })
            .collect(),
    }
}

fn report(args: &ReportArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let words = out.words;
    let report = match args.month {
        Some(month) => {
            desk.month_has_begun(month)?;
            DistrictReport::Month(month)
        }
        None => DistrictReport::Year(report_date(args.year, args.to, desk)?),
    };
    if desk.school().district.received.is_empty() {
        out.say(words.district.nothing_received)?;
    }
    match (args.format, report) {
        (Some(format), _) => {
            let (format, ending) = format.read();
            let named = || PathBuf::from(format!("{}.{ending}", (words.district.file)(report)));
            let file = args.out.clone().unwrap_or_else(named);
            let written = desk.write_district(report, format, &file, args.overwrite.existing())?;
            out.written(&file, &written)
        }
        (None, DistrictReport::Month(month)) if args.json.json => out.json(&desk.district_month(month)),
        (None, DistrictReport::Year(to)) if args.json.json => out.json(&desk.district_year(to)),
        (None, _) => out.line(desk.district_text(report)),
    }
}

/// Up to which day a year is told: as asked, today, or its last day.
fn report_date(year: Option<i32>, to: Option<NaiveDate>, desk: &Desk) -> Result<NaiveDate, Problem> {
    let today = desk.today();
    let Some(year) = year else { return Ok(today) };
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(today);
    let (first, last) = (day(1, 1), day(12, 31));
    match to {
        Some(to) if to < first => Err(Problem::DatesReversed { from: first, to }),
        Some(to) if to > last => Err(Problem::DatesReversed { from: to, to: last }),
        Some(to) if to > today => Err(Problem::NotYet { from: to }),
        Some(to) => Ok(to),
        None if first > today => Err(Problem::NotYet { from: first }),
        None => Ok(today.min(last)),
    }
}

//! `baoxue log`: meetings, training and publicity: list, add, print.

use super::args::{Json, Overwrite};
use super::coded::{PaperFormat, coded};
use super::output::Output;
use super::plan::write_paper;
use crate::desk::{Desk, HelpPaper, Problem};
use crate::domain::school_year::{days_of_school_year, school_year};
use crate::domain::work_log::{Work, WorkKind, WorkRecord};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde::Serialize;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum LogCommand {
    /// What was logged, by date
    List(ListArgs),
    /// Log a meeting, a training, a piece of publicity
    Add(AddArgs),
    /// Write the register of it
    Write(WriteArgs),
}

#[derive(Debug, Args)]
struct WhichArgs {
    /// Only entries of this kind
    #[arg(long, value_parser = coded(&WorkKind::ALL, WorkKind::code))]
    kind: Option<WorkKind>,
    /// From this day on; without it from the first day of the school year
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// Up to and including this day; without it today
    #[arg(long, value_name = "DATE")]
    to: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub struct ListArgs {
    #[command(flatten)]
    which: WhichArgs,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct AddArgs {
    /// What it was
    #[arg(value_parser = coded(&WorkKind::ALL, WorkKind::code))]
    kind: WorkKind,
    /// When; without it today
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
    /// Where
    #[arg(long, value_name = "TEXT")]
    place: Option<String>,
    /// Who took part
    #[arg(long, value_name = "NAMES")]
    who: String,
    /// Topics, decisions, what was done
    #[arg(long, value_name = "TEXT")]
    what: String,
    /// Lists, photographs, papers, kept in the encrypted books
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct WriteArgs {
    #[command(flatten)]
    which: WhichArgs,
    /// In what form
    #[arg(long, value_enum, default_value = "docx")]
    format: PaperFormat,
    /// The file; without it one in this folder
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    overwrite: Overwrite,
}

/// An entry, as scripts read it.
#[derive(Serialize)]
struct Row {
    on: NaiveDate,
    kind: WorkKind,
    place: String,
    who: String,
    what: String,
    attachments: Vec<String>,
    recorded_by: Option<String>,
}

impl WhichArgs {
    fn read(&self, desk: &Desk) -> Result<(Option<WorkKind>, NaiveDate, NaiveDate), Problem> {
        let to = self.to.unwrap_or(desk.today());
        let from = self.from.unwrap_or(days_of_school_year(school_year(to)).0);
        if from > to {
            return Err(Problem::DatesReversed { from, to });
        }
        Ok((self.kind, from, to))
    }
}

pub fn run(command: &LogCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match command {
        LogCommand::List(args) => list(args, desk, out),
        LogCommand::Add(args) => add(args, desk, out),
        LogCommand::Write(args) => {
            let (kind, from, to) = args.which.read(desk)?;
            let file = (args.out.clone(), args.overwrite);
            write_paper(HelpPaper::WorkLog { kind, from, to }, args.format, file, desk, out)
        }
    }
}

fn list(args: &ListArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let (kind, from, to) = args.which.read(desk)?;
    let school = desk.school();
    let row = |work: &Work| Row {
        on: work.record.on,
        kind: work.record.kind,
        place: work.record.place.clone(),
        who: work.record.who.clone(),
        what: work.record.what.clone(),
        attachments: work.record.attachments.iter().map(|file| file.name.clone()).collect(),
        recorded_by: school.staff(work.recorded_by).map(|staff| staff.record.name.clone()),
    };
    let rows: Vec<Row> = school.work_done(kind, from, to).map(row).collect();
    if args.json.json {
        return out.json(&rows);
    }
    let words = &out.words.work_log;
    if rows.is_empty() {
        return out.say(words.none);
    }
    let cells = |row: &Row| {
        let attached = if row.attachments.is_empty() { String::new() } else { row.attachments.len().to_string() };
        let kind = (words.kind)(row.kind).to_owned();
        vec![row.on.to_string(), kind, row.place.clone(), row.who.clone(), row.what.clone(), attached]
    };
    out.table(&words.headings, &rows.iter().map(cells).collect::<Vec<_>>())
}

fn add(args: &AddArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let kind = args.kind;
    let record = WorkRecord {
        kind,
        on: desk.day_on(args.on)?,
        place: args.place.clone().unwrap_or_default(),
        who: args.who.clone(),
        what: args.what.clone(),
        attachments: Vec::new(),
    };
    desk.log_work(record, &args.attach)?;
    out.say((out.words.work_log.recorded)(kind))
}

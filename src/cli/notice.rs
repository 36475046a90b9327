//! `baoxue notice`: a short way to the notices to the leadership, one of the kinds of `baoxue letter`.

use super::args::{Json, On};
use super::letter::{self, ReceiptArgs, Row, ShowArgs, WriteArgs};
use super::output::Output;
use super::template;
use crate::desk::{Desk, Problem};
use crate::domain::letter::{LetterKind, Part};
use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum NoticeCommand {
    /// Issue a notice about a pupil, filled from the facts, and print its number
    New(NewArgs),
    /// The register of notices
    List(ListArgs),
    /// Show a notice as it will be printed
    Show(ShowArgs),
    /// Write a notice as DOCX, PDF or text
    Write(WriteArgs),
    /// Record that the leadership has received a notice, and what was said to it
    Receipt(ReceiptArgs),
}

#[derive(Debug, Args)]
pub struct NewArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: String,
    /// What is known of the cause, in the place of what the facts say
    #[arg(long, value_name = "TEXT")]
    cause: Option<String>,
    /// What is to be done, in the place of the usual words
    #[arg(long, value_name = "TEXT")]
    measures: Option<String>,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct ListArgs {
    #[command(flatten)]
    json: Json,
}

pub fn run(command: &NoticeCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match command {
        NoticeCommand::New(args) => new(args, desk, out),
        NoticeCommand::List(args) => list(args, desk, out),
        NoticeCommand::Show(args) => letter::show("notice", args, desk, out),
        NoticeCommand::Write(args) => letter::write(args, desk, out),
        NoticeCommand::Receipt(args) => letter::receipt(args, desk, out),
    }
}

fn new(args: &NewArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let pupil = desk.find_pupil(&args.pupil)?;
    let on = desk.day_on(args.on.on)?;
    let mut draft = desk.draft_letter(LetterKind::Escalation, pupil, on)?;
    if let Some(cause) = &args.cause {
        draft.parts.put(Part::Cause, cause);
    }
    if let Some(measures) = &args.measures {
        draft.parts.put(Part::Measures, measures);
    }
    let (no, warnings) = template::issue(draft, desk, out)?;
    if args.json.json {
        let (number, year, serial) = (no.to_string(), no.year, no.number);
        let answer = serde_json::json!({ "number": number, "year": year, "serial": serial, "warnings": warnings });
        return out.json(&answer);
    }
    out.line(no.to_string())
}

fn list(args: &ListArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let notices = desk.school().letters_of_kind(LetterKind::Escalation);
    let rows: Vec<Row> = notices.filter_map(|letter| Row::of(desk, letter)).collect();
    if args.json.json {
        return out.json(&rows);
    }
    if rows.is_empty() {
        return out.say(out.words.cli.no_notices);
    }
    let cells: Vec<Vec<String>> = rows.iter().map(|row| row.cells(None, out)).collect();
    out.table(&out.words.cli.notices_headings, &cells)
}

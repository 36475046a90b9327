//! `baoxue notice`: the notices to the leadership: issue, list, show, write, receipt.

use super::args::{Json, On};
use super::output::Output;
use crate::desk::{Desk, Format, Problem};
use crate::domain::entry::{Change, Why};
use crate::domain::letter::{Letter, LetterKind, LetterNo, Part, Receipt};
use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;
use std::path::PathBuf;

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
    /// 学籍号, or a name that only one enrolled pupil bears
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

#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The number, such as 〔2026〕3号 or 2026-3
    number: String,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct WriteArgs {
    /// The number, such as 〔2026〕3号 or 2026-3
    number: String,
    #[arg(long, value_enum)]
    format: FormatArg,
    /// The file to write; without it one in this folder that is named by the number alone
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatArg {
    Docx,
    Pdf,
    Text,
}

#[derive(Debug, Args)]
pub struct ReceiptArgs {
    /// The number, such as 〔2026〕3号 or 2026-3
    number: String,
    /// Who received it
    #[arg(long, value_name = "NAME")]
    by: String,
    /// How it was handed over, or the leadership's instruction
    #[arg(long, value_name = "TEXT", default_value = "")]
    how: String,
    #[command(flatten)]
    on: On,
}

#[derive(Serialize)]
struct Row {
    number: String,
    student_no: Option<String>,
    name: String,
    class: String,
    to: String,
    issued_on: NaiveDate,
    issued_by: Option<String>,
    receipt: Option<Receipt>,
}

pub fn run(command: &NoticeCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match command {
        NoticeCommand::New(args) => new(args, desk, out),
        NoticeCommand::List(args) => list(args, desk, out),
        NoticeCommand::Show(args) => show(args, desk, out),
        NoticeCommand::Write(args) => write(args, desk, out),
        NoticeCommand::Receipt(args) => receipt(args, desk, out),
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
    let no = desk.issue_letter(draft)?;
    if args.json.json {
        return out.json(&serde_json::json!({ "number": no.to_string(), "year": no.year, "serial": no.number }));
    }
    out.line(no.to_string())
}

impl Row {
    fn of(desk: &Desk, letter: &Letter) -> Option<Row> {
        let (school, record) = (desk.school(), &letter.record);
        let pupil = school.pupil(record.pupil)?;
        Some(Row {
            number: record.no.to_string(),
            student_no: pupil.record.student_no.as_ref().map(|no| no.as_str().to_owned()),
            name: pupil.record.name.clone(),
            class: pupil.class(record.issued_on).map(|class| class.to_string()).unwrap_or_default(),
            to: record.to.clone(),
            issued_on: record.issued_on,
            issued_by: school.staff(letter.issued_by).map(|staff| staff.record.name.clone()),
            receipt: letter.receipt.clone(),
        })
    }
}

fn list(args: &ListArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let rows: Vec<Row> =
        desk.school().letters_of_kind(LetterKind::Escalation).filter_map(|letter| Row::of(desk, letter)).collect();
    if args.json.json {
        return out.json(&rows);
    }
    let words = out.words;
    if rows.is_empty() {
        return out.say(words.cli.no_notices);
    }
    let cells = |row: &Row| {
        let receipt = row.receipt.as_ref().map(|receipt| format!("{} {}", receipt.on, receipt.by));
        vec![
            row.number.clone(),
            row.class.clone(),
            row.name.clone(),
            row.issued_on.to_string(),
            row.to.clone(),
            row.issued_by.clone().unwrap_or_default(),
            receipt.unwrap_or_else(|| words.cli.no_receipt.to_owned()),
        ]
    };
    out.table(&words.cli.notices_headings, &rows.iter().map(cells).collect::<Vec<_>>())
}

fn show(args: &ShowArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let letter = desk.find_letter(&args.number)?;
    let text = desk.letter_text(letter);
    if args.json.json {
        let row = Row::of(desk, letter);
        return out.json(&serde_json::json!({ "notice": row, "text": text }));
    }
    out.line(text.trim_end())
}

fn write(args: &WriteArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let (format, ending) = match args.format {
        FormatArg::Docx => (Format::Docx, "docx"),
        FormatArg::Pdf => (Format::Pdf, "pdf"),
        FormatArg::Text => (Format::Text, "txt"),
    };
    let no: LetterNo = desk.find_letter(&args.number)?.record.no;
    let file = args.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}.{ending}", no.file_name())));
    desk.write_letter(no, format, &file)?;
    out.say((out.words.cli.written)(&file))
}

fn receipt(args: &ReceiptArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let letter = desk.find_letter(&args.number)?.id;
    let on = desk.day_on(args.on.on)?;
    let receipt = Receipt { by: args.by.clone(), on, how: args.how.clone() };
    desk.commit(Why::RecordReceipt, vec![Change::Receipt { letter, to: Some(receipt) }])?;
    out.say(out.words.cli.receipt_recorded)
}

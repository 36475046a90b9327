//! `baoxue letter`: papers of every kind: kinds, issue, list, show, write, receipt.

use super::args::{Json, On, Overwrite};
use super::coded::coded;
use super::output::Output;
use super::template;
use crate::desk::{self, Desk, Format, LetterDraft, Problem};
use crate::domain::entry::{Change, Why};
use crate::domain::letter::{Letter, LetterKind, LetterNo, Part, Receipt};
use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum LetterCommand {
    /// Which papers there are, and which of their parts can be set
    Kinds(KindsArgs),
    /// Issue a paper about a pupil, filled from the facts, and print its number
    New(NewArgs),
    /// The register of papers
    List(ListArgs),
    /// Show a paper as it will be printed
    Show(ShowArgs),
    /// Write a paper as DOCX, PDF or text
    Write(WriteArgs),
    /// Record who received a paper, when and by what way
    Receipt(ReceiptArgs),
}

#[derive(Debug, Args)]
pub struct KindsArgs {
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct NewArgs {
    /// Which paper: its code, as `letter kinds` lists them
    #[arg(value_parser = coded(&LetterKind::ALL, LetterKind::code))]
    kind: LetterKind,
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: String,
    /// To whom, in the place of what the facts propose
    #[arg(long, value_name = "TEXT")]
    to: Option<String>,
    /// A part of the paper in other words, such as cause=TEXT; may stand several times
    #[arg(long, value_name = "PART=TEXT")]
    set: Vec<String>,
    /// The number of an issued paper that this one corrects
    #[arg(long, value_name = "NUMBER")]
    corrects: Option<String>,
    #[command(flatten)]
    on: On,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct ListArgs {
    /// Only papers of this kind
    #[arg(long, value_parser = coded(&LetterKind::ALL, LetterKind::code))]
    kind: Option<LetterKind>,
    /// Only papers about this pupil
    #[arg(long, value_name = "PUPIL")]
    pupil: Option<String>,
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
    #[command(flatten)]
    overwrite: Overwrite,
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
struct KindRow {
    kind: LetterKind,
    name: &'static str,
    /// A number of its series, where it stands alone.
    numbered_as: String,
    parts: Vec<&'static str>,
}

/// An issued paper, as scripts read it.
#[derive(Serialize)]
pub struct Row {
    number: String,
    kind: LetterKind,
    corrects: Option<String>,
    student_no: Option<String>,
    name: String,
    class: String,
    to: String,
    issued_on: NaiveDate,
    issued_by: Option<String>,
    receipt: Option<Receipt>,
}

pub fn run(command: &LetterCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match command {
        LetterCommand::Kinds(args) => kinds(args, desk, out),
        LetterCommand::New(args) => new(args, desk, out),
        LetterCommand::List(args) => list(args, desk, out),
        LetterCommand::Show(args) => show("letter", args, desk, out),
        LetterCommand::Write(args) => write(args, desk, out),
        LetterCommand::Receipt(args) => receipt(args, desk, out),
    }
}

fn kinds(args: &KindsArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let year = chrono::Datelike::year(&desk.today()).try_into().unwrap_or_default();
    let words = out.words;
    let row = |kind: LetterKind| {
        let form = desk::letter_form(kind)?;
        let no = LetterNo { series: kind.series(), year, number: 1 };
        let parts = form.parts.iter().map(|part| part.code()).collect();
        Some(KindRow { kind, name: (words.domain.letter)(kind), numbered_as: no.to_string(), parts })
    };
    let rows: Vec<KindRow> = LetterKind::ALL.into_iter().filter_map(row).collect();
    if args.json.json {
        return out.json(&rows);
    }
    let cells =
        |row: &KindRow| vec![row.kind.code().into(), row.name.into(), row.numbered_as.clone(), row.parts.join(" ")];
    out.table(&words.cli.kinds_headings, &rows.iter().map(cells).collect::<Vec<_>>())
}

fn new(args: &NewArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let (kind, pupil) = (args.kind, desk.find_pupil(&args.pupil)?);
    let on = desk.day_on(args.on.on)?;
    let mut draft = match &args.corrects {
        None => desk.draft_letter(kind, pupil, on)?,
        Some(number) => {
            let first = desk.find_letter(number)?;
            if (first.record.kind, first.record.pupil) != (kind, pupil) {
                return Err(Problem::CorrectsAnother { number: first.record.no.to_string() });
            }
            desk.draft_correction(first, on)?
        }
    };
    if let Some(to) = &args.to {
        put(&mut draft, Part::Addressee.code(), Some(to))?;
    }
    for set in &args.set {
        let (part, written) = set.split_once('=').map_or((set.as_str(), None), |(part, text)| (part, Some(text)));
        put(&mut draft, part.trim(), written)?;
    }
    let (no, warnings) = template::issue(draft, desk, out)?;
    if args.json.json {
        return out.json(&serde_json::json!({ "number": no.to_string(), "kind": kind, "warnings": warnings }));
    }
    out.line(no.to_string())
}

/// Other words for a part that the paper has.
fn put(draft: &mut LetterDraft, part: &str, written: Option<&str>) -> Result<(), Problem> {
    let asked = draft.asked();
    let known = Part::from_code(part).filter(|part| asked.contains(part));
    match (known, written) {
        (Some(part), Some(written)) => draft.parts.put(part, written),
        _ => {
            let known = asked.iter().map(|part| part.code()).collect();
            return Err(Problem::UnknownPart { asked: part.to_owned(), known });
        }
    }
    Ok(())
}

impl Row {
    pub fn of(desk: &Desk, letter: &Letter) -> Option<Row> {
        let (school, record) = (desk.school(), &letter.record);
        let pupil = school.pupil(record.pupil)?;
        Some(Row {
            number: record.no.to_string(),
            kind: record.kind,
            corrects: record.corrects.map(|no| no.to_string()),
            student_no: pupil.record.student_no.as_ref().map(|no| no.as_str().to_owned()),
            name: pupil.record.name.clone(),
            class: pupil.class(record.issued_on).map(|class| class.to_string()).unwrap_or_default(),
            to: record.to.clone(),
            issued_on: record.issued_on,
            issued_by: school.staff(letter.issued_by).map(|staff| staff.record.name.clone()),
            receipt: letter.receipt.clone(),
        })
    }

    /// The cells of a table, its kind between the first two where papers of several kinds stand in it.
    pub fn cells(&self, kind: Option<&str>, out: &Output) -> Vec<String> {
        let words = &out.words.cli;
        let corrects = self.corrects.as_ref().map(|number| (words.corrects)(number)).unwrap_or_default();
        let receipt = self.receipt.as_ref().map(|receipt| format!("{} {}", receipt.on, receipt.by));
        let mut cells = vec![format!("{}{corrects}", self.number)];
        cells.extend(kind.map(str::to_owned));
        cells.extend([
            self.class.clone(),
            self.name.clone(),
            self.issued_on.to_string(),
            self.to.clone(),
            self.issued_by.clone().unwrap_or_default(),
            receipt.unwrap_or_else(|| words.no_receipt.to_owned()),
        ]);
        cells
    }
}

fn list(args: &ListArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let pupil = args.pupil.as_ref().map(|asked| desk.find_pupil(asked)).transpose()?;
    let is_asked = |letter: &&Letter| {
        pupil.is_none_or(|pupil| pupil == letter.record.pupil)
            && args.kind.is_none_or(|kind| kind == letter.record.kind)
    };
    let rows: Vec<Row> =
        desk.school().letters.iter().filter(is_asked).filter_map(|letter| Row::of(desk, letter)).collect();
    if args.json.json {
        return out.json(&rows);
    }
    let words = out.words;
    if rows.is_empty() {
        return out.say(words.cli.no_letters);
    }
    let cells: Vec<Vec<String>> =
        rows.iter().map(|row| row.cells(Some((words.domain.letter)(row.kind)), out)).collect();
    out.table(&words.cli.letters_headings, &cells)
}

/// Prints a paper; in JSON its row stands under a name.
pub fn show(name: &str, args: &ShowArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let letter = desk.find_letter(&args.number)?;
    let text = desk.letter_text(letter);
    if args.json.json {
        return out.json(&serde_json::json!({ name: Row::of(desk, letter), "text": text }));
    }
    out.line(text.trim_end())
}

pub fn write(args: &WriteArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let (format, ending) = match args.format {
        FormatArg::Docx => (Format::Docx, "docx"),
        FormatArg::Pdf => (Format::Pdf, "pdf"),
        FormatArg::Text => (Format::Text, "txt"),
    };
    let no: LetterNo = desk.find_letter(&args.number)?.record.no;
    let file = args.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}.{ending}", no.file_name())));
    let written = desk.write_letter(no, format, &file, args.overwrite.existing())?;
    out.written(&file, &written)
}

pub fn receipt(args: &ReceiptArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let letter = desk.find_letter(&args.number)?;
    let (issued_on, letter, before) = (letter.record.issued_on, letter.id, letter.receipt.clone());
    let on = desk.day_on(args.on.on)?;
    if args.by.trim().is_empty() {
        return Err(Problem::NobodyReceived);
    }
    if on < issued_on {
        return Err(Problem::ReceivedTooEarly { issued_on });
    }
    let receipt = Receipt { by: args.by.clone(), on, how: args.how.clone() };
    desk.commit(Why::RecordReceipt, vec![Change::Receipt { letter, to: Some(receipt.clone()) }])?;
    out.say(out.words.cli.receipt_recorded)?;
    match before.filter(|before| *before != receipt) {
        Some(before) => out.say((out.words.cli.receipt_replaced)(&before)),
        None => Ok(()),
    }
}

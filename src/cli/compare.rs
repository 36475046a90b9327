//! `baoxue compare`: the books against the national system's export, name by name.

use super::args::Json;
use super::output::Output;
use crate::desk::{Compared, Desk, Fault, Format, Problem};
use crate::domain::compare::{Comparison, Differs, Disagreement, Enrolment, Side};
use crate::domain::status::StatusKind;
use clap::{Args, ValueEnum};
use serde::Serialize;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct CompareArgs {
    /// The export: XLSX, XLS, ODS or CSV; columns are found by their headings, as in import roster
    file: PathBuf,
    /// Write it as a file, to be printed and worked through
    #[arg(long, value_enum, conflicts_with = "json", requires = "out")]
    format: Option<FormatArg>,
    /// Where to; never over a file that is there
    #[arg(long, value_name = "FILE", requires = "format")]
    out: Option<PathBuf>,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatArg {
    Pdf,
    Docx,
    Xlsx,
}

/// A comparison as scripts read it.
#[derive(Serialize)]
struct Answer<'a> {
    here: usize,
    there: usize,
    agree: usize,
    rows: Vec<Row>,
    /// Pupils who were known again by the name alone, since there was neither number nor birthday.
    by_name: usize,
    /// Rows of the file that could not be read.
    unread: Vec<u32>,
    /// What of the file could not be read, cell by cell.
    faults: &'a [Fault],
}

#[derive(Serialize)]
struct Row {
    differs: Disagreement,
    name: String,
    /// Masked.
    student_no: Option<String>,
    row: Option<u32>,
    /// The earlier row that it says again.
    again: Option<u32>,
    here: Option<SideRow>,
    there: Option<SideRow>,
    /// The change of status in the books that holds, and may explain it.
    change: Option<StatusKind>,
    /// One that is applied for, and may explain it.
    pending: Option<StatusKind>,
}

#[derive(Serialize)]
struct SideRow {
    name: String,
    class: Option<String>,
    enrolment: Option<Enrolment>,
    /// How the file words it.
    state: String,
}

impl SideRow {
    fn of(side: &Side) -> SideRow {
        let class = side.class.map(|class| class.to_string());
        SideRow { name: side.name.clone(), class, enrolment: side.enrolment, state: side.state.clone() }
    }
}

impl Row {
    fn of(line: &Differs) -> Row {
        let name = line.here.as_ref().or(line.there.as_ref()).map(|side| side.name.clone());
        Row {
            differs: line.what,
            name: name.unwrap_or_default(),
            student_no: line.student_no.as_ref().map(|no| no.masked()),
            row: line.row,
            again: line.again,
            here: line.here.as_ref().map(SideRow::of),
            there: line.there.as_ref().map(SideRow::of),
            change: line.change,
            pending: line.waits,
        }
    }
}

pub fn run(args: &CompareArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let compared = desk.compare(&args.file)?;
    let comparison = &compared.comparison;
    if let (Some(format), Some(file)) = (args.format, &args.out) {
        let format = match format {
            FormatArg::Pdf => Format::Pdf,
            FormatArg::Docx => Format::Docx,
            FormatArg::Xlsx => Format::Xlsx,
        };
        let file = desk.write_comparison(&compared, format, file)?;
        warn(comparison, out)?;
        return out.say((out.words.cli.written)(&file));
    }
    if args.json.json {
        return out.json(&answer(&compared));
    }
    let words = out.words;
    if !comparison.lines.is_empty() {
        let cells = |line: &Differs| (words.compare.cells)(line).to_vec();
        out.table(&words.compare.headings, &comparison.lines.iter().map(cells).collect::<Vec<_>>())?;
    }
    for fault in &compared.faults {
        out.say((words.import.fault)(fault))?;
    }
    warn(comparison, out)?;
    out.say((words.compare.summary)(comparison))
}

/// What one must know before trusting it.
fn warn(comparison: &Comparison, out: &mut Output) -> Result<(), Problem> {
    (out.words.compare.warning)(comparison).map_or(Ok(()), |warning| out.say(warning))
}

fn answer(compared: &Compared) -> Answer<'_> {
    let comparison = &compared.comparison;
    Answer {
        here: comparison.here,
        there: comparison.there,
        agree: comparison.agree,
        rows: comparison.lines.iter().map(Row::of).collect(),
        by_name: comparison.by_name,
        unread: comparison.unread.clone(),
        faults: &compared.faults,
    }
}

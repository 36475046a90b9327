//! `baoxue register`: the registers, read and written.

use super::args::{Json, Overwrite};
use super::coded::{PaperFormat, coded};
use super::output::Output;
use super::scope::ScopeArgs;
use crate::desk::{self, Desk, Problem, RegisterLine};
use crate::domain::flags::Scope;
use crate::domain::register::{Register, RegisterKind, Span};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde::Serialize;
use serde_json::{Map, Value};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct RegisterArgs {
    /// Which register: its code, as `register kinds` lists them
    #[arg(value_parser = coded(&RegisterKind::ALL, RegisterKind::code))]
    kind: Option<RegisterKind>,
    #[command(flatten)]
    scope: ScopeArgs,
    /// First day; without it the first of the term
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// Last day, included; without it today
    #[arg(long, value_name = "DATE")]
    to: Option<NaiveDate>,
    /// Write it as a file; text without --out is printed
    #[arg(long, value_enum, conflicts_with = "json")]
    format: Option<PaperFormat>,
    /// Where to; without it into this folder, named after register and day
    #[arg(long, value_name = "FILE", requires = "format")]
    out: Option<PathBuf>,
    #[command(flatten)]
    overwrite: Overwrite,
    #[command(flatten)]
    json: Json,
    #[command(subcommand)]
    command: Option<RegisterCommand>,
}

#[derive(Debug, Subcommand)]
pub enum RegisterCommand {
    /// Which registers there are, and from what their lines come
    Kinds(KindsArgs),
}

#[derive(Debug, Args)]
pub struct KindsArgs {
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct KindRow {
    kind: RegisterKind,
    name: &'static str,
    /// The keys of its rows, in the order of the form's columns.
    columns: Vec<&'static str>,
}

/// A register as scripts read it: dates as ISO writes them, numbers of persons masked as on paper.
#[derive(Serialize)]
struct Answer {
    register: RegisterKind,
    from: NaiveDate,
    to: NaiveDate,
    as_of: NaiveDate,
    rows: Vec<Map<String, Value>>,
}

pub fn run(args: &RegisterArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let kind = match (&args.command, args.kind) {
        (None, Some(kind)) => kind,
        (Some(RegisterCommand::Kinds(kinds_args)), _) => return kinds(kinds_args.json, out),
        (None, None) => return kinds(args.json, out),
    };
    let register = Register { kind, scope: args.scope.read(desk)?, span: span(args, desk)? };
    desk.may_see_register(register)?;
    desk.reach_back_to(register.span.from)?;
    match args.format {
        Some(PaperFormat::Text) if args.out.is_none() => text(register, desk, out),
        Some(format) => write(args, register, format, desk, out),
        None if args.json.json => out.json(&answer(register, desk)),
        None => text(register, desk, out),
    }
}

fn kinds(json: Json, out: &mut Output) -> Result<(), Problem> {
    let words = &out.words.registers;
    if json.json {
        let row = |kind| KindRow {
            kind,
            name: (words.name)(kind),
            columns: desk::register_form(kind).columns.iter().map(|column| column.key).collect(),
        };
        return out.json(&RegisterKind::ALL.map(row));
    }
    let cells = |kind: RegisterKind| {
        vec![kind.code().to_owned(), (words.name)(kind).to_owned(), (words.comes_of)(kind).to_owned()]
    };
    out.table(&words.kinds_headings, &RegisterKind::ALL.map(cells))
}

/// What was asked for; without it the term up to today.
fn span(args: &RegisterArgs, desk: &Desk) -> Result<Span, Problem> {
    let term = desk.school().term_so_far(args.to.unwrap_or(desk.today()));
    let to = args.to.unwrap_or(if args.from.is_some() { desk.today() } else { term.to });
    let from = args.from.unwrap_or(term.from);
    if from > to { Err(Problem::DatesReversed { from, to }) } else { Ok(Span { from, to }) }
}

fn answer(register: Register, desk: &Desk) -> Answer {
    let columns = desk::register_form(register.kind).columns;
    let row = |line: &RegisterLine| {
        let cells = columns.iter().zip(&line.cells);
        let value = |cell| serde_json::to_value(cell).unwrap_or(Value::Null);
        cells.map(|(column, cell)| (column.key.to_owned(), value(cell))).collect()
    };
    Answer {
        register: register.kind,
        from: register.span.from,
        to: register.span.to,
        as_of: desk.today(),
        rows: desk.register_lines(register).iter().map(row).collect(),
    }
}

fn text(register: Register, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    out.line(desk.register_text(register).trim_end())
}

fn write(
    args: &RegisterArgs,
    register: Register,
    format: PaperFormat,
    desk: &mut Desk,
    out: &mut Output,
) -> Result<(), Problem> {
    let (format, ending) = format.format();
    let named = || {
        let of = match register.scope {
            Scope::School => None,
            Scope::Grade(grade) => Some(grade.to_string()),
            Scope::Class(class) => Some(class.to_string()),
        };
        PathBuf::from(format!(
            "{}.{ending}",
            (out.words.registers.file)(register.kind, of.as_deref(), register.span.to)
        ))
    };
    let file = args.out.clone().unwrap_or_else(named);
    let written = desk.write_register(register, format, &file, args.overwrite.existing())?;
    out.written(&file, &written)
}

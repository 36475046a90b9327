//! `baoxue report month`, `headcount` and `settings`: the monthly report.

mod count;
mod rows;

pub use count::{HeadcountArgs, SettingsArgs, headcount, settings};

use super::args::{Json, Overwrite};
use super::output::Output;
use super::scope;
use super::ways;
use crate::desk::{Desk, Format, MonthFormat, Problem, Signing};
use crate::domain::monthly::{
    CannotSign, Contradiction, Doubt, Line, Listed, Month, MonthSheet, Receipted, Recipient, Said, Sending,
};
use chrono::NaiveDate;
use clap::{ArgGroup, Args, ValueEnum};
use std::collections::BTreeSet;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("deed").args(["check", "sign", "correct", "explain", "sent", "figure", "format"]))]
pub struct MonthArgs {
    /// Which month, such as 2026-03; without it the one that the date acted for belongs to
    #[arg(value_name = "MONTH")]
    month: Option<Month>,
    /// List what contradicts itself, and where it is mended
    #[arg(long)]
    check: bool,
    /// Sign it, once every contradiction is mended or explained
    #[arg(long)]
    sign: bool,
    /// Sign a corrected version
    #[arg(long, requires = "why")]
    correct: bool,
    /// Say why a contradiction stands: its number or id, as --check lists them; or a kind, such as rolls, for all of it
    /// that nobody has explained
    #[arg(long, value_name = "ID", requires = "why")]
    explain: Option<String>,
    /// The reason of a correction, or of a contradiction
    #[arg(long, value_name = "TEXT")]
    why: Option<String>,
    /// Who filled it in; without it whoever holds the office. Never whoever signs
    #[arg(long, value_name = "STAFF")]
    filled_by: Option<String>,
    /// What else is said under the figures; may be repeated. A correction says it again unless it is given anew
    #[arg(long, value_name = "TEXT")]
    remark: Vec<String>,
    /// Note that it was sent
    #[arg(long, value_enum, value_name = "bureau|street")]
    sent: Option<RecipientArg>,
    /// On which day it was sent; without it today
    #[arg(long, value_name = "DATE", requires = "sent")]
    on: Option<NaiveDate>,
    /// How it was sent
    #[arg(long, value_name = "TEXT", requires = "sent")]
    how: Option<String>,
    /// Who received it, or the number of the receipt
    #[arg(long, value_name = "TEXT", requires = "sent")]
    receipt: Option<String>,
    /// The day of the receipt; without it today
    #[arg(long, value_name = "DATE", requires = "receipt")]
    received_on: Option<NaiveDate>,
    /// List the pupils behind a figure, by its key in the JSON, such as suspected.closing; counted lists who was away where
    /// the seats and the books do not agree
    #[arg(long, value_name = "FIGURE")]
    figure: Option<String>,
    /// Only the pupils of this grade
    #[arg(long, value_name = "GRADE", requires = "figure")]
    grade: Option<String>,
    /// A signed version by its number, not the last one
    #[arg(long, value_name = "N")]
    of_version: Option<u32>,
    /// Write it as a file; text without --out is printed
    #[arg(long, value_enum, conflicts_with = "json")]
    format: Option<FormatArg>,
    /// Where to; without it into this folder, named after the month
    #[arg(long, value_name = "FILE", requires = "format")]
    out: Option<PathBuf>,
    #[command(flatten)]
    overwrite: Overwrite,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatArg {
    Json,
    Xlsx,
    Docx,
    Pdf,
    Text,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RecipientArg {
    Bureau,
    Street,
}

impl From<RecipientArg> for Recipient {
    fn from(to: RecipientArg) -> Recipient {
        match to {
            RecipientArg::Bureau => Recipient::Bureau,
            RecipientArg::Street => Recipient::Street,
        }
    }
}

/// The month that is asked for; without one that of the date acted for.
fn month_of(asked: Option<Month>, desk: &Desk) -> Month {
    asked.unwrap_or_else(|| desk.school().report_of(desk.today()))
}

pub fn run(args: &MonthArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let month = month_of(args.month, desk);
    desk.reach_back_to_month(month)?;
    if args.sign || args.correct {
        return sign(args, month, desk, out);
    }
    if let Some(to) = args.sent {
        return sent(args, month, to.into(), desk, out);
    }
    if let Some(asked) = &args.explain {
        return explain(args, month, asked, desk, out);
    }
    if let Some(format) = args.format {
        return write(args, month, format, desk, out);
    }
    let sheet = desk.month_sheet(month)?;
    if let Some(asked) = &args.figure {
        return behind(args, asked, &sheet, desk, out);
    }
    let found = desk.contradictions(&sheet);
    let changed = desk.school().changed_since_signed(&sheet);
    if args.json.json {
        return out.json(&rows::Answer::of(desk, month, args.of_version, (&found, &changed), out.words)?);
    }
    if args.check {
        check(&found, desk, out)?
    } else {
        show(args, month, &found, desk, out)?
    }
    if changed.is_empty() {
        return Ok(());
    }
    let way = format!("baoxue report month {month} --correct --why …");
    out.say(ways::with((out.words.monthly.differs)(&changed), &way, out.words))
}

/// Says so where what was written names a child: the report does not.
fn say_names_are_hidden<'a>(
    written: impl IntoIterator<Item = &'a str>,
    desk: &Desk,
    out: &mut Output,
) -> Result<(), Problem> {
    let names = written.into_iter().any(|text| desk.school().names_a_child(text));
    if names { out.say(out.words.monthly.names_hidden.trim_end()) } else { Ok(()) }
}

fn sign(args: &MonthArgs, month: Month, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let corrects = args.why.clone().filter(|_| args.correct);
    let signing = Signing { corrects, filled_by: args.filled_by.clone(), remarks: args.remark.clone() };
    let version = desk.sign_month(month, &signing)?;
    let written = signing.corrects.iter().chain(&signing.remarks).map(String::as_str);
    say_names_are_hidden(written, desk, out)?;
    out.say((out.words.monthly.signed)(month, version))
}

/// What is not said anew of a sending stays as it was, field by field: a receipt comes later.
fn sent(args: &MonthArgs, month: Month, to: Recipient, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let known = desk.school().sent_to(month, to).cloned();
    let (known_on, known_how, known_receipt) = match known {
        Some(Sending { on, how, receipt }) => (Some(on), Some(how), receipt),
        None => (None, None, None),
    };
    let said = |text: &String| text.trim().to_owned();
    let how = args.how.as_ref().map(said).or(known_how).ok_or(Problem::MonthRefused(CannotSign::NotSent))?;
    let (received_on, by) = known_receipt.map_or((None, None), |known| (Some(known.on), Some(known.by)));
    let receipt = args.receipt.as_ref().map(said).or(by).map(|by| {
        let on = args.received_on.or(received_on).unwrap_or(desk.today());
        Receipted { on, by }
    });
    let sending = Sending { on: args.on.or(known_on).unwrap_or(desk.today()), how, receipt };
    desk.send_month(month, to, sending)?;
    out.say((out.words.monthly.sent)(to))
}

fn explain(args: &MonthArgs, month: Month, asked: &str, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let found = desk.contradictions(&desk.month_sheet(month)?);
    let by_number = asked.trim().parse::<usize>().ok().and_then(|nth| found.get(nth.checked_sub(1)?));
    let by_id = || found.iter().find(|it| rows::id(it) == asked.trim());
    let doubts: Vec<Doubt> = match by_number.or_else(by_id) {
        Some(it) => vec![it.doubt],
        // Of a kind those that nobody has explained.
        None => {
            let alike = found.iter().filter(|it| it.reason.is_none() && it.doubt.code() == asked.trim());
            alike.map(|it| it.doubt).collect()
        }
    };
    if doubts.is_empty() {
        let kinds: BTreeSet<&str> = found.iter().map(|it| it.doubt.code()).collect();
        return Err(Problem::UnknownDoubt { asked: asked.to_owned(), known: kinds.into_iter().collect() });
    }
    let why = args.why.as_deref().unwrap_or_default();
    desk.explain_month(month, &doubts, why)?;
    say_names_are_hidden([why], desk, out)?;
    out.say(out.words.monthly.explained)
}

fn write(args: &MonthArgs, month: Month, format: FormatArg, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let report = desk.month_report(month, args.of_version)?;
    let (format, ending) = match format {
        FormatArg::Text if args.out.is_none() => return out.line(desk.month_text(&report).trim_end()),
        FormatArg::Text => (MonthFormat::Paper(Format::Text), "txt"),
        FormatArg::Docx => (MonthFormat::Paper(Format::Docx), "docx"),
        FormatArg::Pdf => (MonthFormat::Paper(Format::Pdf), "pdf"),
        FormatArg::Xlsx => (MonthFormat::Paper(Format::Xlsx), "xlsx"),
        FormatArg::Json => (MonthFormat::Json, "json"),
    };
    let named = || PathBuf::from(format!("{}.{ending}", (out.words.monthly.file)(month, report.version)));
    let file = args.out.clone().unwrap_or_else(named);
    let written = desk.write_month(month, args.of_version, format, &file, args.overwrite.existing())?;
    out.say((out.words.cli.written)(&written))
}

/// The pupils behind a figure, by class.
fn behind(args: &MonthArgs, asked: &str, sheet: &MonthSheet, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let listed = Listed::from_code(asked.trim());
    let listed = listed.ok_or_else(|| Problem::UnknownMonthFigure { asked: asked.to_owned() })?;
    let grade = args.grade.as_deref().map(scope::grade).transpose()?;
    let (names, is_whole) = match listed {
        Listed::Figure(figure) => {
            let names = desk.school().month_names_seen(desk.who(), sheet, (figure, grade), desk.today());
            let is_whole = names.len() == sheet.names(figure, grade).len();
            (names, is_whole)
        }
        Listed::Counted | Listed::NotListed => {
            (desk.school().behind_contradictions(listed, &desk.contradictions(sheet), sheet, grade), true)
        }
    };
    let list: Vec<rows::Name> = names.iter().filter_map(|it| rows::Name::of(desk.school(), it)).collect();
    if args.json.json {
        return out.json(&list);
    }
    if !list.is_empty() {
        let cells: Vec<Vec<String>> = list.iter().map(rows::Name::cells).collect();
        out.table(&out.words.monthly.names_headings, &cells)?;
    }
    if !is_whole {
        return out.say(out.words.groups.names_withheld);
    }
    if list.is_empty() { out.say(out.words.monthly.nobody) } else { Ok(()) }
}

/// What contradicts itself, numbered.
fn check(found: &[Contradiction], desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let words = &out.words.monthly;
    if found.is_empty() {
        return out.say(words.no_doubts);
    }
    let row = |(nth, it): (usize, &Contradiction)| {
        let reason = it.reason.clone().unwrap_or_else(|| words.unexplained.to_owned());
        vec![nth.to_string(), rows::said(desk.school(), it, out.words), reason, rows::mended_by(desk.school(), it)]
    };
    let cells: Vec<Vec<String>> = (1..).zip(found).map(row).collect();
    out.table(&words.doubts_headings, &cells)?;
    out.say((words.doubts)(found.len(), open(found)))
}

fn open(found: &[Contradiction]) -> usize {
    found.iter().filter(|it| it.reason.is_none()).count()
}

/// The figures, a line each, under the grades.
fn show(args: &MonthArgs, month: Month, found: &[Contradiction], desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let report = desk.month_report(month, args.of_version)?;
    let (school, words) = (desk.school(), &out.words.monthly);
    let mut headings = vec![String::new(), words.item.to_owned()];
    headings.extend(report.grades.iter().filter_map(|line| line.grade()).map(|grade| grade.to_string()));
    headings.push(words.total.to_owned());
    let said = |said: Said| match said {
        Said::Number(number) => number.to_string(),
        Said::Rate(rate) => format!("{}%", rate.percent(2)),
        Said::NotCounted => words.not_counted.to_owned(),
        Said::NotAsked => String::new(),
    };
    let cells = Line::of(&report).into_iter().map(|line| {
        let name = match line {
            Line::Of(figure) => (words.figure)(figure),
            Line::Difference => words.difference,
            Line::Rate => out.words.week.rate,
            Line::Intake(figure) => (words.intake)(figure),
        };
        let mut cells = vec![line.number().to_owned(), name.to_owned()];
        cells.extend(line.said(&report).into_iter().map(said));
        cells
    });
    let cells: Vec<Vec<String>> = cells.collect();
    out.table(&headings.iter().map(String::as_str).collect::<Vec<_>>(), &cells)?;
    let stage = (words.stage)(school.report_stage(month), report.version);
    let span = crate::domain::register::Span { from: report.from, to: report.to };
    out.say((words.head)(month, span, &stage, school.report_due(month)))?;
    if found.is_empty() { Ok(()) } else { out.say((words.doubts)(found.len(), open(found))) }
}

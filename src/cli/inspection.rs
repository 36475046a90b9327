//! `baoxue report self-inspection` and `baoxue evidence export`: the year gone over, and what proves it.

use super::args::{Json, Overwrite};
use super::coded::coded;
use super::output::Output;
use crate::desk::{Desk, Format, Problem};
use crate::domain::class::Stage;
use crate::domain::figures::TenThousandths;
use crate::domain::inspection::{Amount, Behind, Fact, Figure, FigureKind, Hukou, Inspection, Section};
use crate::domain::people::Sex;
use crate::words::Words;
use chrono::{Datelike, NaiveDate};
use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct InspectionArgs {
    /// Which year; without it the running one
    #[arg(long)]
    year: Option<i32>,
    /// The day of the report, the last that is counted; without it today, or 31 December of a year gone by
    #[arg(long, value_name = "DATE")]
    to: Option<NaiveDate>,
    /// The pupils behind a figure, by its code
    #[arg(long, value_name = "FIGURE", conflicts_with_all = ["format", "section"])]
    figure: Option<String>,
    /// The section whose words are written
    #[arg(long, value_parser = coded(&Section::ALL, Section::code), requires = "text", conflicts_with_all = ["format", "json"])]
    section: Option<Section>,
    /// The words, a paragraph a line; empty ones take them back
    #[arg(long, value_name = "TEXT", requires = "section")]
    text: Option<String>,
    /// Write it as a file; text without --out is printed
    #[arg(long, value_enum, conflicts_with = "json")]
    format: Option<FormatArg>,
    /// Where to; without it into this folder, named after the year
    #[arg(long, value_name = "FILE", requires = "format")]
    out: Option<PathBuf>,
    #[command(flatten)]
    overwrite: Overwrite,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Subcommand)]
pub enum EvidenceCommand {
    /// Write the papers of a year by chapter, with their attachments and a list
    Export(ExportArgs),
}

#[derive(Debug, Args)]
pub struct ExportArgs {
    /// A new folder, or an empty one; where it holds anything the new one stands beside it, as NAME (2)
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Which year; without it the running one
    #[arg(long)]
    year: Option<i32>,
    /// The last day that is counted; without it today, or 31 December of a year gone by
    #[arg(long, value_name = "DATE")]
    to: Option<NaiveDate>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatArg {
    Pdf,
    Docx,
    Text,
}

#[derive(Serialize)]
struct Answer {
    year: i32,
    from: NaiveDate,
    to: NaiveDate,
    /// Where it lies after the first day of the span.
    #[serde(skip_serializing_if = "Option::is_none")]
    books_begin: Option<NaiveDate>,
    school: String,
    figures: Vec<FigureRow>,
    sections: Vec<SectionRow>,
    /// The codes of sections for which nothing is written.
    unwritten: Vec<&'static str>,
}

#[derive(Serialize)]
struct FigureRow {
    figure: String,
    name: String,
    section: &'static str,
    /// A count.
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
    /// A rate: so many of so many; null where there is nothing to divide by.
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<ShareRow>,
    /// What must be known of it; of a figure with neither count nor share, why the books cannot tell it.
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    formula: &'static str,
    behind: Vec<BehindRow>,
}

#[derive(Serialize)]
struct ShareRow {
    of: u64,
    among: u64,
    rate: Option<TenThousandths>,
}

#[derive(Serialize)]
struct BehindRow {
    /// A pupil, a class, a week, a month, or what else it is.
    name: String,
    class: Option<String>,
    /// What belongs to it: the class of a pupil, so many of so many of a class.
    more: String,
    on: Option<NaiveDate>,
}

#[derive(Serialize)]
struct SectionRow {
    section: &'static str,
    name: &'static str,
    text: Option<String>,
}

pub fn run(args: &InspectionArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let year = args.year.unwrap_or(desk.today().year());
    let words = &out.words.inspection;
    if let (Some(section), Some(text)) = (args.section, &args.text) {
        desk.write_prose(year, section, text)?;
        let said = if text.trim().is_empty() { words.prose_gone } else { words.prose_kept };
        return out.say(said((words.section)(section), year));
    }
    let inspection = desk.inspection(year, args.to)?;
    match (&args.figure, args.format) {
        (Some(asked), _) => behind(asked, &inspection, args.json, desk, out),
        (None, Some(FormatArg::Text)) if args.out.is_none() => out.line(desk.inspection_text(&inspection).trim_end()),
        (None, Some(format)) => write(args, &inspection, format, desk, out),
        (None, None) if args.json.json => out.json(&answer(&inspection, desk, out.words)),
        (None, None) => table(&inspection, out),
    }
}

pub fn evidence(command: &EvidenceCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let EvidenceCommand::Export(args) = command;
    let inspection = desk.inspection(args.year.unwrap_or(desk.today().year()), args.to)?;
    let words = &out.words.inspection;
    let mut begun = desk.begin_evidence(&inspection, &args.folder)?;
    loop {
        let filed = desk.file_evidence(&mut begun, 1)?;
        out.say((words.filed)(filed.done, filed.of))?;
        if filed.done == filed.of {
            break;
        }
    }
    let evidence = desk.end_evidence(begun)?;
    if evidence.place != args.folder {
        out.say((out.words.cli.written_beside)(&args.folder, &evidence.place))?;
    }
    out.say((words.evidence)(&evidence.place, evidence.papers, evidence.originals))?;
    evidence.left_out.iter().try_for_each(|left_out| out.say((words.left_out)(*left_out)))
}

/// The language-neutral name of a figure, as in JSON.
fn code(kind: FigureKind) -> String {
    match kind {
        FigureKind::OfSex(Sex::Male) => "boys".into(),
        FigureKind::OfSex(Sex::Female) => "girls".into(),
        FigureKind::InStage(Stage::Primary) => "stage:primary".into(),
        FigureKind::InStage(Stage::Junior) => "stage:junior".into(),
        FigureKind::OfHukou(Hukou::Local) => "hukou:local".into(),
        FigureKind::OfHukou(Hukou::Elsewhere) => "hukou:elsewhere".into(),
        FigureKind::OfHukou(Hukou::Unsaid) => "hukou:unsaid".into(),
        FigureKind::Deferred => "deferred".into(),
        FigureKind::DropoutRate => "dropout_rate".into(),
        FigureKind::WatchPassed => "watch_passed".into(),
        FigureKind::AwayAgain => "away_again".into(),
        FigureKind::Papers => "papers".into(),
        FigureKind::InGrade(grade) => format!("grade:{}", grade.get()),
        FigureKind::CasesClosed(exit) => format!("closed:{}", exit.code()),
        FigureKind::InGroup(group) => format!("group:{}", group.code()),
        FigureKind::Retention(grade) => format!("retention:{}", grade.get()),
        FigureKind::Plans(kind) => format!("plans:{}", kind.code()),
        FigureKind::Pledges => "pledges".into(),
        FigureKind::Meetings => "meetings".into(),
        FigureKind::EntrantsRegistered => "entrants_registered".into(),
        FigureKind::SignedMonths => "signed_months".into(),
        FigureKind::Aided => "aided".into(),
        FigureKind::HomeTaught => "home_taught".into(),
        FigureKind::Lessons => "lessons".into(),
        FigureKind::Classes => "classes".into(),
        FigureKind::Pupils => "pupils".into(),
        FigureKind::Suspended => "suspended".into(),
        FigureKind::TransferredIn => "transferred_in".into(),
        FigureKind::TransferredOut => "transferred_out".into(),
        FigureKind::SuspendedSince => "suspended_since".into(),
        FigureKind::Resumed => "resumed".into(),
        FigureKind::Renewed => "renewed".into(),
        FigureKind::LeftCountry => "left_country".into(),
        FigureKind::ToSpecialSchool => "to_special_school".into(),
        FigureKind::Died => "died".into(),
        FigureKind::Suspected => "suspected".into(),
        FigureKind::Dropouts => "dropouts".into(),
        FigureKind::PersuadedBackRate => "persuaded_back_rate".into(),
        FigureKind::PersuadedBack => "persuaded_back".into(),
        FigureKind::InWatch => "in_watch".into(),
        FigureKind::AttendanceRate => "attendance_rate".into(),
        FigureKind::RollsTaken => "rolls_taken".into(),
        FigureKind::CasesOpened => "cases_opened".into(),
        FigureKind::SameDayContact => "same_day_contact".into(),
        FigureKind::Contacts => "contacts".into(),
        FigureKind::Visits => "visits".into(),
        FigureKind::Persuasions => "persuasions".into(),
        FigureKind::Escalations => "escalations".into(),
        FigureKind::Reports => "reports".into(),
        FigureKind::StreetLetters => "street_letters".into(),
        FigureKind::GuardianNotices => "guardian_notices".into(),
        FigureKind::SignedWeeks => "signed_weeks".into(),
    }
}

/// The facts behind a figure, of whom the person who acts may see.
fn behind_rows(figure: &Figure, desk: &Desk, to: NaiveDate, words: &Words) -> Vec<BehindRow> {
    let school = desk.school();
    let row = |behind: &Behind| {
        let [name, more, _] = (words.inspection.fact)(school, behind, to);
        let class = match behind.fact {
            Fact::Class(class, _) => Some(class),
            fact => fact.pupil().and_then(|pupil| school.last_class(pupil, behind.on.unwrap_or(to))),
        };
        BehindRow { name, class: class.map(|class| class.to_string()), more, on: behind.on }
    };
    school.behind_seen(desk.who(), figure, desk.today()).iter().map(row).collect()
}

fn answer(inspection: &Inspection, desk: &Desk, words: &Words) -> Answer {
    let all = words;
    let words = &words.inspection;
    let figure = |figure: &Figure| {
        let (count, share) = match figure.amount {
            Amount::Count(count) => (Some(count), None),
            Amount::Share { of, among } => (None, Some(ShareRow { of, among, rate: figure.amount.rate() })),
            Amount::Untold => (None, None),
        };
        FigureRow {
            figure: code(figure.kind),
            name: (words.figure)(figure.kind),
            section: figure.kind.section().code(),
            count,
            share,
            note: figure.note.map(words.note),
            formula: (words.formula)(figure.kind),
            behind: behind_rows(figure, desk, inspection.span.to, all),
        }
    };
    let section = |(section, text): &(Section, Option<String>)| SectionRow {
        section: section.code(),
        name: (words.section)(*section),
        text: text.clone(),
    };
    Answer {
        year: inspection.year,
        from: inspection.span.from,
        to: inspection.span.to,
        books_begin: inspection.books_begin,
        school: desk.school().name.clone(),
        figures: inspection.figures.iter().map(figure).collect(),
        sections: inspection.prose.iter().map(section).collect(),
        unwritten: inspection.unwritten().into_iter().map(Section::code).collect(),
    }
}

fn table(inspection: &Inspection, out: &mut Output) -> Result<(), Problem> {
    let words = &out.words.inspection;
    if let Some(begin) = inspection.books_begin.filter(|_| inspection.is_before_the_books()) {
        return out.say((words.before_the_books)(inspection.year, begin));
    }
    let row = |figure: &Figure| {
        let amount = match figure.amount {
            Amount::Count(count) => count.to_string(),
            Amount::Share { of, among } => {
                let rate = figure.amount.rate().map_or_else(|| "—".to_owned(), |rate| rate.percent(2) + "%");
                format!("{rate}  {}", (words.share)(of, among))
            }
            Amount::Untold => "—".to_owned(),
        };
        let section = (words.section)(figure.kind.section()).to_owned();
        let formula = (words.formula)(figure.kind).to_owned();
        vec![section, (words.figure)(figure.kind), amount, figure.note.map_or(formula, words.note)]
    };
    let rows: Vec<Vec<String>> = inspection.figures.iter().map(row).collect();
    out.table(&words.headings, &rows)?;
    let unwritten: Vec<&str> = inspection.unwritten().into_iter().map(words.section).collect();
    let said = if unwritten.is_empty() { words.all_written.to_owned() } else { (words.unwritten)(&unwritten) };
    out.say(said)
}

fn behind(asked: &str, inspection: &Inspection, json: Json, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let words = &out.words.inspection;
    let figure = inspection.figures.iter().find(|figure| code(figure.kind) == asked);
    let figure = figure.ok_or_else(|| Problem::UnknownFigure { asked: asked.to_owned() })?;
    let rows = behind_rows(figure, desk, inspection.span.to, out.words);
    let is_whole = rows.len() == figure.behind.len();
    if json.json {
        return out.json(&rows);
    }
    if rows.is_empty() {
        return out.say(if is_whole { words.no_behind } else { out.words.groups.names_withheld });
    }
    let row = |row: BehindRow| {
        let on = row.on.map(|on| on.to_string()).unwrap_or_default();
        vec![row.name, row.more, on]
    };
    out.table(&words.behind_headings, &rows.into_iter().map(row).collect::<Vec<_>>())?;
    if is_whole { Ok(()) } else { out.say(out.words.groups.names_withheld) }
}

fn write(
    args: &InspectionArgs,
    inspection: &Inspection,
    format: FormatArg,
    desk: &mut Desk,
    out: &mut Output,
) -> Result<(), Problem> {
    let (format, ending) = match format {
        FormatArg::Docx => (Format::Docx, "docx"),
        FormatArg::Pdf => (Format::Pdf, "pdf"),
        FormatArg::Text => (Format::Text, "txt"),
    };
    let named = || PathBuf::from(format!("{}.{ending}", (out.words.inspection.file)(inspection.year)));
    let asked = args.out.clone().unwrap_or_else(named);
    let file = desk.write_inspection(inspection, format, &asked, args.overwrite.existing())?;
    out.written(&asked, &file)
}

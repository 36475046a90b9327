//! `baoxue import`: a class list, attendance, a calendar, a staff list or a list of new entrants comes in, after a
//! preview, wholly or not at all.

use super::args::Json;
use super::output::Output;
use super::{import_group, scope, ways};
use crate::desk::{Desk, EntrantOptions, ImportKind, Problem};
use crate::domain::class::Class;
use crate::domain::entrant::Source;
use crate::exchange::attendance::Options;
use crate::exchange::calendar::Whose;
use crate::exchange::legend::{Legend, NoLegend, Preset};
use crate::exchange::plan::{Counts, Fault, Item, Kept, Note, Plan};
use crate::words::Words;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde::Serialize;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// A class list: XLSX, XLS, ODS or CSV; columns are found by their headings
    Roster(FileArgs),
    /// Attendance: a long table, or the monthly sheet of a class
    Attendance(AttendanceArgs),
    /// The school's own days (CSV or .ics), or with --national the holidays of a year
    Calendar(CalendarArgs),
    /// A staff list: names, roles, classes and grades
    Staff(FileArgs),
    /// A list of a key group, matched by ID number: who is in this school, who is not, who is not on the list
    Group(import_group::GroupFileArgs),
    /// A list of children of age, from police, villages or primary schools
    Entrants(EntrantsArgs),
}

#[derive(Debug, Args)]
pub struct FileArgs {
    pub(super) file: PathBuf,
    /// Show what would happen, and record nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Write the faulty rows into this CSV file, to be mended and imported again
    #[arg(long, value_name = "FILE")]
    pub(super) faulty: Option<PathBuf>,
    #[command(flatten)]
    pub(super) json: Json,
}

#[derive(Debug, Args)]
pub struct AttendanceArgs {
    #[command(flatten)]
    file: FileArgs,
    /// The signs of a monthly sheet: a, b, c, or such as "√=present ×=truant ○=sick"; without it the sheet's own legend
    #[arg(long, value_name = "LEGEND", value_parser = legend)]
    legend: Option<Legend>,
    /// The class of a monthly sheet that does not say it
    #[arg(long, value_name = "CLASS")]
    class: Option<Class>,
    /// Year and month of a monthly sheet that does not say them, such as 2025-10
    #[arg(long, value_name = "YYYY-MM", value_parser = month)]
    month: Option<(i32, u32)>,
}

#[derive(Debug, Args)]
pub struct CalendarArgs {
    #[command(flatten)]
    file: FileArgs,
    /// The file is the national table of holidays and make-up days of the years in it
    #[arg(long)]
    national: bool,
}

#[derive(Debug, Args)]
pub struct EntrantsArgs {
    #[command(flatten)]
    file: FileArgs,
    /// For the school year that begins in this year; without it the next autumn, or from September on the last
    #[arg(long, value_name = "YEAR")]
    year: Option<i32>,
    /// The grade to be entered, 1 or 7, where neither the file nor the school says it
    #[arg(long, value_name = "GRADE")]
    grade: Option<String>,
    /// From whom the list is: police, village, leavers, other
    #[arg(long, value_name = "SOURCE", value_parser = source)]
    source: Option<Source>,
    /// The day of the list; without it today
    #[arg(long, value_name = "DATE")]
    listed_on: Option<NaiveDate>,
    /// Where the file says otherwise than earlier lists, it is right
    #[arg(long)]
    overrule: bool,
}

impl EntrantsArgs {
    fn kind(&self) -> Result<ImportKind, Problem> {
        let grade = self.grade.as_deref().map(scope::grade).transpose()?;
        let (year, source, listed_on, overrules) = (self.year, self.source, self.listed_on, self.overrule);
        Ok(ImportKind::Entrants(EntrantOptions { year, grade, source, listed_on, overrules }))
    }
}

fn source(code: &str) -> Result<Source, String> {
    let codes = || Source::ALL.map(Source::code).join(", ");
    Source::from_code(code).ok_or_else(codes)
}

fn legend(text: &str) -> Result<Legend, NoLegend> {
    match text.trim() {
        "a" | "A" => Ok(Legend::preset(Preset::A)),
        "b" | "B" => Ok(Legend::preset(Preset::B)),
        "c" | "C" => Ok(Legend::preset(Preset::C)),
        signs => Legend::parse(signs),
    }
}

fn month(text: &str) -> Result<(i32, u32), String> {
    let read = text.split_once('-').and_then(|(year, month)| Some((year.parse().ok()?, month.parse().ok()?)));
    read.filter(|(_, month)| (1..=12).contains(month)).ok_or_else(|| "such as 2025-10".to_owned())
}

impl AttendanceArgs {
    fn kind(&self) -> ImportKind {
        let (legend, class, month) = (self.legend.clone(), self.class, self.month);
        ImportKind::Attendance(Options { legend, class, month, ..Options::default() })
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    recorded: bool,
    #[serde(flatten)]
    counts: Counts,
    changes: &'a [Item],
    missing_from_file: &'a [Item],
    kept_as_in_books: &'a [Kept],
    faults: Vec<FaultRow<'a>>,
    unread_columns: &'a [String],
    notes: &'a [Note],
}

#[derive(Serialize)]
pub(super) struct FaultRow<'a> {
    #[serde(flatten)]
    pub(super) fault: &'a Fault,
    pub(super) reason: String,
}

pub fn run(command: &ImportCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let (kind, args) = match command {
        ImportCommand::Roster(args) => (ImportKind::Roster, args),
        ImportCommand::Attendance(args) => (args.kind(), &args.file),
        ImportCommand::Staff(args) => (ImportKind::Staff, args),
        ImportCommand::Group(args) => return import_group::run(args, desk, out),
        ImportCommand::Entrants(args) => (args.kind()?, &args.file),
        ImportCommand::Calendar(args) => {
            (ImportKind::Calendar(if args.national { Whose::Nation } else { Whose::School }), &args.file)
        }
    };
    file(kind, args, desk, out)
}

/// Reads one file as what it is said to be, shows what it would change, and records that.
pub fn file(kind: ImportKind, args: &FileArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let words = out.words;
    let preview = desk.preview(kind, &args.file)?;
    let reason = |fault: &Fault| (words.import.fault)(fault);
    if let Some(file) = &args.faulty
        && let Some(written) = desk.write_faulty_rows(&preview, file, reason)?
    {
        out.written(file, &written)?;
    }
    let shown = preview.plan.clone();
    let recorded = if args.dry_run { false } else { desk.import(preview)?.is_some() };
    if args.json.json {
        let faults = shown.faults.iter().map(|fault| FaultRow { fault, reason: reason(fault) }).collect();
        return out.json(&Answer {
            recorded,
            counts: shown.counts(),
            changes: &shown.changed,
            missing_from_file: &shown.missing,
            kept_as_in_books: &shown.kept,
            faults,
            unread_columns: &shown.unread_columns,
            notes: &shown.notes,
        });
    }
    for line in lines(&shown, words) {
        out.line(line)?;
    }
    match (args.dry_run, recorded) {
        (true, _) => out.say(words.import.dry_run),
        (false, true) => out.say((words.import.recorded)(shown.counts().faulty_rows)),
        (false, false) => out.say(words.import.nothing_to_do),
    }
}

/// The preview as text: counts, changes field by field, who is missing, of whom the books stay as they are, faults, columns
/// that were not read.
fn lines(plan: &Plan, words: &Words) -> Vec<String> {
    let say = &words.import;
    let mut lines = vec![(say.counts)(&plan.counts())];
    lines.extend(plan.changed.iter().map(|item| say.changed(item)));
    lines.extend(plan.missing.iter().map(|item| (say.missing)(item)));
    lines.extend(plan.kept.iter().map(|kept| (say.kept)(kept)));
    lines.extend(plan.is_foresaid().then(|| ways::with(say.kept_by_list.to_owned(), "--overrule", words)));
    lines.extend(
        plan.is_bound().then(|| ways::with(say.kept_by_status.to_owned(), "baoxue status …; baoxue compare …", words)),
    );
    lines.extend(plan.faults.iter().map(|fault| (say.fault)(fault)));
    if !plan.unread_columns.is_empty() {
        lines.push((say.unread_columns)(&plan.unread_columns));
    }
    lines.extend(plan.notes.iter().map(|note| (say.note)(note)));
    lines
}

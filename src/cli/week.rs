//! `baoxue week`: the grade lead's week, read, reviewed, signed and written.

use super::args::{Json, Overwrite};
use super::coded::PaperFormat;
use super::flags::OwedRow;
use super::output::Output;
use super::scope::ScopeArgs;
use crate::desk::{Desk, Format, Problem, printed};
use crate::domain::figures::TenThousandths;
use crate::domain::flags::Scope;
use crate::domain::review::{Review, ReviewRecord, SignedWeek, Week};
use crate::domain::school::School;
use crate::domain::week::{ClassDay, ClassWeek, Done, PupilWeek, Turn, WeekSheet};
use crate::words::Words;
use chrono::{NaiveDate, NaiveDateTime};
use clap::{Args, Subcommand};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct WeekArgs {
    /// Which week by ISO 8601, such as 2026-W12; without it the running one
    #[arg(value_name = "WEEK")]
    week: Option<Week>,
    #[command(flatten)]
    scope: ScopeArgs,
    /// Write it as a file; text without --out is printed
    #[arg(long, value_enum, conflicts_with = "json")]
    format: Option<PaperFormat>,
    /// Where to; without it into this folder, named after the week
    #[arg(long, value_name = "FILE", requires = "format")]
    out: Option<PathBuf>,
    #[command(flatten)]
    overwrite: Overwrite,
    #[command(flatten)]
    json: Json,
    #[command(subcommand)]
    command: Option<WeekCommand>,
}

#[derive(Debug, Subcommand)]
pub enum WeekCommand {
    /// Sign the week off, once every pupil on its list has been looked at
    Sign(SignArgs),
    /// Note that a pupil was looked at, or ask the homeroom teacher
    Review(ReviewArgs),
}

#[derive(Debug, Args)]
pub struct SignArgs {
    /// Which week by ISO 8601, such as 2026-W12; without it the running one
    #[arg(value_name = "WEEK")]
    week: Option<Week>,
    #[command(flatten)]
    scope: ScopeArgs,
    /// What stands under the signature
    #[arg(long, value_name = "TEXT", default_value = "")]
    remark: String,
}

#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// 学籍号, or the name where only one enrolled pupil bears it
    pupil: String,
    /// Which week by ISO 8601, such as 2026-W12; without it the running one
    #[arg(long, value_name = "WEEK")]
    week: Option<Week>,
    /// A remark on the pupil who was looked at
    #[arg(long, value_name = "TEXT", conflicts_with = "ask")]
    remark: Option<String>,
    /// A question to the homeroom teacher, on whose list it stands until something is recorded
    #[arg(long, value_name = "TEXT")]
    ask: Option<String>,
}

#[derive(Serialize)]
struct Answer {
    week: String,
    from: NaiveDate,
    to: NaiveDate,
    as_of: NaiveDate,
    scope: String,
    /// None in the holidays: the week has no school days.
    term: Option<String>,
    signed: Option<SignatureRow>,
    /// How many pupils stand how against the week before.
    changes: BTreeMap<&'static str, usize>,
    classes: Vec<ClassRow>,
    pupils: Vec<PupilRow>,
}

#[derive(Serialize)]
struct SignatureRow {
    by: Option<String>,
    at: NaiveDateTime,
    remark: String,
}

#[derive(Serialize)]
struct ClassRow {
    class: String,
    days: Vec<DayRow>,
    rate: Option<TenThousandths>,
    unexcused_pupils: usize,
    gaps: u16,
}

#[derive(Serialize)]
struct DayRow {
    date: NaiveDate,
    school_day: bool,
    rate: Option<TenThousandths>,
    taken: u16,
    due: u16,
}

#[derive(Serialize)]
struct PupilRow {
    student_no: Option<String>,
    name: String,
    class: String,
    streak_days: u16,
    change: &'static str,
    danger: bool,
    found: Option<String>,
    done: DoneRow,
    owed: Vec<OwedRow>,
    review: Option<ReviewRow>,
}

#[derive(Serialize)]
struct DoneRow {
    contacts: usize,
    reached: usize,
    visits: usize,
    letters: usize,
    steps: usize,
}

/// What the grade lead did about a pupil.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum ReviewRow {
    Seen {
        remark: String,
        /// A question that was open when the pupil was looked at.
        #[serde(skip_serializing_if = "Option::is_none")]
        question: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        answered: Option<bool>,
        by: Option<String>,
        at: NaiveDateTime,
    },
    Asked {
        question: String,
        answered: bool,
        by: Option<String>,
        at: NaiveDateTime,
    },
}

pub fn run(args: &WeekArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match &args.command {
        Some(WeekCommand::Sign(args)) => return sign(args, desk, out),
        Some(WeekCommand::Review(args)) => return review(args, desk, out),
        None => {}
    }
    let (week, scope) = (week_of(args.week, desk), args.scope.read(desk)?);
    desk.reach_back_to(week.monday())?;
    if let Some(format) = args.format {
        return write(args, week, scope, format, desk, out);
    }
    let sheet = desk.week(week, scope);
    super::warn_of_missing_tables(desk, out)?;
    if args.json.json { out.json(&Answer::of(desk.school(), &sheet, out.words)) } else { show(&sheet, desk, out) }
}

/// Without a week, that of the date acted for.
fn week_of(asked: Option<Week>, desk: &Desk) -> Week {
    asked.unwrap_or_else(|| Week::of(desk.today()))
}

fn sign(args: &SignArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let (week, scope) = (week_of(args.week, desk), args.scope.read(desk)?);
    desk.sign_week(week, scope, &args.remark)?;
    out.say(out.words.week.recorded)?;
    let waits: Vec<String> =
        desk.week(week, scope).asked_about().map(|row| still_asked(row, desk, out.words)).collect();
    waits.iter().try_for_each(|line| out.say(line))
}

/// Whose question waits, and what it is.
fn still_asked(row: &PupilWeek, desk: &Desk, words: &Words) -> String {
    let name = desk.school().pupil(row.pupil).map_or("", |pupil| &pupil.record.name);
    (words.week.still_asked)(&format!("{} {name}", row.class), row.open_question().unwrap_or_default())
}

fn review(args: &ReviewArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let (week, pupil) = (week_of(args.week, desk), desk.find_pupil(&args.pupil)?);
    match &args.ask {
        Some(question) => desk.review(week, pupil, ReviewRecord::Asked { question: question.clone() })?,
        None => desk.see(week, pupil, args.remark.as_deref().unwrap_or_default())?,
    }
    out.say(out.words.week.recorded)?;
    let sheet = desk.week(week, Scope::School);
    let waits = sheet.asked_about().find(|row| row.pupil == pupil).filter(|_| args.ask.is_none());
    waits.map_or(Ok(()), |row| out.say(still_asked(row, desk, out.words)))
}

fn write(
    args: &WeekArgs,
    week: Week,
    scope: Scope,
    format: PaperFormat,
    desk: &mut Desk,
    out: &mut Output,
) -> Result<(), Problem> {
    let (format, ending) = format.format();
    if format == Format::Text && args.out.is_none() {
        let lines = printed(&desk.week_paper(week, scope), TEXT_WIDTH);
        return lines.iter().try_for_each(|line| out.line(line));
    }
    let file = args.out.clone().unwrap_or_else(|| PathBuf::from(format!("{week}.{ending}")));
    let written = desk.write_week(week, scope, format, &file, args.overwrite.existing())?;
    out.written(&file, &written)
}

/// Cells of the printed text.
const TEXT_WIDTH: u16 = 76;

impl Answer {
    fn of(school: &School, sheet: &WeekSheet, words: &Words) -> Answer {
        Answer {
            week: sheet.week.to_string(),
            from: sheet.week.monday(),
            to: sheet.week.sunday(),
            as_of: sheet.as_of,
            scope: scope_name(sheet.scope),
            term: sheet.term.clone(),
            signed: sheet.signed.as_ref().map(|signed| SignatureRow::of(school, signed)),
            changes: changes(sheet),
            classes: sheet.classes.iter().map(ClassRow::of).collect(),
            pupils: sheet.pupils.iter().filter_map(|row| PupilRow::of(school, row, words)).collect(),
        }
    }
}

/// Each of them, also where there is nobody.
fn changes(sheet: &WeekSheet) -> BTreeMap<&'static str, usize> {
    let none = Turn::ALL.into_iter().map(|turn| (turn.code(), 0));
    none.chain(sheet.changes().into_iter().map(|(turn, count)| (turn.code(), count))).collect()
}

fn scope_name(scope: Scope) -> String {
    match scope {
        Scope::School => "school".to_owned(),
        Scope::Grade(grade) => grade.to_string(),
        Scope::Class(class) => class.to_string(),
    }
}

impl SignatureRow {
    fn of(school: &School, signed: &SignedWeek) -> SignatureRow {
        let by = school.staff(signed.by).map(|staff| staff.record.name.clone());
        SignatureRow { by, at: signed.at, remark: signed.remark.clone() }
    }
}

impl ClassRow {
    fn of(class: &ClassWeek) -> ClassRow {
        let day = |day: &ClassDay| DayRow {
            date: day.date,
            school_day: day.school_day,
            rate: day.rate(),
            taken: day.taken,
            due: day.due,
        };
        ClassRow {
            class: class.class.to_string(),
            days: class.days.iter().map(day).collect(),
            rate: class.rate(),
            unexcused_pupils: class.unexcused_pupils,
            gaps: class.gaps(),
        }
    }
}

impl PupilRow {
    fn of(school: &School, row: &PupilWeek, words: &Words) -> Option<PupilRow> {
        let record = &school.pupil(row.pupil)?.record;
        Some(PupilRow {
            student_no: record.student_no.as_ref().map(|no| no.as_str().to_owned()),
            name: record.name.clone(),
            class: row.class.to_string(),
            streak_days: row.streak,
            change: row.turn.code(),
            danger: row.danger,
            found: row.found.as_ref().map(words.week.found),
            done: DoneRow::of(&row.done),
            owed: row.owed.iter().map(OwedRow::of).collect(),
            review: row.review.as_ref().map(|review| ReviewRow::of(school, review, row.answered)),
        })
    }
}

impl DoneRow {
    fn of(done: &Done) -> DoneRow {
        DoneRow {
            contacts: done.contacts,
            reached: done.reached,
            visits: done.visits,
            letters: done.letters.len(),
            steps: done.steps,
        }
    }
}

impl ReviewRow {
    fn of(school: &School, review: &Review, answered: bool) -> ReviewRow {
        let by = school.staff(review.by).map(|staff| staff.record.name.clone());
        match review.record.clone() {
            ReviewRecord::Seen { remark, question } => {
                let answered = question.is_some().then_some(answered);
                ReviewRow::Seen { remark, question, answered, by, at: review.at }
            }
            ReviewRecord::Asked { question } => ReviewRow::Asked { question, answered, by, at: review.at },
        }
    }
}

/// The classes, then the pupils, each as a table.
fn show(sheet: &WeekSheet, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let (words, school) = (out.words, desk.school());
    if sheet.term.is_none() {
        out.say((words.week.no_term)(sheet.week))?;
    }
    let days = sheet.school_days();
    let titles: Vec<String> = days
        .iter()
        .map(|day| format!("{} {}", (words.week.weekday)(chrono::Datelike::weekday(day)), day.format("%d")))
        .collect();
    let mut headings = vec![words.week.class];
    headings.extend(titles.iter().map(String::as_str));
    headings.extend([words.week.rate, words.week.unexcused, words.week.gaps]);
    let percent = |rate: Option<TenThousandths>| {
        rate.map_or_else(|| "--".to_owned(), |rate| format!("{:.2}", rate.as_f64() * 100.0))
    };
    let day = |day: &ClassDay| match day {
        ClassDay { school_day: false, .. } => words.week.no_school.to_owned(),
        day if day.rate().is_none() && day.due == 0 => String::new(),
        day => percent(day.rate()),
    };
    let class_row = |class: &ClassWeek| {
        let mut row = vec![class.class.to_string()];
        row.extend(days.iter().map(|date| class.on(*date).map(day).unwrap_or_default()));
        row.extend([percent(class.rate()), class.unexcused_pupils.to_string(), class.gaps().to_string()]);
        row
    };
    out.table(&headings, &sheet.classes.iter().map(class_row).collect::<Vec<_>>())?;
    if sheet.pupils.is_empty() {
        return if sheet.term.is_some() { out.say(words.week.nobody_to_look_at) } else { Ok(()) };
    }
    out.line("")?;
    let pupil_row = |row: &PupilWeek| {
        let owed: Vec<String> = row.owed.iter().map(|owed| OwedRow::of(owed).say(words)).collect();
        vec![
            row.class.to_string(),
            school.pupil(row.pupil).map(|pupil| pupil.record.name.clone()).unwrap_or_default(),
            row.streak.to_string(),
            (words.week.turn)(row.turn).to_owned(),
            row.found.as_ref().map(words.week.found).unwrap_or_default(),
            (words.week.done)(&row.done),
            owed.join("; "),
            (words.week.review)(row.look()).to_owned(),
        ]
    };
    out.table(&words.week.pupils_headings, &sheet.pupils.iter().map(pupil_row).collect::<Vec<_>>())?;
    let signed = sheet.signed.as_ref().map(|signed| {
        let by = school.staff(signed.by).map_or("", |staff| staff.record.name.as_str());
        (words.week.signed)(by, signed.at.date())
    });
    let changes = (words.week.changes)(&sheet.changes());
    let state = (words.week.state)(sheet.reviewed(), sheet.pupils.len());
    out.say(format!("{changes}  {state}  {}", signed.unwrap_or_else(|| words.week.unsigned.to_owned())))?;
    sheet.asked_about().try_for_each(|row| out.say(still_asked(row, desk, words)))
}

//! Counting the seats, and how the school reports.

use super::super::args::Json;
use super::super::output::Output;
use super::super::scope;
use super::month_of;
use crate::desk::{Desk, Problem};
use crate::domain::monthly::{Headcount, HeadcountRecord, Month, Reporting};
use crate::domain::school::School;
use chrono::NaiveDate;
use clap::{Args, ValueEnum, value_parser};
use serde::Serialize;
use std::fs;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct HeadcountArgs {
    /// The class, such as 七年级(3)班 or 7.3
    #[arg(value_name = "CLASS", requires = "seats")]
    class: Option<String>,
    /// How many pupils are in their seats
    #[arg(value_name = "N")]
    seats: Option<u16>,
    /// For which month, such as 2026-03; without it the one that the day belongs to
    #[arg(long, value_name = "MONTH")]
    month: Option<Month>,
    /// On which day they were counted; without it today
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
    /// A word on the count
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct SettingsArgs {
    /// The school's code (学校标识码), ten digits
    #[arg(long, value_name = "CODE")]
    school_code: Option<String>,
    /// The day of the month on which a period begins: 1 for the calendar month, 26 for the 26th to the 25th
    #[arg(long, value_name = "DAY", value_parser = value_parser!(u8).range(1..=28))]
    begins_on: Option<u8>,
    /// File whose first line is the key that the district has given for digests of record numbers
    #[arg(long, value_name = "FILE")]
    district_key_file: Option<PathBuf>,
    /// Whether August has a report of its own
    #[arg(long, value_enum, value_name = "yes|no")]
    in_august: Option<YesNo>,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum YesNo {
    Yes,
    No,
}

#[derive(Serialize)]
struct CountRow {
    month: Month,
    class: String,
    on: NaiveDate,
    seats: u16,
    /// By the books on that day.
    due: usize,
    note: String,
    by: Option<String>,
}

#[derive(Serialize)]
struct SettingsRow<'a> {
    school_code: &'a str,
    begins_on: u8,
    in_august: bool,
    /// Whether there is one: the key itself is shown nowhere.
    district_key: bool,
}

impl CountRow {
    fn of(school: &School, count: &Headcount) -> CountRow {
        CountRow {
            month: count.month,
            class: count.class.to_string(),
            on: count.record.on,
            seats: count.record.seats,
            due: school.due_in(count.class, count.record.on),
            note: count.record.note.clone(),
            by: school.staff(count.by).map(|staff| staff.record.name.clone()),
        }
    }
}

pub fn headcount(args: &HeadcountArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let (Some(class), Some(seats)) = (&args.class, args.seats) else { return counted(args, desk, out) };
    let class = scope::class(desk, class)?;
    let on = desk.day_on(args.on)?;
    let month = args.month.unwrap_or_else(|| desk.school().report_of(on));
    let record = HeadcountRecord { seats, on, note: args.note.trim().to_owned() };
    desk.count_class(month, class, record)?;
    out.say((out.words.monthly.counted)(desk.school().due_in(class, on), seats))
}

/// What has been counted in a month.
fn counted(args: &HeadcountArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let (school, month) = (desk.school(), month_of(args.month, desk));
    let of_month = school.monthly.headcounts.iter().filter(|count| count.month == month);
    let rows: Vec<CountRow> = of_month.map(|count| CountRow::of(school, count)).collect();
    if args.json.json {
        return out.json(&rows);
    }
    let words = &out.words.monthly;
    let cells = |row: &CountRow| {
        vec![row.class.clone(), row.on.to_string(), row.due.to_string(), row.seats.to_string(), row.note.clone()]
    };
    out.table(&words.counts_headings, &rows.iter().map(cells).collect::<Vec<_>>())
}

pub fn settings(args: &SettingsArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let mut reporting = desk.school().reporting().clone();
    let before = reporting.clone();
    if let Some(code) = &args.school_code {
        reporting.school_code = code.trim().to_owned();
    }
    if let Some(day) = args.begins_on {
        reporting.begins_on = day;
    }
    if let Some(file) = &args.district_key_file {
        let text = fs::read_to_string(file).map_err(|source| Problem::Read { file: file.clone(), source })?;
        reporting.district_key = text.lines().next().unwrap_or_default().trim().to_owned();
    }
    if let Some(answer) = args.in_august {
        reporting.in_august = answer == YesNo::Yes;
    }
    if reporting != before {
        desk.set_reporting(reporting)?;
        return out.say(out.words.monthly.saved);
    }
    show(&reporting, args.json, out)
}

fn show(reporting: &Reporting, json: Json, out: &mut Output) -> Result<(), Problem> {
    let Reporting { school_code, begins_on, district_key, in_august } = reporting;
    if json.json {
        let row = SettingsRow {
            school_code,
            begins_on: *begins_on,
            in_august: *in_august,
            district_key: !district_key.is_empty(),
        };
        return out.json(&row);
    }
    let words = &out.words.monthly;
    let said = |text: &str| if text.is_empty() { words.not_said.to_owned() } else { text.to_owned() };
    let texts = [
        said(school_code),
        (words.first_day)(*begins_on),
        said(if district_key.is_empty() { "" } else { words.key_given }),
        if *in_august { words.yes } else { words.no }.to_owned(),
    ];
    for (label, text) in words.settings_labels.iter().zip(texts) {
        out.line(format!("{label}  {text}"))?;
    }
    Ok(())
}

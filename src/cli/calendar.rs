//! `baoxue calendar`: which dates are school days, and why.

use super::args::Json;
use super::output::Output;
use super::scope;
use crate::desk::{Desk, Problem};
use crate::domain::calendar::{Day, DayWhy, days_between};
use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

#[derive(Debug, Args)]
pub struct CalendarArgs {
    /// First date
    #[arg(long, value_name = "DATE")]
    from: NaiveDate,
    /// Last date, included
    #[arg(long, value_name = "DATE")]
    to: NaiveDate,
    /// For the pupils of one grade; without it for the school as a whole
    #[arg(long, value_name = "GRADE")]
    grade: Option<String>,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct Row<'a> {
    date: NaiveDate,
    school_day: bool,
    term: Option<&'a str>,
    why: &'static str,
    note: Option<&'a str>,
}

impl<'a> Row<'a> {
    fn of(date: NaiveDate, day: &Day<'a>) -> Row<'a> {
        let (why, note) = code(&day.why);
        Row { date, school_day: day.school_day, term: day.term.map(|term| term.name.as_str()), why, note }
    }
}

pub fn run(args: &CalendarArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    if args.to < args.from {
        return Err(Problem::DatesReversed { from: args.from, to: args.to });
    }
    let grade = args.grade.as_ref().map(|asked| scope::grade(asked)).transpose()?;
    let calendar = &desk.school().calendar;
    let days: Vec<_> = days_between(args.from, args.to).map(|date| (date, calendar.day(date, grade))).collect();
    if days.iter().any(|(_, day)| day.why == DayWhy::TableMissing) {
        super::warn_of_missing_tables(desk, out)?;
    }
    if args.json.json {
        let rows: Vec<Row> = days.iter().map(|(date, day)| Row::of(*date, day)).collect();
        return out.json(&rows);
    }
    let words = out.words;
    let cells = |(date, day): &(NaiveDate, Day)| {
        let kind = if day.school_day { words.cli.school_day } else { words.cli.no_school };
        vec![(words.common.date)(*date), kind.to_owned(), (words.domain.day_why)(&day.why)]
    };
    out.table(&words.cli.calendar_headings, &days.iter().map(cells).collect::<Vec<_>>())
}

fn code<'a>(why: &DayWhy<'a>) -> (&'static str, Option<&'a str>) {
    match why {
        DayWhy::OutsideTerms => ("outside_terms", None),
        DayWhy::OwnGrade(note) => ("school_grade", Some(note)),
        DayWhy::Own(note) => ("school", Some(note)),
        DayWhy::Holiday(note) => ("holiday", Some(note)),
        DayWhy::MakeUp(note) => ("make_up_day", Some(note)),
        DayWhy::Weekday => ("weekday", None),
        DayWhy::Weekend => ("weekend", None),
        DayWhy::TableMissing => ("table_missing", None),
    }
}

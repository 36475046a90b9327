//! `baoxue flags`: who has been away, for how long, and what follows.

use super::args::Json;
use super::output::Output;
use super::scope::ScopeArgs;
use crate::desk::{Desk, Problem};
use crate::domain::figures::TenThousandths;
use crate::domain::flags::Flag;
use crate::domain::ladder::{Action, Rule};
use crate::domain::owed::Owed;
use crate::domain::people::Role;
use crate::domain::school::School;
use crate::words::Words;
use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

#[derive(Debug, Args)]
pub struct FlagsArgs {
    /// Look at the rolls up to and including this date
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
    #[command(flatten)]
    scope: ScopeArgs,
    /// Leave out pupils whose running streak is shorter, in school days; 0 shows every enrolled pupil
    #[arg(long, value_name = "N", default_value_t = 1)]
    min: u16,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct Answer {
    as_of: NaiveDate,
    flags: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    student_no: Option<String>,
    name: String,
    class: String,
    seat: Option<u16>,
    streak_days: u16,
    streak_from: Option<NaiveDate>,
    absence_streak_days: u16,
    longest_streak_in_term: u16,
    unexcused_days_in_term: TenThousandths,
    attendance_rate: Option<TenThousandths>,
    persistently_absent: bool,
    rung: Option<Rule>,
    owed: Vec<OwedRow>,
}

/// One thing owed, as scripts read it.
#[derive(Serialize)]
pub struct OwedRow {
    pub rule: Rule,
    pub what: Action,
    pub who: Role,
    pub since: NaiveDate,
    pub due: Option<NaiveDate>,
    pub late_school_days: u16,
}

impl OwedRow {
    pub fn of(owed: &Owed) -> OwedRow {
        OwedRow {
            rule: owed.rule,
            what: owed.what,
            who: owed.who,
            since: owed.since,
            due: owed.due,
            late_school_days: owed.late,
        }
    }

    /// What is owed and by when: `家访 11-18 逾1日`.
    pub fn say(&self, words: &Words) -> String {
        (words.domain.owed)(self.what, self.due, self.late_school_days)
    }
}

impl Row {
    fn of(school: &School, flag: &Flag, as_of: NaiveDate) -> Option<Row> {
        let pupil = school.pupil(flag.pupil)?;
        Some(Row {
            student_no: pupil.record.student_no.as_ref().map(|no| no.as_str().to_owned()),
            name: pupil.record.name.clone(),
            class: flag.class.to_string(),
            seat: pupil.seat(as_of),
            streak_days: flag.streak.days(),
            streak_from: flag.streak.from(),
            absence_streak_days: flag.absence_streak,
            longest_streak_in_term: flag.longest_streak_in_term,
            unexcused_days_in_term: flag.unexcused_days_in_term(),
            attendance_rate: flag.figures.attendance_rate(),
            persistently_absent: flag.figures.is_persistently_absent(),
            rung: flag.rung,
            owed: flag.owed.iter().map(OwedRow::of).collect(),
        })
    }
}

pub fn run(args: &FlagsArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let as_of = args.as_of.unwrap_or_else(|| desk.today());
    desk.reach_back_to(as_of)?;
    let (school, scope) = (desk.school(), args.scope.read(desk)?);
    let flags = school.flags(as_of, scope);
    let shown = flags.iter().filter(|flag| flag.streak.days() >= args.min);
    let rows: Vec<Row> = shown.filter_map(|flag| Row::of(school, flag, as_of)).collect();
    super::warn_of_missing_tables(desk, out)?;
    if args.json.json {
        return out.json(&Answer { as_of, flags: rows });
    }
    let words = out.words;
    if rows.is_empty() {
        return out.say((words.cli.no_flags)(as_of, args.min));
    }
    let lines: Vec<Vec<String>> = rows.iter().map(|row| row.cells(words)).collect();
    out.table(&words.cli.flags_headings, &lines)
}

impl Row {
    fn cells(&self, words: &Words) -> Vec<String> {
        let percent = |rate: TenThousandths| format!("{:.2}%", rate.as_f64() * 100.0);
        let owed = self.owed.iter().map(|owed| owed.say(words));
        vec![
            self.class.clone(),
            self.name.clone(),
            self.streak_days.to_string(),
            self.streak_from.map(|from| from.to_string()).unwrap_or_default(),
            format!("{:.1}", self.unexcused_days_in_term.as_f64()),
            self.attendance_rate.map_or_else(|| words.common.no_rate.to_owned(), percent),
            owed.collect::<Vec<_>>().join("; "),
        ]
    }
}

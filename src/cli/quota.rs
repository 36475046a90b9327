//! `baoxue quota`: what teaching at home owes a pupil and what was given; the numbers, and setting them.

use super::args::Json;
use super::coded::coded;
use super::output::Output;
use crate::desk::{Desk, Problem};
use crate::domain::day;
use crate::domain::plan::{CannotPlan, Place, Plan, PlanKind};
use crate::domain::quota::{Counted, Per, Quota, QuotaState, Tally};
use crate::domain::register::Span;
use crate::words::PlanWords;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde::Serialize;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct QuotaArgs {
    #[command(subcommand)]
    command: Option<QuotaCommand>,
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    #[arg(required = true)]
    pupil: Option<String>,
    /// The month, such as 2025-11; without it the running one
    #[arg(long, value_name = "MONTH")]
    month: Option<String>,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Subcommand)]
enum QuotaCommand {
    /// The numbers that hold at each place
    Rules(RulesArgs),
    /// Set the numbers of a place from a date on; what is not named stays
    Set(SetArgs),
}

#[derive(Debug, Args)]
struct RulesArgs {
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
struct SetArgs {
    /// Of which place
    #[arg(value_parser = coded(&Place::ALL, Place::code))]
    place: Place,
    /// Over which time visits are counted
    #[arg(long, value_parser = coded(&Per::ALL, Per::code))]
    per: Option<Per>,
    /// Visits in that time; 0 counts lessons instead
    #[arg(long, value_name = "NUMBER")]
    visits: Option<u16>,
    /// Lessons of each visit, or in that time where visits are not counted
    #[arg(long, value_name = "NUMBER")]
    lessons: Option<u16>,
    /// Lessons in a school year
    #[arg(long, value_name = "NUMBER")]
    year: Option<u16>,
    /// The basis, as printed
    #[arg(long, value_name = "TEXT")]
    basis: Option<String>,
    /// From which date; without it from today
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
}

/// How a pupil's quota stands, as scripts read it.
#[derive(Serialize)]
pub struct QuotaRow {
    student_no: Option<String>,
    name: String,
    place: Place,
    per: Per,
    visits: u16,
    lessons_each: u16,
    lessons_a_year: u16,
    basis: String,
    month: String,
    counted: Counted,
    in_month: Tally,
    missing: u32,
    lessons_in_month: u32,
    short: u32,
    unconfirmed: u32,
    behind: u32,
    in_year: Tally,
    owed_to_date: u32,
    #[serde(skip)]
    state: QuotaState,
}

#[derive(Serialize)]
struct RuleRow {
    place: Place,
    /// None where the school has set none of its own.
    from: Option<NaiveDate>,
    #[serde(flatten)]
    quota: Quota,
}

impl QuotaRow {
    /// Over the month of a date, as of today or that month's end; none where the pupil is not taught at home.
    pub fn of(desk: &Desk, plan: &Plan, month: NaiveDate) -> Option<QuotaRow> {
        let pupil = desk.school().pupil(plan.record.pupil)?;
        let state = desk.school().quota_state(plan, month, desk.today())?;
        Some(QuotaRow {
            student_no: pupil.record.student_no.as_ref().map(|no| no.as_str().to_owned()),
            name: pupil.record.name.clone(),
            place: state.place,
            per: state.quota.per,
            visits: state.quota.visits,
            lessons_each: state.quota.lessons,
            lessons_a_year: state.quota.year,
            basis: state.quota.basis.clone(),
            month: state.month.0.format("%Y-%m").to_string(),
            counted: state.quota.unit(),
            in_month: state.in_month,
            missing: state.in_month.missing(),
            lessons_in_month: state.lessons_in_month,
            short: state.short,
            unconfirmed: state.unconfirmed,
            behind: state.behind,
            in_year: state.in_year,
            owed_to_date: state.owed_to_date,
            state,
        })
    }

    /// `2025-11 已送 2 / 应送 3 次，还应 1 次`
    pub fn in_month(&self, words: &PlanWords) -> String {
        format!("{} {}", (words.this_month)(self.state.month.0), (words.tally)(self.in_month, self.counted))
    }

    /// The bars, and what is said behind them.
    pub fn tell(&self, out: &mut Output) -> Result<(), Problem> {
        const CELLS: usize = 20;
        let words = &out.words.plan;
        let (month, year) = (self.in_month, self.in_year);
        let to_date = Tally { owed: self.owed_to_date, given: year.given };
        let lines = [
            (month, (words.this_month)(self.state.month.0), (words.tally)(month, self.counted)),
            (to_date, words.to_date.to_owned(), (words.lessons_of)(to_date.given, to_date.owed)),
            (year, words.school_year.to_owned(), (words.lessons_of)(year.given, year.owed)),
        ];
        let rows = lines.map(|(tally, label, said)| vec![label, tally.bar(CELLS), said]);
        let headings = [(words.place)(self.place), "", &(words.quota_says)(&self.state.quota)];
        out.table(&headings, &rows)?;
        for remark in (words.remarks)(&self.state) {
            out.line(remark)?;
        }
        Ok(())
    }
}

pub fn run(args: &QuotaArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match (&args.command, &args.pupil) {
        (Some(QuotaCommand::Rules(rules_args)), _) => rules(rules_args.json, desk, out),
        (Some(QuotaCommand::Set(set_args)), _) => set(set_args, desk, out),
        (None, Some(pupil)) => of_pupil(pupil, args, desk, out),
        // clap asks for a pupil where no command is given.
        (None, None) => rules(args.json, desk, out),
    }
}

fn of_pupil(pupil: &str, args: &QuotaArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let id = desk.find_pupil(pupil)?;
    let month = match &args.month {
        Some(asked) => month_of(asked)?,
        None => desk.today(),
    };
    let end = Span::month(month).to.min(desk.today());
    let school = desk.school();
    if !school.may_see_plans_of(desk.who(), id, desk.today()) {
        return Err(Problem::PlanRefused(CannotPlan::NotYours));
    }
    let running = school.running_plan(id, PlanKind::HomeTeaching, end);
    let last = || school.plans_of(id).rfind(|plan| plan.record.kind == PlanKind::HomeTeaching);
    let row = running.or_else(last).and_then(|plan| QuotaRow::of(desk, plan, month));
    let name = || school.pupil(id).map(|pupil| pupil.record.name.clone()).unwrap_or_default();
    let row = row.ok_or_else(|| Problem::NotTaughtAtHome { name: name() })?;
    if args.json.json { out.json(&row) } else { row.tell(out) }
}

fn month_of(asked: &str) -> Result<NaiveDate, Problem> {
    let first = day::parse(&format!("{}-01", asked.trim()));
    first.map_err(|_| Problem::NoMonth { asked: asked.to_owned() })
}

fn rules(json: Json, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let (school, today) = (desk.school(), desk.today());
    let row =
        |place| RuleRow { place, from: school.quota_since(place, today), quota: school.teaching_quota(place, today) };
    let rows = Place::OF_PLANS.map(row);
    if json.json {
        return out.json(&rows);
    }
    let words = &out.words.plan;
    let cells = |row: &RuleRow| {
        let times = match row.quota.visits {
            0 => (words.per)(row.quota.per).to_owned(),
            visits => format!("{} {visits}", (words.per)(row.quota.per)),
        };
        vec![
            format!("{} {}", row.place.code(), (words.place)(row.place)),
            row.from.map_or(words.usual.to_owned(), |from| from.to_string()),
            times,
            row.quota.lessons.to_string(),
            row.quota.year.to_string(),
            row.quota.basis.clone(),
        ]
    };
    out.table(&words.quota_headings, &rows.iter().map(cells).collect::<Vec<_>>())
}

fn set(args: &SetArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let place = args.place;
    if !Place::OF_PLANS.contains(&place) {
        return Err(Problem::NoQuotaThere { asked: place.code() });
    }
    let from = args.from.unwrap_or(desk.today());
    let held = desk.school().teaching_quota(place, from);
    let quota = Quota {
        per: args.per.unwrap_or(held.per),
        visits: args.visits.unwrap_or(held.visits),
        lessons: args.lessons.unwrap_or(held.lessons),
        year: args.year.unwrap_or(held.year),
        basis: args.basis.clone().unwrap_or(held.basis),
    };
    let says = (out.words.plan.quota_says)(&quota);
    desk.set_quota(place, from, quota)?;
    out.say((out.words.plan.quota_set)(place, from))?;
    out.line(says)
}

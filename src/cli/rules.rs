//! `baoxue rules`: every row of the ladder, as it holds and from when; changes, and whole profiles.

use super::args::Json;
use super::output::Output;
use crate::desk::{Desk, Problem};
use crate::domain::amend::{Allowed, Amendment, Unfit, Unread};
use crate::domain::entry::{Change, Why};
use crate::domain::ladder::{Action, Compare, Excused, Rule, Rung, Trigger, Unit, Within};
use crate::domain::people::Role;
use crate::domain::profile::Profile;
use crate::words::Words;
use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;

#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// The rules that hold on a date, and from when
    List(ListArgs),
    /// Change rules from a date on; what was owed before stays as it was
    Set(SetArgs),
    /// Take over a ready-made set of rules from a date on
    Profile(ProfileArgs),
}

#[derive(Debug, Args)]
pub struct ListArgs {
    /// The rules of this date; without it today's
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct SetArgs {
    /// What to change: R4.number=3 R4.within=1 R4.compare=more_than R4.unit=calendar_days R4.owes=affairs R5.again=5
    /// R4.basis=TEXT, or excused=end
    #[arg(required = true, value_name = "KEY=VALUE")]
    changes: Vec<String>,
    /// The date from which it holds; without it today
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub struct ProfileArgs {
    /// Which: the district's rule, or a stricter one that acts on the same day
    #[arg(value_enum)]
    name: ProfileArg,
    /// The date from which it holds; without it today
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ProfileArg {
    Tongan,
    SameDay,
}

impl ProfileArg {
    fn profile(self) -> Profile {
        match self {
            ProfileArg::Tongan => Profile::Tongan,
            ProfileArg::SameDay => Profile::SameDay,
        }
    }
}

#[derive(Serialize)]
struct Row<'a> {
    rule: Rule,
    trigger: Trigger,
    compare: Compare,
    number: u16,
    unit: Unit,
    action: Action,
    owes: Role,
    within: Within,
    again: u16,
    basis: &'a str,
    from: NaiveDate,
    #[serde(skip)]
    rung: &'a Rung,
}

impl<'a> Row<'a> {
    fn of((from, rung): &'a (NaiveDate, Rung)) -> Row<'a> {
        let Rung { rule, trigger, compare, number, unit, action, owes, within, again, .. } = *rung;
        Row { rule, trigger, compare, number, unit, action, owes, within, again, basis: &rung.basis, from: *from, rung }
    }

    fn cells(&self, words: &Words) -> Vec<String> {
        let mut notes: Vec<String> = Vec::new();
        notes.extend((self.again > 0).then(|| (words.rules.again)(self.again)));
        notes.extend((words.rules.note)(self.rule).map(str::to_owned));
        vec![
            self.rule.code().to_owned(),
            (words.domain.trigger)(self.rung),
            (words.domain.action)(self.action).to_owned(),
            (words.domain.role)(self.owes).to_owned(),
            (words.domain.within)(self.within),
            self.from.to_string(),
            self.basis.to_owned(),
            notes.join(words.rules.between),
        ]
    }
}

pub fn run(command: &RulesCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match command {
        RulesCommand::List(args) => list(args, desk, out),
        RulesCommand::Set(args) => set(args, desk, out),
        RulesCommand::Profile(args) => profile(args, desk, out),
    }
}

fn list(args: &ListArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let (policy, on) = (&desk.school().policy, args.on.unwrap_or(desk.today()));
    let rows: Vec<Row> = policy.held(on).into_iter().map(Row::of).collect();
    if args.json.json {
        return out.json(&rows);
    }
    let words = out.words;
    out.table(&words.rules.headings, &rows.iter().map(|row| row.cells(words)).collect::<Vec<_>>())?;
    let later: Vec<Row> = policy.later(on).into_iter().map(Row::of).collect();
    if !later.is_empty() {
        out.line("")?;
        out.line(words.rules.later)?;
        out.table(&words.rules.headings, &later.iter().map(|row| row.cells(words)).collect::<Vec<_>>())?;
    }
    Ok(())
}

fn set(args: &SetArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let from = args.from.unwrap_or(desk.today());
    let changes = changes(desk, &args.changes, from, from)?;
    let touched: Vec<Rule> = changes.iter().filter_map(rule_of).collect();
    desk.commit(Why::SetPolicy, changes)?;
    out.say((out.words.rules.set)(from))?;
    say_later(&touched, from, desk, out)
}

/// The rule whose row a change is of.
pub fn rule_of(change: &Change) -> Option<Rule> {
    match change {
        Change::Rung { rule, .. } => Some(*rule),
        _ => None,
    }
}

/// Who sets a rule from a date on should know that a later version still takes its place.
pub fn say_later(touched: &[Rule], from: NaiveDate, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let policy = &desk.school().policy;
    for (begins, rung) in policy.later(from).into_iter().filter(|(_, rung)| touched.contains(&rung.rule)) {
        out.say((out.words.cli.policy_later)(rung.rule, *begins))?;
    }
    Ok(())
}

fn profile(args: &ProfileArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let from = args.from.unwrap_or(desk.today());
    let changes = desk.school().policy.adopting(args.name.profile(), from);
    let many = changes.len();
    if many > 0 {
        desk.commit(Why::SetPolicy, changes)?;
    }
    out.say((out.words.rules.adopted)((out.words.rules.profile)(args.name.profile()), from, many))
}

/// The changes that were asked for, each rule once, to hold from a date; what is not named of a row stays as it is on
/// another.
pub fn changes(desk: &Desk, asked: &[String], from: NaiveDate, as_on: NaiveDate) -> Result<Vec<Change>, Problem> {
    let mut changes = Vec::new();
    let mut rows: Vec<Rung> = Vec::new();
    for asked in asked {
        let unknown = || Problem::UnknownPolicy { asked: asked.clone() };
        let (key, value) = asked.split_once('=').ok_or_else(unknown)?;
        let unfit = |allowed| Problem::RuleValue { asked: asked.clone(), allowed };
        if key.trim() == "excused" {
            let known = || unfit(Allowed::Words(Excused::CODES.to_vec()));
            let excused = Excused::from_code(value.trim()).ok_or_else(known)?;
            changes.push(Change::Excused { from, to: Some(excused) });
            continue;
        }
        if key.trim() == "match-within" {
            let days = value.trim().parse().ok().filter(|days| *days > 0).ok_or_else(|| unfit(Allowed::Number(1)))?;
            changes.push(Change::MatchWithin { from, to: Some(days) });
            continue;
        }
        let (rule, field) = key.trim().split_once('.').ok_or_else(unknown)?;
        let rule = Rule::from_code(rule).ok_or_else(unknown)?;
        let amendment = Amendment::parse(field, value).map_err(|unread| match unread {
            Unread::Key => unknown(),
            Unread::Value(allowed) => unfit(allowed),
        })?;
        let begun = rows.iter().position(|row| row.rule == rule).map(|at| rows.swap_remove(at));
        let row = begun.unwrap_or_else(|| desk.school().policy.row(rule, as_on)).amended(amendment);
        rows.push(row.map_err(|unfit| match unfit {
            Unfit::Unread => Problem::NotCounted { rule },
            Unfit::Unit(units) => Problem::UnfitUnit { rule, units },
        })?);
    }
    if let Some((row, bound)) = rows.iter().find_map(|row| Some((row, row.out_of_bounds()?))) {
        return Err(Problem::UnfitNumber { rule: row.rule, bound });
    }
    changes.extend(rows.into_iter().map(|row| Change::Rung { rule: row.rule, from, to: Some(row) }));
    Ok(changes)
}

//! `baoxue policy`: how days are counted, and what is owed when.

use super::args::Json;
use super::output::Output;
use crate::desk::{Desk, Problem};
use crate::domain::entry::{Change, Why};
use crate::domain::ladder::{Excused, Rule, Rung};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde::Serialize;

#[derive(Debug, Subcommand)]
pub enum PolicyCommand {
    /// Show the rules that hold
    Show(ShowArgs),
    /// Change rules: excused=end or excused=pass; R2.within=0; R3.at_least=1
    Set(SetArgs),
}

#[derive(Debug, Args)]
pub struct ShowArgs {
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct SetArgs {
    /// What to change, such as excused=end, R2.within=0 (school days) or R3.at_least=1
    #[arg(required = true, value_name = "KEY=VALUE")]
    changes: Vec<String>,
    /// The date from which it holds; without it from the first day of the books
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
}

#[derive(Serialize)]
struct Answer<'a> {
    as_of: NaiveDate,
    excused: Excused,
    rungs: Vec<&'a Rung>,
}

pub fn run(command: &PolicyCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match command {
        PolicyCommand::Show(args) => show(args, desk, out),
        PolicyCommand::Set(args) => set(args, desk, out),
    }
}

fn show(args: &ShowArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let (today, policy) = (desk.today(), &desk.school().policy);
    let answer = Answer { as_of: today, excused: policy.excused(today), rungs: policy.rungs(today).collect() };
    if args.json.json {
        return out.json(&answer);
    }
    let words = out.words;
    out.line((words.domain.excused)(answer.excused))?;
    let cells = |rung: &&Rung| {
        vec![
            rung.rule.code().to_owned(),
            (words.domain.trigger)(rung),
            (words.domain.action)(rung.action).to_owned(),
            (words.domain.role)(rung.owes).to_owned(),
            (words.domain.within)(rung.within),
        ]
    };
    out.table(&words.cli.policy_headings, &answer.rungs.iter().map(cells).collect::<Vec<_>>())
}

fn set(args: &SetArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let from = args.from.unwrap_or(desk.school().policy.begins());
    let mut changes = Vec::new();
    for asked in &args.changes {
        changes.push(change(desk, asked, from)?);
    }
    desk.commit(Why::SetPolicy, changes)?;
    out.say((out.words.cli.policy_set)(args.from))
}

fn change(desk: &Desk, asked: &str, from: NaiveDate) -> Result<Change, Problem> {
    let unknown = || Problem::UnknownPolicy { asked: asked.to_owned() };
    let (key, value) = asked.split_once('=').ok_or_else(unknown)?;
    if key.trim() == "excused" {
        let excused = match value.trim() {
            "pass" => Excused::Pass,
            "end" => Excused::End,
            _ => return Err(unknown()),
        };
        return Ok(Change::Excused { from, to: Some(excused) });
    }
    let (rule, field) = key.trim().split_once('.').ok_or_else(unknown)?;
    let rule = Rule::from_code(rule).ok_or_else(unknown)?;
    let number = value.trim().parse::<u16>().map_err(|_| unknown())?;
    let rung = desk.school().policy.rung(rule, from.max(desk.today())).ok_or_else(unknown)?.clone();
    let rung = match field {
        "number" | "at_least" if number > 0 => Rung { number, ..rung },
        "within" => Rung { within: rung.within.of(number), ..rung },
        "again" => Rung { again: number, ..rung },
        _ => return Err(unknown()),
    };
    Ok(Change::Rung { rule, from, to: Some(rung) })
}

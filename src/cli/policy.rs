//! `baoxue policy`: how days are counted, and what is owed when; the short way to the rules for scripts.

use super::args::Json;
use super::output::Output;
use super::rules;
use crate::desk::{Desk, Problem};
use crate::domain::entry::Why;
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
    /// 区县: days within which a transfer must turn up.
    match_within: u16,
}

pub fn run(command: &PolicyCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match command {
        PolicyCommand::Show(args) => show(args, desk, out),
        PolicyCommand::Set(args) => set(args, desk, out),
    }
}

fn show(args: &ShowArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let (today, policy) = (desk.today(), &desk.school().policy);
    let (excused, held) = (policy.excused(today), policy.held(today));
    if args.json.json {
        let rungs = held.into_iter().map(|(_, rung)| rung).collect();
        let match_within = desk.school().district.match_within(today);
        return out.json(&Answer { as_of: today, excused, rungs, match_within });
    }
    let words = out.words;
    out.line((words.domain.excused)(excused))?;
    if !desk.school().district.is_empty() {
        out.line((words.district.match_within)(desk.school().district.match_within(today)))?;
    }
    let cells = |(_, rung): &&(NaiveDate, Rung)| {
        vec![
            rung.rule.code().to_owned(),
            (words.domain.trigger)(rung),
            (words.domain.action)(rung.action).to_owned(),
            (words.domain.role)(rung.owes).to_owned(),
            (words.domain.within)(rung.within),
        ]
    };
    out.table(&words.cli.policy_headings, &held.iter().map(cells).collect::<Vec<_>>())
}

fn set(args: &SetArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let from = args.from.unwrap_or(desk.school().policy.begins());
    let changes = rules::changes(desk, &args.changes, from, from.max(desk.today()))?;
    let touched: Vec<Rule> = changes.iter().filter_map(rules::rule_of).collect();
    desk.commit(Why::SetPolicy, changes)?;
    out.say((out.words.cli.policy_set)(args.from))?;
    rules::say_later(&touched, from, desk, out)
}

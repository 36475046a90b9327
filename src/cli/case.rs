//! `baoxue case`: the cases: list, show, steps, closing, setting a stage.

use super::args::{Json, On};
use super::case_step::{self, StepArgs};
use super::flags::OwedRow;
use super::output::Output;
use super::scope::ScopeArgs;
use super::ways;
use crate::desk::{Desk, Problem};
use crate::domain::case::{Case, Exit, Listed, Sign, Stage, Trace};
use crate::domain::ids::{PupilId, StaffId};
use crate::domain::ladder::Rule;
use crate::domain::school::School;
use crate::domain::step::Closing;
use crate::domain::timeline::{Happened, What, time_of_day};
use crate::words::Words;
use chrono::NaiveDate;
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Subcommand};
use serde::Serialize;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum CaseCommand {
    /// The cases, what presses most first
    List(ListArgs),
    /// One pupil's case: its stage, what happened, what is owed
    Show(ShowArgs),
    /// Record a step of a case
    Step(StepArgs),
    /// Close a case by an exit, with its evidence
    Close(CloseArgs),
    /// Set a stage against what the facts say; it stays marked
    Override(OverrideArgs),
}

#[derive(Debug, Args)]
pub struct ListArgs {
    /// Only those that are not closed, the watch among them
    #[arg(long)]
    open: bool,
    /// Only this stage, such as A3_escalated or A3
    #[arg(long, value_name = "STAGE", value_parser = stage)]
    stage: Option<Stage>,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct ShowArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: String,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct CloseArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: String,
    /// The exit, E1 to E12, such as E1 for a pupil who is back
    #[arg(long, value_name = "EXIT", value_parser = exit)]
    exit: Exit,
    /// What proves it; without it you are told what is asked for
    #[arg(long, value_name = "TEXT", default_value = "")]
    evidence: String,
    /// The second person who has looked at it
    #[arg(long, value_name = "NAME")]
    second: Option<String>,
    /// A photograph or paper; copied into the encrypted books
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
    #[command(flatten)]
    on: On,
}

#[derive(Debug, Args)]
pub struct OverrideArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: String,
    /// The stage, such as A2_visiting or A2
    #[arg(long, value_name = "STAGE", value_parser = stage)]
    stage: Stage,
    /// Why it is not what the facts say
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    why: String,
    #[command(flatten)]
    on: On,
}

fn stage(code: &str) -> Result<Stage, String> {
    let known = || Stage::ALL.map(Stage::code).join(", ");
    Stage::from_code(code.trim()).ok_or_else(known)
}

fn exit(code: &str) -> Result<Exit, String> {
    let known = || Exit::ALL.map(Exit::code).join(", ");
    Exit::from_code(code.trim()).ok_or_else(known)
}

/// A case as scripts read it; of a pupil without one everything is empty.
#[derive(Serialize)]
struct Row {
    student_no: Option<String>,
    name: String,
    class: Option<String>,
    stage: Option<Stage>,
    flags: Vec<Sign>,
    opened: Option<NaiveDate>,
    closed: Option<NaiveDate>,
    exit: Option<Exit>,
    proposes: Option<Exit>,
    trace: Option<Trace>,
    returned: Option<NaiveDate>,
    watch_until: Option<NaiveDate>,
    reopened: Vec<NaiveDate>,
    follows: Option<NaiveDate>,
    owed: Vec<OwedRow>,
}

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    row: Row,
    steps: Vec<StepRow>,
}

/// One thing that happened within a case.
#[derive(Serialize)]
struct StepRow {
    on: NaiveDate,
    /// None where no time was noted.
    at: Option<String>,
    kind: &'static str,
    who: String,
    what: String,
}

pub fn run(command: &CaseCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match command {
        CaseCommand::List(args) => list(args, desk, out),
        CaseCommand::Show(args) => show(args, desk, out),
        CaseCommand::Step(args) => case_step::run(args, desk, out),
        CaseCommand::Close(args) => close(args, desk, out),
        CaseCommand::Override(args) => set_stage(args, desk, out),
    }
}

impl Row {
    fn of(desk: &Desk, pupil: PupilId, case: Option<&Case>, owed: Vec<OwedRow>) -> Row {
        let (school, today) = (desk.school(), desk.today());
        let record = school.pupil(pupil).map(|pupil| &pupil.record);
        let ending = case.and_then(|case| case.ending.as_ref());
        Row {
            student_no: record.and_then(|record| record.student_no.as_ref()).map(|no| no.as_str().to_owned()),
            name: record.map(|record| record.name.clone()).unwrap_or_default(),
            class: school.last_class(pupil, today).map(|class| class.to_string()),
            stage: case.map(|case| case.stage),
            flags: case.map(Case::signs).unwrap_or_default(),
            opened: case.map(|case| case.opened),
            closed: case.and_then(Case::closed),
            exit: ending.map(|ending| ending.closing.exit),
            proposes: case.and_then(|case| case.proposes),
            trace: case.and_then(|case| case.trace),
            returned: case.and_then(|case| case.returned),
            watch_until: ending.and_then(|ending| ending.watch_until),
            reopened: case.map(|case| case.reopened.clone()).unwrap_or_default(),
            follows: case.and_then(|case| case.follows),
            owed,
        }
    }

    fn owed(&self, words: &Words) -> String {
        self.owed.iter().map(|owed| owed.say(words)).collect::<Vec<_>>().join("; ")
    }
}

impl StepRow {
    fn of(school: &School, happened: &Happened, words: &Words) -> StepRow {
        let staff = |id: StaffId| school.staff(id).map(|staff| staff.record.name.clone()).unwrap_or_default();
        let (kind, who) = match &happened.what {
            What::Marked(roll, _) => (happened.what.code(), staff(roll.taken_by)),
            What::Leave(leave) => (happened.what.code(), leave.note.approved_by.clone()),
            What::Contact(contact) => (happened.what.code(), staff(contact.recorded_by)),
            What::Visit(visit) => (happened.what.code(), visit.record.who.clone()),
            What::Letter(letter) => (letter.record.kind.code(), staff(letter.issued_by)),
            What::Receipt(_, receipt) => (happened.what.code(), receipt.by.clone()),
            What::Step(taken) => (happened.what.code(), staff(taken.recorded_by)),
            What::Status(status, _) => (happened.what.code(), staff(status.recorded_by)),
            What::Planned(plan) | What::PlanClosed(plan, _) => (happened.what.code(), staff(plan.record.owner)),
            What::Helped(_, helped) => (happened.what.code(), helped.record.who.clone()),
        };
        let at = time_of_day(happened.at).map(|time| time.format("%H:%M").to_string());
        let is_paper = matches!(happened.what, What::Letter(_) | What::Receipt(..));
        StepRow {
            on: happened.at.date(),
            at: at.filter(|_| !is_paper),
            kind,
            who,
            what: (words.domain.happened)(school, &happened.what),
        }
    }
}

fn list(args: &ListArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let words = out.words;
    let wanted = |listed: &Listed| {
        (!args.open || listed.case.is_open()) && args.stage.is_none_or(|stage| listed.case.stage == stage)
    };
    let cases = desk.school().case_list(desk.today(), args.scope.read(desk)?);
    let row = |listed: &Listed| {
        let owed = listed.owed.iter().map(OwedRow::of).collect();
        Row::of(desk, listed.case.pupil, Some(&listed.case), owed)
    };
    let rows: Vec<Row> = cases.iter().filter(|listed| wanted(listed)).map(row).collect();
    if args.json.json {
        return out.json(&rows);
    }
    if rows.is_empty() {
        return out.say(words.cases.none_found);
    }
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let cells = |row: &Row| {
        let signs: Vec<&str> = row.flags.iter().map(|sign| (words.cases.sign)(*sign)).collect();
        let exit = row.exit.map(|exit| format!(" {}", exit.code())).unwrap_or_default();
        vec![
            row.class.clone().unwrap_or_default(),
            row.name.clone(),
            row.stage.map(words.domain.stage).unwrap_or_default().to_owned(),
            day(row.opened),
            signs.join(" "),
            format!("{}{exit}", day(row.closed)).trim().to_owned(),
            row.owed(words),
        ]
    };
    out.table(&words.cases.headings, &rows.iter().map(cells).collect::<Vec<_>>())
}

fn show(args: &ShowArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let pupil = desk.find_pupil(&args.pupil)?;
    desk.reach_back_for(pupil)?;
    let (school, today, words) = (desk.school(), desk.today(), out.words);
    let case = school.case(pupil, today);
    let flag = school.flag(pupil, today).filter(|_| case.is_some());
    let owed = flag.iter().flat_map(|flag| &flag.owed).map(OwedRow::of).collect();
    let happened = case.as_ref().map(|case| school.happened_in(case, today)).unwrap_or_default();
    let steps = happened.iter().map(|it| StepRow::of(school, it, words)).collect();
    let shown = Shown { row: Row::of(desk, pupil, case.as_ref(), owed), steps };
    if args.json.json {
        return out.json(&shown);
    }
    let Some(case) = case else { return out.say(words.cases.no_case) };
    if let Some(since) = case.danger {
        let police_first = shown.row.owed.iter().any(|owed| owed.rule == Rule::R16);
        out.line((words.cases.danger)(since, !police_first))?;
    }
    let class = shown.row.class.clone().unwrap_or_default();
    out.line(format!("{class} {}  {}", shown.row.name, (words.domain.stage)(case.stage)))?;
    for line in (words.cases.about)(&case) {
        out.line(line)?;
    }
    for owed in &shown.row.owed {
        out.line(format!("{}: {} {}", words.cases.owed, owed.say(words), (words.domain.role)(owed.who)))?;
    }
    let cells = |step: &StepRow| {
        vec![step.on.to_string(), step.at.clone().unwrap_or_default(), step.who.clone(), step.what.clone()]
    };
    out.table(&words.cases.steps_headings, &shown.steps.iter().map(cells).collect::<Vec<_>>())
}

fn close(args: &CloseArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let pupil = desk.find_pupil(&args.pupil)?;
    let at = desk.moment_on(args.on.on, None)?;
    let closing = Closing { exit: args.exit, evidence: args.evidence.clone(), second: args.second.clone() };
    desk.close_case(pupil, at, closing, &args.attach)?;
    let to_follow = desk.school().status_to_follow(pupil, args.exit, desk.today());
    let way = to_follow.map_or(String::new(), |kind| format!("baoxue status … {}", kind.code()));
    out.say(ways::with((out.words.cases.closed)(args.exit, to_follow), &way, out.words))
}

fn set_stage(args: &OverrideArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let pupil = desk.find_pupil(&args.pupil)?;
    let at = desk.moment_on(args.on.on, None)?;
    desk.override_stage(pupil, at, args.stage, args.why.clone())?;
    out.say((out.words.cases.stage_set)(args.stage))
}

//! `baoxue todo`: what is owed, for whom and by whom: danger first, then what is late.

use super::args::Json;
use super::output::Output;
use super::scope::ScopeArgs;
use crate::desk::{Desk, Problem};
use crate::domain::flags::Scope;
use crate::domain::ladder::{Action, Rule};
use crate::domain::people::Role;
use crate::domain::todo::{Task, Todo};
use crate::words::Words;
use chrono::{NaiveDate, NaiveTime};
use clap::Args;
use serde::Serialize;

#[derive(Debug, Args)]
pub struct TodoArgs {
    /// Only what lies with this person
    #[arg(long, value_name = "STAFF")]
    who: Option<String>,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    json: Json,
}

/// What is to be done about a pupil, as scripts read it.
#[derive(Serialize)]
struct Row {
    pupil: PupilRow,
    /// None where it is no rung of the ladder.
    rule: Option<&'static str>,
    what: &'static str,
    who: Role,
    since: NaiveDate,
    due: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_at: Option<NaiveTime>,
    late_school_days: u16,
    /// The exit that waits to be confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    exit: Option<&'static str>,
    /// What the grade lead asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<String>,
    /// Who holds the role for the pupil's class.
    staff: Vec<String>,
}

#[derive(Serialize)]
struct PupilRow {
    student_no: Option<String>,
    name: String,
    /// Of a child on the list of new entrants the grade.
    class: String,
}

impl PupilRow {
    /// None where the matter is no one child's.
    fn of(desk: &Desk, todo: &Todo) -> Option<PupilRow> {
        if let Task::TraceEntrant { entrant } = todo.task {
            let record = &desk.school().entrant(entrant)?.record;
            return Some(PupilRow { student_no: None, name: record.name.clone(), class: record.grade.to_string() });
        }
        let record = &desk.school().pupil(todo.pupil()?)?.record;
        Some(PupilRow {
            student_no: record.student_no.as_ref().map(|no| no.as_str().to_owned()),
            name: record.name.clone(),
            class: todo.class.map(|class| class.to_string()).unwrap_or_default(),
        })
    }
}

pub fn run(args: &TodoArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let scope = args.scope.read(desk)?;
    let who = args.who.as_deref().map(|name| desk.find_staff(name)).transpose()?.map(|staff| staff.id);
    let mut list = desk.school().todo(desk.now(), who);
    list.retain(|todo| todo.class.map_or(scope == Scope::School, |class| scope.covers(class)));
    if args.json.json {
        return out.json(&list.iter().filter_map(|todo| Row::of(desk, todo)).collect::<Vec<_>>());
    }
    if list.is_empty() {
        return out.say(out.words.cli.nothing_owed);
    }
    let rows: Vec<Vec<String>> = list.iter().map(|todo| cells(desk, todo, out.words)).collect();
    out.table(&out.words.cli.todo_headings, &rows)
}

fn staff_of(desk: &Desk, todo: &Todo) -> Vec<String> {
    todo.who.iter().filter_map(|id| desk.school().staff(*id)).map(|staff| staff.record.name.clone()).collect()
}

impl Row {
    /// Missing rolls, illness in a class and the monthly report are no one pupil's: `baoxue gaps`, `baoxue illness list` and
    /// `baoxue report month` tell of them.
    fn of(desk: &Desk, todo: &Todo) -> Option<Row> {
        let (rule, what, exit, question) = match &todo.task {
            Task::Owed { owed, .. } => (Some(owed.rule.code()), owed.what.code(), None, None),
            Task::ConfirmExit { exit, .. } => (None, "confirm_exit", Some(exit.code()), None),
            Task::Answer(question) => (None, "answer", None, Some(question.question.clone())),
            Task::FinishStatus { .. } => (None, "finish_status", None, None),
            Task::AskAboutReturn { .. } => (None, "ask_about_return", None, None),
            Task::LookAfter { .. } | Task::KeyGroupRound { .. } | Task::GrantAid { .. } => return None,
            Task::TraceEntrant { .. } => (Some(Rule::R17.code()), Action::TraceEntrant.code(), None, None),
            Task::Teach { .. } => (None, "teach_at_home", None, None),
            Task::ReviewPlan { .. } => (None, "review_plan", None, None),
            Task::RecordHelp { .. } => (None, "record_help", None, None),
            Task::ReportIllness { .. } | Task::TakeRoll { .. } | Task::ReportMonth(_) | Task::NameTracers { .. } => {
                return None;
            }
        };
        Some(Row {
            pupil: PupilRow::of(desk, todo)?,
            rule,
            what,
            who: todo.role,
            since: todo.since,
            due: todo.due,
            due_at: todo.due_at,
            late_school_days: todo.late,
            exit,
            question,
            staff: staff_of(desk, todo),
        })
    }
}

fn cells(desk: &Desk, todo: &Todo, words: &Words) -> Vec<String> {
    let who_about = PupilRow::of(desk, todo).unwrap_or_else(|| PupilRow {
        student_no: None,
        name: String::new(),
        class: todo.class.map(|class| class.to_string()).unwrap_or_default(),
    });
    let what = format!("{} {}", (words.todo.what)(&todo.task), (words.todo.when)(todo.due, todo.due_at, todo.late));
    let who = format!("{} {}", (words.domain.role)(todo.role), staff_of(desk, todo).join(words.staff.between));
    vec![who_about.class, who_about.name, what.trim_end().to_owned(), who]
}

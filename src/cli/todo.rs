//! `baoxue todo`: what is owed, for whom and by whom: danger first, then what is late.

use super::args::Json;
use super::output::Output;
use super::scope::ScopeArgs;
use crate::desk::{Desk, Problem};
use crate::domain::flags::Scope;
use crate::domain::groups::Occasion;
use crate::domain::ladder::{Action, Rule};
use crate::domain::monthly::Month;
use crate::domain::people::Role;
use crate::domain::symptom::Symptom;
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

/// What is to be done, as scripts read it.
#[derive(Serialize)]
struct Row {
    /// None where it is no one child's.
    pupil: Option<PupilRow>,
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
    /// Of what is no one child's.
    #[serde(flatten)]
    about: Option<About>,
    /// Who holds the role for the pupil's class.
    staff: Vec<String>,
}

/// What a line that is no one child's is about.
#[derive(Serialize, Default)]
struct About {
    /// None where it is the school's.
    class: Option<String>,
    /// Pupils, rolls or things, as `what` says.
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<Month>,
    #[serde(skip_serializing_if = "Option::is_none")]
    occasion: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    symptom: Option<Symptom>,
    /// Day and session of the first missing roll.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<String>,
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
    let mut list = desk.school().todo_seen(desk.now(), who, desk.who());
    list.retain(|todo| todo.class.map_or(scope == Scope::School, |class| scope.covers(class)));
    if args.json.json {
        return out.json(&list.iter().map(|todo| Row::of(desk, todo)).collect::<Vec<_>>());
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
    fn of(desk: &Desk, todo: &Todo) -> Row {
        let (rule, what) = match &todo.task {
            Task::Owed { owed, .. } => (Some(owed.rule.code()), owed.what.code()),
            Task::ConfirmExit { .. } => (None, "confirm_exit"),
            Task::Answer(_) => (None, "answer"),
            Task::FinishStatus { .. } => (None, "finish_status"),
            Task::AskAboutReturn { .. } => (None, "ask_about_return"),
            Task::TraceEntrant { .. } => (Some(Rule::R17.code()), Action::TraceEntrant.code()),
            Task::Teach { .. } => (None, "teach_at_home"),
            Task::ReviewPlan { .. } => (None, "review_plan"),
            Task::RecordHelp { .. } => (None, "record_help"),
            Task::LookAfter { .. } => (None, "look_after"),
            Task::KeyGroupRound { .. } => (None, "key_group_round"),
            Task::GrantAid { .. } => (None, "grant_aid"),
            Task::SeeToPlans { .. } => (None, "see_to_plans"),
            Task::ReportIllness { .. } => (None, "report_illness_cluster"),
            Task::TakeRoll { .. } => (None, "take_roll"),
            Task::NameTracers { .. } => (Some(Rule::R17.code()), "name_tracers"),
            Task::ReportMonth(_) => (Some(Rule::R18.code()), "report_month"),
        };
        let pupil = PupilRow::of(desk, todo);
        Row {
            about: pupil.is_none().then(|| About::of(todo)),
            pupil,
            rule,
            what,
            who: todo.role,
            since: todo.since,
            due: todo.due,
            due_at: todo.due_at,
            late_school_days: todo.late,
            exit: if let Task::ConfirmExit { exit, .. } = &todo.task { Some(exit.code()) } else { None },
            question: if let Task::Answer(question) = &todo.task { Some(question.question.clone()) } else { None },
            staff: staff_of(desk, todo),
        }
    }
}

impl About {
    fn of(todo: &Todo) -> About {
        let about = About { class: todo.class.map(|class| class.to_string()), ..About::default() };
        match &todo.task {
            Task::LookAfter { occasion, pupils, .. } => {
                About { count: Some(*pupils), occasion: occasion.map(Occasion::code), ..about }
            }
            Task::KeyGroupRound { month, left, .. } => About { count: Some(*left), month: Some(*month), ..about },
            Task::GrantAid { pupils, .. } => About { count: Some(*pupils), ..about },
            Task::SeeToPlans { things } => About { count: Some(*things), ..about },
            Task::ReportIllness { symptom, pupils, .. } => {
                About { count: Some(*pupils), symptom: Some(*symptom), ..about }
            }
            Task::TakeRoll { first, missing } => About {
                count: Some(*missing),
                date: Some(first.date),
                session: Some(first.session.as_str().to_owned()),
                ..about
            },
            Task::NameTracers { children, .. } => About { count: Some(*children), ..about },
            Task::ReportMonth(owing) => About { month: Some(owing.month), ..about },
            _ => about,
        }
    }
}

fn cells(desk: &Desk, todo: &Todo, words: &Words) -> Vec<String> {
    let who_about = PupilRow::of(desk, todo).unwrap_or_else(|| PupilRow {
        student_no: None,
        name: String::new(),
        class: todo.class.map(|class| class.to_string()).unwrap_or_default(),
    });
    let what = format!("{} {}", (words.todo.what)(&todo.task), (words.todo.when)(todo.due, todo.due_at, todo.late));
    let who = format!(
        "{} {}",
        words.todo.lies_with(words, desk.school(), todo, desk.today()),
        staff_of(desk, todo).join(words.staff.between)
    );
    vec![who_about.class, who_about.name, what.trim_end().to_owned(), who]
}

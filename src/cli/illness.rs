//! `baoxue illness`: clusters of like symptoms, their report, and certificates of return.

use super::args::{Json, On};
use super::output::Output;
use super::scope;
use crate::desk::{Desk, Problem};
use crate::domain::entry::{Change, Why};
use crate::domain::flags::Scope;
use crate::domain::health::{Cluster, Place};
use crate::domain::ids::{PupilId, StepId};
use crate::domain::ladder::{Action, Rule};
use crate::domain::people::Role;
use crate::domain::school::School;
use crate::domain::step::{About, Step, StepRecord};
use crate::domain::symptom::Symptom;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use clap::{Args, Subcommand};
use serde::Serialize;

#[derive(Debug, Subcommand)]
pub enum IllnessCommand {
    /// Clusters of like symptoms in a class or a dormitory room, and what is owed
    List(ListArgs),
    /// Record that illness in a class was reported
    Report(ReportArgs),
    /// Record the certificate with which a pupil came back
    Certificate(CertificateArgs),
}

#[derive(Debug, Args)]
pub struct ListArgs {
    /// Look at the rolls up to and including this date
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct ReportArgs {
    /// The class, such as 七年级(3)班 or 7.3; for a dormitory room the class of one of its pupils
    class: String,
    /// To whom: the epidemic reporter, the centre for disease control, the bureau
    #[arg(long, value_name = "TEXT")]
    to: String,
    /// What was said
    #[arg(long, value_name = "TEXT", default_value = "")]
    said: String,
    #[command(flatten)]
    on: On,
}

#[derive(Debug, Args)]
pub struct CertificateArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: String,
    /// Which hospital, of which day, checked by whom
    #[arg(long, value_name = "TEXT", default_value = "")]
    said: String,
    #[command(flatten)]
    on: On,
}

#[derive(Serialize)]
struct Answer {
    as_of: NaiveDate,
    clusters: Vec<Row>,
    symptoms_missing: Vec<PupilRow>,
}

#[derive(Serialize)]
struct Row {
    /// `class` or `room`.
    kind: &'static str,
    place: String,
    classes: Vec<String>,
    rule: Rule,
    symptom: Symptom,
    pupils: Vec<PupilRow>,
    days: Vec<NaiveDate>,
    met_at: NaiveDateTime,
    reported_at: Option<NaiveDateTime>,
    owed: Option<OwedRow>,
}

#[derive(Serialize)]
struct OwedRow {
    what: Action,
    who: Role,
    due: Option<NaiveDate>,
    due_at: Option<NaiveTime>,
    late: bool,
    late_school_days: u16,
}

#[derive(Serialize)]
struct PupilRow {
    student_no: Option<String>,
    name: String,
    class: Option<String>,
}

impl PupilRow {
    fn of(school: &School, pupil: PupilId, on: NaiveDate) -> Option<PupilRow> {
        let record = &school.pupil(pupil)?.record;
        Some(PupilRow {
            student_no: record.student_no.as_ref().map(|no| no.as_str().to_owned()),
            name: record.name.clone(),
            class: school.last_class(pupil, on).map(|class| class.to_string()),
        })
    }
}

impl Row {
    fn of(school: &School, cluster: &Cluster, now: NaiveDateTime) -> Row {
        let (kind, place) = match &cluster.place {
            Place::Class(class) => ("class", class.to_string()),
            Place::Room(room) => ("room", room.clone()),
        };
        let owed = cluster.owed.map(|owed| OwedRow {
            what: owed.what,
            who: owed.who,
            due: owed.due,
            due_at: owed.due_at,
            late: cluster.is_late(now),
            late_school_days: owed.late,
        });
        let pupils = cluster.pupils.iter().filter_map(|pupil| PupilRow::of(school, *pupil, now.date()));
        Row {
            kind,
            place,
            classes: cluster.classes.iter().map(|class| class.to_string()).collect(),
            rule: cluster.rule,
            symptom: cluster.symptom,
            pupils: pupils.collect(),
            days: cluster.days.clone(),
            met_at: cluster.met_at,
            reported_at: cluster.reported,
            owed,
        }
    }
}

pub fn run(command: &IllnessCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match command {
        IllnessCommand::List(args) => list(args, desk, out),
        IllnessCommand::Report(args) => report(args, desk, out),
        IllnessCommand::Certificate(args) => certificate(args, desk, out),
    }
}

/// A past date is looked at as it was when it ended.
fn moment(desk: &Desk, as_of: Option<NaiveDate>) -> NaiveDateTime {
    match as_of.filter(|date| *date != desk.today()) {
        Some(date) => date.and_time(NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default()),
        None => desk.now(),
    }
}

fn list(args: &ListArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    desk.reach_back_to(args.as_of.unwrap_or(desk.today()))?;
    let (school, now) = (desk.school(), moment(desk, args.as_of));
    let clusters = school.clusters(now, Scope::School);
    let missing = school.symptoms_missing(now.date(), Scope::School);
    let answer = Answer {
        as_of: now.date(),
        clusters: clusters.iter().map(|cluster| Row::of(school, cluster, now)).collect(),
        symptoms_missing: missing.iter().filter_map(|(_, pupil)| PupilRow::of(school, *pupil, now.date())).collect(),
    };
    if args.json.json {
        return out.json(&answer);
    }
    let words = out.words;
    if answer.clusters.is_empty() {
        out.say((words.health.none)(answer.as_of))?;
    } else {
        let rows: Vec<Vec<String>> =
            clusters.iter().zip(&answer.clusters).map(|(cluster, row)| cells(cluster, row, words)).collect();
        out.table(&words.health.headings, &rows)?;
    }
    if !answer.symptoms_missing.is_empty() {
        let name = |row: &PupilRow| format!("{} {}", row.class.as_deref().unwrap_or_default(), row.name);
        let names: Vec<String> = answer.symptoms_missing.iter().map(name).collect();
        out.say((words.health.still_to_ask)(&names))?;
    }
    Ok(())
}

fn cells(cluster: &Cluster, row: &Row, words: &crate::words::Words) -> Vec<String> {
    let minutes = |at: NaiveDateTime| at.format("%m-%d %H:%M").to_string();
    let due = match (&row.owed, row.reported_at) {
        (Some(OwedRow { due: Some(due), due_at, .. }), _) => minutes(due.and_time(due_at.unwrap_or_default())),
        (Some(_), _) => String::new(),
        (None, Some(_)) => words.health.reported.to_owned(),
        (None, None) => String::new(),
    };
    let names: Vec<&str> = row.pupils.iter().map(|pupil| pupil.name.as_str()).collect();
    vec![
        (words.health.place)(&cluster.place),
        (words.domain.symptom)(row.symptom).to_owned(),
        row.pupils.len().to_string(),
        minutes(row.met_at),
        due,
        names.join(" "),
    ]
}

fn report(args: &ReportArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let class = scope::class(desk, &args.class)?;
    let step = Step::ReportedIllness { to: args.to.clone(), said: args.said.clone() };
    record(About::Class(class), step, args.on, desk)?;
    out.say(out.words.health.report_recorded)
}

fn certificate(args: &CertificateArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let pupil = desk.find_pupil(&args.pupil)?;
    record(About::Pupil(pupil), Step::Certificate { said: args.said.clone() }, args.on, desk)?;
    out.say(out.words.health.certificate_recorded)
}

fn record(about: About, step: Step, on: On, desk: &mut Desk) -> Result<(), Problem> {
    let at = desk.moment_on(on.on, None)?;
    let record = StepRecord { about, at, step, attachments: Vec::new() };
    desk.commit(Why::TakeStep, vec![Change::Step { id: StepId::NEW, to: Some(record) }])?;
    Ok(())
}

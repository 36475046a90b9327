//! `baoxue plan`: plans of help: list, show, begin, record, close, print.

use super::args::{Json, Overwrite, When};
use super::coded::{PaperFormat, coded};
use super::output::Output;
use super::quota::QuotaRow;
use super::scope::ScopeArgs;
use crate::desk::{Desk, HelpPaper, Problem, help_file_name};
use crate::domain::ids::{PlanId, StaffId};
use crate::domain::people::Role;
use crate::domain::plan::{
    CannotPlan, Cause, Every, Help, HelpRecord, Helped, Lesson, Place, Plan, PlanClosing, PlanKind, PlanRecord,
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// The plans, with their owners and next reviews
    List(ListArgs),
    /// One pupil's plans with everything that was done of them
    Show(ShowArgs),
    /// Begin a plan; whoever is taught at home is on no roll from its first day
    New(NewArgs),
    /// Put right what a plan that runs says; what is not named stays
    Edit(EditArgs),
    /// Record what was done of a plan: help, a review, a time of teaching at home
    Record(RecordArgs),
    /// Close a plan with its result
    Close(CloseArgs),
    /// Write a plan, its records, or the sheet of a time of teaching into a file
    Write(WriteArgs),
}

#[derive(Debug, Args)]
pub struct ListArgs {
    /// Only plans of this kind
    #[arg(long, value_parser = coded(&PlanKind::ALL, PlanKind::code))]
    kind: Option<PlanKind>,
    #[command(flatten)]
    scope: ScopeArgs,
    /// Only plans that run
    #[arg(long)]
    open: bool,
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
pub struct NewArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: String,
    /// Which plan
    #[arg(long, value_parser = coded(&PlanKind::ALL, PlanKind::code))]
    kind: PlanKind,
    /// What is to be reached
    #[arg(long, value_name = "TEXT")]
    goal: String,
    /// What is done for it
    #[arg(long, value_name = "TEXT")]
    measures: String,
    /// Whose plan it is; without it the homeroom teacher's
    #[arg(long, value_name = "STAFF")]
    owner: Option<String>,
    /// Who helps or teaches, parted by commas
    #[arg(long, value_name = "NAMES")]
    helpers: Option<String>,
    /// Its first day; without it today
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// Where the pupil or the family stands; the assessment
    #[arg(long, value_name = "TEXT")]
    situation: Option<String>,
    /// The subjects
    #[arg(long, value_name = "TEXT")]
    subjects: Option<String>,
    /// Why learning is hard; may be given several times
    #[arg(long, value_parser = coded(&Cause::ALL, Cause::code))]
    cause: Vec<Cause>,
    /// Where a child who is taught at home is taught; without it at home
    #[arg(long, value_parser = coded(&Place::ALL, Place::code))]
    place: Option<Place>,
    /// How often it is reviewed; without it as its kind asks
    #[arg(long, value_parser = coded(&Every::ALL, Every::code))]
    review: Option<Every>,
    /// Papers that belong to it, kept in the encrypted books
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct EditArgs {
    /// 学籍号, or a name that only one enrolled pupil bears
    pupil: String,
    /// Which plan; needed where several run
    #[arg(long, value_parser = coded(&PlanKind::ALL, PlanKind::code))]
    kind: Option<PlanKind>,
    /// What is to be reached
    #[arg(long, value_name = "TEXT")]
    goal: Option<String>,
    /// What is done for it
    #[arg(long, value_name = "TEXT")]
    measures: Option<String>,
    /// Whose plan it is
    #[arg(long, value_name = "STAFF")]
    owner: Option<String>,
    /// Who helps or teaches, parted by commas
    #[arg(long, value_name = "NAMES")]
    helpers: Option<String>,
    /// Its first day; not of teaching at home
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// Where the pupil or the family stands; the assessment
    #[arg(long, value_name = "TEXT")]
    situation: Option<String>,
    /// The subjects
    #[arg(long, value_name = "TEXT")]
    subjects: Option<String>,
    /// Why learning is hard, in place of what stood there; may be given several times
    #[arg(long, value_parser = coded(&Cause::ALL, Cause::code))]
    cause: Vec<Cause>,
    /// Where a child who is taught at home is taught
    #[arg(long, value_parser = coded(&Place::ALL, Place::code))]
    place: Option<Place>,
    /// How often it is reviewed
    #[arg(long, value_parser = coded(&Every::ALL, Every::code))]
    review: Option<Every>,
    /// Papers that are added to it, kept in the encrypted books
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct RecordArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: String,
    /// Of which plan; needed where several run
    #[arg(long, value_parser = coded(&PlanKind::ALL, PlanKind::code))]
    kind: Option<PlanKind>,
    /// What was done or taught
    #[arg(long, value_name = "TEXT")]
    what: String,
    /// What came of it
    #[arg(long, value_name = "TEXT")]
    result: Option<String>,
    /// By whom, parted by commas; without it whoever acts
    #[arg(long, value_name = "NAMES")]
    who: Option<String>,
    #[command(flatten)]
    when: When,
    /// It was a review of the plan
    #[arg(long, conflicts_with = "lessons")]
    review: bool,
    /// So many lessons were taught at home
    #[arg(long, value_name = "NUMBER")]
    lessons: Option<u16>,
    /// Until what time
    #[arg(long, value_name = "HH:MM", requires = "lessons")]
    until: Option<NaiveTime>,
    /// Where they were taught; without it as the plan says
    #[arg(long, value_parser = coded(&Place::ALL, Place::code), requires = "lessons")]
    place: Option<Place>,
    /// How the child took it
    #[arg(long, value_name = "TEXT", requires = "lessons")]
    reaction: Option<String>,
    /// Which guardian confirmed it
    #[arg(long, value_name = "NAME", requires = "lessons")]
    confirmed_by: Option<String>,
    /// The guardian agreed to photographs
    #[arg(long, requires = "lessons")]
    photos_agreed: bool,
    /// Photographs or papers, kept in the encrypted books
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct CloseArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: String,
    /// Which plan; needed where several run
    #[arg(long, value_parser = coded(&PlanKind::ALL, PlanKind::code))]
    kind: Option<PlanKind>,
    /// What came of it
    #[arg(long, value_name = "TEXT")]
    result: String,
    /// Its last day; without it today
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
    /// The class to whose rolls a child who was taught at home comes back
    #[arg(long, value_name = "CLASS")]
    back_to: Option<String>,
}

#[derive(Debug, Args)]
pub struct WriteArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: String,
    /// Which plan; needed where there are several
    #[arg(long, value_parser = coded(&PlanKind::ALL, PlanKind::code))]
    kind: Option<PlanKind>,
    /// Which paper of it
    #[arg(long, value_enum, default_value = "plan")]
    paper: PaperArg,
    /// Of a sheet the day that it is of; without it the last
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
    /// In what form
    #[arg(long, value_enum, default_value = "docx")]
    format: PaperFormat,
    /// The file; without it one in this folder, named without the pupil
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    overwrite: Overwrite,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PaperArg {
    Plan,
    Records,
    Lesson,
}

/// A plan, as scripts read it.
#[derive(Serialize)]
struct PlanRow {
    student_no: Option<String>,
    name: String,
    class: Option<String>,
    kind: PlanKind,
    from: NaiveDate,
    owner: Option<String>,
    goal: String,
    review: Every,
    review_due: Option<NaiveDate>,
    closed_on: Option<NaiveDate>,
    /// Of teaching at home, while it runs.
    quota: Option<QuotaRow>,
}

#[derive(Serialize)]
struct Shown {
    #[serde(flatten)]
    row: PlanRow,
    helpers: String,
    situation: String,
    measures: String,
    subjects: String,
    causes: Vec<Cause>,
    place: Option<Place>,
    result: Option<String>,
    attachments: Vec<String>,
    records: Vec<RecordRow>,
}

#[derive(Serialize)]
struct RecordRow {
    on: NaiveDate,
    /// None where no time was noted.
    at: Option<String>,
    kind: &'static str,
    who: String,
    what: String,
    result: String,
    lesson: Option<Lesson>,
    attachments: Vec<String>,
}

impl PlanRow {
    fn of(desk: &Desk, plan: &Plan) -> Option<PlanRow> {
        let (school, today, record) = (desk.school(), desk.today(), &plan.record);
        let pupil = school.pupil(record.pupil)?;
        Some(PlanRow {
            student_no: pupil.record.student_no.as_ref().map(|no| no.as_str().to_owned()),
            name: pupil.record.name.clone(),
            class: school.last_class(record.pupil, today).map(|class| class.to_string()),
            kind: record.kind,
            from: record.from,
            owner: school.staff(record.owner).map(|owner| owner.record.name.clone()),
            goal: record.goal.clone(),
            review: record.review,
            review_due: school.review_due(plan),
            closed_on: record.closing.as_ref().map(|closing| closing.on),
            quota: record.runs(today).then(|| QuotaRow::of(desk, plan, today)).flatten(),
        })
    }
}

impl RecordRow {
    fn of(helped: &Helped) -> RecordRow {
        let record = &helped.record;
        let time = record.at.time();
        RecordRow {
            on: record.at.date(),
            at: (time != NaiveTime::MIN).then(|| time.format("%H:%M").to_string()),
            kind: record.help.code(),
            who: record.who.clone(),
            what: record.what.clone(),
            result: record.result.clone(),
            lesson: record.help.lesson().cloned(),
            attachments: record.attachments.iter().map(|file| file.name.clone()).collect(),
        }
    }
}

pub fn run(command: &PlanCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match command {
        PlanCommand::List(args) => list(args, desk, out),
        PlanCommand::Show(args) => show(args, desk, out),
        PlanCommand::New(args) => new(args, desk, out),
        PlanCommand::Edit(args) => edit(args, desk, out),
        PlanCommand::Record(args) => record(args, desk, out),
        PlanCommand::Close(args) => close(args, desk, out),
        PlanCommand::Write(args) => write(args, desk, out),
    }
}

fn list(args: &ListArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let (scope, today) = (args.scope.read(desk)?, desk.today());
    let school = desk.school();
    let is_asked_for = |plan: &&Plan| {
        let of_kind = args.kind.is_none_or(|kind| plan.record.kind == kind);
        let covered = school.last_class(plan.record.pupil, today).is_some_and(|class| scope.covers(class));
        let may_see = school.may_see_plan(desk.who(), plan, today);
        may_see && of_kind && covered && (!args.open || plan.record.closing.is_none())
    };
    let mut plans: Vec<&Plan> = school.plans.iter().filter(is_asked_for).collect();
    plans.sort_by_key(|plan| (school.last_class(plan.record.pupil, today), plan.record.kind, plan.record.from));
    let rows: Vec<PlanRow> = plans.into_iter().filter_map(|plan| PlanRow::of(desk, plan)).collect();
    if args.json.json {
        return out.json(&rows);
    }
    if rows.is_empty() {
        return out.say(out.words.plan.none_yet);
    }
    let rows: Vec<Vec<String>> = rows.iter().map(|row| cells(row, out)).collect();
    out.table(&out.words.plan.list_headings, &rows)
}

fn cells(row: &PlanRow, out: &Output) -> Vec<String> {
    let words = &out.words.plan;
    let tally = row.quota.as_ref().map(|quota| quota.in_month(words));
    let state = match row.closed_on {
        Some(on) => (words.closed)(on),
        None => tally.unwrap_or_else(|| words.running.to_owned()),
    };
    vec![
        row.class.clone().unwrap_or_default(),
        row.name.clone(),
        (words.kind)(row.kind).to_owned(),
        row.from.to_string(),
        row.owner.clone().unwrap_or_default(),
        row.review_due.map_or(words.no_review.to_owned(), |due| due.to_string()),
        state,
    ]
}

fn show(args: &ShowArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let pupil = desk.find_pupil(&args.pupil)?;
    let school = desk.school();
    let shown = |plan: &Plan| {
        let record = &plan.record;
        Some(Shown {
            row: PlanRow::of(desk, plan)?,
            helpers: record.helpers.clone(),
            situation: record.situation.clone(),
            measures: record.measures.clone(),
            subjects: record.subjects.clone(),
            causes: record.causes.iter().copied().collect(),
            place: record.taught(),
            result: record.closing.as_ref().map(|closing| closing.result.clone()),
            attachments: record.attachments.iter().map(|file| file.name.clone()).collect(),
            records: school.helped(plan.id).map(RecordRow::of).collect(),
        })
    };
    let is_shown = |plan: &&Plan| school.may_see_plan(desk.who(), plan, desk.today());
    if !school.may_see_plans_of(desk.who(), pupil, desk.today()) {
        return Err(Problem::PlanRefused(CannotPlan::NotYours));
    }
    let plans: Vec<Shown> = school.plans_of(pupil).filter(is_shown).filter_map(shown).collect();
    if args.json.json {
        return out.json(&plans);
    }
    if plans.is_empty() {
        return out.say(out.words.plan.none_yet);
    }
    for plan in &plans {
        tell(plan, out)?;
    }
    Ok(())
}

fn tell(plan: &Shown, out: &mut Output) -> Result<(), Problem> {
    let words = &out.words.plan;
    let head = cells(&plan.row, out);
    out.line(head.join("  "))?;
    let causes: Vec<&str> = plan.causes.iter().map(|cause| (words.cause)(*cause)).collect();
    let parts = [
        (words.helpers, plan.helpers.as_str()),
        (words.situation, plan.situation.as_str()),
        (words.subjects, plan.subjects.as_str()),
        (words.causes, &causes.join(" ")),
        (words.goal, plan.row.goal.as_str()),
        (words.measures, plan.measures.as_str()),
        (words.result, plan.result.as_deref().unwrap_or_default()),
    ];
    for (label, text) in parts.iter().filter(|(_, text)| !text.trim().is_empty()) {
        out.line(format!("  {label}: {text}"))?;
    }
    if let Some(quota) = &plan.row.quota {
        quota.tell(out)?;
    }
    let rows: Vec<Vec<String>> = plan.records.iter().map(|record| record_cells(record, out)).collect();
    if rows.is_empty() { Ok(()) } else { out.table(&words.records_headings, &rows) }
}

fn record_cells(record: &RecordRow, out: &Output) -> Vec<String> {
    let words = &out.words.plan;
    let what = match &record.lesson {
        Some(lesson) => (words.taught)(lesson.place, lesson.lessons),
        None => match record.kind {
            "review" => (words.help)(&Help::Review).to_owned(),
            _ => (words.help)(&Help::Session).to_owned(),
        },
    };
    vec![record.on.to_string(), what, record.who.clone(), record.what.clone(), record.result.clone()]
}

fn new(args: &NewArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let pupil = desk.find_pupil(&args.pupil)?;
    let kind = args.kind;
    let from = args.from.unwrap_or(desk.today());
    let place = args.place;
    if let Some(place) = place.filter(|place| !Place::OF_PLANS.contains(place)) {
        return Err(Problem::NoQuotaThere { asked: place.code() });
    }
    let owner = match &args.owner {
        Some(name) => desk.find_staff(name)?.id,
        None => owner_of(desk, pupil, from),
    };
    let text = |given: &Option<String>| given.clone().unwrap_or_default();
    let record = PlanRecord {
        pupil,
        kind,
        owner,
        helpers: text(&args.helpers),
        from,
        situation: text(&args.situation),
        goal: args.goal.clone(),
        measures: args.measures.clone(),
        subjects: text(&args.subjects),
        causes: args.cause.iter().copied().collect(),
        place: (kind == PlanKind::HomeTeaching).then(|| place.unwrap_or(Place::Home)),
        review: args.review.unwrap_or(kind.reviewed()),
        closing: None,
        attachments: Vec::new(),
    };
    desk.begin_plan(record, &args.attach)?;
    out.say((out.words.plan.begun)(kind, from))?;
    if kind == PlanKind::HomeTeaching { out.say(out.words.plan.off_roll) } else { Ok(()) }
}

fn edit(args: &EditArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let pupil = desk.find_pupil(&args.pupil)?;
    let id = meant(desk, pupil, args.kind, desk.today())?;
    let known = desk.school().plan(id).ok_or(Problem::PlanRefused(CannotPlan::NoPlan))?.record.clone();
    let place = args.place;
    if let Some(place) = place.filter(|place| !Place::OF_PLANS.contains(place)) {
        return Err(Problem::NoQuotaThere { asked: place.code() });
    }
    let owner = args.owner.as_ref().map(|name| desk.find_staff(name).map(|staff| staff.id)).transpose()?;
    let text = |given: &Option<String>, known: &str| given.clone().unwrap_or_else(|| known.to_owned());
    let causes = args.cause.iter().copied();
    let record = PlanRecord {
        owner: owner.unwrap_or(known.owner),
        helpers: text(&args.helpers, &known.helpers),
        from: args.from.unwrap_or(known.from),
        situation: text(&args.situation, &known.situation),
        goal: text(&args.goal, &known.goal),
        measures: text(&args.measures, &known.measures),
        subjects: text(&args.subjects, &known.subjects),
        causes: if args.cause.is_empty() { known.causes.clone() } else { causes.collect() },
        place: place.filter(|_| known.kind == PlanKind::HomeTeaching).or(known.place),
        review: args.review.unwrap_or(known.review),
        ..known
    };
    let kind = record.kind;
    desk.amend_plan(id, record, &args.attach)?;
    out.say((out.words.plan.amended)(kind))
}

/// The homeroom teacher of the pupil's class, or whoever acts.
fn owner_of(desk: &Desk, pupil: crate::domain::ids::PupilId, on: NaiveDate) -> StaffId {
    let school = desk.school();
    let class = school.last_class(pupil, on);
    let holders = class.map(|class| school.holders(Role::Homeroom, class, on)).unwrap_or_default();
    holders.first().map_or(desk.who(), |staff| staff.id)
}

fn record(args: &RecordArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let pupil = desk.find_pupil(&args.pupil)?;
    let at: NaiveDateTime = desk.moment_on(args.when.on.on, args.when.at)?;
    let plan = meant(desk, pupil, args.kind, at.date())?;
    let taught = desk.school().plan(plan).and_then(|plan| plan.record.taught());
    let text = |given: &Option<String>| given.clone().unwrap_or_default();
    let help = match args.lessons {
        _ if args.review => Help::Review,
        Some(lessons) => Help::Lesson(Lesson {
            place: args.place.unwrap_or(taught.unwrap_or(Place::Home)),
            until: args.until,
            lessons,
            reaction: text(&args.reaction),
            confirmed_by: text(&args.confirmed_by),
            photos_agreed: args.photos_agreed,
        }),
        None => Help::Session,
    };
    let me = || desk.person().map(|person| person.record.name.clone()).unwrap_or_default();
    let who = args.who.clone().unwrap_or_else(me);
    let (what, result) = (args.what.clone(), text(&args.result));
    let record = HelpRecord { plan, at, help, who, what, result, attachments: Vec::new() };
    let strangers: Vec<String> = desk.school().strangers(&record).into_iter().map(ToOwned::to_owned).collect();
    desk.record_help(record, &args.attach)?;
    out.say(out.words.plan.recorded)?;
    if !strangers.is_empty() {
        out.say((out.words.plan.strangers)(&strangers.iter().map(String::as_str).collect::<Vec<_>>()))?;
    }
    let quota = desk.school().plan(plan).and_then(|plan| QuotaRow::of(desk, plan, at.date()));
    quota.map_or(Ok(()), |quota| out.say(quota.in_month(&out.words.plan)))
}

fn meant(
    desk: &Desk,
    pupil: crate::domain::ids::PupilId,
    kind: Option<PlanKind>,
    on: NaiveDate,
) -> Result<PlanId, Problem> {
    desk.school().plan_meant(pupil, kind, on).map(|plan| plan.id).map_err(Problem::PlanRefused)
}

fn close(args: &CloseArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let pupil = desk.find_pupil(&args.pupil)?;
    let on = desk.day_on(args.on)?;
    let id = meant(desk, pupil, args.kind, on)?;
    let kind = desk.school().plan(id).map(|plan| plan.record.kind);
    let back_to = args.back_to.as_deref().map(|asked| super::scope::class(desk, asked)).transpose()?;
    desk.close_plan(id, PlanClosing { on, result: args.result.clone(), back_to })?;
    let words = &out.words.plan;
    out.say(kind.map(|kind| (words.ended)(kind, on)).unwrap_or_default())?;
    match back_to {
        Some(class) if kind == Some(PlanKind::HomeTeaching) => {
            let seat = desk.school().pupil(pupil).and_then(|pupil| pupil.seat(on.succ_opt().unwrap_or(on)));
            out.say((words.back_on_roll)(&class.to_string(), seat))
        }
        _ => Ok(()),
    }
}

fn write(args: &WriteArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let pupil = desk.find_pupil(&args.pupil)?;
    let school = desk.school();
    let of_kind = |plan: &&Plan| args.kind.is_none_or(|kind| plan.record.kind == kind);
    let plans: Vec<&Plan> = school.plans_of(pupil).filter(of_kind).collect();
    let plan = match plans[..] {
        [] => return Err(Problem::PlanRefused(CannotPlan::NoPlan)),
        [plan] => plan.id,
        _ => meant(desk, pupil, args.kind, desk.today())?,
    };
    let paper = match args.paper {
        PaperArg::Plan => HelpPaper::Plan(plan),
        PaperArg::Records => HelpPaper::Records(plan),
        PaperArg::Lesson => {
            let is = |helped: &&Helped| {
                let on = helped.record.at.date();
                helped.record.help.lesson().is_some() && args.on.is_none_or(|asked| asked == on)
            };
            let last = school.helped(plan).rfind(is);
            HelpPaper::Lesson(last.ok_or(Problem::NoHelpOn { on: args.on.unwrap_or(desk.today()) })?.id)
        }
    };
    write_paper(paper, args.format, (args.out.clone(), args.overwrite), desk, out)
}

/// Writes a paper, or prints it as text where no file is named.
pub fn write_paper(
    paper: HelpPaper,
    format: PaperFormat,
    (file, overwrite): (Option<PathBuf>, Overwrite),
    desk: &mut Desk,
    out: &mut Output,
) -> Result<(), Problem> {
    if format == PaperFormat::Text && file.is_none() {
        return out.line(desk.help_text(paper)?.trim_end());
    }
    let (format, ending) = format.format();
    let name = || PathBuf::from(format!("{}.{ending}", help_file_name(desk.school(), paper, desk.today())));
    let file = file.unwrap_or_else(name);
    let written = desk.write_help_paper(paper, format, &file, overwrite.existing())?;
    out.written(&file, &written)
}

//! `baoxue status`: transfers, suspensions and other changes of status: record, list, withdraw; the times they keep to.

use super::args::Json;
use super::coded::coded;
use super::output::Output;
use super::scope;
use super::ways;
use crate::desk::{Desk, Filing, Problem};
use crate::domain::class::Class;
use crate::domain::ids::{PupilId, StatusId};
use crate::domain::numbers::{IdNo, StudentNo};
use crate::domain::people::{Guardian, Pupil, PupilRecord, Sex};
use crate::domain::school::School;
use crate::domain::status::{
    Approval, Caution, InForce, LONGEST_NAME, Lack, Limit, Planned, Proof, PutRight, Reach, Seated, Stands, Status,
    StatusKind, StatusRecord,
};
use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct StatusArgs {
    #[command(subcommand)]
    command: Option<StatusCommand>,
    #[command(flatten)]
    change: ChangeArgs,
}

#[derive(Debug, Subcommand)]
enum StatusCommand {
    /// Which changes there are, and what each needs
    Kinds(KindsArgs),
    /// The changes of a span, by the day on which they take effect
    List(ListArgs),
    /// Take a change back that was applied for, or one in effect after which nothing else holds
    Withdraw(WithdrawArgs),
    /// The times that changes keep to, and what becomes of them in the last term of a graduating grade
    Limits(LimitsArgs),
}

#[derive(Debug, Args)]
struct KindsArgs {
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
struct ListArgs {
    /// From this day on; without it from the first
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// Up to and including this day; without it all that follow
    #[arg(long, value_name = "DATE")]
    to: Option<NaiveDate>,
    /// Only changes of this kind
    #[arg(long, value_parser = coded(&StatusKind::ALL, StatusKind::code))]
    kind: Option<StatusKind>,
    /// Only those that still lack something
    #[arg(long)]
    pending: bool,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
struct WithdrawArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: String,
    /// The day from which it holds or was to hold; without it the latest
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
}

#[derive(Debug, Args)]
struct LimitsArgs {
    /// What is to be otherwise, such as within=10 or last_term=refuse; without any they are shown
    #[arg(value_name = "LIMIT=VALUE")]
    changes: Vec<String>,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
struct ChangeArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears; with --new the name of somebody who is not known yet
    #[arg(required = true)]
    pupil: Option<String>,
    /// Which change
    #[arg(value_parser = coded(&StatusKind::ALL, StatusKind::code), required = true)]
    kind: Option<StatusKind>,
    /// The day from which it holds: the first day away, or the first day in class; without it today
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
    /// When it was applied for; without it today, or when it takes effect where that is earlier
    #[arg(long, value_name = "DATE")]
    applied_on: Option<NaiveDate>,
    /// The last day of a suspension or of a deferral
    #[arg(long, value_name = "DATE")]
    until: Option<NaiveDate>,
    /// The class from then on
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,
    /// The seat in that class; without it the own one of before, or the next that is free
    #[arg(long, value_name = "NUMBER")]
    seat: Option<u16>,
    /// The other school
    #[arg(long, value_name = "SCHOOL")]
    counterpart: Option<String>,
    /// How far a transfer goes: within the district, the city, the province, or beyond
    #[arg(long, value_parser = coded(&Reach::ALL, Reach::code))]
    reach: Option<Reach>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    ground: Option<String>,
    /// A paper that is there, such as application=FILE, kept in the encrypted books, or application=seen
    #[arg(long, value_name = "KIND=FILE|seen")]
    paper: Vec<String>,
    /// Who approved it; may be given again later for the next approval
    #[arg(long, value_name = "WHO", requires = "approved_on")]
    approved_by: Option<String>,
    /// When it was approved
    #[arg(long, value_name = "DATE", requires = "approved_by")]
    approved_on: Option<NaiveDate>,
    /// Leave up to this day while a transfer out is under way; then one looks again
    #[arg(long, value_name = "DATE")]
    leave_until: Option<NaiveDate>,
    /// A pupil whom the books do not know yet, who is transferred in
    #[arg(long)]
    new: bool,
    /// The 学籍号 of a new pupil
    #[arg(long, value_name = "NUMBER", requires = "new", value_parser = student_no)]
    student_no: Option<StudentNo>,
    /// The ID number of a new pupil: it says sex and birthday
    #[arg(long, value_name = "NUMBER", requires = "new", value_parser = id_no)]
    id_no: Option<IdNo>,
    /// The sex of a new pupil, where no number says it
    #[arg(long, value_enum, requires = "new")]
    sex: Option<SexArg>,
    /// The birthday of a new pupil, where no number says it
    #[arg(long, value_name = "DATE", requires = "new")]
    birth: Option<NaiveDate>,
    /// The guardian of a new pupil
    #[arg(long, value_name = "NAME", requires = "new")]
    guardian: Option<String>,
    /// What the guardian is to the pupil, such as 母亲
    #[arg(long, value_name = "TEXT", requires = "guardian")]
    relation: Option<String>,
    /// The guardian's telephone numbers, parted by commas
    #[arg(long, value_name = "NUMBERS", requires = "guardian")]
    phone: Option<String>,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SexArg {
    Male,
    Female,
}

impl SexArg {
    fn sex(self) -> Sex {
        match self {
            SexArg::Male => Sex::Male,
            SexArg::Female => Sex::Female,
        }
    }
}

fn id_no(text: &str) -> Result<IdNo, String> {
    IdNo::parse(text).map_err(|error| error.to_string())
}

fn student_no(text: &str) -> Result<StudentNo, String> {
    StudentNo::parse(text).map_err(|error| error.to_string())
}

#[derive(Serialize)]
struct KindRow {
    kind: StatusKind,
    name: &'static str,
    papers: Vec<Proof>,
    needs_approval: bool,
    needs_counterpart: bool,
    needs_class: bool,
    needs_until: bool,
}

/// A change, as scripts read it.
#[derive(Serialize)]
struct Row<'a> {
    student_no: Option<String>,
    name: String,
    kind: StatusKind,
    applied_on: NaiveDate,
    on: NaiveDate,
    /// The day from which books and rolls follow: of a suspension not before its approval.
    takes_effect: NaiveDate,
    until: Option<NaiveDate>,
    /// The class before it.
    class: Option<String>,
    to_class: Option<String>,
    seat: Option<u16>,
    counterpart: &'a str,
    reach: Option<Reach>,
    ground: &'a str,
    papers: Vec<Proof>,
    approvals: &'a [Approval],
    /// Nothing is lacking; whether it holds already is told by `stands`.
    in_effect: bool,
    stands: Stands,
    lacks: Vec<Lack>,
}

/// A change that was just recorded, and what it does.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    row: Row<'a>,
    put_right: Option<PutRight>,
    cautions: &'a [Caution],
}

impl<'a> Row<'a> {
    fn of(desk: &Desk, record: &'a StatusRecord) -> Option<Row<'a>> {
        let pupil = desk.school().pupil(record.pupil)?;
        let before = record.takes_effect().pred_opt().and_then(|day| pupil.class(day));
        Some(Row {
            student_no: pupil.record.student_no.as_ref().map(|no| no.as_str().to_owned()),
            name: pupil.record.name.clone(),
            kind: record.kind,
            applied_on: record.applied_on,
            on: record.on,
            takes_effect: record.takes_effect(),
            until: record.until,
            class: before.map(|class| class.to_string()),
            to_class: record.class.filter(|_| record.kind.needs_class()).map(|class| class.to_string()),
            seat: record.seat.filter(|_| record.kind.needs_class()),
            counterpart: &record.counterpart,
            reach: record.reach,
            ground: &record.ground,
            papers: record.papers.keys().copied().collect(),
            approvals: &record.approvals,
            in_effect: record.is_in_effect(),
            stands: record.stands(desk.today()),
            lacks: record.lacks(),
        })
    }
}

pub fn run(args: &StatusArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let change_args = &args.change;
    match (&args.command, &change_args.pupil, change_args.kind) {
        (Some(StatusCommand::List(args)), ..) => list(args, desk, out),
        (Some(StatusCommand::Withdraw(args)), ..) => withdraw(args, desk, out),
        (Some(StatusCommand::Limits(args)), ..) => limits(args, desk, out),
        (None, Some(pupil), Some(kind)) => change(pupil, kind, change_args, desk, out),
        (Some(StatusCommand::Kinds(KindsArgs { json })), ..) => kinds(json.json, out),
        // clap asks for both where no command is given.
        (None, ..) => kinds(false, out),
    }
}

fn kinds(json: bool, out: &mut Output) -> Result<(), Problem> {
    let words = out.words;
    let row = |kind: StatusKind| KindRow {
        kind,
        name: (words.domain.status)(kind),
        papers: kind.proofs().to_vec(),
        needs_approval: kind.needs_approval(),
        needs_counterpart: kind.needs_counterpart(),
        needs_class: kind.needs_class(),
        needs_until: kind.needs_until(),
    };
    let rows: Vec<KindRow> = StatusKind::ALL.into_iter().map(row).collect();
    if json {
        return out.json(&rows);
    }
    let cells = |row: &KindRow| {
        let papers = row.papers.iter().map(|proof| format!("{}={}", proof.code(), (words.domain.proof)(*proof)));
        let say = &words.status;
        let more = [
            (row.needs_class, say.class_needed),
            (row.needs_until, say.until_needed),
            (row.needs_counterpart, say.counterpart_needed),
            (row.needs_approval, say.approval_needed),
        ];
        let more: Vec<&str> = more.into_iter().filter(|(needed, _)| *needed).map(|(_, name)| name).collect();
        vec![
            row.kind.code().to_owned(),
            row.name.to_owned(),
            papers.collect::<Vec<_>>().join(" "),
            more.join(say.between),
        ]
    };
    out.table(&words.status.kinds_headings, &rows.iter().map(cells).collect::<Vec<_>>())
}

fn list(args: &ListArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let (from, to) = (args.from.unwrap_or(NaiveDate::MIN), args.to.unwrap_or(NaiveDate::MAX));
    if from > to {
        return Err(Problem::DatesReversed { from, to });
    }
    let statuses = desk.school().statuses.iter().map(|status| &status.record);
    let asked_for = |record: &&StatusRecord| {
        let of_kind = args.kind.is_none_or(|kind| kind == record.kind);
        let on = record.takes_effect();
        from <= on && on <= to && of_kind && !(args.pending && record.is_in_effect())
    };
    let mut records: Vec<&StatusRecord> = statuses.filter(asked_for).collect();
    records.sort_by_key(|record| record.takes_effect());
    let rows: Vec<Row> = records.iter().filter_map(|record| Row::of(desk, record)).collect();
    if args.json.json {
        return out.json(&rows);
    }
    let words = out.words;
    if rows.is_empty() {
        return out.say(words.status.no_changes);
    }
    let cells = |(row, record): (&Row, &&StatusRecord)| {
        // Of a transfer in the school that it comes from; its class stands in the column of the class.
        let is_new = record.kind == StatusKind::TransferIn;
        let place = row.to_class.clone().filter(|_| !is_new).unwrap_or_else(|| short(row.counterpart));
        let class = if is_new { row.class.clone().or(row.to_class.clone()) } else { row.class.clone() };
        vec![
            row.takes_effect.to_string(),
            row.name.clone(),
            class.unwrap_or_default(),
            (words.domain.status)(row.kind).to_owned(),
            place,
            row.applied_on.to_string(),
            (words.status.state)(row.stands, record),
        ]
    };
    out.table(&words.status.list_headings, &rows.iter().zip(&records).map(cells).collect::<Vec<_>>())
}

/// What a column takes of a text that was written before there was a limit to it.
fn short(text: &str) -> String {
    match text.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn change(pupil: &str, kind: StatusKind, args: &ChangeArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let newcomer = (args.new && kind == StatusKind::TransferIn).then(|| newcomer(pupil, args)).transpose()?;
    let lacks_sex = newcomer.as_ref().is_some_and(|newcomer| newcomer.sex.is_none());
    let pupil = match newcomer {
        Some(_) => PupilId::NEW,
        None => find_pupil(pupil, kind, desk)?,
    };
    let before = desk.school().applied_for(pupil, kind).or_else(|| supplemented(args, pupil, kind, desk.school()));
    let class = args.class.as_deref().map(|asked| scope::class(desk, asked)).transpose()?;
    let mut filing = Filing::new(further(args, before, (pupil, kind), class, desk));
    filing.id = before.map_or(StatusId::NEW, |status| status.id);
    filing.seen = before.map(|status| status.record.clone());
    (filing.newcomer, filing.leave_until) = (newcomer, args.leave_until);
    for paper in &args.paper {
        let (proof, file) = read_paper(paper, kind)?;
        let name = file.as_ref().and_then(|file| file.file_name()).map(|name| name.to_string_lossy().into_owned());
        filing.record.papers.insert(proof, name);
        filing.files.extend(file);
    }
    let adds = filing.seen.as_ref().is_some_and(StatusRecord::is_in_effect);
    let planned = desk.change_status(filing)?;
    if args.json.json {
        let (put_right, cautions) = (planned.in_force.map(|in_force| in_force.put_right), &planned.cautions[..]);
        return out.json(&Row::of(desk, &planned.record).map(|row| Answer { row, put_right, cautions }));
    }
    if adds {
        let record = &planned.record;
        return out.say((out.words.status.supplemented)(record.kind, record.takes_effect(), record));
    }
    tell(&planned, desk.today(), out)?;
    if lacks_sex {
        out.say(ways::with(out.words.status.sex_unknown.to_owned(), "--sex, --birth", out.words))?;
    }
    args.leave_until.map_or(Ok(()), |until| out.say((out.words.status.on_leave)(until)))
}

/// The change in effect to which an approval or a paper is added, where nothing else is said that would make another.
fn supplemented<'a>(args: &ChangeArgs, pupil: PupilId, kind: StatusKind, school: &'a School) -> Option<&'a Status> {
    let adds = args.approved_by.is_some() || !args.paper.is_empty();
    let is_another = args.until.is_some() || args.class.is_some() || args.seat.is_some() || args.applied_on.is_some();
    let status = school.last_in_effect(pupil, kind).filter(|_| adds && !is_another)?;
    args.on.is_none_or(|on| on == status.record.on).then_some(status)
}

/// Of several of that name: who is transferred in is not on the books yet, and goes on with what was applied for.
fn find_pupil(asked: &str, kind: StatusKind, desk: &Desk) -> Result<PupilId, Problem> {
    if kind == StatusKind::TransferIn {
        return desk.find_pupil_who(asked, |pupil| desk.school().applied_for(pupil.id, kind).is_some());
    }
    desk.find_pupil(asked)
}

/// Somebody whom the books do not know yet.
fn newcomer(name: &str, args: &ChangeArgs) -> Result<PupilRecord, Problem> {
    let text = |said: &Option<String>| said.clone().unwrap_or_default();
    let guardian = Guardian::written(&text(&args.guardian), &text(&args.relation), &text(&args.phone));
    let record = PupilRecord {
        guardians: guardian.map_err(Problem::GuardianRefused)?.into_iter().collect(),
        sex: args.sex.map(SexArg::sex),
        student_no: args.student_no.clone(),
        id_no: args.id_no.clone(),
        birth: args.birth,
        ..PupilRecord::named(name.trim())
    };
    Ok(record.told_by_number())
}

/// The change as it stood, with what was said now laid over it.
fn further(
    args: &ChangeArgs,
    before: Option<&Status>,
    (pupil, kind): (PupilId, StatusKind),
    class: Option<Class>,
    desk: &Desk,
) -> StatusRecord {
    let today = desk.today();
    let usual = || desk.school().first_day_of_change(pupil, kind, today);
    let on = args.on.or(before.map(|status| status.record.on)).unwrap_or_else(usual);
    let mut record = before.map(|status| status.record.clone()).unwrap_or_else(|| {
        let applied_on = args.approved_on.into_iter().chain([today, on]).min().unwrap_or(today);
        StatusRecord::new(pupil, kind, applied_on, on)
    });
    record.moved_to(on, today);
    record.applied_on = args.applied_on.unwrap_or(record.applied_on);
    record.applied_said |= args.applied_on.is_some();
    record.until = args.until.or(record.until);
    record.class = class.or(record.class);
    record.seat = args.seat.or(record.seat);
    record.counterpart = args.counterpart.clone().unwrap_or(record.counterpart);
    record.reach = args.reach.or(record.reach);
    record.ground = args.ground.clone().unwrap_or(record.ground);
    if let (Some(by), Some(on)) = (&args.approved_by, args.approved_on) {
        record.approvals.push(Approval { by: by.clone(), on });
    }
    record
}

/// `KIND=FILE` or `KIND=seen`.
fn read_paper(written: &str, kind: StatusKind) -> Result<(Proof, Option<PathBuf>), Problem> {
    const SEEN: &str = "seen";
    let (code, file) = written.split_once('=').unwrap_or((written, SEEN));
    let proof = Proof::from_code(code.trim()).and_then(|proof| kind.takes(proof));
    let proof = proof.ok_or_else(|| Problem::UnknownProof { asked: code.to_owned(), kind })?;
    Ok((proof, (file != SEEN).then(|| PathBuf::from(file))))
}

fn tell(planned: &Planned, today: NaiveDate, out: &mut Output) -> Result<(), Problem> {
    let (words, kind) = (&out.words.status, planned.record.kind);
    match planned.in_force {
        None => {
            let lacks: Vec<String> = planned
                .record
                .lacks()
                .into_iter()
                .map(|lack| ways::with((words.lack)(kind, lack), ways::of_lack(lack), out.words))
                .collect();
            out.say((words.applied_for)(kind, &lacks.join(words.between)))?;
        }
        Some(InForce { from, put_right, seated }) => {
            out.say(if from > today { (words.ahead)(kind, from) } else { (words.in_effect)(kind, from) })?;
            if let Some(seated) = seated {
                let way = if matches!(seated, Seated::Next(_)) { "--seat" } else { "" };
                out.say(ways::with((words.seated)(seated), way, out.words))?;
            }
            if !put_right.is_nothing() {
                out.say((words.put_right)(put_right))?;
            }
        }
    }
    for caution in &planned.cautions {
        out.say((words.caution)(*caution))?;
    }
    Ok(())
}

fn withdraw(args: &WithdrawArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    // Of several of that name only one who has a change can be meant.
    let has_one = |pupil: &Pupil| desk.school().statuses_of(pupil.id).next().is_some();
    let pupil = desk.find_pupil_who(&args.pupil, has_one)?;
    let of_day =
        |status: &&Status| args.on.is_none_or(|on| [status.record.on, status.record.takes_effect()].contains(&on));
    let latest = desk.school().statuses_of(pupil).filter(of_day).max_by_key(|status| status.record.takes_effect());
    let Some((id, kind)) = latest.map(|status| (status.id, status.record.kind)) else {
        return Err(Problem::NothingToWithdraw);
    };
    desk.withdraw_status(id)?;
    let (words, today) = (&out.words.status, desk.today());
    let stands = desk.school().stand(pupil, today).map(|stand| (words.stand)(&stand, today));
    out.say((words.withdrawn)(kind, &stands.unwrap_or_else(|| words.not_on_the_books.to_owned())))
}

fn limits(args: &LimitsArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let words = &out.words.status;
    if !args.changes.is_empty() {
        let limits = desk.read_limits(&args.changes)?;
        desk.set_limits(limits)?;
        if !args.json.json {
            return out.say(words.limits_set);
        }
    }
    let limits = desk.school().limits;
    if args.json.json {
        return out.json(&limits);
    }
    let cells = |limit: Limit| vec![limit.code().to_owned(), limits.written(limit), (words.limit)(limit).to_owned()];
    out.table(&words.limits_headings, &Limit::ALL.map(cells))
}

//! `baoxue status`: transfers, suspensions and other changes of status: record, list.

use super::args::Json;
use super::output::Output;
use super::scope;
use crate::desk::{Desk, Problem};
use crate::domain::class::Class;
use crate::domain::ids::{PupilId, StatusId};
use crate::domain::status::{Approval, Lack, Proof, PutRight, Status, StatusKind, StatusRecord};
use chrono::NaiveDate;
use clap::builder::PossibleValue;
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
    /// Which changes there are, and the papers that each needs
    Kinds(KindsArgs),
    /// The changes of a span, by the day on which they take effect
    List(ListArgs),
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
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
struct ChangeArgs {
    /// 学籍号, or a name that only one enrolled pupil bears
    #[arg(required = true)]
    pupil: Option<String>,
    /// Which change
    #[arg(value_enum, required = true)]
    kind: Option<KindArg>,
    /// The day from which it holds: the first day away, or the first day in class; without it today
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
    /// When it was applied for; without it today, or when it takes effect where that is earlier
    #[arg(long, value_name = "DATE")]
    applied_on: Option<NaiveDate>,
    /// The last day of a suspension
    #[arg(long, value_name = "DATE")]
    until: Option<NaiveDate>,
    /// The class from then on
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,
    /// The seat in that class
    #[arg(long, value_name = "NUMBER")]
    seat: Option<u16>,
    /// The other school
    #[arg(long, value_name = "SCHOOL")]
    counterpart: Option<String>,
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
    #[command(flatten)]
    json: Json,
}

/// A kind by its code.
#[derive(Debug, Clone, Copy)]
struct KindArg(StatusKind);

impl ValueEnum for KindArg {
    fn value_variants<'a>() -> &'a [Self] {
        const KINDS: [KindArg; StatusKind::ALL.len()] = {
            let mut kinds = [KindArg(StatusKind::Class); StatusKind::ALL.len()];
            let mut at = 0;
            while at < kinds.len() {
                kinds[at] = KindArg(StatusKind::ALL[at]);
                at += 1;
            }
            kinds
        };
        &KINDS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.0.code()))
    }
}

#[derive(Serialize)]
struct KindRow {
    kind: StatusKind,
    name: &'static str,
    papers: Vec<Proof>,
    needs_approval: bool,
    needs_counterpart: bool,
}

/// A change, as scripts read it.
#[derive(Serialize)]
struct Row<'a> {
    student_no: Option<String>,
    name: String,
    kind: StatusKind,
    applied_on: NaiveDate,
    on: NaiveDate,
    until: Option<NaiveDate>,
    /// The class before it.
    class: Option<String>,
    to_class: Option<String>,
    counterpart: &'a str,
    ground: &'a str,
    papers: Vec<Proof>,
    approvals: &'a [Approval],
    in_effect: bool,
    lacks: Vec<Lack>,
}

impl<'a> Row<'a> {
    fn of(desk: &Desk, record: &'a StatusRecord) -> Option<Row<'a>> {
        let pupil = desk.school().pupil(record.pupil)?;
        let before = record.on.pred_opt().and_then(|day| pupil.class(day));
        Some(Row {
            student_no: pupil.record.student_no.as_ref().map(|no| no.as_str().to_owned()),
            name: pupil.record.name.clone(),
            kind: record.kind,
            applied_on: record.applied_on,
            on: record.on,
            until: record.until,
            class: before.map(|class| class.to_string()),
            to_class: record.class.map(|class| class.to_string()),
            counterpart: &record.counterpart,
            ground: &record.ground,
            papers: record.papers.keys().copied().collect(),
            approvals: &record.approvals,
            in_effect: record.is_in_effect(),
            lacks: record.lacks(),
        })
    }
}

pub fn run(args: &StatusArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let change_args = &args.change;
    match (&args.command, &change_args.pupil, change_args.kind) {
        (Some(StatusCommand::List(args)), ..) => list(args, desk, out),
        (None, Some(pupil), Some(KindArg(kind))) => change(pupil, kind, change_args, desk, out),
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
    };
    let rows: Vec<KindRow> = StatusKind::ALL.into_iter().map(row).collect();
    if json {
        return out.json(&rows);
    }
    let cells = |row: &KindRow| {
        let papers = row.papers.iter().map(|proof| format!("{}={}", proof.code(), (words.domain.proof)(*proof)));
        let counterpart = row.needs_counterpart.then_some(words.status.counterpart_needed);
        let approval = row.needs_approval.then_some(words.status.approval_needed);
        let more: Vec<&str> = counterpart.into_iter().chain(approval).collect();
        vec![
            row.kind.code().to_owned(),
            row.name.to_owned(),
            papers.collect::<Vec<_>>().join(" "),
            more.join(words.status.between),
        ]
    };
    out.table(&words.status.kinds_headings, &rows.iter().map(cells).collect::<Vec<_>>())
}

fn list(args: &ListArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let (from, to) = (args.from.unwrap_or(NaiveDate::MIN), args.to.unwrap_or(NaiveDate::MAX));
    let statuses = desk.school().statuses.iter().map(|status| &status.record);
    let mut records: Vec<&StatusRecord> = statuses.filter(|record| from <= record.on && record.on <= to).collect();
    records.sort_by_key(|record| record.on);
    let rows: Vec<Row> = records.into_iter().filter_map(|record| Row::of(desk, record)).collect();
    if args.json.json {
        return out.json(&rows);
    }
    let words = out.words;
    if rows.is_empty() {
        return out.say(words.status.no_changes);
    }
    let cells = |row: &Row| {
        let place = row.to_class.clone().unwrap_or_else(|| row.counterpart.to_owned());
        vec![
            row.on.to_string(),
            row.name.clone(),
            row.class.clone().unwrap_or_default(),
            (words.domain.status)(row.kind).to_owned(),
            place,
            row.applied_on.to_string(),
            (words.status.state)(&row.lacks),
        ]
    };
    out.table(&words.status.list_headings, &rows.iter().map(cells).collect::<Vec<_>>())
}

fn change(pupil: &str, kind: StatusKind, args: &ChangeArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let pupil = desk.find_pupil(pupil)?;
    let before = desk.school().applied_for(pupil, kind);
    let id = before.map_or(StatusId::NEW, |status| status.id);
    let class = args.class.as_deref().map(|asked| scope::class(desk, asked)).transpose()?;
    let mut record = further(args, before, (pupil, kind), class, desk.today());
    let mut files: Vec<PathBuf> = Vec::new();
    for paper in &args.paper {
        let (proof, file) = read_paper(paper, kind)?;
        let name = file.as_ref().and_then(|file| file.file_name()).map(|name| name.to_string_lossy().into_owned());
        record.papers.insert(proof, name);
        files.extend(file);
    }
    let put_right = desk.change_status(id, record.clone(), &files)?;
    if args.json.json {
        return out.json(&Row::of(desk, &record));
    }
    tell(&record, put_right, out)
}

/// The change as it stood, with what was said now laid over it.
fn further(
    args: &ChangeArgs,
    before: Option<&Status>,
    (pupil, kind): (PupilId, StatusKind),
    class: Option<Class>,
    today: NaiveDate,
) -> StatusRecord {
    let on = args.on.or(before.map(|status| status.record.on)).unwrap_or(today);
    let mut record = before.map(|status| status.record.clone()).unwrap_or_else(|| StatusRecord {
        pupil,
        kind,
        applied_on: args.approved_on.into_iter().chain([today, on]).min().unwrap_or(today),
        on,
        until: None,
        class: None,
        seat: None,
        counterpart: String::new(),
        ground: String::new(),
        papers: [].into(),
        approvals: Vec::new(),
        attachments: Vec::new(),
    });
    record.on = on;
    record.applied_on = args.applied_on.unwrap_or(record.applied_on);
    record.until = args.until.or(record.until);
    record.class = class.or(record.class);
    record.seat = args.seat.or(record.seat);
    record.counterpart = args.counterpart.clone().unwrap_or(record.counterpart);
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
    let proof = Proof::from_code(code.trim()).filter(|proof| kind.proofs().contains(proof));
    let proof = proof.ok_or_else(|| Problem::UnknownProof { asked: code.to_owned(), kind })?;
    Ok((proof, (file != SEEN).then(|| PathBuf::from(file))))
}

fn tell(record: &StatusRecord, put_right: Option<PutRight>, out: &mut Output) -> Result<(), Problem> {
    let words = &out.words.status;
    match put_right {
        None => {
            let lacks: Vec<String> = record.lacks().into_iter().map(words.lack).collect();
            out.say((words.applied_for)(record.kind, &lacks.join(words.between)))
        }
        Some(put_right) => {
            out.say((words.in_effect)(record.kind, record.on))?;
            match put_right.rolls {
                0 => Ok(()),
                _ => out.say((words.put_right)(put_right)),
            }
        }
    }
}

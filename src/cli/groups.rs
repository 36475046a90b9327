//! `baoxue groups`: who belongs to which key group, entered, ended, and looked at month by month.

use super::args::Json;
use super::coded::coded;
use super::output::Output;
use super::scope::ScopeArgs;
use crate::desk::{Desk, Problem};
use crate::domain::figures::TenThousandths;
use crate::domain::flags::Scope;
use crate::domain::groups::round::{CheckRecord, Finding};
use crate::domain::groups::{Belonging, MembershipRecord, SaidBy, Seen};
use crate::domain::ids::PupilId;
use crate::domain::monthly::Month;
use crate::domain::people::{KeyGroup, Pupil};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde::Serialize;

#[derive(Debug, Subcommand)]
pub enum GroupsCommand {
    /// Who belongs to which group, as far as you may know
    List(ListArgs),
    /// Enter a pupil into a group
    Add(AddArgs),
    /// A pupil belongs to a group no longer
    End(EndArgs),
    /// The round of a month: who is to be looked at, and what was found
    Round(RoundArgs),
    /// Which groups there are
    Kinds(KindsArgs),
}

#[derive(Debug, Args)]
pub struct ListArgs {
    /// Only this group
    #[arg(long, value_parser = coded(&KeyGroup::ALL, KeyGroup::code))]
    kind: Option<KeyGroup>,
    #[command(flatten)]
    scope: ScopeArgs,
    /// As of this date; without it today
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct AddArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: String,
    /// Which group
    #[arg(long, value_parser = coded(&KeyGroup::ALL, KeyGroup::code))]
    kind: KeyGroup,
    /// Whose list or paper says so
    #[arg(long, value_name = "TEXT")]
    source: String,
    /// What it rests on, such as the number of a certificate
    #[arg(long, value_name = "TEXT", default_value = "")]
    ground: String,
    /// The first day; without it today
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// The last day; without it, it goes on
    #[arg(long, value_name = "DATE")]
    until: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub struct EndArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: String,
    /// Which group
    #[arg(long, value_parser = coded(&KeyGroup::ALL, KeyGroup::code))]
    kind: KeyGroup,
    /// The last day; without it today
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub struct RoundArgs {
    /// The month, such as 2026-03
    month: Month,
    #[command(flatten)]
    scope: ScopeArgs,
    /// A pupil who is at school and well; may be given several times
    #[arg(long, value_name = "PUPIL")]
    seen: Vec<String>,
    /// A pupil who was not seen, or needs attention
    #[arg(long, value_name = "PUPIL")]
    not_seen: Vec<String>,
    /// A pupil for whom something has changed and was acted on
    #[arg(long, value_name = "PUPIL")]
    changed: Vec<String>,
    /// What was found of those pupils
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct KindsArgs {
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct KindRow {
    kind: KeyGroup,
    name: &'static str,
    /// Entered and seen by the leadership alone.
    leadership_only: bool,
    /// Read from the cases, never entered.
    from_cases: bool,
}

/// A belonging as scripts read it; of one that only the leadership may know of nothing but that there is one.
#[derive(Serialize)]
struct Row<'a> {
    student_no: Option<&'a str>,
    name: &'a str,
    class: Option<String>,
    kind: Option<KeyGroup>,
    see_leadership: bool,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    /// `fact`, `roster` or `case`
    by: Option<&'static str>,
    source: Option<&'a str>,
    /// Long numbers in it are masked.
    ground: Option<String>,
}

impl<'a> Row<'a> {
    fn of(pupil: &'a Pupil, class: Option<String>, seen: Seen<'a>) -> Row<'a> {
        let student_no = pupil.record.student_no.as_ref().map(|no| no.as_str());
        let closed = Row {
            student_no,
            name: &pupil.record.name,
            class,
            kind: None,
            see_leadership: true,
            from: None,
            until: None,
            by: None,
            source: None,
            ground: None,
        };
        let Seen::Group(Belonging { kind, from, until, by }) = seen else { return closed };
        let (by, source, ground) = match by {
            SaidBy::Fact(fact) => ("fact", Some(fact.record.source.as_str()), Some(fact.record.ground_shown())),
            SaidBy::Roster => ("roster", None, None),
            SaidBy::Case => ("case", None, None),
        };
        let (kind, from, by) = (Some(kind), Some(from), Some(by));
        Row { kind, see_leadership: false, from, until, by, source, ground, ..closed }
    }
}

#[derive(Serialize)]
struct RoundAnswer<'a> {
    month: Month,
    /// None where there are some, none of whom may be seen.
    pupils: Option<usize>,
    checked: Option<usize>,
    /// None where somebody is left out who may not be seen.
    closed: Option<bool>,
    rows: Vec<RoundRow<'a>>,
}

#[derive(Serialize)]
struct RoundRow<'a> {
    student_no: Option<&'a str>,
    name: &'a str,
    class: String,
    kinds: Vec<KeyGroup>,
    finding: Option<Finding>,
    note: Option<&'a str>,
    on: Option<NaiveDate>,
    by: Option<&'a str>,
    /// Of the month so far.
    attendance_rate: Option<TenThousandths>,
    unexcused_sessions: u32,
    open_case: Option<&'static str>,
    last_contact: Option<NaiveDate>,
}

pub fn run(command: &GroupsCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match command {
        GroupsCommand::List(args) => list(args, desk, out),
        GroupsCommand::Add(args) => add(args, desk, out),
        GroupsCommand::End(args) => end(args, desk, out),
        GroupsCommand::Round(args) => round(args, desk, out),
        GroupsCommand::Kinds(args) => kinds(args.json, out),
    }
}

fn kinds(json: Json, out: &mut Output) -> Result<(), Problem> {
    let words = out.words;
    let row = |kind: KeyGroup| KindRow {
        kind,
        name: (words.domain.group)(kind),
        leadership_only: kind.is_sealed(),
        from_cases: kind.is_from_cases(),
    };
    let rows = KeyGroup::ALL.map(row);
    if json.json {
        return out.json(&rows);
    }
    let cells = |row: &KindRow| {
        let more = match row {
            KindRow { leadership_only: true, .. } => words.groups.leadership_only,
            KindRow { from_cases: true, .. } => words.groups.from_cases,
            _ => "",
        };
        vec![row.kind.code().to_owned(), row.name.to_owned(), more.to_owned()]
    };
    out.table(&words.groups.kinds_headings, &rows.iter().map(cells).collect::<Vec<_>>())
}

fn list(args: &ListArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let (scope, on, words) = (args.scope.read(desk)?, args.on.unwrap_or(desk.today()), out.words);
    let listed = desk.school().key_group_list(desk.who(), args.kind, scope, on);
    let rows: Vec<Row> =
        listed.into_iter().map(|(pupil, class, seen)| Row::of(pupil, Some(class.to_string()), seen)).collect();
    if args.json.json {
        return out.json(&rows);
    }
    if rows.is_empty() {
        return out.say(words.groups.nobody);
    }
    let cells = |row: &Row| {
        vec![
            row.class.clone().unwrap_or_default(),
            row.name.to_owned(),
            row.kind.map_or(words.groups.see_leadership, words.domain.group).to_owned(),
            row.from.map(|from| from.to_string()).unwrap_or_default(),
            row.until.map(|until| until.to_string()).unwrap_or_default(),
            match row.by {
                Some("roster") => words.groups.by_roster.to_owned(),
                Some("case") => words.groups.by_case.to_owned(),
                _ => row.source.unwrap_or_default().to_owned(),
            },
        ]
    };
    out.table(&words.groups.list_headings, &rows.iter().map(cells).collect::<Vec<_>>())
}

fn add(args: &AddArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let pupil = desk.find_pupil(&args.pupil)?;
    let (kind, from) = (args.kind, args.from.unwrap_or(desk.today()));
    let (source, ground) = (args.source.trim().to_owned(), args.ground.trim().to_owned());
    desk.enter_group(MembershipRecord { pupil, kind, from, until: args.until, source, ground })?;
    out.say((out.words.groups.entered)(kind, from))
}

fn end(args: &EndArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let pupil = desk.find_pupil(&args.pupil)?;
    let (kind, last) = (args.kind, args.on.unwrap_or(desk.today()));
    desk.end_group(pupil, kind, last)?;
    out.say((out.words.groups.ended)(kind, last))
}

fn round(args: &RoundArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let asked = [(Finding::Seen, &args.seen), (Finding::NotSeen, &args.not_seen), (Finding::Changed, &args.changed)];
    let mut looks: Vec<(PupilId, CheckRecord)> = Vec::new();
    for (finding, pupils) in asked {
        for pupil in pupils {
            let record = CheckRecord { finding, note: args.note.trim().to_owned() };
            looks.push((desk.find_pupil(pupil)?, record));
        }
    }
    let scope = args.scope.read(desk)?;
    if !looks.is_empty() {
        let count = looks.len();
        desk.check_groups(args.month, looks)?;
        out.say((out.words.groups.looked_at)(count))?;
    }
    show_round(args.month, scope, args.json, desk, out)
}

fn show_round(month: Month, scope: Scope, json: Json, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let (school, today, words) = (desk.school(), desk.today(), out.words);
    let mut round = school.key_group_round(month, scope);
    let in_all = round.pupils();
    round.lines.retain(|line| school.may_see_need(desk.who(), line.class, today));
    let rows = round.lines.iter().map(|line| {
        let beside = school.beside_in_round(line.pupil.id, month, today);
        RoundRow {
            student_no: line.pupil.record.student_no.as_ref().map(|no| no.as_str()),
            name: &line.pupil.record.name,
            class: line.class.to_string(),
            kinds: line.groups.iter().map(|it| it.kind).collect(),
            finding: line.check.map(|check| check.record.finding),
            note: line.check.map(|check| check.record.note.as_str()),
            // Of a month that is over it counts for its last day; it was made on the day on which it was recorded.
            on: line.check.map(|check| check.at.date()),
            by: line.check.and_then(|check| school.staff(check.by)).map(|staff| staff.record.name.as_str()),
            attendance_rate: beside.figures.attendance_rate(),
            unexcused_sessions: beside.figures.unexcused,
            open_case: beside.open_case.map(|case| case.stage.code()),
            last_contact: beside.last_contact,
        }
    });
    let (pupils, checked, closed) = (round.pupils(), round.checked(), round.is_closed());
    let (is_whole, is_told) = (pupils == in_all, pupils > 0 || in_all == 0);
    let answer = RoundAnswer {
        month,
        pupils: is_told.then_some(pupils),
        checked: is_told.then_some(checked),
        closed: is_whole.then_some(closed),
        rows: rows.collect(),
    };
    if json.json {
        return out.json(&answer);
    }
    if answer.rows.is_empty() {
        return out.say(words.groups.nobody);
    }
    let cells = |row: &RoundRow| {
        let kinds: Vec<&str> = row.kinds.iter().map(|kind| (words.domain.group)(*kind)).collect();
        vec![
            row.class.clone(),
            row.name.to_owned(),
            kinds.join(" "),
            row.attendance_rate.map_or(words.common.no_rate.to_owned(), |rate| format!("{}%", rate.percent(1))),
            row.last_contact.map(|on| on.to_string()).unwrap_or_default(),
            row.finding.map_or(words.groups.to_look_at, words.groups.finding).to_owned(),
        ]
    };
    out.table(&words.groups.round_headings, &answer.rows.iter().map(cells).collect::<Vec<_>>())?;
    out.say((words.groups.round_stands)(month, pupils, checked))
}

//! `baoxue aid`: who should get which aid, who got it, who is left out; the kinds of aid and their rules.

use super::args::Json;
use super::coded::coded;
use super::output::Output;
use super::scope::ScopeArgs;
use crate::desk::{Desk, Problem};
use crate::domain::aid::{AidKind, AidKindRecord, AidLine, AidRecord, Headcount, Yuan};
use crate::domain::calendar::Term;
use crate::domain::ids::AidKindId;
use crate::domain::people::KeyGroup;
use crate::domain::register::Span;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde::Serialize;

#[derive(Debug, Subcommand)]
pub enum AidCommand {
    /// Who should get which aid in a term, who got it, and who is left out
    List(ListArgs),
    /// The kinds of aid, and who should get each by rule
    Kinds(KindsArgs),
    /// Record that a pupil gets aid
    Give(GiveArgs),
    /// Record that everybody gets aid who should and does not yet: of a kind, in some classes
    GiveAll(GiveAllArgs),
    /// A pupil gets aid no longer
    End(EndArgs),
    /// A kind of aid of the school's own, or another rule
    #[command(subcommand)]
    Kind(KindCommand),
    /// How many pupils of each class were there, day by day: for meals
    Headcount(HeadcountArgs),
}

#[derive(Debug, Args)]
pub struct ListArgs {
    /// The term that this day is of; without it the one that runs or ran last
    #[arg(long, value_name = "DATE")]
    term: Option<NaiveDate>,
    /// Only this kind: its code or name
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Only those who should get it and do not
    #[arg(long)]
    left_out: bool,
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct KindsArgs {
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct GiveArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: String,
    /// The kind of aid: its code or name
    kind: String,
    /// The first day; without it today
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// The last day; without it, it goes on
    #[arg(long, value_name = "DATE")]
    until: Option<NaiveDate>,
    /// In yuan, such as 625 or 312.50
    #[arg(long, value_name = "YUAN")]
    amount: Option<Yuan>,
    /// The decision: its number, or who decided
    #[arg(long, value_name = "TEXT", default_value = "")]
    paper: String,
}

#[derive(Debug, Args)]
pub struct GiveAllArgs {
    /// The kind of aid: its code or name
    kind: String,
    #[command(flatten)]
    scope: ScopeArgs,
    /// The first day; without it that of the term
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// The last day; without it that of the term
    #[arg(long, value_name = "DATE")]
    until: Option<NaiveDate>,
    /// What each gets in yuan, such as 625 or 312.50
    #[arg(long, value_name = "YUAN")]
    amount: Option<Yuan>,
    /// The decision: its number, or who decided
    #[arg(long, value_name = "TEXT", default_value = "")]
    paper: String,
}

#[derive(Debug, Args)]
pub struct EndArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: String,
    /// The kind of aid: its code or name
    kind: String,
    /// The last day; without it today
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
}

#[derive(Debug, Subcommand)]
pub enum KindCommand {
    /// Add a kind, or set another rule for one that is there
    Add(KindAddArgs),
}

#[derive(Debug, Args)]
pub struct KindAddArgs {
    /// What it is called; the code or name of a kind that is there sets its rule anew
    name: String,
    /// Pupils of this group should get it; may be given several times
    #[arg(long, value_parser = coded(&KeyGroup::ALL, KeyGroup::code), value_name = "GROUP")]
    group: Vec<KeyGroup>,
    /// Only those who board
    #[arg(long)]
    boarders_only: bool,
}

#[derive(Debug, Args)]
pub struct HeadcountArgs {
    #[command(flatten)]
    scope: ScopeArgs,
    /// First day; without it the first of the month
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// Last day, included; without it today
    #[arg(long, value_name = "DATE")]
    to: Option<NaiveDate>,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct KindRow<'a> {
    kind: &'a str,
    name: &'a str,
    groups: Vec<KeyGroup>,
    boarders_only: bool,
    own: bool,
}

impl<'a> KindRow<'a> {
    fn of(kind: &'a AidKind) -> KindRow<'a> {
        let AidKindRecord { name, groups, boarders_only } = &kind.record;
        let groups = groups.iter().copied().collect();
        KindRow { kind: kind.code(), name, groups, boarders_only: *boarders_only, own: kind.is_own() }
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    term: &'a Term,
    totals: Vec<TotalRow>,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct TotalRow {
    kind: String,
    name: String,
    due: usize,
    given: usize,
    left_out: usize,
    /// Given to pupils whom the rule does not name.
    beyond: usize,
    amount: Yuan,
}

#[derive(Serialize)]
struct Row<'a> {
    student_no: Option<&'a str>,
    name: &'a str,
    class: String,
    kind: String,
    kind_name: String,
    /// The groups for which the pupil should get it by rule.
    grounds: Vec<KeyGroup>,
    given: Vec<GivenRow<'a>>,
    left_out: bool,
}

#[derive(Serialize)]
struct GivenRow<'a> {
    from: NaiveDate,
    until: Option<NaiveDate>,
    amount: Option<Yuan>,
    paper: &'a str,
}

#[derive(Serialize)]
struct HeadcountRow {
    date: NaiveDate,
    class: String,
    expected: usize,
    present: usize,
}

pub fn run(command: &AidCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match command {
        AidCommand::List(args) => list(args, desk, out),
        AidCommand::Kinds(args) => kinds(args.json, desk, out),
        AidCommand::Give(args) => give(args, desk, out),
        AidCommand::GiveAll(args) => give_all(args, desk, out),
        AidCommand::End(args) => end(args, desk, out),
        AidCommand::Kind(KindCommand::Add(args)) => add_kind(args, desk, out),
        AidCommand::Headcount(args) => headcount(args, desk, out),
    }
}

fn kinds(json: Json, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let (kinds, words) = (desk.school().aid_kinds(), out.words);
    let rows: Vec<KindRow> = kinds.iter().map(KindRow::of).collect();
    if json.json {
        return out.json(&rows);
    }
    let cells = |kind: &AidKind| vec![kind.code().to_owned(), kind.record.name.clone(), (words.aid.rule)(&kind.record)];
    out.table(&words.aid.kinds_headings, &kinds.iter().map(cells).collect::<Vec<_>>())
}

fn list(args: &ListArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let (school, today, words) = (desk.school(), desk.today(), out.words);
    let wanted = args.kind.as_deref().map(|asked| desk.find_aid_kind(asked)).transpose()?;
    let term = school.calendar.term_of(args.term.unwrap_or(today)).ok_or(Problem::NoTerm)?;
    let mut lines = school.aid_lines(term, today, args.scope.read(desk)?);
    lines.retain(|line| school.may_see_need(desk.who(), line.class, today));
    lines.retain(|line| wanted.as_ref().is_none_or(|kind| kind.id == line.kind));
    let kinds = school.aid_kinds();
    let kind = |id: AidKindId| kinds.iter().find(|kind| kind.id == id);
    let code = |id| kind(id).map(|kind| kind.code().to_owned()).unwrap_or_default();
    let name = |id| kind(id).map(|kind| kind.record.name.clone()).unwrap_or_default();
    let totals = school.aid_totals(&lines);
    lines.retain(|line| !args.left_out || line.is_left_out());
    let totals = totals.into_iter().filter(|total| wanted.as_ref().is_none_or(|kind| kind.id == total.kind));
    let totals = totals.map(|total| TotalRow {
        kind: code(total.kind),
        name: name(total.kind),
        due: total.due,
        given: total.given,
        left_out: total.left_out,
        beyond: total.beyond,
        amount: total.amount,
    });
    let rows = lines.iter().map(|line| Row {
        student_no: line.pupil.record.student_no.as_ref().map(|no| no.as_str()),
        name: &line.pupil.record.name,
        class: line.class.to_string(),
        kind: code(line.kind),
        kind_name: name(line.kind),
        grounds: line.grounds.clone(),
        given: (line.given.iter())
            .map(|aid| {
                let AidRecord { from, until, amount, ref paper, .. } = aid.record;
                GivenRow { from, until, amount, paper }
            })
            .collect(),
        left_out: line.is_left_out(),
    });
    let answer = Answer { term, totals: totals.collect(), rows: rows.collect() };
    if args.json.json {
        return out.json(&answer);
    }
    if answer.rows.is_empty() {
        out.say(words.aid.nobody)?;
    } else {
        let cells = |row: &Row| {
            let grounds: Vec<&str> = row.grounds.iter().map(|group| (words.domain.group)(*group)).collect();
            let given = row.given.first().map(|given| (words.aid.given)(given.from, given.until, given.amount));
            vec![
                row.class.clone(),
                row.name.to_owned(),
                row.kind_name.clone(),
                grounds.join(" "),
                given.unwrap_or_else(|| words.aid.left_out.to_owned()),
            ]
        };
        out.table(&words.aid.list_headings, &answer.rows.iter().map(cells).collect::<Vec<_>>())?;
    }
    let cells = |row: &TotalRow| {
        let counts = [row.due, row.given, row.left_out, row.beyond].map(|count| count.to_string());
        let mut cells = vec![row.name.clone()];
        cells.extend(counts);
        cells.push(row.amount.to_string());
        cells
    };
    out.table(&words.aid.totals_headings, &answer.totals.iter().map(cells).collect::<Vec<_>>())
}

fn give(args: &GiveArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let (pupil, kind) = (desk.find_pupil(&args.pupil)?, desk.find_aid_kind(&args.kind)?);
    let (from, paper) = (args.from.unwrap_or(desk.today()), args.paper.trim().to_owned());
    desk.give_aid(AidRecord { pupil, kind: kind.id, from, until: args.until, amount: args.amount, paper })?;
    out.say((out.words.aid.recorded)(&kind.record.name, from))
}

fn give_all(args: &GiveAllArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let (kind, today) = (desk.find_aid_kind(&args.kind)?, desk.today());
    let (scope, school) = (args.scope.read(desk)?, desk.school());
    let term = school.calendar.term_of(args.from.unwrap_or(today)).ok_or(Problem::NoTerm)?;
    let (from, until) = (args.from.unwrap_or(term.first), args.until.or(Some(term.last)));
    let is_meant = |line: &AidLine<'_>| line.kind == kind.id && line.is_due() && line.is_left_out();
    let lines = school.aid_lines(term, today, scope);
    let seen = lines.iter().filter(|line| is_meant(line) && school.may_see_need(desk.who(), line.class, today));
    let record = |line: &AidLine<'_>| {
        let paper = args.paper.trim().to_owned();
        AidRecord { pupil: line.pupil.id, kind: kind.id, from, until, amount: args.amount, paper }
    };
    let records: Vec<AidRecord> = seen.map(record).collect();
    let count = records.len();
    if count == 0 {
        return out.say(out.words.aid.none_left);
    }
    desk.give_aid_to_all(records)?;
    out.say((out.words.aid.recorded_all)(&kind.record.name, count, from))
}

fn end(args: &EndArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let (pupil, kind) = (desk.find_pupil(&args.pupil)?, desk.find_aid_kind(&args.kind)?);
    let last = args.on.unwrap_or(desk.today());
    desk.end_aid(pupil, kind.id, last)?;
    out.say((out.words.aid.ended)(&kind.record.name, last))
}

fn add_kind(args: &KindAddArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let known = desk.school().find_aid_kind(&args.name);
    let id = known.as_ref().map_or(AidKindId::NEW, |kind| kind.id);
    let name = known.map_or(args.name.trim().to_owned(), |kind| kind.record.name);
    let groups = args.group.iter().copied().collect();
    let record = AidKindRecord { name, groups, boarders_only: args.boarders_only };
    desk.set_aid_kind(id, record.clone())?;
    out.say((out.words.aid.kind_set)(&record))
}

fn headcount(args: &HeadcountArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let (scope, words) = (args.scope.read(desk)?, out.words);
    let to = args.to.unwrap_or(desk.today());
    let from = args.from.unwrap_or(Span::month(to).from);
    if from > to {
        return Err(Problem::DatesReversed { from, to });
    }
    let row = |count: Headcount| HeadcountRow {
        date: count.date,
        class: count.class.to_string(),
        expected: count.expected,
        present: count.present,
    };
    let rows: Vec<HeadcountRow> = desk.school().headcount(scope, Span { from, to }).into_iter().map(row).collect();
    if args.json.json {
        return out.json(&rows);
    }
    if rows.is_empty() {
        return out.say(words.aid.no_rolls);
    }
    let cells = |row: &HeadcountRow| {
        vec![row.date.to_string(), row.class.clone(), row.expected.to_string(), row.present.to_string()]
    };
    out.table(&words.aid.headcount_headings, &rows.iter().map(cells).collect::<Vec<_>>())
}

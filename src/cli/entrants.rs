//! `baoxue entrants`: the list of those who should come, their notices, who registered, who is traced.

use super::args::{Json, When};
use super::coded::coded;
use super::output::Output;
use crate::desk::{Desk, Format, Problem};
use crate::domain::class::Class;
use crate::domain::entrant::{
    CannotEnter, Entrant, EntrantState, EntryDays, EntryPaper, Outcome, OutcomeRecord, RegistrationRecord, TraceRecord,
    TraceStep, Traced, Whom, names_apart,
};
use crate::domain::ids::EntrantId;
use crate::domain::letter::Receipt;
use crate::domain::numbers::{IdNo, StudentNo};
use crate::domain::people::Sex;
use crate::domain::status::Proof;
use crate::words::Words;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub enum EntrantsCommand {
    /// The children on the list and where each stands, or with --figures what they come to
    List(ListArgs),
    /// Register a child: seen at the desk, with the papers that were shown; of one who has registered, papers brought later
    Register(RegisterArgs),
    /// Who has not come; or with a child, what was done to find it and what became of it
    Trace(TraceArgs),
    /// Issue a notice to every child who has none, and write them all into one PDF or DOCX
    Notices(NoticesArgs),
    /// Record who took a notice, or a village's notices
    Deliver(DeliverArgs),
}

/// The year whose list is meant.
#[derive(Debug, Clone, Copy, Args)]
pub struct Year {
    /// The list of the school year that begins in this year; without it the latest list
    #[arg(long, value_name = "YEAR")]
    year: Option<i32>,
}

impl Year {
    fn of(self, desk: &Desk) -> i32 {
        self.year.unwrap_or_else(|| desk.school().entry_year(desk.today()))
    }
}

#[derive(Debug, Args)]
pub struct ListArgs {
    #[command(flatten)]
    year: Year,
    /// Only those who stand so
    #[arg(long, value_parser = coded(&EntrantState::ALL, EntrantState::code), value_name = "STATE")]
    state: Option<EntrantState>,
    /// Only those of this village or community
    #[arg(long, value_name = "NAME")]
    village: Option<String>,
    /// The figures instead: listed, notices, registered, where everybody is, entry rate
    #[arg(long, conflicts_with_all = ["state", "village"])]
    figures: bool,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct RegisterArgs {
    /// ID number or its end, number of the notice, or name; of two of one name with birthday or village behind it
    child: String,
    #[command(flatten)]
    year: Year,
    /// The class, where it is known already; else the class sheet will say
    #[arg(long, value_name = "CLASS")]
    class: Option<Class>,
    /// The seat in that class
    #[arg(long, value_name = "NUMBER", requires = "class")]
    seat: Option<u16>,
    /// A paper that was shown; may be given several times, and later for a child who has registered
    #[arg(long = "paper", value_parser = coded(&EntryPaper::ALL, EntryPaper::code), value_name = "KIND")]
    papers: Vec<EntryPaper>,
    /// On this past date instead of today
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("whom").args(["child", "unowned"])))]
pub struct TraceArgs {
    /// ID number or its end, number of the notice, or name; of two of one name with birthday or village behind it; without it the tracing list
    child: Option<String>,
    /// What was done
    #[arg(value_parser = coded(&TraceStep::DEEDS, TraceStep::code), requires = "child")]
    step: Option<TraceStep>,
    #[command(flatten)]
    year: Year,
    /// Who was called, met, written to or asked
    #[arg(long, value_name = "WHO")]
    with: Option<String>,
    /// What came of it
    #[arg(long, value_name = "TEXT")]
    said: Option<String>,
    /// Whose matter it is from now on
    #[arg(long, value_name = "STAFF", requires = "whom")]
    owner: Option<String>,
    /// With --owner: all children who have no owner yet
    #[arg(long, requires = "owner")]
    unowned: bool,
    /// What became of the child; refused without its evidence
    #[arg(long, value_parser = coded(&Outcome::ALL, Outcome::code), value_name = "OUTCOME", requires = "child", conflicts_with = "step")]
    outcome: Option<Outcome>,
    /// The school and class, or the new address
    #[arg(long, value_name = "TEXT", requires = "outcome")]
    place: Option<String>,
    /// A paper that proves it, such as attendance=FILE, kept in the encrypted books, or attendance=seen
    #[arg(long, value_name = "KIND=FILE|seen", requires = "outcome")]
    paper: Vec<String>,
    /// Who approved or decided it
    #[arg(long, value_name = "WHO", requires = "outcome")]
    approved_by: Option<String>,
    /// The last day of a deferral
    #[arg(long, value_name = "DATE", requires = "outcome")]
    until: Option<NaiveDate>,
    /// What was wrong on the list, or where one has looked
    #[arg(long, value_name = "TEXT", requires = "outcome")]
    note: Option<String>,
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct NoticesArgs {
    #[command(flatten)]
    year: Year,
    /// Where to: a name that ends in .pdf, .docx or .txt. Never over a file that is there
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// First day of registration; without it as on the notices that are out, else the first of July
    #[arg(long, value_name = "DATE")]
    from: Option<NaiveDate>,
    /// Last day of registration; without it as on the notices that are out, else the tenth of July
    #[arg(long, value_name = "DATE")]
    to: Option<NaiveDate>,
    /// Where families are to come
    #[arg(long, value_name = "TEXT")]
    place: Option<String>,
    /// Only those of this village or community
    #[arg(long, value_name = "NAME")]
    village: Option<String>,
    /// Only this child's, printed again as it was where it is out already
    #[arg(long, value_name = "CHILD", conflicts_with = "village")]
    child: Option<String>,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct DeliverArgs {
    /// ID number or its end, number of the notice, or name; of two of one name with birthday or village behind it
    #[arg(required_unless_present = "village", conflicts_with = "village")]
    child: Option<String>,
    #[command(flatten)]
    year: Year,
    /// All notices of this village or community that are not delivered yet
    #[arg(long, value_name = "NAME")]
    village: Option<String>,
    /// Who took it
    #[arg(long, value_name = "WHO")]
    by: String,
    /// How: by hand, through the village, by post
    #[arg(long, value_name = "TEXT", default_value = "")]
    how: String,
    /// On this past date instead of today
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
}

/// A child on the list, as scripts read it.
#[derive(Serialize)]
struct Row<'a> {
    name: &'a str,
    sex: Option<Sex>,
    birth: Option<NaiveDate>,
    /// Masked.
    id_no: Option<String>,
    year: i32,
    grade: u8,
    village: &'a str,
    migrant: bool,
    old_school: &'a str,
    source: &'static str,
    listed_on: NaiveDate,
    state: EntrantState,
    notice: Option<String>,
    issued_on: Option<NaiveDate>,
    delivered_on: Option<NaiveDate>,
    delivered_to: Option<&'a str>,
    registered_on: Option<NaiveDate>,
    papers: Vec<&'static str>,
    missing_papers: Vec<&'static str>,
    class: Option<String>,
    place: Option<&'a str>,
    evidence: Vec<&'static str>,
    owner: Option<&'a str>,
    traces: Vec<TraceRow<'a>>,
}

#[derive(Serialize)]
struct TraceRow<'a> {
    at: chrono::NaiveDateTime,
    step: &'static str,
    with: &'a str,
    said: &'a str,
    by: Option<&'a str>,
}

impl<'a> Row<'a> {
    fn of(desk: &'a Desk, entrant: &'a Entrant) -> Row<'a> {
        let (school, today, record) = (desk.school(), desk.today(), &entrant.record);
        let seen = entrant.registration.as_ref().map(|registration| &registration.record.papers);
        let outcome = entrant.outcome.as_ref().map(|settled| &settled.record);
        let staff = |id| school.staff(id).map(|staff| staff.record.name.as_str());
        let trace = |trace: &'a crate::domain::entrant::Trace| TraceRow {
            at: trace.record.at,
            step: trace.record.step.code(),
            with: &trace.record.with,
            said: &trace.record.said,
            by: staff(trace.recorded_by),
        };
        Row {
            name: &record.name,
            sex: record.sex,
            birth: record.born(),
            id_no: record.id_no.as_ref().map(IdNo::masked),
            year: record.year,
            grade: record.grade.get(),
            village: &record.village,
            migrant: record.migrant,
            old_school: &record.old_school,
            source: record.source.code(),
            listed_on: record.listed_on,
            state: school.entrant_state(entrant, today),
            notice: entrant.notice.as_ref().map(|notice| notice.no.to_string()),
            issued_on: entrant.notice.as_ref().map(|notice| notice.issued_on),
            delivered_on: entrant.delivery.as_ref().map(|receipt| receipt.on),
            delivered_to: entrant.delivery.as_ref().map(|receipt| receipt.by.as_str()),
            registered_on: entrant.registration.as_ref().map(|registration| registration.record.on),
            papers: seen.into_iter().flatten().map(|paper| paper.code()).collect(),
            missing_papers: entrant.missing_papers().into_iter().map(EntryPaper::code).collect(),
            class: school.last_class(entrant.pupil(), NaiveDate::MAX).map(|class| class.to_string()),
            place: outcome.map(|outcome| outcome.place.as_str()),
            evidence: outcome.into_iter().flat_map(|outcome| outcome.papers.keys()).map(|it| it.code()).collect(),
            owner: school.trace_owner(entrant.id).and_then(staff),
            traces: school.traces_of(entrant.id).iter().map(trace).collect(),
        }
    }
}

/// A line of the tracing list, as scripts read it.
#[derive(Serialize)]
struct TracedRow {
    name: String,
    birth: Option<NaiveDate>,
    /// Masked.
    id_no: Option<String>,
    /// Of a child on the list.
    notice: Option<String>,
    /// Of a pupil on the books, masked.
    student_no: Option<String>,
    /// Of a pupil on the books.
    class: Option<String>,
    /// Of a child on the list.
    village: Option<String>,
    since: NaiveDate,
    state: &'static str,
    owner: Option<String>,
    calls: usize,
    visits: usize,
    asked: usize,
    last: Option<NaiveDate>,
}

impl TracedRow {
    fn of(desk: &Desk, traced: &Traced<'_>) -> TracedRow {
        let (name, class, village, state) = match traced.whom {
            Whom::Entrant(entrant, state) => {
                (&entrant.record.name, None, Some(entrant.record.village.clone()), state.code())
            }
            Whom::Pupil(pupil, class) => (&pupil.record.name, Some(class.to_string()), None, "never_appeared"),
        };
        let owner = traced.owner.and_then(|id| desk.school().staff(id)).map(|staff| staff.record.name.clone());
        let (birth, id_no) = match traced.whom {
            Whom::Entrant(entrant, _) => (entrant.record.born(), &entrant.record.id_no),
            Whom::Pupil(pupil, _) => (pupil.record.birth, &pupil.record.id_no),
        };
        let (notice, student_no) = match traced.whom {
            Whom::Entrant(entrant, _) => (entrant.notice.as_ref().map(|notice| notice.no.to_string()), None),
            Whom::Pupil(pupil, _) => (None, pupil.record.student_no.as_ref().map(StudentNo::masked)),
        };
        TracedRow {
            name: name.clone(),
            birth,
            id_no: id_no.as_ref().map(IdNo::masked),
            notice,
            student_no,
            class,
            village,
            since: traced.since,
            state,
            owner,
            calls: traced.calls,
            visits: traced.visits,
            asked: traced.asked,
            last: traced.last,
        }
    }
}

pub fn run(command: &EntrantsCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match command {
        EntrantsCommand::List(args) if args.figures => figures(args, desk, out),
        EntrantsCommand::List(args) => list(args, desk, out),
        EntrantsCommand::Register(args) => register(args, desk, out),
        EntrantsCommand::Trace(args) => trace(args, desk, out),
        EntrantsCommand::Notices(args) => notices(args, desk, out),
        EntrantsCommand::Deliver(args) => deliver(args, desk, out),
    }
}

fn list(args: &ListArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let states = desk.school().entrant_states(args.year.of(desk), desk.today());
    let is_asked = |(entrant, state): &(&Entrant, EntrantState)| {
        args.state.is_none_or(|asked| asked == *state)
            && args.village.as_ref().is_none_or(|village| entrant.record.village == *village)
    };
    let asked: Vec<(&Entrant, EntrantState)> = states.into_iter().filter(is_asked).collect();
    if args.json.json {
        return out.json(&asked.iter().map(|(entrant, _)| Row::of(desk, entrant)).collect::<Vec<_>>());
    }
    let words = &out.words.entrants;
    if asked.is_empty() {
        return out.say(words.nobody);
    }
    let date = |date: Option<NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let cells = |(entrant, state): &(&Entrant, EntrantState)| {
        let record = &entrant.record;
        vec![
            record.name.clone(),
            record.grade.to_string(),
            record.village.clone(),
            entrant.notice.as_ref().map(|notice| notice.no.to_string()).unwrap_or_default(),
            date(entrant.delivery.as_ref().map(|receipt| receipt.on)),
            date(entrant.registration.as_ref().map(|registration| registration.record.on)),
            (words.state)(*state).to_owned(),
            entrant.missing_papers().into_iter().map(words.paper).collect::<Vec<_>>().join(words.between),
        ]
    };
    out.table(&words.list_headings, &asked.iter().map(cells).collect::<Vec<_>>())
}

fn figures(args: &ListArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let figures = desk.entrant_figures(args.year.of(desk))?;
    if args.json.json {
        return out.json(&figures);
    }
    let words = &out.words.entrants;
    let rows: Vec<Vec<String>> = (words.figures)(&figures).into_iter().map(|(name, count)| vec![name, count]).collect();
    out.table(&words.figure_headings, &rows)
}

fn register(args: &RegisterArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let id = desk.find_entrant(&args.child, args.year.of(desk))?;
    let papers: BTreeSet<EntryPaper> = args.papers.iter().copied().collect();
    // Of a child who is here papers that were not seen yet are brought later; the same ones once more are a second desk.
    let missing = desk.school().entrant(id).map(Entrant::missing_papers).unwrap_or_default();
    let brings_papers = missing.iter().any(|paper| papers.contains(paper));
    let is_placed = desk.school().entrant(id).is_some_and(|entrant| desk.school().is_on_the_books(entrant));
    if is_placed && args.class.is_some() {
        return Err(Problem::EntrantRefused(CannotEnter::OnTheBooks));
    }
    if brings_papers {
        desk.add_entry_papers(id, &papers)?;
    }
    if !brings_papers || args.class.is_some() {
        let record = RegistrationRecord { on: desk.day_on(args.on)?, papers };
        desk.register_entrant(id, record, args.class.map(|class| (class, args.seat)))?;
    }
    let Some(entrant) = desk.school().entrant(id) else { return Ok(()) };
    let row = Row::of(desk, entrant);
    if args.json.json {
        return out.json(&row);
    }
    let words = &out.words.entrants;
    let missing = row.missing_papers.iter().filter_map(|code| EntryPaper::from_code(code));
    let missing: Vec<&str> = missing.map(|paper| (words.paper)(paper)).collect();
    let said = if brings_papers { words.papers_added } else { words.registered };
    out.say(said(row.name, &missing))?;
    if row.class.is_none() { out.say(words.waits_for_class) } else { Ok(()) }
}

fn trace(args: &TraceArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let year = args.year.of(desk);
    if let (Some(name), None) = (&args.owner, &args.child) {
        return give_to(name, args, desk, out);
    }
    let Some(child) = &args.child else { return tracing(year, args.json.json, desk, out) };
    let id = desk.find_entrant(child, year)?;
    let words = &out.words.entrants;
    if let Some(name) = &args.owner {
        let owner = desk.find_staff(name)?.id;
        desk.name_tracer(&[id], owner)?;
    }
    if let Some(step) = args.step {
        let at = desk.moment_on(args.when.on.on, args.when.at)?;
        let (with, said) = (args.with.clone().unwrap_or_default(), args.said.clone().unwrap_or_default());
        desk.trace_entrant(TraceRecord { entrant: id, at, step, with, said })?;
    }
    if let Some(outcome) = args.outcome {
        settle(args, id, outcome, desk)?;
    }
    let Some(entrant) = desk.school().entrant(id) else { return Ok(()) };
    if args.json.json {
        return out.json(&Row::of(desk, entrant));
    }
    let name = &entrant.record.name;
    if let Some(outcome) = args.outcome {
        out.say((words.settled)(name, outcome))?;
        return match outcome {
            Outcome::Deferred => out.say((words.listed_again)(entrant.record.year + 1)),
            _ => Ok(()),
        };
    }
    if args.step.is_some() || args.owner.is_some() {
        return out.say((words.traced)(name));
    }
    for trace in desk.school().traces_of(id) {
        let record = &trace.record;
        out.line(format!("{} {} {} {}", record.at.date(), (words.step)(record.step), record.with, record.said))?;
    }
    out.line((words.state)(desk.school().entrant_state(entrant, desk.today())))
}

/// All children without an owner become somebody's matter.
fn give_to(name: &str, args: &TraceArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let (year, owner) = (args.year.of(desk), desk.find_staff(name)?.id);
    let list = desk.school().tracing(year, desk.today());
    let unowned = |traced: &Traced<'_>| match traced.whom {
        Whom::Entrant(entrant, _) if traced.owner.is_none() => Some(entrant.id),
        Whom::Entrant(..) | Whom::Pupil(..) => None,
    };
    let children: Vec<EntrantId> = list.iter().filter_map(unowned).collect();
    if !children.is_empty() {
        desk.name_tracer(&children, owner)?;
    }
    if args.json.json {
        return tracing(year, true, desk, out);
    }
    out.say((out.words.entrants.assigned)(children.len(), name))
}

fn settle(args: &TraceArgs, id: EntrantId, outcome: Outcome, desk: &mut Desk) -> Result<(), Problem> {
    let mut record = OutcomeRecord::new(outcome, desk.day_on(args.when.on.on)?);
    let text = |said: &Option<String>| said.clone().unwrap_or_default();
    (record.place, record.approved_by, record.note) = (text(&args.place), text(&args.approved_by), text(&args.note));
    record.until = args.until;
    let mut files = Vec::new();
    for paper in &args.paper {
        let (proof, file) = read_paper(paper, outcome)?;
        let name = file.as_ref().and_then(|file| file.file_name()).map(|name| name.to_string_lossy().into_owned());
        record.papers.insert(proof, name);
        files.extend(file);
    }
    desk.settle_entrant(id, record, &files)
}

/// `KIND=FILE` or `KIND=seen`.
fn read_paper(written: &str, outcome: Outcome) -> Result<(Proof, Option<PathBuf>), Problem> {
    const SEEN: &str = "seen";
    let (code, file) = written.split_once('=').unwrap_or((written, SEEN));
    let asked = || outcome.proofs().iter().copied().flatten();
    let proof = Proof::from_code(code.trim()).filter(|proof| asked().any(|one| one == proof));
    let proof = proof.ok_or_else(|| Problem::UnknownEvidence { asked: code.to_owned(), outcome })?;
    Ok((proof, (file != SEEN).then(|| PathBuf::from(file))))
}

fn tracing(year: i32, json: bool, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let list = desk.school().tracing(year, desk.today());
    if json {
        return out.json(&list.iter().map(|traced| TracedRow::of(desk, traced)).collect::<Vec<_>>());
    }
    if list.is_empty() {
        return out.say(out.words.entrants.nobody_to_trace);
    }
    let named = names_apart(&list).into_iter().zip(&list);
    let rows: Vec<Vec<String>> = named.map(|(name, traced)| cells(desk, name, traced, out.words)).collect();
    out.table(&out.words.entrants.tracing_headings, &rows)
}

fn cells(desk: &Desk, name: String, traced: &Traced<'_>, words: &Words) -> Vec<String> {
    let (row, words) = (TracedRow::of(desk, traced), &words.entrants);
    let state = match traced.whom {
        Whom::Entrant(_, state) => (words.state)(state),
        Whom::Pupil(..) => words.never_appeared,
    };
    vec![
        name,
        row.class.or(row.village).unwrap_or_default(),
        row.since.to_string(),
        row.owner.unwrap_or_else(|| words.no_owner.to_owned()),
        (words.done)(row.calls, row.visits, row.asked),
        row.last.map(|last| last.to_string()).unwrap_or_default(),
        state.to_owned(),
    ]
}

#[derive(Serialize)]
struct NoticesAnswer {
    issued: usize,
    written: usize,
    file: PathBuf,
}

fn notices(args: &NoticesArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let year = args.year.of(desk);
    let ids: Vec<EntrantId> = match &args.child {
        Some(child) => vec![desk.find_entrant(child, year)?],
        None => of_village(desk, year, args.village.as_deref())?.map(|entrant| entrant.id).collect(),
    };
    // A name that cannot be written to must not use up numbers.
    let format = format(&args.out)?;
    let days = days(args, year, desk);
    let issued = desk.issue_entry_notices(&ids, &days)?;
    let (written, file) = desk.write_entry_notices(&ids, format, &args.out)?;
    if (args.from.is_some() || args.to.is_some() || args.place.is_some()) && written > issued {
        out.say((out.words.entrants.days_stay)(written - issued))?;
    }
    if args.json.json {
        return out.json(&NoticesAnswer { issued, written, file });
    }
    out.say((out.words.entrants.written)(issued, written, &file))
}

/// When and where families are to come: as was said now, else as on the notices of that year.
fn days(args: &NoticesArgs, year: i32, desk: &Desk) -> EntryDays {
    let days = desk.school().entry_days(year);
    EntryDays {
        from: args.from.unwrap_or(days.from),
        to: args.to.unwrap_or(days.to),
        place: args.place.clone().unwrap_or(days.place),
    }
}

fn format(file: &Path) -> Result<Format, Problem> {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    match ending.as_deref() {
        Some("docx") => Ok(Format::Docx),
        Some("txt") => Ok(Format::Text),
        Some("pdf") => Ok(Format::Pdf),
        _ => Err(Problem::WrongEnding { file: file.to_owned(), known: &[".pdf", ".docx", ".txt"] }),
    }
}

/// The children of a village, or of the whole list.
fn of_village<'a>(
    desk: &'a Desk,
    year: i32,
    village: Option<&'a str>,
) -> Result<impl Iterator<Item = &'a Entrant>, Problem> {
    let entrants = desk.school().entrants_of(year);
    let is_of = move |entrant: &Entrant| village.is_none_or(|village| entrant.record.village == village);
    if let Some(asked) = village
        && !entrants.iter().any(is_of)
    {
        let known: BTreeSet<String> = entrants.iter().map(|entrant| entrant.record.village.clone()).collect();
        let known = known.into_iter().filter(|village| !village.is_empty()).collect();
        return Err(Problem::UnknownVillage { asked: asked.to_owned(), known });
    }
    Ok(entrants.iter().filter(move |entrant| is_of(entrant)))
}

fn deliver(args: &DeliverArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let year = args.year.of(desk);
    let ids: Vec<EntrantId> = match &args.child {
        Some(child) => vec![desk.find_entrant(child, year)?],
        None => {
            let waits = |entrant: &&Entrant| entrant.notice.is_some() && entrant.delivery.is_none();
            of_village(desk, year, args.village.as_deref())?.filter(waits).map(|entrant| entrant.id).collect()
        }
    };
    let receipt = Receipt { by: args.by.clone(), on: desk.day_on(args.on)?, how: args.how.clone() };
    match desk.deliver_notices(&ids, &receipt)? {
        0 => out.say(out.words.entrants.nothing_to_deliver),
        delivered => out.say((out.words.entrants.delivered)(delivered)),
    }
}

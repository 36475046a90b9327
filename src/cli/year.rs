//! `baoxue year turn`: every class rises, the last grade graduates; reviewed, recorded as one step, taken back as one.

use super::args::Json;
use super::output::Output;
use super::scope;
use super::ways;
use crate::desk::{Desk, Problem, ReadClasses};
use crate::domain::calendar::Term;
use crate::domain::class::{Class, Grade};
use crate::domain::ids::PupilId;
use crate::domain::year::{Against, Ask, Line, Turn, Warning};
use crate::exchange::plan::Fault;
use crate::words::Words;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum YearCommand {
    /// Promote every class, graduate the last grade, open the new classes, in one step
    Turn(TurnArgs),
}

#[derive(Debug, Args)]
pub struct TurnArgs {
    /// Take the last turn back
    #[arg(long, conflicts_with_all = ["classes", "dry_run", "on", "last_grade", "faulty"])]
    undo: bool,
    /// Next year's class lists: 学籍号, 姓名, 新班级, 座号, 班主任, or a row a class with 班级, 班主任
    #[arg(long, value_name = "FILE")]
    classes: Option<PathBuf>,
    /// Show what would happen, and record nothing
    #[arg(long)]
    dry_run: bool,
    /// The first day of the new classes; without it that of the coming school year's first term, or 1 September
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
    /// A grade that leaves, where it is another than six and nine (five-four schools); may be given again
    #[arg(long, value_name = "GRADE")]
    last_grade: Vec<String>,
    /// Write the faulty rows of the class lists into this CSV file, to be mended
    #[arg(long, value_name = "FILE", requires = "classes")]
    faulty: Option<PathBuf>,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct Answer<'a> {
    recorded: bool,
    year: i32,
    on: NaiveDate,
    rising: usize,
    graduates: usize,
    newcomers: usize,
    classes: Vec<LineRow<'a>>,
    /// Terms of the new year that are proposed, since the calendar has none.
    terms: &'a [Term],
    teachers_free: &'a [String],
    warnings: Vec<Said>,
    contradictions: Vec<Said>,
    faults: Vec<FaultRow<'a>>,
}

/// So many pupils from one class into another.
#[derive(Serialize)]
struct LineRow<'a> {
    /// None: new to the school.
    from: Option<String>,
    /// None: graduates.
    to: Option<String>,
    pupils: usize,
    homeroom: &'a [String],
}

#[derive(Serialize)]
struct Said {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pupil: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<String>,
    text: String,
}

#[derive(Serialize)]
struct FaultRow<'a> {
    #[serde(flatten)]
    fault: &'a Fault,
    reason: String,
}

#[derive(Serialize)]
struct Undone {
    undone: i32,
    on: NaiveDate,
}

pub fn run(command: &YearCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match command {
        YearCommand::Turn(args) if args.undo => undo(args, desk, out),
        YearCommand::Turn(args) => turn(args, desk, out),
    }
}

fn undo(args: &TurnArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let turned = desk.undo_turn()?;
    if args.json.json {
        return out.json(&Undone { undone: turned.year, on: turned.turn.on });
    }
    out.say((out.words.year.undone)(turned.year))
}

fn turn(args: &TurnArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let last = args.last_grade.iter().map(|grade| scope::grade(grade));
    let last: BTreeSet<Grade> = last.collect::<Result<_, Problem>>()?;
    let mut ask = Ask { on: args.on, last_grades: Some(last).filter(|last| !last.is_empty()), ..Ask::default() };
    let read = args.classes.as_deref().map(|file| desk.read_classes(file, &ask)).transpose()?;
    if let Some(read) = &read {
        ask.lists = read.sheet.lists.clone();
        write_faulty(args, read, desk, out)?;
    }
    let turn = desk.turn(&ask)?;
    let faulty = read.as_ref().map_or(0, |read| read.sheet.plan.counts().faulty_rows);
    let refused = match (faulty, turn.against.len()) {
        (0, 0) => None,
        (0, count) => Some(Problem::TurnRefused { count }),
        (rows, _) => Some(Problem::FaultyLists { rows }),
    };
    // Names are those of before: the review says who goes where from today's classes.
    let review = Review { turn: &turn, read: read.as_ref(), desk, words: out.words };
    let said = if args.json.json { Vec::new() } else { review.lines() };
    let answer = review.answer();
    let json = args.json.json.then(|| serde_json::to_value(&answer)).transpose();
    let mut json = json.map_err(|error| Problem::Output(std::io::Error::other(error)))?;
    if json.is_none() {
        print(&said, &review.rows(), out)?;
    }
    let recorded = refused.is_none() && !args.dry_run;
    if recorded {
        desk.turn_year(&ask)?;
    }
    if let Some(answer) = &mut json {
        answer["recorded"] = recorded.into();
        out.json(answer)?;
    }
    match refused {
        Some(problem) if !args.dry_run => Err(problem),
        _ if args.json.json => Ok(()),
        _ if recorded => out.say(ways::with(
            (out.words.year.recorded)(turn.frame.year, turn.frame.on),
            "baoxue year turn --undo",
            out.words,
        )),
        _ => out.say(out.words.year.dry_run),
    }
}

fn write_faulty(args: &TurnArgs, read: &ReadClasses, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let Some(file) = &args.faulty else { return Ok(()) };
    match desk.write_faulty_classes(read, file, out.words.import.fault)? {
        Some(written) => out.written(file, &written),
        None => Ok(()),
    }
}

/// The table of classes, then what is said under it.
fn print(said: &[String], rows: &[Vec<String>], out: &mut Output) -> Result<(), Problem> {
    let words = out.words;
    out.table(&words.year.headings, rows)?;
    for line in said {
        out.line(line)?;
    }
    Ok(())
}

/// A turn on its way to the reader.
struct Review<'a> {
    turn: &'a Turn,
    read: Option<&'a ReadClasses>,
    desk: &'a Desk,
    words: &'static Words,
}

impl<'a> Review<'a> {
    fn who(&self, pupil: PupilId) -> String {
        let school = self.desk.school();
        let name = school.pupil(pupil).map(|pupil| pupil.record.name.as_str()).unwrap_or_default();
        match school.last_class(pupil, self.turn.frame.eve()) {
            Some(class) => format!("{class} {name}"),
            None => name.to_owned(),
        }
    }

    fn warning(&self, warning: &Warning) -> Said {
        let who = warning.pupil().map(|pupil| self.who(pupil));
        let text = (self.words.year.warning)(warning, who.as_deref().unwrap_or_default());
        Said { kind: warning.code(), pupil: who, class: warning.class().map(|class| class.to_string()), text }
    }

    fn against(&self, against: &Against) -> Said {
        let (kind, pupil, class) = match *against {
            Against::RollsSince { .. } => ("rolls_since", None, None),
            Against::LeavesLater { pupil, .. } => ("leaves_later", Some(self.who(pupil)), None),
            Against::Placed { pupil, class, .. } => ("placed", Some(self.who(pupil)), Some(class)),
        };
        let text = (self.words.year.against)(against, pupil.as_deref().unwrap_or_default());
        let text = ways::with(text, ways::of_against(against), self.words);
        Said { kind, pupil, class: class.map(|class| class.to_string()), text }
    }

    fn faults(&self) -> impl Iterator<Item = &'a Fault> + use<'a> {
        self.read.into_iter().flat_map(|read| &read.sheet.plan.faults)
    }

    fn answer(&self) -> Answer<'a> {
        let turn = self.turn;
        let spelled = |class: Option<Class>| class.map(|class| class.to_string());
        let line = |line: &Line| LineRow {
            from: spelled(line.from),
            to: spelled(line.to),
            pupils: line.pupils,
            homeroom: line.to.map(|class| turn.teachers_of(class)).unwrap_or_default(),
        };
        let fault = |fault: &'a Fault| FaultRow { fault, reason: (self.words.import.fault)(fault) };
        Answer {
            recorded: false,
            year: turn.frame.year,
            on: turn.frame.on,
            rising: turn.rising(),
            graduates: turn.graduates(),
            newcomers: turn.newcomers.len(),
            classes: turn.lines().iter().map(line).collect(),
            terms: &turn.terms,
            teachers_free: &turn.free,
            warnings: turn.warnings.iter().map(|warning| self.warning(warning)).collect(),
            contradictions: turn.against.iter().map(|against| self.against(against)).collect(),
            faults: self.faults().map(fault).collect(),
        }
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let words = &self.words.year;
        let named = |class: Option<Class>, none: &str| class.map_or_else(|| none.to_owned(), |class| class.to_string());
        let row = |line: &Line| {
            let teachers = line.to.map(|class| self.turn.teachers_of(class).join(words.between)).unwrap_or_default();
            let (from, to) = (named(line.from, words.newcomer), named(line.to, words.graduate));
            vec![from, to, line.pupils.to_string(), teachers]
        };
        self.turn.lines().iter().map(row).collect()
    }

    /// What is said under the table.
    fn lines(&self) -> Vec<String> {
        let (words, turn) = (&self.words.year, self.turn);
        let mut lines = vec![(words.year)(turn.frame.year, turn.frame.on), (words.sums)(turn)];
        lines.extend(turn.terms.iter().map(words.term));
        lines.extend((!turn.free.is_empty()).then(|| (words.free)(&turn.free)));
        lines.extend(turn.warnings.iter().map(|warning| self.warning(warning).text));
        let notes = self.read.into_iter().flat_map(|read| &read.sheet.plan.notes);
        lines.extend(notes.map(self.words.import.note));
        lines.push(words.new_pupils_by_roster.to_owned());
        lines.extend(turn.against.iter().map(|against| self.against(against).text));
        lines.extend(self.faults().map(self.words.import.fault));
        lines
    }
}

//! `baoxue init`: begins a school's books, for scripts; the screens ask the same.

use super::output::Output;
use super::setting::Setting;
use crate::desk::{self, NewSchool, Problem};
use crate::domain::calendar::Term;
use crate::domain::class::Class;
use crate::domain::day;
use crate::domain::roll::{Session, SessionCode};
use crate::domain::usual;
use chrono::NaiveDate;
use clap::Args;
use clap::builder::NonEmptyStringValueParser;

#[derive(Debug, Args)]
pub struct InitArgs {
    /// The school's name
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    school: String,
    /// A term, first and last day; may be given several times
    #[arg(long = "term", value_name = "FIRST..LAST", required_unless_present = "district", value_parser = term)]
    terms: Vec<(NaiveDate, NaiveDate)>,
    /// The books of a district's bureau, which only receives the schools' reports: no terms, no classes
    #[arg(long, conflicts_with_all = ["terms", "homeroom"])]
    district: bool,
    /// The rolls of a day in their order: am, pm, or code=name@7:50
    #[arg(long, value_name = "LIST", value_delimiter = ',', default_value = "am,pm", value_parser = session)]
    sessions: Vec<Session>,
    /// Who begins the books
    #[arg(long, value_name = "NAME", default_value = "")]
    name: String,
    /// The class whose homeroom teacher that is, such as 七年级(3)班
    #[arg(long, value_name = "CLASS")]
    homeroom: Option<Class>,
}

fn term(text: &str) -> Result<(NaiveDate, NaiveDate), String> {
    let (first, last) = text.split_once("..").ok_or("FIRST..LAST, such as 2025-09-01..2026-01-30")?;
    let date = |text: &str| day::parse(text).map_err(|error| format!("{text}: {error}"));
    let (first, last) = (date(first)?, date(last)?);
    if last < first { Err(format!("{last} comes before {first}")) } else { Ok((first, last)) }
}

fn session(text: &str) -> Result<Session, String> {
    let (code, rest) = text.split_once('=').unwrap_or((text, ""));
    let (name, starts) = rest.split_once('@').unwrap_or((rest, ""));
    let code = SessionCode::new(code.trim()).ok_or("a code of one to eight letters or digits, such as am")?;
    let mut session = usual::session(code);
    if !name.trim().is_empty() {
        session.name = name.trim().to_owned();
    }
    if !starts.trim().is_empty() {
        session.starts = starts.trim().parse().map_err(|error| format!("{starts}: {error}"))?;
    }
    Ok(session)
}

pub fn run(args: &InitArgs, setting: &Setting, out: &mut Output) -> Result<(), Problem> {
    let folder = &setting.paths()?.data;
    desk::must_be_empty(folder)?;
    let name = if args.name.is_empty() { out.words.cli.unnamed_person } else { desk::name_of_staff(&args.name)? };
    let passphrase = setting.passphrase.choose(setting.words)?;
    let terms =
        args.terms.iter().map(|(first, last)| Term { first: *first, last: *last, name: usual::term_name(*first) });
    let school = NewSchool {
        name: args.school.clone(),
        terms: terms.collect(),
        sessions: args.sessions.clone(),
        person: name.to_owned(),
        homeroom: args.homeroom,
    };
    desk::create(folder, &passphrase, school, &setting.opening)?;
    out.say(if args.district { (out.words.district.initialised)(folder) } else { (out.words.cli.initialised)(folder) })
}

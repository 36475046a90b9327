//! `baoxue visit`: records a home visit, with the papers and photographs brought back.

use super::args::When;
use super::contact::Explains;
use super::output::Output;
use crate::desk::{Desk, Problem};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::VisitId;
use crate::domain::visit::{Outcome, VisitRecord};
use chrono::NaiveDate;
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct VisitArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: String,
    /// Who went; two by rule
    #[arg(long, value_name = "NAMES", value_parser = NonEmptyStringValueParser::new())]
    who: String,
    /// Whom they met; left out where nobody was there
    #[arg(
        long,
        value_name = "TEXT",
        value_parser = NonEmptyStringValueParser::new(),
        required_unless_present = "outcome",
        required_if_eq_any = [("outcome", "guardian"), ("outcome", "other"), ("outcome", "refused")],
    )]
    met: Option<String>,
    /// How it went; without it what --met says
    #[arg(long, value_enum)]
    outcome: Option<Went>,
    /// What was found
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    found: String,
    /// What was agreed
    #[arg(long, value_name = "TEXT", default_value = "")]
    agreed: String,
    /// Where, if not at the address in the books
    #[arg(long, value_name = "TEXT")]
    place: Option<String>,
    /// The day on which the child is to be back
    #[arg(long, value_name = "DATE")]
    returns: Option<NaiveDate>,
    /// What comes next
    #[arg(long, value_name = "TEXT", default_value = "")]
    next: String,
    /// A photograph or paper; copied into the encrypted books
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
    /// What the visit explained: turns the pupil's unknown marks of the running absence into this
    #[arg(long, value_enum)]
    explains: Option<Explains>,
    #[command(flatten)]
    when: When,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Went {
    /// 见到监护人
    Guardian,
    /// 见到其他人
    Other,
    /// 无人在家
    Nobody,
    /// 拒绝
    Refused,
}

pub fn run(args: &VisitArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let pupil = desk.find_pupil(&args.pupil)?;
    let at = desk.moment_on(args.when.on.on, args.when.at)?;
    let address = || desk.school().pupil(pupil).map(|pupil| pupil.record.address.clone()).unwrap_or_default();
    let place = args.place.clone().unwrap_or_else(address);
    let files = desk.read_attachments(&args.attach)?;
    let met = args.met.clone().unwrap_or_default();
    let record = VisitRecord {
        pupil,
        at,
        who: args.who.clone(),
        met: met.clone(),
        outcome: match args.outcome {
            Some(Went::Guardian) => Outcome::MetGuardian,
            Some(Went::Other) => Outcome::MetOther,
            Some(Went::Nobody) => Outcome::Nobody,
            Some(Went::Refused) => Outcome::Refused,
            None => Outcome::told_by(&met),
        },
        place,
        found: args.found.clone(),
        agreed: args.agreed.clone(),
        returns: args.returns,
        next: args.next.clone(),
        attachments: files.iter().map(|file| file.attachment.clone()).collect(),
    };
    let mut changes = vec![Change::Visit { id: VisitId::NEW, to: Some(record) }];
    changes.extend(args.explains.map(|explains| desk.explained(pupil, at.date(), explains.mark())).unwrap_or_default());
    desk.commit_with(Why::Visit, changes, files)?;
    out.say((out.words.cli.visit_recorded)(args.attach.len()))
}

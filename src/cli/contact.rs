//! `baoxue contact`: records a contact with a guardian.

use super::args::When;
use super::output::Output;
use crate::desk::{Desk, Problem};
use crate::domain::contact::{ContactRecord, Means, Reached};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::ContactId;
use crate::domain::mark::Mark;
use chrono::NaiveDate;
use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub struct ContactArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: String,
    /// By what means
    #[arg(long, value_enum)]
    by: By,
    /// Whether somebody answered
    #[arg(long, value_enum)]
    reached: Answered,
    /// What was said, or why nobody was reached
    #[arg(long, value_name = "TEXT")]
    said: String,
    /// Which guardian, counted from 1 in the order of the books; without it the first
    #[arg(long, value_name = "N")]
    guardian: Option<usize>,
    /// The day on which the child is to be back
    #[arg(long, value_name = "DATE")]
    returns: Option<NaiveDate>,
    /// Where the child is now
    #[arg(long, value_name = "TEXT", default_value = "")]
    whereabouts: String,
    /// What comes next
    #[arg(long, value_name = "TEXT", default_value = "")]
    next: String,
    /// What the contact explained: turns the pupil's unknown marks of the running absence into this
    #[arg(long, value_enum)]
    explains: Option<Explains>,
    #[command(flatten)]
    when: When,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum By {
    Phone,
    Message,
    Visit,
    Other,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Answered {
    Yes,
    No,
}

/// The marks that an explanation can put in the place of `unknown`.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Explains {
    Sick,
    Leave,
    Truant,
}

impl Explains {
    pub fn mark(self) -> Mark {
        match self {
            Explains::Sick => Mark::Sick,
            Explains::Leave => Mark::Leave,
            Explains::Truant => Mark::Truant,
        }
    }
}

pub fn run(args: &ContactArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let pupil = desk.find_pupil(&args.pupil)?;
    let at = desk.moment_on(args.when.on.on, args.when.at)?;
    let record = desk.school().pupil(pupil).map(|pupil| pupil.record.clone());
    let guardians = record.map(|record| record.guardians).unwrap_or_default();
    let guardian = match args.guardian {
        Some(nth) => Some(
            nth.checked_sub(1)
                .and_then(|at| guardians.get(at))
                .ok_or(Problem::UnknownGuardian { asked: nth, known: guardians.len() })?,
        ),
        None => guardians.first(),
    };
    let record = ContactRecord {
        pupil,
        at,
        by: match args.by {
            By::Phone => Means::Phone,
            By::Message => Means::Message,
            By::Visit => Means::Visit,
            By::Other => Means::Other,
        },
        reached: match args.reached {
            Answered::Yes => Reached::Yes,
            Answered::No => Reached::NoAnswer,
        },
        guardian: guardian.map(|guardian| format!("{} {}", guardian.relation, guardian.name)).unwrap_or_default(),
        phone: guardian.and_then(|guardian| guardian.phones.first().cloned()),
        reason: None,
        said: args.said.clone(),
        whereabouts: args.whereabouts.clone(),
        returns: args.returns,
        next: args.next.clone(),
    };
    let mut changes = vec![Change::Contact { id: ContactId::NEW, to: Some(record) }];
    changes.extend(args.explains.map(|explains| desk.explained(pupil, at.date(), explains.mark())).unwrap_or_default());
    desk.commit(Why::Contact, changes)?;
    out.say(out.words.cli.contact_recorded)
}

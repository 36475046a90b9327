//! `baoxue leave`: records a leave note. Rolls already taken in its span on which the pupil stands as unknown are put
//! right in the same step.

use super::args::On;
use super::output::Output;
use super::scope;
use crate::desk::{Desk, Problem};
use crate::domain::entry::Why;
use crate::domain::leave::{LeaveKind, LeaveNote};
use chrono::NaiveDate;
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub struct LeaveArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: String,
    /// First day
    #[arg(long, value_name = "DATE")]
    from: NaiveDate,
    /// Last day, included
    #[arg(long, value_name = "DATE")]
    to: NaiveDate,
    /// First session of the first day, where it is not the whole day
    #[arg(long, value_name = "SESSION")]
    from_session: Option<String>,
    /// Last session of the last day, where it is not the whole day
    #[arg(long, value_name = "SESSION")]
    to_session: Option<String>,
    #[arg(long, value_enum)]
    kind: Kind,
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    reason: String,
    /// Who approved it
    #[arg(long, value_name = "NAME", default_value = "")]
    approved_by: String,
    #[command(flatten)]
    on: On,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// 病假
    Sick,
    /// 事假
    Leave,
}

pub fn run(args: &LeaveArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let pupil = desk.find_pupil(&args.pupil)?;
    if args.to < args.from {
        return Err(Problem::DatesReversed { from: args.from, to: args.to });
    }
    let session = |asked: &Option<String>| asked.as_ref().map(|asked| scope::session(desk, asked)).transpose();
    let note = LeaveNote {
        pupil,
        from: args.from,
        from_session: session(&args.from_session)?,
        to: args.to,
        to_session: session(&args.to_session)?,
        kind: match args.kind {
            Kind::Sick => LeaveKind::Sick,
            Kind::Leave => LeaveKind::Personal,
        },
        reason: args.reason.clone(),
        approved_by: args.approved_by.clone(),
        handed_in: Some(desk.day_on(args.on.on)?),
    };
    let changes = desk.school().note_leave(note);
    let put_right = changes.len() - 1;
    desk.commit(Why::NoteLeave, changes)?;
    out.say((out.words.cli.leave_recorded)(put_right))
}

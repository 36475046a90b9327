//! `baoxue case step`: what is done about an absence beside calls, visits and papers. Each kind asks for what it needs.

use super::args::When;
use super::output::Output;
use crate::desk::{Desk, Problem};
use crate::domain::step::{Danger, Ledger, Persuasion, Step, Verified};
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct StepArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: String,
    #[command(subcommand)]
    step: StepCommand,
}

#[derive(Debug, Subcommand)]
enum StepCommand {
    /// A talk, in the watch or about a pattern
    Talk(TalkArgs),
    /// An attempt to bring the pupil back
    Persuasion(PersuasionArgs),
    /// Enter in the register of suspected dropouts
    EnterSuspected(NoteArgs),
    /// Enter in the register of dropouts: two persuasion records are needed
    EnterDropout(NoteArgs),
    /// Enter in the register of long leave
    EnterLongLeave(NoteArgs),
    /// Suspension or tuition has been considered
    Considered(SaidArgs),
    /// The child cannot be reached: call 110 first
    Danger(DangerArgs),
    /// The police have been told
    Police(PoliceArgs),
    /// The child has been found
    Found(FoundArgs),
    /// The leadership takes the child for safe
    Safe(SafeArgs),
    /// A clue of where a family has gone
    Clue(ClueArgs),
    /// The other county was reminded of the verification letter
    Reminded(SaidArgs),
    /// The answer to the verification letter
    Answered(AnsweredArgs),
    /// The file was handed over
    HandedOver(HandedOverArgs),
    /// The certificate without which an ill pupil may not return
    Certificate(SaidArgs),
}

/// When it was, and what was brought back.
#[derive(Debug, Args)]
struct Kept {
    /// A photograph or paper; copied into the encrypted books
    #[arg(long, value_name = "FILE")]
    attach: Vec<PathBuf>,
    #[command(flatten)]
    when: When,
}

#[derive(Debug, Args)]
struct SaidArgs {
    /// What was said or done
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    said: String,
    #[command(flatten)]
    kept: Kept,
}

#[derive(Debug, Args)]
struct NoteArgs {
    /// What is to be noted with it
    #[arg(long, value_name = "TEXT", default_value = "")]
    said: String,
    #[command(flatten)]
    kept: Kept,
}

#[derive(Debug, Args)]
struct TalkArgs {
    /// With whom; without it the pupil
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// What was said
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    said: String,
    #[command(flatten)]
    kept: Kept,
}

#[derive(Debug, Args)]
struct PersuasionArgs {
    /// Who went
    #[arg(long, value_name = "NAMES", value_parser = NonEmptyStringValueParser::new())]
    who: String,
    /// Whom they met
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    met: String,
    /// What was said
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    said: String,
    /// What came of it
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    result: String,
    /// Where
    #[arg(long, value_name = "TEXT", default_value = "")]
    place: String,
    /// What the guardian says
    #[arg(long, value_name = "TEXT", default_value = "")]
    guardian_says: String,
    /// What the pupil says
    #[arg(long, value_name = "TEXT", default_value = "")]
    pupil_says: String,
    #[command(flatten)]
    kept: Kept,
}

#[derive(Debug, Args)]
struct DangerArgs {
    /// How the child came to be out of reach
    #[arg(long, value_enum)]
    how: How,
    /// Numbers called, places searched
    #[arg(long, value_name = "TEXT", default_value = "")]
    said: String,
    #[command(flatten)]
    kept: Kept,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum How {
    /// 完全联系不上
    Unreachable,
    /// 家长以为在校，未找到
    NotWhereBelieved,
    /// 住校生失联
    BoarderMissing,
    /// 疑似受侵害
    Harm,
}

#[derive(Debug, Args)]
struct PoliceArgs {
    /// The receipt's number, or the officer's and the time
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    number: String,
    /// What was told
    #[arg(long, value_name = "TEXT", default_value = "")]
    said: String,
    #[command(flatten)]
    kept: Kept,
}

#[derive(Debug, Args)]
struct FoundArgs {
    /// Where
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    place: String,
    /// By whom
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    who: String,
    #[command(flatten)]
    kept: Kept,
}

#[derive(Debug, Args)]
struct SafeArgs {
    /// On whose word
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    source: String,
    #[command(flatten)]
    kept: Kept,
}

#[derive(Debug, Args)]
struct ClueArgs {
    /// What was said
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    said: String,
    /// Who said so
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    source: String,
    /// The family has gone away
    #[arg(long)]
    gone: bool,
    #[command(flatten)]
    kept: Kept,
}

#[derive(Debug, Args)]
struct AnsweredArgs {
    /// What the answer says
    #[arg(long, value_enum)]
    how: Answer,
    /// School, grade, class, date
    #[arg(long, value_name = "TEXT", default_value = "")]
    said: String,
    #[command(flatten)]
    kept: Kept,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Answer {
    /// 已在当地就读
    Enrolled,
    /// 查无此人
    NotFound,
    /// 在户籍地未就读
    AtHome,
}

#[derive(Debug, Args)]
struct HandedOverArgs {
    /// To whom
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    to: String,
    #[command(flatten)]
    kept: Kept,
}

pub fn run(args: &StepArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let pupil = desk.find_pupil(&args.pupil)?;
    let (step, kept) = step(&args.step, out.words.cases.the_pupil);
    let at = desk.moment_on(kept.when.on.on, kept.when.at)?;
    desk.take_step(pupil, at, step, &kept.attach)?;
    out.say(out.words.cases.step_recorded)
}

fn step<'a>(command: &'a StepCommand, the_pupil: &str) -> (Step, &'a Kept) {
    let entered = |ledger, args: &'a NoteArgs| (Step::Entered { ledger, said: args.said.clone() }, &args.kept);
    match command {
        StepCommand::Talk(args) => {
            let with = args.who.clone().unwrap_or_else(|| the_pupil.to_owned());
            (Step::Talk { with, said: args.said.clone() }, &args.kept)
        }
        StepCommand::Persuasion(args) => (Step::Persuasion(persuasion(args)), &args.kept),
        StepCommand::EnterSuspected(args) => entered(Ledger::Suspected, args),
        StepCommand::EnterDropout(args) => entered(Ledger::Dropout, args),
        StepCommand::EnterLongLeave(args) => entered(Ledger::LongLeave, args),
        StepCommand::Considered(args) => (Step::Considered { said: args.said.clone() }, &args.kept),
        StepCommand::Danger(args) => {
            let how = match args.how {
                How::Unreachable => Danger::Unreachable,
                How::NotWhereBelieved => Danger::NotWhereBelieved,
                How::BoarderMissing => Danger::BoarderMissing,
                How::Harm => Danger::Harm,
            };
            (Step::Danger { how, said: args.said.clone() }, &args.kept)
        }
        StepCommand::Police(args) => {
            (Step::PoliceTold { number: args.number.clone(), said: args.said.clone() }, &args.kept)
        }
        StepCommand::Found(args) => (Step::Found { place: args.place.clone(), by: args.who.clone() }, &args.kept),
        StepCommand::Safe(args) => (Step::Safe { source: args.source.clone() }, &args.kept),
        StepCommand::Clue(args) => {
            let (said, source) = (args.said.clone(), args.source.clone());
            (Step::Clue { said, source, gone: args.gone }, &args.kept)
        }
        StepCommand::Reminded(args) => (Step::Reminded { said: args.said.clone() }, &args.kept),
        StepCommand::Answered(args) => {
            let verified = match args.how {
                Answer::Enrolled => Verified::Enrolled,
                Answer::NotFound => Verified::NotFound,
                Answer::AtHome => Verified::AtHome,
            };
            (Step::Answered { verified, said: args.said.clone() }, &args.kept)
        }
        StepCommand::HandedOver(args) => (Step::HandedOver { to: args.to.clone() }, &args.kept),
        StepCommand::Certificate(args) => (Step::Certificate { said: args.said.clone() }, &args.kept),
    }
}

fn persuasion(args: &PersuasionArgs) -> Persuasion {
    Persuasion {
        place: args.place.clone(),
        who: args.who.clone(),
        met: args.met.clone(),
        said: args.said.clone(),
        guardian_says: args.guardian_says.clone(),
        pupil_says: args.pupil_says.clone(),
        result: args.result.clone(),
    }
}

//! `baoxue school`: the school's name, and what stands on its papers.

use super::args::Json;
use super::output::Output;
use crate::desk::{Desk, Problem};
use crate::domain::entry::{Change, SchoolProfile, Why};
use clap::{Args, Subcommand};
use serde::Serialize;

#[derive(Debug, Subcommand)]
pub enum SchoolCommand {
    /// Show what stands on the school's papers
    Show(ShowArgs),
    /// Change it; papers already issued stay as they are
    Set(SetArgs),
}

#[derive(Debug, Args)]
pub struct ShowArgs {
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct SetArgs {
    /// The school's name
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// The education bureau to which the school reports, such as 厦门市同安区教育局
    #[arg(long, value_name = "TEXT")]
    bureau: Option<String>,
    /// What stands before the number on papers that leave the school, such as 凤中
    #[arg(long, value_name = "TEXT")]
    letter_prefix: Option<String>,
    /// What stands before the number on papers within the school, such as 校内
    #[arg(long, value_name = "TEXT")]
    notice_prefix: Option<String>,
}

#[derive(Serialize)]
struct Answer<'a> {
    name: &'a str,
    bureau: &'a str,
    letter_prefix: &'a str,
    notice_prefix: &'a str,
}

pub fn run(command: &SchoolCommand, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    match command {
        SchoolCommand::Show(args) => show(args, desk, out),
        SchoolCommand::Set(args) => set(args, desk, out),
    }
}

fn show(args: &ShowArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let SchoolProfile { name, bureau, letter_prefix, notice_prefix, .. } = &desk.school().profile();
    if args.json.json {
        return out.json(&Answer { name, bureau, letter_prefix, notice_prefix });
    }
    let say = &out.words.own_data;
    for (label, text) in say.labels.iter().zip([name, bureau, letter_prefix, notice_prefix]) {
        let text = if text.is_empty() { say.not_said } else { text };
        out.line(format!("{label}  {text}"))?;
    }
    Ok(())
}

fn set(args: &SetArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let mut profile = desk.school().profile();
    let put = |field: &mut String, asked: &Option<String>| {
        if let Some(text) = asked {
            *field = text.trim().to_owned();
        }
    };
    put(&mut profile.name, &args.name);
    put(&mut profile.bureau, &args.bureau);
    put(&mut profile.letter_prefix, &args.letter_prefix);
    put(&mut profile.notice_prefix, &args.notice_prefix);
    if profile.name.is_empty() {
        return Err(Problem::NoName);
    }
    desk.commit(Why::SetSchool, vec![Change::School { to: Some(profile) }])?;
    out.say(out.words.own_data.saved)
}

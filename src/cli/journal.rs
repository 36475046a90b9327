//! `baoxue journal` and `baoxue verify`: what was done, and whether the record of it is whole.

use super::args::Json;
use super::output::Output;
use crate::desk::{Desk, Problem};
use chrono::NaiveDateTime;
use clap::Args;
use serde::Serialize;

#[derive(Debug, Args)]
pub struct JournalArgs {
    /// How many entries, newest first
    #[arg(long, value_name = "N", default_value_t = 50)]
    last: usize,
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct VerifyArgs {
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct Row {
    id: String,
    at: NaiveDateTime,
    who: Option<String>,
    what: String,
    changes: usize,
}

pub fn run(args: &JournalArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let school = desk.school();
    let entries = desk.journal(args.last)?;
    let row = |entry: &crate::domain::entry::Entry| Row {
        id: entry.id.0.to_string(),
        at: entry.at,
        who: school.staff(entry.who).map(|staff| staff.record.name.clone()),
        what: out.words.domain.entry_for(desk.who(), desk.today(), school, entry),
        changes: entry.changes.len(),
    };
    let rows: Vec<Row> = entries.iter().map(row).collect();
    if args.json.json {
        return out.json(&rows);
    }
    for row in &rows {
        let who = row.who.as_deref().unwrap_or_default();
        out.line(format!("{}  {who}  {}", row.at.format("%Y-%m-%d %H:%M:%S"), row.what))?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Verified {
    sound: bool,
    entries: u64,
    faults: Vec<String>,
}

pub fn verify(args: &VerifyArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let report = desk.verify()?;
    let faults: Vec<String> = report.faults.iter().map(|fault| (out.words.problems.journal_fault)(fault)).collect();
    let verified = Verified { sound: faults.is_empty(), entries: report.entries, faults };
    if args.json.json {
        out.json(&verified)?;
    } else if verified.sound {
        out.line((out.words.cli.verified)(verified.entries))?;
    } else {
        for fault in &verified.faults {
            out.line(fault)?;
        }
    }
    if verified.sound { Ok(()) } else { Err(Problem::NotSound { faults: verified.faults.len() }) }
}

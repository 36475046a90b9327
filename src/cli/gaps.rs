//! `baoxue gaps`: rolls that were due and not taken.

use super::args::Json;
use super::output::Output;
use super::scope::ScopeArgs;
use crate::desk::{Desk, Problem};
use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

#[derive(Debug, Args)]
pub struct GapsArgs {
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct Row {
    class: String,
    date: NaiveDate,
    session: String,
}

pub fn run(args: &GapsArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let (school, scope) = (desk.school(), args.scope.read(desk)?);
    let gaps = school.gaps(desk.now(), scope);
    let row = |key: &crate::domain::roll::RollKey| Row {
        class: key.class.to_string(),
        date: key.date,
        session: key.session.to_string(),
    };
    let rows: Vec<Row> = gaps.iter().map(row).collect();
    super::warn_of_missing_tables(desk, out)?;
    if args.json.json {
        return out.json(&rows);
    }
    if rows.is_empty() {
        return out.say(out.words.cli.no_gaps);
    }
    let session = |key: &crate::domain::roll::RollKey| {
        school.session(key.session).map_or_else(|| key.session.to_string(), |session| session.name.clone())
    };
    let cells: Vec<Vec<String>> =
        gaps.iter().map(|key| vec![key.class.to_string(), key.date.to_string(), session(key)]).collect();
    out.table(&out.words.cli.gaps_headings, &cells)
}

//! `baoxue todo`: what is owed for whom, most overdue first, and the rolls that are missing.

use super::args::Json;
use super::flags::OwedRow;
use super::output::Output;
use super::scope::ScopeArgs;
use crate::desk::{Desk, Problem};
use crate::domain::flags::Flag;
use crate::domain::owed::Owed;
use clap::Args;
use serde::Serialize;

#[derive(Debug, Args)]
pub struct TodoArgs {
    #[command(flatten)]
    scope: ScopeArgs,
    #[command(flatten)]
    json: Json,
}

#[derive(Serialize)]
struct Row {
    pupil: PupilRow,
    #[serde(flatten)]
    owed: OwedRow,
}

#[derive(Serialize)]
struct PupilRow {
    student_no: Option<String>,
    name: String,
    class: String,
}

pub fn run(args: &TodoArgs, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let (school, scope) = (desk.school(), args.scope.read(desk)?);
    let flags = school.flags(desk.today(), scope);
    let mut owed: Vec<(&Flag, &Owed)> =
        flags.iter().flat_map(|flag| flag.owed.iter().map(move |owed| (flag, owed))).collect();
    owed.sort_by_key(|(flag, owed)| (std::cmp::Reverse(owed.late), owed.due, flag.class, owed.rule));
    let row = |(flag, owed): (&Flag, &Owed)| {
        let record = &school.pupil(flag.pupil)?.record;
        let student_no = record.student_no.as_ref().map(|no| no.as_str().to_owned());
        let pupil = PupilRow { student_no, name: record.name.clone(), class: flag.class.to_string() };
        Some(Row { pupil, owed: OwedRow::of(owed) })
    };
    let rows: Vec<Row> = owed.into_iter().filter_map(row).collect();
    if args.json.json {
        return out.json(&rows);
    }
    let words = out.words;
    let missing = school.gaps(desk.now(), scope).len();
    if missing > 0 {
        out.say((words.cli.gaps_too)(missing))?;
    }
    if rows.is_empty() {
        return out.say(words.cli.nothing_owed);
    }
    let cells = |row: &Row| {
        let owed = &row.owed;
        vec![row.pupil.class.clone(), row.pupil.name.clone(), owed.say(words), (words.domain.role)(owed.who).to_owned()]
    };
    out.table(&words.cli.todo_headings, &rows.iter().map(cells).collect::<Vec<_>>())
}

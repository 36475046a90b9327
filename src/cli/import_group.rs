//! `baoxue import group`: a list of a key group comes in, matched by ID number.

use super::coded::coded;
use super::import::{FaultRow, FileArgs};
use super::output::Output;
use super::ways;
use crate::desk::{Desk, Fault, ImportKind, Listing, Problem};
use crate::domain::people::KeyGroup;
use crate::exchange::plan::{Item, Note, Plan};
use crate::words::Words;
use clap::Args;
use serde::Serialize;

#[derive(Debug, Args)]
pub struct GroupFileArgs {
    #[command(flatten)]
    file: FileArgs,
    /// Which group the list is of
    #[arg(long, value_parser = coded(&KeyGroup::ALL, KeyGroup::code))]
    kind: KeyGroup,
    /// Whose list it is
    #[arg(long, value_name = "TEXT")]
    source: String,
}

#[derive(Serialize)]
struct Answer<'a> {
    recorded: bool,
    rows: usize,
    /// In this school and not in the group yet: entered.
    found: &'a [Item],
    /// In this school and in the group already.
    unchanged: usize,
    /// Not in this school.
    not_here: &'a [Item],
    /// The same name, and no number that says whether it is the same child: to be entered by hand.
    maybe: &'a [Item],
    /// In this school and in the group, and not on the list: to be ended by hand where it is so.
    not_on_list: &'a [Item],
    faults: Vec<FaultRow<'a>>,
    unread_columns: &'a [String],
    notes: &'a [Note],
}

pub fn run(args: &GroupFileArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let (words, kind) = (out.words, args.kind);
    let source = args.source.trim().to_owned();
    let preview = desk.preview(ImportKind::Group(Listing { kind, source }), &args.file.file)?;
    let reason = |fault: &Fault| (words.import.fault)(fault);
    if let Some(file) = &args.file.faulty
        && let Some(written) = desk.write_faulty_rows(&preview, file, reason)?
    {
        out.written(file, &written)?;
    }
    let plan = preview.plan.clone();
    let recorded = if args.file.dry_run { false } else { desk.import(preview)?.is_some() };
    if args.file.json.json {
        return out.json(&Answer {
            recorded,
            rows: plan.rows,
            found: &plan.new,
            unchanged: plan.unchanged,
            not_here: &plan.elsewhere,
            maybe: &plan.maybe,
            not_on_list: &plan.missing,
            faults: plan.faults.iter().map(|fault| FaultRow { fault, reason: reason(fault) }).collect(),
            unread_columns: &plan.unread_columns,
            notes: &plan.notes,
        });
    }
    for line in lines(&plan, words) {
        out.line(line)?;
    }
    match (args.file.dry_run, recorded) {
        (true, _) => out.say(words.import.dry_run),
        (false, true) => out.say((words.import.recorded)(plan.counts().faulty_rows)),
        (false, false) => out.say(words.import.nothing_to_do),
    }
}

/// The preview as text: counts, who is found, who may be, who is not here, who is not on the list, faults.
fn lines(plan: &Plan, words: &Words) -> Vec<String> {
    let (say, groups) = (&words.import, &words.groups);
    let said = |items: &[Item], say_of: fn(&str) -> String, way: &str| -> Vec<String> {
        items.iter().map(|item| ways::with(say_of(&(say.subject)(&item.subject)), way, words)).collect()
    };
    let mut lines = vec![(groups.import_counts)(plan)];
    lines.extend(said(&plan.new, groups.found, ""));
    lines.extend(said(&plan.maybe, groups.maybe, "baoxue groups add …"));
    lines.extend(said(&plan.elsewhere, groups.elsewhere, ""));
    lines.extend(said(&plan.missing, groups.not_on_list, "baoxue groups end …"));
    lines.extend(plan.faults.iter().map(|fault| (say.fault)(fault)));
    if !plan.unread_columns.is_empty() {
        lines.push((say.unread_columns)(&plan.unread_columns));
    }
    lines.extend(plan.notes.iter().map(|note| (say.note)(note)));
    lines
}

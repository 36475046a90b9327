//! `baoxue template`: the wording of papers that a school may change: list, copy.

use super::args::Json;
use super::coded::coded;
use super::output::Output;
use super::setting::Setting;
use crate::desk::{self, Desk, LetterDraft, Problem, TemplateState};
use crate::domain::letter::{LetterKind, LetterNo};
use clap::{Args, Subcommand};
use serde::Serialize;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub enum TemplateCommand {
    /// Which papers the school words itself, and what is wrong with a template
    List(ListArgs),
    /// Put the built-in wording of a paper into the configuration folder, to be changed there
    Copy(CopyArgs),
}

#[derive(Debug, Args)]
pub struct ListArgs {
    #[command(flatten)]
    json: Json,
}

#[derive(Debug, Args)]
pub struct CopyArgs {
    /// Which paper: its code, as `template list` has it
    #[arg(value_parser = coded(&LetterKind::ALL, LetterKind::code), value_name = "NAME")]
    kind: LetterKind,
}

#[derive(Serialize)]
struct Row {
    kind: LetterKind,
    name: &'static str,
    state: TemplateState,
    file: PathBuf,
    faults: Vec<String>,
}

pub fn run(command: &TemplateCommand, setting: &Setting, out: &mut Output) -> Result<(), Problem> {
    let config = &setting.paths()?.config;
    match command {
        TemplateCommand::List(args) => list(args, setting, out),
        TemplateCommand::Copy(args) => {
            let file = desk::copy_template(config, args.kind)?;
            out.say((out.words.template.copied)(&file))
        }
    }
}

fn list(args: &ListArgs, setting: &Setting, out: &mut Output) -> Result<(), Problem> {
    let config = &setting.paths()?.config;
    let (words, templates) = (out.words, desk::read_templates(config));
    let row = |kind: LetterKind| {
        let (name, file) = ((words.domain.letter)(kind), desk::place_of_template(config, kind));
        Row { kind, name, state: templates.state(kind), file, faults: templates.faults(kind, words) }
    };
    let rows: Vec<Row> = LetterKind::ALL.into_iter().map(row).collect();
    if args.json.json {
        return out.json(&rows);
    }
    let cells = |row: &Row| {
        let (state, file) = match row.state {
            TemplateState::BuiltIn => (words.template.built_in, String::new()),
            TemplateState::Own => (words.template.own, row.file.display().to_string()),
            TemplateState::Amiss => (words.template.amiss, row.file.display().to_string()),
        };
        vec![row.kind.code().to_owned(), row.name.to_owned(), state.to_owned(), file]
    };
    out.table(&words.template.headings, &rows.iter().map(cells).collect::<Vec<_>>())?;
    for fault in rows.iter().flat_map(|row| &row.faults) {
        out.say(fault)?;
    }
    templates.strangers.iter().try_for_each(|file| out.say((words.template.stranger)(file)))
}

/// Issues a draft. Where the school's template of its kind is wrong, that is said before, with file and line, and that
/// the built-in wording was used after; gives the number and what was said of the template.
pub fn issue(draft: LetterDraft, desk: &mut Desk, out: &mut Output) -> Result<(LetterNo, Vec<String>), Problem> {
    let warnings = desk.templates().warnings(draft.kind, out.words);
    warnings.iter().try_for_each(|line| out.say(line))?;
    let no = desk.issue_letter(draft)?;
    if !warnings.is_empty() {
        out.say((out.words.template.issued_so)(&no.to_string()))?;
    }
    Ok((no, warnings))
}

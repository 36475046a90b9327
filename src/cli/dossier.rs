//! `baoxue dossier`: one pupil's file of everything, or many pupils' in one go; and what is lacking in one.

use super::args::Overwrite;
use super::output::Output;
use super::scope;
use crate::desk::{Desk, DossierFormat, DossiersOf, Existing, Problem};
use crate::domain::dossier::Lack;
use crate::domain::ids::PupilId;
use clap::{ArgGroup, Args, ValueEnum};
use serde::Serialize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("whose").required(true).args(["pupil", "class", "open"]))]
pub struct DossierArgs {
    /// 学籍号, class:seat such as 7.3:12, or a name that only one enrolled pupil bears
    pupil: Option<String>,
    /// Of every pupil in this class, such as 七年级(3)班 or 7.3
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,
    /// Of every pupil with an open case
    #[arg(long)]
    open: bool,
    /// The file to write, or the folder; for several pupils a folder with a file or folder each
    #[arg(long, value_name = "PATH", required_unless_present = "missing")]
    out: Option<PathBuf>,
    /// One PDF a pupil, or a folder with DOCX files and the originals of attachments
    #[arg(long, value_enum, default_value = "pdf")]
    format: FormatArg,
    #[command(flatten)]
    overwrite: Overwrite,
    /// List instead what the dossier asks for at this stage and the books do not have
    #[arg(long, requires = "pupil", conflicts_with_all = ["out", "format"])]
    missing: bool,
    /// Print JSON for scripts, with --missing
    #[arg(long, requires = "missing")]
    json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatArg {
    Pdf,
    Folder,
}

impl From<FormatArg> for DossierFormat {
    fn from(format: FormatArg) -> DossierFormat {
        match format {
            FormatArg::Pdf => DossierFormat::Pdf,
            FormatArg::Folder => DossierFormat::Folder,
        }
    }
}

/// One thing that is lacking.
#[derive(Serialize)]
struct Row {
    /// Number in the contents.
    item: Option<usize>,
    code: &'static str,
    name: &'static str,
    lack: &'static str,
    what: String,
}

pub fn run(args: &DossierArgs, desk: &mut Desk, out: &mut Output) -> Result<(), Problem> {
    let (pupil, class) = (args.pupil.as_deref(), args.class.as_deref());
    let existing = args.overwrite.existing();
    match (pupil, class, &args.out) {
        (Some(pupil), _, Some(file)) => {
            let pupil = desk.find_pupil(pupil)?;
            let written = desk.write_dossier(pupil, args.format.into(), file, existing)?;
            out.written(file, &written)
        }
        (Some(pupil), ..) => missing(pupil, args.json, desk, out),
        (None, Some(class), Some(folder)) => {
            let class = scope::class(desk, class)?;
            let pupils = desk.pupils_of(DossiersOf::Class(class));
            if pupils.is_empty() {
                return Err(Problem::EmptyClass { class, date: desk.today() });
            }
            many(&pupils, (args.format.into(), existing), folder, desk, out)
        }
        (None, None, Some(folder)) => {
            let pupils = desk.pupils_of(DossiersOf::Open);
            if pupils.is_empty() {
                return out.say(out.words.dossier.no_open_case);
            }
            many(&pupils, (args.format.into(), existing), folder, desk, out)
        }
        // The arguments ask for a place wherever they do not ask for the missing list.
        (None, _, None) => Ok(()),
    }
}

fn missing(pupil: &str, json: bool, desk: &Desk, out: &mut Output) -> Result<(), Problem> {
    let words = &out.words.dossier;
    let pupil = desk.find_pupil(pupil)?;
    let row = |lack: &Lack| Row {
        item: lack.item().number(),
        code: lack.item().code(),
        name: (words.item)(lack.item()),
        lack: lack.code(),
        what: (words.lack)(lack),
    };
    let rows: Vec<Row> = desk.school().lacks(pupil, desk.today()).iter().map(row).collect();
    if json {
        return out.json(&rows);
    }
    if rows.is_empty() {
        return out.say(words.nothing_lacks);
    }
    let number = |row: &Row| row.item.map(|item| item.to_string()).unwrap_or_default();
    let cells: Vec<Vec<String>> =
        rows.iter().map(|row| vec![number(row), row.name.to_owned(), row.what.clone()]).collect();
    out.table(&words.missing_headings, &cells)
}

/// Makes many, a line each; what could not be made is said again at the end.
fn many(
    pupils: &[PupilId],
    (format, existing): (DossierFormat, Existing),
    folder: &Path,
    desk: &mut Desk,
    out: &mut Output,
) -> Result<(), Problem> {
    let words = out.words;
    let introduced: Vec<(PupilId, String)> = pupils.iter().map(|id| (*id, introduce(desk, *id))).collect();
    let name = |pupil: PupilId| introduced.iter().find(|(id, _)| *id == pupil).map_or("", |(_, name)| name.as_str());
    let mut said = Ok(());
    let came = desk.write_dossiers(pupils, format, folder, existing, &mut |made| {
        let what = match made.made {
            Ok(place) => place.display().to_string(),
            Err(_) => (words.dossier.is_not_made)(name(made.pupil)),
        };
        said = out.say(format!("{}/{} {what}", made.done, made.of));
        if said.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    said?;
    if came.not_made.is_empty() {
        return Ok(());
    }
    for (pupil, problem) in &came.not_made {
        out.say(format!("{}: {}", name(*pupil), problem.say(words)))?;
    }
    Err(Problem::NotMade { count: came.not_made.len() })
}

/// Class, seat and name.
fn introduce(desk: &Desk, id: PupilId) -> String {
    let (school, today) = (desk.school(), desk.today());
    let class = school.last_class(id, today).map(|class| class.to_string()).unwrap_or_default();
    let name = school.pupil(id).map_or("", |pupil| pupil.record.name.as_str());
    format!("{class} {name}")
}

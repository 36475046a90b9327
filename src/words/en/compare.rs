use super::domain::DOMAIN;
use super::import::fault_reason;
use crate::domain::compare::{Differs, Disagreement, Enrolment, Side};
use crate::words::compare::Compare;

pub const COMPARE: Compare = Compare {
    title: "Books and export",
    headings: ["Differs", "Name", "Number", "Books", "Export", "Change in the books"],
    cells: |line: &Differs| {
        let name = line.here.as_ref().or(line.there.as_ref()).map(|side| side.name.clone()).unwrap_or_default();
        [
            what(line.what).to_owned(),
            name,
            line.student_no.as_ref().map(|no| no.masked()).unwrap_or_default(),
            side(line.here.as_ref(), line),
            there(line),
            registered(line),
        ]
    },
    summary: |it| {
        let counts = Disagreement::ALL.map(|it_is| (it_is, it.count(it_is)));
        let told =
            counts.into_iter().filter(|(_, count)| *count > 0).map(|(it, count)| format!("{} {count}", what(it)));
        let told: Vec<String> = told.collect();
        let told = if told.is_empty() { "no difference".to_owned() } else { told.join(", ") };
        format!("{} on the books, {} in the export, {} agree; {told}.", it.here, it.there, it.agree)
    },
    warning: |it| match it.numbered {
        _ if it.by_name == 0 => None,
        false => Some(format!(
            "Mind: the file has neither student numbers nor ID numbers. {} were known by name and class alone; namesakes cannot be told apart. Take the export of the national system.",
            it.by_name
        )),
        true => Some(format!("{} of them have no number and were known by name and class: look at each.", it.by_name)),
    },
    unread_cells: |fault| {
        let place = format!("row {} {}", fault.row, fault.column);
        ["not read".into(), fault.who.clone(), String::new(), place, fault_reason(&fault.kind), String::new()]
    },
    pick: "Pick the export",
    pick_file: "the national system's export",
    write: "Write",
    write_as: "As which kind of file? Into the folder of documents, beside what is there",
    formats: ["DOCX", "PDF", "XLSX"],
    file: |on| format!("books-and-export-{on}"),
    is_reading: "Reading and comparing...",
    is_writing: "Writing...",
    agrees: "The books and the export agree.",
    how_to: "Export the pupils from the national system and pick that file with F4: name by name it is told who is missing on either side, and whose class, standing or name differs. Nothing is changed.",
    unread: |faults| format!("{faults} cells of the export could not be read"),
    unread_label: "Not read",
    open: "Look",
    not_here: "The books do not know this pupil",
    nothing: "Nothing to write yet: pick the export with F4",
};

fn what(what: Disagreement) -> &'static str {
    match what {
        Disagreement::OnlyHere => "books only",
        Disagreement::OnlyThere => "export only",
        Disagreement::Class => "class",
        Disagreement::Status => "standing",
        Disagreement::Name => "name",
        Disagreement::NoClass => "no class",
        Disagreement::Twice => "twice",
    }
}

/// The change that holds, and one that is under way.
fn registered(line: &Differs) -> String {
    let waits = line.waits.map(|kind| format!("{} (under way)", (DOMAIN.status)(kind)));
    let holds = line.change.map(|kind| (DOMAIN.status)(kind).to_owned());
    holds.into_iter().chain(waits).collect::<Vec<_>>().join(", ")
}

/// What the export says; of a row that lacks its class or says somebody again, which row that is.
fn there(line: &Differs) -> String {
    let said = side(line.there.as_ref(), line);
    match (line.what, line.row, line.again) {
        (Disagreement::Twice, Some(row), Some(first)) => {
            format!("row {row} as row {first} {said}").trim_end().to_owned()
        }
        (Disagreement::NoClass | Disagreement::Twice, Some(row), _) => {
            format!("row {row} {said}").trim_end().to_owned()
        }
        _ => said,
    }
}

/// What one side says, in the respect in which they differ: of standings each in its own words; of names that differ each
/// side its own, whatever else differs.
fn side(side: Option<&Side>, line: &Differs) -> String {
    let said = said(side, line);
    match (side, &line.here, &line.there) {
        (Some(side), Some(here), Some(there)) if here.name != there.name => {
            format!("{} {said}", side.name).trim_end().to_owned()
        }
        _ => said,
    }
}

fn said(side: Option<&Side>, line: &Differs) -> String {
    let Some(side) = side else { return "not there".to_owned() };
    let class = side.class.map(|class| class.to_string()).unwrap_or_default();
    let enrolment = side.enrolment.map_or("", |enrolment| match enrolment {
        Enrolment::Here => "enrolled",
        Enrolment::Suspended => "suspended",
        Enrolment::Deferred => "deferred",
        Enrolment::Gone => "gone",
        Enrolment::Coming => "to come",
    });
    let gone = side.enrolment == Some(Enrolment::Gone);
    match line.what {
        Disagreement::Name => class,
        Disagreement::Status if !side.state.is_empty() => format!("\"{}\" {class}", side.state),
        Disagreement::Status if gone => format!("{} {class}", line.change.map_or(enrolment, DOMAIN.status)),
        Disagreement::Status if enrolment.is_empty() => format!("says nothing {class}"),
        Disagreement::Status => format!("{enrolment} {class}"),
        _ => format!("{class} {enrolment}").trim().to_owned(),
    }
}

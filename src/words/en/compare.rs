use super::domain::DOMAIN;
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
            side(line.here.as_ref(), line.what),
            there(line),
            line.change.map(DOMAIN.status).unwrap_or_default().to_owned(),
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
    open: "Pupil's file",
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

/// What the export says; of a row that lacks its class or says somebody again, which row that is.
fn there(line: &Differs) -> String {
    let said = side(line.there.as_ref(), line.what);
    match (line.what, line.row) {
        (Disagreement::NoClass | Disagreement::Twice, Some(row)) => format!("row {row} {said}").trim_end().to_owned(),
        _ => said,
    }
}

/// What one side says, in the respect in which they differ.
fn side(side: Option<&Side>, what: Disagreement) -> String {
    let Some(side) = side else { return "not there".to_owned() };
    let class = side.class.map(|class| class.to_string()).unwrap_or_default();
    let enrolment = side.enrolment.map_or("", |enrolment| match enrolment {
        Enrolment::Here => "enrolled",
        Enrolment::Suspended => "suspended",
        Enrolment::Deferred => "deferred",
        Enrolment::Gone => "gone",
    });
    match what {
        Disagreement::Name => format!("{} {class}", side.name),
        _ => format!("{class} {enrolment}").trim().to_owned(),
    }
}

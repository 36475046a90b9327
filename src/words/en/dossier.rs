use super::domain::DOMAIN;
use crate::domain::dossier::{Field, Item, Lack};
use crate::domain::letter::LetterKind;
use crate::words::dossier::Dossier;

pub const DOSSIER: Dossier = Dossier {
    item: |item| match item {
        Item::Cover => "Cover, contents, missing list",
        Item::Pupil => "Pupil's record",
        Item::Guardians => "Guardians",
        Item::Attendance => "Attendance of the term",
        Item::Contacts => "Contacts with the family",
        Item::Visits => "Home visits",
        Item::Notices => "Notices to the leadership",
        Item::Reports => "Reports to the bureau",
        Item::Letters => "Letters to the street office",
        Item::GuardianNotices => "Notices to the guardians",
        Item::Persuasions => "Persuasion",
        Item::Verifications => "Verification letters",
        Item::Orders => "Order to return",
        Item::Proofs => "Leave notes and proofs",
        Item::Help => "Plan of help",
        Item::Watch => "Return and watch",
        Item::TimeLine => "Course of the case",
        Item::Closing => "Closing sheet",
    },
    lack: |lack| match lack {
        Lack::Unrecorded(field) => {
            let field = match field {
                Field::StudentNo => "student number",
                Field::Sex => "sex",
                Field::Birth => "day of birth",
                Field::Hukou => "hukou place",
                Field::Address => "address",
                Field::Street => "street office",
            };
            format!("no {field} recorded")
        }
        Lack::NoGuardian => "no guardian recorded".into(),
        Lack::NoPhone => "no guardian has a number".into(),
        Lack::Rolls(count) => format!("{count} rolls not taken since the case opened"),
        Lack::Owed { what, due: Some(due) } => {
            format!("owed: {} (due {})", (DOMAIN.action)(*what), due.format("%m-%d"))
        }
        Lack::Owed { what, due: None } => format!("owed: {}", (DOMAIN.action)(*what)),
        Lack::Unissued(kind) => format!("no {}", (DOMAIN.letter)(*kind)),
        Lack::Unreceived(LetterKind::Escalation, no) => format!("notice {no}: no receipt, no instruction"),
        Lack::Unreceived(LetterKind::OrderDraft, no) => format!("order {no}: no proof of service"),
        Lack::Unreceived(kind, no) => format!("{} {no}: no receipt", (DOMAIN.letter)(*kind)),
        Lack::Unanswered(no) => format!("verification letter {no}: no answer"),
        Lack::Persuasions { have, of } => format!("{have} persuasion records, {of} or more asked for"),
        Lack::WithoutNote(days) => format!("{days} days excused without a leave note"),
        Lack::Unproved(exit) => format!("no paper attached that proves: {}", (DOMAIN.exit)(*exit)),
        Lack::NoHelp => "no plan of help and no talk".into(),
        Lack::ReturnUnreported => "the return was not reported".into(),
        Lack::Unclosed(exit) => format!("could be closed, not confirmed: {}", (DOMAIN.exit)(*exit)),
    },
    missing_headings: ["no", "item", "lacking"],
    nothing_lacks: "Everything that this stage asks for is there.",
    no_open_case: "No case is open.",
    is_not_made: |who| format!("not made: {who}"),

    dossier: "dossier",
    title: |name| format!("Dossier  {name}"),
    title_of_all: "Dossiers of the cases on the list",
    lacking: |count| format!("{count} things are lacking:"),
    and_more: |count| format!("... and {count} more, on the missing list in the file"),
    open_cases: |cases| {
        format!(
            "{cases} open cases on the list: one dossier each, named by class and last four digits. A file of that name is kept; the new one is called (2)."
        )
    },
    format: "Format",
    format_hint: "by digit: one bound PDF, or a folder with Word files and originals",
    formats: ["PDF", "folder"],
    file: "File",
    file_hint: "a name alone goes into your documents; or a whole path",
    folder: "Folder",
    folder_hint: "a name alone goes into your documents; or a whole path",
    folder_of_all: |on| format!("dossiers-{on}"),
    write: "write",
    stop: "stop",
    name_the_file: "Name the file",
    is_writing: "Writing",
    progress: |done, of| format!("{done} of {of} done"),
    how_to_stop: "Esc stops; what is written stays",
    is_stopping: "Stops after those in hand",
    written: "Written",
    made: |made, of| format!("{made} of {of} written"),
};

use crate::domain::work_log::WorkKind;
use crate::words::work_log::WorkLogWords;

pub const WORK_LOG: WorkLogWords = WorkLogWords {
    kind: |kind| match kind {
        WorkKind::Meeting => "steering meeting",
        WorkKind::Training => "registrars' training",
        WorkKind::Publicity => "publicity of the law",
        WorkKind::TeachersTalk => "home teachers' talk",
        WorkKind::Other => "other",
    },
    headings: ["day", "kind", "place", "who", "what", "files"],
    none: "Nothing was logged in this time.",
    recorded: |kind| format!("Recorded: {}.", (WORK_LOG.kind)(kind)),

    title: "Work log",
    new_title: "Log something",
    how_to: "A line for each meeting, training or piece of publicity, with its files: an inspection asks for them. Press n.",
    count: |count| format!("{count} entries"),
    add: "log something",
    read: "read",
    write: "print, export",
    all_kinds: "all kinds",
    next_kind: "next kind",
    nothing_chosen: "nothing chosen",
    of_kind: "Kind",
    of_kind_hint: "choose by digit",
    on: "Day",
    on_hint: "such as 2025-11-19",
    place: "Place",
    place_hint: "where",
    who: "Who",
    who_hint: "names, or which group",
    what: "What",
    what_hint: "topics, decisions, what was done",
    nothing_said: "say what was done",
};

use crate::words::journal::Journal;

pub const JOURNAL: Journal = Journal {
    at: "When",
    who: "Who",
    what: "What",
    reading: "Reading the journal",
    unread: "The journal could not be read. Esc leaves; coming back reads it again.",
    total: |count| if count == 1 { "1 entry".into() } else { format!("{count} entries") },
    last: |count| format!("the last {count}"),
    gone: "x",
    can_go: "u",
    was_taken_back: "This step was taken back later.",
    can_be_taken_back: "This is your last step that can be taken back: press u.",
    nobody: "(not on the books)",
    empty: "Nothing is written yet. Each roll, contact, visit and import will stand here.",
    kept: "The journal only grows: taking back is an entry too, and the first one stays.",
    undo: "take back my last step",
    ask: |what| format!("Take back this step: {what}"),
    ask_more: "Everything becomes as it was before it, and the journal says so.",
    take_back: "Take it back",
    leave: "Leave it",
    nothing_to_undo: "You have no step that can be taken back",
};

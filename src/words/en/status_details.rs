use crate::words::status_details::StatusDetails;

pub const STATUS_DETAILS: StatusDetails = StatusDetails {
    title: "Change of status",
    seen: "original seen",
    from_class: "From class",
    to_class: "Into class",
    reach: "Reach",
    go_on: "go on",
    supplement: "add approvals, papers",
    take_out: "take file out",
    which: "Which of them",
    nothing_attached: "No file is kept with this change; of papers that were seen only the name",
    taken_out: "Taken out; open it with the computer's own program",
    is_outside: "That file is no longer encrypted: delete it once it was read. The journal keeps that it was taken out.",
};

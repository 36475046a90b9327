use super::domain::DOMAIN;
use crate::domain::status::{CannotChange, Lack, PutRight};
use crate::words::status::StatusWords;

pub const STATUS: StatusWords = StatusWords {
    cannot: |why| match why {
        CannotChange::NotInClass => "The pupil is in no class on the day before; see the pupil's file.".to_owned(),
        CannotChange::NotSuspended => "The pupil is not suspended.".to_owned(),
        CannotChange::StillHere => "The pupil is still on the books on that day.".to_owned(),
        CannotChange::Later(from) => {
            format!(
                "From {from} on something else holds: the changes would overlap. Take a later day, or undo that one."
            )
        }
        CannotChange::NoOtherClass => "Say which class (--class), another than the pupil's own.".to_owned(),
        CannotChange::NoEnd => "A suspension needs its last day (--until), within a school year.".to_owned(),
        CannotChange::ApprovedTooEarly => {
            "Approved before it was applied for, or out of order: check the dates.".to_owned()
        }
    },
    unknown_proof: |asked, known| match known {
        [] => format!("{asked}: this change needs no papers."),
        known => {
            format!(
                "{asked} is no paper of this change. Known: {}; such as {}=FILE or {}=seen.",
                known.join(", "),
                known[0],
                known[0]
            )
        }
    },
    lack: |lack| match lack {
        Lack::Paper(proof) => (DOMAIN.proof)(proof).to_owned(),
        Lack::Approval => "approval (--approved-by, --approved-on)".to_owned(),
        Lack::Counterpart => {
            "the other school (--counterpart); without one it is no transfer: the pupil stays on books and roll"
                .to_owned()
        }
    },
    in_effect: |kind, on| format!("{}: in effect from {on}; books and rolls follow.", (DOMAIN.status)(kind)),
    applied_for: |kind, lacks| {
        format!("{}: applied for, not in effect; the pupil is still expected. Missing: {lacks}.", (DOMAIN.status)(kind))
    },
    put_right: |put_right: PutRight| {
        format!(
            "{} rolls taken since then no longer count the pupil, {} unexcused sessions among them.",
            put_right.rolls, put_right.unexcused
        )
    },
    between: ", ",
    kinds_headings: ["Code", "Change", "Papers", "And"],
    approval_needed: "approval",
    counterpart_needed: "the other school",
    list_headings: ["From", "Name", "Class", "Change", "School or class", "Applied", "State"],
    state: |lacks| match lacks {
        [] => "in effect".to_owned(),
        lacks => format!("applied for, {} missing", lacks.len()),
    },
    until: "Until",
    papers: "Papers",
    approvals: "Approved",
    missing: "Missing",
    no_changes: "No changes of status in that time.",
};

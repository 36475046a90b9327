use crate::domain::register::{RegisterKind, Span};
use crate::words::registers::Registers;

pub const REGISTERS: Registers = Registers {
    title: "Registers",
    register: "One register",
    name: |kind| match kind {
        RegisterKind::Absence => "absence follow-up",
        RegisterKind::Illness => "illness follow-up",
        RegisterKind::SuspectedDropout => "suspected dropouts",
        RegisterKind::Dropout => "dropouts",
        RegisterKind::PersuadedBack => "persuaded back",
        RegisterKind::Papers => "papers issued",
        RegisterKind::Pupils => "pupils",
        RegisterKind::StatusChanges => "changes of status",
        RegisterKind::Transfers => "transfers",
        RegisterKind::KeyGroups => "key groups",
        RegisterKind::Aid => "aid",
        RegisterKind::Entrants => "children of age",
    },
    comes_of: |kind| match kind {
        RegisterKind::Absence => "rolls, calls, visits",
        RegisterKind::Illness => "sick marks, symptoms, follow-up, certificates",
        RegisterKind::SuspectedDropout => "cases entered as suspected",
        RegisterKind::Dropout => "cases entered as dropout",
        RegisterKind::PersuadedBack => "pupils back from a case that the leadership knew of",
        RegisterKind::Papers => "papers issued, and their receipts",
        RegisterKind::Pupils => "rosters and changes of status: who is on the books on the last day",
        RegisterKind::StatusChanges => "changes of status, those applied for too",
        RegisterKind::Transfers => "changes of status that are transfers",
        RegisterKind::KeyGroups => "roster, memberships and lists, cases, the monthly round",
        RegisterKind::Aid => "aid recorded, key groups and boarding",
        RegisterKind::Entrants => "lists of entrants, notices, registration, tracing",
    },
    headings: ["name", "filled by itself, from"],
    kinds_headings: ["code", "name", "filled from"],
    open: "open",
    write: "write",
    earlier: "earlier",
    later: "later",
    span: |span| match (span.is_month(), span) {
        (true, Span { from, .. }) => from.format("%Y-%m").to_string(),
        (false, Span { from, to }) => format!("{from} to {to}"),
    },
    lines: |count| match count {
        1 => "1 line".into(),
        _ => format!("{count} lines"),
    },
    empty: "Nothing within this scope and time.",
    how_to: |comes_of| {
        format!(
            "This register is filled by itself, from: {comes_of}. Left and Right go to other months and terms, g to \
             another class, grade, or the school."
        )
    },
    file: |kind, scope, to| match scope {
        Some(scope) => format!("{}-{scope}-{to}", kind.code()),
        None => format!("{}-{to}", kind.code()),
    },
};

use crate::words::gaps::Gaps;

pub const GAPS: Gaps = Gaps {
    class: "Class",
    teacher: "Teacher",
    count: "Missing",
    day: "Day",
    session: "Session",
    ago: "Ago",
    total: |rolls, classes| {
        let rolls = if rolls == 1 { "1 roll".to_owned() } else { format!("{rolls} rolls") };
        if classes == 1 { format!("{rolls}, 1 class") } else { format!("{rolls}, {classes} classes") }
    },
    rolls: |count| if count == 1 { "1 roll".into() } else { format!("{count} rolls") },
    today: "today",
    school_days_ago: |days| if days == 1 { "1 school day".into() } else { format!("{days} school days") },
    meaning: [
        "Missing is not present: nobody knows who was there, so it counts neither way.",
        "Enter opens the roll; if everyone was there, Enter again says so.",
    ],
    none: |whose| format!("{whose}: every roll that was due has been taken."),
    none_meaning: "A roll is listed here half an hour after its session began. Tab shows the flags.",
    empty_rolls: "No roll has been taken this term. Missing ones are listed from the first on: F10, \"Roll call\".",
    take: "take the roll",
    nothing_missing: "No roll is missing",
};

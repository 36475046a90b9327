use crate::domain::pledge::{Capacity, PledgeLevel, Side};
use crate::words::pledge::PledgeWords;

pub const PLEDGE: PledgeWords = PledgeWords {
    level: |level| match level {
        PledgeLevel::School => "(1) principal",
        PledgeLevel::Grade => "(2) grades",
        PledgeLevel::Class => "(3) homerooms",
        PledgeLevel::Subject => "(4) teachers",
        PledgeLevel::Family => "(5) families",
    },
    capacity: |capacity| match capacity {
        Capacity::Principal => "principal".to_owned(),
        Capacity::Leadership => "leadership".to_owned(),
        Capacity::Affairs => "student affairs".to_owned(),
        Capacity::GradeLead(grades) => {
            let grades: Vec<String> = grades.iter().map(ToString::to_string).collect();
            format!("grade lead {}", grades.join(", "))
        }
        Capacity::Homeroom(classes) => {
            let classes: Vec<String> = classes.iter().map(ToString::to_string).collect();
            format!("homeroom teacher {}", classes.join(", "))
        }
        Capacity::Teacher => "teacher".to_owned(),
    },
    side: |side| match side {
        Side::Outside => "bureau and street office".to_owned(),
        Side::Staff { name, of } => format!("{name} ({})", (PLEDGE.capacity)(of)),
        Side::School => "the school".to_owned(),
        Side::Guardian { name, pupil, class } if name.is_empty() => format!("guardian of {pupil}, {class}"),
        Side::Guardian { name, pupil, class } => format!("{name} (guardian of {pupil}, {class})"),
    },
    signed_already: |name, on, by| {
        let by = if by.is_empty() { String::new() } else { format!(" (recorded by {by})") };
        format!(
            "{name} signed on {on} already{by}; nothing was recorded. Correct the day on the screen, or have whoever recorded it take it back in the journal."
        )
    },
    no_letter: |name| format!("{name} has no letter to sign at this level. See pledge list."),
    unknown_level: |asked| format!("There is no level {asked}: 1 to 5, 5 being the families'."),
    headings: ["level", "who signs", "with", "signed"],
    signed: |on, by| match by {
        "" => format!("{on}"),
        by => format!("{on} {by}"),
    },
    missing: "missing",
    count: |all, signed| format!("{all} letters, {signed} signed, {} missing", all.saturating_sub(signed)),
    none: "Nobody of the staff has a letter to sign yet. Give them their posts first.",
    recorded: |name, on| format!("{name}: signed on {on}."),
    made: |count, file| format!("{count} letters: {file}"),

    title: "Responsibility letters",
    year: |year| format!("{year}-{}", year + 1),
    how_to: "The list follows the posts of the staff. p makes all letters in one go; Enter records a signature.",
    sign: "record signature",
    sign_title: "Signature",
    make: "make letters",
    family: "with families",
    staff_only: "staff only",
    nothing_chosen: "no letter chosen",
    who: "Signed by",
    who_hint: "the guardian's name; of staff it may stay empty",
    on: "Signed on",
    on_hint: "such as 2025-09-05",
    file: "责任书",
};

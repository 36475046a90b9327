use super::domain::DOMAIN;
use super::monthly::MONTHLY;
use super::plan::PLAN;
use crate::domain::groups::Occasion;
use crate::domain::quota::Counted;
use crate::domain::status::StatusKind;
use crate::domain::todo::Task;
use crate::words::todo::TodoWords;

pub const TODO: TodoWords = TodoWords {
    title: "To do",
    what: |task| match task {
        Task::Owed { owed, .. } => (DOMAIN.action)(owed.what).to_owned(),
        Task::FinishStatus { kind, lacks, .. } => format!("{}: {lacks} missing", (DOMAIN.status)(*kind)),
        Task::AskAboutReturn { from: StatusKind::Defer, .. } => {
            "a deferral ends: ask whether the child comes".to_owned()
        }
        Task::AskAboutReturn { .. } => "suspension ends: ask".to_owned(),
        Task::ConfirmExit { exit, .. } => format!("confirm: {}", (DOMAIN.exit)(*exit)),
        Task::ReportIllness { symptom, pupils, .. } => {
            format!("report illness: {pupils} with {}", (DOMAIN.symptom)(*symptom))
        }
        Task::LookAfter { occasion, pupils, .. } => match occasion {
            None => format!("look after {pupils} of key groups"),
            Some(Occasion::Holiday) => format!("after the holiday: are {pupils} migrants' children back"),
            Some(Occasion::Month) => format!("look after {pupils} of key groups this month"),
            Some(Occasion::Term) => format!("look after {pupils} of key groups at the term's end"),
        },
        Task::KeyGroupRound { month, left, .. } => format!("round of key groups {month}, {left} left"),
        Task::GrantAid { pupils, .. } => format!("in need without aid: {pupils}"),
        Task::Teach { missing, behind, counted, .. } => {
            let unit = if *counted == Counted::Visits { "visits" } else { "lessons" };
            match (missing, behind) {
                (missing, 0) => format!("teach at home: {missing} {unit}"),
                (0, behind) => format!("teach at home: {behind} {unit} behind"),
                (missing, behind) => format!("teach at home: {missing} {unit}, {behind} behind"),
            }
        }
        Task::ReviewPlan { kind, .. } => format!("review: {}", (PLAN.kind)(*kind)),
        Task::RecordHelp { .. } => "learning support: nothing recorded this month".to_owned(),
        Task::SeeToPlans { things: 1 } => "1 matter of a plan".to_owned(),
        Task::SeeToPlans { things } => format!("{things} matters of plans"),
        Task::TakeRoll { missing: 1, .. } => "1 missing roll".to_owned(),
        Task::TakeRoll { missing, .. } => format!("{missing} missing rolls"),
        Task::NameTracers { children, .. } => format!("{children} not come: name owners"),
        Task::TraceEntrant { .. } => "not come: trace".to_owned(),
        Task::ReportMonth(owing) => (MONTHLY.to_do)(*owing),
        Task::Answer(question) => format!("answer: {}", question.question),
    },
    when: |due, at, late| match (due, at, late) {
        (_, _, 1..) => format!("{late} days late"),
        (Some(due), Some(at), 0) => format!("{} {}", due.format("%m-%d"), at.format("%H:%M")),
        (Some(due), None, 0) => due.format("%m-%d").to_string(),
        (None, _, 0) => String::new(),
    },
    headings: ["Class", "Name", "Owed", "By", "By whom"],
    of: |name| format!("of {name}"),
    of_all: "of everybody",
    count: |all, late| match late {
        0 => format!("{all} things"),
        late => format!("{all} things, {late} late"),
    },
    nothing_mine: "Nothing is owed by you just now. Tab shows everybody's list.",
    nothing: "Nothing is owed by anybody just now.",
    how_it_goes: "The list follows from rolls and records: a call, a visit or a paper goes away once it is recorded.",
    nothing_chosen: "Nothing is owed",
    plans_of_others: "these plans are for the homeroom teacher, the grade lead, student affairs, the registrar, the leadership and who is named in them",
    owner: "owner",
    act: "do it",
    file: "pupil file",
    all: "everybody's",
    mine: "only mine",
};

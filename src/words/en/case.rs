use super::domain::DOMAIN;
use crate::domain::case::{CannotClose, CannotEnter, CannotTake, Case, Exit, Sign, Stage, Trace};
use crate::domain::letter::LetterKind;
use crate::domain::people::Role;
use crate::domain::step::{Danger, Ledger, StepKind, Verified};
use crate::words::case::Cases;

pub const CASES: Cases = Cases {
    refused: |why| match *why {
        CannotTake::Close { exit, reached, why } => cannot_close(exit, reached, why),
        CannotTake::Enter(why) => cannot_enter(why),
        CannotTake::NoCase => "The pupil has no open case that this step could belong to. Take the roll first.".into(),
        CannotTake::NoDanger => {
            "No child is out of reach here. Where one is, record the danger first, then this.".into()
        }
        CannotTake::NoVerification => "No verification letter was sent. Issue it first, then record this.".into(),
        CannotTake::NotGone => {
            "No clue says that the family has gone. Where it has, record the clue first, with the family gone.".into()
        }
        CannotTake::EndsByExit => {
            "A watch or a closed case cannot be set. Close the case by an exit, with its evidence.".into()
        }
        CannotTake::SafeByLeadership => {
            "Only the leadership may take a child for safe whom nobody has seen, and must say on whose word. \
             Where the child was found, record that."
                .into()
        }
    },
    evidence,
    sign: |sign| match sign {
        Sign::Danger => "URGENT",
        Sign::PaperMissing => "paper missing",
        Sign::Overridden => "stage set",
        Sign::Reopened => "reopened",
    },
    trace: |trace| match trace {
        Trace::SuspectedGone => "gone, it seems",
        Trace::Visited => "visited, gone",
        Trace::LetterSent => "letter sent",
        Trace::Reminded => "reminded",
        Trace::Answered => "answered",
        Trace::HandedOver => "handed over",
    },
    danger: |since, told| {
        let since = since.format("%m-%d %H:%M");
        match told {
            false => format!(
                "URGENT (since {since}): call the police, 110, then tell the leadership, and the guardian where one \
                 can be reached. Nobody has to wait 24 hours."
            ),
            true => format!(
                "URGENT (since {since}): the police know, the child has not been found. Record at once where it is \
                 found, and by whom."
            ),
        }
    },
    about,
    headings: ["Class", "Name", "Stage", "Opened", "Signs", "Closed", "Owed"],
    steps_headings: ["Date", "Time", "Who", "What"],
    none_found: "No such case.",
    no_case: "The pupil has no case.",
    step_recorded: "Recorded.",
    closed: |exit, to_follow| {
        let closed = format!("Closed: {} {}", exit.code(), (DOMAIN.exit)(exit));
        match to_follow {
            None => closed,
            Some(kind) => format!(
                "{closed}. The pupil is still on the roll: record the {} (5 in the pupil's file).",
                (DOMAIN.status)(kind)
            ),
        }
    },
    stage_set: |stage| format!("The stage is now: {}", (DOMAIN.stage)(stage)),
    title: "Cases",
    file_title: "A pupil's case",
    list_headings: ["Name", "Class", "Stage", "Opened", "Signs", "Owed"],
    count: |count| format!("{count} open"),
    every_stage: "every stage",
    none_open: "No case is open",
    how_to: "A case opens by itself when a roll marks somebody as not there or truant; contacts, visits, papers and the \
             closing belong to it.",
    none_of_stage: "No case is at this stage. s or F9 shows another",
    open: "Open",
    next_stage: "Stage",
    nothing_chosen: "No case is chosen",
    file: "Case",
    nothing_yet: "The pupil has no case. One opens with the first unexcused absence; F4 records a step all the same.",
    owed: "Owed",
    nothing_owed: "Nothing is owed",
    happened: "What happened",
    confirm: "Confirm return",
    record: "Record",
    talk: "Talk",
    persuade: "Persuasion",
    urgent: "Urgent",
    close: "Close",
    set_stage: "Set stage",
    contact: "Contact",
    visit: "Visit",
    read: "Read",
    not_open: "No case is open",
    seen_on: |on| format!("Roll: at school on {}", on.format("%Y-%m-%d")),
    saved: "Recorded",
    returned: |until| match until {
        Some(until) => format!("Return confirmed, watched until {}", until.format("%m-%d")),
        None => "Return confirmed, closed".into(),
    },
    step_title: "Record a step",
    kind: "What",
    kind_hint: "A digit, left or right picks what it is; the fields below follow",
    kind_of: |kind| match kind {
        StepKind::Talk => "talk",
        StepKind::Persuasion => "persuasion",
        StepKind::Danger => "urgent",
        StepKind::Police => "police told",
        StepKind::Found => "found",
        StepKind::Safe => "taken for safe",
        StepKind::Clue => "clue",
        StepKind::Reminded => "reminder",
        StepKind::Answered => "answer",
        StepKind::Register => "register",
        StepKind::HandedOver => "handed over",
        StepKind::Considered => "suspension",
        StepKind::Certificate => "certificate",
        StepKind::Override => "set stage",
    },
    how: |kind| match kind {
        StepKind::Danger => "How",
        StepKind::Clue => "Family",
        StepKind::Answered => "Answer",
        StepKind::Register => "Register",
        StepKind::Override => "Stage",
        _ => "",
    },
    danger_how: |how| match how {
        Danger::Unreachable => "nobody reached",
        Danger::NotWhereBelieved => "believed at school",
        Danger::BoarderMissing => "boarder missing",
        Danger::Harm => "harm suspected",
    },
    verified: |verified| match verified {
        Verified::Enrolled => "enrolled there",
        Verified::NotFound => "not found",
        Verified::AtHome => "at home, not in school",
    },
    ledger: |ledger| match ledger {
        Ledger::Suspected => "suspected dropout",
        Ledger::Dropout => "dropout",
        Ledger::LongLeave => "long leave",
    },
    gone: |gone| if gone { "has gone" } else { "not clear" },
    who: |kind| match kind {
        StepKind::Talk => "With",
        StepKind::Persuasion => "By",
        StepKind::Police => "Number",
        StepKind::Found => "By",
        StepKind::Safe => "Source",
        StepKind::Clue => "Source",
        StepKind::HandedOver => "To",
        _ => "",
    },
    who_hint: |kind| match kind {
        StepKind::Talk => "Such as the pupil, the mother",
        StepKind::Persuasion => "Who went: names and posts",
        StepKind::Police => "The receipt's number, or the officer's and the time",
        StepKind::Found => "Such as the police, the warden, the father",
        StepKind::Safe => "Who knows that the child is with a guardian; only the leadership decides so",
        StepKind::Clue => "Who said so: landlord, neighbour, classmate",
        StepKind::HandedOver => "Such as the bureau, the list signed by both",
        _ => "",
    },
    the_pupil: "the pupil",
    met: "Met",
    met_hint: "Whom, such as the mother, the pupil",
    place: "Where",
    place_hint: "Where it was",
    said: |kind| match kind {
        StepKind::Override => "Why",
        _ => "Said",
    },
    said_hint: |kind| match kind {
        StepKind::Override => "Why the stage is not what the facts say; it stays marked",
        StepKind::Danger => "Numbers called, places searched, when the child was last seen",
        StepKind::Register => "The mark in the national system, the leadership's word; may be empty",
        StepKind::Certificate => "Hospital, diagnosis, from when the pupil may come",
        StepKind::Considered => "What was agreed with the guardian, who applies",
        StepKind::Reminded => "By what way, and with whom",
        StepKind::Answered => "School, grade, class, date of the answer",
        _ => "Only what is needed",
    },
    guardian_says: "Guardian",
    pupil_says: "Pupil",
    opinion_hint: "In their own words; empty where there are none",
    result: "Result",
    result_hint: "Such as back tomorrow, not met, refused",
    choose: |what| format!("Choose: {what}"),
    fill_in: |what| format!("Fill in: {what}"),
    close_title: "Close the case",
    exit: "Exit",
    exit_hint: "A digit picks the exit (0 the tenth), arrows the others; to the right what proves it",
    evidence_label: "Evidence",
    evidence_hint: "What proves it: name, number, date and source of the papers; F6 attaches them",
    to_confirm: |exit| format!("to confirm: {}", (DOMAIN.exit)(exit)),
    second: "Second",
    second_hint: "A case that the leadership knows of needs a second person: the name",
    asked_for: "What proves it",
    who_may: "Who may close",
    roles,
    still_missing: "Still missing",
    nothing_missing: "It can be closed",
    watched: |until| format!("watched until {}", until.format("%m-%d")),
};

fn roles(roles: &[Role]) -> String {
    match roles {
        [] => "nobody at this stage".into(),
        roles => roles.iter().map(|role| (DOMAIN.role)(*role)).collect::<Vec<_>>().join(", "),
    }
}

fn evidence(exit: Exit, reached: Stage) -> &'static str {
    match exit {
        Exit::E1 if reached >= Stage::Reported => {
            "a roll with the pupil back; a record of the talk on return; the follow-up report to bureau and street"
        }
        Exit::E1 if reached >= Stage::Escalated => "a roll with the pupil back; a record of the talk on return",
        Exit::E1 => "a roll with the pupil back",
        Exit::E2 => {
            "a leave slip signed by a guardian, or a call back to the registered number; from three sick days a \
                     hospital's paper"
        }
        Exit::E3 => {
            "the receiving school's acceptance; the transfer approved in the national system (print, or number \
                     and date). An application alone is not enough"
        }
        Exit::E4 => {
            "the guardian's application; proof of a county hospital or above; the approval; the certificate of \
                     suspension with its dates"
        }
        Exit::E5 => "a stamped certificate of attendance, or the bureau's answer, naming school, grade, class and date",
        Exit::E6 => {
            "the guardian's written statement; a copy of visa, residence or entry, or the foreign school's proof"
        }
        Exit::E7 => {
            "a disability certificate or the expert committee's assessment; the placement; for teaching at home \
                     a plan"
        }
        Exit::E8 => "the official notice; its content is kept closed",
        Exit::E9 => "the death certificate, or the cancelled hukou",
        Exit::E10 => "a record of graduation or completion; or sixteen with nine years done. Age alone is not enough",
        Exit::E11 => "who found it and what was wrong; the original stays visible",
        Exit::E12 => "application, proof and approval by town or county; only for children not yet enrolled",
    }
}

fn cannot_close(exit: Exit, reached: Stage, why: CannotClose) -> String {
    let name = (DOMAIN.exit)(exit);
    let asked = || format!("\"{name}\" asks for: {}.", evidence(exit, reached));
    match why {
        CannotClose::NoCase => "The pupil has no open case.".into(),
        CannotClose::NoEvidence => format!("Nothing proves it yet. {}", asked()),
        CannotClose::PapersNotNamed => {
            format!("The evidence does not name the papers, and none is attached. {}", asked())
        }
        CannotClose::NotBack => {
            "No roll shows the pupil back at school. Take one with the pupil there, then confirm.".into()
        }
        CannotClose::NotBy(closers) => {
            let known = if reached.is_escalated() { "The leadership knows of this case: " } else { "" };
            format!("{known}as \"{name}\" only these may close it: {}. They act as themselves.", roles(closers))
        }
        CannotClose::SecondUnknown => "The second person is not on the staff: check the name.".into(),
        CannotClose::SecondPerson => {
            "The leadership knows of this case: one person cannot close it alone. Name a second.".into()
        }
        CannotClose::NotReported => {
            "Bureau and street do not know of the return. Issue the follow-up report first.".into()
        }
        CannotClose::NotForPupils => "Only a child not yet enrolled is deferred. A pupil is suspended (E4).".into(),
        CannotClose::StillUnexcused => format!(
            "Unexcused sessions are left on the rolls, so it is not \"{name}\". Put them right first; a truant who \
             came back leaves by E1."
        ),
        CannotClose::NotEscalated => {
            format!("The leadership does not know of it: not \"{name}\" yet. Visit, issue the notice, then verify.")
        }
        CannotClose::InDanger => {
            "The child is still out of reach. Record where it was found and by whom, or the leadership's decision."
                .into()
        }
    }
}

fn cannot_enter(why: CannotEnter) -> String {
    match why {
        CannotEnter::NoCase => "The pupil has no open case and cannot be entered.".into(),
        CannotEnter::PapersFirst => {
            "The report to the bureau and the letter to the street come first, both of them.".into()
        }
        CannotEnter::SuspectedFirst => "The register of suspected dropouts comes first.".into(),
        CannotEnter::TooEarly => {
            "The absence has not lasted as long as the rule says. The leadership may enter a suspicion earlier, a \
             dropout never."
                .into()
        }
        CannotEnter::Persuasions { have, need } => {
            format!("At least {need} persuasion records are needed first; there are {have}.")
        }
    }
}

fn about(case: &Case) -> Vec<String> {
    let mut lines = vec![format!("opened {}", case.opened)];
    lines.extend(case.follows.map(|before| format!("follows the case of {before}")));
    lines.extend((!case.reopened.is_empty()).then(|| {
        let days: Vec<String> = case.reopened.iter().map(|day| day.format("%m-%d").to_string()).collect();
        format!("opened again within the watch on {}", days.join(", "))
    }));
    lines.extend(
        case.overridden
            .as_ref()
            .map(|why| format!("stage set by hand, the facts say \"{}\"; why: {why}", (DOMAIN.stage)(case.reached))),
    );
    lines.extend(case.lacking.map(|kind| match kind {
        LetterKind::ReportBureau => "one paper missing: the report to the bureau".to_owned(),
        _ => "one paper missing: the letter to the street".to_owned(),
    }));
    lines.extend(case.trace.map(|trace| format!("tracing: {}", (CASES.trace)(trace))));
    lines.extend(case.returned.filter(|_| case.ending.is_none()).map(|on| format!("at school on {on}")));
    lines.extend(case.proposes.map(|exit| format!("proposed: {} {}", exit.code(), (DOMAIN.exit)(exit))));
    lines.extend(case.ending.as_ref().map(|ending| {
        let exit = ending.closing.exit;
        let until = ending.watch_until.map(|until| format!(", watched until {until}")).unwrap_or_default();
        format!("closed on {} by {} {}{until}", ending.on, exit.code(), (DOMAIN.exit)(exit))
    }));
    lines
}

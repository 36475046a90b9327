use super::domain::DOMAIN;
use crate::domain::entrant::TraceStep;
use crate::domain::entrant::{
    CannotEnter, Destination, EntrantFigures, EntrantState, EntryPaper, Lack, Outcome, Source,
};
use crate::words::entrants::EntrantWords;

pub const ENTRANTS: EntrantWords = EntrantWords {
    title: "Registration desk",
    tracing: "Not reported",
    state: |state| match state {
        EntrantState::Listed => "listed",
        EntrantState::Notified => "notified",
        EntrantState::Reported => "registered",
        EntrantState::NotReported => "not come",
        EntrantState::Tracing => "traced",
        EntrantState::Settled(outcome) => outcome_name(outcome),
    },
    outcome: outcome_name,
    destination: |destination| match destination {
        Destination::Here => "here",
        Destination::Elsewhere => "elsewhere",
        Destination::Deferred => "deferred",
        Destination::Special => "special school",
        Destination::Moved => "moved away",
        Destination::Abroad => "abroad",
        Destination::Dead => "dead",
        Destination::Wrong => "wrong or double",
        Destination::Open => "open",
    },
    source: |source| match source {
        Source::Police => "police",
        Source::Village => "village",
        Source::Leavers => "primary leavers",
        Source::Deferred => "deferral over",
        Source::Other => "other",
    },
    paper: |paper| match paper {
        EntryPaper::Notice => "notice of enrolment",
        EntryPaper::Hukou => "household register",
        EntryPaper::Residence => "residence or house proof",
        EntryPaper::Guardian => "guardian's ID card",
        EntryPaper::Vaccination => "vaccination check",
        EntryPaper::Leaving => "primary leaving proof",
    },
    step: |step| match step {
        TraceStep::Owner(_) => "owner",
        TraceStep::Call => "call",
        TraceStep::Visit => "visit",
        TraceStep::Letter => "letter",
        TraceStep::Street => "question to street or village",
    },
    unknown: |asked, year| {
        format!(
            "No child \"{asked}\" on the list of {year}. Give the ID number or the whole name; baoxue entrants list \
             shows it, --year another year."
        )
    },
    several: |asked, them| {
        let count = them.len();
        format!(
            "{count} children on the list are \"{asked}\"; give the end of the ID number, the number of the notice, or birthday \
             or village after the name:\n{}",
            them.join("\n")
        )
    },
    cannot: |why| match why {
        CannotEnter::Registered(on) => format!("Registered on {on} already. To place the child, name a class."),
        CannotEnter::NotRegistered => "Not registered yet: papers are noted at the registration.".to_owned(),
        CannotEnter::OnTheBooks => "In a class already. What follows is a change of status.".to_owned(),
        CannotEnter::OtherGrade(grade) => format!("The child enters {grade}: choose a class of that grade."),
        CannotEnter::NoNotice => "No notice was issued. Issue it first (F10, registration desk, F6).".to_owned(),
        CannotEnter::NobodyTook => "Say who took it.".to_owned(),
        CannotEnter::TakenTooEarly(issued_on) => format!("Taken before the notice's day, {issued_on}. Check the date."),
        CannotEnter::Taken { by, on } => format!("{by} took the notice on {on}; nothing was recorded again."),
        CannotEnter::ComesTooEarly(earliest) => format!("Nobody registers before {earliest}. Check the date."),
        CannotEnter::Lacks(lacks) => {
            let lacks: Vec<String> = lacks.iter().map(|lack| lacking(*lack)).collect();
            format!("Refused without evidence; missing: {}.", lacks.join("; "))
        }
        CannotEnter::NothingSaid => "Say who was asked, and what came of it.".to_owned(),
    },
    lack: lacking,
    does_not_close: |sums| {
        format!(
            "{} are listed, the parts add up to {}: no table is made. Check the books with baoxue verify.",
            sums.listed, sums.sum
        )
    },
    unknown_village: |asked, known| format!("No village {asked} on the list. There are: {}.", known.join(", ")),
    days_stay: |count| format!("{count} notices are out already; the days and the place on them stay."),
    no_notices: "None of these children has a notice.",
    overtaken: "The child was just registered, or its notice issued, at another desk. Nothing was recorded twice. Look again.",
    list_headings: ["Name", "Grade", "Village", "Notice", "Delivered", "Registered", "State", "Papers missing"],
    tracing_headings: ["Name", "Class, village", "Since", "Owner", "Done", "Last", "State"],
    nobody: "No such child on the list.",
    nobody_to_trace: "Everybody has come or is accounted for.",
    figures,
    figure_headings: ["Figure", "Children"],
    registered: |name, missing| match missing {
        [] => format!("{name} is registered, all papers seen."),
        missing => format!("{name} is registered. Still to be shown: {}.", missing.join(", ")),
    },
    waits_for_class: "No class yet: the class sheet joins the child by its ID number.",
    traced: |name| format!("Recorded for {name}."),
    settled: |name, outcome| format!("{name}: {}, with evidence, recorded.", outcome_name(outcome)),
    listed_again: |year| format!("Deferred: listed again for {year}."),
    delivered: |count| format!("{count} notices delivered."),
    nothing_to_deliver: "No notice waits to be delivered.",
    written: |issued, written, file| format!("{issued} notices issued; {written} written to {}", file.display()),
    between: ", ",
    never_appeared: "never appeared",
    no_owner: "nobody",
    done: |calls, visits, asked| {
        let done = [("calls", calls), ("visits", visits), ("asked", asked)];
        let done: Vec<String> =
            done.iter().filter(|(_, count)| *count > 0).map(|(what, count)| format!("{what} {count}")).collect();
        if done.is_empty() { "nothing".to_owned() } else { done.join(" ") }
    },

    count: |listed, notified, registered, to_come| {
        format!("listed {listed}  delivered {notified}  registered {registered}  to come {to_come}")
    },
    count_to_trace: |children, unowned| match unowned {
        0 => format!("{children} children"),
        unowned => format!("{children} children, {unowned} without owner"),
    },
    type_a_name: "name, pinyin or initials",
    nobody_found: "No such child on the list. Whoever is not on it is added to the list and imported first.",
    none_yet: "No list of new entrants yet",
    how_to: "Bring in the list of children of age from police and villages, or of primary leavers, under Import, \"New entrants\". Then notices, deliveries and registrations are made here.",
    desk_headings: ["Name", "Sex", "Born", "Village", "Guardian", "Notice", "State"],
    register: "register",
    deliver: "delivered",
    to_tracing: "not come",
    notices: "notices",
    nothing_chosen: "No child is chosen",
    is_here: "Registered already",
    has_no_notice: "No notice yet",
    is_delivered: "Delivered already",
    all_have_come: "All have come or are accounted for",

    register_title: |name| format!("Register {name}"),
    tick: "tick",
    papers_seen: "Papers seen (digits tick)",
    none_is_a_ground: "No missing paper sends a child away. What comes later: choose the child at the desk, Enter.",
    just_registered: |name| format!("{name} is registered"),
    papers: "papers",
    papers_title: |name, on| format!("Papers of {name} (registered {on})"),
    save_papers: "save papers",
    papers_saved: |name| format!("Papers of {name} noted"),
    here_without: |papers| format!("registered, {papers} missing"),
    papers_added: |name, missing| match missing {
        [] => format!("Papers of {name} noted; all are there."),
        missing => format!("Papers of {name} noted. Still missing: {}.", missing.join(", ")),
    },
    other_desk_papers: "Registered at the other desk already; Enter adds the papers ticked here",
    other_desk: "Registered at the other desk already",

    deliver_title: |name| format!("Notice of {name} delivered"),
    of_whom: "Which",
    this_one: "this one only",
    of_village: |village, count| format!("{village}: all {count}"),
    taken_by: "Taken by",
    taken_by_hint: "who took it; for a whole village its official",
    on: "Date",
    on_hint: "such as 6-25",
    day_hint: "such as 7-1",
    how: "How",
    hows: ["by hand", "through the village", "by post"],
    no_date: "No such date",
    future_date: "Still to come",

    notices_title: |count| format!("Notices of enrolment: {count} without"),
    from: "From",
    to: "To",
    place: "Place",
    place_hint: "such as the main hall; without it the school",
    format: "File",
    issue: "issue and write",
    issue_hint: "numbers stay for ever; issued ones are printed as they were",
    reversed: "The last day comes before the first",
    notices_file: |year| format!("entry-notices-{year}"),
    notices_written: |file| format!("Notices written to {file}"),

    trace: "record",
    settle: "outcome",
    lead: "case",
    own_it: "mine",
    owned: "Owner named",
    mark: "mark",
    assign: "name owner",
    assign_title: |count| format!("To whom: {count}"),
    nobody_unowned: "All have an owner; to change one, mark it with + first",
    assigned: |count, name| format!("{count} are {name}'s matter"),
    trace_title: |name| format!("Trace {name}"),
    what_was_done: "Done",
    with: "With",
    with_hint: "who was called, met or asked",
    said: "Result",
    said_hint: "what was said, and what comes next",
    settle_title: |name| format!("Where {name} is"),
    which_outcome: "Outcome",
    evidence: "Papers",
    evidence_hint: "the paper seen, by its digit; F6 attaches its file",
    where_to: "School, place",
    where_to_hint: "school and class, or the new address",
    approved_by: "Approved by",
    approved_by_hint: "deferral: town or county bureau; special school: who decided",
    until: "Until",
    until_hint: "a year at most, then listed again",
    note: "Note",
    note_hint: "what was wrong, who found it; where one has looked",
    recorded: "Recorded",
    since: |date| date.format("%m-%d").to_string(),
};

fn outcome_name(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Elsewhere => "elsewhere",
        Outcome::Deferred => "deferred",
        Outcome::Special => "special school",
        Outcome::Moved => "moved away",
        Outcome::Abroad => "abroad",
        Outcome::Dead => "dead",
        Outcome::Wrong => "wrong or double",
        Outcome::NotFound => "not found",
    }
}

fn lacking(lack: Lack) -> String {
    match lack {
        Lack::Paper(proofs) => {
            let names: Vec<&str> = proofs.iter().map(|proof| (DOMAIN.proof)(*proof)).collect();
            names.join(" or ")
        }
        Lack::Place => "school and class, or the new address".to_owned(),
        Lack::Approval => "who approved or decided".to_owned(),
        Lack::Note => "a note".to_owned(),
        Lack::Until(latest) => format!("until when, {latest} at the latest"),
        Lack::Searched => "a visit, or a question to street or village".to_owned(),
    }
}

fn figures(figures: &EntrantFigures) -> Vec<(String, String)> {
    let count = |name: &str, count: usize| (name.to_owned(), count.to_string());
    let mut rows = vec![
        count("listed", figures.listed),
        count("notices issued", figures.issued),
        count("delivered", figures.delivered),
        count("registered", figures.registered),
        count("traced", figures.traced),
    ];
    rows.extend(Destination::ALL.map(|destination| {
        count(&format!("of these {}", (ENTRANTS.destination)(destination)), figures.of(destination))
    }));
    rows.push(count("of the open not found", figures.not_found));
    let rate = figures.entry_rate.map_or("—".to_owned(), |rate| format!("{}%", rate.percent(2)));
    rows.push(("entry rate".to_owned(), rate));
    rows
}

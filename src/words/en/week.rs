use super::domain::DOMAIN;
use crate::domain::visit::Outcome;
use crate::domain::week::{Found, Look, Turn};
use crate::words::week::Week;
use chrono::Weekday;

pub const WEEK: Week = Week {
    title: "The week",
    named: |week| format!("{week}, {} to {}", week.monday().format("%m-%d"), week.sunday().format("%m-%d")),
    weekday: |weekday| match weekday {
        Weekday::Mon => "Mon",
        Weekday::Tue => "Tue",
        Weekday::Wed => "Wed",
        Weekday::Thu => "Thu",
        Weekday::Fri => "Fri",
        Weekday::Sat => "Sat",
        Weekday::Sun => "Sun",
    },
    turn,
    changes: |changes| {
        let counts: Vec<String> = changes.iter().map(|(how, count)| format!("{} {count}", turn(*how))).collect();
        if counts.is_empty() { String::new() } else { format!("since last week: {}", counts.join(", ")) }
    },
    found: |found| match found {
        Found::Told { reason: Some(reason), .. } => (DOMAIN.reason)(*reason).to_owned(),
        Found::Told { said, .. } => said.trim().to_owned(),
        Found::Visited { outcome: outcome @ (Outcome::Nobody | Outcome::Refused), .. } => {
            (DOMAIN.outcome)(*outcome).to_owned()
        }
        Found::Visited { found, .. } => found.trim().to_owned(),
    },
    done: |done| {
        let counts =
            [("calls", done.contacts), ("visits", done.visits), ("papers", done.letters.len()), ("other", done.steps)];
        let told = counts.iter().filter(|(_, count)| *count > 0).map(|(what, count)| format!("{what} {count}"));
        told.collect::<Vec<_>>().join(" ")
    },
    nothing_done: "no call and no visit yet",
    nothing_found: "nothing found out yet",
    review: |look| match look {
        Look::Ahead => "",
        Look::Seen => "ok",
        Look::Asked => "?",
        Look::Answered => "an",
    },
    no_school: "off",

    class: "Class",
    rate: "Rate",
    unexcused: "Truant",
    gaps: "Gaps",
    reviewed: "Ok",
    pupil: "Pupil",
    streak: "Run",
    against: "Change",
    found_title: "Found",
    done_title: "Done",
    owed: "To do",
    legend: "98- a roll is missing  -- no roll at all: no rate",
    in_sight: |first, last, all| format!("classes {first}-{last} of {all}"),

    state: |reviewed, all| format!("seen {reviewed}/{all}"),
    unsigned: "not signed",
    signed: |by, on| format!("signed {by} {}", on.format("%m-%d")),
    seen_with: |by, on, remark| format!("seen by {by} {}: {remark}", on.format("%m-%d")),
    asked: |by, on, question| format!("{by} asks {}: {question}", on.format("%m-%d")),
    asked_and_answered: |by, on, question| format!("{by} asked {}, answered since: {question}", on.format("%m-%d")),
    seen_and_asked: |by, on, remark, question| {
        let remark = if remark.is_empty() { String::new() } else { format!(": {remark}") };
        format!("seen by {by} {}{remark}; not answered yet: {question}", on.format("%m-%d"))
    },
    still_asked: |whom, question| format!("Not answered yet: {whom}: {question}"),
    asked_about: |count| format!("{count} questions not answered yet"),
    no_term: |week| {
        format!(
            "{week} lies in no term: no school days, so no attendance and nobody to look at. Import the calendar (F10)."
        )
    },
    to_answer: "answer about",
    question: |by, question| format!("{by} asks: {question} (a call or visit noted answers it)"),

    open: "file",
    see: "seen",
    ask: "ask",
    before: "week before",
    after: "week after",
    write: "write",
    sign: "sign",
    more_classes: "other classes",
    next_view: "charts",
    view_before: "chart before",

    see_title: |name| format!("Seen: {name}"),
    see_hint: "A remark, or none; Enter takes it",
    ask_title: |name| format!("Ask about {name}"),
    ask_hint: "What? It stands on the teacher's list until noted on",
    ask_something: "No question was written, nothing was asked",
    sign_title: |week| format!("Sign {week}"),
    sign_hint: |changes, asked| match (changes, asked) {
        ("", 0) => "A remark, or none; Enter signs".to_owned(),
        (changes, 0) => format!("{changes}; a remark, or none"),
        (_, asked) => format!("{asked} questions not answered yet; a remark, or none; Enter signs"),
    },
    still: |left| match left.ahead {
        0 => format!("Questions about {} not answered yet: wait, or r for seen (they stay)", left.asked),
        ahead if left.asked > 0 => {
            format!("{} left: {ahead} to look at, {} questions open. r for seen, one by one", left.all(), left.asked)
        }
        ahead => format!("{ahead} still to be looked at: r for seen or n to ask, one by one, then sign"),
    },
    is_signed: "The week is signed",
    is_seen: |name| format!("Seen: {name}"),
    is_asked: |name| format!("Asked about {name}"),
    this_week: "This is the running week",
    first_week: "Before it there is no term",
    no_row: "Nobody to look at this week",
    no_classes: ["No class here yet.", "First import a class list: F10 for the menu, then \"Import\"."],
    nobody: |whose| format!("{whose}: nobody to look at this week. Mind the missing rolls, then sign with s."),
    file: |week, scope| format!("week-{scope}-{week}"),

    by_class: "Attendance by class over the term",
    by_weekday: "Sessions missed by weekday, of those expected",
    runs: "The ten who miss most: unexcused days by week",
    year_before: "Against the year before",
    weeks: "weeks",
    now: "this year",
    whole: "all",
    runs_legend: ". none  + less than a day  1-7 unexcused days",
    runs_bars: "the higher the more days, full at five",
    by_class_legend: "* all classes  97 rate in %  OK everybody  -- no roll",
    looks_legend: "ok seen  ? asked  an answered  ! late or danger",
    no_rolls: "No roll was taken this term: nothing to draw.",
    no_runs: "Nobody has an unexcused absence this term.",
    no_year_before: [
        "The books have no rolls of this term a year before.",
        "After a school year each week is compared with that of the same grade and term.",
    ],

    pupils_headings: ["Class", "Pupil", "Run", "Change", "Found", "Done", "To do", "Looked at"],
    nobody_to_look_at: "Nobody to look at this week.",
    recorded: "Recorded.",
};

fn turn(turn: Turn) -> &'static str {
    match turn {
        Turn::New => "new",
        Turn::Worse => "worse",
        Turn::Better => "better",
        Turn::Back => "back",
        Turn::Closed => "closed",
        Turn::Same => "same",
    }
}

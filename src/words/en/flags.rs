use super::domain::DOMAIN;
use crate::domain::people::Role;
use crate::words::flags::Flags;

pub const FLAGS: Flags = Flags {
    seat: "No",
    name: "Name",
    class: "Class",
    streak: "Run",
    since: "Since",
    sum: "Term",
    last_contact: "Contact",
    last_visit: "Visit",
    strip: "Last 20 school days",
    owed: "To do",
    legend: ". there  x unexcused  h half a day  s excused  - no roll",
    as_of: |day| format!("as of {day}"),
    pupils: |count| if count == 1 { "1 pupil".into() } else { format!("{count} pupils") },
    at_least: |days| format!("run of {days} or more"),
    by_urgency: "by urgency",
    by_class: "by class and seat",
    by_streak: "by run",
    by_sum: "by days in term",
    due_today: "today",
    late: |days| format!("{days}d late"),
    date_open: "open",
    reached: |reached| if reached { "ok" } else { "no" },
    away: |from, days| match days {
        1 => format!("unexcused since {}, 1 school day", from.format("%m-%d")),
        _ => format!("unexcused since {}, {days} school days", from.format("%m-%d")),
    },
    excused_since: |from| format!("ill or on leave, to be followed up since {}", from.format("%m-%d")),
    missing_since: |from| format!("missing since {}, nobody knows why", from.format("%m-%d")),
    no_guardian: "no guardian's phone on the books",
    contacts: |made, failed, last| match (made, last) {
        (0, _) | (_, None) => "not called yet".into(),
        (_, Some(last)) => match failed {
            0 => format!("{made} contacts, last {}", last.format("%m-%d")),
            _ => format!("{made} contacts ({failed} failed), last {}", last.format("%m-%d")),
        },
    },
    visits: |made, last| match last {
        None => "not visited yet".into(),
        Some((on, outcome)) => {
            format!("{made} visits, last {}: {}", on.format("%m-%d"), (DOMAIN.outcome)(outcome))
        }
    },
    notice: |no, on, received| match received {
        None => format!("notice {no} {}, no receipt", on.format("%m-%d")),
        Some(received) => format!("notice {no} {}, received {}", on.format("%m-%d"), received.format("%m-%d")),
    },
    no_notice: "no notice",
    next_step: "Next: ",
    step: |owed| {
        let (what, since) = ((DOMAIN.action)(owed.what), owed.since.format("%m-%d"));
        let who = if owed.who == Role::Homeroom { String::new() } else { format!(" by {}", (DOMAIN.role)(owed.who)) };
        let due = match owed.due {
            None => ", date open".to_owned(),
            Some(due) if due == owed.since => String::new(),
            Some(due) => format!(", due {}", due.format("%m-%d")),
        };
        let late = if owed.late > 0 { format!(", {}d late", owed.late) } else { String::new() };
        format!("{what}{who} since {since}{due}{late}")
    },
    between: "; ",
    nothing_owed: "Everything owed is done; a call each day until the pupil is back.",
    empty_books: "There are no pupils yet.",
    import_first: "Import a class list first: F10 opens the menu, choose \"Import rosters, attendance\".",
    empty_rolls: "No roll has been taken this term, so nobody can be seen to be away.",
    roll_first: "Take a roll first: F10 opens the menu, choose \"Roll call\". Enter alone says that everyone is here.",
    nobody: |whose| format!("{whose}: on the rolls taken nobody is running a streak, no call or visit is owed."),
    look_wider: "g shows the grade and the school.",
    fill_gaps: |count| match count {
        1 => "1 roll is missing, and missing is not present. Tab shows it.".into(),
        _ => format!("{count} rolls are missing, and missing is not present. Tab shows them."),
    },
    nobody_at_least: |days| format!("Nobody has a run of {days} days or more."),
    show_all: |count| format!("0 shows all {count}."),
    no_row: "Nobody is on the list",
    open: "file",
    keep: "take",
    clear: "clear search",
    contact: "contact",
    visit: "visit",
    issue: "paper",
    find: "find",
    sort: "sort",
    longer: "least run",
};

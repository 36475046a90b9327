use super::domain::DOMAIN;
use crate::domain::groups::round::Finding;
use crate::domain::groups::{CannotJoin, Seen};
use crate::words::groups::GroupsWords;

pub const GROUPS: GroupsWords = GroupsWords {
    title: "Key groups",
    form_title: "Enter into a key group",
    round_title: "Round of key groups",
    seen: |seen| match seen {
        Seen::Group(belonging) => (DOMAIN.group)(belonging.kind),
        Seen::SeeLeadership => GROUPS.see_leadership,
    },
    see_leadership: "see leadership",
    leadership_only: "for the leadership alone",
    from_cases: "read from the cases, never entered",
    by_roster: "roster",
    by_case: "case",
    not_yours: "For homeroom teachers and grade leads of these classes, affairs, registrar, leadership.",
    names_withheld: "Other names are for the pupil's homeroom teacher, grade lead, the office, the registrar and the leadership.",
    ledger_not_yours: "This ledger has classes that are not yours. That of the whole school is for the leadership, the office and the registrar; a grade lead chooses the grade, a homeroom teacher the class.",
    not_yours_to_take: "The evidence is of the whole school: the leadership, the office or the registrar exports it.",
    cannot: |why| {
        match why {
        CannotJoin::NotYours => "The key groups of this class are for its homeroom teacher, the grade lead, student affairs, the registrar and the leadership. Ask them.".to_owned(),
        CannotJoin::Leaderships => "Only the leadership enters and sees this group: tell them.".to_owned(),
        CannotJoin::FromCases => "Pupils persuaded back are read from closed cases: nothing is to be entered.".to_owned(),
        CannotJoin::Reversed => "The last day comes before the first. Check the dates.".to_owned(),
        CannotJoin::Already(from) => format!("The pupil belongs to it already, since {from}. To change the days, end that first."),
        CannotJoin::NoMember => "The pupil does not belong to it then, or is not in that month's round. Look at the list of key groups.".to_owned(),
        CannotJoin::NoSource => "Say the source: whose list or paper.".to_owned(),
        CannotJoin::NeverHere => "The pupil is in no class by that day. Check the date.".to_owned(),
        CannotJoin::OpenCase => {
            "The pupil has an open case: \"at school and well\" alone is not enough. Note where the pupil was seen, and by \
             whom."
                .to_owned()
        }
        CannotJoin::TooLong(most) => format!("At most {most} characters. Say it shorter."),
        CannotJoin::BeforeBirth(born) => format!("The pupil was born on {born}: it cannot begin before. Check the date."),
        CannotJoin::Twice => "One pupil is found one way at a time.".to_owned(),
        CannotJoin::NotYet => "That month has not begun.".to_owned(),
    }
    },
    cannot_look: |name, why| format!("{name}: {}", (GROUPS.cannot)(why)),
    entered: |kind, from| format!("Entered: {}, from {from}.", (DOMAIN.group)(kind)),
    ended: |kind, last| format!("Ended: {}, last day {last}.", (DOMAIN.group)(kind)),
    kinds_headings: ["code", "group", "note"],
    list_headings: ["class", "name", "group", "from", "until", "source"],
    round_headings: ["class", "name", "groups", "attendance", "last contact", "found"],
    nobody: "No pupil of a key group that you may see.",
    how_to: "Key groups come from the roster, from lists of civil affairs, the disabled persons' federation, the police, and from cases. F5 enters a pupil, F6 brings in a list, matched by ID number; left and right change the group, g the class, grade or school.",
    finding: |finding| match finding {
        Finding::Seen => "at school",
        Finding::NotSeen => "needs care",
        Finding::Changed => "acted on",
    },
    to_look_at: "to look at",
    looked_at: |count| format!("{count} recorded."),
    round_stands: |month, pupils, checked| match pupils - checked {
        0 => format!("{month}: {pupils} pupils, all looked at."),
        left => format!("{month}: {pupils} pupils, {checked} looked at, {left} left."),
    },
    round_count: |pupils, checked| format!("{checked}/{pupils} looked at"),
    month: |month| month.to_string(),
    import_counts: |plan| {
        format!(
            "{} rows: {} found and entered, {} in the group already, {} not in this school, {} maybe, {} at fault; {} in the group and not on the list",
            plan.rows,
            plan.new.len(),
            plan.unchanged,
            plan.elsewhere.len(),
            plan.maybe.len(),
            plan.counts().faulty_rows,
            plan.missing.len()
        )
    },
    found: |who| format!("here, entered: {who}"),
    elsewhere: |who| format!("not in this school: {who}"),
    maybe: |who| format!("same name, no number to tell by; enter one by one where it is so: {who}"),
    not_on_list: |who| {
        format!("in the group and not on the list (nothing ends by itself: end it where it is so): {who}")
    },

    every_kind: "all groups",
    count: |count| format!("{count} lines"),
    file: "pupil's file",
    add: "enter",
    end: "end",
    import: "import list",
    round: "round",
    next_kind: "next group",
    kind_before: "group before",
    nothing_chosen: "no pupil is chosen",
    sealed: "see the leadership",
    whom: "Enter which pupil",
    which: "Which group the list is of",
    pick_list: |group| format!("Pick the list: {group}"),
    whose_list: "Whose list it is",
    last_day: |name, kind| format!("{name}, {}: last day", (DOMAIN.group)(kind)),
    no_date: "no date; write 2026-03-18",
    field_kind: "group",
    field_source: "source",
    field_ground: "ground",
    field_from: "from",
    field_until: "until",
    source_missing: "say whose list or paper says so",

    is_seen: "at school",
    is_not_seen: "needs care",
    is_changed: "acted on",
    note: "note",
    note_of: |name| format!("What was found of {name}"),
    earlier: "month before",
    later: "month after",
    ahead: "the next month has not begun",
    not_looked_at: "press 1, 2 or 3 first, then write the note",
    look_due: |by| format!("due {}", by.format("%m-%d")),
    columns: ["class", "name", "groups", "rate", "unexc", "case", "contact", "found"],
    round_empty: "No pupil of a key group is to be looked at here.",
    round_how_to: "Once a month the homeroom teacher goes through the pupils of the class who belong to a key group: 1 at school, 2 needs care, 3 acted on. g changes the class, grade or school.",
    round_closed: "All are looked at this month.",
    look_recorded: |name, finding| format!("{name}: {}", (GROUPS.finding)(finding)),
};

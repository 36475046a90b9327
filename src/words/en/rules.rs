use crate::domain::ladder::{Compare, Rule, Unit};
use crate::domain::profile::Profile;
use crate::words::rules::Rules;

pub const RULES: Rules = Rules {
    title: "Rules",
    headings: ["Rule", "Trigger", "Owed", "By whom", "When", "From", "Basis", "Remarks"],
    between: "; ",
    again: |days| format!("again every {days} school days"),
    note: |rule| match rule {
        Rule::R17 => Some("listed and traced under \"Not reported\"; the last day is that of the notices"),
        Rule::R16 => Some("the police first; there is no wait of 24 hours"),
        _ => None,
    },
    later: "Will hold only later:",
    profile: |profile| match profile {
        Profile::Tongan => "Tong'an district (default)",
        Profile::SameDay => "same day (stricter)",
    },

    from: |date| format!("from {date}"),
    basis_is: |basis| format!("basis: {basis}"),
    will_change: |rows| format!("{rows} changes to come"),
    change: "change",
    adopt: "profiles",
    none: "No rules yet",

    form_title: |rule, action| format!("Change rule {rule}: {action}"),
    number: "Number",
    number_hint: "at which it is met, 1 or more",
    compare: "Counted as",
    compare_hint: "\"three or more\" includes three; \"more than three\" begins with four",
    compares: |compare| match compare {
        Compare::AtLeast => "or more",
        Compare::MoreThan => "more than",
    },
    unit: "Unit",
    unit_hint: "school days, or days of the calendar, or months",
    units: |unit| match unit {
        Unit::Sessions => "sessions",
        Unit::SchoolDays => "school days",
        Unit::CalendarDays => "calendar days",
        Unit::Months => "months",
        Unit::Pupils => "pupils",
        Unit::Events => "events",
    },
    owes: "Owed by",
    owes_hint: "by whoever holds this role",
    within_days: "Within school days",
    within_hours: "Within hours",
    within_hint: "0 is the same day, at once",
    repeat: "Again after days",
    repeat_hint: "school days after which it is owed again, 0 for once; only where a rule repeats (R5, R11, R15, B4)",
    basis: "Basis",
    basis_hint: "the law that is printed on papers",
    holds_from: "Holds from",
    holds_from_hint: "from this day the new row holds; what was owed before stays as it was",
    say_number: "A whole number, 1 or more",
    say_days: "A whole number; 0 is the same day",
    say_date: "No such date; such as 3-18",
    nothing_changed: "Nothing was changed",

    adopt_title: "Take over a whole profile",
    adopt_text: |from| format!("From {from} every row is as the profile says. What was owed before stays as it was."),
    adopt_row: |profile, rows| match rows {
        0 => format!("{profile}: as it is now"),
        1 => format!("{profile}: 1 row changes"),
        rows => format!("{profile}: {rows} rows change"),
    },
    keep: "no change",

    say_between: |least, most| format!("A whole number from {least} to {most}"),
    set: |from| format!("Changed, from {from} on; what was owed before stays as it was."),
    adopted: |profile, from, rows| match rows {
        0 => format!("The rules are those of \"{profile}\" already; nothing was changed."),
        rows => format!("\"{profile}\" taken over: {rows} rows hold from {from}."),
    },
};

use super::domain::DOMAIN;
use crate::domain::aid::CannotAid;
use crate::words::aid::AidWords;

pub const AID: AidWords = AidWords {
    title: "Aid",
    form_title: "Record aid",
    cannot: |why| match why {
        CannotAid::NotYours => {
            "Aid is recorded by student affairs, the registrar and the leadership. Ask them.".to_owned()
        }
        CannotAid::Reversed => "The last day comes before the first. Check the dates.".to_owned(),
        CannotAid::Already(from) => format!("The pupil gets it already, since {from}. To change it, end that first."),
        CannotAid::GetsNone => "The pupil does not get it on that day. Look at the list of aid.".to_owned(),
        CannotAid::NeverHere => "The pupil is in no class by that day. Check the date.".to_owned(),
        CannotAid::SealedGroup => "A group for the leadership alone is no ground for aid.".to_owned(),
        CannotAid::TooLong(most) => format!("At most {most} characters. Say it shorter."),
        CannotAid::BeforeEnrolled(first) => {
            format!("The pupil came on {first}: there was no aid before. Check the date.")
        }
        CannotAid::NoName => "A kind of aid needs a name.".to_owned(),
    },
    unknown_kind: |asked, known| format!("No kind of aid \"{asked}\". There are: {}.", known.join(", ")),
    no_term: "No term has begun by that day. Set the terms in the calendar first.",
    rule: |record| {
        let groups: Vec<&str> = record.groups.iter().map(|group| (DOMAIN.group)(*group)).collect();
        match (groups.is_empty(), record.boarders_only) {
            (true, _) => "nobody by rule".to_owned(),
            (false, true) => format!("boarders of: {}", groups.join(", ")),
            (false, false) => groups.join(", "),
        }
    },
    kinds_headings: ["code", "kind", "who should get it"],
    list_headings: ["class", "name", "kind", "for", "given"],
    totals_headings: ["kind", "due", "given", "left out", "beyond the rule", "yuan"],
    headcount_headings: ["date", "class", "expected", "there"],
    nobody: "Nobody that you may see should get aid or gets it.",
    no_rolls: "No rolls were taken in that time: nobody knows who was there.",
    given: |from, until, amount| {
        let until = until.map_or_else(|| " on".to_owned(), |until| format!(" to {until}"));
        let amount = amount.map(|amount| format!(" {amount} yuan")).unwrap_or_default();
        format!("{from}{until}{amount}")
    },
    left_out: "left out",
    recorded: |kind, from| format!("Recorded: {kind}, from {from}."),
    recorded_all: |kind, count, from| format!("Recorded: {kind} for {count} pupils, from {from}."),
    none_left: "Nobody is left out: nothing was recorded.",
    marked: |count| format!("{count} marked"),
    mark: "mark",
    unmark: "unmark",
    mark_all: "mark all left out",
    all_of: |count| format!("{count} pupils"),
    cannot_one: |name, why| format!("{name}: {why}"),
    ended: |kind, last| format!("Ended: {kind}, last day {last}."),
    kind_set: |record| format!("Kind of aid set: {}; {}.", record.name, (AID.rule)(record)),

    total: |total| {
        let beyond = if total.beyond > 0 { format!("  beyond {}", total.beyond) } else { String::new() };
        format!("due {}  given {}  left out {}{beyond}  {} yuan", total.due, total.given, total.left_out, total.amount)
    },
    how_to: "Who should get aid follows from key groups and boarding by rule; who got it is recorded by student affairs. Left and right change the kind, Tab shows only those left out, F5 records aid; Space marks several, a all who are left out.",
    give: "record aid",
    end: "end",
    file: "pupil's file",
    next_kind: "next kind",
    kind_before: "kind before",
    only_left_out: "left out only",
    everybody: "everybody",
    nothing_chosen: "no pupil is chosen",
    not_yours: "aid is recorded by student affairs, the registrar, the leadership",
    gets_none: "this aid has not been recorded",
    last_day: |name, kind| format!("{name}, {kind}: last day"),
    field_from: "from",
    field_until: "until",
    field_amount: "yuan",
    field_paper: "decision",
    no_amount: "no amount; write 625 or 312.50",
};

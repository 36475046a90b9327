use super::domain::DOMAIN;
use crate::domain::people::Standing;
use crate::domain::status::{
    CannotChange, Caution, Lack, Limit, PutRight, Reach, Seated, Stands, StatusKind, StatusRecord,
};
use crate::words::status::StatusWords;

pub const STATUS: StatusWords = StatusWords {
    cannot: |why| {
        match why {
        CannotChange::NotInClass => "The pupil is in no class on the day before; see the pupil's file.".to_owned(),
        CannotChange::NotSuspended => "The pupil is not suspended.".to_owned(),
        CannotChange::IsDeferred => {
            "The pupil is deferred and has never been here: record a change of class when it comes.".to_owned()
        }
        CannotChange::StillHere { since } => format!(
            "The pupil is on the books since {since}. Of one whom a roster brought in, take {since} as the day: the papers then join that enrolment."
        ),
        CannotChange::Overlaps(obstacle) => {
            let from = obstacle.from;
            let clash = |what: &str| {
                format!("From {from} on there is \"{what}\" already: the changes would overlap. Take a later day")
            };
            match (obstacle.kind, obstacle.standing) {
                (Some(kind), _) => format!(
                    "{}, or take that one back first (F10, changes of status, F9 on its line). A step just recorded can be undone in the journal (F10) with u or F4.",
                    clash((DOMAIN.status)(kind))
                ),
                (None, standing) if obstacle.turned.is_some() => format!(
                    "From {from} on the year's turn has the pupil so: {}. Take a later day, or take the turn back first (F10, the year's turn, F8).",
                    standing_name(standing)
                ),
                (None, standing) => format!(
                    "{}; a roster just imported can be undone in the journal (F10) with u or F4.",
                    clash(&format!("roster: {}", standing_name(standing)))
                ),
            }
        }
        CannotChange::HasDied { on } => format!(
            "The pupil's death on {on} is recorded: nothing follows. Where that is wrong, take it back (F10, changes of status, F9 on its line)."
        ),
        CannotChange::DeathAhead { on } => format!("The day of death, {on}, is still to come: check the date."),
        CannotChange::AppliedAlready { applied_on } => format!(
            "Such a change was applied for on {applied_on} and waits: open it in the list of changes (Enter) and go on with it."
        ),
        CannotChange::TooLong { longest } => format!("Too long: {longest} characters at most."),
        CannotChange::NotYours => {
            "Changes of status are recorded by the registrar, student affairs and the leadership; homeroom teachers apply for their own class. Ask them.".to_owned()
        }
        CannotChange::OnlyApplies => {
            "A homeroom teacher applies for the own class; what takes effect is recorded by the registrar, student affairs or the leadership.".to_owned()
        }
        CannotChange::NoClass => "Say which class; a return may be to the class of before.".to_owned(),
        CannotChange::SameClass => {
            "The pupil is in that class and seat: say another class or seat.".to_owned()
        }
        CannotChange::NoEnd { longest } => {
            format!("It needs its last day: not before its first, at the latest {longest}; then apply again.")
        }
        CannotChange::Gap { until } => {
            format!("It runs until {until}; what renews it begins on the next day. If the pupil was back, record that.")
        }
        CannotChange::RenewedEnough { times } => format!(
            "It has been renewed {times} times, as often as may be. To allow more, change the time limits (F10, changes of status, F8)."
        ),
        CannotChange::HasBegun => "The pupil has been at school: suspended, not deferred.".to_owned(),
        CannotChange::UnapprovedGrade { from, to } => format!(
            "From {from} to {to}: the guardian applies, the school checks, the bureau approves. Say who approved it and when."
        ),
        CannotChange::RepeatsLastGrade(grade) => format!("Nobody repeats the last grade of a school ({grade})."),
        CannotChange::SeatTaken { class, seat, by } => {
            format!("{by} sits in seat {seat} of {class}. Say another seat, or none: a free one is given.")
        }
        CannotChange::NoSuchSeat => "Seats are numbered from 1.".to_owned(),
        CannotChange::ApprovedTooEarly => {
            "Approved before it was applied for, or out of order: check the dates.".to_owned()
        }
        CannotChange::AppliedAhead(on) => format!("The day of application, {on}, is still to come: check the date."),
        CannotChange::ApprovedAhead(on) => {
            format!(
                "The day of approval, {on}, is still to come. What holds from a later day takes effect on that day."
            )
        }
        CannotChange::LastTerm => {
            "Not in the last term of a graduating grade, by this school's time limits (F10, changes of status, F8)."
                .to_owned()
        }
        CannotChange::LeaveTooLong { latest } => {
            format!("The leave of a transfer under way lasts until {latest} at most; then one looks again.")
        }
        CannotChange::LeaveWithoutSchool => {
            "Only a transfer to a school that is known keeps a seat empty by leave; else the pupil is called as ever."
                .to_owned()
        }
        CannotChange::Known { name } => {
            format!("{name} bears that number and is known: record the transfer of that pupil.")
        }
        CannotChange::Namesake { name, class } => {
            let class = class.map(|class| format!(" ({class})")).unwrap_or_default();
            format!(
                "{name}{class} of the same birthday is known. If it is the same pupil, record the change of that one; if \
                 it is another, write the number."
            )
        }
        CannotChange::NumberSays { born } => format!("The number says that the birthday is {born}. Check both."),
        CannotChange::NotOfAge { born, grade } => {
            format!("Nobody born on {born} is in {grade}. Check the birthday and the class.")
        }
        CannotChange::HoldsAlready { from } => format!(
            "It holds from {from}: approvals, papers and what is said of it can still be added. If the day or the class \
             is wrong, withdraw it and record it anew."
        ),
        CannotChange::Nameless => "A new pupil needs a name.".to_owned(),
        CannotChange::NoSuchChange => "There is no such change; it may have been withdrawn.".to_owned(),
    }
    },
    unknown_proof: |asked, known| match known {
        [] => format!("{asked}: this change needs no papers."),
        known => {
            format!(
                "{asked} is no paper of this change. Known: {}; such as {}=FILE or {}=seen.",
                known.join(", "),
                known[0],
                known[0]
            )
        }
    },
    unknown_limit: |asked, known| format!("{asked} cannot be set. Known: {}; such as within=10.", known.join(", ")),
    lack: |kind, lack| match lack {
        Lack::Paper(proof) => (DOMAIN.proof)(proof).to_owned(),
        Lack::Approval => "approval".to_owned(),
        Lack::Counterpart if kind == StatusKind::TransferIn => "the school that the pupil comes from".to_owned(),
        Lack::Counterpart => {
            "the other school; without one it is no transfer: the pupil stays on books and roll".to_owned()
        }
    },
    overtaken: "Another desk has just changed this: nothing was written here. Look at it as it is now, open it again and save (what was typed on the screen is kept).",
    lack_short,
    in_effect: |kind, on| format!("{}: in effect from {on}; books and rolls follow.", (DOMAIN.status)(kind)),
    ahead: |kind, on| {
        format!(
            "{}: complete, takes effect on {on}. Books and rolls follow on that day; until then all stays as it is.",
            (DOMAIN.status)(kind)
        )
    },
    applied_for: |kind, lacks| {
        format!("{}: applied for, not in effect; books and rolls stay. Missing: {lacks}.", (DOMAIN.status)(kind))
    },
    put_right: |put_right: PutRight| {
        let mut said = Vec::new();
        if put_right.rolls > 0 {
            said.push(format!(
                "{} rolls taken since then no longer count the pupil, {} unexcused sessions among them.",
                put_right.rolls, put_right.unexcused
            ));
        }
        if put_right.joined > 0 {
            said.push(format!(
                "{} rolls of that class taken since then count the pupil as there; where it was not, mend the roll.",
                put_right.joined
            ));
        }
        said.join(" ")
    },
    caution: |caution| match caution {
        Caution::LastTerm => {
            "Note: as a rule no transfer or suspension in the last term of a graduating grade; ask the bureau."
                .to_owned()
        }
        Caution::LateApproval { approved_on } => {
            format!("Note: approved ({approved_on}) after it took effect: recorded late, rolls and figures follow.")
        }
        Caution::SickUntilApproved { from } => {
            format!("Note: a suspension holds from its approval, {from}; what was missed before stays sick leave.")
        }
        Caution::OtherGrade => "Note: into another grade: the guardian applies and the bureau approves.".to_owned(),
    },
    seated: |seated| match seated {
        Seated::Asked(seat) => format!("Seat {seat}."),
        Seated::Kept(seat) => format!("Seat {seat}, as before."),
        Seated::Next(seat) => format!("Seat {seat}, the next that is free; for another, name it."),
    },
    on_leave: |until| format!("On leave (transfer under way) until {until}; then look again."),
    withdrawn: |kind, stands| format!("Withdrawn: {}. Now: {stands}.", (DOMAIN.status)(kind)),
    supplemented: |kind, from, record| {
        let approvals: Vec<String> = record.approvals.iter().map(|it| format!("{} {}", it.by, it.on)).collect();
        format!(
            "Added to the {} of {from}, which holds as before. Approved: {}.",
            (DOMAIN.status)(kind),
            approvals.join(", ")
        )
    },
    not_on_the_books: "not on the books",
    nothing_to_withdraw: "The pupil has no change that can be withdrawn.",
    between: ", ",
    kinds_headings: ["Code", "Change", "Papers", "And"],
    approval_needed: "approval",
    counterpart_needed: "the other school (--counterpart)",
    class_needed: "class (--class)",
    until_needed: "last day (--until)",
    list_headings: ["From", "Name", "Class", "Change", "School or class", "Applied", "State"],
    reach: |reach| match reach {
        Reach::District => "district",
        Reach::City => "city",
        Reach::Province => "province",
        Reach::Beyond => "beyond",
    },
    stands: |stands| match stands {
        Stands::AppliedFor => "applied for",
        Stands::Ahead => "ahead",
        Stands::InEffect => "in effect",
    },
    state: |stands, record| match stands {
        Stands::AppliedFor => format!("applied for, {} missing", record.lacks().len()),
        Stands::Ahead => format!("from {}", record.takes_effect()),
        Stands::InEffect => "in effect".to_owned(),
    },
    stand: |stand, today| {
        let by = stand.by;
        let until = by.and_then(|record| record.until).map(|until| format!(" until {until}")).unwrap_or_default();
        let what = match stand.standing {
            Standing::InClass { class, seat } => {
                let seat = seat.map(|seat| format!(" seat {seat}")).unwrap_or_default();
                format!("in {class}{seat}")
            }
            Standing::Suspended => "suspended".to_owned(),
            Standing::Deferred => "deferred".to_owned(),
            Standing::OffRoll { class, why } => format!("in {class}, {}", (DOMAIN.off_roll)(why)),
            Standing::Gone => by.map_or("gone", |record| (DOMAIN.status)(record.kind)).to_owned(),
        };
        let to = by.filter(|record| record.standing() == Some(Standing::Gone));
        let to = to.map(|record| record.counterpart.trim()).filter(|to| !to.is_empty());
        let to = to.map(|to| format!(", {to}")).unwrap_or_default();
        let when = if stand.since > today { "from" } else { "since" };
        format!("{what}{to}, {when} {}{until}", stand.since)
    },
    to_come: |record| {
        let to = record.class.filter(|_| record.kind.needs_class()).map(|class| class.to_string());
        let to = to.unwrap_or_else(|| record.counterpart.trim().to_owned());
        let to = if to.is_empty() { to } else { format!(", {to}") };
        format!("{} to come, from {}{to}", (DOMAIN.status)(record.kind), record.takes_effect())
    },
    applying: |kind| format!("{} applied for", (DOMAIN.status)(kind)),
    pending: |record: &StatusRecord| {
        let lacks: Vec<&str> = record.lacks().into_iter().map(lack_short).collect();
        format!(
            "{}: applied for on {}, to hold from {}; missing: {}",
            (DOMAIN.status)(record.kind),
            record.applied_on,
            record.on,
            lacks.join(", ")
        )
    },
    standing: "Stands",
    until: "Until",
    papers: "Papers",
    approvals: "Approved",
    missing: "Missing",
    sex_unknown: "The sex is not known: the monthly report counts the pupil among neither boys nor girls.",
    no_changes: "No changes of status in that time.",
    limits_headings: ["Code", "Now", "Limit"],
    limit: |limit| match limit {
        Limit::Within => "school days in which an application is settled",
        Limit::LookAgain => "longest leave of a transfer under way, school days",
        Limit::AskBefore => "days before its end on which a return is asked about",
        Limit::AskAgain => "days before its end on which one asks again",
        Limit::Suspended => "longest suspension, months",
        Limit::Renewals => "how often a suspension is renewed",
        Limit::Deferred => "longest deferral, months",
        Limit::LastTerm => "last term of a graduating grade: warn, refuse or allow",
    },
    limits_set: "Limits set.",
};

fn lack_short(lack: Lack) -> &'static str {
    match lack {
        Lack::Paper(proof) => (DOMAIN.proof)(proof),
        Lack::Approval => "approval",
        Lack::Counterpart => "the other school",
    }
}

fn standing_name(standing: Standing) -> String {
    match standing {
        Standing::InClass { class, .. } => format!("in {class}"),
        Standing::Suspended => "suspended".to_owned(),
        Standing::Deferred => (DOMAIN.status)(StatusKind::Defer).to_owned(),
        Standing::OffRoll { class, why } => format!("in {class}, {}", (DOMAIN.off_roll)(why)),
        Standing::Gone => "gone".to_owned(),
    }
}

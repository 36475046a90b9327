use crate::domain::calendar::DayWhy;
use crate::domain::contact::{Means, Reached, Reason};
use crate::domain::entry::{Change, Disclosure, Why};
use crate::domain::ladder::{Action, Excused, Role, Trigger};
use crate::domain::mark::Mark;
use crate::domain::people::{KeyGroup, Sex};
use crate::domain::timeline::What;
use crate::domain::visit::Outcome;
use crate::words::domain::{Common, Domain};

pub const COMMON: Common = Common {
    app: "baoxue",
    date: |date| date.format("%Y-%m-%d %a").to_string(),
    no_rate: "-",
    table_missing: |year| {
        format!(
            "The national holidays of {year} are not entered yet: Monday to Friday are taken as school days. \
             Bring them in with `import calendar --national FILE`."
        )
    },
};

pub const DOMAIN: Domain = Domain {
    mark: |mark| match mark {
        Mark::Unknown => "not here, cause unknown",
        Mark::Truant => "truant",
        Mark::Sick => "sick",
        Mark::Leave => "on leave",
        Mark::Official => "on school errand",
        Mark::Late => "late",
        Mark::Early => "left early",
    },
    mark_short: |mark| match mark {
        Mark::Unknown => "? ",
        Mark::Truant => "Tr",
        Mark::Sick => "Si",
        Mark::Leave => "Lv",
        Mark::Official => "Of",
        Mark::Late => "La",
        Mark::Early => "Ea",
    },
    sex: |sex| match sex {
        Sex::Male => "boy",
        Sex::Female => "girl",
    },
    group: |group| match group {
        KeyGroup::Orphan => "orphan",
        KeyGroup::Unattended => "without carer",
        KeyGroup::Disabled => "disabled",
        KeyGroup::Inclusive => "inclusive place",
        KeyGroup::LeftBehind => "left behind",
        KeyGroup::Migrant => "migrant",
        KeyGroup::PovertyLifted => "poverty list",
        KeyGroup::Dibao => "minimum allowance",
        KeyGroup::Tekun => "special hardship",
        KeyGroup::Difficult => "in difficulty",
    },
    day_why: |why| match why {
        DayWhy::OutsideTerms => "in no term".into(),
        DayWhy::OwnGrade(note) => format!("set for this grade: {note}"),
        DayWhy::Own(note) => format!("set by the school: {note}"),
        DayWhy::Holiday(note) => format!("holiday: {note}"),
        DayWhy::MakeUp(note) => format!("make-up day: {note}"),
        DayWhy::Weekday => "Monday to Friday".into(),
        DayWhy::Weekend => "weekend".into(),
        DayWhy::TableMissing => "holidays of the year not entered, guessed by weekday".into(),
    },
    means: |means| match means {
        Means::Phone => "phone",
        Means::Message => "message",
        Means::Visit => "in person",
        Means::Other => "other",
    },
    reached: |reached| match reached {
        Reached::Yes => "reached",
        Reached::NoAnswer => "no answer",
        Reached::Off => "phone off",
        Reached::WrongNumber => "wrong number",
        Reached::Refused => "refused",
    },
    reason: |reason| match reason {
        Reason::Illness => "illness",
        Reason::FamilyMatter => "family matter",
        Reason::Weary => "weary of school",
        Reason::LearningDifficulty => "learning difficulty",
        Reason::Hardship => "hardship",
        Reason::FamilyUpheaval => "family upheaval",
        Reason::AwayWithParents => "away with parents",
        Reason::Working => "gone to work",
        Reason::Internet => "internet",
        Reason::Conflict => "conflict at school",
        Reason::Overslept => "overslept or traffic",
        Reason::Unclear => "unclear",
        Reason::Other => "other",
    },
    outcome: |outcome| match outcome {
        Outcome::MetGuardian => "met a guardian",
        Outcome::MetOther => "met somebody else",
        Outcome::Nobody => "nobody at home",
        Outcome::Refused => "refused",
    },
    trigger: |trigger, at_least| match trigger {
        Trigger::UnexcusedSessions => format!("{at_least} or more unexcused sessions today"),
        Trigger::Streak => format!("{at_least} or more unexcused school days running"),
    },
    action: |action| match action {
        Action::ContactGuardian => "call home",
        Action::HomeVisit => "home visit",
        Action::NoticeToLeadership => "notice",
        Action::AcknowledgeNotice => "leadership's word",
        Action::ReportOutside => "report to bureau and street",
        Action::NoticeToGuardian => "notice to guardian",
    },
    role: |role| match role {
        Role::Homeroom => "homeroom teacher",
        Role::Affairs => "student affairs",
        Role::Leadership => "leadership",
    },
    within: |days| match days {
        0 => "the same day".into(),
        1 => "within 1 school day".into(),
        days => format!("within {days} school days"),
    },
    excused: |excused| match excused {
        Excused::Pass => "Excused days neither add to a streak nor end it (pass)",
        Excused::End => "Excused days end a streak (end)",
    },
    owed: |action, due, late| {
        let what = (DOMAIN.action)(action);
        match (due, late) {
            (None, _) => format!("{what}, date open"),
            (Some(due), 0) => format!("{what} by {}", due.format("%m-%d")),
            (Some(_), late) => format!("{what} {late}d late"),
        }
    },
    happened: |school, what| match what {
        What::Marked(roll, marked) => {
            let session = school.session(roll.key.session).map_or(roll.key.session.as_str(), |session| &session.name);
            let note = marked.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
            format!("{session} {}{note}", (DOMAIN.mark)(marked.mark))
        }
        What::Leave(leave) => {
            let note = &leave.note;
            let kind = (DOMAIN.mark)(note.kind.mark());
            format!("leave note, {kind}, {} to {}: {}", note.from, note.to, note.reason)
        }
        What::Contact(contact) => {
            let record = &contact.record;
            let (by, reached) = ((DOMAIN.means)(record.by), (DOMAIN.reached)(record.reached));
            format!("contact by {by}, {}, {reached}: {}", record.guardian, record.said)
        }
        What::Visit(visit) => {
            let record = &visit.record;
            format!("home visit by {}, {}: {}", record.who, (DOMAIN.outcome)(record.outcome), record.found)
        }
        What::Notice(notice) => format!("notice {} to {}", notice.record.no, notice.record.to),
        What::Receipt(notice, receipt) => {
            format!("notice {} received by {}: {}", notice.record.no, receipt.by, receipt.how)
        }
    },
    why: |why| match why {
        Why::SetUp => "set up",
        Why::ImportRoster => "class list imported",
        Why::ImportAttendance => "attendance imported",
        Why::ImportCalendar => "calendar imported",
        Why::TakeRoll => "roll taken",
        Why::NoteLeave => "leave note",
        Why::Contact => "contact",
        Why::Visit => "home visit",
        Why::Explain => "marks put right",
        Why::IssueNotice => "notice issued",
        Why::RecordReceipt => "receipt recorded",
        Why::SetPolicy => "rules changed",
        Why::Disclose => "personal data shown or taken out",
        Why::Undo(_) => "taken back",
    },
    entry: |school, entry| {
        let what = (DOMAIN.why)(entry.why);
        let name = |id| school.pupil(id).map_or("", |pupil| pupil.record.name.as_str());
        let detail = entry.changes.first().map(|change| match change {
            Change::Roll { key, to, .. } => {
                let marks = match to {
                    Some(marks) if marks.is_empty() => "everyone there".to_owned(),
                    Some(marks) => format!("{} marks", marks.len()),
                    None => "withdrawn".to_owned(),
                };
                format!("{} {} {} {marks}", key.class, key.date, key.session)
            }
            Change::Leave { to: Some(note), .. } => format!("{} {} to {}", name(note.pupil), note.from, note.to),
            Change::Contact { to: Some(record), .. } => name(record.pupil).to_owned(),
            Change::Visit { to: Some(record), .. } => name(record.pupil).to_owned(),
            Change::Notice { to, .. } => format!("{} {}", to.no, name(to.pupil)),
            Change::Disclosed { what: Disclosure::Shown { pupil } } => format!("numbers of {}", name(*pupil)),
            Change::Disclosed { what: Disclosure::Exported { what, pupils } } => format!("{what}, {pupils} pupils"),
            Change::Disclosed { what: Disclosure::BackedUp } => "backup".to_owned(),
            _ => String::new(),
        });
        let more = match entry.changes.len() {
            0 | 1 => String::new(),
            count => format!(" ({count} changes)"),
        };
        format!("{what} {}{more}", detail.unwrap_or_default()).trim_end().to_owned()
    },
};

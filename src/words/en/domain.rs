use super::health::HEALTH;
use super::monthly::MONTHLY;
use super::plan::PLAN;
use super::status::STATUS;
use super::work_log::WORK_LOG;
use crate::domain::calendar::DayWhy;
use crate::domain::case::{Exit, Stage};
use crate::domain::contact::{Means, Reached, Reason};
use crate::domain::entry::{Change, Disclosure, Why};
use crate::domain::ladder::{Action, Compare, Excused, Trigger, Unit, Within};
use crate::domain::letter::LetterKind;
use crate::domain::mark::Mark;
use crate::domain::off_roll::OffRoll;
use crate::domain::people::{KeyGroup, Post, Role, Sex};
use crate::domain::status::{Proof, StatusKind};
use crate::domain::step::{About, Danger, Ledger, Step, Verified};
use crate::domain::symptom::Symptom;
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
        KeyGroup::Judicial => "judicial",
        KeyGroup::Learning => "learning support",
        KeyGroup::Weary => "weary of school",
        KeyGroup::Returned => "persuaded back",
        KeyGroup::Health => "health watch",
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
    symptom: |symptom| match symptom {
        Symptom::Fever => "fever",
        Symptom::Cough => "cough",
        Symptom::Rash => "rash",
        Symptom::Diarrhoea => "diarrhoea",
        Symptom::Vomiting => "vomiting",
        Symptom::Jaundice => "jaundice",
        Symptom::RedEyes => "red eyes",
        Symptom::Mumps => "mumps",
        Symptom::Other => "other",
    },
    trigger: |rung| {
        let (one, more) = match rung.unit {
            Unit::Sessions => ("session", "sessions"),
            Unit::SchoolDays => ("school day", "school days"),
            Unit::CalendarDays => ("day", "days"),
            Unit::Months => ("month", "months"),
            Unit::Pupils => ("pupil", "pupils"),
            Unit::Events => ("time", "times"),
        };
        let unit = if rung.number == 1 { one } else { more };
        let count = match rung.compare {
            Compare::AtLeast => format!("{} {unit} or more", rung.number),
            Compare::MoreThan => format!("more than {} {unit}", rung.number),
        };
        match rung.trigger {
            Trigger::UnexcusedSessions => format!("unexcused today: {count}"),
            Trigger::Streak => format!("unexcused running: {count}"),
            Trigger::Span => format!("unexcused since: {count}"),
            Trigger::Pattern => format!("absent in a pattern: {count}"),
            Trigger::SickInADay => format!("{count} alike ill, one day"),
            Trigger::SickInThreeDays => format!("{count} alike ill, three days"),
            Trigger::SickDays => format!("sick running: {count}"),
            Trigger::ExcusedDays => format!("excused running: {count}"),
            Trigger::ExcusedSpan => format!("excused since: {count}"),
            Trigger::AfterLeave => format!("not back after leave: {count}"),
            Trigger::SinceReturn => format!("watch after the return: {} {unit}", rung.number),
            Trigger::Unreachable => "cannot be reached at all".into(),
            Trigger::AfterRegistration => format!("after registration: {count}"),
            Trigger::DayOfMonth => format!("day {} of the month", rung.number),
            Trigger::GoneAway => "a family from elsewhere has gone".into(),
            Trigger::Unanswered => format!("letter unanswered: {count}"),
        }
    },
    action: |action| match action {
        Action::ContactGuardian => "call home",
        Action::HomeVisit => "home visit",
        Action::NoticeToLeadership => "notice",
        Action::AcknowledgeNotice => "leadership's word",
        Action::ReportOutside => "report to bureau and street",
        Action::ReportToBureau => "report to bureau",
        Action::LetterToStreet => "letter to street",
        Action::FollowUpReport => "follow-up report",
        Action::NoticeToGuardian => "notice to guardian",
        Action::Persuade => "persuade",
        Action::EnterSuspected => "enter as suspected",
        Action::EnterDropout => "enter as dropout",
        Action::TalkAboutPattern => "talk (pattern)",
        Action::ReportIllness => "report illness",
        Action::FollowIllness => "follow illness",
        Action::EnterLongLeave => "enter long leave",
        Action::ConsiderSuspension => "consider suspension",
        Action::AskAfterLeave => "call: not back from leave",
        Action::WatchTalk => "watch talk",
        Action::CallPolice => "call the police",
        Action::TraceEntrant => "trace entrant",
        Action::MonthlyReport => "monthly report",
        Action::SendVerification => "send verification",
        Action::Remind => "remind",
    },
    action_short: |action| match action {
        Action::ContactGuardian => "call",
        Action::HomeVisit => "visit",
        Action::NoticeToLeadership => "notice",
        Action::AcknowledgeNotice => "reply",
        Action::ReportOutside => "report",
        Action::ReportToBureau => "report",
        Action::LetterToStreet => "letter",
        Action::FollowUpReport => "follow",
        Action::NoticeToGuardian => "inform",
        Action::Persuade => "urge",
        Action::EnterSuspected => "list",
        Action::EnterDropout => "list",
        Action::TalkAboutPattern => "talk",
        Action::ReportIllness => "illness",
        Action::FollowIllness => "illness",
        Action::EnterLongLeave => "list",
        Action::ConsiderSuspension => "suspend",
        Action::AskAfterLeave => "call",
        Action::WatchTalk => "watch",
        Action::CallPolice => "POLICE",
        Action::TraceEntrant => "trace",
        Action::MonthlyReport => "month",
        Action::SendVerification => "verify",
        Action::Remind => "remind",
    },
    role: |role| match role {
        Role::Homeroom => "homeroom teacher",
        Role::GradeLead => "grade lead",
        Role::Affairs => "student affairs",
        Role::Leadership => "leadership",
        Role::Registrar => "registrar",
        Role::EpidemicReporter => "epidemic reporter",
    },
    post: |post| match post {
        Post::Homeroom(class) => format!("homeroom teacher of {class}"),
        Post::GradeLead(grade) => format!("lead of {grade}"),
        other => (DOMAIN.role)(other.role()).to_owned(),
    },
    within: |within| match within {
        Within::SchoolDays(0) => "same day".into(),
        Within::SchoolDays(days) => format!("within {days} school days"),
        Within::Hours(0) => "at once".into(),
        Within::Hours(hours) => format!("within {hours} hours"),
    },
    stage: |stage| match stage {
        Stage::Open => "open",
        Stage::Contacted => "contacted",
        Stage::Visiting => "visiting",
        Stage::Escalated => "escalated",
        Stage::Reported => "reported outside",
        Stage::Suspected => "suspected dropout",
        Stage::Dropout => "dropout",
        Stage::Watch => "watch",
        Stage::Closed => "closed",
    },
    exit: |exit| match exit {
        Exit::E1 => "returned",
        Exit::E2 => "explained",
        Exit::E3 => "transferred",
        Exit::E4 => "suspended",
        Exit::E5 => "at school elsewhere",
        Exit::E6 => "abroad",
        Exit::E7 => "special school, home teaching",
        Exit::E8 => "another lawful reason",
        Exit::E9 => "death",
        Exit::E10 => "completed, over age",
        Exit::E11 => "record error",
        Exit::E12 => "deferred",
    },
    off_roll: |why| match why {
        OffRoll::HomeTeaching => "taught at home",
        OffRoll::Elsewhere => "at school elsewhere, transfer due",
        OffRoll::Judicial => "another lawful reason",
    },
    status: |kind| match kind {
        StatusKind::TransferOut => "transfer out",
        StatusKind::TransferIn => "transfer in",
        StatusKind::Suspend => "suspension",
        StatusKind::Resume => "return from suspension",
        StatusKind::Defer => "deferral",
        StatusKind::LeaveCountry => "leaving the country",
        StatusKind::Died => "death",
        StatusKind::Graduate => "graduation",
        StatusKind::SpecialSchool => "to a special school",
        StatusKind::Class => "change of class",
    },
    proof: |proof| match proof {
        Proof::Application => "application",
        Proof::Acceptance => "acceptance of the other school",
        Proof::Residence => "proof of hukou, residence or work",
        Proof::Attendance => "proof of attendance",
        Proof::Hospital => "proof of a county hospital or above",
        Proof::History => "case history",
        Proof::Recovery => "proof of recovery",
        Proof::Suspension => "certificate of suspension",
        Proof::Condition => "proof of health, of a hospital or of a disability",
        Proof::Statement => "guardian's statement",
        Proof::Abroad => "visa or proof of a school abroad",
        Proof::Death => "death certificate",
        Proof::Disability => "proof of disability",
    },
    letter: |kind| match kind {
        LetterKind::Escalation => "escalation notice",
        LetterKind::ReportBureau => "report to the bureau",
        LetterKind::LetterStreet => "letter to the street office",
        LetterKind::FollowUp => "follow-up report",
        LetterKind::NoticeGuardian => "notice to guardians",
        LetterKind::Verification => "verification letter",
        LetterKind::Persuasion => "persuasion record",
        LetterKind::OrderDraft => "order to return (draft)",
        LetterKind::HomeVisit => "home-visit record",
        LetterKind::Contact => "contact record",
    },
    step: |step| {
        let said = |what: &str, more: &str| told(what.to_owned(), more);
        match step {
            Step::Talk { with, said: text } => said(&format!("talk with {with}"), text),
            Step::Persuasion(it) => said(&format!("persuasion by {}: {}", it.who, it.result), &it.said),
            Step::Entered { ledger, said: text } => said(
                match ledger {
                    Ledger::Suspected => "entered as suspected dropout",
                    Ledger::Dropout => "entered as dropout",
                    Ledger::LongLeave => "entered as long leave",
                },
                text,
            ),
            Step::Considered { said: text } => said("suspension considered", text),
            Step::Danger { how, said: text } => said(
                match how {
                    Danger::Unreachable => "urgent: cannot be reached",
                    Danger::NotWhereBelieved => "urgent: believed at school, not found",
                    Danger::BoarderMissing => "urgent: boarder missing",
                    Danger::Harm => "urgent: harm suspected",
                },
                text,
            ),
            Step::PoliceTold { number, said: text } => said(&format!("police told, {number}"), text),
            Step::Found { place, by } => format!("found: {place} ({by})"),
            Step::Safe { source } => said("leadership says safe, by", source),
            Step::Clue { said: text, source, .. } => said(&format!("clue ({source})"), text),
            Step::Reminded { said: text } => said("remind", text),
            Step::Answered { verified, said: text } => said(
                match verified {
                    Verified::Enrolled => "answer: enrolled there",
                    Verified::NotFound => "answer: not found",
                    Verified::AtHome => "answer: at home, not in school",
                },
                text,
            ),
            Step::HandedOver { to } => said("handed over", to),
            Step::ReportedIllness { to, said: text } => said(&format!("illness reported to {to}"), text),
            Step::Certificate { said: text } => said("return certificate", text),
            Step::Override { stage, why } => said(&format!("stage set to {}", (DOMAIN.stage)(*stage)), why),
            Step::Closed(closing) => {
                let second = closing.second.as_ref().map(|name| format!(", with {name}")).unwrap_or_default();
                // What proves E8 is for the leadership's eyes.
                let evidence = if closing.exit == Exit::E8 { "" } else { &closing.evidence };
                said(&format!("closed {} {}{second}", closing.exit.code(), (DOMAIN.exit)(closing.exit)), evidence)
            }
        }
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
            let symptoms = (!marked.symptoms.is_empty()).then(|| (HEALTH.list)(marked.symptoms));
            let beside = symptoms.into_iter().chain(marked.note.clone()).reduce(|a, b| format!("{a}; {b}"));
            let note = beside.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
            format!("{session} {}{note}", (DOMAIN.mark)(marked.mark))
        }
        What::Leave(leave) => {
            let note = &leave.note;
            let kind = (DOMAIN.mark)(note.kind.mark());
            told(format!("leave note, {kind}, {} to {}", note.from, note.to), &note.reason)
        }
        What::Contact(contact) => {
            let record = &contact.record;
            let (by, reached) = ((DOMAIN.means)(record.by), (DOMAIN.reached)(record.reached));
            told(format!("contact by {by}, {}, {reached}", record.guardian), &record.said)
        }
        What::Visit(visit) => {
            let record = &visit.record;
            told(format!("home visit by {}, {}", record.who, (DOMAIN.outcome)(record.outcome)), &record.found)
        }
        What::Letter(letter) => {
            let record = &letter.record;
            let to = if record.to.is_empty() { String::new() } else { format!(" to {}", record.to) };
            format!("{} {}{to}", (DOMAIN.letter)(record.kind), record.no)
        }
        What::Receipt(letter, receipt) => {
            let what = (DOMAIN.letter)(letter.record.kind);
            told(format!("{what} {} received by {}", letter.record.no, receipt.by), &receipt.how)
        }
        What::Step(taken) => (DOMAIN.step)(&taken.record.step),
        What::Status(status, stands) => {
            let record = &status.record;
            format!(
                "{} from {}, {}",
                (DOMAIN.status)(record.kind),
                record.takes_effect(),
                (STATUS.state)(*stands, record)
            )
        }
        What::Planned(plan) => told(format!("plan begun, {}", (PLAN.kind)(plan.record.kind)), &plan.record.goal),
        What::Helped(plan, helped) => {
            let (kind, help) = ((PLAN.kind)(plan.record.kind), (PLAN.help)(&helped.record.help));
            told(format!("{kind}, {help}"), &helped.record.what)
        }
        What::PlanClosed(plan, closing) => {
            told(format!("plan closed, {}", (PLAN.kind)(plan.record.kind)), &closing.result)
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
        Why::IssueLetter => "paper issued",
        Why::Plan => "plan",
        Why::Help => "help",
        Why::SignPledge => "responsibility letter",
        Why::LogWork => "work log",
        Why::ChangeStatus => "change of status",
        Why::SetGuardian => "guardian",
        Why::TurnYear => "year's turn",
        Why::EnterGroup => "key group",
        Why::ImportGroup => "list of a key group",
        Why::CheckGroup => "round of key groups",
        Why::GiveAid => "aid",
        Why::SetAidKind => "kind of aid",
        Why::ReceiveReports => "monthly reports received",
        Why::ImportDistrictSchools => "list of schools",
        Why::TakeStep => "step of a case",
        Why::CloseCase => "case closed",
        Why::Review => "week reviewed",
        Why::SignWeek => "week signed",
        Why::WriteProse => "words of the self-inspection",
        Why::SetStaff => "staff",
        Why::SetReporting => "monthly report settings",
        Why::CountClass => "headcount",
        Why::ExplainMonth => "monthly report explanation",
        Why::SignMonth => "monthly report signed",
        Why::SendMonth => "monthly report sent",
        Why::ImportStaff => "staff imported",
        Why::RecordReceipt => "receipt recorded",
        Why::SetPolicy => "rules changed",
        Why::SetSchool => "the school's own data",
        Why::ImportEntrants => "new entrants imported",
        Why::IssueEntryNotices => "notices of enrolment",
        Why::DeliverNotice => "notice delivered",
        Why::RegisterEntrant => "registration",
        Why::EntryPapers => "papers of a registration",
        Why::TraceEntrant => "tracing of entrant",
        Why::SettleEntrant => "outcome of entrant",
        Why::Disclose => "personal data shown or taken out",
        Why::Undo(_) => "taken back",
    },
    entry: |school, entry| {
        let what = (DOMAIN.why)(entry.why);
        let name = |id| school.pupil(id).map_or("", |pupil| pupil.record.name.as_str());
        let listed = |id| school.entrant(id).map_or("", |entrant| entrant.record.name.as_str());
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
            Change::Letter { to, .. } => format!("{} {}", to.no, name(to.pupil)),
            Change::Step { to: Some(record), .. } => match record.about {
                About::Pupil(pupil) => format!("{} {}", name(pupil), (DOMAIN.step)(&record.step)),
                About::Class(class) => format!("{class} {}", (DOMAIN.step)(&record.step)),
            },
            Change::Status { to: Some(record), .. } => {
                format!("{} {}", name(record.pupil), (DOMAIN.status)(record.kind))
            }
            Change::Pupil { to: Some(record), .. } if matches!(entry.why, Why::ChangeStatus | Why::SetGuardian) => {
                record.name.clone()
            }
            // Which group it is, is for those who may know.
            Change::Membership { to: Some(record), .. } => name(record.pupil).to_owned(),
            Change::GroupCheck { pupil, .. } => name(*pupil).to_owned(),
            Change::AidKind { to: Some(record), .. } => record.name.clone(),
            Change::Aid { to: Some(record), .. } => name(record.pupil).to_owned(),
            Change::Entrant { to: Some(record), .. } => record.name.clone(),
            Change::EntryNotice { to, .. } => format!("{} {}", to.no, to.name),
            Change::Delivery { entrant, .. }
            | Change::Registration { entrant, .. }
            | Change::EntryOutcome { entrant, .. } => listed(*entrant).to_owned(),
            Change::Trace { to: Some(record), .. } => listed(record.entrant).to_owned(),
            Change::Plan { to: Some(record), .. } => format!("{} {}", name(record.pupil), (PLAN.kind)(record.kind)),
            Change::Help { to: Some(record), .. } => {
                school.plan(record.plan).map_or("", |plan| name(plan.record.pupil)).to_owned()
            }
            Change::Work { to: Some(record), .. } => (WORK_LOG.kind)(record.kind).to_owned(),
            Change::Review { week, pupil, .. } => format!("{week} {}", name(*pupil)),
            Change::WeekSigned { week, .. } => week.to_string(),
            Change::Headcount { month, class, .. } => format!("{month} {class}"),
            Change::MonthExplained { month, .. } => month.to_string(),
            Change::MonthSigned { month, version, .. } => format!("{month} version {version}"),
            Change::MonthSent { month, recipient, .. } => format!("{month} {}", (MONTHLY.recipient)(*recipient)),
            Change::Staff { to: Some(record), .. } => record.name.clone(),
            Change::Received { to: Some(report), .. } => format!("{} {}", report.school, report.month),
            Change::DistrictSchool { to: Some(record), .. } => record.name.clone(),
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

/// What happened, and what was said of it; nothing said leaves no colon.
fn told(what: String, more: &str) -> String {
    if more.trim().is_empty() { what } else { format!("{what}: {more}") }
}

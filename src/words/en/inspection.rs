use super::domain::DOMAIN;
use super::entrants::ENTRANTS;
use super::plan::PLAN;
use super::registers::REGISTERS;
use super::work_log::WORK_LOG;
use crate::domain::class::Stage;
use crate::domain::flags::Scope;
use crate::domain::inspection::{Amount, Behind, Fact, FigureKind, Hukou, LeftOut, Note, Section};
use crate::domain::people::{KeyGroup, Sex};
use crate::domain::plan::PlanKind;
use crate::domain::pledge::Party;
use crate::domain::school::School;
use crate::words::inspection::InspectionWords;
use chrono::NaiveDate;

pub const INSPECTION: InspectionWords = InspectionWords {
    title: "Self-inspection",
    section: |section| match section {
        Section::Basis => "basis",
        Section::Basics => "the school",
        Section::Mechanism => "who does what",
        Section::Source => "from the source",
        Section::Attendance => "attendance",
        Section::Monthly => "monthly reports",
        Section::Status => "status",
        Section::Special => "special education",
        Section::KeyGroups => "key groups",
        Section::Poverty => "poverty",
        Section::Learning => "learning difficulty",
        Section::HomeTeaching => "teaching at home",
        Section::Next => "what comes next",
    },
    figure: |kind| match kind {
        FigureKind::Classes => "classes".into(),
        FigureKind::Pupils => "on the books".into(),
        FigureKind::OfSex(Sex::Male) => "boys".into(),
        FigureKind::OfSex(Sex::Female) => "girls".into(),
        FigureKind::InStage(Stage::Primary) => "primary pupils".into(),
        FigureKind::InStage(Stage::Junior) => "junior pupils".into(),
        FigureKind::InGrade(grade) => grade.to_string(),
        FigureKind::OfHukou(Hukou::Local) => "local hukou".into(),
        FigureKind::OfHukou(Hukou::Elsewhere) => "hukou elsewhere".into(),
        FigureKind::OfHukou(Hukou::Unsaid) => "hukou not recorded".into(),
        FigureKind::Suspended => "suspended".into(),
        FigureKind::Deferred => "deferred".into(),
        FigureKind::TransferredIn => "transferred in".into(),
        FigureKind::TransferredOut => "transferred out".into(),
        FigureKind::SuspendedSince => "suspended in the year".into(),
        FigureKind::Renewed => "suspension extended".into(),
        FigureKind::Resumed => "resumed".into(),
        FigureKind::LeftCountry => "left the country".into(),
        FigureKind::ToSpecialSchool => "to a special school".into(),
        FigureKind::Died => "died".into(),
        FigureKind::Suspected => "entered as suspected".into(),
        FigureKind::Dropouts => "entered as dropout".into(),
        FigureKind::DropoutRate => "dropout rate".into(),
        FigureKind::PersuadedBackRate => "rate persuaded back".into(),
        FigureKind::PersuadedBack => "persuaded back".into(),
        FigureKind::InWatch => "in watch".into(),
        FigureKind::WatchPassed => "through the watch".into(),
        FigureKind::AwayAgain => "away again".into(),
        FigureKind::AttendanceRate => "attendance rate".into(),
        FigureKind::RollsTaken => "rolls taken".into(),
        FigureKind::CasesOpened => "cases opened".into(),
        FigureKind::CasesClosed(exit) => format!("closed: {}", (DOMAIN.exit)(exit)),
        FigureKind::SameDayContact => "same-day contact".into(),
        FigureKind::Contacts => "guardians reached".into(),
        FigureKind::Visits => "visits".into(),
        FigureKind::Persuasions => "persuasions".into(),
        FigureKind::Papers => "papers issued".into(),
        FigureKind::Escalations => "notices to leadership".into(),
        FigureKind::Reports => "reports to the bureau".into(),
        FigureKind::StreetLetters => "letters to the street".into(),
        FigureKind::GuardianNotices => "notices to guardians".into(),
        FigureKind::SignedWeeks => "weeks signed".into(),
        FigureKind::Retention(grade) => format!("retention, {grade}"),
        FigureKind::Pledges => "letters signed".into(),
        FigureKind::Meetings => "meetings, trainings".into(),
        FigureKind::EntrantsRegistered => "children registered".into(),
        FigureKind::SignedMonths => "months signed".into(),
        FigureKind::Aided => "pupils with aid".into(),
        // Beside them stand the pupils who are taught so.
        FigureKind::Plans(kind @ (PlanKind::Inclusive | PlanKind::HomeTeaching)) => {
            format!("{}, plans", (PLAN.kind)(kind))
        }
        FigureKind::Plans(kind) => (PLAN.kind)(kind).into(),
        FigureKind::InGroup(KeyGroup::Inclusive) => "pupils in inclusive education".into(),
        FigureKind::HomeTaught => "taught at home".into(),
        FigureKind::Lessons => "lessons at home".into(),
        FigureKind::InGroup(group) => (DOMAIN.group)(group).into(),
    },
    formula: |kind| match kind {
        FigureKind::Classes => "classes with pupils on the day of the report",
        FigureKind::Pupils => "on the books that day, the suspended included",
        FigureKind::OfSex(_) => "of those, by the roster",
        FigureKind::InStage(_) | FigureKind::InGrade(_) => "of those, by grade; the suspended by their last",
        FigureKind::OfHukou(_) => "of those, by the roster's hukou",
        FigureKind::Suspended => "suspended on the day of the report",
        FigureKind::Deferred => "pupils and children whose entry is deferred that day",
        FigureKind::DropoutRate => "in the dropout ledger that day / on the books on 1 September",
        FigureKind::TransferredIn
        | FigureKind::TransferredOut
        | FigureKind::SuspendedSince
        | FigureKind::Resumed
        | FigureKind::Renewed
        | FigureKind::LeftCountry
        | FigureKind::ToSpecialSchool
        | FigureKind::Died => "changes in effect, date of effect in the span, both ends included",
        FigureKind::Suspected | FigureKind::Dropouts => "pupils entered in the ledger in the span, each once",
        FigureKind::PersuadedBackRate => "entered, back, and through the watch / entered in the span",
        FigureKind::PersuadedBack => "back after the leadership knew, confirmed in the span, not away again",
        FigureKind::InWatch => "of those, whose watch is not over",
        FigureKind::WatchPassed => "of those, whose watch is over",
        FigureKind::AwayAgain => "away without excuse again within the watch",
        FigureKind::AttendanceRate => "there / expected; rolls not taken are left out",
        FigureKind::RollsTaken => "rolls of the span",
        FigureKind::CasesOpened => "cases with their first unexcused session in the span",
        FigureKind::CasesClosed(_) => "cases closed in the span, by exit",
        FigureKind::SameDayContact => "guardian reached on the first day / cases opened",
        FigureKind::Contacts => "contacts that reached somebody",
        FigureKind::Visits => "visits recorded",
        FigureKind::Persuasions => "attempts recorded",
        FigureKind::Papers
        | FigureKind::Escalations
        | FigureKind::Reports
        | FigureKind::StreetLetters
        | FigureKind::GuardianNotices => "papers issued in the span, corrections not counted again",
        FigureKind::SignedWeeks => "weeks of the span that were signed",
        FigureKind::Retention(_) => "graduates (or those there) / (entrants + in - out - died), at most 100 %",
        FigureKind::Pledges => "signed this school year / to be signed by the staff list, families left out",
        FigureKind::Meetings => "entries of the work log in the span",
        FigureKind::EntrantsRegistered => "registered here / on this year's list",
        FigureKind::SignedMonths => "months whose report was signed in the span",
        FigureKind::Aided => "pupils with aid in the span, each once",
        FigureKind::Plans(_) => "plans at work in the span",
        FigureKind::HomeTaught => "on the books that day and taught at home",
        FigureKind::Lessons => "lessons recorded in the span",
        FigureKind::InGroup(_) => "pupils on the books who belong to it that day",
    },
    note: |note| match note {
        Note::BooksBegin(begin) => format!("the books begin on {begin}"),
        Note::NoHukou => "no hukou in the roster: add it".into(),
        Note::NoBureau => "the bureau's full name is not set".into(),
        Note::NotGraduated => "not graduated yet: who is there".into(),
    },
    before_the_books: |year, begin| {
        format!("There is nothing on the books for {year}: they begin on {begin}. That is not zero, but no record.")
    },
    headings: ["section", "figure", "amount", "how it is counted"],
    fact,
    behind_headings: ["who or what", "of it", "date"],
    share: |of, among| format!("{of} / {among}"),
    unwritten: |sections| format!("Nothing is written yet for: {}.", sections.join(", ")),
    all_written: "Every section has its words.",
    no_behind: "It is 0: nothing stands behind it.",
    rewritten: "Another desk has just saved these words; yours are not written. Enter again puts yours in their place, Esc leaves them.",
    prose_kept: |section, year| format!("Kept: the words of \"{section}\" for {year}."),
    prose_gone: |section, year| format!("Emptied: the words of \"{section}\" for {year}."),
    file: |year| format!("self-inspection-{year}"),
    filed: |done, of| format!("{done}/{of}"),
    evidence: |folder, papers, originals| {
        format!("The evidence is in {}: {papers} papers, {originals} attachments, and a list.", folder.display())
    },
    left_out: |left_out| match left_out {
        LeftOut::NotYours(kind) => {
            format!("Left out: {} (for those who may see the key groups of the whole school)", (REGISTERS.name)(kind))
        }
        LeftOut::Unsigned { year, letters } => {
            format!("Left out: {letters} letters of responsibility of the school year {year} (not signed yet)")
        }
    },
    write: "write",
    words_of: |section| format!("Words of \"{section}\""),
    words_hint: "what was done; figures are filled in; / ends a paragraph",
    export: "export",
    evidence_export: "export evidence",
    earlier: "year before",
    later: "year after",
    look_behind: "who",
    how_to: "Every figure comes from what was recorded. Enter shows the pupils behind it, e writes the words of its section, w writes the report.",
    stopped: |done, of| format!("Stopped: {done} of {of} were done; no file is kept."),
    how_to_stop: "Esc stops; no file is kept",
    usual_words: "(worded as usual)",
    no_words: "(nothing written yet)",
    span: |span| format!("{} to {}", span.from, span.to),
    behind: "who",
    open_fact: "open",
    folder: "Folder",
    folder_hint: "new or empty; a name alone goes into your documents",
    folder_name: |year| format!("evidence-{year}"),
};

/// A fact behind a figure: what it is, what belongs to it, the day.
fn fact(school: &School, behind: &Behind, to: NaiveDate) -> [String; 3] {
    let on = behind.on.map(|on| on.to_string()).unwrap_or_default();
    let name = |pupil| school.pupil(pupil).map(|pupil| pupil.record.name.clone()).unwrap_or_default();
    let class =
        |pupil| school.last_class(pupil, behind.on.unwrap_or(to)).map(|class| class.to_string()).unwrap_or_default();
    let [what, more] = match behind.fact {
        Fact::Pupil(pupil) => [name(pupil), class(pupil)],
        Fact::Missing(pupil) => {
            let class = class(pupil);
            [name(pupil), format!("{class}, not known where")]
        }
        Fact::Class(class, Amount::Count(count)) => [class.to_string(), count.to_string()],
        Fact::Class(class, Amount::Untold) => [class.to_string(), String::new()],
        Fact::Class(class, Amount::Share { of, among }) => [class.to_string(), (INSPECTION.share)(of, among)],
        Fact::SignedWeek(week, scope) => {
            let of = match scope {
                Scope::School => "the whole school".to_owned(),
                Scope::Grade(grade) => grade.to_string(),
                Scope::Class(class) => class.to_string(),
            };
            [week.to_string(), of]
        }
        Fact::SignedMonth(month, version) => [month.to_string(), format!("version {version}")],
        Fact::Pledge(key) => {
            let who = match key.party {
                Party::Staff(staff) => school.staff(staff).map(|staff| staff.record.name.clone()).unwrap_or_default(),
                Party::GuardianOf(pupil) => name(pupil),
            };
            [who, if behind.on.is_some() { "signed" } else { "not signed" }.to_owned()]
        }
        Fact::Work(work) => {
            let record = school.work.iter().find(|it| it.id == work).map(|work| &work.record);
            let kind = record.map(|record| (WORK_LOG.kind)(record.kind).to_owned()).unwrap_or_default();
            [kind, record.map(|record| record.what.clone()).unwrap_or_default()]
        }
        Fact::Child(child) => {
            let child = school.entrant(child);
            let state = child.map(|child| (ENTRANTS.state)(school.entrant_state(child, to)).to_owned());
            [child.map(|child| child.record.name.clone()).unwrap_or_default(), state.unwrap_or_default()]
        }
    };
    [what, more, on]
}

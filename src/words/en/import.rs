use super::domain::DOMAIN;
use crate::domain::calendar::DayKind;
use crate::domain::district::SchoolKind;
use crate::domain::people::Post;
use crate::domain::status::Holds;
use crate::exchange::plan::{Counts, Difference, FaultKind, Field, Kept, Note, Subject, Value};
use crate::words::import::Import;

pub const IMPORT: Import = Import {
    counts: |counts| {
        let Counts { rows, new, changed, unchanged, missing, kept, faulty_rows, is_of_rolls } = counts;
        if *is_of_rolls {
            let read = rows.saturating_sub(*faulty_rows);
            return format!(
                "{rows} rows: {read} read, {faulty_rows} faulty; they make rolls: {new} new, {changed} changed, \
                 {unchanged} unchanged"
            );
        }
        let kept = if *kept > 0 { format!(", {kept} left as they are") } else { String::new() };
        format!(
            "{rows} rows: {new} new, {changed} changed, {unchanged} unchanged, {faulty_rows} faulty; \
             {missing} not in the file{kept}"
        )
    },
    subject: |subject| match subject {
        Subject::Pupil { name, student_no, class } => {
            let class = class.map(|class| class.to_string()).unwrap_or_default();
            format!("{class} {name} {}", student_no.as_deref().unwrap_or_default()).trim_end().to_owned()
        }
        Subject::Roll { class, date, session, exceptions } => match exceptions {
            0 => format!("{class} {date} {session} everyone there"),
            count => format!("{class} {date} {session} {count} marks"),
        },
        Subject::Day { date, grade, kind, note } => {
            let grade = grade.map(|grade| format!(" grade {grade}")).unwrap_or_default();
            format!("{date}{grade} {} {note}", day_kind(*kind))
        }
        Subject::Term { first, last, name } => format!("{name} {first} to {last}"),
        Subject::NationalYear { year, days } => format!("national table of {year}, {days} days"),
        Subject::Listed { row, name, class } => match class {
            Some(class) => format!("row {row}: {name} {class}"),
            None => format!("row {row}: {name}"),
        },
        Subject::Entrant { name, id_no, grade, village } => {
            format!("{grade} {village} {name} {}", id_no.as_deref().unwrap_or_default()).trim_end().to_owned()
        }
        Subject::Staff { name, posts } => format!("{name} {}", post_names(posts)).trim_end().to_owned(),
        Subject::DistrictSchool { name, code } => format!("{name} {code}").trim_end().to_owned(),
    },
    difference: |difference| {
        let Difference { field, pupil, old, new } = difference;
        let value = |value: &Option<Value>| value.as_ref().map_or_else(|| "nothing".to_owned(), value_text);
        let whose = pupil.as_ref().map(|pupil| format!("{pupil} ")).unwrap_or_default();
        format!("{whose}{}: {} -> {}", field_name(*field), value(old), value(new))
    },
    missing: |item| format!("not in the file (left as it is): {}", (IMPORT.subject)(&item.subject)),
    kept: |kept| format!("row {} {}: {}", kept.row, (IMPORT.subject)(&kept.item.subject), kept_why(kept)),
    kept_difference: |difference| {
        let Difference { field, pupil: _, old, new } = difference;
        let value = |value: &Option<Value>| value.as_ref().map_or_else(|| "nothing".to_owned(), value_text);
        format!("{} is {}, this list says {}", field_name(*field), value(old), value(new))
    },
    kept_by_list: "What an earlier list has said stays. Where this one is right, import it so that it overrules.",
    kept_by_status: "What a change of status or the turn of the year has set is not changed by a class list. To change it, \
                     record a change of status; to go through it name by name, compare.",
    fault: |fault| {
        let found = if fault.found.is_empty() { String::new() } else { format!(" \"{}\"", fault.found) };
        let who = if fault.who.is_empty() { String::new() } else { format!("{} ", fault.who) };
        format!("row {} {who}{}{found}: {}", fault.row, fault.column, fault_reason(&fault.kind))
    },
    fault_in_sheet: |fault| format!("sheet \"{}\", {}", fault.sheet_name, (IMPORT.fault)(fault)),
    unread_columns: |columns| format!("columns not read: {}", columns.join(", ")),
    note: |note| match note {
        Note::SheetsPassedOver { names } => format!("sheets not read: {}", names.join(", ")),
        Note::EventsPassedOver { count } => format!("{count} events that are neither days off nor school days"),
        Note::EnrolledFrom { date, pupils } => format!("{pupils} new pupils without a date of entry: from {date} on"),
        Note::YoungerThanUsual { names } => {
            format!("younger than usual in the grade, taken; please check the grade: {}", names.join(", "))
        }
        Note::SourceNotSaid { children } => format!(
            "nothing says from whose list {children} of them are, recorded as \"other\": to say it, add a column 来源 before importing"
        ),
        Note::OlderThanUsual { names } => format!("older than usual, taken; please check: {}", names.join(", ")),
        Note::StayAway { names } => {
            format!(
                "suspended or deferred, left as they are and given a class when they are back: {}",
                names.join(", ")
            )
        }
        Note::LaidOver => "mended rows: only these are laid in, other marks stay".to_owned(),
    },
    faulty_rows: "faulty",
    dry_run: "A preview; nothing was written.",
    recorded: |faulty| match faulty {
        0 => "All of it was written.".to_owned(),
        faulty => format!("Written, but for {faulty} faulty rows: put them right and import them again."),
    },
    nothing_to_do: "There is nothing to write.",
};

/// Why the books stay as they are.
fn kept_why(kept: &Kept) -> String {
    let differences = &kept.item.differences;
    let holds = match kept.holds {
        Some(Holds::Status { kind, from }) => format!("{} recorded (from {from})", (DOMAIN.status)(kind)),
        Some(Holds::AppliedFor { kind, applied_on }) => {
            format!("{} applied for on {applied_on}, not in effect yet", (DOMAIN.status)(kind))
        }
        Some(Holds::Turn { year, from }) => format!("risen into the classes of {year} (from {from})"),
        None => {
            let said = differences.iter().map(|difference| (IMPORT.kept_difference)(difference));
            return format!("{}: left as it is", said.collect::<Vec<_>>().join("; "));
        }
    };
    let said = differences.iter().map(|difference| match (difference.field, &difference.old) {
        (Field::Class, None) => "still in the list".to_owned(),
        (field, _) => {
            let value = difference.new.as_ref().map(value_text).unwrap_or_default();
            format!("in the list {} {value}", field_name(field))
        }
    });
    format!("{holds}; {}: left as it is", said.collect::<Vec<_>>().join(", "))
}

fn day_kind(kind: DayKind) -> &'static str {
    match kind {
        DayKind::Off => "off",
        DayKind::On => "school",
    }
}

fn field_name(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::Sex => "sex",
        Field::StudentNo => "student number",
        Field::IdNo => "ID number",
        Field::Birth => "birthday",
        Field::Hukou => "hukou",
        Field::Address => "address",
        Field::Street => "street",
        Field::Boarder => "boarder",
        Field::Dormitory => "dormitory room",
        Field::Groups => "key groups",
        Field::Guardians => "guardians",
        Field::Class => "class",
        Field::Seat => "seat",
        Field::Enrolled => "date of entry",
        Field::Mark => "mark",
        Field::Note => "note",
        Field::Symptoms => "symptoms",
        Field::Kind => "kind",
        Field::Last => "last day",
        Field::Days => "days",
        Field::Posts => "posts",
        Field::Until => "last day",
        Field::Village => "village",
        Field::Grade => "grade",
        Field::OldSchool => "old school",
        Field::Sends => "expected to send",
        Field::SchoolCode => "school code",
        Field::SchoolKind => "kind",
        Field::Listed => "on the list of schools",
    }
}

fn value_text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::SchoolKind(kind) => match kind {
            SchoolKind::Primary => "primary",
            SchoolKind::Junior => "junior",
            SchoolKind::NineYear => "nine-year",
            SchoolKind::Secondary => "secondary",
            SchoolKind::Special => "special",
        }
        .into(),
        Value::Flag(true) => "yes".into(),
        Value::Flag(false) => "no".into(),
        Value::Date(date) => date.to_string(),
        Value::Sex(sex) => (DOMAIN.sex)(*sex).into(),
        Value::Groups(groups) => groups.iter().map(|group| (DOMAIN.group)(*group)).collect::<Vec<_>>().join(", "),
        Value::Class(class) => class.to_string(),
        Value::Mark(mark) => (DOMAIN.mark)(*mark).into(),
        Value::Symptoms(symptoms) => {
            symptoms.iter().map(|symptom| (DOMAIN.symptom)(symptom)).collect::<Vec<_>>().join(", ")
        }
        Value::Kind(kind) => day_kind(*kind).into(),
        Value::Posts(posts) if posts.is_empty() => "none".into(),
        Value::Posts(posts) => post_names(posts),
    }
}

fn post_names(posts: &[Post]) -> String {
    posts.iter().map(|post| (DOMAIN.post)(*post)).collect::<Vec<_>>().join(", ")
}

pub(super) fn fault_reason(kind: &FaultKind) -> String {
    match kind {
        FaultKind::MissingName => "no name".into(),
        FaultKind::NameTooLong { most } => format!("a name of more than {most} characters"),
        FaultKind::MissingClass => "no class".into(),
        FaultKind::StudentNo(error) => error.to_string(),
        FaultKind::IdCheckDigit(error) => error.to_string(),
        FaultKind::BornInFuture => "a birthday still to come".into(),
        FaultKind::Phone(error) => error.to_string(),
        FaultKind::LostDigits => {
            "the spreadsheet has rounded the number and its last digits are lost; make the column text and type it again"
                .into()
        }
        FaultKind::DuplicateStudentNo { first } => format!("same student number as row {first}"),
        FaultKind::DuplicateIdNo { first } => format!("same ID number as row {first}"),
        FaultKind::DuplicatePupil { first } => format!("the same pupil as row {first}"),
        FaultKind::ConflictingNumbers => "student number and ID number belong to two pupils".into(),
        FaultKind::UnknownClass(error) => error.to_string(),
        FaultKind::UnknownGrade => "no such grade; write 七年级".into(),
        FaultKind::ImpossibleDate => "there is no such day".into(),
        FaultKind::NotADate => "not a date; write 2025-09-01".into(),
        FaultKind::Formula => "a formula; put the value in its place".into(),
        FaultKind::ErrorCell => "the cell holds an error".into(),
        FaultKind::ControlCharacter => "has an invisible control character; type it again".into(),
        FaultKind::UnreadValue => "cannot be read; write 是 or 否".into(),
        FaultKind::UnknownSex => "not known as a sex; write 男 or 女".into(),
        FaultKind::UnknownPupil => "no such pupil in the books".into(),
        FaultKind::AmbiguousPupil => "several of that name in the class; add the student number".into(),
        FaultKind::NameDiffers => "number and name are of two pupils".into(),
        FaultKind::NotInClass => "the pupil was not in that class on that day".into(),
        FaultKind::UnknownMark => "no mark that is known".into(),
        FaultKind::UnknownSession => "the school has no such session".into(),
        FaultKind::DoubleEntry { first } => format!("the same pupil and session as row {first}"),
        FaultKind::AllPresentWithExceptions => "the roll says both everyone there and exceptions".into(),
        FaultKind::UnknownKind => "only 放假 or 上课 are understood".into(),
        FaultKind::UnpairedTerm => "first and last day of a term come as a pair".into(),
        FaultKind::MissingGrade => "a grade lead without a grade".into(),
        FaultKind::WrongGrade => "not the grade into which the pupil rises; who graduates gets no class".into(),
        FaultKind::SeatTaken { first } => format!("the same seat as row {first}"),
        FaultKind::SeatHeld { by } => format!("{by} sits there and is not moved by the file; give another seat"),
        FaultKind::NoSeat => "a seat is a number from 1 to 999".into(),
        FaultKind::NewPupil => "no such pupil in the classes that rise; new ones come with their roster".into(),
        FaultKind::IdNameDiffers => "ID number and name are of two pupils".into(),
        FaultKind::EndsBefore => "it ends before it begins".into(),
        FaultKind::MissingBirth => "neither birthday nor ID number: the age cannot be checked".into(),
        FaultKind::TooYoung { age, grade } => format!("{age} years old on 31 August: too young for {grade}"),
        FaultKind::OnTheBooks { class } => {
            let class = class.map(|class| class.to_string()).unwrap_or_default();
            format!("a pupil of this school already {class}").trim_end().to_owned()
        }
        FaultKind::UnknownSource => "not known as a source; write 公安, 村居, 小学 or 其他".into(),
        FaultKind::SchoolCode => "a school's code has ten digits; leave it empty where it is not known".into(),
        FaultKind::UnknownSchoolKind => {
            "no kind of school; write 小学, 初中, 九年一贯制学校, 完全中学 or 特殊教育学校".into()
        }
        FaultKind::DuplicateSchool { first } => format!("the same school as row {first}"),
        FaultKind::NamesakeBorn { born } => format!(
            "the pupil of that name in the class was born on {born} by the number: if it is the same, correct the \
             birthday; if another, write the number"
        ),
        FaultKind::BirthDiffers { born } => format!("the ID number says {born}"),
        FaultKind::SexDiffers { sex } => format!("the ID number says {}", (DOMAIN.sex)(*sex)),
        FaultKind::FutureDay => "this day is still to come".into(),
        FaultKind::UnknownRole => {
            "not known as a role; write 班主任, 年级组长, 德育处, 校领导, 学籍管理员, 疫情报告人 or 教师".into()
        }
    }
}

//! English.

use super::*;
use crate::domain::entry::{Change, Disclosure};
use crate::exchange::plan::{FaultKind, Field, Value};

pub static WORDS: Words =
    Words { lang: Lang::En, common: COMMON, domain: DOMAIN, cli: CLI, import: IMPORT, problems: PROBLEMS };

const COMMON: Common = Common {
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

const DOMAIN: Domain = Domain {
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

const CLI: Cli = Cli {
    passphrase: "Passphrase: ",
    passphrase_again: "Passphrase again: ",
    tries_left: |tries| format!("{tries} more tries."),
    settings_fault: |what| format!("The settings file is passed over: {what}"),
    unnamed_person: "administrator",
    initialised: |folder| format!("Books begun in {}. Next: baoxue import roster FILE", folder.display()),
    flags_headings: ["Class", "Name", "Streak", "Since", "Sum", "Rate", "Owed"],
    no_flags: |as_of, min| format!("As of {as_of} no pupil has a streak of {min} school days or more."),
    roll_headings: ["Seat", "Name", "Mark", "Note"],
    roll_taken: |class, expected, away, unknown| match unknown {
        0 => format!("{class}: {expected} expected, {away} marked; saved."),
        unknown => format!("{class}: {expected} expected, {away} marked; saved. Call the families of {unknown} today."),
    },
    roll_not_taken: "This roll was not taken.",
    everyone_there: "Everyone was there.",
    contact_recorded: "Contact recorded.",
    visit_recorded: |files| match files {
        0 => "Visit recorded.".into(),
        files => format!("Visit recorded with {files} files."),
    },
    leave_recorded: |put_right| match put_right {
        0 => "Leave note recorded.".into(),
        rolls => format!("Leave note recorded; {rolls} rolls already taken were put right."),
    },
    pupils_headings: ["Class", "Seat", "Name", "Sex", "Guardian", "Phone"],
    no_pupils: "No pupils yet. Next: baoxue import roster FILE",
    pupils_with_numbers: "pupils with ID and phone numbers",
    pupil_figures: |days, from, unexcused| {
        let since = from.map(|from| format!(" (since {from})")).unwrap_or_default();
        format!("Streak {days} school days{since}, {unexcused:.1} unexcused days in the term")
    },
    todo_headings: ["Class", "Name", "Owed", "By whom"],
    nothing_owed: "Nothing is owed.",
    gaps_too: |gaps| format!("And {gaps} rolls are missing: baoxue gaps."),
    gaps_headings: ["Class", "Date", "Session"],
    no_gaps: "No roll is missing.",
    calendar_headings: ["Date", "School", "Why"],
    school_day: "yes",
    no_school: "no",
    policy_headings: ["Rule", "Trigger", "Owed", "By whom", "When"],
    policy_set: |from| match from {
        Some(from) => format!("Changed, from {from} on."),
        None => "Changed, from the first day of the books on (--from DATE sets another).".into(),
    },
    notices_headings: ["Number", "Class", "Name", "Date", "To", "By", "Receipt"],
    no_notices: "No notices yet.",
    no_receipt: "none yet",
    receipt_recorded: "Receipt recorded.",
    written: |file| format!("Written to {}", file.display()),
    backed_up: |file| format!("Backed up to {}. It still takes the passphrase to open it.", file.display()),
    restored: |kept| match kept {
        Some(kept) => format!("Restored. What was there before is kept in {}", kept.display()),
        None => "Restored.".into(),
    },
    verified: |entries| format!("Sound: {entries} entries checked."),
};

const IMPORT: Import = Import {
    counts: |counts| {
        let Counts { rows, new, changed, unchanged, missing, faulty_rows } = counts;
        format!(
            "{rows} rows: {new} new, {changed} changed, {unchanged} unchanged, {faulty_rows} faulty; \
             {missing} not in the file"
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
    },
    difference: |difference| {
        let Difference { field, pupil, old, new } = difference;
        let value = |value: &Option<Value>| value.as_ref().map_or_else(|| "nothing".to_owned(), value_text);
        let whose = pupil.as_ref().map(|pupil| format!("{pupil} ")).unwrap_or_default();
        format!("{whose}{}: {} -> {}", field_name(*field), value(old), value(new))
    },
    missing: |item| format!("not in the file (left as it is): {}", (IMPORT.subject)(&item.subject)),
    fault: |fault| {
        let found = if fault.found.is_empty() { String::new() } else { format!(" \"{}\"", fault.found) };
        format!("row {} {}{found}: {}", fault.row, fault.column, fault_reason(&fault.kind))
    },
    unread_columns: |columns| format!("columns not read: {}", columns.join(", ")),
    note: |note| match note {
        Note::SheetsPassedOver { names } => format!("sheets not read: {}", names.join(", ")),
        Note::EventsPassedOver { count } => format!("{count} events that are neither days off nor school days"),
        Note::EnrolledFrom { date, pupils } => format!("{pupils} new pupils without a date of entry: from {date} on"),
        Note::LaidOver => "mended rows: only these are laid in, other marks stay".to_owned(),
    },
    dry_run: "A preview; nothing was written.",
    recorded: "All of it was written.",
    nothing_to_do: "There is nothing to write.",
};

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
        Field::Groups => "key groups",
        Field::Guardians => "guardians",
        Field::Class => "class",
        Field::Seat => "seat",
        Field::Enrolled => "date of entry",
        Field::Mark => "mark",
        Field::Note => "note",
        Field::Kind => "kind",
        Field::Last => "last day",
        Field::Days => "days",
    }
}

fn value_text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Flag(true) => "yes".into(),
        Value::Flag(false) => "no".into(),
        Value::Date(date) => date.to_string(),
        Value::Sex(sex) => (DOMAIN.sex)(*sex).into(),
        Value::Groups(groups) => groups.iter().map(|group| (DOMAIN.group)(*group)).collect::<Vec<_>>().join(", "),
        Value::Class(class) => class.to_string(),
        Value::Mark(mark) => (DOMAIN.mark)(*mark).into(),
        Value::Kind(kind) => day_kind(*kind).into(),
    }
}

fn fault_reason(kind: &FaultKind) -> String {
    match kind {
        FaultKind::MissingName => "no name".into(),
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
    }
}

const PROBLEMS: Problems = Problems {
    import: |file, error| format!("Cannot read {}: {error}. Nothing was written.", file.display()),
    no_chinese_font: |looked_for| {
        format!(
            "This computer has no Chinese font, so no PDF can be made (DOCX and text can). Debian, Kylin: \
             apt install fonts-noto-cjk; Windows: install FangSong. Looked for: {}",
            looked_for.join(", ")
        )
    },
    missing_glyphs: |glyphs| {
        format!(
            "No font here has {glyphs}, so no PDF can be made. Install a fuller font (fonts-noto-cjk), or use DOCX."
        )
    },
    pdf_left_out: "This build has no PDF; use DOCX or text.",
    nothing_to_report: "The pupil has no unexcused absence now, or is no longer here: there is nothing to report.",
    journal_fault: |fault| match fault {
        store::Fault::Altered { seq, .. } => format!("entry {seq} was altered"),
        store::Fault::Missing { from, to, .. } => format!("entries {from} to {to} are missing"),
        store::Fault::ChainBroken { seq, .. } => format!("entry {seq} does not follow the one before"),
        store::Fault::HeadDiffers { seq, .. } => format!("the journal should end at entry {seq} and does not"),
        store::Fault::TableDiffers { table } => format!("table {table} is not what the journal comes to"),
        store::Fault::AttachmentAltered { digest } => format!("attachment {digest} was altered"),
        store::Fault::AttachmentMissing { digest, .. } => format!("attachment {digest} is missing"),
        store::Fault::Pages { what } => format!("the database file is damaged: {what}"),
    },
    no_random: "The system gives no random numbers. Restart the computer and try again.",
    no_home: "No data folder is known for this user. Name one with --data-dir DIR.",
    unknown_pupil: |asked| {
        format!("No pupil \"{asked}\". Give the 学籍号 or the whole name; baoxue pupils lists them.")
    },
    several_pupils: |asked, them| {
        format!("{} pupils are called \"{asked}\"; give the 学籍号 instead:\n{}", them.len(), them.join("\n"))
    },
    unknown_class: |asked, known| {
        let known: Vec<String> = known.iter().map(Class::to_string).collect();
        match known.is_empty() {
            true => format!("No class \"{asked}\": there are no pupils yet. First: baoxue import roster FILE"),
            false => format!("No class \"{asked}\". There are: {}", known.join(", ")),
        }
    },
    unknown_grade: |asked| format!("No grade \"{asked}\". Write 七年级 or 7."),
    unknown_session: |asked, known| format!("No session \"{asked}\". There are: {}", known.join(", ")),
    unknown_seat: |seat, class| {
        format!("Nobody has seat {seat} in {class}, or two have. baoxue pupils --class CLASS shows the seats.")
    },
    seat_twice: |seat| format!("Seat {seat} is named with two marks; keep one."),
    empty_class: |class, date| {
        format!("{class} has no pupils on {date}. Check the date, or import the class list first.")
    },
    no_school_day: |date, why| {
        format!(
            "{date} is no school day ({why}). To take the roll all the same add --anyway; it will count for nothing."
        )
    },
    future_date: |date| format!("{date} is still to come; nothing can be recorded for it."),
    dates_reversed: |from, to| format!("The last day {to} comes before the first {from}; swap them."),
    unknown_guardian: |asked, known| format!("There is no guardian number {asked}; the books name {known}."),
    unknown_policy: |asked| {
        format!("No rule \"{asked}\". Such as excused=pass, excused=end, R2.within=0, R3.at_least=1.")
    },
    unknown_notice: |asked| format!("No notice \"{asked}\". baoxue notice list shows the numbers."),
    unknown_staff: |asked, known| format!("Nobody is called \"{asked}\". There are: {}", known.join(", ")),
    nothing_to_undo: "There is nothing to take back.",
    cannot_read: |file, source| format!("Cannot read {}: {source}", file.display()),
    cannot_write: |file, source| format!("Cannot write {}: {source}. Choose another folder or name.", file.display()),
    too_large: |file, largest| {
        format!("{} is larger than {} MB; make it smaller first.", file.display(), largest / 1024 / 1024)
    },
    output: |source| format!("Output failed: {source}"),
    passphrase_file: |file, source| format!("Cannot read the passphrase file {}: {source}", file.display()),
    no_terminal: "A passphrase is needed and there is no terminal to ask. Use --passphrase-file FILE.",
    empty_passphrase: "The passphrase must not be empty.",
    passphrases_differ: "The two passphrases differ; begin again.",
    not_sound: |faults| {
        format!(
            "{faults} faults: entries were altered or taken out. Keep everything as it is and compare with a backup."
        )
    },
    already_there: |path| format!("{} already holds books and is not overwritten. Choose another.", path.display()),
    no_books: |path| format!("There are no books in {}. Run baoxue to begin, or baoxue init.", path.display()),
    key_file_missing: |path| {
        format!(
            "The key file {} is missing; nothing opens without it. From a backup: baoxue restore FILE",
            path.display()
        )
    },
    key_file_damaged: |path| {
        format!(
            "The key file {} is damaged (the passphrase is not at fault). From a backup: baoxue restore FILE",
            path.display()
        )
    },
    wrong_passphrase: "Wrong passphrase. Check capitals and the input method; it cannot be recovered.",
    database_damaged: "The database is damaged (the passphrase is not at fault). From a backup: baoxue restore FILE",
    too_new: "A newer version of baoxue wrote these books. Update the program to open them.",
    in_use: |folder| format!("Another program is using {}. Close it first.", folder.display()),
    roll_changed: |class, date| {
        format!(
            "The roll of {class} on {date} was just changed by somebody else; nothing was saved. Open it again to see."
        )
    },
    number_taken: "Another notice just took the number; nothing was issued. Try again.",
    notice_frozen: "The notice is issued and no longer changes.",
    not_undoable: "This step stays: issued papers and disclosures cannot be taken back.",
    changed_since: "Somebody changed the same thing since; it cannot be taken back. Correct it instead.",
    in_memory: "The made-up school is in memory only and cannot be backed up.",
    backup_damaged: |path| format!("The backup {} is damaged; nothing was restored.", path.display()),
    busy: "Another program keeps the books busy; nothing was saved. Try again in a moment.",
    disk_full: "The disk is full; nothing was saved. Make room and try again: what you typed is still there.",
    read_only: "The data folder cannot be written to; nothing was saved. Check the rights or choose another.",
    internal: |what| format!("Something unexpected happened; nothing was saved: {what}"),
};

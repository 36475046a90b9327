use crate::domain::amend::Allowed;
use crate::domain::class::Class;
use crate::domain::find::Namesake;
use crate::domain::ladder::{Bound, Part};
use crate::domain::letter::Lacking;
use crate::store;
use crate::words::problems::Problems;
use std::borrow::Cow;
use std::io;
use std::path::Path;

const NOTHING_TO_REPORT: &str =
    "The pupil has no unexcused absence now, or is no longer here: there is nothing to report.";

pub const PROBLEMS: Problems = Problems {
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
    never_in_class: |name| format!("{name} was in no class by this date, so there is no dossier."),
    not_made: |count| format!("{count} dossiers could not be made, as said above; the others are written."),
    no_table: "This paper has no table and cannot be a workbook; use DOCX, PDF or text.",
    unknown_figure: |asked| format!("No figure is called {asked}. report self-inspection --json lists their codes."),
    not_of_year: |date, year| format!("{date} is not in {year}. Give --to a day of that year, or another --year."),
    week_ahead: |week| format!("{week} has not begun: only this week and those before it can be looked at and signed."),
    backup_not_sound: |faults| {
        format!(
            "The books have {faults} faults and were not backed up, lest bad ones replace good ones. See where with \
             baoxue verify, then restore the last sound backup (baoxue restore FILE); to keep what is there, copy the \
             whole data folder."
        )
    },
    not_reviewed: |left| {
        let mut lines = Vec::new();
        if left.ahead > 0 {
            let way = "Use `week review PUPIL` one by one, or --ask to ask.";
            lines.push(format!("{} pupils are still to be looked at. {way}", left.ahead));
        }
        if left.asked > 0 {
            let way = "A contact or visit noted answers; `week review PUPIL` marks them seen and keeps the question.";
            lines.push(format!("Questions about {} pupils wait for an answer. {way}", left.asked));
        }
        lines.join("\n")
    },
    overtaken: |who, at, why| {
        format!(
            "{who} has just recorded the same thing at another desk, at {} ({why}): nothing was written here. \
             Look at it as it is now, and save again what is still to be changed.",
            at.format("%H:%M")
        )
    },
    not_for_the_school: "The whole school's: for the leadership, the office or the registrar",
    nothing_to_report: NOTHING_TO_REPORT,
    letter_lacks: |what| match what {
        Lacking::Absence => NOTHING_TO_REPORT,
        Lacking::Contact => "No contact is recorded yet: record one first, then write this paper.",
        Lacking::Visit => "No home visit is recorded yet: record one first, then write this paper.",
        Lacking::Report => "Neither bureau nor street office has been told yet: issue the report or the letter first.",
        Lacking::LongAbsence => "Those outside the school need not be told yet: it is too early for such an order.",
        Lacking::HukouElsewhere => {
            "The pupil's hukou is in this district: there is nobody elsewhere to ask. If it is wrong, mend the roster."
        }
    },
    journal_fault: |fault| match fault {
        store::Fault::Altered { seq, .. } => format!("entry {seq} was altered"),
        store::Fault::Missing { from, to, .. } => format!("entries {from} to {to} are missing"),
        store::Fault::ChainBroken { seq, .. } => format!("entry {seq} does not follow the one before"),
        store::Fault::HeadDiffers { seq, .. } => format!("the journal should end at entry {seq} and does not"),
        store::Fault::TableDiffers { table } => format!("table {table} is not what the journal comes to"),
        store::Fault::AttachmentAltered { digest } => format!("attachment {digest} was altered"),
        store::Fault::AttachmentMissing { digest, .. } => format!("attachment {digest} is missing"),
        store::Fault::Pages { what } => match what.rsplit(' ').next().filter(|last| last.parse::<u32>().is_ok()) {
            Some(page) => format!("the database file is damaged: page {page} is not as it was sealed"),
            None => "the database file is damaged: its structure does not hold".to_owned(),
        },
    },
    no_random: "The system gives no random numbers. Restart the computer and try again.",
    no_home: "No data folder is known for this user. Name one with --data-dir DIR.",
    unknown_pupil: |asked| {
        format!("No pupil \"{asked}\". Give the 学籍号 or the whole name; baoxue pupils lists them.")
    },
    several_pupils: |asked, them| {
        let lines: Vec<String> = them.iter().map(namesake).collect();
        format!(
            "{} pupils are called \"{asked}\". Instead of the name give what each line begins with (class:seat), or the 学籍号:\n{}",
            them.len(),
            lines.join("\n")
        )
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
    not_yet: |date| {
        format!("{date} is still to come: there are no figures of it. Ask for a month or date up to today.")
    },
    dates_reversed: |from, to| format!("The last day {to} comes before the first {from}; swap them."),
    unknown_guardian: |asked, known| format!("There is no guardian number {asked}; the books name {known}."),
    unknown_policy: |asked| {
        format!("No rule \"{asked}\". Such as excused=pass, excused=end, R2.within=0, R3.at_least=1.")
    },
    rule_value: |asked, allowed| {
        let allowed = match allowed {
            Allowed::Number(least) => format!("a whole number from {least} to {}", u16::MAX),
            Allowed::Words(words) => format!("one of {}", words.join(", ")),
            Allowed::Text(most) => format!("at most {most} characters"),
        };
        format!("In \"{asked}\" the rule is right and its value is not: {allowed}.")
    },
    not_counted: |rule| format!("{rule} counts nothing: its number cannot be set. owes, within, again and basis can."),
    name_too_long: |most| format!("A name has at most {most} characters."),
    demo_kept_by_nobody: "Leave out --as where a made-up school is kept: many people wrote it. Say --as when opening it.",
    unknown_letter: |asked| format!("No paper \"{asked}\". baoxue letter list shows the numbers."),
    unknown_part: |asked, known| {
        format!("Cannot set \"{asked}\". Write PART=TEXT; the parts of this paper: {}", known.join(", "))
    },
    corrects_another: |number| {
        format!("{number} is of another kind or about another pupil. baoxue letter list shows which is which.")
    },
    has_left: |name| format!("{name} has left the school; nothing can be recorded in that name."),
    unknown_staff: |asked, known| format!("Nobody is called \"{asked}\". There are: {}", known.join(", ")),
    no_such_post: |name, role| format!("{name} holds no such post: {role}. baoxue staff list shows the posts."),
    no_name: "A name must not be empty.",
    unfit_unit: |rule, units| format!("{rule} can be counted in these units alone: {}.", units.join(", ")),
    unfit_number: |rule, bound| {
        let Bound { part, least, most } = bound;
        let part = match part {
            Part::Number(unit) => format!("number ({})", unit.code()),
            Part::DayOfMonth => "number (the day of the month)".to_owned(),
            Part::Within => "within".to_owned(),
            Part::Again => "again".to_owned(),
        };
        format!("{part} of {rule} is between {least} and {most}.")
    },
    nothing_to_undo: "There is nothing to take back.",
    nothing_to_call: "There is no class or session yet. Import a roster first: baoxue import roster FILE",
    cannot_read: |file, source| format!("Cannot read {}: {}", file.display(), reason(source)),
    cannot_write: |file, source| {
        format!("Cannot write {}: {}. Choose another folder or name.", file.display(), unwritable(file, source))
    },
    wrong_ending: |file, known| {
        format!("Nothing was written: {} must end in one of {}.", file.display(), known.join(", "))
    },
    too_large: |file, largest| {
        format!("{} is larger than {} MB; make it smaller first.", file.display(), largest / 1024 / 1024)
    },
    output: |source| format!("Output failed: {}", reason(source)),
    passphrase_file: |file, source| format!("Cannot read the passphrase file {}: {}", file.display(), reason(source)),
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
    database_missing: |path| {
        format!(
            "The database {} is not there, its key is. Put it back, or restore a backup with baoxue restore; to begin anew, move the key file away first.",
            path.display()
        )
    },
    session_twice: |code| format!("The session \"{code}\" is named twice; name each once."),
    terms_overlap: |first| format!("The term from {first} overlaps another. Check first and last days."),
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
    number_taken: "Another paper just took the number; nothing was issued. Try again.",
    version_taken: |month| {
        format!("The report of {month} has just been signed elsewhere; open it anew, and correct it where it is wrong.")
    },
    letter_frozen: "The paper is issued and no longer changes; issue one that corrects it.",
    not_undoable: "This step stays: issued papers and disclosures cannot be taken back.",
    changed_since: "Somebody changed the same thing since; it cannot be taken back. Correct it instead.",
    in_memory: "The made-up school is in memory only and cannot be backed up.",
    backup_damaged: |path| format!("The backup {} is damaged; nothing was restored.", path.display()),
    books_changed: "Somebody has changed the books meanwhile; nothing was saved. Read it again, check, and save.",
    busy: "Another program keeps the books busy; nothing was saved. Try again in a moment.",
    disk_failed: "The disk cannot be read or written; it may be full (even reading needs a little room). Make room and try again; what was saved is safe.",
    disk_full: "The disk is full; nothing was saved. Make room and try again: what you typed is still there.",
    read_only: "The data folder cannot be written to; nothing was saved. Check the rights or choose another.",
    internal: |what| format!("Something unexpected happened; nothing was saved: {what}"),
};

/// Why the system would not, in words where it is one of the usual ways; never the system's own language where that can
/// be helped.
fn reason(error: &io::Error) -> Cow<'static, str> {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".into(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "it is not permitted".into(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".into(),
        io::ErrorKind::AlreadyExists => "there is one of that name".into(),
        io::ErrorKind::IsADirectory => "it is a folder".into(),
        io::ErrorKind::NotADirectory => "it is in no folder".into(),
        // What the system says is in its own language, and for who looks after the computer: its number is enough.
        _ => error
            .raw_os_error()
            .map_or("the system refuses it".into(), |code| format!("the system refuses it ({code})").into()),
    }
}

/// The same of a file that was to be written: which folder it is about.
fn unwritable(file: &Path, error: &io::Error) -> Cow<'static, str> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match error.kind() {
        io::ErrorKind::NotFound => format!("there is no folder {}, make it first", folder.display()).into(),
        io::ErrorKind::PermissionDenied => format!("writing into {} is not permitted", folder.display()).into(),
        io::ErrorKind::ReadOnlyFilesystem => format!("the disk of {} is read-only", folder.display()).into(),
        io::ErrorKind::IsADirectory => "it is a folder, add a file's name".into(),
        io::ErrorKind::NotADirectory => format!("{} is no folder", folder.display()).into(),
        io::ErrorKind::InvalidFilename => "the name is too long or has signs that names may not have".into(),
        _ => reason(error),
    }
}

/// `7.3:12  李子涵  七年级(3)班  12号  男  2013-05-15`
fn namesake(it: &Namesake) -> String {
    let parts = [
        it.asked.clone(),
        Some(it.name.clone()),
        it.class.map(|class| class.to_string()),
        it.seat.map(|seat| format!("seat {seat}")),
        it.sex.map(|sex| (super::domain::DOMAIN.sex)(sex).to_owned()),
        it.birth.map(|birth| birth.to_string()),
        it.student_no.clone(),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
}

use crate::words::cli::Cli;

pub const CLI: Cli = Cli {
    passphrase: "Passphrase: ",
    passphrase_again: "Passphrase again: ",
    new_passphrase: "New passphrase: ",
    passphrase_changed: "The passphrase is changed. Earlier backups still take the one that they were made with: make a new one.",
    tries_left: |tries| format!("{tries} more tries."),
    way: |said, way| format!("{said} ({way})"),
    settings_fault: |what| format!("The settings file is passed over: {what}"),
    unnamed_person: "administrator",
    initialised: |folder| format!("Books begun in {}. Next: baoxue import roster FILE", folder.display()),
    demo_begun: "Writing the made-up school; this takes some seconds.",
    demo_kept: |folder, passphrase, today| {
        let folder = folder.display();
        format!(
            "The made-up school is kept in {folder}; its passphrase is {passphrase}. \
             Open it with: baoxue --data-dir {folder} --today {today}"
        )
    },
    flags_headings: ["Class", "Name", "Streak", "Since", "Sum", "Rate", "Owed"],
    no_flags: |as_of, min| format!("As of {as_of} no pupil has a streak of {min} school days or more."),
    roll_headings: ["Seat", "Name", "Mark", "Note"],
    roll_taken: |class, expected, away, unknown| match unknown {
        0 => format!("{class}: {expected} expected, {away} marked; saved."),
        unknown => format!("{class}: {expected} expected, {away} marked; saved. Call the families of {unknown} today."),
    },
    roll_replaced: |changed| format!("It had been taken; {} changed: {}.", changed.len(), changed.join(", ")),
    is_there: "there",
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
    policy_later: |rule, from| {
        format!(
            "Note: from {from} on another version of {} holds; to change that too, repeat with --from {from}.",
            rule.code()
        )
    },
    notices_headings: ["Number", "Class", "Name", "Date", "To", "By", "Receipt"],
    no_notices: "No notices yet.",
    letters_headings: ["Number", "Kind", "Class", "Name", "Date", "To", "By", "Receipt"],
    no_letters: "No papers yet.",
    kinds_headings: ["Code", "Kind", "Numbered as", "Parts for --set"],
    corrects: |number| format!(" (corrects {number})"),
    no_receipt: "none yet",
    receipt_replaced: |old| {
        format!("The receipt recorded before ({} {}) is replaced; the journal keeps it.", old.on, old.by)
    },
    receipt_recorded: "Receipt recorded.",
    written: |file| format!("Written to {}", file.display()),
    written_beside: |asked, file| {
        format!("{} is there already and was kept; written to {}", asked.display(), file.display())
    },
    backed_up: |file| format!("Backed up to {}. It still takes the passphrase to open it.", file.display()),
    restored: |kept| match kept {
        Some(kept) => format!("Restored. What was there before is kept in {}", kept.display()),
        None => "Restored.".into(),
    },
    verified: |entries| format!("Sound: {entries} entries checked."),
};

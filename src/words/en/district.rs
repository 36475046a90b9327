use crate::domain::district::DistrictReport;
use crate::domain::district::fault::{Fault, Place, Wrong};
use crate::domain::district::receive::{Break, Note, Outcome};
use crate::domain::monthly::Way;
use crate::words::district::DistrictWords;

pub const DISTRICT: DistrictWords = DistrictWords {
    title: "District",
    initialised: |folder| format!("Books begun in {}. Next: baoxue district schools LIST", folder.display()),
    fault: |fault| format!("{}{}", place(fault), wrong(&fault.wrong)),
    note: |note| match note {
        Note::NewSchool => "the first report of this school: it is now on the list of schools.".to_owned(),
        Note::Replaces { version } => format!("takes the place of version {version}."),
        Note::Unsigned => "nobody has signed it: ask the school for a signed one.".to_owned(),
        Note::SexUnsaid { pupils } => {
            format!(
                "of {pupils} pupils it does not say whether they are boys or girls: ask the school to fill them in."
            )
        }
        Note::Gap { last } => {
            format!(
                "the last month received is {last}, and its days do not reach up to this one's: the opening cannot be checked."
            )
        }
        Note::Breaks(broken) => match &broken.why {
            Some(why) => format!("{} The school has explained it: {why}", breaks(broken)),
            None => format!("{} Ask the school to correct one of the two.", breaks(broken)),
        },
    },
    outcome: |outcome| match outcome {
        Outcome::New => "received",
        Outcome::Replaces => "replaced",
        Outcome::Unchanged => "held already",
        Outcome::KeptOut => "kept out",
    },
    arrived: |file, school, month, version| {
        let month = month.map(|month| format!(" {month}")).unwrap_or_default();
        let version = version.map(|version| format!(" version {version}")).unwrap_or_default();
        format!("{file} {school}{month}{version}").trim_end().to_owned()
    },
    counts: |[new, replaces, unchanged, kept_out]| {
        format!("received {new}, replaced {replaces}, held already {unchanged}, kept out {kept_out}")
    },
    dry_run: "A preview: nothing was recorded.",
    recorded: "Recorded.",
    nothing_to_do: "Nothing to record.",
    none_came_in: "Not one report came in.",
    some_kept_out: |count| format!("{count} were kept out: see above."),
    changed_since: "Somebody has changed the books meanwhile; nothing was recorded. Checked anew: please look again",
    new_schools: |count| {
        format!(
            "{count} schools sent for the first time. Bring in the list of schools (district schools FILE) to see who has not."
        )
    },
    unknown_schools: |them| format!("not on the list of schools: {}", them.join(", ")),
    of_a_bureau: "These are the books of a district's bureau: no classes, no pupils, no report of its own. \
                  Use baoxue district; for a school's work open that school's books with --data-dir FOLDER.",
    of_a_school: "These are the books of a school. Receiving schools' reports is a bureau's work, in books of its own: \
                  baoxue --data-dir FOLDER init --school BUREAU --district, then baoxue district there.",
    undone: |files| format!("The last reception was taken back: {files} files are out again."),
    nothing_received: "Nothing was received yet: baoxue district receive FILES or folders.",
    file: |report| match report {
        DistrictReport::Month(month) => format!("district-{month}"),
        DistrictReport::Year(to) => format!("district-year-{to}"),
    },
    match_within: |days| format!("a transfer must turn up at another school within {days} days"),
    report: "District report",
    report_name: |report| match report {
        DistrictReport::Month(month) => format!("Month {month}"),
        DistrictReport::Year(to) => format!("Year up to {to}"),
    },
    headings: ["Month", "Due", "Sent", "Lack", "Lost", "Pupils"],
    months: |count| format!("{count} months"),
    nothing_yet: "No school's monthly report was received yet",
    how_to: "Here the schools' monthly reports come together, for a district's bureau; a school does not need it.\n\n\
             Press F5 and pick a school's monthly file (JSON): it alone, or its whole folder. On the command line: \
             baoxue district receive FOLDER\n\n\
             Bring in the list of schools first (F10, import: code, school, kind), so that it can be told who has not \
             sent. On the command line: baoxue district schools LIST.csv",
    open: "open",
    year: "year",
    receive: "receive",
    pick: "Pick a monthly file",
    what_to_take: "Receive",
    this_file: "this file alone",
    whole_folder: "every monthly file in its folder",
    reading: "reading and checking",
    take_in: "record",
    leave: "leave",
    more_faults: |count| format!("{count} more: see baoxue district receive --dry-run."),
    write: "export",
    next_part: "next part",
    earlier: "earlier",
    later: "later",
};

fn place(fault: &Fault) -> String {
    match &fault.place {
        Place::File => String::new(),
        place => format!("{}: ", place.path()),
    }
}

fn wrong(wrong: &Wrong) -> String {
    const EXPORT: &str = "Ask the school to export it anew.";
    const MEND: &str = "Ask the school to check and send it again.";
    match wrong {
        Wrong::Unopened(what) => format!("it cannot be opened ({what})."),
        Wrong::TooLarge => format!("too large for a monthly report. {EXPORT}"),
        Wrong::NotJson { line, column } => {
            format!("no whole JSON: it breaks at line {line}, column {column}. {EXPORT}")
        }
        Wrong::Form { found } => format!("'{found}' is not baoxue-monthly-1. {EXPORT}"),
        Wrong::Missing => format!("missing. {EXPORT}"),
        Wrong::Unfit { found } => format!("'{found}' does not belong here. {EXPORT}"),
        Wrong::NoName => format!("no name. {MEND}"),
        Wrong::Code { found } => format!("'{found}' is not ten digits. {MEND}"),
        Wrong::Days { from, to, month } => format!("{from} to {to} are not the days of {month}. {MEND}"),
        Wrong::NoVersion => format!("versions begin with 1. {EXPORT}"),
        Wrong::NoReason => format!("a correction must say why. {MEND}"),
        Wrong::NoGrades => format!("no grade at all. {MEND}"),
        Wrong::UnknownGrade { grade } => format!("no grade {grade} in compulsory education. {MEND}"),
        Wrong::GradeTwice { grade } => format!("grade {grade} stands twice. {MEND}"),
        Wrong::Sum { said, sum } => format!("{said} is said, the grades add up to {sum}. {MEND}"),
        Wrong::Closing { said, comes_to } => format!("{said} is said, 1 + 2 - 3 + 6 - 7 comes to {comes_to}. {MEND}"),
        Wrong::Suspended { said, comes_to } => format!("{said} is said, before + 4 - 5 comes to {comes_to}. {MEND}"),
        Wrong::Due { said, comes_to } => format!("{said} is said, 8 - 8a - 8b comes to {comes_to}. {MEND}"),
        Wrong::Moved { said, comes_to } => {
            format!("{said} is said, opening + entered - struck comes to {comes_to}. {MEND}")
        }
        Wrong::MoreThan { said, whole, most } => format!("{said} is more than {} {most}. {MEND}", whole.key()),
        Wrong::Sexes { said, most } => format!("boys and girls are {said}, more than the {most} on the books. {MEND}"),
        Wrong::MoreThanEver { said, most } => {
            format!("{said} is more than the {most} who ever were on the books in the month. {MEND}")
        }
        Wrong::SeatsUnexplained { said, most } => format!(
            "{said} in the seats are more than the {most} who ever were on the books in the month, and the remarks do not say why. {MEND}"
        ),
        Wrong::Unnamed => format!("signed, and no name. {MEND}"),
        Wrong::OnePerson { name } => format!("'{name}' both filled it in and signed: it takes two. {MEND}"),
        Wrong::SignedEarly { on, to } => format!("signed on {on}, and counts to {to}. {MEND}"),
        Wrong::Ahead { on, today } => {
            format!(
                "{on} is still to come (today is {today}). {MEND} Where this machine's date is wrong, set it first."
            )
        }
        Wrong::Listed { way, said, listed } => {
            let way = match way {
                Way::In => "in",
                Way::Out => "out",
            };
            format!("{said} is said, {listed} transfers {way} are listed. {MEND}")
        }
        Wrong::NotInMonth { on, from, to } => format!("{on} is not within {from} to {to}. {MEND}"),
        Wrong::NoSuchGrade { grade } => format!("the file has no grade {grade}. {MEND}"),
        Wrong::Digest => format!("no digest of 64 hexadecimal digits. {EXPORT}"),
        Wrong::DigestTwice => format!("the same pupil the same way twice. {MEND}"),
        Wrong::CohortGrade { grade } => format!("cohorts are of grades 6 and 9, once each, not {grade}. {MEND}"),
        Wrong::Intake { listed, sum } => format!("the list has {listed}, the columns come to {sum}. {MEND}"),
        Wrong::IntakeMoreThan { said, most } => format!("{said}, which cannot be more than {most}. {MEND}"),
        Wrong::Cohort => format!("more have left than ever were in it. {MEND}"),
        Wrong::Opening { grade, said, closed, before } => {
            format!("grade {grade} opens with {said}, {before} closed with {closed}. {MEND}")
        }
        Wrong::Overlap { from, before, ended } => {
            format!("it begins on {from}, and {before} has counted up to {ended}. {MEND}")
        }
        Wrong::OverlapsNext { to, after, begins } => {
            format!("it counts up to {to}, and {after}, which is held, begins on {begins}. {MEND}")
        }
        Wrong::Twice { other } => {
            format!("{other} is of the same school, month and version, and differs. Receive one.")
        }
        Wrong::Older { held } => format!("version {held} is held, which is newer."),
        Wrong::Differs { held } => {
            format!("version {held} is held and differs. Ask the school for a correction under a new version.")
        }
        Wrong::UnknownSchool => {
            "not on the list of schools, or not the only one of its name. Put it on the list (district schools FILE)."
                .to_owned()
        }
        Wrong::CodeOfAnother { name } => {
            format!("the code is that of '{name}'. A school of a new name is changed on the list first.")
        }
    }
}

fn breaks(broken: &Break) -> String {
    let of = broken.grade.map_or_else(|| "the school".to_owned(), |grade| format!("grade {grade}"));
    format!(
        "{} of {of}: {} is {}, the month before closed with {}.",
        broken.month,
        broken.figure.key(),
        broken.said,
        broken.closed
    )
}

use super::domain::DOMAIN;
use crate::domain::monthly::{
    CannotCount, CannotSign, Changed, Doubt, Figure, IntakeFigure, Listed, Owing, Recipient, Stage, What,
};
use crate::domain::people::Role;
use crate::domain::step::Ledger;
use crate::words::monthly::Monthly;

pub const MONTHLY: Monthly = Monthly {
    title: "Monthly report",
    figure,
    intake,
    recipient,
    to_do: |owing: Owing| match owing.stage {
        Stage::Collecting => format!("report {}: check, sign", owing.month),
        Stage::Signed | Stage::Sent => format!("report {}: send it", owing.month),
    },
    stage: |stage, version| match stage {
        Stage::Collecting => "being filled in".to_owned(),
        Stage::Signed => format!("version {version} signed, not sent"),
        Stage::Sent => format!("version {version} sent"),
    },
    doubt: |doubt, name| match doubt {
        Doubt::MonthBefore(month) => format!("the report of {month} is not signed"),
        Doubt::Opening { grade, last_close, opening } => {
            format!("{grade}: closed with {last_close} last month, opens with {opening}")
        }
        Doubt::NotCounted(class) => format!("{class}: nobody has counted the seats this month"),
        Doubt::Count { class, books, seats } => format!("{class}: {books} by the books, {seats} in their seats"),
        Doubt::Rolls { class, missing, due } => format!("{class}: {missing} of {due} rolls were not taken"),
        Doubt::IdleCase { opened, .. } => format!("{name}: nothing was done this month in the case of {opened}"),
        Doubt::NotListed { ledger: Ledger::Dropout, .. } => {
            format!("{name}: belongs in the register of dropouts and is not in it")
        }
        Doubt::NotListed { .. } => format!("{name}: belongs in the register of suspected dropouts and is not in it"),
        Doubt::Nowhere(_) => format!("{name}: neither in a class nor gone"),
        Doubt::SuspensionOver { until, .. } => format!("{name}: the suspension ended on {until}, no return"),
        Doubt::NoPapers { on, .. } => format!("{name}: the change of status of {on} lacks papers"),
    },
    cannot_sign,
    cannot_count: |why| match why {
        CannotCount::NotBy(roles) => format!("Counted by: {}; ask them.", roles_of(roles)),
        CannotCount::OutOfRange { from, to } => format!("The count is of a day from {from} to {to}."),
        CannotCount::EmptyClass(class) => format!("Nobody is in {class} on that day; check class and day."),
        CannotCount::TooMany(most) => {
            format!("No class has more than {most} in its seats. Check the count and say it again.")
        }
    },
    unknown_doubt: |asked, known| {
        let kinds = if known.is_empty() { String::new() } else { format!("; or all of a kind: {}", known.join(", ")) };
        format!("No contradiction {asked}; its number is told by: baoxue report month MONTH --check{kinds}")
    },
    unknown_figure: |asked| {
        let known: Vec<&str> = Listed::codes().collect();
        format!("No figure {asked} with pupils behind it. Those that there are, as in the JSON: {}", known.join(", "))
    },
    changed: said_changed,
    differs: |changed| {
        let first: Vec<String> = changed.iter().take(FEW).map(|it| said_changed(*it)).collect();
        let more = if changed.len() > FEW { ", …" } else { "" };
        format!(
            "Since it was signed {} figures have changed: {}{more}. What was signed stays.",
            changed.len(),
            first.join(", ")
        )
    },
    differs_key: "F9 corrects it.",
    names_hidden: "Children's names are left out of the report. ",
    item: "Figure",
    difference: "missing in seats",
    total: "Total",
    not_counted: "--",
    head: |month, span, stage, due| format!("Report {month}, {} to {}, {stage}, due {due}", span.from, span.to),
    doubts_headings: ["No", "Contradiction", "Why it stands", "Mended by"],
    names_headings: ["Class", "Name", "Day", "Times"],
    versions_headings: ["Version", "Signed", "By", "Why", "Bureau", "Street"],
    counts_headings: ["Class", "Day", "By the books", "Counted", "Note"],
    no_doubts: "No contradictions: it can be signed.",
    doubts: |all, open| format!("{all} contradictions, {open} not explained"),
    unexplained: "(not explained)",
    nobody: "No pupils behind this figure.",
    signed: |month, version| {
        format!("Version {version} of {month} is signed and locked. Now send it to bureau and street office.")
    },
    explained: "The reason is recorded.",
    counted: |books, seats| match i64::try_from(books).unwrap_or(0) - i64::from(seats) {
        0 => format!("{seats} counted, as in the books."),
        _ => format!("{seats} counted, {books} by the books: find out why, or explain it."),
    },
    sent: |to| format!("Recorded: sent to the {}.", recipient(to)),
    sending: |on, how, receipt| {
        format!("{on} {how}{}", if receipt { ", receipt" } else { ", no receipt" }).trim().to_owned()
    },
    not_sent: "not sent",
    saved: "Saved.",
    settings_labels: ["School code", "Period begins", "District key", "August"],
    settings_hints: [
        "ten digits, printed on the report",
        "1: calendar month; 26: the 26th to the 25th",
        "given by the district; matches transfers, is never printed",
        "usually not reported, told with September",
    ],
    key_given: "set",
    yes: "yes",
    no: "no",
    not_said: "(not said)",
    first_day: |day| match day {
        1 => "calendar month".to_owned(),
        day => format!("from day {day}"),
    },
    wrong_code: |written| format!("'{written}' is no school code: ten digits, or nothing where there is none."),
    wrong_first_day: "A number from 1 to 28.",
    figures: "Figures",
    versions: "Versions",
    empty: "No figures for this month yet.",
    how_it_goes: "The figures are worked out of class lists, rolls, cases and changes of status; none is typed. Import the class list and take rolls; at the month's end mend or explain each contradiction, then sign.",
    no_versions: "Not signed yet. Once every contradiction is mended or explained, the leadership signs with F9.",
    pupils: "Pupils",
    behind: |figure, month, count| format!("{figure}  {month}  {count} pupils"),
    no_list: "no pupils stand behind this figure",
    nothing_chosen: "nothing chosen",
    who: "who",
    mend: "mend",
    read: "read it",
    explain: "explain",
    explain_alike: "explain all alike",
    alike_title: |said, all| format!("{said}: {all} alike, one reason"),
    explain_hint: "Why it is so; reasons of classes and grades are printed",
    sign: "sign",
    correct: "correct",
    correct_hint: "Why: printed on the correction",
    filled_by: "Filled in by",
    filled_by_hint: |known| match known {
        "" => "Somebody else than whoever signs".to_owned(),
        known => format!("Who filled it in; without it {known}"),
    },
    send: "sent",
    write: "print, save",
    write_file: "file for district",
    settings: "settings",
    before: "month before",
    after: "month after",
    next_view: "figures, checks, versions",
    first_month: "there is no earlier report",
    ahead: "that month has not begun",
    file_of_pupil: "pupil's file",
    count_title: |class| format!("{class}: how many are in their seats"),
    count_hint: |books| format!("Pupils in the room; {books} by the books"),
    no_number: "a number, such as 46",
    send_title: |month, version| format!("Send version {version} of {month}"),
    send_labels: ["To", "Day", "How", "Received by", "Received on"],
    send_hints: ["by digit", "", "by hand, by the office system", "empty until it comes", "with a receipt only"],
    say_how: "say how it was sent",
    no_date: "not a date; such as 2026-03-25",
    not_signed: "sign it first",
    file: |month, version| format!("monthly-{month}-v{version}"),
};

fn figure(figure: Figure) -> &'static str {
    match figure {
        Figure::Opening => "on the books before",
        Figure::TransferredIn => "transferred in",
        Figure::TransferredOut => "transferred out",
        Figure::Suspended => "suspended",
        Figure::Resumed => "returned",
        Figure::OtherIn => "others in",
        Figure::OtherOut => "others out",
        Figure::Died => "of these died",
        Figure::Closing => "on the books now",
        Figure::Boys => "boys",
        Figure::Girls => "girls",
        Figure::SuspendedBefore => "suspended before",
        Figure::SuspendedAtClose => "suspended now",
        Figure::ExcusedFromRoll => "not expected",
        Figure::Due => "due in school",
        Figure::Counted => "counted",
        Figure::ClassesCounted => "classes counted",
        Figure::Expected => "sessions due",
        Figure::Attended => "sessions attended",
        Figure::RollsDue => "rolls due",
        Figure::RollsTaken => "rolls taken",
        Figure::AbsentThreeDays => "away three days",
        Figure::ToldBureau => "bureau told",
        Figure::ToldStreet => "street told",
        Figure::SuspectedOpening => "suspected before",
        Figure::SuspectedEntered => "suspected, new",
        Figure::SuspectedStruck => "suspected, settled",
        Figure::SuspectedClosing => "suspected now",
        Figure::DropoutOpening => "dropouts before",
        Figure::DropoutEntered => "dropouts, new",
        Figure::DropoutStruck => "dropouts, settled",
        Figure::DropoutClosing => "dropouts now",
        Figure::PersuadedBack => "persuaded back",
        Figure::Visits => "home visits",
        Figure::Contacts => "contacts, reached",
        Figure::Persuasions => "persuasions",
        Figure::LostFromSight => "lost from sight",
        Figure::NotReported => "entrants missing",
        Figure::Deferred => "deferred",
        Figure::KeyGroup => "key groups",
        Figure::KeyGroupChecked => "key groups checked",
        Figure::HomeTaught => "taught at home",
        Figure::Inclusive => "inclusive",
    }
}

fn intake(figure: IntakeFigure) -> &'static str {
    match figure {
        IntakeFigure::Listed => "new: on the list",
        IntakeFigure::Issued => "new: notices issued",
        IntakeFigure::Delivered => "new: notices delivered",
        IntakeFigure::Registered => "new: registered",
        IntakeFigure::NotCome => "new: not come",
        IntakeFigure::Traced => "new: traced",
        IntakeFigure::Elsewhere => "new: at another school",
        IntakeFigure::Deferred => "new: deferred",
        IntakeFigure::Special => "new: special education",
        IntakeFigure::Moved => "new: moved away",
        IntakeFigure::Abroad => "new: abroad",
        IntakeFigure::Dead => "new: dead",
        IntakeFigure::Wrong => "new: wrongly listed",
        IntakeFigure::Open => "new: not known where",
    }
}

/// So many changed figures are named, and no more.
const FEW: usize = 3;

fn said_changed(it: Changed) -> String {
    let what = match it.what {
        What::Month(of) => figure(of),
        What::Intake(of) => intake(of),
    };
    let number = |number: Option<u64>| number.map_or_else(|| "--".to_owned(), |number| number.to_string());
    let grade = it.grade.map(|grade| format!("{grade} ")).unwrap_or_default();
    format!("{grade}{what} from {} to {}", number(it.before), number(it.after))
}

fn recipient(to: Recipient) -> &'static str {
    match to {
        Recipient::Bureau => "bureau",
        Recipient::Street => "street office",
    }
}

fn roles_of(roles: &[Role]) -> String {
    roles.iter().map(|role| (DOMAIN.role)(*role)).collect::<Vec<_>>().join(", ")
}

fn cannot_sign(why: CannotSign) -> String {
    match why {
        CannotSign::Ahead(from) => format!("The period begins on {from}."),
        CannotSign::NotReported => {
            "August has no report of its own; turn it on in the settings (F8 in the monthly report).".to_owned()
        }
        CannotSign::NobodyEnrolled { from, to } => {
            format!("Nobody was enrolled from {from} to {to}: there is nothing to report. Check the month.")
        }
        CannotSign::TooEarly(from) => format!("The period is not over; it can be signed from {from} on."),
        CannotSign::Contradictions(count) => {
            format!(
                "{count} contradictions are neither mended nor explained: see the contradictions of the report (Tab)."
            )
        }
        CannotSign::NotBy(roles) => format!("Signed by: {}; ask them.", roles_of(roles)),
        CannotSign::SecondPerson => {
            "Whoever signs and whoever filled it in are two persons: say who filled it in, or give somebody the post."
                .to_owned()
        }
        CannotSign::FillerUnknown => {
            "Nobody of that name is on the staff; check it, or enter the person among the staff.".to_owned()
        }
        CannotSign::AlreadySigned => "It is signed already; issue a correction (F9 in the monthly report).".to_owned(),
        CannotSign::NotSigned => {
            "There is no such signed version; sign it first (F9 in the monthly report).".to_owned()
        }
        CannotSign::NoReason => "Say why.".to_owned(),
        CannotSign::NothingChanged => {
            "Nothing differs from the version before: no figure, no transfer, no remark, neither code, school nor bureau. \
             There is nothing to correct."
                .to_owned()
        }
        CannotSign::SentOutOfRange(signed) => format!("Sent on a day from {signed}, when it was signed, to today."),
        CannotSign::ReceivedOutOfRange(sent) => format!("Received on a day from {sent}, when it was sent, to today."),
        CannotSign::NotSent => "It has not been sent; say how it goes first.".to_owned(),
    }
}

use super::domain::DOMAIN;
use crate::domain::year::{Against, CannotTurn, CannotUndo, Warning};
use crate::words::year::YearWords;

pub const YEAR: YearWords = YearWords {
    title: "The year's turn",
    headings: ["old class", "new class", "pupils", "homeroom teacher"],
    graduate: "graduate",
    newcomer: "new",
    between: ", ",
    year: |year, on| format!("School year {year}-{}, from {on} on", year + 1),
    sums: |turn| {
        let suspended = turn.warnings.iter().filter(|warning| matches!(warning, Warning::Suspended { .. })).count();
        let mut said = format!("{} rise, {} graduate", turn.rising(), turn.graduates());
        for (count, what) in
            [(suspended, "stay suspended"), (turn.placed.len(), "placed already"), (turn.newcomers.len(), "new")]
        {
            if count > 0 {
                said.push_str(&format!(", {count} {what}"));
            }
        }
        said
    },
    term: |term| format!("proposed: {} from {} to {}; check it against the calendar", term.name, term.first, term.last),
    free: |names| format!("without a class next year: {}", names.join(", ")),
    warning: |warning, who| match warning {
        Warning::StillInTerm { until } => format!(
            "the term runs until {until}: transfers and changes of class until then are followed; posts given from now \
             on are those of the new year"
        ),
        Warning::Gaps { rolls } => format!("{rolls} rolls of the term are missing"),
        Warning::OpenCase { graduates: false, .. } => format!("{who}: an open case goes along into the new class"),
        Warning::OpenCase { graduates: true, .. } => {
            format!("{who}: an open case, and graduates: nobody will call the name; close it or hand it over first")
        }
        Warning::Pending { kind, .. } => {
            format!("{who}: {} applied for and not in effect; rises all the same", (DOMAIN.status)(*kind))
        }
        Warning::Unanswered { .. } => format!("{who}: a verification letter is unanswered"),
        Warning::Suspended { .. } => format!("{who}: suspended, and stays so; the class is chosen with the return"),
        Warning::NotListed { .. } => format!("{who}: in no class list; goes with the old class"),
        Warning::Merged { into, from } => {
            let from: Vec<String> = from.iter().map(ToString::to_string).collect();
            format!("{} become {into}", from.join(", "))
        }
        Warning::NoTeacher { class } => format!("{class} has no homeroom teacher"),
        Warning::NewTeacher { name } => {
            format!(
                "homeroom teacher {name} is not on the staff list and will be entered; mend the class lists if mistyped"
            )
        }
        Warning::NewClass { class } => {
            format!("{class} continues no class of this year; mend the class lists if mistyped")
        }
        Warning::EmptyClass { class } => {
            format!("{class} has a homeroom teacher and no pupils; mend the class lists if mistyped")
        }
        Warning::NoNewPupils { grade } => format!("{grade} has no pupils yet: import their roster"),
    },
    against: |against, who| match against {
        Against::RollsSince { rolls, last } => format!(
            "{rolls} rolls of the old classes were called since that day (until {last}) and would count for nothing. \
             Turn the year after {last}"
        ),
        Against::LeavesLater { on, .. } => {
            format!(
                "{who}: graduates with the turn and is to leave on {on}. Withdraw that change, or date it before the turn"
            )
        }
        Against::Placed { class, from, .. } => {
            format!("{who}: the books say {class} from {from} on, which is no rise. Take that back first")
        }
    },
    new_pupils_by_roster: "New pupils of the first grade are not entered here: import their roster before or after.",
    cannot_turn: |why| match why {
        CannotTurn::Nobody => "No class can rise. Import a roster first.".to_owned(),
        CannotTurn::Turned { year, on } => format!(
            "The year {year}-{} has been turned to already (from {on} on). To do it anew, take it back first (F8 on the screen of the turn).",
            year + 1
        ),
        CannotTurn::TooEarly { year } => format!("The next turn is that of {year}; it can be made in that year."),
        CannotTurn::NotDue { asked, due } => format!("The year that comes next is {due}, not {asked}. Change the day."),
        CannotTurn::OutOfSeason { on } => format!("No school year begins on {on}: name a day from July to October."),
    },
    cannot_undo: |why| match why {
        CannotUndo::NeverTurned => "No year was turned: there is nothing to take back.".to_owned(),
        CannotUndo::Called { rolls } => format!(
            "{rolls} rolls were called in the new classes; the turn stays. Single pupils change class by a change of status."
        ),
        CannotUndo::Moved { name, kind: Some(kind), .. } => format!(
            "Since the turn {name} has a change of its own from that very day ({}). Take it back first (F10, changes of status, F9 on its line)",
            (DOMAIN.status)(*kind)
        ),
        CannotUndo::Moved { name, kind: None, standing } => {
            let class = standing.class_of_books().map(|class| class.to_string()).unwrap_or_default();
            format!("Since the turn a roster has put {name} into {class}. Undo that import in the journal (F10) first.")
        }
        CannotUndo::Posts { name } => {
            format!("The posts of {name} were changed since the turn. Put them back first (F10, staff).")
        }
    },
    refused: |count| format!("{count} contradictions (above); nothing was written. Mend them and turn again."),
    faulty: |rows| format!("{rows} rows of the class lists are at fault (above); nothing was written. Mend them."),
    dry_run: "A preview; nothing was written.",
    recorded: |year, on| {
        format!("Turned to {year}-{}, from {on} on. To take it back: F8 on the screen of the turn.", year + 1)
    },
    undone: |year| {
        format!("The turn to {year}-{} is taken back: classes, graduates and posts are as before.", year + 1)
    },

    page_classes: "Classes",
    page_warnings: "To know",
    page_faults: "Faulty",
    turn: "Turn",
    undo: "Take back",
    pupils: "Pupils",
    pick_lists: "Class lists",
    last_grade: "Leaves/rises",
    next_page: "Page",
    page: "go to page",
    write_faulty: "Write faulty rows",
    pick_title: "Class lists (student number, name, new class, seat, homeroom teacher)",
    no_lists: "No class lists: classes keep their numbers, teachers go along",
    lists_of: |file| format!("Class lists: {file}"),
    reading: "Reading the lists",
    nothing_here: "Nothing here",
    date: "Date",
    date_hint: "the first day of the new classes, such as 9-1",
    no_date: "that is no date; write 9-1 or 2026-09-01",
    called: "The new classes have been called: the turn stays",
    meaning: [
        "One step for the whole school: classes, seats, graduates, teachers.",
        "Suspended pupils stay so; new pupils of the first grade come with a roster.",
    ],
    confirm: "Turn the year now?",
    yes_turn: "Turn: write all of it",
    yes_undo: "Take it back",
    leave_it: "Leave it",
    undo_title: "Take the turn back?",
    undo_text: |year, on| format!("Classes, graduates and posts of {year}-{} (from {on}) are as before.", year + 1),
    mend_first: "Contradictions must be mended first: see page 2",
    faults_first: "The class lists are at fault: mend them and pick them again",
    pupils_of: |from, to| format!("{from} to {to}"),
    pupil_line: |seat, name| match seat {
        Some(seat) => format!("{seat:>3}  {name}"),
        None => format!("  -  {name}"),
    },
    written: |file| format!("Faulty rows written to {file}"),
};

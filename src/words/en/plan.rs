use crate::domain::plan::{CannotPlan, Cause, Every, Help, Place, PlanKind};
use crate::domain::quota::{CannotOwe, Counted, Per};
use crate::words::plan::PlanWords;

pub const PLAN: PlanWords = PlanWords {
    kind: |kind| match kind {
        PlanKind::Family => "family plan",
        PlanKind::Pupil => "plan of help",
        PlanKind::Learning => "help with learning",
        PlanKind::Inclusive => "inclusive education",
        PlanKind::HomeTeaching => "teaching at home",
    },
    every: |every| match every {
        Every::Month => "every month",
        Every::Term => "every term",
    },
    cause: |cause| match cause {
        Cause::Ability => "ability",
        Cause::Method => "method",
        Cause::Family => "family",
        Cause::Mind => "mind",
    },
    place: |place| match place {
        Place::Home => "at home",
        Place::Point => "at a point",
        Place::Remote => "remotely",
        Place::ParentClass => "parents' class",
    },
    help: |help| match help {
        Help::Session => "help",
        Help::Review => "review",
        Help::Lesson(_) => "teaching",
    },
    counted: |counted| match counted {
        Counted::Visits => "visits",
        Counted::Lessons => "lessons",
    },
    per: |per| match per {
        Per::Month => "a month",
        Per::Week => "a week",
    },
    cannot: |why| match why {
        CannotPlan::NotEnrolled => "The pupil is not on the books on that day. See the pupil's file.".to_owned(),
        CannotPlan::Runs(from) => {
            format!("A plan of this kind runs since {from}, or overlaps. Record on that one, or close it.")
        }
        CannotPlan::NoGoal => "A plan has a goal.".to_owned(),
        CannotPlan::NoMeasures => "A plan has measures.".to_owned(),
        CannotPlan::NotInClass => {
            "To be taught at home a pupil must be on a class's books. Whoever is suspended resumes first.".to_owned()
        }
        CannotPlan::Later(from) => {
            format!("The pupil's standing changes on {from}: the two would overlap. Take that day or a later one.")
        }
        CannotPlan::NoPlan => "No such plan runs on that day. Begin one, or name another kind.".to_owned(),
        CannotPlan::WhichPlan => "Several plans run: name the kind.".to_owned(),
        CannotPlan::BeforePlan(from) => format!("The plan began on {from}; the day cannot be earlier."),
        CannotPlan::NothingSaid => "Say what was done.".to_owned(),
        CannotPlan::NoOne => "Say by whom.".to_owned(),
        CannotPlan::Teachers(count) => format!("{count} teachers go to a child's home; part their names by commas."),
        CannotPlan::NoLessons => {
            "Teaching is recorded with its lessons, and in a plan of teaching at home alone.".to_owned()
        }
        CannotPlan::TooManyLessons(most) => {
            format!("One visit has at most {most} lessons. Record several visits one by one.")
        }
        CannotPlan::TooLong(most) => {
            format!("At most {most} characters each. Say it shorter; attach a file with the rest.")
        }
        CannotPlan::NotYours => {
            "Plans are for the pupil's homeroom teacher, grade lead, the office, the registrar, the \
             leadership, and for those who own a plan or teach by it."
                .to_owned()
        }
        CannotPlan::NotYoursToPlan => PLAN.not_yours.to_owned(),
        CannotPlan::Closed(on) => format!("The plan was closed on {on}."),
        CannotPlan::FromStays => {
            "The first day of teaching at home takes the pupil off the rolls and stays. Take the plan back in the \
             journal and begin it anew, or close it first."
                .to_owned()
        }
        CannotPlan::HelpedBefore(on) => format!("Something was done of it on {on}: it cannot begin later."),
        CannotPlan::Unchanged => "Nothing is otherwise; nothing was written.".to_owned(),
        CannotPlan::Again(on) => {
            format!("The same, by the same people at the same time of {on}, is recorded already: not recorded twice.")
        }
        CannotPlan::SameTime(on) => format!(
            "A visit at that time of {on} is recorded already: not recorded twice. If it was another, give when it \
             began and ended."
        ),
        CannotPlan::NamedTwice => "One teacher is named twice. Name each once.".to_owned(),
        CannotPlan::TooShort(least) => {
            format!("Not time enough for so many lessons: at least {least} minutes each. Check lessons and times.")
        }
        CannotPlan::EndsEarlier => "It ended before it began.".to_owned(),
        CannotPlan::NotAgreed => "No photograph without the guardian's agreement.".to_owned(),
        CannotPlan::NoResult => "Say what came of it.".to_owned(),
        CannotPlan::NeedsClass => {
            "The pupil is still on no roll. Name the class it comes back to; of one who leaves, record the \
             change of status first."
                .to_owned()
        }
        CannotPlan::RecordedLater(last) => format!("There is a record of {last}: the plan cannot end earlier."),
    },
    not_taught_at_home: |name| {
        format!("{name} has no plan of teaching at home. Begin one: plan new NAME --kind home-teaching.")
    },
    no_record_on: |on| format!("Nothing was recorded on {on}. The days are in plan show."),
    no_quota_there: |asked| format!("'{asked}' has no quota of its own: it counts as home."),
    no_month: |asked| format!("'{asked}' is no month. Write it like 2025-11."),

    list_headings: ["class", "name", "plan", "from", "owner", "review", "state"],
    records_headings: ["day", "what", "by", "content", "result"],
    quota_headings: ["place", "from", "times", "lessons each", "lessons a year", "basis"],
    none_yet: "No plans.",
    begun: |kind, from| format!("Begun on {from}: {}.", (PLAN.kind)(kind)),
    off_roll: "From that day the pupil is on the books and on no roll; missing visits are on the owner's list.",
    strangers: |names| {
        format!("Not on the staff list, and recorded all the same: {}. Check the names.", names.join(", "))
    },
    recorded: "Recorded.",
    ended: |kind, on| format!("Closed on {on}: {}.", (PLAN.kind)(kind)),
    back_on_roll: |class, seat| match seat {
        Some(seat) => format!("From the next day on the rolls of {class} again, in seat {seat}."),
        None => format!("From the next day on the rolls of {class} again."),
    },
    quota_set: |place, from| format!("Teaching {} owes this from {from}.", (PLAN.place)(place)),
    quota_says: |quota| match quota.visits {
        0 => format!("{} lessons {}, {} a school year", quota.lessons, (PLAN.per)(quota.per), quota.year),
        visits => format!(
            "{visits} visits {} of {} lessons each, {} lessons a school year",
            (PLAN.per)(quota.per),
            quota.lessons,
            quota.year
        ),
    },
    quota_since: |from| format!("from {from}"),
    cannot_owe: |why| match why {
        CannotOwe::NoLessons => "At least one lesson.".to_owned(),
        CannotOwe::TooManyLessons { most } => format!("At most {most} lessons."),
        CannotOwe::TooManyAYear { most } => format!("At most {most} lessons a school year."),
        CannotOwe::TooManyVisits { most } => format!("At most {most} visits."),
    },
    usual: "usual",

    this_month: |first| first.format("%Y-%m").to_string(),
    to_date: "by now",
    school_year: "school year",
    tally: |tally, counted| {
        let unit = (PLAN.counted)(counted);
        match tally.missing() {
            0 => format!("{} of {} {unit}", tally.given, tally.owed),
            missing => format!("{} of {} {unit}, {missing} missing", tally.given, tally.owed),
        }
    },
    taught: |place, lessons| format!("{}, {lessons} lessons", (PLAN.place)(place)),
    lessons_of: |given, owed| format!("{given} of {owed} lessons"),
    remarks: |state| {
        let mut remarks = Vec::new();
        if state.behind > 0 {
            remarks.push(format!("{} {} behind, to be made up", state.behind, (PLAN.counted)(state.quota.unit())));
        }
        if state.short > 0 {
            remarks.push(format!("{} with fewer than {} lessons do not count", state.short, state.quota.lessons));
        }
        if state.unconfirmed > 0 {
            remarks.push(format!("{} not confirmed by a guardian yet", state.unconfirmed));
        }
        remarks
    },
    running: "running",
    closed: |on| format!("closed {}", on.format("%m-%d")),
    review_on: |due| due.format("%m-%d").to_string(),
    no_review: "-",
    written: |file| format!("Written to {file}"),

    title: "Help and home teaching",
    file_title: "Plan of help",
    new_title: "New plan",
    edit_title: "change the plan",
    edit: "change",
    amended: |kind| format!("The plan ({}) is changed; what it said before stays in the journal.", (PLAN.kind)(kind)),
    rewritten: "Another desk has just changed this plan; yours is not written. Enter again puts yours in its place; go back to see theirs.",
    record_title: "Record",
    close_title: "Close the plan",
    how_to: "Press n and choose a pupil: family plan, plan of help, help with learning, inclusive education, teaching \
             at home. Reviews and missing visits come on the to-do list by themselves.",
    count: |running, all| format!("{running} running of {all}"),
    open: "open",
    new: "new plan",
    record: "record",
    close: "close",
    paper: "print plan",
    sheet: "print records",
    all: "all",
    only_running: "running only",
    pupil_file: "pupil's file",
    nothing_chosen: "no plan chosen",
    not_yours: "Plans are begun, changed and closed by the homeroom teacher, grade lead, office, registrar, leadership",
    is_closed: "the plan is closed",
    no_records: "Nothing recorded yet. Press r.",
    no_lesson: "nothing taught yet",
    quota: "Quota",
    set_quota: "quota",
    quota_title: "Quota of teaching at home",
    quota_per: "Counted",
    quota_per_hint: "by month or by week",
    quota_visits: "Visits",
    quota_visits_hint: "in a month or a week; 0 counts lessons alone",
    quota_lessons: "Lessons each",
    quota_lessons_hint: "a visit with fewer does not count; where lessons alone count, those of a month or a week",
    quota_year: "Lessons a year",
    quota_year_hint: "in a school year, at the least",
    quota_from_hint: "from this day on; what was owed before stays as it was",
    no_number: "A whole number, such as 3",
    records: "Records",

    of_kind: "Kind",
    of_kind_hint: "choose by digit",
    owner: "Owner",
    owner_hint: "somebody of the staff: reviews and missing visits are on this person's list",
    helpers: "Helpers",
    helpers_hint: "names, parted by commas",
    from: "From",
    from_hint: "such as 2025-11-19; whoever is taught at home is on no roll from then on",
    situation: "Situation",
    situation_hint: "family, assessment, where the pupil stands; no details of a diagnosis",
    goal: "Goal",
    goal_hint: "what, by when",
    measures: "Measures",
    measures_hint: "who does what, how often",
    subjects: "Subjects",
    subjects_hint: "such as Chinese, maths",
    causes: "Causes",
    causes_hint: "ability, method, family, mind; parted by commas",
    at_place: "Place",
    at_place_hint: "whose quota counts",
    review: "Review",
    review_hint: "how often it is looked over",

    what_was_done: "What",
    what_was_done_hint: "a review moves the day of the next one",
    on_day: "Day",
    on_day_hint: "today or a past day",
    at_time: "From",
    at_time_hint: "such as 9:00; may stay empty",
    until: "Until",
    until_hint: "such as 10:30; may stay empty",
    lessons: "Lessons",
    lessons_hint: "how many",
    who: "By",
    who_hint: "names, parted by commas; two teachers go to a home",
    what: "Content",
    what_hint: "what was done or taught",
    result: "Result",
    result_hint: "what changed; of a review its conclusion",
    reaction: "Reaction",
    reaction_hint: "how the child took it",
    confirmed: "Confirmed",
    confirmed_hint: "which guardian signed; empty where nobody has yet",
    photos: "Photographs",
    photos_hint: "none are kept without the guardian's agreement",
    yes_no: ["agreed", "not agreed"],
    back_to: "Back to",
    back_to_hint: "the class to whose rolls the pupil comes back, such as 7.3",
    no_owner: |asked| format!("Nobody of the staff is called '{asked}'."),
    no_class: "That is no class: write it like 7.3",
    no_date: "That is no date: write it like 2025-11-19",
    no_causes: |asked| format!("'{asked}' is none of ability, method, family, mind"),
    choose_kind: "choose the kind first",
    choose_pupil: "for whom",
};

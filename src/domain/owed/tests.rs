//! Stories of the domain handbook, section 10, as facts and what is owed after them.

use super::*;
use crate::domain::calendar::{DayKey, DayKind, SetDay};
use crate::domain::case::{Case, Exit, Trace};
use crate::domain::class::Class;
use crate::domain::contact::{Contact, ContactRecord, Means, Reached};
use crate::domain::ids::{ContactId, EntryId, LetterId, StaffId, StepId, VisitId};
use crate::domain::letter::{Letter, LetterKind, LetterNo, LetterRecord, Receipt};
use crate::domain::made_up::{self, date};
use crate::domain::mark::Mark;
use crate::domain::people::KeyGroup;
use crate::domain::roll::SessionCode;
use crate::domain::school::Books;
use crate::domain::step::{About, Closing, Ledger, Persuasion, StepRecord, Taken};
use crate::domain::visit::{Outcome, Visit, VisitRecord};

struct Story {
    books: Books,
    class: Class,
    pupil: PupilId,
}

impl Story {
    fn new() -> Story {
        let (books, class) = made_up::class_of(1);
        let pupil = books.pupils[0].id;
        Story { books, class, pupil }
    }

    fn roll(mut self, day: &str, session: SessionCode, mark: Option<Mark>) -> Story {
        let marks: Vec<_> = mark.map(|mark| (self.pupil, mark)).into_iter().collect();
        self.books.rolls.push(made_up::roll(self.class, day, session, &marks, EntryId::NEW));
        self
    }

    /// The same mark in the morning and in the afternoon.
    fn day(self, day: &str, mark: Mark) -> Story {
        self.roll(day, SessionCode::AM, Some(mark)).roll(day, SessionCode::PM, Some(mark))
    }

    fn call(mut self, day: &str, reached: Reached) -> Story {
        let record = ContactRecord {
            pupil: self.pupil,
            at: date(day).and_hms_opt(8, 10, 0).unwrap(),
            by: Means::Phone,
            reached,
            guardian: "母亲".into(),
            phone: None,
            reason: None,
            said: String::new(),
            whereabouts: String::new(),
            returns: None,
            next: String::new(),
        };
        self.books.contacts.push(Contact { id: ContactId::NEW, record, recorded_by: StaffId::NEW });
        self
    }

    fn visit(mut self, day: &str, outcome: Outcome) -> Story {
        let record = VisitRecord {
            pupil: self.pupil,
            at: date(day).and_hms_opt(16, 30, 0).unwrap(),
            who: "陈老师、王老师".into(),
            met: String::new(),
            outcome,
            place: String::new(),
            found: String::new(),
            agreed: String::new(),
            returns: None,
            next: String::new(),
            attachments: Vec::new(),
        };
        self.books.visits.push(Visit { id: VisitId::NEW, record, recorded_by: StaffId::NEW });
        self
    }

    fn letter(mut self, kind: LetterKind, day: &str, received: Option<&str>) -> Story {
        let number = 1 + self.books.letters.iter().filter(|it| it.record.kind.series() == kind.series()).count() as u32;
        let no = LetterNo { series: kind.series(), year: 2025, number };
        let paper = made_up::paper();
        let (pupil, issued_on) = (self.pupil, date(day));
        let record = LetterRecord { kind, no, pupil, issued_on, to: String::new(), paper, corrects: None };
        let receipt = received.map(|on| Receipt { by: "校长".into(), on: date(on), how: String::new() });
        self.books.letters.retain(|it| it.record.kind != kind || it.record.issued_on != issued_on);
        self.books.letters.push(Letter { id: LetterId::NEW, record, issued_by: StaffId::NEW, receipt });
        self
    }

    fn notice(self, day: &str, acknowledged: Option<&str>) -> Story {
        self.letter(LetterKind::Escalation, day, acknowledged)
    }

    /// Both papers that leave the school.
    fn papers(self, day: &str) -> Story {
        self.letter(LetterKind::ReportBureau, day, None).letter(LetterKind::LetterStreet, day, None)
    }

    fn step(self, day: &str, step: Step) -> Story {
        self.step_at(day, (17, 0), step)
    }

    fn step_at(mut self, day: &str, (hour, minute): (u32, u32), step: Step) -> Story {
        let at = date(day).and_hms_opt(hour, minute, 0).unwrap();
        let record = StepRecord { about: About::Pupil(self.pupil), at, step, attachments: Vec::new() };
        let id = StepId(uuid::Uuid::from_u128(self.books.steps.len() as u128 + 1));
        self.books.steps.push(Taken { id, record, recorded_by: StaffId::NEW });
        self
    }

    fn closes(self, day: &str, exit: Exit) -> Story {
        let closing = Closing { exit, evidence: "佐证".into(), second: Some("林校长".into()) };
        self.step(day, Step::Closed(closing))
    }

    fn stage(&self, day: &str) -> &'static str {
        let case = School::from_books(self.books.clone()).case(self.pupil, date(day));
        case.map_or("none", |case| case.stage.code())
    }

    fn case(&self, day: &str) -> Case {
        School::from_books(self.books.clone()).case(self.pupil, date(day)).unwrap()
    }

    fn closed(mut self, day: &str) -> Story {
        let key = DayKey { date: date(day), grade: None };
        self.books.days.push((key, SetDay { kind: DayKind::Off, note: "台风".into() }));
        self
    }

    /// What is owed on a day, as `R2 09-09`, with the school days it is late where it is.
    fn owes(&self, day: &str) -> String {
        let flag = School::from_books(self.books.clone()).flag(self.pupil, date(day)).unwrap();
        let say = |owed: &Owed| {
            let due = owed.due.map_or("?".into(), |due| due.format("%m-%d").to_string());
            let late = if owed.late > 0 { format!(" +{}", owed.late) } else { String::new() };
            let acknowledge = if owed.what == Action::AcknowledgeNotice { "ack" } else { "" };
            format!("{}{acknowledge} {due}{late}", owed.rule.code())
        };
        format!("{}: {}", flag.streak.days(), flag.owed.iter().map(say).collect::<Vec<_>>().join(", "))
    }
}

use Mark::{Leave, Sick, Truant, Unknown};
use SessionCode as S;

#[test]
fn s1_a_truant_back_on_day_four() {
    let story = Story::new().roll("2025-09-08", S::AM, Some(Unknown));
    assert_eq!(story.owes("2025-09-08"), "1: R1 09-08, R2 09-09");
    let story = story.call("2025-09-08", Reached::Yes).roll("2025-09-08", S::PM, Some(Truant));
    assert_eq!((story.owes("2025-09-08").as_str(), story.stage("2025-09-08")), ("1: R2 09-09", "A2_visiting"));
    let story = story.day("2025-09-09", Truant).call("2025-09-09", Reached::Yes);
    assert_eq!(story.owes("2025-09-09"), "2: R2 09-09, R3 09-09");
    let story = story.visit("2025-09-09", Outcome::MetGuardian).notice("2025-09-09", None);
    assert_eq!((story.owes("2025-09-09").as_str(), story.stage("2025-09-09")), ("2: R3ack 09-10", "A3_escalated"));
    let story = story.roll("2025-09-10", S::AM, Some(Truant)).notice("2025-09-09", Some("2025-09-10"));
    assert_eq!(story.owes("2025-09-10"), "3: R4 09-11, R5 09-12");
    let story = story.letter(LetterKind::ReportBureau, "2025-09-10", None);
    assert_eq!(
        (story.owes("2025-09-10").as_str(), story.stage("2025-09-10")),
        ("3: R4 09-11, R5 09-12", "A3_escalated")
    );
    assert_eq!(story.case("2025-09-10").lacking, Some(LetterKind::LetterStreet));
    let story = story.letter(LetterKind::LetterStreet, "2025-09-10", None);
    assert_eq!((story.owes("2025-09-10").as_str(), story.stage("2025-09-10")), ("3: R5 09-12", "A4_reported"));
    let story = story.roll("2025-09-11", S::AM, None);
    assert_eq!(story.owes("2025-09-11"), "0: R4 09-12");
    let case = story.case("2025-09-11");
    assert_eq!((case.proposes, case.returned), (Some(Exit::E1), Some(date("2025-09-11"))));
    let story = story.letter(LetterKind::FollowUp, "2025-09-11", None);
    assert_eq!(story.owes("2025-09-11"), "0: ");
    let story = story.closes("2025-09-11", Exit::E1);
    assert_eq!((story.owes("2025-09-11").as_str(), story.stage("2025-09-11")), ("0: R15 09-18", "A7_watch"));
    let story = story.step("2025-09-18", Step::Talk { with: "学生".into(), said: String::new() });
    assert_eq!(story.owes("2025-09-18"), "0: R15 09-25");
    assert_eq!([story.stage("2025-10-14"), story.stage("2025-10-15")], ["A7_watch", "A9_closed"]);
    assert_eq!(story.case("2025-10-15").closed(), Some(date("2025-10-14")));
}

/// Within the watch an absence opens the same case again and a visit is owed at once; afterwards it is another case.
#[test]
fn a_second_run_opens_the_case_again_and_a_later_one_another() {
    let story = Story::new().day("2025-09-08", Truant).call("2025-09-08", Reached::Yes);
    let story = story.visit("2025-09-08", Outcome::MetGuardian).roll("2025-09-09", S::AM, None);
    let story = story.closes("2025-09-09", Exit::E1);
    assert_eq!(story.stage("2025-09-10"), "A7_watch");
    let again = story.roll("2025-09-15", S::AM, Some(Truant)).call("2025-09-15", Reached::Yes);
    assert_eq!(again.owes("2025-09-15"), "1: R2 09-15, R8 09-17");
    let case = again.case("2025-09-15");
    assert_eq!((case.opened, case.reopened), (date("2025-09-08"), vec![date("2025-09-15")]));
    assert!(case.ending.is_none());

    let story = Story::new().day("2025-09-08", Truant).roll("2025-09-09", S::AM, None);
    let story = story.closes("2025-09-09", Exit::E1).roll("2025-11-03", S::AM, Some(Unknown));
    let case = story.case("2025-11-03");
    assert_eq!((case.opened, case.follows), (date("2025-11-03"), Some(date("2025-09-08"))));
    assert_eq!(School::from_books(story.books.clone()).cases(story.pupil, date("2025-11-03")).len(), 2);
}

#[test]
fn s2_a_family_gone_to_another_province() {
    let mut story = Story::new();
    story.books.pupils[0].record.groups.insert(KeyGroup::Migrant);
    let story = story.day("2025-10-09", Unknown).call("2025-10-09", Reached::Off);
    assert_eq!(story.owes("2025-10-09"), "1: R1 10-09, R2 10-09");
    let story = story.roll("2025-10-10", S::AM, Some(Unknown));
    assert_eq!(story.owes("2025-10-10"), "2: R1 10-10, R2 10-10, R3 10-10");
    let story = story.visit("2025-10-10", Outcome::Nobody);
    assert!(story.case("2025-10-10").danger.is_some());
    assert_eq!(story.owes("2025-10-10"), "2: R16 10-10, R1 10-10, R3 10-10, B3 10-16");
    let story = story.step("2025-10-10", Step::Safe { source: "房东看见全家离开".into() });
    let story = story.notice("2025-10-10", None);
    assert_eq!(story.case("2025-10-10").danger, None);
    assert_eq!(story.owes("2025-10-10"), "2: R1 10-10, R3ack 10-11, B3 10-16");
    assert_eq!(story.case("2025-10-10").trace, Some(Trace::Visited));
    let story = story
        .notice("2025-10-10", Some("2025-10-10"))
        .roll("2025-10-10", S::PM, Some(Unknown))
        .day("2025-10-11", Unknown);
    assert_eq!(story.owes("2025-10-11"), "3: R4 10-13, R5 10-14, B3 10-16");
    let story =
        story.day("2025-10-13", Unknown).papers("2025-10-13").letter(LetterKind::Verification, "2025-10-13", None);
    let story = story.letter(LetterKind::NoticeGuardian, "2025-10-13", None);
    let mut story = story.day("2025-10-14", Unknown).day("2025-10-15", Unknown);
    assert_eq!(story.owes("2025-10-15"), "6: ");
    story = story.day("2025-10-16", Unknown);
    assert_eq!(story.owes("2025-10-16"), "7: R6 10-16");
    story = story.step("2025-10-16", Step::Entered { ledger: Ledger::Suspected, said: String::new() });
    assert_eq!((story.owes("2025-10-16").as_str(), story.stage("2025-10-16")), ("7: ", "A5_suspected"));
    let persuasion = Persuasion {
        place: String::new(),
        who: "林校长".into(),
        met: "母亲".into(),
        said: String::new(),
        guardian_says: String::new(),
        pupil_says: String::new(),
        result: "未见到".into(),
    };
    for day in ["2025-10-17", "2025-10-20", "2025-10-27", "2025-11-03"] {
        story = story.day(day, Unknown).step(day, Step::Persuasion(persuasion.clone()));
    }
    assert_eq!(story.owes("2025-10-31"), "10: ");
    assert_eq!(story.owes("2025-11-03"), "11: B4 11-03");
    let reminded = Step::Reminded { said: "电话".into() };
    assert_eq!(story.step("2025-11-03", reminded).owes("2025-11-03"), "11: ");
}

/// More than a month, and at an off day the next school day.
#[test]
fn s2_variant_the_dropout_register() {
    let mut story = Story::new();
    for day in ["2025-10-09", "2025-10-10", "2025-10-11"] {
        story = story.day(day, Unknown);
    }
    let story = story.papers("2025-10-13").letter(LetterKind::NoticeGuardian, "2025-11-07", None);
    let story = story.step("2025-10-16", Step::Entered { ledger: Ledger::Suspected, said: String::new() });
    let register = |day: &str| story.owes(day).contains("R7");
    assert!(!register("2025-11-09"));
    assert!(story.owes("2025-11-10").contains("R7 11-11"), "{}", story.owes("2025-11-10"));
}

#[test]
fn s3_a_long_illness() {
    let mut story = Story::new();
    let days = School::from_books(story.books.clone());
    let days: Vec<NaiveDate> = days.calendar.school_days(date("2025-10-20"), date("2025-11-21"), None).collect();
    for day in days {
        story = story.day(&day.to_string(), Sick);
    }
    assert_eq!(story.owes("2025-10-21"), "0: ");
    assert_eq!(story.owes("2025-10-22"), "0: R11 10-23");
    let story = story.call("2025-10-22", Reached::Yes).call("2025-10-29", Reached::Yes);
    assert_eq!([story.owes("2025-10-28"), story.owes("2025-10-30")], ["0: ", "0: "]);
    assert_eq!(story.owes("2025-10-31"), "0: R12 11-04");
    let story = story.step("2025-11-03", Step::Entered { ledger: Ledger::LongLeave, said: String::new() });
    let story =
        ["2025-11-05", "2025-11-12", "2025-11-19"].into_iter().fold(story, |it, day| it.call(day, Reached::Yes));
    assert_eq!(story.owes("2025-11-19"), "0: ");
    assert_eq!(story.owes("2025-11-20"), "0: R13 11-27");
    assert_eq!(story.stage("2025-11-20"), "none");
}

#[test]
fn s4_a_boarder_missing_at_night() {
    let mut story = Story::new();
    let [evening, night] = ["ev", "bed"].map(|code| SessionCode::new(code).unwrap());
    let sessions = &mut story.books.profile.as_mut().unwrap().sessions;
    sessions.extend([made_up::session("ev", (19, 0)), made_up::session("bed", (21, 40))]);
    let story = [S::AM, S::PM, evening].into_iter().fold(story, |it, session| it.roll("2025-11-05", session, None));
    let story = story.roll("2025-11-05", night, Some(Unknown));
    assert_eq!((story.owes("2025-11-05").as_str(), story.stage("2025-11-05")), ("0: R1 11-05", "A0_open"));
    let how = crate::domain::step::Danger::BoarderMissing;
    let story = story.step_at("2025-11-05", (21, 48), Step::Danger { how, said: "母亲：不在家".into() });
    assert_eq!(story.owes("2025-11-05"), "0: R16 11-05, R1 11-05");
    // Whoever is reached afterwards does not make the child found; the police being told does not either.
    let mut story = story.call("2025-11-05", Reached::Yes);
    story.books.contacts[0].record.at = date("2025-11-05").and_hms_opt(21, 50, 0).unwrap();
    let told = Step::PoliceTold { number: "110-7".into(), said: String::new() };
    let story = story.step_at("2025-11-05", (21, 55), told);
    assert_eq!(story.owes("2025-11-05"), "0: ");
    assert!(story.case("2025-11-05").danger.is_some());
    let found = Step::Found { place: "同学家".into(), by: "宿管".into() };
    let found = story.step_at("2025-11-05", (23, 50), found);
    assert_eq!((found.case("2025-11-05").danger, found.stage("2025-11-05")), (None, "A1_contacted"));
    let found = found.roll("2025-11-06", S::AM, None).closes("2025-11-06", Exit::E1);
    assert_eq!(found.stage("2025-11-06"), "A7_watch");
    let until = found.case("2025-11-06").ending.and_then(|ending| ending.watch_until);
    assert_eq!(until, Some(date("2025-12-03")));
}

/// Danger within a watch opens the case again, though no roll was taken.
#[test]
fn a_child_out_of_reach_within_the_watch_stands_above_all() {
    let story = Story::new().day("2025-09-08", Truant).roll("2025-09-09", S::AM, None).closes("2025-09-09", Exit::E1);
    assert_eq!(story.stage("2025-09-12"), "A7_watch");
    let how = crate::domain::step::Danger::NotWhereBelieved;
    let story = story.step("2025-09-12", Step::Danger { how, said: String::new() });
    let case = story.case("2025-09-12");
    assert!(case.danger.is_some() && case.ending.is_none());
    assert_eq!(case.reopened, [date("2025-09-12")]);
    // Seen at school again.
    let story = story.roll("2025-09-15", S::AM, None);
    assert_eq!(story.case("2025-09-15").danger, None);
}

/// The leadership's decision holds although the daily calls go on failing.
#[test]
fn who_has_been_found_safe_is_not_lost_again_by_a_silent_telephone() {
    let story = Story::new().day("2025-10-10", Unknown).call("2025-10-10", Reached::Off);
    let story = story.visit("2025-10-10", Outcome::Nobody);
    assert!(story.case("2025-10-10").danger.is_some());
    let story = story.step("2025-10-10", Step::Safe { source: "房东".into() });
    let story = story.day("2025-10-11", Unknown).call("2025-10-11", Reached::Off).visit("2025-10-11", Outcome::Nobody);
    assert_eq!(story.case("2025-10-11").danger, None);
}

#[test]
fn s5_a_family_nobody_can_reach() {
    let story = Story::new().roll("2025-11-17", S::AM, Some(Unknown)).call("2025-11-17", Reached::NoAnswer);
    let story = story.visit("2025-11-17", Outcome::Nobody);
    assert_eq!(story.owes("2025-11-17"), "1: R16 11-17, R1 11-17, R3 11-17");
    let story = story.notice("2025-11-17", Some("2025-11-17"));
    let told = Step::PoliceTold { number: "接警 110-3".into(), said: String::new() };
    let found = Step::Found { place: "姨妈家".into(), by: "民警".into() };
    let story = story.step("2025-11-17", told).step("2025-11-17", found);
    assert_eq!((story.owes("2025-11-17").as_str(), story.stage("2025-11-17")), ("1: R1 11-17", "A3_escalated"));
    // The mark becomes leave: nothing unexcused is left, and the paper keeps the case.
    let mut story = story;
    story.books.rolls.clear();
    let story = story.roll("2025-11-17", S::AM, Some(Leave));
    let case = story.case("2025-11-17");
    assert_eq!((case.stage, case.proposes), (crate::domain::case::Stage::Escalated, Some(Exit::E2)));
    assert_eq!(story.closes("2025-11-18", Exit::E2).stage("2025-11-18"), "A9_closed");
}

#[test]
fn s7_leave_overdue_counts_from_the_day_after() {
    let mut story = Story::new();
    for day in ["2025-12-08", "2025-12-09", "2025-12-10"] {
        story = story.day(day, Leave);
    }
    let pupil = story.pupil;
    story.books.leaves.push(crate::domain::leave::Leave {
        id: crate::domain::ids::LeaveId::NEW,
        note: crate::domain::leave::LeaveNote {
            pupil,
            from: date("2025-12-08"),
            from_session: None,
            to: date("2025-12-10"),
            to_session: None,
            kind: crate::domain::leave::LeaveKind::Personal,
            reason: "家中有事".into(),
            approved_by: String::new(),
            handed_in: None,
        },
    });
    let story = story.roll("2025-12-11", S::AM, Some(Unknown));
    assert_eq!(story.owes("2025-12-11"), "1: R1 12-11, R2 12-12, R14 12-11");
    let story = story.call("2025-12-11", Reached::Yes);
    assert_eq!(story.owes("2025-12-11"), "1: R2 12-12");
    let story = story.day("2025-12-12", Unknown).call("2025-12-12", Reached::Yes);
    let story = story.visit("2025-12-12", Outcome::MetGuardian).notice("2025-12-12", None);
    assert_eq!(story.owes("2025-12-12"), "2: R3ack 12-15");
    let story = story.notice("2025-12-12", Some("2025-12-15")).day("2025-12-15", Unknown).papers("2025-12-15");
    assert_eq!((story.owes("2025-12-15").as_str(), story.stage("2025-12-15")), ("3: R5 12-17", "A4_reported"));
    let case = story.case("2025-12-15");
    assert_eq!(case.opened, date("2025-12-11"), "leave days do not count");
    let story = story.roll("2025-12-16", S::AM, None);
    assert_eq!(story.owes("2025-12-16"), "0: R4 12-17");
    let story = story.letter(LetterKind::FollowUp, "2025-12-16", None).closes("2025-12-16", Exit::E1);
    let until = story.case("2025-12-16").ending.and_then(|ending| ending.watch_until);
    assert_eq!((story.stage("2025-12-16"), until), ("A7_watch", Some(date("2026-01-13"))));
}

#[test]
fn s8_a_transfer_in_progress() {
    let mut story = Story::new();
    let term = School::from_books(story.books.clone());
    for day in term.calendar.school_days(date("2025-12-16"), date("2025-12-29"), None) {
        story = story.day(&day.to_string(), Leave);
    }
    let story = story.call("2025-12-17", Reached::Yes);
    assert_eq!(story.owes("2025-12-29"), "0: R12 12-31");
    // The leave has ended, and the transfer is not in the system.
    let story = story.roll("2025-12-30", S::AM, Some(Unknown));
    assert_eq!(story.owes("2025-12-30"), "1: R1 12-30, R2 12-31");
    // The guardian's paper makes the day leave after all: nothing unexcused is left, and no case.
    let mut story = story;
    let roll = story.books.rolls.iter_mut().find(|roll| roll.key.date == date("2025-12-30")).unwrap();
    roll.marks[0].mark = Leave;
    assert_eq!(story.stage("2025-12-30"), "none");
    // Without the receiving school's slip it would have been an absence of three days by Thursday.
    let vanished = ["2025-12-16", "2025-12-17", "2025-12-18"].into_iter();
    let vanished = vanished.fold(Story::new(), |it, day| it.day(day, Unknown));
    assert!(vanished.owes("2025-12-18").contains("R4 12-19"), "{}", vanished.owes("2025-12-18"));
}

#[test]
fn s9_an_alternate_day_truant() {
    let mut story = Story::new();
    for day in ["2025-11-24", "2025-11-26", "2025-11-28"] {
        story = story.roll(day, S::AM, None).roll(day, S::PM, Some(Truant)).call(day, Reached::Yes);
        story = story.roll(&(date(day) + TimeDelta::days(1)).to_string(), S::AM, None);
    }
    assert_eq!(story.owes("2025-11-24"), "0: ");
    assert_eq!(story.owes("2025-11-27"), "0: ");
    assert_eq!(story.owes("2025-11-28"), "0: R8 12-02");
    let talked = story.step("2025-12-01", Step::Talk { with: "学生".into(), said: String::new() });
    assert_eq!(talked.owes("2025-12-01"), "0: ");
    // Whole days with days at school between them: the third half day completes the pattern.
    let story = Story::new().day("2025-11-24", Truant).call("2025-11-24", Reached::Yes);
    let story = story.visit("2025-11-24", Outcome::MetGuardian).roll("2025-11-25", S::AM, None);
    let story = story.roll("2025-11-26", S::AM, Some(Truant)).call("2025-11-26", Reached::Yes);
    assert_eq!(story.owes("2025-11-26"), "1: R2 11-27, R8 11-28");
}

/// A running absence is no pattern.
#[test]
fn consecutive_days_are_a_streak_and_no_pattern() {
    let story = Story::new().day("2025-11-24", Truant).day("2025-11-25", Truant).day("2025-11-26", Truant);
    assert!(!story.owes("2025-11-26").contains("R8"), "{}", story.owes("2025-11-26"));
}

#[test]
fn s10_a_typhoon_day_stops_the_clock() {
    let story = Story::new().day("2025-09-22", Truant).day("2025-09-23", Truant).closed("2025-09-24");
    let story = story.call("2025-09-23", Reached::Yes).visit("2025-09-23", Outcome::MetGuardian);
    let story = story.notice("2025-09-23", None).roll("2025-09-24", S::AM, Some(Truant));
    assert_eq!(story.owes("2025-09-24"), "2: R3ack 09-25");
    let story = story.day("2025-09-25", Truant).call("2025-09-25", Reached::Yes);
    assert_eq!(story.owes("2025-09-25"), "3: R3ack 09-25, R4 09-26, R5 09-28");
    assert_eq!(story.owes("2025-09-28"), "3: R3ack 09-25 +2, R4 09-26 +1, R5 09-28");
    assert_eq!(story.owes("2025-09-29"), "3: R3ack 09-25 +3, R4 09-26 +2, R5 09-28 +1, R6 09-29");
}

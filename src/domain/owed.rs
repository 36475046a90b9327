//! What is owed (应办): rungs of the ladder that a run of absence has reached and no fact has discharged.
//!
//! A rung is discharged by a fact, never by a tick: a contact that reached a guardian, a visit, a notice issued. When
//! the pupil is back, the streak falls to nothing and what was still owed lapses (domain handbook 1.4 and 1.6).

use super::ids::PupilId;
use super::ladder::{Action, Role, Rule, Rung, Trigger};
use super::notice::Notice;
use super::people::Pupil;
use super::school::School;
use super::streak::Streak;
use super::visit::Outcome;
use chrono::NaiveDate;

/// One thing owed for a pupil.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    pub rule: Rule,
    pub what: Action,
    pub who: Role,
    /// The day on which the rung was reached.
    pub since: NaiveDate,
    /// A school day; none where the calendar after it is not known.
    pub due: Option<NaiveDate>,
    /// School days since it was due, today included; 0 while there is time.
    pub late: u16,
}

/// What a pupil's absence has come to, as of a date: the reading from which `owed` follows.
pub(super) struct Run<'a> {
    pub pupil: &'a Pupil,
    pub as_of: NaiveDate,
    pub streak: &'a Streak,
    /// The day of the latest taken session, where the pupil missed it unexcused, with that day's unexcused sessions.
    pub missing_since: Option<(NaiveDate, u16)>,
}

/// What is owed for one pupil, in the order of the rules.
pub(super) fn owed(school: &School, run: &Run) -> Vec<Owed> {
    let mut owed = Vec::new();
    for rung in school.policy.rungs(run.as_of) {
        match rung.action {
            Action::ContactGuardian => owed.extend(contact(school, run, rung)),
            Action::HomeVisit => owed.extend(visit(school, run, rung)),
            Action::NoticeToLeadership | Action::AcknowledgeNotice => owed.extend(notice(school, run, rung)),
            Action::ReportOutside | Action::NoticeToGuardian => {
                owed.extend(reached(run, rung).and_then(|since| due(school, run, rung, since, rung.within)));
            }
        }
    }
    owed
}

/// The highest rung whose count the run has reached, discharged or not.
pub(super) fn highest(school: &School, run: &Run) -> Option<Rule> {
    let rungs = school.policy.rungs(run.as_of);
    rungs.iter().rev().find(|rung| reached(run, **rung).is_some()).map(|rung| rung.rule)
}

/// The day on which the run's count reached the rung.
fn reached(run: &Run, rung: Rung) -> Option<NaiveDate> {
    match rung.trigger {
        Trigger::Streak => run.streak.dates.get(usize::from(rung.at_least.max(1)) - 1).copied(),
        Trigger::UnexcusedSessions => {
            run.missing_since.filter(|(_, count)| *count >= rung.at_least).map(|(day, _)| day)
        }
    }
}

fn due(school: &School, run: &Run, rung: Rung, since: NaiveDate, within: u16) -> Option<Owed> {
    let grade = run.pupil.class(run.as_of).map(|class| class.grade);
    let due = school.calendar.school_day_after(since, within, grade);
    let late = due.map_or(0, |due| school.calendar.school_days_late(due, run.as_of, grade));
    Some(Owed { rule: rung.rule, what: rung.action, who: rung.owes, since, due, late })
}

/// R1: each day of absence owes a contact of its own; one contact covers the sessions of its day.
fn contact(school: &School, run: &Run, rung: Rung) -> Option<Owed> {
    let since = reached(run, rung)?;
    let answered = school.contacts_of(run.pupil.id).iter().any(|contact| {
        let on = contact.record.at.date();
        contact.record.reached.is_yes() && since <= on && on <= run.as_of
    });
    if answered { None } else { due(school, run, rung, since, rung.within) }
}

/// R2: after a full day; the same day where contacts were tried and nobody was reached.
fn visit(school: &School, run: &Run, rung: Rung) -> Option<Owed> {
    let unanswered = unanswered_since(school, run);
    let since = reached(run, rung).or(unanswered)?;
    let begins = run.streak.from().unwrap_or(since).min(since);
    let visited = school.visits_of(run.pupil.id).iter().any(|visit| {
        let on = visit.record.at.date();
        begins <= on && on <= run.as_of
    });
    let within = if unanswered == Some(since) { 0 } else { rung.within };
    if visited { None } else { due(school, run, rung, since, within) }
}

/// The day since which the pupil is missing, where calls were made that day and none reached anybody.
fn unanswered_since(school: &School, run: &Run) -> Option<NaiveDate> {
    let (since, _) = run.missing_since?;
    let mut calls = school.contacts_of(run.pupil.id).iter().filter(|contact| {
        let on = contact.record.at.date();
        since <= on && on <= run.as_of
    });
    let first = calls.next()?;
    (!first.record.reached.is_yes() && calls.all(|call| !call.record.reached.is_yes())).then_some(since)
}

/// R3: after two days, or when a visit found nobody or was refused; then the leadership owes its word.
fn notice(school: &School, run: &Run, rung: Rung) -> Option<Owed> {
    let fruitless = fruitless_visit(school, run.pupil.id, run);
    let by_count = reached(run, rung);
    let since = by_count.into_iter().chain(fruitless).min()?;
    let begins = run.streak.from().unwrap_or(since).min(since);
    match issued(school, run.pupil.id, begins, run.as_of) {
        None => due(school, run, rung, since, rung.within),
        Some(notice) if notice.receipt.as_ref().is_some_and(|receipt| receipt.on <= run.as_of) => None,
        Some(notice) => {
            let acknowledge = Rung { action: Action::AcknowledgeNotice, owes: Role::Leadership, ..rung };
            due(school, run, acknowledge, notice.record.issued_on, rung.within + 1)
        }
    }
}

/// The day of a visit in this run that found nobody or was refused.
fn fruitless_visit(school: &School, pupil: PupilId, run: &Run) -> Option<NaiveDate> {
    let begins = run.streak.from().or(run.missing_since.map(|(day, _)| day))?;
    let visits = school.visits_of(pupil).iter();
    let fruitless = visits.filter(|visit| matches!(visit.record.outcome, Outcome::Nobody | Outcome::Refused));
    fruitless.map(|visit| visit.record.at.date()).find(|on| begins <= *on && *on <= run.as_of)
}

/// The latest notice about the pupil issued within the run.
fn issued(school: &School, pupil: PupilId, begins: NaiveDate, as_of: NaiveDate) -> Option<&Notice> {
    school.notices.iter().rev().find(|notice| {
        notice.record.pupil == pupil && begins <= notice.record.issued_on && notice.record.issued_on <= as_of
    })
}

#[cfg(test)]
mod tests {
    //! Stories of the domain handbook, section 10, as far as the ladder's first five rows tell them.

    use super::*;
    use crate::domain::calendar::{DayKey, DayKind, SetDay};
    use crate::domain::class::Class;
    use crate::domain::contact::{Contact, ContactRecord, Means, Reached};
    use crate::domain::ids::{ContactId, EntryId, NoticeId, StaffId, VisitId};
    use crate::domain::made_up::{self, date};
    use crate::domain::mark::Mark;
    use crate::domain::notice::{NoticeNo, NoticeRecord, NoticeText, Receipt};
    use crate::domain::roll::SessionCode;
    use crate::domain::school::Books;
    use crate::domain::visit::{Visit, VisitRecord};

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

        fn notice(mut self, day: &str, acknowledged: Option<&str>) -> Story {
            let text = NoticeText {
                title: String::new(),
                school: String::new(),
                number: String::new(),
                addressee: String::new(),
                opening: String::new(),
                done: Vec::new(),
                cause: String::new(),
                measures: String::new(),
                consequence: String::new(),
                closing: String::new(),
                signed_as: String::new(),
                signed_by: String::new(),
                date: date(day),
            };
            let no = NoticeNo { year: 2025, number: 1 };
            let record = NoticeRecord { no, pupil: self.pupil, issued_on: date(day), to: String::new(), text };
            let receipt = acknowledged.map(|on| Receipt { by: "校长".into(), on: date(on), how: String::new() });
            self.books.notices = vec![Notice { id: NoticeId::NEW, record, issued_by: StaffId::NEW, receipt }];
            self
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

    use Mark::{Leave, Truant, Unknown};
    use SessionCode as S;

    #[test]
    fn s1_a_truant_back_on_day_four() {
        let story = Story::new().roll("2025-09-08", S::AM, Some(Unknown));
        assert_eq!(story.owes("2025-09-08"), "1: R1 09-08, R2 09-09");
        let story = story.call("2025-09-08", Reached::Yes).roll("2025-09-08", S::PM, Some(Truant));
        assert_eq!(story.owes("2025-09-08"), "1: R2 09-09");
        let story = story.day("2025-09-09", Truant).call("2025-09-09", Reached::Yes);
        assert_eq!(story.owes("2025-09-09"), "2: R2 09-09, R3 09-09");
        let story = story.visit("2025-09-09", Outcome::MetGuardian).notice("2025-09-09", None);
        assert_eq!(story.owes("2025-09-09"), "2: R3ack 09-10");
        let story = story.roll("2025-09-10", S::AM, Some(Truant)).notice("2025-09-09", Some("2025-09-10"));
        let story = story.call("2025-09-10", Reached::Yes);
        assert_eq!(story.owes("2025-09-10"), "3: R4 09-11, R5 09-12");
        let story = story.roll("2025-09-11", S::AM, None);
        assert_eq!(story.owes("2025-09-11"), "0: ");
    }

    #[test]
    fn s2_nobody_is_reached_and_the_visit_is_owed_the_same_day() {
        let story = Story::new().day("2025-10-09", Unknown).call("2025-10-09", Reached::Off);
        assert_eq!(story.owes("2025-10-09"), "1: R1 10-09, R2 10-09");
        let story = story.roll("2025-10-10", S::AM, Some(Unknown));
        assert_eq!(story.owes("2025-10-10"), "2: R1 10-10, R2 10-10, R3 10-10");
        let story = story.visit("2025-10-10", Outcome::Nobody).notice("2025-10-10", None);
        assert_eq!(story.owes("2025-10-10"), "2: R1 10-10, R3ack 10-11");
    }

    #[test]
    fn s5_a_visit_that_finds_nobody_brings_the_notice_forward() {
        let story = Story::new().roll("2025-11-17", S::AM, Some(Unknown)).call("2025-11-17", Reached::NoAnswer);
        let story = story.visit("2025-11-17", Outcome::Nobody);
        assert_eq!(story.owes("2025-11-17"), "1: R1 11-17, R3 11-17");
    }

    #[test]
    fn s7_leave_overdue_counts_from_the_day_after() {
        let mut story = Story::new();
        for day in ["2025-12-08", "2025-12-09", "2025-12-10"] {
            story = story.day(day, Leave);
        }
        let story = story.roll("2025-12-11", S::AM, Some(Unknown)).call("2025-12-11", Reached::Yes);
        assert_eq!(story.owes("2025-12-11"), "1: R2 12-12");
        let story = story.day("2025-12-12", Unknown).call("2025-12-12", Reached::Yes);
        let story = story.visit("2025-12-12", Outcome::MetGuardian).notice("2025-12-12", None);
        assert_eq!(story.owes("2025-12-12"), "2: R3ack 12-15");
    }

    #[test]
    fn s9_half_days_owe_a_call_each_and_make_no_streak() {
        let story = Story::new().roll("2025-11-24", S::AM, None).roll("2025-11-24", S::PM, Some(Truant));
        assert_eq!(story.owes("2025-11-24"), "0: R1 11-24");
        let story = story.roll("2025-11-25", S::AM, None);
        assert_eq!(story.owes("2025-11-25"), "0: ");
    }

    #[test]
    fn s10_a_typhoon_day_stops_the_clock() {
        let story = Story::new().day("2025-09-22", Truant).day("2025-09-23", Truant).closed("2025-09-24");
        let story = story.call("2025-09-23", Reached::Yes).visit("2025-09-23", Outcome::MetGuardian);
        let story = story.notice("2025-09-23", None).roll("2025-09-24", S::AM, Some(Truant));
        assert_eq!(story.owes("2025-09-24"), "2: R3ack 09-25");
        let story = story.day("2025-09-25", Truant).call("2025-09-25", Reached::Yes);
        assert_eq!(story.owes("2025-09-25"), "3: R3ack 09-25, R4 09-26, R5 09-28");
        assert_eq!(story.owes("2025-09-29"), "3: R3ack 09-25 +3, R4 09-26 +2, R5 09-28 +1");
    }
}

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

//! R1 to R7, R14 and R16: what a running absence asks for.

use super::{Owed, Run, again, due, due_after, reached};
use crate::domain::ladder::{Action, Rule, Rung, Within};
use crate::domain::letter::{Letter, LetterKind};
use crate::domain::people::Role;
use crate::domain::school::School;
use crate::domain::step::{Ledger, Step};
use crate::domain::visit::Outcome;
use chrono::NaiveDate;

/// R1: each day of absence owes a contact of its own; one contact covers the sessions of its day. Once those outside
/// must know (R4) the rhythm of R5 takes its place, but not before anybody of the family was spoken to.
pub(super) fn contact(school: &School, run: &Run, rung: &Rung) -> Option<Owed> {
    let since = reached(school, run, rung)?;
    let answered = school.spoken(run.id(), since, run.as_of).next().is_some();
    let outside = school.policy.rung(Rule::R4, run.as_of).is_some_and(|rung| rung.is_met(run.streak.days()));
    let begins = begins(run).unwrap_or(since);
    let met = || school.spoken(run.id(), begins, run.as_of).chain(school.visited(run.id(), begins, run.as_of)).next();
    if answered || outside && met().is_some() { None } else { due(school, run, rung, since) }
}

/// R2: after a full day; the same day where contacts were tried and nobody was reached, or where an absence within the
/// watch has opened the case again.
pub(super) fn visit(school: &School, run: &Run, rung: &Rung) -> Option<Owed> {
    if !run.is_away() {
        return None;
    }
    let unanswered = unanswered_since(school, run);
    let reopened = run.open_case().and_then(|case| case.reopened.last().copied());
    let since = [reached(school, run, rung), unanswered, reopened].into_iter().flatten().min()?;
    let begins = run.streak.from().unwrap_or(since).min(since);
    if school.visited(run.id(), begins, run.as_of).next().is_some() {
        return None;
    }
    match [unanswered, reopened].contains(&Some(since)) {
        true => due_after(school, run, rung, since, 0),
        false => due(school, run, rung, since),
    }
}

/// The day since which the pupil is missing, where calls were made that day and none reached anybody.
fn unanswered_since(school: &School, run: &Run) -> Option<NaiveDate> {
    let (since, _) = run.missing_since?;
    let mut calls = school.contacts_of(run.id()).iter().filter(|contact| {
        let on = contact.record.at.date();
        since <= on && on <= run.as_of
    });
    let first = calls.next()?;
    (!first.record.reached.is_yes() && calls.all(|call| !call.record.reached.is_yes())).then_some(since)
}

/// R3: after two days, or when a visit found nobody or was refused; then the leadership owes its word.
pub(super) fn notice(school: &School, run: &Run, rung: &Rung) -> Option<Owed> {
    if !run.is_away() {
        return None;
    }
    let since = reached(school, run, rung).into_iter().chain(fruitless_visit(school, run)).min()?;
    let begins = begins(run).unwrap_or(since).min(since);
    match issued(school, run, LetterKind::Escalation, begins) {
        None => due(school, run, rung, since),
        Some(notice) if notice.receipt.as_ref().is_some_and(|receipt| receipt.on <= run.as_of) => None,
        Some(notice) => {
            let acknowledge = Rung { action: Action::AcknowledgeNotice, owes: Role::Leadership, ..rung.clone() };
            let days = match rung.within {
                Within::SchoolDays(days) => days + 1,
                Within::Hours(_) => 1,
            };
            due_after(school, run, &acknowledge, notice.record.issued_on, days)
        }
    }
}

/// The day of a visit in this run that found nobody or was refused.
fn fruitless_visit(school: &School, run: &Run) -> Option<NaiveDate> {
    let begins = run.streak.from().or(run.missing_since.map(|(day, _)| day))?;
    let visits = school.visits_of(run.id()).iter();
    let fruitless = visits.filter(|visit| matches!(visit.record.outcome, Outcome::Nobody | Outcome::Refused));
    fruitless.map(|visit| visit.record.at.date()).find(|on| begins <= *on && *on <= run.as_of)
}

/// The first day of what a paper about this absence may be about: the case's where it had begun before the streak.
fn begins(run: &Run) -> Option<NaiveDate> {
    run.streak.from().or(run.missing_since.map(|(day, _)| day))
}

/// The latest paper of a kind about the pupil issued since a day.
fn issued<'a>(school: &'a School, run: &Run, kind: LetterKind, since: NaiveDate) -> Option<&'a Letter> {
    let of_kind = school.letters_of(run.id()).rev().filter(|letter| letter.record.kind == kind);
    of_kind.into_iter().find(|letter| since <= letter.record.issued_on && letter.record.issued_on <= run.as_of)
}

/// R4: both papers; while one is out, the other.
pub(super) fn outside(school: &School, run: &Run, rung: &Rung) -> Option<Owed> {
    let since = reached(school, run, rung)?;
    let begins = begins(run)?;
    let is_out = |kind| issued(school, run, kind, begins).is_some();
    let action = match [LetterKind::ReportBureau, LetterKind::LetterStreet].map(is_out) {
        [true, true] => return None,
        [false, true] => Action::ReportToBureau,
        [true, false] => Action::LetterToStreet,
        [false, false] => rung.action,
    };
    due(school, run, &Rung { action, ..rung.clone() }, since)
}

/// R5: a written notice to the guardian or a joint visit; then persuasion, again and again.
pub(super) fn guardian(school: &School, run: &Run, rung: &Rung) -> Option<Owed> {
    let since = reached(school, run, rung)?;
    let notice = issued(school, run, LetterKind::NoticeGuardian, since).map(|letter| letter.record.issued_on);
    let record = issued(school, run, LetterKind::Persuasion, since).map(|letter| letter.record.issued_on);
    let persuaded = school.stepped(run.id(), since, run.as_of, |step| matches!(step, Step::Persuasion(_)));
    let visited = school.visited(run.id(), since, run.as_of);
    match notice.into_iter().chain(record).chain(persuaded).chain(visited).max() {
        None => due(school, run, rung, since),
        Some(last) => again(school, run, &Rung { action: Action::Persuade, ..rung.clone() }, last),
    }
}

/// R6 and R7: the entry in a register.
pub(super) fn register(school: &School, run: &Run, rung: &Rung) -> Option<Owed> {
    let since = reached(school, run, rung)?;
    let wanted = if rung.action == Action::EnterDropout { Ledger::Dropout } else { Ledger::Suspected };
    let opened = run.case.map_or(since, |case| case.opened);
    let is_entry = move |step: &Step| matches!(step, Step::Entered { ledger, .. } if *ledger == wanted);
    let entered = school.stepped(run.id(), opened, run.as_of, is_entry).next().is_some();
    if entered { None } else { due(school, run, rung, since) }
}

/// R14: the leave has ended and the pupil is not back: the guardian is asked the same day.
pub(super) fn after_leave(school: &School, run: &Run, rung: &Rung) -> Option<Owed> {
    let (since, _) = run.missing_since?;
    let session = school.sessions.last()?.code;
    let leave = school.leave_overdue(run.id(), since, session)?;
    let first = run.days.iter().find(|day| day.date > leave.note.to && day.unexcused > 0)?;
    let answered = school.spoken(run.id(), first.date, run.as_of).next().is_some();
    if answered { None } else { due(school, run, rung, first.date) }
}

/// R16: the police at once, before everything else.
pub(super) fn police(school: &School, run: &Run, rung: &Rung) -> Option<Owed> {
    let since = run.case?.danger?;
    let told = |step: &Step| matches!(step, Step::PoliceTold { .. });
    if school.stepped(run.id(), since.date(), run.as_of, told).next().is_some() {
        return None;
    }
    let hours = match rung.within {
        Within::Hours(hours) => hours,
        Within::SchoolDays(_) => 0,
    };
    Some(super::by_the_clock(school, run.class, rung, since, hours, run.as_of))
}

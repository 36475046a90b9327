//! What was done and said within a case, and what that comes to: its stage, its danger, its tracing.

use super::{Stage, Trace, moment};
use crate::domain::attendance::PupilDay;
use crate::domain::contact::Contact;
use crate::domain::ids::PupilId;
use crate::domain::ladder::Rule;
use crate::domain::letter::{Letter, LetterKind};
use crate::domain::numbers::Phone;
use crate::domain::people::KeyGroup;
use crate::domain::school::School;
use crate::domain::step::{Danger, Ledger, Step, Taken};
use crate::domain::streak;
use crate::domain::visit::{Outcome, Visit};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// What was done and said within a case.
pub(super) struct Facts<'a> {
    contacts: Vec<&'a Contact>,
    visits: Vec<&'a Visit>,
    letters: Vec<&'a Letter>,
    pub steps: Vec<&'a Taken>,
    /// Days of the case so far.
    days: Vec<PupilDay>,
    /// From another county by the books.
    from_elsewhere: bool,
    /// Telephone numbers of the guardians, as registered.
    numbers: Vec<&'a Phone>,
    /// From so many unexcused days running on a visit is owed.
    visit_from: u16,
    /// Unexcused days running that were missed whole.
    whole: u16,
}

impl<'a> Facts<'a> {
    pub fn between(school: &'a School, pupil: PupilId, from: NaiveDate, to: NaiveDate) -> Facts<'a> {
        let within = |on: NaiveDate| from <= on && on <= to;
        let record = school.pupil(pupil).map(|pupil| &pupil.record);
        let days = school.pupil_days(pupil, from, to);
        let streak = streak::unexcused(&days, school.policy.excused(to));
        // A day of which rolls are still to come has not been missed whole.
        let sessions = school.sessions.len();
        let goes_on = |day: &&PupilDay| day.date == to && usize::from(day.taken) < sessions;
        let running = days.iter().rfind(goes_on).is_some_and(|day| streak.dates.last() == Some(&day.date));
        let whole = streak.days() - u16::from(running);
        Facts {
            contacts: school.contacts_of(pupil).iter().filter(|it| within(it.record.at.date())).collect(),
            visits: school.visits_of(pupil).iter().filter(|it| within(it.record.at.date())).collect(),
            letters: school.letters_of(pupil).filter(|it| within(it.record.issued_on)).collect(),
            steps: school.steps_of(pupil).iter().filter(|it| within(it.record.at.date())).collect(),
            days,
            from_elsewhere: school.is_entered_in(pupil, KeyGroup::Migrant, to),
            numbers: record.iter().flat_map(|record| &record.guardians).flat_map(|guardian| &guardian.phones).collect(),
            visit_from: school.policy.rung(Rule::R2, to).map_or(1, |rung| rung.least()),
            whole,
        }
    }

    /// The highest stage that facts up to a moment reach; all of them without one.
    pub fn stage(&self, until: Option<NaiveDateTime>) -> Stage {
        let counts = |at: NaiveDateTime| until.is_none_or(|until| moment(at) <= until);
        let entered = |wanted: Ledger| {
            self.steps.iter().any(|taken| {
                counts(taken.record.at) && matches!(taken.record.step, Step::Entered { ledger, .. } if ledger == wanted)
            })
        };
        let issued = |kind: LetterKind| {
            let of_kind = self.letters.iter().filter(|letter| letter.record.kind == kind);
            of_kind.into_iter().any(|letter| counts(letter.record.issued_on.and_time(NaiveTime::MIN)))
        };
        let outside = [LetterKind::ReportBureau, LetterKind::LetterStreet].map(issued);
        let reached = self.contacts.iter().any(|it| it.record.reached.is_yes() && counts(it.record.at));
        let visited = self.visits.iter().any(|it| counts(it.record.at));
        let calls: Vec<&&Contact> = self.contacts.iter().filter(|it| counts(it.record.at)).collect();
        let unanswered = !calls.is_empty() && !reached;
        if entered(Ledger::Dropout) {
            Stage::Dropout
        } else if entered(Ledger::Suspected) {
            Stage::Suspected
        } else if outside == [true, true] {
            Stage::Reported
        } else if issued(LetterKind::Escalation) || outside.contains(&true) {
            Stage::Escalated
        } else if visited || self.whole >= self.visit_from || (unanswered && self.is_missing_today()) {
            Stage::Visiting
        } else if reached {
            Stage::Contacted
        } else {
            Stage::Open
        }
    }

    fn is_missing_today(&self) -> bool {
        self.days.last().is_some_and(|day| day.unexcused > 0)
    }

    pub fn lacking(&self) -> Option<LetterKind> {
        let issued = |kind: LetterKind| self.letters.iter().any(|letter| letter.record.kind == kind);
        match [LetterKind::ReportBureau, LetterKind::LetterStreet].map(issued) {
            [true, false] => Some(LetterKind::LetterStreet),
            [false, true] => Some(LetterKind::ReportBureau),
            _ => None,
        }
    }

    /// R16: since when the child cannot be reached at all; none when it never was so, or is over. What is worked on goes
    /// since a day.
    pub fn danger(&self, since: NaiveDate, is_missing: impl Fn() -> bool) -> Option<NaiveDateTime> {
        let raised = self.steps.iter().enumerate().filter_map(|(nth, taken)| match taken.record.step {
            Step::Danger { how, .. } => Some(((moment(taken.record.at), nth + 1), how)),
            _ => None,
        });
        let nobody = self.nobody_to_be_found(since).filter(|_| is_missing()).map(|at| ((at, 0), Danger::Unreachable));
        raised.chain(nobody).filter(|(at, how)| !self.is_safe_since(*at, *how)).map(|((at, _), _)| at).min()
    }

    /// Whether the child has been found since: by those who looked, at school, or, where nobody could be reached, by
    /// reaching somebody. Where harm is suspected only the first will do.
    fn is_safe_since(&self, (at, nth): (NaiveDateTime, usize), how: Danger) -> bool {
        let came = |day: &PupilDay| day.date > at.date() && day.attended() > 0;
        let heard = |contact: &&Contact| contact.record.reached.is_yes() && moment(contact.record.at) > at;
        self.found().any(|found| found > (at, nth))
            || (how != Danger::Harm && self.days.iter().any(came))
            || (how == Danger::Unreachable && self.contacts.iter().any(heard))
    }

    /// When the child was found, or the leadership took it for safe; of what was noted for the same minute the order in
    /// which it was recorded tells which came first.
    fn found(&self) -> impl Iterator<Item = (NaiveDateTime, usize)> + '_ {
        let found = |step: &Step| matches!(step, Step::Found { .. } | Step::Safe { .. });
        let steps = self.steps.iter().enumerate().filter(move |(_, taken)| found(&taken.record.step));
        steps.map(|(nth, taken)| (moment(taken.record.at), nth + 1))
    }

    /// When it was clear that nobody can be found: a visit found nobody, and every registered number has failed, since a
    /// guardian was last spoken to. Somebody who has found out more has the last word.
    fn nobody_to_be_found(&self, since: NaiveDate) -> Option<NaiveDateTime> {
        let reached = self.contacts.iter().filter(|it| it.record.reached.is_yes()).map(|it| moment(it.record.at)).max();
        let counts = |at: NaiveDateTime| at.date() >= since && reached.is_none_or(|reached| at > reached);
        if self.found().any(|(at, _)| counts(at)) {
            return None;
        }
        let nobody = self.visits.iter().filter(|visit| visit.record.outcome == Outcome::Nobody);
        let visit = nobody.map(|visit| moment(visit.record.at)).filter(|at| counts(*at)).min()?;
        let failed: Vec<(NaiveDateTime, Option<&Phone>)> = (self.contacts.iter())
            .map(|it| (moment(it.record.at), it.record.phone.as_ref()))
            .filter(|(at, _)| counts(*at))
            .collect();
        let first = |number: &Phone| failed.iter().filter(|(_, phone)| *phone == Some(number)).map(|(at, _)| *at).min();
        let tried: Option<Vec<NaiveDateTime>> = self.numbers.iter().map(|number| first(number)).collect();
        let last = tried?.into_iter().chain(failed.iter().map(|(at, _)| *at).min()).max()?;
        Some(last.max(visit))
    }

    /// How far the tracing of a pupil from elsewhere has come, or of one whose family is said to have `gone`.
    pub fn trace(&self, gone: bool) -> Option<Trace> {
        let has = |is: fn(&Step) -> bool| self.steps.iter().any(|taken| is(&taken.record.step));
        let fruitless = self.visits.iter().any(|visit| visit.record.outcome == Outcome::Nobody);
        let reached_r2 = self.whole >= self.visit_from || !self.visits.is_empty();
        let letter = self.letters.iter().any(|letter| letter.record.kind == LetterKind::Verification);
        if has(|step| matches!(step, Step::HandedOver { .. })) {
            Some(Trace::HandedOver)
        } else if has(|step| matches!(step, Step::Answered { .. })) {
            Some(Trace::Answered)
        } else if letter && has(|step| matches!(step, Step::Reminded { .. })) {
            Some(Trace::Reminded)
        } else if letter {
            Some(Trace::LetterSent)
        } else if !(gone || self.from_elsewhere && reached_r2) {
            None
        } else if fruitless || gone && !self.visits.is_empty() {
            Some(Trace::Visited)
        } else {
            Some(Trace::SuspectedGone)
        }
    }
}

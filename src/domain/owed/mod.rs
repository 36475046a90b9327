//! What is owed, by whom and by when: the ladder applied to a pupil's absence as of a date.
//!
//! A rung is discharged by a fact, never by a tick: a contact that reached a guardian, a visit, a paper issued. When
//! the pupil is back, the streak falls to nothing and what was still owed lapses (domain handbook 1.4 and 1.6).

mod absence;
mod after;
mod excused;
mod pattern;
mod trace;

#[cfg(test)]
mod tests;

use super::attendance::PupilDay;
use super::case::Case;
use super::class::Class;
use super::ids::PupilId;
use super::ladder::{Action, Rule, Rung, Trigger, Unit, Within};
use super::people::{Pupil, Role};
use super::school::School;
use super::step::Step;
use super::streak::Streak;
use chrono::{Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

/// One thing owed (应办).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    pub rule: Rule,
    pub what: Action,
    pub who: Role,
    /// The day on which the rung was reached.
    pub since: NaiveDate,
    /// A school day, or for what runs by the clock any; none where the calendar after it is not known.
    pub due: Option<NaiveDate>,
    /// The time of day by which it is due, for what runs by the clock.
    pub due_at: Option<NaiveTime>,
    /// School days since it was due, today included; 0 while there is time.
    pub late: u16,
}

/// What a pupil's absence has come to, as of a date: the reading from which `owed` follows.
pub(super) struct Run<'a> {
    pub pupil: &'a Pupil,
    pub class: Class,
    pub as_of: NaiveDate,
    pub streak: &'a Streak,
    /// The day of the latest taken session, where the pupil missed it unexcused, with that day's unexcused sessions.
    pub missing_since: Option<(NaiveDate, u16)>,
    /// The days of the running enrolment with a roll.
    pub days: &'a [PupilDay],
    /// The excused days running, earliest first.
    pub excused_run: Vec<NaiveDate>,
    pub case: Option<&'a Case>,
}

impl Run<'_> {
    fn id(&self) -> PupilId {
        self.pupil.id
    }

    /// Missing now or over whole days: otherwise nothing of the ladder's absence rungs is owed.
    fn is_away(&self) -> bool {
        !self.streak.dates.is_empty() || self.missing_since.is_some()
    }

    fn open_case(&self) -> Option<&Case> {
        self.case.filter(|case| case.ending.is_none())
    }
}

/// What is owed for one pupil, in the order of the rules: what cannot wait first.
pub(super) fn owed(school: &School, run: &Run) -> Vec<Owed> {
    if !run.is_away() && run.case.is_none() && run.excused_run.is_empty() {
        return Vec::new();
    }
    school.policy.versions(run.as_of).filter_map(|versions| of_rule(school, run, versions)).collect()
}

/// What a rule asks for. A change of the rule holds from its date on: what had come to be owed before it stays owed as
/// it was, and what only the change asks for is not owed before it.
fn of_rule(school: &School, run: &Run, versions: &[(NaiveDate, Rung)]) -> Option<Owed> {
    versions.iter().enumerate().find_map(|(at, (from, rung))| {
        let owed = of_rung(school, run, rung)?;
        let owed = if at == 0 { owed } else { not_before(school, run, *from, owed) };
        let until = versions.get(at + 1).map(|(next, _)| *next);
        until.is_none_or(|until| owed.since < until).then_some(owed)
    })
}

/// The same, owed since a date at the earliest, with as many school days' time as ever.
fn not_before(school: &School, run: &Run, from: NaiveDate, owed: Owed) -> Owed {
    let (calendar, grade) = (&school.calendar, Some(run.class.grade));
    let Some(due) = owed.due.filter(|_| owed.since < from && owed.due_at.is_none()) else { return owed };
    let time = calendar.school_days_late(owed.since, due, grade);
    let due = calendar.school_day_after(from, time, grade);
    let late = due.map_or(0, |due| calendar.school_days_late(due, run.as_of, grade));
    Owed { since: from, due, late, ..owed }
}

fn of_rung(school: &School, run: &Run, rung: &Rung) -> Option<Owed> {
    match rung.rule {
        Rule::R1 => absence::contact(school, run, rung),
        Rule::R2 => absence::visit(school, run, rung),
        Rule::R3 => absence::notice(school, run, rung),
        Rule::R4 => absence::outside(school, run, rung).or_else(|| after::follow_up(school, run, rung)),
        Rule::R5 => absence::guardian(school, run, rung),
        Rule::R6 | Rule::R7 => absence::register(school, run, rung),
        Rule::R8 => pattern::talk(school, run, rung),
        Rule::R11 => excused::illness(school, run, rung),
        Rule::R12 | Rule::R13 => excused::long_leave(school, run, rung),
        Rule::R14 => absence::after_leave(school, run, rung),
        Rule::R15 => after::watch(school, run, rung),
        Rule::R16 => absence::police(school, run, rung),
        Rule::B3 => trace::letter(school, run, rung),
        Rule::B4 => trace::reminder(school, run, rung),
        // Of classes, of entrants and of the month: not of one pupil.
        Rule::R9 | Rule::R10 | Rule::R17 | Rule::R18 => None,
    }
}

/// The highest rung of the streak that the run has reached, discharged or not.
pub(super) fn highest(school: &School, run: &Run) -> Option<Rule> {
    if !run.is_away() {
        return None;
    }
    let counts = |rung: &&Rung| matches!(rung.trigger, Trigger::Streak | Trigger::Span | Trigger::UnexcusedSessions);
    let mut rungs = school.policy.rungs(run.as_of).filter(counts).rev();
    rungs.find(|rung| reached(school, run, rung).is_some()).map(|rung| rung.rule)
}

/// The day on which the run's count reached the rung.
fn reached(school: &School, run: &Run, rung: &Rung) -> Option<NaiveDate> {
    match rung.trigger {
        Trigger::Streak | Trigger::Span => {
            // A holiday alone never puts a child in a register (domain handbook 1.4).
            let enough = rung.trigger == Trigger::Streak
                || school.policy.rung(Rule::R4, run.as_of).is_none_or(|rung| rung.is_met(run.streak.days()));
            match rung.unit {
                _ if !enough => None,
                Unit::CalendarDays | Unit::Months => spanned(school, run, rung, run.streak.from()?),
                _ => run.streak.dates.get(usize::from(rung.least().max(1)) - 1).copied(),
            }
        }
        Trigger::UnexcusedSessions => run.missing_since.filter(|(_, count)| rung.is_met(*count)).map(|(day, _)| day),
        _ => None,
    }
}

/// The day on which a span that begins on `first`, that day counted, comes to the rung's number: where that is no
/// school day the next one is.
fn spanned(school: &School, run: &Run, rung: &Rung, first: NaiveDate) -> Option<NaiveDate> {
    use super::ladder::Compare;
    let met = match (rung.unit, rung.compare) {
        (Unit::Months, Compare::MoreThan) => first.checked_add_months(Months::new(rung.number.into()))?,
        (Unit::Months, Compare::AtLeast) => first.checked_add_months(Months::new(rung.number.into()))?.pred_opt()?,
        _ => first + TimeDelta::days(i64::from(rung.least()) - 1),
    };
    let met = school.calendar.school_day_after(met, 0, Some(run.class.grade))?;
    (met <= run.as_of).then_some(met)
}

/// What a rung reached on a day asks for, within its time.
fn due(school: &School, run: &Run, rung: &Rung, since: NaiveDate) -> Option<Owed> {
    match rung.within {
        Within::SchoolDays(days) => due_after(school, run, rung, since, days),
        Within::Hours(hours) => {
            let at = since.and_time(NaiveTime::MIN);
            Some(by_the_clock(school, run.class, rung, at, hours, run.as_of))
        }
    }
}

/// The same, within other than the rung's own days.
fn due_after(school: &School, run: &Run, rung: &Rung, since: NaiveDate, days: u16) -> Option<Owed> {
    let grade = Some(run.class.grade);
    let due = school.calendar.school_day_after(since, days, grade);
    let late = due.map_or(0, |due| school.calendar.school_days_late(due, run.as_of, grade));
    Some(Owed { rule: rung.rule, what: rung.action, who: rung.owes, since, due, due_at: None, late })
}

/// What must be done within hours of a moment, off days included.
pub(super) fn by_the_clock(
    school: &School,
    class: Class,
    rung: &Rung,
    met: NaiveDateTime,
    hours: u16,
    as_of: NaiveDate,
) -> Owed {
    let due = met + TimeDelta::hours(i64::from(hours));
    let late = school.calendar.school_days_late(due.date(), as_of, Some(class.grade));
    let due_at = Some(due.time()).filter(|time| *time != NaiveTime::MIN);
    Owed { rule: rung.rule, what: rung.action, who: rung.owes, since: met.date(), due: Some(due.date()), due_at, late }
}

/// What must be done again and again: owed from so many school days after it was last done.
fn again(school: &School, run: &Run, rung: &Rung, last: NaiveDate) -> Option<Owed> {
    if rung.again == 0 {
        return None;
    }
    let next = school.calendar.school_day_after(last, rung.again, Some(run.class.grade))?;
    if next > run.as_of {
        return None;
    }
    due_after(school, run, rung, next, 0)
}

impl School {
    /// The days from one date to another, both included, on which a step of some kind was taken about a pupil.
    pub(super) fn stepped<'a>(
        &'a self,
        pupil: PupilId,
        from: NaiveDate,
        to: NaiveDate,
        is: impl Fn(&Step) -> bool + 'a,
    ) -> impl DoubleEndedIterator<Item = NaiveDate> + 'a {
        let steps = self.steps_of(pupil).iter().filter(move |taken| is(&taken.record.step));
        steps.map(|taken| taken.record.at.date()).filter(move |on| from <= *on && *on <= to)
    }

    /// The days from one date to another on which a guardian was reached.
    pub(super) fn spoken(
        &self,
        pupil: PupilId,
        from: NaiveDate,
        to: NaiveDate,
    ) -> impl DoubleEndedIterator<Item = NaiveDate> + '_ {
        let reached = self.contacts_of(pupil).iter().filter(|contact| contact.record.reached.is_yes());
        reached.map(|contact| contact.record.at.date()).filter(move |on| from <= *on && *on <= to)
    }

    /// The days from one date to another on which the family was visited.
    fn visited(
        &self,
        pupil: PupilId,
        from: NaiveDate,
        to: NaiveDate,
    ) -> impl DoubleEndedIterator<Item = NaiveDate> + '_ {
        let visits = self.visits_of(pupil).iter().map(|visit| visit.record.at.date());
        visits.filter(move |on| from <= *on && *on <= to)
    }
}

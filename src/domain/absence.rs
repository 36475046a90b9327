//! Days of absence (缺勤), each with how it was found and what was done about it on that day: the lines of the absence
//! follow-up register (domain handbook 3a).

use super::class::Class;
use super::contact::{Contact, Reason};
use super::flags::Scope;
use super::ids::{PupilId, StaffId};
use super::leave::Leave;
use super::letter::Letter;
use super::mark::{Counts, Mark};
use super::people::Pupil;
use super::register::Span;
use super::roll::{Marked, Roll, RollKey, Session};
use super::school::School;
use super::step::Taken;
use super::streak;
use super::timeline::time_of_day;
use super::visit::Visit;
use chrono::{NaiveDate, NaiveTime};

/// One school day on which a pupil missed a session, or more.
#[derive(Debug, Clone)]
pub struct AbsenceDay<'a> {
    pub pupil: &'a Pupil,
    pub class: Class,
    pub date: NaiveDate,
    /// In the order of the day; one at least.
    pub missed: Vec<Missed<'a>>,
    /// What was done about it on that day, earliest first.
    pub contacts: Vec<&'a Contact>,
    pub visits: Vec<&'a Visit>,
    pub letters: Vec<&'a Letter>,
    pub steps: Vec<&'a Taken>,
    /// The leave note that covers the first session missed.
    pub leave: Option<&'a Leave>,
    /// 连续无故缺勤, school days as of that day.
    pub streak: u16,
    pub back: Option<Back<'a>>,
}

/// A session that a pupil missed, on the roll that says so.
#[derive(Debug, Clone, Copy)]
pub struct Missed<'a> {
    pub session: &'a Session,
    pub roll: &'a Roll,
    pub marked: &'a Marked,
}

/// The first session at which a pupil was seen again (返校).
#[derive(Debug, Clone, Copy)]
pub struct Back<'a> {
    pub on: NaiveDate,
    pub session: &'a Session,
    /// Who took its roll.
    pub seen_by: StaffId,
}

impl<'a> AbsenceDay<'a> {
    /// Without leave at one session at least.
    pub fn is_unexcused(&self) -> bool {
        self.missed.iter().any(|missed| missed.marked.mark.counts() == Counts::Unexcused)
    }

    /// When it was first known, and by whom, as far as the facts of that day tell: its roll, where it was written down on
    /// the day itself, or a call or a visit before that. A roll that was put right later bears the later time.
    pub fn found(&self) -> Option<(NaiveTime, StaffId)> {
        let first = self.missed.first()?;
        let roll = Some(first.roll).filter(|roll| roll.taken_at.date() == self.date);
        let roll = roll.map(|roll| (roll.taken_at.time(), roll.taken_by));
        let calls = self.contacts.iter().map(|it| (it.record.at, it.recorded_by));
        let visits = self.visits.iter().map(|it| (it.record.at, it.recorded_by));
        let noted = calls.chain(visits).filter_map(|(at, by)| Some((time_of_day(at)?, by)));
        // What was said before the session was about something else.
        let noted = noted.filter(|(time, _)| *time >= first.session.starts);
        roll.into_iter().chain(noted).min_by_key(|(time, _)| *time)
    }

    /// The contact that tells most: the last that reached somebody, else the last attempt.
    pub fn contact(&self) -> Option<&'a Contact> {
        let reached = self.contacts.iter().rev().find(|contact| contact.record.reached.is_yes());
        reached.or(self.contacts.last()).copied()
    }

    /// Why the child was away, as a guardian said on that day.
    pub fn reason(&self) -> Option<Reason> {
        self.contacts.iter().rev().find_map(|contact| contact.record.reason)
    }

    /// 孩子现在何处, as it was said last on that day.
    pub fn whereabouts(&self) -> Option<&'a str> {
        let said = self.contacts.iter().rev().map(|contact| contact.record.whereabouts.trim());
        said.into_iter().find(|said| !said.is_empty())
    }
}

impl School {
    /// The days of absence of a span, by day, class and seat. What became of each, it tells as of a date.
    pub fn absence_days(&self, scope: Scope, span: Span, as_of: NaiveDate) -> Vec<AbsenceDay<'_>> {
        let Some(span) = span.meets(Span { from: span.from, to: as_of }) else { return Vec::new() };
        let mut days: Vec<AbsenceDay<'_>> = Vec::new();
        for pupil in &self.pupils {
            let away = self.exceptions(pupil.id, span.to).filter(|exception| {
                exception.mark.counts() != Counts::Attended && span.has(exception.date) && scope.covers(exception.class)
            });
            let mut of_pupil: Vec<AbsenceDay<'_>> = Vec::new();
            for exception in away {
                let Some(missed) = self.missed_at(pupil.id, exception.class, exception.date, exception.session) else {
                    continue;
                };
                match of_pupil.last_mut() {
                    Some(day) if day.date == exception.date => day.missed.push(missed),
                    _ => of_pupil.push(self.absence_day(pupil, exception.class, exception.date, missed)),
                }
            }
            self.put_streaks(pupil, &mut of_pupil);
            for day in &mut of_pupil {
                day.back = self.back_after(pupil.id, day.date, day.missed.last(), as_of);
            }
            days.extend(of_pupil);
        }
        let order = |day: &AbsenceDay<'_>| (day.date, day.class, day.pupil.seat(day.date).unwrap_or(u16::MAX));
        days.sort_by(|a, b| {
            (order(a), &a.pupil.record.name, a.pupil.id).cmp(&(order(b), &b.pupil.record.name, b.pupil.id))
        });
        days
    }

    fn missed_at(&self, pupil: PupilId, class: Class, date: NaiveDate, session: u8) -> Option<Missed<'_>> {
        let session = self.sessions.get(usize::from(session))?;
        let roll = self.roll(RollKey { class, date, session: session.code })?;
        Some(Missed { session, roll, marked: roll.marked(pupil)? })
    }

    fn absence_day<'a>(
        &'a self,
        pupil: &'a Pupil,
        class: Class,
        date: NaiveDate,
        missed: Missed<'a>,
    ) -> AbsenceDay<'a> {
        let id = pupil.id;
        AbsenceDay {
            pupil,
            class,
            date,
            missed: vec![missed],
            contacts: self.contacts_of(id).iter().filter(|it| it.record.at.date() == date).collect(),
            visits: self.visits_of(id).iter().filter(|it| it.record.at.date() == date).collect(),
            letters: self.letters_of(id).filter(|it| it.record.issued_on == date).collect(),
            steps: self.steps_of(id).iter().filter(|it| it.record.at.date() == date).collect(),
            leave: self.leave_on(id, date, missed.session.code),
            streak: 0,
            back: None,
        }
    }

    /// The streak on each of the days of one pupil.
    fn put_streaks(&self, pupil: &Pupil, days: &mut [AbsenceDay<'_>]) {
        let (Some(last), Some(first)) = (days.last().map(|day| day.date), self.calendar.terms().first()) else {
            return;
        };
        let of_pupil = self.pupil_days(pupil.id, first.first, last);
        for day in days.iter_mut().filter(|day| day.is_unexcused()) {
            let enrolled = super::flags::enrolled_since(pupil, day.date).unwrap_or(day.date);
            let from = of_pupil.partition_point(|it| it.date < enrolled);
            let to = of_pupil.partition_point(|it| it.date <= day.date);
            let walked = of_pupil.get(from..to).unwrap_or_default();
            day.streak = streak::unexcused(walked, self.policy.excused(day.date)).days();
        }
    }

    /// The session at which a pupil was seen again after one that was missed, up to a date.
    pub(super) fn back_after(
        &self,
        pupil: PupilId,
        day: NaiveDate,
        missed: Option<&Missed<'_>>,
        up_to: NaiveDate,
    ) -> Option<Back<'_>> {
        let last =
            missed.map_or(u8::MAX, |missed| u8::try_from(self.session_rank(missed.session.code)).unwrap_or(u8::MAX));
        let (on, session) = self.back_since(pupil, day, last, up_to)?;
        let session = self.sessions.get(usize::from(session))?;
        let class = self.pupil(pupil)?.class(on)?;
        let roll = self.roll(RollKey { class, date: on, session: session.code })?;
        Some(Back { on, session, seen_by: roll.taken_by })
    }
}

/// The mark of a day's sessions where it is the same for all of them.
pub fn same_mark(missed: &[Missed<'_>]) -> Option<Mark> {
    let (first, rest) = missed.split_first()?;
    rest.iter().all(|other| other.marked.mark == first.marked.mark).then_some(first.marked.mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::made_up::date;
    use crate::domain::tales::{self, HOMEROOM, OTHER};

    fn september() -> Span {
        Span::month(date("2025-09-01"))
    }

    /// S1: three days, each with when it was found, who was reached, the streak, and the return.
    #[test]
    fn a_truants_days() {
        let school = tales::truant().school();
        let days = school.absence_days(Scope::School, september(), date("2025-09-30"));
        let told: Vec<String> = days
            .iter()
            .map(|day| {
                let (time, by) = day.found().unwrap();
                let back = day.back.unwrap();
                let by = if by == HOMEROOM { "homeroom" } else { "other" };
                let contact = day.contact().map_or("nobody called", |contact| match contact.record.reached.is_yes() {
                    true => "reached",
                    false => "failed",
                });
                format!(
                    "{} {} sessions, found {} by {by}, {contact}, streak {}, back {} {}",
                    day.date.format("%d"),
                    day.missed.len(),
                    time.format("%H:%M"),
                    day.streak,
                    back.on.format("%d"),
                    back.session.code
                )
            })
            .collect();
        let expected = [
            // The roll of the morning was put right at 09:12: the first call is the earlier witness.
            "08 2 sessions, found 08:10 by homeroom, reached, streak 1, back 11 am",
            "09 2 sessions, found 07:52 by homeroom, reached, streak 2, back 11 am",
            "10 2 sessions, found 07:52 by homeroom, nobody called, streak 3, back 11 am",
        ];
        assert_eq!(told, expected);
        assert!(days.iter().all(|day| day.back.unwrap().seen_by == OTHER));
    }

    #[test]
    fn nothing_is_told_of_what_is_still_to_come() {
        let school = tales::truant().school();
        let days = school.absence_days(Scope::School, september(), date("2025-09-09"));
        let told: Vec<bool> = days.iter().map(|day| day.back.is_some()).collect();
        assert_eq!(told, [false, false]);
        let other = Scope::Class(Class::new(crate::domain::class::Grade::new(7).unwrap(), 4).unwrap());
        assert!(school.absence_days(other, september(), date("2025-09-30")).is_empty());
    }

    /// S6: illness is absence too, without a streak.
    #[test]
    fn excused_days_have_no_streak() {
        let school = tales::fever().school();
        let days = school.absence_days(Scope::School, Span::month(date("2025-12-01")), date("2025-12-31"));
        assert_eq!(days.len(), 3 + 2 + 1);
        assert!(days.iter().all(|day| !day.is_unexcused() && day.streak == 0));
        assert_eq!(same_mark(&days[0].missed), Some(Mark::Sick));
    }
}

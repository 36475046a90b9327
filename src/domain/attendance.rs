//! What each pupil's days came to: the one reading of the rolls on which every streak, sum and rate is built.

use super::calendar::Calendar;
use super::class::Class;
use super::ids::PupilId;
use super::mark::{Counts, Mark};
use super::people::{Pupil, Standing};
use super::roll::{Roll, Session, SessionCode};
use chrono::NaiveDate;
use std::collections::HashMap;

/// What a pupil's day came to (当日判定), over the sessions whose roll was taken while the pupil was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// 无记录: no roll was taken.
    NoData,
    /// 到校: there at one session at least.
    Attended,
    /// 旷课: unexcused at every session.
    Unexcused,
    /// 请假: never there, and excused at one session at least.
    Excused,
}

/// One school day of one pupil, in sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PupilDay {
    pub date: NaiveDate,
    /// Sessions whose roll was taken while the pupil was expected.
    pub taken: u8,
    pub unexcused: u8,
    pub excused: u8,
}

impl PupilDay {
    pub fn attended(&self) -> u8 {
        self.taken - self.unexcused - self.excused
    }

    pub fn verdict(&self) -> Verdict {
        match self.taken {
            0 => Verdict::NoData,
            _ if self.attended() > 0 => Verdict::Attended,
            taken if self.unexcused == taken => Verdict::Unexcused,
            _ => Verdict::Excused,
        }
    }
}

/// The taken rolls of a class on one school day: one bit a session of the school's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct ClassDay {
    date: NaiveDate,
    sessions: u8,
}

/// A mark on a roll of a school day, from the pupil's side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exception {
    pub date: NaiveDate,
    /// Place in the school's list of sessions.
    pub session: u8,
    pub class: Class,
    pub mark: Mark,
}

/// The rolls of school days by class and by pupil.
///
/// A roll on a day that is no school day for its class, or of a session that the school no longer has, stays in the
/// records and counts for nothing.
#[derive(Debug, Clone, Default)]
pub struct Attendance {
    /// Earliest first; only days with a roll taken.
    days: HashMap<Class, Vec<ClassDay>>,
    /// By place in `School::pupils`; by date, then session.
    exceptions: Vec<Vec<Exception>>,
    /// Sessions that ask for boarders alone: one bit a session.
    of_boarders: u8,
}

impl Attendance {
    /// `pupils` in the order of their ids, `rolls` in the order of class and date.
    pub(super) fn new(calendar: &Calendar, sessions: &[Session], pupils: &[Pupil], rolls: &[Roll]) -> Attendance {
        let place: HashMap<PupilId, usize> = pupils.iter().enumerate().map(|(at, pupil)| (pupil.id, at)).collect();
        let mut days: HashMap<Class, Vec<ClassDay>> = HashMap::new();
        let mut exceptions = vec![Vec::new(); pupils.len()];
        for of_day in rolls.chunk_by(|a, b| (a.key.class, a.key.date) == (b.key.class, b.key.date)) {
            let (class, date) = (of_day[0].key.class, of_day[0].key.date);
            if !calendar.is_school_day(date, Some(class.grade)) {
                continue;
            }
            let mut taken = 0;
            for roll in of_day {
                let Some(session) = sessions.iter().position(|session| session.code == roll.key.session) else {
                    continue;
                };
                let session = session as u8;
                taken |= 1 << session;
                for marked in &roll.marks {
                    if let Some(&at) = place.get(&marked.pupil) {
                        exceptions[at].push(Exception { date, session, class, mark: marked.mark });
                    }
                }
            }
            if taken != 0 {
                days.entry(class).or_default().push(ClassDay { date, sessions: taken });
            }
        }
        for (list, pupil) in exceptions.iter_mut().zip(pupils) {
            list.sort_unstable_by_key(|exception| (exception.date, exception.session, exception.class));
            keep_what_counts(list, pupil, calendar);
        }
        let asks_boarders = |(at, session): (usize, &Session)| u8::from(session.code == SessionCode::NIGHT) << at;
        let of_boarders = sessions.iter().enumerate().map(asks_boarders).fold(0, |all, bit| all | bit);
        Attendance { days, exceptions, of_boarders }
    }

    /// The sessions whose rolls ask for a pupil: one bit a session.
    fn asked(&self, pupil: &Pupil) -> u8 {
        if SessionCode::NIGHT.calls(&pupil.record) { u8::MAX } else { !self.of_boarders }
    }

    /// The exceptions of the pupil at this place, on rolls at which the pupil was expected, earliest first.
    pub(super) fn exceptions<'a>(
        &'a self,
        at: usize,
        pupil: &'a Pupil,
    ) -> impl DoubleEndedIterator<Item = Exception> + 'a {
        let list = self.exceptions.get(at).map(Vec::as_slice).unwrap_or_default();
        let asked = self.asked(pupil);
        list.iter().copied().filter(move |exception| asked & (1 << exception.session) != 0)
    }

    /// The days of one pupil from `from` to `to`, both included, earliest first: those with a roll at which the pupil
    /// was expected. Days without a roll are left out; they are *no data* and never change a count.
    pub(super) fn pupil_days(&self, at: usize, pupil: &Pupil, from: NaiveDate, to: NaiveDate) -> Vec<PupilDay> {
        let exceptions = self.exceptions.get(at).map(Vec::as_slice).unwrap_or_default();
        let asked = self.asked(pupil);
        let mut days = Vec::new();
        for (place, (begins, standing)) in pupil.standings.iter().enumerate() {
            let Standing::InClass { class, .. } = *standing else { continue };
            let ends = pupil.standings.get(place + 1).and_then(|(next, _)| next.pred_opt()).unwrap_or(NaiveDate::MAX);
            let (first, last) = (from.max(*begins), to.min(ends));
            let taken = self.days.get(&class).map(Vec::as_slice).unwrap_or_default();
            let taken = &taken[taken.partition_point(|day| day.date < first)..];
            let taken = &taken[..taken.partition_point(|day| day.date <= last)];
            let there = |day: &ClassDay| {
                let taken = (day.sessions & asked).count_ones() as u8;
                (taken > 0).then_some(PupilDay { date: day.date, taken, unexcused: 0, excused: 0 })
            };
            let before = days.len();
            days.reserve(taken.len());
            days.extend(taken.iter().filter_map(there));
            let marks = &exceptions[exceptions.partition_point(|exception| exception.date < first)..];
            let marks = marks.iter().take_while(|exception| exception.date <= last);
            let is_asked = |exception: &&Exception| asked & (1 << exception.session) != 0;
            for exception in marks.filter(is_asked) {
                let at = before + days[before..].partition_point(|day| day.date < exception.date);
                if days.get(at).is_none_or(|day| day.date != exception.date) {
                    days.insert(at, PupilDay { date: exception.date, taken: 0, unexcused: 0, excused: 0 });
                }
                let day = &mut days[at];
                // A session of which the own class has no roll is known by the mark alone.
                let is_known = exception.class == class
                    || taken
                        .binary_search_by_key(&exception.date, |day| day.date)
                        .is_ok_and(|at| taken[at].sessions & (1 << exception.session) != 0);
                day.taken += u8::from(!is_known);
                match exception.mark.counts() {
                    Counts::Unexcused => day.unexcused += 1,
                    Counts::Excused => day.excused += 1,
                    Counts::Attended => {}
                }
            }
        }
        days
    }

    /// The first taken session after one at which the pupil was there, up to a date.
    pub(super) fn back_since(
        &self,
        at: usize,
        pupil: &Pupil,
        (missed_on, missed_at): (NaiveDate, u8),
        up_to: NaiveDate,
    ) -> Option<(NaiveDate, u8)> {
        let missed: Vec<(NaiveDate, u8)> = (self.exceptions(at, pupil))
            .filter(|exception| exception.date >= missed_on && exception.mark.counts() != Counts::Attended)
            .map(|exception| (exception.date, exception.session))
            .collect();
        let taken = pupil.standings.iter().enumerate().flat_map(|(place, (begins, standing))| {
            let ends = pupil.standings.get(place + 1).and_then(|(next, _)| next.pred_opt()).unwrap_or(NaiveDate::MAX);
            let (first, last) = (missed_on.max(*begins), up_to.min(ends));
            let days = standing.class().and_then(|class| self.days.get(&class)).map(Vec::as_slice).unwrap_or_default();
            let days = &days[days.partition_point(|day| day.date < first)..];
            days.iter().take_while(move |day| day.date <= last)
        });
        let asked = self.asked(pupil);
        let came = |day: &ClassDay| {
            let sessions = (0..u8::BITS as u8).filter(|session| day.sessions & asked & (1 << session) != 0);
            let after = |session: &u8| day.date > missed_on || *session > missed_at;
            let there = |session: &u8| !missed.contains(&(day.date, *session));
            sessions.filter(after).find(there).map(|session| (day.date, session))
        };
        taken.into_iter().find_map(came)
    }

    /// The last session of a class whose roll was taken on a school day up to a date: the day, and the session's place.
    pub(super) fn last_taken(&self, class: Class, up_to: NaiveDate) -> Option<(NaiveDate, u8)> {
        let days = self.days.get(&class)?;
        let day = days[..days.partition_point(|day| day.date <= up_to)].last()?;
        Some((day.date, (u8::BITS - 1 - day.sessions.leading_zeros()) as u8))
    }
}

/// Leaves the marks of days on which the pupil is expected in a class. Where somebody went to another class, and that was
/// recorded later, the roll on which the pupil was still listed says what the other class's cannot: of two marks at one
/// session the one of the class that the books name now counts.
fn keep_what_counts(list: &mut Vec<Exception>, pupil: &Pupil, calendar: &Calendar) {
    list.retain(|exception| {
        let own = pupil.class(exception.date);
        own.is_some_and(|own| own == exception.class || calendar.is_school_day(exception.date, Some(own.grade)))
    });
    if list.iter().all(|exception| pupil.class(exception.date) == Some(exception.class)) {
        return;
    }
    let all = std::mem::take(list);
    for at_once in all.chunk_by(|a, b| (a.date, a.session) == (b.date, b.session)) {
        let own = at_once.iter().find(|exception| pupil.class(exception.date) == Some(exception.class));
        list.extend(own.or(at_once.first()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::EntryId;
    use crate::domain::made_up::{self, date};
    use crate::domain::school::School;

    /// Bedtime's roll asks for boarders alone: it neither clears a day pupil who was missing all day nor counts as a
    /// session of theirs.
    #[test]
    fn bedtime_asks_for_boarders_alone() {
        let (mut books, class) = made_up::class_of(3);
        let night = made_up::session("night", (21, 40));
        books.profile.iter_mut().for_each(|profile| profile.sessions.push(night.clone()));
        let boards = [Some(false), Some(true), None];
        books.pupils.iter_mut().zip(boards).for_each(|(pupil, boards)| pupil.record.boarder = boards);
        let ids: Vec<PupilId> = books.pupils.iter().map(|pupil| pupil.id).collect();
        let all_missing: Vec<(PupilId, Mark)> = ids.iter().map(|id| (*id, Mark::Truant)).collect();
        for (session, marks) in
            [(SessionCode::AM, &all_missing[..]), (SessionCode::PM, &all_missing), (night.code, &[])]
        {
            books.rolls.push(made_up::roll(class, "2025-09-08", session, marks, EntryId::NEW));
        }
        let school = School::from_books(books);
        let monday = date("2025-09-08");
        let verdicts: Vec<(u8, Verdict)> = (ids.iter())
            .flat_map(|id| school.pupil_days(*id, monday, monday))
            .map(|day| (day.taken, day.verdict()))
            .collect();
        assert_eq!(verdicts, [(2, Verdict::Unexcused), (3, Verdict::Attended), (3, Verdict::Attended)]);
        let key = crate::domain::roll::RollKey { class, date: monday, session: night.code };
        assert_eq!(school.roll_list(key).iter().map(|pupil| pupil.id).collect::<Vec<_>>(), ids[1..]);
    }
}

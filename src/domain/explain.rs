//! Putting marks right once the cause of an absence is known (补办): `unknown` becomes sick, leave or truant.

use super::entry::Change;
use super::ids::{LeaveId, PupilId};
use super::leave::LeaveNote;
use super::mark::Mark;
use super::people::Pupil;
use super::roll::{Marked, Roll};
use super::school::School;
use chrono::{NaiveDate, TimeDelta};

/// What lies further back is put right on its roll.
const RECENT: TimeDelta = TimeDelta::days(7);

impl School {
    /// The rolls on which the pupil stands as `unknown`, from a date to another, both included: what a call or a visit
    /// can explain.
    pub fn unexplained(&self, pupil: PupilId, from: NaiveDate, to: NaiveDate) -> Vec<&Roll> {
        let Some(record) = self.pupil(pupil) else { return Vec::new() };
        let on = |roll: &&Roll| from <= roll.key.date && roll.key.date <= to;
        let classes = classes_between(record, from, to);
        let rolls = classes.into_iter().flat_map(|class| self.rolls_of(class)).filter(on);
        rolls.filter(|roll| roll.mark(pupil) == Some(Mark::Unknown)).collect()
    }

    /// The rolls that a call or a visit on a day speaks of: those of the running streak; without one, those of the last
    /// day with such a mark, no more than a week back.
    pub fn unexplained_run(&self, pupil: PupilId, as_of: NaiveDate) -> Vec<&Roll> {
        let streak = self.flag(pupil, as_of).and_then(|flag| flag.streak.from());
        let mut rolls = self.unexplained(pupil, streak.unwrap_or(as_of - RECENT), as_of);
        if streak.is_none()
            && let Some(last) = rolls.iter().map(|roll| roll.key.date).max()
        {
            rolls.retain(|roll| roll.key.date == last);
        }
        rolls
    }

    /// The changes that put another mark in the place of `unknown` on those rolls.
    pub fn explain(&self, pupil: PupilId, rolls: &[&Roll], mark: Mark) -> Vec<Change> {
        let explained = |roll: &Roll| {
            let with = |marked: &Marked| match marked.pupil == pupil {
                true => Marked { mark, ..marked.clone() },
                false => marked.clone(),
            };
            roll.marks.iter().map(with).collect()
        };
        let change = |roll: &&Roll| Change::Roll { key: roll.key, seen: Some(roll.entry), to: Some(explained(roll)) };
        rolls.iter().map(change).collect()
    }

    /// A leave note handed in, with the rolls already taken in its span put right.
    pub fn note_leave(&self, note: LeaveNote) -> Vec<Change> {
        let covered: Vec<&Roll> = (self.unexplained(note.pupil, note.from, note.to).into_iter())
            .filter(|roll| {
                note.covers(roll.key.date, self.session_rank(roll.key.session), |code| self.session_rank(code))
            })
            .collect();
        let mut changes = self.explain(note.pupil, &covered, note.kind.mark());
        changes.insert(0, Change::Leave { id: LeaveId::NEW, to: Some(note) });
        changes
    }
}

fn classes_between(pupil: &Pupil, from: NaiveDate, to: NaiveDate) -> Vec<super::class::Class> {
    let begun = pupil.standings.iter().filter(|(begins, _)| *begins <= to);
    let mut classes: Vec<_> = begun.filter_map(|(_, standing)| standing.class()).collect();
    classes.extend(pupil.class(from));
    classes.sort_unstable();
    classes.dedup();
    classes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::EntryId;
    use crate::domain::made_up::{self, date};
    use crate::domain::roll::SessionCode;
    use Mark::{Sick, Truant, Unknown};

    /// Rolls of one pupil, each with a day, the mark of the morning and that of the afternoon.
    fn school(days: &[(&str, Option<Mark>, Option<Mark>)]) -> (School, PupilId) {
        let (mut books, class) = made_up::class_of(1);
        let pupil = books.pupils[0].id;
        for (day, am, pm) in days {
            for (session, mark) in [(SessionCode::AM, am), (SessionCode::PM, pm)] {
                let marks: Vec<_> = mark.map(|mark| (pupil, mark)).into_iter().collect();
                books.rolls.push(made_up::roll(class, day, session, &marks, EntryId::NEW));
            }
        }
        (School::from_books(books), pupil)
    }

    #[test]
    fn a_call_speaks_of_the_streak_or_of_the_last_half_day() {
        let table = [
            (vec![("2025-09-08", Some(Unknown), None), ("2025-09-09", Some(Unknown), Some(Unknown))], 2),
            (vec![("2025-09-08", Some(Truant), Some(Truant)), ("2025-09-09", Some(Unknown), Some(Unknown))], 2),
            (vec![("2025-09-08", Some(Unknown), Some(Unknown)), ("2025-09-09", Some(Unknown), Some(Unknown))], 4),
            (vec![("2025-09-08", Some(Unknown), None), ("2025-09-09", None, None)], 1),
            (vec![("2025-09-01", Some(Unknown), None), ("2025-09-09", None, None)], 0),
        ];
        for (days, count) in table {
            let (school, pupil) = school(&days);
            let rolls = school.unexplained_run(pupil, date("2025-09-09"));
            assert_eq!(rolls.len(), count, "{days:?}");
            assert_eq!(school.explain(pupil, &rolls, Sick).len(), count);
        }
    }
}

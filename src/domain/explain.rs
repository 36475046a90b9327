//! Putting marks right once the cause of an absence is known (补办): `unknown` becomes sick, leave or truant.

use super::entry::Change;
use super::ids::{LeaveId, PupilId};
use super::leave::LeaveNote;
use super::mark::Mark;
use super::people::Pupil;
use super::roll::{Marked, Roll};
use super::school::School;
use chrono::NaiveDate;

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

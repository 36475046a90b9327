//! What a class list (花名册) does not undo: where a pupil stands by a change of status, or since the turn of the year. A
//! list is a picture of some day; what was recorded with papers, or as one step for the whole school, goes before it.

use super::{StatusKind, StatusRecord};
use crate::domain::class::Class;
use crate::domain::entrant::Entrant;
use crate::domain::ids::{EntrantId, PupilId};
use crate::domain::people::{Pupil, Standing};
use crate::domain::school::School;
use crate::domain::school_year::school_year;
use chrono::NaiveDate;
use serde::Serialize;

/// What holds of a pupil, whatever a list says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "by")]
pub enum Holds {
    /// A change of status in effect, or complete and to be so from that day.
    Status { kind: StatusKind, from: NaiveDate },
    /// One that waits (申请中): until it is in effect the pupil is in no class.
    AppliedFor { kind: StatusKind, applied_on: NaiveDate },
    /// The turn to that school year (升级).
    Turn { year: i32, from: NaiveDate },
}

impl School {
    /// What holds against a list by which a pupil is in a class on a day; none where the list may be followed.
    pub fn holds_against(&self, pupil: &Pupil, class: Class, today: NaiveDate) -> Option<Holds> {
        let Some(stand) = self.stand(pupil.id, today) else { return self.waits_to_come(pupil.id) };
        match stand.standing {
            Standing::Gone => self.waits_to_come(pupil.id).or_else(|| {
                let by = stand.by.filter(|by| !self.comes_again(pupil, by, class, today));
                by.map(by_status)
            }),
            Standing::InClass { class: own, .. } if own != class => {
                self.keeps_class(pupil, (stand.since, own), class, today)
            }
            Standing::InClass { .. } | Standing::Suspended | Standing::Deferred | Standing::OffRoll { .. } => None,
        }
    }

    /// What has set the standing of a pupil that begins on a day; none where a list did.
    pub fn set_by(&self, pupil: &Pupil, from: NaiveDate) -> Option<Holds> {
        let by = self.stand(pupil.id, from).filter(|stand| stand.since == from).and_then(|stand| stand.by);
        by.map(by_status).or_else(|| self.turn_of(pupil, from).filter(|holds| holds.from() == Some(from)))
    }

    fn waits_to_come(&self, pupil: PupilId) -> Option<Holds> {
        let record = &self.applied_for(pupil, StatusKind::TransferIn)?.record;
        Some(Holds::AppliedFor { kind: record.kind, applied_on: record.applied_on })
    }

    /// Whether somebody who has left is here again in a class: risen after graduating (升学), or registered as a new entrant
    /// since.
    fn comes_again(&self, pupil: &Pupil, by: &StatusRecord, class: Class, today: NaiveDate) -> bool {
        let last = self.last_class(pupil.id, today);
        let rises = by.kind == StatusKind::Graduate && last.is_some_and(|last| last.grade < class.grade);
        let since = |entrant: &Entrant| {
            entrant.registration.as_ref().is_some_and(|registration| registration.record.on >= by.takes_effect())
        };
        let registered = by.kind != StatusKind::Died && self.entrant(EntrantId(pupil.id.0)).is_some_and(since);
        rises || registered
    }

    /// What holds a pupil in its own class against another that a list names. In a later school year a list leads a grade
    /// up, as in a school that does not turn the year.
    fn keeps_class(
        &self,
        pupil: &Pupil,
        (since, own): (NaiveDate, Class),
        class: Class,
        today: NaiveDate,
    ) -> Option<Holds> {
        let is_rise = |year: i32| year < school_year(today) && class.grade > own.grade;
        let set = self.set_by(pupil, since).filter(|set| matches!(set, Holds::Status { .. }));
        let by_turn = || match self.turn_of(pupil, today)? {
            Holds::Turn { year, .. } if class.grade == own.grade || is_rise(year) => None,
            turn => Some(turn),
        };
        let ahead = || {
            let mut records = self.statuses_of(pupil.id).map(|status| &status.record);
            let leads_there = |record: &&StatusRecord| {
                record.is_in_effect() && record.standing().and_then(Standing::class) == Some(class)
            };
            records.find(|record| record.takes_effect() > today && leads_there(record)).map(by_status)
        };
        set.filter(|_| !is_rise(school_year(since))).or_else(by_turn).or_else(ahead)
    }

    /// The last turn of the year by a day, where it led the pupil from one class into another.
    fn turn_of(&self, pupil: &Pupil, by: NaiveDate) -> Option<Holds> {
        let turned = self.year_turns.iter().rev().find(|turned| turned.turn.on <= by)?;
        let from = turned.turn.on;
        let before = pupil.standing(from.pred_opt()?).and_then(Standing::class_of_books);
        let led = before.is_some() && pupil.standings.iter().any(|(since, _)| *since == from);
        led.then_some(Holds::Turn { year: turned.year, from })
    }
}

impl Holds {
    /// The day from which it holds; none of what waits.
    fn from(self) -> Option<NaiveDate> {
        match self {
            Holds::Status { from, .. } | Holds::Turn { from, .. } => Some(from),
            Holds::AppliedFor { .. } => None,
        }
    }
}

fn by_status(record: &StatusRecord) -> Holds {
    Holds::Status { kind: record.kind, from: record.takes_effect() }
}

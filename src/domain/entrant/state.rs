//! Where a child stands, read out of the facts.

use super::{Entrant, Outcome};
use crate::domain::people::{PupilRecord, Standing};
use crate::domain::school::School;
use chrono::NaiveDate;
use serde::{Serialize, Serializer};

/// How far the entry of a child has come (domain handbook 2.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntrantState {
    /// 已列入名单
    Listed,
    /// 已送达通知书
    Notified,
    /// 已报到
    Reported,
    /// 未报到
    NotReported,
    /// 追踪中
    Tracing,
    /// An outcome with its evidence.
    Settled(Outcome),
}

impl EntrantState {
    pub const ALL: [EntrantState; 13] = [
        EntrantState::Listed,
        EntrantState::Notified,
        EntrantState::Reported,
        EntrantState::NotReported,
        EntrantState::Tracing,
        EntrantState::Settled(Outcome::Elsewhere),
        EntrantState::Settled(Outcome::Deferred),
        EntrantState::Settled(Outcome::Special),
        EntrantState::Settled(Outcome::Moved),
        EntrantState::Settled(Outcome::Abroad),
        EntrantState::Settled(Outcome::Dead),
        EntrantState::Settled(Outcome::Wrong),
        EntrantState::Settled(Outcome::NotFound),
    ];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            EntrantState::Listed => "listed",
            EntrantState::Notified => "notified",
            EntrantState::Reported => "reported",
            EntrantState::NotReported => "not_reported",
            EntrantState::Tracing => "tracing",
            EntrantState::Settled(outcome) => outcome.code(),
        }
    }

    pub fn from_code(code: &str) -> Option<EntrantState> {
        EntrantState::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The column of the monthly count to which a child belongs.
    pub fn destination(self) -> Destination {
        match self {
            EntrantState::Reported => Destination::Here,
            EntrantState::Settled(Outcome::Elsewhere) => Destination::Elsewhere,
            EntrantState::Settled(Outcome::Deferred) => Destination::Deferred,
            EntrantState::Settled(Outcome::Special) => Destination::Special,
            EntrantState::Settled(Outcome::Moved) => Destination::Moved,
            EntrantState::Settled(Outcome::Abroad) => Destination::Abroad,
            EntrantState::Settled(Outcome::Dead) => Destination::Dead,
            EntrantState::Settled(Outcome::Wrong) => Destination::Wrong,
            EntrantState::Listed
            | EntrantState::Notified
            | EntrantState::NotReported
            | EntrantState::Tracing
            | EntrantState::Settled(Outcome::NotFound) => Destination::Open,
        }
    }

    /// Still to be found, or to come.
    pub fn is_open(self) -> bool {
        self.destination() == Destination::Open
    }
}

impl Serialize for EntrantState {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// A column of the monthly count (去向分类): each listed child is in exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Destination {
    Here,
    Elsewhere,
    Deferred,
    Special,
    Moved,
    Abroad,
    Dead,
    Wrong,
    Open,
}

impl Destination {
    pub const ALL: [Destination; 9] = [
        Destination::Here,
        Destination::Elsewhere,
        Destination::Deferred,
        Destination::Special,
        Destination::Moved,
        Destination::Abroad,
        Destination::Dead,
        Destination::Wrong,
        Destination::Open,
    ];
}

impl School {
    /// Whether the child is on the books: in a class since the summer of its entry, though it may have left since.
    pub fn is_on_the_books(&self, entrant: &Entrant) -> bool {
        let summer = first_of_summer(entrant.record.year);
        let entered = |(from, standing): &(NaiveDate, Standing)| *from >= summer && standing.class().is_some();
        self.pupil(entrant.pupil()).is_some_and(|pupil| pupil.standings.iter().any(entered))
    }

    /// The child on the list of entrants that somebody is who comes onto the books, where it is not on them yet: of
    /// several years the last.
    pub fn entrant_like(&self, record: &PupilRecord) -> Option<&Entrant> {
        let is_same =
            |entrant: &&Entrant| entrant.record.is_same_child(record.id_no.as_ref(), &record.name, record.birth);
        self.entrants.iter().rev().filter(is_same).find(|entrant| !self.is_on_the_books(entrant))
    }

    /// Where a child stands on a day. Who was seen at the desk is here, whatever else was recorded.
    pub fn entrant_state(&self, entrant: &Entrant, on: NaiveDate) -> EntrantState {
        self.state_after(entrant, on, self.last_registration_day(entrant.record.year))
    }

    /// The same, where the last day of registration is known already: it takes a look at the whole list.
    pub(super) fn state_after(&self, entrant: &Entrant, on: NaiveDate, last: NaiveDate) -> EntrantState {
        let traces = self.traces_of(entrant.id);
        match &entrant.outcome {
            _ if entrant.registration.is_some() || self.is_on_the_books(entrant) => EntrantState::Reported,
            Some(settled) => EntrantState::Settled(settled.record.outcome),
            None if on > last && traces.iter().any(|trace| trace.record.step.is_deed()) => EntrantState::Tracing,
            None if on > last => EntrantState::NotReported,
            None if entrant.delivery.is_some() => EntrantState::Notified,
            None => EntrantState::Listed,
        }
    }

    /// The children of a year with the state of each on a day, in the order of the list.
    pub fn entrant_states(&self, year: i32, on: NaiveDate) -> Vec<(&Entrant, EntrantState)> {
        let last = self.last_registration_day(year);
        self.entrants_of(year).iter().map(|entrant| (entrant, self.state_after(entrant, on, last))).collect()
    }
}

/// From which day on a class is one that was entered that year.
pub(super) fn first_of_summer(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 7, 1).unwrap_or(NaiveDate::MAX)
}

//! Where a child stands, read out of the facts.

use super::{Entrant, Outcome};
use crate::domain::ids::EntrantId;
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
    /// 本校就读
    Here,
    /// 在外就读
    Elsewhere,
    /// 缓学
    Deferred,
    /// 特教、送教
    Special,
    /// 迁出
    Moved,
    /// 出国（境）
    Abroad,
    /// 死亡
    Dead,
    /// 重复或有误
    Wrong,
    /// 未落实
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
        self.is_on_the_books_by(entrant, NaiveDate::MAX)
    }

    /// The same, by a day.
    fn is_on_the_books_by(&self, entrant: &Entrant, by: NaiveDate) -> bool {
        let summer = first_of_summer(entrant.record.year);
        let entered =
            |(from, standing): &(NaiveDate, Standing)| (summer..=by).contains(from) && standing.class().is_some();
        self.pupil(entrant.pupil()).is_some_and(|pupil| pupil.standings.iter().any(entered))
    }

    /// Whether the entry of a child who was put into a class already is deferred (缓学) on a day, or from the day on which
    /// it was to begin.
    fn is_deferred(&self, entrant: &Entrant, on: NaiveDate) -> bool {
        let summer = first_of_summer(entrant.record.year);
        let standings = self.pupil(entrant.pupil()).map(|pupil| pupil.standings.as_slice()).unwrap_or_default();
        let (begun, ahead): (Vec<_>, Vec<_>) =
            standings.iter().filter(|(from, _)| *from >= summer).partition(|(from, _)| *from <= on);
        begun.last().or(ahead.first()).is_some_and(|(_, standing)| *standing == Standing::Deferred)
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
        let is_here = entrant.registration.is_some() || self.is_on_the_books(entrant);
        if self.is_deferred(entrant, on) {
            return EntrantState::Settled(Outcome::Deferred);
        }
        let last = entrant.last_day(last);
        state(entrant, is_here, on > last, self.traces_of(entrant.id).iter().any(|trace| trace.record.step.is_deed()))
    }

    /// The children who were on a year's list by a day, each with what was known of it by then and where it stood: a report
    /// that is made late says what it would have said. Whom a roster brought in comes on the first day in class.
    pub fn entrants_as_of(&self, year: i32, on: NaiveDate) -> Vec<(Entrant, EntrantState)> {
        self.entrants_known(year, on, on)
    }

    /// The same, of those whom a roster has put into a class by another day.
    pub(super) fn entrants_known(
        &self,
        year: i32,
        on: NaiveDate,
        in_class_by: NaiveDate,
    ) -> Vec<(Entrant, EntrantState)> {
        let last = self.last_registration_day(year);
        let listed = self.entrants_of(year).iter().filter(|entrant| entrant.record.listed_on <= on);
        let as_of = |entrant: &Entrant| {
            let came_later = entrant.registration.as_ref().is_some_and(|it| it.record.on > on);
            let is_here = match entrant.registration {
                Some(_) => !came_later,
                None => self.is_on_the_books_by(entrant, in_class_by),
            };
            let known = Entrant {
                notice: entrant.notice.clone().filter(|notice| notice.issued_on <= on),
                delivery: entrant.delivery.clone().filter(|delivery| delivery.on <= on),
                registration: entrant.registration.clone().filter(|_| !came_later),
                outcome: entrant.outcome.clone().filter(|settled| settled.record.on <= on),
                ..entrant.clone()
            };
            let state = match self.is_deferred(entrant, on) {
                true => EntrantState::Settled(Outcome::Deferred),
                false => state(&known, is_here, on > known.last_day(last), self.was_traced(entrant.id, on)),
            };
            (known, state)
        };
        listed.map(as_of).collect()
    }

    /// Whether anything was done by a day to find a child.
    pub fn was_traced(&self, entrant: EntrantId, by: NaiveDate) -> bool {
        let deeds = self.traces_of(entrant).iter().map(|trace| &trace.record).filter(|record| record.step.is_deed());
        deeds.into_iter().any(|record| record.at.date() <= by)
    }

    /// The children of a year with the state of each on a day, in the order of the list.
    pub fn entrant_states(&self, year: i32, on: NaiveDate) -> Vec<(&Entrant, EntrantState)> {
        let last = self.last_registration_day(year);
        self.entrants_of(year).iter().map(|entrant| (entrant, self.state_after(entrant, on, last))).collect()
    }
}

impl Entrant {
    /// The last day on which the child is awaited: as its notice says; without one, `last` of the whole list.
    pub(super) fn last_day(&self, last: NaiveDate) -> NaiveDate {
        self.notice.as_ref().map_or(last, |notice| notice.days.to)
    }
}

/// Where a child stands: whether it is here, whether registration is over, whether anything was done to find it.
fn state(entrant: &Entrant, is_here: bool, is_over: bool, was_traced: bool) -> EntrantState {
    match &entrant.outcome {
        _ if is_here => EntrantState::Reported,
        Some(settled) => EntrantState::Settled(settled.record.outcome),
        None if is_over && was_traced => EntrantState::Tracing,
        None if is_over => EntrantState::NotReported,
        None if entrant.delivery.is_some() => EntrantState::Notified,
        None => EntrantState::Listed,
    }
}

/// From which day on a class is one that was entered that year.
pub(super) fn first_of_summer(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 7, 1).unwrap_or(NaiveDate::MAX)
}

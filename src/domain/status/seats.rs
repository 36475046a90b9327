//! Seats (座号): who sits where, and where somebody who comes into a class is seated.

use super::StatusRecord;
use crate::domain::class::Class;
use crate::domain::ids::PupilId;
use crate::domain::people::{Pupil, Standing};
use crate::domain::school::School;
use chrono::NaiveDate;

/// Seats that two digits of the roll can name.
const LAST: u16 = 99;

/// The seat of somebody who comes into a class, and how it came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seated {
    /// As it was asked for.
    Asked(u16),
    /// The pupil's own from before.
    Kept(u16),
    /// The next that is free.
    Next(u16),
}

impl Seated {
    pub fn seat(self) -> u16 {
        match self {
            Seated::Asked(seat) | Seated::Kept(seat) | Seated::Next(seat) => seat,
        }
    }
}

impl School {
    /// Who sits in a seat of a class on a day, or will sit there later.
    pub fn seated(&self, class: Class, seat: u16, on: NaiveDate) -> Option<&Pupil> {
        self.seats(class, on).find(|(_, taken)| *taken == seat).map(|(pupil, _)| pupil)
    }

    /// The seats of a class that are taken on a day, or will be later.
    fn seats(&self, class: Class, on: NaiveDate) -> impl Iterator<Item = (&Pupil, u16)> {
        let of_pupil = move |pupil: &Pupil| {
            let ends = pupil.standings.iter().skip(1).map(|(from, _)| *from).chain([NaiveDate::MAX]);
            let lasting = pupil.standings.iter().zip(ends).filter(move |(_, end)| *end > on);
            let in_seat = move |standing| match standing {
                Standing::InClass { class: own, seat } if own == class => seat,
                _ => None,
            };
            lasting.filter_map(|((_, standing), _)| in_seat(*standing)).collect::<Vec<u16>>()
        };
        self.pupils.iter().flat_map(move |pupil| of_pupil(pupil).into_iter().map(move |seat| (pupil, seat)))
    }

    /// The seat that somebody gets who comes into a class: the one that is asked for, else the pupil's own of before
    /// where it is free, else the one after the last. None in a class where nobody has a seat.
    pub(super) fn seat_for(&self, record: &StatusRecord, class: Class, on: NaiveDate) -> Option<Seated> {
        record.seat.map(Seated::Asked).or_else(|| self.seat_again(record.pupil, class, on))
    }

    /// The seat of somebody who comes into a class without asking for one: the own one of before, else the next.
    pub(in crate::domain) fn seat_again(&self, pupil: PupilId, class: Class, on: NaiveDate) -> Option<Seated> {
        let taken: Vec<u16> =
            self.seats(class, on).filter(|(other, _)| other.id != pupil).map(|(_, seat)| seat).collect();
        let own = self.own_seat(pupil, class, on);
        if let Some(seat) = own.filter(|seat| !taken.contains(seat)) {
            return Some(Seated::Kept(seat));
        }
        let after = taken.iter().max()?.saturating_add(1);
        let free = (1..=LAST).find(|seat| !taken.contains(seat));
        Some(Seated::Next(if after <= LAST { after } else { free.unwrap_or(after) }))
    }

    /// The seat that the pupil last had, where that was in the same class.
    fn own_seat(&self, pupil: PupilId, class: Class, on: NaiveDate) -> Option<u16> {
        let before = self.pupil(pupil)?.standings.iter().rev().filter(|(from, _)| *from <= on);
        let last = before.map(|(_, standing)| *standing).find(|standing| standing.class().is_some())?;
        match last {
            Standing::InClass { class: own, seat } if own == class => seat,
            _ => None,
        }
    }
}

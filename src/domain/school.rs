//! A school's year as one plain value. Read once from the tables; every screen, list, letter and figure is a pure
//! function of it.

use super::attendance::Attendance;
use super::calendar::{Calendar, DayKey, SetDay, Term};
use super::class::Class;
use super::contact::Contact;
use super::entry::{NationalYear, SchoolProfile};
use super::ids::{PupilId, StaffId};
use super::ladder::{Excused, Policy, Rule, Rung};
use super::leave::Leave;
use super::notice::Notice;
use super::people::{Pupil, Staff};
use super::roll::{Roll, RollKey, Session, SessionCode};
use super::visit::Visit;
use chrono::NaiveDate;

/// What the tables hold, as read: no order is asked of the lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Books {
    pub profile: Option<SchoolProfile>,
    pub terms: Vec<Term>,
    pub days: Vec<(DayKey, SetDay)>,
    pub national_years: Vec<(i32, NationalYear)>,
    pub excused: Vec<(NaiveDate, Excused)>,
    pub rungs: Vec<(NaiveDate, Rule, Rung)>,
    pub staff: Vec<Staff>,
    pub pupils: Vec<Pupil>,
    pub rolls: Vec<Roll>,
    pub leaves: Vec<Leave>,
    pub contacts: Vec<Contact>,
    pub visits: Vec<Visit>,
    pub notices: Vec<Notice>,
}

/// The school (学校): its books in order, with what follows from them for every day.
#[derive(Debug, Clone)]
pub struct School {
    pub name: String,
    pub notice_prefix: String,
    /// In the order of the day.
    pub sessions: Vec<Session>,
    pub calendar: Calendar,
    pub policy: Policy,
    pub staff: Vec<Staff>,
    /// In the order of `PupilId`.
    pub pupils: Vec<Pupil>,
    /// In the order of class, date, session of the day.
    pub rolls: Vec<Roll>,
    /// Each by pupil, then earliest first.
    pub leaves: Vec<Leave>,
    pub contacts: Vec<Contact>,
    pub visits: Vec<Visit>,
    /// In the order of their numbers.
    pub notices: Vec<Notice>,
    pub(super) attendance: Attendance,
}

impl School {
    /// Puts the books in order and works out what follows from them.
    pub fn from_books(books: Books) -> School {
        let _ = books;
        unimplemented!("the next commit")
    }

    pub fn pupil(&self, id: PupilId) -> Option<&Pupil> {
        self.pupils.binary_search_by_key(&id, |pupil| pupil.id).ok().map(|at| &self.pupils[at])
    }

    pub fn staff(&self, id: StaffId) -> Option<&Staff> {
        self.staff.iter().find(|staff| staff.id == id)
    }

    /// The pupils of a class on a date, by seat, then name, then id.
    pub fn class_list(&self, class: Class, on: NaiveDate) -> Vec<&Pupil> {
        let mut list: Vec<&Pupil> = self.pupils.iter().filter(|pupil| pupil.class(on) == Some(class)).collect();
        list.sort_by_key(|pupil| (pupil.seat(on).unwrap_or(u16::MAX), pupil.record.name.clone(), pupil.id));
        list
    }

    /// The classes that have a pupil on that date, in order.
    pub fn classes(&self, on: NaiveDate) -> Vec<Class> {
        let mut classes: Vec<Class> = self.pupils.iter().filter_map(|pupil| pupil.class(on)).collect();
        classes.sort_unstable();
        classes.dedup();
        classes
    }

    pub fn roll(&self, key: RollKey) -> Option<&Roll> {
        let rank = |roll: &Roll| (roll.key.class, roll.key.date, self.session_rank(roll.key.session));
        let wanted = (key.class, key.date, self.session_rank(key.session));
        self.rolls.binary_search_by_key(&wanted, rank).ok().map(|at| &self.rolls[at]).filter(|roll| roll.key == key)
    }

    /// Place of a session in the day; one that the school no longer has comes last.
    pub fn session_rank(&self, code: SessionCode) -> usize {
        self.sessions.iter().position(|session| session.code == code).unwrap_or(self.sessions.len())
    }
}

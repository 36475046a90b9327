//! By what a pupil of the books is known again in a roster.

use super::super::person::Person;
use crate::domain::class::Class;
use crate::domain::numbers::{IdNo, StudentNo};
use crate::domain::people::{Pupil, PupilRecord, Standing};
use crate::domain::school::School;
use crate::domain::status::StatusKind;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// The pupils of the books by everything they are known by.
pub struct Known<'a> {
    school: &'a School,
    today: NaiveDate,
    pub by_student_no: HashMap<&'a StudentNo, usize>,
    pub by_id_no: HashMap<&'a IdNo, usize>,
    pub by_name: HashMap<(&'a str, Class), Vec<usize>>,
    /// By a class in which the pupil is no longer, with the first day out of it; or is to be, once a change of status
    /// that was applied for is in effect.
    elsewhere: HashMap<(&'a str, Class), Vec<(usize, NaiveDate)>>,
}

impl<'a> Known<'a> {
    pub fn new(school: &'a School, today: NaiveDate) -> Known<'a> {
        let mut known = Known {
            school,
            today,
            by_student_no: HashMap::new(),
            by_id_no: HashMap::new(),
            by_name: HashMap::new(),
            elsewhere: HashMap::new(),
        };
        for (at, pupil) in school.pupils.iter().enumerate() {
            if let Some(number) = &pupil.record.student_no {
                known.by_student_no.insert(number, at);
            }
            if let Some(number) = &pupil.record.id_no {
                known.by_id_no.insert(number, at);
            }
            let (name, now) = (pupil.record.name.as_str(), class_now(pupil, today));
            if let Some(class) = now {
                known.by_name.entry((name, class)).or_default().push(at);
            }
            for (class, until) in classes_of_before(pupil).filter(|(class, _)| Some(*class) != now) {
                known.elsewhere.entry((name, class)).or_default().push((at, until));
            }
            let waits = school.applied_for(pupil.id, StatusKind::TransferIn).and_then(|status| status.record.class);
            if let Some(class) = waits.filter(|_| now.is_none()) {
                known.elsewhere.entry((name, class)).or_default().push((at, NaiveDate::MAX));
            }
        }
        known
    }

    /// The pupils who can be meant by name and class where no number says it.
    pub fn named(&self, person: &Person) -> Vec<usize> {
        let same_name = self.by_name.get(&(person.name.as_str(), person.class)).map_or(&[][..], Vec::as_slice);
        let could_be = |place: &&usize| agrees(person, &self.school.pupils[**place].record);
        same_name.iter().filter(could_be).copied().collect()
    }

    /// Those of the name who were in that class, or are to be, and of whom a list changes nothing: an old list, or one that
    /// knows nothing of what was recorded since. Whom another row of the file names is not meant, nor is anybody who had
    /// left the class before the person of the row came to the school.
    pub fn named_elsewhere(&self, person: &Person, named: &HashSet<usize>) -> Vec<usize> {
        let key = (person.name.as_str(), person.class);
        let could_be = |(place, until): &(usize, NaiveDate)| {
            let pupil = &self.school.pupils[*place];
            let is_bound = || {
                let standing = standing_now(pupil, self.today).map(|(_, standing)| standing);
                matches!(standing, Some(Standing::Suspended | Standing::Deferred | Standing::OffRoll { .. }))
                    || self.school.holds_against(pupil, person.class, self.today).is_some()
            };
            !named.contains(place)
                && person.enrolled.is_none_or(|from| from < *until)
                && agrees(person, &pupil.record)
                && (person.birth.is_none() || pupil.record.birth.is_none() || person.birth == pupil.record.birth)
                && is_bound()
        };
        let mut places: Vec<usize> = self
            .elsewhere
            .get(&key)
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .copied()
            .filter(could_be)
            .map(|(place, _)| place)
            .collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}

/// The classes on whose books the pupil was, each with the first day on which that was over.
fn classes_of_before(pupil: &Pupil) -> impl Iterator<Item = (Class, NaiveDate)> {
    let ends = pupil.standings.iter().skip(1).map(|(from, _)| *from).chain([NaiveDate::MAX]);
    pupil.standings.iter().zip(ends).filter_map(|((_, standing), end)| Some((standing.class_of_books()?, end)))
}

/// The standing of today, or the first one of a pupil who is still to come.
pub fn standing_now(pupil: &Pupil, today: NaiveDate) -> Option<(NaiveDate, Standing)> {
    let now = pupil.standings.iter().rev().find(|(from, _)| *from <= today);
    now.or(pupil.standings.first()).copied()
}

pub fn class_now(pupil: &Pupil, today: NaiveDate) -> Option<Class> {
    standing_now(pupil, today).and_then(|(_, standing)| standing.class())
}

/// Whether a row and a record of the same name and class can be of the same pupil: no number says otherwise. A
/// temporary 学籍号 (L…) may have given way to the lasting one.
fn agrees(person: &Person, record: &PupilRecord) -> bool {
    let student_nos = match (&person.student_no, &record.student_no) {
        (Some(said), Some(known)) => said == known || known.as_str().starts_with('L'),
        _ => true,
    };
    let id_nos = match (&person.id_no, &record.id_no) {
        (Some(said), Some(known)) => said == known,
        _ => true,
    };
    student_nos && id_nos
}

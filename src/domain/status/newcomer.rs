//! Whether somebody whom the books do not know yet may be transferred in: a pupil entered twice has two absences.

use super::{CannotChange, LONGEST_NAME};
use crate::domain::class::Class;
use crate::domain::entrant::{EntrantRecord, age_on};
use crate::domain::people::{Pupil, PupilRecord};
use crate::domain::school::School;
use crate::domain::school_year::school_year;
use chrono::NaiveDate;

/// Years above the usual age of a grade beyond which a birthday is a slip of the pen.
const OLDER: i32 = 10;

impl School {
    /// Whether somebody new may enter a class on a day.
    ///
    /// # Errors
    /// Who it is already, or what cannot be.
    pub fn is_newcomer(&self, newcomer: &PupilRecord, class: Option<Class>, on: NaiveDate) -> Result<(), CannotChange> {
        match newcomer.name.trim().chars().count() {
            0 => return Err(CannotChange::Nameless),
            length if length > LONGEST_NAME => return Err(CannotChange::TooLong { longest: LONGEST_NAME }),
            _ => {}
        }
        let told = newcomer.known_id_no().and_then(|number| number.born());
        if let Some(born) = told.filter(|born| newcomer.birth.is_some_and(|birth| birth != *born)) {
            return Err(CannotChange::NumberSays { born });
        }
        let known = self.pupils.iter().find_map(|pupil| self.is_known(pupil, newcomer, on));
        known.map_or(Ok(()), Err)?;
        let (Some(born), Some(class)) = (newcomer.birth, class) else { return Ok(()) };
        // Grades are entered by the age on the last of August.
        let (age, grade) = (age_on(born, EntrantRecord::age_day(school_year(on))), class.grade);
        let usual = grade.usual_age();
        let is_likely = born < on && (grade.youngest()..=usual + OLDER).contains(&age);
        if is_likely { Ok(()) } else { Err(CannotChange::NotOfAge { born, grade }) }
    }

    /// Somebody with one of the numbers; or with the name and the birthday, where no two numbers tell them apart.
    fn is_known(&self, pupil: &Pupil, newcomer: &PupilRecord, on: NaiveDate) -> Option<CannotChange> {
        let known = &pupil.record;
        let is_same = (known.student_no.is_some() && known.student_no == newcomer.student_no)
            || (known.known_id_no().is_some() && known.known_id_no() == newcomer.known_id_no());
        if is_same {
            return Some(CannotChange::Known { name: known.name.clone() });
        }
        let is_another = (known.student_no.is_some() && newcomer.student_no.is_some())
            || (known.known_id_no().is_some() && newcomer.known_id_no().is_some());
        let is_alike = known.name == newcomer.name.trim() && known.birth.is_some() && known.birth == newcomer.birth;
        (is_alike && !is_another)
            .then(|| CannotChange::Namesake { name: known.name.clone(), class: self.last_class(pupil.id, on) })
    }
}

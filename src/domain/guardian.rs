//! A guardian (监护人) as a person writes one down: name, relation, telephone numbers; and the change that puts one into
//! a pupil's record.

use super::entry::Change;
use super::ids::PupilId;
use super::numbers::{Phone, PhoneError};
use super::people::Guardian;
use super::plain::unsteered;
use super::school::School;

/// Characters of a name, of a relation.
pub const LONGEST_NAME: usize = 40;
pub const LONGEST_RELATION: usize = 20;

/// What is wrong with a guardian as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotGuard {
    /// A relation or a number is written, and nobody's name.
    NoName,
    Phone(PhoneError),
    TooLong {
        most: usize,
    },
}

impl Guardian {
    /// None where nothing at all is written.
    ///
    /// # Errors
    /// Where the name is missing or too long, or a number is none.
    pub fn written(name: &str, relation: &str, phones: &str) -> Result<Option<Guardian>, CannotGuard> {
        let text = |said: &str| unsteered(said.trim()).into_owned();
        let (name, relation) = (text(name), text(relation));
        for (said, most) in [(&name, LONGEST_NAME), (&relation, LONGEST_RELATION)] {
            if said.chars().count() > most {
                return Err(CannotGuard::TooLong { most });
            }
        }
        let phones = Phone::parse_all(phones).map_err(CannotGuard::Phone)?;
        match (name.is_empty(), relation.is_empty() && phones.is_empty()) {
            (true, true) => Ok(None),
            (true, false) => Err(CannotGuard::NoName),
            (false, _) => Ok(Some(Guardian { name, relation, phones })),
        }
    }
}

impl School {
    /// The change that puts a guardian in the place of that one of a pupil, behind them all where no place is named; that
    /// one is left out where there is none to put there. Nothing where there is no such pupil or place.
    pub fn with_guardian(&self, pupil: PupilId, place: Option<usize>, guardian: Option<Guardian>) -> Option<Change> {
        let mut record = self.pupil(pupil)?.record.clone();
        match (place, guardian) {
            (Some(at), Some(guardian)) => *record.guardians.get_mut(at)? = guardian,
            (Some(at), None) if at < record.guardians.len() => {
                record.guardians.remove(at);
            }
            (None, Some(guardian)) => record.guardians.push(guardian),
            (_, None) => return None,
        }
        Some(Change::Pupil { id: pupil, to: Some(record) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_becomes_a_guardian_or_says_what_is_wrong() {
        let written = Guardian::written(" 王芳 ", "母亲", "13800010001、0592-7022345").unwrap().unwrap();
        assert_eq!((written.name.as_str(), written.relation.as_str(), written.phones.len()), ("王芳", "母亲", 2));
        assert_eq!(Guardian::written("", " ", ""), Ok(None));
        assert_eq!(Guardian::written("", "母亲", ""), Err(CannotGuard::NoName));
        assert_eq!(Guardian::written("王芳", "", "12"), Err(CannotGuard::Phone(PhoneError::Shape)));
        let long = "王".repeat(LONGEST_NAME + 1);
        assert_eq!(Guardian::written(&long, "", ""), Err(CannotGuard::TooLong { most: LONGEST_NAME }));
    }
}

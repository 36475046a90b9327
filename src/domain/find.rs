//! Finding the one that somebody means by what they typed: a pupil, a class, a session, a person.

use super::class::Class;
use super::ids::PupilId;
use super::people::Staff;
use super::plain::plain;
use super::roll::SessionCode;
use super::school::School;
use chrono::NaiveDate;

/// Why no one thing was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotOne<T> {
    /// Nothing bears that name.
    Nothing,
    /// Several do.
    Several(Vec<T>),
}

impl School {
    /// The pupil who bears this 学籍号, or this name where only one enrolled pupil does.
    pub fn find_pupil(&self, asked: &str, on: NaiveDate) -> Result<PupilId, NotOne<PupilId>> {
        let asked = plain(asked.trim());
        let bears_no = |no: &str| no.eq_ignore_ascii_case(&asked);
        let by_no =
            |pupil: &&super::people::Pupil| pupil.record.student_no.as_ref().is_some_and(|no| bears_no(no.as_str()));
        if let Some(pupil) = self.pupils.iter().find(by_no) {
            return Ok(pupil.id);
        }
        let bear_name: Vec<_> = self.pupils.iter().filter(|pupil| pupil.record.name == *asked).collect();
        let mut enrolled: Vec<_> = bear_name.iter().copied().filter(|pupil| pupil.is_enrolled(on)).collect();
        if enrolled.is_empty() {
            enrolled = bear_name;
        }
        enrolled.sort_by_key(|pupil| (pupil.class(on), pupil.seat(on), pupil.id));
        match enrolled.as_slice() {
            [] => Err(NotOne::Nothing),
            [pupil] => Ok(pupil.id),
            several => Err(NotOne::Several(several.iter().map(|pupil| pupil.id).collect())),
        }
    }

    /// The class that a spelling means, where the school ever had a pupil in it.
    pub fn find_class(&self, asked: &str) -> Option<Class> {
        let class: Class = asked.parse().ok()?;
        self.knows_class(class).then_some(class)
    }

    /// Whether any pupil is, was or will be in that class.
    pub fn knows_class(&self, class: Class) -> bool {
        self.pupils.iter().any(|pupil| pupil.standings.iter().any(|(_, it)| it.class() == Some(class)))
    }

    /// The session of this code or name.
    pub fn find_session(&self, asked: &str) -> Option<SessionCode> {
        let asked = plain(asked.trim());
        let means = |code: &str, name: &str| code.eq_ignore_ascii_case(&asked) || name == asked;
        self.sessions.iter().find(|session| means(session.code.as_str(), &session.name)).map(|session| session.code)
    }

    pub fn find_staff(&self, asked: &str) -> Option<&Staff> {
        self.staff.iter().find(|staff| staff.record.name == asked.trim())
    }
}

//! Finding the one that somebody means by what they typed: a pupil, a class, a session, a person.

use super::class::Class;
use super::ids::PupilId;
use super::people::{Pupil, Sex, Staff, Standing};
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

/// One of several pupils of the same name, with what tells them apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namesake {
    /// What means this one and no other; none where there is nothing of the kind.
    pub asked: Option<String>,
    pub name: String,
    /// Of whoever is in none any more the last.
    pub class: Option<Class>,
    pub seat: Option<u16>,
    pub sex: Option<Sex>,
    pub birth: Option<NaiveDate>,
    pub student_no: Option<String>,
}

/// The seat on a day; of whoever sits in none any more the last.
pub fn last_seat(pupil: &Pupil, on: NaiveDate) -> Option<u16> {
    let begun = pupil.standings.iter().rev().skip_while(|(from, _)| *from > on);
    begun.map(|(_, standing)| *standing).find_map(|standing| match standing {
        Standing::InClass { seat, .. } => seat,
        _ => None,
    })
}

impl School {
    /// The pupil who bears this 学籍号 or ID number, or sits there (`7.3:12`, class and seat), or bears this name where
    /// only one enrolled pupil does; with the birthday behind it (`李子涵:2013-05-15`) also one of several.
    pub fn find_pupil(&self, asked: &str, on: NaiveDate) -> Result<PupilId, NotOne<PupilId>> {
        self.find_pupil_who(asked, on, |pupil| pupil.is_enrolled(on))
    }

    /// Likewise, but of several who bear the name those are meant of whom `is_meant` is true; where there is none, all.
    pub fn find_pupil_who(
        &self,
        asked: &str,
        on: NaiveDate,
        is_meant: impl Fn(&Pupil) -> bool,
    ) -> Result<PupilId, NotOne<PupilId>> {
        let asked = plain(asked.trim());
        let bears = |no: Option<&str>| no.is_some_and(|no| no.eq_ignore_ascii_case(&asked));
        let by_no = |pupil: &&Pupil| {
            let record = &pupil.record;
            bears(record.student_no.as_ref().map(|no| no.as_str()))
                || bears(record.id_no.as_ref().map(|no| no.as_str()))
        };
        if let Some(pupil) = self.pupils.iter().find(by_no) {
            return Ok(pupil.id);
        }
        let mut meant = self.who_are_called(&asked, on);
        if meant.iter().any(|pupil| is_meant(pupil)) {
            meant.retain(|pupil| is_meant(pupil));
        }
        meant.sort_by_key(|pupil| (pupil.class(on), pupil.seat(on), pupil.id));
        match meant.as_slice() {
            [] => Err(NotOne::Nothing),
            [pupil] => Ok(pupil.id),
            several => Err(NotOne::Several(several.iter().map(|pupil| pupil.id).collect())),
        }
    }

    /// By name, by name and birthday, by class and seat.
    fn who_are_called(&self, asked: &str, on: NaiveDate) -> Vec<&Pupil> {
        let of = |is_one: &dyn Fn(&Pupil) -> bool| self.pupils.iter().filter(|pupil| is_one(pupil)).collect();
        let Some((before, behind)) = asked.rsplit_once(':') else {
            return of(&|pupil| pupil.record.name == asked);
        };
        let (before, behind) = (before.trim(), behind.trim());
        match (before.parse::<Class>(), behind.parse::<u16>(), behind.parse::<NaiveDate>()) {
            (Ok(class), Ok(seat), _) => {
                let sits: Vec<&Pupil> = of(&|it| (it.class(on), it.seat(on)) == (Some(class), Some(seat)));
                if !sits.is_empty() {
                    return sits;
                }
                of(&|it| (self.last_class(it.id, on), last_seat(it, on)) == (Some(class), Some(seat)))
            }
            (_, _, Ok(birth)) => of(&|pupil| pupil.record.name == before && pupil.record.birth == Some(birth)),
            _ => Vec::new(),
        }
    }

    /// A pupil beside others of the same name: what tells them apart, and what is to be written to mean this one.
    pub fn namesake(&self, id: PupilId, on: NaiveDate) -> Option<Namesake> {
        let pupil = self.pupil(id)?;
        let (class, seat) = (self.last_class(id, on), last_seat(pupil, on));
        let record = &pupil.record;
        let by_seat = class.zip(seat).map(|(class, seat)| format!("{}.{}:{seat}", class.grade.get(), class.number));
        let by_birth = record.birth.map(|birth| format!("{}:{birth}", record.name));
        let by_no = record.student_no.as_ref().map(|no| no.as_str().to_owned());
        let means_one = |asked: &String| self.find_pupil(asked, on) == Ok(id);
        Some(Namesake {
            asked: [by_seat, by_no, by_birth].into_iter().flatten().find(means_one),
            name: record.name.clone(),
            class,
            seat,
            sex: record.sex,
            birth: record.birth,
            student_no: record.student_no.as_ref().map(|no| no.as_str().to_owned()),
        })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::made_up;
    use crate::domain::people::PupilRecord;
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Two in seats 3 and 4 of the made-up class, and one who has gone, all called 李子涵.
    fn namesakes() -> (School, Class) {
        let (mut books, class) = made_up::class_of(0);
        let since = day("2026-02-24");
        let birth = ["2013-05-15", "2013-08-01", "2013-01-02"];
        for (nth, birth) in birth.into_iter().enumerate() {
            let record = PupilRecord { birth: Some(day(birth)), ..PupilRecord::named("李子涵") };
            let mut standings = vec![(since, Standing::InClass { class, seat: Some(nth as u16 + 3) })];
            if nth == 2 {
                standings.push((day("2026-03-01"), Standing::Gone));
            }
            books.pupils.push(Pupil { id: PupilId(Uuid::from_u128(100 + nth as u128)), record, standings });
        }
        (School::from_books(books), class)
    }

    #[test]
    fn namesakes_are_meant_by_seat_and_by_birthday() {
        let (school, class) = namesakes();
        let (today, id) = (day("2026-03-18"), |nth: u128| PupilId(Uuid::from_u128(100 + nth)));
        assert_eq!(school.find_pupil("李子涵", today), Err(NotOne::Several(vec![id(0), id(1)])));
        let at = |seat: u16| format!("{}.{}:{seat}", class.grade.get(), class.number);
        assert_eq!(school.find_pupil(&at(4), today), Ok(id(1)));
        assert_eq!(school.find_pupil(&format!("{class}：3"), today), Ok(id(0)));
        // Nobody sits there now: the one who did.
        assert_eq!(school.find_pupil(&at(5), today), Ok(id(2)));
        assert_eq!(school.find_pupil("李子涵:2013-08-01", today), Ok(id(1)));
        assert_eq!(school.find_pupil("李子涵:4", today), Err(NotOne::Nothing));
        assert_eq!(school.namesake(id(1), today).unwrap().asked, Some(at(4)));
    }

    #[test]
    fn of_several_those_are_meant_of_whom_it_is_true() {
        let (school, _) = namesakes();
        let (today, gone) = (day("2026-03-18"), PupilId(Uuid::from_u128(102)));
        assert_eq!(school.find_pupil_who("李子涵", today, |pupil| pupil.id == gone), Ok(gone));
    }
}

//! The one that a person means by what they typed, or a problem that says what there is.

use super::{Desk, Problem};
use crate::domain::find::NotOne;
use crate::domain::ids::PupilId;
use crate::domain::letter::{Letter, LetterNo};
use crate::domain::people::{Staff, StaffRecord};
use crate::domain::plain::plain;
use chrono::Datelike;

/// The name of somebody at the school, as it goes into the books.
///
/// # Errors
/// Where it is empty, or too long.
pub fn name_of_staff(written: &str) -> Result<&str, Problem> {
    let (name, most) = (written.trim(), StaffRecord::LONGEST_NAME);
    match name.chars().count() {
        0 => Err(Problem::NoName),
        length if length > most => Err(Problem::NameTooLong { most }),
        _ => Ok(name),
    }
}

impl Desk {
    /// By 学籍号, or by a name that only one enrolled pupil bears.
    pub fn find_pupil(&self, asked: &str) -> Result<PupilId, Problem> {
        self.school.find_pupil(asked, self.today()).map_err(|not_one| match not_one {
            NotOne::Nothing => Problem::UnknownPupil { asked: asked.to_owned() },
            NotOne::Several(them) => Problem::SeveralPupils {
                asked: asked.to_owned(),
                them: them.into_iter().filter_map(|id| self.introduce(id)).collect(),
            },
        })
    }

    /// Class, seat and 学籍号 of a pupil, enough to tell two of the same name apart.
    fn introduce(&self, id: PupilId) -> Option<String> {
        let (pupil, today) = (self.school.pupil(id)?, self.today());
        let class = pupil.class(today).map(|class| class.to_string()).unwrap_or_default();
        let seat = pupil.seat(today).map(|seat| seat.to_string()).unwrap_or_default();
        let no = pupil.record.student_no.as_ref().map(|no| no.as_str()).unwrap_or_default();
        Some(format!("{class} {seat} {} {no}", pupil.record.name))
    }

    /// By name.
    pub fn find_staff(&self, asked: &str) -> Result<&Staff, Problem> {
        self.school.find_staff(asked).ok_or_else(|| Problem::UnknownStaff {
            asked: asked.to_owned(),
            known: self.school.staff.iter().map(|staff| staff.record.name.clone()).collect(),
        })
    }

    /// By its number: 〔2026〕3号, 外〔2026〕3号, 2026-3, or 3 for one of this year.
    pub fn find_letter(&self, asked: &str) -> Result<&Letter, Problem> {
        let unknown = || Problem::UnknownLetter { asked: asked.to_owned() };
        // As it stands on the paper, with whatever the school put before its numbers then.
        let printed = |letter: &&Letter| plain(letter.record.paper.number.as_str()) == plain(asked.trim());
        if let Some(letter) = self.school.letters.iter().find(printed) {
            return Ok(letter);
        }
        // A number behind a name that is not the books' own must not open another paper.
        let before: &str = asked
            .trim()
            .split(|c: char| c.is_ascii_digit() || "〔[(【［（０１２３４５６７８９".contains(c))
            .next()
            .unwrap_or_default();
        if !self.school.is_number_sign(before) {
            return Err(unknown());
        }
        let this_year = u16::try_from(self.today().year()).map_err(|_| unknown())?;
        let no = LetterNo::parse(asked, this_year).ok_or_else(unknown)?;
        self.school.letter(no).ok_or_else(unknown)
    }
}

//! The one that a person means by what they typed, or a problem that says what there is.

use super::{Desk, Problem};
use crate::domain::find::NotOne;
use crate::domain::ids::PupilId;
use crate::domain::letter::{Letter, LetterNo};
use crate::domain::people::{Pupil, Staff, StaffRecord};
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
    /// By 学籍号, by class and seat, or by a name that only one enrolled pupil bears.
    pub fn find_pupil(&self, asked: &str) -> Result<PupilId, Problem> {
        let today = self.today();
        self.find_pupil_who(asked, |pupil| pupil.is_enrolled(today))
    }

    /// Likewise, but of several who bear the name those are meant of whom `is_meant` is true.
    pub fn find_pupil_who(&self, asked: &str, is_meant: impl Fn(&Pupil) -> bool) -> Result<PupilId, Problem> {
        let today = self.today();
        self.school.find_pupil_who(asked, today, is_meant).map_err(|not_one| match not_one {
            NotOne::Nothing => Problem::UnknownPupil { asked: asked.to_owned() },
            NotOne::Several(them) => Problem::SeveralPupils {
                asked: asked.to_owned(),
                them: them.into_iter().filter_map(|id| self.school.namesake(id, today)).collect(),
            },
        })
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

//! On the books, on no roll (在籍不点名; domain handbook 2.2): pupils taught at home, pupils confirmed at a school
//! elsewhere, and those whom another lawful reason keeps away. They keep their place in a class and are expected at
//! none of its rolls.

use super::case::Exit;
use super::class::Class;
use super::entry::Change;
use super::ids::PupilId;
use super::people::Standing;
use super::school::School;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why no roll is expected of a pupil who is on the books.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OffRoll {
    /// 送教上门: visits stand in the place of rolls.
    HomeTeaching,
    /// 异地就读待转 (E5): confirmed at school elsewhere, the transfer is urged.
    Elsewhere,
    /// 司法、专门学校 (E8): shown as another lawful reason.
    Judicial,
}

impl OffRoll {
    pub const ALL: [OffRoll; 3] = [OffRoll::HomeTeaching, OffRoll::Elsewhere, OffRoll::Judicial];

    /// What an exit of a case leaves a pupil in who stays on the books. Of E7 the plan of teaching at home says it.
    fn of_exit(exit: Exit) -> Option<OffRoll> {
        match exit {
            Exit::E5 => Some(OffRoll::Elsewhere),
            Exit::E8 => Some(OffRoll::Judicial),
            _ => None,
        }
    }

    /// The exit by which a case ends that such a standing puts an end to.
    pub fn exit(self) -> Exit {
        match self {
            OffRoll::HomeTeaching => Exit::E7,
            OffRoll::Elsewhere => Exit::E5,
            OffRoll::Judicial => Exit::E8,
        }
    }
}

impl School {
    /// The class of a pupil who is on the books and expected on no roll, for another reason than a suspension, and the reason.
    pub fn off_roll(&self, pupil: PupilId, on: NaiveDate) -> Option<(Class, OffRoll)> {
        match self.pupil(pupil)?.standing(on)? {
            Standing::OffRoll { class, why } => Some((class, why)),
            Standing::InClass { .. } | Standing::Suspended | Standing::Deferred | Standing::Gone => None,
        }
    }

    /// What is recorded with the closing of a case by E5 or E8: from the day after it no roll is expected, and the pupil
    /// stays on the books. None of other exits, and where the pupil is in no class.
    pub fn off_roll_after(&self, pupil: PupilId, exit: Exit, closed_on: NaiveDate) -> Option<Change> {
        let why = OffRoll::of_exit(exit)?;
        let from = closed_on.succ_opt()?;
        let class = self.pupil(pupil)?.class(from)?;
        Some(Change::Standing { pupil, from, to: Some(Standing::OffRoll { class, why }) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::flags::Scope;
    use crate::domain::ids::EntryId;
    use crate::domain::made_up::{class_of, date, roll};
    use crate::domain::mark::Mark;
    use crate::domain::roll::SessionCode;

    #[test]
    fn a_pupil_off_the_rolls_is_on_the_books_and_owes_no_roll() {
        let (mut books, class) = class_of(2);
        let pupil = books.pupils[0].id;
        let away = Standing::OffRoll { class, why: OffRoll::HomeTeaching };
        books.pupils[0].standings.push((date("2025-09-09"), away));
        for day in ["2025-09-08", "2025-09-09", "2025-09-10"] {
            books.rolls.push(roll(class, day, SessionCode::AM, &[(pupil, Mark::Truant)], EntryId::NEW));
        }
        let school = School::from_books(books);
        let (before, after) = (date("2025-09-08"), date("2025-09-10"));
        assert!(school.off_roll(pupil, before).is_none() && school.off_roll(pupil, after).is_some());
        assert_eq!(school.off_roll(pupil, after), Some((class, OffRoll::HomeTeaching)));
        assert!(school.pupil(pupil).unwrap().is_enrolled(after));
        assert_eq!(school.class_list(class, before).len(), 2);
        assert_eq!(school.class_list(class, after).len(), 1, "the roll does not ask for the pupil");
        let flag = |on| school.flags(on, Scope::School).into_iter().find(|flag| flag.pupil == pupil).unwrap();
        assert_eq!(flag(before).streak.dates.len(), 1);
        assert_eq!((flag(after).streak.dates.len(), flag(after).class), (0, class));
        assert_eq!(school.last_class(pupil, after), Some(class));
    }

    #[test]
    fn an_exit_that_keeps_the_place_on_the_books_ends_the_roll_the_day_after() {
        let (books, class) = class_of(1);
        let school = School::from_books(books);
        let pupil = school.pupils[0].id;
        let on = date("2025-11-05");
        let Some(Change::Standing { from, to, .. }) = school.off_roll_after(pupil, Exit::E5, on) else { panic!() };
        assert_eq!(from, date("2025-11-06"));
        assert_eq!(to, Some(Standing::OffRoll { class, why: OffRoll::Elsewhere }));
        assert_eq!(school.off_roll_after(pupil, Exit::E3, on), None);
    }
}

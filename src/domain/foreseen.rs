//! The marks with which a roll begins (预填), before anybody has looked at the seats.

use super::ids::PupilId;
use super::mark::Mark;
use super::roll::{Marked, RollKey};
use super::school::School;
use super::step::Step;
use chrono::NaiveDate;

impl School {
    /// What leave notes say of a session, and unknown for each pupil whose family has gone without a word: that seat
    /// stays on the roll until an exit, one key to confirm (domain handbook 2.3).
    pub fn marks_foreseen(&self, key: RollKey) -> Vec<Marked> {
        let mut marks = self.marks_from_leave(key);
        let known = |pupil: PupilId, marks: &[Marked]| marks.iter().any(|marked| marked.pupil == pupil);
        for pupil in self.roll_list(key) {
            if !known(pupil.id, &marks) && self.has_vanished(pupil.id, key.date) {
                marks.push(Marked::new(pupil.id, Mark::Unknown));
            }
        }
        marks.sort_unstable_by_key(|marked| marked.pupil);
        marks
    }

    /// 不辞而别: somebody has told of the case that is open that the family has left, and the pupil has not been seen at
    /// school since.
    pub fn has_vanished(&self, pupil: PupilId, as_of: NaiveDate) -> bool {
        // Few pupils have a clue; for the others no case has to be put together.
        self.said_gone(pupil, NaiveDate::MIN, as_of).is_some_and(|last| {
            let case = self.case(pupil, as_of);
            case.is_some_and(|case| case.is_open() && case.returned.is_none() && case.opened <= last)
        })
    }

    /// The day on which it was last told, since a date, that the family has left; none where nobody told it, or where the
    /// pupil has come to school on a day after.
    pub fn said_gone(&self, pupil: PupilId, since: NaiveDate, as_of: NaiveDate) -> Option<NaiveDate> {
        let last = self.stepped(pupil, since, as_of, Step::says_gone).max()?;
        self.back_since(pupil, last, u8::MAX, as_of).is_none().then_some(last)
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::case::Trace;
    use crate::domain::made_up::date;
    use crate::domain::roll::{RollKey, SessionCode};
    use crate::domain::tales::{self, seat};

    /// S2 and S1: who has gone is missing from the day on which it was told until the exit; who is back is not.
    #[test]
    fn who_has_gone_is_foreseen_as_missing_until_the_exit() {
        let gone = tales::found_elsewhere().school();
        let vanished = |day: &str| gone.has_vanished(seat(1), date(day));
        assert_eq!(["2025-10-09", "2025-10-10", "2025-10-20", "2025-11-06"].map(vanished), [false, true, true, false]);
        let class = gone.pupils[0].class(date("2025-10-20")).unwrap();
        let marks = |day: &str| gone.marks_foreseen(RollKey { class, date: date(day), session: SessionCode::AM });
        assert_eq!(marks("2025-10-20").iter().map(|marked| marked.pupil).collect::<Vec<_>>(), [seat(1)]);
        assert_eq!(marks("2025-11-06"), []);
        assert!(!tales::truant().school().has_vanished(seat(1), date("2025-09-10")));
    }

    #[test]
    fn who_has_come_back_since_is_not_said_to_be_gone() {
        let school = tales::back_and_away_again().school();
        let told = |day: &str| {
            let case = school.case(seat(1), date(day)).unwrap();
            (school.has_vanished(seat(1), date(day)), case.trace)
        };
        assert_eq!(told("2025-09-09"), (true, Some(Trace::SuspectedGone)));
        assert_eq!(told("2025-09-10"), (false, None));
        assert_eq!(told("2025-09-11"), (false, None), "away again, with a word that no longer holds");
    }
}

//! Who came back by a roll: seen again, while the case of the days away is still open.

use super::Stage;
use crate::domain::ids::PupilId;
use crate::domain::mark::Counts;
use crate::domain::roll::{Roll, RollKey};
use crate::domain::school::School;

impl School {
    /// Whoever is there by a roll, missed the one before it unexcused, and has a case that nobody has closed: a person must
    /// talk to them and confirm the return. In seat order.
    pub fn back_by(&self, key: RollKey) -> Vec<PupilId> {
        let Some((now, before)) = self.roll(key).zip(self.roll_before(key)) else { return Vec::new() };
        let counts = |roll: &Roll, pupil| roll.mark(pupil).map_or(Counts::Attended, |mark| mark.counts());
        let is_back = |pupil: &PupilId| {
            let case =
                || self.case(*pupil, key.date).filter(|case| case.ending.is_none() && case.stage != Stage::Watch);
            let seen_again = counts(now, *pupil) == Counts::Attended && counts(before, *pupil) == Counts::Unexcused;
            seen_again && case().is_some()
        };
        self.roll_list(key).into_iter().map(|pupil| pupil.id).filter(is_back).collect()
    }
}

//! Children of the year's list who are no pupils yet: not come to be registered, or deferred (未报到新生、缓学).

use crate::domain::class::Grade;
use crate::domain::entrant::{EntrantState, Outcome};
use crate::domain::people::Standing;
use crate::domain::school::School;
use chrono::NaiveDate;
use std::collections::BTreeMap;

impl School {
    /// (22) Children of age who have not come to be registered by a day and of whom it is not known where they are
    /// (未报到新生), by the grade that they were to enter.
    pub(super) fn entrants_not_reported(&self, by: NaiveDate) -> BTreeMap<Grade, u32> {
        self.entrants_in(by, super::intake::has_not_come)
    }

    /// The children on the list of the year, by grade, whose state on a day is such.
    fn entrants_in(&self, by: NaiveDate, is_such: impl Fn(EntrantState) -> bool) -> BTreeMap<Grade, u32> {
        let mut children: BTreeMap<Grade, u32> = BTreeMap::new();
        for (entrant, state) in self.entrants_as_of(self.entry_year(by), by) {
            *children.entry(entrant.record.grade).or_default() += u32::from(is_such(state));
        }
        children.retain(|_, count| *count > 0);
        children
    }

    /// (23) Children whose entry is deferred on a day (缓学), by the grade of the class that they were to enter; without
    /// one, the first.
    pub(super) fn entrants_deferred(&self, by: NaiveDate) -> BTreeMap<Grade, u32> {
        let mut deferred = self.entrants_in(by, |state| matches!(state, EntrantState::Settled(Outcome::Deferred)));
        for pupil in self.pupils.iter().filter(|pupil| pupil.standing(by) == Some(Standing::Deferred)) {
            let class = pupil.standings.iter().rev().find_map(|(_, standing)| standing.class());
            if let Some(grade) = class.map(|class| class.grade).or_else(|| Grade::new(1)) {
                *deferred.entry(grade).or_default() += 1;
            }
        }
        deferred
    }
}

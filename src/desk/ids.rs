//! Ids of new things: by the clock, and never before those that were given already, however the clock was set.

use super::Clock;
use crate::domain::ids::EntryId;
use rand::RngExt;
use rand::rngs::ChaCha20Rng;
use uuid::Uuid;

/// Gives ids that only grow: who was entered first stays the first, even on a machine whose clock went back.
pub(super) struct Ids {
    random: ChaCha20Rng,
    last: EntryId,
}

impl Ids {
    /// Ids after the last entry of the books.
    pub fn after(last: Option<EntryId>, random: ChaCha20Rng) -> Ids {
        Ids { random, last: last.unwrap_or(EntryId(Uuid::nil())) }
    }

    pub fn fresh(&mut self, clock: &Clock) -> Uuid {
        self.last = EntryId(new_id(&mut self.random, clock)).after(Some(self.last));
        self.last.0
    }
}

/// An id by the moment of the clock, for things of which nothing else is known yet.
pub(super) fn new_id(random: &mut ChaCha20Rng, clock: &Clock) -> Uuid {
    let millis = clock.moment().and_utc().timestamp_millis();
    uuid::Builder::from_unix_timestamp_millis(u64::try_from(millis).unwrap_or(0), &random.random()).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::made_up::date;
    use rand::SeedableRng;

    #[test]
    fn ids_only_grow_however_the_clock_is_set() {
        let [later, earlier] = ["2026-03-18", "2020-01-01"].map(|day| Clock::Stopped(date(day).into()));
        let mut ids = Ids::after(None, ChaCha20Rng::seed_from_u64(1));
        let given: Vec<Uuid> = [later, later, earlier, later].iter().map(|clock| ids.fresh(clock)).collect();
        assert!(given.is_sorted_by(|a, b| a < b), "{given:?}");
        let mut again = Ids::after(given.last().map(|id| EntryId(*id)), ChaCha20Rng::seed_from_u64(2));
        assert!(again.fresh(&earlier) > given[3]);
    }
}

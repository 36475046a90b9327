//! The figures of an entry (domain handbook 2.5 and 5): each listed child is counted once, or there is no table.

use super::state::Destination;
use super::{Entrant, EntrantState, Outcome};
use crate::domain::figures::TenThousandths;
use crate::domain::school::School;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a year's list comes to on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EntrantFigures {
    pub year: i32,
    pub as_of: NaiveDate,
    /// 名单人数
    pub listed: usize,
    /// 已发通知书
    pub issued: usize,
    /// 已送达
    pub delivered: usize,
    /// 已报到
    pub registered: usize,
    /// 未报到而已追踪: called, visited, written to or asked about.
    pub traced: usize,
    /// 去向: every destination, zeros among them.
    pub destinations: BTreeMap<Destination, usize>,
    /// 查无下落: open, and in the bureau's ledger.
    pub not_found: usize,
    /// 入学率, as a share; none where nobody is to be counted.
    pub entry_rate: Option<TenThousandths>,
}

/// The parts do not add up to the list: the table is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DoesNotClose {
    pub listed: usize,
    pub sum: usize,
}

impl EntrantFigures {
    pub fn of(&self, destination: Destination) -> usize {
        self.destinations.get(&destination).copied().unwrap_or(0)
    }

    /// Here, elsewhere, deferred, special, moved, abroad, dead, wrong and open.
    fn sum(&self) -> usize {
        self.destinations.values().sum()
    }

    /// # Errors
    /// When a child is in no column, or in two.
    pub fn closed(self) -> Result<EntrantFigures, DoesNotClose> {
        let (listed, sum) = (self.listed, self.sum());
        if listed == sum && self.registered == self.of(Destination::Here) {
            Ok(self)
        } else {
            Err(DoesNotClose { listed, sum })
        }
    }

    /// Those at school anywhere, proven, over those on the list who are alive, in the country and rightly listed.
    fn rate(&self) -> Option<TenThousandths> {
        let count = |list: &[Destination]| list.iter().map(|destination| self.of(*destination)).sum::<usize>();
        let at_school = count(&[Destination::Here, Destination::Elsewhere, Destination::Special]);
        let due = self.listed.checked_sub(count(&[Destination::Dead, Destination::Abroad, Destination::Wrong]))?;
        TenThousandths::of(u64::try_from(at_school).ok()?, u64::try_from(due).ok()?)
    }
}

impl School {
    /// The figures of a year's list on a day.
    ///
    /// # Errors
    /// When the parts do not add up to the list.
    pub fn entrant_figures(&self, year: i32, on: NaiveDate) -> Result<EntrantFigures, DoesNotClose> {
        // Who is on the roster of the new year is expected no more, though its first day is still to come.
        let list = self.entrants_known(year, on, NaiveDate::MAX);
        let mut destinations: BTreeMap<Destination, usize> =
            Destination::ALL.map(|destination| (destination, 0)).into();
        for (_, state) in &list {
            *destinations.entry(state.destination()).or_default() += 1;
        }
        let count = |is: &dyn Fn(&Entrant, EntrantState) -> bool| {
            list.iter().filter(|(entrant, state)| is(entrant, *state)).count()
        };
        let mut figures = EntrantFigures {
            year,
            as_of: on,
            listed: list.len(),
            issued: count(&|entrant, _| entrant.notice.is_some()),
            delivered: count(&|entrant, _| entrant.delivery.is_some()),
            registered: count(&|_, state| state == EntrantState::Reported),
            traced: count(&|entrant, state| state != EntrantState::Reported && self.was_traced(entrant.id, on)),
            not_found: count(&|_, state| state == EntrantState::Settled(Outcome::NotFound)),
            destinations,
            entry_rate: None,
        };
        figures.entry_rate = figures.rate();
        figures.closed()
    }
}

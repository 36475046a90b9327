//! The rolls of a month (点名应做、已做): which were due, class by class, and which of them were not taken.

use crate::domain::class::Class;
use crate::domain::gaps;
use crate::domain::register::Span;
use crate::domain::roll::RollKey;
use crate::domain::school::School;
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::BTreeMap;

/// The rolls of a class over some days: those that were due, or taken before they were.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct RollsOfClass {
    pub taken: u32,
    /// Due and not taken, earliest first.
    pub missing: Vec<RollKey>,
}

impl RollsOfClass {
    pub fn due(&self) -> u32 {
        self.taken + u32::try_from(self.missing.len()).unwrap_or(u32::MAX)
    }
}

impl School {
    /// The rolls that were due and taken over some days, by class: on every school day of a term on which somebody was in
    /// the class. Otherwise than the gaps that teachers are told of (`School::gaps`) they do not wait for the term's first
    /// roll: a report that nobody has taken a roll for must not read as one with nothing amiss.
    pub(super) fn rolls_of_span(&self, span: Span, now: NaiveDateTime) -> BTreeMap<Class, RollsOfClass> {
        let mut rolls: BTreeMap<Class, RollsOfClass> = BTreeMap::new();
        for (class, had_pupils) in self.days_of_classes(span) {
            let days =
                had_pupils.iter().flat_map(|days| self.calendar.school_days(days.from, days.to, Some(class.grade)));
            for date in days {
                for session in &self.sessions {
                    let key = RollKey { class, date, session: session.code };
                    let is_taken = self.roll(key).is_some();
                    // A roll that was taken before it was due is none that is still to come.
                    if !(is_taken || gaps::is_due(date, session, now)) || !self.is_asked_for(key) {
                        continue;
                    }
                    let of_class = rolls.entry(class).or_default();
                    if is_taken { of_class.taken += 1 } else { of_class.missing.push(key) }
                }
            }
        }
        rolls
    }

    /// The days of a span on which each class had pupils: one that was emptied and filled again has several runs of them.
    fn days_of_classes(&self, span: Span) -> BTreeMap<Class, Vec<Span>> {
        let mut days: BTreeMap<Class, Vec<Span>> = BTreeMap::new();
        for pupil in &self.pupils {
            for (at, (from, standing)) in pupil.standings.iter().enumerate() {
                let next = pupil.standings.get(at + 1).and_then(|(next, _)| next.pred_opt());
                let there = Span { from: *from, to: next.unwrap_or(NaiveDate::MAX) };
                if let Some((class, within)) = standing.class().zip(there.meets(span)) {
                    days.entry(class).or_default().push(within);
                }
            }
        }
        for runs in days.values_mut() {
            runs.sort_unstable_by_key(|run| (run.from, run.to));
            let mut joined: Vec<Span> = Vec::new();
            for run in runs.drain(..) {
                match joined.last_mut() {
                    Some(last) if last.to.succ_opt().is_none_or(|next| run.from <= next) => {
                        last.to = last.to.max(run.to)
                    }
                    _ => joined.push(run),
                }
            }
            *runs = joined;
        }
        days
    }
}

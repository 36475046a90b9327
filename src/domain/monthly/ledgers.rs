//! The ledgers of suspected dropouts and of dropouts over a month (台账): what stood, came in, was struck off, stands.

use super::Figure;
use super::figures::Counting;
use crate::domain::class::Class;
use crate::domain::flags::Scope;
use crate::domain::ledger::Line;
use crate::domain::register::Span;
use crate::domain::step::Ledger;
use std::collections::BTreeMap;

/// The four figures of a ledger.
pub(super) type Moves = [Figure; 4];

pub(super) const SUSPECTED: Moves =
    [Figure::SuspectedOpening, Figure::SuspectedEntered, Figure::SuspectedStruck, Figure::SuspectedClosing];
pub(super) const DROPOUTS: Moves =
    [Figure::DropoutOpening, Figure::DropoutEntered, Figure::DropoutStruck, Figure::DropoutClosing];

impl Counting<'_> {
    /// A ledger over the month. A line counts in the grade in which the pupil was entered, as the ledger prints it. One
    /// that was opened again after it was struck off has been entered again.
    pub(super) fn ledger(&mut self, ledger: Ledger, [opening, entered, struck, closing]: Moves) {
        let Span { from, to } = self.span;
        let eve = from.pred_opt().unwrap_or(from);
        let key = |line: &Line| (line.pupil.id, line.case.opened);
        let before = self.school.ledger(ledger, Scope::School, Span { from: eve, to: eve }, eve);
        let before = before.into_iter().filter(|line| line.struck.is_none());
        let mut stood: BTreeMap<_, Class> = before.filter_map(|line| Some((key(&line), line.class?))).collect();
        for ((pupil, _), class) in &stood {
            self.count(opening, *pupil, *class, None);
        }
        for line in self.school.ledger(ledger, Scope::School, self.span, to) {
            let Some(class) = line.class else { continue };
            let (pupil, day) = (line.pupil.id, if ledger == Ledger::Dropout { line.dropout } else { line.suspected });
            let known = stood.remove(&key(&line));
            let class = known.unwrap_or(class);
            let is_struck = line.struck.as_ref().map(|struck| struck.on);
            if known.is_none() {
                // Struck off before the month: it stood in an earlier one.
                if is_struck.is_some_and(|on| on < from) {
                    continue;
                }
                self.count(entered, pupil, class, day);
            }
            match is_struck {
                Some(on) => self.count(struck, pupil, class, Some(on)),
                None => self.count(closing, pupil, class, day),
            }
        }
        // What the books no longer say of a line that stood: it is gone from the ledger.
        for ((pupil, _), class) in stood {
            self.count(struck, pupil, class, None);
        }
    }
}

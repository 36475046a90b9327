//! What somebody did at a moment, and how it is recorded: one step after another, with the clock set forward to each.

use super::monthly;
use super::people::Teacher;
use crate::desk::{Clock, Desk, Problem};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{EntryId, PupilId, StaffId};
use crate::domain::letter::{LetterKind, Receipt};
use crate::domain::monthly::Month;
use crate::domain::roll::RollKey;
use chrono::NaiveDateTime;
use std::collections::HashMap;

/// What somebody did at a moment.
pub(super) struct Step {
    pub(super) at: NaiveDateTime,
    who: StaffId,
    deed: Deed,
}

enum Deed {
    Record(Why, Vec<Change>),
    /// A notice, drafted from the facts as they stood then.
    Notice(PupilId),
    /// The receipt of the pupil's last notice.
    Receipt(PupilId, Receipt),
    /// Something about a month's report, worked out from the facts as they stood then.
    Month(Month, monthly::Deed),
}

impl Step {
    pub(super) fn record(at: NaiveDateTime, who: &Teacher, why: Why, changes: Vec<Change>) -> Step {
        Step { at, who: who.id, deed: Deed::Record(why, changes) }
    }

    pub(super) fn notice(at: NaiveDateTime, who: &Teacher, pupil: PupilId) -> Step {
        Step { at, who: who.id, deed: Deed::Notice(pupil) }
    }

    pub(super) fn receipt(at: NaiveDateTime, who: &Teacher, pupil: PupilId, receipt: Receipt) -> Step {
        Step { at, who: who.id, deed: Deed::Receipt(pupil, receipt) }
    }

    pub(super) fn month(at: NaiveDateTime, who: &Teacher, month: Month, deed: monthly::Deed) -> Step {
        Step { at, who: who.id, deed: Deed::Month(month, deed) }
    }
}

impl Desk {
    /// Records the steps up to now in the order of time, each by the person who took it; then clock and person are
    /// again what they were.
    pub(super) fn live_through(&mut self, mut steps: Vec<Step>) -> Result<(), Problem> {
        let (now, me) = (self.clock, self.who);
        steps.retain(|step| step.at <= now.moment());
        steps.sort_by_key(|step| step.at);
        let mut rolls = HashMap::new();
        for step in steps {
            self.clock = Clock::Stopped(step.at);
            self.who = step.who;
            self.take(step.deed, &mut rolls)?;
        }
        (self.clock, self.who) = (now, me);
        self.reload()
    }

    /// `rolls` are the entries from which the rolls taken so far come: whoever corrects one has seen it.
    fn take(&mut self, deed: Deed, rolls: &mut HashMap<RollKey, EntryId>) -> Result<(), Problem> {
        match deed {
            Deed::Record(why, changes) => {
                let keys: Vec<RollKey> = changes.iter().filter_map(roll_of).collect();
                let seen = |change: Change| match roll_of(&change) {
                    Some(key) => change.having_seen(rolls.get(&key).copied()),
                    None => change,
                };
                let changes = changes.into_iter().map(seen).collect();
                let entry = self.record(why, changes, Vec::new())?;
                rolls.extend(keys.into_iter().map(|key| (key, entry)));
            }
            Deed::Month(month, deed) => self.live_month(month, deed)?,
            Deed::Notice(pupil) => {
                self.reload()?;
                let draft = self.draft_letter(LetterKind::Escalation, pupil, self.today())?;
                self.issue_letter(draft)?;
            }
            Deed::Receipt(pupil, receipt) => {
                let letter = self.school.letters_of(pupil).next_back().map(|letter| letter.id);
                if let Some(letter) = letter {
                    self.record(Why::RecordReceipt, vec![Change::Receipt { letter, to: Some(receipt) }], Vec::new())?;
                }
            }
        }
        Ok(())
    }
}

fn roll_of(change: &Change) -> Option<RollKey> {
    match change {
        Change::Roll { key, .. } => Some(*key),
        _ => None,
    }
}

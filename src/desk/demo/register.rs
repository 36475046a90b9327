//! What happened at each roll: who was away and why, and what the teacher learned only after the roll was called.

use crate::domain::contact::ContactRecord;
use crate::domain::ids::PupilId;
use crate::domain::mark::Mark;
use crate::domain::roll::RollKey;
use chrono::NaiveDateTime;
use std::collections::BTreeMap;

/// A pupil's exception at one roll.
#[derive(Clone)]
pub(super) struct Away {
    /// As it is in the end.
    pub(super) mark: Mark,
    pub(super) note: Option<&'static str>,
    pub(super) learned: Option<Learned>,
}

impl Away {
    pub(super) fn known(mark: Mark) -> Away {
        Away { mark, note: None, learned: None }
    }
}

/// That the pupil stood as `unknown` until this moment: came late, or a call explained it.
#[derive(Clone)]
pub(super) struct Learned {
    pub(super) at: NaiveDateTime,
    pub(super) call: Option<ContactRecord>,
}

/// Every exception of every roll.
#[derive(Default)]
pub(super) struct Register(BTreeMap<RollKey, BTreeMap<PupilId, Away>>);

impl Register {
    pub(super) fn put(&mut self, key: RollKey, pupil: PupilId, away: Away) {
        self.0.entry(key).or_default().insert(pupil, away);
    }

    pub(super) fn at(&self, key: RollKey) -> impl Iterator<Item = (PupilId, &Away)> {
        self.0.get(&key).into_iter().flatten().map(|(pupil, away)| (*pupil, away))
    }
}

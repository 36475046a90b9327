//! What takes an entry back: saying again what stood before it.

use super::Store;
use super::error::StoreError;
use super::journal;
use crate::domain::entry::{Change, Entry, Thing};
use crate::domain::ids::EntryId;
use std::collections::{BTreeMap, BTreeSet};

/// What the journal has said of one thing.
#[derive(Default)]
struct Told {
    /// Last before the entry.
    before: Option<Change>,
    /// Last in the entry.
    within: Option<Change>,
    /// Last of all, and where.
    last: Option<(EntryId, Change)>,
}

impl Store {
    /// The changes that take the entry back: for each thing it changed the state before it, or the thing's withdrawal.
    ///
    /// # Errors
    /// `NoSuchEntry`; `NotUndoable` for an entry that issued a notice or is evidence of a disclosure; `ChangedSince`
    /// when a later entry has made something else of a thing, which would be lost.
    pub fn undoing(&self, id: EntryId) -> Result<Vec<Change>, StoreError> {
        self.undoing_but(id, |_| false)
    }

    /// The same, but things that may stay do so where a later entry has made something else of them.
    ///
    /// # Errors
    /// As of `undoing`.
    pub fn undoing_but(&self, id: EntryId, may_stay: impl Fn(Thing) -> bool) -> Result<Vec<Change>, StoreError> {
        let entry = self.entry(id)?;
        let things = things(&entry)?;
        let told = self.told(id, &things)?;
        let back = things.into_iter().filter_map(|thing| match back(id, thing, told.get(&thing)?) {
            Err(StoreError::ChangedSince { .. }) if may_stay(thing) => None,
            back => Some(back),
        });
        back.collect()
    }

    /// Everything that later entries than this one have changed.
    pub fn changed_since(&self, id: EntryId) -> Result<BTreeSet<Thing>, StoreError> {
        let mut since = BTreeSet::new();
        journal::each(&self.db, |entry| {
            if entry.id > id {
                since.extend(entry.changes.iter().filter_map(Change::thing));
            }
            Ok(())
        })?;
        Ok(since)
    }

    /// One walk over the journal, with an eye for those things only.
    fn told(&self, id: EntryId, things: &[Thing]) -> Result<BTreeMap<Thing, Told>, StoreError> {
        let mut told: BTreeMap<Thing, Told> = things.iter().map(|&thing| (thing, Told::default())).collect();
        journal::each(&self.db, |entry| {
            for change in entry.changes {
                let Some(told) = change.thing().and_then(|thing| told.get_mut(&thing)) else { continue };
                if entry.id < id {
                    told.before = Some(change.clone());
                } else if entry.id == id {
                    told.within = Some(change.clone());
                }
                told.last = Some((entry.id, change));
            }
            Ok(())
        })?;
        Ok(told)
    }
}

/// What the entry changed, each thing once, in the entry's order.
fn things(entry: &Entry) -> Result<Vec<Thing>, StoreError> {
    let mut things = Vec::new();
    let mut seen = BTreeSet::new();
    for change in &entry.changes {
        let stays = StoreError::NotUndoable { id: entry.id };
        let thing = change.thing().filter(|thing| thing.withdrawn().is_some()).ok_or(stays)?;
        if seen.insert(thing) {
            things.push(thing);
        }
    }
    Ok(things)
}

fn back(id: EntryId, thing: Thing, told: &Told) -> Result<Change, StoreError> {
    let state = |change: &Change| change.clone().having_seen(None);
    // A thing that was changed and put back since stands as the entry left it.
    if let Some((by, last)) = &told.last
        && told.within.as_ref().map(state) != Some(state(last))
    {
        return Err(StoreError::ChangedSince { id, by: *by });
    }
    let seen = told.last.as_ref().filter(|(_, last)| Some(state(last)) != thing.withdrawn()).map(|(by, _)| *by);
    let before = told.before.clone().or_else(|| thing.withdrawn()).ok_or(StoreError::NotUndoable { id })?;
    Ok(before.having_seen(seen))
}

//! The tables are what the entries come to, in whatever order they arrive.

use super::history::{PHOTOGRAPH, change, entries};
use super::*;
use crate::domain::contact::Contact;
use crate::domain::district::{DistrictSchool, Received};
use crate::domain::entry::Thing;
use crate::domain::ids::LetterId;
use crate::domain::inspection::Prose;
use crate::domain::leave::Leave;
use crate::domain::letter::Letter;
use crate::domain::people::{Pupil, Staff};
use crate::domain::review::{Review, SignedWeek};
use crate::domain::roll::Roll;
use crate::domain::status::Status;
use crate::domain::step::Taken;
use crate::domain::visit::Visit;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

fn folded(entries: &[Entry]) -> Store {
    let store = Store::in_memory(MACHINE).unwrap();
    for entry in entries {
        for change in &entry.changes {
            fold::fold(&store.db, entry, change).unwrap();
        }
    }
    store
}

/// The slow, obvious twin: of each thing the change with the greatest entry id, the last within the entry.
fn books(entries: &[Entry]) -> Books {
    let mut last: BTreeMap<Thing, (&Entry, &Change)> = BTreeMap::new();
    for entry in entries {
        for change in &entry.changes {
            if let Some(thing) = change.thing() {
                last.insert(thing, (entry, change));
            }
        }
    }
    let mut books = Books::default();
    let mut standings: BTreeMap<PupilId, Vec<_>> = BTreeMap::new();
    let mut receipts: BTreeMap<LetterId, _> = BTreeMap::new();
    for (entry, change) in last.into_values() {
        let who = entry.who;
        match change.clone() {
            Change::School { to } => books.profile = to,
            Change::Term { to, .. } => books.terms.extend(to),
            Change::Day { key, to } => books.days.extend(to.map(|to| (key, to))),
            Change::NationalYear { year, to } => books.national_years.extend(to.map(|to| (year, to))),
            Change::Excused { from, to } => books.excused.extend(to.map(|to| (from, to))),
            Change::Rung { from, to, .. } => books.rungs.extend(to.map(|to| (from, to))),
            Change::Staff { id, to } => books.staff.extend(to.map(|record| Staff { id, record })),
            Change::Pupil { id, to } => {
                books.pupils.extend(to.map(|record| Pupil { id, record, standings: Vec::new() }));
            }
            Change::Standing { pupil, from, to } => {
                standings.entry(pupil).or_default().extend(to.map(|standing| (from, standing)));
            }
            Change::Roll { key, to, .. } => books.rolls.extend(to.map(|marks| Roll {
                key,
                marks,
                entry: entry.id,
                taken_by: who,
                taken_at: entry.at,
            })),
            Change::Leave { id, to } => books.leaves.extend(to.map(|note| Leave { id, note })),
            Change::Contact { id, to } => {
                books.contacts.extend(to.map(|record| Contact { id, record, recorded_by: who }));
            }
            Change::Visit { id, to } => books.visits.extend(to.map(|record| Visit { id, record, recorded_by: who })),
            Change::Letter { id, to } => {
                books.letters.push(Letter { id, record: *to, issued_by: who, receipt: None });
            }
            Change::Receipt { letter, to } => {
                receipts.insert(letter, to);
            }
            Change::Step { id, to } => books.steps.extend(to.map(|record| Taken { id, record, recorded_by: who })),
            Change::Status { id, to } => {
                books.statuses.extend(to.map(|record| Status { id, record: *record, recorded_by: who }));
            }
            Change::StatusLimits { to } => books.status_limits = to,
            Change::Review { week, pupil, to } => {
                books.reviews.extend(to.map(|record| Review { week, pupil, record, by: who, at: entry.at }));
            }
            Change::WeekSigned { week, scope, to } => {
                books.signed_weeks.extend(to.map(|remark| SignedWeek { week, scope, remark, by: who, at: entry.at }));
            }
            Change::Prose { year, section, to } => books.prose.extend(to.map(|text| Prose { year, section, text })),
            Change::DistrictSchool { id, to } => {
                books.district.schools.extend(to.map(|record| DistrictSchool { id, record }));
            }
            Change::Received { school, to, .. } => {
                books.district.received.extend(to.map(|report| Received { school, report: Arc::from(report) }));
            }
            Change::MatchWithin { from, to } => books.district.match_within.extend(to.map(|days| (from, days))),
            Change::Disclosed { .. } => {}
        }
    }
    for pupil in &mut books.pupils {
        pupil.standings = standings.remove(&pupil.id).unwrap_or_default();
    }
    for letter in &mut books.letters {
        letter.receipt = receipts.remove(&letter.id).flatten();
    }
    in_order(books)
}

/// Books ask for no order: put them in one, to be compared.
fn in_order(mut books: Books) -> Books {
    books.days.sort_by_key(|(key, _)| *key);
    books.rolls.sort_by_key(|roll| roll.key);
    books.letters.sort_by_key(|letter| letter.id);
    books.signed_weeks.sort_by_key(|signed| (signed.week, signed.scope));
    books.prose.sort_by_key(|prose| (prose.year, prose.section));
    books.district.received.sort_by_key(Received::edition);
    books
}

/// What the books would not refuse: rolls as seen, notices with the next number and a name of their own.
fn agreeable(store: &Store, changes: Vec<Change>) -> Vec<Change> {
    let books = store.load(NaiveDate::MIN).unwrap();
    let mut number = books.letters.iter().map(|notice| notice.record.no.number).max().unwrap_or(0);
    let agreeable = changes.into_iter().map(|change| match change {
        Change::Roll { key, to, .. } => {
            let seen = books.rolls.iter().find(|roll| roll.key == key).map(|roll| roll.entry);
            Change::Roll { key, seen, to }
        }
        Change::Letter { mut to, .. } => {
            number += 1;
            to.no.number = number;
            Change::Letter { id: LetterId(Uuid::from_u128(number.into())), to }
        }
        other => other,
    });
    agreeable.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_order_of_arrival_does_not_matter(
        (sorted, shuffled) in entries().prop_flat_map(|sorted| (Just(sorted.clone()), Just(sorted).prop_shuffle())),
    ) {
        let dump = folded(&sorted).dump().unwrap();
        prop_assert_eq!(&folded(&shuffled).dump().unwrap(), &dump);
        let twice = [shuffled, sorted].concat();
        prop_assert_eq!(&folded(&twice).dump().unwrap(), &dump);
    }

    #[test]
    fn what_is_loaded_is_what_was_said_last(entries in entries()) {
        let loaded = folded(&entries).load(NaiveDate::MIN).unwrap();
        prop_assert_eq!(in_order(loaded), books(&entries));
    }

    #[test]
    fn a_thing_taken_back_is_the_same_thing(change in change()) {
        let withdrawn = change.thing().and_then(Thing::withdrawn);
        let stays = matches!(change, Change::Letter { .. } | Change::Disclosed { .. });
        prop_assert_eq!(withdrawn.and_then(|back| back.thing()), change.thing().filter(|_| !stays));
    }

    #[test]
    fn the_journal_replayed_gives_the_same_tables(entries in entries()) {
        let mut store = Store::in_memory(MACHINE).unwrap();
        for entry in entries {
            let changes = agreeable(&store, entry.changes);
            let act = Act { at: entry.at, who: entry.who, why: entry.why, changes };
            let recorded = store.record(act, &[PHOTOGRAPH.to_vec()], next).unwrap();
            prop_assert_eq!(store.entry(recorded.id).unwrap(), recorded);
        }
        prop_assert_eq!(store.verify().unwrap().faults, vec![]);
        let mut journal = Vec::new();
        journal::each(&store.db, |entry| { journal.push(entry); Ok(()) }).unwrap();
        let replayed = folded(&journal);
        prop_assert_eq!(replayed.dump().unwrap(), store.dump().unwrap());
        prop_assert_eq!(replayed.load(NaiveDate::MIN).unwrap(), store.load(NaiveDate::MIN).unwrap());
    }
}

//! The tables are what the entries come to, in whatever order they arrive.

use super::history::{PHOTOGRAPH, change, entries};
use super::*;
use crate::domain::aid::{Aid, AidKind};
use crate::domain::contact::Contact;
use crate::domain::district::{DistrictSchool, Received};
use crate::domain::entrant::{Entrant, Registration, Settled, Trace};
use crate::domain::entry::Thing;
use crate::domain::groups::Membership;
use crate::domain::groups::round::Check;
use crate::domain::ids::{EntrantId, LetterId};
use crate::domain::inspection::Prose;
use crate::domain::leave::Leave;
use crate::domain::letter::Letter;
use crate::domain::monthly::{Explanation, Headcount, Month, Sent, SignedMonth};
use crate::domain::people::{Pupil, Staff};
use crate::domain::plan::{Helped, Plan};
use crate::domain::pledge::SignedPledge;
use crate::domain::review::{Review, SignedWeek};
use crate::domain::roll::Roll;
use crate::domain::status::Status;
use crate::domain::step::Taken;
use crate::domain::visit::Visit;
use crate::domain::work_log::Work;
use crate::domain::year::TurnedYear;
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
    let mut entrants: BTreeMap<EntrantId, OfEntrant> = BTreeMap::new();
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
            Change::Membership { id, to } => {
                books.memberships.extend(to.map(|record| Membership { id, record, recorded_by: who }));
            }
            Change::GroupCheck { pupil, on, to } => {
                books.checks.extend(to.map(|record| Check { pupil, on, record, by: who, at: entry.at }));
            }
            Change::AidKind { id, to } => books.aid_kinds.extend(to.map(|record| AidKind { id, record })),
            Change::Aid { id, to } => books.aid.extend(to.map(|record| Aid { id, record, recorded_by: who })),
            Change::Plan { id, to } => {
                books.plans.extend(to.map(|record| Plan { id, record: *record, recorded_by: who }));
            }
            Change::Help { id, to } => {
                books.helps.extend(to.map(|record| Helped { id, record: *record, recorded_by: who }));
            }
            Change::Quota { place, from, to } => books.quotas.extend(to.map(|quota| (place, from, quota))),
            Change::Pledge { key, to } => {
                books.pledge_signatures.extend(to.map(|signed| SignedPledge { key, signed, recorded_by: who }));
            }
            Change::Work { id, to } => {
                books.work.extend(to.map(|record| Work { id, record: *record, recorded_by: who }));
            }
            Change::Review { week, pupil, to } => {
                books.reviews.extend(to.map(|record| Review { week, pupil, record, by: who, at: entry.at }));
            }
            Change::WeekSigned { week, scope, to } => {
                books.signed_weeks.extend(to.map(|remark| SignedWeek { week, scope, remark, by: who, at: entry.at }));
            }
            Change::Prose { year, section, to } => books.prose.extend(to.map(|text| Prose { year, section, text })),
            Change::YearTurned { year, to } => {
                books.year_turns.extend(to.map(|turn| TurnedYear { year, turn, entry: entry.id }));
            }
            Change::Entrant { id, to } => {
                books.entrants.extend(to.map(|record| Entrant {
                    id,
                    record: *record,
                    notice: None,
                    delivery: None,
                    registration: None,
                    outcome: None,
                }));
            }
            Change::EntryNotice { entrant, to } => entrants.entry(entrant).or_default().notice = Some(*to),
            Change::Delivery { entrant, to } => entrants.entry(entrant).or_default().delivery = to,
            Change::Registration { entrant, to } => {
                entrants.entry(entrant).or_default().registration = to.map(|record| Registration { record, by: who });
            }
            Change::EntryOutcome { entrant, to } => {
                entrants.entry(entrant).or_default().outcome = to.map(|record| Settled { record: *record, by: who });
            }
            Change::Trace { id, to } => books.traces.extend(to.map(|record| Trace { id, record, recorded_by: who })),
            Change::Reporting { to } => books.monthly.reporting = to,
            Change::Headcount { month, class, to } => {
                let count = |record| Headcount { month, class, record, by: who, at: entry.at };
                books.monthly.headcounts.extend(to.map(count));
            }
            Change::MonthExplained { month, about, to } => {
                let told = |reason| Explanation { month, about, reason, by: who, at: entry.at };
                books.monthly.explanations.extend(to.map(told));
            }
            Change::MonthSigned { month, version, to } => {
                books.monthly.signed.push(SignedMonth { month, version, record: *to, by: who, at: entry.at });
            }
            Change::MonthSent { month, version, recipient, to } => {
                let sent = |record| Sent { month, version, to: recipient, record, by: who, at: entry.at };
                books.monthly.sent.extend(to.map(sent));
            }
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
    for entrant in &mut books.entrants {
        let of = entrants.remove(&entrant.id).unwrap_or_default();
        (entrant.notice, entrant.delivery) = (of.notice, of.delivery);
        (entrant.registration, entrant.outcome) = (of.registration, of.outcome);
    }
    in_order(books)
}

/// What was said last of a child on the list.
#[derive(Default)]
struct OfEntrant {
    notice: Option<crate::domain::entrant::EntryNotice>,
    delivery: Option<crate::domain::letter::Receipt>,
    registration: Option<Registration>,
    outcome: Option<Settled>,
}

/// Books ask for no order: put them in one, to be compared.
fn in_order(mut books: Books) -> Books {
    books.days.sort_by_key(|(key, _)| *key);
    books.rolls.sort_by_key(|roll| roll.key);
    books.letters.sort_by_key(|letter| letter.id);
    books.quotas.sort_by_key(|(place, from, _)| (place.code(), *from));
    books.pledge_signatures.sort_by_key(|signed| signed.key);
    books.signed_weeks.sort_by_key(|signed| (signed.week, signed.scope));
    books.prose.sort_by_key(|prose| (prose.year, prose.section));
    let monthly = &mut books.monthly;
    monthly.headcounts.sort_by_key(|it| (it.month, it.class));
    monthly.explanations.sort_by_key(|it| (it.month, it.about));
    monthly.signed.sort_by_key(|it| (it.month, it.version));
    monthly.sent.sort_by_key(|it| (it.month, it.version, it.to));
    books.district.received.sort_by_key(Received::edition);
    books
}

/// What the books would not refuse: rolls as seen, notices with the next number and a name of their own, nobody
/// registered twice.
fn agreeable(store: &Store, changes: Vec<Change>) -> Vec<Change> {
    let books = store.load(NaiveDate::MIN).unwrap();
    let (mut entry_number, mut registered) = of_entrants(store);
    let mut number = books.letters.iter().map(|notice| notice.record.no.number).max().unwrap_or(0);
    let mut versions: BTreeMap<Month, u32> = BTreeMap::new();
    for signed in &books.monthly.signed {
        *versions.entry(signed.month).or_default() += 1;
    }
    let agreeable = changes.into_iter().map(|change| match change {
        Change::MonthSigned { month, to, .. } => {
            let version = versions.entry(month).or_default();
            *version += 1;
            Change::MonthSigned { month, version: *version, to }
        }
        Change::Roll { key, to, .. } => {
            let seen = books.rolls.iter().find(|roll| roll.key == key).map(|roll| roll.entry);
            Change::Roll { key, seen, to }
        }
        Change::Letter { mut to, .. } => {
            number += 1;
            to.no.number = number;
            Change::Letter { id: LetterId(Uuid::from_u128(number.into())), to }
        }
        Change::EntryNotice { mut to, .. } => {
            entry_number += 1;
            to.no.number = entry_number;
            Change::EntryNotice { entrant: EntrantId(Uuid::from_u128(entry_number.into())), to }
        }
        Change::Registration { entrant, to } => {
            let is_first = to.is_none() || registered.insert(entrant);
            Change::Registration { entrant, to: to.filter(|_| is_first) }
        }
        other => other,
    });
    agreeable.collect()
}

/// The last number of a notice, and who is registered, whether or not the child is on a list.
fn of_entrants(store: &Store) -> (u32, std::collections::BTreeSet<EntrantId>) {
    let last = "SELECT coalesce(max(number), 0) FROM entry_notice";
    let last = store.db.query_row(last, [], |row| row.get(0)).unwrap();
    let mut registered = store.db.prepare("SELECT entrant FROM registration WHERE record IS NOT NULL").unwrap();
    let ids = registered.query_map([], |row| row.get::<_, [u8; 16]>(0)).unwrap();
    (last, ids.map(|id| EntrantId(Uuid::from_bytes(id.unwrap()))).collect())
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
        let stays = matches!(
            change,
            Change::Letter { .. } | Change::EntryNotice { .. } | Change::MonthSigned { .. } | Change::Disclosed { .. }
        );
        prop_assert_eq!(withdrawn.and_then(|back| back.thing()), change.thing().filter(|_| !stays));
    }

    #[test]
    fn a_signed_report_never_changes_whatever_is_recorded_later(entries in entries()) {
        let mut store = Store::in_memory(MACHINE).unwrap();
        for entry in entries {
            let signed = store.load(NaiveDate::MIN).unwrap().monthly.signed;
            let changes = agreeable(&store, entry.changes);
            let act = Act { at: entry.at, who: entry.who, why: entry.why, changes };
            store.record(act, &[PHOTOGRAPH.to_vec()], next).unwrap();
            let later = store.load(NaiveDate::MIN).unwrap().monthly.signed;
            prop_assert!(signed.iter().all(|report| later.contains(report)));
        }
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

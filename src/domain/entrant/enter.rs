//! What may be recorded about the entry of a child, and the changes that come of it.

use super::outcome::Lack;
use super::{
    Entrant, EntrantRecord, EntryDays, EntryNotice, EntryPaper, Outcome, OutcomeRecord, RegistrationRecord, Source,
    first_of_lists,
};
use crate::domain::class::{Class, Grade};
use crate::domain::entry::Change;
use crate::domain::ids::EntrantId;
use crate::domain::letter::Receipt;
use crate::domain::people::Standing;
use crate::domain::school::School;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// Why something cannot be recorded about a child on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotEnter {
    /// Registered already, on that day.
    Registered(NaiveDate),
    /// Not registered: there is nothing to add papers to.
    NotRegistered,
    /// On the books: what becomes of the child now is a change of status (学籍异动).
    OnTheBooks,
    /// The class is of another grade than the child is to enter.
    OtherGrade(Grade),
    NoNotice,
    /// Nobody is named who took the notice.
    NobodyTook,
    /// Before the day on which the notice was issued.
    TakenTooEarly(NaiveDate),
    /// The notice is with somebody since that day already.
    Taken {
        by: String,
        on: NaiveDate,
    },
    /// Nobody registers before this day: that of the notice, or when lists begin to come in.
    ComesTooEarly(NaiveDate),
    /// Outcomes stand on evidence; this is missing.
    Lacks(Vec<Lack>),
    /// What was done is not told.
    NothingSaid,
}

impl School {
    /// The changes that register a child: seen at the desk, and where a class is known already, on the books in it.
    ///
    /// # Errors
    /// Where the child is registered, or the class is of another grade.
    pub fn register_entrant(
        &self,
        entrant: &Entrant,
        record: RegistrationRecord,
        class: Option<(Class, Option<u16>)>,
        today: NaiveDate,
    ) -> Result<Vec<Change>, CannotEnter> {
        match (&entrant.registration, class) {
            // The class may become known later.
            (Some(registration), None) => return Err(CannotEnter::Registered(registration.record.on)),
            _ if self.is_on_the_books(entrant) => return Err(CannotEnter::OnTheBooks),
            (_, Some((class, _))) if class.grade != entrant.record.grade => {
                return Err(CannotEnter::OtherGrade(entrant.record.grade));
            }
            _ => {}
        }
        let earliest = first_of_lists(entrant.record.year);
        let earliest = entrant.notice.as_ref().map_or(earliest, |notice| notice.issued_on);
        if entrant.registration.is_none() && record.on < earliest {
            return Err(CannotEnter::ComesTooEarly(earliest));
        }
        let mut changes = Vec::new();
        if entrant.registration.is_none() {
            changes.push(Change::Registration { entrant: entrant.id, to: Some(record) });
        }
        // Who has come is no longer elsewhere, nor to come again next year.
        if entrant.outcome.is_some() {
            changes.push(Change::EntryOutcome { entrant: entrant.id, to: None });
            changes.extend(self.listed_no_more(entrant));
        }
        if let Some((class, seat)) = class {
            let pupil = entrant.pupil();
            let from = self.year_begins(entrant.record.year).max(today);
            changes.push(Change::Pupil { id: pupil, to: Some(entrant.record.as_pupil()) });
            changes.push(Change::Standing { pupil, from, to: Some(Standing::InClass { class, seat }) });
        }
        Ok(changes)
    }

    /// The change that notes which papers of a child were seen by now: those of the day itself, and what was brought later.
    ///
    /// # Errors
    /// Where the child has not registered: papers are seen when it does.
    pub fn entry_papers(&self, entrant: &Entrant, papers: BTreeSet<EntryPaper>) -> Result<Change, CannotEnter> {
        let registered = entrant.registration.as_ref().ok_or(CannotEnter::NotRegistered)?;
        let record = RegistrationRecord { papers, ..registered.record.clone() };
        Ok(Change::Registration { entrant: entrant.id, to: Some(record) })
    }

    /// The changes that record what became of a child. A deferral puts the child on the list of the next year as well.
    ///
    /// # Errors
    /// What the outcome lacks, or that the child is on the books.
    pub fn settle_entrant(&self, entrant: &Entrant, record: OutcomeRecord) -> Result<Vec<Change>, CannotEnter> {
        if self.is_on_the_books(entrant) {
            return Err(CannotEnter::OnTheBooks);
        }
        let lacks = record.lacks(entrant.record.year, self.was_searched_for(entrant.id));
        if !lacks.is_empty() {
            return Err(CannotEnter::Lacks(lacks));
        }
        let is_deferred = record.outcome == Outcome::Deferred;
        let comes_again = is_deferred.then(|| self.listed_again(entrant, record.on)).flatten();
        let mut changes = vec![Change::EntryOutcome { entrant: entrant.id, to: Some(Box::new(record)) }];
        // Who had registered in July and went elsewhere in August is no longer here.
        if entrant.registration.is_some() {
            changes.push(Change::Registration { entrant: entrant.id, to: None });
        }
        match comes_again {
            Some(listed) => changes.push(listed),
            None if !is_deferred => changes.extend(self.listed_no_more(entrant)),
            None => {}
        }
        Ok(changes)
    }

    /// Takes a child that is not deferred after all off the list of the year after: as long as nothing was done about it
    /// there.
    fn listed_no_more(&self, entrant: &Entrant) -> Option<Change> {
        let record = &entrant.record;
        let is_it = |other: &&Entrant| {
            let is_same = other.record.is_same_child(record.id_no.as_ref(), &record.name, record.born());
            let is_untouched = other.notice.is_none() && other.registration.is_none() && other.outcome.is_none();
            other.record.source == Source::Deferred && is_same && is_untouched && self.traces_of(other.id).is_empty()
        };
        let listed = self.entrants_of(record.year + 1).iter().find(is_it)?;
        Some(Change::Entrant { id: listed.id, to: None })
    }

    /// Whether somebody has been there, or has asked the street office.
    pub fn was_searched_for(&self, entrant: EntrantId) -> bool {
        use super::TraceStep::{Street, Visit};
        self.traces_of(entrant).iter().any(|trace| matches!(trace.record.step, Visit | Street))
    }

    /// The child on the list of the year after, unless it is there already.
    fn listed_again(&self, entrant: &Entrant, on: NaiveDate) -> Option<Change> {
        let record = &entrant.record;
        let year = record.year + 1;
        let is_there = |other: &Entrant| other.record.is_same_child(record.id_no.as_ref(), &record.name, record.born());
        if self.entrants_of(year).iter().any(is_there) {
            return None;
        }
        let to = EntrantRecord { year, source: Source::Deferred, listed_on: on, ..record.clone() };
        Some(Change::Entrant { id: EntrantId::NEW, to: Some(Box::new(to)) })
    }

    /// The change that records who took a notice.
    ///
    /// # Errors
    /// Where there is no notice, it is delivered already, nobody is named, or the day is before the notice's.
    pub fn deliver_notice(&self, entrant: &Entrant, receipt: Receipt) -> Result<Change, CannotEnter> {
        let notice = entrant.notice.as_ref().ok_or(CannotEnter::NoNotice)?;
        if let Some(taken) = &entrant.delivery {
            return Err(CannotEnter::Taken { by: taken.by.clone(), on: taken.on });
        }
        if receipt.by.trim().is_empty() {
            return Err(CannotEnter::NobodyTook);
        }
        if receipt.on < notice.issued_on {
            return Err(CannotEnter::TakenTooEarly(notice.issued_on));
        }
        Ok(Change::Delivery { entrant: entrant.id, to: Some(receipt) })
    }

    /// The changes that issue a notice to every child of a list who needs one and has none, under the next numbers.
    pub fn issue_notices<'a>(
        &self,
        entrants: impl IntoIterator<Item = &'a Entrant>,
        days: &EntryDays,
        on: NaiveDate,
    ) -> Vec<Change> {
        let needs_one = |entrant: &&Entrant| {
            let settled = entrant.outcome.is_some() || entrant.registration.is_some();
            entrant.notice.is_none() && !settled && !self.is_on_the_books(entrant)
        };
        let mut next = std::collections::BTreeMap::new();
        let change = |entrant: &Entrant| {
            let record = &entrant.record;
            let no = next.entry(record.year).or_insert_with(|| self.next_entry_no(record.year));
            let notice = EntryNotice {
                no: *no,
                issued_on: on,
                days: days.clone(),
                grade: record.grade,
                name: record.name.clone(),
                born: record.born(),
                guardian: record.guardians.first().map(|guardian| guardian.name.clone()).unwrap_or_default(),
                village: record.village.clone(),
                school: self.name.clone(),
                bureau: self.bureau().to_owned(),
            };
            no.number += 1;
            Change::EntryNotice { entrant: entrant.id, to: Box::new(notice) }
        };
        entrants.into_iter().filter(needs_one).map(change).collect()
    }
}

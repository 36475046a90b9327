//! Who has not come (未报到): children of the list after the last day of registration, and pupils who do not appear on
//! the first days of a term. One list, and what of it is owed (R17).

use super::{Entrant, EntrantState, TraceStep};
use crate::domain::class::Class;
use crate::domain::ids::StaffId;
use crate::domain::ladder::Rule;
use crate::domain::people::{Pupil, Role};
use crate::domain::school::School;
use crate::domain::todo::{Task, Todo};
use chrono::NaiveDate;

/// School days within which it is known who has not come, and whose matter that is (domain handbook 1.6, R17).
const LIST_WITHIN: u16 = 1;
/// The first days of a term, on which a pupil is missed who does not come at all (domain handbook 2.5, D7).
const FIRST_DAYS: usize = 2;

/// Whom a line of the tracing list is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom<'a> {
    Entrant(&'a Entrant, EntrantState),
    /// On the books and never there since the term began: the case is that of an absence, and is worked there.
    Pupil(&'a Pupil, Class),
}

/// A line of the tracing list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traced<'a> {
    pub whom: Whom<'a>,
    /// The first day on which the child was missed.
    pub since: NaiveDate,
    /// Whose matter it is; none while nobody was named.
    pub owner: Option<StaffId>,
    pub calls: usize,
    pub visits: usize,
    /// Letters, and questions to the street office.
    pub asked: usize,
    /// The last day on which anything was done.
    pub last: Option<NaiveDate>,
}

impl<'a> Traced<'a> {
    fn name(&self) -> &'a str {
        match self.whom {
            Whom::Entrant(entrant, _) => &entrant.record.name,
            Whom::Pupil(pupil, _) => &pupil.record.name,
        }
    }

    fn born(&self) -> Option<NaiveDate> {
        match self.whom {
            Whom::Entrant(entrant, _) => entrant.record.born(),
            Whom::Pupil(pupil, _) => pupil.record.birth,
        }
    }
}

/// The names of a list, each that several bear with month and day of birth behind it.
pub fn names_apart(list: &[Traced<'_>]) -> Vec<String> {
    let is_shared = |name: &str| list.iter().filter(|other| other.name() == name).count() > 1;
    let named = |traced: &Traced<'_>| match traced.born().filter(|_| is_shared(traced.name())) {
        Some(born) => format!("{} {}", traced.name(), born.format("%m-%d")),
        None => traced.name().to_owned(),
    };
    list.iter().map(named).collect()
}

impl School {
    /// The children of a year's list who have not come and are not accounted for, then the pupils who have not appeared.
    pub fn tracing(&self, year: i32, on: NaiveDate) -> Vec<Traced<'_>> {
        let last = self.last_registration_day(year);
        let open = |(entrant, state): &(&Entrant, EntrantState)| on > entrant.last_day(last) && state.is_open();
        let entrants = self.entrant_states(year, on).into_iter().filter(open);
        let entrants = entrants.map(|(entrant, state)| self.traced(entrant, state, entrant.last_day(last)));
        entrants.chain(self.never_appeared(on).into_iter().map(|missing| self.traced_pupil(missing, on))).collect()
    }

    fn traced<'a>(&self, entrant: &'a Entrant, state: EntrantState, last: NaiveDate) -> Traced<'a> {
        let deeds: Vec<_> = self.traces_of(entrant.id).iter().map(|trace| &trace.record).collect();
        let count = |of: &[TraceStep]| deeds.iter().filter(|record| of.contains(&record.step)).count();
        Traced {
            whom: Whom::Entrant(entrant, state),
            since: last.succ_opt().unwrap_or(last),
            owner: self.trace_owner(entrant.id),
            calls: count(&[TraceStep::Call]),
            visits: count(&[TraceStep::Visit]),
            asked: count(&[TraceStep::Letter, TraceStep::Street]),
            last: deeds.iter().filter(|record| record.step.is_deed()).map(|record| record.at.date()).max(),
        }
    }

    fn traced_pupil<'a>(&'a self, (pupil, class, since): (&'a Pupil, Class, NaiveDate), on: NaiveDate) -> Traced<'a> {
        let calls = self.contacts_of(pupil.id).iter().map(|contact| contact.record.at.date());
        let calls: Vec<NaiveDate> = calls.filter(|day| *day >= since).collect();
        let visits = self.visits_of(pupil.id).iter().map(|visit| visit.record.at.date());
        let visits: Vec<NaiveDate> = visits.filter(|day| *day >= since).collect();
        Traced {
            whom: Whom::Pupil(pupil, class),
            since,
            owner: self.holders(Role::Homeroom, class, on).first().map(|staff| staff.id),
            calls: calls.len(),
            visits: visits.len(),
            asked: self.letters_of(pupil.id).filter(|letter| letter.record.issued_on >= since).count(),
            last: calls.iter().chain(&visits).max().copied(),
        }
    }

    /// Pupils on the books who were missed on the first days of the running term and have not been there since.
    fn never_appeared(&self, on: NaiveDate) -> Vec<(&Pupil, Class, NaiveDate)> {
        let Some(term) = self.calendar.term_of(on) else { return Vec::new() };
        let missing = |pupil: &&Pupil| -> Option<NaiveDate> {
            let class = pupil.class(on)?;
            let mut first = self.calendar.school_days(term.first, on, Some(class.grade)).take(FIRST_DAYS);
            let (begins, ends) = (first.next()?, first.next().unwrap_or(term.first));
            let at_first = self.pupil_days(pupil.id, begins, ends.max(begins));
            let missed = at_first.iter().find(|day| day.unexcused > 0)?;
            let came = |from| self.pupil_days(pupil.id, from, on).iter().any(|day| day.attended() > 0);
            (at_first.iter().all(|day| day.attended() == 0) && !came(begins)).then_some(missed.date)
        };
        let missing = self.pupils.iter().filter_map(|pupil| Some((pupil, pupil.class(on)?, missing(&pupil)?)));
        let mut list: Vec<(&Pupil, Class, NaiveDate)> = missing.collect();
        list.sort_by_key(|(pupil, class, _)| (*class, pupil.seat(on), pupil.id));
        list
    }

    /// What R17 asks for: first to know who has not come and to name somebody for each, then to trace every one.
    pub(in crate::domain) fn entrants_to_trace(&self, today: NaiveDate) -> Vec<Todo> {
        let year = self.entry_year(today);
        let last = self.last_registration_day(year);
        let Some(rung) = self.policy.rung(Rule::R17, today) else { return Vec::new() };
        // A family whose own notice names a later day is not missed before it.
        let since = |entrant: &Entrant| {
            let met_on = entrant.last_day(last).checked_add_days(chrono::Days::new(rung.least().into()));
            met_on.filter(|since| *since <= today)
        };
        let open = self.entrant_states(year, today).into_iter();
        let open = open.filter(|(_, state)| *state == EntrantState::NotReported);
        let open: Vec<(&Entrant, NaiveDate)> =
            open.filter_map(|(entrant, _)| Some((entrant, since(entrant)?))).collect();
        let within = rung.within.school_days();
        let unowned = open.iter().filter(|(entrant, _)| self.trace_owner(entrant.id).is_none());
        let children = unowned.clone().count();
        let name_owners = unowned.map(|(_, since)| *since).min();
        let name_owners = name_owners.map(|since| (Task::NameTracers { year, children }, LIST_WITHIN, None, since));
        let trace = open.iter().map(|(entrant, since)| {
            (Task::TraceEntrant { entrant: entrant.id }, within, self.trace_owner(entrant.id), *since)
        });
        let line = |(task, within, owner, since): (Task, u16, Option<StaffId>, NaiveDate)| {
            let due = self.calendar.school_day_after(since, within, None);
            let late = due.map_or(0, |due| self.calendar.school_days_late(due, today, None));
            let todo = self.lying_with(rung.owes, task, None, since, today);
            Todo { due, late, who: owner.map_or(todo.who.clone(), |owner| vec![owner]), ..todo }
        };
        name_owners.into_iter().chain(trace).map(line).collect()
    }
}

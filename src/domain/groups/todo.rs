//! What key groups and aid add to the to-do list: a look at those who must not be lost from sight, the round of the month,
//! and pupils in need whom no aid has reached.

use super::round::days_of;
use crate::domain::class::Class;
use crate::domain::flags::Scope;
use crate::domain::monthly::Month;
use crate::domain::people::{KeyGroup, Pupil, Role};
use crate::domain::school::School;
use crate::domain::todo::{Task, Todo};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// How long before the month's last school day its round is called for.
const ROUND_AHEAD: Days = Days::new(7);

impl KeyGroup {
    /// How often somebody looks at such a pupil beside the monthly round (domain handbook section 4): a contact and a
    /// visit are looks too.
    fn look_every(self) -> Option<Days> {
        match self {
            KeyGroup::Orphan | KeyGroup::Unattended | KeyGroup::Disabled => Some(Days::new(7)),
            KeyGroup::LeftBehind => Some(Days::new(14)),
            _ => None,
        }
    }
}

impl School {
    /// The lines of the to-do list that key groups and aid come to; outside the terms there are none.
    pub(in crate::domain) fn groups_to_see_to(&self, today: NaiveDate) -> Vec<Todo> {
        let term = self.calendar.term_of(today).filter(|term| term.contains(today));
        let Some(term) = term else { return Vec::new() };
        let mut list = self.looks_due(today);
        let month = Month::of(today);
        let before = month.before();
        let was_begun = term.first <= days_of(before).to && self.round_is_begun(before);
        list.extend(was_begun.then(|| self.round_left(before, today)).into_iter().flatten());
        list.extend(self.round_left(month, today));
        list.extend(self.aid_to_grant(term, today));
        list
    }

    /// A line a class: so many of its pupils have not been looked at for longer than their group allows.
    fn looks_due(&self, today: NaiveDate) -> Vec<Todo> {
        let mut due: BTreeMap<Class, Vec<NaiveDate>> = BTreeMap::new();
        for pupil in &self.pupils {
            if let (Some(class), Some(by)) = (pupil.class(today), self.look_due(pupil, today)) {
                due.entry(class).or_default().push(by);
            }
        }
        let line = |(class, due): (Class, Vec<NaiveDate>)| {
            let by = due.iter().min().copied()?;
            let task = Task::LookAfter { class, pupils: due.len() };
            let late = self.calendar.school_days_late(by, today, Some(class.grade));
            Some(Todo { due: Some(by), late, ..self.lying_with(Role::Homeroom, task, class, by, today) })
        };
        due.into_iter().filter_map(line).collect()
    }

    /// Since when a look at a pupil is due: none where it is not, outside the terms, or for one who is in no class.
    pub fn look_due(&self, pupil: &Pupil, today: NaiveDate) -> Option<NaiveDate> {
        let term = self.calendar.term_of(today).filter(|term| term.contains(today))?;
        pupil.class(today)?;
        let groups = self.open_groups(pupil.id, today);
        let (every, from) = groups.iter().filter_map(|it| Some((it.kind.look_every()?, it.from))).min()?;
        let checks = self.checks_of(pupil.id).iter().map(|check| check.on).filter(|on| *on <= today);
        let looked = checks.max().max(self.last_reached(pupil.id, today));
        let by = looked.unwrap_or(from).max(term.first) + every;
        (by <= today).then_some(by)
    }

    /// A line a class whose round of the month is not closed, from a week before the month's last school day on.
    fn round_left(&self, month: Month, today: NaiveDate) -> Vec<Todo> {
        let days = days_of(month);
        let round = self.key_group_round(month, Scope::School);
        let of_class = round.lines.chunk_by(|a, b| a.class == b.class).filter_map(|lines| {
            let class = lines.first()?.class;
            let left = lines.iter().filter(|line| line.check.is_none()).count();
            let last = self.calendar.school_days(days.from, days.to, Some(class.grade)).next_back()?;
            (left > 0 && last <= today + ROUND_AHEAD).then(|| {
                let task = Task::KeyGroupRound { class, month, left };
                let late = self.calendar.school_days_late(last, today, Some(class.grade));
                Todo { due: Some(last), late, ..self.lying_with(Role::Homeroom, task, class, days.from, today) }
            })
        });
        of_class.collect()
    }
}

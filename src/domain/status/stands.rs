//! How far a change has come on a day, and where a pupil stands because of it.

use super::{Status, StatusKind, StatusRecord};
use crate::domain::case::Exit;
use crate::domain::ids::PupilId;
use crate::domain::people::{Pupil, Standing};
use crate::domain::school::School;
use chrono::{Days, NaiveDate};
use serde::Serialize;

/// How far a change has come, as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stands {
    /// 申请中: something is lacking.
    AppliedFor,
    /// 待生效: complete, from a day that is still to come.
    Ahead,
    /// 已生效
    InEffect,
}

impl StatusRecord {
    pub fn stands(&self, today: NaiveDate) -> Stands {
        match self.is_in_effect() {
            false => Stands::AppliedFor,
            true if self.takes_effect() > today => Stands::Ahead,
            true => Stands::InEffect,
        }
    }
}

/// Where a pupil stands (在籍情况), since when, and the change that brought it about where one was recorded.
#[derive(Debug, Clone, Copy)]
pub struct Stand<'a> {
    pub standing: Standing,
    pub since: NaiveDate,
    pub by: Option<&'a StatusRecord>,
}

/// An absence with a last day of its own: a suspension or a deferral.
#[derive(Debug, Clone, Copy)]
pub struct Ends<'a> {
    pub pupil: &'a Pupil,
    pub kind: StatusKind,
    /// Its last day.
    pub until: NaiveDate,
}

impl School {
    /// Where a pupil stands on a day; of somebody who is still to come, where and from when.
    pub fn stand(&self, pupil: PupilId, on: NaiveDate) -> Option<Stand<'_>> {
        let standings = &self.pupil(pupil)?.standings;
        let (since, standing) = *standings.iter().rev().find(|(from, _)| *from <= on).or(standings.first())?;
        let in_effect = self.statuses_of(pupil).map(|status| &status.record).filter(|record| record.is_in_effect());
        let by = in_effect.rev().find(|record| record.takes_effect() == since && leads_to(record, standing));
        Some(Stand { standing, since, by })
    }

    /// Whether a suspension goes on with one that holds on the day before it (续休).
    pub fn renews(&self, record: &StatusRecord) -> bool {
        let eve = record.takes_effect().pred_opt().unwrap_or(record.takes_effect());
        let before = self.pupil(record.pupil).and_then(|pupil| pupil.standing(eve));
        record.kind == StatusKind::Suspend && before == Some(Standing::Suspended)
    }

    /// By when a change that was applied for is to be settled, and how many school days late that is.
    pub fn settled_by(&self, record: &StatusRecord, today: NaiveDate) -> (Option<NaiveDate>, u16) {
        let grade = self.class_of_status(record).map(|class| class.grade);
        let due = self.calendar.school_day_after(record.applied_on, self.limits.within, grade);
        (due, due.map_or(0, |due| self.calendar.school_days_late(due, today, grade)))
    }

    /// The changes of a pupil that are not in effect yet.
    pub fn pending_of(&self, pupil: PupilId) -> impl DoubleEndedIterator<Item = &Status> {
        self.statuses_of(pupil).filter(|status| !status.record.is_in_effect())
    }

    /// The changes of a pupil that are complete and hold from a later day (待生效), the first first.
    pub fn ahead_of(&self, pupil: PupilId, on: NaiveDate) -> impl Iterator<Item = &Status> {
        let mut ahead: Vec<&Status> =
            self.statuses_of(pupil).filter(|status| status.record.stands(on) == Stands::Ahead).collect();
        ahead.sort_by_key(|status| status.record.takes_effect());
        ahead.into_iter()
    }

    /// The exit that a pupil's standing proposes for an open case: none while the pupil is in a class.
    pub(in crate::domain) fn exit_by_status(&self, pupil: PupilId, on: NaiveDate) -> Option<Exit> {
        let stand = self.stand(pupil, on)?;
        let kind = stand.by.and_then(|record| record.kind.exit());
        match stand.standing {
            Standing::InClass { .. } => None,
            Standing::Suspended => Some(Exit::E4),
            Standing::Deferred => Some(Exit::E12),
            Standing::OffRoll { why, .. } => Some(why.exit()),
            // Of somebody of whom it is not known why, a transfer is the likeliest.
            Standing::Gone => Some(kind.unwrap_or(Exit::E3)),
        }
    }

    /// Suspensions and deferrals that end within so many days or have ended, of pupils who are still away (复学提醒).
    pub fn ending(&self, today: NaiveDate, within: Days) -> impl Iterator<Item = Ends<'_>> {
        let horizon = today.checked_add_days(within).unwrap_or(NaiveDate::MAX);
        self.pupils.iter().filter_map(move |pupil| {
            let kind = match pupil.standing(today)? {
                Standing::Suspended => StatusKind::Suspend,
                Standing::Deferred => StatusKind::Defer,
                Standing::InClass { .. } | Standing::OffRoll { .. } | Standing::Gone => return None,
            };
            let until = self.away_until(pupil, kind, today)?;
            (until <= horizon).then_some(Ends { pupil, kind, until })
        })
    }

    /// The last day of the suspension or deferral that runs on a day, renewals included that were approved already.
    pub(super) fn away_until(&self, pupil: &Pupil, kind: StatusKind, on: NaiveDate) -> Option<NaiveDate> {
        self.terms_away(pupil, kind, on).filter_map(|record| record.until).max()
    }

    /// The day from which a change holds where nobody says another: today; a renewal (续休) goes on with what runs.
    pub fn first_day_of_change(&self, pupil: PupilId, kind: StatusKind, today: NaiveDate) -> NaiveDate {
        let runs = self.pupil(pupil).filter(|pupil| pupil.standing(today) == Some(Standing::Suspended));
        let until = runs.filter(|_| kind == StatusKind::Suspend).and_then(|pupil| self.away_until(pupil, kind, today));
        until.and_then(|until| until.succ_opt()).unwrap_or(today)
    }

    /// What was granted of the suspension or deferral that runs on a day: the first time, and every renewal.
    pub(super) fn terms_away<'a>(
        &'a self,
        pupil: &'a Pupil,
        kind: StatusKind,
        on: NaiveDate,
    ) -> impl Iterator<Item = &'a StatusRecord> {
        let is_away =
            |(_, standing): &&(NaiveDate, Standing)| matches!(standing, Standing::Suspended | Standing::Deferred);
        let begun = pupil.standings.iter().rev().skip_while(move |(from, _)| *from > on);
        let since = begun.take_while(is_away).last().map(|(from, _)| *from);
        let in_effect = self.statuses_of(pupil.id).map(|status| &status.record);
        in_effect.filter(move |record| {
            let of_this = since.is_some_and(|since| since <= record.takes_effect());
            record.kind == kind && record.is_in_effect() && of_this
        })
    }
}

/// Whether a change leads to such a standing: two that took effect on one day are told apart by it.
fn leads_to(record: &StatusRecord, standing: Standing) -> bool {
    match record.standing() {
        Some(Standing::InClass { .. }) => standing.class().is_some(),
        Some(other) => other == standing,
        None => false,
    }
}

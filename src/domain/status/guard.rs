//! Whether a change of status may be so.

use super::{LONGEST_NAME, LONGEST_TEXT, LastTerm, Planned, Status, StatusKind, StatusRecord};
use crate::domain::class::{Class, Grade};
use crate::domain::ids::{PupilId, StaffId, StatusId};
use crate::domain::people::{Pupil, Role, Standing};
use crate::domain::school::School;
use chrono::{Datelike, Months, NaiveDate};

/// What already holds from a day on, and stands in the way of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Obstacle {
    pub from: NaiveDate,
    pub standing: Standing,
    /// The change that brought it about; none where a roster or a turn of the year did.
    pub kind: Option<StatusKind>,
    /// The turn of the year that begins on that day (升级), named by its year.
    pub turned: Option<i32>,
}

/// Why a change of status cannot be so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotChange {
    /// The pupil is in no class on the day before it.
    NotInClass,
    /// The pupil is not suspended on the day before it.
    NotSuspended,
    /// A deferred child has not been here: it enters a class, it does not return.
    IsDeferred,
    /// The pupil is on the books on the day before it, since this day.
    StillHere { since: NaiveDate },
    /// Something else holds already from that day or a later one: the changes would overlap.
    Overlaps(Obstacle),
    /// The pupil has died on that day: nothing follows.
    HasDied { on: NaiveDate },
    /// A death is recorded when it has come.
    DeathAhead { on: NaiveDate },
    /// One of that kind was applied for already and waits.
    AppliedAlready { applied_on: NaiveDate },
    /// A name or a text is longer than so many characters.
    TooLong { longest: usize },
    /// Somebody else records changes of status.
    NotYours,
    /// A homeroom teacher applies for pupils of the own class; what takes effect is recorded by somebody else.
    OnlyApplies,
    /// The class from then on is not named.
    NoClass,
    /// The class and the seat are those that the pupil has.
    SameClass,
    /// A suspension or a deferral needs its last day, after its first and not after this one.
    NoEnd { longest: NaiveDate },
    /// A renewal begins on the day after what it renews ends, neither later nor earlier.
    Gap { until: NaiveDate },
    /// It has been renewed as often as may be.
    RenewedEnough { times: u16 },
    /// A child that has begun school is suspended, not deferred.
    HasBegun,
    /// 跳级 and 留级: into another grade only as the bureau has approved.
    UnapprovedGrade { from: Grade, to: Grade },
    /// Nobody repeats in the grade with which a school ends (毕业年级不得留级).
    RepeatsLastGrade(Grade),
    /// Somebody sits there.
    SeatTaken { class: Class, seat: u16, by: String },
    /// Seats are numbered from one.
    NoSuchSeat,
    /// Approved before it was applied for, or before the approval that precedes it.
    ApprovedTooEarly,
    /// Applied for on a day that is still to come.
    AppliedAhead(NaiveDate),
    /// Approved on a day that is still to come.
    ApprovedAhead(NaiveDate),
    /// Not in the last term of a graduating grade: the school's own limit.
    LastTerm,
    /// The leave of a transfer under way lasts no longer than up to this day.
    LeaveTooLong { latest: NaiveDate },
    /// Only the seat of somebody who goes to a school that is known is kept empty by such a leave.
    LeaveWithoutSchool,
    /// A new pupil bears the number of one who is known.
    Known { name: String },
    /// A new pupil bears the name and the birthday of one who is known, and no number tells them apart.
    Namesake { name: String, class: Option<Class> },
    /// The ID number, or the one within the 学籍号, says another birthday.
    NumberSays { born: NaiveDate },
    /// Nobody born on that day is in that grade.
    NotOfAge { born: NaiveDate, grade: Grade },
    /// A new pupil needs a name.
    Nameless,
    /// There is no such change.
    NoSuchChange,
    /// It is in effect from that day on: only approvals and papers are still added to it.
    HoldsAlready { from: NaiveDate },
}

impl School {
    /// Whether a change may be recorded on a day.
    ///
    /// # Errors
    /// What stands against it.
    pub fn may_change(&self, record: &StatusRecord, today: NaiveDate) -> Result<(), CannotChange> {
        let nobody = Vec::new();
        let standings = self.pupil(record.pupil).map_or(&nobody, |pupil| &pupil.standings);
        is_short(record)?;
        if record.kind == StatusKind::Died && record.on > today {
            return Err(CannotChange::DeathAhead { on: record.on });
        }
        if let Some(on) = self.died_by(record.pupil, record.takes_effect()) {
            return Err(CannotChange::HasDied { on });
        }
        self.is_free(record, standings)?;
        let before = standing_before(standings, record.takes_effect());
        self.follows(record, before)?;
        if record.kind.needs_class() && record.class.is_none() {
            return Err(CannotChange::NoClass);
        }
        if let (StatusKind::Class, Some(Standing::InClass { class, seat })) = (record.kind, self.stood(record))
            && record.class == Some(class)
            && (record.seat.is_none() || record.seat == seat)
        {
            return Err(CannotChange::SameClass);
        }
        self.is_in_its_grade(record)?;
        self.ends_in_time(record, before)?;
        self.seat_is_free(record)?;
        is_dated(record, today)?;
        if self.limits.last_term == LastTerm::Refuse && self.is_in_last_term(record) {
            return Err(CannotChange::LastTerm);
        }
        Ok(())
    }

    /// The grades that a change of class leads out of and into, where those are not one.
    pub(super) fn changes_grade(&self, record: &StatusRecord) -> Option<(Grade, Grade)> {
        let to = record.class.filter(|_| record.kind == StatusKind::Class)?.grade;
        // On the day of a turn of the year it is the class to which that led.
        let stood = self.stood(record).and_then(Standing::class);
        let eve = record.on.pred_opt().unwrap_or(record.on);
        let from = stood.or_else(|| self.last_class(record.pupil, eve))?.grade;
        (from != to).then_some((from, to))
    }

    /// Whether a class of another grade is one that somebody outside has agreed to (domain handbook 2.4).
    fn is_in_its_grade(&self, record: &StatusRecord) -> Result<(), CannotChange> {
        match self.changes_grade(record) {
            Some((from, to)) if from.is_last() && to < from => Err(CannotChange::RepeatsLastGrade(from)),
            Some((from, to)) if record.approvals.is_empty() => Err(CannotChange::UnapprovedGrade { from, to }),
            _ => Ok(()),
        }
    }

    /// The day on which the pupil died, where that was by a day.
    fn died_by(&self, pupil: PupilId, by: NaiveDate) -> Option<NaiveDate> {
        let records = self.statuses_of(pupil).map(|status| &status.record);
        let deaths = records.filter(|record| record.kind == StatusKind::Died && record.is_in_effect());
        deaths.map(StatusRecord::takes_effect).find(|on| *on <= by)
    }

    /// Another application of the kind that waits already, beside the one that is being recorded.
    pub(super) fn applied_beside(&self, id: StatusId, record: &StatusRecord) -> Result<(), CannotChange> {
        let waiting = self.applied_for(record.pupil, record.kind).filter(|status| id.is_new() && status.id != id);
        let applied_on = waiting.map(|status| status.record.applied_on);
        applied_on.map_or(Ok(()), |applied_on| Err(CannotChange::AppliedAlready { applied_on }))
    }

    /// Whether somebody may record a change as it was worked out (domain handbook 2.4): the registrar, student affairs and
    /// the leadership any; the homeroom teacher what the own class applies for. The person of the set-up may as well.
    ///
    /// # Errors
    /// Whose it is.
    pub fn may_record_status(&self, planned: &Planned, who: StaffId, today: NaiveDate) -> Result<(), CannotChange> {
        let record = &planned.record;
        let class = self.last_class(record.pupil, today).or(record.class);
        self.may_write_status(class, planned.in_force.is_some(), who, today)
    }

    /// Whether somebody may take a change of status back.
    ///
    /// # Errors
    /// Whose it is.
    pub fn may_withdraw_status(&self, status: &Status, who: StaffId, today: NaiveDate) -> Result<(), CannotChange> {
        let record = &status.record;
        let class = self.last_class(record.pupil, today).or(record.class);
        self.may_write_status(class, record.is_in_effect(), who, today)
    }

    fn may_write_status(
        &self,
        class: Option<Class>,
        is_in_force: bool,
        who: StaffId,
        today: NaiveDate,
    ) -> Result<(), CannotChange> {
        if self.acts_for_school(who, today) {
            return Ok(());
        }
        match class.is_some_and(|class| self.holds(who, Role::Homeroom, class, today)) {
            true if is_in_force => Err(CannotChange::OnlyApplies),
            true => Ok(()),
            false => Err(CannotChange::NotYours),
        }
    }

    /// What holds of a pupil from a day on, and how it came about.
    pub(super) fn obstacle(&self, pupil: PupilId, from: NaiveDate, standing: Standing) -> Obstacle {
        let kind = self.stand(pupil, from).and_then(|stand| stand.by).map(|record| record.kind);
        let turned = self.year_turns.iter().find(|turned| turned.turn.on == from).map(|turned| turned.year);
        Obstacle { from, standing, kind, turned }
    }

    /// Where the pupil stands on the day itself, or on the day before it.
    fn stood(&self, record: &StatusRecord) -> Option<Standing> {
        self.pupil(record.pupil)?.standing(record.takes_effect())
    }

    /// Nothing else holds from its day on, but for a turn of the year and for what it is about itself: the first day of a child that is deferred,
    /// the enrolment of somebody whom a roster brought in, the class whose seat is put right.
    fn is_free(&self, record: &StatusRecord, standings: &[(NaiveDate, Standing)]) -> Result<(), CannotChange> {
        let from = record.takes_effect();
        // Where a turn of the year has led the pupil follows from where the pupil was, and is worked out anew.
        let mut later = standings.iter().filter(|(since, _)| *since >= from && !self.gives_way(*since, record));
        let Some((since, standing)) = later.next() else { return Ok(()) };
        let overlaps = |(since, standing): &(NaiveDate, Standing)| {
            CannotChange::Overlaps(self.obstacle(record.pupil, *since, *standing))
        };
        if let Some(more) = later.next() {
            return Err(overlaps(more));
        }
        let is_here_before = standing_before(standings, *since).is_some_and(|standing| standing != Standing::Gone);
        let begins = *since == from && standing.class().is_some() && !is_here_before;
        let own = match record.kind {
            StatusKind::Defer => begins,
            StatusKind::TransferIn => begins && self.stand(record.pupil, from).is_none_or(|stand| stand.by.is_none()),
            StatusKind::Class => *since == from && standing.class().is_some() && standing.class() == record.class,
            _ => false,
        };
        if own { Ok(()) } else { Err(overlaps(&(*since, *standing))) }
    }

    /// Whether it can follow on what holds on the day before it.
    fn follows(&self, record: &StatusRecord, before: Option<Standing>) -> Result<(), CannotChange> {
        use Standing::{Deferred, Gone, InClass, OffRoll, Suspended};
        match (record.kind, before) {
            (StatusKind::TransferIn, None | Some(Gone)) => Ok(()),
            (StatusKind::TransferIn, Some(_)) => {
                let since = self.pupil(record.pupil).and_then(|pupil| pupil.enrolled_from(record.on));
                Err(CannotChange::StillHere { since: since.unwrap_or(record.on) })
            }
            (StatusKind::Resume, Some(Suspended)) => Ok(()),
            (StatusKind::Resume, Some(Deferred)) => Err(CannotChange::IsDeferred),
            (StatusKind::Resume, _) => Err(CannotChange::NotSuspended),
            (StatusKind::Suspend, Some(Suspended)) => Ok(()),
            (StatusKind::Defer, Some(Deferred)) => Ok(()),
            (StatusKind::Defer, _) if self.has_attended(record.pupil, record.on) => Err(CannotChange::HasBegun),
            (StatusKind::Defer, Some(Suspended | Gone)) => Err(CannotChange::NotInClass),
            (StatusKind::Defer, None) if self.stood(record).is_none() => Err(CannotChange::NotInClass),
            (StatusKind::Defer, _) => Ok(()),
            // Whoever was deferred begins, whoever was off the rolls comes back.
            (StatusKind::Class, Some(Deferred | OffRoll { .. })) => Ok(()),
            // The seat of the very first day is put right.
            (StatusKind::Class, None | Some(Gone)) if self.stood(record).and_then(Standing::class).is_some() => Ok(()),
            // Whoever is away may leave for good as well.
            (
                StatusKind::TransferOut | StatusKind::LeaveCountry | StatusKind::Died | StatusKind::SpecialSchool,
                Some(Suspended | Deferred | OffRoll { .. }),
            ) => Ok(()),
            (_, Some(InClass { .. })) => Ok(()),
            (_, _) => Err(CannotChange::NotInClass),
        }
    }

    /// The last day of a suspension or a deferral, and how it joins on to what it renews.
    fn ends_in_time(&self, record: &StatusRecord, before: Option<Standing>) -> Result<(), CannotChange> {
        let (months, is_away) = match record.kind {
            StatusKind::Suspend => (self.limits.suspended, before == Some(Standing::Suspended)),
            StatusKind::Defer => (self.limits.deferred, before == Some(Standing::Deferred)),
            _ => return Ok(()),
        };
        let longest = record.on.checked_add_months(Months::new(months.into())).unwrap_or(NaiveDate::MAX);
        if !record.until.is_some_and(|until| record.takes_effect() <= until && until <= longest) {
            return Err(CannotChange::NoEnd { longest });
        }
        let Some(pupil) = self.pupil(record.pupil).filter(|_| is_away) else { return Ok(()) };
        let eve = record.on.pred_opt().unwrap_or(record.on);
        let granted = self.terms_away(pupil, record.kind, eve).count();
        if record.kind == StatusKind::Suspend && granted > usize::from(self.limits.renewals) {
            return Err(CannotChange::RenewedEnough { times: self.limits.renewals });
        }
        match self.away_until(pupil, record.kind, eve) {
            Some(until) if until != eve => Err(CannotChange::Gap { until }),
            _ => Ok(()),
        }
    }

    fn seat_is_free(&self, record: &StatusRecord) -> Result<(), CannotChange> {
        let (Some(class), Some(seat), true) = (record.class, record.seat, record.kind.needs_class()) else {
            return Ok(());
        };
        if seat == 0 {
            return Err(CannotChange::NoSuchSeat);
        }
        match self.seated(class, seat, record.on).filter(|pupil| pupil.id != record.pupil) {
            Some(pupil) => Err(CannotChange::SeatTaken { class, seat, by: pupil.record.name.clone() }),
            None => Ok(()),
        }
    }

    /// Whether the pupil has been at school within the enrolment that runs on a day.
    fn has_attended(&self, pupil: PupilId, on: NaiveDate) -> bool {
        let Some(known) = self.pupil(pupil) else { return false };
        let since = known.enrolled_from(on).unwrap_or(on);
        let last = self.rolls.iter().map(|roll| roll.key.date).max().unwrap_or(on);
        self.pupil_days(pupil, since, last).iter().any(|day| day.attended() > 0)
    }

    /// Whether it falls into the last term of the grade with which a pupil leaves the school.
    pub(super) fn is_in_last_term(&self, record: &StatusRecord) -> bool {
        let class = match record.kind {
            StatusKind::TransferIn => record.class,
            _ => self.last_class(record.pupil, record.on.pred_opt().unwrap_or(record.on)),
        };
        let is_last_grade = class.is_some_and(|class| class.grade.is_last());
        // Terms that begin before the summer are the second of their school year.
        let term = self.calendar.terms().iter().find(|term| term.contains(record.on));
        let is_last_term = match term {
            Some(term) => (1..=7).contains(&term.first.month()),
            None => (2..=7).contains(&record.on.month()),
        };
        record.kind.is_out_of_place_in_last_term() && is_last_grade && is_last_term
    }
}

/// What holds on the day before a day.
fn standing_before(standings: &[(NaiveDate, Standing)], on: NaiveDate) -> Option<Standing> {
    standings.iter().rev().find(|(from, _)| *from < on).map(|(_, standing)| *standing)
}

/// What stands in one line of a register, whichever way it was entered.
pub(super) fn is_short(record: &StatusRecord) -> Result<(), CannotChange> {
    let is_over = |text: &str, longest: usize| text.chars().count() > longest;
    let by = record.approvals.iter().map(|approval| approval.by.as_str());
    if by.chain([record.counterpart.as_str()]).any(|name| is_over(name, LONGEST_NAME)) {
        return Err(CannotChange::TooLong { longest: LONGEST_NAME });
    }
    match is_over(&record.ground, LONGEST_TEXT) {
        true => Err(CannotChange::TooLong { longest: LONGEST_TEXT }),
        false => Ok(()),
    }
}

/// Application and approvals lie in order, and not ahead.
pub(super) fn is_dated(record: &StatusRecord, today: NaiveDate) -> Result<(), CannotChange> {
    if record.applied_on > today {
        return Err(CannotChange::AppliedAhead(record.applied_on));
    }
    if let Some(approval) = record.approvals.iter().find(|approval| approval.on > today) {
        return Err(CannotChange::ApprovedAhead(approval.on));
    }
    let days = std::iter::once(record.applied_on).chain(record.approvals.iter().map(|approval| approval.on));
    if days.is_sorted() { Ok(()) } else { Err(CannotChange::ApprovedTooEarly) }
}

impl Pupil {
    /// The first day of the enrolment that runs on a day; of somebody who is still to come, the day of it.
    pub fn enrolled_from(&self, on: NaiveDate) -> Option<NaiveDate> {
        let begun = self.standings.iter().rev().filter(|(from, _)| *from <= on);
        let run = begun.take_while(|(_, standing)| *standing != Standing::Gone).last();
        let coming = || self.standings.iter().find(|(from, standing)| *from > on && *standing != Standing::Gone);
        run.or_else(coming).map(|(from, _)| *from)
    }
}

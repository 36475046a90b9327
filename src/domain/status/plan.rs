//! What recording a change of status does: to books and rolls, and what is to be said of it before.

use super::guard::{is_dated, is_short};
use super::seats::Seated;
use super::{CannotChange, LastTerm, StatusKind, StatusRecord};
use crate::domain::attendance::Exception;
use crate::domain::class::Class;
use crate::domain::entry::Change;
use crate::domain::ids::{PupilId, StatusId};
use crate::domain::leave::{LeaveKind, LeaveNote};
use crate::domain::mark::Counts;
use crate::domain::people::{Standing, standing_on};
use crate::domain::roll::RollKey;
use crate::domain::school::School;
use crate::domain::school_year::school_year;
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What a change that was recorded late puts right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct PutRight {
    /// Rolls since its date on which the pupil had been expected and is no longer.
    pub rolls: u32,
    /// Unexcused sessions among them.
    pub unexcused: u32,
    /// Rolls since its date on which the pupil was not expected, and now counts as having been there.
    pub joined: u32,
}

impl PutRight {
    pub fn is_nothing(self) -> bool {
        self == PutRight::default()
    }
}

/// What is to be said of a change, though it may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "caution")]
pub enum Caution {
    /// In the last term of a graduating grade.
    LastTerm,
    /// Approved after the day from which it holds: it was recorded late.
    LateApproval { approved_on: NaiveDate },
    /// A suspension holds from its approval; the days before stay sick leave.
    SickUntilApproved { from: NaiveDate },
    /// Into another grade: 跳级 or 留级 are approved by the bureau.
    OtherGrade,
}

/// What holds once nothing is lacking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForce {
    pub from: NaiveDate,
    pub put_right: PutRight,
    /// The seat, in kinds that lead into a class.
    pub seated: Option<Seated>,
}

/// A change as it would be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// As it was asked for, with what follows from the books filled in.
    pub record: StatusRecord,
    pub changes: Vec<Change>,
    /// None while it stands as applied for.
    pub in_force: Option<InForce>,
    pub cautions: Vec<Caution>,
}

/// Why a seat is empty while a transfer is under way.
pub const UNDER_WAY: &str = "转学办理中";

impl School {
    /// The first day of school of a child that is still to come: a deferral before it holds from that day.
    fn first_day_ahead(&self, pupil: PupilId, on: NaiveDate) -> Option<NaiveDate> {
        let known = self.pupil(pupil).filter(|known| known.standing(on).is_none())?;
        known.enrolled_from(on)
    }

    /// Works out what recording a change on a day does. Nothing of it is recorded.
    ///
    /// # Errors
    /// What stands against it.
    pub fn plan_status(&self, id: StatusId, record: StatusRecord, today: NaiveDate) -> Result<Planned, CannotChange> {
        if let Some(known) = self.status(id).map(|status| &status.record).filter(|known| known.is_in_effect()) {
            return self.plan_supplement(id, known, record, today);
        }
        let mut record = record;
        if record.kind == StatusKind::Defer {
            record.on = self.first_day_ahead(record.pupil, record.on).unwrap_or(record.on);
        }
        self.fill_in_class(&mut record);
        self.applied_beside(id, &record)?;
        self.may_change(&record, today)?;
        let cautions = self.cautions(&record);
        let from = record.takes_effect();
        let in_class = record.class.filter(|_| record.kind.needs_class());
        let seated = in_class.and_then(|class| self.seat_for(&record, class, from));
        let in_force = record.is_in_effect().then(|| InForce { from, put_right: self.put_right(&record), seated });
        if in_force.is_some() {
            record.seat = seated.map(Seated::seat).or(record.seat);
            let standings = self.pupil(record.pupil).map(|pupil| pupil.standings.as_slice()).unwrap_or_default();
            record.risen = self.risen_by(record.pupil, from);
            record.replaces = standings.iter().find(|(since, _)| *since == from).map(|(_, standing)| *standing);
        }
        let (pupil, standing) = (record.pupil, record.standing().filter(|_| in_force.is_some()));
        let mut changes = vec![Change::Status { id, to: Some(Box::new(record.clone())) }];
        if let Some(standing) = standing {
            changes.push(Change::Standing { pupil, from, to: Some(standing) });
            changes.extend(self.turn_follows(&record));
        }
        Ok(Planned { record, changes, in_force, cautions })
    }

    /// More of a change that is in effect: the approval of the next level, papers that were handed in later, what is said
    /// of it. What holds stays as it is.
    fn plan_supplement(
        &self,
        id: StatusId,
        known: &StatusRecord,
        record: StatusRecord,
        today: NaiveDate,
    ) -> Result<Planned, CannotChange> {
        let same = StatusRecord {
            counterpart: record.counterpart.clone(),
            reach: record.reach,
            ground: record.ground.clone(),
            papers: record.papers.clone(),
            approvals: record.approvals.clone(),
            attachments: record.attachments.clone(),
            ..known.clone()
        };
        let from = known.takes_effect();
        let follows = record == same && record.is_in_effect() && record.takes_effect() == from;
        if !follows || !record.approvals.starts_with(&known.approvals) {
            return Err(CannotChange::HoldsAlready { from });
        }
        is_short(&record)?;
        is_dated(&record, today)?;
        let changes = vec![Change::Status { id, to: Some(Box::new(record.clone())) }];
        let in_force = Some(InForce { from, put_right: PutRight::default(), seated: None });
        Ok(Planned { record, changes, in_force, cautions: Vec::new() })
    }

    /// What the books say of the class where the record does not: whom a roster brought in keeps the own class; of a
    /// child that is deferred it is noted where it was to begin.
    fn fill_in_class(&self, record: &mut StatusRecord) {
        let standing = self.pupil(record.pupil).and_then(|pupil| pupil.standing(record.on));
        let Some(Standing::InClass { class, seat }) = standing else { return };
        let keeps = matches!(record.kind, StatusKind::Defer | StatusKind::TransferIn) && record.class.is_none();
        if keeps {
            (record.class, record.seat) = (Some(class), record.seat.or(seat));
        }
    }

    /// What is to be said of a change, though it may be.
    fn cautions(&self, record: &StatusRecord) -> Vec<Caution> {
        let mut cautions = Vec::new();
        if self.limits.last_term == LastTerm::Warn && self.is_in_last_term(record) {
            cautions.push(Caution::LastTerm);
        }
        let approved_on = record.approvals.last().map(|approval| approval.on).filter(|on| *on > record.on);
        cautions.extend(approved_on.map(|approved_on| match record.kind {
            StatusKind::Suspend => Caution::SickUntilApproved { from: approved_on },
            _ => Caution::LateApproval { approved_on },
        }));
        if self.changes_grade(record).is_some()
            || (record.kind == StatusKind::Resume && self.is_above_the_own_year(record))
        {
            cautions.push(Caution::OtherGrade);
        }
        cautions
    }

    /// Whether somebody returns into a grade above the one in which those are who were in class with them before.
    fn is_above_the_own_year(&self, record: &StatusRecord) -> bool {
        let standings = self.pupil(record.pupil).map(|pupil| pupil.standings.as_slice()).unwrap_or_default();
        let before = standings.iter().zip(standings.iter().skip(1)).rev().find_map(|((from, standing), (until, _))| {
            let class = standing.class().filter(|_| *from < record.on && *until <= record.on)?;
            Some((class, *until))
        });
        let Some(((was, until), is)) = before.zip(record.class) else { return false };
        let years = school_year(record.on) - school_year(until);
        i32::from(is.grade.get()) > i32::from(was.grade.get()) + years
    }

    /// What a change in effect puts right of the rolls that were taken since: of each class those of the days on which the
    /// pupil was in it, or is now.
    pub fn put_right(&self, record: &StatusRecord) -> PutRight {
        let from = record.takes_effect();
        let before: &[(NaiveDate, Standing)] = self.pupil(record.pupil).map_or(&[], |pupil| &pupil.standings);
        let after = self.standings_after(record, before);
        let class_on = |standings: &[(NaiveDate, Standing)], date: NaiveDate| {
            standing_on(standings, date).and_then(Standing::class)
        };
        let classes: BTreeSet<Class> =
            before.iter().chain(&after).filter_map(|(_, standing)| standing.class()).collect();
        let rolls = classes.into_iter().flat_map(|class| self.rolls_of(class)).filter(|roll| roll.key.date >= from);
        let mut put_right = PutRight::default();
        for roll in rolls {
            let [was, is] = [before, &after].map(|all| class_on(all, roll.key.date) == Some(roll.key.class));
            // A mark that was made where the pupil was listed counts in another class as well.
            let mark = roll.marked(record.pupil).map(|marked| marked.mark.counts());
            let elsewhere = class_on(&after, roll.key.date).is_some();
            if was && !is {
                put_right.rolls += 1;
                put_right.unexcused += u32::from(mark == Some(Counts::Unexcused) && !elsewhere);
            }
            put_right.joined += u32::from(is && !was && !self.was_marked(record.pupil, roll.key));
        }
        put_right
    }

    /// Whether a pupil was marked at a session, on whichever class's roll.
    fn was_marked(&self, pupil: PupilId, at: RollKey) -> bool {
        let exceptions = self.exceptions(pupil, at.date).rev().take_while(|exception| exception.date == at.date);
        let session = |exception: Exception| self.sessions.get(usize::from(exception.session));
        exceptions.into_iter().filter_map(session).any(|session| session.code == at.session)
    }

    /// Where the pupil stands once a change is in effect.
    fn standings_after(&self, record: &StatusRecord, before: &[(NaiveDate, Standing)]) -> Vec<(NaiveDate, Standing)> {
        let mut after: BTreeMap<NaiveDate, Standing> = before.iter().copied().collect();
        if let Some(standing) = record.standing() {
            after.insert(record.takes_effect(), standing);
        }
        for change in self.turn_follows(record) {
            match change {
                Change::Standing { from, to: Some(standing), .. } => after.insert(from, standing),
                Change::Standing { from, to: None, .. } => after.remove(&from),
                _ => None,
            };
        }
        after.into_iter().collect()
    }

    /// The leave note of somebody whose transfer out is under way: the seat is empty, and on its last day one looks
    /// again (domain handbook 2.4).
    ///
    /// # Errors
    /// When it is no transfer to a school that is known, or lasts longer than the school's limit.
    pub fn leave_of_transfer(
        &self,
        record: &StatusRecord,
        until: NaiveDate,
        today: NaiveDate,
    ) -> Result<LeaveNote, CannotChange> {
        if record.kind != StatusKind::TransferOut || record.counterpart.trim().is_empty() {
            return Err(CannotChange::LeaveWithoutSchool);
        }
        let grade = self.last_class(record.pupil, today).map(|class| class.grade);
        let from = record.on.max(today);
        // The first day away is the first of them. Beyond the terms that are known a school day is a day.
        let more = self.limits.look_again.saturating_sub(u16::from(self.calendar.is_school_day(from, grade)));
        let latest = self.calendar.school_day_after(from, more, grade);
        let latest = latest.unwrap_or_else(|| from + chrono::Days::new(more.into()));
        if until < record.on || until > latest {
            return Err(CannotChange::LeaveTooLong { latest });
        }
        Ok(LeaveNote {
            pupil: record.pupil,
            from: record.on,
            from_session: None,
            to: until,
            to_session: None,
            kind: LeaveKind::Personal,
            reason: format!("{UNDER_WAY}：{}", record.counterpart.trim()),
            approved_by: String::new(),
            handed_in: None,
        })
    }

    /// What takes a change back: while it is applied for, and once it is in effect as long as nothing holds after it but
    /// the turn of the year, which follows.
    ///
    /// # Errors
    /// What holds after it.
    pub fn withdrawing(&self, id: StatusId) -> Result<Vec<Change>, CannotChange> {
        let record = &self.status(id).ok_or(CannotChange::NoSuchChange)?.record;
        let mut changes = vec![Change::Status { id, to: None }];
        if self.is_known_by_it_alone(record) {
            changes.push(Change::Pupil { id: record.pupil, to: None });
        }
        if !record.is_in_effect() {
            return Ok(changes);
        }
        let (pupil, from) = (record.pupil, record.takes_effect());
        let standings = self.pupil(pupil).map(|pupil| pupil.standings.as_slice()).unwrap_or_default();
        let holds_after = |(since, _): &&(NaiveDate, Standing)| *since > from && !self.gives_way(*since, record);
        if let Some((since, standing)) = standings.iter().find(holds_after) {
            return Err(CannotChange::Overlaps(self.obstacle(pupil, *since, *standing)));
        }
        changes.push(Change::Standing { pupil, from, to: record.replaces });
        changes.extend(self.turn_returns(record));
        Ok(changes)
    }

    /// Whether the books know of a pupil by this transfer in and nothing else: withdrawn, it leaves nobody behind who is
    /// neither here nor gone.
    fn is_known_by_it_alone(&self, record: &StatusRecord) -> bool {
        let pupil = record.pupil;
        let came_by_it = |(from, _): &(NaiveDate, Standing)| record.is_in_effect() && *from == record.takes_effect();
        let has_stood = self.pupil(pupil).is_some_and(|known| !known.standings.iter().all(came_by_it));
        record.kind == StatusKind::TransferIn
            && record.replaces.is_none()
            && !has_stood
            && self.statuses_of(pupil).count() == 1
            && self.rolls.iter().all(|roll| roll.mark(pupil).is_none())
            && self.leaves.iter().all(|leave| leave.note.pupil != pupil)
            && self.contacts_of(pupil).is_empty()
            && self.visits_of(pupil).is_empty()
            && self.steps_of(pupil).is_empty()
            && self.letters_of(pupil).next().is_none()
            && self.memberships.iter().all(|membership| membership.record.pupil != pupil)
            && self.checks.iter().all(|check| check.pupil != pupil)
            && self.aid.iter().all(|aid| aid.record.pupil != pupil)
            && self.plans_of(pupil).next().is_none()
    }
}

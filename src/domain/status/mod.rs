//! Changes of a pupil's status (学籍异动; domain handbook 2.4): who comes, goes, is suspended or changes class, with the
//! papers and approvals that such a change needs. Until all of them are there it stands as applied for and changes
//! nothing: the pupil stays on the roll.

mod guard;
mod holds;
mod kinds;
mod limits;
mod newcomer;
mod plan;
mod seats;
mod stands;
#[cfg(test)]
mod tests;

pub use guard::{CannotChange, Obstacle};
pub use holds::Holds;
pub use kinds::{Proof, Reach, StatusKind};
pub use limits::{LastTerm, Limit, StatusLimits};
pub use plan::{Caution, InForce, Planned, PutRight};
pub use seats::Seated;
pub use stands::{Ends, Stand, Stands};

use super::case::Exit;
use super::class::Class;
use super::flags::Scope;
use super::ids::{EntryId, PupilId, StaffId, StatusId};
use super::people::Standing;
use super::register::Span;
use super::school::School;
use super::visit::Attachment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Characters of a text that a change holds, and of a name.
pub const LONGEST_TEXT: usize = 200;
pub const LONGEST_NAME: usize = 60;

/// Who approved it, and when (审批).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    pub by: String,
    pub on: NaiveDate,
}

/// A change of status, as far as it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusRecord {
    pub pupil: PupilId,
    pub kind: StatusKind,
    /// 申请日期
    pub applied_on: NaiveDate,
    /// Whether somebody said that day; where nobody did it follows what else is known.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub applied_said: bool,
    /// 生效日期: from this day on the pupil is, or is not, expected; the first day away of those who leave.
    pub on: NaiveDate,
    /// The last day of a suspension or of a deferral.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// The class from then on, of kinds that lead to one.
    #[serde(default)]
    pub class: Option<Class>,
    #[serde(default)]
    pub seat: Option<u16>,
    /// 对方学校
    #[serde(default)]
    pub counterpart: String,
    /// 转学范围, of transfers where it was said. Left out where it was not: kept books read and replay as they were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<Reach>,
    /// 事由
    #[serde(default)]
    pub ground: String,
    /// Papers that were seen, with the name of the file where one is kept.
    #[serde(default)]
    pub papers: BTreeMap<Proof, Option<String>>,
    /// In their order.
    #[serde(default)]
    pub approvals: Vec<Approval>,
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    /// What held from the very day on which it took effect, and gave way: said again where the change is withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Standing>,
    /// Where a turn of the year had led the pupil, of a change from before it: gave way, and is said again likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub risen: Option<Risen>,
}

/// Where a turn of the year that was in the books already had led a pupil.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risen {
    /// The entry of that turn.
    pub turn: EntryId,
    /// None: it had led the pupil nowhere.
    pub to: Option<Standing>,
}

/// A change of status (学籍异动) as far as it has come, and who recorded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    pub id: StatusId,
    pub record: StatusRecord,
    pub recorded_by: StaffId,
}

/// What a change still lacks before it takes effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "lacks", content = "proof")]
pub enum Lack {
    Paper(Proof),
    Approval,
    /// The name of the other school.
    Counterpart,
}

impl StatusRecord {
    /// A change of which no more is known than whose it is, which, and when.
    pub fn new(pupil: PupilId, kind: StatusKind, applied_on: NaiveDate, on: NaiveDate) -> StatusRecord {
        StatusRecord {
            pupil,
            kind,
            applied_on,
            applied_said: false,
            on,
            until: None,
            class: None,
            seat: None,
            counterpart: String::new(),
            reach: None,
            ground: String::new(),
            papers: BTreeMap::new(),
            approvals: Vec::new(),
            attachments: Vec::new(),
            replaces: None,
            risen: None,
        }
    }

    /// The day of application where nobody said it: today, or earlier where it was approved or holds from before.
    pub fn likely_applied_on(&self, today: NaiveDate) -> NaiveDate {
        let approved = self.approvals.iter().map(|approval| approval.on);
        approved.chain([today, self.on]).min().unwrap_or(today)
    }

    /// Holds from another day: a day of application that nobody said, and that was taken from the old one, goes along.
    pub fn moved_to(&mut self, on: NaiveDate, today: NaiveDate) {
        let follows = !self.applied_said && self.applied_on == self.on && on != self.on;
        self.on = on;
        if follows {
            self.applied_on = self.likely_applied_on(today);
        }
    }

    /// The day from which books and rolls follow. A suspension holds from its approval: what was missed before it stays
    /// sick leave (domain handbook 2.4).
    pub fn takes_effect(&self) -> NaiveDate {
        match (self.kind, self.approvals.last()) {
            (StatusKind::Suspend, Some(approval)) => self.on.max(approval.on),
            _ => self.on,
        }
    }

    /// What is still missing, papers first.
    pub fn lacks(&self) -> Vec<Lack> {
        let papers =
            self.kind.proofs().iter().filter(|proof| !self.papers.contains_key(proof)).copied().map(Lack::Paper);
        let mut lacks: Vec<Lack> = papers.collect();
        if self.kind.needs_counterpart() && self.counterpart.trim().is_empty() {
            lacks.push(Lack::Counterpart);
        }
        if self.kind.needs_approval() && self.approvals.is_empty() {
            lacks.push(Lack::Approval);
        }
        lacks
    }

    /// Whether it was applied for, waited, or took effect within a span.
    fn was_under_way(&self, span: Span) -> bool {
        let to = if self.is_in_effect() { self.takes_effect() } else { NaiveDate::MAX };
        let waited = Span { from: self.applied_on, to };
        span.has(self.takes_effect()) || span.has(self.applied_on) || span.meets(waited).is_some()
    }

    pub fn is_in_effect(&self) -> bool {
        self.lacks().is_empty()
    }

    /// Where it leaves the pupil, once it is in effect; none where it leads to a class that is not named.
    pub fn standing(&self) -> Option<Standing> {
        match self.kind {
            StatusKind::TransferIn | StatusKind::Resume | StatusKind::Class => {
                self.class.map(|class| Standing::InClass { class, seat: self.seat })
            }
            StatusKind::Suspend => Some(Standing::Suspended),
            StatusKind::Defer => Some(Standing::Deferred),
            StatusKind::TransferOut
            | StatusKind::LeaveCountry
            | StatusKind::Died
            | StatusKind::SpecialSchool
            | StatusKind::Graduate => Some(Standing::Gone),
        }
    }
}

impl School {
    /// The changes of a pupil, earliest application first.
    pub fn statuses_of(&self, pupil: PupilId) -> impl DoubleEndedIterator<Item = &Status> {
        self.statuses.iter().filter(move |status| status.record.pupil == pupil)
    }

    pub fn status(&self, id: StatusId) -> Option<&Status> {
        self.statuses.iter().find(|status| status.id == id)
    }

    /// The change of a kind that a pupil has applied for and that is not in effect yet.
    pub fn applied_for(&self, pupil: PupilId, kind: StatusKind) -> Option<&Status> {
        self.statuses_of(pupil).rfind(|status| status.record.kind == kind && !status.record.is_in_effect())
    }

    /// The change of a kind that is in effect, or will be, and that nothing has followed.
    pub fn last_in_effect(&self, pupil: PupilId, kind: StatusKind) -> Option<&Status> {
        let latest = self.statuses_of(pupil).filter(|status| status.record.is_in_effect());
        latest.max_by_key(|status| status.record.takes_effect()).filter(|status| status.record.kind == kind)
    }

    /// The changes of a scope that were under way in a span, from the application to the day on which they take effect,
    /// and of those that lack something for as long as they do; by kind, then by day.
    pub fn statuses_in(&self, scope: Scope, span: Span) -> Vec<&Status> {
        let is_asked_for = |status: &&Status| {
            let record = &status.record;
            let class = self.class_of_status(record);
            record.was_under_way(span) && (scope == Scope::School || class.is_some_and(|class| scope.covers(class)))
        };
        let mut statuses: Vec<&Status> = self.statuses.iter().filter(is_asked_for).collect();
        statuses.sort_by_key(|status| (status.record.kind, status.record.takes_effect(), status.id));
        statuses
    }

    /// The class that a change is about: the one before it, else the one into which it leads.
    pub fn class_of_status(&self, record: &StatusRecord) -> Option<Class> {
        let eve = record.takes_effect().pred_opt()?;
        let before = self.pupil(record.pupil).filter(|pupil| pupil.is_enrolled(eve));
        before.and_then(|pupil| self.last_class(pupil.id, eve)).or(record.class)
    }

    /// The change of status that is still to be recorded after a case was closed by an exit: the pupil is expected on
    /// rolls as before.
    pub fn status_to_follow(&self, pupil: PupilId, exit: Exit, on: NaiveDate) -> Option<StatusKind> {
        let kind = StatusKind::of_exit(exit)?;
        self.pupil(pupil)?.class(on).map(|_| kind)
    }
}

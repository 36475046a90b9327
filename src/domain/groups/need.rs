//! Who needs to know (知情范围) of what tells of key groups elsewhere: plans of help, the names behind figures, the
//! evidence of a year. Figures themselves are for everybody; names and grounds go by the rule of the groups.

use super::{MembershipRecord, ROSTER, Sight, listed_since};
use crate::domain::class::Grade;
use crate::domain::entry::{Change, Disclosure, Entry};
use crate::domain::ids::{PlanId, PupilId, StaffId};
use crate::domain::inspection::{self, Fact};
use crate::domain::monthly::{self, MonthSheet};
use crate::domain::off_roll::OffRoll;
use crate::domain::people::KeyGroup;
use crate::domain::plan::{Plan, names};
use crate::domain::school::School;
use chrono::NaiveDate;

impl School {
    /// Whether somebody may see a plan: whoever needs to know of the pupil, its owner, and who helps or teaches by it.
    pub fn may_see_plan(&self, who: StaffId, plan: &Plan, on: NaiveDate) -> bool {
        let is_of_it = |name: &str| names(&plan.record.helpers).contains(&name);
        self.may_see_need_of(who, plan.record.pupil, on)
            || plan.record.owner == who
            || self.staff(who).is_some_and(|person| is_of_it(&person.record.name))
    }

    /// Whether somebody may see any plan of a pupil; of others the answer does not tell whether there is one.
    pub fn may_see_plans_of(&self, who: StaffId, pupil: PupilId, on: NaiveDate) -> bool {
        self.may_see_need_of(who, pupil, on) || self.plans_of(pupil).any(|plan| self.may_see_plan(who, plan, on))
    }

    /// Whether somebody may see what of a pupil is told by key groups and by what is done about them.
    pub fn may_see_need_of(&self, who: StaffId, pupil: PupilId, on: NaiveDate) -> bool {
        self.staff.is_empty() || self.last_class(pupil, on).is_some_and(|class| self.may_see_need(who, class, on))
    }

    /// Whether somebody may read of whom an entry of the journal is that tells of need; of what is for the leadership
    /// alone, only the leadership.
    pub fn may_read_entry(&self, who: StaffId, entry: &Entry, on: NaiveDate) -> bool {
        entry.changes.iter().all(|change| match change {
            // What a file is called says of whom it is, and of what kind.
            Change::Disclosed { what: Disclosure::Exported { .. } } => {
                entry.who == who || self.may_see_all_need(who, on)
            }
            change => self.may_read_change(who, change, on),
        })
    }

    fn may_read_change(&self, who: StaffId, change: &Change, on: NaiveDate) -> bool {
        let sees_plan = |id: PlanId| self.plan(id).is_none_or(|plan| self.may_see_plan(who, plan, on));
        match change {
            Change::Membership { to: Some(record), .. } => self.may_see_group_of(who, record.kind, record.pupil, on),
            Change::Membership { id, to: None } => {
                let known = self.memberships.iter().find(|it| it.id == *id);
                known.is_none_or(|it| self.may_see_group_of(who, it.record.kind, it.record.pupil, on))
            }
            Change::GroupCheck { pupil, .. } => self.may_see_need_of(who, *pupil, on),
            Change::Aid { to: Some(record), .. } => self.may_see_need_of(who, record.pupil, on),
            Change::Plan { id, to: None } => sees_plan(*id),
            Change::Plan { id, to: Some(record) } => {
                let plan = Plan { id: *id, record: (**record).clone(), recorded_by: who };
                self.may_see_plan(who, &plan, on)
            }
            Change::Help { to: Some(record), .. } => sees_plan(record.plan),
            _ => true,
        }
    }

    /// Whether somebody may see who of any class is in need.
    fn may_see_all_need(&self, who: StaffId, on: NaiveDate) -> bool {
        self.classes(on).into_iter().all(|class| self.may_see_need(who, class, on))
    }

    fn may_see_group_of(&self, who: StaffId, kind: KeyGroup, pupil: PupilId, on: NaiveDate) -> bool {
        let class = self.last_class(pupil, on);
        self.staff.is_empty() || class.is_some_and(|class| self.sight(who, kind, class, on) == Sight::Whole)
    }

    /// The pupils behind a figure of a month, by class: of figures that tell of need, whom somebody may see.
    pub fn month_names_seen(
        &self,
        who: StaffId,
        sheet: &MonthSheet,
        (figure, grade): (monthly::Figure, Option<Grade>),
        on: NaiveDate,
    ) -> Vec<monthly::Behind> {
        let mut names = sheet.names(figure, grade);
        // Among those who are on no roll, it is the ones taught at home of whom it tells need.
        let is_taught = |pupil: PupilId| {
            let why = [sheet.span.to, on].map(|day| self.off_roll(pupil, day).map(|(_, why)| why));
            why.contains(&Some(OffRoll::HomeTeaching))
        };
        let tells =
            |pupil: PupilId| figure.tells_of_need() || figure == monthly::Figure::ExcusedFromRoll && is_taught(pupil);
        names.retain(|it| !tells(it.pupil) || self.may_see_need_of(who, it.pupil, on));
        names
    }

    /// The facts behind a figure of a self-inspection: of figures that tell of need, of whom somebody may see.
    pub fn behind_seen(&self, who: StaffId, figure: &inspection::Figure, on: NaiveDate) -> Vec<inspection::Behind> {
        let mut behind = figure.behind.clone();
        let is_seen = |fact: Fact| fact.pupil().is_none_or(|pupil| self.may_see_need_of(who, pupil, on));
        behind.retain(|it| !figure.kind.tells_of_need() || is_seen(it.fact));
        behind
    }

    /// What a list says of a pupil whom the roster's column puts into the group already: its day stays, both are the
    /// source. None where the column says nothing.
    pub fn confirmed(&self, listed: &MembershipRecord) -> Option<MembershipRecord> {
        let pupil = self.pupil(listed.pupil).filter(|pupil| pupil.record.groups.contains(&listed.kind))?;
        // What has ended is not taken up again from the first day on.
        if self.memberships_of(listed.pupil).iter().any(|it| it.record.kind == listed.kind) {
            return None;
        }
        let from = listed_since(pupil).filter(|from| listed.until.is_none_or(|until| *from <= until))?;
        Some(MembershipRecord { from, source: format!("{ROSTER}、{}", listed.source), ..listed.clone() })
    }
}

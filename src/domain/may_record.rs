//! Whether somebody may record changes as the books are, asked of the changes themselves when they are written: a form
//! was filled in over the books as they were a while ago. And what stands of a thing, so that it can be told whether
//! another desk has changed it since.

use super::aid::CannotAid;
use super::entry::Change;
use super::groups::CannotJoin;
use super::ids::{PupilId, StaffId};
use super::plan::{CannotPlan, Plan, PlanRecord};
use super::pledge::{Party, PledgeKey};
use super::school::School;
use chrono::NaiveDate;

/// Why changes cannot be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotRecord {
    Plan(CannotPlan),
    Aid(CannotAid),
    Group(CannotJoin),
    /// It is for those who act for the whole school.
    NotForTheSchool,
}

impl From<CannotPlan> for CannotRecord {
    fn from(why: CannotPlan) -> CannotRecord {
        CannotRecord::Plan(why)
    }
}

impl From<CannotAid> for CannotRecord {
    fn from(why: CannotAid) -> CannotRecord {
        CannotRecord::Aid(why)
    }
}

impl From<CannotJoin> for CannotRecord {
    fn from(why: CannotJoin) -> CannotRecord {
        CannotRecord::Group(why)
    }
}

impl School {
    /// Whether somebody may begin plans for a pupil: whoever needs to know of it by an office or a post.
    pub fn may_plan_for(&self, who: StaffId, pupil: PupilId, on: NaiveDate) -> bool {
        self.may_see_need_of(who, pupil, on)
    }

    /// Whether somebody may close a plan or put it right: who may begin one for the pupil, and its owner.
    pub fn may_change_plan(&self, who: StaffId, plan: &Plan, on: NaiveDate) -> bool {
        self.may_plan_for(who, plan.record.pupil, on) || plan.record.owner == who
    }

    /// Whether somebody may record that a letter was signed: who acts for the school, and of a family's letter who has
    /// the pupil's class.
    pub fn may_sign_pledge(&self, who: StaffId, key: PledgeKey, on: NaiveDate) -> bool {
        let of_pupil = |pupil: PupilId| self.may_see_need_of(who, pupil, on);
        let is_own = matches!(key.party, Party::GuardianOf(pupil) if of_pupil(pupil));
        is_own || self.acts_for_school(who, on)
    }

    /// Whether somebody may record these changes of plans, aid, key groups and responsibility letters.
    ///
    /// # Errors
    /// What stands against one of them.
    pub fn may_record(&self, changes: &[Change], who: StaffId, today: NaiveDate) -> Result<(), CannotRecord> {
        changes.iter().try_for_each(|change| match change {
            Change::Plan { id, to: Some(record) } if id.is_new() => self.may_begin_plan(record, who, today),
            Change::Plan { id, to: Some(record) } => {
                let known = self.plan(*id).ok_or(CannotPlan::NoPlan)?;
                match &known.record.closing {
                    _ if !self.may_change_plan(who, known, today) => Err(CannotPlan::NotYoursToPlan.into()),
                    Some(closing) if record.closing.as_ref() != Some(closing) => {
                        Err(CannotPlan::Closed(closing.on).into())
                    }
                    None if record.closing.is_none() => Ok(self.may_amend(known, record)?),
                    _ => Ok(()),
                }
            }
            Change::Help { to: Some(record), .. } => {
                let plan = self.plan(record.plan).ok_or(CannotPlan::NoPlan)?;
                let may_see = self.may_see_plan(who, plan, today);
                if !may_see {
                    return Err(CannotPlan::NotYours.into());
                }
                Ok(self.may_help(record, record.attachments.len())?)
            }
            Change::Aid { id, to: Some(record) } if id.is_new() => Ok(self.may_give(record, who, today)?),
            Change::Membership { id, to: Some(record) } if id.is_new() => Ok(self.may_join(record, who, today)?),
            Change::Pledge { key, .. } if !self.may_sign_pledge(who, *key, today) => Err(CannotRecord::NotForTheSchool),
            _ => Ok(()),
        })
    }

    fn may_begin_plan(&self, record: &PlanRecord, who: StaffId, today: NaiveDate) -> Result<(), CannotRecord> {
        if !self.may_plan_for(who, record.pupil, today) {
            return Err(CannotPlan::NotYoursToPlan.into());
        }
        Ok(self.may_begin(record)?)
    }

    /// What stands of the thing that a change is about, said as a change of it; none of things that forms write anew, or
    /// that the store guards.
    pub fn as_it_stands(&self, change: &Change) -> Option<Change> {
        Some(match change {
            Change::Plan { id, .. } if !id.is_new() => {
                Change::Plan { id: *id, to: self.plan(*id).map(|plan| Box::new(plan.record.clone())) }
            }
            Change::Aid { id, .. } if !id.is_new() => {
                let known = self.aid.iter().find(|aid| aid.id == *id);
                Change::Aid { id: *id, to: known.map(|aid| aid.record.clone()) }
            }
            Change::Membership { id, .. } if !id.is_new() => {
                let known = self.memberships.iter().find(|it| it.id == *id);
                Change::Membership { id: *id, to: known.map(|it| it.record.clone()) }
            }
            Change::GroupCheck { pupil, on, .. } => {
                let known = self.checks.iter().find(|check| (check.pupil, check.on) == (*pupil, *on));
                Change::GroupCheck { pupil: *pupil, on: *on, to: known.map(|check| check.record.clone()) }
            }
            Change::Pledge { key, .. } => {
                Change::Pledge { key: *key, to: self.signature(*key).map(|known| known.signed.clone()) }
            }
            Change::Prose { year, section, .. } => {
                let to = self.prose(*year, *section).map(|prose| prose.text.clone());
                Change::Prose { year: *year, section: *section, to }
            }
            Change::Pupil { id, .. } => Change::Pupil { id: *id, to: self.pupil(*id).map(|it| it.record.clone()) },
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::class::Class;
    use crate::domain::ids::{HelpId, PlanId};
    use crate::domain::made_up::{class_of, date};
    use crate::domain::people::{Post, Staff, StaffRecord};
    use crate::domain::plan::made_up::{helped, plan};
    use crate::domain::plan::{Help, PlanClosing, PlanKind};
    use crate::domain::pledge::{PledgeLevel, Signed};
    use uuid::Uuid;

    /// The homeroom teacher of the class, one of another, and the office.
    fn school() -> (School, PupilId, [StaffId; 3]) {
        let (mut books, class) = class_of(1);
        let other = Class::new(class.grade, 4).unwrap();
        let posts = [Post::Homeroom(class), Post::Homeroom(other), Post::Affairs];
        let person = |(post, nth): (Post, u128)| Staff {
            id: StaffId(Uuid::from_u128(nth)),
            record: StaffRecord { name: format!("老师{nth}"), posts: [post].into(), until: None },
        };
        // Whoever was entered first stands in for what nobody holds.
        books.staff = posts.into_iter().zip([2, 3, 1]).map(person).collect();
        let pupil = books.pupils[0].id;
        (School::from_books(books), pupil, [2, 3, 1].map(|nth| StaffId(Uuid::from_u128(nth))))
    }

    #[test]
    fn a_plan_is_begun_and_closed_by_those_who_have_the_pupil() {
        let (mut school, pupil, [own, other, office]) = school();
        let today = date("2025-09-10");
        let begun = plan(1, pupil, PlanKind::Family, "2025-09-08");
        let begins = vec![Change::Plan { id: PlanId::NEW, to: Some(Box::new(begun.record.clone())) }];
        let refused = Err(CannotRecord::Plan(CannotPlan::NotYoursToPlan));
        assert_eq!([own, other, office].map(|who| school.may_record(&begins, who, today)), [Ok(()), refused, Ok(())]);
        school.plans.push(begun.clone());
        let again = Err(CannotRecord::Plan(CannotPlan::Runs(date("2025-09-08"))));
        assert_eq!(school.may_record(&begins, own, today), again, "another desk was quicker");

        let closing = PlanClosing { on: today, result: "好".into(), back_to: None };
        let closed = PlanRecord { closing: Some(closing), ..begun.record.clone() };
        let closes = vec![Change::Plan { id: begun.id, to: Some(Box::new(closed.clone())) }];
        assert_eq!([own, other].map(|who| school.may_record(&closes, who, today)), [Ok(()), refused]);
        assert_ne!(school.as_it_stands(&closes[0]), Some(closes[0].clone()));
        let helps = helped(1, &begun, "2025-09-09", Help::Session).record;
        let helps = vec![Change::Help { id: HelpId::NEW, to: Some(Box::new(helps)) }];
        assert_eq!(school.may_record(&helps, other, today), Err(CannotRecord::Plan(CannotPlan::NotYours)));
        school.plans[0].record = closed;
        assert_eq!(school.as_it_stands(&closes[0]), Some(closes[0].clone()));
        let later = PlanRecord { closing: None, ..begun.record };
        let later = vec![Change::Plan { id: begun.id, to: Some(Box::new(later)) }];
        assert_eq!(school.may_record(&later, own, today), Err(CannotRecord::Plan(CannotPlan::Closed(today))));
    }

    #[test]
    fn a_signature_is_for_the_office_and_of_a_family_for_its_homeroom_teacher() {
        let (school, pupil, who) = school();
        let signs = |level, party| {
            let key = PledgeKey { year: 2025, level, party };
            let to = Some(Signed { on: date("2025-09-10"), by: String::new(), attachments: Vec::new() });
            who.map(|who| school.may_record(&[Change::Pledge { key, to: to.clone() }], who, date("2025-09-10")).is_ok())
        };
        assert_eq!(signs(PledgeLevel::Class, Party::Staff(who[0])), [false, false, true]);
        assert_eq!(signs(PledgeLevel::Family, Party::GuardianOf(pupil)), [true, false, true]);
    }
}

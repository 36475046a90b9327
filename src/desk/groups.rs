//! Key groups and aid: entered and ended by those who may, looked at month by month.

use super::{Desk, Problem};
use crate::domain::aid::{AidKind, AidKindRecord, AidRecord};
use crate::domain::entry::{Change, Why};
use crate::domain::groups::round::CheckRecord;
use crate::domain::groups::{CannotJoin, MembershipRecord};
use crate::domain::ids::{AidId, AidKindId, MembershipId, PupilId};
use crate::domain::monthly::Month;
use crate::domain::people::KeyGroup;
use chrono::NaiveDate;
use std::collections::BTreeSet;

impl Desk {
    /// A pupil belongs to a key group.
    ///
    /// # Errors
    /// What stands against it.
    pub fn enter_group(&mut self, record: MembershipRecord) -> Result<(), Problem> {
        self.school.may_join(&record, self.who, self.today()).map_err(Problem::GroupRefused)?;
        let change = Change::Membership { id: MembershipId::NEW, to: Some(record) };
        self.commit(Why::EnterGroup, vec![change]).map(|_| ())
    }

    /// A pupil belongs to a key group no longer after a day.
    ///
    /// # Errors
    /// What stands against it.
    pub fn end_group(&mut self, pupil: PupilId, kind: KeyGroup, last: NaiveDate) -> Result<(), Problem> {
        let changes = self.school.ending_of((pupil, kind), last, self.who, self.today());
        self.commit(Why::EnterGroup, changes.map_err(Problem::GroupRefused)?).map(|_| ())
    }

    /// Looks of a month's round, recorded as one step.
    ///
    /// # Errors
    /// What stands against one of them.
    pub fn check_groups(&mut self, month: Month, looks: Vec<(PupilId, CheckRecord)>) -> Result<(), Problem> {
        let refused = |pupil: PupilId, why: CannotJoin| {
            let name = self.school.pupil(pupil).map(|pupil| pupil.record.name.clone()).unwrap_or_default();
            Problem::LookRefused { name, why }
        };
        let mut seen = BTreeSet::new();
        if let Some((twice, _)) = looks.iter().find(|(pupil, _)| !seen.insert(*pupil)) {
            return Err(refused(*twice, CannotJoin::Twice));
        }
        let look = |(pupil, record)| {
            let on = self.school.may_check(pupil, month, &record, self.who, self.today());
            let on = on.map_err(|why| refused(pupil, why))?;
            Ok(Change::GroupCheck { pupil, on, to: Some(record) })
        };
        let changes: Vec<Change> = looks.into_iter().map(look).collect::<Result<_, Problem>>()?;
        self.commit(Why::CheckGroup, changes).map(|_| ())
    }

    /// The kind of aid of this code or name.
    pub fn find_aid_kind(&self, asked: &str) -> Result<AidKind, Problem> {
        self.school.find_aid_kind(asked).ok_or_else(|| Problem::UnknownAidKind {
            asked: asked.to_owned(),
            known: self.school.aid_kinds().iter().map(|kind| kind.code().to_owned()).collect(),
        })
    }

    /// A pupil gets aid.
    ///
    /// # Errors
    /// What stands against it.
    pub fn give_aid(&mut self, record: AidRecord) -> Result<(), Problem> {
        self.school.may_give(&record, self.who, self.today()).map_err(Problem::AidRefused)?;
        self.commit(Why::GiveAid, vec![Change::Aid { id: AidId::NEW, to: Some(record) }]).map(|_| ())
    }

    /// Several pupils get aid of one kind, recorded as one step.
    ///
    /// # Errors
    /// What stands against it, of the first for whom something does: then nobody's is recorded.
    pub fn give_aid_to_all(&mut self, records: Vec<AidRecord>) -> Result<(), Problem> {
        let may = self.school.may_give_all(&records, self.who, self.today());
        may.map_err(|(_, why)| Problem::AidRefused(why))?;
        let changes = records.into_iter().map(|record| Change::Aid { id: AidId::NEW, to: Some(record) });
        self.commit(Why::GiveAid, changes.collect()).map(|_| ())
    }

    /// A pupil gets aid no longer after a day.
    ///
    /// # Errors
    /// What stands against it.
    pub fn end_aid(&mut self, pupil: PupilId, kind: AidKindId, last: NaiveDate) -> Result<(), Problem> {
        let aid = self.school.aid_to_end((pupil, kind), last, self.who, self.today()).map_err(Problem::AidRefused)?;
        let record = AidRecord { until: Some(last), ..aid.record.clone() };
        let change = Change::Aid { id: aid.id, to: Some(record) };
        self.commit(Why::GiveAid, vec![change]).map(|_| ())
    }

    /// A kind of aid, new or by another rule.
    ///
    /// # Errors
    /// What stands against it.
    pub fn set_aid_kind(&mut self, id: AidKindId, record: AidKindRecord) -> Result<(), Problem> {
        self.school.may_set_aid_kind(&record, self.who, self.today()).map_err(Problem::AidRefused)?;
        self.commit(Why::SetAidKind, vec![Change::AidKind { id, to: Some(record) }]).map(|_| ())
    }
}

//! A change becomes a row. Each row keeps the entry it comes from, and gives way only to the same entry or a later one:
//! so the tables come out the same in whatever order entries arrive.

use super::columns::{code, day, json, moment};
use super::error::StoreError;
use super::marks;
use crate::domain::aid::{AidKindRecord, AidRecord};
use crate::domain::calendar::{DayKey, SetDay, Term};
use crate::domain::class::Class;
use crate::domain::contact::ContactRecord;
use crate::domain::district::{Edition, SchoolRecord};
use crate::domain::entry::{Change, Entry, NationalYear, SchoolProfile};
use crate::domain::flags::Scope;
use crate::domain::groups::MembershipRecord;
use crate::domain::groups::round::CheckRecord;
use crate::domain::ids::{
    AidId, AidKindId, ContactId, DistrictSchoolId, HelpId, LeaveId, LetterId, MembershipId, PlanId, PupilId, StaffId,
    StatusId, StepId, VisitId, WorkId,
};
use crate::domain::inspection::Section;
use crate::domain::ladder::{Excused, Rule, Rung};
use crate::domain::leave::LeaveNote;
use crate::domain::letter::{LetterRecord, Receipt};
use crate::domain::monthly::{
    Doubt, HeadcountRecord, Month, MonthlyReport, Recipient, Reporting, Sending, SignedReport,
};
use crate::domain::people::{PupilRecord, StaffRecord, Standing};
use crate::domain::plan::{HelpRecord, Place, PlanRecord};
use crate::domain::pledge::{Party, PledgeKey, Signed};
use crate::domain::quota::Quota;
use crate::domain::review::{ReviewRecord, Week};
use crate::domain::roll::{Marked, RollKey};
use crate::domain::status::{StatusLimits, StatusRecord};
use crate::domain::step::StepRecord;
use crate::domain::visit::VisitRecord;
use crate::domain::work_log::WorkRecord;
use crate::domain::year::YearTurn;
use chrono::NaiveDate;
use rusqlite::{Connection, Params, params};
use serde::Serialize;
use uuid::Uuid;

/// Brings the tables up to date with one change of the entry. Within an entry the later change wins.
pub(super) fn fold(db: &Connection, entry: &Entry, change: &Change) -> Result<(), StoreError> {
    let to = Fold { db, entry };
    match change {
        Change::School { to: profile } => to.school(profile.as_ref()),
        Change::Term { first, to: term } => to.term(*first, term.as_ref()),
        Change::Day { key, to: set } => to.day(*key, set.as_ref()),
        Change::NationalYear { year, to: days } => to.national_year(*year, days.as_ref()),
        Change::Excused { from, to: act } => to.excused(*from, act.as_ref()),
        Change::Rung { rule, from, to: rung } => to.rung(*rule, *from, rung.as_ref()),
        Change::Staff { id, to: record } => to.staff(*id, record.as_ref()),
        Change::Pupil { id, to: record } => to.pupil(*id, record.as_ref()),
        Change::Standing { pupil, from, to: standing } => to.standing(*pupil, *from, standing.as_ref()),
        Change::Roll { key, to: marks, .. } => to.roll(*key, marks.as_deref()),
        Change::Leave { id, to: note } => to.leave(*id, note.as_ref()),
        Change::Contact { id, to: record } => to.contact(*id, record.as_ref()),
        Change::Visit { id, to: record } => to.visit(*id, record.as_ref()),
        Change::Letter { id, to: record } => to.letter(*id, record),
        Change::Receipt { letter, to: receipt } => to.receipt(*letter, receipt.as_ref()),
        Change::Step { id, to: record } => to.step(*id, record.as_ref()),
        Change::Status { id, to: record } => to.status(*id, record.as_deref()),
        Change::StatusLimits { to: limits } => to.status_limits(limits.as_ref()),
        Change::Membership { id, to: record } => to.membership(*id, record.as_ref()),
        Change::GroupCheck { pupil, on, to: record } => to.group_check(*pupil, *on, record.as_ref()),
        Change::AidKind { id, to: record } => to.aid_kind(*id, record.as_ref()),
        Change::Aid { id, to: record } => to.aid(*id, record.as_ref()),
        Change::Plan { id, to: record } => to.plan(*id, record.as_deref()),
        Change::Help { id, to: record } => to.help(*id, record.as_deref()),
        Change::Quota { place, from, to: quota } => to.quota(*place, *from, quota.as_ref()),
        Change::Pledge { key, to: signed } => to.pledge(*key, signed.as_ref()),
        Change::Work { id, to: record } => to.work(*id, record.as_deref()),
        Change::Review { week, pupil, to: record } => to.review(*week, *pupil, record.as_ref()),
        Change::WeekSigned { week, scope, to: remark } => to.signed_week(*week, *scope, remark.as_deref()),
        Change::Prose { year, section, to: text } => to.prose(*year, *section, text.as_deref()),
        Change::YearTurned { year, to: turn } => to.turned_year(*year, turn.as_ref()),
        Change::Entrant { id, to: record } => to.entrant(*id, record.as_deref()),
        Change::EntryNotice { entrant, to: notice } => to.entry_notice(*entrant, notice),
        Change::Delivery { entrant, to: receipt } => to.delivery(*entrant, receipt.as_ref()),
        Change::Registration { entrant, to: record } => to.registration(*entrant, record.as_ref()),
        Change::Trace { id, to: record } => to.trace(*id, record.as_ref()),
        Change::EntryOutcome { entrant, to: record } => to.entry_outcome(*entrant, record.as_deref()),
        Change::Reporting { to: record } => to.reporting(record.as_ref()),
        Change::Headcount { month, class, to: record } => to.headcount(*month, *class, record.as_ref()),
        Change::MonthExplained { month, about, to: reason } => to.month_explained(*month, about, reason.as_deref()),
        Change::MonthSigned { month, version, to: record } => to.month_signed(*month, *version, record),
        Change::MonthSent { month, version, recipient, to: record } => {
            to.month_sent(*month, *version, *recipient, record.as_ref())
        }
        Change::DistrictSchool { id, to: record } => to.district_school(*id, record.as_ref()),
        Change::Received { school, month, version, to: report } => {
            to.received((*school, *month, *version), report.as_deref())
        }
        Change::MatchWithin { from, to: days } => to.match_within(*from, *days),
        Change::Disclosed { .. } => Ok(()),
    }
}

pub(super) struct Fold<'a> {
    pub(super) db: &'a Connection,
    pub(super) entry: &'a Entry,
}

impl Fold<'_> {
    pub(super) fn put(&self, sql: &str, values: impl Params) -> Result<(), StoreError> {
        self.db.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// A row of whose record nothing is ever asked: its key, the entry, who recorded it, what was recorded.
    pub(super) fn recorded(&self, sql: &str, id: Uuid, to: Option<&impl Serialize>) -> Result<(), StoreError> {
        let by = to.map(|_| self.entry.who.0.as_bytes());
        self.put(sql, params![id.as_bytes(), self.by(), by, to.map(json).transpose()?])
    }

    pub(super) fn by(&self) -> &[u8; 16] {
        self.entry.id.0.as_bytes()
    }

    fn school(&self, to: Option<&SchoolProfile>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO school (one, entry, name, sessions, notice_prefix, letter_prefix, bureau)
             VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, name = excluded.name, sessions = excluded.sessions,
               notice_prefix = excluded.notice_prefix, letter_prefix = excluded.letter_prefix,
               bureau = excluded.bureau
             WHERE excluded.entry >= school.entry",
            params![
                self.by(),
                to.map(|to| &to.name),
                to.map(|to| json(&to.sessions)).transpose()?,
                to.map(|to| &to.notice_prefix),
                to.map(|to| &to.letter_prefix),
                to.map(|to| &to.bureau),
            ],
        )
    }

    fn term(&self, first: NaiveDate, to: Option<&Term>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO term (first, entry, last, name) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, last = excluded.last, name = excluded.name
             WHERE excluded.entry >= term.entry",
            params![day(first), self.by(), to.map(|to| day(to.last)), to.map(|to| &to.name)],
        )
    }

    fn day(&self, key: DayKey, to: Option<&SetDay>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO day (date, grade, entry, kind, note) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, kind = excluded.kind, note = excluded.note
             WHERE excluded.entry >= day.entry",
            params![
                day(key.date),
                key.grade.map_or(0, |grade| grade.get()),
                self.by(),
                to.map(|to| code(&to.kind)).transpose()?,
                to.map(|to| &to.note),
            ],
        )
    }

    fn national_year(&self, year: i32, to: Option<&NationalYear>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO national_year (year, entry, days) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, days = excluded.days
             WHERE excluded.entry >= national_year.entry",
            params![year, self.by(), to.map(json).transpose()?],
        )
    }

    fn excused(&self, from: NaiveDate, to: Option<&Excused>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO excused (from_date, entry, act) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, act = excluded.act
             WHERE excluded.entry >= excused.entry",
            params![day(from), self.by(), to.map(code).transpose()?],
        )
    }

    fn rung(&self, rule: Rule, from: NaiveDate, to: Option<&Rung>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO rung (rule, from_date, entry, counted, compare, number, unit, action, owes, within, again, basis)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, counted = excluded.counted, compare = excluded.compare,
               number = excluded.number, unit = excluded.unit, action = excluded.action, owes = excluded.owes,
               within = excluded.within, again = excluded.again, basis = excluded.basis
             WHERE excluded.entry >= rung.entry",
            params![
                code(&rule)?,
                day(from),
                self.by(),
                to.map(|to| code(&to.trigger)).transpose()?,
                to.map(|to| code(&to.compare)).transpose()?,
                to.map(|to| to.number),
                to.map(|to| code(&to.unit)).transpose()?,
                to.map(|to| code(&to.action)).transpose()?,
                to.map(|to| code(&to.owes)).transpose()?,
                to.map(|to| json(&to.within)).transpose()?,
                to.map(|to| to.again),
                to.map(|to| &to.basis),
            ],
        )
    }

    fn staff(&self, id: StaffId, to: Option<&StaffRecord>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO staff (id, entry, name, posts, until_date) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, name = excluded.name, posts = excluded.posts,
               until_date = excluded.until_date
             WHERE excluded.entry >= staff.entry",
            params![
                id.0.as_bytes(),
                self.by(),
                to.map(|to| &to.name),
                to.map(|to| json(&to.posts)).transpose()?,
                to.and_then(|to| to.until).map(day),
            ],
        )
    }

    fn pupil(&self, id: PupilId, to: Option<&PupilRecord>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO pupil (id, entry, name, sex, student_no, id_no, birth, hukou, address, street, boarder,
               dormitory, groups, guardians)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, name = excluded.name, sex = excluded.sex,
               student_no = excluded.student_no, id_no = excluded.id_no, birth = excluded.birth,
               hukou = excluded.hukou, address = excluded.address, street = excluded.street,
               boarder = excluded.boarder, dormitory = excluded.dormitory, groups = excluded.groups,
               guardians = excluded.guardians
             WHERE excluded.entry >= pupil.entry",
            params![
                id.0.as_bytes(),
                self.by(),
                to.map(|to| &to.name),
                to.and_then(|to| to.sex).map(|sex| code(&sex)).transpose()?,
                to.and_then(|to| to.student_no.as_ref()).map(|number| number.as_str()),
                to.and_then(|to| to.id_no.as_ref()).map(|number| number.as_str()),
                to.and_then(|to| to.birth).map(day),
                to.map(|to| &to.hukou).filter(|text| !text.is_empty()),
                to.map(|to| &to.address).filter(|text| !text.is_empty()),
                to.map(|to| &to.street).filter(|text| !text.is_empty()),
                to.and_then(|to| to.boarder),
                to.map(|to| &to.dormitory).filter(|text| !text.is_empty()),
                to.map(|to| &to.groups).filter(|list| !list.is_empty()).map(json).transpose()?,
                to.map(|to| &to.guardians).filter(|list| !list.is_empty()).map(json).transpose()?,
            ],
        )
    }

    fn standing(&self, pupil: PupilId, from: NaiveDate, to: Option<&Standing>) -> Result<(), StoreError> {
        let (state, class, seat) = match to {
            None => (None, None, None),
            Some(Standing::InClass { class, seat }) => (Some("in_class".to_owned()), Some(class.code()), *seat),
            Some(Standing::Suspended) => (Some("suspended".to_owned()), None, None),
            Some(Standing::Deferred) => (Some("deferred".to_owned()), None, None),
            Some(Standing::OffRoll { class, why }) => (Some(code(why)?), Some(class.code()), None),
            Some(Standing::Gone) => (Some("gone".to_owned()), None, None),
        };
        self.put(
            "INSERT INTO standing (pupil, from_date, entry, state, class, seat) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, state = excluded.state, class = excluded.class,
               seat = excluded.seat
             WHERE excluded.entry >= standing.entry",
            params![pupil.0.as_bytes(), day(from), self.by(), state, class, seat],
        )
    }

    fn roll(&self, key: RollKey, to: Option<&[Marked]>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO roll (date, class, session, entry, taken_by, taken_at, marks)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, taken_by = excluded.taken_by,
               taken_at = excluded.taken_at, marks = excluded.marks
             WHERE excluded.entry >= roll.entry",
            params![
                day(key.date),
                key.class.code(),
                key.session.as_str(),
                self.by(),
                to.map(|_| self.entry.who.0.as_bytes()),
                to.map(|_| moment(self.entry.at)),
                to.map(marks::pack),
            ],
        )
    }

    fn leave(&self, id: LeaveId, to: Option<&LeaveNote>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO leave_note (id, entry, pupil, from_date, from_session, to_date, to_session, kind, reason,
               approved_by, handed_in)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, pupil = excluded.pupil, from_date = excluded.from_date,
               from_session = excluded.from_session, to_date = excluded.to_date, to_session = excluded.to_session,
               kind = excluded.kind, reason = excluded.reason, approved_by = excluded.approved_by,
               handed_in = excluded.handed_in
             WHERE excluded.entry >= leave_note.entry",
            params![
                id.0.as_bytes(),
                self.by(),
                to.map(|to| to.pupil.0.as_bytes()),
                to.map(|to| day(to.from)),
                to.and_then(|to| to.from_session.as_ref()).map(|session| session.as_str()),
                to.map(|to| day(to.to)),
                to.and_then(|to| to.to_session.as_ref()).map(|session| session.as_str()),
                to.map(|to| code(&to.kind)).transpose()?,
                to.map(|to| &to.reason),
                to.map(|to| &to.approved_by),
                to.and_then(|to| to.handed_in).map(day),
            ],
        )
    }

    fn contact(&self, id: ContactId, to: Option<&ContactRecord>) -> Result<(), StoreError> {
        self.recorded(
            "INSERT INTO contact (id, entry, recorded_by, record) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, recorded_by = excluded.recorded_by,
               record = excluded.record
             WHERE excluded.entry >= contact.entry",
            id.0,
            to,
        )
    }

    fn visit(&self, id: VisitId, to: Option<&VisitRecord>) -> Result<(), StoreError> {
        self.recorded(
            "INSERT INTO visit (id, entry, recorded_by, record) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, recorded_by = excluded.recorded_by,
               record = excluded.record
             WHERE excluded.entry >= visit.entry",
            id.0,
            to,
        )
    }

    fn letter(&self, id: LetterId, to: &LetterRecord) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO letter (id, entry, issued_by, series, year, number, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, issued_by = excluded.issued_by,
               series = excluded.series, year = excluded.year, number = excluded.number, record = excluded.record
             WHERE excluded.entry >= letter.entry",
            params![
                id.0.as_bytes(),
                self.by(),
                self.entry.who.0.as_bytes(),
                to.no.series.code(),
                to.no.year,
                to.no.number,
                json(to)?,
            ],
        )
    }

    fn receipt(&self, letter: LetterId, to: Option<&Receipt>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO receipt (letter, entry, taker, date, how) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, taker = excluded.taker, date = excluded.date,
               how = excluded.how
             WHERE excluded.entry >= receipt.entry",
            params![
                letter.0.as_bytes(),
                self.by(),
                to.map(|to| &to.by),
                to.map(|to| day(to.on)),
                to.map(|to| &to.how),
            ],
        )
    }

    fn step(&self, id: StepId, to: Option<&StepRecord>) -> Result<(), StoreError> {
        self.recorded(
            "INSERT INTO step (id, entry, recorded_by, record) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, recorded_by = excluded.recorded_by,
               record = excluded.record
             WHERE excluded.entry >= step.entry",
            id.0,
            to,
        )
    }

    fn status(&self, id: StatusId, to: Option<&StatusRecord>) -> Result<(), StoreError> {
        self.recorded(
            "INSERT INTO status (id, entry, recorded_by, record) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, recorded_by = excluded.recorded_by,
               record = excluded.record
             WHERE excluded.entry >= status.entry",
            id.0,
            to,
        )
    }

    fn status_limits(&self, to: Option<&StatusLimits>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO status_limits (one, entry, record) VALUES (1, ?1, ?2)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, record = excluded.record
             WHERE excluded.entry >= status_limits.entry",
            params![self.by(), to.map(json).transpose()?],
        )
    }

    fn membership(&self, id: MembershipId, to: Option<&MembershipRecord>) -> Result<(), StoreError> {
        self.recorded(
            "INSERT INTO membership (id, entry, recorded_by, record) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, recorded_by = excluded.recorded_by,
               record = excluded.record
             WHERE excluded.entry >= membership.entry",
            id.0,
            to,
        )
    }

    fn plan(&self, id: PlanId, to: Option<&PlanRecord>) -> Result<(), StoreError> {
        self.recorded(
            "INSERT INTO plan (id, entry, recorded_by, record) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, recorded_by = excluded.recorded_by,
               record = excluded.record
             WHERE excluded.entry >= plan.entry",
            id.0,
            to,
        )
    }

    fn group_check(&self, pupil: PupilId, on: NaiveDate, to: Option<&CheckRecord>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO group_check (pupil, date, entry, by, at, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, by = excluded.by, at = excluded.at,
               record = excluded.record
             WHERE excluded.entry >= group_check.entry",
            params![
                pupil.0.as_bytes(),
                day(on),
                self.by(),
                to.map(|_| self.entry.who.0.as_bytes()),
                to.map(|_| moment(self.entry.at)),
                to.map(json).transpose()?,
            ],
        )
    }

    fn help(&self, id: HelpId, to: Option<&HelpRecord>) -> Result<(), StoreError> {
        self.recorded(
            "INSERT INTO help (id, entry, recorded_by, record) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, recorded_by = excluded.recorded_by,
               record = excluded.record
             WHERE excluded.entry >= help.entry",
            id.0,
            to,
        )
    }

    fn quota(&self, place: Place, from: NaiveDate, to: Option<&Quota>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO quota (place, from_date, entry, record) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, record = excluded.record
             WHERE excluded.entry >= quota.entry",
            params![code(&place)?, day(from), self.by(), to.map(json).transpose()?],
        )
    }

    fn pledge(&self, key: PledgeKey, to: Option<&Signed>) -> Result<(), StoreError> {
        let party = match key.party {
            Party::Staff(id) => id.0,
            Party::GuardianOf(id) => id.0,
        };
        self.put(
            "INSERT INTO pledge (year, level, party, entry, recorded_by, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, recorded_by = excluded.recorded_by,
               record = excluded.record
             WHERE excluded.entry >= pledge.entry",
            params![
                key.year,
                key.level.number(),
                party.as_bytes(),
                self.by(),
                to.map(|_| self.entry.who.0.as_bytes()),
                to.map(json).transpose()?,
            ],
        )
    }

    fn aid_kind(&self, id: AidKindId, to: Option<&AidKindRecord>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO aid_kind (id, entry, record) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, record = excluded.record
             WHERE excluded.entry >= aid_kind.entry",
            params![id.0.as_bytes(), self.by(), to.map(json).transpose()?],
        )
    }

    fn aid(&self, id: AidId, to: Option<&AidRecord>) -> Result<(), StoreError> {
        self.recorded(
            "INSERT INTO aid (id, entry, recorded_by, record) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, recorded_by = excluded.recorded_by,
               record = excluded.record
             WHERE excluded.entry >= aid.entry",
            id.0,
            to,
        )
    }

    fn work(&self, id: WorkId, to: Option<&WorkRecord>) -> Result<(), StoreError> {
        self.recorded(
            "INSERT INTO work (id, entry, recorded_by, record) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, recorded_by = excluded.recorded_by,
               record = excluded.record
             WHERE excluded.entry >= work.entry",
            id.0,
            to,
        )
    }

    fn review(&self, week: Week, pupil: PupilId, to: Option<&ReviewRecord>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO review (week, pupil, entry, by, at, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, by = excluded.by, at = excluded.at,
               record = excluded.record
             WHERE excluded.entry >= review.entry",
            params![
                day(week.monday()),
                pupil.0.as_bytes(),
                self.by(),
                to.map(|_| self.entry.who.0.as_bytes()),
                to.map(|_| moment(self.entry.at)),
                to.map(json).transpose()?,
            ],
        )
    }

    fn signed_week(&self, week: Week, scope: Scope, to: Option<&str>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO signed_week (week, scope, entry, by, at, remark) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, by = excluded.by, at = excluded.at,
               remark = excluded.remark
             WHERE excluded.entry >= signed_week.entry",
            params![
                day(week.monday()),
                scope.code(),
                self.by(),
                to.map(|_| self.entry.who.0.as_bytes()),
                to.map(|_| moment(self.entry.at)),
                to,
            ],
        )
    }

    fn prose(&self, year: i32, section: Section, to: Option<&str>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO prose (year, section, entry, text) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, text = excluded.text
             WHERE excluded.entry >= prose.entry",
            params![year, section.code(), self.by(), to],
        )
    }

    fn turned_year(&self, year: i32, to: Option<&YearTurn>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO turned_year (year, entry, record) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, record = excluded.record
             WHERE excluded.entry >= turned_year.entry",
            params![year, self.by(), to.map(json).transpose()?],
        )
    }

    fn reporting(&self, to: Option<&Reporting>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO reporting (one, entry, record) VALUES (1, ?1, ?2)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, record = excluded.record
             WHERE excluded.entry >= reporting.entry",
            params![self.by(), to.map(json).transpose()?],
        )
    }

    fn headcount(&self, month: Month, class: Class, to: Option<&HeadcountRecord>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO headcount (month, class, entry, by, at, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, by = excluded.by, at = excluded.at,
               record = excluded.record
             WHERE excluded.entry >= headcount.entry",
            params![
                month.code(),
                class.code(),
                self.by(),
                to.map(|_| self.entry.who.0.as_bytes()),
                to.map(|_| moment(self.entry.at)),
                to.map(json).transpose()?,
            ],
        )
    }

    fn month_explained(&self, month: Month, about: &Doubt, to: Option<&str>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO month_explained (month, about, entry, by, at, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, by = excluded.by, at = excluded.at,
               reason = excluded.reason
             WHERE excluded.entry >= month_explained.entry",
            params![
                month.code(),
                json(about)?,
                self.by(),
                to.map(|_| self.entry.who.0.as_bytes()),
                to.map(|_| moment(self.entry.at)),
                to,
            ],
        )
    }

    fn month_signed(&self, month: Month, version: u32, to: &SignedReport) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO month_signed (month, version, entry, by, at, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, by = excluded.by, at = excluded.at,
               record = excluded.record
             WHERE excluded.entry >= month_signed.entry",
            params![month.code(), version, self.by(), self.entry.who.0.as_bytes(), moment(self.entry.at), json(to)?,],
        )
    }

    fn month_sent(
        &self,
        month: Month,
        version: u32,
        recipient: Recipient,
        to: Option<&Sending>,
    ) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO month_sent (month, version, recipient, entry, by, at, record) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, by = excluded.by, at = excluded.at,
               record = excluded.record
             WHERE excluded.entry >= month_sent.entry",
            params![
                month.code(),
                version,
                code(&recipient)?,
                self.by(),
                to.map(|_| self.entry.who.0.as_bytes()),
                to.map(|_| moment(self.entry.at)),
                to.map(json).transpose()?,
            ],
        )
    }

    fn district_school(&self, id: DistrictSchoolId, to: Option<&SchoolRecord>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO district_school (id, entry, record) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, record = excluded.record
             WHERE excluded.entry >= district_school.entry",
            params![id.0.as_bytes(), self.by(), to.map(json).transpose()?],
        )
    }

    fn received(&self, (school, of, version): Edition, to: Option<&MonthlyReport>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO received (school, month, version, entry, report) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, report = excluded.report
             WHERE excluded.entry >= received.entry",
            params![school.0.as_bytes(), of.code(), version, self.by(), to.map(json).transpose()?],
        )
    }

    fn match_within(&self, from: NaiveDate, to: Option<u16>) -> Result<(), StoreError> {
        self.put(
            "INSERT INTO match_within (from_date, entry, days) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET entry = excluded.entry, days = excluded.days
             WHERE excluded.entry >= match_within.entry",
            params![day(from), self.by(), to],
        )
    }
}

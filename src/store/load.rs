//! The tables become the school's books, read once and whole. Things that were taken back are left out.

use super::columns::{Columns, day};
use super::entrants::{entrants, traces};
use super::error::StoreError;
use super::marks;
use crate::domain::aid::{Aid, AidKind};
use crate::domain::calendar::{DayKey, SetDay, Term};
use crate::domain::class::Grade;
use crate::domain::contact::Contact;
use crate::domain::district::{DistrictBooks, DistrictSchool, Received};
use crate::domain::entry::{NationalYear, SchoolProfile};
use crate::domain::flags::Scope;
use crate::domain::groups::Membership;
use crate::domain::groups::round::Check;
use crate::domain::ids::{
    AidId, AidKindId, ContactId, DistrictSchoolId, EntryId, HelpId, LeaveId, LetterId, MembershipId, PlanId, PupilId,
    StaffId, StatusId, StepId, VisitId, WorkId,
};
use crate::domain::inspection::Prose;
use crate::domain::ladder::{Excused, Rung};
use crate::domain::leave::{Leave, LeaveNote};
use crate::domain::letter::{Letter, Receipt};
use crate::domain::monthly::{Explanation, Headcount, MonthlyBooks, Sent, SignedMonth};
use crate::domain::off_roll::OffRoll;
use crate::domain::people::{Pupil, PupilRecord, Staff, StaffRecord, Standing};
use crate::domain::plan::{Helped, Place, Plan};
use crate::domain::pledge::{Party, PledgeKey, PledgeLevel, SignedPledge};
use crate::domain::quota::Quota;
use crate::domain::review::{Review, SignedWeek, Week};
use crate::domain::roll::{Roll, RollKey};
use crate::domain::school::Books;
use crate::domain::status::{Status, StatusLimits};
use crate::domain::step::Taken;
use crate::domain::visit::Visit;
use crate::domain::work_log::Work;
use crate::domain::year::TurnedYear;
use chrono::NaiveDate;
use rusqlite::{Connection, Params};
use std::sync::Arc;

/// Everything, but rolls only from that date on.
pub(super) fn load(db: &Connection, from: NaiveDate) -> Result<Books, StoreError> {
    // One reading transaction: another program's commit must not fall between two tables.
    let db = db.unchecked_transaction()?;
    Ok(Books {
        profile: profile(&db)?,
        terms: terms(&db)?,
        days: days(&db)?,
        national_years: national_years(&db)?,
        excused: excused(&db)?,
        rungs: rungs(&db)?,
        staff: staff(&db)?,
        pupils: pupils(&db)?,
        rolls: rolls(&db, from)?,
        rolls_from: has_rolls_before(&db, from)?.then_some(from),
        leaves: leaves(&db)?,
        contacts: contacts(&db)?,
        visits: visits(&db)?,
        letters: letters(&db)?,
        steps: steps(&db)?,
        statuses: statuses(&db)?,
        status_limits: status_limits(&db)?,
        memberships: memberships(&db)?,
        checks: checks(&db)?,
        aid_kinds: aid_kinds(&db)?,
        aid: aid(&db)?,
        plans: plans(&db)?,
        helps: helps(&db)?,
        quotas: quotas(&db)?,
        pledge_signatures: pledge_signatures(&db)?,
        work: work(&db)?,
        reviews: reviews(&db)?,
        signed_weeks: signed_weeks(&db)?,
        prose: prose(&db)?,
        year_turns: year_turns(&db)?,
        entrants: entrants(&db)?,
        traces: traces(&db)?,
        monthly: monthly(&db)?,
        district: district(&db)?,
    })
}

fn rows<T>(
    db: &Connection,
    table: &'static str,
    sql: &str,
    values: impl Params,
    mut read: impl FnMut(&mut Columns<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut list = Vec::new();
    while let Some(row) = rows.next()? {
        list.push(read(&mut Columns::of(table, row))?);
    }
    Ok(list)
}

fn profile(db: &Connection) -> Result<Option<SchoolProfile>, StoreError> {
    let sql = "SELECT name, sessions, notice_prefix, letter_prefix, bureau FROM school WHERE name IS NOT NULL";
    let mut found = rows(db, "school", sql, [], |row| {
        Ok(SchoolProfile {
            name: row.text()?,
            sessions: row.json()?,
            notice_prefix: row.text()?,
            letter_prefix: row.text()?,
            bureau: row.text()?,
        })
    })?;
    Ok(found.pop())
}

fn terms(db: &Connection) -> Result<Vec<Term>, StoreError> {
    rows(db, "term", "SELECT first, last, name FROM term WHERE last IS NOT NULL", [], |row| {
        Ok(Term { first: row.day()?, last: row.day()?, name: row.text()? })
    })
}

fn days(db: &Connection) -> Result<Vec<(DayKey, SetDay)>, StoreError> {
    rows(db, "day", "SELECT date, grade, kind, note FROM day WHERE kind IS NOT NULL", [], |row| {
        let key = DayKey { date: row.day()?, grade: Grade::new(row.number()?) };
        Ok((key, SetDay { kind: row.code()?, note: row.text()? }))
    })
}

fn national_years(db: &Connection) -> Result<Vec<(i32, NationalYear)>, StoreError> {
    rows(db, "national_year", "SELECT year, days FROM national_year WHERE days IS NOT NULL", [], |row| {
        Ok((row.number()?, row.json()?))
    })
}

fn excused(db: &Connection) -> Result<Vec<(NaiveDate, Excused)>, StoreError> {
    rows(db, "excused", "SELECT from_date, act FROM excused WHERE act IS NOT NULL", [], |row| {
        Ok((row.day()?, row.code()?))
    })
}

fn rungs(db: &Connection) -> Result<Vec<(NaiveDate, Rung)>, StoreError> {
    let sql = "SELECT rule, from_date, counted, compare, number, unit, action, owes, within, again, basis
               FROM rung WHERE counted IS NOT NULL";
    rows(db, "rung", sql, [], |row| {
        let (rule, from) = (row.code()?, row.day()?);
        let rung = Rung {
            rule,
            trigger: row.code()?,
            compare: row.code()?,
            number: row.number()?,
            unit: row.code()?,
            action: row.code()?,
            owes: row.code()?,
            within: row.json()?,
            again: row.number()?,
            basis: row.text()?,
        };
        Ok((from, rung))
    })
}

fn staff(db: &Connection) -> Result<Vec<Staff>, StoreError> {
    rows(db, "staff", "SELECT id, name, posts, until_date FROM staff WHERE name IS NOT NULL", [], |row| {
        let id = StaffId(row.uuid()?);
        Ok(Staff { id, record: StaffRecord { name: row.text()?, posts: row.json()?, until: row.day_or_null()? } })
    })
}

/// Pupils and standings lie in the same order, so one walk over both puts them together.
fn pupils(db: &Connection) -> Result<Vec<Pupil>, StoreError> {
    let mut standings = standings(db)?.into_iter().peekable();
    let sql = "SELECT id, name, sex, student_no, id_no, birth, hukou, address, street, boarder, dormitory, groups,
                      guardians
               FROM pupil WHERE name IS NOT NULL ORDER BY id";
    rows(db, "pupil", sql, [], |row| {
        let id = PupilId(row.uuid()?);
        while standings.next_if(|(pupil, ..)| *pupil < id).is_some() {}
        let mut own = Vec::new();
        while let Some((_, from, standing)) = standings.next_if(|(pupil, ..)| *pupil == id) {
            own.push((from, standing));
        }
        let record = PupilRecord {
            name: row.text()?,
            sex: row.code_or_null()?,
            student_no: row.code_or_null()?,
            id_no: row.code_or_null()?,
            birth: row.day_or_null()?,
            hukou: row.text()?,
            address: row.text()?,
            street: row.text()?,
            boarder: row.number_or_null()?.map(|boarder: i64| boarder != 0),
            dormitory: row.text()?,
            groups: row.json_or_null()?.unwrap_or_default(),
            guardians: row.json_or_null()?.unwrap_or_default(),
        };
        Ok(Pupil { id, record, standings: own })
    })
}

fn standings(db: &Connection) -> Result<Vec<(PupilId, NaiveDate, Standing)>, StoreError> {
    let sql = "SELECT pupil, from_date, state, class, seat FROM standing WHERE state IS NOT NULL
               ORDER BY pupil, from_date";
    rows(db, "standing", sql, [], |row| {
        let (pupil, from) = (PupilId(row.uuid()?), row.day()?);
        let standing = match row.text_or_null()? {
            Some("in_class") => Standing::InClass { class: row.class()?, seat: row.number_or_null()? },
            Some("suspended") => Standing::Suspended,
            Some("deferred") => Standing::Deferred,
            Some("gone") => Standing::Gone,
            Some("home_teaching") => Standing::OffRoll { class: row.class()?, why: OffRoll::HomeTeaching },
            Some("elsewhere") => Standing::OffRoll { class: row.class()?, why: OffRoll::Elsewhere },
            Some("judicial") => Standing::OffRoll { class: row.class()?, why: OffRoll::Judicial },
            state => return Err(StoreError::Unreadable { place: "standing", what: format!("{state:?}") }),
        };
        Ok((pupil, from, standing))
    })
}

/// Whether there are rolls that a load from that day on leaves out.
fn has_rolls_before(db: &Connection, from: NaiveDate) -> Result<bool, StoreError> {
    let sql = "SELECT date FROM roll WHERE date < ?1 AND marks IS NOT NULL LIMIT 1";
    Ok(!rows(db, "roll", sql, [day(from)], |row| row.day())?.is_empty())
}

fn rolls(db: &Connection, from: NaiveDate) -> Result<Vec<Roll>, StoreError> {
    let sql = "SELECT date, class, session, entry, taken_by, taken_at, marks FROM roll
               WHERE date >= ?1 AND marks IS NOT NULL";
    rows(db, "roll", sql, [day(from)], |row| {
        let (date, class, session) = (row.day()?, row.class()?, row.session()?);
        Ok(Roll {
            key: RollKey { class, date, session },
            entry: EntryId(row.uuid()?),
            taken_by: StaffId(row.uuid()?),
            taken_at: row.moment()?,
            marks: marks::unpack(row.blob_or_null()?.unwrap_or_default())
                .ok_or(StoreError::Unreadable { place: "roll", what: "marks".to_owned() })?,
        })
    })
}

fn leaves(db: &Connection) -> Result<Vec<Leave>, StoreError> {
    let sql = "SELECT id, pupil, from_date, from_session, to_date, to_session, kind, reason, approved_by,
                      handed_in
               FROM leave_note WHERE pupil IS NOT NULL";
    rows(db, "leave_note", sql, [], |row| {
        let id = LeaveId(row.uuid()?);
        let note = LeaveNote {
            pupil: PupilId(row.uuid()?),
            from: row.day()?,
            from_session: row.code_or_null()?,
            to: row.day()?,
            to_session: row.code_or_null()?,
            kind: row.code()?,
            reason: row.text()?,
            approved_by: row.text()?,
            handed_in: row.day_or_null()?,
        };
        Ok(Leave { id, note })
    })
}

fn contacts(db: &Connection) -> Result<Vec<Contact>, StoreError> {
    rows(db, "contact", "SELECT id, recorded_by, record FROM contact WHERE record IS NOT NULL", [], |row| {
        Ok(Contact { id: ContactId(row.uuid()?), recorded_by: StaffId(row.uuid()?), record: row.json()? })
    })
}

fn visits(db: &Connection) -> Result<Vec<Visit>, StoreError> {
    rows(db, "visit", "SELECT id, recorded_by, record FROM visit WHERE record IS NOT NULL", [], |row| {
        Ok(Visit { id: VisitId(row.uuid()?), recorded_by: StaffId(row.uuid()?), record: row.json()? })
    })
}

fn letters(db: &Connection) -> Result<Vec<Letter>, StoreError> {
    let sql = "SELECT letter.id, issued_by, record, taker, date, how FROM letter
               LEFT JOIN receipt ON receipt.letter = letter.id";
    rows(db, "letter", sql, [], |row| {
        let (id, issued_by, record) = (LetterId(row.uuid()?), StaffId(row.uuid()?), row.json()?);
        let taker = row.text_or_null()?;
        let receipt = match (taker, row.day_or_null()?) {
            (Some(taker), Some(on)) => Some(Receipt { by: taker.to_owned(), on, how: row.text()? }),
            _ => None,
        };
        Ok(Letter { id, record, issued_by, receipt })
    })
}

fn steps(db: &Connection) -> Result<Vec<Taken>, StoreError> {
    rows(db, "step", "SELECT id, recorded_by, record FROM step WHERE record IS NOT NULL", [], |row| {
        Ok(Taken { id: StepId(row.uuid()?), recorded_by: StaffId(row.uuid()?), record: row.json()? })
    })
}

fn statuses(db: &Connection) -> Result<Vec<Status>, StoreError> {
    rows(db, "status", "SELECT id, recorded_by, record FROM status WHERE record IS NOT NULL", [], |row| {
        Ok(Status { id: StatusId(row.uuid()?), recorded_by: StaffId(row.uuid()?), record: row.json()? })
    })
}

fn status_limits(db: &Connection) -> Result<Option<StatusLimits>, StoreError> {
    let limits =
        rows(db, "status_limits", "SELECT record FROM status_limits WHERE record IS NOT NULL", [], |row| row.json())?;
    Ok(limits.into_iter().next())
}

fn memberships(db: &Connection) -> Result<Vec<Membership>, StoreError> {
    rows(db, "membership", "SELECT id, recorded_by, record FROM membership WHERE record IS NOT NULL", [], |row| {
        Ok(Membership { id: MembershipId(row.uuid()?), recorded_by: StaffId(row.uuid()?), record: row.json()? })
    })
}

fn checks(db: &Connection) -> Result<Vec<Check>, StoreError> {
    rows(db, "group_check", "SELECT pupil, date, by, at, record FROM group_check WHERE record IS NOT NULL", [], |row| {
        Ok(Check {
            pupil: PupilId(row.uuid()?),
            on: row.day()?,
            by: StaffId(row.uuid()?),
            at: row.moment()?,
            record: row.json()?,
        })
    })
}

fn aid_kinds(db: &Connection) -> Result<Vec<AidKind>, StoreError> {
    rows(db, "aid_kind", "SELECT id, record FROM aid_kind WHERE record IS NOT NULL", [], |row| {
        Ok(AidKind { id: AidKindId(row.uuid()?), record: row.json()? })
    })
}

fn aid(db: &Connection) -> Result<Vec<Aid>, StoreError> {
    rows(db, "aid", "SELECT id, recorded_by, record FROM aid WHERE record IS NOT NULL", [], |row| {
        Ok(Aid { id: AidId(row.uuid()?), recorded_by: StaffId(row.uuid()?), record: row.json()? })
    })
}

fn plans(db: &Connection) -> Result<Vec<Plan>, StoreError> {
    rows(db, "plan", "SELECT id, recorded_by, record FROM plan WHERE record IS NOT NULL", [], |row| {
        Ok(Plan { id: PlanId(row.uuid()?), recorded_by: StaffId(row.uuid()?), record: row.json()? })
    })
}

fn helps(db: &Connection) -> Result<Vec<Helped>, StoreError> {
    rows(db, "help", "SELECT id, recorded_by, record FROM help WHERE record IS NOT NULL", [], |row| {
        Ok(Helped { id: HelpId(row.uuid()?), recorded_by: StaffId(row.uuid()?), record: row.json()? })
    })
}

fn quotas(db: &Connection) -> Result<Vec<(Place, NaiveDate, Quota)>, StoreError> {
    rows(db, "quota", "SELECT place, from_date, record FROM quota WHERE record IS NOT NULL", [], |row| {
        Ok((row.code()?, row.day()?, row.json()?))
    })
}

fn pledge_signatures(db: &Connection) -> Result<Vec<SignedPledge>, StoreError> {
    let sql = "SELECT year, level, party, recorded_by, record FROM pledge WHERE record IS NOT NULL";
    rows(db, "pledge", sql, [], |row| {
        let year = row.number()?;
        let level = PledgeLevel::from_number(row.number()?)
            .ok_or(StoreError::Unreadable { place: "pledge", what: "level".to_owned() })?;
        let party = match level {
            PledgeLevel::Family => Party::GuardianOf(PupilId(row.uuid()?)),
            _ => Party::Staff(StaffId(row.uuid()?)),
        };
        let key = PledgeKey { year, level, party };
        Ok(SignedPledge { key, recorded_by: StaffId(row.uuid()?), signed: row.json()? })
    })
}

fn work(db: &Connection) -> Result<Vec<Work>, StoreError> {
    rows(db, "work", "SELECT id, recorded_by, record FROM work WHERE record IS NOT NULL", [], |row| {
        Ok(Work { id: WorkId(row.uuid()?), recorded_by: StaffId(row.uuid()?), record: row.json()? })
    })
}

fn reviews(db: &Connection) -> Result<Vec<Review>, StoreError> {
    rows(db, "review", "SELECT week, pupil, by, at, record FROM review WHERE record IS NOT NULL", [], |row| {
        Ok(Review {
            week: Week::of(row.day()?),
            pupil: PupilId(row.uuid()?),
            by: StaffId(row.uuid()?),
            at: row.moment()?,
            record: row.json()?,
        })
    })
}

fn signed_weeks(db: &Connection) -> Result<Vec<SignedWeek>, StoreError> {
    rows(db, "signed_week", "SELECT week, scope, by, at, remark FROM signed_week WHERE remark IS NOT NULL", [], |row| {
        let week = Week::of(row.day()?);
        let scope = Scope::from_code(row.number()?)
            .ok_or(StoreError::Unreadable { place: "signed_week", what: "scope".to_owned() })?;
        Ok(SignedWeek { week, scope, by: StaffId(row.uuid()?), at: row.moment()?, remark: row.text()? })
    })
}

fn prose(db: &Connection) -> Result<Vec<Prose>, StoreError> {
    rows(db, "prose", "SELECT year, section, text FROM prose WHERE text IS NOT NULL", [], |row| {
        Ok(Prose { year: row.number()?, section: row.code()?, text: row.text()? })
    })
}

fn year_turns(db: &Connection) -> Result<Vec<TurnedYear>, StoreError> {
    rows(db, "turned_year", "SELECT year, entry, record FROM turned_year WHERE record IS NOT NULL", [], |row| {
        Ok(TurnedYear { year: row.number()?, entry: EntryId(row.uuid()?), turn: row.json()? })
    })
}

fn monthly(db: &Connection) -> Result<MonthlyBooks, StoreError> {
    let sql = "SELECT record FROM reporting WHERE record IS NOT NULL";
    let mut reporting = rows(db, "reporting", sql, [], |row| row.json())?;
    Ok(MonthlyBooks {
        reporting: reporting.pop(),
        headcounts: headcounts(db)?,
        explanations: explanations(db)?,
        signed: signed_months(db)?,
        sent: sent(db)?,
    })
}

fn headcounts(db: &Connection) -> Result<Vec<Headcount>, StoreError> {
    let sql = "SELECT month, class, by, at, record FROM headcount WHERE record IS NOT NULL";
    rows(db, "headcount", sql, [], |row| {
        let (month, class, by) = (row.month()?, row.class()?, StaffId(row.uuid()?));
        Ok(Headcount { month, class, by, at: row.moment()?, record: row.json()? })
    })
}

fn explanations(db: &Connection) -> Result<Vec<Explanation>, StoreError> {
    let sql = "SELECT month, about, by, at, reason FROM month_explained WHERE reason IS NOT NULL";
    rows(db, "month_explained", sql, [], |row| {
        let (month, about, by) = (row.month()?, row.json()?, StaffId(row.uuid()?));
        Ok(Explanation { month, about, by, at: row.moment()?, reason: row.text()? })
    })
}

fn signed_months(db: &Connection) -> Result<Vec<SignedMonth>, StoreError> {
    rows(db, "month_signed", "SELECT month, version, by, at, record FROM month_signed", [], |row| {
        let (month, version, by) = (row.month()?, row.number()?, StaffId(row.uuid()?));
        Ok(SignedMonth { month, version, by, at: row.moment()?, record: row.json()? })
    })
}

fn sent(db: &Connection) -> Result<Vec<Sent>, StoreError> {
    let sql = "SELECT month, version, recipient, by, at, record FROM month_sent WHERE record IS NOT NULL";
    rows(db, "month_sent", sql, [], |row| {
        let (month, version, to, by) = (row.month()?, row.number()?, row.code()?, StaffId(row.uuid()?));
        Ok(Sent { month, version, to, by, at: row.moment()?, record: row.json()? })
    })
}

fn district(db: &Connection) -> Result<DistrictBooks, StoreError> {
    let schools = "SELECT id, record FROM district_school WHERE record IS NOT NULL";
    let received = "SELECT school, report FROM received WHERE report IS NOT NULL";
    let within = "SELECT from_date, days FROM match_within WHERE days IS NOT NULL";
    Ok(DistrictBooks {
        schools: rows(db, "district_school", schools, [], |row| {
            Ok(DistrictSchool { id: DistrictSchoolId(row.uuid()?), record: row.json()? })
        })?,
        received: rows(db, "received", received, [], |row| {
            Ok(Received { school: DistrictSchoolId(row.uuid()?), report: Arc::new(row.json()?) })
        })?,
        match_within: rows(db, "match_within", within, [], |row| Ok((row.day()?, row.number()?)))?,
    })
}

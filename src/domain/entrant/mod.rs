//! New entrants (适龄儿童; domain handbook 2.5, Machine D): the children who should come, the notices that tell their
//! families, who has registered, who has not and what was done about it.
//!
//! A child's state is derived. Once on the books the child is the pupil whose id is the entrant's own: registering twice,
//! at two desks or on two machines, and the class sheet of September all speak of one pupil.

mod enter;
mod figures;
mod outcome;
mod state;
#[cfg(test)]
mod tests;
mod tracing;

pub use enter::CannotEnter;
pub use figures::{DoesNotClose, EntrantFigures};
pub use outcome::{Lack, Outcome, OutcomeRecord};
pub use state::{Destination, EntrantState};
pub use tracing::{Traced, Whom, names_apart};

use super::class::Grade;
use super::ids::{EntrantId, PupilId, StaffId, TraceId};
use super::letter::Receipt;
use super::numbers::IdNo;
use super::people::{Guardian, KeyGroup, PupilRecord, Sex};
use super::school::{School, about};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// From which list a name comes (来源).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// 公安
    Police,
    /// 村居
    Village,
    /// 小学毕业生
    Leavers,
    /// 缓学期满: put off last year.
    Deferred,
    /// 其他
    Other,
}

impl Source {
    pub const ALL: [Source; 5] = [Source::Police, Source::Village, Source::Leavers, Source::Deferred, Source::Other];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Source::Police => "police",
            Source::Village => "village",
            Source::Leavers => "leavers",
            Source::Deferred => "deferred",
            Source::Other => "other",
        }
    }

    pub fn from_code(code: &str) -> Option<Source> {
        Source::ALL.into_iter().find(|source| source.code() == code)
    }
}

/// What the list says of a child.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntrantRecord {
    /// The school year for which the child is listed, by the calendar year in which it begins.
    pub year: i32,
    /// The grade to be entered: one, or seven.
    pub grade: Grade,
    pub name: String,
    #[serde(default)]
    pub sex: Option<Sex>,
    #[serde(default)]
    pub birth: Option<NaiveDate>,
    /// 身份证件号
    #[serde(default)]
    pub id_no: Option<IdNo>,
    /// 户籍地
    #[serde(default)]
    pub hukou: String,
    /// 现住址
    #[serde(default)]
    pub address: String,
    /// 所属街道、镇
    #[serde(default)]
    pub street: String,
    /// 村（社区）
    #[serde(default)]
    pub village: String,
    /// 随迁子女
    #[serde(default)]
    pub migrant: bool,
    #[serde(default)]
    pub guardians: Vec<Guardian>,
    /// 原就读学校, of those who leave a primary school.
    #[serde(default)]
    pub old_school: String,
    pub source: Source,
    pub listed_on: NaiveDate,
}

impl EntrantRecord {
    /// The day by which a child must have reached the age of the grade.
    pub fn age_day(year: i32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, 8, 31).unwrap_or(NaiveDate::MAX)
    }

    /// The birthday that the list says, or the ID number.
    pub fn born(&self) -> Option<NaiveDate> {
        self.birth.or_else(|| self.id_no.as_ref().and_then(IdNo::born))
    }

    /// Whether two lines of lists are of one child: by ID number, where one has none by name and birthday.
    pub fn is_same_child(&self, id_no: Option<&IdNo>, name: &str, born: Option<NaiveDate>) -> bool {
        match (&self.id_no, id_no) {
            (Some(own), Some(other)) => own == other,
            _ => self.name == name && self.born().is_some() && self.born() == born,
        }
    }

    /// The pupil that the child becomes on the books.
    pub fn as_pupil(&self) -> PupilRecord {
        PupilRecord {
            sex: self.sex,
            id_no: self.id_no.clone(),
            birth: self.born(),
            hukou: self.hukou.clone(),
            address: self.address.clone(),
            street: self.street.clone(),
            groups: if self.migrant { BTreeSet::from([KeyGroup::Migrant]) } else { BTreeSet::new() },
            guardians: self.guardians.clone(),
            ..PupilRecord::named(&self.name)
        }
    }
}

/// The age in whole years on a day.
pub fn age_on(born: NaiveDate, day: NaiveDate) -> i32 {
    let had_birthday = (day.month(), day.day()) >= (born.month(), born.day());
    day.year() - born.year() - i32::from(!had_birthday)
}

/// The number of a notice: one series a year, without gaps, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntryNo {
    pub year: i32,
    pub number: u32,
}

/// As printed: `入学通知〔2026〕12号`.
impl fmt::Display for EntryNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("入学通知〔{}〕{}号", self.year, self.number))
    }
}

/// When and where families are to come (报到安排).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryDays {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub place: String,
}

/// A notice that was issued (义务教育入学通知书). What varies on it is frozen, not the paper as of other letters: a
/// thousand of them differ in nothing else. So it is printed again as it was, whatever the list says by then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryNotice {
    pub no: EntryNo,
    pub issued_on: NaiveDate,
    pub days: EntryDays,
    pub grade: Grade,
    pub name: String,
    pub born: Option<NaiveDate>,
    pub guardian: String,
    pub village: String,
    pub school: String,
    pub bureau: String,
}

/// A paper that the registration desk asks to see (报到材料). None of them is a ground to send a child away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryPaper {
    /// 入学通知书
    Notice,
    /// 户口簿
    Hukou,
    /// 居住证或房产证明
    Residence,
    /// 监护人身份证
    Guardian,
    /// 预防接种查验证明
    Vaccination,
    /// 小学毕业证明
    Leaving,
}

impl EntryPaper {
    pub const ALL: [EntryPaper; 6] = [
        EntryPaper::Notice,
        EntryPaper::Hukou,
        EntryPaper::Residence,
        EntryPaper::Guardian,
        EntryPaper::Vaccination,
        EntryPaper::Leaving,
    ];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            EntryPaper::Notice => "notice",
            EntryPaper::Hukou => "hukou",
            EntryPaper::Residence => "residence",
            EntryPaper::Guardian => "guardian",
            EntryPaper::Vaccination => "vaccination",
            EntryPaper::Leaving => "leaving",
        }
    }

    pub fn from_code(code: &str) -> Option<EntryPaper> {
        EntryPaper::ALL.into_iter().find(|paper| paper.code() == code)
    }

    /// The papers that are asked of who enters a grade, in the order of the desk.
    pub fn asked(grade: Grade) -> &'static [EntryPaper] {
        const ALL: &[EntryPaper] = &EntryPaper::ALL;
        // Only who leaves a primary school has its proof.
        if grade.get() == 1 { ALL.split_at(ALL.len() - 1).0 } else { ALL }
    }
}

/// That a child has registered (报到).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationRecord {
    pub on: NaiveDate,
    /// What was seen at the desk.
    pub papers: BTreeSet<EntryPaper>,
}

/// A registration, and who recorded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    pub record: RegistrationRecord,
    pub by: StaffId,
}

/// What became of a child who has not come, and who recorded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    pub record: OutcomeRecord,
    pub by: StaffId,
}

/// A child on the list, with everything that is known about the entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entrant {
    pub id: EntrantId,
    pub record: EntrantRecord,
    pub notice: Option<EntryNotice>,
    /// 送达: who took the notice, when and how.
    pub delivery: Option<Receipt>,
    pub registration: Option<Registration>,
    pub outcome: Option<Settled>,
}

impl Entrant {
    /// The papers that were not seen yet, of a child who has registered, in the order of the desk.
    pub fn missing_papers(&self) -> Vec<EntryPaper> {
        let Some(registration) = &self.registration else { return Vec::new() };
        let asked = EntryPaper::asked(self.record.grade).iter().copied();
        asked.filter(|paper| !registration.record.papers.contains(paper)).collect()
    }

    /// The pupil that the child is once on the books.
    pub fn pupil(&self) -> PupilId {
        PupilId(self.id.0)
    }

    /// How a list is read: year by year, village by village.
    pub(super) fn order(&self) -> impl Ord + use<'_> {
        (self.record.year, &self.record.village, &self.record.name, self.id)
    }
}

/// What was done to find a child who has not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", content = "to")]
pub enum TraceStep {
    /// 责任人: whose matter it is from now on.
    Owner(StaffId),
    /// 电话
    Call,
    /// 走访
    Visit,
    /// 发函
    Letter,
    /// 请街道、村居协查
    Street,
}

impl TraceStep {
    /// What can be done, in the order in which it is asked.
    pub const DEEDS: [TraceStep; 4] = [TraceStep::Call, TraceStep::Visit, TraceStep::Letter, TraceStep::Street];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            TraceStep::Owner(_) => "owner",
            TraceStep::Call => "call",
            TraceStep::Visit => "visit",
            TraceStep::Letter => "letter",
            TraceStep::Street => "street",
        }
    }

    /// Naming an owner finds nobody yet.
    pub fn is_deed(self) -> bool {
        !matches!(self, TraceStep::Owner(_))
    }
}

/// One deed in looking for a child who has not come (追踪记录).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceRecord {
    pub entrant: EntrantId,
    pub at: NaiveDateTime,
    pub step: TraceStep,
    /// Who was called, met, written to or asked.
    #[serde(default)]
    pub with: String,
    /// What came of it.
    #[serde(default)]
    pub said: String,
}

impl TraceRecord {
    /// Whether it is told who was asked and what came of it; to name an owner needs no words.
    pub fn is_told(&self) -> bool {
        !self.step.is_deed() || !(self.with.trim().is_empty() || self.said.trim().is_empty())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    pub id: TraceId,
    pub record: TraceRecord,
    pub recorded_by: StaffId,
}

impl School {
    pub fn entrant(&self, id: EntrantId) -> Option<&Entrant> {
        self.entrants.iter().find(|entrant| entrant.id == id)
    }

    /// The list of a year, by village, then name.
    pub fn entrants_of(&self, year: i32) -> &[Entrant] {
        about(&self.entrants, year, |entrant| entrant.record.year)
    }

    /// Earliest first.
    pub fn traces_of(&self, entrant: EntrantId) -> &[Trace] {
        about(&self.traces, entrant, |trace| trace.record.entrant)
    }

    /// The year whose list is worked with on a day: that of the latest list that is in, of those for which lists come in
    /// by then. Who is put off to the next year is on a list that nobody works with yet.
    pub fn entry_year(&self, on: NaiveDate) -> i32 {
        let now = year_of_lists(on);
        let listed = self.entrants.iter().map(|entrant| &entrant.record);
        let listed = listed.filter(|record| record.listed_on <= on && record.year <= now);
        listed.map(|record| record.year).max().unwrap_or(now)
    }

    /// The number that the year's next notice bears.
    pub fn next_entry_no(&self, year: i32) -> EntryNo {
        let numbers = self.entrants.iter().filter_map(|entrant| entrant.notice.as_ref()).map(|notice| notice.no);
        let last = numbers.filter(|no| no.year == year).map(|no| no.number).max();
        EntryNo { year, number: last.unwrap_or(0) + 1 }
    }

    /// The last day of registration: the one that most of the year's notices name, of as many the later; without any, the
    /// last day of August. A family whose own notice names another comes by that one.
    pub fn last_registration_day(&self, year: i32) -> NaiveDate {
        let notices = self.entrants_of(year).iter().filter_map(|entrant| entrant.notice.as_ref());
        let mut times: BTreeMap<NaiveDate, usize> = BTreeMap::new();
        for notice in notices {
            *times.entry(notice.days.to).or_default() += 1;
        }
        let most = times.into_iter().max_by_key(|(day, times)| (*times, *day));
        most.map_or(EntrantRecord::age_day(year), |(day, _)| day)
    }

    /// When and where families are to come: as the last notice of the year says; without any, in early July.
    pub fn entry_days(&self, year: i32) -> EntryDays {
        let notices = self.entrants_of(year).iter().filter_map(|entrant| entrant.notice.as_ref());
        let last = notices.max_by_key(|notice| notice.no);
        let july = |day| NaiveDate::from_ymd_opt(year, 7, day).unwrap_or(NaiveDate::MIN);
        last.map(|notice| notice.days.clone()).unwrap_or_else(|| EntryDays {
            from: july(1),
            to: july(10),
            place: String::new(),
        })
    }

    /// Whose matter the tracing of a child is: the last that was named.
    pub fn trace_owner(&self, entrant: EntrantId) -> Option<StaffId> {
        self.traces_of(entrant).iter().rev().find_map(|trace| match trace.record.step {
            TraceStep::Owner(staff) => Some(staff),
            _ => None,
        })
    }
}

/// The month in which the lists for an autumn begin to come in.
const LISTS_BEGIN: u32 = 3;

/// The year for which lists come in on a day: those of March and later are for this autumn.
pub fn year_of_lists(on: NaiveDate) -> i32 {
    if on.month() >= LISTS_BEGIN { on.year() } else { on.year() - 1 }
}

/// The first day on which lists for the autumn of a year come in.
fn first_of_lists(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, LISTS_BEGIN, 1).unwrap_or(NaiveDate::MIN)
}

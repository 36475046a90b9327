//! A district of schools (区县): what the schools' monthly files come to together. The files hold figures and keyed
//! digests, so nothing in here names a pupil.
//!
//! - [`receive`]: which files go in, and what is wrong with those that do not.
//! - [`transfers`]: who left one school and has not turned up at another.
//! - [`month`], [`year`]: the roll-ups. Each is a fold over the schools' last versions; the order in which schools were
//!   received does not matter.

pub mod check;
pub mod fault;
pub mod figure;
pub mod month;
pub mod receive;
pub mod transfers;
pub mod year;

#[cfg(test)]
pub(crate) mod made_up;
#[cfg(test)]
mod tests;

use super::ids::DistrictSchoolId;
use super::monthly::{Month, MonthlyReport};
use super::plain::plain;
use super::school::School;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// What kind of school it is (办学类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SchoolKind {
    /// 小学
    Primary,
    /// 初中
    Junior,
    /// 九年一贯制学校
    NineYear,
    /// 完全中学, of which the junior part is counted here
    Secondary,
    /// 特殊教育学校: shown apart, in no sum of the levels
    Special,
}

impl SchoolKind {
    pub const ALL: [SchoolKind; 5] =
        [SchoolKind::Primary, SchoolKind::Junior, SchoolKind::NineYear, SchoolKind::Secondary, SchoolKind::Special];

    /// As lists of schools write it.
    pub fn from_words(written: &str) -> Option<SchoolKind> {
        Some(match written.trim() {
            "小学" | "完全小学" | "教学点" | "primary" => SchoolKind::Primary,
            "初中" | "初级中学" | "junior" => SchoolKind::Junior,
            "九年一贯制" | "九年一贯制学校" | "九年制" | "nine_year" => SchoolKind::NineYear,
            "完全中学" | "完中" | "十二年一贯制学校" | "secondary" => SchoolKind::Secondary,
            "特殊教育" | "特殊教育学校" | "特教" | "特教学校" | "特校" | "special" => {
                SchoolKind::Special
            }
            _ => return None,
        })
    }
}

/// A school of the district, as a list or its first file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolRecord {
    /// 学校标识码; empty where nobody has said it
    pub code: String,
    pub name: String,
    /// None where nobody has said it: then its grades tell.
    pub kind: Option<SchoolKind>,
    /// It stands on a list that was brought in, and did not only send a file.
    pub listed: bool,
    /// 应报: it is expected to send.
    pub sends: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DistrictSchool {
    pub id: DistrictSchoolId,
    pub record: SchoolRecord,
}

/// A school's file that went in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    pub school: DistrictSchoolId,
    /// Shared: a district has thousands, and the school value is handed round whole.
    pub report: Arc<MonthlyReport>,
}

/// Which file of a school: its month and version.
pub type Edition = (DistrictSchoolId, Month, u32);

impl Received {
    pub fn edition(&self) -> Edition {
        (self.school, self.report.month, self.report.version)
    }
}

impl DistrictSchoolId {
    /// The id of a school that is met for the first time: the same on every machine.
    pub fn first(code: &str, name: &str) -> DistrictSchoolId {
        let known_by = if code.is_empty() { name } else { code };
        let digest: [u8; 32] = Sha256::digest(known_by.as_bytes()).into();
        let mut id = [0; 16];
        id.copy_from_slice(&digest[..16]);
        DistrictSchoolId(Uuid::from_bytes(id))
    }
}

/// What the tables hold of a district, as read: no order is asked of the lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DistrictBooks {
    pub schools: Vec<DistrictSchool>,
    pub received: Vec<Received>,
    pub match_within: Vec<(NaiveDate, u16)>,
}

/// The days within which a transfer must turn up, where nobody has set another number.
pub const MATCH_WITHIN: u16 = 30;

/// A district's schools with everything they have sent, in order.
#[derive(Debug, Clone, Default)]
pub struct District {
    /// By code, then name; those without a code last.
    pub schools: Vec<DistrictSchool>,
    /// By school, month and version.
    pub received: Vec<Received>,
    match_within: Vec<(NaiveDate, u16)>,
}

impl District {
    pub fn new(books: DistrictBooks) -> District {
        let DistrictBooks { mut schools, mut received, mut match_within } = books;
        schools.sort_by(|a, b| order(a).cmp(&order(b)));
        received.sort_by_key(Received::edition);
        match_within.sort_unstable();
        District { schools, received, match_within }
    }

    pub fn is_empty(&self) -> bool {
        self.schools.is_empty() && self.received.is_empty()
    }

    pub fn school(&self, id: DistrictSchoolId) -> Option<&DistrictSchool> {
        self.schools.iter().find(|school| school.id == id)
    }

    /// Whether a list of schools was brought in: then a school that is not on it is none of the district's.
    pub fn has_list(&self) -> bool {
        self.schools.iter().any(|school| school.record.listed)
    }

    /// Calendar days within which a pupil out of one school must turn up at another, as set for a date.
    pub fn match_within(&self, on: NaiveDate) -> u16 {
        self.match_within.iter().rev().find(|(from, _)| *from <= on).map_or(MATCH_WITHIN, |(_, days)| *days)
    }

    /// Of each school and month the last version, by school and month.
    pub fn latest(&self) -> Latest<'_> {
        let editions = self.received.iter().map(|it| ((it.school, it.report.month), it.report.as_ref()));
        // Versions come in order: the last one stays.
        Latest(editions.collect())
    }

    /// The months of which anything was received, latest first.
    pub fn months(&self) -> Vec<Month> {
        let months: std::collections::BTreeSet<Month> = self.received.iter().map(|it| it.report.month).collect();
        months.into_iter().rev().collect()
    }

    /// How a school is named in lists.
    pub fn name_of(&self, id: DistrictSchoolId) -> SchoolName {
        self.school(id).map_or_else(SchoolName::default, SchoolName::of)
    }
}

/// Of each school and month the version that counts.
#[derive(Debug, Clone, Default)]
pub struct Latest<'a>(BTreeMap<(DistrictSchoolId, Month), &'a MonthlyReport>);

impl<'a> Latest<'a> {
    pub fn of(&self, school: DistrictSchoolId, month: Month) -> Option<&'a MonthlyReport> {
        self.0.get(&(school, month)).copied()
    }

    /// The report of a school that comes before a month.
    pub fn before(&self, school: DistrictSchoolId, month: Month) -> Option<&'a MonthlyReport> {
        self.of_school(school).rfind(|report| report.month < month)
    }

    /// A school's reports, earliest month first.
    pub fn of_school(
        &self,
        school: DistrictSchoolId,
    ) -> impl DoubleEndedIterator<Item = &'a MonthlyReport> + use<'_, 'a> {
        let first = Month::of(NaiveDate::MIN);
        let after = DistrictSchoolId(Uuid::from_u128(school.0.as_u128().saturating_add(1)));
        self.0.range((school, first)..(after, first)).map(|(_, report)| *report)
    }

    pub fn all(&self) -> impl Iterator<Item = (DistrictSchoolId, &'a MonthlyReport)> + use<'_, 'a> {
        self.0.iter().map(|((school, _), report)| (*school, *report))
    }
}

fn order(school: &DistrictSchool) -> (bool, &str, &str, DistrictSchoolId) {
    let record = &school.record;
    (record.code.is_empty(), &record.code, &record.name, school.id)
}

/// A school as lists and scripts name it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
pub struct SchoolName {
    #[serde(rename = "school_code")]
    pub code: String,
    #[serde(rename = "school")]
    pub name: String,
}

impl SchoolName {
    pub fn of(school: &DistrictSchool) -> SchoolName {
        SchoolName { code: school.record.code.clone(), name: school.record.name.clone() }
    }
}

/// A school's name as names are compared: full-width forms plain, no blanks, and without the district's own name before
/// it, which some write and some do not. `bureau` is the bureau's name, such as 厦门市同安区教育局.
pub fn bare_name(name: &str, bureau: &str) -> String {
    let folded = |text: &str| plain(text).chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (name, bureau) = (folded(name), folded(bureau));
    let district = bureau.strip_suffix("教育局").or(bureau.strip_suffix("教体局")).unwrap_or_default();
    // 厦门市同安区, then 同安区: what stands behind the province, behind the city.
    let mut before = Some(district).filter(|district| !district.is_empty());
    while let Some(prefix) = before {
        if let Some(rest) = name.strip_prefix(prefix).filter(|rest| !rest.is_empty()) {
            return rest.to_owned();
        }
        let behind = prefix.char_indices().find(|(_, c)| matches!(c, '省' | '市')).map(|(at, c)| at + c.len_utf8());
        before = behind.map(|at| &prefix[at..]).filter(|rest| !rest.is_empty());
    }
    name
}

impl School {
    /// Whose books they are: those of a district's bureau (区县教育局), to which schools send their reports, or a school's
    /// own. A bureau has neither terms nor pupils of its own; by what it has received it stays one.
    pub fn is_bureau(&self) -> bool {
        match (self.pupils.is_empty(), self.calendar.terms().is_empty()) {
            (true, true) => true,
            (true, false) | (false, true) => !self.district.is_empty(),
            (false, false) => false,
        }
    }
}

/// Which of the district's reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DistrictReport {
    /// 月报汇总
    Month(Month),
    /// 自查数据, up to a day
    Year(NaiveDate),
}

/// A level of compulsory education (学段).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 小学: grades 1 to 6
    Primary,
    /// 初中: grades 7 to 9
    Junior,
}

impl Level {
    pub const ALL: [Level; 2] = [Level::Primary, Level::Junior];

    pub fn of(grade: u8) -> Level {
        if grade <= 6 { Level::Primary } else { Level::Junior }
    }
}

/// The kind of a school: as said, else what its grades tell. None where it has sent nothing.
pub fn kind_of(record: &SchoolRecord, report: Option<&MonthlyReport>) -> Option<SchoolKind> {
    let by_grades = || {
        let grades = || report.into_iter().flat_map(|report| &report.grades).map(|line| Level::of(line.grade));
        let has = |level| grades().any(|it| it == level);
        match (has(Level::Primary), has(Level::Junior)) {
            (true, true) => Some(SchoolKind::NineYear),
            (true, false) => Some(SchoolKind::Primary),
            (false, true) => Some(SchoolKind::Junior),
            (false, false) => None,
        }
    };
    record.kind.or_else(by_grades)
}

//! The monthly report on dropout control (控辍保学月报; domain handbook 2.6 and 3n): a school's figures of one reporting
//! period, as they are signed, printed and sent. The same type is the JSON file that schools send to their district, so
//! it names no pupil: of those who came or went it carries a keyed digest of the record number.

mod cohort;
mod contradictions;
mod digest;
mod entrants;
mod figure;
mod figures;
mod intake;
mod ledgers;
mod lines;
mod period;
mod records;
mod rolls;
mod sheet;
#[cfg(test)]
mod tests;
mod unnamed;
mod versions;
mod work;

pub use contradictions::{Contradiction, Doubt, Mend, not_listed, opening_reasons};
pub use digest::digest;
pub use figure::{Figure, Listed};
pub use intake::{Intake, IntakeFigure};
pub use lines::{Line, Said};
pub use period::{Owing, Stage};
pub use records::{
    Explanation, Headcount, HeadcountRecord, MonthlyBooks, NotACode, Receipted, Recipient, Reporting, Sending, Sent,
    SignedMonth, SignedReport,
};
pub use sheet::{Behind, MonthSheet};
pub use versions::{CannotCount, CannotSign, Changed, ChangedBeside, What, changed, changed_beside};

use super::class::Grade;
use super::status::Reach;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A month that is reported on (报告月份), written `2026-03`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    pub year: i32,
    month: u32,
}

impl Month {
    /// None for a month that the calendar does not have.
    pub fn new(year: i32, month: u32) -> Option<Month> {
        NaiveDate::from_ymd_opt(year, month, 1).map(|_| Month { year, month })
    }

    /// The calendar month of a day.
    pub fn of(date: NaiveDate) -> Month {
        Month { year: date.year(), month: date.month() }
    }

    /// 1 to 12.
    pub fn month(self) -> u32 {
        self.month
    }

    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or(NaiveDate::MIN)
    }

    pub fn before(self) -> Month {
        match self.month {
            1 => Month { year: self.year - 1, month: 12 },
            month => Month { month: month - 1, ..self },
        }
    }

    /// 202603: how tables keep it.
    pub fn code(self) -> u32 {
        u32::try_from(self.year).unwrap_or(0) * 100 + self.month
    }

    pub fn from_code(code: u32) -> Option<Month> {
        Month::new(i32::try_from(code / 100).ok()?, code % 100)
    }

    pub fn after(self) -> Month {
        match self.month {
            12 => Month { year: self.year + 1, month: 1 },
            month => Month { month: month + 1, ..self },
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// What was read is no month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a month: write 2026-03")]
pub struct NotAMonth;

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(written: &str) -> Result<Month, NotAMonth> {
        let (year, month) = written.split_once('-').ok_or(NotAMonth)?;
        if year.len() != 4 || month.len() != 2 {
            return Err(NotAMonth);
        }
        let (year, month) = year.parse().ok().zip(month.parse().ok()).ok_or(NotAMonth)?;
        Month::new(year, month).ok_or(NotAMonth)
    }
}

impl TryFrom<String> for Month {
    type Error = NotAMonth;

    fn try_from(written: String) -> Result<Month, NotAMonth> {
        written.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> String {
        month.to_string()
    }
}

/// A register over the month: 上月末, 新增, 销号 (or 劝返), 月末.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Movement {
    pub opening: u32,
    pub entered: u32,
    pub struck: u32,
    pub closing: u32,
}

/// The figures of one grade, or their sums; the numbers in brackets are those of the form (domain handbook 3n).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MonthFigures {
    /// (1) 上月末在籍人数
    pub opening: u32,
    /// (2) 本月转入, by date of effect
    pub transferred_in: u32,
    /// (3) 本月转出
    pub transferred_out: u32,
    /// (4) 本月休学
    pub suspended: u32,
    /// (5) 本月复学
    pub resumed: u32,
    /// (6) 其他增加: first enrolment, and from another grade of the school
    pub other_in: u32,
    /// (7) 其他减少: death, leaving the country, special school, graduation, and to another grade of the school
    pub other_out: u32,
    /// Of (7), deaths: they are subtracted from a cohort like transfers out.
    pub died: u32,
    /// (8) 本月末在籍人数 = 1 + 2 − 3 + 6 − 7; the suspended stay on the books
    pub closing: u32,
    /// Of (8), boys and girls (其中男、女); whose sex the books do not say is in neither.
    #[serde(default)]
    pub boys: u32,
    #[serde(default)]
    pub girls: u32,
    /// 上月末休学人数
    pub suspended_before: u32,
    /// (8a) 其中休学中 at the close
    pub suspended_at_close: u32,
    /// (8b) 送教、异地就读待转等不到校
    pub excused_from_roll: u32,
    /// (8c) 应在校 = 8 − 8a − 8b
    pub due: u32,
    /// (9) 月末在校人数（实点）; none where no class of the grade has been counted
    pub counted: Option<u32>,
    /// Classes of which (9) was counted.
    #[serde(default)]
    pub classes_counted: u32,
    /// (11) 应到人次
    pub expected: u64,
    /// (12) 实到人次
    pub attended: u64,
    /// Rolls that were due and that were taken (点名应做、已做).
    pub rolls_due: u32,
    pub rolls_taken: u32,
    /// (14) 无故未到校三天以上人数
    pub absent_three_days: u32,
    /// (15) 其中已报教育局
    pub told_bureau: u32,
    /// (16) 其中已函街道
    pub told_street: u32,
    /// (17) 疑似辍学
    pub suspected: Movement,
    /// (18) 辍学
    pub dropouts: Movement,
    /// 劝返复学人数
    pub persuaded_back: u32,
    /// (19) 家访人次
    pub visits: u32,
    /// 家校联系人次: conversations in which a guardian was reached
    pub contacts: u32,
    /// (20) 劝返次数
    pub persuasions: u32,
    /// (21) 去向不明人数
    pub lost_from_sight: u32,
    /// (22) 未报到新生
    pub not_reported: u32,
    /// (23) 缓学
    pub deferred: u32,
    /// (24) 重点群体人数, and those of them who were checked in the month
    pub key_group: u32,
    pub key_group_checked: u32,
    /// (25) 送教上门人数
    pub home_taught: u32,
    /// 随班就读人数
    pub inclusive: u32,
}

/// A grade's line (年级).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeLine {
    /// 1 to 9
    pub grade: u8,
    pub classes: u32,
    #[serde(flatten)]
    pub figures: MonthFigures,
}

impl GradeLine {
    /// None for a grade that compulsory education does not have.
    pub fn grade(&self) -> Option<Grade> {
        Grade::new(self.grade)
    }
}

/// One pupil's transfer in the month, without the name (domain handbook 2.4).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransferLine {
    pub way: Way,
    pub on: NaiveDate,
    pub grade: u8,
    /// 对方学校, as it was written
    pub counterpart: String,
    /// 转学范围, where the school has said it: a transfer within the district is looked for there, whatever is written of
    /// the counterpart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<Reach>,
    /// HMAC-SHA256 of the record number (学籍号) under the district's key, in hexadecimal; none where the school has not
    /// been given that key or the pupil has no number.
    pub digest: Option<String>,
}

/// 转入 or 转出
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    In,
    Out,
}

/// What the retention rate of the school's highest grade is made of (巩固率; domain handbook 5): those who entered with
/// it, those who came and went since, and those who are on the books at the close, or have graduated in this month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cohort {
    /// 6 or 9
    pub grade: u8,
    /// 入学时人数
    pub entrants: u32,
    pub transferred_in: u32,
    pub transferred_out: u32,
    pub died: u32,
    /// 毕业人数, or on the books while they have not graduated
    pub reached: u32,
    pub graduated: bool,
}

/// Why a grade opens with others than those with whom the month before has closed (月初与上月末不符的说明), as it was
/// explained before the report was signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpeningReason {
    pub grade: u8,
    pub last_close: u32,
    pub opening: u32,
    pub why: String,
}

/// A school's report for a month, as signed (月报).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthlyReport {
    /// [`MonthlyReport::FORM`]: which file this is.
    pub form: String,
    /// 学校标识码, ten digits; empty where the school has not said it
    pub school_code: String,
    pub school: String,
    pub bureau: String,
    pub month: Month,
    /// The first and the last day that are counted.
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// 1, and one more for each correction (更正).
    pub version: u32,
    /// Why this version replaces the one before; empty in the first.
    #[serde(default)]
    pub why: String,
    /// 填表人, 校长 and the day of the signature; none while it is not signed.
    #[serde(default)]
    pub signed: Option<Signed>,
    pub grades: Vec<GradeLine>,
    /// The sums of all grades.
    pub total: MonthFigures,
    pub transfers: Vec<TransferLine>,
    #[serde(default)]
    pub cohorts: Vec<Cohort>,
    /// 新生报到, of July to September where there is a list; left out where there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub new_entrants: Vec<Intake>,
    /// Left out where every grade opens as the month before has closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opening_reasons: Vec<OpeningReason>,
    /// 达到列入疑似辍学、辍学台账的标准而未列入的人数: where there are any this is no zero report. Left out where there
    /// are none.
    #[serde(default, skip_serializing_if = "is_none")]
    pub not_listed: u32,
    /// 说明
    #[serde(default)]
    pub remarks: Vec<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_none(count: &u32) -> bool {
    *count == 0
}

impl MonthFigures {
    /// Everybody who was on the books on any day of the period: more can neither sit in the seats nor be missing.
    pub fn ever(&self) -> u64 {
        u64::from(self.opening) + u64::from(self.transferred_in) + u64::from(self.other_in)
    }

    /// Boys and girls together: of the others on the books it is not said what they are.
    pub fn of_known_sex(&self) -> u64 {
        u64::from(self.boys) + u64::from(self.girls)
    }

    /// (10) 人籍差: due less counted; none where not every one of so many classes has been counted.
    pub fn difference(&self, classes: u32) -> Option<i64> {
        let counted = self.counted.filter(|_| self.classes_counted >= classes)?;
        Some(i64::from(self.due) - i64::from(counted))
    }
}

impl MonthlyReport {
    /// The classes of all grades.
    pub fn classes(&self) -> u32 {
        self.grades.iter().map(|line| line.classes).fold(0, u32::saturating_add)
    }

    pub const FORM: &'static str = "baoxue-monthly-1";
}

/// Who filled it in, who signed it, and when (签字).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    pub filled_by: String,
    pub by: String,
    pub on: NaiveDate,
}

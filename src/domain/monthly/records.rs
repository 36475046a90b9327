//! The facts of the monthly report (domain handbook 2.6): how the school reports, what each class counted, why a
//! contradiction stands, what was signed, and to whom it was sent.

use super::{CannotCount, Doubt, Month, MonthlyReport};
use crate::domain::class::Class;
use crate::domain::ids::{EntryId, StaffId};
use crate::domain::numbers::is_school_code;
use crate::domain::plain::plain;
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// How the school reports each month (月报设置). The day on which it is due stands in the policy's row R18.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reporting {
    /// 学校标识码, ten digits; empty where it has not been said.
    #[serde(default)]
    pub school_code: String,
    /// 统计口径: the day of the month on which a period begins: 1 for the calendar month, 26 for the 26th to the 25th.
    #[serde(default = "Reporting::first")]
    pub begins_on: u8,
    /// The key under which the district has record numbers digested; empty where it has given none.
    #[serde(default)]
    pub district_key: String,
    /// Whether August is reported on; where not, its changes are told with September's.
    #[serde(default)]
    pub in_august: bool,
}

impl Reporting {
    /// Every month has this day.
    pub const LATEST_BEGIN: u8 = 28;

    fn first() -> u8 {
        1
    }

    /// A school's code as somebody writes it, as it is kept: ten digits, or empty where it is not to be said.
    ///
    /// # Errors
    /// `NotACode`.
    pub fn code(written: &str) -> Result<String, NotACode> {
        let code = plain(written.trim()).into_owned();
        if code.is_empty() || is_school_code(&code) { Ok(code) } else { Err(NotACode) }
    }
}

/// What was written is no 学校标识码.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotACode;

impl Default for Reporting {
    fn default() -> Reporting {
        Reporting {
            school_code: String::new(),
            begins_on: Reporting::first(),
            district_key: String::new(),
            in_august: false,
        }
    }
}

/// How many pupils of a class were counted in their seats, once a month (人籍核对、实点).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadcountRecord {
    pub seats: u16,
    /// The day of the count.
    pub on: NaiveDate,
    #[serde(default)]
    pub note: String,
}

impl HeadcountRecord {
    /// In the seats of one class. The largest classes have some eighty pupils: who writes more than this has mistyped.
    const MOST: u16 = 200;

    /// Whether so many can have been counted.
    ///
    /// # Errors
    /// `TooMany`.
    pub fn is_of_a_class(&self) -> Result<(), CannotCount> {
        if self.seats > Self::MOST { Err(CannotCount::TooMany(Self::MOST)) } else { Ok(()) }
    }
}

/// Pupils of a class who were counted in their seats (实点人数), for a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headcount {
    pub month: Month,
    pub class: Class,
    pub record: HeadcountRecord,
    pub by: StaffId,
    pub at: NaiveDateTime,
}

/// Why a contradiction stands (说明): with it the report may be signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    pub month: Month,
    pub about: Doubt,
    pub reason: String,
    pub by: StaffId,
    pub at: NaiveDateTime,
}

/// A report as it was signed: frozen, whatever is recorded later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedReport {
    pub report: MonthlyReport,
    /// The last entry of the journal from which it was made; none of an empty one.
    pub position: Option<EntryId>,
    /// Of the report's remarks those that a person added: a correction says them again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own_remarks: Vec<String>,
}

/// A version of a month's report (版本).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedMonth {
    pub month: Month,
    pub version: u32,
    pub record: SignedReport,
    pub by: StaffId,
    pub at: NaiveDateTime,
}

/// Who gets the report (报送单位): both lines of responsibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// 区教育局
    Bureau,
    /// 街道办事处、镇政府
    Street,
}

impl Recipient {
    pub const ALL: [Recipient; 2] = [Recipient::Bureau, Recipient::Street];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Recipient::Bureau => "bureau",
            Recipient::Street => "street",
        }
    }
}

/// That a version was sent (报送): when, how, and what came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sending {
    pub on: NaiveDate,
    /// 报送方式: by hand, by the office system, by mail …
    pub how: String,
    #[serde(default)]
    pub receipt: Option<Receipted>,
}

/// 回执
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipted {
    pub on: NaiveDate,
    /// Who received it, or the number of the receipt.
    pub by: String,
}

/// That a version of a monthly report was handed up (报送记录).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    pub month: Month,
    pub version: u32,
    pub to: Recipient,
    pub record: Sending,
    pub by: StaffId,
    pub at: NaiveDateTime,
}

/// What the books hold of monthly reports.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MonthlyBooks {
    pub reporting: Option<Reporting>,
    pub headcounts: Vec<Headcount>,
    pub explanations: Vec<Explanation>,
    /// Earliest month first, then by version.
    pub signed: Vec<SignedMonth>,
    pub sent: Vec<Sent>,
}

impl MonthlyBooks {
    /// In their order, whatever the order in which they were read.
    pub(in crate::domain) fn sorted(mut self) -> MonthlyBooks {
        self.headcounts.sort_unstable_by_key(|it| (it.month, it.class));
        self.explanations.sort_unstable_by_key(|it| (it.month, it.about));
        self.signed.sort_unstable_by_key(|it| (it.month, it.version));
        self.sent.sort_unstable_by_key(|it| (it.month, it.version, it.to));
        self
    }

    /// Every signed version of a month, the first one first.
    pub fn versions(&self, month: Month) -> impl DoubleEndedIterator<Item = &SignedMonth> {
        self.signed.iter().filter(move |signed| signed.month == month)
    }

    /// The version of a month that counts: the last.
    pub fn latest(&self, month: Month) -> Option<&SignedMonth> {
        self.versions(month).next_back()
    }

    pub fn version(&self, month: Month, version: u32) -> Option<&SignedMonth> {
        self.versions(month).find(|signed| signed.version == version)
    }

    pub fn sending(&self, month: Month, version: u32, to: Recipient) -> Option<&Sent> {
        self.sent.iter().find(|sent| (sent.month, sent.version, sent.to) == (month, version, to))
    }

    pub fn headcount(&self, month: Month, class: Class) -> Option<&Headcount> {
        self.headcounts.iter().find(|count| (count.month, count.class) == (month, class))
    }

    pub fn explanation(&self, month: Month, about: &Doubt) -> Option<&Explanation> {
        self.explanations.iter().find(|told| told.month == month && told.about == *about)
    }
}

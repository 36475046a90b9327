//! Notices: numbered papers, frozen when issued (报告单).

use super::ids::{NoticeId, PupilId, StaffId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A notice's number within its year, without gaps: 〔2026〕3号.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct NoticeNo {
    pub year: u16,
    pub number: u32,
}

impl fmt::Display for NoticeNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("〔{}〕{}号", self.year, self.number))
    }
}

/// The escalation notice from homeroom teacher to leadership (旷课学生情况报告单, form 3e), as issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeRecord {
    pub no: NoticeNo,
    pub pupil: PupilId,
    pub issued_on: NaiveDate,
    /// 主送: to whom.
    pub to: String,
    /// What it says, and the facts that it was made from: frozen at issue.
    pub text: NoticeText,
}

/// The whole wording of a notice. The paragraphs that nobody may edit are made from facts; the others are the writer's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeText {
    pub title: String,
    pub school: String,
    /// Document number as printed, such as 凤栖校内〔2026〕3号.
    pub number: String,
    pub addressee: String,
    /// Who, since when, which school days.
    pub opening: String,
    /// 一、已做工作
    pub done: Vec<String>,
    /// 二、学生去向及原因
    pub cause: String,
    /// 三、拟采取措施
    pub measures: String,
    /// What follows by rule when the pupil stays away (三天以上); empty where the ladder says nothing of it.
    #[serde(default)]
    pub consequence: String,
    /// 请领导批示。
    pub closing: String,
    /// In what capacity the writer signs: 报告人（班主任）.
    #[serde(default)]
    pub signed_as: String,
    pub signed_by: String,
    pub date: NaiveDate,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub id: NoticeId,
    pub record: NoticeRecord,
    pub issued_by: StaffId,
    pub receipt: Option<Receipt>,
}

/// That a notice arrived, and what was said to it (签收、批示).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub by: String,
    pub on: NaiveDate,
    /// How it was handed over, or the leadership's instruction.
    pub how: String,
}

//! Contacts with guardians (家校联系).

use super::ids::{ContactId, PupilId, StaffId};
use super::mark::Mark;
use super::numbers::Phone;
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// By what means (方式).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Means {
    /// 电话
    Phone,
    /// 短信、微信
    Message,
    /// 面谈、家长来校
    Visit,
    /// 其他
    Other,
}

/// Whether somebody answered (结果).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reached {
    /// 已联系
    Yes,
    /// 未接
    NoAnswer,
    /// 关机
    Off,
    /// 空号、错号
    WrongNumber,
    /// 拒接
    Refused,
}

impl Reached {
    pub fn is_yes(self) -> bool {
        self == Reached::Yes
    }
}

/// Why the child is away, as the school classes it (原因; domain handbook 2.2). A reason, never an exit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// 疾病
    Illness,
    /// 家中有事
    FamilyMatter,
    /// 厌学
    Weary,
    /// 学习困难
    LearningDifficulty,
    /// 家庭经济困难
    Hardship,
    /// 家庭变故
    FamilyUpheaval,
    /// 随父母外出
    AwayWithParents,
    /// 外出务工
    Working,
    /// 网络沉迷
    Internet,
    /// 校园矛盾
    Conflict,
    /// 起晚、交通
    Overslept,
    /// 不明
    Unclear,
    /// 其他
    Other,
}

impl Reason {
    /// The field's word for it (domain handbook 2.2), the same on papers and on screens.
    pub fn term(self) -> &'static str {
        match self {
            Reason::Illness => "疾病",
            Reason::FamilyMatter => "家中有事",
            Reason::Weary => "厌学",
            Reason::LearningDifficulty => "学习困难",
            Reason::Hardship => "家庭经济困难",
            Reason::FamilyUpheaval => "家庭变故",
            Reason::AwayWithParents => "随父母外出",
            Reason::Working => "外出务工",
            Reason::Internet => "网络沉迷",
            Reason::Conflict => "校园矛盾",
            Reason::Overslept => "起晚或交通",
            Reason::Unclear => "不明",
            Reason::Other => "其他",
        }
    }

    /// The mark that the absence comes to where a guardian gives this reason; none where it stays to be seen.
    pub fn explains(self) -> Option<Mark> {
        match self {
            Reason::Illness => Some(Mark::Sick),
            Reason::FamilyMatter | Reason::FamilyUpheaval => Some(Mark::Leave),
            Reason::Weary | Reason::Internet | Reason::Working | Reason::Unclear => Some(Mark::Truant),
            Reason::LearningDifficulty
            | Reason::Hardship
            | Reason::AwayWithParents
            | Reason::Conflict
            | Reason::Overslept
            | Reason::Other => None,
        }
    }
}

/// One attempt to speak with a guardian (家校联系记录, form 3c).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactRecord {
    pub pupil: PupilId,
    /// Midnight where only the date was noted.
    pub at: NaiveDateTime,
    pub by: Means,
    pub reached: Reached,
    /// Who was called (联系对象), as written in the books that day.
    #[serde(default)]
    pub guardian: String,
    #[serde(default)]
    pub phone: Option<Phone>,
    #[serde(default)]
    pub reason: Option<Reason>,
    /// 谈话内容
    pub said: String,
    /// 孩子现在何处
    #[serde(default)]
    pub whereabouts: String,
    /// 承诺返校日期
    #[serde(default)]
    pub returns: Option<NaiveDate>,
    /// 下一步
    #[serde(default)]
    pub next: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    pub id: ContactId,
    pub record: ContactRecord,
    pub recorded_by: StaffId,
}

//! Marks: the exceptions a roll records. Everybody else on a taken roll was there.

use serde::{Deserialize, Serialize};

/// How a pupil missed a session (考勤). Only exceptions are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// 未到待查: not here, nobody knows why yet.
    Unknown,
    /// 旷课.
    Truant,
    /// 病假.
    Sick,
    /// 事假.
    Leave,
    /// 公假: match, competition, school errand.
    Official,
    /// 迟到.
    Late,
    /// 早退.
    Early,
}

/// What a mark counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counts {
    Attended,
    Excused,
    Unexcused,
}

impl Mark {
    pub const ALL: [Mark; 7] =
        [Mark::Unknown, Mark::Truant, Mark::Sick, Mark::Leave, Mark::Official, Mark::Late, Mark::Early];

    pub fn counts(self) -> Counts {
        match self {
            Mark::Unknown | Mark::Truant => Counts::Unexcused,
            Mark::Sick | Mark::Leave => Counts::Excused,
            Mark::Official | Mark::Late | Mark::Early => Counts::Attended,
        }
    }

    /// The language-neutral code, as in JSON and in tables.
    pub fn code(self) -> &'static str {
        match self {
            Mark::Unknown => "unknown",
            Mark::Truant => "truant",
            Mark::Sick => "sick",
            Mark::Leave => "leave",
            Mark::Official => "official",
            Mark::Late => "late",
            Mark::Early => "early",
        }
    }

    pub fn from_code(code: &str) -> Option<Mark> {
        Mark::ALL.into_iter().find(|mark| mark.code() == code)
    }
}

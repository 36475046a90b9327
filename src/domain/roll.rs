//! Sessions and rolls.

use super::class::Class;
use super::ids::{EntryId, PupilId, StaffId};
use super::mark::Mark;
use super::people::PupilRecord;
use super::symptom::Symptoms;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The code of a session (时段), `am`, `pm` …: one to eight ASCII letters or digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SessionCode([u8; 8]);

impl SessionCode {
    pub const AM: SessionCode = SessionCode(*b"am\0\0\0\0\0\0");
    pub const PM: SessionCode = SessionCode(*b"pm\0\0\0\0\0\0");
    /// 晚寝, in the dormitory.
    pub const NIGHT: SessionCode = SessionCode(*b"night\0\0\0");

    pub fn new(code: &str) -> Option<SessionCode> {
        let bytes = code.as_bytes();
        if bytes.is_empty() || bytes.len() > 8 || !bytes.iter().all(u8::is_ascii_alphanumeric) {
            return None;
        }
        let mut kept = [0; 8];
        kept[..bytes.len()].copy_from_slice(bytes);
        Some(SessionCode(kept))
    }

    /// Whether the roll of this session asks for a pupil: bedtime's asks for boarders, and for those of whom nobody
    /// said where they sleep.
    pub fn calls(self, pupil: &PupilRecord) -> bool {
        self != SessionCode::NIGHT || pupil.boarder != Some(false)
    }

    pub fn as_str(&self) -> &str {
        let end = self.0.iter().position(|&byte| byte == 0).unwrap_or(8);
        std::str::from_utf8(&self.0[..end]).unwrap_or_default()
    }
}

impl TryFrom<String> for SessionCode {
    type Error = String;
    fn try_from(code: String) -> Result<Self, String> {
        SessionCode::new(&code).ok_or_else(|| format!("no session code: {code}"))
    }
}

impl From<SessionCode> for String {
    fn from(code: SessionCode) -> String {
        code.as_str().to_owned()
    }
}

impl fmt::Display for SessionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One of the rolls of a school day (时段), in the school's order; one to six a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub code: SessionCode,
    /// 上午, 下午, 早读 …
    pub name: String,
    /// When its roll is called, by the wall clock: how the program knows which roll to propose.
    pub starts: NaiveTime,
}

/// Which roll: one class, one date, one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RollKey {
    pub class: Class,
    pub date: NaiveDate,
    pub session: SessionCode,
}

/// One pupil's exception on a roll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    pub pupil: PupilId,
    pub mark: Mark,
    /// 备注: what was noted beside the mark.
    #[serde(default)]
    pub note: Option<String>,
    /// 症状, of a pupil who is sick.
    #[serde(default, skip_serializing_if = "Symptoms::is_empty")]
    pub symptoms: Symptoms,
}

impl Marked {
    pub fn new(pupil: PupilId, mark: Mark) -> Marked {
        Marked { pupil, mark, note: None, symptoms: Symptoms::NONE }
    }
}

/// A roll that was taken (点名记录). One that was not taken does not exist: it is unknown, never "all present".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roll {
    pub key: RollKey,
    /// Exceptions in the order of `PupilId`; no pupil twice.
    pub marks: Vec<Marked>,
    /// The entry that this state of the roll comes from.
    pub entry: EntryId,
    pub taken_by: StaffId,
    pub taken_at: NaiveDateTime,
}

impl Roll {
    pub fn mark(&self, pupil: PupilId) -> Option<Mark> {
        self.marked(pupil).map(|marked| marked.mark)
    }

    pub fn marked(&self, pupil: PupilId) -> Option<&Marked> {
        self.marks.iter().find(|marked| marked.pupil == pupil)
    }
}

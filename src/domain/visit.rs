//! Home visits (家访).

use super::ids::{PupilId, StaffId, VisitId};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// How the visit went (家访结果).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// 见到监护人
    MetGuardian,
    /// 见到其他人: grandparents, neighbours
    MetOther,
    /// 无人在家
    Nobody,
    /// 拒绝: not let in, or the family will not send the child
    Refused,
}

impl Outcome {
    /// What "whom they met" says of how the visit went, where nobody said it outright. Whoever is no parent or carer
    /// by name of kinship is somebody else: a rung must not count a landlord as the family.
    pub fn told_by(met: &str) -> Outcome {
        let says = |words: &[&str]| words.iter().any(|word| met.contains(word));
        if says(&["拒", "不开门", "不让进"]) {
            Outcome::Refused
        } else if says(&["无人", "没人", "锁门", "门锁", "未见到"]) {
            Outcome::Nobody
        } else if says(&["父", "母", "爸", "妈", "监护人", "家长"]) && !says(&["祖父", "祖母", "外祖"]) {
            Outcome::MetGuardian
        } else {
            Outcome::MetOther
        }
    }
}

/// A file kept with a record (附件): its bytes lie in the encrypted database under their digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The file's own name, without folders.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, in hex.
    pub digest: String,
}

/// One visit to a family (家访记录, form 3d).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitRecord {
    pub pupil: PupilId,
    /// Midnight where only the date was noted.
    pub at: NaiveDateTime,
    /// 家访人员, at least two by rule.
    pub who: String,
    /// 见到何人
    pub met: String,
    pub outcome: Outcome,
    /// 地址
    #[serde(default)]
    pub place: String,
    /// 了解到的情况
    pub found: String,
    /// 达成意见
    #[serde(default)]
    pub agreed: String,
    /// 约定返校日期
    #[serde(default)]
    pub returns: Option<NaiveDate>,
    /// 下一步
    #[serde(default)]
    pub next: String,
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    pub id: VisitId,
    pub record: VisitRecord,
    pub recorded_by: StaffId,
}

#[cfg(test)]
mod tests {
    use super::Outcome;

    #[test]
    fn whom_they_met_says_how_it_went() {
        let table = [
            ("母亲", Outcome::MetGuardian),
            ("父母都在", Outcome::MetGuardian),
            ("祖母", Outcome::MetOther),
            ("房东", Outcome::MetOther),
            ("无人，门锁着", Outcome::Nobody),
            ("父亲拒绝开门", Outcome::Refused),
        ];
        for (met, outcome) in table {
            assert_eq!(Outcome::told_by(met), outcome, "{met}");
        }
    }
}

//! Pupils, their guardians, where they belong from which date, and the staff.

use super::class::Class;
use super::ids::{PupilId, StaffId};
use super::numbers::{IdNo, Phone, StudentNo};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    Male,
    Female,
}

/// A group to be looked after first (重点人群, domain handbook section 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyGroup {
    /// 孤儿
    Orphan,
    /// 事实无人抚养儿童
    Unattended,
    /// 残疾
    Disabled,
    /// 随班就读
    Inclusive,
    /// 留守儿童
    LeftBehind,
    /// 随迁子女
    Migrant,
    /// 建档立卡、脱贫户
    PovertyLifted,
    /// 低保户
    Dibao,
    /// 特困供养
    Tekun,
    /// 困境儿童
    Difficult,
}

/// Who is answerable for the child at home (监护人).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guardian {
    pub name: String,
    /// 父亲, 母亲, 爷爷 … as the school writes it.
    pub relation: String,
    pub phones: Vec<Phone>,
}

/// What the school's books say of a pupil (学生基本信息), all but the class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PupilRecord {
    pub name: String,
    #[serde(default)]
    pub sex: Option<Sex>,
    /// 学籍号
    #[serde(default)]
    pub student_no: Option<StudentNo>,
    /// 身份证件号
    #[serde(default)]
    pub id_no: Option<IdNo>,
    #[serde(default)]
    pub birth: Option<NaiveDate>,
    /// 户口所在地
    #[serde(default)]
    pub hukou: String,
    /// 现住址
    #[serde(default)]
    pub address: String,
    /// 所属街道、镇
    #[serde(default)]
    pub street: String,
    /// 住校 (true), 走读 (false), not said.
    #[serde(default)]
    pub boarder: Option<bool>,
    #[serde(default)]
    pub groups: BTreeSet<KeyGroup>,
    /// In the order of the school's sheet; the first is asked first.
    #[serde(default)]
    pub guardians: Vec<Guardian>,
}

impl PupilRecord {
    /// A pupil of whom nothing but the name is known.
    pub fn named(name: &str) -> PupilRecord {
        PupilRecord {
            name: name.to_owned(),
            sex: None,
            student_no: None,
            id_no: None,
            birth: None,
            hukou: String::new(),
            address: String::new(),
            street: String::new(),
            boarder: None,
            groups: BTreeSet::new(),
            guardians: Vec::new(),
        }
    }
}

/// Where a pupil stands from a date on (在籍情况), until the next such date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// In this class, in this seat (座号) where seats are numbered.
    InClass { class: Class, seat: Option<u16> },
    /// 休学: on the books, expected on no roll.
    Suspended,
    /// No longer at this school; the date is the first day away.
    Gone,
}

impl Standing {
    /// The class in which the pupil is expected; none while suspended or gone.
    pub fn class(self) -> Option<Class> {
        match self {
            Standing::InClass { class, .. } => Some(class),
            Standing::Suspended | Standing::Gone => None,
        }
    }
}

/// A pupil with every standing, earliest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pupil {
    pub id: PupilId,
    pub record: PupilRecord,
    pub standings: Vec<(NaiveDate, Standing)>,
}

impl Pupil {
    pub fn standing(&self, on: NaiveDate) -> Option<Standing> {
        self.standings.iter().rev().find(|(from, _)| *from <= on).map(|(_, standing)| *standing)
    }

    /// On the books on that date: in a class or suspended.
    pub fn is_enrolled(&self, on: NaiveDate) -> bool {
        matches!(self.standing(on), Some(Standing::InClass { .. } | Standing::Suspended))
    }

    /// The class on that date, where the pupil was expected in one.
    pub fn class(&self, on: NaiveDate) -> Option<Class> {
        self.standing(on)?.class()
    }

    pub fn seat(&self, on: NaiveDate) -> Option<u16> {
        match self.standing(on)? {
            Standing::InClass { seat, .. } => seat,
            Standing::Suspended | Standing::Gone => None,
        }
    }
}

/// A person who works at the school, as the books know them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffRecord {
    pub name: String,
    /// The class whose homeroom teacher (班主任) this is.
    #[serde(default)]
    pub homeroom: Option<Class>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    pub id: StaffId,
    pub record: StaffRecord,
}

//! Pupils, their guardians, where they belong from which date, and the staff.

use super::class::{Class, Grade};
use super::ids::{PupilId, StaffId};
use super::numbers::{IdNo, Phone, StudentNo};
use super::off_roll::OffRoll;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// 性别
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// 涉案未成年人
    Judicial,
    /// 学困生
    Learning,
    /// 厌学
    Weary,
    /// 劝返复学生: read from the cases, never entered
    Returned,
    /// 心理、重大疾病关注
    Health,
}

impl KeyGroup {
    pub const ALL: [KeyGroup; 15] = [
        KeyGroup::Orphan,
        KeyGroup::Unattended,
        KeyGroup::Disabled,
        KeyGroup::Inclusive,
        KeyGroup::LeftBehind,
        KeyGroup::Migrant,
        KeyGroup::PovertyLifted,
        KeyGroup::Dibao,
        KeyGroup::Tekun,
        KeyGroup::Difficult,
        KeyGroup::Judicial,
        KeyGroup::Learning,
        KeyGroup::Weary,
        KeyGroup::Returned,
        KeyGroup::Health,
    ];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            KeyGroup::Orphan => "orphan",
            KeyGroup::Unattended => "unattended",
            KeyGroup::Disabled => "disabled",
            KeyGroup::Inclusive => "inclusive",
            KeyGroup::LeftBehind => "left_behind",
            KeyGroup::Migrant => "migrant",
            KeyGroup::PovertyLifted => "poverty_lifted",
            KeyGroup::Dibao => "dibao",
            KeyGroup::Tekun => "tekun",
            KeyGroup::Difficult => "difficult",
            KeyGroup::Judicial => "judicial",
            KeyGroup::Learning => "learning",
            KeyGroup::Weary => "weary",
            KeyGroup::Returned => "returned",
            KeyGroup::Health => "health",
        }
    }

    pub fn from_code(code: &str) -> Option<KeyGroup> {
        KeyGroup::ALL.into_iter().find(|group| group.code() == code)
    }
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
    /// 宿舍号, of boarders: illness that spreads in a room is counted by room.
    #[serde(default)]
    pub dormitory: String,
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
            dormitory: String::new(),
            groups: BTreeSet::new(),
            guardians: Vec::new(),
        }
    }

    /// The ID number, where it is known; a 学籍号 that begins with G contains one.
    pub fn known_id_no(&self) -> Option<IdNo> {
        let within = || self.student_no.as_ref().and_then(|no| IdNo::parse(no.as_str().strip_prefix('G')?).ok());
        self.id_no.clone().or_else(within)
    }

    /// With sex and birthday as the ID number says them, where nobody did.
    pub fn told_by_number(mut self) -> PupilRecord {
        let number = self.known_id_no();
        self.sex = self.sex.or_else(|| number.as_ref()?.sex());
        self.birth = self.birth.or_else(|| number.as_ref()?.born());
        self
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
    /// 缓学: known to the school, to begin later; not on the books yet, and expected on no roll.
    Deferred,
    /// 在籍不点名: on the books of this class, expected on no roll.
    OffRoll { class: Class, why: OffRoll },
    /// No longer at this school; the date is the first day away.
    Gone,
}

impl Standing {
    /// The class in which the pupil is expected; none while suspended, deferred, off the rolls or gone.
    pub fn class(self) -> Option<Class> {
        match self {
            Standing::InClass { class, .. } => Some(class),
            Standing::Suspended | Standing::Deferred | Standing::OffRoll { .. } | Standing::Gone => None,
        }
    }

    /// The class on whose books the pupil is, expected at its rolls or not.
    pub fn class_of_books(self) -> Option<Class> {
        match self {
            Standing::InClass { class, .. } | Standing::OffRoll { class, .. } => Some(class),
            Standing::Suspended | Standing::Deferred | Standing::Gone => None,
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

/// What holds on a day of standings that follow one another.
pub(super) fn standing_on(standings: &[(NaiveDate, Standing)], on: NaiveDate) -> Option<Standing> {
    standings.iter().rev().find(|(from, _)| *from <= on).map(|(_, standing)| *standing)
}

impl Pupil {
    pub fn standing(&self, on: NaiveDate) -> Option<Standing> {
        standing_on(&self.standings, on)
    }

    /// On the books on that date: in a class, suspended or off the rolls.
    pub fn is_enrolled(&self, on: NaiveDate) -> bool {
        matches!(self.standing(on), Some(Standing::InClass { .. } | Standing::Suspended | Standing::OffRoll { .. }))
    }

    /// The class on that date, where the pupil was expected in one.
    pub fn class(&self, on: NaiveDate) -> Option<Class> {
        self.standing(on)?.class()
    }

    pub fn seat(&self, on: NaiveDate) -> Option<u16> {
        match self.standing(on)? {
            Standing::InClass { seat, .. } => seat,
            Standing::Suspended | Standing::Deferred | Standing::OffRoll { .. } | Standing::Gone => None,
        }
    }
}

/// A role in the school's work (责任人): rungs are owed by roles, and cases closed by them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// 班主任
    Homeroom,
    /// 年级组长
    GradeLead,
    /// 德育处、政教处
    Affairs,
    /// 校领导
    Leadership,
    /// 学籍管理员
    Registrar,
    /// 疫情报告人
    EpidemicReporter,
}

impl Role {
    pub const ALL: [Role; 6] =
        [Role::Homeroom, Role::GradeLead, Role::Affairs, Role::Leadership, Role::Registrar, Role::EpidemicReporter];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Role::Homeroom => "homeroom",
            Role::GradeLead => "grade-lead",
            Role::Affairs => "affairs",
            Role::Leadership => "leadership",
            Role::Registrar => "registrar",
            Role::EpidemicReporter => "epidemic-reporter",
        }
    }

    pub fn from_code(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }

    /// The roles to which this one's work for a class falls while its post is vacant, nearest first.
    pub fn falls_to(self) -> &'static [Role] {
        match self {
            Role::Homeroom => &[Role::GradeLead, Role::Affairs, Role::Leadership],
            Role::GradeLead | Role::Affairs | Role::Leadership | Role::Registrar | Role::EpidemicReporter => &[],
        }
    }
}

/// A post that somebody holds (职务): a role, and where it is one of a class or a grade, which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Post {
    Homeroom(Class),
    GradeLead(Grade),
    Affairs,
    Leadership,
    Registrar,
    EpidemicReporter,
}

impl Post {
    pub fn role(self) -> Role {
        match self {
            Post::Homeroom(_) => Role::Homeroom,
            Post::GradeLead(_) => Role::GradeLead,
            Post::Affairs => Role::Affairs,
            Post::Leadership => Role::Leadership,
            Post::Registrar => Role::Registrar,
            Post::EpidemicReporter => Role::EpidemicReporter,
        }
    }

    /// Whether it sees to a class: posts of the whole school see to every one.
    pub fn covers(self, class: Class) -> bool {
        match self {
            Post::Homeroom(own) => own == class,
            Post::GradeLead(grade) => grade == class.grade,
            Post::Affairs | Post::Leadership | Post::Registrar | Post::EpidemicReporter => true,
        }
    }
}

/// A person who works at the school (教职工), as the books know them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffRecord {
    pub name: String,
    #[serde(default)]
    pub posts: BTreeSet<Post>,
    /// The last day at the school; none while it goes on.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

impl StaffRecord {
    /// Characters of a name.
    pub const LONGEST_NAME: usize = 40;

    /// Somebody at the school, the homeroom teacher of this class where one is named.
    pub fn new(name: &str, homeroom: Option<Class>) -> StaffRecord {
        let posts = homeroom.map(Post::Homeroom).into_iter().collect();
        StaffRecord { name: name.to_owned(), posts, until: None }
    }

    /// The class whose homeroom teacher (班主任) this is; of several the first.
    pub fn homeroom(&self) -> Option<Class> {
        self.posts.iter().find_map(|post| match post {
            Post::Homeroom(class) => Some(*class),
            _ => None,
        })
    }

    pub fn is_here(&self, on: NaiveDate) -> bool {
        self.until.is_none_or(|until| on <= until)
    }
}

/// Somebody of the school (教职工), with posts and, of who has left, the last day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    pub id: StaffId,
    pub record: StaffRecord,
}

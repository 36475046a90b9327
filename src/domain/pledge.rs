//! Responsibility letters (责任书; domain handbook 3o): who must sign at each level in a school year, and who has. The
//! parties are the people of the staff list; only signatures are recorded.

use super::class::{Class, Grade};
use super::ids::{PupilId, StaffId};
use super::people::{Post, Staff};
use super::school::School;
use super::school_year::days_of_school_year;
use super::visit::Attachment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Between whom a letter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PledgeLevel {
    /// (1) 区教育局、街道 – 校长
    School,
    /// (2) 校长 – 年级组长、校领导、德育处
    Grade,
    /// (3) 年级组长 – 班主任
    Class,
    /// (4) 学校 – 科任教师: with which homeroom teachers a subject teacher works the books do not say.
    Subject,
    /// (5) 学校 – 家长, by choice (共育承诺)
    Family,
}

impl PledgeLevel {
    pub const ALL: [PledgeLevel; 5] =
        [PledgeLevel::School, PledgeLevel::Grade, PledgeLevel::Class, PledgeLevel::Subject, PledgeLevel::Family];
    /// Those that every school signs.
    pub const OF_STAFF: [PledgeLevel; 4] =
        [PledgeLevel::School, PledgeLevel::Grade, PledgeLevel::Class, PledgeLevel::Subject];

    /// Its number in the handbook.
    pub fn number(self) -> u8 {
        match self {
            PledgeLevel::School => 1,
            PledgeLevel::Grade => 2,
            PledgeLevel::Class => 3,
            PledgeLevel::Subject => 4,
            PledgeLevel::Family => 5,
        }
    }

    pub fn from_number(number: u8) -> Option<PledgeLevel> {
        PledgeLevel::ALL.into_iter().find(|level| level.number() == number)
    }
}

/// Who signs as the second party (乙方).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    Staff(StaffId),
    /// A guardian of this pupil.
    GuardianOf(PupilId),
}

/// One letter, by name: a person signs once a level and school year, for all that is theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PledgeKey {
    /// In which the school year began.
    pub year: i32,
    pub level: PledgeLevel,
    pub party: Party,
}

/// That a letter was signed (签字).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    pub on: NaiveDate,
    /// Who signed, where the books do not say it: a guardian's name.
    #[serde(default)]
    pub by: String,
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

/// A responsibility letter (责任书) that was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedPledge {
    pub key: PledgeKey,
    pub signed: Signed,
    pub recorded_by: StaffId,
}

/// Who stands on one side of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// The bureau and the street office.
    Outside,
    /// The school itself.
    School,
    /// Staff, in this capacity.
    Staff { name: String, of: Capacity },
    /// A guardian, and the pupil's name and class.
    Guardian { name: String, pupil: String, class: Class },
}

/// In what capacity somebody signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Capacity {
    Principal,
    Leadership,
    Affairs,
    GradeLead(Vec<Grade>),
    Homeroom(Vec<Class>),
    Teacher,
}

/// A letter that is to be signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pledge {
    pub key: PledgeKey,
    /// 甲方
    pub first: Side,
    /// 乙方
    pub second: Side,
    pub signed: Option<Signed>,
}

impl School {
    /// The letters of a school year at these levels, as the staff list stands on a date; levels, then their order in the
    /// school.
    pub fn pledges(&self, year: i32, levels: &[PledgeLevel], on: NaiveDate) -> Vec<Pledge> {
        let (first, last) = days_of_school_year(year);
        let on = on.clamp(first, last);
        levels.iter().flat_map(|level| self.pledges_at(year, *level, on)).collect()
    }

    pub fn signature(&self, key: PledgeKey) -> Option<&SignedPledge> {
        self.pledge_signatures.iter().find(|signed| signed.key == key)
    }

    fn pledges_at(&self, year: i32, level: PledgeLevel, on: NaiveDate) -> Vec<Pledge> {
        let here: Vec<&Staff> = self.staff.iter().filter(|staff| staff.record.is_here(on)).collect();
        let principal = self.principal(on);
        let pledge = |party, first, second| {
            let key = PledgeKey { year, level, party };
            let signed = self.signature(key).map(|signed| signed.signed.clone());
            Pledge { key, first, second, signed }
        };
        let of_staff = |staff: &Staff, first, of| {
            let second = Side::Staff { name: staff.record.name.clone(), of };
            pledge(Party::Staff(staff.id), first, second)
        };
        let by_principal = || match principal {
            Some(staff) => Side::Staff { name: staff.record.name.clone(), of: Capacity::Principal },
            None => Side::Outside,
        };
        match level {
            PledgeLevel::School => {
                principal.map(|staff| of_staff(staff, Side::Outside, Capacity::Principal)).into_iter().collect()
            }
            PledgeLevel::Grade => {
                let others = here.iter().filter(|staff| principal.is_none_or(|principal| principal.id != staff.id));
                let capacity = |staff: &Staff| {
                    let grades = grades(staff);
                    match () {
                        () if staff.record.posts.contains(&Post::Leadership) => Some(Capacity::Leadership),
                        () if staff.record.posts.contains(&Post::Affairs) => Some(Capacity::Affairs),
                        () if !grades.is_empty() => Some(Capacity::GradeLead(grades)),
                        () => None,
                    }
                };
                let signs = |staff: &&&Staff| Some(of_staff(staff, by_principal(), capacity(staff)?));
                others.filter_map(|staff| signs(&staff)).collect()
            }
            PledgeLevel::Class => {
                let mut homerooms: Vec<(Vec<Class>, &Staff)> = here.iter().map(|it| (classes(it), *it)).collect();
                homerooms.retain(|(classes, _)| !classes.is_empty());
                homerooms.sort_by(|a, b| (&a.0, a.1.id).cmp(&(&b.0, b.1.id)));
                // Nobody signs with themselves: where one person is both, there is no letter.
                let lead = |classes: &[Class], own: StaffId| {
                    let grades: BTreeSet<Grade> = classes.iter().map(|class| class.grade).collect();
                    let leads = |staff: &&&Staff| grades.iter().any(|it| self::grades(staff).contains(it));
                    match here.iter().filter(|staff| staff.id != own).find(leads) {
                        Some(staff) => Some(Side::Staff {
                            name: staff.record.name.clone(),
                            of: Capacity::GradeLead(self::grades(staff)),
                        }),
                        None => principal.filter(|staff| staff.id != own).map(|_| by_principal()),
                    }
                };
                let of_class = |(classes, staff): (Vec<Class>, &Staff)| {
                    Some(of_staff(staff, lead(&classes, staff.id)?, Capacity::Homeroom(classes)))
                };
                homerooms.into_iter().filter_map(of_class).collect()
            }
            PledgeLevel::Subject => {
                let plain = here.iter().filter(|staff| staff.record.posts.is_empty());
                plain.map(|staff| of_staff(staff, Side::School, Capacity::Teacher)).collect()
            }
            PledgeLevel::Family => {
                let of_class = |class: Class| {
                    self.class_list(class, on).into_iter().map(move |pupil| {
                        let guardian = pupil.record.guardians.first();
                        let second = Side::Guardian {
                            name: guardian.map(|guardian| guardian.name.clone()).unwrap_or_default(),
                            pupil: pupil.record.name.clone(),
                            class,
                        };
                        (Party::GuardianOf(pupil.id), Side::School, second)
                    })
                };
                let parties = self.classes(on).into_iter().flat_map(of_class);
                parties.map(|(party, first, second)| pledge(party, first, second)).collect()
            }
        }
    }

    /// 校长: of the leadership whoever was entered first; where nobody is, whoever holds every role.
    fn principal(&self, on: NaiveDate) -> Option<&Staff> {
        let leads = |staff: &&Staff| staff.record.is_here(on) && staff.record.posts.contains(&Post::Leadership);
        self.staff.iter().find(leads).or_else(|| self.stand_in(on))
    }
}

fn grades(staff: &Staff) -> Vec<Grade> {
    let grade = |post: &Post| match post {
        Post::GradeLead(grade) => Some(*grade),
        _ => None,
    };
    staff.record.posts.iter().filter_map(grade).collect()
}

fn classes(staff: &Staff) -> Vec<Class> {
    let class = |post: &Post| match post {
        Post::Homeroom(class) => Some(*class),
        _ => None,
    };
    staff.record.posts.iter().filter_map(class).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::made_up::{class_of, date};
    use crate::domain::people::StaffRecord;
    use uuid::Uuid;

    fn staff(id: u128, name: &str, posts: &[Post]) -> Staff {
        let record = StaffRecord { name: name.into(), posts: posts.iter().copied().collect(), until: None };
        Staff { id: StaffId(Uuid::from_u128(id)), record }
    }

    #[test]
    fn everybody_signs_at_the_own_level_and_once() {
        let (mut books, class) = class_of(2);
        books.staff = vec![
            staff(1, "林校长", &[Post::Leadership]),
            staff(2, "王副校长", &[Post::Leadership]),
            staff(3, "周主任", &[Post::Affairs]),
            staff(4, "吴组长", &[Post::GradeLead(class.grade), Post::Homeroom(class)]),
            staff(5, "陈老师", &[]),
        ];
        let homeroom = PledgeKey { year: 2025, level: PledgeLevel::Class, party: Party::Staff(books.staff[3].id) };
        let signed = Signed { on: date("2025-09-05"), by: String::new(), attachments: Vec::new() };
        books.pledge_signatures.push(SignedPledge { key: homeroom, signed, recorded_by: StaffId::NEW });
        let school = School::from_books(books);
        let pledges = school.pledges(2025, &PledgeLevel::ALL, date("2025-11-19"));
        let at = |level| pledges.iter().filter(|pledge| pledge.key.level == level).collect::<Vec<_>>();
        let second = |pledge: &&Pledge| match &pledge.second {
            Side::Staff { name, .. } | Side::Guardian { pupil: name, .. } => name.clone(),
            Side::Outside | Side::School => String::new(),
        };
        let names = |level| at(level).iter().map(second).collect::<Vec<_>>();
        assert_eq!(names(PledgeLevel::School), ["林校长"]);
        assert_eq!(names(PledgeLevel::Grade), ["王副校长", "周主任", "吴组长"]);
        assert_eq!(names(PledgeLevel::Class), ["吴组长"]);
        assert_eq!(names(PledgeLevel::Subject), ["陈老师"]);
        assert_eq!(names(PledgeLevel::Family), ["学生1", "学生2"]);
        let [class] = at(PledgeLevel::Class)[..] else { panic!() };
        assert!(matches!(&class.first, Side::Staff { of: Capacity::Principal, .. }), "nobody signs with themselves");
        assert_eq!(pledges.iter().filter(|pledge| pledge.signed.is_some()).count(), 1);
        assert!(school.pledges(2024, &PledgeLevel::OF_STAFF, date("2025-11-19")).iter().all(|it| it.signed.is_none()));
    }
}

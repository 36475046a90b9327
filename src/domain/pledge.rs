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
    /// The letters of a school year at these levels, as the staff list stands on a date, with the posts of that year; levels,
    /// then their order in the school.
    pub fn pledges(&self, year: i32, levels: &[PledgeLevel], on: NaiveDate) -> Vec<Pledge> {
        let (first, last) = days_of_school_year(year);
        // Letters are made before the first day of school, for the posts and classes that it brings.
        let on = on.clamp(first, last).max(self.year_begins(year));
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
                    let grades = self.led_by(staff, on);
                    match () {
                        () if self.posts(staff, on).contains(&Post::Leadership) => Some(Capacity::Leadership),
                        () if self.posts(staff, on).contains(&Post::Affairs) => Some(Capacity::Affairs),
                        () if !grades.is_empty() => Some(Capacity::GradeLead(grades)),
                        () => None,
                    }
                };
                let signs = |staff: &&&Staff| Some(of_staff(staff, by_principal(), capacity(staff)?));
                others.filter_map(|staff| signs(&staff)).collect()
            }
            PledgeLevel::Class => {
                let mut homerooms: Vec<(Vec<Class>, &Staff)> =
                    here.iter().map(|it| (self.homerooms_of(it, on), *it)).collect();
                homerooms.retain(|(classes, _)| !classes.is_empty());
                homerooms.sort_by(|a, b| (&a.0, a.1.id).cmp(&(&b.0, b.1.id)));
                // Nobody signs with themselves: where one person is both, there is no letter.
                let lead = |classes: &[Class], own: StaffId| {
                    let grades: BTreeSet<Grade> = classes.iter().map(|class| class.grade).collect();
                    let leads = |staff: &&&Staff| grades.iter().any(|it| self.led_by(staff, on).contains(it));
                    match here.iter().filter(|staff| staff.id != own).find(leads) {
                        Some(staff) => Some(Side::Staff {
                            name: staff.record.name.clone(),
                            of: Capacity::GradeLead(self.led_by(staff, on)),
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
                let plain = here.iter().filter(|staff| self.posts(staff, on).is_empty());
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
        let leads = |staff: &&Staff| staff.record.is_here(on) && self.posts(staff, on).contains(&Post::Leadership);
        self.staff.iter().find(leads).or_else(|| self.stand_in(on))
    }

    fn led_by(&self, staff: &Staff, on: NaiveDate) -> Vec<Grade> {
        let grade = |post: &Post| match post {
            Post::GradeLead(grade) => Some(*grade),
            _ => None,
        };
        self.posts(staff, on).iter().filter_map(grade).collect()
    }

    fn homerooms_of(&self, staff: &Staff, on: NaiveDate) -> Vec<Class> {
        let class = |post: &Post| match post {
            Post::Homeroom(class) => Some(*class),
            _ => None,
        };
        self.posts(staff, on).iter().filter_map(class).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::EntryId;
    use crate::domain::made_up::{class_of, date};
    use crate::domain::people::StaffRecord;
    use crate::domain::year::{TurnedYear, YearTurn};
    use uuid::Uuid;

    fn staff(id: u128, name: &str, posts: &[Post]) -> Staff {
        let record = StaffRecord { name: name.into(), posts: posts.iter().copied().collect(), until: None };
        Staff { id: StaffId(Uuid::from_u128(id)), record }
    }

    /// After the year has turned, the letters of the year before are still those of its posts; those of the new year are
    /// the new ones', before it begins too.
    #[test]
    fn a_year_has_the_letters_of_its_own_posts() {
        let (mut books, class) = class_of(1);
        let (was, is) = (staff(1, "陈老师", &[]), staff(2, "李老师", &[Post::Homeroom(class)]));
        let principal = staff(3, "林校长", &[Post::Leadership]);
        let leads = (principal.id, principal.record.posts.clone());
        let posts_before = [(was.id, [Post::Homeroom(class)].into()), leads].into();
        let turn = YearTurn { on: date("2026-09-01"), last_grades: [].into(), posts_before };
        books.year_turns = vec![TurnedYear { year: 2026, turn, entry: EntryId(Uuid::from_u128(9)) }];
        books.staff = vec![was, is, principal];
        let school = School::from_books(books);
        let signers = |year, on: &str| {
            let letters = school.pledges(year, &[PledgeLevel::Class], date(on));
            letters.iter().map(|it| it.key.party).collect::<Vec<_>>()
        };
        let [was, is] = [1, 2].map(|id| Party::Staff(StaffId(Uuid::from_u128(id))));
        assert_eq!(signers(2025, "2026-10-10"), [was]);
        assert_eq!(signers(2026, "2026-10-10"), [is]);
        assert_eq!(signers(2026, "2026-08-20"), [is]);
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

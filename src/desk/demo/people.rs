//! The made-up school's people: pupils with numbers and families, and the teachers.

use super::cast::{CAST, Role};
use super::{Dice, Extent, names, on, pick};
use crate::desk::{Clock, new_id};
use crate::domain::calendar::days_between;
use crate::domain::class::Class;
use crate::domain::entry::Change;
use crate::domain::ids::{PupilId, StaffId};
use crate::domain::numbers::{IdNo, IdNoError, Phone, StudentNo};
use crate::domain::people::{Guardian, KeyGroup, Post, PupilRecord, Sex, Standing};
use chrono::{NaiveDate, NaiveDateTime};
use rand::RngExt;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Where families are registered: area of the ID number, place, how many in a hundred. The first four are of the city.
const HUKOU: &[(&str, &str, u32)] = &[
    ("350212", "福建省厦门市同安区", 58),
    ("350211", "福建省厦门市集美区", 5),
    ("350213", "福建省厦门市翔安区", 5),
    ("350206", "福建省厦门市湖里区", 4),
    ("350524", "福建省泉州市安溪县", 7),
    ("350681", "福建省漳州市龙海市", 4),
    ("350821", "福建省龙岩市长汀县", 4),
    ("360721", "江西省赣州市赣县", 4),
    ("411624", "河南省周口市沈丘县", 3),
    ("511623", "四川省广安市邻水县", 3),
    ("520523", "贵州省毕节市金沙县", 3),
];

/// Registered in the city (the first of [`HUKOU`]): not a migrant child.
const OF_THE_CITY: usize = 4;

const XINJIANG: (&str, &str) = ("653122", "新疆维吾尔自治区喀什地区疏勒县");

/// Made-up neighbourhoods: street or town, village, and whether it is so far that many board at the school.
const PLACES: &[(&str, &str, bool)] = &[
    ("凤栖街道", "梧桐社区", false),
    ("凤栖街道", "溪岸社区", false),
    ("凤栖街道", "东门社区", false),
    ("柳岸街道", "南桥社区", false),
    ("柳岸街道", "柳浪社区", false),
    ("栖云镇", "云顶村", true),
    ("栖云镇", "石埕村", true),
    ("栖云镇", "竹坑村", true),
];

/// Beginnings of mobile numbers that are not given out (see the README of the made-up data).
const PHONES: &[&str] = &["142", "143", "154"];

/// A made-up pupil.
#[derive(Clone)]
pub(super) struct Person {
    pub(super) id: PupilId,
    pub(super) record: PupilRecord,
    pub(super) class: Class,
    pub(super) seat: u16,
    /// First day in the class.
    pub(super) from: NaiveDate,
}

/// The pupils, by class and seat.
pub(super) fn pupils(dice: &mut Dice, extent: &Extent) -> Vec<Person> {
    let mut taken = HashSet::new();
    let mut people = Vec::new();
    for &class in &extent.classes {
        let size = if class.code() == super::OWN_CLASS { 50 } else { dice.random_range(extent.pupils.clone()) };
        for seat in 1..=size {
            let role = CAST.iter().find(|role| (role.class, role.seat) == (class.code(), seat));
            let record = record(dice, class, role, &mut taken);
            let from = role.and_then(|role| role.joined).map_or(extent.first, |(month, day)| on(month, day));
            let id = PupilId(new_id(dice, &Clock::Stopped(from.into())));
            people.push(Person { id, record, class, seat, from });
        }
    }
    people
}

/// The facts with which the pupils come into the books: at the beginning of the term, or when they join.
pub(super) fn roster(
    people: &[Person],
    first: NaiveDate,
) -> impl Iterator<Item = (Option<Class>, NaiveDate, Vec<Change>)> {
    let facts = |person: &Person| {
        let record = Change::Pupil { id: person.id, to: Some(person.record.clone()) };
        let standing = Change::Standing {
            pupil: person.id,
            from: person.from,
            to: Some(Standing::InClass { class: person.class, seat: Some(person.seat) }),
        };
        [record, standing]
    };
    let begun: Vec<Change> = people.iter().filter(|person| person.from == first).flat_map(facts).collect();
    let joined = people.iter().filter(move |person| person.from != first);
    let joined = joined.map(move |person| (Some(person.class), person.from, facts(person).to_vec()));
    std::iter::once((None, first, begun)).chain(joined)
}

fn record(dice: &mut Dice, class: Class, role: Option<&Role>, taken: &mut HashSet<String>) -> PupilRecord {
    let sex = role.map_or_else(|| if dice.random_bool(0.52) { Sex::Male } else { Sex::Female }, |role| role.sex);
    let name = role.map_or_else(|| names::pupil(dice, sex), |role| role.name.to_owned());
    let (area, hukou, local) = registered(dice, &name, role);
    let (street, village, far) = pick(dice, PLACES);
    let birth = birthday(dice, class);
    let id_no = id_no(dice, area, birth, sex, taken);
    let groups = role.filter(|role| !role.groups.is_empty());
    let groups = match groups {
        Some(role) => role.groups.iter().copied().collect(),
        None => key_groups(dice, local),
    };
    let kin = kin(dice, role.is_some(), &groups);
    PupilRecord {
        sex: Some(sex),
        student_no: id_no.as_ref().and_then(|id_no| StudentNo::parse(&format!("G{}", id_no.as_str())).ok()),
        id_no,
        birth: Some(birth),
        hukou: hukou.to_owned(),
        address: format!("{street}{village}{}号", dice.random_range(1..320)),
        street: street.to_owned(),
        boarder: Some(dice.random_bool(if far { 0.4 } else { 0.02 })),
        dormitory: String::new(),
        guardians: guardians(dice, &name, kin),
        groups,
        name,
    }
}

/// Area, place, and whether that lies in the city.
fn registered(dice: &mut Dice, name: &str, role: Option<&Role>) -> (&'static str, &'static str, bool) {
    if name.contains('·') {
        return (XINJIANG.0, XINJIANG.1, false);
    }
    let migrant = role.map(|role| role.groups.contains(&KeyGroup::Migrant));
    let places = match migrant {
        Some(true) => &HUKOU[OF_THE_CITY + 3..],
        Some(false) => &HUKOU[..1],
        None => HUKOU,
    };
    let mut left = dice.random_range(0..places.iter().map(|place| place.2).sum());
    for (at, (area, place, share)) in places.iter().enumerate() {
        if left < *share {
            return (area, place, migrant.map_or(at < OF_THE_CITY, |migrant| !migrant));
        }
        left -= share;
    }
    (HUKOU[0].0, HUKOU[0].1, true)
}

/// Twelve years old before the seventh grade begins, and so on.
fn birthday(dice: &mut Dice, class: Class) -> NaiveDate {
    let year = super::YEAR - 6 - i32::from(class.grade.get());
    let days = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let within: Vec<NaiveDate> = days_between(days(year, 9, 1), days(year + 1, 8, 31)).collect();
    pick(dice, &within)
}

/// A number with its right check character and an order number of 900 to 999, odd for boys; none twice.
fn id_no(dice: &mut Dice, area: &str, birth: NaiveDate, sex: Sex, taken: &mut HashSet<String>) -> Option<IdNo> {
    let front = loop {
        let order = 900 + 2 * dice.random_range(0..50) + u32::from(sex == Sex::Male);
        let front = format!("{area}{}{order}", birth.format("%Y%m%d"));
        if taken.insert(front.clone()) {
            break front;
        }
    };
    match IdNo::parse(&format!("{front}0")) {
        Err(IdNoError::CheckDigit(right)) => IdNo::parse(&format!("{front}{right}")).ok(),
        read => read.ok(),
    }
}

/// In the shares that such a school has.
fn key_groups(dice: &mut Dice, local: bool) -> BTreeSet<KeyGroup> {
    let mut groups = BTreeSet::new();
    if !local {
        groups.insert(KeyGroup::Migrant);
    }
    match dice.random_range(0..1000) {
        0..60 => groups.insert(KeyGroup::LeftBehind),
        60..75 => groups.insert(KeyGroup::Dibao),
        75..83 => groups.insert(KeyGroup::PovertyLifted),
        83..87 => groups.insert(KeyGroup::Disabled),
        87..89 => groups.insert(KeyGroup::Orphan),
        89..91 => groups.insert(KeyGroup::Unattended),
        91..96 => groups.insert(KeyGroup::Difficult),
        96 => groups.insert(KeyGroup::Tekun),
        _ => false,
    };
    groups
}

/// Who is answerable at home, who is asked first coming first. The stories of the cast speak of both parents.
fn kin(dice: &mut Dice, of_the_cast: bool, groups: &BTreeSet<KeyGroup>) -> &'static [&'static str] {
    match dice.random_range(0..20) {
        _ if groups.contains(&KeyGroup::Orphan) => &["伯父"],
        _ if groups.contains(&KeyGroup::Unattended) => &["祖母"],
        _ if groups.contains(&KeyGroup::LeftBehind) => &["祖母", "父亲"],
        _ if of_the_cast => &["母亲", "父亲"],
        0 => &["母亲"],
        1 => &["父亲"],
        2 => &["祖父", "母亲"],
        3..9 => &["父亲", "母亲"],
        _ => &["母亲", "父亲"],
    }
}

fn guardians(dice: &mut Dice, name: &str, kin: &[&str]) -> Vec<Guardian> {
    let surname = names::surname_of(name);
    let other = names::surname(dice);
    let guardian = |dice: &mut Dice, relation: &str| {
        let name = match relation {
            "父亲" if name.contains('·') => format!("{surname}·艾力"),
            "母亲" if name.contains('·') => "热依汗·吐尔逊".to_owned(),
            "父亲" | "伯父" => names::adult(dice, surname, Sex::Male),
            "母亲" => names::adult(dice, other, Sex::Female),
            "祖父" => names::grandparent(dice, surname, Sex::Male),
            _ => names::grandparent(dice, other, Sex::Female),
        };
        let phones = Phone::parse(&format!("{}{:08}", pick(dice, PHONES), dice.random_range(10_000_000..99_999_999)));
        Guardian { name, relation: relation.to_owned(), phones: phones.into_iter().collect() }
    };
    kin.iter().map(|relation| guardian(dice, relation)).collect()
}

/// A teacher, as the books and the papers name one.
#[derive(Clone)]
pub(super) struct Teacher {
    pub(super) id: StaffId,
    pub(super) name: String,
    pub(super) homeroom: Option<Class>,
}

/// Everybody who records something.
pub(super) struct Staffroom {
    /// Who sits at the desk.
    pub(super) me: Teacher,
    pub(super) homerooms: BTreeMap<Class, Teacher>,
    /// 德育处
    pub(super) affairs: Teacher,
    /// 校长
    pub(super) principal: Teacher,
}

/// The colleagues of the person who sits at the desk, with names that differ.
pub(super) fn colleagues(dice: &mut Dice, extent: &Extent, me: Teacher, at: NaiveDateTime) -> Staffroom {
    let mut taken = HashSet::from([me.name.clone()]);
    let mut teacher = |homeroom: Option<Class>| loop {
        let sex = if dice.random_bool(0.6) { Sex::Female } else { Sex::Male };
        let surname = names::surname(dice);
        let name = names::adult(dice, surname, sex);
        if taken.insert(name.clone()) {
            break Teacher { id: StaffId(new_id(dice, &Clock::Stopped(at))), name, homeroom };
        }
    };
    let (affairs, principal) = (teacher(None), teacher(None));
    let of_class = |&class: &Class| match me.homeroom {
        Some(own) if own == class => (class, me.clone()),
        _ => (class, teacher(Some(class))),
    };
    let homerooms = extent.classes.iter().map(of_class).collect();
    Staffroom { me, homerooms, affairs, principal }
}

impl Staffroom {
    /// The homeroom teacher; a class without one is the office's.
    pub(super) fn of(&self, class: Class) -> &Teacher {
        self.homerooms.get(&class).unwrap_or(&self.affairs)
    }

    /// Who goes on a home visit: two, by rule.
    pub(super) fn visitors(&self, class: Class) -> String {
        format!("{}、{}", self.of(class).name, self.affairs.name)
    }

    /// What a teacher is beside teaching: the homeroom teacher of a grade's first class leads the grade.
    pub(super) fn posts(&self, teacher: &Teacher) -> BTreeSet<Post> {
        let mut posts: BTreeSet<Post> = teacher.homeroom.map(Post::Homeroom).into_iter().collect();
        posts.extend(teacher.homeroom.filter(|class| class.number == 1).map(|class| Post::GradeLead(class.grade)));
        if teacher.id == self.affairs.id {
            posts.extend([Post::Affairs, Post::Registrar, Post::EpidemicReporter]);
        }
        if teacher.id == self.principal.id {
            posts.insert(Post::Leadership);
        }
        posts
    }

    pub(super) fn everybody(&self) -> impl Iterator<Item = &Teacher> {
        self.homerooms.values().chain([&self.affairs, &self.principal])
    }
}

//! Staff lists (教职工名单): who works at the school and in which posts.
//!
//! - A person is known again by the name; several rows of one name are one person with several posts.
//! - Of the roles that the file gives a person, its posts are those that the person holds from now on: another class
//!   takes the place of the former one. Posts of roles that the file does not name for that person stay.
//! - A row without a role, or with that of a plain teacher, enters the person and no post.
//! - Who had left and stands in the file is back. Who is not in the file is listed and left alone.

use super::error::ExchangeError;
use super::headings::{self, Faults, Headings};
use super::plan::{Difference, FaultKind, Field, Item, Note, Place, Plan, Subject, Value};
use super::sheet::{Row, Sheet};
use super::title;
use crate::domain::class::{Class, ClassContext, ClassError, ClassReading, Grade};
use crate::domain::entry::Change;
use crate::domain::ids::StaffId;
use crate::domain::people::{Post, Role, Staff, StaffRecord};
use crate::domain::plain::plain;
use crate::domain::school::School;
use crate::domain::school_year::school_year;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    Role,
    Class,
    Grade,
}

const LOOKED_FOR: [&str; 2] = ["姓名", "职务"];

fn meaning(title: &str) -> Option<(Column, u8)> {
    Some(match title {
        "姓名" | "教师姓名" | "教职工姓名" | "教师" => (Column::Name, 0),
        "职务" | "角色" | "职务/角色" | "职务角色" | "岗位" | "担任职务" | "职责" | "校内职务" => {
            (Column::Role, 0)
        }
        "班级" | "所带班级" | "任班主任班级" | "负责班级" => (Column::Class, 0),
        "任教班级" => (Column::Class, 1),
        "年级" | "所在年级" | "负责年级" => (Column::Grade, 0),
        "任教年级" => (Column::Grade, 1),
        _ => return None,
    })
}

/// What a word in the column of roles means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Means {
    Role(Role),
    /// A teacher without a post of the ladder.
    Plain,
}

fn word(text: &str) -> Option<Means> {
    Some(Means::Role(match text {
        "班主任" | "正班主任" => Role::Homeroom,
        "年级组长" | "年级长" | "级长" | "段长" | "年段长" | "年级主任" | "组长" => Role::GradeLead,
        "德育处" | "政教处" | "学生处" | "德育主任" | "政教主任" | "德育处主任" | "政教处主任" | "德育处副主任"
        | "政教处副主任" | "德育干事" | "德育处干事" => Role::Affairs,
        "校长" | "副校长" | "校领导" | "书记" | "副书记" | "德育副校长" | "分管副校长" | "党支部书记" => {
            Role::Leadership
        }
        "学籍管理员" | "学籍员" | "学籍" | "学籍管理" | "学籍专干" => Role::Registrar,
        "校医" | "疫情报告人" | "保健教师" | "保健老师" | "卫生老师" | "卫生室" => {
            Role::EpidemicReporter
        }
        "教师" | "老师" | "任课教师" | "科任教师" | "科任" | "教职工" | "职员" | "无" => {
            return Some(Means::Plain);
        }
        code => Role::from_code(&code.to_ascii_lowercase())?,
    }))
}

/// What stands between two roles in one cell.
const BETWEEN: [char; 8] = ['、', '，', ',', ';', '；', '/', '+', ' '];

/// Works out what the staff lists in the sheets of a file would change.
///
/// # Errors
/// When no sheet has the headings of a staff list.
pub fn plan(sheets: &[Sheet], school: &School, today: NaiveDate) -> Result<Plan, ExchangeError> {
    let mut plan = Plan::default();
    let mut said: BTreeMap<String, BTreeSet<Post>> = BTreeMap::new();
    let mut passed_over = Vec::new();
    for (at, sheet) in sheets.iter().enumerate() {
        let enough = |fields: &[Column]| fields.contains(&Column::Name) && fields.contains(&Column::Role);
        let Some(headings) = headings::find(sheet, meaning, enough) else {
            passed_over.extend((!sheet.rows.is_empty()).then(|| sheet.name.clone()));
            continue;
        };
        plan.tables.push(Place { sheet: at, heading_row: sheet.rows[headings.at].number });
        plan.unread_columns.extend(headings.unread.iter().cloned());
        let mut faults = Faults { sheet: at, sheet_name: &sheet.name, list: Vec::new() };
        for row in headings.rows(sheet).filter(|row| is_of_a_person(row, &headings)) {
            plan.rows += 1;
            let reader = RowReader { row, headings: &headings, faults: &mut faults, school, today };
            if let Some((name, posts)) = reader.read() {
                said.entry(name).or_default().extend(posts);
            }
        }
        plan.faults.append(&mut faults.list);
    }
    if plan.tables.is_empty() {
        return Err(ExchangeError::NoHeadings { looked_for: LOOKED_FOR.to_vec() });
    }
    if !passed_over.is_empty() {
        plan.notes.push(Note::SheetsPassedOver { names: passed_over });
    }
    for (name, posts) in &said {
        person(school.find_staff(name), name, posts, today, &mut plan);
    }
    if !said.is_empty() {
        let here = school.staff.iter().filter(|staff| staff.record.is_here(today));
        let others = here.filter(|staff| !said.contains_key(&staff.record.name));
        plan.missing = others.map(|staff| item(&staff.record.name, &staff.record.posts, Vec::new())).collect();
    }
    plan.put_in_order();
    Ok(plan)
}

/// Whether a row is of somebody: lines left empty, sums and signatures below the table are not.
fn is_of_a_person(row: &Row, headings: &Headings<Column>) -> bool {
    let is_blank = |column| headings.cell(row, column).is_blank();
    !is_blank(Column::Role) || !(is_blank(Column::Name) || title::is_footer(row))
}

fn item(name: &str, posts: &BTreeSet<Post>, differences: Vec<Difference>) -> Item {
    let subject = Subject::Staff { name: name.to_owned(), posts: posts.iter().copied().collect() };
    Item { subject, differences }
}

fn person(known: Option<&Staff>, name: &str, said: &BTreeSet<Post>, today: NaiveDate, plan: &mut Plan) {
    let Some(staff) = known else {
        plan.new.push(item(name, said, Vec::new()));
        let record = StaffRecord { name: name.to_owned(), posts: said.clone(), until: None };
        plan.changes.push(Change::Staff { id: StaffId::NEW, to: Some(record) });
        return;
    };
    let is_back = !staff.record.is_here(today);
    let roles: BTreeSet<Role> = said.iter().map(|post| post.role()).collect();
    let kept = staff.record.posts.iter().copied().filter(|post| !is_back && !roles.contains(&post.role()));
    let posts: BTreeSet<Post> = kept.chain(said.iter().copied()).collect();
    let until = if is_back { None } else { staff.record.until };
    let record = StaffRecord { name: name.to_owned(), posts, until };
    if record == staff.record {
        plan.unchanged += 1;
        return;
    }
    let value = |posts: &BTreeSet<Post>| Some(Value::Posts(posts.iter().copied().collect()));
    let mut differences = Vec::new();
    if record.posts != staff.record.posts {
        let (old, new) = (value(&staff.record.posts), value(&record.posts));
        differences.push(Difference { field: Field::Posts, pupil: None, old, new });
    }
    if record.until != staff.record.until {
        let old = staff.record.until.map(Value::Date);
        differences.push(Difference { field: Field::Until, pupil: None, old, new: None });
    }
    plan.changed.push(item(name, &record.posts, differences));
    plan.changes.push(Change::Staff { id: staff.id, to: Some(record) });
}

struct RowReader<'a, 's> {
    row: &'a Row,
    headings: &'a Headings<Column>,
    faults: &'a mut Faults<'s>,
    school: &'a School,
    today: NaiveDate,
}

impl RowReader<'_, '_> {
    fn fault(&mut self, column: Column, kind: FaultKind) {
        self.faults.in_field(self.headings, column, self.row, kind);
    }

    fn words(&mut self, column: Column) -> Option<String> {
        self.faults.words(self.headings, column, self.row).map(|text| text.into_owned())
    }

    /// The person and the posts that the row says; none where anything in it is at fault.
    fn read(mut self) -> Option<(String, BTreeSet<Post>)> {
        let before = self.faults.list.len();
        let (name, role) = (self.words(Column::Name), self.words(Column::Role).unwrap_or_default());
        let (class, grade) = (self.words(Column::Class), self.words(Column::Grade));
        if self.faults.list.len() > before {
            return None;
        }
        let Some(name) = name else {
            self.fault(Column::Name, FaultKind::MissingName);
            return None;
        };
        let most = StaffRecord::LONGEST_NAME;
        if name.chars().count() > most {
            self.fault(Column::Name, FaultKind::NameTooLong { most });
            return None;
        }
        let mut posts = BTreeSet::new();
        for written in plain(&role).split(BETWEEN).filter(|word| !word.is_empty()) {
            match self.post(written, class.as_deref(), grade.as_deref()) {
                Ok(post) => posts.extend(post),
                Err((column, kind)) => {
                    self.fault(column, kind);
                    return None;
                }
            }
        }
        Some((name, posts))
    }

    /// The post under a word such as 班主任, or 七年级(3)班班主任 and 七年级段长; none for a plain teacher.
    fn post(
        &self,
        written: &str,
        class: Option<&str>,
        grade: Option<&str>,
    ) -> Result<Option<Post>, (Column, FaultKind)> {
        let (place, means) = split(written).ok_or((Column::Role, FaultKind::UnknownRole))?;
        let Means::Role(role) = means else { return Ok(None) };
        let place = Some(place).filter(|place| !place.is_empty());
        let unread_grade = |_: ClassError| (Column::Grade, FaultKind::UnknownGrade);
        let grade = || place.or(grade).map(str::parse::<Grade>).transpose().map_err(unread_grade);
        Ok(Some(match role {
            Role::Homeroom => {
                let written = place.or(class).ok_or((Column::Class, FaultKind::MissingClass))?;
                let beside = if place.is_some() { None } else { grade()? };
                let class = self.class(written, beside);
                Post::Homeroom(class.map_err(|error| (Column::Class, FaultKind::UnknownClass(error)))?)
            }
            Role::GradeLead => Post::GradeLead(grade()?.ok_or((Column::Grade, FaultKind::MissingGrade))?),
            _ if place.is_some() => return Err((Column::Role, FaultKind::UnknownRole)),
            Role::Affairs => Post::Affairs,
            Role::Leadership => Post::Leadership,
            Role::Registrar => Post::Registrar,
            Role::EpidemicReporter => Post::EpidemicReporter,
        }))
    }

    /// The class that is meant, one of the school's where it has any.
    fn class(&self, written: &str, grade: Option<Grade>) -> Result<Class, ClassError> {
        let school_year = school_year(self.today);
        let class = written.parse::<ClassReading>()?.resolve(ClassContext { school_year, stage: None, grade })?;
        let known = self.school.pupils.is_empty() || self.school.knows_class(class);
        if known { Ok(class) } else { Err(ClassError::NotInSchool) }
    }
}

/// What stands before the role's word, and what that means: the longest word at the end that means anything.
fn split(written: &str) -> Option<(&str, Means)> {
    written.char_indices().find_map(|(at, _)| word(&written[at..]).map(|means| (&written[..at], means)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::made_up::{class_of, date};
    use crate::exchange::file;
    use uuid::Uuid;

    fn read(text: &str, staff: Vec<Staff>) -> Plan {
        let (mut books, _) = class_of(2);
        books.staff = staff;
        let sheets = file::read("教职工.csv", text.as_bytes()).unwrap();
        plan(&sheets, &School::from_books(books), date("2025-09-10")).unwrap()
    }

    fn posts(plan: &Plan, name: &str) -> Vec<Post> {
        let of = plan.changes.iter().find_map(|change| match change {
            Change::Staff { to: Some(record), .. } if record.name == name => Some(record.posts.clone()),
            _ => None,
        });
        of.unwrap_or_default().into_iter().collect()
    }

    #[test]
    fn the_many_words_for_a_role() {
        let (_, class) = class_of(1);
        let plan = read(
            "凤栖中学教职工名单\n教师姓名,职务/角色,班级,年级\n\
             甲,班主任,七年级(3)班,\n乙,七年级(3)班班主任,,\n丙,班主任,3班,七年级\n丁,段长,,初一\n戊,七年级段长,,\n\
             己,政教处,,\n庚,副校长,,\n辛,学籍管理员、校医,,\n壬,任课教师,,\n癸,,,\n",
            Vec::new(),
        );
        assert_eq!(plan.faults, []);
        for name in ["甲", "乙", "丙"] {
            assert_eq!(posts(&plan, name), [Post::Homeroom(class)], "{name}");
        }
        for name in ["丁", "戊"] {
            assert_eq!(posts(&plan, name), [Post::GradeLead(class.grade)], "{name}");
        }
        assert_eq!(posts(&plan, "己"), [Post::Affairs]);
        assert_eq!(posts(&plan, "庚"), [Post::Leadership]);
        assert_eq!(posts(&plan, "辛"), [Post::Registrar, Post::EpidemicReporter]);
        assert_eq!((posts(&plan, "壬").len(), posts(&plan, "癸").len(), plan.new.len()), (0, 0, 10));
    }

    #[test]
    fn faults_keep_their_row_out_and_say_where() {
        let plan = read(
            "姓名,职务,班级,年级\n甲,班主任,,\n乙,年级组长,,\n丙,班主任,九年级(9)班,\n丁,厨师长,,\n,校长,,\n戊,校长,,\n",
            Vec::new(),
        );
        let faults: Vec<(u32, &str, &str)> =
            plan.faults.iter().map(|fault| (fault.row, fault.column.as_str(), fault.kind.code())).collect();
        assert_eq!(
            faults,
            [
                (2, "班级", "missing_class"),
                (3, "年级", "missing_grade"),
                (4, "班级", "unknown_class"),
                (5, "职务", "unknown_role"),
                (6, "姓名", "missing_name"),
            ]
        );
        assert_eq!(plan.new.len(), 1);
    }

    #[test]
    fn a_post_of_the_same_role_takes_the_former_ones_place() {
        let (_, class) = class_of(1);
        let former = Class::new(class.grade, 1).unwrap();
        let record =
            StaffRecord { name: "甲".into(), posts: [Post::Homeroom(former), Post::Affairs].into(), until: None };
        let other = StaffRecord { name: "乙".into(), posts: BTreeSet::new(), until: None };
        let staff = |id: u128, record: &StaffRecord| Staff { id: StaffId(Uuid::from_u128(id)), record: record.clone() };
        let known = || vec![staff(1, &record), staff(2, &other)];
        let plan = read("姓名,职务,班级\n甲,班主任,七年级(3)班\n", known());
        assert_eq!(posts(&plan, "甲"), [Post::Homeroom(class), Post::Affairs]);
        assert_eq!((plan.changed.len(), plan.missing.len()), (1, 1));
        let again = read("姓名,职务,班级\n甲,班主任,七年级(1)班\n甲,德育处,\n乙,教师,\n", known());
        assert!(again.faults.iter().any(|fault| fault.kind.code() == "unknown_class"), "七年级(1)班 has no pupils");
        let same = read("姓名,职务,班级\n甲,德育处,\n乙,教师,\n", known());
        assert_eq!((same.unchanged, same.is_nothing_to_do()), (2, true));
    }

    #[test]
    fn a_file_without_such_headings_is_none() {
        let (books, _) = class_of(1);
        let sheets = file::read("x.csv", "姓名,座号\n甲,1\n".as_bytes()).unwrap();
        let result = plan(&sheets, &School::from_books(books), date("2025-09-10"));
        assert!(matches!(result, Err(ExchangeError::NoHeadings { .. })));
    }
}

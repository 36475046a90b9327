//! One row of a roster: what it says of a pupil.

use super::date;
use super::headings::{Faults, Headings};
use super::plan::FaultKind;
use super::sheet::{Cell, Row};
use crate::domain::class::{Class, ClassContext, ClassReading, Grade, Stage};
use crate::domain::numbers::{IdNo, IdNoError, Phone, PhoneError, StudentNo, StudentNoError};
use crate::domain::people::{Guardian, KeyGroup, PupilRecord, Sex};
use crate::domain::plain::plain;
use chrono::NaiveDate;
use std::borrow::Cow;

/// A column of a roster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    Name,
    Sex,
    StudentNo,
    IdNo,
    Birth,
    Grade,
    Class,
    /// 座号
    Seat,
    /// 学号: a seat where it is small, else a number of the school's that is not kept.
    SeatOrNumber,
    Enrolled,
    Hukou,
    Address,
    Street,
    /// 是否寄宿
    Boarder,
    /// 宿舍号
    Dormitory,
    /// 就读方式
    Attends,
    Group(KeyGroup),
    /// 低保/建档立卡 in one column.
    Hardship,
    /// The guardian's place, from 0.
    Guardian(u8, Part),
    FatherOrMother(Parent, Part),
    /// 联系电话 without saying whose.
    Phone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    Name,
    Relation,
    Phone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Parent {
    Father,
    Mother,
}

/// Headings without which no roster is known as one, as an error names them.
pub const LOOKED_FOR: [&str; 2] = ["姓名", "班级"];

/// The column that a folded heading names.
pub fn meaning(title: &str) -> Option<(Column, u8)> {
    let column = match title {
        "姓名" | "学生姓名" | "学生" | "名字" | "儿童姓名" | "幼儿姓名" | "孩子姓名" => {
            (Column::Name, 0)
        }
        "性别" => (Column::Sex, 0),
        "学籍号" | "全国学籍号" | "国网学籍号" | "全国学籍号码" | "学籍号码" => {
            (Column::StudentNo, 0)
        }
        "身份证件号" | "身份证号" | "身份证号码" | "身份证件号码" | "公民身份号码" | "证件号码" | "证件号"
        | "身份证" => (Column::IdNo, 0),
        "出生日期" | "出生年月日" | "生日" => (Column::Birth, 0),
        "出生年月" => (Column::Birth, 1),
        "年级" | "所在年级" | "年级名称" => (Column::Grade, 0),
        "班级" | "班级名称" | "所在班级" | "班号" | "班别" | "班" | "行政班" => (Column::Class, 0),
        "座号" | "座位号" | "座位" | "班内学号" | "班内序号" => (Column::Seat, 0),
        "学号" => (Column::SeatOrNumber, 0),
        "入学日期" | "入学时间" | "入校日期" | "到校日期" | "转入日期" => (Column::Enrolled, 0),
        "入学年月" => (Column::Enrolled, 1),
        "户口所在地" | "户籍所在地" | "户籍地" | "户籍地址" | "户口所在地行政区划" => {
            (Column::Hukou, 0)
        }
        "现住址" | "现居住地址" | "居住地址" => (Column::Address, 0),
        "家庭住址" | "家庭地址" | "住址" | "地址" => (Column::Address, 1),
        "通信地址" | "通讯地址" => (Column::Address, 2),
        "所属街道" | "镇街" | "街道" | "街道/镇" | "所属镇街" | "乡镇街道" => (Column::Street, 0),
        "是否寄宿" | "是否住宿" | "是否住校" | "住宿" | "寄宿" | "住校" | "寄宿生" | "住校生" => {
            (Column::Boarder, 0)
        }
        "宿舍号" | "寝室号" => (Column::Dormitory, 0),
        "宿舍" | "寝室" => (Column::Dormitory, 1),
        "就读方式" => (Column::Attends, 0),
        "联系电话" | "电话" | "手机" | "手机号" | "手机号码" | "联系方式" => (Column::Phone, 0),
        "低保/建档立卡" | "低保建档立卡" | "建档立卡/低保" => (Column::Hardship, 0),
        // Without saying whose: of the first guardian, where no better named column is.
        _ if is_relation(title) => (Column::Guardian(0, Part::Relation), 1),
        _ => return group(title).or_else(|| guardian(title)).map(|column| (column, 0)),
    };
    Some(column)
}

fn group(title: &str) -> Option<Column> {
    let bare = title.strip_prefix("是否为").or_else(|| title.strip_prefix("是否")).unwrap_or(title);
    let group = match bare {
        "孤儿" => KeyGroup::Orphan,
        "事实无人抚养" | "事实无人抚养儿童" => KeyGroup::Unattended,
        "残疾" | "残疾人" | "残疾儿童" | "残疾学生" | "残疾人类型" | "残疾类型" | "残疾生" => {
            KeyGroup::Disabled
        }
        "随班就读" | "随班就读生" => KeyGroup::Inclusive,
        "留守儿童" | "留守" | "农村留守儿童" => KeyGroup::LeftBehind,
        "随迁子女" | "随迁" | "进城务工人员随迁子女" | "外来务工人员随迁子女" | "务工人员随迁子女" => {
            KeyGroup::Migrant
        }
        "建档立卡" | "建档立卡户" | "脱贫户" | "脱贫家庭" | "原建档立卡" | "建档立卡贫困户" => {
            KeyGroup::PovertyLifted
        }
        "低保" | "低保户" | "享受低保" | "低保家庭" => KeyGroup::Dibao,
        "特困" | "特困供养" | "特困救助供养" => KeyGroup::Tekun,
        "困境儿童" | "困境" => KeyGroup::Difficult,
        _ => return None,
    };
    Some(Column::Group(group))
}

/// `监护人1姓名`, `家长2联系电话`, `成员1关系`, `父亲手机`, `监护人`.
fn guardian(title: &str) -> Option<Column> {
    for (word, parent) in [("父亲", Parent::Father), ("母亲", Parent::Mother)] {
        if let Some(rest) = title.strip_prefix(word) {
            return part(rest).map(|part| Column::FatherOrMother(parent, part));
        }
    }
    let words = ["第一监护人", "第二监护人", "家庭成员", "监护人", "家长", "成员", "联系人", "紧急联系人"];
    let word = words.into_iter().find(|word| title.starts_with(*word))?;
    let rest = &title[word.len()..];
    let numbered = |text: &str| match text {
        "1" | "一" => Some(0),
        "2" | "二" => Some(1),
        "3" | "三" => Some(2),
        _ => None,
    };
    let first = rest.chars().next().map_or("", |c| &rest[..c.len_utf8()]);
    let last = rest.chars().next_back().map_or("", |c| &rest[rest.len() - c.len_utf8()..]);
    let (place, rest) = match (numbered(first), numbered(last)) {
        (Some(place), _) => (place, &rest[first.len()..]),
        (None, Some(place)) => (place, &rest[..rest.len() - last.len()]),
        (None, None) => (if word == "第二监护人" { 1 } else { 0 }, rest),
    };
    part(rest).map(|part| Column::Guardian(place, part))
}

/// `关系`, `与学生关系`, `监护关系`: what somebody is to the pupil.
fn is_relation(title: &str) -> bool {
    matches!(title, "关系" | "监护关系" | "亲属关系" | "家庭关系" | "称谓")
        || (title.starts_with('与') && title.ends_with("关系"))
}

fn part(rest: &str) -> Option<Part> {
    match rest {
        "" | "姓名" | "名字" => Some(Part::Name),
        rest if is_relation(rest) => Some(Part::Relation),
        "电话" | "联系电话" | "手机" | "手机号" | "手机号码" | "电话号码" | "联系方式" | "联系手机" => {
            Some(Part::Phone)
        }
        _ => None,
    }
}

/// What a row says of a pupil; `None` where the file has no such column or the cell is empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    pub row: u32,
    pub name: String,
    pub class: Class,
    pub seat: Option<u16>,
    pub enrolled: Option<NaiveDate>,
    pub student_no: Option<StudentNo>,
    pub id_no: Option<IdNo>,
    sex: Option<Sex>,
    pub birth: Option<NaiveDate>,
    hukou: Option<String>,
    address: Option<String>,
    street: Option<String>,
    boarder: Option<bool>,
    dormitory: Option<String>,
    groups: Vec<(KeyGroup, bool)>,
    hardship: Option<bool>,
    guardians: Vec<Guardian>,
}

impl Person {
    /// The record as it was, with everything that the row says put in. An empty cell erases nothing.
    pub fn laid_over(&self, was: &PupilRecord) -> PupilRecord {
        let mut record = was.clone();
        let put = |field: &mut String, said: &Option<String>| {
            if let Some(said) = said {
                field.clone_from(said);
            }
        };
        record.name.clone_from(&self.name);
        record.sex = self.sex.or(record.sex);
        record.student_no = self.student_no.clone().or(record.student_no);
        record.id_no = self.id_no.clone().or(record.id_no);
        let born = record.id_no.as_ref().and_then(IdNo::born);
        record.birth = self.birth.or(record.birth).or(born);
        put(&mut record.hukou, &self.hukou);
        put(&mut record.address, &self.address);
        put(&mut record.street, &self.street);
        record.boarder = self.boarder.or(record.boarder);
        put(&mut record.dormitory, &self.dormitory);
        for (group, is_in) in &self.groups {
            if *is_in {
                record.groups.insert(*group);
            } else {
                record.groups.remove(group);
            }
        }
        self.lay_hardship_over(&mut record);
        record.guardians = guardians_laid_over(&self.guardians, &was.guardians);
        record
    }

    /// One column for 低保 and 建档立卡: 是 says one of the two, without saying which.
    fn lay_hardship_over(&self, record: &mut PupilRecord) {
        const EITHER: [KeyGroup; 2] = [KeyGroup::Dibao, KeyGroup::PovertyLifted];
        match self.hardship {
            Some(true) if !EITHER.iter().any(|group| record.groups.contains(group)) => {
                record.groups.insert(KeyGroup::Dibao);
            }
            Some(false) => record.groups.retain(|group| !EITHER.contains(group)),
            _ => {}
        }
    }
}

/// The guardians of the row in its order; what it does not say of one is kept from the one of that name. Where the
/// row has fewer than the books, those of the books that it does not name stay behind them.
pub(super) fn guardians_laid_over(said: &[Guardian], were: &[Guardian]) -> Vec<Guardian> {
    let mut list: Vec<Guardian> = Vec::new();
    for (at, guardian) in said.iter().enumerate() {
        let known = match guardian.name.as_str() {
            "" => were.get(at),
            name => were.iter().find(|known| known.name == name),
        };
        let mut guardian = guardian.clone();
        if let Some(known) = known {
            if guardian.name.is_empty() {
                guardian.name.clone_from(&known.name);
            }
            if guardian.relation.is_empty() {
                guardian.relation.clone_from(&known.relation);
            }
            if guardian.phones.is_empty() {
                guardian.phones.clone_from(&known.phones);
            }
        }
        list.push(guardian);
    }
    for known in were {
        let is_new = list.iter().all(|guardian| guardian.name != known.name);
        if is_new && list.len() < were.len() {
            list.push(known.clone());
        }
    }
    list
}

/// What is known when the rows of a file are read.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    pub today: NaiveDate,
    pub school_year: i32,
    pub stage: Option<Stage>,
    /// The class of a sheet that has no column for it.
    pub class: Option<Class>,
}

/// Reads a row. Whatever is wrong with it goes to the faults, and then there is no person.
pub fn read(row: &Row, headings: &Headings<Column>, known: Reading, faults: &mut Faults<'_>) -> Option<Person> {
    let before = faults.list.len();
    let mut reader = RowReader { row, headings, faults };
    let (name, class) = (reader.name(), reader.class(known));
    let (student_no, id_no) = (reader.student_no(), reader.id_no(known.today));
    let (seat, enrolled) = (reader.seat(), reader.enrolled(known.today));
    let (sex, birth) = (reader.sex(), reader.birth(known.today));
    let [hukou, address, street] = [Column::Hukou, Column::Address, Column::Street].map(|column| reader.words(column));
    let boarder = reader.boarder();
    let dormitory = reader.typed_or_none(Column::Dormitory);
    let groups = reader.groups();
    let hardship = reader.flag(Column::Hardship, |text| text.contains("低保") || text.contains("建档"));
    let guardians = reader.guardians();
    if faults.list.len() > before {
        return None;
    }
    Some(Person {
        row: row.number,
        name: name?,
        class: class?,
        seat,
        enrolled,
        student_no,
        id_no,
        sex,
        birth,
        hukou,
        address,
        street,
        boarder,
        dormitory,
        groups,
        hardship,
        guardians,
    })
}

/// Reads the cells of one row; what is wrong goes to the faults.
pub struct RowReader<'a, 'f, 'n> {
    pub row: &'a Row,
    pub headings: &'a Headings<Column>,
    pub faults: &'f mut Faults<'n>,
}

impl RowReader<'_, '_, '_> {
    fn fault(&mut self, column: Column, kind: FaultKind) {
        self.faults.in_field(self.headings, column, self.row, kind);
    }

    fn cell(&self, column: Column) -> &Cell {
        self.headings.cell(self.row, column)
    }

    /// The text of a cell that must have been typed: a formula is a fault.
    fn typed(&mut self, column: Column) -> Option<String> {
        if matches!(self.cell(column), Cell::Formula(..)) {
            self.fault(column, FaultKind::Formula);
            return None;
        }
        let text = self.words(column)?;
        if text.starts_with('=') {
            self.fault(column, FaultKind::Formula);
            return None;
        }
        Some(text)
    }

    /// A typed text; 无 and strokes say that there is none.
    fn typed_or_none(&mut self, column: Column) -> Option<String> {
        self.typed(column).filter(|text| !matches!(plain(text).as_ref(), "无" | "没有" | "/" | "-" | "—" | "——"))
    }

    /// The text of a cell; none when empty or at fault.
    pub fn words(&mut self, column: Column) -> Option<String> {
        self.faults.words(self.headings, column, self.row).map(Cow::into_owned)
    }

    pub fn name(&mut self) -> Option<String> {
        let before = self.faults.list.len();
        let name = self.typed(Column::Name).map(|name| tidy(&name));
        if name.is_none() && self.faults.list.len() == before {
            self.fault(Column::Name, FaultKind::MissingName);
        }
        if name.as_ref().is_some_and(|name| name.chars().count() > LONGEST_NAME) {
            self.fault(Column::Name, FaultKind::NameTooLong { most: LONGEST_NAME });
        }
        name
    }

    pub fn class(&mut self, known: Reading) -> Option<Class> {
        if self.headings.place(Column::Class).is_none() {
            if known.class.is_none() {
                self.fault(Column::Name, FaultKind::MissingClass);
            }
            return known.class;
        }
        let before = self.faults.list.len();
        let Some(text) = self.words(Column::Class) else {
            if self.faults.list.len() == before {
                self.fault(Column::Class, FaultKind::MissingClass);
            }
            return None;
        };
        let grade = self.words(Column::Grade);
        match class(&text, grade.as_deref(), known) {
            Ok(class) => Some(class),
            Err(kind) => {
                self.fault(Column::Class, kind);
                None
            }
        }
    }

    pub fn student_no(&mut self) -> Option<StudentNo> {
        let text = self.typed(Column::StudentNo)?;
        match StudentNo::parse(&text) {
            Ok(number) => return Some(number),
            Err(StudentNoError::Empty) => {}
            Err(StudentNoError::LostDigits) => self.fault(Column::StudentNo, FaultKind::LostDigits),
            Err(error) => self.fault(Column::StudentNo, FaultKind::StudentNo(error)),
        }
        None
    }

    pub fn id_no(&mut self, today: NaiveDate) -> Option<IdNo> {
        let text = self.typed(Column::IdNo)?;
        match IdNo::parse(&text) {
            Ok(number) if number.born().is_some_and(|born| born > today) => {
                self.fault(Column::IdNo, FaultKind::BornInFuture);
            }
            Ok(number) => return Some(number),
            Err(IdNoError::Empty) => {}
            Err(IdNoError::LostDigits) => self.fault(Column::IdNo, FaultKind::LostDigits),
            Err(error) => self.fault(Column::IdNo, FaultKind::IdCheckDigit(error)),
        }
        None
    }

    fn phones(&mut self, column: Column) -> Vec<Phone> {
        let Some(text) = self.typed_or_none(column) else { return Vec::new() };
        match Phone::parse_all(&text) {
            Ok(phones) => return phones,
            Err(PhoneError::LostDigits) => self.fault(column, FaultKind::LostDigits),
            Err(error) => self.fault(column, FaultKind::Phone(error)),
        }
        Vec::new()
    }

    fn seat(&mut self) -> Option<u16> {
        let number = |text: String| plain(&text).trim_end_matches('号').trim().parse::<u16>().ok();
        if let Some(text) = self.words(Column::Seat) {
            let seat = number(text).filter(|seat| (1..=999).contains(seat));
            if seat.is_none() {
                self.fault(Column::Seat, FaultKind::NoSeat);
            }
            return seat;
        }
        self.words(Column::SeatOrNumber).and_then(number).filter(|seat| (1..=200).contains(seat))
    }

    fn date(&mut self, column: Column) -> Option<date::Written> {
        self.words(column)?;
        match date::read(self.cell(column)) {
            Ok(written) => return Some(written),
            Err(date::NoDate::Impossible) => self.fault(column, FaultKind::ImpossibleDate),
            Err(date::NoDate::NotADate) => self.fault(column, FaultKind::NotADate),
        }
        None
    }

    /// A day of birth; of a month alone the day is not guessed.
    pub fn birth(&mut self, today: NaiveDate) -> Option<NaiveDate> {
        match self.date(Column::Birth)? {
            date::Written::Day(born) if born > today => {
                self.fault(Column::Birth, FaultKind::BornInFuture);
                None
            }
            date::Written::Day(born) => Some(born),
            date::Written::Month(..) => None,
        }
    }

    /// 入学日期; a month stands for its first day. More than a year ahead, or before any pupil was born, is a slip of
    /// the pen.
    fn enrolled(&mut self, today: NaiveDate) -> Option<NaiveDate> {
        let from = self.date(Column::Enrolled)?.first_day()?;
        if from > today + chrono::TimeDelta::days(366) || from < today - chrono::TimeDelta::days(20 * 366) {
            self.fault(Column::Enrolled, FaultKind::ImpossibleDate);
            return None;
        }
        Some(from)
    }

    pub fn sex(&mut self) -> Option<Sex> {
        let text = self.words(Column::Sex)?;
        match plain(&text).to_ascii_uppercase().as_str() {
            "男" | "1" | "M" | "男性" => Some(Sex::Male),
            "女" | "2" | "F" | "女性" => Some(Sex::Female),
            _ => {
                self.fault(Column::Sex, FaultKind::UnknownSex);
                None
            }
        }
    }

    fn boarder(&mut self) -> Option<bool> {
        let boards = |text: &str| text.contains("住校") || text.contains("寄宿") || text.contains("住宿");
        if let Some(flag) = self.flag(Column::Boarder, boards) {
            return Some(flag);
        }
        let text = self.words(Column::Attends)?;
        match text.as_str() {
            "1" => Some(false),
            "2" => Some(true),
            text if boards(text) => Some(true),
            _ => Some(false),
        }
    }

    pub fn groups(&mut self) -> Vec<(KeyGroup, bool)> {
        let own_words = |group: KeyGroup, text: &str| match group {
            // The column names the kind of disability.
            KeyGroup::Disabled => true,
            KeyGroup::LeftBehind => text.contains("留守") || text == "2",
            KeyGroup::Migrant => text.contains("随迁") || text.contains("务工"),
            KeyGroup::Orphan => text.contains("孤儿"),
            KeyGroup::Unattended => text.contains("无人抚养"),
            KeyGroup::Inclusive => text.contains("随班"),
            KeyGroup::PovertyLifted => text.contains("建档") || text.contains("脱贫") || text.contains("监测"),
            KeyGroup::Dibao => text.contains("低保"),
            KeyGroup::Tekun => text.contains("特困"),
            KeyGroup::Difficult => text.contains("困境"),
            // No roster has a column for these.
            KeyGroup::Judicial | KeyGroup::Learning | KeyGroup::Weary | KeyGroup::Returned | KeyGroup::Health => false,
        };
        let mut said = Vec::new();
        for group in GROUPS {
            if let Some(is_in) = self.flag(Column::Group(group), |text| own_words(group, text)) {
                said.push((group, is_in));
            }
        }
        said
    }

    /// 是 or 否, and the many ways to say so; `yes` knows the column's own words.
    fn flag(&mut self, column: Column, yes: impl Fn(&str) -> bool) -> Option<bool> {
        let text = self.words(column)?;
        let text = plain(&text).to_ascii_uppercase();
        match text.as_str() {
            "是" | "有" | "1" | "Y" | "YES" | "TRUE" | "√" | "✓" | "✔" => Some(true),
            "0" | "N" | "NO" | "FALSE" | "×" | "/" | "-" | "—" | "——" => Some(false),
            text if text.starts_with(['否', '无', '非', '不', '没', '未']) => Some(false),
            text if yes(text) => Some(true),
            _ => {
                self.fault(column, FaultKind::UnreadValue);
                None
            }
        }
    }

    pub fn guardians(&mut self) -> Vec<Guardian> {
        let mut list: Vec<Guardian> = Vec::new();
        for place in 0..3 {
            let part = |part| Column::Guardian(place, part);
            list.extend(self.guardian(part, ""));
        }
        for (parent, relation) in [(Parent::Father, "父亲"), (Parent::Mother, "母亲")] {
            list.extend(self.guardian(|part| Column::FatherOrMother(parent, part), relation));
        }
        let phones = self.phones(Column::Phone);
        match list.first_mut() {
            Some(first) if first.phones.is_empty() => first.phones = phones,
            None if !phones.is_empty() => {
                let relation = self.words(Column::Guardian(0, Part::Relation)).unwrap_or_else(|| "家长".into());
                list.push(Guardian { name: String::new(), relation, phones });
            }
            _ => {}
        }
        list
    }

    fn guardian(&mut self, column: impl Fn(Part) -> Column, relation: &str) -> Option<Guardian> {
        let name = self.typed_or_none(column(Part::Name)).map(|name| tidy(&name)).unwrap_or_default();
        let said = self.words(column(Part::Relation)).unwrap_or_default();
        let phones = self.phones(column(Part::Phone));
        if name.is_empty() && phones.is_empty() {
            return None;
        }
        Some(Guardian { name, relation: if said.is_empty() { relation.into() } else { said }, phones })
    }
}

/// Characters. The longest names have about twenty; what is longer is a remark in the wrong column.
const LONGEST_NAME: usize = 40;

/// A name without the blanks by which short ones are spread over a column (王　明), and with the usual dot between the
/// parts of a name (买买提·艾力). Between Latin letters blanks stay.
pub(super) fn tidy(name: &str) -> String {
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let characters: Vec<char> = name.chars().collect();
    let mut tidied = String::with_capacity(name.len());
    for (at, &c) in characters.iter().enumerate() {
        let latin = is_latin(at.checked_sub(1).map(|at| characters[at])) || is_latin(characters.get(at + 1).copied());
        match c {
            c if c.is_whitespace() && !latin => {}
            '•' | '・' | '‧' | '．' | '●' if !latin => tidied.push('·'),
            c => tidied.push(c),
        }
    }
    tidied
}

const GROUPS: [KeyGroup; 10] = [
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
];

/// The class of a row from its class and, where there is one, its grade; the grade may be a year (2024级).
fn class(text: &str, grade: Option<&str>, known: Reading) -> Result<Class, FaultKind> {
    let reading: ClassReading = text.parse().map_err(FaultKind::UnknownClass)?;
    let spelled: Option<Grade> = grade.and_then(|grade| grade.parse().ok());
    let reading = match (reading, grade) {
        (ClassReading::Number(number), Some(grade)) if spelled.is_none() => {
            format!("{grade}{number}班").parse().map_err(FaultKind::UnknownClass)?
        }
        _ => reading,
    };
    let context = ClassContext { school_year: known.school_year, stage: known.stage, grade: spelled };
    reading.resolve(context).map_err(FaultKind::UnknownClass)
}

/// The stage that a row's class and grade say, if they say one.
pub fn stage(row: &Row, headings: &Headings<Column>) -> Option<Stage> {
    let grade = headings.cell(row, Column::Grade).plain().parse::<Grade>();
    let class = headings.cell(row, Column::Class).plain().parse::<Class>();
    grade.ok().or_else(|| class.ok().map(|class| class.grade)).map(Grade::stage)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_tidied() {
        let table = [
            ("王\u{3000}明", "王明"),
            ("王 小 明", "王小明"),
            ("买买提•艾力", "买买提·艾力"),
            ("阿依古丽 · 买买提", "阿依古丽·买买提"),
            ("Anna Li", "Anna Li"),
        ];
        for (written, tidied) in table {
            assert_eq!(tidy(written), tidied);
        }
    }

    #[test]
    fn headings_of_guardians() {
        let guardian = |place, part| Some((Column::Guardian(place, part), 0));
        let table = [
            ("监护人1姓名", guardian(0, Part::Name)),
            ("家长2联系电话", guardian(1, Part::Phone)),
            ("家长1与学生关系", guardian(0, Part::Relation)),
            ("成员2关系", guardian(1, Part::Relation)),
            ("监护人1与学生关系", guardian(0, Part::Relation)),
            ("监护人2与被监护人关系", guardian(1, Part::Relation)),
            ("与学生关系", Some((Column::Guardian(0, Part::Relation), 1))),
            ("关系", Some((Column::Guardian(0, Part::Relation), 1))),
            ("与校方关系协议", None),
            ("监护人姓名2", guardian(1, Part::Name)),
            ("监护人", guardian(0, Part::Name)),
            ("第二监护人电话", guardian(1, Part::Phone)),
            ("父亲手机", Some((Column::FatherOrMother(Parent::Father, Part::Phone), 0))),
            ("成员1职务", None),
            ("校车线路", None),
        ];
        for (title, column) in table {
            assert_eq!(meaning(title), column, "{title}");
        }
    }
}

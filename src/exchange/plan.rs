//! What an import would do: shown first, then recorded.

use crate::domain::calendar::DayKind;
use crate::domain::class::{Class, ClassError, Grade};
use crate::domain::district::SchoolKind;
use crate::domain::entry::Change;
use crate::domain::mark::Mark;
use crate::domain::numbers::{IdNoError, PhoneError, StudentNoError};
use crate::domain::people::{KeyGroup, Post, Sex};
use crate::domain::roll::SessionCode;
use crate::domain::status::Holds;
use crate::domain::symptom::Symptoms;
use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use std::collections::BTreeSet;
use std::fmt;

/// What would become of a file. Pure: nothing is written until its changes are recorded, in one entry.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Plan {
    /// Rows (or, in a monthly sheet, rows of pupils) below the headings.
    pub rows: usize,
    pub new: Vec<Item>,
    pub changed: Vec<Item>,
    /// How many are in the file as they are in the books.
    pub unchanged: usize,
    /// In the books and not in the file: shown, never taken away.
    pub missing: Vec<Item>,
    /// Where the books stand though the file says otherwise: told by name, never changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<Kept>,
    /// Of a list from outside: those who are not in this school.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<Item>,
    /// Of a list from outside: those who may be pupils of ours; a person has to say so.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub maybe: Vec<Item>,
    /// By sheet, row and column.
    pub faults: Vec<Fault>,
    /// Headings of columns of which nothing was taken.
    pub unread_columns: Vec<String>,
    pub notes: Vec<Note>,
    #[serde(skip)]
    pub changes: Vec<Change>,
    /// What is new, changed or unchanged are rolls, of which many rows speak; else each is a row.
    #[serde(skip)]
    pub is_of_rolls: bool,
    /// Where the tables stand in the file, for writing faulty rows out.
    #[serde(skip)]
    pub tables: Vec<Place>,
}

/// A table in a file: the sheet's place among the sheets, and the number of the last row of its headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub sheet: usize,
    pub heading_row: u32,
}

impl Plan {
    /// Whether recording it would change nothing.
    pub fn is_nothing_to_do(&self) -> bool {
        self.changes.is_empty()
    }

    /// Whether a change of status or the turn of the year holds against some row.
    pub fn is_bound(&self) -> bool {
        self.kept.iter().any(|kept| kept.holds.is_some())
    }

    /// Whether an earlier list has said otherwise than some row.
    pub fn is_foresaid(&self) -> bool {
        self.kept.iter().any(|kept| kept.holds.is_none())
    }

    pub fn counts(&self) -> Counts {
        let faulty: BTreeSet<(usize, u32)> = self.faults.iter().map(|fault| (fault.sheet, fault.row)).collect();
        Counts {
            rows: self.rows,
            new: self.new.len(),
            changed: self.changed.len(),
            unchanged: self.unchanged,
            missing: self.missing.len(),
            kept: self.kept.len(),
            faulty_rows: faulty.len(),
            is_of_rolls: self.is_of_rolls,
        }
    }

    pub(super) fn put_in_order(&mut self) {
        self.faults.sort_by_key(|fault| (fault.sheet, fault.row, fault.place));
        let mut seen = BTreeSet::new();
        self.unread_columns.retain(|heading| seen.insert(heading.clone()));
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub rows: usize,
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub missing: usize,
    pub kept: usize,
    pub faulty_rows: usize,
    /// New, changed and unchanged are rolls, and no rows.
    #[serde(skip)]
    pub is_of_rolls: bool,
}

/// One thing of the plan, with what differs from the books; nothing differs of new and missing ones.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Item {
    #[serde(flatten)]
    pub subject: Subject,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
}

/// One of whom the file says otherwise and the books stay as they are (不改动): what they have, what the file has.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Kept {
    pub row: u32,
    #[serde(flatten)]
    pub item: Item,
    /// What holds against the file; none where an earlier list has said it.
    pub holds: Option<Holds>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "thing", rename_all = "snake_case")]
pub enum Subject {
    Pupil {
        name: String,
        /// Masked.
        student_no: Option<String>,
        #[serde(serialize_with = "spelled_if_any")]
        class: Option<Class>,
    },
    Roll {
        #[serde(serialize_with = "spelled")]
        class: Class,
        date: NaiveDate,
        session: SessionCode,
        exceptions: usize,
    },
    Day {
        date: NaiveDate,
        /// None: the whole school.
        grade: Option<u8>,
        kind: DayKind,
        note: String,
    },
    Term {
        first: NaiveDate,
        last: NaiveDate,
        name: String,
    },
    NationalYear {
        year: i32,
        days: usize,
    },
    Staff {
        name: String,
        #[serde(serialize_with = "named")]
        posts: Vec<Post>,
    },
    /// Somebody on a list from outside, with the class of the pupil of ours that it may be.
    Listed {
        row: u32,
        name: String,
        #[serde(serialize_with = "spelled_if_any")]
        class: Option<Class>,
    },
    /// A child on the list of new entrants.
    Entrant {
        name: String,
        /// Masked.
        id_no: Option<String>,
        grade: Grade,
        village: String,
    },
    DistrictSchool {
        name: String,
        code: String,
    },
}

fn spelled<S: Serializer>(class: &Class, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(class)
}

fn spelled_if_any<S: Serializer>(class: &Option<Class>, serializer: S) -> Result<S::Ok, S::Error> {
    match class {
        Some(class) => serializer.collect_str(class),
        None => serializer.serialize_none(),
    }
}

/// Posts as scripts read them: `leadership`, `homeroom 七年级(3)班`, `grade-lead 七年级`.
fn named<S: Serializer>(posts: &[Post], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(posts.iter().map(|post| match post {
        Post::Homeroom(class) => format!("{} {class}", post.role().code()),
        Post::GradeLead(grade) => format!("{} {grade}", post.role().code()),
        other => other.role().code().to_owned(),
    }))
}

/// One field that the file says otherwise than the books.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    pub field: Field,
    /// Whose mark it is, on a roll.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pupil: Option<String>,
    pub old: Option<Value>,
    pub new: Option<Value>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Name,
    Sex,
    StudentNo,
    IdNo,
    Birth,
    Hukou,
    Address,
    Street,
    Boarder,
    /// 宿舍号
    Dormitory,
    Groups,
    Guardians,
    Class,
    Seat,
    /// 入学日期
    Enrolled,
    Mark,
    Note,
    Symptoms,
    Kind,
    /// Last day of a term.
    Last,
    /// Days of a national table.
    Days,
    /// 职务
    Posts,
    /// Last day at the school.
    Until,
    /// 村（社区）
    Village,
    /// 拟入年级
    Grade,
    /// 原就读学校
    OldSchool,
    /// 应报
    Sends,
    /// 学校标识码
    SchoolCode,
    /// 办学类型
    SchoolKind,
    /// 在学校名单上
    Listed,
}

/// A field's value as a preview shows it; numbers of people are masked.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    Text(String),
    Number(u32),
    Flag(bool),
    Date(NaiveDate),
    Sex(Sex),
    Groups(BTreeSet<KeyGroup>),
    #[serde(serialize_with = "spelled")]
    Class(Class),
    Mark(Mark),
    Symptoms(Symptoms),
    Kind(DayKind),
    SchoolKind(SchoolKind),
    #[serde(serialize_with = "named")]
    Posts(Vec<Post>),
}

/// What is wrong with a row, and where. The row is kept out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fault {
    /// The sheet's place among the sheets of the file.
    #[serde(skip)]
    pub sheet: usize,
    #[serde(rename = "sheet", skip_serializing_if = "String::is_empty")]
    pub sheet_name: String,
    /// As a spreadsheet numbers it.
    pub row: u32,
    /// Whom the row is of, where it is worth telling beside the cell.
    #[serde(rename = "name", skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// Place of the column, from 0.
    #[serde(skip)]
    pub place: usize,
    /// The column's heading as it stands in the file.
    pub column: String,
    #[serde(serialize_with = "as_code")]
    pub kind: FaultKind,
    /// What stands in the cell, fit to be shown; identity numbers masked.
    pub found: String,
}

fn as_code<S: Serializer>(kind: &FaultKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.code())
}

/// What is wrong. Row numbers are those of the row that said it first.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FaultKind {
    MissingName,
    /// The name of somebody at the school has more characters than this.
    NameTooLong {
        most: usize,
    },
    MissingClass,
    StudentNo(StudentNoError),
    IdCheckDigit(IdNoError),
    /// The day of birth, as it is said or as the ID number has it, is still to come.
    BornInFuture,
    Phone(PhoneError),
    /// A spreadsheet has rounded a long number.
    LostDigits,
    DuplicateStudentNo {
        first: u32,
    },
    DuplicateIdNo {
        first: u32,
    },
    /// The same pupil, without numbers or by two numbers, stands in an earlier row.
    DuplicatePupil {
        first: u32,
    },
    /// 学籍号 and ID number are those of two pupils.
    ConflictingNumbers,
    UnknownClass(ClassError),
    UnknownGrade,
    ImpossibleDate,
    NotADate,
    Formula,
    ErrorCell,
    ControlCharacter,
    /// A word that the column does not know, such as 也许 where 是 or 否 belongs.
    UnreadValue,
    /// Neither 男 nor 女.
    UnknownSex,
    UnknownPupil,
    /// No number, and several pupils of the class bear the name.
    AmbiguousPupil,
    /// 学籍号 and name are not of the same pupil.
    NameDiffers,
    /// The pupil was not in that class on that date.
    NotInClass,
    UnknownMark,
    UnknownSession,
    DoubleEntry {
        first: u32,
    },
    AllPresentWithExceptions,
    /// A kind of day that is not understood, such as 下午停课.
    UnknownKind,
    /// 学期开始 without 学期结束, or the other way round.
    UnpairedTerm,
    /// A grade lead without a grade.
    MissingGrade,
    /// A word for a role that is not understood.
    UnknownRole,
    /// A class of next year in another grade than the one into which the pupil rises.
    WrongGrade,
    /// A seat that an earlier row has given away.
    SeatTaken {
        first: u32,
    },
    /// A seat in which somebody sits whom the file does not move.
    SeatHeld {
        by: String,
    },
    NoSeat,
    /// In no class that rises: new to the school, or unknown.
    NewPupil,
    /// ID number and name are not of the same pupil.
    IdNameDiffers,
    /// The last day comes before the first.
    EndsBefore,
    /// Neither birthday nor ID number of a child on a list of new entrants.
    MissingBirth,
    /// Not of age on the last of August.
    TooYoung {
        age: i32,
        grade: Grade,
    },
    /// A pupil of the school already.
    OnTheBooks {
        class: Option<Class>,
    },
    /// From which list a name comes is not understood.
    UnknownSource,
    /// 学校标识码 without its ten digits.
    SchoolCode,
    /// A kind of school that is not understood.
    UnknownSchoolKind,
    /// The same school, by code or name, stands in an earlier row.
    DuplicateSchool {
        first: u32,
    },
    /// The pupil of that name and class was born on another day, by the number: whether it is the same is not told.
    NamesakeBorn {
        born: NaiveDate,
    },
    /// The ID number says another birthday.
    BirthDiffers {
        born: NaiveDate,
    },
    /// The ID number says the other sex.
    SexDiffers {
        sex: Sex,
    },
    /// A day that is still to come.
    FutureDay,
}

impl FaultKind {
    /// The language-neutral name, as in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            FaultKind::MissingName => "missing_name",
            FaultKind::NameTooLong { .. } => "name_too_long",
            FaultKind::MissingClass => "missing_class",
            FaultKind::StudentNo(_) => "student_no",
            FaultKind::IdCheckDigit(_) => "id_check_digit",
            FaultKind::BornInFuture => "born_in_future",
            FaultKind::Phone(_) => "phone",
            FaultKind::LostDigits => "lost_digits",
            FaultKind::DuplicateStudentNo { .. } => "duplicate_student_no",
            FaultKind::DuplicateIdNo { .. } => "duplicate_id_no",
            FaultKind::DuplicatePupil { .. } => "duplicate_pupil",
            FaultKind::ConflictingNumbers => "conflicting_numbers",
            FaultKind::UnknownClass(_) => "unknown_class",
            FaultKind::UnknownGrade => "unknown_grade",
            FaultKind::ImpossibleDate => "impossible_date",
            FaultKind::NotADate => "not_a_date",
            FaultKind::Formula => "formula",
            FaultKind::ErrorCell => "error_cell",
            FaultKind::ControlCharacter => "control_character",
            FaultKind::UnreadValue => "unread_value",
            FaultKind::UnknownSex => "unknown_sex",
            FaultKind::UnknownPupil => "unknown_pupil",
            FaultKind::AmbiguousPupil => "ambiguous_pupil",
            FaultKind::NameDiffers => "name_differs",
            FaultKind::NotInClass => "not_in_class",
            FaultKind::UnknownMark => "unknown_mark",
            FaultKind::UnknownSession => "unknown_session",
            FaultKind::DoubleEntry { .. } => "double_entry",
            FaultKind::AllPresentWithExceptions => "all_present_with_exceptions",
            FaultKind::UnknownKind => "unknown_kind",
            FaultKind::UnpairedTerm => "unpaired_term",
            FaultKind::MissingGrade => "missing_grade",
            FaultKind::UnknownRole => "unknown_role",
            FaultKind::WrongGrade => "wrong_grade",
            FaultKind::SeatTaken { .. } => "seat_taken",
            FaultKind::SeatHeld { .. } => "seat_held",
            FaultKind::NoSeat => "no_seat",
            FaultKind::NewPupil => "new_pupil",
            FaultKind::IdNameDiffers => "id_name_differs",
            FaultKind::EndsBefore => "ends_before",
            FaultKind::MissingBirth => "missing_birth",
            FaultKind::TooYoung { .. } => "too_young",
            FaultKind::OnTheBooks { .. } => "on_the_books",
            FaultKind::UnknownSource => "unknown_source",
            FaultKind::SchoolCode => "school_code",
            FaultKind::UnknownSchoolKind => "unknown_school_kind",
            FaultKind::DuplicateSchool { .. } => "duplicate_school",
            FaultKind::NamesakeBorn { .. } => "namesake_born",
            FaultKind::BirthDiffers { .. } => "birth_differs",
            FaultKind::SexDiffers { .. } => "sex_differs",
            FaultKind::FutureDay => "future_day",
        }
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// What a person should know beside the counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "note", rename_all = "snake_case")]
pub enum Note {
    /// Sheets of the workbook that hold no such table.
    SheetsPassedOver { names: Vec<String> },
    /// Events of a calendar that say neither 休 nor 班.
    EventsPassedOver { count: usize },
    /// New pupils without 入学日期: taken as here from that date.
    EnrolledFrom { date: NaiveDate, pupils: usize },
    /// The file is one of faulty rows, mended: its marks are laid over the rolls, the other marks of which stay.
    LaidOver,
    /// New entrants who are older than usual: taken, and named.
    OlderThanUsual { names: Vec<String> },
    /// New entrants who are younger than usual in the grade that they are to enter: taken, and named.
    YoungerThanUsual { names: Vec<String> },
    /// New entrants of whom neither file nor whoever brings it in says from whose list they are.
    SourceNotSaid { children: usize },
    /// Pupils in class lists who are suspended or deferred: they stay so.
    StayAway { names: Vec<String> },
}

//! Grades and classes, and the many ways in which people write them.

use super::plain::plain_char;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// The numerals in which grades, and now and then classes, are written.
const NUMERALS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// A grade (年级), 1 to 9.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Grade(u8);

impl Grade {
    pub fn new(grade: u8) -> Option<Grade> {
        (1..=9).contains(&grade).then_some(Grade(grade))
    }

    pub fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Grade {
    type Error = String;
    fn try_from(grade: u8) -> Result<Self, String> {
        Grade::new(grade).ok_or_else(|| format!("no such grade: {grade}"))
    }
}

impl From<Grade> for u8 {
    fn from(grade: Grade) -> u8 {
        grade.0
    }
}

/// Shown one way everywhere: `七年级`.
impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}年级", NUMERALS[usize::from(self.0 - 1)]))
    }
}

/// A class (班级) as it is called on a date: grade and number. Promotion puts pupils into another class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Class {
    pub grade: Grade,
    /// 1 to 99.
    pub number: u8,
}

impl Class {
    pub fn new(grade: Grade, number: u8) -> Option<Class> {
        (1..=99).contains(&number).then_some(Class { grade, number })
    }

    /// Grade and number in one figure, 703 for 七年级(3)班: how tables keep it.
    pub fn code(self) -> u16 {
        u16::from(self.grade.get()) * 100 + u16::from(self.number)
    }

    pub fn from_code(code: u16) -> Option<Class> {
        let grade = Grade::new(u8::try_from(code / 100).ok()?)?;
        Class::new(grade, (code % 100) as u8)
    }
}

impl TryFrom<u16> for Class {
    type Error = String;
    fn try_from(code: u16) -> Result<Self, String> {
        Class::from_code(code).ok_or_else(|| format!("no such class: {code}"))
    }
}

impl From<Class> for u16 {
    fn from(class: Class) -> u16 {
        class.code()
    }
}

/// Shown one way everywhere: `七年级(3)班`.
impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}({})班", self.grade, self.number))
    }
}

/// Why a text is no class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum ClassError {
    #[error("neither a grade nor a class that can be read")]
    Unread,
    #[error("a grade without the number of a class")]
    NoNumber,
    #[error("the number of a class without a grade")]
    NoGrade,
    #[error("the class named by its year is in no grade of 1 to 9 in this school year")]
    OutOfSchool,
    #[error("a class named by its year could be of the primary or of the junior school")]
    StageUnclear,
    #[error("the grade written beside it is another")]
    GradeDiffers,
    #[error("no pupil of the school is, or was, in such a class")]
    NotInSchool,
}

/// The two schools of compulsory education: 小学, grades 1 to 6, and 初中, 7 to 9.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    Primary,
    Junior,
}

impl Grade {
    /// The age in years by the last of August: six for the first grade, twelve for the seventh.
    pub fn usual_age(self) -> i32 {
        i32::from(self.0) + 5
    }

    /// The least age that a child may have by then: whoever skips grades is younger, but nobody who comes to school for
    /// the first time.
    pub fn youngest(self) -> i32 {
        self.usual_age() - if self.0 == 1 { 0 } else { 2 }
    }

    pub fn stage(self) -> Stage {
        if self.0 <= 6 { Stage::Primary } else { Stage::Junior }
    }

    /// The grade with which a pupil comes to the primary, or the junior school (起始年级).
    pub fn is_first(self) -> bool {
        i32::from(self.0) == self.stage().first_grade()
    }

    /// The grade with which a pupil leaves the primary, or the junior school (毕业年级).
    pub fn is_last(self) -> bool {
        i32::from(self.0) == self.stage().last_grade()
    }
}

impl Stage {
    pub(super) fn first_grade(self) -> i32 {
        match self {
            Stage::Primary => 1,
            Stage::Junior => 7,
        }
    }

    fn last_grade(self) -> i32 {
        match self {
            Stage::Primary => 6,
            Stage::Junior => 9,
        }
    }
}

/// What a spelling of a class says; some say less than a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ClassReading {
    Class(Class),
    /// `2024级3班`: entered its school (the primary or the junior one) in that year.
    Entered {
        year: i32,
        number: u8,
    },
    /// `2027届3班`: leaves its school in the summer of that year.
    Leaves {
        year: i32,
        number: u8,
    },
    /// `3班`: the grade stands elsewhere.
    Number(u8),
}

/// What is known beside the spelling of a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassContext {
    /// The year in which the school year began: 2025 for 2025—2026.
    pub school_year: i32,
    /// Where a school has one stage only.
    pub stage: Option<Stage>,
    /// Written beside it, in a column of its own.
    pub grade: Option<Grade>,
}

impl ClassReading {
    /// The class that is meant.
    ///
    /// # Errors
    /// When the grade cannot be told, or the grade written beside it is another.
    pub fn resolve(self, known: ClassContext) -> Result<Class, ClassError> {
        let class = match self {
            ClassReading::Class(class) => class,
            ClassReading::Number(number) => {
                let grade = known.grade.ok_or(ClassError::NoGrade)?;
                Class::new(grade, number).ok_or(ClassError::Unread)?
            }
            ClassReading::Entered { year, number } => {
                let stage = known.the_stage()?;
                stage.class_at(stage.first_grade() + known.school_year - year, number)?
            }
            ClassReading::Leaves { year, number } => {
                let stage = known.the_stage()?;
                stage.class_at(stage.last_grade() + known.school_year + 1 - year, number)?
            }
        };
        match known.grade {
            Some(grade) if grade != class.grade => Err(ClassError::GradeDiffers),
            _ => Ok(class),
        }
    }
}

impl ClassContext {
    fn the_stage(self) -> Result<Stage, ClassError> {
        self.grade.map(Grade::stage).or(self.stage).ok_or(ClassError::StageUnclear)
    }
}

impl Stage {
    fn class_at(self, grade: i32, number: u8) -> Result<Class, ClassError> {
        let inside = (self.first_grade()..=self.last_grade()).contains(&grade);
        let grade = u8::try_from(grade).ok().filter(|_| inside).and_then(Grade::new).ok_or(ClassError::OutOfSchool)?;
        Class::new(grade, number).ok_or(ClassError::Unread)
    }
}

impl FromStr for Grade {
    type Err = ClassError;

    /// Reads `七年级`, `7`, `初一`, `小学三年级` …
    fn from_str(text: &str) -> Result<Grade, ClassError> {
        let folded = folded(text);
        let mut rest = Rest(&folded);
        let grade = rest.grade().ok_or(ClassError::Unread)?;
        if rest.0.is_empty() { Ok(grade) } else { Err(ClassError::Unread) }
    }
}

impl FromStr for Class {
    type Err = ClassError;

    /// Reads any spelling that says the grade: `七年级(3)班`, `七(3)班`, `初一3班`, `7.3`, `703`, `G7C3` …
    fn from_str(text: &str) -> Result<Class, ClassError> {
        match text.parse()? {
            ClassReading::Class(class) => Ok(class),
            ClassReading::Number(_) => Err(ClassError::NoGrade),
            ClassReading::Entered { .. } | ClassReading::Leaves { .. } => Err(ClassError::StageUnclear),
        }
    }
}

impl FromStr for ClassReading {
    type Err = ClassError;

    /// Reads a class as people write it, with or without its grade.
    fn from_str(text: &str) -> Result<ClassReading, ClassError> {
        let folded = folded(text);
        let read = if folded.trim_end_matches('班').bytes().all(|byte| byte.is_ascii_digit()) {
            digits_only(&folded)
        } else {
            by_year(&folded).or_else(|| number_only(&folded)).or_else(|| grade_and_number(&folded))
        };
        read.ok_or_else(|| if text.parse::<Grade>().is_ok() { ClassError::NoNumber } else { ClassError::Unread })
    }
}

/// Plain, upper-case, without blanks; every kind of bracket is a round one.
fn folded(text: &str) -> String {
    let brackets = |c: char| match c {
        '[' | '【' | '〔' | '{' | '﹙' => '(',
        ']' | '】' | '〕' | '}' | '﹚' => ')',
        '級' => '级',
        other => other.to_ascii_uppercase(),
    };
    text.chars().map(plain_char).filter(|c| !c.is_whitespace()).map(brackets).collect()
}

/// `703`, `0703`, `3`.
fn digits_only(folded: &str) -> Option<ClassReading> {
    let figure: u16 = folded.strip_suffix('班').unwrap_or(folded).parse().ok()?;
    match folded.trim_end_matches('班').len() {
        1 | 2 => number(u8::try_from(figure).ok()?).map(ClassReading::Number),
        3 | 4 if figure < 1000 => Class::from_code(figure).map(ClassReading::Class),
        _ => None,
    }
}

/// `2024级3班`, `2027届(3)班`.
fn by_year(folded: &str) -> Option<ClassReading> {
    let (year, rest) = folded.split_at_checked(4)?;
    let year: i32 = year.parse().ok().filter(|year| (1980..2200).contains(year))?;
    let mut rest = Rest(rest);
    let entered = rest.take('级');
    if !entered && !rest.take('届') {
        return None;
    }
    let number = rest.class_number()?;
    rest.0.is_empty().then_some(if entered {
        ClassReading::Entered { year, number }
    } else {
        ClassReading::Leaves { year, number }
    })
}

/// `3班`, `(3)班`, `十二班`.
fn number_only(folded: &str) -> Option<ClassReading> {
    let mut rest = Rest(folded);
    let number = rest.class_number()?;
    rest.0.is_empty().then_some(ClassReading::Number(number))
}

/// `七年级(3)班`, `初一3班`, `七(三)班`, `7.3`, `7-3`, `G7C3`.
fn grade_and_number(folded: &str) -> Option<ClassReading> {
    let mut rest = Rest(folded);
    let grade = rest.grade()?;
    let _ = ['.', '-', '—', '·', '/', 'C', '、'].into_iter().any(|sign| rest.take(sign));
    let number = rest.class_number()?;
    if !rest.0.is_empty() {
        return None;
    }
    Class::new(grade, number).map(ClassReading::Class)
}

fn number(number: u8) -> Option<u8> {
    (1..=99).contains(&number).then_some(number)
}

/// What of a folded spelling is not yet read.
struct Rest<'a>(&'a str);

impl Rest<'_> {
    fn take(&mut self, wanted: char) -> bool {
        self.take_text(wanted.encode_utf8(&mut [0; 4]))
    }

    fn take_text(&mut self, wanted: &str) -> bool {
        match self.0.strip_prefix(wanted) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    /// One numeral or one digit, 1 to 9.
    fn small(&mut self) -> Option<u8> {
        let c = self.0.chars().next()?;
        let value = match NUMERALS.iter().position(|&numeral| numeral == c) {
            Some(at) => at as u8 + 1,
            None => c.to_digit(10).filter(|&digit| digit > 0)? as u8,
        };
        self.0 = &self.0[c.len_utf8()..];
        Some(value)
    }

    fn grade(&mut self) -> Option<Grade> {
        let _ = self.take('G');
        let primary = self.take_text("小学");
        let junior = !primary && (self.take_text("初中") || self.take('初'));
        let figure = self.small()?;
        let _ = self.take_text("年级") || self.take('年');
        match (primary, junior) {
            (true, _) if figure > 6 => None,
            (_, true) if figure <= 3 => Grade::new(figure + 6),
            // 初中七年级
            (_, true) if figure <= 6 => None,
            _ => Grade::new(figure),
        }
    }

    /// `(3)班`, `3班`, `(三)班`, `3`, `第3班`.
    fn class_number(&mut self) -> Option<u8> {
        let _ = self.take('第');
        let bracket = self.take('(');
        let number = self.numerals().or_else(|| self.digits())?;
        if bracket && !self.take(')') {
            return None;
        }
        let _ = self.take('班') || self.take_text("(班)");
        Some(number)
    }

    fn digits(&mut self) -> Option<u8> {
        let end = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let read = number(self.0[..end].parse().ok()?)?;
        self.0 = &self.0[end..];
        Some(read)
    }

    /// 一 to 九十九.
    fn numerals(&mut self) -> Option<u8> {
        let starts = self.0.starts_with('十') || self.0.starts_with(NUMERALS);
        if !starts {
            return None;
        }
        let tens = if self.0.starts_with('十') { 1 } else { self.small()? };
        if !self.take('十') {
            return Some(tens);
        }
        let ones = if self.0.starts_with(NUMERALS) { self.small()? } else { 0 };
        number(tens * 10 + ones)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn class(code: u16) -> ClassReading {
        ClassReading::Class(Class::from_code(code).unwrap())
    }

    #[test]
    fn the_many_spellings_of_a_class() {
        let table = [
            ("七年级(3)班", 703),
            ("七年级（3）班", 703),
            ("七年级３班", 703),
            ("七年级三班", 703),
            ("七(3)班", 703),
            ("七（三）班", 703),
            ("七3班", 703),
            ("七三班", 703),
            ("7年级3班", 703),
            ("7年级(3)班", 703),
            ("7(3)班", 703),
            ("初一3班", 703),
            ("初一(3)班", 703),
            ("初一（三）班", 703),
            ("初一年级3班", 703),
            ("初中一年级3班", 703),
            ("初二(12)班", 812),
            ("初三十二班", 912),
            ("7.3", 703),
            ("7-3", 703),
            ("７．３", 703),
            ("703", 703),
            ("0703", 703),
            ("703班", 703),
            ("G7C3", 703),
            ("g7c3", 703),
            ("小学三年级2班", 302),
            ("三年级2班", 302),
            ("三(2)班", 302),
            (" 四年级 ( 2 ) 班 ", 402),
            ("九年级二十一班", 921),
        ];
        for (spelling, code) in table {
            assert_eq!(spelling.parse(), Ok(class(code)), "{spelling}");
        }
    }

    #[test]
    fn some_spellings_say_less_than_a_class() {
        let table = [
            ("2024级3班", ClassReading::Entered { year: 2024, number: 3 }),
            ("2024级（3）班", ClassReading::Entered { year: 2024, number: 3 }),
            ("2025届12班", ClassReading::Leaves { year: 2025, number: 12 }),
            ("3班", ClassReading::Number(3)),
            ("(3)班", ClassReading::Number(3)),
            ("三班", ClassReading::Number(3)),
            ("十二班", ClassReading::Number(12)),
            ("12", ClassReading::Number(12)),
        ];
        for (spelling, reading) in table {
            assert_eq!(spelling.parse(), Ok(reading), "{spelling}");
        }
    }

    #[test]
    fn what_is_no_class_says_why() {
        let table = [
            ("火箭班", ClassError::Unread),
            ("", ClassError::Unread),
            ("七年级", ClassError::NoNumber),
            ("七年级(0)班", ClassError::Unread),
            ("十年级3班", ClassError::Unread),
            ("高一3班", ClassError::Unread),
            ("初四3班", ClassError::Unread),
            ("7年级(3班", ClassError::Unread),
            ("1003", ClassError::Unread),
        ];
        for (spelling, error) in table {
            assert_eq!(spelling.parse::<ClassReading>(), Err(error), "{spelling}");
        }
    }

    #[test]
    fn a_year_needs_the_stage_and_the_school_year() {
        let known =
            |stage, grade: Option<u8>| ClassContext { school_year: 2025, stage, grade: grade.and_then(Grade::new) };
        let entered = ClassReading::Entered { year: 2024, number: 3 };
        let code = |reading: ClassReading, known| reading.resolve(known).map(Class::code);
        assert_eq!(code(entered, known(Some(Stage::Junior), None)), Ok(803));
        assert_eq!(code(entered, known(Some(Stage::Primary), None)), Ok(203));
        assert_eq!(code(entered, known(None, Some(8))), Ok(803));
        assert_eq!(code(entered, known(None, Some(7))), Err(ClassError::GradeDiffers));
        assert_eq!(code(entered, known(None, None)), Err(ClassError::StageUnclear));
        let leaves = ClassReading::Leaves { year: 2026, number: 1 };
        assert_eq!(code(leaves, known(Some(Stage::Junior), None)), Ok(901));
        assert_eq!(code(leaves, known(Some(Stage::Primary), None)), Ok(601));
        let long_gone = ClassReading::Entered { year: 2019, number: 1 };
        assert_eq!(code(long_gone, known(Some(Stage::Junior), None)), Err(ClassError::OutOfSchool));
        assert_eq!(code(ClassReading::Number(3), known(None, Some(7))), Ok(703));
        assert_eq!(code(ClassReading::Number(3), known(None, None)), Err(ClassError::NoGrade));
        assert_eq!(code(class(703), known(None, Some(8))), Err(ClassError::GradeDiffers));
    }

    #[test]
    fn grades() {
        for (spelling, grade) in [("七年级", 7), ("初一", 7), ("初三", 9), ("7", 7), ("四", 4), ("小学六年级", 6)]
        {
            assert_eq!(spelling.parse::<Grade>().map(Grade::get), Ok(grade), "{spelling}");
        }
        assert_eq!("高一".parse::<Grade>(), Err(ClassError::Unread));
    }

    proptest! {
        #[test]
        fn the_canonical_spelling_reads_as_itself(grade in 1u8..=9, number in 1u8..=99) {
            let class = Class::new(Grade::new(grade).unwrap(), number).unwrap();
            prop_assert_eq!(class.to_string().parse::<Class>(), Ok(class));
            prop_assert_eq!(class.code().to_string().parse::<Class>(), Ok(class));
            prop_assert_eq!(format!("{grade}.{number}").parse::<Class>(), Ok(class));
            prop_assert_eq!(class.grade.to_string().parse::<Grade>(), Ok(class.grade));
        }

        #[test]
        fn any_text_is_read_without_panic(text in "[0-9一二三十七初级届年班()（）. -]{0,8}|\\PC*") {
            let _ = (text.parse::<ClassReading>(), text.parse::<Grade>());
        }
    }
}

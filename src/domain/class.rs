//! Grades and classes, and the many ways in which people write them.

use serde::{Deserialize, Serialize};
use std::fmt;

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
        const NUMERALS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
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

//! Numbers that people bear: 学籍号, 身份证件号, telephone. Made only by `parse`; shown masked unless asked for.

use serde::{Deserialize, Serialize};

/// The pupil's number for life (学籍号). One that begins with `G` contains the ID number: guard it alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StudentNo(Box<str>);

/// A citizen's ID number (公民身份号码, GB 11643-1999), or the number of another identity paper.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IdNo(Box<str>);

/// A telephone number (电话), mobile or landline, digits and at most one hyphen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(Box<str>);

impl StudentNo {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl IdNo {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Phone {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

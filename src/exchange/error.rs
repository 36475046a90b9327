//! Why a file cannot be read at all. What is wrong with single rows is in the plan.

use thiserror::Error;

/// What a file that was taken for something else looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looks {
    /// 考勤
    Attendance,
    /// 花名册
    Roster,
}

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ExchangeError {
    #[error("the file is empty")]
    Empty,
    #[error("the file has {bytes} bytes, more than the {most} that are read")]
    TooLarge { bytes: usize, most: usize },
    #[error("the file is named like a workbook and is none")]
    NotAWorkbook,
    #[error("the workbook cannot be read: {0}")]
    BrokenWorkbook(String),
    #[error("the workbook is protected by a password")]
    Encrypted,
    #[error("the file is a web page, not a table")]
    WebPage,
    #[error("the file is neither a workbook nor a text")]
    NotText,
    #[error("the file ends in the middle of a character: a part of it is missing")]
    HalfCharacter,
    #[error("the text is neither in UTF-8 nor in UTF-16 nor in GB18030")]
    UnknownEncoding,
    #[error("no row with headings was found; looked for {}", .looked_for.join(", "))]
    NoHeadings { looked_for: Vec<&'static str> },
    #[error("the file looks like another kind: {0:?}")]
    OfAnother(Looks),
    #[error("children are listed for the years {from} to {to}, not for {year}")]
    YearOutOfRange { year: i32, from: i32, to: i32 },
    #[error("nothing in the sheet says of which year and month it is")]
    NoMonth,
    #[error("nothing in the sheet says of which class it is")]
    NoClass,
    #[error("the calendar file cannot be read: {0}")]
    BrokenCalendar(String),
}

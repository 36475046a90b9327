//! What can be wrong with a school's monthly file, and where in it.

use crate::domain::monthly::{Figure, Month, Way};
use chrono::NaiveDate;
use serde::{Serialize, Serializer};

/// What is wrong with a file, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub place: Place,
    pub wrong: Wrong,
}

/// A place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    File,
    /// A field of the head, by its key, or a place that the form does not know.
    Key(String),
    Figure {
        row: Row,
        figure: Figure,
    },
    /// A grade as a whole, by its place among the grades.
    Grade {
        at: usize,
    },
    /// A transfer, by its place among them, and its field.
    Transfer {
        at: usize,
        field: TransferField,
    },
    Cohort {
        at: usize,
    },
}

/// A line of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// `at` is its place among the grades; none for a grade that the file does not have.
    Grade {
        at: Option<usize>,
        grade: u8,
    },
    Total,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransferField {
    On,
    Grade,
    Digest,
}

impl Place {
    /// The path in the JSON, such as `grades[2].transferred_in`.
    pub fn path(&self) -> String {
        match self {
            Place::File => String::new(),
            Place::Key(key) => key.clone(),
            Place::Figure { row: Row::Total, figure } => format!("total.{}", figure.key()),
            Place::Figure { row: Row::Grade { at: Some(at), .. }, figure } => format!("grades[{at}].{}", figure.key()),
            Place::Figure { row: Row::Grade { at: None, .. }, .. } => "grades".to_owned(),
            Place::Grade { at } => format!("grades[{at}].grade"),
            Place::Transfer { at, field } => {
                let field = match field {
                    TransferField::On => "on",
                    TransferField::Grade => "grade",
                    TransferField::Digest => "digest",
                };
                format!("transfers[{at}].{field}")
            }
            Place::Cohort { at } => format!("cohorts[{at}]"),
        }
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.path())
    }
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// It cannot be opened.
    Unopened(String),
    /// Too large to be a monthly file.
    TooLarge,
    /// No JSON: where it ends to be.
    NotJson {
        line: usize,
        column: usize,
    },
    /// JSON, but no monthly file, or one of a program that is newer.
    Form {
        found: String,
    },
    Missing,
    /// What stands there is not what belongs there.
    Unfit {
        found: String,
    },
    NoName,
    /// 学校标识码 without its ten digits.
    Code {
        found: String,
    },
    /// From and to are not the days of this month.
    Days {
        from: NaiveDate,
        to: NaiveDate,
        month: Month,
    },
    NoVersion,
    /// A correction that does not say why.
    NoReason,
    NoGrades,
    UnknownGrade {
        grade: u8,
    },
    GradeTwice {
        grade: u8,
    },
    /// The total is not the sum of the grades.
    Sum {
        said: u64,
        sum: u64,
    },
    /// (8) is not 1 + 2 − 3 + 6 − 7.
    Closing {
        said: u64,
        comes_to: i64,
    },
    /// (8a) is not 上月末休学 + 4 − 5.
    Suspended {
        said: u64,
        comes_to: i64,
    },
    /// (8c) is not 8 − 8a − 8b.
    Due {
        said: u64,
        comes_to: i64,
    },
    /// 月末 is not 上月末 + 新增 − 销号.
    Moved {
        said: u64,
        comes_to: i64,
    },
    /// More than the figure of which it is a part.
    MoreThan {
        said: u64,
        whole: Figure,
        most: u64,
    },
    /// Boys and girls together are more than the pupils on the books.
    Sexes {
        said: u64,
        most: u64,
    },
    /// More than the pupils who were on the books of it on any day of the period.
    MoreThanEver {
        said: u64,
        most: u64,
    },
    /// More in the seats than that, and nothing is said of it.
    SeatsUnexplained {
        said: u64,
        most: u64,
    },
    /// Signed, and it does not say by whom, or who filled it in.
    Unnamed,
    /// Whoever signed it filled it in as well.
    OnePerson {
        name: String,
    },
    /// Signed before its last day.
    SignedEarly {
        on: NaiveDate,
        to: NaiveDate,
    },
    /// A day that is still to come, in what is told of days that have passed.
    Ahead {
        on: NaiveDate,
        today: NaiveDate,
    },
    /// The figure, and how many transfers are listed.
    Listed {
        way: Way,
        said: u64,
        listed: u64,
    },
    NotInMonth {
        on: NaiveDate,
        from: NaiveDate,
        to: NaiveDate,
    },
    /// A grade that the file does not have.
    NoSuchGrade {
        grade: u8,
    },
    Digest,
    /// The same pupil went the same way twice, and not the other way between.
    DigestTwice,
    CohortGrade {
        grade: u8,
    },
    /// More have left the cohort than ever were in it.
    Cohort,
    /// The columns of the new entrants do not come to the list.
    Intake {
        listed: u32,
        sum: u64,
    },
    /// More than those of whom it is a part, of the new entrants.
    IntakeMoreThan {
        said: u32,
        most: u32,
    },
    /// (1) is not what the month before closed with.
    Opening {
        grade: u8,
        said: u64,
        closed: u64,
        before: Month,
    },
    /// Days of it were counted in the report before.
    Overlap {
        from: NaiveDate,
        before: Month,
        ended: NaiveDate,
    },
    /// Days of it are counted in the report after it, which came first.
    OverlapsNext {
        to: NaiveDate,
        after: Month,
        begins: NaiveDate,
    },
    /// Another file of the same go says otherwise of the same school, month and version.
    Twice {
        other: String,
    },
    /// A later version is held.
    Older {
        held: u32,
    },
    /// The version that is held says otherwise.
    Differs {
        held: u32,
    },
    /// The list of schools does not have it.
    UnknownSchool,
    /// The code is that of a school of another name.
    CodeOfAnother {
        name: String,
    },
}

impl Wrong {
    /// The language-neutral name, as in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Wrong::Unopened(_) => "unopened",
            Wrong::TooLarge => "too_large",
            Wrong::NotJson { .. } => "not_json",
            Wrong::Form { .. } => "form",
            Wrong::Missing => "missing",
            Wrong::Unfit { .. } => "unfit",
            Wrong::NoName => "no_name",
            Wrong::Code { .. } => "code",
            Wrong::Days { .. } => "days",
            Wrong::NoVersion => "no_version",
            Wrong::NoReason => "no_reason",
            Wrong::NoGrades => "no_grades",
            Wrong::UnknownGrade { .. } => "unknown_grade",
            Wrong::GradeTwice { .. } => "grade_twice",
            Wrong::Sum { .. } => "sum",
            Wrong::Closing { .. } => "closing",
            Wrong::Suspended { .. } => "suspended",
            Wrong::Due { .. } => "due",
            Wrong::Moved { .. } => "moved",
            Wrong::MoreThan { .. } => "more_than",
            Wrong::Sexes { .. } => "sexes",
            Wrong::MoreThanEver { .. } => "more_than_ever",
            Wrong::SeatsUnexplained { .. } => "seats_unexplained",
            Wrong::Unnamed => "unnamed",
            Wrong::OnePerson { .. } => "one_person",
            Wrong::SignedEarly { .. } => "signed_early",
            Wrong::Ahead { .. } => "ahead",
            Wrong::Listed { .. } => "listed",
            Wrong::NotInMonth { .. } => "not_in_month",
            Wrong::NoSuchGrade { .. } => "no_such_grade",
            Wrong::Digest => "digest",
            Wrong::DigestTwice => "digest_twice",
            Wrong::CohortGrade { .. } => "cohort_grade",
            Wrong::Cohort => "cohort",
            Wrong::Intake { .. } => "intake",
            Wrong::IntakeMoreThan { .. } => "intake_more_than",
            Wrong::Opening { .. } => "opening",
            Wrong::Overlap { .. } | Wrong::OverlapsNext { .. } => "overlap",
            Wrong::Twice { .. } => "twice",
            Wrong::Older { .. } => "older",
            Wrong::Differs { .. } => "differs",
            Wrong::UnknownSchool => "unknown_school",
            Wrong::CodeOfAnother { .. } => "code_of_another",
        }
    }
}

/// A figure by its key.
pub(super) fn as_key<S: Serializer>(figure: &Figure, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(figure.key())
}

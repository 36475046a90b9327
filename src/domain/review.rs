//! The grade lead's week (周查看): which pupils were looked at, what was asked of their homeroom teachers, and who signed.

use super::day::YEARS;
use super::flags::Scope;
use super::ids::{PupilId, StaffId};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A week by ISO 8601: it begins on Monday and belongs to the year in which its Thursday lies. 2026-W12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Week {
    monday: NaiveDate,
}

impl Week {
    pub fn of(date: NaiveDate) -> Week {
        Week { monday: date.week(Weekday::Mon).first_day() }
    }

    pub fn monday(self) -> NaiveDate {
        self.monday
    }

    pub fn sunday(self) -> NaiveDate {
        self.monday.week(Weekday::Mon).last_day()
    }

    pub fn days(self) -> impl DoubleEndedIterator<Item = NaiveDate> + Clone {
        super::calendar::days_between(self.monday, self.sunday())
    }

    pub fn before(self) -> Week {
        Week::of(self.monday.pred_opt().unwrap_or(self.monday))
    }

    pub fn after(self) -> Week {
        Week::of(self.sunday().succ_opt().unwrap_or(self.monday))
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.monday.iso_week();
        f.pad(&format!("{}-W{:02}", week.year(), week.week()))
    }
}

impl FromStr for Week {
    type Err = String;
    fn from_str(written: &str) -> Result<Week, String> {
        let wrong = || format!("no week: {written}; such as 2026-W12");
        let (year, week) = written.trim().split_once(['W', 'w']).ok_or_else(wrong)?;
        let year = year.trim_end_matches('-').parse().ok().filter(|year| YEARS.contains(year)).ok_or_else(wrong)?;
        let week = week.parse().map_err(|_| wrong())?;
        NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).map(|monday| Week { monday }).ok_or_else(wrong)
    }
}

impl TryFrom<String> for Week {
    type Error = String;
    fn try_from(written: String) -> Result<Week, String> {
        written.parse()
    }
}

impl From<Week> for String {
    fn from(week: Week) -> String {
        week.to_string()
    }
}

/// What the grade lead did about one pupil in one week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewRecord {
    /// 已阅, with a remark or none. A question that was open then stays open.
    Seen {
        remark: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        question: Option<String>,
    },
    /// 退回询问: a question to the homeroom teacher, on whose list it stands until something is recorded about it.
    Asked { question: String },
}

impl ReviewRecord {
    /// What was asked of the homeroom teacher.
    pub fn question(&self) -> Option<&str> {
        match self {
            ReviewRecord::Seen { question, .. } => question.as_deref(),
            ReviewRecord::Asked { question } => Some(question),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    pub week: Week,
    pub pupil: PupilId,
    pub record: ReviewRecord,
    pub by: StaffId,
    pub at: NaiveDateTime,
}

/// A week signed off (签字) for a grade or the school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedWeek {
    pub week: Week,
    pub scope: Scope,
    pub remark: String,
    pub by: StaffId,
    pub at: NaiveDateTime,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_are_read_and_written_by_iso_8601() {
        let table = [("2026-W12", "2026-03-16"), ("2026-W01", "2025-12-29"), ("2025W47", "2025-11-17")];
        for (written, monday) in table {
            let week: Week = written.parse().unwrap();
            assert_eq!(week.monday().to_string(), monday, "{written}");
            assert_eq!(week.to_string().parse(), Ok(week));
            assert_eq!((week.before().after(), Week::of(week.sunday())), (week, week));
        }
        for wrong in ["2026-W54", "2026-03-18", "W", ""] {
            assert!(wrong.parse::<Week>().is_err(), "{wrong}");
        }
    }
}

//! The grade lead's week (周查看), worked out from the books: the classes day by day, then the pupils who want looking
//! at, each with what changed since the week before, and what was asked about them.
//!
//! A week that is over is read as it stood on its last day, the running one as of now.

mod classes;
mod pupils;
mod questions;
#[cfg(test)]
mod tests;

pub use classes::{ClassDay, ClassWeek};
pub use pupils::{Done, Found, Look, PupilWeek, Turn};
pub use questions::Question;

use super::flags::Scope;
use super::review::{SignedWeek, Week};
use super::school::School;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

/// One week of a grade, a class or the school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekSheet {
    pub week: Week,
    pub scope: Scope,
    /// The day as of which it is read: the week's last, or in the running week today.
    pub as_of: NaiveDate,
    /// In the order of the classes, never of their rates.
    pub classes: Vec<ClassWeek>,
    /// The most urgent first.
    pub pupils: Vec<PupilWeek>,
    pub signed: Option<SignedWeek>,
    /// The term that holds a day of the week, by its name; none in the holidays.
    pub term: Option<String>,
}

/// What stands between a week and its signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Left {
    /// Pupils at whom nobody has looked.
    pub ahead: usize,
    /// Pupils about whom a question waits for its answer.
    pub asked: usize,
}

impl Left {
    pub fn all(self) -> usize {
        self.ahead + self.asked
    }
}

impl WeekSheet {
    /// The dates on which some class has school.
    pub fn school_days(&self) -> Vec<NaiveDate> {
        let has_school = |date: &NaiveDate| {
            self.classes.iter().flat_map(|class| &class.days).any(|day| day.date == *date && day.school_day)
        };
        self.week.days().filter(has_school).collect()
    }

    /// Pupils who were looked at. A question sent back is no look until it is answered.
    pub fn reviewed(&self) -> usize {
        self.pupils.iter().filter(|pupil| pupil.look().is_done()).count()
    }

    /// Pupils about whom something was asked that nobody has answered, looked at since or not.
    pub fn asked_about(&self) -> impl Iterator<Item = &PupilWeek> {
        self.pupils.iter().filter(|pupil| pupil.open_question().is_some())
    }

    /// What changed since the week before: how many stand so, none left out but those of whom there are none.
    pub fn changes(&self) -> Vec<(Turn, usize)> {
        let count = |turn: Turn| self.pupils.iter().filter(|row| row.turn == turn).count();
        Turn::ALL.into_iter().map(|turn| (turn, count(turn))).filter(|(_, count)| *count > 0).collect()
    }

    /// Pupils who are still to be looked at before the week can be signed.
    pub fn left(&self) -> Left {
        let count = |look: Look| self.pupils.iter().filter(|pupil| pupil.look() == look).count();
        Left { ahead: count(Look::Ahead), asked: count(Look::Asked) }
    }
}

impl School {
    /// The week of a scope, at a moment.
    pub fn week(&self, week: Week, scope: Scope, now: NaiveDateTime) -> WeekSheet {
        let end = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
        // What was asked may be answered after the week.
        let today = now.date();
        let now = now.min(week.sunday().and_time(end));
        WeekSheet {
            week,
            scope,
            as_of: now.date(),
            classes: self.class_weeks(week, scope, now),
            pupils: self.pupil_weeks(week, scope, now.date(), today),
            signed: self.signed_week(week, scope).cloned(),
            term: week.days().find_map(|date| self.calendar.term_of(date)).map(|term| term.name.clone()),
        }
    }

    /// The signature under a week: of the scope itself, or of a wider one that holds it.
    fn signed_week(&self, week: Week, scope: Scope) -> Option<&SignedWeek> {
        let wider = match scope {
            Scope::Class(class) => vec![scope, Scope::Grade(class.grade), Scope::School],
            Scope::Grade(_) => vec![scope, Scope::School],
            Scope::School => vec![scope],
        };
        let signed = |scope: Scope| self.signed_weeks.iter().find(move |it| (it.week, it.scope) == (week, scope));
        wider.into_iter().find_map(signed)
    }
}

//! A pupil's term, session by session: what the heat map shows (学期出勤图).

use super::gaps::is_due;
use super::ids::PupilId;
use super::mark::Mark;
use super::people::Pupil;
use super::roll::{RollKey, Session};
use super::school::School;
use chrono::{Days, NaiveDate, NaiveDateTime, Weekday};

/// What the books know of one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionState {
    /// No school, or the pupil was in no class.
    NotExpected,
    /// Still to come, or not yet late to be called.
    Ahead,
    /// The roll was not taken: unknown, never "there".
    NotTaken,
    There,
    Marked(Mark),
}

/// One session of one weekday over the weeks of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapRow {
    pub weekday: Weekday,
    /// Place in the school's list of sessions.
    pub session: usize,
    /// One a week.
    pub states: Vec<SessionState>,
}

/// A term as weeks by weekday and session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermMap {
    /// The Monday of each week, earliest first.
    pub weeks: Vec<NaiveDate>,
    /// By weekday, then session. Weekdays on which there never is school have none.
    pub rows: Vec<MapRow>,
}

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

impl School {
    /// The term of a moment as it was for a pupil; none before the first term, or for a pupil unknown.
    pub fn term_map(&self, pupil: PupilId, now: NaiveDateTime) -> Option<TermMap> {
        let pupil = self.pupil(pupil)?;
        let term = self.calendar.term_of(now.date())?;
        let first = term.first.week(Weekday::Mon).first_day();
        let weeks: Vec<NaiveDate> = first.iter_weeks().take_while(|monday| *monday <= term.last).collect();
        let grade = pupil.class(now.date()).map(|class| class.grade);
        let mut rows = Vec::new();
        for (weekday, after_monday) in WEEK.into_iter().zip(0..) {
            let days: Vec<NaiveDate> = weeks.iter().map(|monday| *monday + Days::new(after_monday)).collect();
            let of_term = |day: &&NaiveDate| term.contains(**day);
            if !days.iter().filter(of_term).any(|day| self.calendar.is_school_day(*day, grade)) {
                continue;
            }
            for (place, session) in self.sessions.iter().enumerate() {
                let states = days.iter().map(|day| self.session_state(pupil, *day, session, now)).collect();
                rows.push(MapRow { weekday, session: place, states });
            }
        }
        Some(TermMap { weeks, rows })
    }

    fn session_state(&self, pupil: &Pupil, date: NaiveDate, session: &Session, now: NaiveDateTime) -> SessionState {
        let Some(class) = pupil.class(date) else { return SessionState::NotExpected };
        if !session.code.calls(&pupil.record) || !self.calendar.is_school_day(date, Some(class.grade)) {
            return SessionState::NotExpected;
        }
        match self.roll(RollKey { class, date, session: session.code }) {
            Some(roll) => roll.mark(pupil.id).map_or(SessionState::There, SessionState::Marked),
            None if is_due(date, session, now) => SessionState::NotTaken,
            None => SessionState::Ahead,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::EntryId;
    use crate::domain::made_up::{self, date};
    use crate::domain::roll::SessionCode;

    #[test]
    fn a_session_is_known_only_by_its_roll() {
        let (mut books, class) = made_up::class_of(1);
        let pupil = books.pupils[0].id;
        let roll = |day, session, marks: &[_]| made_up::roll(class, day, session, marks, EntryId::NEW);
        books.rolls.push(roll("2025-09-08", SessionCode::AM, &[(pupil, Mark::Truant)]));
        books.rolls.push(roll("2025-09-09", SessionCode::AM, &[]));
        let school = School::from_books(books);
        let noon = date("2025-09-09").and_hms_opt(12, 0, 0).unwrap();
        let map = school.term_map(pupil, noon).unwrap();
        let row = |weekday, session| {
            map.rows.iter().find(|row| (row.weekday, row.session) == (weekday, session)).unwrap().states[1]
        };
        assert_eq!(map.weeks[1], date("2025-09-08"));
        assert_eq!(row(Weekday::Mon, 0), SessionState::Marked(Mark::Truant));
        assert_eq!(row(Weekday::Mon, 1), SessionState::NotTaken);
        assert_eq!(row(Weekday::Tue, 0), SessionState::There);
        assert_eq!(row(Weekday::Tue, 1), SessionState::Ahead);
        // Made-up workdays of the autumn: a Sunday and a Saturday.
        assert_eq!(row(Weekday::Sun, 0), SessionState::NotExpected);
        assert_eq!(map.rows.len(), 14);
    }

    #[test]
    fn a_pupil_is_expected_while_in_a_class() {
        let (mut books, _) = made_up::class_of(1);
        let pupil = books.pupils[0].id;
        books.pupils[0].standings.push((date("2025-09-02"), crate::domain::people::Standing::Suspended));
        let map = School::from_books(books).term_map(pupil, date("2025-09-03").and_hms_opt(18, 0, 0).unwrap()).unwrap();
        let monday = &map.rows[0].states;
        assert_eq!(monday[..2], [SessionState::NotTaken, SessionState::NotExpected]);
    }
}

//! Leave notes (请假条).

use super::calendar::days_between;
use super::ids::{LeaveId, PupilId};
use super::mark::{Counts, Mark};
use super::roll::{Marked, RollKey, SessionCode};
use super::school::School;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a pupil is let off for (请假类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeaveKind {
    /// 病假
    Sick,
    /// 事假
    Personal,
}

impl LeaveKind {
    pub fn mark(self) -> Mark {
        match self {
            LeaveKind::Sick => Mark::Sick,
            LeaveKind::Personal => Mark::Leave,
        }
    }
}

/// A leave note (请假条): from which session to which, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveNote {
    pub pupil: PupilId,
    pub from: NaiveDate,
    /// First session of the first day; none: the whole day.
    #[serde(default)]
    pub from_session: Option<SessionCode>,
    pub to: NaiveDate,
    /// Last session of the last day; none: the whole day.
    #[serde(default)]
    pub to_session: Option<SessionCode>,
    pub kind: LeaveKind,
    pub reason: String,
    /// 批准人
    #[serde(default)]
    pub approved_by: String,
    /// The day on which the slip was handed in (交假条日期), where it was noted: often after the absence.
    #[serde(default)]
    pub handed_in: Option<NaiveDate>,
}

impl LeaveNote {
    /// Whether it covers a session of a day; `rank` gives a session's place in the day.
    pub fn covers(&self, date: NaiveDate, session: usize, rank: impl Fn(SessionCode) -> usize) -> bool {
        let begins = (self.from, self.from_session.map_or(0, &rank));
        begins <= (date, session) && (date, session) <= self.ends(rank)
    }

    fn ends(&self, rank: impl Fn(SessionCode) -> usize) -> (NaiveDate, usize) {
        (self.to, self.to_session.map_or(usize::MAX, rank))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leave {
    pub id: LeaveId,
    pub note: LeaveNote,
}

impl School {
    /// The leave note that covers a session of a pupil; of several the one that began last.
    pub fn leave_on(&self, pupil: PupilId, date: NaiveDate, session: SessionCode) -> Option<&Leave> {
        let rank = |code| self.session_rank(code);
        self.leaves_of(pupil).iter().rev().find(|leave| leave.note.covers(date, rank(session), rank))
    }

    /// The leave note that ended before a session and from which the pupil has not come back: no session attended
    /// since. From here on absence is unexcused (domain handbook R14).
    pub fn leave_overdue(&self, pupil: PupilId, date: NaiveDate, session: SessionCode) -> Option<&Leave> {
        let at = (date, self.session_rank(session));
        let ended = |leave: &&Leave| self.leave_ends(leave) < at;
        let leave = self.leaves_of(pupil).iter().filter(ended).max_by_key(|leave| self.leave_ends(leave))?;
        if self.leave_on(pupil, date, session).is_some() {
            return None;
        }
        let (last_day, last_session) = self.leave_ends(leave);
        let class = self.pupil(pupil)?.class(date)?;
        let mut since = self.rolls_of(class).iter().filter(|roll| {
            let taken = (roll.key.date, self.session_rank(roll.key.session));
            (last_day, last_session) < taken && taken < at
        });
        let came = since.any(|roll| roll.mark(pupil).is_none_or(|mark| mark.counts() == Counts::Attended));
        (!came).then_some(leave)
    }

    /// The marks with which the roll of a class begins: what leave notes say of that session.
    pub fn marks_from_leave(&self, key: RollKey) -> Vec<Marked> {
        let mut marks: Vec<Marked> = (self.pupils.iter().filter(|pupil| pupil.class(key.date) == Some(key.class)))
            .filter(|pupil| key.session.calls(&pupil.record))
            .filter_map(|pupil| {
                let leave = self.leave_on(pupil.id, key.date, key.session)?;
                Some(Marked::new(pupil.id, leave.note.kind.mark()))
            })
            .collect();
        marks.sort_unstable_by_key(|marked| marked.pupil);
        marks
    }

    /// The rolls that a leave note speaks of, taken or to come, earliest first: those of the school days in its span on
    /// which the pupil is in a class.
    pub fn rolls_of_leave(&self, note: &LeaveNote) -> Vec<RollKey> {
        let Some(pupil) = self.pupil(note.pupil) else { return Vec::new() };
        let rank = |code| self.session_rank(code);
        let in_class = days_between(note.from, note.to).filter_map(|date| Some((date, pupil.class(date)?)));
        let days = in_class.filter(|(date, class)| self.calendar.is_school_day(*date, Some(class.grade)));
        let rolls = days.flat_map(|(date, class)| {
            let asked = self.sessions.iter().filter(|session| session.code.calls(&pupil.record));
            asked.map(move |session| RollKey { class, date, session: session.code })
        });
        rolls.filter(|key| note.covers(key.date, rank(key.session), rank)).collect()
    }

    fn leave_ends(&self, leave: &Leave) -> (NaiveDate, usize) {
        leave.note.ends(|code| self.session_rank(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::class::Class;
    use crate::domain::ids::EntryId;
    use crate::domain::made_up::{self, date};
    use crate::domain::mark::Mark;
    use crate::domain::school::Books;

    const AM: SessionCode = SessionCode::AM;
    const PM: SessionCode = SessionCode::PM;

    fn on_leave() -> (Books, PupilId, Class) {
        let (mut books, class) = made_up::class_of(3);
        let pupil = books.pupils[1].id;
        let note = LeaveNote {
            pupil,
            from: date("2025-12-08"),
            from_session: Some(PM),
            to: date("2025-12-10"),
            to_session: Some(AM),
            kind: LeaveKind::Sick,
            reason: "发热".into(),
            approved_by: "陈老师".into(),
            handed_in: None,
        };
        books.leaves.push(Leave { id: LeaveId::NEW, note });
        (books, pupil, class)
    }

    #[test]
    fn half_days_at_both_ends() {
        let (books, pupil, class) = on_leave();
        let school = School::from_books(books);
        let table = [
            ("2025-12-08", AM, false),
            ("2025-12-08", PM, true),
            ("2025-12-09", AM, true),
            ("2025-12-10", AM, true),
            ("2025-12-10", PM, false),
        ];
        for (day, session, covered) in table {
            let marks = school.marks_from_leave(RollKey { class, date: date(day), session });
            let expected = covered.then_some(Marked::new(pupil, Mark::Sick));
            assert_eq!(marks, Vec::from_iter(expected), "{day} {session}");
        }
    }

    #[test]
    fn a_note_speaks_of_school_days_only() {
        let (books, pupil, _) = on_leave();
        let school = School::from_books(books);
        let note = LeaveNote { to: date("2025-12-15"), to_session: None, ..school.leaves[0].note.clone() };
        let days: Vec<String> = (school.rolls_of_leave(&note).iter())
            .map(|key| format!("{} {}", key.date.format("%d"), key.session))
            .collect();
        let expected = "08 pm, 09 am, 09 pm, 10 am, 10 pm, 11 am, 11 pm, 12 am, 12 pm, 15 am, 15 pm";
        assert_eq!(days.join(", "), expected);
        assert_eq!(pupil, note.pupil);
    }

    #[test]
    fn leave_is_overdue_until_the_pupil_has_come() {
        let (mut books, pupil, class) = on_leave();
        let next = (date("2025-12-11"), AM);
        assert!(School::from_books(books.clone()).leave_overdue(pupil, next.0, next.1).is_some());
        books.rolls.push(made_up::roll(class, "2025-12-10", PM, &[(pupil, Mark::Unknown)], EntryId::NEW));
        assert!(School::from_books(books.clone()).leave_overdue(pupil, next.0, next.1).is_some());
        books.rolls[0].marks.clear();
        assert!(School::from_books(books).leave_overdue(pupil, next.0, next.1).is_none());
    }
}

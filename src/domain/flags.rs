//! Flags (缺勤预警): what each pupil's absence has come to as of a date, and who must do what.

use super::attendance::{Exception, PupilDay, Verdict};
use super::case::Case;
use super::class::{Class, Grade};
use super::figures::{Figures, TenThousandths};
use super::ids::PupilId;
use super::ladder::Rule;
use super::mark::Counts;
use super::owed::{self, Owed, Run};
use super::people::{Pupil, Standing};
use super::school::School;
use super::streak::{self, Streak};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Whose flags are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    #[default]
    School,
    Grade(Grade),
    Class(Class),
}

impl Scope {
    /// One number for any scope: 0, a grade, or a class's code.
    pub fn code(self) -> u16 {
        match self {
            Scope::School => 0,
            Scope::Grade(grade) => grade.get().into(),
            Scope::Class(class) => class.code(),
        }
    }

    pub fn from_code(code: u16) -> Option<Scope> {
        match u8::try_from(code) {
            Ok(0) => Some(Scope::School),
            Ok(grade) if grade < 100 => Grade::new(grade).map(Scope::Grade),
            _ => Class::from_code(code).map(Scope::Class),
        }
    }

    pub fn covers(self, class: Class) -> bool {
        match self {
            Scope::School => true,
            Scope::Grade(grade) => class.grade == grade,
            Scope::Class(only) => class == only,
        }
    }
}

/// What a pupil's absence has come to, as of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    pub pupil: PupilId,
    /// The class on that date, or the last one of a pupil who is suspended.
    pub class: Class,
    /// 连续旷课
    pub streak: Streak,
    /// 连续缺勤, school days.
    pub absence_streak: u16,
    /// School days, within the term.
    pub longest_streak_in_term: u16,
    /// Over the term to the date.
    pub figures: Figures,
    /// The highest rung reached.
    pub rung: Option<Rule>,
    pub owed: Vec<Owed>,
    /// The pupil's latest case (个案), open or closed.
    pub case: Option<Case>,
}

impl Flag {
    pub fn unexcused_days_in_term(&self) -> TenThousandths {
        self.figures.unexcused_days()
    }

    /// School days by which the most overdue thing is late.
    pub fn late(&self) -> u16 {
        self.owed.iter().map(|owed| owed.late).max().unwrap_or(0)
    }
}

impl School {
    /// The flag of every pupil enrolled on the date, in the order of class, then 学籍号.
    pub fn flags(&self, as_of: NaiveDate, scope: Scope) -> Vec<Flag> {
        let enrolled = self.pupils.iter().enumerate().filter(|(_, pupil)| pupil.is_enrolled(as_of));
        let mut places: Vec<(Class, Option<&str>, PupilId, usize)> = enrolled
            .filter_map(|(at, pupil)| {
                let class = last_class(pupil, as_of).filter(|class| scope.covers(*class))?;
                Some((class, pupil.record.student_no.as_ref().map(|no| no.as_str()), pupil.id, at))
            })
            .collect();
        places.sort_unstable();
        places.into_iter().map(|(class, _, _, at)| self.flag_at(at, &self.pupils[at], class, as_of)).collect()
    }

    /// The flag of one pupil; none where the pupil is not enrolled on the date.
    pub fn flag(&self, pupil: PupilId, as_of: NaiveDate) -> Option<Flag> {
        let at = self.place(pupil)?;
        let pupil = &self.pupils[at];
        let class = last_class(pupil, as_of).filter(|_| pupil.is_enrolled(as_of))?;
        Some(self.flag_at(at, pupil, class, as_of))
    }

    fn flag_at(&self, at: usize, pupil: &Pupil, class: Class, as_of: NaiveDate) -> Flag {
        let excused = self.policy.excused(as_of);
        let term_first = self.calendar.term_of(as_of).map(|term| term.first);
        let enrolled_since = enrolled_since(pupil, as_of);
        let walk_from = self.calendar.terms().first().map(|term| term.first);
        let days = match (walk_from, term_first) {
            (Some(first), Some(_)) => self.attendance.pupil_days(at, pupil, first, as_of),
            _ => Vec::new(),
        };
        let of_enrolment = match enrolled_since {
            Some(since) => &days[days.partition_point(|day| day.date < since)..],
            None => &[],
        };
        let of_term = &days[days.partition_point(|day| term_first.is_some_and(|first| day.date < first))..];
        let streak = streak::unexcused(of_enrolment, excused);
        let missing_since = self.missing_since(at, pupil, of_enrolment, as_of);
        let case = self.case(pupil.id, as_of);
        let run = Run {
            pupil,
            class,
            as_of,
            streak: &streak,
            missing_since,
            days: of_enrolment,
            excused_run: streak::excused_run(of_enrolment),
            case: case.as_ref(),
        };
        Flag {
            pupil: pupil.id,
            class,
            absence_streak: streak::absence(of_enrolment),
            longest_streak_in_term: longest(pupil, of_term, excused),
            figures: Figures::of(of_term),
            rung: owed::highest(self, &run),
            owed: owed::owed(self, &run),
            streak,
            case,
        }
    }

    /// The day of the class's latest taken session and the pupil's unexcused sessions on it, where that session is one
    /// of them: the pupil is missing, and has not come since.
    fn missing_since(&self, at: usize, pupil: &Pupil, days: &[PupilDay], as_of: NaiveDate) -> Option<(NaiveDate, u16)> {
        let last_day = days.last()?;
        if last_day.unexcused == 0 {
            return None;
        }
        // The class of that day: a pupil who has risen since was never missing from the rolls of the class above.
        let (date, session) = self.attendance.last_taken(pupil.class(last_day.date)?, last_day.date)?;
        let last = self.attendance.exceptions(at, pupil).rfind(|exception| exception.date <= as_of)?;
        let is_missing = (last.date, last.session) == (date, session) && last.mark.counts() == Counts::Unexcused;
        is_missing.then_some((date, u16::from(last_day.unexcused)))
    }

    /// Whether the pupil was missing, unexcused, at the class's latest taken session up to a date.
    pub(super) fn now_missing(&self, pupil: PupilId, as_of: NaiveDate) -> bool {
        let Some(at) = self.place(pupil) else { return false };
        let pupil = &self.pupils[at];
        let Some(since) = enrolled_since(pupil, as_of) else { return false };
        let days = self.attendance.pupil_days(at, pupil, since, as_of);
        self.missing_since(at, pupil, &days, as_of).is_some()
    }

    /// The exceptions of a pupil on rolls of school days, earliest first.
    pub fn exceptions(&self, pupil: PupilId, up_to: NaiveDate) -> impl DoubleEndedIterator<Item = Exception> + '_ {
        let found = self.place(pupil).map(|at| self.attendance.exceptions(at, &self.pupils[at]));
        found.into_iter().flatten().filter(move |exception| exception.date <= up_to)
    }

    /// The unexcused sessions of a pupil, earliest first.
    pub fn missed(&self, pupil: PupilId, up_to: NaiveDate) -> impl DoubleEndedIterator<Item = Exception> + '_ {
        self.exceptions(pupil, up_to).filter(|exception| exception.mark.counts() == Counts::Unexcused)
    }

    /// The session at which a pupil was at school again after one that was missed.
    pub(super) fn back_since(
        &self,
        pupil: PupilId,
        day: NaiveDate,
        session: u8,
        up_to: NaiveDate,
    ) -> Option<(NaiveDate, u8)> {
        let at = self.place(pupil)?;
        self.attendance.back_since(at, &self.pupils[at], (day, session), up_to)
    }

    /// The class on whose books a pupil is on a date, or for a pupil suspended the last one before.
    pub fn last_class(&self, pupil: PupilId, on: NaiveDate) -> Option<Class> {
        last_class(self.pupil(pupil)?, on)
    }

    /// The days with a roll of a pupil, from one date to another, both included.
    pub fn pupil_days(&self, pupil: PupilId, from: NaiveDate, to: NaiveDate) -> Vec<PupilDay> {
        let Some(at) = self.place(pupil) else { return Vec::new() };
        self.attendance.pupil_days(at, &self.pupils[at], from, to)
    }

    /// The last school days of a pupil up to a date, earliest first, each with its verdict: the strip of the lists.
    pub fn strip(&self, pupil: PupilId, as_of: NaiveDate, length: usize) -> Vec<(NaiveDate, Option<PupilDay>)> {
        let (Some(record), Some(first)) = (self.pupil(pupil), self.calendar.terms().first()) else { return Vec::new() };
        let grade = last_class(record, as_of).map(|class| class.grade);
        let mut dates: Vec<NaiveDate> =
            self.calendar.school_days(first.first, as_of, grade).rev().take(length).collect();
        dates.reverse();
        let days = dates.first().map(|first| self.pupil_days(pupil, *first, as_of)).unwrap_or_default();
        let on = |date| days.iter().find(|day| day.date == date).copied();
        dates.into_iter().map(|date| (date, on(date))).collect()
    }
}

/// The first day of the unbroken time on the rolls that a date lies in; none while not expected in any class.
/// Going from one class to another is no break, a day suspended or not enrolled is one.
pub(super) fn enrolled_since(pupil: &Pupil, as_of: NaiveDate) -> Option<NaiveDate> {
    let begun = pupil.standings.iter().rev().skip_while(|(from, _)| *from > as_of);
    begun.take_while(|(_, standing)| matches!(standing, Standing::InClass { .. })).last().map(|(from, _)| *from)
}

/// The class on whose books a pupil is on a date, or for a pupil suspended the last one before.
fn last_class(pupil: &Pupil, as_of: NaiveDate) -> Option<Class> {
    let begun = pupil.standings.iter().rev().skip_while(|(from, _)| *from > as_of);
    begun.map(|(_, standing)| *standing).find_map(Standing::class_of_books)
}

/// The longest unexcused streak over the days of a term, none reaching over a break in the enrolment.
fn longest(pupil: &Pupil, days: &[PupilDay], excused: super::ladder::Excused) -> u16 {
    let unbroken = |a: &PupilDay, b: &PupilDay| enrolled_since(pupil, a.date) == enrolled_since(pupil, b.date);
    if !days.iter().any(|day| day.verdict() == Verdict::Unexcused) {
        return 0;
    }
    days.chunk_by(unbroken).map(|days| streak::longest_unexcused(days, excused)).max().unwrap_or(0)
}

//! The pupils of a week who want looking at: what has become of each since the week before.

use crate::domain::attendance::Verdict;
use crate::domain::case::Case;
use crate::domain::class::Class;
use crate::domain::contact::Reason;
use crate::domain::flags::{Flag, Scope};
use crate::domain::ids::PupilId;
use crate::domain::ladder::Rule;
use crate::domain::letter::LetterKind;
use crate::domain::owed::Owed;
use crate::domain::people::Pupil;
use crate::domain::review::{Review, ReviewRecord, Week};
use crate::domain::school::School;
use crate::domain::step::Step;
use crate::domain::visit::Outcome;
use chrono::NaiveDate;
use std::cmp::{Ordering, Reverse};
use std::collections::HashSet;

/// How a pupil stands against the end of the week before (较上周).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Turn {
    /// 新增
    New,
    /// 加重
    Worse,
    /// 好转: away for less, or the absence has been explained.
    Better,
    /// 返校
    Back,
    /// 结案
    Closed,
    /// 未变
    Same,
}

impl Turn {
    pub const ALL: [Turn; 6] = [Turn::New, Turn::Worse, Turn::Better, Turn::Back, Turn::Closed, Turn::Same];

    /// The language-neutral name, as in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Turn::New => "new",
            Turn::Worse => "worse",
            Turn::Better => "better",
            Turn::Back => "back",
            Turn::Closed => "closed",
            Turn::Same => "same",
        }
    }
}

/// How far the grade lead has come with a pupil.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Still to be looked at.
    Ahead,
    /// 已阅
    Seen,
    /// 退回询问, and nothing was recorded since.
    Asked,
    /// 退回询问, and something was.
    Answered,
}

impl Look {
    /// Whether the pupil counts as looked at.
    pub fn is_done(self) -> bool {
        matches!(self, Look::Seen | Look::Answered)
    }
}

/// What was found out last (查明).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A guardian was reached.
    Told {
        on: NaiveDate,
        reason: Option<Reason>,
        said: String,
    },
    Visited {
        on: NaiveDate,
        outcome: Outcome,
        found: String,
    },
}

impl Found {
    pub fn on(&self) -> NaiveDate {
        match self {
            Found::Told { on, .. } | Found::Visited { on, .. } => *on,
        }
    }
}

/// What was done (已做), counted since the absence began.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Done {
    pub contacts: usize,
    /// Those of them that reached somebody.
    pub reached: usize,
    pub visits: usize,
    /// In the order of their numbers.
    pub letters: Vec<LetterKind>,
    /// Talks, attempts to persuade, entries in registers and what else was done.
    pub steps: usize,
}

/// One pupil in one week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PupilWeek {
    pub pupil: PupilId,
    /// The class on the day as of which the week is read, or the last one of a pupil who has left it.
    pub class: Class,
    /// 连续旷课, school days.
    pub streak: u16,
    pub streak_from: Option<NaiveDate>,
    pub turn: Turn,
    /// 紧急: the child cannot be reached (R16).
    pub danger: bool,
    pub found: Option<Found>,
    pub done: Done,
    /// What presses most first.
    pub owed: Vec<Owed>,
    pub review: Option<Review>,
    /// Whether the question of the review has been answered: something was recorded about the pupil since.
    pub answered: bool,
}

impl PupilWeek {
    pub fn look(&self) -> Look {
        match self.review.as_ref().map(|review| &review.record) {
            None => Look::Ahead,
            Some(ReviewRecord::Seen { .. }) => Look::Seen,
            Some(ReviewRecord::Asked { .. }) if self.answered => Look::Answered,
            Some(ReviewRecord::Asked { .. }) => Look::Asked,
        }
    }

    /// What was asked and has not been answered.
    pub fn open_question(&self) -> Option<&str> {
        self.review.as_ref().filter(|_| !self.answered).and_then(|review| review.record.question())
    }

    /// School days by which the most overdue thing is late.
    pub fn late(&self) -> u16 {
        self.owed.iter().map(|owed| owed.late).max().unwrap_or(0)
    }
}

/// A pupil at the end of two weeks, and what lies between.
struct Course<'a> {
    pupil: &'a Pupil,
    now: Option<Flag>,
    was: Option<Flag>,
    is_away: bool,
    was_away: bool,
    /// A whole day was missed within the week.
    missed: bool,
    /// The last day with a roll found the pupil at school.
    is_back: bool,
    closed: bool,
}

impl School {
    /// The pupils of the scope with something to look at, the most urgent first.
    pub(super) fn pupil_weeks(&self, week: Week, scope: Scope, as_of: NaiveDate, today: NaiveDate) -> Vec<PupilWeek> {
        if as_of < week.monday() {
            return Vec::new();
        }
        let with_letters: HashSet<PupilId> = self.letters.iter().map(|letter| letter.record.pupil).collect();
        // Of whom no exception, no step and no paper is known there is nothing to say.
        let spoken_of = |pupil: &&Pupil| {
            self.exceptions(pupil.id, as_of).next().is_some()
                || !self.steps_of(pupil.id).is_empty()
                || with_letters.contains(&pupil.id)
        };
        let rows = self.pupils.iter().filter(spoken_of).filter_map(|pupil| {
            let class = self.last_class(pupil.id, as_of).filter(|class| scope.covers(*class))?;
            let course = self.course(pupil, week, as_of)?;
            let review = self.reviews.iter().find(|review| (review.week, review.pupil) == (week, pupil.id));
            let answered = review.is_some_and(|review| self.is_answered(review, today));
            Some(PupilWeek { review: review.cloned(), answered, ..self.pupil_week(&course, class, week, as_of) })
        });
        let mut rows: Vec<PupilWeek> = rows.collect();
        rows.sort_by(|a, b| self.more_urgent(a, b, as_of));
        rows
    }

    /// Danger first, then what is late, then the longest streak; pupils alike by class, seat and name.
    fn more_urgent(&self, a: &PupilWeek, b: &PupilWeek, as_of: NaiveDate) -> Ordering {
        let urgency = |row: &PupilWeek| Reverse((row.danger, row.late(), row.streak));
        let place = |row: &PupilWeek| {
            let pupil = self.pupil(row.pupil);
            let seat = pupil.and_then(|pupil| pupil.seat(as_of)).unwrap_or(u16::MAX);
            (row.class, seat, pupil.map(|pupil| pupil.record.name.as_str()), row.pupil)
        };
        urgency(a).cmp(&urgency(b)).then_with(|| place(a).cmp(&place(b)))
    }

    /// None where there is nothing to look at in the week.
    fn course<'a>(&self, pupil: &'a Pupil, week: Week, as_of: NaiveDate) -> Option<Course<'a>> {
        let before = week.before().sunday();
        let now = self.flag(pupil.id, as_of);
        let was = self.flag(pupil.id, before);
        let days = self.pupil_days(pupil.id, week.monday(), as_of);
        let missed = days.iter().any(|day| day.verdict() == Verdict::Unexcused);
        let ending = now.as_ref().and_then(|flag| flag.case.clone()).or_else(|| self.case(pupil.id, as_of));
        let ending = ending.and_then(|case| case.ending);
        // Whatever watch follows: the deed of closing is what changed.
        let closed = ending.is_some_and(|ending| week.monday() <= ending.on && ending.on <= as_of);
        if !(missed || closed || [&now, &was].into_iter().flatten().any(wants_a_look)) {
            return None;
        }
        let away = |flag: &Option<Flag>, on: NaiveDate| {
            flag.as_ref().is_some_and(|flag| !flag.streak.dates.is_empty() || self.now_missing(pupil.id, on))
        };
        let is_back = days.last().is_some_and(|day| day.attended() > 0);
        let (is_away, was_away) = (away(&now, as_of), away(&was, before));
        Some(Course { pupil, now, was, is_away, was_away, missed, is_back, closed })
    }

    /// Without its review.
    fn pupil_week(&self, course: &Course, class: Class, week: Week, as_of: NaiveDate) -> PupilWeek {
        let id = course.pupil.id;
        let since = course.since(week);
        let mut owed = course.now.as_ref().map(|flag| flag.owed.clone()).unwrap_or_default();
        owed.sort_by_key(|owed| (Reverse(owed.late), owed.due.unwrap_or(NaiveDate::MAX)));
        PupilWeek {
            pupil: id,
            class,
            streak: course.now.as_ref().map_or(0, |flag| flag.streak.days()),
            streak_from: course.now.as_ref().and_then(|flag| flag.streak.from()),
            turn: course.turn(),
            danger: course.now.as_ref().is_some_and(in_danger),
            found: self.found(id, since, as_of),
            done: self.done(id, since, as_of),
            owed,
            review: None,
            answered: false,
        }
    }

    /// What a guardian said or a visit found last.
    fn found(&self, pupil: PupilId, since: NaiveDate, as_of: NaiveDate) -> Option<Found> {
        let within = |on: NaiveDate| since <= on && on <= as_of;
        let told =
            self.contacts_of(pupil).iter().map(|it| &it.record).rfind(|it| it.reached.is_yes() && within(it.at.date()));
        let visited = self.visits_of(pupil).iter().map(|it| &it.record).rfind(|it| within(it.at.date()));
        let by_visit = |it: &crate::domain::visit::VisitRecord| Found::Visited {
            on: it.at.date(),
            outcome: it.outcome,
            found: it.found.clone(),
        };
        let by_word = |it: &crate::domain::contact::ContactRecord| Found::Told {
            on: it.at.date(),
            reason: it.reason,
            said: it.said.clone(),
        };
        match (told, visited) {
            (Some(told), Some(visited)) if told.at > visited.at => Some(by_word(told)),
            (_, Some(visited)) => Some(by_visit(visited)),
            (told, None) => told.map(by_word),
        }
    }

    fn done(&self, pupil: PupilId, since: NaiveDate, as_of: NaiveDate) -> Done {
        let within = |on: NaiveDate| since <= on && on <= as_of;
        let contacts: Vec<_> = self.contacts_of(pupil).iter().filter(|it| within(it.record.at.date())).collect();
        let letters = self.letters_of(pupil).filter(|letter| within(letter.record.issued_on));
        let is_done = |step: &Step| !matches!(step, Step::Danger { .. } | Step::Override { .. } | Step::Closed(_));
        let steps = self.steps_of(pupil).iter().filter(|it| within(it.record.at.date()) && is_done(&it.record.step));
        Done {
            contacts: contacts.len(),
            reached: contacts.iter().filter(|it| it.record.reached.is_yes()).count(),
            visits: self.visits_of(pupil).iter().filter(|it| within(it.record.at.date())).count(),
            letters: letters.map(|letter| letter.record.kind).collect(),
            steps: steps.count(),
        }
    }
}

impl Course<'_> {
    /// The first day of what is told: of the case, else of the streak or of what is owed, else of the week.
    fn since(&self, week: Week) -> NaiveDate {
        let flags = [&self.now, &self.was].into_iter().flatten();
        let first = |flag: &Flag| {
            let of_case = flag.case.as_ref().filter(|case| wants_a_look(flag) || is_of(case, week));
            let owed = flag.owed.iter().map(|owed| owed.since);
            of_case.map(|case| case.opened).into_iter().chain(flag.streak.from()).chain(owed).min()
        };
        flags.filter_map(first).min().unwrap_or(week.monday()).min(week.monday())
    }

    fn turn(&self) -> Turn {
        let wanted = self.was.as_ref().is_some_and(wants_a_look);
        match () {
            () if self.closed && !self.is_away => Turn::Closed,
            () if !self.is_away && (self.was_away || self.missed) => {
                if self.is_back {
                    Turn::Back
                } else {
                    Turn::Better
                }
            }
            () if !wanted => Turn::New,
            () => match self.now.as_ref().map(weight).cmp(&self.was.as_ref().map(weight)) {
                Ordering::Greater => Turn::Worse,
                Ordering::Less => Turn::Better,
                Ordering::Equal => Turn::Same,
            },
        }
    }
}

/// A running streak, something owed, or danger.
fn wants_a_look(flag: &Flag) -> bool {
    !flag.streak.dates.is_empty() || !flag.owed.is_empty() || in_danger(flag)
}

fn in_danger(flag: &Flag) -> bool {
    flag.case.as_ref().is_some_and(|case| case.danger.is_some())
}

/// What one week's end weighs against another's.
fn weight(flag: &Flag) -> (bool, u16, Option<Rule>, bool) {
    (in_danger(flag), flag.streak.days(), flag.rung, !flag.owed.is_empty())
}

/// Whether a case still ran in a week.
fn is_of(case: &Case, week: Week) -> bool {
    case.closed().is_none_or(|closed| closed >= week.monday())
}

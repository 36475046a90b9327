//! Cases (个案): one pupil's absence from its first unexcused session to its exit. Derived from facts, never typed in
//! (Machine A of the domain handbook, section 2.2).

mod back;
mod exit;
mod facts;
mod guard;
mod list;

#[cfg(test)]
mod tests;

pub use exit::Exit;
pub use guard::{CannotClose, CannotEnter, CannotTake};
pub use list::Listed;

use super::attendance::Verdict;
use super::ids::PupilId;
use super::ladder::Rule;
use super::letter::LetterKind;
use super::mark::Counts;
use super::school::School;
use super::step::{Closing, Ledger, Step};
use super::timeline::{self, Happened, What};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use facts::Facts;
use serde::{Deserialize, Serialize};

/// How far a case has gone (阶段): the highest that its facts reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stage {
    /// 待查: nobody reached yet.
    #[serde(rename = "A0_open")]
    Open,
    /// 已联系
    #[serde(rename = "A1_contacted")]
    Contacted,
    /// 家访中
    #[serde(rename = "A2_visiting")]
    Visiting,
    /// 已报校领导
    #[serde(rename = "A3_escalated")]
    Escalated,
    /// 已报街道、教育局: both papers.
    #[serde(rename = "A4_reported")]
    Reported,
    /// 疑似辍学
    #[serde(rename = "A5_suspected")]
    Suspected,
    /// 辍学（在册劝返）
    #[serde(rename = "A6_dropout")]
    Dropout,
    /// 跟踪期
    #[serde(rename = "A7_watch")]
    Watch,
    /// 结案
    #[serde(rename = "A9_closed")]
    Closed,
}

impl Stage {
    pub const ALL: [Stage; 9] = [
        Stage::Open,
        Stage::Contacted,
        Stage::Visiting,
        Stage::Escalated,
        Stage::Reported,
        Stage::Suspected,
        Stage::Dropout,
        Stage::Watch,
        Stage::Closed,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Stage::Open => "A0_open",
            Stage::Contacted => "A1_contacted",
            Stage::Visiting => "A2_visiting",
            Stage::Escalated => "A3_escalated",
            Stage::Reported => "A4_reported",
            Stage::Suspected => "A5_suspected",
            Stage::Dropout => "A6_dropout",
            Stage::Watch => "A7_watch",
            Stage::Closed => "A9_closed",
        }
    }

    /// By its code, or by the two characters that it begins with.
    pub fn from_code(code: &str) -> Option<Stage> {
        let is =
            |stage: &Stage| stage.code().eq_ignore_ascii_case(code) || stage.code()[..2].eq_ignore_ascii_case(code);
        Stage::ALL.into_iter().find(is)
    }

    /// Whether the leadership knows of it: from here on a homeroom teacher cannot close it alone.
    pub fn is_escalated(self) -> bool {
        (Stage::Escalated..=Stage::Dropout).contains(&self)
    }
}

/// How far the tracing of a pupil from elsewhere has gone (Machine B, 2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Trace {
    #[serde(rename = "B1_suspected_gone")]
    SuspectedGone,
    #[serde(rename = "B2_visited")]
    Visited,
    #[serde(rename = "B3_letter_sent")]
    LetterSent,
    #[serde(rename = "B4_reminded")]
    Reminded,
    #[serde(rename = "B5_answered")]
    Answered,
    #[serde(rename = "B6_handed_over")]
    HandedOver,
}

impl Trace {
    pub fn code(self) -> &'static str {
        match self {
            Trace::SuspectedGone => "B1_suspected_gone",
            Trace::Visited => "B2_visited",
            Trace::LetterSent => "B3_letter_sent",
            Trace::Reminded => "B4_reminded",
            Trace::Answered => "B5_answered",
            Trace::HandedOver => "B6_handed_over",
        }
    }
}

/// The end of a case, or of its first part where the watch has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    pub closing: Closing,
    pub on: NaiveDate,
    /// The last day of the watch (跟踪期); none where there is none.
    pub watch_until: Option<NaiveDate>,
}

/// What a case is marked with beside its stage (标记).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// 紧急
    Danger,
    /// 缺一函、缺一报告: one of the two papers is out, the other is not.
    PaperMissing,
    /// 阶段经人改定
    Overridden,
    /// 跟踪期内再次缺勤
    Reopened,
}

/// A case, as of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub pupil: PupilId,
    /// The day of the first unexcused session, or of the first paper where its sessions have been explained since.
    pub opened: NaiveDate,
    pub stage: Stage,
    /// The stage that the facts reach, whatever somebody has set: it decides who may close.
    pub reached: Stage,
    /// The stage was set by somebody against what the facts say: why.
    pub overridden: Option<String>,
    /// The day of the last unexcused session; none where none is left.
    pub last_missed: Option<NaiveDate>,
    /// The first day on which the pupil was seen at school again, and has not been missing since.
    pub returned: Option<NaiveDate>,
    /// The days on which an absence within the watch opened it again.
    pub reopened: Vec<NaiveDate>,
    pub ending: Option<Ending>,
    /// 紧急: the child cannot be reached, and since when (R16).
    pub danger: Option<NaiveDateTime>,
    /// Of the two papers that leave the school, the one that is lacking while the other is out.
    pub lacking: Option<LetterKind>,
    /// None of pupils who are back.
    pub trace: Option<Trace>,
    /// The exit that the facts propose and somebody has to confirm.
    pub proposes: Option<Exit>,
    /// The opening day of the case before, to which this one is linked.
    pub follows: Option<NaiveDate>,
}

impl Case {
    /// Not closed: also in the watch.
    pub fn is_open(&self) -> bool {
        self.stage != Stage::Closed
    }

    /// What it is marked with, what cannot wait first.
    pub fn signs(&self) -> Vec<Sign> {
        let signs = [
            (Sign::Danger, self.danger.is_some()),
            (Sign::PaperMissing, self.lacking.is_some() && self.is_open()),
            (Sign::Overridden, self.overridden.is_some()),
            (Sign::Reopened, !self.reopened.is_empty()),
        ];
        signs.into_iter().filter(|(_, is_so)| *is_so).map(|(sign, _)| sign).collect()
    }

    /// The day on which it was over: with a watch the watch's last day.
    pub fn closed(&self) -> Option<NaiveDate> {
        let ending = self.ending.as_ref().filter(|_| self.stage == Stage::Closed)?;
        Some(ending.watch_until.unwrap_or(ending.on))
    }
}

/// What opens, closes and opens again, in the order of time.
enum Event<'a> {
    /// An unexcused session.
    Missed {
        day: NaiveDate,
        session: u8,
    },
    /// A paper or a step that only a case can have.
    Step(NaiveDate),
    /// R16 was met: like a missed session it opens a case again.
    Danger(NaiveDate),
    Closed(NaiveDate, &'a Closing),
}

/// A case while its events are gone through.
struct Course {
    opened: NaiveDate,
    last_missed: Option<(NaiveDate, u8)>,
    reopened: Vec<NaiveDate>,
    ending: Option<Ending>,
    follows: Option<NaiveDate>,
}

impl Event<'_> {
    /// Whether it says nothing new of a case that was closed: a paper of that day, a session of that day from which no
    /// return is expected, a second closing.
    fn belongs_to(&self, ending: &Ending) -> bool {
        let expected = matches!(ending.closing.exit, Exit::E1 | Exit::E2 | Exit::E11);
        match self {
            Event::Step(on) => *on == ending.on,
            Event::Missed { day, .. } => *day == ending.on && !expected,
            Event::Closed(..) => true,
            Event::Danger(_) => false,
        }
    }
}

impl Course {
    /// An absence within the watch, or a child out of reach.
    fn open_again(&mut self, day: NaiveDate) {
        if self.ending.take().is_some() {
            self.reopened.push(day);
        }
    }
}

fn is_of_a_case(what: &What) -> bool {
    match what {
        What::Marked(_, marked) => marked.mark.counts() == Counts::Unexcused,
        What::Leave(_) | What::Status(..) => false,
        What::Planned(_) | What::Helped(..) | What::PlanClosed(..) => false,
        What::Contact(_) | What::Visit(_) | What::Letter(_) | What::Receipt(..) | What::Step(_) => true,
    }
}

/// A time that nobody noted is the end of its day: what is written down afterwards came after.
pub(super) fn moment(at: NaiveDateTime) -> NaiveDateTime {
    let end = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
    if at.time() == NaiveTime::MIN { at.date().and_time(end) } else { at }
}

impl School {
    /// The latest case of a pupil, as of a date.
    pub fn case(&self, pupil: PupilId, as_of: NaiveDate) -> Option<Case> {
        let course = self.courses(pupil, as_of).pop()?;
        Some(self.case_of(pupil, &course, as_of, as_of))
    }

    /// Every case of a pupil that had opened by a date, as of that date, earliest first.
    pub fn cases(&self, pupil: PupilId, as_of: NaiveDate) -> Vec<Case> {
        let courses = self.courses(pupil, as_of);
        let next = courses.iter().skip(1).map(|next| next.opened.pred_opt().unwrap_or(next.opened));
        let ends = next.chain([as_of]);
        courses.iter().zip(ends).map(|(course, end)| self.case_of(pupil, course, end, as_of)).collect()
    }

    /// The courses of a pupil's cases up to a date, earliest first.
    fn courses(&self, pupil: PupilId, as_of: NaiveDate) -> Vec<Course> {
        let events = self.events(pupil, as_of);
        let mut done = Vec::new();
        let mut open: Option<Course> = None;
        for event in events {
            let on = match &event {
                Event::Missed { day, .. } => *day,
                Event::Step(on) | Event::Danger(on) | Event::Closed(on, _) => *on,
            };
            let ending = open.as_ref().and_then(|course| course.ending.as_ref());
            if ending.is_some_and(|ending| event.belongs_to(ending)) {
                continue;
            }
            if ending.is_some_and(|ending| ending.watch_until.is_none_or(|until| on > until)) {
                done.extend(open.take());
            }
            let follows = done.last().map(|course: &Course| course.opened);
            let course = open.get_or_insert_with(|| Course {
                opened: on,
                last_missed: None,
                reopened: Vec::new(),
                ending: None,
                follows,
            });
            match event {
                Event::Missed { day, session } => {
                    course.last_missed = Some((day, session));
                    course.open_again(day);
                }
                Event::Danger(day) => course.open_again(day),
                Event::Step(_) => {}
                Event::Closed(_, closing) => {
                    let watch_until = self.watch_until(pupil, course, closing, on);
                    course.ending = Some(Ending { closing: closing.clone(), on, watch_until });
                }
            }
        }
        done.extend(open);
        done
    }

    fn events(&self, pupil: PupilId, as_of: NaiveDate) -> Vec<Event<'_>> {
        let mut events: Vec<(NaiveDateTime, Event)> = Vec::new();
        for missed in self.missed(pupil, as_of) {
            let starts = self.sessions.get(usize::from(missed.session)).map_or(NaiveTime::MIN, |it| it.starts);
            let event = Event::Missed { day: missed.date, session: missed.session };
            events.push((missed.date.and_time(starts), event));
        }
        for letter in self.letters_of(pupil) {
            let record = &letter.record;
            // Records of what any family may get, what is told of a case that was, and what puts a paper right.
            let opens_none = matches!(record.kind, LetterKind::Contact | LetterKind::HomeVisit | LetterKind::FollowUp);
            if record.issued_on <= as_of && !opens_none && record.corrects.is_none() {
                let on = record.issued_on;
                events.push((moment(on.and_time(NaiveTime::MIN)), Event::Step(on)));
            }
        }
        for taken in self.steps_of(pupil) {
            let at = moment(taken.record.at);
            if at.date() > as_of {
                continue;
            }
            let event = match &taken.record.step {
                Step::Closed(closing) => Event::Closed(at.date(), closing),
                Step::Danger { .. } => Event::Danger(at.date()),
                Step::Persuasion(_) | Step::Clue { .. } | Step::Override { .. } => Event::Step(at.date()),
                Step::Entered { ledger: Ledger::Suspected | Ledger::Dropout, .. } => Event::Step(at.date()),
                _ => continue,
            };
            // A return is confirmed after it, whatever the clock of whoever confirmed it said.
            let back = match event {
                Event::Closed(on, closing) if closing.exit == Exit::E1 => self.came_on(pupil, on),
                _ => None,
            };
            events.push((back.map_or(at, |back| at.max(back)), event));
        }
        events.sort_by_key(|(at, _)| *at);
        events.into_iter().map(|(_, event)| event).collect()
    }

    /// When the pupil was first seen at school on a day.
    fn came_on(&self, pupil: PupilId, on: NaiveDate) -> Option<NaiveDateTime> {
        let (day, session) = self.back_since(pupil, on.pred_opt()?, u8::MAX, on)?;
        Some(day.and_time(self.sessions.get(usize::from(session))?.starts))
    }

    /// The last day of the watch that a return begins: it is as many school days long as R15 says, the day of the
    /// return the first. A run that never came to a home visit, or to worse, has none.
    fn watch_until(&self, pupil: PupilId, course: &Course, closing: &Closing, on: NaiveDate) -> Option<NaiveDate> {
        if closing.exit != Exit::E1 || !self.came_to_a_visit(pupil, course.opened, on) {
            return None;
        }
        let length = self.policy.rung(Rule::R15, on)?.number.checked_sub(1)?;
        let returned = course.last_missed.and_then(|(day, session)| self.back_since(pupil, day, session, on));
        let from = returned.map_or(on, |(day, _)| day);
        let grade = self.pupil(pupil)?.class(from).map(|class| class.grade);
        self.calendar.school_day_after(from, length, grade)
    }

    /// Whether R2 was reached between two days: a whole day unexcused, a visit, a paper, or a child that was lost.
    fn came_to_a_visit(&self, pupil: PupilId, from: NaiveDate, to: NaiveDate) -> bool {
        let within = |on: NaiveDate| from <= on && on <= to;
        self.pupil_days(pupil, from, to).iter().any(|day| day.verdict() == Verdict::Unexcused)
            || self.visits_of(pupil).iter().any(|visit| within(visit.record.at.date()))
            || self.letters_of(pupil).any(|letter| within(letter.record.issued_on))
            || self
                .steps_of(pupil)
                .iter()
                .any(|taken| matches!(taken.record.step, Step::Danger { .. }) && within(taken.record.at.date()))
    }

    fn case_of(&self, pupil: PupilId, course: &Course, end: NaiveDate, as_of: NaiveDate) -> Case {
        let facts = Facts::between(self, pupil, course.opened, end);
        let reached = facts.stage(None);
        let since = course.reopened.last().copied().unwrap_or(course.opened);
        let set = facts.steps.iter().rev().find_map(|taken| match &taken.record.step {
            Step::Override { stage, why } if taken.record.at.date() >= since => Some((taken, *stage, why)),
            _ => None,
        });
        // What has been done since a stage was set speaks again, where it does not fall short of what was set.
        let set = set.filter(|(taken, stage, _)| {
            course.ending.is_none() && (reached <= facts.stage(Some(moment(taken.record.at))) || reached < *stage)
        });
        let returned =
            course.last_missed.and_then(|(day, session)| self.back_since(pupil, day, session, end.min(as_of)));
        let stage = match &course.ending {
            Some(Ending { watch_until: Some(until), .. }) if as_of <= *until => Stage::Watch,
            Some(_) => Stage::Closed,
            None => set.map_or(reached, |(_, stage, _)| stage),
        };
        let danger = match course.ending {
            Some(_) => None,
            None => facts.danger(since, || self.now_missing(pupil, as_of)),
        };
        let proposes = match &course.ending {
            Some(_) => None,
            None => self.proposed_exit(pupil, course, returned.is_some(), as_of),
        };
        Case {
            pupil,
            opened: course.opened,
            stage,
            reached,
            overridden: set.map(|(_, _, why)| why.clone()),
            last_missed: course.last_missed.map(|(day, _)| day),
            returned: returned.map(|(day, _)| day),
            reopened: course.reopened.clone(),
            ending: course.ending.clone(),
            danger,
            lacking: facts.lacking(),
            trace: match returned {
                Some(_) => None,
                None => facts.trace(self.said_gone(pupil, course.opened, end.min(as_of)).is_some()),
            },
            proposes,
            follows: course.follows,
        }
    }

    fn proposed_exit(&self, pupil: PupilId, course: &Course, is_back: bool, as_of: NaiveDate) -> Option<Exit> {
        match self.exit_by_status(pupil, as_of) {
            Some(exit) => Some(exit),
            None if course.last_missed.is_none() => Some(Exit::E2),
            None => is_back.then_some(Exit::E1),
        }
    }

    /// The open cases, as of a date: each with its pupil's last class.
    pub fn open_cases(&self, as_of: NaiveDate) -> Vec<Case> {
        let cases = self.pupils.iter().filter_map(|pupil| self.case(pupil.id, as_of));
        cases.filter(Case::is_open).collect()
    }

    /// What happened within a case up to a date, earliest first: unexcused sessions, contacts, visits, papers, receipts
    /// and steps.
    pub fn happened_in(&self, case: &Case, up_to: NaiveDate) -> Vec<Happened<'_>> {
        let end = case.closed().map_or(up_to, |closed| closed.min(up_to));
        let mut happened = timeline::of(self, case.pupil, end);
        happened.retain(|it| it.at.date() >= case.opened && is_of_a_case(&it.what));
        happened.reverse();
        happened
    }
}

//! Cases (个案): one pupil's absence from its first unexcused session to its exit. Derived from facts, never typed in
//! (Machine A of the domain handbook, section 2.2).

use super::attendance::{PupilDay, Verdict};
use super::contact::Contact;
use super::ids::PupilId;
use super::ladder::Rule;
use super::letter::{Letter, LetterKind};
use super::people::{KeyGroup, Role, Standing};
use super::school::School;
use super::step::{Closing, Danger, Ledger, Step, Taken};
use super::visit::{Outcome, Visit};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
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

/// How a case ends (出口; domain handbook 2.2). There is no 退学 and no 开除 among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Exit {
    /// 返校复学
    E1,
    /// 请假、病假补办
    E2,
    /// 转出
    E3,
    /// 休学
    E4,
    /// 异地就读已核实
    E5,
    /// 出国（境）
    E6,
    /// 转特校、送教上门
    E7,
    /// 司法、专门学校: shown as another lawful reason.
    E8,
    /// 死亡
    E9,
    /// 已完成义务教育、超龄
    E10,
    /// 登记差错
    E11,
    /// 缓学
    E12,
}

impl Exit {
    pub const ALL: [Exit; 12] = [
        Exit::E1,
        Exit::E2,
        Exit::E3,
        Exit::E4,
        Exit::E5,
        Exit::E6,
        Exit::E7,
        Exit::E8,
        Exit::E9,
        Exit::E10,
        Exit::E11,
        Exit::E12,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Exit::E1 => "E1",
            Exit::E2 => "E2",
            Exit::E3 => "E3",
            Exit::E4 => "E4",
            Exit::E5 => "E5",
            Exit::E6 => "E6",
            Exit::E7 => "E7",
            Exit::E8 => "E8",
            Exit::E9 => "E9",
            Exit::E10 => "E10",
            Exit::E11 => "E11",
            Exit::E12 => "E12",
        }
    }

    pub fn from_code(code: &str) -> Option<Exit> {
        Exit::ALL.into_iter().find(|exit| exit.code().eq_ignore_ascii_case(code))
    }

    /// The roles of which one may close a case so, from a stage.
    pub fn closers(self, stage: Stage) -> &'static [Role] {
        use Role::{Affairs, GradeLead, Homeroom, Leadership, Registrar};
        let escalated = stage.is_escalated();
        match self {
            Exit::E1 if stage >= Stage::Reported && escalated => &[Leadership],
            Exit::E1 | Exit::E2 if escalated => &[Affairs, Leadership],
            Exit::E1 | Exit::E2 => &[Homeroom, GradeLead, Affairs, Leadership],
            Exit::E3 | Exit::E4 if !escalated => &[Registrar, Leadership],
            Exit::E11 if !escalated => &[GradeLead, Leadership],
            Exit::E12 => &[Registrar, Leadership],
            Exit::E6 | Exit::E7 | Exit::E9 | Exit::E10 if !escalated => &[Registrar, Leadership],
            _ => &[Leadership],
        }
    }
}

/// Why a case cannot be closed so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotClose {
    /// There is no open case.
    NoCase,
    /// No evidence was given.
    NoEvidence,
    /// The pupil has not been at school since: no roll proves a return.
    NotBack,
    /// Only these roles may.
    NotBy(&'static [Role]),
    /// One person holds every role: a second must be named.
    SecondPerson,
    /// The return has not been reported to those who were told of the absence.
    NotReported,
    /// A pupil who has started school is suspended, not deferred.
    NotForPupils,
    /// Unexcused sessions are left on the rolls: put them right first.
    StillUnexcused,
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

/// A case, as of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub pupil: PupilId,
    /// The day of the first unexcused session, or of the first paper where its sessions have been explained since.
    pub opened: NaiveDate,
    pub stage: Stage,
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
    Closed(&'a Taken, &'a Closing),
}

/// A case while its events are gone through.
struct Course<'a> {
    opened: NaiveDate,
    last_missed: Option<(NaiveDate, u8)>,
    reopened: Vec<NaiveDate>,
    ending: Option<Ending>,
    follows: Option<NaiveDate>,
    /// When it was closed: later facts are not its own.
    closed_by: Option<&'a Taken>,
}

/// A time that nobody noted is the end of its day: what is written down afterwards came after.
pub(super) fn moment(at: NaiveDateTime) -> NaiveDateTime {
    let end = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
    if at.time() == NaiveTime::MIN { at.date().and_time(end) } else { at }
}

impl School {
    /// The latest case of a pupil, as of a date.
    pub fn case(&self, pupil: PupilId, as_of: NaiveDate) -> Option<Case> {
        self.cases(pupil, as_of).pop()
    }

    /// Every case of a pupil that had opened by a date, as of that date, earliest first.
    pub fn cases(&self, pupil: PupilId, as_of: NaiveDate) -> Vec<Case> {
        let events = self.events(pupil, as_of);
        if events.is_empty() {
            return Vec::new();
        }
        let mut done = Vec::new();
        let mut open: Option<Course> = None;
        for event in events {
            let on = match &event {
                Event::Missed { day, .. } => *day,
                Event::Step(on) => *on,
                Event::Closed(taken, _) => taken.record.at.date(),
            };
            let is_over = open
                .as_ref()
                .and_then(|course| course.ending.as_ref())
                .is_some_and(|ending| ending.watch_until.is_none_or(|until| on > until));
            if is_over && !matches!(event, Event::Closed(..)) {
                done.extend(open.take());
            }
            let follows = done.last().map(|course: &Course| course.opened);
            let course = open.get_or_insert_with(|| Course {
                opened: on,
                last_missed: None,
                reopened: Vec::new(),
                ending: None,
                follows,
                closed_by: None,
            });
            match event {
                Event::Missed { day, session } => {
                    course.last_missed = Some((day, session));
                    if course.ending.take().is_some() {
                        course.reopened.push(day);
                        course.closed_by = None;
                    }
                }
                Event::Step(_) => {}
                Event::Closed(taken, closing) => {
                    let watch_until = self.watch_until(pupil, course, closing, on);
                    course.ending = Some(Ending { closing: closing.clone(), on, watch_until });
                    course.closed_by = Some(taken);
                }
            }
        }
        done.extend(open);
        let opened: Vec<NaiveDate> = done.iter().map(|course| course.opened).collect();
        let ends = opened.iter().skip(1).map(|next| next.pred_opt().unwrap_or(*next)).chain([as_of]);
        done.iter().zip(ends).map(|(course, end)| self.case_of(pupil, course, end, as_of)).collect()
    }

    fn events(&self, pupil: PupilId, as_of: NaiveDate) -> Vec<Event<'_>> {
        let mut events: Vec<(NaiveDateTime, Event)> = Vec::new();
        for missed in self.missed(pupil, as_of) {
            let starts = self.sessions.get(usize::from(missed.session)).map_or(NaiveTime::MIN, |it| it.starts);
            let event = Event::Missed { day: missed.date, session: missed.session };
            events.push((missed.date.and_time(starts), event));
        }
        for letter in self.letters_of(pupil) {
            let (on, kind) = (letter.record.issued_on, letter.record.kind);
            if on <= as_of && !matches!(kind, LetterKind::Contact | LetterKind::HomeVisit) {
                events.push((moment(on.and_time(NaiveTime::MIN)), Event::Step(on)));
            }
        }
        for taken in self.steps_of(pupil) {
            let at = moment(taken.record.at);
            if at.date() > as_of {
                continue;
            }
            let event = match &taken.record.step {
                Step::Closed(closing) => Event::Closed(taken, closing),
                Step::Persuasion(_) | Step::Danger { .. } | Step::Clue { .. } | Step::Override { .. } => {
                    Event::Step(at.date())
                }
                Step::Entered { ledger: Ledger::Suspected | Ledger::Dropout, .. } => Event::Step(at.date()),
                _ => continue,
            };
            events.push((at, event));
        }
        events.sort_by_key(|(at, _)| *at);
        events.into_iter().map(|(_, event)| event).collect()
    }

    /// The last day of the watch that a return begins: it is as many school days long as R15 says, the day of the
    /// return the first. A run that never came to a home visit has none.
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

    /// Whether R2 was reached between two days: a whole day unexcused, a visit, or a paper.
    fn came_to_a_visit(&self, pupil: PupilId, from: NaiveDate, to: NaiveDate) -> bool {
        let within = |on: NaiveDate| from <= on && on <= to;
        self.pupil_days(pupil, from, to).iter().any(|day| day.verdict() == Verdict::Unexcused)
            || self.visits_of(pupil).iter().any(|visit| within(visit.record.at.date()))
            || self.letters_of(pupil).any(|letter| within(letter.record.issued_on))
    }

    fn case_of(&self, pupil: PupilId, course: &Course, end: NaiveDate, as_of: NaiveDate) -> Case {
        let facts = Facts::between(self, pupil, course.opened, end);
        let derived = facts.stage(None);
        let since = course.reopened.last().copied().unwrap_or(course.opened);
        let set = facts.steps.iter().rev().find_map(|taken| match &taken.record.step {
            Step::Override { stage, why } if taken.record.at.date() >= since => Some((taken, *stage, why)),
            _ => None,
        });
        // What has been done since a stage was set speaks again.
        let set = set.filter(|(taken, ..)| derived <= facts.stage(Some(moment(taken.record.at))));
        let returned =
            course.last_missed.and_then(|(day, session)| self.back_since(pupil, day, session, end.min(as_of)));
        let stage = match &course.ending {
            Some(Ending { watch_until: Some(until), .. }) if as_of <= *until => Stage::Watch,
            Some(_) => Stage::Closed,
            None => set.map_or(derived, |(_, stage, _)| stage),
        };
        let danger = if course.ending.is_some() { None } else { facts.danger(self.now_missing(pupil, as_of)) };
        let proposes = match &course.ending {
            Some(_) => None,
            None => self.proposed_exit(pupil, course, returned.is_some(), as_of),
        };
        Case {
            pupil,
            opened: course.opened,
            stage,
            overridden: set.filter(|_| course.ending.is_none()).map(|(_, _, why)| why.clone()),
            last_missed: course.last_missed.map(|(day, _)| day),
            returned: returned.map(|(day, _)| day),
            reopened: course.reopened.clone(),
            ending: course.ending.clone(),
            danger,
            lacking: facts.lacking(),
            trace: facts.trace(),
            proposes,
            follows: course.follows,
        }
    }

    fn proposed_exit(&self, pupil: PupilId, course: &Course, is_back: bool, as_of: NaiveDate) -> Option<Exit> {
        match self.pupil(pupil)?.standing(as_of) {
            Some(Standing::Suspended) => Some(Exit::E4),
            Some(Standing::Gone) => Some(Exit::E3),
            _ if course.last_missed.is_none() => Some(Exit::E2),
            _ => is_back.then_some(Exit::E1),
        }
    }

    /// Whether a case may be closed so by somebody, and if not why.
    pub fn may_close(
        &self,
        pupil: PupilId,
        closing: &Closing,
        by: super::ids::StaffId,
        on: NaiveDate,
    ) -> Result<(), CannotClose> {
        let case = self.case(pupil, on).filter(|case| case.ending.is_none()).ok_or(CannotClose::NoCase)?;
        if closing.evidence.trim().is_empty() {
            return Err(CannotClose::NoEvidence);
        }
        let papers = case.stage >= Stage::Reported && case.stage.is_escalated();
        match closing.exit {
            Exit::E1 if case.returned.is_none() => return Err(CannotClose::NotBack),
            Exit::E1 if papers && !self.return_is_reported(&case) => return Err(CannotClose::NotReported),
            Exit::E2 | Exit::E11 if case.last_missed.is_some() && case.returned.is_none() => {
                return Err(CannotClose::StillUnexcused);
            }
            Exit::E12 => return Err(CannotClose::NotForPupils),
            _ => {}
        }
        let Some(class) = self.last_class(pupil, on) else { return Err(CannotClose::NoCase) };
        let closers = closing.exit.closers(case.stage);
        if !closers.iter().any(|role| self.holds(by, *role, class, on)) {
            return Err(CannotClose::NotBy(closers));
        }
        // Four eyes: a case that has reached the leadership is not closed by the person who opened it alone.
        let own_class = self.holds(by, Role::Homeroom, class, on);
        let second = closing.second.as_deref().map(str::trim).filter(|name| !name.is_empty());
        let is_self = |name: &str| self.staff(by).is_some_and(|staff| staff.record.name == name);
        if case.stage.is_escalated() && own_class && second.is_none_or(is_self) {
            return Err(CannotClose::SecondPerson);
        }
        Ok(())
    }

    /// Whether those outside who were told of the absence have been told of the return.
    fn return_is_reported(&self, case: &Case) -> bool {
        let back = case.returned.unwrap_or(case.opened);
        let reports = self.letters_of(case.pupil).map(|letter| &letter.record);
        reports.into_iter().any(|record| record.kind == LetterKind::FollowUp && record.issued_on >= back)
    }

    /// The open cases, as of a date: each with its pupil's last class.
    pub fn open_cases(&self, as_of: NaiveDate) -> Vec<Case> {
        let cases = self.pupils.iter().filter_map(|pupil| self.case(pupil.id, as_of));
        cases.filter(Case::is_open).collect()
    }
}

/// What was done and said within a case.
struct Facts<'a> {
    contacts: Vec<&'a Contact>,
    visits: Vec<&'a Visit>,
    letters: Vec<&'a Letter>,
    steps: Vec<&'a Taken>,
    /// Days of the case so far.
    days: Vec<PupilDay>,
    /// From another county by the books.
    from_elsewhere: bool,
    /// Telephone numbers of the guardians, as registered.
    numbers: Vec<&'a super::numbers::Phone>,
    /// From so many unexcused days running on a visit is owed.
    visit_from: u16,
    streak: u16,
}

impl<'a> Facts<'a> {
    fn between(school: &'a School, pupil: PupilId, from: NaiveDate, to: NaiveDate) -> Facts<'a> {
        let within = |on: NaiveDate| from <= on && on <= to;
        let record = school.pupil(pupil).map(|pupil| &pupil.record);
        let days = school.pupil_days(pupil, from, to);
        let streak = super::streak::unexcused(&days, school.policy.excused(to)).days();
        Facts {
            contacts: school.contacts_of(pupil).iter().filter(|it| within(it.record.at.date())).collect(),
            visits: school.visits_of(pupil).iter().filter(|it| within(it.record.at.date())).collect(),
            letters: school.letters_of(pupil).filter(|it| within(it.record.issued_on)).collect(),
            steps: school.steps_of(pupil).iter().filter(|it| within(it.record.at.date())).collect(),
            days,
            from_elsewhere: record.is_some_and(|record| record.groups.contains(&KeyGroup::Migrant)),
            numbers: record.iter().flat_map(|record| &record.guardians).flat_map(|guardian| &guardian.phones).collect(),
            visit_from: school.policy.rung(Rule::R2, to).map_or(1, |rung| rung.least()),
            streak,
        }
    }

    /// The highest stage that facts up to a moment reach; all of them without one.
    fn stage(&self, until: Option<NaiveDateTime>) -> Stage {
        let counts = |at: NaiveDateTime| until.is_none_or(|until| moment(at) <= until);
        let entered = |wanted: Ledger| {
            self.steps.iter().any(|taken| {
                counts(taken.record.at) && matches!(taken.record.step, Step::Entered { ledger, .. } if ledger == wanted)
            })
        };
        let issued = |kind: LetterKind| {
            let of_kind = self.letters.iter().filter(|letter| letter.record.kind == kind);
            of_kind.into_iter().any(|letter| counts(letter.record.issued_on.and_time(NaiveTime::MIN)))
        };
        let outside = [LetterKind::ReportBureau, LetterKind::LetterStreet].map(issued);
        let reached = self.contacts.iter().any(|it| it.record.reached.is_yes() && counts(it.record.at));
        let visited = self.visits.iter().any(|it| counts(it.record.at));
        let calls: Vec<&&Contact> = self.contacts.iter().filter(|it| counts(it.record.at)).collect();
        let unanswered = !calls.is_empty() && !reached;
        if entered(Ledger::Dropout) {
            Stage::Dropout
        } else if entered(Ledger::Suspected) {
            Stage::Suspected
        } else if outside == [true, true] {
            Stage::Reported
        } else if issued(LetterKind::Escalation) || outside.contains(&true) {
            Stage::Escalated
        } else if visited || self.streak >= self.visit_from || (unanswered && self.is_missing_today()) {
            Stage::Visiting
        } else if reached {
            Stage::Contacted
        } else {
            Stage::Open
        }
    }

    fn is_missing_today(&self) -> bool {
        self.days.last().is_some_and(|day| day.unexcused > 0)
    }

    fn lacking(&self) -> Option<LetterKind> {
        let issued = |kind: LetterKind| self.letters.iter().any(|letter| letter.record.kind == kind);
        match [LetterKind::ReportBureau, LetterKind::LetterStreet].map(issued) {
            [true, false] => Some(LetterKind::LetterStreet),
            [false, true] => Some(LetterKind::ReportBureau),
            _ => None,
        }
    }

    /// R16: since when the child cannot be reached at all; none when it never was so, or is over.
    fn danger(&self, is_missing: bool) -> Option<NaiveDateTime> {
        let raised = self.steps.iter().filter(|taken| matches!(taken.record.step, Step::Danger { .. }));
        let raised = raised.map(|taken| moment(taken.record.at));
        let nobody = self.nobody_to_be_found().filter(|_| is_missing);
        let since = raised.chain(nobody).max()?;
        let over = self.steps.iter().any(|taken| {
            matches!(taken.record.step, Step::Found { .. } | Step::Safe { .. }) && moment(taken.record.at) >= since
        });
        let heard = self.contacts.iter().any(|it| it.record.reached.is_yes() && moment(it.record.at) > since);
        let harm = self.steps.iter().any(|taken| {
            moment(taken.record.at) == since && matches!(taken.record.step, Step::Danger { how: Danger::Harm, .. })
        });
        (!over && (!heard || harm)).then_some(since)
    }

    /// The visit that found nobody, where every registered number has failed since the pupil is missing.
    fn nobody_to_be_found(&self) -> Option<NaiveDateTime> {
        let visit = self.visits.iter().rev().find(|visit| visit.record.outcome == Outcome::Nobody)?;
        let last_reached = self.contacts.iter().filter(|it| it.record.reached.is_yes()).map(|it| it.record.at).max();
        let failed = |it: &&&Contact| !it.record.reached.is_yes() && last_reached.is_none_or(|at| it.record.at > at);
        let failed: Vec<_> = self.contacts.iter().filter(failed).collect();
        let tried = |number: &super::numbers::Phone| failed.iter().any(|it| it.record.phone.as_ref() == Some(number));
        let every = !failed.is_empty() && self.numbers.iter().all(|number| tried(number));
        let since = failed.iter().map(|it| moment(it.record.at)).max().map(|at| at.max(moment(visit.record.at)));
        since.filter(|_| every && last_reached.is_none_or(|at| at < visit.record.at))
    }

    fn trace(&self) -> Option<Trace> {
        let has = |is: fn(&Step) -> bool| self.steps.iter().any(|taken| is(&taken.record.step));
        let gone = has(|step| matches!(step, Step::Clue { gone: true, .. }));
        let fruitless = self.visits.iter().any(|visit| visit.record.outcome == Outcome::Nobody);
        let reached_r2 = self.streak >= self.visit_from || !self.visits.is_empty();
        let letter = self.letters.iter().any(|letter| letter.record.kind == LetterKind::Verification);
        if has(|step| matches!(step, Step::HandedOver { .. })) {
            Some(Trace::HandedOver)
        } else if has(|step| matches!(step, Step::Answered { .. })) {
            Some(Trace::Answered)
        } else if letter && has(|step| matches!(step, Step::Reminded { .. })) {
            Some(Trace::Reminded)
        } else if letter {
            Some(Trace::LetterSent)
        } else if !(gone || self.from_elsewhere && reached_r2) {
            None
        } else if fruitless || gone && !self.visits.is_empty() {
            Some(Trace::Visited)
        } else {
            Some(Trace::SuspectedGone)
        }
    }
}

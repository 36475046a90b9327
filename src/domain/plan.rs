//! Plans (帮扶; domain handbook 4): one plan a family (一家一案) or a pupil (一生一案), help for learning difficulty
//! (学困生帮扶), inclusive education with its individual plan (随班就读、IEP), teaching at home (送教上门); and what was
//! done of them. A plan is reviewed in its turn and closed with its result; nothing of it is ever ranked.

use super::calendar::Term;
use super::class::Class;
use super::entry::Change;
use super::ids::{HelpId, PlanId, PupilId, StaffId};
use super::off_roll::OffRoll;
use super::people::Standing;
use super::school::School;
use super::visit::Attachment;
use chrono::{Days, Months, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Which plan it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanKind {
    /// 一家一案
    Family,
    /// 一生一案（帮扶）
    Pupil,
    /// 学困生帮扶
    Learning,
    /// 随班就读: its paper is the individual plan (个别化教育计划).
    Inclusive,
    /// 送教上门: the pupil has no roll, visits stand in its place.
    HomeTeaching,
}

impl PlanKind {
    pub const ALL: [PlanKind; 5] =
        [PlanKind::Family, PlanKind::Pupil, PlanKind::Learning, PlanKind::Inclusive, PlanKind::HomeTeaching];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            PlanKind::Family => "family",
            PlanKind::Pupil => "pupil",
            PlanKind::Learning => "learning",
            PlanKind::Inclusive => "inclusive",
            PlanKind::HomeTeaching => "home-teaching",
        }
    }

    /// How often such a plan is reviewed where nobody said otherwise (domain handbook 4).
    pub fn reviewed(self) -> Every {
        match self {
            PlanKind::Family | PlanKind::Pupil | PlanKind::Learning => Every::Month,
            PlanKind::Inclusive | PlanKind::HomeTeaching => Every::Term,
        }
    }
}

/// How often a plan is looked over (复核).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    Month,
    Term,
}

impl Every {
    pub const ALL: [Every; 2] = [Every::Month, Every::Term];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Every::Month => "month",
            Every::Term => "term",
        }
    }

    /// Days before it is due that a review stands on the list.
    fn told_before(self) -> Days {
        match self {
            Every::Month => Days::new(7),
            Every::Term => Days::new(20),
        }
    }
}

/// Why learning is hard for a pupil (学习困难成因, after the district's report).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// 能力
    Ability,
    /// 方法
    Method,
    /// 家庭
    Family,
    /// 心理
    Mind,
}

impl Cause {
    pub const ALL: [Cause; 4] = [Cause::Ability, Cause::Method, Cause::Family, Cause::Mind];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Cause::Ability => "ability",
            Cause::Method => "method",
            Cause::Family => "family",
            Cause::Mind => "mind",
        }
    }
}

/// Where a child is taught who comes to no school (送教形式).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// 个别化送教上门
    Home,
    /// 送教点集中送教
    Point,
    /// 远程送教
    Remote,
    /// 家长课堂: counts as teaching at home.
    ParentClass,
}

impl Place {
    pub const ALL: [Place; 4] = [Place::Home, Place::Point, Place::Remote, Place::ParentClass];
    /// Those that a plan can be for: each has a quota of its own.
    pub const OF_PLANS: [Place; 3] = [Place::Home, Place::Point, Place::Remote];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Place::Home => "home",
            Place::Point => "point",
            Place::Remote => "remote",
            Place::ParentClass => "parent-class",
        }
    }

    /// Towards whose quota it counts.
    pub fn counts_as(self) -> Place {
        match self {
            Place::ParentClass => Place::Home,
            other => other,
        }
    }

    /// Teachers who must be there.
    pub fn teachers(self) -> usize {
        match self {
            Place::Home => 2,
            Place::Point | Place::Remote | Place::ParentClass => 1,
        }
    }
}

/// How a plan ended (结案).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanClosing {
    /// The last day on which it held.
    pub on: NaiveDate,
    /// 成效
    pub result: String,
    /// The class to whose rolls a pupil taught at home comes back.
    #[serde(default)]
    pub back_to: Option<Class>,
}

/// A plan as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanRecord {
    pub pupil: PupilId,
    pub kind: PlanKind,
    /// 责任人: the review, and of teaching at home the visits, are on this person's list.
    pub owner: StaffId,
    /// 帮扶人、送教教师, as people write names.
    #[serde(default)]
    pub helpers: String,
    pub from: NaiveDate,
    /// 现状: the family's situation, the assessment, the starting point.
    #[serde(default)]
    pub situation: String,
    /// 目标
    pub goal: String,
    /// 措施
    pub measures: String,
    /// 学科, of learning difficulty and individual plans.
    #[serde(default)]
    pub subjects: String,
    #[serde(default)]
    pub causes: BTreeSet<Cause>,
    /// Of teaching at home.
    #[serde(default)]
    pub place: Option<Place>,
    pub review: Every,
    #[serde(default)]
    pub closing: Option<PlanClosing>,
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

impl PlanRecord {
    /// Whether it says what is to be reached and how, and nothing at too great a length.
    fn says_enough(&self) -> Result<(), CannotPlan> {
        [&self.goal, &self.measures, &self.situation].into_iter().try_for_each(|said| is_brief(said))?;
        match () {
            () if self.goal.trim().is_empty() => Err(CannotPlan::NoGoal),
            () if self.measures.trim().is_empty() => Err(CannotPlan::NoMeasures),
            () => Ok(()),
        }
    }

    /// Whether it holds on a date.
    pub fn runs(&self, on: NaiveDate) -> bool {
        self.from <= on && self.closing.as_ref().is_none_or(|closing| on <= closing.on)
    }

    /// Where the pupil is taught, of teaching at home.
    pub fn taught(&self) -> Option<Place> {
        (self.kind == PlanKind::HomeTeaching).then(|| self.place.unwrap_or(Place::Home))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub id: PlanId,
    pub record: PlanRecord,
    pub recorded_by: StaffId,
}

/// A time of teaching at home, at a point or remotely (送教记录).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lesson {
    pub place: Place,
    /// Until when; it began at the record's time.
    #[serde(default)]
    pub until: Option<NaiveTime>,
    /// 课时
    pub lessons: u16,
    /// 学生反应
    #[serde(default)]
    pub reaction: String,
    /// 家长确认: who signed; empty where nobody has yet.
    #[serde(default)]
    pub confirmed_by: String,
    /// 家长同意拍照: no photograph is kept without it.
    #[serde(default)]
    pub photos_agreed: bool,
}

impl Lesson {
    /// Whether there was no time for so many lessons; unknown where its end was not noted.
    fn is_too_short(&self, began: NaiveDateTime) -> bool {
        let known = self.until.filter(|_| began.time() != NaiveTime::MIN);
        known.is_some_and(|until| (until - began.time()).num_minutes() < i64::from(self.lessons * LEAST_MINUTES))
    }
}

/// What was done of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Help {
    /// 帮扶一次: a talk, an hour of tutoring, an arrangement.
    Session,
    /// 复核: the plan was looked over, with what came of it.
    Review,
    /// 送教一次
    Lesson(Lesson),
}

impl Help {
    pub fn lesson(&self) -> Option<&Lesson> {
        match self {
            Help::Lesson(lesson) => Some(lesson),
            Help::Session | Help::Review => None,
        }
    }

    /// The language-neutral name, as in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Help::Session => "session",
            Help::Review => "review",
            Help::Lesson(_) => "lesson",
        }
    }
}

/// A record of a plan (落实记录).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HelpRecord {
    pub plan: PlanId,
    /// Midnight where only the date was noted.
    pub at: NaiveDateTime,
    pub help: Help,
    /// By whom, as people write names; of teaching the teachers.
    pub who: String,
    /// 内容
    pub what: String,
    /// 效果
    #[serde(default)]
    pub result: String,
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helped {
    pub id: HelpId,
    pub record: HelpRecord,
    pub recorded_by: StaffId,
}

/// Why a plan, or a record of it, cannot be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotPlan {
    /// The pupil is not on the books on that day.
    NotEnrolled,
    /// One of this kind runs already, since this day.
    Runs(NaiveDate),
    NoGoal,
    NoMeasures,
    /// To be taught at home a pupil must have been in a class.
    NotInClass,
    /// The pupil's standing changes on this later day: the two would overlap.
    Later(NaiveDate),
    /// No plan of this kind runs.
    NoPlan,
    /// Several plans run: say which kind.
    WhichPlan,
    /// Before the plan began.
    BeforePlan(NaiveDate),
    /// What was done was not said.
    NothingSaid,
    /// By whom was not said.
    NoOne,
    /// So many teachers come to a child's home.
    Teachers(usize),
    /// Lessons are recorded of teaching at home alone, and of it with their number.
    NoLessons,
    /// It ended before it began.
    EndsEarlier,
    /// No photograph without the guardian's agreement.
    NotAgreed,
    /// How it ended was not said.
    NoResult,
    /// The pupil is still taught at home: to which class does it come back?
    NeedsClass,
    /// More lessons than one visit has.
    TooManyLessons(u16),
    /// So many characters at the most.
    TooLong(usize),
    /// It concerns others: who may see a plan.
    NotYours,
    /// It is for others: who may begin and close a plan.
    NotYoursToPlan,
    /// It was closed on this day.
    Closed(NaiveDate),
    /// Its first day takes a pupil off the rolls: it is not put right in passing.
    FromStays,
    /// On this day something was done of it: it cannot begin later.
    HelpedBefore(NaiveDate),
    /// Nothing would be otherwise.
    Unchanged,
    /// The same was recorded already.
    Again(NaiveDate),
    /// On that day and at that time a visit is recorded already.
    SameTime(NaiveDate),
    /// One person is named twice.
    NamedTwice,
    /// A lesson takes so many minutes at the least.
    TooShort(u16),
    /// After the last thing that was recorded of it there is one more, on this day.
    RecordedLater(NaiveDate),
}

/// 课时 of one visit at the most: a whole school day.
pub const MOST_LESSONS: u16 = 8;

/// Minutes of a 课时 at the least: school hours have 40 to 45, a child at home may tire sooner.
pub const LEAST_MINUTES: u16 = 20;

/// Characters of what is said of help and work at the most, on the screens and on the command line alike.
pub const MOST_CHARACTERS: usize = 600;

/// Whether something said is not too long.
///
/// # Errors
/// That it is.
pub fn is_brief(said: &str) -> Result<(), CannotPlan> {
    if said.trim().chars().count() > MOST_CHARACTERS { Err(CannotPlan::TooLong(MOST_CHARACTERS)) } else { Ok(()) }
}

/// Names as people write them, parted: `陈老师、林老师`.
pub fn names(written: &str) -> Vec<&str> {
    let parted = written.split(['、', '，', ',', ';', '；', '/', '\n']).map(str::trim);
    parted.filter(|name| !name.is_empty()).collect()
}

/// Whether two visits of one day cannot both have been: their times meet, or neither's was noted.
fn is_at_the_same_time(known: &HelpRecord, new: &HelpRecord) -> bool {
    let (Some(known_lesson), Some(new_lesson)) = (known.help.lesson(), new.help.lesson()) else { return false };
    let span = |record: &HelpRecord, lesson: &Lesson| {
        let begins = Some(record.at.time()).filter(|time| *time != NaiveTime::MIN)?;
        Some((begins, lesson.until.unwrap_or(begins)))
    };
    let meet = match (span(known, known_lesson), span(new, new_lesson)) {
        (None, None) => true,
        (Some(a), Some(b)) => a == b || (a.0 < b.1 && b.0 < a.1) || a.0 == b.0,
        (None, Some(_)) | (Some(_), None) => known.what.trim() == new.what.trim(),
    };
    known.at.date() == new.at.date() && meet
}

impl School {
    pub fn plan(&self, id: PlanId) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.id == id)
    }

    /// The plans of a pupil, the earliest first.
    pub fn plans_of(&self, pupil: PupilId) -> impl DoubleEndedIterator<Item = &Plan> {
        self.plans.iter().filter(move |plan| plan.record.pupil == pupil)
    }

    /// The plan of a kind that runs on a date.
    pub fn running_plan(&self, pupil: PupilId, kind: PlanKind, on: NaiveDate) -> Option<&Plan> {
        self.plans_of(pupil).rfind(|plan| plan.record.kind == kind && plan.record.runs(on))
    }

    /// What was done of a plan, earliest first.
    pub fn helped(&self, plan: PlanId) -> impl DoubleEndedIterator<Item = &Helped> {
        self.helps.iter().filter(move |helped| helped.record.plan == plan)
    }

    /// The day on which a plan's next review is due; none where it is closed, or the terms known end before.
    pub fn review_due(&self, plan: &Plan) -> Option<NaiveDate> {
        let record = &plan.record;
        if record.closing.is_some() {
            return None;
        }
        let reviews = self.helped(plan.id).filter(|helped| helped.record.help == Help::Review);
        let last = reviews.map(|helped| helped.record.at.date()).max();
        match (record.review, last) {
            (Every::Month, last) => last.unwrap_or(record.from).checked_add_months(Months::new(1)),
            (Every::Term, None) => self.term_where(|term| record.from <= term.last),
            (Every::Term, Some(last)) => self.term_where(|term| last < term.first),
        }
    }

    /// The last day of the first term that is so.
    fn term_where(&self, is: impl Fn(&Term) -> bool) -> Option<NaiveDate> {
        self.calendar.terms().iter().find(|term| is(term)).map(|term| term.last)
    }

    /// The reviews that stand on somebody's list: the plan, since when, and by when.
    pub(super) fn reviews_to_do(&self, today: NaiveDate) -> impl Iterator<Item = (&Plan, NaiveDate, NaiveDate)> {
        self.plans.iter().filter_map(move |plan| {
            let due = self.review_due(plan)?;
            let since = due.checked_sub_days(plan.record.review.told_before())?;
            let enrolled = self.pupil(plan.record.pupil)?.is_enrolled(today);
            (enrolled && since <= today).then_some((plan, since, due))
        })
    }

    /// Whether a plan may begin.
    ///
    /// # Errors
    /// What stands against it.
    pub fn may_begin(&self, record: &PlanRecord) -> Result<(), CannotPlan> {
        self.is_free_from(record, None)?;
        record.says_enough()?;
        let pupil = self.pupil(record.pupil).ok_or(CannotPlan::NotEnrolled)?;
        if record.kind != PlanKind::HomeTeaching {
            return Ok(());
        }
        if let Some((later, _)) = pupil.standings.iter().find(|(from, _)| *from > record.from) {
            return Err(CannotPlan::Later(*later));
        }
        let may = matches!(pupil.standing(record.from), Some(Standing::InClass { .. } | Standing::OffRoll { .. }));
        if may { Ok(()) } else { Err(CannotPlan::NotInClass) }
    }

    /// What is recorded where a plan begins.
    ///
    /// # Errors
    /// What stands against it.
    pub fn begun(&self, record: PlanRecord) -> Result<Vec<Change>, CannotPlan> {
        self.may_begin(&record)?;
        let off_roll = self.off_roll_with(&record);
        Ok(std::iter::once(Change::Plan { id: PlanId::NEW, to: Some(Box::new(record)) }).chain(off_roll).collect())
    }

    /// What is recorded where a plan is put right: what it says, whose it is, from when it holds.
    ///
    /// # Errors
    /// What stands against it.
    pub fn amended(&self, plan: &Plan, to: PlanRecord) -> Result<Vec<Change>, CannotPlan> {
        self.may_amend(plan, &to)?;
        if to == plan.record {
            return Err(CannotPlan::Unchanged);
        }
        Ok(vec![Change::Plan { id: plan.id, to: Some(Box::new(to)) }])
    }

    /// Whether a plan that runs may say so instead.
    ///
    /// # Errors
    /// What stands against it.
    pub fn may_amend(&self, plan: &Plan, to: &PlanRecord) -> Result<(), CannotPlan> {
        if let Some(closing) = &plan.record.closing {
            return Err(CannotPlan::Closed(closing.on));
        }
        to.says_enough()?;
        if to.from == plan.record.from {
            return Ok(());
        }
        if plan.record.kind == PlanKind::HomeTeaching {
            return Err(CannotPlan::FromStays);
        }
        let first = self.helped(plan.id).map(|helped| helped.record.at.date()).min();
        match first.filter(|first| *first < to.from) {
            Some(first) => Err(CannotPlan::HelpedBefore(first)),
            None => self.is_free_from(to, Some(plan.id)),
        }
    }

    /// Whether the pupil is enrolled from a plan's first day, and no other of its kind runs then or later.
    fn is_free_from(&self, record: &PlanRecord, own: Option<PlanId>) -> Result<(), CannotPlan> {
        let is_enrolled = self.pupil(record.pupil).is_some_and(|pupil| pupil.is_enrolled(record.from));
        if !is_enrolled {
            return Err(CannotPlan::NotEnrolled);
        }
        let others = self.plans_of(record.pupil).filter(|plan| Some(plan.id) != own);
        let open = others.into_iter().find(|plan| {
            let ends = plan.record.closing.as_ref().map_or(NaiveDate::MAX, |closing| closing.on);
            plan.record.kind == record.kind && record.from <= ends
        });
        open.map_or(Ok(()), |open| Err(CannotPlan::Runs(open.record.from)))
    }

    /// What is recorded where a plan ends.
    ///
    /// # Errors
    /// What stands against it.
    pub fn ended(&self, plan: &Plan, closing: PlanClosing) -> Result<Vec<Change>, CannotPlan> {
        self.may_end(plan, &closing)?;
        let back = self.back_on_roll(plan, &closing);
        let record = PlanRecord { closing: Some(closing), ..plan.record.clone() };
        Ok(std::iter::once(Change::Plan { id: plan.id, to: Some(Box::new(record)) }).chain(back).collect())
    }

    /// What is recorded with a plan of teaching at home: from its first day no roll is expected of the pupil.
    pub fn off_roll_with(&self, record: &PlanRecord) -> Option<Change> {
        let taught_at_home = record.kind == PlanKind::HomeTeaching && record.closing.is_none();
        let class = self.pupil(record.pupil)?.standing(record.from)?.class_of_books().filter(|_| taught_at_home)?;
        let to = Some(Standing::OffRoll { class, why: OffRoll::HomeTeaching });
        Some(Change::Standing { pupil: record.pupil, from: record.from, to })
    }

    /// The plan that a record is of: the last of this kind, or the only one that runs on a date.
    ///
    /// # Errors
    /// That there is none, or that there are several.
    pub fn plan_meant(&self, pupil: PupilId, kind: Option<PlanKind>, on: NaiveDate) -> Result<&Plan, CannotPlan> {
        let runs = |plan: &&Plan| plan.record.runs(on) && kind.is_none_or(|kind| plan.record.kind == kind);
        let mut running = self.plans_of(pupil).filter(runs);
        // Two of a kind, of before they were refused, must not be a dead end: the last is closed first.
        if kind.is_some() {
            return running.next_back().ok_or(CannotPlan::NoPlan);
        }
        match (running.next(), running.next()) {
            (Some(plan), None) => Ok(plan),
            (None, _) => Err(CannotPlan::NoPlan),
            (Some(_), Some(_)) => Err(CannotPlan::WhichPlan),
        }
    }

    /// Whether something may be recorded of a plan, with so many files attached.
    ///
    /// # Errors
    /// What stands against it.
    pub fn may_help(&self, record: &HelpRecord, attached: usize) -> Result<(), CannotPlan> {
        let plan = &self.plan(record.plan).ok_or(CannotPlan::NoPlan)?.record;
        let date = record.at.date();
        if date < plan.from {
            return Err(CannotPlan::BeforePlan(plan.from));
        }
        if !plan.runs(date) {
            return Err(CannotPlan::NoPlan);
        }
        if record.what.trim().is_empty() {
            return Err(CannotPlan::NothingSaid);
        }
        [&record.what, &record.result].into_iter().try_for_each(|said| is_brief(said))?;
        let there: Vec<&str> = names(&record.who);
        let distinct: BTreeSet<&str> = there.iter().copied().collect();
        let again =
            |it: &Helped| (it.record.at, &it.record.who, &it.record.what) == (record.at, &record.who, &record.what);
        match &record.help {
            _ if there.is_empty() => Err(CannotPlan::NoOne),
            _ if distinct.len() < there.len() => Err(CannotPlan::NamedTwice),
            _ if self.helped(record.plan).any(again) => Err(CannotPlan::Again(date)),
            Help::Session if plan.kind == PlanKind::HomeTeaching => Err(CannotPlan::NoLessons),
            Help::Session | Help::Review => Ok(()),
            Help::Lesson(lesson) => match () {
                () if plan.kind != PlanKind::HomeTeaching || lesson.lessons == 0 => Err(CannotPlan::NoLessons),
                () if lesson.lessons > MOST_LESSONS => Err(CannotPlan::TooManyLessons(MOST_LESSONS)),
                () if there.len() < lesson.place.teachers() => Err(CannotPlan::Teachers(lesson.place.teachers())),
                () if lesson.until.is_some_and(|until| until <= record.at.time()) => Err(CannotPlan::EndsEarlier),
                () if lesson.is_too_short(record.at) => Err(CannotPlan::TooShort(LEAST_MINUTES)),
                () if attached > 0 && !lesson.photos_agreed => Err(CannotPlan::NotAgreed),
                () if self.helped(record.plan).any(|it| is_at_the_same_time(&it.record, record)) => {
                    Err(CannotPlan::SameTime(date))
                }
                () => Ok(()),
            },
        }
    }

    /// Who of those who taught is not on the staff list: a slip of the pen, or a teacher of another school or without a
    /// post, who may well have been there. Where the list has but the person who began the books, nobody was entered yet.
    pub fn strangers<'a>(&self, record: &'a HelpRecord) -> Vec<&'a str> {
        let taught = record.help.lesson().is_some() && self.staff.len() > 1;
        let there = names(&record.who).into_iter().filter(|_| taught);
        there.filter(|name| self.find_staff(name).is_none()).collect()
    }

    /// Whether a plan may be closed so.
    ///
    /// # Errors
    /// What stands against it.
    pub fn may_end(&self, plan: &Plan, closing: &PlanClosing) -> Result<(), CannotPlan> {
        if plan.record.closing.is_some() {
            return Err(CannotPlan::NoPlan);
        }
        if closing.on < plan.record.from {
            return Err(CannotPlan::BeforePlan(plan.record.from));
        }
        if closing.result.trim().is_empty() {
            return Err(CannotPlan::NoResult);
        }
        let last = self.helped(plan.id).map(|helped| helped.record.at.date()).max();
        if let Some(last) = last.filter(|last| closing.on < *last) {
            return Err(CannotPlan::RecordedLater(last));
        }
        if self.is_taught_at_home(plan) {
            closing.back_to.ok_or(CannotPlan::NeedsClass)?;
            let standings = self.pupil(plan.record.pupil).map(|pupil| pupil.standings.as_slice()).unwrap_or_default();
            if let Some((later, _)) = standings.iter().find(|(from, _)| *from > closing.on) {
                return Err(CannotPlan::Later(*later));
            }
        }
        Ok(())
    }

    /// Whether a plan of teaching at home keeps its pupil off the rolls, as far as anything is known.
    pub fn is_taught_at_home(&self, plan: &Plan) -> bool {
        let off = self.off_roll(plan.record.pupil, NaiveDate::MAX);
        plan.record.kind == PlanKind::HomeTeaching && matches!(off, Some((_, OffRoll::HomeTeaching)))
    }

    /// What is recorded with the closing of teaching at home: the day after it the pupil is on a class's rolls again.
    pub fn back_on_roll(&self, plan: &Plan, closing: &PlanClosing) -> Option<Change> {
        let class = closing.back_to.filter(|_| self.is_taught_at_home(plan))?;
        let to = Some(Standing::InClass { class, seat: None });
        Some(Change::Standing { pupil: plan.record.pupil, from: closing.on.succ_opt()?, to })
    }
}

#[cfg(test)]
pub(crate) mod made_up {
    use super::*;
    use crate::domain::made_up::date;
    use uuid::Uuid;

    /// A plan of a pupil from a day on.
    pub fn plan(nth: u128, pupil: PupilId, kind: PlanKind, from: &str) -> Plan {
        let record = PlanRecord {
            pupil,
            kind,
            owner: StaffId::NEW,
            helpers: "陈老师、林老师".into(),
            from: date(from),
            situation: String::new(),
            goal: "能参加集体活动".into(),
            measures: "每周一次".into(),
            subjects: String::new(),
            causes: BTreeSet::new(),
            place: None,
            review: kind.reviewed(),
            closing: None,
            attachments: Vec::new(),
        };
        Plan { id: PlanId(Uuid::from_u128(nth)), record, recorded_by: StaffId::NEW }
    }

    pub fn helped(nth: u128, plan: &Plan, day: &str, help: Help) -> Helped {
        let record = HelpRecord {
            plan: plan.id,
            at: date(day).and_hms_opt(9, 0, 0).unwrap(),
            help,
            who: "陈老师、林老师".into(),
            what: "认读、康复训练".into(),
            result: String::new(),
            attachments: Vec::new(),
        };
        Helped { id: HelpId(Uuid::from_u128(nth)), record, recorded_by: StaffId::NEW }
    }

    pub fn lesson(place: Place, lessons: u16) -> Help {
        Help::Lesson(Lesson {
            place,
            until: None,
            lessons,
            reaction: String::new(),
            confirmed_by: "母亲".into(),
            photos_agreed: false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::made_up::{helped, lesson, plan};
    use super::*;
    use crate::domain::made_up::{class_of, date};

    fn school(plans: Vec<Plan>, helps: Vec<Helped>) -> (School, PupilId, Class) {
        let (mut books, class) = class_of(2);
        (books.plans, books.helps) = (plans, helps);
        let pupil = books.pupils[0].id;
        (School::from_books(books), pupil, class)
    }

    fn first() -> PupilId {
        class_of(1).0.pupils[0].id
    }

    #[test]
    fn teaching_at_home_takes_a_pupil_off_the_rolls_and_its_end_brings_it_back() {
        let (mut school, pupil, class) = school(Vec::new(), Vec::new());
        let taught = plan(1, pupil, PlanKind::HomeTeaching, "2025-09-08");
        assert_eq!(school.may_begin(&taught.record), Ok(()));
        let Some(Change::Standing { from, to: Some(standing), .. }) = school.off_roll_with(&taught.record) else {
            panic!()
        };
        assert_eq!(standing, Standing::OffRoll { class, why: OffRoll::HomeTeaching });
        school.pupils[0].standings.push((from, standing));
        school.plans.push(taught.clone());
        let mut closing = PlanClosing { on: date("2025-11-28"), result: "能随班".into(), back_to: None };
        assert_eq!(school.may_end(&taught, &closing), Err(CannotPlan::NeedsClass));
        closing.back_to = Some(class);
        assert_eq!(school.may_end(&taught, &closing), Ok(()));
        let Some(Change::Standing { from, to, .. }) = school.back_on_roll(&taught, &closing) else { panic!() };
        assert_eq!((from, to), (date("2025-11-29"), Some(Standing::InClass { class, seat: None })));
        let again = plan(2, pupil, PlanKind::HomeTeaching, "2025-10-08");
        assert_eq!(school.may_begin(&again.record), Err(CannotPlan::Runs(date("2025-09-08"))));
    }

    #[test]
    fn a_plan_that_runs_is_put_right() {
        let learning = plan(1, first(), PlanKind::Learning, "2025-09-15");
        let taught = plan(2, first(), PlanKind::HomeTeaching, "2025-09-15");
        let helps = vec![helped(1, &learning, "2025-09-20", Help::Session)];
        let (mut school, ..) = school(vec![learning.clone(), taught.clone()], helps);
        let with = |plan: &Plan, put_right: &dyn Fn(&mut PlanRecord)| {
            let mut to = plan.record.clone();
            put_right(&mut to);
            to
        };
        let goal = with(&learning, &|to| to.goal = "数学及格".into());
        assert_eq!(
            school.amended(&learning, goal.clone()),
            Ok(vec![Change::Plan { id: learning.id, to: Some(Box::new(goal)) }])
        );
        let may = |plan: &Plan, put_right: &dyn Fn(&mut PlanRecord)| school.may_amend(plan, &with(plan, put_right));
        assert_eq!(may(&learning, &|to| to.goal.clear()), Err(CannotPlan::NoGoal));
        assert_eq!(may(&learning, &|to| to.from = date("2025-09-10")), Ok(()));
        let after = Err(CannotPlan::HelpedBefore(date("2025-09-20")));
        assert_eq!(may(&learning, &|to| to.from = date("2025-09-21")), after, "something was done of it before");
        assert_eq!(may(&taught, &|to| to.from = date("2025-09-10")), Err(CannotPlan::FromStays));
        assert_eq!(school.amended(&taught, taught.record.clone()), Err(CannotPlan::Unchanged));
        let closing = PlanClosing { on: date("2025-10-01"), result: "好".into(), back_to: None };
        school.plans[0].record.closing = Some(closing);
        let closed = school.plans[0].clone();
        let refused = school.may_amend(&closed, &with(&closed, &|to| to.goal = "好".into()));
        assert_eq!(refused, Err(CannotPlan::Closed(date("2025-10-01"))));
    }

    #[test]
    fn one_visit_is_recorded_once_by_teachers_of_the_staff_and_with_time_for_its_lessons() {
        use crate::domain::people::{Staff, StaffRecord};
        use uuid::Uuid;
        let taught = plan(1, first(), PlanKind::HomeTeaching, "2025-09-08");
        let known = helped(1, &taught, "2025-09-10", lesson(Place::Home, 2));
        let (mut school, ..) = school(vec![taught.clone()], vec![known.clone()]);
        let day = known.record.at.date();
        assert_eq!(school.may_help(&known.record, 0), Err(CannotPlan::Again(day)));
        let other = HelpRecord { what: "康复训练".into(), ..known.record.clone() };
        assert_eq!(school.may_help(&other, 0), Err(CannotPlan::SameTime(day)), "at the same time of that day");
        let visit = |from: (u32, u32), until: (u32, u32), lessons| {
            let time = |(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0);
            let Help::Lesson(lesson) = lesson(Place::Home, lessons) else { panic!() };
            let help = Help::Lesson(Lesson { until: time(until), ..lesson });
            HelpRecord { at: day.and_time(time(from).unwrap()), help, ..other.clone() }
        };
        assert_eq!(school.may_help(&visit((14, 0), (15, 20), 2), 0), Ok(()), "a second visit of the day");
        assert_eq!(school.may_help(&visit((14, 0), (14, 10), 8), 0), Err(CannotPlan::TooShort(LEAST_MINUTES)));
        let later = HelpRecord { at: day.succ_opt().unwrap().and_hms_opt(9, 0, 0).unwrap(), ..known.record };
        let by = |who: &str| HelpRecord { who: who.into(), ..later.clone() };
        assert_eq!(school.may_help(&by("陈老师、陈老师"), 0), Err(CannotPlan::NamedTwice));
        assert_eq!(school.strangers(&by("陈老师、生人")), [""; 0], "nobody of the staff was entered yet");
        let person =
            |nth: u128, name: &str| Staff { id: StaffId(Uuid::from_u128(nth)), record: StaffRecord::new(name, None) };
        school.staff = vec![person(1, "陈老师"), person(2, "林老师")];
        let record = by("陈老师、生人");
        assert_eq!((school.may_help(&record, 0), school.strangers(&record)), (Ok(()), vec!["生人"]));
        assert_eq!(school.strangers(&by("陈老师、林老师")), [""; 0]);
    }

    #[test]
    fn a_visit_needs_two_teachers_its_lessons_and_no_photograph_without_agreement() {
        let taught = plan(1, first(), PlanKind::HomeTeaching, "2025-09-08");
        let (school, ..) = school(vec![taught.clone()], Vec::new());
        let visit = helped(1, &taught, "2025-09-10", lesson(Place::Home, 2)).record;
        assert_eq!(school.may_help(&visit, 0), Ok(()));
        let alone = HelpRecord { who: "陈老师".into(), ..visit.clone() };
        assert_eq!(school.may_help(&alone, 0), Err(CannotPlan::Teachers(2)));
        assert_eq!(school.may_help(&visit, 1), Err(CannotPlan::NotAgreed));
        let none = HelpRecord { help: lesson(Place::Home, 0), ..visit.clone() };
        assert_eq!(school.may_help(&none, 0), Err(CannotPlan::NoLessons));
        let day = |lessons| HelpRecord { help: lesson(Place::Home, lessons), ..visit.clone() };
        assert_eq!(school.may_help(&day(8), 0), Ok(()));
        assert_eq!(school.may_help(&day(9), 0), Err(CannotPlan::TooManyLessons(8)));
        let early = HelpRecord { at: date("2025-09-05").into(), ..visit };
        assert_eq!(school.may_help(&early, 0), Err(CannotPlan::BeforePlan(date("2025-09-08"))));
    }

    #[test]
    fn a_monthly_review_follows_the_last_one_and_a_terms_review_its_term() {
        let (mut learning, mut iep) =
            (plan(1, first(), PlanKind::Learning, "2025-09-15"), plan(2, first(), PlanKind::Inclusive, "2025-09-15"));
        let (school, ..) = school(vec![learning.clone(), iep.clone()], Vec::new());
        assert_eq!(school.review_due(&learning), Some(date("2025-10-15")));
        assert_eq!(school.review_due(&iep), Some(date("2026-01-30")));
        let due = |on: &str| school.reviews_to_do(date(on)).map(|(plan, ..)| plan.record.kind).collect::<Vec<_>>();
        assert_eq!(due("2025-10-07"), []);
        assert_eq!(due("2025-10-08"), [PlanKind::Learning]);
        assert_eq!(due("2026-01-12"), [PlanKind::Learning, PlanKind::Inclusive]);
        let mut reviewed = school.clone();
        reviewed.helps =
            vec![helped(1, &learning, "2025-10-20", Help::Review), helped(2, &iep, "2025-12-20", Help::Review)];
        assert_eq!(reviewed.review_due(&learning), Some(date("2025-11-20")));
        assert_eq!(reviewed.review_due(&iep), None, "the next term is not known yet");
        for plan in [&mut learning, &mut iep] {
            plan.record.closing = Some(PlanClosing { on: date("2025-12-31"), result: "好".into(), back_to: None });
            assert_eq!(school.review_due(plan), None);
        }
    }

    #[test]
    fn names_are_parted_as_people_write_them() {
        assert_eq!(names("陈老师、林老师"), ["陈老师", "林老师"]);
        assert_eq!(names(" 陈老师, 林老师,"), ["陈老师", "林老师"]);
        assert!(names(" ").is_empty());
    }
}

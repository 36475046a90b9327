//! Plans (帮扶; domain handbook 4): one plan a family (一家一案) or a pupil (一生一案), help for learning difficulty
//! (学困生帮扶), inclusive education with its individual plan (随班就读、IEP), teaching at home (送教上门); and what was
//! done of them. A plan is reviewed in its turn and closed with its result; nothing of it is ever ranked.

mod guard;
#[cfg(test)]
mod tests;

pub use guard::{CannotPlan, LEAST_MINUTES, MOST_CHARACTERS, MOST_LESSONS, is_brief};

use crate::domain::calendar::Term;
use crate::domain::class::Class;
use crate::domain::ids::{HelpId, PlanId, PupilId, StaffId};
use crate::domain::school::School;
use crate::domain::visit::Attachment;
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
        [&self.goal, &self.measures, &self.situation, &self.helpers, &self.subjects]
            .into_iter()
            .try_for_each(|said| is_brief(said))?;
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

/// A plan of help (帮扶计划、个别化教育计划、送教计划) of one pupil.
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

/// What was done of a plan on a day (帮扶记录、送教记录).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helped {
    pub id: HelpId,
    pub record: HelpRecord,
    pub recorded_by: StaffId,
}

/// Names as people write them, parted: `陈老师、林老师`.
pub fn names(written: &str) -> Vec<&str> {
    let parted = written.split(['、', '，', ',', ';', '；', '/', '\n']).map(str::trim);
    parted.filter(|name| !name.is_empty()).collect()
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

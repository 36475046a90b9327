//! Steps of a case (个案过程): what people do about an absence beside calls, visits and papers, and what they decide.

use super::case::{Exit, Stage};
use super::class::Class;
use super::entry::{Change, Why};
use super::ids::{PupilId, StaffId, StepId};
use super::ladder::Action;
use super::visit::Attachment;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// Whom a step is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    Pupil(PupilId),
    /// A class as a whole: illness that spreads.
    Class(Class),
}

/// A register into which a pupil is entered (台账; domain handbook 3l).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ledger {
    /// 疑似辍学学生台账
    Suspected,
    /// 辍学学生台账
    Dropout,
    /// 长期请假台账
    LongLeave,
}

/// How a pupil came to be out of reach (R16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Danger {
    /// Nobody answers, and nobody is at home.
    Unreachable,
    /// The family believes the child at school, and it is not found.
    NotWhereBelieved,
    /// A boarder is missing and not with the family.
    BoarderMissing,
    /// Harm is suspected (疑似侵害).
    Harm,
}

/// What the other side answered to a verification letter (核查回执).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verified {
    /// 已在当地就读
    Enrolled,
    /// 查无此人
    NotFound,
    /// 在户籍地，未就读
    AtHome,
}

/// One attempt to bring a pupil back (劝返记录, form 3i).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Persuasion {
    /// 地点
    #[serde(default)]
    pub place: String,
    /// 参加人员
    pub who: String,
    /// 对象
    pub met: String,
    /// 劝返内容
    pub said: String,
    /// 家长意见
    #[serde(default)]
    pub guardian_says: String,
    /// 学生意见
    #[serde(default)]
    pub pupil_says: String,
    /// 结果
    pub result: String,
}

/// Who closed a case, how, and on what evidence (结案).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    pub exit: Exit,
    /// 佐证: what proves it.
    pub evidence: String,
    /// The second person, where one person holds every role (four eyes).
    #[serde(default)]
    pub second: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// 谈话: with the pupil, in the watch or about a pattern.
    Talk { with: String, said: String },
    /// 劝返
    Persuasion(Persuasion),
    /// 列入台账
    Entered { ledger: Ledger, said: String },
    /// 休学、补学安排已考虑 (R13).
    Considered { said: String },
    /// 紧急 (R16)
    Danger { how: Danger, said: String },
    /// 已报警: the receipt's number.
    PoliceTold { number: String, said: String },
    /// 已找到: where, and by whom.
    Found { place: String, by: String },
    /// The leadership has decided that the child is safe, and who said so (R16 without police).
    Safe { source: String },
    /// 线索: where a family may have gone, and who said so (Machine B).
    Clue { said: String, source: String, gone: bool },
    /// 催办
    Reminded { said: String },
    /// 核查回执
    Answered { verified: Verified, said: String },
    /// 移交
    HandedOver { to: String },
    /// 疫情报告: a cluster of illness was reported.
    ReportedIllness { to: String, said: String },
    /// 复课证明
    Certificate { said: String },
    /// 改定阶段: somebody sets the stage against what the facts say, and why.
    Override { stage: Stage, why: String },
    /// 结案
    Closed(Closing),
}

/// What one does about a case, as a form asks for it first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    Talk,
    Persuasion,
    Danger,
    Police,
    Found,
    Safe,
    Clue,
    Reminded,
    Answered,
    Register,
    HandedOver,
    Considered,
    Certificate,
    Override,
}

impl StepKind {
    /// The step by which what is owed is done; none where it is a call's, a visit's or a paper's matter.
    pub fn answering(action: Action) -> Option<StepKind> {
        match action {
            Action::CallPolice => Some(StepKind::Police),
            Action::Persuade => Some(StepKind::Persuasion),
            Action::EnterSuspected | Action::EnterDropout | Action::EnterLongLeave => Some(StepKind::Register),
            Action::TalkAboutPattern | Action::WatchTalk | Action::FollowIllness => Some(StepKind::Talk),
            Action::ConsiderSuspension => Some(StepKind::Considered),
            Action::Remind => Some(StepKind::Reminded),
            _ => None,
        }
    }

    /// What is done most stands first.
    pub const ALL: [StepKind; 14] = [
        StepKind::Talk,
        StepKind::Persuasion,
        StepKind::Danger,
        StepKind::Police,
        StepKind::Found,
        StepKind::Safe,
        StepKind::Clue,
        StepKind::Reminded,
        StepKind::Answered,
        StepKind::Register,
        StepKind::HandedOver,
        StepKind::Considered,
        StepKind::Certificate,
        StepKind::Override,
    ];
}

impl Step {
    /// The language-neutral name, as in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Step::Talk { .. } => "talk",
            Step::Persuasion(_) => "persuasion",
            Step::Entered { ledger: Ledger::Suspected, .. } => "entered_suspected",
            Step::Entered { ledger: Ledger::Dropout, .. } => "entered_dropout",
            Step::Entered { ledger: Ledger::LongLeave, .. } => "entered_long_leave",
            Step::Considered { .. } => "considered",
            Step::Danger { .. } => "danger",
            Step::PoliceTold { .. } => "police_told",
            Step::Found { .. } => "found",
            Step::Safe { .. } => "safe",
            Step::Clue { .. } => "clue",
            Step::Reminded { .. } => "reminded",
            Step::Answered { .. } => "answered",
            Step::HandedOver { .. } => "handed_over",
            Step::ReportedIllness { .. } => "reported_illness",
            Step::Certificate { .. } => "certificate",
            Step::Override { .. } => "override",
            Step::Closed(_) => "closed",
        }
    }
}

impl Step {
    /// Somebody says that the family has left.
    pub fn says_gone(&self) -> bool {
        matches!(self, Step::Clue { gone: true, .. })
    }

    /// The step as it is recorded about a pupil; files are attached to it where it is.
    pub fn recorded(self, pupil: PupilId, at: NaiveDateTime) -> (Why, Change) {
        let why = if matches!(self, Step::Closed(_)) { Why::CloseCase } else { Why::TakeStep };
        let record = StepRecord { about: About::Pupil(pupil), at, step: self, attachments: Vec::new() };
        (why, Change::Step { id: StepId::NEW, to: Some(record) })
    }
}

/// A step as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRecord {
    pub about: About,
    /// Midnight where only the date was noted.
    pub at: NaiveDateTime,
    pub step: Step,
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    pub id: StepId,
    pub record: StepRecord,
    pub recorded_by: StaffId,
}

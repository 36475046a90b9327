//! The log of meetings, training and publicity (工作记录): a short list, since it is asked for as evidence.

use super::ids::{StaffId, WorkId};
use super::plan::{CannotPlan, is_brief};
use super::school::School;
use super::visit::Attachment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What was done on dropout control (工作类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WorkKind {
    /// 领导小组会议
    Meeting,
    /// 学籍管理员培训
    Training,
    /// 法律宣传
    Publicity,
    /// 送教教师座谈, at the beginning and the end of the school year
    TeachersTalk,
    /// 其他
    Other,
}

impl WorkKind {
    pub const ALL: [WorkKind; 5] =
        [WorkKind::Meeting, WorkKind::Training, WorkKind::Publicity, WorkKind::TeachersTalk, WorkKind::Other];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            WorkKind::Meeting => "meeting",
            WorkKind::Training => "training",
            WorkKind::Publicity => "publicity",
            WorkKind::TeachersTalk => "teachers-talk",
            WorkKind::Other => "other",
        }
    }
}

/// A line of the work log (工作台账): a meeting, a training, a talk in the village.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkRecord {
    pub kind: WorkKind,
    pub on: NaiveDate,
    #[serde(default)]
    pub place: String,
    /// 参加人员
    pub who: String,
    /// 内容
    pub what: String,
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    pub id: WorkId,
    pub record: WorkRecord,
    pub recorded_by: StaffId,
}

impl School {
    /// Whether a line may be logged: it says what and by whom, at no great length, and once.
    ///
    /// # Errors
    /// What stands against it.
    pub fn may_log(&self, record: &WorkRecord) -> Result<(), CannotPlan> {
        [&record.what, &record.who, &record.place].into_iter().try_for_each(|said| is_brief(said))?;
        let of = |it: &WorkRecord| (it.kind, it.on, it.place.clone(), it.who.clone(), it.what.clone());
        match () {
            () if record.what.trim().is_empty() => Err(CannotPlan::NothingSaid),
            () if record.who.trim().is_empty() => Err(CannotPlan::NoOne),
            () if self.work.iter().any(|it| of(&it.record) == of(record)) => Err(CannotPlan::Again(record.on)),
            () => Ok(()),
        }
    }

    /// What was done from one day to another, of one kind or of all, earliest first.
    pub fn work_done(
        &self,
        kind: Option<WorkKind>,
        from: NaiveDate,
        to: NaiveDate,
    ) -> impl DoubleEndedIterator<Item = &Work> {
        let is = move |work: &&Work| kind.is_none_or(|kind| work.record.kind == kind);
        self.work.iter().filter(is).filter(move |work| from <= work.record.on && work.record.on <= to)
    }
}

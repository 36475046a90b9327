//! Terms of the field, and what several places say alike.

use crate::domain::calendar::DayWhy;
use crate::domain::case::{Exit, Stage};
use crate::domain::contact::{Means, Reached, Reason};
use crate::domain::entry::{Entry, Why};
use crate::domain::ids::StaffId;
use crate::domain::ladder::{Action, Excused, Rung, Within};
use crate::domain::letter::LetterKind;
use crate::domain::mark::Mark;
use crate::domain::off_roll::OffRoll;
use crate::domain::people::{KeyGroup, Post, Role, Sex};
use crate::domain::school::School;
use crate::domain::status::{Proof, StatusKind};
use crate::domain::step::Step;
use crate::domain::symptom::Symptom;
use crate::domain::timeline::What;
use crate::domain::visit::Outcome;
use chrono::NaiveDate;

/// What several places say alike.
pub struct Common {
    pub app: &'static str,
    /// 2025-11-19 周三
    pub date: fn(NaiveDate) -> String,
    /// A rate of nothing.
    pub no_rate: &'static str,
    /// No table of holidays is known for this year.
    pub table_missing: fn(i32) -> String,
}

/// Terms of the field.
pub struct Domain {
    pub mark: fn(Mark) -> &'static str,
    /// Two cells wide, for columns that must align.
    pub mark_short: fn(Mark) -> &'static str,
    pub sex: fn(Sex) -> &'static str,
    pub group: fn(KeyGroup) -> &'static str,
    pub day_why: fn(&DayWhy) -> String,
    pub means: fn(Means) -> &'static str,
    pub reached: fn(Reached) -> &'static str,
    pub reason: fn(Reason) -> &'static str,
    pub outcome: fn(Outcome) -> &'static str,
    pub symptom: fn(Symptom) -> &'static str,
    /// What a row of the ladder counts, and how much of it.
    pub trigger: fn(&Rung) -> String,
    pub action: fn(Action) -> &'static str,
    /// The same in a word, two characters in Chinese, for narrow columns.
    pub action_short: fn(Action) -> &'static str,
    pub role: fn(Role) -> &'static str,
    pub post: fn(Post) -> String,
    pub within: fn(Within) -> String,
    pub stage: fn(Stage) -> &'static str,
    pub exit: fn(Exit) -> &'static str,
    /// Why a pupil on the books is on no roll.
    pub off_roll: fn(OffRoll) -> &'static str,
    pub status: fn(StatusKind) -> &'static str,
    pub proof: fn(Proof) -> &'static str,
    pub letter: fn(LetterKind) -> &'static str,
    /// One step of a case in a line.
    pub step: fn(&Step) -> String,
    pub excused: fn(Excused) -> &'static str,
    /// What is owed, by when, and by how many school days it is late.
    pub owed: fn(Action, Option<NaiveDate>, u16) -> String,
    /// One line of a pupil's time line.
    pub happened: fn(&School, &What) -> String,
    pub why: fn(Why) -> &'static str,
    /// One line of the journal; `entry_for` says it to those who may read it.
    pub entry: fn(&School, &Entry) -> String,
}

impl Domain {
    /// One line of the journal for somebody: of whom it is stands in it only where that person needs to know.
    pub fn entry_for(&self, who: StaffId, on: NaiveDate, school: &School, entry: &Entry) -> String {
        let may_read = school.may_read_entry(who, entry, on);
        if may_read { (self.entry)(school, entry) } else { (self.why)(entry.why).to_owned() }
    }
}

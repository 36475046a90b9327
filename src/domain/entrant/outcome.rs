//! What became of a child who has not come (去向), and the evidence without which nobody may say so.

use super::EntrantRecord;
use crate::domain::status::Proof;
use crate::domain::visit::Attachment;
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where a child is that has not come (domain handbook 2.5, D6). Late arrival is none of them: the child is registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// 在外就读
    Elsewhere,
    /// 缓学
    Deferred,
    /// 特殊教育学校、送教上门
    Special,
    /// 迁出: the list goes to the new place.
    Moved,
    /// 出国（境）
    Abroad,
    /// 死亡
    Dead,
    /// 重复或有误
    Wrong,
    /// 查无下落: goes to the bureau's ledger and stays open.
    NotFound,
}

impl Outcome {
    pub const ALL: [Outcome; 8] = [
        Outcome::Elsewhere,
        Outcome::Deferred,
        Outcome::Special,
        Outcome::Moved,
        Outcome::Abroad,
        Outcome::Dead,
        Outcome::Wrong,
        Outcome::NotFound,
    ];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Elsewhere => "elsewhere",
            Outcome::Deferred => "deferred",
            Outcome::Special => "special",
            Outcome::Moved => "moved",
            Outcome::Abroad => "abroad",
            Outcome::Dead => "dead",
            Outcome::Wrong => "wrong",
            Outcome::NotFound => "not-found",
        }
    }

    pub fn from_code(code: &str) -> Option<Outcome> {
        Outcome::ALL.into_iter().find(|outcome| outcome.code() == code)
    }

    /// The papers that prove it: of each group one.
    pub fn proofs(self) -> &'static [&'static [Proof]] {
        match self {
            Outcome::Elsewhere => &[&[Proof::Attendance, Proof::Acceptance]],
            // The proof of the condition is a hospital's or one of a disability, as of a pupil's deferral.
            Outcome::Deferred => &[&[Proof::Application], &[Proof::Condition, Proof::Hospital, Proof::Disability]],
            Outcome::Special => &[&[Proof::Disability]],
            Outcome::Abroad => &[&[Proof::Statement], &[Proof::Abroad]],
            Outcome::Dead => &[&[Proof::Death]],
            Outcome::Moved | Outcome::Wrong | Outcome::NotFound => &[],
        }
    }

    /// 缓学 is approved by the town or the county's bureau; a special school or home teaching is decided on.
    pub fn needs_approval(self) -> bool {
        matches!(self, Outcome::Deferred | Outcome::Special)
    }

    /// The other school, the country's or the new address.
    pub fn needs_place(self) -> bool {
        matches!(self, Outcome::Elsewhere | Outcome::Special | Outcome::Moved)
    }

    /// Whether it must be told in words what was wrong, or what was tried.
    pub fn needs_note(self) -> bool {
        matches!(self, Outcome::Wrong | Outcome::NotFound)
    }
}

/// An outcome with its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeRecord {
    pub outcome: Outcome,
    pub on: NaiveDate,
    /// The papers that are there, with the name of the file where one was kept, none where it was only seen.
    #[serde(default)]
    pub papers: BTreeMap<Proof, Option<String>>,
    /// 就读学校和班级、新住址.
    #[serde(default)]
    pub place: String,
    #[serde(default)]
    pub approved_by: String,
    /// The last day of a deferral.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

/// What an outcome still needs to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lack {
    /// One of these.
    Paper(&'static [Proof]),
    Place,
    Approval,
    Note,
    /// 缓学 until when: a year at most, and no longer than the school year that it is about, to this day.
    Until(NaiveDate),
    /// A visit, or a question to the street office, before a child is said not to be found.
    Searched,
}

/// The longest deferral at a time (domain handbook 2.4): after it the child is listed again.
const LONGEST_DEFERRAL: Months = Months::new(12);

impl OutcomeRecord {
    pub fn new(outcome: Outcome, on: NaiveDate) -> OutcomeRecord {
        OutcomeRecord {
            outcome,
            on,
            papers: BTreeMap::new(),
            place: String::new(),
            approved_by: String::new(),
            until: None,
            note: String::new(),
            attachments: Vec::new(),
        }
    }

    /// What is missing, in the order in which it is asked for, of a child that was to enter in the autumn of a year.
    /// `searched` says that somebody has been there or has asked.
    pub fn lacks(&self, year: i32, searched: bool) -> Vec<Lack> {
        let is_missing = |text: &str| text.trim().is_empty();
        let groups = self.outcome.proofs().iter().copied();
        let papers = groups.filter(|group| !group.iter().any(|proof| self.papers.contains_key(proof)));
        let mut lacks: Vec<Lack> = papers.map(Lack::Paper).collect();
        let longest = self.longest_deferral(year);
        let is_short_enough = |until: NaiveDate| self.on < until && until <= longest;
        let more = [
            (Lack::Place, self.outcome.needs_place() && is_missing(&self.place)),
            (Lack::Approval, self.outcome.needs_approval() && is_missing(&self.approved_by)),
            (Lack::Note, self.outcome.needs_note() && is_missing(&self.note)),
            (Lack::Until(longest), self.outcome == Outcome::Deferred && !self.until.is_some_and(is_short_enough)),
            (Lack::Searched, self.outcome == Outcome::NotFound && !searched),
        ];
        lacks.extend(more.into_iter().filter(|(_, missing)| *missing).map(|(lack, _)| lack));
        lacks
    }

    /// The last day to which a child that was to enter in the autumn of a year may be deferred at once: the last of that
    /// school year, whenever in the summer it is said; of what is said later, a year from then.
    fn longest_deferral(&self, year: i32) -> NaiveDate {
        let from = self.on.max(EntrantRecord::age_day(year));
        from.checked_add_months(LONGEST_DEFERRAL).unwrap_or(NaiveDate::MAX)
    }

    /// What proves it, as a line of a register says it: the papers are worded by `name`.
    pub fn evidence(&self, name: impl Fn(Proof) -> &'static str) -> Vec<String> {
        let papers = self.papers.keys().map(|proof| name(*proof).to_owned());
        let approval = (!self.approved_by.is_empty()).then(|| self.approved_by.clone());
        let note = (!self.note.is_empty()).then(|| self.note.clone());
        papers.chain(approval).chain(note).collect()
    }
}

//! The ladder (台阶): what a run of absence obliges whom to do, and by when. Rows of the policy, never numbers in code.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The rules of the domain handbook, section 1.6, that make up the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rule {
    R1,
    R2,
    R3,
    R4,
    R5,
}

impl Rule {
    pub const ALL: [Rule; 5] = [Rule::R1, Rule::R2, Rule::R3, Rule::R4, Rule::R5];

    pub fn code(self) -> &'static str {
        match self {
            Rule::R1 => "R1",
            Rule::R2 => "R2",
            Rule::R3 => "R3",
            Rule::R4 => "R4",
            Rule::R5 => "R5",
        }
    }

    pub fn from_code(code: &str) -> Option<Rule> {
        Rule::ALL.into_iter().find(|rule| rule.code().eq_ignore_ascii_case(code))
    }
}

/// What is counted (触发条件).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// Unexcused sessions of a day, the latest of them not yet followed by an attended one.
    UnexcusedSessions,
    /// Unexcused streak, in school days.
    Streak,
}

/// What must be done (应办事项).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// 联系监护人
    ContactGuardian,
    /// 家访
    HomeVisit,
    /// 报告单报校领导
    NoticeToLeadership,
    /// 校领导签收、批示: the second half of the notice's rung.
    AcknowledgeNotice,
    /// 报告区教育局、函告街道
    ReportOutside,
    /// 返校告知书、联合家访
    NoticeToGuardian,
}

/// Who owes it (责任人).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 班主任
    Homeroom,
    /// 德育处
    Affairs,
    /// 校领导
    Leadership,
}

/// One row of the ladder: from this count on, this is owed by this role within so many school days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rung {
    pub rule: Rule,
    pub trigger: Trigger,
    /// "or more" (以上): the number itself is included.
    pub at_least: u16,
    pub action: Action,
    pub owes: Role,
    /// School days after the trigger day; 0 is the same day.
    pub within: u16,
}

/// How excused days act on the unexcused streak (design: passed over unless the policy says otherwise).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Excused {
    /// Neither adds nor ends.
    #[default]
    Pass,
    /// Ends the streak.
    End,
}

/// The rows R1 to R5 of policy `default-2025` (domain handbook 1.6, after the district's rule): what a new school's
/// tables are filled with. From then on the tables count, not this list.
pub fn default_rungs() -> [Rung; 5] {
    let rung = |rule, trigger, at_least, action, owes, within| Rung { rule, trigger, at_least, action, owes, within };
    [
        rung(Rule::R1, Trigger::UnexcusedSessions, 1, Action::ContactGuardian, Role::Homeroom, 0),
        rung(Rule::R2, Trigger::Streak, 1, Action::HomeVisit, Role::Homeroom, 1),
        rung(Rule::R3, Trigger::Streak, 2, Action::NoticeToLeadership, Role::Homeroom, 0),
        rung(Rule::R4, Trigger::Streak, 3, Action::ReportOutside, Role::Leadership, 1),
        rung(Rule::R5, Trigger::Streak, 3, Action::NoticeToGuardian, Role::Affairs, 2),
    ]
}

/// The school's policy (规则): every row with the date from which it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Policy {
    /// Earliest first.
    excused: Vec<(NaiveDate, Excused)>,
    /// By rule, then earliest first.
    rungs: Vec<(NaiveDate, Rung)>,
}

impl Policy {
    pub fn new(mut excused: Vec<(NaiveDate, Excused)>, mut rungs: Vec<(NaiveDate, Rung)>) -> Policy {
        excused.sort_by_key(|(from, _)| *from);
        rungs.sort_by_key(|(from, rung)| (rung.rule, *from));
        Policy { excused, rungs }
    }

    /// The first date for which the policy says anything: the first day of the books.
    pub fn begins(&self) -> NaiveDate {
        let dates = self.excused.iter().map(|(from, _)| from).chain(self.rungs.iter().map(|(from, _)| from));
        dates.min().copied().unwrap_or_default()
    }

    /// How excused days act, as of a date.
    pub fn excused(&self, on: NaiveDate) -> Excused {
        self.excused.iter().rev().find(|(from, _)| *from <= on).map(|(_, excused)| *excused).unwrap_or_default()
    }

    /// The rungs that hold on a date, in the order of their rules.
    pub fn rungs(&self, on: NaiveDate) -> Vec<Rung> {
        let versions = self.rungs.chunk_by(|a, b| a.1.rule == b.1.rule);
        versions.filter_map(|rows| rows.iter().rev().find(|(from, _)| *from <= on)).map(|(_, rung)| *rung).collect()
    }

    pub fn rung(&self, rule: Rule, on: NaiveDate) -> Option<Rung> {
        self.rungs(on).into_iter().find(|rung| rung.rule == rule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_holds_from_its_date_until_the_next() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        let [contact, visit, ..] = default_rungs();
        let later = Rung { within: 0, ..visit };
        let rungs = vec![(date("2025-11-01"), later), (date("2025-09-01"), visit), (date("2025-09-01"), contact)];
        let policy = Policy::new(vec![(date("2025-10-01"), Excused::End)], rungs);
        assert_eq!(policy.rungs(date("2025-08-31")), []);
        assert_eq!(policy.rungs(date("2025-10-31")), [contact, visit]);
        assert_eq!(policy.rung(Rule::R2, date("2025-11-01")), Some(later));
        assert_eq!(
            [policy.excused(date("2025-09-30")), policy.excused(date("2025-10-01"))],
            [Excused::Pass, Excused::End]
        );
    }
}

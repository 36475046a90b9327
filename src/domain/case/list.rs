//! The cases of a school, a grade or a class: what presses most first.

use super::{Case, Stage};
use crate::domain::class::Class;
use crate::domain::flags::Scope;
use crate::domain::owed::Owed;
use crate::domain::school::School;
use chrono::NaiveDate;
use std::cmp::Reverse;

/// A case in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub case: Case,
    /// The pupil's class on the date, or the last one.
    pub class: Class,
    /// What is owed for the pupil; nothing is for a case that another has followed.
    pub owed: Vec<Owed>,
}

impl Listed {
    /// School days by which the most overdue thing is late.
    pub fn late(&self) -> u16 {
        self.owed.iter().map(|owed| owed.late).max().unwrap_or(0)
    }
}

impl School {
    /// Every case that had opened by a date: children out of reach, then the highest stage, then what is most overdue;
    /// those in the watch after those that run, closed ones last.
    pub fn case_list(&self, as_of: NaiveDate, scope: Scope) -> Vec<Listed> {
        let mut list = Vec::new();
        for pupil in &self.pupils {
            let Some(class) = self.last_class(pupil.id, as_of).filter(|class| scope.covers(*class)) else { continue };
            let mut cases = self.cases(pupil.id, as_of);
            let last = cases.pop();
            list.extend(cases.into_iter().map(|case| Listed { case, class, owed: Vec::new() }));
            if let Some(case) = last {
                let owed = self.flag(pupil.id, as_of).map(|flag| flag.owed).unwrap_or_default();
                list.push(Listed { case, class, owed });
            }
        }
        let name = |listed: &Listed| self.pupil(listed.case.pupil).map(|pupil| pupil.record.name.as_str());
        list.sort_by(|a, b| urgency(a).cmp(&urgency(b)).then_with(|| name(a).cmp(&name(b))));
        list
    }
}

/// Smaller is more urgent.
fn urgency(listed: &Listed) -> impl Ord {
    let case = &listed.case;
    let rank = match case.stage {
        Stage::Closed => 0,
        Stage::Watch => 1,
        stage => 2 + stage as u8,
    };
    (Reverse((case.danger.is_some(), rank, listed.late())), listed.class, Reverse(case.opened), case.pupil)
}

//! What is owed for a pupil, in as many cells as a column has.

use super::cells;
use crate::domain::case::Sign;
use crate::domain::owed::Owed;
use crate::tui::theme::Role;
use crate::words::Words;
use chrono::NaiveDate;

/// How the first of them presses; a child whom nobody can reach presses most.
pub fn role(danger: bool, owed: &[Owed], today: NaiveDate) -> Role {
    match owed.first() {
        _ if danger => Role::Overdue,
        Some(owed) if owed.late > 0 => Role::Overdue,
        Some(owed) if owed.due.is_some_and(|due| due <= today) => Role::Owed,
        _ => Role::Plain,
    }
}

/// As many of the things owed as there is room for, and how many more there are: `家访 逾1日 +2`.
pub fn fitting(danger: bool, owed: &[Owed], words: &Words, today: NaiveDate, room: usize) -> String {
    let danger = danger.then(|| (words.cases.sign)(Sign::Danger).to_owned());
    let steps: Vec<String> = danger.into_iter().chain(owed.iter().map(|owed| step(owed, words, today))).collect();
    let told = |count: usize| {
        let more = steps.len() - count;
        let rest = if more > 0 { format!(" +{more}") } else { String::new() };
        format!("{}{rest}", steps[..count].join("  "))
    };
    let fits = |count: &usize| cells::width(&told(*count)) <= room;
    match (1..=steps.len()).rev().find(fits) {
        Some(count) => told(count),
        None => steps.first().cloned().unwrap_or_default(),
    }
}

/// `家访 逾1日`, `报告 今天`, `告知 03-20`
fn step(owed: &Owed, words: &Words, today: NaiveDate) -> String {
    let say = &words.flags;
    let when = match owed.due {
        None => say.date_open.to_owned(),
        Some(_) if owed.late > 0 => (say.late)(owed.late),
        Some(due) if due <= today => say.due_today.to_owned(),
        Some(due) => due.format("%m-%d").to_string(),
    };
    format!("{} {when}", (words.domain.action_short)(owed.what))
}

//! R11 to R13: what a running illness or leave asks for.

use super::{Owed, Run, again, due, spanned};
use crate::domain::ladder::{Rule, Rung};
use crate::domain::mark::Mark;
use crate::domain::school::School;
use crate::domain::step::{Ledger, Step};
use chrono::NaiveDate;

/// R11: the illness is followed up, and then every week.
pub(super) fn illness(school: &School, run: &Run, rung: &Rung) -> Option<Owed> {
    let sick = sick_days(school, run);
    let since = *sick.get(usize::from(rung.least().max(1)) - 1)?;
    let talked = school.stepped(run.id(), since, run.as_of, |step| matches!(step, Step::Talk { .. }));
    let spoken = school.spoken(run.id(), since, run.as_of);
    match talked.chain(spoken).chain(school.visited(run.id(), since, run.as_of)).max() {
        None => due(school, run, rung, since),
        Some(last) => again(school, run, rung, last),
    }
}

/// Of the excused days running the sick ones at their end.
fn sick_days(school: &School, run: &Run) -> Vec<NaiveDate> {
    let Some(first) = run.excused_run.first() else { return Vec::new() };
    let sick: Vec<NaiveDate> = (school.exceptions(run.id(), run.as_of))
        .filter(|exception| exception.date >= *first && exception.mark == Mark::Sick)
        .map(|exception| exception.date)
        .collect();
    let mut days: Vec<NaiveDate> =
        run.excused_run.iter().rev().take_while(|date| sick.contains(date)).copied().collect();
    days.reverse();
    days
}

/// R12: the entry in the register of long leave; R13: whether suspension is to be considered.
pub(super) fn long_leave(school: &School, run: &Run, rung: &Rung) -> Option<Owed> {
    let first = *run.excused_run.first()?;
    let since = match rung.rule {
        Rule::R13 => spanned(school, run, rung, first)?,
        _ => *run.excused_run.get(usize::from(rung.least().max(1)) - 1)?,
    };
    let is_done = |step: &Step| match rung.rule {
        Rule::R13 => matches!(step, Step::Considered { .. }),
        _ => matches!(step, Step::Entered { ledger: Ledger::LongLeave, .. }),
    };
    let done = school.stepped(run.id(), first, run.as_of, is_done).next().is_some();
    if done { None } else { due(school, run, rung, since) }
}

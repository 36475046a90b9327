//! What is owed once the pupil is back: the follow-up report (续报), and R15, the watch.

use super::{Owed, Run, due_after};
use crate::domain::ladder::{Action, Rung};
use crate::domain::letter::LetterKind;
use crate::domain::school::School;
use crate::domain::step::Step;

/// Those outside who were told of the absence are told of the return, by the next school day.
pub(super) fn follow_up(school: &School, run: &Run, rung: &Rung) -> Option<Owed> {
    let case = run.open_case()?;
    let back = case.returned?;
    let since_opened = |kind: LetterKind| {
        let of_kind = school.letters_of(run.id()).map(|letter| &letter.record).filter(move |it| it.kind == kind);
        of_kind.map(|record| record.issued_on).filter(|on| case.opened <= *on && *on <= run.as_of).max()
    };
    let told = [LetterKind::ReportBureau, LetterKind::LetterStreet].map(since_opened).into_iter().flatten().max()?;
    if told > back || since_opened(LetterKind::FollowUp).is_some_and(|on| on >= back) {
        return None;
    }
    due_after(school, run, &Rung { action: Action::FollowUpReport, ..rung.clone() }, back, 1)
}

/// R15: while the watch runs, a contact or a talk so often.
pub(super) fn watch(school: &School, run: &Run, rung: &Rung) -> Option<Owed> {
    let case = run.case?;
    let until = case.ending.as_ref()?.watch_until.filter(|until| run.as_of <= *until)?;
    let back = case.returned.unwrap_or(case.ending.as_ref()?.on);
    let talked =
        school.stepped(run.id(), back, run.as_of, |step| matches!(step, Step::Talk { .. } | Step::Persuasion(_)));
    let spoken = school.spoken(run.id(), back, run.as_of);
    let visited = school.visited(run.id(), back, run.as_of);
    let last = talked.chain(spoken).chain(visited).max().unwrap_or(back);
    due_after(school, run, rung, last, rung.again).filter(|owed| owed.due.is_none_or(|due| due <= until))
}

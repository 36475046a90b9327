//! Machine B: the letter to the county of a vanished pupil's hukou, and its reminders.

use super::{Owed, Run, again, due, due_after};
use crate::domain::case::Trace;
use crate::domain::ladder::Rung;
use crate::domain::letter::LetterKind;
use crate::domain::school::School;
use crate::domain::step::Step;
use crate::domain::visit::Outcome;

/// B3: the verification letter, so many school days after a visit found that the family has gone.
pub(super) fn letter(school: &School, run: &Run, rung: &Rung) -> Option<Owed> {
    let case = run.open_case().filter(|case| case.trace == Some(Trace::Visited))?;
    let told = school.stepped(run.id(), case.opened, run.as_of, Step::says_gone).next_back();
    let visits = school.visits_of(run.id()).iter().map(|visit| &visit.record);
    let found_nobody = visits.filter(|visit| visit.outcome == Outcome::Nobody).map(|visit| visit.at.date());
    let since = found_nobody.filter(|on| case.opened <= *on && *on <= run.as_of).min().or(told)?;
    due(school, run, rung, since)
}

/// B4: no answer after so many school days; then again and again.
pub(super) fn reminder(school: &School, run: &Run, rung: &Rung) -> Option<Owed> {
    let case = run.open_case().filter(|case| matches!(case.trace, Some(Trace::LetterSent | Trace::Reminded)))?;
    let letters = school.letters_of(run.id()).map(|letter| &letter.record);
    let sent = letters.filter(|record| record.kind == LetterKind::Verification && record.issued_on >= case.opened);
    let sent = sent.map(|record| record.issued_on).filter(|on| *on <= run.as_of).max()?;
    let reminded = school.stepped(run.id(), sent, run.as_of, |step| matches!(step, Step::Reminded { .. })).max();
    match reminded {
        Some(last) => again(school, run, rung, last),
        None => {
            let met = school.calendar.school_day_after(sent, rung.least(), Some(run.class.grade))?;
            if met > run.as_of { None } else { due_after(school, run, rung, met, 0) }
        }
    }
}

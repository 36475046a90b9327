//! Which paper to write: those that have something to say of a pupil, what the ladder owes first.

use crate::desk;
use crate::domain::ids::PupilId;
use crate::domain::letter::LetterKind;
use crate::domain::owed::Owed;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::screens::Route;
use crate::tui::screens::choose::{Choice, Choices};

/// The question, or why there is none.
pub fn ask(cx: &Context, pupil: PupilId) -> Effect {
    let kinds = desk::sayable_letters(&cx.school, pupil, cx.today, cx.who);
    if kinds.is_empty() {
        return Effect::Say(cx.words.problems.nothing_to_report.to_owned());
    }
    let owed = owed(cx, pupil);
    let of_kind = |kind: LetterKind| owed.iter().position(|owed| LetterKind::answering(owed.what).contains(&kind));
    let mut kinds: Vec<(LetterKind, Option<usize>)> = kinds.into_iter().map(|kind| (kind, of_kind(kind))).collect();
    kinds.sort_by_key(|(_, at)| at.unwrap_or(usize::MAX));
    let words = &cx.words.notices;
    let rows = kinds.into_iter().map(|(kind, at)| {
        let name = (cx.words.domain.letter)(kind);
        let text = match at.and_then(|at| owed.get(at)) {
            Some(owed) => format!("{name}  {}", (words.is_owed)(owed.due, owed.late)),
            None => name.to_owned(),
        };
        Choice::new(&text, Some(Effect::Open(Route::Letter(kind, pupil))))
    });
    let name = cx.school.pupil(pupil).map_or("", |pupil| &pupil.record.name);
    Effect::Open(Route::Choose(Choices {
        title: words.draft.to_owned(),
        text: vec![(words.which)(name)],
        rows: rows.collect(),
        at: 0,
    }))
}

/// What the ladder owes, in the order of its rules.
fn owed(cx: &Context, pupil: PupilId) -> Vec<Owed> {
    cx.school.flag(pupil, cx.today).map(|flag| flag.owed).unwrap_or_default()
}

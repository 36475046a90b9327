//! The way to a correction (更正) of an issued paper.

use crate::desk::LetterDraft;
use crate::domain::letter::LetterNo;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::screens::Route;

/// The draft of the correction, or that the facts leave nothing to say in it.
pub fn ask(cx: &Context, no: LetterNo) -> Effect {
    let first = cx.school.letter(no);
    match first.and_then(|first| LetterDraft::correcting(&cx.school, first, cx.today, cx.who)) {
        Some(_) => Effect::Open(Route::Correction(no)),
        None => Effect::Say(cx.words.problems.nothing_to_report.to_owned()),
    }
}

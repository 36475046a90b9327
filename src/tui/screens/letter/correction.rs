//! The way to a correction (更正) of an issued paper.

use crate::desk::LetterDraft;
use crate::domain::letter::LetterNo;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::screens::Route;

/// The draft of the correction, or that the facts leave nothing to say in it.
pub fn ask(cx: &Context, no: LetterNo) -> Effect {
    let drafted = cx.school.letter(no).map(|first| LetterDraft::correcting(&cx.school, first, cx.today, cx.who));
    match drafted {
        Some(Err(lacking)) => Effect::Say((cx.words.problems.letter_lacks)(lacking).to_owned()),
        Some(Ok(_)) | None => Effect::Open(Route::Correction(no)),
    }
}

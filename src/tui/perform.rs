//! Effects at the desk: what the screens ask for becomes deeds, what comes of it an outcome.

use super::effect::Effect;
use super::event::{Outcome, Problem};
use crate::desk::{self, Desk};
use crate::domain::school::School;
use crate::words::Words;

/// Performs an effect; none where nobody waits for its outcome.
pub fn perform(desk: &mut Desk, words: &Words, effect: Effect) -> Option<Outcome> {
    let done = match effect {
        Effect::Commit { why, changes } => {
            desk.commit(why, changes).map(|_| Outcome::Recorded { school: school(desk) })
        }
        Effect::CommitWithFiles { why, changes, files } => {
            desk.commit_with_files(why, changes, &files).map(|_| Outcome::Recorded { school: school(desk) })
        }
        Effect::ListFolder(place) => desk::list_folder(&place).map(Outcome::Listed),
        Effect::Undo => desk.undo().map(|entry| Outcome::TakenBack { what: entry.why, school: school(desk) }),
        Effect::KeepDraft { key, body } => return failure(desk.keep_draft(&key, &body), words),
        Effect::DropDraft { key } => return failure(desk.drop_draft(&key), words),
        // Navigation and questions never leave `update`; the loop ends the program itself.
        Effect::Open(_)
        | Effect::Switch(_)
        | Effect::Go(_)
        | Effect::Back
        | Effect::Answer(_)
        | Effect::Say(_)
        | Effect::Quit
        | Effect::QuitNow => return None,
    };
    Some(done.unwrap_or_else(|problem| explain(desk, words, &problem)))
}

/// The school, where another program has recorded something since it was read.
pub fn look(desk: &mut Desk) -> Option<Box<School>> {
    // A look that fails now is repeated at the next tick, and a save that fails says so.
    let changed = desk.refresh().unwrap_or(false);
    changed.then(|| school(desk))
}

fn school(desk: &Desk) -> Box<School> {
    Box::new(desk.school().clone())
}

fn failure(done: Result<(), desk::Problem>, words: &Words) -> Option<Outcome> {
    done.err().map(|problem| Outcome::Failed(Problem { what: problem.say(words), way_out: String::new() }))
}

fn explain(desk: &mut Desk, words: &Words, problem: &desk::Problem) -> Outcome {
    if problem.is_overtaken() && desk.refresh().is_ok() {
        return Outcome::Overtaken { school: school(desk) };
    }
    Outcome::Failed(Problem { what: problem.say(words), way_out: String::new() })
}

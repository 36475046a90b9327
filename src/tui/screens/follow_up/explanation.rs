//! One line of a form: what becomes of the pupil's unexplained marks, now that the cause is known.

use crate::domain::entry::Change;
use crate::domain::ids::PupilId;
use crate::domain::mark::Mark;
use crate::domain::roll::RollKey;
use crate::tui::context::Context;
use crate::tui::widgets::form::{Field, Form};

/// What `unknown` can become, under 1, 2, 3; the option after them leaves it.
const MARKS: [Mark; 3] = [Mark::Sick, Mark::Leave, Mark::Truant];

/// The option that leaves the marks as they are.
pub const STAYS: usize = MARKS.len();

/// More rolls than this are told by the first and the last.
const NAMED: usize = 3;

pub fn field(cx: &Context) -> Field {
    let words = &cx.words.follow_up;
    let mut options: Vec<String> = MARKS.iter().map(|mark| (words.becomes)(*mark)).collect();
    options.push(words.stays.to_owned());
    Field::choice("", "", options, Some(STAYS))
}

/// The option for a mark.
pub fn option(mark: Option<Mark>) -> usize {
    mark.and_then(|mark| MARKS.iter().position(|known| *known == mark)).unwrap_or(STAYS)
}

/// Brings the line up to date with the books: shown where there is something to explain and somebody explained it.
pub fn refresh(cx: &Context, pupil: PupilId, form: &mut Form, at: usize, somebody_spoke: bool) {
    let words = &cx.words.follow_up;
    let rolls: Vec<RollKey> = cx.school.unexplained_run(pupil, cx.today).iter().map(|roll| roll.key).collect();
    if let Some(field) = form.get_mut(at) {
        field.label = (words.unexplained)(rolls.len());
        field.hint = (words.becomes_hint)(&named(cx, &rolls));
        field.hidden = rolls.is_empty() || !somebody_spoke;
    }
}

/// What is recorded besides the contact or the visit.
pub fn changes(cx: &Context, pupil: PupilId, form: &Form, at: usize) -> Vec<Change> {
    let shown = form.fields().get(at).is_some_and(|field| !field.hidden);
    let mark = form.chosen(at).filter(|_| shown).and_then(|option| MARKS.get(option));
    let rolls = cx.school.unexplained_run(pupil, cx.today);
    mark.map(|mark| cx.school.explain(pupil, &rolls, *mark)).unwrap_or_default()
}

/// `03-17 上午、03-18 上午`, or the first and the last of many.
pub fn named(cx: &Context, rolls: &[RollKey]) -> String {
    let name = |key: &RollKey| {
        let session = cx.school.session(key.session).map_or(key.session.as_str(), |session| &session.name);
        format!("{} {session}", key.date.format("%m-%d"))
    };
    match rolls {
        [first, .., last] if rolls.len() > NAMED => format!("{} .. {}", name(first), name(last)),
        _ => rolls.iter().map(name).collect::<Vec<_>>().join(", "),
    }
}

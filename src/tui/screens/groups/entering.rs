//! The questions of the list of key groups: whom to enter, of which group a list is and whose, and the last day.

use super::super::Route;
use super::super::ask::Question;
use super::super::find::{Finds, Found};
use crate::domain::flags::Scope;
use crate::domain::ids::PupilId;
use crate::domain::people::{KeyGroup, Pupil};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::whom;
use crate::tui::widgets::input::Kind;

/// What was asked.
pub(super) enum Asking {
    Scope,
    /// The pupils in the order of the rows.
    Whom(Vec<PupilId>),
    /// The group of a list.
    Which,
    /// Whose list it is.
    Source(KeyGroup),
    LastDay(PupilId, KeyGroup),
}

/// Characters of a source, and of a date.
const SOURCE: usize = 40;
const DATE: usize = 16;

/// The groups that somebody enters.
pub(super) fn enterable() -> impl Iterator<Item = KeyGroup> {
    KeyGroup::ALL.into_iter().filter(|kind| !kind.is_from_cases())
}

pub(super) fn ask_whom(scope: Scope, cx: &Context) -> (Vec<PupilId>, Effect) {
    let here = |pupil: &&Pupil| {
        let class = cx.school.last_class(pupil.id, cx.today);
        pupil.is_enrolled(cx.today) && class.is_some_and(|class| scope.covers(class))
    };
    let pupils = whom::sorted(cx, cx.school.pupils.iter().filter(here));
    let title = cx.words.groups.whom.to_owned();
    let finds = Finds { title, rows: whom::found(cx, &pupils, |_| None), text: String::new() };
    (pupils.iter().map(|pupil| pupil.id).collect(), Effect::Open(Route::Find(finds)))
}

pub(super) fn ask_which(cx: &Context) -> Effect {
    let row =
        |kind: KeyGroup| Found { name: (cx.words.domain.group)(kind).to_owned(), detail: String::new(), does: None };
    let title = cx.words.groups.which.to_owned();
    Effect::Open(Route::Find(Finds { title, rows: enterable().map(row).collect(), text: String::new() }))
}

pub(super) fn ask_source(cx: &Context) -> Effect {
    let words = &cx.words.groups;
    Effect::Open(Route::Ask(Question {
        title: words.field_source.to_owned(),
        hint: words.whose_list.to_owned(),
        text: String::new(),
        kind: Kind::Text,
        limit: SOURCE,
    }))
}

/// A question for a day; today stands there already.
pub(super) fn ask_day(title: String, cx: &Context) -> Effect {
    let text = cx.today.to_string();
    Effect::Open(Route::Ask(Question { title, hint: String::new(), text, kind: Kind::Plain, limit: DATE }))
}

//! The pupils of a picker: by class and seat, those of one name told apart.

use super::context::Context;
use super::effect::Effect;
use super::screens::find::Found;
use crate::domain::find::last_seat;
use crate::domain::ids::PupilId;
use crate::domain::people::{Pupil, Standing};
use std::collections::BTreeSet;

/// By class and seat; whoever is in no class any more by the last, after those who are.
pub fn sorted<'a>(cx: &Context, pupils: impl Iterator<Item = &'a Pupil>) -> Vec<&'a Pupil> {
    let mut pupils: Vec<&Pupil> = pupils.collect();
    pupils.sort_by_cached_key(|pupil| {
        let class = cx.school.last_class(pupil.id, cx.today);
        (class.is_none(), !pupil.is_enrolled(cx.today), class, last_seat(pupil, cx.today), pupil.id)
    });
    pupils
}

/// A row each; what choosing does.
pub fn found(cx: &Context, pupils: &[&Pupil], does: impl Fn(PupilId) -> Option<Effect>) -> Vec<Found> {
    let twins = namesakes(pupils.iter().map(|pupil| pupil.record.name.as_str()));
    let row = |pupil: &&Pupil| {
        let name = pupil.record.name.as_str();
        let place = place(cx, pupil);
        let detail = if twins.contains(name) { format!("{place} {}", person(cx, pupil)) } else { place };
        Found { name: name.to_owned(), detail: detail.trim().to_owned(), does: does(pupil.id) }
    };
    pupils.iter().map(row).collect()
}

/// The names that more than one bears.
pub fn namesakes<'a>(names: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    names.filter(|name| !seen.insert(*name)).collect()
}

/// Sex and birthday.
pub fn person(cx: &Context, pupil: &Pupil) -> String {
    let record = &pupil.record;
    let born = record.birth.or(record.id_no.as_ref().and_then(|no| no.born()));
    let parts = [record.sex.map(|sex| (cx.words.domain.sex)(sex).to_owned()), born.map(|born| born.to_string())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Class and seat; of whoever is expected in none the last class, and why: the suspended and the departed too are
/// looked for by where they were.
fn place(cx: &Context, pupil: &Pupil) -> String {
    let words = cx.words;
    let class = cx.school.last_class(pupil.id, cx.today).map(|class| class.to_string());
    let in_class = pupil.class(cx.today).is_some();
    let seat = pupil.seat(cx.today).map(words.pupil.seat);
    let stands = cx.school.stand(pupil.id, cx.today);
    let why = match stands.as_ref().map(|stand| (stand.standing, stand.by)) {
        _ if in_class => None,
        Some((Standing::OffRoll { why, .. }, _)) => Some((words.domain.off_roll)(why)),
        Some((Standing::Suspended, _)) => Some(words.pupil.suspended),
        Some((_, Some(record))) => Some((words.domain.status)(record.kind)),
        Some((Standing::Gone, None)) => Some(words.pupil.gone),
        Some(_) | None => None,
    };
    let waits = cx.school.pending_of(pupil.id).next_back().filter(|_| stands.is_none());
    let waits = waits.map(|status| (words.status.applying)(status.record.kind));
    [class, seat, why.map(str::to_owned), waits].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

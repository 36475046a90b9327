//! What becomes of a known pupil's standings by a row of a roster.

use super::super::person::Person;
use super::super::plan::{Difference, Field, Value};
use super::difference;
use super::known::standing_now;
use crate::domain::people::{Pupil, Standing};
use crate::domain::school::School;
use crate::domain::status::Holds;
use chrono::NaiveDate;

#[derive(Default)]
pub struct Moves {
    pub differences: Vec<Difference>,
    pub standings: Vec<(NaiveDate, Option<Standing>)>,
    /// The day of enrolment that the row says, and what holds against it.
    pub kept: Option<(Difference, Holds)>,
}

impl Moves {
    /// `seat` is the one in which the pupil sits in the class of the row.
    pub fn of(school: &School, pupil: &Pupil, person: &Person, seat: Option<u16>, today: NaiveDate) -> Moves {
        let Some((since, now)) = standing_now(pupil, today) else {
            return returns(person, seat, None, today);
        };
        match now {
            Standing::Gone => returns(person, seat, Some(since), today),
            // A class list does not end a suspension, nor teaching at home.
            Standing::Suspended | Standing::Deferred | Standing::OffRoll { .. } => Moves::default(),
            Standing::InClass { class, seat: old } => {
                let mut moves = Moves::default();
                let wanted = Standing::InClass { class: person.class, seat };
                let run = run_start(pupil, since);
                // Where the enrolment began, if that changes; earlier enrolments may be what the file speaks of.
                let moved = person.enrolled.filter(|from| *from != run && !begins_a_run(pupil, *from));
                let said = moved.map(|from| {
                    let enrolled = difference(Field::Enrolled, Some(Value::Date(run)), Some(Value::Date(from)));
                    (from, enrolled, held_from(school, pupil, run, from))
                });
                match said {
                    Some((_, enrolled, Some(holds))) => moves.kept = Some((enrolled, holds)),
                    Some((from, enrolled, None)) => {
                        moves.differences.push(enrolled);
                        moves.standings = begin_at(pupil, (run, from), (since, wanted), today);
                    }
                    None => {}
                }
                if moves.differences.is_empty() && wanted != now {
                    moves.standings.push((since.max(today), Some(wanted)));
                }
                if class != person.class {
                    let (old, new) = (Value::Class(class), Value::Class(person.class));
                    moves.differences.push(difference(Field::Class, Some(old), Some(new)));
                }
                if old != seat {
                    let number = |seat: Option<u16>| seat.map(|seat| Value::Number(seat.into()));
                    moves.differences.push(difference(Field::Seat, number(old), number(seat)));
                }
                moves
            }
        }
    }
}

/// What holds against beginning at `from` the enrolment that began at `run`: a change of status or a turn of the year
/// that would be passed over by it.
fn held_from(school: &School, pupil: &Pupil, run: NaiveDate, from: NaiveDate) -> Option<Holds> {
    let passed_over = pupil.standings.iter().map(|(begun, _)| *begun);
    passed_over
        .filter(|begun| *begun == run || (run < *begun && *begun <= from))
        .find_map(|begun| school.set_by(pupil, begun))
}

/// The enrolment that began at `run` begins at `from` instead. What stood before goes, later standings stay; the one
/// of today, which began at `since`, becomes as wanted.
fn begin_at(
    pupil: &Pupil,
    (run, from): (NaiveDate, NaiveDate),
    (since, wanted): (NaiveDate, Standing),
    today: NaiveDate,
) -> Vec<(NaiveDate, Option<Standing>)> {
    let of_run = pupil.standings.iter().filter(|(begun, _)| run <= *begun && *begun <= since);
    let gone = of_run.filter(|(begun, _)| *begun < from || *begun == run).map(|(begun, _)| (*begun, None));
    let mut standings: Vec<(NaiveDate, Option<Standing>)> = gone.collect();
    if since == run || since <= from {
        standings.push((from, Some(wanted)));
        return standings;
    }
    standings.push((from, pupil.standing(from.max(run))));
    if pupil.standing(since) != Some(wanted) {
        standings.push((since.max(today), Some(wanted)));
    }
    standings
}

/// A pupil who had gone, or never had a standing, is here again.
fn returns(person: &Person, seat: Option<u16>, gone: Option<NaiveDate>, today: NaiveDate) -> Moves {
    let later = person.enrolled.filter(|from| gone.is_none_or(|gone| *from > gone));
    let from = later.unwrap_or_else(|| gone.map_or(today, |gone| today.max(gone)));
    let standing = Standing::InClass { class: person.class, seat };
    Moves {
        differences: vec![difference(Field::Class, None, Some(Value::Class(person.class)))],
        standings: vec![(from, Some(standing))],
        kept: None,
    }
}

/// The first day of the enrolment to which a standing belongs: back to the last gap.
fn run_start(pupil: &Pupil, since: NaiveDate) -> NaiveDate {
    let back = pupil.standings.iter().rev().filter(|(from, _)| *from <= since);
    back.take_while(|(_, standing)| *standing != Standing::Gone).last().map_or(since, |(from, _)| *from)
}

/// Whether some enrolment of the pupil began on that day.
fn begins_a_run(pupil: &Pupil, day: NaiveDate) -> bool {
    pupil
        .standings
        .iter()
        .any(|(from, standing)| *from == day && *standing != Standing::Gone && run_start(pupil, *from) == day)
}

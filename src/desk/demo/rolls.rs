//! The rolls: the first two months from the teachers' sheets, imported at the end of each month; from then on every
//! teacher takes each roll in the program. Some are forgotten.

use super::people::{Staffroom, Teacher};
use super::register::{Away, Register};
use super::step::Step;
use super::{Dice, Extent, IMPORTS, OWN_CLASS, at, on};
use crate::domain::calendar::Calendar;
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{ContactId, PupilId};
use crate::domain::mark::Mark;
use crate::domain::roll::{Marked, RollKey, SessionCode};
use crate::domain::symptom::Symptoms;
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use rand::RngExt;
use std::collections::BTreeMap;

/// Rolls that nobody took: class, month, day, session.
const FORGOTTEN: &[(u16, u32, u32, SessionCode)] = &[
    (703, 9, 17, SessionCode::PM),
    (703, 11, 13, SessionCode::PM),
    (706, 11, 13, SessionCode::AM),
    (706, 11, 13, SessionCode::PM),
    (806, 11, 18, SessionCode::PM),
    (906, 11, 12, SessionCode::PM),
    (906, 11, 14, SessionCode::PM),
    (906, 11, 17, SessionCode::PM),
];

/// One roll in this many is forgotten besides, in the other classes.
const FORGOTTEN_ONE_IN: u32 = 300;

/// The classes whose morning roll is taken on the last day when the demonstration begins.
const TAKEN_TODAY: &[u16] = &[701, 707, 803, 807, 902, 905];

/// The rolls of every class from the first day of the term to now, with the calls that followed from them.
pub(super) fn steps(
    dice: &mut Dice,
    extent: &Extent,
    calendar: &Calendar,
    register: &Register,
    staff: &Staffroom,
) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut imports: BTreeMap<NaiveDateTime, Vec<Change>> = BTreeMap::new();
    let today = extent.now.date();
    for &class in &extent.classes {
        let teacher = staff.of(class);
        for date in calendar.school_days(extent.first, today, Some(class.grade)) {
            for session in [SessionCode::AM, SessionCode::PM] {
                let key = RollKey { class, date, session };
                if is_forgotten(dice, key) {
                    continue;
                }
                let taken_at = if date == today { today_at(dice, key) } else { Some(called_at(dice, key)) };
                let Some(taken_at) = taken_at else { continue };
                let away: BTreeMap<PupilId, &Away> = register.at(key).collect();
                match imported_at(date) {
                    Some(import) => {
                        let marks = away.iter().map(|(pupil, away)| marked(*pupil, away, away.mark)).collect();
                        imports.entry(import).or_default().push(roll(key, marks));
                        let calls = away.values().filter_map(|away| away.learned.as_ref()?.call.as_ref());
                        steps.extend(calls.map(|call| {
                            let change = Change::Contact { id: ContactId::NEW, to: Some(call.clone()) };
                            Step::record(call.at, teacher, Why::Contact, vec![change])
                        }));
                    }
                    None => steps.extend(taken(key, taken_at, &away, teacher)),
                }
            }
        }
    }
    let import = |(at, changes)| Step::record(at, &staff.affairs, Why::ImportAttendance, changes);
    steps.extend(imports.into_iter().map(import));
    steps
}

/// A roll as it was called, then once more for each thing that was learned.
fn taken(key: RollKey, at: NaiveDateTime, away: &BTreeMap<PupilId, &Away>, teacher: &Teacher) -> Vec<Step> {
    let first = |away: &Away| if away.learned.is_some() { Mark::Unknown } else { away.mark };
    let mut marks: BTreeMap<PupilId, Mark> = away.iter().map(|(pupil, away)| (*pupil, first(away))).collect();
    let as_known = |marks: &BTreeMap<PupilId, Mark>| {
        let known = marks.iter().filter_map(|(pupil, mark)| Some(marked(*pupil, away.get(pupil)?, *mark)));
        roll(key, known.collect())
    };
    let mut steps = vec![Step::record(at, teacher, Why::TakeRoll, vec![as_known(&marks)])];
    let mut learned: Vec<_> =
        away.iter().filter_map(|(pupil, away)| Some((away.learned.as_ref()?, *pupil, away.mark))).collect();
    learned.sort_by_key(|(learned, pupil, _)| (learned.at, *pupil));
    for (learned, pupil, mark) in learned {
        marks.insert(pupil, mark);
        let call = learned.call.clone().map(|call| Change::Contact { id: ContactId::NEW, to: Some(call) });
        let why = if call.is_some() { Why::Contact } else { Why::TakeRoll };
        let changes = call.into_iter().chain([as_known(&marks)]).collect();
        steps.push(Step::record(learned.at, teacher, why, changes));
    }
    steps
}

/// What stands beside a mark was learned with it.
fn marked(pupil: PupilId, away: &Away, mark: Mark) -> Marked {
    Marked { pupil, mark, note: away.note.filter(|_| mark == away.mark).map(str::to_owned), symptoms: Symptoms::NONE }
}

fn roll(key: RollKey, marks: Vec<Marked>) -> Change {
    Change::Roll { key, seen: None, to: Some(marks) }
}

fn is_forgotten(dice: &mut Dice, key: RollKey) -> bool {
    let named = FORGOTTEN.iter().any(|(class, month, day, session)| {
        (*class, on(*month, *day), *session) == (key.class.code(), key.date, key.session)
    });
    let besides = dice.random_range(0..FORGOTTEN_ONE_IN) == 0;
    named || besides && key.class.code() != OWN_CLASS
}

/// When the sheets that hold this day were imported; none for a day whose rolls were taken in the program.
fn imported_at(date: NaiveDate) -> Option<NaiveDateTime> {
    let imports = IMPORTS.map(|(month, day)| at(month, day, 17, 12));
    imports.into_iter().find(|import| date <= import.date())
}

/// Some minutes after the bell.
fn called_at(dice: &mut Dice, key: RollKey) -> NaiveDateTime {
    let bell = if key.session == SessionCode::AM { (7, 50) } else { (14, 0) };
    let bell = key.date.and_hms_opt(bell.0, bell.1, 0).unwrap_or_default();
    bell + TimeDelta::seconds(dice.random_range(60..840))
}

/// The morning rolls of the last day, taken by the teachers who are early.
fn today_at(dice: &mut Dice, key: RollKey) -> Option<NaiveDateTime> {
    let early = key.session == SessionCode::AM && TAKEN_TODAY.contains(&key.class.code());
    let seconds = dice.random_range(0..400);
    early.then(|| key.date.and_hms_opt(7, 45, 0).unwrap_or_default() + TimeDelta::seconds(seconds))
}

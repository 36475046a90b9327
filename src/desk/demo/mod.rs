//! The made-up school: about a thousand pupils in twenty classes, with half a term behind them, the same each time.
//!
//! Everybody in it is invented. `people` fills the classes, `ordinary` lets their days pass, `stories` tells of those
//! who stayed away and of what was done about it, `entrants` of those who should have come and did not, `rolls` has the
//! teachers write it all down; then the desk lives through every step in the order of time, recording each the way that
//! everything is recorded.

mod cast;
mod entrants;
mod groups;
mod monthly;
mod names;
mod ordinary;
mod people;
mod plans;
mod register;
mod rolls;
mod statuses;
mod step;
mod stories;
mod tale;
#[cfg(test)]
mod tests;

use super::{Clock, Desk, NewSchool, Opening, Problem, clock, new_id};
use crate::domain::calendar::{Calendar, DayKey, DayKind, SetDay, Term};
use crate::domain::class::{Class, Grade};
use crate::domain::entry::{Change, SchoolProfile, Why};
use crate::domain::ids::MachineId;
use crate::domain::people::StaffRecord;
use crate::domain::usual;
use crate::store::{KdfCost, Store};
use chrono::{NaiveDate, NaiveDateTime};
use people::{Person, Staffroom, Teacher};
use rand::rngs::ChaCha20Rng;
use rand::{RngExt, SeedableRng};
use register::Register;
use std::ops::RangeInclusive;
use std::path::Path;
use step::Step;

/// Every choice that the made-up school leaves open falls by these dice.
type Dice = ChaCha20Rng;

const SCHOOL: &str = "凤栖实验学校（演示）";
/// Its district, so that a hukou elsewhere is told from one at home, and what stands before its document numbers.
const BUREAU: &str = "厦门市同安区教育局";
const LETTER_PREFIX: &str = "凤实";
/// Who sits at the desk, and whose class that is: 七年级(3)班.
const PERSON: &str = "苏婉清";
const OWN_CLASS: u16 = 703;
/// The year in which the school year began.
const YEAR: i32 = 2025;
/// When the teachers' sheets of the first two months were imported: month and day.
const IMPORTS: [(u32, u32); 2] = [(9, 30), (10, 31)];

/// How large the made-up school is, and until when its story is told.
struct Extent {
    seed: u64,
    first: NaiveDate,
    last: NaiveDate,
    now: NaiveDateTime,
    classes: Vec<Class>,
    /// Pupils in a class.
    pupils: RangeInclusive<u16>,
}

impl Extent {
    /// Seven, seven and six classes of the junior school, on a Wednesday morning before the roll.
    fn of_the_demonstration() -> Extent {
        let classes =
            [(7, 7), (8, 7), (9, 6)].into_iter().filter_map(|(grade, count)| Some((Grade::new(grade)?, count)));
        let classes =
            classes.flat_map(|(grade, count)| (1..=count).filter_map(move |number| Class::new(grade, number)));
        Extent {
            seed: 20_251_119,
            first: on(9, 1),
            last: NaiveDate::from_ymd_opt(YEAR + 1, 1, 30).unwrap_or_default(),
            now: at(11, 19, 7, 52),
            classes: classes.collect(),
            pupils: 47..=54,
        }
    }
}

/// A desk at the made-up school, in memory: nothing is left behind. Its clock stands still, so that there is always
/// something to do. `font` is the one for papers, as in [`Opening`].
///
/// # Errors
/// When the books in memory cannot be written.
pub fn demo(font: Option<String>) -> Result<Desk, Problem> {
    let extent = Extent::of_the_demonstration();
    let mut dice = Dice::seed_from_u64(extent.seed);
    let machine = machine(&mut dice, &extent);
    let store = Store::in_memory(machine)?;
    made_up(store, dice, &extent, font)
}

/// The same school as books in an empty folder, to be opened with this passphrase.
///
/// # Errors
/// When books are there already, or cannot be written.
pub fn demo_into(folder: &Path, passphrase: &str) -> Result<Desk, Problem> {
    let extent = Extent::of_the_demonstration();
    let mut dice = Dice::seed_from_u64(extent.seed);
    let machine = machine(&mut dice, &extent);
    // The key alone is not made up: whoever keeps these books may go on with pupils of their own.
    let store = Store::create(folder, passphrase, KdfCost::default(), machine, &mut clock::random()?)?;
    made_up(store, dice, &extent, None)
}

fn machine(dice: &mut Dice, extent: &Extent) -> MachineId {
    MachineId(new_id(dice, &Clock::Stopped(extent.first.into())))
}

/// Fills empty books with the school's story.
fn made_up(store: Store, mut dice: Dice, extent: &Extent, font: Option<String>) -> Result<Desk, Problem> {
    let begun = at(8, 28, 10, 5);
    let homeroom = Class::from_code(OWN_CLASS);
    let term = Term { first: extent.first, last: extent.last, name: usual::term_name(extent.first) };
    let school = NewSchool {
        name: SCHOOL.into(),
        terms: vec![term.clone()],
        sessions: usual::sessions(),
        person: PERSON.into(),
        homeroom,
    };
    let people = people::pupils(&mut dice, extent);
    let opening = Opening { clock: Clock::Stopped(begun), act_as: None, font };
    let mut desk = Desk::new(store, Dice::seed_from_u64(dice.random()), &opening)?;
    desk.begin(school)?;
    let me = Teacher { id: desk.who, name: PERSON.into(), homeroom };
    let staff = people::colleagues(&mut dice, extent, me, at(8, 28, 10, 20));
    let calendar = Calendar::new(vec![term], own_days().into_iter().map(|(_, key, set)| (key, set)), []);
    let own = SchoolProfile { bureau: BUREAU.into(), letter_prefix: LETTER_PREFIX.into(), ..desk.school().profile() };
    let own = Step::record(at(8, 28, 10, 15), &staff.me, Why::SetSchool, vec![Change::School { to: Some(own) }]);
    let mut steps = vec![own];
    steps.extend(set_up(&people, &staff, extent));
    steps.extend(groups::steps(&people, &staff));
    steps.extend(history(&mut dice, extent, &calendar, &people, &staff));
    steps.extend(entrants::steps(extent, &people, &staff));
    steps.extend(plans::steps(&people, &staff));
    steps.extend(monthly::steps(&staff));
    desk.clock = Clock::Stopped(extent.now);
    desk.live_through(steps)?;
    Ok(desk)
}

/// Colleagues, pupils and the school's own days.
fn set_up(people: &[Person], staff: &Staffroom, extent: &Extent) -> Vec<Step> {
    let known = |teacher: &&Teacher| teacher.id != staff.me.id;
    let colleague = |teacher: &Teacher| {
        let record = StaffRecord { posts: staff.posts(teacher), ..StaffRecord::new(&teacher.name, None) };
        Change::Staff { id: teacher.id, to: Some(record) }
    };
    let colleagues = staff.everybody().filter(known).map(colleague).collect();
    let mut steps = vec![Step::record(at(8, 28, 10, 20), &staff.me, Why::SetUp, colleagues)];
    steps.extend(people::roster(people, extent.first).map(|(class, from, changes)| {
        let (who, when) = match class {
            None => (&staff.affairs, at(8, 29, 15, 30)),
            Some(class) => (staff.of(class), from.and_hms_opt(7, 35, 0).unwrap_or_default()),
        };
        Step::record(when, who, Why::ImportRoster, changes)
    }));
    steps.extend(own_days().into_iter().map(|(entered, key, set)| {
        Step::record(entered, &staff.affairs, Why::ImportCalendar, vec![Change::Day { key, to: Some(set) }])
    }));
    steps
}

/// The term: stories for the pupils of whom one is told, ordinary days for the others, and the rolls of them all.
fn history(dice: &mut Dice, extent: &Extent, calendar: &Calendar, people: &[Person], staff: &Staffroom) -> Vec<Step> {
    let (mut register, mut steps) = (Register::default(), Vec::new());
    let tales = stories::all();
    for person in people {
        let mut of_person =
            tales.iter().filter(|tale| (tale.class, tale.seat) == (person.class.code(), person.seat)).peekable();
        if of_person.peek().is_none() {
            steps.extend(ordinary::live(dice, extent, calendar, person, staff, &mut register));
        }
        for tale in of_person {
            steps.extend(tale.told(person, calendar, staff, &mut register));
        }
    }
    steps.extend(statuses::steps(people, staff));
    steps.extend(rolls::steps(dice, extent, calendar, &register, staff));
    steps
}

/// The school's own days, with the moment at which each was entered: a typhoon, and the seventh grade's sports day.
fn own_days() -> Vec<(NaiveDateTime, DayKey, SetDay)> {
    let off = |entered, date, grade, note: &str| {
        (entered, DayKey { date, grade }, SetDay { kind: DayKind::Off, note: note.into() })
    };
    vec![
        off(at(9, 23, 17, 40), on(9, 24), None, "台风停课"),
        off(at(10, 27, 11, 15), on(11, 6), Grade::new(7), "七年级运动会"),
    ]
}

/// A day of the school's autumn. The days written in this folder are real ones; a test reads them all.
fn on(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(YEAR, month, day).unwrap_or_default()
}

fn at(month: u32, day: u32, hour: u32, minute: u32) -> NaiveDateTime {
    on(month, day).and_hms_opt(hour, minute, 0).unwrap_or_default()
}

/// One of a list that is not empty.
fn pick<T: Copy>(dice: &mut Dice, list: &[T]) -> T {
    list[dice.random_range(0..list.len())]
}

//! Working a turn out: who goes where, who teaches whom, what stands against it. Pure; nothing is recorded here.

use super::{CannotTurn, Frame, Warning, YearTurn, graduate, warnings};
use crate::domain::calendar::Term;
use crate::domain::class::{Class, Grade};
use crate::domain::entry::Change;
use crate::domain::ids::{PupilId, StaffId};
use crate::domain::off_roll::OffRoll;
use crate::domain::people::{Post, Pupil, StaffRecord, Standing};
use crate::domain::school::School;
use crate::domain::usual;
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use std::collections::{BTreeMap, BTreeSet};

/// What is asked for beyond what follows from the books.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ask {
    /// From this day on; none: from the first day of the coming school year.
    pub on: Option<NaiveDate>,
    /// The grades that leave, where they are not the usual ones: five-four schools (五四制).
    pub last_grades: Option<BTreeSet<Grade>>,
    pub lists: ClassLists,
}

/// Next year's class lists (分班名单), as a sheet gives them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClassLists {
    /// Class, and seat where it is numbered.
    pub pupils: BTreeMap<PupilId, (Class, Option<u16>)>,
    /// Names of homeroom teachers; one whom the books do not know is entered.
    pub teachers: BTreeMap<Class, BTreeSet<String>>,
}

impl ClassLists {
    /// The classes that somebody is to have.
    fn classes_of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = Class> + 'a {
        self.teachers.iter().filter(move |(_, names)| names.contains(name)).map(|(class, _)| *class)
    }
}

/// Where one pupil goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    pub pupil: PupilId,
    pub from: Class,
    /// Class and seat; none: graduates.
    pub to: Option<(Class, Option<u16>)>,
    /// No roll is expected, in the new class neither.
    pub off_roll: Option<OffRoll>,
}

/// What stands against a turn until it is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// Rolls of the old classes have been called since that day: they would count for nothing.
    RollsSince { rolls: usize, last: NaiveDate },
    /// The books put the pupil into a class of the wrong grade from a day in the new year on.
    Placed { pupil: PupilId, class: Class, from: NaiveDate },
    /// Somebody who would graduate that day leaves later by a change of status: a pupil leaves but once.
    LeavesLater { pupil: PupilId, on: NaiveDate },
}

/// So many pupils from one class into another; new ones come from none, graduates go to none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    pub from: Option<Class>,
    pub to: Option<Class>,
    pub pupils: usize,
}

/// A turn as it would be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    pub frame: Frame,
    /// The new year's terms, where the calendar has none of them yet: proposed, and to be mended by the school's own.
    pub terms: Vec<Term>,
    /// By old class, then seat.
    pub moves: Vec<Move>,
    /// Who is on the books from that day on, and was not before.
    pub newcomers: Vec<(PupilId, Class)>,
    /// Who has been put into a class one grade up already.
    pub placed: Vec<Move>,
    pub(super) not_listed: Vec<PupilId>,
    pub warnings: Vec<Warning>,
    pub against: Vec<Against>,
    /// Names of the homeroom teachers of the new year.
    pub(super) teachers: BTreeMap<Class, Vec<String>>,
    /// Homeroom teachers of this year who have no class in the next.
    pub free: Vec<String>,
    pub(super) posts: Vec<Change>,
    posts_before: BTreeMap<StaffId, BTreeSet<Post>>,
}

impl Turn {
    /// What is recorded, as one entry.
    pub fn changes(&self) -> Vec<Change> {
        let Frame { year, on, last_grades } = self.frame.clone();
        let terms = self.terms.iter().map(|term| Change::Term { first: term.first, to: Some(term.clone()) });
        let mut changes: Vec<Change> = terms.collect();
        for moved in &self.moves {
            let to = match (moved.to, moved.off_roll) {
                (Some((class, _)), Some(why)) => Standing::OffRoll { class, why },
                (Some((class, seat)), None) => Standing::InClass { class, seat },
                (None, _) => Standing::Gone,
            };
            changes.push(Change::Standing { pupil: moved.pupil, from: on, to: Some(to) });
            changes.extend(moved.to.is_none().then(|| graduate(moved.pupil, on)));
        }
        changes.extend(self.posts.iter().cloned());
        let turn = YearTurn { on, last_grades, posts_before: self.posts_before.clone() };
        changes.push(Change::YearTurned { year, to: Some(turn) });
        changes
    }

    /// The classes of the new year that have pupils, in order.
    pub fn classes(&self) -> BTreeSet<Class> {
        let moved = self.moves.iter().chain(&self.placed).filter_map(|moved| moved.to.map(|(class, _)| class));
        moved.chain(self.newcomers.iter().map(|(_, class)| *class)).collect()
    }

    /// The names of a new class's homeroom teachers.
    pub fn teachers_of(&self, class: Class) -> &[String] {
        self.teachers.get(&class).map(Vec::as_slice).unwrap_or_default()
    }

    /// From which class into which, by old class; those who come new last.
    pub fn lines(&self) -> Vec<Line> {
        let mut counts: BTreeMap<(bool, Option<Class>, Option<Class>), usize> = BTreeMap::new();
        for moved in self.moves.iter().chain(&self.placed) {
            *counts.entry((false, Some(moved.from), moved.to.map(|(class, _)| class))).or_default() += 1;
        }
        for (_, class) in &self.newcomers {
            *counts.entry((true, None, Some(*class))).or_default() += 1;
        }
        counts.into_iter().map(|((_, from, to), pupils)| Line { from, to, pupils }).collect()
    }

    /// Who makes up a line: pupil, and the seat in the new class.
    pub fn pupils_of(&self, line: &Line) -> Vec<(PupilId, Option<u16>)> {
        let goal = |moved: &&Move| (Some(moved.from), moved.to.map(|(class, _)| class)) == (line.from, line.to);
        let moved = self.moves.iter().chain(&self.placed).filter(goal);
        let moved = moved.map(|moved| (moved.pupil, moved.to.and_then(|(_, seat)| seat)));
        let new = self.newcomers.iter().filter(|(_, class)| line.from.is_none() && line.to == Some(*class));
        moved.chain(new.map(|(pupil, _)| (*pupil, None))).collect()
    }

    pub fn graduates(&self) -> usize {
        self.moves.iter().filter(|moved| moved.to.is_none()).count()
    }

    pub fn rising(&self) -> usize {
        self.moves.len() - self.graduates()
    }
}

impl School {
    /// The turn of the year that is due, as it was asked for.
    ///
    /// # Errors
    /// Why there is none to be worked out.
    pub fn turn(&self, ask: &Ask, now: NaiveDateTime) -> Result<Turn, CannotTurn> {
        let frame = self.frame(ask, now.date())?;
        let mut turn = Turn {
            terms: self.terms_to_propose(&frame),
            frame,
            moves: Vec::new(),
            newcomers: Vec::new(),
            placed: Vec::new(),
            not_listed: Vec::new(),
            warnings: Vec::new(),
            against: Vec::new(),
            teachers: BTreeMap::new(),
            free: Vec::new(),
            posts: Vec::new(),
            posts_before: BTreeMap::new(),
        };
        for pupil in &self.pupils {
            place(pupil, ask, &mut turn);
        }
        if turn.moves.is_empty() && turn.against.is_empty() {
            return Err(CannotTurn::Nobody);
        }
        let eve = turn.frame.eve();
        let seat = |moved: &Move| self.pupil(moved.pupil).and_then(|pupil| pupil.seat(eve)).unwrap_or(u16::MAX);
        turn.moves.sort_by_key(|moved| (moved.from, seat(moved), moved.pupil));
        turn.not_listed = not_listed(&turn, &ask.lists);
        self.give_posts(&ask.lists, &mut turn);
        turn.against.extend(self.rolls_since(&turn));
        turn.warnings = warnings::of(self, &turn.frame, &turn, now);
        Ok(turn)
    }

    /// The two terms of the new year, where the calendar knows none of them.
    fn terms_to_propose(&self, frame: &Frame) -> Vec<Term> {
        let (year, day) = (frame.year, |year, month, day| NaiveDate::from_ymd_opt(year, month, day));
        let (Some(from), Some(to)) = (day(year, 7, 16), day(year + 1, 7, 15)) else { return Vec::new() };
        let is_known = self.calendar.terms().iter().any(|term| from <= term.first && term.first <= to);
        let (Some(autumn), Some(spring)) = (day(year, 9, 1), day(year + 1, 3, 1)) else { return Vec::new() };
        if is_known {
            return Vec::new();
        }
        let mut terms = vec![usual::term(autumn), usual::term(spring)];
        if (8..=9).contains(&frame.on.month()) {
            terms[0].first = frame.on;
        }
        terms
    }

    /// Rolls that were called in the old classes since the first day of the new ones.
    fn rolls_since(&self, turn: &Turn) -> Option<Against> {
        let old: BTreeSet<Class> = turn.moves.iter().map(|moved| moved.from).collect();
        let since = self.rolls.iter().filter(|roll| roll.key.date >= turn.frame.on && old.contains(&roll.key.class));
        let dates: Vec<NaiveDate> = since.map(|roll| roll.key.date).collect();
        dates.iter().max().map(|last| Against::RollsSince { rolls: dates.len(), last: *last })
    }

    /// Homeroom teachers go with their classes, unless the lists say otherwise; those of the last grade are free, and so
    /// are those whose class is no more. Every other post stays.
    fn give_posts(&self, lists: &ClassLists, turn: &mut Turn) {
        let frame = turn.frame.clone();
        let old: BTreeSet<Class> = turn.moves.iter().map(|moved| moved.from).collect();
        let of_year = turn.classes();
        let named: BTreeSet<&String> = lists.teachers.values().flatten().collect();
        let goes_with = |class: Class| {
            let risen = frame.next_grade(class.grade).and_then(|_| class.risen());
            risen.filter(|class| of_year.contains(class) && !lists.teachers.contains_key(class))
        };
        let mut next: BTreeMap<Class, Vec<String>> = BTreeMap::new();
        for staff in &self.staff {
            let record = &staff.record;
            if !record.posts.is_empty() {
                turn.posts_before.insert(staff.id, record.posts.clone());
            }
            let is_named = named.contains(&record.name);
            let is_here = record.is_here(frame.on) || is_named;
            let after = |post: &Post| match *post {
                Post::Homeroom(_) if is_named || !is_here => None,
                Post::Homeroom(class) if old.contains(&class) => goes_with(class).map(Post::Homeroom),
                Post::Homeroom(class) if lists.teachers.contains_key(&class) => None,
                other => Some(other),
            };
            let mut posts: BTreeSet<Post> = record.posts.iter().filter_map(after).collect();
            posts.extend(lists.classes_of(&record.name).map(Post::Homeroom));
            let classes = posts.iter().filter_map(|post| match post {
                Post::Homeroom(class) => Some(*class),
                _ => None,
            });
            let classes: Vec<Class> = classes.collect();
            if classes.is_empty() && record.homeroom().is_some() && is_here {
                turn.free.push(record.name.clone());
            }
            for class in classes {
                next.entry(class).or_default().push(record.name.clone());
            }
            let until = if is_named && !record.is_here(frame.on) { None } else { record.until };
            let to = StaffRecord { posts, until, ..record.clone() };
            if to != *record {
                turn.posts.push(Change::Staff { id: staff.id, to: Some(to) });
            }
        }
        for name in named.into_iter().filter(|name| self.find_staff(name).is_none()) {
            let posts: BTreeSet<Post> = lists.classes_of(name).map(Post::Homeroom).collect();
            for class in lists.classes_of(name) {
                next.entry(class).or_default().push(name.clone());
            }
            let record = StaffRecord { name: name.clone(), posts, until: None };
            turn.posts.push(Change::Staff { id: StaffId::NEW, to: Some(record) });
        }
        turn.teachers = next;
    }
}

/// Where one pupil goes, or what stands against it.
fn place(pupil: &Pupil, ask: &Ask, turn: &mut Turn) {
    let (on, eve) = (turn.frame.on, turn.frame.eve());
    let later = || pupil.standings.iter().filter(|(from, _)| *from >= on);
    let (from, seat, off_roll) = match pupil.standing(eve) {
        Some(Standing::InClass { class, seat }) => (class, seat, None),
        Some(Standing::OffRoll { class, why }) => (class, None, Some(why)),
        _ => return is_new_in(pupil, turn),
    };
    let next = turn.frame.next_grade(from.grade);
    let wrong = later().find_map(|(from, standing)| {
        let class = standing.class_of_books().filter(|class| Some(class.grade) != next)?;
        Some(Against::Placed { pupil: pupil.id, class, from: *from })
    });
    if let Some(against) = wrong {
        turn.against.push(against);
        return;
    }
    let leaves = later().find(|(from, standing)| *from > on && *standing == Standing::Gone);
    if let (None, Some((from, _))) = (next, leaves) {
        turn.against.push(Against::LeavesLater { pupil: pupil.id, on: *from });
        return;
    }
    match later().find(|(from, _)| *from == on) {
        // The books already say where the pupil is on that day.
        Some((_, Standing::InClass { class, seat })) => {
            turn.placed.push(Move { pupil: pupil.id, from, to: Some((*class, *seat)), off_roll: None });
            return;
        }
        Some((_, Standing::OffRoll { .. } | Standing::Suspended | Standing::Deferred | Standing::Gone)) => return,
        None => {}
    }
    let listed = ask.lists.pupils.get(&pupil.id).copied();
    // In a class that is put together anew the old seats are no more.
    let is_new = |class: Class| ask.lists.pupils.values().any(|(listed, _)| *listed == class);
    let with_the_class = || from.risen().map(|class| (class, seat.filter(|_| !is_new(class))));
    let to = next.and_then(|_| listed.or_else(with_the_class));
    turn.moves.push(Move { pupil: pupil.id, from, to, off_roll });
}

/// Who is on the books from the turn on and was not before.
fn is_new_in(pupil: &Pupil, turn: &mut Turn) {
    let class = pupil.class(turn.frame.on).filter(|_| !pupil.is_enrolled(turn.frame.eve()));
    turn.newcomers.extend(class.map(|class| (pupil.id, class)));
}

/// Who is in no class list though others of the grade are.
fn not_listed(turn: &Turn, lists: &ClassLists) -> Vec<PupilId> {
    let is_listed = |moved: &&Move| lists.pupils.contains_key(&moved.pupil);
    let grades: BTreeSet<Grade> = turn.moves.iter().filter(is_listed).map(|moved| moved.from.grade).collect();
    let of_grade = turn.moves.iter().filter(|moved| grades.contains(&moved.from.grade) && moved.to.is_some());
    of_grade.filter(|moved| !is_listed(moved)).map(|moved| moved.pupil).collect()
}

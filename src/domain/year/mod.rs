//! The year's turn (升级、毕业): from a date on every class is the one above, the last grade has left, and new classes
//! are open. One step, recorded as one entry: pupils' standings, graduates, teachers' posts and what is kept here.

mod turn;
mod warnings;

#[cfg(test)]
mod tests;

pub use turn::{Against, Ask, ClassLists, Line, Move, Turn};
pub use warnings::Warning;

use super::class::{Class, Grade, Stage};
use super::entry::{Change, Thing};
use super::ids::{EntryId, PupilId, StaffId, StatusId};
use super::people::{Post, Pupil, Staff, StaffRecord, Standing};
use super::school::School;
use super::school_year::school_year;
use super::status::{Risen, Status, StatusKind, StatusRecord};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What the books keep of a turn beside what it changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearTurn {
    /// The first day of the new classes.
    pub on: NaiveDate,
    /// The grades that left the school (毕业年级).
    pub last_grades: BTreeSet<Grade>,
    /// Who held which posts up to the day before, of everybody who held any: a post has no date of its own, and last
    /// year's rolls and papers have last year's homeroom teachers.
    pub posts_before: BTreeMap<StaffId, BTreeSet<Post>>,
}

/// A school year (学年) that has been turned to, named by the year in which it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurnedYear {
    pub year: i32,
    pub turn: YearTurn,
    /// The entry that says so, and can be taken back.
    pub entry: EntryId,
}

/// Which turn is due, as it was asked for: what the rest is worked out from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    pub year: i32,
    pub on: NaiveDate,
    pub last_grades: BTreeSet<Grade>,
}

/// Why the year cannot be turned at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotTurn {
    /// No pupil is in a class that could rise.
    Nobody,
    /// It has been done.
    Turned { year: i32, on: NaiveDate },
    /// The next turn is that of a year which has not come.
    TooEarly { year: i32 },
    /// Asked for another year than the one that comes next.
    NotDue { asked: i32, due: i32 },
    /// A school year begins in summer or autumn.
    OutOfSeason { on: NaiveDate },
}

/// A post of somebody, with what a turn of the year that is still to come does to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tenure {
    pub post: Post,
    /// The day from which it will be held; none where it is held already.
    pub from: Option<NaiveDate>,
    /// The last day on which it is held, where the turn ends it.
    pub until: Option<NaiveDate>,
}

/// Why a turn cannot be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotUndo {
    NeverTurned,
    /// So many rolls were called in the new classes.
    Called {
        rolls: usize,
    },
    /// Of somebody it was recorded since that another standing holds from its first day on: by a change of that kind, or
    /// by a roster.
    Moved {
        name: String,
        kind: Option<StatusKind>,
        standing: Standing,
    },
    /// The posts of somebody have been changed since.
    Posts {
        name: String,
    },
}

/// Classes rise between the end of one school year and the first weeks of the next; who rises them later has called rolls
/// of the old ones.
const SEASON: std::ops::RangeInclusive<u32> = 7..=10;

impl Class {
    /// The class one grade up with the same number; none from grade nine.
    pub fn risen(self) -> Option<Class> {
        Class::new(Grade::new(self.grade.get() + 1)?, self.number)
    }
}

impl Frame {
    /// The grade that a class's pupils rise into; none where they leave the school.
    pub fn next_grade(&self, grade: Grade) -> Option<Grade> {
        if self.last_grades.contains(&grade) { None } else { Grade::new(grade.get() + 1) }
    }

    /// The last day of the old classes.
    pub fn eve(&self) -> NaiveDate {
        self.on.pred_opt().unwrap_or(self.on)
    }
}

impl School {
    /// The posts that somebody holds on a date.
    pub fn posts<'a>(&'a self, staff: &'a Staff, on: NaiveDate) -> &'a BTreeSet<Post> {
        static NONE: BTreeSet<Post> = BTreeSet::new();
        match self.year_turns.iter().find(|turned| on < turned.turn.on) {
            Some(turned) => turned.turn.posts_before.get(&staff.id).unwrap_or(&NONE),
            None => &staff.record.posts,
        }
    }

    /// The posts that somebody holds on a date, and those that a turn of the year still to come gives.
    pub fn tenures(&self, staff: &Staff, on: NaiveDate) -> Vec<Tenure> {
        let held = self.posts(staff, on);
        let turns = self.year_turns.iter().map(|turned| turned.turn.on).find(|day| on < *day);
        let next = turns.map(|day| self.posts(staff, day));
        let until =
            |post: &Post| turns.and_then(|day| day.pred_opt()).filter(|_| next.is_some_and(|it| !it.contains(post)));
        let now = held.iter().map(|post| Tenure { post: *post, from: None, until: until(post) });
        let coming = next.into_iter().flatten().filter(|post| !held.contains(post));
        now.chain(coming.map(|post| Tenure { post: *post, from: turns, until: None })).collect()
    }

    /// The homeroom teacher (班主任) of a class on a date: of several, one who has not left by then.
    pub fn homeroom_teacher_on(&self, class: Class, on: NaiveDate) -> Option<&Staff> {
        let of_class = || self.staff.iter().filter(|staff| self.posts(staff, on).contains(&Post::Homeroom(class)));
        of_class().find(|staff| staff.record.is_here(on)).or_else(|| of_class().next())
    }

    /// The class whose homeroom teacher somebody is on a date; of several the first.
    pub fn homeroom_of(&self, who: StaffId, on: NaiveDate) -> Option<Class> {
        self.posts(self.staff(who)?, on).iter().find_map(|post| match post {
            Post::Homeroom(class) => Some(*class),
            _ => None,
        })
    }

    /// The day from which class lists hold that come in on a date: that day, or the first one of a year that has been
    /// turned to and is still to come.
    pub fn lists_hold_from(&self, today: NaiveDate) -> NaiveDate {
        self.year_turns.last().map(|turned| turned.turn.on).filter(|on| *on > today).unwrap_or(today)
    }

    /// The first day of a school year's classes: that of its first term, or 1 September.
    pub fn year_begins(&self, year: i32) -> NaiveDate {
        let is_first = |day: &NaiveDate| day.year() == year && day.month() >= 7;
        let terms = self.calendar.terms().iter().map(|term| term.first);
        terms.filter(is_first).min().unwrap_or_else(|| NaiveDate::from_ymd_opt(year, 9, 1).unwrap_or(NaiveDate::MAX))
    }

    /// The turn that is due, or the one that was asked for.
    ///
    /// # Errors
    /// Why there is none.
    pub fn frame(&self, ask: &Ask, today: NaiveDate) -> Result<Frame, CannotTurn> {
        let turned = |year: i32| self.year_turns.iter().find(|turned| turned.year == year);
        let running = school_year(today);
        let waits = |year: &i32| turned(*year).is_none() && self.waits_for(*year, today);
        let due = [running, running + 1].into_iter().find(waits);
        let asked = match ask.on {
            Some(on) if !SEASON.contains(&on.month()) => return Err(CannotTurn::OutOfSeason { on }),
            Some(on) => on.year(),
            None => due.unwrap_or(running + 1),
        };
        if let Some(known) = turned(asked) {
            return Err(CannotTurn::Turned { year: asked, on: known.turn.on });
        }
        let year = due.ok_or(CannotTurn::Nobody)?;
        if asked != year {
            return Err(CannotTurn::NotDue { asked, due: year });
        }
        if today.year() < year {
            return Err(match turned(year - 1) {
                Some(known) => CannotTurn::Turned { year: year - 1, on: known.turn.on },
                None => CannotTurn::TooEarly { year },
            });
        }
        let on = ask.on.unwrap_or_else(|| self.year_begins(year));
        let last_grades = ask.last_grades.clone().unwrap_or_else(|| self.usual_last_grades(on));
        Ok(Frame { year, on, last_grades })
    }

    /// Whether a pupil is still in the class of the year before: nothing has moved the school into that year yet. Of a
    /// year that runs already only books can tell that were kept before it: a pupil's first day at the school (入学日期)
    /// may lie years back, and says nothing of the year whose classes a roster names.
    fn waits_for(&self, year: i32, today: NaiveDate) -> bool {
        let begins = self.year_begins(year);
        if begins <= today && !self.was_kept_before(year, today) {
            return false;
        }
        let eve = begins.pred_opt().unwrap_or(begins);
        let place = |pupil: &Pupil, on: NaiveDate| pupil.standings.partition_point(|(from, _)| *from <= on);
        self.pupils
            .iter()
            .any(|pupil| pupil.class(eve).is_some() && place(pupil, eve) == place(pupil, today.max(begins)))
    }

    /// Whether the classes in the books are older than a school year that runs. Once its spring term has begun they are
    /// those of that year, but where an earlier year was turned to and no roll has been called since.
    fn was_kept_before(&self, year: i32, today: NaiveDate) -> bool {
        let begins = self.year_begins(year);
        let has_turned = self.year_turns.iter().any(|turned| turned.year < year);
        let rolls = || self.rolls.iter().map(|roll| roll.key.date);
        let terms = || self.calendar.terms().iter().map(|term| term.first);
        let is_spring = |first: &NaiveDate| first.year() == year + 1 && first.month() < 7;
        let usual = || NaiveDate::from_ymd_opt(year + 1, 3, 1).unwrap_or(NaiveDate::MAX);
        if today < terms().find(is_spring).unwrap_or_else(usual) {
            has_turned || terms().any(|first| first < begins) || rolls().any(|on| on < begins)
        } else {
            has_turned && rolls().all(|on| on < begins)
        }
    }

    /// The last grade of each school that this one is: nine in a junior school, six in a primary one, and in a nine-year
    /// school nine alone, since from six to seven is a rise within the school.
    fn usual_last_grades(&self, on: NaiveDate) -> BTreeSet<Grade> {
        let eve = on.pred_opt().unwrap_or(on);
        let has_junior = self.classes(eve).iter().any(|class| class.grade.stage() == Stage::Junior);
        let last = if has_junior { 9 } else { 6 };
        Grade::new(last).into_iter().collect()
    }

    /// The last turn, where it can be taken back.
    ///
    /// # Errors
    /// What stands against it.
    pub fn turn_to_undo(&self) -> Result<&TurnedYear, CannotUndo> {
        let turned = self.year_turns.last().ok_or(CannotUndo::NeverTurned)?;
        match self.rolls.iter().filter(|roll| roll.key.date >= turned.turn.on).count() {
            0 => Ok(turned),
            rolls => Err(CannotUndo::Called { rolls }),
        }
    }

    /// The pupil's graduation on a date.
    fn graduation(&self, pupil: PupilId, on: NaiveDate) -> Option<&Status> {
        self.statuses_of(pupil).find(|status| (status.record.kind, status.record.on) == (StatusKind::Graduate, on))
    }

    /// Whether a standing that begins on a date gives way to a change of status: the first turn after the change gave it.
    pub(super) fn gives_way(&self, from: NaiveDate, record: &StatusRecord) -> bool {
        let next = self.year_turns.iter().map(|turned| turned.turn.on).find(|on| *on >= record.takes_effect());
        let is_risen = |standing: Option<Standing>| standing.and_then(Standing::class).is_some();
        let stand = self.stand(record.pupil, from).filter(|stand| stand.since == from);
        // What another change says from that very day is its own.
        let by_turn = stand.is_some_and(|stand| stand.by.is_none_or(|by| by.kind == StatusKind::Graduate));
        let standing = stand.map(|stand| stand.standing);
        next == Some(from) && by_turn && (is_risen(standing) || self.graduation(record.pupil, from).is_some())
    }

    /// The first turn after a day.
    fn turn_after(&self, day: NaiveDate) -> Option<&TurnedYear> {
        self.year_turns.iter().find(|turned| turned.turn.on > day)
    }

    /// What begins for a pupil on a day.
    fn begins(&self, pupil: PupilId, on: NaiveDate) -> Option<Standing> {
        let standings = &self.pupil(pupil)?.standings;
        standings.iter().find(|(from, _)| *from == on).map(|(_, standing)| *standing)
    }

    /// Where the first turn after a day has led a pupil, to be kept by a change of status that is recorded after it.
    pub(super) fn risen_by(&self, pupil: PupilId, from: NaiveDate) -> Option<Risen> {
        let turned = self.turn_after(from)?;
        Some(Risen { turn: turned.entry, to: self.begins(pupil, turned.turn.on) })
    }

    /// Where a turn leads a pupil who stands so on its eve; none where it leaves the pupil as it is.
    fn rises(&self, pupil: PupilId, standing: Option<Standing>, turn: &YearTurn) -> Option<Standing> {
        let class = standing.and_then(Standing::class_of_books)?;
        let Some(risen) = class.risen().filter(|_| !turn.last_grades.contains(&class.grade)) else {
            return Some(Standing::Gone);
        };
        let is_free = |seat: &u16| self.seated(risen, *seat, turn.on).is_none_or(|sits| sits.id == pupil);
        match standing? {
            Standing::InClass { seat, .. } => Some(Standing::InClass { class: risen, seat: seat.filter(is_free) }),
            Standing::OffRoll { why, .. } => Some(Standing::OffRoll { class: risen, why }),
            Standing::Suspended | Standing::Deferred | Standing::Gone => None,
        }
    }

    /// What else is recorded where a change of status from before a turn is withdrawn: the pupil is where the turn had led
    /// it before the change was recorded, or where it leads without the change.
    pub(super) fn turn_returns(&self, record: &StatusRecord) -> Vec<Change> {
        let (pupil, from) = (record.pupil, record.takes_effect());
        let Some(turned) = self.year_turns.iter().find(|turned| turned.turn.on >= from) else { return Vec::new() };
        let turn = &turned.turn;
        let now = self.begins(pupil, turn.on);
        let to = if turn.on == from {
            record.replaces
        } else if let Some(risen) = record.risen.filter(|risen| risen.turn == turned.entry) {
            risen.to
        } else {
            let standings = self.pupil(pupil).map(|known| known.standings.as_slice()).unwrap_or_default();
            let before = standings.iter().rev().find(|(since, _)| *since < from).map(|(_, standing)| *standing);
            let to = self.rises(pupil, record.replaces.or(before), turn);
            let with_the_class = self.rises(pupil, record.standing(), turn).and_then(Standing::class);
            let class = |standing: Option<Standing>| standing.and_then(Standing::class);
            // A class of the new year's lists stays.
            let is_listed = class(now).is_some() && class(now) != with_the_class;
            let same_grade = class(now).map(|class| class.grade) == class(to).map(|class| class.grade);
            if is_listed && same_grade { now } else { to }
        };
        let mut changes = Vec::new();
        if turn.on != from && to != now {
            changes.push(Change::Standing { pupil, from: turn.on, to });
        }
        match (self.graduation(pupil, turn.on), to) {
            (Some(status), to) if to != Some(Standing::Gone) => {
                changes.push(Change::Status { id: status.id, to: None })
            }
            (None, Some(Standing::Gone)) => changes.push(graduate(pupil, turn.on)),
            _ => {}
        }
        changes
    }

    /// What takes back what changes of status have taken along of a turn, beside what its entry says.
    ///
    /// # Errors
    /// Whose standing or posts were changed by more than that.
    pub fn untie_turn(&self, turned: &TurnedYear, led: &[Change]) -> Result<Vec<Change>, CannotUndo> {
        let on = turned.turn.on;
        let of_entry = |change: &Change| match change {
            Change::Standing { pupil, from, to: Some(to) } if *from == on => Some((*pupil, *to)),
            _ => None,
        };
        let led_to: BTreeMap<PupilId, Standing> = led.iter().filter_map(of_entry).collect();
        let since = |status: &&Status| status.record.risen.is_some_and(|risen| risen.turn == turned.entry);
        let taken_along = self.statuses.iter().filter(since).map(|status| status.record.pupil);
        let pupils: BTreeSet<PupilId> = led_to.keys().copied().chain(taken_along).collect();
        let mut changes = Vec::new();
        for pupil in pupils {
            let Some(now) = self.begins(pupil, on).filter(|now| led_to.get(&pupil) != Some(now)) else { continue };
            let by = self.stand(pupil, on).and_then(|stand| stand.by).map(|record| record.kind);
            let kind = by.filter(|kind| *kind != StatusKind::Graduate);
            let eve = on.pred_opt().and_then(|eve| self.pupil(pupil)?.standing(eve));
            let follows = self.rises(pupil, eve, &turned.turn);
            let is_tied = follows.map(Standing::class_of_books) == Some(now.class_of_books());
            if kind.is_none() && is_tied {
                changes.push(Change::Standing { pupil, from: on, to: None });
            } else if led_to.contains_key(&pupil) {
                let name = self.pupil(pupil).map(|known| known.record.name.clone()).unwrap_or_default();
                return Err(CannotUndo::Moved { name, kind, standing: now });
            }
        }
        let is_led = |id: StatusId| led.iter().any(|it| matches!(it, Change::Status { id: known, .. } if *known == id));
        let graduates = self.statuses.iter().filter(|status| {
            (status.record.kind, status.record.on) == (StatusKind::Graduate, on) && !is_led(status.id)
        });
        changes.extend(graduates.map(|status| Change::Status { id: status.id, to: None }));
        let given = led.iter().filter_map(|change| match change {
            Change::Staff { id, to: Some(to) } => Some((*id, to)),
            _ => None,
        });
        match given.into_iter().find_map(|(id, to)| self.posts_since(id, to)) {
            Some(name) => Err(CannotUndo::Posts { name }),
            None => Ok(changes),
        }
    }

    /// What was recorded since a turn and rests on its classes: somebody has gone into one of them on a later day, or was
    /// given it as homeroom teacher. Without the turn there would be no such class, or another under its name.
    ///
    /// # Errors
    /// Whose standing or posts those are.
    pub fn rests_on_turn(
        &self,
        turned: &TurnedYear,
        led: &[Change],
        since: &BTreeSet<Thing>,
    ) -> Result<(), CannotUndo> {
        let (on, mut things) = (turned.turn.on, since.iter());
        let is_led = |staff: StaffId| led.iter().any(|change| change.thing() == Some(Thing::Staff(staff)));
        let rests = things.find_map(|thing| match *thing {
            Thing::Standing(pupil, from) if from > on => {
                let known = self.pupil(pupil)?;
                let standing = self.begins(pupil, from)?;
                let class = standing.class_of_books()?;
                // Who begins the school then is in a class that no turn has made.
                let begins = class.grade.is_first() && !known.is_enrolled(on);
                let kind = self.stand(pupil, from).and_then(|stand| stand.by).map(|record| record.kind);
                (!begins).then(|| CannotUndo::Moved { name: known.record.name.clone(), kind, standing })
            }
            Thing::Staff(id) if !is_led(id) => {
                let staff = self.staff(id)?;
                let has_class = staff.record.posts.iter().any(|post| matches!(post, Post::Homeroom(_)));
                has_class.then(|| CannotUndo::Posts { name: staff.record.name.clone() })
            }
            _ => None,
        });
        rests.map_or(Ok(()), Err)
    }

    /// The name of somebody of whom the books say otherwise than a turn left it.
    fn posts_since(&self, id: StaffId, left: &StaffRecord) -> Option<String> {
        match self.staff(id) {
            Some(staff) if staff.record == *left => None,
            Some(staff) => Some(staff.record.name.clone()),
            None => Some(left.name.clone()),
        }
    }

    /// What else is recorded with a change of status that holds from before a turn which is in the books: who is in
    /// another class rises from that one, who is in none does not rise.
    pub fn turn_follows(&self, record: &StatusRecord) -> Vec<Change> {
        let pupil = record.pupil;
        let Some(turned) = self.year_turns.iter().find(|turned| turned.turn.on >= record.takes_effect()) else {
            return Vec::new();
        };
        let turn = &turned.turn;
        let graduated = self.graduation(pupil, turn.on);
        let class = record.class.filter(|_| record.kind.needs_class());
        let graduates =
            class.is_some_and(|class| turn.last_grades.contains(&class.grade)) && record.takes_effect() < turn.on;
        let mut changes = Vec::new();
        if record.takes_effect() < turn.on {
            let risen = class.filter(|_| !graduates).and_then(Class::risen);
            let risen = risen.map(|class| Standing::InClass { class, seat: None });
            let to = if graduates { Some(Standing::Gone) } else { risen };
            changes.push(Change::Standing { pupil, from: turn.on, to });
        }
        match graduated {
            Some(status) if !graduates => changes.push(Change::Status { id: status.id, to: None }),
            None if graduates => changes.push(graduate(pupil, turn.on)),
            _ => {}
        }
        changes
    }
}

/// The change of status that a graduation is (毕业).
fn graduate(pupil: PupilId, on: NaiveDate) -> Change {
    let record = StatusRecord::new(pupil, StatusKind::Graduate, on, on);
    Change::Status { id: StatusId::NEW, to: Some(Box::new(record)) }
}

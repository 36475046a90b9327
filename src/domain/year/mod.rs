//! The year's turn (升级、毕业): from a date on every class is the one above, the last grade has left, and new classes
//! are open. One step, recorded as one entry: pupils' standings, graduates, teachers' posts and what is kept here.

mod turn;
mod warnings;

#[cfg(test)]
mod tests;

pub use turn::{Against, Ask, ClassLists, Line, Move, Turn};
pub use warnings::Warning;

use super::class::{Class, Grade, Stage};
use super::entry::{Change, Why};
use super::ids::{EntryId, PupilId, StaffId, StatusId};
use super::people::{Post, Pupil, Staff, Standing};
use super::school::School;
use super::status::{Status, StatusKind, StatusRecord, TurnBefore};
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotUndo {
    NeverTurned,
    /// So many rolls were called in the new classes.
    Called {
        rolls: usize,
    },
}

/// Something that was recorded since a turn and has to be taken back before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InTheWay {
    pub on: NaiveDate,
    pub why: Why,
    /// Who recorded it.
    pub by: String,
    /// Whom it is about.
    pub about: Vec<String>,
    pub way: WayBack,
}

/// How it is taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WayBack {
    /// The pupil's change of status is withdrawn: as whom the command line knows the pupil.
    Withdraw(String),
    /// The post is put right, of these people.
    Posts(Vec<String>),
    /// Whoever did it takes the step back.
    Undo,
}

/// The school year that a date lies in, by the year in which it began: from August on the new one.
pub fn school_year(date: NaiveDate) -> i32 {
    if date.month() >= 8 { date.year() } else { date.year() - 1 }
}

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
            Some(on) if on.month() < 7 => return Err(CannotTurn::OutOfSeason { on }),
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

    /// Whether a pupil is still in the class of the year before: nothing has moved the school into that year yet.
    fn waits_for(&self, year: i32, today: NaiveDate) -> bool {
        let begins = self.year_begins(year);
        let eve = begins.pred_opt().unwrap_or(begins);
        let place = |pupil: &Pupil, on: NaiveDate| pupil.standings.partition_point(|(from, _)| *from <= on);
        self.pupils
            .iter()
            .any(|pupil| pupil.class(eve).is_some() && place(pupil, eve) == place(pupil, today.max(begins)))
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
        let standing = self.pupil(record.pupil).and_then(|pupil| pupil.standing(from));
        next == Some(from) && (is_risen(standing) || self.graduation(record.pupil, from).is_some())
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

    /// What a turn has given a pupil, where a change of status from before it takes that along.
    pub fn turn_before(&self, record: &StatusRecord) -> Option<TurnBefore> {
        let turned = self.year_turns.iter().find(|turned| turned.turn.on >= record.takes_effect())?;
        let on = turned.turn.on;
        let standings = &self.pupil(record.pupil)?.standings;
        let standing = standings.iter().find(|(since, _)| *since == on).map(|(_, standing)| *standing);
        let graduation = self.graduation(record.pupil, on).map(|status| status.id);
        (!self.turn_follows(record).is_empty()).then_some(TurnBefore { on, standing, graduation })
    }

    /// What the turn had given, said again, where the change that took it along is withdrawn.
    pub fn turn_again(&self, record: &StatusRecord, turn: &TurnBefore) -> Vec<Change> {
        let pupil = record.pupil;
        let mut changes = Vec::new();
        // From the turn's own day the change itself says what it replaced.
        if record.takes_effect() < turn.on {
            changes.push(Change::Standing { pupil, from: turn.on, to: turn.standing });
        }
        match (turn.graduation, self.graduation(pupil, turn.on)) {
            (Some(id), None) => {
                let record = StatusRecord::new(pupil, StatusKind::Graduate, turn.on, turn.on);
                changes.push(Change::Status { id, to: Some(Box::new(record)) });
            }
            (None, Some(status)) => changes.push(Change::Status { id: status.id, to: None }),
            (Some(_), Some(_)) | (None, None) => {}
        }
        changes
    }
}

/// The change of status that a graduation is (毕业).
fn graduate(pupil: PupilId, on: NaiveDate) -> Change {
    let record = StatusRecord::new(pupil, StatusKind::Graduate, on, on);
    Change::Status { id: StatusId::NEW, to: Some(Box::new(record)) }
}

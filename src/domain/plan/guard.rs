//! What may be recorded of a plan: when one may begin, be put right, be closed; when something may be recorded as done of it.

use super::{Help, HelpRecord, Helped, Lesson, Plan, PlanClosing, PlanKind, PlanRecord, names};
use crate::domain::entry::Change;
use crate::domain::ids::{PlanId, PupilId};
use crate::domain::off_roll::OffRoll;
use crate::domain::people::Standing;
use crate::domain::school::School;
use crate::domain::status::Seated;
use chrono::{NaiveDate, NaiveTime};
use std::collections::BTreeSet;

/// Why a plan, or a record of it, cannot be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotPlan {
    /// The pupil is not on the books on that day.
    NotEnrolled,
    /// One of this kind runs already, since this day.
    Runs(NaiveDate),
    NoGoal,
    NoMeasures,
    /// To be taught at home a pupil must have been in a class.
    NotInClass,
    /// The pupil's standing changes on this later day: the two would overlap.
    Later(NaiveDate),
    /// No plan of this kind runs.
    NoPlan,
    /// Several plans run: say which kind.
    WhichPlan,
    /// Before the plan began.
    BeforePlan(NaiveDate),
    /// What was done was not said.
    NothingSaid,
    /// By whom was not said.
    NoOne,
    /// So many teachers come to a child's home.
    Teachers(usize),
    /// Lessons are recorded of teaching at home alone, and of it with their number.
    NoLessons,
    /// It ended before it began.
    EndsEarlier,
    /// No photograph without the guardian's agreement.
    NotAgreed,
    /// How it ended was not said.
    NoResult,
    /// The pupil is still taught at home: to which class does it come back?
    NeedsClass,
    /// More lessons than one visit has.
    TooManyLessons(u16),
    /// So many characters at the most.
    TooLong(usize),
    /// It concerns others: who may see a plan.
    NotYours,
    /// It is for others: who may begin and close a plan.
    NotYoursToPlan,
    /// It was closed on this day.
    Closed(NaiveDate),
    /// Its first day takes a pupil off the rolls: it is not put right in passing.
    FromStays,
    /// On this day something was done of it: it cannot begin later.
    HelpedBefore(NaiveDate),
    /// Nothing would be otherwise.
    Unchanged,
    /// The same was recorded already.
    Again(NaiveDate),
    /// On that day and at that time a visit is recorded already.
    SameTime(NaiveDate),
    /// One person is named twice.
    NamedTwice,
    /// A lesson takes so many minutes at the least.
    TooShort(u16),
    /// After the last thing that was recorded of it there is one more, on this day.
    RecordedLater(NaiveDate),
}

/// 课时 of one visit at the most: a whole school day.
pub const MOST_LESSONS: u16 = 8;

/// Minutes of a 课时 at the least: school hours have 40 to 45, a child at home may tire sooner.
pub const LEAST_MINUTES: u16 = 20;

/// Characters of what is said of help and work at the most, on the screens and on the command line alike.
pub const MOST_CHARACTERS: usize = 600;

/// Whether something said is not too long.
///
/// # Errors
/// That it is.
pub fn is_brief(said: &str) -> Result<(), CannotPlan> {
    if said.trim().chars().count() > MOST_CHARACTERS { Err(CannotPlan::TooLong(MOST_CHARACTERS)) } else { Ok(()) }
}

/// Whether two visits of one day cannot both have been: their times meet, or neither's was noted.
fn is_at_the_same_time(known: &HelpRecord, new: &HelpRecord) -> bool {
    let (Some(known_lesson), Some(new_lesson)) = (known.help.lesson(), new.help.lesson()) else { return false };
    let span = |record: &HelpRecord, lesson: &Lesson| {
        let begins = Some(record.at.time()).filter(|time| *time != NaiveTime::MIN)?;
        Some((begins, lesson.until.unwrap_or(begins)))
    };
    let meet = match (span(known, known_lesson), span(new, new_lesson)) {
        (None, None) => true,
        (Some(a), Some(b)) => a == b || (a.0 < b.1 && b.0 < a.1) || a.0 == b.0,
        (None, Some(_)) | (Some(_), None) => known.what.trim() == new.what.trim(),
    };
    known.at.date() == new.at.date() && meet
}

impl School {
    /// Whether a plan may begin.
    ///
    /// # Errors
    /// What stands against it.
    pub fn may_begin(&self, record: &PlanRecord) -> Result<(), CannotPlan> {
        self.is_free_from(record, None)?;
        record.says_enough()?;
        let pupil = self.pupil(record.pupil).ok_or(CannotPlan::NotEnrolled)?;
        if record.kind != PlanKind::HomeTeaching {
            return Ok(());
        }
        if let Some((later, _)) = pupil.standings.iter().find(|(from, _)| *from > record.from) {
            return Err(CannotPlan::Later(*later));
        }
        let may = matches!(pupil.standing(record.from), Some(Standing::InClass { .. } | Standing::OffRoll { .. }));
        if may { Ok(()) } else { Err(CannotPlan::NotInClass) }
    }

    /// What is recorded where a plan begins.
    ///
    /// # Errors
    /// What stands against it.
    pub fn begun(&self, record: PlanRecord) -> Result<Vec<Change>, CannotPlan> {
        self.may_begin(&record)?;
        let off_roll = self.off_roll_with(&record);
        Ok(std::iter::once(Change::Plan { id: PlanId::NEW, to: Some(Box::new(record)) }).chain(off_roll).collect())
    }

    /// What is recorded where a plan is put right: what it says, whose it is, from when it holds.
    ///
    /// # Errors
    /// What stands against it.
    pub fn amended(&self, plan: &Plan, to: PlanRecord) -> Result<Vec<Change>, CannotPlan> {
        self.may_amend(plan, &to)?;
        if to == plan.record {
            return Err(CannotPlan::Unchanged);
        }
        Ok(vec![Change::Plan { id: plan.id, to: Some(Box::new(to)) }])
    }

    /// Whether a plan that runs may say so instead.
    ///
    /// # Errors
    /// What stands against it.
    pub fn may_amend(&self, plan: &Plan, to: &PlanRecord) -> Result<(), CannotPlan> {
        if let Some(closing) = &plan.record.closing {
            return Err(CannotPlan::Closed(closing.on));
        }
        to.says_enough()?;
        if to.from == plan.record.from {
            return Ok(());
        }
        if plan.record.kind == PlanKind::HomeTeaching {
            return Err(CannotPlan::FromStays);
        }
        let first = self.helped(plan.id).map(|helped| helped.record.at.date()).min();
        match first.filter(|first| *first < to.from) {
            Some(first) => Err(CannotPlan::HelpedBefore(first)),
            None => self.is_free_from(to, Some(plan.id)),
        }
    }

    /// Whether the pupil is enrolled from a plan's first day, and no other of its kind runs then or later.
    fn is_free_from(&self, record: &PlanRecord, own: Option<PlanId>) -> Result<(), CannotPlan> {
        let is_enrolled = self.pupil(record.pupil).is_some_and(|pupil| pupil.is_enrolled(record.from));
        if !is_enrolled {
            return Err(CannotPlan::NotEnrolled);
        }
        let others = self.plans_of(record.pupil).filter(|plan| Some(plan.id) != own);
        let open = others.into_iter().find(|plan| {
            let ends = plan.record.closing.as_ref().map_or(NaiveDate::MAX, |closing| closing.on);
            plan.record.kind == record.kind && record.from <= ends
        });
        open.map_or(Ok(()), |open| Err(CannotPlan::Runs(open.record.from)))
    }

    /// What is recorded where a plan ends.
    ///
    /// # Errors
    /// What stands against it.
    pub fn ended(&self, plan: &Plan, closing: PlanClosing) -> Result<Vec<Change>, CannotPlan> {
        self.may_end(plan, &closing)?;
        let back = self.back_on_roll(plan, &closing);
        let record = PlanRecord { closing: Some(closing), ..plan.record.clone() };
        Ok(std::iter::once(Change::Plan { id: plan.id, to: Some(Box::new(record)) }).chain(back).collect())
    }

    /// What is recorded with a plan of teaching at home: from its first day no roll is expected of the pupil.
    pub fn off_roll_with(&self, record: &PlanRecord) -> Option<Change> {
        let taught_at_home = record.kind == PlanKind::HomeTeaching && record.closing.is_none();
        let class = self.pupil(record.pupil)?.standing(record.from)?.class_of_books().filter(|_| taught_at_home)?;
        let to = Some(Standing::OffRoll { class, why: OffRoll::HomeTeaching });
        Some(Change::Standing { pupil: record.pupil, from: record.from, to })
    }

    /// The plan that a record is of: the last of this kind, or the only one that runs on a date.
    ///
    /// # Errors
    /// That there is none, or that there are several.
    pub fn plan_meant(&self, pupil: PupilId, kind: Option<PlanKind>, on: NaiveDate) -> Result<&Plan, CannotPlan> {
        let runs = |plan: &&Plan| plan.record.runs(on) && kind.is_none_or(|kind| plan.record.kind == kind);
        let mut running = self.plans_of(pupil).filter(runs);
        // Two of a kind, of before they were refused, must not be a dead end: the last is closed first.
        if kind.is_some() {
            return running.next_back().ok_or(CannotPlan::NoPlan);
        }
        match (running.next(), running.next()) {
            (Some(plan), None) => Ok(plan),
            (None, _) => Err(CannotPlan::NoPlan),
            (Some(_), Some(_)) => Err(CannotPlan::WhichPlan),
        }
    }

    /// Whether something may be recorded of a plan, with so many files attached.
    ///
    /// # Errors
    /// What stands against it.
    pub fn may_help(&self, record: &HelpRecord, attached: usize) -> Result<(), CannotPlan> {
        let plan = &self.plan(record.plan).ok_or(CannotPlan::NoPlan)?.record;
        let date = record.at.date();
        if date < plan.from {
            return Err(CannotPlan::BeforePlan(plan.from));
        }
        if !plan.runs(date) {
            return Err(CannotPlan::NoPlan);
        }
        if record.what.trim().is_empty() {
            return Err(CannotPlan::NothingSaid);
        }
        [&record.what, &record.result, &record.who].into_iter().try_for_each(|said| is_brief(said))?;
        let there: Vec<&str> = names(&record.who);
        let distinct: BTreeSet<&str> = there.iter().copied().collect();
        let again =
            |it: &Helped| (it.record.at, &it.record.who, &it.record.what) == (record.at, &record.who, &record.what);
        match &record.help {
            _ if there.is_empty() => Err(CannotPlan::NoOne),
            _ if distinct.len() < there.len() => Err(CannotPlan::NamedTwice),
            _ if self.helped(record.plan).any(again) => Err(CannotPlan::Again(date)),
            Help::Session if plan.kind == PlanKind::HomeTeaching => Err(CannotPlan::NoLessons),
            Help::Session | Help::Review => Ok(()),
            Help::Lesson(lesson) => match () {
                () if plan.kind != PlanKind::HomeTeaching || lesson.lessons == 0 => Err(CannotPlan::NoLessons),
                () if lesson.lessons > MOST_LESSONS => Err(CannotPlan::TooManyLessons(MOST_LESSONS)),
                () if there.len() < lesson.place.teachers() => Err(CannotPlan::Teachers(lesson.place.teachers())),
                () if lesson.until.is_some_and(|until| until <= record.at.time()) => Err(CannotPlan::EndsEarlier),
                () if lesson.is_too_short(record.at) => Err(CannotPlan::TooShort(LEAST_MINUTES)),
                () if attached > 0 && !lesson.photos_agreed => Err(CannotPlan::NotAgreed),
                () if self.helped(record.plan).any(|it| is_at_the_same_time(&it.record, record)) => {
                    Err(CannotPlan::SameTime(date))
                }
                () => Ok(()),
            },
        }
    }

    /// Who of those who taught is not on the staff list: a slip of the pen, or a teacher of another school or without a
    /// post, who may well have been there. Where the list has but the person who began the books, nobody was entered yet.
    pub fn strangers<'a>(&self, record: &'a HelpRecord) -> Vec<&'a str> {
        let taught = record.help.lesson().is_some() && self.staff.len() > 1;
        let there = names(&record.who).into_iter().filter(|_| taught);
        there.filter(|name| self.find_staff(name).is_none()).collect()
    }

    /// Whether a plan may be closed so.
    ///
    /// # Errors
    /// What stands against it.
    pub fn may_end(&self, plan: &Plan, closing: &PlanClosing) -> Result<(), CannotPlan> {
        if plan.record.closing.is_some() {
            return Err(CannotPlan::NoPlan);
        }
        if closing.on < plan.record.from {
            return Err(CannotPlan::BeforePlan(plan.record.from));
        }
        if closing.result.trim().is_empty() {
            return Err(CannotPlan::NoResult);
        }
        is_brief(&closing.result)?;
        let last = self.helped(plan.id).map(|helped| helped.record.at.date()).max();
        if let Some(last) = last.filter(|last| closing.on < *last) {
            return Err(CannotPlan::RecordedLater(last));
        }
        if self.is_taught_at_home(plan) {
            closing.back_to.ok_or(CannotPlan::NeedsClass)?;
            let standings = self.pupil(plan.record.pupil).map(|pupil| pupil.standings.as_slice()).unwrap_or_default();
            if let Some((later, _)) = standings.iter().find(|(from, _)| *from > closing.on) {
                return Err(CannotPlan::Later(*later));
            }
        }
        Ok(())
    }

    /// Whether a plan of teaching at home keeps its pupil off the rolls, as far as anything is known.
    pub fn is_taught_at_home(&self, plan: &Plan) -> bool {
        let off = self.off_roll(plan.record.pupil, NaiveDate::MAX);
        plan.record.kind == PlanKind::HomeTeaching && matches!(off, Some((_, OffRoll::HomeTeaching)))
    }

    /// What is recorded with the closing of teaching at home: the day after it the pupil is on a class's rolls again, in
    /// the seat of before where that is free.
    pub fn back_on_roll(&self, plan: &Plan, closing: &PlanClosing) -> Option<Change> {
        let class = closing.back_to.filter(|_| self.is_taught_at_home(plan))?;
        let (pupil, from) = (plan.record.pupil, closing.on.succ_opt()?);
        let seat = self.seat_again(pupil, class, from).map(Seated::seat);
        Some(Change::Standing { pupil, from, to: Some(Standing::InClass { class, seat }) })
    }
}

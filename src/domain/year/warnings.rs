//! What somebody should know before the year is turned. Nothing here stands against it.

use super::{Frame, Turn};
use crate::domain::case::Stage;
use crate::domain::class::{Class, Grade};
use crate::domain::entry::Change;
use crate::domain::flags::Scope;
use crate::domain::ids::{PupilId, StaffId};
use crate::domain::letter::LetterKind;
use crate::domain::people::Standing;
use crate::domain::school::School;
use crate::domain::status::StatusKind;
use crate::domain::step::Step;
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// The running term has not ended: who comes, goes or changes class before the turn is put right with it, but posts
    /// that are given from now on are those of the new year.
    StillInTerm { until: NaiveDate },
    /// 缺点名: rolls of the term that are missing.
    Gaps { rolls: usize },
    /// 个案未结, of somebody who rises or of somebody who graduates: once gone nobody calls the pupil's name.
    OpenCase { pupil: PupilId, graduates: bool },
    /// 学籍异动 applied for and not in effect
    Pending { pupil: PupilId, kind: StatusKind },
    /// 核查函未回
    Unanswered { pupil: PupilId },
    /// 休学: stays so; the class is chosen with the return.
    Suspended { pupil: PupilId },
    /// Others of the grade stand in the class lists, this pupil does not: takes the old class's number.
    NotListed { pupil: PupilId },
    /// 并班: every pupil of these classes goes into one.
    Merged { into: Class, from: Vec<Class> },
    /// 无班主任
    NoTeacher { class: Class },
    /// A homeroom teacher of the class lists whom the books do not know: entered with the turn, or mistyped.
    NewTeacher { name: String },
    /// A class of the lists that continues none of this year: put together anew, or mistyped.
    NewClass { class: Class },
    /// A class that is given a homeroom teacher and has no pupils.
    EmptyClass { class: Class },
    /// 新生: nobody is in the first grade of the new year yet; its pupils come with their class lists.
    NoNewPupils { grade: Grade },
}

impl Warning {
    /// The language-neutral name, as in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Warning::StillInTerm { .. } => "still_in_term",
            Warning::Gaps { .. } => "gaps",
            Warning::OpenCase { .. } => "open_case",
            Warning::Pending { .. } => "pending",
            Warning::Unanswered { .. } => "unanswered",
            Warning::Suspended { .. } => "suspended",
            Warning::NotListed { .. } => "not_listed",
            Warning::Merged { .. } => "merged",
            Warning::NoTeacher { .. } => "no_teacher",
            Warning::NewTeacher { .. } => "new_teacher",
            Warning::NewClass { .. } => "new_class",
            Warning::EmptyClass { .. } => "empty_class",
            Warning::NoNewPupils { .. } => "no_new_pupils",
        }
    }

    pub fn pupil(&self) -> Option<PupilId> {
        match self {
            Warning::OpenCase { pupil, .. }
            | Warning::Pending { pupil, .. }
            | Warning::Unanswered { pupil }
            | Warning::Suspended { pupil }
            | Warning::NotListed { pupil } => Some(*pupil),
            _ => None,
        }
    }

    /// The class or classes of the new year that it is about.
    pub fn class(&self) -> Option<Class> {
        match self {
            Warning::Merged { into: class, .. }
            | Warning::NoTeacher { class }
            | Warning::NewClass { class }
            | Warning::EmptyClass { class } => Some(*class),
            _ => None,
        }
    }
}

/// Everything that is to be known, what concerns the whole school first.
pub(super) fn of(school: &School, frame: &Frame, turn: &Turn, now: NaiveDateTime) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let running = school.calendar.terms().iter().rev().find(|term| term.first < frame.on);
    let until = running.map(|term| term.last).filter(|last| now.date() <= *last && *last < frame.on);
    warnings.extend(until.map(|until| Warning::StillInTerm { until }));
    let rolls = school.gaps(now, Scope::School).len();
    warnings.extend((rolls > 0).then_some(Warning::Gaps { rolls }));
    warnings.extend(of_classes(frame, turn));
    warnings.extend(of_pupils(school, turn, now.date().min(frame.eve())));
    warnings
}

fn of_classes(frame: &Frame, turn: &Turn) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut goes: BTreeMap<Class, Vec<Option<Class>>> = BTreeMap::new();
    for moved in &turn.moves {
        let goals = goes.entry(moved.from).or_default();
        let goal = moved.to.map(|(class, _)| class);
        if !goals.contains(&goal) {
            goals.push(goal);
        }
    }
    let mut merged: BTreeMap<Class, Vec<Class>> = BTreeMap::new();
    for (from, goals) in &goes {
        if let [Some(into)] = goals[..] {
            merged.entry(into).or_default().push(*from);
        }
    }
    merged.retain(|_, from| from.len() > 1);
    warnings.extend(merged.into_iter().map(|(into, from)| Warning::Merged { into, from }));
    let of_year = turn.classes();
    let without = of_year.iter().filter(|class| turn.teachers_of(**class).is_empty());
    warnings.extend(without.map(|class| Warning::NoTeacher { class: *class }));
    // The grades with which a school begins: its lowest, and one above a grade that leaves.
    let grades: BTreeSet<Grade> = goes.keys().map(|class| class.grade).collect();
    let follows = |grade: &Grade| frame.last_grades.iter().any(|last| last.get() + 1 == grade.get());
    let continues: BTreeSet<Class> = goes.keys().filter_map(|class| class.risen()).collect();
    let goals: BTreeSet<Class> = goes.values().flatten().flatten().copied().collect();
    warnings.extend(goals.difference(&continues).map(|class| Warning::NewClass { class: *class }));
    let begins = grades.iter().copied().filter(|grade| Some(grade) == grades.first() || follows(grade));
    let of_new_pupils: BTreeSet<Grade> = begins.clone().collect();
    let empty = turn.teachers.keys().filter(|it| !of_year.contains(it) && !of_new_pupils.contains(&it.grade));
    warnings.extend(empty.map(|class| Warning::EmptyClass { class: *class }));
    let new_staff = turn.posts.iter().filter_map(|change| match change {
        Change::Staff { id, to: Some(to) } if *id == StaffId::NEW => Some(to.name.clone()),
        _ => None,
    });
    warnings.extend(new_staff.map(|name| Warning::NewTeacher { name }));
    let without = begins.filter(|grade| of_year.iter().all(|class| class.grade != *grade));
    warnings.extend(without.map(|grade| Warning::NoNewPupils { grade }));
    warnings
}

/// As the books stand today, or stood on the last day of the old year.
fn of_pupils(school: &School, turn: &Turn, today: NaiveDate) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let open = school.case_list(today, Scope::School).into_iter().filter(|listed| listed.case.stage != Stage::Closed);
    warnings.extend(open.map(|listed| {
        let pupil = listed.case.pupil;
        let graduates = turn.moves.iter().any(|moved| moved.pupil == pupil && moved.to.is_none());
        Warning::OpenCase { pupil, graduates }
    }));
    for pupil in &school.pupils {
        let id = pupil.id;
        let pending = school.statuses_of(id).filter(|status| !status.record.is_in_effect());
        warnings.extend(pending.map(|status| Warning::Pending { pupil: id, kind: status.record.kind }));
        if pupil.is_enrolled(today) && waits_for_an_answer(school, id) {
            warnings.push(Warning::Unanswered { pupil: id });
        }
        if pupil.standing(turn.frame.eve()) == Some(Standing::Suspended) && pupil.is_enrolled(turn.frame.on) {
            warnings.push(Warning::Suspended { pupil: id });
        }
    }
    warnings.extend(turn.not_listed.iter().map(|pupil| Warning::NotListed { pupil: *pupil }));
    warnings
}

/// Whether a verification letter is out that nobody has answered.
fn waits_for_an_answer(school: &School, pupil: PupilId) -> bool {
    let letters = school.letters_of(pupil).map(|letter| &letter.record);
    let sent = letters.filter(|record| record.kind == LetterKind::Verification).map(|record| record.issued_on).max();
    let steps = school.steps_of(pupil).iter().map(|taken| &taken.record);
    let answered = steps.filter(|record| matches!(record.step, Step::Answered { .. })).map(|record| record.at.date());
    sent.is_some_and(|sent| !answered.into_iter().any(|on| on >= sent))
}

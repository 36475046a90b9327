//! What the retention rate is made of (巩固率; domain handbook 5): those who entered with a school's highest grade, who
//! came and went since, and who is there.

use super::Cohort;
use super::figures::{Counting, on_the_books};
use crate::domain::class::{Class, Grade, Stage};
use crate::domain::ids::PupilId;
use crate::domain::people::Pupil;
use crate::domain::register::Span;
use crate::domain::school::School;
use crate::domain::school_year::school_year;
use crate::domain::status::StatusKind;
use chrono::NaiveDate;

/// A cohort by the school that it entered and the year (入学年): of grade 7 in the school year 2025 it is 2025 of the
/// junior school.
type Entered = (Stage, i32);

fn first_grade(stage: Stage) -> u8 {
    match stage {
        Stage::Primary => 1,
        Stage::Junior => 7,
    }
}

/// The cohort of whoever was put into a class on a day.
fn entered(class: Class, on: NaiveDate) -> Entered {
    let stage = class.grade.stage();
    (stage, school_year(on) - i32::from(class.grade.get() - first_grade(stage)))
}

impl School {
    /// The cohorts of the highest grades at the close of a month.
    pub(super) fn cohorts(&self, counting: &Counting) -> Vec<Cohort> {
        let highest = [6, 9].into_iter().filter_map(Grade::new);
        highest.filter_map(|grade| self.cohort(grade, counting)).collect()
    }

    /// None where nobody is, or in this month was, in the grade.
    fn cohort(&self, grade: Grade, counting: &Counting) -> Option<Cohort> {
        let mut cohort = nobody(grade);
        for pupil in &self.pupils {
            follow(pupil, cohort_of(grade, counting.span.to), grade, counting, &mut cohort);
        }
        (cohort.reached > 0).then_some(cohort)
    }

    /// Who of a cohort is counted at the close, and who should be: belonged to it, and is neither there nor known to have
    /// gone.
    pub fn cohort_members(&self, grade: Grade, span: Span) -> Vec<(PupilId, bool)> {
        let counting = Counting::new(self, span);
        let member = |pupil: &Pupil| {
            let mut own = nobody(grade);
            follow(pupil, cohort_of(grade, span.to), grade, &counting, &mut own);
            let stays = own.entrants + own.transferred_in > own.transferred_out + own.died;
            (own.reached > 0 || stays).then_some((pupil.id, own.reached > 0))
        };
        self.pupils.iter().filter_map(member).collect()
    }
}

fn nobody(grade: Grade) -> Cohort {
    let grade = grade.get();
    Cohort { grade, entrants: 0, transferred_in: 0, transferred_out: 0, died: 0, reached: 0, graduated: false }
}

/// The cohort that is in a grade on a day.
fn cohort_of(grade: Grade, on: NaiveDate) -> Entered {
    let stage = grade.stage();
    (stage, school_year(on) - i32::from(grade.get() - first_grade(stage)))
}

/// Follows one pupil in and out of a cohort up to the close.
fn follow(pupil: &Pupil, of: Entered, grade: Grade, counting: &Counting, cohort: &mut Cohort) {
    let mut was: Option<Entered> = None;
    for (at, (on, standing)) in pupil.standings.iter().enumerate().filter(|(_, (on, _))| *on <= counting.span.to) {
        // A roster names the class of today from the day of enrolment on, years ago: what it is called at the end counts.
        let is_of_roster = at == 0 && counting.status(pupil.id, *on, StatusKind::TransferIn).is_none();
        let ends = pupil.standings.get(at + 1).and_then(|(next, _)| next.pred_opt());
        let ends = ends.map_or(counting.span.to, |ends| ends.min(counting.span.to));
        // Whoever is suspended stays in the cohort until a class says otherwise.
        let is = match standing.class() {
            Some(class) if is_of_roster && class.grade.get() != first_grade(class.grade.stage()) => {
                Some(entered(class, ends))
            }
            Some(class) => Some(entered(class, *on)),
            None => was.filter(|_| on_the_books(pupil, *on).is_some()),
        };
        match (was == Some(of), is == Some(of)) {
            (false, true) => {
                let from_outside = counting.status(pupil.id, *on, StatusKind::TransferIn).is_some();
                // From another year of the same school: no entrant either.
                let from_another_year = was.is_some_and(|(stage, _)| stage == of.0);
                if from_outside || from_another_year {
                    cohort.transferred_in += 1;
                } else {
                    cohort.entrants += 1;
                }
            }
            (true, false) => {
                let status = |kind| counting.status(pupil.id, *on, kind).is_some();
                let in_highest =
                    on_the_books(pupil, on.pred_opt().unwrap_or(*on)).is_some_and(|(class, _)| class.grade == grade);
                let left = [StatusKind::TransferOut, StatusKind::LeaveCountry, StatusKind::SpecialSchool];
                if status(StatusKind::Died) {
                    cohort.died += 1;
                } else if left.into_iter().any(status) || is.is_some_and(|(stage, _)| stage == of.0) {
                    cohort.transferred_out += 1;
                } else if in_highest && (status(StatusKind::Graduate) || is.is_some()) && counting.span.has(*on) {
                    (cohort.reached, cohort.graduated) = (cohort.reached + 1, true);
                }
            }
            (true, true) | (false, false) => {}
        }
        was = is;
    }
    let there = on_the_books(pupil, counting.span.to).is_some_and(|(class, _)| class.grade == grade);
    if was == Some(of) && there {
        cohort.reached += 1;
    }
}

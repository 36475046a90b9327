//! What the retention rate is made of (巩固率; domain handbook 5): those who entered with a school's highest grade, who
//! came and went since, and who is there.

use super::Cohort;
use super::figures::{Counting, on_the_books};
use crate::domain::class::{Grade, Stage};
use crate::domain::ids::PupilId;
use crate::domain::people::Pupil;
use crate::domain::register::Span;
use crate::domain::school::School;
use crate::domain::status::StatusKind;
use chrono::{Datelike, NaiveDate};

/// A cohort by the school that it entered and the year (入学年): of grade 7 in the school year 2025 it is 2025 of the
/// junior school.
type Entered = (Stage, i32);

/// The cohort of whoever is in a grade in a year.
fn cohort_in(grade: Grade, year: i32) -> Entered {
    let stage = grade.stage();
    (stage, year - (i32::from(grade.get()) - stage.first_grade()))
}

/// From July on whoever is put into a class may be put into one of the year to come.
const AHEAD_FROM: u32 = 7;

impl School {
    /// The first day of a school year's classes: that of its turn, where the year was turned, or of its first term.
    pub(super) fn classes_begin(&self, year: i32) -> NaiveDate {
        let turned = self.year_turns.iter().find(|turned| turned.year == year);
        turned.map_or_else(|| self.year_begins(year), |turned| turned.turn.on)
    }

    /// The school year whose classes pupils are in on a day: until the turn those of the year before, also in August.
    fn year_of_classes(&self, on: NaiveDate) -> i32 {
        if on >= self.classes_begin(on.year()) { on.year() } else { on.year() - 1 }
    }

    /// The school year of a class that somebody was put into on a day and was in until another: in the summer into one
    /// of the year to come, where that has begun without another class.
    fn year_of_standing(&self, on: NaiveDate, until: NaiveDate) -> i32 {
        let is_ahead =
            on.month() >= AHEAD_FROM && on < self.classes_begin(on.year()) && self.classes_begin(on.year()) <= until;
        if is_ahead { on.year() } else { self.year_of_classes(on) }
    }

    /// The cohorts of the highest grades at the close of a month.
    pub(super) fn cohorts(&self, counting: &Counting) -> Vec<Cohort> {
        let highest = [6, 9].into_iter().filter_map(Grade::new);
        highest.filter_map(|grade| self.cohort(grade, counting)).collect()
    }

    /// None where nobody is, or in this month was, in the grade.
    fn cohort(&self, grade: Grade, counting: &Counting) -> Option<Cohort> {
        let mut cohort = nobody(grade);
        let of = self.cohort_of(grade, counting);
        for pupil in &self.pupils {
            follow(pupil, of, grade, counting, &mut cohort);
        }
        (cohort.reached > 0).then_some(cohort)
    }

    /// The cohort that a grade is told of: that which graduates within the days counted, or else the one that is there at
    /// the close. After the turn others sit in the grade, who have nothing to do with those who have left it.
    fn cohort_of(&self, grade: Grade, counting: &Counting) -> Entered {
        let graduated = |pupil: &Pupil| {
            let moves = pupil.standings.iter().map(|(on, _)| *on).filter(|on| counting.span.has(*on));
            moves.filter(|on| has_graduated(pupil, *on, grade, counting)).min()
        };
        let eve = self.pupils.iter().filter_map(graduated).min().and_then(|on| on.pred_opt());
        cohort_in(grade, self.year_of_classes(eve.unwrap_or(counting.span.to)))
    }

    /// Who of a cohort is counted at the close, and who should be: belonged to it, and is neither there nor known to have
    /// gone.
    pub fn cohort_members(&self, grade: Grade, span: Span) -> Vec<(PupilId, bool)> {
        let counting = Counting::new(self, span);
        let of = self.cohort_of(grade, &counting);
        let member = |pupil: &Pupil| {
            let mut own = nobody(grade);
            follow(pupil, of, grade, &counting, &mut own);
            let stays = own.entrants + own.transferred_in > own.transferred_out + own.died;
            (own.reached > 0 || stays).then_some((pupil.id, own.reached > 0))
        };
        self.pupils.iter().filter_map(member).collect()
    }
}

/// Whether somebody left a school's highest grade on a day by graduating, or by going on to the next school within it.
fn has_graduated(pupil: &Pupil, on: NaiveDate, grade: Grade, counting: &Counting) -> bool {
    let eve = on.pred_opt().unwrap_or(on);
    on_the_books(pupil, eve).is_some_and(|(class, _)| class.grade == grade)
        && match on_the_books(pupil, on) {
            Some((class, _)) => class.grade.stage() != grade.stage(),
            None => counting.status(pupil.id, on, StatusKind::Graduate).is_some(),
        }
}

fn nobody(grade: Grade) -> Cohort {
    let grade = grade.get();
    Cohort { grade, entrants: 0, transferred_in: 0, transferred_out: 0, died: 0, reached: 0, graduated: false }
}

/// Follows one pupil in and out of a cohort up to the close.
fn follow(pupil: &Pupil, of: Entered, grade: Grade, counting: &Counting, cohort: &mut Cohort) {
    let school = counting.school;
    let mut was: Option<Entered> = None;
    for (at, (on, standing)) in pupil.standings.iter().enumerate().filter(|(_, (on, _))| *on <= counting.span.to) {
        // A roster names the class of today from the day of enrolment on, years ago: what it is called at the end counts.
        let is_of_roster = at == 0 && counting.status(pupil.id, *on, StatusKind::TransferIn).is_none();
        let ends = pupil.standings.get(at + 1).and_then(|(next, _)| next.pred_opt());
        let ends = ends.map_or(counting.span.to, |ends| ends.min(counting.span.to));
        // Whoever is suspended stays in the cohort until a class says otherwise.
        let is = match standing.class() {
            Some(class) if is_of_roster && !class.grade.is_first() => {
                Some(cohort_in(class.grade, school.year_of_classes(ends)))
            }
            Some(class) => Some(cohort_in(class.grade, school.year_of_standing(*on, ends))),
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
                let left = [StatusKind::TransferOut, StatusKind::LeaveCountry, StatusKind::SpecialSchool];
                if status(StatusKind::Died) {
                    cohort.died += 1;
                } else if left.into_iter().any(status) || is.is_some_and(|(stage, _)| stage == of.0) {
                    cohort.transferred_out += 1;
                } else if has_graduated(pupil, *on, grade, counting) && counting.span.has(*on) {
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

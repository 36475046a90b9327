//! A month's figures as the books stand, each with the pupils behind it, and the report that they make.

use super::{Figure, GradeLine, Month, MonthFigures, MonthlyReport, Signed, TransferLine};
use crate::domain::class::{Class, Grade};
use crate::domain::ids::PupilId;
use crate::domain::register::Span;
use crate::domain::school::School;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A line behind a figure: a pupil, and how often it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Behind {
    pub pupil: PupilId,
    /// The class in which it counts.
    pub class: Class,
    /// The day on which it happened, of what happens on one.
    pub on: Option<NaiveDate>,
    pub times: u32,
}

/// What a grade has beside its pupils: classes, rolls, and who was counted in the seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct OfGrade {
    pub classes: u32,
    pub rolls_due: u32,
    pub rolls_taken: u32,
    pub counted: Option<u32>,
    pub classes_counted: u32,
    pub not_reported: u32,
    pub deferred: u32,
}

/// A month's figures as the books stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthSheet {
    pub month: Month,
    /// The days that are counted, as far as they have gone.
    pub span: Span,
    pub(super) behind: BTreeMap<Figure, Vec<Behind>>,
    pub(super) grades: BTreeMap<Grade, OfGrade>,
    pub transfers: Vec<TransferLine>,
    pub cohorts: Vec<super::Cohort>,
    pub new_entrants: Vec<super::Intake>,
}

impl MonthSheet {
    /// The pupils behind a figure, by class: of one grade, or of all.
    pub fn behind(&self, figure: Figure, grade: Option<Grade>) -> Vec<Behind> {
        let list = self.behind.get(&figure).map(Vec::as_slice).unwrap_or_default();
        list.iter().filter(|it| grade.is_none_or(|grade| it.class.grade == grade)).copied().collect()
    }

    /// Every pupil behind a figure once, with how often it counts and the first day, by class.
    pub fn names(&self, figure: Figure, grade: Option<Grade>) -> Vec<Behind> {
        let mut list: BTreeMap<(Class, PupilId), Behind> = BTreeMap::new();
        for it in self.behind(figure, grade) {
            list.entry((it.class, it.pupil)).and_modify(|known| known.times += it.times).or_insert(it);
        }
        list.into_values().collect()
    }

    /// The lines of the grades, lowest first.
    pub fn lines(&self) -> Vec<GradeLine> {
        let mut lines: BTreeMap<Grade, MonthFigures> = BTreeMap::new();
        for (figure, list) in &self.behind {
            for it in list {
                figure.add(lines.entry(it.class.grade).or_default(), it.times);
            }
        }
        for (grade, of) in &self.grades {
            let line = lines.entry(*grade).or_default();
            (line.rolls_due, line.rolls_taken, line.counted) = (of.rolls_due, of.rolls_taken, of.counted);
            (line.not_reported, line.deferred) = (of.not_reported, of.deferred);
            line.classes_counted = of.classes_counted;
        }
        let classes = |grade: &Grade| self.grades.get(grade).map_or(0, |of| of.classes);
        let line = |(grade, figures): (Grade, MonthFigures)| GradeLine {
            grade: grade.get(),
            classes: classes(&grade),
            figures,
        };
        lines.into_iter().map(line).collect()
    }

    /// The report that these figures make.
    pub fn report(
        &self,
        school: &School,
        version: u32,
        why: &str,
        remarks: Vec<String>,
        signed: Option<Signed>,
    ) -> MonthlyReport {
        let grades = self.lines();
        let mut total = MonthFigures::default();
        grades.iter().for_each(|line| total += &line.figures);
        MonthlyReport {
            form: MonthlyReport::FORM.to_owned(),
            school_code: school.reporting().school_code.clone(),
            school: school.name.clone(),
            bureau: school.bureau().to_owned(),
            month: self.month,
            from: self.span.from,
            to: self.span.to,
            version,
            why: why.to_owned(),
            signed,
            grades,
            total,
            transfers: self.transfers.clone(),
            cohorts: self.cohorts.clone(),
            new_entrants: self.new_entrants.clone(),
            opening_reasons: Vec::new(),
            not_listed: 0,
            remarks,
        }
    }
}

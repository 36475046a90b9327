//! The classes of a week, day by day: attendance, and the rolls that are missing.

use crate::domain::class::Class;
use crate::domain::figures::{Figures, TenThousandths};
use crate::domain::flags::Scope;
use crate::domain::review::Week;
use crate::domain::school::School;
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::BTreeMap;

/// One class in one week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassWeek {
    pub class: Class,
    /// Monday to Sunday.
    pub days: Vec<ClassDay>,
    /// Over the week so far.
    pub figures: Figures,
    /// 旷课人: pupils with an unexcused session in the week.
    pub unexcused_pupils: usize,
}

/// One class on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClassDay {
    pub date: NaiveDate,
    pub school_day: bool,
    pub figures: Figures,
    /// Rolls taken.
    pub taken: u16,
    /// Rolls due by now, taken or not.
    pub due: u16,
}

impl ClassWeek {
    /// Attendance rate (出勤率) of the week; none where no roll was taken.
    pub fn rate(&self) -> Option<TenThousandths> {
        self.figures.attendance_rate()
    }

    /// 缺点名: rolls due and not taken.
    pub fn gaps(&self) -> u16 {
        self.days.iter().map(ClassDay::gaps).sum()
    }

    pub fn on(&self, date: NaiveDate) -> Option<&ClassDay> {
        self.days.iter().find(|day| day.date == date)
    }
}

impl ClassDay {
    /// None where no roll was taken: a gap is no rate, and never 100.
    pub fn rate(&self) -> Option<TenThousandths> {
        self.figures.attendance_rate()
    }

    pub fn gaps(&self) -> u16 {
        self.due - self.taken
    }
}

impl School {
    /// The classes of the scope that had a pupil on some day of the week, in order.
    pub(super) fn class_weeks(&self, week: Week, scope: Scope, now: NaiveDateTime) -> Vec<ClassWeek> {
        let mut classes: BTreeMap<Class, ClassWeek> = BTreeMap::new();
        for (at, pupil) in self.pupils.iter().enumerate() {
            for class in week.days().filter_map(|day| pupil.class(day)).filter(|class| scope.covers(*class)) {
                classes.entry(class).or_insert_with(|| self.untaken(class, week));
            }
            let mut missed_in: Vec<Class> = Vec::new();
            for day in self.attendance.pupil_days(at, pupil, week.monday(), now.date()) {
                let Some(class) = pupil.class(day.date) else { continue };
                let Some(of_class) = classes.get_mut(&class) else { continue };
                let figures = Figures::of(&[day]);
                of_class.figures += figures;
                if let Some(of_day) = of_class.days.iter_mut().find(|it| it.date == day.date) {
                    of_day.figures += figures;
                }
                if day.unexcused > 0 && !missed_in.contains(&class) {
                    missed_in.push(class);
                    of_class.unexcused_pupils += 1;
                }
            }
        }
        self.count_rolls(&mut classes, week, now);
        for gap in self.gaps(now, scope) {
            let of_class = classes.get_mut(&gap.class);
            if let Some(day) = of_class.and_then(|it| it.days.iter_mut().find(|day| day.date == gap.date)) {
                day.due += 1;
            }
        }
        classes.into_values().collect()
    }

    fn untaken(&self, class: Class, week: Week) -> ClassWeek {
        let day = |date: NaiveDate| ClassDay {
            date,
            school_day: self.calendar.is_school_day(date, Some(class.grade)),
            figures: Figures::default(),
            taken: 0,
            due: 0,
        };
        ClassWeek { class, days: week.days().map(day).collect(), figures: Figures::default(), unexcused_pupils: 0 }
    }

    /// A roll on a day without school counts for nothing, as everywhere.
    fn count_rolls(&self, classes: &mut BTreeMap<Class, ClassWeek>, week: Week, now: NaiveDateTime) {
        for of_class in classes.values_mut() {
            let rolls = self.rolls_of(of_class.class);
            let rolls = &rolls[rolls.partition_point(|roll| roll.key.date < week.monday())..];
            for roll in rolls.iter().take_while(|roll| roll.key.date <= now.date()) {
                let counts = self.session(roll.key.session).is_some();
                let day = of_class.days.iter_mut().find(|day| day.date == roll.key.date && day.school_day);
                if let Some(day) = day.filter(|_| counts) {
                    day.taken += 1;
                    day.due += 1;
                }
            }
        }
    }
}

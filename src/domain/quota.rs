//! What teaching at home owes a child (送教服务 of Fujian, 闽教基〔2024〕31号; domain handbook 4): so many visits a month or
//! a week, each of so many lessons, and so many lessons a school year. A missing visit is the child's absence.

use super::calendar::days_between;
use super::class::Grade;
use super::ids::{PlanId, PupilId};
use super::plan::{Lesson, Place, Plan};
use super::register::Span;
use super::school::School;
use super::school_year::{days_of_school_year, school_year};
use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// The time over which visits are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    Month,
    /// From Monday to Sunday; it belongs to the month of its Monday.
    Week,
}

impl Per {
    pub const ALL: [Per; 2] = [Per::Month, Per::Week];

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Per::Month => "month",
            Per::Week => "week",
        }
    }

    /// Whether such a time begins on a day.
    fn begins(self, day: NaiveDate) -> bool {
        match self {
            Per::Month => day.day() == 1,
            Per::Week => day.weekday() == Weekday::Mon,
        }
    }
}

/// A row of the school's policy: what is owed at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    pub per: Per,
    /// Visits in that time; 0 where lessons alone are counted.
    pub visits: u16,
    /// Lessons that each visit has at the least; where no visits are counted, lessons in that time.
    pub lessons: u16,
    /// Lessons in a school year.
    pub year: u16,
    /// The basis, as printed.
    pub basis: String,
}

/// Why a quota cannot hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotOwe {
    /// A visit without lessons, or nothing at all, would be owed.
    NoLessons,
    /// More visits than there are days.
    TooManyVisits { most: u16 },
    /// More lessons to a visit, or to a week without visits, than its days have hours.
    TooManyLessons { most: u16 },
    /// More lessons to a school year than its days have hours.
    TooManyAYear { most: u16 },
}

/// Lessons that a day can have at the most, and those of a school year: what is beyond is a slip of the finger.
const LESSONS_A_DAY: u16 = 24;
const LESSONS_A_YEAR: u16 = 366 * LESSONS_A_DAY;

/// 福建省送教服务: the basis of the rows that hold where the school has set none of its own.
const BASIS: &str = "闽教基〔2024〕31号";

/// The basis of numbers that a school has set for itself and named none for.
const OWN_BASIS: &str = "本校规定";

impl Quota {
    /// What holds where the school has set nothing (domain handbook 4, N10).
    pub fn usual(place: Place) -> Quota {
        let (per, visits, lessons, year) = match place.counts_as() {
            Place::Home | Place::ParentClass => (Per::Month, 3, 2, 90),
            Place::Point => (Per::Week, 2, 3, 216),
            Place::Remote => (Per::Week, 0, 9, 360),
        };
        Quota { per, visits, lessons, year, basis: BASIS.to_owned() }
    }

    /// The same with a basis that says it: numbers other than the province's do not stand on the province's paper.
    pub fn on_its_basis(mut self, place: Place) -> Quota {
        let numbers = |quota: &Quota| (quota.per, quota.visits, quota.lessons, quota.year);
        if self.basis.trim() == BASIS && numbers(&self) != numbers(&Quota::usual(place)) {
            OWN_BASIS.clone_into(&mut self.basis);
        }
        self
    }

    /// What some visits or lessons, counted by another quota, come to as this one counts.
    fn converted(&self, count: u32, by: &Quota) -> u32 {
        match (by.unit(), self.unit()) {
            (Counted::Visits, Counted::Lessons) => count.saturating_mul(u32::from(by.lessons)),
            (Counted::Lessons, Counted::Visits) => count.div_ceil(u32::from(self.lessons.max(1))),
            (Counted::Visits, Counted::Visits) | (Counted::Lessons, Counted::Lessons) => count,
        }
    }

    /// Whether such a quota can hold at all.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn may_hold(&self) -> Result<(), CannotOwe> {
        let most = match self.per {
            Per::Month => 31,
            Per::Week => 7,
        };
        let most_lessons = if self.visits == 0 { most * LESSONS_A_DAY } else { LESSONS_A_DAY };
        match self {
            Quota { lessons: 0, .. } => Err(CannotOwe::NoLessons),
            Quota { visits, .. } if *visits > most => Err(CannotOwe::TooManyVisits { most }),
            Quota { lessons, .. } if *lessons > most_lessons => Err(CannotOwe::TooManyLessons { most: most_lessons }),
            Quota { year, .. } if *year > LESSONS_A_YEAR => Err(CannotOwe::TooManyAYear { most: LESSONS_A_YEAR }),
            _ => Ok(()),
        }
    }

    /// What is counted within a month or a week.
    pub fn unit(&self) -> Counted {
        if self.visits == 0 { Counted::Lessons } else { Counted::Visits }
    }

    /// What a full month or week owes.
    fn whole(&self) -> u32 {
        u32::from(if self.visits == 0 { self.lessons } else { self.visits })
    }

    /// What a visit counts towards it.
    fn counts(&self, lesson: &Lesson) -> u32 {
        match self.unit() {
            Counted::Visits => u32::from(lesson.lessons >= self.lessons),
            Counted::Lessons => u32::from(lesson.lessons),
        }
    }
}

/// What is counted within a month or a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    Visits,
    Lessons,
}

/// What is owed and what was given, over some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Tally {
    pub owed: u32,
    pub given: u32,
}

impl Tally {
    pub fn missing(self) -> u32 {
        self.owed.saturating_sub(self.given)
    }

    /// What was given as a bar of so many cells, in plain characters: `[#######...]`. Full only when nothing is missing.
    pub fn bar(self, cells: usize) -> String {
        let (owed, given) = (self.owed as usize, self.given as usize);
        let full = if given >= owed { cells } else { (cells * given / owed.max(1)).min(cells.saturating_sub(1)) };
        format!("[{}{}]", "#".repeat(full), ".".repeat(cells - full))
    }
}

/// How a plan of teaching at home stands against its quota.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotaState {
    pub plan: PlanId,
    pub pupil: PupilId,
    pub place: Place,
    pub quota: Quota,
    /// First and last day of the month that was asked for.
    pub month: (NaiveDate, NaiveDate),
    /// Visits, or lessons where those are counted, of the month.
    pub in_month: Tally,
    pub lessons_in_month: u32,
    /// Visits of the month that had too few lessons to count.
    pub short: u32,
    /// Visits of the month that no guardian has confirmed.
    pub unconfirmed: u32,
    /// What the months or weeks of the school year before the month asked for owed and did not get, less what was given
    /// over since.
    pub behind: u32,
    /// Lessons of the school year, as far as it is known.
    pub in_year: Tally,
    /// Lessons that the weeks which are over have owed.
    pub owed_to_date: u32,
}

/// A month or a week of a school year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Period {
    first: NaiveDate,
    last: NaiveDate,
    owed: u32,
}

fn monday(on: NaiveDate) -> NaiveDate {
    on.week(Weekday::Mon).first_day()
}

impl School {
    /// The school's own row for a place that holds on a date, and since when.
    fn own_quota(&self, place: Place, on: NaiveDate) -> Option<(NaiveDate, &Quota)> {
        let own = self.quotas.iter().filter(|(of, from, _)| *of == place.counts_as() && *from <= on);
        own.map(|(_, from, quota)| (*from, quota)).max_by_key(|(from, _)| *from)
    }

    /// What is owed at a place on a date: the school's own row, or what is usual.
    pub fn teaching_quota(&self, place: Place, on: NaiveDate) -> Quota {
        self.own_quota(place, on).map_or_else(|| Quota::usual(place), |(_, own)| own.clone().on_its_basis(place))
    }

    /// Since when the school's own row for a place holds; none where what is usual does.
    pub fn quota_since(&self, place: Place, on: NaiveDate) -> Option<NaiveDate> {
        self.own_quota(place, on).map(|(from, _)| from)
    }

    /// How a plan of teaching at home stands as of a date, over a month: that of the date, or an earlier one. None of
    /// other plans.
    pub fn quota_state(&self, plan: &Plan, month: NaiveDate, as_of: NaiveDate) -> Option<QuotaState> {
        let place = plan.record.taught()?;
        let Span { from: first, to: last } = Span::month(month);
        let quota = self.teaching_quota(place, as_of.min(last));
        let given = |from: NaiveDate, to: NaiveDate| self.lessons_of(plan, from, to.min(as_of));
        let towards = |lesson: &&Lesson| lesson.place.counts_as() == place.counts_as();
        let periods = self.periods_of_month(plan, &quota, first);
        let (counted_from, counted_to) = match (quota.per, periods.first(), periods.last()) {
            (Per::Week, Some(first), Some(last)) => (first.first, last.last),
            _ => (first, last),
        };
        let of_month: Vec<&Lesson> = given(counted_from, counted_to).collect();
        let counted: u32 = of_month.iter().filter(|it| towards(it)).map(|lesson| quota.counts(lesson)).sum();
        let is_short = |lesson: &&&Lesson| towards(lesson) && quota.counts(lesson) == 0;
        let is_unconfirmed = |lesson: &&&Lesson| lesson.confirmed_by.trim().is_empty();
        let (year_first, year_last) = days_of_school_year(school_year(month));
        let (owed, owed_to_date) = self.year_owed(plan, &quota, school_year(month), as_of);
        let in_month = Tally { owed: periods.iter().map(|period| period.owed).sum(), given: counted };
        // What the month itself lacks stands in its own tally.
        let shown = periods.first().map_or(first, |period| period.first);
        Some(QuotaState {
            plan: plan.id,
            pupil: plan.record.pupil,
            place,
            month: (first, last),
            in_month,
            lessons_in_month: of_month.iter().map(|lesson| u32::from(lesson.lessons)).sum(),
            short: of_month.iter().filter(is_short).count() as u32,
            unconfirmed: of_month.iter().filter(is_unconfirmed).count() as u32,
            behind: self.behind(plan, &quota, shown, in_month, as_of.min(last)),
            in_year: Tally { owed, given: given(year_first, year_last).map(|lesson| u32::from(lesson.lessons)).sum() },
            owed_to_date,
            quota,
        })
    }

    /// What is missing of visits as of a date: of the running month or week, and of those before; with the day since
    /// which, and the last school day on which, the running one's can be given.
    pub(super) fn visits_to_do(&self, plan: &Plan, today: NaiveDate) -> Option<VisitsOwed> {
        let place = plan.record.taught().filter(|_| plan.record.runs(today))?;
        let quota = self.teaching_quota(place, today);
        let running = self.period_at(plan, &quota, today);
        let given = self.counted(plan, &quota, running.first, today);
        let now = Tally { owed: running.owed, given };
        let behind = self.behind(plan, &quota, running.first, now, today);
        if now.missing() == 0 && behind == 0 {
            return None;
        }
        let grade = self.grade_of(plan, today);
        let last = self.calendar.school_days(running.first, running.last, grade).next_back();
        Some(VisitsOwed { now, behind, unit: quota.unit(), since: running.first.max(plan.record.from), due: last })
    }

    fn grade_of(&self, plan: &Plan, on: NaiveDate) -> Option<Grade> {
        self.last_class(plan.record.pupil, on).map(|class| class.grade)
    }

    /// What was taught of a plan on days from one to another, both included.
    fn lessons_of<'a>(&'a self, plan: &Plan, from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = &'a Lesson> {
        let within = move |on: NaiveDate| from <= on && on <= to;
        self.helped(plan.id).filter(move |it| within(it.record.at.date())).filter_map(|it| it.record.help.lesson())
    }

    fn counted(&self, plan: &Plan, quota: &Quota, from: NaiveDate, to: NaiveDate) -> u32 {
        let place = plan.record.taught().unwrap_or(Place::Home).counts_as();
        let lessons = self.lessons_of(plan, from, to).filter(|lesson| lesson.place.counts_as() == place);
        lessons.map(|lesson| quota.counts(lesson)).sum()
    }

    /// The weeks, by their Mondays, with a school day on which the plan runs, from one day to another.
    fn weeks_taught(&self, plan: &Plan, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        let days = self.calendar.school_days(from, to, self.grade_of(plan, to));
        let mut mondays: Vec<NaiveDate> = days.filter(|day| plan.record.runs(*day)).map(monday).collect();
        mondays.dedup();
        mondays
    }

    /// The month or week in which a date lies, and what it owes: a month with fewer weeks of school than visits owes a
    /// visit a week.
    fn period_at(&self, plan: &Plan, quota: &Quota, on: NaiveDate) -> Period {
        let month = Span::month(on);
        let (first, last) = match quota.per {
            Per::Month => (month.from, month.to),
            Per::Week => (monday(on), monday(on) + Days::new(6)),
        };
        let weeks = self.weeks_taught(plan, first, last).len() as u32;
        let owed = match (quota.per, quota.unit()) {
            _ if weeks == 0 => 0,
            (Per::Month, Counted::Visits) => quota.whole().min(weeks),
            (Per::Month, Counted::Lessons) | (Per::Week, _) => quota.whole(),
        };
        Period { first, last, owed }
    }

    /// The months or weeks that begin from one day to before another.
    fn periods(&self, plan: &Plan, quota: &Quota, from: NaiveDate, before: NaiveDate) -> Vec<Period> {
        let Some(last) = before.pred_opt() else { return Vec::new() };
        let begins = |day: &NaiveDate| quota.per.begins(*day);
        days_between(from, last).filter(begins).map(|day| self.period_at(plan, quota, day)).collect()
    }

    fn periods_of_month(&self, plan: &Plan, quota: &Quota, first: NaiveDate) -> Vec<Period> {
        let last = Span::month(first).to;
        self.periods(plan, quota, first, last.succ_opt().unwrap_or(NaiveDate::MAX))
    }

    /// What the months or weeks of the school year that began before a day owed and did not get, less what later ones
    /// gave over: each by the quota that held in it, told as the running one counts. What is owed and given from that
    /// day on is told apart; of it only what is given over counts.
    fn behind(&self, plan: &Plan, quota: &Quota, shown: NaiveDate, now: Tally, as_of: NaiveDate) -> u32 {
        let (year_first, _) = days_of_school_year(school_year(shown));
        let begun = Span::month(plan.record.from).from.min(monday(plan.record.from));
        let before = self.periods_as_held(plan, year_first.max(begun), shown).into_iter();
        let before = before.fold(0, |behind: u32, (held, period)| {
            let given = self.counted(plan, &held, period.first, period.last.min(as_of));
            let (missing, more) = (period.owed.saturating_sub(given), given.saturating_sub(period.owed));
            (behind + quota.converted(missing, &held)).saturating_sub(quota.converted(more, &held))
        });
        before.saturating_sub(now.given.saturating_sub(now.owed))
    }

    /// The months or weeks that begin from one day to before another, each with the quota that held at its end; a month
    /// in which the school turned to weeks, or the other way round, is what it began as, and no day is in two.
    fn periods_as_held(&self, plan: &Plan, from: NaiveDate, before: NaiveDate) -> Vec<(Quota, Period)> {
        let (Some(place), Some(last)) = (plan.record.taught(), before.pred_opt()) else { return Vec::new() };
        let mut periods: Vec<(Quota, Period)> = Vec::new();
        for day in days_between(from, last) {
            let begun = self.teaching_quota(place, day);
            let is_free = periods.last().is_none_or(|(_, period)| period.last < day);
            if !is_free || !begun.per.begins(day) {
                continue;
            }
            let ends = self.period_at(plan, &begun, day).last;
            let held = Some(self.teaching_quota(place, ends)).filter(|held| held.per == begun.per).unwrap_or(begun);
            let period = self.period_at(plan, &held, day);
            periods.push((held, period));
        }
        periods
    }

    /// The lessons that a school year owes, and those of its weeks that are over: each term owes half the year's, by the
    /// share of its weeks in which the plan runs. A term that the books do not know yet owes its half.
    fn year_owed(&self, plan: &Plan, quota: &Quota, year: i32, as_of: NaiveDate) -> (u32, u32) {
        let (first, last) = days_of_school_year(year);
        let half = u32::from(quota.year).div_ceil(2);
        let grade = self.grade_of(plan, as_of);
        let known: Vec<_> = self.calendar.terms().iter().filter(|it| first <= it.first && it.first <= last).collect();
        let (mut owed, mut to_date) = (0, 0);
        for term in &known {
            let mut all: Vec<NaiveDate> = self.calendar.school_days(term.first, term.last, grade).map(monday).collect();
            all.dedup();
            let taught = self.weeks_taught(plan, term.first, term.last);
            let over = taught.iter().filter(|monday| **monday + Days::new(6) <= as_of).count() as u32;
            let weeks = (all.len() as u32).max(1);
            // Both are rounded alike: at the end of the term they are one number.
            owed += half * taught.len() as u32 / weeks;
            to_date += half * over / weeks;
        }
        let goes_on = plan.record.closing.as_ref().is_none_or(|closing| closing.on >= last) && plan.record.from <= last;
        if known.len() == 1 && known[0].first.month() >= 7 && goes_on {
            owed += half;
        }
        (owed, to_date)
    }
}

/// Visits that are owed to a child who is taught at home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct VisitsOwed {
    pub(super) now: Tally,
    pub(super) behind: u32,
    pub(super) unit: Counted,
    pub(super) since: NaiveDate,
    pub(super) due: Option<NaiveDate>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::made_up::{class_of, date};
    use crate::domain::plan::PlanKind;
    use crate::domain::plan::made_up::{helped, lesson, plan};
    use crate::domain::school::Books;
    use proptest::prelude::*;

    fn books() -> Books {
        class_of(1).0
    }

    /// A plan from a day on, with lessons given on days.
    fn school(place: Place, from: &str, given: &[(&str, u16)]) -> (School, Plan) {
        let mut books = books();
        let mut plan = plan(1, books.pupils[0].id, PlanKind::HomeTeaching, from);
        plan.record.place = Some(place);
        let helps = given.iter().zip(1..).map(|((day, count), nth)| helped(nth, &plan, day, lesson(place, *count)));
        books.helps = helps.collect();
        books.plans.push(plan.clone());
        (School::from_books(books), plan)
    }

    fn state(place: Place, from: &str, given: &[(&str, u16)], month: &str, as_of: &str) -> QuotaState {
        let (school, plan) = school(place, from, given);
        school.quota_state(&plan, date(month), date(as_of)).unwrap()
    }

    #[test]
    fn fujians_numbers_hold_where_the_school_set_none() {
        let numbers = |place| {
            let quota = Quota::usual(place);
            (quota.per, quota.visits, quota.lessons, quota.year)
        };
        assert_eq!(numbers(Place::Home), (Per::Month, 3, 2, 90));
        assert_eq!(numbers(Place::Point), (Per::Week, 2, 3, 216));
        assert_eq!(numbers(Place::Remote), (Per::Week, 0, 9, 360));
        let (mut school, _) = school(Place::Home, "2025-09-01", &[]);
        let own = Quota { visits: 4, ..Quota::usual(Place::Home) };
        school.quotas.push((Place::Home, date("2025-11-01"), own));
        let visits = |on: &str| school.teaching_quota(Place::ParentClass, date(on)).visits;
        assert_eq!([visits("2025-10-31"), visits("2025-11-01")], [3, 4]);
    }

    #[test]
    fn three_visits_a_month_of_two_lessons_each() {
        let given = [("2025-09-03", 2), ("2025-09-10", 2), ("2025-10-15", 2), ("2025-10-22", 1)];
        let september = state(Place::Home, "2025-09-01", &given, "2025-09-01", "2025-10-31");
        assert_eq!(september.in_month, Tally { owed: 3, given: 2 });
        let october = state(Place::Home, "2025-09-01", &given, "2025-10-01", "2025-10-31");
        assert_eq!((october.in_month, october.short, october.behind), (Tally { owed: 3, given: 1 }, 1, 1));
        assert_eq!((october.lessons_in_month, october.in_year.given), (3, 7));
        // The autumn term has 22 weeks, of which eight are over: half of 90 by that share.
        assert_eq!(october.in_year.owed, 90);
        assert_eq!(october.owed_to_date, 45 * 8 / 22, "{october:?}");
    }

    #[test]
    fn a_month_that_has_but_a_week_left_owes_a_visit_and_what_is_given_over_makes_up() {
        let late = state(Place::Home, "2025-10-29", &[], "2025-10-01", "2025-10-31");
        assert_eq!(late.in_month.owed, 1);
        let given: Vec<(&str, u16)> =
            ["2025-10-13", "2025-10-14", "2025-10-15", "2025-10-16", "2025-10-17"].map(|day| (day, 2)).to_vec();
        let made_up = state(Place::Home, "2025-09-01", &given, "2025-10-01", "2025-10-31");
        assert_eq!(made_up.behind, 1, "September's three less October's two over");
    }

    /// What was enough by the quota of its month stays enough when more is owed later.
    #[test]
    fn a_month_owes_by_the_quota_that_held_in_it() {
        let given = ["2025-09-03", "2025-09-10", "2025-09-17", "2025-10-15", "2025-10-22", "2025-10-29"];
        let (mut school, plan) = school(Place::Home, "2025-09-01", &given.map(|day| (day, 2)));
        let behind =
            |school: &School| school.quota_state(&plan, date("2025-11-19"), date("2025-11-19")).unwrap().behind;
        assert_eq!(behind(&school), 0);
        let own = Quota { visits: 4, ..Quota::usual(Place::Home) };
        school.quotas.push((Place::Home, date("2025-11-01"), own.clone()));
        assert_eq!(behind(&school), 0, "three a month were owed then");
        assert_eq!(school.teaching_quota(Place::Home, date("2025-11-19")).basis, "本校规定");
        assert_eq!(school.teaching_quota(Place::Home, date("2025-10-31")).basis, BASIS);
        school.quotas[0].1 = date("2025-10-01");
        assert_eq!(behind(&school), 1, "October owed four");
        school.quotas[0].2 = Quota { per: Per::Week, visits: 1, ..own };
        assert_eq!(behind(&school), 1, "of the week from 6 October; what November lacks is in its own tally");
    }

    #[test]
    fn weeks_are_counted_at_a_point_and_lessons_remotely() {
        let given = [("2025-11-03", 3), ("2025-11-06", 3), ("2025-11-10", 3)];
        let point = state(Place::Point, "2025-11-03", &given, "2025-11-01", "2025-11-14");
        assert_eq!((point.in_month, point.behind), (Tally { owed: 8, given: 3 }, 0));
        let remote =
            state(Place::Remote, "2025-11-03", &[("2025-11-04", 9), ("2025-11-11", 4)], "2025-11-01", "2025-11-20");
        assert_eq!(
            (remote.in_month, remote.behind),
            (Tally { owed: 36, given: 13 }, 0),
            "the month's own are in its tally"
        );
    }

    /// The slow, obvious twin: day by day.
    fn slow(school: &School, plan: &Plan, month: NaiveDate, as_of: NaiveDate) -> (Tally, u32) {
        let quota = school.teaching_quota(plan.record.taught().unwrap(), as_of);
        let grade = school.pupils[0].class(date("2025-09-01")).map(|class| class.grade);
        let first_of_span = |day: NaiveDate| match quota.per {
            Per::Month => day.with_day(1).unwrap(),
            Per::Week => day - Days::new(u64::from(day.weekday().num_days_from_monday())),
        };
        let mut spans: std::collections::BTreeMap<NaiveDate, (std::collections::BTreeSet<u32>, u32)> =
            Default::default();
        let mut day = date("2025-08-01");
        while day <= date("2026-01-31") {
            let span = spans.entry(first_of_span(day)).or_default();
            if school.calendar.is_school_day(day, grade) && plan.record.from <= day {
                span.0.insert(day.iso_week().week());
            }
            for helped in school.helps.iter().filter(|helped| helped.record.at.date() == day && day <= as_of) {
                let lessons = helped.record.help.lesson().unwrap().lessons;
                let counts = if quota.visits == 0 { lessons } else { u16::from(lessons >= quota.lessons) };
                span.1 += u32::from(counts);
            }
            day = day + Days::new(1);
        }
        let owed = |weeks: usize| match quota.per {
            _ if weeks == 0 => 0,
            Per::Month => u32::from(quota.visits).min(weeks as u32),
            Per::Week if quota.visits == 0 => u32::from(quota.lessons),
            Per::Week => u32::from(quota.visits),
        };
        let is_of_month = |first: &NaiveDate| (first.year(), first.month()) == (month.year(), month.month());
        let of_month = spans.iter().filter(|(first, _)| is_of_month(first));
        let tally = of_month.fold(Tally::default(), |sum, (_, (weeks, given))| Tally {
            owed: sum.owed + owed(weeks.len()),
            given: sum.given + given,
        });
        let running = first_of_span(as_of);
        let mut behind = 0i64;
        for (first, (weeks, given)) in spans.range(..=running) {
            let over = i64::from(*given) - i64::from(owed(weeks.len()));
            behind = if *first == running { (behind - over.max(0)).max(0) } else { (behind - over).max(0) };
        }
        (tally, behind as u32)
    }

    proptest! {
        #[test]
        fn owed_and_given_agree_with_a_slow_count(
            place in proptest::sample::select(Place::OF_PLANS.to_vec()),
            from in 0..100u64,
            given in prop::collection::btree_map(0..150u64, 1..5u16, 0..40),
            today in 0..150u64,
        ) {
            let begin = date("2025-09-01");
            let day = |offset: u64| begin + Days::new(offset);
            let mut books = books();
            let mut taught = plan(1, books.pupils[0].id, PlanKind::HomeTeaching, "2025-09-01");
            (taught.record.place, taught.record.from) = (Some(place), day(from));
            let given = given.into_iter().filter(|(on, _)| *on >= from);
            books.helps = given.zip(1..).map(|((on, count), nth)| {
                helped(nth, &taught, &day(on).to_string(), lesson(place, count))
            }).collect();
            books.plans.push(taught.clone());
            let school = School::from_books(books);
            let as_of = day(today.max(from));
            let state = school.quota_state(&taught, as_of, as_of).unwrap();
            let (tally, behind) = slow(&school, &taught, as_of, as_of);
            prop_assert_eq!(state.in_month, tally);
            let owed = school.visits_to_do(&taught, as_of);
            prop_assert_eq!(owed.map_or(0, |owed| owed.behind), behind);
            prop_assert_eq!(state.in_year.given, school.helps.iter().filter(|it| it.record.at.date() <= as_of)
                .map(|it| u32::from(it.record.help.lesson().unwrap().lessons)).sum::<u32>());
            prop_assert!(state.owed_to_date <= state.in_year.owed);
        }
    }

    /// Numbers that nobody can give are refused; such as another machine has recorded are counted all the same.
    #[test]
    fn numbers_beyond_any_day_are_refused_and_overflow_nothing() {
        let quota = |per, visits, lessons, year| Quota { per, visits, lessons, year, basis: String::new() };
        assert_eq!(quota(Per::Week, 0, 168, 8784).may_hold(), Ok(()));
        assert_eq!(quota(Per::Week, 0, 30_000, 90).may_hold(), Err(CannotOwe::TooManyLessons { most: 168 }));
        assert_eq!(quota(Per::Month, 3, 25, 90).may_hold(), Err(CannotOwe::TooManyLessons { most: 24 }));
        assert_eq!(quota(Per::Month, 3, 2, 65_535).may_hold(), Err(CannotOwe::TooManyAYear { most: 8784 }));
        let mut books = books();
        let mut taught = plan(1, books.pupils[0].id, PlanKind::HomeTeaching, "2025-09-01");
        taught.record.place = Some(Place::Remote);
        let whole = |nth, day| helped(nth, &taught, day, lesson(Place::Remote, u16::MAX));
        books.helps = vec![whole(1, "2025-10-13"), whole(2, "2025-10-14")];
        books.plans.push(taught.clone());
        books.quotas = vec![(Place::Remote, date("2025-09-01"), quota(Per::Week, 0, u16::MAX, u16::MAX))];
        let school = School::from_books(books);
        let state = school.quota_state(&taught, date("2025-10-31"), date("2025-10-31")).unwrap();
        assert_eq!(state.in_month.owed, 4 * u32::from(u16::MAX));
        assert_eq!(state.in_year.given, 2 * u32::from(u16::MAX));
        assert!(state.in_year.owed > 0 && state.owed_to_date > 0 && state.behind > 0);
    }
}

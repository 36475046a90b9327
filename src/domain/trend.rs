//! How attendance goes over a term (趋势): by class and week, by weekday, against the year before, and the pupils who
//! miss most. Classes stand in their own order: nothing here ranks them.

use super::attendance::PupilDay;
use super::calendar::Term;
use super::class::Class;
use super::figures::{Figures, TenThousandths};
use super::flags::Scope;
use super::ids::PupilId;
use super::review::Week;
use super::school::School;
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Rates by week; none where no roll was taken.
pub type Rates = Vec<Option<TenThousandths>>;

/// A term so far, of a scope.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trend {
    /// The weeks of the term so far.
    pub weeks: Vec<Week>,
    /// In the order of the classes.
    pub classes: Vec<(Class, Rates)>,
    /// All of them together.
    pub whole: Rates,
    /// Only weekdays with a roll.
    pub weekdays: Vec<(Weekday, Figures)>,
    /// The pupils who miss most days without a reason; alike the longer running streak first, then by name.
    pub runs: Vec<TermRun>,
    pub year_before: Option<YearBefore>,
}

/// A pupil's unexcused days over the term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermRun {
    pub pupil: PupilId,
    pub class: Class,
    /// 连续旷课, school days, as of the day.
    pub streak: u16,
    /// 累计旷课, days.
    pub sum: TenThousandths,
    /// Unexcused days, week by week.
    pub weeks: Vec<TenThousandths>,
}

/// A grade, or the school, against the same term of the year before, by week of the term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearBefore {
    pub scope: Scope,
    pub term: String,
    pub now: Rates,
    /// As many weeks as the term had.
    pub then: Rates,
}

/// A term began a year ago where its first day lies no further than this from that day.
const NEAR: TimeDelta = TimeDelta::days(45);

impl School {
    /// The term of a date up to it, with so many pupils at most.
    pub fn trend(&self, scope: Scope, as_of: NaiveDate, most: usize) -> Trend {
        let Some(term) = self.calendar.term_of(as_of) else { return Trend::default() };
        let last = term.last.min(as_of);
        let weeks = weeks_between(term.first, last);
        let mut classes: BTreeMap<Class, Vec<Figures>> = BTreeMap::new();
        let mut weekdays = [Figures::default(); 7];
        self.each_day(scope, term.first, last, |class, day| {
            let figures = Figures::of(&[*day]);
            weekdays[day.date.weekday().num_days_from_monday() as usize] += figures;
            let of_class = classes.entry(class).or_insert_with(|| vec![Figures::default(); weeks.len()]);
            if let Some(of_week) = of_class.get_mut(week_of(term, day.date)) {
                *of_week += figures;
            }
        });
        let mut whole = vec![Figures::default(); weeks.len()];
        for of_class in classes.values() {
            whole.iter_mut().zip(of_class).for_each(|(sum, figures)| *sum += *figures);
        }
        let weekdays = WEEK.into_iter().zip(weekdays).filter(|(_, figures)| figures.expected > 0);
        Trend {
            classes: classes.into_iter().map(|(class, weeks)| (class, rates(&weeks))).collect(),
            whole: rates(&whole),
            weekdays: weekdays.collect(),
            runs: self.runs(scope, term, last, &weeks, most),
            year_before: self.year_before(scope, term, last),
            weeks,
        }
    }

    /// Every day with a roll of every pupil, with the class of that day.
    fn each_day(&self, scope: Scope, from: NaiveDate, to: NaiveDate, mut each: impl FnMut(Class, &PupilDay)) {
        for (at, pupil) in self.pupils.iter().enumerate() {
            for day in self.attendance.pupil_days(at, pupil, from, to) {
                if let Some(class) = pupil.class(day.date).filter(|class| scope.covers(*class)) {
                    each(class, &day);
                }
            }
        }
    }

    fn runs(&self, scope: Scope, term: &Term, last: NaiveDate, weeks: &[Week], most: usize) -> Vec<TermRun> {
        let missed = |id: PupilId| self.missed(id, last).any(|missed| missed.date >= term.first);
        let run = |id: PupilId| {
            let class = self.last_class(id, last).filter(|class| scope.covers(*class))?;
            let flag = self.flag(id, last)?;
            let days = self.pupil_days(id, term.first, last);
            let of_week = |week: &Week| {
                let within = |day: &&PupilDay| Week::of(day.date) == *week;
                Figures::of(&days.iter().filter(within).copied().collect::<Vec<_>>()).unexcused_days()
            };
            Some(TermRun {
                pupil: id,
                class,
                streak: flag.streak.days(),
                sum: flag.figures.unexcused_days(),
                weeks: weeks.iter().map(of_week).collect(),
            })
        };
        let ids = self.pupils.iter().map(|pupil| pupil.id).filter(|id| missed(*id));
        let mut runs: Vec<TermRun> = ids.filter_map(run).collect();
        let name = |run: &TermRun| self.pupil(run.pupil).map(|pupil| pupil.record.name.as_str());
        runs.sort_by_key(|run| (Reverse((run.sum, run.streak)), name(run), run.pupil));
        runs.truncate(most);
        runs
    }

    /// None where the books do not reach back so far. A class is another one a year before: its grade is compared.
    fn year_before(&self, scope: Scope, term: &Term, last: NaiveDate) -> Option<YearBefore> {
        let scope = match scope {
            Scope::Class(class) => Scope::Grade(class.grade),
            wider => wider,
        };
        let a_year_ago = term.first.with_year(term.first.year() - 1).unwrap_or(term.first - TimeDelta::days(365));
        let is_then = |it: &&Term| (it.first - a_year_ago).abs() <= NEAR;
        let before = self.calendar.terms().iter().find(is_then)?;
        let then = self.rates_of(scope, before, before.last);
        then.iter().any(Option::is_some).then(|| YearBefore {
            scope,
            term: before.name.clone(),
            now: self.rates_of(scope, term, last),
            then,
        })
    }

    fn rates_of(&self, scope: Scope, term: &Term, last: NaiveDate) -> Rates {
        let mut weeks = vec![Figures::default(); weeks_between(term.first, last).len()];
        self.each_day(scope, term.first, last, |_, day| {
            if let Some(of_week) = weeks.get_mut(week_of(term, day.date)) {
                *of_week += Figures::of(&[*day]);
            }
        });
        rates(&weeks)
    }
}

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

fn rates(weeks: &[Figures]) -> Rates {
    weeks.iter().map(Figures::attendance_rate).collect()
}

/// The weeks from that of one day to that of another.
fn weeks_between(first: NaiveDate, last: NaiveDate) -> Vec<Week> {
    let weeks = std::iter::successors(Some(Week::of(first)), |week| Some(week.after()));
    weeks.take_while(|week| week.monday() <= last).collect()
}

/// The place of a day's week in its term, from 0.
fn week_of(term: &Term, date: NaiveDate) -> usize {
    usize::try_from(term.week(date) - 1).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::Term;
    use crate::domain::ids::EntryId;
    use crate::domain::made_up::{self, date};
    use crate::domain::mark::Mark;
    use crate::domain::people::Standing;
    use crate::domain::roll::SessionCode;
    use proptest::prelude::*;

    const SESSIONS: [SessionCode; 2] = [SessionCode::AM, SessionCode::PM];

    /// Two pupils of one class; on each of the days the first has these marks, and all rolls are taken.
    fn school(days: &[(&str, [Option<Mark>; 2])]) -> School {
        let (mut books, class) = made_up::class_of(2);
        let first = books.pupils[0].id;
        for (day, marks) in days {
            for (session, mark) in SESSIONS.into_iter().zip(marks) {
                let marks: Vec<_> = mark.map(|mark| (first, mark)).into_iter().collect();
                books.rolls.push(made_up::roll(class, day, session, &marks, EntryId::NEW));
            }
        }
        School::from_books(books)
    }

    fn percent(rates: &[Option<TenThousandths>]) -> Vec<Option<u32>> {
        rates.iter().map(|rate| rate.map(|rate| rate.0 / 100)).collect()
    }

    #[test]
    fn weeks_without_a_roll_have_no_rate() {
        let away = Some(Mark::Truant);
        let school =
            school(&[("2025-09-01", [away, away]), ("2025-09-15", [away, None]), ("2025-09-16", [None, None])]);
        let trend = school.trend(Scope::School, date("2025-09-17"), 10);
        assert_eq!(trend.weeks.len(), 3);
        assert_eq!(percent(&trend.whole), [Some(50), None, Some(87)]);
        assert_eq!(percent(&trend.classes[0].1), percent(&trend.whole));
        let weekdays: Vec<_> = trend.weekdays.iter().map(|(day, figures)| (*day, figures.attended)).collect();
        assert_eq!(weekdays, [(Weekday::Mon, 5), (Weekday::Tue, 4)]);
        let [run] = trend.runs.as_slice() else { panic!("{:?}", trend.runs) };
        assert_eq!((run.streak, run.sum.as_f64()), (0, 1.5));
        assert_eq!(run.weeks.iter().map(|days| days.as_f64()).collect::<Vec<_>>(), [1.0, 0.0, 0.5]);
        assert_eq!(trend.year_before, None);
    }

    #[test]
    fn who_missed_most_stands_first_whatever_runs_now() {
        let (mut books, class) = made_up::class_of(4);
        let names = ["丁", "乙", "甲", "丙"];
        books.pupils.iter_mut().zip(names).for_each(|(pupil, name)| pupil.record.name = name.into());
        let ids: Vec<PupilId> = books.pupils.iter().map(|pupil| pupil.id).collect();
        // The first missed three days and is back; the second has been away for two; the others for one.
        let days: [(&str, &[usize]); 5] = [
            ("2025-09-01", &[0]),
            ("2025-09-02", &[0]),
            ("2025-09-03", &[0]),
            ("2025-09-04", &[1]),
            ("2025-09-05", &[1, 2, 3]),
        ];
        for (day, away) in days {
            let marks: Vec<_> = away.iter().map(|at| (ids[*at], Mark::Truant)).collect();
            SESSIONS.into_iter().for_each(|session| {
                books.rolls.push(made_up::roll(class, day, session, &marks, EntryId::NEW));
            });
        }
        let school = School::from_books(books);
        let runs = |most| {
            let runs = school.trend(Scope::School, date("2025-09-05"), most).runs;
            runs.iter().map(|run| school.pupil(run.pupil).unwrap().record.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(runs(10), ["丁", "乙", "丙", "甲"]);
        assert_eq!(runs(1), ["丁"]);
    }

    #[test]
    fn a_grade_is_compared_with_the_same_grade_a_year_before() {
        let (mut books, class) = made_up::class_of(2);
        let first = date("2024-09-02");
        books.terms.push(Term { first, last: date("2025-01-17"), name: "2024—2025学年第一学期".into() });
        let older = &mut books.pupils[1];
        older.standings.clear();
        older.standings.push((first, Standing::InClass { class, seat: None }));
        older.standings.push((date("2025-07-01"), Standing::Gone));
        let (then, now) = (older.id, books.pupils[0].id);
        for (day, away) in [("2024-09-02", Some(then)), ("2024-09-03", None), ("2025-09-01", Some(now))] {
            let marks: Vec<_> = away.map(|pupil| (pupil, Mark::Sick)).into_iter().collect();
            books.rolls.push(made_up::roll(class, day, SessionCode::AM, &marks, EntryId::NEW));
        }
        let school = School::from_books(books);
        for scope in [Scope::Class(class), Scope::Grade(class.grade)] {
            let compared = school.trend(scope, date("2025-09-02"), 10).year_before.unwrap();
            assert_eq!(compared.scope, Scope::Grade(class.grade));
            assert_eq!((percent(&compared.now), percent(&compared.then)[0]), (vec![Some(0)], Some(50)));
            assert_eq!(compared.then.len(), 20);
        }
        assert_eq!(school.trend(Scope::School, date("2024-09-03"), 10).year_before, None);
    }

    proptest! {
        /// The weeks of the classes add up to the whole, and the runs to what the flags say.
        #[test]
        fn the_parts_add_up(marks in prop::collection::vec(any::<[bool; 2]>(), 1..30)) {
            let days: Vec<(String, [Option<Mark>; 2])> = (date("2025-09-01").iter_days())
                .zip(&marks)
                .map(|(day, away)| (day.to_string(), away.map(|away| away.then_some(Mark::Unknown))))
                .collect();
            let days: Vec<(&str, [Option<Mark>; 2])> = days.iter().map(|(day, marks)| (day.as_str(), *marks)).collect();
            let school = school(&days);
            let as_of = date("2025-09-30");
            let trend = school.trend(Scope::School, as_of, 10);
            prop_assert_eq!(&trend.classes[0].1, &trend.whole);
            for run in &trend.runs {
                let flag = school.flag(run.pupil, as_of).unwrap();
                prop_assert_eq!(run.weeks.iter().map(|days| days.0).sum::<u32>(), flag.unexcused_days_in_term().0);
            }
        }
    }
}

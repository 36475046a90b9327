//! School days (上课日). A date inside a term is one or not by the first of these that speaks of it:
//!
//! 1. the school's own entry for that date and grade,
//! 2. the school's own entry for that date and the whole school,
//! 3. the national table of holidays and make-up workdays,
//! 4. Monday to Friday on, Saturday and Sunday off.

use super::class::Grade;
use super::national;
use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A term (学期), first and last day included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub name: String,
}

impl Term {
    pub fn contains(&self, date: NaiveDate) -> bool {
        self.first <= date && date <= self.last
    }

    /// Week of the term (第几周), from 1; the week of the first day is the first, and weeks begin on Monday.
    pub fn week(&self, date: NaiveDate) -> i64 {
        let monday = |date: NaiveDate| date.week(Weekday::Mon).first_day();
        (monday(date) - monday(self.first)).num_weeks() + 1
    }
}

/// Whether there is school on a day (放假 or 上课).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// 放假
    Off,
    /// 上课
    On,
}

/// A day that the school, or the nation, has set itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetDay {
    pub kind: DayKind,
    pub note: String,
}

/// Which day an entry of the school's own calendar is for: a date, for everybody or for one grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DayKey {
    pub date: NaiveDate,
    pub grade: Option<Grade>,
}

/// Why a date is a school day or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayWhy<'a> {
    /// In no term.
    OutsideTerms,
    /// The school's own entry for one grade.
    OwnGrade(&'a str),
    /// The school's own entry for everybody.
    Own(&'a str),
    /// 法定节假日
    Holiday(&'a str),
    /// 调休上班日
    MakeUp(&'a str),
    Weekday,
    Weekend,
    /// An ordinary weekday or weekend of a year whose national table is missing: the answer is a guess.
    TableMissing,
}

/// The answer for a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day<'a> {
    pub school_day: bool,
    pub term: Option<&'a Term>,
    pub why: DayWhy<'a>,
}

/// Every date's answer to "is there school?".
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Earliest first.
    terms: Vec<Term>,
    own: BTreeMap<DayKey, SetDay>,
    national: BTreeMap<NaiveDate, SetDay>,
    /// Years whose national table is known, built in or entered.
    years: BTreeSet<i32>,
    /// The school days of all terms, earliest first: of the whole school, and of each grade that has a day of its own.
    school_days: Vec<(Option<Grade>, Vec<NaiveDate>)>,
}

impl Calendar {
    /// The school's terms and days over the national table: the built-in years, and `entered` ones, which replace them.
    pub fn new(
        mut terms: Vec<Term>,
        own: impl IntoIterator<Item = (DayKey, SetDay)>,
        entered: impl IntoIterator<Item = (i32, Vec<(NaiveDate, SetDay)>)>,
    ) -> Calendar {
        terms.sort_by_key(|term| term.first);
        let mut national: BTreeMap<NaiveDate, SetDay> = national::days().collect();
        let mut years: BTreeSet<i32> = national::YEARS.collect();
        for (year, days) in entered {
            national.retain(|date, _| date.year() != year);
            national.extend(days);
            years.insert(year);
        }
        let own: BTreeMap<DayKey, SetDay> = own.into_iter().collect();
        let mut calendar = Calendar { terms, own, national, years, school_days: Vec::new() };
        let of_their_own: BTreeSet<Option<Grade>> = calendar.own.keys().map(|key| key.grade).chain([None]).collect();
        calendar.school_days = of_their_own.into_iter().map(|grade| (grade, calendar.work_out(grade))).collect();
        calendar
    }

    /// Every date of the terms on which there is school for a grade.
    fn work_out(&self, grade: Option<Grade>) -> Vec<NaiveDate> {
        let dates: BTreeSet<NaiveDate> =
            self.terms.iter().flat_map(|term| days_between(term.first, term.last)).collect();
        dates.into_iter().filter(|date| self.kind(*date, grade).0 == DayKind::On).collect()
    }

    /// The school days of a grade: those of the whole school where it has none of its own.
    fn all_school_days(&self, grade: Option<Grade>) -> &[NaiveDate] {
        let of = |grade| self.school_days.iter().find(|(whose, _)| *whose == grade);
        of(grade).or_else(|| of(None)).map_or(&[], |(_, days)| days)
    }

    /// Earliest first.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    pub fn own_days(&self) -> &BTreeMap<DayKey, SetDay> {
        &self.own
    }

    /// The nation's days off and make-up days of a year, earliest first; none for a year whose table is missing.
    pub fn national_days(&self, year: i32) -> impl Iterator<Item = (NaiveDate, &SetDay)> {
        self.national.iter().filter(move |(date, _)| date.year() == year).map(|(date, day)| (*date, day))
    }

    /// The answer for a date and the pupils of one grade, or for the school as a whole.
    pub fn day(&self, date: NaiveDate, grade: Option<Grade>) -> Day<'_> {
        let Some(term) = self.terms.iter().find(|term| term.contains(date)) else {
            return Day { school_day: false, term: None, why: DayWhy::OutsideTerms };
        };
        let (kind, why) = self.kind(date, grade);
        Day { school_day: kind == DayKind::On, term: Some(term), why }
    }

    fn kind(&self, date: NaiveDate, grade: Option<Grade>) -> (DayKind, DayWhy<'_>) {
        if let Some(set) = grade.and_then(|_| self.own.get(&DayKey { date, grade })) {
            return (set.kind, DayWhy::OwnGrade(&set.note));
        }
        if let Some(set) = self.own.get(&DayKey { date, grade: None }) {
            return (set.kind, DayWhy::Own(&set.note));
        }
        match self.national.get(&date) {
            Some(SetDay { kind: DayKind::Off, note }) => return (DayKind::Off, DayWhy::Holiday(note)),
            Some(SetDay { kind: DayKind::On, note }) => return (DayKind::On, DayWhy::MakeUp(note)),
            None => {}
        }
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        let kind = if weekend { DayKind::Off } else { DayKind::On };
        let why = match weekend {
            _ if !self.is_known(date.year()) => DayWhy::TableMissing,
            true => DayWhy::Weekend,
            false => DayWhy::Weekday,
        };
        (kind, why)
    }

    pub fn is_school_day(&self, date: NaiveDate, grade: Option<Grade>) -> bool {
        self.all_school_days(grade).binary_search(&date).is_ok()
    }

    /// Whether the national table of that year is known. If not, say so and ask for it.
    pub fn is_known(&self, year: i32) -> bool {
        self.years.contains(&year)
    }

    /// The years of the terms for which the national table is missing.
    pub fn missing_years(&self) -> BTreeSet<i32> {
        let years = self.terms.iter().flat_map(|term| term.first.year()..=term.last.year());
        years.filter(|year| !self.is_known(*year)).collect()
    }

    /// The term that a date's figures are of: the one that contains it, else the latest that began before it.
    pub fn term_of(&self, date: NaiveDate) -> Option<&Term> {
        self.terms.iter().rev().find(|term| term.first <= date)
    }

    /// School days from `from` to `to`, both included, earliest first.
    pub fn school_days(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        grade: Option<Grade>,
    ) -> impl DoubleEndedIterator<Item = NaiveDate> + ExactSizeIterator + '_ {
        let days = self.all_school_days(grade);
        let days = &days[days.partition_point(|day| *day < from)..];
        days[..days.partition_point(|day| *day <= to)].iter().copied()
    }

    /// The school day that comes `count` school days after a date; 0 is the date itself, or the next school day where
    /// it is none. `None` where the terms known end before: no deadline is computed across an unknown calendar.
    pub fn school_day_after(&self, date: NaiveDate, count: u16, grade: Option<Grade>) -> Option<NaiveDate> {
        let last = self.terms.last()?.last;
        let skip = if self.is_school_day(date, grade) { count } else { count.saturating_sub(1) };
        self.school_days(date, last, grade).nth(usize::from(skip))
    }

    /// How many school days lie after `from` up to and including `to`.
    pub fn school_days_late(&self, from: NaiveDate, to: NaiveDate, grade: Option<Grade>) -> u16 {
        let days = from.succ_opt().map_or(0, |next| self.school_days(next, to, grade).len());
        u16::try_from(days).unwrap_or(u16::MAX)
    }
}

/// Every date from the first to the last, both included; none when they are the wrong way round.
pub fn days_between(first: NaiveDate, last: NaiveDate) -> impl DoubleEndedIterator<Item = NaiveDate> + Clone {
    let days = (last - first).num_days() + 1;
    (0..days.max(0)).map(move |day| first + chrono::TimeDelta::days(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn autumn() -> Calendar {
        let term = Term { first: date("2025-09-01"), last: date("2026-01-30"), name: String::new() };
        Calendar::new(vec![term], [], [])
    }

    /// The reckoning of the domain handbook, section 8.2.
    #[test]
    fn the_autumn_term_of_2025_has_105_school_days() {
        let calendar = autumn();
        let months = [
            ("2025-09-01", "2025-09-30", 23),
            ("2025-10-01", "2025-10-31", 18),
            ("2025-11-01", "2025-11-30", 20),
            ("2025-12-01", "2025-12-31", 23),
            ("2026-01-01", "2026-01-31", 21),
        ];
        for (first, last, expected) in months {
            assert_eq!(calendar.school_days(date(first), date(last), None).count(), expected, "{first}");
        }
        assert_eq!(calendar.school_days(date("2025-01-01"), date("2026-12-31"), None).count(), 105);
    }

    #[test]
    fn the_more_particular_entry_speaks_first() {
        let (whole, seven) = (None, Grade::new(7));
        let off = |note: &str| SetDay { kind: DayKind::Off, note: note.into() };
        let on = |note: &str| SetDay { kind: DayKind::On, note: note.into() };
        let own = [
            (DayKey { date: date("2025-10-11"), grade: None }, off("台风")),
            (DayKey { date: date("2025-10-11"), grade: seven }, on("补课")),
            (DayKey { date: date("2025-11-06"), grade: seven }, off("运动会")),
        ];
        let calendar = Calendar::new(autumn().terms, own, []);
        let table = [
            ("2025-10-01", whole, false, DayWhy::Holiday("国庆节、中秋节")),
            ("2025-09-28", whole, true, DayWhy::MakeUp("国庆节、中秋节调休上班")),
            ("2025-10-11", whole, false, DayWhy::Own("台风")),
            ("2025-10-11", seven, true, DayWhy::OwnGrade("补课")),
            ("2025-11-06", whole, true, DayWhy::Weekday),
            ("2025-11-06", seven, false, DayWhy::OwnGrade("运动会")),
            ("2025-11-08", whole, false, DayWhy::Weekend),
            ("2025-08-29", whole, false, DayWhy::OutsideTerms),
        ];
        for (day, grade, school_day, why) in table {
            let answer = calendar.day(date(day), grade);
            assert_eq!((answer.school_day, answer.why), (school_day, why), "{day}");
        }
    }

    proptest! {
        /// What is worked out once is what each date answers for itself.
        #[test]
        fn the_list_of_school_days_agrees_with_every_day(
            own in prop::collection::vec((0..80i64, prop::option::of(7..9u8), any::<bool>()), 0..12),
            terms in prop::collection::vec((0..60i64, 0..30i64), 0..3),
            span in (0..80i64, 0..80i64),
        ) {
            let day = |offset: i64| date("2025-09-01") + chrono::TimeDelta::days(offset);
            let set = own.into_iter().map(|(offset, grade, on)| {
                let kind = if on { DayKind::On } else { DayKind::Off };
                let key = DayKey { date: day(offset), grade: grade.and_then(Grade::new) };
                (key, SetDay { kind, note: String::new() })
            });
            let term = |(first, length)| Term { first: day(first), last: day(first + length), name: String::new() };
            let calendar = Calendar::new(terms.into_iter().map(term).collect(), set, []);
            for grade in [None, Grade::new(7), Grade::new(8), Grade::new(9)] {
                let is_school_day = |date: &NaiveDate| calendar.day(*date, grade).school_day;
                let slowly: Vec<NaiveDate> = days_between(day(span.0), day(span.1)).filter(is_school_day).collect();
                let quickly: Vec<NaiveDate> = calendar.school_days(day(span.0), day(span.1), grade).collect();
                prop_assert_eq!(slowly, quickly);
                prop_assert!((0..80).all(|at| calendar.is_school_day(day(at), grade) == is_school_day(&day(at))));
            }
        }
    }

    #[test]
    fn a_year_without_its_table_is_named() {
        let spring = Term { first: date("2027-03-01"), last: date("2027-07-02"), name: String::new() };
        let calendar = Calendar::new(vec![spring], [], []);
        assert_eq!(calendar.day(date("2027-05-03"), None).why, DayWhy::TableMissing);
        assert_eq!(calendar.missing_years(), BTreeSet::from([2027]));
        let labour_day = (date("2027-05-03"), SetDay { kind: DayKind::Off, note: "劳动节".into() });
        let told = Calendar::new(calendar.terms.clone(), [], [(2027, vec![labour_day])]);
        assert!(!told.is_school_day(date("2027-05-03"), None));
        assert!(told.missing_years().is_empty());
    }

    #[test]
    fn deadlines_count_school_days_and_stop_where_the_calendar_does() {
        let calendar = autumn();
        let table = [
            ("2025-09-08", 0, Some("2025-09-08")),
            ("2025-09-08", 1, Some("2025-09-09")),
            ("2025-09-26", 1, Some("2025-09-28")),
            ("2025-09-30", 1, Some("2025-10-09")),
            ("2025-10-04", 0, Some("2025-10-09")),
            ("2025-10-04", 1, Some("2025-10-09")),
            ("2026-01-30", 1, None),
        ];
        for (from, count, expected) in table {
            assert_eq!(calendar.school_day_after(date(from), count, None), expected.map(date), "{from} + {count}");
        }
        assert_eq!(calendar.school_days_late(date("2025-09-30"), date("2025-10-10"), None), 2);
    }

    #[test]
    fn weeks_of_the_term_begin_on_monday() {
        let term = Term { first: date("2025-09-03"), last: date("2026-01-30"), name: String::new() };
        assert_eq!([term.week(date("2025-09-03")), term.week(date("2025-09-08"))], [1, 2]);
    }
}

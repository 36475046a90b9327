//! The slow, obvious twin of the rules: every definition of the design read out literally, day by day, over the books
//! as they lie. Random schools must get the same answers from both.

use super::calendar::{DayKey, DayKind, SetDay, Term};
use super::class::{Class, Grade};
use super::flags::Scope;
use super::ids::{EntryId, PupilId};
use super::ladder::Excused;
use super::made_up::session;
use super::mark::{Counts, Mark};
use super::off_roll::OffRoll;
use super::people::{Pupil, PupilRecord, Standing};
use super::roll::{Marked, Roll, RollKey};
use super::school::{Books, School};
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use proptest::prelude::*;
use uuid::Uuid;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Verdict {
    NoData,
    Attended,
    Unexcused,
    Excused,
}

struct Twin<'a>(&'a Books);

impl Twin<'_> {
    fn term(&self, date: NaiveDate) -> Option<&Term> {
        self.0.terms.iter().find(|term| term.first <= date && date <= term.last)
    }

    fn is_school_day(&self, date: NaiveDate, grade: Grade) -> bool {
        let own = |grade| self.0.days.iter().find(|(key, _)| *key == DayKey { date, grade }).map(|(_, set)| set.kind);
        let national = super::national::days().find(|(day, _)| *day == date).map(|(_, set)| set.kind);
        let weekday = !matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        let kind = own(Some(grade)).or(own(None)).or(national);
        self.term(date).is_some() && kind.map_or(weekday, |kind| kind == DayKind::On)
    }

    fn standing(&self, pupil: &Pupil, date: NaiveDate) -> Option<Standing> {
        let begun = pupil.standings.iter().filter(|(from, _)| *from <= date);
        begun.max_by_key(|(from, _)| *from).map(|(_, standing)| *standing)
    }

    /// How each taken session of the day at which the pupil was expected counts: as the own class's roll says; where that
    /// has no mark, as the roll of a class in which the pupil was still listed.
    fn sessions(&self, pupil: &Pupil, date: NaiveDate) -> Vec<Counts> {
        let Some(Standing::InClass { class, .. }) = self.standing(pupil, date) else { return Vec::new() };
        if !self.is_school_day(date, class.grade) {
            return Vec::new();
        }
        let sleeps_at_home = pupil.record.boarder == Some(false);
        let mark = |roll: &Roll| roll.marks.iter().find(|marked| marked.pupil == pupil.id).map(|marked| marked.mark);
        let mut counts = Vec::new();
        for session in &self.0.profile.as_ref().unwrap().sessions {
            if sleeps_at_home && session.code.as_str() == "night" {
                continue;
            }
            let at_once = |roll: &&Roll| roll.key.date == date && roll.key.session == session.code;
            let own = self.0.rolls.iter().filter(at_once).find(|roll| roll.key.class == class);
            let others = self.0.rolls.iter().filter(at_once).filter(|roll| roll.key.class != class);
            let others = others.filter(|roll| self.is_school_day(date, roll.key.class.grade));
            let marked = own.and_then(mark).or_else(|| others.filter_map(mark).next());
            match marked {
                Some(mark) => counts.push(mark.counts()),
                None if own.is_some() => counts.push(Counts::Attended),
                None => {}
            }
        }
        counts
    }

    fn verdict(&self, pupil: &Pupil, date: NaiveDate) -> Verdict {
        let sessions = self.sessions(pupil, date);
        if sessions.is_empty() {
            Verdict::NoData
        } else if sessions.contains(&Counts::Attended) {
            Verdict::Attended
        } else if sessions.iter().all(|counts| *counts == Counts::Unexcused) {
            Verdict::Unexcused
        } else {
            Verdict::Excused
        }
    }

    /// Walks back by calendar days; `adds` says which verdicts add one, `ends` which end the walk besides *attended*.
    fn walk(
        &self,
        pupil: &Pupil,
        as_of: NaiveDate,
        stop: NaiveDate,
        adds: &[Verdict],
        ends: &[Verdict],
    ) -> Vec<NaiveDate> {
        let mut counted = Vec::new();
        let mut date = as_of;
        while date >= stop && matches!(self.standing(pupil, date), Some(Standing::InClass { .. })) {
            let verdict = self.verdict(pupil, date);
            if verdict == Verdict::Attended || ends.contains(&verdict) {
                break;
            }
            if adds.contains(&verdict) {
                counted.push(date);
            }
            date -= TimeDelta::days(1);
        }
        counted.reverse();
        counted
    }

    fn unexcused(&self, pupil: &Pupil, as_of: NaiveDate, stop: NaiveDate, excused: Excused) -> Vec<NaiveDate> {
        let ends: &[Verdict] = if excused == Excused::End { &[Verdict::Excused] } else { &[] };
        self.walk(pupil, as_of, stop, &[Verdict::Unexcused], ends)
    }
}

fn day_of(offset: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 9, 20).unwrap() + TimeDelta::days(offset)
}

const DAYS: i64 = 40;

fn classes() -> [Class; 2] {
    [(7, 1), (8, 2)].map(|(grade, number)| Class::new(Grade::new(grade).unwrap(), number).unwrap())
}

fn any_standing() -> impl Strategy<Value = Standing> {
    prop_oneof![
        4 => (0..2usize).prop_map(|which| Standing::InClass { class: classes()[which], seat: None }),
        1 => Just(Standing::Suspended),
        1 => Just(Standing::Deferred),
        1 => (0..2usize).prop_map(|which| Standing::OffRoll { class: classes()[which], why: OffRoll::HomeTeaching }),
        1 => Just(Standing::Gone),
    ]
}

fn any_mark() -> impl Strategy<Value = Mark> {
    prop_oneof![6 => Just(Mark::Truant), 3 => Just(Mark::Unknown), 3 => Just(Mark::Sick), 1 => proptest::sample::select(Mark::ALL.to_vec())]
}

/// Two terms with a break of a few days, own days, three pupils who come, change class, pause and go, and rolls most of
/// which were taken.
fn any_books() -> impl Strategy<Value = Books> {
    let days = prop::collection::vec((0..DAYS, prop::option::of(0..2usize), any::<bool>()), 0..5);
    let pupils = prop::collection::vec(prop::collection::vec((0..DAYS, any_standing()), 1..4), 3);
    let marks = prop::collection::vec(prop::option::weighted(0.6, any_mark()), 3);
    let rolls = prop::collection::vec(prop::option::weighted(0.85, marks), (DAYS * 6) as usize);
    let boarders = prop::collection::vec(any::<Option<bool>>(), 3);
    (15..25i64, 0..6i64, days, pupils, rolls, boarders).prop_map(|(break_at, pause, days, pupils, rolls, boarders)| {
        let term = |first, last| Term { first: day_of(first), last: day_of(last), name: String::new() };
        let (mut books, _) = super::made_up::class_of(0);
        let sessions = [session("am", (8, 0)), session("pm", (14, 0)), session("night", (21, 40))];
        let pupil = |(nth, standings): (usize, Vec<(i64, Standing)>)| {
            let mut standings: Vec<_> =
                standings.into_iter().map(|(from, standing)| (day_of(from), standing)).collect();
            standings.sort_by_key(|(from, _)| *from);
            standings.dedup_by_key(|(from, _)| *from);
            let record = PupilRecord { boarder: boarders[nth], ..PupilRecord::named("某") };
            Pupil { id: PupilId(Uuid::from_u128(nth as u128 + 1)), record, standings }
        };
        let pupils: Vec<Pupil> = pupils.into_iter().enumerate().map(pupil).collect();
        let mut taken = Vec::new();
        for (nth, marks) in rolls.into_iter().enumerate() {
            let Some(marks) = marks else { continue };
            let (date, class, session) = (day_of(nth as i64 / 6), classes()[nth / 3 % 2], &sessions[nth % 3]);
            let marks = marks.into_iter().enumerate();
            let marks = marks.filter_map(|(nth, mark)| Some(Marked::new(pupils[nth].id, mark?)));
            let key = RollKey { class, date, session: session.code };
            let taken_at = date.and_hms_opt(8, 0, 0).unwrap();
            taken.push(Roll {
                key,
                marks: marks.collect(),
                entry: EntryId::NEW,
                taken_by: super::ids::StaffId::NEW,
                taken_at,
            });
        }
        let own = days.into_iter().map(|(day, grade, on)| {
            let kind = if on { DayKind::On } else { DayKind::Off };
            let key = DayKey { date: day_of(day), grade: grade.map(|which| classes()[which].grade) };
            (key, SetDay { kind, note: String::new() })
        });
        let days: std::collections::BTreeMap<DayKey, SetDay> = own.collect();
        books.profile.iter_mut().for_each(|profile| profile.sessions = sessions.to_vec());
        Books {
            terms: vec![term(0, break_at), term(break_at + 1 + pause, DAYS - 1)],
            days: days.into_iter().collect(),
            pupils,
            rolls: taken,
            ..books
        }
    })
}

proptest! {
    #[test]
    fn every_count_agrees_with_its_slow_twin(mut books in any_books(), offset in 0..DAYS, end in any::<bool>()) {
        let as_of = day_of(offset);
        let excused = if end { Excused::End } else { Excused::Pass };
        books.excused = vec![(day_of(0), excused)];
        let twin = Twin(&books);
        let school = School::from_books(books.clone());
        let term = twin.term(as_of).or_else(|| books.terms.iter().rev().find(|term| term.first <= as_of)).unwrap();
        let flags = school.flags(as_of, Scope::School);
        for pupil in &books.pupils {
            let flag = flags.iter().find(|flag| flag.pupil == pupil.id);
            let standing = twin.standing(pupil, as_of);
            let enrolled = matches!(standing, Some(Standing::InClass { .. } | Standing::Suspended | Standing::OffRoll { .. }));
            let ever_in_class = pupil.standings.iter().any(|(from, standing)| *from <= as_of && standing.class_of_books().is_some());
            prop_assert_eq!(flag.is_some(), enrolled && ever_in_class);
            let Some(flag) = flag else { continue };

            let first = books.terms[0].first;
            prop_assert_eq!(&flag.streak.dates, &twin.unexcused(pupil, as_of, first, excused));
            let absence = twin.walk(pupil, as_of, first, &[Verdict::Unexcused, Verdict::Excused], &[]);
            prop_assert_eq!(usize::from(flag.absence_streak), absence.len());

            let days: Vec<NaiveDate> = (0..=offset).map(day_of).filter(|day| *day >= term.first).collect();
            let within = days.iter().filter(|day| term.contains(**day));
            let longest = within.clone().map(|day| twin.unexcused(pupil, *day, term.first, excused).len()).max();
            prop_assert_eq!(usize::from(flag.longest_streak_in_term), longest.unwrap_or(0));

            let (mut share, mut expected, mut attended) = (0.0, 0, 0);
            for day in within {
                let sessions = twin.sessions(pupil, *day);
                let count = |wanted| sessions.iter().filter(|counts| **counts == wanted).count();
                share += count(Counts::Unexcused) as f64 / sessions.len().max(1) as f64;
                expected += sessions.len();
                attended += count(Counts::Attended);
            }
            prop_assert!((flag.unexcused_days_in_term().as_f64() - share).abs() < 1e-4);
            prop_assert_eq!(flag.figures.expected as usize, expected);
            prop_assert_eq!(flag.figures.attended as usize, attended);
        }
    }
}

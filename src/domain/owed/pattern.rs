//! R8: absence in a pattern, which never makes a streak.

use super::{Owed, Run, due};
use crate::domain::attendance::Exception;
use crate::domain::ladder::Rung;
use crate::domain::school::School;
use crate::domain::step::Step;
use chrono::{Datelike, NaiveDate, TimeDelta};

/// School days that are looked back over.
const WINDOW: usize = 10;
/// Weeks over which one weekday and session is looked at.
const WEEKS: i64 = 4;

/// A talk, from the session on that completes the pattern, unless there was one since.
pub(super) fn talk(school: &School, run: &Run, rung: &Rung) -> Option<Owed> {
    let term = school.calendar.term_of(run.as_of)?;
    let missed: Vec<Exception> =
        school.missed(run.id(), run.as_of).filter(|exception| exception.date >= term.first).collect();
    let least = usize::from(rung.least().max(1));
    let window = window(school, run);
    let lately: Vec<&Exception> = missed.iter().filter(|exception| window.contains(&exception.date)).collect();
    let scattered = (lately.len() >= least && runs(school, run, &lately) > 1).then(|| lately[least - 1].date);
    let since = scattered.into_iter().chain(same_weekday(school, run, &missed, least)).min()?;
    let talked = school.stepped(run.id(), since, run.as_of, |step| matches!(step, Step::Talk { .. }));
    if talked.into_iter().next().is_some() { None } else { due(school, run, rung, since) }
}

/// The last ten school days.
fn window(school: &School, run: &Run) -> std::ops::RangeInclusive<NaiveDate> {
    let first = school.calendar.terms().first().map_or(run.as_of, |term| term.first);
    let days = school.calendar.school_days(first, run.as_of, Some(run.class.grade));
    days.rev().take(WINDOW).next_back().unwrap_or(run.as_of)..=run.as_of
}

/// How many separate absences the sessions make up: between two of them the pupil was there.
fn runs(school: &School, run: &Run, missed: &[&Exception]) -> usize {
    let came = |a: &Exception, b: &Exception| {
        let back = school.back_since(run.id(), a.date, a.session, b.date);
        back.is_some_and(|back| back < (b.date, b.session))
    };
    1 + missed.windows(2).filter(|pair| came(pair[0], pair[1])).count()
}

/// The session that completes a row of separate absences on one weekday and session within four weeks.
fn same_weekday(school: &School, run: &Run, missed: &[Exception], least: usize) -> Option<NaiveDate> {
    let from = run.as_of - TimeDelta::weeks(WEEKS);
    let lately: Vec<&Exception> = missed.iter().filter(|exception| exception.date > from).collect();
    let alike =
        |one: &Exception, other: &Exception| (one.date.weekday(), one.session) == (other.date.weekday(), other.session);
    let complete = lately.iter().enumerate().filter(|(at, last)| {
        let row: Vec<&Exception> = lately[..=*at].iter().copied().filter(|it| alike(it, last)).collect();
        row.len() >= least && runs(school, run, &row) >= least
    });
    complete.map(|(_, last)| last.date).min()
}

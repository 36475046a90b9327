//! Runs of absence, as of a date.

use super::attendance::{PupilDay, Verdict};
use super::ladder::Excused;
use chrono::NaiveDate;

/// Unexcused streak (连续旷课): school days in a row whose verdict is *unexcused*, as of a date.
///
/// Unit: school days. Days without data are passed over, excused days as the policy says; a day attended, or one
/// without enrolment, ends it. Weekends, holidays and breaks neither add nor end. Rule: design, section 2.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Streak {
    /// The days that were counted, earliest first.
    pub dates: Vec<NaiveDate>,
}

impl Streak {
    /// School days.
    pub fn days(&self) -> u16 {
        u16::try_from(self.dates.len()).unwrap_or(u16::MAX)
    }

    /// The earliest day that was counted.
    pub fn from(&self) -> Option<NaiveDate> {
        self.dates.first().copied()
    }
}

/// The unexcused streak at the end of `days`: the days of one unbroken enrolment, earliest first.
pub fn unexcused(days: &[PupilDay], excused: Excused) -> Streak {
    let ends = |day: &&PupilDay| match day.verdict() {
        Verdict::Attended => true,
        Verdict::Excused => excused == Excused::End,
        Verdict::Unexcused | Verdict::NoData => false,
    };
    let run = days.iter().rev().take_while(|day| !ends(day)).filter(|day| day.verdict() == Verdict::Unexcused);
    let mut dates: Vec<NaiveDate> = run.map(|day| day.date).collect();
    dates.reverse();
    Streak { dates }
}

/// The absence streak (连续缺勤) at the end of `days`: the same walk with *excused* adding one too.
pub fn absence(days: &[PupilDay]) -> u16 {
    let run = days.iter().rev().take_while(|day| day.verdict() != Verdict::Attended);
    u16::try_from(run.filter(|day| day.verdict() != Verdict::NoData).count()).unwrap_or(u16::MAX)
}

/// The excused days running at the end of `days`, earliest first: a day attended or unexcused ends them.
pub fn excused_run(days: &[PupilDay]) -> Vec<NaiveDate> {
    let run = days.iter().rev().take_while(|day| matches!(day.verdict(), Verdict::Excused | Verdict::NoData));
    let mut dates: Vec<NaiveDate> = run.filter(|day| day.verdict() == Verdict::Excused).map(|day| day.date).collect();
    dates.reverse();
    dates
}

/// The greatest value that the unexcused streak had over `days`.
pub fn longest_unexcused(days: &[PupilDay], excused: Excused) -> u16 {
    let (mut longest, mut running) = (0u16, 0u16);
    for day in days {
        running = match day.verdict() {
            Verdict::Unexcused => running.saturating_add(1),
            Verdict::Attended => 0,
            Verdict::Excused if excused == Excused::End => 0,
            Verdict::Excused | Verdict::NoData => running,
        };
        longest = longest.max(running);
    }
    longest
}

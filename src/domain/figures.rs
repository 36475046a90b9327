//! Sums and rates of a pupil over a span of days. Counted in whole numbers; rounded only when shown.

use super::attendance::PupilDay;
use serde::{Serialize, Serializer};
use std::ops::AddAssign;

/// A number with four places, rounded half up: how sums of day shares and rates are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct TenThousandths(pub u32);

impl TenThousandths {
    pub const ONE: TenThousandths = TenThousandths(10_000);

    /// `None` where the denominator is 0: a rate of nothing is no rate.
    pub fn of(numerator: u64, denominator: u64) -> Option<TenThousandths> {
        let doubled = (numerator * 20_000 + denominator).checked_div(denominator * 2)?;
        u32::try_from(doubled).ok().map(TenThousandths)
    }

    pub fn as_f64(self) -> f64 {
        f64::from(self.0) / 10_000.0
    }

    /// In percent with so many places, `97.4`: a hundred only where nothing is lacking.
    pub fn percent(self, places: usize) -> String {
        let percent = f64::from(self.0) / 100.0;
        let most = if self < Self::ONE { 100.0 - 0.1f64.powi(i32::try_from(places).unwrap_or(0)) } else { percent };
        format!("{:.places$}", percent.min(most))
    }
}

impl Serialize for TenThousandths {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.as_f64())
    }
}

/// What a pupil's days add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// 应到: sessions whose roll was taken while the pupil was expected.
    pub expected: u32,
    /// 到课 sessions, late, early and official ones included.
    pub attended: u32,
    pub unexcused: u32,
    pub excused: u32,
    /// 累计旷课, in sixtieths of a day, so that shares of one to six sessions add up exactly.
    unexcused_sixtieths: u64,
}

/// One to six sessions a day: every share is a whole number of sixtieths.
const SIXTIETHS: u64 = 60;

impl Figures {
    pub fn of(days: &[PupilDay]) -> Figures {
        let mut figures = Figures::default();
        for day in days {
            figures.expected += u32::from(day.taken);
            figures.attended += u32::from(day.attended());
            figures.unexcused += u32::from(day.unexcused);
            figures.excused += u32::from(day.excused);
            // Of most days nothing is missed: they are not divided.
            if day.unexcused > 0 {
                figures.unexcused_sixtieths += u64::from(day.unexcused) * SIXTIETHS / u64::from(day.taken);
            }
        }
        figures
    }

    /// Cumulative unexcused days (累计旷课天数): the unexcused share of each day's taken sessions, summed.
    pub fn unexcused_days(&self) -> TenThousandths {
        TenThousandths::of(self.unexcused_sixtieths, SIXTIETHS).unwrap_or_default()
    }

    /// Attendance rate (出勤率): attended over expected pupil-sessions; none where nothing was expected.
    pub fn attendance_rate(&self) -> Option<TenThousandths> {
        TenThousandths::of(self.attended.into(), self.expected.into())
    }

    /// Persistently absent (长期缺勤): a tenth or more of the expected sessions missed, for whatever reason.
    pub fn is_persistently_absent(&self) -> bool {
        self.expected > 0 && (self.unexcused + self.excused) * 10 >= self.expected
    }
}

impl AddAssign for Figures {
    fn add_assign(&mut self, more: Figures) {
        self.expected += more.expected;
        self.attended += more.attended;
        self.unexcused += more.unexcused;
        self.excused += more.excused;
        self.unexcused_sixtieths += more.unexcused_sixtieths;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn day(taken: u8, unexcused: u8, excused: u8) -> PupilDay {
        PupilDay { date: NaiveDate::default(), taken, unexcused, excused }
    }

    /// Worked example 5 of the domain handbook, section 5.
    #[test]
    fn half_days_add_up() {
        let figures = Figures::of(&[day(2, 1, 0), day(2, 2, 0), day(1, 1, 0)]);
        assert_eq!(figures.unexcused_days().as_f64(), 2.5);
    }

    #[test]
    fn rates_round_half_up_and_nothing_has_no_rate() {
        let table = [(1950, 1923, Some(0.9862)), (0, 0, None), (3, 2, Some(0.6667)), (32, 31, Some(0.9688))];
        for (expected, attended, rate) in table {
            let figures = Figures { expected, attended, unexcused: expected - attended, ..Figures::default() };
            assert_eq!(figures.attendance_rate().map(TenThousandths::as_f64), rate);
        }
    }

    #[test]
    fn a_hundred_percent_is_never_rounded_up_to() {
        let table = [(10_000, 0, "100"), (9_999, 0, "99"), (9_940, 0, "99"), (9_999, 1, "99.9"), (9_744, 1, "97.4")];
        for (rate, places, shown) in table {
            assert_eq!(TenThousandths(rate).percent(places), shown);
        }
        assert_eq!(TenThousandths(0).percent(0), "0");
    }

    #[test]
    fn a_tenth_missed_is_persistent() {
        assert!(Figures::of(&[day(10, 0, 1)]).is_persistently_absent());
        assert!(!Figures::of(&[day(6, 0, 0), day(5, 0, 1)]).is_persistently_absent());
        assert!(!Figures::default().is_persistently_absent());
    }
}

//! The figures of many schools together.

use crate::domain::monthly::MonthFigures;

/// Two schools' or two grades' figures together. Counted is only what both have counted.
pub fn plus(one: &MonthFigures, other: &MonthFigures) -> MonthFigures {
    let mut sum = *one;
    sum += other;
    sum.counted = one.counted.and(other.counted).and(sum.counted);
    sum
}

/// The sums of many; all zeros of none.
pub fn sum<'a>(figures: impl IntoIterator<Item = &'a MonthFigures>) -> MonthFigures {
    figures.into_iter().copied().reduce(|one, other| plus(&one, &other)).unwrap_or_default()
}

//! The figures of the monthly form by name, so that each can be summed, compared and pointed at.

use crate::domain::monthly::MonthFigures;

/// A number as the form holds it.
trait Count: Copy {
    fn read(self) -> Option<u64>;
    fn plus(self, other: Self) -> Self;
}

impl Count for u32 {
    fn read(self) -> Option<u64> {
        Some(self.into())
    }

    fn plus(self, other: u32) -> u32 {
        self.saturating_add(other)
    }
}

impl Count for u64 {
    fn read(self) -> Option<u64> {
        Some(self)
    }

    fn plus(self, other: u64) -> u64 {
        self.saturating_add(other)
    }
}

/// Counted only where both are.
impl Count for Option<u32> {
    fn read(self) -> Option<u64> {
        self.map(u64::from)
    }

    fn plus(self, other: Option<u32>) -> Option<u32> {
        self.zip(other).map(|(one, other)| one.saturating_add(other))
    }
}

macro_rules! figures {
    ($($name:ident = $key:literal: $($field:ident).+;)*) => {
        /// One figure of the form.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Figure {$(
            $name,
        )*}

        impl Figure {
            pub const ALL: &[Figure] = &[$(Figure::$name),*];

            /// Its place in the file, below the grade or the total.
            pub fn key(self) -> &'static str {
                match self {$(
                    Figure::$name => $key,
                )*}
            }

            pub fn from_key(key: &str) -> Option<Figure> {
                match key {
                    $($key => Some(Figure::$name),)*
                    _ => None,
                }
            }

            /// None where it was not counted.
            pub fn of(self, figures: &MonthFigures) -> Option<u64> {
                match self {$(
                    Figure::$name => figures.$($field).+.read(),
                )*}
            }
        }

        /// Two schools' or two grades' figures together.
        pub fn plus(one: &MonthFigures, other: &MonthFigures) -> MonthFigures {
            let mut sum = MonthFigures::default();
            $(sum.$($field).+ = one.$($field).+.plus(other.$($field).+);)*
            sum
        }
    };
}

figures! {
    Opening = "opening": opening;
    TransferredIn = "transferred_in": transferred_in;
    TransferredOut = "transferred_out": transferred_out;
    Suspended = "suspended": suspended;
    Resumed = "resumed": resumed;
    OtherIn = "other_in": other_in;
    OtherOut = "other_out": other_out;
    Died = "died": died;
    Closing = "closing": closing;
    Boys = "boys": boys;
    Girls = "girls": girls;
    SuspendedBefore = "suspended_before": suspended_before;
    SuspendedAtClose = "suspended_at_close": suspended_at_close;
    ExcusedFromRoll = "excused_from_roll": excused_from_roll;
    Due = "due": due;
    Counted = "counted": counted;
    ClassesCounted = "classes_counted": classes_counted;
    Expected = "expected": expected;
    Attended = "attended": attended;
    RollsDue = "rolls_due": rolls_due;
    RollsTaken = "rolls_taken": rolls_taken;
    AbsentThreeDays = "absent_three_days": absent_three_days;
    ToldBureau = "told_bureau": told_bureau;
    ToldStreet = "told_street": told_street;
    SuspectedOpening = "suspected.opening": suspected.opening;
    SuspectedEntered = "suspected.entered": suspected.entered;
    SuspectedStruck = "suspected.struck": suspected.struck;
    SuspectedClosing = "suspected.closing": suspected.closing;
    DropoutsOpening = "dropouts.opening": dropouts.opening;
    DropoutsEntered = "dropouts.entered": dropouts.entered;
    DropoutsStruck = "dropouts.struck": dropouts.struck;
    DropoutsClosing = "dropouts.closing": dropouts.closing;
    PersuadedBack = "persuaded_back": persuaded_back;
    Visits = "visits": visits;
    Contacts = "contacts": contacts;
    Persuasions = "persuasions": persuasions;
    LostFromSight = "lost_from_sight": lost_from_sight;
    NotReported = "not_reported": not_reported;
    Deferred = "deferred": deferred;
    KeyGroup = "key_group": key_group;
    KeyGroupChecked = "key_group_checked": key_group_checked;
    HomeTaught = "home_taught": home_taught;
    Inclusive = "inclusive": inclusive;
}

/// The sums of many; all zeros of none.
pub fn sum<'a>(figures: impl IntoIterator<Item = &'a MonthFigures>) -> MonthFigures {
    figures.into_iter().copied().reduce(|one, other| plus(&one, &other)).unwrap_or_default()
}

//! The figures of the report, each by its name: so that one can be asked for, compared between versions, and shown with
//! the pupils behind it.

use super::MonthFigures;
use std::ops::AddAssign;

/// Which figure it is, in the order of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Figure {
    Opening,
    TransferredIn,
    TransferredOut,
    Suspended,
    Resumed,
    OtherIn,
    OtherOut,
    Died,
    Closing,
    Boys,
    Girls,
    SuspendedBefore,
    SuspendedAtClose,
    ExcusedFromRoll,
    Due,
    Counted,
    ClassesCounted,
    Expected,
    Attended,
    RollsDue,
    RollsTaken,
    AbsentThreeDays,
    ToldBureau,
    ToldStreet,
    SuspectedOpening,
    SuspectedEntered,
    SuspectedStruck,
    SuspectedClosing,
    DropoutOpening,
    DropoutEntered,
    DropoutStruck,
    DropoutClosing,
    PersuadedBack,
    Visits,
    Contacts,
    Persuasions,
    LostFromSight,
    NotReported,
    Deferred,
    KeyGroup,
    KeyGroupChecked,
    HomeTaught,
    Inclusive,
}

impl Figure {
    pub const ALL: [Figure; 43] = [
        Figure::Opening,
        Figure::TransferredIn,
        Figure::TransferredOut,
        Figure::Suspended,
        Figure::Resumed,
        Figure::OtherIn,
        Figure::OtherOut,
        Figure::Died,
        Figure::Closing,
        Figure::Boys,
        Figure::Girls,
        Figure::SuspendedBefore,
        Figure::SuspendedAtClose,
        Figure::ExcusedFromRoll,
        Figure::Due,
        Figure::Counted,
        Figure::ClassesCounted,
        Figure::Expected,
        Figure::Attended,
        Figure::RollsDue,
        Figure::RollsTaken,
        Figure::AbsentThreeDays,
        Figure::ToldBureau,
        Figure::ToldStreet,
        Figure::SuspectedOpening,
        Figure::SuspectedEntered,
        Figure::SuspectedStruck,
        Figure::SuspectedClosing,
        Figure::DropoutOpening,
        Figure::DropoutEntered,
        Figure::DropoutStruck,
        Figure::DropoutClosing,
        Figure::PersuadedBack,
        Figure::Visits,
        Figure::Contacts,
        Figure::Persuasions,
        Figure::LostFromSight,
        Figure::NotReported,
        Figure::Deferred,
        Figure::KeyGroup,
        Figure::KeyGroupChecked,
        Figure::HomeTaught,
        Figure::Inclusive,
    ];

    /// Whether it counts pupils of key groups, or what is done about them: their names are for whoever needs to know.
    pub fn tells_of_need(self) -> bool {
        matches!(self, Figure::KeyGroup | Figure::KeyGroupChecked | Figure::HomeTaught | Figure::Inclusive)
    }

    /// The language-neutral name, as in JSON and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Figure::Opening => "opening",
            Figure::TransferredIn => "transferred_in",
            Figure::TransferredOut => "transferred_out",
            Figure::Suspended => "suspended",
            Figure::Resumed => "resumed",
            Figure::OtherIn => "other_in",
            Figure::OtherOut => "other_out",
            Figure::Died => "died",
            Figure::Closing => "closing",
            Figure::Boys => "boys",
            Figure::Girls => "girls",
            Figure::SuspendedBefore => "suspended_before",
            Figure::SuspendedAtClose => "suspended_at_close",
            Figure::ExcusedFromRoll => "excused_from_roll",
            Figure::Due => "due",
            Figure::Counted => "counted",
            Figure::ClassesCounted => "classes_counted",
            Figure::Expected => "expected",
            Figure::Attended => "attended",
            Figure::RollsDue => "rolls_due",
            Figure::RollsTaken => "rolls_taken",
            Figure::AbsentThreeDays => "absent_three_days",
            Figure::ToldBureau => "told_bureau",
            Figure::ToldStreet => "told_street",
            Figure::SuspectedOpening => "suspected_opening",
            Figure::SuspectedEntered => "suspected_entered",
            Figure::SuspectedStruck => "suspected_struck",
            Figure::SuspectedClosing => "suspected_closing",
            Figure::DropoutOpening => "dropouts_opening",
            Figure::DropoutEntered => "dropouts_entered",
            Figure::DropoutStruck => "dropouts_struck",
            Figure::DropoutClosing => "dropouts_closing",
            Figure::PersuadedBack => "persuaded_back",
            Figure::Visits => "visits",
            Figure::Contacts => "contacts",
            Figure::Persuasions => "persuasions",
            Figure::LostFromSight => "lost_from_sight",
            Figure::NotReported => "not_reported",
            Figure::Deferred => "deferred",
            Figure::KeyGroup => "key_group",
            Figure::KeyGroupChecked => "key_group_checked",
            Figure::HomeTaught => "home_taught",
            Figure::Inclusive => "inclusive",
        }
    }

    pub fn from_code(code: &str) -> Option<Figure> {
        Figure::ALL.into_iter().find(|figure| figure.code() == code)
    }

    /// Its place in the file, below the grade or the total.
    pub fn key(self) -> &'static str {
        match self {
            Figure::SuspectedOpening => "suspected.opening",
            Figure::SuspectedEntered => "suspected.entered",
            Figure::SuspectedStruck => "suspected.struck",
            Figure::SuspectedClosing => "suspected.closing",
            Figure::DropoutOpening => "dropouts.opening",
            Figure::DropoutEntered => "dropouts.entered",
            Figure::DropoutStruck => "dropouts.struck",
            Figure::DropoutClosing => "dropouts.closing",
            figure => figure.code(),
        }
    }

    pub fn from_key(key: &str) -> Option<Figure> {
        Figure::ALL.into_iter().find(|figure| figure.key() == key)
    }

    /// Whether it is made of pupils that can be listed; the others are of classes, of rolls, and of children who are no
    /// pupils yet.
    pub fn lists(self) -> bool {
        use Figure::{ClassesCounted, Counted, Deferred, NotReported, RollsDue, RollsTaken};
        !matches!(self, Counted | ClassesCounted | RollsDue | RollsTaken | NotReported | Deferred)
    }

    /// The number of the form (domain handbook 3n); empty where the form has none.
    pub fn number(self) -> &'static str {
        match self {
            Figure::Opening => "1",
            Figure::TransferredIn => "2",
            Figure::TransferredOut => "3",
            Figure::Suspended => "4",
            Figure::Resumed => "5",
            Figure::OtherIn => "6",
            Figure::OtherOut => "7",
            Figure::Closing => "8",
            Figure::SuspendedAtClose => "8a",
            Figure::ExcusedFromRoll => "8b",
            Figure::Due => "8c",
            Figure::Counted => "9",
            Figure::Expected => "11",
            Figure::Attended => "12",
            Figure::AbsentThreeDays => "14",
            Figure::ToldBureau => "15",
            Figure::ToldStreet => "16",
            Figure::SuspectedOpening
            | Figure::SuspectedEntered
            | Figure::SuspectedStruck
            | Figure::SuspectedClosing => "17",
            Figure::DropoutOpening | Figure::DropoutEntered | Figure::DropoutStruck | Figure::DropoutClosing => "18",
            Figure::Visits => "19",
            Figure::Persuasions => "20",
            Figure::LostFromSight => "21",
            Figure::NotReported => "22",
            Figure::Deferred => "23",
            Figure::KeyGroup | Figure::KeyGroupChecked => "24",
            Figure::HomeTaught => "25",
            Figure::Died
            | Figure::ClassesCounted
            | Figure::Boys
            | Figure::Girls
            | Figure::SuspendedBefore
            | Figure::RollsDue
            | Figure::RollsTaken
            | Figure::PersuadedBack
            | Figure::Contacts
            | Figure::Inclusive => "",
        }
    }

    /// The figure of a line; none where nothing was counted.
    pub fn of(self, figures: &MonthFigures) -> Option<u64> {
        match self {
            Figure::Expected => Some(figures.expected),
            Figure::Attended => Some(figures.attended),
            Figure::Counted => figures.counted.map(u64::from),
            figure => figure.place(&mut { *figures }).map(|place| u64::from(*place)),
        }
    }

    /// Adds to the figure of a line.
    pub(super) fn add(self, figures: &mut MonthFigures, times: u32) {
        match self {
            Figure::Expected => figures.expected += u64::from(times),
            Figure::Attended => figures.attended += u64::from(times),
            Figure::Counted => *figures.counted.get_or_insert(0) += times,
            figure => {
                if let Some(place) = figure.place(figures) {
                    *place += times;
                }
            }
        }
    }

    /// Where the figure stands; none for those of another width.
    fn place(self, figures: &mut MonthFigures) -> Option<&mut u32> {
        Some(match self {
            Figure::Opening => &mut figures.opening,
            Figure::TransferredIn => &mut figures.transferred_in,
            Figure::TransferredOut => &mut figures.transferred_out,
            Figure::Suspended => &mut figures.suspended,
            Figure::Resumed => &mut figures.resumed,
            Figure::OtherIn => &mut figures.other_in,
            Figure::OtherOut => &mut figures.other_out,
            Figure::Died => &mut figures.died,
            Figure::Closing => &mut figures.closing,
            Figure::Boys => &mut figures.boys,
            Figure::Girls => &mut figures.girls,
            Figure::SuspendedBefore => &mut figures.suspended_before,
            Figure::SuspendedAtClose => &mut figures.suspended_at_close,
            Figure::ExcusedFromRoll => &mut figures.excused_from_roll,
            Figure::Due => &mut figures.due,
            Figure::ClassesCounted => &mut figures.classes_counted,
            Figure::RollsDue => &mut figures.rolls_due,
            Figure::RollsTaken => &mut figures.rolls_taken,
            Figure::AbsentThreeDays => &mut figures.absent_three_days,
            Figure::ToldBureau => &mut figures.told_bureau,
            Figure::ToldStreet => &mut figures.told_street,
            Figure::SuspectedOpening => &mut figures.suspected.opening,
            Figure::SuspectedEntered => &mut figures.suspected.entered,
            Figure::SuspectedStruck => &mut figures.suspected.struck,
            Figure::SuspectedClosing => &mut figures.suspected.closing,
            Figure::DropoutOpening => &mut figures.dropouts.opening,
            Figure::DropoutEntered => &mut figures.dropouts.entered,
            Figure::DropoutStruck => &mut figures.dropouts.struck,
            Figure::DropoutClosing => &mut figures.dropouts.closing,
            Figure::PersuadedBack => &mut figures.persuaded_back,
            Figure::Visits => &mut figures.visits,
            Figure::Contacts => &mut figures.contacts,
            Figure::Persuasions => &mut figures.persuasions,
            Figure::LostFromSight => &mut figures.lost_from_sight,
            Figure::NotReported => &mut figures.not_reported,
            Figure::Deferred => &mut figures.deferred,
            Figure::KeyGroup => &mut figures.key_group,
            Figure::KeyGroupChecked => &mut figures.key_group_checked,
            Figure::HomeTaught => &mut figures.home_taught,
            Figure::Inclusive => &mut figures.inclusive,
            Figure::Counted | Figure::Expected | Figure::Attended => return None,
        })
    }
}

/// What can be asked for by name (名单): the pupils behind a figure, or whom a contradiction is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    Figure(Figure),
    /// (10) 人籍差: who was away when a class was counted and did not agree with the books.
    Counted,
    /// 应列入台账而未列入的
    NotListed,
}

impl Listed {
    const COUNTED: &str = "counted";
    const NOT_LISTED: &str = "not_listed";

    /// By a key of the report's JSON. A ledger named alone is who stands in it at the close.
    pub fn from_code(code: &str) -> Option<Listed> {
        let figure = match code {
            Listed::COUNTED => return Some(Listed::Counted),
            Listed::NOT_LISTED => return Some(Listed::NotListed),
            "suspected" => Figure::SuspectedClosing,
            "dropouts" => Figure::DropoutClosing,
            code => Figure::from_key(code).or(Figure::from_code(code))?,
        };
        figure.lists().then_some(Listed::Figure(figure))
    }

    /// Every key that is known, in the order of the form.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        let figures = Figure::ALL.into_iter().filter(|figure| figure.lists()).map(Figure::key);
        figures.chain([Listed::COUNTED, Listed::NOT_LISTED])
    }
}

/// Grades add up to the school. A file may hold any number: none is too great to be added.
impl AddAssign<&MonthFigures> for MonthFigures {
    fn add_assign(&mut self, more: &MonthFigures) {
        self.expected = self.expected.saturating_add(more.expected);
        self.attended = self.attended.saturating_add(more.attended);
        if let Some(counted) = more.counted {
            self.counted = Some(self.counted.unwrap_or(0).saturating_add(counted));
        }
        let mut more = *more;
        for figure in Figure::ALL {
            if let (Some(place), Some(with)) = (figure.place(self), figure.place(&mut more)) {
                *place = place.saturating_add(*with);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_figure_has_a_place_of_its_own_and_lines_add_up() {
        let mut line = MonthFigures::default();
        for (figure, times) in Figure::ALL.into_iter().zip(1..) {
            figure.add(&mut line, times);
            assert_eq!(Figure::from_code(figure.code()), Some(figure));
            assert_eq!(Figure::from_key(figure.key()), Some(figure));
        }
        for (figure, times) in Figure::ALL.into_iter().zip(1..) {
            assert_eq!(figure.of(&line), Some(times), "{figure:?}");
        }
        let mut total = line;
        total += &line;
        assert_eq!(
            Figure::ALL.map(|figure| figure.of(&total).unwrap_or_default() / 2).to_vec(),
            (1..=43).collect::<Vec<u64>>()
        );
    }
}

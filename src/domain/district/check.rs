//! Whether a school's monthly file agrees with itself: every sum of the form, the transfers behind its figures, the
//! dates. Everything that is wrong is told, each with its place.

use super::fault::{Fault, Place, Row, TransferField, Wrong};
use super::figure;
use crate::domain::class::Grade;
use crate::domain::monthly::{Figure, IntakeFigure, Month, MonthFigures, MonthlyReport, Signed, Way};
use crate::domain::numbers::is_school_code;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Everything in which the file contradicts itself, or the day on which it is received.
pub fn faults(report: &MonthlyReport, today: NaiveDate) -> Vec<Fault> {
    let mut check = Check { report, faults: Vec::new() };
    check.head();
    check.days_passed(today);
    check.signature();
    check.grades();
    check.totals();
    check.transfers();
    check.cohorts();
    check.new_entrants();
    check.faults
}

/// Hexadecimal digits of a digest of 256 bits.
const DIGEST_DIGITS: usize = 64;

struct Check<'a> {
    report: &'a MonthlyReport,
    faults: Vec<Fault>,
}

impl Check<'_> {
    fn add(&mut self, place: Place, wrong: Wrong) {
        self.faults.push(Fault { place, wrong });
    }

    fn head(&mut self) {
        let MonthlyReport { school, school_code, month, from, to, version, why, grades, .. } = self.report;
        let key = |key: &str| Place::Key(key.to_owned());
        if school.trim().is_empty() {
            self.add(key("school"), Wrong::NoName);
        }
        if !(school_code.is_empty() || is_school_code(school_code)) {
            self.add(key("school_code"), Wrong::Code { found: school_code.clone() });
        }
        if !are_days_of(*month, *from, *to) {
            self.add(key("from"), Wrong::Days { from: *from, to: *to, month: *month });
        }
        match version {
            0 => self.add(key("version"), Wrong::NoVersion),
            2.. if why.trim().is_empty() => self.add(key("why"), Wrong::NoReason),
            _ => {}
        }
        if grades.is_empty() {
            self.add(key("grades"), Wrong::NoGrades);
        }
    }

    /// Nothing is told of days to come: a school counts as far as its day of signing, and no further.
    fn days_passed(&mut self, today: NaiveDate) {
        let MonthlyReport { to, signed, .. } = self.report;
        let days = [("to", Some(*to)), ("signed.on", signed.as_ref().map(|signed| signed.on))];
        for (key, on) in days {
            if let Some(on) = on.filter(|on| *on > today) {
                self.add(Place::Key(key.to_owned()), Wrong::Ahead { on, today });
            }
        }
    }

    /// As a school may sign: two people, and not before the last day that is counted. A school whose own day comes before
    /// the month has ended counts to that day.
    fn signature(&mut self) {
        let Some(Signed { filled_by, by, on }) = &self.report.signed else { return };
        let key = |key: &str| Place::Key(key.to_owned());
        let (filler, signer) = (filled_by.trim(), by.trim());
        for (name, at) in [(filler, "signed.filled_by"), (signer, "signed.by")] {
            if name.is_empty() {
                self.add(key(at), Wrong::Unnamed);
            }
        }
        if filler == signer && !signer.is_empty() {
            self.add(key("signed.filled_by"), Wrong::OnePerson { name: signer.to_owned() });
        }
        if *on < self.report.to {
            self.add(key("signed.on"), Wrong::SignedEarly { on: *on, to: self.report.to });
        }
    }

    fn grades(&mut self) {
        let mut seen = [false; 256];
        for (at, line) in self.report.grades.iter().enumerate() {
            let grade = line.grade;
            if Grade::new(grade).is_none() {
                self.add(Place::Grade { at }, Wrong::UnknownGrade { grade });
            } else if std::mem::replace(&mut seen[usize::from(grade)], true) {
                self.add(Place::Grade { at }, Wrong::GradeTwice { grade });
            }
            self.line(Row::Grade { at: Some(at), grade }, &line.figures);
        }
        self.line(Row::Total, &self.report.total);
    }

    /// What one line of the form says of itself.
    fn line(&mut self, row: Row, of: &MonthFigures) {
        let n = i64::from;
        let mut must = |figure: Figure, said: u32, comes_to: i64, wrong: fn(u64, i64) -> Wrong| {
            if n(said) != comes_to {
                self.add(Place::Figure { row, figure }, wrong(said.into(), comes_to));
            }
        };
        let closing = n(of.opening) + n(of.transferred_in) - n(of.transferred_out) + n(of.other_in) - n(of.other_out);
        must(Figure::Closing, of.closing, closing, |said, comes_to| Wrong::Closing { said, comes_to });
        let suspended = n(of.suspended_before) + n(of.suspended) - n(of.resumed);
        let due = n(of.closing) - n(of.suspended_at_close) - n(of.excused_from_roll);
        must(Figure::Due, of.due, due, |said, comes_to| Wrong::Due { said, comes_to });
        for (figure, moved) in [(Figure::SuspectedClosing, of.suspected), (Figure::DropoutClosing, of.dropouts)] {
            let closing = n(moved.opening) + n(moved.entered) - n(moved.struck);
            must(figure, moved.closing, closing, |said, comes_to| Wrong::Moved { said, comes_to });
        }
        // Who left the school, or the grade, while suspended did not resume; who resumed in another grade was suspended in
        // the one that it came from.
        let (least, most) = match row {
            Row::Grade { .. } => (suspended - n(of.transferred_out) - n(of.other_out), suspended + n(of.other_in)),
            Row::Total => (suspended - n(of.transferred_out) - n(of.other_out), suspended),
        };
        if !(least..=most).contains(&n(of.suspended_at_close)) {
            let said = of.suspended_at_close.into();
            let place = Place::Figure { row, figure: Figure::SuspendedAtClose };
            self.add(place, Wrong::Suspended { said, comes_to: suspended });
        }
        // Whose sex the books do not say is in neither.
        let (sexes, most) = (of.of_known_sex(), u64::from(of.closing));
        if sexes > most {
            self.add(Place::Figure { row, figure: Figure::Girls }, Wrong::Sexes { said: sexes, most });
        }
        let (away, ever) = (u64::from(of.absent_three_days), of.ever());
        if away > ever {
            let place = Place::Figure { row, figure: Figure::AbsentThreeDays };
            self.add(place, Wrong::MoreThanEver { said: away, most: ever });
        }
        // A class may be counted before somebody leaves it, and pupils of other schools may sit in it: then it is said.
        let seats = of.counted.map(u64::from).filter(|seats| *seats > ever && self.report.remarks.is_empty());
        if let Some(seats) = seats {
            let place = Place::Figure { row, figure: Figure::Counted };
            self.add(place, Wrong::SeatsUnexplained { said: seats, most: ever });
        }
        for (part, whole) in PARTS {
            let (said, most) = (part.of(of).unwrap_or(0), whole.of(of).unwrap_or(0));
            if said > most {
                self.add(Place::Figure { row, figure: part }, Wrong::MoreThan { said, whole, most });
            }
        }
    }

    fn totals(&mut self) {
        let grades = || self.report.grades.iter().map(|line| &line.figures);
        let sum = figure::sum(grades());
        let mut wrong = Vec::new();
        for figure in Figure::ALL {
            let said = figure.of(&self.report.total);
            // Classes that were not counted leave the total open: it may be what was counted, or nothing.
            let so_far = grades().filter_map(|figures| figure.of(figures)).fold(0, u64::saturating_add);
            let (Some(said), sum) = (said, figure.of(&sum).unwrap_or(so_far)) else {
                if let Some(sum) = figure.of(&sum).filter(|_| grades().next().is_some()) {
                    wrong.push((figure, 0, sum));
                }
                continue;
            };
            if said != sum {
                wrong.push((figure, said, sum));
            }
        }
        for (figure, said, sum) in wrong {
            self.add(Place::Figure { row: Row::Total, figure }, Wrong::Sum { said, sum });
        }
    }

    fn transfers(&mut self) {
        let MonthlyReport { from, to, grades, transfers, .. } = self.report;
        // Who leaves and comes back goes the same way twice, with the other way between.
        let mut ways: BTreeMap<&str, i32> = BTreeMap::new();
        for (at, line) in transfers.iter().enumerate() {
            let place = |field| Place::Transfer { at, field };
            if !(*from <= line.on && line.on <= *to) {
                self.add(place(TransferField::On), Wrong::NotInMonth { on: line.on, from: *from, to: *to });
            }
            if !grades.iter().any(|of| of.grade == line.grade) {
                self.add(place(TransferField::Grade), Wrong::NoSuchGrade { grade: line.grade });
            }
            let Some(digest) = &line.digest else { continue };
            if !is_digest(digest) {
                self.add(place(TransferField::Digest), Wrong::Digest);
            } else {
                let balance = ways.entry(digest).or_default();
                *balance += if line.way == Way::In { 1 } else { -1 };
                if balance.abs() > 1 {
                    self.add(place(TransferField::Digest), Wrong::DigestTwice);
                }
            }
        }
        for (at, line) in grades.iter().enumerate() {
            let row = Row::Grade { at: Some(at), grade: line.grade };
            let figures = &line.figures;
            for (way, figure, said) in [
                (Way::In, Figure::TransferredIn, figures.transferred_in),
                (Way::Out, Figure::TransferredOut, figures.transferred_out),
            ] {
                let listed = transfers.iter().filter(|it| (it.way, it.grade) == (way, line.grade)).count() as u64;
                if u64::from(said) != listed {
                    self.add(Place::Figure { row, figure }, Wrong::Listed { way, said: said.into(), listed });
                }
            }
        }
    }

    fn cohorts(&mut self) {
        for (at, cohort) in self.report.cohorts.iter().enumerate() {
            let before = &self.report.cohorts[..at];
            if !matches!(cohort.grade, 6 | 9) || before.iter().any(|other| other.grade == cohort.grade) {
                self.add(Place::Cohort { at }, Wrong::CohortGrade { grade: cohort.grade });
            }
            let ever = u64::from(cohort.entrants) + u64::from(cohort.transferred_in);
            if u64::from(cohort.transferred_out) + u64::from(cohort.died) > ever {
                self.add(Place::Cohort { at }, Wrong::Cohort);
            }
        }
    }
}

impl Check<'_> {
    /// Each listed child is in one column; who has not come is one of those of whom it is not known.
    fn new_entrants(&mut self) {
        for (at, intake) in self.report.new_entrants.iter().enumerate() {
            let place = |figure: IntakeFigure| Place::Key(format!("new_entrants[{at}].{}", figure.code()));
            let (listed, sum) = (intake.listed, intake.sum());
            if u64::from(listed) != sum {
                self.add(place(IntakeFigure::Listed), Wrong::Intake { listed, sum });
            }
            for (part, whole) in INTAKE_PARTS {
                let (said, most) = (part.of(intake), whole.of(intake));
                if said > most {
                    self.add(place(part), Wrong::IntakeMoreThan { said, most });
                }
            }
            let before = &self.report.new_entrants[..at];
            if Grade::new(intake.grade).is_none() || before.iter().any(|other| other.grade == intake.grade) {
                let place = Place::Key(format!("new_entrants[{at}].grade"));
                self.add(place, Wrong::GradeTwice { grade: intake.grade });
            }
        }
    }
}

/// A figure of the new entrants, and the one of which it is a part.
const INTAKE_PARTS: [(IntakeFigure, IntakeFigure); 4] = [
    (IntakeFigure::Issued, IntakeFigure::Listed),
    (IntakeFigure::Delivered, IntakeFigure::Issued),
    (IntakeFigure::NotCome, IntakeFigure::Open),
    (IntakeFigure::Traced, IntakeFigure::Listed),
];

/// A figure, and the one of which it is a part.
const PARTS: [(Figure, Figure); 10] = [
    (Figure::ToldBureau, Figure::AbsentThreeDays),
    (Figure::ToldStreet, Figure::AbsentThreeDays),
    (Figure::Attended, Figure::Expected),
    (Figure::RollsTaken, Figure::RollsDue),
    (Figure::KeyGroupChecked, Figure::KeyGroup),
    (Figure::Died, Figure::OtherOut),
    (Figure::HomeTaught, Figure::Closing),
    (Figure::Inclusive, Figure::Closing),
    (Figure::KeyGroup, Figure::Closing),
    (Figure::LostFromSight, Figure::Closing),
];

fn is_digest(text: &str) -> bool {
    text.len() == DIGEST_DIGITS && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The last day is one of the month. The first may lie in the month before: a report begins on the day after the one
/// before it ended, which was signed early or ends on the school's own cut-off day. September may begin in July, where
/// August has no report.
fn are_days_of(month: Month, from: NaiveDate, to: NaiveDate) -> bool {
    let before = month.before();
    let earliest = if month.month() == 9 { before.before() } else { before };
    from <= to && Month::of(to) == month && Month::of(from) >= earliest
}

//! Schools' months made up for tests: small, and in agreement with themselves.

use super::receive::{Incoming, Reception, receive};
use super::{District, DistrictBooks, DistrictSchool, Received, figure};
use crate::domain::entry::Change;
use crate::domain::monthly::{GradeLine, Month, MonthFigures, MonthlyReport, Signed, TransferLine, Way};
use chrono::NaiveDate;
use std::sync::Arc;

pub const BUREAU: &str = "厦门市同安区教育局";

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// After every month that is made up.
pub fn today() -> NaiveDate {
    date("2027-12-31")
}

/// A school's month, with its grades' pupils at the opening.
pub fn report(school: &str, month: &str, grades: &[(u8, u32)], transfers: Vec<TransferLine>) -> MonthlyReport {
    let month: Month = month.parse().unwrap();
    let lines = grades.iter().map(|(grade, opening)| {
        let moved = |way| transfers.iter().filter(|it| (it.way, it.grade) == (way, *grade)).count() as u32;
        let mut figures = MonthFigures {
            opening: *opening,
            transferred_in: moved(Way::In),
            transferred_out: moved(Way::Out),
            counted: Some(0),
            ..MonthFigures::default()
        };
        figures.closing = opening + figures.transferred_in - figures.transferred_out;
        figures.due = figures.closing;
        GradeLine { grade: *grade, classes: 1, figures }
    });
    let grades: Vec<GradeLine> = lines.collect();
    let to = month.after().first_day().pred_opt().unwrap();
    MonthlyReport {
        form: MonthlyReport::FORM.to_owned(),
        school_code: String::new(),
        school: school.to_owned(),
        bureau: BUREAU.to_owned(),
        month,
        from: month.first_day(),
        to,
        version: 1,
        why: String::new(),
        signed: Some(Signed { filled_by: "陈老师".to_owned(), by: "林校长".to_owned(), on: to }),
        total: figure::sum(grades.iter().map(|line| &line.figures)),
        grades,
        transfers,
        cohorts: Vec::new(),
        new_entrants: Vec::new(),
        opening_reasons: Vec::new(),
        not_listed: 0,
        remarks: Vec::new(),
    }
}

/// The pupil is told by one character of its digest.
pub fn moved(way: Way, on: &str, grade: u8, counterpart: &str, pupil: Option<char>) -> TransferLine {
    let digest = pupil.map(|pupil| pupil.to_string().repeat(64));
    TransferLine { way, on: date(on), grade, counterpart: counterpart.to_owned(), reach: None, digest }
}

pub fn incoming(report: &MonthlyReport) -> Incoming {
    let file = format!("{} {}.json", report.school, report.month);
    Incoming { file, read: Ok(Box::new(report.clone())) }
}

pub fn received(reports: &[MonthlyReport]) -> (District, Reception) {
    let nothing = District::default();
    let reception = receive(&nothing, BUREAU, today(), reports.iter().map(incoming).collect());
    (after(&nothing, &reception), reception)
}

/// The district once the changes are recorded.
pub fn after(before: &District, reception: &Reception) -> District {
    let mut books = DistrictBooks {
        schools: before.schools.clone(),
        received: before.received.clone(),
        match_within: before.match_within.clone(),
    };
    for change in reception.changes.clone() {
        match change {
            Change::DistrictSchool { id, to } => {
                books.schools.retain(|school| school.id != id);
                books.schools.extend(to.map(|record| DistrictSchool { id, record }));
            }
            Change::Received { school, to, .. } => {
                books.received.extend(to.map(|report| Received { school, report: Arc::from(report) }));
            }
            other => panic!("{other:?}"),
        }
    }
    District::new(books)
}

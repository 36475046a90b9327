//! The national system's export, read to be compared with the books: whoever stands in it, in which class, and how.
//! Nothing of it is planned or recorded.

use super::error::ExchangeError;
use super::headings::{Faults, Headings};
use super::person::{self, Column, Person, Reading, RowReader};
use super::plan::{Fault, FaultKind};
use super::roster;
use super::sheet::{Row, Sheet};
use crate::domain::class::ClassContext;
use crate::domain::compare::{Enrolment, Listed};
use crate::domain::plain::plain;
use crate::domain::school::School;
use chrono::NaiveDate;

/// Headings of the column that says how a pupil stands.
const STATES: [&str; 8] =
    ["学生状态", "学籍状态", "在籍状态", "就读状态", "在校状态", "学生当前状态", "当前状态", "学籍情况"];

/// What a file says of its pupils.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Export {
    pub listed: Vec<Listed>,
    /// What could not be read, by sheet, row and column.
    pub faults: Vec<Fault>,
}

/// Reads the pupils of a file. A row at fault is none of them; one that only lacks the class is.
///
/// # Errors
/// When no sheet has the headings of a roster.
pub fn read(sheets: &[Sheet], school: &School, today: NaiveDate) -> Result<Export, ExchangeError> {
    let found = sheets.iter().enumerate();
    let tables: Vec<(usize, Headings<Column>)> =
        found.filter_map(|(at, sheet)| roster::table(sheet).map(|headings| (at, headings))).collect();
    if tables.is_empty() {
        return Err(roster::no_table(sheets));
    }
    let reading = roster::reading(sheets, &tables, school, today);
    let mut export = Export::default();
    for (at, headings) in &tables {
        let sheet = &sheets[*at];
        let mut faults = Faults { sheet: *at, sheet_name: &sheet.name, list: Vec::new() };
        let context = ClassContext { school_year: reading.school_year, stage: reading.stage, grade: None };
        let class = roster::class_in_titles(sheet, headings).and_then(|class| class.resolve(context).ok());
        let reading = Reading { class, ..reading };
        let state = state_column(sheet, headings);
        for row in headings.rows(sheet).filter(|row| roster::is_of_a_pupil(row, headings)) {
            let enrolment = state.and_then(|place| enrolment(row, place));
            let before = faults.list.len();
            let person = person::read(row, headings, reading, &mut faults);
            let lacks_class = matches!(&faults.list[before..], [only] if only.kind == FaultKind::MissingClass);
            if lacks_class {
                // Who it is can be told all the same.
                faults.list.truncate(before);
                export.listed.extend(without_class(RowReader { row, headings, faults: &mut faults }, enrolment, today));
            }
            export.listed.extend(person.map(|person| listed(person, enrolment)));
        }
        export.faults.append(&mut faults.list);
    }
    Ok(export)
}

fn listed(person: Person, enrolment: Option<Enrolment>) -> Listed {
    let Person { row, name, class, student_no, id_no, .. } = person;
    Listed { row, name, class: Some(class), student_no, id_no, enrolment }
}

fn without_class(mut reader: RowReader<'_, '_, '_>, enrolment: Option<Enrolment>, today: NaiveDate) -> Option<Listed> {
    let (row, name) = (reader.row.number, reader.name()?);
    let (student_no, id_no) = (reader.student_no(), reader.id_no(today));
    Some(Listed { row, name, class: None, student_no, id_no, enrolment })
}

fn state_column(sheet: &Sheet, headings: &Headings<Column>) -> Option<usize> {
    let titles = sheet.rows.get(headings.at)?.cells.len();
    (0..titles).find(|place| STATES.contains(&plain(headings.title(*place).trim()).trim_matches(['*', '★'])))
}

/// How a cell says that a pupil stands; none where it says nothing that is known.
fn enrolment(row: &Row, place: usize) -> Option<Enrolment> {
    let said = row.cell(place).plain();
    let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
    // 休学 before 在籍: a suspended pupil is 在籍休学 in some provinces.
    match () {
        () if says(&["休学"]) => Some(Enrolment::Suspended),
        () if says(&["转出", "离校", "不在", "死亡", "注销", "毕业", "出国", "转走"]) => {
            Some(Enrolment::Gone)
        }
        () if says(&["在读", "在籍", "在校", "正常", "就读"]) => Some(Enrolment::Here),
        () => None,
    }
}

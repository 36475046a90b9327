//! The national system's export, read to be compared with the books: whoever stands in it, in which class, and how.
//! Nothing of it is planned or recorded.

use super::error::ExchangeError;
use super::headings::{Faults, Headings};
use super::person::{Column, Reading, RowReader};
use super::plan::{Fault, FaultKind};
use super::roster;
use super::sheet::Sheet;
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
    /// Rows of which not even the name could be read.
    pub unread: Vec<u32>,
}

/// Reads of the pupils of a file what is compared: name, class, numbers, birthday, sex, how they stand. What of these cannot be read is told,
/// and the rest of the row is compared all the same: a pupil whose number is mistyped there is in the system nonetheless.
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
            let state = state.map(|place| row.cell(place).plain()).unwrap_or_default();
            match listed(RowReader { row, headings, faults: &mut faults }, state, reading) {
                Some(listed) => export.listed.push(listed),
                None => export.unread.push(row.number),
            }
        }
        export.faults.append(&mut faults.list);
    }
    Ok(export)
}

fn listed(mut reader: RowReader<'_, '_, '_>, state: String, known: Reading) -> Option<Listed> {
    let (row, name) = (reader.row.number, reader.name());
    let class = reader.class(known);
    // That the system has no class is no fault of the file, but what the two disagree in.
    reader.faults.list.retain(|fault| fault.row != row || fault.kind != FaultKind::MissingClass);
    let (student_no, id_no) = (reader.student_no(), reader.id_no(known.today));
    let (birth, sex) = (reader.birth(known.today), reader.sex());
    Some(Listed { row, name: name?, class, student_no, id_no, birth, sex, enrolment: enrolment(&state), state })
}

fn state_column(sheet: &Sheet, headings: &Headings<Column>) -> Option<usize> {
    let titles = sheet.rows.get(headings.at)?.cells.len();
    (0..titles).find(|place| STATES.contains(&plain(headings.title(*place).trim()).trim_matches(['*', '★'])))
}

/// How a cell says that a pupil stands; none where it says nothing that is known.
fn enrolment(said: &str) -> Option<Enrolment> {
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

//! A district's list of schools (学校名单): who there is, of which kind, and who is expected to send the monthly report.
//!
//! - A school is known again by its code, else by its name.
//! - A school that has sent a file before the list came is put on the list by it; its kind is taken from the list.
//! - Who is not in the file is listed and left alone.

use super::error::ExchangeError;
use super::headings::{self, Faults, Headings};
use super::plan::{Difference, FaultKind, Field, Item, Note, Place, Plan, Subject, Value};
use super::sheet::{Row, Sheet};
use super::title;
use crate::domain::district::{DistrictSchool, SchoolKind, SchoolRecord, bare_name};
use crate::domain::entry::Change;
use crate::domain::ids::DistrictSchoolId;
use crate::domain::numbers::is_school_code;
use crate::domain::plain::plain;
use crate::domain::school::School;
use std::collections::BTreeMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Code,
    Name,
    Kind,
    Sends,
}

const LOOKED_FOR: [&str; 2] = ["学校", "学校标识码"];

fn meaning(title: &str) -> Option<(Column, u8)> {
    Some(match title {
        "学校标识码" | "标识码" | "学校代码" => (Column::Code, 0),
        "学校" | "学校名称" | "校名" | "单位" | "单位名称" => (Column::Name, 0),
        "学段/类型" | "学段类型" | "办学类型" | "学校类型" | "类型" => (Column::Kind, 0),
        "学段" | "学校类别" | "类别" => (Column::Kind, 1),
        "应报" | "报月报" | "是否应报" => (Column::Sends, 0),
        _ => return None,
    })
}

/// Works out what the lists in the sheets of a file would change.
///
/// # Errors
/// When no sheet has a column of schools.
pub fn plan(sheets: &[Sheet], school: &School) -> Result<Plan, ExchangeError> {
    let mut plan = Plan::default();
    let mut said: BTreeMap<DistrictSchoolId, (SchoolRecord, u32)> = BTreeMap::new();
    let mut passed_over = Vec::new();
    let known = &school.district.schools;
    for (at, sheet) in sheets.iter().enumerate() {
        let Some(headings) = headings::find(sheet, meaning, |fields| fields.contains(&Column::Name)) else {
            passed_over.extend((!sheet.rows.is_empty()).then(|| sheet.name.clone()));
            continue;
        };
        plan.tables.push(Place { sheet: at, heading_row: sheet.rows[headings.at].number });
        plan.unread_columns.extend(headings.unread.iter().cloned());
        let mut faults = Faults { sheet: at, sheet_name: &sheet.name, list: Vec::new() };
        for row in headings.rows(sheet).filter(|row| !title::is_footer(row)) {
            plan.rows += 1;
            let Some((id, record)) = school_of(row, &headings, &mut faults, school) else { continue };
            if let Some((_, first)) = said.get(&id) {
                let kind = FaultKind::DuplicateSchool { first: *first };
                faults.in_field(&headings, Column::Name, row, kind);
                continue;
            }
            said.insert(id, (record, row.number));
        }
        plan.faults.append(&mut faults.list);
    }
    if plan.tables.is_empty() {
        return Err(ExchangeError::NoHeadings { looked_for: LOOKED_FOR.to_vec() });
    }
    if !passed_over.is_empty() {
        plan.notes.push(Note::SheetsPassedOver { names: passed_over });
    }
    if !said.is_empty() {
        let others = known.iter().filter(|school| !said.contains_key(&school.id));
        plan.missing = others.map(|school| item(&school.record, Vec::new())).collect();
    }
    for (id, (record, _)) in said {
        put(known.iter().find(|school| school.id == id), id, record, &mut plan);
    }
    plan.put_in_order();
    Ok(plan)
}

/// A row as a school of the district; none where something is wrong with it, which is told.
fn school_of(
    row: &Row,
    headings: &Headings<Column>,
    faults: &mut Faults,
    school: &School,
) -> Option<(DistrictSchoolId, SchoolRecord)> {
    let before = faults.list.len();
    let mut words = |column| faults.words(headings, column, row).map(|text| plain(&text).trim().to_owned());
    let [code, name, kind, sends] = [Column::Code, Column::Name, Column::Kind, Column::Sends].map(&mut words);
    if faults.list.len() > before {
        return None;
    }
    let mut wrong = |column, kind| {
        faults.in_field(headings, column, row, kind);
        None
    };
    let Some(name) = name else { return wrong(Column::Name, FaultKind::MissingName) };
    let code = code.unwrap_or_default();
    if !(code.is_empty() || is_school_code(&code)) {
        return wrong(Column::Code, FaultKind::SchoolCode);
    }
    let read = kind.as_deref().map(SchoolKind::from_words);
    if read == Some(None) {
        return wrong(Column::Kind, FaultKind::UnknownSchoolKind);
    }
    let sends = match sends.as_deref() {
        None | Some("是" | "应报" | "1") => true,
        Some("否" | "不报" | "0") => false,
        Some(_) => return wrong(Column::Sends, FaultKind::UnreadValue),
    };
    let held = find(&school.district.schools, &code, &name, &school.name);
    let id = held.map_or_else(|| DistrictSchoolId::first(&code, &name), |school| school.id);
    let kind = read.flatten().or(held.and_then(|school| school.record.kind));
    let code = if code.is_empty() { held.map_or(code, |school| school.record.code.clone()) } else { code };
    Some((id, SchoolRecord { code, name, kind, listed: true, sends }))
}

fn find<'a>(known: &'a [DistrictSchool], code: &str, name: &str, bureau: &str) -> Option<&'a DistrictSchool> {
    let by_code = known.iter().find(|school| !code.is_empty() && school.record.code == code);
    let is_called = |school: &&DistrictSchool| {
        let either_is_unsaid = code.is_empty() || school.record.code.is_empty();
        either_is_unsaid && bare_name(&school.record.name, bureau) == bare_name(name, bureau)
    };
    by_code.or_else(|| known.iter().find(is_called))
}

fn item(record: &SchoolRecord, differences: Vec<Difference>) -> Item {
    Item { subject: Subject::DistrictSchool { name: record.name.clone(), code: record.code.clone() }, differences }
}

fn put(held: Option<&DistrictSchool>, id: DistrictSchoolId, record: SchoolRecord, plan: &mut Plan) {
    match held {
        None => plan.new.push(item(&record, Vec::new())),
        Some(school) if school.record == record => {
            plan.unchanged += 1;
            return;
        }
        Some(school) => {
            let differences = differences(&school.record, &record);
            plan.changed.push(item(&record, differences));
        }
    }
    plan.changes.push(Change::DistrictSchool { id, to: Some(record) });
}

/// What the list says otherwise than the books, field by field.
fn differences(before: &SchoolRecord, now: &SchoolRecord) -> Vec<Difference> {
    let text = |text: &String| Some(text.clone()).filter(|text| !text.is_empty()).map(Value::Text);
    let kind = |kind: Option<SchoolKind>| kind.map(Value::SchoolKind);
    let flag = |flag| Some(Value::Flag(flag));
    let fields = [
        (Field::SchoolCode, text(&before.code), text(&now.code)),
        (Field::Name, text(&before.name), text(&now.name)),
        (Field::SchoolKind, kind(before.kind), kind(now.kind)),
        (Field::Listed, flag(before.listed), flag(now.listed)),
        (Field::Sends, flag(before.sends), flag(now.sends)),
    ];
    let differ = fields.into_iter().filter(|(_, old, new)| old != new);
    differ.map(|(field, old, new)| Difference { field, pupil: None, old, new }).collect()
}

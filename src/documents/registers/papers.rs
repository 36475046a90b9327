//! The register of papers (文书登记簿): which were issued about whom, to whom, when, by whom, and what came back.

use super::{Cell, Form, Heading, Line, staff};
use crate::documents::dates;
use crate::documents::letter::form as letter_form;
use crate::domain::letter::Letter;
use crate::domain::register::{Register, RegisterKind};
use crate::domain::school::School;
use chrono::NaiveDate;

pub const FORM: Form = Form {
    kind: RegisterKind::Papers,
    name: "文书登记簿",
    columns: &[
        Heading::new("no", "序号", 110),
        Heading::new("number", "编号", 310),
        Heading::new("kind", "文种", 170),
        Heading::new("name", "学生", 180),
        Heading::new("class", "班级", 250),
        Heading::new("to", "主送", 270),
        Heading::new("issued_on", "日期", 310),
        Heading::new("issued_by", "经办人", 150),
        Heading::new("receipt", "签收、批示", 500),
    ],
    lines,
    nothing: "本期没有出具文书。",
    note: "",
    total: None,
    signers: &["填表人", "审核人"],
};

/// In the order of series and number.
fn lines(school: &School, register: Register, as_of: NaiveDate) -> Vec<Line> {
    let issued = school.letters.iter().filter(|letter| {
        let record = &letter.record;
        let class = school.last_class(record.pupil, record.issued_on);
        let is_asked = match register.scope {
            crate::domain::flags::Scope::School => true,
            scope => class.is_some_and(|class| scope.covers(class)),
        };
        record.issued_on <= as_of && register.span.has(record.issued_on) && is_asked
    });
    issued.map(|letter| line(school, letter)).collect()
}

fn line(school: &School, letter: &Letter) -> Line {
    let record = &letter.record;
    let pupil = school.pupil(record.pupil);
    let class = pupil.and_then(|pupil| pupil.class(record.issued_on));
    let receipt = letter.receipt.as_ref().map(|receipt| {
        let said = if receipt.how.is_empty() { String::new() } else { format!("：{}", receipt.how) };
        format!("{}{}{said}", dates::full(receipt.on), receipt.by)
    });
    let corrects = record.corrects.and_then(|no| school.letter(no));
    let corrects = corrects.map(|first| format!("（更正{}）", first.record.paper.number)).unwrap_or_default();
    let cells = vec![
        Cell::Nth,
        format!("{}{corrects}", record.paper.number).into(),
        letter_form(record.kind).map(|form| form.short).into(),
        pupil.map(|pupil| &pupil.record.name).into(),
        class.map(|class| class.to_string()).into(),
        (&record.to).into(),
        Cell::Date(record.issued_on),
        staff(school, letter.issued_by),
        receipt.into(),
    ];
    Line { pupil: record.pupil, cells }
}

//! The register of papers (文书登记簿): which were issued about whom, to whom, when, by whom, and what came back.

use super::dates;
use super::letter::form;
use crate::domain::letter::Letter;
use crate::domain::paper::{Block, Column, Fill, Paper, Sheet, Slot, Table, Text};
use crate::domain::school::School;
use chrono::NaiveDate;

const COLUMNS: [(&str, u16); 9] = [
    ("序号", 6),
    ("编号", 17),
    ("文种", 11),
    ("学生", 10),
    ("班级", 10),
    ("主送", 13),
    ("日期", 12),
    ("经办人", 8),
    ("签收、批示", 18),
];

/// Every paper of the school, in the order of series and number.
pub fn paper(school: &School, as_of: NaiveDate) -> Paper {
    let columns = COLUMNS.map(|(title, share)| Column { title: title.into(), share }).into();
    let rows: Vec<Vec<Text>> = school.letters.iter().zip(1..).map(|(letter, nth)| row(school, letter, nth)).collect();
    let state = match rows.len() {
        0 => format!("截至{}没有出具文书。", dates::full(as_of)),
        many => format!("截至{}共{many}份。", dates::full(as_of)),
    };
    let signers = ["填表人", "审核人", "时间"].map(|label| Slot::new(label, Fill::Blank(7))).into();
    Paper {
        sheet: Sheet::Register,
        heading: Text::default(),
        number: Text::default(),
        title: vec!["文书登记簿".into()],
        addressee: Text::default(),
        blocks: vec![
            Block::paragraph(state),
            Block::Table(Table { columns, rows }),
            Block::Gap,
            Block::Slots { lines: vec![signers] },
        ],
        foot: school.name.as_str().into(),
    }
}

fn row(school: &School, letter: &Letter, nth: u32) -> Vec<Text> {
    let record = &letter.record;
    let pupil = school.pupil(record.pupil);
    let class = pupil.and_then(|pupil| pupil.class(record.issued_on));
    let receipt = letter.receipt.as_ref().map(|receipt| {
        let said = if receipt.how.is_empty() { String::new() } else { format!("：{}", receipt.how) };
        format!("{}{}{said}", dates::full(receipt.on), receipt.by)
    });
    let corrects = record.corrects.and_then(|no| school.letter(no));
    let corrects = corrects.map(|first| format!("（更正{}）", first.record.paper.number)).unwrap_or_default();
    let cells = [
        nth.to_string(),
        format!("{}{corrects}", record.paper.number),
        form(record.kind).map(|form| form.short.to_owned()).unwrap_or_default(),
        pupil.map(|pupil| pupil.record.name.clone()).unwrap_or_default(),
        class.map(|class| class.to_string()).unwrap_or_default(),
        record.to.clone(),
        dates::full(record.issued_on),
        school.staff(letter.issued_by).map(|staff| staff.record.name.clone()).unwrap_or_default(),
        receipt.unwrap_or_default(),
    ];
    cells.map(Text::from).into()
}

//! The comparison of the books with the national system's export (学籍核对表), to be printed and worked through.

use super::dates;
use super::grid::{Grid, count};
use super::registers::terms;
use super::render::{Cell, Workbook};
use crate::domain::compare::{Comparison, Differs, Disagreement, Enrolment, Side};
use crate::domain::paper::{Block, Fill, Paper, Sheet, Slot, Text};
use crate::domain::school::School;
use chrono::NaiveDate;

/// As it stands over the page.
pub const NAME: &str = "学籍核对表";

const COLUMNS: [(&str, u16); 9] = [
    ("序号", 110),
    ("不一致", 305),
    ("本校姓名", 200),
    ("系统姓名", 200),
    ("学籍号后四位", 150),
    ("本校班级、状态", 360),
    ("系统班级、状态", 360),
    ("说明", 320),
    ("处理结果", 245),
];

/// The column of what explains a line.
const EXPLAINED: usize = 7;

/// Characters of a line to sign on.
const SIGNATURE: u16 = 6;

/// `unread` says cell by cell what of the export could not be read.
pub fn paper(school: &School, comparison: &Comparison, unread: &[String], on: NaiveDate) -> Paper {
    let written = |label: &str, text: String| Slot::new(label, Fill::Written(text.into()));
    let counted = |(label, count): (&str, usize)| written(label, format!("{count}人"));
    let head = [
        ("本校在册", comparison.here),
        ("系统在籍", comparison.there),
        ("一致", comparison.agree),
        ("不一致", comparison.lines.len()),
    ];
    let mut blocks = vec![Block::Slots { lines: vec![head.into_iter().map(counted).collect()] }];
    if let Some(warning) = warning(comparison) {
        blocks.push(Block::paragraph(warning));
    }
    if comparison.lines.is_empty() && unread.is_empty() {
        blocks.push(Block::paragraph("本校名册与学籍系统导出表一致。"));
    } else if !comparison.lines.is_empty() {
        blocks.push(Block::paragraph(sums(comparison)));
    }
    if !comparison.unread.is_empty() {
        let rows: Vec<String> = comparison.unread.iter().map(ToString::to_string).collect();
        blocks.push(Block::paragraph(format!("导出表第{}行读不出，没有核对。", rows.join("、"))));
    }
    let signers = ["核对人", "学籍管理员", "日期"];
    let signers = signers.map(|label| Slot::new(label, Fill::Blank(SIGNATURE))).into();
    blocks.extend([grid(school, comparison, unread).table(), Block::Gap, Block::Slots { lines: vec![signers] }]);
    Paper {
        sheet: Sheet::Register,
        heading: Text::default(),
        number: Text::default(),
        title: vec![format!("{}{NAME}（{}）", school.name, dates::full(on)).into()],
        addressee: Text::default(),
        blocks,
        foot: format!("{}　{NAME}", school.name).into(),
    }
}

/// The comparison as a workbook.
pub fn workbook(school: &School, comparison: &Comparison, unread: &[String], made_on: NaiveDate) -> Workbook {
    grid(school, comparison, unread).workbook(made_on)
}

/// Where the two differ, then what of the export could not be read.
fn grid(school: &School, comparison: &Comparison, unread: &[String]) -> Grid {
    let rows = comparison.lines.iter().zip(1..).map(|(line, nth)| row(school, line, nth));
    let unread = unread.iter().zip(comparison.lines.len() + 1..).map(|(said, nth)| unread_row(said, nth));
    Grid { name: NAME, columns: COLUMNS.into(), rows: rows.chain(unread).collect() }
}

fn unread_row(said: &str, nth: usize) -> Vec<Cell> {
    let mut cells = vec![count(nth), "系统表读不出".into()];
    cells.resize_with(COLUMNS.len(), || Cell::Empty);
    cells[EXPLAINED] = said.to_owned().into();
    cells
}

/// What a reader must know before trusting it: pupils known by the name alone may be others.
fn warning(comparison: &Comparison) -> Option<String> {
    let by_name = comparison.by_name;
    match comparison.numbered {
        _ if by_name == 0 => None,
        false => Some(format!(
            "注意：导出表没有学籍号和身份证件号，{by_name}人只按姓名、班级核对，同名的分不开，本表只能作参考。"
        )),
        true => Some(format!("其中{by_name}人没有号码可对，按姓名、班级核对，请逐人核实。")),
    }
}

/// `本校有、系统无2人；班级不同1人。`
fn sums(comparison: &Comparison) -> String {
    let counts = Disagreement::ALL.map(|what| (what, comparison.count(what)));
    let told =
        counts.into_iter().filter(|(_, count)| *count > 0).map(|(what, count)| format!("{}{count}人", named(what)));
    format!("{}。", told.collect::<Vec<_>>().join("；"))
}

fn named(what: Disagreement) -> &'static str {
    match what {
        Disagreement::OnlyHere => "本校有、系统无",
        Disagreement::OnlyThere => "系统有、本校无",
        Disagreement::Class => "班级不同",
        Disagreement::Status => "状态不同",
        Disagreement::Name => "姓名写法不同",
        Disagreement::NoClass => "系统缺班级",
        Disagreement::Twice => "系统重复",
    }
}

fn row(school: &School, line: &Differs, nth: usize) -> Vec<Cell> {
    let name = |side: &Option<Side>| side.as_ref().map(|side| side.name.clone()).unwrap_or_default();
    let record = line.pupil.and_then(|id| school.pupil(id)).map(|pupil| &pupil.record);
    let end = match (record, &line.student_no) {
        (Some(record), _) if record.student_no.is_some() => terms::student_no_end(record),
        (_, Some(no)) => terms::end_of(no),
        (_, None) => String::new(),
    };
    let holds = line.change.map(|kind| terms::status(kind).to_owned());
    let waits = line.waits.map(|kind| format!("{}（办理中）", terms::status(kind)));
    let changes: Vec<String> = holds.into_iter().chain(waits).collect();
    let change = if changes.is_empty() { String::new() } else { format!("本校登记：{}", changes.join("、")) };
    vec![
        count(nth),
        named(line.what).into(),
        name(&line.here).into(),
        name(&line.there).into(),
        end.into(),
        stands(line.here.as_ref(), line).into(),
        there(line).into(),
        change.into(),
        Cell::Empty,
    ]
}

/// What the export says; where it says somebody again, in which rows.
fn there(line: &Differs) -> String {
    let said = stands(line.there.as_ref(), line);
    match (line.row, line.again) {
        (Some(row), Some(first)) => format!("第{row}行同第{first}行，{said}"),
        _ => said,
    }
}

/// `七年级(3)班，休学`; where the standings differ each side in its own words.
fn stands(side: Option<&Side>, line: &Differs) -> String {
    let Some(side) = side else { return "无此人".to_owned() };
    let enrolment = side.enrolment.map(|enrolment| match enrolment {
        Enrolment::Here => "在读",
        Enrolment::Suspended => "休学",
        Enrolment::Deferred => "缓学",
        Enrolment::Gone => "不在籍",
        Enrolment::Coming => "待入学",
    });
    let gone = side.enrolment == Some(Enrolment::Gone) && side.state.is_empty();
    let enrolment = match line.what {
        Disagreement::Status if !side.state.is_empty() => Some(side.state.as_str()),
        Disagreement::Status if gone => line.change.map(terms::status).or(enrolment),
        Disagreement::Status => enrolment.or(Some("未写状态")),
        _ => enrolment,
    };
    let class = side.class.map(|class| class.to_string());
    class.into_iter().chain(enrolment.map(str::to_owned)).collect::<Vec<_>>().join("，")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::read_back;
    use crate::domain::made_up::{class_of, date};
    use calamine::Data;

    /// Against an empty export every pupil is only in the books.
    #[test]
    fn every_line_is_on_paper_and_in_the_workbook() {
        let (books, _) = class_of(40);
        let (school, on) = (School::from_books(books), date("2025-09-10"));
        let comparison = school.compare(&[], vec![7], on);
        let faults = ["第 9 行 身份证件号：读不出".to_owned()];
        let paper = paper(&school, &comparison, &faults, on);
        assert!(read_back::whole(&paper).is_none_or(|pages| pages > 1));
        assert!(paper.texts().contains(&"导出表第7行读不出，没有核对。"));
        let sheet = read_back::sheet(&workbook(&school, &comparison, &faults, on), NAME);
        assert_eq!(sheet.get_size(), (42, COLUMNS.len()));
        assert_eq!(sheet.get_value((41, EXPLAINED as u32)), Some(&Data::String(faults[0].clone())));
        assert_eq!(sheet.get_value((40, 0)), Some(&Data::Float(40.0)));
        assert_eq!(sheet.get_value((1, 6)), Some(&Data::String("无此人".into())));
    }
}

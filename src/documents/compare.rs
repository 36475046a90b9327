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

/// Characters of a line to sign on.
const SIGNATURE: u16 = 6;

pub fn paper(school: &School, comparison: &Comparison, on: NaiveDate) -> Paper {
    let written = |label: &str, text: String| Slot::new(label, Fill::Written(text.into()));
    let counted = |(label, count): (&str, usize)| written(label, format!("{count}人"));
    let head = [
        ("本校在册", comparison.here),
        ("系统在籍", comparison.there),
        ("一致", comparison.agree),
        ("不一致", comparison.lines.len()),
    ];
    let mut blocks = vec![Block::Slots { lines: vec![head.into_iter().map(counted).collect()] }];
    if comparison.lines.is_empty() {
        blocks.push(Block::paragraph("本校名册与学籍系统导出表一致。"));
    } else {
        blocks.push(Block::paragraph(sums(comparison)));
    }
    if !comparison.unread.is_empty() {
        let unread: Vec<String> = comparison.unread.iter().map(ToString::to_string).collect();
        blocks.push(Block::paragraph(format!("导出表第{}行读不出，没有核对。", unread.join("、"))));
    }
    let signers = ["核对人", "学籍管理员", "日期"];
    let signers = signers.map(|label| Slot::new(label, Fill::Blank(SIGNATURE))).into();
    blocks.extend([grid(school, comparison).table(), Block::Gap, Block::Slots { lines: vec![signers] }]);
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
pub fn workbook(school: &School, comparison: &Comparison, made_on: NaiveDate) -> Workbook {
    grid(school, comparison).workbook(made_on)
}

fn grid(school: &School, comparison: &Comparison) -> Grid {
    let rows = comparison.lines.iter().zip(1..).map(|(line, nth)| row(school, line, nth));
    Grid { name: NAME, columns: COLUMNS.into(), rows: rows.collect() }
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
    let change = line.change.map(|kind| format!("本校登记：{}", terms::status(kind))).unwrap_or_default();
    vec![
        count(nth),
        named(line.what).into(),
        name(&line.here).into(),
        name(&line.there).into(),
        end.into(),
        stands(line.here.as_ref()).into(),
        stands(line.there.as_ref()).into(),
        change.into(),
        Cell::Empty,
    ]
}

/// `七年级(3)班，休学`
fn stands(side: Option<&Side>) -> String {
    let Some(side) = side else { return "无此人".to_owned() };
    let enrolment = side.enrolment.map(|enrolment| match enrolment {
        Enrolment::Here => "在读",
        Enrolment::Suspended => "休学",
        Enrolment::Deferred => "缓学",
        Enrolment::Gone => "不在籍",
    });
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
        let paper = paper(&school, &comparison, on);
        assert!(read_back::whole(&paper).is_none_or(|pages| pages > 1));
        assert!(paper.texts().contains(&"导出表第7行读不出，没有核对。"));
        let sheet = read_back::sheet(&workbook(&school, &comparison, on), NAME);
        assert_eq!(sheet.get_size(), (41, COLUMNS.len()));
        assert_eq!(sheet.get_value((40, 0)), Some(&Data::Float(40.0)));
        assert_eq!(sheet.get_value((1, 6)), Some(&Data::String("无此人".into())));
    }
}

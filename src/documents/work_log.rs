//! The register of meetings, training and publicity (工作记录).

use super::dates;
use super::grid::{Grid, count};
use super::render::{Cell, Workbook};
use crate::domain::paper::{Block, Paper, Sheet, Text};
use crate::domain::school::School;
use crate::domain::work_log::{Work, WorkKind};
use chrono::NaiveDate;

/// What it is called.
pub const KIND: &str = "控辍保学工作记录";

const COLUMNS: [(&str, u16); 7] =
    [("序号", 110), ("日期", 310), ("类别", 300), ("地点", 270), ("参加人员", 360), ("内容", 750), ("附件", 150)];

pub fn kind(kind: WorkKind) -> &'static str {
    match kind {
        WorkKind::Meeting => "领导小组会议",
        WorkKind::Training => "学籍管理员培训",
        WorkKind::Publicity => "法律宣传",
        WorkKind::TeachersTalk => "送教教师座谈",
        WorkKind::Other => "其他",
    }
}

/// What was logged from one day to another, of one kind or of all.
pub fn register(school: &School, of: Option<WorkKind>, (from, to): (NaiveDate, NaiveDate)) -> Paper {
    let grid = grid(school, of, (from, to));
    let title = of.map_or(KIND.to_owned(), |of| format!("{KIND}：{}", kind(of)));
    let span = format!("{}至{}，共{}项。", dates::full(from), dates::full(to), grid.rows.len());
    Paper {
        sheet: Sheet::Register,
        heading: Text::default(),
        number: Text::default(),
        title: vec![title.as_str().into()],
        addressee: Text::default(),
        blocks: vec![Block::paragraph(span), grid.table()],
        foot: format!("{}　{title}", school.name).into(),
    }
}

/// The same as a workbook.
pub fn workbook(school: &School, of: Option<WorkKind>, span: (NaiveDate, NaiveDate), made_on: NaiveDate) -> Workbook {
    grid(school, of, span).workbook(made_on)
}

fn grid(school: &School, of: Option<WorkKind>, (from, to): (NaiveDate, NaiveDate)) -> Grid {
    let row = |(work, nth): (&Work, usize)| {
        let record = &work.record;
        let attached = match record.attachments.len() {
            0 => Cell::Empty,
            count => format!("{count}份").into(),
        };
        vec![
            count(nth),
            Cell::Date(record.on),
            kind(record.kind).into(),
            record.place.trim().into(),
            record.who.trim().into(),
            record.what.trim().into(),
            attached,
        ]
    };
    Grid { name: KIND, columns: COLUMNS.into(), rows: school.work_done(of, from, to).zip(1..).map(row).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::read_back;
    use crate::domain::ids::{StaffId, WorkId};
    use crate::domain::made_up::{class_of, date};
    use crate::domain::work_log::WorkRecord;
    use calamine::Data;

    #[test]
    fn the_register_lists_what_was_done_and_is_a_workbook_too() {
        let (mut books, _) = class_of(1);
        let record = |kind, on| WorkRecord {
            kind,
            on: date(on),
            place: "二楼会议室".into(),
            who: "领导小组全体".into(),
            what: "研究九月缺勤情况".into(),
            attachments: Vec::new(),
        };
        let records = [record(WorkKind::Meeting, "2025-09-12"), record(WorkKind::Training, "2025-10-10")];
        books.work = records.map(|record| Work { id: WorkId::NEW, record, recorded_by: StaffId::NEW }).into();
        let school = School::from_books(books);
        let span = (date("2025-09-01"), date("2025-10-31"));
        let said = |of| register(&school, of, span).texts().join("\n");
        assert!(said(None).contains("共2项") && said(None).contains("学籍管理员培训"));
        assert!(!said(Some(WorkKind::Meeting)).contains("学籍管理员培训"));
        read_back::whole(&register(&school, None, span));
        let sheet = read_back::sheet(&workbook(&school, None, span, date("2025-10-31")), KIND);
        assert_eq!(sheet.get_size(), (3, 7));
        assert_eq!(sheet.get_value((2, 0)), Some(&Data::Float(2.0)));
        let Some(Data::DateTime(on)) = sheet.get_value((1, 1)) else { panic!("{sheet:?}") };
        assert_eq!(on.as_datetime().unwrap().date(), date("2025-09-12"));
    }
}

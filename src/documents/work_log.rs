//! The register of meetings, training and publicity (工作记录).

use super::dates;
use crate::domain::paper::{Block, Column, Paper, Sheet, Table, Text};
use crate::domain::school::School;
use crate::domain::work_log::{Work, WorkKind};
use chrono::NaiveDate;

/// What it is called.
pub const KIND: &str = "控辍保学工作记录";

const COLUMNS: [(&str, u16); 7] =
    [("序号", 6), ("日期", 16), ("类别", 16), ("地点", 16), ("参加人员", 24), ("内容", 46), ("附件", 6)];

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
    let work: Vec<&Work> = school.work_done(of, from, to).collect();
    let row = |(nth, work): (usize, &&Work)| {
        let record = &work.record;
        let attached = match record.attachments.len() {
            0 => String::new(),
            count => format!("{count}份"),
        };
        let cells = [
            (nth + 1).to_string(),
            dates::full(record.on),
            kind(record.kind).to_owned(),
            record.place.trim().to_owned(),
            record.who.trim().to_owned(),
            record.what.trim().to_owned(),
            attached,
        ];
        cells.map(Text::from).into()
    };
    let column = |(title, share): &(&str, u16)| Column { title: (*title).into(), share: *share };
    let rows = work.iter().enumerate().map(row).collect();
    let table = Table { columns: COLUMNS.iter().map(column).collect(), rows };
    let title = of.map_or(KIND.to_owned(), |of| format!("{KIND}：{}", kind(of)));
    let span = format!("{}至{}，共 {} 项。", dates::full(from), dates::full(to), work.len());
    Paper {
        sheet: Sheet::Register,
        heading: Text::default(),
        number: Text::default(),
        title: vec![title.as_str().into()],
        addressee: Text::default(),
        blocks: vec![Block::paragraph(span), Block::Table(table)],
        foot: format!("{}　{title}", school.name).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::render;
    use crate::domain::ids::{StaffId, WorkId};
    use crate::domain::made_up::{class_of, date};
    use crate::domain::work_log::WorkRecord;

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
        assert!(said(None).contains("共 2 项") && said(None).contains("学籍管理员培训"));
        assert!(!said(Some(WorkKind::Meeting)).contains("学籍管理员培训"));
        assert!(render::Workbook::of(&register(&school, None, span), date("2025-10-31")).is_ok());
    }
}

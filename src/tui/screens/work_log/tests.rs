use crate::domain::ids::{StaffId, WorkId};
use crate::domain::work_log::{Work, WorkKind, WorkRecord};
use crate::tui::harness::{Story, date, desk};
use crate::tui::screens::Route;
use uuid::Uuid;

fn list() -> Story {
    let story = desk(2).with(|books| {
        let kinds = [(WorkKind::Meeting, "2026-03-02"), (WorkKind::Training, "2026-03-09")];
        let work = kinds.iter().zip(1..).map(|((kind, on), nth)| {
            let record = WorkRecord {
                kind: *kind,
                on: date(on),
                place: "二楼会议室".into(),
                who: "领导小组全体".into(),
                what: "研究二月缺勤情况，部署家访".into(),
                attachments: Vec::new(),
            };
            Work { id: WorkId(Uuid::from_u128(nth)), record, recorded_by: StaffId::NEW }
        });
        books.work = work.collect();
    });
    story.opened(Route::WorkLog)
}

#[test]
fn at_80_by_24() {
    insta::assert_snapshot!(list().lines_up().screen());
}

#[test]
fn at_120_by_40() {
    insta::assert_snapshot!(list().sized(120, 40).lines_up().screen());
}

#[test]
fn every_key_of_the_footer_does_something() {
    list().footer_is_true(list);
}

#[test]
fn a_meeting_is_logged_and_read_again() {
    let story = desk(2).opened(Route::WorkLog).sees("没有工作记录").press("n").on("work_add");
    let story = story
        .press("3")
        .press("Down")
        .paste("宣讲义务教育法")
        .press("F2")
        .recorded(0)
        .paste("全体教师")
        .press("F2")
        .on("work_log")
        .recorded(1);
    story.sees("法律宣传").press("Enter").on("read").sees("宣讲义务教育法");
}

#[test]
fn one_kind_alone_is_shown_and_written() {
    let story = list().press("Tab").sees("领导小组会议  1 项").press("p").on("write").press("4 Enter");
    assert!(story.written[0].to_string_lossy().ends_with(".xlsx"), "{:?}", story.written);
}

use crate::domain::contact::Reached;
use crate::domain::ids::EntryId;
use crate::domain::made_up;
use crate::domain::mark::Mark;
use crate::domain::register::RegisterKind;
use crate::domain::roll::SessionCode;
use crate::domain::tales;
use crate::tui::harness::{Story, class, desk, desk_in, seat};
use crate::tui::screens::Route;
use crate::words::Lang;
use std::path::PathBuf;

/// Two pupils away on a Monday, one of them called about it; both back on Tuesday.
fn away(story: Story) -> Story {
    let marks = [(2, Mark::Truant), (5, Mark::Sick)];
    let story = story.with_roll("2026-03-16", SessionCode::AM, &marks).with_roll("2026-03-16", SessionCode::PM, &marks);
    story.with(|books| {
        let call = tales::contact(seat(2), "2026-03-16 08:10", Reached::Yes);
        books.contacts.push(call);
        books.rolls.push(made_up::roll(
            class(),
            "2026-02-25",
            SessionCode::AM,
            &[(seat(3), Mark::Leave)],
            EntryId::NEW,
        ));
    })
}

fn list() -> Story {
    away(desk(10)).opened(Route::Registers)
}

fn sheet() -> Story {
    away(desk(10)).opened(Route::Register(RegisterKind::Absence))
}

#[test]
fn the_list_at_80_by_24() {
    insta::assert_snapshot!(list().lines_up().screen());
}

#[test]
fn a_register_at_80_by_24() {
    insta::assert_snapshot!(sheet().lines_up().screen());
}

#[test]
fn a_register_at_120_by_40() {
    insta::assert_snapshot!(sheet().sized(120, 40).lines_up().screen());
}

#[test]
fn in_english() {
    let story = away(desk_in(Lang::En, 10)).opened(Route::Registers).sees("absence follow-up");
    story.press("Enter").on("register").sees("2 lines").sees("2026-03");
}

#[test]
fn empty_it_says_from_what_it_is_filled() {
    let story = list().press("Down Down Enter").on("register").sees("疑似辍学学生台账").sees("没有记录");
    insta::assert_snapshot!(story.lines_up().screen());
}

#[test]
fn the_menu_leads_here_by_arrows() {
    desk(3).by_menu(&Route::Registers).on("registers").sees("劝返复学台账").press("Esc").on("roll");
}

/// This month first; left of it the months before, right of it the term.
#[test]
fn left_and_right_go_through_months_and_terms() {
    let story = sheet().sees("2026年3月").sees("共 2 条").press("Left").sees("2026年2月").sees("共 1 条");
    let story = story.press("Left").sees("2026年2月").press("Right Right").sees("2026-02-24 至 2026-03-18");
    story.sees("共 3 条").press("Right").sees("2026-02-24 至 2026-03-18");
}

#[test]
fn the_scope_is_a_class_a_grade_or_the_school() {
    let story = sheet().sees("七年级(3)班  2026年3月").press("g").sees("七年级  2026年3月");
    let story = story.press("F7").sees("全校").press("F7").sees("七年级(3)班  2026年3月");
    story.press("F8").on("find").press("Down Enter").on("register").sees("七年级  2026年3月");
}

#[test]
fn a_long_register_is_read_to_its_end() {
    sheet()
        .sees_no("样例学校　缺勤追踪登记表")
        .press("End")
        .sees("样例学校　缺勤追踪登记表")
        .press("Home")
        .sees("序号：1");
}

#[test]
fn a_register_is_written() {
    let story = sheet().press("F4").on("write").sees("缺勤追踪登记表-七年级(3)班-2026-03-18.docx");
    let story = story.press("2").sees(".pdf").press("Enter").press("Enter").on("register");
    let story = story.press("w 4").sees(".xlsx").press("Enter").press("Enter").on("register");
    let name = |ending| PathBuf::from(format!("缺勤追踪登记表-七年级(3)班-2026-03-18.{ending}"));
    assert_eq!(story.written, ["pdf", "xlsx"].map(name));
}

#[test]
fn a_register_that_is_not_written_says_so() {
    sheet().press("w").failing("磁盘已满").press("Enter").sees("磁盘已满");
}

#[test]
fn every_key_of_the_footer_does_something() {
    list().footer_is_true(list);
    sheet().footer_is_true(sheet);
    let earliest = || sheet().press("Left");
    earliest().footer_is_true(earliest);
}

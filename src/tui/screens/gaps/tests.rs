use super::GapsScreen;
use crate::domain::class::{Class, Grade};
use crate::domain::ids::StaffId;
use crate::domain::people::{Staff, StaffRecord, Standing};
use crate::domain::roll::SessionCode;
use crate::domain::school::Books;
use crate::tui::harness::{Story, date, desk, desk_in, seat};
use crate::tui::screen::Screen;
use crate::tui::screens::Route;
use crate::words::Lang;
use uuid::Uuid;

/// 七年级(3)班 missed three rolls, 七年级(12)班 with a long-named teacher every roll of two days.
fn missing(books: &mut Books) {
    let missed = [("2026-03-05", SessionCode::PM), ("2026-03-17", SessionCode::AM), ("2026-03-17", SessionCode::PM)];
    let other = Class::new(Grade::new(7).unwrap(), 12).unwrap();
    let record = StaffRecord::new("阿依古丽·买买提", Some(other));
    books.staff.push(Staff { id: StaffId(Uuid::from_u128(2)), record });
    books.pupils.iter_mut().filter(|pupil| pupil.id == seat(2)).for_each(|pupil| {
        pupil.standings = vec![(date("2026-03-16"), Standing::InClass { class: other, seat: Some(1) })];
    });
    books
        .rolls
        .retain(|roll| !missed.iter().any(|(day, session)| (roll.key.date, roll.key.session) == (date(day), *session)));
}

fn gaps_in(lang: Lang) -> Story {
    desk_in(lang, 20).with(missing).opened(Route::Gaps(None))
}

fn gaps() -> Story {
    gaps_in(Lang::Zh)
}

#[test]
fn the_newest_stand_first() {
    let screen = gaps().sees("七年级(3)班  1 个班 3 次").screen();
    let order: Vec<&str> =
        screen.lines().filter(|line| line.contains("2026-03-") && line.contains("个上课日")).collect();
    let days = ["2026-03-17 周二  下午", "2026-03-17 周二  上午", "2026-03-05 周四  下午"];
    assert_eq!(order.len(), days.len(), "{screen}");
    for (line, day) in order.iter().zip(days) {
        assert!(line.contains(day), "{line}");
    }
}

#[test]
fn enter_opens_that_very_roll_and_taking_it_closes_the_gap() {
    gaps()
        .press("Down Enter")
        .on("roll")
        .sees("2026-03-17 周二")
        .sees("上午   未点名")
        .press("Enter")
        .recorded(1)
        .press("Esc")
        .on("gaps")
        .sees("1 个班 2 次")
        .press("Enter")
        .on("roll")
        .sees("2026-03-05 周四");
}

#[test]
fn an_untaken_roll_is_unknown() {
    gaps().sees("没点名不等于到齐").sees("不算旷课，也不算出勤");
}

#[test]
fn todays_roll_is_missing_half_an_hour_after_it_began() {
    gaps().sees_no("今天");
    desk(20).at("2026-03-18 08:20").opened(Route::Gaps(None)).sees("2026-03-18 周三  上午       今天");
}

#[test]
fn my_class_its_grade_the_school() {
    gaps()
        .press("g")
        .sees("七年级  2 个班 7 次")
        .sees("阿依古丽.")
        .sees("4 次")
        .press("F7")
        .sees("全校  2 个班 7 次")
        .press("f qnj12 Enter")
        .sees("七年级(12)班  1 个班 4 次");
}

#[test]
fn the_flags_are_a_tab_away() {
    gaps().press("Tab").on("flags").press("Tab").on("gaps").press("Esc").on("flags");
}

#[test]
fn the_menu_leads_here() {
    desk(20).with(missing).press("F10 3").on("gaps").press("Esc").on("roll");
}

#[test]
fn nothing_missing_is_said() {
    let none = || desk(20).opened(Route::Gaps(None));
    none().sees("全校：应点的名都点了").press("Enter").on("gaps");
    let _ = none().footer_is_true(none);
    let mut empty = desk(0);
    empty.books.rolls.clear();
    empty.opened(Route::Gaps(None)).sees("本学期还没有点过名").lines_up().sees("F10");
}

#[test]
fn the_footer_is_true() {
    let _ = gaps().footer_is_true(gaps);
}

#[test]
fn every_key_is_bound_once() {
    for (at, row) in GapsScreen::KEYS.iter().enumerate() {
        for other in &GapsScreen::KEYS[at + 1..] {
            assert!(!row.keys.iter().any(|key| other.keys.contains(key)), "{:?} and {:?}", row.act, other.act);
        }
    }
}

#[test]
fn columns_line_up_on_every_terminal() {
    for (width, height) in [(80, 24), (120, 40)] {
        let _ = gaps().sized(width, height).lines_up().press("g").lines_up().press("End").lines_up();
    }
}

#[test]
fn at_80_by_24() {
    insta::assert_snapshot!(gaps().press("g").screen());
}

#[test]
fn scrolled_the_class_is_still_named() {
    let mut story = gaps();
    story.books.rolls.retain(|roll| roll.key.date < date("2026-03-03"));
    insta::assert_snapshot!(story.opened(Route::Gaps(None)).press("End").screen());
}

#[test]
fn at_120_by_40() {
    insta::assert_snapshot!(gaps().sized(120, 40).press("g").screen());
}

#[test]
fn in_english() {
    insta::assert_snapshot!(gaps_in(Lang::En).press("g").screen());
}

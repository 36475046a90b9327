use super::YearScreen;
use crate::domain::class::Class;
use crate::domain::ids::{PupilId, StaffId};
use crate::domain::people::{Post, Pupil, PupilRecord, Staff, StaffRecord, Standing};
use crate::domain::school::Books;
use crate::tui::harness::{HOME, Story, before, class, date, desk, desk_in, seat};
use crate::tui::screen::Screen;
use crate::tui::screens::Route;
use crate::words::Lang;
use std::fs;
use tempfile::{TempDir, tempdir};
use uuid::Uuid;

/// Beside the class of the desk another of its grade, one of grade nine with its teacher, and a pupil suspended.
fn junior_school(books: &mut Books) {
    let since = books.terms[0].first;
    for (nth, code) in (100u128..).zip([704, 704, 901, 901, 901]) {
        let class = Class::from_code(code).unwrap();
        let record = PupilRecord::named(&format!("某同学{}", nth - 99));
        let standings = vec![(since, Standing::InClass { class, seat: Some((nth - 99) as u16) })];
        books.pupils.push(Pupil { id: PupilId(Uuid::from_u128(nth)), record, standings });
    }
    books.pupils[1].standings.push((date("2026-03-02"), Standing::Suspended));
    let posts = [Post::Homeroom(Class::from_code(901).unwrap())].into();
    let record = StaffRecord { name: "买买提·艾合麦提".into(), posts, until: None };
    books.staff.push(Staff { id: StaffId(Uuid::from_u128(20)), record });
}

fn year() -> Story {
    desk(12).at("2026-07-12 09:00").with(junior_school).opened(Route::Year)
}

fn class_of(story: &Story, nth: u128, on: &str) -> Option<Class> {
    story.model.cx.school.pupil(seat(nth)).unwrap().class(date(on))
}

#[test]
fn at_80_by_24() {
    insta::assert_snapshot!(year().lines_up().screen());
}

#[test]
fn at_120_by_40() {
    insta::assert_snapshot!(year().sized(120, 40).press("Down").lines_up().screen());
}

#[test]
fn what_is_to_be_known_at_80_by_24() {
    insta::assert_snapshot!(year().press("2 Down").screen());
}

#[test]
fn in_english() {
    insta::assert_snapshot!(
        desk_in(Lang::En, 12).at("2026-07-12 09:00").with(junior_school).opened(Route::Year).screen()
    );
}

#[test]
fn the_question_at_80_by_24() {
    insta::assert_snapshot!(year().press("Enter").screen());
}

#[test]
fn it_is_turned_after_a_question_and_taken_back() {
    let turned = year().press("Enter").sees("现在升级吗").recorded(0).press("1").recorded(1).on("year");
    let turned = turned.sees("已升入 2026-2027 学年").sees("已经升级过");
    assert_eq!(class_of(&turned, 1, "2026-08-31"), Some(class()));
    assert_eq!(class_of(&turned, 1, "2026-09-01"), Class::from_code(803));
    assert_eq!(class_of(&turned, 2, "2026-09-01"), None, "suspended");
    assert_eq!(turned.model.cx.class, Some(class()), "my class is still this year's");
    let back = turned.press("F8").sees("全部恢复原样").press("1").recorded(2).sees("已撤销");
    assert_eq!(class_of(&back, 1, "2026-09-01"), Some(class()));
    back.sees("八年级(3)班");
}

#[test]
fn left_alone_nothing_is_recorded() {
    year().press("Enter 2").recorded(0).press("Enter Esc").recorded(0).on("year").sees("七年级(4)班");
}

#[test]
fn what_cannot_be_recorded_leaves_the_review() {
    let failed = year().failing("磁盘已满").press("Enter 1").sees("磁盘已满").press("Enter").on("year");
    failed.recorded(0).press("Enter 1").recorded(1);
}

#[test]
fn the_pupils_of_a_class_are_a_key_away() {
    year().press("F5").on("read").sees("七年级(3)班 到 八年级(3)班").sees("陈子轩").press("Enter").on("year");
    year().press("Down Down p").sees("九年级(1)班 到 毕业").sees("某同学5");
}

#[test]
fn another_last_grade_and_another_day() {
    let five_four = year().sees("毕业 3 人").press("F7").sees("毕业 16 人").press("g").sees("毕业 3 人");
    let five_four = five_four.press("F9 Ctrl+U").paste("9-99").press("Enter").on("ask").sees("这不是日期");
    let five_four = five_four.press("Ctrl+U 2026-05-01 Enter").on("ask").sees("不是学年开始的时候").press("Esc");
    let dated = five_four.press("F9 Ctrl+U").paste("2026-08-31").press("Enter").sees("自 2026-08-31 起");
    dated.press("d Ctrl+U").paste("2026-03-01").press("Enter").sees("不是学年开始").sees("自 2026-08-31 起");
}

#[test]
fn rolls_of_the_old_class_stand_against_it() {
    let called = desk(12).at("2026-09-02 09:00").with(|books| {
        junior_school(books);
        let roll = books.rolls[0].clone();
        let key = crate::domain::roll::RollKey { date: date("2026-09-01"), ..roll.key };
        books.rolls.push(crate::domain::roll::Roll { key, ..roll });
    });
    let called =
        called.opened(Route::Year).press("Enter").sees("有矛盾").on("year").press("2").sees("已按旧班级点名 1 次");
    called.press("F9 Ctrl+U").paste("2026-09-02").press("Enter Enter 1").recorded(1);
}

#[test]
fn nobody_to_turn_is_said() {
    let none = || desk(0).opened(Route::Year);
    none().sees("没有可以升级的班级");
    let _ = none().footer_is_true(none);
}

#[test]
fn the_menu_leads_here() {
    let story = desk(3).press("F10").sees("新学年升级");
    story.press("Esc").by_menu(&Route::Year).on("year");
}

#[test]
fn every_key_of_the_footer_does_something() {
    for keys in ["", "2", "Down Down"] {
        let story = || year().press(keys);
        let _ = story().footer_is_true(story);
    }
    let turned = || year().press("Enter 1 Down");
    let _ = turned().footer_is_true(turned);
}

#[test]
fn every_key_is_bound_once() {
    for (at, row) in YearScreen::KEYS.iter().enumerate() {
        for other in &YearScreen::KEYS[at + 1..] {
            assert!(!row.keys.iter().any(|key| other.keys.contains(key)), "{:?} and {:?}", row.act, other.act);
        }
    }
}

/// A real desk before a folder with these lists, its class list imported.
fn real_desk(lists: &str) -> (TempDir, Story) {
    let folder = tempdir().unwrap();
    let home = folder.path().join(HOME);
    fs::create_dir_all(&home).unwrap();
    let roster = "班级,座号,姓名,学籍号,入学日期\n七年级(3)班,1,吴清和,T0001,2025-09-01\n七年级(3)班,2,林小雨,T0002,2025-09-01\n";
    fs::write(home.join("roster.csv"), roster).unwrap();
    fs::write(home.join("lists.csv"), lists).unwrap();
    let setup = before(folder.path(), Lang::Zh, &Route::Setup);
    let setup =
        setup.press("Enter secret Enter secret Enter Enter Enter Enter Enter Enter Enter Enter").on("pick_file");
    let story = setup.press("roster Enter Enter").on("roll").going_to(&Route::Year).sees("升级 2 人");
    (folder, story)
}

#[test]
fn class_lists_are_picked_read_and_recorded() {
    let (_folder, story) = real_desk("学籍号,姓名,新班级,座号,班主任\nT0001,吴清和,八年级(1)班,7,林老师\n");
    let read = story.press("F6").on("pick_file").press("lists Enter").on("year").sees("分班名单：lists.csv");
    let read = read.sees("八年级(1)班").sees("林老师").sees("八年级(3)班");
    let read = read.press("F5").sees("  7  吴清和").press("Enter");
    let turned = read.press("Enter 1").on("year").sees("已升入");
    let classes = turned.model.cx.school.classes(date("2026-09-01"));
    assert_eq!(classes.into_iter().map(Class::code).collect::<Vec<_>>(), [801, 803]);
    let back = turned.press("u 1").sees("已撤销");
    assert!(back.model.cx.school.year_turns.is_empty());
}

#[test]
fn faulty_lists_are_shown_and_nothing_is_recorded() {
    let (folder, story) = real_desk("学籍号,姓名,新班级,座号\nT0001,吴清和,九年级(1)班,7\n");
    let read = story.press("i lists Enter").sees("[3 有误 1]").sees("第 2 行").press("Enter").sees("分班名单有误");
    let written = read.press("F4").sees("有误的行已写入");
    assert!(folder.path().join(HOME).join("lists-有误.csv").exists());
    assert!(written.model.cx.school.year_turns.is_empty());
}

#[test]
fn what_is_no_class_list_says_why() {
    let (_folder, story) = real_desk("不是,名单\n1,2\n");
    story.press("i lists Enter").on("year").sees("读不了");
}

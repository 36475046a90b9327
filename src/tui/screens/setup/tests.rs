use crate::tui::effect::{Effect, Passphrase};
use crate::tui::harness::{Story, before};
use crate::tui::screens::Route;
use crate::words::Lang;
use std::fs;
use std::path::Path;
use tempfile::{TempDir, tempdir};

const SECRET: &str = "correct-horse";

fn folder() -> TempDir {
    tempdir().unwrap()
}

fn setup(folder: &Path) -> Story {
    before(folder, Lang::Zh, &Route::Setup)
}

/// To the summary: language, passphrase twice, and every default.
fn to_summary(folder: &Path) -> Story {
    setup(folder).press(&format!("Enter {SECRET} Enter {SECRET} Enter Enter Enter Enter Enter Enter Enter"))
}

#[test]
fn every_default_is_taken_by_enter() {
    let folder = folder();
    let story = to_summary(folder.path())
        .sees("8/8")
        .sees("本校")
        .sees("2026-02-26 至 2026-07-03")
        .sees("上午 07:50  下午 14:00")
        .press("Enter")
        .on("pick_file");
    let school = &story.model.cx.school;
    assert_eq!((school.name.as_str(), school.sessions.len()), ("本校", 2));
    assert_eq!(story.model.cx.who_name(), "班主任");
    assert_eq!(story.model.cx.class, None);
    assert!(story.model.cx.is_open);
    story.press("Esc").on("import").press("Esc").on("nobody").sees("先导入花名册").press("Enter").on("pick_file");
}

#[test]
fn every_answer_can_be_another() {
    let folder = folder();
    let story = setup(folder.path())
        .press(&format!("Enter {SECRET} Enter {SECRET} Enter 海沧实验中学 Enter"))
        .sees("4/8")
        .press("２０２６－２－２４ Enter ７．１０ Enter")
        .sees("5/8")
        .press("4 陈明 Enter 初一3班 Enter")
        .sees("2026-02-24 至 2026-07-10")
        .sees("晚自习")
        .sees("七年级(3)班")
        .press("Enter");
    let school = &story.model.cx.school;
    assert_eq!(school.name, "海沧实验中学");
    let sessions: Vec<&str> = school.sessions.iter().map(|session| session.name.as_str()).collect();
    assert_eq!(sessions, ["上午", "下午", "晚自习"]);
    assert_eq!(story.model.cx.class.map(|class| class.to_string()).as_deref(), Some("七年级(3)班"));
    story.on("pick_file").sees("选择花名册文件").recorded(0);
}

#[test]
fn the_language_switches_at_once() {
    let folder = folder();
    setup(folder.path())
        .sees("首次设置")
        .press("Down")
        .sees("Set-up")
        .press("Up")
        .sees("首次设置")
        .press("2")
        .sees("Choose a passphrase")
        .press("Esc 1")
        .sees("设一个口令")
        .recorded(0);
}

#[test]
fn esc_goes_back_through_all_steps_and_nothing_is_lost() {
    let folder = folder();
    let mut story = to_summary(folder.path()).press("7 7.3 Enter").sees("七年级(3)班");
    for page in ["7/8", "6/8", "5/8", "4/8", "4/8", "3/8", "2/8", "2/8", "1/8"] {
        story = story.press("Esc").sees(page);
    }
    let story = story.press("Esc").on("choose").sees("退出设置吗？").press("Enter").on("setup").sees("1/8");
    let story = story.press("Enter Enter Enter Enter Enter Enter Enter Enter Enter").sees("8/8").sees("七年级(3)班");
    story.press("Esc Esc Esc Esc Esc Esc Esc Esc Esc Esc").on("choose").press("2").has_ended();
}

#[test]
fn answers_that_cannot_stand_say_why() {
    let folder = folder();
    let story = setup(folder.path())
        .press("Enter Enter")
        .sees("口令不能为空")
        .press("abc")
        .sees("有点短")
        .press("Enter abd Enter")
        .sees("两遍不一样")
        .press("abc Enter")
        .sees("3/8")
        .press("Enter 明天 Enter")
        .sees("看不懂这个日期")
        .press("Ctrl+U Enter 2-1 Enter")
        .sees("不会超过 300 天")
        .press("Ctrl+U 2026-2-1 Enter")
        .sees("要在第一天之后")
        .press("Ctrl+U 2028-2-1 Enter")
        .sees("不会超过 300 天")
        .press("Ctrl+U Enter Enter Enter 三班 Enter")
        .sees("看不懂这个班级");
    story.press("Ctrl+U 七（3）班").sees("七年级(3)班").press("Enter").sees("8/8").recorded(0);
}

#[test]
fn a_term_over_new_year_needs_no_year() {
    let folder = folder();
    let to_term = format!("Enter {SECRET} Enter {SECRET} Enter Enter");
    setup(folder.path())
        .press(&to_term)
        .press("2025-9-1 Enter")
        .sees("[2026-01-30]")
        .press("1.28 Enter 1 Enter Enter")
        .sees("2025-09-01 至 2026-01-28")
        .recorded(0);
}

#[test]
fn the_passphrase_is_seen_nowhere() {
    let folder = folder();
    let typed = setup(folder.path()).press(&format!("Enter {SECRET}")).sees("*************").sees_no(SECRET);
    let typed = typed.press(&format!("Enter {SECRET}")).sees_no(SECRET).press("F1").sees_no(SECRET);
    let summary = typed.press("Esc Enter Enter Enter Enter Enter Enter Enter").sees("8/8").sees_no(SECRET);
    summary.press("Enter").sees_no(SECRET).recorded(0);
    let effect = Effect::Unlock(Passphrase::new(SECRET));
    assert!(!format!("{effect:?}").contains(SECRET));
    for file in fs::read_dir(folder.path()).unwrap() {
        let Ok(bytes) = fs::read(file.unwrap().path()) else { continue };
        assert!(!bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes()));
    }
}

#[test]
fn a_passphrase_of_an_input_method_is_warned_of() {
    let folder = folder();
    setup(folder.path()).press("Enter 我的口令很长很长啊").sees("同样的输入法").recorded(0);
}

#[test]
fn creating_takes_a_moment_and_a_failure_keeps_every_answer() {
    let folder = folder();
    let creating = to_summary(folder.path()).press("7 7.3 Enter").slow().press("Enter").sees("正在建立");
    let failed = creating.press("Esc Enter 3").sees("8/8").failing("磁盘已满").done_at_last();
    failed
        .on("choose")
        .sees("磁盘已满")
        .press("Enter")
        .on("setup")
        .sees("8/8")
        .sees("七年级(3)班")
        .press("Enter")
        .on("pick_file")
        .recorded(0);
}

#[test]
fn there_is_nowhere_to_go_before_the_books_are_open() {
    let folder = folder();
    for key in ["F2", "F10"] {
        setup(folder.path()).press(key).on("setup").sees("要先打开数据");
    }
    setup(folder.path()).press("张").on("setup").sees("要先打开数据");
    setup(folder.path()).paste("张三").on("setup").sees("要先打开数据");
}

#[test]
fn the_footer_is_true() {
    let folder = folder();
    let pages = ["", "Enter", "Enter ab Enter", "Enter ab Enter ab Enter Enter Enter Enter"];
    for keys in pages {
        let again = || setup(folder.path()).press(keys);
        let _ = again().footer_is_true(again);
    }
}

#[test]
fn passphrase_at_80_by_24() {
    let folder = folder();
    insta::assert_snapshot!(setup(folder.path()).press("Enter abc Enter ab Enter").lines_up().screen());
}

#[test]
fn term_at_120_by_40() {
    let folder = folder();
    let keys = format!("Enter {SECRET} Enter {SECRET} Enter Enter ２．２４ Enter");
    insta::assert_snapshot!(setup(folder.path()).sized(120, 40).press(&keys).lines_up().screen());
}

#[test]
fn sessions_at_80_by_24() {
    let folder = folder();
    let keys = format!("Enter {SECRET} Enter {SECRET} Enter Enter Enter Enter Down");
    insta::assert_snapshot!(setup(folder.path()).press(&keys).lines_up().screen());
}

#[test]
fn summary_at_80_by_24() {
    let folder = folder();
    insta::assert_snapshot!(to_summary(folder.path()).lines_up().screen());
}

#[test]
fn in_english() {
    let folder = folder();
    let keys = format!("2 {SECRET} Enter {SECRET} Enter Enter");
    insta::assert_snapshot!(setup(folder.path()).press(&keys).lines_up().screen());
    let summary = setup(folder.path()).press(&keys).press("Enter Enter Enter Enter Enter");
    insta::assert_snapshot!(summary.lines_up().screen());
}

/// A bureau is known by its name; nothing is asked of it that only a school has.
#[test]
fn a_bureau_begins_its_books() {
    let folder = folder();
    let story = setup(folder.path()).press(&format!("Enter {SECRET} Enter {SECRET} Enter")).paste("凤山区教育局");
    let person = story.sees("是教育局").press("Enter").sees("6/8").sees("[经办人]").press("Esc").sees("3/8");
    let summary = person.press("Enter").paste("林股长").press("Enter").sees("8/8").lines_up();
    insta::assert_snapshot!("summary_of_a_bureau", summary.screen());
    // What is not asked of it cannot be changed either.
    let begun = summary.press("4 5 7").sees("8/8").press("Enter").on("district").sees("还没有收到各校月报");
    assert!(begun.model.cx.school.is_bureau());
    assert_eq!((begun.model.cx.school.name.as_str(), begun.model.cx.who_name()), ("凤山区教育局", "林股长"));
}

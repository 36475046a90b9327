use crate::desk::{self, Clock, NewSchool, Opening};
use crate::domain::usual;
use crate::tui::effect::Effect;
use crate::tui::harness::{HOME, Story, before, date};
use crate::tui::screens::Route;
use crate::words::Lang;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::{TempDir, tempdir};

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

/// A folder for the books, and in it the person's own with these files of the tests' data.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempdir().unwrap();
    let home = folder.path().join(HOME);
    fs::create_dir_all(&home).unwrap();
    for (from, to) in files {
        fs::copy(data(from), home.join(to)).unwrap();
    }
    folder
}

const ROSTER: (&str, &str) = ("small/roster.csv", "roster.csv");

/// Set up, and at the picker of the first class list.
fn set_up_in(folder: &Path, lang: Lang) -> Story {
    let setup = before(folder, lang, &Route::Setup);
    setup.press("Enter secret Enter secret Enter Enter Enter Enter Enter Enter Enter Enter").on("pick_file")
}

fn set_up(folder: &TempDir) -> Story {
    set_up_in(folder.path(), Lang::Zh)
}

fn imported(folder: &TempDir) -> Story {
    set_up(folder).press("roster Enter Enter").on("roll")
}

#[test]
fn the_first_class_list_leads_to_the_roll() {
    let folder = folder(&[ROSTER]);
    let preview = set_up(&folder).sees("选择花名册文件").press("roster Enter").on("import");
    let preview = preview.sees("预览，尚未写入").sees("新增 43").press("2").sees("黄");
    assert!(preview.model.cx.school.pupils.is_empty(), "nothing is written before Enter");
    let roll = preview.press("Enter").on("roll").sees("已全部写入").sees("四年级(1)班");
    assert_eq!(roll.model.cx.school.pupils.len(), 43);
    roll.press("Esc").on("choose").sees("1 点名").recorded(0);
}

#[test]
fn importing_again_changes_nothing() {
    let folder = folder(&[ROSTER, ("small/roster.gb18030.csv", "again.csv")]);
    let again = imported(&folder).going_to(&Route::Import).press("1 again Enter").sees("新增 0");
    again.sees("没有需要写入的内容").press("Enter").on("import").sees("未变 43").recorded(0);
}

#[test]
fn what_differs_is_shown_field_by_field() {
    let folder = folder(&[ROSTER]);
    let text = fs::read_to_string(data("small/roster.csv")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let moved =
        lines[..lines.len() - 1].join("\n").replace("14227110053", "14227110054").replace("碧岳社区1号", "碧岳社区2号");
    fs::write(folder.path().join(HOME).join("changed.csv"), moved).unwrap();
    let changed = || imported(&folder_of(&folder)).going_to(&Route::Import).press("1 changed Enter");
    let story = changed().sees("变更 1").sees("文件中没有 1");
    let story = story.press("3").sees("碧岳社区2号").press("Down").sees("监护人").sees_no("14227110054");
    story
        .press("Right")
        .sees("[4 文件中没有 1]")
        .press("Left Left Left Left")
        .sees("[6 不改动 0]")
        .press("Left")
        .sees("[5 有误 0]")
        .sees("这一页没有内容")
        .recorded(0);
}

/// The same files, before books that are still to be begun.
fn folder_of(other: &TempDir) -> TempDir {
    let folder = folder(&[]);
    for file in fs::read_dir(other.path().join(HOME)).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.path().join(HOME).join(file.file_name())).unwrap();
    }
    folder
}

#[test]
fn faulty_rows_are_told_and_written_out_to_be_mended() {
    let folder = folder(&[("bad/roster.csv", "bad.csv")]);
    let home = folder.path().join(HOME);
    let faults = set_up(&folder).press("bad Enter").on("import").sees("有误的").press("5");
    let faults = faults.sees("第 3 行").sees("校验不符").press("F4").sees("有误的行已写入");
    let mended = fs::read_to_string(home.join("bad-有误.csv")).unwrap();
    assert!(mended.contains("校验不符"));
    faults.press("w").sees("有误的行已写入").recorded(0);
    assert!(home.join("bad-有误 (2).csv").exists(), "what may be mended already is not written over");
}

#[test]
fn what_cannot_be_read_says_why_and_leads_back_to_the_picker() {
    let folder = folder(&[("bad/empty.csv", "empty.csv"), ("bad/not-a-workbook.xlsx", "broken.xlsx"), ROSTER]);
    let told = set_up(&folder).press("empty Enter").on("choose").sees("文件是空的").press("Enter").on("pick_file");
    let told = told.press("broken Enter").on("choose").sees("另存为 xlsx").press("Enter").on("pick_file");
    told.press("roster Enter").on("import").sees("新增 43").recorded(0);
}

#[test]
fn reading_can_be_left_and_what_comes_late_changes_nothing() {
    let folder = folder(&[ROSTER, ("bad/empty.csv", "empty.csv")]);
    let reading = |name: &str| {
        let folder = folder_of(&folder);
        let story = set_up(&folder).press(name).slow().press("Enter").sees("正在读取").press("Esc");
        (folder, story.sees("导入什么？"))
    };
    for name in ["roster", "empty"] {
        let (_folder, left) = reading(name);
        left.done_at_last().on("import").sees("导入什么？").sees_no("新增").recorded(0);
    }
}

#[test]
fn only_the_file_picked_last_is_shown() {
    let folder = folder(&[ROSTER, ("bad/roster.csv", "bad.csv")]);
    let picker = set_up(&folder).press("bad").slow().press("Enter Esc");
    // The first file is read while the second is being picked: only the second is waited for.
    let shown = picker.done_at_last().sees("导入什么？").press("Enter roster Enter");
    shown.sees("roster.csv").sees("新增 43").recorded(0);
}

#[test]
fn a_failed_import_keeps_the_preview() {
    let folder = folder(&[ROSTER]);
    let failed = set_up(&folder).press("roster Enter").failing("磁盘已满").press("Enter").on("choose").sees("磁盘已满");
    failed.press("Enter").on("import").sees("新增 43").press("Enter").on("roll").recorded(0);
}

#[test]
fn attendance_and_calendar_come_in_too() {
    let folder = folder(&[ROSTER, ("small/calendar.csv", "days.csv"), ("small/month-2025-10.xlsx", "month.xlsx")]);
    let story = imported(&folder).going_to(&Route::Import).press("３ days Enter").on("import").sees("[1 概要]");
    let story = story.press("2").sees("运动会").press("Enter").on("roll").sees("已全部写入");
    let story = story.going_to(&Route::Import).press("2 month Enter").sees("月表符号按");
    let story = story.press("F6").sees("月表符号按：A").press("F6").sees("月表符号按：B");
    story.press("Esc Esc").on("roll").recorded(0);
}

#[test]
fn no_pupil_is_in_debugging_text() {
    let folder = folder(&[ROSTER]);
    let story = set_up(&folder).press("roster").slow().press("Enter").done_at_last().slow().press("Enter");
    let effects = story.waiting_for();
    assert!(matches!(effects[..], [Effect::Import(_)]));
    assert_eq!(format!("{:?}", effects[0]), "Import(Shared)");
}

#[test]
fn the_footer_is_true() {
    let folder = folder(&[("bad/roster.csv", "bad.csv")]);
    for keys in ["Esc", "bad Enter", "bad Enter 5"] {
        let again = || set_up(&folder_of(&folder)).press(keys);
        let _ = again().footer_is_true(again);
    }
}

#[test]
fn what_to_import_at_80_by_24() {
    let folder = folder(&[]);
    insta::assert_snapshot!(set_up(&folder).press("Esc Down").lines_up().screen());
}

#[test]
fn overview_at_80_by_24() {
    let folder = folder(&[("bad/roster.csv", "bad.csv")]);
    insta::assert_snapshot!(set_up(&folder).press("bad Enter").screen());
}

#[test]
fn faults_at_120_by_40() {
    let folder = folder(&[("bad/roster.csv", "bad.csv")]);
    insta::assert_snapshot!(set_up(&folder).sized(120, 40).press("bad Enter 5 Down Down").screen());
}

#[test]
fn faults_at_80_by_24_in_english() {
    let folder = folder(&[("bad/roster.csv", "bad.csv")]);
    insta::assert_snapshot!(set_up_in(folder.path(), Lang::En).press("bad Enter 5 Down").screen());
}

#[test]
fn a_second_list_of_entrants_fills_in_and_overrules_only_when_told_to() {
    let folder = folder(&[ROSTER]);
    let list = |name: &str, address: &str, source: &str| {
        let row = format!("林小满,女,350212202003011023,洪塘头,{address},{source}");
        let text = format!("姓名,性别,身份证件号,村居,现住址,来源\n{row}\n");
        fs::write(folder.path().join(HOME).join(name), text).unwrap();
    };
    list("villages.csv", "洪塘头12号", "村居");
    list("police.csv", "洪塘头88号", "公安");
    let story = imported(&folder).going_to(&Route::Import).press("6 villages Enter").sees("新增 1").press("Enter");
    let second = story.on("roll").going_to(&Route::Import).press("6 police Enter").sees("不改动 1");
    // What another list has said stays, and is told; F6 lets this one go before it, and back again.
    let second = second.press("6").sees("[6 不改动 1]").sees("塘头88号：不改动");
    insta::assert_snapshot!("kept_at_80_by_24", second.screen());
    let over = second.press("F6").sees("变更 1").press("3").sees("塘头88号");
    let kept = over.press("F6").sees("不改动 1").press("F6").sees("变更 1").press("Enter").on("roll");
    let address = |story: &Story| story.model.cx.school.entrants[0].record.address.clone();
    assert_eq!(address(&kept), "洪塘头88号");
}

/// A bureau takes in its schools, and nothing of what a school keeps.
#[test]
fn a_bureau_brings_in_its_schools() {
    let folder = folder(&[]);
    let opening = Opening { clock: Clock::System { today: Some(date("2026-03-18")) }, act_as: None, font: None };
    let bureau = NewSchool {
        name: "凤山区教育局".to_owned(),
        terms: Vec::new(),
        sessions: usual::sessions(),
        person: "林股长".to_owned(),
        homeroom: None,
    };
    drop(desk::create(folder.path(), "菊花 42", bureau, &opening).unwrap());
    let schools = "学校标识码,学校,类型,应报\n3135000001,凤南小学,小学,是\n3135000002,凤栖中学,初中,是\n";
    fs::write(folder.path().join(HOME).join("schools.csv"), schools).unwrap();
    let story = before(folder.path(), Lang::Zh, &Route::Unlock).paste("菊花 42").press("Enter").on("district");
    let import = story.sees("先按 F10 导入学校名单").by_menu(&Route::Import).sees("1 学校名单").sees_no("花名册");
    let preview = import.press("1").on("pick_file").press("schools Enter").sees("新增 2").press("2").sees("凤栖中学");
    let back = preview.press("Enter").on("district").sees("已全部写入");
    assert_eq!(back.model.cx.school.district.schools.len(), 2);
}

use crate::desk::{self, Clock, NewSchool, Opening};
use crate::domain::district::DistrictReport;
use crate::domain::district::made_up::{self, BUREAU, moved, report};
use crate::domain::monthly::{MonthlyReport, Way};
use crate::domain::usual;
use crate::tui::harness::{self, HOME, Story, date, desk, desk_in};
use crate::tui::screens::Route;
use crate::words::Lang;
use chrono::NaiveDate;
use std::fs;
use std::path::{Path, PathBuf};

/// January and February of three schools: one has not sent February, a pupil is lost from sight, another went elsewhere.
fn reports() -> Vec<MonthlyReport> {
    let out = vec![
        moved(Way::Out, "2026-01-12", 2, "凤南小学", Some('a')),
        moved(Way::Out, "2026-01-13", 2, "赣县实验小学", Some('b')),
    ];
    let north = report("凤北小学", "2026-01", &[(1, 40), (2, 44)], out);
    let south = report("凤南小学", "2026-01", &[(1, 38)], vec![moved(Way::In, "2026-01-20", 1, "", Some('c'))]);
    let junior = report("凤栖中学", "2026-01", &[(7, 50), (9, 47)], vec![]);
    let mut february = report("凤北小学", "2026-02", &[(1, 40), (2, 42)], vec![]);
    let mut missed = |line: usize, absent: u32| {
        february.grades[line].figures.absent_three_days = absent;
        february.total.absent_three_days += absent;
    };
    missed(0, 1);
    missed(1, 2);
    let junior_february = report("凤栖中学", "2026-02", &[(7, 50), (9, 47)], vec![]);
    vec![north, south, junior, february, junior_february]
}

/// A bureau's books: nobody in a class, no term.
fn with_reports(story: Story) -> Story {
    let (district, _) = made_up::received(&reports());
    story.with(|books| {
        books.terms.clear();
        books.rolls.clear();
        books.profile.iter_mut().for_each(|profile| profile.name = BUREAU.to_owned());
        books.district.schools = district.schools.clone();
        books.district.received = district.received.clone();
    })
}

fn bureau() -> Story {
    with_reports(desk(0))
}

fn months() -> Story {
    bureau().opened(Route::District)
}

fn month() -> Story {
    months().press("Enter")
}

#[test]
fn the_months_at_80_by_24() {
    insta::assert_snapshot!(months().lines_up().screen());
}

#[test]
fn a_month_at_80_by_24() {
    insta::assert_snapshot!(month().lines_up().screen());
}

#[test]
fn a_month_at_120_by_40() {
    insta::assert_snapshot!(month().sized(120, 40).lines_up().screen());
}

#[test]
fn the_year_at_120_by_40() {
    insta::assert_snapshot!(months().sized(120, 40).press("F6").lines_up().screen());
}

#[test]
fn empty_it_says_what_it_is_for() {
    let story = desk(0).with(|books| books.terms.clear()).opened(Route::District);
    insta::assert_snapshot!(story.lines_up().screen());
}

#[test]
fn in_english() {
    let story = with_reports(desk_in(Lang::En, 0)).opened(Route::District).sees("Lack").sees("2026-02");
    story.press("Enter").on("district-report").sees("Month 2026-02");
}

#[test]
fn tab_goes_from_part_to_part_and_arrows_from_month_to_month() {
    let story = month().sees("月报汇总 2026年2月").sees("未报：凤南小学").press("Tab Tab Tab").sees("凤北小学");
    let story =
        story.press("Left").sees("月报汇总 2026年1月").sees("未报0所").press("Tab Tab Tab Tab").sees("赣县实验小学");
    story.press("Right").sees("2026年2月").press("Right").sees("2026年2月").press("Esc").on("district");
}

#[test]
fn a_month_and_a_year_are_written() {
    let story = month().press("F4").on("write").sees("控辍保学月报汇总-2026-02.docx").press("Enter Enter");
    let story = story.press("Esc y w 4").sees(".xlsx").press("Enter Enter");
    let names = ["控辍保学月报汇总-2026-02.docx", "控辍保学自查数据-2026-03-18.xlsx"];
    assert_eq!(story.written, names.map(PathBuf::from));
}

#[test]
fn the_menu_has_it_for_a_bureau_and_not_for_a_school() {
    let menu = bureau().opened(Route::District).press("F10").sees("区县汇总").sees("操作日志").sees("学校信息");
    menu.sees_no("点名").sees_no("应办事项").sees_no("学籍异动").press("Esc").on("district");
    // Nobody is looked for, and nothing is owed about anybody.
    months().press("F3").on("district").press("F2").on("district");
    desk(3).press("F10").sees("点名").sees_no("区县汇总");
    assert_eq!(bureau().model.cx.first_screen(), Route::District);
}

#[test]
fn every_key_of_the_footer_does_something() {
    months().footer_is_true(months);
    month().footer_is_true(month);
    let year = || months().opened(Route::DistrictReport(DistrictReport::Year(date("2026-03-18"))));
    year().footer_is_true(year);
}

fn opening() -> Opening {
    Opening { clock: Clock::System { today: NaiveDate::from_ymd_opt(2026, 3, 18) }, act_as: None, font: None }
}

/// A real desk of a bureau's, that has not been unlocked.
fn before_a_bureau(folder: &Path) -> Story {
    let bureau = NewSchool {
        name: BUREAU.to_owned(),
        terms: Vec::new(),
        sessions: usual::sessions(),
        person: "林股长".to_owned(),
        homeroom: None,
    };
    drop(desk::create(folder, "菊花 42", bureau, &opening()).unwrap());
    harness::before(folder, Lang::Zh, &Route::Unlock)
}

/// A real desk: the files of a folder are picked, checked, shown and recorded; what is wrong stays out.
#[test]
fn a_folder_of_files_is_received() {
    let folder = tempfile::tempdir().unwrap();
    let story = before_a_bureau(folder.path());
    let home = folder.path().join(HOME);
    let mut reports = reports();
    reports[1].total.visits += 1;
    for (nth, report) in reports.iter().enumerate() {
        fs::write(home.join(format!("{nth}.json")), serde_json::to_string(report).unwrap()).unwrap();
    }
    let story = story.paste("菊花 42").press("Enter").on("district").sees("还没有收到各校月报");
    let story = story.press("F5").on("pick_file").press("Enter").on("choose").sees("只收这个文件").press("2");
    let story = story.sees("收下 4，替换 0，已有 0，未收 1").sees("凤南小学 2026年1月").sees("各年级相加是 0");
    let story = story.press("1").on("district").sees("2026-02").sees("2026-01").sees("收下 4");
    let again = story.press("F5 Enter 2").sees("已有 4");
    let story = again.press("Enter").sees("没有需要写入的内容").on("district");
    // In the journal the reception is one step: taken back, nothing of it is left; received again, all of it is there.
    let story = story.going_to(&Route::Journal).sees("收各校月报").press("u").on("choose").press("Enter");
    let story = story.on("journal").sees("撤销").press("Esc").on("district").sees("还没有收到各校月报");
    story.press("F5 Enter 2 1").on("district").sees("收下 4").sees("2026-02");
}

/// Another desk writes while what would go in is being looked at: nothing is laid over it; it is checked anew and shown.
#[test]
fn what_another_desk_has_done_meanwhile_is_looked_at_first() {
    let folder = tempfile::tempdir().unwrap();
    let story = before_a_bureau(folder.path());
    let home = folder.path().join(HOME);
    let file = home.join("0.json");
    fs::write(&file, serde_json::to_string(&reports()[0]).unwrap()).unwrap();
    let story = story.paste("菊花 42").press("Enter").on("district").press("F5").on("pick_file").press("Enter 1");
    let story = story.sees("收下 1，替换 0，已有 0，未收 0");
    let mut other = desk::open(folder.path(), "菊花 42", &opening()).unwrap();
    other.receive_files(&[file]).unwrap();
    let story = story.press("1").sees("收下 0，替换 0，已有 1，未收 0");
    story.press("Enter").on("district").sees("2026-01");
}

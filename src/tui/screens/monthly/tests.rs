use crate::domain::class::{Class, Grade};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::StaffId;
use crate::domain::mark::Mark;
use crate::domain::monthly::{Doubt, Month, Recipient, Reporting, Stage};
use crate::domain::people::{Post, Staff, StaffRecord, Standing};
use crate::domain::roll::SessionCode;
use crate::domain::school::Books;
use crate::tui::harness::{Story, date, desk, desk_in, seat};
use crate::tui::screens::Route;
use crate::words::Lang;
use std::path::PathBuf;
use uuid::Uuid;

const PRINCIPAL: StaffId = StaffId(Uuid::from_u128(10));

fn february() -> Month {
    Month::new(2026, 2).unwrap()
}

/// A principal and an office beside the homeroom teacher.
fn colleagues(books: &mut Books) {
    let posts = [("林校长", Post::Leadership), ("周主任", Post::Affairs)];
    for (at, (name, post)) in posts.into_iter().enumerate() {
        let record = StaffRecord { name: name.into(), posts: [post].into(), until: None };
        books.staff.push(Staff { id: StaffId(Uuid::from_u128(10 + at as u128)), record });
    }
    books.monthly.reporting = Some(Reporting { school_code: "3135021299".into(), ..Reporting::default() });
}

/// One truant in the last week of February, of whom nobody has said anything since; one pupil gone without papers.
fn school() -> Story {
    let marks = [(2, Mark::Truant)];
    let story = desk(10).with(colleagues).with(|books| {
        books.rolls.retain(|roll| (roll.key.date, roll.key.session) != (date("2026-02-26"), SessionCode::PM));
        books.pupils[4].standings.push((date("2026-02-27"), Standing::Gone));
    });
    story.with_roll("2026-02-26", SessionCode::AM, &marks)
}

fn of_february() -> Story {
    school().opened(Route::Monthly(Some(february())))
}

fn doubts() -> Story {
    of_february().press("Tab")
}

/// Everything agrees but that nobody has counted.
fn quiet() -> Story {
    desk(10).with(colleagues).opened(Route::Monthly(Some(february())))
}

/// Counted and signed by the principal.
fn signed() -> Story {
    let mut story = quiet().press("Tab Enter Enter").sees("与在册相符").sees("没有疑点，可以签字").recorded(1);
    story = story.press("F9").sees("月报由校领导签字");
    story.model.cx.who = PRINCIPAL;
    story
        .press("F9")
        .on("ask")
        .sees("周主任")
        .press("Enter")
        .on("monthly")
        .recorded(2)
        .sees("2026-02 月报第 1 版已签字")
}

#[test]
fn the_figures_at_80_by_24() {
    insta::assert_snapshot!(of_february().lines_up().screen());
}

#[test]
fn the_figures_at_120_by_40() {
    insta::assert_snapshot!(of_february().sized(120, 40).lines_up().screen());
}

#[test]
fn the_contradictions_at_80_by_24() {
    insta::assert_snapshot!(doubts().lines_up().screen());
}

#[test]
fn the_contradictions_at_120_by_40() {
    insta::assert_snapshot!(doubts().sized(120, 40).lines_up().screen());
}

#[test]
fn the_versions_at_80_by_24() {
    insta::assert_snapshot!(signed().press("Tab").sees("未报").lines_up().screen());
}

#[test]
fn a_version_as_it_is_printed() {
    let story = signed().press("Tab Enter").on("month_paper").press("w").on("write").sees("月报-2026-02-第1版");
    insta::assert_snapshot!(story.press("Esc").sized(120, 40).lines_up().screen());
}

#[test]
fn in_english() {
    let story = desk_in(Lang::En, 10).with(colleagues).opened(Route::Monthly(Some(february())));
    story.sees("on the books now").press("Tab").sees("nobody has counted the seats");
}

#[test]
fn the_menu_leads_here_and_without_pupils_it_says_what_to_do() {
    desk(3).by_menu(&Route::Monthly(None)).on("monthly").press("Esc").on("roll");
    let story = desk(0).opened(Route::Monthly(None)).sees("这个月还没有数字").reads("先导入花名册");
    insta::assert_snapshot!(story.lines_up().screen());
}

#[test]
fn a_figure_leads_to_its_pupils_and_they_to_their_files() {
    let story = of_february().press("Down Down Down Down Down Down").sees("其他减少").press("Enter").on("month_pupils");
    let story = story.sees("其他减少  2026-02  1 人").sees("2026-02-27").press("Enter").on("pupil").press("Esc Esc");
    // Rolls are of classes: nobody stands behind them.
    let story = story.on("monthly").press("End Up").press("Enter").on("month_pupils").press("Esc");
    let counted = story.press("Home").press(&"Down ".repeat(15)).sees("实点人数").press("Enter");
    counted.on("monthly").sees("这一项不是人数，没有名单");
}

#[test]
fn a_contradiction_leads_to_where_it_is_mended_or_is_explained() {
    let story = doubts().sees("七年级(3)班：本月还没有实点人数").sees("缺 1 次").sees("手续不全").sees("没有任何处理");
    // Counted: two are missing, and one of them is known to have gone.
    let story = story.press("Enter").on("ask").sees("9").press("8 Enter").recorded(1);
    let story = story.sees("在册应到 9 人，不相符").sees("应在校 9 人，实点 8 人");
    let story = story.press("Home Down Enter").on("roll").press("Esc").on("monthly");
    let story = story.press("Home Down Down Enter").on("case_close").press("Esc").on("monthly");
    let story = story.press("End Enter").on("pupil").press("Esc").on("monthly");
    let story = story.press("e").on("ask").press("学籍手续正在办理 Enter").recorded(2).sees("已记下说明");
    let story = story.sees("未说明 3 条").press("s").sees("月报由校领导签字");
    story.press("Tab").sees("没有签过");
}

/// What holds of one class often holds of all: nobody writes it three dozen times.
#[test]
fn what_is_alike_is_explained_in_one_go() {
    let eight = Class { grade: Grade::new(8).unwrap(), number: 1 };
    let two_classes = |books: &mut Books| {
        for pupil in books.pupils.iter_mut().take(2) {
            pupil.standings = vec![(date("2025-09-01"), Standing::InClass { class: eight, seat: None })];
        }
    };
    let story = desk(10).with(colleagues).with(two_classes).opened(Route::Monthly(Some(february()))).press("Tab");
    let story = story.sees("同类一起说明(2)").press("F12").on("ask").sees("等 2 条，同一个说明");
    let story = story.press("全校停课未实点 Enter").recorded(1).sees("全校停课未实点");
    let told = &story.model.cx.school.monthly.explanations;
    assert_eq!(told.len(), 2);
    assert!(told.iter().all(|told| matches!(told.about, Doubt::NotCounted(_))), "{told:?}");
    // Nothing is left that is like it.
    assert!(!story.press("Home").screen().contains("同类一起说明(2)"));
}

#[test]
fn a_number_typed_takes_the_place_of_the_one_that_stands_there_and_must_be_of_a_class() {
    let story = doubts().press("Enter").on("ask").sees("9").press("201 Enter").recorded(0).on("monthly");
    let story = story.sees("不会多于 200 人").press("Enter 8 Enter").recorded(1);
    assert_eq!(story.model.cx.school.monthly.headcounts[0].record.seats, 8);
}

#[test]
fn from_the_month_before_one_comes_back_to_the_list() {
    let march = desk(10).with(colleagues).opened(Route::Monthly(Some(february().after()))).press("Tab");
    let story =
        march.sees("2026-03").sees("2026-02 的月报还没有签字").press("Home Enter").on("monthly").sees("还没有实点人数");
    let story = story.press("Enter Enter").recorded(1).sees("没有疑点");
    story.press("Esc").on("monthly").sees("2026-03").sees("2026-02 的月报还没有签字");
}

#[test]
fn it_is_signed_by_two_sent_to_two_and_corrected() {
    let story = signed().press("F7").on("send_month").sees("区教育局").press("OA F2").recorded(3);
    let story = story.sees("已记下：报送区教育局").press("n").sees("街道办事处").press("F2");
    let story = story.on("send_month").reads("写怎么报送的").press("送达 Tab 镇党政办 F2").recorded(4);
    assert_eq!(story.model.cx.school.report_stage(february()), Stage::Sent);
    let to = |to| story.model.cx.school.sent_to(february(), to).cloned().unwrap();
    assert!(to(Recipient::Bureau).receipt.is_none());
    assert_eq!(to(Recipient::Street).receipt.unwrap().by, "镇党政办");
    // Nothing has changed: there is nothing to correct.
    let story = story.press("F9").on("ask").press("漏登 Enter Enter").sees("教育局都没有改变").recorded(4);
    let story = story.press("Enter Tab Tab Tab").on("monthly").sees("第 1 版已报送");
    // Somebody had gone; the correction is asked why.
    let change = Change::Standing { pupil: seat(5), from: date("2026-02-27"), to: Some(Standing::Gone) };
    let gone = story.with(|books| {
        let Change::Standing { from, to: Some(to), .. } = change else { return };
        books.pupils[4].standings.push((from, to));
    });
    let mut story = gone.opened(Route::Monthly(Some(february())));
    story.model.cx.who = PRINCIPAL;
    story.sees("第 1 版已报送").press("s").sees("更正").press("漏登一人 Enter").sees("条疑点");
}

/// Rolls of days that were not read are not taken for rolls that were not taken: they are asked for.
#[test]
fn an_old_month_reads_its_rolls_first() {
    let story = desk(10).with(colleagues).with(|books| books.rolls_from = Some(date("2026-08-01")));
    assert!(!story.model.cx.school.reaches_back_to(date("2026-02-01")));
    let story = story.opened(Route::Monthly(Some(february()))).press("Tab");
    assert_eq!(story.model.cx.school.rolls_from, None);
    assert!(story.model.cx.school.reaches_back_to(date("2026-02-01")));
}

#[test]
fn what_has_changed_since_the_signature_is_said_above() {
    let story = signed().with(|books| books.pupils[4].standings.push((date("2026-02-27"), Standing::Gone)));
    let story = story.opened(Route::Monthly(Some(february()))).sees("签字以后账上有").sees("要更正按 F9");
    insta::assert_snapshot!(story.lines_up().screen());
}

/// What is said of a class is printed and sent: a child's name in it is left out, and it is said so.
#[test]
fn a_reason_that_names_a_child_is_printed_without_the_name() {
    let story = doubts().with(|books| books.pupils[2].record.name = "甲七六".into());
    let story = story.opened(Route::MonthDoubts(february())).press("Home e").on("ask").press("甲七六在区里比赛 Enter");
    let story = story.recorded(1).sees("姓名已隐去");
    let report = crate::desk::month_report(&story.model.cx.school, february(), None, story.model.cx.now).unwrap();
    let said = report.remarks.concat();
    assert!(said.contains("甲某某在区里比赛") && !said.contains("甲七六"), "{said}");
}

#[test]
fn the_settings_and_the_file_for_the_district() {
    let story = quiet().press("F8").on("reporting").sees("3135021299").press("1 F2").recorded(0).reads("十位数字");
    let story = story.press("Backspace Tab Backspace 29 F2").reads("1 到 28");
    let story = story.press("Backspace Backspace 26 F2").recorded(1).sees("01-26 - 02-25");
    let story =
        story.press("F6").on("ask").sees("月报-2026-02-第1版.json").press("Enter").reads("月报-2026-02-第1版.json");
    assert_eq!(story.written, [PathBuf::from("月报-2026-02-第1版.json")]);
}

#[test]
fn months_go_back_to_the_first_term_and_no_farther_than_today() {
    let story = of_february().press("Right").sees("月报 2026-03").press("Right").sees("还没到这个月");
    story.press("Left Left").sees("月报 2026-02").sees("更早没有月报");
}

#[test]
fn the_list_of_what_is_to_be_done_leads_here() {
    let story = desk(10).with(colleagues).at("2026-03-20 08:00").opened(Route::Todo).press("Tab");
    story.sees("2026-03 月报").press("End Enter").on("monthly").sees("月报 2026-03");
}

#[test]
fn every_key_does_something() {
    for story in [of_february, doubts, quiet, signed] {
        story().footer_is_true(story);
    }
    let pupils = || of_february().press("Enter");
    pupils().footer_is_true(pupils);
    let sending = || signed().press("F7");
    sending().footer_is_true(sending);
    let settings = || quiet().press("F8");
    settings().footer_is_true(settings);
    let paper = || signed().press("Tab Enter");
    paper().footer_is_true(paper);
    assert!(Why::SendMonth.can_be_undone() && !Why::SignMonth.can_be_undone(), "what was signed stays signed");
}

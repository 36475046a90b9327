use crate::desk::AT_A_TIME;
use crate::domain::mark::Mark;
use crate::domain::roll::SessionCode;
use crate::tui::effect::Effect;
use crate::tui::harness::{Story, desk, desk_in, seat};
use crate::tui::screens::Route;
use crate::words::Lang;

/// So many pupils of a class of twelve are away since yesterday: their cases are open.
fn cases_in(lang: Lang, away: u128) -> Story {
    let marks: Vec<(u128, Mark)> = (1..=away).map(|at| (at, Mark::Truant)).collect();
    let story = desk_in(lang, 12).with_roll("2026-03-17", SessionCode::AM, &marks);
    story.with_roll("2026-03-17", SessionCode::PM, &marks).opened(Route::Cases)
}

fn cases(away: u128) -> Story {
    cases_in(Lang::Zh, away)
}

fn one() -> Story {
    cases(1).going_to(&Route::Dossier(seat(1)))
}

fn places(story: &Story) -> Vec<String> {
    story.written.iter().map(|place| place.display().to_string()).collect()
}

#[test]
fn one_pupils_at_80_by_24() {
    insta::assert_snapshot!(one().screen());
}

#[test]
fn one_pupils_at_120_by_40_in_english() {
    insta::assert_snapshot!(cases_in(Lang::En, 1).going_to(&Route::Dossier(seat(1))).sized(120, 40).screen());
}

#[test]
fn those_of_the_list_at_80_by_24() {
    insta::assert_snapshot!(cases(10).press("e").screen());
}

#[test]
fn half_way_at_80_by_24() {
    insta::assert_snapshot!(cases(10).press("e").slow().press("Enter").screen());
}

#[test]
fn the_file_bears_no_name_and_keeps_step_with_the_format() {
    let story = one().sees("七年级(3)班-1号.pdf").press("2").sees_no(".pdf").press("F2");
    assert_eq!(places(&story), ["七年级(3)班-1号"]);
    let story = story.on("choose").sees("已写入").press("Enter").on("cases").going_to(&Route::Dossier(seat(1)));
    let story = story.press("2 1 Tab Ctrl+U").paste("甲.pdf").press("Enter");
    assert_eq!(places(&story)[1..], ["甲.pdf"]);
}

#[test]
fn a_place_must_be_named() {
    let story = one().press("Tab Ctrl+U Enter").on("dossier").sees("请写文件名");
    assert!(story.written.is_empty());
}

#[test]
fn the_case_and_the_pupil_lead_here() {
    cases(1).press("Enter 3").on("dossier").press("Esc").on("case").press("e").on("dossier").sees("缺件").recorded(0);
    cases(1).going_to(&Route::Pupil(seat(1))).press("4").on("dossier").press("Esc e").on("dossier").recorded(0);
}

#[test]
fn those_of_the_list_are_written_a_few_at_a_time() {
    let story = cases(10).press("e").on("dossier").sees("10 个未结个案").press("Enter");
    assert_eq!(places(&story), vec!["一生一案-2026-03-18"; 10]);
    story.on("choose").sees("写好 10 份，共 10 份").sees("一生一案-2026-03-18").press("Enter").on("cases").recorded(0);
}

#[test]
fn who_says_stop_keeps_what_is_written() {
    let story = cases(10).press("e").slow().press("Enter").sees("已完成 0/10").press("Esc").on("dossier").sees("就停");
    let [Effect::WriteDossiers { pupils, .. }] = story.waiting_for()[..] else { panic!("a few are asked for") };
    assert_eq!(pupils.len(), AT_A_TIME);
    let story = story.done_at_last();
    assert_eq!(story.written.len(), AT_A_TIME);
    story.on("choose").sees("写好 4 份，共 10 份").recorded(0);
}

#[test]
fn whose_cannot_be_made_is_named_and_the_others_are_written() {
    let story = cases(10).press("e").failing("没有字体").press("Enter");
    assert_eq!(story.written.len(), 9);
    story.sees("写好 9 份，共 10 份").sees("没有做成：陈子轩: 没有字体").recorded(0);
}

#[test]
fn what_fails_can_be_tried_again() {
    let story = one().failing("磁盘满了").press("Enter").sees("磁盘满了").press("Enter").on("dossier");
    assert!(story.written.is_empty());
    assert_eq!(places(&story.press("Enter")), ["七年级(3)班-1号.pdf"]);
}

#[test]
fn nobody_on_the_list_has_no_dossiers() {
    desk(3).opened(Route::Cases).press("e").on("cases").recorded(0);
}

#[test]
fn every_key_of_the_footer_does_something() {
    // The first format is chosen at first; choosing it anew changes nothing.
    let story = || one().press("2");
    story().footer_is_true(story);
    let story = || cases(10).press("e 2");
    story().footer_is_true(story);
    let story = || cases(10).press("e").slow().press("Enter");
    story().footer_is_true(story);
}

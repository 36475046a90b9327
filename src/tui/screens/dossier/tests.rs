use crate::desk::{self, AT_A_TIME, Clock, NewSchool, Opening};
use crate::domain::entry::{Change, Why};
use crate::domain::mark::Mark;
use crate::domain::roll::SessionCode;
use crate::tui::effect::Effect;
use crate::tui::harness::{self, Story, class, date, desk, desk_in, seat};
use crate::tui::screens::Route;
use crate::words::Lang;
use std::path::Path;

const SECRET: &str = "correct-horse";

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

/// A real school of which two pupils are away.
fn books_in(folder: &Path) {
    let made_up = cases(2).books;
    let school = NewSchool {
        name: "样例学校".into(),
        terms: made_up.terms,
        sessions: made_up.profile.unwrap().sessions,
        person: "陈老师".into(),
        homeroom: Some(class()),
    };
    let clock = Clock::Stopped(date("2026-03-18").and_hms_opt(7, 52, 0).unwrap());
    let mut desk = desk::create(folder, SECRET, school, &Opening { clock, act_as: None, font: None }).unwrap();
    let mut changes = Vec::new();
    for pupil in &made_up.pupils {
        changes.push(Change::Pupil { id: pupil.id, to: Some(pupil.record.clone()) });
        let standing = |(from, to): &(_, _)| Change::Standing { pupil: pupil.id, from: *from, to: Some(*to) };
        changes.extend(pupil.standings.iter().map(standing));
    }
    let rolls = made_up.rolls.into_iter();
    changes.extend(rolls.map(|roll| Change::Roll { key: roll.key, seen: None, to: Some(roll.marks) }));
    desk.commit(Why::ImportRoster, changes).unwrap();
}

#[test]
fn at_a_real_desk_they_are_written_and_never_over_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    books_in(folder.path());
    let held = |name: &str| {
        let held = std::fs::read_dir(folder.path().join(name)).unwrap();
        let mut held: Vec<String> = held.map(|item| item.unwrap().file_name().into_string().unwrap()).collect();
        held.sort();
        held
    };
    let story = harness::before(folder.path(), Lang::Zh, &Route::Unlock).press(&format!("{SECRET} Enter"));
    let all = format!("e 2 Tab Ctrl+U {} Enter", folder.path().join("未结").display());
    let story = story.going_to(&Route::Cases).press(&all).sees("写好 2 份，共 2 份").press("Enter").on("cases");
    assert_eq!(held("未结"), ["七年级(3)班-1号", "七年级(3)班-2号"]);
    assert!(held("未结/七年级(3)班-1号").contains(&"目录.txt".to_owned()));
    let story = story.press(&all).sees("写好 2 份，共 2 份").press("Enter");
    assert_eq!(held("未结").len(), 4);

    let one = folder.path().join("一案");
    let name = format!("2 Tab Ctrl+U {} Enter", one.display());
    let story = story.press("Enter 3").on("dossier").press(&name).sees("已写入").press("Enter").on("case");
    let _ = story.press("3").press(&name).sees("一案 (2)").press("Enter");
    assert_eq!(held("一案"), held("一案 (2)"));
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

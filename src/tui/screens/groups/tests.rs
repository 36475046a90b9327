use crate::domain::flags::Scope;
use crate::domain::groups::round::{Check, CheckRecord, Finding};
use crate::domain::groups::{Membership, MembershipRecord};
use crate::domain::ids::{MembershipId, PupilId, StaffId};
use crate::domain::mark::Mark;
use crate::domain::people::KeyGroup;
use crate::domain::roll::SessionCode;
use crate::tui::harness::{HOME, Story, before, class, date, desk, desk_in, seat};
use crate::tui::screens::Route;
use crate::words::Lang;
use std::fs;
use std::path::Path;
use tempfile::tempdir;
use uuid::Uuid;

fn member(nth: u128, pupil: PupilId, kind: KeyGroup, source: &str) -> Membership {
    let (source, ground) = (source.to_owned(), String::new());
    let record = MembershipRecord { pupil, kind, from: date("2026-03-02"), until: None, source, ground };
    Membership { id: MembershipId(Uuid::from_u128(nth)), record, recorded_by: StaffId::NEW }
}

/// Five pupils of whom something is said, one of them looked at in March, one away on Monday.
fn groups(story: Story) -> Story {
    let story = story.with_roll("2026-03-16", SessionCode::AM, &[(4, Mark::Truant)]);
    story.with(|books| {
        books.pupils[2].record.groups = [KeyGroup::Migrant, KeyGroup::Dibao].into();
        books.memberships = vec![
            member(1, seat(1), KeyGroup::Disabled, "区残联2026年春季名单"),
            member(2, seat(4), KeyGroup::LeftBehind, "监护人书面说明"),
            member(3, seat(5), KeyGroup::Health, "心理老师转介"),
        ];
        let record = CheckRecord { finding: Finding::Changed, note: "与祖母谈过".into() };
        let (on, at) = (date("2026-03-10"), date("2026-03-10").and_hms_opt(16, 0, 0).unwrap());
        books.checks = vec![Check { pupil: seat(1), on, record, by: StaffId::NEW, at }];
    })
}

fn list() -> Story {
    groups(desk(6)).opened(Route::KeyGroups)
}

fn round() -> Story {
    groups(desk(6)).opened(Route::KeyGroupRound(Scope::Class(class())))
}

#[test]
fn the_list_at_80_by_24() {
    insta::assert_snapshot!(list().lines_up().screen());
}

#[test]
fn the_list_at_120_by_40() {
    insta::assert_snapshot!(list().sized(120, 40).lines_up().screen());
}

#[test]
fn the_round_at_80_by_24() {
    insta::assert_snapshot!(round().lines_up().screen());
}

#[test]
fn the_round_at_120_by_40() {
    insta::assert_snapshot!(round().sized(120, 40).lines_up().screen());
}

#[test]
fn in_english() {
    let story = groups(desk_in(Lang::En, 6)).opened(Route::KeyGroups);
    insta::assert_snapshot!(story.lines_up().screen());
}

#[test]
fn empty_it_says_how_a_pupil_comes_into_it() {
    insta::assert_snapshot!(desk(3).opened(Route::KeyGroups).lines_up().screen());
    desk(3).opened(Route::KeyGroupRound(Scope::School)).sees("没有要排查");
}

#[test]
fn every_key_in_the_footers_works() {
    list().footer_is_true(list);
    round().footer_is_true(round);
    let form = || list().going_to(&Route::GroupForm(seat(2)));
    form().footer_is_true(form);
}

#[test]
fn one_key_a_pupil_and_the_list_stands_still() {
    let story = round().sees("已查 1/3");
    let order = |story: &Story| -> Vec<String> {
        let name = |line: &str| line.split_whitespace().next().map(|name| name.trim_start_matches('>').to_owned());
        story.screen().lines().skip(3).take(3).filter_map(name).collect()
    };
    let before = order(&story);
    let story = story.press("2").recorded(1).sees("需关注");
    assert_eq!(order(&story), before, "the list keeps its order");
    // The note is of the pupil just looked at.
    let pupil = story.books.checks.last().map(|check| check.pupil);
    let story = story.press("F5").on("ask").paste("在家").press("Enter").recorded(2);
    assert_eq!(story.books.checks.iter().find(|it| it.record.note == "在家").map(|it| it.pupil), pupil);
    let story = story.press("Down 2").recorded(3).press("Down 2").recorded(4);
    assert_eq!(order(&story), before);
    story.sees("已查 3/3").sees("本月已全部排查");
    // Who is at school and well needs no more: the next one has the keys, in the end the one with an open case.
    round().press("Down 1").recorded(1).press("1").recorded(2).press("1").on("ask").recorded(2);
    round().press("F5").on("group-round").sees("先按 1、2、3 排查");
    round().press("Right").sees("还没有到").press("Left").sees("2026年2月");
}

/// Whoever has an open case is not simply at school and well: a word is asked for, and without one nothing is recorded.
#[test]
fn at_school_and_well_with_an_open_case_asks_for_a_word() {
    let asked = round().press("1").on("ask").recorded(0);
    asked.press("Enter").on("group-round").recorded(0).sees("未结的个案");
    round().press("1").on("ask").paste("今早在班里见到").press("Enter").recorded(1).sees("在校正常 今早在班里");
}

#[test]
fn a_note_is_laid_beside_what_was_found() {
    let story = round().press("2").press("F5").on("ask").paste("明天再问").press("Enter");
    story.recorded(2).sees("明天再问");
}

#[test]
fn kinds_are_gone_through_by_arrows() {
    list().sees("全部类别").press("Right").sees_no("随迁").press("Left").sees("全部类别").press("Left").on("groups");
}

#[test]
fn a_pupil_is_entered_and_ended() {
    let story = list().press("F5").on("find").press("Down Enter").on("group-form").press("1").press("Tab");
    let story = story.paste("区民政局名单").press("F2").recorded(1).on("groups").sees("已登记：孤儿");
    story.sees("区民政局名单").press("Home Down F9").on("ask").press("Enter").recorded(2).sees("已截止");
}

#[test]
fn a_form_without_a_source_is_blamed() {
    list().going_to(&Route::GroupForm(seat(2))).press("1 F2").recorded(0).sees("要写来源");
}

#[test]
fn the_menu_leads_here() {
    desk(3).press("F10").sees("重点群体").sees("资助");
}

/// From the file of civil affairs to the books, at a real desk.
#[test]
fn a_list_is_picked_shown_and_recorded() {
    let folder = tempdir().unwrap();
    let home = folder.path().join(HOME);
    fs::create_dir_all(&home).unwrap();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/small/roster.csv");
    fs::copy(data, home.join("roster.csv")).unwrap();
    let list = "姓名,身份证号\n黄㛃怡,350213201604199027\n外校生,350212201305150163\n";
    fs::write(home.join("list.csv"), list).unwrap();
    let set_up = before(folder.path(), Lang::Zh, &Route::Setup);
    let set_up = set_up.press("Enter secret Enter secret Enter Enter Enter Enter Enter Enter Enter Enter");
    let roll = set_up.press("roster Enter Enter").on("roll");
    let asked = roll.going_to(&Route::KeyGroups).press("F6").on("find").press("Enter").on("ask");
    let picker = asked.paste("区民政局名单").press("Enter").on("pick_file").sees("孤儿");
    let preview = picker.press("list Enter").on("group-list").sees("在本校，登记：四年级(1)班 黄㛃怡");
    let preview = preview.sees("不在本校：第 3 行 外校生");
    assert!(preview.model.cx.school.memberships.is_empty(), "nothing is written before Enter");
    insta::assert_snapshot!(preview.screen());
    let list = preview.press("Enter").on("groups").sees("已全部写入").sees("区民政局名单");
    assert_eq!(list.model.cx.school.memberships.len(), 1);
}

use crate::domain::leave::{LeaveKind, LeaveNote};
use crate::domain::mark::Mark;
use crate::domain::roll::SessionCode;
use crate::tui::harness::{Story, date, desk_in, seat};
use crate::tui::screens::Route;
use crate::words::Lang;

const AM: SessionCode = SessionCode::AM;
const PM: SessionCode = SessionCode::PM;
const DAY: &str = "2026-03-18";

/// The leave form for a pupil who was missing yesterday afternoon and this morning.
fn asking() -> Story {
    asking_in(Lang::Zh)
}

fn asking_in(lang: Lang) -> Story {
    desk_in(lang, 50)
        .with_roll("2026-03-17", PM, &[(23, Mark::Unknown)])
        .with_roll(DAY, AM, &[(23, Mark::Unknown), (7, Mark::Late)])
        .going_to(&Route::Leave(seat(23)))
}

fn note(story: &Story) -> LeaveNote {
    story.books.leaves[0].note.clone()
}

/// Types over what stands in a field.
fn over(text: &str) -> String {
    format!("{}{text}", "Backspace ".repeat(10))
}

#[test]
fn a_day_of_leave_is_two_keys() {
    let story = asking().press("1 Enter").recorded(1).on("roll").sees("已记请假");
    let note = note(&story);
    assert_eq!((note.kind, note.from, note.to), (LeaveKind::Sick, date(DAY), date(DAY)));
    assert_eq!((note.from_session, note.to_session), (None, None));
    assert_eq!(note.approved_by, "陈老师");
    let story = story.rolled(DAY, AM, &[(7, Mark::Late), (23, Mark::Sick)]);
    assert!(story.model.cx.drafts.is_empty());
    let _ = story.press("u").recorded(2).rolled(DAY, AM, &[(7, Mark::Late), (23, Mark::Unknown)]);
}

#[test]
fn half_days_at_both_ends_and_a_preview() {
    let from = over("0317");
    let to = over("3-20");
    let story = asking()
        .press(&format!("２ Tab 外婆生病 Tab {from} Tab 2 Tab {to} Tab 1"))
        .sees("2026-03-17 周二")
        .sees("2026-03-20 周五")
        .sees("预填 4 次点名为事假：")
        .sees("03-18 下午 .. 03-20 上午")
        .sees("已点的 2 次未到待查改为事假：")
        .sees("03-17 下午, 03-18 上午")
        .press("Enter")
        .recorded(1);
    let note = note(&story);
    assert_eq!((note.from_session, note.to_session), (Some(PM), Some(AM)));
    assert_eq!((note.kind, note.reason.as_str()), (LeaveKind::Personal, "外婆生病"));
    let _ = story.rolled("2026-03-17", PM, &[(23, Mark::Leave)]).rolled(DAY, AM, &[(7, Mark::Late), (23, Mark::Leave)]);
}

#[test]
fn rolls_that_say_otherwise_are_told_and_left() {
    let from = over("3-17");
    asking().press(&format!("1 Tab Tab {from}")).sees("另有记录，不改").sees("03-17 上午");
}

#[test]
fn days_without_school_are_told() {
    let (from, to) = (over("3-21"), over("3-22"));
    asking()
        .press(&format!("1 Tab Tab {from} Tab Tab {to}"))
        .sees("周六 不上课：周末")
        .sees("不影响点名")
        .press("Enter")
        .recorded(1);
}

#[test]
fn answers_that_cannot_stand_say_why() {
    asking().press("Enter").recorded(0).sees("请选类别");
    let to = over("3-17");
    asking().press(&format!("1 Tab Tab Tab Tab {to} Enter")).recorded(0).sees("不能早于开始");
    asking().press("1 Tab Tab Tab 2 Tab Tab 1 Enter").recorded(0).sees("早于开始的时段");
    let nothing = over("2-30");
    asking().press(&format!("1 Tab Tab {nothing} Enter")).recorded(0).sees("看不懂这个日期");
}

#[test]
fn another_note_of_the_same_days_is_told() {
    asking()
        .press("1 Enter")
        .going_to(&Route::Leave(seat(23)))
        .press("2")
        .sees("已有假条：病假 2026-03-18 .. 2026-03-18");
}

#[test]
fn days_may_be_counted_from_today() {
    let to = over("＋2");
    let story = asking().press(&format!("1 Tab Tab Tab Tab {to}")).sees("2026-03-20 周五").press("Enter").recorded(1);
    assert_eq!(note(&story).to, date("2026-03-20"));
}

#[test]
fn a_half_filled_note_survives_esc_and_a_crash() {
    let story = asking().press("1 发热 Esc").on("roll").sees("草稿").started_again();
    let story = story.going_to(&Route::Leave(seat(23))).sees("已恢复").sees("发热").press("Enter").recorded(1);
    assert_eq!(note(&story).reason, "发热");
}

#[test]
fn nothing_is_lost_when_saving_fails_or_the_roll_has_changed() {
    asking()
        .press("1 发热")
        .failing("磁盘已满")
        .press("Enter Enter")
        .on("leave")
        .sees("发热")
        .press("Enter")
        .recorded(1);
    asking()
        .press("1")
        .meanwhile(DAY, AM, &[(23, Mark::Unknown)])
        .press("Enter")
        .recorded(0)
        .sees("点名刚被别人改过")
        .press("Enter")
        .recorded(1)
        .rolled(DAY, AM, &[(23, Mark::Sick)]);
}

#[test]
fn the_footer_is_true() {
    let story = || asking().press("2");
    story().footer_is_true(story).on("leave");
}

fn filled(story: Story) -> Story {
    let (from, to) = (over("3-17"), over("3-23"));
    story.press(&format!("1 Tab 水痘，医生说要隔离到结痂 Tab {from} Tab 1 Tab {to}"))
}

#[test]
fn at_80_by_24() {
    let story = filled(asking()).lines_up();
    insta::assert_snapshot!(story.screen());
}

#[test]
fn at_120_by_40() {
    let story = filled(asking().sized(120, 40)).lines_up();
    insta::assert_snapshot!(story.screen());
}

#[test]
fn in_english() {
    insta::assert_snapshot!(filled(asking_in(Lang::En)).screen());
}

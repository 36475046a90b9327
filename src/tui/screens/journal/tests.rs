use crate::domain::entry::{Change, Disclosure, Why};
use crate::domain::mark::Mark;
use crate::domain::roll::SessionCode;
use crate::tui::harness::{Story, desk, desk_in, seat};
use crate::words::Lang;

/// A roll taken and put right, numbers of a pupil with a long name shown, and the journal opened.
fn journal_in(lang: Lang) -> Story {
    let shown = vec![Change::Disclosed { what: Disclosure::Shown { pupil: seat(49) } }];
    desk_in(lang, 50)
        .press("07 23 Enter Esc")
        .press("23 c Enter")
        .with_entry(Why::Disclose, shown)
        .press("F10 6")
        .on("journal")
}

fn journal() -> Story {
    journal_in(Lang::Zh)
}

#[test]
fn who_when_and_what_the_newest_first() {
    let screen = journal().screen();
    let lines: Vec<&str> = screen.lines().filter(|line| line.contains("陈老师")).collect();
    assert_eq!(lines.len(), 3, "{screen}");
    assert!(lines[0].contains("2026-03-18 07:52") && lines[0].contains("显示号码 买买提.艾合麦提"), "{screen}");
    assert!(lines[1].contains("点名 七年级(3)班 2026-03-18 上午 2 人次例外"), "{screen}");
}

#[test]
fn u_takes_back_my_last_step_after_asking() {
    journal()
        .recorded(2)
        .press("u")
        .on("choose")
        .sees("撤销这一步：点名 七年级(3)班 2026-03-18 上午 2 人次例外")
        .press("Esc")
        .on("journal")
        .recorded(2)
        .press("F4 Enter")
        .on("journal")
        .recorded(3)
        .sees("已撤销：点名")
        .sees("4 条")
        .sees("撤销了 03-18 07:52 的点名 七年级(3)班 2026-03-18 上午 2 人次例外")
        .rolled("2026-03-18", SessionCode::AM, &[(7, Mark::Unknown), (23, Mark::Unknown)])
        .press("Down Down")
        .sees("这一步后来撤销了")
        .press("u Enter u")
        .on("journal")
        .sees("您没有可以撤销的步骤")
        .recorded(4);
}

#[test]
fn the_step_that_can_be_taken_back_is_marked() {
    journal().sees(" u  2026-03-18 07:52").press("Down").sees("按 u 撤销");
}

#[test]
fn an_undo_that_fails_is_told_and_the_journal_stays() {
    let mut story = journal();
    story.books.rolls.clear();
    story.failing("已被别人改动").press("u Enter").sees("已被别人改动").press("Enter").on("journal").sees("3 条");
}

#[test]
fn a_journal_that_cannot_be_read_says_so_once() {
    desk(20)
        .unreadable("磁盘读不了")
        .press("F10 6")
        .sees("磁盘读不了")
        .press("Enter")
        .on("journal")
        .sees("日志没有读出来")
        .press("Esc F10 6")
        .sees("还没有任何记录");
}

#[test]
fn an_empty_journal_says_what_will_stand_there() {
    let empty = || desk(20).press("F10 6");
    empty().sees("还没有任何记录").press("u").sees("您没有可以撤销的步骤").on("journal");
    let _ = empty().footer_is_true(empty);
}

#[test]
fn the_footer_is_true() {
    let _ = journal().footer_is_true(journal);
}

#[test]
fn columns_line_up_on_every_terminal() {
    for (width, height) in [(80, 24), (120, 40)] {
        let _ = journal().sized(width, height).lines_up().press("Down u").lines_up();
    }
}

#[test]
fn at_80_by_24() {
    insta::assert_snapshot!(journal().press("u Enter Down Down").screen());
}

#[test]
fn at_120_by_40() {
    insta::assert_snapshot!(journal().sized(120, 40).press("u").screen());
}

#[test]
fn in_english() {
    insta::assert_snapshot!(journal_in(Lang::En).press("Down").screen());
}

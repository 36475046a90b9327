use crate::domain::mark::Mark;
use crate::domain::roll::SessionCode;
use crate::domain::visit::{Outcome, VisitRecord};
use crate::tui::harness::{Story, date, desk_in, seat};
use crate::tui::screens::Route;
use crate::words::Lang;

const AM: SessionCode = SessionCode::AM;
const PM: SessionCode = SessionCode::PM;
const DAY: &str = "2026-03-18";

/// The visit form for a pupil who has been missing since yesterday morning.
fn visiting() -> Story {
    visiting_in(Lang::Zh)
}

fn visiting_in(lang: Lang) -> Story {
    desk_in(lang, 50)
        .with_folders()
        .with(|books| books.pupils[22].record.address = "同安区祥平街道凤祥路88号3号楼1203室".into())
        .with_roll("2026-03-17", AM, &[(23, Mark::Unknown)])
        .with_roll("2026-03-17", PM, &[(23, Mark::Unknown)])
        .with_roll(DAY, AM, &[(23, Mark::Unknown)])
        .at("2026-03-18 16:40")
        .going_to(&Route::Visit(seat(23)))
}

fn record(story: &Story) -> VisitRecord {
    story.books.visits[0].record.clone()
}

#[test]
fn a_visit_is_recorded_with_what_the_books_know() {
    let story = visiting().press("1 妈妈 Tab 孩子发烧在家 Tab 1").sees("未到3次").press("Enter").recorded(1).on("roll");
    let record = record(&story);
    assert_eq!((record.outcome, record.met.as_str()), (Outcome::MetGuardian, "妈妈"));
    assert_eq!((record.who.as_str(), record.found.as_str()), ("陈老师", "孩子发烧在家"));
    assert_eq!(record.at.to_string(), "2026-03-18 16:40:00");
    assert!(record.place.starts_with("同安区"));
    let sick = [(23, Mark::Sick)];
    let story = story.sees("3 次未到已更正").rolled(DAY, AM, &sick).rolled("2026-03-17", PM, &sick);
    assert!(story.model.cx.drafts.is_empty());
}

#[test]
fn nobody_at_home_explains_nothing_and_needs_no_words() {
    let story = visiting().press("３").sees_no("未到3次").press("Enter").recorded(1);
    assert_eq!(record(&story).outcome, Outcome::Nobody);
    let _ = story.rolled(DAY, AM, &[(23, Mark::Unknown)]);
}

#[test]
fn two_go_is_a_hint_and_no_wall() {
    let story =
        visiting().sees("按规定至少两人").press("3 Tab Tab Tab Tab Tab Tab").press("、王主任").sees_no("按规定");
    let story = story.press("Enter").recorded(1);
    assert_eq!(record(&story).who, "陈老师、王主任");
}

#[test]
fn a_past_visit_may_be_noted_a_future_one_not() {
    let back = "Backspace ".repeat(10);
    let to_day = |typed: &str| visiting().press(&format!("3 {} {back} {typed} Enter", "Tab ".repeat(7)));
    let story = to_day("-1").recorded(1);
    assert_eq!(record(&story).at.date(), date("2026-03-17"));
    let _ = to_day("0317").recorded(1);
    let _ = to_day("3-19").recorded(0).sees("不能登记将来的事");
    let _ = to_day("2-30").recorded(0).sees("看不懂这个日期");
    let to_time = |typed: &str| visiting().press(&format!("3 {} {back} {typed} Enter", "Tab ".repeat(8)));
    let story = to_time("０９３０").recorded(1);
    assert_eq!(record(&story).at.time().to_string(), "09:30:00");
    let _ = to_time("17:00").recorded(0).sees("不能登记将来的事");
    let _ = to_time("25").recorded(0).sees("看不懂这个时间");
}

#[test]
fn what_is_missing_is_asked_for() {
    visiting()
        .press("Enter")
        .recorded(0)
        .sees("请选见到了谁")
        .press("4 Enter")
        .recorded(0)
        .sees("了解到什么情况")
        .press("不让进门 Enter")
        .recorded(1);
}

#[test]
fn files_are_attached_and_dropped() {
    let story = visiting()
        .press("1 Tab Tab 情况 F6")
        .on("pick_file")
        .press("cns Enter")
        .on("visit")
        .sees("承诺书.pdf 302 KB")
        .press("F6 承诺书 Enter")
        .sees("已经附上")
        .press("F6 家访 Enter Enter")
        .sees("IMG_2031.jpg 2.3 MB")
        .press("F7")
        .sees_no("IMG_2031.jpg")
        .press("F6 录像 Enter")
        .sees("超过 20 MB")
        .press("Esc Esc")
        .on("visit")
        .press("Enter")
        .recorded(1);
    let names: Vec<String> = record(&story).attachments.into_iter().map(|file| file.name).collect();
    assert_eq!(names, ["承诺书.pdf"]);
    visiting().press("F7").sees("还没有附件");
}

#[test]
fn a_half_filled_visit_survives_esc_and_a_crash() {
    let story = visiting().press("1 奶奶 F6 cns Enter Esc").on("roll").sees("草稿").recorded(0);
    let story = story.started_again().going_to(&Route::Visit(seat(23)));
    let story = story.sees("已恢复").sees("奶奶").sees("承诺书.pdf").press("Tab 在家 Enter Enter").recorded(0);
    let _ = story.press("在外地 Enter").recorded(1);
}

#[test]
fn nothing_is_lost_when_saving_fails() {
    visiting()
        .press("3 邻居")
        .failing("附件读不了")
        .press("Enter")
        .sees("附件读不了")
        .press("Enter")
        .on("visit")
        .sees("邻居")
        .press("Enter")
        .recorded(1);
}

#[test]
fn the_footer_is_true() {
    let story = || visiting().press("3 F6 cns Enter");
    story().footer_is_true(story).on("visit");
}

fn filled(story: Story) -> Story {
    let found = "孩子昨晚起发烧，奶奶一人照看，父母在外地务工；孩子说作业没写完不敢来。".repeat(2);
    story.press("2 奶奶 Tab").paste(&found).press("Tab 1 F6 cns Enter")
}

#[test]
fn at_80_by_24() {
    let story = filled(visiting()).lines_up();
    insta::assert_snapshot!(story.screen());
}

#[test]
fn at_120_by_40() {
    let story = filled(visiting().sized(120, 40)).lines_up();
    insta::assert_snapshot!(story.screen());
}

#[test]
fn in_english() {
    insta::assert_snapshot!(visiting_in(Lang::En).press("1").screen());
}

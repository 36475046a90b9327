use crate::domain::contact::{ContactRecord, Means, Reached, Reason};
use crate::domain::mark::Mark;
use crate::domain::numbers::Phone;
use crate::domain::people::Guardian;
use crate::domain::roll::SessionCode;
use crate::tui::harness::{Story, date, desk, desk_in, seat};
use crate::tui::screens::Route;
use crate::words::Lang;

const AM: SessionCode = SessionCode::AM;
const PM: SessionCode = SessionCode::PM;
const DAY: &str = "2026-03-18";

fn phone(text: &str) -> Phone {
    Phone::parse(text).unwrap()
}

/// A class of fifty with these pupils missing this morning, the roll saved.
fn missing(seats: &str) -> Story {
    desk(50).press(&format!("{seats} Enter"))
}

fn contacts(story: &Story) -> Vec<ContactRecord> {
    story.books.contacts.iter().map(|contact| contact.record.clone()).collect()
}

#[test]
fn from_a_saved_roll_to_a_saved_contact_are_four_keys() {
    let keys = ["Enter", "1", "1", "Enter"];
    assert!(keys.len() <= 6);
    let story = missing("23").recorded(1).press(&keys.join(" ")).recorded(2).on("roll").sees("1 次未到已更正");
    let record = &contacts(&story)[0];
    assert_eq!((record.pupil, record.by, record.reached), (seat(23), Means::Phone, Reached::Yes));
    assert_eq!((record.reason, record.phone.clone()), (Some(Reason::Illness), Some(phone("13800010022"))));
    assert_eq!(record.guardian, "母亲 家长");
    let _ = story.rolled(DAY, AM, &[(23, Mark::Sick)]);
}

#[test]
fn an_input_method_does_not_stand_in_the_way() {
    let story = missing("２３").press("Enter １ ４ Enter").recorded(2).rolled(DAY, AM, &[(23, Mark::Truant)]);
    assert_eq!(contacts(&story)[0].reason, Some(Reason::Weary));
}

#[test]
fn reasons_propose_marks_and_a_digit_changes_them() {
    let table = [
        ("1", Mark::Sick),
        ("2", Mark::Leave),
        ("3", Mark::Unknown),
        ("4", Mark::Truant),
        ("5", Mark::Truant),
        ("14", Mark::Unknown),
        ("32", Mark::Leave),
        ("13", Mark::Truant),
    ];
    for (digits, mark) in table {
        let _ = missing("23").press(&format!("Enter 1 {digits} Enter")).recorded(2).rolled(DAY, AM, &[(23, mark)]);
    }
}

#[test]
fn the_whole_streak_is_put_right_and_said_before() {
    let story = desk(50)
        .with_roll("2026-03-17", AM, &[(23, Mark::Unknown)])
        .with_roll("2026-03-17", PM, &[(23, Mark::Unknown), (7, Mark::Sick)])
        .press("23 Enter Enter 1 1")
        .sees("未到3次")
        .sees("03-17 上午, 03-17 下午, 03-18 上午")
        .sees("连续旷课 2 天，自 03-17")
        .press("Enter")
        .recorded(2)
        .rolled("2026-03-17", AM, &[(23, Mark::Sick)])
        .rolled("2026-03-17", PM, &[(7, Mark::Sick), (23, Mark::Sick)])
        .rolled(DAY, AM, &[(23, Mark::Sick)]);
    let _ = story.press("u").recorded(3).rolled(DAY, AM, &[(23, Mark::Unknown)]);
}

#[test]
fn a_call_that_failed_offers_nothing() {
    let story = missing("23").press("Enter 2").sees_no("未到1次").sees_no("承诺返校").press("Enter").recorded(2);
    let record = &contacts(&story)[0];
    assert_eq!((record.reached, record.reason), (Reached::NoAnswer, None));
    let _ = story.on("roll").sees("1 人未到，需今天联系家长").rolled(DAY, AM, &[(23, Mark::Unknown)]);
}

#[test]
fn the_next_number_follows_a_call_that_failed() {
    let father = Guardian { name: "家长二".into(), relation: "父亲".into(), phones: vec![phone("13900000001")] };
    let story = desk(50)
        .with(|books| books.pupils[22].record.guardians.push(father))
        .press("23 Enter Enter")
        .sees("１３８ ０００１ ００２２")
        .sees("13800010022")
        .sees_no("13900000001")
        .press("2 Enter")
        .on("contact")
        .sees("接着试：父亲 家长二 139****0001")
        .sees("１３９ ００００ ０００１")
        .sees_no("13800010022")
        .press("1 2 Enter")
        .recorded(3)
        .on("roll");
    let records = contacts(&story);
    assert_eq!(records[1].phone, Some(phone("13900000001")));
    let _ = story.rolled(DAY, AM, &[(23, Mark::Leave)]);
}

#[test]
fn a_queue_of_three() {
    missing("07 23 31")
        .press("Enter")
        .sees("第 1/3 人")
        .press("1 1 Enter")
        .sees("第 2/3 人")
        .sees("叶子涵")
        .press("2 Enter")
        .sees("第 3/3 人")
        .press("1 4 Enter")
        .on("roll")
        .recorded(4)
        .rolled(DAY, AM, &[(7, Mark::Sick), (23, Mark::Unknown), (31, Mark::Truant)])
        .sees("1 人未到，需今天联系家长");
}

#[test]
fn esc_leaves_the_rest_for_later_and_a_pupil_can_be_skipped() {
    missing("07 23 31")
        .press("Enter PgDn")
        .sees("第 2/3 人")
        .press("1 1 Enter")
        .sees("第 3/3 人")
        .press("Esc")
        .on("roll")
        .recorded(2)
        .sees("都在今天应办里")
        .press("Enter")
        .on("contact")
        .sees("第 1/2 人");
}

#[test]
fn what_is_missing_is_asked_for() {
    missing("23")
        .press("Enter Enter")
        .sees("先选结果")
        .recorded(1)
        .press("1 Enter")
        .sees("请选原因")
        .press("Up Up Up 2 Enter")
        .recorded(1)
        .sees("请写明是谁")
        .press("姑姑 Space 13800001111 Tab Tab 1 2 Enter")
        .recorded(2)
        .rolled(DAY, AM, &[(23, Mark::Unknown)]);
}

#[test]
fn somebody_not_on_the_books_excuses_nothing_by_itself() {
    let story = missing("23").press("Enter Up Up 2").sees("姓名、与学生关系和号码");
    let story = story.press("姑姑").paste(" 13800001111").press("Tab Tab 1 1 Enter").recorded(2);
    let record = &contacts(&story)[0];
    assert_eq!((record.guardian.as_str(), record.phone.clone()), ("姑姑", Some(phone("13800001111"))));
    let _ = story.rolled(DAY, AM, &[(23, Mark::Unknown)]);
}

#[test]
fn a_pupil_without_a_number_is_no_dead_end() {
    desk(50)
        .with(|books| books.pupils[22].record.guardians.clear())
        .press("23 Enter Enter")
        .reads("在学生档案按7补登")
        .press("1 1 Enter")
        .sees("请写明是谁")
        .press("邻居 Enter")
        .recorded(2);
}

#[test]
fn words_and_a_promise() {
    let story = missing("23").press("Enter 1 3").press("堵车").press("Tab 在路上 Tab 0319").sees("2026-03-19 周四");
    let story = story.press("Tab 明早再看 Enter").recorded(2);
    let record = &contacts(&story)[0];
    assert_eq!((record.said.as_str(), record.whereabouts.as_str()), ("堵车", "在路上"));
    assert_eq!((record.returns, record.next.as_str()), (Some(date("2026-03-19")), "明早再看"));
    missing("23").press("Enter 1 1 Tab Tab Tab 3-17 Enter").recorded(1).sees("已经过去").press("Backspace").recorded(1);
}

#[test]
fn a_half_filled_form_survives_esc_and_a_crash() {
    let story = missing("23").press("Enter 1 3 说是堵车 Esc").on("roll").sees("草稿").recorded(1);
    let story = story.press("Enter").sees("已恢复上次没写完的内容").sees("说是堵车").started_again();
    let story = story.press("Enter").on("contact").sees("说是堵车").press("Enter").recorded(2).on("roll");
    assert_eq!(contacts(&story)[0].said, "说是堵车");
    assert!(story.model.cx.drafts.is_empty());
}

#[test]
fn nothing_is_lost_when_saving_fails() {
    missing("23")
        .press("Enter 1 1 发烧")
        .failing("磁盘已满")
        .press("Enter")
        .sees("磁盘已满")
        .press("Enter")
        .on("contact")
        .sees("发烧")
        .recorded(1)
        .press("Enter")
        .recorded(2)
        .rolled(DAY, AM, &[(23, Mark::Sick)]);
}

#[test]
fn a_roll_changed_meanwhile_is_looked_at_again() {
    missing("23")
        .press("Enter 1 1")
        .meanwhile(DAY, AM, &[(7, Mark::Late), (23, Mark::Unknown)])
        .press("Enter")
        .recorded(1)
        .on("contact")
        .sees("点名刚被别人改过")
        .press("Enter")
        .recorded(2)
        .rolled(DAY, AM, &[(7, Mark::Late), (23, Mark::Sick)]);
}

#[test]
fn ten_thousand_pasted_characters_are_cut_and_said() {
    let story = missing("23").press("Enter 1 1").paste(&"病".repeat(10_000)).sees("多出的 9600 字没有收下");
    let story = story.press("Enter").recorded(2);
    assert_eq!(contacts(&story)[0].said.chars().count(), 400);
}

#[test]
fn the_footer_is_true() {
    let story = || missing("07 23").press("Enter 1");
    story().footer_is_true(story).on("contact");
}

/// Two days away, with a call and a leave note behind.
fn known(story: Story) -> Story {
    story
        .with_roll("2026-03-17", AM, &[(23, Mark::Unknown)])
        .with_roll("2026-03-17", PM, &[(23, Mark::Unknown)])
        .press("07 23 31 Enter Enter PgDn 2 Enter PgDn")
        .opened(Route::Contact { pupil: seat(23), queue: vec![seat(31)] })
}

#[test]
fn at_80_by_24() {
    let story = known(desk(50)).press("1 1").lines_up();
    insta::assert_snapshot!(story.screen());
}

#[test]
fn typing_at_80_by_24() {
    let said = "孩子昨晚发烧三十九度，今早去了第一医院，妈妈说下午再来补假条，".repeat(3);
    let story = known(desk(50)).press("1 1").paste(&said).lines_up();
    insta::assert_snapshot!(story.screen());
}

#[test]
fn at_120_by_40() {
    let story = known(desk(50)).sized(120, 40).press("1 1").lines_up();
    insta::assert_snapshot!(story.screen());
}

#[test]
fn in_english() {
    let story = known(desk_in(Lang::En, 50)).press("1 1");
    insta::assert_snapshot!(story.screen());
}

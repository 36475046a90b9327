use crate::domain::aid::{Aid, AidRecord, TWO_EXEMPT};
use crate::domain::ids::{AidId, StaffId};
use crate::domain::people::KeyGroup;
use crate::tui::harness::{Story, date, desk, desk_in, seat};
use crate::tui::screens::Route;
use crate::words::Lang;
use uuid::Uuid;

/// Two pupils in need, one of whom has been given.
fn in_need(story: Story) -> Story {
    story.with(|books| {
        books.pupils[0].record.groups = [KeyGroup::Dibao].into();
        books.pupils[3].record.groups = [KeyGroup::Orphan, KeyGroup::Disabled].into();
        let record = AidRecord {
            pupil: seat(1),
            kind: TWO_EXEMPT,
            from: date("2026-03-02"),
            until: Some(date("2026-06-30")),
            amount: "625".parse().ok(),
            paper: "同教助〔2026〕3号".into(),
        };
        books.aid = vec![Aid { id: AidId(Uuid::from_u128(1)), record, recorded_by: StaffId::NEW }];
    })
}

fn aid() -> Story {
    in_need(desk(5)).opened(Route::Aid)
}

#[test]
fn at_80_by_24() {
    insta::assert_snapshot!(aid().lines_up().screen());
}

#[test]
fn at_120_by_40_in_english() {
    insta::assert_snapshot!(in_need(desk_in(Lang::En, 5)).opened(Route::Aid).sized(120, 40).lines_up().screen());
}

#[test]
fn every_key_in_the_footers_works() {
    aid().footer_is_true(aid);
    let form = || aid().going_to(&Route::AidForm(vec![seat(4)], TWO_EXEMPT));
    form().footer_is_true(form);
}

#[test]
fn whoever_is_left_out_is_given() {
    let story = aid().sees("应助 2  已助 1  未助 1").press("Tab").sees("看全部").press("F5").on("aid-form");
    let story = story.press("Tab Tab").paste("312.5").press("F2").recorded(1).on("aid").sees("已登记：两免一补");
    story.sees("未助 0").press("Tab").sees("312.50元").press("F9").on("ask").press("Enter").recorded(2).sees("已截止");
}

#[test]
fn a_wrong_amount_is_blamed() {
    let form = aid().going_to(&Route::AidForm(vec![seat(4)], TWO_EXEMPT));
    form.press("Tab Tab").paste("很多").press("F2").recorded(0).sees("金额看不懂");
}

#[test]
fn kinds_are_gone_through_by_arrows() {
    aid().sees("两免一补").press("Right").sees("四免两补").press("Left Left").sees("寄宿生补助");
}

#[test]
fn several_are_given_in_one_go() {
    let more = || {
        let story = in_need(desk(5)).with(|books| books.pupils[2].record.groups = [KeyGroup::Tekun].into());
        story.opened(Route::Aid)
    };
    let all = more().sees("未助 2").press("a").sees("已选 2 人").press("F5").on("aid-form").sees("2 名学生");
    let story = all.press("Tab Tab").paste("312.5").press("F2").recorded(1).on("aid").sees("2 人").sees("未助 0");
    assert_eq!(story.books.aid.len(), 3);
    let one = more().press("Tab").press("Space").sees("已选 1 人").press("Up Space").sees_no("已选");
    one.press("Space F5 F2").recorded(1).sees("未助 1").sees_no("已选");
}

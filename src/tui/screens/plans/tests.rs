use crate::domain::off_roll::OffRoll;
use crate::domain::people::Standing;
use crate::domain::plan::made_up::{helped, lesson, plan};
use crate::domain::plan::{Help, Place, Plan, PlanKind};
use crate::domain::quota::Quota;
use crate::tui::harness::{Story, class, date, desk, desk_in, seat};
use crate::tui::screens::Route;
use crate::words::Lang;

/// A child taught at home whose quota is half met, help with learning whose review is due, and a plan that is closed.
fn school() -> Story {
    desk(10).with(|books| {
        let owner = books.staff[0].id;
        let by = |plan: Plan| {
            let mut plan = plan;
            plan.record.owner = owner;
            plan
        };
        let taught = by(plan(1, seat(2), PlanKind::HomeTeaching, "2026-02-24"));
        let mut learning = by(plan(2, seat(5), PlanKind::Learning, "2026-02-24"));
        learning.record.subjects = "数学".into();
        let mut closed = by(plan(3, seat(7), PlanKind::Family, "2026-02-24"));
        closed.record.closing = Some(crate::domain::plan::PlanClosing {
            on: date("2026-03-10"),
            result: "家中有人照管".into(),
            back_to: None,
        });
        let away = Standing::OffRoll { class: class(), why: OffRoll::HomeTeaching };
        for pupil in books.pupils.iter_mut().filter(|pupil| pupil.id == seat(2)) {
            pupil.standings.push((date("2026-02-25"), away));
        }
        books.helps = vec![
            helped(1, &taught, "2026-02-26", lesson(Place::Home, 2)),
            helped(2, &taught, "2026-03-05", lesson(Place::Home, 2)),
            helped(3, &learning, "2026-03-03", Help::Session),
        ];
        books.plans = vec![taught, learning, closed];
    })
}

fn list() -> Story {
    school().opened(Route::Plans)
}

/// The plan of the child who is taught at home.
fn taught() -> Story {
    list().press("Down Enter").on("plan")
}

#[test]
fn the_list_at_80_by_24() {
    insta::assert_snapshot!(list().lines_up().screen());
}

#[test]
fn the_list_at_120_by_40() {
    insta::assert_snapshot!(list().press("Tab").sized(120, 40).lines_up().screen());
}

#[test]
fn a_plan_at_80_by_24() {
    insta::assert_snapshot!(taught().lines_up().screen());
}

#[test]
fn a_plan_at_120_by_40() {
    insta::assert_snapshot!(taught().sized(120, 40).lines_up().screen());
}

#[test]
fn the_forms_at_80_by_24() {
    insta::assert_snapshot!("record", taught().press("r").on("plan_record").screen());
    insta::assert_snapshot!("new", school().opened(Route::NewPlan(seat(3))).press("5").screen());
    insta::assert_snapshot!("close", taught().press("x").on("plan_close").screen());
}

#[test]
fn empty_it_says_how_a_plan_comes_about() {
    desk(3).opened(Route::Plans).sees("没有方案").sees("按 n").press("Enter f").on("plans");
}

#[test]
fn every_key_of_the_footer_does_something() {
    list().footer_is_true(list);
    taught().footer_is_true(taught);
}

#[test]
fn in_english() {
    let story = school_in_english().opened(Route::Plans).sees("teaching at home").sees("1 running of 1");
    story.press("Enter").sees("3 visits a month");
}

fn school_in_english() -> Story {
    desk_in(Lang::En, 5).with(|books| books.plans = vec![plan(1, seat(2), PlanKind::HomeTeaching, "2026-02-24")])
}

#[test]
fn a_plan_is_begun_from_the_list_by_name() {
    let story = desk(5).opened(Route::Plans).press("n").on("find").press("Enter").on("plan_new");
    let story = story.press("5").paste("能自己吃饭").press("Down").paste("每月三次，每次两课时").press("Enter");
    let story = story.on("plan").recorded(1).sees("送教上门").sees("[");
    let plan = &story.books.plans[0].record;
    assert_eq!((plan.kind, plan.goal.as_str(), plan.place), (PlanKind::HomeTeaching, "能自己吃饭", Some(Place::Home)));
    let pupil = story.books.pupils.iter().find(|pupil| pupil.id == plan.pupil).unwrap();
    assert!(matches!(pupil.standing(plan.from), Some(Standing::OffRoll { why: OffRoll::HomeTeaching, .. })));
}

#[test]
fn a_plan_that_runs_is_put_right() {
    let story =
        taught().press("e").on("plan_new").sees("改方案").sees_no("类别").press("F2").sees("没有改动").recorded(0);
    let story = story.paste("，能自己洗手").press("F2").on("plan").recorded(1).sees("已改").sees("能自己洗手");
    let put_right = story.books.plans.iter().find(|plan| plan.record.kind == PlanKind::HomeTeaching).unwrap();
    assert_eq!(put_right.record.goal, "能参加集体活动，能自己洗手");
    assert_eq!(put_right.record.from, date("2026-02-24"), "the first day stays");
}

/// Another has changed the plan while the form was open: it says so, and nothing is written over it unseen.
#[test]
fn what_another_desk_did_to_the_plan_is_told() {
    let mut story = taught().press("e").on("plan_new").paste("，能自己洗手");
    story.books.plans[0].record.measures = "每周两次".into();
    let story = story.looked_again().press("F2").on("plan_new").recorded(0).sees("另一处刚改过");
    story.press("F2").recorded(1);
}

#[test]
fn a_visit_is_recorded_with_its_lessons_and_the_bar_follows() {
    let story = taught().sees("1 / 应送 3 次").press("r").paste("认读、康复").press("F2").sees("课时");
    let story = story.on("plan_record").paste("2").press("Enter").on("plan").recorded(1).sees("2 / 应送 3 次");
    assert_eq!(story.books.helps.last().unwrap().record.help.lesson().unwrap().lessons, 2);
}

#[test]
fn teaching_at_home_ends_with_a_class_to_come_back_to() {
    let story = taught().press("x").paste("能随班").press("F2").on("plan").recorded(1).sees("结案");
    let pupil = story.books.pupils.iter().find(|pupil| pupil.id == seat(2)).unwrap();
    assert_eq!(pupil.class(date("2026-03-19")), Some(class()));
    let closed = story.books.plans.iter().filter(|plan| plan.record.closing.is_some()).count();
    assert_eq!(closed, 2);
}

#[test]
fn papers_are_written_and_a_record_is_read_whole() {
    let story = taught().press("Enter").on("read").sees("母亲").press("Esc").press("s Enter").sees(".docx");
    assert!(story.written[0].to_string_lossy().contains("送教上门服务方案-2026-03-05"), "{:?}", story.written);
    let story = taught().press("p 2 Enter");
    assert!(story.written[0].to_string_lossy().ends_with(".pdf"), "{:?}", story.written);
}

#[test]
fn what_is_owed_leads_to_the_plan() {
    let story = school().opened(Route::Todo).sees("送教，还应 2 次").sees("复核学困生帮扶");
    story.press("Tab").sees("送教");
}

#[test]
fn the_quota_at_80_by_24() {
    insta::assert_snapshot!("quota", list().press("q").on("quota").lines_up().screen());
}

/// The numbers are the school's own from the day on, and can be taken back like any step.
#[test]
fn the_quota_is_set_on_the_screen_and_taken_back() {
    let owed = |story: &Story| story.model.cx.school.teaching_quota(Place::Home, date("2026-03-18"));
    let story = list().press("Down F7").on("quota").sees("3 次");
    let story = story.press("Tab Tab Ctrl+U F2").sees("请写数字").press("40 F2").sees("最多 31").recorded(0);
    let story = story.press("Ctrl+U 4 Tab Ctrl+U 0 F2").sees("至少是 1").press("Ctrl+U 2 F2").recorded(1);
    let story = story.on("plans").sees("课时标准自").sees("1/4");
    assert_eq!((owed(&story).visits, owed(&story).year), (4, 90));
    let story = story.press("F7").sees("自 2026-03-18 起").press("F2").sees("没有改动").recorded(1);
    let story = story.press("Esc").going_to(&Route::Journal).press("u Enter");
    assert_eq!(owed(&story), Quota::usual(Place::Home));
}

#[test]
fn each_place_brings_its_own_numbers() {
    let story = list().press("q 3").sees("360").press("Tab Tab Tab Ctrl+U 8 F2").recorded(1);
    let remote = story.model.cx.school.teaching_quota(Place::Remote, date("2026-03-18"));
    assert_eq!((remote.visits, remote.lessons, remote.year), (0, 8, 360));
    let english = school_in_english().opened(Route::Plans).press("q").sees("Quota of teaching at home");
    english.press("Tab Tab Ctrl+U 5 F2").recorded(1).sees("owes this from 2026-03-18");
    let quota = || list().press("q 2");
    quota().footer_is_true(quota);
}

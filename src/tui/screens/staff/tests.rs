use crate::domain::ids::StaffId;
use crate::domain::people::{Post, Role, Staff, StaffRecord};
use crate::domain::school::Books;
use crate::tui::harness::{Story, class, date, desk, desk_in};
use crate::tui::screens::Route;
use crate::words::Lang;
use uuid::Uuid;

fn colleagues(books: &mut Books) {
    let people = [
        ("林校长", vec![Post::Leadership]),
        ("周主任", vec![Post::Affairs, Post::Registrar]),
        ("买买提·艾合麦提", vec![]),
    ];
    for (at, (name, posts)) in people.into_iter().enumerate() {
        let record = StaffRecord { name: name.into(), posts: posts.into_iter().collect(), until: None };
        books.staff.push(Staff { id: StaffId(Uuid::from_u128(10 + at as u128)), record });
    }
}

fn list() -> Story {
    desk(5).with(colleagues).opened(Route::Staff)
}

fn posts(story: &Story, name: &str) -> Vec<Post> {
    let school = &story.model.cx.school;
    school.find_staff(name).map(|staff| staff.record.posts.iter().copied().collect()).unwrap_or_default()
}

#[test]
fn at_80_by_24() {
    insta::assert_snapshot!(list().lines_up().screen());
}

#[test]
fn at_120_by_40() {
    insta::assert_snapshot!(list().sized(120, 40).press("Down").lines_up().screen());
}

#[test]
fn in_english() {
    insta::assert_snapshot!(desk_in(Lang::En, 5).with(colleagues).opened(Route::Staff).screen());
}

/// Between the turn of the year and its day each post says which year it is of; last year's is changed no more.
#[test]
fn posts_of_the_coming_year_stand_apart() {
    let turned = || {
        let story = desk(5).with(colleagues).at("2026-07-13 09:00");
        story.opened(Route::Year).press("Enter 1").recorded(1).going_to(&Route::Staff)
    };
    let story = turned().sees("七年级(3)班班主任").sees("到 2026-08-31").sees("自 2026-09-01 起").lines_up();
    insta::assert_snapshot!(story.screen());
    story.press("Home Enter").on("staff").sees("旧职务到期自动结束").press("Down Enter").on("post");
    let after = turned()
        .at("2026-09-01 08:00")
        .opened(Route::Staff)
        .sees("八年级(3)班班主任")
        .sees_no("七年级(3)班")
        .sees_no("自 2026");
    after.on("staff").recorded(1);
}

#[test]
fn the_form_at_80_by_24() {
    insta::assert_snapshot!(list().press("F5").lines_up().screen());
}

#[test]
fn somebody_new_is_entered_with_a_post() {
    let story =
        list().press("F5").on("post").press("F2").sees("请写姓名").paste("李组长").press("Tab 2 Tab").paste("8");
    let story = story.press("Enter").recorded(1).on("staff").sees("已保存：李组长").sees("八年级组长");
    assert_eq!(posts(&story, "李组长").len(), 1);
}

#[test]
fn a_further_post_of_somebody_who_is_there() {
    let story = list().press("a").paste("林校长").press("Tab 6 F2").recorded(1);
    assert_eq!(posts(&story, "林校长"), [Post::Leadership, Post::EpidemicReporter]);
    assert_eq!(story.books.staff.len(), 4, "nobody new");
}

#[test]
fn a_post_is_changed_and_a_class_must_be_the_schools() {
    let story = list().press("Enter Tab Tab Ctrl+U").paste("九年级(9)班").press("F2").sees("没有这个班");
    let story = story.press("Ctrl+U").paste(&class().to_string()).press("F2").recorded(1);
    assert_eq!(posts(&story, "陈老师"), [Post::Homeroom(class())]);
    let taken = list().press("Enter Ctrl+U").paste("林校长").press("F2").sees("已有人");
    taken.recorded(0);
}

#[test]
fn a_post_ends_or_a_person_leaves() {
    let story = list().press("Down Down F8").sees("只免去").press("1").recorded(1).sees("不再担任");
    assert_eq!(posts(&story, "周主任"), [Post::Registrar]);
    let story = list().press("Down e").sees("离校").press("2").recorded(1);
    let gone = story.model.cx.school.find_staff("林校长").unwrap();
    assert_eq!(gone.record.until, Some(date("2026-03-18")));
    list().press("Down e 3").recorded(0).on("staff");
}

#[test]
fn who_sits_here_has_the_class_of_the_new_post() {
    let story = list().press("Enter Tab 4 F2").recorded(1);
    assert_eq!(story.model.cx.class, None);
    assert_eq!(posts(&story, "陈老师")[0].role(), Role::Leadership);
}

#[test]
fn a_post_that_is_not_saved_keeps_what_was_typed() {
    let story = list().press("F5").paste("李组长").press("Tab 3").failing("磁盘已满").press("F2").sees("磁盘已满");
    story.press("Enter").on("post").sees("李组长").press("F2").recorded(1).on("staff");
}

#[test]
fn the_menu_leads_here() {
    desk(3).press("F10").sees("教职工与职务").press("9").on("staff");
}

#[test]
fn every_key_of_the_footer_does_something() {
    for keys in ["", "F5", "Enter", "F5 Tab 2"] {
        let story = || list().press(keys);
        story().footer_is_true(story);
    }
}

/// What concerns the whole school is not for a teacher without an office; nothing is asked before that is said.
#[test]
fn only_those_who_act_for_the_school_change_it() {
    let teacher = || {
        let mut story = desk(5).with(colleagues);
        story.model.cx.who = StaffId(Uuid::from_u128(12));
        story
    };
    for (route, keys) in [(Route::Staff, "Enter"), (Route::Rules, "Enter"), (Route::OwnData, "F2")] {
        let story = teacher().opened(route).press(keys).sees("请校领导、德育处或学籍管理员来改");
        story.recorded(0);
    }
}

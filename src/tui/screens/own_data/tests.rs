use crate::tui::harness::{Story, desk, desk_in};
use crate::tui::screens::Route;
use crate::words::Lang;

fn form() -> Story {
    desk(3).opened(Route::Flags).going_to(&Route::OwnData)
}

#[test]
fn at_80_by_24() {
    insta::assert_snapshot!(form().screen());
}

#[test]
fn at_120_by_40_in_english() {
    let story = desk_in(Lang::En, 3).opened(Route::Flags).going_to(&Route::OwnData);
    insta::assert_snapshot!(story.sized(120, 40).screen());
}

#[test]
fn what_stands_on_papers_is_changed() {
    let story = form().press("Tab Ctrl+U").paste("厦门市同安区教育局").press("Tab Ctrl+U").paste("凤中");
    let story = story.sees("凤中〔2026〕1号").press("F2").recorded(1).on("flags").sees("已保存");
    let school = &story.model.cx.school;
    assert_eq!((school.bureau(), school.letter_prefix.as_str()), ("厦门市同安区教育局", "凤中"));
    assert!(!school.sessions.is_empty(), "the sessions stay");
}

#[test]
fn a_school_has_a_name() {
    form().press("Ctrl+U F2").recorded(0).on("school").sees("不能为空");
}

#[test]
fn the_menu_leads_here() {
    desk(3).press("F10").press("End Up Enter").on("school");
}

#[test]
fn every_key_of_the_footer_does_something() {
    for keys in ["", "Tab"] {
        let story = || form().press(keys);
        story().footer_is_true(story);
    }
}

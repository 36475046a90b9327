use crate::domain::ladder::{Compare, Rule, Rung};
use crate::domain::people::Role;
use crate::tui::harness::{Story, date, desk, desk_in};
use crate::tui::screens::Route;
use crate::words::Lang;

fn table() -> Story {
    desk(3).opened(Route::Rules)
}

fn row(story: &Story, rule: Rule, on: &str) -> Rung {
    story.model.cx.school.policy.rung(rule, date(on)).unwrap().clone()
}

#[test]
fn at_80_by_24() {
    insta::assert_snapshot!(table().press("Down Down Down").lines_up().screen());
}

#[test]
fn at_120_by_40() {
    insta::assert_snapshot!(table().sized(120, 40).press("End").lines_up().screen());
}

#[test]
fn in_english() {
    insta::assert_snapshot!(desk_in(Lang::En, 3).opened(Route::Rules).press("End Up Up").screen());
}

#[test]
fn the_form_at_80_by_24() {
    insta::assert_snapshot!(table().press("Down Down Down Enter").lines_up().screen());
}

#[test]
fn a_row_is_changed_from_a_date_and_listed_until_then() {
    let story = table().press("Down Down Down Enter").on("rule").press("Ctrl+U 4 Tab 2 Tab Tab 4");
    let story = story.press("Tab Tab Tab Tab Ctrl+U").paste("+7").press("F2").recorded(1).on("rules").sees("已修改");
    let (now, then) = (row(&story, Rule::R4, "2026-03-18"), row(&story, Rule::R4, "2026-03-25"));
    assert_eq!((now.number, now.compare), (3, Compare::AtLeast));
    assert_eq!((then.number, then.compare, then.owes), (4, Compare::MoreThan, Role::Leadership));
    assert_eq!(then.basis, now.basis);
    let story = story.sees("以后有 1 条变更").press("End").sees("03-25");
    // What will hold later is changed where it stands.
    let story = story.press("Enter").sees("2026-03-25").press("Ctrl+U 5 F2").recorded(2);
    assert_eq!(row(&story, Rule::R4, "2026-03-25").number, 5);
    assert_eq!(row(&story, Rule::R4, "2026-03-24").number, 3);
}

#[test]
fn what_is_no_number_or_no_date_is_said() {
    table().press("Enter Ctrl+U 0 F2").recorded(0).sees("1 以上").press("Ctrl+U 1 F2").sees("没有改动").recorded(0);
    let story = table().press("Enter BackTab Up Up Up Up Up Up Up").press("Down Down Down Down Down Down Down");
    story.press("Ctrl+U").paste("2-30").press("F2").recorded(0).sees("没有这个日期");
}

#[test]
fn a_profile_is_taken_over_after_a_question() {
    let story = table().press("p").sees("换用整套方案").sees("与现行相同").press("Enter").recorded(0).on("rules");
    let story = story.press("F6 2").recorded(1).sees("已换用");
    assert_eq!(row(&story, Rule::R3, "2026-03-18").number, 1);
    assert_eq!(row(&story, Rule::R3, "2026-03-17").number, 2, "yesterday is not rewritten");
    story.press("p 2").recorded(1).sees("没有改动");
}

#[test]
fn a_rule_says_where_it_is_kept() {
    let story = table();
    let at = Rule::ALL.iter().position(|rule| *rule == Rule::R17).unwrap();
    story.press(&"Down ".repeat(at)).sees("未报到追踪").press("Down").sees_no("未报到追踪");
}

#[test]
fn the_menu_leads_here() {
    desk(3).press("F10 0").on("rules");
}

#[test]
fn every_key_of_the_footer_does_something() {
    for keys in ["", "Enter", "Enter Tab 2"] {
        let story = || table().press(keys);
        story().footer_is_true(story);
    }
}

/// What a column of a small screen has no room for stands whole below: no number of a rule is cut away.
#[test]
fn nothing_of_a_rule_is_cut_in_english() {
    let story = desk_in(Lang::En, 3).opened(Route::Rules).press("Down Down Down Down Down");
    let story = story.sees("unexcused since: more than 7 days").sees("enter as suspected").sees("registrar same day");
    let story = story.press("Down").sees("unexcused since: more than 1 month").sees("leadership within 1 school day");
    story.sees("report to bureau and street").lines_up();
}

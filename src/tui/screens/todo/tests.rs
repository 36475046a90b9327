use crate::domain::class::Grade;
use crate::domain::ids::StaffId;
use crate::domain::letter::LetterKind;
use crate::domain::mark::Mark;
use crate::domain::people::{Post, Staff, StaffRecord};
use crate::domain::roll::SessionCode;
use crate::domain::school::Books;
use crate::tui::harness::{Story, desk, desk_in, seat};
use crate::tui::screens::Route;
use crate::words::Lang;
use uuid::Uuid;

/// A leadership and an office beside the homeroom teacher who sits here.
fn colleagues(books: &mut Books) {
    let posts = [Post::Leadership, Post::Affairs, Post::GradeLead(Grade::new(7).unwrap())];
    for (at, (name, post)) in ["林校长", "周主任", "李组长"].into_iter().zip(posts).enumerate() {
        let record = StaffRecord { name: name.into(), posts: [post].into(), until: None };
        books.staff.push(Staff { id: StaffId(Uuid::from_u128(10 + at as u128)), record });
    }
}

/// The first pupil away since Friday, the second since this Tuesday.
fn away(story: Story) -> Story {
    let mut story = story.with(colleagues);
    for (day, absent) in [("2026-03-13", vec![1]), ("2026-03-16", vec![1]), ("2026-03-17", vec![1, 2])] {
        let marks: Vec<(u128, Mark)> = absent.into_iter().map(|seat| (seat, Mark::Truant)).collect();
        for session in [SessionCode::AM, SessionCode::PM] {
            story = story.with_roll(day, session, &marks);
        }
    }
    story
}

fn list() -> Story {
    away(desk(10)).opened(Route::Todo)
}

#[test]
fn at_80_by_24() {
    insta::assert_snapshot!(list().lines_up().screen());
}

#[test]
fn everybodys_at_120_by_40() {
    insta::assert_snapshot!(list().sized(120, 40).press("Tab").lines_up().screen());
}

#[test]
fn in_english() {
    insta::assert_snapshot!(away(desk_in(Lang::En, 10)).opened(Route::Todo).screen());
}

#[test]
fn mine_at_first_and_everybodys_by_tab() {
    list().sees("陈老师 的").sees_no("周主任").press("Tab").sees("全校").sees("周主任").press("Tab").sees_no("周主任");
}

#[test]
fn enter_goes_to_where_the_thing_is_done() {
    // Late first: the contact of Friday's absence, the visit, the notice.
    let story = list().press("Enter");
    let route = story.model.on().to_owned();
    assert!(["contact", "visit", "letter"].contains(&route.as_str()), "{route}");
    list().press("F5").on("pupil");
}

#[test]
fn what_is_recorded_goes_off_the_list() {
    let owed = |story: &Story| story.model.cx.school.todo(story.model.cx.now, None).len();
    let story = list();
    let before = owed(&story);
    let visit = story.going_to(&Route::Visit(seat(1))).press("1 Tab Tab").paste("孩子在家");
    let story = visit.press("Enter").recorded(1).on("todo");
    assert!(owed(&story) < before, "{}", story.screen());
}

#[test]
fn a_paper_leads_to_its_draft() {
    let story = list().going_to(&Route::Letter(LetterKind::Escalation, seat(1))).press("F2").press("1").recorded(1);
    story.press("Esc Esc").on("todo");
}

#[test]
fn f3_leads_here_from_anywhere_and_the_menu_too() {
    away(desk(10)).opened(Route::Flags).press("F3").on("todo");
    away(desk(10)).press("F10 7").on("todo");
}

#[test]
fn empty_it_says_how_a_line_comes_about() {
    let story = desk(3).at("2026-03-18 07:52").with(|books| {
        books.rolls.retain(|roll| roll.key.date.to_string().as_str() < "2026-03-18");
    });
    insta::assert_snapshot!(story.opened(Route::Todo).screen());
}

#[test]
fn every_key_of_the_footer_does_something() {
    for keys in ["", "Tab"] {
        let story = || list().press(keys);
        story().footer_is_true(story);
    }
}

use crate::domain::class::Grade;
use crate::domain::ids::StaffId;
use crate::domain::people::{Post, Staff, StaffRecord};
use crate::tui::harness::{Story, date, desk};
use crate::tui::screens::Route;
use uuid::Uuid;

fn list() -> Story {
    let staff = |id: u128, name: &str, post: Option<Post>| Staff {
        id: StaffId(Uuid::from_u128(id)),
        record: StaffRecord { name: name.into(), posts: post.into_iter().collect(), until: None },
    };
    let story = desk(4).with(|books| {
        books.staff.push(staff(2, "林校长", Some(Post::Leadership)));
        books.staff.push(staff(3, "周主任", Some(Post::Affairs)));
        books.staff.push(staff(4, "吴组长", Grade::new(7).map(Post::GradeLead)));
        books.staff.push(staff(5, "何老师", None));
    });
    story.opened(Route::Pledges)
}

#[test]
fn at_80_by_24() {
    insta::assert_snapshot!(list().lines_up().screen());
}

#[test]
fn at_120_by_40() {
    insta::assert_snapshot!(list().press("Tab").sized(120, 40).lines_up().screen());
}

#[test]
fn every_key_of_the_footer_does_something() {
    list().footer_is_true(list);
}

#[test]
fn a_signature_is_recorded_and_the_missing_are_fewer() {
    let story = list().sees("应签 5 份，已签 0 份").press("Enter").on("pledge_sign").sees("林校长");
    let story = story.press("F2").on("pledges").recorded(1).sees("已签 1 份");
    assert_eq!(story.books.pledge_signatures[0].signed.on, date("2026-03-18"));
}

#[test]
fn all_letters_are_made_in_one_go() {
    let story = list().press("p").on("write").press("2 Enter");
    assert!(story.written[0].to_string_lossy().ends_with("责任书-2025学年.pdf"), "{:?}", story.written);
}

use crate::domain::class::Grade;
use crate::domain::ids::StaffId;
use crate::domain::people::{Post, Staff, StaffRecord};
use crate::domain::school::Books;
use crate::tui::harness::{Story, date, desk, desk_in};
use crate::tui::screens::Route;
use crate::words::Lang;
use uuid::Uuid;

fn leadership(books: &mut Books) {
    books.staff[0].record.posts.insert(Post::Leadership);
}

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

/// The signed letter itself goes with the signature; what was attached before stays.
#[test]
fn a_signature_takes_the_signed_letter_along() {
    let story = list().with_folders().press("Enter").on("pledge_sign").press("F7");
    let story = story.sees("还没有附件").press("F6").on("pick_file").press("cns Enter").sees("承诺书.pdf 302 KB");
    let story = story.press("Tab").paste("陈老师").press("F2").recorded(1).on("pledges");
    let story = story.press("Enter F6 家访 Enter Enter").sees("IMG_2031.jpg").press("F2").recorded(2);
    let names: Vec<&str> =
        story.books.pledge_signatures[0].signed.attachments.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["承诺书.pdf", "IMG_2031.jpg"]);
    let english = desk_in(Lang::En, 4).with_folders().with(leadership).opened(Route::Pledges);
    let english = english.press("Enter F6 cns Enter");
    english.sees("承诺书.pdf").press("F7").sees_no("承诺书.pdf");
    let form = || list().with_folders().press("Enter F6 cns Enter");
    form().footer_is_true(form);
}

/// Every field says its limit, and that nothing beyond it was taken.
#[test]
fn a_full_field_says_how_much_it_takes() {
    let story = list().press("Enter Tab").paste(&"名".repeat(50)).sees("最多 40 字").sees("10 字没有收下");
    story.press("字").sees("11 字没有收下").press("Backspace 字").sees_no("没有收下");
    let english = desk_in(Lang::En, 4).with(leadership).opened(Route::Pledges).press("Enter Tab");
    english.paste(&"n".repeat(41)).sees("At most 40 characters here: 1 were left out");
}

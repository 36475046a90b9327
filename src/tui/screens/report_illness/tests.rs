use crate::domain::ids::EntryId;
use crate::domain::mark::Mark;
use crate::domain::roll::{Marked, SessionCode};
use crate::domain::school::Books;
use crate::domain::step::{About, Step};
use crate::domain::symptom::{Symptom, Symptoms};
use crate::tui::harness::{Story, class, date, desk, desk_in, seat};
use crate::tui::screens::Route;
use crate::words::Lang;

/// The pupils of these seats have a symptom on the morning's roll.
fn ill(books: &mut Books, day: &str, seats: &[u128], symptom: Symptom) {
    let mut roll = crate::domain::made_up::roll(class(), day, SessionCode::AM, &[], EntryId(uuid::Uuid::from_u128(77)));
    let sick = |at: &u128| Marked { symptoms: Symptoms::NONE.with(symptom), ..Marked::new(seat(*at), Mark::Sick) };
    roll.marks = seats.iter().map(sick).collect();
    books.rolls.retain(|known| known.key != roll.key);
    books.rolls.push(roll);
}

fn three_with_fever() -> Story {
    desk(50).with(|books| ill(books, "2026-03-17", &[3, 4, 5], Symptom::Fever)).at("2026-03-18 07:52")
}

fn two_clusters() -> Story {
    three_with_fever().with(|books| ill(books, "2026-03-16", &[6, 7, 8, 9], Symptom::Vomiting)).opened(Route::Flags)
}

#[test]
fn the_cluster_stands_on_the_roll_and_above_the_flags() {
    three_with_fever().sees("疫报 发热3人");
    let story = three_with_fever().opened(Route::Flags);
    story.sees("七年级(3)班 发热 3 人（03-17 08:00起），03-18 08:00前报疾控、教育局").sees_no("已过时限");
    three_with_fever().at("2026-03-18 08:01").opened(Route::Flags).sees("已过时限");
}

#[test]
fn one_key_and_enter_record_the_report() {
    let story = three_with_fever().opened(Route::Flags).press("y").on("report-illness").sees("疫情报告人 陈老师");
    let story = story.press("F2").recorded(1).on("flags").sees("03-18已报告").sees_no("报疾控");
    let record = &story.books.steps[0].record;
    assert_eq!(record.about, About::Class(class()));
    let Step::ReportedIllness { to, said } = &record.step else { panic!("{record:?}") };
    assert_eq!(to, "疫情报告人 陈老师");
    assert!(said.contains("发热 3 人") && said.contains("黄予安"), "{said}");
    assert_eq!(record.at.date(), date("2026-03-18"));
    story.press("y").on("flags");
}

#[test]
fn the_to_do_list_leads_here_until_it_is_reported() {
    let story = three_with_fever().opened(Route::Todo).sees("疫情报告：发热 3 人").press("Enter").on("report-illness");
    story.press("F2").recorded(1).on("todo").sees_no("疫情报告：");
}

#[test]
fn one_of_several_is_chosen_by_its_digit() {
    let story = two_clusters().press("y 1").sees("呕吐 4 人").press("2").sees("发热 3 人");
    let story = story.press("Tab Ctrl+U").paste("区疾控中心").press("F2").recorded(1);
    let Step::ReportedIllness { to, said } = &story.books.steps[0].record.step else { panic!() };
    assert_eq!(to, "区疾控中心");
    assert!(said.contains("发热 3 人"), "{said}");
    two_clusters().press("y Tab Ctrl+U F2").recorded(0).sees("请写报告给谁");
}

#[test]
fn what_is_not_recorded_stays_typed() {
    let story = three_with_fever().opened(Route::Flags).press("y").failing("磁盘已满").press("F2").sees("磁盘已满");
    story.press("Enter").on("report-illness").press("F2").recorded(1);
}

#[test]
fn without_a_cluster_there_is_nothing_to_report() {
    desk(50).opened(Route::Flags).press("y").on("flags").sees_no("报疫情");
}

#[test]
fn at_80_by_24() {
    insta::assert_snapshot!("flags_at_80_by_24", two_clusters().lines_up().screen());
    insta::assert_snapshot!("form_at_80_by_24", two_clusters().press("y").lines_up().screen());
}

#[test]
fn at_120_by_40() {
    insta::assert_snapshot!("flags_at_120_by_40", two_clusters().sized(120, 40).lines_up().screen());
    insta::assert_snapshot!("form_at_120_by_40", two_clusters().sized(120, 40).press("y").lines_up().screen());
}

#[test]
fn in_english() {
    desk_in(Lang::En, 50)
        .with(|books| ill(books, "2026-03-17", &[3, 4, 5], Symptom::Fever))
        .opened(Route::Flags)
        .sees("3 with fever");
}

#[test]
fn every_key_of_the_footer_does_something() {
    for keys in ["", "y 2", "y Tab"] {
        let story = || two_clusters().press(keys);
        story().footer_is_true(story);
    }
}

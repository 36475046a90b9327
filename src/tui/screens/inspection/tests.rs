use crate::domain::contact::Reached;
use crate::domain::ids::ContactId;
use crate::domain::inspection::Section;
use crate::domain::tales;
use crate::tui::harness::{Story, desk, desk_in, seat};
use crate::tui::screens::Route;
use crate::words::Lang;
use std::path::PathBuf;
use uuid::Uuid;

/// A class of ten with two guardians reached.
fn list() -> Story {
    let story = desk(10).with(|books| {
        for nth in [2, 5] {
            let mut contact = tales::contact(seat(nth), "2026-03-10 08:00", Reached::Yes);
            contact.id = ContactId(Uuid::from_u128(nth));
            books.contacts.push(contact);
        }
    });
    story.opened(Route::Inspection)
}

#[test]
fn figures_stand_under_their_sections() {
    let story = list().sees("自查报告  2026").sees("在籍学生").sees("10");
    insta::assert_snapshot!(story.lines_up().screen());
    insta::assert_snapshot!(list().sized(120, 40).lines_up().screen());
    desk_in(Lang::En, 10).opened(Route::Inspection).sees("on the books").lines_up();
}

/// From the figure to its pupils to a pupil's file.
#[test]
fn who_stands_behind_a_figure_is_one_key_away() {
    let mut story = list();
    while !story.screen().lines().any(|line| line.starts_with(">  联系上监护人")) {
        story = story.press("Down");
    }
    let story = story.press("Enter").on("behind").sees("联系上监护人").sees("2026-03-10");
    let story = story.lines_up();
    insta::assert_snapshot!(story.screen());
    story.press("Enter").on("pupil").press("Esc").on("behind").press("Esc").on("inspection");
}

#[test]
fn the_words_of_a_section_are_written() {
    let story = list().press("Home F2").on("prose").press("依据区教育局通知／开展自查 Enter").on("inspection");
    let written = |section| story.books.prose.iter().find(|prose| prose.section == section);
    assert_eq!(written(Section::Basis).unwrap().text, "依据区教育局通知\n开展自查");
    story.sees("依据区教育局通知").press("e").on("prose").sees("依据区教育局通知／开展自查");
}

#[test]
fn report_and_evidence_are_written() {
    let story =
        list().press("F4").on("write").sees("2026年控辍保学自查报告.docx").press("Enter Enter").on("inspection");
    let story = story.press("F5").on("evidence").press("Enter").press("Enter").on("inspection");
    let expected = ["2026年控辍保学自查报告.docx", "2026年控辍保学佐证材料"];
    assert_eq!(story.written, expected.map(PathBuf::from));
    list().press("z").failing("磁盘已满").press("Enter").sees("磁盘已满");
}

#[test]
fn years_go_back_and_never_ahead() {
    let story = list().press("Right").sees("自查报告  2026").press("Left").sees("自查报告  2025");
    story.sees("2025-01-01 至 2025-12-31").press("Right").sees("自查报告  2026");
}

#[test]
fn every_key_of_the_footer_does_something() {
    list().footer_is_true(list);
    let below = || list().press("Down Down Down");
    below().footer_is_true(below);
}

use crate::desk::LetterDraft;
use crate::domain::ids::{LetterId, StaffId};
use crate::domain::letter::{Letter, LetterKind, LetterNo, Receipt, Series};
use crate::domain::mark::Mark;
use crate::domain::roll::Marked;
use crate::domain::school::{Books, School};
use crate::tui::harness::{Story, date, desk, desk_in, seat};
use crate::tui::screens::Route;
use crate::words::Lang;
use std::path::PathBuf;
use uuid::Uuid;

/// Notices about the pupils in the first seats; the first of them has come back.
fn issued(books: &mut Books, many: u32) {
    let who = StaffId(Uuid::from_u128(1));
    // Nobody is reported who has missed nothing.
    let truants = (1..=many).map(|at| Marked::new(seat(at.into()), Mark::Truant)).collect();
    let day = date("2026-03-16");
    if let Some(roll) = books.rolls.iter_mut().find(|roll| roll.key.date == day) {
        roll.marks = truants;
    }
    for number in 1..=many {
        let school = School::from_books(books.clone());
        let pupil = seat(u128::from(number));
        let draft = LetterDraft::new(&school, LetterKind::Escalation, pupil, date("2026-03-16"), who).unwrap();
        let record = draft.record();
        let receipt = Receipt { by: "林校长".into(), on: date("2026-03-17"), how: "请德育处跟进".into() };
        let id = LetterId(Uuid::from_u128(u128::from(number)));
        books.letters.push(Letter { id, record, issued_by: who, receipt: (number == 1).then_some(receipt) });
    }
}

fn register_of(many: u32) -> Story {
    desk(60).with(|books| issued(books, many)).opened(Route::Notices)
}

#[test]
fn at_80_by_24() {
    insta::assert_snapshot!(register_of(3).lines_up().screen());
}

#[test]
fn at_120_by_40() {
    insta::assert_snapshot!(register_of(60).sized(120, 40).press("PgDn").lines_up().screen());
}

#[test]
fn empty_it_says_how_a_notice_comes_about() {
    insta::assert_snapshot!(desk(3).opened(Route::Notices).lines_up().screen());
    desk(3).opened(Route::Notices).press("Enter w r p").on("notices").sees("还没有文书");
}

#[test]
fn in_english() {
    let story = desk_in(Lang::En, 10).with(|books| issued(books, 2)).opened(Route::Notices);
    story.sees("Register of papers").sees("receipt").sees("none").sees("03-17 林校长");
}

#[test]
fn the_menu_leads_here() {
    desk(3).press("F10").sees("文书登记").press("4").on("notices");
}

#[test]
fn enter_shows_the_paper_as_printed() {
    let story = register_of(3).press("Enter").on("issued").sees("〔2026〕3号").sees("未签收");
    insta::assert_snapshot!(story.screen());
}

#[test]
fn a_printed_is_read_to_its_end() {
    register_of(1).press("Enter").sees_no("执行结果").press("End").sees("执行结果").press("Home").sees("关于");
}

#[test]
fn the_receipt_is_a_small_form() {
    let story = register_of(2).press("r").on("receipt").press("F2").sees("请写签收人");
    let story = story.paste("林校长").press("Tab Tab").paste("请家访后再报").press("Enter").recorded(1);
    let receipt = story.books.letters[1].receipt.clone().unwrap();
    assert_eq!((receipt.by.as_str(), receipt.on, receipt.how.as_str()), ("林校长", date("2026-03-18"), "请家访后再报"));
    story.on("notices").sees("签收已登记").sees("03-18 林校长");
}

#[test]
fn a_receipt_is_not_before_its_notice_nor_tomorrow() {
    for (on, fault) in [("3-15", "应在 03-16"), ("+1", "应在 03-16"), ("2-30", "没有这个日期")] {
        let story = register_of(2).press("F5").paste("林校长").press("Tab").paste(on).press("F2");
        story.recorded(0).on("receipt").sees(fault);
    }
    let story = register_of(2).press("r").paste("林校长").press("Tab -1 F2").recorded(1);
    assert_eq!(story.books.letters[1].receipt.as_ref().unwrap().on, date("2026-03-17"));
}

#[test]
fn a_receipt_that_is_not_saved_keeps_what_was_typed() {
    let story = register_of(2).press("r").paste("林校长").failing("磁盘已满").press("F2").sees("磁盘已满");
    story.press("Enter").on("receipt").sees("林校长").press("F2").recorded(1).on("notices");
}

#[test]
fn notice_and_register_are_written() {
    let story =
        register_of(3).press("Down w 3 Enter").sees("2026-2.txt").press("Enter p").sees("登记簿-2026-03-18.docx");
    let story = story.press("Enter");
    assert_eq!(story.written, [PathBuf::from("2026-2.txt"), PathBuf::from("文书登记簿-2026-03-18.docx")]);
}

#[test]
fn every_key_of_the_footer_does_something() {
    for route in [Route::Notices, Route::Issued(LetterNo { series: Series::Internal, year: 2026, number: 2 })] {
        let story = || desk(5).with(|books| issued(books, 3)).opened(route.clone());
        story().footer_is_true(story);
    }
    for keys in ["r", "r Tab"] {
        let story = || register_of(3).press(keys);
        story().footer_is_true(story);
    }
}

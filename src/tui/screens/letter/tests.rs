use crate::desk::{self, Clock, NewSchool, Opening};
use crate::domain::contact::{Contact, ContactRecord, Means, Reached};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{ContactId, StaffId};
use crate::domain::letter::LetterKind;
use crate::domain::mark::Mark;
use crate::domain::people::Standing;
use crate::domain::roll::SessionCode;
use crate::domain::school::Books;
use crate::tui::harness::{self, Story, before, class, date, desk_in, seat};
use crate::tui::screens::Route;
use crate::words::Lang;
use std::path::{Path, PathBuf};
use uuid::Uuid;

const SECRET: &str = "correct-horse";
const AM: SessionCode = SessionCode::AM;
const PM: SessionCode = SessionCode::PM;

fn call(books: &mut Books, nth: u128, said: &str) {
    let record = ContactRecord {
        pupil: seat(2),
        at: date("2026-03-17").and_hms_opt(8, 10, 0).unwrap(),
        by: Means::Phone,
        reached: Reached::Yes,
        guardian: "母亲".into(),
        phone: None,
        reason: None,
        said: said.into(),
        whereabouts: "在外婆家".into(),
        returns: None,
        next: String::new(),
    };
    books.contacts.push(Contact {
        id: ContactId(Uuid::from_u128(nth)),
        record,
        recorded_by: StaffId(Uuid::from_u128(1)),
    });
}

/// 林𬭎 has been away for two days; the mother was reached once.
fn absent() -> Story {
    absent_in(Lang::Zh)
}

fn absent_in(lang: Lang) -> Story {
    let mut story = match lang {
        Lang::Zh => harness::desk(50),
        lang => desk_in(lang, 50),
    };
    for day in ["2026-03-16", "2026-03-17"] {
        story = story.with_roll(day, AM, &[(2, Mark::Truant)]).with_roll(day, PM, &[(2, Mark::Truant)]);
    }
    story.with(|books| call(books, 1, "不想上学"))
}

fn notice() -> Story {
    absent().opened(Route::Pupil(seat(2))).press("n 1").on("letter")
}

#[test]
fn the_preview_at_80_by_24() {
    insta::assert_snapshot!(notice().screen());
}

#[test]
fn the_form_at_80_by_24() {
    insta::assert_snapshot!(notice().press("F4").screen());
}

#[test]
fn form_and_preview_at_120_by_40() {
    insta::assert_snapshot!(
        absent().sized(120, 40).opened(Route::Letter(LetterKind::Escalation, seat(2))).press("F4 Tab").screen()
    );
}

#[test]
fn in_english_the_paper_is_chinese() {
    let story = absent_in(Lang::En)
        .opened(Route::Letter(LetterKind::Escalation, seat(2)))
        .sees("would be 校内〔2026〕1号")
        .sees("已做工作");
    story.press("F4").sees("measures");
}

#[test]
fn it_is_filled_from_the_facts_with_its_number() {
    notice().sees("校内〔2026〕1号").reads("连续2个上课日").sees("在外婆家").sees_no("138");
}

#[test]
fn issued_after_one_question_that_says_it_is_final() {
    let story = notice().press("Enter").on("choose").sees("不能再修改").sees("林𬭎").recorded(0);
    let story = story.press("1").recorded(1).on("write").sees("2026-1.docx");
    let notice = &story.books.letters[0].record;
    assert_eq!((notice.no.to_string().as_str(), notice.issued_on), ("〔2026〕1号", date("2026-03-18")));
    story.press("Esc").on("issued").sees("未签收").press("Esc").on("pupil");
}

#[test]
fn enter_twice_issues_nothing() {
    notice().press("Enter Enter").on("letter").recorded(0);
}

#[test]
fn what_the_writer_typed_is_what_is_printed_and_issued() {
    let story = notice().press("F4 Tab").paste("据同学说在网吧。").press("Esc").on("letter").reads("据同学说在网吧。");
    let story = story.press("F2 1").recorded(1);
    let said = story.books.letters[0].record.paper.texts().concat();
    assert!(said.contains("据同学说在网吧。") && said.contains("在外婆家"), "{said}");
    story.press("Esc").reads("据同学说在网吧。").sees("号");
}

#[test]
fn fields_are_walked_with_enter_and_the_last_one_issues() {
    notice().press("F4 Enter Enter Enter").sees("结尾的话").press("Enter").on("choose").sees("不能再修改");
}

#[test]
fn a_draft_survives_esc_and_a_crash() {
    let story = notice().press("F4 Tab Tab").paste("请社区一同家访。").press("Esc Esc").on("pupil");
    let story =
        story.started_again().opened(Route::Letter(LetterKind::Escalation, seat(2))).sees("改了 1 处").press("PgDn");
    let story = story.reads("请社区一同家访。").press("F8").sees_no("请社区一同家访。").sees_no("改了");
    assert!(story.model.cx.drafts.is_empty());
}

#[test]
fn facts_that_changed_since_are_those_of_now() {
    let story = notice().press("F4 Tab Tab").paste("请社区一同家访。").press("Esc Esc");
    let story = story.with(|books| call(books, 2, "答应明天来")).opened(Route::Letter(LetterKind::Escalation, seat(2)));
    story.sees("答应明天来").sees("改了 1 处").press("PgDn").reads("请社区一同家访。");
}

#[test]
fn an_issue_that_fails_keeps_everything() {
    let story = notice().press("F4 Tab").paste("在网吧。").press("F2").failing("磁盘已满").press("1");
    let story = story.recorded(0).sees("磁盘已满").press("Enter").on("letter").press("Esc").sees("在网吧。");
    story.press("F2 1").recorded(1).on("write");
}

#[test]
fn an_issued_notice_leaves_no_draft_and_is_named_at_the_next() {
    let story = notice().press("F4 Tab").paste("在网吧。").press("F2 1");
    assert!(story.model.cx.drafts.is_empty());
    story.press("Esc Esc n 1").sees("校内〔2026〕2号").sees_no("在网吧。").press("F2").sees("已出过 校内〔2026〕1号");
}

#[test]
fn it_is_written_in_the_form_that_a_digit_names() {
    let story =
        notice().press("F2 1").press("2").sees("2026-1.pdf").press("Enter").sees("已写入文件").sees("2026-1.pdf");
    assert_eq!(story.written, [PathBuf::from("2026-1.pdf")]);
    story.press("Enter").on("issued");
}

#[test]
fn another_file_may_be_named() {
    let story = notice().press("F2 1 Tab Ctrl+U").press("Enter").sees("请写文件名").paste("/tmp/单.docx");
    let story = story.press("Shift+Tab 3 Enter");
    assert_eq!(story.written, [PathBuf::from("/tmp/单.txt")]);
}

#[test]
fn what_cannot_be_written_says_the_way_out_and_may_be_tried_otherwise() {
    let story = notice().press("F2 1").failing("没有找到中文字体").press("2 Enter").sees("没有找到中文字体");
    let story = story.press("Enter").on("write").press("1 Enter");
    assert_eq!(story.written, [PathBuf::from("2026-1.docx")]);
}

#[test]
fn without_absence_there_is_nothing_to_report() {
    let story = harness::desk(3).opened(Route::Pupil(seat(1))).press("n").on("pupil").reads("没有可报告的内容");
    assert!(crate::tui::screens::open(&Route::Letter(LetterKind::Escalation, seat(1)), &story.model.cx).is_none());
}

#[test]
fn a_draft_whose_absence_was_put_right_cannot_be_issued() {
    let mut story = notice().press("F4 Tab").paste("在网吧。").press("Esc");
    for day in ["2026-03-16", "2026-03-17"] {
        story = story.meanwhile(day, AM, &[(2, Mark::Sick)]).meanwhile(day, PM, &[(2, Mark::Sick)]);
    }
    let story = story.looked_again();
    story.sees("现在没有可写进这份文书的内容").press("F2").on("letter").recorded(0).reads("没有可报告的内容");
}

#[test]
fn a_pupil_who_is_not_on_the_books_has_none() {
    let gone = |books: &mut Books| books.pupils[1].standings.push((date("2026-03-10"), Standing::Gone));
    let story = harness::desk(50).with(gone);
    assert!(crate::tui::screens::open(&Route::Letter(LetterKind::Escalation, seat(2)), &story.model.cx).is_none());
}

#[test]
fn every_key_of_the_footer_does_something() {
    for (width, height) in [(80, 24), (120, 40)] {
        for keys in ["", "F4", "F4 Tab 好"] {
            let story =
                || absent().sized(width, height).opened(Route::Letter(LetterKind::Escalation, seat(2))).press(keys);
            story().footer_is_true(story);
        }
    }
}

/// The books of a class with one truant in a folder of its own.
fn books_in(folder: &Path) {
    let made_up = absent().books;
    let school = NewSchool {
        name: "样例学校".into(),
        terms: made_up.terms.clone(),
        sessions: made_up.profile.unwrap().sessions,
        person: "陈老师".into(),
        homeroom: Some(class()),
    };
    let clock = Clock::Stopped(date("2026-03-18").and_hms_opt(7, 52, 0).unwrap());
    let mut desk = desk::create(folder, SECRET, school, &Opening { clock, act_as: None, font: None }).unwrap();
    let pupil = &made_up.pupils[1];
    let mut changes = vec![Change::Pupil { id: pupil.id, to: Some(pupil.record.clone()) }];
    let standing = |(from, to): &(_, _)| Change::Standing { pupil: pupil.id, from: *from, to: Some(*to) };
    changes.extend(pupil.standings.iter().map(standing));
    let rolls = made_up.rolls.into_iter().filter(|roll| roll.mark(pupil.id).is_some());
    changes.extend(rolls.map(|roll| Change::Roll { key: roll.key, seen: None, to: Some(roll.marks) }));
    desk.commit(Why::ImportRoster, changes).unwrap();
}

#[test]
fn at_a_real_desk_a_notice_is_issued_and_written_and_never_over_a_file() {
    let folder = tempfile::tempdir().unwrap();
    books_in(folder.path());
    let paper = folder.path().join("单.txt");
    let story = before(folder.path(), Lang::Zh, &Route::Unlock).press(&format!("{SECRET} Enter"));
    let story = story.press("F2").paste("林𬭎").press("Enter").on("pupil").press("n 1").on("letter");
    let story = story.press("F4 Tab").paste("据同学说在网吧。").press("F2 1").on("write");
    let name = format!("Tab Ctrl+U {} Enter", paper.display());
    let story = story.press("3").press(&name).sees("已写入文件").press("Enter").on("issued");
    assert!(std::fs::read_to_string(&paper).unwrap().contains("据同学说在网吧。"));
    let story = story.press("w 3").press(&name).sees("已写入文件").press("Enter");
    assert!(folder.path().join("单 (2).txt").exists());
    let story = story.press("r").paste("林校长").press("F2").sees("03-18 林校长");
    assert_eq!(story.model.cx.school.letters.len(), 1);
    let _ = story.press("Esc x").sees("138000").sees_no("****0").press("F10");
}

/// The school's own template of the notice, as it says.
fn templates(text: &str) -> crate::desk::Templates {
    let config = tempfile::tempdir().unwrap();
    let file = desk::copy_template(config.path(), LetterKind::Escalation).unwrap();
    std::fs::write(file, text).unwrap();
    desk::read_templates(config.path())
}

fn notice_by(text: &str) -> Story {
    absent().with_templates(templates(text)).going_to(&Route::Letter(LetterKind::Escalation, seat(2))).on("letter")
}

#[test]
fn the_schools_own_words_stand_on_the_paper_that_is_issued() {
    let story = notice_by("[标题]\n{学生}缺勤的报告\n[结语]\n请林校长批示。").sized(120, 40);
    let story = story.sees("林𬭎缺勤的报告").sees("请林校长批示。").sees_no("模板有误");
    let story = story.press("F2 1").recorded(1);
    assert_eq!(story.books.letters[0].record.paper.title, ["林𬭎缺勤的报告".into()]);
}

#[test]
fn a_template_at_fault_says_so_and_the_built_in_words_stand() {
    let story = notice_by("[结语]\n请{领导}批示。").sees("!模板有误，用自带文字");
    let story = story.press("F2").reads("escalation.txt 第 2 行：没有 {领导}").reads("先用自带的文字");
    story.press("1").recorded(1);
    notice_by("[结语]\n请{领导}批示。").sized(120, 40).sees("第 2 行：没有").sees("请领导批示。");
}

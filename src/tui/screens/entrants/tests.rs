use crate::domain::entrant::{EntrantState, EntryPaper, Outcome, TraceStep};
use crate::domain::entry::Change;
use crate::domain::ids::EntrantId;
use crate::domain::made_up;
use crate::domain::mark::Mark;
use crate::domain::roll::{RollKey, SessionCode};
use crate::domain::school::{Books, School};
use crate::domain::status::Proof;
use crate::tui::harness::{Story, date, desk, desk_in};
use crate::tui::screens::Route;
use crate::words::Lang;
use std::path::PathBuf;

fn listed(books: &mut Books) {
    (books.entrants, books.traces) = made_up::entrants();
}

/// The desk in July, with one of four registered.
fn at_the_desk() -> Story {
    desk(3).with(listed).at("2025-07-06 09:00").opened(Route::Entrants)
}

/// In September, when two of the four are still to be found.
fn tracing() -> Story {
    desk(3).with(listed).at("2025-09-15 09:00").opened(Route::Tracing)
}

fn state(story: &Story, at: usize) -> EntrantState {
    let school = School::from_books(story.books.clone());
    school.entrant_state(&school.entrants[at], date("2025-09-15"))
}

#[test]
fn at_80_by_24() {
    insta::assert_snapshot!("desk_at_80", at_the_desk().lines_up().screen());
    insta::assert_snapshot!("tracing_at_80", tracing().lines_up().screen());
}

#[test]
fn at_120_by_40() {
    insta::assert_snapshot!("desk_at_120", at_the_desk().sized(120, 40).lines_up().screen());
    insta::assert_snapshot!("tracing_at_120", tracing().sized(120, 40).lines_up().screen());
}

#[test]
fn the_popups_fit() {
    for (name, story) in [
        ("register", at_the_desk().press("tyn Enter 1 3")),
        ("deliver", at_the_desk().press("tang F4")),
        ("notices", at_the_desk().press("F6")),
        ("trace", tracing().press("Enter")),
        ("settle", tracing().press("F4 2")),
    ] {
        insta::assert_snapshot!(format!("popup_{name}"), story.screen());
    }
}

#[test]
fn in_english() {
    let story = desk_in(Lang::En, 3).with(listed).at("2025-07-06 09:00").opened(Route::Entrants);
    story.sees("Registration desk").sees("registered 1").press("F5").sees("Everybody has come");
}

#[test]
fn without_a_list_it_says_how_to_begin() {
    let story = desk(3).opened(Route::Entrants).sees("还没有新生名单").reads("在\"导入\"里选\"新生名单\"读入");
    story.press("Enter").on("entrants").recorded(0);
}

#[test]
fn the_menu_leads_here() {
    desk(3).with(listed).press("F10").sees("新生报到台");
}

/// A few letters, Enter, ticks, Enter: and the field is free for the next family.
#[test]
fn a_child_is_registered_in_a_few_keys() {
    let story = at_the_desk().press("tyn").sees("唐一诺").sees_no("魏来").press("Enter").on("register-entrant");
    let story = story.press("1 2 2 4 Enter").recorded(1).on("entrants").sees("唐一诺 已报到").sees("魏来");
    let story = story.sees("已报到 2").recorded(1);
    let papers = &story.books.entrants[2].registration.as_ref().unwrap().record.papers;
    assert_eq!(papers.iter().map(|paper| paper.code()).collect::<Vec<_>>(), ["notice", "guardian"]);
    assert_eq!(state(&story, 2), EntrantState::Reported);
}

/// The other desk has registered the child meanwhile: it is shown so, and never twice.
#[test]
fn two_desks_register_a_child_once() {
    let mut story = at_the_desk().press("tang Enter");
    let other = made_up::entrants().0[0].registration.clone();
    story.books.entrants[2].registration = other;
    story.press("Enter").recorded(0).on("entrants").sees("另一台已经给该生办了报到").sees("已报到 2");
}

/// What was ticked at the slower desk is not lost: one more Enter adds it.
#[test]
fn the_slower_desk_keeps_its_ticks() {
    let mut story = at_the_desk().press("tang Enter 4");
    story.books.entrants[2].registration = made_up::entrants().0[0].registration.clone();
    let story =
        story.press("Enter").recorded(0).on("register-entrant").sees("按 Enter 补记").press("Enter").recorded(1);
    let papers = &story.books.entrants[2].registration.as_ref().unwrap().record.papers;
    assert!(papers.contains(&EntryPaper::Guardian) && papers.len() > 1, "{papers:?}");
}

#[test]
fn what_the_other_desk_did_is_seen_at_the_next_look() {
    let mut story = at_the_desk().press("tang");
    story.books.entrants[2].registration = made_up::entrants().0[0].registration.clone();
    story.looked_again().sees("已报到 2").press("Enter").on("register-entrant").reads("的报到材料");
}

#[test]
fn notices_are_handed_over_by_village_or_one_by_one() {
    let with_one_village = |books: &mut Books| {
        listed(books);
        books.entrants.iter_mut().for_each(|entrant| entrant.record.village = "梧桐社区".into());
    };
    let story = desk(3).with(with_one_village).at("2025-07-06 09:00").opened(Route::Entrants);
    let story = story.press("tang F4").on("deliver-notice").press("2 F2").sees("请写签收人");
    let story = story.paste("林主任").press("Enter").recorded(1).on("entrants").sees("已送达 4");
    let receipt = story.books.entrants[3].delivery.as_ref().unwrap();
    assert_eq!((receipt.by.as_str(), receipt.how.as_str()), ("林主任", "村（居）代发"));
    story.press("F4").sees("已经送达");
}

#[test]
fn notices_are_issued_and_written_in_one_go() {
    let without = |books: &mut Books| {
        listed(books);
        books.entrants.iter_mut().for_each(|entrant| entrant.notice = None);
    };
    let story = desk(3).with(without).at("2025-06-25 09:00").opened(Route::Entrants);
    let story = story.press("F6").sees("1 人还没有").press("7-9 Enter 7-5 F2").sees("早于第一天");
    let story = story.press("Ctrl+U 7-10 F2").recorded(1);
    assert_eq!(story.written, [PathBuf::from("入学通知书-2025.pdf")]);
    let notice = story.books.entrants[2].notice.as_ref().unwrap();
    assert_eq!((notice.no.number, notice.days.from), (1, date("2025-07-09")));
    // Once more: nothing new is issued, the same is printed.
    let story = story.press("Enter").on("entrants").press("F6").sees("0 人还没有").press("F2").recorded(1);
    assert_eq!(story.written.len(), 2);
}

#[test]
fn what_was_done_to_find_a_child_is_recorded() {
    let story = tracing().sees("未定").press("F5").recorded(1).sees("已定责任人").sees("陈老师");
    let story = story.press("Enter 2 Tab Ctrl+U F2").sees("联系了谁");
    let story =
        story.paste("邻居").press("Enter").paste("说搬去集美").press("F2").recorded(2).on("tracing").sees("走访1");
    let record = &story.books.traces.last().unwrap().record;
    assert_eq!((record.step, record.said.as_str()), (TraceStep::Visit, "说搬去集美"));
}

#[test]
fn an_outcome_asks_for_its_evidence() {
    let story = tracing().press("F4 1 F2").sees("没有佐证不能销号").sees("在读证明").recorded(0);
    let story = story.press("1 Tab").paste("集美中学七年级(2)班").press("F2").recorded(1).on("tracing");
    assert_eq!(state(&story, 2), EntrantState::Settled(Outcome::Elsewhere));
    story.sees_no("唐一诺").sees("魏来").sees("查无下落");
}

#[test]
fn who_is_put_off_is_on_the_next_list() {
    let story =
        tracing().press("F4 2 Tab 1 Tab 1 Tab").paste("同安区教育局").press("Tab").paste("2026-8-31").press("F2");
    let story = story.recorded(1);
    assert_eq!(state(&story, 2), EntrantState::Settled(Outcome::Deferred));
    assert_eq!(story.books.entrants.iter().filter(|entrant| entrant.record.year == 2026).count(), 1);
}

#[test]
fn who_comes_late_is_registered_from_the_tracing_list() {
    let story = tracing().press("Down F6").on("register-entrant").press("Enter").recorded(1).on("tracing");
    assert_eq!(state(&story, 3), EntrantState::Reported);
}

/// Who is on the books and has not appeared since the term began: the case is worked where cases are.
#[test]
fn a_pupil_who_never_appeared_leads_to_the_case() {
    let away = [(2, Mark::Unknown)];
    let story = desk(3).at("2026-02-24 10:00").with_roll("2026-02-24", SessionCode::AM, &away);
    let first = |key: &RollKey| (key.date, key.session) == (date("2026-02-24"), SessionCode::AM);
    let story = story.with(|books| books.rolls.retain(|roll| first(&roll.key)));
    story.opened(Route::Tracing).sees("林𬭎").sees("开学未到").press("Enter").on("case");
}

#[test]
fn the_to_do_list_leads_to_the_form() {
    let story = desk(3).with(|books| {
        listed(books);
        books.traces.clear();
    });
    let story = story.at("2025-09-15 09:00").opened(Route::Todo).press("Tab").sees("未报到 1 人").sees("未报到，追踪");
    story.press("Down Enter").on("trace-entrant");
}

#[test]
fn an_issued_notice_is_not_taken_back() {
    let id = EntrantId::NEW;
    let thing = Change::Registration { entrant: id, to: None }.thing().unwrap();
    assert!(thing.withdrawn().is_some());
    let notice = made_up::entrants().0[0].notice.clone().unwrap();
    let thing = Change::EntryNotice { entrant: id, to: Box::new(notice) }.thing().unwrap();
    assert!(thing.withdrawn().is_none());
}

#[test]
fn every_key_of_the_footer_does_something() {
    for keys in ["", "tang", "tang Enter", "tang F4", "F6", "F6 Tab"] {
        let story = || at_the_desk().press(keys);
        story().footer_is_true(story);
    }
    for keys in ["", "Enter", "F4", "F4 1 Tab", "F4 2 Tab"] {
        let story = || tracing().press(keys);
        story().footer_is_true(story);
    }
}

/// A paper's file is attached while that paper has the keys, any other from any field.
#[test]
fn the_evidence_of_an_outcome_is_attached() {
    let story = tracing().with_folders().press("F4 1 Tab 1 F6").on("pick_file").sees("选文件：在读证明");
    let story = story.press("cns Enter").on("settle-entrant").sees("承诺书.pdf").press("Tab").paste("集美中学");
    let story = story.press("Tab F6").sees("选择要附上的文件").press("家访 Enter Enter").sees("IMG_2031.jpg 2.3 MB");
    let story = story.press("F2").recorded(1).on("tracing");
    let settled = story.books.entrants[2].outcome.as_ref().unwrap();
    let names: Vec<&str> = settled.record.attachments.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["承诺书.pdf", "IMG_2031.jpg"]);
    assert_eq!(settled.record.papers, [(Proof::Attendance, Some("承诺书.pdf".into()))].into());
}

#[test]
fn a_file_is_dropped_and_a_fault_stands_at_its_field() {
    let story = tracing().with_folders().press("F7").on("tracing").press("F4 1 F7").sees("还没有附件");
    let story = story.press("Tab 1 F6 cns Enter F7").sees_no("承诺书.pdf").press("F2").sees("学校和班级，或新住址");
    story.sees_no("（--").press("集美中学 F2").recorded(1);
}

#[test]
fn a_deferral_stands_on_the_proof_of_the_condition() {
    let story = tracing().press("F4 2 Tab 1 Tab").sees("身体状况证明").press("1 Tab").paste("同安区教育局");
    let story = story.press("Tab").paste("2026-8-31").press("F2").recorded(1);
    assert_eq!(state(&story, 2), EntrantState::Settled(Outcome::Deferred));
    let english = desk_in(Lang::En, 3).with(listed).at("2025-09-15 09:00").opened(Route::Tracing);
    english.press("F4 2 F2").sees("missing").sees_no("(--").sees("F6").recorded(0);
}

/// A form that keeps no draft does not lose what was typed by a slip of Esc.
#[test]
fn esc_asks_before_what_was_typed_is_thrown_away() {
    tracing().press("Enter Esc").on("tracing");
    let story = tracing().press("Enter 1 Tab Tab").paste("说搬走了").press("Esc").on("choose").sees("还没有保存");
    let story = story.press("Enter").on("trace-entrant").sees("说搬走了").press("Esc 2").on("tracing").recorded(0);
    story.press("Enter").sees_no("说搬走了");
    let english = desk_in(Lang::En, 3).with(listed).at("2025-09-15 09:00").opened(Route::Tracing);
    english.press("Enter Tab").paste("x").press("Esc").sees("not saved").press("Esc").on("trace-entrant");
}

/// A paper that was missing in July is brought in August: it is seen that it was missing, and added.
#[test]
fn papers_are_added_to_a_registration() {
    let story = at_the_desk().press("tyn Enter 1 Enter").recorded(1).sees("材料差4");
    let story = story.press("tyn Enter").on("register-entrant").reads("唐一诺的报到材料").sees("1 [*]");
    let story = story.press("2 3 4 5 6 Enter").recorded(2).sees("报到材料已记下").sees_no("材料差1");
    let registration = story.books.entrants[2].registration.as_ref().unwrap();
    assert_eq!((registration.record.papers.len(), registration.record.on), (6, date("2025-07-06")));
}

#[test]
fn all_without_an_owner_are_given_to_one_person() {
    let story = tracing().sees("未定").press("F8").on("find").reads("人由谁负责").press("Enter").recorded(1);
    story.on("tracing").reads("人由陈老师负责").sees_no("未定责任人").press("F8").reads("都已定责任人").recorded(1);
}

#[test]
fn those_marked_are_given_to_one_person() {
    let story = tracing().press("+").sees("*").press("F8 Enter").recorded(1).reads("1人由陈老师负责");
    assert_eq!(story.books.traces.iter().filter(|trace| trace.record.step.code() == "owner").count(), 1);
}

//! Changes of status on screen: recorded, gone on with, withdrawn; the trace of those who have only gone; the comparison.

use super::form::StatusOf;
use crate::desk::{Compared, Fault, FaultKind};
use crate::domain::class::{Class, Grade};
use crate::domain::compare::{Enrolment, Listed};
use crate::domain::ids::{StaffId, StatusId};
use crate::domain::mark::Mark;
use crate::domain::people::Standing;
use crate::domain::roll::SessionCode;
use crate::domain::school::{Books, School};
use crate::domain::status::{Approval, Reach, Status, StatusKind, StatusRecord};
use crate::domain::visit::Attachment;
use crate::tui::harness::{Story, class, date, desk, desk_in, seat};
use crate::tui::screens::Route;
use crate::words::Lang;
use uuid::Uuid;

fn status(nth: u128, record: StatusRecord) -> Status {
    Status { id: StatusId(Uuid::from_u128(nth)), record, recorded_by: StaffId(Uuid::from_u128(1)) }
}

fn record(pupil: u128, kind: StatusKind, applied_on: &str, on: &str) -> StatusRecord {
    StatusRecord::new(seat(pupil), kind, date(applied_on), date(on))
}

/// Everything that is asked for but a class.
fn complete(record: StatusRecord) -> StatusRecord {
    StatusRecord {
        papers: record.kind.proofs().iter().map(|proof| (*proof, None)).collect(),
        approvals: vec![Approval { by: "区教育局".into(), on: record.applied_on }],
        counterpart: "赣县中学".into(),
        ..record
    }
}

/// One transfer that is late, one suspension that holds, one transfer that is through.
fn changes(books: &mut Books) {
    let late = StatusRecord {
        counterpart: "泉州一中".into(),
        reach: Some(Reach::Province),
        ..record(3, StatusKind::TransferOut, "2026-02-25", "2026-03-02")
    };
    let suspended = StatusRecord {
        until: Some(date("2026-07-10")),
        counterpart: String::new(),
        ..complete(record(5, StatusKind::Suspend, "2026-03-03", "2026-03-04"))
    };
    let out = complete(record(6, StatusKind::TransferOut, "2026-03-05", "2026-03-10"));
    books.pupils[4].standings.push((date("2026-03-04"), Standing::Suspended));
    books.pupils[5].standings.push((date("2026-03-10"), Standing::Gone));
    books.statuses = vec![status(1, late), status(2, suspended), status(3, out)];
}

fn list() -> Story {
    desk(10).with(changes).opened(Route::Statuses)
}

fn form(kind: Option<StatusKind>) -> Story {
    desk(10).opened(Route::StatusForm(StatusOf::Pupil(seat(2), kind)))
}

#[test]
fn the_list_at_80_by_24() {
    insta::assert_snapshot!(list().lines_up().screen());
}

#[test]
fn the_list_at_120_by_40() {
    insta::assert_snapshot!(list().sized(120, 40).lines_up().screen());
}

#[test]
fn empty_it_says_how_one_is_recorded() {
    insta::assert_snapshot!(desk(3).opened(Route::Statuses).lines_up().screen());
    desk(3).opened(Route::Statuses).press("Enter F9").on("status").sees("先选一项异动");
}

#[test]
fn the_form_at_80_by_24() {
    insta::assert_snapshot!(form(None).press("1 Tab 1 Tab").lines_up().screen());
}

#[test]
fn the_form_at_120_by_40() {
    let away = |story: Story| story.with_roll("2026-03-16", SessionCode::AM, &[(2, Mark::Truant)]);
    let story = away(desk(10)).opened(Route::StatusForm(StatusOf::Pupil(seat(2), None))).sized(120, 40);
    let story = story.press("1 Tab 1 Tab Ctrl+u 2026-03-16 Tab 赣县中学 Tab 4 Tab 随父母工作 Tab Tab 2 Tab 2 Tab");
    insta::assert_snapshot!(story.press("区教育局 Tab 2026-03-16").lines_up().screen());
}

#[test]
fn the_limits_at_80_by_24() {
    insta::assert_snapshot!(list().press("F8").lines_up().screen());
}

#[test]
fn every_key_of_the_footers_works() {
    list().footer_is_true(list);
    form(Some(StatusKind::Suspend)).footer_is_true(|| form(Some(StatusKind::Suspend)));
    let limits = || list().press("F8");
    limits().footer_is_true(limits);
    let compare = || list().press("F7");
    compare().footer_is_true(compare);
}

/// S8: applied for first, then the last paper and the approval; only then is the pupil off the roll.
#[test]
fn a_transfer_is_recorded_step_by_step() {
    let story = form(None).press("1 Tab").sees("先选：有没有学校同意接收").press("1 Tab Tab 赣县中学 Enter");
    let story = story.recorded(1).opened(Route::Statuses).sees("申请中").sees("申请表");
    assert_eq!(story.books.statuses[0].record.counterpart, "赣县中学");
    let story = story.press("Enter").on("status_form").press("Tab Tab Tab Tab Tab Tab 2 Tab 2 Tab 区教育局 Tab 3-18");
    let story = story.sees("2026-03-18 起生").press("Enter").recorded(2);
    let record = &story.books.statuses[0].record;
    assert!(record.is_in_effect(), "{record:?}");
    let known = story.books.pupils.iter().find(|pupil| pupil.id == seat(2)).unwrap();
    assert_eq!(known.standing(date("2026-03-18")), Some(Standing::Gone));
}

/// A number typed one field too late says nothing of what it is: what it is has to be said first.
#[test]
fn what_it_is_is_said_before_anything_else() {
    let story = form(None).press("Tab 1 Enter").on("status_form");
    story.press("Enter").on("status_form").recorded(0);
    let story = form(None).press("Enter").sees("先按数字选是哪一种异动").recorded(0);
    story.press("3").sees("到哪天为止");
}

#[test]
fn somebody_new_is_of_an_age_for_the_class() {
    let born = |day: &str| {
        let form = desk(10).opened(Route::StatusForm(StatusOf::Newcomer)).sized(120, 40);
        form.press(&format!("林小满 Tab Tab 1 Tab {day} Tab Tab 七3 Tab Tab 泉州一中 Enter"))
    };
    born("2023-03-01").sees("年龄不符").recorded(0);
    born("2012-03-01").recorded(1);
}

#[test]
fn without_a_school_it_leads_to_the_trace_and_changes_nothing() {
    let story = form(None).press("1 Tab 2").sees("没有接收学校就不是转学").press("Enter").sees("记一条去向线索");
    story.press("1").on("case_step").recorded(0);
    form(None).press("1 Tab 2 Enter 2").on("visit");
}

#[test]
fn what_it_puts_right_and_what_cannot_be_is_told_before_saving() {
    let truant = desk(10).with_roll("2026-03-17", SessionCode::AM, &[(2, Mark::Truant)]);
    let story = truant.opened(Route::StatusForm(StatusOf::Pupil(seat(2), Some(StatusKind::Died))));
    story.press("Ctrl+u 2026-03-17 Tab Tab Tab 2").sees("无故未到 1").recorded(0);
    let story = form(Some(StatusKind::Class)).press("Tab 七3班 Tab 5");
    story.sees("5 号坐着").press("Enter").on("status_form").recorded(0);
    form(Some(StatusKind::Resume)).sees("没有休学").press("Enter").recorded(0);
}

#[test]
fn a_new_pupil_is_transferred_in() {
    let story = desk(10)
        .opened(Route::StatusForm(StatusOf::Newcomer))
        .press("何新 Tab T0099 Tab 2 Tab Tab Tab 七3班 Tab Tab 泉州一中");
    let story =
        story.press("Tab Tab Tab Tab 2 Tab 2 Tab 2 Tab 区教育局 Tab 3-18").sees("座号 11").press("Enter").recorded(1);
    let known = story.books.pupils.iter().find(|pupil| pupil.record.name == "何新").unwrap();
    let standing = Standing::InClass { class: class(), seat: Some(11) };
    assert_eq!(known.standing(date("2026-03-18")), Some(standing));
}

#[test]
fn a_change_is_withdrawn_after_a_question() {
    let story = list().press("F9").sees("撤回").press("2").recorded(0).press("F9 1").recorded(1).sees("已撤回");
    assert_eq!(story.books.statuses.len(), 2);
}

#[test]
fn kinds_and_spans_are_gone_through() {
    let story = list().press("Tab").sees("转出  ").sees_no("休学").press("Tab").sees("休学").press("Tab").sees("全部");
    story.press("Left").sees("2026年3月");
}

#[test]
fn limits_are_typed_in() {
    list().press("F8").on("status_limits").press("0 0 F2").sees("写 1 到 120 的数字").recorded(0);
    let story = list().press("F8 Backspace Backspace 5 F2").recorded(1);
    assert_eq!(story.books.status_limits.unwrap().within, 5);
}

#[test]
fn the_menu_the_file_and_the_list_of_what_is_owed_lead_here() {
    desk(3).press("F10").sees("学籍异动");
    desk(3).opened(Route::Pupil(seat(2))).press("5").on("status_form");
    desk(10).with(changes).opened(Route::Pupil(seat(3))).sees("转出申请中");
    desk(10).with(changes).opened(Route::Todo).press("Tab").sees("转出手续，缺 3 项").press("Enter").on("status_form");
}

#[test]
fn in_english() {
    let story = desk_in(Lang::En, 10).with(changes).opened(Route::Statuses);
    story.sees("Changes of status").sees("applied").press("F4").sees("A new pupil");
}

/// The export of a school, with one cell that cannot be read.
fn compared(story: &Story) -> Compared {
    let eight = Class::new(Grade::new(8).unwrap(), 1).unwrap();
    let school = School::from_books(story.books.clone());
    let row = |(nth, pupil): (usize, &crate::domain::people::Pupil)| Listed {
        row: nth as u32 + 2,
        name: pupil.record.name.clone(),
        class: Some(if nth == 1 { eight } else { class() }),
        enrolment: (nth == 2).then_some(Enrolment::Suspended),
        state: if nth == 2 { "在籍休学".into() } else { String::new() },
        ..Listed::default()
    };
    let mut listed: Vec<Listed> = school.pupils.iter().enumerate().skip(1).map(row).collect();
    listed.push(Listed { row: 20, name: "赵一".into(), class: Some(eight), ..Listed::default() });
    let comparison = school.compare(&listed, Vec::new(), date("2026-03-18"));
    let fault = Fault {
        sheet: 0,
        sheet_name: String::new(),
        row: 20,
        who: String::new(),
        place: 3,
        column: "身份证件号".into(),
        kind: FaultKind::LostDigits,
        found: String::new(),
    };
    Compared { comparison, faults: vec![fault] }
}

#[test]
fn books_and_export_are_compared_name_by_name() {
    let story = || {
        let story = desk(10).with_folders().opened(Route::Compare);
        let comparison = compared(&story);
        story.comparing(comparison).press("F4 花名册 Enter")
    };
    insta::assert_snapshot!(story().lines_up().screen());
    insta::assert_snapshot!(story().sized(120, 40).lines_up().screen());
    story().press("Down Enter").on("compare").sees("本校名册里没有这个人");
    story().press("Enter").on("pupil");
    let story = story().press("F6 2");
    assert_eq!(story.written.len(), 1);
    insta::assert_snapshot!(desk(10).opened(Route::Compare).lines_up().screen());
}

/// On the screen what is wrong stands at its field; options are the command line's.
#[test]
fn what_is_wrong_is_told_at_its_field_and_without_options() {
    for (lang, says) in [(Lang::Zh, "要写去哪个班"), (Lang::En, "Say which class")] {
        let story = desk_in(lang, 10).opened(Route::StatusForm(StatusOf::Pupil(seat(2), Some(StatusKind::Class))));
        let at_class = format!("> {}", lang.words().status_screen.class);
        story.press("Enter").recorded(0).sees(says).sees_no("（--").sees_no("(--").sees(&at_class);
    }
}

/// The last two of the list hold already: what is written down of them is read, and the file is a key away.
#[test]
fn a_change_in_effect_is_read_whole() {
    let attached = |books: &mut Books| {
        changes(books);
        let record = &mut books.statuses[2].record;
        record.ground = "随父母回赣县".into();
        let proof = record.kind.proofs()[0];
        record.papers.insert(proof, Some("转学申请表.pdf".into()));
        let digest = String::from("00");
        record.attachments.push(Attachment { name: "转学申请表.pdf".into(), size: 9, digest });
    };
    let story = || desk(10).with(attached).opened(Route::Statuses).press("Down Enter").on("status_details");
    insta::assert_snapshot!(story().lines_up().screen());
    story().footer_is_true(story);
    let taken_out = story().press("F6").reads("取出的文件不再加密");
    assert_eq!(taken_out.written, [std::path::PathBuf::from("转学申请表.pdf")]);
    story().press("F5").on("pupil").press("Esc Enter").on("status");
    desk(10).with(changes).opened(Route::Statuses).press("Down Enter F6").reads("没有存附件");
    desk(10).with(changes).opened(Route::Pupil(seat(6))).press("3 Enter").on("status_details").sees("赣县中学");
}

/// A change that is approved from a later day is told in the file from today on.
#[test]
fn a_change_to_come_is_told_in_the_file() {
    let ahead = |books: &mut Books| {
        let out = complete(record(6, StatusKind::TransferOut, "2026-03-05", "2026-04-01"));
        books.pupils[5].standings.push((date("2026-04-01"), Standing::Gone));
        books.statuses = vec![status(1, out)];
    };
    let story = desk(10).with(ahead).opened(Route::Pupil(seat(6)));
    story.sees("转出待生效：2026-04-01 起");
}

/// Two of one name are told apart wherever somebody is looked for, the suspended and those who are still to come too.
#[test]
fn namesakes_are_told_apart() {
    let twins = |books: &mut Books| {
        changes(books);
        for (at, birth) in [(1, "2013-05-15"), (4, "2013-08-01")] {
            books.pupils[at].record.name = "李子涵".into();
            books.pupils[at].record.birth = Some(date(birth));
        }
        let mut new = crate::domain::people::Pupil { standings: Vec::new(), ..books.pupils[1].clone() };
        (new.id, new.record.birth) = (seat(90), Some(date("2013-01-02")));
        books.pupils.push(new);
        books.statuses.push(status(9, record(90, StatusKind::TransferIn, "2026-03-05", "2026-03-10")));
    };
    let story = desk(10).with(twins).press("F2").paste("李子涵");
    insta::assert_snapshot!(story.lines_up().screen());
}

/// The school approves first and the bureau later; what holds is not asked for again.
#[test]
fn the_next_approval_is_added_to_what_is_in_effect() {
    let further = || desk(10).with(changes).opened(Route::Pupil(seat(6))).press("3 Enter F4").on("status_form");
    further().footer_is_true(further);
    let story = further().press("市教育局 Tab 3-1 Enter").sees("早于前一级审批").recorded(0);
    let story = story.press("Ctrl+u 2026-03-17 Enter").recorded(1).on("status_details").sees("市教育局  2026-03-17");
    let out = story.books.statuses.iter().find(|status| status.record.pupil == seat(6)).unwrap();
    assert_eq!((out.record.approvals.len(), out.record.on), (2, date("2026-03-10")));
    // What is taken away again would undo what holds.
    further().press("Up 1 Enter").recorded(0).sees("只能补登审批");
    insta::assert_snapshot!(further().lines_up().screen());
}

/// What is only applied for is not said to be recorded; of a death nobody asks when it was applied for; a renewal goes on
/// with what runs; a date that is wrong is told with its name.
#[test]
fn the_form_says_what_it_means() {
    let story = form(None).press("1 Tab 1 Tab Tab 赣县中学 Enter").recorded(1);
    story.reads("已登记申请：转出，还没有生效");
    form(Some(StatusKind::Died)).sees("生效日").sees_no("申请日");
    form(Some(StatusKind::Died)).press("Ctrl+u 2026-03-17 Tab Tab 2 Enter").recorded(1).reads("已登记：死亡");
    let away = || desk(10).with(changes).opened(Route::StatusForm(StatusOf::Pupil(seat(5), None)));
    away().press("3").reads("2026-07-11");
    let suspended = StatusOf::Pupil(seat(5), Some(StatusKind::Suspend));
    desk(10).with(changes).opened(Route::StatusForm(suspended)).sees("2026-07-11");
    form(None).press("1 Tab 1 Tab Ctrl+u 99").reads("生效日：");
}

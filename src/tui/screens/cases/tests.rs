use crate::domain::case::{Exit, Stage};
use crate::domain::contact::{Contact, ContactRecord, Means, Reached};
use crate::domain::ids::{ContactId, LetterId, StaffId, VisitId};
use crate::domain::letter::{Letter, LetterKind, LetterNo, LetterRecord, Receipt};
use crate::domain::made_up;
use crate::domain::mark::Mark;
use crate::domain::people::{Post, Staff, StaffRecord};
use crate::domain::roll::SessionCode;
use crate::domain::school::Books;
use crate::domain::step::{Danger, Step};
use crate::domain::visit::{Outcome, Visit, VisitRecord};
use crate::tui::harness::{Story, date, desk, desk_in, seat};
use crate::tui::screens::Route;
use crate::words::Lang;
use uuid::Uuid;

const AM: SessionCode = SessionCode::AM;
const PM: SessionCode = SessionCode::PM;
const DAY: &str = "2026-03-18";

fn call(books: &mut Books, pupil: u128, day: &str, (hour, minute): (u32, u32), reached: Reached) {
    let at = date(day).and_hms_opt(hour, minute, 0).unwrap();
    let phone = books.pupils.iter().find(|it| it.id == seat(pupil)).unwrap().record.guardians[0].phones[0].clone();
    let record = ContactRecord {
        pupil: seat(pupil),
        at,
        by: Means::Phone,
        reached,
        guardian: "母亲 家长".into(),
        phone: Some(phone),
        reason: None,
        said: "关机".into(),
        whereabouts: String::new(),
        returns: None,
        next: String::new(),
    };
    let id = ContactId(Uuid::from_u128(500 + books.contacts.len() as u128));
    books.contacts.push(Contact { id, record, recorded_by: StaffId(Uuid::from_u128(1)) });
}

fn visit(books: &mut Books, pupil: u128, day: &str, outcome: Outcome) {
    let record = VisitRecord {
        pupil: seat(pupil),
        at: date(day).and_hms_opt(16, 30, 0).unwrap(),
        who: "陈老师、王主任".into(),
        met: String::new(),
        outcome,
        place: String::new(),
        found: "门锁着，邻居说周六起没见到".into(),
        agreed: String::new(),
        returns: None,
        next: String::new(),
        attachments: Vec::new(),
    };
    let id = VisitId(Uuid::from_u128(600 + books.visits.len() as u128));
    books.visits.push(Visit { id, record, recorded_by: StaffId(Uuid::from_u128(1)) });
}

fn paper(books: &mut Books, pupil: u128, day: &str, kind: LetterKind) {
    let number = books.letters.len() as u32 + 1;
    let no = LetterNo { series: kind.series(), year: 2026, number };
    let (issued_on, paper, to) = (date(day), made_up::paper(), "校领导".to_owned());
    let record = LetterRecord { kind, no, pupil: seat(pupil), issued_on, to, paper, corrects: None };
    let receipt = Some(Receipt { by: "林校长".into(), on: issued_on, how: "请跟进".into() });
    let issued_by = StaffId(Uuid::from_u128(1));
    books.letters.push(Letter { id: LetterId(Uuid::from_u128(number.into())), record, issued_by, receipt });
}

/// Three cases: a child whom nobody can reach, a truant whom the leadership knows of, and one missing since this
/// morning.
fn three(lang: Lang) -> Story {
    let marks = [(2, Mark::Unknown), (5, Mark::Truant)];
    desk_in(lang, 40)
        .with_folders()
        .with_roll("2026-03-16", AM, &[(5, Mark::Truant)])
        .with_roll("2026-03-16", PM, &[(5, Mark::Truant)])
        .with_roll("2026-03-17", AM, &marks)
        .with_roll("2026-03-17", PM, &marks)
        .with_roll(DAY, AM, &[(2, Mark::Unknown), (5, Mark::Truant), (9, Mark::Unknown)])
        .with(|books| {
            call(books, 2, "2026-03-17", (8, 10), Reached::Off);
            visit(books, 2, "2026-03-17", Outcome::Nobody);
            call(books, 5, "2026-03-16", (8, 10), Reached::Yes);
            visit(books, 5, "2026-03-17", Outcome::MetGuardian);
            paper(books, 5, "2026-03-17", LetterKind::Escalation);
        })
        .at("2026-03-18 16:40")
}

fn list() -> Story {
    three(Lang::Zh).going_to(&Route::Cases)
}

fn case_of(pupil: u128) -> Story {
    three(Lang::Zh).going_to(&Route::Case(seat(pupil)))
}

/// The truant of the three is back this afternoon.
fn back() -> Story {
    three(Lang::Zh).with_roll(DAY, PM, &[(2, Mark::Unknown)])
}

fn last_step(story: &Story) -> Step {
    story.books.steps.last().unwrap().record.step.clone()
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
fn the_list_in_english() {
    insta::assert_snapshot!(three(Lang::En).going_to(&Route::Cases).screen());
}

#[test]
fn an_empty_list_says_how_a_case_comes_about() {
    insta::assert_snapshot!(desk(3).opened(Route::Cases).lines_up().screen());
    desk(3).opened(Route::Cases).press("Enter").on("cases").press("s").sees("没有未结的个案");
}

#[test]
fn the_menu_leads_to_the_list_and_a_stage_narrows_it() {
    let story = desk(3).press("F10").sees("个案").press("8").on("cases");
    story.sees("没有未结的个案");
    let story = list().sees("3 件未结").press("s").sees("待查").sees("邵丽芳").sees_no("林𬭎");
    let story = story.press("s").sees("这个阶段没有个案").press("s s").sees("已报校领导").sees("王丽慧");
    story.press("g").sees("七年级").press("F8").on("find").press("Esc").on("cases").press("Enter").on("case");
}

#[test]
fn a_child_out_of_reach_at_80_by_24() {
    insta::assert_snapshot!(case_of(2).lines_up().screen());
}

#[test]
fn a_child_out_of_reach_at_120_by_40() {
    insta::assert_snapshot!(case_of(2).sized(120, 40).lines_up().screen());
}

#[test]
fn a_pupil_without_a_case() {
    insta::assert_snapshot!(case_of(30).lines_up().screen());
    case_of(30).press("F8").sees("没有未结的个案").press("F9").sees("没有未结的个案").press("Enter").on("case");
}

#[test]
fn the_pupil_file_leads_here_and_the_time_line_can_be_read() {
    let story = three(Lang::Zh).going_to(&Route::Pupil(seat(2))).press("c").on("case").sees("先报警110");
    story.press("End").press("Enter").on("roll");
}

/// From the alarm to the child found, by the one key that says what comes next.
#[test]
fn the_urgent_key_leads_from_the_police_to_the_child_found() {
    let story = case_of(2).sees("先报警110").press("F7").on("case_step").sees("接警号");
    let story = story.press("Enter").sees("请填写：接警号").recorded(0).press("110-0815 Enter").recorded(1).on("case");
    let story = story.sees("已报警，孩子还没有找到").press("F7").sees("由谁找到").press("民警 Tab 外婆家 Enter");
    let story = story.recorded(2).on("case").sees_no("紧急（");
    assert_eq!(last_step(&story), Step::Found { place: "外婆家".into(), by: "民警".into() });
    let story = story.press("F7").sees("情形").press("3 Enter").recorded(3).sees("紧急（自 03-18 16:40）");
    assert!(matches!(last_step(&story), Step::Danger { how: Danger::BoarderMissing, .. }));
}

#[test]
fn one_form_asks_for_what_each_kind_needs() {
    let story = case_of(5).press("F5").on("case_step").sees("学生").press("Enter").sees("请填写：内容").recorded(0);
    let story = story.press("说不想上课 Enter").recorded(1).on("case").sees("谈话 学生：说不想上课");
    let story =
        story.press("F6").sees("参加人员").press("Tab 母亲 Tab 讲明义务教育的规定 Tab 同意 Tab Tab 明天返校 Enter");
    let story = story.recorded(2).on("case");
    let Step::Persuasion(persuasion) = last_step(&story) else { panic!() };
    assert_eq!((persuasion.met.as_str(), persuasion.result.as_str()), ("母亲", "明天返校"));
    // A register has its turn.
    let story = story.press("F4 Up Up").press("0").sees("台账").press("Tab 1 Enter").recorded(2).reads("两件都发出后");
    // What is typed is kept; another kind asks for other things.
    let story = story.press("7").sees("线索来源").press("Tab 1 Tab 房东 Tab 回江西老家 Enter").recorded(3);
    let gone = Step::Clue { said: "回江西老家".into(), source: "房东".into(), gone: true };
    assert_eq!(last_step(&story), gone);
}

#[test]
fn a_half_filled_step_survives_esc_and_files_go_with_it() {
    let story = case_of(5).press("F6 Tab 奶奶 F6 cns Enter Esc").on("case").sees("草稿").recorded(0);
    let story = story.press("F6").sees("已恢复").sees("奶奶").sees("承诺书.pdf").press("F7").sees_no("承诺书.pdf");
    story.press("F7").sees("还没有附件").on("case_step");
    case_of(5).press("F4 Up Up 9 Tab 2 Enter").recorded(0).reads("还没有寄过核查函");
    let sent = case_of(5).with(|books| paper(books, 5, DAY, LetterKind::Verification));
    let story = sent
        .going_to(&Route::Case(seat(5)))
        .press("F4 Up Up 9 Tab 2 F6 cns Enter Esc F4")
        .sees("已恢复")
        .sees("查无此人");
    let story = story.press("Enter").recorded(1);
    assert!(matches!(last_step(&story), Step::Answered { .. }));
    assert_eq!(story.books.steps[0].record.attachments[0].name, "承诺书.pdf");
}

#[test]
fn a_set_stage_is_marked_and_needs_a_reason() {
    let story = case_of(5).sees("已报校领导").press("F9").sees("改为").press("1 Enter").sees("请填写：理由");
    let story = story.press("误报 Enter").recorded(1).on("case").sees("阶段改定").sees("待查");
    story.reads("依事实为");
}

/// One person holds every role: the one key asks for the second person, whose name alone is missing.
#[test]
fn a_return_is_confirmed_in_one_key() {
    let story = back().going_to(&Route::Case(seat(5))).sees("建议出口").press("F12").on("case_close");
    let story = story.sees("2026-03-18 到校").press("Enter").recorded(0).reads("一个人不能单独结案");
    let story = story.press("林校长").sees("可以结案").press("Enter").recorded(1).on("case").sees("跟踪期");
    let Step::Closed(closing) = last_step(&story) else { panic!() };
    assert_eq!((closing.exit, closing.second.as_deref()), (Exit::E1, Some("林校长")));
    // Whom nobody told the leadership of is closed at once.
    let story = back().going_to(&Route::Case(seat(9))).press("y").recorded(1).on("case").sees("已确认返校，结案");
    story.sees("E1 返校复学").press("F8").sees("没有未结的个案");
}

#[test]
fn who_may_close_is_said_before_it_is_tried() {
    let principal = |books: &mut Books| {
        let record =
            StaffRecord { name: "林校长".into(), posts: [Post::Leadership, Post::Affairs].into(), until: None };
        books.staff.push(Staff { id: StaffId(Uuid::from_u128(2)), record });
    };
    let story = back().with(principal).going_to(&Route::Case(seat(5))).press("F12");
    let story = story.on("case").reads("只能由德育处、校领导办理").recorded(0);
    let story = story.press("F8").on("case_close").sees("谁可结案").sees("德育处、校领导").press("Enter").recorded(0);
    story.press("F8").on("case_close");
}

#[test]
fn closing_asks_for_what_proves_it() {
    let story = case_of(5).press("F8").on("case_close").press("Enter").sees("请选：出口").recorded(0);
    let story = story.press("1").reads("返校后的点名").press("Enter").reads("还没有返校后的点名").recorded(0);
    let story = story.press("3").reads("只有申请不够").press("Enter").reads("没有写佐证").recorded(0);
    let story = story.press("转学申请 Enter").reads("也没有附件").recorded(0);
    let story =
        story.press("F6 cns Enter").press("Enter").reads("一个人不能单独结案").press("王主任 Enter").recorded(1);
    assert_eq!(story.books.steps[0].record.attachments.len(), 1);
    story.on("case").sees("结案").sees("E3 转出");
}

#[test]
fn closing_at_80_by_24() {
    insta::assert_snapshot!(case_of(5).press("F8 3 Tab").paste("转学申请").lines_up().screen());
}

#[test]
fn closing_at_120_by_40() {
    insta::assert_snapshot!(case_of(5).sized(120, 40).press("F8 5").lines_up().screen());
}

#[test]
fn a_step_at_80_by_24() {
    insta::assert_snapshot!(case_of(5).press("F6 Up").lines_up().screen());
}

#[test]
fn a_step_at_120_by_40() {
    insta::assert_snapshot!(case_of(5).sized(120, 40).press("F6 Tab").paste("母亲").lines_up().screen());
}

#[test]
fn in_english() {
    let story = three(Lang::En).going_to(&Route::Case(seat(2)));
    insta::assert_snapshot!(story.screen());
    three(Lang::En).going_to(&Route::Case(seat(5))).press("F8 1").sees("Who may close").press("Esc").on("case");
}

#[test]
fn every_key_of_the_footers_does_something() {
    let all: [fn() -> Story; 6] = [
        list,
        || case_of(2),
        || back().going_to(&Route::Case(seat(9))),
        || case_of(5).press("F6 F6 cns Enter"),
        || case_of(5).press("F8 3 F6 cns Enter"),
        || case_of(5).press("F9"),
    ];
    for story in all {
        story().footer_is_true(story);
    }
}

/// A pupil in the watch is marked on the roll, and a child out of reach stands first among the flags.
#[test]
fn other_screens_know_of_watch_and_danger() {
    let story = back().going_to(&Route::Case(seat(5))).press("F12 林校长 Enter").recorded(1);
    let story = story.at("2026-03-19 07:52").press("05").sees("跟踪期至 04-");
    assert!(story.screen().contains('*'), "{}", story.screen());
    let flags = three(Lang::Zh).going_to(&Route::Flags).screen();
    let (lost, truant) = (flags.find("林𬭎").unwrap(), flags.find("王丽慧").unwrap());
    assert!(lost < truant, "{flags}");
    assert!(flags.contains("紧急"), "{flags}");
    assert_eq!(Stage::ALL.len(), 9);
}

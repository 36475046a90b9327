use crate::domain::class::{Class, Grade};
use crate::domain::contact::{Contact, ContactRecord, Means, Reached, Reason};
use crate::domain::flags::Scope;
use crate::domain::ids::{ContactId, EntryId, PupilId, StaffId};
use crate::domain::made_up;
use crate::domain::mark::Mark;
use crate::domain::people::{Post, Standing};
use crate::domain::review::{ReviewRecord, Week};
use crate::domain::roll::{Marked, Roll, SessionCode};
use crate::domain::school::Books;
use crate::domain::todo::Task;
use crate::tui::harness::{Story, class, date, desk, desk_in, seat};
use crate::tui::screens::Route;
use crate::tui::theme::{Lines, Theme};
use crate::words::Lang;
use std::path::PathBuf;
use uuid::Uuid;

const SESSIONS: [SessionCode; 2] = [SessionCode::AM, SessionCode::PM];

fn other_class(number: u8) -> Class {
    Class::new(Grade::new(7).unwrap(), number).unwrap()
}

/// 七年级 with so many classes beside the made-up one, each with two of its pupils from the last seats.
fn more_classes(books: &mut Books, many: u8) {
    let of_first = books.rolls.clone();
    for nth in 0..many {
        let other = other_class(if nth < 2 { nth + 1 } else { nth + 2 });
        for at in [0, 1] {
            let pupil = seat(u128::from(60 - 2 * nth - at));
            let standing = Standing::InClass { class: other, seat: Some(u16::from(at) + 1) };
            books.pupils.iter_mut().filter(|known| known.id == pupil).for_each(|known| {
                known.standings = vec![(date("2026-02-24"), standing)];
            });
        }
        for mut roll in of_first.clone() {
            roll.key.class = other;
            roll.marks.clear();
            books.rolls.push(roll);
        }
    }
}

fn contact(books: &mut Books, pupil: PupilId, day: &str, reason: Reason) {
    let record = ContactRecord {
        pupil,
        at: date(day).and_hms_opt(8, 30, 0).unwrap(),
        by: Means::Phone,
        reached: Reached::Yes,
        guardian: "母亲".into(),
        phone: None,
        reason: Some(reason),
        said: "这几天不肯出门，说不想上学了".into(),
        whereabouts: String::new(),
        returns: None,
        next: String::new(),
    };
    let id = ContactId(Uuid::from_u128(900 + books.contacts.len() as u128));
    books.contacts.push(Contact { id, record, recorded_by: books.staff[0].id });
}

/// The Wednesday of 2026-W12: one away since the week before, one since Monday, one back; a missing roll on Monday.
fn school(lang: Lang, classes: u8) -> Story {
    let mut story = desk_in(lang, 60).with(|books| more_classes(books, classes));
    let away = [(13, "2026-03-11", "2026-03-17"), (2, "2026-03-16", "2026-03-17"), (4, "2026-03-12", "2026-03-16")];
    for day in ["2026-03-11", "2026-03-12", "2026-03-13", "2026-03-16", "2026-03-17"] {
        let marks: Vec<(u128, Mark)> = (away.iter())
            .filter(|(_, from, to)| *from <= day && day <= *to)
            .map(|(at, _, _)| (*at, Mark::Truant))
            .collect();
        for session in SESSIONS {
            story = story.with_roll(day, session, &marks);
        }
    }
    story.with(|books| {
        let monday = date("2026-03-16");
        books.rolls.retain(|roll| {
            roll.key.class != other_class(1) || roll.key.date != monday || roll.key.session != SessionCode::PM
        });
        books.rolls.retain(|roll| roll.key.class != other_class(2) || roll.key.date != date("2026-03-17"));
        contact(books, seat(13), "2026-03-12", Reason::Weary);
        contact(books, seat(4), "2026-03-13", Reason::FamilyMatter);
    })
}

fn week() -> Story {
    school(Lang::Zh, 7).opened(Route::Week(None))
}

#[test]
fn at_80_by_24() {
    insta::assert_snapshot!(week().lines_up().screen());
}

#[test]
fn at_120_by_40() {
    insta::assert_snapshot!(week().sized(120, 40).press("r Enter").lines_up().screen());
}

#[test]
fn in_english() {
    insta::assert_snapshot!(school(Lang::En, 3).opened(Route::Week(None)).lines_up().screen());
}

#[test]
fn twenty_classes_keep_the_one_in_question_in_sight() {
    let story = school(Lang::Zh, 19).opened(Route::Week(None)).sees("共 20 班").lines_up();
    insta::assert_snapshot!(story.screen());
    let story = story.sees("七年级(1)班").sees_no("七年级(20)班").press("v");
    let story = story.sees("七年级(20)班").sees("第 10-20 班").lines_up().press("F11").sees_no("七年级(20)班");
    story.sized(120, 40).sees("七年级(1)班").sees("七年级(20)班").sees_no("其余班级");
}

/// Whichever class the most urgent pupil is in.
#[test]
fn the_classes_are_turned_over_from_the_first_on() {
    let far = other_class(15);
    let story = school(Lang::Zh, 19).with(|books| {
        let missing = |roll: &mut Roll| roll.marks.push(Marked::new(seat(34), Mark::Truant));
        books.rolls.iter_mut().filter(|roll| roll.key.class == far).for_each(missing);
    });
    let story = story.opened(Route::Week(None)).sees("七年级(15)班").sees("第 1-10 班，共 20 班");
    story.press("v").sees("第 11-20 班，共 20 班").press("v").sees("第 1-10 班");
}

#[test]
fn a_week_in_no_term_says_so() {
    let story = week().with(|books| books.terms[0].first = date("2026-03-17"));
    story.opened(Route::Week(None)).sees_no("不在任何学期内");
    let summer = week().with(|books| books.terms[0].first = date("2026-03-30"));
    summer.opened(Route::Week(None)).sees("2026-W12 不在任何学期内");
}

#[test]
fn what_became_of_each_since_last_week() {
    week()
        .sees("2026年第12周 03-16 至 03-22")
        .sees("已阅 0/3  未签")
        .sees("加重")
        .sees("新增")
        .sees("返校")
        .sees("厌学")
        .press("Enter")
        .on("pupil")
        .sees("张䶮");
}

#[test]
fn a_roll_not_taken_is_a_gap_and_no_hundred() {
    let screen = week().screen();
    let line = |class: &str| screen.lines().find(|line| line.contains(class)).unwrap().to_owned();
    assert!(line("七年级(1)班").contains("100-"), "{screen}");
    assert!(line("七年级(2)班").contains("100     --"), "{screen}");
}

#[test]
fn seen_asked_and_signed_without_leaving_the_screen() {
    let story = week().sees("签字(3)").press("s").sees("还有 3 人没看").on("week").recorded(0);
    let story = story.press("r").on("ask").press("Enter").recorded(1).sees("已阅 张䶮").sees("已阅 1/3");
    let story = story.press("n").paste("为什么还没家访？").press("Enter").recorded(2).sees("已退回询问").sees("问");
    let story = story.press("F5").paste("孩子已回来").press("Enter").recorded(3).sees("已阅 2/3");
    // A question that nobody has answered is no look; whoever looks all the same keeps it.
    let story = story.press("F9").on("week").recorded(3).sees("退回询问的 1 人还没有答复").sees("签字(1)");
    let story = story.press("r").paste("先看了").press("Enter").recorded(4).sees("已阅 3/3").sees("询问还没有答复");
    let story = story.press("F9").on("ask").sees("1 个询问还没有答复").press("Esc");
    let story = story.press("F9").on("ask").paste("按时家访").press("Enter").recorded(5).sees("已签 陈老师 03-18");
    let signed = &story.books.signed_weeks[0];
    let expected = (Week::of(date("2026-03-18")), Scope::Grade(Grade::new(7).unwrap()), "按时家访");
    assert_eq!((signed.week, signed.scope, signed.remark.as_str()), expected);
    let kinds: Vec<_> = story.books.reviews.iter().map(|review| review.record.clone()).collect();
    let seen = |remark: &str| ReviewRecord::Seen { remark: remark.into(), question: None };
    let asked = ReviewRecord::Seen { remark: "先看了".into(), question: Some("为什么还没家访？".into()) };
    assert_eq!(kinds.len(), 3);
    assert!([seen(""), asked, seen("孩子已回来")].iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
}

#[test]
fn a_question_without_words_is_not_asked() {
    week().press("n Enter").recorded(0).sees("没有写要问的").press("r Esc").on("week").recorded(0);
}

#[test]
fn a_review_that_is_not_saved_is_not_shown() {
    week().failing("磁盘已满").press("r Enter").sees("磁盘已满").press("Enter").sees("已阅 0/3").recorded(0);
}

/// The question stands on the teacher's lists until something is noted.
#[test]
fn a_question_waits_on_the_teachers_lists() {
    let asked = || week().press("n").paste("家访了吗").press("Enter");
    let story = asked().opened(Route::Roll(None)).sees("答复询问 张䶮");
    let story = story.opened(Route::Flags).sees("陈老师询问：家访了吗");
    let story = story.with(|books| contact(books, seat(13), "2026-03-18", Reason::Weary));
    story.opened(Route::Roll(None)).sees_no("答复询问");
    // Looking at the pupil takes no question away.
    let story = asked().press("Up Up r Enter").recorded(2);
    story.opened(Route::Roll(None)).sees("答复询问 张䶮");
    let todo = || asked().opened(Route::Todo);
    let cx = &todo().model.cx;
    let list = cx.school.todo(cx.today.and_time(cx.now.time()), Some(cx.who));
    let at = list.iter().position(|todo| matches!(todo.task, Task::Answer(_))).unwrap();
    let down = vec!["Down"; at].join(" ");
    todo().sees("答复询问：家访了吗").press(&down).press("Enter").on("pupil").sees("陈老师询问：家访了吗");
    todo().with(|books| contact(books, seat(13), "2026-03-18", Reason::Weary)).sees_no("答复询问");
    let answered = asked().with(|books| contact(books, seat(13), "2026-03-18", Reason::Weary));
    answered.opened(Route::Week(None)).sees("答").sees("已有回应");
}

#[test]
fn other_weeks_and_scopes() {
    week()
        .press("]")
        .sees("已是本周")
        .press("[")
        .sees("2026年第11周 03-09 至 03-15")
        .sees("新增")
        .press("Right")
        .sees("第12周")
        .press("Left Left Left")
        .sees("第9周")
        .press("[")
        .sees("更早的周没有学期")
        .press("g")
        .sees("周查看  全校")
        .press("F8 qnj(2) Enter")
        .sees("周查看  七年级(2)班");
}

#[test]
fn the_grade_lead_begins_with_the_grade_led() {
    let eight = Grade::new(8).unwrap();
    let leads = |books: &mut Books| {
        books.staff[0].record.posts.insert(Post::GradeLead(eight));
    };
    desk(3).with(leads).opened(Route::Week(None)).sees("周查看  八年级").sees("还没有班级");
}

#[test]
fn it_is_reached_from_the_menu_and_from_the_flags() {
    let down = ["Down"; 10].join(" ");
    desk(3).press("F10").sees("周查看").press(&down).press("Enter").on("week");
    desk(3).opened(Route::Flags).press("w").on("week").press("Esc F12").on("week");
}

#[test]
fn it_is_written_in_four_forms() {
    let story = week().press("p").sees("Excel").press("4").sees("周查看-七年级-2026-W12.xlsx").press("Enter Enter");
    assert_eq!(story.written, [PathBuf::from("周查看-七年级-2026-W12.xlsx")]);
    week().press("F4 1 Enter").sees("周查看-七年级-2026-W12.docx");
}

#[test]
fn an_empty_week_and_an_empty_school_say_what_to_do_next() {
    desk(3).opened(Route::Week(None)).sees("没有要看的学生").press("s Enter").recorded(1).sees("已签");
    let none = |books: &mut Books| {
        books.pupils.clear();
        books.rolls.clear();
    };
    desk(3).with(none).opened(Route::Week(None)).sees("先导入名册").press("s").recorded(0);
}

#[test]
fn charts_at_80_by_24() {
    let mut story = week();
    for name in ["by_class", "by_weekday", "runs", "year_before"] {
        story = story.press("Tab").lines_up();
        insta::assert_snapshot!(format!("charts_at_80_by_24_{name}"), story.screen());
    }
    story.press("Tab").sees("较上周").press("Shift+Tab").sees("与去年同期相比");
}

#[test]
fn the_chart_of_twenty_classes_has_them_all() {
    let story = school(Lang::Zh, 19).opened(Route::Week(None)).press("Tab").lines_up();
    insta::assert_snapshot!(story.sees("七年级(1)班").sees("七年级(20)班").screen());
}

/// The same grade a year before, with other pupils in it.
fn a_year_before(books: &mut Books) {
    let first = date("2025-02-17");
    let term = crate::domain::calendar::Term { first, last: date("2025-07-04"), name: "2025年春季学期".into() };
    books.terms.push(term);
    let older = PupilId(Uuid::from_u128(500));
    let mut pupil = books.pupils[0].clone();
    pupil.id = older;
    pupil.standings =
        vec![(first, Standing::InClass { class: class(), seat: Some(1) }), (date("2025-07-05"), Standing::Gone)];
    books.pupils.push(pupil);
    let days = first.iter_days().take_while(|day| *day < date("2025-07-04"));
    for (nth, day) in days.enumerate() {
        let mut roll = made_up::roll(class(), &day.to_string(), SessionCode::AM, &[], EntryId::NEW);
        roll.taken_by = StaffId::NEW;
        if nth % 11 == 0 {
            roll.marks.push(Marked::new(older, Mark::Sick));
        }
        books.rolls.push(roll);
    }
}

#[test]
fn a_grade_against_the_year_before() {
    let story = school(Lang::Zh, 3).with(a_year_before).sized(120, 40).opened(Route::Week(None));
    let story = story.press("Shift+Tab").lines_up().sees("2025年春季学期");
    insta::assert_snapshot!(story.screen());
}

/// With box lines ratatui draws lines, bars and sparks; every chart still fits.
#[test]
fn charts_with_box_lines() {
    let mut story = school(Lang::Zh, 7).with(a_year_before);
    story.model.cx.theme = Theme { lines: Lines::Box, ..story.model.cx.theme };
    let mut story = story.sized(120, 40).opened(Route::Week(None)).press("Tab").sees("│");
    for seen in ["█", "张䶮", "│"] {
        story = story.press("Tab").sees(seen);
    }
}

#[test]
fn every_key_of_the_footer_does_something() {
    for keys in ["", "Left", "Left Tab", "Left Tab Tab Tab"] {
        let story = || week().press(keys);
        story().footer_is_true(story);
    }
    let many = || school(Lang::Zh, 19).sized(100, 24).opened(Route::Week(None)).sees("其余班级");
    many().footer_is_true(many);
    let wide = || week().sized(120, 40).press("Left");
    wide().footer_is_true(wide);
}

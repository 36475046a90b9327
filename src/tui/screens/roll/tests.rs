use crate::domain::calendar::{DayKey, DayKind, SetDay};
use crate::domain::class::{Class, Grade};
use crate::domain::ids::{LeaveId, PupilId};
use crate::domain::leave::{Leave, LeaveKind, LeaveNote};
use crate::domain::mark::Mark;
use crate::domain::people::Standing;
use crate::domain::roll::{RollKey, SessionCode};
use crate::tui::harness::{Story, date, desk, desk_in, seat};
use crate::tui::screens::Route;
use crate::words::Lang;
use proptest::prelude::*;

const AM: SessionCode = SessionCode::AM;
const PM: SessionCode = SessionCode::PM;
const DAY: &str = "2026-03-18";

#[test]
fn three_absent_of_fifty_are_seven_keys() {
    desk(50)
        .sees("未点名")
        .press("07 23 31 Enter")
        .recorded(1)
        .rolled(DAY, AM, &[(7, Mark::Unknown), (23, Mark::Unknown), (31, Mark::Unknown)])
        .sees("已保存")
        .sees("3 人未到，需今天联系家长");
}

#[test]
fn nobody_missing_is_one_key() {
    desk(50).press("Enter").recorded(1).rolled(DAY, AM, &[]).sees("全班到齐").press("Enter").recorded(1);
}

/// Days away leave a case behind that a roll alone does not end.
#[test]
fn who_is_back_is_told_with_the_case_that_is_open() {
    let away = |story: Story, day: &str| {
        let story = story.with_roll(day, AM, &[(7, Mark::Truant)]);
        story.with_roll(day, PM, &[(7, Mark::Truant)])
    };
    let story = away(away(desk(50), "2026-03-16"), "2026-03-17");
    story.press("Enter").recorded(1).sees("已保存：全班到齐。").sees("回来了，个案还没结");
    let story = away(away(desk(50), "2026-03-16"), "2026-03-17").press("07 h Enter").recorded(1);
    assert!(!story.screen().contains("回来了"));
}

#[test]
fn the_same_digits_again_take_the_mark_back() {
    desk(50).press("07 23 07 Enter").rolled(DAY, AM, &[(23, Mark::Unknown)]);
}

#[test]
fn one_more_key_sets_another_mark() {
    let marks =
        [(1, Mark::Truant), (2, Mark::Sick), (3, Mark::Leave), (4, Mark::Official), (5, Mark::Late), (6, Mark::Early)];
    desk(50).press("01 h 02 b 03 s 04 g 05 c 06 z Enter").rolled(DAY, AM, &marks);
    desk(50).press("01 F4 02 F5 03 F6 04 F7 05 F8 06 F9 Enter").rolled(DAY, AM, &marks);
    desk(50).press("01 + 02 ++ 03 +++ 04 ++++ 05 +++++ 06 ++++++ 07 - Enter").rolled(DAY, AM, &marks);
}

#[test]
fn the_keypad_is_enough_with_an_input_method_on() {
    desk(50).press("０７ ２３ ＋ ３１ － Enter").rolled(DAY, AM, &[(7, Mark::Unknown), (23, Mark::Truant)]);
}

#[test]
fn a_half_typed_number_is_never_lost_unseen() {
    desk(50)
        .press("7")
        .sees("> 7")
        .press("Enter")
        .recorded(0)
        .press("Enter")
        .rolled(DAY, AM, &[(7, Mark::Unknown)])
        .press("3 Backspace 08 Enter")
        .rolled(DAY, AM, &[(7, Mark::Unknown), (8, Mark::Unknown)]);
    desk(48).press("58").sees("没有 58 号").recorded(0);
}

#[test]
fn a_late_pupil_is_two_keys_on_the_roll_reopened() {
    desk(50).with_roll(DAY, AM, &[(23, Mark::Unknown)]).press("c Enter").recorded(1).rolled(
        DAY,
        AM,
        &[(23, Mark::Late)],
    );
}

#[test]
fn found_by_name_pinyin_and_initials() {
    for typed in ["叶子涵", "yezihan", "yzh"] {
        desk(50).press(&format!("/ {typed} Enter + Enter")).rolled(DAY, AM, &[(23, Mark::Unknown)]);
    }
    desk(55).press("/ shanyz Enter w / qiuza Enter b Enter").rolled(DAY, AM, &[(50, Mark::Unknown), (51, Mark::Sick)]);
}

#[test]
fn text_of_an_input_method_starts_the_finder() {
    desk(50).press("叶子").on("find").sees("叶子涵").press("Enter").on("roll").sees("23>叶子涵");
    desk(50).paste("叶子涵").on("find").press("Enter b Enter").rolled(DAY, AM, &[(23, Mark::Sick)]);
    desk(50).paste(&"h".repeat(10_000)).on("find").recorded(0).press("Esc").on("roll").sees("未点名");
}

#[test]
fn leave_notes_fill_in_marks_and_their_end_is_told() {
    let leave = |to: &str| {
        let note = LeaveNote {
            pupil: seat(7),
            from: date("2026-03-16"),
            from_session: None,
            to: date(to),
            to_session: None,
            kind: LeaveKind::Sick,
            reason: "水痘".into(),
            approved_by: "陈老师".into(),
            handed_in: None,
        };
        Leave { id: LeaveId(uuid::Uuid::from_u128(9)), note }
    };
    let sick = |story: Story| {
        let marks = [(7, Mark::Sick)];
        story
            .with_roll("2026-03-16", AM, &marks)
            .with_roll("2026-03-16", PM, &marks)
            .with_roll("2026-03-17", AM, &marks)
            .with_roll("2026-03-17", PM, &marks)
    };
    sick(desk(50)).with(|books| books.leaves.push(leave("2026-03-20"))).sees("病假   1  07").press("Enter").rolled(
        DAY,
        AM,
        &[(7, Mark::Sick)],
    );
    sick(desk(50))
        .with(|books| books.leaves.push(leave("2026-03-17")))
        .press("07")
        .sees("假期 03-17 已满，未返校")
        .press("Enter")
        .rolled(DAY, AM, &[(7, Mark::Unknown)]);
}

#[test]
fn yesterdays_unexplained_are_shown_not_copied() {
    desk(50)
        .with_roll("2026-03-17", PM, &[(2, Mark::Unknown)])
        .sees("02 林𬭎")
        .press("Down")
        .sees("上次 未到")
        .press("Enter")
        .rolled(DAY, AM, &[]);
}

#[test]
fn a_running_streak_has_a_badge() {
    let story = ["2026-03-16", "2026-03-17"].into_iter().fold(desk(50), |story, day| {
        story.with_roll(day, AM, &[(2, Mark::Truant)]).with_roll(day, PM, &[(2, Mark::Truant)])
    });
    story.sees("2 ").press("Down").sees("已连续旷课 2 天").sees("今天应办");
}

#[test]
fn a_day_without_school_asks_first() {
    let holiday = || {
        desk(50).at("2026-03-18 07:52").with(|books| {
            let key = DayKey { date: date(DAY), grade: None };
            books.days.push((key, SetDay { kind: DayKind::Off, note: "校运动会".into() }));
        })
    };
    holiday()
        .sees("不上课")
        .press("01")
        .on("roll")
        .press("Enter")
        .on("choose")
        .sees("仍要点名吗？")
        .press("Enter")
        .on("roll")
        .sees("不上课")
        .recorded(0);
    holiday().press("0 1 Enter 1").rolled(DAY, AM, &[(1, Mark::Unknown)]);
    holiday().press("Enter 1").rolled(DAY, AM, &[]);
    desk(50)
        .at("2026-03-21 09:00")
        .sees("不上课")
        .sees("周末")
        .press("Enter")
        .sees("2026-03-21 周末，仍要点名吗？")
        .recorded(0);
}

/// The teacher of 七年级(3)班 has the roll of 七年级(4)班 on the screen.
fn of_another_class() -> Story {
    let class = Class::new(Grade::new(7).unwrap(), 4).unwrap();
    let key = RollKey { class, date: date(DAY), session: AM };
    let moved = desk(50).with(|books| {
        let standing = Standing::InClass { class, seat: Some(1) };
        books.pupils[49].standings = vec![(date("2026-02-24"), standing)];
    });
    moved.going_to(&Route::Roll(Some(key))).sees("七年级(4)班")
}

#[test]
fn everybody_of_another_class_is_there_only_after_a_question() {
    of_another_class().press("Enter").on("choose").sees("不是您任班主任的班").press("Enter").on("roll").recorded(0);
    of_another_class().press("Enter 1").on("roll").recorded(1).sees("全班到齐");
    of_another_class().press("01 Enter").on("roll").recorded(1);
}

#[test]
fn undo_takes_back_the_last_step() {
    desk(50).press("07 u Enter").rolled(DAY, AM, &[]);
    desk(50).press("07 Enter").recorded(1).press("u").recorded(2).sees("未点名").sees("已撤销：点名");
}

#[test]
fn the_clock_suggests_the_session() {
    desk(50).at("2026-03-18 06:00").sees("周三 第4周  上午");
    desk(50).at("2026-03-18 13:29").sees("上午");
    desk(50).at("2026-03-18 13:31").sees("周三 第4周  下午");
}

#[test]
fn a_program_left_open_goes_on_to_the_afternoon() {
    desk(50).press("Enter").ticks("2026-03-18 13:40").sees("下午   未点名");
    desk(50).press("07").ticks("2026-03-18 13:40").sees("上午   未保存");
    desk(50).press("PgUp").ticks("2026-03-18 13:40").sees("2026-03-17");
}

#[test]
fn a_seat_number_typed_into_the_menu_does_no_harm() {
    for number in ["07", "01", "70", "97"] {
        let story = desk(50).press("Esc").press(number);
        assert!(!story.is_over(), "{number}");
    }
    desk(50).press("F10 End Enter").has_ended();
}

#[test]
fn the_menu_brings_back_to_todays_roll() {
    desk(50).press("PgUp PgUp F10 1").on("roll").sees("2026-03-18");
}

#[test]
fn other_days_and_sessions() {
    desk(50)
        .press("[")
        .sees("2026-03-17 周二 第4周  下午   已保存")
        .press("PgUp PgUp")
        .sees("2026-03-16 周一 第4周  下午")
        .press("PgDn")
        .sees("2026-03-17 周二 第4周  上午")
        .press("d 3-9 Enter")
        .sees("2026-03-09")
        .press("d 3-19 Enter")
        .sees("这一天还没到")
        .press("d 哪天 Enter")
        .sees("看不懂这个日期");
}

#[test]
fn leaving_marks_unsaved_asks() {
    let marked = || desk(50).press("07 PgUp").on("choose").sees("没有保存");
    marked().press("Enter").recorded(1).rolled(DAY, AM, &[(7, Mark::Unknown)]).sees("2026-03-17");
    marked().press("2").recorded(0).sees("2026-03-17").press("PgDn").sees("已恢复").press("Enter").rolled(
        DAY,
        AM,
        &[(7, Mark::Unknown)],
    );
    marked().press("Esc").on("roll").sees("未保存").recorded(0);
    desk(50).press("07 Ctrl+C").on("choose").press("Enter").sees("未保存").press("Ctrl+C 2").has_ended();
    desk(50).press("Ctrl+C").has_ended();
}

#[test]
fn marks_outlive_a_crash() {
    desk(50).press("07 23 c").started_again().sees("未保存").press("Enter").rolled(
        DAY,
        AM,
        &[(7, Mark::Unknown), (23, Mark::Late)],
    );
}

#[test]
fn what_was_typed_survives_a_failed_save() {
    desk(50)
        .press("07")
        .failing("磁盘已满")
        .press("Enter")
        .sees("磁盘已满")
        .sees("内容还在")
        .press("Enter")
        .sees("未保存")
        .press("Enter")
        .rolled(DAY, AM, &[(7, Mark::Unknown)]);
}

#[test]
fn two_hands_on_one_roll() {
    let overtaken = || {
        desk(50)
            .press("07 23")
            .meanwhile(DAY, AM, &[(23, Mark::Late), (31, Mark::Sick)])
            .press("Enter")
            .recorded(0)
            .on("choose")
            .sees("07 纪静静   您：未到   对方：到")
            .sees("23 叶子涵   您：未到   对方：迟到")
            .sees("31 方文博   您：到   对方：病假")
    };
    overtaken().press("1").rolled(DAY, AM, &[(7, Mark::Unknown), (23, Mark::Unknown), (31, Mark::Sick)]).sees("已保存");
    overtaken().press("2").recorded(0).rolled(DAY, AM, &[(23, Mark::Late), (31, Mark::Sick)]).sees("已保存");
    overtaken().press("3").rolled(DAY, AM, &[(7, Mark::Unknown), (23, Mark::Unknown)]);
    overtaken().press("Esc").sees("未保存").recorded(0);
}

#[test]
fn the_answers_stay_in_sight_however_much_differs() {
    let theirs: Vec<(u128, Mark)> = (1..=40).map(|at| (at, Mark::Late)).collect();
    desk(50)
        .press("45")
        .meanwhile(DAY, AM, &theirs)
        .press("Enter")
        .sees("以我的为准")
        .press("2")
        .rolled(DAY, AM, &theirs);
}

#[test]
fn notes_stand_beside_marks() {
    desk(50).press("07 b n 发热38度 Enter").on("roll").sees("备注：发热38度").press("Enter").recorded(1);
    desk(50).press("n").sees("先标记").on("roll");
}

#[test]
fn arrows_go_down_the_columns() {
    desk(48).press("Down Right").sees("18>吴清和").press("Left Up Up").sees("01>陈子轩").press("End").sees("48>金梦瑶");
}

#[test]
fn without_seat_numbers_the_place_in_the_list_counts() {
    use crate::domain::people::Standing;
    let story = desk(5).with(|books| {
        for (_, standing) in books.pupils.iter_mut().flat_map(|pupil| &mut pupil.standings) {
            if let Standing::InClass { seat, .. } = standing {
                *seat = None;
            }
        }
    });
    let first = story.books.pupils.iter().min_by_key(|pupil| pupil.record.name.clone()).map(|pupil| pupil.id);
    let first = first.map_or(0, |PupilId(id)| id.as_u128());
    story.press("01 Enter").rolled(DAY, AM, &[(first, Mark::Unknown)]);
}

#[test]
fn an_empty_class_says_what_to_do() {
    desk(0)
        .opened(crate::tui::screens::Route::Roll(Some(crate::domain::roll::RollKey {
            class: crate::tui::harness::class(),
            date: date(DAY),
            session: AM,
        })))
        .sees("这个班这一天没有学生")
        .press("07 Enter")
        .recorded(0);
}

#[test]
fn a_small_window_is_told() {
    desk(50).sized(79, 24).sees("窗口太小：至少 80×24").sized(80, 24).sees("应到");
}

#[test]
fn the_footer_is_true() {
    let stories: [fn() -> Story; 4] = [
        || desk(50),
        || desk(50).press("07"),
        || desk(50).press("07 b Enter"),
        || desk(50).sized(120, 40).press("07 Enter"),
    ];
    for again in stories {
        let _ = again().footer_is_true(again);
    }
}

#[test]
fn the_help_lists_every_key() {
    desk(50).press("F1").on("help").sees("h F4").sees("0-9").press("Esc").on("roll");
    desk(50).press("?").on("help").press("End").sees("Ctrl+C").press("Enter").on("roll");
}

#[test]
fn the_help_names_every_act_once() {
    use super::RollScreen;
    use crate::tui::screen::Screen;
    use crate::tui::update::hints;
    let story = desk(50).press("07 Enter 2");
    let hints = hints(&story.model);
    for row in RollScreen::KEYS {
        let says = (row.says)(Lang::Zh.words());
        assert_eq!(hints.iter().filter(|hint| hint.says == says).count(), 1, "{says}");
    }
}

#[test]
fn an_outcome_that_comes_after_leaving_changes_no_screen() {
    use crate::tui::event::{Event, Outcome, Ticket};
    use crate::tui::update::update;
    let mut story = desk(50).press("07");
    let school = Box::new(crate::domain::school::School::from_books(story.books.clone()));
    assert_eq!(update(&mut story.model, Event::Done(Ticket(99), Outcome::Recorded { school })), []);
    story.sees("未保存").press("Enter").rolled(DAY, AM, &[(7, Mark::Unknown)]);
}

#[test]
fn the_menu_is_under_esc_and_f10() {
    desk(50).press("Esc").on("choose").sees("1 点名").press("Esc").on("roll");
    desk(50).press("07 F10").on("choose").press("1").on("roll").sees("未保存");
}

#[test]
fn at_80_by_24() {
    let story = desk(48)
        .with_roll("2026-03-16", AM, &[(2, Mark::Truant)])
        .with_roll("2026-03-16", PM, &[(2, Mark::Truant)])
        .with_roll("2026-03-17", PM, &[(13, Mark::Unknown)])
        .press("02 07 b 13 h 31 c 23");
    insta::assert_snapshot!(story.screen());
}

#[test]
fn fifty_five_at_80_by_24_after_saving() {
    insta::assert_snapshot!(desk(55).press("49 50 b 55 h Enter").screen());
}

#[test]
fn sixty_at_120_by_40() {
    insta::assert_snapshot!(desk(60).sized(120, 40).press("49 50 b 55 h 60 c").screen());
}

#[test]
fn in_english() {
    insta::assert_snapshot!(desk_in(Lang::En, 48).press("07 23 b").screen());
}

#[test]
fn the_finder_over_the_class() {
    insta::assert_snapshot!(desk(48).press("/ zh").screen());
}

#[test]
fn columns_line_up_on_every_terminal() {
    for (width, height) in [(80, 24), (120, 40)] {
        let story = desk(60).sized(width, height).press("49 50 b 55 h 60 c").lines_up().press("F1").lines_up();
        story.press("Esc F10").lines_up().press("Esc / z").lines_up().press("Esc Enter").lines_up().recorded(1);
    }
}

#[test]
fn a_key_is_bound_once_or_only_where_the_other_row_is_hidden() {
    use super::{Act, RollScreen};
    use crate::tui::screen::Screen;
    let hides = |act: Act| matches!(act, Act::Follow | Act::Later | Act::Erase | Act::Symptoms);
    for (at, row) in RollScreen::KEYS.iter().enumerate() {
        for other in &RollScreen::KEYS[at + 1..] {
            let same = row.keys.iter().any(|key| other.keys.contains(key));
            assert!(!same || hides(row.act), "{:?} and {:?}", row.act, other.act);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is pressed, the screen is drawn, and what the books hold afterwards is about pupils of the class.
    #[test]
    fn any_keys_may_be_pressed(keys in proptest::collection::vec(any_key(), 1..60), wide in any::<bool>()) {
        let size = if wide { (120, 40) } else { (80, 24) };
        let story = keys.iter().fold(desk(55).sized(size.0, size.1), |story, key| {
            if story.is_over() { story } else { story.press(key) }
        });
        let key = story.books.rolls.iter().filter(|roll| roll.key.date == date(DAY));
        let strangers = key.flat_map(|roll| &roll.marks).filter(|marked| !(1..=55).contains(&marked.pupil.0.as_u128()));
        prop_assert_eq!(strangers.count(), 0);
    }
}

/// Every key but those that lead out of the program.
fn any_key() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "0",
        "1",
        "2",
        "3",
        "4",
        "5",
        "7",
        "Enter",
        "Esc",
        "Tab",
        "Up",
        "Down",
        "Left",
        "Right",
        "Home",
        "PgUp",
        "PgDn",
        "Space",
        "+",
        "-",
        "h",
        "b",
        "c",
        "n",
        "u",
        "d",
        "t",
        "/",
        "?",
        "F1",
        "F2",
        "F3",
        "F8",
        "Backspace",
        "Del",
        "张",
        "ａ",
    ])
}

#[test]
fn a_pupil_without_a_seat_is_never_numbered_by_row() {
    let story = desk(6).with(|books| {
        let first = books.pupils.iter_mut().filter(|pupil| pupil.seat(date(DAY)) == Some(1));
        for (_, standing) in first.flat_map(|pupil| &mut pupil.standings) {
            if let crate::domain::people::Standing::InClass { seat, .. } = standing {
                *seat = None;
            }
        }
    });
    story.press("01").sees("没有 01 号").press("02 End").sees("没有座号：用方向键").press("+ Enter").rolled(
        DAY,
        AM,
        &[(1, Mark::Unknown), (2, Mark::Unknown)],
    );
}

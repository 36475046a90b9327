use super::FlagsScreen;
use crate::domain::class::{Class, Grade};
use crate::domain::contact::{Contact, ContactRecord, Means, Reached};
use crate::domain::ids::{ContactId, PupilId, VisitId};
use crate::domain::letter::LetterKind;
use crate::domain::mark::Mark;
use crate::domain::people::StaffRecord;
use crate::domain::people::Standing;
use crate::domain::roll::SessionCode;
use crate::domain::school::Books;
use crate::domain::visit::{Outcome, Visit, VisitRecord};
use crate::tui::effect::Effect;
use crate::tui::harness::{Story, class, date, desk, desk_in, seat};
use crate::tui::key::Key;
use crate::tui::screen::{Pressed, Screen};
use crate::tui::screens::{self, Route};
use crate::words::Lang;
use uuid::Uuid;

const SESSIONS: [SessionCode; 2] = [SessionCode::AM, SessionCode::PM];

/// The days since which a pupil is unexcused at every session, as the story below has it.
const AWAY: [(u128, &str); 6] = [
    (13, "2026-03-11"),
    (2, "2026-03-16"),
    (49, "2026-03-13"),
    (55, "2026-03-17"),
    (20, "2026-03-17"),
    (4, "2026-03-16"),
];

fn days() -> impl Iterator<Item = String> {
    (24..=28)
        .map(|day| format!("2026-02-{day}"))
        .chain((1..=17).map(|day| format!("2026-03-{day:02}")))
        .filter(|day| date(day).format("%u").to_string().as_str() < "6")
}

fn contact(books: &mut Books, at: u128, pupil: u128, day: &str, reached: Reached) {
    let record = ContactRecord {
        pupil: seat(pupil),
        at: date(day).and_hms_opt(8, 30, 0).unwrap(),
        by: Means::Phone,
        reached,
        guardian: "母亲".into(),
        phone: None,
        reason: None,
        said: "厌学".into(),
        whereabouts: String::new(),
        returns: None,
        next: String::new(),
    };
    books.contacts.push(Contact { id: ContactId(Uuid::from_u128(at)), record, recorded_by: books.staff[0].id });
}

fn visit(books: &mut Books, at: u128, pupil: u128, day: &str, outcome: Outcome) {
    let record = VisitRecord {
        pupil: seat(pupil),
        at: date(day).and_hms_opt(18, 0, 0).unwrap(),
        who: "陈老师、李老师".into(),
        met: "奶奶".into(),
        outcome,
        place: String::new(),
        found: "父母外出".into(),
        agreed: String::new(),
        returns: None,
        next: String::new(),
        attachments: Vec::new(),
    };
    books.visits.push(Visit { id: VisitId(Uuid::from_u128(at)), record, recorded_by: books.staff[0].id });
}

/// 七年级(3)班 on the morning of 2026-03-18, six of it away: with everything overdue and nothing done, with calls in
/// vain, with a rare name, with a long one, with everything done; and one of 七年级(5)班.
fn school(lang: Lang) -> Story {
    let mut story = desk_in(lang, 56).with(|books| {
        books.pupils.iter_mut().filter(|pupil| pupil.id == seat(49)).for_each(|pupil| {
            pupil.record.name = "阿依古丽·买买提".into();
        });
        let other = Class::new(Grade::new(7).unwrap(), 5).unwrap();
        books.pupils.iter_mut().filter(|pupil| pupil.id == seat(20)).for_each(|pupil| {
            pupil.standings = vec![(date("2026-02-24"), Standing::InClass { class: other, seat: Some(1) })];
        });
        let of_other: Vec<_> = books.rolls.to_vec();
        for mut roll in of_other {
            roll.key.class = other;
            if roll.key.date == date("2026-03-17") {
                roll.marks = vec![crate::domain::roll::Marked::new(seat(20), Mark::Unknown)];
            }
            books.rolls.push(roll);
        }
        contact(books, 1, 2, "2026-03-16", Reached::NoAnswer);
        contact(books, 2, 2, "2026-03-17", Reached::Off);
        contact(books, 3, 4, "2026-03-17", Reached::Yes);
        visit(books, 4, 4, "2026-03-17", Outcome::MetGuardian);
        contact(books, 5, 55, "2026-03-17", Reached::Yes);
        visit(books, 6, 55, "2026-03-17", Outcome::Nobody);
    });
    for day in days() {
        let away: Vec<(u128, Mark)> = AWAY
            .iter()
            .filter(|(at, from)| *at != 20 && *from <= day.as_str())
            .map(|(at, _)| (*at, Mark::Truant))
            .collect();
        if !away.is_empty() {
            story = story.with_roll(&day, SESSIONS[0], &away).with_roll(&day, SESSIONS[1], &away);
        }
    }
    story.with_roll("2026-03-05", SESSIONS[1], &[(30, Mark::Unknown), (13, Mark::Sick)])
}

fn flags() -> Story {
    school(Lang::Zh).opened(Route::Flags)
}

/// What a screen freshly opened asks for, key by key.
fn asks(keys: &[Key]) -> Vec<Effect> {
    let story = flags();
    let mut screen = screens::open(&Route::Flags, &story.model.cx).unwrap();
    let mut asked = Vec::new();
    for key in keys {
        match screen.press(*key, &story.model.cx) {
            Pressed::Acted(effects) => asked = effects,
            other => panic!("{key}: {other:?}"),
        }
    }
    asked
}

#[test]
fn the_worst_stand_first() {
    let order = |story: &Story| {
        let names = ["张䶮", "阿依古~", "欧阳文静", "林𬭎", "𠮷冈佑"];
        let screen = story.screen();
        let place = |name: &&str| screen.lines().skip(3).position(|line| line.contains(*name)).unwrap();
        let mut names = names.to_vec();
        names.sort_by_key(place);
        names.join(" ")
    };
    let story = flags();
    assert_eq!(order(&story), "张䶮 阿依古~ 林𬭎 欧阳文静 𠮷冈佑");
    let story = story.sees("按缓急").press("s").sees("按班级座号");
    assert_eq!(order(&story), "林𬭎 欧阳文静 张䶮 阿依古~ 𠮷冈佑");
    let story = story.press("F9").sees("按连续天数").press("s").sees("按累计天数");
    assert_eq!(order(&story), "张䶮 阿依古~ 林𬭎 欧阳文静 𠮷冈佑");
    let story = story.press("s").sees("按缓急").sees(">!张䶮");
    assert_eq!(order(&story), "张䶮 阿依古~ 林𬭎 欧阳文静 𠮷冈佑");
}

#[test]
fn keys_lead_to_the_pupil_under_the_cursor() {
    let (first, second) = (seat(13), seat(49));
    let contact = |pupil: PupilId| vec![Effect::Open(Route::Contact { pupil, queue: Vec::new() })];
    assert_eq!(asks(&[Key::Enter]), [Effect::Open(Route::Pupil(first))]);
    for (letter, function) in [('l', 4), ('ｌ', 4)] {
        assert_eq!(asks(&[Key::Char(letter)]), contact(first));
        assert_eq!(asks(&[Key::Down, Key::F(function)]), contact(second));
    }
    assert_eq!(asks(&[Key::Char('v')]), asks(&[Key::F(5)]));
    assert_eq!(asks(&[Key::F(5)]), [Effect::Open(Route::Visit(first))]);
    assert_eq!(asks(&[Key::Char('n')]), asks(&[Key::F(6)]));
    let effects = asks(&[Key::F(6)]);
    let [Effect::Open(Route::Choose(choices))] = effects.as_slice() else { panic!("{effects:?}") };
    let first_kind = Route::Letter(LetterKind::Escalation, first);
    assert_eq!(choices.rows[0].does, Some(Effect::Open(first_kind)));
}

#[test]
fn found_by_name_pinyin_and_initials() {
    for typed in ["𬭎", "linhong", "lh", "LH"] {
        flags().press(&format!("/ {typed}")).sees("1 个").sees("林𬭎").sees_no("张䶮");
    }
    flags()
        .press("/ ayglmmt")
        .sees("阿依古丽.")
        .press("Enter")
        .sees("Enter 档案")
        .press("Esc")
        .sees("5 人")
        .sees(">!阿依古~")
        .on("flags");
    flags().press("/ zzzz").sees("0 个").sees("没有找到").press("Esc").sees("张䶮");
    flags().press("阿依").sees("/ 阿依").sees("1 个");
    flags().paste("欧阳文静").sees("1 个").sees(">!欧阳文静");
}

#[test]
fn the_cursor_stands_where_a_name_is_typed() {
    let screen = flags().press("/ 欧阳").screen();
    assert!(screen.ends_with("cursor 7,1\n"), "{screen}");
    assert!(!flags().screen().contains("cursor"));
}

#[test]
fn short_streaks_can_be_left_out() {
    flags()
        .press("3")
        .sees("连续 3 天以上  2 人")
        .sees("阿依古~")
        .sees_no("林𬭎")
        .press("９")
        .sees("没有人连续旷课 9 天以上")
        .sees("按 0 看全部 5 人")
        .press("0")
        .sees("5 人");
}

#[test]
fn my_class_its_grade_the_school_and_round_again() {
    flags()
        .sees("七年级(3)班  5 人")
        .sees_no("何星野")
        .press("g")
        .sees("七年级  6 人")
        .sees("何星野")
        .press("F7")
        .sees("全校  6 人")
        .press("g")
        .sees("七年级(3)班  5 人");
    flags().press("f qnj(5) Enter").sees("七年级(5)班  1 人").sees("何星野").press("g").sees("七年级  6 人");
    flags().press("F8 Esc").on("flags").sees("七年级(3)班  5 人");
}

#[test]
fn without_a_row_in_my_class_the_school_is_shown() {
    let one = |books: &mut Books| {
        let other = Class::new(Grade::new(7).unwrap(), 5).unwrap();
        books.staff[0].record = StaffRecord::new("陈老师", Some(other));
    };
    let mut story = school(Lang::Zh).with(one);
    story.model.cx.class = None;
    story.opened(Route::Flags).sees("全校  6 人").press("g").sees("七年级(3)班  5 人");
    desk(20).opened(Route::Flags).sees("全校  0 人").sees("没有人连续旷课");
}

#[test]
fn missing_rolls_are_a_tab_away_with_their_number() {
    let missing = |books: &mut Books| {
        books.rolls.retain(|roll| (roll.key.class, roll.key.date) != (class(), date("2026-03-09")));
    };
    school(Lang::Zh)
        .with(missing)
        .opened(Route::Flags)
        .sees("Tab 缺点名(2)")
        .press("Tab")
        .on("gaps")
        .sees("七年级(3)班  1 个班 2 次");
}

#[test]
fn what_was_done_and_what_comes_next_stand_under_the_list() {
    flags()
        .sees("自 03-11 起旷课 5 个上课日")
        .sees("母亲 138****0012")
        .sees("尚未联系家长  尚未家访  未出报告单")
        .sees("下一步：")
        .press("/ lh Enter")
        .sees("联系 2 次（2 次未通），最近 03-17")
        .press("Esc / ou Enter")
        .sees("家访 1 次，最近 03-17 见到监护人");
}

#[test]
fn another_program_takes_a_pupil_off_the_list() {
    let here: Vec<(u128, Mark)> =
        AWAY.iter().filter(|(at, _)| ![13, 20].contains(at)).map(|(at, _)| (*at, Mark::Truant)).collect();
    let mut story = flags().press("Down").meanwhile("2026-03-17", SESSIONS[1], &here);
    let school = Box::new(crate::domain::school::School::from_books(story.books.clone()));
    crate::tui::update::update(&mut story.model, crate::tui::event::Event::Reloaded(school));
    story.sees("4 人").sees_no("张䶮").sees(">!阿依古~");
}

#[test]
fn empty_lists_say_what_to_do_next() {
    let none = |books: &mut Books| {
        books.pupils.clear();
        books.rolls.clear();
    };
    desk(0).with_school(none).sees("还没有学生").sees("导入名册");
    desk(20).with_school(|books| books.rolls.clear()).sees("本学期还没有点过名").sees("先去点名");
    let missing = |books: &mut Books| books.rolls.retain(|roll| roll.key.date != date("2026-03-09"));
    desk(20).with_school(missing).sees("没有人连续旷课").sees("还有 2 次没有点名");
}

impl Story {
    /// The flags of a school changed so.
    fn with_school(mut self, change: impl FnOnce(&mut Books)) -> Story {
        change(&mut self.books);
        self.opened(Route::Flags)
    }
}

#[test]
fn the_footer_is_true() {
    let _ = flags().footer_is_true(flags);
    let typing = || flags().press("/ zh");
    let _ = typing().footer_is_true(typing);
    let empty = || desk(20).opened(Route::Flags);
    let _ = empty().footer_is_true(empty);
}

#[test]
fn columns_line_up_on_every_terminal() {
    for (width, height) in [(80, 24), (100, 30), (120, 40)] {
        let story = flags().sized(width, height).lines_up().press("g").lines_up().press("Down").lines_up();
        let _ = story.press("/ a").lines_up().press("Esc F1").lines_up();
    }
}

#[test]
fn a_key_is_bound_once_or_only_where_the_other_row_is_hidden() {
    for (at, row) in FlagsScreen::KEYS.iter().enumerate() {
        for other in &FlagsScreen::KEYS[at + 1..] {
            let same = row.keys.iter().any(|key| other.keys.contains(key));
            assert!(!same || row.act == super::Act::Keep, "{:?} and {:?}", row.act, other.act);
        }
    }
    assert_eq!(screens::open(&Route::Flags, &flags().model.cx).unwrap().name(), "flags");
}

#[test]
fn my_class_at_80_by_24() {
    insta::assert_snapshot!(flags().screen());
}

#[test]
fn the_grade_at_80_by_24() {
    insta::assert_snapshot!(flags().press("g Down Down").screen());
}

#[test]
fn the_grade_at_120_by_40() {
    insta::assert_snapshot!(flags().sized(120, 40).press("g Down Down Down").screen());
}

#[test]
fn looking_for_a_name_at_80_by_24() {
    insta::assert_snapshot!(flags().press("/ a").screen());
}

#[test]
fn in_english() {
    insta::assert_snapshot!(school(Lang::En).opened(Route::Flags).screen());
}

#[test]
fn in_english_at_120_by_40() {
    insta::assert_snapshot!(school(Lang::En).opened(Route::Flags).sized(120, 40).press("g").screen());
}

#[test]
fn an_empty_school() {
    insta::assert_snapshot!(desk(0).with_school(|books| books.rolls.clear()).screen());
}

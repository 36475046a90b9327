use crate::desk::{self, Clock, Filed, NewSchool, Opening};
use crate::domain::contact::Reached;
use crate::domain::flags::Scope;
use crate::domain::ids::{ContactId, StaffId, WorkId};
use crate::domain::inspection::{Amount, Figure, FigureKind, Section};
use crate::domain::mark::Mark;
use crate::domain::review::{SignedWeek, Week};
use crate::domain::roll::SessionCode;
use crate::domain::work_log::{Work, WorkKind, WorkRecord};
use crate::domain::{made_up, tales, usual};
use crate::tui::clerk::Clerk;
use crate::tui::effect::Effect;
use crate::tui::event::{Outcome, Told};
use crate::tui::harness::{Story, date, desk, desk_in, seat};
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

/// Every figure that is not 0 opens its facts, and every fact opens where it is kept.
#[test]
fn every_figure_opens_its_facts() {
    let filled = || {
        list().with_roll("2026-03-17", SessionCode::AM, &[(1, Mark::Truant), (4, Mark::Sick)]).with(|books| {
            (books.entrants, books.traces) = made_up::entrants();
            for child in &mut books.entrants {
                child.record.year = 2026;
                child.record.listed_on = date("2026-03-10");
            }
            let record = WorkRecord {
                kind: WorkKind::ALL[0],
                on: date("2026-03-12"),
                place: String::new(),
                who: "全体班主任".into(),
                what: "控辍保学领导小组会议".into(),
                attachments: Vec::new(),
            };
            books.work.push(Work { id: WorkId(Uuid::from_u128(1)), record, recorded_by: StaffId::NEW });
            let (week, scope) = (Week::of(date("2026-03-10")), Scope::School);
            let (by, at) = (StaffId::NEW, date("2026-03-14").and_hms_opt(16, 0, 0).unwrap());
            books.signed_weeks.push(SignedWeek { week, scope, remark: String::new(), by, at });
        })
    };
    let figures = {
        let story = filled().opened(Route::Inspection);
        story.model.cx.school.inspection(2026, date("2026-03-18")).figures
    };
    let mut opened = 0;
    for figure in &figures {
        let story = filled().opened(Route::Inspection).going_to(&Route::Behind(2026, figure.kind)).on("behind");
        let story = story.lines_up();
        if !figure.behind.is_empty() {
            opened += 1;
            let after = story.press("Enter");
            assert!(!after.screen().is_empty());
            after.press("Esc").on("behind").recorded(0);
        } else {
            let nothing = matches!(figure.amount, Amount::Count(0) | Amount::Share { of: 0, .. } | Amount::Untold);
            assert!(nothing, "{figure:?}");
            story.recorded(0);
        }
    }
    assert!(opened > 10, "{opened}");
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
    let story = story.press("F5").on("evidence").press("Enter").on("choose").sees("文书和表册 8 份，附件 2 份");
    let story = story.sees("没有列入：2025 学年责任书 3 份").press("Enter").on("inspection");
    let expected = ["2026年控辍保学自查报告.docx", "2026年控辍保学佐证材料"];
    assert_eq!(story.written, expected.map(PathBuf::from));
    list().press("z").failing("磁盘已满").press("Enter").sees("磁盘已满");
}

/// A few things are asked for at a time; Esc is heard between them.
#[test]
fn who_says_stop_is_told_how_much_was_done_and_keeps_nothing() {
    let story = list().press("z").slow().press("Enter").on("evidence").sees("按 Esc 停止，不留下文件");
    insta::assert_snapshot!(story.lines_up().screen());
    let story = list().press("z").slow().press("Enter").press("Esc").on("evidence").sees("就停").done_at_last();
    let story = story.on("choose").sees("已停止：做了 0 份，共 10 份；没有留下文件。").press("Enter").on("inspection");
    assert!(story.written.is_empty());
    story.recorded(0);
}

/// At a real desk: what is begun is beside its place, and gone when it is let go of.
#[test]
fn at_a_real_desk_nothing_half_written_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let opening =
        Opening { clock: Clock::Stopped(date("2026-03-18").and_hms_opt(7, 52, 0).unwrap()), act_as: None, font: None };
    let school = NewSchool {
        name: "样例学校".into(),
        terms: list().books.terms,
        sessions: usual::sessions(),
        person: "陈老师".into(),
        homeroom: None,
    };
    let desk = desk::create(folder.path(), "菊花 42", school, &opening).unwrap();
    let place = folder.path().join("佐证");
    let held = || {
        let held =
            std::fs::read_dir(folder.path()).unwrap().map(|item| item.unwrap().file_name().into_string().unwrap());
        held.filter(|name| name.starts_with("佐证") || name.starts_with(".baoxue-")).collect::<Vec<_>>()
    };
    let mut clerk = Clerk::at(desk, Lang::Zh.words());
    let begin = |clerk: &mut Clerk| clerk.perform(Effect::BeginEvidence { year: 2026, folder: place.clone() });
    let Some(Outcome::Told(Told::EvidenceFiled(Filed { done: 0, of }))) = begin(&mut clerk) else { panic!("begun") };
    assert_eq!(held().len(), 1, "beside its place");
    match clerk.perform(Effect::FileEvidence) {
        Some(Outcome::Told(Told::EvidenceFiled(filed))) => assert_eq!(filed, Filed { done: desk::AT_A_TIME, of }),
        Some(Outcome::Failed(_)) => return eprintln!("*** NO CHINESE FONT: THE TEST OF EVIDENCE IS LEFT OUT ***"),
        _ => panic!("a few are filed"),
    }
    assert!(clerk.perform(Effect::DropEvidence).is_none());
    assert!(held().is_empty(), "{:?}", held());
    assert!(clerk.perform(Effect::FileEvidence).is_none(), "nothing is begun any more");

    for name in ["佐证", "佐证 (2)"] {
        let _ = begin(&mut clerk);
        let written = loop {
            match clerk.perform(Effect::FileEvidence) {
                Some(Outcome::Told(Told::EvidenceFiled(_))) => {}
                Some(Outcome::Told(Told::EvidenceWritten(written))) => break written,
                _ => panic!("it goes on"),
            }
        };
        assert_eq!((written.place, written.papers), (folder.path().join(name), of));
    }
    assert_eq!(held().len(), 2);
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
    let writing = || list().press("z").slow().press("Enter");
    writing().footer_is_true(writing);
}

/// 随班就读 is a group of pupils and a kind of plan: each is told apart by its name.
#[test]
fn no_two_figures_of_a_section_are_called_alike() {
    let figures = list().model.cx.school.inspection(2026, date("2026-03-18")).figures;
    for lang in [Lang::Zh, Lang::En] {
        let named = |figure: &Figure| (figure.kind.section(), (lang.words().inspection.figure)(figure.kind));
        let names: std::collections::BTreeSet<_> = figures.iter().map(named).collect();
        assert_eq!(names.len(), figures.len(), "{names:?}");
    }
}

/// Who stands behind a figure stands there by class and seat, and of one pupil by day.
#[test]
fn facts_stand_by_class_seat_and_day() {
    let school = desk(6).model.cx.school;
    let figures = school.inspection(2026, date("2026-03-18")).figures;
    let of = |kind| figures.iter().find(|figure| figure.kind == kind).unwrap();
    let seats: Vec<Option<u16>> = of(FigureKind::Pupils)
        .behind
        .iter()
        .map(|it| it.fact.pupil().and_then(|id| school.pupil(id)?.seat(date("2026-03-18"))))
        .collect();
    assert!(seats.len() > 3 && seats.is_sorted(), "{seats:?}");
}

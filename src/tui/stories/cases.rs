//! Absences that end with the pupil back at school.

use super::*;
use crate::domain::case::Exit;
use crate::domain::usual;

/// S1: he left on his bike and never came; on the fourth day he is back.
#[test]
fn a_truant_back_on_day_four() {
    let story = school().at("2026-03-18 07:52").press("02 Enter Enter 1 4 Enter");
    let story = story.rolled("2026-03-18", AM, &[(2, Mark::Truant)]);
    let story = stage(story, Stage::Contacted);
    let story = story.at("2026-03-18 14:02").press("02 h Enter").rolled("2026-03-18", PM, &[(2, Mark::Truant)]);

    let story = story.at("2026-03-19 07:52").press("02 h Enter");
    let story = calls(story, "1 4 Enter").at("2026-03-19 14:02").press("02 h Enter").at("2026-03-19 17:00");
    let story = story.going_to(&Route::Visit(seat(2))).press("1 妈妈 Tab 沉迷手机游戏 Enter");
    let story = stage(issues(story, LetterKind::Escalation), Stage::Escalated);

    let story = story.at("2026-03-20 07:52").press("02 h Enter").at("2026-03-20 08:40");
    let story = signed_for(story).at("2026-03-20 15:00");
    let story = issues(issues(story, LetterKind::ReportBureau), LetterKind::LetterStreet);
    let story = stage(story, Stage::Reported);

    // Monday: everybody is there.
    let story = story.at("2026-03-23 07:52").press("Enter").rolled("2026-03-23", AM, &[]);
    assert_eq!(case(&story).proposes, Some(Exit::E1));
    let story = story.going_to(&Route::Case(seat(2))).press("F12").sees("续报");
    let story = issues(story.at("2026-03-23 09:00"), LetterKind::FollowUp);
    // The leadership confirms what the leadership was told.
    let story = by(story, LEADERSHIP).going_to(&Route::Case(seat(2))).press("F12");
    let story = by(stage(story, Stage::Watch), HOMEROOM);
    insta::assert_snapshot!(papers(&story));

    // Twenty school days with a talk each week; then it is over.
    let story = step(story.at("2026-03-27 16:30"), StepKind::Talk, "上课正常 Enter");
    let story = story.everybody_there("2026-03-24", "2026-04-21").at("2026-04-20 17:00");
    let story = stage(story, Stage::Watch).at("2026-04-21 08:00");
    stage(story, Stage::Closed).opened(Route::Cases).sees_no("林𬭎");
}

/// S5: no number answers, the door is locked; the police find the child with an aunt.
#[test]
fn a_family_nobody_can_reach() {
    let story = school().at("2026-03-18 08:00").press("02 Enter");
    let story = calls(story, "2 Enter").at("2026-03-18 10:30");
    let story = story.going_to(&Route::Visit(seat(2))).press("3 Tab Tab 邻居说周六起没见到 Enter");
    let story = step(story, StepKind::Danger, "1 Enter");
    assert!(case(&story).danger.is_some(), "{}", story.screen());
    let story = story.opened(Route::Todo).sees("报警110");
    let story = step(story, StepKind::Police, "城关所110-3号 Enter");
    let story = issues(story.at("2026-03-18 10:50"), LetterKind::Escalation);
    let story = step(story, StepKind::Found, "民警 Tab 姑姑家 Enter");
    assert!(case(&story).danger.is_none(), "{}", story.screen());
    insta::assert_snapshot!(papers(&story));

    // The mother calls from the hospital: it was leave, and the office closes what the leadership was told of.
    let story = story.at("2026-03-18 13:10").going_to(&Route::Leave(seat(2))).press("2 Tab 母亲住院 Enter");
    let story = story.rolled("2026-03-18", AM, &[(2, Mark::Leave)]);
    let story = by(story, AFFAIRS).going_to(&Route::CloseCase(seat(2), Some(Exit::E2)));
    let story = story.press("回拨登记号码核实，母亲住院，孩子在姑姑家 Enter");
    stage(story, Stage::Closed);
}

/// S4: not in bed at the evening's roll, and not with the family; the police find the boarder at a classmate's.
#[test]
fn a_boarder_missing_at_night() {
    let [evening, night] = ["evening", "night"].map(|code| SessionCode::new(code).unwrap());
    let story = school().with(|books| {
        let late = [evening, night].map(usual::session);
        books.profile.iter_mut().for_each(|profile| profile.sessions.extend(late.clone()));
        books.pupils[1].record.boarder = Some(true);
    });
    let story = story.at("2026-03-18 07:52").press("Enter").at("2026-03-18 14:02").press("Enter");
    let story = story.at("2026-03-18 18:42").press("Enter").at("2026-03-18 21:40").press("02 Enter");
    let story = story.rolled("2026-03-18", night, &[(2, Mark::Unknown)]);
    let story = calls(story.at("2026-03-18 21:48"), "1 5 Tab Tab 不在家，父亲那里也没有 Enter");
    let story = step(story, StepKind::Danger, "3 Enter");
    assert!(case(&story).danger.is_some());
    let story = story.opened(Route::Flags).sees("!林𬭎").opened(Route::Todo).sees("报警110");
    let story = step(story.at("2026-03-18 21:55"), StepKind::Police, "城关所110-7号 Enter");
    let story = signed_for(issues(story.at("2026-03-18 21:57"), LetterKind::Escalation));
    let story = step(story.at("2026-03-18 23:50"), StepKind::Found, "民警 Tab 同学家 Enter");
    assert!(case(&story).danger.is_none());
    let story = story.opened(Route::Todo).sees_no("林𬭎").opened(Route::Flags).sees_no("林𬭎");

    // The day counts as attended; the leadership orders a watch.
    let story = story.at("2026-03-19 07:52").press("Enter").rolled("2026-03-19", AM, &[]);
    let story = step(story.at("2026-03-19 10:00"), StepKind::Talk, "夜里出走的原因 Enter");
    let story = story.opened(Route::Flags).sees_no("林𬭎");
    let story = by(story, LEADERSHIP).going_to(&Route::Case(seat(2))).press("F12");
    let story = stage(story, Stage::Watch);
    insta::assert_snapshot!(papers(&story));
}

/// S6: three with fever on one morning; the report takes the duty off the list.
#[test]
fn three_pupils_with_fever() {
    let fever = |nth: u8| format!("{nth:02} . 1 Enter");
    let story = school().at("2026-03-18 08:05").press(&[fever(2), fever(3), fever(4)].join(" ")).press("Enter");
    let story = story.sees("病假   3  02 03 04").opened(Route::Todo).sees("疫情报告：发热 3 人");
    let story = story.press("Enter").on("report-illness").press("F2").on("todo").sees_no("疫情报告：");
    assert!(story.model.cx.school.clusters(story.model.cx.now, Scope::Class(class()))[0].reported.is_some());
    let today = Span { from: date("2026-03-18"), to: date("2026-03-18") };
    insta::assert_snapshot!(below_another([&register(&story, RegisterKind::Illness, today)]));
}

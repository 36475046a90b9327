//! Absences that end with a change of where the pupil belongs, up to the registers that are printed.

use super::*;
use crate::desk::{month_paper, month_report};
use crate::domain::case::Exit;
use crate::domain::monthly::Month;
use crate::domain::numbers::Phone;
use crate::domain::people::{Guardian, Standing};
use crate::domain::status::StatusKind;
use crate::tui::screens::status::form::StatusOf;

fn school_days(story: &Story, from: &str, to: &str) -> Vec<String> {
    let days = story.model.cx.school.calendar.school_days(date(from), date(to), Some(class().grade));
    days.map(|day| day.to_string()).collect()
}

fn standing(story: &Story, day: &str) -> Option<Standing> {
    story.model.cx.school.pupil(seat(2)).and_then(|pupil| pupil.standing(date(day)))
}

/// S2: the rooms are empty, the landlord saw them leave; the bureau of the home county answers after a reminder.
#[test]
fn a_family_gone_to_another_province() {
    let story = autumn().with(|books| {
        let child = &mut books.pupils[1].record;
        child.hukou = "江西省赣州市赣县".into();
        let phones = vec![Phone::parse("13900000002").unwrap()];
        child.guardians.push(Guardian { name: "林建国".into(), relation: "父亲".into(), phones });
    });
    let story = story.everybody_there("2025-09-01", "2025-10-01").at("2025-10-09 07:52").press("02 Enter");
    let story = calls(calls(story.at("2025-10-09 08:10"), "3 Enter"), "3 Enter");
    let story = story.at("2025-10-09 14:02").press("02 Enter").rolled("2025-10-09", PM, &[(2, Mark::Unknown)]);
    let story = stage(story, Stage::Visiting).opened(Route::Todo).sees("家访");

    let story = story.at("2025-10-10 08:30").going_to(&Route::Visit(seat(2))).press("3 Tab Tab 屋里已搬空 Enter");
    let story = step(story, StepKind::Clue, "1 Tab 房东 Tab 10月3日全家搬走，说回江西 Enter");
    let story = missing(story, "2025-10-10", "Enter", Mark::Unknown);
    let story = step(by(story, LEADERSHIP), StepKind::Safe, "房东看见孩子和父母一起离开 Enter");
    let story = signed_for(issues(by(story, HOMEROOM), LetterKind::Escalation));
    // A Saturday on which school is made up for.
    let story = missing(story, "2025-10-11", "Enter", Mark::Unknown);
    let story = missing(story, "2025-10-13", "Enter", Mark::Unknown);
    let story = issues(issues(story, LetterKind::ReportBureau), LetterKind::LetterStreet);
    let mut story = stage(issues(story, LetterKind::Verification), Stage::Reported);
    for day in school_days(&story, "2025-10-14", "2025-10-16") {
        story = missing(story, &day, "Enter", Mark::Unknown);
    }
    let story = step(by(story.opened(Route::Todo).sees("列入疑似辍学"), LEADERSHIP), StepKind::Register, "1 Enter");
    let mut story = stage(by(story, HOMEROOM), Stage::Suspected);

    for day in school_days(&story, "2025-10-17", "2025-11-05") {
        story = missing(story, &day, "Enter", Mark::Unknown);
    }
    let story = step(story.at("2025-11-03 16:00"), StepKind::Reminded, "电话催办，赣县教育局基教科 Enter");
    let story = step(story.at("2025-11-05 16:30"), StepKind::Answered, "1 Tab 赣县第二中学七年级，10月13日起 Enter");
    let story = by(story, LEADERSHIP).going_to(&Route::CloseCase(seat(2), Some(Exit::E5)));
    let story = story.press("赣县教育局回执，盖章，写明学校、年级、班级和日期 Tab 周主任 Enter");
    let story = by(stage(story, Stage::Closed), HOMEROOM);
    // No roll asks for the pupil any more, who stays on the books until the status is transferred.
    let story = story.at("2025-11-06 07:52").sees("应到   9").press("Enter").rolled("2025-11-06", AM, &[]);
    let out = Route::StatusForm(StatusOf::Pupil(seat(2), Some(StatusKind::TransferOut)));
    let story = story.at("2025-11-20 09:00").opened(out);
    let story =
        story.press("1 Tab Tab 赣县第二中学 Tab 4 Tab 随父母回原籍 Tab Tab 2 Tab 2 Tab 区教育局 Tab 11-20 Enter");
    assert_eq!(standing(&story, "2025-11-20"), Some(Standing::Gone), "{}", story.screen());
    let printed = [RegisterKind::SuspectedDropout, RegisterKind::StatusChanges, RegisterKind::Transfers];
    let printed = printed.map(|kind| register(&story, kind, term()));
    insta::assert_snapshot!(papers(&story));
    insta::assert_snapshot!(below_another(&printed));
}

/// S3: coughing on a Monday, ill for six weeks, suspended from 1 December.
#[test]
fn a_long_illness() {
    let story = autumn().everybody_there("2025-09-01", "2025-10-20");
    let story = story.at("2025-10-20 07:52").press("02 . 2 Enter Enter");
    let story = calls(story.at("2025-10-20 08:10"), "1 1 Tab Tab 在家 Enter");
    let story = story.going_to(&Route::Leave(seat(2))).press("1 Tab 支气管炎 Tab Tab Tab Ctrl+u 2025-10-24 Enter");
    let mut story = story.at("2025-10-20 14:02").press("Enter");
    for day in school_days(&story, "2025-10-21", "2025-10-24") {
        story = missing(story, &day, "Enter", Mark::Sick);
    }
    let story = story.at("2025-10-23 16:00").opened(Route::Todo).sees("追访病情").press("Enter").on("contact");
    let story = calls(story.at("2025-10-23 16:30"), "1 1 Tab Tab 转肺炎，住院 Enter");
    let story = story.at("2025-10-27 07:30").going_to(&Route::Leave(seat(2)));
    let mut story = story.press("1 Tab 肺炎住院 Tab Tab Tab Ctrl+u 2025-11-28 Enter");
    for day in school_days(&story, "2025-10-27", "2025-10-31") {
        story = missing(story, &day, "Enter", Mark::Sick);
    }
    let story = by(story.at("2025-11-03 10:00"), AFFAIRS).opened(Route::Todo).sees("长期请假登记");
    let story = step(story, StepKind::Register, "3 Tab 医院证明已收，林校长批准 Enter");
    let mut story = by(story.opened(Route::Todo).sees_no("长期请假登记"), HOMEROOM);
    for day in school_days(&story, "2025-11-03", "2025-11-28") {
        story = missing(story, &day, "Enter", Mark::Sick);
    }
    let story = story.at("2025-11-20 16:00").opened(Route::Todo).press("Tab").sees("考虑休学");
    let suspend = Route::StatusForm(StatusOf::Pupil(seat(2), Some(StatusKind::Suspend)));
    let story = story
        .at("2025-11-24 09:00")
        .opened(suspend)
        .press("Ctrl+u 2025-12-01 Tab 2026-08-31 Tab 肺炎，需休养 Tab Tab 2 Tab 2 Tab 2 Enter")
        .sees("已登记申请：休学");
    let story = story.at("2025-12-01 07:30").opened(Route::Statuses).press("Enter");
    let story = story.press("Tab Tab Tab Tab Tab Tab Tab 区教育局 Tab 12-1 Enter").sees("已生效");
    // No roll asks for the pupil, whose days before stay sick; and nothing of it was ever a case.
    let story = story.at("2025-12-01 07:52").sees("应到   9").press("Enter").rolled("2025-12-01", AM, &[]);
    let story = story.at("2026-08-01 08:00").opened(Route::Todo).sees("休学期满，问复学");
    assert!(story.model.cx.school.case(seat(2), date("2026-01-30")).is_none());
    let first_days = Span { from: date("2025-10-20"), to: date("2025-10-23") };
    let printed = [(RegisterKind::Illness, first_days), (RegisterKind::StatusChanges, term())]
        .map(|(kind, span)| register(&story, kind, span));
    insta::assert_snapshot!(below_another(&printed));
}

/// S8: leave while the transfer is under way, longer than thought; from its day the roll asks for nobody.
#[test]
fn a_transfer_in_progress() {
    let story = autumn().everybody_there("2025-09-01", "2025-12-16").at("2025-12-15 16:00");
    let story = story.opened(Route::StatusForm(StatusOf::Pupil(seat(2), Some(StatusKind::TransferOut))));
    let story = story.press("1 Tab Ctrl+u 2025-12-16 Tab 泉州一中 Tab 3 Tab 父母工作调动 Tab Tab 2 Tab 2");
    let mut story = story.press("Tab Tab Tab 2025-12-29 Enter").sees("已登记申请：转出");
    for day in school_days(&story, "2025-12-16", "2025-12-29") {
        story = missing(story, &day, "Enter", Mark::Leave);
    }
    let story = story.opened(Route::Todo).press("Tab").sees("转出手续，缺 1 项").sees("长期请假登记");
    // The leave is over and the system does not show the transfer.
    let story = story.at("2025-12-30 07:52").press("02 Enter").rolled("2025-12-30", AM, &[(2, Mark::Unknown)]);
    let story = by(story.at("2025-12-30 11:00"), AFFAIRS).going_to(&Route::Leave(seat(2))).sees("假期 12-29 已满");
    let story = story.press("2 Tab 转学办理中，有在读证明 Tab Tab Tab Ctrl+u 2026-01-09 Enter");
    let mut story = by(story, HOMEROOM).rolled("2025-12-30", AM, &[(2, Mark::Leave)]);
    story = story.at("2025-12-30 14:02").press("Enter").rolled("2025-12-30", PM, &[(2, Mark::Leave)]);
    for day in school_days(&story, "2025-12-31", "2026-01-05") {
        story = missing(story, &day, "Enter", Mark::Leave);
    }
    let story = story.at("2026-01-06 07:30").opened(Route::Statuses).press("Enter");
    let story = story.press("Tab Ctrl+u 2026-01-06 Tab Tab Tab Tab Tab Tab Tab 区教育局 Tab 1-6 Enter").sees("已生效");
    assert_eq!(standing(&story, "2026-01-06"), Some(Standing::Gone));
    // Each month is counted by the homeroom teacher and signed by the leadership.
    let mut story = story.everybody_there("2026-01-06", "2026-01-24").at("2026-01-23 15:00");
    for (year, month) in [(2025, 9), (2025, 10), (2025, 11), (2025, 12), (2026, 1)] {
        let month = Month::new(year, month).unwrap();
        story = by(story, HOMEROOM).opened(Route::Monthly(Some(month))).press("Tab Enter Enter").sees("没有疑点");
        story = by(story, LEADERSHIP).opened(Route::Monthly(Some(month))).press("F9 Enter").sees("已签字");
    }
    let cx = &story.model.cx;
    let january = month_report(&cx.school, Month::new(2026, 1).unwrap(), None, cx.now).unwrap();
    let printed =
        [register(&story, RegisterKind::Transfers, term()), month_paper(&january, cx.today, cx.now, cx.who_name())];
    insta::assert_snapshot!(below_another(&printed));
}

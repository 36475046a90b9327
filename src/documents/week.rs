//! The grade lead's week on paper (周查看表): one page for twenty classes and as many pupils, the term's charts under them
//! where they find room, else on its back; and a workbook with a sheet for the classes and one for the pupils. It stays
//! within the school.

use super::render::{Cell, Sheet as Page, Workbook};
use super::{dates, trend};
use crate::domain::class::Class;
use crate::domain::figures::TenThousandths;
use crate::domain::flags::Scope;
use crate::domain::ladder::Action;
use crate::domain::numbers::StudentNo;
use crate::domain::owed::Owed;
use crate::domain::paper::{Block, Column, Fill, Paper, Sheet, Slot, Table, Text};
use crate::domain::review::{Review, ReviewRecord, Week};
use crate::domain::school::School;
use crate::domain::trend::Trend;
use crate::domain::visit::Outcome;
use crate::domain::week::{ClassDay, Done, Found, PupilWeek, Turn, WeekSheet};
use chrono::{Datelike, NaiveDate};

/// What the paper is called.
pub const NAME: &str = "学生出勤周查看表";

/// Characters of what was found, and of what is owed, that stand on the printed page: it is one page. The workbook has
/// all.
const FOUND: usize = 8;
const OWED: usize = 12;

/// The week as one paper, with how the term goes where that can be drawn.
pub fn paper(school: &School, sheet: &WeekSheet, trend: Option<&Trend>) -> Paper {
    let mut blocks = vec![Block::paragraph(state(sheet)), Block::Table(classes(sheet))];
    blocks.extend(legend(sheet).map(Block::paragraph));
    if sheet.pupils.is_empty() {
        blocks.push(Block::paragraph("本周没有需要查看的学生。"));
    } else {
        blocks.push(Block::Table(pupils(school, sheet)));
    }
    blocks.push(Block::Slots { lines: vec![signature(school, sheet)] });
    let charts = trend.map(|trend| trend::charts(school, trend)).unwrap_or_default();
    blocks.extend((!charts.is_empty()).then_some(Block::Charts { charts }));
    Paper {
        sheet: Sheet::Overview,
        heading: Text::default(),
        number: Text::default(),
        title: vec![format!("{}{NAME}", of(sheet.scope)).into()],
        addressee: Text::default(),
        blocks,
        foot: school.name.as_str().into(),
    }
}

/// `七年级`; nothing for the whole school.
fn of(scope: Scope) -> String {
    match scope {
        Scope::School => String::new(),
        Scope::Grade(grade) => grade.to_string(),
        Scope::Class(class) => class.to_string(),
    }
}

fn state(sheet: &WeekSheet) -> String {
    let gaps: u16 = sheet.classes.iter().map(|class| class.gaps()).sum();
    let missing =
        if gaps == 0 { "点名没有缺漏".to_owned() } else { format!("缺点名{gaps}次，不计入出勤率") };
    let all = sheet.pupils.len();
    let pupils =
        if all == 0 { String::new() } else { format!("；需查看学生{all}人，已查看{}人", sheet.reviewed()) };
    let changes: Vec<String> =
        sheet.changes().into_iter().map(|(how, count)| format!("{}{count}人", turn(how))).collect();
    let changes = if changes.is_empty() { String::new() } else { format!("较上周{}。", changes.join("、")) };
    if sheet.term.is_none() {
        return format!("{}，不在任何学期内，没有上课日。", named(sheet.week));
    }
    let asked = match sheet.asked_about().count() {
        0 => String::new(),
        count => format!("退回询问{count}人，还没有答复。"),
    };
    format!("{}，截至{}。{missing}{pupils}。{changes}{asked}", named(sheet.week), dates::day(sheet.as_of))
}

/// What the signs in the table of the classes mean, those that stand in it.
fn legend(sheet: &WeekSheet) -> Option<String> {
    let days = || sheet.classes.iter().flat_map(|class| &class.days).filter(|day| day.due > 0 || !day.school_day);
    let in_sight: Vec<NaiveDate> = sheet.school_days();
    let any = |is: &dyn Fn(&ClassDay) -> bool| days().filter(|day| in_sight.contains(&day.date)).any(is);
    let signs = [
        (any(&|day| day.school_day && day.rate().is_some()), "数字为当天出勤率（%）"),
        (any(&|day| day.school_day && day.rate().is_some() && day.gaps() > 0), "*当天有缺点名"),
        (any(&|day| day.school_day && day.rate().is_none()), "—当天全没点名，不算出勤"),
        (any(&|day| !day.school_day), "休当天该班不上课"),
    ];
    let told: Vec<&str> = signs.into_iter().filter_map(|(stands, sign)| stands.then_some(sign)).collect();
    (!told.is_empty()).then(|| format!("{}。", told.join("；")))
}

/// `2025年第47周（11月17日至11月23日）`
fn named(week: Week) -> String {
    let iso = week.monday().iso_week();
    format!("{}年第{}周（{}至{}）", iso.year(), iso.week(), dates::day(week.monday()), dates::day(week.sunday()))
}

fn classes(sheet: &WeekSheet) -> Table {
    let days = sheet.school_days();
    let column = |title: &str, share| Column { title: title.into(), share };
    let mut columns = vec![column("班级", 15)];
    columns.extend(days.iter().map(|date| column(&short_weekday(*date), 8)));
    columns.extend([column("出勤率", 10), column("旷课人", 9), column("缺点名", 9)]);
    let rows = sheet.classes.iter().map(|class| {
        let mut row: Vec<Text> = vec![class.class.to_string().into()];
        row.extend(days.iter().map(|date| class.on(*date).map(day).unwrap_or_default().into()));
        row.push(class.rate().map_or_else(|| NO_RATE.to_owned(), |rate| rate.percent(1)).into());
        row.push(class.unexcused_pupils.to_string().into());
        row.push(class.gaps().to_string().into());
        row
    });
    Table { columns, rows: rows.collect() }
}

/// A rate of nothing.
const NO_RATE: &str = "—";

/// `98`; `98*` where a roll of the day is missing; a dash where all are; nothing for a day still to come.
fn day(day: &ClassDay) -> String {
    match day.rate() {
        _ if !day.school_day => "休".into(),
        Some(rate) => format!("{}{}", rate.percent(0), if day.gaps() > 0 { "*" } else { "" }),
        None if day.due > 0 => NO_RATE.into(),
        None => String::new(),
    }
}

/// `周一`: the state of the week above the table has the dates.
fn short_weekday(date: NaiveDate) -> String {
    format!("周{}", dates::weekday(date).chars().skip(2).collect::<String>())
}

fn pupils(school: &School, sheet: &WeekSheet) -> Table {
    // The title names the grade: there the number of the class is enough.
    let by_number = matches!(sheet.scope, Scope::Grade(_));
    let class = |class: Class| if by_number { format!("({})班", class.number) } else { class.to_string() };
    let widths = [18, if by_number { 15 } else { 24 }, 11, 14, 31, 36, 55];
    let titles = ["学生", "班级", "连续", "较上周", "查明", "已做", "应办"];
    let columns = titles.into_iter().zip(widths).map(|(title, share)| Column { title: title.into(), share });
    let row = |row: &PupilWeek| {
        let found = row.found.as_ref().map(found).unwrap_or_default();
        let cells = [
            name(school, row),
            class(row.class),
            row.streak.to_string(),
            turn(row.turn).to_owned(),
            cut(&found),
            done(&row.done),
            owed(row, OWED),
        ];
        cells.map(Text::from).into()
    };
    Table { columns: columns.collect(), rows: sheet.pupils.iter().map(row).collect() }
}

fn name(school: &School, row: &PupilWeek) -> String {
    school.pupil(row.pupil).map(|pupil| pupil.record.name.clone()).unwrap_or_default()
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(FOUND) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

fn turn(turn: Turn) -> &'static str {
    match turn {
        Turn::New => "新增",
        Turn::Worse => "加重",
        Turn::Better => "好转",
        Turn::Back => "返校",
        Turn::Closed => "结案",
        Turn::Same => "未变",
    }
}

/// The reason as the school classes it, else what was said; of a visit what it found.
fn found(found: &Found) -> String {
    match found {
        Found::Told { reason: Some(reason), .. } => reason.term().to_owned(),
        Found::Told { said, .. } => said.trim().to_owned(),
        Found::Visited { outcome: Outcome::Nobody, found, .. } if found.trim().is_empty() => "家中无人".to_owned(),
        Found::Visited { outcome: Outcome::Refused, found, .. } if found.trim().is_empty() => "拒绝".to_owned(),
        Found::Visited { found, .. } => found.trim().to_owned(),
    }
}

fn done(done: &Done) -> String {
    let counts = [("联系", done.contacts), ("家访", done.visits), ("文书", done.letters.len()), ("其他", done.steps)];
    let told = counts.iter().filter(|(_, count)| *count > 0).map(|(what, count)| format!("{what}{count}"));
    let told: Vec<String> = told.collect();
    if told.is_empty() { "尚无".to_owned() } else { told.join(" ") }
}

/// What presses most, as much of it as so many characters hold: `家访逾1日，另2项`.
fn owed(row: &PupilWeek, room: usize) -> String {
    let one = |owed: &Owed| match (owed.due, owed.late) {
        (_, late) if late > 0 => format!("{}逾{late}日", action(owed.what)),
        (Some(due), _) => format!("{}{}", action(owed.what), due.format("%m-%d")),
        (None, _) => action(owed.what).to_owned(),
    };
    let all: Vec<String> = row.owed.iter().map(one).collect();
    let told = |count: usize| match all.len() - count {
        0 => all.join("、"),
        more => format!("{}，另{more}项", all[..count].join("、")),
    };
    let fits = |count: &usize| told(*count).chars().count() <= room;
    told((1..=all.len()).rev().find(fits).unwrap_or(all.len().min(1)))
}

fn action(action: Action) -> &'static str {
    match action {
        Action::ContactGuardian => "联系家长",
        Action::HomeVisit => "家访",
        Action::NoticeToLeadership => "报告单",
        Action::AcknowledgeNotice => "领导批示",
        Action::ReportOutside => "报教育局、函街道",
        Action::ReportToBureau => "报教育局",
        Action::LetterToStreet => "函街道",
        Action::FollowUpReport => "续报",
        Action::NoticeToGuardian => "返校告知书",
        Action::Persuade => "劝返",
        Action::EnterSuspected => "列入疑似辍学台账",
        Action::EnterDropout => "列入辍学台账",
        Action::TalkAboutPattern => "谈话",
        Action::ReportIllness => "疫情报告",
        Action::FollowIllness => "追访病情",
        Action::EnterLongLeave => "长期请假登记",
        Action::ConsiderSuspension => "商议休学",
        Action::AskAfterLeave => "假满未返联系",
        Action::WatchTalk => "跟踪谈话",
        Action::CallPolice => "报警110",
        Action::TraceEntrant => "追踪未报到",
        Action::MonthlyReport => "月报",
        Action::SendVerification => "寄核查函",
        Action::Remind => "催办核查函",
    }
}

fn signature(school: &School, sheet: &WeekSheet) -> Vec<Slot> {
    let Some(signed) = &sheet.signed else {
        return vec![Slot::new("查看人签字", Fill::Blank(7)), Slot::new("日期", Fill::Blank(6))];
    };
    let by = school.staff(signed.by).map_or("", |staff| staff.record.name.as_str());
    let mut slots = vec![
        Slot::new("查看人签字", Fill::Written(by.into())),
        Slot::new("日期", Fill::Written(dates::full(signed.at.date()).into())),
    ];
    if !signed.remark.trim().is_empty() {
        slots.push(Slot::new("意见", Fill::Written(signed.remark.trim().into())));
    }
    slots
}

/// The week as a workbook: 班级 and 学生.
pub fn workbook(school: &School, sheet: &WeekSheet) -> Workbook {
    Workbook { made_on: sheet.as_of, sheets: vec![page_of_classes(sheet), page_of_pupils(school, sheet)] }
}

fn page_of_classes(sheet: &WeekSheet) -> Page {
    let days = sheet.school_days();
    let mut headings = vec!["班级".to_owned()];
    headings.extend(days.iter().map(|date| format!("{} {}", dates::weekday(*date), date.format("%m-%d"))));
    headings.extend(["出勤率", "应到人次", "实到人次", "旷课人数", "应点名", "已点名", "缺点名"].map(str::to_owned));
    let share = |rate: Option<TenThousandths>| rate.map_or(Cell::Empty, |rate| Cell::Percent(rate.as_f64()));
    let count = |count: u32| Cell::Number(count.into());
    let rows = sheet.classes.iter().map(|class| {
        let (due, taken) = class.days.iter().fold((0, 0), |(due, taken), day| (due + day.due, taken + day.taken));
        let mut row: Vec<Cell> = vec![class.class.to_string().into()];
        row.extend(days.iter().map(|date| match class.on(*date) {
            Some(day) if !day.school_day => "休".into(),
            Some(day) if day.rate().is_none() && day.due > 0 => "未点名".into(),
            day => share(day.and_then(ClassDay::rate)),
        }));
        row.push(share(class.rate()));
        row.extend([count(class.figures.expected), count(class.figures.attended)]);
        row.push(count(u32::try_from(class.unexcused_pupils).unwrap_or(u32::MAX)));
        row.extend([due, taken, class.gaps()].map(|rolls| count(rolls.into())));
        row
    });
    Page { name: "班级".into(), headings, rows: rows.collect() }
}

const PUPIL_HEADINGS: [&str; 13] = [
    "班级",
    "姓名",
    "学籍号后四位",
    "连续旷课（上课日）",
    "自",
    "较上周",
    "查明",
    "联系",
    "家访",
    "文书",
    "其他工作",
    "应办",
    "查看",
];

fn page_of_pupils(school: &School, sheet: &WeekSheet) -> Page {
    let count = |count: usize| Cell::Number(count as f64);
    let row = |row: &PupilWeek| {
        let record = school.pupil(row.pupil).map(|pupil| &pupil.record);
        let number = record.and_then(|record| record.student_no.as_ref()).map(StudentNo::masked).unwrap_or_default();
        vec![
            row.class.to_string().into(),
            name(school, row).into(),
            number.into(),
            Cell::Number(row.streak.into()),
            row.streak_from.map_or(Cell::Empty, Cell::Date),
            turn(row.turn).into(),
            row.found.as_ref().map(found).unwrap_or_default().into(),
            count(row.done.contacts),
            count(row.done.visits),
            count(row.done.letters.len()),
            count(row.done.steps),
            owed(row, usize::MAX).into(),
            row.review.as_ref().map(|review| looked_at(review, row.answered)).unwrap_or_default().into(),
        ]
    };
    let headings = PUPIL_HEADINGS.map(str::to_owned).into();
    Page { name: "学生".into(), headings, rows: sheet.pupils.iter().map(row).collect() }
}

fn looked_at(review: &Review, answered: bool) -> String {
    match &review.record {
        ReviewRecord::Seen { remark, question } => {
            let remark = if remark.is_empty() { String::new() } else { format!("：{remark}") };
            let open = question.as_ref().filter(|_| !answered);
            let open = open.map(|question| format!("；询问还没有答复：{question}")).unwrap_or_default();
            format!("已阅{remark}{open}")
        }
        ReviewRecord::Asked { question } if answered => format!("询问（已有回应）：{question}"),
        ReviewRecord::Asked { question } => format!("询问：{question}"),
    }
}

//! Papers of plans (帮扶与送教): the plan itself (帮扶方案; of inclusive education the cover of the individual plan), what
//! was done of it as a register, and one sheet for each time of teaching at home (送教记录表). They stay in the school: of
//! the 学籍号 they show the last four.

mod terms;
#[cfg(test)]
mod tests;

use super::dates;
use super::grid::{Grid, count};
use super::letter::guardian;
use super::render::{Cell, Workbook};
use crate::domain::paper::{Block, Fill, Paper, Sheet, Slot, Text};
use crate::domain::plan::{Help, Helped, Place, Plan, PlanKind};
use crate::domain::school::School;
use chrono::NaiveDate;

pub use terms::{help as help_name, title as plan_title};

/// The plan, as it stands on a date.
pub fn plan(school: &School, plan: &Plan, as_of: NaiveDate) -> Paper {
    let record = &plan.record;
    let mut rows = about(school, plan, as_of);
    rows.push(vec![known("起始日期", &dates::full(record.from), 8), known("责任人", &staff(school, record.owner), 8)]);
    let helpers = if record.kind == PlanKind::HomeTeaching { "送教教师" } else { "帮扶人" };
    rows.push(vec![known(helpers, &record.helpers, 20)]);
    if let Some(place) = record.taught() {
        let quota = school.teaching_quota(place, as_of);
        let says = format!("{}，{}", terms::place(place), terms::quota(&quota));
        rows.push(vec![known("送教形式", &says, 20)]);
    }
    if matches!(record.kind, PlanKind::Learning | PlanKind::Inclusive) {
        rows.push(vec![known("学科", &record.subjects, 20)]);
    }
    if record.kind == PlanKind::Learning {
        let causes: Vec<&str> = record.causes.iter().map(|cause| terms::cause(*cause)).collect();
        rows.push(vec![known("学习困难成因", &causes.join("、"), 20)]);
    }
    let situation = match record.kind {
        PlanKind::Family => "家庭情况",
        PlanKind::Pupil | PlanKind::Learning => "基本情况",
        PlanKind::Inclusive | PlanKind::HomeTeaching => "评估与现状",
    };
    rows.extend([
        vec![known(situation, &record.situation, 80)],
        vec![known("目标", &record.goal, 60)],
        vec![known("措施", &record.measures, 80)],
        vec![known("复核", terms::every(record.review), 8), known("下次复核", &next_review(school, plan), 8)],
    ]);
    if record.kind == PlanKind::Inclusive {
        rows.push(vec![blank("资源教室安排", 30)]);
    }
    if let Some(closing) = &record.closing {
        rows.push(vec![known("结案日期", &dates::full(closing.on), 8), known("去向", &terms::back_to(closing), 8)]);
        rows.push(vec![known("成效", &closing.result, 60)]);
    }
    let signers = match record.kind {
        PlanKind::Inclusive => ["责任人签字", "资源教师签字", "家长签字", "校领导签字"],
        PlanKind::HomeTeaching => ["责任人签字", "送教教师签字", "家长签字", "校领导签字"],
        PlanKind::Family | PlanKind::Pupil | PlanKind::Learning => {
            ["责任人签字", "帮扶人签字", "家长签字", "校领导签字"]
        }
    };
    rows.extend(signatures(&signers));
    paper(school, Sheet::Letter, terms::title(record.kind), vec![Block::Grid { rows }])
}

/// What was done of a plan up to a date.
pub fn records(school: &School, plan: &Plan, as_of: NaiveDate) -> Paper {
    let grid = records_grid(school, plan, as_of);
    let title = grid.name;
    let pupil = school.pupil(plan.record.pupil).map(|pupil| pupil.record.name.as_str()).unwrap_or_default();
    let class = school.last_class(plan.record.pupil, as_of).map(|class| class.to_string()).unwrap_or_default();
    let owner = staff(school, plan.record.owner);
    let mut blocks = vec![Block::paragraph(format!(
        "学生：{pupil}　班级：{class}　责任人：{owner}　共{}条，截至{}。",
        grid.rows.len(),
        dates::full(as_of)
    ))];
    if let Some(state) = school.quota_state(plan, as_of, as_of) {
        blocks.push(Block::paragraph(terms::state(&state)));
    }
    blocks.push(grid.table());
    paper(school, Sheet::Register, title, blocks)
}

/// The same as a workbook.
pub fn records_workbook(school: &School, plan: &Plan, as_of: NaiveDate) -> Workbook {
    records_grid(school, plan, as_of).workbook(as_of)
}

fn records_grid(school: &School, plan: &Plan, as_of: NaiveDate) -> Grid {
    let helped: Vec<&Helped> = school.helped(plan.id).filter(|it| it.record.at.date() <= as_of).collect();
    let name = terms::records_title(plan.record.kind);
    match plan.record.kind {
        PlanKind::HomeTeaching => lessons_grid(name, &helped),
        PlanKind::Family | PlanKind::Pupil | PlanKind::Learning | PlanKind::Inclusive => helps_grid(name, &helped),
    }
}

fn lessons_grid(name: &'static str, helped: &[&Helped]) -> Grid {
    const COLUMNS: [(&str, u16); 9] = [
        ("序号", 110),
        ("日期", 310),
        ("起止", 260),
        ("形式", 190),
        ("课时", 110),
        ("教师", 300),
        ("内容", 460),
        ("学生反应、效果", 330),
        ("家长确认", 180),
    ];
    let row = |(helped, nth): (&&Helped, usize)| {
        let record = &helped.record;
        let (on, who, what) = (Cell::Date(record.at.date()), record.who.trim(), record.what.trim());
        match &record.help {
            Help::Lesson(lesson) => vec![
                count(nth),
                on,
                terms::from_to(record.at, lesson.until).into(),
                terms::place(lesson.place).into(),
                count(lesson.lessons.into()),
                who.into(),
                what.into(),
                terms::joined([&lesson.reaction, &record.result]).into(),
                lesson.confirmed_by.trim().into(),
            ],
            Help::Review | Help::Session => vec![
                count(nth),
                on,
                Cell::Empty,
                terms::help(&record.help).into(),
                Cell::Empty,
                who.into(),
                what.into(),
                record.result.trim().into(),
                Cell::Empty,
            ],
        }
    };
    Grid { name, columns: COLUMNS.into(), rows: helped.iter().zip(1..).map(row).collect() }
}

fn helps_grid(name: &'static str, helped: &[&Helped]) -> Grid {
    const COLUMNS: [(&str, u16); 6] =
        [("序号", 110), ("日期", 310), ("事项", 200), ("由谁", 280), ("内容", 750), ("效果", 600)];
    let row = |(helped, nth): (&&Helped, usize)| {
        let record = &helped.record;
        vec![
            count(nth),
            Cell::Date(record.at.date()),
            terms::help(&record.help).into(),
            record.who.trim().into(),
            record.what.trim().into(),
            record.result.trim().into(),
        ]
    };
    Grid { name, columns: COLUMNS.into(), rows: helped.iter().zip(1..).map(row).collect() }
}

/// 送教记录表: one time of teaching; none of other records.
pub fn lesson(school: &School, plan: &Plan, helped: &Helped) -> Option<Paper> {
    let (record, lesson) = (&helped.record, helped.record.help.lesson()?);
    let nth =
        school.helped(plan.id).filter(|it| it.record.help.lesson().is_some()).position(|it| it.id == helped.id)?;
    let mut rows = about(school, plan, record.at.date());
    let attached = match record.attachments.len() {
        0 => String::new(),
        count if lesson.photos_agreed => format!("{count}份，家长同意留存"),
        count => format!("{count}份"),
    };
    rows.extend([
        vec![
            known("日期", &format!("{}{}", dates::full(record.at.date()), dates::weekday(record.at.date())), 8),
            known("起止时间", &terms::from_to(record.at, lesson.until), 8),
        ],
        vec![known("形式", terms::place(lesson.place), 8), known("课时", &lesson.lessons.to_string(), 8)],
        vec![known("送教教师", &record.who, 20)],
        vec![known("送教内容", &record.what, 80)],
        vec![known("学生反应", &lesson.reaction, 40)],
        vec![known("效果、安排", &record.result, 40)],
        vec![known("家长确认", &lesson.confirmed_by, 8), known("照片、附件", &attached, 8)],
    ]);
    let home = ["送教教师签字", "送教教师签字", "家长签字", "审核人签字"];
    let elsewhere = ["送教教师签字", "家长签字", "审核人签字", "日期"];
    rows.extend(signatures(if lesson.place == Place::Home { &home } else { &elsewhere }));
    let title = format!("送教记录表（第{}次）", nth + 1);
    Some(paper(school, Sheet::Letter, &title, vec![Block::Grid { rows }]))
}

/// Whom it is about.
fn about(school: &School, plan: &Plan, as_of: NaiveDate) -> Vec<Vec<Slot>> {
    let Some(pupil) = school.pupil(plan.record.pupil) else { return Vec::new() };
    let record = &pupil.record;
    let class = school.last_class(pupil.id, as_of).map(|class| class.to_string()).unwrap_or_default();
    let number = record.student_no.as_ref().map(|no| last_four(no.as_str())).unwrap_or_default();
    let sex = record.sex.map(terms::sex).unwrap_or_default();
    let guardian = record.guardians.first().map(guardian).unwrap_or_default();
    vec![
        vec![known("姓名", &record.name, 8), known("班级", &class, 8)],
        vec![known("性别", sex, 8), known("学籍号末四位", &number, 8)],
        vec![known("监护人", &guardian, 8), known("类别", terms::kind(plan.record.kind), 8)],
    ]
}

fn next_review(school: &School, plan: &Plan) -> String {
    school.review_due(plan).map(dates::full).unwrap_or_default()
}

fn staff(school: &School, id: crate::domain::ids::StaffId) -> String {
    school.staff(id).map(|staff| staff.record.name.clone()).unwrap_or_default()
}

fn last_four(number: &str) -> String {
    number.chars().skip(number.chars().count().saturating_sub(4)).collect()
}

/// What is known, or room for the pen.
fn known(label: &str, written: &str, room: u16) -> Slot {
    match written.trim() {
        "" => blank(label, room),
        written => Slot::new(label, Fill::Written(written.into())),
    }
}

fn blank(label: &str, room: u16) -> Slot {
    Slot::new(label, Fill::Blank(room))
}

/// Room for signatures, two in a row.
fn signatures(labels: &[&str]) -> Vec<Vec<Slot>> {
    labels.chunks(2).map(|pair| pair.iter().map(|label| blank(label, 8)).collect()).collect()
}

fn paper(school: &School, sheet: Sheet, title: &str, blocks: Vec<Block>) -> Paper {
    Paper {
        sheet,
        heading: Text::default(),
        number: Text::default(),
        title: vec![title.into()],
        addressee: Text::default(),
        blocks,
        foot: format!("{}　{title}", school.name).into(),
    }
}

//! Responsibility letters (责任书; domain handbook 3o). They say who does what; they have no percentages that would invite
//! false figures, and no clauses of punishment.

use super::dates;
use super::grid::count;
use super::letter::title as broken;
use super::render::{Cell, Sheet as Page, Workbook};
use crate::domain::paper::{Apart, Block, Fill, Paper, Rank, Sheet, Slot, Text};
use crate::domain::pledge::{Capacity, Pledge, PledgeLevel, Side};
use crate::domain::school::School;
use crate::domain::school_year::days_of_school_year;
use chrono::NaiveDate;

/// What such papers are called.
pub const KIND: &str = "责任书";

/// One letter.
pub fn pledge(school: &School, pledge: &Pledge) -> Paper {
    let level = pledge.key.level;
    let title = title(level);
    let (first, last) = days_of_school_year(pledge.key.year);
    let numbered = |list: &[&str]| -> Vec<Block> {
        let line = |(text, nth): (&&str, usize)| Block::paragraph(format!("{nth}.{text}"));
        list.iter().zip(1..).map(line).collect()
    };
    let mut blocks = vec![
        Block::paragraph(format!("甲方：{}", side(&pledge.first, school))),
        Block::paragraph(format!("乙方：{}", side(&pledge.second, school))),
        Block::paragraph(format!(
            "为保障适龄儿童少年依法接受义务教育，做好{}控辍保学工作，甲乙双方共同签订本{KIND}。",
            year(pledge.key.year)
        )),
        Block::heading(Rank::First, "一、期限"),
        Block::paragraph(format!("{}至{}。", dates::full(first), dates::full(last))),
        Block::heading(Rank::First, "二、目标"),
        Block::paragraph(goal(level)),
        Block::heading(Rank::First, "三、职责"),
    ];
    blocks.extend(numbered(duties(level)));
    blocks.push(Block::heading(Rank::First, "四、其他"));
    blocks.push(Block::paragraph("学生个人信息只用于控辍保学工作，不外传、不张贴。本书一式两份，甲乙双方各执一份。"));
    blocks.push(Block::Gap);
    let signed = |party: &str, side: &Side| {
        let how = match side {
            Side::Outside | Side::School => "公章",
            Side::Staff { .. } | Side::Guardian { .. } => "签字",
        };
        vec![Slot::new(format!("{party}（{how}）"), Fill::Blank(8)), Slot::new("日期", Fill::Blank(7))]
    };
    blocks.push(Block::Slots { lines: vec![signed("甲方", &pledge.first), signed("乙方", &pledge.second)] });
    Paper {
        sheet: Sheet::Letter,
        heading: Text::default(),
        number: Text::default(),
        title: broken(&[&school.name, title]),
        addressee: Text::default(),
        blocks,
        foot: format!("{}　{KIND}", school.name).into(),
    }
}

/// Many letters as one paper, each on a page of its own: to be read on a screen.
pub fn joined(papers: &[Paper]) -> Option<Paper> {
    let (first, others) = papers.split_first()?;
    let mut joined = first.clone();
    for paper in others {
        let title: Vec<&str> = paper.title.iter().map(Text::as_str).collect();
        joined.blocks.push(Block::Slip { apart: Apart::Page, title: title.concat().into() });
        joined.blocks.extend_from_slice(&paper.blocks);
    }
    joined.foot = format!("{KIND}，共{}份", papers.len()).into();
    Some(joined)
}

/// Who must sign and who has (责任书签订登记), as a workbook.
pub fn workbook(school: &School, pledges: &[Pledge], made_on: NaiveDate) -> Workbook {
    let headings = ["序号", "级别", "甲方", "乙方", "签字", "签字日期"].map(str::to_owned).into();
    let row = |(pledge, nth): (&Pledge, usize)| {
        vec![
            count(nth),
            level(pledge.key.level).into(),
            side(&pledge.first, school).into(),
            side(&pledge.second, school).into(),
            if pledge.signed.is_some() { "已签" } else { "未签" }.into(),
            pledge.signed.as_ref().map_or(Cell::Empty, |signed| Cell::Date(signed.on)),
        ]
    };
    let rows = pledges.iter().zip(1..).map(row).collect();
    Workbook { made_on, sheets: vec![Page { name: "责任书签订登记".into(), headings, rows }] }
}

fn level(level: PledgeLevel) -> &'static str {
    match level {
        PledgeLevel::School => "校长",
        PledgeLevel::Grade => "年级、部门",
        PledgeLevel::Class => "班主任",
        PledgeLevel::Subject => "科任教师",
        PledgeLevel::Family => "家长",
    }
}

/// What a letter's file is called, without an ending: the level and who signs. Of families the class and the place in
/// the list, so that no file bears a child's name.
pub fn label(pledge: &Pledge, nth: usize) -> String {
    let who = match &pledge.second {
        Side::Staff { name, .. } => name.clone(),
        Side::Guardian { class, .. } => class.to_string(),
        Side::Outside | Side::School => String::new(),
    };
    format!("{}-{nth:03}-{who}", pledge.key.level.number())
}

fn year(year: i32) -> String {
    format!("{year}—{}学年", year + 1)
}

fn title(level: PledgeLevel) -> &'static str {
    match level {
        PledgeLevel::School | PledgeLevel::Grade | PledgeLevel::Class | PledgeLevel::Subject => "控辍保学责任书",
        PledgeLevel::Family => "家校共育承诺书",
    }
}

fn side(side: &Side, school: &School) -> String {
    match side {
        Side::Outside => format!("{}、所在地街道办事处（镇人民政府）", school.bureau()),
        Side::Staff { name, of } => format!("{name}（{}）", capacity(of)),
        Side::School => school.name.clone(),
        Side::Guardian { name, pupil, class } => {
            let name = if name.trim().is_empty() { "＿＿＿＿＿＿" } else { name.trim() };
            format!("{name}（{class}{pupil}的家长）")
        }
    }
}

fn capacity(of: &Capacity) -> String {
    let list = |parts: Vec<String>| parts.join("、");
    match of {
        Capacity::Principal => "校长".to_owned(),
        Capacity::Leadership => "校领导".to_owned(),
        Capacity::Affairs => "德育处".to_owned(),
        Capacity::GradeLead(grades) => format!("{}组长", list(grades.iter().map(ToString::to_string).collect())),
        Capacity::Homeroom(classes) => format!("{}班主任", list(classes.iter().map(ToString::to_string).collect())),
        Capacity::Teacher => "科任教师".to_owned(),
    }
}

fn goal(level: PledgeLevel) -> &'static str {
    match level {
        PledgeLevel::School | PledgeLevel::Grade => "不让一名学生辍学；人籍一致，去向清楚，情况如实上报。",
        PledgeLevel::Class | PledgeLevel::Subject => "不让一名学生辍学；每天清楚每名学生在哪里、为什么没来。",
        PledgeLevel::Family => "家校合力，保证孩子按时到校、完成义务教育。",
    }
}

fn duties(level: PledgeLevel) -> &'static [&'static str] {
    match level {
        PledgeLevel::School => &[
            "健全点名、联系、家访、报告制度，并检查落实。",
            "学生无故未到校三天以上的，书面报告教育主管部门，并函告学生所在地街道（镇）。",
            "每月核查入学、变动和学籍，如实上报，没有的也报。",
            "配合有关部门动员未到校学生返校，记录劝返和跟踪。",
            "关心重点群体学生，落实资助和帮扶。",
        ],
        PledgeLevel::Grade => &[
            "督促本年级（部门）每天按时点名，缺漏当天补上。",
            "掌握未到校学生的情况，协助联系和家访，按时查看、签字。",
            "接到报告单及时处理，需要上报的按时上报。",
            "每月核对班级人数与学籍，发现人籍不一致及时查清。",
            "过程记录齐全，材料及时归档。",
        ],
        PledgeLevel::Class => &[
            "每天按时点名，掌握学生出勤；学生未到校的当天联系家长。",
            "联系不上或没有正当理由的及时家访，并报告年级和学校领导。",
            "如实记录联系、家访、劝返过程，返校后继续跟踪。",
            "每月核对学生与名册，转学、休学、复学按手续办理。",
            "了解学生困难，落实帮扶，不歧视任何学生。",
        ],
        PledgeLevel::Subject => &[
            "上课先看人数，发现学生不在立即告诉班主任。",
            "关心学习有困难的学生，做好辅导，不歧视任何学生。",
            "协助班主任联系家长和家访，了解到的线索及时告知。",
            "担任帮扶、送教任务的，按方案做到并记录。",
        ],
        PledgeLevel::Family => &[
            "家长保证孩子按时到校；有事、生病的当天请假，说明原因。",
            "搬家、换电话及时告诉班主任；转学、休学按手续办理，要搬走的先告诉学校。",
            "关心孩子的学习和心情，有困难告诉学校，一起想办法。",
            "班主任按时点名，孩子未到校当天联系家长，为孩子和家庭保密。",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{read_back, render};
    use crate::domain::made_up::{class_of, date};
    use crate::domain::people::{Post, Staff, StaffRecord};
    use calamine::Data;

    fn school() -> School {
        let (mut books, class) = class_of(1);
        let staff = |id: u128, name: &str, posts: &[Post]| Staff {
            id: crate::domain::ids::StaffId(uuid::Uuid::from_u128(id)),
            record: StaffRecord { name: name.into(), posts: posts.iter().copied().collect(), until: None },
        };
        books.staff = vec![
            staff(1, "林校长", &[Post::Leadership]),
            staff(2, "吴组长", &[Post::GradeLead(class.grade)]),
            staff(3, "陈老师", &[Post::Homeroom(class)]),
            staff(4, "周老师", &[]),
        ];
        School::from_books(books)
    }

    #[test]
    fn a_letter_to_a_homeroom_teacher() {
        let school = school();
        let pledges = school.pledges(2025, &[PledgeLevel::Class], date("2025-09-05"));
        insta::assert_snapshot!(render::text(&pledge(&school, &pledges[0]), 76).join("\n"));
    }

    #[test]
    fn every_level_has_its_letter_without_a_word_of_punishment() {
        let school = school();
        let pledges = school.pledges(2025, &PledgeLevel::ALL, date("2025-09-05"));
        let papers: Vec<Paper> = pledges.iter().map(|it| pledge(&school, it)).collect();
        assert_eq!(papers.len(), 5);
        for paper in &papers {
            assert!(
                read_back::whole(paper).is_none_or(|pages| pages == 1),
                "who signs finds it on one sheet: {paper:?}"
            );
        }
        for said in papers.iter().flat_map(|paper| paper.texts()) {
            for word in ["扣", "追责", "一票否决", "%", "考核"] {
                assert!(!said.contains(word), "{said}");
            }
        }
        let joined = joined(&papers).unwrap();
        assert_eq!(joined.blocks.iter().filter(|block| matches!(block, Block::Slip { .. })).count(), 4);
        let said = |paper: &Paper| paper.texts().join("\n");
        for at in [3, 4] {
            assert!(said(&papers[at]).contains(&format!("甲方：{}", school.name)), "{}", said(&papers[at]));
            assert!(said(&papers[at]).contains("甲方（公章）"));
        }
        let sheet = read_back::sheet(&workbook(&school, &pledges, date("2025-09-05")), "责任书签订登记");
        assert_eq!(sheet.get_size(), (6, 6));
        assert_eq!(sheet.get_value((5, 0)), Some(&Data::Float(5.0)));
        assert_eq!(sheet.get_value((5, 4)), Some(&Data::String("未签".into())));
    }
}

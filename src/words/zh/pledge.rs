use crate::domain::pledge::{Capacity, PledgeLevel, Side};
use crate::words::pledge::PledgeWords;

pub const PLEDGE: PledgeWords = PledgeWords {
    level: |level| match level {
        PledgeLevel::School => "(1) 校长",
        PledgeLevel::Grade => "(2) 年级、部门",
        PledgeLevel::Class => "(3) 班主任",
        PledgeLevel::Subject => "(4) 科任教师",
        PledgeLevel::Family => "(5) 家长共育",
    },
    capacity: |capacity| match capacity {
        Capacity::Principal => "校长".to_owned(),
        Capacity::Leadership => "校领导".to_owned(),
        Capacity::Affairs => "德育处".to_owned(),
        Capacity::GradeLead(grades) => {
            let grades: Vec<String> = grades.iter().map(ToString::to_string).collect();
            format!("{}组长", grades.join("、"))
        }
        Capacity::Homeroom(classes) => {
            let classes: Vec<String> = classes.iter().map(ToString::to_string).collect();
            format!("{}班主任", classes.join("、"))
        }
        Capacity::Teacher => "科任教师".to_owned(),
    },
    side: |side| match side {
        Side::Outside => "区教育局、街道".to_owned(),
        Side::Staff { name, of } => format!("{name}（{}）", (PLEDGE.capacity)(of)),
        Side::School => "学校".to_owned(),
        Side::Guardian { name, pupil, class } if name.is_empty() => format!("{class} {pupil}的家长"),
        Side::Guardian { name, pupil, class } => format!("{name}（{class} {pupil}的家长）"),
    },
    signed_already: |name, on, by| {
        let by = if by.is_empty() { String::new() } else { format!("（{by} 登记）") };
        format!(
            "{name} 的责任书 {on} 已经签过{by}，没有再记。要改日期，请在屏幕的“责任书”里改；记错了，由登记的人在“操作日志”里撤销。"
        )
    },
    no_letter: |name| format!("{name} 在这一级没有要签的责任书。看名单：pledge list。"),
    unknown_level: |asked| format!("没有第 {asked} 级。级别是 1 到 5，5 为家长共育承诺。"),
    headings: ["级别", "乙方", "甲方", "签字"],
    signed: |on, by| match by {
        "" => format!("{on} 已签"),
        by => format!("{on} {by}"),
    },
    missing: "未签",
    count: |all, signed| format!("应签 {all} 份，已签 {signed} 份，未签 {} 份", all.saturating_sub(signed)),
    none: "教职工名单里还没有人要签责任书。先在“教职工”里登记职务。",
    recorded: |name, on| format!("{name}：{on} 签字，已登记。"),
    made: |count, file| format!("已生成 {count} 份：{file}"),

    title: "责任书",
    year: |year| format!("{year}-{}学年", year + 1),
    how_to: "名单按教职工的职务自动列出。按 p 一次生成全部责任书；签字后按 Enter 登记，未签的一目了然。",
    sign: "登记签字",
    sign_title: "责任书签字",
    make: "生成责任书",
    family: "加家长共育",
    staff_only: "只看教职工",
    nothing_chosen: "没有选中责任书",
    who: "签字人",
    who_hint: "家长姓名；教职工本人签的可不写",
    on: "签字日期",
    on_hint: "如 2025-09-05、9-5",
    file: "责任书",
};

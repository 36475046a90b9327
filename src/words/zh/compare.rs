use super::domain::DOMAIN;
use super::import::fault_reason;
use crate::domain::compare::{Differs, Disagreement, Enrolment, Side};
use crate::words::compare::Compare;

pub const COMPARE: Compare = Compare {
    title: "学籍核对",
    headings: ["不一致", "姓名", "学籍号", "本校", "学籍系统", "本校登记的异动"],
    cells: |line: &Differs| {
        let name = line.here.as_ref().or(line.there.as_ref()).map(|side| side.name.clone()).unwrap_or_default();
        [
            what(line.what).to_owned(),
            name,
            line.student_no.as_ref().map(|no| no.masked()).unwrap_or_default(),
            side(line.here.as_ref(), line),
            there(line),
            registered(line),
        ]
    },
    summary: |it| {
        let counts = Disagreement::ALL.map(|it_is| (it_is, it.count(it_is)));
        let told =
            counts.into_iter().filter(|(_, count)| *count > 0).map(|(it, count)| format!("{} {count}", what(it)));
        let told: Vec<String> = told.collect();
        let told = if told.is_empty() { "没有不一致".to_owned() } else { told.join("，") };
        format!("本校在册 {} 人，学籍系统 {} 人，一致 {} 人；{told}。", it.here, it.there, it.agree)
    },
    warning: |it| match it.numbered {
        _ if it.by_name == 0 => None,
        false => Some(format!(
            "注意：这份表没有学籍号和身份证件号，{} 人只按姓名、班级核对，同名的分不开，只能作参考。请用学籍系统导出的学生基本信息表。",
            it.by_name
        )),
        true => Some(format!("其中 {} 人没有号码可对，按姓名、班级核对，请逐人核实。", it.by_name)),
    },
    unread_cells: |fault| {
        let place = format!("第 {} 行 {}", fault.row, fault.column);
        ["读不出".into(), fault.who.clone(), String::new(), place, fault_reason(&fault.kind), String::new()]
    },
    pick: "选导出表",
    pick_file: "学籍系统导出的学生信息表",
    write: "打印成文件",
    write_as: "写成哪种文件？在个人的文档文件夹里，已有的不覆盖",
    formats: ["DOCX", "PDF", "XLSX"],
    file: |on| format!("学籍核对表-{on}"),
    is_reading: "正在读取并核对……",
    is_writing: "正在写文件……",
    agrees: "本校名册与导出表一致，没有要处理的。",
    how_to: "从全国学籍系统导出学生基本信息表，按 F4 选这个文件，就逐人核对：本校有、系统无，系统有、本校无，班级、状态、姓名写法不同。只核对，不改动任何内容。",
    unread: |faults| format!("导出表里有 {faults} 处读不出"),
    unread_label: "读不出",
    open: "查看",
    not_here: "本校名册里没有这个人",
    nothing: "没有可打印的，先按 F4 选导出表",
};

fn what(what: Disagreement) -> &'static str {
    match what {
        Disagreement::OnlyHere => "本校有系统无",
        Disagreement::OnlyThere => "系统有本校无",
        Disagreement::Class => "班级不同",
        Disagreement::Status => "状态不同",
        Disagreement::Name => "姓名不同",
        Disagreement::NoClass => "系统缺班级",
        Disagreement::Twice => "系统重复",
    }
}

/// The change that holds, and one that is under way.
fn registered(line: &Differs) -> String {
    let waits = line.waits.map(|kind| format!("{}（办理中）", (DOMAIN.status)(kind)));
    let holds = line.change.map(|kind| (DOMAIN.status)(kind).to_owned());
    holds.into_iter().chain(waits).collect::<Vec<_>>().join("、")
}

/// What the export says; of a row that lacks its class or says somebody again, which row that is.
fn there(line: &Differs) -> String {
    let said = side(line.there.as_ref(), line);
    match (line.what, line.row, line.again) {
        (Disagreement::Twice, Some(row), Some(first)) => {
            format!("第 {row} 行同第 {first} 行 {said}").trim_end().to_owned()
        }
        (Disagreement::NoClass | Disagreement::Twice, Some(row), _) => {
            format!("第 {row} 行 {said}").trim_end().to_owned()
        }
        _ => said,
    }
}

/// What one side says, in the respect in which they differ: of standings each in its own words; of names that differ each
/// side its own, whatever else differs.
fn side(side: Option<&Side>, line: &Differs) -> String {
    let said = said(side, line);
    match (side, &line.here, &line.there) {
        (Some(side), Some(here), Some(there)) if here.name != there.name => {
            format!("{} {said}", side.name).trim_end().to_owned()
        }
        _ => said,
    }
}

fn said(side: Option<&Side>, line: &Differs) -> String {
    let Some(side) = side else { return "无此人".to_owned() };
    let class = side.class.map(|class| class.to_string()).unwrap_or_default();
    let enrolment = side.enrolment.map_or("", |enrolment| match enrolment {
        Enrolment::Here => "在读",
        Enrolment::Suspended => "休学",
        Enrolment::Deferred => "缓学",
        Enrolment::Gone => "不在籍",
        Enrolment::Coming => "待入学",
    });
    let gone = side.enrolment == Some(Enrolment::Gone);
    match line.what {
        Disagreement::Name => class,
        Disagreement::Status if !side.state.is_empty() => format!("“{}” {class}", side.state),
        Disagreement::Status if gone => format!("{} {class}", line.change.map_or(enrolment, DOMAIN.status)),
        Disagreement::Status if enrolment.is_empty() => format!("未写状态 {class}"),
        Disagreement::Status => format!("{enrolment} {class}"),
        _ => format!("{class} {enrolment}").trim().to_owned(),
    }
}

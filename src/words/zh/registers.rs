use crate::domain::register::{RegisterKind, Span};
use crate::words::registers::Registers;

pub const REGISTERS: Registers = Registers {
    title: "登记表、台账",
    register: "登记表、台账一本",
    name,
    comes_of: |kind| match kind {
        RegisterKind::Absence => "每天点名、联系、家访",
        RegisterKind::Illness => "病假、症状、追访、复课证明",
        RegisterKind::SuspectedDropout => "个案中“列入疑似辍学台账”",
        RegisterKind::Dropout => "个案中“列入辍学台账”",
        RegisterKind::PersuadedBack => "报到校领导以后又返校的学生",
        RegisterKind::Papers => "出具的各种文书及签收",
        RegisterKind::Pupils => "名册和学籍异动：末日在册的学生",
        RegisterKind::StatusChanges => "学籍异动，申请中的也在内",
        RegisterKind::Transfers => "学籍异动中的转入、转出",
        RegisterKind::KeyGroups => "花名册、重点群体登记和名单、个案、排查",
        RegisterKind::Aid => "资助登记，重点群体和住校情况",
        RegisterKind::Entrants => "新生名单、通知书送达、报到和追踪",
    },
    headings: ["名称", "内容来自（不用手填）"],
    kinds_headings: ["代码", "名称", "内容来自"],
    open: "打开",
    write: "导出",
    earlier: "往前",
    later: "往后",
    span: |span| match (span.is_month(), span) {
        (true, Span { from, .. }) => from.format("%Y年%-m月").to_string(),
        (false, Span { from, to }) => format!("{from} 至 {to}"),
    },
    lines: |count| format!("共 {count} 条"),
    empty: "这个范围和时段内没有记录。",
    how_to: |comes_of| format!("这张表不用手填，内容来自：{comes_of}。按左右键换月份或学期，按 g 换班级、年级、全校。"),
    file: |kind, scope, to| match scope {
        Some(scope) => format!("{}-{scope}-{to}", name(kind)),
        None => format!("{}-{to}", name(kind)),
    },
};

fn name(kind: RegisterKind) -> &'static str {
    match kind {
        RegisterKind::Absence => "缺勤追踪登记表",
        RegisterKind::Illness => "因病缺勤登记追查表",
        RegisterKind::SuspectedDropout => "疑似辍学学生台账",
        RegisterKind::Dropout => "辍学学生台账",
        RegisterKind::PersuadedBack => "劝返复学台账",
        RegisterKind::Papers => "文书登记簿",
        RegisterKind::Pupils => "学生名册",
        RegisterKind::StatusChanges => "学籍异动台账",
        RegisterKind::Transfers => "转学台账",
        RegisterKind::KeyGroups => "重点群体学生台账",
        RegisterKind::Aid => "学生资助台账",
        RegisterKind::Entrants => "适龄儿童台账",
    }
}

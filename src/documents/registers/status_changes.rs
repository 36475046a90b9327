//! The ledger of changes of status (学籍异动台账): by kind, then by the day on which each takes effect; those that were
//! applied for stand with what they lack.

use super::{Cell, Form, Heading, Line, joined, terms};
use crate::documents::dates;
use crate::domain::register::{Register, RegisterKind};
use crate::domain::school::School;
use crate::domain::status::{Lack, Stands, Status, StatusKind, StatusRecord};
use chrono::NaiveDate;

pub const FORM: Form = Form {
    kind: RegisterKind::StatusChanges,
    name: "学籍异动台账",
    columns: &[
        Heading::new("no", "序号", 80),
        Heading::new("kind", "异动类别", 155),
        Heading::new("takes_effect", "生效日期", 215),
        Heading::new("name", "姓名", 130),
        Heading::new("student_no_end", "学籍号后四位", 150),
        Heading::new("class", "班级", 175),
        Heading::new("to", "去向、来处", 330),
        Heading::new("until", "到期", 215),
        Heading::new("ground", "事由", 260),
        Heading::new("applied_on", "申请日期", 215),
        Heading::new("papers", "已有材料", 340),
        Heading::new("approvals", "审批", 285),
        Heading::new("state", "状态", 220),
    ],
    lines,
    nothing: "本期没有学籍异动。",
    note: "",
    total: None,
    signers: &["学籍管理员", "审核人", "校长（公章）"],
};

fn lines(school: &School, register: Register, as_of: NaiveDate) -> Vec<Line> {
    let changes = school.statuses_in(register.scope, register.span);
    changes.iter().map(|status| line(school, status, as_of)).collect()
}

fn line(school: &School, status: &Status, as_of: NaiveDate) -> Line {
    let record = &status.record;
    let pupil = school.pupil(record.pupil).map(|pupil| &pupil.record);
    let class = school.class_of_status(record);
    let papers = record.papers.keys().map(|proof| terms::proof(*proof));
    let cells = vec![
        Cell::Nth,
        terms::status(record.kind).into(),
        Cell::Date(record.takes_effect()),
        pupil.map(|pupil| &pupil.name).into(),
        pupil.map(terms::student_no_end).into(),
        class.map(|class| class.to_string()).into(),
        to(record),
        record.until.map_or(Cell::Blank, Cell::Date),
        (&record.ground).into(),
        Cell::Date(record.applied_on),
        joined(papers),
        approvals(record),
        state(record, as_of),
    ];
    Line { pupil: record.pupil, cells }
}

/// The other school, or the class from then on.
fn to(record: &StatusRecord) -> Cell {
    match record.class.filter(|_| record.kind.needs_class() && record.kind != StatusKind::TransferIn) {
        Some(class) => class.to_string().into(),
        None => (&record.counterpart).into(),
    }
}

/// `区教育局2025年9月8日`
pub(super) fn approvals(record: &StatusRecord) -> Cell {
    joined(record.approvals.iter().map(|approval| format!("{}{}", approval.by, dates::full(approval.on))))
}

/// In effect, or what is lacking.
pub(super) fn state(record: &StatusRecord, as_of: NaiveDate) -> Cell {
    let lack = |lack: Lack| match lack {
        Lack::Paper(proof) => terms::proof(proof),
        Lack::Approval => "审批",
        Lack::Counterpart => "对方学校",
    };
    match record.stands(as_of) {
        Stands::InEffect => "已生效".into(),
        Stands::Ahead => "待生效".into(),
        Stands::AppliedFor => {
            let lacks: Vec<&str> = record.lacks().into_iter().map(lack).collect();
            format!("申请中，缺{}", lacks.join("、")).into()
        }
    }
}

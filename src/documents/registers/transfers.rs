//! The ledger of transfers (转学台账): who came from which school and who went to which, with the reach of each transfer.

use super::status_changes::{approvals, state};
use super::{Cell, Form, Heading, Line, terms};
use crate::domain::register::{Register, RegisterKind};
use crate::domain::school::School;
use crate::domain::status::{Status, StatusKind};
use chrono::NaiveDate;

pub const FORM: Form = Form {
    kind: RegisterKind::Transfers,
    name: "转学台账",
    columns: &[
        Heading::new("no", "序号", 110),
        Heading::new("direction", "转出、转入", 140),
        Heading::new("takes_effect", "生效日期", 195),
        Heading::new("name", "姓名", 160),
        Heading::new("sex", "性别", 110),
        Heading::new("student_no_end", "学籍号后四位", 150),
        Heading::new("class", "班级", 150),
        Heading::new("counterpart", "对方学校", 310),
        Heading::new("reach", "范围", 115),
        Heading::new("ground", "事由", 200),
        Heading::new("approvals", "审批", 320),
        Heading::new("state", "状态", 290),
    ],
    lines,
    nothing: "本期没有转学。",
    note: "",
    total: None,
    signers: &["学籍管理员", "审核人", "校长（公章）"],
};

fn lines(school: &School, register: Register, as_of: NaiveDate) -> Vec<Line> {
    let changes = school.statuses_in(register.scope, register.span);
    let transfers = changes.into_iter().filter(|status| status.record.kind.is_transfer());
    transfers.map(|status| line(school, status, as_of)).collect()
}

fn line(school: &School, status: &Status, as_of: NaiveDate) -> Line {
    let record = &status.record;
    let pupil = school.pupil(record.pupil).map(|pupil| &pupil.record);
    let direction = if record.kind == StatusKind::TransferOut { "转出" } else { "转入" };
    let cells = vec![
        Cell::Nth,
        direction.into(),
        Cell::Date(record.takes_effect()),
        pupil.map(|pupil| &pupil.name).into(),
        pupil.map(terms::sex).into(),
        pupil.map(terms::student_no_end).into(),
        school.class_of_status(record).map(|class| class.to_string()).into(),
        (&record.counterpart).into(),
        record.reach.map(terms::reach).into(),
        (&record.ground).into(),
        approvals(record),
        state(record, as_of),
    ];
    Line { pupil: record.pupil, cells }
}

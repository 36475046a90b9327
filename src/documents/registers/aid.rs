//! The register of aid (资助台账): of the term in which the span ends, who got which aid, and who should get it and does not.

use super::{Cell, Form, Heading, Line, joined, terms};
use crate::domain::aid::{AidKind, AidLine, Yuan};
use crate::domain::register::{Register, RegisterKind};
use crate::domain::school::School;
use chrono::NaiveDate;

pub const FORM: Form = Form {
    kind: RegisterKind::Aid,
    name: "学生资助台账",
    columns: &[
        Heading::new("no", "序号", 80),
        Heading::new("kind", "资助项目", 250),
        Heading::new("class", "班级", 175),
        Heading::new("name", "姓名", 150),
        Heading::new("sex", "性别", 100),
        Heading::new("student_no_end", "学籍号后四位", 150),
        Heading::new("grounds", "应助依据", 360),
        Heading::new("state", "情况", 160),
        Heading::new("from", "起", 215),
        Heading::new("until", "止", 215),
        Heading::new("amount", "金额（元）", 220),
        Heading::new("paper", "审批文件", 400),
        Heading::new("signs", "监护人签字", 270),
    ],
    lines,
    nothing: "本期没有应助、已助学生。",
    note: "应助由重点群体和住校情况按规则得出。本台账只供资助工作使用，不张贴、不外传。",
    total: Some(total),
    signers: &["填表人", "审核人", "校长（公章）"],
};

/// By kind, class, seat and name; each aid that was given is a line, and so is one that was not.
fn lines(school: &School, register: Register, as_of: NaiveDate) -> Vec<Line> {
    let on = register.span.to.min(as_of);
    let Some(term) = school.calendar.term_of(on) else { return Vec::new() };
    let kinds = school.aid_kinds();
    school.aid_lines(term, on, register.scope).iter().flat_map(|line| of_line(line, &kinds)).collect()
}

fn of_line(line: &AidLine<'_>, kinds: &[AidKind]) -> Vec<Line> {
    let record = &line.pupil.record;
    let kind = kinds.iter().find(|kind| kind.id == line.kind).map(|kind| &kind.record.name);
    let begun = || {
        vec![
            Cell::Nth,
            kind.into(),
            line.class.to_string().into(),
            (&record.name).into(),
            terms::sex(record).into(),
            terms::student_no_end(record).into(),
            joined(line.grounds.iter().map(|group| terms::group(*group))),
        ]
    };
    let with = |rest: [Cell; 6]| Line { pupil: line.pupil.id, cells: begun().into_iter().chain(rest).collect() };
    if line.is_left_out() {
        return vec![with([LEFT_OUT.into(), Cell::Blank, Cell::Blank, Cell::Blank, Cell::Blank, Cell::Blank])];
    }
    let given = line.given.iter().map(|aid| {
        let given = &aid.record;
        with([
            GIVEN.into(),
            Cell::Date(given.from),
            given.until.map_or(Cell::Blank, Cell::Date),
            given.amount.filter(|_| line.counts(aid)).map_or(Cell::Blank, Cell::Amount),
            (&given.paper).into(),
            Cell::Blank,
        ])
    });
    given.collect()
}

/// What stands in the column of the state.
const LEFT_OUT: &str = "应助未助";
const GIVEN: &str = "已助";

/// 合计: how many lines were given and how many were not, and all that was given.
fn total(lines: &[Line]) -> Vec<Cell> {
    let cells = || lines.iter().flat_map(|line| &line.cells);
    let count = |state: &str| cells().filter(|cell| matches!(cell, Cell::Text(text) if text == state)).count();
    let amount = |cell: &Cell| match cell {
        Cell::Amount(amount) => Some(*amount),
        _ => None,
    };
    let amount: Yuan = cells().filter_map(amount).sum();
    let of_column = |heading: &Heading| match heading.key {
        "kind" => "合计".into(),
        "grounds" => format!("{GIVEN}{}项，{LEFT_OUT}{}项", count(GIVEN), count(LEFT_OUT)).into(),
        "amount" => Cell::Amount(amount),
        _ => Cell::Blank,
    };
    FORM.columns.iter().map(of_column).collect()
}

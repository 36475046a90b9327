//! The ledger of pupils persuaded back (劝返复学台账, form 3l): one line a return, with what the watch has shown so far.

use super::{Cell, Form, Heading, Line, joined, times};
use crate::documents::dates;
use crate::domain::ledger::Returned;
use crate::domain::register::{Register, RegisterKind};
use crate::domain::school::School;
use chrono::NaiveDate;

pub const FORM: Form = Form {
    kind: RegisterKind::PersuadedBack,
    name: "劝返复学台账",
    columns: &[
        Heading::new("no", "序号", 110),
        Heading::new("name", "姓名", 160),
        Heading::new("class", "班级", 240),
        Heading::new("entered_on", "列入疑似、辍学日期", 240),
        Heading::new("persuasions", "劝返次数", 120),
        Heading::new("returned_on", "返校日期", 200),
        Heading::new("returned_how", "返校方式（原班、随班、职教、送教）", 190),
        Heading::new("watch_until", "跟踪期截止", 200),
        Heading::new("watch", "跟踪情况", 240),
        Heading::new("again", "是否反复", 200),
        Heading::new("helper", "帮扶人", 150),
        Heading::new("remarks", "备注", 205),
    ],
    lines,
    nothing: "本期没有劝返复学的学生。",
    note: "",
    total: None,
    signers: &["填表人", "审核人", "校长（公章）"],
};

fn lines(school: &School, register: Register, as_of: NaiveDate) -> Vec<Line> {
    school.returns(register.scope, register.span, as_of).iter().map(|it| line(it, as_of)).collect()
}

fn line(returned: &Returned, as_of: NaiveDate) -> Line {
    let own_class = returned.class.is_some() && returned.class == returned.class_before;
    let talks =
        [("谈话", returned.talks), ("联系", returned.contacts), ("家访", returned.visits)].map(|(it, n)| times(it, n));
    let cells = vec![
        Cell::Nth,
        (&returned.pupil.record.name).into(),
        returned.class.map(|class| class.to_string()).into(),
        entered(returned),
        Cell::Number(returned.persuasions),
        Cell::Date(returned.returned),
        own_class.then_some("原班").into(),
        returned.watch_until.map_or(Cell::Blank, Cell::Date),
        joined(talks.into_iter().flatten()),
        again(returned, as_of),
        Cell::Blank,
        Cell::Blank,
    ];
    Line { pupil: returned.pupil.id, cells }
}

/// `疑似9月16日、辍学10月9日`
fn entered(returned: &Returned) -> Cell {
    let entries = [("疑似", returned.suspected), ("辍学", returned.dropout)];
    joined(entries.into_iter().filter_map(|(ledger, on)| Some(format!("{ledger}{}", dates::full(on?)))))
}

/// Whether the pupil stayed away again: while the watch runs, nobody knows.
fn again(returned: &Returned, as_of: NaiveDate) -> Cell {
    match (returned.again, returned.watch_until) {
        (Some(on), _) => Cell::On(on, "再次缺勤".to_owned()),
        (None, Some(until)) if until < as_of => "否".into(),
        (None, _) => Cell::Blank,
    }
}

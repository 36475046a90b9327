//! The ledger of dropouts (辍学学生台账, form 3l): the columns of the suspected ones and four more. The order to return is
//! the authority's and the help is promised elsewhere: those columns are for the pen.

use super::suspected_dropout::{COLUMNS, cells};
use super::{Cell, Form, Line};
use crate::domain::register::{Register, RegisterKind};
use crate::domain::school::School;
use crate::domain::step::Ledger;
use chrono::NaiveDate;

pub const FORM: Form = Form {
    kind: RegisterKind::Dropout,
    name: "辍学学生台账",
    columns: &COLUMNS,
    lines,
    nothing: "本期没有列入辍学台账的学生。",
    note: "",
    total: None,
    signers: &["填表人", "审核人", "校长（公章）"],
};

fn lines(school: &School, register: Register, as_of: NaiveDate) -> Vec<Line> {
    let entries = school.ledger(Ledger::Dropout, register.scope, register.span, as_of);
    let line = |entry: &crate::domain::ledger::Line| {
        let mut cells = cells(school, entry, as_of);
        cells.push(entry.dropout.map_or(Cell::Blank, Cell::Date));
        cells.resize(COLUMNS.len(), Cell::Blank);
        Line { pupil: entry.pupil.id, cells }
    };
    entries.iter().map(line).collect()
}

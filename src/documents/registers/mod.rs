//! The registers (登记表、台账; domain handbook 3a, 3b and 3l): one file each, which says its columns in the order of the
//! form and how a line is made of facts. What the school does not keep is an empty column, for the pen. To add a register
//! is to add its kind, its file and its line in `FORMS`.

mod absence;
mod aid;
mod dropout;
mod entrants;
mod illness;
mod key_groups;
mod papers;
mod persuaded_back;
mod pupils;
mod status_changes;
mod suspected_dropout;
pub(super) mod terms;
#[cfg(test)]
mod tests;
mod transfers;

use super::dates;
use super::render;
use crate::domain::aid::Yuan;
use crate::domain::flags::Scope;
use crate::domain::ids::{PupilId, StaffId};
use crate::domain::paper::{Block, Column, Fill, Paper, Sheet, Slot, Table, Text};
use crate::domain::register::{Register, RegisterKind, Span};
use crate::domain::school::School;
use crate::lines::WIDE;
use chrono::{NaiveDate, NaiveTime};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Every register, in the order of the kinds.
pub const FORMS: &[Form] = &[
    absence::FORM,
    illness::FORM,
    suspected_dropout::FORM,
    dropout::FORM,
    persuaded_back::FORM,
    papers::FORM,
    pupils::FORM,
    status_changes::FORM,
    transfers::FORM,
    key_groups::FORM,
    aid::FORM,
    entrants::FORM,
];

/// The cells of the row under the lines.
type Total = fn(&[Line]) -> Vec<Cell>;

/// How one register is made.
pub struct Form {
    pub kind: RegisterKind,
    /// As it stands over the page.
    pub name: &'static str,
    pub columns: &'static [Heading],
    lines: fn(&School, Register, NaiveDate) -> Vec<Line>,
    /// 合计: the row under the lines, where the form has one.
    total: Option<Total>,
    /// What is said where there is no line.
    nothing: &'static str,
    /// What a reader must know of how it is filled; empty where nothing.
    note: &'static str,
    signers: &'static [&'static str],
}

/// A column: its name for programs, its title on paper, and its share of the width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading {
    pub key: &'static str,
    pub title: &'static str,
    share: u16,
}

impl Heading {
    const fn new(key: &'static str, title: &'static str, share: u16) -> Heading {
        Heading { key, title, share }
    }
}

/// One line of a register: whom it is about, and a cell for every column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub pupil: PupilId,
    pub cells: Vec<Cell>,
}

/// What stands in a cell. Programs read dates and times as ISO writes them, people as papers do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Not known: for the pen.
    Blank,
    Text(String),
    /// The place of the line in the register.
    Nth,
    Number(usize),
    Amount(Yuan),
    Date(NaiveDate),
    /// A date whose year the span tells.
    Day(NaiveDate),
    Time(NaiveTime),
    /// A part of a day, or what was done on it.
    On(NaiveDate, String),
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        let text = text.trim();
        if text.is_empty() { Cell::Blank } else { Cell::Text(text.to_owned()) }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        text.to_owned().into()
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Cell {
        text.clone().into()
    }
}

/// None is blank.
impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(known: Option<T>) -> Cell {
        known.map_or(Cell::Blank, Into::into)
    }
}

impl Cell {
    /// As it is printed.
    fn printed(&self) -> String {
        match self {
            Cell::Blank => String::new(),
            Cell::Text(text) => text.clone(),
            // Put in when the lines stand in their order.
            Cell::Nth => String::new(),
            Cell::Number(number) => number.to_string(),
            Cell::Amount(amount) => amount.to_string(),
            Cell::Date(date) => dates::full(*date),
            Cell::Day(date) => dates::day(*date),
            Cell::Time(time) => time.format("%H:%M").to_string(),
            Cell::On(date, what) => format!("{} {what}", dates::day(*date)),
        }
    }
}

impl From<&Cell> for render::Cell {
    fn from(cell: &Cell) -> render::Cell {
        match cell {
            Cell::Number(number) => render::Cell::Number(*number as f64),
            Cell::Amount(amount) => render::Cell::Number(amount.as_f64()),
            Cell::Date(date) | Cell::Day(date) => render::Cell::Date(*date),
            Cell::Blank | Cell::Text(_) | Cell::Nth | Cell::Time(_) | Cell::On(..) => cell.printed().into(),
        }
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Blank | Cell::Nth => serializer.serialize_none(),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Number(number) => number.serialize(serializer),
            Cell::Amount(amount) => amount.serialize(serializer),
            Cell::Date(date) | Cell::Day(date) => date.serialize(serializer),
            Cell::Time(time) => serializer.collect_str(&time.format("%H:%M")),
            Cell::On(date, what) => serializer.collect_str(&format_args!("{date} {what}")),
        }
    }
}

/// The form of a kind.
pub fn form(kind: RegisterKind) -> &'static Form {
    // Every kind has one: a test holds it.
    FORMS.iter().find(|form| form.kind == kind).unwrap_or(&FORMS[0])
}

/// The lines of a register, numbered; they tell as of a date how things stand.
pub fn lines(school: &School, register: Register, as_of: NaiveDate) -> Vec<Line> {
    let mut lines = (form(register.kind).lines)(school, register, as_of);
    for (line, nth) in lines.iter_mut().zip(1..) {
        for cell in line.cells.iter_mut().filter(|cell| **cell == Cell::Nth) {
            *cell = Cell::Number(nth);
        }
    }
    lines
}

/// The cells of the lines, and of the row under them where the form has one and there is something to add up.
fn rows<'a>(form: &Form, lines: &'a [Line]) -> Vec<Cow<'a, [Cell]>> {
    let total = form.total.filter(|_| !lines.is_empty()).map(|total| Cow::Owned(total(lines)));
    lines.iter().map(|line| Cow::Borrowed(line.cells.as_slice())).chain(total).collect()
}

/// How many pupils the lines are about.
pub fn pupils(lines: &[Line]) -> usize {
    lines.iter().map(|line| line.pupil).collect::<BTreeSet<_>>().len()
}

/// A register as it is printed.
pub fn paper(school: &School, register: Register, as_of: NaiveDate) -> Paper {
    printed(school, register, &lines(school, register, as_of))
}

/// The lines of a register as they are printed.
pub fn printed(school: &School, register: Register, lines: &[Line]) -> Paper {
    let form = form(register.kind);
    let columns = form.columns.iter().map(|it| Column { title: it.title.into(), share: it.share }).collect();
    let row = |cells: Cow<'_, [Cell]>| cells.iter().map(|cell| Text::from(cell.printed())).collect();
    let rows = rows(form, lines).into_iter().map(row).collect();
    let mut blocks = vec![Block::Slots { lines: vec![head(school, register, lines.len())] }];
    if lines.is_empty() {
        blocks.push(Block::paragraph(form.nothing));
    } else if !form.note.is_empty() {
        blocks.push(Block::paragraph(form.note));
    }
    // Characters of a line to sign on, in the sheet's type.
    let (sheet, signature) = if form.columns.len() <= FEW_COLUMNS { (Sheet::Register, 4) } else { (Sheet::Ledger, 6) };
    let signers = form.signers.iter().chain(&["日期"]).map(|label| Slot::new(*label, Fill::Blank(signature))).collect();
    blocks.extend([Block::Table(Table { columns, rows }), Block::Gap, Block::Slots { lines: vec![signers] }]);
    Paper {
        sheet,
        heading: Text::default(),
        number: Text::default(),
        title: title(&school.name, form.name, register.span),
        addressee: Text::default(),
        blocks,
        foot: format!("{}　{}", school.name, form.name).into(),
    }
}

/// The lines of a register as a workbook: numbers and dates that can be counted on.
pub fn workbook(register: Register, lines: &[Line], made_on: NaiveDate) -> render::Workbook {
    let form = form(register.kind);
    let headings = form.columns.iter().map(|column| column.title.to_owned()).collect();
    let row = |cells: Cow<'_, [Cell]>| cells.iter().map(render::Cell::from).collect();
    let rows = rows(form, lines).into_iter().map(row).collect();
    render::Workbook { made_on, sheets: vec![render::Sheet { name: form.name.to_owned(), headings, rows }] }
}

/// Up to so many columns a register is set in the type of a letter.
const FEW_COLUMNS: usize = 12;
/// Characters of the title that stand on one line of a landscape sheet.
const TITLE_CHARACTERS: usize = 28;

/// `凤栖中学缺勤追踪登记表（2025年9月）`
fn title(school: &str, name: &str, span: Span) -> Vec<Text> {
    let (name, span) = (format!("{school}{name}"), format!("（{}）", named(span)));
    match WIDE(&name) + WIDE(&span) <= 2 * TITLE_CHARACTERS {
        true => vec![(name + &span).into()],
        false => vec![name.into(), span.into()],
    }
}

/// `2025年9月`, or `2025年9月1日至2026年1月30日`.
fn named(span: Span) -> String {
    let Span { from, to } = span;
    match span.is_month() {
        true => from.format("%Y年%-m月").to_string(),
        false if from == to => dates::full(from),
        false if from.format("%Y").to_string() == to.format("%Y").to_string() => {
            format!("{}至{}", dates::full(from), dates::day(to))
        }
        false => format!("{}至{}", dates::full(from), dates::full(to)),
    }
}

/// `年级：七年级　班级：七年级(3)班　班主任：王秀英　共5条`
fn head(school: &School, register: Register, lines: usize) -> Vec<Slot> {
    let written = |label: &str, text: String| Slot::new(label, Fill::Written(text.into()));
    let mut head = match register.scope {
        Scope::School => vec![written("范围", "全校".to_owned())],
        Scope::Grade(grade) => vec![written("年级", grade.to_string())],
        Scope::Class(class) => {
            let teacher = school.homeroom_teacher_on(class, register.span.to).map(|staff| staff.record.name.clone());
            let teacher = teacher.map_or(Fill::Blank(4), |name| Fill::Written(name.into()));
            vec![
                written("年级", class.grade.to_string()),
                written("班级", class.to_string()),
                Slot::new("班主任", teacher),
            ]
        }
    };
    head.push(written("", format!("共{lines}条")));
    head
}

/// What somebody on the staff is called; blank where the books do not know the person.
fn staff(school: &School, who: StaffId) -> Cell {
    school.staff(who).map(|staff| staff.record.name.as_str()).into()
}

/// Several things that were done or are so, in one cell.
fn joined(said: impl IntoIterator<Item = impl Into<String>>) -> Cell {
    said.into_iter().map(Into::into).collect::<Vec<String>>().join("、").into()
}

/// `家访2次`; nothing where it was done never.
fn times(what: &str, count: usize) -> Option<String> {
    (count > 0).then(|| format!("{what}{count}次"))
}

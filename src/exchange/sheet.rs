//! A sheet of any file: rows of cells, each row with the number a spreadsheet shows for it.

use crate::domain::plain::plain;
use chrono::NaiveDate;
use std::borrow::Cow;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// The sheet's name in its workbook; empty for a file that has only one.
    pub name: String,
    /// The rows that hold anything, in order.
    pub rows: Vec<Row>,
    /// Rows or events of the file that are none of this sheet's business: how many were left out.
    pub passed_over: usize,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// From 1, as a spreadsheet numbers it.
    pub number: u32,
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    #[default]
    Empty,
    Text(Box<str>),
    Number(f64),
    Date(NaiveDate),
    Bool(bool),
    /// A formula and the value that the spreadsheet last saw.
    Formula(Box<str>, Box<Cell>),
    /// `#N/A`, `#REF!` …
    Error(Box<str>),
}

/// A text that holds characters which steer a terminal or turn the direction of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ControlCharacter;

impl Row {
    pub fn cell(&self, at: usize) -> &Cell {
        const EMPTY: &Cell = &Cell::Empty;
        self.cells.get(at).unwrap_or(EMPTY)
    }

    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

impl Cell {
    pub fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// What the cell says, as a text: trimmed, lines joined, invisible marks left out.
    ///
    /// # Errors
    /// When the text holds control characters.
    pub fn text(&self) -> Result<Cow<'_, str>, ControlCharacter> {
        match self {
            Cell::Empty => Ok(Cow::Borrowed("")),
            Cell::Text(text) => clean(text),
            Cell::Number(number) => Ok(Cow::Owned(figure(*number))),
            Cell::Date(date) => Ok(Cow::Owned(date.to_string())),
            Cell::Bool(truth) => Ok(Cow::Borrowed(if *truth { "TRUE" } else { "FALSE" })),
            Cell::Formula(_, result) => result.text(),
            Cell::Error(error) => Ok(Cow::Borrowed(error)),
        }
    }

    /// The text whatever it holds, each control character shown as a replacement sign; of a formula its source.
    pub fn harmless(&self) -> String {
        let text = match self {
            Cell::Text(text) => text.trim().to_owned(),
            Cell::Formula(formula, _) => format!("={formula}"),
            other => other.text().map(Cow::into_owned).unwrap_or_default(),
        };
        text.chars().map(|c| if is_control(c) { '\u{fffd}' } else { c }).collect()
    }

    /// The text for a person's eyes: as much of it as a line has room for.
    pub fn shown(&self) -> String {
        self.harmless().chars().take(60).collect()
    }

    /// The text folded to plain characters, without control characters: for headings and for comparing.
    pub fn plain(&self) -> String {
        plain(&self.harmless()).trim().to_owned()
    }
}

/// An integral number without a point; a number too long to be exact as a spreadsheet shows it, `3.50212E+17`.
fn figure(number: f64) -> String {
    const EXACT: f64 = 1e15;
    if number.abs() < EXACT {
        return number.to_string();
    }
    match format!("{number:.5E}").split_once('E') {
        Some((digits, power)) if !power.starts_with('-') => format!("{digits}E+{power}"),
        _ => number.to_string(),
    }
}

fn clean(text: &str) -> Result<Cow<'_, str>, ControlCharacter> {
    let trimmed = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
    if trimmed.chars().all(|c| !is_control(c) && !is_invisible(c) && !matches!(c, '\n' | '\r' | '\t')) {
        return Ok(Cow::Borrowed(trimmed));
    }
    let lines = trimmed.split(['\n', '\r', '\t']).map(str::trim).filter(|line| !line.is_empty());
    let joined: Vec<&str> = lines.collect();
    let text: String = joined.join(" ").chars().filter(|c| !is_invisible(*c)).collect();
    if text.chars().any(is_control) { Err(ControlCharacter) } else { Ok(Cow::Owned(text)) }
}

/// Marks that take no room and mean nothing here.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{00ad}')
}

/// Characters that steer a terminal (C0, C1, DEL), or turn or part the line (bidirectional marks, separators); line
/// breaks and tabs inside a cell are not among them.
fn is_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_as_text() {
        let text = |text: &str| Cell::Text(text.into());
        assert_eq!(text(" 王小明\u{3000}").text(), Ok("王小明".into()));
        assert_eq!(text("\u{feff}甲\n 乙\t丙").text(), Ok("甲 乙 丙".into()));
        assert_eq!(text("李\u{1b}[31m强").text(), Err(ControlCharacter));
        assert_eq!(text("同安区\u{202e}8号").text(), Err(ControlCharacter));
        assert_eq!(Cell::Number(14227110053.0).text(), Ok("14227110053".into()));
        assert_eq!(Cell::Number(7.3).text(), Ok("7.3".into()));
        assert_eq!(Cell::Number(350212201305150024.0).text(), Ok("3.50212E+17".into()));
        assert_eq!(text("李\u{1b}[31m强").shown(), "李\u{fffd}[31m强");
    }
}

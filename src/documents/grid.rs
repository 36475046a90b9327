//! A table in two readings: as it is printed, and as a workbook counts with it.

use super::dates;
use super::render::{Cell, Sheet, Workbook};
use crate::domain::paper::{Block, Column, Table, Text};
use chrono::NaiveDate;

pub struct Grid {
    /// Of its sheet in the workbook.
    pub name: &'static str,
    /// Titles, and the shares of the width.
    pub columns: Vec<(&'static str, u16)>,
    /// As many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Grid {
    pub fn table(&self) -> Block {
        let columns = self.columns.iter().map(|(title, share)| Column { title: (*title).into(), share: *share });
        let rows = self.rows.iter().map(|row| row.iter().map(|cell| Text::from(printed(cell))).collect());
        Block::Table(Table { columns: columns.collect(), rows: rows.collect() })
    }

    pub fn sheet(self) -> Sheet {
        let headings = self.columns.iter().map(|(title, _)| (*title).to_owned()).collect();
        Sheet { name: self.name.to_owned(), headings, rows: self.rows }
    }

    /// A workbook of this table alone.
    pub fn workbook(self, made_on: NaiveDate) -> Workbook {
        Workbook { made_on, sheets: vec![self.sheet()] }
    }
}

/// A cell as it is printed.
pub fn printed(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Link(text) => text.clone(),
        Cell::Number(number) => format!("{number:.0}"),
        Cell::Percent(share) => format!("{:.2}%", share * 100.0),
        Cell::Date(date) => dates::full(*date),
    }
}

/// A number that was counted.
pub fn count(number: usize) -> Cell {
    Cell::Number(number as f64)
}

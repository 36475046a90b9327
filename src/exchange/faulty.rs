//! The rows that were kept out, written to a file in which they can be mended.
//!
//! A CSV in UTF-8 with a mark, as spreadsheets want it: the rows above the table and its headings as they were, and
//! before them two columns, the number of the row and what is wrong with it. The file can be imported again as it is:
//! the two columns are known, and tell an import of attendance to lay the rows over the rolls instead of taking them
//! for the whole.

use super::headings::{REASON_HEADING, ROW_HEADING};
use super::plan::{Fault, Plan};
use super::sheet::{Cell, Row, Sheet};
use std::collections::BTreeMap;

/// Writes the faulty rows of a plan; `reason` says in a sentence where and what is wrong.
/// None when no row is at fault.
pub fn write(sheets: &[Sheet], plan: &Plan, reason: impl Fn(&Fault) -> String) -> Option<Vec<u8>> {
    let mut by_row: BTreeMap<(usize, u32), Vec<String>> = BTreeMap::new();
    for fault in &plan.faults {
        by_row.entry((fault.sheet, fault.row)).or_default().push(reason(fault));
    }
    if by_row.is_empty() {
        return None;
    }
    let mut text = String::from("\u{feff}");
    for table in &plan.tables {
        let Some(sheet) = sheets.get(table.sheet) else { continue };
        let faults: Vec<_> = by_row.range((table.sheet, 0)..=(table.sheet, u32::MAX)).collect();
        if faults.is_empty() {
            continue;
        }
        for row in sheet.rows.iter().take_while(|row| row.number <= table.heading_row) {
            let is_headings = row.number == table.heading_row;
            let own = if is_headings { [ROW_HEADING, REASON_HEADING] } else { ["", ""] };
            line(&mut text, own.map(str::to_owned), row);
        }
        for ((_, number), said) in faults {
            let row = sheet.rows.binary_search_by_key(number, |row| row.number).ok();
            if let Some(row) = row.map(|at| &sheet.rows[at]).filter(|row| row.number > table.heading_row) {
                line(&mut text, [number.to_string(), said.join("；")], row);
            }
        }
    }
    Some(text.into_bytes())
}

fn line(text: &mut String, own: [String; 2], row: &Row) {
    let cells = row.cells.iter().map(Cell::harmless);
    let quoted: Vec<String> = own.into_iter().chain(cells).map(|cell| quoted(&kept_from_running(cell))).collect();
    text.push_str(&quoted.join(","));
    text.push_str("\r\n");
}

/// A text that a spreadsheet would run as a formula is kept from it by an apostrophe in front.
fn kept_from_running(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

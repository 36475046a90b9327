//! Workbooks: XLSX, XLS, ODS.

use super::error::ExchangeError;
use super::sheet::{Cell, Row, Sheet};
use calamine::{Data, DataRef, Ods, Reader, Xls, Xlsx, XlsxError};
use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;

/// Columns beyond are not read: no school's sheet is so wide, and a stray cell there must not fill the memory.
const MOST_COLUMNS: u32 = 1_000;
/// Cells that are read of one workbook.
const MOST_CELLS: usize = 40_000_000;

/// An XLSX, or an ODS.
///
/// # Errors
/// When it is neither, is broken, or is protected by a password.
pub fn zipped(bytes: &[u8]) -> Result<Vec<Sheet>, ExchangeError> {
    let is_ods = bytes.windows(OPEN_DOCUMENT.len()).take(1_000).any(|window| window == OPEN_DOCUMENT);
    if is_ods { open_document(bytes) } else { office_open(bytes) }
}

/// What an ODS says of itself near its beginning.
const OPEN_DOCUMENT: &[u8] = b"opendocument.spreadsheet";

fn office_open(bytes: &[u8]) -> Result<Vec<Sheet>, ExchangeError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => ExchangeError::Encrypted,
        XlsxError::Zip(_) | XlsxError::FileNotFound(_) => ExchangeError::NotAWorkbook,
        other => broken(other),
    })?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
        let mut count = 0;
        // A sheet of charts has no cells to read.
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else { continue };
        while let Some(read) = reader.next_cell_with_formula().map_err(broken)? {
            let (row, column) = read.pos;
            let cell = with_formula(of_ref(read.value), read.formula);
            if column >= MOST_COLUMNS || cell.is_blank() {
                continue;
            }
            count += 1;
            if count > MOST_CELLS {
                return Err(ExchangeError::TooLarge { bytes: count, most: MOST_CELLS });
            }
            place(rows.entry(row + 1).or_default(), column as usize, cell);
        }
        sheets.push(sheet(name, rows));
    }
    Ok(sheets)
}

fn open_document(bytes: &[u8]) -> Result<Vec<Sheet>, ExchangeError> {
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::OdsError::Password => ExchangeError::Encrypted,
        other => broken(other),
    })?;
    dense(&mut book)
}

/// An XLS. A newer workbook under a password is wrapped in the same container.
///
/// # Errors
/// When it is broken or protected by a password.
pub fn compound(bytes: &[u8]) -> Result<Vec<Sheet>, ExchangeError> {
    let wrapped: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(wrapped.len()).any(|window| window == wrapped) {
        return Err(ExchangeError::Encrypted);
    }
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsError::Password => ExchangeError::Encrypted,
        other => broken(other),
    })?;
    dense(&mut book)
}

fn dense<'a, R>(book: &mut R) -> Result<Vec<Sheet>, ExchangeError>
where
    R: Reader<Cursor<&'a [u8]>>,
    R::Error: std::fmt::Display,
{
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(broken)?;
        let formulas = book.worksheet_formula(&name).unwrap_or_default();
        let start = formulas.start().unwrap_or_default();
        let mut by_place: HashMap<(u32, u32), String> = formulas
            .used_cells()
            .map(|(row, column, formula)| ((row as u32 + start.0, column as u32 + start.1), formula.clone()))
            .collect();
        let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
        let first = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let (row, column) = (row as u32 + first.0, column as u32 + first.1);
            let cell = with_formula(of_data(data), by_place.remove(&(row, column)));
            if column < MOST_COLUMNS && !cell.is_blank() {
                place(rows.entry(row + 1).or_default(), column as usize, cell);
            }
        }
        for ((row, column), formula) in by_place {
            if column < MOST_COLUMNS {
                let cell = with_formula(Cell::Empty, Some(formula));
                place(rows.entry(row + 1).or_default(), column as usize, cell);
            }
        }
        sheets.push(sheet(name, rows));
    }
    Ok(sheets)
}

fn sheet(name: String, rows: BTreeMap<u32, Vec<Cell>>) -> Sheet {
    let rows = rows.into_iter().map(|(number, cells)| Row { number, cells }).collect();
    Sheet { name: Cell::Text(name.into()).shown(), rows, passed_over: 0 }
}

fn place(row: &mut Vec<Cell>, column: usize, cell: Cell) {
    if row.len() <= column {
        row.resize(column + 1, Cell::Empty);
    }
    row[column] = cell;
}

fn with_formula(value: Cell, formula: Option<String>) -> Cell {
    match formula {
        Some(formula) if !formula.is_empty() => Cell::Formula(formula.into(), Box::new(value)),
        _ => value,
    }
}

fn of_ref(data: DataRef<'_>) -> Cell {
    match data {
        DataRef::SharedString(text) => Cell::Text(text.into()),
        other => of_data(&Data::from(other)),
    }
}

fn of_data(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::String(text) if text.is_empty() => Cell::Empty,
        Data::String(text) | Data::DurationIso(text) => Cell::Text(text.as_str().into()),
        Data::DateTimeIso(text) => {
            let day = text.get(..10).and_then(|day| day.parse().ok());
            day.map_or_else(|| Cell::Text(text.as_str().into()), Cell::Date)
        }
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(truth) => Cell::Bool(*truth),
        Data::DateTime(date) => {
            let day = date.as_datetime().filter(|_| date.is_datetime()).map(|moment| moment.date());
            day.map_or(Cell::Number(date.as_f64()), Cell::Date)
        }
        Data::Error(error) => Cell::Error(error.to_string().into()),
    }
}

fn broken(error: impl std::fmt::Display) -> ExchangeError {
    ExchangeError::BrokenWorkbook(error.to_string())
}

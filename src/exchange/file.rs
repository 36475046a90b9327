//! Any file becomes sheets. What a file is, its first bytes say; its name is asked only where they leave it open.

use super::error::ExchangeError;
use super::sheet::Sheet;
use super::{ics, text, workbook};

/// The largest workbook that is read, in bytes: far above any school's, far below what would fill the memory.
const MOST_WORKBOOK: usize = 64 << 20;
/// The largest text that is read, in bytes: the attendance of a district's year has about 100 million.
const MOST_TEXT: usize = 512 << 20;

/// What the first bytes of a file say it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// XLSX or ODS
    Zip,
    /// XLS, or a workbook under a password
    Compound,
    Text,
}

/// Reads a file: CSV (comma, tab or semicolon; UTF-8, UTF-16, GB18030), XLSX, XLS, ODS, or an iCalendar. The name is
/// the file's own, for its ending.
///
/// # Errors
/// When the file is empty, too large, broken, protected, or none of these.
pub fn read(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, ExchangeError> {
    let kind = kind(bytes);
    let most = if kind == Kind::Text { MOST_TEXT } else { MOST_WORKBOOK };
    if bytes.len() > most {
        return Err(ExchangeError::TooLarge { bytes: bytes.len(), most });
    }
    let sheets = match kind {
        Kind::Zip => workbook::zipped(bytes)?,
        Kind::Compound => workbook::compound(bytes)?,
        Kind::Text => text_file(name, bytes)?,
    };
    if sheets.iter().all(|sheet| sheet.rows.is_empty() && sheet.passed_over == 0) {
        return Err(ExchangeError::Empty);
    }
    Ok(sheets)
}

fn kind(bytes: &[u8]) -> Kind {
    match bytes {
        [b'P', b'K', 3, 4, ..] => Kind::Zip,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Kind::Compound,
        _ => Kind::Text,
    }
}

fn text_file(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, ExchangeError> {
    if bytes.is_empty() {
        return Err(ExchangeError::Empty);
    }
    let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    if ["xlsx", "xlsm", "ods", "et"].contains(&ending.as_str()) {
        return Err(ExchangeError::NotAWorkbook);
    }
    let text = text::decode(bytes)?;
    let start = text.trim_start();
    if start.is_empty() {
        return Err(ExchangeError::Empty);
    }
    if starts_with(start, "BEGIN:VCALENDAR") {
        return Ok(vec![ics::sheet(start)?]);
    }
    // Many systems call a web page .xls.
    if ["<html", "<!doctype", "<table", "<?xml", "<meta"].iter().any(|tag| starts_with(start, tag)) {
        return Err(ExchangeError::WebPage);
    }
    Ok(vec![text::table(&text)])
}

fn starts_with(text: &str, wanted: &str) -> bool {
    text.get(..wanted.len()).is_some_and(|start| start.eq_ignore_ascii_case(wanted))
}

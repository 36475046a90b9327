//! Text files: which characters the bytes mean, and which cells the characters make.

use super::error::ExchangeError;
use super::sheet::{Cell, Row, Sheet};
use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The text of a file in UTF-8 or UTF-16 (told by its mark) or, failing UTF-8, in GB18030.
///
/// # Errors
/// When the bytes are no text in any of these, or end within a character.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ExchangeError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes)
        && (encoding == UTF_16LE || encoding == UTF_16BE)
    {
        return strictly(encoding, &bytes[mark..]).map(Cow::Owned);
    }
    let (bytes, marked) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => (rest, true),
        None => (bytes, false),
    };
    if bytes.contains(&0) {
        return Err(ExchangeError::NotText);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(error)
            if error.error_len().is_none() && error.valid_up_to() > 0 && !is_ascii(bytes, error.valid_up_to()) =>
        {
            Err(ExchangeError::HalfCharacter)
        }
        Err(_) if marked => Err(ExchangeError::UnknownEncoding),
        Err(_) => strictly(GB18030, bytes).map(Cow::Owned),
    }
}

/// Whether all up to there is ASCII, so that the file may as well be in another encoding.
fn is_ascii(bytes: &[u8], to: usize) -> bool {
    bytes[..to].is_ascii()
}

fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, ExchangeError> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len());
    let mut text = String::with_capacity(room);
    let (result, _) = decoder.decode_to_string_without_replacement(bytes, &mut text, false);
    if matches!(result, DecoderResult::Malformed(..)) {
        return Err(ExchangeError::UnknownEncoding);
    }
    match decoder.decode_to_string_without_replacement(b"", &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(text),
        _ => Err(ExchangeError::HalfCharacter),
    }
}

/// The cells of a text whose columns are parted by comma, tab or semicolon.
pub fn table(text: &str) -> Sheet {
    let text = &one_line_break(text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = csv::StringRecord::new();
    let mut number = 0;
    let mut line = reader.position().line();
    while reader.read_record(&mut record).unwrap_or(false) {
        // The reader passes over blank lines, a spreadsheet numbers them; a line break inside quotes makes no row.
        let lines_inside: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        let lines = reader.position().line() - line;
        line = reader.position().line();
        let blank = lines.saturating_sub(lines_inside as u64 + 1);
        number += 1 + u32::try_from(blank).unwrap_or(u32::MAX / 2);
        let row = Row { number, cells: record.iter().map(cell).collect() };
        if !row.is_blank() {
            rows.push(row);
        }
    }
    Sheet { rows, ..Sheet::default() }
}

/// Every line ends with one `\n`, so that lines can be counted.
fn one_line_break(text: &str) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Cow::Borrowed(text) }
}

/// The sign that parts columns: the one that most of the first lines hold, and hold most often.
fn delimiter(text: &str) -> u8 {
    let strength = |sign: char| {
        let counts = text.lines().take(20).map(|line| line.matches(sign).count());
        (counts.clone().filter(|count| *count > 0).count(), counts.max())
    };
    let (comma, tab, semicolon) = (strength(','), strength('\t'), strength(';'));
    if comma >= tab && comma >= semicolon {
        b','
    } else if tab >= semicolon {
        b'\t'
    } else {
        b';'
    }
}

/// A cell that begins with `=` is a formula to a spreadsheet; `="0123"` is how some programs keep a number's digits, and
/// an apostrophe in front is how our own file of faulty rows keeps a formula from running.
fn cell(text: &str) -> Cell {
    let trimmed = text.trim();
    let unquoted = trimmed.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    let trimmed = unquoted.unwrap_or(trimmed);
    if trimmed.is_empty() {
        return Cell::Empty;
    }
    match trimmed.strip_prefix('=') {
        None => Cell::Text(unquoted.unwrap_or(text).into()),
        Some(formula) => match formula.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            Some(kept) if !kept.contains('"') => Cell::Text(kept.into()),
            _ => Cell::Formula(formula.into(), Box::new(Cell::Empty)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<(u32, usize)> {
        table(text).rows.iter().map(|row| (row.number, row.cells.len())).collect()
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
        assert_eq!(numbers("甲,乙\n1,2\n"), [(1, 2), (2, 2)]);
        assert_eq!(numbers("甲,乙\r\n\r\n\r\n1,2\r\n3,4"), [(1, 2), (4, 2), (5, 2)]);
        assert_eq!(numbers("\n甲,乙\n\"一\n二\",2\n,,\n3,4\n"), [(2, 2), (3, 2), (5, 2)]);
        assert_eq!(numbers("甲;乙\n1;2"), [(1, 2), (2, 2)]);
        assert_eq!(numbers("甲\t乙,丙\n1\t2"), [(1, 2), (2, 2)]);
    }

    #[test]
    fn encodings() {
        let text = "姓名,备注\n林𬭎,甲\n";
        let utf16 = |big: bool| {
            let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
            std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(bytes).collect::<Vec<u8>>()
        };
        let gb18030 = GB18030.encode(text).0.into_owned();
        let files: [Vec<u8>; 5] =
            [text.into(), format!("\u{feff}{text}").into(), gb18030.clone(), utf16(true), utf16(false)];
        for file in files {
            assert_eq!(decode(&file).unwrap(), text);
        }
        let cut = gb18030.len() - 2;
        assert_eq!(decode(&gb18030[..cut]), Err(ExchangeError::HalfCharacter));
        assert_eq!(decode(&text.as_bytes()[..text.len() - 2]), Err(ExchangeError::HalfCharacter));
        assert_eq!(decode(b"\xff\xff\xff"), Err(ExchangeError::UnknownEncoding));
        assert_eq!(decode(b"a\0b"), Err(ExchangeError::NotText));
    }

    #[test]
    fn formulas_are_told_from_kept_digits() {
        assert_eq!(cell("=1+1"), Cell::Formula("1+1".into(), Box::new(Cell::Empty)));
        assert_eq!(cell("=\"0123\""), Cell::Text("0123".into()));
        assert_eq!(cell("'=1+1"), cell("=1+1"));
        assert_eq!(cell("'+86 138"), cell("+86 138"));
        assert_eq!(cell("+86 138"), Cell::Text("+86 138".into()));
    }
}

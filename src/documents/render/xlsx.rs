//! Tables as a workbook that WPS and Excel open: headings that stay in sight, columns as wide as what stands in them,
//! numbers of persons as text. It prints on A4 across, one page wide.

use super::RenderError;
use crate::domain::paper::{Block, Paper};
use crate::lines::NARROW;
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline, Url, Workbook as Book,
    Worksheet, XlsxError,
};

/// Sheets on their way into one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// Stands in the file's properties: the same sheets made on the same day are the same file.
    pub made_on: NaiveDate,
    pub sheets: Vec<Sheet>,
}

/// One table: headings in the first row, so that it can be filtered and read back in.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    pub name: String,
    pub headings: Vec<String>,
    /// As many cells as there are headings.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Empty,
    /// Kept as text whatever it looks like: names, ID numbers, telephones.
    Text(String),
    Number(f64),
    /// A share of one, shown in percent with two places.
    Percent(f64),
    Date(NaiveDate),
    /// Leads to a file beside the workbook, by its way from there; the way is what is read.
    Link(String),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        text.to_owned().into()
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }
}

impl Workbook {
    /// The tables of a paper, a sheet each.
    ///
    /// # Errors
    /// `RenderError::NoTable` where the paper has none: a letter is no workbook.
    pub fn of(paper: &Paper, made_on: NaiveDate) -> Result<Workbook, RenderError> {
        let tables = paper.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let title = paper.title.concat();
        let sheets = tables.zip(1..).map(|(table, nth)| Sheet {
            name: if nth == 1 { title.clone() } else { nth.to_string() },
            headings: table.columns.iter().map(|column| column.title.to_string()).collect(),
            rows: table.rows.iter().map(|row| row.iter().map(|cell| cell.to_string().into()).collect()).collect(),
        });
        let sheets: Vec<Sheet> = sheets.collect();
        if sheets.is_empty() { Err(RenderError::NoTable) } else { Ok(Workbook { made_on, sheets }) }
    }
}

/// A typeface that every Chinese Windows has.
const FACE: &str = "宋体";
/// The number of the Chinese character set in a font's description.
const GB2312: u8 = 134;
const SIZE: f64 = 11.0;

/// A4.
const PAPER: u8 = 9;
/// Columns are no narrower and no wider, in cells.
const NARROWEST: usize = 6;
const WIDEST: usize = 48;

/// Characters that a sheet's name may have, and those that it may not.
const LONGEST_NAME: usize = 31;
const NOT_IN_NAMES: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

/// # Errors
/// `RenderError::Xlsx` where packing fails: more rows than a sheet has, or two sheets of one name.
pub fn xlsx(workbook: &Workbook) -> Result<Vec<u8>, RenderError> {
    packed(workbook).map_err(|error| RenderError::Xlsx(error.to_string()))
}

fn packed(workbook: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let on = workbook.made_on;
    let (year, month, day) = (u16::try_from(on.year()).unwrap_or(2000), on.month() as u8, on.day() as u8);
    let mut book = Book::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?));
    let looks = Looks::new();
    for sheet in &workbook.sheets {
        write(book.add_worksheet(), sheet, &looks)?;
    }
    book.save_to_buffer()
}

/// How cells look, by what stands in them.
struct Looks {
    heading: Format,
    text: Format,
    number: Format,
    percent: Format,
    date: Format,
    link: Format,
}

impl Looks {
    fn new() -> Looks {
        let cell = Format::new().set_font_name(FACE).set_font_charset(GB2312).set_font_size(SIZE);
        let cell = cell.set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        Looks {
            heading: cell
                .clone()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(0xE7_E6_E6)),
            text: cell.clone().set_num_format("@").set_text_wrap(),
            number: cell.clone(),
            percent: cell.clone().set_num_format("0.00%"),
            date: cell.clone().set_num_format("yyyy-mm-dd"),
            link: cell.set_font_color(Color::RGB(0x05_63_C1)).set_underline(FormatUnderline::Single).set_text_wrap(),
        }
    }
}

fn write(to: &mut Worksheet, sheet: &Sheet, looks: &Looks) -> Result<(), XlsxError> {
    to.set_name(name(&sheet.name))?;
    to.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0);
    to.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    for (column, heading) in (0..).zip(&sheet.headings) {
        to.write_string_with_format(0, column, heading, &looks.heading)?;
        let cells = sheet.rows.iter().filter_map(|row| row.get(usize::from(column)));
        let widest = cells.map(width).chain([NARROW(heading)]).max().unwrap_or(0);
        to.set_column_width(column, (widest + 2).clamp(NARROWEST, WIDEST) as f64)?;
    }
    for (line, row) in (1..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(row) {
            match cell {
                Cell::Empty => to.write_blank(line, column, &looks.text)?,
                Cell::Text(text) => to.write_string_with_format(line, column, text, &looks.text)?,
                Cell::Number(number) => to.write_number_with_format(line, column, *number, &looks.number)?,
                Cell::Percent(share) => to.write_number_with_format(line, column, *share, &looks.percent)?,
                Cell::Date(date) => {
                    let (year, month) = (u16::try_from(date.year()).unwrap_or(0), date.month() as u8);
                    let date = ExcelDateTime::from_ymd(year, month, date.day() as u8)?;
                    to.write_datetime_with_format(line, column, &date, &looks.date)?
                }
                Cell::Link(way) => {
                    let link = Url::new(format!("file:///{way}")).set_text(way);
                    to.write_url_with_format(line, column, link, &looks.link)?
                }
            };
        }
    }
    Ok(())
}

/// Cells that the text of a cell takes.
fn width(cell: &Cell) -> usize {
    match cell {
        Cell::Empty => 0,
        Cell::Text(text) | Cell::Link(text) => NARROW(text),
        Cell::Number(number) => number.to_string().len(),
        Cell::Percent(_) => "100.00%".len(),
        Cell::Date(_) => "2025-09-01".len(),
    }
}

/// The name as a sheet may bear it.
fn name(written: &str) -> String {
    let allowed = written.chars().map(|char| if NOT_IN_NAMES.contains(&char) { ' ' } else { char });
    allowed.take(LONGEST_NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xlsx};
    use std::io::{Cursor, Read};

    fn workbook() -> Workbook {
        let on = NaiveDate::from_ymd_opt(2025, 11, 21).unwrap();
        let rows = vec![
            vec!["林𬭎".into(), "350212201305159012".into(), Cell::Percent(0.9312), Cell::Number(3.0), Cell::Date(on)],
            vec!["=1+1".into(), "013900000001".into(), Cell::Empty, Cell::Number(0.5), Cell::Empty],
        ];
        let headings = ["姓名", "身份证件号", "出勤率", "天数", "日期"].map(str::to_owned).to_vec();
        let other = Sheet { name: "a/b".into(), headings: vec!["甲".into()], rows: Vec::new() };
        Workbook { made_on: on, sheets: vec![Sheet { name: "学生".into(), headings, rows }, other] }
    }

    fn part(bytes: &[u8], name: &str) -> String {
        let mut text = String::new();
        zip::ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn what_goes_in_is_read_back() {
        let bytes = xlsx(&workbook()).unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["学生", "a b"]);
        let sheet = book.worksheet_range("学生").unwrap();
        assert_eq!(sheet.get_size(), (3, 5));
        let text = |text: &str| Some(Data::String(text.into()));
        assert_eq!(sheet.get_value((0, 1)).cloned(), text("身份证件号"));
        assert_eq!(sheet.get_value((1, 0)).cloned(), text("林𬭎"));
        assert_eq!(sheet.get_value((1, 1)).cloned(), text("350212201305159012"));
        assert_eq!(sheet.get_value((2, 1)).cloned(), text("013900000001"));
        assert_eq!(sheet.get_value((2, 0)).cloned(), text("=1+1"));
        assert_eq!(sheet.get_value((1, 2)), Some(&Data::Float(0.9312)));
        let Some(Data::DateTime(date)) = sheet.get_value((1, 4)) else { panic!("{sheet:?}") };
        assert_eq!(date.as_datetime().unwrap().date(), workbook().made_on);
    }

    #[test]
    fn the_headings_stay_in_sight_and_the_face_is_chinese() {
        let bytes = xlsx(&workbook()).unwrap();
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(sheet.contains(r#"state="frozen""#) && sheet.contains(r#"orientation="landscape""#), "{sheet}");
        assert!(sheet.contains(r#"<col min="2" max="2" width="20."#), "{sheet}");
        let styles = part(&bytes, "xl/styles.xml");
        assert!(styles.contains("宋体") && styles.contains(r#"<charset val="134"/>"#), "{styles}");
    }

    #[test]
    fn the_same_sheets_make_the_same_file() {
        assert!(xlsx(&workbook()).unwrap() == xlsx(&workbook()).unwrap());
    }
}

//! Finding the row of headings under the title rows, and the columns by what their headings mean.

use super::plan::{Fault, FaultKind};
use super::sheet::{Cell, Row, Sheet};
use crate::domain::plain::plain_char;
use std::borrow::Cow;

/// Title rows are few; a table that begins deeper is none.
const DEEPEST: usize = 30;

/// The columns that the file of faulty rows has before those of the original: number of the row, and reason.
pub const ROW_HEADING: &str = "行号";
pub const REASON_HEADING: &str = "原因";

/// The columns of a sheet that are understood.
#[derive(Debug, Clone)]
pub struct Headings<F> {
    /// The place of the row of headings among the rows of the sheet.
    pub at: usize,
    columns: Vec<(F, usize)>,
    titles: Vec<String>,
    /// Headings that mean nothing here.
    pub unread: Vec<String>,
    /// Whether this is a file of faulty rows, mended.
    pub mended: bool,
}

/// Finds the first row whose headings are enough. `meaning` answers for one folded heading: the field, and how good a
/// name for it this is (0 the best): of two columns for one field the better named is taken.
pub fn find<F: Copy + PartialEq>(
    sheet: &Sheet,
    meaning: impl Fn(&str) -> Option<(F, u8)>,
    enough: impl Fn(&[F]) -> bool,
) -> Option<Headings<F>> {
    let rows = sheet.rows.iter().take(DEEPEST).enumerate();
    rows.map(|(at, row)| read(at, row, &meaning)).find(|headings| {
        let fields: Vec<F> = headings.columns.iter().map(|(field, _)| *field).collect();
        enough(&fields)
    })
}

fn read<F: Copy + PartialEq>(at: usize, row: &Row, meaning: impl Fn(&str) -> Option<(F, u8)>) -> Headings<F> {
    let titles: Vec<String> = row.cells.iter().map(Cell::shown).collect();
    let mut found: Vec<(F, usize, u8)> = Vec::new();
    for (place, title) in titles.iter().enumerate() {
        let Some((field, rank)) = meaning(&with_brackets(title)).or_else(|| meaning(&without_brackets(title))) else {
            continue;
        };
        match found.iter_mut().find(|(known, _, _)| *known == field) {
            Some(known) if rank < known.2 => *known = (field, place, rank),
            Some(_) => {}
            None => found.push((field, place, rank)),
        }
    }
    let columns: Vec<(F, usize)> = found.into_iter().map(|(field, place, _)| (field, place)).collect();
    let own = |title: &String| *title == ROW_HEADING || *title == REASON_HEADING;
    let mended = titles.iter().filter(|title| own(title)).count() == 2;
    let is_read = |place: usize| columns.iter().any(|(_, read)| *read == place);
    let unread = titles.iter().enumerate().filter(|(place, title)| !is_read(*place) && !title.is_empty());
    let unread = unread.filter(|(_, title)| !(mended && own(title))).map(|(_, title)| title.clone()).collect();
    Headings { at, columns, titles, unread, mended }
}

/// The columns of one row of headings, for what they mean to somebody else.
pub fn at<F: Copy + PartialEq>(sheet: &Sheet, at: usize, meaning: impl Fn(&str) -> Option<(F, u8)>) -> Headings<F> {
    sheet.rows.get(at).map_or_else(
        || Headings { at, columns: Vec::new(), titles: Vec::new(), unread: Vec::new(), mended: false },
        |row| read(at, row, &meaning),
    )
}

impl<F: Copy + PartialEq> Headings<F> {
    pub fn place(&self, field: F) -> Option<usize> {
        self.columns.iter().find(|(known, _)| *known == field).map(|(_, place)| *place)
    }

    pub fn cell<'a>(&self, row: &'a Row, field: F) -> &'a Cell {
        self.place(field).map_or(&Cell::Empty, |place| row.cell(place))
    }

    pub fn title(&self, place: usize) -> String {
        self.titles.get(place).cloned().unwrap_or_default()
    }

    /// The rows below the headings, without those that repeat them, as a printed sheet does on every page.
    pub fn rows<'a>(&self, sheet: &'a Sheet) -> impl Iterator<Item = &'a Row> {
        let headings = sheet.rows.get(self.at);
        let below = sheet.rows.iter().skip(self.at + 1);
        below.filter(move |row| !row.is_blank() && headings.is_none_or(|headings| headings.cells != row.cells))
    }
}

/// Where faults of one table are gathered.
pub struct Faults<'a> {
    pub sheet: usize,
    pub sheet_name: &'a str,
    pub list: Vec<Fault>,
}

impl Faults<'_> {
    pub fn add(&mut self, row: u32, place: usize, column: String, kind: FaultKind, found: String) {
        let (sheet, sheet_name) = (self.sheet, self.sheet_name.to_owned());
        self.list.push(Fault { sheet, sheet_name, row, who: String::new(), place, column, kind, found });
    }

    /// A fault in the column of a field; where the file has no such column, in the first.
    pub fn in_field<F: Copy + PartialEq>(&mut self, headings: &Headings<F>, field: F, row: &Row, kind: FaultKind) {
        let place = headings.place(field).unwrap_or(0);
        self.add(row.number, place, headings.title(place), kind, found(row.cell(place)));
    }
}

impl Faults<'_> {
    /// The text of a field's cell; none when it is empty or at fault.
    pub fn words<'r, F: Copy + PartialEq>(
        &mut self,
        headings: &Headings<F>,
        field: F,
        row: &'r Row,
    ) -> Option<Cow<'r, str>> {
        let place = headings.place(field)?;
        match words(row.cell(place)) {
            Ok(text) if text.is_empty() => None,
            Ok(text) => Some(text),
            Err(kind) => {
                self.in_field(headings, field, row, kind);
                None
            }
        }
    }
}

/// The text of a cell.
///
/// # Errors
/// When it holds an error, a formula without its value, or control characters.
pub fn words(cell: &Cell) -> Result<Cow<'_, str>, FaultKind> {
    match cell {
        Cell::Error(_) => Err(FaultKind::ErrorCell),
        Cell::Formula(_, result) if matches!(**result, Cell::Error(_)) => Err(FaultKind::ErrorCell),
        Cell::Formula(_, result) if result.is_blank() => Err(FaultKind::Formula),
        cell => cell.text().map_err(|_| FaultKind::ControlCharacter),
    }
}

/// What a fault shows of its cell.
pub fn found(cell: &Cell) -> String {
    let shown = cell.shown();
    if is_identity(&shown) { masked(&shown) } else { shown }
}

/// Whether a text could be somebody's ID number or 学籍号, right or wrong.
fn is_identity(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() >= 12
}

/// All but the last four characters hidden.
fn masked(text: &str) -> String {
    let length = text.chars().count();
    let hidden = length.saturating_sub(4);
    text.chars().enumerate().map(|(at, c)| if at < hidden { '*' } else { c }).collect()
}

fn folded(title: &str) -> impl Iterator<Item = char> {
    let marks = |c: &char| !c.is_whitespace() && !matches!(c, '*' | '★' | '☆' | '※' | ':' | '.' | '、' | '_' | '-');
    title.chars().map(plain_char).filter(marks).map(|c| c.to_ascii_uppercase())
}

fn with_brackets(title: &str) -> String {
    folded(title).filter(|c| !matches!(c, '(' | ')' | '[' | ']' | '【' | '】' | '〔' | '〕')).collect()
}

/// Without notes in brackets: 身份证件号(必填).
fn without_brackets(title: &str) -> String {
    let mut depth = 0;
    let mut kept = String::new();
    for c in folded(title) {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth -= 1,
            c if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let cells = |row: &&[&str]| row.iter().map(|text| Cell::Text((*text).into())).collect();
        let rows = rows.iter().zip(1..).map(|(row, number)| Row { number, cells: cells(row) });
        Sheet { rows: rows.collect(), ..Sheet::default() }
    }

    fn meaning(title: &str) -> Option<(char, u8)> {
        match title {
            "姓名" | "学生姓名" => Some(('n', 0)),
            "家庭住址" => Some(('a', 1)),
            "现住址" => Some(('a', 0)),
            _ => None,
        }
    }

    #[test]
    fn headings_are_found_below_titles_and_understood_with_their_ornaments() {
        let sheet = sheet(&[
            &["某某学校学生名册"],
            &["★姓 名（必填）", "家庭住址", "校车线路", "现住址*"],
            &["王小明", "甲", "1", "乙"],
            &["★姓 名（必填）", "家庭住址", "校车线路", "现住址*"],
            &["李强", "丙", "2", "丁"],
        ]);
        let headings = find(&sheet, meaning, |fields| fields.contains(&'n')).unwrap();
        assert_eq!((headings.at, headings.place('n'), headings.place('a')), (1, Some(0), Some(3)));
        assert_eq!(headings.unread, ["家庭住址", "校车线路"]);
        assert_eq!(headings.rows(&sheet).map(|row| row.number).collect::<Vec<_>>(), [3, 5]);
    }
}

//! A paper as a Word document, with the measures of GB/T 9704-2012 and the typefaces named as Chinese offices have them.

use super::fit::{Pitch, all_fitted, fitted};
use super::{CUT, ENCLOSED, RenderError, enclosed};
use crate::domain::paper::{Apart, Block, Chart, Fill, Paper, Rank, Sheet, Slot, Table, Text};
use crate::lines::WIDE;
use docx_rs::{
    AlignmentType, BreakType, DocGrid, DocGridType, Docx, FieldCharType, Footer, HeightRule, InstrNUMPAGES, InstrPAGE,
    InstrText, LineSpacing, LineSpacingType, PageMargin, PageOrientationType, Paragraph, Run, RunFonts,
    SpecialIndentType, Tab, TabLeaderType, TabValueType, TableCell, TableCellMargins, TableLayoutType, TableRow,
    VAlignType, WidthType,
};
use std::io::Cursor;

/// Widths and heights in twips, a twentieth of a point: 567 are a centimetre.
const A4: (u32, u32) = (11_906, 16_838);
/// 版心: 156 × 225 mm.
const TYPE_AREA: (usize, usize) = (8_844, 12_756);
/// 22 lines fill the height, 28 characters the width.
const LINE: i32 = 579;
const CHARACTER: i32 = 316;
/// The 16 points of the body type stand a little closer, so that 28 characters fill the width. Said on every run and
/// not through the section's grid of characters, which Word, WPS and LibreOffice each read in their own way.
const CLOSER: i32 = -5;
/// From the sheet's edge to the page number: 7 mm below the type area.
const FOOT: i32 = 1_417;

/// Sizes in half points.
const BODY: usize = 32;
const TITLE: usize = 44;
const PAGE_NUMBER: usize = 28;
const FORM: usize = 18;
const CELL: usize = 21;

const TITLE_LINE: i32 = 720;
const CELL_LINE: i32 = 320;
/// Room for a hand in a row of a register: 8 mm.
const ROW: f32 = 454.0;

/// A form's grid: the width of a label, the height of a row (8 mm), its line and its type (12 points).
const LABEL: usize = 1_700;
const GRID_ROW: f32 = 454.0;
const GRID_PITCH: i32 = 340;
const GRID: usize = 24;
/// One character of a grid, with its share of the line.
const GRID_CHARACTER: usize = 250;
/// The measures that a sheet's type is set in.
#[derive(Clone, Copy)]
struct Type {
    body: usize,
    line: i32,
    title: usize,
    title_line: i32,
    cell: usize,
    cell_line: i32,
    row: f32,
    /// On the left and on the right of what stands in a cell.
    beside: usize,
    number: usize,
    /// Of the type area.
    width: usize,
}

impl Type {
    const LETTER: Type = Type {
        body: BODY,
        line: LINE,
        title: TITLE,
        title_line: TITLE_LINE,
        cell: CELL,
        cell_line: CELL_LINE,
        row: ROW,
        beside: 85,
        number: PAGE_NUMBER,
        width: TYPE_AREA.0,
    };
    /// Everything on one page: rows of 5 mm.
    const OVERVIEW: Type = Type {
        body: 21,
        line: 340,
        title: 32,
        title_line: 480,
        cell: 18,
        cell_line: 240,
        row: 284.0,
        beside: 60,
        number: 18,
        width: 10_206,
    };

    /// More than twenty columns side by side: rows of 7 mm.
    const LEDGER: Type = Type { cell: 15, cell_line: 190, row: 397.0, beside: 34, width: 15_704, ..Type::OVERVIEW };

    /// On a ledger's sheet a table of up to so many columns has room for larger type.
    const ROOMY_COLUMNS: usize = 14;

    /// As a table of so many columns is set.
    fn of_table(self, sheet_is_ledger: bool, columns: usize) -> Type {
        match sheet_is_ledger && columns <= Type::ROOMY_COLUMNS {
            true => Type { cell: 19, cell_line: 240, ..self },
            false => self,
        }
    }

    fn of(sheet: Sheet, pitch: Pitch) -> Type {
        match sheet {
            Sheet::Letter => Type { line: i32::try_from(pitch.line()).unwrap_or(LINE), ..Type::LETTER },
            Sheet::Register => Type { width: TYPE_AREA.1, ..Type::LETTER },
            Sheet::Ledger => Type::LEDGER,
            Sheet::Overview => Type::OVERVIEW,
        }
    }
}

/// The typefaces of an official letter. The names are those under which Word and WPS know them; what stands in for one
/// that a computer lacks is said in `word/fontTable.xml`.
#[derive(Clone, Copy)]
enum Face {
    FangSong,
    XiaoBiaoSong,
    Hei,
    Kai,
    Song,
}

impl Face {
    fn name(self) -> &'static str {
        match self {
            Face::FangSong => "仿宋_GB2312",
            Face::XiaoBiaoSong => "方正小标宋简体",
            Face::Hei => "黑体",
            Face::Kai => "楷体_GB2312",
            Face::Song => "宋体",
        }
    }

    fn run(self, half_points: usize) -> Run {
        let name = self.name();
        let fonts = RunFonts::new().ascii(name).hi_ansi(name).east_asia(name).hint("eastAsia");
        let run = Run::new().fonts(fonts).size(half_points);
        if half_points == BODY { run.character_spacing(CLOSER) } else { run }
    }

    fn text(self, half_points: usize, text: impl Into<String>) -> Run {
        self.run(half_points).add_text(text)
    }
}

/// # Errors
/// `RenderError::Docx` where packing fails, which no paper should bring about.
pub fn docx(paper: &Paper) -> Result<Vec<u8>, RenderError> {
    let (paper, pitch) = fitted(paper);
    let of = Type::of(paper.sheet, pitch);
    packed(content(&paper, of, sheet(&paper, of, true), false))
}

/// Papers of one form as one document, each beginning a page. Sheet and foot are those of the first; the foot bears no
/// page number, since Word would count through all of them.
///
/// # Errors
/// As for one paper; `RenderError::NothingToSet` where there is none.
pub fn docx_of_many(papers: &[Paper]) -> Result<Vec<u8>, RenderError> {
    let (papers, pitch) = all_fitted(papers);
    let first = papers.first().ok_or(RenderError::NothingToSet)?;
    let of = Type::of(first.sheet, pitch);
    let pages = papers.iter().enumerate();
    packed(pages.fold(sheet(first, of, false), |docx, (nth, paper)| content(paper, of, docx, nth > 0)))
}

fn packed(docx: Docx) -> Result<Vec<u8>, RenderError> {
    let mut parts = docx.build();
    parts.settings = include_bytes!("word/settings.xml").to_vec();
    parts.styles = include_bytes!("word/styles.xml").to_vec();
    parts.font_table = include_bytes!("word/fontTable.xml").to_vec();
    parts.document = repeat_heading_rows(parts.document);
    let mut file = Cursor::new(Vec::new());
    parts.pack(&mut file).map_err(|error| RenderError::Docx(error.to_string()))?;
    Ok(file.into_inner())
}

/// docx-rs has no word for a heading row that is repeated: it is the first row of each table, marked as one that is
/// not split. What people wrote cannot be taken for it, being escaped.
fn repeat_heading_rows(document: Vec<u8>) -> Vec<u8> {
    match String::from_utf8(document) {
        Ok(xml) => {
            let marked = |table: &str| table.replacen("<w:cantSplit />", "<w:cantSplit /><w:tblHeader />", 1);
            xml.split("<w:tbl>").map(marked).collect::<Vec<_>>().join("<w:tbl>").into_bytes()
        }
        Err(not_text) => not_text.into_bytes(),
    }
}

/// Page, margins, grid, and feet with the page number on the outer side.
fn sheet(paper: &Paper, of: Type, numbered: bool) -> Docx {
    let margin = PageMargin::new().header(851).footer(FOOT).gutter(0);
    let foot = |side| foot(paper, side, of, numbered);
    let docx = Docx::new().footer(foot(Side::Right)).even_footer(foot(Side::Left));
    let mut docx = match paper.sheet {
        Sheet::Letter => {
            docx.page_size(A4.0, A4.1).page_margin(margin.top(2_098).left(1_588).right(1_474).bottom(1_984))
        }
        // The upright sheet turned: what was bound on the left is bound at the top.
        Sheet::Register => docx
            .page_size(A4.1, A4.0)
            .page_orient(PageOrientationType::Landscape)
            .page_margin(margin.top(1_588).left(1_984).right(2_098).bottom(1_474).footer(800)),
        Sheet::Ledger => docx
            .page_size(A4.1, A4.0)
            .page_orient(PageOrientationType::Landscape)
            .page_margin(margin.top(737).left(567).right(567).bottom(850).header(400).footer(400)),
        Sheet::Overview => docx
            .page_size(A4.0, A4.1)
            .page_margin(margin.top(794).left(850).right(850).bottom(907).header(454).footer(454)),
    };
    docx.document = docx.document.doc_grid(
        DocGrid::new().grid_type(DocGridType::Lines).line_pitch(usize::try_from(of.line).unwrap_or_default()),
    );
    docx
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// `— 1 —` on its side, one character from the edge, and the form's name on the other.
fn foot(paper: &Paper, side: Side, of: Type, numbered: bool) -> Footer {
    // A run for each part of the field: what stands in the same run is set by some programs in another size.
    let run = || Face::Song.run(of.number);
    let number = [
        run().add_text("— "),
        run().add_field_char(FieldCharType::Begin, false),
        run().add_instr_text(InstrText::PAGE(InstrPAGE::new())),
        run().add_field_char(FieldCharType::Separate, false),
        run().add_text("1"),
        run().add_field_char(FieldCharType::End, false),
        run().add_text(" —"),
    ];
    let numbered_line = |line: Paragraph| number.iter().cloned().fold(line, Paragraph::add_run);
    let form = |line: Paragraph| {
        let line = line.add_run(Face::Song.text(FORM, paper.foot.as_str()));
        if numbered && is_form(paper.sheet) { of_pages().into_iter().fold(line, Paragraph::add_run) } else { line }
    };
    let tab = Face::Song.run(FORM).add_tab();
    let edge = Tab::new().val(TabValueType::Right).pos(of.width - CHARACTER as usize);
    let line = Paragraph::new().add_tab(edge).indent(Some(CHARACTER), None, Some(CHARACTER), None);
    let line = match side {
        _ if !numbered => form(line),
        Side::Right => numbered_line(form(line).add_run(tab)),
        Side::Left => form(numbered_line(line).add_run(tab)),
    };
    Footer::new().add_paragraph(line)
}

/// Whether a sheet is that of a form with lines, whose foot says how many pages it has.
fn is_form(sheet: Sheet) -> bool {
    matches!(sheet, Sheet::Register | Sheet::Ledger)
}

/// `　共3页`
fn of_pages() -> [Run; 5] {
    let run = || Face::Song.run(FORM);
    [
        run().add_text("　共"),
        run().add_field_char(FieldCharType::Begin, false),
        run().add_instr_text(InstrText::NUMPAGES(InstrNUMPAGES::new())),
        run().add_field_char(FieldCharType::End, false),
        run().add_text("页"),
    ]
}

/// Adds a paper, on a page of its own where it is not the first.
fn content(paper: &Paper, of: Type, mut docx: Docx, begins_page: bool) -> Docx {
    let mut begins_page = begins_page;
    let mut first = |paragraph: Paragraph| match std::mem::take(&mut begins_page) {
        true => paragraph.page_break_before(true),
        false => paragraph,
    };
    if !paper.heading.is_empty() {
        docx = docx.add_paragraph(first(line_in(of).add_run(Face::Hei.text(BODY, paper.heading.as_str()))));
    }
    if !paper.number.is_empty() {
        let number = line_in(of).align(AlignmentType::Right).add_run(Face::FangSong.text(BODY, paper.number.as_str()));
        docx = docx.add_paragraph(first(number)).add_paragraph(line_in(of));
    }
    docx = docx.add_paragraph(first(title(&paper.title, of)));
    if paper.sheet != Sheet::Overview {
        docx = docx.add_paragraph(line_in(of));
    }
    if !paper.addressee.is_empty() {
        docx = docx.add_paragraph(line_in(of).add_run(Face::FangSong.text(BODY, format!("{}：", paper.addressee))));
    }
    let slip = paper.blocks.iter().position(|block| matches!(block, Block::Slip { apart: Apart::Cut, .. }));
    let last = paper.blocks.len().saturating_sub(1);
    let blocks = paper.blocks.iter().enumerate();
    let is_table = |at: usize| matches!(paper.blocks.get(at), Some(Block::Table(_) | Block::Grid { .. }));
    // What is cut off stays together.
    blocks.fold(docx, |docx, (nth, block)| {
        // Word runs two tables together between which nothing stands.
        let runs_on = nth.checked_sub(1).is_some_and(is_table) && is_table(nth);
        let docx = if runs_on { docx.add_paragraph(line_in(of)) } else { docx };
        let held = slip.is_some_and(|slip| slip <= nth) && nth < last;
        add_block(docx, block, of, held)
    })
}

fn title(lines: &[Text], of: Type) -> Paragraph {
    let paragraph = Paragraph::new()
        .align(AlignmentType::Center)
        .keep_next(true)
        .snap_to_grid(false)
        .line_spacing(pitch(of.title_line));
    lines.iter().enumerate().fold(paragraph, |paragraph, (nth, text)| {
        let run = Face::XiaoBiaoSong.text(of.title, text.as_str());
        match nth {
            0 => paragraph.add_run(run),
            _ => paragraph.add_run(Face::XiaoBiaoSong.run(of.title).add_break(BreakType::TextWrapping)).add_run(run),
        }
    })
}

fn add_block(docx: Docx, block: &Block, of: Type, held: bool) -> Docx {
    match block {
        Block::Heading { rank, text } => {
            let face = match rank {
                Rank::First => Face::Hei,
                Rank::Second => Face::Kai,
            };
            docx.add_paragraph(indented(of).keep_next(true).add_run(face.text(of.body, text.as_str())))
        }
        Block::Paragraph { text, holds_next } => {
            let paragraph = indented(of).keep_next(*holds_next || held);
            docx.add_paragraph(paragraph.add_run(Face::FangSong.text(of.body, text.as_str())))
        }
        Block::Signature { signers, date } => {
            let signed = || {
                line_in(of).align(AlignmentType::Right).indent(None, None, Some(4 * CHARACTER), None).keep_lines(true)
            };
            let signers = signers.iter().map(|signer| add_slot(signed().keep_next(true), signer, of));
            let docx = signers.fold(docx, Docx::add_paragraph);
            docx.add_paragraph(signed().add_run(Face::FangSong.text(BODY, date.as_str())))
        }
        Block::Seal { name, date } => {
            let sealed = |text: &Text| seal_line(name, date, of).add_run(Face::FangSong.text(BODY, text.as_str()));
            docx.add_paragraph(sealed(name).keep_next(true)).add_paragraph(sealed(date))
        }
        Block::Slots { lines } => {
            let last = lines.len().saturating_sub(usize::from(!held));
            let lines = lines.iter().enumerate().map(|(nth, slots)| slots_line(slots, of).keep_next(nth < last));
            lines.fold(docx, Docx::add_paragraph)
        }
        Block::Table(of_paper) => docx.add_table(table(of_paper, of)),
        Block::Grid { rows } => docx.add_table(grid(rows, of, held)),
        Block::Enclosures { names } => enclosures(docx.add_paragraph(line_in(of)), names, of),
        Block::Slip { apart, title } => slip(docx, *apart, title, of),
        Block::Charts { charts } => {
            let said = charts.iter().flat_map(Chart::said);
            said.fold(docx, |docx, text| docx.add_paragraph(line_in(of).add_run(Face::FangSong.text(of.cell, text))))
        }
        Block::Gap => docx.add_paragraph(line_in(of).keep_next(true)),
    }
}

/// A line of a seal's two: centred on each other, so far to the right that the date has four characters free where a
/// longer name leaves them.
fn seal_line(name: &Text, date: &Text, of: Type) -> Paragraph {
    let twips = |cells: usize| i32::try_from(cells).unwrap_or(i32::MAX) * CHARACTER / 2;
    let (of_name, of_date) = (twips(WIDE(name.as_str())), twips(WIDE(date.as_str())));
    let right = (4 * CHARACTER - (of_name - of_date).max(0) / 2).max(0);
    // A little more than the type needs: numerals are not half a character wide in every typeface.
    let broad = of_name.max(of_date) + 3 * CHARACTER;
    let left = i32::try_from(of.width).unwrap_or(i32::MAX) - broad - right;
    line_in(of).align(AlignmentType::Center).indent(Some(left.max(0)), None, Some(right), None).keep_lines(true)
}

/// What is enclosed, each name under the first.
fn enclosures(docx: Docx, names: &[Text], of: Type) -> Docx {
    let lead = 5 * CHARACTER;
    enclosed(names).iter().enumerate().fold(docx, |docx, (nth, name)| {
        let (text, hanging) = match nth {
            0 => (format!("{ENCLOSED}{name}"), Some(SpecialIndentType::Hanging(3 * CHARACTER))),
            _ => (name.clone(), None),
        };
        let paragraph = line_in(of).indent(Some(lead), hanging, None, None).keep_next(true);
        docx.add_paragraph(paragraph.add_run(Face::FangSong.text(BODY, text)))
    })
}

/// How many dashes stand on each side of what is said on the line to cut along.
const DASHES: usize = 24;

fn slip(docx: Docx, apart: Apart, title: &Text, of: Type) -> Docx {
    let heading = || {
        let run = Face::XiaoBiaoSong.text(TITLE, title.as_str());
        Paragraph::new()
            .align(AlignmentType::Center)
            .snap_to_grid(false)
            .line_spacing(pitch(TITLE_LINE))
            .keep_next(true)
            .add_run(run)
    };
    match apart {
        Apart::Page => docx.add_paragraph(heading().page_break_before(true)).add_paragraph(line_in(of)),
        Apart::Cut => {
            let dashes = "- ".repeat(DASHES);
            let cut = Face::Song.text(FORM, format!("{dashes}{CUT}{}", dashes.chars().rev().collect::<String>()));
            docx.add_paragraph(line_in(of).align(AlignmentType::Center).keep_next(true).add_run(cut))
                .add_paragraph(heading())
        }
    }
}

/// Two pairs of label and text to a row, or one over its whole width.
fn grid(rows: &[Vec<Slot>], of: Type, held: bool) -> docx_rs::Table {
    let half = of.width / 2;
    let widths = vec![LABEL, half - LABEL, LABEL, half - LABEL];
    let rows = rows.iter().map(|slots| {
        let cells = slots.iter().flat_map(|slot| {
            let (span, width) = if slots.len() == 1 { (3, 2 * half - LABEL) } else { (1, half - LABEL) };
            let label = Face::Hei.text(GRID, slot.label.as_str());
            let label = grid_cell(LABEL).add_paragraph(grid_line(held).align(AlignmentType::Center).add_run(label));
            [label, filled(slot, width, held).grid_span(span)]
        });
        TableRow::new(cells.collect()).row_height(GRID_ROW).height_rule(HeightRule::AtLeast)
    });
    docx_rs::Table::new(rows.collect())
        .width(widths.iter().sum(), WidthType::Dxa)
        .set_grid(widths)
        .layout(TableLayoutType::Fixed)
}

fn grid_cell(width: usize) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Center)
}

fn grid_line(held: bool) -> Paragraph {
    Paragraph::new().snap_to_grid(false).line_spacing(pitch(GRID_PITCH)).keep_next(held)
}

/// What is written in a grid, or empty lines for the pen.
fn filled(slot: &Slot, width: usize, held: bool) -> TableCell {
    match &slot.fill {
        Fill::Written(text) => {
            grid_cell(width).add_paragraph(grid_line(held).add_run(Face::FangSong.text(GRID, text.as_str())))
        }
        Fill::Blank(characters) => {
            let lines = (usize::from(*characters) * GRID_CHARACTER).div_ceil(width).max(1);
            (0..lines).fold(grid_cell(width), |cell, _| cell.add_paragraph(grid_line(held)))
        }
        Fill::Rest => grid_cell(width).add_paragraph(grid_line(held)),
    }
}

/// A line of body type, flush left, on the exact pitch.
fn line_in(of: Type) -> Paragraph {
    let line = Paragraph::new().line_spacing(pitch(of.line)).widow_control(true);
    // The grid is that of letters.
    if of.line == LINE { line } else { line.snap_to_grid(false) }
}

/// A paragraph that begins two characters in.
fn indented(of: Type) -> Paragraph {
    // Ten twips to a half point: a character as wide as its type is high.
    let character = if of.body == BODY { CHARACTER } else { i32::try_from(of.body).unwrap_or_default() * 10 };
    line_in(of).align(AlignmentType::Both).indent(None, Some(SpecialIndentType::FirstLine(2 * character)), None, None)
}

fn pitch(twips: i32) -> LineSpacing {
    LineSpacing::new().before(0).after(0).line_rule(LineSpacingType::Exact).line(twips)
}

fn slots_line(slots: &[Slot], of: Type) -> Paragraph {
    let edge = Tab::new().val(TabValueType::Right).leader(TabLeaderType::Underscore).pos(of.width);
    slots.iter().enumerate().fold(line_in(of).add_tab(edge), |paragraph, (nth, slot)| {
        let paragraph = if nth == 0 { paragraph } else { paragraph.add_run(Face::FangSong.text(of.body, "　")) };
        add_slot(paragraph, slot, of)
    })
}

fn add_slot(paragraph: Paragraph, slot: &Slot, of: Type) -> Paragraph {
    let paragraph = paragraph.add_run(Face::FangSong.text(of.body, slot.lead()));
    paragraph.add_run(match &slot.fill {
        Fill::Written(text) => Face::FangSong.text(of.body, text.as_str()),
        // Not underlined spaces: at the end of a line they are dropped.
        Fill::Blank(characters) => Face::FangSong.text(of.body, "＿".repeat(usize::from(*characters))),
        Fill::Rest => Face::FangSong.run(of.body).add_tab(),
    })
}

fn table(table: &Table, of: Type) -> docx_rs::Table {
    let of = of.of_table(of.width == Type::LEDGER.width, table.columns.len());
    let total: usize = table.columns.iter().map(|column| usize::from(column.share)).sum();
    let width = |share: u16| of.width * usize::from(share) / total.max(1);
    let widths: Vec<usize> = table.columns.iter().map(|column| width(column.share)).collect();
    let row = |cells: &mut dyn Iterator<Item = &str>, face: Face| {
        let cells = cells.zip(&widths).map(|(text, width)| cell(text, face, *width, of));
        TableRow::new(cells.collect()).row_height(of.row).height_rule(HeightRule::AtLeast).cant_split()
    };
    let head = row(&mut table.columns.iter().map(|column| column.title.as_str()), Face::Hei);
    let rows = table.rows.iter().map(|cells| row(&mut cells.iter().map(Text::as_str), Face::FangSong));
    docx_rs::Table::new(std::iter::once(head).chain(rows).collect())
        .set_grid(widths.clone())
        .width(widths.iter().sum(), WidthType::Dxa)
        .margins(TableCellMargins::new().margin(0, of.beside, 0, of.beside))
        .layout(TableLayoutType::Fixed)
}

fn cell(text: &str, face: Face, width: usize, of: Type) -> TableCell {
    let run = face.text(of.cell, text);
    let paragraph = Paragraph::new().snap_to_grid(false).line_spacing(pitch(of.cell_line)).add_run(run);
    TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Center).add_paragraph(paragraph)
}

//! A paper as lines of text: the preview on the screen, and the plain text file.

use super::fit::fitted;
use super::{CUT, ENCLOSED, enclosed};
use crate::domain::paper::{Apart, Block, Chart, Column, Fill, Paper, Slot, Table, Text};
use crate::lines::{NARROW, WIDE, wrap};

/// Two characters.
const INDENT: usize = 4;
/// Free on the right of a signature: four characters.
const SIGNED_FREE: usize = 8;

/// The paper in lines of at most `width` cells; 56 cells are the 28 characters of the printed line.
pub fn text(paper: &Paper, width: u16) -> Vec<String> {
    let (paper, _) = fitted(paper);
    let width = usize::from(width).max(2 * INDENT);
    let mut lines = Vec::new();
    if !paper.heading.is_empty() {
        lines.extend(wrap(paper.heading.as_str(), 0, width, WIDE));
    }
    if !paper.number.is_empty() {
        lines.extend(flush_right(paper.number.as_str(), 0, width));
        lines.push(String::new());
    }
    for title in &paper.title {
        lines.extend(wrap(title.as_str(), 0, width, WIDE).iter().map(|line| centred(line, width)));
    }
    lines.push(String::new());
    if !paper.addressee.is_empty() {
        lines.extend(wrap(&format!("{}：", paper.addressee), 0, width, WIDE));
    }
    for block in &paper.blocks {
        lines.extend(block_lines(block, width));
    }
    if !paper.foot.is_empty() {
        lines.push(String::new());
        lines.extend(flush_right(paper.foot.as_str(), 0, width));
    }
    lines
}

pub(super) fn block_lines(block: &Block, width: usize) -> Vec<String> {
    match block {
        Block::Heading { text, .. } | Block::Paragraph { text, .. } => indented(text.as_str(), width),
        Block::Signature { signers, date } => {
            let signers =
                signers.iter().map(|signer| slots(std::slice::from_ref(signer), width - SIGNED_FREE).concat());
            signers.chain([date.to_string()]).flat_map(|line| flush_right(&line, SIGNED_FREE, width)).collect()
        }
        Block::Seal { name, date } => seal(name.as_str(), date.as_str(), width),
        Block::Slots { lines } => lines.iter().flat_map(|line| slots(line, width)).collect(),
        Block::Table(table) => table_lines(table, width),
        Block::Charts { charts } => {
            charts.iter().flat_map(Chart::said).flat_map(|line| wrap(&line, 0, width, WIDE)).collect()
        }
        Block::Grid { rows } => grid(rows, width),
        Block::Enclosures { names } => enclosures(names, width),
        Block::Slip { apart, title } => {
            let cut = match apart {
                Apart::Cut => centred(&cut_line(width), width),
                Apart::Page => "-".repeat(width),
            };
            vec![String::new(), cut, String::new(), centred(title.as_str(), width), String::new()]
        }
        Block::Gap => vec![String::new()],
    }
}

fn indented(text: &str, width: usize) -> Vec<String> {
    let mut lines = wrap(text, INDENT, width, WIDE);
    lines[0].insert_str(0, "　　");
    lines
}

fn centred(line: &str, width: usize) -> String {
    " ".repeat(width.saturating_sub(WIDE(line)) / 2) + line
}

/// Lines that end `free` cells before the right edge.
fn flush_right(text: &str, free: usize, width: usize) -> Vec<String> {
    let room = width - free;
    wrap(text, 0, room, WIDE).iter().map(|line| " ".repeat(room.saturating_sub(WIDE(line))) + line).collect()
}

/// The name centred over the date, or the date under a longer name: the shorter of them in the middle of the other, the
/// whole so far to the right that the date has its free cells where the name leaves them.
fn seal(name: &str, date: &str, width: usize) -> Vec<String> {
    let broad = WIDE(name).max(WIDE(date)).min(width);
    let over = WIDE(name).saturating_sub(WIDE(date)) / 2;
    let left = (width - broad).saturating_sub(SIGNED_FREE.saturating_sub(over));
    let lines = [name, date].into_iter().flat_map(|text| wrap(text, 0, broad, WIDE));
    lines.map(|line| " ".repeat(left) + &centred(&line, broad)).collect()
}

/// What is enclosed, each name under the first.
fn enclosures(names: &[Text], width: usize) -> Vec<String> {
    let lead = INDENT + WIDE(ENCLOSED);
    let mut lines = vec![String::new()];
    for (nth, name) in enclosed(names).iter().enumerate() {
        let names = wrap(name, 0, width.saturating_sub(lead).max(INDENT), WIDE);
        lines.extend(names.into_iter().enumerate().map(|(row, name)| match (nth, row) {
            (0, 0) => format!("　　{ENCLOSED}{name}"),
            _ => " ".repeat(lead) + &name,
        }));
    }
    lines
}

/// Cells of a label in a grid, and between two pairs of one row.
const LABEL: usize = 14;
const BETWEEN: usize = 2;

/// Ruled between the rows only: between columns a line would have to know how wide the terminal draws every character.
fn grid(rows: &[Vec<Slot>], width: usize) -> Vec<String> {
    let rule = "-".repeat(width);
    let mut lines = vec![rule.clone()];
    for row in rows {
        let pairs = row.len().max(1);
        let room = width.saturating_sub(BETWEEN * (pairs - 1)) / pairs;
        if room < LABEL + INDENT {
            lines.extend(row.iter().flat_map(|slot| narrow_cell(slot, width)));
        } else {
            let cells: Vec<Vec<String>> = row.iter().map(|slot| cell(slot, room)).collect();
            let height = cells.iter().map(Vec::len).max().unwrap_or(1);
            lines.extend((0..height).map(|nth| beside(&cells, nth, room)));
        }
        lines.push(rule.clone());
    }
    lines
}

/// The nth lines of cells that stand beside each other.
fn beside(cells: &[Vec<String>], nth: usize, room: usize) -> String {
    let mut line = String::new();
    for (at, cell) in cells.iter().enumerate() {
        let text = cell.get(nth).map_or("", String::as_str);
        let start = at * (room + BETWEEN);
        if !text.is_empty() {
            line += &" ".repeat(start.saturating_sub(WIDE(&line)));
            line += text;
        }
    }
    line
}

/// A label and beside it what is said, or as many empty lines as the pen needs.
fn cell(slot: &Slot, room: usize) -> Vec<String> {
    let inside = room - LABEL;
    let written = written(slot, inside);
    let label = wrap(slot.label.as_str(), 0, LABEL - BETWEEN, WIDE);
    let height = label.len().max(written.len());
    let line = |nth: usize| {
        let label = label.get(nth).map_or("", String::as_str);
        let text = written.get(nth).map_or("", String::as_str);
        let gap = if text.is_empty() { 0 } else { LABEL.saturating_sub(WIDE(label)) };
        format!("{label}{}{text}", " ".repeat(gap))
    };
    (0..height).map(line).collect()
}

/// Where there is no room for both, the label stands above.
fn narrow_cell(slot: &Slot, width: usize) -> Vec<String> {
    let mut lines = wrap(slot.label.as_str(), 0, width, WIDE);
    lines.extend(written(slot, width));
    lines
}

fn written(slot: &Slot, width: usize) -> Vec<String> {
    match &slot.fill {
        Fill::Written(text) => wrap(text.as_str(), 0, width, WIDE),
        Fill::Blank(characters) => vec![String::new(); (2 * usize::from(*characters)).div_ceil(width).max(1)],
        Fill::Rest => vec![String::new()],
    }
}

/// - - - 裁切线 - - -
fn cut_line(width: usize) -> String {
    let dashes = "- ".repeat((width.saturating_sub(WIDE(CUT) + 2)) / 4);
    format!("{dashes}{CUT}{}", dashes.chars().rev().collect::<String>())
}

/// Labels with what stands behind them, one space apart; the next line takes what does not fit.
fn slots(slots: &[Slot], width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for slot in slots {
        let lead = slot.lead();
        let used = lines.last().map_or(0, |line| WIDE(line));
        let gap = if used == 0 { "" } else { "　" };
        let filled = match &slot.fill {
            Fill::Written(text) => text.to_string(),
            Fill::Blank(characters) => "＿".repeat(usize::from(*characters)),
            Fill::Rest => "＿".repeat(width.saturating_sub(used + WIDE(gap) + WIDE(&lead)).max(INDENT) / 2),
        };
        let fits = used + WIDE(gap) + WIDE(&lead) + WIDE(&filled) <= width;
        match lines.last_mut() {
            Some(line) if fits => *line += &(gap.to_owned() + &lead + &filled),
            _ => lines.extend(wrap(&(lead + &filled), 0, width, WIDE)),
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// Cells that the columns of a table have on the average, rules and margins left out, where it is set as a table.
const NARROWEST: usize = 5;
/// Cells of a column's rule and margins.
const RULED: usize = 3;
/// Characters for the pen behind a title.
const PEN: u16 = 2;

/// A table with more columns than the line has room for: its rows one under the other, each cell behind its title.
fn records(table: &Table, width: usize) -> Vec<String> {
    let slot = |(column, cell): (&Column, &Text)| {
        let fill = if cell.is_empty() { Fill::Blank(PEN) } else { Fill::Written(cell.clone()) };
        Slot { label: column.title.clone(), fill }
    };
    let rule = "-".repeat(width);
    let mut lines = vec![rule.clone()];
    for row in &table.rows {
        lines.extend(slots(&table.columns.iter().zip(row).map(slot).collect::<Vec<Slot>>(), width));
        lines.push(rule.clone());
    }
    lines
}

/// Ruled in ASCII: box-drawing characters are one or two cells wide, as the terminal likes.
fn table_lines(table: &Table, width: usize) -> Vec<String> {
    if (NARROWEST + RULED) * table.columns.len() >= width {
        return records(table, width);
    }
    let widths = column_widths(table, width);
    let rule: String = widths.iter().map(|cells| format!("+{}", "-".repeat(cells + 2))).collect::<String>() + "+";
    let head: Vec<Text> = table.columns.iter().map(|column| column.title.clone()).collect();
    let mut lines = vec![rule.clone()];
    for row in std::iter::once(&head).chain(&table.rows) {
        lines.extend(row_lines(row, &widths));
        lines.push(rule.clone());
    }
    lines
}

fn row_lines(row: &[Text], widths: &[usize]) -> Vec<String> {
    let cell = |at: usize| row.get(at).map_or("", Text::as_str);
    let cells: Vec<Vec<String>> =
        widths.iter().enumerate().map(|(at, width)| wrap(cell(at), 0, *width, NARROW)).collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or(1);
    let line = |nth: usize| {
        let columns = cells.iter().zip(widths).map(|(lines, width)| {
            let text = lines.get(nth).map_or("", String::as_str);
            format!("| {text}{} ", " ".repeat(width.saturating_sub(NARROW(text))))
        });
        columns.collect::<String>() + "|"
    };
    (0..height).map(line).collect()
}

/// The cells of each column's text by its share, so that rules and margins included the table is `width` wide.
fn column_widths(table: &Table, width: usize) -> Vec<usize> {
    let ruled = RULED * table.columns.len() + 1;
    let room = width.saturating_sub(ruled);
    let total: usize = table.columns.iter().map(|column| usize::from(column.share)).sum();
    let mut share = 0;
    let mut edge = 0;
    let widths = table.columns.iter().map(|column| {
        share += usize::from(column.share);
        let left = std::mem::replace(&mut edge, (room * share) / total.max(1));
        (edge - left).max(2)
    });
    widths.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::paper::Sheet;

    fn paper(blocks: Vec<Block>) -> Paper {
        Paper {
            sheet: Sheet::Letter,
            heading: Text::default(),
            number: Text::default(),
            title: vec!["样例".into()],
            addressee: Text::default(),
            blocks,
            foot: Text::default(),
        }
    }

    #[test]
    fn slots_run_to_the_edge_and_over_it() {
        let line = vec![Slot::new("签字", Fill::Blank(5)), Slot::new("时间", Fill::Rest)];
        let lines = text(&paper(vec![Block::Slots { lines: vec![line] }]), 40);
        assert_eq!(lines[2], "签字：＿＿＿＿＿　时间：＿＿＿＿＿＿＿＿");
        let narrow = vec![Slot::new("签字", Fill::Blank(5)), Slot::new("执行结果", Fill::Rest)];
        assert_eq!(
            text(&paper(vec![Block::Slots { lines: vec![narrow] }]), 20)[2..],
            ["签字：＿＿＿＿＿", "执行结果：＿＿"]
        );
    }

    #[test]
    fn tables_are_ruled_and_as_wide_as_asked() {
        let column = |title: &str, share| Column { title: title.into(), share };
        let table = Table {
            columns: vec![column("编号", 2), column("姓名", 3)],
            rows: vec![vec!["1".into(), "阿依古丽·买买提江".into()]],
        };
        insta::assert_snapshot!(text(&paper(vec![Block::Table(table)]), 30)[2..].join("\n"), @r"
        +-----------+----------------+
        | 编号      | 姓名           |
        +-----------+----------------+
        | 1         | 阿依古丽·买买  |
        |           | 提江           |
        +-----------+----------------+
        ");
    }

    #[test]
    fn a_table_that_is_too_broad_is_read_row_by_row() {
        let titles = ["编号", "姓名", "联系电话", "备注"];
        let columns = titles.map(|title| Column { title: title.into(), share: 1 }).into();
        let rows = vec![["1", "陈小禾", "139****0002", ""].map(Text::from).into()];
        let lines = text(&paper(vec![Block::Table(Table { columns, rows })]), 30);
        insta::assert_snapshot!(lines[2..].join("\n"), @r"
        ------------------------------
        编号：1　姓名：陈小禾
        联系电话：139****0002
        备注：＿＿
        ------------------------------
        ");
    }
}

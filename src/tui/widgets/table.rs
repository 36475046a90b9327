//! A list in columns: headings, rows in sight, the chosen one reversed and with `>` before it.

use super::cells;
use super::rows::Rows;
use crate::tui::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// A column's heading and its cells; the last column takes what is left.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    pub title: &'a str,
    pub width: u16,
    /// Numbers stand to the right.
    pub right: bool,
}

impl<'a> Column<'a> {
    pub fn left(title: &'a str, width: u16) -> Column<'a> {
        Column { title, width, right: false }
    }

    pub fn right(title: &'a str, width: u16) -> Column<'a> {
        Column { title, width, right: true }
    }
}

/// Columns as wide as their texts and the room allow: each but the last at first as wide as its widest text, and no wider
/// than its own width; what the last has no need of goes to those that were cut, and after them to those that had less
/// than their own. `widest` tells the cells of a column's widest text.
pub fn fitted<'a>(columns: Vec<Column<'a>>, room: u16, widest: impl Fn(usize) -> usize) -> Vec<Column<'a>> {
    let Some(last) = columns.len().checked_sub(1) else { return columns };
    let needs: Vec<u16> = (columns.iter().enumerate())
        .map(|(at, column)| widest(at).max(cells::width(column.title)).min(usize::from(u16::MAX)) as u16)
        .collect();
    let mut widths: Vec<u16> = columns.iter().zip(&needs).map(|(column, need)| column.width.min(*need)).collect();
    widths[last] = needs[last];
    let taken = widths.iter().fold(columns.len() as u16, |sum, width| sum.saturating_add(*width));
    let mut spare = room.saturating_sub(taken);
    let own: Vec<u16> = columns.iter().map(|column| column.width).collect();
    for wanted in [&needs, &own] {
        for (width, wanted) in widths.iter_mut().zip(wanted) {
            let more = spare.min(wanted.saturating_sub(*width));
            *width += more;
            spare -= more;
        }
    }
    columns.into_iter().zip(widths).map(|(column, width)| Column { width, ..column }).collect()
}

/// Draws the headings in the first row of the area and the rows under them. `row` gives a row's cells, as many as
/// there are columns, each with its style.
pub fn draw(
    buf: &mut Buffer,
    area: Rect,
    theme: Theme,
    columns: &[Column<'_>],
    rows: &Rows,
    row: impl Fn(usize) -> Vec<(String, Style)>,
) {
    let titles = columns.iter().map(|column| (column.title.to_owned(), theme.style(Role::Quiet)));
    draw_row(buf, area, 0, columns, titles);
    for (line, at) in rows.window(usize::from(area.height.saturating_sub(1))).enumerate() {
        let line = line as u16 + 1;
        let cells = row(at);
        let chosen = rows.at() == Some(at);
        draw_row(buf, area, line, columns, cells.into_iter());
        if chosen {
            cells::put(buf, area, 0, line, ">", theme.style(Role::Plain));
            let whole = Rect { y: area.y + line, height: 1, ..area };
            buf.set_style(whole, theme.style(Role::Selected));
        }
    }
}

fn draw_row(
    buf: &mut Buffer,
    area: Rect,
    line: u16,
    columns: &[Column<'_>],
    texts: impl Iterator<Item = (String, Style)>,
) {
    let mut left = 1;
    for (place, (column, (text, style))) in columns.iter().zip(texts).enumerate() {
        let last = place + 1 == columns.len();
        let width = if last { area.width.saturating_sub(left) } else { column.width };
        let width_in_cells = usize::from(width);
        let text = if column.right { cells::pad_left(&text, width_in_cells) } else { text };
        cells::put(buf, area, left, line, &cells::fit(&text, width_in_cells), style);
        left += width + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(room: u16, widest: [usize; 3]) -> Vec<u16> {
        let columns = vec![Column::left("a", 10), Column::left("bb", 12), Column::left("c", 0)];
        fitted(columns, room, |at| widest[at]).iter().map(|column| column.width).collect()
    }

    #[test]
    fn what_a_column_does_not_need_goes_to_those_that_are_cut() {
        assert_eq!(widths(60, [6, 0, 20]), [10, 12, 20], "where there is room for all, each has its own width");
        assert_eq!(widths(31, [6, 0, 20]), [6, 2, 20], "an empty column is at least as wide as its heading");
        assert_eq!(widths(60, [16, 20, 20]), [16, 20, 20], "nothing is cut where there is room");
        assert_eq!(widths(50, [16, 20, 20])[..2], [15, 12], "from the left, as far as it goes");
        assert_eq!(widths(30, [16, 20, 40])[..2], [10, 12], "too small for all");
    }
}

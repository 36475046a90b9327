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
        cells::put(buf, area, left, line, cells::cut(&text, width_in_cells), style);
        left += width + 1;
    }
}

//! A text longer than its place: lines from an offset on, which is the place of the cursor in `Rows`.

use super::cells;
use super::rows::Rows;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Lets the offset go so far that the last line of the text stands in the last row of its place, and no farther.
pub fn fit(offset: &mut Rows, lines: usize, height: u16) {
    offset.resize(lines.saturating_sub(usize::from(height)) + 1);
}

/// Draws the lines in sight.
pub fn draw<'a>(buf: &mut Buffer, area: Rect, lines: impl Iterator<Item = (&'a str, Style)>, skip: usize) {
    for (row, (line, style)) in lines.skip(skip).take(usize::from(area.height)).enumerate() {
        cells::put(buf, area, 0, row as u16, line, style);
    }
}

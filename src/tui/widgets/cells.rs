//! Text by cells: bytes, characters and cells are three numbers, and only cells line up.

use crate::lines;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Stands where a text was cut: one cell on every terminal.
const MORE: &str = "~";

/// Cells that a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Cells that the widest of some texts takes.
pub fn widest<'a>(texts: impl Iterator<Item = &'a String>) -> usize {
    texts.map(|text| width(text)).max().unwrap_or(0)
}

/// The text where it fits into so many cells; else its end, and before it a sign that there is more: for paths.
pub fn fit_end(text: &str, cells: usize) -> Cow<'_, str> {
    if text.width() <= cells {
        return Cow::Borrowed(text);
    }
    let room = cells.saturating_sub(MORE.len());
    let starts = text.grapheme_indices(true).map(|(at, _)| at);
    let rest = starts.map(|at| &text[at..]).find(|rest| rest.width() <= room).unwrap_or("");
    Cow::Owned(format!("{MORE}{rest}"))
}

/// The longest beginning that fits into so many cells; a wide character is never halved.
pub fn cut(text: &str, cells: usize) -> &str {
    let mut taken = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        taken += grapheme.width();
        if taken > cells {
            return &text[..at];
        }
    }
    text
}

/// The text where it fits into so many cells; else its beginning, and a sign that there is more.
pub fn fit(text: &str, cells: usize) -> Cow<'_, str> {
    match cells.checked_sub(MORE.len()) {
        Some(room) if text.width() > cells => Cow::Owned(format!("{}{MORE}", cut(text, room))),
        _ => Cow::Borrowed(cut(text, cells)),
    }
}

/// Cut or filled with spaces on the right to exactly so many cells.
pub fn pad(text: &str, cells: usize) -> String {
    let kept = fit(text, cells);
    let mut padded = String::from(kept.as_ref());
    padded.extend(std::iter::repeat_n(' ', cells - kept.width()));
    padded
}

/// A text that keeps its width on every terminal: the dot between the parts of a name, drawn one cell wide or two, and
/// other characters of ambiguous width become plain ones.
pub fn steady(text: &str) -> Cow<'_, str> {
    if text.width() == text.width_cjk() {
        return Cow::Borrowed(text);
    }
    let steady = |char: char| match char {
        '·' | '•' | '‧' => '.',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '—' => '-',
        '×' => 'x',
        _ if char.width() != char.width_cjk() => '?',
        _ => char,
    };
    Cow::Owned(text.chars().map(steady).collect())
}

/// Cut or filled with spaces on the left to exactly so many cells.
pub fn pad_left(text: &str, cells: usize) -> String {
    let kept = fit(text, cells);
    let mut padded = " ".repeat(cells - kept.width());
    padded.push_str(&kept);
    padded
}

/// Lines of at most so many cells, broken where Chinese text may be.
pub fn wrap(text: &str, cells: usize) -> Vec<String> {
    lines::wrap(text, 0, cells, lines::NARROW)
}

/// Writes one line into the area's row, cut to its width; gives the column after it.
pub fn put(buf: &mut Buffer, area: Rect, column: u16, row: u16, text: &str, style: Style) -> u16 {
    if row >= area.height || column >= area.width {
        return column;
    }
    let room = usize::from(area.width - column);
    let (end, _) = buf.set_stringn(area.x + column, area.y + row, fit(text, room), room, style);
    end - area.x
}

/// Writes pieces of different styles one after another; gives the column after the last.
pub fn put_all<'a>(
    buf: &mut Buffer,
    area: Rect,
    column: u16,
    row: u16,
    pieces: impl IntoIterator<Item = (&'a str, Style)>,
) -> u16 {
    pieces.into_iter().fold(column, |column, (text, style)| put(buf, area, column, row, text, style))
}

/// Writes a text so that it ends at the area's right edge.
pub fn put_right(buf: &mut Buffer, area: Rect, row: u16, text: &str, style: Style) {
    let kept = cut(text, usize::from(area.width));
    put(buf, area, area.width - kept.width() as u16, row, kept, style);
}

/// A horizontal line over the whole row.
pub fn rule(buf: &mut Buffer, area: Rect, row: u16, with: char, style: Style) {
    put(buf, area, 0, row, &with.to_string().repeat(usize::from(area.width)), style);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_by_cells() {
        let table =
            [("欧阳文静", 6, "欧阳文"), ("欧阳文静", 7, "欧阳文"), ("林𬭎", 3, "林"), ("Ann", 2, "An"), ("", 4, "")];
        for (name, cells, expected) in table {
            assert_eq!(cut(name, cells), expected);
        }
        assert_eq!((fit_end("/家/文档", 6), fit_end("/家", 6)), ("~/文档".into(), "/家".into()));
        assert_eq!(pad("林𬭎", 7), "林𬭎   ");
        assert_eq!(pad_left("7", 3), "  7");
        assert_eq!((pad("欧阳文静", 5).as_str(), pad("欧阳文静", 6).as_str()), ("欧阳~", "欧阳~ "));
    }

    #[test]
    fn names_keep_their_width_on_every_terminal() {
        let table = [
            ("买买提·艾合麦提", "买买提.艾合麦提"),
            ("林𬭎", "林𬭎"),
            ("𠮷冈佑", "𠮷冈佑"),
            ("Ann①", "Ann?"),
            ("写“是”", "写\"是\""),
        ];
        for (name, shown) in table {
            assert_eq!(steady(name), shown);
        }
    }

    #[test]
    fn lines_break_between_characters() {
        assert_eq!(wrap("三人未到，今天联系", 8), ["三人未", "到，今天", "联系"]);
        assert_eq!(wrap("press Enter now", 8), ["press ", "Enter ", "now"]);
        assert_eq!(wrap("", 8), [""]);
    }
}

//! What the manual takes from the program itself: the page of keys, made from the tables that the screens obey, and
//! pictures of screens.

use super::binding::{self, Allowed, Hint};
use super::global;
use super::screens::SCREENS;
use crate::words::{Lang, Words};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier, Style};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// The page of keys: one table a screen, then the keys that hold everywhere.
pub fn keys(lang: Lang) -> String {
    let words = lang.words();
    let mut page = format!("# {}\n", words.tui.manual_title);
    for screen in SCREENS {
        section(&mut page, words, (screen.title)(words), &(screen.keys)(words));
    }
    let everywhere = binding::hints(global::KEYS, words, |_| Allowed::Yes);
    section(&mut page, words, words.tui.manual_everywhere, &everywhere);
    page
}

fn section(page: &mut String, words: &Words, title: &str, hints: &[Hint]) {
    let (key, does) = (words.tui.manual_key, words.tui.manual_does);
    // Writing into a `String` cannot fail.
    let _ = write!(page, "\n## {title}\n\n| {key} | {does} |\n|---|---|\n");
    for hint in hints {
        let keys: Vec<String> = hint.keys.iter().map(|key| format!("`{key}`")).collect();
        let _ = writeln!(page, "| {} | {} |", keys.join(" "), hint.says);
    }
}

/// Size of a cell in the picture, in SVG units.
const CELL: (usize, usize) = (9, 20);

/// A frame as an SVG picture: each run of text at its cells, whatever the width of the reader's font.
pub fn picture(buf: &Buffer, cursor: Option<Position>) -> String {
    let (width, height) = (usize::from(buf.area.width) * CELL.0, usize::from(buf.area.height) * CELL.1);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"monospace\" \
         font-size=\"16\" fill=\"#222\" xml:space=\"preserve\">\n<rect width=\"{width}\" height=\"{height}\" fill=\"#fdfdfb\"/>\n"
    );
    for row in 0..buf.area.height {
        for run in runs(buf, row) {
            run.write(&mut svg, usize::from(row));
        }
    }
    if let Some(at) = cursor {
        let (x, y) = (usize::from(at.x) * CELL.0, usize::from(at.y) * CELL.1);
        let _ = writeln!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"2\" height=\"{}\"/>", CELL.1);
    }
    svg.push_str("</svg>\n");
    svg
}

/// Text of one style in a row, from a column on.
struct Run {
    column: usize,
    cells: usize,
    text: String,
    style: Style,
}

/// The runs of a row that show anything. Wide and narrow characters are kept apart, and blanks are left out, so that
/// stretching a run to its cells moves nothing out of its column.
fn runs(buf: &Buffer, row: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut column = 0;
    while column < buf.area.width {
        let cell = &buf[(buf.area.x + column, buf.area.y + row)];
        let (symbol, style) = (cell.symbol(), cell.style());
        let cells = symbol.width().max(1);
        let at = usize::from(column);
        match runs.last_mut() {
            Some(run) if run.goes_on(at, cells, symbol, style) => {
                run.text.push_str(symbol);
                run.cells += cells;
            }
            _ => runs.push(Run { column: at, cells, text: symbol.to_owned(), style }),
        }
        column += cells as u16;
    }
    runs.retain(|run| run.is_reversed() || run.text != " ".repeat(run.cells));
    runs
}

impl Run {
    fn goes_on(&self, column: usize, cells: usize, symbol: &str, style: Style) -> bool {
        let is_wide = self.cells > self.text.chars().count();
        let is_blank = self.text.ends_with(' ');
        self.column + self.cells == column
            && self.style == style
            && is_wide == (cells > 1)
            && is_blank == (symbol == " ")
    }

    fn is_reversed(&self) -> bool {
        self.style.add_modifier.contains(Modifier::REVERSED)
    }

    fn write(&self, svg: &mut String, row: usize) {
        let (x, y, width) = (self.column * CELL.0, row * CELL.1, self.cells * CELL.0);
        if self.is_reversed() {
            let _ = writeln!(svg, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\"/>", CELL.1);
        }
        let fill = match (self.is_reversed(), self.style.fg) {
            (true, _) => " fill=\"#fff\"",
            (false, Some(Color::Red)) => " fill=\"#b00020\"",
            (false, Some(Color::Blue)) => " fill=\"#1a4fa0\"",
            (false, Some(Color::Magenta)) => " fill=\"#8a2be2\"",
            (false, Some(Color::Green)) => " fill=\"#1b7a2f\"",
            _ if self.style.add_modifier.contains(Modifier::DIM) => " fill=\"#888\"",
            _ => "",
        };
        let bold = if self.style.add_modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
        let text = self.text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let base = y + CELL.1 * 3 / 4;
        let _ = writeln!(svg, "<text x=\"{x}\" y=\"{base}\" textLength=\"{width}\"{fill}{bold}>{text}</text>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::harness::desk;
    use crate::tui::view::view;
    use ratatui::layout::Rect;

    #[test]
    fn a_picture_has_every_name_in_its_place() {
        let story = desk(48).press("02 & <");
        let area = Rect::new(0, 0, 80, 24);
        let mut buf = Buffer::empty(area);
        let cursor = view(&story.model, area, &mut buf);
        let picture = picture(&buf, cursor);
        assert!(picture.starts_with("<svg "));
        assert!(picture.contains(">林𬭎<"));
        assert!(picture.contains("textLength"));
        assert_eq!(picture.matches("<text").count(), picture.matches("</text>").count());
    }

    #[test]
    fn every_screen_has_its_table() {
        for lang in [Lang::Zh, Lang::En] {
            let page = keys(lang);
            let sections = page.matches("\n## ").count();
            assert_eq!(sections, SCREENS.len() + 1);
        }
        assert!(keys(Lang::Zh).contains("| `Enter` | 保存 |"));
        assert!(keys(Lang::Zh).contains("| `0-9` | 标未到/取消 |"));
    }
}

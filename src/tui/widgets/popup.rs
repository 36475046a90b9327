//! A box in the middle of the screen, over what is there.

use super::cells;
use crate::tui::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// Clears and frames a box of so many cells inside its borders, cut to the area; gives the place inside.
pub fn frame(buf: &mut Buffer, area: Rect, theme: Theme, title: &str, width: u16, height: u16) -> Rect {
    let outer = centred(area, width.saturating_add(4), height.saturating_add(2));
    blank(buf, outer);
    if outer.width < 4 || outer.height < 3 {
        return outer;
    }
    let line = theme.style(Role::Quiet);
    let [top_left, top_right, bottom_left, bottom_right] = theme.corners().map(String::from);
    let across = theme.horizontal().to_string().repeat(usize::from(outer.width - 2));
    let (right, bottom) = (outer.width - 1, outer.height - 1);
    cells::put_all(buf, outer, 0, 0, [(top_left.as_str(), line), (&across, line), (&top_right, line)]);
    cells::put_all(buf, outer, 0, bottom, [(bottom_left.as_str(), line), (&across, line), (&bottom_right, line)]);
    for row in 1..bottom {
        for column in [0, right] {
            cells::put(buf, outer, column, row, &theme.vertical().to_string(), line);
        }
    }
    if !title.is_empty() {
        let title = format!(" {} ", cells::cut(title, usize::from(outer.width).saturating_sub(6)));
        cells::put(buf, outer, 2, 0, &title, theme.style(Role::Title));
    }
    Rect { x: outer.x + 2, y: outer.y + 1, width: outer.width - 4, height: outer.height - 2 }
}

fn centred(area: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

/// Blanks the box, and the cell to its left where a wide character would stand with its right half under the box.
fn blank(buf: &mut Buffer, area: Rect) {
    for row in area.top()..area.bottom() {
        if let Some(left) = area.x.checked_sub(1)
            && buf[(left, row)].symbol().width() > 1
        {
            buf[(left, row)].reset();
        }
        for column in area.left()..area.right() {
            buf[(column, row)].reset();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_half_of_a_wide_character_is_left() {
        let area = Rect::new(0, 0, 20, 5);
        for width in 2..8 {
            let mut buf = Buffer::empty(area);
            for row in 0..5 {
                buf.set_string(0, row, "班班班班班班班班班班", ratatui::style::Style::new());
            }
            let inside = frame(&mut buf, area, Theme::default(), "", width, 2);
            let left = inside.x - 2;
            for row in inside.y..inside.bottom() {
                assert!(buf[(left - 1, row)].symbol().width() < 2, "at {left}");
                assert_eq!(buf[(left, row)].symbol(), "|");
            }
        }
    }
}

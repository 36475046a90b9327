//! The first line of a screen: what is shown on the left, the state of it on the right, and a rule under both.

use super::cells;
use crate::tui::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows that it takes.
pub const HEIGHT: u16 = 2;

/// Draws the line and gives the area under it. Where both do not fit, the left is cut.
pub fn draw(buf: &mut Buffer, area: Rect, theme: Theme, left: &str, (right, role): (&str, Role)) -> Rect {
    let room = usize::from(area.width).saturating_sub(cells::width(right) + 3);
    cells::put(buf, area, 1, 0, cells::cut(&cells::steady(left), room), theme.style(Role::Title));
    let inside = Rect { width: area.width.saturating_sub(1), ..area };
    cells::put_right(buf, inside, 0, right, theme.style(role));
    cells::rule(buf, area, 1, theme.horizontal(), theme.style(Role::Quiet));
    Rect { y: area.y + HEIGHT, height: area.height.saturating_sub(HEIGHT), ..area }
}

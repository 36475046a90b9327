//! The last line: which keys do something now. It is read from the tables that are obeyed, so it is true.

use super::cells;
use crate::tui::binding::{Allowed, HELP_ONLY, Hint};
use crate::tui::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Cells between two hints.
const GAP: u16 = 2;

/// Draws the hints by rank, as many as the row holds; those of rank 0 always stay, and stand last.
pub fn draw(buf: &mut Buffer, area: Rect, row: u16, theme: Theme, hints: &[Hint]) {
    let mut column = 1;
    for hint in fitting(hints, area.width) {
        let (key, says) = (first_key(hint), hint.says.as_str());
        let style = theme.style(Role::Key);
        column = cells::put_all(buf, area, column, row, [(key, style), (" ", style), (says, theme.style(Role::Plain))]);
        column += GAP;
    }
}

/// The hints that the footer shows in so many cells, the most important first.
pub fn fitting(hints: &[Hint], width: u16) -> Vec<&Hint> {
    let shown = |hint: &&Hint| hint.allowed == Allowed::Yes && hint.rank != HELP_ONLY;
    let mut ranked: Vec<&Hint> = hints.iter().filter(shown).collect();
    ranked.sort_by_key(|hint| hint.rank);
    let mut taken = 1;
    ranked.retain(|hint| {
        let cells = cells::width(first_key(hint)) + 1 + cells::width(&hint.says);
        let fits = taken + cells <= usize::from(width);
        if fits {
            taken += cells + usize::from(GAP);
        }
        fits
    });
    let always = ranked.partition_point(|hint| hint.rank == 0);
    ranked.rotate_left(always);
    ranked
}

fn first_key(hint: &Hint) -> &str {
    hint.keys.first().map_or("", String::as_str)
}

//! How a letter and what is to be cut off it find room on a sheet. GB/T 9704-2012 sets 22 lines to a page and lets a letter
//! differ where its matter asks for it: one that runs a few lines over is set a little closer, so that no signature and no
//! receipt stands alone on a second page. What has no room even so is not cut off, but has a page of its own.

use super::text::block_lines;
use crate::domain::paper::{Apart, Block, Fill, Paper, Sheet, Slot};
use crate::lines::{WIDE, wrap};
use serde::Serialize;
use std::borrow::Cow;

/// Height of the type area in twips, a twentieth of a point: 225 mm.
const HEIGHT: usize = 12_756;

/// How many lines of a letter stand on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Pitch(usize);

impl Pitch {
    pub(super) const STANDARD: Pitch = Pitch(22);
    /// Closer, lines of 16 points would not read as lines any more.
    const CLOSEST: Pitch = Pitch(28);

    /// The height of a line, in twips.
    pub(super) fn line(self) -> usize {
        HEIGHT / self.0
    }
}

/// What of it may be filled: type that runs wider takes a little more than is counted.
const ROOM: usize = HEIGHT - 200;
/// One character less than a line has: numerals are not half a character wide in every typeface.
const WIDTH: usize = 54;
const TITLE_LINE: usize = 720;
/// A form's grid: a row at the least, a line of it, and what stands above and below.
const GRID_ROW: usize = 454;
const GRID_LINE: usize = 372;
const GRID_INSET: usize = 150;
/// Cells that a label's column and a field of one or of three columns hold.
const GRID_WIDTHS: (usize, usize, usize) = (12, 21, 54);

/// A paper with its slip where there is room for it, and how close it is set.
pub(super) fn fitted(paper: &Paper) -> (Cow<'_, Paper>, Pitch) {
    let is_long = |block: &Block| matches!(block, Block::Table(_) | Block::Charts { .. });
    if paper.sheet != Sheet::Letter || paper.blocks.iter().any(is_long) {
        return (Cow::Borrowed(paper), Pitch::STANDARD);
    }
    if let Some(pitch) = pitch(paper) {
        return (Cow::Borrowed(paper), pitch);
    }
    let is_cut = |block: &Block| matches!(block, Block::Slip { apart: Apart::Cut, .. });
    if !paper.blocks.iter().any(is_cut) {
        return (Cow::Borrowed(paper), Pitch::STANDARD);
    }
    let mut paper = paper.clone();
    for block in &mut paper.blocks {
        if let Block::Slip { apart, .. } = block {
            *apart = Apart::Page;
        }
    }
    let pitch = pitch(&paper).unwrap_or(Pitch::STANDARD);
    (Cow::Owned(paper), pitch)
}

/// Papers that are set as one, and how close they all are set.
pub(super) fn all_fitted<'a>(papers: impl IntoIterator<Item = &'a Paper>) -> (Vec<Cow<'a, Paper>>, Pitch) {
    let (papers, pitches): (Vec<_>, Vec<_>) = papers.into_iter().map(fitted).unzip();
    (papers, pitches.into_iter().max().unwrap_or(Pitch::STANDARD))
}

/// How close a paper must be set for each of its pages to hold what belongs on it; none where it runs on anyway.
fn pitch(paper: &Paper) -> Option<Pitch> {
    let begins_page = |block: &Block| matches!(block, Block::Slip { apart: Apart::Page, .. });
    let fits = |pitch: &Pitch| {
        let mut height = head(paper, *pitch);
        paper.blocks.iter().all(|block| {
            let block_height = height_of(block, *pitch);
            height = if begins_page(block) { block_height } else { height + block_height };
            height <= ROOM
        })
    };
    (Pitch::STANDARD.0..=Pitch::CLOSEST.0).map(Pitch).find(fits)
}

/// What stands above the first block.
fn head(paper: &Paper, pitch: Pitch) -> usize {
    let number = if paper.number.is_empty() { 0 } else { 2 };
    let lines = |text: &str| if text.is_empty() { 0 } else { wrap(text, 0, WIDTH, WIDE).len() };
    let lines = lines(paper.heading.as_str()) + number + 1 + lines(paper.addressee.as_str());
    lines * pitch.line() + paper.title.len() * TITLE_LINE
}

fn height_of(block: &Block, pitch: Pitch) -> usize {
    match block {
        // The line to cut along, or the empty one under the title.
        Block::Slip { .. } => pitch.line() + TITLE_LINE,
        Block::Grid { rows } => rows.iter().map(|row| grid_row(row)).sum(),
        other => block_lines(other, WIDTH).len() * pitch.line(),
    }
}

fn grid_row(slots: &[Slot]) -> usize {
    let (label, half, whole) = GRID_WIDTHS;
    let field = if slots.len() == 1 { whole } else { half };
    let lines = |slot: &Slot| {
        let said = match &slot.fill {
            Fill::Written(text) => wrap(text.as_str(), 0, field, WIDE).len(),
            Fill::Blank(characters) => (2 * usize::from(*characters)).div_ceil(field),
            Fill::Rest => 1,
        };
        said.max(wrap(slot.label.as_str(), 0, label, WIDE).len())
    };
    let lines = slots.iter().map(lines).max().unwrap_or(1);
    GRID_ROW.max(lines * GRID_LINE + GRID_INSET)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::paper::Text;

    /// A letter of so many lines, with a slip of two under it or without.
    fn letter(lines: usize, slip: bool) -> Paper {
        let mut blocks = vec![Block::paragraph("一行"); lines];
        if slip {
            blocks.push(Block::Slip { apart: Apart::Cut, title: "回执".into() });
            blocks.extend(vec![Block::paragraph("一行"); 2]);
        }
        Paper {
            sheet: Sheet::Letter,
            heading: Text::default(),
            number: Text::default(),
            title: vec!["函".into()],
            addressee: Text::default(),
            blocks,
            foot: Text::default(),
        }
    }

    #[test]
    fn what_runs_a_little_over_is_set_closer_and_what_runs_far_is_not() {
        let table = [(19, Pitch(22)), (20, Pitch(23)), (23, Pitch(26)), (40, Pitch(22))];
        for (lines, expected) in table {
            assert_eq!(fitted(&letter(lines, false)).1, expected, "{lines}");
        }
    }

    #[test]
    fn a_slip_without_room_has_a_page_of_its_own() {
        for (lines, apart) in [(14, false), (20, false), (23, true), (24, true)] {
            let paper = letter(lines, true);
            let (fitted, pitch) = fitted(&paper);
            let set_apart = fitted.blocks.iter().any(|block| matches!(block, Block::Slip { apart: Apart::Page, .. }));
            assert_eq!(set_apart, apart, "{lines}");
            assert_eq!(pitch == Pitch::STANDARD, lines == 14, "{lines}");
        }
    }

    /// Many letters as one paper: each page is looked at for itself.
    #[test]
    fn every_page_is_counted_from_its_top() {
        let mut two = letter(18, false);
        two.blocks.push(Block::Slip { apart: Apart::Page, title: "函".into() });
        two.blocks.extend(vec![Block::paragraph("一行"); 18]);
        assert_eq!(fitted(&two).1, Pitch::STANDARD);
    }
}

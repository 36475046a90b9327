//! Those who are marked, one a line, under the class where the screen has room: whom to call, and what is known.

use super::facts::Seat;
use super::sheet::Sheet;
use crate::tui::context::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::cells;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Fewer rows than this are better left empty.
const FEWEST: u16 = 6;

/// Cells of name, of mark, and of what the books say of the pupil.
const NAME: usize = 15;
const MARK: usize = 8;
const ABOUT: usize = 34;

pub fn draw(cx: &Context, seats: &[Seat], sheet: &Sheet, buf: &mut Buffer, area: Rect) {
    let marked: Vec<&Seat> = seats.iter().filter(|seat| sheet.mark(seat.pupil).is_some()).collect();
    if area.height < FEWEST || marked.is_empty() {
        return;
    }
    let theme = cx.theme;
    cells::rule(buf, area, 1, theme.horizontal(), theme.style(Role::Quiet));
    for (line, seat) in marked.iter().take(usize::from(area.height - 2)).enumerate() {
        let Some(mark) = sheet.mark(seat.pupil) else { continue };
        let name = cells::pad(&cells::steady(&seat.name), NAME);
        let kind = cells::pad((cx.words.roll.mark)(mark), MARK);
        let about = cells::pad(&cells::steady(&seat.about), ABOUT);
        let note = sheet.note(seat.pupil).or(seat.leave.as_deref()).unwrap_or("");
        let symptoms = (cx.words.health.list)(sheet.symptoms(seat.pupil));
        let gap = if symptoms.is_empty() || note.is_empty() { "" } else { "  " };
        let text = format!("{} {name}{kind}{about}{symptoms}{gap}{note}", seat.label(2));
        cells::put(buf, area, 0, line as u16 + 2, &text, theme.mark(mark));
    }
}

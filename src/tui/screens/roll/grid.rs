//! The class as a plan of seats: down the columns, all of it on one screen.

use super::facts::Seat;
use crate::domain::mark::Mark;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::cells;
use crate::words::Words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// How the seats lie in an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    pub rows: usize,
    columns: usize,
    /// Cells of one seat: number, gap, name, mark, badge, and a blank.
    width: usize,
    digits: usize,
}

/// Wider seats than this are hard to read across.
const WIDEST: usize = 20;

/// Cells by which a seat may be wider than that, where there is room.
const SPARE: usize = 4;

/// Cells of the gap after the number, of the mark, and of the blank at the end.
const GAP: usize = 1;
const MARK: usize = 2;
const BLANK: usize = 1;

/// Seats narrower than this have room for one cell of badge only.
const ROOMY: usize = 17;

impl Plan {
    /// As many columns as are comfortable, more where the class would not fit below one another.
    /// `longest` is the width of the longest name: fewer columns where that gives it room.
    pub fn of(area: Rect, seats: usize, digits: usize, longest: usize) -> Plan {
        let (height, across) = (usize::from(area.height.max(1)), usize::from(area.width));
        let plan = |columns: usize| {
            let width = (across / columns).min(WIDEST.max(longest) + SPARE);
            Plan { rows: seats.div_ceil(columns).max(1), columns, width, digits }
        };
        let (fewest, most) = (seats.div_ceil(height).max(1), (across / WIDEST).max(1));
        let mut roomy = (fewest..=most).rev().map(plan).filter(|plan| plan.name() >= longest);
        roomy.next().unwrap_or_else(|| plan(fewest.max(most)))
    }

    fn badge(&self) -> usize {
        if self.width < ROOMY { 1 } else { 2 }
    }

    fn name(&self) -> usize {
        self.width.saturating_sub(self.digits + GAP + MARK + self.badge() + BLANK)
    }

    pub fn draw(
        &self,
        buf: &mut Buffer,
        area: Rect,
        look: (Theme, &'static Words),
        seats: &[Seat],
        cursor: usize,
        mark: impl Fn(&Seat) -> Option<Mark>,
    ) {
        for (at, seat) in seats.iter().enumerate().take(self.rows * self.columns) {
            let cell = Rect {
                x: area.x + (at / self.rows * self.width) as u16,
                y: area.y + (at % self.rows) as u16,
                width: (self.width - BLANK) as u16,
                height: 1,
            };
            self.draw_seat(buf, cell.intersection(area), look, seat, mark(seat), at == cursor);
        }
    }

    fn draw_seat(
        &self,
        buf: &mut Buffer,
        area: Rect,
        (theme, words): (Theme, &'static Words),
        seat: &Seat,
        mark: Option<Mark>,
        chosen: bool,
    ) {
        let style = mark.map_or(theme.style(Role::Plain), |mark| theme.mark(mark));
        let number = seat.label(self.digits);
        let gap = if chosen { ">" } else { " " };
        // Four characters of a long name say more than three and a sign: the line under the class has all of it.
        let name = cells::steady(&seat.name);
        let name = cells::pad(cells::cut(&name, self.name()), self.name());
        let short = cells::pad(mark.map_or("", |mark| (words.domain.mark_short)(mark)), MARK);
        let badge = badge(seat, self.badge());
        let pieces: [(&str, Style); 5] = [
            (&number, theme.style(Role::Quiet)),
            (gap, theme.style(Role::Title)),
            (&name, style),
            (&short, style),
            (&badge, theme.style(Role::Overdue)),
        ];
        cells::put_all(buf, area, 0, 0, pieces);
        if chosen {
            buf.set_style(area, theme.style(Role::Selected));
        }
    }
}

/// The running streak, and `!` where the pupil missed the roll before without explanation, `*` in a watch. Where there is
/// room for one cell: the streak, `+` for ten and more, the sign without a streak.
fn badge(seat: &Seat, cells: usize) -> String {
    let sign = match seat.was_unexplained() {
        true => "!",
        false if seat.watched.is_some() => "*",
        false => "",
    };
    match (seat.streak, cells) {
        (0, _) => sign.to_owned(),
        (10.., 1) => "+".to_owned(),
        (streak, 1) => streak.to_string(),
        (streak, _) => cells::cut(&format!("{streak}{sign}"), cells).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_class_has_room_for_the_longest_name() {
        for (width, height) in [(60, 16), (90, 32)] {
            assert!(Plan::of(Rect::new(0, 0, width, height), 13, 2, 15).name() >= 15, "{width}");
        }
    }

    #[test]
    fn every_class_up_to_sixty_stands_on_one_screen() {
        for (width, height) in [(60, 16), (90, 32)] {
            for seats in 1..=60 {
                let plan = Plan::of(Rect::new(0, 0, width, height), seats, 2, 15);
                assert!(plan.rows <= usize::from(height), "{seats}");
                assert!(plan.rows * plan.columns >= seats, "{seats}");
                assert!(plan.columns * plan.width <= usize::from(width), "{seats}");
                assert!(plan.name() >= 8, "room for four characters: {plan:?}");
            }
        }
    }
}

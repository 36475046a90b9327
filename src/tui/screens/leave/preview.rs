//! What a leave note does to the rolls of its days, said before it is saved.

use crate::domain::leave::LeaveNote;
use crate::domain::mark::Mark;
use crate::domain::roll::RollKey;
use crate::tui::context::Context;
use crate::tui::screens::follow_up::explanation::named;
use crate::tui::theme::Role;
use crate::tui::widgets::cells;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Empty while the note is not complete.
#[derive(Default)]
pub struct Preview {
    lines: Vec<(String, Role)>,
}

/// The rolls that a note speaks of, by what it does to them.
#[derive(Default)]
struct Rolls {
    /// Not yet taken: they will begin with the note's mark.
    open: Vec<RollKey>,
    /// Taken, the pupil `unknown`.
    put_right: Vec<RollKey>,
    /// Taken, and saying something else.
    left_alone: Vec<RollKey>,
}

impl Rolls {
    fn of(cx: &Context, note: &LeaveNote) -> Rolls {
        let mut rolls = Rolls::default();
        for key in cx.school.rolls_of_leave(note) {
            match cx.school.roll(key).map(|roll| roll.mark(note.pupil)) {
                None => rolls.open.push(key),
                Some(Some(Mark::Unknown)) => rolls.put_right.push(key),
                Some(mark) if mark == Some(note.kind.mark()) => {}
                Some(_) => rolls.left_alone.push(key),
            }
        }
        rolls
    }
}

impl Preview {
    pub fn of(cx: &Context, note: &LeaveNote) -> Preview {
        let words = &cx.words.leave;
        let mark = (cx.words.domain.mark)(note.kind.mark());
        let Rolls { open, put_right, left_alone } = Rolls::of(cx, note);
        let mut lines = Vec::new();
        let mut say = |text: String, rolls: &[RollKey], role: Role| {
            if !rolls.is_empty() {
                lines.extend([(text, role), (format!("  {}", named(cx, rolls)), role)]);
            }
        };
        say((words.prefills)(open.len(), mark), &open, Role::Plain);
        say((words.puts_right)(put_right.len(), mark), &put_right, Role::Good);
        say((words.leaves_alone)(left_alone.len()), &left_alone, Role::Owed);
        if lines.is_empty() && cx.school.rolls_of_leave(note).is_empty() {
            lines.push((words.no_school.to_owned(), Role::Owed));
        }
        if let Some(other) = overlapping(cx, note) {
            lines.push(((words.overlaps)(&other), Role::Owed));
        }
        Preview { lines }
    }

    pub fn draw(&self, cx: &Context, buf: &mut Buffer, area: Rect) {
        if self.lines.is_empty() {
            return;
        }
        cells::put(buf, area, 2, 0, cx.words.leave.preview, cx.theme.style(Role::Title));
        let room = usize::from(area.width.saturating_sub(5)).max(1);
        let wrapped =
            self.lines.iter().flat_map(|(text, role)| cells::wrap(text, room).into_iter().map(|line| (line, *role)));
        for (row, (line, role)) in wrapped.enumerate() {
            cells::put(buf, area, 4, row as u16 + 1, &line, cx.theme.style(role));
        }
    }
}

/// Another note of the same days: `病假 2026-03-16 .. 2026-03-18`.
fn overlapping(cx: &Context, note: &LeaveNote) -> Option<String> {
    let others = cx.school.leaves_of(note.pupil).iter().map(|leave| &leave.note);
    let other = others.rev().find(|other| other.from <= note.to && note.from <= other.to)?;
    Some(format!("{} {} .. {}", (cx.words.domain.mark)(other.kind.mark()), other.from, other.to))
}

//! Where form and situation stand, under a line that says about whom the form is.

use crate::domain::ids::PupilId;
use crate::tui::context::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::cells;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Rows of the heading: the line and a rule.
const HEADING: u16 = 2;

/// Draws the heading; gives what is left under it.
pub fn heading(cx: &Context, title: &str, pupil: PupilId, right: &str, buf: &mut Buffer, area: Rect) -> Rect {
    let theme = cx.theme;
    let bold = theme.style(Role::Title);
    let end = cells::put_all(buf, area, 0, 0, [(" ", bold), (title, bold), ("  ", bold)]);
    let about = about(cx, pupil);
    let room = usize::from(area.width - end).saturating_sub(cells::width(right) + 3);
    cells::put(buf, area, end, 0, cells::cut(&about, room), bold);
    cells::put_right(buf, area, 0, &format!("{right} "), theme.style(Role::Plain));
    cells::rule(buf, area, 1, theme.horizontal(), theme.style(Role::Quiet));
    below(area, HEADING)
}

/// `03 黄予安  七年级(3)班  女  住校`
fn about(cx: &Context, id: PupilId) -> String {
    let Some(pupil) = cx.school.pupil(id) else { return String::new() };
    let record = &pupil.record;
    let seat = pupil.seat(cx.today).map(|seat| format!("{seat:02} ")).unwrap_or_default();
    let mut parts = vec![format!("{seat}{}", cells::steady(&record.name))];
    parts.extend(pupil.class(cx.today).map(|class| class.to_string()));
    parts.extend(record.sex.map(|sex| (cx.words.domain.sex)(sex).to_owned()));
    parts.extend(record.boarder.map(|boards| (cx.words.follow_up.boards)(boards).to_owned()));
    parts.join("  ")
}

/// The form to the left, and beside it, after a line, what is known.
pub fn split(cx: &Context, buf: &mut Buffer, area: Rect) -> (Rect, Rect) {
    let beside = (area.width / 3).clamp(28, 44);
    let form = Rect { width: area.width - beside - 1, ..area };
    let line = Rect { x: form.right(), width: beside + 1, ..area };
    for row in 0..line.height {
        cells::put(buf, line, 0, row, &cx.theme.vertical().to_string(), cx.theme.style(Role::Quiet));
    }
    (Rect { x: form.x + 1, width: form.width - 1, ..form }, Rect { x: line.x + 2, width: beside - 2, ..line })
}

pub fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

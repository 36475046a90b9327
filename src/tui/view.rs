//! Draws the model. Changes nothing.

use super::context::Context;
use super::model::Model;
use super::screens::Route;
use super::theme::Role;
use super::update::hints;
use super::widgets::{cells, footer};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};

/// Smaller terminals are told so.
pub const SMALLEST: Size = Size { width: 80, height: 24 };

/// The line above the footer, and the footer.
const BELOW: u16 = 2;

pub fn is_too_small(size: Size) -> bool {
    size.width < SMALLEST.width || size.height < SMALLEST.height
}

/// What is left for a screen in a terminal of this size.
pub fn body(size: Size) -> Rect {
    Rect::new(0, 0, size.width, size.height.saturating_sub(BELOW))
}

/// Draws everything; gives the place of the terminal's cursor, none where it is hidden.
pub fn view(model: &Model, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let cx = &model.cx;
    if is_too_small(area.as_size()) {
        let said = (cx.words.tui.too_small)(area.width, area.height);
        for (row, line) in cells::wrap(&said, usize::from(area.width)).iter().enumerate() {
            cells::put(buf, area, 0, row as u16, line, cx.theme.style(Role::Title));
        }
        return None;
    }
    let body = Rect { height: area.height - BELOW, ..area };
    let first = model.layers.iter().rposition(|layer| !layer.screen.is_popup()).unwrap_or(0);
    let mut cursor = None;
    for layer in &model.layers[first..] {
        cursor = layer.screen.view(cx, body, buf);
    }
    let theme = cx.theme;
    cells::rule(buf, area, area.height - 2, theme.horizontal(), theme.style(Role::Quiet));
    if let Some(said) = model.said.as_ref().filter(|said| !said.is_empty()) {
        cells::put(buf, area, 1, area.height - 2, &format!(" {said} "), theme.style(Role::Title));
    }
    footer::draw(buf, area, area.height - 1, theme, &hints(model));
    cursor
}

/// The screens that the menu leads to, in its order.
pub fn main_screens(cx: &Context) -> Vec<(&'static str, Route)> {
    let (all, words) = (cx.words, &cx.words.tui);
    // A bureau has no pupils, and a school has no schools that send to it.
    if cx.school.is_bureau() {
        return vec![
            (all.district.title, Route::District),
            (words.import_of_bureau, Route::Import),
            (words.journal, Route::Journal),
            (all.staff.title, Route::Staff),
            (all.own_data.title, Route::OwnData),
        ];
    }
    let mut screens = vec![
        (words.roll, Route::Roll(None)),
        (words.flags, Route::Flags),
        (words.gaps, Route::Gaps(None)),
        (words.notices, Route::Notices),
        (words.import, Route::Import),
        (words.journal, Route::Journal),
        (all.todo.title, Route::Todo),
        (all.cases.title, Route::Cases),
        (all.staff.title, Route::Staff),
        (all.rules.title, Route::Rules),
        (all.week.title, Route::Week(None)),
        (all.status_screen.title, Route::Statuses),
        (all.year.title, Route::Year),
        (all.groups.title, Route::KeyGroups),
        (all.aid.title, Route::Aid),
        (all.plan.title, Route::Plans),
        (all.pledge.title, Route::Pledges),
        (all.work_log.title, Route::WorkLog),
        (all.monthly.title, Route::Monthly(None)),
        (all.registers.title, Route::Registers),
        (all.inspection.title, Route::Inspection),
        (all.entrants.title, Route::Entrants),
        (all.own_data.title, Route::OwnData),
    ];
    // Its books may hold what an earlier program received in them.
    if !cx.school.district.is_empty() {
        screens.push((all.district.title, Route::District));
    }
    screens
}

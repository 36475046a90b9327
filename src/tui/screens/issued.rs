//! An issued paper as it is printed. Nothing of it can be changed; it can be written into a file, its receipt recorded,
//! and another drafted that corrects it.

use super::Route;
use super::letter::correction;
use super::write::Printed;
use crate::desk;
use crate::domain::letter::LetterNo;
use crate::tui::binding::{Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::view::body;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::{header, scroll};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct Issued {
    no: LetterNo,
    lines: Vec<String>,
    offset: Rows,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Write,
    Receipt,
    Correct,
}

/// Free cells on each side.
const MARGIN: u16 = 2;
/// Cells of the line: those of the plain text file.
const WIDEST: u16 = 76;

fn place(area: Rect) -> Rect {
    let width = area.width.saturating_sub(2 * MARGIN).min(WIDEST);
    let left = (area.width - width) / 2;
    Rect { x: area.x + left, y: area.y + header::HEIGHT, width, height: area.height.saturating_sub(header::HEIGHT) }
}

impl Screen for Issued {
    type Act = Act;
    const NAME: &'static str = "issued";
    const TITLE: Says = |words| words.notices.issued;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Char('w'), Key::F(4)], act: Act::Write, says: |words| words.notices.write, rank: 10 },
        Binding {
            keys: &[Key::Char('r'), Key::F(5)],
            act: Act::Receipt,
            says: |words| words.notices.receipt,
            rank: 11,
        },
        Binding {
            keys: &[Key::Char('c'), Key::F(7)],
            act: Act::Correct,
            says: |words| words.notices.correct,
            rank: 12,
        },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::Issued(no) = *route else { return None };
        cx.school.letter(no)?;
        Some(Issued { no, lines: Vec::new(), offset: Rows::default() })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.offset)
    }

    fn refresh(&mut self, cx: &Context) {
        let place = place(body(cx.size));
        let notice = cx.school.letter(self.no);
        self.lines = notice.map(|notice| desk::printed(&notice.record.paper, place.width)).unwrap_or_default();
        scroll::fit(&mut self.offset, self.lines.len(), place.height);
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        let route = match act {
            Act::Correct => return vec![correction::ask(cx, self.no)],
            Act::Write => Route::Write(Printed::Letter(self.no)),
            Act::Receipt => Route::Receipt(self.no),
        };
        vec![Effect::Open(route)]
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let words = &cx.words.notices;
        let notice = cx.school.letter(self.no);
        let receipt = notice.and_then(|notice| notice.receipt.as_ref());
        let (state, role) = match receipt {
            Some(receipt) => (format!("{} {}", words.receipt, (words.received)(receipt.on, &receipt.by)), Role::Good),
            None => (words.no_receipt.to_owned(), Role::Owed),
        };
        let number = notice.map_or("", |notice| notice.record.paper.number.as_str());
        let kind = notice.map_or(words.issued, |notice| (cx.words.domain.letter)(notice.record.kind));
        header::draw(buf, area, cx.theme, &format!("{kind}  {number}"), (&state, role));
        let plain = cx.theme.style(Role::Plain);
        let lines = self.lines.iter().map(|line| (line.as_str(), plain));
        scroll::draw(buf, place(area), lines, self.offset.at().unwrap_or(0));
        None
    }
}

//! The register of papers (文书登记): number, kind, pupil, to whom, when, by whom, receipt; the newest of a series first.

#[cfg(test)]
mod tests;

use super::Route;
use super::letter::correction;
use super::write::Printed;
use crate::domain::letter::{Letter, LetterNo};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

#[derive(Default)]
pub struct Register {
    lines: Vec<Line>,
    rows: Rows,
}

/// A paper in the register.
struct Line {
    no: LetterNo,
    /// In the order of the headings.
    cells: [String; 8],
    received: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Open,
    Write,
    Receipt,
    Correct,
    WriteRegister,
}

/// Which of the headings have a column at 80 and at 120 cells, and how wide; the last takes what is left.
const NARROW: [(usize, u16); 6] = [(0, 15), (1, 14), (2, 10), (3, 12), (4, 5), (7, 0)];
const BROAD: [(usize, u16); 8] = [(0, 15), (1, 22), (2, 12), (3, 13), (4, 6), (5, 18), (6, 8), (7, 0)];

impl Register {
    fn chosen(&self) -> Option<LetterNo> {
        self.rows.at().and_then(|at| self.lines.get(at)).map(|line| line.no)
    }
}

fn line(cx: &Context, notice: &Letter) -> Line {
    let (words, record) = (&cx.words.notices, &notice.record);
    let pupil = cx.school.pupil(record.pupil);
    let class = pupil.and_then(|pupil| pupil.class(record.issued_on));
    let receipt = notice.receipt.as_ref().map(|receipt| (words.received)(receipt.on, &receipt.by));
    let no = record.no.to_string();
    let issuer = cx.school.staff(notice.issued_by).map_or("", |staff| &staff.record.name);
    let kind = (cx.words.domain.letter)(record.kind);
    let kind = if record.corrects.is_some() { (words.correcting)(kind) } else { kind.to_owned() };
    let cells = [
        no.as_str(),
        &kind,
        pupil.map_or("", |pupil| &pupil.record.name),
        &class.map(|class| class.to_string()).unwrap_or_default(),
        &record.issued_on.format("%m-%d").to_string(),
        &record.to,
        issuer,
        receipt.as_deref().unwrap_or(words.no_receipt),
    ];
    let cells = cells.map(|cell| cells::steady(cell).into_owned());
    Line { no: record.no, cells, received: notice.receipt.is_some() }
}

impl Screen for Register {
    type Act = Act;
    const NAME: &'static str = "notices";
    const TITLE: Says = |words| words.tui.notices;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Open, says: |words| words.notices.open, rank: 10 },
        Binding { keys: &[Key::Char('w'), Key::F(4)], act: Act::Write, says: |words| words.notices.write, rank: 11 },
        Binding {
            keys: &[Key::Char('r'), Key::F(5)],
            act: Act::Receipt,
            says: |words| words.notices.receipt,
            rank: 12,
        },
        Binding {
            keys: &[Key::Char('c'), Key::F(7)],
            act: Act::Correct,
            says: |words| words.notices.correct,
            rank: 14,
        },
        Binding {
            keys: &[Key::Char('p'), Key::F(6)],
            act: Act::WriteRegister,
            says: |words| words.notices.write_register,
            rank: 13,
        },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        matches!(route, Route::Notices).then(Register::default)
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn refresh(&mut self, cx: &Context) {
        let chosen = self.chosen();
        self.lines = cx.school.letters.iter().rev().map(|notice| line(cx, notice)).collect();
        self.rows.resize(self.lines.len());
        if let Some(at) = self.lines.iter().position(|line| Some(line.no) == chosen) {
            self.rows.go(at);
        }
    }

    fn allows(&self, _act: Act, cx: &Context) -> Allowed {
        if self.lines.is_empty() { Allowed::No(cx.words.notices.nothing_chosen) } else { Allowed::Yes }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        let Some(no) = self.chosen() else { return Vec::new() };
        vec![Effect::Open(match act {
            Act::Correct => return vec![correction::ask(cx, no)],
            Act::Open => Route::Issued(no),
            Act::Write => Route::Write(Printed::Letter(no)),
            Act::Receipt => Route::Receipt(no),
            Act::WriteRegister => Route::Write(Printed::Register(cx.school.all_papers(cx.today))),
        })]
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.notices, cx.theme);
        let count = (words.count)(self.lines.len());
        let inside = header::draw(buf, area, theme, cx.words.tui.notices, (&count, Role::Plain));
        if self.lines.is_empty() {
            let place = Rect { x: inside.x + 2, width: inside.width.saturating_sub(4), ..inside };
            cells::put(buf, place, 0, 1, words.none_yet, theme.style(Role::Title));
            for (row, line) in cells::wrap(words.how_to, usize::from(place.width)).iter().enumerate() {
                cells::put(buf, place, 0, row as u16 + 3, line, theme.style(Role::Plain));
            }
            return None;
        }
        let shown: &[(usize, u16)] = if area.width >= 110 { &BROAD } else { &NARROW };
        let columns: Vec<Column<'_>> =
            shown.iter().map(|(at, width)| Column::left(words.headings[*at], *width)).collect();
        let widest = |at: usize| cells::widest(self.lines.iter().map(|line| &line.cells[shown[at].0]));
        let columns = table::fitted(columns, inside.width, widest);
        table::draw(buf, inside, theme, &columns, &self.rows, |at| {
            let line = &self.lines[at];
            let last = line.cells.len() - 1;
            let role = |column| match column == last {
                true if line.received => Role::Good,
                true => Role::Owed,
                false => Role::Plain,
            };
            shown.iter().map(|(at, _)| (line.cells[*at].clone(), theme.style(role(*at)))).collect()
        });
        None
    }
}

//! The journal (操作记录): who did what and when, the newest first; `u` takes my last step back.

#[cfg(test)]
mod tests;

use super::Route;
use super::choose::Choices;
use crate::domain::entry::Entry;
use crate::domain::ids::EntryId;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::event::Told;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::cells::{self, steady};
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::collections::HashSet;

/// Entries that are read.
const LAST: usize = 500;

/// From so many cells on long names have room.
const WIDE: u16 = 120;

/// Rows above the list: header and rule.
const ABOVE: u16 = 2;
/// Rows under it: rule, two lines of the chosen entry, and what is so of it.
const BELOW: u16 = 4;

pub struct JournalScreen {
    state: State,
    /// Newest first.
    lines: Vec<Line>,
    rows: Rows,
    /// The step that `u` takes back.
    undoable: Option<EntryId>,
    /// Somebody was asked whether to take it back.
    asking: bool,
    undoing: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Reading,
    Read,
    /// The journal could not be read.
    Failed,
}

/// One entry in words.
struct Line {
    id: EntryId,
    at: String,
    who: String,
    what: String,
    /// A later entry took it back.
    is_gone: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Undo,
}

fn lines(entries: &[Entry], cx: &Context) -> Vec<Line> {
    let (words, school) = (&cx.words.journal, &cx.school);
    let gone: HashSet<EntryId> = entries.iter().filter_map(|entry| entry.why.undoes()).collect();
    let say = |entry: &Entry| cx.words.domain.entry_for(cx.who, cx.today, school, entry);
    let entry_of = |id: EntryId| entries.iter().find(|entry| entry.id == id);
    let what = |entry: &Entry| match entry.why.undoes().and_then(entry_of) {
        Some(first) => (words.took_back)(first.at, &say(first)),
        None => say(entry),
    };
    let line = |entry: &Entry| Line {
        id: entry.id,
        at: entry.at.format("%Y-%m-%d %H:%M").to_string(),
        who: school.staff(entry.who).map_or(words.nobody, |staff| &staff.record.name).to_owned(),
        what: what(entry),
        is_gone: gone.contains(&entry.id),
    };
    entries.iter().map(line).collect()
}

impl JournalScreen {
    fn line(&self) -> Option<&Line> {
        self.rows.at().and_then(|at| self.lines.get(at))
    }

    /// What can be said of the chosen entry beyond its words.
    fn remark(&self, line: &Line, cx: &Context) -> &'static str {
        let words = &cx.words.journal;
        match line {
            line if line.is_gone => words.was_taken_back,
            line if self.undoable == Some(line.id) => words.can_be_taken_back,
            _ => words.kept,
        }
    }

    fn sign(&self, line: &Line, cx: &Context) -> &'static str {
        let words = &cx.words.journal;
        match line {
            line if line.is_gone => words.gone,
            line if self.undoable == Some(line.id) => words.can_go,
            _ => "",
        }
    }

    fn draw_list(&self, cx: &Context, area: Rect, buf: &mut Buffer) {
        let (words, theme) = (&cx.words.journal, cx.theme);
        let columns = [
            Column::left("", 2),
            Column::left(words.at, 16),
            Column::left(words.who, if area.width < WIDE { 8 } else { 16 }),
            Column::left(words.what, 0),
        ];
        table::draw(buf, area, theme, &columns, &self.rows, |at| {
            let line = &self.lines[at];
            let style = theme.style(if line.is_gone { Role::Quiet } else { Role::Plain });
            let texts = [self.sign(line, cx), &line.at, &line.who, &line.what];
            texts.into_iter().map(|text| (steady(text).into_owned(), style)).collect()
        });
    }

    fn draw_chosen(&self, cx: &Context, area: Rect, buf: &mut Buffer) {
        let Some(line) = self.line() else { return };
        let width = usize::from(area.width.saturating_sub(2));
        let what = steady(&line.what);
        for (row, text) in cells::wrap(&what, width).iter().take(2).enumerate() {
            cells::put(buf, area, 1, 1 + row as u16, text, cx.theme.style(Role::Plain));
        }
        cells::put(buf, area, 1, 3, self.remark(line, cx), cx.theme.style(Role::Quiet));
    }
}

impl Screen for JournalScreen {
    type Act = Act;
    const NAME: &'static str = "journal";
    const TITLE: Says = |words| words.tui.journal;
    const STEERS: Steers = Steers::Rows;
    const KEYS: &'static [Binding<Act>] = &[Binding {
        keys: &[Key::Char('u'), Key::Ctrl('z'), Key::F(4)],
        act: Act::Undo,
        says: |words| words.journal.undo,
        rank: 1,
    }];

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        let Route::Journal = route else { return None };
        Some(JournalScreen {
            state: State::Reading,
            lines: Vec::new(),
            rows: Rows::default(),
            undoable: None,
            asking: false,
            undoing: false,
        })
    }

    /// A journal that could not be read is not asked for again: the next failure would cover the first.
    fn reads(&self) -> Option<Effect> {
        (self.state != State::Failed).then_some(Effect::ReadJournal { last: LAST })
    }

    /// The cursor stays on its entry; at the top it stays at the top, where new ones come.
    fn told(&mut self, told: Told, cx: &Context) -> Vec<Effect> {
        let Told::Journal(journal) = told else { return Vec::new() };
        let chosen = self.line().map(|line| line.id).filter(|_| self.rows.at() != Some(0));
        self.lines = lines(&journal.entries, cx);
        self.undoable = journal.undoable;
        self.state = State::Read;
        self.rows.resize(self.lines.len());
        if let Some(at) = self.lines.iter().position(|line| Some(line.id) == chosen) {
            self.rows.go(at);
        }
        Vec::new()
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Undo if self.undoing || self.state != State::Read => Allowed::Hidden,
            Act::Undo if self.undoable.is_none() => Allowed::No(cx.words.journal.nothing_to_undo),
            Act::Undo => Allowed::Yes,
        }
    }

    /// Asks first: the step may be an import of the whole school, and taking back cannot be taken back.
    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Undo => {
                let words = &cx.words.journal;
                let line = self.lines.iter().find(|line| Some(line.id) == self.undoable);
                let what = line.map_or("", |line| line.what.as_str());
                let text = vec![(words.ask)(&steady(what)), words.ask_more.to_owned()];
                self.asking = true;
                let choices = Choices::question(words.undo, text, &[words.take_back, words.leave]);
                vec![Effect::Open(Route::Choose(choices))]
            }
        }
    }

    fn answered(&mut self, answer: Answer, _cx: &Context) -> Vec<Effect> {
        let asked = std::mem::take(&mut self.asking);
        if asked && answer == Answer::Chosen(0) {
            self.undoing = true;
            return vec![Effect::Undo];
        }
        Vec::new()
    }

    fn done(&mut self, ended: Ended, _cx: &Context) -> Vec<Effect> {
        let was_undoing = std::mem::take(&mut self.undoing);
        if ended == Ended::Failed && !was_undoing {
            self.state = State::Failed;
        }
        Vec::new()
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.journal, cx.theme);
        let title = theme.style(Role::Title);
        cells::put_all(buf, area, 0, 0, [(" ", title), (cx.words.tui.journal, title)]);
        let count = if self.lines.len() < LAST { words.total } else { words.last };
        cells::put_right(buf, area, 0, &format!("{} ", count(self.lines.len())), theme.style(Role::Plain));
        cells::rule(buf, area, 1, theme.horizontal(), theme.style(Role::Quiet));
        let list = Rect { y: area.y + ABOVE, height: area.height.saturating_sub(ABOVE + BELOW), ..area };
        let why_empty = match self.state {
            State::Reading => words.reading,
            State::Failed => words.unread,
            State::Read => words.empty,
        };
        if self.lines.is_empty() {
            cells::put(buf, list, 2, 1, why_empty, theme.style(Role::Plain));
        } else {
            self.draw_list(cx, list, buf);
        }
        let under = Rect { y: list.bottom(), height: BELOW, ..area };
        cells::rule(buf, under, 0, theme.horizontal(), theme.style(Role::Quiet));
        self.draw_chosen(cx, under, buf);
        None
    }
}

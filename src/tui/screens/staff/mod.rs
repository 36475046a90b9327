//! The people of the school (教职工): who holds which post. A line a post; what is owed lies with posts.

mod post;
#[cfg(test)]
mod tests;

pub use post::PostForm;

use super::Route;
use super::choose::Choices;
use crate::domain::entry::Why;
use crate::domain::ids::StaffId;
use crate::domain::people::{Post, Staff};
use crate::domain::year::Tenure;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Which post of whom: none for somebody without one.
pub type PostOf = (StaffId, Option<Post>);

#[derive(Default)]
pub struct StaffScreen {
    lines: Vec<Line>,
    rows: Rows,
    /// Whose post one was asked to end.
    asked: Option<PostOf>,
    /// What is said once it is recorded.
    saving: Option<String>,
}

/// A post in the list, or a person without any.
struct Line {
    of: PostOf,
    /// The person's first line, with the name.
    is_first: bool,
    is_here: bool,
    /// Held now, or from the turn of the year on that is still to come.
    is_held: bool,
    /// Ended by that turn: it is not changed any more.
    is_ending: bool,
    name: String,
    post: String,
    note: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Change,
    Add,
    End,
    Import,
}

/// Rows under the list: rule and two lines that say what a post means.
const BELOW: u16 = 3;

/// What can be answered to the question who ends what: with a post its end first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Post(Post),
    Leaves,
    Keep,
}

fn ends(post: Option<Post>) -> Vec<End> {
    post.map(End::Post).into_iter().chain([End::Leaves, End::Keep]).collect()
}

fn lines_of(cx: &Context, staff: &Staff) -> Vec<Line> {
    let words = &cx.words.staff;
    let stands_in = cx.school.stand_in(cx.today).filter(|first| first.id == staff.id);
    let vacant = stands_in.map(|_| cx.school.vacant_roles(cx.today)).unwrap_or_default();
    let is_here = staff.record.is_here(cx.today);
    let mut notes: Vec<String> = staff.record.until.map(words.until).into_iter().collect();
    notes.extend((!vacant.is_empty()).then(|| (words.stands_in)(&vacant)));
    let mut posts: Vec<Option<Tenure>> = cx.school.tenures(staff, cx.today).into_iter().map(Some).collect();
    if posts.is_empty() {
        posts.push(None);
    }
    let note = |at: usize, tenure: Option<Tenure>| {
        let held = tenure.map(|it| (words.held)(it.from, it.until)).filter(|held| !held.is_empty());
        let of_person = notes.iter().filter(|_| at == 0).cloned();
        held.into_iter().chain(of_person).collect::<Vec<_>>().join(words.between)
    };
    let line = |(at, tenure): (usize, Option<Tenure>)| Line {
        of: (staff.id, tenure.map(|it| it.post)),
        is_first: at == 0,
        is_here,
        is_held: tenure.is_some_and(|it| it.from.is_none()),
        is_ending: tenure.is_some_and(|it| it.until.is_some()),
        name: staff.record.name.clone(),
        post: tenure.map_or_else(|| words.no_post.to_owned(), |it| (cx.words.domain.post)(it.post)),
        note: note(at, tenure),
    };
    posts.into_iter().enumerate().map(line).collect()
}

impl StaffScreen {
    fn chosen(&self) -> Option<&Line> {
        self.rows.at().and_then(|at| self.lines.get(at))
    }

    fn ask_to_end(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(Line { of, name, post, .. }) = self.chosen() else { return Vec::new() };
        let words = &cx.words.staff;
        let lay_down = (words.lay_down)(post);
        let rows: Vec<&str> = ends(of.1)
            .into_iter()
            .map(|end| match end {
                End::Post(_) => lay_down.as_str(),
                End::Leaves => words.leave_now,
                End::Keep => words.keep,
            })
            .collect();
        let question = Choices::question(&(words.end_title)(name), vec![words.end_text.to_owned()], &rows);
        self.asked = Some(*of);
        vec![Effect::Open(Route::Choose(question))]
    }

    fn end(&mut self, (who, post): PostOf, answer: usize, cx: &Context) -> Vec<Effect> {
        let Some(staff) = cx.school.staff(who) else { return Vec::new() };
        let (words, name) = (&cx.words.staff, &staff.record.name);
        let (change, said) = match ends(post).get(answer) {
            Some(End::Post(post)) => {
                let kept = staff.record.posts.iter().copied().filter(|held| held != post).collect();
                (staff.with_posts(kept), (words.laid_down)(name, &(cx.words.domain.post)(*post)))
            }
            Some(End::Leaves) => (staff.leaves(cx.today), (words.leaves)(name, cx.today)),
            Some(End::Keep) | None => return Vec::new(),
        };
        self.saving = Some(said);
        vec![Effect::Commit { why: Why::SetStaff, changes: vec![change] }]
    }
}

impl Screen for StaffScreen {
    type Act = Act;
    const NAME: &'static str = "staff";
    const TITLE: Says = |words| words.staff.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Change, says: |words| words.staff.change, rank: 10 },
        Binding { keys: &[Key::F(5), Key::Char('a')], act: Act::Add, says: |words| words.staff.add, rank: 11 },
        Binding { keys: &[Key::F(8), Key::Char('e')], act: Act::End, says: |words| words.staff.end, rank: 12 },
        Binding { keys: &[Key::F(6), Key::Char('i')], act: Act::Import, says: |words| words.staff.import, rank: 13 },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        matches!(route, Route::Staff).then(StaffScreen::default)
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn refresh(&mut self, cx: &Context) {
        let chosen = self.chosen().map(|line| line.of);
        self.lines = cx.school.staff.iter().flat_map(|staff| lines_of(cx, staff)).collect();
        self.rows.resize(self.lines.len());
        if let Some(at) = self.lines.iter().position(|line| Some(line.of) == chosen) {
            self.rows.go(at);
        }
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            _ if self.saving.is_some() => Allowed::No(cx.words.tui.is_saving),
            _ if !cx.acts_for_school() => Allowed::No(cx.words.problems.not_for_the_school),
            Act::Change | Act::End if self.chosen().is_some_and(|line| line.is_ending) => {
                Allowed::No(cx.words.staff.ends_with_year)
            }
            Act::Change | Act::End if self.lines.is_empty() => Allowed::No(cx.words.staff.nothing_chosen),
            Act::Change | Act::Add | Act::End | Act::Import => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Change => self.chosen().map(|line| Effect::Open(Route::Post(Some(line.of)))).into_iter().collect(),
            Act::Add => vec![Effect::Open(Route::Post(None))],
            Act::End => self.ask_to_end(cx),
            Act::Import => vec![Effect::Open(Route::Import)],
        }
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        match (self.asked.take(), answer) {
            (Some(of), Answer::Chosen(at)) => self.end(of, at, cx),
            _ => Vec::new(),
        }
    }

    fn done(&mut self, ended: Ended, _cx: &Context) -> Vec<Effect> {
        match (ended, self.saving.take()) {
            (Ended::Recorded, Some(said)) => vec![Effect::Say(said)],
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.staff, cx.theme);
        let people = self.lines.iter().filter(|line| line.is_first && line.is_here).count();
        let posts = self.lines.iter().filter(|line| line.is_here && line.is_held).count();
        let count = (words.count)(people, posts);
        let inside = header::draw(buf, area, theme, words.title, (&count, Role::Plain));
        let list = Rect { height: inside.height.saturating_sub(BELOW), ..inside };
        if self.lines.is_empty() {
            cells::put(buf, list, 2, 1, words.none_yet, theme.style(Role::Title));
        } else {
            let widths = if area.width >= 110 { [16, 28, 0] } else { [12, 22, 0] };
            let columns: Vec<Column<'_>> =
                words.headings.iter().zip(widths).map(|(title, width)| Column::left(title, width)).collect();
            let first_in_sight = self.rows.window(usize::from(list.height.saturating_sub(1))).start;
            table::draw(buf, list, theme, &columns, &self.rows, |at| {
                let line = &self.lines[at];
                let name = if line.is_first || at == first_in_sight { line.name.as_str() } else { "" };
                let role =
                    if line.is_here && (line.is_held || line.of.1.is_none()) { Role::Plain } else { Role::Quiet };
                let texts = [name, line.post.as_str(), line.note.as_str()];
                texts.iter().map(|text| (cells::steady(text).into_owned(), theme.style(role))).collect()
            });
        }
        let under = Rect { y: list.bottom(), height: BELOW, ..area };
        cells::rule(buf, under, 0, theme.horizontal(), theme.style(Role::Quiet));
        for (row, line) in words.meaning.iter().enumerate() {
            cells::put(buf, under, 1, 1 + row as u16, line, theme.style(Role::Plain));
        }
        None
    }
}

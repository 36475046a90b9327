//! The file picker: type to filter, Enter opens a folder or takes a file, Backspace goes up.

use super::Route;
use crate::desk::{Folder, Item, Place};
use crate::domain::pinyin::{Query, Readings};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect, PickedFile};
use crate::tui::event::Told;
use crate::tui::key::Key;
use crate::tui::screen::{Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::input::{Input, Kind};
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::{cells, popup};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::path::PathBuf;

/// What may be picked, and where to begin.
#[derive(Debug, Clone, PartialEq)]
pub struct Picks {
    pub title: String,
    /// The folder to begin in; none begins in the person's own.
    pub from: Option<PathBuf>,
    /// Ends of names in small letters, without the dot; none takes every file.
    pub kinds: &'static [&'static str],
    /// Bytes; larger files are shown and refused.
    pub largest: Option<u64>,
}

pub struct PickFile {
    picks: Picks,
    /// None until the first one is read.
    folder: Option<Folder>,
    readings: Vec<Readings>,
    field: Input,
    /// Places in the folder's items.
    hits: Vec<usize>,
    rows: Rows,
    /// Where the keys have gone already, while it is being read.
    going_to: Option<Place>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Take,
    Up,
    Clear,
}

/// Cells of the box, and of what stands behind a name.
const WIDTH: u16 = 72;
const DETAIL: usize = 23;

/// Rows of the list at most.
const HEIGHT: u16 = 24;

/// Characters that one filters by at most.
const LONGEST: usize = 60;

impl PickFile {
    fn go(&mut self, place: Place) -> Vec<Effect> {
        self.going_to = Some(place.clone());
        vec![Effect::ListFolder(place)]
    }

    fn look(&mut self) {
        let query = Query::new(self.field.text());
        let fits = |(at, readings): (usize, &Readings)| readings.matches(&query).then_some(at);
        self.hits = self.readings.iter().enumerate().filter_map(fits).collect();
        self.rows = Rows::new(self.hits.len());
    }

    fn item(&self) -> Option<&Item> {
        let at = self.rows.at().and_then(|at| self.hits.get(at))?;
        self.folder.as_ref()?.items.get(*at)
    }

    fn is_too_large(&self, item: &Item) -> bool {
        matches!((item.size, self.picks.largest), (Some(size), Some(largest)) if size > largest)
    }

    fn take(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(item) = self.item() else { return Vec::new() };
        if self.is_too_large(item) {
            let said = (cx.words.pick_file.too_large)(self.picks.largest.unwrap_or_default());
            return vec![Effect::Say(said)];
        }
        match item.size {
            Some(size) => vec![Effect::Answer(Answer::File(PickedFile { path: item.path.clone(), size }))],
            None => {
                let place = Place::At(item.path.clone());
                self.go(place)
            }
        }
    }

    fn is_wanted(&self, item: &Item) -> bool {
        let name = item.name.to_lowercase();
        let ends = |kind: &&str| name.strip_suffix(*kind).is_some_and(|stem| stem.ends_with('.'));
        item.size.is_none() || self.picks.kinds.is_empty() || self.picks.kinds.iter().any(ends)
    }

    /// Where the list stands, cut on the left where it is long.
    fn path(&self, cx: &Context, room: usize) -> String {
        let words = &cx.words.pick_file;
        let path = match self.folder.as_ref().map(|folder| &folder.place) {
            None | Some(Place::Home) => words.is_reading.to_owned(),
            Some(Place::Drives) => words.drives.to_owned(),
            Some(Place::At(path)) => path.display().to_string(),
        };
        let path = cells::steady(&path).into_owned();
        let mut rest = path.as_str();
        while cells::width(rest) > room {
            let mut chars = rest.chars();
            chars.next();
            rest = chars.as_str();
        }
        rest.to_owned()
    }

    fn draw_row(&self, cx: &Context, item: &Item, chosen: bool, buf: &mut Buffer, line: Rect) {
        let role = match (chosen, self.is_too_large(item)) {
            (true, _) => Role::Selected,
            (false, true) => Role::Quiet,
            (false, false) => Role::Plain,
        };
        let words = &cx.words.pick_file;
        let size = item.size.map_or(words.folder.to_owned(), |size| (words.size)(size));
        let written = item.written.map(|written| written.format("%m-%d %H:%M").to_string()).unwrap_or_default();
        let room = usize::from(line.width).saturating_sub(DETAIL + 3);
        let name = cells::pad(&cells::steady(&item.name), room);
        let text = format!(" {name} {} {} ", cells::pad_left(&size, 10), cells::pad_left(&written, 12));
        cells::put(buf, line, 0, 0, &text, cx.theme.style(role));
    }
}

impl Screen for PickFile {
    type Act = Act;
    const NAME: &'static str = "pick_file";
    const TITLE: Says = |words| words.pick_file.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter, Key::Right], act: Act::Take, says: |words| words.pick_file.take, rank: 10 },
        Binding { keys: &[Key::Backspace, Key::Left], act: Act::Up, says: |words| words.pick_file.up, rank: 11 },
        Binding { keys: &[Key::Esc], act: Act::Clear, says: |words| words.pick_file.clear, rank: 12 },
    ];
    const STEERS: Steers = Steers::Rows;
    const POPUP: bool = true;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        let Route::PickFile(picks) = route else { return None };
        Some(PickFile {
            picks: picks.clone(),
            folder: None,
            readings: Vec::new(),
            field: Input::new(Kind::Text, LONGEST),
            hits: Vec::new(),
            rows: Rows::default(),
            going_to: Some(picks.from.clone().map_or(Place::Home, Place::At)),
        })
    }

    /// The folder that is shown, or the one that the keys have gone to.
    fn reads(&self) -> Option<Effect> {
        let shown = || self.folder.as_ref().map(|folder| folder.place.clone());
        self.going_to.clone().or_else(shown).map(Effect::ListFolder)
    }

    fn field_mut(&mut self) -> Option<&mut Input> {
        Some(&mut self.field)
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn edited(&mut self, _cx: &Context) -> Vec<Effect> {
        let at = self.rows.at();
        let before = std::mem::take(&mut self.hits);
        self.look();
        if before == self.hits {
            self.rows.go(at.unwrap_or(0));
        }
        Vec::new()
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        let words = &cx.words.pick_file;
        match act {
            Act::Clear => Allowed::when(!self.field.is_empty()),
            _ if self.going_to.is_some() => Allowed::No(words.is_reading),
            Act::Take if self.hits.is_empty() && !self.field.is_empty() => Allowed::No(words.no_such_name),
            Act::Take if self.hits.is_empty() => Allowed::No(words.empty),
            Act::Up if self.folder.as_ref().is_none_or(|folder| folder.above.is_none()) => Allowed::No(words.top),
            Act::Take | Act::Up => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Take => self.take(cx),
            Act::Up => match self.folder.as_ref().and_then(|folder| folder.above.clone()) {
                Some(above) => self.go(above),
                None => Vec::new(),
            },
            Act::Clear => {
                self.field.set("");
                self.edited(cx)
            }
        }
    }

    /// Shows the folder; the one that was left has the cursor.
    fn told(&mut self, told: Told, _cx: &Context) -> Vec<Effect> {
        let Told::Folder(mut folder) = told else { return Vec::new() };
        self.going_to = None;
        folder.items.retain(|item| self.is_wanted(item));
        let before = self.folder.take().map(|folder| folder.place);
        if before.as_ref() != Some(&folder.place) {
            self.field.set("");
        }
        let left = before.filter(|place| *place != folder.place);
        let at = folder.items.iter().position(|item| left == Some(Place::At(item.path.clone())));
        self.readings = folder.items.iter().map(|item| Readings::of(&item.name)).collect();
        let stays = self.rows.at().filter(|_| left.is_none());
        self.folder = Some(folder);
        self.look();
        self.rows.go(at.or(stays).unwrap_or(0));
        Vec::new()
    }

    /// The folder could not be read: the one before stays.
    fn done(&mut self, _ended: crate::tui::screen::Ended, _cx: &Context) -> Vec<Effect> {
        let was_first = self.folder.is_none() && self.going_to != Some(Place::Home);
        self.going_to = None;
        if was_first { self.go(Place::Home) } else { Vec::new() }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.pick_file, cx.theme);
        let height = area.height.saturating_sub(4).min(HEIGHT);
        let inside = popup::frame(buf, area, theme, &self.picks.title, WIDTH, height);
        let path = self.path(cx, usize::from(inside.width));
        cells::put(buf, inside, 0, 0, &path, theme.style(Role::Title));
        cells::put(buf, inside, 0, 1, "/", theme.style(Role::Key));
        let field = Rect { x: inside.x + 2, y: inside.y + 1, width: inside.width.saturating_sub(2), height: 1 };
        let cursor = self.field.draw(buf, field.intersection(inside), theme.style(Role::Plain));
        let list = Rect { y: inside.y + 2, height: inside.height.saturating_sub(2), ..inside };
        let Some(folder) = &self.folder else { return cursor };
        if self.hits.is_empty() {
            let why = if self.field.is_empty() { words.empty } else { words.no_such_name };
            cells::put(buf, list, 1, 0, why, theme.style(Role::Quiet));
        }
        for (line, at) in self.rows.window(usize::from(list.height)).enumerate() {
            let line = Rect { y: list.y + line as u16, height: 1, ..list };
            self.draw_row(cx, &folder.items[self.hits[at]], self.rows.at() == Some(at), buf, line);
        }
        cursor
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::harness::{Story, desk};

    fn picking() -> Story {
        desk(3).with_folders().going_to(&Route::PickFile(Picks {
            title: "选择要附上的文件".into(),
            from: None,
            kinds: &[],
            largest: Some(20 * 1024 * 1024),
        }))
    }

    #[test]
    fn into_a_folder_and_up_again() {
        picking()
            .on("pick_file")
            .sees("家访照片")
            .sees("承诺书.pdf")
            .press("Enter")
            .sees("IMG_2031.jpg")
            .press("Backspace")
            .sees("承诺书.pdf")
            .press("Backspace")
            .sees("老师")
            .press("Backspace")
            .sees("已经是最上一级");
    }

    #[test]
    fn typing_filters_and_esc_clears() {
        picking()
            .press("cns")
            .sees("承诺书.pdf")
            .sees_no("家访照片")
            .press("Esc")
            .sees("家访照片")
            .press("xyz")
            .sees("没有这样的名字")
            .press("Enter")
            .sees("Esc 清空输入")
            .press("Esc Esc")
            .on("roll");
    }

    #[test]
    fn what_is_too_large_is_refused_with_the_way_out() {
        picking().press("录像 Enter").sees("超过 20 MB，请压缩后再选").on("pick_file");
    }

    #[test]
    fn a_folder_that_cannot_be_read_leaves_one_where_one_was() {
        picking().press("锁着 Enter").sees("读不了").press("Enter").on("pick_file").press("Esc").sees("承诺书.pdf");
    }

    #[test]
    fn a_folder_read_after_esc_changes_nothing() {
        picking().press("Esc").on("roll").sees("点名");
    }

    #[test]
    fn over_the_roll() {
        insta::assert_snapshot!(picking().lines_up().screen());
    }

    #[test]
    fn the_footer_is_true() {
        picking().footer_is_true(picking).on("pick_file");
    }
}

//! The file picker: type to filter, Enter opens a folder or takes a file, Backspace goes up.

use super::Route;
use crate::desk::{Folder, Item, Place, is_path};
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

/// Characters that one filters by at most, or of a whole path.
const LONGEST: usize = 400;

impl PickFile {
    fn go(&mut self, place: Place) -> Vec<Effect> {
        self.going_to = Some(place.clone());
        vec![Effect::ListFolder(place)]
    }

    fn look(&mut self) {
        let query = Query::new(self.field.text());
        let fits = |(at, readings): (usize, &Readings)| readings.matches(&query).then_some(at);
        self.hits = self.readings.iter().enumerate().filter_map(fits).collect();
        let typed = self.field.text().trim().to_lowercase();
        if let Some(folder) = self.folder.as_ref().filter(|_| !typed.is_empty()) {
            // The very name comes first, then those that begin so.
            let begins = |name: &str| name.to_lowercase().strip_prefix(&typed).map(|rest| (!rest.is_empty(), false));
            self.hits.sort_by_key(|at| begins(&folder.items[*at].name).unwrap_or((true, true)));
        }
        self.rows = Rows::new(self.hits.len());
    }

    fn item(&self) -> Option<&Item> {
        let at = self.rows.at().and_then(|at| self.hits.get(at))?;
        self.folder.as_ref()?.items.get(*at)
    }

    fn is_too_large(&self, item: &Item) -> bool {
        matches!((item.size, self.picks.largest), (Some(size), Some(largest)) if size > largest)
    }

    /// What was typed is a whole path.
    fn is_path(&self) -> bool {
        is_path(self.field.text())
    }

    fn take(&mut self, cx: &Context) -> Vec<Effect> {
        if self.is_path() {
            let place = Place::Typed(self.field.text().to_owned());
            return self.go(place);
        }
        let Some(item) = self.item().cloned() else { return Vec::new() };
        self.take_item(&item, cx)
    }

    fn take_item(&mut self, item: &Item, cx: &Context) -> Vec<Effect> {
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
            None | Some(Place::Home | Place::Typed(_)) => words.is_reading.to_owned(),
            Some(Place::Drives) => words.drives.to_owned(),
            Some(Place::At(path)) => path.display().to_string(),
        };
        cells::fit_end(&cells::steady(&path), room).into_owned()
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

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::PickFile(picks) = route else { return None };
        // Where the last file was taken from lies the next one too, as a rule.
        let from = picks.from.clone().or_else(|| cx.places.picked_from.clone());
        Some(PickFile {
            picks: picks.clone(),
            folder: None,
            readings: Vec::new(),
            field: Input::new(Kind::Text, LONGEST),
            hits: Vec::new(),
            rows: Rows::default(),
            going_to: Some(from.map_or(Place::Home, Place::At)),
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
            Act::Take if self.is_path() => Allowed::Yes,
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
    fn told(&mut self, told: Told, cx: &Context) -> Vec<Effect> {
        let Told::Folder(mut folder) = told else { return Vec::new() };
        let gone_to = self.going_to.take();
        let asked = folder.asked.take();
        folder.items.retain(|item| self.is_wanted(item));
        let before = self.folder.take().map(|folder| folder.place);
        // A path that could not be read stays to be mended, though the folder is read anew.
        if before.as_ref() != Some(&folder.place) || gone_to.is_some() {
            self.field.set("");
        }
        let left = before.filter(|place| *place != folder.place);
        let at = folder.items.iter().position(|item| left == Some(Place::At(item.path.clone())));
        self.readings = folder.items.iter().map(|item| Readings::of(&item.name)).collect();
        let stays = self.rows.at().filter(|_| left.is_none());
        self.folder = Some(folder);
        self.look();
        self.rows.go(at.or(stays).unwrap_or(0));
        match asked {
            Some(item) if self.is_wanted(&item) => self.take_item(&item, cx),
            Some(_) => vec![Effect::Say((cx.words.pick_file.not_such)(self.picks.kinds))],
            None => Vec::new(),
        }
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
            let why = match () {
                () if self.is_path() => words.goes_to_path,
                () if self.field.is_empty() => words.empty,
                () => words.no_such_name,
            };
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

    fn picks() -> Route {
        Route::PickFile(Picks {
            title: "选择要附上的文件".into(),
            from: None,
            kinds: &[],
            largest: Some(20 * 1024 * 1024),
        })
    }

    fn picking() -> Story {
        desk(3).with_folders().going_to(&picks())
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
    fn a_whole_path_is_gone_to_and_a_file_by_its_path_is_taken() {
        let story =
            picking().paste("/home/老师/家访照片").sees("Enter 打开这个路径").press("Enter").sees("IMG_2031.jpg");
        story.paste("/home/老师/承诺书.pdf").press("Enter").on("roll");
        picking().paste("/home/没有").press("Enter").sees("读不了").press("Enter").on("pick_file").sees("/home/没有");
    }

    #[test]
    fn the_very_name_comes_before_those_that_contain_it() {
        let story = desk(3).with_folders().with_item("/home/老师/旧承诺书.pdf", Some(310_000));
        let story = story.going_to(&picks()).paste("承诺书.p");
        let screen = story.screen();
        let at = |name: &str| screen.find(name).unwrap();
        assert!(at(" 承诺书.pdf") < at("旧承诺书.pdf"), "{screen}");
    }

    #[test]
    fn the_next_file_is_looked_for_where_the_last_was_taken_from() {
        let story = picking().press("家访 Enter").sees("IMG_2031.jpg").press("Enter").on("roll");
        story.going_to(&picks()).sees("IMG_2031.jpg");
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

//! Import: what, from which file, then a preview; only then is anything written, wholly or not at all.

mod preview;
#[cfg(test)]
mod tests;
mod view;

use super::Route;
use super::choose::{Choice, Choices};
use super::pick_file::Picks;
use crate::desk::{AttendanceOptions, EntrantOptions, ImportKind, Legend, Preset, Whose};
use crate::tui::binding::{Allowed, Binding, HELP_ONLY, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect, Previewed};
use crate::tui::event::Told;
use crate::tui::key::{Key, digits_from_one};
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::widgets::form::option_of;
use crate::tui::widgets::rows::Rows;
use crate::words::{self, Words};
use preview::{Page, Shown};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::path::{Path, PathBuf};

/// Ends of the names of files that can be read.
const READABLE: &[&str] = &["xlsx", "xls", "xlsm", "ods", "et", "csv", "tsv", "txt", "ics"];

/// What a file can be imported as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Roster,
    Attendance,
    Calendar,
    Nation,
    Staff,
    Entrants,
    DistrictSchools,
}

impl Kind {
    const OF_A_SCHOOL: &[Kind] =
        &[Kind::Roster, Kind::Attendance, Kind::Calendar, Kind::Nation, Kind::Staff, Kind::Entrants];
    const OF_A_BUREAU: &[Kind] = &[Kind::DistrictSchools, Kind::Staff];

    /// What these books can take in.
    fn of(cx: &Context) -> &'static [Kind] {
        if cx.school.is_bureau() { Kind::OF_A_BUREAU } else { Kind::OF_A_SCHOOL }
    }

    fn words(self, words: &'static Words) -> &'static words::ImportKind {
        let words = &words.import_screen;
        match self {
            Kind::Roster => &words.roster,
            Kind::Attendance => &words.attendance,
            Kind::Calendar => &words.calendar,
            Kind::Nation => &words.nation,
            Kind::Staff => &words.staff,
            Kind::Entrants => &words.entrants,
            Kind::DistrictSchools => &words.district_schools,
        }
    }
}

/// The legends to go through by key: the sheet's own, then those that schools use most.
const LEGENDS: [(Option<Preset>, &str); 4] =
    [(None, ""), (Some(Preset::A), "A"), (Some(Preset::B), "B"), (Some(Preset::C), "C")];

pub struct ImportScreen {
    kinds: &'static [Kind],
    /// Which of them is chosen.
    rows: Rows,
    stage: Stage,
    /// Place in the legends.
    legend: usize,
    /// A list of new entrants goes before what earlier lists have said.
    overrules: bool,
    /// Files asked for whose reading has not ended: what comes of those that were left comes first.
    reading: usize,
    /// Where the last file was picked.
    folder: Option<PathBuf>,
    /// There were no pupils before: the class list that is being written is the first.
    is_first_list: bool,
}

enum Stage {
    Choosing,
    Reading(PathBuf),
    Shown(Shown),
    Importing(Shown),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Pick,
    PickByDigit,
    Import,
    Page,
    NextPage,
    PreviousPage,
    WriteFaulty,
    NextLegend,
    Overrule,
    Leave,
}

/// Leads to the import screen and at once to its picker, for the first class list.
pub fn first_class_list(cx: &Context) -> Vec<Effect> {
    vec![Effect::Open(Route::Import), pick(Kind::Roster, None, cx)]
}

fn pick(kind: Kind, from: Option<PathBuf>, cx: &Context) -> Effect {
    let title = (cx.words.import_screen.pick)(kind.words(cx.words).name);
    Effect::Open(Route::PickFile(Picks { title, from, kinds: READABLE, largest: None }))
}

impl ImportScreen {
    fn kind(&self) -> Kind {
        self.rows.at().and_then(|at| self.kinds.get(at)).copied().unwrap_or(Kind::Roster)
    }

    /// The page that is shown, while there is a preview.
    fn shown(&self) -> Option<&Shown> {
        match &self.stage {
            Stage::Shown(shown) | Stage::Importing(shown) => Some(shown),
            Stage::Choosing | Stage::Reading(_) => None,
        }
    }

    fn is_choosing(&self) -> bool {
        matches!(self.stage, Stage::Choosing)
    }

    fn is_importing(&self) -> bool {
        matches!(self.stage, Stage::Importing(_))
    }

    fn pick(&self, cx: &Context) -> Vec<Effect> {
        vec![pick(self.kind(), self.folder.clone(), cx)]
    }

    fn read(&mut self, file: PathBuf, cx: &Context) -> Vec<Effect> {
        self.folder = file.parent().map(Path::to_owned);
        self.reading += 1;
        self.stage = Stage::Reading(file.clone());
        let kind = match self.kind() {
            Kind::Roster => ImportKind::Roster,
            Kind::Attendance => {
                let legend = LEGENDS[self.legend].0.map(Legend::preset);
                ImportKind::Attendance(AttendanceOptions { legend, class: cx.class, ..AttendanceOptions::default() })
            }
            Kind::Calendar => ImportKind::Calendar(Whose::School),
            Kind::Nation => ImportKind::Calendar(Whose::Nation),
            Kind::Staff => ImportKind::Staff,
            Kind::DistrictSchools => ImportKind::DistrictSchools,
            Kind::Entrants => {
                ImportKind::Entrants(EntrantOptions { overrules: self.overrules, ..EntrantOptions::default() })
            }
        };
        vec![Effect::Preview { kind, file }]
    }

    /// Reads the file of the preview again.
    fn read_again(&mut self, cx: &Context) -> Vec<Effect> {
        match self.shown().map(|shown| shown.file.clone()) {
            Some(file) => self.read(file, cx),
            None => Vec::new(),
        }
    }

    fn turn(&mut self, by: usize) {
        if let Stage::Shown(shown) = &mut self.stage {
            shown.turn(by);
        }
    }

    fn turn_to(&mut self, key: Key) {
        let Key::Char(digit) = key else { return };
        let page = option_of(digit).and_then(|at| Page::ALL.get(at));
        if let (Stage::Shown(shown), Some(page)) = (&mut self.stage, page) {
            shown.turn_to(*page);
        }
    }

    fn import(&mut self, cx: &Context) -> Vec<Effect> {
        match std::mem::replace(&mut self.stage, Stage::Choosing) {
            Stage::Shown(shown) => {
                self.is_first_list = self.kind() == Kind::Roster && cx.school.pupils.is_empty();
                let effect = Effect::Import(shown.preview.clone());
                self.stage = Stage::Importing(shown);
                vec![effect]
            }
            other => {
                self.stage = other;
                Vec::new()
            }
        }
    }

    fn write_faulty(&self) -> Vec<Effect> {
        let write = |shown: &Shown| Effect::WriteFaulty { preview: shown.preview.clone(), beside: shown.file.clone() };
        self.shown().map(write).into_iter().collect()
    }

    /// A preview has come; not wanted any more where the file was left, or another one is being read.
    fn show(&mut self, preview: Previewed) {
        if self.reading > 0 {
            return;
        }
        if let Stage::Reading(file) = &self.stage {
            self.stage = Stage::Shown(Shown::new(file.clone(), preview));
        }
    }

    /// Says why, over the picker.
    fn tell_unreadable(&mut self, why: String, cx: &Context) -> Vec<Effect> {
        if self.reading > 0 || !matches!(self.stage, Stage::Reading(_)) {
            return Vec::new();
        }
        self.stage = Stage::Choosing;
        let rows = vec![Choice::new(cx.words.tui.understood, Some(Effect::Say(String::new())))];
        let told = Choices { title: cx.words.import_screen.unreadable.to_owned(), text: vec![why], rows, at: 0 };
        let mut effects = self.pick(cx);
        effects.push(Effect::Open(Route::Choose(told)));
        effects
    }

    /// All of it is in the books. The first class list leads to its roll.
    fn recorded(&mut self, cx: &Context) -> Vec<Effect> {
        let faulty = self.shown().map_or(0, |shown| shown.plan().counts().faulty_rows);
        self.stage = Stage::Choosing;
        let leads_to = if self.is_first_list { Effect::Start(Route::Roll(None)) } else { Effect::Back };
        vec![leads_to, Effect::Say((cx.words.import.recorded)(faulty))]
    }
}

impl Screen for ImportScreen {
    type Act = Act;
    const NAME: &'static str = "import";
    const TITLE: Says = |words| words.tui.import;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Pick, says: |words| words.import_screen.choose_file, rank: 1 },
        Binding {
            keys: digits_from_one(Kind::OF_A_SCHOOL.len()),
            act: Act::PickByDigit,
            says: |words| words.keys.choose,
            rank: 2,
        },
        Binding { keys: &[Key::Enter], act: Act::Import, says: |words| words.import_screen.import, rank: 3 },
        Binding {
            keys: &[Key::Right, Key::Tab],
            act: Act::NextPage,
            says: |words| words.import_screen.next_page,
            rank: 5,
        },
        Binding {
            keys: &[Key::Left, Key::BackTab],
            act: Act::PreviousPage,
            says: |words| words.import_screen.previous_page,
            rank: HELP_ONLY,
        },
        Binding { keys: digits_from_one(6), act: Act::Page, says: |words| words.import_screen.page, rank: HELP_ONLY },
        Binding {
            keys: &[Key::F(4), Key::Char('w')],
            act: Act::WriteFaulty,
            says: |words| words.import_screen.write_faulty,
            rank: 6,
        },
        Binding {
            keys: &[Key::F(6), Key::Char('l')],
            act: Act::NextLegend,
            says: |words| words.import_screen.next_legend,
            rank: 7,
        },
        Binding {
            keys: &[Key::F(6), Key::Char('o')],
            act: Act::Overrule,
            says: |words| words.import_screen.overrule,
            rank: 8,
        },
        Binding { keys: &[Key::Esc], act: Act::Leave, says: |words| words.import_screen.leave, rank: 4 },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        matches!(route, Route::Import).then(|| ImportScreen {
            kinds: Kind::of(cx),
            rows: Rows::new(Kind::of(cx).len()),
            stage: Stage::Choosing,
            legend: 0,
            overrules: false,
            reading: 0,
            folder: None,
            is_first_list: false,
        })
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        let words = cx.words;
        match act {
            Act::Pick | Act::PickByDigit => Allowed::when(self.is_choosing()),
            Act::Leave => Allowed::when(!self.is_choosing() && !self.is_importing()),
            _ if self.is_importing() => Allowed::No(words.import_screen.importing),
            _ if self.shown().is_none() => Allowed::Hidden,
            Act::Import if self.shown().is_some_and(|shown| shown.plan().is_nothing_to_do()) => {
                Allowed::No(words.import.nothing_to_do)
            }
            Act::WriteFaulty if self.shown().is_some_and(|shown| shown.plan().faults.is_empty()) => {
                Allowed::No(words.import_screen.no_faults)
            }
            Act::NextLegend => Allowed::when(self.kind() == Kind::Attendance),
            Act::Overrule => Allowed::when(self.kind() == Kind::Entrants),
            Act::Import | Act::WriteFaulty | Act::Page | Act::NextPage | Act::PreviousPage => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Pick => return self.pick(cx),
            Act::PickByDigit => {
                let Key::Char(digit) = key else { return Vec::new() };
                let Some(at) = option_of(digit).filter(|at| *at < self.kinds.len()) else { return Vec::new() };
                self.rows.go(at);
                return self.pick(cx);
            }
            Act::Import => return self.import(cx),
            Act::WriteFaulty => return self.write_faulty(),
            Act::NextLegend => {
                self.legend = (self.legend + 1) % LEGENDS.len();
                return self.read_again(cx);
            }
            Act::Overrule => {
                self.overrules = !self.overrules;
                return self.read_again(cx);
            }
            Act::Page => self.turn_to(key),
            Act::NextPage => self.turn(1),
            Act::PreviousPage => self.turn(Page::ALL.len() - 1),
            Act::Leave => self.stage = Stage::Choosing,
        }
        Vec::new()
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        match &mut self.stage {
            Stage::Choosing => Some(&mut self.rows),
            Stage::Shown(shown) => Some(&mut shown.rows),
            Stage::Reading(_) | Stage::Importing(_) => None,
        }
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        match answer {
            Answer::File(file) => {
                self.overrules = false;
                self.read(file.path, cx)
            }
            Answer::Chosen(_) | Answer::Text(_) | Answer::Symptoms(_) | Answer::Left => Vec::new(),
        }
    }

    fn told(&mut self, told: Told, cx: &Context) -> Vec<Effect> {
        match told {
            Told::Previewed(preview) => {
                self.reading = self.reading.saturating_sub(1);
                self.show(preview);
                Vec::new()
            }
            Told::Unreadable(why) => {
                self.reading = self.reading.saturating_sub(1);
                self.tell_unreadable(why, cx)
            }
            Told::Written(file) => vec![Effect::Say((cx.words.import_screen.written)(&file.display().to_string()))],
            _ => Vec::new(),
        }
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        if !self.is_importing() {
            return Vec::new();
        }
        match ended {
            Ended::Recorded => self.recorded(cx),
            // Read again, so that the preview is true.
            Ended::Overtaken => {
                let mut effects = self.read_again(cx);
                effects.push(Effect::Say(cx.words.import_screen.changed_since.to_owned()));
                effects
            }
            Ended::Failed | Ended::Opened | Ended::WrongPassphrase | Ended::Issued(_) => {
                if let Stage::Importing(shown) = std::mem::replace(&mut self.stage, Stage::Choosing) {
                    self.stage = Stage::Shown(shown);
                }
                Vec::new()
            }
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        view::draw(self, cx, area, buf);
        None
    }
}

//! The books against the national system's export (学籍核对): pick a file, see name by name where the two disagree,
//! print it. Nothing is changed.

use crate::desk::{self, Format};
use crate::domain::ids::PupilId;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Compared, Effect};
use crate::tui::event::Told;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::screens::Route;
use crate::tui::screens::choose::{Choice, Choices};
use crate::tui::screens::pick_file::Picks;
use crate::tui::screens::read::Reading;
use crate::tui::theme::Role;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::path::{Path, PathBuf};

/// Ends of the names of files that can be read.
const READABLE: &[&str] = &["xlsx", "xls", "xlsm", "ods", "et", "csv", "tsv", "txt"];

/// In the order of the digits.
const FORMATS: [(Format, &str); 3] = [(Format::Docx, "docx"), (Format::Pdf, "pdf"), (Format::Xlsx, "xlsx")];

/// Which of the headings have a column at 80 and at 120 cells, and how wide at the most as long as others need the room.
const NARROW: [(usize, u16); 4] = [(0, 13), (1, 11), (3, 25), (4, 0)];
const BROAD: [(usize, u16); 6] = [(0, 13), (1, 14), (2, 9), (3, 28), (4, 40), (5, 0)];

pub struct CompareScreen {
    /// Where the last file was picked.
    folder: Option<PathBuf>,
    stage: Stage,
    lines: Vec<Line>,
    rows: Rows,
    asking: bool,
}

enum Stage {
    Nothing,
    Reading,
    Unreadable(String),
    Shown(Compared),
    Writing(Compared),
}

struct Line {
    pupil: Option<PupilId>,
    /// Of a cell that could not be read the whole of it.
    unread: Option<String>,
    /// In the order of the headings.
    cells: [String; 6],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Pick,
    File,
    Write,
}

impl CompareScreen {
    fn chosen(&self) -> Option<&Line> {
        self.rows.at().and_then(|at| self.lines.get(at))
    }

    fn compared(&self) -> Option<&Compared> {
        match &self.stage {
            Stage::Shown(compared) | Stage::Writing(compared) => Some(compared),
            Stage::Nothing | Stage::Reading | Stage::Unreadable(_) => None,
        }
    }

    fn show(&mut self, compared: Compared, cx: &Context) {
        let line = |line: &crate::domain::compare::Differs| Line {
            pupil: line.pupil,
            unread: None,
            cells: (cx.words.compare.cells)(line).map(|cell| cells::steady(&cell).into_owned()),
        };
        let fault = |fault: &desk::Fault| Line {
            pupil: None,
            unread: Some((cx.words.import.fault)(fault)),
            cells: (cx.words.compare.unread_cells)(fault).map(|cell| cells::steady(&cell).into_owned()),
        };
        let faults = compared.faults.iter().map(fault);
        self.lines = compared.comparison.lines.iter().map(line).chain(faults).collect();
        self.rows.resize(self.lines.len());
        self.stage = Stage::Shown(compared);
    }

    fn ask_format(&mut self, cx: &Context) -> Vec<Effect> {
        self.asking = true;
        let (words, text) = (&cx.words.compare, vec![cx.words.compare.write_as.to_owned()]);
        vec![Effect::Open(Route::Choose(Choices::question(words.write, text, &words.formats)))]
    }
}

impl Screen for CompareScreen {
    type Act = Act;
    const NAME: &'static str = "compare";
    const TITLE: Says = |words| words.compare.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::File, says: |words| words.compare.open, rank: 10 },
        Binding { keys: &[Key::F(4), Key::Char('n')], act: Act::Pick, says: |words| words.compare.pick, rank: 11 },
        Binding { keys: &[Key::F(6), Key::Char('p')], act: Act::Write, says: |words| words.compare.write, rank: 12 },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        let Route::Compare = route else { return None };
        let (lines, rows) = (Vec::new(), Rows::default());
        Some(CompareScreen { folder: None, stage: Stage::Nothing, lines, rows, asking: false })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn is_steered(&self) -> bool {
        !self.lines.is_empty()
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        let words = &cx.words.compare;
        match act {
            _ if matches!(self.stage, Stage::Reading) => Allowed::No(words.is_reading),
            _ if matches!(self.stage, Stage::Writing(_)) => Allowed::No(words.is_writing),
            Act::Pick => Allowed::Yes,
            Act::Write if self.compared().is_none() => Allowed::No(words.nothing),
            Act::Write => Allowed::Yes,
            Act::File if self.lines.is_empty() => Allowed::Hidden,
            Act::File if self.chosen().is_none_or(|line| line.pupil.is_none() && line.unread.is_none()) => {
                Allowed::No(words.not_here)
            }
            Act::File => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Pick => {
                let title = cx.words.compare.pick_file.to_owned();
                let picks = Picks { title, from: self.folder.clone(), kinds: READABLE, largest: None };
                vec![Effect::Open(Route::PickFile(picks))]
            }
            Act::File => {
                let Some(line) = self.chosen() else { return Vec::new() };
                let read = line.unread.clone().map(|unread| {
                    let parts = vec![(cx.words.compare.unread_label, unread)];
                    Route::Read(Reading { title: cx.words.compare.title.to_owned(), parts })
                });
                line.pupil.map(Route::Pupil).or(read).map(Effect::Open).into_iter().collect()
            }
            Act::Write => self.ask_format(cx),
        }
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        let asking = std::mem::take(&mut self.asking);
        match answer {
            Answer::File(file) => {
                self.folder = file.path.parent().map(Path::to_owned);
                self.stage = Stage::Reading;
                self.lines.clear();
                self.rows.resize(0);
                vec![Effect::Compare { file: file.path }]
            }
            Answer::Chosen(at) if asking => {
                let (Some(compared), Some((format, ending))) = (self.compared().cloned(), FORMATS.get(at)) else {
                    return Vec::new();
                };
                let file = PathBuf::from(format!("{}.{ending}", (cx.words.compare.file)(cx.today)));
                self.stage = Stage::Writing(compared.clone());
                vec![Effect::WriteComparison { compared, format: *format, file }]
            }
            _ => Vec::new(),
        }
    }

    fn told(&mut self, told: Told, cx: &Context) -> Vec<Effect> {
        match told {
            Told::Compared(compared) => self.show(compared, cx),
            Told::Unreadable(why) => self.stage = Stage::Unreadable(why),
            Told::Written(file) => {
                if let Some(compared) = self.compared().cloned() {
                    self.stage = Stage::Shown(compared);
                }
                let rows = vec![Choice::new(cx.words.tui.understood, Some(Effect::Say(String::new())))];
                let text = vec![file.display().to_string()];
                let title = cx.words.notices.written.to_owned();
                return vec![Effect::Open(Route::Choose(Choices { title, text, rows, at: 0 }))];
            }
            _ => {}
        }
        Vec::new()
    }

    fn done(&mut self, ended: Ended, _cx: &Context) -> Vec<Effect> {
        if let (Ended::Failed, Some(compared)) = (ended, self.compared().cloned()) {
            self.stage = Stage::Shown(compared);
        }
        Vec::new()
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.compare, cx.theme);
        let faults = self.compared().map_or(0, |compared| compared.faults.len());
        let right = if faults > 0 { (words.unread)(faults) } else { String::new() };
        let inside = header::draw(buf, area, theme, words.title, (&right, Role::Problem));
        let place = Rect { x: inside.x + 2, width: inside.width.saturating_sub(4), ..inside };
        let say = |buf: &mut Buffer, row: u16, text: &str, role: Role| {
            for (nth, line) in cells::wrap(text, usize::from(place.width)).iter().enumerate() {
                cells::put(buf, place, 0, row + nth as u16, line, theme.style(role));
            }
        };
        match &self.stage {
            Stage::Nothing => say(buf, 1, words.how_to, Role::Plain),
            Stage::Reading => say(buf, 1, words.is_reading, Role::Title),
            Stage::Unreadable(why) => {
                say(buf, 1, why, Role::Problem);
                say(buf, 5, words.how_to, Role::Plain);
            }
            Stage::Shown(compared) | Stage::Writing(compared) => {
                let summary = (words.summary)(&compared.comparison);
                let height = cells::wrap(&summary, usize::from(place.width)).len() as u16;
                say(buf, 0, &summary, Role::Title);
                let warning = (words.warning)(&compared.comparison);
                warning.iter().for_each(|warning| say(buf, height, warning, Role::Overdue));
                let lines = |warning: &String| cells::wrap(warning, usize::from(place.width)).len() as u16;
                let height = height + warning.as_ref().map_or(0, lines);
                if self.lines.is_empty() {
                    say(buf, height + 1, words.agrees, Role::Good);
                    return None;
                }
                let shown: &[(usize, u16)] = if area.width >= 110 { &BROAD } else { &NARROW };
                let columns: Vec<Column<'_>> =
                    shown.iter().map(|(at, width)| Column::left(words.headings[*at], *width)).collect();
                let widest = |nth: usize| cells::widest(self.lines.iter().map(|line| &line.cells[shown[nth].0]));
                let columns = table::fitted(columns, inside.width, widest);
                let below = height + 1;
                let rest = Rect { y: inside.y + below, height: inside.height.saturating_sub(below), ..inside };
                table::draw(buf, rest, theme, &columns, &self.rows, |at| {
                    let role = |column| if column == 0 { Role::Owed } else { Role::Plain };
                    shown.iter().map(|(at_, _)| (self.lines[at].cells[*at_].clone(), theme.style(role(*at_)))).collect()
                });
            }
        }
        None
    }
}

//! A district's months (区县汇总): how many schools have sent and who is lost from sight; files are received here, and Enter
//! shows a month.

pub mod sheet;
#[cfg(test)]
mod tests;

use super::Route;
use super::choose::{Choice, Choices};
use super::pick_file::Picks;
use crate::domain::district::DistrictReport;
use crate::domain::district::month::MonthLine;
use crate::domain::district::receive::{Outcome, Reception};
use crate::domain::monthly::Month;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect, ReportsShown};
use crate::tui::event::Told;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::path::PathBuf;

#[derive(Default)]
pub struct DistrictScreen {
    lines: Vec<MonthLine>,
    rows: Rows,
    stage: Stage,
    /// Where the last file was picked.
    folder: Option<PathBuf>,
}

/// How far receiving has come.
#[derive(Default)]
enum Stage {
    #[default]
    Idle,
    /// A file was picked: it alone, or its folder?
    Asking(PathBuf),
    Reading,
    /// What would go in is being shown.
    Deciding(ReportsShown),
    Recording(ReportsShown),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Open,
    Receive,
    Year,
}

/// Ends of the names of schools' files.
const READABLE: &[&str] = &["json"];
/// Cells of the columns; the last takes what is left.
const WIDTHS: [u16; 5] = [10, 8, 8, 8, 10];
/// Faults that are told in a box; the command line tells all.
const TOLD: usize = 6;

impl DistrictScreen {
    fn month(&self) -> Option<Month> {
        self.rows.at().and_then(|at| self.lines.get(at)).map(|line| line.month)
    }

    fn ask(&mut self, file: PathBuf, cx: &Context) -> Vec<Effect> {
        let words = &cx.words.district;
        let text = vec![file.display().to_string()];
        self.folder = file.parent().map(ToOwned::to_owned);
        self.stage = Stage::Asking(file);
        let question = Choices::question(words.what_to_take, text, &[words.this_file, words.whole_folder]);
        vec![Effect::Open(Route::Choose(question))]
    }

    /// Shows what would go in, and asks; where nothing would, it is only told.
    fn show(&mut self, read: ReportsShown, cx: &Context) -> Vec<Effect> {
        let words = &cx.words.district;
        let text = told(&read.reception, cx);
        if read.reception.changes.is_empty() {
            self.stage = Stage::Idle;
            let rows = vec![Choice::new(cx.words.tui.understood, Some(Effect::Say(words.nothing_to_do.to_owned())))];
            return vec![Effect::Open(Route::Choose(Choices { title: words.receive.to_owned(), text, rows, at: 0 }))];
        }
        self.stage = Stage::Deciding(read);
        vec![Effect::Open(Route::Choose(Choices::question(words.receive, text, &[words.take_in, words.leave])))]
    }

    fn draw_empty(&self, cx: &Context, inside: Rect, buf: &mut Buffer) {
        let (words, theme) = (&cx.words.district, cx.theme);
        let place = Rect { x: inside.x + 2, width: inside.width.saturating_sub(4), ..inside };
        cells::put(buf, place, 0, 1, words.nothing_yet, theme.style(Role::Title));
        let lines = words.how_to.lines().flat_map(|line| match line {
            "" => vec![String::new()],
            line => cells::wrap(line, usize::from(place.width)),
        });
        for (row, line) in lines.enumerate() {
            cells::put(buf, place, 0, row as u16 + 3, &line, theme.style(Role::Plain));
        }
    }
}

/// Counts, then what is wrong, file by file, so far as a box has room.
fn told(reception: &Reception, cx: &Context) -> Vec<String> {
    let words = &cx.words.district;
    let mut lines = vec![(words.counts)(counts(reception))];
    let faults = reception.arrived.iter().flat_map(|arrived| {
        let named = (words.arrived)(&name_of(&arrived.file), &arrived.school, arrived.month, arrived.version);
        arrived.faults.iter().map(move |fault| format!("{named}：{}", (words.fault)(fault)))
    });
    let faults: Vec<String> = faults.map(|line| cells::steady(&line).into_owned()).collect();
    lines.extend(faults.iter().take(TOLD).cloned());
    lines.extend(faults.len().checked_sub(TOLD).filter(|more| *more > 0).map(words.more_faults));
    lines
}

/// A file without its folders: they were picked a moment ago.
fn name_of(file: &str) -> String {
    PathBuf::from(file).file_name().map_or_else(|| file.to_owned(), |name| name.to_string_lossy().into_owned())
}

fn counts(reception: &Reception) -> [usize; 4] {
    [Outcome::New, Outcome::Replaces, Outcome::Unchanged, Outcome::KeptOut].map(|outcome| reception.count(outcome))
}

impl Screen for DistrictScreen {
    type Act = Act;
    const NAME: &'static str = "district";
    const TITLE: Says = |words| words.district.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Open, says: |words| words.district.open, rank: 10 },
        Binding {
            keys: &[Key::Char('r'), Key::F(5)],
            act: Act::Receive,
            says: |words| words.district.receive,
            rank: 11,
        },
        Binding { keys: &[Key::Char('y'), Key::F(6)], act: Act::Year, says: |words| words.district.year, rank: 12 },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        matches!(route, Route::District).then(DistrictScreen::default)
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn refresh(&mut self, cx: &Context) {
        let chosen = self.month();
        self.lines = cx.school.district.overview(&cx.school.name, cx.today);
        self.rows.resize(self.lines.len());
        if let Some(at) = self.lines.iter().position(|line| Some(line.month) == chosen) {
            self.rows.go(at);
        }
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Receive if matches!(self.stage, Stage::Reading | Stage::Recording(_)) => {
                Allowed::No(cx.words.district.reading)
            }
            Act::Open | Act::Year if self.lines.is_empty() => Allowed::No(cx.words.district.nothing_yet),
            Act::Open | Act::Receive | Act::Year => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        let report = match act {
            Act::Open => self.month().map(DistrictReport::Month),
            Act::Year => Some(DistrictReport::Year(cx.today)),
            Act::Receive => {
                let title = cx.words.district.pick.to_owned();
                let picks = Picks { title, from: self.folder.clone(), kinds: READABLE, largest: None };
                return vec![Effect::Open(Route::PickFile(picks))];
            }
        };
        report.map(|report| Effect::Open(Route::DistrictReport(report))).into_iter().collect()
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        match (std::mem::take(&mut self.stage), answer) {
            (_, Answer::File(picked)) => self.ask(picked.path, cx),
            (Stage::Asking(file), Answer::Chosen(at)) => {
                let folder = file.parent().map(ToOwned::to_owned);
                let taken = if at == 0 { file } else { folder.unwrap_or(file) };
                self.stage = Stage::Reading;
                vec![Effect::PreviewReports(vec![taken])]
            }
            (Stage::Deciding(read), Answer::Chosen(0)) => {
                self.stage = Stage::Recording(read.clone());
                vec![Effect::ReceiveReports(read)]
            }
            _ => Vec::new(),
        }
    }

    fn told(&mut self, told: Told, cx: &Context) -> Vec<Effect> {
        match told {
            Told::Reception(read) if matches!(self.stage, Stage::Reading) => self.show(read, cx),
            _ => Vec::new(),
        }
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        match (std::mem::take(&mut self.stage), ended) {
            (Stage::Recording(read), Ended::Recorded) => {
                self.rows.go(0);
                vec![Effect::Say((cx.words.district.counts)(counts(&read.reception)))]
            }
            // Read again, so that what is decided on is true.
            (Stage::Recording(read), Ended::Overtaken) => {
                self.stage = Stage::Reading;
                let say = Effect::Say(cx.words.district.changed_since.to_owned());
                vec![Effect::PreviewReports(read.paths.clone()), say]
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.district, cx.theme);
        let right = match self.stage {
            Stage::Reading => words.reading.to_owned(),
            _ => (words.months)(self.lines.len()),
        };
        let inside = header::draw(buf, area, theme, words.title, (&right, Role::Plain));
        if self.lines.is_empty() {
            self.draw_empty(cx, inside, buf);
            return None;
        }
        let [month, expected, sent, not_sent, lost, pupils] = words.headings;
        let columns = [
            Column::left(month, WIDTHS[0]),
            Column::right(expected, WIDTHS[1]),
            Column::right(sent, WIDTHS[2]),
            Column::right(not_sent, WIDTHS[3]),
            Column::right(lost, WIDTHS[4]),
            // Far enough to the left that the eye still finds its row.
            Column { title: &format!("  {pupils}"), width: 0, right: false },
        ];
        table::draw(buf, inside, theme, &columns, &self.rows, |at| {
            let line = &self.lines[at];
            let owed = |count: usize| if count > 0 { Role::Owed } else { Role::Plain };
            [
                (line.month.to_string(), Role::Plain),
                (line.expected.to_string(), Role::Plain),
                (line.sent.to_string(), Role::Plain),
                (line.not_sent.to_string(), owed(line.not_sent)),
                (line.lost.to_string(), owed(line.lost)),
                (format!("  {}", line.pupils), Role::Plain),
            ]
            .map(|(text, role)| (text, theme.style(role)))
            .into()
        });
        None
    }
}

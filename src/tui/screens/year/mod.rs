//! The year's turn (新学年升级): class by class who goes where and who teaches, what is to be known before, and one step
//! that records it all or takes it back.

#[cfg(test)]
mod tests;
mod view;

use super::Route;
use super::ask::Question;
use super::choose::Choices;
use super::pick_file::Picks;
use super::read::Reading;
use crate::domain::class::Grade;
use crate::domain::ids::PupilId;
use crate::domain::year::{Against, Ask, CannotTurn, CannotUndo, Line, Turn};
use crate::tui::binding::{Allowed, Binding, HELP_ONLY, Says};
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::effect::{Answer, Effect, ReadLists};
use crate::tui::event::Told;
use crate::tui::key::{Key, digits_from_one};
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::widgets::form::option_of;
use crate::tui::widgets::input::Kind;
use crate::tui::widgets::rows::Rows;
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Ends of the names of files that can be read.
const READABLE: &[&str] = &["xlsx", "xls", "xlsm", "ods", "et", "csv", "tsv", "txt"];

pub struct YearScreen {
    /// Asked for by date and by grade; the lists are those of `lists`.
    on: Option<NaiveDate>,
    last_grades: Option<BTreeSet<Grade>>,
    lists: Option<ReadLists>,
    /// Files asked for whose reading has not ended.
    reading: usize,
    /// Where the last file was picked.
    folder: Option<PathBuf>,
    turn: Result<Turn, CannotTurn>,
    lines: Vec<Line>,
    /// Warnings about each line's pupils and new class.
    warned: Vec<usize>,
    /// What stands against it, what is proposed, what is to be known.
    remarks: Vec<String>,
    page: Page,
    rows: Rows,
    asking: Option<Asking>,
    /// What is said once it is recorded.
    saving: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Classes,
    Remarks,
    Faults,
}

impl Page {
    const ALL: [Page; 3] = [Page::Classes, Page::Remarks, Page::Faults];
}

/// What was asked of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    Turn,
    Undo,
    File,
    Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Turn,
    Pupils,
    Pick,
    LastGrade,
    Undo,
    Date,
    WriteFaulty,
    NextPage,
    PreviousPage,
    Page,
}

/// The answer of a question that does it; the other leaves everything as it is.
const DO: usize = 0;

fn who(cx: &Context, turn: &Turn, pupil: PupilId) -> String {
    let name = cx.school.pupil(pupil).map_or("", |pupil| &pupil.record.name);
    let class = cx.school.last_class(pupil, turn.frame.eve());
    class.map_or_else(|| name.to_owned(), |class| format!("{class} {name}"))
}

/// What stands against it first, then what is proposed, then what is to be known.
fn remarks(cx: &Context, turn: &Turn) -> Vec<String> {
    let words = &cx.words.year;
    let against = turn.against.iter().map(|against| {
        let of_whom = match against {
            Against::Placed { pupil, .. } | Against::LeavesLater { pupil, .. } => who(cx, turn, *pupil),
            Against::RollsSince { .. } => String::new(),
        };
        (words.against)(against, &of_whom)
    });
    let mut remarks: Vec<String> = against.collect();
    remarks.extend(turn.terms.iter().map(words.term));
    remarks.extend((!turn.free.is_empty()).then(|| (words.free)(&turn.free)));
    remarks.extend(turn.warnings.iter().map(|warning| {
        let of_whom = warning.pupil().map(|pupil| who(cx, turn, pupil)).unwrap_or_default();
        (words.warning)(warning, &of_whom)
    }));
    remarks
}

/// Warnings about the pupils of a line and its new class.
fn warned(turn: &Turn, line: &Line) -> usize {
    let pupils: BTreeSet<PupilId> = turn.pupils_of(line).into_iter().map(|(pupil, _)| pupil).collect();
    let is_of_line = |pupil: Option<PupilId>| pupil.is_some_and(|pupil| pupils.contains(&pupil));
    let about = turn
        .warnings
        .iter()
        .filter(|warning| is_of_line(warning.pupil()) || (warning.class().is_some() && warning.class() == line.to));
    about.count()
}

impl YearScreen {
    fn ask(&self) -> Ask {
        let lists = self.lists.as_ref().map(|read| read.sheet.lists.clone()).unwrap_or_default();
        Ask { on: self.on, last_grades: self.last_grades.clone(), lists }
    }

    fn work_out(&mut self, cx: &Context) {
        self.turn = cx.school.turn(&self.ask(), cx.today.and_time(cx.now.time()));
        (self.lines, self.warned, self.remarks) = match &self.turn {
            Ok(turn) => {
                let lines = turn.lines();
                let counts = lines.iter().map(|line| warned(turn, line)).collect();
                let notes = self.lists.iter().flat_map(|read| &read.sheet.plan.notes).map(cx.words.import.note);
                (lines, counts, notes.chain(remarks(cx, turn)).collect())
            }
            Err(_) => Default::default(),
        };
        self.rows.resize(self.len(self.page));
    }

    /// Rows of a page.
    fn len(&self, page: Page) -> usize {
        match page {
            Page::Classes => self.lines.len(),
            Page::Remarks => self.remarks.len(),
            Page::Faults => self.faults(),
        }
    }

    fn faults(&self) -> usize {
        self.lists.as_ref().map_or(0, |read| read.sheet.plan.faults.len())
    }

    fn turn_to(&mut self, page: Page) {
        self.page = page;
        self.rows = Rows::new(self.len(page));
    }

    fn line(&self) -> Option<&Line> {
        let on_classes = self.page == Page::Classes;
        self.rows.at().filter(|_| on_classes).and_then(|at| self.lines.get(at))
    }

    /// The grade of the chosen line that could be made to leave or to rise.
    fn grade(&self) -> Option<Grade> {
        let grade = self.line()?.from?.grade;
        Some(grade).filter(|grade| grade.get() < 9)
    }

    fn read(&mut self, file: PathBuf) -> Vec<Effect> {
        self.folder = file.parent().map(Path::to_owned);
        self.reading += 1;
        let ask = Ask { lists: Default::default(), ..self.ask() };
        vec![Effect::ReadLists { file, ask: Box::new(ask) }]
    }

    /// What is asked for is otherwise: worked out anew, and the lists are read anew for it.
    fn asked_otherwise(&mut self, cx: &Context) -> Vec<Effect> {
        let file = self.lists.as_ref().map(|read| read.file.clone());
        self.work_out(cx);
        file.map(|file| self.read(file)).unwrap_or_default()
    }

    fn ask_to_turn(&mut self, cx: &Context) -> Vec<Effect> {
        let (words, Ok(turn)) = (&cx.words.year, &self.turn) else { return Vec::new() };
        let text = vec![(words.year)(turn.frame.year, turn.frame.on), (words.sums)(turn), words.meaning[0].to_owned()];
        self.asking = Some(Asking::Turn);
        vec![Effect::Open(Route::Choose(Choices::question(words.confirm, text, &[words.yes_turn, words.leave_it])))]
    }

    fn ask_to_undo(&mut self, cx: &Context) -> Vec<Effect> {
        let (words, Ok(turned)) = (&cx.words.year, cx.school.turn_to_undo()) else { return Vec::new() };
        let text = vec![(words.undo_text)(turned.year, turned.turn.on)];
        self.asking = Some(Asking::Undo);
        vec![Effect::Open(Route::Choose(Choices::question(words.undo_title, text, &[words.yes_undo, words.leave_it])))]
    }

    fn ask_date(&mut self, cx: &Context) -> Vec<Effect> {
        let (words, Ok(turn)) = (&cx.words.year, &self.turn) else { return Vec::new() };
        let (text, hint) = (turn.frame.on.to_string(), words.date_hint.to_owned());
        self.ask_date_so(text, hint, cx)
    }

    /// With what stands in the line, and what is expected of it or was wrong with it.
    fn ask_date_so(&mut self, text: String, hint: String, cx: &Context) -> Vec<Effect> {
        self.asking = Some(Asking::Date);
        let title = cx.words.year.date.to_owned();
        vec![Effect::Open(Route::Ask(Question { title, hint, text, kind: Kind::Plain, limit: 12 }))]
    }

    fn take_date(&mut self, typed: &str, cx: &Context) -> Vec<Effect> {
        let words = &cx.words.year;
        let Some(on) = date::parse(typed, cx.today) else {
            return self.ask_date_so(typed.to_owned(), words.no_date.to_owned(), cx);
        };
        let before = self.on.replace(on);
        match cx.school.frame(&self.ask(), cx.today) {
            Ok(_) => self.asked_otherwise(cx),
            Err(why) => {
                self.on = before;
                self.ask_date_so(typed.to_owned(), (words.cannot_turn)(why), cx)
            }
        }
    }

    /// The pupils of the chosen line, seat by seat.
    fn pupils(&self, cx: &Context) -> Vec<Effect> {
        let (words, Ok(turn), Some(line)) = (&cx.words.year, &self.turn, self.line()) else { return Vec::new() };
        let from = line.from.map_or_else(|| words.newcomer.to_owned(), |class| class.to_string());
        let to = line.to.map_or_else(|| words.graduate.to_owned(), |class| class.to_string());
        let name = |pupil: PupilId| cx.school.pupil(pupil).map_or("", |pupil| &pupil.record.name);
        let pupils = turn.pupils_of(line).into_iter();
        let pupils: Vec<String> = pupils.map(|(pupil, seat)| (words.pupil_line)(seat, name(pupil))).collect();
        let parts = vec![(words.pupils, pupils.join("\n"))];
        vec![Effect::Open(Route::Read(Reading { title: (words.pupils_of)(&from, &to), parts }))]
    }

    fn toggle_grade(&mut self, cx: &Context) -> Vec<Effect> {
        let (Some(grade), Ok(turn)) = (self.grade(), &self.turn) else { return Vec::new() };
        let mut last = turn.frame.last_grades.clone();
        if !last.remove(&grade) {
            last.insert(grade);
        }
        self.last_grades = Some(last);
        self.asked_otherwise(cx)
    }

    fn chosen(&mut self, asking: Asking, cx: &Context) -> Vec<Effect> {
        let words = &cx.words.year;
        match (asking, &self.turn, cx.school.turn_to_undo()) {
            (Asking::Turn, Ok(turn), _) => {
                self.saving = Some((words.recorded)(turn.frame.year, turn.frame.on));
                vec![Effect::TurnYear(Box::new(self.ask()))]
            }
            (Asking::Undo, _, Ok(turned)) => {
                self.saving = Some((words.undone)(turned.year));
                vec![Effect::UndoTurn]
            }
            _ => Vec::new(),
        }
    }
}

impl Screen for YearScreen {
    type Act = Act;
    const NAME: &'static str = "year";
    const TITLE: Says = |words| words.year.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Turn, says: |words| words.year.turn, rank: 1 },
        Binding { keys: &[Key::F(5), Key::Char('p')], act: Act::Pupils, says: |words| words.year.pupils, rank: 2 },
        Binding { keys: &[Key::F(6), Key::Char('i')], act: Act::Pick, says: |words| words.year.pick_lists, rank: 3 },
        Binding { keys: &[Key::Tab, Key::Right], act: Act::NextPage, says: |words| words.year.next_page, rank: 4 },
        Binding { keys: &[Key::F(8), Key::Char('u')], act: Act::Undo, says: |words| words.year.undo, rank: 5 },
        Binding {
            keys: &[Key::F(4), Key::Char('w')],
            act: Act::WriteFaulty,
            says: |words| words.year.write_faulty,
            rank: 6,
        },
        Binding {
            keys: &[Key::F(7), Key::Char('g')],
            act: Act::LastGrade,
            says: |words| words.year.last_grade,
            rank: 12,
        },
        Binding { keys: &[Key::F(9), Key::Char('d')], act: Act::Date, says: |words| words.year.date, rank: 13 },
        Binding {
            keys: &[Key::BackTab, Key::Left],
            act: Act::PreviousPage,
            says: |words| words.year.next_page,
            rank: HELP_ONLY,
        },
        Binding { keys: digits_from_one(3), act: Act::Page, says: |words| words.year.page, rank: HELP_ONLY },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        matches!(route, Route::Year).then(|| YearScreen {
            on: None,
            last_grades: None,
            lists: None,
            reading: 0,
            folder: None,
            turn: Err(CannotTurn::Nobody),
            lines: Vec::new(),
            warned: Vec::new(),
            remarks: Vec::new(),
            page: Page::Classes,
            rows: Rows::default(),
            asking: None,
            saving: None,
        })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn refresh(&mut self, cx: &Context) {
        self.work_out(cx);
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        let words = &cx.words.year;
        match (act, &self.turn) {
            _ if self.saving.is_some() => Allowed::No(cx.words.tui.is_saving),
            (Act::Turn | Act::Undo, _) if !cx.acts_for_school() => Allowed::No(cx.words.problems.not_for_the_school),
            (Act::Undo, _) => match cx.school.turn_to_undo() {
                Ok(_) | Err(CannotUndo::Moved { .. } | CannotUndo::Posts { .. }) => Allowed::Yes,
                Err(CannotUndo::Called { .. }) => Allowed::No(words.called),
                Err(CannotUndo::NeverTurned) => Allowed::Hidden,
            },
            (_, Err(_)) => Allowed::Hidden,
            _ if self.reading > 0 => Allowed::No(words.reading),
            (Act::Turn, Ok(_)) if self.faults() > 0 => Allowed::No(words.faults_first),
            (Act::Turn, Ok(turn)) if !turn.against.is_empty() => Allowed::No(words.mend_first),
            (Act::Pupils, Ok(_)) => Allowed::when(self.line().is_some()),
            (Act::LastGrade, Ok(_)) => Allowed::when(self.grade().is_some()),
            (Act::WriteFaulty, Ok(_)) => Allowed::when(self.faults() > 0),
            _ => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, key: Key, cx: &Context) -> Vec<Effect> {
        let pages = Page::ALL.len();
        match act {
            Act::Turn => return self.ask_to_turn(cx),
            Act::Undo => return self.ask_to_undo(cx),
            Act::Date => return self.ask_date(cx),
            Act::Pupils => return self.pupils(cx),
            Act::LastGrade => return self.toggle_grade(cx),
            Act::Pick => {
                self.asking = Some(Asking::File);
                let title = cx.words.year.pick_title.to_owned();
                let picks = Picks { title, from: self.folder.clone(), kinds: READABLE, largest: None };
                return vec![Effect::Open(Route::PickFile(picks))];
            }
            Act::WriteFaulty => {
                let write = |read: &ReadLists| Effect::WriteFaultyLists(read.clone());
                return self.lists.as_ref().map(write).into_iter().collect();
            }
            Act::NextPage => self.turn_to(Page::ALL[(self.page as usize + 1) % pages]),
            Act::PreviousPage => self.turn_to(Page::ALL[(self.page as usize + pages - 1) % pages]),
            Act::Page => {
                let Key::Char(digit) = key else { return Vec::new() };
                if let Some(page) = option_of(digit).and_then(|at| Page::ALL.get(at)) {
                    self.turn_to(*page);
                }
            }
        }
        Vec::new()
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        match (self.asking.take(), answer) {
            (Some(asking @ (Asking::Turn | Asking::Undo)), Answer::Chosen(DO)) => self.chosen(asking, cx),
            (Some(Asking::File), Answer::File(file)) => self.read(file.path),
            (Some(Asking::Date), Answer::Text(typed)) => self.take_date(&typed, cx),
            _ => Vec::new(),
        }
    }

    fn told(&mut self, told: Told, cx: &Context) -> Vec<Effect> {
        match told {
            Told::Lists(read) => {
                self.reading = self.reading.saturating_sub(1);
                self.lists = Some(read);
                self.work_out(cx);
                self.turn_to(if self.faults() > 0 { Page::Faults } else { Page::Classes });
                Vec::new()
            }
            Told::Unreadable(why) => {
                self.reading = self.reading.saturating_sub(1);
                vec![Effect::Say(why)]
            }
            Told::Written(file) => vec![Effect::Say((cx.words.year.written)(&file.display().to_string()))],
            _ => Vec::new(),
        }
    }

    fn done(&mut self, ended: Ended, _cx: &Context) -> Vec<Effect> {
        match (ended, self.saving.take()) {
            (Ended::Recorded, Some(said)) => {
                (self.on, self.last_grades, self.lists) = (None, None, None);
                vec![Effect::Say(said)]
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        view::draw(self, cx, area, buf);
        None
    }
}

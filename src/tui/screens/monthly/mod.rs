//! The monthly report (月报): its figures by grade, what contradicts itself, and the versions that were signed. Enter goes
//! to the pupils behind a figure, to where a contradiction is mended, or to a version as it is printed.

pub mod paper;
pub mod pupils;
pub mod sending;
pub mod settings;
#[cfg(test)]
mod tests;
mod view;

use super::Route;
use super::ask::Question;
use super::write::Printed;
use crate::desk::{self, MonthFormat, Signing};
use crate::domain::class::Class;
use crate::domain::entry::Why;
use crate::domain::monthly::{Changed, Contradiction, Doubt, HeadcountRecord, Line, Mend, Month, MonthlyReport, Stage};
use crate::tui::binding::{Allowed, Binding, HELP_ONLY, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::event::Told;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::screens::choose::{Choice, Choices};
use crate::tui::widgets::input::Kind;
use crate::tui::widgets::rows::Rows;
use chrono::{NaiveDate, NaiveDateTime};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::path::PathBuf;

pub struct MonthlyScreen {
    month: Month,
    shows: Shows,
    /// As signed last, else as the books stand; none where there is nothing to report on.
    report: Option<MonthlyReport>,
    doubts: Vec<Contradiction>,
    /// What the books by now give otherwise than the version that was signed last.
    differs: Vec<Changed>,
    /// The signed versions, the first one first.
    versions: Vec<u32>,
    rows: Rows,
    asking: Option<Asking>,
    /// What is being recorded.
    recording: Option<Recording>,
}

/// What of the report is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    Figures,
    Doubts,
    Versions,
}

impl Shows {
    const ALL: [Shows; 3] = [Shows::Figures, Shows::Doubts, Shows::Versions];

    fn turned(self, steps: usize) -> Shows {
        let at = Shows::ALL.iter().position(|shows| *shows == self).unwrap_or(0);
        Shows::ALL[(at + steps) % Shows::ALL.len()]
    }
}

/// What was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asking {
    /// Why these stand.
    Reason(Vec<Doubt>),
    Count(Class),
    /// Why it is corrected.
    Correction,
    /// Who filled it in; of a correction with its reason.
    Filler(Option<String>),
    File,
}

/// What was recorded, to be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Recording {
    /// Whether it names a child, whose name the report leaves out.
    Reason {
        names: bool,
    },
    Count(Class, u16),
    Signature {
        names: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Who,
    Mend,
    Read,
    Explain,
    ExplainAlike,
    Sign,
    Correct,
    Send,
    Write,
    WriteFile,
    Settings,
    Before,
    After,
    NextView,
    ViewBefore,
}

/// Characters of a reason, of a name, of a number, of a path.
const LONG: usize = 200;
const SHORT: usize = 40;
const NUMBER: usize = 4;
const PATH: usize = 400;

fn now(cx: &Context) -> NaiveDateTime {
    cx.today.and_time(cx.now.time())
}

/// The report that is to be made: the first that is owed, else that of today.
fn month_at_first(cx: &Context) -> Month {
    let owed = cx.school.reports_owed(cx.today).first().map(|owing| owing.month);
    owed.unwrap_or_else(|| cx.school.report_of(cx.today))
}

impl MonthlyScreen {
    fn chosen_line(&self) -> Option<Line> {
        self.rows.at().and_then(|at| Line::of(self.report.as_ref()?).get(at).copied())
    }

    fn chosen_doubt(&self) -> Option<&Contradiction> {
        self.rows.at().and_then(|at| self.doubts.get(at))
    }

    /// The version that is looked at; none is the last one, or the books as they stand.
    fn chosen_version(&self) -> Option<u32> {
        let at = self.rows.at().filter(|_| self.shows == Shows::Versions)?;
        self.versions.get(at).copied()
    }

    fn is_signed(&self) -> bool {
        !self.versions.is_empty()
    }

    fn look_at(&mut self, month: Month, cx: &Context) {
        self.month = month;
        self.rows.go(0);
        Screen::refresh(self, cx);
    }

    fn count(&self) -> usize {
        match self.shows {
            Shows::Figures => self.report.as_ref().map_or(0, |report| Line::of(report).len()),
            Shows::Doubts => self.doubts.len(),
            Shows::Versions => self.versions.len(),
        }
    }

    fn ask(&mut self, asking: Asking, title: String, hint: String, text: String, limit: usize) -> Vec<Effect> {
        let kind = if matches!(asking, Asking::Count(_)) { Kind::Plain } else { Kind::Prose };
        self.asking = Some(asking);
        vec![Effect::Open(Route::Ask(Question { title, hint, text, kind, limit }))]
    }

    /// To the pupils behind the figure.
    fn who(&self) -> Vec<Effect> {
        match self.chosen_line() {
            Some(Line::Of(figure)) => vec![Effect::Open(Route::MonthPupils(self.month, figure))],
            // The children have a screen of their own.
            Some(Line::Intake(_)) => vec![Effect::Open(Route::Entrants)],
            Some(Line::Difference | Line::Rate) | None => Vec::new(),
        }
    }

    /// To where the contradiction is mended.
    fn mend(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(mend) = self.chosen_doubt().map(|it| it.mend) else { return Vec::new() };
        match mend {
            Mend::Headcount(class) => self.ask_for_count(class, cx),
            // On top of this list, to which Esc comes back.
            Mend::Month(month) => vec![Effect::Open(Route::MonthDoubts(month))],
            Mend::Roll(key) => vec![Effect::Open(Route::Roll(Some(key)))],
            Mend::Case(pupil) => vec![Effect::Open(Route::Case(pupil))],
            Mend::CloseCase(pupil, exit) => vec![Effect::Open(Route::CloseCase(pupil, Some(exit)))],
            Mend::Status(pupil) => vec![Effect::Open(Route::Pupil(pupil))],
        }
    }

    /// The day of a count: today, or of a month that is over its last day.
    fn day_of_count(&self, cx: &Context) -> NaiveDate {
        cx.today.min(cx.school.report_span(self.month).to)
    }

    fn ask_for_count(&mut self, class: Class, cx: &Context) -> Vec<Effect> {
        let words = &cx.words.monthly;
        let on = self.day_of_count(cx);
        if let Err(why) = cx.school.may_count(self.month, class, on, cx.who) {
            return vec![Effect::Say((words.cannot_count)(why))];
        }
        let books = cx.school.due_in(class, on);
        let known = cx.school.monthly.headcount(self.month, class).map(|count| usize::from(count.record.seats));
        let text = known.unwrap_or(books).to_string();
        let (title, hint) = ((words.count_title)(&class.to_string()), (words.count_hint)(books));
        self.ask(Asking::Count(class), title, hint, text, NUMBER)
    }

    fn explain(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(it) = self.chosen_doubt() else { return Vec::new() };
        let (doubt, reason) = (it.doubt, it.reason.clone().unwrap_or_default());
        let title = view::said(cx, it);
        self.ask(Asking::Reason(vec![doubt]), title, cx.words.monthly.explain_hint.to_owned(), reason, LONG)
    }

    /// Those of the chosen one's kind that nobody has explained: what holds of one class often holds of all.
    fn alike(&self) -> Vec<Doubt> {
        let kind = self.chosen_doubt().map(|it| it.doubt.code());
        let alike = self.doubts.iter().filter(|it| it.reason.is_none() && Some(it.doubt.code()) == kind);
        alike.map(|it| it.doubt).collect()
    }

    fn explain_alike(&mut self, cx: &Context) -> Vec<Effect> {
        let (words, alike) = (&cx.words.monthly, self.alike());
        let Some(it) = self.chosen_doubt() else { return Vec::new() };
        let title = (words.alike_title)(&view::said(cx, it), alike.len());
        self.ask(Asking::Reason(alike), title, words.explain_hint.to_owned(), String::new(), LONG)
    }

    /// Signs, where nothing stands against it: whoever filled it in is asked for first.
    fn sign(&mut self, corrects: Option<String>, cx: &Context) -> Vec<Effect> {
        let words = &cx.words.monthly;
        if let Err(why) = cx.school.may_sign(self.month, corrects.is_some(), cx.who, now(cx)) {
            return vec![Effect::Say((words.cannot_sign)(why))];
        }
        let filler = cx.school.filler(None, cx.who, cx.today).unwrap_or_default();
        let hint = (words.filled_by_hint)(&filler);
        let title = words.filled_by.to_owned();
        self.ask(Asking::Filler(corrects), title, hint, filler, SHORT)
    }

    fn ask_for_correction(&mut self, cx: &Context) -> Vec<Effect> {
        let words = &cx.words.monthly;
        let (title, hint) = (format!("{} {}", words.correct, self.month), words.correct_hint.to_owned());
        self.ask(Asking::Correction, title, hint, String::new(), LONG)
    }

    fn ask_for_file(&mut self, cx: &Context) -> Vec<Effect> {
        let (words, version) = (&cx.words.notices, self.report.as_ref().map_or(1, |report| report.version));
        let name = format!("{}.json", (cx.words.monthly.file)(self.month, self.chosen_version().unwrap_or(version)));
        self.ask(Asking::File, cx.words.monthly.write_file.to_owned(), words.file_hint.to_owned(), name, PATH)
    }

    fn answer(&mut self, asking: Asking, text: String, cx: &Context) -> Vec<Effect> {
        let (month, words) = (self.month, &cx.words.monthly);
        match asking {
            Asking::Reason(_) if text.is_empty() => Vec::new(),
            Asking::Reason(list) => {
                self.recording = Some(Recording::Reason { names: cx.school.names_a_child(&text) });
                vec![Effect::Commit { why: Why::ExplainMonth, changes: desk::explanations(month, &list, &text) }]
            }
            Asking::Count(class) => {
                let Ok(seats) = text.parse::<u16>() else { return vec![Effect::Say(words.no_number.to_owned())] };
                let record = HeadcountRecord { seats, on: self.day_of_count(cx), note: String::new() };
                match desk::headcount(&cx.school, (month, class), record, cx.who) {
                    Err(why) => vec![Effect::Say((words.cannot_count)(why))],
                    Ok(counted) => {
                        self.recording = Some(Recording::Count(class, seats));
                        vec![Effect::Commit { why: Why::CountClass, changes: vec![counted] }]
                    }
                }
            }
            Asking::Correction if text.is_empty() => Vec::new(),
            Asking::Correction => self.sign(Some(text), cx),
            Asking::Filler(corrects) => {
                let names = corrects.as_deref().is_some_and(|why| cx.school.names_a_child(why));
                self.recording = Some(Recording::Signature { names });
                let signing = Signing { corrects, filled_by: Some(text), remarks: Vec::new() };
                vec![Effect::SignMonth { month, signing }]
            }
            Asking::File if text.is_empty() => Vec::new(),
            Asking::File => {
                let (version, file) = (self.chosen_version(), PathBuf::from(text));
                vec![Effect::WriteMonth { month, version, format: MonthFormat::Json, file }]
            }
        }
    }

    /// To the next contradiction that nobody has explained, from the one that was just mended or explained.
    fn go_to_open(&mut self) {
        let from = self.rows.at().unwrap_or(0);
        let len = self.doubts.len();
        let order = (from..len).chain(0..from.min(len));
        if let Some(at) = order.into_iter().find(|at| self.doubts[*at].reason.is_none()) {
            self.rows.go(at);
        }
    }
}

impl Screen for MonthlyScreen {
    type Act = Act;
    const NAME: &'static str = "monthly";
    const TITLE: Says = |words| words.monthly.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Who, says: |words| words.monthly.who, rank: 10 },
        Binding { keys: &[Key::Enter], act: Act::Mend, says: |words| words.monthly.mend, rank: 10 },
        Binding { keys: &[Key::Enter], act: Act::Read, says: |words| words.monthly.read, rank: 10 },
        Binding { keys: &[Key::Tab], act: Act::NextView, says: |words| words.monthly.next_view, rank: 11 },
        Binding { keys: &[Key::BackTab], act: Act::ViewBefore, says: |words| words.monthly.next_view, rank: HELP_ONLY },
        Binding {
            keys: &[Key::F(5), Key::Char('e')],
            act: Act::Explain,
            says: |words| words.monthly.explain,
            rank: 12,
        },
        Binding {
            keys: &[Key::F(12), Key::Char('a')],
            act: Act::ExplainAlike,
            says: |words| words.monthly.explain_alike,
            rank: 12,
        },
        Binding { keys: &[Key::F(9), Key::Char('s')], act: Act::Sign, says: |words| words.monthly.sign, rank: 13 },
        Binding {
            keys: &[Key::F(9), Key::Char('s')],
            act: Act::Correct,
            says: |words| words.monthly.correct,
            rank: 13,
        },
        Binding { keys: &[Key::F(7), Key::Char('n')], act: Act::Send, says: |words| words.monthly.send, rank: 14 },
        Binding { keys: &[Key::F(4), Key::Char('w')], act: Act::Write, says: |words| words.monthly.write, rank: 15 },
        Binding { keys: &[Key::Left, Key::Char('[')], act: Act::Before, says: |words| words.monthly.before, rank: 17 },
        Binding { keys: &[Key::Right, Key::Char(']')], act: Act::After, says: |words| words.monthly.after, rank: 18 },
        Binding {
            keys: &[Key::F(6), Key::Char('j')],
            act: Act::WriteFile,
            says: |words| words.monthly.write_file,
            rank: 19,
        },
        Binding {
            keys: &[Key::F(8), Key::Char('o')],
            act: Act::Settings,
            says: |words| words.monthly.settings,
            rank: 20,
        },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let (month, shows) = match *route {
            Route::Monthly(month) => (month.unwrap_or_else(|| month_at_first(cx)), Shows::Figures),
            Route::MonthDoubts(month) => (month, Shows::Doubts),
            _ => return None,
        };
        Some(MonthlyScreen {
            month,
            shows,
            report: None,
            doubts: Vec::new(),
            differs: Vec::new(),
            versions: Vec::new(),
            rows: Rows::default(),
            asking: None,
            recording: None,
        })
    }

    fn reaches_back_to(&self, cx: &Context) -> Option<NaiveDate> {
        Some(cx.school.report_looks_back_to(self.month))
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn is_steered(&self) -> bool {
        !self.rows.is_empty()
    }

    fn refresh(&mut self, cx: &Context) {
        let may = cx.school.may_report(self.month, cx.today).is_ok();
        self.report = None;
        (self.doubts, self.differs) = (Vec::new(), Vec::new());
        if may {
            let sheet = cx.school.month_sheet(self.month, now(cx));
            self.doubts = cx.school.contradictions(&sheet, now(cx));
            self.differs = cx.school.changed_since_signed(&sheet);
            let signed = cx.school.monthly.latest(self.month).map(|signed| signed.record.report.clone());
            self.report = Some(signed.unwrap_or_else(|| desk::live_report(&cx.school, &sheet, &self.doubts)));
        }
        self.versions = cx.school.monthly.versions(self.month).map(|signed| signed.version).collect();
        self.rows.resize(self.count());
    }

    fn counts(&self, act: Act) -> Option<usize> {
        let open = match act {
            Act::Sign | Act::Correct => self.doubts.iter().filter(|it| it.reason.is_none()).count(),
            Act::ExplainAlike => self.alike().len(),
            _ => 0,
        };
        (open > 0).then_some(open)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        let words = &cx.words.monthly;
        let on_rows = |shows: Shows| match () {
            () if self.shows != shows => Allowed::Hidden,
            () if self.rows.is_empty() => Allowed::No(words.nothing_chosen),
            () => Allowed::Yes,
        };
        match act {
            Act::Who => match (on_rows(Shows::Figures), self.chosen_line()) {
                (Allowed::Yes, Some(Line::Of(figure))) if figure.lists() => Allowed::Yes,
                (Allowed::Yes, Some(Line::Intake(_))) => Allowed::Yes,
                (Allowed::Yes, _) => Allowed::No(words.no_list),
                (not, _) => not,
            },
            Act::Mend | Act::Explain => on_rows(Shows::Doubts),
            Act::ExplainAlike if self.alike().len() < 2 => Allowed::Hidden,
            Act::ExplainAlike => on_rows(Shows::Doubts),
            Act::Read => on_rows(Shows::Versions),
            Act::Sign => Allowed::when(self.report.is_some() && !self.is_signed()),
            Act::Correct => Allowed::when(self.report.is_some() && self.is_signed()),
            Act::Send if !self.is_signed() => Allowed::No(words.not_signed),
            Act::Write | Act::WriteFile if self.report.is_none() => Allowed::No(words.empty),
            Act::Before => {
                let before = cx.school.report_before(self.month);
                let first = cx.school.calendar.terms().first().map(|term| term.first);
                let is_known = first.is_some_and(|first| cx.school.report_span(before).to >= first);
                if is_known { Allowed::Yes } else { Allowed::No(words.first_month) }
            }
            Act::After => {
                let after = cx.school.report_after(self.month);
                if cx.school.may_report(after, cx.today).is_ok() { Allowed::Yes } else { Allowed::No(words.ahead) }
            }
            Act::Send | Act::Write | Act::WriteFile | Act::Settings | Act::NextView | Act::ViewBefore => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Who => return self.who(),
            Act::Mend => return self.mend(cx),
            Act::Read => {
                let version = self.chosen_version();
                return vec![Effect::Open(Route::MonthPaper(self.month, version))];
            }
            Act::Explain => return self.explain(cx),
            Act::ExplainAlike => return self.explain_alike(cx),
            Act::Sign => return self.sign(None, cx),
            Act::Correct => return self.ask_for_correction(cx),
            Act::Send => return vec![Effect::Open(Route::SendMonth(self.month))],
            Act::Write => {
                let printed = Printed::Month(self.month, self.chosen_version());
                return vec![Effect::Open(Route::Write(printed))];
            }
            Act::WriteFile => return self.ask_for_file(cx),
            Act::Settings => return vec![Effect::Open(Route::Reporting)],
            Act::Before => self.look_at(cx.school.report_before(self.month), cx),
            Act::After => self.look_at(cx.school.report_after(self.month), cx),
            Act::NextView | Act::ViewBefore => {
                let steps = if act == Act::NextView { 1 } else { Shows::ALL.len() - 1 };
                self.shows = self.shows.turned(steps);
                self.rows = Rows::new(self.count());
            }
        }
        Vec::new()
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        match (self.asking.take(), answer) {
            (Some(asking), Answer::Text(text)) => self.answer(asking, text.trim().to_owned(), cx),
            _ => Vec::new(),
        }
    }

    fn told(&mut self, told: Told, cx: &Context) -> Vec<Effect> {
        let Told::Written(file) = told else { return Vec::new() };
        let rows = vec![Choice::new(cx.words.tui.understood, Some(Effect::Say(String::new())))];
        let text = vec![file.display().to_string()];
        let where_it_is = Choices { title: cx.words.notices.written.to_owned(), text, rows, at: 0 };
        vec![Effect::Open(Route::Choose(where_it_is))]
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        let words = &cx.words.monthly;
        let said = match self.recording.take().filter(|_| ended == Ended::Recorded) {
            Some(Recording::Reason { names }) => with_names_hidden(words.explained.to_owned(), names, cx),
            Some(Recording::Count(class, seats)) => {
                (words.counted)(cx.school.due_in(class, self.day_of_count(cx)), seats)
            }
            Some(Recording::Signature { names }) => {
                let version = cx.school.monthly.latest(self.month).map_or(1, |signed| signed.version);
                with_names_hidden((words.signed)(self.month, version), names, cx)
            }
            None => return Vec::new(),
        };
        if self.shows == Shows::Doubts {
            self.go_to_open();
        }
        vec![Effect::Say(said)]
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        view::draw(self, cx, area, buf);
        None
    }
}

/// What is said once a text is recorded; where it names a child, that the report does not.
fn with_names_hidden(said: String, names: bool, cx: &Context) -> String {
    if names { format!("{}{said}", cx.words.monthly.names_hidden) } else { said }
}

/// How far a month's report has come, in words.
fn stage(cx: &Context, month: Month) -> String {
    let version = cx.school.monthly.latest(month).map_or(0, |signed| signed.version);
    let stage: Stage = cx.school.report_stage(month);
    (cx.words.monthly.stage)(stage, version)
}

//! The grade lead's week (周查看): classes by days over the pupils who want looking at; reviewed, asked about, signed
//! and printed without leaving the screen. Tab shows how attendance goes over the term.

mod charts;
#[cfg(test)]
mod tests;
mod view;

use super::Route;
use super::ask::Question;
use super::write::Printed;
use crate::domain::entry::{Change, Why};
use crate::domain::flags::Scope;
use crate::domain::ids::PupilId;
use crate::domain::people::Post;
use crate::domain::review::{ReviewRecord, Week};
use crate::domain::trend::Trend;
use crate::domain::week::{Look, PupilWeek, WeekSheet};
use crate::tui::binding::{Allowed, Binding, HELP_ONLY, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::scope;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::widgets::input::Kind;
use crate::tui::widgets::rows::Rows;
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct WeekScreen {
    scope: Scope,
    sheet: WeekSheet,
    /// Worked out while a chart is shown.
    trend: Trend,
    shows: Shows,
    rows: Rows,
    /// How often the classes were turned over, where not all of them are in sight; the first ones come first.
    turned: usize,
    asking: Option<Asking>,
    /// What is being recorded.
    recording: Option<Asking>,
    /// The scopes that one was asked to pick from.
    asked: Vec<Scope>,
}

/// What stands under the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    Week,
    ByClass,
    ByWeekday,
    Runs,
    YearBefore,
}

impl Shows {
    const ALL: [Shows; 5] = [Shows::Week, Shows::ByClass, Shows::ByWeekday, Shows::Runs, Shows::YearBefore];

    fn turned(self, steps: usize) -> Shows {
        let at = Shows::ALL.iter().position(|shows| *shows == self).unwrap_or(0);
        Shows::ALL[(at + steps) % Shows::ALL.len()]
    }
}

/// What a box over the screen asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    Remark(PupilId),
    Question(PupilId),
    Signature,
    Scope,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Open,
    See,
    Ask,
    Before,
    After,
    Write,
    Sign,
    NextView,
    ViewBefore,
    NextScope,
    PickScope,
    MoreClasses,
}

/// Characters of a remark or a question.
const LONGEST: usize = 200;
/// The pupils of the chart of runs.
const RUNS: usize = 10;

impl WeekScreen {
    fn row(&self) -> Option<&PupilWeek> {
        self.rows.at().and_then(|at| self.sheet.pupils.get(at))
    }

    fn look_at(&mut self, week: Week, scope: Scope, cx: &Context) {
        self.scope = scope;
        self.sheet.week = week;
        self.turned = 0;
        Screen::refresh(self, cx);
    }

    fn week(&self) -> Week {
        self.sheet.week
    }

    /// Opens the box that asks for a line of text.
    fn ask(&mut self, asking: Asking, title: String, hint: &str, text: String) -> Vec<Effect> {
        self.asking = Some(asking);
        let (hint, kind) = (hint.to_owned(), Kind::Prose);
        vec![Effect::Open(Route::Ask(Question { title, hint, text, kind, limit: LONGEST }))]
    }

    fn see(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(row) = self.row() else { return Vec::new() };
        let remark = match row.review.as_ref().map(|review| &review.record) {
            Some(ReviewRecord::Seen { remark, .. }) => remark.clone(),
            _ => String::new(),
        };
        let (words, pupil) = (&cx.words.week, row.pupil);
        self.ask(Asking::Remark(pupil), (words.see_title)(name(cx, pupil)), words.see_hint, remark)
    }

    fn ask_back(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(row) = self.row() else { return Vec::new() };
        let question = row.review.as_ref().and_then(|review| review.record.question()).unwrap_or_default().to_owned();
        let (words, pupil) = (&cx.words.week, row.pupil);
        self.ask(Asking::Question(pupil), (words.ask_title)(name(cx, pupil)), words.ask_hint, question)
    }

    /// Asks for the signature, or leads to the first pupil who is still to be looked at.
    fn sign(&mut self, cx: &Context) -> Vec<Effect> {
        let words = &cx.words.week;
        let left = self.sheet.left();
        if left.all() > 0 {
            self.shows = Shows::Week;
            self.go_to_unseen(0);
            return vec![Effect::Say((words.still)(left))];
        }
        let remark = self.sheet.signed.as_ref().map(|signed| signed.remark.clone()).unwrap_or_default();
        let title = (words.sign_title)(&format!("{} {}", scope::name(self.scope, cx), self.week()));
        let hint = (words.sign_hint)(&(words.changes)(&self.sheet.changes()), self.sheet.asked_about().count());
        self.ask(Asking::Signature, title, &hint, remark)
    }

    /// To the first pupil from a place on, round again, who is still to be looked at; where there is none, to one about
    /// whom a question waits.
    fn go_to_unseen(&mut self, from: usize) {
        let len = self.sheet.pupils.len();
        let first = |look: Look| {
            let mut order = (from..len).chain(0..from.min(len));
            order.find(|at| self.sheet.pupils[*at].look() == look)
        };
        if let Some(at) = first(Look::Ahead).or_else(|| first(Look::Asked)) {
            self.rows.go(at);
        }
    }

    fn answer(&mut self, asking: Asking, text: String, cx: &Context) -> Vec<Effect> {
        let week = self.week();
        let review = |pupil: PupilId, record: ReviewRecord| Effect::Commit {
            why: Why::Review,
            changes: vec![Change::Review { week, pupil, to: Some(record) }],
        };
        let effect = match asking {
            Asking::Remark(pupil) => review(pupil, cx.school.seen(week, pupil, text, cx.today)),
            Asking::Question(_) if text.is_empty() => {
                return vec![Effect::Say(cx.words.week.ask_something.to_owned())];
            }
            Asking::Question(pupil) => review(pupil, ReviewRecord::Asked { question: text }),
            Asking::Signature => Effect::Commit {
                why: Why::SignWeek,
                changes: vec![Change::WeekSigned { week, scope: self.scope, to: Some(text) }],
            },
            Asking::Scope => return Vec::new(),
        };
        self.recording = Some(asking);
        vec![effect]
    }

    fn pick_scope(&mut self, cx: &Context) -> Vec<Effect> {
        self.asked = scope::all(cx);
        self.asking = Some(Asking::Scope);
        vec![Effect::Open(Route::Find(scope::question(&self.asked, cx)))]
    }
}

/// The grade that the person leads, else that of the own class, else the school.
fn own_scope(cx: &Context) -> Scope {
    let posts = cx.school.staff(cx.who).map(|staff| cx.school.posts(staff, cx.today));
    let led = posts.into_iter().flatten().find_map(|post| match post {
        Post::GradeLead(grade) => Some(*grade),
        _ => None,
    });
    led.or(cx.class.map(|class| class.grade)).map_or(Scope::School, Scope::Grade)
}

fn name(cx: &Context, pupil: PupilId) -> &str {
    cx.school.pupil(pupil).map_or("", |pupil| &pupil.record.name)
}

fn read(cx: &Context, week: Week, scope: Scope) -> WeekSheet {
    cx.school.week(week, scope, cx.today.and_time(cx.now.time()))
}

impl Screen for WeekScreen {
    type Act = Act;
    const NAME: &'static str = "week";
    const TITLE: Says = |words| words.week.title;
    const STEERS: Steers = Steers::Rows;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Open, says: |words| words.week.open, rank: 10 },
        Binding { keys: &[Key::Char('r'), Key::F(5)], act: Act::See, says: |words| words.week.see, rank: 11 },
        Binding { keys: &[Key::Char('n'), Key::F(6)], act: Act::Ask, says: |words| words.week.ask, rank: 12 },
        Binding { keys: &[Key::Char('['), Key::Left], act: Act::Before, says: |words| words.week.before, rank: 15 },
        Binding { keys: &[Key::Char(']'), Key::Right], act: Act::After, says: |words| words.week.after, rank: 16 },
        Binding { keys: &[Key::Char('p'), Key::F(4)], act: Act::Write, says: |words| words.week.write, rank: 17 },
        Binding { keys: &[Key::Char('s'), Key::F(9)], act: Act::Sign, says: |words| words.week.sign, rank: 13 },
        Binding { keys: &[Key::Tab], act: Act::NextView, says: |words| words.week.next_view, rank: 14 },
        Binding { keys: &[Key::BackTab], act: Act::ViewBefore, says: |words| words.week.view_before, rank: HELP_ONLY },
        Binding {
            keys: &[Key::Char('g'), Key::F(7)],
            act: Act::NextScope,
            says: |words| words.keys.next_scope,
            rank: 18,
        },
        Binding {
            keys: &[Key::Char('f'), Key::F(8)],
            act: Act::PickScope,
            says: |words| words.keys.pick_scope,
            rank: 19,
        },
        Binding {
            keys: &[Key::Char('v'), Key::F(11)],
            act: Act::MoreClasses,
            says: |words| words.week.more_classes,
            rank: 14,
        },
    ];

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::Week(scope) = *route else { return None };
        let scope = scope.unwrap_or_else(|| own_scope(cx));
        Some(WeekScreen {
            scope,
            sheet: read(cx, Week::of(cx.today), scope),
            trend: Trend::default(),
            shows: Shows::Week,
            rows: Rows::default(),
            turned: 0,
            asking: None,
            recording: None,
            asked: Vec::new(),
        })
    }

    fn reaches_back_to(&self, _cx: &Context) -> Option<NaiveDate> {
        Some(self.week().monday())
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        (self.shows == Shows::Week).then_some(&mut self.rows)
    }

    fn counts(&self, act: Act) -> Option<usize> {
        (act == Act::Sign).then(|| self.sheet.left().all()).filter(|left| *left > 0)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        let words = &cx.words.week;
        match act {
            Act::Open | Act::See | Act::Ask if self.shows != Shows::Week => Allowed::Hidden,
            Act::Open | Act::See | Act::Ask if self.rows.is_empty() => Allowed::No(words.no_row),
            Act::After if self.week() >= Week::of(cx.today) => Allowed::No(words.this_week),
            Act::Before => {
                let first = cx.school.calendar.terms().first().map(|term| term.first);
                if first.is_some_and(|first| self.week().monday() > first) {
                    Allowed::Yes
                } else {
                    Allowed::No(words.first_week)
                }
            }
            Act::MoreClasses => Allowed::when(self.shows == Shows::Week && view::hides_classes(self, cx)),
            Act::Sign | Act::Write if self.sheet.classes.is_empty() => Allowed::No(words.no_classes[0]),
            _ => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Open => return self.row().map(|row| Effect::Open(Route::Pupil(row.pupil))).into_iter().collect(),
            Act::See => return self.see(cx),
            Act::Ask => return self.ask_back(cx),
            Act::Sign => return self.sign(cx),
            Act::Write => return vec![Effect::Open(Route::Write(Printed::Week(self.week(), self.scope)))],
            Act::PickScope => return self.pick_scope(cx),
            Act::MoreClasses => self.turned += 1,
            Act::Before => self.look_at(self.week().before(), self.scope, cx),
            Act::After => self.look_at(self.week().after(), self.scope, cx),
            Act::NextScope => {
                let next = scope::next(self.scope, cx, self.row().map(|row| row.class));
                self.look_at(self.week(), next, cx);
            }
            Act::NextView | Act::ViewBefore => {
                let steps = if act == Act::NextView { 1 } else { Shows::ALL.len() - 1 };
                self.shows = self.shows.turned(steps);
                Screen::refresh(self, cx);
            }
        }
        Vec::new()
    }

    /// The cursor stays on its pupil, or where that one has left the list, on who stands there now.
    fn refresh(&mut self, cx: &Context) {
        let pupil = self.row().map(|row| row.pupil);
        self.sheet = read(cx, self.week(), self.scope);
        self.rows.resize(self.sheet.pupils.len());
        if let Some(at) = self.sheet.pupils.iter().position(|row| Some(row.pupil) == pupil) {
            self.rows.go(at);
        }
        if self.shows != Shows::Week {
            self.trend = cx.school.trend(self.scope, self.sheet.as_of, RUNS);
        }
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        let (asking, asked) = (self.asking.take(), std::mem::take(&mut self.asked));
        match (asking, answer) {
            (Some(Asking::Scope), Answer::Chosen(at)) => {
                if let Some(scope) = asked.get(at) {
                    self.look_at(self.week(), *scope, cx);
                }
                Vec::new()
            }
            (Some(asking), Answer::Text(text)) => self.answer(asking, text, cx),
            _ => Vec::new(),
        }
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        let recorded = self.recording.take().filter(|_| ended == Ended::Recorded);
        let words = &cx.words.week;
        let said = match recorded {
            Some(Asking::Remark(pupil)) => (words.is_seen)(name(cx, pupil)),
            Some(Asking::Question(pupil)) => (words.is_asked)(name(cx, pupil)),
            Some(Asking::Signature) => words.is_signed.to_owned(),
            Some(Asking::Scope) | None => return Vec::new(),
        };
        self.go_to_unseen(self.rows.at().unwrap_or(0));
        vec![Effect::Say(said)]
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        view::draw(self, cx, area, buf);
        None
    }
}

//! The pupil file (学生档案): facts, flag figures, the term as a heat map, and everything that happened in one line of
//! time. A small screen turns its pages; a large one shows all side by side.

mod facts;
#[cfg(test)]
mod tests;
pub(super) mod time_line;
mod view;

use super::Route;
use super::guardian;
use super::letter::kinds;
use super::status::form::StatusOf;
use crate::domain::entry::{Change, Disclosure, Why};
use crate::domain::ids::PupilId;
use crate::domain::people::KeyGroup;
use crate::domain::status::StatusKind;
use crate::tui::binding::{Allowed, Binding, HELP_ONLY, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::scroll;
use chrono::NaiveDate;
use facts::Facts;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use time_line::Line;

/// What a small screen shows at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Facts,
    Term,
    TimeLine,
}

impl Page {
    const ALL: [Page; 3] = [Page::Facts, Page::Term, Page::TimeLine];
}

/// Whether numbers are shown in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbers {
    Masked,
    /// Asked for; shown once the journal has it.
    Asked,
    Shown,
}

pub struct PupilFile {
    pupil: PupilId,
    numbers: Numbers,
    page: Page,
    facts: Facts,
    lines: Vec<Line>,
    /// The chosen line of the time line.
    at: Rows,
    /// How far the page in sight is scrolled, where it is no list.
    offset: Rows,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Contact,
    Visit,
    Leave,
    Notice,
    Case,
    Dossier,
    Status,
    Group,
    Guardian,
    Show,
    Hide,
    Open,
    TurnPage,
    TurnBack,
    ToPage,
}

impl PupilFile {
    /// Whether the arrows move in the time line.
    fn is_on_time_line(&self, cx: &Context) -> bool {
        view::is_wide(cx) || self.page == Page::TimeLine
    }

    fn turn(&mut self, steps: usize, cx: &Context) {
        let at = Page::ALL.iter().position(|page| *page == self.page).unwrap_or(0);
        self.turn_to(Page::ALL[(at + steps) % Page::ALL.len()], cx);
    }

    fn turn_to(&mut self, page: Page, cx: &Context) {
        self.page = page;
        self.offset.go(0);
        self.fit(cx);
    }

    fn fit(&mut self, cx: &Context) {
        let (lines, height) = view::extent(self, cx);
        scroll::fit(&mut self.offset, lines, height);
    }

    /// The change of status that waits: the form goes on with it.
    fn pending(&self, cx: &Context) -> Option<StatusKind> {
        cx.school.pending_of(self.pupil).next_back().map(|status| status.record.kind)
    }

    /// Whether the person who sits here may enter the pupil into any key group: others are not told that there are such.
    fn may_enter_group(&self, cx: &Context) -> bool {
        let class = cx.school.last_class(self.pupil, cx.today);
        let may =
            |class| KeyGroup::ALL.iter().any(|kind| cx.school.may_enter_group(cx.who, *kind, class, cx.today).is_ok());
        class.is_some_and(may)
    }

    fn open_line(&self, cx: &Context) -> Vec<Effect> {
        let line = self.at.at().and_then(|at| self.lines.get(at));
        line.and_then(|line| line.leads_to(cx, self.numbers == Numbers::Shown)).map(Effect::Open).into_iter().collect()
    }
}

impl Screen for PupilFile {
    type Act = Act;
    const NAME: &'static str = "pupil";
    const TITLE: Says = |words| words.pupil.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Open, says: |words| words.pupil.open, rank: 10 },
        Binding { keys: &[Key::Char('l'), Key::F(4)], act: Act::Contact, says: |words| words.pupil.contact, rank: 11 },
        Binding { keys: &[Key::Char('v'), Key::F(5)], act: Act::Visit, says: |words| words.pupil.visit, rank: 12 },
        Binding { keys: &[Key::Char('q'), Key::F(6)], act: Act::Leave, says: |words| words.pupil.leave, rank: 13 },
        Binding { keys: &[Key::Char('n'), Key::F(7)], act: Act::Notice, says: |words| words.pupil.notice, rank: 14 },
        Binding {
            keys: &[Key::Char('x'), Key::F(8)],
            act: Act::Show,
            says: |words| words.pupil.show_numbers,
            rank: 15,
        },
        Binding {
            keys: &[Key::Char('x'), Key::F(8)],
            act: Act::Hide,
            says: |words| words.pupil.hide_numbers,
            rank: 15,
        },
        Binding { keys: &[Key::Char('c'), Key::F(9)], act: Act::Case, says: |words| words.cases.file, rank: 15 },
        Binding {
            keys: &[Key::Char('4'), Key::Char('e')],
            act: Act::Dossier,
            says: |words| words.dossier.dossier,
            rank: 85,
        },
        Binding {
            keys: &[Key::Char('5'), Key::Char('s')],
            act: Act::Status,
            says: |words| words.status_screen.title,
            rank: 86,
        },
        Binding {
            keys: &[Key::Char('6'), Key::Char('g')],
            act: Act::Group,
            says: |words| words.groups.title,
            rank: 87,
        },
        Binding {
            keys: &[Key::Char('7'), Key::Char('j')],
            act: Act::Guardian,
            says: |words| words.guardian.title,
            rank: 96,
        },
        Binding { keys: &[Key::Tab, Key::Right], act: Act::TurnPage, says: |words| words.pupil.turn_page, rank: 16 },
        Binding {
            keys: &[Key::BackTab, Key::Left],
            act: Act::TurnBack,
            says: |words| words.pupil.turn_page,
            rank: HELP_ONLY,
        },
        Binding {
            keys: &[Key::Char('1'), Key::Char('2'), Key::Char('3')],
            act: Act::ToPage,
            says: |words| words.pupil.to_page,
            rank: HELP_ONLY,
        },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::Pupil(pupil) = *route else { return None };
        cx.school.pupil(pupil)?;
        Some(PupilFile {
            pupil,
            numbers: Numbers::Masked,
            page: Page::Facts,
            facts: Facts::default(),
            lines: Vec::new(),
            at: Rows::default(),
            offset: Rows::default(),
        })
    }

    fn reaches_back_to(&self, cx: &Context) -> Option<NaiveDate> {
        cx.school.first_day_of_pupil(self.pupil)
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(if self.facts.is_wide || self.page == Page::TimeLine { &mut self.at } else { &mut self.offset })
    }

    fn edited(&mut self, cx: &Context) -> Vec<Effect> {
        self.fit(cx);
        Vec::new()
    }

    fn refresh(&mut self, cx: &Context) {
        self.facts = Facts::of(cx, self.pupil);
        self.lines = time_line::of(cx, self.pupil);
        self.at.resize(self.lines.len());
        self.fit(cx);
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        let words = &cx.words.pupil;
        match act {
            Act::Open if !self.is_on_time_line(cx) => Allowed::Hidden,
            Act::Open if self.lines.is_empty() => Allowed::No(words.nothing_chosen),
            Act::Notice if !self.facts.is_reportable => Allowed::No(cx.words.problems.nothing_to_report),
            Act::Group => Allowed::when(self.may_enter_group(cx)),
            Act::Show => Allowed::when(self.numbers == Numbers::Masked && self.facts.has_numbers()),
            Act::Hide => Allowed::when(self.numbers == Numbers::Shown),
            Act::TurnPage | Act::TurnBack | Act::ToPage => Allowed::when(!view::is_wide(cx)),
            _ => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, key: Key, cx: &Context) -> Vec<Effect> {
        let pupil = self.pupil;
        match act {
            Act::Contact => vec![Effect::Open(Route::Contact { pupil, queue: Vec::new() })],
            Act::Visit => vec![Effect::Open(Route::Visit(pupil))],
            Act::Leave => vec![Effect::Open(Route::Leave(pupil))],
            Act::Notice => vec![kinds::ask(cx, pupil)],
            Act::Case => vec![Effect::Open(Route::Case(pupil))],
            Act::Status => vec![Effect::Open(Route::StatusForm(StatusOf::Pupil(pupil, self.pending(cx))))],
            Act::Dossier => vec![Effect::Open(Route::Dossier(pupil))],
            Act::Group => vec![Effect::Open(Route::GroupForm(pupil))],
            Act::Guardian => vec![guardian::ask(cx, pupil)],
            Act::Show => {
                self.numbers = Numbers::Asked;
                let what = Disclosure::Shown { pupil };
                vec![Effect::Commit { why: Why::Disclose, changes: vec![Change::Disclosed { what }] }]
            }
            Act::Hide => {
                self.numbers = Numbers::Masked;
                Vec::new()
            }
            Act::Open => self.open_line(cx),
            Act::TurnPage => {
                self.turn(1, cx);
                Vec::new()
            }
            Act::TurnBack => {
                self.turn(Page::ALL.len() - 1, cx);
                Vec::new()
            }
            Act::ToPage => {
                let nth = match key {
                    Key::Char(digit) => digit.to_digit(10).map_or(0, |digit| digit as usize - 1),
                    _ => 0,
                };
                self.turn_to(Page::ALL[nth.min(Page::ALL.len() - 1)], cx);
                Vec::new()
            }
        }
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        if self.numbers != Numbers::Asked {
            return Vec::new();
        }
        if ended != Ended::Recorded {
            self.numbers = Numbers::Masked;
            return Vec::new();
        }
        self.numbers = Numbers::Shown;
        self.fit(cx);
        vec![Effect::Say(cx.words.pupil.are_shown.to_owned())]
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        view::draw(self, cx, area, buf);
        None
    }
}

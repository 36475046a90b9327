//! One case: how far it has gone, what is owed and by whom, and what happened, latest first. A child out of reach stands
//! above everything else, with what to do in plain words.

use crate::domain::case::{CannotClose, CannotTake, Case, Exit};
use crate::domain::flags::Flag;
use crate::domain::ids::PupilId;
use crate::domain::ladder::Rule;
use crate::domain::step::{Closing, Step, StepKind};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::screens::Route;
use crate::tui::screens::follow_up::frame;
use crate::tui::screens::pupil::time_line::{self, Line};
use crate::tui::theme::Role;
use crate::tui::widgets::cells;
use crate::tui::widgets::rows::Rows;
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct CaseFile {
    pupil: PupilId,
    case: Option<Case>,
    /// The police have not been told yet.
    police_first: bool,
    /// What the first thing owed asks one to record.
    next: StepKind,
    /// What the case has come to, and what is owed.
    about: Vec<(String, Role)>,
    owed: Vec<(String, Role)>,
    lines: Vec<Line>,
    rows: Rows,
    /// A return is being confirmed.
    confirming: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Read,
    Confirm,
    Record,
    Talk,
    Persuade,
    Urgent,
    Close,
    SetStage,
    Contact,
    Visit,
    Dossier,
}

/// From so many cells on the time line stands beside what is owed.
const WIDE: u16 = 110;
/// Cells of what is owed, beside the time line.
const BESIDE: u16 = 46;
/// Lines that the case and what is owed may take above the time line.
const ABOUT: usize = 4;
const OWED: usize = 5;
/// Cells of a line's date and time.
const WHEN: usize = 13;

fn owed(cx: &Context, flag: &Flag) -> Vec<(String, Role)> {
    let line = |owed: &crate::domain::owed::Owed| {
        let role = match owed.due {
            _ if owed.late > 0 || owed.rule == Rule::R16 => Role::Overdue,
            Some(due) if due <= cx.today => Role::Owed,
            _ => Role::Plain,
        };
        let sign = if role == Role::Overdue { "!" } else { "-" };
        let what = (cx.words.domain.owed)(owed.what, owed.due, owed.late);
        (format!("{sign} {what}  {}", (cx.words.domain.role)(owed.who)), role)
    };
    flag.owed.iter().map(line).collect()
}

impl CaseFile {
    fn step(&self, kind: StepKind) -> Vec<Effect> {
        vec![Effect::Open(Route::CaseStep(self.pupil, kind))]
    }

    /// What comes next for a child out of reach: to say so, to call the police, to find it.
    fn urgent(&self) -> StepKind {
        match &self.case {
            Some(case) if case.danger.is_some() && self.police_first => StepKind::Police,
            Some(case) if case.danger.is_some() => StepKind::Found,
            _ => StepKind::Danger,
        }
    }

    fn is_open(&self) -> bool {
        self.case.as_ref().is_some_and(|case| case.ending.is_none())
    }

    /// Closes by the return that the roll shows; what is missing is said, and a second person asked for.
    fn confirm(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(on) = self.case.as_ref().and_then(|case| case.returned) else { return Vec::new() };
        let closing = Closing { exit: Exit::E1, evidence: (cx.words.cases.seen_on)(on), second: None };
        let step = Step::Closed(closing);
        match cx.school.may_take(self.pupil, &step, 0, cx.who, cx.today) {
            Ok(()) => {
                self.confirming = true;
                let (why, change) = step.recorded(self.pupil, cx.today.and_time(cx.now.time()));
                vec![Effect::Commit { why, changes: vec![change] }]
            }
            Err(CannotTake::Close { why: CannotClose::SecondPerson, .. }) => {
                vec![Effect::Open(Route::CloseCase(self.pupil, Some(Exit::E1)))]
            }
            Err(why) => vec![Effect::Say((cx.words.cases.refused)(&why))],
        }
    }

    /// Danger, the case, what is owed; gives the rows taken.
    fn draw_head(&self, cx: &Context, buf: &mut Buffer, area: Rect, whole: bool) -> u16 {
        let (words, theme) = (&cx.words.cases, cx.theme);
        let width = usize::from(area.width).max(1);
        let mut lines: Vec<(String, Role)> = Vec::new();
        let mut say = |text: &str, role: Role, most: usize| {
            lines.extend(cells::wrap(text, width).into_iter().take(most).map(|line| (line, role)));
        };
        if let Some(since) = self.case.as_ref().and_then(|case| case.danger) {
            say(&(words.danger)(since, !self.police_first), Role::Overdue, 4);
        }
        if whole {
            self.about.iter().for_each(|(text, role)| say(text, *role, 3));
            say("", Role::Plain, 1);
        } else {
            let all: Vec<&str> = self.about.iter().map(|(text, _)| text.as_str()).collect();
            say(&all.join("  "), Role::Plain, ABOUT);
        }
        if self.case.is_some() {
            let none = self.owed.is_empty();
            say(words.owed, Role::Title, 1);
            if none {
                say(words.nothing_owed, Role::Quiet, 1);
            }
            let shown = if whole || self.owed.len() <= OWED { self.owed.len() } else { OWED - 1 };
            self.owed.iter().take(shown).for_each(|(text, role)| say(text, *role, 2));
            if shown < self.owed.len() {
                say(&format!("+{}", self.owed.len() - shown), Role::Quiet, 1);
            }
        }
        for (row, (text, role)) in lines.iter().enumerate() {
            cells::put(buf, area, 0, row as u16, &cells::steady(text), theme.style(*role));
        }
        (lines.len() as u16).min(area.height)
    }

    fn draw_time_line(&self, cx: &Context, buf: &mut Buffer, area: Rect) {
        let theme = cx.theme;
        cells::put(buf, area, 0, 0, cx.words.cases.happened, theme.style(Role::Title));
        let list = frame::below(area, 1);
        for (row, at) in self.rows.window(usize::from(list.height)).enumerate() {
            let line = &self.lines[at];
            let place = Rect { y: list.y + row as u16, height: 1, ..list };
            let when = match crate::domain::timeline::time_of_day(line.at) {
                Some(time) if !line.is_paper() => format!("{} {}", line.at.format("%m-%d"), time.format("%H:%M")),
                _ => line.at.format("%m-%d").to_string(),
            };
            let chosen = self.rows.at() == Some(at);
            let sign = if chosen { ">" } else { " " };
            let text = format!("{sign}{}{}", cells::pad(&when, WHEN), cells::steady(&line.text));
            cells::put(buf, place, 0, 0, &text, theme.style(line.role));
            if chosen {
                buf.set_style(place, theme.style(Role::Selected));
            }
        }
    }
}

impl Screen for CaseFile {
    type Act = Act;
    const NAME: &'static str = "case";
    const TITLE: Says = |words| words.cases.file_title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::F(12), Key::Char('y')], act: Act::Confirm, says: |words| words.cases.confirm, rank: 1 },
        Binding { keys: &[Key::Enter], act: Act::Read, says: |words| words.cases.read, rank: 18 },
        Binding { keys: &[Key::F(4), Key::Char('s')], act: Act::Record, says: |words| words.cases.record, rank: 10 },
        Binding { keys: &[Key::F(5), Key::Char('t')], act: Act::Talk, says: |words| words.cases.talk, rank: 11 },
        Binding {
            keys: &[Key::F(6), Key::Char('p')],
            act: Act::Persuade,
            says: |words| words.cases.persuade,
            rank: 12,
        },
        Binding { keys: &[Key::F(7), Key::Char('d')], act: Act::Urgent, says: |words| words.cases.urgent, rank: 13 },
        Binding { keys: &[Key::F(8), Key::Char('k')], act: Act::Close, says: |words| words.cases.close, rank: 14 },
        Binding {
            keys: &[Key::F(9), Key::Char('o')],
            act: Act::SetStage,
            says: |words| words.cases.set_stage,
            rank: 15,
        },
        Binding {
            keys: &[Key::Char('1'), Key::Char('l')],
            act: Act::Contact,
            says: |words| words.cases.contact,
            rank: 16,
        },
        Binding { keys: &[Key::Char('2'), Key::Char('v')], act: Act::Visit, says: |words| words.cases.visit, rank: 17 },
        Binding {
            keys: &[Key::Char('3'), Key::Char('e')],
            act: Act::Dossier,
            says: |words| words.dossier.dossier,
            rank: 85,
        },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::Case(pupil) = *route else { return None };
        cx.school.pupil(pupil)?;
        Some(CaseFile {
            pupil,
            case: None,
            police_first: false,
            next: StepKind::Talk,
            about: Vec::new(),
            owed: Vec::new(),
            lines: Vec::new(),
            rows: Rows::default(),
            confirming: false,
        })
    }

    fn reaches_back_to(&self, cx: &Context) -> Option<NaiveDate> {
        cx.school.first_day_of_pupil(self.pupil)
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn refresh(&mut self, cx: &Context) {
        let words = &cx.words.cases;
        self.case = cx.school.case(self.pupil, cx.today);
        let flag = cx.school.flag(self.pupil, cx.today).filter(|_| self.case.is_some());
        self.police_first = flag.as_ref().is_some_and(|flag| flag.owed.iter().any(|owed| owed.rule == Rule::R16));
        let actions = flag.iter().flat_map(|flag| &flag.owed).map(|owed| owed.what);
        self.next = actions.filter_map(StepKind::answering).next().unwrap_or(StepKind::Talk);
        self.owed = flag.as_ref().map(|flag| owed(cx, flag)).unwrap_or_default();
        let waiting = self.case.as_ref().and_then(|case| case.proposes);
        self.owed.extend(waiting.map(|exit| (format!("- {}", (cx.words.cases.to_confirm)(exit)), Role::Owed)));
        self.about = match &self.case {
            Some(case) => (words.about)(case).into_iter().map(|line| (line, Role::Plain)).collect(),
            None => vec![(words.nothing_yet.to_owned(), Role::Plain)],
        };
        let happened = self.case.as_ref().map(|case| cx.school.happened_in(case, cx.today)).unwrap_or_default();
        self.lines = happened.iter().rev().map(|it| time_line::line(cx, it)).collect();
        self.rows.resize(self.lines.len());
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Confirm => Allowed::when(self.case.as_ref().is_some_and(|case| case.proposes == Some(Exit::E1))),
            Act::Read if self.lines.is_empty() => Allowed::Hidden,
            Act::Close | Act::SetStage if !self.is_open() => Allowed::No(cx.words.cases.not_open),
            _ => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        let pupil = self.pupil;
        match act {
            Act::Read => {
                let line = self.rows.at().and_then(|at| self.lines.get(at));
                line.and_then(|line| line.leads_to(cx, false)).map(Effect::Open).into_iter().collect()
            }
            Act::Confirm => self.confirm(cx),
            Act::Record => self.step(self.next),
            Act::Talk => self.step(StepKind::Talk),
            Act::Persuade => self.step(StepKind::Persuasion),
            Act::Urgent => self.step(self.urgent()),
            Act::SetStage => self.step(StepKind::Override),
            Act::Close => {
                let proposed = self.case.as_ref().and_then(|case| case.proposes);
                vec![Effect::Open(Route::CloseCase(pupil, proposed))]
            }
            Act::Contact => vec![Effect::Open(Route::Contact { pupil, queue: Vec::new() })],
            Act::Visit => vec![Effect::Open(Route::Visit(pupil))],
            Act::Dossier => vec![Effect::Open(Route::Dossier(pupil))],
        }
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        if !std::mem::take(&mut self.confirming) || ended != Ended::Recorded {
            return Vec::new();
        }
        let ending = self.case.as_ref().and_then(|case| case.ending.as_ref());
        vec![Effect::Say((cx.words.cases.returned)(ending.and_then(|ending| ending.watch_until)))]
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let words = &cx.words.cases;
        let mut state: Vec<&str> = self.case.iter().map(|case| (cx.words.domain.stage)(case.stage)).collect();
        state.extend(self.case.iter().flat_map(Case::signs).map(|sign| (words.sign)(sign)));
        let rest = frame::heading(cx, words.file, self.pupil, &state.join("  "), buf, area);
        let inside = Rect { x: rest.x + 1, width: rest.width.saturating_sub(2), ..rest };
        if area.width >= WIDE {
            self.draw_head(cx, buf, Rect { width: BESIDE, ..inside }, true);
            let right = Rect { x: inside.x + BESIDE + 2, width: inside.width - BESIDE - 2, ..inside };
            self.draw_time_line(cx, buf, right);
        } else {
            let taken = self.draw_head(cx, buf, inside, false);
            if self.case.is_some() {
                self.draw_time_line(cx, buf, frame::below(inside, taken + 1));
            }
        }
        None
    }
}

//! A paper before it is issued (文书): what the facts say stands, the rest is the writer's; the preview is what will be
//! printed.

pub mod correction;
pub mod kinds;
mod parts;
#[cfg(test)]
mod tests;
mod view;

use super::Route;
use super::choose::Choices;
use super::write::Printed;
use crate::desk::{self, LetterDraft};
use crate::domain::ids::PupilId;
use crate::domain::letter::{LetterKind, LetterNo, Part};
use crate::tui::binding::{Allowed, Binding, HELP_ONLY, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::widgets::form::Form;
use crate::tui::widgets::input::Input;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::scroll;
use parts::Edits;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Which half has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Preview,
    Form,
}

/// What is drafted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drafted {
    New(LetterKind, PupilId),
    /// 更正 of an issued paper.
    Correction(LetterNo),
}

impl Drafted {
    /// Filled from the facts of now; none where they leave nothing to say.
    fn filled(self, cx: &Context) -> Option<LetterDraft> {
        let filled = match self {
            Drafted::New(kind, pupil) => LetterDraft::new(&cx.school, kind, pupil, cx.today, cx.who).ok(),
            Drafted::Correction(no) => {
                LetterDraft::correcting(&cx.school, cx.school.letter(no)?, cx.today, cx.who).ok()
            }
        };
        filled.map(|draft| cx.templates.word(draft))
    }

    /// Under which its draft is kept.
    fn key(self) -> String {
        match self {
            Drafted::New(kind, pupil) => format!("letter/{}/{}", kind.code(), pupil.0),
            Drafted::Correction(no) => format!("correction/{no}"),
        }
    }
}

pub struct Draft {
    drafted: Drafted,
    kind: LetterKind,
    pupil: PupilId,
    /// The writer's parts of this paper.
    asked: Vec<Part>,
    /// What the facts of now make of it, untouched by the writer.
    filled: Option<LetterDraft>,
    /// What the writer put in the place of it.
    edits: Edits,
    form: Form,
    half: Half,
    /// The paper as printed, with the edits.
    lines: Vec<String>,
    offset: Rows,
    asking: bool,
    issuing: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Next,
    Issue,
    Edit,
    Preview,
    NextField,
    PreviousField,
    StartOver,
}

impl Draft {
    /// The paper as it would be issued now.
    fn edited_draft(&self) -> Option<LetterDraft> {
        let mut draft = self.filled.clone()?;
        self.edits.put_into(&mut draft.parts);
        Some(draft)
    }

    /// Works the preview out anew.
    fn set_lines(&mut self, cx: &Context) {
        let place = view::preview(view::body(cx));
        let draft = self.edited_draft();
        self.lines = draft.map(|draft| desk::printed(&draft.paper(), place.width)).unwrap_or_default();
        scroll::fit(&mut self.offset, self.lines.len(), place.height);
    }

    fn keep(&self) -> Effect {
        let key = self.drafted.key();
        match self.edits.to_body() {
            Some(body) => Effect::KeepDraft { key, body },
            None => Effect::DropDraft { key },
        }
    }

    fn fill_form(&mut self) {
        if let Some(draft) = self.edited_draft() {
            parts::fill(&mut self.form, &self.asked, &draft.parts);
        }
    }

    fn ask(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(draft) = &self.filled else { return Vec::new() };
        let words = &cx.words.notices;
        let name = cx.school.pupil(self.pupil).map_or("", |pupil| &pupil.record.name);
        let of_kind = cx.school.letters_of(self.pupil).map(|letter| &letter.record);
        let before = of_kind.rev().find(|record| record.kind == self.kind);
        let mut text = vec![(words.ask_issue)((cx.words.domain.letter)(self.kind), draft.number(), name)];
        text.extend(before.map(|record| (words.issued_before)(record.paper.number.as_str(), record.issued_on)));
        text.extend(cx.templates.warnings(self.kind, cx.words));
        self.asking = true;
        let choices = Choices::question(words.issue, text, &[words.issue_now, words.look_again]);
        vec![Effect::Open(Route::Choose(Choices { at: 1, ..choices }))]
    }

    fn issue(&mut self) -> Vec<Effect> {
        self.issuing = true;
        self.edited_draft().map(|draft| Effect::IssueLetter(Box::new(draft))).into_iter().collect()
    }

    fn start_over(&mut self, cx: &Context) -> Vec<Effect> {
        self.edits = Edits::default();
        self.fill_form();
        self.set_lines(cx);
        vec![self.keep(), Effect::Say(cx.words.notices.started_over.to_owned())]
    }
}

impl Screen for Draft {
    type Act = Act;
    const NAME: &'static str = "letter";
    const TITLE: Says = |words| words.notices.draft;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Next, says: |words| words.keys.next_field, rank: 11 },
        Binding { keys: &[Key::F(2), Key::Enter], act: Act::Issue, says: |words| words.notices.issue, rank: 10 },
        Binding {
            keys: &[Key::F(4), Key::Tab, Key::Char('e')],
            act: Act::Edit,
            says: |words| words.notices.edit,
            rank: 12,
        },
        Binding { keys: &[Key::F(4), Key::Esc], act: Act::Preview, says: |words| words.notices.preview, rank: 12 },
        Binding { keys: &[Key::F(8)], act: Act::StartOver, says: |words| words.notices.start_over, rank: 13 },
        Binding {
            keys: &[Key::Tab, Key::Down],
            act: Act::NextField,
            says: |words| words.keys.next_field,
            rank: HELP_ONLY,
        },
        Binding {
            keys: &[Key::BackTab, Key::Up],
            act: Act::PreviousField,
            says: |words| words.keys.previous_field,
            rank: HELP_ONLY,
        },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let drafted = match *route {
            Route::Letter(kind, pupil) => Drafted::New(kind, pupil),
            Route::Correction(no) => Drafted::Correction(no),
            _ => return None,
        };
        let filled = drafted.filled(cx)?;
        let asked = filled.asked();
        let mut draft = Draft {
            drafted,
            kind: filled.kind,
            pupil: filled.pupil,
            form: parts::form(&asked, cx.words),
            asked,
            filled: Some(filled),
            edits: Edits::default(),
            half: Half::Preview,
            lines: Vec::new(),
            offset: Rows::default(),
            asking: false,
            issuing: false,
        };
        draft.edits = cx.draft(&drafted.key()).map(Edits::from_body).unwrap_or_default();
        draft.fill_form();
        Some(draft)
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.offset)
    }

    fn field_mut(&mut self) -> Option<&mut Input> {
        match self.half {
            Half::Form if !self.issuing => self.form.field_mut(),
            _ => None,
        }
    }

    fn edited(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(filled) = &self.filled else { return Vec::new() };
        let edits = Edits::of(&self.form, &self.asked, &filled.parts);
        if edits == self.edits {
            return Vec::new();
        }
        self.edits = edits;
        self.set_lines(cx);
        vec![self.keep()]
    }

    fn refresh(&mut self, cx: &Context) {
        self.filled = self.drafted.filled(cx);
        // What the writer has not touched follows the facts.
        self.fill_form();
        self.set_lines(cx);
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        let in_form = self.half == Half::Form;
        match act {
            Act::Next => Allowed::when(in_form && !self.form.is_last()),
            Act::NextField | Act::PreviousField => Allowed::when(in_form),
            Act::Edit if in_form => Allowed::Hidden,
            Act::Preview if !self.issuing => Allowed::when(in_form),
            _ if self.issuing => Allowed::No(cx.words.notices.is_issuing),
            Act::Issue if self.filled.is_none() => Allowed::No(cx.words.problems.nothing_to_report),
            Act::StartOver => Allowed::when(!self.edits.is_empty()),
            Act::Issue | Act::Edit | Act::Preview => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Next | Act::NextField => {
                self.form.next();
                Vec::new()
            }
            Act::PreviousField => {
                self.form.previous();
                Vec::new()
            }
            Act::Issue => self.ask(cx),
            Act::Edit => {
                self.half = Half::Form;
                Vec::new()
            }
            Act::Preview => {
                self.half = Half::Preview;
                self.set_lines(cx);
                Vec::new()
            }
            Act::StartOver => self.start_over(cx),
        }
    }

    fn answered(&mut self, answer: Answer, _cx: &Context) -> Vec<Effect> {
        let asked = std::mem::take(&mut self.asking);
        if asked && answer == Answer::Chosen(0) { self.issue() } else { Vec::new() }
    }

    fn done(&mut self, ended: Ended, _cx: &Context) -> Vec<Effect> {
        self.issuing = false;
        match ended {
            Ended::Issued(no) => vec![
                Effect::DropDraft { key: self.drafted.key() },
                Effect::Switch(Route::Issued(no)),
                Effect::Open(Route::Write(Printed::Letter(no))),
            ],
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        view::draw(self, cx, area, buf)
    }
}

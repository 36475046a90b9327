//! Leave note (请假条): from when to when, why, and who approved; under it what it does to the rolls.

mod preview;
#[cfg(test)]
mod tests;

use super::Route;
use super::follow_up::situation::Situation;
use super::follow_up::{day, frame};
use crate::domain::entry::Why;
use crate::domain::ids::PupilId;
use crate::domain::leave::{LeaveKind, LeaveNote};
use crate::domain::roll::SessionCode;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::forms::draft::Draft;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers, say_left_out};
use crate::tui::widgets::form::{Field, Form};
use preview::Preview;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Characters of a reason, of a name, of a date.
const LONG: usize = 200;
const SHORT: usize = 40;
const DATE: usize = 12;

/// The fields, in their order.
const KIND: usize = 0;
const REASON: usize = 1;
const FROM: usize = 2;
const FROM_SESSION: usize = 3;
const TO: usize = 4;
const TO_SESSION: usize = 5;
const APPROVED_BY: usize = 6;

const KINDS: [LeaveKind; 2] = [LeaveKind::Sick, LeaveKind::Personal];

/// Rows under the form for the preview.
const PREVIEW: u16 = 8;

pub struct LeaveScreen {
    pupil: PupilId,
    form: Form,
    draft: Draft,
    preview: Preview,
    situation: Situation,
    saving: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
    Leave,
}

fn blank(cx: &Context) -> Form {
    let words = &cx.words.leave;
    let kinds = KINDS.iter().map(|kind| (cx.words.domain.mark)(kind.mark()).to_owned()).collect();
    let sessions: Vec<String> = cx.school.sessions.iter().map(|session| session.name.clone()).collect();
    let (first, last) = (Some(0), sessions.len().checked_sub(1));
    let today = cx.today.to_string();
    Form::new(vec![
        Field::choice(words.kind, words.kind_hint, kinds, None),
        Field::prose(words.reason, words.reason_hint, LONG),
        Field::plain(words.from, words.from_hint, DATE).with(&today),
        Field::choice(words.from_session, words.from_session_hint, sessions.clone(), first),
        Field::plain(words.to, words.to_hint, DATE).with(&today),
        Field::choice(words.to_session, words.to_session_hint, sessions, last),
        Field::text(words.approved_by, words.approved_by_hint, SHORT).with(cx.who_name()),
    ])
}

impl LeaveScreen {
    fn settle(&mut self, cx: &Context) {
        for at in [FROM, TO] {
            let beside = day::beside(cx, self.pupil, self.form.text(at));
            if let Some(field) = self.form.get_mut(at) {
                field.beside = beside;
            }
        }
        self.preview = self.note(cx).map(|note| Preview::of(cx, &note)).unwrap_or_default();
    }

    /// The note, or the field that is at fault and what is wrong with it.
    fn note(&self, cx: &Context) -> Result<LeaveNote, (usize, String)> {
        let words = &cx.words.leave;
        let kind = self.form.chosen(KIND).and_then(|at| KINDS.get(at)).copied();
        let kind = kind.ok_or_else(|| (KIND, words.choose_kind.to_owned()))?;
        let from = day::typed(cx, self.form.text(FROM)).map_err(|fault| (FROM, fault))?;
        let to = day::typed(cx, self.form.text(TO)).map_err(|fault| (TO, fault))?;
        if to < from {
            return Err((TO, format!("{to}: {}", cx.words.follow_up.before_begin)));
        }
        let (first, last) = (self.form.chosen(FROM_SESSION), self.form.chosen(TO_SESSION));
        if from == to && first > last {
            return Err((TO_SESSION, words.ends_early.to_owned()));
        }
        let session = |at: Option<usize>| -> Option<SessionCode> {
            at.and_then(|at| cx.school.sessions.get(at)).map(|session| session.code)
        };
        Ok(LeaveNote {
            pupil: self.pupil,
            from,
            from_session: session(first.filter(|at| *at > 0)),
            to,
            to_session: session(last.filter(|at| at + 1 < cx.school.sessions.len())),
            kind,
            reason: self.form.text(REASON).trim().to_owned(),
            approved_by: self.form.text(APPROVED_BY).trim().to_owned(),
            handed_in: Some(cx.today),
        })
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        match self.note(cx) {
            Ok(note) => {
                self.saving = true;
                vec![Effect::Commit { why: Why::NoteLeave, changes: cx.school.note_leave(note) }]
            }
            Err((at, fault)) => {
                self.form.blame(at, fault);
                Vec::new()
            }
        }
    }
}

impl Screen for LeaveScreen {
    type Act = Act;
    const NAME: &'static str = "leave";
    const TITLE: Says = |words| words.leave.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.keys.save, rank: 10 },
        Binding { keys: &[Key::Esc], act: Act::Leave, says: |words| words.follow_up.later, rank: 66 },
    ];
    const STEERS: Steers = Steers::Form;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::Leave(pupil) = *route else { return None };
        cx.school.pupil(pupil)?;
        let mut form = blank(cx);
        let (draft, _) = Draft::begin(cx, format!("leave/{}", pupil.0), &mut form);
        let (preview, situation) = (Preview::default(), Situation::default());
        Some(LeaveScreen { pupil, form, draft, preview, situation, saving: false })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            _ if self.saving => Allowed::No(cx.words.tui.is_saving),
            Act::Save => Allowed::Yes,
            Act::Leave => Allowed::when(self.is_unsaved()),
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Save => self.save(cx),
            Act::Leave => Draft::leave(cx),
        }
    }

    fn edited(&mut self, cx: &Context) -> Vec<Effect> {
        self.settle(cx);
        self.draft.keep(&self.form, &[])
    }

    fn refresh(&mut self, cx: &Context) {
        self.situation = Situation::of(cx, self.pupil);
        self.settle(cx);
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        let was_saving = std::mem::take(&mut self.saving);
        let name = cx.school.pupil(self.pupil).map_or("", |pupil| &pupil.record.name);
        match ended {
            Ended::Recorded if was_saving => {
                let mut effects = self.draft.forget();
                effects.extend([Effect::Back, Effect::Say((cx.words.leave.saved)(name))]);
                effects
            }
            Ended::Overtaken => vec![Effect::Say(cx.words.follow_up.overtaken.to_owned())],
            _ => Vec::new(),
        }
    }

    fn is_unsaved(&self) -> bool {
        self.draft.is_changed(&self.form, &[])
    }

    /// Text that comes while a choice has the keys is the reason.
    fn look_for(&mut self, text: String, cx: &Context) -> Vec<Effect> {
        if !self.form.leads_to(REASON) {
            return vec![Effect::Say(cx.words.tui.choose_by_digit.to_owned())];
        }
        self.form.go(REASON);
        if let Some(field) = self.form.field_mut() {
            field.paste(&text);
        }
        let mut effects = self.edited(cx);
        effects.extend(say_left_out(self.form.field_mut(), cx));
        effects
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let restored = if self.draft.restored { cx.words.follow_up.restored } else { "" };
        let rest = frame::heading(cx, cx.words.leave.title, self.pupil, restored, buf, area);
        let (left, beside) = frame::split(cx, buf, rest);
        self.situation.draw(cx, buf, beside);
        let form = Rect { height: left.height.saturating_sub(PREVIEW), ..left };
        self.preview.draw(cx, buf, frame::below(left, form.height));
        self.form.draw(buf, form, cx.theme)
    }
}

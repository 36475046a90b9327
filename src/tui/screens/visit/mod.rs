//! Home visit (家访): who went, whom they met, what was found and agreed, with photographs and papers attached.

#[cfg(test)]
mod tests;

use super::Route;
use super::follow_up::draft::Draft;
use super::follow_up::files::Files;
use super::follow_up::situation::Situation;
use super::follow_up::{day, explanation, frame};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{PupilId, VisitId};
use crate::domain::visit::{Outcome, VisitRecord};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers, say_left_out};
use crate::tui::widgets::form::{Field, Form};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Characters of a long text, of a short one, of a date or a time.
const LONG: usize = 600;
const SHORT: usize = 80;
const DATE: usize = 12;

/// The fields, in their order.
const OUTCOME: usize = 0;
const MET: usize = 1;
const FOUND: usize = 2;
const MARK: usize = 3;
const AGREED: usize = 4;
const RETURNS: usize = 5;
const NEXT: usize = 6;
const WHO: usize = 7;
const DAY: usize = 8;
const TIME: usize = 9;
const PLACE: usize = 10;
const ATTACHMENTS: usize = 11;

const OUTCOMES: [Outcome; 4] = [Outcome::MetGuardian, Outcome::MetOther, Outcome::Nobody, Outcome::Refused];

/// What stands between two names of visitors.
const BETWEEN_NAMES: [char; 7] = ['、', '，', ',', ' ', ';', '；', '和'];

pub struct VisitScreen {
    pupil: PupilId,
    form: Form,
    draft: Draft,
    files: Files,
    situation: Situation,
    /// How many marks are put right by what is being recorded.
    saving: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
    Attach,
    Detach,
    Leave,
}

fn blank(cx: &Context, pupil: PupilId) -> Form {
    let words = &cx.words.visit;
    let address = cx.school.pupil(pupil).map_or("", |pupil| &pupil.record.address);
    let outcomes = OUTCOMES.iter().map(|outcome| (cx.words.domain.outcome)(*outcome).to_owned()).collect();
    Form::new(vec![
        Field::choice(words.outcome, words.outcome_hint, outcomes, None),
        Field::text(words.met, words.met_hint, SHORT),
        Field::text(words.found, words.found_hint, LONG),
        explanation::field(cx),
        Field::prose(words.agreed, words.agreed_hint, LONG),
        Field::plain(words.returns, words.returns_hint, DATE),
        Field::text(words.next, words.next_hint, SHORT),
        Field::prose(words.who, words.who_hint, SHORT).with(cx.who_name()),
        Field::plain(words.date, words.date_hint, DATE).with(&cx.today.to_string()),
        Field::plain(words.time, words.time_hint, DATE).with(&cx.now.format("%H:%M").to_string()),
        Field::text(words.place, words.place_hint, SHORT).with(address),
        Field::choice(words.attachments, words.no_attachments, Vec::new(), None),
    ])
}

impl VisitScreen {
    fn outcome(&self) -> Option<Outcome> {
        self.form.chosen(OUTCOME).and_then(|at| OUTCOMES.get(at)).copied()
    }

    fn settle(&mut self, cx: &Context) {
        let met = self.outcome().is_some_and(|outcome| matches!(outcome, Outcome::MetGuardian | Outcome::MetOther));
        explanation::refresh(cx, self.pupil, &mut self.form, MARK, met);
        let alone = self.form.text(WHO).trim().split(BETWEEN_NAMES).filter(|name| !name.is_empty()).count() < 2;
        let beside = [
            (WHO, if alone { cx.words.visit.two_go.to_owned() } else { String::new() }),
            (DAY, day::beside(cx, self.pupil, self.form.text(DAY))),
            (RETURNS, day::beside(cx, self.pupil, self.form.text(RETURNS))),
            (ATTACHMENTS, self.files.told(cx)),
        ];
        for (at, text) in beside {
            if let Some(field) = self.form.get_mut(at) {
                field.beside = text;
            }
        }
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        let record = match self.record(cx) {
            Ok(record) => record,
            Err((at, fault)) => {
                self.form.blame(at, fault);
                return Vec::new();
            }
        };
        let explained = explanation::changes(cx, self.pupil, &self.form, MARK);
        self.saving = Some(explained.len());
        let mut changes = vec![Change::Visit { id: VisitId::NEW, to: Some(record) }];
        changes.extend(explained);
        vec![Effect::CommitWithFiles { why: Why::Visit, changes, files: self.files.paths() }]
    }

    /// The record, or the field that is at fault and what is wrong with it.
    fn record(&self, cx: &Context) -> Result<VisitRecord, (usize, String)> {
        let words = &cx.words.visit;
        let text = |at: usize| self.form.text(at).trim().to_owned();
        let outcome = self.outcome().ok_or_else(|| (OUTCOME, words.choose_outcome.to_owned()))?;
        if text(FOUND).is_empty() && outcome != Outcome::Nobody {
            return Err((FOUND, words.say_found.to_owned()));
        }
        if text(WHO).is_empty() {
            return Err((WHO, words.say_who.to_owned()));
        }
        Ok(VisitRecord {
            pupil: self.pupil,
            at: day::past(cx, [DAY, TIME].map(|at| (at, self.form.text(at))))?,
            who: text(WHO),
            met: text(MET),
            outcome,
            place: text(PLACE),
            found: text(FOUND),
            agreed: text(AGREED),
            returns: day::ahead(cx, self.form.text(RETURNS)).map_err(|fault| (RETURNS, fault))?,
            next: text(NEXT),
            attachments: Vec::new(),
        })
    }
}

impl Screen for VisitScreen {
    type Act = Act;
    const NAME: &'static str = "visit";
    const TITLE: Says = |words| words.visit.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.keys.save, rank: 10 },
        Binding { keys: &[Key::F(6), Key::Char('+')], act: Act::Attach, says: |words| words.visit.attach, rank: 20 },
        Binding { keys: &[Key::F(7), Key::Char('-')], act: Act::Detach, says: |words| words.visit.detach, rank: 67 },
        Binding { keys: &[Key::Esc], act: Act::Leave, says: |words| words.follow_up.later, rank: 66 },
    ];
    const STEERS: Steers = Steers::Form;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::Visit(pupil) = *route else { return None };
        cx.school.pupil(pupil)?;
        let mut form = blank(cx, pupil);
        let (draft, kept) = Draft::begin(cx, format!("visit/{}", pupil.0), &mut form);
        let files = Files::kept(&kept);
        Some(VisitScreen { pupil, form, draft, files, situation: Situation::default(), saving: None })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            _ if self.saving.is_some() => Allowed::No(cx.words.follow_up.is_saving),
            Act::Save | Act::Attach => Allowed::Yes,
            Act::Detach if self.files.is_empty() => Allowed::No(cx.words.visit.nothing_attached),
            Act::Detach => Allowed::Yes,
            Act::Leave => Allowed::when(self.is_unsaved()),
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Save => self.save(cx),
            Act::Attach => self.files.pick(cx),
            Act::Detach => {
                self.files.drop_last();
                self.edited(cx)
            }
            Act::Leave => Draft::leave(cx),
        }
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        let Answer::File(file) = answer else { return Vec::new() };
        match self.files.add(file) {
            true => self.edited(cx),
            false => vec![Effect::Say(cx.words.visit.is_attached.to_owned())],
        }
    }

    fn edited(&mut self, cx: &Context) -> Vec<Effect> {
        self.settle(cx);
        self.draft.keep(&self.form, &self.files.to_keep())
    }

    fn refresh(&mut self, cx: &Context) {
        self.situation = Situation::of(cx, self.pupil);
        self.settle(cx);
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        let explained = self.saving.take();
        let words = &cx.words.visit;
        let name = cx.school.pupil(self.pupil).map_or("", |pupil| &pupil.record.name);
        match (ended, explained) {
            (Ended::Recorded, Some(explained)) => {
                let said =
                    if explained > 0 { (words.saved_and_explained)(name, explained) } else { (words.saved)(name) };
                let mut effects = self.draft.forget();
                effects.extend([Effect::Back, Effect::Say(said)]);
                effects
            }
            (Ended::Overtaken, _) => vec![Effect::Say(cx.words.follow_up.overtaken.to_owned())],
            _ => Vec::new(),
        }
    }

    fn is_unsaved(&self) -> bool {
        self.draft.is_changed(&self.form, &self.files.to_keep())
    }

    /// Text that comes while a choice has the keys tells whom they met.
    fn look_for(&mut self, text: String, cx: &Context) -> Vec<Effect> {
        if !self.form.leads_to(MET) {
            return vec![Effect::Say(cx.words.tui.choose_by_digit.to_owned())];
        }
        self.form.go(MET);
        if let Some(field) = self.form.field_mut() {
            field.paste(&text);
        }
        let mut effects = self.edited(cx);
        effects.extend(say_left_out(self.form.field_mut(), cx));
        effects
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let restored = if self.draft.restored { cx.words.follow_up.restored } else { "" };
        let rest = frame::heading(cx, cx.words.visit.title, self.pupil, restored, buf, area);
        let (form, beside) = frame::split(cx, buf, rest);
        self.situation.draw(cx, buf, beside);
        self.form.draw(buf, form, cx.theme)
    }
}

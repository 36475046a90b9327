//! Contact with a guardian (联系家长): the number to dial, what came of it, and on to the next pupil of the queue. From a
//! saved roll to a saved contact with a picked reason: Enter, a digit, a digit, Enter.

mod callee;
#[cfg(test)]
mod tests;

use super::Route;
use super::follow_up::situation::Situation;
use super::follow_up::{day, explanation, frame};
use crate::domain::contact::{ContactRecord, Means, Reached, Reason};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{ContactId, PupilId};
use crate::domain::numbers::Phone;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::forms::draft::Draft;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers, say_left_out};
use crate::tui::theme::Role;
use crate::tui::widgets::cells;
use crate::tui::widgets::form::{Field, Form};
use callee::Callee;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::collections::VecDeque;

/// Characters of a long text, of a short one, of a date.
const LONG: usize = 400;
const SHORT: usize = 80;
const DATE: usize = 12;

/// The fields, in their order.
const GUARDIAN: usize = 0;
const OTHER: usize = 1;
const MEANS: usize = 2;
const REACHED: usize = 3;
const REASON: usize = 4;
const MARK: usize = 5;
const SAID: usize = 6;
const WHEREABOUTS: usize = 7;
const RETURNS: usize = 8;
const NEXT: usize = 9;

const ALL_MEANS: [Means; 4] = [Means::Phone, Means::Message, Means::Visit, Means::Other];
const ALL_REACHED: [Reached; 5] =
    [Reached::Yes, Reached::NoAnswer, Reached::Off, Reached::WrongNumber, Reached::Refused];

/// The commonest first: these have digits.
const REASONS: [Reason; 13] = [
    Reason::Illness,
    Reason::FamilyMatter,
    Reason::Overslept,
    Reason::Weary,
    Reason::Unclear,
    Reason::AwayWithParents,
    Reason::Internet,
    Reason::Conflict,
    Reason::FamilyUpheaval,
    Reason::Other,
    Reason::LearningDifficulty,
    Reason::Hardship,
    Reason::Working,
];

pub struct ContactScreen {
    pupil: PupilId,
    queue: VecDeque<PupilId>,
    /// Pupils of the queue, and which of them this is, from 1.
    of: usize,
    place: usize,
    callees: Vec<Callee>,
    form: Form,
    draft: Draft,
    /// Whose word stands, and for what reason, when the mark was last proposed.
    proposed_for: (Option<usize>, Option<usize>),
    situation: Situation,
    /// What is being recorded: whether somebody was reached, and how many marks are put right.
    saving: Option<(bool, usize)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
    Skip,
    Leave,
}

fn blank(cx: &Context, callees: &[Callee], callee: Option<usize>) -> Form {
    let (words, terms) = (&cx.words.contact, &cx.words.domain);
    let mut whom: Vec<String> = callees.iter().map(Callee::masked).collect();
    whom.push(words.other_person.to_owned());
    let means = ALL_MEANS.iter().map(|means| (terms.means)(*means).to_owned()).collect();
    let reached = ALL_REACHED.iter().map(|reached| (terms.reached)(*reached).to_owned()).collect();
    let reasons = REASONS.iter().map(|reason| (terms.reason)(*reason).to_owned()).collect();
    let mut form = Form::new(vec![
        Field::choice(words.guardian, words.guardian_hint, whom, callee.or(Some(0))).leading_on(),
        Field::text(words.other, words.other_hint, SHORT),
        Field::choice(words.means, words.means_hint, means, Some(0)).leading_on(),
        Field::choice(words.reached, words.reached_hint, reached, None).leading_on(),
        Field::choice(words.reason, words.reason_hint, reasons, None).leading_on(),
        explanation::field(cx),
        Field::text(words.said, words.said_hint, LONG),
        Field::text(words.whereabouts, words.whereabouts_hint, SHORT),
        Field::plain(words.returns, words.returns_hint, DATE),
        Field::text(words.next, words.next_hint, SHORT),
    ]);
    form.go(REACHED);
    form
}

impl ContactScreen {
    /// A form about a pupil, with what was half filled in before.
    fn about(cx: &Context, pupil: PupilId, queue: VecDeque<PupilId>, of: usize, place: usize) -> ContactScreen {
        let callees = callee::of(cx, pupil);
        let mut form = blank(cx, &callees, callee::untried(cx, pupil, &callees));
        let (draft, _) = Draft::begin(cx, format!("contact/{}", pupil.0), &mut form);
        let proposed_for = (form.chosen(GUARDIAN), form.chosen(REASON));
        let situation = Situation::of(cx, pupil);
        let mut screen =
            ContactScreen { pupil, queue, of, place, callees, form, draft, proposed_for, situation, saving: None };
        screen.settle(cx);
        screen
    }

    fn turn_to(&mut self, cx: &Context, pupil: PupilId, place: usize) {
        *self = ContactScreen::about(cx, pupil, std::mem::take(&mut self.queue), self.of, place);
    }

    fn name<'a>(&self, cx: &'a Context) -> &'a str {
        cx.school.pupil(self.pupil).map_or("", |pupil| &pupil.record.name)
    }

    fn reached(&self) -> Option<Reached> {
        self.form.chosen(REACHED).and_then(|at| ALL_REACHED.get(at)).copied()
    }

    fn reason(&self) -> Option<Reason> {
        self.form.chosen(REASON).and_then(|at| REASONS.get(at)).copied()
    }

    /// Somebody who is not on the books has been picked.
    fn is_other(&self) -> bool {
        self.form.chosen(GUARDIAN) == Some(self.callees.len())
    }

    fn callee(&self) -> Callee {
        let known = self.form.chosen(GUARDIAN).and_then(|at| self.callees.get(at));
        known.cloned().unwrap_or_else(|| Callee::typed(self.form.text(OTHER)))
    }

    /// Shows the fields that make sense as things stand, and proposes what the marks become.
    fn settle(&mut self, cx: &Context) {
        let was_hidden = self.form.fields()[OTHER].hidden;
        let (is_other, spoke) = (self.is_other(), self.reached().is_none_or(Reached::is_yes));
        for (at, shown) in [(OTHER, is_other), (REASON, spoke), (WHEREABOUTS, spoke), (RETURNS, spoke)] {
            if let Some(field) = self.form.get_mut(at) {
                field.hidden = !shown;
            }
        }
        explanation::refresh(cx, self.pupil, &mut self.form, MARK, spoke);
        if was_hidden && is_other && self.form.at() == MEANS {
            self.form.go(OTHER);
        }
        if self.form.fields()[self.form.at()].hidden {
            self.form.go(REACHED);
        }
        self.propose();
        let beside = day::beside(cx, self.pupil, self.form.text(RETURNS));
        if let Some(field) = self.form.get_mut(RETURNS) {
            field.beside = beside;
        }
    }

    /// A reason proposes a mark; the word of somebody who is not on the books excuses nothing by itself.
    fn propose(&mut self) {
        let now = (self.form.chosen(GUARDIAN), self.form.chosen(REASON));
        if now != self.proposed_for {
            self.proposed_for = now;
            let mark = self.reason().filter(|_| !self.is_other()).and_then(Reason::explains);
            self.form.choose(MARK, Some(explanation::option(mark)));
        }
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(record) = self.record(cx) else { return Vec::new() };
        let reached = record.reached.is_yes();
        let explained = if reached { explanation::changes(cx, self.pupil, &self.form, MARK) } else { Vec::new() };
        self.saving = Some((reached, explained.len()));
        let mut changes = vec![Change::Contact { id: ContactId::NEW, to: Some(record) }];
        changes.extend(explained);
        vec![Effect::Commit { why: Why::Contact, changes }]
    }

    /// The record, or none: then the form says what is missing.
    fn record(&mut self, cx: &Context) -> Option<ContactRecord> {
        let words = &cx.words.contact;
        let Some(reached) = self.reached() else {
            self.form.blame(REACHED, words.choose_reached.to_owned());
            return None;
        };
        let spoke = reached.is_yes();
        let reason = self.reason().filter(|_| spoke);
        let text = |at: usize| self.form.text(at).trim().to_owned();
        let (callee, said) = (self.callee(), text(SAID));
        let (whereabouts, next, returns) = (text(WHEREABOUTS), text(NEXT), text(RETURNS));
        if callee.name.is_empty() && callee.phone.is_none() {
            self.form.blame(OTHER, words.name_other.to_owned());
            return None;
        }
        if spoke && reason.is_none() && said.is_empty() {
            self.form.blame(REASON, words.choose_reason.to_owned());
            return None;
        }
        let returns = match spoke.then(|| day::ahead(cx, &returns)).transpose() {
            Ok(returns) => returns.flatten(),
            Err(fault) => {
                self.form.blame(RETURNS, fault);
                return None;
            }
        };
        Some(ContactRecord {
            pupil: self.pupil,
            at: cx.now,
            by: self.form.chosen(MEANS).and_then(|at| ALL_MEANS.get(at)).copied().unwrap_or(Means::Phone),
            reached,
            guardian: callee.name,
            phone: callee.phone,
            reason,
            said,
            whereabouts: if spoke { whereabouts } else { String::new() },
            returns,
            next,
        })
    }

    /// Recorded: on to the next number where nobody was reached and one is left, else to the next pupil.
    fn go_on(&mut self, cx: &Context, reached: bool, explained: usize) -> Vec<Effect> {
        let words = &cx.words.contact;
        let name = self.name(cx).to_owned();
        let mut effects = self.draft.forget();
        if !reached && let Some(at) = callee::untried(cx, self.pupil, &self.callees) {
            let said = (words.try_next)(&name, &self.callees[at].masked());
            self.turn_afresh(cx);
            effects.push(Effect::Say(said));
            return effects;
        }
        let said = if explained > 0 { (words.saved_and_explained)(&name, explained) } else { (words.saved)(&name) };
        effects.extend(self.next_pupil(cx));
        effects.push(Effect::Say(said));
        effects
    }

    /// A blank form about the same pupil: what was half filled in has just been recorded.
    fn turn_afresh(&mut self, cx: &Context) {
        self.form = blank(cx, &self.callees, callee::untried(cx, self.pupil, &self.callees));
        self.proposed_for = (self.form.chosen(GUARDIAN), None);
        self.settle(cx);
        self.draft.renew(&self.form);
    }

    fn next_pupil(&mut self, cx: &Context) -> Vec<Effect> {
        match self.queue.pop_front() {
            Some(pupil) => {
                self.turn_to(cx, pupil, self.place + 1);
                Vec::new()
            }
            None => vec![Effect::Back],
        }
    }

    fn leave(&self, cx: &Context) -> Vec<Effect> {
        if self.is_unsaved() {
            return Draft::leave(cx);
        }
        vec![Effect::Back, Effect::Say(cx.words.contact.rest_later.to_owned())]
    }

    fn draw_number(&self, cx: &Context, buf: &mut Buffer, area: Rect) -> Rect {
        let (words, theme) = (&cx.words.contact, cx.theme);
        let bold = theme.style(Role::Title);
        let Callee { name, phone } = self.callee();
        let gap = u16::from(area.height > 24);
        match phone.as_ref().map(callee::large) {
            Some(number) => {
                let pieces = [(words.dial, theme.style(Role::Quiet)), ("  ", bold), (&number, theme.style(Role::Owed))];
                let end = cells::put_all(buf, area, 3, gap, pieces);
                let whose = format!("   {} {}", cells::steady(&name), phone.as_ref().map_or("", Phone::as_str));
                cells::put(buf, area, end, gap, &whose, bold);
            }
            None => {
                let said = if self.is_other() && !self.callees.is_empty() { words.other_hint } else { words.no_number };
                cells::put(buf, area, 3, gap, said, theme.style(Role::Problem));
            }
        }
        let rows = 1 + 2 * gap;
        cells::rule(buf, area, rows, theme.horizontal(), theme.style(Role::Quiet));
        frame::below(area, rows + 1)
    }
}

impl Screen for ContactScreen {
    type Act = Act;
    const NAME: &'static str = "contact";
    const TITLE: Says = |words| words.contact.title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.keys.save, rank: 10 },
        Binding { keys: &[Key::PageDown, Key::Char('+')], act: Act::Skip, says: |words| words.contact.skip, rank: 65 },
        Binding { keys: &[Key::Esc], act: Act::Leave, says: |words| words.follow_up.later, rank: 66 },
    ];
    const STEERS: Steers = Steers::Form;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::Contact { pupil, queue } = route else { return None };
        cx.school.pupil(*pupil)?;
        Some(ContactScreen::about(cx, *pupil, queue.iter().copied().collect(), queue.len() + 1, 1))
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            _ if self.saving.is_some() => Allowed::No(cx.words.tui.is_saving),
            Act::Save => Allowed::Yes,
            Act::Skip => Allowed::when(!self.queue.is_empty()),
            Act::Leave => Allowed::when(self.of > 1 || self.is_unsaved()),
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Save => self.save(cx),
            Act::Skip => self.next_pupil(cx),
            Act::Leave => self.leave(cx),
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
        let saved = self.saving.take();
        match (ended, saved) {
            (Ended::Recorded, Some((reached, explained))) => self.go_on(cx, reached, explained),
            (Ended::Overtaken, _) => vec![Effect::Say(cx.words.follow_up.overtaken.to_owned())],
            _ => Vec::new(),
        }
    }

    fn is_unsaved(&self) -> bool {
        self.draft.is_changed(&self.form, &[])
    }

    /// Text that comes while a choice has the keys is what the guardian said.
    fn look_for(&mut self, text: String, cx: &Context) -> Vec<Effect> {
        if !self.form.leads_to(SAID) {
            return vec![Effect::Say(cx.words.tui.choose_by_digit.to_owned())];
        }
        self.form.go(SAID);
        if let Some(field) = self.form.field_mut() {
            field.paste(&text);
        }
        let mut effects = self.edited(cx);
        effects.extend(say_left_out(self.form.field_mut(), cx));
        effects
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let words = &cx.words.contact;
        let restored = if self.draft.restored { cx.words.follow_up.restored } else { "" };
        let place = if self.of > 1 { (words.place)(self.place, self.of) } else { String::new() };
        let right = format!("{restored}  {place}");
        let rest = frame::heading(cx, words.title, self.pupil, right.trim(), buf, area);
        let rest = self.draw_number(cx, buf, rest);
        let (form, beside) = frame::split(cx, buf, rest);
        self.situation.draw(cx, buf, beside);
        self.form.draw(buf, form, cx.theme)
    }
}

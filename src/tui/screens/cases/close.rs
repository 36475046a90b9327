//! Closing a case (结案): the exit, what proves it, and beside the form what is asked for, who may, and what is missing.

use super::super::Route;
use crate::domain::case::{CannotTake, Exit, Stage};
use crate::domain::ids::PupilId;
use crate::domain::step::{Closing, Step};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers, say_left_out};
use crate::tui::screens::follow_up::draft::Draft;
use crate::tui::screens::follow_up::files::Files;
use crate::tui::screens::follow_up::{day, frame};
use crate::tui::theme::Role;
use crate::tui::widgets::cells;
use crate::tui::widgets::form::{Field, Form};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Characters of the evidence, of a name, of a date.
const LONG: usize = 600;
const SHORT: usize = 40;
const DATE: usize = 12;

/// The fields, in their order.
const EXIT: usize = 0;
const EVIDENCE: usize = 1;
const SECOND: usize = 2;
const DAY: usize = 3;
const ATTACHMENTS: usize = 4;

/// Exits of pupils: a deferral is of children who have not begun.
const EXITS: &[Exit] = Exit::ALL.split_at(11).0;

pub struct CloseForm {
    pupil: PupilId,
    /// The stage that the facts reach: it says who may close.
    reached: Stage,
    form: Form,
    draft: Draft,
    files: Files,
    /// What is asked for, who may, and what is missing.
    beside: Vec<(String, Role)>,
    saving: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
    Attach,
    Detach,
    Leave,
}

impl CloseForm {
    fn closing(&self) -> Option<Closing> {
        let exit = self.form.chosen(EXIT).and_then(|at| EXITS.get(at)).copied()?;
        let text = |at: usize| self.form.text(at).trim().to_owned();
        let second = Some(text(SECOND)).filter(|name| !name.is_empty());
        Some(Closing { exit, evidence: text(EVIDENCE), second })
    }

    /// The day as typed, or what is wrong with it.
    fn day(&self, cx: &Context) -> Result<NaiveDate, String> {
        match day::typed(cx, self.form.text(DAY))? {
            day if day > cx.today => Err(format!("{day}: {}", cx.words.follow_up.in_future)),
            day => Ok(day),
        }
    }

    fn settle(&mut self, cx: &Context) {
        if let Some(field) = self.form.get_mut(SECOND) {
            field.hidden = !self.reached.is_escalated();
        }
        let beside = [(DAY, day::beside(cx, self.pupil, self.form.text(DAY))), (ATTACHMENTS, self.files.told(cx))];
        for (at, text) in beside {
            if let Some(field) = self.form.get_mut(at) {
                field.beside = text;
            }
        }
        self.beside = self.what_counts(cx);
    }

    fn what_counts(&self, cx: &Context) -> Vec<(String, Role)> {
        let words = &cx.words.cases;
        let Some(closing) = self.closing() else { return Vec::new() };
        let exit = closing.exit;
        let mut told = vec![
            (words.asked_for.to_owned(), Role::Title),
            ((words.evidence)(exit, self.reached).to_owned(), Role::Plain),
            (String::new(), Role::Plain),
            (words.who_may.to_owned(), Role::Title),
            ((words.roles)(exit.closers(self.reached)), Role::Plain),
            (String::new(), Role::Plain),
        ];
        let on = self.day(cx).unwrap_or(cx.today);
        match cx.school.may_take(self.pupil, &Step::Closed(closing), self.files.len(), cx.who, on) {
            Ok(()) => told.push((words.nothing_missing.to_owned(), Role::Good)),
            Err(why) => {
                told.push((words.still_missing.to_owned(), Role::Title));
                told.push(((words.refused)(&why), Role::Owed));
            }
        }
        told
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        match self.recorded(cx) {
            Ok(effect) => {
                self.saving = true;
                vec![effect]
            }
            Err((at, fault)) => {
                self.form.blame(at, fault);
                Vec::new()
            }
        }
    }

    fn recorded(&self, cx: &Context) -> Result<Effect, (usize, String)> {
        let words = &cx.words.cases;
        let closing = self.closing().ok_or_else(|| (EXIT, (words.choose)(words.exit)))?;
        let exit = closing.exit;
        let step = Step::Closed(closing);
        let day = self.day(cx).map_err(|fault| (DAY, fault))?;
        let may = cx.school.may_take(self.pupil, &step, self.files.len(), cx.who, day);
        may.map_err(|why| (at_fault(&why), (words.refused)(&why)))?;
        let off_roll = cx.school.off_roll_after(self.pupil, exit, day);
        let (why, change) = step.recorded(self.pupil, moment(cx, day));
        let changes = std::iter::once(change).chain(off_roll).collect();
        Ok(Effect::CommitWithFiles { why, changes, files: self.files.paths() })
    }
}

/// Now, or on a past day, of which no time is made up.
fn moment(cx: &Context, day: NaiveDate) -> NaiveDateTime {
    day.and_time(if day == cx.today { cx.now.time() } else { NaiveTime::MIN })
}

/// The field in which what is missing is put right.
fn at_fault(why: &CannotTake) -> usize {
    use crate::domain::case::CannotClose::{NoEvidence, PapersNotNamed, SecondPerson, SecondUnknown};
    match why {
        CannotTake::Close { why: NoEvidence | PapersNotNamed, .. } => EVIDENCE,
        CannotTake::Close { why: SecondPerson | SecondUnknown, .. } => SECOND,
        _ => EXIT,
    }
}

impl Screen for CloseForm {
    type Act = Act;
    const NAME: &'static str = "case_close";
    const TITLE: Says = |words| words.cases.close_title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.cases.close, rank: 10 },
        Binding { keys: &[Key::F(6), Key::Char('+')], act: Act::Attach, says: |words| words.visit.attach, rank: 20 },
        Binding { keys: &[Key::F(7), Key::Char('-')], act: Act::Detach, says: |words| words.visit.detach, rank: 67 },
        Binding { keys: &[Key::Esc], act: Act::Leave, says: |words| words.follow_up.later, rank: 66 },
    ];
    const STEERS: Steers = Steers::Form;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::CloseCase(pupil, proposed) = *route else { return None };
        let case = cx.school.case(pupil, cx.today).filter(|case| case.ending.is_none())?;
        let (words, visit) = (&cx.words.cases, &cx.words.visit);
        let exits = EXITS.iter().map(|exit| (cx.words.domain.exit)(*exit).to_owned()).collect();
        let at = EXITS.iter().position(|exit| Some(*exit) == proposed);
        let seen = case.returned.filter(|_| proposed == Some(Exit::E1)).map(words.seen_on).unwrap_or_default();
        let mut form = Form::new(vec![
            Field::choice(words.exit, words.exit_hint, exits, at),
            Field::prose(words.evidence_label, words.evidence_hint, LONG).with(&seen),
            Field::text(words.second, words.second_hint, SHORT),
            Field::plain(visit.date, visit.date_hint, DATE).with(&cx.today.to_string()),
            Field::choice(visit.attachments, visit.no_attachments, Vec::new(), None),
        ]);
        let (draft, kept) = Draft::begin(cx, format!("close/{}", pupil.0), &mut form);
        let files = Files::kept(&kept);
        let reached = case.reached;
        // What is proposed stands there already: what is missing has the keys.
        if at.is_some() && !draft.restored {
            form.go(if reached.is_escalated() && !seen.is_empty() { SECOND } else { EVIDENCE });
        }
        Some(CloseForm { pupil, reached, form, draft, files, beside: Vec::new(), saving: false })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            _ if self.saving => Allowed::No(cx.words.follow_up.is_saving),
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
        self.settle(cx);
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        self.saving = false;
        if ended != Ended::Recorded {
            return Vec::new();
        }
        let said = self.closing().map(|closing| {
            let to_follow = cx.school.status_to_follow(self.pupil, closing.exit, cx.today);
            (cx.words.cases.closed)(closing.exit, to_follow)
        });
        let said = said.unwrap_or_default();
        let mut effects = self.draft.forget();
        effects.extend([Effect::Back, Effect::Say(said)]);
        effects
    }

    fn is_unsaved(&self) -> bool {
        self.draft.is_changed(&self.form, &self.files.to_keep())
    }

    /// Text that comes while the choice has the keys is evidence.
    fn look_for(&mut self, text: String, cx: &Context) -> Vec<Effect> {
        self.form.go(EVIDENCE);
        if let Some(field) = self.form.field_mut() {
            field.paste(&text);
        }
        let mut effects = self.edited(cx);
        effects.extend(say_left_out(self.form.field_mut(), cx));
        effects
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let restored = if self.draft.restored { cx.words.follow_up.restored } else { "" };
        let rest = frame::heading(cx, cx.words.cases.close_title, self.pupil, restored, buf, area);
        let (form, beside) = frame::split(cx, buf, rest);
        let mut row = 0;
        for (text, role) in &self.beside {
            for line in cells::wrap(text, usize::from(beside.width).max(1)) {
                cells::put(buf, beside, 0, row, &cells::steady(&line), cx.theme.style(*role));
                row += 1;
            }
        }
        self.form.draw(buf, form, cx.theme)
    }
}

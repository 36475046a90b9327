//! Home visit (家访): who went, whom they met, what was found and agreed, with photographs and papers attached.

#[cfg(test)]
mod tests;

use super::Route;
use super::follow_up::situation::Situation;
use super::follow_up::{day, explanation, frame};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{PupilId, VisitId};
use crate::domain::visit::{Outcome, VisitRecord};
use crate::tui::binding::Says;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::forms::Fault;
use crate::tui::forms::record::{Record, Sheet};
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
    situation: Situation,
    /// How many marks are put right by what is being recorded.
    explained: usize,
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
    fn outcome(sheet: &Sheet) -> Option<Outcome> {
        sheet.form.chosen(OUTCOME).and_then(|at| OUTCOMES.get(at)).copied()
    }

    /// The record, or the field that is at fault and what is wrong with it.
    fn record(&self, sheet: &Sheet, cx: &Context) -> Result<VisitRecord, Fault> {
        let words = &cx.words.visit;
        let text = |at: usize| sheet.form.text(at).trim().to_owned();
        let outcome = Self::outcome(sheet).ok_or_else(|| (OUTCOME, words.choose_outcome.to_owned()))?;
        if text(FOUND).is_empty() && outcome != Outcome::Nobody {
            return Err((FOUND, words.say_found.to_owned()));
        }
        if text(WHO).is_empty() {
            return Err((WHO, words.say_who.to_owned()));
        }
        Ok(VisitRecord {
            pupil: self.pupil,
            at: day::past(cx, [DAY, TIME].map(|at| (at, sheet.form.text(at))))?,
            who: text(WHO),
            met: text(MET),
            outcome,
            place: text(PLACE),
            found: text(FOUND),
            agreed: text(AGREED),
            returns: day::ahead(cx, sheet.form.text(RETURNS)).map_err(|fault| (RETURNS, fault))?,
            next: text(NEXT),
            attachments: Vec::new(),
        })
    }
}

impl Record for VisitScreen {
    const NAME: &'static str = "visit";
    const TITLE: Says = |words| words.visit.title;

    fn open(route: &Route, cx: &Context) -> Option<(Self, Sheet)> {
        let Route::Visit(pupil) = *route else { return None };
        cx.school.pupil(pupil)?;
        let sheet = Sheet::begin(cx, format!("visit/{}", pupil.0), blank(cx, pupil));
        Some((VisitScreen { pupil, situation: Situation::default(), explained: 0 }, sheet))
    }

    fn refresh(&mut self, cx: &Context) {
        self.situation = Situation::of(cx, self.pupil);
    }

    fn settle(&mut self, sheet: &mut Sheet, cx: &Context) {
        let met =
            Self::outcome(sheet).is_some_and(|outcome| matches!(outcome, Outcome::MetGuardian | Outcome::MetOther));
        explanation::refresh(cx, self.pupil, &mut sheet.form, MARK, met);
        let alone = sheet.form.text(WHO).trim().split(BETWEEN_NAMES).filter(|name| !name.is_empty()).count() < 2;
        sheet.put_beside([
            (WHO, if alone { cx.words.visit.two_go.to_owned() } else { String::new() }),
            (DAY, day::beside(cx, self.pupil, sheet.form.text(DAY))),
            (RETURNS, day::beside(cx, self.pupil, sheet.form.text(RETURNS))),
            (ATTACHMENTS, sheet.files.told(cx)),
        ]);
    }

    fn recorded(&mut self, sheet: &Sheet, cx: &Context) -> Result<Effect, Fault> {
        let record = self.record(sheet, cx)?;
        let explained = explanation::changes(cx, self.pupil, &sheet.form, MARK);
        self.explained = explained.len();
        let mut changes = vec![Change::Visit { id: VisitId::NEW, to: Some(record) }];
        changes.extend(explained);
        Ok(Effect::CommitWithFiles { why: Why::Visit, changes, files: sheet.files.paths() })
    }

    fn said(&self, _sheet: &Sheet, cx: &Context) -> String {
        let words = &cx.words.visit;
        let name = cx.school.pupil(self.pupil).map_or("", |pupil| &pupil.record.name);
        match self.explained {
            0 => (words.saved)(name),
            explained => (words.saved_and_explained)(name, explained),
        }
    }

    /// Whom they met.
    fn first_text(&self) -> usize {
        MET
    }

    fn view(&self, sheet: &Sheet, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let rest = frame::heading(cx, cx.words.visit.title, self.pupil, sheet.restored(cx), buf, area);
        let (form, beside) = frame::split(cx, buf, rest);
        self.situation.draw(cx, buf, beside);
        sheet.form.draw(buf, form, cx.theme)
    }
}

//! The form of one step of a case: what it asks for depends on what it is.

use super::super::Route;
use crate::domain::case::Stage;
use crate::domain::ids::PupilId;
use crate::domain::step::{Danger, Ledger, Persuasion, Step, StepKind, Verified};
use crate::tui::binding::Says;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::forms::Fault;
use crate::tui::forms::record::{Record, Sheet};
use crate::tui::screens::follow_up::situation::Situation;
use crate::tui::screens::follow_up::{day, frame};
use crate::tui::widgets::form::{Field, Form};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Characters of a long text, of a short one, of a date or a time.
const LONG: usize = 600;
const SHORT: usize = 80;
const DATE: usize = 12;

/// The fields, in their order.
const KIND: usize = 0;
const HOW: usize = 1;
const WHO: usize = 2;
const MET: usize = 3;
const SAID: usize = 4;
const GUARDIAN: usize = 5;
const PUPIL: usize = 6;
const RESULT: usize = 7;
const PLACE: usize = 8;
const DAY: usize = 9;
const TIME: usize = 10;
const ATTACHMENTS: usize = 11;

const DANGERS: [Danger; 4] = [Danger::Unreachable, Danger::NotWhereBelieved, Danger::BoarderMissing, Danger::Harm];
const ANSWERS: [Verified; 3] = [Verified::Enrolled, Verified::NotFound, Verified::AtHome];
const LEDGERS: [Ledger; 3] = [Ledger::Suspected, Ledger::Dropout, Ledger::LongLeave];
const GONE: [bool; 2] = [true, false];
/// Stages that may be set: a watch and the end have exits of their own.
const STAGES: &[Stage] = Stage::ALL.split_at(7).0;

pub struct StepForm {
    pupil: PupilId,
    /// The kind that the fields are set up for.
    kind: StepKind,
    situation: Situation,
}

/// What can be chosen further of a kind.
fn options(cx: &Context, kind: StepKind) -> Vec<String> {
    let words = &cx.words.cases;
    let options: Vec<&str> = match kind {
        StepKind::Danger => DANGERS.into_iter().map(words.danger_how).collect(),
        StepKind::Clue => GONE.into_iter().map(words.gone).collect(),
        StepKind::Answered => ANSWERS.into_iter().map(words.verified).collect(),
        StepKind::Register => LEDGERS.into_iter().map(words.ledger).collect(),
        StepKind::Override => STAGES.iter().copied().map(cx.words.domain.stage).collect(),
        _ => Vec::new(),
    };
    options.into_iter().map(str::to_owned).collect()
}

/// Whether a kind asks for a field at all.
fn asks(kind: StepKind, field: usize) -> bool {
    use StepKind::{Answered, Clue, Danger, Found, HandedOver, Override, Persuasion, Police, Register, Safe, Talk};
    match field {
        HOW => matches!(kind, Danger | Clue | Answered | Register | Override),
        WHO => matches!(kind, Talk | Persuasion | Police | Found | Safe | Clue | HandedOver),
        MET | GUARDIAN | PUPIL | RESULT => kind == Persuasion,
        SAID => !matches!(kind, Found | Safe | HandedOver),
        PLACE => matches!(kind, Persuasion | Found),
        _ => true,
    }
}

/// Whether a field that a kind asks for may stay empty.
fn may_be_empty(kind: StepKind, field: usize) -> bool {
    use StepKind::{Answered, Danger, Found, Police, Register};
    match field {
        SAID => matches!(kind, Danger | Police | Register | Answered),
        PLACE => kind != Found,
        GUARDIAN | PUPIL => true,
        _ => false,
    }
}

fn blank(cx: &Context, kind: StepKind) -> Form {
    let (words, visit) = (&cx.words.cases, &cx.words.visit);
    let kinds = StepKind::ALL.into_iter().map(|kind| (words.kind_of)(kind).to_owned()).collect();
    let at = StepKind::ALL.iter().position(|known| *known == kind);
    Form::new(vec![
        Field::choice(words.kind, words.kind_hint, kinds, at),
        Field::choice("", "", options(cx, kind), None),
        Field::prose("", "", SHORT).with(who_at_first(cx, kind)),
        Field::text(words.met, words.met_hint, SHORT),
        Field::text("", "", LONG),
        Field::prose(words.guardian_says, words.opinion_hint, LONG),
        Field::prose(words.pupil_says, words.opinion_hint, LONG),
        Field::text(words.result, words.result_hint, SHORT),
        Field::text(words.place, words.place_hint, SHORT),
        Field::plain(visit.date, visit.date_hint, DATE).with(&cx.today.to_string()),
        Field::plain(visit.time, visit.time_hint, DATE).with(&cx.now.format("%H:%M").to_string()),
        Field::choice(visit.attachments, visit.no_attachments, Vec::new(), None),
    ])
}

/// Who it is most of the time.
fn who_at_first(cx: &Context, kind: StepKind) -> &str {
    match kind {
        StepKind::Talk => cx.words.cases.the_pupil,
        StepKind::Persuasion => cx.who_name(),
        _ => "",
    }
}

/// Brings labels, hints and options into line with what the step is.
fn set_up(cx: &Context, form: &mut Form, kind: StepKind) {
    let words = &cx.words.cases;
    for at in HOW..ATTACHMENTS {
        if let Some(field) = form.get_mut(at) {
            field.hidden = !asks(kind, at);
            let (label, hint) = match at {
                HOW => ((words.how)(kind), words.kind_hint),
                WHO => ((words.who)(kind), (words.who_hint)(kind)),
                SAID => ((words.said)(kind), (words.said_hint)(kind)),
                _ => continue,
            };
            (field.label, field.hint) = (label.to_owned(), hint.to_owned());
        }
    }
}

impl StepForm {
    /// The step, or the field that is at fault and what is wrong with it.
    fn step(&self, sheet: &Sheet, cx: &Context) -> Result<Step, Fault> {
        let (words, kind) = (&cx.words.cases, self.kind);
        let text = |at: usize| sheet.form.text(at).trim().to_owned();
        let label = |at: usize| sheet.form.fields().get(at).map_or("", |field| &field.label);
        for at in WHO..DAY {
            if asks(kind, at) && !may_be_empty(kind, at) && text(at).is_empty() {
                return Err((at, (words.fill_in)(label(at))));
            }
        }
        let how = sheet.form.chosen(HOW);
        let choose = || (HOW, (words.choose)(label(HOW)));
        let said = text(SAID);
        Ok(match kind {
            StepKind::Talk => Step::Talk { with: text(WHO), said },
            StepKind::Persuasion => Step::Persuasion(Persuasion {
                place: text(PLACE),
                who: text(WHO),
                met: text(MET),
                said,
                guardian_says: text(GUARDIAN),
                pupil_says: text(PUPIL),
                result: text(RESULT),
            }),
            StepKind::Danger => Step::Danger { how: *pick(&DANGERS, how).ok_or_else(choose)?, said },
            StepKind::Police => Step::PoliceTold { number: text(WHO), said },
            StepKind::Found => Step::Found { place: text(PLACE), by: text(WHO) },
            StepKind::Safe => Step::Safe { source: text(WHO) },
            StepKind::Clue => Step::Clue { said, source: text(WHO), gone: *pick(&GONE, how).ok_or_else(choose)? },
            StepKind::Reminded => Step::Reminded { said },
            StepKind::Answered => Step::Answered { verified: *pick(&ANSWERS, how).ok_or_else(choose)?, said },
            StepKind::Register => Step::Entered { ledger: *pick(&LEDGERS, how).ok_or_else(choose)?, said },
            StepKind::HandedOver => Step::HandedOver { to: text(WHO) },
            StepKind::Considered => Step::Considered { said },
            StepKind::Certificate => Step::Certificate { said },
            StepKind::Override => Step::Override { stage: *pick(STAGES, how).ok_or_else(choose)?, why: said },
        })
    }
}

fn pick<T>(of: &[T], at: Option<usize>) -> Option<&T> {
    of.get(at?)
}

/// The option of a draft that belongs to another kind than the form was opened for.
fn how_of_draft(cx: &Context, key: &str, options: &[String]) -> Option<usize> {
    let values: Vec<String> = serde_json::from_str(cx.draft(key)?).ok()?;
    let how = values.get(HOW)?;
    options.iter().position(|option| option == how)
}

impl Record for StepForm {
    const NAME: &'static str = "case_step";
    const TITLE: Says = |words| words.cases.step_title;

    fn open(route: &Route, cx: &Context) -> Option<(Self, Sheet)> {
        let Route::CaseStep(pupil, kind) = *route else { return None };
        cx.school.pupil(pupil)?;
        let form = blank(cx, kind);
        let nth = StepKind::ALL.iter().position(|known| *known == kind)?;
        let key = format!("step/{}/{nth}", pupil.0);
        let mut sheet = Sheet::begin(cx, key.clone(), form);
        // One knows already what it is: what comes next has the keys.
        set_up(cx, &mut sheet.form, kind);
        sheet.form.next();
        if kind == StepKind::Talk {
            // Nearly every talk is with the pupil, who stands there already.
            sheet.form.next();
        }
        let mut step = StepForm { pupil, kind, situation: Situation::default() };
        step.settle(&mut sheet, cx);
        if sheet.is_restored() {
            let how = how_of_draft(cx, &key, &options(cx, step.kind));
            sheet.form.choose(HOW, how);
        }
        Some((step, sheet))
    }

    fn refresh(&mut self, cx: &Context) {
        self.situation = Situation::of(cx, self.pupil);
    }

    /// The fields follow the kind; what was typed stays, but for what was put there at first.
    fn settle(&mut self, sheet: &mut Sheet, cx: &Context) {
        let kind = sheet.form.chosen(KIND).and_then(|at| StepKind::ALL.get(at)).copied().unwrap_or(self.kind);
        if kind != self.kind {
            if sheet.form.text(WHO) == who_at_first(cx, self.kind) {
                sheet.form.set_text(WHO, who_at_first(cx, kind));
            }
            if let Some(field) = sheet.form.get_mut(HOW) {
                *field = Field::choice("", "", options(cx, kind), None);
            }
            self.kind = kind;
        }
        set_up(cx, &mut sheet.form, kind);
        sheet.put_beside([
            (DAY, day::beside(cx, self.pupil, sheet.form.text(DAY))),
            (ATTACHMENTS, sheet.files.told(cx)),
        ]);
    }

    fn recorded(&mut self, sheet: &Sheet, cx: &Context) -> Result<Effect, Fault> {
        let step = self.step(sheet, cx)?;
        let at = day::past(cx, [DAY, TIME].map(|at| (at, sheet.form.text(at))))?;
        let may = cx.school.may_take(self.pupil, &step, sheet.files.len(), cx.who, at.date());
        may.map_err(|why| (KIND, (cx.words.cases.refused)(&why)))?;
        let (why, change) = step.recorded(self.pupil, at);
        Ok(Effect::CommitWithFiles { why, changes: vec![change], files: sheet.files.paths() })
    }

    fn said(&self, _sheet: &Sheet, cx: &Context) -> String {
        cx.words.cases.saved.to_owned()
    }

    /// The first that the kind asks for.
    fn first_text(&self) -> usize {
        (WHO..DAY).find(|at| asks(self.kind, *at)).unwrap_or(SAID)
    }

    fn view(&self, sheet: &Sheet, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let rest = frame::heading(cx, cx.words.cases.step_title, self.pupil, sheet.restored(cx), buf, area);
        let (form, beside) = frame::split(cx, buf, rest);
        self.situation.draw(cx, buf, beside);
        sheet.form.draw(buf, form, cx.theme)
    }
}

//! Closing a case (结案): the exit, what proves it, and beside the form what is asked for, who may, and what is missing.

use super::super::Route;
use crate::domain::case::{CannotTake, Exit, Stage};
use crate::domain::ids::PupilId;
use crate::domain::step::{Closing, Step};
use crate::tui::binding::Says;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::forms::Fault;
use crate::tui::forms::record::{Record, Sheet};
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
    /// What is asked for, who may, and what is missing.
    beside: Vec<(String, Role)>,
}

/// The closing as chosen and typed so far.
fn closing(sheet: &Sheet) -> Option<Closing> {
    let exit = sheet.form.chosen(EXIT).and_then(|at| EXITS.get(at)).copied()?;
    let text = |at: usize| sheet.form.text(at).trim().to_owned();
    let second = Some(text(SECOND)).filter(|name| !name.is_empty());
    Some(Closing { exit, evidence: text(EVIDENCE), second })
}

/// The day as typed, or what is wrong with it.
fn typed_day(sheet: &Sheet, cx: &Context) -> Result<NaiveDate, String> {
    match day::typed(cx, sheet.form.text(DAY))? {
        day if day > cx.today => Err(format!("{day}: {}", cx.words.follow_up.in_future)),
        day => Ok(day),
    }
}

impl CloseForm {
    fn what_counts(&self, sheet: &Sheet, cx: &Context) -> Vec<(String, Role)> {
        let words = &cx.words.cases;
        let Some(closing) = closing(sheet) else { return Vec::new() };
        let exit = closing.exit;
        let mut told = vec![
            (words.asked_for.to_owned(), Role::Title),
            ((words.evidence)(exit, self.reached).to_owned(), Role::Plain),
            (String::new(), Role::Plain),
            (words.who_may.to_owned(), Role::Title),
            ((words.roles)(exit.closers(self.reached)), Role::Plain),
            (String::new(), Role::Plain),
        ];
        let on = typed_day(sheet, cx).unwrap_or(cx.today);
        match cx.school.may_take(self.pupil, &Step::Closed(closing), sheet.files.len(), cx.who, on) {
            Ok(()) => told.push((words.nothing_missing.to_owned(), Role::Good)),
            Err(why) => {
                told.push((words.still_missing.to_owned(), Role::Title));
                told.push(((words.refused)(&why), Role::Owed));
            }
        }
        told
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

impl Record for CloseForm {
    const NAME: &'static str = "case_close";
    const TITLE: Says = |words| words.cases.close_title;
    const SAVES: Says = |words| words.cases.close;

    fn open(route: &Route, cx: &Context) -> Option<(Self, Sheet)> {
        let Route::CloseCase(pupil, proposed) = *route else { return None };
        let case = cx.school.case(pupil, cx.today).filter(|case| case.ending.is_none())?;
        let (words, visit) = (&cx.words.cases, &cx.words.visit);
        let exits = EXITS.iter().map(|exit| (cx.words.domain.exit)(*exit).to_owned()).collect();
        let at = EXITS.iter().position(|exit| Some(*exit) == proposed);
        let seen = case.returned.filter(|_| proposed == Some(Exit::E1)).map(words.seen_on).unwrap_or_default();
        let form = Form::new(vec![
            Field::choice(words.exit, words.exit_hint, exits, at),
            Field::prose(words.evidence_label, words.evidence_hint, LONG).with(&seen),
            Field::text(words.second, words.second_hint, SHORT),
            Field::plain(visit.date, visit.date_hint, DATE).with(&cx.today.to_string()),
            Field::choice(visit.attachments, visit.no_attachments, Vec::new(), None),
        ]);
        let mut sheet = Sheet::begin(cx, format!("close/{}", pupil.0), form);
        let reached = case.reached;
        // What is proposed stands there already: what is missing has the keys.
        if at.is_some() && !sheet.is_restored() {
            sheet.form.go(if reached.is_escalated() && !seen.is_empty() { SECOND } else { EVIDENCE });
        }
        Some((CloseForm { pupil, reached, beside: Vec::new() }, sheet))
    }

    fn settle(&mut self, sheet: &mut Sheet, cx: &Context) {
        if let Some(field) = sheet.form.get_mut(SECOND) {
            field.hidden = !self.reached.is_escalated();
        }
        sheet.put_beside([
            (DAY, day::beside(cx, self.pupil, sheet.form.text(DAY))),
            (ATTACHMENTS, sheet.files.told(cx)),
        ]);
        self.beside = self.what_counts(sheet, cx);
    }

    fn recorded(&mut self, sheet: &Sheet, cx: &Context) -> Result<Effect, Fault> {
        let words = &cx.words.cases;
        let closing = closing(sheet).ok_or_else(|| (EXIT, (words.choose)(words.exit)))?;
        let exit = closing.exit;
        let step = Step::Closed(closing);
        let day = typed_day(sheet, cx).map_err(|fault| (DAY, fault))?;
        let may = cx.school.may_take(self.pupil, &step, sheet.files.len(), cx.who, day);
        may.map_err(|why| (at_fault(&why), (words.refused)(&why)))?;
        let off_roll = cx.school.off_roll_after(self.pupil, exit, day);
        let (why, change) = step.recorded(self.pupil, moment(cx, day));
        let changes = std::iter::once(change).chain(off_roll).collect();
        Ok(Effect::CommitWithFiles { why, changes, files: sheet.files.paths() })
    }

    fn said(&self, sheet: &Sheet, cx: &Context) -> String {
        let Some(closing) = closing(sheet) else { return String::new() };
        let to_follow = cx.school.status_to_follow(self.pupil, closing.exit, cx.today);
        (cx.words.cases.closed)(closing.exit, to_follow)
    }

    fn first_text(&self) -> usize {
        EVIDENCE
    }

    fn view(&self, sheet: &Sheet, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let rest = frame::heading(cx, cx.words.cases.close_title, self.pupil, sheet.restored(cx), buf, area);
        let (form, beside) = frame::split(cx, buf, rest);
        let mut row = 0;
        for (text, role) in &self.beside {
            for line in cells::wrap(text, usize::from(beside.width).max(1)) {
                cells::put(buf, beside, 0, row, &cells::steady(&line), cx.theme.style(*role));
                row += 1;
            }
        }
        sheet.form.draw(buf, form, cx.theme)
    }
}

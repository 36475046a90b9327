//! The form of one change of status: new, or further on. What it asks for depends on what it is; beside it stands what
//! holds now and what the change does, before anything is saved.

use crate::desk::{self, Filing};
use crate::domain::class::Class;
use crate::domain::guardian::{self, CannotGuard};
use crate::domain::ids::{PupilId, StatusId};
use crate::domain::letter::LetterKind;
use crate::domain::numbers::StudentNo;
use crate::domain::people::{Guardian, PupilRecord, Sex};
use crate::domain::status::{self, Approval, CannotChange, InForce, Planned, Proof, Reach, StatusKind, StatusRecord};
use crate::domain::step::StepKind;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect, PickedFile};
use crate::tui::forms::draft::Draft;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers, say_left_out};
use crate::tui::screens::Route;
use crate::tui::screens::choose::{Choice, Choices};
use crate::tui::screens::follow_up::{day, frame};
use crate::tui::screens::pick_file::Picks;
use crate::tui::theme::Role;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::{cells, header};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Whose status changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusOf {
    /// Somebody on the books; of a kind that waits the form goes on with it.
    Pupil(PupilId, Option<StatusKind>),
    /// A change in effect, to which the next approval and papers that came later are added.
    Further(StatusId),
    /// Somebody whom the books do not know yet, who is transferred in.
    Newcomer,
}

impl StatusOf {
    /// What holds already is not asked for again.
    fn is_settled(self) -> bool {
        matches!(self, StatusOf::Further(_))
    }
}

/// Characters of a text, of a name, of a date, of a number.
const LONG: usize = status::LONGEST_TEXT;
const SHORT: usize = status::LONGEST_NAME;
const DATE: usize = 12;
const NUMBER: usize = 20;
const PHONES: usize = 60;

/// The fields, in their order.
const KIND: usize = 0;
const ACCEPTED: usize = 1;
const NAME: usize = 2;
const STUDENT_NO: usize = 3;
const SEX: usize = 4;
const BIRTH: usize = 5;
const ON: usize = 6;
const UNTIL: usize = 7;
const CLASS: usize = 8;
const SEAT: usize = 9;
const COUNTERPART: usize = 10;
const REACH: usize = 11;
const GROUND: usize = 12;
const APPLIED: usize = 13;
const PAPERS: usize = 14;
const BY: usize = PAPERS + MOST;
const APPROVED: usize = BY + 1;
const LEAVE: usize = BY + 2;
const GUARDIAN: usize = LEAVE + 1;
const RELATION: usize = LEAVE + 2;
const PHONE: usize = LEAVE + 3;

/// In the order of the choice.
const SEXES: [Sex; 2] = [Sex::Male, Sex::Female];

/// No kind asks for more papers.
const MOST: usize = 3;

/// How a paper stands: not there, seen, attached.
const SEEN: usize = 1;
const ATTACHED: usize = 2;

/// The answer to the first question of a transfer out: no school has accepted.
const NOBODY_ACCEPTS: usize = 1;

pub struct StatusForm {
    whose: StatusOf,
    pupil: PupilId,
    id: StatusId,
    /// As it was recorded so far; none of a new one.
    begun: Option<StatusRecord>,
    /// The kind that the fields are set up for.
    kind: StatusKind,
    form: Form,
    draft: Draft,
    /// Of each paper the file that was picked.
    files: [Option<PickedFile>; MOST],
    /// The paper for which a file is being picked.
    attaching: Option<usize>,
    /// What holds now, and what the change does.
    told: Vec<(String, Role)>,
    saving: bool,
    /// Nothing is lacking of what is being saved.
    complete: bool,
    /// The day from which it holds, as the form proposes it.
    proposed: NaiveDate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
    Attach,
    Leave,
}

/// Whether a kind asks for a field at all.
fn asks(kind: StatusKind, whose: StatusOf, field: usize) -> bool {
    let is_new = whose == StatusOf::Newcomer;
    match field {
        KIND | ACCEPTED | ON | UNTIL | CLASS | SEAT | APPLIED | LEAVE if whose.is_settled() => false,
        KIND => !is_new,
        ACCEPTED | LEAVE => kind == StatusKind::TransferOut,
        NAME | STUDENT_NO | SEX | BIRTH => is_new,
        GUARDIAN | RELATION | PHONE => is_new,
        UNTIL => kind.needs_until(),
        CLASS | SEAT => kind.needs_class(),
        COUNTERPART => kind.needs_counterpart(),
        REACH => kind.is_transfer(),
        // Into another class only where that is of another grade.
        BY | APPROVED => kind.needs_approval() || kind == StatusKind::Class,
        // Nobody applies for it.
        APPLIED => kind != StatusKind::Died,
        at if (PAPERS..PAPERS + MOST).contains(&at) => at - PAPERS < kind.proofs().len(),
        _ => true,
    }
}

fn blank(cx: &Context, kind: Option<StatusKind>, begun: Option<&StatusRecord>) -> Form {
    let words = &cx.words.status_screen;
    let kinds = StatusKind::ALL.map(|kind| (cx.words.domain.status)(kind).to_owned()).into();
    let at = kind.and_then(|kind| StatusKind::ALL.iter().position(|known| *known == kind));
    let options = |options: &[&str]| options.iter().map(|option| (*option).to_owned()).collect();
    let reaches = Reach::ALL.map(|reach| (cx.words.status.reach)(reach).to_owned()).into();
    let reach = begun.and_then(|it| it.reach).and_then(|reach| Reach::ALL.iter().position(|known| *known == reach));
    let accepted = begun.filter(|it| !it.counterpart.trim().is_empty()).map(|_| 0);
    let on = begun.map_or(cx.today, |it| it.on);
    let applied_on = begun.map_or(cx.today, |it| it.applied_on);
    let text = |of: fn(&StatusRecord) -> String| begun.map(of).unwrap_or_default();
    let paper = |nth: usize| {
        let proof = kind.and_then(|kind| kind.proofs().get(nth).copied());
        let is_there = begun.zip(proof).is_some_and(|(it, proof)| it.papers.contains_key(&proof));
        Field::choice("", words.paper_hint, options(&words.paper_options), Some(usize::from(is_there)))
    };
    Form::new(vec![
        Field::choice(words.kind, words.kind_hint, kinds, at),
        Field::choice(words.accepted, words.accepted_hint, options(&words.accepted_options), accepted),
        Field::text(words.name, words.name_hint, SHORT),
        Field::plain(words.number, words.number_hint, NUMBER),
        Field::choice(words.sex, words.sex_hint, SEXES.map(|sex| (cx.words.domain.sex)(sex).to_owned()).into(), None),
        Field::plain(words.birth, words.birth_hint, DATE),
        Field::plain(words.on, words.on_hint, DATE).with(&on.to_string()),
        Field::plain(words.until, words.until_hint, DATE)
            .with(&text(|it| it.until.map(|until| until.to_string()).unwrap_or_default())),
        Field::text(words.class, words.class_hint, DATE)
            .with(&text(|it| it.class.map(|class| class.to_string()).unwrap_or_default())),
        Field::plain(words.seat, words.seat_hint, DATE)
            .with(&text(|it| it.seat.map(|seat| seat.to_string()).unwrap_or_default())),
        Field::text(words.counterpart, words.counterpart_hint, SHORT).with(&text(|it| it.counterpart.clone())),
        Field::choice(words.reach, words.reach_hint, reaches, reach),
        Field::text(words.ground, words.ground_hint, LONG).with(&text(|it| it.ground.clone())),
        Field::plain(words.applied_on, words.applied_on_hint, DATE).with(&applied_on.to_string()),
        paper(0),
        paper(1),
        paper(2),
        Field::text(words.approved_by, words.approved_by_hint, SHORT),
        Field::plain(words.approved_on, words.approved_on_hint, DATE),
        Field::plain(words.leave_until, words.leave_until_hint, DATE),
        Field::text(cx.words.guardian.name, cx.words.guardian.name_hint, guardian::LONGEST_NAME),
        Field::text(cx.words.guardian.relation, cx.words.guardian.relation_hint, guardian::LONGEST_RELATION),
        Field::plain(cx.words.guardian.phone, cx.words.guardian.phone_hint, PHONES),
    ])
}

/// The field that stands for what cannot be.
fn at_fault(why: &CannotChange) -> usize {
    match why {
        CannotChange::NoEnd { .. } => UNTIL,
        CannotChange::NoClass | CannotChange::SameClass => CLASS,
        CannotChange::SeatTaken { .. } | CannotChange::NoSuchSeat => SEAT,
        CannotChange::AppliedAhead(_) => APPLIED,
        CannotChange::UnapprovedGrade { .. } => BY,
        CannotChange::RepeatsLastGrade(_) => CLASS,
        CannotChange::ApprovedTooEarly | CannotChange::ApprovedAhead(_) => APPROVED,
        CannotChange::LeaveTooLong { .. } | CannotChange::LeaveWithoutSchool => LEAVE,
        CannotChange::Known { .. } | CannotChange::Namesake { .. } => STUDENT_NO,
        CannotChange::NotOfAge { .. } | CannotChange::NumberSays { .. } => BIRTH,
        CannotChange::Nameless => NAME,
        CannotChange::HoldsAlready { .. } => PAPERS,
        CannotChange::Overlaps(_) | CannotChange::Gap { .. } => ON,
        _ => KIND,
    }
}

impl StatusForm {
    fn proof(&self, nth: usize) -> Option<Proof> {
        self.kind.proofs().get(nth).copied()
    }

    fn nobody_accepts(&self) -> bool {
        self.kind == StatusKind::TransferOut && self.form.chosen(ACCEPTED) == Some(NOBODY_ACCEPTS)
    }

    /// The fields follow the kind; what was typed stays.
    fn settle(&mut self, cx: &Context) {
        let kind = self.form.chosen(KIND).and_then(|at| StatusKind::ALL.get(at)).copied().unwrap_or(self.kind);
        if kind != self.kind {
            (self.kind, self.files) = (kind, Default::default());
            self.propose_day(cx);
            for nth in 0..MOST {
                self.form.choose(PAPERS + nth, Some(0));
            }
        }
        let nobody = self.nobody_accepts();
        for at in KIND..self.form.len() {
            // What is asked for depends on what it is: nothing else before somebody has said that.
            let is_unsaid = at != KIND && self.whose != StatusOf::Newcomer && self.form.chosen(KIND).is_none();
            let hidden = !asks(kind, self.whose, at) || is_unsaid || (nobody && at > ACCEPTED);
            if let Some(field) = self.form.get_mut(at) {
                field.hidden = hidden;
            }
        }
        for nth in 0..MOST {
            let name = self.proof(nth).map(cx.words.domain.proof).unwrap_or_default();
            let file = self.files[nth].as_ref().and_then(|file| file.path.file_name());
            let file = file.map(|file| file.to_string_lossy().into_owned()).unwrap_or_default();
            if let Some(field) = self.form.get_mut(PAPERS + nth) {
                field.label = cells::cut(name, LABEL).to_owned();
                field.hint = format!("{name}：{}{}", cx.words.status_screen.paper_hint, said(&file));
            }
        }
        let so_far = self.begun.iter().flat_map(|it| &it.approvals);
        let so_far: Vec<String> = so_far.map(|approval| format!("{} {}", approval.by, approval.on)).collect();
        let words = &cx.words.status_screen;
        let so_far = (!so_far.is_empty()).then(|| (words.approved_so_far)(&so_far.join(cx.words.status.between)));
        // The date itself stands there already.
        let day = |at| {
            let told = day::beside(cx, self.pupil, self.form.text(at));
            told.split_once(' ').map(|(_, rest)| rest.to_owned()).unwrap_or_default()
        };
        // Whether there is school on the last day of a suspension is nobody's question.
        let weekday = |at| day(at).split_whitespace().next().unwrap_or_default().to_owned();
        let beside = [(ON, day(ON)), (UNTIL, weekday(UNTIL)), (BY, so_far.unwrap_or_default())];
        for (at, text) in beside {
            if let Some(field) = self.form.get_mut(at) {
                field.beside = text;
            }
        }
        self.told = self.tell(cx);
    }

    /// A date that may be left open.
    fn date(&self, cx: &Context, at: usize) -> Result<Option<NaiveDate>, (usize, String)> {
        let text = self.form.text(at).trim();
        if text.is_empty() || !asks(self.kind, self.whose, at) {
            return Ok(None);
        }
        day::typed(cx, text).map(Some).map_err(|fault| (at, fault))
    }

    fn class(&self, cx: &Context) -> Result<Option<Class>, (usize, String)> {
        let text = self.form.text(CLASS).trim();
        if text.is_empty() || !self.kind.needs_class() {
            return Ok(None);
        }
        let class = cx.school.find_class(text);
        class.map(Some).ok_or_else(|| (CLASS, cx.words.status_screen.no_class.to_owned()))
    }

    fn seat(&self, cx: &Context) -> Result<Option<u16>, (usize, String)> {
        let text = self.form.text(SEAT).trim();
        if text.is_empty() || !self.kind.needs_class() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| (SEAT, cx.words.status_screen.no_seat.to_owned()))
    }

    /// The change as typed, or the field that is at fault and what is wrong with it.
    fn record(&self, cx: &Context) -> Result<StatusRecord, (usize, String)> {
        let words = &cx.words.status_screen;
        if self.whose != StatusOf::Newcomer && self.form.chosen(KIND).is_none() {
            return Err((KIND, words.kind_first.to_owned()));
        }
        let needs_date = |at| move || (at, cx.words.follow_up.no_date.to_owned());
        let text = |at: usize| self.form.text(at).trim().to_owned();
        if self.kind == StatusKind::TransferOut && self.form.chosen(ACCEPTED).is_none() {
            return Err((ACCEPTED, words.answer_first.to_owned()));
        }
        let (on, applied_on) = match self.begun.as_ref().filter(|_| self.whose.is_settled()) {
            Some(begun) => (begun.on, begun.applied_on),
            None => {
                let on = self.date(cx, ON)?.ok_or_else(needs_date(ON))?;
                let applied_on = match asks(self.kind, self.whose, APPLIED) {
                    true => self.date(cx, APPLIED)?.ok_or_else(needs_date(APPLIED))?,
                    false => on.min(cx.today),
                };
                (on, applied_on)
            }
        };
        let begun = self.begun.clone().filter(|begun| begun.kind == self.kind);
        let mut record = begun.unwrap_or_else(|| StatusRecord::new(self.pupil, self.kind, applied_on.min(on), on));
        // What was applied for today and held from an earlier day was applied for by that day.
        let is_asked = asks(self.kind, self.whose, APPLIED);
        let was_typed = is_asked && (self.form.text(APPLIED) != cx.today.to_string() || self.begun.is_some());
        record.applied_on = if was_typed { applied_on } else { applied_on.min(on) };
        if self.begun.as_ref().is_none_or(|begun| begun.applied_on != applied_on) && was_typed {
            record.applied_said = true;
        }
        record.moved_to(on, cx.today);
        if !self.whose.is_settled() {
            record.until = self.date(cx, UNTIL)?;
            (record.class, record.seat) = (self.class(cx)?, self.seat(cx)?);
        }
        record.counterpart = if self.kind.needs_counterpart() { text(COUNTERPART) } else { String::new() };
        let reach = self.form.chosen(REACH).and_then(|at| Reach::ALL.get(at)).copied();
        record.reach = reach.filter(|_| self.kind.is_transfer());
        record.ground = text(GROUND);
        for (nth, proof) in self.kind.proofs().iter().enumerate() {
            match self.form.chosen(PAPERS + nth) {
                Some(SEEN) => {
                    record.papers.entry(*proof).or_insert(None);
                }
                Some(ATTACHED) => {
                    let file = self.files[nth].as_ref().and_then(|file| file.path.file_name());
                    record.papers.insert(*proof, file.map(|file| file.to_string_lossy().into_owned()));
                }
                _ => {
                    record.papers.remove(proof);
                }
            }
        }
        match (text(BY), self.date(cx, APPROVED)?) {
            (by, None) if by.is_empty() => {}
            (by, Some(on)) if !by.is_empty() => record.approvals.push(Approval { by, on }),
            (by, _) => {
                let at = if by.is_empty() { BY } else { APPROVED };
                return Err((at, words.approval_incomplete.to_owned()));
            }
        }
        if !was_typed && let Some(approval) = record.approvals.first() {
            record.applied_on = record.applied_on.min(approval.on);
        }
        Ok(record)
    }

    /// The guardian of somebody new; more are added in the pupil's file.
    fn guardian(&self, cx: &Context) -> Result<Option<Guardian>, (usize, String)> {
        let text = |at| self.form.text(at);
        Guardian::written(text(GUARDIAN), text(RELATION), text(PHONE)).map_err(|why| {
            let at = if matches!(why, CannotGuard::Phone(_)) { PHONE } else { GUARDIAN };
            (at, (cx.words.guardian.cannot)(&why))
        })
    }

    fn newcomer(&self, cx: &Context) -> Result<Option<PupilRecord>, (usize, String)> {
        if self.whose != StatusOf::Newcomer {
            return Ok(None);
        }
        let record = PupilRecord {
            guardians: self.guardian(cx)?.into_iter().collect(),
            student_no: StudentNo::parse(self.form.text(STUDENT_NO).trim()).ok(),
            sex: self.form.chosen(SEX).and_then(|at| SEXES.get(at)).copied(),
            birth: match self.form.text(BIRTH).trim() {
                "" => None,
                text => Some(text.parse().map_err(|_| (BIRTH, cx.words.status_screen.no_birth.to_owned()))?),
            },
            ..PupilRecord::named(self.form.text(NAME).trim())
        };
        Ok(Some(record.told_by_number()))
    }

    fn filing(&self, cx: &Context) -> Result<(Filing, Planned), (usize, String)> {
        let cannot = |why: CannotChange| (at_fault(&why), (cx.words.status.cannot)(&why));
        let record = self.record(cx)?;
        let newcomer = self.newcomer(cx)?;
        let number = self.form.text(STUDENT_NO).trim();
        if newcomer.is_some() && !number.is_empty() && StudentNo::parse(number).is_err() {
            return Err((STUDENT_NO, cx.words.status_screen.number_hint.to_owned()));
        }
        if newcomer.as_ref().is_some_and(|newcomer| newcomer.sex.is_none()) {
            return Err((SEX, cx.words.status_screen.sex_hint.to_owned()));
        }
        newcomer.as_ref().map_or(Ok(()), |it| cx.school.is_newcomer(it, record.class, record.on)).map_err(cannot)?;
        let planned = cx.school.plan_status(self.id, record.clone(), cx.today).map_err(cannot)?;
        cx.school.may_record_status(&planned, cx.who, cx.today).map_err(cannot)?;
        let leave_until = self.date(cx, LEAVE)?;
        if let Some(until) = leave_until {
            cx.school.leave_of_transfer(&planned.record, until, cx.today).map_err(cannot)?;
        }
        let attached = (0..MOST).filter(|nth| self.form.chosen(PAPERS + nth) == Some(ATTACHED));
        let files = attached.filter_map(|nth| self.files[nth].as_ref()).map(|file| file.path.clone()).collect();
        let seen = self.begun.clone();
        Ok((Filing { id: self.id, record, seen, files, leave_until, newcomer }, planned))
    }

    /// What holds now, and what the change does.
    fn tell(&self, cx: &Context) -> Vec<(String, Role)> {
        let (words, status) = (&cx.words.status_screen, &cx.words.status);
        let mut told = Vec::new();
        let now: Vec<String> = (cx.school.stand(self.pupil, cx.today))
            .map(|stand| (status.stand)(&stand, cx.today))
            .into_iter()
            .chain(cx.school.pending_of(self.pupil).map(|status_| (status.pending)(&status_.record)))
            .collect();
        if !now.is_empty() {
            told.push((words.now.to_owned(), Role::Title));
            told.extend(now.into_iter().map(|line| (line, Role::Plain)));
            told.push((String::new(), Role::Plain));
        }
        told.push((words.then.to_owned(), Role::Title));
        if self.nobody_accepts() {
            told.push((words.not_accepted.to_owned(), Role::Owed));
            return told;
        }
        match self.filing(cx) {
            Ok((filing, planned)) if self.whose.is_settled() => {
                let record = &filing.record;
                let said = (status.supplemented)(record.kind, record.takes_effect(), &planned.record);
                told.push((said, Role::Good));
            }
            Ok((filing, planned)) => {
                told.extend(effect(cx, &planned));
                told.extend(filing.leave_until.map(|until| ((status.on_leave)(until), Role::Plain)));
            }
            Err((at, fault)) => told.push((self.named(at, fault), Role::Problem)),
        }
        told
    }

    /// A fault away from its field names it: of several dates one would not know which is meant.
    fn named(&self, at: usize, fault: String) -> String {
        let label = self.form.label(at);
        match at {
            BIRTH | ON | UNTIL | APPLIED | APPROVED | LEAVE if !label.is_empty() => format!("{label}：{fault}"),
            _ => fault,
        }
    }

    /// A renewal begins on the day after what it renews, where nobody has typed another day.
    fn propose_day(&mut self, cx: &Context) {
        let untouched = self.begun.is_none() && self.form.text(ON) == self.proposed.to_string();
        let proposed = cx.school.first_day_of_change(self.pupil, self.kind, cx.today);
        if untouched && proposed != self.proposed {
            self.proposed = proposed;
            self.form.set_text(ON, &proposed.to_string());
        }
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        if self.nobody_accepts() {
            return vec![trace(cx, self.pupil)];
        }
        match self.filing(cx) {
            Ok((filing, planned)) => {
                (self.saving, self.complete) = (true, planned.in_force.is_some());
                vec![Effect::ChangeStatus(Box::new(filing))]
            }
            Err((at, fault)) => {
                self.form.blame(at, fault);
                Vec::new()
            }
        }
    }

    /// Asks for the file of the paper that has the keys.
    fn attach(&mut self, nth: usize, cx: &Context) -> Vec<Effect> {
        let Some(proof) = self.proof(nth) else { return Vec::new() };
        self.attaching = Some(nth);
        let from = self.files.iter().flatten().next_back().and_then(|file| file.path.parent()).map(ToOwned::to_owned);
        let title = (cx.words.status_screen.attach)((cx.words.domain.proof)(proof));
        vec![Effect::Open(Route::PickFile(Picks { title, from, kinds: &[], largest: Some(desk::LARGEST) }))]
    }

    /// The paper that has the keys.
    fn paper_at(&self) -> Option<usize> {
        self.form.at().checked_sub(PAPERS).filter(|nth| self.proof(*nth).is_some())
    }

    /// The files as a draft keeps them.
    fn to_keep(&self) -> Vec<String> {
        match self.files.iter().any(Option::is_some) {
            true => self.files.iter().filter_map(|file| serde_json::to_string(file).ok()).collect(),
            false => Vec::new(),
        }
    }
}

/// Cells of a label.
const LABEL: usize = 20;

fn said(file: &str) -> String {
    if file.is_empty() { String::new() } else { format!("  {file}") }
}

/// What a planned change does, line by line.
fn effect(cx: &Context, planned: &Planned) -> Vec<(String, Role)> {
    let (words, kind) = (&cx.words.status, planned.record.kind);
    let mut told = Vec::new();
    match planned.in_force {
        None => {
            let lacks: Vec<&str> = planned.record.lacks().into_iter().map(words.lack_short).collect();
            told.push(((cx.words.status_screen.lacks)(&lacks.join(words.between)), Role::Owed));
        }
        Some(InForce { from, put_right, seated }) => {
            let effect = if from > cx.today { (words.ahead)(kind, from) } else { (words.in_effect)(kind, from) };
            told.push((effect, Role::Good));
            told.extend(seated.map(|seated| ((words.seated)(seated), Role::Plain)));
            told.extend((!put_right.is_nothing()).then(|| ((words.put_right)(put_right), Role::Owed)));
        }
    }
    told.extend(planned.cautions.iter().map(|caution| ((words.caution)(*caution), Role::Overdue)));
    told
}

/// No school has accepted: it is Machine B, and the pupil stays on the roll.
fn trace(cx: &Context, pupil: PupilId) -> Effect {
    let words = &cx.words.status_screen;
    let routes = [
        Some(Route::CaseStep(pupil, StepKind::Clue)),
        Some(Route::Visit(pupil)),
        Some(Route::Letter(LetterKind::Verification, pupil)),
        None,
    ];
    let row = |(text, route): (&&str, Option<Route>)| {
        Choice::new(text, Some(route.map_or(Effect::Say(String::new()), Effect::Switch)))
    };
    let rows = words.trace.iter().zip(routes).map(row).collect();
    let text = vec![words.not_accepted.to_owned()];
    Effect::Open(Route::Choose(Choices { title: words.trace_title.to_owned(), text, rows, at: 0 }))
}

impl Screen for StatusForm {
    type Act = Act;
    const NAME: &'static str = "status_form";
    const TITLE: Says = |words| words.status_screen.form_title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.keys.save, rank: 10 },
        Binding { keys: &[Key::F(6), Key::Char('+')], act: Act::Attach, says: |words| words.visit.attach, rank: 20 },
        Binding { keys: &[Key::Esc], act: Act::Leave, says: |words| words.follow_up.later, rank: 66 },
    ];
    const STEERS: Steers = Steers::Form;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::StatusForm(whose) = *route else { return None };
        let (pupil, kind, begun) = match whose {
            StatusOf::Pupil(pupil, kind) => (pupil, kind, kind.and_then(|kind| cx.school.applied_for(pupil, kind))),
            StatusOf::Further(id) => {
                let status = cx.school.status(id)?;
                (status.record.pupil, Some(status.record.kind), Some(status))
            }
            StatusOf::Newcomer => (PupilId::NEW, Some(StatusKind::TransferIn), None),
        };
        if whose != StatusOf::Newcomer {
            cx.school.pupil(pupil)?;
        }
        let id = begun.map_or(StatusId::NEW, |status| status.id);
        let begun = begun.map(|status| status.record.clone());
        let mut form = blank(cx, kind, begun.as_ref());
        let first_day = |kind| cx.school.first_day_of_change(pupil, kind, cx.today);
        let proposed = kind.filter(|_| begun.is_none()).map_or(cx.today, first_day);
        if proposed != cx.today {
            form.set_text(ON, &proposed.to_string());
        }
        let code = kind.map_or("", StatusKind::code);
        let about = match whose {
            StatusOf::Further(id) => format!("status-form/further/{}", id.0),
            StatusOf::Pupil(..) | StatusOf::Newcomer => format!("status-form/{}/{code}", pupil.0),
        };
        let (draft, kept) = Draft::begin(cx, about, &mut form);
        let mut files: [Option<PickedFile>; MOST] = Default::default();
        for (file, kept) in files.iter_mut().zip(&kept) {
            *file = serde_json::from_str(kept).ok().flatten();
        }
        let kind = kind.unwrap_or(StatusKind::TransferOut);
        let (attaching, told) = (None, Vec::new());
        let mut screen = StatusForm {
            whose,
            pupil,
            id,
            begun,
            kind,
            form,
            draft,
            files,
            attaching,
            told,
            saving: false,
            complete: false,
            proposed,
        };
        // What was typed of a kind stays: the papers of a draft are not those of another.
        let chosen = screen.form.chosen(KIND).and_then(|at| StatusKind::ALL.get(at)).copied();
        screen.kind = chosen.unwrap_or(kind);
        screen.settle(cx);
        if code.is_empty() {
            return Some(screen);
        }
        // One knows already what it is: what comes next has the keys.
        if whose.is_settled() && kind.needs_approval() {
            screen.form.go(BY);
        } else {
            screen.form.next();
        }
        Some(screen)
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            _ if self.saving => Allowed::No(cx.words.tui.is_saving),
            Act::Save => Allowed::Yes,
            Act::Attach => Allowed::when(self.paper_at().is_some()),
            Act::Leave => Allowed::when(self.is_unsaved()),
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Save => self.save(cx),
            Act::Attach => self.paper_at().map(|nth| self.attach(nth, cx)).unwrap_or_default(),
            Act::Leave => Draft::leave(cx),
        }
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        let Some(nth) = self.attaching.take() else { return Vec::new() };
        match answer {
            Answer::File(file) => {
                self.files[nth] = Some(file);
                self.form.choose(PAPERS + nth, Some(ATTACHED));
            }
            _ if self.files[nth].is_none() => self.form.choose(PAPERS + nth, Some(0)),
            _ => {}
        }
        self.settle(cx);
        self.draft.keep(&self.form, &self.to_keep())
    }

    fn edited(&mut self, cx: &Context) -> Vec<Effect> {
        self.settle(cx);
        let mut effects = self.draft.keep(&self.form, &self.to_keep());
        if let Some(nth) = self.paper_at()
            && self.form.chosen(PAPERS + nth) == Some(ATTACHED)
            && self.files[nth].is_none()
        {
            effects.extend(self.attach(nth, cx));
        }
        effects
    }

    fn refresh(&mut self, cx: &Context) {
        self.settle(cx);
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        self.saving = false;
        if ended != Ended::Recorded {
            return Vec::new();
        }
        let mut effects = self.draft.forget();
        effects.extend([Effect::Back, Effect::Say((cx.words.status_screen.saved)(self.kind, self.complete))]);
        effects
    }

    fn is_unsaved(&self) -> bool {
        self.draft.is_changed(&self.form, &self.to_keep())
    }

    /// Text that comes while a choice has the keys is the first that the kind asks for.
    fn look_for(&mut self, text: String, cx: &Context) -> Vec<Effect> {
        let first = [NAME, COUNTERPART, GROUND].into_iter().find(|at| asks(self.kind, self.whose, *at));
        self.form.go(first.unwrap_or(GROUND));
        if let Some(field) = self.form.field_mut() {
            field.paste(&text);
        }
        let mut effects = self.edited(cx);
        effects.extend(say_left_out(self.form.field_mut(), cx));
        effects
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let words = &cx.words.status_screen;
        let restored = if self.draft.restored { cx.words.follow_up.restored } else { "" };
        let rest = match self.whose {
            StatusOf::Pupil(..) => frame::heading(cx, words.form_title, self.pupil, restored, buf, area),
            StatusOf::Further(_) => {
                frame::heading(cx, cx.words.status_details.supplement, self.pupil, restored, buf, area)
            }
            StatusOf::Newcomer => {
                let left = format!("{}  {}", words.form_title, words.newcomer);
                header::draw(buf, area, cx.theme, &left, (restored, Role::Plain))
            }
        };
        let (form, beside) = frame::split(cx, buf, rest);
        let mut row = 0;
        for (text, role) in &self.told {
            let lines = cells::wrap(&cells::steady(text), usize::from(beside.width));
            for line in if lines.is_empty() { vec![String::new()] } else { lines } {
                cells::put(buf, beside, 0, row, &line, cx.theme.style(*role));
                row += 1;
            }
        }
        self.form.draw(buf, form, cx.theme)
    }
}

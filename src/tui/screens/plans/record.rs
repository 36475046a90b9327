//! What was done of a plan (落实记录): help or a review; of teaching at home a visit with its lessons.

use super::super::Route;
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{HelpId, PlanId, PupilId};
use crate::domain::plan::{CannotPlan, Help, HelpRecord, Lesson, MOST_CHARACTERS, Place};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers, say_left_out};
use crate::tui::screens::follow_up::draft::Draft;
use crate::tui::screens::follow_up::files::Files;
use crate::tui::screens::follow_up::{day, frame};
use crate::tui::widgets::form::{Field, Form};
use chrono::{NaiveDateTime, NaiveTime};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Characters of a long text, of a short one, of a date or a time.
const LONG: usize = MOST_CHARACTERS;
const SHORT: usize = 80;
const DATE: usize = 12;

/// The fields, in their order.
const HELP: usize = 0;
const WHAT: usize = 1;
const RESULT: usize = 2;
const WHO: usize = 3;
const DAY: usize = 4;
const TIME: usize = 5;
const UNTIL: usize = 6;
const LESSONS: usize = 7;
const PLACE: usize = 8;
const REACTION: usize = 9;
const CONFIRMED: usize = 10;
const PHOTOS: usize = 11;
const ATTACHMENTS: usize = 12;

/// Fields of teaching alone.
const OF_LESSONS: [usize; 6] = [UNTIL, LESSONS, PLACE, REACTION, CONFIRMED, PHOTOS];

pub struct RecordForm {
    plan: PlanId,
    pupil: PupilId,
    /// Where the plan says that the child is taught, of teaching at home.
    taught: Option<Place>,
    form: Form,
    draft: Draft,
    files: Files,
    saving: bool,
    /// What is to be said once it is recorded.
    told: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
    Attach,
    Detach,
    Leave,
}

fn blank(cx: &Context, taught: Option<Place>, helpers: &str) -> Form {
    let words = &cx.words.plan;
    let first = match taught {
        Some(_) => Help::Lesson(Lesson {
            place: Place::Home,
            until: None,
            lessons: 0,
            reaction: String::new(),
            confirmed_by: String::new(),
            photos_agreed: false,
        }),
        None => Help::Session,
    };
    let kinds = [first, Help::Review].iter().map(|help| (words.help)(help).to_owned()).collect();
    let places = Place::ALL.iter().map(|place| (words.place)(*place).to_owned()).collect();
    let place = taught.and_then(|place| Place::ALL.iter().position(|known| *known == place));
    let who = if helpers.trim().is_empty() { cx.who_name() } else { helpers };
    Form::new(vec![
        Field::choice(words.what_was_done, words.what_was_done_hint, kinds, Some(0)),
        Field::prose(words.what, words.what_hint, LONG),
        Field::prose(words.result, words.result_hint, LONG),
        Field::prose(words.who, words.who_hint, SHORT).with(who),
        Field::plain(words.on_day, words.on_day_hint, DATE).with(&cx.today.to_string()),
        Field::plain(words.at_time, words.at_time_hint, DATE),
        Field::plain(words.until, words.until_hint, DATE),
        Field::plain(words.lessons, words.lessons_hint, DATE),
        Field::choice(words.at_place, words.at_place_hint, places, place),
        Field::text(words.reaction, words.reaction_hint, SHORT),
        Field::text(words.confirmed, words.confirmed_hint, SHORT),
        Field::choice(words.photos, words.photos_hint, words.yes_no.map(ToOwned::to_owned).into(), Some(1)),
        Field::choice(cx.words.visit.attachments, cx.words.visit.no_attachments, Vec::new(), None),
    ])
}

impl RecordForm {
    fn is_review(&self) -> bool {
        self.form.chosen(HELP) == Some(1)
    }

    fn settle(&mut self, cx: &Context) {
        let taught = self.taught.is_some() && !self.is_review();
        for at in OF_LESSONS {
            if let Some(field) = self.form.get_mut(at) {
                field.hidden = !taught;
            }
        }
        let beside = [(DAY, day::beside(cx, self.pupil, self.form.text(DAY))), (ATTACHMENTS, self.files.told(cx))];
        for (at, text) in beside {
            if let Some(field) = self.form.get_mut(at) {
                field.beside = text;
            }
        }
    }

    /// A time of day that may be left out.
    fn time(&self, cx: &Context, at: usize) -> Result<Option<NaiveTime>, (usize, String)> {
        match self.form.text(at).trim() {
            "" => Ok(None),
            typed => day::time(cx, typed).map(Some).map_err(|fault| (at, fault)),
        }
    }

    fn when(&self, cx: &Context) -> Result<NaiveDateTime, (usize, String)> {
        let date = day::typed(cx, self.form.text(DAY)).map_err(|fault| (DAY, fault))?;
        if date > cx.today {
            return Err((DAY, format!("{date}: {}", cx.words.follow_up.in_future)));
        }
        Ok(date.and_time(self.time(cx, TIME)?.unwrap_or(NaiveTime::MIN)))
    }

    /// The record as typed, or which field is wrong and why.
    fn record(&self, cx: &Context) -> Result<HelpRecord, (usize, String)> {
        let text = |at: usize| self.form.text(at).trim().to_owned();
        let help = match self.taught {
            _ if self.is_review() => Help::Review,
            None => Help::Session,
            Some(place) => Help::Lesson(Lesson {
                place: self.form.chosen(PLACE).and_then(|at| Place::ALL.get(at)).copied().unwrap_or(place),
                until: self.time(cx, UNTIL)?,
                lessons: text(LESSONS).parse().unwrap_or(0),
                reaction: text(REACTION),
                confirmed_by: text(CONFIRMED),
                photos_agreed: self.form.chosen(PHOTOS) == Some(0),
            }),
        };
        let at = self.when(cx)?;
        let (who, what, result) = (text(WHO), text(WHAT), text(RESULT));
        let record = HelpRecord { plan: self.plan, at, help, who, what, result, attachments: Vec::new() };
        let may = cx.school.may_help(&record, self.files.len());
        may.map_err(|why| (at_fault(why), (cx.words.plan.cannot)(why)))?;
        Ok(record)
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        match self.record(cx) {
            Ok(record) => {
                self.saving = true;
                self.told = match cx.school.strangers(&record).as_slice() {
                    [] => cx.words.plan.recorded.to_owned(),
                    names => (cx.words.plan.strangers)(names),
                };
                let changes = vec![Change::Help { id: HelpId::NEW, to: Some(Box::new(record)) }];
                vec![Effect::CommitWithFiles { why: Why::Help, changes, files: self.files.paths() }]
            }
            Err((at, fault)) => {
                self.form.blame(at, fault);
                Vec::new()
            }
        }
    }
}

/// The field in which what stands against it is put right.
fn at_fault(why: CannotPlan) -> usize {
    match why {
        CannotPlan::NothingSaid => WHAT,
        CannotPlan::NoOne | CannotPlan::Teachers(_) | CannotPlan::NamedTwice => WHO,
        CannotPlan::NoLessons | CannotPlan::TooManyLessons(_) => LESSONS,
        CannotPlan::EndsEarlier | CannotPlan::TooShort(_) => UNTIL,
        CannotPlan::SameTime(_) => TIME,
        CannotPlan::Again(_) => WHAT,
        CannotPlan::NotAgreed => PHOTOS,
        CannotPlan::BeforePlan(_) | CannotPlan::NoPlan => DAY,
        _ => HELP,
    }
}

impl Screen for RecordForm {
    type Act = Act;
    const NAME: &'static str = "plan_record";
    const TITLE: Says = |words| words.plan.record_title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.keys.save, rank: 10 },
        Binding { keys: &[Key::F(6), Key::Char('+')], act: Act::Attach, says: |words| words.visit.attach, rank: 20 },
        Binding { keys: &[Key::F(7), Key::Char('-')], act: Act::Detach, says: |words| words.visit.detach, rank: 67 },
        Binding { keys: &[Key::Esc], act: Act::Leave, says: |words| words.follow_up.later, rank: 66 },
    ];
    const STEERS: Steers = Steers::Form;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::PlanRecord(plan) = *route else { return None };
        let record = &cx.school.plan(plan)?.record;
        let taught = record.taught();
        let mut form = blank(cx, taught, &record.helpers);
        let (draft, kept) = Draft::begin(cx, format!("help/{}", plan.0), &mut form);
        let (pupil, files) = (record.pupil, Files::kept(&kept));
        Some(RecordForm { plan, pupil, taught, form, draft, files, saving: false, told: String::new() })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            _ if self.saving => Allowed::No(cx.words.plan.is_saving),
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

    fn done(&mut self, ended: Ended, _cx: &Context) -> Vec<Effect> {
        self.saving = false;
        if ended != Ended::Recorded {
            return Vec::new();
        }
        let mut effects = self.draft.forget();
        effects.extend([Effect::Back, Effect::Say(std::mem::take(&mut self.told))]);
        effects
    }

    fn is_unsaved(&self) -> bool {
        self.draft.is_changed(&self.form, &self.files.to_keep())
    }

    /// Text that comes while a choice has the keys is what was done.
    fn look_for(&mut self, text: String, cx: &Context) -> Vec<Effect> {
        if !self.form.leads_to(WHAT) {
            return vec![Effect::Say(cx.words.tui.choose_by_digit.to_owned())];
        }
        self.form.go(WHAT);
        if let Some(field) = self.form.field_mut() {
            field.paste(&text);
        }
        let mut effects = self.edited(cx);
        effects.extend(say_left_out(self.form.field_mut(), cx));
        effects
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let restored = if self.draft.restored { cx.words.follow_up.restored } else { "" };
        let rest = frame::heading(cx, cx.words.plan.record_title, self.pupil, restored, buf, area);
        let form = Rect { x: rest.x + 1, width: rest.width.saturating_sub(2), ..rest };
        self.form.draw(buf, form, cx.theme)
    }
}

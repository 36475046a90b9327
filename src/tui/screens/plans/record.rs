//! What was done of a plan (落实记录): help or a review; of teaching at home a visit with its lessons.

use super::super::Route;
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{HelpId, PlanId, PupilId};
use crate::domain::plan::{CannotPlan, Help, HelpRecord, Lesson, MOST_CHARACTERS, Place};
use crate::tui::binding::Says;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::forms::Fault;
use crate::tui::forms::record::{Record, Sheet};
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
    /// What is to be said once it is recorded.
    told: String,
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
    fn is_review(sheet: &Sheet) -> bool {
        sheet.form.chosen(HELP) == Some(1)
    }

    /// A time of day that may be left out.
    fn time(sheet: &Sheet, cx: &Context, at: usize) -> Result<Option<NaiveTime>, Fault> {
        match sheet.form.text(at).trim() {
            "" => Ok(None),
            typed => day::time(cx, typed).map(Some).map_err(|fault| (at, fault)),
        }
    }

    fn when(sheet: &Sheet, cx: &Context) -> Result<NaiveDateTime, Fault> {
        let date = day::typed(cx, sheet.form.text(DAY)).map_err(|fault| (DAY, fault))?;
        if date > cx.today {
            return Err((DAY, format!("{date}: {}", cx.words.follow_up.in_future)));
        }
        Ok(date.and_time(Self::time(sheet, cx, TIME)?.unwrap_or(NaiveTime::MIN)))
    }

    /// The record as typed, or which field is wrong and why.
    fn record(&self, sheet: &Sheet, cx: &Context) -> Result<HelpRecord, Fault> {
        let text = |at: usize| sheet.form.text(at).trim().to_owned();
        let help = match self.taught {
            _ if Self::is_review(sheet) => Help::Review,
            None => Help::Session,
            Some(place) => Help::Lesson(Lesson {
                place: sheet.form.chosen(PLACE).and_then(|at| Place::ALL.get(at)).copied().unwrap_or(place),
                until: Self::time(sheet, cx, UNTIL)?,
                lessons: text(LESSONS).parse().unwrap_or(0),
                reaction: text(REACTION),
                confirmed_by: text(CONFIRMED),
                photos_agreed: sheet.form.chosen(PHOTOS) == Some(0),
            }),
        };
        let at = Self::when(sheet, cx)?;
        let (who, what, result) = (text(WHO), text(WHAT), text(RESULT));
        let record = HelpRecord { plan: self.plan, at, help, who, what, result, attachments: Vec::new() };
        let may = cx.school.may_help(&record, sheet.files.len());
        may.map_err(|why| (at_fault(why), (cx.words.plan.cannot)(why)))?;
        Ok(record)
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

impl Record for RecordForm {
    const NAME: &'static str = "plan_record";
    const TITLE: Says = |words| words.plan.record_title;

    fn open(route: &Route, cx: &Context) -> Option<(Self, Sheet)> {
        let Route::PlanRecord(plan) = *route else { return None };
        let record = &cx.school.plan(plan)?.record;
        let taught = record.taught();
        let form = blank(cx, taught, &record.helpers);
        let sheet = Sheet::begin(cx, format!("help/{}", plan.0), form);
        Some((RecordForm { plan, pupil: record.pupil, taught, told: String::new() }, sheet))
    }

    fn settle(&mut self, sheet: &mut Sheet, cx: &Context) {
        let taught = self.taught.is_some() && !Self::is_review(sheet);
        for at in OF_LESSONS {
            if let Some(field) = sheet.form.get_mut(at) {
                field.hidden = !taught;
            }
        }
        sheet.put_beside([
            (DAY, day::beside(cx, self.pupil, sheet.form.text(DAY))),
            (ATTACHMENTS, sheet.files.told(cx)),
        ]);
    }

    fn recorded(&mut self, sheet: &Sheet, cx: &Context) -> Result<Effect, Fault> {
        let record = self.record(sheet, cx)?;
        self.told = match cx.school.strangers(&record).as_slice() {
            [] => cx.words.plan.recorded.to_owned(),
            names => (cx.words.plan.strangers)(names),
        };
        let changes = vec![Change::Help { id: HelpId::NEW, to: Some(Box::new(record)) }];
        Ok(Effect::CommitWithFiles { why: Why::Help, changes, files: sheet.files.paths() })
    }

    fn said(&self, _sheet: &Sheet, _cx: &Context) -> String {
        self.told.clone()
    }

    /// What was done.
    fn first_text(&self) -> usize {
        WHAT
    }

    fn view(&self, sheet: &Sheet, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let rest = frame::heading(cx, cx.words.plan.record_title, self.pupil, sheet.restored(cx), buf, area);
        let form = Rect { x: rest.x + 1, width: rest.width.saturating_sub(2), ..rest };
        sheet.form.draw(buf, form, cx.theme)
    }
}

//! A line of the work log: a meeting, a training, a piece of publicity, with its files.

use super::super::Route;
use crate::domain::entry::{Change, Why};
use crate::domain::ids::WorkId;
use crate::domain::plan::CannotPlan;
use crate::domain::plan::MOST_CHARACTERS;
use crate::domain::work_log::{WorkKind, WorkRecord};
use crate::tui::binding::Says;
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::effect::Effect;
use crate::tui::forms::Fault;
use crate::tui::forms::record::{Record, Sheet};
use crate::tui::theme::Role;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::header;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Characters of a long text, of a short one, of a date.
const LONG: usize = MOST_CHARACTERS;
const SHORT: usize = 80;
const DATE: usize = 12;

/// The fields, in their order.
const KIND: usize = 0;
const WHAT: usize = 1;
const WHO: usize = 2;
const PLACE: usize = 3;
const ON: usize = 4;
const ATTACHMENTS: usize = 5;

pub struct LogWork;

fn kind(sheet: &Sheet) -> WorkKind {
    sheet.form.chosen(KIND).and_then(|at| WorkKind::ALL.get(at)).copied().unwrap_or(WorkKind::Other)
}

/// The line as typed, or which field is wrong and why.
fn record(sheet: &Sheet, cx: &Context) -> Result<WorkRecord, Fault> {
    let text = |at: usize| sheet.form.text(at).trim().to_owned();
    if text(WHAT).is_empty() {
        return Err((WHAT, cx.words.work_log.nothing_said.to_owned()));
    }
    let on = date::parse(sheet.form.text(ON), cx.today).ok_or((ON, cx.words.plan.no_date.to_owned()))?;
    if on > cx.today {
        return Err((ON, format!("{on}: {}", cx.words.follow_up.in_future)));
    }
    let (place, who, what) = (text(PLACE), text(WHO), text(WHAT));
    let record = WorkRecord { kind: kind(sheet), on, place, who, what, attachments: Vec::new() };
    let at = |why| if why == CannotPlan::NoOne { WHO } else { WHAT };
    cx.school.may_log(&record).map_err(|why| (at(why), (cx.words.plan.cannot)(why)))?;
    Ok(record)
}

impl Record for LogWork {
    const NAME: &'static str = "work_add";
    const TITLE: Says = |words| words.work_log.new_title;

    fn open(route: &Route, cx: &Context) -> Option<(Self, Sheet)> {
        if !matches!(route, Route::LogWork) {
            return None;
        }
        let words = &cx.words.work_log;
        let kinds = WorkKind::ALL.iter().map(|kind| (words.kind)(*kind).to_owned()).collect();
        let form = Form::new(vec![
            Field::choice(words.of_kind, words.of_kind_hint, kinds, Some(0)),
            Field::prose(words.what, words.what_hint, LONG),
            Field::text(words.who, words.who_hint, SHORT),
            Field::text(words.place, words.place_hint, SHORT),
            Field::plain(words.on, words.on_hint, DATE).with(&cx.today.to_string()),
            Field::choice(cx.words.visit.attachments, cx.words.visit.no_attachments, Vec::new(), None),
        ]);
        Some((LogWork, Sheet::begin(cx, "work".to_owned(), form)))
    }

    fn settle(&mut self, sheet: &mut Sheet, cx: &Context) {
        if let Some(field) = sheet.form.get_mut(ATTACHMENTS) {
            field.beside = sheet.files.told(cx);
        }
    }

    fn recorded(&mut self, sheet: &Sheet, cx: &Context) -> Result<Effect, Fault> {
        let changes = vec![Change::Work { id: WorkId::NEW, to: Some(Box::new(record(sheet, cx)?)) }];
        Ok(Effect::CommitWithFiles { why: Why::LogWork, changes, files: sheet.files.paths() })
    }

    fn said(&self, sheet: &Sheet, cx: &Context) -> String {
        (cx.words.work_log.recorded)(kind(sheet))
    }

    fn first_text(&self) -> usize {
        WHAT
    }

    fn view(&self, sheet: &Sheet, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let rest = header::draw(buf, area, cx.theme, cx.words.work_log.new_title, (sheet.restored(cx), Role::Plain));
        let form = Rect { x: rest.x + 1, width: rest.width.saturating_sub(2), ..rest };
        sheet.form.draw(buf, form, cx.theme)
    }
}

//! Aid that a pupil gets, or several alike: from when to when, how much, by which decision.

use super::super::Route;
use crate::domain::aid::{AidKind, AidRecord};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{AidId, PupilId};
use crate::tui::binding::Says;
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::effect::Effect;
use crate::tui::forms::Fault;
use crate::tui::forms::entry::Entry;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct AidForm {
    pupils: Vec<PupilId>,
    kind: AidKind,
    /// What is said once it is recorded.
    told: String,
}

const FROM: usize = 0;
const UNTIL: usize = 1;
const AMOUNT: usize = 2;
const PAPER: usize = 3;

/// Characters.
const SHORT: usize = 16;
const TEXT: usize = 40;

/// Cells of the box.
const WIDTH: u16 = 66;
const HEIGHT: u16 = 10;

impl AidForm {
    /// Each pupil's aid as typed, or which field is wrong and why.
    fn records(&self, form: &Form, cx: &Context) -> Result<Vec<AidRecord>, Fault> {
        let (words, no_date) = (&cx.words.aid, cx.words.groups.no_date);
        let typed = |field| form.text(field).trim();
        let day = |field| date::parse(typed(field), cx.today).ok_or((field, no_date.to_owned()));
        let until = if typed(UNTIL).is_empty() { None } else { Some(day(UNTIL)?) };
        let amount = match typed(AMOUNT) {
            "" => None,
            amount => Some(amount.parse().map_err(|_| (AMOUNT, words.no_amount.to_owned()))?),
        };
        let paper = typed(PAPER).to_owned();
        let (kind, from) = (self.kind.id, day(FROM)?);
        let record = |pupil: &PupilId| AidRecord { pupil: *pupil, kind, from, until, amount, paper: paper.clone() };
        let records: Vec<AidRecord> = self.pupils.iter().map(record).collect();
        let may = cx.school.may_give_all(&records, cx.who, cx.today);
        may.map_err(|(pupil, why)| (FROM, self.refused(pupil, &(words.cannot)(why), cx)))?;
        Ok(records)
    }

    /// Why it cannot be, of several with the name of whom.
    fn refused(&self, pupil: PupilId, why: &str, cx: &Context) -> String {
        let name = cx.school.pupil(pupil).map_or("", |pupil| pupil.record.name.as_str());
        if self.pupils.len() > 1 { (cx.words.aid.cannot_one)(name, why) } else { why.to_owned() }
    }
}

impl Entry for AidForm {
    const NAME: &'static str = "aid-form";
    const TITLE: Says = |words| words.aid.form_title;

    /// The term's days stand there already: most aid is for one.
    fn open(route: &Route, cx: &Context) -> Option<(Self, Form)> {
        let Route::AidForm(pupils, kind) = route else { return None };
        let (kind, words) = (cx.school.aid_kind(*kind)?, &cx.words.aid);
        let pupils: Vec<PupilId> = pupils.iter().copied().filter(|pupil| cx.school.pupil(*pupil).is_some()).collect();
        let term = cx.school.calendar.term_of(cx.today);
        let from = term.map_or(cx.today, |term| term.first).to_string();
        let until = term.map(|term| term.last.to_string()).unwrap_or_default();
        let form = Form::new(vec![
            Field::plain(words.field_from, "", SHORT).with(&from),
            Field::plain(words.field_until, "", SHORT).with(&until),
            Field::plain(words.field_amount, "", SHORT),
            Field::text(words.field_paper, "", TEXT),
        ]);
        (!pupils.is_empty()).then_some((AidForm { pupils, kind, told: String::new() }, form))
    }

    fn recorded(&mut self, form: &Form, cx: &Context) -> Result<Effect, Fault> {
        let records = self.records(form, cx)?;
        let (kind, words) = (&self.kind.record.name, &cx.words.aid);
        let told = records.first().map(|first| match records.len() {
            1 => (words.recorded)(kind, first.from),
            count => (words.recorded_all)(kind, count, first.from),
        });
        self.told = told.unwrap_or_default();
        let changes = records.into_iter().map(|record| Change::Aid { id: AidId::NEW, to: Some(record) });
        Ok(Effect::Commit { why: Why::GiveAid, changes: changes.collect() })
    }

    fn said(&self, _form: &Form, _cx: &Context) -> String {
        self.told.clone()
    }

    fn view(&self, form: &Form, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let name = match self.pupils[..] {
            [pupil] => cx.school.pupil(pupil).map(|pupil| pupil.record.name.clone()).unwrap_or_default(),
            ref several => (cx.words.aid.all_of)(several.len()),
        };
        let title = format!("{}  {name}  {}", cx.words.aid.form_title, self.kind.record.name);
        let inside = popup::frame(buf, area, cx.theme, &title, WIDTH, HEIGHT);
        form.draw(buf, inside, cx.theme)
    }
}

//! What teaching at home owes at a place (送教课时定额), set from a day on: how often, how many lessons each time and a
//! school year, on what basis.

use super::super::Route;
use crate::domain::entry::{Change, Why};
use crate::domain::plan::Place;
use crate::domain::quota::{CannotOwe, Per, Quota};
use crate::tui::binding::Says;
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::effect::Effect;
use crate::tui::forms::Fault;
use crate::tui::forms::entry::Entry;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::popup;
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct QuotaForm {
    /// The place whose numbers stand in the fields.
    place: Place,
    /// From when what is being recorded holds.
    from: NaiveDate,
}

const PLACE: usize = 0;
const PER: usize = 1;
const VISITS: usize = 2;
const LESSONS: usize = 3;
const YEAR: usize = 4;
const BASIS: usize = 5;
const FROM: usize = 6;

/// Characters of a number, of a date, of a basis.
const DIGITS: usize = 4;
const DATE: usize = 12;
const LONG: usize = 80;

/// Cells of the box.
const WIDTH: u16 = 68;
const HEIGHT: u16 = 13;

impl QuotaForm {
    fn number(form: &Form, at: usize, cx: &Context) -> Result<u16, Fault> {
        let typed = form.text(at).trim().parse();
        typed.map_err(|_| (at, cx.words.plan.no_number.to_owned()))
    }

    /// The numbers as typed and from when they hold, or which field is wrong and why.
    fn quota(&self, form: &Form, cx: &Context) -> Result<(NaiveDate, Quota), Fault> {
        let words = &cx.words.plan;
        let per = form.chosen(PER).and_then(|at| Per::ALL.get(at)).copied();
        let quota = Quota {
            per: per.ok_or_else(|| (PER, words.no_number.to_owned()))?,
            visits: Self::number(form, VISITS, cx)?,
            lessons: Self::number(form, LESSONS, cx)?,
            year: Self::number(form, YEAR, cx)?,
            basis: form.text(BASIS).trim().to_owned(),
        };
        quota.may_hold().map_err(|why| (at_fault(why), (words.cannot_owe)(why)))?;
        let from = date::parse(form.text(FROM), cx.today).ok_or((FROM, words.no_date.to_owned()))?;
        Ok((from, quota.on_its_basis(self.place)))
    }
}

/// The field in which what stands against it is put right.
fn at_fault(why: CannotOwe) -> usize {
    match why {
        CannotOwe::TooManyVisits { .. } => VISITS,
        CannotOwe::NoLessons | CannotOwe::TooManyLessons { .. } => LESSONS,
        CannotOwe::TooManyAYear { .. } => YEAR,
    }
}

fn fill(form: &mut Form, quota: &Quota) {
    form.choose(PER, Per::ALL.iter().position(|per| *per == quota.per));
    for (at, number) in [(VISITS, quota.visits), (LESSONS, quota.lessons), (YEAR, quota.year)] {
        form.set_text(at, &number.to_string());
    }
    form.set_text(BASIS, &quota.basis);
}

impl Entry for QuotaForm {
    const NAME: &'static str = "quota";
    const TITLE: Says = |words| words.plan.quota_title;
    const FOR_THE_SCHOOL: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<(Self, Form)> {
        let Route::Quota(place) = *route else { return None };
        let words = &cx.words.plan;
        let at = Place::OF_PLANS.iter().position(|known| *known == place)?;
        let places = Place::OF_PLANS.map(|place| (words.place)(place).to_owned()).to_vec();
        let pers = Per::ALL.map(|per| (words.per)(per).to_owned()).to_vec();
        let mut form = Form::new(vec![
            Field::choice(words.at_place, "", places, Some(at)),
            Field::choice(words.quota_per, words.quota_per_hint, pers, None),
            Field::plain(words.quota_visits, words.quota_visits_hint, DIGITS),
            Field::plain(words.quota_lessons, words.quota_lessons_hint, DIGITS),
            Field::plain(words.quota_year, words.quota_year_hint, DIGITS),
            Field::text(cx.words.rules.basis, cx.words.rules.basis_hint, LONG),
            Field::plain(cx.words.rules.holds_from, words.quota_from_hint, DATE).with(&cx.today.to_string()),
        ]);
        fill(&mut form, &cx.school.teaching_quota(place, cx.today));
        Some((QuotaForm { place, from: cx.today }, form))
    }

    /// The numbers of the chosen place, as they hold today, take the place of another's.
    fn settle(&mut self, form: &mut Form, cx: &Context) {
        let chosen = form.chosen(PLACE).and_then(|at| Place::OF_PLANS.get(at)).copied();
        if let Some(place) = chosen.filter(|place| *place != self.place) {
            self.place = place;
            fill(form, &cx.school.teaching_quota(place, cx.today));
        }
        let words = &cx.words.plan;
        let held = cx.school.teaching_quota(self.place, cx.today);
        let since = cx.school.quota_since(self.place, cx.today);
        let since = since.map_or(words.usual.to_owned(), |from| (words.quota_since)(from));
        let told = format!("{since}{}{}", cx.words.rules.between, (words.quota_says)(&held));
        if let Some(field) = form.get_mut(PLACE) {
            field.hint = told;
        }
    }

    fn recorded(&mut self, form: &Form, cx: &Context) -> Result<Effect, Fault> {
        let (from, quota) = self.quota(form, cx)?;
        if cx.school.teaching_quota(self.place, from) == quota {
            return Ok(Effect::Say(cx.words.rules.nothing_changed.to_owned()));
        }
        self.from = from;
        let change = Change::Quota { place: self.place, from, to: Some(quota) };
        Ok(Effect::Commit { why: Why::SetPolicy, changes: vec![change] })
    }

    fn said(&self, _form: &Form, cx: &Context) -> String {
        (cx.words.plan.quota_set)(self.place, self.from)
    }

    fn view(&self, form: &Form, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let inside = popup::frame(buf, area, cx.theme, cx.words.plan.quota_title, WIDTH, HEIGHT);
        form.draw(buf, inside, cx.theme)
    }
}

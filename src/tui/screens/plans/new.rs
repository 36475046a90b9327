//! A new plan (立方案): which kind, whose, what it is to reach and how; and the same of one that runs, to be put right
//! (改方案).

use super::super::Route;
use crate::domain::entry::{Change, Why};
use crate::domain::ids::PupilId;
use crate::domain::people::Role as Post;
use crate::domain::plan::{CannotPlan, Cause, Every, MOST_CHARACTERS, Place, Plan, PlanKind, PlanRecord, names};
use crate::tui::binding::Says;
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::effect::Effect;
use crate::tui::forms::Fault;
use crate::tui::forms::record::{Record, Sheet};
use crate::tui::screens::follow_up::{day, frame};
use crate::tui::widgets::form::{Field, Form};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::collections::BTreeSet;

/// Characters of a long text, of a short one, of a date.
const LONG: usize = MOST_CHARACTERS;
const SHORT: usize = 80;
const DATE: usize = 12;

/// The fields, in their order.
const KIND: usize = 0;
const GOAL: usize = 1;
const MEASURES: usize = 2;
const SITUATION: usize = 3;
const SUBJECTS: usize = 4;
const CAUSES: usize = 5;
const PLACE: usize = 6;
const OWNER: usize = 7;
const HELPERS: usize = 8;
const FROM: usize = 9;
const REVIEW: usize = 10;
const ATTACHMENTS: usize = 11;

pub struct NewPlan {
    pupil: PupilId,
    /// The plan that is put right, and as it stood before the writer's eyes; none of a new one.
    amends: Option<Plan>,
}

fn blank(cx: &Context, pupil: PupilId) -> Form {
    let words = &cx.words.plan;
    let class = cx.school.last_class(pupil, cx.today);
    let holders = class.map(|class| cx.school.holders(Post::Homeroom, class, cx.today)).unwrap_or_default();
    let owner = holders.first().map_or(cx.who_name(), |staff| &staff.record.name).to_owned();
    let options = |list: &mut dyn Iterator<Item = &'static str>| list.map(ToOwned::to_owned).collect::<Vec<_>>();
    let kinds = options(&mut PlanKind::ALL.iter().map(|kind| (words.kind)(*kind)));
    let places = options(&mut Place::OF_PLANS.iter().map(|place| (words.place)(*place)));
    let reviews = options(&mut Every::ALL.iter().map(|every| (words.every)(*every)));
    Form::new(vec![
        Field::choice(words.of_kind, words.of_kind_hint, kinds, None),
        Field::prose(words.goal, words.goal_hint, LONG),
        Field::prose(words.measures, words.measures_hint, LONG),
        Field::prose(words.situation, words.situation_hint, LONG),
        Field::text(words.subjects, words.subjects_hint, SHORT),
        Field::text(words.causes, words.causes_hint, SHORT),
        Field::choice(words.at_place, words.at_place_hint, places, Some(0)),
        Field::text(words.owner, words.owner_hint, SHORT).with(&owner),
        Field::text(words.helpers, words.helpers_hint, SHORT),
        Field::plain(words.from, words.from_hint, DATE).with(&cx.today.to_string()),
        Field::choice(words.review, words.review_hint, reviews, None),
        Field::choice(cx.words.visit.attachments, cx.words.visit.no_attachments, Vec::new(), None),
    ])
}

/// The fields as a plan says them.
fn fill(form: &mut Form, record: &PlanRecord, cx: &Context) {
    let words = &cx.words.plan;
    let causes: Vec<&str> = record.causes.iter().map(|cause| (words.cause)(*cause)).collect();
    let owner = cx.school.staff(record.owner).map_or("", |owner| &owner.record.name);
    form.choose(KIND, PlanKind::ALL.iter().position(|kind| *kind == record.kind));
    form.choose(PLACE, Place::OF_PLANS.iter().position(|place| record.taught() == Some(*place)));
    form.choose(REVIEW, Every::ALL.iter().position(|every| *every == record.review));
    let texts = [
        (GOAL, record.goal.as_str()),
        (MEASURES, &record.measures),
        (SITUATION, &record.situation),
        (SUBJECTS, &record.subjects),
        (CAUSES, &causes.join("、")),
        (OWNER, owner),
        (HELPERS, &record.helpers),
        (FROM, &record.from.to_string()),
    ];
    for (at, text) in texts {
        form.set_text(at, text);
    }
}

impl NewPlan {
    fn kind(&self, sheet: &Sheet) -> Option<PlanKind> {
        if let Some(plan) = &self.amends {
            return Some(plan.record.kind);
        }
        sheet.form.chosen(KIND).and_then(|at| PlanKind::ALL.get(at)).copied()
    }

    fn review(&self, sheet: &Sheet, kind: PlanKind) -> Every {
        sheet.form.chosen(REVIEW).and_then(|at| Every::ALL.get(at)).copied().unwrap_or(kind.reviewed())
    }

    fn causes(&self, sheet: &Sheet, cx: &Context) -> Result<BTreeSet<Cause>, Fault> {
        let word = cx.words.plan.cause;
        let read = |name: &str| {
            let cause = Cause::ALL.into_iter().find(|cause| word(*cause) == name || cause.code() == name);
            cause.ok_or_else(|| (CAUSES, (cx.words.plan.no_causes)(name)))
        };
        names(sheet.form.text(CAUSES)).into_iter().map(read).collect()
    }

    /// The plan as typed, or which field is wrong and why.
    fn record(&self, sheet: &Sheet, cx: &Context) -> Result<PlanRecord, Fault> {
        let words = &cx.words.plan;
        let text = |at: usize| sheet.form.text(at).trim().to_owned();
        let kind = self.kind(sheet).ok_or_else(|| (KIND, words.choose_kind.to_owned()))?;
        let owner = cx.school.find_staff(&text(OWNER)).ok_or_else(|| (OWNER, (words.no_owner)(&text(OWNER))))?.id;
        let from = date::parse(sheet.form.text(FROM), cx.today).ok_or((FROM, words.no_date.to_owned()))?;
        let is_taught = kind == PlanKind::HomeTeaching;
        let place = sheet.form.chosen(PLACE).and_then(|at| Place::OF_PLANS.get(at)).copied().unwrap_or(Place::Home);
        // A plan that says no place is one for the home; saying so would be no correction.
        let known = self.amends.as_ref().map(|plan| &plan.record).filter(|known| known.taught() == Some(place));
        Ok(PlanRecord {
            pupil: self.pupil,
            kind,
            owner,
            helpers: text(HELPERS),
            from,
            situation: text(SITUATION),
            goal: text(GOAL),
            measures: text(MEASURES),
            subjects: text(SUBJECTS),
            causes: if kind == PlanKind::Learning { self.causes(sheet, cx)? } else { BTreeSet::new() },
            place: known.map_or(is_taught.then_some(place), |known| known.place),
            review: self.review(sheet, kind),
            closing: None,
            attachments: self.amends.as_ref().map(|plan| plan.record.attachments.clone()).unwrap_or_default(),
        })
    }

    /// What is recorded, or which field is wrong and why.
    fn changes(&mut self, sheet: &Sheet, cx: &Context) -> Result<Vec<Change>, Fault> {
        let record = self.record(sheet, cx)?;
        let refused = |why: CannotPlan| (at_fault(why), (cx.words.plan.cannot)(why));
        let Some(seen) = &self.amends else { return cx.school.begun(record).map_err(refused) };
        let stands = cx.school.plan(seen.id).ok_or_else(|| refused(CannotPlan::NoPlan))?;
        if stands.record != seen.record {
            self.amends = Some(stands.clone());
            return Err((GOAL, cx.words.plan.rewritten.to_owned()));
        }
        match cx.school.amended(stands, record) {
            // Papers alone were added.
            Err(CannotPlan::Unchanged) if !sheet.files.is_empty() => {
                Ok(vec![Change::Plan { id: stands.id, to: Some(Box::new(stands.record.clone())) }])
            }
            amended => amended.map_err(refused),
        }
    }
}

/// The field in which what stands against it is put right.
fn at_fault(why: CannotPlan) -> usize {
    match why {
        CannotPlan::NoGoal => GOAL,
        CannotPlan::NoMeasures => MEASURES,
        CannotPlan::Later(_) | CannotPlan::NotEnrolled | CannotPlan::HelpedBefore(_) => FROM,
        CannotPlan::Unchanged | CannotPlan::Closed(_) => GOAL,
        _ => KIND,
    }
}

impl Record for NewPlan {
    const NAME: &'static str = "plan_new";
    const TITLE: Says = |words| words.plan.new_title;

    fn open(route: &Route, cx: &Context) -> Option<(Self, Sheet)> {
        let (pupil, amends) = match *route {
            Route::NewPlan(pupil) => (pupil, None),
            Route::AmendPlan(id) => cx.school.plan(id).map(|plan| (plan.record.pupil, Some(plan.clone())))?,
            _ => return None,
        };
        cx.school.pupil(pupil)?;
        let mut form = blank(cx, pupil);
        let key = match &amends {
            None => format!("plan/{}", pupil.0),
            Some(plan) => {
                fill(&mut form, &plan.record, cx);
                form.go(GOAL);
                format!("plan/{}/{}", pupil.0, plan.id.0)
            }
        };
        Some((NewPlan { pupil, amends }, Sheet::begin(cx, key, form)))
    }

    /// Fields that a kind does not have are not asked; a review that was not chosen is the kind's.
    fn settle(&mut self, sheet: &mut Sheet, cx: &Context) {
        let kind = self.kind(sheet);
        let shown = [
            (SUBJECTS, matches!(kind, Some(PlanKind::Learning | PlanKind::Inclusive))),
            (CAUSES, kind == Some(PlanKind::Learning)),
            (PLACE, kind == Some(PlanKind::HomeTeaching)),
            // Of a plan that runs the kind stays; of teaching at home so does the first day.
            (KIND, self.amends.is_none()),
            (FROM, self.amends.is_none() || kind != Some(PlanKind::HomeTeaching)),
        ];
        for (at, is_shown) in shown {
            if let Some(field) = sheet.form.get_mut(at) {
                field.hidden = !is_shown;
            }
        }
        if sheet.form.chosen(REVIEW).is_none()
            && let Some(kind) = kind
        {
            sheet.form.choose(REVIEW, Every::ALL.iter().position(|every| *every == kind.reviewed()));
        }
        sheet.put_beside([
            (FROM, day::beside(cx, self.pupil, sheet.form.text(FROM))),
            (ATTACHMENTS, sheet.files.told(cx)),
        ]);
    }

    fn recorded(&mut self, sheet: &Sheet, cx: &Context) -> Result<Effect, Fault> {
        let changes = self.changes(sheet, cx)?;
        Ok(Effect::CommitWithFiles { why: Why::Plan, changes, files: sheet.files.paths() })
    }

    fn said(&self, sheet: &Sheet, cx: &Context) -> String {
        match &self.amends {
            Some(plan) => (cx.words.plan.amended)(plan.record.kind),
            None => {
                let record = self.record(sheet, cx);
                record.map(|record| (cx.words.plan.begun)(record.kind, record.from)).unwrap_or_default()
            }
        }
    }

    /// Of a new plan its page is shown.
    fn then(&self, sheet: &Sheet, cx: &Context) -> Effect {
        let begun = self.kind(sheet).filter(|_| self.amends.is_none());
        let newest = begun.and_then(|kind| {
            let plans = cx.school.plans_of(self.pupil).filter(|plan| plan.record.kind == kind);
            plans.max_by_key(|plan| plan.id)
        });
        newest.map_or(Effect::Back, |plan| Effect::Switch(Route::Plan(plan.id)))
    }

    fn first_text(&self) -> usize {
        GOAL
    }

    fn view(&self, sheet: &Sheet, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let title = if self.amends.is_some() { cx.words.plan.edit_title } else { cx.words.plan.new_title };
        let rest = frame::heading(cx, title, self.pupil, sheet.restored(cx), buf, area);
        let form = Rect { x: rest.x + 1, width: rest.width.saturating_sub(2), ..rest };
        sheet.form.draw(buf, form, cx.theme)
    }
}

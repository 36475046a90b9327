//! A plan is closed (方案结案): what came of it, and of teaching at home to which class the pupil comes back.

use super::super::Route;
use crate::domain::class::Class;
use crate::domain::entry::Why;
use crate::domain::ids::PlanId;
use crate::domain::plan::{CannotPlan, PlanClosing};
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

pub struct ClosePlan {
    plan: PlanId,
    /// The pupil is still on no roll.
    off_roll: bool,
}

const RESULT: usize = 0;
const ON: usize = 1;
const BACK_TO: usize = 2;

/// Characters.
const LONG: usize = 300;
const SHORT: usize = 20;

/// Cells of the box.
const WIDTH: u16 = 68;
const HEIGHT: u16 = 9;

impl ClosePlan {
    /// The closing as typed, or which field is wrong and why.
    fn closing(&self, form: &Form, cx: &Context) -> Result<PlanClosing, Fault> {
        let words = &cx.words.plan;
        let on = date::parse(form.text(ON), cx.today).ok_or((ON, words.no_date.to_owned()))?;
        if on > cx.today {
            return Err((ON, format!("{on}: {}", cx.words.follow_up.in_future)));
        }
        let back_to = match form.text(BACK_TO).trim() {
            typed if self.off_roll && !typed.is_empty() => {
                let class = typed.parse::<Class>().ok().filter(|class| cx.school.knows_class(*class));
                Some(class.ok_or((BACK_TO, words.no_class.to_owned()))?)
            }
            _ => None,
        };
        Ok(PlanClosing { on, result: form.text(RESULT).trim().to_owned(), back_to })
    }
}

/// The field in which what stands against it is put right.
fn at_fault(why: CannotPlan) -> usize {
    match why {
        CannotPlan::NeedsClass => BACK_TO,
        CannotPlan::NoResult => RESULT,
        _ => ON,
    }
}

impl Entry for ClosePlan {
    const NAME: &'static str = "plan_close";
    const TITLE: Says = |words| words.plan.close_title;

    fn open(route: &Route, cx: &Context) -> Option<(Self, Form)> {
        let Route::ClosePlan(id) = *route else { return None };
        let (plan, words) = (cx.school.plan(id)?, &cx.words.plan);
        let off_roll = cx.school.is_taught_at_home(plan);
        let class = cx.school.last_class(plan.record.pupil, cx.today).map(|class| class.to_string());
        let mut back_to = Field::text(words.back_to, words.back_to_hint, SHORT).with(&class.unwrap_or_default());
        back_to.hidden = !off_roll;
        let form = Form::new(vec![
            Field::prose(words.result, words.result_hint, LONG),
            Field::plain(words.on_day, words.on_day_hint, SHORT).with(&cx.today.to_string()),
            back_to,
        ]);
        Some((ClosePlan { plan: id, off_roll }, form))
    }

    fn recorded(&mut self, form: &Form, cx: &Context) -> Result<Effect, Fault> {
        let refused = |why: CannotPlan| (at_fault(why), (cx.words.plan.cannot)(why));
        let plan = cx.school.plan(self.plan).ok_or_else(|| refused(CannotPlan::NoPlan))?;
        let changes = cx.school.ended(plan, self.closing(form, cx)?).map_err(refused)?;
        Ok(Effect::Commit { why: Why::Plan, changes })
    }

    fn said(&self, _form: &Form, cx: &Context) -> String {
        let plan = cx.school.plan(self.plan).map(|plan| &plan.record);
        let closed = plan.and_then(|plan| Some((plan.kind, plan.closing.as_ref()?.on)));
        closed.map(|(kind, on)| (cx.words.plan.ended)(kind, on)).unwrap_or_default()
    }

    fn view(&self, form: &Form, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let inside = popup::frame(buf, area, cx.theme, cx.words.plan.close_title, WIDTH, HEIGHT);
        form.draw(buf, inside, cx.theme)
    }
}

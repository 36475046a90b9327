//! A plan is closed (方案结案): what came of it, and of teaching at home to which class the pupil comes back.

use super::super::Route;
use crate::domain::class::Class;
use crate::domain::entry::Why;
use crate::domain::ids::PlanId;
use crate::domain::plan::{CannotPlan, PlanClosing};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct ClosePlan {
    plan: PlanId,
    /// The pupil is still on no roll.
    off_roll: bool,
    form: Form,
    saving: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
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
    fn closing(&self, cx: &Context) -> Result<PlanClosing, (usize, String)> {
        let words = &cx.words.plan;
        let on = date::parse(self.form.text(ON), cx.today).ok_or((ON, words.no_date.to_owned()))?;
        if on > cx.today {
            return Err((ON, format!("{on}: {}", cx.words.follow_up.in_future)));
        }
        let back_to = match self.form.text(BACK_TO).trim() {
            typed if self.off_roll && !typed.is_empty() => {
                let class = typed.parse::<Class>().ok().filter(|class| cx.school.knows_class(*class));
                Some(class.ok_or((BACK_TO, words.no_class.to_owned()))?)
            }
            _ => None,
        };
        Ok(PlanClosing { on, result: self.form.text(RESULT).trim().to_owned(), back_to })
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(plan) = cx.school.plan(self.plan) else { return Vec::new() };
        let refused = |why: CannotPlan| (at_fault(why), (cx.words.plan.cannot)(why));
        let ended = self.closing(cx).and_then(|closing| cx.school.ended(plan, closing).map_err(refused));
        match ended {
            Ok(changes) => {
                self.saving = true;
                vec![Effect::Commit { why: Why::Plan, changes }]
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
        CannotPlan::NeedsClass => BACK_TO,
        CannotPlan::NoResult => RESULT,
        _ => ON,
    }
}

impl Screen for ClosePlan {
    type Act = Act;
    const NAME: &'static str = "plan_close";
    const TITLE: Says = |words| words.plan.close_title;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.keys.save, rank: 10 }];
    const STEERS: Steers = Steers::Form;
    const POPUP: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
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
        Some(ClosePlan { plan: id, off_roll, form, saving: false })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Save if self.saving => Allowed::No(cx.words.tui.is_saving),
            Act::Save => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Save => self.save(cx),
        }
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        self.saving = false;
        let plan = cx.school.plan(self.plan);
        match (ended, plan.and_then(|plan| Some((plan.record.kind, plan.record.closing.as_ref()?.on)))) {
            (Ended::Recorded, Some((kind, on))) => vec![Effect::Back, Effect::Say((cx.words.plan.ended)(kind, on))],
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let inside = popup::frame(buf, area, cx.theme, cx.words.plan.close_title, WIDTH, HEIGHT);
        self.form.draw(buf, inside, cx.theme)
    }
}

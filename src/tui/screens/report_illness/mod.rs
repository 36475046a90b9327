//! The report of a cluster of illness (疫情报告): which, to whom, what was said. Recording it discharges the duty.

#[cfg(test)]
mod tests;

use super::Route;
use crate::domain::entry::{Change, Why};
use crate::domain::health::Cluster;
use crate::domain::ids::StepId;
use crate::domain::people::Role as Post;
use crate::domain::step::{About, Step, StepRecord};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct ReportIllness {
    /// Those still to be reported, in the order of the choice.
    clusters: Vec<Cluster>,
    form: Form,
    /// What the form proposed to say, while nobody has written over it.
    proposed: String,
    saving: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
}

const WHICH: usize = 0;
const TO: usize = 1;
const SAID: usize = 2;

/// As many as digits can choose from.
const MOST: usize = 9;
/// Characters.
const SHORT: usize = 80;
const LONG: usize = 300;
/// Cells of the box.
const WIDTH: u16 = 68;
const HEIGHT: u16 = 12;

impl ReportIllness {
    fn chosen(&self) -> Option<&Cluster> {
        self.form.chosen(WHICH).and_then(|at| self.clusters.get(at))
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        let Some(class) = self.chosen().and_then(|cluster| cluster.classes.first()).copied() else { return Vec::new() };
        let (to, said) = (self.form.text(TO).trim().to_owned(), self.form.text(SAID).trim().to_owned());
        if to.is_empty() {
            self.form.blame(TO, cx.words.health.say_to.to_owned());
            return Vec::new();
        }
        self.saving = true;
        let step = Step::ReportedIllness { to, said };
        let record = StepRecord { about: About::Class(class), at: cx.now, step, attachments: Vec::new() };
        vec![Effect::Commit { why: Why::TakeStep, changes: vec![Change::Step { id: StepId::NEW, to: Some(record) }] }]
    }
}

/// What there is to say of a cluster: where, what, how many, since when, and who.
fn account(cluster: &Cluster, cx: &Context) -> String {
    let names = cluster.pupils.iter().filter_map(|pupil| cx.school.pupil(*pupil));
    let names: Vec<&str> = names.map(|pupil| pupil.record.name.as_str()).collect();
    format!("{}：{}", (cx.words.health.cluster)(cluster), names.join("、")).chars().take(LONG).collect()
}

/// The epidemic reporters (疫情报告人) of the class.
fn reporters(cluster: &Cluster, cx: &Context) -> String {
    let class = cluster.classes.first();
    let holders = class.map(|class| cx.school.holders(Post::EpidemicReporter, *class, cx.today)).unwrap_or_default();
    let names: Vec<&str> = holders.iter().map(|staff| staff.record.name.as_str()).collect();
    format!("{} {}", (cx.words.domain.role)(Post::EpidemicReporter), names.join("、")).trim().to_owned()
}

impl Screen for ReportIllness {
    type Act = Act;
    const NAME: &'static str = "report-illness";
    const TITLE: Says = |words| words.health.report;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.keys.save, rank: 10 }];
    const STEERS: Steers = Steers::Form;
    const POPUP: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::ReportIllness(scope) = *route else { return None };
        let clusters = cx.school.clusters(cx.now, scope).into_iter().filter(|cluster| cluster.owed.is_some());
        let clusters: Vec<Cluster> = clusters.take(MOST).collect();
        let first = clusters.first()?;
        let words = &cx.words.health;
        let options = clusters.iter().map(words.cluster).collect();
        let (to, said) = (reporters(first, cx), account(first, cx));
        let mut form = Form::new(vec![
            Field::choice(words.which, words.which_hint, options, Some(0)),
            Field::text(words.to, words.to_hint, SHORT).with(&to),
            Field::text(words.said, words.said_hint, LONG).with(&said),
        ]);
        if clusters.len() == 1 {
            form.next();
        }
        Some(ReportIllness { clusters, form, proposed: said, saving: false })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    /// What is proposed follows the choice; what somebody wrote stays.
    fn edited(&mut self, cx: &Context) -> Vec<Effect> {
        if self.form.at() == WHICH && self.form.text(SAID) == self.proposed {
            let said = self.chosen().map(|cluster| account(cluster, cx)).unwrap_or_default();
            self.form.set_text(SAID, &said);
            self.proposed = said;
        }
        Vec::new()
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
        match ended {
            Ended::Recorded => vec![Effect::Back, Effect::Say(cx.words.health.reported.to_owned())],
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let inside = popup::frame(buf, area, cx.theme, cx.words.health.report, WIDTH, HEIGHT);
        self.form.draw(buf, inside, cx.theme)
    }
}

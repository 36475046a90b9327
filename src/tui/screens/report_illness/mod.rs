//! The report of a cluster of illness (疫情报告): which, to whom, what was said. Recording it discharges the duty.

#[cfg(test)]
mod tests;

use super::Route;
use crate::domain::entry::{Change, Why};
use crate::domain::health::Cluster;
use crate::domain::ids::StepId;
use crate::domain::people::Role as Post;
use crate::domain::step::{About, Step, StepRecord};
use crate::tui::binding::Says;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::forms::Fault;
use crate::tui::forms::entry::Entry;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct ReportIllness {
    /// Those still to be reported, in the order of the choice.
    clusters: Vec<Cluster>,
    /// What the form proposed to say, while nobody has written over it.
    proposed: String,
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
    fn chosen(&self, form: &Form) -> Option<&Cluster> {
        form.chosen(WHICH).and_then(|at| self.clusters.get(at))
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

impl Entry for ReportIllness {
    const NAME: &'static str = "report-illness";
    const TITLE: Says = |words| words.health.report;

    fn open(route: &Route, cx: &Context) -> Option<(Self, Form)> {
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
        Some((ReportIllness { clusters, proposed: said }, form))
    }

    /// What is proposed follows the choice; what somebody wrote stays.
    fn settle(&mut self, form: &mut Form, cx: &Context) {
        if form.at() == WHICH && form.text(SAID) == self.proposed {
            let said = self.chosen(form).map(|cluster| account(cluster, cx)).unwrap_or_default();
            form.set_text(SAID, &said);
            self.proposed = said;
        }
    }

    fn recorded(&mut self, form: &Form, cx: &Context) -> Result<Effect, Fault> {
        let class = self.chosen(form).and_then(|cluster| cluster.classes.first()).copied();
        let class = class.ok_or((WHICH, cx.words.health.which_hint.to_owned()))?;
        let (to, said) = (form.text(TO).trim().to_owned(), form.text(SAID).trim().to_owned());
        if to.is_empty() {
            return Err((TO, cx.words.health.say_to.to_owned()));
        }
        let step = Step::ReportedIllness { to, said };
        let record = StepRecord { about: About::Class(class), at: cx.now, step, attachments: Vec::new() };
        Ok(Effect::Commit { why: Why::TakeStep, changes: vec![Change::Step { id: StepId::NEW, to: Some(record) }] })
    }

    fn said(&self, _form: &Form, cx: &Context) -> String {
        cx.words.health.reported.to_owned()
    }

    fn view(&self, form: &Form, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let inside = popup::frame(buf, area, cx.theme, cx.words.health.report, WIDTH, HEIGHT);
        form.draw(buf, inside, cx.theme)
    }
}

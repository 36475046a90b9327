//! The whole state of the screens.

use super::context::Context;
use super::effect::{Effect, Task};
use super::event::Ticket;
use super::screen::AnyScreen;
use super::screens::{self, Route};
use chrono::NaiveDate;

pub struct Model {
    pub cx: Context,
    /// Screens on top of each other; the last has the keys. Never empty.
    pub(super) layers: Vec<Layer>,
    /// What was said last, until the next key.
    pub said: Option<String>,
    next_ticket: u64,
    /// The day up to which rolls are being read, once it was asked for.
    reaching: Option<NaiveDate>,
}

pub(super) struct Layer {
    pub ticket: Ticket,
    pub screen: Box<dyn AnyScreen>,
}

impl Layer {
    fn reads(&self) -> Option<Task> {
        self.screen.reads().map(|effect| Task { ticket: self.ticket, effect })
    }
}

impl Model {
    /// Starts with a screen; none where the route leads nowhere.
    pub fn new(cx: Context, route: &Route) -> Option<Model> {
        let screen = screens::open(route, &cx)?;
        let first = Layer { ticket: Ticket(0), screen };
        Some(Model { cx, layers: vec![first], said: None, next_ticket: 1, reaching: None })
    }

    pub(super) fn push(&mut self, screen: Box<dyn AnyScreen>) {
        let ticket = Ticket(self.next_ticket);
        self.next_ticket += 1;
        self.layers.push(Layer { ticket, screen });
    }

    /// The layer that has the keys, and what it may ask for.
    pub(super) fn top_mut(&mut self) -> Option<(&mut Layer, &Context)> {
        self.layers.last_mut().map(|layer| (layer, &self.cx))
    }

    pub(super) fn top(&self) -> Option<&dyn AnyScreen> {
        self.layers.last().map(|layer| layer.screen.as_ref())
    }

    /// Name of the screen that has the keys.
    pub fn on(&self) -> &'static str {
        self.top().map_or("", |screen| screen.name())
    }

    pub fn is_unsaved(&self) -> bool {
        self.layers.iter().any(|layer| layer.screen.is_unsaved())
    }

    /// What the screens want read beside the school.
    pub(super) fn reads(&self) -> Vec<Task> {
        self.layers.iter().filter_map(Layer::reads).collect()
    }

    pub(super) fn reads_on_top(&self) -> Vec<Task> {
        self.layers.last().and_then(Layer::reads).into_iter().collect()
    }

    /// Asks, once, for the rolls of days that a screen looks at and that are not here.
    pub(super) fn reach_back(&mut self) -> Option<Task> {
        let wanted = self.layers.iter().filter_map(|layer| layer.screen.reaches_back_to(&self.cx));
        let day = wanted.filter(|day| !self.cx.school.reaches_back_to(*day)).min()?;
        if self.reaching.is_some_and(|asked| asked <= day) {
            return None;
        }
        self.reaching = Some(day);
        self.said = Some(self.cx.words.tui.reaching_back.to_owned());
        self.layers.last().map(|layer| Task { ticket: layer.ticket, effect: Effect::ReachBack(day) })
    }

    pub(super) fn refresh(&mut self) {
        for layer in &mut self.layers {
            layer.screen.refresh(&self.cx);
        }
    }
}

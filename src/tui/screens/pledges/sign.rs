//! The signature under a responsibility letter (责任书签字): who, and when, with the signed letter attached.

use super::super::Route;
use crate::domain::entry::{Change, Why};
use crate::domain::pledge::{PledgeKey, Side, Signed};
use crate::domain::school_year::days_of_school_year;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::effect::{Answer, Effect};
use crate::tui::forms::files::Files;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct SignForm {
    key: PledgeKey,
    /// Whose letter it is, as shown over the form.
    whose: String,
    form: Form,
    files: Files,
    /// The signature as it stood before the writer's eyes.
    seen: Option<Signed>,
    saving: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
    Attach,
    Detach,
}

const ON: usize = 0;
const BY: usize = 1;
const ATTACHMENTS: usize = 2;

/// Characters.
const SHORT: usize = 40;

/// Cells of the box.
const WIDTH: u16 = 66;
const HEIGHT: u16 = 11;

impl SignForm {
    /// The signature as typed, or which field is wrong and why.
    fn signed(&self, cx: &Context) -> Result<Signed, (usize, String)> {
        let on = date::parse(self.form.text(ON), cx.today).ok_or((ON, cx.words.plan.no_date.to_owned()))?;
        let (first, last) = days_of_school_year(self.key.year);
        if on > cx.today {
            return Err((ON, format!("{on}: {}", cx.words.follow_up.in_future)));
        }
        if on < first || on > last {
            return Err((ON, format!("{on}: {first} .. {last}")));
        }
        let stands = cx.school.signature(self.key);
        if let Some(known) = stands.filter(|known| Some(&known.signed) != self.seen.as_ref()) {
            let by = cx.school.staff(known.recorded_by).map_or("", |staff| &staff.record.name);
            return Err((ON, (cx.words.pledge.signed_already)(&self.whose, known.signed.on, by)));
        }
        Ok(Signed { on, by: self.form.text(BY).trim().to_owned(), attachments: Vec::new() })
    }

    fn settle(&mut self, cx: &Context) {
        if let Some(field) = self.form.get_mut(ATTACHMENTS) {
            field.beside = self.files.told(cx);
        }
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        match self.signed(cx) {
            Ok(signed) => {
                self.saving = true;
                let mut to = signed;
                // What was attached to an earlier signature stays.
                if let Some(known) = cx.school.signature(self.key) {
                    to.attachments.clone_from(&known.signed.attachments);
                }
                let changes = vec![Change::Pledge { key: self.key, to: Some(to) }];
                vec![Effect::CommitWithFiles { why: Why::SignPledge, changes, files: self.files.paths() }]
            }
            Err((at, fault)) => {
                self.form.blame(at, fault);
                Vec::new()
            }
        }
    }
}

impl Screen for SignForm {
    type Act = Act;
    const NAME: &'static str = "pledge_sign";
    const TITLE: Says = |words| words.pledge.sign_title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.keys.save, rank: 10 },
        Binding { keys: &[Key::F(6), Key::Char('+')], act: Act::Attach, says: |words| words.visit.attach, rank: 20 },
        Binding { keys: &[Key::F(7), Key::Char('-')], act: Act::Detach, says: |words| words.visit.detach, rank: 67 },
    ];
    const STEERS: Steers = Steers::Form;
    const POPUP: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::SignPledge(key) = *route else { return None };
        let pledges = cx.school.pledges(key.year, &[key.level], cx.today);
        let pledge = pledges.into_iter().find(|pledge| pledge.key == key)?;
        let words = &cx.words.pledge;
        let guardian = match &pledge.second {
            Side::Guardian { name, .. } => name.clone(),
            Side::Staff { .. } | Side::Outside | Side::School => String::new(),
        };
        let (on, by) = match &pledge.signed {
            Some(signed) => (signed.on, signed.by.clone()),
            None => (cx.today, guardian),
        };
        let form = Form::new(vec![
            Field::plain(words.on, words.on_hint, SHORT).with(&on.to_string()),
            Field::text(words.who, words.who_hint, SHORT).with(&by),
            Field::choice(cx.words.visit.attachments, cx.words.visit.no_attachments, Vec::new(), None),
        ]);
        let whose = (words.side)(&pledge.second);
        let seen = pledge.signed;
        Some(SignForm { key, whose, form, files: Files::default(), seen, saving: false })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Save if self.saving => Allowed::No(cx.words.tui.is_saving),
            Act::Save | Act::Attach => Allowed::Yes,
            Act::Detach if self.files.is_empty() => Allowed::No(cx.words.visit.nothing_attached),
            Act::Detach => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Save => self.save(cx),
            Act::Attach => self.files.pick(cx),
            Act::Detach => {
                self.files.drop_last();
                self.settle(cx);
                Vec::new()
            }
        }
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        let Answer::File(file) = answer else { return Vec::new() };
        let is_new = self.files.add(file);
        self.settle(cx);
        if is_new { Vec::new() } else { vec![Effect::Say(cx.words.visit.is_attached.to_owned())] }
    }

    fn refresh(&mut self, cx: &Context) {
        self.settle(cx);
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        self.saving = false;
        match (ended, cx.school.signature(self.key)) {
            (Ended::Recorded, Some(signed)) => {
                vec![Effect::Back, Effect::Say((cx.words.pledge.recorded)(&self.whose, signed.signed.on))]
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let title = format!("{}: {}", cx.words.pledge.sign_title, self.whose);
        let inside = popup::frame(buf, area, cx.theme, &title, WIDTH, HEIGHT);
        self.form.draw(buf, inside, cx.theme)
    }
}

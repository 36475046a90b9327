//! A pupil is entered into a key group: which, from when, on whose word.

use super::super::Route;
use super::entering::enterable;
use crate::domain::entry::{Change, Why};
use crate::domain::groups::MembershipRecord;
use crate::domain::ids::{MembershipId, PupilId};
use crate::domain::people::KeyGroup;
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

pub struct GroupForm {
    pupil: PupilId,
    /// Those that the person who sits here may enter, in the order of the choice.
    kinds: Vec<KeyGroup>,
    form: Form,
    /// What is said once it is recorded.
    saving: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Next,
    Save,
}

const KIND: usize = 0;
const SOURCE: usize = 1;
const GROUND: usize = 2;
const FROM: usize = 3;
const UNTIL: usize = 4;

/// Characters.
const TEXT: usize = 40;
const DATE: usize = 16;

/// Cells of the box.
const WIDTH: u16 = 72;
const HEIGHT: u16 = 13;

impl GroupForm {
    /// The membership as typed, or which field is wrong and why.
    fn record(&self, cx: &Context) -> Result<MembershipRecord, (usize, String)> {
        let words = &cx.words.groups;
        let kind = self.form.chosen(KIND).and_then(|at| self.kinds.get(at)).copied();
        let kind = kind.ok_or((KIND, words.which.to_owned()))?;
        let source = self.form.text(SOURCE).trim().to_owned();
        if source.is_empty() {
            return Err((SOURCE, words.source_missing.to_owned()));
        }
        let day = |field| date::parse(self.form.text(field), cx.today).ok_or((field, words.no_date.to_owned()));
        let until = if self.form.text(UNTIL).trim().is_empty() { None } else { Some(day(UNTIL)?) };
        let ground = self.form.text(GROUND).trim().to_owned();
        let record = MembershipRecord { pupil: self.pupil, kind, from: day(FROM)?, until, source, ground };
        cx.school.may_join(&record, cx.who, cx.today).map_err(|why| (KIND, (words.cannot)(why)))?;
        Ok(record)
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        match self.record(cx) {
            Ok(record) => {
                self.saving = Some((cx.words.groups.entered)(record.kind, record.from));
                let change = Change::Membership { id: MembershipId::NEW, to: Some(record) };
                vec![Effect::Commit { why: Why::EnterGroup, changes: vec![change] }]
            }
            Err((field, fault)) => {
                self.form.blame(field, fault);
                Vec::new()
            }
        }
    }
}

impl Screen for GroupForm {
    type Act = Act;
    const NAME: &'static str = "group-form";
    const TITLE: Says = |words| words.groups.form_title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Next, says: |words| words.keys.next_field, rank: 10 },
        Binding { keys: &[Key::F(2), Key::Enter], act: Act::Save, says: |words| words.keys.save, rank: 11 },
    ];
    const STEERS: Steers = Steers::Form;
    const POPUP: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::GroupForm(pupil) = *route else { return None };
        let class = cx.school.last_class(pupil, cx.today)?;
        let words = &cx.words.groups;
        let may = |kind: &KeyGroup| cx.school.may_enter_group(cx.who, *kind, class, cx.today).is_ok();
        let kinds: Vec<KeyGroup> = enterable().filter(may).collect();
        let options = kinds.iter().map(|kind| (cx.words.domain.group)(*kind).to_owned()).collect();
        let form = Form::new(vec![
            Field::choice(words.field_kind, cx.words.plan.of_kind_hint, options, None),
            Field::text(words.field_source, words.source_missing, TEXT),
            Field::text(words.field_ground, "", TEXT),
            Field::plain(words.field_from, "", DATE).with(&cx.today.to_string()),
            Field::plain(words.field_until, "", DATE),
        ]);
        Some(GroupForm { pupil, kinds, form, saving: None })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Next => Allowed::when(!self.form.is_last()),
            Act::Save if self.saving.is_some() => Allowed::No(cx.words.tui.is_saving),
            Act::Save => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Save => self.save(cx),
            Act::Next => {
                self.form.next();
                Vec::new()
            }
        }
    }

    fn done(&mut self, ended: Ended, _cx: &Context) -> Vec<Effect> {
        match self.saving.take().filter(|_| ended == Ended::Recorded) {
            Some(said) => vec![Effect::Back, Effect::Say(said)],
            None => Vec::new(),
        }
    }

    fn is_unsaved(&self) -> bool {
        !self.form.text(SOURCE).trim().is_empty()
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let name = cx.school.pupil(self.pupil).map_or("", |pupil| pupil.record.name.as_str());
        let title = format!("{}  {name}", cx.words.groups.form_title);
        let inside = popup::frame(buf, area, cx.theme, &title, WIDTH, HEIGHT);
        self.form.draw(buf, inside, cx.theme)
    }
}

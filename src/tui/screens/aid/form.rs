//! Aid that a pupil gets: from when to when, how much, by which decision.

use super::super::Route;
use crate::domain::aid::{AidKind, AidRecord};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::{AidId, PupilId};
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

pub struct AidForm {
    pupil: PupilId,
    kind: AidKind,
    form: Form,
    /// What is said once it is recorded.
    saving: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
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
    /// The aid as typed, or which field is wrong and why.
    fn record(&self, cx: &Context) -> Result<AidRecord, (usize, String)> {
        let (words, no_date) = (&cx.words.aid, cx.words.groups.no_date);
        let typed = |field| self.form.text(field).trim();
        let day = |field| date::parse(typed(field), cx.today).ok_or((field, no_date.to_owned()));
        let until = if typed(UNTIL).is_empty() { None } else { Some(day(UNTIL)?) };
        let amount = match typed(AMOUNT) {
            "" => None,
            amount => Some(amount.parse().map_err(|_| (AMOUNT, words.no_amount.to_owned()))?),
        };
        let paper = typed(PAPER).to_owned();
        let record = AidRecord { pupil: self.pupil, kind: self.kind.id, from: day(FROM)?, until, amount, paper };
        cx.school.may_give(&record, cx.who, cx.today).map_err(|why| (FROM, (words.cannot)(why)))?;
        Ok(record)
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        match self.record(cx) {
            Ok(record) => {
                self.saving = Some((cx.words.aid.recorded)(&self.kind.record.name, record.from));
                let change = Change::Aid { id: AidId::NEW, to: Some(record) };
                vec![Effect::Commit { why: Why::GiveAid, changes: vec![change] }]
            }
            Err((field, fault)) => {
                self.form.blame(field, fault);
                Vec::new()
            }
        }
    }
}

impl Screen for AidForm {
    type Act = Act;
    const NAME: &'static str = "aid-form";
    const TITLE: Says = |words| words.aid.form_title;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.keys.save, rank: 10 }];
    const STEERS: Steers = Steers::Form;
    const POPUP: bool = true;

    /// The term's days stand there already: most aid is for one.
    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::AidForm(pupil, kind) = *route else { return None };
        let (kind, words) = (cx.school.aid_kind(kind)?, &cx.words.aid);
        let term = cx.school.calendar.term_of(cx.today);
        let from = term.map_or(cx.today, |term| term.first).to_string();
        let until = term.map(|term| term.last.to_string()).unwrap_or_default();
        let form = Form::new(vec![
            Field::plain(words.field_from, "", SHORT).with(&from),
            Field::plain(words.field_until, "", SHORT).with(&until),
            Field::plain(words.field_amount, "", SHORT),
            Field::text(words.field_paper, "", TEXT),
        ]);
        cx.school.pupil(pupil)?;
        Some(AidForm { pupil, kind, form, saving: None })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Save if self.saving.is_some() => Allowed::No(cx.words.staff.is_saving),
            Act::Save => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Save => self.save(cx),
        }
    }

    fn done(&mut self, ended: Ended, _cx: &Context) -> Vec<Effect> {
        match self.saving.take().filter(|_| ended == Ended::Recorded) {
            Some(said) => vec![Effect::Back, Effect::Say(said)],
            None => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let name = cx.school.pupil(self.pupil).map_or("", |pupil| pupil.record.name.as_str());
        let title = format!("{}  {name}  {}", cx.words.aid.form_title, self.kind.record.name);
        let inside = popup::frame(buf, area, cx.theme, &title, WIDTH, HEIGHT);
        self.form.draw(buf, inside, cx.theme)
    }
}

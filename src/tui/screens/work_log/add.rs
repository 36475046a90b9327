//! A line of the work log: a meeting, a training, a piece of publicity, with its files.

use super::super::Route;
use crate::domain::entry::{Change, Why};
use crate::domain::ids::WorkId;
use crate::domain::plan::MOST_CHARACTERS;
use crate::domain::work_log::{WorkKind, WorkRecord};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::effect::{Answer, Effect};
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers, say_left_out};
use crate::tui::screens::follow_up::draft::Draft;
use crate::tui::screens::follow_up::files::Files;
use crate::tui::theme::Role;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::header;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

/// Characters of a long text, of a short one, of a date.
const LONG: usize = MOST_CHARACTERS;
const SHORT: usize = 80;
const DATE: usize = 12;

/// The fields, in their order.
const KIND: usize = 0;
const WHAT: usize = 1;
const WHO: usize = 2;
const PLACE: usize = 3;
const ON: usize = 4;
const ATTACHMENTS: usize = 5;

pub struct LogWork {
    form: Form,
    draft: Draft,
    files: Files,
    saving: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
    Attach,
    Detach,
    Leave,
}

impl LogWork {
    fn kind(&self) -> WorkKind {
        self.form.chosen(KIND).and_then(|at| WorkKind::ALL.get(at)).copied().unwrap_or(WorkKind::Other)
    }

    fn settle(&mut self, cx: &Context) {
        if let Some(field) = self.form.get_mut(ATTACHMENTS) {
            field.beside = self.files.told(cx);
        }
    }

    /// The line as typed, or which field is wrong and why.
    fn record(&self, cx: &Context) -> Result<WorkRecord, (usize, String)> {
        let text = |at: usize| self.form.text(at).trim().to_owned();
        if text(WHAT).is_empty() {
            return Err((WHAT, cx.words.work_log.nothing_said.to_owned()));
        }
        let on = date::parse(self.form.text(ON), cx.today).ok_or((ON, cx.words.plan.no_date.to_owned()))?;
        if on > cx.today {
            return Err((ON, format!("{on}: {}", cx.words.follow_up.in_future)));
        }
        let (place, who, what) = (text(PLACE), text(WHO), text(WHAT));
        Ok(WorkRecord { kind: self.kind(), on, place, who, what, attachments: Vec::new() })
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        match self.record(cx) {
            Ok(record) => {
                self.saving = true;
                let changes = vec![Change::Work { id: WorkId::NEW, to: Some(Box::new(record)) }];
                vec![Effect::CommitWithFiles { why: Why::LogWork, changes, files: self.files.paths() }]
            }
            Err((at, fault)) => {
                self.form.blame(at, fault);
                Vec::new()
            }
        }
    }
}

impl Screen for LogWork {
    type Act = Act;
    const NAME: &'static str = "work_add";
    const TITLE: Says = |words| words.work_log.new_title;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.keys.save, rank: 10 },
        Binding { keys: &[Key::F(6), Key::Char('+')], act: Act::Attach, says: |words| words.visit.attach, rank: 20 },
        Binding { keys: &[Key::F(7), Key::Char('-')], act: Act::Detach, says: |words| words.visit.detach, rank: 67 },
        Binding { keys: &[Key::Esc], act: Act::Leave, says: |words| words.follow_up.later, rank: 66 },
    ];
    const STEERS: Steers = Steers::Form;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        if !matches!(route, Route::LogWork) {
            return None;
        }
        let words = &cx.words.work_log;
        let kinds = WorkKind::ALL.iter().map(|kind| (words.kind)(*kind).to_owned()).collect();
        let mut form = Form::new(vec![
            Field::choice(words.of_kind, words.of_kind_hint, kinds, Some(0)),
            Field::prose(words.what, words.what_hint, LONG),
            Field::text(words.who, words.who_hint, SHORT),
            Field::text(words.place, words.place_hint, SHORT),
            Field::plain(words.on, words.on_hint, DATE).with(&cx.today.to_string()),
            Field::choice(cx.words.visit.attachments, cx.words.visit.no_attachments, Vec::new(), None),
        ]);
        let (draft, kept) = Draft::begin(cx, "work".to_owned(), &mut form);
        Some(LogWork { form, draft, files: Files::kept(&kept), saving: false })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            _ if self.saving => Allowed::No(cx.words.plan.is_saving),
            Act::Save | Act::Attach => Allowed::Yes,
            Act::Detach if self.files.is_empty() => Allowed::No(cx.words.visit.nothing_attached),
            Act::Detach => Allowed::Yes,
            Act::Leave => Allowed::when(self.is_unsaved()),
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Save => self.save(cx),
            Act::Attach => self.files.pick(cx),
            Act::Detach => {
                self.files.drop_last();
                self.edited(cx)
            }
            Act::Leave => Draft::leave(cx),
        }
    }

    fn answered(&mut self, answer: Answer, cx: &Context) -> Vec<Effect> {
        let Answer::File(file) = answer else { return Vec::new() };
        match self.files.add(file) {
            true => self.edited(cx),
            false => vec![Effect::Say(cx.words.visit.is_attached.to_owned())],
        }
    }

    fn edited(&mut self, cx: &Context) -> Vec<Effect> {
        self.settle(cx);
        self.draft.keep(&self.form, &self.files.to_keep())
    }

    fn refresh(&mut self, cx: &Context) {
        self.settle(cx);
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        self.saving = false;
        if ended != Ended::Recorded {
            return Vec::new();
        }
        let mut effects = self.draft.forget();
        effects.extend([Effect::Back, Effect::Say((cx.words.work_log.recorded)(self.kind()))]);
        effects
    }

    fn is_unsaved(&self) -> bool {
        self.draft.is_changed(&self.form, &self.files.to_keep())
    }

    /// Text that comes while a choice has the keys is what was done.
    fn look_for(&mut self, text: String, cx: &Context) -> Vec<Effect> {
        if !self.form.leads_to(WHAT) {
            return vec![Effect::Say(cx.words.tui.choose_by_digit.to_owned())];
        }
        self.form.go(WHAT);
        if let Some(field) = self.form.field_mut() {
            field.paste(&text);
        }
        let mut effects = self.edited(cx);
        effects.extend(say_left_out(self.form.field_mut(), cx));
        effects
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let restored = if self.draft.restored { cx.words.follow_up.restored } else { "" };
        let rest = header::draw(buf, area, cx.theme, cx.words.work_log.new_title, (restored, Role::Plain));
        let form = Rect { x: rest.x + 1, width: rest.width.saturating_sub(2), ..rest };
        self.form.draw(buf, form, cx.theme)
    }
}

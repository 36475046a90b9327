//! How the school reports (月报设置): its code, the days of a period, the district's key, August.

use crate::domain::entry::{Change, Why};
use crate::domain::monthly::Reporting;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::screens::Route;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct ReportingForm {
    form: Form,
    saving: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
}

const CODE: usize = 0;
const BEGINS: usize = 1;
const KEY: usize = 2;
const AUGUST: usize = 3;

/// Characters of a code, of a day, of a key.
const SHORT: usize = 16;
const DAY: usize = 2;
const LONG: usize = 64;

/// Cells of the box.
const WIDTH: u16 = 66;
const HEIGHT: u16 = 8;

/// The choices of August, in the order of the digits.
const NO_AUGUST: usize = 0;
const IN_AUGUST: usize = 1;

impl ReportingForm {
    /// The settings as typed, or which field is wrong and why.
    fn typed(&self, cx: &Context) -> Result<Reporting, (usize, String)> {
        let text = |at: usize| self.form.text(at).trim().to_owned();
        let days = 1..=Reporting::LATEST_BEGIN;
        let school_code =
            Reporting::code(self.form.text(CODE)).map_err(|_| (CODE, (cx.words.monthly.wrong_code)(&text(CODE))))?;
        let begins_on = text(BEGINS).parse().ok().filter(|day| days.contains(day));
        Ok(Reporting {
            school_code,
            begins_on: begins_on.ok_or_else(|| (BEGINS, cx.words.monthly.wrong_first_day.to_owned()))?,
            district_key: text(KEY),
            in_august: self.form.chosen(AUGUST) == Some(IN_AUGUST),
        })
    }

    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        match self.typed(cx) {
            Ok(reporting) => {
                self.saving = true;
                vec![Effect::Commit {
                    why: Why::SetReporting,
                    changes: vec![Change::Reporting { to: Some(reporting) }],
                }]
            }
            Err((at, fault)) => {
                self.form.blame(at, fault);
                Vec::new()
            }
        }
    }
}

impl Screen for ReportingForm {
    type Act = Act;
    const NAME: &'static str = "reporting";
    const TITLE: Says = |words| words.monthly.settings;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.keys.save, rank: 10 }];
    const STEERS: Steers = Steers::Form;
    const POPUP: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        if !matches!(route, Route::Reporting) {
            return None;
        }
        let (words, known) = (&cx.words.monthly, cx.school.reporting());
        let [code, begins, key, august] = words.settings_labels;
        let [code_hint, begins_hint, key_hint, august_hint] = words.settings_hints;
        let at = if known.in_august { IN_AUGUST } else { NO_AUGUST };
        let form = Form::new(vec![
            Field::plain(code, code_hint, SHORT).with(&known.school_code),
            Field::plain(begins, begins_hint, DAY).with(&known.begins_on.to_string()),
            Field::secret(key, key_hint, LONG).with(&known.district_key),
            Field::choice(august, august_hint, [words.no, words.yes].map(str::to_owned).to_vec(), Some(at)),
        ]);
        Some(ReportingForm { form, saving: false })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Save if self.saving => Allowed::No(cx.words.tui.is_saving),
            Act::Save if !cx.acts_for_school() => Allowed::No(cx.words.problems.not_for_the_school),
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
            Ended::Recorded => vec![Effect::Back, Effect::Say(cx.words.monthly.saved.to_owned())],
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let title = format!("{}  {}", cx.words.monthly.title, cx.words.monthly.settings);
        let inside = popup::frame(buf, area, cx.theme, &title, WIDTH, HEIGHT);
        self.form.draw(buf, inside, cx.theme)
    }
}

//! How the school reports (月报设置): its code, the days of a period, the district's key, August.

use crate::domain::entry::{Change, Why};
use crate::domain::monthly::Reporting;
use crate::tui::binding::Says;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::forms::Fault;
use crate::tui::forms::entry::Entry;
use crate::tui::screens::Route;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct ReportingForm;

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
    fn typed(form: &Form, cx: &Context) -> Result<Reporting, Fault> {
        let text = |at: usize| form.text(at).trim().to_owned();
        let days = 1..=Reporting::LATEST_BEGIN;
        let school_code =
            Reporting::code(form.text(CODE)).map_err(|_| (CODE, (cx.words.monthly.wrong_code)(&text(CODE))))?;
        let begins_on = text(BEGINS).parse().ok().filter(|day| days.contains(day));
        Ok(Reporting {
            school_code,
            begins_on: begins_on.ok_or_else(|| (BEGINS, cx.words.monthly.wrong_first_day.to_owned()))?,
            district_key: text(KEY),
            in_august: form.chosen(AUGUST) == Some(IN_AUGUST),
        })
    }
}

impl Entry for ReportingForm {
    const NAME: &'static str = "reporting";
    const TITLE: Says = |words| words.monthly.settings;
    const FOR_THE_SCHOOL: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<(Self, Form)> {
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
        Some((ReportingForm, form))
    }

    fn recorded(&mut self, form: &Form, cx: &Context) -> Result<Effect, Fault> {
        let reporting = Self::typed(form, cx)?;
        Ok(Effect::Commit { why: Why::SetReporting, changes: vec![Change::Reporting { to: Some(reporting) }] })
    }

    fn said(&self, _form: &Form, cx: &Context) -> String {
        cx.words.monthly.saved.to_owned()
    }

    fn view(&self, form: &Form, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let title = format!("{}  {}", cx.words.monthly.title, cx.words.monthly.settings);
        let inside = popup::frame(buf, area, cx.theme, &title, WIDTH, HEIGHT);
        form.draw(buf, inside, cx.theme)
    }
}

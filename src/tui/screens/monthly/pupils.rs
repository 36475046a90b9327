//! The pupils behind a figure of a month's report; Enter opens one's file.

use crate::domain::ids::PupilId;
use crate::domain::monthly::{Figure, Month};
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Screen, Steers};
use crate::tui::screens::Route;
use crate::tui::theme::Role;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct MonthPupils {
    month: Month,
    figure: Figure,
    pupils: Vec<PupilId>,
    /// In the order of the headings.
    lines: Vec<[String; 4]>,
    /// Nobody is left out whose name is not for the person who sits here.
    is_whole: bool,
    rows: Rows,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Open,
}

/// Cells of the columns; the last takes what is left.
const WIDTHS: [u16; 4] = [14, 20, 12, 0];

impl Screen for MonthPupils {
    type Act = Act;
    const NAME: &'static str = "month_pupils";
    const TITLE: Says = |words| words.monthly.pupils;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter], act: Act::Open, says: |words| words.monthly.file_of_pupil, rank: 10 }];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        let Route::MonthPupils(month, figure) = *route else { return None };
        figure.lists().then(|| MonthPupils {
            month,
            figure,
            pupils: Vec::new(),
            lines: Vec::new(),
            is_whole: true,
            rows: Rows::default(),
        })
    }

    fn reaches_back_to(&self, cx: &Context) -> Option<NaiveDate> {
        Some(cx.school.report_looks_back_to(self.month))
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn is_steered(&self) -> bool {
        !self.rows.is_empty()
    }

    fn refresh(&mut self, cx: &Context) {
        let sheet = cx.school.month_sheet(self.month, super::now(cx));
        let names = cx.school.month_names_seen(cx.who, &sheet, (self.figure, None), cx.today);
        self.is_whole = names.len() == sheet.names(self.figure, None).len();
        self.pupils = names.iter().map(|it| it.pupil).collect();
        let line = |it: &crate::domain::monthly::Behind| {
            let name = cx.school.pupil(it.pupil).map(|pupil| pupil.record.name.as_str()).unwrap_or_default();
            let on = it.on.map(|on| on.to_string()).unwrap_or_default();
            [it.class.to_string(), cells::steady(name).into_owned(), on, it.times.to_string()]
        };
        self.lines = names.iter().map(line).collect();
        self.rows.resize(self.lines.len());
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Open if self.rows.is_empty() => Allowed::No(cx.words.monthly.nothing_chosen),
            Act::Open => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, _cx: &Context) -> Vec<Effect> {
        match act {
            Act::Open => {
                let pupil = self.rows.at().and_then(|at| self.pupils.get(at));
                pupil.map(|pupil| Effect::Open(Route::Pupil(*pupil))).into_iter().collect()
            }
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.monthly, cx.theme);
        let title = (words.behind)((words.figure)(self.figure), self.month, self.lines.len());
        let inside = header::draw(buf, area, theme, &title, ("", Role::Plain));
        if self.lines.is_empty() {
            let why = if self.is_whole { words.nobody } else { cx.words.groups.names_withheld };
            cells::put(buf, inside, 2, 1, why, theme.style(Role::Title));
            return None;
        }
        let columns: Vec<Column<'_>> =
            words.names_headings.iter().zip(WIDTHS).map(|(title, width)| Column::left(title, width)).collect();
        table::draw(buf, inside, theme, &columns, &self.rows, |at| {
            self.lines[at].iter().map(|text| (text.clone(), theme.style(Role::Plain))).collect()
        });
        None
    }
}

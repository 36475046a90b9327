//! What stands behind a figure of the self-inspection, each fact with its day; Enter opens it.

use super::super::Route;
use super::amount;
use crate::domain::inspection::{Fact, Figure, FigureKind};
use crate::domain::register::RegisterKind;
use crate::tui::binding::{Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::table::{self, Column};
use crate::tui::widgets::{cells, header};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct BehindScreen {
    year: i32,
    kind: FigureKind,
    figure: Option<Figure>,
    /// The last day that is counted.
    to: NaiveDate,
    /// Nobody is left out whose name is not for the person who sits here.
    is_whole: bool,
    rows: Rows,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Open,
}

impl BehindScreen {
    fn fact(&self) -> Option<Fact> {
        let figure = self.figure.as_ref()?;
        self.rows.at().and_then(|at| figure.behind.get(at)).map(|behind| behind.fact)
    }

    /// Where a fact is kept.
    fn place(&self, fact: Fact) -> Route {
        match fact {
            Fact::Pupil(pupil) | Fact::Missing(pupil) => Route::Pupil(pupil),
            Fact::Class(..) if self.kind == FigureKind::Classes => Route::Register(RegisterKind::Pupils),
            Fact::Class(..) => Route::Register(RegisterKind::Absence),
            Fact::SignedWeek(_, scope) => Route::Week(Some(scope)),
            Fact::SignedMonth(month, version) => Route::MonthPaper(month, Some(version)),
            Fact::Pledge(_) => Route::Pledges,
            Fact::Work(_) => Route::WorkLog,
            Fact::Child(_) => Route::Entrants,
        }
    }
}

impl Screen for BehindScreen {
    type Act = Act;
    const NAME: &'static str = "behind";
    const TITLE: Says = |words| words.inspection.behind;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter], act: Act::Open, says: |words| words.inspection.open_fact, rank: 10 }];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::Behind(year, kind) = *route else { return None };
        let to = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(cx.today).min(cx.today);
        Some(BehindScreen { year, kind, figure: None, to, is_whole: true, rows: Rows::default() })
    }

    fn reaches_back_to(&self, _cx: &Context) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, 1, 1)
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        Some(&mut self.rows)
    }

    fn refresh(&mut self, cx: &Context) {
        self.figure = cx.school.inspection(self.year, self.to).figure(self.kind).cloned();
        if let Some(figure) = &mut self.figure {
            let seen = cx.school.behind_seen(cx.who, figure, cx.today);
            self.is_whole = seen.len() == figure.behind.len();
            figure.behind = seen;
        }
        self.rows.resize(self.figure.as_ref().map_or(0, |figure| figure.behind.len()));
    }

    fn act(&mut self, act: Act, _key: Key, _cx: &Context) -> Vec<Effect> {
        match act {
            Act::Open => self.fact().map(|fact| Effect::Open(self.place(fact))).into_iter().collect(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.inspection, cx.theme);
        let Some(figure) = &self.figure else { return None };
        let left = format!("{}  {}", self.year, (words.figure)(self.kind));
        let inside = header::draw(buf, area, theme, &left, (&amount(figure, cx), Role::Plain));
        if figure.behind.is_empty() && !self.is_whole {
            cells::put(buf, inside, 2, 1, cx.words.groups.names_withheld, theme.style(Role::Title));
            return None;
        }
        let withheld = (!self.is_whole).then_some(cx.words.groups.names_withheld);
        let notes = withheld.into_iter().chain([(words.formula)(self.kind)]);
        let lines: Vec<String> =
            notes.flat_map(|note| cells::wrap(note, usize::from(inside.width.saturating_sub(2)))).collect();
        let height = inside.height.saturating_sub(lines.len() as u16 + 1);
        for (row, line) in (height + 1..).zip(&lines) {
            cells::put(buf, inside, 1, row, line, theme.style(Role::Quiet));
        }
        let inside = Rect { height, ..inside };
        let [name, class, on] = words.behind_headings;
        let columns = [Column::left(name, 20), Column::left(class, 28), Column::left(on, 0)];
        table::draw(buf, inside, theme, &columns, &self.rows, |at| {
            let Some(fact) = figure.behind.get(at) else { return Vec::new() };
            let texts = (words.fact)(&cx.school, fact, self.to);
            texts.map(|text| (cells::steady(&text).into_owned(), theme.style(Role::Plain))).into()
        });
        None
    }
}

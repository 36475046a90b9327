//! 出入学通知书: when and where families are to come; numbers for all who have no notice, and one file of them all.

use super::super::Route;
use super::super::choose::{Choice, Choices};
use crate::desk::Format;
use crate::domain::entrant::EntryDays;
use crate::domain::entry::{Change, Why};
use crate::domain::ids::EntrantId;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::date;
use crate::tui::effect::Effect;
use crate::tui::event::Told;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::{cells, popup};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::path::PathBuf;

pub struct IssueForm {
    form: Form,
    working: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Next,
    Issue,
}

const FROM: usize = 0;
const TO: usize = 1;
const PLACE: usize = 2;
const FORMAT: usize = 3;

/// In the order of the digits: each with its name and the ending of its files.
const FORMATS: [(Format, &str, &str); 2] = [(Format::Pdf, "PDF", "pdf"), (Format::Docx, "Word", "docx")];

/// Characters.
const LONGEST: usize = 60;
const DATE: usize = 12;

/// Cells of the box.
const WIDTH: u16 = 66;
const HEIGHT: u16 = 9;

impl IssueForm {
    fn days(&self, cx: &Context) -> Result<EntryDays, (usize, String)> {
        let words = &cx.words.entrants;
        let day = |at| date::parse(self.form.text(at), cx.today).ok_or((at, words.no_date.to_owned()));
        let (from, to) = (day(FROM)?, day(TO)?);
        if to < from {
            return Err((TO, words.reversed.to_owned()));
        }
        Ok(EntryDays { from, to, place: self.form.text(PLACE).trim().to_owned() })
    }

    fn issue(&mut self, cx: &Context) -> Vec<Effect> {
        match self.days(cx) {
            Ok(days) => {
                self.working = true;
                match changes(cx, &days) {
                    changes if changes.is_empty() => self.write(cx),
                    changes => vec![Effect::Commit { why: Why::IssueEntryNotices, changes }],
                }
            }
            Err((field, fault)) => {
                self.form.blame(field, fault);
                Vec::new()
            }
        }
    }

    fn write(&self, cx: &Context) -> Vec<Effect> {
        let year = cx.school.entry_year(cx.today);
        let entrants: Vec<EntrantId> = cx.school.entrants_of(year).iter().map(|entrant| entrant.id).collect();
        let (format, _, ending) =
            self.form.chosen(FORMAT).and_then(|at| FORMATS.get(at)).copied().unwrap_or(FORMATS[0]);
        let file = PathBuf::from(format!("{}.{ending}", (cx.words.entrants.notices_file)(year)));
        vec![Effect::WriteEntryNotices { entrants, format, file }]
    }
}

/// The notices of those who need one and have none.
fn changes(cx: &Context, days: &EntryDays) -> Vec<Change> {
    let year = cx.school.entry_year(cx.today);
    cx.school.issue_notices(cx.school.entrants_of(year), days, cx.today)
}

impl Screen for IssueForm {
    type Act = Act;
    const NAME: &'static str = "entry-notices";
    const TITLE: Says = |words| words.entrants.notices;
    /// A slip of Enter on the first field would use up the numbers of everybody's notices.
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter], act: Act::Next, says: |words| words.keys.next_field, rank: 10 },
        Binding { keys: &[Key::F(2), Key::Enter], act: Act::Issue, says: |words| words.entrants.issue, rank: 11 },
    ];
    const STEERS: Steers = Steers::Form;
    const POPUP: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        if !matches!(route, Route::EntryNotices) {
            return None;
        }
        let words = &cx.words.entrants;
        let days = cx.school.entry_days(cx.school.entry_year(cx.today));
        let formats = FORMATS.map(|(_, name, _)| name.to_owned()).to_vec();
        let form = Form::new(vec![
            Field::plain(words.from, words.day_hint, DATE).with(&days.from.to_string()),
            Field::plain(words.to, words.day_hint, DATE).with(&days.to.to_string()),
            Field::text(words.place, words.place_hint, LONGEST).with(&days.place),
            Field::choice(words.format, words.issue_hint, formats, Some(0)),
        ]);
        Some(IssueForm { form, working: false })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Next => Allowed::when(!self.form.is_last()),
            Act::Issue if self.working => Allowed::No(cx.words.notices.is_writing),
            Act::Issue => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Issue => self.issue(cx),
            Act::Next => {
                self.form.next();
                Vec::new()
            }
        }
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        match ended {
            Ended::Recorded => self.write(cx),
            _ => {
                self.working = false;
                Vec::new()
            }
        }
    }

    fn told(&mut self, told: Told, cx: &Context) -> Vec<Effect> {
        let Told::Written(file) = told else { return Vec::new() };
        let rows = vec![Choice::new(cx.words.tui.understood, Some(Effect::Say(String::new())))];
        let text = vec![file.display().to_string()];
        let where_it_is = Choices { title: cx.words.notices.written.to_owned(), text, rows, at: 0 };
        vec![Effect::Back, Effect::Open(Route::Choose(where_it_is))]
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let year = cx.school.entry_year(cx.today);
        let without = changes(cx, &cx.school.entry_days(year)).len();
        let inside = popup::frame(buf, area, cx.theme, &(cx.words.entrants.notices_title)(without), WIDTH, HEIGHT);
        if self.working {
            cells::put(buf, inside, 0, 0, cx.words.notices.is_writing, cx.theme.style(Role::Title));
            return None;
        }
        self.form.draw(buf, inside, cx.theme)
    }
}

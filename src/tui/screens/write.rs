//! Write a paper into a file: the format by digit, the file by name.

use super::Route;
use super::choose::{Choice, Choices};
use crate::desk::{Format, HelpPaper, MonthFormat, help_file_name};
use crate::domain::district::DistrictReport;
use crate::domain::flags::Scope;
use crate::domain::letter::LetterNo;
use crate::domain::monthly::Month;
use crate::domain::register::Register;
use crate::domain::review::Week;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::event::Told;
use crate::tui::key::Key;
use crate::tui::scope;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::{cells, popup};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::path::PathBuf;

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    Letter(LetterNo),
    Register(Register),
    Week(Week, Scope),
    /// The self-inspection of a year.
    Inspection(i32),
    Help(HelpPaper),
    /// A version of a month's report; none is the last.
    Month(Month, Option<u32>),
    District(DistrictReport),
}

impl Printed {
    /// The forms in which it can be written: a letter is no workbook.
    fn formats(self) -> &'static [(Format, &'static str)] {
        match self {
            Printed::Letter(_)
            | Printed::Inspection(_)
            | Printed::Help(HelpPaper::Plan(_) | HelpPaper::Lesson(_) | HelpPaper::Pledges { .. }) => {
                &FORMATS[..FORMATS.len() - 1]
            }
            Printed::Register(_)
            | Printed::Week(..)
            | Printed::Month(..)
            | Printed::District(_)
            | Printed::Help(HelpPaper::Records(_) | HelpPaper::WorkLog { .. }) => &FORMATS,
        }
    }
}

pub struct WritePaper {
    paper: Printed,
    form: Form,
    writing: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Write,
}

const FORMAT: usize = 0;
const FILE: usize = 1;

/// In the order of the digits: each with the ending of its files.
const FORMATS: [(Format, &str); 4] =
    [(Format::Docx, ".docx"), (Format::Pdf, ".pdf"), (Format::Text, ".txt"), (Format::Xlsx, ".xlsx")];

/// Characters of a path.
const LONGEST: usize = 400;
/// Cells of the box.
const WIDTH: u16 = 68;
const HEIGHT: u16 = 8;

impl WritePaper {
    fn format(&self) -> (Format, &'static str) {
        self.form.chosen(FORMAT).and_then(|at| FORMATS.get(at)).copied().unwrap_or(FORMATS[0])
    }

    /// The name keeps step with the format, whatever else was typed into it.
    fn follow_format(&mut self) {
        let name = self.form.text(FILE);
        let bare = FORMATS.iter().find_map(|(_, ending)| name.strip_suffix(ending));
        if let Some(bare) = bare {
            let name = format!("{bare}{}", self.format().1);
            self.form.set_text(FILE, &name);
        }
    }

    fn write(&mut self, cx: &Context) -> Vec<Effect> {
        let name = self.form.text(FILE).trim();
        if name.is_empty() {
            self.form.blame(FILE, cx.words.notices.name_the_file.to_owned());
            return Vec::new();
        }
        let (file, (format, _)) = (PathBuf::from(name), self.format());
        self.writing = true;
        vec![match self.paper {
            Printed::Letter(no) => Effect::WriteLetter { no, format, file },
            Printed::Register(register) => Effect::WriteRegister { register, format, file },
            Printed::Week(week, scope) => Effect::WriteWeek { week, scope, format, file },
            Printed::Inspection(year) => Effect::WriteInspection { year, format, file },
            Printed::Help(paper) => Effect::WriteHelp { paper, format, file },
            Printed::Month(month, version) => {
                Effect::WriteMonth { month, version, format: MonthFormat::Paper(format), file }
            }
            Printed::District(report) => Effect::WriteDistrict { report, format, file },
        }]
    }
}

impl Screen for WritePaper {
    type Act = Act;
    const NAME: &'static str = "write";
    const TITLE: Says = |words| words.notices.write;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Write, says: |words| words.notices.write, rank: 10 }];
    const STEERS: Steers = Steers::Form;
    const POPUP: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::Write(paper) = *route else { return None };
        let words = &cx.words.notices;
        // The number alone: no file name tells whom a notice is about.
        let name = match paper {
            Printed::Letter(no) => no.file_name(),
            Printed::Register(register) => {
                let of = Some(register.scope).filter(|of| *of != Scope::School).map(|of| scope::name(of, cx));
                (cx.words.registers.file)(register.kind, of.as_deref(), register.span.to.min(cx.today))
            }
            Printed::Week(week, of) => (cx.words.week.file)(week, &scope::name(of, cx)),
            Printed::Inspection(year) => (cx.words.inspection.file)(year),
            Printed::Help(paper) => help_file_name(&cx.school, paper, cx.today),
            Printed::Month(month, version) => {
                let last = cx.school.monthly.latest(month).map_or(1, |signed| signed.version);
                (cx.words.monthly.file)(month, version.unwrap_or(last))
            }
            Printed::District(report) => (cx.words.district.file)(report),
        };
        let formats = words.formats.iter().take(paper.formats().len()).map(|format| (*format).to_owned()).collect();
        let form = Form::new(vec![
            Field::choice(words.format, words.format_hint, formats, Some(0)),
            Field::text(words.file, words.file_hint, LONGEST).with(&(name + FORMATS[0].1)),
        ]);
        Some(WritePaper { paper, form, writing: false })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn edited(&mut self, _cx: &Context) -> Vec<Effect> {
        if self.form.at() == FORMAT {
            self.follow_format();
        }
        Vec::new()
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Write if self.writing => Allowed::No(cx.words.notices.is_writing),
            Act::Write => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Write => self.write(cx),
        }
    }

    fn done(&mut self, ended: Ended, _cx: &Context) -> Vec<Effect> {
        if ended == Ended::Failed {
            self.writing = false;
        }
        Vec::new()
    }

    fn told(&mut self, told: Told, cx: &Context) -> Vec<Effect> {
        let Told::Written(file) = told else { return Vec::new() };
        let rows = vec![Choice::new(cx.words.tui.understood, Some(Effect::Say(String::new())))];
        let text = vec![file.display().to_string()];
        let where_it_is = Choices { title: cx.words.notices.written.to_owned(), text, rows, at: 0 };
        vec![Effect::Back, Effect::Open(Route::Choose(where_it_is))]
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let words = &cx.words.notices;
        let what = match self.paper {
            Printed::Letter(no) => no.to_string(),
            Printed::Register(register) => (cx.words.registers.name)(register.kind).to_owned(),
            Printed::Inspection(year) => format!("{} {year}", cx.words.inspection.title),
            Printed::Week(week, _) => format!("{} {week}", cx.words.week.title),
            Printed::Help(paper) => help_file_name(&cx.school, paper, cx.today),
            Printed::Month(month, _) => format!("{} {month}", cx.words.monthly.title),
            Printed::District(report) => (cx.words.district.report_name)(report),
        };
        let inside = popup::frame(buf, area, cx.theme, &(words.write_title)(&what), WIDTH, HEIGHT);
        if self.writing {
            cells::put(buf, inside, 0, 0, words.is_writing, cx.theme.style(Role::Title));
            return None;
        }
        let foot = inside.height.saturating_sub(1);
        draw_folder(cx, self.form.text(FILE), buf, Rect { y: inside.y + foot, height: 1, ..inside });
        self.form.draw(buf, Rect { height: foot, ..inside }, cx.theme)
    }
}

/// In which folder a file or folder will be that is named so.
pub fn draw_folder(cx: &Context, named: &str, buf: &mut Buffer, line: Rect) {
    let place = cx.places.documents.join(named.trim());
    let folder = place.parent().unwrap_or(&place).display().to_string();
    let label = format!("{} ", cx.words.notices.goes_into);
    let end = cells::put(buf, line, 2, 0, &label, cx.theme.style(Role::Quiet));
    let room = usize::from(line.width.saturating_sub(end));
    cells::put(buf, line, end, 0, &cells::fit_end(&cells::steady(&folder), room), cx.theme.style(Role::Plain));
}

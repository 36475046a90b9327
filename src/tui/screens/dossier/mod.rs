//! Write dossiers (一生一案): one pupil's, with what it lacks, or those of a list of cases one after another, a few at a
//! time, until all are there or somebody says stop.

#[cfg(test)]
mod tests;

use super::Route;
use super::choose::{Choice, Choices};
use super::write::draw_folder;
use crate::desk::{self, DossierFormat};
use crate::domain::ids::PupilId;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::event::{DossiersMade, Told};
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::{cells, popup};
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::path::PathBuf;

pub struct WriteDossiers {
    whose: Whose,
    /// What is said above the form.
    text: Vec<String>,
    form: Form,
    going: Going,
}

enum Whose {
    One(PupilId),
    /// In the order in which they are written.
    Many(Vec<PupilId>),
}

/// How far the writing has come.
enum Going {
    NotYet,
    /// One pupil's.
    One,
    Many(Many),
}

/// Many on their way.
struct Many {
    folder: PathBuf,
    /// How many the desk was asked for so far.
    asked: usize,
    made: usize,
    /// Whose could not be made, and why.
    not_made: Vec<(PupilId, String)>,
    stops: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Write,
    Stop,
}

const FORMAT: usize = 0;
const PLACE: usize = 1;

/// In the order of the digits: each with the ending of its files.
const FORMATS: [(DossierFormat, &str); 2] = [(DossierFormat::Pdf, ".pdf"), (DossierFormat::Folder, "")];

/// Characters of a path.
const LONGEST: usize = 400;
/// Cells of the box.
const WIDTH: u16 = 68;
/// Rows of the form with its hint, and an empty one above it.
const FORM: u16 = 8;
/// Lines that the text above the form may take: a box of so many fits a small terminal.
const TEXT: usize = 10;
/// Whose dossiers could not be made: so many are named.
const NAMED: usize = 5;

impl WriteDossiers {
    fn format(&self) -> (DossierFormat, &'static str) {
        self.form.chosen(FORMAT).and_then(|at| FORMATS.get(at)).copied().unwrap_or(FORMATS[0])
    }

    /// The name of one pupil's keeps step with the format, whatever else was typed into it.
    fn follow_format(&mut self) {
        let (Whose::One(_), pdf) = (&self.whose, FORMATS[0].1) else { return };
        let name = self.form.text(PLACE);
        let bare = name.strip_suffix(pdf).unwrap_or(name);
        let name = format!("{bare}{}", self.format().1);
        self.form.set_text(PLACE, &name);
    }

    fn write(&mut self, cx: &Context) -> Vec<Effect> {
        let name = self.form.text(PLACE).trim();
        if name.is_empty() {
            self.form.blame(PLACE, cx.words.dossier.name_the_file.to_owned());
            return Vec::new();
        }
        let (place, (format, _)) = (PathBuf::from(name), self.format());
        match &self.whose {
            Whose::One(pupil) => {
                self.going = Going::One;
                vec![Effect::WriteDossier { pupil: *pupil, format, place }]
            }
            Whose::Many(_) => {
                let many = Many { folder: place, asked: 0, made: 0, not_made: Vec::new(), stops: false };
                self.going = Going::Many(many);
                self.next(cx)
            }
        }
    }

    /// Asks for the next few, or says what came of all.
    fn next(&mut self, cx: &Context) -> Vec<Effect> {
        let format = self.format().0;
        let (Going::Many(many), Whose::Many(pupils)) = (&mut self.going, &self.whose) else { return Vec::new() };
        let few: Vec<PupilId> = pupils.iter().skip(many.asked).take(desk::AT_A_TIME).copied().collect();
        if few.is_empty() || many.stops {
            return ended(cx, many, pupils.len());
        }
        many.asked += few.len();
        vec![Effect::WriteDossiers { pupils: few, format, folder: many.folder.clone() }]
    }
}

/// Where it is, in the place of this box.
fn written(cx: &Context, title: &str, text: Vec<String>) -> Vec<Effect> {
    let rows = vec![Choice::new(cx.words.tui.understood, Some(Effect::Say(String::new())))];
    vec![Effect::Back, Effect::Open(Route::Choose(Choices { title: title.to_owned(), text, rows, at: 0 }))]
}

fn ended(cx: &Context, many: &Many, of: usize) -> Vec<Effect> {
    let words = &cx.words.dossier;
    let mut text = vec![(words.made)(many.made, of)];
    text.extend((many.made > 0).then(|| many.folder.display().to_string()));
    for (pupil, why) in many.not_made.iter().take(NAMED) {
        text.push(format!("{}: {why}", (words.is_not_made)(name(cx, *pupil))));
    }
    let left_out = many.not_made.len().saturating_sub(NAMED);
    text.extend((left_out > 0).then(|| format!("+{left_out}")));
    written(cx, words.dossier, text)
}

fn name(cx: &Context, pupil: PupilId) -> &str {
    cx.school.pupil(pupil).map_or("", |pupil| &pupil.record.name)
}

/// What one pupil's dossier lacks, as many lines as fit.
fn lacking(cx: &Context, pupil: PupilId) -> Vec<String> {
    let (words, lacks) = (&cx.words.dossier, cx.school.lacks(pupil, cx.today));
    if lacks.is_empty() {
        return vec![words.nothing_lacks.to_owned()];
    }
    let line = |lack| format!("- {}", (words.lack)(lack));
    let shown = if lacks.len() < TEXT { lacks.len() } else { TEXT - 2 };
    let mut lines = vec![(words.lacking)(lacks.len())];
    lines.extend(lacks.iter().take(shown).map(line));
    lines.extend((shown < lacks.len()).then(|| (words.and_more)(lacks.len() - shown)));
    lines
}

impl Screen for WriteDossiers {
    type Act = Act;
    const NAME: &'static str = "dossier";
    const TITLE: Says = |words| words.dossier.dossier;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Write, says: |words| words.dossier.write, rank: 10 },
        Binding { keys: &[Key::Esc], act: Act::Stop, says: |words| words.dossier.stop, rank: 11 },
    ];
    const STEERS: Steers = Steers::Form;
    const POPUP: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let words = &cx.words.dossier;
        let (whose, text, label, hint, name) = match route {
            Route::Dossier(pupil) => {
                let name = desk::dossier_label(&cx.school, *pupil, cx.today)? + FORMATS[0].1;
                (Whose::One(*pupil), lacking(cx, *pupil), words.file, words.file_hint, name)
            }
            Route::Dossiers(pupils) => {
                let (text, name) = ((words.open_cases)(pupils.len()), (words.folder_of_all)(cx.today));
                (Whose::Many(pupils.clone()), vec![text], words.folder, words.folder_hint, name)
            }
            _ => return None,
        };
        let lines =
            |line: &String| cells::wrap(line, usize::from(WIDTH)).into_iter().map(|line| cells::steady(&line).into());
        let form = Form::new(vec![
            Field::choice(words.format, words.format_hint, words.formats.map(str::to_owned).to_vec(), Some(0)),
            Field::text(label, hint, LONGEST).with(&name),
        ]);
        let text = text.iter().flat_map(lines).take(TEXT).collect();
        Some(WriteDossiers { whose, text, form, going: Going::NotYet })
    }

    /// Once it is being written nothing is typed.
    fn reaches_back_to(&self, cx: &Context) -> Option<NaiveDate> {
        match &self.whose {
            Whose::One(pupil) => cx.school.first_day_of_pupil(*pupil),
            // Read when they are written.
            Whose::Many(_) => None,
        }
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        self.is_steered().then_some(&mut self.form)
    }

    fn is_steered(&self) -> bool {
        matches!(self.going, Going::NotYet)
    }

    fn edited(&mut self, _cx: &Context) -> Vec<Effect> {
        if self.form.at() == FORMAT {
            self.follow_format();
        }
        Vec::new()
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match (act, &self.going) {
            (Act::Write, Going::NotYet) => Allowed::Yes,
            (Act::Write, _) => Allowed::No(cx.words.dossier.is_writing),
            (Act::Stop, Going::Many(many)) => Allowed::when(!many.stops),
            (Act::Stop, _) => Allowed::Hidden,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Write => return self.write(cx),
            Act::Stop => {
                if let Going::Many(many) = &mut self.going {
                    many.stops = true;
                }
            }
        }
        Vec::new()
    }

    fn done(&mut self, ended: Ended, _cx: &Context) -> Vec<Effect> {
        if ended == Ended::Failed {
            self.going = Going::NotYet;
        }
        Vec::new()
    }

    fn told(&mut self, told: Told, cx: &Context) -> Vec<Effect> {
        match (told, &mut self.going) {
            (Told::Written(place), Going::One) => {
                written(cx, cx.words.dossier.written, vec![place.display().to_string()])
            }
            (Told::DossiersMade(DossiersMade { folder, made, not_made }), Going::Many(many)) => {
                many.folder = folder;
                many.made += made;
                many.not_made.extend(not_made);
                self.next(cx)
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.dossier, cx.theme);
        let title = match &self.whose {
            Whose::One(pupil) => (words.title)(name(cx, *pupil)),
            Whose::Many(_) => words.title_of_all.to_owned(),
        };
        let text = self.text.len() as u16;
        let inside = popup::frame(buf, area, theme, &title, WIDTH, text + FORM);
        for (row, line) in self.text.iter().enumerate() {
            let role = if line.starts_with('-') { Role::Owed } else { Role::Plain };
            cells::put(buf, inside, 0, row as u16, line, theme.style(role));
        }
        let below = Rect {
            y: inside.y + (text + 1).min(inside.height),
            height: inside.height.saturating_sub(text + 1),
            ..inside
        };
        match &self.going {
            Going::NotYet => {
                let foot = below.height.saturating_sub(1);
                draw_folder(cx, self.form.text(PLACE), buf, Rect { y: below.y + foot, height: 1, ..below });
                return self.form.draw(buf, Rect { height: foot, ..below }, theme);
            }
            Going::One => {
                cells::put(buf, below, 0, 0, words.is_writing, theme.style(Role::Title));
            }
            Going::Many(many) => {
                let of = if let Whose::Many(pupils) = &self.whose { pupils.len() } else { 0 };
                let progress = (words.progress)(many.made + many.not_made.len(), of);
                cells::put(buf, below, 0, 0, &progress, theme.style(Role::Title));
                let hint = if many.stops { words.is_stopping } else { words.how_to_stop };
                cells::put(buf, below, 0, 1, hint, theme.style(Role::Quiet));
            }
        }
        None
    }
}

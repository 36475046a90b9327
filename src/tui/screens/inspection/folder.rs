//! Write the evidence of a year into a folder.

use super::super::Route;
use super::super::choose::{Choice, Choices};
use super::super::write::draw_folder;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
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

pub struct EvidenceForm {
    year: i32,
    form: Form,
    writing: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Write,
}

/// Characters of a path.
const LONGEST: usize = 400;
/// Cells of the box.
const WIDTH: u16 = 68;
const HEIGHT: u16 = 7;

impl Screen for EvidenceForm {
    type Act = Act;
    const NAME: &'static str = "evidence";
    const TITLE: Says = |words| words.inspection.evidence_export;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Write, says: |words| words.inspection.export, rank: 10 }];
    const STEERS: Steers = Steers::Form;
    const POPUP: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::Evidence(year) = *route else { return None };
        let words = &cx.words.inspection;
        let name = (words.folder_name)(year);
        let form = Form::new(vec![Field::text(words.folder, words.folder_hint, LONGEST).with(&name)]);
        Some(EvidenceForm { year, form, writing: false })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Write if self.writing => Allowed::No(cx.words.notices.is_writing),
            Act::Write => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Write => {
                let name = self.form.text(0).trim();
                if name.is_empty() {
                    self.form.blame(0, cx.words.notices.name_the_file.to_owned());
                    return Vec::new();
                }
                let folder = PathBuf::from(name);
                self.writing = true;
                vec![Effect::WriteEvidence { year: self.year, folder }]
            }
        }
    }

    fn done(&mut self, ended: Ended, _cx: &Context) -> Vec<Effect> {
        if ended == Ended::Failed {
            self.writing = false;
        }
        Vec::new()
    }

    fn told(&mut self, told: Told, cx: &Context) -> Vec<Effect> {
        let Told::Written(folder) = told else { return Vec::new() };
        let rows = vec![Choice::new(cx.words.tui.understood, Some(Effect::Say(String::new())))];
        let text = vec![folder.display().to_string()];
        let where_it_is = Choices { title: cx.words.notices.written.to_owned(), text, rows, at: 0 };
        vec![Effect::Back, Effect::Open(Route::Choose(where_it_is))]
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let inside = popup::frame(buf, area, cx.theme, cx.words.inspection.evidence_export, WIDTH, HEIGHT);
        if self.writing {
            cells::put(buf, inside, 0, 0, cx.words.notices.is_writing, cx.theme.style(Role::Title));
            return None;
        }
        let foot = inside.height.saturating_sub(1);
        draw_folder(cx, self.form.text(0), buf, Rect { y: inside.y + foot, height: 1, ..inside });
        self.form.draw(buf, Rect { height: foot, ..inside }, cx.theme)
    }
}

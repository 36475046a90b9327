//! The school's own words of a section of the self-inspection.

use super::super::Route;
use crate::domain::entry::{Change, Why};
use crate::domain::inspection::Section;
use crate::tui::binding::Says;
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::forms::Fault;
use crate::tui::forms::entry::Entry;
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct ProseForm {
    year: i32,
    section: Section,
    /// The words as they stood before the writer's eyes.
    seen: Option<String>,
}

/// Characters of a section.
const LONGEST: usize = 2_000;
/// Cells of the box.
const WIDTH: u16 = 72;
const HEIGHT: u16 = 12;
/// Where a paragraph ends, in a field that has one line.
const PARAGRAPH: char = '／';

impl Entry for ProseForm {
    const NAME: &'static str = "prose";
    const TITLE: Says = |words| words.inspection.write;

    fn open(route: &Route, cx: &Context) -> Option<(Self, Form)> {
        let Route::Prose(year, section) = *route else { return None };
        let words = &cx.words.inspection;
        let seen = cx.school.prose(year, section).map(|prose| prose.text.clone());
        let known = seen.as_deref().unwrap_or_default();
        let known = known.lines().collect::<Vec<_>>().join(&PARAGRAPH.to_string());
        let field = Field::prose((words.section)(section), words.words_hint, LONGEST).with(&known);
        Some((ProseForm { year, section, seen }, Form::new(vec![field])))
    }

    fn recorded(&mut self, form: &Form, cx: &Context) -> Result<Effect, Fault> {
        let stands = cx.school.prose(self.year, self.section).map(|prose| prose.text.clone());
        if stands != self.seen {
            self.seen = stands;
            return Err((0, cx.words.inspection.rewritten.to_owned()));
        }
        let words = form.text(0).replace(PARAGRAPH, "\n");
        let to = Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        let change = Change::Prose { year: self.year, section: self.section, to };
        Ok(Effect::Commit { why: Why::WriteProse, changes: vec![change] })
    }

    fn said(&self, _form: &Form, cx: &Context) -> String {
        let words = &cx.words.inspection;
        (words.prose_kept)((words.section)(self.section), self.year)
    }

    fn view(&self, form: &Form, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let words = &cx.words.inspection;
        let title = (words.words_of)((words.section)(self.section));
        let inside = popup::frame(buf, area, cx.theme, &title, WIDTH, HEIGHT);
        form.draw(buf, inside, cx.theme)
    }
}

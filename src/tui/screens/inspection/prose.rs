//! The school's own words of a section of the self-inspection.

use super::super::Route;
use crate::domain::entry::{Change, Why};
use crate::domain::inspection::Section;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::widgets::form::{Field, Form};
use crate::tui::widgets::popup;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub struct ProseForm {
    year: i32,
    section: Section,
    form: Form,
    /// The words as they stood before the writer's eyes.
    seen: Option<String>,
    saving: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Save,
}

/// Characters of a section.
const LONGEST: usize = 2_000;
/// Cells of the box.
const WIDTH: u16 = 72;
const HEIGHT: u16 = 12;
/// Where a paragraph ends, in a field that has one line.
const PARAGRAPH: char = '／';

impl ProseForm {
    fn save(&mut self, cx: &Context) -> Vec<Effect> {
        let stands = cx.school.prose(self.year, self.section).map(|prose| prose.text.clone());
        if stands != self.seen {
            self.seen = stands;
            self.form.blame(0, cx.words.inspection.rewritten.to_owned());
            return Vec::new();
        }
        let words = self.form.text(0).replace(PARAGRAPH, "\n");
        let to = Some(words.trim().to_owned()).filter(|words| !words.is_empty());
        self.saving = true;
        let change = Change::Prose { year: self.year, section: self.section, to };
        vec![Effect::Commit { why: Why::WriteProse, changes: vec![change] }]
    }
}

impl Screen for ProseForm {
    type Act = Act;
    const NAME: &'static str = "prose";
    const TITLE: Says = |words| words.inspection.write;
    const KEYS: &'static [Binding<Act>] =
        &[Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Save, says: |words| words.keys.save, rank: 10 }];
    const STEERS: Steers = Steers::Form;
    const POPUP: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::Prose(year, section) = *route else { return None };
        let words = &cx.words.inspection;
        let seen = cx.school.prose(year, section).map(|prose| prose.text.clone());
        let known = seen.as_deref().unwrap_or_default();
        let known = known.lines().collect::<Vec<_>>().join(&PARAGRAPH.to_string());
        let field = Field::prose((words.section)(section), words.words_hint, LONGEST).with(&known);
        Some(ProseForm { year, section, form: Form::new(vec![field]), seen, saving: false })
    }

    fn form_mut(&mut self) -> Option<&mut Form> {
        Some(&mut self.form)
    }

    fn allows(&self, act: Act, _cx: &Context) -> Allowed {
        match act {
            Act::Save => Allowed::when(!self.saving),
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match act {
            Act::Save => self.save(cx),
        }
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        self.saving = false;
        let words = &cx.words.inspection;
        match ended {
            Ended::Recorded => {
                vec![Effect::Back, Effect::Say((words.prose_kept)((words.section)(self.section), self.year))]
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let words = &cx.words.inspection;
        let title = (words.words_of)((words.section)(self.section));
        let inside = popup::frame(buf, area, cx.theme, &title, WIDTH, HEIGHT);
        self.form.draw(buf, inside, cx.theme)
    }
}

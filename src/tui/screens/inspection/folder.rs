//! Write the evidence of a year into a folder, a few things at a time, until all are there or somebody says stop.

use super::super::Route;
use super::super::choose::{Choice, Choices};
use super::super::write::draw_folder;
use crate::desk::{Evidence, Filed};
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
    going: Going,
}

/// How far the writing has come.
enum Going {
    NotYet,
    /// The desk works out what belongs to it.
    Begun {
        stops: bool,
    },
    On {
        filed: Filed,
        stops: bool,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Write,
    Stop,
}

/// Characters of a path.
const LONGEST: usize = 400;
/// Cells of the box.
const WIDTH: u16 = 68;
const HEIGHT: u16 = 7;

/// What came of it, in the place of this box.
fn ended(cx: &Context, title: &str, text: Vec<String>) -> Vec<Effect> {
    let rows = vec![Choice::new(cx.words.tui.understood, Some(Effect::Say(String::new())))];
    vec![Effect::Back, Effect::Open(Route::Choose(Choices { title: title.to_owned(), text, rows, at: 0 }))]
}

impl EvidenceForm {
    /// Asks for the next few, or lets go of what there is.
    fn filed(&mut self, filed: Filed, cx: &Context) -> Vec<Effect> {
        let words = &cx.words.inspection;
        let stops = match self.going {
            Going::NotYet => return Vec::new(),
            Going::Begun { stops } | Going::On { stops, .. } => stops,
        };
        if stops {
            let said = (words.stopped)(filed.done, filed.of);
            return [vec![Effect::DropEvidence], ended(cx, words.evidence_export, vec![said])].concat();
        }
        self.going = Going::On { filed, stops };
        vec![Effect::FileEvidence]
    }
}

impl Screen for EvidenceForm {
    type Act = Act;
    const NAME: &'static str = "evidence";
    const TITLE: Says = |words| words.inspection.evidence_export;
    const KEYS: &'static [Binding<Act>] = &[
        Binding { keys: &[Key::Enter, Key::F(2)], act: Act::Write, says: |words| words.inspection.export, rank: 10 },
        Binding { keys: &[Key::Esc], act: Act::Stop, says: |words| words.dossier.stop, rank: 11 },
    ];
    const STEERS: Steers = Steers::Form;
    const POPUP: bool = true;

    fn open(route: &Route, cx: &Context) -> Option<Self> {
        let Route::Evidence(year) = *route else { return None };
        let words = &cx.words.inspection;
        let name = (words.folder_name)(year);
        let form = Form::new(vec![Field::text(words.folder, words.folder_hint, LONGEST).with(&name)]);
        Some(EvidenceForm { year, form, going: Going::NotYet })
    }

    /// Once it is being written nothing is typed.
    fn form_mut(&mut self) -> Option<&mut Form> {
        self.is_steered().then_some(&mut self.form)
    }

    fn is_steered(&self) -> bool {
        matches!(self.going, Going::NotYet)
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match (act, &self.going) {
            (Act::Write, Going::NotYet) => Allowed::Yes,
            (Act::Write, _) => Allowed::No(cx.words.notices.is_writing),
            (Act::Stop, Going::Begun { stops } | Going::On { stops, .. }) => Allowed::when(!stops),
            (Act::Stop, Going::NotYet) => Allowed::Hidden,
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
                self.going = Going::Begun { stops: false };
                return vec![Effect::BeginEvidence { year: self.year, folder }];
            }
            Act::Stop => match &mut self.going {
                Going::Begun { stops } | Going::On { stops, .. } => *stops = true,
                Going::NotYet => {}
            },
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
        let words = &cx.words.inspection;
        match told {
            Told::EvidenceFiled(filed) => self.filed(filed, cx),
            // Who said stop after the last was in hand is told that all of it is there.
            Told::EvidenceWritten(Evidence { place, papers, originals, left_out }) => {
                let mut text = vec![(words.evidence)(&place, papers, originals)];
                text.extend(left_out.into_iter().map(words.left_out));
                ended(cx, cx.words.notices.written, text)
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.inspection, cx.theme);
        let inside = popup::frame(buf, area, theme, words.evidence_export, WIDTH, HEIGHT);
        let (progress, stops) = match self.going {
            Going::NotYet => {
                let foot = inside.height.saturating_sub(1);
                draw_folder(cx, self.form.text(0), buf, Rect { y: inside.y + foot, height: 1, ..inside });
                return self.form.draw(buf, Rect { height: foot, ..inside }, theme);
            }
            Going::Begun { stops } => (cx.words.notices.is_writing.to_owned(), stops),
            Going::On { filed, stops } => ((cx.words.dossier.progress)(filed.done, filed.of), stops),
        };
        cells::put(buf, inside, 0, 0, &progress, theme.style(Role::Title));
        let hint = if stops { cx.words.dossier.is_stopping } else { words.how_to_stop };
        cells::put(buf, inside, 0, 1, hint, theme.style(Role::Quiet));
        None
    }
}

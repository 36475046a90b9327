//! A list of a key group from outside, before it is recorded: who is found, who may be, who is not in this school, and who
//! of ours is not on it.

use super::super::Route;
use super::super::choose::{Choice, Choices};
use super::super::pick_file::Picks;
use crate::desk::{ImportKind, Listing, Plan, PlanItem};
use crate::domain::people::KeyGroup;
use crate::tui::binding::{Allowed, Binding, Says};
use crate::tui::context::Context;
use crate::tui::effect::{Answer, Effect, Previewed};
use crate::tui::event::Told;
use crate::tui::key::Key;
use crate::tui::screen::{Ended, Screen, Steers};
use crate::tui::theme::Role;
use crate::tui::view::body;
use crate::tui::widgets::rows::Rows;
use crate::tui::widgets::{cells, header, scroll};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::path::PathBuf;

/// Ends of the names of files that can be read.
const READABLE: &[&str] = &["xlsx", "xls", "xlsm", "ods", "et", "csv", "tsv", "txt"];

pub struct GroupList {
    listing: Listing,
    /// The file that was picked last.
    file: PathBuf,
    /// Files asked for whose reading has not ended: what comes of those that were left comes first.
    reading: usize,
    shown: Option<Shown>,
    saving: bool,
}

struct Shown {
    preview: Previewed,
    /// Each with how it is drawn.
    lines: Vec<(String, Role)>,
    offset: Rows,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Pick,
    Import,
    WriteFaulty,
}

/// Leads to the preview of a list, and at once to the picker of its file.
pub(super) fn begin(kind: KeyGroup, source: String, cx: &Context) -> Vec<Effect> {
    vec![Effect::Open(Route::GroupList(Listing { kind, source })), pick(kind, cx)]
}

fn pick(kind: KeyGroup, cx: &Context) -> Effect {
    let title = (cx.words.groups.pick_list)((cx.words.domain.group)(kind));
    Effect::Open(Route::PickFile(Picks { title, from: None, kinds: READABLE, largest: None }))
}

/// What a list comes to, in lines as wide as the screen.
fn lines(plan: &Plan, cx: &Context) -> Vec<(String, Role)> {
    let (words, say) = (&cx.words.groups, &cx.words.import);
    let mut lines = vec![((words.import_counts)(plan), Role::Title)];
    let mut add = |items: &[PlanItem], said: fn(&str) -> String, role| {
        lines.extend(items.iter().map(|item| (said(&(say.subject)(&item.subject)), role)));
    };
    add(&plan.new, words.found, Role::Good);
    add(&plan.maybe, words.maybe, Role::Owed);
    add(&plan.missing, words.not_on_list, Role::Owed);
    add(&plan.elsewhere, words.elsewhere, Role::Quiet);
    lines.extend(plan.faults.iter().map(|fault| ((say.fault)(fault), Role::Problem)));
    let width = usize::from(cx.size.width).saturating_sub(4).max(20);
    let wrapped = lines
        .into_iter()
        .flat_map(|(line, role)| cells::wrap(&cells::steady(&line), width).into_iter().map(move |line| (line, role)));
    wrapped.collect()
}

impl GroupList {
    fn show(&mut self, preview: Previewed, cx: &Context) {
        let lines = lines(&preview.plan, cx);
        let mut offset = Rows::default();
        scroll::fit(&mut offset, lines.len(), body(cx.size).height.saturating_sub(header::HEIGHT));
        self.shown = Some(Shown { preview, lines, offset });
    }

    fn nothing_to_do(&self) -> bool {
        self.shown.as_ref().is_none_or(|shown| shown.preview.plan.is_nothing_to_do())
    }
}

impl Screen for GroupList {
    type Act = Act;
    const NAME: &'static str = "group-list";
    const TITLE: Says = |words| words.groups.import;
    const KEYS: &'static [Binding<Act>] = &[
        Binding {
            keys: &[Key::F(2), Key::Enter],
            act: Act::Import,
            says: |words| words.import_screen.import,
            rank: 10,
        },
        Binding {
            keys: &[Key::F(5), Key::Enter],
            act: Act::Pick,
            says: |words| words.import_screen.choose_file,
            rank: 11,
        },
        Binding {
            keys: &[Key::F(4), Key::Char('w')],
            act: Act::WriteFaulty,
            says: |words| words.import_screen.write_faulty,
            rank: 12,
        },
    ];
    const STEERS: Steers = Steers::Rows;

    fn open(route: &Route, _cx: &Context) -> Option<Self> {
        let Route::GroupList(listing) = route else { return None };
        Some(GroupList { listing: listing.clone(), file: PathBuf::new(), reading: 0, shown: None, saving: false })
    }

    fn rows_mut(&mut self) -> Option<&mut Rows> {
        self.shown.as_mut().map(|shown| &mut shown.offset)
    }

    fn refresh(&mut self, cx: &Context) {
        if let Some(Shown { preview, .. }) = self.shown.take() {
            self.show(preview, cx);
        }
    }

    fn allows(&self, act: Act, cx: &Context) -> Allowed {
        match act {
            Act::Import if self.shown.is_none() => Allowed::Hidden,
            Act::Import if self.saving => Allowed::No(cx.words.import_screen.importing),
            Act::Import if self.nothing_to_do() => Allowed::No(cx.words.import.nothing_to_do),
            Act::WriteFaulty => {
                Allowed::when(self.shown.as_ref().is_some_and(|shown| !shown.preview.plan.faults.is_empty()))
            }
            Act::Import | Act::Pick => Allowed::Yes,
        }
    }

    fn act(&mut self, act: Act, _key: Key, cx: &Context) -> Vec<Effect> {
        match (act, &self.shown) {
            (Act::Pick, _) => vec![pick(self.listing.kind, cx)],
            (Act::Import, Some(shown)) => {
                self.saving = true;
                vec![Effect::Import(shown.preview.clone())]
            }
            (Act::WriteFaulty, Some(Shown { preview, .. })) => {
                vec![Effect::WriteFaulty { preview: preview.clone(), beside: self.file.clone() }]
            }
            (Act::Import | Act::WriteFaulty, None) => Vec::new(),
        }
    }

    fn answered(&mut self, answer: Answer, _cx: &Context) -> Vec<Effect> {
        let Answer::File(file) = answer else { return Vec::new() };
        (self.shown, self.file) = (None, file.path.clone());
        self.reading += 1;
        vec![Effect::Preview { kind: ImportKind::Group(self.listing.clone()), file: file.path }]
    }

    fn told(&mut self, told: Told, cx: &Context) -> Vec<Effect> {
        match told {
            Told::Previewed(preview) => {
                self.reading = self.reading.saturating_sub(1);
                if self.reading == 0 {
                    self.show(preview, cx);
                }
                Vec::new()
            }
            Told::Unreadable(why) => {
                self.reading = self.reading.saturating_sub(1);
                let rows = vec![Choice::new(cx.words.tui.understood, Some(Effect::Say(String::new())))];
                let title = cx.words.import_screen.unreadable.to_owned();
                vec![Effect::Open(Route::Choose(Choices { title, text: vec![why], rows, at: 0 }))]
            }
            Told::Written(file) => vec![Effect::Say((cx.words.import_screen.written)(&file.display().to_string()))],
            _ => Vec::new(),
        }
    }

    fn done(&mut self, ended: Ended, cx: &Context) -> Vec<Effect> {
        if !std::mem::take(&mut self.saving) {
            return Vec::new();
        }
        match ended {
            Ended::Recorded => {
                let faulty = self.shown.as_ref().map_or(0, |shown| shown.preview.plan.counts().faulty_rows);
                vec![Effect::Back, Effect::Say((cx.words.import.recorded)(faulty))]
            }
            _ => Vec::new(),
        }
    }

    fn view(&self, cx: &Context, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let (words, theme) = (&cx.words.groups, cx.theme);
        let kind = (cx.words.domain.group)(self.listing.kind);
        let title = format!("{}  {kind}  {}", words.import, self.listing.source);
        let inside = header::draw(buf, area, theme, &title, ("", Role::Plain));
        let place = Rect { x: inside.x + 2, width: inside.width.saturating_sub(4), ..inside };
        match &self.shown {
            None => {
                cells::put(buf, place, 0, 1, cx.words.import_screen.choose_file, theme.style(Role::Title));
            }
            Some(shown) => {
                let lines = shown.lines.iter().map(|(line, role)| (line.as_str(), theme.style(*role)));
                scroll::draw(buf, place, lines, shown.offset.at().unwrap_or(0));
            }
        }
        None
    }
}

//! Photographs and papers that go with what is being recorded.

use crate::desk;
use crate::tui::context::Context;
use crate::tui::effect::{Effect, PickedFile};
use crate::tui::screens::Route;
use crate::tui::screens::pick_file::Picks;
use std::path::PathBuf;

#[derive(Default)]
pub struct Files {
    picked: Vec<PickedFile>,
}

impl Files {
    /// Those that a draft kept.
    pub fn kept(kept: &[String]) -> Files {
        Files { picked: kept.iter().filter_map(|file| serde_json::from_str(file).ok()).collect() }
    }

    /// As a draft keeps them.
    pub fn to_keep(&self) -> Vec<String> {
        self.picked.iter().filter_map(|file| serde_json::to_string(file).ok()).collect()
    }

    pub fn len(&self) -> usize {
        self.picked.len()
    }

    pub fn is_empty(&self) -> bool {
        self.picked.is_empty()
    }

    pub fn paths(&self) -> Vec<PathBuf> {
        self.picked.iter().map(|file| file.path.clone()).collect()
    }

    /// `承诺书.pdf 302 KB`, one a line.
    pub fn told(&self, cx: &Context) -> String {
        let told = self.picked.iter().map(|file| {
            let name = file.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            format!("{name} {}", (cx.words.pick_file.size)(file.size))
        });
        let told: Vec<String> = told.collect();
        if told.is_empty() { cx.words.visit.no_attachments.to_owned() } else { told.join("\n") }
    }

    /// Asks for another, in the folder of the last.
    pub fn pick(&self, cx: &Context) -> Vec<Effect> {
        let from = self.picked.last().and_then(|file| file.path.parent()).map(ToOwned::to_owned);
        let title = cx.words.visit.attach_title.to_owned();
        vec![Effect::Open(Route::PickFile(Picks { title, from, kinds: &[], largest: Some(desk::LARGEST) }))]
    }

    /// Whether it was not among them.
    pub fn add(&mut self, file: PickedFile) -> bool {
        let is_new = self.picked.iter().all(|known| known.path != file.path);
        if is_new {
            self.picked.push(file);
        }
        is_new
    }

    pub fn drop_last(&mut self) {
        self.picked.pop();
    }
}

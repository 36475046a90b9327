//! What a preview shows, page by page.

use crate::desk::Plan;
use crate::tui::effect::Previewed;
use crate::tui::widgets::rows::Rows;
use crate::words::Words;
use std::path::PathBuf;

/// The pages of a preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    Overview,
    New,
    Changed,
    Missing,
    Faulty,
    Kept,
}

impl Page {
    pub const ALL: [Page; 6] = [Page::Overview, Page::New, Page::Changed, Page::Missing, Page::Faulty, Page::Kept];

    pub fn name(self, words: &Words) -> &'static str {
        let words = &words.import_screen;
        match self {
            Page::Overview => words.overview,
            Page::New => words.new,
            Page::Changed => words.changed,
            Page::Missing => words.missing,
            Page::Faulty => words.faulty,
            Page::Kept => words.kept,
        }
    }
}

/// A preview on the screen.
pub struct Shown {
    pub file: PathBuf,
    pub preview: Previewed,
    pub page: Page,
    pub rows: Rows,
    /// Where the fields that differ stand: the changed thing, and the field of it.
    differences: Vec<(usize, usize)>,
}

impl Shown {
    pub fn new(file: PathBuf, preview: Previewed) -> Shown {
        let fields = |(at, len): (usize, usize)| (0..len).map(move |field| (at, field));
        let lengths = preview.plan.changed.iter().map(|item| item.differences.len()).enumerate();
        let differences = lengths.flat_map(fields).collect();
        Shown { file, preview, page: Page::Overview, rows: Rows::default(), differences }
    }

    pub fn plan(&self) -> &Plan {
        &self.preview.plan
    }

    /// Rows of a page; the overview has none.
    pub fn len(&self, page: Page) -> usize {
        let plan = self.plan();
        match page {
            Page::Overview => 0,
            Page::New => plan.new.len(),
            Page::Changed => self.differences.len(),
            Page::Missing => plan.missing.len(),
            Page::Faulty => plan.faults.len(),
            Page::Kept => plan.kept.len(),
        }
    }

    /// What stands on a page's tab: rows, or things that change.
    pub fn count(&self, page: Page) -> Option<usize> {
        let counts = self.plan().counts();
        match page {
            Page::Overview => None,
            Page::New => Some(counts.new),
            Page::Changed => Some(counts.changed),
            Page::Missing => Some(counts.missing),
            Page::Faulty => Some(counts.faulty_rows),
            Page::Kept => Some(counts.kept),
        }
    }

    pub fn turn_to(&mut self, page: Page) {
        self.page = page;
        self.rows = Rows::new(self.len(page));
    }

    /// Turns so many pages on; behind the last comes the first.
    pub fn turn(&mut self, by: usize) {
        let at = (self.page as usize + by) % Page::ALL.len();
        self.turn_to(Page::ALL[at]);
    }

    /// The text of a row of the page.
    pub fn row(&self, at: usize, words: &Words) -> String {
        let (say, plan) = (&words.import, self.plan());
        match self.page {
            Page::Overview => String::new(),
            Page::New => (say.subject)(&plan.new[at].subject),
            Page::Changed => {
                let (item, field) = self.differences[at];
                let item = &plan.changed[item];
                format!("{}  {}", (say.subject)(&item.subject), (say.difference)(&item.differences[field]))
            }
            Page::Missing => (say.subject)(&plan.missing[at].subject),
            Page::Kept => (say.kept)(&plan.kept[at]),
            Page::Faulty => {
                let say = if plan.tables.len() > 1 { say.fault_in_sheet } else { say.fault };
                say(&plan.faults[at])
            }
        }
    }

    /// What the overview says under the counts: what Enter does, what stays out, what was not read.
    pub fn remarks(&self, words: &Words) -> Vec<String> {
        let (say, screen, plan) = (&words.import, &words.import_screen, self.plan());
        let counts = plan.counts();
        let does = if plan.is_nothing_to_do() { say.nothing_to_do } else { screen.enter_imports };
        let mut lines = vec![does.to_owned()];
        lines.extend((counts.faulty_rows > 0).then(|| (screen.faults_stay_out)(counts.faulty_rows)));
        lines.extend((counts.missing > 0).then(|| (screen.missing_stay)(counts.missing)));
        lines.extend(plan.is_foresaid().then(|| say.kept_by_list.to_owned()));
        lines.extend(plan.is_bound().then(|| say.kept_by_status.to_owned()));
        lines.extend((!plan.unread_columns.is_empty()).then(|| (say.unread_columns)(&plan.unread_columns)));
        lines.extend(plan.notes.iter().map(|note| (say.note)(note)));
        lines
    }
}

//! What every screen may ask for: the school, the day, the person, the language.

use super::event::Opened;
use super::screens::Route;
use super::theme::Theme;
use crate::desk::Templates;
use crate::domain::class::Class;
use crate::domain::ids::StaffId;
use crate::domain::school::School;
use crate::words::Words;
use chrono::{NaiveDate, NaiveDateTime};
use ratatui::layout::Size;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What every screen may ask for. Screens read it; the shell and `update` bring it up to date.
pub struct Context {
    pub school: School,
    /// Whether the books are open: before, there is nothing to go to.
    pub is_open: bool,
    /// The date acted for; `now`'s, unless the program was told another.
    pub today: NaiveDate,
    pub now: NaiveDateTime,
    /// Who sits here.
    pub who: StaffId,
    /// The class whose homeroom teacher sits here.
    pub class: Option<Class>,
    pub words: &'static Words,
    pub theme: Theme,
    /// The whole terminal.
    pub size: Size,
    /// What was typed and not yet saved, by the key of its screen and thing: it outlives a crash.
    pub drafts: BTreeMap<String, String>,
    /// The school's own wording of papers.
    pub templates: Templates,
    pub places: Places,
}

/// Folders that a person has to do with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// Where the last file of this run was taken from.
    pub picked_from: Option<PathBuf>,
    /// Where a paper goes that is named without a folder.
    pub documents: PathBuf,
}

impl Context {
    /// The books are open: what is in them, and who sits here.
    pub fn open(&mut self, opened: Opened) {
        let Opened { school, who, class, drafts, templates } = opened;
        (self.school, self.who, self.class) = (school, who, class);
        (self.drafts, self.templates) = (drafts, templates);
        self.is_open = true;
    }

    /// The school as it is now; with it the class of who sits here may be another.
    pub fn renew(&mut self, school: School) {
        self.school = school;
        self.class = self.school.homeroom_of(self.who, self.today);
    }

    pub fn draft(&self, key: &str) -> Option<&str> {
        self.drafts.get(key).map(String::as_str)
    }

    /// Where a person begins: a bureau at its schools' months; at the roll of the own class, or without one at what there is to do.
    pub fn first_screen(&self) -> Route {
        if self.school.is_bureau() {
            return Route::District;
        }
        if self.class.is_none() && !self.school.pupils.is_empty() { Route::Todo } else { Route::Roll(None) }
    }

    /// Whether who sits here may change the school's rules, staff and year.
    pub fn acts_for_school(&self) -> bool {
        self.school.acts_for_school(self.who, self.today)
    }

    /// The name of who sits here.
    pub fn who_name(&self) -> &str {
        self.school.staff(self.who).map_or("", |staff| &staff.record.name)
    }
}

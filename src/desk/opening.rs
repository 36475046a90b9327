//! How a desk is opened: on books that are there, on new ones, on a backup.

use super::{Clock, Desk, Problem, clock, new_id};
use crate::domain::calendar::Term;
use crate::domain::class::Class;
use crate::domain::entry::{Change, SchoolProfile, Why};
use crate::domain::ids::{MachineId, StaffId};
use crate::domain::ladder::Excused;
use crate::domain::people::StaffRecord;
use crate::domain::profile::Profile;
use crate::domain::roll::Session;
use crate::store::{KdfCost, Store, StoreError};
use std::path::{Path, PathBuf};

/// With which clock, and as whom.
#[derive(Debug, Clone)]
pub struct Opening {
    pub clock: Clock,
    /// A person's name, where the books know several.
    pub act_as: Option<String>,
    /// The family, file or folder of the font for papers, where the usual ones are not wanted.
    pub font: Option<String>,
}

/// What a school must say of itself to begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSchool {
    pub name: String,
    pub terms: Vec<Term>,
    /// In the order of the day.
    pub sessions: Vec<Session>,
    /// Who begins the books, and the class whose homeroom teacher that is.
    pub person: String,
    pub homeroom: Option<Class>,
}

impl NewSchool {
    /// The facts with which the books begin: the school, its terms, the person, and the default policy as rows.
    pub fn changes(self) -> Vec<Change> {
        let begins = self.terms.iter().map(|term| term.first).min().unwrap_or_default();
        let profile = SchoolProfile::new(&self.name, self.sessions);
        let person = StaffRecord::new(&self.person, self.homeroom);
        let mut changes = vec![
            Change::School { to: Some(profile) },
            Change::Staff { id: StaffId::NEW, to: Some(person) },
            Change::Excused { from: begins, to: Some(Excused::default()) },
        ];
        changes.extend(self.terms.into_iter().map(|term| Change::Term { first: term.first, to: Some(term) }));
        let rungs = Profile::Tongan.rungs().into_iter();
        changes.extend(rungs.map(|rung| Change::Rung { rule: rung.rule, from: begins, to: Some(rung) }));
        changes
    }
}

/// A folder with books in it, or a problem: asked before anybody is asked for a passphrase.
pub fn must_be_there(folder: &Path) -> Result<(), Problem> {
    if Store::is_there(folder) { Ok(()) } else { Err(Problem::NoBooks { folder: folder.to_owned() }) }
}

/// A folder without books, or a problem: asked before anybody chooses a passphrase.
pub fn must_be_empty(folder: &Path) -> Result<(), Problem> {
    if Store::is_there(folder) { Err(StoreError::AlreadyThere { path: folder.to_owned() }.into()) } else { Ok(()) }
}

/// Opens the books in a folder.
pub fn open(folder: &Path, passphrase: &str, opening: &Opening) -> Result<Desk, Problem> {
    let store = Store::open(folder, passphrase)?;
    Desk::new(store, clock::random()?, opening)
}

/// Whether a passphrase opens the books of a folder: asked before anybody chooses another.
pub fn must_fit(folder: &Path, passphrase: &str) -> Result<(), Problem> {
    Store::unlock(folder, passphrase)?;
    Ok(())
}

/// Gives the books another passphrase in the place of the one that opens them. Backups keep the one that they were made with.
pub fn change_passphrase(folder: &Path, old: &str, new: &str) -> Result<(), Problem> {
    if new.is_empty() {
        return Err(Problem::EmptyPassphrase);
    }
    Ok(Store::change_passphrase(folder, old, new, KdfCost::default(), &mut clock::random()?)?)
}

/// What contradicts itself in what a school says of itself.
fn contradiction(school: &NewSchool) -> Option<Problem> {
    let codes = school.sessions.iter().map(|session| session.code);
    let twice = codes.enumerate().find(|(at, code)| school.sessions[..*at].iter().any(|it| it.code == *code));
    if let Some((_, code)) = twice {
        return Some(Problem::SessionTwice { code });
    }
    let mut terms: Vec<&Term> = school.terms.iter().collect();
    terms.sort_by_key(|term| term.first);
    let overlap = terms.windows(2).find(|pair| pair[1].first <= pair[0].last)?;
    Some(Problem::TermsOverlap { first: overlap[1].first })
}

/// Begins books in a folder that has none.
pub fn create(folder: &Path, passphrase: &str, school: NewSchool, opening: &Opening) -> Result<Desk, Problem> {
    if let Some(problem) = contradiction(&school) {
        return Err(problem);
    }
    if passphrase.is_empty() {
        return Err(Problem::EmptyPassphrase);
    }
    let mut random = clock::random()?;
    let machine = MachineId(new_id(&mut random, &opening.clock));
    let store = Store::create(folder, passphrase, KdfCost::default(), machine, &mut random)?;
    let nobody_yet = Opening { act_as: None, ..opening.clone() };
    let mut desk = Desk::new(store, random, &nobody_yet)?;
    desk.begin(school)?;
    Ok(desk)
}

impl Desk {
    /// Records the first facts, as the person that they name.
    pub(super) fn begin(&mut self, school: NewSchool) -> Result<(), Problem> {
        self.commit(Why::SetUp, school.changes())?;
        self.who = self.school.staff.first().map_or(self.who, |staff| staff.id);
        Ok(())
    }
}

/// Puts a backup in the place of the books. What was there before is kept: where, if there was anything.
pub fn restore(file: &Path, folder: &Path, passphrase: &str, clock: Clock) -> Result<Option<PathBuf>, Problem> {
    Ok(Store::restore(file, folder, passphrase, clock.moment().date())?.former)
}

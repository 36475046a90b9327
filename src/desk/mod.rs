//! The desk: the one place that acts. It opens the store, passes in clock, random source and person, records, reads
//! and writes files; both faces sit at it.

mod attach;
mod cases;
mod clock;
mod compare;
mod demo;
mod district;
mod dossiers;
mod entrants;
mod files;
mod find;
mod folder;
mod groups;
mod ids;
mod import;
mod inspection;
mod letters;
mod monthly;
mod opening;
mod plans;
mod problem;
mod registers;
mod seen;
mod status;
mod templates;
mod undo;
mod week;
mod year;

pub use attach::{File, LARGEST};
pub use clock::Clock;
pub use compare::Compared;
pub use demo::{demo, demo_into};
pub use district::{ReportsRead, district_paper};
pub use dossiers::{AT_A_TIME, DossierFormat, Dossiers, DossiersOf, Made};
pub use files::{Existing, in_documents, place_of_paper};
pub use find::name_of_staff;
pub use folder::{Folder, Item, Place, is_path, list_folder};
pub use import::{ImportKind, Preview};
pub use inspection::{BegunEvidence, Evidence, Filed};
pub use letters::{Format, printed};
pub use monthly::{MonthFormat, Signing, explanations, headcount, live_report, month_paper, month_report, to_sign};
pub use opening::{
    NewSchool, Opening, change_passphrase, create, must_be_empty, must_be_there, must_fit, open, restore,
};
pub use plans::{HelpPaper, help_file_name};
pub use problem::Problem;
pub use status::Filing;
pub use templates::{TemplateState, Templates, copy_template, place_of_template, read_templates};
pub use year::ReadClasses;

pub use crate::documents::dossier::label as dossier_label;
pub use crate::documents::letter::{LetterDraft, Parts, form as letter_form, sayable as sayable_letters};
pub use crate::documents::registers::{
    Line as RegisterLine, form as register_form, lines as register_lines, printed as register_paper,
};
pub use crate::exchange::attendance::Options as AttendanceOptions;
pub use crate::exchange::calendar::Whose;
pub use crate::exchange::entrants::Options as EntrantOptions;
pub use crate::exchange::group::Listing;
pub use crate::exchange::legend::{Legend, Preset};
pub use crate::exchange::plan::{Fault, FaultKind, Item as PlanItem, Plan};

use crate::documents::render::Fonts;
use crate::domain::entry::{Act, Change, Disclosure, Entry, Why};
use crate::domain::ids::{EntryId, PupilId, StaffId};
use crate::domain::mark::Mark;
use crate::domain::people::Staff;
use crate::domain::roll::{Marked, RollKey};
use crate::domain::school::{School, rolls_wanted_from};
use crate::store::{Overwrite, Store, Verified};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use ids::{Ids, new_id};
use rand::rngs::ChaCha20Rng;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// An open school, with somebody sitting at it.
pub struct Desk {
    store: Store,
    /// The school as of the last commit, this program's or another's.
    school: School,
    /// What the store's counter of other programs' commits said when the school was read.
    seen: i64,
    /// The journal's last entry when the school was read.
    last: Option<EntryId>,
    /// The first day of which rolls are read. It only goes back.
    rolls_from: NaiveDate,
    clock: Clock,
    ids: Ids,
    who: StaffId,
    /// The fonts of this machine, looked for when the first paper is set.
    fonts: OnceCell<Fonts>,
    /// The family, file or folder with which papers are set, where the settings name one.
    font: Option<String>,
    /// The school's own wording of papers.
    templates: Templates,
}

impl Desk {
    fn new(store: Store, random: ChaCha20Rng, opening: &Opening) -> Result<Desk, Problem> {
        let clock = opening.clock;
        let (seen, last) = (store.data_version()?, store.last_entry()?);
        let rolls_from = rolls_wanted_from(clock.today());
        let school = read(&store, rolls_from)?;
        let who = match &opening.act_as {
            Some(name) => who_may_act(&school, name, clock.today())?,
            None => school.staff.first().map_or(StaffId::NEW, |staff| staff.id),
        };
        let (fonts, font, templates) = (OnceCell::new(), opening.font.clone(), Templates::default());
        let ids = Ids::after(last, random);
        Ok(Desk { store, school, seen, last, rolls_from, clock, ids, who, fonts, font, templates })
    }

    /// The school's year as one value.
    pub fn school(&self) -> &School {
        &self.school
    }

    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The date to act as.
    pub fn today(&self) -> NaiveDate {
        self.clock.today()
    }

    /// The date to act as, at this time of day.
    pub fn now(&self) -> NaiveDateTime {
        self.clock.now()
    }

    /// The date to record something for: today, or a past one.
    pub fn day_on(&self, on: Option<NaiveDate>) -> Result<NaiveDate, Problem> {
        let date = on.unwrap_or(self.today());
        if date > self.today() { Err(Problem::FutureDate { date }) } else { Ok(date) }
    }

    /// The moment to record something for: now, or a past date. Of a past date the time is not made up: it is the one
    /// that was noted, or midnight, which is read as "no time known".
    pub fn moment_on(&self, on: Option<NaiveDate>, at: Option<NaiveTime>) -> Result<NaiveDateTime, Problem> {
        let date = self.day_on(on)?;
        let now = if date == self.today() { self.now().time() } else { NaiveTime::MIN };
        Ok(date.and_time(at.unwrap_or(now)))
    }

    /// Somebody else sits down at the desk.
    ///
    /// # Errors
    /// Where nobody is called so, or that person has left the school.
    pub fn act_as(&mut self, name: &str) -> Result<(), Problem> {
        self.who = who_may_act(&self.school, name, self.today())?;
        Ok(())
    }

    /// Who sits at the desk.
    pub fn who(&self) -> StaffId {
        self.who
    }

    pub fn person(&self) -> Option<&Staff> {
        self.school.staff(self.who)
    }

    /// Records changes as one step. Things that are new get their ids here.
    pub fn commit(&mut self, why: Why, changes: Vec<Change>) -> Result<EntryId, Problem> {
        self.commit_with(why, changes, Vec::new())
    }

    /// Records changes as one step, with the files that they name.
    pub fn commit_with(&mut self, why: Why, changes: Vec<Change>, files: Vec<File>) -> Result<EntryId, Problem> {
        if why.is_for_the_school() {
            self.must_act_for_school()?;
        }
        if why.is_over_what_was_seen() {
            return self.commit_as_seen(why, changes, files);
        }
        let entry = self.record(why, changes, files)?;
        self.reload()?;
        Ok(entry)
    }

    /// Records changes that were worked out from the books as they were last read here.
    ///
    /// # Errors
    /// `Store(BooksChanged)` where another program has recorded something since: they are to be worked out anew.
    fn commit_over(&mut self, why: Why, changes: Vec<Change>, files: Vec<File>) -> Result<EntryId, Problem> {
        let entry = self.record_over(Some(self.seen), why, changes, files)?;
        self.reload()?;
        Ok(entry)
    }

    /// Records changes as one step. The school in memory stays as it was read.
    fn record(&mut self, why: Why, changes: Vec<Change>, files: Vec<File>) -> Result<EntryId, Problem> {
        self.record_over(None, why, changes, files)
    }

    /// The same; where it is said how the books were seen, only if they are so still.
    fn record_over(
        &mut self,
        seen: Option<i64>,
        why: Why,
        mut changes: Vec<Change>,
        files: Vec<File>,
    ) -> Result<EntryId, Problem> {
        for change in &mut changes {
            change.name_new_thing(|| self.ids.fresh(&self.clock));
        }
        let act = Act { at: self.clock.moment(), who: self.who, why, changes };
        let bytes: Vec<Vec<u8>> = files.into_iter().map(|file| file.bytes).collect();
        let fresh = EntryId(self.ids.fresh(&self.clock));
        Ok(self.store.record_over(seen, act, &bytes, |last| fresh.after(last))?.id)
    }

    /// # Errors
    /// `NotForTheSchool` where whoever sits at the desk does not act for the whole school.
    fn must_act_for_school(&self) -> Result<(), Problem> {
        if self.school.acts_for_school(self.who, self.today()) { Ok(()) } else { Err(Problem::NotForTheSchool) }
    }

    /// Takes a roll, over the state of it that this desk knows.
    pub fn take_roll(&mut self, key: RollKey, marks: Vec<Marked>) -> Result<EntryId, Problem> {
        let seen = self.school.roll(key).map(|roll| roll.entry);
        self.commit(Why::TakeRoll, vec![Change::Roll { key, seen, to: Some(marks) }])
    }

    /// The changes that put a mark in the place of `unknown` on the rolls of the pupil's running absence.
    pub fn explained(&self, pupil: PupilId, up_to: NaiveDate, mark: Mark) -> Vec<Change> {
        let from = self.school.flag(pupil, up_to).and_then(|flag| flag.streak.from()).unwrap_or(up_to);
        self.school.explain(pupil, &self.school.unexplained(pupil, from, up_to), mark)
    }

    /// Whether another program has recorded something since; then the school is read anew.
    pub fn refresh(&mut self) -> Result<bool, Problem> {
        let changed = self.store.data_version()? != self.seen;
        if changed {
            self.reload()?;
        }
        Ok(changed)
    }

    fn reload(&mut self) -> Result<(), Problem> {
        (self.seen, self.last) = (self.store.data_version()?, self.store.last_entry()?);
        self.school = read(&self.store, self.rolls_from)?;
        Ok(())
    }

    /// Reads rolls further back where a day is looked at of which they are not here. Whatever asks for a span asks this
    /// first: rolls that were not read must not be taken for rolls that were not taken.
    pub fn reach_back_to(&mut self, day: NaiveDate) -> Result<(), Problem> {
        if !self.school.reaches_back_to(day) {
            self.rolls_from = rolls_wanted_from(day);
            self.reload()?;
        }
        Ok(())
    }

    /// The same for all that is known of a pupil, from its first day on.
    pub fn reach_back_for(&mut self, pupil: PupilId) -> Result<(), Problem> {
        self.school.first_day_of_pupil(pupil).map_or(Ok(()), |on| self.reach_back_to(on))
    }

    /// The journal keeps that numbers of a pupil were shown in full.
    pub fn revealed(&mut self, pupil: PupilId) -> Result<(), Problem> {
        self.commit(Why::Disclose, vec![Change::Disclosed { what: Disclosure::Shown { pupil } }])?;
        Ok(())
    }

    /// The journal keeps that personal data left the program.
    pub fn exported(&mut self, what: &str, pupils: usize) -> Result<(), Problem> {
        let what = Disclosure::Exported { what: what.to_owned(), pupils: u32::try_from(pupils).unwrap_or(u32::MAX) };
        self.commit(Why::Disclose, vec![Change::Disclosed { what }])?;
        Ok(())
    }

    /// The newest entries, newest first.
    pub fn journal(&self, last: usize) -> Result<Vec<Entry>, Problem> {
        Ok(self.store.entries(None, u32::try_from(last).unwrap_or(u32::MAX))?)
    }

    pub fn verify(&self) -> Result<Verified, Problem> {
        Ok(self.store.verify()?)
    }

    /// Writes the books and their key into one file; gives the file that was written.
    pub fn backup(&mut self, file: &Path, existing: Existing) -> Result<PathBuf, Problem> {
        let file = files::place_of_file(file, existing)?;
        // A copy of damaged books would pass for a good one.
        let faults = self.store.verify()?.faults.len();
        if faults > 0 {
            return Err(Problem::BackupNotSound { faults });
        }
        self.store.backup(&file, if existing == Existing::Replace { Overwrite::Yes } else { Overwrite::No })?;
        self.commit(Why::Disclose, vec![Change::Disclosed { what: Disclosure::BackedUp }])?;
        Ok(file)
    }

    /// A half-filled form, kept until it is recorded or dropped. Not a fact: it is in no journal.
    pub fn keep_draft(&mut self, key: &str, body: &str) -> Result<(), Problem> {
        Ok(self.store.keep_draft(key, body)?)
    }

    pub fn draft(&self, key: &str) -> Result<Option<String>, Problem> {
        Ok(self.store.draft(key)?)
    }

    /// Every draft by its key.
    pub fn drafts(&self) -> Result<BTreeMap<String, String>, Problem> {
        let keys = self.store.drafts()?;
        let body = |key: String| Ok(self.store.draft(&key)?.map(|body| (key, body)));
        keys.into_iter().filter_map(|key| body(key).transpose()).collect()
    }

    pub fn drop_draft(&mut self, key: &str) -> Result<(), Problem> {
        Ok(self.store.drop_draft(key)?)
    }
}

/// The person of a name, who is still at the school.
fn who_may_act(school: &School, name: &str, today: NaiveDate) -> Result<StaffId, Problem> {
    let staff = school.find_staff(name).ok_or_else(|| Problem::UnknownStaff {
        asked: name.to_owned(),
        known: school.staff.iter().map(|staff| staff.record.name.clone()).collect(),
    })?;
    if staff.record.is_here(today) { Ok(staff.id) } else { Err(Problem::HasLeft { name: name.to_owned() }) }
}

/// Rolls are read from that day on.
fn read(store: &Store, rolls_from: NaiveDate) -> Result<School, Problem> {
    Ok(School::from_books(store.load(rolls_from)?))
}

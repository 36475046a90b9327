//! Recording what was worked out over the books as they were shown: two copies of the program write the same books, and
//! what the other has done in between is neither overwritten nor done a second time without a word.

use super::{Desk, File, Problem};
use crate::domain::entry::{Change, Why};
use crate::domain::ids::EntryId;
use crate::domain::may_record::CannotRecord;
use crate::store::StoreError;

/// How often another program may write first before it is said.
const TRIES: u32 = 5;

/// Entries that are looked through for whoever was quicker.
const REACH: u32 = 50;

impl From<CannotRecord> for Problem {
    fn from(why: CannotRecord) -> Problem {
        match why {
            CannotRecord::Plan(why) => Problem::PlanRefused(why),
            CannotRecord::Aid(why) => Problem::AidRefused(why),
            CannotRecord::Group(why) => Problem::GroupRefused(why),
            CannotRecord::NotForTheSchool => Problem::NotForTheSchool,
        }
    }
}

impl Desk {
    /// Records changes where whoever sits here may make them in the books as they are, and nobody has changed the same
    /// things since they were shown here.
    ///
    /// # Errors
    /// What stands against them by now.
    pub(super) fn commit_as_seen(
        &mut self,
        why: Why,
        changes: Vec<Change>,
        files: Vec<File>,
    ) -> Result<EntryId, Problem> {
        let shown = self.seen;
        let done = self.commit_where_it_stands(why, &changes, &files);
        if done.is_err() {
            // The books were read anew only here: so the next look hands them to the screens.
            self.seen = shown;
        }
        done
    }

    /// Records what was worked out over the books up to an entry, a while ago: only where nothing has been recorded since,
    /// here or at another desk.
    ///
    /// # Errors
    /// `Store(BooksChanged)` where something has: it is to be worked out anew.
    pub(super) fn commit_after(
        &mut self,
        last: Option<EntryId>,
        why: Why,
        changes: &[Change],
    ) -> Result<EntryId, Problem> {
        if why.is_for_the_school() {
            self.must_act_for_school()?;
        }
        for _ in 0..TRIES {
            let seen = self.store.data_version()?;
            if self.store.last_entry()? != last {
                break;
            }
            match self.record_over(Some(seen), why, changes.to_vec(), Vec::new()) {
                // Another program has kept a draft, or recorded something: the next look at the journal tells which.
                Err(Problem::Store(StoreError::BooksChanged)) => {}
                done => {
                    self.reload()?;
                    return done;
                }
            }
        }
        Err(Problem::Store(StoreError::BooksChanged))
    }

    /// Does it by the books as they are when it is written: where another desk was quicker it is worked out anew.
    pub(super) fn as_the_books_are<T>(&mut self, act: impl Fn(&mut Desk) -> Result<T, Problem>) -> Result<T, Problem> {
        for _ in 0..TRIES {
            match act(self) {
                Err(Problem::Store(StoreError::BooksChanged)) => self.reload()?,
                done => return done,
            }
        }
        act(self)
    }

    fn commit_where_it_stands(&mut self, why: Why, changes: &[Change], files: &[File]) -> Result<EntryId, Problem> {
        for _ in 0..TRIES {
            self.school.may_record(changes, self.who, self.today())?;
            match self.commit_over(why, changes.to_vec(), files.to_vec()) {
                Err(Problem::Store(StoreError::BooksChanged)) => {
                    let stood: Vec<Option<Change>> = changes.iter().map(|it| self.school.as_it_stands(it)).collect();
                    self.reload()?;
                    let stands = changes.iter().map(|it| self.school.as_it_stands(it));
                    if let Some((_, now)) = stood.into_iter().zip(stands).find(|(stood, now)| stood != now) {
                        return Err(self.overtaken(now.as_ref())?);
                    }
                }
                done => return done,
            }
        }
        Err(Problem::Store(StoreError::BooksChanged))
    }

    /// Who has made a thing as it is, when, and by what step.
    fn overtaken(&self, now: Option<&Change>) -> Result<Problem, Problem> {
        let entries = self.store.entries(None, REACH)?;
        let entry = entries.iter().find(|entry| entry.changes.iter().any(|change| Some(change) == now));
        let who = entry.and_then(|entry| self.school.staff(entry.who)).map(|staff| staff.record.name.clone());
        Ok(match entry {
            Some(entry) => Problem::Overtaken { who: who.unwrap_or_default(), at: entry.at, why: entry.why },
            None => Problem::Store(StoreError::BooksChanged),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::ImportKind;
    use crate::desk::{Clock, NewSchool, Opening, create, open};
    use crate::domain::ids::WorkId;
    use crate::domain::inspection::Section;
    use crate::domain::made_up::{date, session};
    use crate::domain::roll::{RollKey, SessionCode};
    use crate::domain::work_log::{WorkKind, WorkRecord};
    use std::path::Path;

    fn words(text: &str) -> Vec<Change> {
        vec![Change::Prose { year: 2025, section: Section::Next, to: Some(text.to_owned()) }]
    }

    fn two_desks(folder: &Path, terms: Vec<crate::domain::calendar::Term>) -> [Desk; 2] {
        let clock = Clock::Stopped(date("2025-11-19").and_hms_opt(8, 0, 0).unwrap());
        let opening = Opening { clock, act_as: None, font: None };
        let (name, person, sessions) = ("样例学校".into(), "林校长".into(), vec![session("am", (7, 50))]);
        let school = NewSchool { name, terms, sessions, person, homeroom: None };
        let first = create(folder, "made up words", school, &opening).unwrap();
        [first, open(folder, "made up words", &opening).unwrap()]
    }

    /// A roster says whole pupils: over what another desk has saved since the preview it is not laid, and neither over
    /// what this desk has.
    #[test]
    fn an_import_is_recorded_over_the_books_of_its_preview_alone() {
        let folder = tempfile::tempdir().unwrap();
        let term =
            crate::domain::calendar::Term { first: date("2025-09-01"), last: date("2026-01-30"), name: String::new() };
        let [mut first, mut second] = two_desks(folder.path(), vec![term]);
        let list = folder.path().join("roster.csv");
        std::fs::write(&list, "姓名,班级\n陈小禾,七年级3班\n").unwrap();
        for other_writes in [true, false] {
            first.refresh().unwrap();
            let preview = first.preview(ImportKind::Roster, &list).unwrap();
            let writer = if other_writes { &mut second } else { &mut first };
            writer.refresh().unwrap();
            writer.commit(Why::WriteProse, words(if other_writes { "甲" } else { "乙" })).unwrap();
            let refused = first.import(preview).unwrap_err();
            assert!(refused.is_overtaken(), "{refused:?}");
            assert!(first.school().pupils.is_empty());
        }
        second.refresh().unwrap();
        second.keep_draft("draft", "nothing of the books").unwrap();
        let preview = first.preview(ImportKind::Roster, &list).unwrap();
        second.keep_draft("draft", "and nothing again").unwrap();
        assert!(first.import(preview).unwrap().is_some(), "a draft is no part of the books");
        assert_eq!(first.school().pupils.len(), 1);
    }

    /// What goes in of schools' files depends on what is there: it is worked out by the books as they are.
    #[test]
    fn files_are_received_by_the_books_as_they_are() {
        use crate::domain::district::made_up::{BUREAU, report};
        let folder = tempfile::tempdir().unwrap();
        let [mut first, mut second] = two_desks(folder.path(), Vec::new());
        let file = folder.path().join("a.json");
        let mut sent = report("凤北小学", "2025-09", &[(1, 40)], vec![]);
        assert_eq!(sent.bureau, BUREAU);
        let write = |sent: &crate::domain::monthly::MonthlyReport| {
            std::fs::write(&file, serde_json::to_string(sent).unwrap()).unwrap();
        };
        write(&sent);
        let paths = [file.clone()];
        let read = first.preview_reports(&paths);
        assert_eq!(read.reception.came_in(), 1);
        (sent.version, sent.why) = (2, "更正".to_owned());
        write(&sent);
        second.receive_files(&paths).unwrap();
        assert!(first.receive_reports(&read).unwrap_err().is_overtaken());
        first.refresh().unwrap();
        sent.version = 1;
        write(&sent);
        let (reception, recorded) = first.receive_files(&paths).unwrap();
        assert_eq!((reception.came_in(), recorded), (0, None), "a later version is held by now");
        assert_eq!(first.undo_reception().unwrap(), 1);
        assert!(second.refresh().unwrap() && second.school().district.received.is_empty());
    }

    /// At two desks on one database: what the other wrote is not overwritten unseen, and what does not concern it is.
    #[test]
    fn what_another_desk_has_changed_is_not_overwritten_unseen() {
        let folder = tempfile::tempdir().unwrap();
        let [mut first, mut second] = two_desks(folder.path(), Vec::new());

        let record = WorkRecord {
            kind: WorkKind::Meeting,
            on: date("2025-11-18"),
            place: String::new(),
            who: "全体".into(),
            what: "例会".into(),
            attachments: Vec::new(),
        };
        first.commit(Why::LogWork, vec![Change::Work { id: WorkId::NEW, to: Some(Box::new(record)) }]).unwrap();
        second.commit(Why::WriteProse, words("甲")).unwrap();
        let Err(Problem::Overtaken { who, why, .. }) = first.commit(Why::WriteProse, words("乙")) else { panic!() };
        assert_eq!((who.as_str(), why), ("林校长", Why::WriteProse));
        let kept = |desk: &Desk| desk.school().prose(2025, Section::Next).unwrap().text.clone();
        assert_eq!(kept(&first), "甲");
        assert!(first.refresh().unwrap(), "the screens are handed the books as they are");
        first.commit(Why::WriteProse, words("乙")).unwrap();
        assert!(second.refresh().unwrap());
        assert_eq!(kept(&second), "乙", "written over what was seen");
    }

    /// Rolls of three years, and a clock two years on: what is asked about an old day is read, and stays read.
    #[test]
    fn rolls_of_old_days_are_read_when_they_are_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let at = |day: &str| Opening {
            clock: Clock::Stopped(date(day).and_hms_opt(18, 0, 0).unwrap()),
            act_as: None,
            font: None,
        };
        let (name, person, sessions) = ("样例学校".into(), "林校长".into(), vec![session("am", (7, 50))]);
        let school = NewSchool { name, terms: Vec::new(), sessions, person, homeroom: None };
        drop(create(folder.path(), "made up words", school, &at("2025-09-01")).unwrap());
        let key = |day: &str| RollKey { class: "7.3".parse().unwrap(), date: date(day), session: SessionCode::AM };
        for day in ["2025-09-18", "2026-11-18", "2027-11-18"] {
            open(folder.path(), "made up words", &at(day)).unwrap().take_roll(key(day), Vec::new()).unwrap();
        }
        let mut desk = open(folder.path(), "made up words", &at("2027-11-19")).unwrap();
        let there = |desk: &Desk, day: &str| desk.school().roll(key(day)).is_some();
        assert!(!there(&desk, "2025-09-18") && there(&desk, "2026-11-18"));
        assert!(!desk.school().reaches_back_to(date("2025-09-01")));
        desk.reach_back_to(date("2025-09-01")).unwrap();
        assert!(there(&desk, "2025-09-18") && desk.school().reaches_back_to(date("2025-09-01")));
        desk.take_roll(key("2027-11-19"), Vec::new()).unwrap();
        assert!(there(&desk, "2025-09-18"), "what was recorded since has not let go of them");
        let from_the_first = open(folder.path(), "made up words", &at("2026-11-18")).unwrap();
        assert!(from_the_first.school().reaches_back_to(date("2010-09-01")), "there are none before");
    }

    /// A report is signed, a step taken back, by the books as they are: another desk has recorded something since.
    #[test]
    fn a_step_is_taken_back_by_the_books_as_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let [mut first, mut second] = two_desks(folder.path(), Vec::new());
        let key = |day: &str| RollKey { class: "7.3".parse().unwrap(), date: date(day), session: SessionCode::AM };
        first.take_roll(key("2025-11-19"), Vec::new()).unwrap();
        second.take_roll(key("2025-11-18"), Vec::new()).unwrap();
        first.undo().unwrap();
        assert!(
            first.school().roll(key("2025-11-18")).is_none(),
            "the last step of the same person is the other desk's"
        );
        assert!(first.school().roll(key("2025-11-19")).is_some());
    }
}

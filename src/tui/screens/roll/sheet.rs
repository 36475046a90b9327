//! One roll as it lies on the table: what the books say of it, and what has been marked since.

use crate::domain::entry::Change;
use crate::domain::ids::{EntryId, PupilId};
use crate::domain::mark::Mark;
use crate::domain::roll::{Marked, RollKey};
use crate::domain::school::School;
use crate::domain::symptom::Symptoms;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

pub type Marks = BTreeMap<PupilId, Marked>;

pub struct Sheet {
    pub key: RollKey,
    /// The state of the roll in the books that was before the writer's eyes; none where it was not taken.
    seen: Option<EntryId>,
    /// What the books say; of a roll not yet taken, what is foreseen.
    saved: Marks,
    marks: Marks,
    /// Earlier states of `marks`, for undo.
    past: Vec<Marks>,
}

/// What was marked and not saved, as it outlives a crash.
#[derive(Serialize, Deserialize)]
struct Draft {
    seen: Option<EntryId>,
    marks: Vec<Marked>,
}

/// A pupil whose mark differs between two hands.
pub struct Difference {
    pub pupil: PupilId,
    pub mine: Option<Mark>,
    pub theirs: Option<Mark>,
}

/// Which hand's marks go into the books when two have written the same roll.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Settle {
    /// What either changed; where both changed the same pupil, mine.
    Merge,
    Theirs,
    Mine,
}

impl Sheet {
    /// The roll as the books have it.
    pub fn new(school: &School, key: RollKey) -> Sheet {
        let (seen, saved) = in_books(school, key);
        Sheet { key, seen, marks: saved.clone(), saved, past: Vec::new() }
    }

    /// With what was marked before a crash or an interruption; none where the text is no draft.
    pub fn with_draft(mut self, body: &str) -> Option<Sheet> {
        let draft: Draft = serde_json::from_str(body).ok()?;
        self.seen = draft.seen;
        self.marks = by_pupil(draft.marks);
        Some(self)
    }

    pub fn draft_key(&self) -> String {
        format!("roll/{}/{}/{}", self.key.class.code(), self.key.date, self.key.session)
    }

    pub fn to_draft(&self) -> Option<String> {
        serde_json::to_string(&Draft { seen: self.seen, marks: self.list() }).ok()
    }

    pub fn is_taken(&self) -> bool {
        self.seen.is_some()
    }

    /// Marked otherwise than the books say.
    pub fn is_changed(&self) -> bool {
        self.marks != self.saved
    }

    /// Brings in what the books say now. Marks not saved stay, and rest on the state they were made on.
    pub fn refresh(&mut self, school: &School) {
        let (seen, saved) = in_books(school, self.key);
        if !self.is_changed() || (seen.is_some() && saved == self.marks) {
            *self = Sheet { key: self.key, seen, marks: saved.clone(), saved, past: Vec::new() };
        }
    }

    pub fn mark(&self, pupil: PupilId) -> Option<Mark> {
        self.marks.get(&pupil).map(|marked| marked.mark)
    }

    pub fn note(&self, pupil: PupilId) -> Option<&str> {
        self.marks.get(&pupil)?.note.as_deref()
    }

    /// Sets or takes back a mark; a note stays with a mark that is set over another.
    pub fn set(&mut self, pupil: PupilId, mark: Option<Mark>) {
        if self.mark(pupil) == mark {
            return;
        }
        self.past.push(self.marks.clone());
        match mark {
            Some(mark) => {
                let marked = self.marks.entry(pupil).or_insert(Marked::new(pupil, mark));
                marked.mark = mark;
                if mark != Mark::Sick {
                    marked.symptoms = Symptoms::NONE;
                }
            }
            None => {
                self.marks.remove(&pupil);
            }
        }
    }

    pub fn symptoms(&self, pupil: PupilId) -> Symptoms {
        self.marks.get(&pupil).map(|marked| marked.symptoms).unwrap_or_default()
    }

    /// Who has symptoms is sick; whom they are taken from stays sick.
    pub fn set_symptoms(&mut self, pupil: PupilId, symptoms: Symptoms) {
        let is_sick = self.mark(pupil) == Some(Mark::Sick);
        if self.symptoms(pupil) == symptoms && (is_sick || symptoms.is_empty()) {
            return;
        }
        self.past.push(self.marks.clone());
        let marked = self.marks.entry(pupil).or_insert(Marked::new(pupil, Mark::Sick));
        (marked.mark, marked.symptoms) = (Mark::Sick, symptoms);
    }

    pub fn set_note(&mut self, pupil: PupilId, note: &str) {
        let before = self.marks.clone();
        if let Some(marked) = self.marks.get_mut(&pupil) {
            marked.note = (!note.is_empty()).then(|| note.to_owned());
            self.past.push(before);
        }
    }

    /// Takes the last change back that is not saved; whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(before) = self.past.pop() else { return false };
        self.marks = before;
        true
    }

    /// In the order of `PupilId`.
    pub fn list(&self) -> Vec<Marked> {
        self.marks.values().cloned().collect()
    }

    pub fn to_change(&self) -> Change {
        Change::Roll { key: self.key, seen: self.seen, to: Some(self.list()) }
    }

    /// Where the roll in the books, saved by somebody else meanwhile, differs from this sheet.
    pub fn differences(&self, school: &School) -> Vec<Difference> {
        let (_, theirs) = in_books(school, self.key);
        let pupils: BTreeSet<PupilId> = self.marks.keys().chain(theirs.keys()).copied().collect();
        let of = |marks: &Marks, pupil| marks.get(&pupil).map(|marked| marked.mark);
        pupils
            .into_iter()
            .map(|pupil| Difference { pupil, mine: of(&self.marks, pupil), theirs: of(&theirs, pupil) })
            .filter(|difference| difference.mine != difference.theirs)
            .collect()
    }

    /// Puts this sheet on the roll that somebody else saved meanwhile.
    pub fn settle(&mut self, school: &School, how: Settle) {
        let (seen, theirs) = in_books(school, self.key);
        self.marks = match how {
            Settle::Merge => merged(&self.saved, &self.marks, &theirs),
            Settle::Theirs => theirs.clone(),
            Settle::Mine => self.marks.clone(),
        };
        (self.seen, self.saved) = (seen, theirs);
        self.past.clear();
    }
}

fn in_books(school: &School, key: RollKey) -> (Option<EntryId>, Marks) {
    match school.roll(key) {
        Some(roll) => (Some(roll.entry), by_pupil(roll.marks.clone())),
        None => (None, by_pupil(school.marks_foreseen(key))),
    }
}

fn by_pupil(marks: Vec<Marked>) -> Marks {
    marks.into_iter().map(|marked| (marked.pupil, marked)).collect()
}

/// Both hands' changes of the same base; where both changed the same pupil, mine.
fn merged(base: &Marks, mine: &Marks, theirs: &Marks) -> Marks {
    let pupils: BTreeSet<PupilId> = mine.keys().chain(theirs.keys()).copied().collect();
    let chosen = |pupil: &PupilId| {
        let i_changed = mine.get(pupil) != base.get(pupil);
        if i_changed { mine.get(pupil) } else { theirs.get(pupil) }.cloned()
    };
    pupils.iter().filter_map(chosen).map(|marked| (marked.pupil, marked)).collect()
}

//! Which of the files that came in go into the books. A file goes in whole or not at all, and what is wrong with one
//! keeps no other out.

use super::check;
use super::fault::{Fault, Place, Row, Wrong};
use super::{District, Edition, SchoolRecord, bare_name};
use crate::domain::entry::Change;
use crate::domain::ids::DistrictSchoolId;
use crate::domain::monthly::{Figure, Month, MonthlyReport, OpeningReason};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A file as it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Incoming {
    /// Its name, as it is told.
    pub file: String,
    /// What it holds, or why it is no monthly file.
    pub read: Result<Box<MonthlyReport>, Vec<Fault>>,
}

/// What receiving the files comes to. Pure: nothing is written until the changes are recorded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reception {
    /// In the order in which the files were named.
    pub arrived: Vec<Arrived>,
    pub changes: Vec<Change>,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Arrived {
    pub file: String,
    /// Of what the file says, so far as it could be read.
    pub school: String,
    pub code: String,
    pub month: Option<Month>,
    pub version: Option<u32>,
    pub outcome: Outcome,
    pub faults: Vec<Fault>,
    pub notes: Vec<Note>,
}

/// What becomes of a report that a school has sent in (接收结果).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The first of this school and month.
    New,
    /// It takes the place of an earlier version.
    Replaces,
    /// The books hold the same already.
    Unchanged,
    KeptOut,
}

/// What a person should know of a file that went in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "note", rename_all = "snake_case")]
pub enum Note {
    /// The school was met for the first time; there is no list of schools.
    NewSchool,
    /// The version that is replaced.
    Replaces { version: u32 },
    /// Nobody has signed it.
    Unsigned,
    /// Of so many pupils it does not say whether they are boys or girls.
    SexUnsaid { pupils: u64 },
    /// The month before was not received: whether the books go on from it cannot be told.
    Gap { last: Month },
    /// It does not go on where the month before ended, or the month after not where it ends: the figure, what is said,
    /// and what the other month says.
    Breaks(Break),
}

/// Where two months of a school that follow each other disagree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Break {
    /// The later of the two.
    pub month: Month,
    /// None: the school as a whole.
    pub grade: Option<u8>,
    #[serde(serialize_with = "super::fault::as_key")]
    pub figure: Figure,
    pub said: u64,
    pub closed: u64,
    /// Why, where the school has explained it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

impl Reception {
    pub fn count(&self, outcome: Outcome) -> usize {
        self.arrived.iter().filter(|arrived| arrived.outcome == outcome).count()
    }

    /// How many of the files the books hold, now or already.
    pub fn came_in(&self) -> usize {
        self.arrived.len() - self.count(Outcome::KeptOut)
    }
}

/// Whether one report begins on the day after the other ended: only then must their figures chain.
pub fn follows(before: &MonthlyReport, after: &MonthlyReport) -> bool {
    before.to.succ_opt() == Some(after.from)
}

/// Where a month does not begin as the one before has ended: the books by grade, the registers of the whole school.
pub fn breaks(before: &MonthlyReport, after: &MonthlyReport) -> Vec<Break> {
    let grades = |report: &MonthlyReport| report.grades.iter().map(|line| line.grade).collect::<Vec<_>>();
    let all: BTreeSet<u8> = grades(before).into_iter().chain(grades(after)).collect();
    let of = |report: &MonthlyReport, grade: u8, figure: Figure| {
        let line = report.grades.iter().find(|line| line.grade == grade);
        line.and_then(|line| figure.of(&line.figures)).unwrap_or(0)
    };
    let mut breaks = Vec::new();
    for grade in all {
        let (said, closed) = (of(after, grade, Figure::Opening), of(before, grade, Figure::Closing));
        let why = explained(after, grade, said, closed);
        breaks.push(Break { month: after.month, grade: Some(grade), figure: Figure::Opening, said, closed, why });
    }
    for (opening, closing) in
        [(Figure::SuspectedOpening, Figure::SuspectedClosing), (Figure::DropoutOpening, Figure::DropoutClosing)]
    {
        let (said, closed) = (opening.of(&after.total).unwrap_or(0), closing.of(&before.total).unwrap_or(0));
        breaks.push(Break { month: after.month, grade: None, figure: opening, said, closed, why: None });
    }
    breaks.retain(|it| it.said != it.closed);
    breaks
}

/// Why a grade opens with so many where the month before has closed with so many others: a reason is of these figures alone.
fn explained(report: &MonthlyReport, grade: u8, opening: u64, last_close: u64) -> Option<String> {
    let is_of_it =
        |it: &&OpeningReason| (it.grade, it.opening.into(), it.last_close.into()) == (grade, opening, last_close);
    let why = report.opening_reasons.iter().find(is_of_it).map(|it| it.why.trim())?;
    Some(why.to_owned()).filter(|why| !why.is_empty())
}

/// Works out what goes in on a day. `bureau` is the bureau's name, as it stands before some schools' names.
pub fn receive(district: &District, bureau: &str, today: NaiveDate, incoming: Vec<Incoming>) -> Reception {
    let schools = district.schools.iter().map(|school| (school.id, school.record.clone())).collect();
    let held = district.received.iter().map(|it| (it.edition(), Arc::clone(&it.report))).collect();
    let mut desk = Receiver { bureau, has_list: district.has_list(), schools, held, changes: Vec::new() };
    let mut arrived: Vec<Arrived> = incoming.iter().map(|file| arrived(file, today)).collect();
    let mut whole: Vec<Whole> = Vec::new();
    for (at, file) in incoming.into_iter().enumerate() {
        let Ok(report) = file.read else { continue };
        if arrived[at].faults.is_empty() {
            whole.push(Whole { at, name: bare_name(&report.school, bureau), report });
        }
    }
    // Earlier months first, so that the later ones can go on from them.
    whole.sort_by_key(|file| (file.report.month, file.report.version, file.at));
    for of_a_month in whole.chunk_by(|one, other| one.edition() == other.edition()) {
        for same in by_school(of_a_month) {
            desk.take_one_of(&same, &mut arrived);
        }
    }
    Reception { arrived, changes: desk.changes }
}

/// A file in which nothing is wrong of itself.
struct Whole {
    /// Its place among those that came in.
    at: usize,
    /// The school's name as names are compared.
    name: String,
    report: Box<MonthlyReport>,
}

impl Whole {
    fn edition(&self) -> (Month, u32) {
        (self.report.month, self.report.version)
    }

    /// By what the files say alone: which school of the books it is shows only when those before it are in, or out.
    fn is_of_one_school_with(&self, other: &Whole) -> bool {
        let (code, others) = (&self.report.school_code, &other.report.school_code);
        self.name == other.name && (code == others || code.is_empty() || others.is_empty())
    }
}

/// The files of one month and version, those of a school together.
fn by_school(files: &[Whole]) -> Vec<Vec<&Whole>> {
    let mut schools: Vec<Vec<&Whole>> = Vec::new();
    for file in files {
        match schools.iter_mut().find(|same| same.iter().all(|other| file.is_of_one_school_with(other))) {
            Some(same) => same.push(file),
            None => schools.push(vec![file]),
        }
    }
    schools
}

fn arrived(incoming: &Incoming, today: NaiveDate) -> Arrived {
    let file = incoming.file.clone();
    match &incoming.read {
        Ok(report) => Arrived {
            file,
            school: report.school.clone(),
            code: report.school_code.clone(),
            month: Some(report.month),
            version: Some(report.version),
            outcome: Outcome::KeptOut,
            faults: check::faults(report, today),
            notes: Vec::new(),
        },
        Err(faults) => Arrived {
            file,
            school: String::new(),
            code: String::new(),
            month: None,
            version: None,
            outcome: Outcome::KeptOut,
            faults: faults.clone(),
            notes: Vec::new(),
        },
    }
}

/// The books as the files that went in before have left them.
struct Receiver<'a> {
    bureau: &'a str,
    has_list: bool,
    schools: BTreeMap<DistrictSchoolId, SchoolRecord>,
    held: BTreeMap<Edition, Arc<MonthlyReport>>,
    changes: Vec<Change>,
}

/// Which school a file is of.
struct Named {
    id: DistrictSchoolId,
    /// What the books will say of the school once the file is in: a refused one teaches them nothing.
    learnt: Option<SchoolRecord>,
    is_new: bool,
}

impl Receiver<'_> {
    /// Takes one of the files of a school, month and version; where they differ, none.
    fn take_one_of(&mut self, same: &[&Whole], arrived: &mut [Arrived]) {
        let Some((first, others)) = same.split_first() else { return };
        if let Some(differs) = others.iter().find(|other| other.report != first.report) {
            for file in same {
                let named = if file.at == first.at { differs.at } else { first.at };
                let other = arrived[named].file.clone();
                arrived[file.at].faults.push(Fault { place: Place::File, wrong: Wrong::Twice { other } });
            }
            return;
        }
        match self.school_of(&first.report) {
            Ok(named) => self.take(named, &first.report, &mut arrived[first.at]),
            Err(fault) => arrived[first.at].faults.push(fault),
        }
        let (outcome, faults) = (arrived[first.at].outcome, arrived[first.at].faults.clone());
        for file in others {
            let of = &mut arrived[file.at];
            // The same file under another name brings nothing more.
            of.outcome = if outcome == Outcome::KeptOut { outcome } else { Outcome::Unchanged };
            of.faults.clone_from(&faults);
        }
    }

    /// Which school a file is of: by code, else by name.
    fn school_of(&self, report: &MonthlyReport) -> Result<Named, Fault> {
        let (code, name) = (report.school_code.as_str(), bare_name(&report.school, self.bureau));
        let is_called = |record: &SchoolRecord| bare_name(&record.name, self.bureau) == name;
        let unknown = |key: &str, wrong| Fault { place: Place::Key(key.to_owned()), wrong };
        let known = |id| Named { id, learnt: None, is_new: false };
        if !code.is_empty() {
            if let Some((id, record)) = self.schools.iter().find(|(_, record)| record.code == code) {
                let refused = || unknown("school_code", Wrong::CodeOfAnother { name: record.name.clone() });
                return if is_called(record) { Ok(known(*id)) } else { Err(refused()) };
            }
            let named = self.schools.iter().find(|(_, record)| record.code.is_empty() && is_called(record));
            if let Some((&id, record)) = named {
                let learnt = Some(SchoolRecord { code: code.to_owned(), ..record.clone() });
                return Ok(Named { learnt, ..known(id) });
            }
        } else {
            let mut named = self.schools.iter().filter(|(_, record)| is_called(record));
            match (named.next(), named.next()) {
                (Some((id, _)), None) => return Ok(known(*id)),
                (Some(_), Some(_)) => return Err(unknown("school_code", Wrong::UnknownSchool)),
                (None, _) => {}
            }
        }
        if self.has_list {
            return Err(unknown("school", Wrong::UnknownSchool));
        }
        let (id, name) = (DistrictSchoolId::first(code, &report.school), report.school.trim().to_owned());
        let record = SchoolRecord { code: code.to_owned(), name, kind: None, listed: false, sends: true };
        Ok(Named { id, learnt: Some(record), is_new: true })
    }

    /// The version of a school's month that counts so far.
    fn last(&self, school: DistrictSchoolId, month: Month) -> Option<&MonthlyReport> {
        self.held.range((school, month, 0)..=(school, month, u32::MAX)).next_back().map(|(_, report)| report.as_ref())
    }

    /// The report of the school that comes before a month, whichever month it is of.
    fn before(&self, school: DistrictSchoolId, month: Month) -> Option<&MonthlyReport> {
        let earlier = self.held.range(earliest(school)..(school, month, 0)).next_back();
        earlier.map(|(_, report)| report.as_ref())
    }

    fn after(&self, school: DistrictSchoolId, month: Month) -> Option<&MonthlyReport> {
        let later = self.held.range((school, month.after(), 0)..);
        let (edition, _) = later.take_while(|((of, ..), _)| *of == school).next()?;
        self.last(school, edition.1)
    }

    fn take(&mut self, named: Named, report: &MonthlyReport, to: &mut Arrived) {
        let (school, month, version) = (named.id, report.month, report.version);
        let edition: Edition = (school, month, version);
        let held = self.last(school, month);
        if let Some(held) = held.filter(|held| held.version >= version) {
            let same = self.held.get(&edition);
            let wrong = match same {
                Some(same) if same.as_ref() == report => {
                    to.outcome = Outcome::Unchanged;
                    return;
                }
                Some(_) => Wrong::Differs { held: version },
                None => Wrong::Older { held: held.version },
            };
            to.faults.push(Fault { place: Place::Key("version".to_owned()), wrong });
            return;
        }
        match self.before(school, month) {
            Some(before) if before.to >= report.from => {
                let wrong = Wrong::Overlap { from: report.from, before: before.month, ended: before.to };
                to.faults.push(Fault { place: Place::Key("from".to_owned()), wrong });
            }
            Some(before) if follows(before, report) => {
                for broken in breaks(before, report) {
                    match broken.grade.filter(|_| broken.why.is_none()) {
                        Some(grade) => to.faults.push(opening(report, grade, &broken, before.month)),
                        None => to.notes.push(Note::Breaks(broken)),
                    }
                }
            }
            Some(before) => to.notes.push(Note::Gap { last: before.month }),
            None => {}
        }
        let after = self.after(school, month);
        if let Some(after) = after.filter(|after| after.from <= report.to) {
            let wrong = Wrong::OverlapsNext { to: report.to, after: after.month, begins: after.from };
            to.faults.push(Fault { place: Place::Key("to".to_owned()), wrong });
        }
        if !to.faults.is_empty() {
            return;
        }
        to.notes.extend(named.is_new.then_some(Note::NewSchool));
        if let Some(after) = after.filter(|after| follows(report, after)) {
            to.notes.extend(breaks(report, after).into_iter().map(Note::Breaks));
        }
        to.notes.extend(report.signed.is_none().then_some(Note::Unsigned));
        // Files of an earlier program say it of nobody.
        let (said, all) = (report.total.of_known_sex(), u64::from(report.total.closing));
        to.notes.extend((0 < said && said < all).then(|| Note::SexUnsaid { pupils: all - said }));
        to.outcome = match held {
            Some(held) => {
                to.notes.push(Note::Replaces { version: held.version });
                Outcome::Replaces
            }
            None => Outcome::New,
        };
        if let Some(record) = named.learnt {
            self.changes.push(Change::DistrictSchool { id: school, to: Some(record.clone()) });
            self.schools.insert(school, record);
        }
        self.changes.push(Change::Received { school, month, version, to: Some(Box::new(report.clone())) });
        self.held.insert(edition, Arc::new(report.clone()));
    }
}

/// Below every edition of a school.
fn earliest(school: DistrictSchoolId) -> Edition {
    (school, Month::of(NaiveDate::MIN), 0)
}

fn opening(report: &MonthlyReport, grade: u8, broken: &Break, before: Month) -> Fault {
    let at = report.grades.iter().position(|line| line.grade == grade);
    Fault {
        place: Place::Figure { row: Row::Grade { at, grade }, figure: Figure::Opening },
        wrong: Wrong::Opening { grade, said: broken.said, closed: broken.closed, before },
    }
}

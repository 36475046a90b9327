//! Rosters (花名册): who is at the school, in which class, with whom at home.
//!
//! A pupil is known again by 学籍号, else by the ID number, else by name and class where only one bears the name there
//! and neither side has a number that says otherwise.
//!
//! - An empty cell and a missing column erase nothing.
//! - A new pupil who is on the list of new entrants is that child.
//! - New pupils are here from 入学日期; without it from the first day of the term that is running (or last ran, or
//!   comes first), but from today where their class already has a roll in that term: they were not missed on it.
//! - Another class or seat holds from today. Another 入学日期 moves the beginning of the enrolment.
//! - A pupil who had left and stands in the file is back, from 入学日期 if that is later than the leaving, else today.
//! - Pupils who are not in the file are listed and left alone; a file without any pupil lists nobody.

use super::error::ExchangeError;
use super::headings::{self, Faults, Headings};
use super::person::{self, Column, Part, Person, Reading};
use super::plan::{Difference, FaultKind, Field, Item, Note, Place, Plan, Subject, Value};
use super::sheet::{Row, Sheet};
use super::{entrants, title};
use crate::domain::class::{Class, ClassContext, ClassReading, Stage};
use crate::domain::entry::Change;
use crate::domain::ids::{EntrantId, PupilId};
use crate::domain::numbers::{IdNo, StudentNo};
use crate::domain::people::{Guardian, Pupil, PupilRecord, Standing};
use crate::domain::school::School;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// Works out what the rosters in the sheets of a file would change. `fresh` gives the ids of new pupils.
///
/// # Errors
/// When no sheet has the headings of a roster.
pub fn plan(
    sheets: &[Sheet],
    school: &School,
    today: NaiveDate,
    fresh: &mut dyn FnMut() -> Uuid,
) -> Result<Plan, ExchangeError> {
    let found = sheets.iter().enumerate();
    let tables: Vec<(usize, Headings<Column>)> =
        found.filter_map(|(at, sheet)| table(sheet).map(|headings| (at, headings))).collect();
    if tables.is_empty() {
        return Err(ExchangeError::NoHeadings { looked_for: person::LOOKED_FOR.to_vec() });
    }
    let books = Known::new(school, today);
    let reading = reading(sheets, &tables, school, today);
    let mut planner = Planner {
        school,
        today,
        books,
        plan: Plan::default(),
        seen: Seen::default(),
        defaulted: BTreeMap::new(),
        entered: HashSet::new(),
    };
    for (at, headings) in &tables {
        let sheet = &sheets[*at];
        let mut faults = Faults { sheet: *at, sheet_name: &sheet.name, list: Vec::new() };
        let heading_row = sheet.rows[headings.at].number;
        planner.plan.tables.push(Place { sheet: *at, heading_row });
        planner.plan.unread_columns.extend(headings.unread.iter().cloned());
        let context = ClassContext { school_year: reading.school_year, stage: reading.stage, grade: None };
        let class = class_in_titles(sheet, headings).and_then(|class| class.resolve(context).ok());
        let reading = Reading { class, ..reading };
        for row in headings.rows(sheet).filter(|row| is_of_a_pupil(row, headings)) {
            planner.plan.rows += 1;
            planner.row(row, headings, reading, &mut faults, fresh);
        }
        planner.plan.faults.append(&mut faults.list);
    }
    let read: HashSet<usize> = tables.iter().map(|(at, _)| *at).collect();
    let others = sheets.iter().enumerate().filter(|(at, sheet)| !read.contains(at) && !sheet.rows.is_empty());
    let names: Vec<String> = others.map(|(_, sheet)| sheet.name.clone()).collect();
    Ok(planner.finish(names))
}

/// The headings of a roster: names and classes, or names and more where a title says which class it is.
pub(super) fn table(sheet: &Sheet) -> Option<Headings<Column>> {
    let both = |fields: &[Column]| fields.contains(&Column::Name) && fields.contains(&Column::Class);
    let of_one_class = |fields: &[Column]| fields.contains(&Column::Name) && fields.len() >= 2;
    let names_a_class = |headings: &Headings<Column>| class_in_titles(sheet, headings).is_some();
    headings::find(sheet, person::meaning, both)
        .or_else(|| headings::find(sheet, person::meaning, of_one_class).filter(names_a_class))
}

/// Whether a row is of somebody: lines for pupils still to come, sums and signatures below the table are not.
pub(super) fn is_of_a_pupil(row: &Row, headings: &Headings<Column>) -> bool {
    const WHO: [Column; 5] =
        [Column::Name, Column::StudentNo, Column::IdNo, Column::Birth, Column::Guardian(0, Part::Name)];
    let said = WHO.into_iter().filter(|column| !headings.cell(row, *column).is_blank()).count();
    said > 1 || (said == 1 && !title::is_footer(row))
}

pub(super) fn class_in_titles(sheet: &Sheet, headings: &Headings<Column>) -> Option<ClassReading> {
    title::above(sheet, headings.at).iter().find_map(|title| title::class_in(title, Some))
}

/// What the rows are read with: the school year of the running term, and the stage if file and school have only one.
pub(super) fn reading(
    sheets: &[Sheet],
    tables: &[(usize, Headings<Column>)],
    school: &School,
    today: NaiveDate,
) -> Reading {
    let day = school.calendar.term_of(today).or(school.calendar.terms().first()).map_or(today, |term| term.first);
    let school_year = if day.month() >= 8 { day.year() } else { day.year() - 1 };
    let in_books = school.pupils.iter().filter_map(|pupil| pupil.class(today)).map(|class| class.grade.stage());
    let in_file = tables
        .iter()
        .flat_map(|(at, headings)| headings.rows(&sheets[*at]).filter_map(|row| person::stage(row, headings)));
    let stages: HashSet<Stage> = in_books.chain(in_file).collect();
    let stage = if stages.len() == 1 { stages.into_iter().next() } else { None };
    Reading { today, school_year, stage, class: None }
}

/// The pupils of the books by everything they are known by.
struct Known<'a> {
    by_student_no: HashMap<&'a StudentNo, usize>,
    by_id_no: HashMap<&'a IdNo, usize>,
    by_name: HashMap<(&'a str, Class), Vec<usize>>,
}

impl<'a> Known<'a> {
    fn new(school: &'a School, today: NaiveDate) -> Known<'a> {
        let mut known = Known { by_student_no: HashMap::new(), by_id_no: HashMap::new(), by_name: HashMap::new() };
        for (at, pupil) in school.pupils.iter().enumerate() {
            if let Some(number) = &pupil.record.student_no {
                known.by_student_no.insert(number, at);
            }
            if let Some(number) = &pupil.record.id_no {
                known.by_id_no.insert(number, at);
            }
            if let Some(class) = class_now(pupil, today) {
                known.by_name.entry((&pupil.record.name, class)).or_default().push(at);
            }
        }
        known
    }
}

/// The standing of today, or the first one of a pupil who is still to come.
fn standing_now(pupil: &Pupil, today: NaiveDate) -> Option<(NaiveDate, Standing)> {
    let now = pupil.standings.iter().rev().find(|(from, _)| *from <= today);
    now.or(pupil.standings.first()).copied()
}

fn class_now(pupil: &Pupil, today: NaiveDate) -> Option<Class> {
    standing_now(pupil, today).and_then(|(_, standing)| standing.class())
}

/// What earlier rows of the file have said.
#[derive(Default)]
struct Seen {
    student_nos: HashMap<StudentNo, u32>,
    id_nos: HashMap<IdNo, u32>,
    pupils: HashMap<usize, u32>,
    /// New pupils without any number.
    nameless: HashMap<(String, Class), u32>,
    /// Places in the books of pupils whose rows are at fault: they are not missing.
    faulty: HashSet<usize>,
}

struct Planner<'a> {
    school: &'a School,
    today: NaiveDate,
    books: Known<'a>,
    plan: Plan,
    seen: Seen,
    /// How many new pupils without 入学日期 begin on which date.
    defaulted: BTreeMap<NaiveDate, usize>,
    /// Children on the list of entrants whom earlier rows are.
    entered: HashSet<EntrantId>,
}

impl Planner<'_> {
    fn row(
        &mut self,
        row: &Row,
        headings: &Headings<Column>,
        reading: Reading,
        faults: &mut Faults<'_>,
        fresh: &mut dyn FnMut() -> Uuid,
    ) {
        let before = faults.list.len();
        let person = person::read(row, headings, reading, faults);
        self.note_doubles(row, headings, faults);
        let place = match &person {
            Some(person) if faults.list.len() == before => self.place(person, row, headings, faults),
            _ => None,
        };
        let Some(person) = person.filter(|_| faults.list.len() == before) else {
            self.note_faulty(row, headings);
            return;
        };
        match place {
            Some(place) => self.known_pupil(&person, place),
            None => self.new_pupil(&person, fresh),
        }
    }

    /// A number that an earlier row bears is a fault of this one.
    fn note_doubles(&mut self, row: &Row, headings: &Headings<Column>, faults: &mut Faults<'_>) {
        if let Ok(number) = StudentNo::parse(&headings.cell(row, Column::StudentNo).plain()) {
            let first = *self.seen.student_nos.entry(number).or_insert(row.number);
            if first != row.number {
                faults.in_field(headings, Column::StudentNo, row, FaultKind::DuplicateStudentNo { first });
            }
        }
        if let Ok(number) = IdNo::parse(&headings.cell(row, Column::IdNo).plain()) {
            let first = *self.seen.id_nos.entry(number).or_insert(row.number);
            if first != row.number {
                faults.in_field(headings, Column::IdNo, row, FaultKind::DuplicateIdNo { first });
            }
        }
    }

    fn note_faulty(&mut self, row: &Row, headings: &Headings<Column>) {
        let student_no = StudentNo::parse(&headings.cell(row, Column::StudentNo).plain()).ok();
        let id_no = IdNo::parse(&headings.cell(row, Column::IdNo).plain()).ok();
        let by_student_no = student_no.and_then(|number| self.books.by_student_no.get(&number).copied());
        let by_id_no = || id_no.and_then(|number| self.books.by_id_no.get(&number).copied());
        let by_name = || {
            let class = headings.cell(row, Column::Class).plain().parse().ok()?;
            let name = headings.cell(row, Column::Name).plain();
            self.books.by_name.get(&(name.as_str(), class)).and_then(|places| places.first()).copied()
        };
        self.seen.faulty.extend(by_student_no.or_else(by_id_no).or_else(by_name));
    }

    /// Who it is in the books; none for a new pupil. When that cannot be told, it is a fault.
    fn place(
        &mut self,
        person: &Person,
        row: &Row,
        headings: &Headings<Column>,
        faults: &mut Faults<'_>,
    ) -> Option<usize> {
        let by_student_no = person.student_no.as_ref().and_then(|number| self.books.by_student_no.get(number).copied());
        let by_id_no = person.id_no.as_ref().and_then(|number| self.books.by_id_no.get(number).copied());
        if let (Some(one), Some(other)) = (by_student_no, by_id_no)
            && one != other
        {
            faults.in_field(headings, Column::IdNo, row, FaultKind::ConflictingNumbers);
            return None;
        }
        let numbered = person.student_no.is_some() || person.id_no.is_some();
        let place = match by_student_no.or(by_id_no) {
            Some(place) => Some(place),
            None => {
                let same_name =
                    self.books.by_name.get(&(person.name.as_str(), person.class)).map_or(&[][..], Vec::as_slice);
                let could_be = |place: &&usize| agrees(person, &self.school.pupils[**place].record);
                let candidates: Vec<usize> = same_name.iter().filter(could_be).copied().collect();
                match candidates[..] {
                    [one] => Some(one),
                    [] => None,
                    _ if numbered => None,
                    _ => {
                        faults.in_field(headings, Column::Name, row, FaultKind::AmbiguousPupil);
                        return None;
                    }
                }
            }
        };
        let first = match place {
            Some(place) => *self.seen.pupils.entry(place).or_insert(person.row),
            None if numbered => person.row,
            None => *self.seen.nameless.entry((person.name.clone(), person.class)).or_insert(person.row),
        };
        if first != person.row {
            faults.in_field(headings, Column::Name, row, FaultKind::DuplicatePupil { first });
        }
        place
    }

    /// A child who is on the list of new entrants becomes the pupil of the same id.
    fn new_pupil(&mut self, person: &Person, fresh: &mut dyn FnMut() -> Uuid) {
        let said = person.laid_over(&PupilRecord::named(""));
        let (id, record) = match entrants::pupil_of(self.school, &said, &mut self.entered) {
            Some((id, listed)) => (id, person.laid_over(&listed.as_pupil())),
            None => (PupilId(fresh()), said),
        };
        let from = person.enrolled.unwrap_or_else(|| {
            let from = self.begins_without_date(person.class);
            *self.defaulted.entry(from).or_default() += 1;
            from
        });
        let standing = Standing::InClass { class: person.class, seat: person.seat };
        self.plan.new.push(item(&record, Some(person.class), Vec::new()));
        self.plan.changes.push(Change::Pupil { id, to: Some(record) });
        self.plan.changes.push(Change::Standing { pupil: id, from, to: Some(standing) });
    }

    /// The first day of a new pupil of whom the file does not say it.
    fn begins_without_date(&self, class: Class) -> NaiveDate {
        let terms = &self.school.calendar;
        let Some(term) = terms.term_of(self.today).or(terms.terms().first()) else { return self.today };
        let rolls = self.school.rolls_of(class);
        let is_called = rolls.iter().any(|roll| term.contains(roll.key.date) && roll.key.date < self.today);
        if is_called { self.today } else { term.first }
    }

    fn known_pupil(&mut self, person: &Person, place: usize) {
        let pupil = &self.school.pupils[place];
        let record = person.laid_over(&pupil.record);
        let mut differences = record_differences(&pupil.record, &record);
        if record != pupil.record {
            self.plan.changes.push(Change::Pupil { id: pupil.id, to: Some(record.clone()) });
        }
        let moves = moves(pupil, person, self.today);
        differences.extend(moves.differences);
        for (from, to) in moves.standings {
            self.plan.changes.push(Change::Standing { pupil: pupil.id, from, to });
        }
        if differences.is_empty() {
            self.plan.unchanged += 1;
        } else {
            self.plan.changed.push(item(&record, Some(person.class), differences));
        }
    }

    fn finish(mut self, other_sheets: Vec<String>) -> Plan {
        for (place, pupil) in self.school.pupils.iter().enumerate() {
            let here = self.plan.rows > 0
                && standing_now(pupil, self.today).is_some_and(|(_, standing)| standing != Standing::Gone);
            if here && !self.seen.pupils.contains_key(&place) && !self.seen.faulty.contains(&place) {
                self.plan.missing.push(item(&pupil.record, class_now(pupil, self.today), Vec::new()));
            }
        }
        for (date, pupils) in self.defaulted {
            self.plan.notes.push(Note::EnrolledFrom { date, pupils });
        }
        if !other_sheets.is_empty() {
            self.plan.notes.push(Note::SheetsPassedOver { names: other_sheets });
        }
        self.plan.put_in_order();
        self.plan
    }
}

/// Whether a row and a record of the same name and class can be of the same pupil: no number says otherwise. A
/// temporary 学籍号 (L…) may have given way to the lasting one.
fn agrees(person: &Person, record: &PupilRecord) -> bool {
    let student_nos = match (&person.student_no, &record.student_no) {
        (Some(said), Some(known)) => said == known || known.as_str().starts_with('L'),
        _ => true,
    };
    let id_nos = match (&person.id_no, &record.id_no) {
        (Some(said), Some(known)) => said == known,
        _ => true,
    };
    student_nos && id_nos
}

fn item(record: &PupilRecord, class: Option<Class>, differences: Vec<Difference>) -> Item {
    let student_no = record.student_no.as_ref().map(StudentNo::masked);
    Item { subject: Subject::Pupil { name: record.name.clone(), student_no, class }, differences }
}

/// What becomes of a known pupil's standings.
#[derive(Default)]
struct Moves {
    differences: Vec<Difference>,
    standings: Vec<(NaiveDate, Option<Standing>)>,
}

fn moves(pupil: &Pupil, person: &Person, today: NaiveDate) -> Moves {
    let Some((since, now)) = standing_now(pupil, today) else {
        return returns(person, None, today);
    };
    match now {
        Standing::Gone => returns(person, Some(since), today),
        // A class list does not end a suspension, nor teaching at home.
        Standing::Suspended | Standing::Deferred | Standing::OffRoll { .. } => Moves::default(),
        Standing::InClass { class, seat } => {
            let mut moves = Moves::default();
            let wanted = Standing::InClass { class: person.class, seat: person.seat.or(seat) };
            let run = run_start(pupil, since);
            // Where the enrolment began, if that changes; earlier enrolments may be what the file speaks of.
            let moved = person.enrolled.filter(|from| *from != run && !begins_a_run(pupil, *from));
            if let Some(from) = moved {
                moves.differences.push(difference(Field::Enrolled, Some(Value::Date(run)), Some(Value::Date(from))));
                moves.standings = begin_at(pupil, (run, from), (since, wanted), today);
            } else if wanted != now {
                moves.standings.push((since.max(today), Some(wanted)));
            }
            if class != person.class {
                let (old, new) = (Value::Class(class), Value::Class(person.class));
                moves.differences.push(difference(Field::Class, Some(old), Some(new)));
            }
            if let Some(said) = person.seat
                && seat != Some(said)
            {
                let old = seat.map(|seat| Value::Number(seat.into()));
                moves.differences.push(difference(Field::Seat, old, Some(Value::Number(said.into()))));
            }
            moves
        }
    }
}

/// The enrolment that began at `run` begins at `from` instead. What stood before goes, later standings stay; the one
/// of today, which began at `since`, becomes as wanted.
fn begin_at(
    pupil: &Pupil,
    (run, from): (NaiveDate, NaiveDate),
    (since, wanted): (NaiveDate, Standing),
    today: NaiveDate,
) -> Vec<(NaiveDate, Option<Standing>)> {
    let of_run = pupil.standings.iter().filter(|(begun, _)| run <= *begun && *begun <= since);
    let gone = of_run.filter(|(begun, _)| *begun < from || *begun == run).map(|(begun, _)| (*begun, None));
    let mut standings: Vec<(NaiveDate, Option<Standing>)> = gone.collect();
    if since == run || since <= from {
        standings.push((from, Some(wanted)));
        return standings;
    }
    standings.push((from, pupil.standing(from.max(run))));
    if pupil.standing(since) != Some(wanted) {
        standings.push((since.max(today), Some(wanted)));
    }
    standings
}

/// A pupil who had gone, or never had a standing, is here again.
fn returns(person: &Person, gone: Option<NaiveDate>, today: NaiveDate) -> Moves {
    let later = person.enrolled.filter(|from| gone.is_none_or(|gone| *from > gone));
    let from = later.unwrap_or_else(|| gone.map_or(today, |gone| today.max(gone)));
    let standing = Standing::InClass { class: person.class, seat: person.seat };
    Moves {
        differences: vec![difference(Field::Class, None, Some(Value::Class(person.class)))],
        standings: vec![(from, Some(standing))],
    }
}

/// The first day of the enrolment to which a standing belongs: back to the last gap.
fn run_start(pupil: &Pupil, since: NaiveDate) -> NaiveDate {
    let back = pupil.standings.iter().rev().filter(|(from, _)| *from <= since);
    back.take_while(|(_, standing)| *standing != Standing::Gone).last().map_or(since, |(from, _)| *from)
}

/// Whether some enrolment of the pupil began on that day.
fn begins_a_run(pupil: &Pupil, day: NaiveDate) -> bool {
    pupil
        .standings
        .iter()
        .any(|(from, standing)| *from == day && *standing != Standing::Gone && run_start(pupil, *from) == day)
}

fn difference(field: Field, old: Option<Value>, new: Option<Value>) -> Difference {
    Difference { field, pupil: None, old, new }
}

fn record_differences(was: &PupilRecord, is: &PupilRecord) -> Vec<Difference> {
    let text = |text: &String| (!text.is_empty()).then(|| Value::Text(text.clone()));
    let student_no = |record: &PupilRecord| record.student_no.as_ref().map(|number| Value::Text(number.masked()));
    let id_no = |record: &PupilRecord| record.id_no.as_ref().map(|number| Value::Text(number.masked()));
    let guardians = |record: &PupilRecord| {
        let all: Vec<String> = record.guardians.iter().map(guardian_shown).collect();
        (!all.is_empty()).then(|| Value::Text(all.join("; ")))
    };
    let groups = |record: &PupilRecord| Some(Value::Groups(record.groups.clone()));
    let table = [
        (Field::Name, was.name != is.name, text(&was.name), text(&is.name)),
        (Field::Sex, was.sex != is.sex, was.sex.map(Value::Sex), is.sex.map(Value::Sex)),
        (Field::StudentNo, was.student_no != is.student_no, student_no(was), student_no(is)),
        (Field::IdNo, was.id_no != is.id_no, id_no(was), id_no(is)),
        (Field::Birth, was.birth != is.birth, was.birth.map(Value::Date), is.birth.map(Value::Date)),
        (Field::Hukou, was.hukou != is.hukou, text(&was.hukou), text(&is.hukou)),
        (Field::Address, was.address != is.address, text(&was.address), text(&is.address)),
        (Field::Street, was.street != is.street, text(&was.street), text(&is.street)),
        (Field::Boarder, was.boarder != is.boarder, was.boarder.map(Value::Flag), is.boarder.map(Value::Flag)),
        (Field::Dormitory, was.dormitory != is.dormitory, text(&was.dormitory), text(&is.dormitory)),
        (Field::Groups, was.groups != is.groups, groups(was), groups(is)),
        (Field::Guardians, was.guardians != is.guardians, guardians(was), guardians(is)),
    ];
    let differing = table.into_iter().filter(|(_, differs, _, _)| *differs);
    differing.map(|(field, _, old, new)| difference(field, old, new)).collect()
}

/// `黄伟涛 父亲 142****0053`
pub(super) fn guardian_shown(guardian: &Guardian) -> String {
    let phones = guardian.phones.iter().map(|phone| phone.masked());
    let words = [guardian.name.clone(), guardian.relation.clone()].into_iter().chain(phones);
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

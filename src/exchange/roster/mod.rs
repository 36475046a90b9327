//! Rosters (花名册): who is at the school, in which class, with whom at home.
//!
//! A pupil is known again by 学籍号, else by the ID number, else by name and class where only one bears the name there
//! and neither side has a number that says otherwise.
//!
//! - An empty cell and a missing column erase nothing.
//! - A new pupil who is on the list of new entrants is that child.
//! - New pupils are here from 入学日期; without it from the first day of the term that is running (or last ran, or
//!   comes first), but from today where their class already has a roll in that term: they were not missed on it.
//! - No two pupils of a class sit in one seat: a row that asks for one which stays taken is at fault.
//! - Another class or seat holds from today. Another 入学日期 moves the beginning of the enrolment.
//! - What a change of status or the turn of the year has set is not undone ([`School::holds_against`]): such a pupil is
//!   named, and nothing of the row is taken.
//! - A pupil who had left otherwise and stands in the file is back, from 入学日期 if that is later than the leaving, else
//!   today.
//! - Pupils who are not in the file are listed and left alone; a file without any pupil lists nobody.

mod known;
mod moves;
mod seats;

use super::error::{ExchangeError, Looks};
use super::headings::{self, Faults, Headings};
use super::person::{self, Column, Part, Person, Reading};
use super::plan::{Difference, FaultKind, Field, Item, Kept, Note, Place, Plan, Subject, Value};
use super::sheet::{Row, Sheet};
use super::{attendance, entrants, title};
use crate::domain::class::{Class, ClassContext, ClassReading, Stage};
use crate::domain::entry::Change;
use crate::domain::ids::{EntrantId, PupilId};
use crate::domain::numbers::{IdNo, StudentNo};
use crate::domain::people::{Guardian, PupilRecord, Standing};
use crate::domain::school::School;
use crate::domain::school_year::school_year;
use crate::domain::status::Holds;
use chrono::NaiveDate;
use known::{Known, class_now, standing_now};
use moves::Moves;
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
        return Err(no_table(sheets));
    }
    let reading = reading(sheets, &tables, school, today);
    let mut planner = Planner {
        school,
        today,
        books: Known::new(school, today),
        plan: Plan::default(),
        seen: Seen::default(),
        defaulted: BTreeMap::new(),
        entered: HashSet::new(),
    };
    let mut lines = Vec::new();
    let mut files: Vec<Table<'_>> = Vec::new();
    for (at, headings) in &tables {
        let sheet = &sheets[*at];
        let heading_row = sheet.rows[headings.at].number;
        planner.plan.tables.push(Place { sheet: *at, heading_row });
        planner.plan.unread_columns.extend(headings.unread.iter().cloned());
        let context = ClassContext { school_year: reading.school_year, stage: reading.stage, grade: None };
        let class = class_in_titles(sheet, headings).and_then(|class| class.resolve(context).ok());
        let mut table = Table { headings, faults: Faults { sheet: *at, sheet_name: &sheet.name, list: Vec::new() } };
        for row in headings.rows(sheet).filter(|row| is_of_a_pupil(row, headings)) {
            planner.plan.rows += 1;
            let person = planner.read(row, &mut table, Reading { class, ..reading });
            lines.extend(person.map(|person| Line {
                table: files.len(),
                row,
                person,
                place: None,
                holds: None,
                seat: None,
            }));
        }
        files.push(table);
    }
    let lines = planner.find(lines, &mut files);
    let lines = seats::give(school, today, lines, &mut files);
    for line in &lines {
        planner.line(line, fresh);
    }
    planner.plan.faults = files.into_iter().flat_map(|table| table.faults.list).collect();
    let read: HashSet<usize> = tables.iter().map(|(at, _)| *at).collect();
    let others = sheets.iter().enumerate().filter(|(at, sheet)| !read.contains(at) && !sheet.rows.is_empty());
    let names: Vec<String> = others.map(|(_, sheet)| sheet.name.clone()).collect();
    Ok(planner.finish(names))
}

/// A table that is being read, with what is wrong in it.
struct Table<'a> {
    headings: &'a Headings<Column>,
    faults: Faults<'a>,
}

impl Table<'_> {
    fn fault(&mut self, row: &Row, column: Column, kind: FaultKind) {
        self.faults.in_field(self.headings, column, row, kind);
    }
}

/// A row that could be read.
struct Line<'a> {
    /// Place of its table among those that are read.
    table: usize,
    row: &'a Row,
    person: Person,
    /// Who it is in the books, by place; none of somebody new.
    place: Option<usize>,
    /// What of the books holds against it.
    holds: Option<Holds>,
    /// The seat that the row gives.
    seat: Option<u16>,
}

/// Why no sheet is a roster.
pub(super) fn no_table(sheets: &[Sheet]) -> ExchangeError {
    match sheets.iter().any(attendance::is_one) {
        true => ExchangeError::OfAnother(Looks::Attendance),
        false => ExchangeError::NoHeadings { looked_for: person::LOOKED_FOR.to_vec() },
    }
}

/// The headings of a roster: names and classes, or names and more where a title says which class it is. Attendance names
/// pupils and classes as well, and is none.
pub(super) fn table(sheet: &Sheet) -> Option<Headings<Column>> {
    if attendance::is_one(sheet) {
        return None;
    }
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
    let school_year = school_year(day);
    let in_books = school.pupils.iter().filter_map(|pupil| pupil.class(today)).map(|class| class.grade.stage());
    let in_file = tables
        .iter()
        .flat_map(|(at, headings)| headings.rows(&sheets[*at]).filter_map(|row| person::stage(row, headings)));
    let stages: HashSet<Stage> = in_books.chain(in_file).collect();
    let stage = if stages.len() == 1 { stages.into_iter().next() } else { None };
    Reading { today, school_year, stage, class: None }
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
    /// What a row says, where nothing is wrong with it.
    fn read(&mut self, row: &Row, table: &mut Table<'_>, reading: Reading) -> Option<Person> {
        let before = table.faults.list.len();
        let person = person::read(row, table.headings, reading, &mut table.faults);
        self.note_doubles(row, table);
        let person = person.filter(|_| table.faults.list.len() == before);
        if person.is_none() {
            self.note_faulty(row, table.headings);
        }
        person
    }

    /// A number that an earlier row bears is a fault of this one.
    fn note_doubles(&mut self, row: &Row, table: &mut Table<'_>) {
        if let Ok(number) = StudentNo::parse(&table.headings.cell(row, Column::StudentNo).plain()) {
            let first = *self.seen.student_nos.entry(number).or_insert(row.number);
            if first != row.number {
                table.fault(row, Column::StudentNo, FaultKind::DuplicateStudentNo { first });
            }
        }
        if let Ok(number) = IdNo::parse(&table.headings.cell(row, Column::IdNo).plain()) {
            let first = *self.seen.id_nos.entry(number).or_insert(row.number);
            if first != row.number {
                table.fault(row, Column::IdNo, FaultKind::DuplicateIdNo { first });
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

    /// Who every row is in the books, and what holds against it. Rows of which that cannot be told are at fault, and left
    /// out.
    fn find<'l>(&mut self, lines: Vec<Line<'l>>, tables: &mut [Table<'_>]) -> Vec<Line<'l>> {
        let named: HashSet<usize> = lines.iter().flat_map(|line| self.candidates(&line.person)).flatten().collect();
        let mut found = Vec::new();
        for mut line in lines {
            let place = self.place(&line.person, &named);
            let who = place.and_then(|place| self.first_to_say(&line.person, place).map(|()| place));
            match who {
                Ok(place) => {
                    line.place = place;
                    let pupil = place.map(|place| &self.school.pupils[place]);
                    line.holds =
                        pupil.and_then(|pupil| self.school.holds_against(pupil, line.person.class, self.today));
                    found.push(line);
                }
                Err((column, kind)) => {
                    tables[line.table].fault(line.row, column, kind);
                    self.note_faulty(line.row, tables[line.table].headings);
                }
            }
        }
        found
    }

    /// Who the person of a row can be by number, else by name and class.
    fn candidates(&self, person: &Person) -> Result<Vec<usize>, (Column, FaultKind)> {
        let by_student_no = person.student_no.as_ref().and_then(|number| self.books.by_student_no.get(number).copied());
        let by_id_no = person.id_no.as_ref().and_then(|number| self.books.by_id_no.get(number).copied());
        match (by_student_no, by_id_no) {
            (Some(one), Some(other)) if one != other => Err((Column::IdNo, FaultKind::ConflictingNumbers)),
            (Some(place), _) | (None, Some(place)) => Ok(vec![place]),
            (None, None) => Ok(self.books.named(person)),
        }
    }

    /// Who it is in the books; none for a new pupil.
    ///
    /// # Errors
    /// When that cannot be told. `named` are all whom the rows of the file can mean.
    fn place(&self, person: &Person, named: &HashSet<usize>) -> Result<Option<usize>, (Column, FaultKind)> {
        let mut candidates = self.candidates(person)?;
        if candidates.is_empty() {
            candidates = self.books.named_elsewhere(person, named);
        }
        match candidates[..] {
            [] => Ok(None),
            [one] => match self.says_another_birthday(person, one) {
                Some(born) => Err((Column::Birth, FaultKind::NamesakeBorn { born })),
                None => Ok(Some(one)),
            },
            _ if is_numbered(person) => Ok(None),
            _ => Err((Column::Name, FaultKind::AmbiguousPupil)),
        }
    }

    /// The birthday that the number of a pupil says, where a row without a number means the pupil by name and says another:
    /// a slip of the pen, or a child of the same name, whose row must not be laid over this one.
    fn says_another_birthday(&self, person: &Person, place: usize) -> Option<NaiveDate> {
        let born = self.school.pupils[place].record.known_id_no()?.born()?;
        (!is_numbered(person) && person.birth.is_some_and(|birth| birth != born)).then_some(born)
    }

    /// Notes of whom a row speaks.
    ///
    /// # Errors
    /// Where an earlier row did.
    fn first_to_say(&mut self, person: &Person, place: Option<usize>) -> Result<(), (Column, FaultKind)> {
        let first = match place {
            Some(place) => *self.seen.pupils.entry(place).or_insert(person.row),
            None if is_numbered(person) => person.row,
            None => *self.seen.nameless.entry((person.name.clone(), person.class)).or_insert(person.row),
        };
        if first == person.row { Ok(()) } else { Err((Column::Name, FaultKind::DuplicatePupil { first })) }
    }

    fn line(&mut self, line: &Line<'_>, fresh: &mut dyn FnMut() -> Uuid) {
        match (line.place, line.holds) {
            (Some(place), Some(holds)) => self.keep(&line.person, place, holds),
            (Some(place), None) => self.known_pupil(line, place),
            (None, _) => self.new_pupil(line, fresh),
        }
    }

    /// Nothing is taken of a row against which something holds: it is an old one in the rest as well.
    fn keep(&mut self, person: &Person, place: usize, holds: Holds) {
        let pupil = &self.school.pupils[place];
        let now = class_now(pupil, self.today);
        let said = difference(Field::Class, now.map(Value::Class), Some(Value::Class(person.class)));
        let class = now.or_else(|| self.school.last_class(pupil.id, self.today)).or(Some(person.class));
        self.plan.kept.push(Kept { row: person.row, item: item(&pupil.record, class, vec![said]), holds: Some(holds) });
    }

    /// A child who is on the list of new entrants becomes the pupil of the same id.
    fn new_pupil(&mut self, line: &Line<'_>, fresh: &mut dyn FnMut() -> Uuid) {
        let person = &line.person;
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
        let standing = Standing::InClass { class: person.class, seat: line.seat };
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

    fn known_pupil(&mut self, line: &Line<'_>, place: usize) {
        let person = &line.person;
        let pupil = &self.school.pupils[place];
        let record = person.laid_over(&pupil.record);
        let mut differences = record_differences(&pupil.record, &record);
        if record != pupil.record {
            self.plan.changes.push(Change::Pupil { id: pupil.id, to: Some(record.clone()) });
        }
        let moves = Moves::of(self.school, pupil, person, line.seat, self.today);
        differences.extend(moves.differences);
        for (from, to) in moves.standings {
            self.plan.changes.push(Change::Standing { pupil: pupil.id, from, to });
        }
        if let Some((said, holds)) = moves.kept {
            let item = item(&record, Some(person.class), vec![said]);
            self.plan.kept.push(Kept { row: person.row, item, holds: Some(holds) });
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

fn is_numbered(person: &Person) -> bool {
    person.student_no.is_some() || person.id_no.is_some()
}

fn item(record: &PupilRecord, class: Option<Class>, differences: Vec<Difference>) -> Item {
    let student_no = record.student_no.as_ref().map(StudentNo::masked);
    Item { subject: Subject::Pupil { name: record.name.clone(), student_no, class }, differences }
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

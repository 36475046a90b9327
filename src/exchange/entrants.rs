//! Lists of children of age (适龄儿童名单), from the police, from villages, from primary schools: who should come.
//!
//! - A child is known again by the ID number, else by name and birthday, on the list of that year. What is not known yet
//!   is filled in; what an earlier list has said stays, and is told by name where the file says it otherwise, unless it is
//!   to overrule.
//! - Birthday and sex must be those of the ID number.
//! - Who is on the books already is no new entrant, and whoever is too young on the last of August is not yet one: such
//!   rows are kept out, with the reason. Who is older or younger than usual in the grade is taken and named.
//! - From whom the list is, a column says, or whoever brings it in, or its title; a list of those who leave a school is that
//!   school's. Else it is nobody's that is known, and that is told.
//! - Children of the same list and village who are not in the file are listed and left alone.

use super::date;
use super::error::ExchangeError;
use super::headings::{self, Faults, Headings};
use super::person::{self, Column as Personal, Part, RowReader};
use super::plan::{Difference, FaultKind, Field, Item, Kept, Note, Place, Plan, Subject, Value};
use super::sheet::{Row, Sheet};
use super::title;
use crate::domain::class::{Class, Grade, Stage};
use crate::domain::entrant::{Entrant, EntrantRecord, Source, age_on, year_of_lists};
use crate::domain::entry::Change;
use crate::domain::ids::{EntrantId, PupilId};
use crate::domain::numbers::IdNo;
use crate::domain::people::{KeyGroup, Pupil, Standing};
use crate::domain::school::School;
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// What the file does not say of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// The calendar year in which the school year begins; without it the one for which lists come in now.
    pub year: Option<i32>,
    /// The grade to be entered; without it as a column, the school's own stage or the age says.
    pub grade: Option<Grade>,
    /// From whom the list is, where no column says it.
    pub source: Option<Source>,
    /// The day of the list; without it today.
    pub listed_on: Option<NaiveDate>,
    /// What the file says goes before what earlier lists have said: a list that puts them right.
    pub overrules: bool,
}

/// The columns that a class list has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Village,
    OldSchool,
    Source,
    ListedOn,
    Grade,
}

const LOOKED_FOR: [&str; 2] = ["姓名", "身份证件号或出生日期"];

fn meaning(title: &str) -> Option<(Column, u8)> {
    Some(match title {
        "村居" | "村社区" | "村/社区" | "村居社区" | "村" | "社区" | "行政村" | "所属村居" | "所属社区" | "村委会"
        | "居委会" | "村居委会" | "村居名称" => (Column::Village, 0),
        "原就读学校" | "原学校" | "毕业学校" | "毕业小学" | "就读小学" | "小学" | "现就读学校" => {
            (Column::OldSchool, 0)
        }
        "来源" | "名单来源" | "数据来源" => (Column::Source, 0),
        "列入日期" | "采集日期" | "登记日期" | "摸底日期" => (Column::ListedOn, 0),
        "入读年级" | "拟入年级" | "应入年级" | "入学年级" | "招生年级" => (Column::Grade, 0),
        "年级" => (Column::Grade, 1),
        _ => return None,
    })
}

fn source(text: &str) -> Option<Source> {
    Some(match text {
        "公安" | "公安系统" | "派出所" => Source::Police,
        "村居" | "村" | "社区" | "街道" | "镇街" | "村委会" | "居委会" => Source::Village,
        "小学" | "毕业生" | "小学毕业生" | "六年级毕业生" => Source::Leavers,
        "缓学" | "缓学期满" => Source::Deferred,
        "其他" | "其它" => Source::Other,
        code => return Source::from_code(&code.to_ascii_lowercase()),
    })
}

/// From whom a list is by what stands over it, or as the name of its sheet.
fn source_in_titles(sheet: &Sheet, headings_at: usize) -> Option<Source> {
    let titles = sheet.rows.iter().take(headings_at).flat_map(|row| &row.cells).map(|cell| cell.plain());
    let said: Vec<String> = titles.chain([sheet.name.clone()]).collect();
    let says = |words: &[&str]| said.iter().any(|text| words.iter().any(|word| text.contains(word)));
    match () {
        () if says(&["公安", "派出所"]) => Some(Source::Police),
        () if says(&["毕业"]) => Some(Source::Leavers),
        () if says(&["缓学"]) => Some(Source::Deferred),
        () if says(&["村委会", "居委会", "村民委员会", "居民委员会", "街道办", "镇政府"]) => {
            Some(Source::Village)
        }
        () => None,
    }
}

/// Works out what the lists in the sheets of a file would change. `fresh` gives the ids of children who are new.
///
/// # Errors
/// When no sheet has the headings of such a list, or the year is none for which children can be listed now.
pub fn plan(
    sheets: &[Sheet],
    school: &School,
    today: NaiveDate,
    options: Options,
    fresh: &mut dyn FnMut() -> Uuid,
) -> Result<Plan, ExchangeError> {
    let year = options.year.unwrap_or_else(|| year_of_lists(today));
    let (from, to) = (year_of_lists(today) - YEARS_BACK, year_of_lists(today) + YEARS_AHEAD);
    if !(from..=to).contains(&year) {
        return Err(ExchangeError::YearOutOfRange { year, from, to });
    }
    let mut planner = Planner {
        school,
        today,
        options,
        year,
        stage: only_stage(school, today),
        pupils: Pupils::new(school),
        plan: Plan::default(),
        seen: Seen::default(),
        older: Vec::new(),
        younger: Vec::new(),
        of_title: None,
        unsourced: 0,
    };
    let mut passed_over = Vec::new();
    for (at, sheet) in sheets.iter().enumerate() {
        let Some(headings) = headings::find(sheet, person::meaning, is_list) else {
            passed_over.extend((!sheet.rows.is_empty()).then(|| sheet.name.clone()));
            continue;
        };
        let own = headings::at(sheet, headings.at, meaning);
        planner.of_title = source_in_titles(sheet, headings.at);
        planner.plan.tables.push(Place { sheet: at, heading_row: sheet.rows[headings.at].number });
        let unread = headings.unread.iter().filter(|heading| own.unread.contains(heading));
        planner.plan.unread_columns.extend(unread.cloned());
        let mut faults = Faults { sheet: at, sheet_name: &sheet.name, list: Vec::new() };
        for row in headings.rows(sheet).filter(|row| is_of_a_child(row, &headings)) {
            planner.plan.rows += 1;
            planner.row(row, &headings, &own, &mut faults, fresh);
        }
        planner.plan.faults.append(&mut faults.list);
    }
    if planner.plan.tables.is_empty() {
        return Err(ExchangeError::NoHeadings { looked_for: LOOKED_FOR.to_vec() });
    }
    Ok(planner.finish(passed_over))
}

/// The headings of a list: names, and something that tells one child from another.
fn is_list(fields: &[Personal]) -> bool {
    fields.contains(&Personal::Name) && (fields.contains(&Personal::IdNo) || fields.contains(&Personal::Birth))
}

/// Whether a row is of somebody: lines left empty, sums and signatures below the table are not.
fn is_of_a_child(row: &Row, headings: &Headings<Personal>) -> bool {
    const WHO: [Personal; 4] = [Personal::Name, Personal::IdNo, Personal::Birth, Personal::Guardian(0, Part::Name)];
    let said = WHO.into_iter().filter(|column| !headings.cell(row, *column).is_blank()).count();
    said > 1 || (said == 1 && !title::is_footer(row))
}

/// The stage of the school, where it has only one.
fn only_stage(school: &School, today: NaiveDate) -> Option<Stage> {
    let stages: HashSet<Stage> = school.classes(today).into_iter().map(|class| class.grade.stage()).collect();
    if stages.len() == 1 { stages.into_iter().next() } else { None }
}

/// The pupils of the books by what a list knows of a child.
struct Pupils<'a> {
    by_id_no: HashMap<&'a IdNo, &'a Pupil>,
    by_birth: HashMap<(&'a str, NaiveDate), &'a Pupil>,
}

impl<'a> Pupils<'a> {
    fn new(school: &'a School) -> Pupils<'a> {
        let mut pupils = Pupils { by_id_no: HashMap::new(), by_birth: HashMap::new() };
        for pupil in &school.pupils {
            if let Some(id_no) = &pupil.record.id_no {
                pupils.by_id_no.insert(id_no, pupil);
            }
            if let Some(birth) = pupil.record.birth {
                pupils.by_birth.insert((&pupil.record.name, birth), pupil);
            }
        }
        pupils
    }

    fn find(&self, child: &EntrantRecord) -> Option<&'a Pupil> {
        let by_id_no = child.id_no.as_ref().and_then(|id_no| self.by_id_no.get(id_no));
        let by_birth = || {
            self.by_birth.get(&(child.name.as_str(), child.born()?)).filter(|pupil| {
                // Two children of one name and birthday have two numbers.
                pupil.record.id_no.is_none() || child.id_no.is_none()
            })
        };
        by_id_no.or_else(by_birth).copied()
    }
}

/// The number of a row, where it has one, and the row.
type Numbered = (Option<IdNo>, u32);

/// What earlier rows of the file have said.
#[derive(Default)]
struct Seen {
    id_nos: HashMap<IdNo, u32>,
    births: HashMap<(String, NaiveDate), Vec<Numbered>>,
    entrants: HashSet<EntrantId>,
    villages: BTreeSet<String>,
    sources: BTreeSet<Source>,
}

struct Planner<'a> {
    school: &'a School,
    today: NaiveDate,
    options: Options,
    year: i32,
    stage: Option<Stage>,
    pupils: Pupils<'a>,
    plan: Plan,
    seen: Seen,
    /// Names of those who are older, or younger, than usual in their grade.
    older: Vec<String>,
    younger: Vec<String>,
    /// From whom the sheet's title says that it is.
    of_title: Option<Source>,
    /// New children of whom nothing says from whose list they are.
    unsourced: usize,
}

impl<'a> Planner<'a> {
    fn row(
        &mut self,
        row: &Row,
        headings: &Headings<Personal>,
        own: &Headings<Column>,
        faults: &mut Faults<'_>,
        fresh: &mut dyn FnMut() -> Uuid,
    ) {
        let before = faults.list.len();
        let read = self.child(row, headings, own, faults);
        let Some((child, unsourced)) = read.filter(|_| faults.list.len() == before) else { return };
        if let Some(kind) = self.twice(&child, row) {
            faults.in_field(headings, Personal::Name, row, kind);
            return;
        }
        self.seen.villages.insert(child.village.clone());
        self.seen.sources.insert(child.source);
        if let Some(entrant) = self.entrant_of(&child) {
            self.seen.entrants.insert(entrant.id);
            self.known(entrant, &child, row.number);
            return;
        }
        let pupil = self.pupils.find(&child);
        if let Some(class) = pupil.and_then(|pupil| self.is_here(pupil)) {
            faults.in_field(headings, Personal::Name, row, FaultKind::OnTheBooks { class });
            return;
        }
        // Who was a pupil before and had left is the same person.
        let id = pupil.map_or_else(|| EntrantId(fresh()), |pupil| EntrantId(pupil.id.0));
        let usual = child.grade.usual_age();
        match child.born().map(|born| age_on(born, EntrantRecord::age_day(self.year))) {
            Some(age) if age > usual + OLDER => self.older.push(child.name.clone()),
            Some(age) if age < usual - YOUNGER => self.younger.push(child.name.clone()),
            _ => {}
        }
        self.unsourced += usize::from(unsourced);
        self.plan.new.push(item(&child, Vec::new()));
        self.plan.changes.push(Change::Entrant { id, to: Some(Box::new(child)) });
    }

    /// The child of an earlier list that a row is of: by the number before name and birthday, and no child is two rows'.
    fn entrant_of(&self, child: &EntrantRecord) -> Option<&'a Entrant> {
        let school = self.school;
        let free = || school.entrants_of(self.year).iter().filter(|it| !self.seen.entrants.contains(&it.id));
        let is_numbered = |it: &&Entrant| child.id_no.is_some() && it.record.id_no == child.id_no;
        let is_same = |it: &&Entrant| it.record.is_same_child(child.id_no.as_ref(), &child.name, child.born());
        free().find(is_numbered).or_else(|| free().find(is_same))
    }

    /// What a row says of a child, and whether nothing says from whose list it is. Whatever is wrong with it goes to the faults.
    fn child(
        &self,
        row: &Row,
        headings: &Headings<Personal>,
        own: &Headings<Column>,
        faults: &mut Faults<'_>,
    ) -> Option<(EntrantRecord, bool)> {
        let mut words = |column| faults.words(own, column, row).map(|text| text.into_owned());
        let [village, old_school] =
            [Column::Village, Column::OldSchool].map(|column| words(column).unwrap_or_default());
        let (said_grade, said_source) = (words(Column::Grade), words(Column::Source));
        let listed_on = match words(Column::ListedOn).map(|_| date::read(own.cell(row, Column::ListedOn))) {
            None => self.options.listed_on.unwrap_or(self.today),
            Some(Ok(date::Written::Day(day))) if day <= self.today => day,
            Some(_) => {
                faults.in_field(own, Column::ListedOn, row, FaultKind::NotADate);
                self.today
            }
        };
        let spelled = said_grade.as_deref().map(str::parse::<Grade>);
        if matches!(spelled, Some(Err(_))) {
            faults.in_field(own, Column::Grade, row, FaultKind::UnknownGrade);
        }
        let spelled_source = said_source.as_deref().map(|text| source(text.trim()));
        if spelled_source == Some(None) {
            faults.in_field(own, Column::Source, row, FaultKind::UnknownSource);
        }
        let mut reader = RowReader { row, headings, faults };
        let name = reader.name();
        let (id_no, birth) = (reader.id_no(self.today), reader.birth(self.today));
        let sex = reader.sex();
        let [hukou, address, street] = [Personal::Hukou, Personal::Address, Personal::Street]
            .map(|column| reader.words(column).unwrap_or_default());
        let migrant = reader.groups().contains(&(KeyGroup::Migrant, true));
        let guardians = reader.guardians();
        let by_number = id_no.as_ref().map(|id_no| (id_no.born(), id_no.sex()));
        if let Some((Some(born), _)) = by_number.filter(|(born, _)| birth.is_some() && born.is_some() && *born != birth)
        {
            faults.in_field(headings, Personal::Birth, row, FaultKind::BirthDiffers { born });
        }
        if let Some((_, Some(told))) = by_number.filter(|(_, told)| sex.is_some() && told.is_some() && *told != sex) {
            faults.in_field(headings, Personal::Sex, row, FaultKind::SexDiffers { sex: told });
        }
        let born = birth.or_else(|| id_no.as_ref().and_then(IdNo::born));
        let Some(born) = born else {
            faults.in_field(headings, Personal::Birth, row, FaultKind::MissingBirth);
            return None;
        };
        let age = age_on(born, EntrantRecord::age_day(self.year));
        let grade = spelled.and_then(Result::ok).or(self.options.grade);
        let grade = grade.or_else(|| self.entered(age, !old_school.is_empty()))?;
        if age < grade.youngest() {
            faults.in_field(headings, Personal::Birth, row, FaultKind::TooYoung { age, grade });
        }
        let said_source = spelled_source.flatten().or(self.options.source).or(self.of_title);
        let known_source = said_source.or((!old_school.is_empty()).then_some(Source::Leavers));
        let child = EntrantRecord {
            year: self.year,
            grade,
            name: name?,
            sex,
            birth,
            id_no,
            hukou,
            address,
            street,
            village,
            migrant,
            guardians,
            old_school,
            source: known_source.unwrap_or(Source::Other),
            listed_on,
        };
        Some((child, known_source.is_none()))
    }

    /// The grade that a child enters of whom the file does not say it.
    fn entered(&self, age: i32, leaves_a_school: bool) -> Option<Grade> {
        let seventh = match self.stage {
            Some(Stage::Junior) => true,
            Some(Stage::Primary) => false,
            None => leaves_a_school || age >= SEVENTH_FROM,
        };
        Grade::new(if seventh { 7 } else { 1 })
    }

    /// Whether an earlier row was of the same child (`EntrantRecord::is_same_child`), whichever of the two has a number.
    fn twice(&mut self, child: &EntrantRecord, row: &Row) -> Option<FaultKind> {
        if let Some(first) = child.id_no.as_ref().and_then(|id_no| self.seen.id_nos.get(id_no)) {
            return Some(FaultKind::DuplicateIdNo { first: *first });
        }
        let born = child.born()?;
        let of_name = self.seen.births.entry((child.name.clone(), born)).or_default();
        if let Some((_, first)) = of_name.iter().find(|(id_no, _)| id_no.is_none() || child.id_no.is_none()) {
            return Some(FaultKind::DuplicatePupil { first: *first });
        }
        of_name.push((child.id_no.clone(), row.number));
        self.seen.id_nos.extend(child.id_no.clone().map(|id_no| (id_no, row.number)));
        None
    }

    /// Whether a pupil is here: the class where there is one.
    fn is_here(&self, pupil: &Pupil) -> Option<Option<Class>> {
        let (_, last) = pupil.standings.last()?;
        (*last != Standing::Gone).then(|| pupil.class(self.today).or(last.class()))
    }

    fn known(&mut self, entrant: &Entrant, said: &EntrantRecord, row: u32) {
        let (was, overruled) = (&entrant.record, laid_over(said, &entrant.record));
        let record = if self.options.overrules { overruled.clone() } else { filled_in(said, was) };
        let kept = differences(&record, &overruled);
        if !kept.is_empty() {
            self.plan.kept.push(Kept { row, item: item(was, kept), holds: None });
        }
        if record == *was {
            self.plan.unchanged += 1;
            return;
        }
        self.plan.changed.push(item(&record, differences(was, &record)));
        self.plan.changes.push(Change::Entrant { id: entrant.id, to: Some(Box::new(record)) });
    }

    fn finish(mut self, passed_over: Vec<String>) -> Plan {
        let is_of_this_list = |entrant: &&Entrant| {
            let record = &entrant.record;
            self.seen.sources.contains(&record.source) && self.seen.villages.contains(&record.village)
        };
        let others = self.school.entrants_of(self.year).iter().filter(is_of_this_list);
        let missing = others.filter(|entrant| !self.seen.entrants.contains(&entrant.id));
        self.plan.missing = missing.map(|entrant| item(&entrant.record, Vec::new())).collect();
        if !self.older.is_empty() {
            self.plan.notes.push(Note::OlderThanUsual { names: self.older });
        }
        if !self.younger.is_empty() {
            self.plan.notes.push(Note::YoungerThanUsual { names: self.younger });
        }
        if self.unsourced > 0 {
            self.plan.notes.push(Note::SourceNotSaid { children: self.unsourced });
        }
        if !passed_over.is_empty() {
            self.plan.notes.push(Note::SheetsPassedOver { names: passed_over });
        }
        self.plan.put_in_order();
        self.plan
    }
}

/// From this age on a child of whom nothing else is known enters the seventh grade.
const SEVENTH_FROM: i32 = 10;
/// Years beyond the usual age at which a child is named.
const OLDER: i32 = 2;
/// Years below it.
const YOUNGER: i32 = 1;
/// For so many years before and after the one of the lists that come in now a list may be brought in.
const YEARS_BACK: i32 = 9;
const YEARS_AHEAD: i32 = 1;

fn item(record: &EntrantRecord, differences: Vec<Difference>) -> Item {
    let subject = Subject::Entrant {
        name: record.name.clone(),
        id_no: record.id_no.as_ref().map(IdNo::masked),
        grade: record.grade,
        village: record.village.clone(),
    };
    Item { subject, differences }
}

/// What is known, with everything that the file says put in. From which list the name first came stays.
fn laid_over(said: &EntrantRecord, was: &EntrantRecord) -> EntrantRecord {
    let or = |said: &String, was: &String| if said.is_empty() { was.clone() } else { said.clone() };
    EntrantRecord {
        year: was.year,
        grade: said.grade,
        name: said.name.clone(),
        sex: said.sex.or(was.sex),
        birth: said.birth.or(was.birth),
        id_no: said.id_no.clone().or_else(|| was.id_no.clone()),
        hukou: or(&said.hukou, &was.hukou),
        address: or(&said.address, &was.address),
        street: or(&said.street, &was.street),
        village: or(&said.village, &was.village),
        migrant: said.migrant || was.migrant,
        guardians: person::guardians_laid_over(&said.guardians, &was.guardians),
        old_school: or(&said.old_school, &was.old_school),
        source: was.source,
        listed_on: was.listed_on,
    }
}

/// What is known, and where that is nothing what the file says.
fn filled_in(said: &EntrantRecord, was: &EntrantRecord) -> EntrantRecord {
    EntrantRecord { source: was.source, listed_on: was.listed_on, ..laid_over(was, said) }
}

fn differences(was: &EntrantRecord, is: &EntrantRecord) -> Vec<Difference> {
    let text = |text: &String| (!text.is_empty()).then(|| Value::Text(text.clone()));
    let id_no = |record: &EntrantRecord| record.id_no.as_ref().map(|number| Value::Text(number.masked()));
    let guardians = |record: &EntrantRecord| {
        let all: Vec<String> = record.guardians.iter().map(super::roster::guardian_shown).collect();
        (!all.is_empty()).then(|| Value::Text(all.join("; ")))
    };
    let migrant = |record: &EntrantRecord| {
        let groups: BTreeSet<KeyGroup> = record.migrant.then_some(KeyGroup::Migrant).into_iter().collect();
        Some(Value::Groups(groups))
    };
    let grade = |record: &EntrantRecord| Some(Value::Text(record.grade.to_string()));
    let table = [
        (Field::Grade, was.grade != is.grade, grade(was), grade(is)),
        (Field::Name, was.name != is.name, text(&was.name), text(&is.name)),
        (Field::Sex, was.sex != is.sex, was.sex.map(Value::Sex), is.sex.map(Value::Sex)),
        (Field::IdNo, was.id_no != is.id_no, id_no(was), id_no(is)),
        (Field::Birth, was.birth != is.birth, was.birth.map(Value::Date), is.birth.map(Value::Date)),
        (Field::Hukou, was.hukou != is.hukou, text(&was.hukou), text(&is.hukou)),
        (Field::Address, was.address != is.address, text(&was.address), text(&is.address)),
        (Field::Street, was.street != is.street, text(&was.street), text(&is.street)),
        (Field::Village, was.village != is.village, text(&was.village), text(&is.village)),
        (Field::Groups, was.migrant != is.migrant, migrant(was), migrant(is)),
        (Field::Guardians, was.guardians != is.guardians, guardians(was), guardians(is)),
        (Field::OldSchool, was.old_school != is.old_school, text(&was.old_school), text(&is.old_school)),
    ];
    let differing = table.into_iter().filter(|(_, differs, _, _)| *differs);
    differing.map(|(field, _, old, new)| Difference { field, pupil: None, old, new }).collect()
}

/// The pupil that a new row of a class list becomes: the child of that name on the list of entrants, where there is one
/// who is not on the books yet.
pub(super) fn pupil_of(
    school: &School,
    record: &crate::domain::people::PupilRecord,
    taken: &mut HashSet<EntrantId>,
) -> Option<(PupilId, EntrantRecord)> {
    let entrant = school.entrant_like(record)?;
    taken.insert(entrant.id).then(|| (entrant.pupil(), entrant.record.clone()))
}

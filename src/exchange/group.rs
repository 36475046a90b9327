//! Lists of a key group (重点群体名单) from civil affairs, the disabled persons' federation, the police: who of them is in
//! this school.
//!
//! - A row is matched by the ID number alone; a record number that is G and an ID number says it as well.
//! - Where a number is missing on one side, the same name with no birthday that says otherwise is a *maybe*: a person has to
//!   enter it by hand.
//! - Whoever is found and is in the group by the roster keeps the roster's day; the list is one source more.
//! - Whoever is found and does not belong to the group on those days yet is entered, with the list as the source.
//! - Pupils of ours who belong to the group and are not on the list are proposed to be ended. Nothing ends by itself.

use super::date;
use super::error::ExchangeError;
use super::headings::{self, Faults, Headings};
use super::person;
use super::plan::{FaultKind, Item, Note, Place, Plan, Subject};
use super::sheet::{Row, Sheet};
use super::title;
use crate::domain::entry::Change;
use crate::domain::groups::MembershipRecord;
use crate::domain::ids::MembershipId;
use crate::domain::numbers::{IdNo, IdNoError};
use crate::domain::people::{KeyGroup, Pupil, PupilRecord};
use crate::domain::school::School;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// What a list is of, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    pub kind: KeyGroup,
    pub source: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    IdNo,
    Birth,
    From,
    Until,
    Ground,
}

const LOOKED_FOR: [&str; 2] = ["姓名", "身份证件号或出生日期"];

fn meaning(title: &str) -> Option<(Column, u8)> {
    Some(match title {
        "儿童姓名" | "残疾人姓名" | "困境儿童姓名" | "对象姓名" | "家庭成员姓名" => {
            (Column::Name, 0)
        }
        "认定日期" | "认定时间" | "确认日期" | "起始日期" | "开始日期" | "享受起始日期" | "纳入时间" | "纳入日期"
        | "发证日期" | "起始时间" => (Column::From, 0),
        "截止日期" | "结束日期" | "终止日期" | "有效期至" | "到期日期" | "截止时间" => {
            (Column::Until, 0)
        }
        "依据" | "证号" | "证件编号" | "残疾证号" | "残疾人证号" | "低保证号" | "文号" | "认定文号" => {
            (Column::Ground, 0)
        }
        "类别" | "残疾类别" | "备注" => (Column::Ground, 1),
        other => match person::meaning(other)? {
            (person::Column::Name, rank) => (Column::Name, rank + 1),
            (person::Column::IdNo, rank) => (Column::IdNo, rank),
            (person::Column::Birth, rank) => (Column::Birth, rank),
            _ => return None,
        },
    })
}

/// Works out who of the lists in the sheets of a file is in this school, and who of this school is not on them.
///
/// # Errors
/// When no sheet has a column of names and one of ID numbers or birthdays.
pub fn plan(sheets: &[Sheet], school: &School, today: NaiveDate, listing: &Listing) -> Result<Plan, ExchangeError> {
    let mut planner = Planner {
        known: Known::new(school, today),
        school,
        today,
        listing,
        plan: Plan::default(),
        listed: HashMap::new(),
        doubtful: HashSet::new(),
    };
    let mut passed_over = Vec::new();
    for (at, sheet) in sheets.iter().enumerate() {
        let enough = |fields: &[Column]| {
            fields.contains(&Column::Name) && (fields.contains(&Column::IdNo) || fields.contains(&Column::Birth))
        };
        let Some(headings) = headings::find(sheet, meaning, enough) else {
            passed_over.extend((!sheet.rows.is_empty()).then(|| sheet.name.clone()));
            continue;
        };
        planner.plan.tables.push(Place { sheet: at, heading_row: sheet.rows[headings.at].number });
        planner.plan.unread_columns.extend(headings.unread.iter().cloned());
        let mut faults = Faults { sheet: at, sheet_name: &sheet.name, list: Vec::new() };
        for row in headings.rows(sheet).filter(|row| is_of_somebody(row, &headings)) {
            planner.plan.rows += 1;
            planner.row(row, &headings, &mut faults);
        }
        planner.plan.faults.append(&mut faults.list);
    }
    if planner.plan.tables.is_empty() {
        return Err(ExchangeError::NoHeadings { looked_for: LOOKED_FOR.to_vec() });
    }
    if !passed_over.is_empty() {
        planner.plan.notes.push(Note::SheetsPassedOver { names: passed_over });
    }
    Ok(planner.finish())
}

/// Whether a row is of somebody: lines left empty, sums and signatures below the table are not.
fn is_of_somebody(row: &Row, headings: &Headings<Column>) -> bool {
    let is_blank = |column| headings.cell(row, column).is_blank();
    !is_blank(Column::IdNo) || !(is_blank(Column::Name) || title::is_footer(row))
}

/// The pupils on the books by what they are known by.
struct Known<'a> {
    by_id_no: HashMap<&'a str, usize>,
    by_name: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Known<'a> {
    fn new(school: &'a School, today: NaiveDate) -> Known<'a> {
        let mut known = Known { by_id_no: HashMap::new(), by_name: HashMap::new() };
        for (at, pupil) in school.pupils.iter().enumerate().filter(|(_, pupil)| pupil.is_enrolled(today)) {
            if let Some(no) = id_no(&pupil.record) {
                known.by_id_no.insert(no, at);
            }
            known.by_name.entry(&pupil.record.name).or_default().push(at);
        }
        known
    }
}

/// The ID number as the books know it: a lasting record number is G and that number.
fn id_no(record: &PupilRecord) -> Option<&str> {
    let in_record_no = || record.student_no.as_ref()?.as_str().strip_prefix('G').filter(|no| no.len() == ID_LENGTH);
    record.id_no.as_ref().map(IdNo::as_str).or_else(in_record_no)
}

/// Characters of an ID number.
const ID_LENGTH: usize = 18;

struct Planner<'a> {
    known: Known<'a>,
    school: &'a School,
    today: NaiveDate,
    listing: &'a Listing,
    plan: Plan,
    /// Pupils by place, with the row that names them.
    listed: HashMap<usize, u32>,
    /// Pupils by place of whom a row speaks that is at fault or only may mean them: not proposed to be ended.
    doubtful: HashSet<usize>,
}

/// What a row says.
struct Said {
    name: Option<String>,
    id_no: Option<IdNo>,
    born: Option<NaiveDate>,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    ground: String,
}

impl Planner<'_> {
    fn row(&mut self, row: &Row, headings: &Headings<Column>, faults: &mut Faults<'_>) {
        let before = faults.list.len();
        let said = self.read(row, headings, faults);
        let by_id_no = said.id_no.as_ref().and_then(|no| self.known.by_id_no.get(no.as_str())).copied();
        if let (Some(place), Some(name)) = (by_id_no, &said.name)
            && self.school.pupils[place].record.name != *name
        {
            faults.in_field(headings, Column::Name, row, FaultKind::IdNameDiffers);
        }
        if let Some(place) = by_id_no {
            let first = *self.listed.entry(place).or_insert(row.number);
            if first != row.number {
                faults.in_field(headings, Column::IdNo, row, FaultKind::DuplicatePupil { first });
            }
        }
        if faults.list.len() > before {
            let by_name = said.name.as_deref().and_then(|name| self.known.by_name.get(name));
            self.doubtful.extend(by_name.into_iter().flatten());
            return;
        }
        match by_id_no {
            Some(place) => self.found(place, said),
            None => self.not_found(row.number, said),
        }
    }

    fn read(&self, row: &Row, headings: &Headings<Column>, faults: &mut Faults<'_>) -> Said {
        let name = faults.words(headings, Column::Name, row).map(|name| person::tidy(&name));
        let written = faults.words(headings, Column::IdNo, row);
        let id_no = match written.as_deref().map(IdNo::parse) {
            Some(Ok(no)) => Some(no),
            None | Some(Err(IdNoError::Empty)) => None,
            Some(Err(IdNoError::LostDigits)) => {
                faults.in_field(headings, Column::IdNo, row, FaultKind::LostDigits);
                None
            }
            Some(Err(error)) => {
                faults.in_field(headings, Column::IdNo, row, FaultKind::IdCheckDigit(error));
                None
            }
        };
        if name.is_none() && written.is_none() {
            faults.in_field(headings, Column::Name, row, FaultKind::MissingName);
        }
        let mut day = |column| match headings.cell(row, column) {
            cell if cell.is_blank() => None,
            cell => match date::read(cell) {
                Ok(date::Written::Day(day)) => Some(day),
                // Of a month alone the day is not guessed where somebody is known by it.
                Ok(date::Written::Month(..)) if column == Column::Birth => None,
                Ok(month @ date::Written::Month(..)) => month.first_day(),
                Err(date::NoDate::Impossible) => {
                    faults.in_field(headings, column, row, FaultKind::ImpossibleDate);
                    None
                }
                Err(date::NoDate::NotADate) => {
                    faults.in_field(headings, column, row, FaultKind::NotADate);
                    None
                }
            },
        };
        let (birth, from, until) = (day(Column::Birth), day(Column::From), day(Column::Until));
        if until.is_some_and(|until| until < from.unwrap_or(self.today)) {
            faults.in_field(headings, Column::Until, row, FaultKind::EndsBefore);
        }
        let ground = faults.words(headings, Column::Ground, row).map(|text| text.into_owned()).unwrap_or_default();
        let born = birth.or_else(|| id_no.as_ref().and_then(IdNo::born));
        Said { name, id_no, born, from, until, ground }
    }

    fn found(&mut self, place: usize, said: Said) {
        let pupil = &self.school.pupils[place];
        let record = MembershipRecord {
            pupil: pupil.id,
            kind: self.listing.kind,
            from: said.from.unwrap_or(self.today),
            until: said.until,
            source: self.listing.source.clone(),
            ground: said.ground,
        };
        if self.school.membership_in_the_way(&record).is_some() {
            self.plan.unchanged += 1;
            return;
        }
        // Whom the roster's column names is in the group already: the list is one source more.
        if let Some(record) = self.school.confirmed(&record) {
            self.plan.unchanged += 1;
            self.plan.changes.push(Change::Membership { id: MembershipId::NEW, to: Some(record) });
            return;
        }
        self.plan.new.push(item(pupil, self.today));
        self.plan.changes.push(Change::Membership { id: MembershipId::NEW, to: Some(record) });
    }

    fn not_found(&mut self, row: u32, said: Said) {
        let name = said.name.clone().unwrap_or_default();
        let could_be = |place: &&usize| {
            let record = &self.school.pupils[**place].record;
            let born = record.birth.or_else(|| record.id_no.as_ref().and_then(IdNo::born));
            let no_other_number = said.id_no.is_none() || id_no(record).is_none();
            no_other_number && said.born.is_none_or(|said| born.is_none_or(|born| born == said))
        };
        let same_name = self.known.by_name.get(name.as_str()).map_or(&[][..], Vec::as_slice);
        let maybe: Vec<usize> = same_name.iter().filter(could_be).copied().collect();
        if maybe.is_empty() {
            let subject = Subject::Listed { row, name, class: None };
            self.plan.elsewhere.push(Item { subject, differences: Vec::new() });
            return;
        }
        for place in maybe {
            let class = self.school.pupils[place].class(self.today);
            let subject = Subject::Listed { row, name: name.clone(), class };
            self.plan.maybe.push(Item { subject, differences: Vec::new() });
            self.doubtful.insert(place);
        }
    }

    fn finish(mut self) -> Plan {
        let kind = self.listing.kind;
        for (place, pupil) in self.school.pupils.iter().enumerate() {
            let is_listed = self.listed.contains_key(&place) || self.doubtful.contains(&place);
            let is_in = pupil.is_enrolled(self.today) && self.school.is_entered_in(pupil.id, kind, self.today);
            if self.plan.rows > 0 && is_in && !is_listed {
                self.plan.missing.push(item(pupil, self.today));
            }
        }
        self.plan.put_in_order();
        self.plan
    }
}

fn item(pupil: &Pupil, today: NaiveDate) -> Item {
    let record = &pupil.record;
    let student_no = record.student_no.as_ref().map(|no| no.masked());
    let subject = Subject::Pupil { name: record.name.clone(), student_no, class: pupil.class(today) };
    Item { subject, differences: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::groups::Membership;
    use crate::domain::ids::StaffId;
    use crate::domain::made_up::{class_of, date};
    use crate::domain::numbers::StudentNo;
    use crate::domain::school::Books;
    use crate::exchange::file;
    use uuid::Uuid;

    const TODAY: &str = "2025-09-10";

    /// Four pupils: two with ID numbers, one with a lasting record number alone, one with nothing but a birthday.
    fn books() -> Books {
        let (mut books, _) = class_of(4);
        let record = |at: usize| books.pupils[at].record.clone();
        let mut records: Vec<PupilRecord> = (0..4).map(record).collect();
        records[0].id_no = IdNo::parse("350212201305150024").ok();
        records[1].id_no = IdNo::parse("350212201305150075").ok();
        records[2].student_no = StudentNo::parse("G350212201305150104").ok();
        records[3].birth = Some(date("2013-05-15"));
        for (pupil, record) in books.pupils.iter_mut().zip(records) {
            pupil.record = record;
        }
        books
    }

    fn read(text: &str, books: Books) -> Plan {
        let listing = Listing { kind: KeyGroup::Disabled, source: "区残联2025年名单".into() };
        let sheets = file::read("名单.csv", text.as_bytes()).unwrap();
        plan(&sheets, &School::from_books(books), date(TODAY), &listing).unwrap()
    }

    fn names(items: &[Item]) -> Vec<&str> {
        let names = items.iter().filter_map(|item| match &item.subject {
            Subject::Pupil { name, .. } | Subject::Listed { name, .. } => Some(name.as_str()),
            _ => None,
        });
        names.collect()
    }

    const LIST: &str = "残疾人名单\n姓名,身份证号,残疾证号,发证日期\n\
        学生1,350212201305150024,35021220130515002411,2024-03-01\n\
        学生3,350212201305150104,,\n学生4,350212201305150139,,\n外人,350212201305150163,,\n";

    #[test]
    fn a_list_comes_to_found_maybe_elsewhere_and_not_on_it() {
        let mut books = books();
        books.pupils[1].record.groups.insert(KeyGroup::Disabled);
        let plan = read(LIST, books);
        assert_eq!(plan.faults, []);
        assert_eq!(names(&plan.new), ["学生1", "学生3"]);
        assert_eq!(names(&plan.maybe), ["学生4"], "by name and birthday, the number is not in the books");
        assert_eq!(names(&plan.elsewhere), ["外人"]);
        assert_eq!(names(&plan.missing), ["学生2"], "the roster says so, the list does not");
        let Change::Membership { to: Some(record), .. } = &plan.changes[0] else { panic!("{:?}", plan.changes) };
        assert_eq!((record.from, record.until), (date("2024-03-01"), None));
        assert_eq!((record.source.as_str(), record.ground.as_str()), ("区残联2025年名单", "35021220130515002411"));
        assert_eq!(plan.changes.len(), 2, "nobody's membership ends by a list");
    }

    #[test]
    fn whom_the_roster_names_already_keeps_its_day_and_has_one_source_more() {
        let mut books = books();
        books.pupils[0].record.groups.insert(KeyGroup::Disabled);
        let since = books.pupils[0].standings[0].0;
        let plan = read(LIST, books.clone());
        assert_eq!((names(&plan.new), plan.unchanged), (vec!["学生3"], 1));
        let Change::Membership { to: Some(record), .. } = &plan.changes[0] else { panic!("{:?}", plan.changes) };
        assert_eq!((record.from, record.source.as_str()), (since, "花名册、区残联2025年名单"));
        let id = MembershipId(Uuid::from_u128(1));
        books.memberships.push(Membership { id, record: record.clone(), recorded_by: StaffId::NEW });
        let again = read(LIST, books);
        assert_eq!((names(&again.new), again.unchanged), (vec!["学生3"], 1), "the list again says nothing new");
    }

    #[test]
    fn the_same_list_again_changes_nothing() {
        let first = read(LIST, books());
        let mut again = books();
        for (nth, change) in (1..).zip(first.changes) {
            let Change::Membership { to: Some(record), .. } = change else { panic!("{change:?}") };
            let id = MembershipId(Uuid::from_u128(nth));
            again.memberships.push(Membership { id, record, recorded_by: StaffId::NEW });
        }
        let second = read(LIST, again);
        assert!(second.is_nothing_to_do());
        assert_eq!((second.unchanged, second.new.len(), second.missing.len()), (2, 0, 0));
    }

    #[test]
    fn rows_at_fault_are_kept_out_and_their_pupils_are_not_proposed_to_end() {
        let mut books = books();
        for pupil in &mut books.pupils {
            pupil.record.groups.insert(KeyGroup::Disabled);
        }
        let plan = read(
            "姓名,身份证号,认定日期,截止日期\n李四,350212201305150024,,\n学生2,350212201305150070,,\n\
             学生3,350212201305150104,2025-09-31,\n学生4,,2025-09-01,2025-08-01\n学生3,350212201305150104,,\n",
            books,
        );
        let kinds: Vec<(u32, &str)> = plan.faults.iter().map(|fault| (fault.row, fault.kind.code())).collect();
        let expected = [
            (2, "id_name_differs"),
            (3, "id_check_digit"),
            (4, "impossible_date"),
            (5, "ends_before"),
            (6, "duplicate_pupil"),
        ];
        assert_eq!(kinds, expected);
        assert!(plan.is_nothing_to_do() && plan.missing.is_empty(), "{:?}", plan.missing);
    }

    #[test]
    fn a_file_without_such_headings_is_none() {
        let sheets = file::read("x.csv", "姓名,座号\n甲,1\n".as_bytes()).unwrap();
        let listing = Listing { kind: KeyGroup::Dibao, source: "民政".into() };
        let result = plan(&sheets, &School::from_books(books()), date(TODAY), &listing);
        assert!(matches!(result, Err(ExchangeError::NoHeadings { .. })));
    }
}

//! Next year's class lists (分班名单): which pupil goes into which class and seat, and who is the homeroom teacher.
//!
//! Two forms, found by their headings, also side by side in one file:
//!
//! - a row a pupil: 原班级 (may be missing) · 学籍号 · 姓名 · 新班级 · 座号 · 班主任;
//! - a row a class: 班级 · 班主任.
//!
//! A pupil is known by 学籍号, else by the name where only one who rises bears it, in the old class where that is
//! written. Whoever is not in the lists goes with the old class. Pupils who are new to the school are not entered here:
//! they come with a roster. Whoever is suspended or deferred stays so: the row is passed over, and told. A name of a teacher that the books do not know is a new person.

use super::error::ExchangeError;
use super::headings::{self, Faults, Headings};
use super::plan::{FaultKind, Note, Place, Plan};
use super::sheet::{Row, Sheet};
use super::title;
use crate::domain::class::{Class, ClassContext, ClassError, ClassReading, Grade, Stage};
use crate::domain::ids::PupilId;
use crate::domain::people::{Pupil, Standing};
use crate::domain::plain::plain;
use crate::domain::school::School;
use crate::domain::year::{ClassLists, Frame};
use std::collections::{HashMap, HashSet};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    OldClass,
    StudentNo,
    Name,
    NewClass,
    Seat,
    Teacher,
}

const LOOKED_FOR: [&str; 4] = ["姓名", "新班级", "班级", "班主任"];

fn meaning(title: &str) -> Option<(Column, u8)> {
    Some(match title {
        "原班级" | "原班" | "现班级" | "现在班级" | "上学年班级" | "旧班级" => {
            (Column::OldClass, 0)
        }
        "学籍号" | "全国学籍号" | "国网学籍号" => (Column::StudentNo, 0),
        "姓名" | "学生姓名" => (Column::Name, 0),
        "新班级" | "新班" | "分入班级" | "编入班级" | "下学年班级" | "新学年班级" => {
            (Column::NewClass, 0)
        }
        "班级" | "班级名称" => (Column::NewClass, 1),
        "座号" | "座位号" | "新座号" | "班内学号" => (Column::Seat, 0),
        "班主任" | "班主任姓名" | "新班主任" => (Column::Teacher, 0),
        _ => return None,
    })
}

/// What class lists say, and what is wrong with them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClassSheet {
    pub lists: ClassLists,
    /// Rows, faults, columns that were not read; nothing of it is recorded by itself.
    pub plan: Plan,
    /// Names of those whom the lists name though they are suspended or deferred: nothing becomes of their rows.
    away: Vec<String>,
}

/// Reads the class lists in the sheets of a file for a turn.
///
/// # Errors
/// When no sheet has the headings of a class list.
pub fn read(sheets: &[Sheet], school: &School, frame: &Frame) -> Result<ClassSheet, ExchangeError> {
    let mut reader = Reader { school, frame, sheet: ClassSheet::default(), seen: Seen::default() };
    let mut passed_over = Vec::new();
    for (at, sheet) in sheets.iter().enumerate() {
        let Some((headings, form)) = table(sheet) else {
            passed_over.extend((!sheet.rows.is_empty()).then(|| sheet.name.clone()));
            continue;
        };
        let plan = &mut reader.sheet.plan;
        plan.tables.push(Place { sheet: at, heading_row: sheet.rows[headings.at].number });
        plan.unread_columns.extend(headings.unread.iter().cloned());
        let mut faults = Faults { sheet: at, sheet_name: &sheet.name, list: Vec::new() };
        for row in headings.rows(sheet).filter(|row| form.is_of_one(row, &headings)) {
            reader.sheet.plan.rows += 1;
            let before = faults.list.len();
            match form {
                Form::Pupils => reader.pupil(row, &headings, &mut faults),
                Form::Classes => reader.class(row, &headings, &mut faults),
            }
            for fault in &mut faults.list[before..] {
                fault.who = reader.named(row, &headings);
            }
        }
        reader.sheet.plan.faults.append(&mut faults.list);
    }
    let mut sheet = reader.sheet;
    if sheet.plan.tables.is_empty() {
        return Err(ExchangeError::NoHeadings { looked_for: LOOKED_FOR.to_vec() });
    }
    if !passed_over.is_empty() {
        sheet.plan.notes.push(Note::SheetsPassedOver { names: passed_over });
    }
    if !sheet.away.is_empty() {
        let names = std::mem::take(&mut sheet.away);
        sheet.plan.notes.push(Note::StayAway { names });
    }
    sheet.plan.put_in_order();
    Ok(sheet)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Pupils,
    Classes,
}

impl Form {
    /// Whether a row is of a pupil or a class: lines left empty, sums and signatures are not.
    fn is_of_one(self, row: &Row, headings: &Headings<Column>) -> bool {
        let is_said = |column| !headings.cell(row, column).is_blank();
        match self {
            Form::Pupils => is_said(Column::StudentNo) || (is_said(Column::Name) && !title::is_footer(row)),
            Form::Classes => is_said(Column::NewClass),
        }
    }
}

fn table(sheet: &Sheet) -> Option<(Headings<Column>, Form)> {
    let has = |fields: &[Column], column| fields.contains(&column);
    let of_pupils = |fields: &[Column]| {
        has(fields, Column::NewClass) && (has(fields, Column::Name) || has(fields, Column::StudentNo))
    };
    let of_classes = |fields: &[Column]| has(fields, Column::NewClass) && has(fields, Column::Teacher);
    let pupils = headings::find(sheet, meaning, of_pupils).map(|headings| (headings, Form::Pupils));
    pupils.or_else(|| headings::find(sheet, meaning, of_classes).map(|headings| (headings, Form::Classes)))
}

/// The pupil of a row.
enum Who {
    /// With the class on whose books it is on the last day of the old year.
    Rises(PupilId, Class),
    /// Suspended or deferred.
    Away(String),
}

/// What earlier rows have said, and in which row.
#[derive(Default)]
struct Seen {
    pupils: HashMap<PupilId, u32>,
    seats: HashMap<(Class, u16), u32>,
}

struct Reader<'a> {
    school: &'a School,
    frame: &'a Frame,
    sheet: ClassSheet,
    seen: Seen,
}

impl Reader<'_> {
    fn pupil(&mut self, row: &Row, headings: &Headings<Column>, faults: &mut Faults<'_>) {
        let before = faults.list.len();
        let (teacher, seat) = (faults.words(headings, Column::Teacher, row), seat(row, headings, faults));
        let rises = match self.who(row, headings, faults) {
            // Nothing is wrong with the row: the pupil is in no class, and is given one when it is back.
            Some(Who::Away(name)) => {
                self.sheet.away.push(name);
                return;
            }
            Some(Who::Rises(id, from)) => Some((id, from)),
            None => None,
        };
        let class =
            rises.and_then(|(id, from)| self.new_class(Some(from.grade), row, headings, faults).map(|it| (id, it)));
        let Some((pupil, class)) = class.filter(|_| faults.list.len() == before) else { return };
        let first = *self.seen.pupils.entry(pupil).or_insert(row.number);
        if first != row.number {
            faults.in_field(headings, Column::Name, row, FaultKind::DuplicatePupil { first });
            return;
        }
        if let Some(seat) = seat {
            let first = *self.seen.seats.entry((class, seat)).or_insert(row.number);
            if first != row.number {
                faults.in_field(headings, Column::Seat, row, FaultKind::SeatTaken { first });
                return;
            }
        }
        self.sheet.lists.pupils.insert(pupil, (class, seat));
        self.teaches(class, teacher.as_deref());
    }

    fn class(&mut self, row: &Row, headings: &Headings<Column>, faults: &mut Faults<'_>) {
        let before = faults.list.len();
        let teacher = faults.words(headings, Column::Teacher, row);
        let class = self.new_class(None, row, headings, faults);
        if let Some(class) = class.filter(|_| faults.list.len() == before) {
            self.teaches(class, teacher.as_deref());
        }
    }

    /// The name of the pupil of a row, as it is written, or that of who bears the number.
    fn named(&self, row: &Row, headings: &Headings<Column>) -> String {
        let written = headings.cell(row, Column::Name).plain();
        let number = headings.cell(row, Column::StudentNo).plain();
        let bears = |pupil: &&Pupil| pupil.record.student_no.as_ref().is_some_and(|no| no.as_str() == number.trim());
        let known = self.school.pupils.iter().find(bears).map(|pupil| pupil.record.name.clone());
        if written.trim().is_empty() { known.unwrap_or_default() } else { written.trim().to_owned() }
    }

    /// Several names in one cell are several teachers.
    fn teaches(&mut self, class: Class, written: Option<&str>) {
        let names = written.map(|written| plain(written).into_owned()).unwrap_or_default();
        let names = names.split(['、', ',', ';', '/']).map(str::trim).filter(|name| !name.is_empty());
        for name in names {
            self.sheet.lists.teachers.entry(class).or_default().insert(name.to_owned());
        }
    }

    /// The new class: of the grade into which the pupil rises, or of any that the school has next year.
    fn new_class(
        &self,
        from: Option<Grade>,
        row: &Row,
        headings: &Headings<Column>,
        faults: &mut Faults<'_>,
    ) -> Option<Class> {
        let before = faults.list.len();
        let Some(written) = faults.words(headings, Column::NewClass, row) else {
            if faults.list.len() == before {
                faults.in_field(headings, Column::NewClass, row, FaultKind::MissingClass);
            }
            return None;
        };
        let next = from.and_then(|grade| self.frame.next_grade(grade));
        match self.reading(&written, next, self.frame.year) {
            Ok(class) if from.is_none() || Some(class.grade) == next => Some(class),
            Ok(_) | Err(ClassError::GradeDiffers) => {
                faults.in_field(headings, Column::NewClass, row, FaultKind::WrongGrade);
                None
            }
            Err(error) => {
                faults.in_field(headings, Column::NewClass, row, FaultKind::UnknownClass(error));
                None
            }
        }
    }

    /// A class of a school year as it is written.
    fn reading(&self, written: &str, grade: Option<Grade>, school_year: i32) -> Result<Class, ClassError> {
        let classes = self.school.classes(self.frame.eve());
        let stages: HashSet<Stage> = classes.iter().map(|class| class.grade.stage()).collect();
        let stage = if stages.len() == 1 { stages.into_iter().next() } else { None };
        written.parse::<ClassReading>()?.resolve(ClassContext { school_year, stage, grade })
    }

    /// Which pupil is meant.
    fn who(&self, row: &Row, headings: &Headings<Column>, faults: &mut Faults<'_>) -> Option<Who> {
        let before = faults.list.len();
        let number = faults.words(headings, Column::StudentNo, row).map(|text| plain(text.trim()).into_owned());
        let name = faults.words(headings, Column::Name, row).map(|text| text.trim().to_owned());
        let old = faults.words(headings, Column::OldClass, row);
        if faults.list.len() > before {
            return None;
        }
        let old = match old.map(|old| self.reading(&old, None, self.frame.year - 1)).transpose() {
            Ok(old) => old,
            Err(error) => {
                faults.in_field(headings, Column::OldClass, row, FaultKind::UnknownClass(error));
                return None;
            }
        };
        match self.find(number.as_deref(), name.as_deref(), old) {
            Ok(found) => Some(found),
            Err((column, kind)) => {
                faults.in_field(headings, column, row, kind);
                None
            }
        }
    }

    fn find(&self, number: Option<&str>, name: Option<&str>, old: Option<Class>) -> Result<Who, (Column, FaultKind)> {
        let (eve, on) = (self.frame.eve(), self.frame.on);
        // 送教 too: who is called at no roll rises with the class on whose books it is.
        let class_of = |pupil: &Pupil| pupil.standing(eve).and_then(Standing::class_of_books);
        let is_away = |pupil: &Pupil| matches!(pupil.standing(eve), Some(Standing::Suspended | Standing::Deferred));
        let bears = |pupil: &&Pupil, asked: &str| {
            pupil.record.student_no.as_ref().is_some_and(|no| no.as_str().eq_ignore_ascii_case(asked))
        };
        let named = |pupil: &&Pupil| Some(pupil.record.name.as_str()) == name;
        let (column, pupil) = match (number, name) {
            (Some(number), _) => {
                let pupil = self.school.pupils.iter().find(|pupil| bears(pupil, number));
                let pupil = pupil.ok_or((Column::StudentNo, FaultKind::NewPupil))?;
                if name.is_some() && !named(&pupil) {
                    return Err((Column::Name, FaultKind::NameDiffers));
                }
                (Column::StudentNo, pupil)
            }
            (None, Some(_)) => {
                let here = |pupil: &&Pupil| match old {
                    Some(old) if is_away(pupil) => self.school.last_class(pupil.id, eve) == Some(old),
                    Some(old) => class_of(pupil) == Some(old),
                    None => class_of(pupil).is_some() || pupil.class(on).is_some() || is_away(pupil),
                };
                let those: Vec<&Pupil> = self.school.pupils.iter().filter(named).filter(here).collect();
                match those[..] {
                    [pupil] => (Column::Name, pupil),
                    [] => return Err((Column::Name, FaultKind::NewPupil)),
                    _ => return Err((Column::Name, FaultKind::AmbiguousPupil)),
                }
            }
            (None, None) => return Err((Column::Name, FaultKind::MissingName)),
        };
        match class_of(pupil) {
            _ if is_away(pupil) => Ok(Who::Away(pupil.record.name.clone())),
            Some(class) if old.is_none_or(|old| old == class) => Ok(Who::Rises(pupil.id, class)),
            Some(_) => Err((Column::OldClass, FaultKind::NotInClass)),
            None if pupil.class(on).is_some() => Err((column, FaultKind::NewPupil)),
            None => Err((column, FaultKind::NotInClass)),
        }
    }
}

/// The seat, where one is written.
fn seat(row: &Row, headings: &Headings<Column>, faults: &mut Faults<'_>) -> Option<u16> {
    let text = faults.words(headings, Column::Seat, row)?;
    let seat = plain(text.trim()).parse().ok().filter(|seat| (1..=999).contains(seat));
    if seat.is_none() {
        faults.in_field(headings, Column::Seat, row, FaultKind::NoSeat);
    }
    seat
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::made_up::{class_of, date};
    use crate::domain::numbers::StudentNo;
    use crate::domain::year::Ask;
    use crate::exchange::file;

    /// 七年级(3)班 with four pupils, two of the same name, and the coming year.
    fn read(text: &str) -> ClassSheet {
        let (mut books, _) = class_of(4);
        for (at, pupil) in books.pupils.iter_mut().enumerate() {
            pupil.record.student_no = StudentNo::parse(&format!("T000{}", at + 1)).ok();
        }
        books.pupils[3].record.name = "学生3".into();
        let school = School::from_books(books);
        let frame = school.frame(&Ask::default(), date("2026-07-10")).unwrap();
        super::read(&file::read("分班.csv", text.as_bytes()).unwrap(), &school, &frame).unwrap()
    }

    fn faults(sheet: &ClassSheet) -> Vec<(u32, &str, &str)> {
        let faults = sheet.plan.faults.iter();
        faults.map(|fault| (fault.row, fault.column.as_str(), fault.kind.code())).collect()
    }

    #[test]
    fn a_row_a_pupil() {
        let sheet = read(
            "样例学校分班名单\n原班级,学籍号,姓名,新班级,座号,班主任\n七年级3班,T0001,学生1,八年级(1)班,7,林老师\n\
             2025级3班,,学生2,2班,8,陈老师、王老师\n,T0003,,八(1),,\n班主任签名：,,,,,\n",
        );
        assert_eq!(faults(&sheet), []);
        let goes: Vec<(u16, Option<u16>)> =
            sheet.lists.pupils.values().map(|(class, seat)| (class.code(), *seat)).collect();
        assert_eq!(goes, [(801, Some(7)), (802, Some(8)), (801, None)]);
        let teachers: Vec<(u16, usize)> =
            sheet.lists.teachers.iter().map(|(class, names)| (class.code(), names.len())).collect();
        assert_eq!(teachers, [(801, 1), (802, 2)]);
    }

    #[test]
    fn a_row_a_class() {
        let sheet = read("班级,班主任\n八年级(3)班,林老师\n七年级(1)班,王老师\n2026级2班,周老师\n合计,\n");
        assert_eq!(sheet.lists.teachers.keys().map(|class| class.code()).collect::<Vec<_>>(), [701, 702, 803]);
        assert_eq!(faults(&sheet), [(5, "班级", "unknown_class")]);
    }

    #[test]
    fn faults_say_where() {
        let sheet = read(
            "原班级,学籍号,姓名,新班级,座号\n,T0001,学生9,八1,1\n,,学生3,八1,2\n,T0009,,八1,3\n七年级(4)班,T0002,,八1,4\n\
             ,T0002,,九1,4\n,T0002,,,4\n,T0002,,八1,x\n,T0001,,八1,5\n,T0001,,八1,6\n,T0002,,八1,5\n",
        );
        assert_eq!(
            faults(&sheet),
            [
                (2, "姓名", "name_differs"),
                (3, "姓名", "ambiguous_pupil"),
                (4, "学籍号", "new_pupil"),
                (5, "原班级", "not_in_class"),
                (6, "新班级", "wrong_grade"),
                (7, "新班级", "missing_class"),
                (8, "座号", "no_seat"),
                (10, "姓名", "duplicate_pupil"),
                (11, "座号", "seat_taken"),
            ]
        );
        assert_eq!(sheet.lists.pupils.len(), 1);
    }

    /// A pupil taught at home rises with its row; one who is suspended is passed over; neither blocks the turn.
    #[test]
    fn who_is_called_at_no_roll_is_no_fault() {
        let (mut books, class) = class_of(3);
        let since = date("2026-03-01");
        let why = crate::domain::off_roll::OffRoll::ALL[0];
        books.pupils[0].standings.push((since, Standing::OffRoll { class, why }));
        books.pupils[1].standings.push((since, Standing::Suspended));
        let school = School::from_books(books);
        let frame = school.frame(&Ask::default(), date("2026-07-10")).unwrap();
        let text = "原班级,姓名,新班级\n七年级3班,学生1,八1\n七年级3班,学生2,八1\n七年级3班,学生3,八1\n";
        let sheet = super::read(&file::read("分班.csv", text.as_bytes()).unwrap(), &school, &frame).unwrap();
        assert_eq!(faults(&sheet), []);
        assert_eq!(sheet.lists.pupils.len(), 2);
        assert_eq!(sheet.plan.notes, [Note::StayAway { names: vec!["学生2".into()] }]);
    }
}

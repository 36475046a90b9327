//! The long table of attendance: `日期,时段,班级,学籍号,姓名,考勤,备注`, one row an exception, or 全勤 for a whole roll.

use super::attendance::{At, Gathered, bare_name};
use super::date;
use super::headings::{self, Faults, Headings};
use super::legend::{self, Meaning};
use super::plan::FaultKind;
use super::sheet::{Row, Sheet};
use crate::domain::people::Pupil;
use crate::domain::roll::{RollKey, SessionCode};
use chrono::NaiveDate;
use std::borrow::Cow;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Date,
    Session,
    Class,
    StudentNo,
    Name,
    Mark,
    Note,
}

pub const LOOKED_FOR: [&str; 4] = ["日期", "时段", "班级", "考勤"];

fn meaning(title: &str) -> Option<(Column, u8)> {
    let column = match title {
        "日期" | "考勤日期" | "点名日期" => Column::Date,
        "时段" | "节次" | "午别" | "点名时段" => Column::Session,
        "班级" | "班级名称" | "所在班级" | "班号" => Column::Class,
        "学籍号" | "全国学籍号" | "国网学籍号" => Column::StudentNo,
        "姓名" | "学生姓名" => Column::Name,
        "考勤" | "考勤状态" | "考勤情况" | "出勤情况" | "考勤结果" | "状态" => Column::Mark,
        "备注" | "说明" => Column::Note,
        _ => return None,
    };
    Some((column, 0))
}

/// The headings of a long table, if the sheet is one.
pub fn headings(sheet: &Sheet) -> Option<Headings<Column>> {
    headings::find(sheet, meaning, |fields| {
        let has = |field| fields.contains(&field);
        has(Column::Date) && has(Column::Class) && has(Column::Mark) && (has(Column::StudentNo) || has(Column::Name))
    })
}

/// Takes in every row of the table.
pub fn gather(gathered: &mut Gathered<'_>, at: usize, sheet: &Sheet, headings: &Headings<Column>) {
    gathered.begin_table(at, &sheet.name, sheet.rows[headings.at].number, headings.mended);
    gathered.plan.unread_columns.extend(headings.unread.iter().cloned());
    let mark_place = headings.place(Column::Mark).unwrap_or_default();
    gathered.keep_title(at, mark_place, headings.title(mark_place));
    let mut faults = Faults { sheet: at, sheet_name: &sheet.name, list: Vec::new() };
    for row in headings.rows(sheet) {
        gathered.plan.rows += 1;
        let before = faults.list.len();
        let mut reader = RowReader { gathered, headings, row, faults: &mut faults };
        let Some(said) = reader.read() else { continue };
        if faults.list.len() > before {
            continue;
        }
        let place = At { sheet: at, row: row.number, place: mark_place };
        take_in(gathered, said, headings, row, place, &mut faults);
    }
    gathered.end_table(faults);
}

/// What one row says.
struct Line<'a> {
    keys: Vec<RollKey>,
    pupil: Option<&'a Pupil>,
    meaning: Meaning,
    note: Option<String>,
}

fn take_in(
    gathered: &mut Gathered<'_>,
    line: Line<'_>,
    headings: &Headings<Column>,
    row: &Row,
    at: At,
    faults: &mut Faults<'_>,
) {
    for key in line.keys {
        if let Some(pupil) = line.pupil {
            if let Some(first) = gathered.say(key, pupil.id, line.meaning, line.note.clone(), at) {
                faults.in_field(headings, Column::Mark, row, FaultKind::DoubleEntry { first: first.row });
                return;
            }
        } else {
            gathered.all_present(key);
        }
        gathered.taken(key, at, headings.mended);
    }
}

struct RowReader<'a, 'g, 's> {
    gathered: &'a mut Gathered<'g>,
    headings: &'a Headings<Column>,
    row: &'a Row,
    faults: &'a mut Faults<'s>,
}

impl<'g> RowReader<'_, 'g, '_> {
    fn fault(&mut self, column: Column, kind: FaultKind) {
        self.faults.in_field(self.headings, column, self.row, kind);
    }

    fn words(&mut self, column: Column) -> Option<Cow<'_, str>> {
        self.faults.words(self.headings, column, self.row)
    }

    /// What the row says; what is wrong with it goes to the faults.
    fn read(&mut self) -> Option<Line<'g>> {
        let date = self.date();
        let sessions = self.sessions();
        let meaning = self.meaning();
        let note = self.words(Column::Note).map(Cow::into_owned);
        let date = date?;
        let class_text = self.words(Column::Class).map(Cow::into_owned).unwrap_or_default();
        let class = match self.gathered.class(&class_text, date) {
            Ok(class) => class,
            Err(error) => {
                self.fault(Column::Class, FaultKind::UnknownClass(error));
                return None;
            }
        };
        let (sessions, meaning) = (sessions?, meaning?);
        let key = |session: SessionCode| RollKey { class, date, session };
        let keys: Vec<RollKey> = sessions.into_iter().map(key).collect();
        let number = self.words(Column::StudentNo).map(Cow::into_owned);
        let name = self.words(Column::Name).map(Cow::into_owned);
        let is_all_present = number.is_none() && name.is_none() && meaning == Meaning::Present;
        let pupil = if is_all_present { None } else { Some(self.pupil(number, name, keys.first()?)?) };
        Some(Line { keys, pupil, meaning, note })
    }

    fn date(&mut self) -> Option<NaiveDate> {
        self.words(Column::Date);
        match date::read(self.headings.cell(self.row, Column::Date)) {
            Ok(date::Written::Day(date)) if date > self.gathered.today => {
                self.fault(Column::Date, FaultKind::FutureDay)
            }
            Ok(date::Written::Day(date)) => return Some(date),
            Err(date::NoDate::Impossible) => self.fault(Column::Date, FaultKind::ImpossibleDate),
            Ok(date::Written::Month(..)) | Err(date::NoDate::NotADate) => self.fault(Column::Date, FaultKind::NotADate),
        }
        None
    }

    /// The session; without such a column every session of the day.
    fn sessions(&mut self) -> Option<Vec<SessionCode>> {
        if self.headings.place(Column::Session).is_none() {
            return Some(self.gathered.school.sessions.iter().map(|session| session.code).collect());
        }
        let text = self.words(Column::Session).map(Cow::into_owned).unwrap_or_default();
        let session = self.gathered.session(&text);
        if session.is_none() {
            self.fault(Column::Session, FaultKind::UnknownSession);
        }
        session.map(|session| vec![session])
    }

    fn meaning(&mut self) -> Option<Meaning> {
        let text = self.words(Column::Mark).map(Cow::into_owned).unwrap_or_default();
        let meaning = legend::long_table(&text).filter(|meaning| *meaning != Meaning::Off);
        if meaning.is_none() {
            self.fault(Column::Mark, FaultKind::UnknownMark);
        }
        meaning
    }

    fn pupil(&mut self, number: Option<String>, name: Option<String>, key: &RollKey) -> Option<&'g Pupil> {
        let in_class = |pupil: &Pupil| pupil.class(key.date) == Some(key.class);
        let (kind, column) = match (number, name) {
            (Some(number), name) => match self.gathered.by_number(&number) {
                None => (FaultKind::UnknownPupil, Column::StudentNo),
                Some(pupil) if name.is_some_and(|name| !is_named(pupil, &name)) => {
                    (FaultKind::NameDiffers, Column::Name)
                }
                Some(pupil) if !in_class(pupil) => (FaultKind::NotInClass, Column::Class),
                Some(pupil) => return Some(pupil),
            },
            (None, Some(name)) => match self.gathered.by_name(&name, in_class)[..] {
                [pupil] => return Some(pupil),
                [] => (FaultKind::UnknownPupil, Column::Name),
                _ => (FaultKind::AmbiguousPupil, Column::Name),
            },
            (None, None) => (FaultKind::UnknownPupil, Column::StudentNo),
        };
        self.fault(column, kind);
        None
    }
}

fn is_named(pupil: &Pupil, name: &str) -> bool {
    pupil.record.name == name || bare_name(&pupil.record.name) == bare_name(name)
}

//! Calendars: `日期,类型,说明,年级`, or the days off and make-up days of an iCalendar.
//!
//! A date may be a range, `2025-10-01~2025-10-08`; 年级 empty means the whole school, else `七年级` or `7;8`. Of two
//! lines about the same day the later wins. 学期开始 and 学期结束 of the same name make a term. Days that the file does
//! not name stay as they are.

use super::date::{self, NoDate, Written};
use super::error::ExchangeError;
use super::headings::{self, Faults, Headings};
use super::plan::{Difference, FaultKind, Field, Item, Note, Place, Plan, Subject, Value};
use super::sheet::{Cell, Row, Sheet};
use crate::domain::calendar::{DayKey, DayKind, SetDay, Term, days_between};
use crate::domain::class::Grade;
use crate::domain::entry::{Change, NationalYear};
use crate::domain::plain::plain;
use crate::domain::school::School;
use chrono::{Datelike, NaiveDate};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Whose days a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The school's own.
    School,
    /// The nation's holidays and make-up days, whole years: a year in the file replaces what was known of it.
    Nation,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Date,
    Kind,
    Note,
    Grade,
}

const LOOKED_FOR: [&str; 2] = ["日期", "类型"];

/// No holiday is longer; a longer range is a slip of the pen.
const LONGEST: i64 = 200;

fn meaning(title: &str) -> Option<(Column, u8)> {
    let column = match title {
        "日期" | "时间" => Column::Date,
        "类型" | "类别" => Column::Kind,
        "说明" | "名称" | "备注" | "事由" => Column::Note,
        "年级" | "适用年级" => Column::Grade,
        _ => return None,
    };
    Some((column, 0))
}

/// Works out what the calendars in the sheets of a file would change.
///
/// # Errors
/// When no sheet has the headings of a calendar.
pub fn plan(sheets: &[Sheet], school: &School, whose: Whose) -> Result<Plan, ExchangeError> {
    let mut said = Said::default();
    let mut plan = Plan::default();
    for (at, sheet) in sheets.iter().enumerate() {
        let enough = |fields: &[Column]| fields.contains(&Column::Date) && fields.contains(&Column::Kind);
        let Some(headings) = headings::find(sheet, meaning, enough) else { continue };
        plan.tables.push(Place { sheet: at, heading_row: sheet.rows[headings.at].number });
        plan.unread_columns.extend(headings.unread.iter().cloned());
        let mut faults = Faults { sheet: at, sheet_name: &sheet.name, list: Vec::new() };
        for row in headings.rows(sheet) {
            plan.rows += 1;
            RowReader { row, headings: &headings, faults: &mut faults, whose }.read(&mut said);
        }
        said.close_terms(&headings, sheet, &mut faults);
        plan.faults.append(&mut faults.list);
        if sheet.passed_over > 0 {
            plan.notes.push(Note::EventsPassedOver { count: sheet.passed_over });
        }
    }
    if plan.tables.is_empty() {
        return Err(ExchangeError::NoHeadings { looked_for: LOOKED_FOR.to_vec() });
    }
    match whose {
        Whose::School => school_days(said.days, school, &mut plan),
        Whose::Nation => national_years(said.days, school, &mut plan),
    }
    terms(said.terms, school, &mut plan);
    plan.put_in_order();
    Ok(plan)
}

/// What the rows say, later rows over earlier ones.
#[derive(Default)]
struct Said {
    days: BTreeMap<DayKey, SetDay>,
    /// Beginnings and ends of terms that wait for their other half: name, date, row.
    starts: Vec<(String, NaiveDate, u32)>,
    ends: Vec<(String, NaiveDate, u32)>,
    terms: Vec<Term>,
}

impl Said {
    /// Puts beginnings and ends of one name together; without names in the order of the dates.
    fn close_terms(&mut self, headings: &Headings<Column>, sheet: &Sheet, faults: &mut Faults<'_>) {
        let mut lonely: Vec<u32> = Vec::new();
        self.starts.sort_by_key(|(_, date, _)| *date);
        self.ends.sort_by_key(|(_, date, _)| *date);
        for (name, first, row) in self.starts.drain(..) {
            let end = self.ends.iter().position(|(other, last, _)| *other == name && *last > first);
            match end {
                Some(end) => {
                    let (_, last, _) = self.ends.remove(end);
                    self.terms.push(Term { first, last, name });
                }
                None => lonely.push(row),
            }
        }
        lonely.extend(self.ends.drain(..).map(|(_, _, row)| row));
        for row in sheet.rows.iter().filter(|row| lonely.contains(&row.number)) {
            faults.in_field(headings, Column::Kind, row, FaultKind::UnpairedTerm);
        }
    }
}

enum Kind {
    Day(DayKind),
    TermBegins,
    TermEnds,
}

struct RowReader<'a, 's> {
    row: &'a Row,
    headings: &'a Headings<Column>,
    faults: &'a mut Faults<'s>,
    whose: Whose,
}

impl RowReader<'_, '_> {
    fn fault(&mut self, column: Column, kind: FaultKind) {
        self.faults.in_field(self.headings, column, self.row, kind);
    }

    fn words(&mut self, column: Column) -> Option<String> {
        self.faults.words(self.headings, column, self.row).map(Cow::into_owned)
    }

    fn read(&mut self, said: &mut Said) {
        let before = self.faults.list.len();
        let (dates, kind, grades) = (self.dates(), self.kind(), self.grades());
        let note = self.words(Column::Note).unwrap_or_default();
        let (Some((first, last)), Some(kind), Some(grades)) = (dates, kind, grades) else { return };
        if self.faults.list.len() > before {
            return;
        }
        match kind {
            Kind::TermBegins => said.starts.push((note, first, self.row.number)),
            Kind::TermEnds => said.ends.push((note, last, self.row.number)),
            Kind::Day(kind) => {
                for date in days_between(first, last) {
                    for grade in &grades {
                        said.days.insert(DayKey { date, grade: *grade }, SetDay { kind, note: note.clone() });
                    }
                }
            }
        }
    }

    fn dates(&mut self) -> Option<(NaiveDate, NaiveDate)> {
        let text = self.words(Column::Date);
        let kind = match range(self.headings.cell(self.row, Column::Date), text.as_deref().unwrap_or_default()) {
            Ok((first, last)) if first <= last && (last - first).num_days() < LONGEST => return Some((first, last)),
            Ok(_) | Err(NoDate::Impossible) => FaultKind::ImpossibleDate,
            Err(NoDate::NotADate) => FaultKind::NotADate,
        };
        self.fault(Column::Date, kind);
        None
    }

    fn kind(&mut self) -> Option<Kind> {
        let text = self.words(Column::Kind).unwrap_or_default();
        let kind = match plain(&text).to_lowercase().as_str() {
            "放假" | "停课" | "休" | "休息" | "假期" | "节假日" | "off" => Kind::Day(DayKind::Off),
            "上课" | "补课" | "补班" | "上班" | "调休上班" | "调休上课" | "班" | "on" => {
                Kind::Day(DayKind::On)
            }
            "学期开始" | "开学" => Kind::TermBegins,
            "学期结束" => Kind::TermEnds,
            _ => {
                self.fault(Column::Kind, FaultKind::UnknownKind);
                return None;
            }
        };
        Some(kind)
    }

    /// The grades that are meant; one `None` for the whole school. The nation's days are everybody's.
    fn grades(&mut self) -> Option<Vec<Option<Grade>>> {
        let text = self.words(Column::Grade).unwrap_or_default();
        let text = plain(&text);
        if matches!(text.as_ref(), "" | "全校" | "全体" | "所有年级" | "全部") {
            return Some(vec![None]);
        }
        let parts = text.split([';', ',', '、', '/', ' ', '，', '；']).filter(|part| !part.is_empty());
        let grades: Option<Vec<Option<Grade>>> = parts.map(|part| part.parse().ok().map(Some)).collect();
        if grades.is_none() || self.whose == Whose::Nation {
            self.fault(Column::Grade, FaultKind::UnknownGrade);
            return None;
        }
        grades
    }
}

/// One date, or a range of dates parted by `~`, `至` or `到`.
fn range(cell: &Cell, text: &str) -> Result<(NaiveDate, NaiveDate), NoDate> {
    let day = |written: Written| match written {
        Written::Day(date) => Ok(date),
        Written::Month(..) => Err(NoDate::NotADate),
    };
    let text = plain(text);
    match text.split_once(['~', '至', '到', '—', '–', '〜']) {
        Some((first, last)) => {
            let last = last.trim_start_matches(['~', '—']);
            Ok((day(date::of_text(first)?)?, day(date::of_text(last)?)?))
        }
        None => {
            let date = day(date::read(cell)?)?;
            Ok((date, date))
        }
    }
}

fn school_days(days: BTreeMap<DayKey, SetDay>, school: &School, plan: &mut Plan) {
    for (key, day) in days {
        let known = school.calendar.own_days().get(&key);
        if known == Some(&day) {
            plan.unchanged += 1;
            continue;
        }
        let grade = key.grade.map(Grade::get);
        let subject = Subject::Day { date: key.date, grade, kind: day.kind, note: day.note.clone() };
        match known {
            None => plan.new.push(Item { subject, differences: Vec::new() }),
            Some(known) => plan.changed.push(Item { subject, differences: day_differences(known, &day) }),
        }
        plan.changes.push(Change::Day { key, to: Some(day) });
    }
}

fn day_differences(was: &SetDay, is: &SetDay) -> Vec<Difference> {
    let mut differences = Vec::new();
    if was.kind != is.kind {
        let (old, new) = (Value::Kind(was.kind), Value::Kind(is.kind));
        differences.push(Difference { field: Field::Kind, pupil: None, old: Some(old), new: Some(new) });
    }
    if was.note != is.note {
        let (old, new) = (Value::Text(was.note.clone()), Value::Text(is.note.clone()));
        differences.push(Difference { field: Field::Note, pupil: None, old: Some(old), new: Some(new) });
    }
    differences
}

fn national_years(days: BTreeMap<DayKey, SetDay>, school: &School, plan: &mut Plan) {
    let mut years: BTreeMap<i32, Vec<(NaiveDate, SetDay)>> = BTreeMap::new();
    for (key, day) in days {
        years.entry(key.date.year()).or_default().push((key.date, day));
    }
    for (year, days) in years {
        let known: Vec<(NaiveDate, SetDay)> =
            school.calendar.national_days(year).map(|(date, day)| (date, day.clone())).collect();
        if known == days {
            plan.unchanged += 1;
            continue;
        }
        let subject = Subject::NationalYear { year, days: days.len() };
        if known.is_empty() {
            plan.new.push(Item { subject, differences: Vec::new() });
        } else {
            let count = |days: &[(NaiveDate, SetDay)]| u32::try_from(days.len()).ok().map(Value::Number);
            let (old, new) = (count(&known), count(&days));
            let difference = Difference { field: Field::Days, pupil: None, old, new };
            plan.changed.push(Item { subject, differences: vec![difference] });
        }
        plan.changes.push(Change::NationalYear { year, to: Some(NationalYear { days }) });
    }
}

fn terms(terms: Vec<Term>, school: &School, plan: &mut Plan) {
    for term in terms {
        let known = school.calendar.terms().iter().find(|known| known.first == term.first);
        if known == Some(&term) {
            plan.unchanged += 1;
            continue;
        }
        let subject = Subject::Term { first: term.first, last: term.last, name: term.name.clone() };
        let differences = known.map_or_else(Vec::new, |known| {
            let (old, new) = (Some(Value::Date(known.last)), Some(Value::Date(term.last)));
            let (was, is) = (Some(Value::Text(known.name.clone())), Some(Value::Text(term.name.clone())));
            [(Field::Last, old, new), (Field::Name, was, is)]
                .into_iter()
                .filter(|(_, old, new)| old != new)
                .map(|(field, old, new)| Difference { field, pupil: None, old, new })
                .collect()
        });
        let list = if known.is_some() { &mut plan.changed } else { &mut plan.new };
        list.push(Item { subject, differences });
        plan.changes.push(Change::Term { first: term.first, to: Some(term) });
    }
}

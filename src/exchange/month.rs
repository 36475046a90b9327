//! The monthly sheet that teachers keep: a row for each pupil, a column for each day or each session of a day, a sign
//! in the cell.
//!
//! In a column in which any cell of the class is filled an empty cell means present; a column without any was a roll
//! that was not taken. A column for a whole day holds for each of its sessions. Class and month stand in the title,
//! or in the name of the sheet or file.

use super::attendance::{At, Gathered, Options};
use super::date::{self, Written};
use super::error::ExchangeError;
use super::headings::{self, Faults, REASON_HEADING, ROW_HEADING, words};
use super::legend::{Legend, Meaning, Preset};
use super::plan::FaultKind;
use super::sheet::{Cell, Row, Sheet};
use super::title;
use crate::domain::class::Class;
use crate::domain::people::Pupil;
use crate::domain::plain::plain;
use crate::domain::roll::{RollKey, SessionCode};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Where things stand in a monthly sheet.
pub struct Layout {
    /// Places of the first and last row of headings among the rows of the sheet.
    first: usize,
    last: usize,
    name: Option<usize>,
    number: Option<usize>,
    seat: Option<usize>,
    columns: Vec<DayColumn>,
    unread: Vec<String>,
    mended: bool,
}

struct DayColumn {
    place: usize,
    title: String,
    day: Day,
    /// What the second row of headings says; none for the whole day.
    session: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    OfMonth(u32),
    OfYear(u32, u32),
    Date(NaiveDate),
}

impl Layout {
    /// A single number among the headings may be anything.
    pub fn has_several_days(&self) -> bool {
        self.columns.len() > 1
    }
}

/// Headings stand within the first rows.
const DEEPEST: usize = 15;

/// The layout of a sheet, if it is a monthly one: some row has a heading for the pupils and days.
pub fn layout(sheet: &Sheet) -> Option<Layout> {
    (0..sheet.rows.len().min(DEEPEST)).find_map(|at| layout_at(sheet, at))
}

fn layout_at(sheet: &Sheet, at: usize) -> Option<Layout> {
    let row = &sheet.rows[at];
    let titles: Vec<String> = row.cells.iter().map(Cell::plain).collect();
    let find = |wanted: &[&str]| titles.iter().position(|title| wanted.contains(&title.replace(' ', "").as_str()));
    let name = find(&["姓名", "学生姓名", "名字"]);
    let number = find(&["学籍号", "全国学籍号", "国网学籍号"]);
    let seat = find(&["座号", "座位号", "班内学号", "学号", "序号"]);
    let days = row.cells.iter().any(|cell| day(cell).is_some());
    if !days || (name.is_none() && number.is_none()) {
        return None;
    }
    let pupil_columns = [name, number, seat];
    let of_sessions = (at + 1..sheet.rows.len().min(at + 4))
        .take_while(|next| pupil_columns.iter().flatten().all(|place| sheet.rows[*next].cell(*place).is_blank()));
    let sessions = of_sessions.into_iter().find(|next| sheet.rows[*next].cells.iter().any(is_session));
    let columns = columns(row, sessions.map(|next| &sheet.rows[next]));
    let is_read =
        |place: usize| pupil_columns.contains(&Some(place)) || columns.iter().any(|column| column.place == place);
    let own = |title: &String| *title == ROW_HEADING || *title == REASON_HEADING;
    let mended = titles.iter().filter(|title| own(title)).count() == 2;
    let unread = titles.iter().enumerate().filter(|(place, title)| !title.is_empty() && !is_read(*place));
    let unread = unread.filter(|(_, title)| !(mended && own(title))).map(|(_, title)| title.clone()).collect();
    Some(Layout { first: at, last: sessions.unwrap_or(at), name, number, seat, columns, unread, mended })
}

/// The columns of days: a day's heading holds for the blank ones beside it that name a session.
fn columns(days: &Row, sessions: Option<&Row>) -> Vec<DayColumn> {
    let width = days.cells.len().max(sessions.map_or(0, |row| row.cells.len()));
    let mut columns = Vec::new();
    let mut running: Option<(Day, String)> = None;
    for place in 0..width {
        let heading = days.cell(place);
        if !heading.is_blank() {
            running = day(heading).map(|day| (day, shown_day(heading)));
        }
        let session = sessions.map(|row| row.cell(place)).filter(|cell| !cell.is_blank());
        let Some((day, title)) = &running else { continue };
        if heading.is_blank() && session.is_none() {
            continue;
        }
        let session = session.map(Cell::plain);
        let title = format!("{title}{}", session.as_deref().unwrap_or_default());
        columns.push(DayColumn { place, title, day: *day, session });
    }
    columns
}

fn is_session(cell: &Cell) -> bool {
    let text = cell.plain().to_lowercase();
    matches!(
        text.as_str(),
        "上" | "下" | "上午" | "下午" | "am" | "pm" | "早" | "晚" | "早读" | "午" | "晚自习" | "中午"
    )
}

fn shown_day(cell: &Cell) -> String {
    match cell {
        Cell::Date(date) => date.format("%-m月%-d日").to_string(),
        other => other.shown(),
    }
}

/// `9`, `9日`, `10月9日`, `10-9`, a date.
fn day(cell: &Cell) -> Option<Day> {
    match cell {
        Cell::Date(date) => return Some(Day::Date(*date)),
        Cell::Number(number) if number.fract() == 0.0 && (1.0..=31.0).contains(number) => {
            return Some(Day::OfMonth(*number as u32));
        }
        Cell::Formula(_, result) => return day(result),
        Cell::Text(_) => {}
        _ => return None,
    }
    let text = cell.plain();
    if let Ok(Written::Day(date)) = date::of_text(&text) {
        return Some(Day::Date(date));
    }
    let text = text.trim_end_matches(['日', '号']);
    let figure = |text: &str, most: u32| {
        let short = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|figure| short && (1..=most).contains(figure))
    };
    if let Some(day) = figure(text, 31) {
        return Some(Day::OfMonth(day));
    }
    let (month, day) = text.split_once(['月', '.', '-', '/'])?;
    Some(Day::OfYear(figure(month, 12)?, figure(day, 31)?))
}

impl Day {
    fn date(self, (year, month): (i32, u32)) -> Option<NaiveDate> {
        match self {
            Day::OfMonth(day) => NaiveDate::from_ymd_opt(year, month, day),
            Day::OfYear(of, day) => NaiveDate::from_ymd_opt(year, of, day),
            Day::Date(date) => Some(date),
        }
    }
}

/// Takes in every roll of the sheet.
///
/// # Errors
/// When neither title nor options say the month or the class.
pub fn gather(
    gathered: &mut Gathered<'_>,
    at: usize,
    sheet: &Sheet,
    layout: Layout,
    options: &Options,
) -> Result<(), ExchangeError> {
    let titles = titles(sheet, &layout, options);
    let dated = layout.columns.iter().find_map(|column| match column.day {
        Day::Date(date) => Some(date),
        _ => None,
    });
    let all_dated = layout.columns.iter().all(|column| matches!(column.day, Day::Date(_)));
    let month = options.month.or_else(|| titles.iter().find_map(|title| title::month_in(title)));
    let month = match (month, dated) {
        (Some(month), _) => month,
        (None, Some(_)) if all_dated => (0, 0),
        _ => return Err(ExchangeError::NoMonth),
    };
    let first_day = dated.or_else(|| NaiveDate::from_ymd_opt(month.0, month.1, 1)).ok_or(ExchangeError::NoMonth)?;
    let class = options.class.or_else(|| {
        titles.iter().find_map(|title| title::class_in(title, |reading| gathered.known_class(reading, first_day).ok()))
    });
    let class = class.or_else(|| class_of_most(gathered, sheet, &layout, first_day)).ok_or(ExchangeError::NoClass)?;
    let legend = options.legend.clone().or_else(|| legend_in(sheet, &layout));
    let legend = legend.unwrap_or_else(|| Legend::preset(Preset::A));

    gathered.begin_table(at, &sheet.name, sheet.rows[layout.last].number, layout.mended);
    gathered.plan.unread_columns.extend(layout.unread.iter().cloned());
    let faults = Faults { sheet: at, sheet_name: &sheet.name, list: Vec::new() };
    let mut reader = Reader { gathered, layout: &layout, class, legend, faults, rolls: Vec::new() };
    reader.resolve_columns(sheet, month);
    for row in &sheet.rows[layout.last + 1..] {
        if title::is_footer(row) && reader.pupil_cells_are_of_nobody(row) {
            break;
        }
        reader.row(row, at);
    }
    let Reader { faults, .. } = reader;
    gathered.end_table(faults);
    Ok(())
}

struct Reader<'a, 'g, 's> {
    gathered: &'a mut Gathered<'g>,
    layout: &'a Layout,
    class: Class,
    legend: Legend,
    faults: Faults<'s>,
    /// For each column of days the rolls that it speaks of.
    rolls: Vec<Vec<RollKey>>,
}

impl<'g> Reader<'_, 'g, '_> {
    /// Dates and sessions of the columns. A column of no such day or session is at fault if anything stands in it.
    fn resolve_columns(&mut self, sheet: &Sheet, month: (i32, u32)) {
        let heading = &sheet.rows[self.layout.last];
        for column in &self.layout.columns {
            let date = column.day.date(month);
            let sessions: Option<Vec<SessionCode>> = match &column.session {
                Some(text) => self.gathered.session(text).map(|session| vec![session]),
                None => Some(self.gathered.school.sessions.iter().map(|session| session.code).collect()),
            };
            let is_used = sheet.rows[self.layout.last + 1..].iter().any(|row| !row.cell(column.place).is_blank());
            let is_ahead = date.is_some_and(|date| date > self.gathered.today);
            let kind = match (date, &sessions) {
                _ if is_ahead => Some(FaultKind::FutureDay),
                (None, _) => Some(FaultKind::ImpossibleDate),
                (_, None) => Some(FaultKind::UnknownSession),
                _ => None,
            };
            if let Some(kind) = kind.filter(|_| is_used) {
                self.faults.add(heading.number, column.place, column.title.clone(), kind, column.title.clone());
            }
            let key = |session| date.map(|date| RollKey { class: self.class, date, session });
            let sessions = sessions.filter(|_| !is_ahead).unwrap_or_default();
            self.rolls.push(sessions.into_iter().filter_map(key).collect());
        }
    }

    fn row(&mut self, row: &Row, sheet: usize) {
        let text = |place: Option<usize>| place.map_or(Ok("".into()), |place| words(row.cell(place)));
        let (number, name) = match (text(self.layout.number), text(self.layout.name)) {
            (Ok(number), Ok(name)) => (number.into_owned(), name.into_owned()),
            (Err(kind), _) => return self.pupil_fault(row, self.layout.number, kind),
            (_, Err(kind)) => return self.pupil_fault(row, self.layout.name, kind),
        };
        if number.is_empty() && name.is_empty() {
            return;
        }
        self.gathered.plan.rows += 1;
        match self.pupil(row, &number, &name) {
            Ok(pupil) if self.is_of_another_class(row, pupil) => {
                self.pupil_fault(row, self.layout.number.or(self.layout.name), FaultKind::NotInClass);
            }
            Ok(pupil) => self.cells(row, sheet, pupil),
            Err((place, kind)) => self.pupil_fault(row, place, kind),
        }
    }

    fn pupil_fault(&mut self, row: &Row, place: Option<usize>, kind: FaultKind) {
        let place = place.unwrap_or_default();
        let title = if Some(place) == self.layout.number { "学籍号" } else { "姓名" };
        let found = headings::found(row.cell(place));
        self.faults.add(row.number, place, title.to_owned(), kind, found);
    }

    /// By number, else by name among those who were in the class in that month, else by seat among those.
    fn pupil(&self, row: &Row, number: &str, name: &str) -> Result<&'g Pupil, (Option<usize>, FaultKind)> {
        if !number.is_empty() {
            let pupil = self.gathered.by_number(number);
            return pupil.ok_or((self.layout.number, FaultKind::UnknownPupil));
        }
        let dates: Vec<NaiveDate> = self.rolls.iter().flatten().map(|key| key.date).collect();
        let in_class = |pupil: &Pupil| dates.iter().any(|date| pupil.class(*date) == Some(self.class));
        let seat = self.layout.seat.and_then(|place| row.cell(place).plain().parse::<u16>().ok());
        let in_seat = |pupil: &Pupil| dates.iter().any(|date| seat.is_some() && pupil.seat(*date) == seat);
        match self.gathered.by_name(name, in_class)[..] {
            [pupil] => Ok(pupil),
            [] => Err((self.layout.name, FaultKind::UnknownPupil)),
            _ => match self.gathered.by_name(name, |pupil| in_class(pupil) && in_seat(pupil))[..] {
                [pupil] => Ok(pupil),
                _ => Err((self.layout.name, FaultKind::AmbiguousPupil)),
            },
        }
    }

    /// Whether something is said of a pupil who was in the class on no day of the sheet.
    fn is_of_another_class(&self, row: &Row, pupil: &Pupil) -> bool {
        let is_filled = self.layout.columns.iter().any(|column| !row.cell(column.place).is_blank());
        is_filled && self.rolls.iter().flatten().all(|key| pupil.class(key.date) != Some(key.class))
    }

    fn cells(&mut self, row: &Row, sheet: usize, pupil: &Pupil) {
        for (column, keys) in self.layout.columns.iter().zip(&self.rolls) {
            let cell = row.cell(column.place);
            if cell.is_blank() || keys.is_empty() {
                continue;
            }
            let meaning = words(cell).and_then(|text| self.legend.read(&text).ok_or(FaultKind::UnknownMark));
            let fault = match meaning {
                Ok(Meaning::Off) => continue,
                Ok(Meaning::Mark(_)) if keys.iter().any(|key| pupil.class(key.date) != Some(key.class)) => {
                    FaultKind::NotInClass
                }
                Ok(meaning) => {
                    let at = At { sheet, row: row.number, place: column.place };
                    match said(self.gathered, keys, pupil, meaning, at, self.layout.mended) {
                        None => continue,
                        Some(fault) => fault,
                    }
                }
                Err(kind) => kind,
            };
            self.faults.add(row.number, column.place, column.title.clone(), fault, cell.shown());
        }
    }

    fn pupil_cells_are_of_nobody(&self, row: &Row) -> bool {
        let number = self.layout.number.map(|place| row.cell(place).plain()).unwrap_or_default();
        let name = self.layout.name.map(|place| row.cell(place).plain()).unwrap_or_default();
        self.gathered.by_number(&number).is_none() && self.gathered.by_name(&name, |_| true).is_empty()
    }
}

fn said(
    gathered: &mut Gathered<'_>,
    keys: &[RollKey],
    pupil: &Pupil,
    meaning: Meaning,
    at: At,
    mended: bool,
) -> Option<FaultKind> {
    for key in keys {
        // A √ from before the enrolment says nothing of the class.
        if pupil.class(key.date) != Some(key.class) {
            continue;
        }
        if let Some(first) = gathered.say(*key, pupil.id, meaning, None, at) {
            return Some(FaultKind::DoubleEntry { first: first.row });
        }
        gathered.taken(*key, at, mended);
    }
    None
}

/// Where class and month may be named: above the table, in the name of the sheet, in that of the file.
fn titles(sheet: &Sheet, layout: &Layout, options: &Options) -> Vec<String> {
    let mut titles = title::above(sheet, layout.first);
    titles.push(plain(&options.file_name).into_owned());
    titles
}

/// The class in which most of the pupils were whom the sheet names by number.
fn class_of_most(gathered: &Gathered<'_>, sheet: &Sheet, layout: &Layout, on: NaiveDate) -> Option<Class> {
    let place = layout.number?;
    let mut counts: HashMap<Class, usize> = HashMap::new();
    for row in &sheet.rows[layout.last + 1..] {
        if let Some(class) = gathered.by_number(&row.cell(place).plain()).and_then(|pupil| pupil.class(on)) {
            *counts.entry(class).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(class, count)| (*count, std::cmp::Reverse(*class))).map(|(class, _)| class)
}

/// A legend above or below the table.
fn legend_in(sheet: &Sheet, layout: &Layout) -> Option<Legend> {
    let outside = sheet.rows.iter().enumerate().filter(|(at, row)| *at < layout.first || title::is_footer(row));
    outside.into_iter().find_map(|(_, row)| {
        let words: Vec<String> = row.cells.iter().filter(|cell| !cell.is_blank()).map(Cell::plain).collect();
        Legend::parse(&words.join(" ")).ok().filter(Legend::is_of_several)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_days() {
        let text = |text: &str| day(&Cell::Text(text.into()));
        assert_eq!(text("9日"), Some(Day::OfMonth(9)));
        assert_eq!(text("９"), Some(Day::OfMonth(9)));
        assert_eq!(text("10月9日"), Some(Day::OfYear(10, 9)));
        assert_eq!(text("10-9"), Some(Day::OfYear(10, 9)));
        assert_eq!(text("2025-10-09"), NaiveDate::from_ymd_opt(2025, 10, 9).map(Day::Date));
        assert_eq!(day(&Cell::Number(31.0)), Some(Day::OfMonth(31)));
        for other in ["32", "备注", "合计", "姓名", "1班"] {
            assert_eq!(text(other), None, "{other}");
        }
    }
}

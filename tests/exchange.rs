//! Files come in: what an import says it would do, and that doing it twice changes nothing.

use baoxue::domain::calendar::Term;
use baoxue::domain::entry::{Change, SchoolProfile};
use baoxue::domain::ids::{EntryId, StaffId};
use baoxue::domain::people::Pupil;
use baoxue::domain::roll::{Roll, RollKey, Session, SessionCode};
use baoxue::domain::school::{Books, School};
use baoxue::exchange::plan::Plan;
use baoxue::exchange::sheet::Sheet;
use baoxue::exchange::{ExchangeError, attendance, calendar, file, roster};
use chrono::{NaiveDate, NaiveTime};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use uuid::Uuid;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The books of a school, to which plans are applied as the store would.
struct Desk {
    books: Books,
    ids: u128,
    today: NaiveDate,
}

impl Desk {
    fn new(terms: &[(&str, &str)]) -> Desk {
        let session = |code, name: &str, hour| Session {
            code,
            name: name.into(),
            starts: NaiveTime::from_hms_opt(hour, 0, 0).unwrap(),
        };
        let sessions = vec![session(SessionCode::AM, "上午", 8), session(SessionCode::PM, "下午", 14)];
        let term = |(first, last): &(&str, &str)| Term { first: date(first), last: date(last), name: String::new() };
        let books = Books {
            profile: Some(SchoolProfile { name: "样例".into(), sessions, notice_prefix: String::new() }),
            terms: terms.iter().map(term).collect(),
            ..Books::default()
        };
        Desk { books, ids: 0, today: date("2025-10-15") }
    }

    fn school(&self) -> School {
        School::from_books(self.books.clone())
    }

    fn roster(&mut self, sheets: &[Sheet]) -> Plan {
        let school = self.school();
        let mut fresh = || {
            self.ids += 1;
            Uuid::from_u128(self.ids)
        };
        roster::plan(sheets, &school, self.today, &mut fresh).unwrap()
    }

    fn import_roster(&mut self, file: &str) -> Plan {
        let plan = self.roster(&read(file));
        self.apply(&plan);
        plan
    }

    fn import_attendance(&mut self, file: &str) -> Plan {
        let plan = attendance::plan(&read(file), &self.school(), &attendance::Options::default()).unwrap();
        self.apply(&plan);
        plan
    }

    fn import_calendar(&mut self, file: &str) -> Plan {
        let plan = calendar::plan(&read(file), &self.school(), calendar::Whose::School).unwrap();
        self.apply(&plan);
        plan
    }

    fn apply(&mut self, plan: &Plan) {
        self.ids += 1;
        let entry = EntryId(Uuid::from_u128(self.ids));
        for change in plan.changes.iter().cloned() {
            self.change(change, entry);
        }
    }

    fn change(&mut self, change: Change, entry: EntryId) {
        let books = &mut self.books;
        match change {
            Change::Pupil { id, to: Some(record) } => match books.pupils.iter_mut().find(|pupil| pupil.id == id) {
                Some(pupil) => pupil.record = record,
                None => books.pupils.push(Pupil { id, record, standings: Vec::new() }),
            },
            Change::Standing { pupil, from, to } => {
                let pupil = books.pupils.iter_mut().find(|known| known.id == pupil).unwrap();
                pupil.standings.retain(|(known, _)| *known != from);
                pupil.standings.extend(to.map(|standing| (from, standing)));
            }
            Change::Roll { key, seen, to: Some(marks) } => {
                let was = books.rolls.iter().position(|roll| roll.key == key);
                assert_eq!(was.map(|at| books.rolls[at].entry), seen);
                let taken_at = date("2025-10-15").and_time(NaiveTime::MIN);
                let roll = Roll { key, marks, entry, taken_by: StaffId(Uuid::nil()), taken_at };
                match was {
                    Some(at) => books.rolls[at] = roll,
                    None => books.rolls.push(roll),
                }
            }
            Change::Day { key, to: Some(day) } => {
                books.days.retain(|(known, _)| *known != key);
                books.days.push((key, day));
            }
            Change::Term { first, to: Some(term) } => {
                books.terms.retain(|known| known.first != first);
                books.terms.push(term);
            }
            Change::NationalYear { year, to: Some(table) } => {
                books.national_years.retain(|(known, _)| *known != year);
                books.national_years.push((year, table));
            }
            other => panic!("an import does not {other:?}"),
        }
    }
}

fn small() -> Desk {
    Desk::new(&[("2025-09-01", "2026-01-30")])
}

fn data(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(file)
}

fn open(file: &str) -> Result<Vec<Sheet>, ExchangeError> {
    file::read(file, &std::fs::read(data(file)).unwrap())
}

fn read(file: &str) -> Vec<Sheet> {
    open(file).unwrap()
}

/// Row, column and kind of every fault.
fn faults(plan: &Plan) -> Vec<(u32, String, &'static str)> {
    plan.faults.iter().map(|fault| (fault.row, fault.column.clone(), fault.kind.code())).collect()
}

/// The faults that were planted in a file.
fn planted(file: &str) -> Vec<(u32, String, String)> {
    let text = std::fs::read_to_string(data("bad/expected-faults.json")).unwrap();
    let all: serde_json::Value = serde_json::from_str(&text).unwrap();
    let fault = |fault: &serde_json::Value| {
        let text = |name: &str| fault[name].as_str().unwrap().to_owned();
        (fault["row"].as_u64().unwrap() as u32, text("column"), text("kind"))
    };
    all[file]["faults"].as_array().unwrap().iter().map(fault).collect()
}

fn assert_planted(plan: &Plan, file: &str) {
    let found: Vec<_> = faults(plan).into_iter().map(|(row, column, kind)| (row, column, kind.to_owned())).collect();
    assert_eq!(found, planted(file), "{file}");
}

#[test]
fn three_files_of_one_roster_say_the_same() {
    const FILES: [&str; 3] = ["small/roster.csv", "small/roster.gb18030.csv", "small/roster.xlsx"];
    for first in FILES {
        let mut desk = small();
        let plan = desk.import_roster(first);
        assert_eq!((plan.new.len(), plan.faults.len(), plan.rows), (43, 0, 43), "{first}");
        for second in FILES {
            let plan = desk.import_roster(second);
            assert_eq!(
                (plan.unchanged, plan.changed.as_slice(), plan.changes.len()),
                (43, &[][..], 0),
                "{first}, then {second}"
            );
            assert!(plan.missing.is_empty() && plan.faults.is_empty());
        }
    }
}

#[test]
fn unknown_columns_are_listed() {
    let plan = small().roster(&read("small/roster.xlsx"));
    assert_eq!(plan.unread_columns, ["民族", "校车线路"]);
}

#[test]
fn planted_faults_of_rosters_are_found_and_no_others() {
    for file in ["roster.csv", "roster.xlsx"] {
        let plan = small().roster(&read(&format!("bad/{file}")));
        assert_planted(&plan, file);
        let faulty = plan.counts().faulty_rows;
        assert_eq!((plan.rows, plan.new.len()), (24, 24 - faulty), "{file}");
    }
}

#[test]
fn planted_faults_of_attendance_are_found_and_no_others() {
    let mut desk = small();
    desk.import_roster("small/roster.csv");
    let plan = desk.import_attendance("bad/attendance.csv");
    assert_planted(&plan, "attendance.csv");
    assert_eq!(plan.rows, 61);
}

#[test]
fn attendance_twice_and_as_monthly_sheet_changes_nothing() {
    let mut desk = small();
    desk.import_roster("small/roster.csv");
    let plan = desk.import_attendance("small/attendance.csv");
    assert_eq!((plan.faults.len(), plan.changed.len()), (0, 0), "{:?}", plan.faults.first());
    assert_eq!(plan.new.len(), plan.changes.len());
    let again = desk.import_attendance("small/attendance.csv");
    assert_eq!((again.changes.len(), again.unchanged), (0, plan.new.len()));
    let sheet = desk.import_attendance("small/month-2025-10.xlsx");
    assert_eq!((sheet.faults.len(), sheet.changes.len()), (0, 0), "{:?}", sheet.changed.first());
    assert_eq!(sheet.rows, 13);
    assert_rolls(&desk, "small/rolls-2025-10.json");
}

#[test]
fn a_sheet_by_day_holds_for_every_session() {
    let mut desk = small();
    desk.import_roster("small/roster.csv");
    let plan = desk.import_attendance("small/month-2025-11-by-day.xlsx");
    assert_eq!((plan.faults.len(), plan.rows), (0, 14));
    assert_eq!(plan.unread_columns, ["备注"]);
    assert_rolls(&desk, "small/rolls-2025-11-by-day.json");
    assert!(desk.import_attendance("small/month-2025-11-by-day.xlsx").is_nothing_to_do());
}

/// Every roll of the list stands in the books as the list has it, and of those months there are no others.
fn assert_rolls(desk: &Desk, file: &str) {
    let school = desk.school();
    let text = std::fs::read_to_string(data(file)).unwrap();
    let all: serde_json::Value = serde_json::from_str(&text).unwrap();
    for expected in all["rolls"].as_array().unwrap() {
        let text = |name: &str| expected[name].as_str().unwrap();
        let session = SessionCode::new(text("session")).unwrap();
        let key = RollKey { class: text("class").parse().unwrap(), date: date(text("date")), session };
        let roll = school.roll(key);
        assert_eq!(roll.is_some(), expected["taken"].as_bool().unwrap(), "{key:?}");
        let marks: BTreeMap<String, &str> = roll
            .map_or(&[][..], |roll| &roll.marks)
            .iter()
            .map(|marked| {
                let number = school.pupil(marked.pupil).unwrap().record.student_no.clone().unwrap();
                (number.as_str().to_owned(), marked.mark.code())
            })
            .collect();
        let wanted: BTreeMap<String, &str> = expected["marks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|mark| (mark["student_no"].as_str().unwrap().to_owned(), mark["mark"].as_str().unwrap()))
            .collect();
        assert_eq!(marks, wanted, "{key:?}");
    }
}

#[test]
fn a_calendar_twice_changes_nothing() {
    let mut desk = small();
    let plan = desk.import_calendar("small/calendar.csv");
    assert_eq!((plan.new.len(), plan.faults.len()), (4, 0));
    assert!(desk.import_calendar("small/calendar.csv").is_nothing_to_do());
}

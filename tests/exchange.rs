//! Files come in: what an import says it would do, and that doing it twice changes nothing.

use baoxue::domain::calendar::Term;
use baoxue::domain::entry::{Change, SchoolProfile};
use baoxue::domain::ids::{EntryId, StaffId};
use baoxue::domain::people::{Pupil, Standing};
use baoxue::domain::roll::{Roll, RollKey, Session, SessionCode};
use baoxue::domain::school::{Books, School};
use baoxue::exchange::legend::{Legend, Preset};
use baoxue::exchange::plan::Plan;
use baoxue::exchange::sheet::Sheet;
use baoxue::exchange::{ExchangeError, Looks, attendance, calendar, faulty, file, roster};
use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;
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
            profile: Some(SchoolProfile::new("样例", sessions)),
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
        let plan =
            attendance::plan(&read(file), &self.school(), date("2026-01-30"), &attendance::Options::default()).unwrap();
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
                pupil.standings.sort_by_key(|(from, _)| *from);
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

/// A CSV in memory.
fn csv(text: &str) -> Vec<Sheet> {
    file::read("rows.csv", text.as_bytes()).unwrap()
}

#[test]
fn a_legacy_workbook_says_the_same() {
    let mut desk = small();
    desk.import_roster("small/roster.csv");
    let plan = desk.roster(&read("small/roster.xls"));
    // The one seat is a formula whose value was never worked out.
    assert_eq!(faults(&plan), [(4, "座号".into(), "formula")]);
    assert_eq!((plan.rows, plan.unchanged, plan.changed.len(), plan.missing.len()), (2, 1, 0, 41));
}

#[test]
fn files_that_cannot_be_read_say_why() {
    assert_eq!(open("bad/empty.csv"), Err(ExchangeError::Empty));
    assert_eq!(open("bad/half-a-character.csv"), Err(ExchangeError::HalfCharacter));
    assert_eq!(open("bad/not-a-workbook.xlsx"), Err(ExchangeError::NotAWorkbook));
    assert_eq!(file::read("名册.xlsx", "姓名,班级".as_bytes()), Err(ExchangeError::NotAWorkbook));
    assert_eq!(file::read("名册.xls", b"<html><table></table></html>"), Err(ExchangeError::WebPage));
    assert_eq!(file::read("名册.csv", b"\x89PNG\r\n\0\0"), Err(ExchangeError::NotText));
    let mut protected = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    protected.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(file::read("名册.xlsx", &protected), Err(ExchangeError::Encrypted));
    let no_headings = read("bad/no-headings.csv");
    let school = small().school();
    let mut fresh = || Uuid::nil();
    let plan = roster::plan(&no_headings, &school, date("2025-10-15"), &mut fresh);
    assert_eq!(plan, Err(ExchangeError::NoHeadings { looked_for: vec!["姓名", "班级"] }));
    let plan = attendance::plan(&no_headings, &school, date("2025-10-15"), &attendance::Options::default());
    assert!(matches!(plan, Err(ExchangeError::NoHeadings { .. })));
}

#[test]
fn a_file_with_headings_only_has_nothing_to_do() {
    let mut desk = small();
    desk.import_roster("small/roster.csv");
    let plan = desk.import_roster("bad/headings-only.csv");
    assert!(plan.is_nothing_to_do() && plan.missing.is_empty() && plan.faults.is_empty());
    assert_eq!(plan.rows, 0);
}

const TWO: &str = "姓名,班级,座号,学籍号,监护人1姓名,监护人1关系,监护人1电话,现住址,入学日期\n\
    王小明,七(3)班,1,G350212201305150024,王大明,父亲,13800000001,甲路1号,2025-09-01\n\
    李强,七(3)班,2,G350212201603010054,李母,母亲,13800000002,乙路2号,2025-09-01\n";

fn two() -> Desk {
    let mut desk = small();
    let plan = desk.roster(&csv(TWO));
    desk.apply(&plan);
    desk
}

/// `field: old -> new` of every changed item.
fn differences(plan: &Plan) -> Vec<String> {
    let shown = |value: &Option<baoxue::exchange::plan::Value>| serde_json::to_string(value).unwrap().replace('"', "");
    let all = plan.changed.iter().flat_map(|item| &item.differences);
    all.map(|d| format!("{:?}: {} -> {}", d.field, shown(&d.old), shown(&d.new))).collect()
}

#[test]
fn changes_are_shown_field_by_field_and_empty_cells_erase_nothing() {
    let mut desk = two();
    let plan = desk.roster(&csv("姓名,班级,学籍号,现住址,监护人1姓名,监护人1电话\n\
         王小明,七(4)班,G350212201305150024,,王大明,\n\
         李强,七(3)班,G350212201603010054,丙路3号,李母,13800000003\n"));
    assert_eq!(
        differences(&plan),
        [
            "Class: 七年级(3)班 -> 七年级(4)班",
            "Address: 乙路2号 -> 丙路3号",
            "Guardians: 李母 母亲 138****0002 -> 李母 母亲 138****0003",
        ]
    );
    desk.apply(&plan);
    let pupil = &desk.books.pupils[0];
    assert_eq!(pupil.record.address, "甲路1号");
    assert_eq!(pupil.class(date("2025-10-14")).unwrap().to_string(), "七年级(3)班");
    assert_eq!(pupil.class(date("2025-10-15")).unwrap().to_string(), "七年级(4)班");
    assert_eq!(pupil.seat(date("2025-10-15")), Some(1));
}

#[test]
fn another_day_of_enrolment_moves_the_beginning() {
    let mut desk = two();
    for from in ["2025-09-08", "2025-08-20", "2025-09-01"] {
        let file = TWO.replacen("2025-09-01", from, 1);
        let plan = desk.roster(&csv(&file));
        desk.apply(&plan);
        let standings = &desk.books.pupils[0].standings;
        assert_eq!(standings.iter().map(|(from, _)| *from).collect::<Vec<_>>(), [date(from)]);
        assert!(desk.roster(&csv(&file)).is_nothing_to_do());
    }
}

#[test]
fn a_class_change_and_an_earlier_day_of_enrolment_together() {
    let mut desk = two();
    let plan = desk.roster(&csv(&TWO.replacen("七(3)班", "七(4)班", 1)));
    desk.apply(&plan);
    let file = TWO.replacen("七(3)班", "七(4)班", 1).replacen("2025-09-01", "2025-09-10", 1);
    let plan = desk.roster(&csv(&file));
    desk.apply(&plan);
    let pupil = &desk.books.pupils[0];
    assert_eq!(pupil.class(date("2025-09-09")), None);
    assert_eq!(pupil.class(date("2025-09-10")).unwrap().to_string(), "七年级(3)班");
    assert_eq!(pupil.class(date("2025-10-15")).unwrap().to_string(), "七年级(4)班");
    assert!(desk.roster(&csv(&file)).is_nothing_to_do());
}

#[test]
fn who_had_gone_and_stands_in_the_file_is_back() {
    let mut desk = two();
    desk.books.pupils[0].standings.push((date("2025-09-20"), Standing::Gone));
    let plan = desk.roster(&csv(TWO));
    desk.apply(&plan);
    let pupil = &desk.books.pupils[0];
    assert!(!pupil.is_enrolled(date("2025-10-14")) && pupil.is_enrolled(date("2025-10-15")));
    assert!(desk.roster(&csv(TWO)).is_nothing_to_do());
}

#[test]
fn missing_pupils_are_listed_and_left_alone() {
    let mut desk = two();
    let one: String = TWO.lines().take(2).map(|line| format!("{line}\n")).collect();
    let plan = desk.roster(&csv(&one));
    assert_eq!((plan.missing.len(), plan.changes.len()), (1, 0));
    // A pupil whose row is at fault is in the file.
    let plan = desk.roster(&csv(&TWO.replace("13800000002", "138")));
    assert_eq!((plan.missing.len(), plan.faults.len()), (0, 1));
}

#[test]
fn pupils_without_numbers_are_known_by_name_and_class() {
    let mut desk = small();
    let nameless = "姓名,班级\n王小明,七(3)班\n李强,七(3)班\n";
    let plan = desk.roster(&csv(nameless));
    assert_eq!(plan.new.len(), 2);
    assert_eq!(serde_json::to_value(&plan.notes).unwrap()[0]["date"], "2025-09-01");
    desk.apply(&plan);
    assert!(desk.roster(&csv(nameless)).is_nothing_to_do());
    let plan = desk.roster(&csv(&TWO.replace("G350212201603010054", "")));
    assert_eq!((plan.new.len(), plan.changed.len(), plan.missing.len()), (0, 2, 0));
    desk.apply(&plan);
    let twins = "姓名,班级\n王小明,七(3)班\n王小明,七(3)班\n";
    assert_eq!(faults(&desk.roster(&csv(twins))), [(3, "姓名".into(), "duplicate_pupil")]);
}

/// A row without a number is not laid over a child of the same name whose number says another birthday.
#[test]
fn a_namesake_of_another_birthday_is_asked_about() {
    let mut desk = small();
    let plan = desk.roster(&csv("姓名,班级,学籍号\n王小明,七(3)班,G350212201305150024\n"));
    desk.apply(&plan);
    let plan = desk.roster(&csv("姓名,班级,出生日期\n王小明,七(3)班,2013-05-16\n"));
    assert_eq!(faults(&plan), [(2, "出生日期".into(), "namesake_born")]);
    assert_eq!((plan.new.len(), plan.changed.len()), (0, 0));
    assert_eq!(faults(&desk.roster(&csv("姓名,班级,出生日期\n王小明,七(3)班,2013-05-15\n"))), []);
}

#[test]
fn a_lasting_number_takes_the_place_of_a_temporary_one() {
    let mut desk = small();
    let plan = desk.roster(&csv("姓名,班级,学籍号\n王小明,七(3)班,L35021220130515A1B2\n"));
    desk.apply(&plan);
    let plan = desk.roster(&csv("姓名,班级,学籍号\n王小明,七(3)班,G350212201305150024\n"));
    assert_eq!((plan.new.len(), differences(&plan)), (0, vec!["StudentNo: ****A1B2 -> ****0024".to_owned()]));
}

#[test]
fn new_pupils_of_a_class_that_is_called_already_are_here_from_today() {
    let mut desk = two();
    let plan = desk.plan_attendance("日期,时段,班级,学籍号,姓名,考勤,备注\n2025-09-02,上午,七(3)班,,,全勤,\n");
    desk.apply(&plan);
    let plan = desk.roster(&csv("姓名,班级\n赵新,七(3)班\n钱新,七(9)班\n"));
    let froms: Vec<NaiveDate> = plan
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::Standing { from, .. } => Some(*from),
            _ => None,
        })
        .collect();
    assert_eq!(froms, [date("2025-10-15"), date("2025-09-01")]);
}

#[test]
fn one_workbook_may_hold_a_sheet_for_each_class() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (class, name) in [("七年级(1)班", "王小明"), ("初一(2)班", "王小亮")] {
        let sheet = book.add_worksheet();
        sheet.set_name(class).unwrap();
        for (at, heading) in ["序号", "姓名(必填)", "班级", "身份证件号", "出生日期", "年级"].iter().enumerate()
        {
            sheet.write(1, at as u16, *heading).unwrap();
        }
        sheet.write(2, 1, name).unwrap();
        sheet.write(2, 2, class).unwrap();
        let born = rust_xlsxwriter::ExcelDateTime::from_ymd(2013, 5, 15).unwrap();
        let format = rust_xlsxwriter::Format::new().set_num_format("yyyy/m/d");
        sheet.write_with_format(2, 4, &born, &format).unwrap();
        sheet.write(3, 1, "李强").unwrap();
        sheet.write(3, 2, class).unwrap();
        sheet.write(3, 3, 350212201305150024_f64).unwrap();
    }
    book.add_worksheet().write(0, 0, "填表说明").unwrap();
    let sheets = file::read("名册.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    let plan = small().roster(&sheets);
    assert_eq!((plan.rows, plan.new.len()), (4, 2));
    assert_eq!(faults(&plan), [(4, "身份证件号".into(), "lost_digits"), (4, "身份证件号".into(), "lost_digits")]);
    assert_eq!(plan.faults[1].sheet_name, "初一(2)班");
    assert_eq!(serde_json::to_value(&plan.notes[1]).unwrap()["names"][0], "Sheet3");
    assert_eq!(plan.unread_columns, ["序号"]);
}

#[test]
fn a_list_of_one_class_may_name_it_in_the_title() {
    let mut desk = small();
    let file = "某某学校初一（3）班学生名册\n座号,姓 名,性别\n1,王\u{3000}明,男\n2,李强,男\n班主任：赵老师,,\n";
    let plan = desk.roster(&csv(file));
    let new = serde_json::to_value(&plan.new).unwrap();
    assert_eq!((&new[0]["class"], &new[0]["name"]), (&"七年级(3)班".into(), &"王明".into()));
    assert_eq!((plan.new.len(), faults(&plan)), (2, vec![]));
    desk.apply(&plan);
    assert!(desk.roster(&csv(file)).is_nothing_to_do());
}

#[test]
fn an_open_document_is_read() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let born = "<table:table-cell office:value-type=\"date\" office:date-value=\"2013-05-15\"/>";
    let rows =
        row(&(text("姓名") + &text("班级") + &text("出生日期"))) + &row(&(text("王小明") + &text("七(3)班") + born));
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"名册\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
        ("content.xml", &content),
    ] {
        zip.start_file(name, stored).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    let sheets = file::read("名册.ods", zip.finish().unwrap().get_ref()).unwrap();
    let plan = small().roster(&sheets);
    assert_eq!((plan.new.len(), faults(&plan)), (1, vec![]));
    let born = plan.changes.iter().find_map(|change| match change {
        Change::Pupil { to: Some(record), .. } => record.birth,
        _ => None,
    });
    assert_eq!(born, Some(date("2013-05-15")));
}

#[test]
fn a_class_named_by_its_year_is_read_by_the_schools_stage() {
    let roster = |rows: &str| small().roster(&csv(&format!("姓名,年级,班级\n{rows}")));
    let class = |plan: &Plan, at: usize| serde_json::to_value(&plan.new[at]).unwrap()["class"].clone();
    let plan = roster("王小明,,2024级3班\n李强,,七年级1班\n");
    assert_eq!(class(&plan, 0), "八年级(3)班");
    let plan = roster("王小明,初二,2024级3班\n李强,2023级,4班\n赵一,一年级,1班\n");
    assert_eq!(class(&plan, 0), "八年级(3)班");
    assert_eq!(faults(&plan), [(3, "班级".into(), "unknown_class")]);
}

const HEADINGS: &str = "日期,时段,班级,学籍号,姓名,考勤,备注\n";

impl Desk {
    fn plan_attendance(&self, text: &str) -> Plan {
        attendance::plan(&csv(text), &self.school(), self.today, &attendance::Options::default()).unwrap()
    }
}

#[test]
fn a_changed_roll_is_shown_mark_by_mark() {
    let mut desk = two();
    let first = format!("{HEADINGS}2025-09-02,上午,七(3)班,,王小明,旷课,\n2025-09-02,上午,七(3)班,,李强,病假,发热\n");
    let plan = desk.plan_attendance(&first);
    assert_eq!((plan.new.len(), plan.changes.len()), (1, 1));
    desk.apply(&plan);
    let plan = desk.plan_attendance(&format!("{HEADINGS}2025-09-02,am,七(3)班,,李强,○,\n"));
    assert_eq!(differences(&plan), ["Mark: truant -> null"]);
    let plan = desk.plan_attendance(&format!(
        "{HEADINGS}2025-09-02,am,七(3)班,,李强,病,发热39\n2025-09-02,am,七(3)班,,王小明,旷,\n"
    ));
    assert_eq!(differences(&plan), ["Note: 发热 -> 发热39"]);
}

#[test]
fn rows_at_fault_of_old_attendance() {
    let desk = two();
    let kinds = |rows: &str| {
        faults(&desk.plan_attendance(&format!("{HEADINGS}{rows}"))).into_iter().map(|f| f.2).collect::<Vec<_>>()
    };
    assert_eq!(kinds("2025-09-02,上午,七(9)班,,,全勤,\n"), ["unknown_class"]);
    assert_eq!(kinds("2025-08-02,上午,七(3)班,,王小明,旷课,\n"), ["unknown_pupil"]);
    assert_eq!(kinds("2025-08-02,上午,七(3)班,G350212201305150024,王小明,旷课,\n"), ["not_in_class"]);
    assert_eq!(kinds("2025-09-02,上午,七(3)班,G350212201305150024,李强,旷课,\n"), ["name_differs"]);
    assert_eq!(kinds("2025-09-02,上午,七(3)班,,,旷课,\n"), ["unknown_pupil"]);
    assert_eq!(
        kinds("2025-09-02,上午,七(3)班,,,全勤,\n2025-09-02,上午,七(3)班,,王小明,旷课,\n"),
        ["all_present_with_exceptions"; 2]
    );
    // A roll on a Sunday is kept.
    assert_eq!(kinds("2025-09-07,上午,七(3)班,,,全勤,\n"), Vec::<&str>::new());
    let only_faulty = desk.plan_attendance(&format!("{HEADINGS}2025-09-02,上午,七(3)班,,王小明,睡觉,\n"));
    assert!(only_faulty.is_nothing_to_do());
}

#[test]
fn mended_rows_are_laid_over_the_rolls() {
    let mut desk = two();
    let sheets = csv(&format!(
        "{HEADINGS}2025-09-02,上午,七(3)班,,王小明,睡觉,=1+1\n2025-09-02,上午,七(3)班,,李强,病假,发热\n2025-09-03,上午,七(3)班,,,全勤,\n"
    ));
    let plan = attendance::plan(&sheets, &desk.school(), desk.today, &attendance::Options::default()).unwrap();
    assert_eq!((plan.new.len(), plan.faults.len()), (2, 2));
    let written = faulty::write(&sheets, &plan, |fault| fault.kind.to_string()).unwrap();
    let text = String::from_utf8(written).unwrap();
    assert_eq!(
        text,
        "\u{feff}行号,原因,日期,时段,班级,学籍号,姓名,考勤,备注\r\n\
        2,unknown_mark；formula,2025-09-02,上午,七(3)班,,王小明,睡觉,'=1+1\r\n"
    );
    desk.apply(&plan);
    let plan = desk.plan_attendance(&text.replace("睡觉,'=1+1", "旷课,"));
    assert_eq!((differences(&plan), plan.faults.len()), (vec!["Mark: null -> truant".to_owned()], 0));
    assert!(plan.unread_columns.is_empty());
    desk.apply(&plan);
    let roll = desk.books.rolls.iter().find(|roll| roll.key.date == date("2025-09-02")).unwrap();
    assert_eq!(roll.marks.len(), 2);
}

#[test]
fn faulty_rows_of_a_roster_can_be_mended_and_imported() {
    let mut desk = small();
    let sheets = read("bad/roster.xlsx");
    let plan = desk.roster(&sheets);
    desk.apply(&plan);
    let text = String::from_utf8(faulty::write(&sheets, &plan, |fault| fault.kind.to_string()).unwrap()).unwrap();
    assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']) && text.contains(",'=1+1,"));
    let again = desk.roster(&csv(&text));
    assert_eq!((again.rows, again.unread_columns), (plan.counts().faulty_rows, vec!["民族".to_owned()]));
    let mended = desk.roster(&csv(&text.replace("火箭班", "四(1)班").replace("'=1+1", "郭彤颖")));
    assert_eq!(mended.faults.len(), again.faults.len() - 2);
}

#[test]
fn monthly_sheets_with_other_legends_and_layouts() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("七(3)班").unwrap();
    let rows = [
        ["2025学年第一学期 9月考勤", "", "", "", ""],
        ["姓 名", "9-1", "9-2", "9-3", "出勤天数"],
        ["王小明", "/", "△", "", "2"],
        ["李强", "○", "/", "", "1"],
        ["赵无名", "/", "/", "", "2"],
        ["合计", "2", "2", "", ""],
    ];
    for (at, row) in rows.iter().enumerate() {
        for (place, text) in row.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            sheet.write(at as u32, place as u16, *text).unwrap();
        }
    }
    let sheets = file::read("考勤.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    let desk = two();
    let options = attendance::Options { legend: Some(Legend::preset(Preset::C)), ..Default::default() };
    let plan = attendance::plan(&sheets, &desk.school(), desk.today, &options).unwrap();
    assert_eq!(faults(&plan), [(5, "姓名".into(), "unknown_pupil")]);
    assert_eq!((plan.new.len(), plan.rows), (4, 3));
    let marks: Vec<&str> = plan
        .changes
        .iter()
        .flat_map(|change| match change {
            Change::Roll { to: Some(marks), .. } => marks.iter().map(|marked| marked.mark.code()).collect(),
            _ => Vec::new(),
        })
        .collect();
    assert_eq!(marks, ["leave", "leave", "sick", "sick"]);
    let custom = Legend::parse("/=出勤；△=病假；○=迟到").unwrap();
    let options = attendance::Options { legend: Some(custom), ..Default::default() };
    assert_eq!(attendance::plan(&sheets, &desk.school(), desk.today, &options).unwrap().new.len(), 4);
    // Without a legend / means nothing that can be read.
    let plan = attendance::plan(&sheets, &desk.school(), desk.today, &attendance::Options::default()).unwrap();
    assert!(faults(&plan).iter().any(|(_, _, kind)| *kind == "unknown_mark"));
}

#[test]
fn a_monthly_sheet_under_the_name_of_another_class_is_not_taken() {
    let mut desk = two();
    let plan = desk.roster(&csv(&TWO.replace("七(3)班", "七(4)班").replace("G3", "J3").replace("小明", "大明")));
    desk.apply(&plan);
    let sheet = |class: &str| format!("{class}2025年9月\n学籍号,姓名,1,2\nG350212201305150024,王小明,√,\n");
    let plan = desk.plan_attendance(&sheet("七(4)班"));
    assert_eq!((faults(&plan), plan.changes.len()), (vec![(3, "学籍号".into(), "not_in_class")], 0));
    assert_eq!(desk.plan_attendance(&sheet("七(3)班")).new.len(), 2);
    // Without a class in the title it is the one in which the pupils are.
    assert_eq!(desk.plan_attendance(&sheet("")).new.len(), 2);
}

fn plan_calendar(desk: &Desk, text: &str, whose: calendar::Whose) -> Plan {
    calendar::plan(&file::read("日历", text.as_bytes()).unwrap(), &desk.school(), whose).unwrap()
}

#[test]
fn calendars_hold_ranges_grades_and_terms() {
    let mut desk = two();
    let text = "日期,类型,说明,年级\n\
        2026-03-02,学期开始,第二学期,\n\
        2026-07-03,学期结束,第二学期,\n\
        2025-10-01~2025-10-03,放假,国庆节,\n\
        2025/10/3,上课,改了,\n\
        20251114,停课,期中,七年级;8\n\
        2025-11-14,下午停课,期中考试后,七年级\n\
        2025-02-30,放假,,\n\
        2025-12-01,放假,,高一\n\
        2026-09-01,学期开始,没有结束,\n";
    let plan = plan_calendar(&desk, text, calendar::Whose::School);
    assert_eq!(plan.new.len(), 3 + 2 + 1);
    assert_eq!(
        faults(&plan),
        [
            (7, "类型".into(), "unknown_kind"),
            (8, "日期".into(), "impossible_date"),
            (9, "年级".into(), "unknown_grade"),
            (10, "类型".into(), "unpaired_term"),
        ]
    );
    desk.apply(&plan);
    assert!(plan_calendar(&desk, text, calendar::Whose::School).is_nothing_to_do());
    assert!(desk.school().calendar.is_school_day(date("2025-10-03"), None));
    let changed = plan_calendar(&desk, "日期,类型,说明\n2025-10-03,放假,改了\n", calendar::Whose::School);
    assert_eq!(differences(&changed), ["Kind: on -> off"]);
}

const ICS: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n\
    BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20270501\r\nDTEND;VALUE=DATE:20270506\r\nSUMMARY:劳动节 休\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:2\r\nDTSTART;VALUE=DATE:20270508\r\nSUMMARY:劳动节 补\r\n 班\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:3\r\nDTSTART;VALUE=DATE:20270807\r\nSUMMARY:立秋\r\nEND:VEVENT\r\n\
    END:VCALENDAR\r\n";

#[test]
fn an_icalendar_gives_the_days_of_the_school_or_of_the_nation() {
    let mut desk = two();
    let plan = plan_calendar(&desk, ICS, calendar::Whose::School);
    assert_eq!((plan.new.len(), plan.faults.len(), plan.rows), (6, 0, 2));
    assert_eq!(serde_json::to_value(&plan.notes).unwrap()[0]["count"], 1);
    let plan = plan_calendar(&desk, ICS, calendar::Whose::Nation);
    assert_eq!(serde_json::to_value(&plan.new[0]).unwrap()["days"], 6);
    desk.apply(&plan);
    assert!(desk.school().calendar.is_known(2027));
    assert!(plan_calendar(&desk, ICS, calendar::Whose::Nation).is_nothing_to_do());
    assert!(matches!(file::read("x.ics", b"BEGIN:VCALENDAR\r\nBEGIN:"), Err(ExchangeError::BrokenCalendar(_))));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400), start in 0usize..4) {
        let starts: [&[u8]; 4] = [b"", b"PK\x03\x04", b"\xD0\xCF\x11\xE0", "姓名,班级,学籍号\n".as_bytes()];
        let file: Vec<u8> = starts[start].iter().copied().chain(bytes).collect();
        if let Ok(sheets) = file::read("x", &file) {
            let _ = roster::plan(&sheets, &small().school(), date("2025-10-15"), &mut Uuid::nil);
        }
    }

    #[test]
    fn any_table_is_planned_and_planned_again_changes_nothing(
        rows in prop::collection::vec(prop::collection::vec("[王李明强]{0,2}|七\\(1\\)班|703|G[0-9]{6}|2025-09-0[0-9]|旷课|病|上午|全勤|9日|√|○", 7), 0..12)
    ) {
        let body: String = rows.iter().map(|row| row.join(",") + "\n").collect();
        let mut desk = two();
        let roster_file = csv(&format!("姓名,班级,学籍号,监护人1姓名,座号,入学日期,监护人2姓名\n{body}"));
        let plan = desk.roster(&roster_file);
        desk.apply(&plan);
        prop_assert!(desk.roster(&roster_file).is_nothing_to_do());
        for file in [format!("{HEADINGS}{body}"), format!("七(3)班2025年9月\n姓名,9日,10日,11日,12日,13日,14日\n{body}")] {
            let plan = desk.plan_attendance(&file);
            desk.apply(&plan);
            prop_assert!(desk.plan_attendance(&file).is_nothing_to_do());
        }
    }
}

/// Whoever gives a seat up in the same file makes room; of those who do not, the name is told.
#[test]
fn no_two_pupils_of_a_class_get_one_seat() {
    let mut desk = two();
    let list = |rows: &str| csv(&format!("姓名,班级,座号,学籍号\n{rows}"));
    let (wang, li) = ("G350212201305150024", "G350212201603010054");
    let swapped = desk.roster(&list(&format!("王小明,七(3)班,2,{wang}\n李强,七(3)班,1,{li}\n")));
    assert_eq!((faults(&swapped), swapped.changed.len()), (vec![], 2));
    let newcomer = desk.roster(&list("赵新,七(3)班,1,T0003\n"));
    assert_eq!((faults(&newcomer), newcomer.new.len()), (vec![(2, "座号".into(), "seat_held")], 0));
    let twice = desk.roster(&list("赵新,七(3)班,9,T0003\n钱新,七(3)班,9,T0004\n"));
    assert_eq!((faults(&twice), twice.new.len()), (vec![(3, "座号".into(), "seat_taken")], 1));
    // 李强 stays, since the own row is at fault: nobody sits there.
    let chain = desk.roster(&list(&format!("王小明,七(3)班,2,{wang}\n李强,七(3)班,5,{li}\n赵新,七(3)班,5,T0003\n")));
    assert_eq!(faults(&chain), [(4, "座号".into(), "seat_taken")]);
    let stays = desk.roster(&list(&format!("李强,七(3)班,1,{li}\n王小明,七(3)班,1,{wang}\n")));
    assert_eq!(faults(&stays), [(2, "座号".into(), "seat_taken")], "who sits there comes first");
    // Without a seat in the file the own number goes along where it is free in the new class.
    desk.apply(&twice);
    let moved = desk.roster(&csv(&format!("姓名,班级,学籍号\n王小明,七(4)班,{wang}\n赵新,七(4)班,T0003\n")));
    desk.apply(&moved);
    assert_eq!(desk.books.pupils[0].seat(desk.today), Some(1));
    let crowded = desk.roster(&csv("姓名,班级,座号,学籍号\n周新,七(4)班,2,T0005\n"));
    desk.apply(&crowded);
    let moved = desk.roster(&csv(&format!("姓名,班级,学籍号\n李强,七(4)班,{li}\n")));
    assert_eq!(differences(&moved), ["Class: 七年级(3)班 -> 七年级(4)班", "Seat: 2 -> null"]);
}

#[test]
fn attendance_of_a_day_still_to_come_is_at_fault() {
    let desk = two();
    let plan = desk.plan_attendance(&format!(
        "{HEADINGS}2025-10-15,上午,七(3)班,,王小明,旷课,\n2025-10-16,上午,七(3)班,,王小明,旷课,\n"
    ));
    assert_eq!((faults(&plan), plan.new.len()), (vec![(3, "日期".into(), "future_day")], 1));
    let sheet = desk.plan_attendance("七(3)班2025年10月\n姓名,14,15,16,17\n王小明,√,√,√,\n李强,√,×,×,\n");
    assert_eq!((faults(&sheet), sheet.new.len()), (vec![(2, "16".into(), "future_day")], 4));
}

#[test]
fn attendance_chosen_as_a_roster_is_known_for_what_it_is() {
    let mut desk = two();
    for file in ["small/attendance.csv", "small/month-2025-10.xlsx", "small/month-2025-11-by-day.xlsx"] {
        let school = desk.school();
        let plan = roster::plan(&read(file), &school, desk.today, &mut Uuid::nil);
        assert_eq!(plan, Err(ExchangeError::OfAnother(Looks::Attendance)), "{file}");
    }
    let plan = attendance::plan(&csv(TWO), &desk.school(), desk.today, &attendance::Options::default());
    assert_eq!(plan, Err(ExchangeError::OfAnother(Looks::Roster)));
    assert_eq!(desk.roster(&csv("儿童姓名,班级\n赵新,七(3)班\n")).new.len(), 1);
}

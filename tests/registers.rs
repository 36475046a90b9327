//! The registers on the command line: read, as JSON, and written.

mod place;

use place::Place;
use serde_json::Value;
use std::fs;

impl Place {
    /// 陈小禾 is away from Monday to Wednesday; his father is called on Monday, and the leadership told on Tuesday.
    fn school() -> Place {
        let roster = "班级,座号,姓名,性别,学籍号,监护人1姓名,监护人1关系,监护人1电话\n\
                      七年级(3)班,1,陈小禾,男,2025350212000036,陈大山,父亲,14200000001\n\
                      七年级(3)班,2,李沐阳,男,2025350212000044,李小芳,母亲,14200000002\n";
        let place = Place::with_roster("2025-09-01", roster);
        for day in ["2025-09-08", "2025-09-09", "2025-09-10"] {
            for session in ["am", "pm"] {
                place.on(day).does(&["roll", "take", "--class", "7.3", "--session", session, "--truant", "1"]);
            }
        }
        let call =
            ["contact", "陈小禾", "--by", "phone", "--reached", "yes", "--said", "不想上学", "--whereabouts", "在家"];
        place.on("2025-09-08").does(&call);
        place.on("2025-09-09").does(&["letter", "new", "escalation", "陈小禾"]);
        place.on("2025-09-10")
    }
}

#[test]
fn the_kinds_are_listed_with_their_columns() {
    let place = Place::school();
    let said = place.does(&["register", "kinds"]);
    for code in ["absence", "illness", "suspected-dropout", "dropout", "persuaded-back", "papers"] {
        assert!(said.contains(code), "{said}");
    }
    let kinds = place.json(&["register", "kinds"]);
    assert_eq!(kinds[0]["kind"], "absence");
    assert_eq!(kinds[0]["columns"].as_array().unwrap().len(), 21);
    assert_eq!(kinds[3]["columns"].as_array().unwrap().len(), 32);
}

#[test]
fn rows_are_objects_with_masked_numbers() {
    let place = Place::school();
    let register = place.json(&["register", "absence"]);
    assert_eq!((&register["from"], &register["to"]), (&"2025-09-01".into(), &"2025-09-10".into()));
    let rows = register["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 3);
    let first = &rows[0];
    assert_eq!(first["no"], 1);
    assert_eq!(first["date"], "2025-09-08");
    assert_eq!(first["class"], "七年级(3)班");
    assert_eq!(first["student_no_end"], "0036");
    assert_eq!(first["phone"], "142****0001");
    assert_eq!(first["whereabouts"], "在家");
    assert_eq!(first["returned_at"], Value::Null);
    assert_eq!(rows[1]["measures"], "报告单");
    assert_eq!(rows[2]["streak_days"], 3);

    let one_day = ["register", "absence", "--from", "2025-09-09", "--to", "2025-09-09", "--class", "7.3"];
    assert_eq!(place.json(&one_day)["rows"].as_array().unwrap().len(), 1);
    let papers = place.json(&["register", "papers"]);
    assert_eq!(papers["rows"][0]["name"], "陈小禾");
    let none = place.json(&["register", "dropout", "--grade", "7"]);
    assert_eq!(none["rows"].as_array().unwrap().len(), 0);
}

#[test]
fn text_is_printed_and_files_are_never_written_over() {
    let place = Place::school();
    let said = place.does(&["register", "absence"]);
    assert!(said.contains("样例学校缺勤追踪登记表") && said.contains("序号：3"), "{said}");
    assert_eq!(said, place.does(&["register", "absence", "--format", "text"]));

    let out = ["register", "absence", "--format", "docx", "--out", "absence.docx"];
    place.does(&out);
    let first = fs::read(place.path().join("absence.docx")).unwrap();
    assert!(first.starts_with(b"PK"));
    place.does(&["register", "absence", "--format", "xlsx", "--out", "absence.xlsx"]);
    assert!(fs::read(place.path().join("absence.xlsx")).unwrap().starts_with(b"PK"));
    let again = place.run(&out);
    assert!(String::from_utf8_lossy(&again.stderr).contains("absence (2).docx"));
    assert_eq!(fs::read(place.path().join("absence.docx")).unwrap(), first);
    place.does(&["register", "papers", "--format", "text", "--class", "7.3", "--out", "papers.txt"]);
    assert!(fs::read_to_string(place.path().join("papers.txt")).unwrap().contains("文书登记簿"));
}

#[test]
fn what_leaves_the_program_is_in_the_journal() {
    let place = Place::school();
    place.does(&["register", "absence", "--format", "docx"]);
    assert!(place.path().join("缺勤追踪登记表-2025-09-10.docx").exists());
    let journal = place.does(&["journal", "--last", "1"]);
    assert!(journal.contains("缺勤追踪登记表"), "{journal}");
}

#[test]
fn a_span_has_its_days_in_order() {
    let place = Place::school();
    let output = place.run(&["register", "absence", "--from", "2025-09-09", "--to", "2025-09-08"]);
    assert_eq!(output.status.code(), Some(1));
    let output = place.run(&["register", "absences"]);
    assert_eq!(output.status.code(), Some(2));
}

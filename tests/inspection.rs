//! The yearly self-inspection and the folder of evidence on the command line.

mod place;

use calamine::{Reader, Xlsx};
use place::Place;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Cursor;

impl Place {
    /// A school of two pupils; the first was away for two days, was called and visited.
    fn school() -> Place {
        let roster =
            "班级,座号,姓名,性别,学籍号,低保\n七年级(3)班,1,吴清和,男,T0001,是\n七年级(3)班,2,林小雨,女,T0002,否\n";
        let place = Place::with_roster("2025-09-10", roster);
        place.write("门锁着.jpg", "made up");
        for day in ["2025-09-08", "2025-09-09"] {
            place.does(&["roll", "take", "--class", "7.3", "--date", day, "--session", "am", "--truant", "1"]);
        }
        let call = ["contact", "吴清和", "--by", "phone", "--reached", "yes", "--said", "不肯来", "--on", "2025-09-08"];
        place.does(&call);
        let visit = ["visit", "吴清和", "--who", "陈老师、王老师", "--met", "无人", "--found", "门锁着"];
        place.does(&[&visit[..], &["--on", "2025-09-09", "--attach", "门锁着.jpg"]].concat());
        place
    }
}

const REPORT: [&str; 4] = ["report", "self-inspection", "--year", "2025"];

fn figure<'a>(report: &'a Value, code: &str) -> &'a Value {
    report["figures"].as_array().unwrap().iter().find(|figure| figure["figure"] == code).unwrap()
}

#[test]
fn every_figure_has_its_formula_and_the_facts_behind_it() {
    let place = Place::school();
    let report = place.json(&REPORT);
    assert_eq!((&report["from"], &report["to"]), (&"2025-01-01".into(), &"2025-09-10".into()));
    for (code, count) in [("pupils", 2), ("boys", 1), ("group:dibao", 1), ("cases_opened", 1), ("visits", 1)] {
        assert_eq!(figure(&report, code)["count"], count, "{code}");
        assert!(!figure(&report, code)["formula"].as_str().unwrap().is_empty());
    }
    let rate = &figure(&report, "attendance_rate")["share"];
    assert_eq!((&rate["of"], &rate["among"], &rate["rate"]), (&2.into(), &4.into(), &0.5.into()));
    let behind = place.json(&[&REPORT[..], &["--figure", "visits"]].concat());
    assert_eq!((&behind[0]["name"], &behind[0]["on"]), (&"吴清和".into(), &"2025-09-09".into()));
    let unknown = place.run(&[&REPORT[..], &["--figure", "nothing"]].concat());
    assert_eq!(unknown.status.code(), Some(1));
}

/// A year before the books is no year of zeros, and what a roster does not say is told with what is missing.
#[test]
fn what_the_books_cannot_tell_is_said() {
    let place = Place::school();
    let before = ["report", "self-inspection", "--year", "1999"];
    let said = place.tells(&before);
    assert!(said.contains("1999 年没有数据可查") && !said.contains("出勤率"), "{said}");
    let report = place.json(&before);
    assert_eq!(report["books_begin"], "2025-09-01");
    assert!(figure(&report, "pupils")["count"].is_null() && figure(&report, "pupils")["note"].is_string());
    let report = place.json(&REPORT);
    let local = figure(&report, "hukou:local");
    assert!(local["count"].is_null() && local["note"].as_str().unwrap().contains("户口所在地"), "{local}");
    assert_eq!(figure(&report, "hukou:unsaid")["count"], 2);
    let text = place.tells(&[&REPORT[..], &["--format", "text"]].concat());
    let said: String = text.split_whitespace().collect();
    for part in [
        "我校数据从2025年9月1日起",
        "（初中2人）",
        "本区、非本区户籍—（花名册没有户口所在地）",
        "缓学0人",
        "辍学率0.00%（学年初在籍2人）",
    ] {
        assert!(said.contains(part), "{part}: {text}");
    }
}

#[test]
fn the_prose_is_the_schools_own() {
    let place = Place::school();
    let words = "成立由校长任组长的领导小组。\n各年级有专人负责。";
    place.does(&[&REPORT[..], &["--section", "mechanism", "--text", words]].concat());
    let text = place.tells(&[&REPORT[..], &["--format", "text"]].concat());
    for said in ["（一）健全机制", "各年级有专人负责。", "教基厅函〔2024〕15号", "当日联系率100.0%"]
    {
        assert!(text.replace(['\n', '　'], "").contains(said), "{said}: {text}");
    }
    assert!(!text.contains("三、今后工作方向"), "an empty section has no heading: {text}");
    let report = place.json(&REPORT);
    assert!(!report["unwritten"].as_array().unwrap().contains(&"mechanism".into()));
    place.does(&[&REPORT[..], &["--section", "mechanism", "--text", ""]].concat());
    assert!(place.json(&REPORT)["unwritten"].as_array().unwrap().contains(&"mechanism".into()));
}

/// Never over a file that is there, unless it is told to.
#[test]
fn the_report_is_written_beside_what_is_there() {
    let place = Place::school();
    let write = [&REPORT[..], &["--format", "docx", "--out", "自查.docx"]].concat();
    place.does(&write);
    let said = place.tells(&write);
    assert!(said.contains("自查.docx 已经有了，没有覆盖；已写入 自查 (2).docx"), "{said}");
    let said = place.tells(&[&write[..], &["--overwrite"]].concat());
    assert!(said.contains("已写入 自查.docx"), "{said}");
    assert!(place.path().join("自查 (2).docx").is_file() && !place.path().join("自查 (3).docx").is_file());
}

#[test]
fn the_evidence_is_a_numbered_folder_with_links_and_digests() {
    let place = Place::school();
    let output = place.run(&["evidence", "export", "佐证", "--year", "2025"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if said.contains("字体") {
        return eprintln!("*** NO CHINESE FONT: THE TEST OF EVIDENCE IS LEFT OUT ***");
    }
    assert_eq!(output.status.code(), Some(0), "{said}");
    let folder = place.path().join("佐证");
    let list = fs::read(folder.join("佐证材料目录.xlsx")).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(list)).unwrap();
    let sheet = book.worksheet_range("佐证材料目录").unwrap();
    let rows: Vec<Vec<String>> =
        sheet.rows().skip(1).map(|row| row.iter().map(ToString::to_string).collect()).collect();
    assert!(rows.iter().any(|row| row[6] == "门锁着.jpg"), "{rows:?}");
    for row in &rows {
        let bytes = fs::read(folder.join(&row[7])).unwrap();
        let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digest, row[8], "{}", row[7]);
        assert!(row[7].contains(&row[0]) && !row[7].contains("吴清和"), "{}", row[7]);
    }
    let at = rows.iter().position(|row| row[6] == "门锁着.jpg").unwrap();
    let (attached, paper) = (&rows[at], &rows[at - 1]);
    assert_eq!((paper[2].as_str(), paper[4].as_str()), ("家访记录", ""), "{paper:?}");
    assert_eq!((attached[4].as_str(), attached[0].as_str()), (paper[0].as_str(), format!("{}-1", paper[0]).as_str()));
    assert!(attached[3].starts_with("吴清和（") && attached[3] == paper[3], "{attached:?}");
    let calls = rows.iter().find(|row| row[2] == "家校联系记录").unwrap_or_else(|| panic!("{rows:?}"));
    assert!(calls[3].starts_with("吴清和（"), "{calls:?}");
    let papers = rows.iter().filter(|row| row[6].is_empty()).count();
    assert!(said.contains(&format!("佐证材料在 佐证：文书和表册 {papers} 份，附件 1 份，另有目录。")), "{said}");
    assert!(said.contains("没有列入：2025 学年责任书"), "{said}");
    let again = place.tells(&["evidence", "export", "佐证", "--year", "2025"]);
    assert!(again.contains("佐证 已经有了，没有覆盖") && again.contains("佐证材料在 佐证 (2)："), "{again}");
    assert!(place.path().join("佐证 (2)/佐证材料目录.xlsx").is_file());
}

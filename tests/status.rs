//! Changes of status on the command line: applied for, in effect, put right.

use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

/// A sealed place with a school of two pupils in 七年级(3)班; it is the third day of a truant's absence.
struct Place {
    folder: TempDir,
}

impl Place {
    fn school() -> Place {
        let place = Place { folder: TempDir::new().unwrap() };
        fs::write(place.path().join("passphrase"), "菊花 and 42\n").unwrap();
        fs::write(place.path().join("接收函.pdf"), "made up").unwrap();
        let roster = "班级,座号,姓名,性别,学籍号\n七年级(3)班,1,吴清和,男,T0001\n七年级(4)班,1,林小雨,女,T0002\n";
        fs::write(place.path().join("roster.csv"), roster).unwrap();
        place.does(&["init", "--school", "样例学校", "--term", "2025-09-01..2026-01-30", "--name", "陈老师"]);
        place.does(&["import", "roster", "roster.csv"]);
        for day in ["2025-09-08", "2025-09-09", "2025-09-10"] {
            let roll = ["roll", "take", "--class", "7.3", "--date", day, "--session", "am", "--truant", "1"];
            place.does(&roll);
        }
        place
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_on("2025-09-10", arguments)
    }

    fn run_on(&self, day: &str, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_baoxue"))
            .args(["--data-dir", "books", "--passphrase-file", "passphrase", "--today", day, "--lang", "zh"])
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .output()
            .unwrap()
    }

    #[track_caller]
    fn does(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
        String::from_utf8(output.stdout).unwrap() + &said
    }

    #[track_caller]
    fn refuses(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        said
    }

    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(&[arguments, &["--json"]].concat());
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{arguments:?}: {error}"))
    }

    fn enrolled(&self) -> usize {
        self.json(&["pupils"]).as_array().unwrap().len()
    }
}

/// S8: a transfer in progress leaves the pupil on the roll until the last paper is there.
#[test]
fn a_transfer_takes_effect_with_its_last_paper_and_puts_right_what_came_before() {
    let place = Place::school();
    let out = ["status", "吴清和", "transfer-out", "--on", "2025-09-09"];
    let applied = place.does(&[&out[..], &["--paper", "application=seen", "--applied-on", "2025-09-08"]].concat());
    assert!(applied.contains("还没有生效") && applied.contains("对方学校") && applied.contains("审批"), "{applied}");
    assert_eq!(place.enrolled(), 2);
    let row = &place.json(&["status", "list"])[0];
    assert_eq!((&row["in_effect"], &row["papers"]), (&json!(false), &json!(["application"])));

    assert!(place.does(&["todo"]).contains("转出手续，缺 3 项"), "the registrar is reminded of it");
    let acceptance = ["--paper", "acceptance=接收函.pdf", "--counterpart", "赣县中学"];
    place.does(&[&out[..3], &acceptance[..]].concat());
    let approved = ["--approved-by", "区教育局", "--approved-on", "2025-09-09"];
    let done = place.does(&[&out[..3], &approved[..]].concat());
    assert!(done.contains("自 2025-09-09 起生效") && done.contains("无故未到 2 次不再计入"), "{done}");
    assert_eq!(place.enrolled(), 1);
    assert!(!place.does(&["todo"]).contains("手续"));
    let list = place.json(&["status", "list", "--from", "2025-09-01", "--to", "2025-09-30"]);
    let [row] = list.as_array().unwrap().as_slice() else { panic!("{list}") };
    assert_eq!((&row["in_effect"], &row["counterpart"]), (&json!(true), &json!("赣县中学")));
    assert_eq!(row["papers"], json!(["application", "acceptance"]));
    let file = place.does(&["pupil", "T0001"]);
    assert!(file.contains("转出，自 2025-09-09 起，已生效"), "{file}");
    assert_eq!(place.json(&["verify"])["sound"], true);

    let back = ["status", "T0001", "transfer-in", "--on", "2025-09-10", "--class", "7.4"];
    let papers = ["--paper", "application", "--paper", "residence", "--paper", "attendance"];
    let approved = ["--counterpart", "赣县中学", "--approved-by", "区教育局", "--approved-on", "2025-09-10"];
    place.does(&[&back[..], &papers[..], &approved[..]].concat());
    assert_eq!(place.enrolled(), 2);
}

#[test]
fn a_suspension_needs_its_end_and_ends_with_a_return() {
    let place = Place::school();
    let suspend = ["status", "林小雨", "suspend", "--on", "2025-09-10"];
    assert!(place.refuses(&suspend).contains("--until"));
    let papers = ["--paper", "application", "--paper", "hospital", "--paper", "history", "--until", "2026-01-30"];
    let approved = ["--approved-by", "区教育局", "--approved-on", "2025-09-10"];
    place.does(&[&suspend[..], &papers[..], &approved[..]].concat());
    let again = place.refuses(&["status", "林小雨", "suspend", "--on", "2025-09-10", "--until", "2026-01-30"]);
    assert!(again.contains("2025-09-10 起已有"), "{again}");
    let due = |day: &str| String::from_utf8_lossy(&place.run_on(day, &["todo"]).stdout).contains("休学期满，问复学");
    assert!(!due("2025-12-30") && due("2025-12-31"), "thirty days before its end");
    let class = place.refuses(&["status", "林小雨", "class", "--class", "7.3", "--on", "2025-09-11"]);
    assert!(class.contains("不在任何班级"), "{class}");
}

#[test]
fn papers_of_another_kind_are_refused_and_kinds_are_listed() {
    let place = Place::school();
    let wrong = place.refuses(&["status", "吴清和", "transfer-out", "--paper", "death=seen"]);
    assert!(wrong.contains("death") && wrong.contains("acceptance"), "{wrong}");
    let missing = place.refuses(&["status", "吴清和", "transfer-out", "--paper", "acceptance=nowhere.pdf"]);
    assert!(missing.contains("nowhere.pdf"), "{missing}");
    assert_eq!(place.json(&["status", "list"]), json!([]));
    let kinds = place.json(&["status", "kinds"]);
    assert_eq!(kinds[0]["papers"], json!(["application", "acceptance"]));
    place.does(&["status", "吴清和", "class", "--class", "7.4", "--seat", "2"]);
    assert_eq!(place.json(&["pupil", "吴清和"])["class"], "七年级(4)班");
}

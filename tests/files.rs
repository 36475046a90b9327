//! Files that the commands write: none is ever lost by one that is written, and what cannot be written says why.

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

/// A folder of the test's own with a small school in it; a pupil of seat 1 was missing for a day.
struct Place(TempDir);

impl Place {
    fn school() -> Place {
        let place = Place(tempfile::tempdir().unwrap());
        fs::write(place.path().join("passphrase"), "开学第一课\n").unwrap();
        let roster = "班级,座号,姓名,性别,学籍号\n七年级(1)班,1,张伟,男,T0001\n七年级(1)班,2,李娜,女,T0002\n";
        fs::write(place.path().join("roster.csv"), roster).unwrap();
        place.does(&["init", "--school", "样例学校", "--term", "2025-09-01..2026-01-30"]);
        place.does(&["import", "roster", "roster.csv"]);
        for session in ["am", "pm"] {
            place.does(&["roll", "take", "--class", "7.1", "--session", session, "--truant", "1"]);
        }
        place.does(&["notice", "new", "T0001"]);
        place
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::cargo_bin("baoxue")
            .unwrap()
            .args(["--data-dir", "books", "--passphrase-file", "passphrase", "--today", "2025-09-10", "--lang", "zh"])
            .args(arguments)
            .current_dir(self.path())
            .env_clear()
            .env("HOME", self.path())
            .output()
            .unwrap()
    }

    /// What it says on standard error while it does.
    #[track_caller]
    fn does(&self, arguments: &[&str]) -> String {
        self.ends(0, arguments)
    }

    #[track_caller]
    fn ends(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        said
    }
}

/// Every command that writes a file, without its place.
const WRITE: [&[&str]; 5] = [
    &["week", "--format", "docx", "--out"],
    &["week", "--format", "xlsx", "--out"],
    &["register", "absence", "--format", "docx", "--out"],
    &["letter", "write", "1", "--format", "docx", "--out"],
    &["backup"],
];

#[test]
fn a_file_that_is_there_is_kept_and_the_new_one_stands_beside_it() {
    let place = Place::school();
    for (nth, write) in WRITE.into_iter().enumerate() {
        let (name, beside) = (format!("{nth}.out"), format!("{nth} (2).out"));
        fs::write(place.path().join(&name), "mine").unwrap();
        let said = place.does(&[write, &[&name]].concat());
        assert!(said.contains(&beside), "{write:?}: {said}");
        assert_eq!(fs::read(place.path().join(&name)).unwrap(), b"mine", "{write:?}");
        assert!(fs::metadata(place.path().join(&beside)).unwrap().len() > 500, "{write:?}");
        place.does(&[write, &[&name, "--overwrite"]].concat());
        assert!(fs::metadata(place.path().join(&name)).unwrap().len() > 500, "{write:?}");
    }
    // Without a name of one's own too.
    place.does(&["week", "--format", "docx"]);
    assert!(place.does(&["week", "--format", "docx"]).contains("2025-W37 (2).docx"));
}

#[test]
fn faulty_rows_are_kept_like_everything_else() {
    let place = Place::school();
    fs::write(place.path().join("bad.csv"), "班级,座号,姓名\n没有的班,1,张伟\n").unwrap();
    fs::write(place.path().join("mend.csv"), "mine").unwrap();
    let said = place.does(&["import", "roster", "bad.csv", "--faulty", "mend.csv"]);
    assert!(said.contains("mend (2).csv"), "{said}");
    assert_eq!(fs::read(place.path().join("mend.csv")).unwrap(), b"mine");
}

#[test]
fn what_cannot_be_written_says_why() {
    let place = Place::school();
    fs::create_dir(place.path().join("文件夹")).unwrap();
    for write in WRITE {
        let said = place.ends(1, &[write, &["文件夹"]].concat());
        assert!(said.contains("这是文件夹"), "{write:?}: {said}");
        let said = place.ends(1, &[write, &["没有/x.docx"]].concat());
        assert!(said.contains("没有文件夹 没有"), "{write:?}: {said}");
        let said = place.ends(1, &[write, &["passphrase/x.docx"]].concat());
        assert!(said.contains("passphrase 不是文件夹"), "{write:?}: {said}");
    }
}

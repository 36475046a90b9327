//! Files that the commands write: none is ever lost by one that is written, and what cannot be written says why.

mod place;

use place::Place;
use std::fs;

impl Place {
    /// A small school; the pupil of seat 1 was missing for a day.
    fn school() -> Place {
        let place = Place::empty("2025-09-10");
        let roster = "班级,座号,姓名,性别,学籍号\n七年级(1)班,1,张伟,男,T0001\n七年级(1)班,2,李娜,女,T0002\n";
        place.write("roster.csv", roster);
        place.does(&["init", "--school", "样例学校", "--term", "2025-09-01..2026-01-30"]);
        place.does(&["import", "roster", "roster.csv"]);
        for session in ["am", "pm"] {
            place.does(&["roll", "take", "--class", "7.1", "--session", session, "--truant", "1"]);
        }
        place.does(&["notice", "new", "T0001"]);
        place
    }
}

/// Every command that writes a file, without its place.
const WRITE: [&[&str]; 8] = [
    &["week", "--format", "docx", "--out"],
    &["week", "--format", "xlsx", "--out"],
    &["register", "absence", "--format", "docx", "--out"],
    &["letter", "write", "1", "--format", "docx", "--out"],
    &["report", "month", "--format", "docx", "--out"],
    &["report", "month", "--format", "xlsx", "--out"],
    &["report", "month", "--format", "json", "--out"],
    &["backup"],
];

#[test]
fn a_file_that_is_there_is_kept_and_the_new_one_stands_beside_it() {
    let place = Place::school();
    for (nth, write) in WRITE.into_iter().enumerate() {
        let (name, beside) = (format!("{nth}.out"), format!("{nth} (2).out"));
        place.write(&name, "mine");
        let said = place.tells(&[write, &[&name]].concat());
        assert!(said.contains(&beside), "{write:?}: {said}");
        assert_eq!(fs::read(place.path().join(&name)).unwrap(), b"mine", "{write:?}");
        assert!(fs::metadata(place.path().join(&beside)).unwrap().len() > 500, "{write:?}");
        place.does(&[write, &[&name, "--overwrite"]].concat());
        assert!(fs::metadata(place.path().join(&name)).unwrap().len() > 500, "{write:?}");
    }
    // Without a name of one's own too.
    place.does(&["week", "--format", "docx"]);
    assert!(place.tells(&["week", "--format", "docx"]).contains("2025-W37 (2).docx"));
}

#[test]
fn faulty_rows_are_kept_like_everything_else() {
    let place = Place::school();
    place.write("bad.csv", "班级,座号,姓名\n没有的班,1,张伟\n");
    place.write("mend.csv", "mine");
    let said = place.tells(&["import", "roster", "bad.csv", "--faulty", "mend.csv"]);
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
